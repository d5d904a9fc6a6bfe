"""Where a walk over a part stands, in words that lead a reader there, and what it has found on the way."""

from __future__ import annotations

from dataclasses import dataclass, field

from redactor.documents.model import Cell, Story

from .blocks import BlockSpot, Field, TextBlock
from .names import FULL, SHORT, Element, child, get

# kind of part → its story and the word for its units, in reading order
STORIES = {
    "main": (Story.BODY, ""),
    "header": (Story.HEADER, "header"),
    "footer": (Story.FOOTER, "footer"),
    "footnotes": (Story.FOOTNOTE, "footnote"),
    "endnotes": (Story.ENDNOTE, "endnote"),
    "comments": (Story.COMMENT, "comment"),
    "chart": (Story.CHART, "chart"),
    "diagram": (Story.DIAGRAM, "diagram"),
    "diagram drawing": (Story.DIAGRAM, "drawing of a diagram"),
    "building blocks": (Story.BUILDING_BLOCK, "building block"),
}
# what holds paragraphs of its own: a thing in it that stands in no paragraph is said to be at the first of them
_HOLDERS = ("w:tc", "w:tr", "w:tbl", "w:comment", "w:footnote", "w:endnote", "w:docPart")


@dataclass(slots=True)
class WalkedTable:
    """A table being walked: the cell it is at, by the grid, and the labels met so far."""

    number: int
    label: str
    inside: str
    row: int = 0
    column: int = 1
    headers: dict[int, str] = field(default_factory=dict)
    row_header: str = ""


@dataclass(slots=True)
class Frame:
    """What counts paragraphs: the body, a note, a text box, a table cell."""

    label: str
    story: Story
    counted: bool  # every paragraph carries its number ("paragraph 57"); otherwise only the second and later ones do
    paragraphs: int = 0
    suffix: str = ""
    cell: Cell | None = None

    def where(self) -> str:
        """The place of the paragraph that starts now."""
        number = self.paragraphs + 1
        if self.counted:
            return f"{self.label}{self.label and ', '}paragraph {number}{self.suffix}"
        return f"{self.label}, paragraph {number}{self.suffix}" if number > 1 else f"{self.label}{self.suffix}"


@dataclass(slots=True, eq=False)
class Walk:
    """What a walk found in one part."""

    blocks: list[TextBlock] = field(default_factory=list)
    fields: list[Field] = field(default_factory=list)
    spots: dict[Element, BlockSpot] = field(default_factory=dict)  # of every paragraph element
    pictures: list[tuple[Element, str]] = field(default_factory=list)
    disguised: list[str] = field(default_factory=list)  # places of home-made redaction
    notes: dict[tuple[str, str], int] = field(default_factory=dict)  # (kind, id) → number in order of reference
    looks: dict[Element, int] = field(default_factory=dict)  # runs that are hidden or blue italic
    broken_fields: list[Element] = field(default_factory=list)  # ends without a beginning

    def where(self, element: Element) -> str:
        """Where an element of this part stands: at its paragraph, or at the first one inside it; "" where nowhere."""
        holder: Element | None = element
        while holder is not None:
            if holder in self.spots:
                return self.spots[holder].where
            if SHORT[holder.tag] in _HOLDERS:
                inside = next((item for item in holder.iter(*FULL["w:p"]) if item in self.spots), None)
                if inside is not None:
                    return self.spots[inside].where
            holder = holder.getparent()
        return ""


def deleted_mark(paragraph: Element) -> bool:
    """Whether a tracked change deletes the paragraph's mark, so that it runs on into the next one."""
    properties = child(paragraph, "w:pPr")
    if properties is None or child(properties, "w:sectPr") is not None:
        return False
    mark = child(properties, "w:rPr")
    return mark is not None and any(SHORT[item.tag] in ("w:del", "w:moveFrom") for item in mark)


def is_drop_cap(paragraph: Element) -> bool:
    """Whether it is the big first letter of the paragraph that follows, in a frame of its own."""
    properties = child(paragraph, "w:pPr")
    frame = child(properties, "w:framePr") if properties is not None else None
    return frame is not None and get(frame, "w:dropCap") in ("drop", "margin")


def next_paragraph(paragraph: Element) -> Element | None:
    """The paragraph that this one would run on into: the next sibling, with nothing but anchors between."""
    following = paragraph.getnext()
    while following is not None:
        name = SHORT[following.tag]
        if name == "w:p":
            return following
        if not name.endswith(("Start", "End")) and name != "w:proofErr":
            return None
        following = following.getnext()
    return None


def symbol(code: str) -> str:
    """The letter that a `w:sym` spells: its private-use code (F041) less F000; a bullet where it is no letter or
    digit.
    """
    try:
        number = int(code, 16)
        character = chr(number - 0xF000 if 0xF000 <= number <= 0xF0FF else number)
    except (ValueError, OverflowError):
        return "\u2022"
    return character if character.isalnum() and not "\ud800" <= character <= "\udfff" else "\u2022"


def number(element: Element) -> int:
    """The whole number in `w:val`, 0 where there is none."""
    value = get(element, "w:val") or ""
    return int(value) if value.isdecimal() and len(value) < 6 else 0
