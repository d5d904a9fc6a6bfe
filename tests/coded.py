# ruff: noqa: E501 - a paragraph is a line
"""A draft in which codes stand in every place that a Word file has, made of the parts that Word itself would write."""

from __future__ import annotations

from pathlib import Path

from lxml import etree

from redactor.documents.word.names import FULL
from tests.documents.builders import OFFICE, TYPE, docx, part, unzipped

CORE = "application/vnd.openxmlformats-package.core-properties+xml"
CUSTOM = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
CHART = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
_BOX = 'w:txbxContent(w:p(w:r(w:t"Box: SW1 and Child 1")))'
BODY = ", ".join(
    (
        'w:p(w:r(w:rPr(w:b), w:t"S"), w:r(w:t"W1 saw Chi"), w:proofErr[w:type=spellStart], w:r(w:rPr(w:i), w:t"ld 1’s mother.")'
        ', w:r(w:footnoteReference[w:id=2]))',
        'w:p(w:r(w:t"SW12, SW1 2AB and SCC-SW1 are others."))',
        'w:p(w:r(w:t"Told "), w:del[w:id=1;w:author=SW1](w:r(w:delText"SW1")), w:ins[w:id=2;w:author=SW2](w:r(w:t"SW2")), w:r(w:t" so."))',
        'w:p(w:r(w:t"By SW"), w:del[w:id=3;w:author=SW1](w:r(w:delText"1")), w:ins[w:id=4;w:author=SW1](w:r(w:t"2")), w:r(w:t" then."))',
        'w:p(w:r(w:rPr(w:vanish), w:t"Hidden: SW2"))',
        'w:p(w:commentRangeStart[w:id=7], w:r(w:t"Remark on CHILD 1"), w:commentRangeEnd[w:id=7], w:r(w:commentReference[w:id=7]))',
        "w:p(w:r(mc:AlternateContent(mc:Choice[Requires=wps](w:drawing(wp:inline(wp:docPr[id=1;name=Box;descr=Box of SW2], "
        f"a:graphic(a:graphicData(wps:wsp(wps:txbx({_BOX}))))))), mc:Fallback(w:pict(v:shape(v:textbox({_BOX})))))))",
        'w:p(w:r(w:drawing(wp:inline(wp:docPr[id=2;name=Chart], a:graphic(a:graphicData(c:chart[r:id=rIdChart]))))))',
        'w:tbl(w:tr(w:tc(w:p(w:r(w:t"Subject of recording"))), w:tc(w:p(w:r(w:t"Event")))), '
        'w:tr(w:tc(w:p(w:r(w:t"Child 1"))), w:tc(w:p(w:r(w:t"SW\u00a01 rang SW2.")))))',
    )
)  # fmt: skip
SECTION = ", w:sectPr(w:headerReference[w:type=default;r:id=rIdHeader], w:titlePg)"


def coded_draft(path: Path, body: str = BODY) -> Path:
    """Write the draft."""
    parts: dict[str, tuple[str, str | bytes]] = {
        "word/header1.xml": (f"{TYPE}.header+xml", part('w:p(w:r(w:t"IMR, Child 1"))', "w:hdr")),
        "word/footnotes.xml": (
            f"{TYPE}.footnotes+xml",
            part('w:footnote[w:id=2](w:p(w:r(w:t"Interview with SW2")))', "w:footnotes"),
        ),
        "word/comments.xml": (
            f"{TYPE}.comments+xml",
            part('w:comment[w:id=7;w:author=SW1](w:p(w:r(w:t"Was it SW1?")))', "w:comments"),
        ),
        "word/charts/chart1.xml": (CHART, part('c:v"SW1", c:v"3"', "c:chartSpace(c:strCache)")),
        "docProps/core.xml": (CORE, part('dc:title"IMR: Child 1", dc:creator"SW2"', "cp:coreProperties")),
        "docProps/custom.xml": (CUSTOM, part('cust:property[name=Worker](vt:lpwstr"SW1")', "cust:Properties")),
    }
    kinds = {
        "rIdHeader": ("header", "header1.xml"),
        "rIdNotes": ("footnotes", "footnotes.xml"),
        "rIdComments": ("comments", "comments.xml"),
        "rIdChart": ("chart", "charts/chart1.xml"),
    }
    roots = {
        "rIdCore": (
            "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties",
            "docProps/core.xml",
        ),
        "rIdCustom": (f"{OFFICE}/custom-properties", "docProps/custom.xml"),
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(docx(body + SECTION, parts=parts, links=kinds, roots=roots))
    return path


def texts(path: Path, member: str = "word/document.xml") -> list[str]:
    """The text of every paragraph of a part, deleted and inserted text in their places."""
    root = etree.fromstring(unzipped(path.read_bytes())[member])
    names = {*FULL["w:t"], *FULL["w:delText"], *FULL["c:v"], *FULL["dc:title"], *FULL["dc:creator"], *FULL["vt:lpwstr"]}
    found: dict[etree._Element, str] = {}
    for element in root.iter():
        if element.tag in names:
            holder = next(element.iterancestors(*FULL["w:p"]), element)
            found[holder] = found.get(holder, "") + (element.text or "")
    return list(found.values())


def structure(data: bytes) -> list[str]:
    """A part's XML without its text."""
    root = etree.fromstring(data)
    for element in root.iter():
        element.text = element.tail = None
        for name in (*FULL["w:author"], *FULL["wp:docPr"], "descr"):
            element.attrib.pop(name, None)
        element.attrib.pop("{http://www.w3.org/XML/1998/namespace}space", None)
    return [etree.tostring(root, method="c14n").decode()]
