"""The whole of the board's form: sections, front sheet, statements, terms of reference, quality assurance, chronologies."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from redactor.checks.examination import Examination, File, about, at
from redactor.checks.forms import ReportForm, ReportSection, below, is_there
from redactor.checks.rules.registry import rule
from redactor.checks.tables import ReadTable, tables_of
from redactor.codes.text import says_nothing, squash
from redactor.documents.model import Story
from redactor.sources.finding import Finding, Severity

_NO_REASON = re.compile(
    r"\W*(?:n\s?/?\s?a|not applicable|none|nil|nothing|tb[ac]|to follow|to be (?:completed|confirmed|added)|see above|"
    r"awaited)\W*",
    re.IGNORECASE,
)
_DOTS = re.compile(r"[.…_\s–—-]{3,}")
_SIGNED = re.compile(r"\b(?:signature|signed|date)\b\W*(?:[.…_–—\s-]*)(?=$|\n|\b(?:date|signed|role)\b)", re.IGNORECASE)
_TERM = re.compile(
    r"\b(?:terms? of reference|T\.?O\.?Rs?)\b\s*(?:nos?\.?|numbers?|#)?\s*"
    r"(?P<numbers>\d{1,2}(?:\s*(?:,|and|&|to|-|–)\s*\d{1,2})*)",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"\s*(?:(?:term of reference|tor)\s*)?(?P<number>\d{1,2})\s*[.):–-]\s*\S", re.IGNORECASE)
_LIST_BEGINS = re.compile(r":\s*$|\bterms? of reference\b.{0,60}\b(?:are|follow|as follows)\b", re.IGNORECASE)
_QUALITY = re.compile(r"quality assurance (?:form|checklist|tool)", re.IGNORECASE)
_ANALYSIS, _TERMS = "analysis", "terms of reference"
_NO_TIME = re.compile(r"0?0[:.]00|00 ?00")
_WHY = re.compile(
    r"\btime\b|\bno time\b|\bnot (?:recorded|known|stated|noted)\b|\bunknown\b|\bundated\b", re.IGNORECASE
)
_MOST = 30  # findings of one kind of a file


def _forms(examination: Examination) -> Iterator[tuple[File, ReportForm, tuple[ReportSection, ...]]]:
    for file in examination.files:
        if file.form is not None:
            yield file, *file.form


@rule("form-section")
def form_section(examination: Examination) -> Iterator[Finding]:
    """Sections of the form that are missing, empty, or "n/a" without a reason."""
    for file, form, sections in _forms(examination):
        for asked in form.of("section"):
            section = below(sections, asked.name)
            if section is None and is_there(file, sections, asked):
                continue
            if section is None:
                said = f"{asked.name} is missing. Put it in, or say there why it does not apply."
                yield about(file, "form-section", "the whole file", said)
                continue
            text = "\n".join(line for line in section.text.splitlines() if line.strip())
            if not re.search(r"\w", text):
                yield at(
                    file,
                    "form-section",
                    section.heading.text,
                    0,
                    0,
                    f"{asked.name} is empty. Fill it in, or say why not.",
                )
            elif _NO_REASON.fullmatch(text):
                said = f"{asked.name} says only that it does not apply. Say why."
                yield at(file, "form-section", section.body[0].text, 0, 0, said)


@rule("form-field")
def form_field(examination: Examination) -> Iterator[Finding]:
    """Fields of the front sheet that are empty, and signatures and dates that are still dots."""
    for file, form, _ in _forms(examination):
        tables = tables_of(file)
        for asked in form.of("field"):
            rows = [
                (t, n)
                for t in tables[:4]
                for n, row in t.rows.items()
                if 1 in row and asked.pattern.search(row[1].text.strip())
            ]
            for table, number in rows[:1]:
                row = table.rows[number]
                value = " ".join(row[c].text for c in sorted(row) if c > 1)
                if says_nothing(_DOTS.sub(" ", value)):
                    said = f"The field for {asked.name} is empty. {asked.asks}"
                    yield at(file, "form-field", row[1].index, 0, 0, said)
                elif _is_open(value):
                    said = f"The signature or date of {asked.name} is still open. The copy that goes to the board is signed."
                    yield at(file, "form-field", row[1].index, 0, 0, said, severity=Severity.NOTE)


def _is_open(value: str) -> bool:
    lines = value.replace("\t", " ")
    return any(_DOTS.search(lines, match.start()) or match.end() == len(lines) for match in _SIGNED.finditer(lines))


@rule("form-statement")
def form_statement(examination: Examination) -> Iterator[Finding]:
    """What the form wants said: independence, sources, interviews, the family's part, diversity; the confidential marking."""
    for file, form, sections in _forms(examination):
        whole = "\n".join(r.passage.text for r in file.visible())
        prose = "\n".join(r.passage.text for r in file.visible() if r.passage.cell is None)
        for asked in (*form.of("statement"), *form.of("marking")):
            section = below(sections, asked.within) if asked.within else None
            if asked.within and (section is None or not re.search(r"\w", section.text)):
                continue  # the section itself is told
            text = section.text if section else whole
            if not asked.pattern.search(text) and not (
                asked.part == "statement" and section and asked.pattern.search(prose)
            ):
                said = f"Nothing is said of {asked.name}. {asked.asks}"
                if asked.part == "marking":
                    said = f"The report does not bear {asked.name}. {asked.asks}"
                if section:
                    yield at(file, "form-statement", section.heading.text, 0, 0, said)
                else:
                    yield about(file, "form-statement", "the whole file", said)


@rule("terms-of-reference")
def terms_of_reference(examination: Examination) -> Iterator[Finding]:
    """Numbers of terms of reference that the report does not have, and terms that its analysis does not answer."""
    for file, _, sections in _forms(examination):
        terms = next((s for s in sections if _TERMS in s.asked.name.casefold()), None)
        numbers = _terms(terms) if terms else set()
        if not numbers or terms is None:
            continue
        told = 0
        for text, start, end, used in _used(file, terms):
            if (wrong := used - numbers) and told < _MOST:
                told += 1
                which = ", ".join(map(str, sorted(wrong)))
                said = f"There is no term of reference {which}: the report has {_span(numbers)}. Write the number that is meant."
                yield at(file, "terms-of-reference", text, start, end, said)
        analysis = next((s for s in sections if _ANALYSIS in s.asked.name.casefold()), None)
        if analysis is None or not re.search(r"\w", analysis.text):
            continue
        answered = {n for m in _TERM.finditer(analysis.text) for n in _numbers(m["numbers"])}
        answered |= {
            int(m["number"])
            for r in analysis.body
            if len(r.passage.text) < 120 and (m := _NUMBERED.match(r.passage.text))
        }
        if missing := sorted(numbers - answered):
            which = ", ".join(map(str, missing))
            said = f"The analysis does not say which part of it answers term of reference {which}. Use the terms as headings."
            yield at(file, "terms-of-reference", analysis.heading.text, 0, 0, said)


def _terms(section: ReportSection) -> set[int]:
    """Numbers of the terms: those written, or those of a list whose numbers Word sets."""
    written = {
        int(m["number"])
        for r in section.body
        if r.passage.cell is None or r.passage.cell.column < 3
        if (m := _NUMBERED.match(r.passage.text))
    }
    if written:
        return written
    texts = [r.passage.text.strip() for r in section.body if r.passage.cell is None and r.passage.text.strip()]
    begins = next((n for n, text in enumerate(texts) if _LIST_BEGINS.search(text)), None)
    listed = texts[begins + 1 :] if begins is not None else [t for t in texts if t.endswith("?")]
    return set(range(1, len(listed) + 1))


def _used(file: File, terms: ReportSection) -> Iterator[tuple[int, int, int, set[int]]]:
    """Text, start, end and numbers of every mention of terms, in the text and in the chronology's column."""
    own = {r.text for r in (terms.heading, *terms.body)}
    for reading in file.visible():
        if reading.text in own:
            continue
        for match in _TERM.finditer(reading.passage.text):
            yield reading.text, *match.span("numbers"), _numbers(match["numbers"])
    for table in tables_of(file):
        if column := table.column(r"terms? of reference|^t\.?o\.?rs?\b"):
            for _, cell in table.below(column):
                if re.fullmatch(r"[\d\s,;&/and.-]+", cell.text):
                    yield cell.index, 0, len(cell.text), _numbers(cell.text)


def _numbers(text: str) -> set[int]:
    found: set[int] = set()
    for low, high in re.findall(r"(\d{1,2})(?:\s*(?:to|-|–)\s*(\d{1,2}))?", text):
        found |= set(range(int(low), int(high or low) + 1))
    return found


def _span(numbers: Iterable[int]) -> str:
    ordered = sorted(numbers)
    return f"{ordered[0]} to {ordered[-1]}" if len(ordered) > 1 else str(ordered[0])


@rule("quality-form")
def quality_form(examination: Examination) -> Iterator[Finding]:
    """The form for quality assurance: rows without a tick, an unsigned end."""
    for file in examination.files:
        body = [r for r in file.visible() if r.passage.place.story is Story.BODY]
        if not any(_QUALITY.search(r.passage.text) and len(r.passage.text) < 200 for r in body):
            continue
        for table in tables_of(file):
            yes, no = table.column(r"^yes\b"), table.column(r"^no\b")
            if not (yes and no):
                continue
            answers = [c for c in table.rows.get(table.head, {}) if c > 1]
            for number in table.downwards:
                row = table.rows[number]
                asks = row.get(1)
                if number > table.head and asks and len(asks.text) > 12 and not any(c in row for c in answers):
                    said = "A question of the form for quality assurance has no answer."
                    yield at(file, "quality-form", asks.index, 0, 0, said)
        yield from _unsigned(file)


def _unsigned(file: File) -> Iterator[Finding]:
    for table in tables_of(file):
        for row in table.rows.values():
            for column, cell in row.items():
                label = cell.text.strip(" .…_:\n")
                if label.casefold() in ("signed", "signature") and column + 1 not in row:
                    yield at(file, "quality-form", cell.index, 0, 0, "The form for quality assurance is not signed.")


@rule("chronology-gap")
def chronology_gap(examination: Examination) -> Iterator[Finding]:
    """Entries without time, source or "child seen", and 00:00 without a reason."""
    for file in examination.files:
        for table in tables_of(file):
            event = table.column(r"event|description")
            if not (table.column(r"^date") and event):
                continue
            at_time = table.column(r"^time")
            columns = (
                (at_time, "time"),
                (table.column(r"source"), "source"),
                (table.column(r"child seen"), "“child seen”"),
            )
            for number in table.downwards:
                row = table.rows[number]
                if number <= table.head or event not in row or len(row) < 3:
                    continue
                lacks = [
                    what
                    for column, what in columns
                    if column and says_nothing(row[column].text if column in row else "")
                ]
                if lacks:
                    said = f"An entry of the chronology has no {', no '.join(lacks)}."
                    yield at(file, "chronology-gap", row[event].index, 0, 0, said)
                time = row.get(at_time)
                if time and _NO_TIME.fullmatch(time.text.strip()) and not _WHY.search(row[event].text):
                    said = "00:00 stands for a time that nobody knows, and the entry does not say why."
                    yield at(file, "chronology-gap", time.index, 0, 0, said)


@rule("chronology-differs")
def chronology_differs(examination: Examination) -> Iterator[Finding]:
    """The chronology that is sent by itself, and the one in the report: entries that only one of them has."""
    tables = [(file, table) for file in examination.files for table in tables_of(file) if _is_chronology(table)]
    by_file: dict[str, list[ReadTable]] = {}
    for file, table in tables:
        by_file.setdefault(file.source.name, []).append(table)
    reports = [file for file, _, _ in _forms(examination) if file.source.name in by_file]
    others = [f for f in examination.files if f.source.name in by_file and f not in reports]
    for report in reports:
        for other in others:
            here, there = _entries(by_file[report.source.name]), _entries(by_file[other.source.name])
            if len(here.keys() & there.keys()) * 2 < min(len(here), len(there)):
                continue  # of another agency
            for one, rows, those, which in ((report, here, there, "by itself"), (other, there, here, "in the report")):
                for key in list(rows.keys() - those.keys())[:_MOST]:
                    said = f"An entry that the chronology {which} does not have, or has otherwise. They have to be the same."
                    yield at(one, "chronology-differs", rows[key], 0, 0, said)


def _is_chronology(table: ReadTable) -> bool:
    return bool(table.column(r"^date\b(?!.*birth)") and table.column(r"event|description") and len(table.rows) > 2)


def _entries(tables: Iterable[ReadTable]) -> dict[str, int]:
    """Date and event of each entry, without spaces and case → where it stands."""
    found: dict[str, int] = {}
    for table in tables:
        date, event = table.column(r"^date\b(?!.*birth)"), table.column(r"event|description")
        for number, row in table.rows.items():
            if number > table.head and event in row:
                found[squash(f"{row[date].text if date in row else ''} {row[event].text}")] = row[event].index
    return found
