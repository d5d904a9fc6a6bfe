"""Where the drafts make it likely, without saying so, that a single name is somebody whom they name otherwise, too.

Who wrote an entry and who acts in it ("School nurse Ngozi saw her." – N. Tellwright), whom a letter greets ("Dr P Vellacott …
Dear Priya"), one of the same work and the same first letter. What is likely only is asked about.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from redactor.detection.engine import Detected
from redactor.detection.mentions import Mention
from redactor.documents.model import Story
from redactor.identities.facts import Place
from redactor.identities.register import Named
from redactor.language.lexicon import fold

_GREETING = re.compile(r"\W*(?:dear|hello|hi|hiya|morning|afternoon)\s+$", re.IGNORECASE)
_REACH = 60  # passages between the head of a letter and its greeting
_OPENS = 2  # characters before a name that begins a cell
_HEAD = 120  # characters: the head of a letter is short lines


def likely_names(named: Sequence[Named], detected: Sequence[Detected]) -> dict[Place, Mention]:
    """(passage, start) of a single name → the mention of the person whose it is likely: a name with initial and surname."""
    singles = [n for n in named if n.name.word and not n.name.titles and not n.name.trailing_initial]
    written = [n for n in named if n.name.surname and n.name.initials and not n.name.given]
    found: dict[Place, Mention] = {}
    for pairs in (
        _of_one_row(singles, written, detected),
        _greeted(singles, written, detected),
        _at_one_work(singles, written),
        _in_one_column(singles, written, detected),
    ):
        for single, full in pairs:
            found.setdefault((single.mention.passage, single.mention.start), full.mention)
    return found


def _fits(single: Named, full: Named) -> bool:
    """The first letter agrees."""
    return fold(single.name.word)[:1] == full.name.initials[0].casefold()


def _of_one_row(
    singles: Iterable[Named], written: Iterable[Named], detected: Sequence[Detected]
) -> Iterator[tuple[Named, Named]]:
    """The one who has an office in a row's text, and the one who alone stands in another cell of it: who wrote it."""
    row_of = {
        d.passage.number: (d.passage.place.part, d.passage.cell.table, d.passage.cell.row)
        for d in detected
        if d.passage.cell
    }
    text_of = {d.passage.number: d.passage.text for d in detected}
    writers: dict[object, list[Named]] = defaultdict(list)
    for one in written:
        row = row_of.get(one.mention.passage)
        if row is not None and text_of[one.mention.passage].strip(" .") == one.mention.text.strip(" ."):
            writers[row].append(one)
    acting: dict[object, list[Named]] = defaultdict(list)
    for one in singles:
        if one.role and (row := row_of.get(one.mention.passage)) in writers:
            acting[row].append(one)
    for here, there in acting.items():
        fitting = [(a, w) for a in there for w in writers[here] if _fits(a, w)]
        if len({(fold(a.name.word), fold(w.name.surname)) for a, w in fitting}) == 1:
            yield fitting[0]


def _in_one_column(
    singles: Iterable[Named], written: Iterable[Named], detected: Sequence[Detected]
) -> Iterator[tuple[Named, Named]]:
    """ "Vic (relief driver)" in one row and "V. Hill" in another, where each begins a cell of one column and no other of that
    letter does."""
    column_of = {
        d.passage.number: (d.passage.place.part, d.passage.cell.table, d.passage.cell.column)
        for d in detected
        if d.passage.cell and d.passage.cell.row > 1
    }
    found: Mapping[object, tuple[list[Named], list[Named]]] = defaultdict(lambda: ([], []))
    for which, people in enumerate((singles, written)):
        for one in people:
            if (column := column_of.get(one.mention.passage)) and one.mention.start < _OPENS:
                letter = one.name.word[:1] if one.name.word else one.name.initials[0]
                found[column, letter.casefold()][which].append(one)
    for first, last in found.values():
        if len({fold(n.name.word) for n in first}) == 1 == len({fold(n.name.surname) for n in last}):
            yield first[0], last[0]


def _greeted(
    singles: Iterable[Named], written: Sequence[Named], detected: Sequence[Detected]
) -> Iterator[tuple[Named, Named]]:
    """ "Dear Priya": the last before it in the head of a letter whose first letter it is."""
    heads = {
        d.passage.number
        for d in detected
        if len(d.passage.text) <= _HEAD and d.passage.cell is None and d.passage.place.story is Story.BODY
    }
    addressed = [n for n in written if n.mention.passage in heads and n.mention.start < 5]
    for one in singles:
        at = one.mention.passage
        if at not in heads or not _GREETING.fullmatch(one.before) or not re.match(r"\W*$", one.after):
            continue
        before = [n for n in addressed if at - _REACH <= n.mention.passage < at and _fits(one, n)]
        if before:
            yield one, max(before, key=lambda n: n.mention.passage)


def _at_one_work(singles: Iterable[Named], written: Iterable[Named]) -> Iterator[tuple[Named, Named]]:
    """One of whom the first name is known and one of whom the surname is, both of the same work, and nobody else of it."""
    of_work: Mapping[tuple[str, str], tuple[list[Named], list[Named]]] = defaultdict(lambda: ([], []))
    for one in singles:
        if one.role:
            of_work[one.role.title, fold(one.name.word)[:1]][0].append(one)
    for one in written:
        if one.role:
            of_work[one.role.title, one.name.initials[0].casefold()][1].append(one)
    for first, last in of_work.values():
        if len({fold(n.name.word) for n in first}) == 1 == len({fold(n.name.surname) for n in last}):
            yield first[0], last[0]
