"""Word files rewritten in place: all that shows is read, nothing else changes, and a mark gets onto every page."""

from __future__ import annotations

from functools import partial

import pytest

from redactor.documents import DocumentError, Replacement
from redactor.documents.word import inplace, standing
from redactor.documents.word.inplace import kept
from redactor.documents.word.names import get
from redactor.documents.word.stamp import stamp
from tests.documents import catalogue
from tests.documents.builders import TYPE, body_of, docx, part, unzipped

# places of the catalogue where nobody reads a text, or that lead somewhere by their name
_NOT_READ = frozenset((
    "font of a run", "foreign element", "foreign attribute", "older picture title", "anchor", "anchor without a bookmark",
    "style that is not defined", "citation of the bookmark", "control date", "binding", "smart tag's value",
    "custom XML's value", "control name", "field data", "linked object", "date of a change", "editor", "revision id",
    "paragraph id", "signature line", "web video", "reaction", "task", "style id apart from its name", "style without a mark",
    "style's follower", "font", "protection", "revision ids", "document id", "document variable", "mail merge", "schema",
    "schema library", "web settings", "copy of the styles", "schema of the data", "intelligence", "ribbon", "web extension",
    "label", "form control", "ink", "XML comment", "processing instruction", "foreign namespace", "theme", "linked image",
    "linked object path", "sub-document path", "template path", "thumbnail", "recipients", "workbook", "embedded document",
    "binary object", "picture metadata", "picture", "vector picture", "part name", "printer", "embedded font", "orphan",
    "zip comment", "entry comment", "trailing bytes", "video", "unknown part",
))  # fmt: skip


@pytest.fixture
def everything(monkeypatch: pytest.MonkeyPatch) -> inplace.Kept:
    """The file with a needle in every place, the parts included that are refused otherwise."""
    monkeypatch.setattr(standing, "refuse", lambda package: None)
    return kept("draft.docx", catalogue.build())


def test_every_place_where_a_reader_reads_is_read(everything: inplace.Kept) -> None:
    read = "\n".join(p.text for p in (*everything.passages, *everything.fixed)).lower()
    unread = {needle.place for needle in catalogue.NEEDLES if needle.word.lower() not in read}
    assert unread - _NOT_READ == set()


def test_what_is_replaced_is_gone_in_all_copies(everything: inplace.Kept) -> None:
    words = {n.word: n for n in catalogue.NEEDLES}
    replacements = [
        Replacement(p.number, at, at + len(word), "SW1")
        for p in everything.passages
        for word in words
        if (at := p.text.lower().find(word.lower())) >= 0
    ]
    assert len(replacements) > 100
    again = "\n".join(p.text for p in kept("draft.docx", everything.rewritten(replacements)).passages).lower()
    assert [n.place for n in words.values() if n.word.lower() in again and n.place not in _NOT_READ] == []


@pytest.mark.parametrize(
    ("body", "link", "said"),
    [
        ("w:p", ("http://schemas.microsoft.com/office/2006/relationships/vbaProject", "x.bin"), "macros"),
        ("w:altChunk[r:id=rId9]", ("aFChunk", "x.bin"), "another format"),
    ],
)
def test_what_cannot_stay_what_it_is_is_refused_without_a_way_round(
    body: str, link: tuple[str, str], said: str
) -> None:
    data = docx(body, parts={"word/x.bin": ("application/octet-stream", b"x")}, links={"rId9": link})
    with pytest.raises(DocumentError, match=said) as error:
        kept("draft.docx", data)
    assert "option" not in str(error.value)


def test_nothing_replaced_nothing_changed() -> None:
    data = docx('w:p[w:rsidR=00A1](w:r(w:t"SW1")), w:p(w:ins[w:id=1;w:author=Ada](w:r(w:t"x")))')
    assert unzipped(kept("draft.docx", data).rewritten([])) == unzipped(data)


def test_deleted_and_inserted_halves_of_a_code_are_told_apart() -> None:
    data = docx('w:p(w:r(w:t"SW"), w:del[w:id=1](w:r(w:delText"1")), w:ins[w:id=2](w:r(w:t"2")))')
    draft = kept("draft.docx", data)
    assert [(p.text, p.original) for p in draft.passages] == [("SW2", False), ("SW1", True)]
    written = draft.rewritten([Replacement(0, 2, 3, "6"), Replacement(1, 2, 3, "5")])
    assert [p.text for p in kept("draft.docx", written).passages] == ["SW6", "SW5"]


MARK = partial(stamp, line="Restricted: names", mark="RESTRICTED: NAMES")


def test_a_draft_without_sections_and_headers_gets_all_three() -> None:
    written = kept("draft.docx", docx('w:p(w:r(w:t"SW1"))')).rewritten([], MARK)
    members = unzipped(written)
    headers = [name for name in members if "header" in name]
    assert len(headers) == 3
    for name in headers:
        assert b"Restricted: names" in members[name]
        assert f'"/{name}"'.encode() in members["[Content_Types].xml"]
    section = body_of(written)[0][-1]
    assert sorted(str(get(reference, "w:type")) for reference in section) == [
        "default", "even", "first",
    ]  # fmt: skip
    assert kept("again.docx", written).passages


def test_headers_that_are_there_keep_what_they_say() -> None:
    data = docx(
        'w:p(w:pPr(w:sectPr(w:headerReference[w:type=default;r:id=rIdA]))), w:p(w:r(w:t"x")), '
        "w:sectPr(w:headerReference[w:type=default;r:id=rIdB])",
        parts={
            f"word/header{n}.xml": (f"{TYPE}.header+xml", part(f'w:p(w:r(w:t"Header {n}"))', "w:hdr")) for n in (1, 2)
        },
        links={"rIdA": ("header", "header1.xml"), "rIdB": ("header", "header2.xml")},
    )
    members = unzipped(kept("draft.docx", data).rewritten([], MARK))
    for n in (1, 2):
        header = members[f"word/header{n}.xml"]
        assert header.index(b"Restricted: names") < header.index(f"Header {n}".encode())
    assert sum("header" in name for name in members) == 4


def test_a_header_that_is_not_there_is_made() -> None:
    data = docx('w:p(w:r(w:t"x")), w:sectPr(w:headerReference[w:type=default;r:id=rIdGone])')
    members = unzipped(kept("draft.docx", data).rewritten([], MARK))
    assert sum("header" in name for name in members) == 3
    assert b"rIdGone" not in members["word/document.xml"]
