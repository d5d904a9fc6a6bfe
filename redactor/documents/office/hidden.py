"""Sections and paragraphs of an .odt that do not show, as hidden text: LibreOffice would write them as text like any other."""

from __future__ import annotations

import io
import zipfile

from lxml import etree

from redactor.base.packing import timeless
from redactor.documents.word.archive import unpack

from .counting import MOST_RATIO, parsed

_STYLE = "Text-that-does-not-show"
_OFFICE, _NS_STYLE, _TEXT = (
    f"{{urn:oasis:names:tc:opendocument:xmlns:{name}:1.0}}" for name in ("office", "style", "text")
)
_SHOWN_NEVER = ("none", "condition")


def with_hidden_text(data: bytes) -> bytes:
    """The .odt `data` with what it hides as hidden text; the same bytes where it hides nothing. Raises DocumentError."""
    members = unpack(data, most_ratio=MOST_RATIO)
    content = members.get("content.xml", b"")
    if b"is-hidden" not in content and b"display" not in content:
        return data
    root = parsed(content)
    hidden = [p for holder in root.iter(_TEXT + "section") if _is_hidden(holder) for p in _paragraphs(holder)]
    for field in root.iter(_TEXT + "hidden-paragraph"):
        if field.get(_TEXT + "is-hidden") == "true":
            hidden += list(field.iterancestors(_TEXT + "p", _TEXT + "h"))[:1]
    if not hidden:
        return data
    for paragraph in dict.fromkeys(hidden):
        _hide(paragraph)
    for section in root.iter(_TEXT + "section"):
        if _TEXT + "display" in section.attrib:
            del section.attrib[_TEXT + "display"]
    _add_style(root)
    return _packed(data, etree.tostring(root, xml_declaration=True, encoding="UTF-8"))


def _is_hidden(section: etree._Element) -> bool:
    display = section.get(_TEXT + "display")
    return display == "none" or (display in _SHOWN_NEVER and section.get(_TEXT + "is-hidden") == "true")


def _paragraphs(holder: etree._Element) -> list[etree._Element]:
    return list(holder.iter(_TEXT + "p", _TEXT + "h"))


def _hide(paragraph: etree._Element) -> None:
    """All that stands in the paragraph goes into one hidden span; a field that hid the paragraph goes."""
    span = etree.Element(_TEXT + "span", {_TEXT + "style-name": _STYLE})
    span.text, paragraph.text = paragraph.text, None
    for child in list(paragraph):
        if child.tag == _TEXT + "hidden-paragraph":
            last = span[-1] if len(span) else None
            if last is None:
                span.text = (span.text or "") + (child.tail or "")
            else:
                last.tail = (last.tail or "") + (child.tail or "")
            paragraph.remove(child)
        else:
            span.append(child)
    paragraph.append(span)


def _add_style(root: etree._Element) -> None:
    styles = root.find(_OFFICE + "automatic-styles")
    if styles is None:
        styles = etree.Element(_OFFICE + "automatic-styles")
        body = root.find(_OFFICE + "body")
        root.insert(root.index(body) if body is not None else 0, styles)
    style = etree.SubElement(styles, _NS_STYLE + "style", {_NS_STYLE + "name": _STYLE, _NS_STYLE + "family": "text"})
    etree.SubElement(style, _NS_STYLE + "text-properties", {_TEXT + "display": "none"})


def _packed(data: bytes, content: bytes) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(written, "w") as target:
        for member in source.infolist():
            target.writestr(member, content if member.filename == "content.xml" else source.read(member))
    return timeless(written.getvalue())
