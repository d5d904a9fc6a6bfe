"""Who saw the child when, as a picture: a line of days for each agency, gaps behind them. SVG, drawn here, nothing loaded."""

from __future__ import annotations

from datetime import date, timedelta
from html import escape

from redactor.chronology.gaps import Seen, Sightings

_WIDTH, _LEFT, _RIGHT, _ROW, _TOP, _FOOT = 960, 220, 20, 24, 14, 34
_LETTERS = 30  # of an agency's name


def drawn(seen: Seen, of: Sightings) -> str:
    """The picture of one child; agencies that saw it, in the order in which they first did."""
    agencies = list(dict.fromkeys(s.agency for s in seen.sightings))
    height = _TOP + max(1, len(agencies)) * _ROW
    days = max(1, (of.last - of.first).days)

    def x(day: date) -> float:
        return round(_LEFT + (day - of.first).days / days * (_WIDTH - _LEFT - _RIGHT), 1)

    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height + _FOOT}" role="img" '
        f'aria-label="{escape(seen.child)}: {len(seen.sightings)} times seen, {len(seen.gaps)} gaps">',
    ]
    for gap in seen.gaps:
        wide = max(1.0, round(x(gap.last) - x(gap.first) - 2, 1))  # a line of white between two
        parts.append(
            f'<rect x="{x(gap.first) + 1}" y="4" width="{wide}" height="{height - 4}" fill="#f6d7d2">'
            f"<title>{gap.days} days: {gap.first:%d/%m/%Y} to {gap.last:%d/%m/%Y}</title></rect>"
        )
    for number, agency in enumerate(agencies):
        y = _TOP + number * _ROW + _ROW // 2
        short = agency if len(agency) <= _LETTERS else f"{agency[: _LETTERS - 1]}…"
        parts.append(f'<text x="{_LEFT - 10}" y="{y + 4}" text-anchor="end" font-size="13">{escape(short)}</text>')
        parts.append(f'<line x1="{_LEFT}" y1="{y}" x2="{_WIDTH - _RIGHT}" y2="{y}" stroke="#b1b4b6"/>')
        for s in seen.sightings:
            if s.agency == agency:
                by = f" by {', '.join(s.by)}" if s.by else ""
                if s.is_a_day:
                    title = f"{s.first:%d/%m/%Y}{by} ({s.key})"
                    shape = f'circle cx="{x(s.first)}" cy="{y}" r="5" fill="#1d4f91"'
                else:
                    title = f"between {s.first:%d/%m/%Y} and {s.last:%d/%m/%Y}{by} ({s.key})"
                    wide = max(4.0, round(x(s.last) - x(s.first), 1))
                    shape = f'rect x="{x(s.first)}" y="{y - 4}" width="{wide}" height="8" fill="none" stroke="#1d4f91"'
                parts.append(f"<{shape}><title>{escape(title)}</title></{shape[: shape.index(' ')]}>")
    for day in _ticks(of.first, of.last):
        anchor = "end" if x(day) > _WIDTH - 60 else "middle"
        parts.append(f'<line x1="{x(day)}" y1="{height}" x2="{x(day)}" y2="{height + 6}" stroke="#505a5f"/>')
        parts.append(
            f'<text x="{x(day)}" y="{height + 22}" text-anchor="{anchor}" font-size="12">{day:%d/%m/%Y}</text>'
        )
    return "".join([*parts, "</svg>"])


def _ticks(first: date, last: date) -> list[date]:
    """Up to seven days along the line, the first and the last among them."""
    steps = min(6, max(1, (last - first).days))
    return [first + timedelta(days=round((last - first).days * n / steps)) for n in range(steps + 1)]
