"""The HTML of a message for the check: what shows, what is hidden, what stands in attributes and comments."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree, html

_PARAGRAPHS = frozenset(
    "p div br li tr td th h1 h2 h3 h4 h5 h6 pre blockquote table hr body ul ol dl dt dd section article header footer".split()
)
_UNSEEN = frozenset("style script title head template noscript".split())
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0|mso-hide\s*:\s*all", re.I)
_LINKS, _TYPED = (
    ("href", "src", "background", "action", "cite"),
    ("alt", "title", "name", "id", "content", "value", "placeholder"),
)


def read_web(text: str | bytes) -> Iterator[tuple[str, str]]:
    """Texts of a page with their layers. What cannot be parsed gives itself, as text."""
    try:
        source = re.sub(r"^\s*<\?xml[^>]*>", "", text) if isinstance(text, str) else text
        root = html.document_fromstring(source, parser=html.HTMLParser(no_network=True))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        yield (text if isinstance(text, str) else text.decode("latin-1")), "text"
        return
    said: list[tuple[str, str]] = []
    _walk(root, "text", said)
    paragraph, layer = "", "text"
    for words, where in [*said, ("\x00", "text")]:
        if words == "\x00" or where != layer:
            if paragraph.strip():
                yield " ".join(paragraph.split()), layer
            paragraph, layer = "", where
        if words != "\x00":
            paragraph += words
    yield from _attributes(root)


def _walk(element: etree._Element, layer: str, said: list[tuple[str, str]]) -> None:
    if isinstance(element, etree._Comment | etree._ProcessingInstruction):
        if element.text:
            said += [("\x00", layer), (element.text, "hidden"), ("\x00", layer)]
        return
    if element.tag in _UNSEEN or element.get("hidden") is not None or _HIDDEN.search(element.get("style", "")):
        layer = "hidden"
    ends = element.tag in _PARAGRAPHS
    if ends:
        said.append(("\x00", layer))
    if element.tag not in ("style", "script") and element.text:
        said.append((element.text, layer))
    for child in element:
        _walk(child, layer, said)
        if child.tail:
            said.append((child.tail, layer))
    if ends:
        said.append(("\x00", layer))


def _attributes(root: etree._Element) -> Iterator[tuple[str, str]]:
    for element in root.iter(etree.Element):
        for key, value in element.attrib.items():
            if str(value).strip():
                yield str(value), "link" if key in _LINKS else "annotation" if key in _TYPED else "markup"
        if element.tag in ("style", "script") and element.text and element.text.strip():
            yield element.text, "markup"
