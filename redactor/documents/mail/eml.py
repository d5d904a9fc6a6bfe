"""A message as the internet knows it (RFC 5322, MIME), read with the standard library."""

from __future__ import annotations

import email
import email.errors
import re
from collections.abc import Iterator
from email.header import decode_header, make_header
from email.message import Message as Mime
from typing import TYPE_CHECKING, Any, cast

from .message import MOST_ATTACHMENTS, SHOWN, Attachment, Block, Message, one_line
from .plain import paragraphs_of, unflowed
from .web import blocks_of

_ENCRYPTED = (
    "The message is encrypted, and its text could not be read. Open it in your mail program and save its text as .docx."
)
_NO_TEXT = "The message has no text that can be read."
_DEEPEST = 20
# where a mailbox (mbox) keeps the next message: its first line, and a field of a header
_OF_A_MAILBOX = re.compile(rb"\r?\n\r?\nFrom [^\r\n]*\d{4}[^\r\n]*\r?\n(?=[A-Za-z][A-Za-z-]*:)")
_LATIN = ("iso-8859-1", "latin-1", "latin1", "us-ascii", "iso8859-1", "iso_8859-1")
_OF_WINDOWS = re.compile(rb"[\x80-\x9f]")
if TYPE_CHECKING:
    Part = Mime[Any, Any]


def parsed(data: bytes) -> Message:
    """The message in these bytes."""
    others: list[bytes] = []
    if data.lstrip(b"\xef\xbb\xbf\r\n").startswith(b"From "):
        data, *others = _OF_A_MAILBOX.split(data.lstrip(b"\xef\xbb\xbf\r\n").partition(b"\n")[2])
    # the newer policy parses fields anew, and drops what it does not understand: a list of people parted by ";"
    message = cast("Part", email.message_from_bytes(data.lstrip(b"\xef\xbb\xbf\r\n")))
    blocks: list[Block] = []
    attachments: list[Attachment] = []
    unread: list[str] = []
    further = [Attachment("", each, message=True) for each in others]
    for part in _bodies(message, attachments, 0):
        kind = part.get_content_type()
        blocks += blocks_of(_text(part)) if kind == "text/html" else paragraphs_of(_text(part))
    if message.get_content_type() in ("multipart/encrypted", "application/pkcs7-mime", "application/x-pkcs7-mime"):
        unread.append(_ENCRYPTED)
    elif not blocks:
        unread.append(_NO_TEXT)
    attachments += further
    shown = {name.lower() for name in SHOWN}
    unseen = (f"{n}: {one_line(_decoded(v))}" for n, v in message.raw_items() if n.lower() not in shown)
    return Message(
        tuple(_fields(message)), tuple(blocks), tuple(attachments[:MOST_ATTACHMENTS]), tuple(unread), tuple(unseen)
    )


def _fields(message: Part) -> Iterator[tuple[str, str]]:
    for name in SHOWN:
        for field, value in message.raw_items():
            if field.lower() == name.lower() and (line := one_line(_decoded(value))):
                yield name, line


def _decoded(value: object) -> str:
    """A field as a reader sees it: "=?utf-8?q?Zo=C3=AB?=" is Zoë; bytes that say nothing of themselves are UTF-8 or Windows'."""
    text = _in_letters(str(value).encode("utf-8", "surrogateescape"), "utf-8")
    try:
        return str(make_header(decode_header(text)))
    except (ValueError, LookupError, TypeError, email.errors.MessageError):
        return text


def _bodies(part: Part, attachments: list[Attachment], depth: int) -> Iterator[Part]:
    """The parts that are the text of the message; all others go to `attachments`."""
    kind = part.get_content_type()
    if depth > _DEEPEST or part.get_content_disposition() == "attachment" or kind == "message/rfc822":
        attachments.append(_attachment(part))
    elif part.is_multipart():
        inner = [cast("Part", p) for p in part.get_payload() if not isinstance(p, str)]
        if kind == "multipart/alternative":
            yield from _best(inner, attachments, depth)
            return
        for each in inner:
            yield from _bodies(each, attachments, depth + 1)
    elif kind in ("text/plain", "text/html") and (
        not part.get_filename() or part.get_content_disposition() == "inline"
    ):
        yield part
    else:
        attachments.append(_attachment(part))


def _best(alternatives: list[Part], attachments: list[Attachment], depth: int) -> Iterator[Part]:
    """The plainest that says something; files that come with the others are kept."""
    readings: list[list[Part]] = []
    for each in alternatives:
        readings.append(list(_bodies(each, attachments, depth + 1)))
    told = [r for r in readings if any(_text(p).strip() for p in r)]
    plain = [r for r in told if all(p.get_content_type() == "text/plain" for p in r)]
    yield from next(iter(plain or told), [])


def _attachment(part: Part) -> Attachment:
    if part.get_content_type() == "message/rfc822":
        inner = part.get_payload(0) if part.is_multipart() else None
        return Attachment(
            "", inner.as_bytes() if inner is not None and not isinstance(inner, str) else _bytes(part), message=True
        )
    try:
        name = _decoded(part.get_filename() or "")
    except (ValueError, IndexError, TypeError, AttributeError, LookupError, email.errors.MessageError):
        name = ""
    inside = part.get_content_maintype() == "image" and part.get_content_disposition() != "attachment"
    return Attachment(one_line(name), _bytes(part), shown_inside=inside)


def _bytes(part: Part) -> bytes:
    if part.is_multipart():
        return part.as_bytes()
    data = part.get_payload(decode=True)
    return data if isinstance(data, bytes) else b""


def _text(part: Part) -> str:
    data = _bytes(part)
    text = _in_letters(data, part.get_content_charset() or "utf-8")
    if part.get_content_type() == "text/plain" and str(part.get_param("format") or "").lower() == "flowed":
        return unflowed(text, without_spaces=str(part.get_param("delsp") or "").lower() == "yes")
    return text


def _in_letters(data: bytes, charset: str) -> str:
    if charset.lower() in _LATIN and _OF_WINDOWS.search(data):
        charset = "cp1252"  # Latin-1 has no letters there, and programs that name it mean Windows'
    for name in (charset, "utf-8", "cp1252"):
        try:
            return data.decode(name)
        except (LookupError, UnicodeDecodeError):
            continue
    return data.decode("latin-1")
