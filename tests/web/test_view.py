"""The draft as a reader sees it: its sections, its tables, its marks, and not one character more or less."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some

from redactor.case.opening import Request
from redactor.documents.model import Cell, Passage, Place, Story
from redactor.review.session import Review
from redactor.web.markup import element, inner
from redactor.web.view import MarkedText, MentionState, PassageView, TableView, marks_of, sheets

EXAMPLE = Path(__file__).resolve().parents[2] / "key_maps" / "example"


@pytest.fixture(scope="module")
def review(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Review]:
    folder = tmp_path_factory.mktemp("view")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("REDACTOR_HOME", str(folder))
        drafts = (EXAMPLE / "imr.docx", EXAMPLE / "chronology.docx")
        opened = Review(Request(drafts, folder / "out", EXAMPLE / "codes.xlsx"), "me", lambda *step: None)
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def marks(review: Review) -> dict[int, tuple[MarkedText, ...]]:
    issued = frozenset(e.code for e in review.codes.entries)
    return marks_of(review.drafts, review.judged, issued, issued)


def lines(blocks: object) -> Iterator[PassageView]:
    for block in blocks:  # type: ignore[attr-defined]
        if isinstance(block, PassageView):
            yield block
        else:
            if not block.again:
                yield from (one for cell in block.head for one in cell)
            yield from (one for row in block.rows for cell in row for one in cell)


def test_every_passage_is_shown_once(review: Review, marks: dict[int, tuple[MarkedText, ...]]) -> None:
    shown = [
        one.passage.number
        for sheet in sheets(review.drafts, marks)
        for section in sheet.sections
        for stretch in section.stretches
        for one in lines(stretch)
    ]
    assert sorted(shown) == sorted(p.number for p in review.drafts.passages)


def test_every_put_is_a_mark(review: Review, marks: dict[int, tuple[MarkedText, ...]]) -> None:
    found = {
        (m.passage, m.start, m.end, m.code) for each in marks.values() for m in each if m.state is not MentionState.KEPT
    }
    assert {(p.passage, p.start, p.end, p.text) for p in review.judged.put} <= found


def test_places_that_a_reader_does_not_see_have_sections_of_their_own(
    review: Review, marks: dict[int, tuple[MarkedText, ...]]
) -> None:
    imr, chronology = sheets(review.drafts, marks)
    assert [s.title for s in imr.sections] == [
        "Text", "Headers and footers", "Footnotes and endnotes", "Comments", "Authors of comments and changes",
        "File properties", "Other hidden places",
    ]  # fmt: skip
    assert imr.name == "imr.docx" and chronology.name == "chronology.docx"
    labels = {one.label for s in imr.sections for stretch in s.stretches for one in lines(stretch)}
    assert {"note of the template", "before tracked changes", "comment 1 (will be taken out)", "footnote 1"} <= labels


def test_a_chronology_stays_a_table(review: Review, marks: dict[int, tuple[MarkedText, ...]]) -> None:
    _, chronology = sheets(review.drafts, marks)
    grids = [b for s in chronology.sections for stretch in s.stretches for b in stretch if isinstance(b, TableView)]
    assert len(grids[0].head) > 3 and all(len(row) == len(grids[0].head) for row in grids[0].rows)
    assert all(width % 5 == 0 and 5 <= width <= 100 for width in grids[0].widths)


def test_a_long_table_is_cut_under_the_same_headings() -> None:
    from redactor.web.view import _blocks

    place = Place(Story.BODY, "table 1", "part")
    cells = [
        Passage(r * 3 + c, f"{r} {c}", place, Cell(1, r, c)) for r in range(1, 71) for c in range(1, 4)
    ]  # fmt: skip
    grids = [b for b in _blocks(cells, {}, {}, {}) if isinstance(b, TableView)]
    assert [len(g.rows) for g in grids] == [30, 30, 9]
    assert [g.again for g in grids] == [False, True, True]
    assert grids[1].label == "Table 1, from row 32" and len({g.widths for g in grids}) == 1


def shown(markup: str) -> str:
    """The text of a passage as the browser counts it for a selection: without codes and words for screen readers."""
    without = re.sub(r'<span class="(?:mark__code|govuk-visually-hidden)">[^<]*</span>', "", markup)
    return html.unescape(re.sub(r"<[^>]+>", "", without))


@given(some.text(min_size=1, max_size=60), some.data())
def test_the_text_is_that_of_the_passage_to_the_character(text: str, data: some.DataObject) -> None:
    start = data.draw(some.integers(0, len(text) - 1))
    end = data.draw(some.integers(start + 1, len(text)))
    mark = MarkedText(1, start, end, MentionState.MINTED, text[start:end], "SW<1>")
    line = PassageView(Passage(1, text, Place(Story.BODY, "")), (mark,))
    assert shown(str(inner(line))) == text
    assert str(inner(line)).count("<") == 8  # the mark's own four elements: whatever is in the text is text


def test_a_mark_says_its_state_in_words() -> None:
    mark = MarkedText(7, 0, 4, MentionState.DOUBTFUL, "Tina", "Mrs B")
    made = str(element(PassageView(Passage(7, "Tina rang.", Place(Story.BODY, "")), (mark,))))
    assert "mark--doubtful" in made and "(doubtful)" in made and 'id="m7-0"' in made
    assert 'data-p="7"' in made


def test_headings_and_what_leaves_are_told_apart(review: Review, marks: dict[int, tuple[MarkedText, ...]]) -> None:
    heading = Passage(1, "What was known", Place(Story.BODY, ""), heading=1)
    assert str(element(PassageView(heading, ()))).startswith("<h4 ")
    leaves = next(p for p in review.drafts.passages if p.place.story is Story.COMMENT)
    assert marks[leaves.number][0].state is MentionState.REMOVED
