"""Replacing: the result reads like plain string replacement, and nothing outside the spans is touched."""

import string
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from redactor.documents import Replacement, Tidying
from redactor.documents.replacing import checked
from redactor.documents.word.document import Document
from redactor.documents.word.names import SHORT
from redactor.documents.word.survey import survey

from .builders import KEEP_ALL, body_of, docx, opened, replacing, staying, xml


def plain(text: str, replacements: list[Replacement]) -> str:
    for each in sorted(replacements, key=lambda each: -each.start):
        text = text[: each.start] + each.text + text[each.end :]
    return text


def document_of(data: bytes, tidying: Tidying) -> Document:
    found = survey(data, tidying, frozenset())
    passages = tuple(surface.passage(n) for n, surface in enumerate(found.surfaces))
    return Document("draft.docx", "", passages, 0, data, tidying, frozenset())


# ---- any text, any cutting into runs, any spans

LETTERS = st.text(
    string.ascii_letters + "  .,-'\u00a0\u2019\u2011\u00ad\u200b\ufb01\u00e9\u4e2d", min_size=1, max_size=12
)
MARKS = st.sampled_from(
    ["", "", "w:proofErr[w:type=spellStart]", "w:bookmarkStart[w:id=1;w:name=_Toc1]", "w:bookmarkEnd[w:id=1]",
     "w:r(w:lastRenderedPageBreak)", "w:r(w:tab)", "w:r(w:noBreakHyphen)", "w:r(w:softHyphen)",
     "w:r(w:footnoteReference[w:id=7])"]
)  # fmt: skip
LOOKS = st.sampled_from(["", "w:rPr(w:b), ", "w:rPr(w:u[w:val=single]), "])
WRAPPERS = st.sampled_from(
    ["{}", "{}", "w:ins[w:id=1;w:author=A]({})", "w:hyperlink[w:anchor=_Toc1]({})", "w:smartTag({})",
     "w:sdt(w:sdtContent({}))", "w:del[w:id=2;w:author=A]({})"]
)  # fmt: skip


@st.composite
def paragraphs(draw: st.DrawFn) -> str:
    pieces = draw(st.lists(st.tuples(LETTERS, LOOKS, MARKS, WRAPPERS), min_size=1, max_size=8))
    out = []
    for text, look, mark, wrapper in pieces:
        tag = "delText" if wrapper.startswith("w:del") else "t"
        out.append(wrapper.format(f'w:r({look}w:{tag}"{text}")'))
        if mark:
            out.append(mark)
    return f"w:p({', '.join(out)})"


@st.composite
def spans(draw: st.DrawFn, length: int) -> list[tuple[int, int]]:
    cuts = sorted(draw(st.sets(st.integers(0, length), max_size=6)))
    return list(zip(cuts[::2], cuts[1::2], strict=False))


def styled(data: bytes) -> list[tuple[str, str]]:
    """Every character that shows, with its run's properties."""
    found = []
    for run in body_of(data).iter():
        if SHORT[run.tag] == "w:r":
            properties = (
                "".join(SHORT[item.tag] for item in run[0]) if len(run) and SHORT[run[0].tag] == "w:rPr" else ""
            )
            for item in run:
                if SHORT[item.tag] in ("w:t", "w:delText"):
                    found += [(letter, properties) for letter in item.text or ""]
    return found


@settings(max_examples=150, deadline=None)
@given(st.data())
@pytest.mark.parametrize("tidying", [KEEP_ALL, Tidying()], ids=["kept", "tidied"])
def test_the_result_reads_like_plain_replacement(tidying: Tidying, data: st.DataObject) -> None:
    draft = docx(data.draw(paragraphs()))
    document = document_of(draft, tidying)
    replacements = []
    for passage in document.passages:
        if passage.place.story == "body" and not passage.leaves and not passage.original:
            for start, end in data.draw(spans(len(passage.text))):
                replacements.append(Replacement(passage.number, start, end, "Mrs A", marked=data.draw(st.booleans())))
    written = document.rewritten(replacements)
    after = document_of(written.data, KEEP_ALL)
    expected = [
        plain(p.text, [r for r in replacements if r.passage == p.number])
        for p in document.passages
        if p.place.story == "body" and not p.leaves and not p.original
    ]
    found = [p.text for p in after.passages if p.place.story == "body" and not p.original]
    assert [text for text in expected if text.strip()] == found


@settings(max_examples=60, deadline=None)
@given(paragraphs())
def test_without_replacements_every_character_keeps_its_run(source: str) -> None:
    draft = docx(source)
    assert styled(document_of(draft, KEEP_ALL).rewritten([]).data) == styled(draft)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_what_stands_outside_the_spans_keeps_its_formatting(data: st.DataObject) -> None:
    draft = docx(data.draw(paragraphs()))
    document = document_of(draft, KEEP_ALL)
    text = next((p for p in document.passages if p.place.story == "body" and not p.original), None)
    if text is None:
        return
    chosen = [Replacement(text.number, start, end, "#") for start, end in data.draw(spans(len(text.text)))]
    before, after = styled(draft), styled(document.rewritten(chosen).data)
    kept = iter(before)
    assert all(letter in kept for letter in after if letter[0] != "#" and letter[0] not in "fi")


# ---- cases

CASES = [
    ("one run", 'w:p(w:r(w:t"Jane Okafor came"))', "SW1 came"),
    ("cut in two", 'w:p(w:r(w:t"Jane Ok"), w:r(w:rPr(w:b), w:t"afor came"))', "SW1 came"),
    ("spelling mark between", 'w:p(w:r(w:t"Jane "), w:proofErr[w:type=spellStart], w:r(w:t"Okafor"))', "SW1"),
    ("page break rendered between", 'w:p(w:r(w:t"Jane "), w:r(w:lastRenderedPageBreak, w:t"Okafor"))', "SW1"),
    ("soft hyphen element", 'w:p(w:r(w:t"Jane Oka", w:softHyphen, w:t"for"))', "SW1"),
    ("soft hyphen character", 'w:p(w:r(w:t"Jane Oka\u00adfor"))', "SW1"),
    ("zero-width space", 'w:p(w:r(w:t"Jane\u200b Oka\u200bfor"))', "SW1"),
    ("no-break space", 'w:p(w:r(w:t"Jane\u00a0Okafor"))', "SW1"),
    ("content control", 'w:p(w:sdt(w:sdtPr, w:sdtContent(w:r(w:t"Jane"))), w:r(w:t" Okafor"))', "SW1"),
    ("letters as symbols", "w:p(" + ", ".join(f"w:r(w:sym[w:font=Arial;w:char=F0{ord(c):02X}])" for c in "Jane")
     + ', w:r(w:t" Okafor"))', "SW1"),
    ("inserted half", 'w:p(w:r(w:t"Jane "), w:ins[w:author=A](w:r(w:t"Okafor")))', "SW1"),
    ("phonetic base", 'w:p(w:r(w:ruby(w:rt(w:r(w:t"x")), w:rubyBase(w:r(w:t"Jane Okafor")))))', "SW1"),
    ("equation", 'w:p(m:oMath(m:r(m:t"Jane Okafor")))', "SW1"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "source", "expected"), CASES, ids=[case[0] for case in CASES])
def test_a_name_in_pieces_is_one_name(name: str, source: str, expected: str, tmp_path) -> None:
    document = opened(docx(source), tmp_path)
    written = document.rewritten(replacing(document, "Jane Okafor")).data
    assert staying(opened(written, tmp_path))[-1 if name != "phonetic base" else 0].text == expected


def test_a_double_barrelled_name_with_a_hyphen_mark_is_one_name(tmp_path) -> None:
    document = opened(docx('w:p(w:r(w:t"Ann Smith", w:noBreakHyphen, w:t"Jones"), w:r(w:t"\u2019s son"))'), tmp_path)
    assert document.passages[0].text == "Ann Smith-Jones's son"
    written = document.rewritten(replacing(document, "Ann Smith-Jones")).data
    assert staying(opened(written, tmp_path))[0].text == "SW1's son"
    assert "noBreakHyphen" not in str(unwrapped(written))
    assert "\u2019s son" in unwrapped(written), "the apostrophe outside the name stays curly"


def unwrapped(data: bytes) -> str:
    return "|".join(element.text or SHORT[element.tag] for element in body_of(data).iter() if len(element) == 0)


def test_the_code_takes_the_formatting_of_the_first_run(tmp_path) -> None:
    document = opened(docx('w:p(w:r(w:rPr(w:i), w:t"Jane "), w:r(w:rPr(w:b), w:t"Okafor came"))'), tmp_path)
    assert styled(document.rewritten(replacing(document, "Jane Okafor")).data) == [
        *((letter, "w:i") for letter in "SW1"),
        *((letter, "w:b") for letter in " came"),
    ]


def test_a_marked_replacement_is_highlighted_and_nothing_else_is(tmp_path) -> None:
    document = opened(docx('w:p(w:r(w:rPr(w:b, w:u[w:val=single]), w:t"when John came", w:tab, w:t"home"))'), tmp_path)
    marked = [Replacement(0, 5, 9, "[unresolved 1]", marked=True)]
    written = document.rewritten(marked).data
    assert next(run for run in dict.fromkeys(styled(written)) if "highlight" in run[1])[1] == "w:bw:highlightw:u"
    assert "".join(letter for letter, look in styled(written) if "highlight" in look) == "[unresolved 1]"
    assert staying(opened(written, tmp_path))[0].text == "when [unresolved 1] came\thome"


@pytest.mark.parametrize(
    ("run", "words", "wanted"),
    [  # the marked words end the text of their node: what follows them in the run is no part of the marker
        ('w:t"when John", w:tab, w:t"home"', (5, 9), "when [unresolved 1]\thome"),
        ('w:t"John", w:br, w:t"came"', (0, 4), "[unresolved 1]\ncame"),
        ('w:t"John", w:tab, w:t"and", w:tab, w:t"Ann"', (0, 4), "[unresolved 1]\tand\tAnn"),
    ],
)
def test_the_highlight_of_a_marker_does_not_spill_over(
    run: str, words: tuple[int, int], wanted: str, tmp_path: Path
) -> None:
    document = opened(docx(f"w:p(w:r({run}))"), tmp_path)
    written = document.rewritten([Replacement(0, *words, "[unresolved 1]", marked=True)]).data
    assert staying(opened(written, tmp_path))[0].text == wanted
    lit = [
        r
        for r in body_of(written).iter()
        if SHORT.get(r.tag) == "w:r" and "w:highlight" in [SHORT[c.tag] for c in r.iter()]
    ]
    inside = [(SHORT[c.tag], c.text) for r in lit for c in r if SHORT[c.tag] != "w:rPr"]
    assert inside == [("w:t", "[unresolved 1]")]


def test_anchors_inside_a_name_stay(tmp_path) -> None:
    source = (
        'w:p(w:r(w:t"Jane "), w:bookmarkStart[w:id=1;w:name=_Toc1], w:commentRangeStart[w:id=3], '
        'w:r(w:footnoteReference[w:id=2]), w:r(w:t"Okafor"), w:bookmarkEnd[w:id=1])'
    )
    document = opened(docx(source), tmp_path, KEEP_ALL)
    names = [
        SHORT[element.tag] for element in body_of(document.rewritten(replacing(document, "Jane Okafor")).data).iter()
    ]
    for anchor in ("w:bookmarkStart", "w:bookmarkEnd", "w:commentRangeStart", "w:footnoteReference"):
        assert anchor in names


CHANGED = (
    'w:p(w:r(w:t"Jo"), w:del[w:author=A](w:r(w:delText"hn")), w:ins[w:author=A](w:r(w:t"anne")), w:r(w:t" Smith"))'
)


@pytest.mark.parametrize(
    ("views", "final", "original"),
    [
        ("both", "Child 1", "Child 1"),
        ("final", "Child 1", "Child 1hn"),
        ("original", "Child 1anne", "Child 1"),
    ],
)
def test_a_name_that_a_tracked_change_made_is_replaced_in_both_readings(views, final, original, tmp_path) -> None:
    document = opened(docx(CHANGED), tmp_path, KEEP_ALL)
    now, before = (p for p in document.passages if p.place.story == "body")
    assert (now.text, now.original, before.text, before.original) == ("Joanne Smith", False, "John Smith", True)
    chosen = {"both": (now, before), "final": (now,), "original": (before,)}[views]
    written = document.rewritten([Replacement(p.number, 0, len(p.text), "Child 1") for p in chosen]).data
    texts = [p for p in opened(written, tmp_path, KEEP_ALL).passages if p.place.story == "body"]
    assert texts[0].text == final
    assert texts[-1].text == original


def test_letters_of_a_ligature_outside_the_name_survive(tmp_path) -> None:
    document = opened(docx('w:p(w:r(w:t"Grif\ufb01ths"))'), tmp_path)
    assert document.passages[0].text == "Griffiths"
    written = document.rewritten([Replacement(0, 0, 5, "X")]).data
    assert staying(opened(written, tmp_path))[0].text == "Xiths"


@pytest.mark.parametrize(
    "spans",
    [[(0, 0)], [(3, 2)], [(-1, 2)], [(0, 99)], [(0, 4), (3, 6)]],
    ids=["empty", "backwards", "before the start", "beyond the end", "overlap"],
)
def test_impossible_replacements_are_refused(spans, tmp_path) -> None:
    document = opened(docx('w:p(w:r(w:t"Jane Okafor"))'), tmp_path)
    with pytest.raises(ValueError, match="passage 0"):
        document.rewritten([Replacement(0, start, end, "X") for start, end in spans])
    with pytest.raises(ValueError, match="no passage 99"):
        document.rewritten([Replacement(99, 0, 1, "X")])


def test_neighbouring_replacements_are_fine() -> None:
    document = document_of(docx('w:p(w:r(w:t"JaneOkafor"))'), Tidying())
    assert len(checked([Replacement(0, 4, 10, "B"), Replacement(0, 0, 4, "A")], document.passages)[0]) == 2


def test_rewriting_is_pure_and_deterministic(tmp_path) -> None:
    document = opened(docx(CHANGED + ', w:p(w:r(w:t"more"))'), tmp_path)
    replacements = replacing(document, "Joanne Smith")
    assert document.rewritten(replacements) == document.rewritten(list(reversed(replacements)))
    again = opened(document.rewritten(replacements).data, tmp_path)
    assert again.rewritten([]).data == document.rewritten(replacements).data, "a second run changes nothing"


def test_the_small_language_itself() -> None:
    assert (
        xml('w:p[w:a=1;w:b=x y](w:r, w:t" q")')
        == '<w:p w:a="1" w:b="x y"><w:r></w:r><w:t xml:space="preserve"> q</w:t></w:p>'
    )
