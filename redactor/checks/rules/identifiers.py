"""Numbers and contacts that identify, dates of birth, and what a published text may not tell exactly."""

from __future__ import annotations

import re
from collections.abc import Iterator

from redactor.checks.examination import Examination, File, at
from redactor.checks.pardons import is_a_bodys_mailbox, is_public_address, is_public_number
from redactor.checks.quick import CONTACTS, quick_identifiers
from redactor.checks.rules.form import sample_rows
from redactor.checks.rules.registry import rule
from redactor.checks.suspicion import Suspicion
from redactor.detection.mentions import MentionKind
from redactor.language.dates import find_dates
from redactor.language.dates_otherwise import dates_otherwise
from redactor.sources.finding import Finding, Severity

_BIRTH = re.compile(r"\b(?:born|births?|birthday|d\.?o\.?b|delivered|n[ée]e)\b", re.IGNORECASE)
_DIGIT = re.compile(r"\d")
_WRITTEN_AS_CODE = re.compile(r"(?:\bborn(?: on)? ?)?\[(?:date|year) of birth of [^\]]*\]", re.IGNORECASE)
_EXACT_AGE = re.compile(
    r"\b(?:aged? (?:of )?|was )?(?:\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)[ -]?"
    r"(?:years?|yrs?),?(?: and)? (?:\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven)[ -]?"
    r"(?:months?|mths?|weeks?)\b|\b(?:\d{1,2}|[a-z]+(?:-[a-z]+)?) (?:days|weeks)(?: and (?:[a-z]+|\d) days?)? old\b",
    re.IGNORECASE,
)


# a date behind a small word, in a record all in capitals; a number before "I" or "a"
_NO_NUMBER = re.compile(r"(?:OF|ON|FROM|TO|AT|BY|DATED) \d{1,2}/\d{1,2}(?:/\d{2,4})?|\d{1,3} [IAa]")


def _found(file: File, model: bool) -> Iterator[tuple[int, int, int, str]]:
    """Text, start, end and label of every number and contact; by the recognisers, or by plain patterns without them."""
    if model:
        for s in file.suspicions:
            if s.kind is MentionKind.IDENTIFIER and s.text >= 0 and not s.named:
                yield s.text, s.start, s.end, s.label
        return
    for text, plain in file.plain.items():
        if text >= 0:
            for start, end, label in quick_identifiers(plain):
                yield text, start, end, label


@rule("identifier")
def identifier(examination: Examination) -> Iterator[Finding]:
    """NHS numbers, crime references, registration numbers and the like."""
    yield from _identifiers(examination, "identifier", contacts=False)


@rule("contact")
def contact(examination: Examination) -> Iterator[Finding]:
    """Contacts of people; the board's own stay by the keep list."""
    yield from _identifiers(examination, "contact", contacts=True)


def _identifiers(examination: Examination, rule_id: str, *, contacts: bool) -> Iterator[Finding]:
    for file in examination.files:
        taken = {(s.text, s.start) for s in file.spots}
        for text, start, end, label in _found(file, examination.has_model):
            if (label in CONTACTS) is contacts and (text, start) not in taken and not _ours(file, text):
                shown = file.plain.get(text, "")[start:end]
                if _NO_NUMBER.fullmatch(shown):
                    continue
                if label == "web address" and is_public_address(shown):
                    continue  # of a public body: everybody may read it
                if label == "e-mail address" and is_a_bodys_mailbox(shown):
                    continue
                if contacts and is_public_number(file.plain.get(text, ""), start, end):
                    continue
                yield at(file, rule_id, text, start, end, f"A {label or 'number'} stands here.")


def _ours(file: File, text: int) -> bool:
    """Targets of links to places that the format itself names."""
    source = file.source.texts[text]
    return source.layer == "name" or (source.layer == "link" and "schemas." in source.text)


@rule("date-of-birth")
def date_of_birth(examination: Examination) -> Iterator[Finding]:
    """Dates that the context or the list makes dates of birth."""
    for file in examination.files:
        examples = {cell.index for row in sample_rows(file) for cell in row}  # of the template: told by its own rule
        for s in file.suspicions:
            if s.kind is MentionKind.DATE_OF_BIRTH and s.text >= 0 and s.text not in examples:
                # a date that list or another text makes one, where nothing says so: it may be the day of an entry
                severity = None if _tells_of_birth(examination, file, s) else Severity.LOOK
                sentence = "A date of birth stands here."
                yield at(file, "date-of-birth", s.text, s.start, s.end, sentence, severity=severity)
        yield from _births_otherwise(examination, file, examples)
        if not examination.has_model:
            yield from _plain_births(examination, file, examples)


def _births_otherwise(examination: Examination, file: File, examples: set[int]) -> Iterator[Finding]:
    """Dates of birth of the list in forms that the recognisers pass by, and others beside words of birth."""
    births = [e.date_of_birth for e in examination.case.codes.entries if e.date_of_birth]
    taken = {(s.text, s.end) for s in file.suspicions if s.kind in (MentionKind.DATE_OF_BIRTH, MentionKind.IDENTIFIER)}
    for reading in file.readings:
        text = reading.passage.text
        if reading.text < 0 or reading.text in examples:
            continue
        for date in dates_otherwise(text, births):
            said = _BIRTH.search(text[max(0, date.start - 60) : date.start])
            if (date.date in births or said) and (reading.text, date.end) not in taken:
                taken.add((reading.text, date.end))
                sentence = "A date of birth stands here, in another form."
                yield at(file, "date-of-birth", reading.text, date.start, date.end, sentence)


def _plain_births(examination: Examination, file: File, examples: set[int]) -> Iterator[Finding]:
    """Without the recognisers: dates after "born", in a column of dates of birth, and those of the list."""
    births = {e.date_of_birth for e in examination.case.codes.entries if e.date_of_birth}
    for reading in file.readings:
        text = reading.passage.text
        if reading.text < 0 or reading.text in examples or not _DIGIT.search(text):
            continue
        cell = reading.passage.cell
        column = cell is not None and _BIRTH.search(cell.header) is not None
        if not (column or births or _BIRTH.search(text)):
            continue
        for date in find_dates(text):
            said = re.search(
                r"\b(?:born|d\.?o\.?b\b\.?|date of birth)\W{0,4}(?:on )?$",
                text[max(0, date.start - 40) : date.start],
                re.IGNORECASE,
            )
            if said or column or date.date in births:
                span = Suspicion(reading.text, date.start, date.end, MentionKind.DATE_OF_BIRTH, "", 1.0)
                severity = None if said or column or _tells_of_birth(examination, file, span) else Severity.LOOK
                sentence = "A date of birth stands here."
                yield at(file, "date-of-birth", reading.text, date.start, date.end, sentence, severity=severity)


def _tells_of_birth(examination: Examination, file: File, suspicion: Suspicion) -> bool:
    """Whether the text says so, or the list does; the day of an entry may be a birthday by chance."""
    cell = next((r.passage.cell for r in file.readings if r.text == suspicion.text), None)
    words = file.plain.get(suspicion.text, "")
    if cell is not None and re.match(r"\s*(?:dates?|when|dates? ?(?:and|&|/) ?times?)\s*$", cell.header, re.IGNORECASE):
        return False
    if re.search(r"\bentr(?:y|ies)\b", words[: suspicion.start], re.IGNORECASE):
        return False
    if cell is not None and (len(words) < 40 or _BIRTH.search(f"{cell.header} {cell.row_header}")):
        return True
    before = _WRITTEN_AS_CODE.sub("", words[: suspicion.start])
    after = words[suspicion.end :][:25]
    if _BIRTH.search(before[-60:]) or _BIRTH.search(after):
        return True
    births = [e.date_of_birth for e in examination.case.codes.entries if e.date_of_birth]
    written = words[suspicion.start : suspicion.end]
    found = [*find_dates(written), *dates_otherwise(written, births)]  # "09NOV2012" is a day, too
    return any(date.date == birth for date in found for birth in births) or len(words) < 40


@rule("exact-age")
def exact_age(examination: Examination) -> Iterator[Finding]:
    """Ages from which, with a date, a birthday follows."""
    for file in examination.files:
        for reading in file.visible():
            for match in _EXACT_AGE.finditer(reading.passage.text):
                yield at(file, "exact-age", reading.text, *match.span(), "An exact age.")


@rule("exact-date")
def exact_date(examination: Examination) -> Iterator[Finding]:
    """Dates of events; those of birth have a rule of their own."""
    for file in examination.files:
        births = {(s.text, s.start) for s in file.suspicions if s.kind is MentionKind.DATE_OF_BIRTH}
        for reading in file.visible():
            usual = find_dates(reading.passage.text)
            others = [
                d
                for d in dates_otherwise(reading.passage.text)
                if all(d.end <= u.start or u.end <= d.start for u in usual)
            ]
            for date in (*usual, *others):
                if (reading.text, date.start) not in births:
                    yield at(file, "exact-date", reading.text, date.start, date.end, "A date with its day.")
