"""From scores of single drafts to one table: what is added up, what is averaged and by what weight."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from rich.table import Table

NOT_MEASURED = "NOT MEASURED"
NOT_STAFF = {"issued", "PERSON", "ADDRESS", "ORG", "PLACE", "DOB", "ID"}


@dataclass(frozen=True, slots=True)
class Scored:
    """One draft's score; none when there was no output to score."""

    name: str
    words: int
    score: dict[str, Any] | None


def staff_mentions(score: dict[str, Any]) -> int:
    """How many mentions of unlisted staff the prefix was judged on (the scorer gives only the rate)."""
    kinds = score["by_type"].items()
    return sum(count["mentions"] - count["leaked"] for kind, count in kinds if kind not in NOT_STAFF)


def total(key: str) -> Callable[[Sequence[Scored]], int]:
    """Adds up a count."""
    return lambda drafts: sum(draft.score[key] for draft in drafts if draft.score)


def mean(key: str, weight: Callable[[Scored], float]) -> Callable[[Sequence[Scored]], float | None]:
    """Averages a rate, each draft by its weight; None where nothing could be measured."""

    def average(drafts: Sequence[Scored]) -> float | None:
        known = [(draft.score[key], weight(draft)) for draft in drafts if draft.score and draft.score[key] is not None]
        weights = sum(w for _, w in known)
        return round(sum(rate * w for rate, w in known) / weights, 2) if weights else None

    return average


def counted(key: str) -> Callable[[Scored], float]:
    """Weighs a draft by a count of its score."""
    return lambda draft: draft.score[key] if draft.score else 0


# heading, key in --json, how several drafts become one figure (one draft is the simplest case of several)
COLUMNS: tuple[tuple[str, str, Callable[[Sequence[Scored]], float | None]], ...] = (
    ("mentions", "mentions", total("mentions")),
    ("leaked", "leaked", total("leaked")),
    ("leaked %", "leak_rate_%", mean("leak_rate_%", counted("mentions"))),
    ("package\nleaks", "package_leaks", total("package_leaks")),
    ("issued\ncode %", "issued_code_accuracy_%", mean("issued_code_accuracy_%", counted("issued_mentions"))),
    ("unlisted\nconsistent %", "unlisted_consistent_%", mean("unlisted_consistent_%", counted("unlisted_entities"))),
    (
        "staff\nprefix %",
        "staff_prefix_accuracy_%",
        mean("staff_prefix_accuracy_%", lambda draft: staff_mentions(draft.score) if draft.score else 0),
    ),
    ("clashes", "code_clashes", total("code_clashes")),
    ("over-\nredaction %", "over_redaction_%", mean("over_redaction_%", lambda draft: draft.words)),
    ("keeps\nbroken", "keeps_broken", total("keeps_broken")),
    ("keeps", "keeps", total("keeps")),
    ("blocks\nmissing", "blocks_missing", total("blocks_missing")),
)


def figures(drafts: Sequence[Scored]) -> dict[str, float | None] | None:
    """The figures of these drafts together; None when one of them could not be scored.

    An average over the drafts that happened to come out would flatter: it is not given.
    """
    if any(draft.score is None for draft in drafts):
        return None
    return {key: summarise(drafts) for _, key, summarise in COLUMNS}


def table(drafts: Sequence[Scored]) -> Table:
    """One line a draft and one for all."""
    result = Table("draft", *(heading for heading, _, _ in COLUMNS), box=None, pad_edge=False)
    for column in result.columns[1:]:
        column.justify = "right"
    for name, group in [*((draft.name, [draft]) for draft in drafts), ("overall", list(drafts))]:
        values = figures(group)
        shown = ["-" if value is None else str(value) for value in values.values()] if values else [NOT_MEASURED]
        result.add_row(name, *shown, style="bold" if name == "overall" else None)
    return result


def detail(draft: Scored) -> str:
    """What to read when a figure is bad: each leak, wrong code, clash and so on of a draft."""
    if draft.score is None:
        return f"== {draft.name}: {NOT_MEASURED}"
    lines = [f"== {draft.name}"]
    for kind, items in draft.score["detail"].items():
        lines += [f"-- {kind}: {len(items)}"] if items else []
        for item in items.items() if isinstance(items, dict) else items:
            lines.append(f"   {_line(item)}")
    return "\n".join(lines)


def _line(item: object) -> str:
    if isinstance(item, dict):
        return " | ".join(f"{key}: {value}" for key, value in item.items())
    if isinstance(item, tuple):
        return f"{item[0]}: {item[1]}"
    return str(item)
