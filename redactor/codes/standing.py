"""What stands in a draft already: codes that somebody has written there, and markers of an earlier run."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from redactor.codes.finding import Finder
from redactor.codes.model import Block, Role
from redactor.codes.numbering import split_code
from redactor.codes.shapes import OF_A_KIND, UNRESOLVED
from redactor.codes.text import squash
from redactor.documents.model import Passage

# why something that stands in a draft awaits a person, as the key map's evidence calls it
MARK, NO_LIST, ANOTHER = "mark of an earlier run", "code of no list", "code beside another"
LEFT, LEFT_DATE = (
    "left in the text",
    "date left in the text",
)  # what may still be a person when everything found has its code
# "NICE guideline CG00": the number of a publication, here and wherever it stands again
_PUBLISHED = re.compile(
    r"\b(?:NICE|SIGN|guidelines?|guidance|quality standards?|technology appraisals?|circulars?|leaflets?)\b[^.;:]{0,25}$",
    re.IGNORECASE,
)
AWAITS = frozenset((MARK, NO_LIST, ANOTHER))
LEFT_OVER = frozenset((LEFT, LEFT_DATE))


def standing_codes(
    passages: Sequence[Passage], codes: frozenset[str], roles: Sequence[Role], blocks: Sequence[Block] = ()
) -> dict[str, list[Passage]]:
    """Codes that stand in the drafts already, however they are written → the passages they stand in.

    "GP 1", "S.W.1" and "Person One" are GP1, SW1 and Person 1: their numbers are somebody's. Of codes that nobody has issued
    only those count that could be minted and that no publication bears. `blocks`: the numbers that may be given out.
    """
    prefixes = frozenset(squash(r.prefix) for r in roles)
    finder = finder_of(codes, roles, blocks)
    found: dict[str, list[Passage]] = {}
    published: set[str] = set()
    for passage in passages:
        if not passage.leaves:
            for each in finder.all(passage.text):
                if each.known or _could_be_minted(each.code, prefixes):
                    found.setdefault(each.code, []).append(passage)
                if not each.known and _PUBLISHED.search(passage.text, max(0, each.start - 60), each.start):
                    published.add(each.code)
    return {code: where for code, where in found.items() if code not in published}


def code_before(text: str, start: int, codes: frozenset[str], roles: Sequence[Role]) -> str:
    """The code that stands before a bracket which opens at a name: SW2 in "SW 2 (Jane Hill)"; "" for none."""
    if not text[:start].endswith("("):
        return ""
    finder = _finder(codes, frozenset(r.prefix for r in roles))
    before = text[: start - 1].rstrip()
    last = next((f for f in finder.all(text) if f.end == len(before)), None)
    if last is None:
        return ""
    minted = _could_be_minted(last.code, frozenset(squash(r.prefix) for r in roles))
    return last.code if last.known or minted else ""


def finder_of(codes: frozenset[str], roles: Sequence[Role], blocks: Sequence[Block] = ()) -> Finder:
    """What finds the codes of a case in one text after another, without working out each time what it looks for."""
    return _finder(codes, frozenset(r.prefix for r in roles), frozenset(blocks))


@lru_cache(maxsize=4)  # the texts of a case are asked about again after every decision of a person
def _finder(codes: frozenset[str], prefixes: frozenset[str], blocks: frozenset[Block] = frozenset()) -> Finder:
    return Finder(sorted(codes), sorted(prefixes), blocks)


def _could_be_minted(code: str, prefixes: frozenset[str]) -> bool:
    split = split_code(code)
    if split is None:
        return False
    prefix = split[0].rpartition("-")[2]  # "SCC-SW1" has the prefix of an agency's block before it
    return prefix in prefixes or prefix == "person" or re.fullmatch(OF_A_KIND, code) is not None


def standing_markers(passage: Passage) -> list[int]:
    """Numbers of the markers that an earlier run left in a passage."""
    if passage.leaves or "[unresolved " not in passage.text:
        return []
    return [int(n) for n in UNRESOLVED.findall(passage.text)]
