"""Names that other places repeat: of sheets, of cells, of tables and their columns. A new name goes to all of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from .package import WorkbookPart
from .xml import LOCAL

_TOKEN = re.compile(
    r"""(?P<literal>"(?:[^"]|"")*")"""
    r"""|(?P<quoted>'(?:[^']|'')*')(?=!)"""
    r"""|(?P<sheet>(?:\[\d+\])?[^\W\d][\w.]*(?::[^\W\d][\w.]*)?)(?=!)"""
    r"""|(?P<columns>\[(?:[^\[\]']|'.|\[(?:[^\[\]']|'.)*\])*\])"""
    r"""|(?P<name>[^\W\d][\w.\\]*)"""
)
_COLUMN = re.compile(r"\[(?P<at>@?)(?P<name>(?:[^\[\]']|'.)+)\]")
_CELL_LIKE = re.compile(r"(?:[A-Za-z]{1,3}\d{1,7}|[Rr]\d*[Cc]\d*|[Rr]|[Cc]|true|false)\Z", re.IGNORECASE)
_LONGEST_SHEET, _LONGEST_NAME = 31, 250
_FORMULAS = frozenset(
    ("f", "formula", "formula1", "formula2", "definedName", "calculatedColumnFormula", "totalsRowFormula", "oldFormula",
     "FmlaLink", "FmlaRange", "FmlaTxbx", "FmlaPict", "FmlaGroup", "sqref")
)  # fmt: skip
_FORMULA_ATTRIBUTES = frozenset(
    (
        "formula",
        "fmlaLink",
        "fmlaRange",
        "fmlaTxbx",
        "fmlaGroup",
        "textlink",
        "location",
        "fmlaPict",
        "ref",
        "totalsRowFormula",
    )
)


@dataclass(slots=True)
class Renamed:
    """Old names (folded) → new ones."""

    sheets: dict[str, str] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)  # of cells and of tables
    columns: dict[str, str] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.sheets or self.names or self.columns)


def sheet_name(wanted: str, taken: Iterable[str]) -> str:
    """A name that a sheet may have, and no other has."""
    plain = re.sub(r"[\[\]:*?/\\]", "", wanted).strip(" '") or "Sheet"
    return _free(plain, {name.casefold() for name in taken}, _LONGEST_SHEET, " ({})")


def cells_name(wanted: str, taken: Iterable[str]) -> str:
    """A name that cells or a table may have, and no other has: no spaces, and nothing that is a cell ("SW1")."""
    plain = re.sub(r"[^\w.]+", "_", wanted).strip("_") or "name"
    if _CELL_LIKE.match(plain) or not (plain[0].isalpha() or plain[0] == "_"):
        plain = f"_{plain}"
    return _free(plain, {name.casefold() for name in taken}, _LONGEST_NAME, "_{}")


def column_name(wanted: str, taken: Iterable[str]) -> str:
    """A name that no other column of its table has."""
    return _free(wanted, {name.casefold() for name in taken}, _LONGEST_NAME, " ({})")


def _free(wanted: str, taken: set[str], longest: int, ending: str) -> str:
    name, number = wanted[:longest], 2
    while name.casefold() in taken:
        end = ending.format(number)
        name, number = wanted[: longest - len(end)] + end, number + 1
    return name


def follow(parts: Iterable[WorkbookPart], renamed: Renamed) -> None:
    """Put the new names into every formula and reference of these parts."""
    for part in parts:
        for item in part.root.iter():
            name = LOCAL[item.tag]
            if name in _FORMULAS and item.text:
                new = in_formula(item.text, renamed)
                if new != item.text:
                    item.text, part.changed = new, True
            for key, raw in item.attrib.items():
                value, local = str(raw), LOCAL[key]
                new = _in_attribute(name, local, value, renamed)
                if new != value:
                    item.set(key, new)
                    part.changed = True


def _in_attribute(element: str, local: str, value: str, renamed: Renamed) -> str:
    if local in _FORMULA_ATTRIBUTES:
        return in_formula(value, renamed)
    if local == "sheet" and element in ("worksheetSource", "rangeSet", "dataRef"):
        return renamed.sheets.get(value.casefold(), value)
    if local == "name" and element in ("worksheetSource", "dataRef"):
        return renamed.names.get(value.casefold(), value)
    return value


def in_formula(formula: str, renamed: Renamed) -> str:
    """A formula or reference with the new names; what stands in quotation marks stays."""

    def put(match: re.Match[str]) -> str:
        text = match[0]
        if match["quoted"] is not None:
            return _in_quoted(text[1:-1].replace("''", "'"), text, renamed.sheets)
        if match["sheet"] is not None:
            return _in_quoted(text, text, renamed.sheets)
        if match["columns"] is not None:
            return _in_columns(text, renamed.columns)
        if match["name"] is not None:
            return renamed.names.get(text.casefold(), text)
        return text

    return _TOKEN.sub(put, formula)


def _in_quoted(inner: str, written: str, sheets: Mapping[str, str]) -> str:
    book = re.match(r"\[\d+\]", inner)
    if book is not None or not sheets:
        return written
    names = inner.split(":")
    new = [sheets.get(name.casefold(), name) for name in names]
    return written if new == names else "'" + ":".join(new).replace("'", "''") + "'"


def _in_columns(text: str, columns: Mapping[str, str]) -> str:
    if not columns:
        return text

    def put(match: re.Match[str]) -> str:
        name = re.sub(r"'(.)", r"\1", match["name"])
        new = columns.get(name.casefold())
        if new is None:
            return match[0]
        return f"[{match['at']}{_escaped(new)}]"

    inner = text[1:-1]
    if "[" not in inner:
        return _COLUMN.sub(put, text)
    return "[" + _COLUMN.sub(put, inner) + "]"


def _escaped(column: str) -> str:
    return re.sub(r"([\[\]#'@])", r"'\1", column)
