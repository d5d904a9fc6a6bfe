"""The board's form: marks that wait for a person, prompts left, front sheet, family table, chronology."""

from __future__ import annotations

import re
from collections.abc import Iterator

from redactor.case.profiles import Profile
from redactor.checks.examination import Examination, File, at
from redactor.checks.rules.registry import rule
from redactor.checks.tables import CellText, Table, tables_of
from redactor.codes.shapes import AWAITING, CODE
from redactor.codes.text import says_nothing, squash
from redactor.sources.finding import Finding, Severity

_GROUP = "Template"
_PROMPT = re.compile(
    r"^\s*GUIDANCE(?: NOTES?)?\b\s*[:\-].*|^\s*Guidance\s+-\s.*"
    r"|(?:type|enter) (?:your )?text (?:in|into) (?:this|the) box|\(\s*insert [^()\n]{1,80}\)|\[\s*insert [^\[\]\n]{1,80}\]"
    r"|\(?(?:please )?delete as (?:appropriate|applicable|necessary)\)?|(?:please )?delete and retype"
    r"|^\s*insert (?:a brief agency profile|name and designation)\b.*|^\s*insert your logo here\s*$"
    r"|\[code for the child['’]?s? ?name\]|\[agency name\]|\[name\]"
    r"|^\s*enter the (?:date\s+dd/mm|time in 24 hour)\b.*|^\s*simply state\s+Y or N\s*$"
    r"|^\s*number the relevant T\.?O\.?R\.?\s*$|^\s*detail the event, any observations noted\b.*"
    r"|^\s*e\.g\.\s+(?:data systems|family member)\b.*|^\s*refer to your own internal policies and standards\b.*",
    re.IGNORECASE | re.MULTILINE,
)
_SAMPLE_ROWS = (
    ("child1", "n/a", "01/01/00", "17/11/09"),
    ("child2", "sister", "01/02/90", "n/a"),
    ("mrsa", "mother", "03/03/70", "n/a"),
)


def sample_rows(file: File) -> list[list[CellText]]:
    """Rows of the template's own example in the family table."""
    rows = [[row[c] for c in sorted(row)] for table in tables_of(file) for row in table.rows.values()]
    return [row for row in rows if tuple(squash(cell.text) for cell in row[:4]) in _SAMPLE_ROWS]


_CODE_LABEL = re.compile(
    r"^\W*(?:(?:anonymised )?codes? (?:of|for) (?:the )?(?:child|children|subject|adult)\b.*|child\s?/\s?family identifier|"
    r"(?:child|adult|subject)(?:\(ren\))? (?:code|identifier))\W*$",
    re.IGNORECASE,
)
_SAID_OTHERWISE = re.compile(
    r"\W*(?:not known|unknown|n/?k\b|n/?a\b|deceased|as above|all\b|both\b|family|children|parents|household|siblings)",
    re.I,
)
_TIME = re.compile(r"(?:[01]?\d|2[0-3])[:.]?[0-5]\d")
_DATE = re.compile(r"\d{1,2}/\d{1,2}/(?:\d{2}|\d{4})")


@rule(
    "unresolved",
    Severity.MUST_FIX,
    "A mark that waits for a person to decide who is meant.",
    "Write the right code in your draft, or the full name, and run redactor anonymise again.",
    group=_GROUP,
)
def unresolved(examination: Examination) -> Iterator[Finding]:
    """`[unresolved 3]` and what people write by hand in its place."""
    for file in examination.files:
        for text, plain in file.plain.items():
            for match in AWAITING.finditer(plain) if text >= 0 else ():
                yield at(file, "unresolved", text, *match.span(), f"{match.group()} waits for a person.")


@rule(
    "template-text",
    Severity.MUST_FIX,
    "A prompt, a note or a sample row of the template is still in the text.",
    "Delete it, or put your own text in its place.",
    group=_GROUP,
    working=Severity.NOTE,
)
def template_text(examination: Examination) -> Iterator[Finding]:
    """Prompts by their words; those in blue italics are told by the rule `guidance`."""
    for file in examination.files:
        blue = {fact.place for fact in file.source.facts if fact.rule == "guidance"}
        for reading in file.visible():
            if file.place(reading.text) in blue:
                continue
            for match in _PROMPT.finditer(reading.passage.text):
                yield at(file, "template-text", reading.text, *match.span(), "A prompt of the template.")
        for row in sample_rows(file):
            yield at(file, "template-text", row[0].index, 0, 0, "A sample row of the family table.")


@rule(
    "front-sheet",
    Severity.LOOK,
    "A field of the form that asks for a code holds none.",
    "Write the code that the board issued for the child or the family.",
    group=_GROUP,
)
def front_sheet(examination: Examination) -> Iterator[Finding]:
    """Fields “Code of child(ren)”, “Child/Family Identifier”, and the columns of codes in the action plan's lead."""
    known = {squash(c) for c in examination.codes}
    for file in examination.files:
        for table in tables_of(file):
            for row in table.rows.values():
                label, value = row.get(1), row.get(2)
                if not label or not _CODE_LABEL.match(label.text):
                    continue
                if value is None:
                    yield at(file, "front-sheet", label.index, 0, 0, "The field for the code is empty.")
                elif not _holds_code(value.text, known):
                    yield at(file, "front-sheet", value.index, 0, 0, "No code stands in the field for the code.")


@rule(
    "family-table",
    Severity.NOTE,
    "A row of the family table does not begin with a code, or its address is none.",
    "Write the codes that the board issued, such as Child 1 and Address A.",
    group=_GROUP,
)
def family_table(examination: Examination) -> Iterator[Finding]:
    """Columns “Anonymised name” and “Address” of the family composition."""
    known = {squash(c) for c in examination.codes}
    for file in examination.files:
        for table in tables_of(file):
            name, relation = table.column(r"anonymised name|^name|^code"), table.column(r"relationship")
            if not (name and relation and table.column(r"birth|ethnic|address")):
                continue
            for column, what in ((name, "name"), (table.column(r"address"), "address")):
                for _, cell in table.below(column) if column else ():
                    if not says_nothing(cell.text) and not _holds_code(cell.text, known) and not _unknown(cell.text):
                        yield at(file, "family-table", cell.index, 0, 0, f"The column of the {what} holds no code.")


@rule(
    "chronology",
    Severity.NOTE,
    "A cell of the chronology is not in the form that the board asks for.",
    "Dates dd/mm/yy, times 17:56, a code as subject, Y or N for “child seen”.",
    group=_GROUP,
)
def chronology(examination: Examination) -> Iterator[Finding]:
    """Columns date, time, subject of recording, child seen."""
    known = {squash(c) for c in examination.codes}
    for file in examination.files:
        for table in tables_of(file):
            date, event = table.column(r"^date"), table.column(r"event|description")
            if not (date and event):
                continue
            if examination.profile is not Profile.PUBLICATION:  # there, the month has to do
                yield from _cells(table, date, _is_date, "The date is not dd/mm/yy.")
            yield from _cells(table, table.column(r"^time"), _is_time, "The time is not like 17:56.")
            yield from _cells(table, table.column(r"child seen"), _is_yes_or_no, "Neither Y nor N.")
            subject = table.column(r"subject of recording")
            fits = lambda text: _holds_code(text, known) or _unknown(text)  # noqa: E731
            yield from _cells(table, subject, fits, "The subject is no code.")


def _cells(table: Table, column: int, fits: object, sentence: str) -> Iterator[Finding]:
    for _, cell in table.below(column) if column else ():
        if not says_nothing(cell.text) and callable(fits) and not fits(cell.text.strip()):
            yield at(table.file, "chronology", cell.index, 0, 0, sentence)


def _is_date(text: str) -> bool:
    return bool(_DATE.match(text)) or not any(c.isdigit() for c in text)


def _is_time(text: str) -> bool:
    return bool(_TIME.match(text)) or text.lower() in ("n/k", "not known", "unknown")


def _is_yes_or_no(text: str) -> bool:
    return text.strip(" .").lower() in ("y", "n", "yes", "no", "n/a", "-")


def _holds_code(text: str, known: set[str]) -> bool:
    return bool(CODE.search(text)) or any(squash(word) in known for word in re.split(r"[,;/&\n]| and ", text))


def _unknown(text: str) -> bool:
    return bool(_SAID_OTHERWISE.match(text))
