"""The values that cross the border between a file and the rest of the program. Nothing here knows what a person is."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class Story(StrEnum):
    """The kind of place in a file that a passage stands in; the words are shown to users."""

    BODY = "body"
    HEADER = "header"
    FOOTER = "footer"
    FOOTNOTE = "footnote"
    ENDNOTE = "endnote"
    COMMENT = "comment"
    TEXT_BOX = "text box"
    CONTENT_CONTROL = "content control"  # its title, tag, list items; its text belongs to the story it stands in
    ALTERNATIVE_TEXT = "alternative text"
    LINK_TARGET = "link target"
    FIELD_CODE = "field code"
    PROPERTY = "property"
    AUTHOR = "author"  # the author of a revision, comment or annotation: the whole text is a person's or a login's name
    CHART = "chart"
    DIAGRAM = "diagram"
    BUILDING_BLOCK = "building block"  # the glossary document
    ATTRIBUTE = "attribute"  # any other listed attribute that holds text (bookmark, style, watermark, form field …)
    PICTURE = "picture"  # words read out of one
    FILE_NAME = "file name"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a passage stands.

    `where` is for a reader who looks for it in Word ("paragraph 57", "table 3, row 7, column 2", "footnote 4"); it
    never repeats text of the draft, so that it may stand in logs and reports.
    """

    story: Story
    where: str
    part: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell's position (all numbers from 1, merged cells counted by the grid) and the labels that explain it."""

    table: int
    row: int
    column: int
    header: str = ""  # text of the table's first row in this column; "" in the first row itself
    row_header: str = ""  # text of the first cell of this row; "" in the first column itself


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of text that a reader sees as one.

    `text` is the normalised copy: ignorable characters dropped, every kind of space a space, typographic apostrophes
    and hyphens plain; tab and line break are "\\t" and "\\n". Offsets into it count characters, end exclusive; the
    document maps them back to the file.
    """

    number: int  # in reading order, unique within the document, or the case
    text: str
    place: Place
    cell: Cell | None = None
    heading: int | None = None  # outline level of a heading paragraph, from 1
    leaves: bool = False  # it will not be in the written file (a comment, a deletion …): read only to learn names from
    original: bool = False  # as the paragraph read before tracked changes; shares characters with the passage before it
    aside: str = ""  # what it is beside the text of its place: "hidden text", "note of the template"; shown to users
    # of a case with several drafts, in which `number` is unique: which draft it is, from 0, and its number there
    draft: int = 0
    in_draft: int = -1


@dataclass(frozen=True, slots=True)
class Replacement:
    """Put `text` in the place of characters `start` to `end` (exclusive) of a passage's normalised text."""

    passage: int
    start: int
    end: int
    text: str
    marked: bool = False  # highlighted, for what awaits a person


@dataclass(frozen=True, slots=True)
class Remark:
    """What the document layer did or saw that a person should know; never holds text of the draft."""

    rule: str  # stable id, e.g. "comments-removed", "picture"
    place: str
    text: str  # one sentence
    count: int = 1
    needs_a_look: bool = False  # a person must look (a picture, an embedded object …)
    left_out: bool = (
        False  # something of the draft is not in the written file, and was not read: then a run is not done
    )
    pictures: tuple[str, ...] = ()  # SHA-256 of those it is about, as the draft has them, without what describes them


@dataclass(frozen=True, slots=True)
class Tidying:
    """What leaves the file besides metadata, by profile (domain rules: docs/architecture.md)."""

    accept_changes: bool = True  # insertions stay as plain text, deletions go
    comments: bool = True
    hidden_text: bool = True
    guidance: bool = True  # blue italic template notes and prompts


@dataclass(frozen=True, slots=True)
class Rewritten:
    """The written file, whole, and what there is to say about it."""

    data: bytes
    remarks: tuple[Remark, ...] = field(default=())
    painted: tuple[tuple[str, str], ...] = ()  # digests of pictures: as the draft has them, as they were painted


@dataclass(frozen=True, slots=True)
class PictureChoices:
    """What persons decided of pictures, by their digests."""

    out: frozenset[str] = frozenset()  # as the draft has them: whatever is painted in one, it goes
    stay: frozenset[str] = frozenset()  # as they are written: what is painted otherwise has not been looked at

    def __bool__(self) -> bool:
        return bool(self.out or self.stay)


class DocumentError(Exception):
    """The file cannot be read safely. The message is a sentence for the person at the keyboard and names no one."""
