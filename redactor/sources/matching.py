"""Finds many forms in much text at once, as whole words, however spaces, hyphens and apostrophes were typed.

All pieces are laid into one long text, whose set of words tells in one look which forms can occur at all; in a clean
file that is nearly none. Only those are searched for.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from redactor.sources.finding import Form
from redactor.sources.reading import PackageBlob
from redactor.sources.xml_text import Piece

SHORTEST_IN_BYTES = 5  # a shorter string turns up in the bytes of a picture by chance
_BETWEEN = "\x00"  # no XML can hold it
_WORD = re.compile(r"[^\W_]+")
# soft hyphen, joiners, zero-width spaces, marks and brackets of writing direction, byte order mark
_IGNORED = (
    "\u00ad\u034f\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e"
    "\u2060\u2061\u2062\u2063\u2064\u2066\u2067\u2068\u2069\ufeff"
)
PLAIN = str.maketrans(
    {
        **dict.fromkeys(_IGNORED),
        **dict.fromkeys("\u2018\u2019\u201a\u201b\u02bc\u02b9\u2032\u00b4\u0060\uff07", "'"),
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212\ufe63\uff0d", "-"),
        **dict.fromkeys("\u201c\u201d\u201e\u2033", '"'),
    }
)


@dataclass(frozen=True, slots=True)
class Hit:
    """A form in a piece: characters `start` to `end` of the normalised long text, end exclusive."""

    start: int
    end: int
    form: int  # index into the forms
    piece: int  # index into the pieces


def normalised(text: str) -> str:
    """Text as it is compared: one kind of space, apostrophe and hyphen, nothing invisible, accents composed."""
    if not text.isascii():
        text = unicodedata.normalize("NFC", text.translate(PLAIN))
    return " ".join(text.split())


def folded(text: str) -> str:
    """Lower case of the same length, so that offsets agree."""
    lower = text.lower()
    if len(lower) == len(text):
        return lower
    return "".join(low if len(low := char.lower()) == 1 else char for char in text)


def as_spelled(form: Form) -> bool:
    """True when only the exact spelling of a form counts: upper and lower case would match common words."""
    return form.exact or not (" " in form.text.strip() or sum(map(str.isalpha, form.text)) >= 5)


def find_in_pieces(pieces: Sequence[Piece], forms: Sequence[Form]) -> list[Hit]:
    """All whole-word occurrences of the forms, in the order of the pieces; overlapping ones too."""
    text = normalised(_BETWEEN.join(piece.text.replace(_BETWEEN, " ") for piece in pieces))
    lower = folded(text)
    words = set(_WORD.findall(lower))
    starts = [0, *(match.end() for match in re.finditer(_BETWEEN, text))]
    hits: list[Hit] = []
    for index, form in enumerate(forms):
        spelled = normalised(form.text)
        wanted = folded(spelled)
        if not wanted or not words.issuperset(_WORD.findall(wanted)):
            continue
        exact = as_spelled(form)
        for start in _occurrences(lower, wanted):
            end = start + len(wanted)
            piece = bisect_right(starts, start) - 1
            if (exact or pieces[piece].own_words) and text[start:end] != spelled:
                continue
            hits.append(Hit(start, end, index, piece))
    return sorted(hits, key=lambda hit: (hit.start, -hit.end))


def _occurrences(text: str, wanted: str) -> Iterator[int]:
    """Where `wanted` stands as a whole word: no letter or digit touches it."""
    first, last = wanted[0].isalnum(), wanted[-1].isalnum()
    start = text.find(wanted)
    while start >= 0:
        end = start + len(wanted)
        touched = (first and start > 0 and text[start - 1].isalnum()) or (
            last and end < len(text) and text[end].isalnum()
        )
        if not touched:
            yield start
        start = text.find(wanted, start + 1)


_GRAM = 4
_RUN = re.compile(rb"[a-z0-9]{4,}")
_WIDE_RUN = re.compile(rb"[a-z0-9](?:\x00[a-z0-9]){3,}")


@dataclass(frozen=True, slots=True)
class _ByteForm:
    """A form as it would stand in bytes, and what decides quickly that it does not."""

    index: int
    grams: frozenset[bytes]  # all runs of four letters or digits in its longest plain word
    needles: tuple[bytes, ...]  # one byte a letter: UTF-8, Windows-1252
    wide: bytes  # UTF-16, in both byte orders: without its last byte, which is a high one
    exact: bool


def find_in_bytes(blobs: Sequence[PackageBlob], forms: Sequence[Form]) -> Iterator[tuple[int, int]]:
    """Blob and form (indices) where a form of five characters or more stands in UTF-8, Windows-1252 or UTF-16."""
    wanted = (_byte_form(i, form) for i, form in enumerate(forms) if len(form.text.strip()) >= SHORTEST_IN_BYTES)
    by_gram: dict[bytes, list[_ByteForm]] = defaultdict(list)
    for form in wanted:
        by_gram[min(form.grams, default=b"")].append(form)
    for number, blob in enumerate(blobs):
        if len(blob.data) < SHORTEST_IN_BYTES:
            continue
        lower = blob.data.lower()  # ASCII letters only, in all encodings
        grams = _grams(set(_RUN.findall(lower)))
        wide_grams = _grams({run.replace(b"\x00", b"") for run in set(_WIDE_RUN.findall(lower))})
        candidates = [form for gram in grams | wide_grams for form in by_gram.get(gram, ())]
        for form in (*candidates, *by_gram.get(b"", ())):
            haystack = blob.data if form.exact else lower
            narrow = form.grams <= grams and any(_stands(haystack, needle, 1) for needle in form.needles)
            if narrow or (form.grams <= wide_grams and _stands(haystack, form.wide, 2)):
                yield number, form.index


def _byte_form(index: int, form: Form) -> _ByteForm:
    text = " ".join(form.text.split())
    exact = as_spelled(form)
    fold = _as_is if exact else bytes.lower
    encodings = ("utf-8",) if text.isascii() else ("utf-8", "cp1252")
    core = max(_RUN.findall(text.encode("utf-8").lower()), key=len, default=b"")
    return _ByteForm(
        index,
        frozenset(_grams([core])),
        tuple(fold(text.encode(name, "replace")) for name in encodings),
        fold(text.encode("utf-16-le"))[:-1],
        exact,
    )


def _grams(runs: Iterable[bytes]) -> set[bytes]:
    return {run[i : i + _GRAM] for run in runs for i in range(len(run) - _GRAM + 1)}


def _as_is(data: bytes) -> bytes:
    return data


def _single_word(data: bytes) -> bool:
    return data.replace(b"\x00", b"").isalnum()


def _stands(haystack: bytes, needle: bytes, width: int) -> bool:
    """True when the needle is there; a single word only where no letter or digit touches it."""
    whole = _single_word(needle)
    start = haystack.find(needle)
    while start >= 0:
        end = start + len(needle) + (width - 1)
        before, after = haystack[max(start - width, 0) : start], haystack[end : end + width]
        if not whole or not (_single_word(before) or _single_word(after)):
            return True
        start = haystack.find(needle, start + 1)
    return False
