"""Reads a rich text file (.rtf) for the check, by its own grammar: what shows, and what the groups beside the text hold."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from redactor.sources.reading import is_of_a_program
from redactor.sources.source import Blob, Source, SourceError, SourceFact, SourceText

_TOKEN = re.compile(
    r"\\([a-zA-Z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-fA-F]{2})|\\(\r\n|[^a-zA-Z])|([{}])|([\r\n]+)|([^\\{}\r\n]+)|(\\)",
    re.S,
)
_DEEPEST = 500
_ENDS = {
    "par": "\n",
    "sect": "\n",
    "page": "\n",
    "column": "\n",
    "cell": "cell",
    "nestcell": "cell",
    "row": "row",
    "nestrow": "row",
}
_CHARACTERS = {
    "tab": "\t", "line": "\n", "emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”",
    "bullet": "•", "emspace": " ", "enspace": " ",
}  # fmt: skip
_SIGNS = {"~": " ", "_": "-", "-": "", "\\": "\\", "{": "{", "}": "}", "\r\n": "\n", "\n": "\n", "\r": "\n"}
# destination → layer and place of its text; "skip": nothing of it is a person's word
_PROPERTIES = {
    "author": "author", "operator": "last saved by", "manager": "manager", "company": "company", "title": "", "subject": "",
    "keywords": "", "comment": "", "doccomm": "", "category": "", "hlinkbase": "base of links", "propname": "", "staticval": "",
}  # fmt: skip
_PLACES = {
    **{name: ("metadata", f"property {what}".strip()) for name, what in _PROPERTIES.items()},
    **dict.fromkeys(("header", "headerl", "headerr", "headerf"), ("text", "header 1")),
    **dict.fromkeys(("footer", "footerl", "footerr", "footerf"), ("text", "footer 1")),
    "footnote": ("text", "footnotes"), "annotation": ("comment", "comments"), "atnauthor": ("metadata", "comments"),
    "atnid": ("metadata", "comments"), "fldinst": ("link", "code of a field"), "bkmkstart": ("annotation", "bookmark"),
    "bkmkend": ("markup", "bookmark"), "revtbl": ("metadata", "list of people"), "template": ("link", "template"),
    "shptxt": ("text", "text box"), "sn": ("markup", "drawing"), "sv": ("annotation", "drawing"),
    "docvar": ("hidden", "variables"),
    "protusertbl": ("metadata", "list of people"), "userprops": ("metadata", "property"), "background": ("text", "background"),
    **dict.fromkeys(("falt", "listname", "listtext", "pntext", "pntxtb", "pntxta", "datafield", "ffname", "ffhelptext",
                     "ffstattext",
                     "ffdeftext", "ffl", "wgrffmtfilter", "xmlopen", "xmlattrname", "xmlattrvalue"), ("markup", "format")),
}  # fmt: skip
_FORMAT = frozenset(
    "fonttbl colortbl stylesheet listtable listoverridetable rsidtbl generator themedata colorschememapping latentstyles "
    "datastore xmlnstbl filetbl pgptbl mmathPr panose ftnsep ftnsepc aftnsep aftnsepc info rtf".split()
)
_INLINE = frozenset(
    "field fldrslt shp shpinst object result rtf shpgrp do dptxbxtext nonshppict shppict upr ud".split()
)
_BINARY = {"pict": "picture", "objdata": "embedded-object"}
_SENTENCES = {
    "picture": "A picture, which only a person can judge.",
    "embedded-object": "Another file is embedded in this one.",
    "tracked-changes": "Tracked changes hold what was written before, and by whom.",
    "comments": "Comments are still in the file, with who wrote them.",
    "hidden-text": "Hidden text: it does not show, but it is in the file.",
    "attached-template": "The file names the template it was made from.",
    "people": "The file lists people who worked on it.",
    "metadata": "The file's properties name somebody.",
    "custom-properties": "Custom properties are in the file.",
}  # fmt: skip
_FACT_OF = {
    "annotation": ("comments", "comments"), "revtbl": ("people", "list of people"),
    "template": ("attached-template", "properties of the file"),
    "userprops": ("custom-properties", "properties of the file"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Group:
    """What holds within a group of braces."""

    layer: str = "text"
    place: str = "body"
    skips: int = 1  # characters that stand for one of Unicode, where a reader knows none
    hidden: bool = False
    deleted: bool = False
    in_table: bool = False
    binary: str = ""


@dataclass(slots=True)
class _Rtf:
    text: str
    codepage: str = "cp1252"
    group: _Group = field(default_factory=_Group)
    stack: list[_Group] = field(default_factory=list)
    said: dict[tuple[str, str], list[str]] = field(default_factory=dict)  # by layer and place, the paragraph so far
    texts: list[SourceText] = field(default_factory=list)
    facts: dict[SourceFact, None] = field(default_factory=dict)
    blobs: list[Blob] = field(default_factory=list)
    table: int = 0
    row: int = 1
    column: int = 1
    paragraph: int = 0
    headers: dict[int, str] = field(default_factory=dict)
    digits: list[str] = field(default_factory=list)  # of the picture or file that is being read
    narrow: bytearray = field(default_factory=bytearray)  # bytes of a code page that may be one character together

    def fact(self, rule: str, place: str) -> None:
        self.facts[SourceFact(rule, place, _SENTENCES[rule])] = None

    def add(self, text: str) -> None:
        """Text into the paragraph that is being read, in its layer."""
        group = self.group
        layer = "hidden" if (group.hidden or group.deleted) and group.layer == "text" else group.layer
        if group.hidden and text.strip():
            self.fact("hidden-text", group.place)
        if group.deleted and text.strip():
            self.fact("tracked-changes", "body")
        if layer != "skip":
            self.said.setdefault((layer, group.place), []).append(text)

    def flush(self) -> None:
        """Bytes that were waiting are characters."""
        if self.narrow:
            waiting, self.narrow = bytes(self.narrow), bytearray()
            self.add(waiting.decode(self.codepage, "replace"))

    def end(self, what: str) -> None:
        """A paragraph, a cell or a row ends."""
        group = self.group
        place, header = group.place, ""
        if group.place == "body":
            if what == "row":
                self.row, self.column = self.row + 1, 1
            elif what == "cell" or group.in_table:
                if self.column == 1 and self.row == 1 and not self.headers:
                    self.table += 1
                place = f"body, table {max(1, self.table)}, row {self.row}, column {self.column}"
                header = self.headers.get(self.column, "") if self.row > 1 else ""
            else:
                self.row, self.column, self.headers = 1, 1, {}
                self.paragraph += 1
                place = f"body, paragraph {self.paragraph}"
        for key in [k for k in self.said if k[1] == group.place]:
            text = "".join(self.said.pop(key)).strip(" ")
            if text.strip():
                self.texts.append(SourceText(text, place, key[0], header))
                if what == "cell" and self.row == 1:
                    self.headers[self.column] = text
        if what == "cell" and group.place == "body":
            self.headers.setdefault(self.column, "")
            self.column += 1

    def leave(self) -> None:
        """A group ends: what was said in a destination of its own is a text."""
        before = self.stack.pop()
        if (before.layer, before.place) != (self.group.layer, self.group.place):
            self.end("\n")
        if self.group.binary and not before.binary:
            self.blobs += _binary(self.digits, self.group.binary)
            self.digits = []
        self.group = before


def read_rtf(data: bytes, name: str) -> Source:
    """Everything in an .rtf. Raises SourceError for one that is nested beyond reason."""
    rtf = _Rtf(data.decode("latin-1"))
    if match := re.search(rb"\\ansicpg(\d{3,5})\b", data[:4096]):
        rtf.codepage = _codepage(match[1].decode("ascii"))
    _walk(rtf)
    rtf.flush()
    for layer, place in list(rtf.said):
        rtf.group = _Group(layer, place)
        rtf.end("\n")
    seen = dict.fromkeys(rtf.texts)
    blobs = (Blob(data, "the file as bytes"), *rtf.blobs)
    own = re.findall(r"\{\\propname ([^{}]*)\}\\proptype\d+\s?\{\\staticval ([^{}]*)\}", rtf.text)
    if len(own) == rtf.text.count("\\propname") and all(is_of_a_program(*one) for one in own):
        rtf.facts = {fact: None for fact in rtf.facts if fact.rule != "custom-properties"}
    return Source(name, hashlib.sha256(data).hexdigest(), "rtf", tuple(seen), tuple(rtf.facts), (), blobs)


def _codepage(number: str) -> str:
    name = "utf-8" if number == "65001" else f"cp{number}"
    try:
        b"".decode(name)
    except LookupError:
        return "cp1252"
    return name


def _walk(rtf: _Rtf) -> None:
    position, skip, starred = 0, 0, False
    text = rtf.text
    while position < len(text):
        match = _TOKEN.match(text, position)
        if match is None:
            position += 1
            continue
        position = match.end()
        word, number, code, sign, brace, ends, plain, _ = match.groups()
        if code is None:
            rtf.flush()
        if brace == "{":
            rtf.stack.append(rtf.group)
            if len(rtf.stack) > _DEEPEST:
                raise SourceError("The file is nested far deeper than any program writes it, so it was not read.")
            starred = False
        elif brace == "}":
            if rtf.stack:
                rtf.leave()
            skip = 0
        elif word is not None:
            if word == "bin" and number and number.isdigit():
                rtf.blobs.append(Blob(text[position : position + int(number)].encode("latin-1"), "data in the file"))
                position += int(number)
            elif word == "u" and number:
                _say_unicode(rtf, int(number) % 65536)
                skip = rtf.group.skips
            else:
                _control(rtf, word, number, starred)
            starred = False
        elif code is not None:
            if skip:
                skip -= 1
            else:
                rtf.narrow.append(int(code, 16))
        elif sign is not None:
            starred = sign == "*"
            if sign in _SIGNS:
                rtf.add(_SIGNS[sign])
        elif plain is not None and not ends:
            if rtf.group.binary:
                rtf.digits.append(plain)
                continue
            rtf.add(plain[skip:])
            skip = max(0, skip - len(plain))


def _say_unicode(rtf: _Rtf, code: int) -> None:
    """One half of a character beyond the first plane waits for the other."""
    said = rtf.said.get((rtf.group.layer, rtf.group.place))
    if 0xDC00 <= code < 0xE000 and said and said[-1] and 0xD800 <= ord(said[-1][-1]) < 0xDC00:
        high = ord(said[-1][-1])
        said[-1] = said[-1][:-1] + chr(0x10000 + ((high - 0xD800) << 10) + code - 0xDC00)
        return
    rtf.add(chr(code))


def _control(rtf: _Rtf, word: str, number: str | None, starred: bool) -> None:
    group = rtf.group
    off = number == "0"
    if word in _ENDS:
        rtf.end(_ENDS[word])
    elif word in _CHARACTERS:
        rtf.add(_CHARACTERS[word])
    elif word in ("v", "deleted"):
        rtf.group = replace(group, hidden=not off) if word == "v" else replace(group, deleted=not off)
    elif word == "revised":
        rtf.fact("tracked-changes", "body")
    elif word == "plain":
        rtf.group = replace(group, hidden=False, deleted=False)
    elif word == "pard":
        rtf.group = replace(group, in_table=False)
    elif word in ("intbl", "itap"):
        rtf.group = replace(group, in_table=not off)
    elif word == "uc" and number and number.isdigit():
        rtf.group = replace(group, skips=min(int(number), 10))
    elif word in _BINARY:
        rtf.fact(_BINARY[word], "body")
        rtf.group = replace(group, layer="skip", binary=_BINARY[word])
    elif word in _PLACES:
        layer, place = _PLACES[word]
        rtf.group = replace(group, layer=layer, place=place, hidden=False, deleted=False, binary="")
        if fact := _FACT_OF.get(word):
            rtf.fact(*fact)
        if _PROPERTIES.get(word) and word != "hlinkbase":
            rtf.fact("metadata", place)
    elif (word in _FORMAT and word != "rtf") or (starred and word not in _INLINE):
        rtf.group = replace(group, layer="markup", place="format")


def _binary(lines: Iterable[str], what: str) -> Iterator[Blob]:
    """Data written as hexadecimal figures, in lines."""
    plain = re.sub(r"[^0-9a-fA-F]", "", "".join(lines))
    if len(plain) >= 16:
        yield Blob(bytes.fromhex(plain[: len(plain) // 2 * 2]), f"{what} in the file")
