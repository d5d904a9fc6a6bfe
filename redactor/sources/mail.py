"""Reads a message (.eml) for the check: every field of its header, every form of its text, what came with it."""

from __future__ import annotations

import email
import email.errors
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from email.header import decode_header, make_header
from email.message import Message
from typing import TYPE_CHECKING, Any, cast

from redactor.sources.pictures import is_picture
from redactor.sources.source import Blob, Source, SourceFact, SourceText
from redactor.sources.web import read_web

if TYPE_CHECKING:
    Part = Message[Any, Any]

_SHOWN = frozenset("from to cc bcc reply-to sender subject".split())
_OF_MACHINES = re.compile(
    r"(?:dkim|arc|domainkey|authentication|content|mime|date|x-ms-exchange|x-microsoft-antispam|x-forefront)\b.*", re.I
)
ATTACHED = "A file came with the message, with everything that it holds."
_MOST_ATTACHMENTS, _DEEPEST = 200, 30


@dataclass(slots=True)
class MessageTexts:
    """What is read of a message. `inner` are files that came with it, to be read by themselves."""

    texts: list[SourceText] = field(default_factory=list)
    facts: list[SourceFact] = field(default_factory=list)
    unreadable: list[str] = field(default_factory=list)
    blobs: list[Blob] = field(default_factory=list)
    inner: list[Blob] = field(default_factory=list)
    number: int = 0

    def say(self, text: str, place: str, layer: str) -> None:
        """A text, if it says anything."""
        if text.strip("\x00 \r\n\t"):
            self.texts.append(SourceText(text, place, layer))

    def attach(self, name: str, data: bytes) -> None:
        """A file that came with the message."""
        self.number += 1
        place = f"attachment {self.number}"
        self.say(name, f"{place}, its name", "name")
        if not data:
            self.unreadable.append(f"{place}: nothing could be read of it.")
        elif is_picture(data):
            self.facts.append(SourceFact("picture", place, "A picture, which only a person can judge."))
            self.blobs.append(Blob(data, place))
        elif self.number > _MOST_ATTACHMENTS:
            self.unreadable.append(f"{place}: more files than a message has, so it was not read.")
        else:
            self.facts.append(SourceFact("embedded-object", place, ATTACHED))
            self.inner.append(Blob(data, place))

    def source(self, data: bytes, name: str, kind: str) -> tuple[Source, tuple[Blob, ...]]:
        """All of it, with the files to be read."""
        made = Source(
            name, hashlib.sha256(data).hexdigest(), kind, tuple(dict.fromkeys(self.texts)), tuple(dict.fromkeys(self.facts)),
            tuple(self.unreadable), (Blob(data, "the file as bytes"), *self.blobs),
        )  # fmt: skip
        return made, tuple(self.inner)


def read_mail(data: bytes, name: str) -> tuple[Source, tuple[Blob, ...]]:
    """Everything in a message, and the files that came with it."""
    found = MessageTexts()
    start = data.lstrip(b"\xef\xbb\xbf\r\n")
    if start.startswith(b"From "):
        first, _, start = start.partition(b"\n")
        found.say(first.decode("utf-8", "replace"), "first line", "metadata")
        start, *others = _NEXT.split(start)
        for each in others:  # a mailbox holds several messages
            found.attach("", each)
    _part(cast("Part", email.message_from_bytes(start)), found, 0)
    return found.source(data, name, "eml")


def _part(part: Part, found: MessageTexts, depth: int) -> None:
    for key, value in part.raw_items():
        shown = key.lower() in _SHOWN and depth == 0
        layer = "text" if shown else "markup" if _OF_MACHINES.fullmatch(key) else "metadata"
        found.say(
            " ".join(decoded(value).split()),
            f"head of the message, {key if re.fullmatch('[A-Za-z-]+', key) else 'a field'}",
            layer,
        )
    for aside in (part.preamble, part.epilogue):
        found.say(aside or "", "beside the parts of the message", "hidden")
    kind, name = part.get_content_type(), _name(part)
    if kind == "message/rfc822":
        inner = part.get_payload(0) if part.is_multipart() else None
        found.attach(name, inner.as_bytes() if inner is not None and not isinstance(inner, str) else _bytes(part))
    elif part.is_multipart():
        if depth > _DEEPEST:
            found.unreadable.append(
                "The message is nested far deeper than any program writes it: the rest was not read."
            )
            return
        if kind == "multipart/encrypted":
            found.unreadable.append("The message is encrypted: its text could not be read.")
        for each in part.get_payload():
            if not isinstance(each, str):
                _part(each, found, depth + 1)
    elif kind in ("text/plain", "text/html") and part.get_content_disposition() in (
        "inline",
        *([] if name else [None]),
    ):
        found.say(name, "the name of a text", "name")
        for text, layer in texts_of(_text(part), kind == "text/html"):
            found.say(text, "body", layer)
    else:
        found.attach(name, _bytes(part))


def texts_of(text: str, is_web: bool) -> Iterator[tuple[str, str]]:
    """The paragraphs of a message's text, with their layers."""
    if is_web:
        yield from read_web(text)
        return
    plain = re.sub(r"^[ \t]*(?:>[ \t]?)+", "", text.replace("\r\n", "\n").replace("\r", "\n"), flags=re.M)
    yield from ((paragraph, "text") for paragraph in re.split(r"\n\s*\n", plain))


def decoded(value: object) -> str:
    """A field without its disguise: "=?utf-8?q?Zo=C3=AB?=" is Zoë."""
    text = _in_letters(str(value).encode("utf-8", "surrogateescape"), "utf-8")
    try:
        return str(make_header(decode_header(text)))
    except (ValueError, LookupError, TypeError, email.errors.MessageError):
        return text


def _name(part: Part) -> str:
    try:
        return decoded(part.get_filename() or "")
    except (ValueError, LookupError, TypeError, email.errors.MessageError):
        return ""


def _bytes(part: Part) -> bytes:
    if part.is_multipart():
        return part.as_bytes()
    data = part.get_payload(decode=True)
    return data if isinstance(data, bytes) else b""


def _text(part: Part) -> str:
    text = _in_letters(_bytes(part), part.get_content_charset() or "utf-8")
    if part.get_content_type() == "text/plain" and str(part.get_param("format") or "").lower() == "flowed":
        # a line that ends in a space goes on in the next; with delsp the space belongs to the break
        broken = _DELETED if str(part.get_param("delsp") or "").lower() == "yes" else _FLOWED
        return broken.sub("", text.replace("\r\n", "\n"))
    return text


_FLOWED = re.compile(r"(?<= )(?<!^-- )(?<!\n-- )\n(?:>+ ?| )?(?!-- \n|\n)")
_DELETED = re.compile(r"(?<!^--)(?<!\n--) \n(?:>+ ?| )?(?!-- \n|\n)")


# what stands before the next message of a mailbox
_NEXT = re.compile(rb"\r?\n\r?\nFrom [^\r\n]*\d{4}[^\r\n]*\r?\n(?=[A-Za-z][A-Za-z-]*:)")


def _in_letters(data: bytes, declared: str) -> str:
    if declared.lower() in ("iso-8859-1", "latin-1", "latin1", "us-ascii") and re.search(rb"[\x80-\x9f]", data):
        declared = "cp1252"  # what programs mean that say Latin-1
    for charset in (declared, "utf-8", "cp1252"):
        try:
            return data.decode(charset)
        except (LookupError, UnicodeDecodeError):
            continue
    return data.decode("latin-1")
