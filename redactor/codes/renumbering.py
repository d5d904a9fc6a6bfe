"""A renumbering: which code becomes which, from a .csv or .xlsx file with the columns Old and New.

All rows are carried out at once, so that SW1 → SW2 beside SW2 → SW1 changes the two over.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from redactor.base.bounded import bounded
from redactor.base.given import Given, regular_bytes
from redactor.codes.comma_files import read_comma_file
from redactor.codes.model import CodeListError
from redactor.codes.spelling import is_a_code
from redactor.codes.tables import Row, Table, refuse, text_of
from redactor.codes.text import clean, says_nothing, squash
from redactor.codes.workbooks import read_workbook

_HEADINGS = {
    "old": "old", "oldcode": "old", "from": "old", "was": "old", "currentcode": "old", "agencycode": "old",
    "new": "new", "newcode": "new", "to": "new", "becomes": "new", "boardcode": "new",
    "agency": "agency", "organisation": "agency",
    "merge": "merge", "merged": "merge", "sameperson": "merge",
}  # fmt: skip
_YES = frozenset(("yes", "y", "x", "true", "1", "merge", "same", "sameperson"))


@dataclass(frozen=True, slots=True)
class Step:
    """One row: the old code becomes the new one."""

    old: str
    new: str
    agency: str = ""
    merge: bool = False  # the row says that two codes become one on purpose
    where: str = ""  # "row 4"


@dataclass(frozen=True, slots=True)
class Renumbering:
    """All rows that count for the drafts of one agency."""

    steps: tuple[Step, ...]
    digest: str  # SHA-256 of the file, in hexadecimal

    def new_of(self, code: str) -> str | None:
        """What becomes of a code; None for one that the map does not have."""
        return next((s.new for s in self.steps if squash(s.old) == squash(code)), None)

    @property
    def overlapping(self) -> tuple[str, ...]:
        """Codes that are both old and new: carried out twice, the map would change them twice."""
        old = {squash(s.old) for s in self.steps}
        return tuple(
            dict.fromkeys(s.new for s in self.steps if squash(s.new) in old and squash(s.new) != squash(s.old))
        )


def read_renumbering(path: Given, *, agency: str = "", merge: bool = False) -> Renumbering:
    """The renumbering in a file, as far as it is for this agency.

    Raises CodeListError with every fault, one sentence each, with sheet and row.
    """
    data = _bytes_of(path)
    steps, problems = _steps(_tables(path, data))
    if not problems:
        steps, problems = _for_agency(steps, agency)
    problems += [*_twice(steps), *([] if merge else _merged(steps))]
    if not problems and not steps:
        problems = ["The map of codes is empty: there are headings, but no rows below them."]
    if problems:
        raise CodeListError(tuple(dict.fromkeys(problems)))
    return Renumbering(tuple(steps), hashlib.sha256(data).hexdigest())


def _bytes_of(path: Given) -> bytes:
    try:
        return regular_bytes(path)
    except FileNotFoundError:
        raise CodeListError(
            ("The map of codes was not found. Check the folder and the spelling of its name.",)
        ) from None
    except OSError:
        raise CodeListError(
            ("The map of codes cannot be opened. Close it in Excel, and see that you give the file itself.",)
        ) from None


def _tables(path: Given, data: bytes) -> Sequence[Table]:
    try:
        if path.suffix.lower() == ".xlsx":
            return bounded(read_workbook, data, refuse=refuse)
        if path.suffix.lower() == ".csv":
            return bounded(_comma_file, data, refuse=refuse)
    except CodeListError as error:
        raise CodeListError(tuple(p.replace("code list", "map of codes") for p in error.problems)) from None
    raise CodeListError(
        ("The map of codes must be an Excel workbook (.xlsx) or a .csv file. Save it as one of these.",)
    )


def _comma_file(data: bytes) -> tuple[Table, ...]:
    return read_comma_file(data, lambda rows: max((len(_columns(row)) for row in rows), default=0))


def _columns(row: Row) -> Mapping[str, int]:
    found: dict[str, int] = {}
    for position, cell in enumerate(row.cells):
        if column := _HEADINGS.get("".join(c for c in squash(text_of(cell)) if c.isalnum())):
            found.setdefault(column, position)
    return found


def _steps(tables: Iterable[Table]) -> tuple[list[Step], list[str]]:
    steps: list[Step] = []
    problems: list[str] = []
    headed = False
    for table in tables:
        columns: Mapping[str, int] = {}
        for row in table.rows:
            here = _columns(row)
            if "old" in here and "new" in here:
                columns, headed = here, True
            elif columns:
                step = _step(table, row, columns)
                if isinstance(step, Step):
                    steps.append(step)
                elif step:
                    problems.append(step)
    if not headed:
        problems.append("The map of codes has no row with the headings Old and New. Put these over the two columns.")
    return steps, problems


def _step(table: Table, row: Row, columns: Mapping[str, int]) -> Step | str:
    """The step of a row; a sentence where it has a fault; "" where it is blank."""

    def cell(column: str) -> str:
        position = columns.get(column, len(row.cells))
        return clean(text_of(row.cells[position])) if position < len(row.cells) else ""

    where = table.at(row.number)
    if fault := next((sentence for position, sentence in row.faults if position in columns.values()), ""):
        return f"{where}: {fault}"
    old, new = cell("old"), cell("new")
    if says_nothing(old) and says_nothing(new):
        return ""
    if says_nothing(old) or says_nothing(new):
        missing = "old" if says_nothing(old) else "new"
        return f"{where}: there is no {missing} code. Write it, or take the row out."
    if not (is_a_code(old) and is_a_code(new)):
        return f"{where}: “A” and “I” alone cannot be told from the words. Such a code has to be changed by hand."
    return Step(old, new, cell("agency"), squash(cell("merge")) in _YES, table.place(row.number))


def _for_agency(steps: list[Step], agency: str) -> tuple[list[Step], list[str]]:
    agencies = {squash(s.agency): s.agency for s in steps if s.agency}
    if agency and agencies and squash(agency) not in agencies:
        return [], [f"The map of codes has no row for this agency. It has rows for {', '.join(agencies.values())}."]
    if not agency and len(agencies) > 1:
        return [], [
            f"The map of codes has rows for several agencies ({', '.join(agencies.values())}), and each may mean somebody "
            "else by SW1. Say whose drafts these are with --agency."
        ]
    return [s for s in steps if not (agency and s.agency) or squash(s.agency) == squash(agency)], []


def _twice(steps: Iterable[Step]) -> Iterator[str]:
    first: dict[str, Step] = {}
    for step in steps:
        other = first.setdefault(squash(step.old), step)
        if squash(other.new) != squash(step.new):
            yield (
                f"{step.where[:1].upper()}{step.where[1:]}: {step.old} becomes {step.new} here and {other.new} in "
                f"{other.where}. Give one new code for each old one."
            )


def _merged(steps: Iterable[Step]) -> Iterator[str]:
    ordered = sorted(steps, key=lambda s: squash(s.new))
    for _, group in groupby(ordered, key=lambda s: squash(s.new)):
        same = {squash(s.old): s for s in group}
        if len(same) > 1 and not all(s.merge for s in same.values()):
            places = "; ".join(s.where for s in same.values())
            yield (
                f"{' and '.join(s.old for s in same.values())} would both become {next(iter(same.values())).new} "
                f"({places}), and nobody could tell them apart again. If they are one person, write yes in a column "
                "Merge of these rows, or use --merge; else give each a new code of their own."
            )
