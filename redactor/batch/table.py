"""How a batch has ended, as a table for Excel and as a picture. Cases are numbers; no name and no path."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from html import escape

from redactor.batch.job import Ended, State, Task

HEAD = ("Case", "State", "Risk", "To look at", "Words", "Seconds", "What", "Why not")
_WIDTHS = (12, 18, 8, 11, 10, 10, 70, 60)
MEANS = {
    Task.ANONYMISE: "questions that await a person",
    Task.CHECK: "findings that must be fixed before it goes out",
    Task.INSPECT: "traces of people and earlier texts in the file",
}
_COLOURS = {State.DONE: "#00703c", State.AWAITS: "#f47738", State.WITHHELD: "#d4351c", State.FAILED: "#505a5f"}
_WIDTH, _HEIGHT, _LEFT, _TOP, _FOOT = 960, 300, 60, 40, 60


def rows(ended: Sequence[Ended]) -> list[tuple[str | int | float, ...]]:
    """A row for each case, the riskiest first; those that failed before all others."""
    return [
        (
            f"case-{e.number:04}", e.state, e.risk, e.look, e.words, e.seconds,
            "; ".join(f"{what}: {count}" for what, count in sorted(e.counts.items(), key=lambda c: (-c[1], c[0]))), e.why,
        )
        for e in in_order(ended)
    ]  # fmt: skip


def in_order(ended: Sequence[Ended]) -> list[Ended]:
    """The riskiest first; those that failed or were withheld before all others."""
    unfinished = (State.FAILED, State.WITHHELD)
    return sorted(ended, key=lambda e: (e.state not in unfinished, -e.risk, -e.look, e.number))


def table(ended: Sequence[Ended], suffix: str) -> bytes:
    """The table as .xlsx or .csv."""
    lines = rows(ended)
    if suffix == ".csv":
        text = io.StringIO(newline="")
        csv.writer(text).writerows([HEAD, *lines])
        return text.getvalue().encode("utf-8-sig")
    from redactor.base.excel import Workbook
    from redactor.codes.sheets import saved

    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Batch"
    for line in (HEAD, *lines):
        sheet.append(line)
    for letter, width in zip("ABCDEFGH", _WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions
    return saved(book)


def picture(ended: Sequence[Ended], task: Task) -> str:
    """The risk of each case as a bar, the riskiest first, as SVG; nothing in it is loaded from anywhere."""
    shown = in_order(ended)
    most = max((e.risk for e in shown), default=0) or 1
    wide = (_WIDTH - _LEFT - 20) / max(1, len(shown))
    by_state = {state: sum(e.state == state for e in shown) for state in State}
    said = ", ".join(f"{count} {state}" for state, count in by_state.items() if count)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_TOP + _HEIGHT + _FOOT}" role="img" '
        f'aria-label="{escape(f"{len(shown)} cases: {said}. At most {most} {MEANS[task]}.")}">',
        f'<text x="{_LEFT}" y="24" font-size="16">{escape(f"{len(shown)} cases by risk: {MEANS[task]}")}</text>',
        f'<line x1="{_LEFT}" y1="{_TOP + _HEIGHT}" x2="{_WIDTH - 20}" y2="{_TOP + _HEIGHT}" stroke="#0b0c0c"/>',
        *(
            f'<text x="{_LEFT - 8}" y="{_TOP + _HEIGHT - _HEIGHT * part + 5:.0f}" font-size="13" text-anchor="end">'
            f"{most * part:.0f}</text>"
            for part in (0, 0.5, 1)
        ),
    ]
    for n, each in enumerate(shown):
        high = max(3.0, _HEIGHT * each.risk / most)  # also a case without risk can be seen
        parts.append(
            f'<rect x="{_LEFT + n * wide:.2f}" y="{_TOP + _HEIGHT - high:.1f}" width="{max(0.3, wide - min(2, wide / 5)):.2f}" '
            f'height="{high:.1f}" fill="{_COLOURS[State(each.state)]}"><title>'
            f"{escape(f'case-{each.number:04}: {each.risk}, {each.state}')}</title></rect>"
        )
    for n, (state, count) in enumerate(by_state.items()):
        x = _LEFT + n * 220
        parts.append(f'<rect x="{x}" y="{_TOP + _HEIGHT + 24}" width="14" height="14" fill="{_COLOURS[state]}"/>')
        parts.append(
            f'<text x="{x + 20}" y="{_TOP + _HEIGHT + 36}" font-size="13">{escape(f"{state}: {count}")}</text>'
        )
    return "\n".join([*parts, "</svg>", ""])
