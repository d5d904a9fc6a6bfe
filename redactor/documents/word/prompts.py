"""Notes and prompts of the template: by their look and their words, which `prompts.csv` lists.

A paragraph in blue italics is a note of the template where it is known as one: by its words, by a style of notes, or because it
goes on behind such a note. Other words in blue italics are the author's. Notes and prompts that lost their look are found by
their words alone: a paragraph that is nothing else leaves, and so does a sample row; a prompt inside a sentence is cut out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from fnmatch import fnmatchcase
from itertools import groupby

from .blocks import Atom, AtomState, TextBlock, view
from .formats import Layers
from .names import FULL, Element, child, get, rows
from .places import Walk
from .replace import Edits

_ROWS = rows("prompts.csv")
_SAMPLES = tuple(tuple(row["cells"].lower().split("|")) for row in rows("sample_rows.csv"))


def _any_of(scope: str) -> re.Pattern[str]:
    patterns = [
        row["pattern"] if row["case"] == "as written" else f"(?i:{row['pattern']})"
        for row in _ROWS
        if row["scope"] == scope
    ]
    return re.compile("|".join(patterns), re.DOTALL)


_PARAGRAPH, _PHRASE, _NOTE = _any_of("paragraph"), _any_of("phrase"), _any_of("note")


def mark_prompts(blocks: Iterable[TextBlock]) -> int:
    """Mark the atoms of paragraphs and sample rows that are prompts as guidance; how many paragraphs."""
    candidates = [block for block in blocks if not block.leaves]
    found = 0
    for block in candidates:
        text = view(block.final(AtomState.GUIDANCE)).text.strip()
        if text and _PARAGRAPH.fullmatch(text):
            found += _mark(block)
    for cells in _rows_of_cells(candidates):
        texts = [view(block.final(AtomState.PLAIN)).text.strip().lower() for block in cells]
        texts = [text for text in texts if text]
        if any(_is_sample(texts, sample) for sample in _SAMPLES):
            found += sum(_mark(block) for block in cells)
    return found


def settle_guidance(walk: Walk, note_styles: frozenset[str]) -> list[str]:
    """Let what stands in blue italics stay, unless it is a whole paragraph that is known as a note of the template.

    `note_styles`: styles of paragraphs that are called after notes. Gives the places of whole paragraphs that are not known.
    """
    asked: list[str] = []
    notes: set[Element] = set()
    before: TextBlock | None = None  # a note that may go on
    for block in walk.blocks:
        if not block.leaves and not any(atom.raw.strip() for atom in block.atoms):
            continue
        if block.leaves or not block.states & AtomState.GUIDANCE:
            before = None
            continue
        whole = all(atom.state & AtomState.GUIDANCE for atom in _read(block))
        goes_on = before is not None and before.spot.cell == block.spot.cell and before.spot.story == block.spot.story
        if whole and (goes_on or _style_of(block) in note_styles or _is_note(_text_of(block))):
            notes.add(block.element)
            before = block
            continue
        before = None
        for atom in block.atoms:
            atom.state &= ~AtomState.GUIDANCE
        block.states &= ~AtomState.GUIDANCE
        if whole:
            asked.append(block.spot.where)
    for run, look in walk.looks.items():
        if look & Layers.BLUE_ITALIC and next(run.iterancestors(*FULL["w:p"]), None) not in notes:
            walk.looks[run] = look & ~Layers.BLUE_ITALIC
    return asked


def _read(block: TextBlock) -> Iterator[Atom]:
    """What a reader sees of a paragraph with changes accepted, but for spaces."""
    return (a for a in block.atoms if a.raw.strip() and not a.state & (AtomState.DELETED | AtomState.HIDDEN))


def _is_note(text: str) -> bool:
    """Words by which a paragraph in blue italics is known."""
    return _PARAGRAPH.fullmatch(text) is not None or _NOTE.fullmatch(text) is not None


def _text_of(block: TextBlock) -> str:
    return view(block.final(AtomState.HIDDEN)).text.strip()


def _style_of(block: TextBlock) -> str:
    properties = child(block.element, "w:pPr")
    style = child(properties, "w:pStyle") if properties is not None else None
    return (get(style, "w:val") or "") if style is not None else ""


def _mark(block: TextBlock) -> int:
    for atom in block.atoms:
        atom.state |= AtomState.GUIDANCE
    block.states |= AtomState.GUIDANCE
    return 1 if block.atoms else 0


def _rows_of_cells(blocks: list[TextBlock]) -> Iterator[list[TextBlock]]:
    def row(block: TextBlock) -> tuple[int, int]:
        return (block.spot.cell.table, block.spot.cell.row) if block.spot.cell else (0, 0)

    for key, cells in groupby(blocks, key=row):
        if key != (0, 0):
            yield list(cells)


def _is_sample(texts: list[str], sample: tuple[str, ...]) -> bool:
    return len(texts) == len(sample) and all(fnmatchcase(text, cell) for text, cell in zip(texts, sample, strict=True))


def cut_prompts(blocks: Iterable[TextBlock], tidied: int) -> int:
    """Cut prompts out of the sentences that they stand in; how many. Views made before do not hold any more."""
    found = 0
    edits = Edits()
    for block in blocks:
        if block.leaves:
            continue
        seen = view(block.final(tidied))
        if "(" not in seen.text and "box" not in seen.text and "retype" not in seen.text:
            continue
        for match in _PHRASE.finditer(seen.text):
            edits.add(seen, match.start(), match.end(), "")
            found += 1
    edits.apply()
    return found
