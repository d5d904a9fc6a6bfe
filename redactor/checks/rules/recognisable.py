"""What lets somebody be recognised without a name: details that together fit one person, offices, the press."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from redactor.case.profiles import Profile
from redactor.checks.details import Detail, details_in, of_each_person, weight_of
from redactor.checks.examination import Examination, File, at
from redactor.checks.intruder import Lead, leads, telling_kinds
from redactor.checks.rules.registry import rule
from redactor.codes.model import Kind
from redactor.codes.shapes import CODE, PEOPLE, either
from redactor.codes.text import squash
from redactor.sources.finding import Finding, Severity

_TOGETHER, _APART, _ROWS_APART = (
    3,
    6,
    4,
)  # weight of details in one paragraph; over a report, and how many of them differ
_SHORT_CELL = 60  # letters of a cell that tells nothing but its heading
_A_PERSON = re.compile(rf"(?:{either(PEOPLE)})\b")  # not "SW1", which is somebody's work, nor "School 1"
_ALMOST_COMMON = frozenset(
    ("an unusual thing", "day of a festival", "part of a postcode", "a club or a team", "pub or inn")
)
_STAFF = frozenset((Kind.PROFESSIONAL,))
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
    """Paragraphs whose details weigh enough together; and those of one family that lie apart, added up over the report."""
    staff = {squash(e.code) for e in examination.case.codes.entries if e.kind in _STAFF}
    for file in examination.files:
        apart: dict[str, tuple[Detail, int, re.Match[str]]] = {}  # the first of each kind
        told: set[str] = set()
        for reading in file.visible():
            text = reading.passage.text
            if reading.passage.cell is not None and len(text) < _SHORT_CELL:
                continue
            found = details_in(text)
            kinds = {d.kind for d, _ in found}
            if len(kinds) > 1 and weight_of(found) >= _TOGETHER:
                start, end = min(m.start() for _, m in found), max(m.end() for _, m in found)
                said = f"Details stand together that may fit one person only: {_named(d for d, _ in found)}."
                yield at(
                    file, "jigsaw", reading.text, start, end, said, mark=f"{len(kinds)} telling details stand together."
                )
                told |= kinds
            if not _is_of_staff(text, staff):
                for detail, match in found:
                    apart.setdefault(detail.kind, (detail, reading.text, match))
        held = list(apart.values())
        paragraphs = {text for _, text, _ in held}
        strong = any(detail.weight > 1 and detail.kind not in told for detail, _, _ in held)
        if len(paragraphs) > 1 and len(held) >= _ROWS_APART and sum(d.weight for d, _, _ in held) >= _APART and strong:
            _, index, match = held[0]
            whose = f"the family of {examination.case.name}" if examination.case.name else "one family"
            which = _named(d for d, _, _ in held)
            said = f"Details of {whose} lie apart and may fit it alone when they are put together: {which}."
            places = [file.place(n) for _, n, _ in held]
            yield at(file, "jigsaw", index, *match.span(), said, places=places)
        yield from _of_persons(examination, file, staff)


def _of_persons(examination: Examination, file: File, staff: set[str]) -> Iterator[Finding]:
    """What is told of one person in paragraphs apart: "the county's only farrier", pages later "lost an arm"."""
    texts = [
        (r.text, r.passage.text) for r in file.visible() if r.passage.cell is None or len(r.passage.text) >= _SHORT_CELL
    ]
    more = [
        (lead.text, lead.start, lead.end, lead.why)
        for lead in (_leads(file) if examination.audience == Profile.PUBLICATION else ())
        if lead.why in telling_kinds() and lead.why not in _ALMOST_COMMON
    ]
    for person in of_each_person(texts, more):
        if squash(person.code) in staff or not _A_PERSON.match(person.code) or not person.stands_out():
            continue
        strongest = sorted(person.details.items(), key=lambda item: -item[1][0])
        _, (_, index, start, end) = strongest[0]
        said = (
            f"Details of {person.code} lie apart and may fit that person alone when they are put together: "
            f"{', '.join(kind for kind, _ in strongest)}."
        )
        yield at(
            file, "jigsaw", index, start, end, said, code=person.code,
            places=[file.place(text) for _, (_, text, _, _) in strongest],
        )  # fmt: skip


def _leads(file: File) -> list[Lead]:
    return leads([(r.text, r.passage.text) for r in file.visible()])


def _named(details: Iterable[Detail]) -> str:
    return ", ".join(dict.fromkeys(d.kind for d in details))


def _is_of_staff(text: str, staff: set[str]) -> bool:
    """Whether only codes of staff stand in a paragraph: its details are theirs."""
    codes = [squash(m.group()) for m in CODE.finditer(text)]
    return bool(codes) and all(code in staff for code in codes)


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
        for lead in _leads(file)[:20]:
            sentence = f"A lead for a search ({lead.why})."
            yield at(
                file, "searchable", lead.text, lead.start, lead.end, sentence, score=lead.weight, severity=Severity.LOOK
            )
