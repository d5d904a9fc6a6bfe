"""Writing the example's Word files: a thin layer over python-docx for what it has no words for.

Everything is fixed, dates included, so that the same text makes the same file.
"""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any
from xml.sax.saxutils import escape

import docx
from docx.enum.section import WD_ORIENT
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
DATE = datetime(2013, 2, 4, 9, 30, tzinfo=UTC)
STAMP = "2013-02-04T09:30:00Z"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml."
CUSTOM_TYPE = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
RAISED = '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'

TEXT_BOX = """<w:r xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"
 xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
 xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:v="urn:schemas-microsoft-com:vml"
 xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">
<mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">
<wp:extent cx="5400000" cy="{height}"/><wp:docPr id="{id}" name="Text Box {id}"/><a:graphic>
<a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">
<wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="5400000" cy="{height}"/></a:xfrm>
<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>
<a:ln w="9525"><a:solidFill><a:srgbClr val="000000"/></a:solidFill></a:ln></wps:spPr>
<wps:txbx><w:txbxContent>{paragraph}</w:txbxContent></wps:txbx><wps:bodyPr/></wps:wsp>
</a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice>
<mc:Fallback><w:pict><v:shape style="width:425pt;height:{points}pt">
<v:textbox><w:txbxContent>{paragraph}</w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback>
</mc:AlternateContent></w:r>"""

FOOTNOTES = f"""<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:footnotes xmlns:w="{W}">
<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>
<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>
{{notes}}</w:footnotes>"""

CUSTOM = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
 xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">{rows}</Properties>"""
CUSTOM_ROW = (
    '<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="{}" name="{}"><vt:lpwstr>{}</vt:lpwstr></property>'
)


def runs(text: str, tag: str = "t", size: int | None = None) -> str:
    """WordprocessingML runs of a text; `size` in points."""
    out, bold = [], False
    for piece in re.split(r"([\^*])", text):
        if piece == "*":
            bold = not bold
        elif piece and piece != "^":
            look = "<w:b/>" * bold + (f'<w:sz w:val="{size * 2}"/>' if size else "")
            out.append(f'<w:r><w:rPr>{look}</w:rPr><w:{tag} xml:space="preserve">{escape(piece)}</w:{tag}></w:r>')
    return "".join(out)


def elements(xml: str) -> list[Any]:
    """The elements that stand side by side in `xml`."""
    return list(parse_xml(f'<w:p xmlns:w="{W}">{xml}</w:p>'))


class Draft:
    """One Word file being written from top to bottom."""

    def __init__(self) -> None:
        self.document = docx.Document()
        self.paragraph: Any = None  # the last one written
        self.footnotes: list[str] = []
        self.custom: list[tuple[str, str]] = []
        self.last_id = 100
        for name, points in (("Normal", 12), ("Heading 1", 14), ("Heading 2", 12), ("Title", 20)):
            style = self.document.styles[name]
            style.font.name, style.font.size, style.font.color.rgb = "Arial", Pt(points), RGBColor(0, 0, 0)
            fonts = style.element.rPr.rFonts
            for key in [key for key in fonts.attrib if "Theme" in key]:
                del fonts.attrib[key]
        self.document.styles["Normal"].paragraph_format.space_after = Pt(8)
        section = self.document.sections[0]
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        self._margins(section)

    def _margins(self, section: Any) -> None:
        for side in ("left_margin", "right_margin", "top_margin", "bottom_margin"):
            setattr(section, side, Cm(2.2))

    def _next_id(self) -> int:
        self.last_id += 1
        return self.last_id

    def _append(self, xml: str) -> None:
        for element in elements(xml):
            self.paragraph._p.append(element)

    def heading(self, text: str, level: int = 1) -> None:
        """A heading; level 0 is the document's title."""
        self.paragraph = self.document.add_heading("", level)
        self._append(runs(text))

    def text(self, text: str, style: str | None = None) -> None:
        """A paragraph; what follows it (footnotes, comments, links) goes to its end."""
        self.paragraph = self.document.add_paragraph("", style)
        self._append(runs(text))

    def guidance(self, text: str) -> None:
        """A note of the board's template: blue italics, to be deleted before submission."""
        self.paragraph = self.document.add_paragraph()
        run = self.paragraph.add_run(text)
        run.italic, run.font.color.rgb, run.font.size = True, RGBColor(0, 0, 255), Pt(10)

    def table(self, rows: Sequence[Sequence[str]], widths: Sequence[float], size: int, header: bool) -> None:
        """A table with borders; `widths` in centimetres, `size` in points; a header row comes again on every page."""
        table = self.document.add_table(len(rows), len(widths), style="Table Grid")
        table.autofit = False
        for column, width in zip(table.columns, widths, strict=True):
            column.width = Cm(width)
        for number, (row, texts) in enumerate(zip(table.rows, rows, strict=True)):
            for cell, text, width in zip(row.cells, texts, widths, strict=True):
                cell.width = Cm(width)
                cell.paragraphs[0].paragraph_format.space_after = Pt(2)
                for element in elements(runs(f"*{text}*" if header and number == 0 else text, size=size)):
                    cell.paragraphs[0]._p.append(element)
        if header:
            table.rows[0]._tr.get_or_add_trPr().append(parse_xml(f'<w:tblHeader xmlns:w="{W}"/>'))
        self.paragraph = self.document.add_paragraph()

    def footnote(self, text: str) -> None:
        """A footnote to the last paragraph."""
        number = len(self.footnotes) + 1
        note = f"<w:r>{RAISED}<w:footnoteRef/></w:r>{runs(' ' + text, size=9)}"
        self.footnotes.append(f'<w:footnote w:id="{number}"><w:p>{note}</w:p></w:footnote>')
        self._append(f'<w:r>{RAISED}<w:footnoteReference w:id="{number}"/></w:r>')

    def comment(self, text: str, author: str, initials: str) -> None:
        """A comment on the last paragraph."""
        comment = self.document.add_comment(self.paragraph.runs, text=text, author=author, initials=initials)
        comment._comment_elm.set(qn("w:date"), STAMP)

    def tracked(self, deleted: str, inserted: str, author: str) -> None:
        """At the end of the last paragraph: one text struck out and another put in its place, with tracking on."""
        for tag, text, inner in (("del", deleted, "delText"), ("ins", inserted, "t")):
            who = f'w:id="{self._next_id()}" w:author="{escape(author)}" w:date="{STAMP}"'
            self._append(f"<w:{tag} {who}>{runs(' ' + text, inner)}</w:{tag}>")

    def link(self, text: str, url: str) -> None:
        """A link at the end of the last paragraph."""
        relation = self.paragraph.part.relate_to(url, RT.HYPERLINK, is_external=True)
        self._append(f'<w:hyperlink xmlns:r="{R}" r:id="{relation}">{runs(" " + text)}</w:hyperlink>')

    def text_box(self, text: str, points: int) -> None:
        """A box of this height with a text in it, in both copies that Word keeps."""
        self.paragraph = self.document.add_paragraph()
        inside = f"<w:p>{runs(text)}</w:p>"
        self._append(TEXT_BOX.format(id=self._next_id(), height=points * 12700, points=points, paragraph=inside))

    def picture(self, data: bytes, name: str, description: str, width: float) -> None:
        """A picture, `width` in centimetres, with the name and the alternative text that Word would keep."""
        self.paragraph = self.document.add_paragraph()
        self.paragraph.add_run().add_picture(io.BytesIO(data), width=Cm(width))
        for element in self.paragraph._p.iter(qn("wp:docPr")):
            element.set("name", name)
            element.set("descr", description)

    def page_break(self) -> None:
        """Start a new page."""
        self.document.add_page_break()

    def turn(self, landscape: bool) -> None:
        """Go on on paper that lies or stands; a draft that has no text yet starts so."""
        section = self.document.add_section() if self.paragraph is not None else self.document.sections[0]
        section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
        section.page_width, section.page_height = (Cm(29.7), Cm(21)) if landscape else (Cm(21), Cm(29.7))
        self._margins(section)

    def header(self, text: str) -> None:
        """The text at the head of every page."""
        for element in elements(runs(text, size=9)):
            self.document.sections[0].header.paragraphs[0]._p.append(element)

    def footer(self, text: str) -> None:
        """The text at the foot of every page and, after it, the page's number."""
        number = f'<w:fldSimple w:instr=" PAGE ">{runs("1", size=9)}</w:fldSimple>'
        for element in elements(runs(text, size=9) + number):
            self.document.sections[0].footer.paragraphs[0]._p.append(element)

    def core_property(self, name: str, value: str) -> None:
        """One of the properties that every Word file has."""
        setattr(self.document.core_properties, name, value)

    def custom_property(self, name: str, value: str) -> None:
        """A property of the user's own making."""
        self.custom.append((name, value))

    def bytes(self) -> bytes:
        """The Word file."""
        package = self.document.part.package
        self.document.core_properties.comments = ""
        if self.footnotes:
            blob = FOOTNOTES.format(notes="".join(self.footnotes)).encode()
            part = Part(PackURI("/word/footnotes.xml"), WORD_TYPE + "footnotes+xml", blob, package)
            self.document.part.relate_to(part, RT.FOOTNOTES)
        if self.custom:
            rows = "".join(
                CUSTOM_ROW.format(number, escape(n), escape(v)) for number, (n, v) in enumerate(self.custom, 2)
            )
            part = Part(PackURI("/docProps/custom.xml"), CUSTOM_TYPE, CUSTOM.format(rows=rows).encode(), package)
            package.relate_to(part, RT.CUSTOM_PROPERTIES)
        stream = io.BytesIO()
        self.document.save(stream)
        return timeless(stream.getvalue())


def timeless(data: bytes) -> bytes:
    """The same zip file with all its times set to one."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "docProps/core.xml":
                content = re.sub(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*", rb"\g<1>" + STAMP.encode(), content)
            entry = zipfile.ZipInfo(name, DATE.timetuple()[:6])
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, content)
    return stream.getvalue()


def genogram() -> bytes:
    """A picture (PNG) of squares and circles joined by lines, as families are drawn."""
    width, height = 420, 160
    page = [bytearray(b"\xff" * width) for _ in range(height)]

    def line(x1: int, y1: int, x2: int, y2: int) -> None:
        for y in range(y1, y2 + 1):
            for x in range(x1, x2 + 1):
                page[y][x] = 0

    def square(x: int, y: int) -> None:
        for a, b, c, d in ((-14, -14, 14, -14), (-14, 14, 14, 14), (-14, -14, -14, 14), (14, -14, 14, 14)):
            line(x + a, y + b, x + c, y + d)

    def circle(x: int, y: int) -> None:
        for down in range(-15, 16):
            for right in range(-15, 16):
                if 180 <= down * down + right * right <= 215:
                    page[y + down][x + right] = 0

    square(90, 40)
    circle(210, 40)
    square(330, 40)
    line(104, 40, 195, 40)
    line(225, 40, 316, 40)
    line(150, 40, 150, 90)
    line(110, 90, 190, 90)
    line(110, 90, 110, 105)
    line(190, 90, 190, 105)
    line(270, 40, 270, 105)
    square(110, 120)
    circle(190, 120)
    square(270, 120)
    rows = b"".join(b"\0" + bytes(row) for row in page)

    def chunk(kind: bytes, content: bytes) -> bytes:
        body = kind + content
        return struct.pack(">I", len(content)) + body + struct.pack(">I", zlib.crc32(body))

    # stored, not compressed: the bytes do not depend on the version of zlib
    size = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", size) + chunk(b"IDAT", zlib.compress(rows, 0)) + chunk(b"IEND", b"")
