"""Codes used: on the list, this agency's, written as issued; nothing unresolved; one list and one edition of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from redactor.codes.finding import Found
from redactor.codes.numbering import split_code
from redactor.codes.shapes import AWAITING, EDITION, edition_in, right_edition
from redactor.codes.text import squash
from redactor.documents.where import place_of

from .drafts import Draft
from .model import Board, Breach, look, must_fix

_FAMILY = re.compile(r"(?!Person )[A-Z].* (?:\d{1,3}|[A-Z])")  # "Child 1", "Address B"; not "Person 1", "Address X1"
_FEW = 3  # strange codes from which a draft may be of another list


def codes_used(draft: Draft) -> Iterator[Breach]:
    """Codes that the list does not have, of other agencies, or in another spelling."""
    board = draft.board
    said: dict[tuple[str, str, str], list[str]] = {}
    for passage, codes in draft.codes:
        place = place_of(passage)
        for found in codes:
            for rule, sentence in _about(found, board):
                said.setdefault((rule, found.code, sentence), []).append(place)
        for several in board.finder.shorthand(passage.text):
            alone = {squash(f.code) for f in codes}
            for code in several.codes:
                if squash(code) not in board.entries and squash(code) not in alone:
                    said.setdefault(("code-not-listed", code, _not_listed(code, board)), []).append(place)
    for (rule, code, sentence), places in said.items():
        mild = rule == "code-spelling" or squash(code) in board.entries
        yield (look if mild else must_fix)(rule, draft.name, places, sentence)


def _about(found: Found, board: Board) -> Iterator[tuple[str, str]]:
    """(rule, sentence) of everything that one code has against it."""
    code = found.code
    owner = board.owner_of(code)
    label = found.label or (code.partition("-")[0] if "-" in code else "")
    foreign_label = bool(label) and bool(board.agency) and not board.is_our_label(label)
    foreign_block = bool(owner) and bool(board.agency) and not board.is_ours(owner)
    if found.known:
        entry = board.entries[squash(code)]
        if entry.agency and board.agency and not board.is_ours(entry.agency) and (foreign_label or foreign_block):
            yield (
                "other-agency",
                f"{code} was issued to another agency ({entry.agency}). Right, if their member of staff is meant; "
                "if it is one of yours, take the code of your own list.",
            )
        if not found.exact:
            yield "code-spelling", f"{code} is not written as on the list. Write it as {code}."
    elif foreign_label:
        yield (
            "other-agency",
            f"{code} looks like a code of another agency ({label}), and the list does not have it. Ask the board's business "
            "manager for the code to use.",
        )
    elif foreign_block:
        yield (
            "other-agency",
            f"{code} lies in the block of another agency ({owner}), and the list does not have it. Use the numbers of "
            "your own block, and ask the board's business manager to issue the code.",
        )
    elif _outside_own_block(code, board):
        yield (
            "outside-block",
            f"{code} is not on the list, and its number is not in your agency's block: it may be another agency's. Use the "
            "numbers of your own block, and ask the board's business manager to issue the code.",
        )
    else:
        yield "code-not-listed", _not_listed(code, board)


def _outside_own_block(code: str, board: Board) -> bool:
    block, split = board.codes.issue.block if board.codes.issue else None, split_code(code)
    staff = split is not None and " " not in code
    return bool(block and block.last and staff and split and not block.first <= split[1] <= block.last)


def _not_listed(code: str, board: Board) -> str:
    block, split = board.codes.issue.block if board.codes.issue else None, split_code(code)
    if block and block.last and split and block.first <= split[1] <= block.last:
        return (
            f"{code} is in your agency's block, but not issued. Ask the board's business manager to put it on the list."
        )
    return f"{code} is not on the list. Write the code that is meant, or ask the board's business manager for one."


def markers_left(draft: Draft) -> Iterator[Breach]:
    """Marks that stand where nobody has decided who is meant."""
    places = [place_of(p) for p in draft.passages for _ in AWAITING.finditer(p.text)]
    if places:
        yield must_fix(
            "unresolved-left",
            draft.name,
            places,
            "A mark [unresolved …], or another that waits for somebody, still stands here. Put the right code in its place.",
        )


def editions(drafts: Sequence[Draft]) -> Iterator[Breach]:
    """Drafts that name different editions of the list, or another than this one."""
    named: list[tuple[Draft, str, str]] = []
    for draft in drafts:
        for passage in draft.passages:
            for match in EDITION.finditer(passage.text):
                named.append((draft, edition_in(match), place_of(passage)))
    issue = drafts[0].board.codes.issue if drafts else None
    right = right_edition((number for _, number, _ in named), issue.number if issue else None)
    for draft, number, place in named:
        if right and number != right:
            other = (
                f"this is edition {right}"
                if issue
                else f"edition {right} is named elsewhere ({_where(named, draft, right)})"
            )
            yield must_fix(
                "editions-mixed",
                draft.name,
                [place],
                f"The draft names edition {number} of the list, but {other}. Bring all drafts to one edition.",
            )


def _where(named: Sequence[tuple[Draft, str, str]], draft: Draft, number: str) -> str:
    other, _, place = next(each for each in named if each[1] == number)
    return place if other is draft else f"{other.name}, {place}"


def another_list(draft: Draft) -> Iterator[Breach]:
    """A draft most of whose family codes the list does not have was written by another list.

    Codes of staff tell nothing: agencies make them up until they are issued. Neither do those that redactor makes up.
    """
    family = {squash(f.code): f for _, found in draft.codes for f in found if _FAMILY.fullmatch(f.code)}
    strange = [f for f in family.values() if not f.known]
    if len(strange) >= _FEW and len(strange) * 2 > len(family):
        yield must_fix(
            "another-list",
            draft.name,
            ["whole draft"],
            f"{len(strange)} of the {len(family)} different codes of family and places in the draft are not on this list: it "
            "seems to be written with another list. See which list it belongs to.",
        )
