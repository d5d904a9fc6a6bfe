"""The rich text of a message: as its HTML where it was made from HTML ([MS-OXRTFEX]), else as its plain text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from .message import Block
from .plain import paragraphs_of
from .web import blocks_of

_TOKEN = re.compile(
    rb"\\([a-zA-Z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z])|([{}])|[\r\n]+|([^\\{}\r\n]+)", re.S
)
_BREAKS = {"par": "\n\n", "sect": "\n\n", "page": "\n\n", "line": "\n", "row": "\n\n", "cell": "\t", "tab": "\t"}
_CHARACTERS = {
    "emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”", "bullet": "•",
    "emspace": " ", "enspace": " ",
}  # fmt: skip
_SIGNS = {b"~": "\u00a0", b"_": "-", b"\\": "\\", b"{": "{", b"}": "}", b"\r": "\n\n", b"\n": "\n\n"}
# groups that hold no words of the message
_ASIDE = frozenset(
    "fonttbl colortbl stylesheet info pict object listtable listoverridetable rsidtbl generator themedata colorschememapping "
    "latentstyles datastore xmlnstbl filetbl fldinst header footer".split()
)
_DEEPEST = 500


@dataclass(frozen=True, slots=True)
class _Group:
    aside: bool = False
    tag: bool = False  # HTML as it stood in the message
    shown_twice: bool = False  # what only a reader of rich text needs: HTML says it already
    skips: int = 1
    font: int = 0


@dataclass(slots=True)
class _Reading:
    web: bool
    charset: str
    charsets: dict[int, str] = field(default_factory=dict)  # of the fonts
    out: list[str] = field(default_factory=list)
    narrow: bytearray = field(default_factory=bytearray)  # bytes that may be one character together
    group: _Group = field(default_factory=_Group)
    described: int = 0  # the font that the table of fonts speaks of

    def say(self, text: str) -> None:
        """Words of the message, where they are not said already."""
        if not self.group.aside and not (self.web and self.group.shown_twice):
            self.out.append(text)

    def flush(self) -> None:
        """Bytes that were waiting are characters."""
        if self.narrow:
            waiting, self.narrow = bytes(self.narrow), bytearray()
            self.say(waiting.decode(self.charsets.get(self.group.font, self.charset), "replace"))


def rich_blocks(rtf: bytes) -> tuple[Block, ...]:
    """Paragraphs and tables of a message in rich text. Raises ValueError for what is nested beyond reason."""
    head = rtf[:1000]
    number = re.search(rb"\\ansicpg(\d{3,5})\b", head)
    reading = _Reading(b"\\fromhtml" in head, _codepage(int(number[1])) if number else "cp1252")
    _walk(rtf, reading)
    said = "".join(reading.out)
    return blocks_of(said) if reading.web else paragraphs_of(said)


def _walk(rtf: bytes, reading: _Reading) -> None:
    stack: list[_Group] = []
    skip, starred = 0, False
    for match in _TOKEN.finditer(rtf):
        word, number, code, sign, brace, plain = match.groups()
        if code is None:
            reading.flush()
        if brace == b"{":
            stack.append(reading.group)
            if len(stack) > _DEEPEST:
                raise ValueError("nested beyond reason")
        elif brace == b"}":
            reading.group = stack.pop() if stack else _Group()
            skip = 0
        elif word is not None:
            name, value = word.decode(), int(number) if number else None
            if name == "u" and value is not None:
                _unicode(reading, value % 65536)
                skip = reading.group.skips
            else:
                _control(reading, name, value, starred)
        elif code is not None:
            if skip:
                skip -= 1
            else:
                reading.narrow.append(int(code, 16))
        elif sign is not None and sign != b"*":
            reading.say(_SIGNS.get(sign, ""))
        elif plain is not None:
            reading.narrow += plain[skip:]
            skip = max(0, skip - len(plain))
        starred = sign == b"*"
    reading.flush()


def _control(reading: _Reading, name: str, value: int | None, starred: bool) -> None:
    group = reading.group
    if name == "htmltag":
        reading.group = replace(group, tag=True, aside=not reading.web, shown_twice=False)
    elif name == "htmlrtf":
        reading.group = replace(group, shown_twice=value != 0)
    elif name in _ASIDE or starred:
        reading.group = replace(group, aside=True)
    elif name in _BREAKS:
        text = _BREAKS[name]
        reading.say(text.strip("\n") + "\n" if reading.web and name != "tab" else text)
    elif name in _CHARACTERS:
        reading.say(_CHARACTERS[name])
    elif name == "uc" and value is not None:
        reading.group = replace(group, skips=min(max(value, 0), 10))
    elif name == "f" and value is not None:
        reading.described = value
        reading.group = replace(group, font=value)
    elif name == "fcharset" and value is not None and (charset := _CHARSETS.get(value)):
        reading.charsets[reading.described] = charset


# numbers of [MS-RTF] for the letters of a font
_CHARSETS = {
    0: "cp1252", 128: "cp932", 129: "cp949", 134: "cp936", 136: "cp950", 161: "cp1253", 162: "cp1254", 163: "cp1258",
    177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874", 238: "cp1250",
}  # fmt: skip


def _unicode(reading: _Reading, code: int) -> None:
    """One half of a character beyond the first plane waits for the other."""
    out = reading.out
    if 0xDC00 <= code < 0xE000 and out and len(out[-1]) == 1 and 0xD800 <= ord(out[-1]) < 0xDC00:
        high = ord(out.pop())
        reading.say(chr(0x10000 + ((high - 0xD800) << 10) + code - 0xDC00))
        return
    reading.say(chr(code))


def _codepage(number: int) -> str:
    name = "utf-8" if number == 65001 else f"cp{number}"
    try:
        b"".decode(name)
    except LookupError:
        return "cp1252"
    return name
