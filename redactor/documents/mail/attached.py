"""What came with a message: drafts of their own, and files that nothing here can read, which are told."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from redactor.base.bounded import bounded
from redactor.base.given import Held
from redactor.documents.files import MAX_FILE
from redactor.documents.kinds import kind_of
from redactor.documents.model import DocumentError

from .message import Attachment, Message

PICTURE = "a picture"
PACKED = "a packed folder"
_SUFFIXES = {
    "pdf": ".pdf", "doc": ".doc", "rtf": ".rtf", "odt": ".odt", "xls": ".xls", "ods": ".ods", "xlsb": ".xlsb", "mail": ".eml",
    "msg": ".msg",
}  # fmt: skip
_KINDS = {
    **dict.fromkeys((".docx", ".doc"), "a Word file"), **dict.fromkeys((".odt", ".rtf"), "a text"),
    **dict.fromkeys((".xlsx", ".xls", ".ods", ".xlsb"), "a workbook"), **dict.fromkeys((".eml", ".msg"), "a message"),
    **dict.fromkeys((".png", ".jpg", ".jpeg", ".gif", ".tif", ".tiff", ".bmp", ".webp", ".heic"), PICTURE),
    ".pdf": "a PDF", ".ics": "an appointment",
    ".vcf": "a card with somebody's contacts", ".txt": "a plain text", ".csv": "a table", ".zip": PACKED,
    ".p7s": "a signature", ".p7m": "an encrypted message",
}  # fmt: skip
_MOST_FILES, _MOST_BYTES, _DEEPEST = 60, 300 * 1024 * 1024, 6


@dataclass(frozen=True, slots=True)
class ToldAttachment:
    """An attachment, by its number, as the message's page tells of it."""

    number: int
    what: str  # "a Word file"
    is_draft: bool  # it is read as a draft of its own


def parsed(data: bytes, kind: str) -> Message:
    """A message in bytes of kind "mail" or "msg". Raises DocumentError."""
    if kind == "mail":
        from .eml import parsed as by_eml

        return by_eml(data)
    from .msg import parsed as by_msg

    return by_msg(data)


def told_of(message: Message) -> tuple[ToldAttachment, ...]:
    """Every attachment of a message but the pictures shown in its text; no file's own name is among it."""
    return tuple(
        ToldAttachment(number, _KINDS.get(each.suffix.lower(), "a file"), is_draft(each))
        for number, each in enumerate(message.attachments, 1)
        if not each.shown_inside
    )


def is_draft(attachment: Attachment) -> bool:
    """Whether it is of a format that a draft can have."""
    if attachment.shown_inside or not attachment.data or len(attachment.data) > MAX_FILE:
        return False
    try:
        return attachment.message or (kind_of(attachment.data) != "zip" or _is_package(attachment.data))
    except DocumentError:
        return False


def _is_package(data: bytes) -> bool:
    """A Word file or a workbook, not just anything that is packed, nor a folder with one in it."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = [name.lower() for name in archive.namelist()]
    except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError, OSError):
        return True  # its reader says what is wrong with it
    return any(name.startswith(("word/", "xl/")) for name in names) or "[content_types].xml" in names


def attached(name: str, data: bytes) -> tuple[Held, ...]:
    """The drafts inside the message `name`, and inside those that are messages themselves, as files in memory.

    `mail - attachment 1 (letter).docx`: where the draft lies, and its own name. Raises DocumentError.
    """
    found = tuple(_drafts(Path(name).stem, data, kind_of(data), 0))
    if len(found) > _MOST_FILES or sum(len(each.data) for each in found) > _MOST_BYTES:
        raise DocumentError(
            "The message holds too many or too large files to be read at once. Save its attachments, and give them one by one."
        )
    return found


def _drafts(stem: str, data: bytes, kind: str, depth: int) -> Iterator[Held]:
    message = bounded(parsed, data, kind, refuse=DocumentError)
    for number, each in enumerate(message.attachments, 1):
        if not is_draft(each):
            continue
        own = Path(each.name.replace("\\", "/")).stem if each.name and not each.message else ""
        called = f"{stem} - attachment {number}" + (f" ({own})" if own else "")
        inner = kind_of(each.data) if not each.message else "mail"
        yield Held(called + (each.suffix or _SUFFIXES.get(inner, ".docx")), each.data)
        if inner in ("mail", "msg") and depth < _DEEPEST:
            yield from _drafts(called, each.data, inner, depth + 1)
