"""The plain text of a message as paragraphs: lines that belong together stay so, quotations are told by their signs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .message import Block, Paragraph, sound

_QUOTE = re.compile(r"((?:>[ \t]?)*)(.*)", re.S)


def paragraphs_of(text: str) -> tuple[Block, ...]:
    """A new paragraph after each empty line, and where a quotation begins or ends."""
    return tuple(_paragraphs(sound(text)))


def unflowed(text: str, *, without_spaces: bool) -> str:
    """Text of a message in format=flowed (RFC 3676) with its lines as they were written: a line that ends in a space goes on in
    the next one of the same depth; `without_spaces` (delsp=yes): that space was put in by the program that sent it.
    """
    lines: list[tuple[str, str]] = []
    flows = False
    for raw in sound(text).split("\n"):
        signs = _SIGNS.match(raw)
        depth = signs.group() if signs else ""
        line = raw[len(depth) :]
        line = line[1:] if line.startswith(" ") else line  # put in so that no line begins with "From " or ">"
        if flows and lines[-1][0] == depth and line != "-- ":
            lines[-1] = (depth, lines[-1][1] + line)
        else:
            lines.append((depth, line))
        flows = line.endswith(" ") and line != "-- "
        if flows and without_spaces:
            lines[-1] = (depth, lines[-1][1][:-1])
    return "\n".join(f"{depth} {line}" if depth else line for depth, line in lines)


_SIGNS = re.compile(r">+")


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
