"""What a document says, passage by passage: text, place, cell, heading, and whether it leaves."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redactor.documents import Cell, Story, Tidying
from redactor.documents.word.places import symbol
from redactor.documents.word.text import normalise

from .builders import KEEP_ALL, OFFICE, TYPE, docx, opened, part, replacing, staying, unzipped

CELL = 'w:tc({}w:p(w:r(w:t"{}")))'


def row(*cells: str, properties: str = "") -> str:
    return f"w:tr({properties}" + ", ".join(CELL.format("", cell) for cell in cells) + ")"


def places(body: str, folder, tidying: Tidying | None = None, **files) -> list[tuple[str, str, str]]:
    document = opened(docx(body, **files), folder, tidying)
    return [(p.place.story.value, p.place.where, p.text) for p in document.passages]


def test_paragraphs_are_counted_as_a_reader_counts_them(tmp_path) -> None:
    body = 'w:p(w:r(w:t"One")), w:p, w:p(w:r(w:t"Two")), w:tbl(w:tr(w:tc(w:p(w:r(w:t"c"))))), w:p(w:r(w:t"Three"))'
    assert places(body, tmp_path) == [
        ("body", "paragraph 1", "One"),
        ("body", "paragraph 2", "Two"),
        ("body", "table 1, row 1, column 1", "c"),
        ("body", "paragraph 3", "Three"),
    ]


def test_cells_carry_their_headers_and_count_merged_columns_by_the_grid(tmp_path) -> None:
    wide = 'w:tc(w:tcPr(w:gridSpan[w:val=2]), w:p(w:r(w:t"Wide")))'
    body = (
        f"w:tbl({row('Date', 'Name', 'Role')}, {row('1 May', 'Jane', 'SW')}, "
        f"w:tr({wide}, {CELL.format('', 'last')}), "
        f"{row('late', 'b', properties='w:trPr(w:gridBefore[w:val=1]), ')})"
    )
    document = opened(docx(body), tmp_path)
    cells = {p.text: p.cell for p in document.passages}
    assert cells["Name"] == Cell(1, 1, 2, "", "Date")
    assert cells["Jane"] == Cell(1, 2, 2, "Name", "1 May")
    assert cells["1 May"] == Cell(1, 2, 1, "Date", "")
    assert cells["last"] == Cell(1, 3, 3, "Role", "Wide")
    assert cells["late"] == Cell(1, 4, 2, "Name", "")


def test_a_table_in_a_table_and_a_second_paragraph_in_a_cell_have_places(tmp_path) -> None:
    inner = 'w:tbl(w:tr(w:tc(w:p(w:r(w:t"in")))))'
    body = f'w:tbl(w:tr(w:tc(w:p(w:r(w:t"a")), {inner}, w:p(w:r(w:t"b"))))), w:tbl(w:tr(w:tc(w:p(w:r(w:t"c")))))'
    assert [where for _, where, _ in places(body, tmp_path)] == [
        "table 1, row 1, column 1",
        "table 2, row 1, column 1 (inside table 1, row 1, column 1)",
        "table 1, row 1, column 1, paragraph 2",
        "table 3, row 1, column 1",
    ]


def test_a_text_box_follows_its_paragraph_and_its_second_copy_is_not_read(tmp_path) -> None:
    box = 'w:txbxContent(w:p(w:r(w:t"in the box")), w:p(w:r(w:t"more")))'
    body = (
        f'w:p(w:r(w:t"before "), w:r(mc:AlternateContent(mc:Choice[Requires=wps](w:drawing(wps:txbx({box}))), '
        f'mc:Fallback(w:pict(v:textbox({box}))))), w:r(w:t"after"))'
    )
    assert places(body, tmp_path) == [
        ("body", "paragraph 1", "before after"),
        ("text box", "text box 1", "in the box"),
        ("text box", "text box 1, paragraph 2", "more"),
    ]


def test_the_older_copy_is_read_where_nobody_knows_what_the_newer_asks_for(tmp_path) -> None:
    body = (
        'w:p(w:r(mc:AlternateContent(mc:Choice[Requires=unheardof](w:t"new"), mc:Fallback(w:t"old"))), w:r(w:t" text"))'
    )
    assert [text for *_, text in places(body, tmp_path)] == ["old text"]


NOTES = {
    "word/footnotes.xml": (
        f"{TYPE}.footnotes+xml",
        part('w:footnote[w:id=9](w:p(w:r(w:t"second"))), w:footnote[w:id=5](w:p(w:r(w:t"first")))', "w:footnotes"),
    ),
    "word/header1.xml": (f"{TYPE}.header+xml", part('w:p(w:r(w:t"top"))', "w:hdr")),
}
NOTE_LINKS = {"rId1": ("footnotes", "footnotes.xml"), "rId2": ("header", "header1.xml")}
NOTE_BODY = (
    'w:p(w:r(w:t"text"), w:r(w:footnoteReference[w:id=5]), w:r(w:footnoteReference[w:id=9])), '
    "w:sectPr(w:headerReference[w:type=default;r:id=rId2])"
)


def test_notes_are_numbered_as_the_reader_sees_them(tmp_path) -> None:
    assert places(NOTE_BODY, tmp_path, parts=NOTES, links=NOTE_LINKS) == [
        ("body", "paragraph 1", "text"),
        ("header", "header 1, paragraph 1", "top"),
        ("footnote", "footnote 2", "second"),
        ("footnote", "footnote 1", "first"),
    ]


def test_a_header_that_no_section_uses_leaves(tmp_path) -> None:
    body = 'w:p(w:r(w:t"x"), w:r(w:footnoteReference[w:id=5]), w:r(w:footnoteReference[w:id=9]))'
    document = opened(docx(body, parts=NOTES, links=NOTE_LINKS), tmp_path)
    assert {p.text: p.leaves for p in document.passages} == {"x": False, "top": True, "second": False, "first": False}
    assert not any(b"top" in data for data in unzipped(document.rewritten([]).data).values())


STYLES = part(
    "w:style[w:type=paragraph;w:styleId=Heading2](w:name[w:val=heading 2], w:pPr(w:outlineLvl[w:val=1])), "
    "w:style[w:type=paragraph;w:customStyle=1;w:styleId=Sub](w:name[w:val=style 9], w:basedOn[w:val=Heading2])",
    "w:styles",
)


@pytest.mark.parametrize(
    ("properties", "level"),
    [
        ("w:pPr(w:pStyle[w:val=Heading2]), ", 2),
        ("w:pPr(w:pStyle[w:val=Sub]), ", 2),
        ("w:pPr(w:outlineLvl[w:val=0]), ", 1),
        ("w:pPr(w:outlineLvl[w:val=9]), ", None),
        ("w:pPr(w:pStyle[w:val=Unknown]), ", None),
        ("", None),
    ],
)
def test_headings_have_their_level(properties: str, level: int | None, tmp_path) -> None:
    data = docx(
        f'w:p({properties}w:r(w:t"x"))',
        parts={"word/styles.xml": (f"{TYPE}.styles+xml", STYLES)},
        links={"rId1": ("styles", "styles.xml")},
    )
    assert opened(data, tmp_path).passages[0].heading == level


BEGIN, SEPARATE, END = (f"w:r(w:fldChar[w:fldCharType={kind}])" for kind in ("begin", "separate", "end"))
FIELDS = [
    ("result only", f'w:p(w:r(w:t"on "), {BEGIN}, w:r(w:instrText" PAGE "), {SEPARATE}, w:r(w:t"7"), {END})', ["on 7"]),
    ("code in pieces", f'w:p({BEGIN}, w:r(w:instrText" XE "), w:r(w:instrText"Jane"), {END})', [" XE Jane"]),
    ("simple", 'w:p(w:fldSimple[w:instr= XE Jane ](w:r(w:t"7")))', ["7", " XE Jane "]),
    ("nested", f'w:p({BEGIN}, w:r(w:instrText"IF "), {BEGIN}, w:r(w:instrText"XE x"), {SEPARATE}, w:r(w:t"Jane"), {END}, '
     f'w:r(w:instrText" y"), {SEPARATE}, w:r(w:t"7"), {END})', ["7", "IF Jane y", "XE x"]),
    ("never ended", f'w:p({BEGIN}, w:r(w:t"Jane came"))', ["Jane came"]),
    ("never begun", f'w:p(w:r(w:t"Jane"), {END}, w:r(w:t" came"))', ["Jane came"]),
    ("bookmark", 'w:p(w:fldSimple[w:instr= REF _Ref123 \\h ](w:r(w:t"7")))', ["7"]),
]  # fmt: skip


@pytest.mark.parametrize(("name", "body", "texts"), FIELDS, ids=[case[0] for case in FIELDS])
def test_codes_of_fields_are_passages_of_their_own(name: str, body: str, texts: list[str], tmp_path) -> None:
    assert [text for *_, text in places(body, tmp_path, KEEP_ALL)] == texts


@pytest.mark.parametrize(
    ("code", "stays"), [(" PAGE ", True), (' AUTHOR "Jane" ', False), (" MERGEFIELD Name ", False)]
)
def test_fields_that_would_bring_a_name_back_become_plain_text(code: str, stays: bool, tmp_path) -> None:
    code = code.replace('"', '\\"')
    document = opened(
        docx(f'w:p({BEGIN}, w:r(w:instrText"{code}"), {SEPARATE}, w:r(w:t"Jane"), {END})'), tmp_path, KEEP_ALL
    )
    written = unzipped(document.rewritten(replacing(document, "Jane")).data)["word/document.xml"]
    assert (b"fldChar" in written) is stays
    assert b"SW1" in written


def test_properties_and_reviewers_are_read_before_they_leave(tmp_path) -> None:
    core = part('dc:creator"Jane Okafor", dc:title"Report on Kim"', "cp:coreProperties")
    body = 'w:p(w:ins[w:author=A Reviewer;w:date=2024-01-01T00:00:00Z](w:r(w:t"x")))'
    files = {
        "parts": {"docProps/core.xml": ("application/vnd.openxmlformats-package.core-properties+xml", core)},
        "roots": {"rId2": ("metadata/core-properties", "docProps/core.xml")},
    }
    document = opened(docx(body, **files), tmp_path)
    found = {(p.place.story, p.text, p.leaves) for p in document.passages}
    assert {
        (Story.PROPERTY, "Jane Okafor", True),
        (Story.PROPERTY, "Report on Kim", False),
        (Story.AUTHOR, "A Reviewer", True),
    } <= found
    working = opened(docx(body, **files), tmp_path, KEEP_ALL)
    assert (Story.AUTHOR, "A Reviewer", False) in {(p.place.story, p.text, p.leaves) for p in working.passages}
    written = unzipped(working.rewritten(replacing(working, "A Reviewer", code="Reviewer 1")).data)["word/document.xml"]
    assert b'w:author="Reviewer 1"' in written
    assert b"2024" not in written


def test_reviewers_initials_follow_their_name(tmp_path) -> None:
    comments = part('w:comment[w:id=1;w:author=Jane Okafor;w:initials=JO](w:p(w:r(w:t"see")))', "w:comments")
    data = docx(
        'w:p(w:r(w:t"x"))',
        parts={"word/comments.xml": (f"{TYPE}.comments+xml", comments)},
        links={"rId1": ("comments", "comments.xml")},
    )
    document = opened(data, tmp_path, KEEP_ALL)
    written = unzipped(document.rewritten(replacing(document, "Jane Okafor", code="Social Worker 1")).data)
    assert b'w:initials="SW1"' in written["word/comments.xml"]


NAMED = 'w:p(w:bookmarkStart[w:id=1;w:name=Jane_Okafor], w:r(w:t"x"), w:bookmarkEnd[w:id=1])'


def test_a_renamed_bookmark_takes_its_citations_along(tmp_path) -> None:
    cites = (
        f'w:p({BEGIN}, w:r(w:instrText" REF Jane_"), w:r(w:instrText"Okafor \\h "), {SEPARATE}, w:r(w:t"x"), {END}, '
        'w:hyperlink[w:anchor=Jane_Okafor](w:r(w:t"y")), w:fldSimple[w:instr=PAGEREF Jane_Okafor](w:r(w:t"2")))'
    )
    document = opened(docx(f"{NAMED}, {cites}"), tmp_path)
    assert "Jane Okafor" in [p.text for p in document.passages], "underscores read as spaces"
    written = unzipped(document.rewritten(replacing(document, "Jane Okafor", code="Mrs A")).data)["word/document.xml"]
    assert written.count(b"Mrs_A") == 4
    assert b"Jane" not in written
    assert b"Okafor" not in written


def test_a_renamed_style_takes_its_users_along(tmp_path) -> None:
    styles = part(
        "w:style[w:type=paragraph;w:customStyle=1;w:styleId=JaneOkaforBody](w:name[w:val=Jane Okafor Body])", "w:styles"
    )
    data = docx(
        'w:p(w:pPr(w:pStyle[w:val=JaneOkaforBody]), w:r(w:t"x"))',
        parts={"word/styles.xml": (f"{TYPE}.styles+xml", styles)},
        links={"rId1": ("styles", "styles.xml")},
    )
    document = opened(data, tmp_path)
    written = unzipped(document.rewritten(replacing(document, "Jane Okafor")).data)
    assert b'w:styleId="SW1Body"' in written["word/styles.xml"]
    assert b'w:pStyle w:val="SW1Body"' in written["word/document.xml"]
    assert b'w:val="SW1 Body"' in written["word/styles.xml"]


@pytest.mark.parametrize(
    ("target", "hit", "linked"),
    [
        ("https://example.org/guide", "nobody", True),
        ("https://example.org/jane%20okafor", "jane okafor", False),
        ("mailto:j.okafor@example.org", "j.okafor@example.org", False),
        ("file:///C:/Users/x/a.docx", "nobody", False),
        ("\\\\server\\share\\a.docx", "nobody", False),
    ],
)
def test_links_keep_their_text_and_lose_targets_that_name(target: str, hit: str, linked: bool, tmp_path) -> None:
    data = docx('w:p(w:hyperlink[r:id=rId5](w:r(w:t"the guide")))', links={"rId5": ("hyperlink", "!" + target)})
    document = opened(data, tmp_path)
    members = unzipped(document.rewritten(replacing(document, hit)).data)
    assert b"the guide" in members["word/document.xml"]
    assert (b"w:hyperlink" in members["word/document.xml"]) is linked
    assert ("word/_rels/document.xml.rels" in members) is linked


def test_strict_files_stay_strict(tmp_path) -> None:
    strict = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    body = f'<w:document xmlns:w="{strict}"><w:body><w:p><w:r><w:t>Jane Okafor</w:t></w:r></w:p></w:body></w:document>'
    data = docx(raw_body=body).replace(OFFICE.encode(), OFFICE.encode())
    document = opened(data, tmp_path)
    written = unzipped(document.rewritten(replacing(document, "Jane Okafor")).data)["word/document.xml"]
    assert strict.encode() in written
    assert b">SW1<" in written


def test_words_pages_and_digest(tmp_path) -> None:
    document = opened(docx(", ".join('w:p(w:r(w:t"one two three four five"))' for _ in range(400))), tmp_path)
    assert (document.words, document.pages, len(document.digest)) == (2000, 5, 64)
    assert opened(docx('w:p(w:r(w:t"one"))'), tmp_path).pages == 1


def test_names_of_objects_that_word_gives_are_not_passages(tmp_path) -> None:
    body = (
        "w:p(w:r(w:drawing(wp:inline(wp:docPr[id=1;name=Text Box 12;descr=]))), w:bookmarkStart[w:id=1;w:name=_GoBack])"
    )
    assert places(body, tmp_path) == []


# ---- normalised text


@pytest.mark.parametrize(
    ("raw", "plain"),
    [
        ("O\u2019Brien", "O'Brien"),
        ("Smith\u2011Jones\u2010Lee", "Smith-Jones-Lee"),
        ("Jane\u00a0\u202fOkafor", "Jane  Okafor"),
        ("Ja\u00adne\u200b\ufeff", "Jane"),
        ("Zoe\u0308 Nun\u0303ez", "Zoë Nuñez"),
        ("Gri\ufb03ths", "Griffiths"),
        ("\uff2aane", "Jane"),
        ("10 \u2013 12 \u201cyes\u201d", "10 \u2013 12 \u201cyes\u201d"),
    ],
)
def test_the_normalised_text_reads_plainly(raw: str, plain: str) -> None:
    normal = normalise(raw)
    assert normal.text == plain
    assert len(normal.starts) == len(normal.ends) == len(plain)


@given(st.text())
def test_the_map_leads_every_character_back_in_order(raw: str) -> None:
    normal = normalise(raw)
    assert len(normal.starts) == len(normal.ends) == len(normal.text)
    assert all(start < end <= len(raw) for start, end in zip(normal.starts, normal.ends, strict=True))
    assert list(normal.starts) == sorted(normal.starts)


@pytest.mark.parametrize(("code", "letter"), [("F041", "A"), ("0041", "A"), ("F0FC", "ü"), ("F0A8", "•"), ("zz", "•")])
def test_symbols_spell_letters(code: str, letter: str) -> None:
    assert symbol(code) == letter


def test_what_is_replaced_in_two_copies_is_one_passage(tmp_path) -> None:
    data_part = part('dgm:ptLst(dgm:pt(dgm:t(a:p(a:r(a:t"Jane Okafor")))))', "dgm:dataModel")
    drawing = part('dsp:spTree(dsp:sp(dsp:txBody(a:p(a:r(a:t"Jane "), a:r(a:t"Okafor")))))', "dsp:drawing")
    base = "application/vnd.openxmlformats-officedocument.drawingml"
    files = {
        "parts": {
            "word/diagrams/data1.xml": (f"{base}.diagramData+xml", data_part),
            "word/diagrams/drawing1.xml": ("application/vnd.ms-office.drawingml.diagramDrawing+xml", drawing),
        },
        "links": {
            "rId1": ("diagramData", "diagrams/data1.xml"),
            "rId2": ("http://schemas.microsoft.com/office/2007/relationships/diagramDrawing", "diagrams/drawing1.xml"),
        },
    }
    document = opened(docx("w:p(w:r(w:drawing(wp:inline(dgm:relIds[r:dm=rId1]))))", **files), tmp_path)
    assert [p.text for p in staying(document)] == ["Jane Okafor"]
    members = unzipped(document.rewritten(replacing(document, "Jane Okafor")).data)
    assert all(b"SW1" in members[f"word/diagrams/{name}1.xml"] for name in ("data", "drawing"))


def test_a_drop_cap_reads_on_into_its_paragraph(tmp_path) -> None:
    frame = "w:pPr(w:framePr[w:dropCap={}])"
    body = (
        f'w:p({frame.format("drop")}, w:r(w:t"T")), w:p(w:r(w:t"illy Varnham was seen.")), '
        f'w:p({frame.format("none")}, w:r(w:t"A")), w:p(w:r(w:t"B"))'
    )
    assert [text for *_, text in places(body, tmp_path)] == ["Tilly Varnham was seen.", "A", "B"]


def test_a_name_with_a_drop_cap_is_replaced_whole(tmp_path) -> None:
    body = 'w:p(w:pPr(w:framePr[w:dropCap=margin]), w:r(w:t"T")), w:p(w:r(w:t"illy was seen."))'
    document = opened(docx(body), tmp_path)
    written = unzipped(document.rewritten(replacing(document, "Tilly")).data)["word/document.xml"].decode()
    assert "SW1" in written and "illy" not in written and ">T<" not in written


@pytest.mark.parametrize("mark", ["\u2060", "\u2068", "\U000e0101", "\U000e0020", "\u200b", "\ufff9"])
def test_invisible_marks_inside_a_name_are_not_read(mark: str) -> None:
    assert normalise(f"Var{mark}nham").text == "Varnham"


@pytest.mark.parametrize("mark", ["&#39;", "&apos;", "&#x27;", "&rsquo;", "&#8217;", "\u00b4", "`", "\u2019"])
def test_what_stands_for_an_apostrophe_is_read_as_one(mark: str) -> None:
    seen = normalise(f"O{mark}Dowd rang & left")
    assert seen.text == "O'Dowd rang & left"
    assert (seen.starts[1], seen.ends[1]) == (1, 1 + len(mark))
