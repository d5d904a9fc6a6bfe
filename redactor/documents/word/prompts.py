"""Notes and prompts of the template that lost their look: found by their words, which `prompts.csv` lists.

A paragraph that is nothing but a note or prompt leaves as a whole, and so does a sample row; a prompt inside a
sentence is cut out of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from fnmatch import fnmatchcase
from itertools import groupby

from .blocks import AtomState, TextBlock, view
from .names import rows
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


_PARAGRAPH, _PHRASE = _any_of("paragraph"), _any_of("phrase")


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
