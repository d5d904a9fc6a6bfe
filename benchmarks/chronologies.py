"""Twelve agencies' chronologies put together, and held against rows written down beforehand: python -m benchmarks.chronologies

`data/chronologies.csv` says what happened: about 600 rows, invented, each with its agency, day (or the words that the agency has
for it, and the span they mean), time, people and text. Here each agency writes its rows as agencies do: other headings and
orders of columns, merged titles, headings of two rows, split dates, several tables or sheets, notes, blank and hidden rows,
rows that go on in the next. Then `redactor chronology merge` runs as a process, and its workbook is compared row by row.
"""

from __future__ import annotations

import argparse
import csv
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.table import Table
from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment
from openpyxl.worksheet.worksheet import Worksheet

from benchmarks.cases import console_script
from benchmarks.generated import DATA

_STAFF = {
    "SW": ("Social Worker", 2), "TM": ("Team Manager", 1), "PC": ("Police Constable", 2),
    "DS": ("Detective Sergeant", 1), "N": ("Nurse", 2), "D": ("Doctor", 1), "GP": ("General Practitioner", 2),
    "PN": ("Practice Nurse", 1), "HO": ("Housing Officer", 2), "PO": ("Probation Officer", 2), "T": ("Teacher", 2),
    "HT": ("Head Teacher", 1), "HV": ("Health Visitor", 1), "MW": ("Midwife", 1), "SN": ("School Nurse", 1),
    "PM": ("Paramedic", 2), "RW": ("Refuge Worker", 2), "DW": ("Drug Worker", 2), "CG": ("Children's Guardian", 2),
}  # fmt: skip
_FAMILY = [
    ("Child 1", "subject", "Ottoline Quayle", "Subject"), ("Child 2", "family", "Ferdy Quayle", "Brother of Child 1"),
    ("Mrs A", "family", "Rosamund Quayle", "Mother of Child 1"), ("Mr A", "family", "Lucan Quayle", "Father of Child 1"),
    ("Mr B", "family", "Denzil Thrupp", "Partner of Mrs A"), ("Mrs C", "family", "Hester Quayle", "Grandmother of Child 1"),
]  # fmt: skip
_FIRST = ["Alaric", "Bettina", "Crispin", "Delphine", "Evander", "Fenella", "Gideon", "Hermia"]
_LAST = [
    "Ackerby",
    "Brisbourne",
    "Catterall",
    "Dewhirst",
    "Entwhistle",
    "Fothergale",
    "Garstang",
    "Hebblewaite",
    "Illingwood",
]


@dataclass(frozen=True, slots=True)
class Happened:
    """One row as it was written down beforehand."""

    agency: str
    day: date | None  # where it is exact
    words: str  # how the agency writes the day where it is not
    span: tuple[date, date] | None  # what the words mean; None where nobody can say
    time: str  # "" and "00:00": not known
    who: str
    text: str
    source: str
    seen: str
    by: str

    @property
    def people(self) -> set[str]:
        """Codes of the people that the row is about or names, without who wrote it down."""
        return set(re.findall(r"\b(?:Child|Mrs|Mr) \w\b|\b[A-Z]{1,2}\d\b", f"{self.who} {self.text}"))


def written_down(each: int | None = None) -> dict[str, list[Happened]]:
    """The rows of each agency, the first `each` of them where that is said."""
    found: dict[str, list[Happened]] = {}
    with (DATA / "chronologies.csv").open(encoding="utf-8", newline="") as lines:
        for r in csv.DictReader(lines):
            day = date.fromisoformat(r["Date"]) if r["Date"] else None
            span = (date.fromisoformat(r["From"]), date.fromisoformat(r["To"])) if r["From"] else None
            row = Happened(
                r["Agency"],
                day,
                r["As written"],
                span,
                r["Time"],
                r["Who"],
                r["Text"],
                r["Source"],
                r["Child seen"],
                r["By"],
            )
            found.setdefault(row.agency, []).append(row)
    return {agency: rows[:each] for agency, rows in found.items()}


def code_list(path: Path) -> None:
    """The board's list, with everybody whom the rows name."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "People"
    sheet.append(["Code", "Kind", "Name", "Also known as", "Relationship or role", "Agency"])
    for code, kind, name, role in _FAMILY:
        sheet.append([code, kind, name, None, role])
    staff = [(f"{prefix}{n + 1}", role) for prefix, (role, many) in _STAFF.items() for n in range(many)]
    theirs = {row.by: agency for agency, rows in written_down().items() for row in rows}
    for n, (code, role) in enumerate(staff):
        sheet.append([code, "professional", f"{_FIRST[n % 8]} {_LAST[n % 9]}", None, role, theirs.get(code)])
    addresses = book.create_sheet("Addresses")
    addresses.append(["Code", "Name", "Also known as"])
    addresses.append(["Address A", "3 Wrangle Row, Thornbeck, ZX4 1AA", None])
    addresses.append(["Address B", "18 Pocklow Street, Thornbeck, ZX4 2BB", None])
    places = book.create_sheet("Places")
    places.append(["Code", "Kind", "Name", "Also known as"])
    places.append(["School 1", "school", "Quillbrook Primary School", None])
    book.save(path)


# How an agency writes a day


def _nth(day: date, month: str = "%B", year: bool = True) -> str:
    nth = "th" if 11 <= day.day <= 13 else {1: "st", 2: "nd", 3: "rd"}.get(day.day % 10, "th")
    return f"{day.day}{nth} {day:{month}}" + (f" {day.year}" if year else "")


def _clock(written: str) -> str:
    """2.15pm, noon"""
    if written in ("", "00:00"):
        return ""
    hour, minute = map(int, written.split(":"))
    if (hour, minute) == (12, 0):
        return "noon"
    minutes = f".{minute:02}" if minute else ""
    return f"{(hour - 1) % 12 + 1}{minutes}{'pm' if hour >= 12 else 'am'}"


def _instant(row: Happened) -> datetime | str:
    """A cell of Excel with day and time in one; without a time Excel has midnight."""
    if row.day is None:
        return row.words
    hour, minute = map(int, (row.time or "00:00").split(":"))
    return datetime(row.day.year, row.day.month, row.day.day, hour, minute)


def _midnight(row: Happened) -> datetime | str:
    return row.words if row.day is None else datetime(row.day.year, row.day.month, row.day.day)


# Tables of Word


def _table(document: Document, rows: Iterable[Sequence[str]], style: str = "Table Grid") -> Table:
    rows = [list(r) for r in rows]
    table = document.add_table(len(rows), max(map(len, rows)), style=style)
    cells = table._cells  # a grid at once; a cell at a time is quadratic in python-docx
    width = len(table.columns)
    for n, row in enumerate(rows):
        for m, text in enumerate(row):
            if text:
                cells[n * width + m].text = text
    return table


def _banner(table: Table, row: int, text: str) -> None:
    cells = table.rows[row].cells
    merged = cells[0].merge(cells[-1])
    for paragraph in merged.paragraphs[1:]:
        paragraph._p.getparent().remove(paragraph._p)
    merged.text = text


def _landscape(document: Document) -> None:
    section = document.add_section(WD_SECTION.NEW_PAGE)
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = section.page_height, section.page_width


# The agencies


def _council(rows: list[Happened], path: Path) -> None:
    """In the middle of a report, on a landscape page, under a heading of two rows, between tables that are none."""
    document = docx.Document()
    document.add_heading("Individual Management Review", 1)
    document.add_paragraph("Agency: Thornbeck Council, Children's Services")
    document.add_heading("5. Family composition", 2)
    _table(
        document,
        [
            ("Name", "Relationship to subject", "Date of birth", "Address"),
            ("Child 1", "Subject", "removed", "Address A"),
            ("Mrs A", "Mother", "removed", "Address A"),
        ],
    )
    document.add_heading("6. Comprehensive chronology", 2)
    _landscape(document)
    head = [
        (
            "When",
            "When",
            "Source of information",
            "Subject",
            "Event description, actions and outcomes",
            "ToR",
            "Child seen",
        ),
        ("Date", "Time (00:00 if unknown)", "", "", "", "", "(Y/N)"),
    ]
    body = [
        (f"{r.day:%d/%m/%y}" if r.day else r.words, r.time or "00:00", r.source, r.who, r.text, str(n % 4 + 1), r.seen)
        for n, r in enumerate(rows)
    ]
    table = _table(document, head + body)
    for column in (2, 3, 4, 5):
        table.cell(0, column).merge(table.cell(1, column))
    table.cell(0, 0).merge(table.cell(0, 1)).text = "When"
    _landscape(document)
    document.add_heading("10. Action plan", 2)
    _table(
        document,
        [
            ("No", "Recommendation", "Key actions", "Lead officer", "Date"),
            ("1", "Supervision is recorded.", "Audit of 20 files", "Head of Service", "01/09/2021"),
        ],
    )
    document.save(str(path))


def _police(rows: list[Happened], path: Path) -> None:
    """Under merged titles; a filter was left on and hides rows; cell comments."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "Op Larkspur"
    sheet.append(["OFFICIAL – SENSITIVE"])
    sheet.append(["Calder Vale Police: chronology of involvement"])
    sheet.append([])
    sheet.append(["Log No", "Date / Time", "Nominals", "Summary of incident", "Officer", "Disposal"])
    for n, row in enumerate(rows):
        written: datetime | str = _instant(row)
        if isinstance(written, datetime) and n % 3 == 1:
            written = (
                f"{written:%d/%m/%Y} {written:%H%M}hrs" if row.time not in ("", "00:00") else f"{written:%d/%m/%Y}"
            )
        sheet.append([f"CV-{4100 + n * 7}", written, row.who, row.text, row.by, "NFA" if n % 5 == 0 else None])
    for n in (1, 2):
        sheet.merge_cells(start_row=n, end_row=n, start_column=1, end_column=6)
    for n in (7, 9, 10):
        sheet.row_dimensions[n].hidden = True
    sheet["D6"].comment = Comment("Check the log", "Analyst")
    sheet.auto_filter.ref = f"A4:F{4 + len(rows)}"
    book.save(path)


def _trust(rows: list[Happened], path: Path) -> None:
    """A sheet for each year, a sheet of guidance, a sheet of lists; blank rows."""
    book = Workbook()
    first = book.active
    assert isinstance(first, Worksheet)
    first.title = "Guidance"
    for line in (
        "Saltmarsh NHS Foundation Trust",
        "How to fill in the chronology",
        "1. One row for each event.",
        "2. Date: the day of the event.",
    ):
        first.append([line])
    years: dict[int, list[Happened]] = {}
    for row in rows:
        years.setdefault((row.day or (row.span or (rows[0].day or date(2018, 1, 1), 0))[0]).year, []).append(row)
    for year, mine in sorted(years.items()):
        sheet = book.create_sheet(str(year))
        sheet.append(["Date", "Time (24hr)", "Service", "Staff involved", "Patient", "Entry"])
        for n, row in enumerate(mine):
            day: datetime | str = _nth(row.day) if row.day and year % 2 else _midnight(row)
            at: object = datetime.strptime(row.time, "%H:%M").time() if row.time and row.time != "00:00" else None
            sheet.append([day, at, row.source, row.by, row.who, row.text])
            if n % 9 == 4:
                sheet.append([])
    lists = book.create_sheet("Lists")
    for word in ("Service", "A&E", "Maternity", "Outpatients"):
        lists.append([word])
    book.save(path)


def _surgery(rows: list[Happened], path: Path) -> None:
    """The date stands once for its day; long entries go on in a row of their own."""
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "Wharfe Lane Surgery"
    document.add_paragraph("Extract from the record. Letters are scanned.")
    table: list[tuple[str, str, str, str]] = [("Consultation", "Patient", "Clinician", "Problem / notes")]
    before: date | None = None
    for n, row in enumerate(rows):
        again = row.day is not None and row.day == before
        when = ("" if n % 2 else '"') if again else (f"{row.day:%d-%b-%Y}" if row.day else row.words)
        if row.day and row.time not in ("", "00:00"):
            when = f"{when} {row.time}".strip()
        words = row.text.split()
        if n % 6 == 3 and len(words) > 5 and words[4][0].islower():
            table.append((when, row.who, row.by, " ".join(words[:4])))
            table.append(("", "", "", " ".join(words[4:])))
        else:
            table.append((when, row.who, row.by, row.text))
        before = row.day
    _table(document, table)
    document.save(str(path))


def _homes(rows: list[Happened], path: Path) -> None:
    """A table for each year under its number; the days lack it."""
    document = docx.Document()
    document.add_heading("Ellerdale Homes – chronology", 1)
    year = 0
    tables: list[tuple[int, list[tuple[str, str, str, str]]]] = []
    for row in rows:
        start = row.day or (row.span[0] if row.span else None)
        if start and start.year != year:
            year = start.year
            tables.append((year, [("Day", "Tenant / household", "What happened", "By whom")]))
        day = _nth(row.day, "%b", year=False).replace("Sep", "Sept") if row.day else row.words
        tables[-1][1].append((day + (f", {_clock(row.time)}" if _clock(row.time) else ""), row.who, row.text, row.by))
    for number, lines in tables:
        document.add_heading(str(number), 2)
        _table(document, lines)
        document.add_paragraph()
    document.add_paragraph("Note: rent arrears are kept in another system.")
    document.save(str(path))


def _probation(rows: list[Happened], path: Path) -> None:
    """Day, month and year in three columns."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.append(["Northfell Probation"])
    sheet.append(["Day", "Month", "Year", "Time", "Contact type", "Details", "Subject", "Officer"])
    for row in rows:
        if row.day:
            parts: list[object] = [row.day.day, f"{row.day:%b}" if row.day.month % 2 else row.day.month, row.day.year]
        else:
            parts = [row.words, None, None]
        sheet.append([*parts, row.time or None, row.source, row.text, row.who, row.by])
    book.save(path)


def _school(rows: list[Happened], path: Path) -> None:
    """The date stands last; days of the week."""
    document = docx.Document()
    document.add_paragraph("Beckside Primary School")
    document.add_paragraph("Chronology of concerns")
    table = [("Detail of concern / action taken", "Recorded by", "Pupil", "Spoken to alone?", "Date")]
    for row in rows:
        day = f"{row.day:%a} {_nth(row.day, '%b').replace('Sep', 'Sept')}" if row.day else row.words
        if row.day and row.time not in ("", "00:00"):
            day += f" at {row.time}"
        table.append((row.text, row.by, row.who, {"Y": "Yes", "N": "No", "": ""}[row.seen], day))
    _table(document, table)
    document.save(str(path))


def _community(rows: list[Happened], path: Path) -> None:
    """Out of a system: from column C on, dates as machines have them."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.append([None, None, "Fellgate Community Health – SystmOne export"])
    sheet.append([])
    sheet.append([None, None, "Event Date", "Event Time", "Contact With", "Narrative", "Child Seen?", "Recorded By"])
    for n, row in enumerate(rows):
        if row.day is None:
            sheet.append([None, None, row.words, None, row.who, row.text, "", row.by])
            continue
        known = row.time not in ("", "00:00")
        when = f"{row.day.isoformat()}T{row.time}:00" if known and n % 2 else row.day.isoformat()
        at = f"{row.time}:00" if known and not n % 2 else None
        sheet.append([None, None, when, at, row.who, row.text, {"Y": "✓", "N": "No", "": None}[row.seen], row.by])
    book.save(path)


def _ambulance(rows: list[Happened], path: Path) -> None:
    """Two columns of time, dotted dates, landscape; the agency is in the footer."""
    document = docx.Document()
    _landscape(document)
    document.sections[-1].footer.is_linked_to_previous = False
    document.sections[-1].footer.paragraphs[0].text = "Pennine Ambulance Service"
    table = [("CAD", "Call received", "On scene", "Crew", "Patient", "Narrative")]
    for n, row in enumerate(rows):
        called = f"{row.day:%d.%m.%Y}" if row.day else row.words
        scene = ""
        if row.day and row.time not in ("", "00:00"):
            called += f" {row.time}:07"
            hour, minute = map(int, row.time.split(":"))
            scene = f"{datetime(2000, 1, 1, hour, minute) + timedelta(minutes=19):%H:%M}"
        table.append((str(88100 + n), called, scene, row.by, row.who, row.text))
    _table(document, table)
    document.save(str(path))


def _refuge(rows: list[Happened], path: Path) -> None:
    """In their own words."""
    document = docx.Document()
    document.add_paragraph("Harbour Refuge. What we know")
    table = [("When?", "Who?", "What happened?", "What did we do?", "Did we see the children?")]
    for n, row in enumerate(rows):
        day = row.words
        if row.day:
            day = (
                f"{row.day.day} {row.day:%B %Y}",
                f"{row.day.day}/{row.day.month}/{row.day:%y}",
                f"{row.day:%A} {_nth(row.day)}",
            )[n % 3]
            if _clock(row.time):
                day += f", {_clock(row.time)}"
        table.append(
            (
                day,
                row.who,
                row.text,
                "Rang the duty worker" if n % 4 == 0 else "",
                {"Y": "Yes", "N": "no", "": "-"}[row.seen],
            )
        )
    _table(document, table)
    document.save(str(path))


def _drugs(rows: list[Happened], path: Path) -> None:
    """The newest first, headings over two lines, sums and notes at the foot."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "Contacts"
    sheet.append(["Turnaround Drug and Alcohol Service", None, None, "Exported 14/10/2021"])
    sheet.append(["Date\nof contact", "Start\ntime", "Client", "Note of\ncontact", "Key\nworker"])
    for n, row in enumerate(reversed(rows)):
        day: datetime | str = _midnight(row)
        if isinstance(day, datetime) and n % 4 == 2:
            day = f"{day:%d/%m/%y}"
        at = datetime.strptime(row.time, "%H:%M").time() if row.time else None
        sheet.append([day, at, row.who, row.text, row.by])
    for line in sheet.iter_rows(min_row=3, max_col=1):
        if isinstance(line[0].value, datetime):
            line[0].number_format = "DD-MMM-YY"
    sheet.append([])
    sheet.append([f"Total contacts: {len(rows)}"])
    sheet.append(["DNA: did not attend"])
    book.save(path)


def _guardian(rows: list[Happened], path: Path) -> None:
    """Months as banners, the headings again at each page, the last table without them."""
    document = docx.Document()
    document.add_paragraph("Cafcass chronology")
    head = ("Date and time", "Subject", "Event", "Practitioner")
    lines: list[tuple[str, ...]] = [head]
    banners: list[int] = []
    month = ""
    cut = len(rows) * 2 // 3
    for n, row in enumerate(rows):
        if n == cut:
            last: list[tuple[str, ...]] = []
            table = _table(document, lines)
            for at in banners:
                _banner(table, at, lines[at][0])
            document.add_page_break()
            lines, banners = last, []
        elif n and n % 12 == 0:
            lines.append(head)
        if row.day and f"{row.day:%B %Y}" != month and n < cut:
            month = f"{row.day:%B %Y}"
            banners.append(len(lines))
            lines.append((month, "", "", ""))
        when = (
            f"{row.day.day} {row.day:%b %Y}" + (f" at {_clock(row.time)}" if _clock(row.time) else "")
            if row.day
            else row.words
        )
        lines.append((when, row.who, row.text, row.by))
    if lines:
        _table(document, lines)
    document.save(str(path))


AGENCIES: dict[str, tuple[str, Callable[[list[Happened], Path], None]]] = {
    "Thornbeck Council": ("council imr.docx", _council),
    "Calder Vale Police": ("police.xlsx", _police),
    "Saltmarsh NHS Foundation Trust": ("trust.xlsx", _trust),
    "Wharfe Lane Surgery": ("surgery.docx", _surgery),
    "Ellerdale Homes": ("homes.docx", _homes),
    "Northfell Probation": ("probation.xlsx", _probation),
    "Beckside Primary School": ("school.docx", _school),
    "Fellgate Community Health": ("community.xlsx", _community),
    "Pennine Ambulance Service": ("ambulance.docx", _ambulance),
    "Harbour Refuge": ("refuge.docx", _refuge),
    "Turnaround Drug and Alcohol Service": ("contacts.xlsx", _drugs),
    "Cafcass": ("guardian.docx", _guardian),
}
# what stands in a table and is no event; to be told, and never to be given a day
NOTES = {"Total contacts": "Turnaround Drug and Alcohol Service", "DNA: did not": "Turnaround Drug and Alcohol Service"}


def send(folder: Path, rows: dict[str, list[Happened]]) -> list[Path]:
    """Every agency's file as it would reach the board, and the board's list as `list.xlsx`. Returns the agencies' files."""
    code_list(folder / "list.xlsx")
    files = []
    for agency, mine in rows.items():
        name, layout = AGENCIES[agency]
        layout(mine, folder / name)
        files.append(folder / name)
    return files


@dataclass(frozen=True, slots=True)
class Compared:
    """How the combined chronology stands against what was written down."""

    written: int
    out: int
    right: int
    wrong: tuple[str, ...]  # a sentence for each row that is not as written down


def _plain(value: object) -> str:
    return " ".join(str(value or "").split())


# whose columns say whether the child was seen
_SAY_SEEN = ("Thornbeck Council", "Fellgate Community Health", "Harbour Refuge")


def _is_day(shown: object, day: date) -> bool:
    """A date of Excel; or words that say from where the day or its year was taken."""
    if isinstance(shown, datetime):
        return shown.date() == day
    text = _plain(shown)
    of_year = re.fullmatch(rf"{day.day}(?:st|nd|rd|th) ({day:%b}|{day:%B}|Sept)\b.*\({day.year}\)", text)
    return text == f"{day:%d/%m/%Y} (as above)" or bool(of_year)


def _faults(row: Happened, got: dict[str, object]) -> Iterable[str]:
    when = got["Date"]
    if row.day and not _is_day(when, row.day):
        yield f"date {when!r} for {row.day}"
    if not row.day and _plain(when) != row.words:
        yield f"date {when!r} for {row.words!r}"
    known = row.time if row.time != "00:00" else ""
    at = _plain(got["Time"])
    if ("" if at == "00:00" else at) != known:
        yield f"time {at!r} for {known!r}"
    seen = _plain(got["Child seen"])[:1].upper().replace("✓", "Y").replace("-", "")
    if row.agency in _SAY_SEEN and seen != (row.seen if row.day or row.agency != "Fellgate Community Health" else ""):
        yield f"seen {seen!r} for {row.seen!r}"
    people = {c.strip() for c in _plain(got["People (codes)"]).split(",") if c.strip()}
    if people not in (row.people, row.people | {row.by}):
        yield f"people {sorted(people)} for {sorted(row.people)}"


def compared(book: Path, rows: dict[str, list[Happened]]) -> Compared:
    """The rows of the combined workbook against those written down: text, agency, day, time, people, and the order."""
    sheet = load_workbook(book)["Chronology"]
    lines = list(sheet.iter_rows(values_only=True))
    got = [dict(zip(map(str, lines[0]), line, strict=True)) for line in lines[1:]]
    events = {n: (_plain(line["Agency"]), _plain(line["Event"])) for n, line in enumerate(got)}
    wrong: list[str] = []
    place: dict[int, Happened] = {}
    right = 0
    for agency, mine in rows.items():
        for row in sorted(mine, key=lambda r: -len(r.text)):  # one text may begin another
            # a column that the board's form lacks may stand behind what happened, in a line of its own
            used = next((n for n, (of, event) in events.items() if of == agency and event.startswith(row.text)), None)
            if used is None:
                wrong.append(f"{agency}: no row “{row.text}”")
                continue
            place[used] = row
            del events[used]
            faults = list(_faults(row, got[used]))
            if faults:
                wrong.append(f"{agency}: “{row.text}”: " + "; ".join(faults))
            else:
                right += 1
    for n in events:
        if not any(note in _plain(list(got[n].values())) and not got[n]["Date"] for note in NOTES):
            wrong.append(f"a row of nobody's: {[_plain(v) for v in got[n].values() if v]}")
    wrong += _order(place)
    return Compared(sum(map(len, rows.values())), len(got), right, tuple(wrong))


def _order(place: dict[int, Happened]) -> Iterable[str]:
    latest: date | None = None
    time_before = ""
    ended = False
    for n in sorted(place):
        row = place[n]
        start = row.day or (row.span[0] if row.span else None)
        if start is None:
            ended = True
            continue
        if ended:
            yield f"row {n + 1} stands behind those that cannot be dated"
        if row.day:
            if latest and row.day < latest:
                yield f"row {n + 1} ({row.day}) stands behind {latest}"
            known = row.time if row.time != "00:00" else ""
            if row.day == latest and known and time_before and known < time_before:
                yield f"row {n + 1} ({row.day} {known}) stands behind {time_before}"
            time_before = (known or time_before) if row.day == latest else known
            latest = row.day
        elif latest and row.span and latest > row.span[1]:
            yield f"row {n + 1} ({row.words}) stands behind {latest}"


def main() -> None:
    """Merge them all, and print how many rows are right."""
    options = argparse.ArgumentParser(description="Twelve agencies' chronologies against rows written down beforehand.")
    options.add_argument("--keep", type=Path, help="a folder to keep the files in")
    options.add_argument("--each", type=int, help="only so many rows of each agency")
    said = options.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = said.keep or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        rows = written_down(said.each)
        files = send(folder, rows)
        before = time.perf_counter()
        command = [str(console_script()), "chronology", "merge", *map(str, files), "--list", str(folder / "list.xlsx")]
        environment = os.environ | {"REDACTOR_HOME": str(folder / "home")}
        ran = subprocess.run(
            [*command, "--out", str(folder / "out")], capture_output=True, text=True, encoding="utf-8", env=environment
        )
        seconds = time.perf_counter() - before
        print(ran.stdout, ran.stderr)
        books = list((folder / "out").glob("*.xlsx"))
        if not books:
            sys.exit(f"nothing was written (exit {ran.returncode})")
        found = compared(books[0], rows)
        print(*found.wrong, sep="\n")
        print(
            f"{found.right} of {found.written} rows right; {found.out} rows out; {len(found.wrong)} faults; {seconds:.1f} s"
        )


if __name__ == "__main__":
    main()
