"""What an agency sends to the board, in one go: requests and return, sealed; finished files with the record of their check."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from redactor.base.files import private_folder
from redactor.base.given import regular_bytes
from redactor.base.refused import Refused
from redactor.board.issuing import slug
from redactor.board.parcels import ParcelKind
from redactor.board.returning import parcel_files
from redactor.board.submissions import record_of
from redactor.case.case import Case
from redactor.case.learning import known_outputs
from redactor.case.opening import code_list, default_key_map, key_map_at, told
from redactor.case.questions import Asked, ToDecide, questions
from redactor.case.run import KEY_FILE
from redactor.checks.certificate import certificate_word
from redactor.checks.open_points import open_points
from redactor.checks.run import Checked, CheckRequest, check
from redactor.codes.model import CodeList
from redactor.keymap.decisions import names_kept
from redactor.keymap.keymap import KeyMap
from redactor.language.lexicon import fold
from redactor.records.ownership import is_ours
from redactor.sealed.sealing import Home, SealingError
from redactor.sealed.whole import Output, finish, is_taken, write_whole
from redactor.sources.finding import Severity

RECORD = "record of the check.docx"


@dataclass(frozen=True)
class Bundle:
    """What lies in the folder now."""

    asked: int  # codes asked for
    learnt: int  # people of the list of whom a further name is told
    returned: int | None  # identities of the return; None where no key of the board's is known to seal it to
    files: tuple[Path, ...]
    folder: Path | None = None  # of the finished files and their record; None where none were given
    checked: Checked | None = None
    open: int = 0  # what the last run has asked and nobody has answered, requests for codes aside
    left_out: tuple[str, ...] = ()  # names of drafts with codes in a folder given, that its last run has not written
    kept: tuple[
        str, ...
    ] = ()  # codes of those whose names must go and stand there, as their author has decided to keep them
    points: tuple[str, ...] = ()  # which codes of the finished files are open with whom, as their record says it


@dataclass(frozen=True)
class HandedIn:
    """The files that are to go to the board."""

    files: tuple[Path, ...]
    left_out: tuple[str, ...] = ()


def handed_in(given: Sequence[Path]) -> HandedIn:
    """What is meant by these files and folders: of a folder the drafts with codes of the last run there; with files the key of
    professionals that lies beside them, as the board gets it with the report. Raises Refused."""
    files: dict[Path, Path] = {}
    left_out: list[str] = []
    for each in given:
        if not each.is_dir():
            files.setdefault(each.resolve(), each)
            continue
        last = known_outputs(each)
        found = sorted(p for p in each.iterdir() if p.is_file() and p.name in last)
        if not found:
            raise Refused(
                [
                    f"There is no finished file in {each}. Give the folder of results of the anonymised drafts, or the files."
                ]
            )
        files |= {p.resolve(): p for p in found}
        left_out += sorted(
            p.name for p in each.glob(f"*{_WITH_CODES}.*") if p.name not in last and not p.name.startswith((".", "~"))
        )
    for folder in dict.fromkeys(f.parent for f in tuple(files.values())):
        key = folder / KEY_FILE
        if key.is_file() and any(f.name in known_outputs(folder) for f in files.values() if f.parent == folder):
            files.setdefault(key.resolve(), key)
    return HandedIn(tuple(files.values()), tuple(left_out))


_WITH_CODES = ".anonymised"


def bundle(
    finished: Sequence[Path],
    codes: Path,
    out: Path,
    agency: str,
    passphrase: Callable[[], str],
    *,
    fast: bool = False,
    key_map: Path | None = None,
) -> Bundle:
    """What `put_together` writes, for files, or folders of results, and a list that lie on the disk. Raises Refused."""
    given = handed_in(finished)
    with told():
        listed = code_list(codes, passphrase)
        found = key_map_at(key_map or default_key_map(Home.current(), listed, ()))
    case = Case.of(listed, found)
    checking = CheckRequest(given.files, codes, fast=fast, case=case) if given.files else None
    return replace(put_together(found, listed, checking, out, agency), left_out=given.left_out)


def put_together(key_map: KeyMap, codes: CodeList, checking: CheckRequest | None, out: Path, agency: str) -> Bundle:
    """Write everything for the board into `out`: requests and return, and the finished files of `checking` with the record of
    their check. Raises Refused, and then nothing was written. Where a finished file must be mended none of them is written,
    and what the check has found is in `checked`."""
    folder = out / slug(agency or key_map.agency)
    if checking is not None:
        _refuse_what_cannot_go([f for f in checking.files if isinstance(f, Path)], folder)
    requests, files = parcel_files(key_map, ParcelKind.REQUESTS, out, agency, codes=codes)
    # names go to nobody but to the board's key, which an edition tells
    returned, more = (
        parcel_files(key_map, ParcelKind.RETURN, out, agency, codes=codes) if key_map.reply_to else (None, {})
    )
    checked = check(checking) if checking is not None else None
    outputs = [Output(p, data, private=True) for p, data in {**files, **more}.items()]
    goes = checking is not None and checked is not None and not checked.must_be_mended
    if goes and checking is not None and checked is not None:
        outputs.append(Output(folder / RECORD, certificate_word(checked)))
        outputs += [Output(folder / f.name, regular_bytes(f)) for f in checking.files if isinstance(f, Path)]
    try:
        finish(Home.current())
        for each in dict.fromkeys(o.path.parent for o in outputs):
            private_folder(each)
        write_whole(outputs, Home.current(), journaled=True)
    except SealingError as error:
        raise Refused([str(error)]) from None
    except OSError as error:
        raise Refused([f"The files for the board cannot be written: {error.strerror or 'a file is busy'}."]) from None
    return Bundle(
        requests.rows - requests.learnt,
        requests.learnt,
        returned.rows if returned else None,
        tuple(o.path for o in outputs),
        folder if goes else None,
        checked,
        open=sum(_is_open(q, key_map) for q in questions(key_map)),
        kept=_kept(checked, key_map) if checked is not None else (),
        points=open_points(checked) if checked is not None else (),
    )


def _kept(checked: Checked, key_map: KeyMap) -> tuple[str, ...]:
    """Whose names one word alone keeps, their author's: it takes the board's as well."""
    names = names_kept(key_map.held)
    told = (f for f in checked.findings if f.severity is Severity.MUST_FIX and f.code and fold(f.shown) in names)
    return tuple(dict.fromkeys(f.code for f in told))


def _is_open(question: ToDecide, key_map: KeyMap) -> bool:
    """Of those who have no code of the board's only whom it wants none for: the others are asked for with the requests."""
    record = key_map.record(question.code) if question.asked is Asked.MINTED else None
    return record is None or bool(record.board_says)


def _refuse_what_cannot_go(files: Sequence[Path], folder: Path) -> None:
    """Raises Refused before anything is read or written."""
    copies = [folder / RECORD, *(folder / f.name for f in files)]
    if len({c.name.casefold() for c in copies}) < len(
        copies
    ):  # to Windows and macOS one name in any case of its letters
        raise Refused(["Two of the finished files have the same name. Rename one, so that both can go."])
    if any(c.resolve() == f.resolve() for c in copies for f in files):
        raise Refused(["The finished files lie where their copies would go. Give another folder with --out."])
    if is_taken(folder / RECORD) and not _is_unsigned(folder / RECORD):
        taken = f"The {RECORD} in {folder} is signed, or is another file."
        raise Refused([f"{taken} Move it away, or give another folder with --out."])


def _is_unsigned(record: Path) -> bool:
    """A record of ours into which nobody has written yet, nor put a picture of a signature: a later one may take its place."""
    try:
        return is_ours(record) and b"word/media/" not in regular_bytes(record) and not record_of(record).is_begun
    except (Refused, OSError):
        return False
