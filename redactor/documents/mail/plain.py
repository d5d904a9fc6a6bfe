"""The plain text of a message as paragraphs: lines that belong together stay so, quotations are told by their signs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .message import Block, Paragraph, sound

_QUOTE = re.compile(r"((?:>[ \t]?)*)(.*)", re.S)


def paragraphs_of(text: str) -> tuple[Block, ...]:
    """A new paragraph after each empty line, and where a quotation begins or ends."""
    return tuple(_paragraphs(sound(text)))


def _paragraphs(text: str) -> Iterator[Block]:
    lines: list[str] = []
    depth = 0
    for raw in text.split("\n"):
        match = _QUOTE.fullmatch(raw)
        signs, line = (match[1], match[2]) if match else ("", raw)
        now = signs.count(">")
        if lines and (not line.strip() or now != depth):
            yield Paragraph("\n".join(lines), depth)
            lines = []
        depth = now
        if line.strip():
            lines.append(line.rstrip())
    if lines:
        yield Paragraph("\n".join(lines), depth)
