"""Which edition a case goes by: the board's key is pinned when the first one is used, and no older one is taken after."""

from __future__ import annotations

from redactor.codes.model import CodeList
from redactor.keymap.keymap import KeyMap
from redactor.sealed.editions import EditionError
from redactor.sealed.signing import fingerprint


def pinned(key_map: KeyMap, codes: CodeList, *, older: bool = False) -> KeyMap:
    """The key map of the case with this edition as the last one used; unchanged for a list without editions.

    Raises EditionError for another board's signature, for an edition older than the last one (unless `older`), for two
    editions of one number, for another review of the same subject, and for a plain list where editions have been used.
    """
    issue = codes.issue
    if issue is None:
        if key_map.edition and not older:
            raise EditionError(
                f"Edition {key_map.edition} of the board's list was used for this case, and this list is no edition: "
                "nobody has signed it. Use the board's newest edition, or say --older-edition if you mean this list."
            )
        return key_map
    if key_map.board_key and key_map.board_key != issue.key:
        raise EditionError(
            "This edition is signed with another key than the editions used for this case before "
            f"({fingerprint(issue.key)}, not {fingerprint(key_map.board_key)}). It may not come from the board: ask the "
            "board's business manager by telephone which key is theirs. If they have a new one, run redactor keymap "
            "new-board-key."
        )
    if key_map.review and issue.review and key_map.review != issue.review:
        raise EditionError(
            "This edition is of another review of the same subject than the one that this key map is of, and nothing was "
            "written. Leave out --key-map: each review has a key map of its own, found by its edition."
        )
    if issue.number < key_map.edition and not older:
        raise EditionError(
            f"This is edition {issue.number} of the board's list, but edition {key_map.edition} was used for this case "
            "before. Use the newest one; say --older-edition if you mean this one all the same."
        )
    if issue.number == key_map.edition and codes.digest != key_map.edition_digest:
        raise EditionError(
            f"There are two different editions {issue.number} of the board's list. Ask the board which one counts."
        )
    return key_map.model_copy(
        update={
            "review": key_map.review or issue.review,
            "board_key": issue.key,
            "edition": issue.number,
            "edition_digest": codes.digest,
            "block": (issue.block.prefix, issue.block.first, issue.block.last),
            "agency": issue.agency,
            "reply_to": issue.reply_to,
        }
    )
