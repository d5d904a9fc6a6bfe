"""Fonts of a PDF: which letters the bytes of a text operator show, and how wide they are."""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

import pikepdf

_MOST_IN_RANGE = 65536
_HEX = re.compile(rb"<([0-9A-Fa-f\s]*)>")
_SECTION = re.compile(rb"begin(bfchar|bfrange|cidchar|cidrange|codespacerange)(.*?)end\1", re.DOTALL)
_ENTRY = re.compile(rb"<[0-9A-Fa-f\s]*>|\[[^\]]*\]|\d+")
_FIXED, _SERIF, _ITALIC, _FORCED_BOLD = 1, 2, 64, 262144  # flags of a font (ISO 32000-1, table 123)
_BOLD_STEM = 130
_LETTER_OF = {  # glyph names that no encoding of the base fonts has
    "Lslash": "Ł", "lslash": "ł", "breve": "˘", "caron": "ˇ", "dotaccent": "˙", "dotlessi": "ı", "fi": "fi", "fl": "fl",
    "ff": "ff", "ffi": "ffi", "ffl": "ffl", "fraction": "⁄", "hungarumlaut": "˝", "ogonek": "˛", "ring": "˚", "nbspace": " ",
    "sfthyphen": "\u00ad", "minus": "−", "Delta": "Δ", "Omega": "Ω", "pi": "π", "lozenge": "◊", "infinity": "∞",
    "notequal": "≠", "lessequal": "≤", "greaterequal": "≥", "partialdiff": "∂", "summation": "∑", "product": "∏",
    "integral": "∫", "radical": "√", "approxequal": "≈", "apple": "", "germandbls": "ß", "checkmark": "✓",
}  # fmt: skip
_ACCENTS = {
    "grave": "\u0300", "acute": "\u0301", "circumflex": "\u0302", "tilde": "\u0303", "macron": "\u0304", "breve": "\u0306",
    "dotaccent": "\u0307", "dieresis": "\u0308", "ring": "\u030a", "hungarumlaut": "\u030b", "caron": "\u030c",
    "commaaccent": "\u0326", "cedilla": "\u0327", "ogonek": "\u0328",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Letter:
    """One code of a text operator: its bytes, what it shows (None: the file does not say) and its width (1: the font's size)."""

    code: bytes
    text: str | None
    width: float
    is_space_code: bool  # whether word spacing widens it: the single byte 32, whatever it shows


@dataclass(frozen=True, slots=True)
class Font:
    """A font as a content stream uses it."""

    name: str
    base: str  # the base font that looks most like it
    lengths: tuple[int, ...]  # of its codes, in bytes
    texts: Mapping[bytes, str] = field(repr=False)
    widths: Mapping[int, float] = field(repr=False)
    cids: Mapping[bytes, int] | None = field(repr=False)  # of a composite font with a table of its own
    otherwise: float  # the width of what has none of its own

    _letters: dict[bytes, Letter] = field(default_factory=dict, repr=False, compare=False)

    def letters(self, data: bytes) -> Iterator[Letter]:
        """The letters of a string, in order."""
        at, lengths, known = 0, self.lengths, self._letters
        first = lengths[0]
        while at < len(data):
            length = first
            if len(lengths) > 1:
                length = next((n for n in lengths if data[at : at + n] in self.texts), first)
            code = data[at : at + length]
            letter = known.get(code)
            if letter is None:
                number = self.cids.get(code, 0) if self.cids is not None else int.from_bytes(code)
                letter = known[code] = Letter(
                    code, self.texts.get(code), self.widths.get(number, self.otherwise), code == b" "
                )
            yield letter
            at += length


@dataclass(frozen=True, slots=True)
class BaseFont:
    """One of the fonts that every reader of PDFs has: widths by character."""

    name: str
    widths: Mapping[str, float] = field(repr=False)

    def width(self, text: str) -> float:
        """Of a text, in sizes of the font."""
        return sum(self.widths.get(character, 0.6) for character in text)


@cache
def _rows() -> list[dict[str, str]]:
    return list(csv.DictReader((files(__package__) / "base_fonts.csv").read_text("utf-8").splitlines()))


@cache
def base_font(name: str) -> BaseFont:
    """The base font of this name; what has no widths in the table is Courier, in which all are alike."""
    if name.startswith("Courier"):
        return BaseFont(name, {chr(code): 0.6 for code in range(32, 256)})
    widths = {letter_of(row["glyph"]) or "": int(row[name]) / 1000 for row in _rows() if row[name]}
    return BaseFont(name, widths)


@cache
def letter_of(glyph: str) -> str | None:
    """What a glyph of this name shows; None where its name does not say."""
    if glyph in _winansi():
        return _winansi()[glyph]
    if glyph in _LETTER_OF:
        return _LETTER_OF[glyph]
    if match := re.fullmatch(r"uni((?:[0-9A-Fa-f]{4})+)|u([0-9A-Fa-f]{4,6})", glyph):
        codes = [match[1][n : n + 4] for n in range(0, len(match[1]), 4)] if match[1] else [match[2]]
        return "".join(chr(int(code, 16)) for code in codes if int(code, 16) < 0x110000)
    if "." in glyph[1:]:
        return letter_of(glyph.partition(".")[0])
    if "_" in glyph[1:-1]:
        parts = [letter_of(part) for part in glyph.split("_")]
        return "".join(parts) if all(parts) else None  # type: ignore[arg-type]
    for accent, mark in _ACCENTS.items():
        if len(glyph) == len(accent) + 1 and glyph.endswith(accent):
            return unicodedata.normalize("NFC", glyph[0] + mark)
    return glyph if len(glyph) == 1 else None


@cache
def _winansi() -> dict[str, str]:
    return {
        row["glyph"]: bytes([int(row["winansi"].split(";")[0])]).decode("cp1252") for row in _rows() if row["winansi"]
    }


@cache
def _encoding(name: str) -> Mapping[bytes, str]:
    if name == "/WinAnsiEncoding":
        return {bytes([c]): text for c in range(32, 256) if (text := bytes([c]).decode("cp1252", "ignore"))}
    if name == "/MacRomanEncoding":
        return {bytes([c]): bytes([c]).decode("mac_roman") for c in range(32, 256)}
    standard = {}
    for row in _rows():
        for code in filter(None, row["standard"].split(";")):
            standard[bytes([int(code)])] = letter_of(row["glyph"]) or ""
    return standard


def font_of(font: pikepdf.Object) -> Font:
    """What a font's dictionary says. Raises nothing that a broken one can cause but pikepdf's own errors and ValueError."""
    name = str(font.get("/BaseFont", "/")).lstrip("/")
    to_unicode = _to_unicode(font.get("/ToUnicode"))
    if str(font.get("/Subtype", "")) == "/Type0":
        return _composite(font, name, to_unicode)
    texts = dict(_simple_texts(font, name))
    texts.update(to_unicode)
    widths, otherwise = _simple_widths(font, name, texts)
    return Font(name, _alike(name, font.get("/FontDescriptor")), (1,), texts, widths, None, otherwise)


def _simple_texts(font: pikepdf.Object, name: str) -> Mapping[bytes, str]:
    encoding, descriptor = font.get("/Encoding"), font.get("/FontDescriptor")
    plain = name.rpartition("+")[2]
    if plain.startswith(("Symbol", "ZapfDingbats", "Wingdings")):
        return {}  # signs, which name nobody
    embedded = descriptor is not None and any(key in descriptor for key in ("/FontFile", "/FontFile2", "/FontFile3"))
    if isinstance(encoding, pikepdf.Name):
        return _encoding(str(encoding))
    symbolic = descriptor is not None and int(descriptor.get("/Flags", 0)) & 4
    # without an encoding the font's own file says which letters there are
    named = str(encoding.get("/BaseEncoding", "")) if isinstance(encoding, pikepdf.Dictionary) else ""
    base = {} if encoding is None and embedded and symbolic else _encoding(named)
    texts = dict(base)
    if isinstance(encoding, pikepdf.Dictionary):
        code = 0
        for item in encoding.get("/Differences", ()):
            if isinstance(item, pikepdf.Name):
                if 0 <= code < 256:
                    text = letter_of(str(item)[1:])
                    if text is None:
                        texts.pop(bytes([code]), None)
                    else:
                        texts[bytes([code])] = text
                code += 1
            else:
                code = int(item)
    return texts


def _simple_widths(font: pikepdf.Object, name: str, texts: Mapping[bytes, str]) -> tuple[dict[int, float], float]:
    scale = 0.001
    if str(font.get("/Subtype", "")) == "/Type3" and "/FontMatrix" in font:
        scale = abs(float(font["/FontMatrix"][0])) or 0.001
    descriptor = font.get("/FontDescriptor")
    missing = float(descriptor.get("/MissingWidth", 0)) * scale if descriptor is not None else 0.0
    if "/Widths" in font:
        first = int(font.get("/FirstChar", 0))
        return {first + n: float(width) * scale for n, width in enumerate(font["/Widths"])}, missing
    base = base_font(_alike(name, descriptor))
    return {code[0]: base.widths.get(text, 0.5) for code, text in texts.items()}, missing or 0.5


def _composite(font: pikepdf.Object, name: str, to_unicode: Mapping[bytes, str]) -> Font:
    inner = font["/DescendantFonts"][0]
    encoding = font.get("/Encoding")
    lengths: tuple[int, ...] = (2,)
    cids: dict[bytes, int] | None = None
    if isinstance(encoding, pikepdf.Stream):
        lengths, cids = _codes_of(encoding.read_bytes())
    elif str(encoding) != "/Identity-H":
        to_unicode = {}  # written downwards, or by a table of another language: not read
    widths: dict[int, float] = {}
    items = list(inner.get("/W", ()))
    at = 0
    while at + 1 < len(items):
        first = int(items[at])
        if isinstance(items[at + 1], pikepdf.Array):
            widths.update((first + n, float(width) / 1000) for n, width in enumerate(items[at + 1]))
            at += 2
        elif at + 2 < len(items):
            last = min(int(items[at + 1]), first + _MOST_IN_RANGE)
            widths.update(dict.fromkeys(range(first, last + 1), float(items[at + 2]) / 1000))
            at += 3
        else:
            break
    otherwise = float(inner.get("/DW", 1000)) / 1000
    return Font(name, _alike(name, inner.get("/FontDescriptor")), lengths, to_unicode, widths, cids, otherwise)


def _codes_of(table: bytes) -> tuple[tuple[int, ...], dict[bytes, int]]:
    """Lengths of codes and the numbers of their glyphs, of a font's own table."""
    lengths: set[int] = set()
    cids: dict[bytes, int] = {}
    for kind, body in _SECTION.findall(table):
        items = _ENTRY.findall(body)
        if kind == b"codespacerange":
            lengths.update(len(_bytes(item)) for item in items)
        elif kind == b"cidchar":
            cids.update((_bytes(code), int(cid)) for code, cid in zip(items[::2], items[1::2], strict=False))
        elif kind == b"cidrange":
            for low, high, cid in zip(items[::3], items[1::3], items[2::3], strict=False):
                start, end = int.from_bytes(_bytes(low)), int.from_bytes(_bytes(high))
                for n in range(min(end - start + 1, _MOST_IN_RANGE)):
                    cids[(start + n).to_bytes(len(_bytes(low)))] = int(cid) + n
    return tuple(sorted(n for n in lengths if 0 < n <= 4)) or (2,), cids


def _to_unicode(stream: object) -> dict[bytes, str]:
    if not isinstance(stream, pikepdf.Stream):
        return {}
    texts: dict[bytes, str] = {}
    for kind, body in _SECTION.findall(stream.read_bytes()):
        items = _ENTRY.findall(body)
        if kind == b"bfchar":
            texts.update((_bytes(code), _text(_bytes(to))) for code, to in zip(items[::2], items[1::2], strict=False))
        elif kind == b"bfrange":
            for low, high, to in zip(items[::3], items[1::3], items[2::3], strict=False):
                start, end = int.from_bytes(_bytes(low)), int.from_bytes(_bytes(high))
                length = len(_bytes(low))
                if to.startswith(b"["):
                    for n, each in enumerate(_HEX.findall(to)[: end - start + 1]):
                        texts[(start + n).to_bytes(length)] = _text(_bytes(each))
                    continue
                first = _bytes(to)
                for n in range(min(end - start + 1, _MOST_IN_RANGE)):
                    last = int.from_bytes(first[-2:]) + n
                    if last <= 0xFFFF:
                        texts[(start + n).to_bytes(length)] = _text(first[:-2] + last.to_bytes(2))
    return {code: text.replace("\x00", "") for code, text in texts.items()}


def _bytes(hexadecimal: bytes) -> bytes:
    digits = re.sub(rb"[^0-9A-Fa-f]", b"", hexadecimal)
    return bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode("ascii"))


def _text(data: bytes) -> str:
    return data.decode("latin-1") if len(data) == 1 else data.decode("utf-16-be", "replace")


def _alike(name: str, descriptor: object) -> str:
    """The base font that looks most like a font."""
    plain, flags, stem = name.lower(), 0, 0.0
    if isinstance(descriptor, pikepdf.Dictionary):
        flags, stem = int(descriptor.get("/Flags", 0)), float(descriptor.get("/StemV", 0))
    bold = "bold" in plain or "black" in plain or bool(flags & _FORCED_BOLD) or stem > _BOLD_STEM
    italic = "italic" in plain or "oblique" in plain or bool(flags & _ITALIC)
    if "courier" in plain or "mono" in plain or flags & _FIXED:
        return "Courier" + {(0, 0): "", (1, 0): "-Bold", (0, 1): "-Oblique", (1, 1): "-BoldOblique"}[bold, italic]
    sans = any(word in plain for word in ("arial", "helvetica", "calibri", "sans", "verdana", "carlito"))
    if not sans and (flags & _SERIF or "times" in plain or "serif" in plain):
        return "Times-" + {(0, 0): "Roman", (1, 0): "Bold", (0, 1): "Italic", (1, 1): "BoldItalic"}[bold, italic]
    return "Helvetica" + {(0, 0): "", (1, 0): "-Bold", (0, 1): "-Oblique", (1, 1): "-BoldOblique"}[bold, italic]
