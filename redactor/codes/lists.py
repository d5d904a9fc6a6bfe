"""The board's code list: read strictly, so that a list with a fault stops the work before it begins.

Decisions:
- All faults are told at once, and nothing of a faulty list is used: half a list would code half the people.
- The sentences name codes, sheets and rows, never people: they end up on screens and in e-mails.
- A name cell is taken apart only where that is certain ("Okafor, Jane"; "Ann Bell (née Coe)").
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, field, replace
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import cast

from redactor.base.bounded import bounded
from redactor.base.given import NOT_A_FILE, Given, NoRegularFile, regular_bytes
from redactor.codes.columns import PEOPLE, ROLE_KIND, Section, kind_of, sections
from redactor.codes.consistency import contradictions
from redactor.codes.dates import parse_date_of_birth, possible
from redactor.codes.model import CodeList, CodeListError, Entry, Kind, Problem, Role
from redactor.codes.tables import Row, Table, refuse, text_of
from redactor.codes.text import clean, name_and_aliases, other_aliases, person_aliases, says_nothing

_READERS: Mapping[str, tuple[str, str]] = {
    ".xlsx": ("redactor.codes.workbooks", "read_workbook"),
    ".csv": ("redactor.codes.comma_files", "read_comma_file"),
    ".docx": ("redactor.codes.word_tables", "read_word_tables"),
}
_KINDS = "subject, family, associate, professional, address, organisation, whole family or role"


@dataclass(slots=True)
class _Found:
    """What has been read so far. Lives only inside `read_code_list`."""

    entries: list[Entry] = field(default_factory=list)
    roles: list[tuple[Role, str]] = field(default_factory=list)  # with the place of the row
    # the same with rows that have a fault, as far as they say something: one bad cell must not hide what else is wrong
    all_entries: list[Entry] = field(default_factory=list)
    all_roles: list[tuple[Role, str]] = field(default_factory=list)
    of_no_kind: set[str] = field(default_factory=set)  # places of rows of which nobody knows whether they are a person
    problems: list[Problem] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Surveyed:
    """A list as far as it can be read, with all that is wrong with it.

    `readings`: the list with its faulty rows, for who looks for further faults: code and name may be "" in them. There are two
    where a row does not say whether it is a person: what is wrong is wrong in both.
    """

    codes: CodeList
    problems: tuple[Problem, ...]
    tables: tuple[Table, ...]
    readings: tuple[CodeList, ...]
    role_places: tuple[str, ...]  # where each role of the readings stands


def read_code_list(path: Given) -> CodeList:
    """The code list in an .xlsx, .csv or .docx file: every sheet or table that has the headings.

    Raises CodeListError with every fault found, one sentence each.
    """
    surveyed = survey_code_list(path)
    if surveyed.problems:
        raise CodeListError(tuple(map(str, surveyed.problems)))
    return surveyed.codes


def survey_code_list(path: Given) -> Surveyed:
    """The same for who checks a list: what can be read of it beside its faults. Raises CodeListError for what is no list."""
    data = bytes_of(path)
    return survey_tables(read_tables(path.suffix, data), path.name, hashlib.sha256(data).hexdigest())


def read_tables(suffix: str, data: bytes) -> tuple[Table, ...]:
    """The tables of a list's file, with nothing interpreted yet. Raises CodeListError."""
    if suffix.lower() not in _READERS:
        raise refuse(
            "The code list must be an Excel workbook (.xlsx), a .csv file or a Word table (.docx). "
            "Open it in the program that made it, and save it as one of these."
        )
    return bounded(tables_in, data, suffix.lower(), refuse=refuse)


def tables_in(data: bytes, suffix: str) -> tuple[Table, ...]:
    """The same, right here: what reads workbooks is loaded only where one is read. Raises CodeListError."""
    module, function = _READERS[suffix]
    read = cast("Callable[[bytes], tuple[Table, ...]]", getattr(import_module(module), function))
    return read(data)


def survey_tables(tables: tuple[Table, ...], name: str = "", digest: str = "") -> Surveyed:
    """The list in tables that need not have come from a file. Raises CodeListError for what is no list."""
    found = _Found()
    parts = list_sections(tables)
    for section in parts:
        _read_section(section, found)
    if not found.problems and not found.entries and not found.roles:
        raise refuse("The code list is empty: there are headings, but no rows below them.")
    codes = CodeList(
        entries=tuple(found.entries), roles=tuple(role for role, _ in found.roles), name=name, digest=digest
    )
    readings = tuple(_readings(found, name, digest))
    first, *others = (contradictions(reading.entries, found.all_roles) for reading in readings)
    found.problems += [p for p in first if all(p in other for other in others)]
    places = tuple(place for _, place in found.all_roles)
    return Surveyed(codes, tuple(dict.fromkeys(found.problems)), tables, readings, places)


def _readings(found: _Found, name: str, digest: str) -> Iterator[CodeList]:
    roles = tuple(role for role, _ in found.all_roles)
    for kind in (Kind.ASSOCIATE, Kind.ORGANISATION) if found.of_no_kind else (Kind.ASSOCIATE,):
        entries = (replace(e, kind=kind) if e.where in found.of_no_kind else e for e in found.all_entries)
        yield CodeList(tuple(entries), roles, name, digest)


def list_sections(tables: tuple[Table, ...]) -> tuple[Section, ...]:
    """The parts of the tables that are a list. Raises CodeListError where there is none."""
    parts = tuple(section for table in tables for section in sections(table))
    if not parts:
        raise refuse(
            "The code list has no row with the headings Code, Kind and Name. Put these headings over the columns; "
            "Also known as, Relationship or role, Agency and Date of birth may stand beside them."
        )
    return parts


def bytes_of(path: Given) -> bytes:
    """What the file holds. Raises CodeListError."""
    try:
        return regular_bytes(path)
    except NoRegularFile:
        raise refuse(NOT_A_FILE) from None
    except FileNotFoundError:
        raise refuse("The code list was not found. Check the folder and the spelling of its name.") from None
    except IsADirectoryError:
        raise refuse("The code list is a folder. Give the file itself: .xlsx, .csv or .docx.") from None
    except OSError:
        if isinstance(path, Path) and path.is_dir():  # Windows says "permission denied" of a folder
            raise refuse("The code list is a folder. Give the file itself: .xlsx, .csv or .docx.") from None
        raise refuse(
            "The code list cannot be opened. Close it in Excel or Word, make sure that you are allowed to read it, "
            "and try again."
        ) from None


def _read_section(section: Section, found: _Found) -> None:
    problems = section.problems()
    found.problems += problems
    if problems:
        return  # its rows cannot be told apart, and would only repeat the same fault
    for row in section.rows:
        faults = row_faults(row, section)
        found.problems += faults
        if not any(section.cell(row, column) for column in section.columns):
            continue
        bad = frozenset(fault.column for fault in faults)
        if section.vocabulary == PEOPLE:
            _read_person(row, section, found, bad)
        else:
            _read_role(row, section, found, section.cell(row, "title"), section.lines(row, "variants"), bad)


def row_faults(row: Row, section: Section) -> list[Problem]:
    """What is wrong with a row of a file before its cells are read."""
    where = section.table.at(row.number)
    faults = [
        Problem(where, sentence, column) for position, sentence in row.faults if (column := section.column_at(position))
    ]
    if row.merged:
        faults.append(Problem(where, "cells are merged. Take them apart, and fill in each."))
    if not section.table.where and any(clean(text_of(c)) for c in row.cells[len(section.header.cells) :]):
        faults.append(
            Problem(where, "there are more columns than headings. Put text that has commas in it into quotation marks.")
        )
    return faults


def _told(problems: Iterable[Problem], bad: Set[str]) -> list[Problem]:
    """Those that are not told already: of a cell that holds no value it is not said, too, that it is empty."""
    return [p for p in problems if not bad & {p.column, ""}]


def _read_person(row: Row, section: Section, found: _Found, bad: Set[str]) -> None:
    """One row. What is wrong with one of its cells hides nothing that is wrong with another.

    `bad`: columns of cells that cannot be read at all; "" where the row as a whole cannot.
    """
    where = section.table.at(row.number)
    kind_text = section.cell(row, "kind")
    kind = kind_of(kind_text) if kind_text else section.kind
    if kind == ROLE_KIND:
        title = section.role(row) or section.name(row)
        _read_role(row, section, found, title, section.lines(row, "aliases"), bad)
        return
    code = section.cell(row, "code")
    written = section.name(row)
    problems = []
    if says_nothing(code):
        problems.append(Problem(where, "there is no code. Give the row a code, or take it out.", "code"))
    elif any(isinstance(c, date) for c in section.raw(row, "code")):
        problems.append(
            Problem(where, "the code has become a date. Format the cell as text, and write the code again.", "code")
        )
    if says_nothing(written):
        problems.append(
            Problem(where, "there is no name. Write the name, or take the row out until it is known.", "name")
        )
    if kind is None:
        fault = "the kind is not one that is known" if kind_text else "there is no kind"
        problems.append(Problem(where, f"{fault}. Write {_KINDS}.", "kind"))
    born: date | None = None
    try:
        born = _date_of_birth(row, section)
    except ValueError:
        problems.append(
            Problem(
                where,
                "the date of birth cannot be read. Write it as 03/03/2007, day first, or leave it empty if it is not "
                "known in full.",
                "date_of_birth",
            )
        )
    found.problems += _told(problems, bad)
    name, aliases = written, other_aliases(section.lines(row, "aliases"))
    if not isinstance(kind, Kind) or kind.is_person:
        name, inside = name_and_aliases(written)
        aliases = tuple(dict.fromkeys((*inside, *person_aliases(section.lines(row, "aliases"), name))))
    entry = Entry(
        code="" if says_nothing(code) else code,
        kind=kind if isinstance(kind, Kind) else Kind.ASSOCIATE,
        name="" if says_nothing(name) else name,
        aliases=tuple(alias for alias in aliases if alias != name),
        role=section.role(row),
        agency=section.cell(row, "agency"),
        date_of_birth=born,
        where=section.table.place(row.number),
        since=_day(row, section, "since"),
        until=_day(row, section, "until"),
        contact=section.cell(row, "contact"),
    )
    found.all_entries.append(entry)
    if not isinstance(kind, Kind):
        found.of_no_kind.add(entry.where)
    if not (bad or problems):
        found.entries.append(entry)


def _day(row: Row, section: Section, column: str) -> str:
    """From or until when, as written: "March 2019" is as much as anybody may know. A cell that is a date day first."""
    cells = section.raw(row, column)
    written = (c.strftime("%d/%m/%Y") if isinstance(c, date) else clean(c) for c in cells)
    return "; ".join(w for w in written if not says_nothing(w))


def _read_role(row: Row, section: Section, found: _Found, title: str, variants: str, bad: Set[str]) -> None:
    prefix = section.cell(row, "prefix" if "prefix" in section.columns else "code")
    if says_nothing(prefix) or says_nothing(title):
        missing, column = ("prefix", "code") if says_nothing(prefix) else ("title", "role")
        sentence = f"the role has no {missing}. Write it, or take the row out."
        found.problems += _told([Problem(section.table.at(row.number), sentence, column)], bad)
    if "\n" not in variants and ";" not in variants:
        variants = variants.replace(",", ";")
    prefix, title = ("" if says_nothing(text) else text for text in (prefix, title))
    role = Role(prefix, title, other_aliases(variants), section.cell(row, "agency"), issued=True)
    found.all_roles.append((role, section.table.place(row.number)))
    if prefix and title and not bad:
        found.roles.append((role, section.table.place(row.number)))


def _date_of_birth(row: Row, section: Section) -> date | None:
    """Raises ValueError for a cell that is no date of birth."""
    for cell in section.raw(row, "date_of_birth"):
        if isinstance(cell, date):
            return possible(cell, date.today())
        if not says_nothing(cell):
            return parse_date_of_birth(clean(cell), date.today())
    return None
