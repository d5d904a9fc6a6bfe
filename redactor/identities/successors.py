"""Who had somebody's post before or after, or works as they do: "signed by Ms Dale's predecessor Ann Hill"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from redactor.codes.model import Role
from redactor.detection.engine import Detected
from redactor.detection.mentions import MentionKind
from redactor.identities.facts import Place
from redactor.identities.recognition import Found
from redactor.identities.roles import RoleWords

_POST = r"(?:predecessor|successor|replacement|counterpart|opposite number)"
# between the holder and the other one: "Ms Dale's predecessor, Ann Hill", "Ms Dale took over from Ann Hill"
_BETWEEN = re.compile(
    rf"(?:['’]s?|s['’]) (?:immediate |own )?{_POST},?(?: (?:was|is|had been))?(?:,? (?:called|named))? "
    rf"|[^.]{{0,60}}[;,.] (?:her|his|their) {_POST},? "
    rf"| (?:had |has |who )?(?:took over|taken over) from "
    rf"| (?:was|had been|has been) (?:the )?{_POST} (?:of|to) "
    rf"|, {_POST} (?:of|to) "
    rf"| (?:replaced|succeeded|had replaced|had succeeded) ",
    re.IGNORECASE,
)


def roles_of_successors(
    detected: Sequence[Detected], found: Mapping[Place, Found], words: RoleWords, told: Mapping[int, Role]
) -> Iterator[tuple[int, Role]]:
    """People who are not on the list and of whom nothing else tells a role → the role of the one who had their post.

    `told`: person's key → role that the drafts tell of.
    """
    for d in detected:
        people = [
            (m, f.person)
            for m in d.mentions
            if m.kind is MentionKind.PERSON and (f := found.get((m.passage, m.start))) and f.person
        ]
        for (one, first), (two, second) in pairwise(people):
            if first is second or not _BETWEEN.fullmatch(d.passage.text, one.end, two.start):
                continue
            for known, new in ((first, second), (second, first)):
                role = words.of_title(known.role) if known.issued else told.get(known.key)
                if role and not new.issued and new.key not in told:
                    yield new.key, role
