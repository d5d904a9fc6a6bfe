"""What an agency sends to the board, in one go: requests and return, sealed; finished files with the record of their check."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from redactor.base.files import private_folder
from redactor.base.given import regular_bytes
from redactor.base.refused import Refused
from redactor.board.issuing import slug
from redactor.board.parcels import ParcelKind
from redactor.board.returning import send_parcel
from redactor.checks.certificate import certificate_word
from redactor.checks.run import Checked, CheckRequest, check
from redactor.sealed.sealing import Home, SealingError
from redactor.sealed.whole import Output, is_taken, write_whole

RECORD = "record of the check.docx"


@dataclass(frozen=True)
class Bundle:
    """What lies in the folder now."""

    asked: int  # codes asked for
    returned: int  # identities of the return
    files: tuple[Path, ...]
    folder: Path | None = None  # of the finished files and their record; None where none were given
    checked: Checked | None = None


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
    """Write everything for the board into `out`. Raises Refused; where a finished file must be mended its record says so, and it
    is not among the files to be sent."""
    requests = send_parcel(ParcelKind.REQUESTS, out, codes, key_map, agency, passphrase=passphrase)
    returned = send_parcel(ParcelKind.RETURN, out, codes, key_map, agency, passphrase=passphrase)
    made = Bundle(requests.rows, returned.rows, (*requests.files, *returned.files))
    if not finished:
        return made
    checked = check(CheckRequest(tuple(finished), codes, key_map, fast=fast, passphrase=passphrase))
    name = returned.files[0].stem.removeprefix(f"{ParcelKind.RETURN}-")
    folder = out / slug(name)
    outputs = [Output(folder / RECORD, certificate_word(checked))]
    if not checked.exit_code:
        outputs += [Output(folder / each.name, regular_bytes(each)) for each in finished]
    if any(o.path.resolve() == f.resolve() for o in outputs for f in finished):
        raise Refused(["The finished files lie where their copies would go. Give another folder with --out."])
    if is_taken(folder / RECORD):
        told = f"There is a {RECORD} in {folder} already, and it may be signed."
        raise Refused([f"{told} Move it away, or give another folder with --out."])
    try:
        private_folder(folder)
        write_whole(outputs, Home.current(), journaled=True)
    except SealingError as error:
        raise Refused([str(error)]) from None
    except OSError as error:
        raise Refused([f"The files for the board cannot be written: {error.strerror or 'a file is busy'}."]) from None
    return Bundle(made.asked, made.returned, (*made.files, *(o.path for o in outputs)), folder, checked)
