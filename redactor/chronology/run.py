"""One merging, from the files of the agencies to those of the board, written whole or not at all.

files ─ given ─▶ rows ─ merging, continuing ─▶ one order, keys ─ coding ─▶ no names ─ writing ─▶ read back, counted ─▶ written
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path

from redactor.base.bounded import bounded
from redactor.base.files import fitted
from redactor.base.given import Given
from redactor.base.refused import Refused
from redactor.board.issuing import blocks_of, register_of
from redactor.case.opening import code_list
from redactor.chronology.coding import family, names_in, names_somebody
from redactor.chronology.continuing import Continued, continued, first_run
from redactor.chronology.dates import When
from redactor.chronology.earlier import Earlier, read_earlier
from redactor.chronology.form import CHRONOLOGY, EXTRACT, LISTED, WHOLE, headings, titles
from redactor.chronology.gaps import Sightings, sightings
from redactor.chronology.given import Ask, TakenFile, ToldOfFiles, still_listed, take_in
from redactor.chronology.layouts import REMEMBERED, Said, checked, remembered, remembering
from redactor.chronology.merging import POSSIBLY_ONE, Wanted, in_order, marked
from redactor.chronology.report import Count, digests_beside, groups_of, report_page
from redactor.chronology.rows import EventRow
from redactor.chronology.workbooks import read_sheets
from redactor.chronology.writing import excel_file, too_long, word_file
from redactor.codes.model import CodeList, Kind
from redactor.codes.text import squash
from redactor.inplace.inhouse import check_free, folder_for, writing
from redactor.records.ownership import is_ours
from redactor.sealed.sealing import Home, SealingError
from redactor.sealed.whole import Output, finish, is_taken, write_whole
from redactor.sealed.wiping import digest_of
from redactor.sources.readers import read_within_bounds
from redactor.sources.source import SourceError

NAME = "combined chronology"
GAP = 28  # days


@dataclass(frozen=True)
class MergeRequest:
    """What the user asked for."""

    files: tuple[Path, ...]
    codes: Path
    out: Path
    told: ToldOfFiles = field(default_factory=ToldOfFiles)
    previous: Path | None = None
    wanted: Wanted = field(default_factory=Wanted)
    gap: int = GAP
    passphrase: Callable[[], str] | None = None


@dataclass(frozen=True)
class Merged:
    """What was written."""

    files: tuple[Path, ...]
    rows: tuple[EventRow, ...]
    counts: tuple[Count, ...]
    left_out: int  # rows that the reader of an extract does not get
    looks: tuple[str, ...]
    continued: Continued | None
    seen: Sightings | None
    groups: int
    over: bool = False  # the files of an earlier run lay there, as they were written, and were written over

    @property
    def undated(self) -> int:
        """Rows that cannot be dated."""
        return sum(row.when.first is None for row in self.rows)


@dataclass(frozen=True)
class ToMerge:
    """What is put together, wherever it lies."""

    files: tuple[Given, ...]
    codes: CodeList
    told: ToldOfFiles = field(default_factory=ToldOfFiles)
    previous: Given | None = None
    wanted: Wanted = field(default_factory=Wanted)
    gap: int = GAP


@dataclass(frozen=True)
class Combined:
    """The files of a combined chronology, not written yet, and what there is to tell of them."""

    outputs: Mapping[str, bytes]  # name of a file → what it holds: Word, Excel, report
    layouts: Mapping[str, Sequence[Said]]  # to be remembered
    merged: Merged  # `files` is empty


def combine(asked: ToMerge) -> Combined:
    """Put the chronologies together. Raises Refused; `WhoseFile`, `WhichColumns` and `StrangeCodes` where a person can say."""
    codes = asked.codes
    taken, layouts = take_in(asked.files, codes, asked.told)
    earlier = read_earlier(asked.previous) if asked.previous else None
    ours = family(codes)
    ordered = in_order((row for each in taken for row in each.rows), ours)
    agencies = [each.agency for each in taken]
    done = continued(ordered, earlier, agencies) if earlier else first_run(ordered)
    rows = marked(done.rows, ours)
    still_listed([row for row in rows if not row.file and not row.boards], codes, asked.told)
    looks = [look for each in taken for look in each.looks] + _looks(rows, done, earlier, agencies, _list_name(codes))
    _no_names([*rows, *done.gone], layouts, codes)
    chosen = [row for row in rows if asked.wanted.takes(row)] if asked.wanted else rows
    _asked_for(asked.wanted, rows, codes)
    whole = not asked.wanted
    seen = _seen(rows, codes, asked.gap) if whole else None
    gone, added = done.gone if whole else (), done.added
    _holdable([*chosen, *gone])
    name = named(codes, EXTRACT if not whole else "")
    title = f"Combined chronology: {codes.case_name}" if codes.case_name else "Combined chronology"
    about = _about(asked, codes, title)
    book, page = excel_file(chosen, gone, added, about), word_file(chosen, added, title, _notes(asked, chosen))
    written = _written(book, page, chosen)
    counts = tuple(_counts(taken, rows, chosen, written))
    report = report_page(
        title, summary(len(chosen), counts), counts, looks, chosen, taken, done if earlier else None, seen, asked.gap,
        tuple(asked.wanted.in_words()), len(rows) - len(chosen), [sha256(data).hexdigest() for data in (book, page)],
    )  # fmt: skip
    merged = Merged(
        (), tuple(chosen), counts, len(rows) - len(chosen), tuple(looks), done if earlier else None, seen,
        len(groups_of(chosen)),
    )  # fmt: skip
    return Combined({f"{name}.docx": page, f"{name}.xlsx": book, f"{name} report.html": report}, layouts, merged)


def merge(request: MergeRequest) -> Merged:
    """Merge the chronologies and write the files. Raises Refused, SealingError."""
    inputs = [*request.files, request.codes, *([request.previous] if request.previous else [])]
    folder_for(request.out, request.files)
    codes = code_list(request.codes, request.passphrase)
    memory = request.codes.parent / REMEMBERED
    before = _remembered(memory)
    known = replace(request.told, known=request.told.known | agencies_of(codes), blocks=blocks_of(codes))
    told = _with(known, before)
    said: dict[str, list[Said]] = {agency: list(each) for agency, each in told.layouts.items()}
    try:
        asked = replace(told, ask=_noting(told.ask, said))
        made = combine(ToMerge(request.files, codes, asked, request.previous, request.wanted, request.gap))
    except Refused:
        _keep_answers(memory, said)  # whatever else is wrong: what was said of an agency's columns is not asked again
        raise
    outputs = {request.out / name: data for name, data in made.outputs.items()}
    home = Home.current()
    finish(home)
    _not_over_what_is_needed(outputs, made.merged.counts)
    check_free(outputs, inputs, home, ours=lambda path: True)
    over = any(path.exists() for path in outputs)
    kept = remembering(made.layouts)
    files = [Output(path, data, private=True) for path, data in outputs.items()]
    if made.layouts and kept != (memory.read_bytes() if memory.is_file() else b""):
        files.append(Output(memory, kept, private=True))
    with writing():
        write_whole(files, home)
    return replace(made.merged, files=tuple(o.path for o in files), over=over)


def _not_over_what_is_needed(outputs: Collection[Path], counts: Sequence[Count]) -> None:
    """A run takes the place of an earlier one in the same folder, as long as nobody has written into its files and every agency
    of it is in this one: the board's comments, and rows of others, are kept by `previous` alone. Raises Refused."""
    as_written = {digest for path in outputs if path.suffix == ".html" for digest in digests_beside(path)}
    changed = [
        p.name
        for p in outputs
        if is_taken(p) and not (is_ours(p) if p.suffix == ".html" else digest_of(p) in as_written)
    ]
    if changed:
        told = (
            f"Something was written into {', '.join(changed)} since it was put there with --out, or it is another file."
        )
        raise Refused([f"{told} {_TO_KEEP}"])
    sent = {squash(c.agency) for c in counts}
    for path in outputs:
        if path.suffix == ".xlsx" and path.exists() and not path.stem.endswith(EXTRACT):
            rows = read_earlier(path).rows
            if missing := [a for a in dict.fromkeys(r.agency for r in rows) if a and squash(a) not in sent]:
                told = (
                    f"In the folder given with --out lies a combined chronology with rows of {', '.join(missing)}, too."
                )
                raise Refused([f"{told} {_TO_KEEP}"])


_TO_KEEP = (
    "It was left as it is. To go on from it, with the board's comments, columns and order, give its Excel file with --previous, "
    "and another folder with --out; if nothing of it is needed, move it away."
)


def agencies_of(codes: CodeList) -> frozenset[str]:
    """The agencies that the board has sent editions of this list to, where this is the board's computer."""
    try:
        return frozenset(a.name for a in register_of(codes).agencies)
    except Refused:
        return frozenset()  # a register that cannot be opened is in the way of editions, not of a chronology


def _noting(ask: Ask | None, said: dict[str, list[Said]]) -> Ask | None:
    """The same question, whose answers are put down in `said`."""
    if ask is None:
        return None

    def asked(agency: str, headings_: Sequence[str]) -> Said | None:
        answer = ask(agency, headings_)
        if answer is not None:
            said.setdefault(agency, []).append(answer)
        return answer

    return asked


def _keep_answers(memory: Path, said: Mapping[str, Sequence[Said]]) -> None:
    kept = remembering(said)
    if said and kept != (memory.read_bytes() if memory.is_file() else b""):
        with suppress(OSError, SealingError):
            write_whole([Output(memory, kept, private=True)], Home.current())


def named(codes: CodeList, kind: str = "") -> str:
    """What the files are called: the subject's code first, as the board's form asks of every file of a review."""
    subject = re.sub(r'[<>:"/\\|?*\x00-\x1f]', "-", codes.case_name)
    return fitted(f"{subject} {NAME} {kind}".strip(), " report.html").removesuffix(" report.html")


def summary(rows: int, counts: Sequence[Count]) -> str:
    """How much there is, in a sentence."""
    agencies = len({squash(c.agency) for c in counts})
    return f"{rows} {'row' if rows == 1 else 'rows'} of {agencies} {'agency' if agencies == 1 else 'agencies'}."


def _remembered(memory: Path) -> dict[str, list[Said]]:
    try:
        return remembered(memory.read_bytes())
    except FileNotFoundError:
        return {}
    except OSError:
        raise Refused([f"The file {REMEMBERED} beside the list cannot be read. Close it, or move it away."]) from None


def _with(told: ToldOfFiles, before: dict[str, list[Said]]) -> ToldOfFiles:
    """What the user says now, before what was said earlier."""
    layouts = {agency: list(each) for agency, each in told.layouts.items()}
    by_name = {squash(agency): agency for agency in layouts}
    for agency, each in before.items():
        known = layouts.setdefault(by_name.get(squash(agency), agency), [])
        known += [said for said in each if said not in known]
    for agency, each in layouts.items():
        for said in each:
            checked(agency, said)
    return replace(told, layouts=layouts)


def _no_names(rows: Sequence[EventRow], layouts: dict[str, list[Said]], codes: CodeList) -> None:
    """No name of the list stands in what goes to the panel. Raises Refused with place and code, never with the name."""
    headings_ = [
        EventRow(agency, When(""), "", "", heading, (), "", "", "", place="layout")
        for agency, each in layouts.items()
        for said in each
        for heading in said.values()
    ]
    every = [*rows, *headings_]
    found = names_in(every, codes)
    if not found:
        return
    told = [
        f"{every[n].file or every[n].agency} {every[n].place or every[n].key}: {', '.join(who)}"
        for n, who in list(found.items())[:20]
    ]
    raise Refused(
        [
            "A name of the list stands in these rows, or in what the board has written beside them. The combined chronology goes "
            "to the whole panel, so nothing was written. Anonymise the chronology first; these are the codes of those named:",
            *told,
            *([f"and {len(found) - 20} more rows"] if len(found) > 20 else []),
        ],
        exit_code=3,
    )


def _asked_for(wanted: Wanted, rows: Sequence[EventRow], codes: CodeList) -> None:
    """What a reader is to get is something that there is. Raises Refused."""
    listed = {squash(e.code) for e in codes.entries}
    agencies = dict.fromkeys(row.agency for row in rows)
    for person in wanted.people:
        if squash(person) not in listed:
            raise Refused(["The code given with --person is not on the list. Write it as the list does."])
    for agency in wanted.agencies:
        if squash(agency) not in map(squash, agencies):
            raise Refused([f"No row is of the agency given with --agency. There are rows of {', '.join(agencies)}."])


def _seen(rows: Sequence[EventRow], codes: CodeList, gap: int) -> Sightings | None:
    subjects = [e.code for e in codes.entries if e.kind is Kind.SUBJECT]
    staff = frozenset(e.code for e in codes.entries if e.kind is Kind.PROFESSIONAL)
    return sightings(rows, subjects, staff, gap)


def _list_name(codes: CodeList) -> str:
    """Which list it was, for the panel: a file's name that names somebody is not told."""
    if codes.issue:
        return f"edition {codes.issue.number}"
    return f"{'the list' if names_somebody(codes.name, codes) else codes.name} ({codes.digest[:12]})"


def _looks(
    rows: Sequence[EventRow], done: Continued, earlier: Earlier | None, agencies: Sequence[str], listed: str
) -> list[str]:
    undated = [row.key for row in rows if row.when.first is None]
    found = []
    if undated:
        many = (
            "1 row cannot be dated, and stands"
            if len(undated) == 1
            else f"{len(undated)} rows cannot be dated, and stand"
        )
        found.append(f"{many} at the end: {', '.join(undated)}.")
    if done.restored:
        keys = ", ".join(row.key for row in done.restored)
        found.append(
            f"Cells of agencies had been written over in the earlier chronology; the agencies' words stand again: {keys}."
        )
    if earlier and done.kept:
        before = {squash(row.agency) for row in (*earlier.rows, *earlier.gone)}
        if strangers := [a for a in dict.fromkeys(agencies) if squash(a) not in before]:
            found.append(
                f"{', '.join(strangers)}: not in the earlier chronology. If it is one of {', '.join(done.kept)} under another "
                'name, its rows are there twice: give its name as before with --agency "FILE=NAME", in another folder.'
            )
        if earlier.listed != listed:
            kept = ", ".join(done.kept)
            found.append(f"The rows of {kept} were taken in with another list: see whether their codes are the same.")
    return found


def _holdable(rows: Sequence[EventRow]) -> None:
    if long := too_long(rows):
        places = "; ".join(f"{row.file or row.agency} {row.place}" for row in long[:5])
        raise Refused([f"A cell is longer than Excel can hold (32,767 characters). Split the entry: {places}."])


def _about(request: ToMerge, codes: CodeList, title: str) -> list[tuple[str, str]]:
    return [
        ("Title", title),
        ("Kind", EXTRACT if request.wanted else WHOLE),
        (LISTED, _list_name(codes)),
        *(("Only", words) for words in request.wanted.in_words()),
        ("Key", "Stays with its row in every later run. Leave it empty in a row of the board's own."),
        (
            "Comment of the board",
            "Stays with its row, and so do columns that the board adds and the order of the rows.",
        ),
        ("Possibly one event", POSSIBLY_ONE.partition(": ")[2]),
        ("Next time", "redactor chronology merge … --previous this file"),
    ]


def _notes(request: ToMerge, rows: Sequence[EventRow]) -> list[str]:
    notes = [f"{len(rows)} rows. {POSSIBLY_ONE}"]
    if request.wanted:
        notes.append(f"An extract: {'; '.join(request.wanted.in_words())}.")
    return notes


def _written(book: bytes, page: bytes, rows: Sequence[EventRow]) -> Counter[str]:
    """The written files, read again: how many rows of each key's file they hold. Raises Refused unless both hold every row."""
    at = next(n for n, h in enumerate(headings()) if h.column == "key")
    sheets = {name: rows for name, rows, _ in bounded(read_sheets, book, refuse=lambda s: Refused([s]))}
    in_book = [cells[at] for _, cells in sheets[CHRONOLOGY][1:]]
    try:
        source = bounded(read_within_bounds, page, f"{NAME}.docx", refuse=SourceError)
    except SourceError as error:
        raise Refused([str(error)], exit_code=3) from None
    column = f", column {at + 1}"
    cells_of_page = [
        t.text for t in source.texts if t.place.startswith("body, table 1, row ") and t.place.endswith(column)
    ]
    keys = [row.key for row in rows]
    if in_book != keys or cells_of_page != [titles()["key"], *keys]:
        raise Refused(
            ["The check of the written files found that rows are missing, and nothing was written."], exit_code=3
        )
    by_key = {row.key: row.file for row in rows}
    return Counter(by_key[key] for key in in_book)


def _counts(
    taken: Sequence[TakenFile], rows: Sequence[EventRow], chosen: Sequence[EventRow], written: Counter[str]
) -> list[Count]:
    """Rows in and out, file by file; for an extract those it leaves out are counted, too. Raises Refused unless they agree."""
    keys = {row.key for row in chosen}
    left = Counter(row.file for row in rows if row.key not in keys)
    counts = []
    for each in taken:
        if each.count != written[each.label] + left[each.label]:
            raise Refused(
                [f"{each.label}: {each.count} rows went in and {written[each.label] + left[each.label]} came out. "
                 "Nothing was written."], exit_code=3,
            )  # fmt: skip
        undated = sum(row.file == each.label and row.when.first is None for row in chosen)
        counts.append(Count(each.agency, each.label, each.count, written[each.label], undated, each.renumbered))
    kept = [row for row in rows if not row.file]
    for agency in dict.fromkeys(row.agency for row in kept):
        of_it = [row for row in kept if row.agency == agency]
        shown = [row for row in of_it if row.key in keys]
        undated = sum(row.when.first is None for row in shown)
        counts.append(Count(agency, "the earlier chronology", len(of_it), len(shown), undated, 0))
    return counts
