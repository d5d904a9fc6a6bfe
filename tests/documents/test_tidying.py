# ruff: noqa: E501 - a case is a line
"""What leaves besides identities: tracked changes, comments, hidden text, guidance, prompts, second copies."""

import pytest
from lxml import etree

from redactor.documents import Story, Tidying
from redactor.documents.word.formats import is_blue
from redactor.documents.word.names import SHORT
from redactor.documents.word.tidy import accept_changes, settle_alternatives

from .builders import KEEP_ALL, TYPE, docx, opened, part, replacing, unzipped, xml

INS, DEL = "w:ins[w:author=A]", "w:del[w:author=A]"
MARK = "w:pPr(w:rPr({}[w:author=A])), "

ACCEPTED = [
    ("insertion", f'w:p({INS}(w:r(w:t"a")), w:r(w:t"b"))', 'w:p(w:r(w:t"a"), w:r(w:t"b"))'),
    ("deletion", f'w:p({DEL}(w:r(w:delText"a")), w:r(w:t"b"))', 'w:p(w:r(w:t"b"))'),
    ("deleted insertion", f'w:p({INS}({DEL}(w:r(w:delText"a"))), w:r(w:t"b"))', 'w:p(w:r(w:t"b"))'),
    ("bookmark in a deletion", f'w:p({DEL}(w:bookmarkStart[w:id=1], w:r(w:delText"a")))', "w:p(w:bookmarkStart[w:id=1])"),
    ("move", 'w:p(w:moveFromRangeStart[w:id=1], w:moveFrom(w:r(w:t"a")), w:moveFromRangeEnd[w:id=1]), '
     'w:p(w:moveToRangeStart[w:id=2], w:moveTo(w:r(w:t"a")), w:moveToRangeEnd[w:id=2])', 'w:p, w:p(w:r(w:t"a"))'),
    ("formatting", 'w:p(w:pPr(w:jc, w:pPrChange(w:pPr)), w:r(w:rPr(w:b, w:rPrChange(w:rPr)), w:t"a"))',
     'w:p(w:pPr(w:jc), w:r(w:rPr(w:b), w:t"a"))'),
    ("inserted mark", f'w:p({MARK.format("w:ins")}w:r(w:t"a")), w:p(w:r(w:t"b"))', 'w:p(w:pPr(w:rPr), w:r(w:t"a")), w:p(w:r(w:t"b"))'),
    ("deleted mark", f'w:p({MARK.format("w:del")}w:r(w:t"a")), w:p(w:pPr(w:jc), w:r(w:t"b"))',
     'w:p(w:pPr(w:jc), w:r(w:t"a"), w:r(w:t"b"))'),
    ("deleted marks in a row", f'w:p({MARK.format("w:del")}w:r(w:t"a")), w:p({MARK.format("w:del")}w:r(w:t"b")), w:p(w:r(w:t"c"))',
     'w:p(w:r(w:t"a"), w:r(w:t"b"), w:r(w:t"c"))'),
    ("deleted paragraph", f'w:p({MARK.format("w:del")}{DEL}(w:r(w:delText"a"))), w:p(w:r(w:t"b"))', 'w:p(w:r(w:t"b"))'),
    ("deleted mark at the end", f'w:p(w:r(w:t"a")), w:p({MARK.format("w:del")}{DEL}(w:r(w:delText"b")))', 'w:p(w:r(w:t"a"))'),
    ("deleted mark before a table", f'w:p({MARK.format("w:del")}w:r(w:t"a")), w:tbl', 'w:p(w:pPr(w:rPr), w:r(w:t"a")), w:tbl'),
    ("section at a deleted mark", f'w:p(w:pPr(w:rPr({DEL}), w:sectPr), w:r(w:t"a")), w:p', 'w:p(w:pPr(w:rPr, w:sectPr), w:r(w:t"a")), w:p'),
    ("deleted row", f"w:tbl(w:tr(w:trPr({DEL}), w:tc(w:p)), w:tr(w:tc(w:p)))", "w:tbl(w:tr(w:tc(w:p)))"),
    ("all rows deleted", f"w:tbl(w:tr(w:trPr({DEL}), w:tc(w:p))), w:p", "w:p"),
    ("inserted row", f"w:tbl(w:tr(w:trPr({INS}), w:tc(w:p)))", "w:tbl(w:tr(w:trPr, w:tc(w:p)))"),
    ("deleted cell", "w:tbl(w:tr(w:tc(w:tcPr(w:cellDel), w:p), w:tc(w:p)))", "w:tbl(w:tr(w:tc(w:p)))"),
    ("inserted cell", "w:tbl(w:tr(w:tc(w:tcPr(w:cellIns), w:p)))", "w:tbl(w:tr(w:tc(w:tcPr, w:p)))"),
    ("merged cells", "w:tbl(w:tr(w:tc(w:tcPr(w:cellMerge[w:vMerge=rest]), w:p)))",
     "w:tbl(w:tr(w:tc(w:tcPr(w:vMerge[w:val=restart]), w:p)))"),
    ("equation", "w:p(m:oMath(m:f(m:fPr(m:ctrlPr(w:ins[w:author=A])))))", "w:p(m:oMath(m:f(m:fPr(m:ctrlPr))))"),
    ("list", f"w:p(w:pPr(w:numPr({INS})))", "w:p(w:pPr(w:numPr))"),
]  # fmt: skip


def canonical(root: etree._Element) -> str:
    return etree.tostring(root, method="c14n2").decode()


@pytest.mark.parametrize(("name", "before", "after"), ACCEPTED, ids=[case[0] for case in ACCEPTED])
def test_changes_are_accepted_as_word_does(name: str, before: str, after: str) -> None:
    root = etree.fromstring(part(before))
    assert accept_changes(root) > 0
    assert canonical(root) == canonical(etree.fromstring(part(after)))


@pytest.mark.parametrize(("name", "before", "after"), ACCEPTED, ids=[case[0] for case in ACCEPTED])
def test_what_is_read_is_what_the_written_file_says(name: str, before: str, after: str, tmp_path) -> None:
    document = opened(docx(before), tmp_path)
    written = opened(document.rewritten([]).data, tmp_path)
    assert [p.text for p in document.passages if not p.leaves] == [p.text for p in written.passages]


def test_deleted_text_is_read_as_leaving_so_that_names_are_learnt(tmp_path) -> None:
    document = opened(docx(f'w:p(w:r(w:t"Jo"), {DEL}(w:r(w:delText"hn")), {INS}(w:r(w:t"anne")))'), tmp_path)
    assert [(p.text, p.leaves, p.original) for p in document.passages if p.place.story == Story.BODY] == [
        ("Joanne", False, False),
        ("John", True, True),
    ]


COMMENTED = docx(
    'w:p(w:commentRangeStart[w:id=1], w:r(w:t"x"), w:commentRangeEnd[w:id=1], w:r(w:commentReference[w:id=1]))',
    parts={
        "word/comments.xml": (
            f"{TYPE}.comments+xml",
            part('w:comment[w:id=1;w:author=Jane](w:p(w:r(w:t"ask Kim")))', "w:comments"),
        )
    },
    links={"rId1": ("comments", "comments.xml")},
)


def test_comments_leave_with_their_anchors_or_stay_rewritten(tmp_path) -> None:
    document = opened(COMMENTED, tmp_path)
    assert [(p.text, p.leaves) for p in document.passages] == [("x", False), ("ask Kim", True), ("Jane", True)]
    written = document.rewritten([])
    members = unzipped(written.data)
    assert "word/comments.xml" not in members
    assert b"comment" not in members["word/document.xml"].lower()
    assert ("comments-removed", 1) in [(r.rule, r.count) for r in written.remarks]
    working = opened(COMMENTED, tmp_path, KEEP_ALL)
    kept = unzipped(working.rewritten(replacing(working, "Kim", "Jane")).data)
    assert b"ask SW1" in kept["word/comments.xml"]
    assert b'w:author="SW1"' in kept["word/comments.xml"]
    assert b"commentReference" in kept["word/document.xml"]


STYLES = part(
    "w:style[w:type=paragraph;w:customStyle=1;w:styleId=Guide](w:name[w:val=Guidance], w:rPr(w:i, "
    "w:color[w:val=0070C0])), "
    "w:style[w:type=paragraph;w:styleId=Heading4](w:name[w:val=heading 4], w:pPr(w:outlineLvl[w:val=3]), "
    "w:rPr(w:i, w:color[w:val=2E74B5])), "
    "w:style[w:type=character;w:styleId=IntenseEmphasis](w:name[w:val=Intense Emphasis], w:rPr(w:i, "
    "w:color[w:val=4472C4])), "
    "w:style[w:type=character;w:customStyle=1;w:styleId=Hid](w:name[w:val=style 2], w:rPr(w:vanish)), "
    "w:style[w:type=paragraph;w:customStyle=1;w:styleId=HidP](w:name[w:val=style 3], w:rPr(w:vanish))",
    "w:styles",
)
THEME = xml("a:theme(a:themeElements(a:clrScheme(a:accent1(a:srgbClr[val=4472C4]), a:accent2(a:srgbClr[val=ED7D31]))))")
LOOKS = {
    "parts": {
        "word/styles.xml": (f"{TYPE}.styles+xml", STYLES),
        "word/theme/theme1.xml": (
            "application/vnd.openxmlformats-officedocument.theme+xml",
            THEME.replace("<a:theme>", '<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'),
        ),
    },
    "links": {"rId1": ("styles", "styles.xml"), "rId2": ("theme", "theme/theme1.xml")},
}


def texts_left(body: str, folder, tidying: Tidying | None = None) -> list[str]:
    document = opened(docx(body, **LOOKS), folder, tidying)
    written = opened(document.rewritten([]).data, folder, KEEP_ALL)
    left = [p.text for p in written.passages if p.place.story == Story.BODY]
    assert left == [p.text for p in document.passages if p.place.story == Story.BODY and not p.leaves]
    return left


BLUE = "w:color[w:val=0000FF]"
GUIDANCE = [
    ("blue italics", f'w:p(w:r(w:rPr(w:i, {BLUE}), w:t"GUIDANCE: say how.")), w:p(w:r(w:t"x"))', ["x"]),
    ("theme colour", 'w:p(w:r(w:rPr(w:i, w:color[w:val=auto;w:themeColor=accent1]), w:t"GUIDANCE: say how.")), w:p(w:r(w:t"x"))', ["x"]),
    ("theme colour that is not blue", 'w:p(w:r(w:rPr(w:i, w:color[w:val=auto;w:themeColor=accent2]), w:t"Note."))', ["Note."]),
    ("a style for notes", 'w:p(w:pPr(w:pStyle[w:val=Guide]), w:r(w:t"Note.")), w:p(w:r(w:t"x"))', ["x"]),
    ("a run in a sentence", f'w:p(w:r(w:t"Done "), w:r(w:rPr(w:i, {BLUE}), w:t"(say when)"), w:r(w:t"today."))', ["Done (say when)today."]),
    ("a whole paragraph that is no known note", f'w:p(w:r(w:rPr(w:i, {BLUE}), w:t"He was four.")), w:p(w:r(w:t"x"))', ["He was four.", "x"]),
    ("a sentence among others", f'w:p(w:r(w:t"She rang. "), w:r(w:rPr(w:i, {BLUE}), w:t"GUIDANCE: say how."))', ["She rang. GUIDANCE: say how."]),
    ("a note that goes on", f'w:p(w:r(w:rPr(w:i, {BLUE}), w:t"GUIDANCE: say")), w:p(w:r(w:rPr(w:i, {BLUE}), w:t"how.")), w:p(w:r(w:t"x"))', ["x"]),
    ("a paragraph behind the text", f'w:p(w:r(w:rPr(w:i, {BLUE}), w:t"GUIDANCE: say")), w:p(w:r(w:t"x")), w:p(w:r(w:rPr(w:i, {BLUE}), w:t"y"))', ["x", "y"]),
    ("words of a note", f'w:p(w:r(w:rPr(w:i, {BLUE}), w:t"Please insert the date.")), w:p(w:r(w:t"x"))', ["x"]),
    ("blue upright", f'w:p(w:r(w:rPr({BLUE}), w:t"Text."))', ["Text."]),
    ("black italics", 'w:p(w:r(w:rPr(w:i), w:t"Text."))', ["Text."]),
    ("italics switched off", f'w:p(w:pPr(w:pStyle[w:val=Guide]), w:r(w:rPr(w:i[w:val=0], {BLUE}), w:t"Text."))', ["Text."]),
    ("a heading of Word's", 'w:p(w:pPr(w:pStyle[w:val=Heading4]), w:r(w:t"Heading"))', ["Heading"]),
    ("an emphasis of Word's", 'w:p(w:r(w:rPr(w:rStyle[w:val=IntenseEmphasis]), w:t"Text."))', ["Text."]),
    ("the only paragraph of a cell", f'w:tbl(w:tr(w:tc(w:p(w:r(w:rPr(w:i, {BLUE}), w:t"GUIDANCE: say how."))), w:tc(w:p(w:r(w:t"x")))))', ["x"]),
    ("a row of notes", f'w:tbl(w:tr(w:tc(w:p(w:r(w:t"Date")))), w:tr(w:tc(w:p(w:r(w:rPr(w:i, {BLUE}), w:t"GUIDANCE: say how.")))))', ["Date"]),
    ("GUIDANCE in black", 'w:p(w:r(w:t"GUIDANCE: say how.")), w:p(w:r(w:t"x"))', ["x"]),
    ("Guidance with a dash", 'w:p(w:r(w:t"Guidance \u2013 say how.")), w:p(w:r(w:t"x"))', ["x"]),
    ("guidance in a sentence", 'w:p(w:r(w:t"Guidance was given to staff."))', ["Guidance was given to staff."]),
    ("prompt of a box", 'w:p(w:r(w:t"Type your text "), w:r(w:t"in this box")), w:p(w:r(w:t"x"))', ["x"]),
    ("slot in a sentence", 'w:p(w:r(w:t"The review of (insert name"), w:r(w:t" here) began."))', ["The review of began."]),
    ("instruction", 'w:p(w:r(w:t"Date of death (delete as appropriate)"))', ["Date of death"]),
    ("sample row", "w:tbl(" + ", ".join(
        "w:tr(" + ", ".join(f'w:tc(w:p(w:r(w:t"{cell}")))' for cell in cells) + ")" for cells in
        (("Name", "Relationship", "Born", "Died", "Address", "Ethnicity"),
         ("Child 1", "n/a", "01/01/00", "17/11/09", "Address A", "White British, CoE"),
         ("Child 1", "Subject", "02/03/07", "n/a", "Address A", "White British"))) + ")",
     ["Name", "Relationship", "Born", "Died", "Address", "Ethnicity", "Child 1", "Subject", "02/03/07", "n/a", "Address A",
      "White British"]),
]  # fmt: skip


@pytest.mark.parametrize(("name", "body", "left"), GUIDANCE, ids=[case[0] for case in GUIDANCE])
def test_guidance_and_prompts_leave_and_nothing_else_does(name: str, body: str, left: list[str], tmp_path) -> None:
    assert texts_left(body, tmp_path) == left


def test_guidance_stays_in_the_working_profile_and_is_named(tmp_path) -> None:
    body = GUIDANCE[0][1]
    assert texts_left(body, tmp_path, KEEP_ALL) == ["GUIDANCE: say how.", "x"]
    remarks = opened(docx(body, **LOOKS), tmp_path, KEEP_ALL).rewritten([]).remarks
    assert "guidance" in {remark.rule for remark in remarks}


def test_a_paragraph_in_blue_italics_that_nobody_knows_is_asked_about_with_its_place(tmp_path) -> None:
    own = f'w:p(w:r(w:rPr(w:i, {BLUE}), w:t"He was four."))'
    inside = f'w:p(w:r(w:t"On "), w:r(w:rPr(w:i, {BLUE}), w:t"Monday"), w:r(w:t" she rang."))'
    remarks = opened(docx(f"{own}, {inside}"), tmp_path).rewritten([]).remarks
    assert [(r.place, r.needs_a_look) for r in remarks if r.rule.startswith("guidance")] == [("paragraph 1", True)]


def test_a_picture_beside_blue_italics_of_the_author_stays(tmp_path) -> None:
    picture = f'w:p(w:r(w:rPr(w:i, {BLUE}), w:object), w:r(w:rPr(w:i, {BLUE}), w:t"He drew this."))'
    written = unzipped(opened(docx(picture), tmp_path).rewritten([]).data)["word/document.xml"]
    assert b"He drew this." in written and b"<w:object" in written


HIDDEN = [
    ("hidden run", 'w:p(w:r(w:t"a"), w:r(w:rPr(w:vanish), w:t"b"))', ["a"]),
    ("hidden by a character style", 'w:p(w:r(w:t"a"), w:r(w:rPr(w:rStyle[w:val=Hid]), w:t"b"))', ["a"]),
    ("hidden by a paragraph style", 'w:p(w:pPr(w:pStyle[w:val=HidP]), w:r(w:t"b")), w:p(w:r(w:t"a"))', ["a"]),
    ("hidden twice is shown", 'w:p(w:pPr(w:pStyle[w:val=HidP]), w:r(w:rPr(w:rStyle[w:val=Hid]), w:t"b"))', ["b"]),
    ("switched off", 'w:p(w:r(w:rPr(w:vanish[w:val=0]), w:t"a"))', ["a"]),
    ("hidden on the web only", 'w:p(w:r(w:rPr(w:webHidden), w:t"12"))', ["12"]),
    ("hidden mark alone", 'w:p(w:pPr(w:rPr(w:vanish, w:specVanish)), w:r(w:t"a"))', ["a"]),
    ("hidden row", 'w:tbl(w:tr(w:trPr(w:hidden), w:tc(w:p(w:r(w:t"b"))))), w:p(w:r(w:t"a"))', ["a"]),
]  # fmt: skip


@pytest.mark.parametrize(("name", "body", "left"), HIDDEN, ids=[case[0] for case in HIDDEN])
def test_hidden_text_leaves(name: str, body: str, left: list[str], tmp_path) -> None:
    assert texts_left(body, tmp_path) == left


def test_what_stands_in_a_hidden_run_leaves_with_it(tmp_path) -> None:
    notes = part('w:footnote[w:id=2](w:p(w:r(w:t"note")))', "w:footnotes")
    box = 'w:txbxContent(w:p(w:r(w:t"boxed")))'
    data = docx(
        'w:p(w:r(w:t"x"), w:r(w:rPr(w:vanish), w:t"y", w:footnoteReference[w:id=2]), '
        f"w:r(w:rPr(w:vanish), w:pict(v:textbox({box}))))",
        parts={"word/footnotes.xml": (f"{TYPE}.footnotes+xml", notes)},
        links={"rId1": ("footnotes", "footnotes.xml")},
    )
    document = opened(data, tmp_path)
    assert {p.text: p.leaves for p in document.passages} == {"x": False, "y": True, "boxed": True, "note": True}
    everything = b"".join(unzipped(document.rewritten([]).data).values())
    assert not any(word in everything for word in (b"boxed", b"note<", b">y<"))


def test_an_index_entry_is_no_hidden_text(tmp_path) -> None:
    entry = 'w:r(w:rPr(w:vanish), w:fldChar[w:fldCharType=begin]), w:r(w:rPr(w:vanish), w:instrText"XE Jane"), ' \
            "w:r(w:rPr(w:vanish), w:fldChar[w:fldCharType=end])"  # fmt: skip
    document = opened(docx(f'w:p(w:r(w:t"x"), {entry})'), tmp_path)
    written = unzipped(document.rewritten(replacing(document, "Jane")).data)["word/document.xml"]
    assert written.count(b"<w:fldChar ") == 2
    assert b"XE SW1" in written


@pytest.mark.parametrize(
    ("properties", "named"),
    [
        ("w:highlight[w:val=black]", True),
        ("w:shd[w:fill=000000]", True),
        ("w:color[w:val=FFFFFF]", True),
        ("w:sz[w:val=2]", True),
        ("w:sz[w:val=24]", False),
        ("w:highlight[w:val=black], w:color[w:val=FFFFFF]", False),
        ("w:color[w:val=FFFFFF], w:shd[w:fill=1F3864]", False),
        ("w:highlight[w:val=yellow]", False),
    ],
)
def test_false_redaction_is_named_by_place(properties: str, named: bool, tmp_path) -> None:
    remarks = opened(docx(f'w:p(w:r(w:rPr({properties}), w:t"Jane"))'), tmp_path).rewritten([]).remarks
    assert [r.place for r in remarks if r.rule == "false-redaction"] == (["paragraph 1"] if named else [])


@pytest.mark.parametrize(
    ("colour", "blue"),
    [
        *(
            (c, True)
            for c in ("0000FF", "0070C0", "00B0F0", "002060", "1F497D", "4F81BD", "4472C4", "2E74B5", "000080")
        ),
        *((c, False) for c in ("000000", "44546A", "7030A0", "00B050", "FF0000", "808080", "auto", "00FFFF")),
    ],
)
def test_blues(colour: str, blue: bool) -> None:
    assert is_blue(colour) is blue


def test_one_copy_of_alternatives_is_left() -> None:
    root = etree.fromstring(
        part(
            "w:p(w:r(mc:AlternateContent(mc:Choice[Requires=wps](w:drawing), mc:Fallback(w:pict))), "
            "w:r(mc:AlternateContent(mc:Choice[Requires=wp14](wp14:pctWidth), mc:Fallback(wp:posOffset))))"
        )
    )
    assert settle_alternatives(root) == 1
    names = [SHORT[element.tag] for element in root.iter()]
    assert "w:pict" not in names
    assert "wp:posOffset" in names, "a fallback without text does no harm, and other programs need it"
