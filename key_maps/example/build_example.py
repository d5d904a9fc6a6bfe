"""Write the example case: python key_maps/example/build_example.py [FOLDER]

An invented Individual Management Review with everything that makes a real one hard to anonymise, its separate
chronology, and the board's code list, from the texts in source/. Everybody in it is invented; telephone numbers, NHS
numbers, e-mail addresses and postcodes are from ranges that belong to nobody. The files beside this script are what it
writes.

A source text, line by line: `#!`, `#` and `##` head the title and the headings; `+` a numbered line, `-` a bullet;
lines of `|` a table, its look on the `@table` line before it; `@something` whatever `writers` below says, where a note,
a comment, a link or a tracked change goes to the end of the paragraph before it; any other line is a paragraph. In a
text, `^` cuts the run there, as Word does when somebody stops and comes back, and `*` turns bold on or off.
"""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Callable
from pathlib import Path

import openpyxl
from openpyxl.styles import Font
from word import DATE, Draft, genogram, timeless

HERE = Path(__file__).resolve().parent
LIST_WIDTHS = (12, 14, 44, 30, 38, 32, 14)


def named(write: Callable[[str, str], None]) -> Callable[[str], None]:
    """A writer for lines of the shape `@something name: text`."""
    return lambda line: write(*line.split(": ", 1))


def writers(draft: Draft) -> dict[str, Callable[[str], None]]:
    """What each first word of a line does."""
    return {
        "#!": lambda text: draft.heading(text, 0),
        "#": lambda text: draft.heading(text, 1),
        "##": lambda text: draft.heading(text, 2),
        "+": lambda text: draft.text(text, "List Number"),
        "-": lambda text: draft.text(text, "List Bullet"),
        "@guidance": draft.guidance,
        "@footnote": draft.footnote,
        "@comment": named(lambda author, text: draft.comment(text, *author.split(", "))),
        "@tracked": named(lambda author, text: draft.tracked(*text.split(" => "), author)),
        "@link": named(lambda url, text: draft.link(text, url)),
        "@box": named(lambda points, text: draft.text_box(text, int(points))),
        "@genogram": named(lambda path, text: draft.picture(genogram(), path, text, 9)),
        "@header": draft.header,
        "@footer": draft.footer,
        "@property": named(draft.core_property),
        "@custom": named(draft.custom_property),
        "@page": lambda _: draft.page_break(),
        "@landscape": lambda _: draft.turn(landscape=True),
        "@portrait": lambda _: draft.turn(landscape=False),
    }


def write(source: str, draft: Draft) -> None:
    """Fill the draft from a source text."""
    table = writers(draft)
    look: dict[str, str] = {}
    rows: list[list[str]] = []
    for line in [*source.splitlines(), ""]:
        if line.startswith("|"):
            rows.append([cell.strip() for cell in line.strip("|").split("|")])
            continue
        if rows:
            widths = [float(width) for width in look["widths"].split(",")]
            draft.table(rows, widths, int(look["size"]), look.get("header") != "no")
            rows = []
        first, _, rest = line.partition(" ")
        if first == "@table":
            look = dict(part.split("=") for part in rest.split())
        elif first in table:
            table[first](rest)
        elif line:
            draft.text(line)


def code_list(source: str) -> bytes:
    """The board's list as an Excel file."""
    book = openpyxl.Workbook()
    book.properties.creator = "Langmere Safeguarding Children Board"
    book.properties.created = DATE.replace(tzinfo=None)
    sheet = book.active
    sheet.title = "Codes"
    for row in csv.reader(io.StringIO(source)):
        sheet.append([value or None for value in row])
    for column, width in zip("ABCDEFG", LIST_WIDTHS, strict=True):
        sheet.column_dimensions[column].width = width
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    sheet.freeze_panes = "A2"
    stream = io.BytesIO()
    book.save(stream)
    return timeless(stream.getvalue())


def build(folder: Path) -> None:
    """Write imr.docx, chronology.docx and codes.xlsx to `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("imr", "chronology"):
        draft = Draft()
        write((HERE / "source" / f"{name}.txt").read_text(encoding="utf-8"), draft)
        (folder / f"{name}.docx").write_bytes(draft.bytes())
    codes = (HERE / "source" / "codes.csv").read_text(encoding="utf-8")
    (folder / "codes.xlsx").write_bytes(code_list(codes))


if __name__ == "__main__":
    build(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE)
