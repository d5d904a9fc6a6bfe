"""What a message says, whatever file it came in."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import PurePath

# the fields that a reader sees; all others (Received, Message-ID, X-…) tell of accounts and machines, and stay behind
SHOWN = ("From", "Sender", "Reply-To", "To", "Cc", "Bcc", "Date", "Subject")
MOST_ATTACHMENTS = 200
_SUFFIX = re.compile(r"\.[A-Za-z0-9]{1,5}")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines that belong together."""

    text: str  # lines parted by "\n"
    quoted: int = 0  # how deep in quotations it stands


@dataclass(frozen=True, slots=True)
class TableBlock:
    """Rows of cells, as text."""

    rows: tuple[tuple[str, ...], ...]


Block = Paragraph | TableBlock


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that came with a message."""

    name: str  # as the message has it, "" where it has none; it may name somebody
    data: bytes = field(repr=False)
    shown_inside: bool = False  # a picture in the text
    message: bool = False  # itself a message

    @property
    def suffix(self) -> str:
        """What its name ends in, as far as that looks like the ending of a format."""
        suffix = ".eml" if self.message else PurePath(self.name.replace("\\", "/")).suffix
        return suffix if _SUFFIX.fullmatch(suffix) else ""


@dataclass(frozen=True, slots=True)
class Message:
    """A message without what only machines read."""

    fields: tuple[tuple[str, str], ...]  # of SHOWN
    blocks: tuple[Block, ...]
    attachments: tuple[Attachment, ...]
    unread: tuple[str, ...] = ()  # sentences: what of the message could not be read
    unseen: tuple[str, ...] = ()  # fields that no reader sees, as they stand: "X-User: …"


def one_line(text: str) -> str:
    """A field's value: no line breaks, nothing that XML cannot hold."""
    return " ".join(sound(text).split())


def sound(text: str) -> str:
    """Without the characters that no Word file can hold."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(
        c for c in text if c in "\n\t" or (c >= " " and not "\ud800" <= c <= "\udfff" and c not in "\ufffe\uffff\x7f")
    )
