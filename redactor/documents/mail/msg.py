"""A message as Outlook keeps it (.msg): a compound file with a stream for each property ([MS-OXMSG], [MS-OXPROPS])."""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from email.policy import SMTP

import olefile

from redactor.base.lzfu import unpacked
from redactor.documents.model import DocumentError

from .message import MOST_ATTACHMENTS, Attachment, Block, Message, one_line
from .plain import paragraphs_of
from .rich import rich_blocks
from .web import blocks_of

DAMAGED = "The message is damaged and cannot be read. Open it in Outlook, save it again and try that."
_NO_TEXT = (
    "The text of the message is damaged, or kept in a way that only Outlook reads. Open it there, choose Save As, Text or "
    "HTML, and copy it into a .docx."
)
_SUBJECT, _BODY, _HTML, _RTF = 0x0037, 0x1000, 0x1013, 0x1009
_SENDER_NAME, _SENDER_SMTP, _SENDER_ADDRESS = 0x0C1A, 0x5D01, 0x0C1F
_FROM_NAME, _FROM_SMTP, _FROM_ADDRESS = 0x0042, 0x5D02, 0x0065
_DISPLAY_NAME, _SMTP, _ADDRESS, _RECIPIENT_TYPE = 0x3001, 0x39FE, 0x3003, 0x0C15
_SENT, _RECEIVED, _CODEPAGE = 0x0039, 0x0E06, 0x3FFD
_REPLY_NAMES, _TRANSPORT = 0x0050, 0x007D
_LONG_NAME, _SHORT_NAME, _ATTACHED, _HIDDEN = 0x3707, 0x3704, 0x3701, 0x7FFE
_TO = {0: "From", 1: "To", 2: "Cc", 3: "Bcc"}
_EPOCH = datetime(1601, 1, 1, tzinfo=UTC)
_DEEPEST, _MOST_STREAMS = 8, 20_000


class _Folder:
    """A storage of the file: the message, one recipient or one attachment, with its properties."""

    def __init__(self, file: olefile.OleFileIO, path: tuple[str, ...], header: int) -> None:
        self._file, self._path = file, path
        names = file.listdir(streams=True, storages=True)
        if len(names) > _MOST_STREAMS:
            raise DocumentError(DAMAGED)
        self._own = {
            tuple(name)[len(path)].lower(): tuple(name)[len(path)]
            for name in names
            if tuple(name)[: len(path)] == path and len(name) == len(path) + 1
        }
        fixed = self._stream("__properties_version1.0")
        self._fixed = {
            struct.unpack_from("<H", fixed, at + 2)[0]: fixed[at + 8 : at + 16]
            for at in range(header, len(fixed) - 15, 16)
        }

    def _stream(self, name: str) -> bytes:
        own = self._own.get(name.lower())
        if own is None or self._file.get_type([*self._path, own]) != olefile.STGTY_STREAM:
            return b""
        data: bytes = self._file.openstream([*self._path, own]).read()
        return data

    def text(self, *properties: int) -> str:
        """The first of these that says something."""
        for each in properties:
            if wide := self._stream(f"__substg1.0_{each:04X}001F"):
                return wide.decode("utf-16-le", "replace").rstrip("\x00")
            if narrow := self._stream(f"__substg1.0_{each:04X}001E"):
                return _decoded(narrow, self.number(_CODEPAGE)).rstrip("\x00")
        return ""

    def data(self, each: int) -> bytes:
        """A property that is bytes."""
        return self._stream(f"__substg1.0_{each:04X}0102")

    def number(self, each: int) -> int:
        """A property that is a number; 0 where it is not there."""
        return int(struct.unpack("<i", self._fixed.get(each, b"\x00" * 8)[:4])[0])

    def moment(self, each: int) -> datetime | None:
        """A property that is a time."""
        ticks = struct.unpack("<Q", self._fixed.get(each, b"\x00" * 8))[0]
        try:
            return _EPOCH + timedelta(microseconds=ticks // 10) if ticks else None
        except OverflowError:
            return None

    def folders(self, beginning: str) -> Iterator[tuple[str, ...]]:
        """Paths of the storages in this one whose names begin so, in their order."""
        for low, own in sorted(self._own.items()):
            if low.startswith(beginning) and self._file.get_type([*self._path, own]) == olefile.STGTY_STORAGE:
                yield (*self._path, own)


def parsed(data: bytes) -> Message:
    """The message in these bytes. Raises DocumentError."""
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as file:
            return _message(file, (), 32, 0)
    except (OSError, ValueError, KeyError, IndexError, struct.error):
        raise DocumentError(DAMAGED) from None


def _message(file: olefile.OleFileIO, path: tuple[str, ...], header: int, depth: int) -> Message:
    folder = _Folder(file, path, header)
    blocks, unread = _text(folder)
    attachments = [_attachment(file, each, depth) for each in folder.folders("__attach_version1.0_")][:MOST_ATTACHMENTS]
    fields = [(name, one_line(value)) for name, value in _fields(file, folder)]
    unseen = tuple(one_line(line) for line in folder.text(_TRANSPORT).splitlines() if line.strip())
    return Message(tuple(f for f in fields if f[1]), blocks, tuple(attachments), unread, unseen)


def _text(folder: _Folder) -> tuple[tuple[Block, ...], tuple[str, ...]]:
    if plain := paragraphs_of(folder.text(_BODY)):
        return plain, ()
    if web := blocks_of(folder.data(_HTML) or folder.text(_HTML)):
        return web, ()
    packed = folder.data(_RTF)
    if not packed:
        return (), ("The message has no text that can be read.",)
    try:
        rich = rich_blocks(unpacked(packed))
    except ValueError:
        rich = ()
    return rich, () if rich else (_NO_TEXT,)


def _fields(file: olefile.OleFileIO, folder: _Folder) -> Iterator[tuple[str, str]]:
    yield (
        "From",
        _person(
            folder.text(_FROM_NAME, _SENDER_NAME), folder.text(_FROM_SMTP, _SENDER_SMTP, _FROM_ADDRESS, _SENDER_ADDRESS)
        ),
    )
    yield "Reply-To", folder.text(_REPLY_NAMES)
    people: dict[str, list[str]] = {"To": [], "Cc": [], "Bcc": []}
    for path in folder.folders("__recip_version1.0_"):
        recipient = _Folder(file, path, 8)
        kind = _TO.get(recipient.number(_RECIPIENT_TYPE) & 0xF, "To")
        people.setdefault(kind, []).append(_person(recipient.text(_DISPLAY_NAME), recipient.text(_SMTP, _ADDRESS)))
    for kind in ("To", "Cc", "Bcc"):
        yield kind, "; ".join(people[kind])
    if moment := folder.moment(_SENT) or folder.moment(_RECEIVED):
        yield "Date", moment.strftime("%a, %d %b %Y %H:%M:%S +0000")
    yield "Subject", folder.text(_SUBJECT)


def _person(name: str, address: str) -> str:
    if address.startswith("/"):  # a name in the directory of Exchange: "/o=Council/ou=.../cn=Recipients/cn=..."
        address = ""
    return f"{name} <{address}>" if name and address and name != address else name or address


def _attachment(file: olefile.OleFileIO, path: tuple[str, ...], depth: int) -> Attachment:
    folder = _Folder(file, path, 8)
    name = one_line(folder.text(_LONG_NAME, _SHORT_NAME))
    inner = next(folder.folders(f"__substg1.0_{_ATTACHED:04X}000d".lower()), None)
    if inner is not None and depth < _DEEPEST:
        if file.exists([*inner, "__properties_version1.0"]):
            return Attachment(name, _as_eml(_message(file, inner, 24, depth + 1)), message=True)
        return Attachment(name, b"")
    return Attachment(name, folder.data(_ATTACHED), shown_inside=bool(folder.number(_HIDDEN) & 1))


def _as_eml(message: Message) -> bytes:
    """A message inside a message has no file of its own: it gets one in the form that everybody reads."""
    made = EmailMessage(policy=SMTP)
    text = "\n\n".join(_plain(block) for block in message.blocks)
    made.set_content(text or " ")
    for attachment in message.attachments:
        if attachment.message:
            made.add_attachment(attachment.data, maintype="application", subtype="octet-stream", filename="message.eml")
        else:
            made.add_attachment(
                attachment.data, maintype="application", subtype="octet-stream", filename=attachment.name or "file"
            )
    head = "".join(f"{name}: {value}\r\n" for name, value in message.fields)
    return head.encode("utf-8", "replace") + made.as_bytes()


def _plain(block: Block) -> str:
    if hasattr(block, "rows"):
        return "\n".join("\t".join(cell.replace("\n", " ") for cell in row) for row in block.rows)
    return "\n".join(f"{'>' * block.quoted} {line}".strip() for line in block.text.split("\n"))


def _decoded(data: bytes, codepage: int) -> str:
    for charset in ("utf-8" if codepage == 65001 else f"cp{codepage}", "cp1252"):
        try:
            return data.decode(charset)
        except (LookupError, UnicodeDecodeError):
            continue
    return data.decode("latin-1")
