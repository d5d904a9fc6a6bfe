"""What a check reads out of a file, whatever its format: text with its place and its layer, facts, and what could not be read."""

from __future__ import annotations

from dataclasses import dataclass

# "markup": words of the format itself, in which only what is known is looked for; "picture": read out of one, never certain
LAYERS = (
    "text",
    "hidden",
    "metadata",
    "annotation",
    "attachment",
    "link",
    "covered",
    "comment",
    "name",
    "markup",
    "picture",
)

# pages that a person, or a reader of pictures, has to read; the place goes in
GARBLED = (
    "{}: the file does not say which letters it shows, or says others. "
    "Look at the page, and make the PDF again from the Word file."
)
DRAWN = "{} is full of letters that are drawn as shapes, and could not be read. Look at the page."
DRAWN_WORDS = "Letters drawn as shapes, of a logo perhaps: look what they say."
A_SCAN = "{} is a picture without text, a scan perhaps: nothing on it could be read. Have it read by a person."


class SourceError(Exception):
    """A file that cannot be read at all; the message is a sentence for the user and holds no name."""


@dataclass(frozen=True, slots=True)
class Blob:
    """Bytes that are not text: a picture, an embedded object, an attachment."""

    data: bytes
    place: str


@dataclass(frozen=True, slots=True)
class SourceText:
    """A stretch of text that a reader sees as one: a paragraph, a cell, a line, a property."""

    text: str
    place: str  # for a reader: "body, table 3, row 7", "page 4", "sheet Chronology, cell C7"
    layer: str  # one of LAYERS
    header: str = ""  # heading of the cell's column
    heading: int = 0  # outline level of a heading, from 1
    earlier: bool = False  # as it stood before tracked changes


@dataclass(frozen=True, slots=True)
class SourceFact:
    """Something that the format tells besides text: text under a black box, a hidden sheet, a macro."""

    rule: str  # id of the rule that reports it: "pdf-covered-text", "hidden-sheet"
    place: str
    detail: str  # a sentence; never a name


@dataclass(frozen=True, slots=True)
class Source:
    """A file as the check sees it."""

    name: str
    digest: str  # SHA-256, hex
    format: str  # "docx", "pdf", "xlsx"
    texts: tuple[SourceText, ...]
    facts: tuple[SourceFact, ...]
    unreadable: tuple[str, ...]  # sentences: places that could not be read
    blobs: tuple[Blob, ...]
