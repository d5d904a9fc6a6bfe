"""The normalised copy of a text, and the way back from its characters to the file's.

Word drafts hold characters that a reader does not see or does not tell apart: soft hyphens, zero-width marks from web
pages, no-break spaces, curly apostrophes, ligatures from PDFs, accents as characters of their own. Whoever looks for
a name sees the plain copy; a replacement goes back through the map, so that the file keeps its own characters
everywhere else.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

_DROPPED = "\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufe00-\ufe0f\ufeff"
_DROPPED += "\ufff9-\ufffb\U000e0000-\U000e0fff"  # marks of ruby text, tags, selectors of variants
_APOSTROPHE = re.compile(r"&(?:#0?39|#x27|apos|[lr]squo|#821[67]|#x201[89]);", re.IGNORECASE)  # left by a web page
_ODD = re.compile(
    "[^\\t\\n\\x20-\\x5f\\x61-\\x7e\u00a3\u00b0\u00bd\u2013\u2014\u201c\u201d\u2022\u2026\u20ac]|&[#a-zA-Z]"
)
_IGNORABLE = re.compile(f"[{_DROPPED}\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f]")
_PLAIN = {
    **dict.fromkeys("\r\u0085\u00a0\u1680\u202f\u205f\u2028\u2029\u3000", " "),
    **{chr(code): " " for code in range(0x2000, 0x200B)},
    **dict.fromkeys("\u2010\u2011", "-"),
    **dict.fromkeys("\u2018\u2019\u201b\u02bc\u02b9\u2032\uff07\u00b4`", "'"),
}
_FLAT = str.maketrans("\t\n\r", "   ")


@dataclass(frozen=True, slots=True)
class Normal:
    """`text` with, for each of its characters, where the raw character behind it starts and ends (exclusive)."""

    text: str
    starts: Sequence[int]
    ends: Sequence[int]


def _compatible(character: str) -> str:
    """Ligatures, full-width and mathematical letters as the letters they show."""
    if (
        "\ufb00" <= character <= "\ufb06"
        or "\uff01" <= character <= "\uff5e"
        or "\U0001d400" <= character <= "\U0001d7ff"
    ):
        return unicodedata.normalize("NFKC", character)
    return character


def flat(raw: str) -> str:
    """`raw` with tabs and line ends as spaces, one for one: inside XML text they show as such."""
    return raw.translate(_FLAT) if "\n" in raw or "\t" in raw or "\r" in raw else raw


def normalise(raw: str) -> Normal:
    """The plain copy of `raw` with its map; most passages have nothing odd and cost one scan."""
    if not _ODD.search(raw):
        return Normal(raw, range(len(raw)), range(1, len(raw) + 1))
    out: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    done = 0  # up to here; an apostrophe may be spelt by several characters

    def take_plain(end: int) -> None:
        out.extend(raw[done:end])
        starts.extend(range(done, end))
        ends.extend(range(done + 1, end + 1))

    for odd in _ODD.finditer(raw):
        index = odd.start()
        if index < done:
            continue
        take_plain(index)
        character, done = raw[index], index + 1
        if _IGNORABLE.match(character):
            continue
        if character == "&" and (spelt := _APOSTROPHE.match(raw, index)):
            out.append("'")
            starts.append(index)
            done = spelt.end()
            ends.append(done)
            continue
        if (
            unicodedata.combining(character)
            and out
            and len(whole := unicodedata.normalize("NFC", out[-1] + character)) == 1
        ):
            out[-1], ends[-1] = whole, done
            continue
        plain = _PLAIN.get(character) or _compatible(character)
        for letter in plain:
            out.append(letter)
            starts.append(index)
            ends.append(done)
    take_plain(len(raw))
    return Normal("".join(out), starts, ends)
