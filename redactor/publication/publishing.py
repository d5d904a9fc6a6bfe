"""One run of `redactor publish`: drafts with codes in, a folder of copies for each audience out, whole or not at all."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TypedDict

from redactor.base.refused import Refused
from redactor.case.case import Case
from redactor.case.opening import code_list
from redactor.case.profiles import Profile
from redactor.codes.model import CodeList
from redactor.codes.sheets import Column, Sheet, workbook
from redactor.documents import Draft
from redactor.documents.formats import read
from redactor.documents.model import DocumentError
from redactor.inplace.inhouse import check_free
from redactor.keymap.keymap import KeyMap
from redactor.keymap.keymap_files import load_key_map, locked, save_with
from redactor.keymap.levels import AgeLevel, DateLevel
from redactor.keymap.published import FactDecision, Publication
from redactor.publication.audiences import Audience, audiences
from redactor.publication.copies import PublishedCopy, copies_for, left_in, merged, unnamed_facts
from redactor.publication.fact_sheet import fact_sheet, fathers, read_facts, readers
from redactor.publication.facts import Fact
from redactor.publication.plan import Contradiction, Levels, anchor_of, births_of, choices_for, contradictions, facts_of
from redactor.publication.pseudonyms import chosen, drawn, words_to_avoid
from redactor.records.ownership import is_ours
from redactor.records.published import (
    RECORD_FILE,
    PublicationRecord,
    RecordedCopy,
    RecordedRisk,
    RecordedTest,
    record_json,
)
from redactor.sealed.sealing import Home
from redactor.sealed.whole import Output

MATRIX_FILE = "copies.xlsx"
KEY, SHEET = "key of a publication", "sheet of facts for publication"


@dataclass(frozen=True)
class PublishRequest:
    """What the user asked for."""

    drafts: tuple[Path, ...]
    key_map: Path
    out: Path
    codes: Path | None = None
    audiences: tuple[Audience, ...] = ()
    persons: tuple[str, ...] = ()  # codes, for audiences that get only somebody's own part
    dates: DateLevel | None = None
    ages: AgeLevel | None = None
    anchor: date | None = None
    sheet: Path | None = None
    read: Path | None = None
    key: Path | None = None
    names: Mapping[str, str] = field(default_factory=dict)  # code → pseudonym
    draw: bool = False
    press: tuple[str, ...] = ()  # texts of cuttings, whose names no pseudonym may be
    who: str = ""
    passphrase: Callable[[], str] | None = None  # asks for that of an edition which needs one


@dataclass(frozen=True)
class Published:
    """What a run made."""

    copies: tuple[PublishedCopy, ...]
    files: tuple[Path, ...]
    facts: int  # different ones
    undecided: int  # of them, put as proposed
    looks: tuple[str, ...]
    problems: tuple[str, ...]  # of the table that was read
    saved: KeyMap = field(repr=False)
    sheet: bool = False

    @property
    def awaits_a_person(self) -> bool:
        """Something has still to be decided or looked at."""
        return bool(self.undecided or self.looks or self.problems)


def publish(request: PublishRequest) -> Published:
    """Make the copies. Raises Refused, KeyMapError; then nothing is written."""
    home = Home.current()
    drafts = _drafts(request.drafts)
    codes = code_list(request.codes, request.passphrase)
    with locked(request.key_map):
        key_map = load_key_map(request.key_map, home)
        if key_map is None:
            raise Refused([f"There is no key map of this case at {request.key_map}. Anonymise a draft of it first."])
        return publish_drafts(request, key_map, codes, drafts)


def publish_drafts(request: PublishRequest, key_map: KeyMap, codes: CodeList, drafts: Sequence[Draft]) -> Published:
    """The same of drafts that are read and a key map that is open, and locked. Raises Refused, KeyMapError."""
    home, when = Home.current(), datetime.now(UTC).isoformat(timespec="seconds")
    key_map, levels = with_levels(key_map, drafts, request.dates, request.ages, request.anchor)
    facts = facts_of(drafts, key_map, levels)
    problems: tuple[str, ...] = ()
    if request.read is not None:
        key_map, problems = _with_sheet(key_map, drafts, facts, request, when)
    key_map = with_names(key_map, codes, request.names, request.press, request.who, when, draw=request.draw)
    if request.sheet is not None:
        return _sheet(request, key_map, drafts, facts, home, when, problems)
    case = Case.of(codes, key_map, Profile.PUBLICATION)
    return _written(request, key_map, case, drafts, facts, levels, problems, when)


def _drafts(paths: Sequence[Path]) -> list[Draft]:
    if len({p.resolve() for p in paths}) < len(paths):
        raise Refused(["The same draft was given twice. Name each draft once."])
    found: list[Draft] = []
    problems = []
    for number, path in enumerate(paths, 1):
        try:
            found.append(read(path, Profile.PUBLICATION.tidying))
        except DocumentError as error:
            problems.append(f"Draft {number} of {len(paths)}: {error}")
    if problems:
        raise Refused(problems)
    return found


def with_levels(
    key_map: KeyMap,
    drafts: Sequence[Draft],
    dates: DateLevel | None = None,
    ages: AgeLevel | None = None,
    anchor: date | None = None,
) -> tuple[KeyMap, Levels]:
    """The levels that the board has chosen, once for the case, and the anchor, which never moves by itself."""
    was = key_map.publication
    anchor = anchor or (
        date.fromisoformat(was.anchor) if was.anchor else anchor_of(drafts, frozenset(births_of(key_map).values()))
    )
    dates, ages = dates or was.dates, ages or was.ages
    if dates is not DateLevel.DAYS:
        anchor = anchor.replace(day=1)
    now = was.model_copy(update={"dates": dates, "ages": ages, "anchor": anchor.isoformat()})
    return key_map.model_copy(update={"publication": now}), Levels(dates, ages, anchor)


def _with_sheet(
    key_map: KeyMap, drafts: Sequence[Draft], facts: Sequence[Fact], request: PublishRequest, when: str
) -> tuple[KeyMap, tuple[str, ...]]:
    assert request.read is not None
    every = every_fact(drafts, facts, key_map)
    try:
        made, problems = read_facts(key_map, every, request.read.read_bytes(), request.who, when)
    except OSError:
        raise Refused(["The table cannot be read. Close it in Excel, and check its name."]) from None
    except ValueError as error:
        raise Refused([f"The file given with --read is no table of redactor publish --sheet. {error}"]) from None
    after, told = with_answers(key_map, every, made)
    return after, tuple(dict.fromkeys((*problems, *(t.sentence for t in told))))


def every_fact(drafts: Sequence[Draft], facts: Sequence[Fact], key_map: KeyMap) -> list[Fact]:
    """What is told generally, and whatever any of the copies leaves unnamed."""
    return [*facts, *(f for a in audiences().values() for f in unnamed_facts(drafts, key_map, a))]


def with_answers(
    key_map: KeyMap, facts: Sequence[Fact], made: Sequence[FactDecision]
) -> tuple[KeyMap, tuple[Contradiction, ...]]:
    """The key map with what persons said of facts; what the chronology speaks against is told, and not taken."""
    after = key_map.model_copy(update={"publication": key_map.publication.with_decisions(made)})
    levels = _levels_of(after.publication)
    told: dict[str, Contradiction] = {}
    for reader in readers(key_map):
        is_general = audiences()[reader.partition(" ")[0]].generalised
        for each in contradictions(choices_for(facts, after, reader), levels) if is_general else ():
            told.setdefault(each.key, each)
    good = [d for d in made if d.key not in told]
    after = key_map.model_copy(update={"publication": key_map.publication.with_decisions(good)})
    return after, tuple(told.values())


def _levels_of(publication: Publication) -> Levels:
    return Levels(publication.dates, publication.ages, date.fromisoformat(publication.anchor))


def with_names(
    key_map: KeyMap, codes: CodeList, names: Mapping[str, str], press: Sequence[str], who: str, when: str, *, draw: bool
) -> KeyMap:
    """The key map with pseudonyms: those that persons chose, and with `draw` drawn ones for the others. Raises Refused."""
    if not (names or draw):
        return key_map
    avoid = words_to_avoid(key_map, [n for e in codes.entries for n in (e.name, *e.aliases)], press)
    made = chosen(key_map, names, avoid, who, when)
    key_map = key_map.model_copy(update={"publication": key_map.publication.with_pseudonyms(made)})
    if draw:
        family = [r.code for r in key_map.records if r.kind_of_identity == "person"]
        more = drawn(key_map, family, avoid, when, secrets.choice)
        key_map = key_map.model_copy(update={"publication": key_map.publication.with_pseudonyms(more)})
    return key_map


def _sheet(
    request: PublishRequest,
    key_map: KeyMap,
    drafts: Sequence[Draft],
    facts: Sequence[Fact],
    home: Home,
    when: str,
    problems: tuple[str, ...],
) -> Published:
    """The table, and the key map that remembers it."""
    from redactor.keymap.keymap_files import save_with_names
    from redactor.sealed.whole import Taken

    assert request.sheet is not None
    if request.sheet.suffix.lower() != ".xlsx":
        raise Refused(["The table is an Excel file: let its name end in .xlsx."])
    first = next((a for a in request.audiences if a.generalised), audiences()["print"])
    every = merged(facts, unnamed_facts(drafts, key_map, first))
    data = fact_sheet(every, key_map, first.name)
    try:
        saved = save_with_names(request.key_map, key_map, home, request.sheet, data, SHEET)
    except Taken:
        raise Refused(["There is a file of this name already, and it may hold answers. Give another name."]) from None
    except OSError as error:
        raise Refused([f"The table cannot be written: {error.strerror}. Choose another folder."]) from None
    return Published((), (request.sheet,), *_counts(every, key_map, [first]), (), problems, saved, sheet=True)


def _counts(facts: Sequence[Fact], key_map: KeyMap, whom: Sequence[Audience]) -> tuple[int, int]:
    keys = {f.key for f in facts}
    return len(keys), sum(any(key_map.publication.on(k, a.name) is None for a in whom) for k in keys)


def _written(
    request: PublishRequest,
    key_map: KeyMap,
    case: Case,
    drafts: Sequence[Draft],
    facts: Sequence[Fact],
    levels: Levels,
    problems: tuple[str, ...],
    when: str,
) -> Published:
    home = Home.current()
    if home.holds(request.out) or request.key_map.resolve().is_relative_to(request.out.resolve()):
        raise Refused(["The key map may not lie in the folder of the copies. Give another folder with --out."])
    copies = [
        c
        for a in request.audiences
        for c in copies_for(a, drafts, facts, key_map, levels, _persons(request, key_map, a))
    ]
    looks: list[str] = []
    withheld: list[str] = []
    for copy in copies:
        left = left_in(copy, case, levels)
        withheld += [f"{copy.audience.title}, {copy.name}: {each}" for each in left.names]
        looks += [f"{copy.audience.title}, {copy.name}: {each}" for each in (*copy.looks, *left.looks)]
    for audience in request.audiences:
        assumed = {
            c.fact.key
            for copy in copies
            for c in copy.choices
            if copy.audience is audience
            and c.fact.assumed
            and c.decided is None
            and levels.dates is not DateLevel.MONTH
        }
        if assumed:
            looks.append(_ASSUMED.format(audience.title, len(assumed)))
        if audience.pseudonyms and not key_map.publication.pseudonyms:
            looks.append(_NO_NAMES.format(audience.title))
    if withheld:
        raise Refused([_WITHHELD, *dict.fromkeys(withheld)], exit_code=3)
    outputs = {request.out / c.audience.name / c.name: c.data for c in copies}
    outputs[request.out / MATRIX_FILE] = matrix(copies, levels, named=bool(key_map.publication.pseudonyms))
    outputs[request.out / RECORD_FILE] = record_json(record_of(copies, key_map))
    restricted: dict[Path, bytes] = {}
    if request.key is not None:
        if request.key.suffix.lower() != ".xlsx" or request.key.resolve().is_relative_to(request.out.resolve()):
            raise Refused(["The restricted key is an Excel file apart from the copies: let its name end in .xlsx."])
        restricted[request.key] = restricted_key(copies, key_map)
    try:
        for folder in {p.parent for p in outputs}:
            folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        raise Refused(["The folder given with --out cannot be made. Choose another."]) from None
    known = {f.path for f in key_map.files} | _written_before(request.out)
    check_free(
        [*outputs, *restricted], [*request.drafts, request.key_map], home,
        ours=lambda p: str(p.absolute()) in known or is_ours(p),
    )  # fmt: skip
    for file, data in restricted.items():
        key_map = key_map.with_file(KEY, file, data, when)
    try:
        saved = save_with(
            request.key_map, key_map, home,
            [*(Output(p, d) for p, d in outputs.items()), *(Output(p, d, names=True) for p, d in restricted.items())],
        )  # fmt: skip
    except OSError:
        raise Refused(
            ["A result could not be put in its place: is one of them open, or the disk full? Nothing was written."]
        ) from None
    whom = [a for a in request.audiences if a.generalised]
    facts_there = [c.fact for copy in copies for c in copy.choices]
    return Published(
        tuple(copies),
        tuple(outputs),
        *_counts(facts_there, key_map, whom),
        tuple(dict.fromkeys(looks)),
        problems,
        saved,
    )


_ASSUMED = (
    "{}: {} different dates give no year, and the nearest to the date before was taken. The table (--sheet) marks them."
)
_NO_NAMES = (
    "{}: no pseudonyms have been chosen, and codes stand. Choose them with --name, or draw them with --draw-names."
)
_WITHHELD = (
    "The check of the written copies found names that should be gone. Nothing was written. Anonymise the drafts first."
)


def _written_before(out: Path) -> set[str]:
    """Files that a record beside them says this program wrote, unchanged."""
    from redactor.records.published import read_record

    try:
        record = read_record(out / RECORD_FILE)
        every = {
            p: hashlib.sha256(p.read_bytes()).hexdigest()
            for c in record.copies
            if (p := out / c.audience / c.file).is_file()
        }
    except (Refused, OSError):
        return set()
    digests = {(c.audience, c.file): c.sha256 for c in record.copies}
    there = {str(p.absolute()) for p, digest in every.items() if digests[p.parent.name, p.name] == digest}
    return there | {str((out / RECORD_FILE).absolute())}


def _persons(request: PublishRequest, key_map: KeyMap, audience: Audience) -> tuple[str, ...]:
    """Whose parts are made: those asked for, or everybody whom the key map calls a father."""
    if not audience.own_part:
        return ()
    found = request.persons or fathers(key_map)
    if not found:
        raise Refused([f"Whose part is the copy for “{audience.title}”? Give the code with --person."])
    return found


def record_of(copies: Sequence[PublishedCopy], key_map: KeyMap) -> PublicationRecord:
    """What there is to say of the copies, without an identity."""
    told = key_map.publication
    return PublicationRecord(
        dates=str(told.dates),
        ages=str(told.ages),
        copies=tuple(
            RecordedCopy(
                audience=c.audience.name,
                file=c.name,
                sha256=hashlib.sha256(c.data).hexdigest(),
                generalised=sum(not each.stays for each in c.choices),
                refused=sum(each.stays for each in c.choices),
                undecided=sum(each.decided is None for each in c.choices),
                person=c.person,
            )
            for c in copies
        ),
        **persons_of(key_map),
    )


class _OfPersons(TypedDict):
    tests: tuple[RecordedTest, ...]
    accepted: tuple[RecordedRisk, ...]


def persons_of(key_map: KeyMap) -> _OfPersons:
    """What persons tried and accepted. Whom a tester took it for stays in the key map."""
    told = key_map.publication
    return {
        "tests": tuple(
            RecordedTest(who=t.who, hours=t.hours, searched=t.searched, sure=t.sure, right=t.right, when=t.when)
            for t in told.tests
        ),
        "accepted": tuple(RecordedRisk(who=r.who, why=r.why, when=r.when) for r in told.accepted),
    }


def matrix(copies: Sequence[PublishedCopy], levels: Levels, *, named: bool) -> bytes:
    """Which copy holds what: a row a copy. No identity stands in it."""
    columns = tuple(
        Column(title, width)
        for title, width in (
            ("For", 26), ("File", 34), ("Dates", 16), ("Ages", 12), ("Names", 14), ("Author", 12), ("Board and agencies", 16),
            ("Part", 16), ("Told generally", 10), ("Left as written", 10), ("Not decided yet", 10), ("SHA-256", 20),
        )
    )  # fmt: skip
    rows = [
        (
            c.audience.title,
            c.name,
            str(levels.dates) if c.audience.generalised else "exact",
            str(levels.ages) if c.audience.generalised else "exact",
            "pseudonyms" if c.audience.pseudonyms and named else "codes",
            "named" if c.audience.keeps_author else "unnamed",
            "named" if c.audience.names_board else "unnamed",
            f"about {c.person}" if c.person else "the whole",
            str(sum(not each.stays for each in c.choices)),
            str(sum(each.stays for each in c.choices)),
            str(sum(each.decided is None for each in c.choices)),
            hashlib.sha256(c.data).hexdigest(),
        )
        for c in copies
    ]
    return workbook([Sheet("Copies", "One source, one set of decisions: what each copy holds.", columns, rows)])


def restricted_key(copies: Sequence[PublishedCopy], key_map: KeyMap) -> bytes:
    """What each thing that was put stands for. It leads to the family: for its owner only."""
    facts = dict.fromkeys(
        (c.audience.title, str(each.fact.kind), each.put or "(stays)", each.fact.written)
        for c in copies
        for each in c.choices
    )
    names = [
        (p.name, p.code, "; ".join(record.names) if (record := key_map.record(p.code)) else "")
        for p in key_map.publication.pseudonyms
    ]
    note = "Restricted: this key leads to the family. Keep it apart from the copies."
    return workbook(
        [
            Sheet(
                "Facts",
                note,
                tuple(Column(t, 36) for t in ("For", "What sort", "What is put", "Stands for")),
                list(facts),
            ),
            Sheet("Pseudonyms", note, tuple(Column(t, 30) for t in ("Pseudonym", "Code", "Stands for")), names),
        ]
    )
