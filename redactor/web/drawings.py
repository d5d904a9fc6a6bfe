"""The case as pictures, in codes and without one name: the family, who appears where, the chronology along time.

SVG by hand, with attributes in the place of styles (the page allows no styles of its own), so that each picture stands in the
page, can be saved, and can be put into the draft.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from redactor.case.pipeline import Judged
from redactor.documents.model import Passage, Story
from redactor.identities.kinship import Family
from redactor.identities.known import Known, known_people
from redactor.language.dates import find_dates

_STEP, _ROW, _HALF = 132, 120, 24  # of the family: between people, between generations, half a sign
_INK, _BLUE = "#0b0c0c", "#1d70b8"
_MOST_ROWS = 30  # of the strip
_WIDTH, _LEFT = 1000, 150


@dataclass(frozen=True)
class Drawing:
    """A picture, and the same in words for who cannot see it."""

    svg: Markup
    words: tuple[str, ...]


@dataclass(frozen=True)
class DatedRow:
    """One dated entry of a table of the drafts."""

    day: datetime.date
    codes: tuple[str, ...]
    target: str  # id of its first cell


# ---- the family


def genogram(known: Known) -> Drawing | None:
    """The people whom the board's list relates to each other; None where it relates nobody.

    A square is a man, a circle a woman, a diamond somebody of whom the list does not tell; the subjects have a second line. The
    signs are those of McGoldrick's genograms.
    """
    people = {p.key: p for p in known_people(known) if p.issued and p.kind == "person"}
    family = Family.of(list(people.values()))
    related = {k for k in people if any(_kin(family, k, other) for other in people if other != k)}
    if len(related) < 2:
        return None
    rows = _rows(family, related)
    x: dict[int, float] = {}
    y: dict[int, float] = {}
    for n, row in enumerate(rows):
        for at, key in _placed(row, family, x):
            x[key], y[key] = at, 60 + n * _ROW
    left = min(x.values()) - 70
    x = {key: value - left for key, value in x.items()}
    width, height = max(x.values()) + 70, 130 + (len(rows) - 1) * _ROW
    parts = [*_bonds(family, related, x, y)]
    parts += [
        _sign(people[k].code, people[k].gender, x[k], y[k], subject=k in family.subjects) for k in sorted(related)
    ]
    words = []
    for key in sorted(related):
        said = [
            f"{', '.join(sorted(kin))} of {people[other].code}"
            for other in sorted(related)
            if other != key and (kin := _kin(family, other, key))
        ]
        words.append(f"{people[key].code}: {'; '.join(said)}")
    return Drawing(_svg("The family, in codes", width, height, parts), tuple(words))


_DRAWN = frozenset(("parent", "child", "sibling", "partner", "grandparent", "grandchild"))


def _kin(family: Family, whose: int, who: int) -> frozenset[str]:
    return family.related(whose, who) & _DRAWN


def _rows(family: Family, related: set[int]) -> list[list[int]]:
    """Generations, the oldest first: parents above their children, partners and siblings side by side."""
    level: dict[int, int] = {}
    waiting = sorted(related, key=lambda k: (k not in family.subjects, k))
    while len(level) < len(related):
        start = next(k for k in waiting if k not in level)
        level[start], found = 0, [start]
        while found:
            one = found.pop()
            for other in related - level.keys():
                kin = _kin(family, one, other)
                up = 2 if "grandparent" in kin else 1 if "parent" in kin else -1 if "child" in kin else 0
                if kin and not kin.isdisjoint(_DRAWN - {"grandchild"}):
                    level[other] = level[one] + up
                    found.append(other)
    rows: dict[int, list[int]] = defaultdict(list)
    for key in waiting:
        rows[level[key]].append(key)
    return [rows[n] for n in sorted(rows, reverse=True)]


def _placed(row: Sequence[int], family: Family, above: Mapping[int, float]) -> Iterable[tuple[float, int]]:
    """People of one generation from left to right: under their parents, each beside a partner."""

    def under(key: int) -> float:
        parents = [above[p] for p in family.parents.get(key, ()) if p in above]
        return sum(parents) / len(parents) if parents else 0.0

    order: list[int] = []
    for key in sorted(row, key=lambda k: (under(k), k)):
        if key in order:
            continue
        order.append(key)
        beside = family.partners.get(key, frozenset()) | {
            p for parents in family.parents.values() if key in parents for p in parents
        }
        order += [k for k in row if k in beside and k not in order]
    middle = sum(map(under, order)) / len(order)
    first = middle - _STEP * (len(order) - 1) / 2
    return [(first + n * _STEP, key) for n, key in enumerate(order)]


def _bonds(family: Family, related: set[int], x: Mapping[int, float], y: Mapping[int, float]) -> Iterable[Markup]:
    couples = {frozenset((a, b)) for a in related for b in family.partners.get(a, ()) if b in related}
    children: dict[frozenset[int], list[int]] = defaultdict(list)
    for child in sorted(related):
        if parents := frozenset(family.parents.get(child, ())) & related:
            children[parents].append(child)
    for pair in sorted(couples | {p for p in children if len(p) == 2}, key=sorted):
        one, other = sorted(pair, key=lambda k: x[k])
        yield _line(x[one] + _HALF, y[one], x[other] - _HALF, y[other], dashed=pair not in couples)
    for parents, born in children.items():
        top = min(y[p] for p in parents)
        from_ = top if len(parents) > 1 else top + _HALF
        middle = sum(x[p] for p in parents) / len(parents)
        bar = y[born[0]] - 45
        yield _line(middle, from_, middle, bar)
        yield _line(min([middle, *(x[b] for b in born)]), bar, max([middle, *(x[b] for b in born)]), bar)
        for child in born:
            yield _line(x[child], bar, x[child], y[child] - _HALF)


def _sign(code: str, sex: str, x: float, y: float, *, subject: bool) -> Markup:
    def shape(half: float, fill: str) -> Markup:
        look = Markup('fill="{}" stroke="{}" stroke-width="2"').format(fill, _INK)
        if sex.startswith("f"):
            return Markup('<circle cx="{:.0f}" cy="{:.0f}" r="{:.0f}" {}/>').format(x, y, half, look)
        if sex.startswith("m"):
            square = '<rect x="{:.0f}" y="{:.0f}" width="{:.0f}" height="{:.0f}" {}/>'
            return Markup(square).format(x - half, y - half, 2 * half, 2 * half, look)
        points = f"{x:.0f},{y - half:.0f} {x + half:.0f},{y:.0f} {x:.0f},{y + half:.0f} {x - half:.0f},{y:.0f}"
        return Markup('<polygon points="{}" {}/>').format(points, look)

    inner = shape(_HALF - 6, "#ffffff") if subject else Markup("")
    return shape(_HALF, "#ffffff") + inner + _text(x, y + _HALF + 20, code, anchor="middle")


# ---- who appears where


def strip(judged: Judged, passages: Sequence[Passage], described: Mapping[str, str]) -> Drawing | None:
    """A line for each code, with a mark wherever it stands along the drafts; the most frequent first."""
    body = [p.number for p in passages if p.place.story is Story.BODY and not p.leaves]
    at = {number: n / max(1, len(body) - 1) for n, number in enumerate(body)}
    places: dict[str, list[float]] = defaultdict(list)
    for put in judged.put:
        if put.decision.code and put.passage in at and not put.decision.code.startswith("["):
            places[put.decision.code].append(at[put.passage])
    rows = sorted(places.items(), key=lambda item: (-len(item[1]), item[0]))[:_MOST_ROWS]
    if not rows:
        return None
    parts, words = [], []
    for n, (code, found) in enumerate(rows):
        y = 24 + n * 22
        parts.append(_text(_LEFT - 10, y + 5, code, anchor="end"))
        parts.append(_line(_LEFT, y, _WIDTH - 20, y, colour="#b1b4b6", wide=1))
        for where in sorted({round(f, 3) for f in found}):
            x = _LEFT + where * (_WIDTH - 20 - _LEFT)
            parts.append(_line(x, y - 8, x, y + 8, colour=_BLUE, wide=2))
        first, last = round(100 * min(found)), round(100 * max(found))
        words.append(f"{described.get(code, code)}: {len(found)} places, from {first} % to {last} % of the draft")
    return Drawing(_svg("Who appears where", _WIDTH, 24 + len(rows) * 22 + 10, parts), tuple(words))


# ---- the chronology along time


def entries_of(judged: Judged, passages: Sequence[Passage]) -> tuple[DatedRow, ...]:
    """The rows of tables that begin with a date, in the order of time."""
    codes: dict[int, list[str]] = defaultdict(list)
    for put in judged.put:
        if put.decision.code and not put.decision.code.startswith("["):
            codes[put.passage].append(put.decision.code)
    rows: dict[tuple[int, str, int, int], list[Passage]] = defaultdict(list)
    for p in passages:
        if p.cell is not None and not p.leaves and p.place.story is Story.BODY:
            rows[(p.draft, p.place.part, p.cell.table, p.cell.row)].append(p)
    found = []
    for cells in rows.values():
        said = next((d.date for c in cells[:2] for d in find_dates(c.text)[:1] if len(c.text) < 40 and d.date), None)
        if said is not None:
            here = tuple(dict.fromkeys(code for c in cells for code in codes.get(c.number, ())))
            found.append(DatedRow(said, here, f"p{cells[0].number}"))
    return tuple(sorted(found, key=lambda e: e.day))


def timeline(entries: Sequence[DatedRow]) -> Drawing | None:
    """The entries of the chronology along time, with the codes of those whom they tell of."""
    if len(entries) < 2:
        return None
    first, last = entries[0].day.toordinal(), entries[-1].day.toordinal()
    span = max(1, last - first)

    def x(day: datetime.date) -> float:
        return 30 + (day.toordinal() - first) / span * (_WIDTH - 60)

    parts, words, free = [_line(30, 40, _WIDTH - 30, 40, wide=2)], [], [0.0] * 12
    for year in range(entries[0].day.year, entries[-1].day.year + 1):
        begins = datetime.date(year, 1, 1)
        if first <= begins.toordinal() <= last:
            parts += [_line(x(begins), 30, x(begins), 50), _text(x(begins), 24, str(year), anchor="middle")]
    deepest = 0
    for entry in entries:
        at, label = x(entry.day), ", ".join(entry.codes[:3]) + (" …" if len(entry.codes) > 3 else "")
        row = next((n for n, until in enumerate(free) if until <= at), None)
        parts.append(Markup('<circle cx="{:.0f}" cy="40" r="5" fill="{}"/>').format(at, _BLUE))
        if row is not None and label:
            free[row] = at + 8 * len(label) + 14
            deepest = max(deepest, row)
            y = 72 + row * 20
            parts += [_line(at, 46, at, y - 12, colour="#b1b4b6", wide=1), _text(at - 2, y, label, anchor="start")]
        words.append(f"{entry.day:%d/%m/%Y}: {', '.join(entry.codes) or 'nobody with a code'}")
    return Drawing(_svg("The chronology", _WIDTH, 100 + deepest * 20, parts), tuple(words))


# ---- signs


def _svg(title: str, width: float, height: float, parts: Iterable[Markup]) -> Markup:
    return Markup(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {:.0f} {:.0f}" width="{:.0f}" height="{:.0f}" role="img" '
        'aria-label="{}" font-family="Arial, sans-serif" font-size="15"><title>{}</title>'
        '<rect width="100%" height="100%" fill="#ffffff"/>{}</svg>'
    ).format(width, height, width, height, title, title, Markup("").join(parts))


def _line(
    x1: float, y1: float, x2: float, y2: float, *, colour: str = _INK, wide: int = 2, dashed: bool = False
) -> Markup:
    dash = Markup(' stroke-dasharray="6 4"') if dashed else Markup("")
    return Markup('<line x1="{:.1f}" y1="{:.1f}" x2="{:.1f}" y2="{:.1f}" stroke="{}" stroke-width="{}"{}/>').format(
        x1, y1, x2, y2, colour, wide, dash
    )


def _text(x: float, y: float, text: str, *, anchor: str) -> Markup:
    return Markup('<text x="{:.0f}" y="{:.0f}" text-anchor="{}" fill="{}">{}</text>').format(
        x, y, anchor, _INK, escape(text)
    )
