"""The HTML of a message as paragraphs and tables. Nothing is loaded, and what no reader sees is left out."""

from __future__ import annotations

import re

from lxml import etree, html

from .message import Block, Paragraph, TableBlock, sound

_BLOCKS = frozenset(
    "address article aside blockquote body center dd div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header "
    "hr html li main nav ol p pre section table tbody td tfoot th thead tr ul".split()
)
_UNSEEN = frozenset("head script style title meta link template noscript object embed iframe".split())
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.I)
_SPACES = re.compile(r"[ \t\r\n\f]+")
_MOST_COLUMNS = 30


def blocks_of(text: str | bytes) -> tuple[Block, ...]:
    """Paragraphs and tables, in reading order. What cannot be parsed at all gives none."""
    parser = html.HTMLParser(no_network=True, remove_comments=True, remove_pis=True)
    source = sound(text) if isinstance(text, str) else text
    try:
        # a declaration of its own encoding in a text that is decoded already is an error of lxml's
        root = html.document_fromstring(
            re.sub(r"^\s*<\?xml[^>]*>", "", source) if isinstance(source, str) else source, parser=parser
        )
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return ()
    gathered = _Gathered()
    gathered.walk(root, 0)
    gathered.end()
    return tuple(gathered.blocks)


class _Gathered:
    """Text gathered into blocks while walking."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self._text: list[str] = []
        self._quoted = 0

    def end(self) -> None:
        """What was gathered is a paragraph."""
        lines = [_SPACES.sub(" ", line).strip() for line in "".join(self._text).split("\x0b")]
        text = "\n".join(lines).strip("\n")
        self._text = []
        for paragraph in re.split(r"\n{2,}", text):
            if paragraph.strip():
                self.blocks.append(Paragraph(paragraph, self._quoted))

    def walk(self, element: etree._Element, quoted: int) -> None:
        """An element with what stands in it; not what follows it."""
        tag = element.tag if isinstance(element.tag, str) else ""
        if not tag or tag in _UNSEEN or _HIDDEN.search(element.get("style", "")) or element.get("hidden") is not None:
            return
        if tag == "br":
            self._text.append("\x0b")
            return
        if tag == "img":
            self._text.append(" [picture] ")
            return
        if tag == "blockquote":
            quoted += 1
        if tag == "table" and (table := _table(element)) is not None:
            self.end()
            self.blocks.append(table)
            return
        block = tag in _BLOCKS
        if block:
            self.end()
            self._quoted = quoted
        self._add(element.text, tag)
        for child in element:
            self.walk(child, quoted)
            self._add(child.tail, tag)
        if block:
            self.end()
            self._quoted = quoted - (tag == "blockquote")

    def _add(self, text: str | None, tag: str) -> None:
        if text:
            self._text.append(text.replace("\n", "\x0b") if tag == "pre" else text)


def _table(element: etree._Element) -> TableBlock | None:
    """A table that holds no other and has columns; what only lays a message out is none."""
    if next(element.iterdescendants("table"), None) is not None:
        return None
    rows = [tuple(_cell(cell) for cell in row if cell.tag in ("td", "th")) for row in element.iter("tr")]
    rows = [row for row in rows if any(row)]
    widest = max(map(len, rows), default=0)
    if not 2 <= widest <= _MOST_COLUMNS or sum(len([c for c in row if c]) > 1 for row in rows) < 1:
        return None
    return TableBlock(tuple(row + ("",) * (widest - len(row)) for row in rows))


def _cell(cell: etree._Element) -> str:
    gathered = _Gathered()
    for child in (cell,):
        gathered.walk(child, 0)
    gathered.end()
    return "\n".join(block.text for block in gathered.blocks if isinstance(block, Paragraph))
