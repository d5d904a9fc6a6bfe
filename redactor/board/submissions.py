"""Who has sent what: the board's register of submissions, what changed with a revision, and what is missing for the panel.

files and the record of their check ─▶ a line for each file in the register ─▶ what is missing, agency by agency
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from redactor.base.given import Given
from redactor.base.refused import Refused
from redactor.board.due import late
from redactor.board.registers import Passed, Register, Signed, Submitted
from redactor.checks.against import digests_in
from redactor.checks.walk import read_files
from redactor.codes.model import CodeList, Entry, Kind
from redactor.codes.roles import standard_roles
from redactor.codes.sheets import Column, Sheet, workbook
from redactor.codes.standing import finder_of
from redactor.codes.text import squash
from redactor.language.lexicon import fold
from redactor.records.wording import counted
from redactor.sources.source import Source

SIGNATURES = 2  # that a record has room for, and guidance asks for
_EDITION = re.compile(r"\bEdition (\d+) of the board['’]s list")
_FIT = re.compile(r"^(?:This file is|These files are) (not )?fit for (.*)")
_ON_NO_LIST = re.compile(r"(?:^|[.:] )(?P<codes>[^.:]+) (?:is|are) on no list: ")
_CELL = re.compile(r"^(.*, table \d+, row \d+), column \d+$")
_READ = ("text", "comment", "hidden")


@dataclass(frozen=True)
class CheckRecord:
    """The record of a check, as it came back signed."""

    digests: frozenset[str]  # SHA-256 of the files that it is about
    fit: bool
    verdict: str  # "fit for submission, as far as this check goes"
    edition: int  # of the board's list that was held against them; 0 where it does not say
    signed: tuple[Signed, ...]
    is_begun: bool = False  # somebody has written into the table of signatures


@dataclass(frozen=True)
class RevisionChange:
    """What is other in a revision than in the version before it, in codes."""

    new: int  # passages that are new or say something else
    gone: int
    about: tuple[str, ...]  # codes in them
    codes_new: tuple[str, ...]  # that stood nowhere in the version before
    codes_gone: tuple[str, ...]


def record_of(path: Given) -> CheckRecord:
    """What a record of a check says, and who has signed it. Raises Refused for what is none."""
    digests = digests_in(path)
    sources, problems = read_files((path,))
    if not sources:
        raise Refused([f"The record of the check: {problem}" for problem in problems])
    texts = [t for t in sources[0][1].texts if t.layer == "text"]
    plain = [t.text for t in texts] if path.suffix.lower() != ".html" else _lines(path)
    verdict = next((m for line in plain if (m := _FIT.match(line.strip()))), None)
    if verdict is None:
        raise Refused(
            ["The record says nowhere whether the files are fit. Give what redactor check --report has written."]
        )
    edition = next((int(m[1]) for line in plain if (m := _EDITION.search(line))), 0)
    rows: dict[str, dict[str, str]] = {}
    for t in texts:
        if (cell := _CELL.match(t.place)) and t.header in ("Name", "Role", "Signature", "Date"):
            rows.setdefault(cell[1], {})[t.header] = t.text.strip()
    signed = tuple(
        Signed(name=r["Name"], role=r.get("Role", ""), on=r.get("Date", ""))
        for r in rows.values()
        if r.get("Name") and r.get("Date")  # a signature itself may be a picture
    )
    said = verdict[0].split(" fit for", 1)[0].endswith("not")
    begun = any(any(r.values()) for r in rows.values())
    verdict_in_words = f"{'not ' if said else ''}fit for {verdict[2]}".rstrip(".")
    return CheckRecord(digests, not said, verdict_in_words, edition, signed, begun)


def _lines(page: Given) -> list[str]:
    try:
        return re.sub(r"<[^>]+>", "\n", page.read_bytes().decode("utf-8")).splitlines()
    except (OSError, UnicodeDecodeError):
        raise Refused(["The record cannot be read. Check the folder and its name."]) from None


def received(
    register: Register,
    codes: CodeList,
    agency: str,
    files: Sequence[Given],
    record: Given | None,
    on: date,
    *,
    days_stay: bool = True,
) -> tuple[Register, tuple[Submitted, ...]]:
    """The register with these files of an agency, each as the next version of the file of its name. Raises Refused.

    `days_stay`: a version that is entered already came on the day on which it was entered first, however long it lies there.
    """
    known = register.agency(agency)
    if known is None:
        names = ", ".join(a.name for a in register.agencies) or "nobody yet"
        raise Refused([f"No edition was issued to an agency of this name. Agencies of this review: {names}."])
    sources, problems = read_files(files)
    if problems:
        raise Refused(problems)
    checked = record_of(record) if record else None
    made: list[Submitted] = []
    for number, (_, source) in enumerate(sources, 1):
        file = _label(source, number, codes, [a.name for a in register.agencies])
        before = versions_of(register, known.name, file)
        again = bool(before) and before[-1].digest == source.digest
        if again and before[-1].in_record and len(before[-1].signed) > len(checked.signed if checked else ()):
            made.append(
                before[-1]
            )  # what was signed of this very file stays: a record that nobody has signed takes nothing back
            continue
        made.append(
            Submitted(
                agency=known.name,
                file=file,
                version=len(before) + (not again),
                digest=source.digest,
                on=before[-1].on if again and days_stay else on.isoformat(),
                edition=checked.edition if checked else 0,
                verdict=checked.verdict if checked else "",
                fit=bool(checked and checked.fit),
                in_record=source.digest in checked.digests if checked else None,
                signed=checked.signed if checked else (),
                passages=tuple(_passages(source, codes, register)),
            )
        )
    return register.with_submitted(made), tuple(made)


def _label(source: Source, number: int, codes: CodeList, agencies: Collection[str]) -> str:
    """What a file is called in the register: its name, unless that would name somebody or some place of the list. The words of
    an agency's name ("Thornmere Council", where Thornmere is the town of an address, too) name nobody."""
    agencies = {fold(w) for name in {*agencies, *(e.agency for e in codes.entries)} for w in _words_of(name)}
    people = {fold(w) for e in codes.entries if _names_people(e) for n in (e.name, *e.aliases) for w in _words_of(n)}
    words = {fold(w) for e in codes.entries for n in (e.name, *e.aliases) for w in _words_of(n)} - agencies | people
    words -= {fold(w) for e in codes.entries for w in re.findall(r"[^\W\d_]+", e.code)}
    own = {fold(w) for w in re.findall(r"[^\W\d_]{3,}", source.name)}
    return source.name if not own & words else f"file {number}.{source.format}"


def _words_of(text: str) -> list[str]:
    return re.findall(r"[^\W\d_]{3,}", text)


def _names_people(entry: Entry) -> bool:
    return entry.kind.is_person or entry.kind is Kind.WHOLE_FAMILY


def _passages(source: Source, codes: CodeList, register: Register) -> Iterator[Passed]:
    roles = (*codes.roles, *standard_roles())
    finder = finder_of(frozenset(e.code for e in codes.entries), roles, register.blocks)
    for t in source.texts:
        if t.layer in _READ and t.text.strip() and not t.earlier:
            found = dict.fromkeys(f.code for f in finder.all(t.text))
            yield Passed(digest=hashlib.sha256(" ".join(t.text.split()).encode()).hexdigest()[:16], codes=tuple(found))


def versions_of(register: Register, agency: str, file: str) -> tuple[Submitted, ...]:
    """What an agency has sent under this name, the oldest first."""
    return tuple(s for s in register.submitted if fold(s.agency) == fold(agency) and s.file == file)


def newest(register: Register) -> tuple[Submitted, ...]:
    """The last version of every file, in the order in which the files came first."""
    return tuple({(fold(s.agency), s.file): s for s in register.submitted}.values())


def changed(before: Submitted, now: Submitted) -> RevisionChange:
    """What a revision changes: passages that are new or gone, and the codes in them."""
    were, are = (Counter(p.digest for p in each.passages) for each in (before, now))
    new, gone = are - were, were - are
    about = [p.codes for each, digests in ((now, new), (before, gone)) for p in each.passages if p.digest in digests]
    old, fresh = ({c for p in each.passages for c in p.codes} for each in (before, now))
    return RevisionChange(
        sum(new.values()),
        sum(gone.values()),
        tuple(sorted({c for codes in about for c in codes})),
        tuple(sorted(fresh - old)),
        tuple(sorted(old - fresh)),
    )


def missing(register: Register, codes: CodeList, today: date | None = None) -> Mapping[str, tuple[str, ...]]:
    """Agency → what is still to be done before the panel can meet, and what is late, in sentences that name nobody; () where
    nothing is."""
    last = register.editions[-1].number if register.editions else 0
    found: dict[str, tuple[str, ...]] = {}
    for agency in register.agencies:
        has = max((e.number for e in register.editions if agency.name in e.agencies), default=0)
        files = [s for s in newest(register) if fold(s.agency) == fold(agency.name)]
        told = [f"It has edition {has}; the last is {last}."] if has < last else []
        told += [] if files else ["It has sent nothing yet."]
        told += late(register, agency.name, today or date.today())
        told += [f"{s.file}: {sentence}" for s in files for sentence in _lacks(s, codes, last, register)]
        asked = [a.theirs for a in register.awaiting if fold(a.agency) == fold(agency.name)]
        told += [f"It waits for an answer about {', '.join(asked)}."] if asked else []
        found[agency.name] = tuple(told)
    return found


def _lacks(s: Submitted, codes: CodeList, last: int, register: Register) -> Iterator[str]:
    listed = {squash(e.code) for e in codes.entries}
    if s.in_record is None:
        yield "there is no record of its check."
    elif not s.in_record:
        yield "it differs from the file that was checked and signed."
    else:
        if not s.fit:
            yield f"the check found it {s.verdict}."
        if len(s.signed) < SIGNATURES:
            yield f"its record has {len(s.signed) or 'none'} of {SIGNATURES} signatures."
        if 0 < s.edition < last and s.holds < last:
            yield f"it was checked against edition {s.edition}; the last is {last}."
    own = sorted({c for p in s.passages for c in p.codes if squash(c) not in listed})
    declined = {squash(a.theirs) for a in register.answered if fold(a.agency) == fold(s.agency) and not a.code}
    if needless := [c for c in own if squash(c) in declined]:
        yield (
            f"{', '.join(needless[:8])}: you have answered that no code is needed; the agency decides whether the name stands, "
            "or write a row for it into the list."
        )
    own = [c for c in own if squash(c) not in declined]
    if own:
        yield f"codes that the list does not have: {', '.join(own[:8])}{' …' if len(own) > 8 else ''}."
    if (
        s.in_record and s.fit and (told := _ON_NO_LIST.search(s.verdict))
    ):  # "DC250", which may be an officer's own number, too
        named = [c for c in re.split(r", | and ", told["codes"]) if squash(c) not in listed | set(map(squash, own))]
        if named:
            yield f"its record tells of codes on no list, which wait for you: {', '.join(named)}."


def submissions_sheet(register: Register, codes: CodeList) -> bytes:
    """The register as a workbook: every version of every file, and what is missing. It names who signed, and nobody else."""
    columns = (
        Column("Agency", 28), Column("File", 34), Column("Version", 9), Column("Received", 12), Column("Edition", 9),
        Column("Check", 44), Column("The file that was signed", 14), Column("Signed by", 40), Column("SHA-256", 68),
    )  # fmt: skip
    rows = [
        (
            s.agency, s.file, str(s.version), date.fromisoformat(s.on).strftime("%d/%m/%Y"), str(s.edition or ""), s.verdict,
            {True: "yes", False: "NO", None: "no record"}[s.in_record], "; ".join(map(_signature, s.signed)), s.digest,
        )
        for s in register.submitted
    ]  # fmt: skip
    lacks = [(agency, text) for agency, told in missing(register, codes).items() for text in told or ("Nothing.",)]
    dates = [(date.fromisoformat(d.on).strftime("%d/%m/%Y"), d.what, d.agency or "all") for d in register.due]
    last = register.editions[-1].number if register.editions else 0
    return workbook(
        [
            Sheet("Submissions", f"Last edition: {last}.", columns, rows),
            Sheet(
                "Dates",
                "As the board has agreed them.",
                (Column("Date", 12), Column("What for", 40), Column("Agency", 28)),
                dates,
            ),
            Sheet("Missing", "Before the panel can meet.", (Column("Agency", 28), Column("Missing", 100)), lacks),
        ]
    )


def _signature(signed: Signed) -> str:
    return ", ".join(filter(None, (signed.name, signed.role, signed.on)))


def told_change(what: RevisionChange) -> Iterable[str]:
    """A revision in sentences."""
    about = f" ({', '.join(what.about)})" if what.about else ""
    if not (what.new or what.gone):
        yield "It says what the version before said."
        return
    yield f"{counted(what.new, 'passage')} new or changed, {counted(what.gone, 'passage')} gone{about}."
    if what.codes_new:
        yield f"New in it: {', '.join(what.codes_new)}."
    if what.codes_gone:
        yield f"No more in it: {', '.join(what.codes_gone)}."
