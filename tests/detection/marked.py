"""Rows of the tables: a text in which what must be found is marked, "«Mrs Gallivan» rang from «address|14 Beech Road»"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from redactor.codes.roles import standard_roles
from redactor.detection.engine import Detected, find_all
from redactor.detection.knowledge import Knowledge
from redactor.documents.model import Cell, Passage, Place, Story
from tests.detection.tables import MARK

NOTHING = Knowledge(roles=standard_roles())


@dataclass(frozen=True, order=True)
class Expected:
    """Characters `start` to `end` (exclusive) of a plain text, with the words there for a readable failure."""

    start: int
    end: int
    text: str
    kind: str


def unmarked(marked: str) -> tuple[str, list[Expected]]:
    """The plain text, and what is marked in it; without a kind it is a person."""
    plain, at, expected = "", 0, []
    for match in MARK.finditer(marked):
        plain += marked[at : match.start()]
        kind, inner = match.group(1) or "person", match.group(2)
        expected.append(Expected(len(plain), len(plain) + len(inner), inner, kind))
        plain, at = plain + inner, match.end()
    return plain + marked[at:], expected


def passage(
    text: str, cell: Cell | None = None, *, number: int = 1, story: Story = Story.BODY, heading: int | None = None
) -> Passage:
    """A passage in the first paragraph of a body, unless said otherwise."""
    return Passage(number, text, Place(story, f"paragraph {number}"), cell, heading)


def under(header: str = "", beside: str = "", *, row: int = 2, column: int | None = None) -> Cell:
    """A cell below a column's heading, or right of the label in the first column."""
    return Cell(1, row, column or (2 if beside else 3), header, beside)


def detected(passages: Sequence[Passage], knowledge: Knowledge = NOTHING) -> list[Detected]:
    """The engine's answer; a case without roles of its own has the standard ones, as in the pipeline."""
    return find_all(passages, knowledge if knowledge.roles else replace(knowledge, roles=standard_roles()))


def found(one: Passage, knowledge: Knowledge = NOTHING) -> list[Expected]:
    """What is found in a passage that stands alone in its case."""
    return expected_of(detected([one], knowledge)[0])


def expected_of(one: Detected) -> list[Expected]:
    """A passage's mentions in the shape of the tables."""
    return [Expected(m.start, m.end, m.text, m.kind.value) for m in one.mentions]


def marked_up(text: str, mentions: Sequence[Expected]) -> str:
    """The reverse of `unmarked`: a failing row shows the text as it was found."""
    for mention in reversed(mentions):
        kind = "" if mention.kind == "person" else mention.kind + "|"
        text = f"{text[: mention.start]}«{kind}{mention.text}»{text[mention.end :]}"
    return text


def check(marked: str, knowledge: Knowledge = NOTHING, cell: Cell | None = None, heading: int | None = None) -> None:
    """Exactly what is marked is found, with its kind, and nothing besides."""
    plain, _ = unmarked(marked)
    assert marked_up(plain, found(passage(plain, cell, heading=heading), knowledge)) == marked
