"""A source's texts as passages, so that the recognisers can read them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from redactor.documents.model import Cell, Passage, Place, Story
from redactor.sources.matching import PLAIN
from redactor.sources.source import Source, SourceText

SPACING = 1_000_000  # passage numbers of file n begin at n × SPACING
_TABLE_CELL = re.compile(r"(?P<table>.*\btable (?P<number>\d+)), row (?P<row>\d+), column (?P<column>\d+)")
_SHEET_CELL = re.compile(r"(?P<table>.*), cell (?P<column>[A-Z]{1,3})(?P<row>\d+)")
_PART = re.compile(r"(header|footer|footnotes|endnotes|comments|chart|diagram)\b")
_STORIES = {
    "header": Story.HEADER, "footer": Story.FOOTER, "footnotes": Story.FOOTNOTE, "endnotes": Story.ENDNOTE,
    "comments": Story.COMMENT, "chart": Story.CHART, "diagram": Story.DIAGRAM,
}  # fmt: skip
_LAYERS = {
    "comment": Story.COMMENT, "link": Story.LINK_TARGET, "metadata": Story.PROPERTY,
    "annotation": Story.ALTERNATIVE_TEXT, "name": Story.ATTRIBUTE,
}  # fmt: skip
_NO_PROSE = re.compile(r"[\W_]*|[\dA-Fa-f]{8}|\{[0-9A-Fa-f-]+\}|https?://schemas\.\S+|urn:\S+")


def normal(text: str) -> str:
    """Text as the recognisers know it: plain apostrophes and hyphens, one kind of space, line breaks kept."""
    text = unicodedata.normalize("NFC", text.translate(PLAIN)).replace("\r", "")
    return re.sub(r"[^\S\n\t]", " ", text)


@dataclass(frozen=True, slots=True)
class ReadText:
    """A passage and the text of the source that it stands for."""

    passage: Passage
    text: int  # index of the text in its source; -1 is the file's name
    shown: bool = False  # as text of the report, and not as it stood before tracked changes


def readings(number: int, source: Source, spread: str) -> list[ReadText]:
    """All texts of file `number` that a recogniser can make something of; its name, read as words (`spread`), last."""
    found = [
        ReadText(passage, index, shown=source.texts[index].layer == "text" and not source.texts[index].earlier)
        for index, passage in _passages(number, source)
        if not _NO_PROSE.fullmatch(passage.text)
    ]
    if spread:
        name = Passage(
            number * SPACING + SPACING - 1, spread, Place(Story.FILE_NAME, "file name", f"{number}:"), draft=number
        )
        found.append(ReadText(name, -1))
    return found


def _passages(number: int, source: Source) -> Iterator[tuple[int, Passage]]:
    tables: dict[str, int] = {}
    row_headers: dict[tuple[str, int], str] = {}
    seen: set[tuple[str, str]] = set()
    for index, text in enumerate(source.texts):
        if text.layer == "markup" or (text.layer in ("metadata", "hidden", "link") and _seen(text, seen)):
            continue
        plain = normal(text.text)
        if text.layer == "annotation" and " " not in plain:
            plain = plain.replace("_", " ")  # "Jane_Hill_visit": a name that may hold no space
        cell = _cell(text, plain, tables, row_headers)
        passage = Passage(
            number * SPACING + index,
            plain,
            Place(_story(text), text.place, f"{number}:{text.place.partition(',')[0]}"),
            cell,
            text.heading or None,
            draft=number,
        )
        yield index, passage


def _seen(text: SourceText, seen: set[tuple[str, str]]) -> bool:
    key = (text.layer, text.text)
    if key in seen:
        return True
    seen.add(key)
    return False


def _cell(text: SourceText, plain: str, tables: dict[str, int], row_headers: dict[tuple[str, int], str]) -> Cell | None:
    match = _TABLE_CELL.match(text.place) or _SHEET_CELL.match(text.place)
    if not match:
        return None
    row = int(match["row"])
    column = int(match["column"]) if match["column"].isdigit() else _column(match["column"])
    table = tables.setdefault(match["table"], len(tables) + 1)
    if column == 1:
        before = row_headers.get((match["table"], row))
        row_headers[match["table"], row] = f"{before} {plain}" if before else plain
    row_header = "" if column == 1 else row_headers.get((match["table"], row), "")
    return Cell(table, row, column, normal(text.header), row_header)


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def _story(text: SourceText) -> Story:
    if text.layer in _LAYERS:
        return _LAYERS[text.layer]
    part = _PART.match(text.place)
    return _STORIES[part[1]] if part else Story.BODY


def file_words(name: str, listed: Iterable[str]) -> str:
    """A file name read as words: "JaneHill_imr2019" → "Jane Hill imr 2019"; listed words get their capital."""
    known = {word.casefold() for word in listed}
    stem = re.sub(r"[_\s.-]+", " ", Path(name).stem.removesuffix(".anonymised")).strip()
    stem = re.sub(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|(?<=[^\W\d_]{3})(?=\d)", " ", stem)
    return " ".join(w.title() if w.casefold() in known and not w.isupper() else w for w in stem.split())


def passages_of(found: Sequence[ReadText]) -> list[Passage]:
    """The passages alone."""
    return [reading.passage for reading in found]
