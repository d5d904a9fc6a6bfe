"""Why a code stands where it stands: from the key map's evidence, for a screen or for machines. All of it shows names.

key map ─▶ explanation of one code or marker ─▶ table or JSON
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process
from rich.box import SIMPLE
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from redactor.codes.text import squash
from redactor.keymap.keymap import Evidence, KeyMap, Record
from redactor.keymap.reasons import found_by, reason

RESTRICTED = "Restricted: names"
_MARKER = re.compile(r"\s*\[?\s*unresolved\s*(\d+)\s*\]?\s*", re.IGNORECASE)


class UnknownCode(Exception):
    """The key map knows nothing of what was asked. The message says what it knows."""


@dataclass(frozen=True)
class Explanation:
    """All that the key map knows of one code, or of the mentions under one unresolved marker. `mentions`: (draft, evidence)."""

    asked: str
    record: Record | None
    mentions: tuple[tuple[str, Evidence], ...]
    candidates: tuple[Record, ...] = ()

    @property
    def forms(self) -> tuple[tuple[str, int], ...]:
        """What stood in the drafts, most frequent first, with how often."""
        return tuple(Counter(e.written for _, e in self.mentions).most_common())


def explain(key_map: KeyMap, asked: str) -> Explanation:
    """What is known of a code ("SW3") or a marker ("unresolved 3"). Raises UnknownCode."""
    everything = [(draft, e) for draft, each in key_map.evidence.items() for e in each]
    if marker := _MARKER.fullmatch(asked):
        number = int(marker.group(1))
        mentions = tuple((draft, e) for draft, e in everything if e.marker == number)
        if not mentions:
            raise UnknownCode(f"No marker [unresolved {number}] was put by the last run. {_markers(key_map)}")
        codes = dict.fromkeys(c for _, e in mentions for c in e.candidates)
        among = tuple(r for r in map(key_map.record, codes) if r is not None)
        return Explanation(f"[unresolved {number}]", None, mentions, among)
    record = key_map.record(asked)
    mentions = tuple((draft, e) for draft, e in everything if e.code and squash(e.code) == squash(asked))
    if record is None and not mentions:
        raise UnknownCode(f"The key map of this case has no code {asked.strip()}. {_near(key_map, asked)}")
    return Explanation(record.code if record else mentions[0][1].code, record, mentions)


def _near(key_map: KeyMap, asked: str) -> str:
    codes = [r.code for r in key_map.records]
    if not codes:
        return "It is empty: anonymise a draft first."
    close = [
        code
        for code, *_ in process.extract(
            squash(asked), codes, scorer=fuzz.ratio, processor=squash, limit=3, score_cutoff=60
        )
    ]
    return (
        f"Did you mean {' or '.join(close)}?" if close else f"It has: {', '.join(codes[:12])}{' …' * (len(codes) > 12)}"
    )


def _markers(key_map: KeyMap) -> str:
    numbers = sorted({e.marker for each in key_map.evidence.values() for e in each if e.marker})
    return f"There are: {', '.join(map(str, numbers))}." if numbers else "Nothing was left unresolved."


def show(screen: Console, explanations: Sequence[Explanation]) -> None:
    """Who, the forms, and every place with its reason."""
    screen.print(f"[bold]{RESTRICTED}[/bold]")
    for explanation in explanations:
        screen.print()
        for line in headline(explanation):
            screen.print(escape(line), soft_wrap=False)
        if explanation.mentions:
            screen.print(_table(explanation))


def headline(explanation: Explanation) -> list[str]:
    """The sentences above the table: who the code is, and what stood in the drafts for it."""
    if explanation.record is None and explanation.candidates:
        among = "; ".join(f"{r.code} ({_who(r)})" for r in explanation.candidates)
        return [f"{explanation.asked}: the text does not tell who is meant. It may be {among}."]
    lines = []
    if record := explanation.record:
        issued = "issued by the board" if record.issued else "made here: ask the board for a code"
        lines.append(f"{record.code}: {_who(record)} - {issued}.")
        if record.why:
            lines.append(f"The code's role comes from: {record.why}.")
    else:
        lines.append(f"{explanation.asked}: put in the place of what identifies.")
    if explanation.forms:
        lines.append("Written as: " + ", ".join(f"{form} ({count})" for form, count in explanation.forms) + ".")
    else:
        lines.append("The last runs put it nowhere.")
    doubtful = sum(e.doubtful for _, e in explanation.mentions)
    if doubtful:
        lines.append(f"{doubtful} of {len(explanation.mentions)} are doubtful: please look at them.")
    return lines


def _who(record: Record) -> str:
    about = ", ".join(x for x in ("; ".join(record.roles) or record.role, record.agency) if x)
    name = record.names[0] if record.names else record.kind
    return f"{name} ({about})" if about else name


def _table(explanation: Explanation) -> Table:
    """One row for each way of writing and reason of a draft, with every place."""
    table = Table(box=SIMPLE, pad_edge=False)
    table.add_column("Written", overflow="fold", ratio=2)
    table.add_column("Why", overflow="fold", ratio=3)
    table.add_column("Where", overflow="fold", ratio=4)
    by_draft: dict[str, dict[tuple[str, str], Counter[str]]] = {}
    for draft, e in explanation.mentions:
        why = f"{reason(e)}. Found by: {found_by(e)}." + (" Doubtful." if e.doubtful else "")
        by_draft.setdefault(draft, {}).setdefault((e.written, why), Counter())[e.place] += 1
    for draft, rows in by_draft.items():
        table.add_section()
        table.add_row(f"[bold]{escape(draft)}[/bold]")
        for (written, why), places in rows.items():
            where = "; ".join(f"{place} ({n} times)" if n > 1 else place for place, n in places.items())
            table.add_row(escape(written), escape(why[0].upper() + why[1:]), escape(where))
    return table


def for_machines(explanations: Sequence[Explanation]) -> dict[str, object]:
    """The same as plain values for JSON."""
    return {
        "restricted": RESTRICTED,
        "codes": [
            {
                "asked": x.asked,
                "code": x.record.code if x.record else "",
                "names": list(x.record.names) if x.record else [],
                "role": x.record.role if x.record else "",
                "agency": x.record.agency if x.record else "",
                "issued": bool(x.record and x.record.issued),
                "candidates": [{"code": r.code, "names": list(r.names)} for r in x.candidates],
                "forms": [{"written": form, "count": count} for form, count in x.forms],
                "mentions": [
                    {"draft": draft, **e.model_dump(), "found_by": found_by(e), "reason": reason(e)}
                    for draft, e in x.mentions
                ],
            }
            for x in explanations
        ],
    }
