"""What lets somebody be recognised without a name: details that together fit one person, offices, the press."""

from __future__ import annotations

import re
from collections.abc import Iterator

from redactor.checks.examination import Examination, at
from redactor.checks.intruder import RARE, leads
from redactor.checks.rules.registry import rule
from redactor.sources.finding import Finding, Severity

_ETHNIC = re.compile(
    r"\b(?:white|black|mixed|asian|african|caribbean|somali|polish|romanian|slovak\w*|pakistani|bangladeshi|indian|chinese|"
    r"irish|traveller|roma|gypsy|nigerian|ghanaian|kurdish|afghan|syrian|iraqi|turkish|vietnamese|muslim|hindu|sikh|jewish|"
    r"lithuanian|latvian|bulgarian|albanian|eritrean|sudanese|filipin\w+|thai|portuguese|jamaican)\b",
    re.IGNORECASE,
)
_AGED = re.compile(
    r"\b(?:aged? (?:about )?\w+|\w+[ -]years?[ -]old|\w+[ -]months?[ -]old|in (?:his|her|their) (?:teens|\w+ties))\b",
    re.I,
)
_PLACED = re.compile(
    r"\b(?:in|from|near|at|of) (?:the )?(?:village|estate|town|market|island|caravan|farm|refuge|hostel|"
    r"only|coastal|rural)\b|\b(?:village|estate|caravan site|island|farm)\b",
    re.IGNORECASE,
)
_SINGLE_OFFICE = re.compile(
    r"\b(?:the|our) (?:Chief Constable|Chief Executive|Director of (?:Children['’]s|Adult|Public|Social) \w+|Coroner|"
    r"Police and Crime Commissioner|Bishop|Imam|Rabbi|Lord Lieutenant|Lord Mayor|Mayor|Leader of the Council|"
    r"Medical Director|Chief Nurse|Member of Parliament|MP)\b|\bthe only (?:\w+ ){0,3}?(?:GP|doctor|teacher|headteacher|midwife|"
    r"health visitor|social worker|nurse|dentist|priest|officer|practitioner|consultant|interpreter|foster carer)\b"
)
_PRESS = re.compile(
    r"\b(?:the )?(?:Guardian|Times|Telegraph|Daily Mail|Mirror|Sun|Independent|Express|Metro|BBC|ITV|Sky News|"
    r"(?:[A-Z]\w+ )?(?:Evening (?:News|Post|Standard|Chronicle|Star)|Gazette|Advertiser|Herald|Echo|Mercury|Examiner|"
    r"Courier|Argus|Observer))\b[^.\n]{0,80}?(?:report|headline|article|quot|wrote|said|carried|published|ran\b|coverage)"
    r"|\b(?:newspaper|press|media|headline|news website)\b[^.\n]{0,60}?[\"“‘'][^\"”’'\n]{12,}",
)


@rule("jigsaw")
def jigsaw(examination: Examination) -> Iterator[Finding]:
    """Paragraphs with three or more kinds of telling detail."""
    for file in examination.files:
        for reading in file.visible():
            text = reading.passage.text
            if reading.passage.cell is not None and len(text) < 60:
                continue
            kinds = [pattern.search(text) for pattern in (_ETHNIC, _AGED, _PLACED, RARE)]
            found = [match for match in kinds if match]
            if len(found) >= 3:
                start, end = min(m.start() for m in found), max(m.end() for m in found)
                yield at(file, "jigsaw", reading.text, start, end, f"{len(found)} telling details stand together.")


@rule("single-office")
def single_office(examination: Examination) -> Iterator[Finding]:
    """Chief Constable, Director of Children's Services, “the only midwife”."""
    for file in examination.files:
        for reading in file.visible():
            for match in _SINGLE_OFFICE.finditer(reading.passage.text):
                yield at(file, "single-office", reading.text, *match.span(), "Only one person holds this office.")


@rule("quoted-press")
def quoted_press(examination: Examination) -> Iterator[Finding]:
    """Newspapers with what they reported, and headlines in quotation marks."""
    for file in examination.files:
        for reading in file.visible():
            for match in _PRESS.finditer(reading.passage.text):
                yield at(file, "quoted-press", reading.text, *match.span(), "The press is quoted or named here.")


@rule("searchable")
def searchable(examination: Examination) -> Iterator[Finding]:
    """The twenty strongest leads of a motivated intruder, file by file."""
    for file in examination.files:
        readings = [(r.text, r.passage.text) for r in file.visible()]
        for lead in leads(readings)[:20]:
            sentence = f"A lead for a search ({lead.why})."
            yield at(
                file, "searchable", lead.text, lead.start, lead.end, sentence, score=lead.weight, severity=Severity.LOOK
            )
