"""Files at the edge: the bytes of a draft, and writing a result so that it is there whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path

from redactor.base.files import put
from redactor.base.given import NOT_A_FILE, Given, NoRegularFile, regular_bytes
from redactor.documents.model import DocumentError

MAX_FILE = 50 * 1024 * 1024

_OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def _owner_files(path: Path) -> list[Path]:
    """The files that Word and LibreOffice put beside a document that is open."""
    name, stem = path.name, path.stem
    # Word drops as many of the first letters as keeps the name short
    cut = 2 if len(stem) >= 8 else 1 if len(stem) == 7 else 0
    return [path.with_name("~$" + name[cut:]), path.with_name(f".~lock.{name}#")]


def read_bytes(draft: Given) -> bytes:
    """The bytes of a draft. Raises DocumentError, in a sentence without the file's name, where they cannot be had."""
    if draft.name.startswith("~$"):
        raise DocumentError("This is the small file that Word keeps while a document is open, not the document itself.")
    data = _bytes_on_disk(draft) if isinstance(draft, Path) else draft.read_bytes()
    if len(data) > MAX_FILE:
        raise _too_large()
    if not data:
        raise DocumentError("The file is empty.")
    _check_kind(data)
    return data


def _bytes_on_disk(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise DocumentError("This is a folder. Give the Word file itself.")
        if not path.exists():
            raise DocumentError("The file does not exist. Check its name and folder.")
        if any(os.path.exists(owner) for owner in _owner_files(path)):  # noqa: PTH110  a name too long is no file
            raise DocumentError(
                "The file is open in Word, Excel or LibreOffice. Save it, close it and try again. If it is open nowhere, "
                "delete the "
                "small file that begins with ~$ or .~lock beside it."
            )
        if path.stat().st_size > MAX_FILE:
            raise _too_large()
        return regular_bytes(path)
    except NoRegularFile:
        raise DocumentError(NOT_A_FILE) from None
    except PermissionError:
        # "from None": the system's message holds the path, and paths hold names
        raise DocumentError(
            "The file may not be read: it is open in another program, or you have no right to it."
        ) from None
    except OSError:
        raise DocumentError("The file could not be read. Copy it to your own computer and try again.") from None


def _too_large() -> DocumentError:
    return DocumentError(
        f"The file is larger than {MAX_FILE // 2**20} MB. Compress its pictures in Word and try again."
    )


def _check_kind(data: bytes) -> None:
    """Say what a file is that is no .docx at all."""
    advice = "Open it in Word, save it as a .docx and try again."
    if data.startswith(_OLD):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise DocumentError(
                "The file is password-protected. Open it in Word or Excel, remove the password (File, Info, Protect "
                "Document or Workbook), save it and try again."
            )
        if "WordDocument".encode("utf-16-le") in data:
            raise DocumentError(f"The file is in the old .doc format. {advice}")
        if "Workbook".encode("utf-16-le") in data:
            raise DocumentError(
                "The file is not a Word document, but a workbook in the old .xls format. Open it in Excel, save it as an "
                ".xlsx and try again."
            )
        raise DocumentError("The file is not a Word document: it is in an old format of another program.")
    if data.startswith(b"PK") or b"%PDF-" in data[:1024]:
        return
    start = data[:1024].lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    kinds = (
        (b"{\\rtf", "in the .rtf format"),
        (b"<?xml", "an XML file"),
        (b"<!doctype html", "a web page"),
        (b"<html", "a web page"),
    )
    for beginning, name in kinds:
        if start.startswith(beginning):
            raise DocumentError(f"The file is {name}, not a .docx. {advice}")
    if b"PK\x03\x04" not in data:
        raise DocumentError(f"The file is not a Word document. {advice}")


def write_atomically(path: Path, data: bytes, *, private: bool = False) -> None:
    """Write `data` to `path`, whole or not at all.

    `private` makes the file readable by its owner only. Raises DocumentError where the folder cannot be written to;
    what was at `path` before is then still there.
    """
    try:
        put(path, data, private=private)
    except OSError:
        if not path.parent.is_dir() or not os.access(path.parent, os.W_OK):
            raise DocumentError("The folder for the results cannot be written to. Choose another one.") from None
        raise DocumentError(
            "The result could not be written: the disk is full, or a file of this name is open in another program."
        ) from None
