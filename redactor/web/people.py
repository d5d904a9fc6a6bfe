"""The identities of a case as rows of a table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from redactor.keymap.decisions import MADE, Ruling, successors
from redactor.review.session import Review


@dataclass(frozen=True)
class PersonRow:
    """One identity."""

    code: str
    kind: str  # "person", "address", "organisation", "place"
    names: tuple[str, ...]
    role: str
    agency: str
    mentions: int
    state: str  # "issued", "minted", "the board is asked"
    issued: bool
    doubtful: int
    target: str  # id of its first mention; "" where it has none

    @property
    def id(self) -> str:
        """As a part of an address."""
        return self.code.replace(" ", "-")


def rows_of(review: Review) -> tuple[PersonRow, ...]:
    """Everybody and every place that has a code in this case, the board's first, then by how often they are met."""
    key_map = review.key_map
    retired = successors(key_map.decisions)
    held = {d.code for d in key_map.decisions if not d.withdrawn}
    asked = {d.code for d in key_map.decisions if d.ruling is Ruling.ASK and not d.withdrawn}
    met: Counter[str] = Counter()
    doubtful: Counter[str] = Counter()
    first: dict[str, str] = {}
    for put in review.judged.put:
        code = put.decision.code
        met[code] += 1
        doubtful[code] += put.decision.doubtful
        first.setdefault(code, f"m{put.passage}-{put.start}")
    for code, places in review.judged.standing.items():
        met[code] += len(places)
    found = [
        PersonRow(
            r.code,
            r.kind,
            r.names,
            "; ".join(r.roles) or r.role,
            r.agency,
            met[r.code],
            "issued" if r.issued else "the board is asked" if r.code in asked else "minted",
            r.issued,
            doubtful[r.code],
            first.get(r.code, ""),
        )
        for r in key_map.records
        if r.code not in retired and r.code not in key_map.replaced and (r.why != MADE or r.code in held or met[r.code])
    ]
    order = {e.code: n for n, e in enumerate(review.codes.entries)}
    return tuple(sorted(found, key=lambda r: (order.get(r.code, len(order)), -r.mentions)))


def without_code(rows: Sequence[PersonRow]) -> int:
    """How many in the drafts the board has not issued a code for."""
    return sum(not r.issued and r.mentions > 0 for r in rows)
