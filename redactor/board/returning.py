"""What goes between agency and board, from the user's side: requests and returns sent, answers taken over, returns reconciled.

Every file that holds names is sealed to the board, or said to be restricted and readable by its owner only.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from redactor.base.files import private_folder
from redactor.base.given import Given, regular_bytes
from redactor.base.refused import Refused
from redactor.board.answering import AnswersError, answers_in, with_answers
from redactor.board.exporting import list_file
from redactor.board.issuing import slug
from redactor.board.pairing import Pair, key_of
from redactor.board.parcels import (
    SUFFIX,
    Opened,
    ParcelError,
    ParcelKind,
    names_listed,
    open_parcels,
    parcel_of,
    sealed_parcel,
)
from redactor.board.reconciling import ONE, TWO, Reconciled, judged_of, reconcile
from redactor.board.registers import Declined, RegisterError, open_register
from redactor.board.requesting import answer_sheet, request_sheet
from redactor.case.opening import code_list, default_key_map, key_map_at, key_map_of
from redactor.case.reporting import abbreviations_of
from redactor.codes.model import CodeList
from redactor.codes.roles import standard_roles
from redactor.codes.sheets import Column, Sheet, rows_of, workbook
from redactor.keymap.keymap import KeyMap
from redactor.keymap.keymap_files import KeyMapError
from redactor.records.key_of_professionals import identified_key_document, key_document
from redactor.records.model import Outcome
from redactor.records.ownership import is_ours
from redactor.records.wording import counted
from redactor.sealed.sealing import Home, SealingError
from redactor.sealed.whole import Output, Taken, finish, is_taken, write_new, write_whole

FINDINGS, KEY, RESTRICTED_KEY = (
    "reconciliation RESTRICTED names.xlsx",
    "key-of-professionals.docx",
    "key-of-professionals RESTRICTED names.docx",
)
_CONFIRM = "Confirm"


@dataclass(frozen=True)
class SentParcel:
    """What an agency sends."""

    rows: int
    files: tuple[Path, ...]
    sealed: bool  # a file with names, for the board alone, is among them
    learnt: int = 0  # rows of people who have a code, of whom a further name is told


def send_parcel(
    kind: ParcelKind,
    out: Path,
    codes: Path | None,
    key_map: Path | None,
    agency: str = "",
    board_key: str = "",
    passphrase: Callable[[], str] | None = None,
) -> SentParcel:
    """Write an agency's requests or its return. `passphrase` asks for that of an edition which needs one. Raises Refused."""
    try:
        listed = code_list(codes, passphrase)
        opened = (
            key_map_at(key_map or default_key_map(Home.current(), listed, ())) if codes else key_map_of(None, key_map)
        )
    except KeyMapError as error:
        raise Refused([str(error)]) from None
    return write_parcel(opened, kind, out, agency, board_key, listed)


def write_parcel(
    key_map: KeyMap, kind: ParcelKind, out: Path, agency: str = "", board_key: str = "", codes: CodeList | None = None
) -> SentParcel:
    """The same of a key map that is open. `codes`: the list, which knows some names already. Raises Refused."""
    sent, outputs = parcel_files(key_map, kind, out, agency, board_key, codes)
    _write(outputs)
    return sent


def parcel_files(
    key_map: KeyMap, kind: ParcelKind, out: Path, agency: str = "", board_key: str = "", codes: CodeList | None = None
) -> tuple[SentParcel, Mapping[Path, bytes]]:
    """What would be written of it. Raises Refused, also where a file of somebody else's lies there."""
    parcel = parcel_of(key_map, kind, agency, listed=names_listed(codes) if codes else None)
    if not parcel.agency:
        raise Refused(["Which agency are you? Write its name with --agency."])
    recipient = board_key or key_map.reply_to
    if kind is ParcelKind.RETURN and not recipient:
        raise Refused(
            ["The board's key is not known, because no edition of its list was used. Give it with --board-key."]
        )
    stem = f"{kind}-{slug(parcel.agency)}"
    outputs: dict[Path, bytes] = {}
    try:
        if recipient:
            outputs[out / f"{stem}{SUFFIX}"] = sealed_parcel(parcel, recipient)
        if kind is ParcelKind.REQUESTS:
            outputs[out / f"{stem}.xlsx"] = request_sheet(parcel)
    except SealingError as error:
        raise Refused([str(error)]) from None
    _refuse_strangers(outputs)
    learnt = sum(row.issued for row in parcel.rows) if kind is ParcelKind.REQUESTS else 0
    return SentParcel(len(parcel.rows), tuple(outputs), bool(recipient), learnt), outputs


def answer_requests(
    codes: Path, files: Sequence[Path], *, sheet: Path | None, read: Path | None, out: Path | None
) -> tuple[str, int]:
    """Write the sheet of answers, or take it over into a new list. Returns a sentence, and how many are still open.

    Raises Refused.
    """
    listed = code_list(codes)
    requests = _opened(files, ParcelKind.REQUESTS)
    count = sum(len(o.parcel.rows) for o in requests)
    if sheet is not None:
        told = "There is a file of this name already, and it may hold answers. Give another with --sheet."
        _write_new(sheet, answer_sheet(listed, requests), told)
        return f"{counted(count, 'request')} written to {sheet}. RESTRICTED: it holds names.", count
    assert read is not None and out is not None
    try:
        data = regular_bytes(read)
    except OSError:
        raise Refused(["The sheet of answers cannot be read. Close it in Excel, and check its name."]) from None
    return take_over(listed, requests, data, out)


def take_over(
    listed: CodeList, requests: Sequence[Opened], sheet: bytes, out: Path, *, also_unchanged: bool = True
) -> tuple[str, int]:
    """Write the list with the answers of a sheet in it; one that they change nothing in with `also_unchanged` alone. Returns a
    sentence, and how many requests are still open.

    Raises Refused.
    """
    if out.suffix.lower() not in (".xlsx", ".csv", ".docx"):
        raise Refused(["The new list is written as .xlsx, .csv or .docx: let the name given with --out end so."])
    home = Home.current()
    try:
        taken = with_answers(listed, requests, answers_in(sheet))
    except AnswersError as error:
        raise Refused(["The answers cannot be taken over, and nothing was written:", *error.problems]) from None
    except ValueError as error:
        raise Refused([f"The file given with --read is no sheet of redactor codes answer. {error}"]) from None
    told = "There is a file of this name already. Give the new list another name: the old one may be needed."
    with _busy(), open_register(taken.codes, home) as register:
        agencies = (o.parcel.agency for o in requests)
        answered = register.value.with_answered(taken.answered).with_awaiting(agencies, taken.awaiting)
        answered = answered.with_declined(taken.declined)
        private_folder(out.parent)
        finish(home)
        if is_taken(out):
            raise Refused([told])
        written = [register.output(answered)]
        changed = also_unchanged or taken.codes != listed
        if changed:
            written.insert(0, Output(out, list_file(taken.codes, out.suffix), names=True))
        write_whole(written, home, journaled=True)
    if not changed:
        told = "The answers are noted. Nothing of them changes the list: no new one was written."
        told += " What needs no code goes to the agencies with the next edition." if taken.answered else ""
        return f"{told} {taken.open} left for later." if taken.open else told, taken.open
    none = sum(not a.code for a in taken.answered)
    return (
        f"{counted(taken.issued, 'code')} added, {counted(taken.joined, 'name')} joined to codes that were there, "
        f"{f'{none} answered as needing no code, ' if none else ''}{taken.open} left for later. "
        f"The new list is {out}: RESTRICTED, it holds names. Issue it with redactor codes issue.",
        taken.open,
    )


def reconcile_returns(
    codes: Path, files: Sequence[Path], out: Path, confirmed: Path | None = None
) -> tuple[Reconciled, tuple[Path, ...]]:
    """Put the agencies' returns together, and write findings, renumberings and the consolidated key. Raises Refused."""
    listed = code_list(codes)
    returns = _opened(files, ParcelKind.RETURN)
    one, two = confirmed_in(confirmed) if confirmed else (set(), set())
    home = Home.current()
    with _busy(), open_register(listed, home) as register:
        known = register.value
        found = reconcile(listed, returns, one, two, known.answered, known.judged, known.awaiting)
        outputs = {out / name: data for name, data in result_files(listed, found).items()}
        # a renumbering of the last time that is none any more must not be carried out
        stale = (out / renumbering_file(opened.parcel.agency) for opened in returns)
        gone = [path for path in stale if path not in outputs and is_ours(path)]
        answers = known.with_judged(map(judged_of, found.answered))
        _write(outputs, gone=gone, also=[register.output(answers)] if answers != known else [])
    return found, tuple(outputs)


def remember(listed: CodeList, found: Reconciled) -> None:
    """Keep in the register what a person has said about pairs of returns: nobody is asked again. Raises Refused."""
    with _busy(), open_register(listed, Home.current()) as register:
        later = register.value.with_judged(map(judged_of, found.answered))
        if later != register.value:
            write_whole([register.output(later)], Home.current())


def decline(listed: CodeList, declined: Iterable[Declined]) -> None:
    """Keep in the register which further names the board does not want: no agency's are offered again. Raises Refused."""
    with _busy(), open_register(listed, Home.current()) as register:
        later = register.value.with_declined(declined)
        if later != register.value:
            write_whole([register.output(later)], Home.current())


def result_files(listed: CodeList, found: Reconciled) -> dict[str, bytes]:
    """What the returns come to as files, by name: the findings, the consolidated key twice, a renumbering for each agency."""
    roles = (*listed.roles, *standard_roles())
    abbreviations = abbreviations_of(found.uses, roles)
    outcome = Outcome(listed.case_name, "submission", (), found.uses, (), (), abbreviations=abbreviations)
    return {
        FINDINGS: _findings(found),
        KEY: key_document(outcome),
        RESTRICTED_KEY: identified_key_document(outcome),
        **{renumbering_file(agency): _map_file(agency, renamed) for agency, renamed in found.renumbering.items()},
    }


def renumbering_file(agency: str) -> str:
    """What the file with an agency's renumbering is called."""
    return f"renumbering-{slug(agency)}.csv"


def _opened(files: Sequence[Path], kind: ParcelKind) -> list[Opened]:
    try:
        opened = open_parcels(files, kind, Home.current())
    except ParcelError as error:
        raise Refused(str(error).splitlines()) from None
    agencies = [slug(o.parcel.agency) for o in opened]
    if len(set(agencies)) < len(agencies):
        raise Refused(["Two files are of one agency. Give the newest of each agency."])
    return opened


def confirmed_in(path: Given) -> tuple[set[frozenset[str]], set[frozenset[str]]]:
    """What a person has answered in the sheet Confirm: pairs that are one, pairs that are two. Raises Refused."""
    try:
        rows = rows_of(regular_bytes(path), _CONFIRM)
    except OSError:
        raise Refused(
            ["The file given with --confirmed cannot be read. Close it in Excel, and check its name."]
        ) from None
    except ValueError as error:
        raise Refused([f"The file given with --confirmed is no result of redactor codes reconcile. {error}"]) from None
    said: Mapping[str, set[frozenset[str]]] = {ONE: set(), TWO: set()}
    problems = []
    for number, cells in rows:
        answer, keys = cells.get("Answer", ""), cells.get("Key", "")
        if answer in said and "&" in keys:
            said[answer].add(frozenset(keys.split("&")))
        elif answer:
            problems.append(f"Sheet {_CONFIRM}, row {number}: the answer is neither “{ONE}” nor “{TWO}”.")
    if problems:
        raise Refused(problems)
    return said[ONE], said[TWO]


def _findings(found: Reconciled) -> bytes:
    note = "Restricted: names. "
    pair = (
        Column("Agency", 24),
        Column("Code", 12),
        Column("Names", 36),
        Column("Role", 26),
        Column("Other agency", 24),
        Column("Other code", 12),
        Column("Names", 36),
        Column("Role", 26),
        Column("Why", 30),
    )
    confirm = (*pair, Column("Answer", 16, (ONE, TWO), to_fill=True), Column("Key", 20, hidden=True))
    renumbered = (Column("Agency", 28), Column("Old", 14), Column("New", 14))
    # the answers stay in the sheet: who reads it back once more finds them
    asked = [*((p, "") for p in found.near), *((a.pair, ONE if a.one else TWO) for a in found.answered)]
    rows = [(agency, old, new) for agency, renamed in found.renumbering.items() for old, new in renamed.items()]
    return workbook(
        [
            Sheet("Two codes", note + "One person or place under two codes.", pair, _pairs(found.doubles)),
            Sheet("One code", note + "One code for two people or places.", pair, _pairs(found.clashes)),
            Sheet(
                _CONFIRM,
                note
                + "Names alike: answer in the yellow column, save, and run codes reconcile again with --confirmed.",
                confirm,
                [
                    (*cells, answer, f"{key_of(p.one)}&{key_of(p.other)}")
                    for cells, (p, answer) in zip(_pairs(p for p, _ in asked), asked, strict=True)
                ],
            ),
            Sheet("Renumbering", "What redactor recode carries out in each agency's files.", renumbered, rows),
        ]
    )


def _pairs(pairs: Iterable[Pair]) -> list[tuple[str, ...]]:
    return [
        (
            *(x for h in (p.one, p.other) for x in (h.agency, h.code, "; ".join(h.row.names[:6]), h.row.role)),
            p.why,
        )
        for p in pairs
    ]


def _map_file(agency: str, renamed: Mapping[str, str]) -> bytes:
    written = io.StringIO(newline="")
    rows = csv.writer(written)
    rows.writerow(("Old", "New", "Agency"))
    rows.writerows((old, new, agency) for old, new in renamed.items())
    return written.getvalue().encode("utf-8-sig")


@contextmanager
def _busy() -> Iterator[None]:
    """What stops a file from being written, as Refused with a sentence."""
    try:
        yield
    except (SealingError, RegisterError) as error:
        raise Refused([str(error)]) from None
    except OSError as error:
        raise Refused([_BUSY.format(error.strerror or "it is busy")]) from None


def _write_new(path: Path, data: bytes, told: str) -> None:
    """A file with names that is not there yet. Raises Refused, with `told` where something else is."""
    try:
        private_folder(path.parent)
        write_new(Output(path, data, names=True), Home.current())
    except Taken:
        raise Refused([told]) from None
    except SealingError as error:
        raise Refused([str(error)]) from None
    except OSError as error:
        raise Refused([_BUSY.format(error.strerror)]) from None


_BUSY = "A file could not be written: {}. Is it open in Excel or Word? Close it."


def _write(outputs: Mapping[Path, bytes], gone: Iterable[Path] = (), also: Iterable[Output] = ()) -> None:
    """All files or none, for their owner only; `also` what is no result. Raises Refused."""
    home = Home.current()
    finish(home)
    _refuse_strangers(outputs)
    try:
        for path in outputs:
            private_folder(path.parent)
        files = [
            Output(p, data, private=True, names=p.name in (FINDINGS, RESTRICTED_KEY)) for p, data in outputs.items()
        ]
        write_whole([*files, *also], home, gone=gone)
    except SealingError as error:
        raise Refused([str(error)]) from None
    except OSError as error:
        raise Refused([_BUSY.format(error.strerror)]) from None


def _refuse_strangers(outputs: Iterable[Path]) -> None:
    if strangers := [p for p in outputs if p.is_file() and is_taken(p) and not is_ours(p)]:
        raise Refused(
            [
                f"There is a file of that name ({p.suffix}) already, and redactor did not write it. It was left as it is: give "
                "another place, or move it away."
                for p in strangers
            ]
        )
