"""The agencies' files taken in: whose each is, which of its tables is a chronology, on which edition of the list it was made."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from redactor.base.given import Given
from redactor.base.refused import Refused
from redactor.board.issuing import slug
from redactor.checks.board import board_of
from redactor.chronology.agencies import agency_in
from redactor.chronology.coding import Recoder, edition_of, label_of, shown_as, strange_codes, with_people
from redactor.chronology.layouts import COLUMNS, FoundTables, Layout, Said, Unknown, chronologies
from redactor.chronology.rows import EventRow, entries, rows_of
from redactor.chronology.tables import GivenFile, read_given
from redactor.chronology.workbooks import NO_VALUE
from redactor.codes.model import Block, CodeList, Kind
from redactor.codes.renumbering import read_renumbering
from redactor.codes.text import squash
from redactor.inplace.record import is_result_of

Ask = Callable[[str, Sequence[str]], Said | None]  # agency and headings → the layout, None for what is no chronology


@dataclass(frozen=True)
class ToldOfFiles:
    """What the user says of the files."""

    agencies: Mapping[str, str] = field(default_factory=dict)  # path or name of a file → its agency
    layouts: Mapping[str, Sequence[Said]] = field(default_factory=dict)  # agency → layouts
    maps: Sequence[str] = ()  # "AGENCY=FILE", or a file that reconcile has named
    allowed: frozenset[str] = frozenset()  # squashed: what looks like a code and is none
    ask: Ask | None = None
    renumberings: Mapping[str, Given] = field(default_factory=dict)  # the same as files: agency → its renumbering
    known: frozenset[str] = frozenset()  # agencies of the review, whether or not the list has somebody of theirs
    blocks: Sequence[Block] | None = None  # the numbers that the agencies may give out, where they are known


@dataclass(frozen=True)
class TakenFile:
    """A file taken in."""

    label: str  # what outputs call it
    agency: str
    rows: tuple[EventRow, ...]
    count: int  # of rows that its tables have, counted before anything was made of them
    layouts: tuple[tuple[str, Mapping[str, str]], ...]  # where a table stands, and column → heading
    others: tuple[str, ...]  # tables that are none
    looks: tuple[str, ...]  # sentences
    renumbered: int = 0  # rows that the renumbering has changed


class WhoseFile(Refused):
    """Nothing tells whose chronology a file is."""

    def __init__(self, label: str) -> None:
        super().__init__([f'{label}: whose chronology is it? Say so with --agency "{label}=NAME OF THE AGENCY".'])
        self.label = label


class WhichColumns(Refused):
    """Nothing tells which column of an agency's table is what."""

    def __init__(self, label: str, agency: str, unknown: Unknown) -> None:
        super().__init__([_which(label, agency, unknown)])
        self.label, self.agency, self.headings, self.where = label, agency, unknown.headings, unknown.table.where
        self.likely = unknown.likely


class StrangeCodes(Refused):
    """Codes that the list does not have, and marks that await somebody: file → what stands in it."""

    def __init__(self, found: Sequence[tuple[str, tuple[str, ...]]]) -> None:
        super().__init__([_STRANGE, *(f"{label}: {', '.join(codes)}" for label, codes in found), _HOW])
        self.found = tuple(found)


def take_in(
    paths: Sequence[Given], codes: CodeList, told: ToldOfFiles
) -> tuple[list[TakenFile], dict[str, list[Said]]]:
    """The files, and the layouts to be remembered. Raises Refused with all that is wrong with any of them."""
    if len({p.resolve() if isinstance(p, Path) else p for p in paths}) < len(paths):
        raise Refused(["The same file was given twice. Name each file once."])
    labels = [label_of(path, number, codes) for number, path in enumerate(paths, 1)]
    labels = [f"{label} ({n})" if labels.count(label) > 1 else label for n, label in enumerate(labels, 1)]
    if set(told.agencies) - {*map(str, paths), *(path.name for path in paths), *labels}:
        raise Refused(["--agency FILE=NAME: no file of this name was given. Write the file's name as it is."])
    files = _read(paths, labels)
    _one_edition(files, labels, codes)
    listed = {e.agency for e in codes.entries} | ({codes.issue.agency} if codes.issue else set()) | told.known
    layouts = {squash(a): (a, list(each)) for a, each in told.layouts.items()}
    owners, found = _told_apart(files, labels, told, listed, layouts, codes)
    recoders = _recoders(told, owners)
    taken: list[TakenFile] = []
    problems: list[tuple[str, tuple[str, ...]]] = []
    for given, label, owner, each in zip(files, labels, owners, found, strict=True):
        one = _taken(given, label, owner, each, recoders.get(squash(owner)), sum(t.count for t in taken))
        board = board_of(codes, owner, blocks=told.blocks)
        if strange := strange_codes(one.rows, board, told.allowed):
            problems.append((f"{label} ({owner})", strange))
        shown = shown_as(owner, codes)  # a school that the list has is called by its code, here as everywhere
        rows = (replace(row, agency=shown) if squash(row.agency) == squash(owner) else row for row in one.rows)
        taken.append(replace(one, agency=shown, rows=tuple(with_people(row, board) for row in rows)))
    if problems:
        raise StrangeCodes(problems)
    return taken, dict(layouts.values())


def still_listed(rows: Sequence[EventRow], codes: CodeList, told: ToldOfFiles) -> None:
    """Rows kept from an earlier chronology have codes of today's list. Raises Refused."""
    problems: list[tuple[str, tuple[str, ...]]] = []
    for agency in dict.fromkeys(row.agency for row in rows):
        strange = strange_codes(
            (r for r in rows if r.agency == agency), board_of(codes, agency, blocks=told.blocks), told.allowed
        )
        problems += [(f"The earlier chronology ({agency})", strange)] if strange else []
    if problems:
        raise StrangeCodes(problems)


_STRANGE = (
    "These stand in the chronologies and are not on the list: codes that await the board, or that are another list's."
)
_HOW = (
    "Have them answered (redactor board answer, or codes answer), give the renumbering of the agency with --map, or let one pass "
    "with --allow that is no code, or that you have left for later. Nothing was written."
)


def _read(paths: Sequence[Given], labels: Sequence[str]) -> list[GivenFile]:
    files, problems = [], []
    for path, label in zip(paths, labels, strict=True):
        try:
            files.append(read_given(path))
        except Refused as error:
            problems += [f"{label}: {sentence}" for sentence in error.problems]
            continue
    if problems:
        raise Refused(problems)
    return files


def _one_edition(files: Sequence[GivenFile], labels: Sequence[str], codes: CodeList) -> None:
    """All files were made on one edition of the list, as far as they or the logs beside them tell. Raises Refused."""
    made = [(label, edition_of(given)) for label, given in zip(labels, files, strict=True)]
    known = [(label, edition) for label, edition in made if edition]
    right = codes.issue.number if codes.issue else max((edition for _, edition in known), default=0)
    wrong = [f"{label} was made with edition {edition}." for label, edition in known if edition != right]
    if wrong:
        other = (
            f"The list given is edition {right}."
            if codes.issue
            else f"The newest among these files is edition {right}."
        )
        raise Refused(
            ["The files were made with different editions of the list, in which one code may be two people.", *wrong, other,
             "Ask for these chronologies again, anonymised with the newest edition. Nothing was written."]
        )  # fmt: skip


def _told_apart(
    files: Sequence[GivenFile],
    labels: Sequence[str],
    told: ToldOfFiles,
    listed: set[str],
    layouts: dict[str, tuple[str, list[Said]]],
    codes: CodeList,
) -> tuple[list[str], list[FoundTables]]:
    """Whose each file is, and its chronologies. Raises a refusal that a person can answer before others, with the sentences of
    all."""
    owners: list[str] = []
    found: list[FoundTables] = []
    refused: list[Refused] = []
    for given, label in zip(files, labels, strict=True):
        try:
            owner = _as_listed(_owner(given, label, told, listed), codes)
            found.append(_found(given, owner, label, layouts, told.ask))
            owners.append(owner)
        except Refused as error:
            refused.append(error)
    if refused:
        first = next((each for each in refused if isinstance(each, (WhoseFile, WhichColumns))), refused[0])
        first.problems = tuple(sentence for each in refused for sentence in each.problems)
        raise first
    return owners, found


def _owner(given: GivenFile, label: str, told: ToldOfFiles, listed: set[str]) -> str:
    for key in (str(given.path), given.path.name, label):
        if key in told.agencies:
            return told.agencies[key]
    rows = [
        layout.text(entry.row, "agency")
        for table, layout in chronologies(given, ()).taken
        for entry in entries(table, layout)
    ]
    agency = _by_folder(given.path, listed) or agency_in(given, listed, rows, by_name=label.startswith(given.path.name))
    if not agency:
        raise WhoseFile(label)
    return agency


def _by_folder(path: Given, listed: set[str]) -> str:
    """The agency of the review whose name a folder around the file bears, as what agencies send is kept; "" for none."""
    slugs = {slug(agency): agency for agency in listed if agency}
    around = path.parents if isinstance(path, Path) else ()
    return next((slugs[folder.name] for folder in around if folder.name in slugs), "")


def _as_listed(agency: str, codes: CodeList) -> str:
    """An agency that has a code itself ("School 1") by its code: its name may not go to the panel."""
    coded = ((e.code, {squash(n) for n in (e.name, *e.aliases)}) for e in codes.entries if e.kind is Kind.ORGANISATION)
    return next((code for code, names in coded if squash(agency) in names), agency)


def _found(
    given: GivenFile, agency: str, label: str, layouts: dict[str, tuple[str, list[Said]]], ask: Ask | None
) -> FoundTables:
    """The chronologies of a file; where it seems to have none, a table with dates is asked about."""
    known = layouts.get(squash(agency), (agency, []))[1]
    found = chronologies(given, known)
    for unknown in () if found.taken else found.unknown:
        said = ask(agency, unknown.headings) if ask else None
        if said is not None:
            layouts.setdefault(squash(agency), (agency, []))[1].append(said)
            found = chronologies(given, layouts[squash(agency)][1])
    if found.taken:
        return found
    if found.unknown:
        raise WhichColumns(label, agency, found.unknown[0])
    raise Refused([f"{label}: there is no table with the headings of a chronology (a date, and what happened) in it."])


def _which(label: str, agency: str, unknown: Unknown) -> str:
    shown = [heading or f"column {n}" for n, heading in enumerate(unknown.headings, 1)]
    named = all(unknown.headings)
    likely = ",".join(f"{c}={unknown.headings[at - 1] if named else at}" for c, at in unknown.likely.items())
    return (
        f"{label}, {unknown.table.where}: it cannot be told which of its columns is what ({' | '.join(shown)}). Say it once, it "
        f'is remembered beside the list; this seems likely, change it where it is wrong: --layout "{agency}:{likely}". The '
        f"columns are {', '.join(COLUMNS)}."
    )


def _recoders(told: ToldOfFiles, owners: Sequence[str]) -> dict[str, tuple[str, Recoder]]:
    """Squashed agency → its renumbering. Raises Refused for a map that is nobody's."""
    found: dict[str, tuple[str, Recoder]] = {
        squash(agency): (agency, Recoder(read_renumbering(file, agency=agency, merge=True)))
        for agency, file in told.renumberings.items()
        if squash(agency) in map(squash, owners)
    }
    for each in told.maps:
        name, _, file = each.rpartition("=")
        path = Path(file)
        by_name = [o for o in owners if path.name == f"renumbering-{slug(o)}.csv"]
        agency = name or (by_name[0] if by_name else "")
        if squash(agency) not in map(squash, owners):
            raise Refused(
                ["It cannot be told whose renumbering is given with --map. Write --map \"AGENCY=FILE\", with the agency as it is "
                 f"called here: {', '.join(dict.fromkeys(owners))}."]
            )  # fmt: skip
        found[squash(agency)] = (agency, Recoder(read_renumbering(path, agency=agency, merge=True)))
    return found


def _taken(
    given: GivenFile, label: str, agency: str, found: FoundTables, renumbering: tuple[str, Recoder] | None, first: int
) -> TakenFile:
    looks = []
    recoder = renumbering[1] if renumbering else None
    if recoder and isinstance(given.path, Path) and is_result_of(given.path, given.digest, recoder.renumbering):
        looks.append(f"{label} has its renumbering already: it was not carried out a second time.")
        recoder = None
    rows: list[EventRow] = []
    plain: list[EventRow] = []
    for table, layout in found.taken:
        at = first + len(rows)
        plain += rows_of(table, layout, agency, label, str, at)
        rows += rows_of(table, layout, agency, label, recoder or str, at)
    texts = [(row.place, text) for row in rows for text in (row.source, row.event, *row.people, row.action, row.seen)]
    for place, text in texts:
        if recoder and (left := recoder.left(text)):
            looks.append(
                f"{label}, {place}: several codes are written as one ({', '.join(left)}), and were not renumbered."
            )
    looks += [f"{label}, {place}: {NO_VALUE[1:-1]}." for place, text in texts if NO_VALUE in text]
    looks += [f"{label}: {look}" for look in given.looks]
    gone_on = [(t.where, n) for t, layout in found.taken for entry in entries(t, layout) for n in entry.goes_on]
    if gone_on:
        looks.append(
            f"{label}: these rows go on in the middle of a sentence, and were put to the row above each: "
            f"{'; '.join(f'{where}, row {number}' for where, number in gone_on)}."
        )
    looks += [
        f"{label}, {u.table.where}: a table with dates whose headings are not known was left out. If it belongs to the "
        "chronology, give its columns with --layout."
        for u in found.unknown
    ]
    return TakenFile(
        label,
        agency,
        tuple(rows),
        sum(len(entries(table, layout)) for table, layout in found.taken),
        tuple((table.where, _shown(layout)) for table, layout in found.taken),
        tuple(table.where for table in found.others),
        tuple(looks),
        sum(a != b for a, b in zip(rows, plain, strict=True)),
    )


def _shown(layout: Layout) -> Mapping[str, str]:
    return {column: layout.headings.get(at, f"column {at}") for column, at in layout.columns.items()}
