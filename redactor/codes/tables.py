"""Code list files as plain tables: .xlsx, .csv and .docx, with nothing interpreted yet.

A file that cannot be read whole is refused: `CodeListError`, with sentences.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from redactor.codes.model import CodeListError

Cell = str | date

_OLE = bytes.fromhex("d0cf11e0a1b11ae1")  # how old Office files and password-protected new ones begin


@dataclass(frozen=True, slots=True)
class Row:
    """One row, numbered as its program shows it, from 1."""

    number: int
    cells: tuple[Cell, ...]
    merged: bool = False  # some of its cells are merged with others
    faults: tuple[tuple[int, str], ...] = ()  # position of a cell and what is wrong with it

    @property
    def is_blank(self) -> bool:
        """True when no cell holds anything."""
        return not any(text_of(cell).strip() for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet, a Word table, or the whole of a .csv file."""

    where: str  # "sheet “Codes”", "table 1"; "" for a .csv file
    rows: tuple[Row, ...]

    def at(self, number: int) -> str:
        """Start of a sentence about a row: "Sheet “Codes”, row 7"."""
        text = self.place(number)
        return text[0].upper() + text[1:]

    def place(self, number: int) -> str:
        """A row inside a sentence: "sheet “Codes”, row 7"."""
        return f"{self.where}, row {number}" if self.where else f"row {number}"


def text_of(cell: Cell) -> str:
    """A cell as text; dates in ISO form."""
    return cell if isinstance(cell, str) else cell.isoformat()


def value_of(value: object) -> Cell:
    """A spreadsheet's value as a cell: whole numbers without ".0", dates without time."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def refuse(*problems: str) -> CodeListError:
    """The error for a file that cannot be read at all."""
    return CodeListError(problems)


def check_zip(data: bytes, program: str, ending: str, part: str, names: Iterable[str] | None) -> None:
    """Raise CodeListError unless `data` is an Office file of this program. `names` are its parts, None if no zip."""
    if data.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise refuse(
                f"The code list is protected with a password. Open it in {program}, take the password off "
                "(File, Info, Protect), save it, and try again."
            )
        raise refuse(
            f"The code list ends in {ending} but is an old {program} file. Open it in {program} and save it "
            f"as {ending}."
        )
    if names is None or part not in set(names):
        raise refuse(
            f"The code list ends in {ending} but is not a whole {program} file. Open it in {program} and save it "
            f"as {ending}, or ask the board for it again."
        )
