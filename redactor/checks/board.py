"""The board's list as files are held against it, and whose files they are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from redactor.codes.finding import ANY_BLOCK, Finder
from redactor.codes.model import Block, CodeList, Entry, Kind
from redactor.codes.numbering import split_code
from redactor.codes.roles import standard_roles
from redactor.codes.text import squash

_LABELLED = re.compile(r"([A-Za-z&]{2,10})-(.+)")


@dataclass(frozen=True)
class Board:
    """The board's list, and whose drafts are looked at."""

    codes: CodeList
    finder: Finder
    agency: str  # "" where nobody said
    own: frozenset[str] = frozenset()  # squashed codes of the key map, where there is one

    @cached_property
    def entries(self) -> Mapping[str, Entry]:
        """The rows of the list by squashed code."""
        return {squash(e.code): e for e in self.codes.entries}

    def has(self, code: str) -> bool:
        """Whether a code is on the list or in the key map."""
        return squash(code) in self.entries or squash(code) in self.own

    @cached_property
    def subjects(self) -> tuple[str, ...]:
        """The codes of those whom the review is about."""
        return tuple(e.code for e in self.codes.entries if e.kind is Kind.SUBJECT)

    @cached_property
    def labels(self) -> Mapping[str, frozenset[str]]:
        """What stands before the hyphen of agencies' codes ("SCC-SW1") → the agencies that have it, squashed."""
        found: dict[str, set[str]] = {}
        for entry in self.codes.entries:
            if (match := _LABELLED.fullmatch(entry.code)) and entry.kind is Kind.PROFESSIONAL:
                found.setdefault(match[1], set()).add(squash(entry.agency))
        if self.codes.issue and self.codes.issue.block.prefix:
            own = self.codes.issue.block.prefix.rstrip("-")
            found.setdefault(own, set()).add(squash(self.codes.issue.agency))
        return {label: frozenset(agencies) for label, agencies in found.items()}

    @cached_property
    def blocks(self) -> Mapping[str, tuple[tuple[int, int, str], ...]]:
        """Squashed prefix → (first, last, agency) of every agency's block: its numbers, where no other's lie among them."""
        held: dict[str, dict[str, list[int]]] = {}
        for entry in self.codes.entries:
            split = split_code(entry.code)
            if split and entry.kind is Kind.PROFESSIONAL and entry.agency and not _LABELLED.fullmatch(entry.code):
                held.setdefault(split[0], {}).setdefault(entry.agency, []).append(split[1])
        found = {}
        for prefix, agencies in held.items():
            spans = sorted((min(n), max(n), agency) for agency, n in agencies.items())
            apart = all(a[1] < b[0] for a, b in pairwise(spans))
            # two agencies with a number each are no blocks yet: SW1 and SW2 may just have been given out in turn
            if len(spans) > 1 and apart and any(b[0] - a[1] > 1 for a, b in pairwise(spans)):
                found[prefix] = tuple(spans)
        return found

    def is_ours(self, agency: str) -> bool:
        """Whether an agency, as the list writes it, is the one whose drafts these are."""
        return squash(agency) == squash(self.agency)

    def is_our_label(self, label: str) -> bool:
        """Whether a label stands for the agency whose drafts these are: given as such, on the list, or by its initials."""
        if squash(label) == squash(self.agency) or squash(self.agency) in self.labels.get(label, ()):
            return True
        words = re.findall(r"[A-Za-z]+", self.agency)
        initials = {"".join(w[0] for w in words), "".join(w[0] for w in words if w[0].isupper())}
        return label not in self.labels and label.upper() in {i.upper() for i in initials if i}

    @cached_property
    def stranger(self) -> str:
        """A sentence where the list has nobody of the agency whose drafts these are, which may be a slip of the pen."""
        listed = {squash(e.agency): e.agency for e in self.codes.entries if e.agency}
        if not self.agency or not listed or squash(self.agency) in listed or self.agency in self.labels:
            return ""
        return f"The list has nobody of this agency; it has {'; '.join(sorted(listed.values()))}. Is --agency right?"

    def owner_of(self, code: str) -> str:
        """The agency in whose block of numbers a code lies; "" for none or where there are no blocks."""
        split = split_code(code)
        spans = self.blocks.get(split[0], ()) if split else ()
        # a block reaches up to where the next begins
        below = [agency for first, _, agency in spans if split and first <= split[1]]
        return below[-1] if below else ""


def board_of(
    codes: CodeList, agency: str = "", own: Iterable[str] = (), blocks: Sequence[Block] | None = None
) -> Board:
    """The list, ready to be held against files; `own` are the codes of the key map, `blocks` what the agencies may give out, as
    the board's register has it (None: it is not known). An edition says for which agency it was issued, and its block."""
    prefixes = [r.prefix for r in (*codes.roles, *standard_roles())]
    own = tuple(own)
    if blocks is None:
        blocks = (codes.issue.block, *ANY_BLOCK) if codes.issue else ANY_BLOCK
    finder = Finder([*(e.code for e in codes.entries), *own], prefixes, blocks)
    issued_to = codes.issue.agency if codes.issue else ""
    return Board(codes, finder, agency or issued_to, frozenset(map(squash, own)))
