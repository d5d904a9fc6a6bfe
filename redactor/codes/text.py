"""How cells, codes and names of a code list are compared and taken apart."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from redactor.base.remembered import remembered
from redactor.language.lexicon import titles_for

_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
# titles and ranks that may stand before a name; two spellings of one person may differ by them
TITLES = frozenset(title.lower() for title in titles_for("comparing"))
_NAME = re.compile(r"[^\W\d_][^\W\d_'’.\-]*(?:['’.\-][^\W\d_]*)*(?: [^\W\d_][^\W\d_'’.\-]*(?:['’.\-][^\W\d_]*)*){0,4}")
_MAIDEN = r"née|nee|formerly|previously|born"
_ALIAS = r"a\.?k\.?a\.?|a/k/a|also known as|known as|goes by|alias|or"
_MARKED = re.compile(rf"(?:(?P<maiden>{_MAIDEN})|(?:{_ALIAS}))\s*:?\s+(?P<rest>.+)", re.IGNORECASE)
_MARKED_INSIDE = re.compile(
    rf"\s+,?\s*(?P<marked>(?:{_MAIDEN}|a\.?k\.?a\.?|a/k/a|also known as|known as|goes by|alias)\s.+)$", re.IGNORECASE
)
_BRACKETS = re.compile(r"\s*(?:\(([^()]*)\)|\[([^\[\]]*)\])")
_SLASHED = re.compile(r"\b(?:a/k/a|n/k/a|n/[ak])\b", re.IGNORECASE)  # whose slashes part nothing
_PARTING_SLASH = r"/(?!(?<=\b[^\W\d_]/)[^\W\d_]\s+\S)"
_QUOTES = re.compile(r"""\s+["“‘']([^"“”‘’']+)["”’'](?=\s|$)""")
# what stands in brackets after a name without being one
_REMARKS = frozenset(
    "deceased late retired left acting locum agency temporary subject index child adult baby unborn twin male female "
    "mother father parent brother sister sibling son daughter half step aunt uncle cousin nephew niece grandmother "
    "grandfather nan nana gran grandad maternal paternal partner husband wife ex friend neighbour carer foster junior "
    "senior elder younger professional family not known unknown tbc and of the to".split()
)
_NOTHING = frozenset(
    (
        "",
        "-",
        "–",
        "—",
        "?",
        "n/a",
        "na",
        "n/k",
        "nk",
        "none",
        "nil",
        "notknown",
        "unknown",
        "tbc",
        "tba",
        "notapplicable",
    )
)


@remembered(65536)
def clean(text: str) -> str:
    """The text with composed characters, no invisible ones, and single spaces; line breaks count as spaces."""
    return " ".join(unicodedata.normalize("NFC", text).translate(_INVISIBLE).split())


def clean_lines(text: str) -> str:
    """Like `clean`, but keeping line breaks between lines that hold something."""
    return "\n".join(line for line in map(clean, text.splitlines()) if line)


def a_or_an(words: str) -> str:
    """The words with their article: "a Midwife", "an Approved Premises Worker"."""
    return f"{'an' if re.match('[aeio]|u(?!ni)', words, re.IGNORECASE) else 'a'} {words}"


@remembered(65536)
def squash(text: str) -> str:
    """What codes and headings are compared by: no case, no spaces ("SW 1" and "sw1" are one code)."""
    return "".join(unicodedata.normalize("NFKC", text).translate(_INVISIBLE).casefold().split())


def says_nothing(text: str) -> bool:
    """True for an empty cell and for what people write to say so: "n/a", "not known", "-"."""
    return squash(text) in _NOTHING


@remembered(65536)
def comparable(name: str) -> str:
    """A name without title, accents, case and punctuation, to tell whether two rows name the same.

    "Mr Marsh" keeps its title: nothing else tells him from Mrs Marsh.
    """
    plain = "".join(c for c in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(c))
    words = re.sub(r"[^\w\s]|_", " ", re.sub(r"['’`.]", "", plain)).split()
    while len(words) > 2 and words[0] in TITLES:
        words = words[1:]
    return " ".join(words)


def first_name(name: str) -> str:
    """The first word that is not a title, as written."""
    words = name.split()
    return next((w for w in words if not is_title(w)), words[0] if words else "")


def is_title(text: str) -> bool:
    """True for "Mr", "Dr." and the like, alone."""
    return text.rstrip(".").casefold() in TITLES


def looks_like_name(text: str) -> bool:
    """True for one to five words of letters."""
    return _NAME.fullmatch(text) is not None


def in_order(name: str) -> str:
    """ "Okafor, Dr Jane" as "Dr Jane Okafor"; anything else unchanged."""
    last, comma, first = map(str.strip, name.partition(","))
    if comma and looks_like_name(last) and looks_like_name(first) and len(last.split()) <= 3:
        return f"{first} {last}"
    return name


def name_and_aliases(text: str) -> tuple[str, tuple[str, ...]]:
    """A name cell taken apart: "Ann Bell (née Coe)" is Ann Bell, also Ann Coe. Remarks in brackets are left out."""
    found: list[str] = []
    rest = text
    for pattern in (_BRACKETS, _QUOTES):
        for match in pattern.finditer(rest):
            found.append(next(group for group in match.groups() if group is not None))
        rest = pattern.sub("", rest)
    if marked := _MARKED_INSIDE.search(rest):
        found.append(marked["marked"])
        rest = rest[: marked.start()]
    name = in_order(clean(rest).rstrip(" ,;"))
    return name, tuple(alias for piece in found if (alias := _expanded(clean(piece), name, marked_only=False)))


def person_aliases(cell: str, name: str) -> tuple[str, ...]:
    """The aliases of a person in a cell, parted by ";", "/", a line break, or a comma between names; a slash between two
    letters parts nothing ("S/N Bright").

    A comma parts "Kay, KJ" but not "Okafor, Jane", told by the person's own first name.
    """
    pieces: list[str] = []
    for piece in map(clean, re.split(rf"[;\n]|{_PARTING_SLASH}", _SLASHED.sub(lambda m: m[0].replace("/", ""), cell))):
        parts = [part for part in map(str.strip, piece.split(",")) if part]
        if len(parts) == 2 and first_name(parts[1]).casefold() == first_name(name).casefold():
            pieces.append(in_order(piece))
        elif len(parts) > 1 and all(map(looks_like_name, parts)):
            pieces.extend(parts)
        else:
            pieces.append(piece)
    return _distinct(_expanded(piece, name, marked_only=True) for piece in pieces)


def other_aliases(cell: str) -> tuple[str, ...]:
    """The aliases of an address, an organisation or a role: commas and slashes belong to them."""
    return _distinct(map(clean, re.split(r"[;\n]", cell)))


def _expanded(piece: str, name: str, *, marked_only: bool) -> str:
    """The alias that a piece stands for, "" for none. A maiden surname alone is joined to the first name."""
    if match := _MARKED.fullmatch(piece):
        rest = clean(match["rest"]).strip("\"“”‘’' ")
        return f"{first_name(name)} {rest}" if match["maiden"] and " " not in rest else rest
    if marked_only:
        return clean(_BRACKETS.sub("", piece)).strip("\"“”‘’' ")
    is_remark = bool(set(re.findall(r"\w+", piece.casefold())) & _REMARKS) or not piece[:1].isupper()
    return "" if is_remark or not looks_like_name(piece) or piece.count(" ") > 2 else piece


def _distinct(pieces: Iterable[str]) -> tuple[str, ...]:
    """Without repeats and without what says nothing, in the order met."""
    return tuple(dict.fromkeys(p for p in pieces if not says_nothing(p)))
