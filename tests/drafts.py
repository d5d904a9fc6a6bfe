"""Small real Word drafts, the board's list beside them, and the command line run on both."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import docx
from typer.testing import CliRunner

from redactor.cli import app
from tests.blank import blank_word
from tests.codes.builders import HEAD, write_list

LISTED = (
    ("Child 1", "subject", "Tilly Varnham", "", "Subject", "", "09/05/2014"),
    ("Child 2", "family", "Barnaby Varnham", "", "Brother of Child 1", "", ""),
    ("Mrs A", "family", "Glenda Varnham", "", "Mother of Child 1", "", ""),
    ("Mr A", "family", "Kelvin Varnham", "", "Father of Child 1", "", ""),
    ("SW1", "professional", "Imogen Hepton", "", "Social Worker", "Thornmere Council", ""),
    ("Address A", "address", "14 Teasel Road, Wragby, WX4 7QT", "", "", "", ""),
)
REAL = ("Tilly", "Barnaby", "Glenda", "Kelvin", "Varnham", "Imogen", "Hepton", "Teasel", "Corin", "Leyburn", "Pinnock")

SETTLED = (
    "Tilly Varnham was seen by her social worker, Ms Hepton, at 14 Teasel Road.",
    "Mrs Varnham said that Barnaby was well. NHS number 999 000 0018.",
)
AWAITING = ("Neighbour Corin Leyburn rang social worker Jo Pinnock.", "Varnham was out. Mr Leyburn came back.")

Rows = Sequence[Sequence[str]]


def draft(path: Path, *blocks: str | Rows) -> Path:
    """A Word file: strings are paragraphs, rows of strings tables."""
    document = blank_word()
    for block in blocks:
        if isinstance(block, str):
            document.add_paragraph(block)
            continue
        table = document.add_table(rows=len(block), cols=len(block[0]))
        for r, row in enumerate(block):
            for c, text in enumerate(row):
                table.cell(r, c).text = text
    path.parent.mkdir(parents=True, exist_ok=True)
    document.save(str(path))
    return path


def paragraphs(path: Path) -> list[str]:
    """The paragraphs of a Word file, then its cells."""
    document = docx.Document(str(path))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return [p.text for p in document.paragraphs] + cells


def read_text(path: Path) -> str:
    return "\n".join(paragraphs(path))


def board_list(path: Path, *more: Sequence[str], without: Iterable[str] = ()) -> Path:
    return write_list(path, [HEAD, *(row for row in LISTED if row[0] not in without), *more])


@dataclass(frozen=True)
class Done:
    """What a run said."""

    code: int
    screen: str  # both streams
    out: str  # the first alone

    @property
    def json(self) -> Any:
        return json.loads(self.out)


def redactor(*arguments: object) -> Done:
    """Run the command line in this process. An exception that reaches the user is a failure of the test."""
    result = CliRunner().invoke(app, [str(a) for a in arguments], env={"COLUMNS": "200"})
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    assert "Traceback" not in result.output
    return Done(result.exit_code, result.output, result.stdout)


def names_in(text: str, names: Iterable[str] = REAL) -> list[str]:
    return [name for name in names if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text, re.IGNORECASE)]


def everything_under(folder: Path) -> dict[Path, bytes]:
    """Every file's name and bytes."""
    return {path: path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}
