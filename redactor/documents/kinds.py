"""What a file is, told by what it holds, and for what cannot be read the sentence that says what to do.

A kind is a word: "zip" (Word, Excel, told apart by their folders), "pdf", "doc", "xls", "rtf", "odt", "ods", "xlsb", "mail",
"msg".
"""

from __future__ import annotations

import io
import re
import zipfile

from redactor.base.compound import OLE, in_directory, is_locked_excel, is_locked_word
from redactor.documents.model import DocumentError

_ADVICE = "Open it in Word, save it as a .docx and try again."
_PROTECTED = (
    "The file is password-protected. Open it in {}, remove the password ({}), save it and try again."
)  # fmt: skip
_OFFICE_PASSWORD = _PROTECTED.format("Word or Excel", "File, Info, Protect Document or Workbook")
_ODF_PASSWORD = _PROTECTED.format("LibreOffice", "File, Save As, without “Save with password”")
_BROKEN_ZIP = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    NotImplementedError,
    ValueError,
    OSError,
    OverflowError,
    RuntimeError,
)
# what the `mimetype` of an OpenDocument file begins with, after "application/vnd.oasis.opendocument."
_ODF = b"application/vnd.oasis.opendocument."
_ODF_KINDS = {b"text": "odt", b"spreadsheet": "ods"}
_OTHER_ODF = (
    "The file is an OpenDocument drawing or presentation, which is no draft. Save its text as an .odt or a .docx."
)
_OTHERS_IN_ZIP = (
    (re.compile(r"index(?:\.zip|/document\.iwa)", re.I), "The file was made with Apple's Pages, Numbers or Keynote. Open it "
     "there, choose File, Export To, Word (or Excel), and give that file."),
    (re.compile(r"ppt/.*", re.I), "The file is a PowerPoint presentation, which is no draft. Copy its text into a .docx."),
    (re.compile(r"oebps/.*|.*\.opf", re.I), f"The file is an e-book. {_ADVICE}"),
)  # fmt: skip
_OTHERS_IN_OLE = (
    (("PowerPoint Document",), "The file is an old PowerPoint presentation, which is no draft. Copy its text into a .docx."),
    (("MatOST", "MM", "CONTENTS"), "The file was made with Microsoft Works (.wps). Open it in Word or LibreOffice, save it as "
     "a .docx and try again."),
    (("VisioDocument",), "The file is a Visio drawing, which is no draft."),
)  # fmt: skip
_FIELD = re.compile(rb"[A-Za-z][A-Za-z0-9-]{1,60}:[ \t]?[^\r\n]*\r?\n(?:[ \t]+[^\r\n]*\r?\n)*")
_MAIL_FIELDS = frozenset(
    b"from to cc subject date received return-path message-id mime-version content-type delivered-to reply-to sender "
    b"x-mailer references in-reply-to bcc thread-topic x-originating-ip dkim-signature".split()
)


def kind_of(data: bytes) -> str:
    """The kind of a file's bytes. Raises DocumentError for what is no draft in any format that can be read."""
    if data.startswith(OLE):
        return _ole_kind(data)
    if data.startswith(b"PK"):
        return _zip_kind(data)
    if b"%PDF-" in data[:1024]:
        return "pdf"
    start = data[:1024].lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    if start.startswith(b"{\\rtf"):
        return "rtf"
    kinds = (
        (b"<?xml", "an XML file"),
        (b"<!doctype html", "a web page"),
        (b"<html", "a web page"),
    )
    for beginning, name in kinds:
        if start.startswith(beginning):
            raise DocumentError(f"The file is {name}, not a .docx. {_ADVICE}")
    if is_mail(data):
        return "mail"
    if b"PK\x03\x04" not in data:
        raise DocumentError(f"The file is not a Word document. {_ADVICE}")
    return "zip"


def is_mail(data: bytes) -> bool:
    """Whether it begins as a message does: fields of a header, two of them such as every message has."""
    start = data[:65536].lstrip(b"\xef\xbb\xbf\r\n")
    if start.startswith(b"From "):  # as a mailbox keeps it
        start = start.partition(b"\n")[2]
    seen: set[bytes] = set()
    position = 0
    while (field := _FIELD.match(start, position)) and len(seen) < 400:
        seen.add(field[0].partition(b":")[0].lower())
        position = field.end()
    return len(seen & _MAIL_FIELDS) >= 2 and bool(seen & {b"from", b"to", b"subject", b"received", b"date"})


def _zip_kind(data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
            if any(name.lower().startswith("word/") for name in names):
                return "zip"  # whatever else it claims to be
            if ("mimetype" in names or "content.xml" in names) and (kind := _odf_kind(archive, names)) != "zip":
                return kind
    except _BROKEN_ZIP:
        return "zip"  # the reader says what is wrong with it
    if any(name.lower() == "xl/workbook.bin" for name in names):
        return "xlsb"
    for pattern, sentence in _OTHERS_IN_ZIP:
        if any(pattern.fullmatch(name) for name in names) and not any(n.lower().startswith("xl/") for n in names):
            raise DocumentError(sentence)
    return "zip"


def _odf_kind(archive: zipfile.ZipFile, names: list[str]) -> str:
    with archive.open("mimetype") if "mimetype" in names else io.BytesIO() as member:
        mimetype = member.read(200).strip()
    if mimetype and not mimetype.startswith(_ODF):
        return "zip"
    if "META-INF/manifest.xml" in names:
        with archive.open("META-INF/manifest.xml") as member:
            if b"encryption-data" in member.read(1 << 20):
                raise DocumentError(_ODF_PASSWORD)
    kind = _ODF_KINDS.get(mimetype[len(_ODF) :].split(b"-")[0], "")
    if mimetype and not kind:
        raise DocumentError(_OTHER_ODF)
    return kind or "odt"


def _ole_kind(data: bytes) -> str:
    if in_directory(data, "EncryptedPackage"):
        raise DocumentError(_OFFICE_PASSWORD)
    if in_directory(data, "__properties_version1.0"):
        return "msg"
    if in_directory(data, "WordDocument"):
        if is_locked_word(data):
            raise DocumentError(_OFFICE_PASSWORD)
        return "doc"
    if in_directory(data, "Workbook") or in_directory(data, "Book"):
        if is_locked_excel(data):
            raise DocumentError(_OFFICE_PASSWORD)
        return "xls"
    for streams, sentence in _OTHERS_IN_OLE:
        if any(in_directory(data, stream) for stream in streams):
            raise DocumentError(sentence)
    raise DocumentError(
        f"The file is not a Word document: it is in an old format of another program. {_ADVICE}"
    )  # fmt: skip
