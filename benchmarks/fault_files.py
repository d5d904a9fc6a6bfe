"""Files with one fault each, for `python -m benchmarks.checks`: names in every hidden part of a Word file, a workbook and a PDF,
words that nobody sees, pages that cannot be read; and harmless files that look like any of it.

What each fault deserves stands beside it. Everybody is invented; those with a name of the list are of `data/list_of_checks.csv`.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import docx
import pikepdf
from docx.oxml import parse_xml
from docx.shared import RGBColor
from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Font, NamedStyle, PatternFill
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from pikepdf import Array, Dictionary, Name, String
from PIL import Image, ImageDraw
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

MUST, LOOK, NOTHING, UNREAD = "must fix", "look", "nothing", "unread"
LINES = (
    "Individual Management Review",
    "Child 1 was seen at home by SW1 and HV1.",
    "Mrs A agreed to the plan. Mr B was not there.",
    "The service did what was asked of it.",
)
HIDDEN = "the lodger had been told to say nothing"
WHO, HER = "Kayden Moult", "Bernadette Quillan"
_W = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)
_KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


@dataclass(frozen=True)
class FaultFile:
    """A file, what is wrong with it and what has to be told of it."""

    ending: str  # docx, xlsx, pdf
    kind: str
    wanted: str
    data: bytes
    name: str = ""  # of the file, where the name is the fault


def fault_files() -> Iterator[FaultFile]:
    """All of them; the first of each ending is the harmless file that the others were made from."""
    yield from _word()
    yield from _excel()
    yield from _pdf()


# --- Word ------------------------------------------------------------------------------------------


def _document() -> Any:
    made = docx.Document()
    made.core_properties.author = made.core_properties.comments = made.core_properties.title = ""
    for line in LINES:
        made.add_paragraph(line)
    return made


def _saved(made: Any) -> bytes:
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def _with_xml(xml: str) -> bytes:
    made = _document()
    made.element.body[-1].addprevious(parse_xml(re.sub(r"^<(w:\w+)", rf"<\1 {_W}", xml)))
    return _saved(made)


def _paragraph(run: str, text: str, paragraph: str = "") -> str:
    return f"<w:p><w:pPr>{paragraph}</w:pPr><w:r><w:rPr>{run}</w:rPr><w:t>{text}</w:t></w:r></w:p>"


def _packed(
    data: bytes, edits: Mapping[str, Callable[[str], str]] | None = None, more: Mapping[str, bytes] | None = None
) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            content = source.read(name)
            if edit := (edits or {}).get(name):
                content = edit(content.decode()).encode()
            target.writestr(name, content)
        for name, content in (more or {}).items():
            target.writestr(name, content)
    return out.getvalue()


def _put(before: str, what: str) -> Callable[[str], str]:
    return lambda text: text.replace(before, what + before, 1)


def _relation(kind: str, target: str) -> Callable[[str], str]:
    return _put("</Relationships>", f'<Relationship Id="rId901" Type="{_KINDS}/{kind}" Target="{target}"/>')


def _type(part: str, kind: str) -> Callable[[str], str]:
    return _put("</Types>", f'<Override PartName="/{part}" ContentType="application/vnd.openxmlformats-{kind}+xml"/>')


_UNSEEN = (  # kind, properties of the run, of the paragraph
    ("white", '<w:color w:val="FFFFFF"/>', ""),
    ("nearly white", '<w:color w:val="FDFDF8"/>', ""),
    ("hidden", "<w:vanish/>", ""),
    ("half a point", '<w:sz w:val="1"/>', ""),
    ("one point", '<w:sz w:val="2"/>', ""),
    ("scaled to 1 %", '<w:w w:val="1"/>', ""),
    ("black on solid black", '<w:color w:val="000000"/><w:shd w:val="solid" w:color="000000" w:fill="000000"/>', ""),
    ("marked in black", '<w:highlight w:val="black"/>', ""),
    ("yellow on yellow", '<w:color w:val="FFFF00"/><w:highlight w:val="yellow"/>', ""),
    ("grey on grey", '<w:color w:val="3A3A3A"/><w:shd w:val="clear" w:fill="404040"/>', ""),
    ("off the page by indent", "", '<w:ind w:left="-14000" w:right="14000"/>'),
    ("condensed onto each other", '<w:spacing w:val="-400"/>', ""),
    ("raised off its line", '<w:position w:val="-3000"/>', '<w:spacing w:line="240" w:lineRule="exact"/>'),
    ("a line of a twip", "", '<w:spacing w:line="1" w:lineRule="exact"/>'),
    ("filled with nothing", "<w14:textFill><w14:noFill/></w14:textFill>", ""),
    (
        "filled with white",
        '<w14:textFill><w14:solidFill><w14:srgbClr w14:val="FFFFFF"/></w14:solidFill></w14:textFill>',
        "",
    ),
    ("the ground's colour of the theme", '<w:color w:val="FFFFFF" w:themeColor="background1"/>', ""),
    ("hidden mark of a paragraph", "<w:specVanish/>", ""),
    ("frame off the page", "", '<w:framePr w:w="2000" w:h="300" w:hRule="exact" w:x="-9000" w:y="-9000" w:hAnchor="page"/>'),
    ("paragraph shaded dark", '<w:color w:val="1F1F3A"/>', '<w:shd w:val="clear" w:fill="20203C"/>'),
)  # fmt: skip
_PLAIN = (
    ("white on a dark heading", '<w:color w:val="FFFFFF"/><w:shd w:val="clear" w:fill="1F3864"/>', ""),
    ("black on yellow", '<w:highlight w:val="yellow"/>', ""),
    ("grey text", '<w:color w:val="7F7F7F"/>', ""),
    ("small and raised", '<w:sz w:val="12"/><w:vertAlign w:val="superscript"/>', ""),
    ("hanging indent", "", '<w:ind w:left="720" w:hanging="720"/>'),
    ("condensed a little", '<w:spacing w:val="-10"/><w:w w:val="90"/>', ""),
)
_PLACES = (  # kind, XML in the body
    ("bookmark", f'<w:p><w:bookmarkStart w:id="9" w:name="{HER.replace(" ", "_")}"/><w:bookmarkEnd w:id="9"/></w:p>'),
    (
        "choices of a list",
        f'<w:p><w:sdt><w:sdtPr><w:dropDownList><w:listItem w:displayText="{WHO}" w:value="{WHO}"/></w:dropDownList>'
        "</w:sdtPr><w:sdtContent><w:r><w:t>choose</w:t></w:r></w:sdtContent></w:sdt></w:p>",
    ),
    (
        "title of a control",
        f'<w:p><w:sdt><w:sdtPr><w:alias w:val="{HER}"/></w:sdtPr><w:sdtContent><w:r><w:t>x</w:t></w:r></w:sdtContent></w:sdt>'
        "</w:p>",
    ),
    (
        "help of a form field",
        '<w:p><w:r><w:fldChar w:fldCharType="begin"><w:ffData>'
        '<w:helpText w:type="text" w:val="Ring Siobhan Flint, 07700 900417"/>'
        '<w:textInput/></w:ffData></w:fldChar></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>',
    ),
    (
        "path in a field",
        '<w:p><w:fldSimple w:instr=" INCLUDETEXT &quot;C:\\\\Users\\\\bernadette.quillan\\\\a.docx&quot; "/></w:p>',
    ),
    ("other words of a field", f'<w:p><w:fldSimple w:instr=" IF 1 = 2 &quot;{WHO} told us&quot; &quot;no&quot; "/></w:p>'),
    (
        "text for who cannot see",
        f'<w:p><w:r><w:drawing><wp:inline><wp:extent cx="9525" cy="9525"/><wp:docPr id="7" name="P" descr="{WHO} at the zoo"/>'
        "</wp:inline></w:drawing></w:r></w:p>",
    ),
    ("watermark", f'<w:p><w:r><w:pict><v:shape id="s1"><v:textpath string="Copy for {HER}"/></v:shape></w:pict></w:r></w:p>'),
    ("deleted text", f'<w:p><w:del w:id="3" w:author="x"><w:r><w:delText>{WHO} was there</w:delText></w:r></w:del></w:p>'),
    ("who changed", f'<w:p><w:ins w:id="3" w:author="{HER}"><w:r><w:t>He was there.</w:t></w:r></w:ins></w:p>'),
    (
        "text box",
        f'<w:p><w:r><w:pict><v:shape id="s2"><v:textbox><w:txbxContent>{_paragraph("", f"Drawn by {WHO}")}</w:txbxContent>'
        "</v:textbox></v:shape></w:pict></w:r></w:p>",
    ),
    (
        "guide to pronunciation",
        f"<w:p><w:r><w:ruby><w:rubyPr/><w:rt><w:r><w:t>{WHO}</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>he</w:t></w:r></w:rubyBase>"
        "</w:ruby></w:r></w:p>",
    ),
    (
        "tip of a link",
        '<w:p><w:hyperlink w:anchor="a" w:tooltip="Siobhan Flint, 07700 900417"><w:r><w:t>here</w:t></w:r></w:hyperlink></w:p>',
    ),
    ("equation", f"<w:p><m:oMath><m:r><m:t>{WHO}</m:t></m:r></m:oMath></w:p>"),
    ("caption of a table", f'<w:tbl><w:tblPr><w:tblCaption w:val="Contacts of {WHO}"/></w:tblPr><w:tblGrid/></w:tbl>'),
    (
        "pieces of a word",
        "<w:p><w:r><w:t>He saw Skel</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>bour</w:t></w:r><w:r><w:t>ne there.</w:t></w:r>"
        "</w:p>",
    ),
)  # fmt: skip
_NO_NUMBERS = (
    (
        "points of a drawing",
        '<w:p><w:r><w:pict><v:shape id="_x0000_s1026" coordsize="21600,21600" path="m0,0 l9434765919,07700900123 e"/>'
        "</w:pict></w:r></w:p>",
    ),
    (
        "numbers of revisions",
        '<w:p w:rsidR="00770090" w:rsidRDefault="07700900" w14:paraId="07700900"><w:r><w:t>x</w:t></w:r></w:p>',
    ),
    (
        "size of a drawing",
        '<w:p><w:r><w:drawing><wp:inline><wp:extent cx="9434765919" cy="7700900123"/><wp:docPr id="943476591" name="Picture 1"/>'
        "</wp:inline></w:drawing></w:r></w:p>",
    ),
)  # fmt: skip


def _word() -> Iterator[FaultFile]:
    plain = _saved(_document())
    yield FaultFile("docx", "harmless", NOTHING, plain)
    for kind, run, paragraph in _UNSEEN:
        yield FaultFile("docx", f"unseen: {kind}", MUST, _with_xml(_paragraph(run, HIDDEN, paragraph)))
    for kind, run, paragraph in _PLAIN:
        yield FaultFile("docx", f"harmless: {kind}", NOTHING, _with_xml(_paragraph(run, "as agreed then", paragraph)))
    for kind, xml in _PLACES:
        yield FaultFile("docx", kind, MUST, _with_xml(xml))
    for kind, xml in _NO_NUMBERS:
        yield FaultFile("docx", f"harmless: {kind}", NOTHING, _with_xml(xml))
    row = '<w:tr><w:trPr><w:trHeight w:val="1" w:hRule="exact"/></w:trPr><w:tc><w:p/></w:tc></w:tr>'
    table = f"<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid>{row}</w:tbl>".replace(
        "<w:p/>", _paragraph("", HIDDEN)
    )
    yield FaultFile("docx", "unseen: row of a twip", MUST, _with_xml(table))
    yield from _word_by_hand(plain)


def _word_by_hand(plain: bytes) -> Iterator[FaultFile]:
    for kind, change in (
        ("hidden by its style", lambda style: setattr(style.font, "hidden", True)),
        ("white by its style", lambda style: setattr(style.font.color, "rgb", RGBColor(255, 255, 255))),
    ):
        made = _document()
        change(made.styles.add_style("Quiet", 1))
        made.add_paragraph(HIDDEN, style="Quiet")
        yield FaultFile("docx", f"unseen: {kind}", MUST, _saved(made))
    made = _document()
    made.add_paragraph("x", style=made.styles.add_style(HER, 1))
    yield FaultFile("docx", "name of a style", MUST, _saved(made))
    made = _document()
    made.sections[0].header.paragraphs[0].text = HER
    yield FaultFile("docx", "header", MUST, _saved(made))
    made = _document()
    made.sections[0].first_page_footer.paragraphs[0].text = f"Report of {HER}"
    yield FaultFile("docx", "footer that is not used", MUST, _saved(made))
    made = _document()
    made.core_properties.last_modified_by = HER
    yield FaultFile("docx", "property", MUST, _saved(made))
    for kind, text, author in (("comment", f"Ask {WHO}", ""), ("who commented", "Please mend", HER)):
        made = _document()
        made.add_comment(made.paragraphs[1].runs[0], text, author=author, initials="")
        yield FaultFile("docx", kind, MUST, _saved(made))
    record = f"<case><client>{WHO}</client><phone>07700 900417</phone></case>".encode()
    custom = (
        '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" '
        'xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"><property '
        'fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="2" name="Checked by">'
        f"<vt:lpwstr>{HER}</vt:lpwstr></property></Properties>"
    )
    rels, types = "word/_rels/document.xml.rels", "[Content_Types].xml"
    for kind, edits, more in (
        ("record of a case system", {rels: _relation("customXml", "../customXml/item7.xml")}, {"customXml/item7.xml": record}),
        (
            "variable",
            {"word/settings.xml": _put("</w:settings>", f'<w:docVars><w:docVar w:name="C" w:val="{WHO}"/></w:docVars>')},
            {},
        ),
        (
            "property of its own",
            {
                types: _type("docProps/custom.xml", "officedocument.custom-properties"),
                "_rels/.rels": _relation("custom-properties", "docProps/custom.xml"),
            },
            {"docProps/custom.xml": custom.encode()},
        ),
        ("part of no kind", {}, {"word/notes.txt": f"{WHO}, 07700 900417".encode()}),
        ("remark in the XML", {"word/document.xml": lambda t: t.replace("<w:body>", f"<w:body><!-- {WHO} -->")}, {}),
        (
            "text of a list's numbers",
            {"word/numbering.xml": lambda t: t.replace('lvlText w:val="', f'lvlText w:val="{WHO} ', 1)},
            {},
        ),
        (
            "category of a chart",
            {types: _type("word/charts/c.xml", "officedocument.drawingml.chart"), rels: _relation("chart", "charts/c.xml")},
            {"word/charts/c.xml": _chart()},
        ),
    ):  # fmt: skip
        yield FaultFile("docx", kind, MUST, _packed(plain, edits, more))
    yield FaultFile("docx", "name of the file", MUST, plain, "Skelbourne IMR final.docx")


def _chart() -> bytes:
    return (
        '<c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"><c:chart><c:plotArea><c:barChart><c:ser>'
        f'<c:cat><c:strRef><c:strCache><c:pt idx="0"><c:v>{WHO}</c:v></c:pt></c:strCache></c:strRef></c:cat></c:ser></c:barChart>'
        "</c:plotArea></c:chart></c:chartSpace>"
    ).encode()


# --- Excel -----------------------------------------------------------------------------------------


def _book(change: Callable[[Any, Any], object] = lambda book, sheet: None) -> bytes:
    book = Workbook()
    book.properties.creator = ""
    sheet: Any = book.active
    sheet.title = "Chronology"
    for row in (
        ("Date", "Time", "Source", "Event", "Subject"),
        ("04/05/2021", "10:00", "GP record", "Child 1 was seen by GP1.", "Child 1"),
        ("06/05/2021", "11:30", "School record", "Mrs A came with Child 2.", "Child 1"),
    ):
        sheet.append(row)
    change(book, sheet)
    return _saved(book)


def _cell(at: str, value: object, **looks: object) -> Callable[[Any, Any], object]:
    def change(book: Any, sheet: Any) -> None:
        sheet[at] = value
        for key, look in looks.items():
            setattr(sheet[at], key, look)

    return change


def _then(*changes: Callable[[Any, Any], object]) -> Callable[[Any, Any], object]:
    def change(book: Any, sheet: Any) -> None:
        for one in changes:
            one(book, sheet)

    return change


def _validated(book: Any, sheet: Any, **more: str) -> None:
    held = DataValidation(type="list", formula1=more.get("choices", '"a,b"'))
    held.promptTitle, held.prompt = "Ask", more.get("prompt", "")
    sheet.add_data_validation(held)
    held.add("A3")


def _filtered(book: Any, sheet: Any) -> None:
    sheet.auto_filter.ref = "A1:E3"
    sheet.auto_filter.add_filter_column(3, [WHO])


def _hidden_sheet(book: Any, sheet: Any) -> None:
    more = book.create_sheet("S2")
    more["A1"], more.sheet_state = WHO, "veryHidden"


def _excel() -> Iterator[FaultFile]:
    plain = _book()
    yield FaultFile("xlsx", "harmless", NOTHING, plain)
    dark = PatternFill("solid", fgColor="FF203040")
    red = FormulaRule(formula=[f'$D1="{WHO}"'], fill=PatternFill(bgColor="FF0000"))
    for kind, change in (
        ("cell", _cell("D4", f"{WHO} came with Skelbourne")),
        ("name of a sheet", lambda b, s: b.create_sheet(WHO)),
        ("sheet that is very hidden", _hidden_sheet),
        ("note", _cell("A2", "04/05/2021", comment=Comment(f"Ask {WHO}", "x"))),
        ("who wrote a note", _cell("A2", "04/05/2021", comment=Comment("mend", HER))),
        ("header", lambda b, s: setattr(s.oddHeader.center, "text", HER)),
        ("name of a range", lambda b, s: b.defined_names.add(DefinedName("Kayden_Moult", attr_text="Chronology!$A$1"))),
        ("choices", lambda b, s: _validated(b, s, choices=f'"{WHO},{HER}"')),
        ("prompt", lambda b, s: _validated(b, s, prompt="Ring Siobhan Flint, 07700 900417")),
        ("conditional format", lambda b, s: s.conditional_formatting.add("A1:A9", red)),
        ("number format", _cell("F2", 1, number_format=f'0" {WHO}"')),
        ("unseen: by its number format", _cell("F2", HIDDEN, number_format=";;;")),
        ("unseen: white", _cell("F2", HIDDEN, font=Font(color="FFFFFFFF"))),
        ("unseen: as its ground", _cell("F2", HIDDEN, font=Font(color="FF203040"), fill=dark)),
        ("filter", _filtered),
        ("name of a style", _cell("A2", "x", style=NamedStyle(WHO))),
        ("link", _cell("A2", "x", hyperlink="mailto:s.skelbourne@example.org")),
        ("text of a formula", _cell("F2", f'=IF(1=2,"{WHO}","no")')),
        ("property", lambda b, s: setattr(b.properties, "lastModifiedBy", HER)),
        ("date of birth as a day", _then(_cell("F1", "DOB"), _cell("F2", date(2009, 2, 23)))),
        ("date of birth of the list as a day", _cell("F2", date(2012, 11, 9))),
    ):
        yield FaultFile("xlsx", kind, MUST, _book(change))
    hide = _then(_cell("D9", HIDDEN), lambda b, s: setattr(s.row_dimensions[9], "hidden", True))
    thin = _then(_cell("H2", HIDDEN), lambda b, s: setattr(s.column_dimensions["H"], "width", 0.01))
    for kind, change in (
        ("hidden row", hide),
        ("column of no width", thin),
        ("telephone as a number", _then(_cell("F1", "Phone"), _cell("F2", 7700900417))),
    ):
        yield FaultFile("xlsx", kind, LOOK, _book(change))
    path = (
        '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Choice Requires="x15">'
        '<x15ac:absPath url="C:\\Users\\bernadette.quillan\\Desktop\\" '
        'xmlns:x15ac="http://schemas.microsoft.com/office/spreadsheetml/2010/11/ac"/></mc:Choice></mc:AlternateContent>'
    )
    sheet = "xl/worksheets/sheet1.xml"
    scenario = (
        f'<scenarios><scenario name="If {WHO} stays" user="{HER}"><inputCells r="A1" val="x"/></scenario></scenarios>'
    )
    guarded = '<protectedRanges><protectedRange sqref="A1:B2" name="Bernadette_Quillan"/></protectedRanges>'
    for kind, edits in (
        ("path of the file", {"xl/workbook.xml": _put("<bookViews>", path)}),
        ("scenario", {sheet: lambda t: t.replace("</sheetData>", "</sheetData>" + scenario)}),
        ("guarded range", {sheet: lambda t: t.replace("</sheetData>", "</sheetData>" + guarded)}),
    ):
        yield FaultFile("xlsx", kind, MUST, _packed(plain, edits))
    head = _then(
        *(
            _cell(f"{c}1", v, font=Font(color="FFFFFFFF"), fill=dark)
            for c, v in zip("ABC", ("Date", "Time", "Source"), strict=True)
        )
    )
    yield FaultFile("xlsx", "harmless: white on a dark heading", NOTHING, _book(head))
    yield FaultFile("xlsx", "harmless: days", NOTHING, _book(_cell("A4", date(2021, 5, 7))))


# --- PDF -------------------------------------------------------------------------------------------


def _page(draw: Callable[[Canvas], object] = lambda canvas: None) -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=1)
    canvas.setAuthor("")
    canvas.setTitle("")
    canvas.setFont("Helvetica", 12)
    for n, line in enumerate(LINES):
        canvas.drawString(72, 760 - 20 * n, line)
    draw(canvas)
    canvas.showPage()
    canvas.save()
    return out.getvalue()


def _line(canvas: Canvas) -> None:
    canvas.drawString(72, 600, HIDDEN)


def _covered(draw: Callable[[Canvas], object]) -> bytes:
    def both(canvas: Canvas) -> None:
        _line(canvas)
        draw(canvas)

    return _page(both)


def _mode(mode: int) -> bytes:
    def draw(canvas: Canvas) -> None:
        text = canvas.beginText(72, 600)
        text.setTextRenderMode(mode)
        text.textLine(HIDDEN)
        canvas.drawText(text)

    return _page(draw)


def _letters(colour: Any) -> bytes:
    def draw(canvas: Canvas) -> None:
        canvas.setFillColor(colour)
        for n in range(9):
            canvas.drawString(70 + n % 3 * 2, 598 + n // 3 * 2, "WMNHB" * 6)

    return _covered(draw)


def _zigzag(canvas: Canvas) -> None:
    path = canvas.beginPath()
    path.moveTo(70, 598)
    for n in range(90):
        path.lineTo(70 + 3 * n, 598 + 14 * (n % 2))
    canvas.setLineWidth(3)
    canvas.drawPath(path)


def _coloured(colour: Any, draw: Callable[[Canvas], object], alpha: float = 1.0) -> Callable[[Canvas], None]:
    def drawn(canvas: Canvas) -> None:
        canvas.saveState()
        canvas.setFillColor(colour)
        canvas.setFillAlpha(alpha)
        draw(canvas)
        canvas.restoreState()

    return drawn


def _box(canvas: Canvas) -> None:
    canvas.rect(70, 596, 260, 16, fill=1, stroke=0)


def _thick(canvas: Canvas) -> None:
    canvas.setLineWidth(18)
    canvas.line(70, 604, 330, 604)


def _picture(canvas: Canvas) -> None:
    canvas.drawImage(ImageReader(Image.new("RGB", (20, 20), "navy")), 70, 596, 270, 16)


def _tiny(canvas: Canvas) -> None:
    canvas.setFont("Helvetica", 0.3)
    _line(canvas)


def _clipped(canvas: Canvas) -> None:
    canvas.saveState()
    path = canvas.beginPath()
    path.rect(0, 0, 10, 10)
    canvas.clipPath(path, stroke=0)
    _line(canvas)
    canvas.restoreState()


def _narrow(canvas: Canvas) -> None:
    canvas.saveState()
    canvas.translate(72, 600)
    canvas.scale(0.001, 1)
    canvas.drawString(0, 0, HIDDEN)
    canvas.restoreState()


def _across(canvas: Canvas) -> None:
    canvas.saveState()
    canvas.setFont("Helvetica", 90)
    canvas.translate(60, 560)
    canvas.rotate(20)
    canvas.drawString(0, 0, "DRAFT")
    canvas.restoreState()


def _handwriting(canvas: Canvas) -> None:
    drawn = Image.new("L", (1240, 1754), 255)
    pen = ImageDraw.Draw(drawn)
    for row in range(12):
        points = [(150 + 16 * n, 200 + 90 * row + (n * 37 + row * 11) % 50 - 25) for n in range(55)]
        pen.line(points, fill=40, width=4)
    canvas.showPage()
    canvas.drawImage(ImageReader(drawn), 0, 0, 595, 842)
    canvas.setFont("Helvetica", 9)
    canvas.drawString(290, 20, "2")


def _changed(change: Callable[[pikepdf.Pdf], object]) -> bytes:
    with pikepdf.open(io.BytesIO(_page())) as file:
        change(file)
        out = io.BytesIO()
        file.save(out)
        return out.getvalue()


def _note(kind: str, at: float = 590, **more: object) -> bytes:
    def change(file: pikepdf.Pdf) -> None:
        held = Dictionary(Type=Name.Annot, Subtype=Name(f"/{kind}"), Rect=Array([70, at, 340, at + 20]), **more)
        file.pages[0].obj.Annots = Array([file.make_indirect(held)])

    return _changed(change)


def _of_the_file(**more: object) -> bytes:
    return _changed(lambda file: [file.Root.__setitem__(f"/{key}", value) for key, value in more.items()])


def _layer(file: pikepdf.Pdf) -> None:
    layer = file.make_indirect(Dictionary(Type=Name.OCG, Name=String("Layer")))
    file.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=Dictionary(OFF=Array([layer]), Order=Array([])))
    file.pages[0].obj.Resources.Properties = Dictionary(L0=layer)
    file.pages[0].contents_add(file.make_stream(f"/OC /L0 BDC BT /F1 12 Tf 72 600 Td ({HIDDEN}) Tj ET EMC".encode()))


def _named_layer(file: pikepdf.Pdf) -> None:
    layer = file.make_indirect(Dictionary(Type=Name.OCG, Name=String(WHO)))
    file.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=Dictionary(Order=Array([])))


def _named_place(file: pikepdf.Pdf) -> None:
    here = Array([file.pages[0].obj, Name.Fit])
    file.Root.Names = Dictionary(Dests=Dictionary(Names=Array([String("Kayden_Moult"), here])))


def _page_apart(file: pikepdf.Pdf) -> None:
    text = file.make_stream(f"BT /F1 12 Tf 72 600 Td ({WHO} was told) Tj ET".encode())
    fonts = file.pages[0].obj.Resources.Font
    page = Dictionary(Type=Name.Page, MediaBox=Array([0, 0, 595, 842]), Resources=Dictionary(Font=fonts), Contents=text)
    file.Root.Old = file.make_indirect(page)


def _described(file: pikepdf.Pdf) -> pikepdf.Object:
    xmp = (
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        f'<rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator>{HER}</dc:creator></rdf:Description>'
        "</rdf:RDF></x:xmpmeta>"
    )
    return file.make_stream(xmp.encode(), Type=Name.Metadata, Subtype=Name.XML)


def _attached(name: str, content: str) -> bytes:
    return _changed(lambda file: file.attachments.__setitem__(name, content.encode()))  # type: ignore[arg-type]


def _field(canvas: Canvas, **more: object) -> None:
    canvas.acroForm.textfield(name="a", x=72, y=500, width=200, height=20, **more)


def _pdf() -> Iterator[FaultFile]:
    yield FaultFile("pdf", "harmless", NOTHING, _page())
    structure = Dictionary(Type=Name.StructTreeRoot, K=Dictionary(S=Name.Sect, T=String(WHO)))
    figure = Dictionary(Type=Name.StructTreeRoot, K=Dictionary(S=Name.Figure, Alt=String(f"{WHO} at the zoo")))
    for kind, data in (
        ("text", _page(lambda c: c.drawString(72, 600, f"{WHO} came with Skelbourne."))),
        ("unseen: drawn invisibly", _mode(3)),
        ("unseen: to clip with", _mode(7)),
        ("unseen: white", _page(_coloured(colors.white, _line))),
        ("unseen: see-through", _page(_coloured(colors.black, _line, 0.004))),
        ("unseen: off the page", _page(lambda c: c.drawString(-900, 600, HIDDEN))),
        ("unseen: tiny", _page(_tiny)),
        ("unseen: clipped away", _page(_clipped)),
        ("unseen: a thousandth as wide", _page(_narrow)),
        ("unseen: on a layer that is off", _changed(_layer)),
        ("under a black box", _covered(_coloured(colors.black, _box))),
        ("under a pale box", _covered(_coloured(colors.HexColor("#eeeeee"), _box))),
        ("under a thick line", _covered(_thick)),
        ("under a zigzag", _covered(_zigzag)),
        ("under a picture", _covered(_picture)),
        ("under letters of the same colour", _letters(colors.black)),
        ("under letters of another colour", _letters(colors.red)),
        ("under a note", _note("Square", 715, IC=Array([0, 0, 0]), C=Array([0, 0, 0]))),
        ("field", _page(lambda c: _field(c, value=WHO))),
        ("tip of a field", _page(lambda c: _field(c, value="", tooltip="Ask Siobhan Flint on 07700 900417"))),
        ("choice", _page(lambda c: c.acroForm.choice(value="one", options=["one", WHO], x=72, y=500, width=99, height=20))),
        ("outline", _page(lambda c: (c.bookmarkPage("k"), c.addOutlineEntry(WHO, "k")))),
        ("name of a place", _changed(_named_place)),
        ("link", _page(lambda c: c.linkURL("https://example.org/people/stephanie-skelbourne", (72, 500, 200, 520)))),
        ("author", _page(lambda c: c.setAuthor(HER))),
        ("keywords", _page(lambda c: c.setKeywords("Skelbourne"))),
        ("text of a note", _note("Text", Contents=String(f"Ask {WHO}"))),
        ("who wrote a note", _note("Text", T=String(HER))),
        ("subject of a note", _note("Text", Subj=String(WHO))),
        ("name of a layer", _changed(_named_layer)),
        ("label of a page", _of_the_file(PageLabels=Dictionary(Nums=Array([0, Dictionary(P=String(f"{WHO} "))])))),
        ("description", _changed(lambda f: setattr(f.Root, "Metadata", _described(f)))),
        ("description of a page", _changed(lambda f: setattr(f.pages[0].obj, "Metadata", _described(f)))),
        ("data of a program", _changed(lambda f: setattr(f.pages[0].obj, "PieceInfo", Dictionary(A=Dictionary(P=String(WHO)))))),
        ("thread", _of_the_file(Threads=Array([Dictionary(I=Dictionary(Title=String(WHO)))]))),
        ("title of a part", _of_the_file(StructTreeRoot=structure)),
        ("text for who cannot see", _of_the_file(StructTreeRoot=figure)),
        ("script", _of_the_file(OpenAction=Dictionary(S=Name.JavaScript, JS=String(f"app.alert('{WHO}')")))),
        ("attachment", _attached("a.txt", f"{WHO}, 07700 900417")),
        ("name of an attachment", _attached(f"{WHO}.txt", "nothing")),
        ("key of no kind", _of_the_file(Lost=Dictionary(A=String(WHO)))),
        ("bytes behind the end", _page() + f"\n{WHO}, 07700 900417\n".encode()),
        ("page outside the tree", _changed(_page_apart)),
    ):  # fmt: skip
        yield FaultFile("pdf", kind, MUST, data)
    yield FaultFile("pdf", "page of handwriting", UNREAD, _page(_handwriting))
    for kind, data in (
        ("marker below", _page(lambda c: (_coloured(colors.yellow, _box)(c), _line(c)))),
        ("marker above", _covered(_coloured(colors.yellow, _box, 0.3))),
        ("frame and a line through", _covered(lambda c: (c.rect(70, 596, 260, 16, fill=0), c.line(70, 604, 330, 604)))),
        ("shadow", _page(lambda c: (_coloured(colors.grey, lambda d: d.drawString(73, 599, HIDDEN))(c), _line(c)))),
        ("bold by printing twice", _covered(lambda c: c.drawString(72.4, 600, HIDDEN))),
        ("watermark below", _page(lambda c: (_coloured(colors.lightgrey, _across)(c), _line(c)))),
        ("watermark above", _covered(_coloured(colors.lightgrey, _across, 0.5))),
        ("underlined by signs", _covered(lambda c: c.drawString(72, 598, "_" * 30))),
        ("note with a frame", _note("Square", C=Array([1, 0, 0]))),
    ):
        yield FaultFile("pdf", f"harmless: {kind}", NOTHING, data)
