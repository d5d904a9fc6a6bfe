"""What a file is, for the check: told by what it holds, whatever its name ends in."""

from __future__ import annotations

import io
import re
import zipfile

from redactor.base.compound import OLE, in_directory, is_locked_excel, is_locked_word
from redactor.sources.reading import BROKEN_ARCHIVE
from redactor.sources.source import SourceError

NEITHER = (
    "The file is neither Word (.docx), PDF nor Excel (.xlsx), nor of another format that redactor reads (.doc, .odt, .rtf, "
    ".xls, .ods, .eml, .msg)."
)
_LOCKED = (
    "The file is protected with a password. Open it in Word or Excel, take the password off, save it and check that."
)
_OLD = (
    "The file is in an old format that redactor does not read, or protected with a password. Open it in the program that it "
    "was made with, take the password off, save it as .docx or .xlsx, and check that."
)
_WEB = re.compile(rb"(?:<\?xml[^>]*>\s*)?<(?:!doctype\s+html|html)\b", re.IGNORECASE)
_WEB_PAGE = "The file is a web page, whatever its name ends in. Open it in Word, save it as a .docx, and check that."
_PACKED = "The file is a packed folder (.zip). Unpack it, and check the files that are in it."
_READ = (".docx", ".doc", ".xlsx", ".xls", ".pdf", ".odt", ".ods", ".rtf", ".eml", ".msg")
_BROKEN = "The file is damaged and cannot be opened. Save it again from Word or Excel."
_FIELD = re.compile(rb"([A-Za-z][A-Za-z0-9-]{1,60}):[^\r\n]*\r?\n(?:[ \t]+[^\r\n]*\r?\n)*")
_EVERY_MESSAGE = frozenset(
    (b"from", b"to", b"subject", b"date", b"received", b"message-id", b"return-path", b"mime-version")
)


def kind_of(data: bytes) -> str:
    """ "docx", "xlsx", "pdf", "odf", "rtf", "doc", "xls", "xlsb", "eml" or "msg". Raises SourceError for anything else."""
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith(OLE):
        return _compound(data)
    if data[:2] == b"PK":
        return _package(data)
    start = data[:1024].lstrip(b"\xef\xbb\xbf \r\n\t")
    if start[:5].lower() == b"{\\rtf":
        return "rtf"
    if _is_message(data):
        return "eml"
    if _WEB.match(start):
        raise SourceError(_WEB_PAGE)
    raise SourceError(NEITHER)


def _compound(data: bytes) -> str:
    locked = in_directory(data, "EncryptedPackage")
    if in_directory(data, "__properties_version1.0") and not locked:
        return "msg"
    if in_directory(data, "WordDocument") and not locked:
        if not is_locked_word(data):
            return "doc"
        locked = True
    if (in_directory(data, "Workbook") or in_directory(data, "Book")) and not locked:
        if not is_locked_excel(data):
            return "xls"
        locked = True
    raise SourceError(_LOCKED if locked else _OLD)


def _package(data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = [name.lower() for name in archive.namelist()]
    except BROKEN_ARCHIVE:
        raise SourceError(_BROKEN) from None
    if any(name.startswith("word/") for name in names):
        return "docx"
    if "content.xml" in names and ("mimetype" in names or "meta-inf/manifest.xml" in names):
        return "odf"
    if any(name.startswith("xl/") for name in names):
        return "xlsb" if "xl/workbook.bin" in names else "xlsx"
    if any(name.endswith("document.xml") for name in names):
        return "docx"
    raise SourceError(_PACKED if any(name.endswith(_READ) for name in names) else NEITHER)


def _is_message(data: bytes) -> bool:
    start = data[:65536].lstrip(b"\xef\xbb\xbf\r\n")
    if start.startswith(b"From "):
        start = start.partition(b"\n")[2]
    seen: set[bytes] = set()
    position = 0
    while (match := _FIELD.match(start, position)) and len(seen) < 400:
        seen.add(match[1].lower())
        position = match.end()
    return len(seen & _EVERY_MESSAGE) >= 2
