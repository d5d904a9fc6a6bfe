"""Codes that stand in a text: as the list writes them, as people write them, and those that no list has.

A code is a word of its own: "SW1" is not in "SW12", "SW1A 1AA", "SW1 2AB" or "SCC-SW1", and "Child 1" not in
"Child 10". The list's spelling is found first. Then come the other spellings of drafts, as long as only one code of the
list can be meant: "SW 1", "S.W.1" and "sw1" for SW1; "Child1", "child 1", "CHILD 1", "Child-1" and "Child One" for
Child 1; a no-break space or a line break inside; "SW1's". What says several at once ("Children 1 and 2", "Mr and
Mrs A", "SW1-3") is no code of its own and is found by `shorthand`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from redactor.base.remembered import remembered
from redactor.codes.model import Block
from redactor.codes.shapes import NUMBER_WORDS, OF_A_KIND, TITLE, either
from redactor.codes.spelling import HEADS, is_a_code, loose_forms, number_of, written_form
from redactor.codes.text import squash
from redactor.language.tokens import is_shouted

_BEFORE = r"(?<![\w@#£$])"
_AFTER = r"(?![\w@]|&E\b)(?!\.\d)(?!\s?\d[ABD-HJLNP-UW-Z]{2}\b)"
# addresses of mail and web, where a code is part of a name that leads somewhere
_ADDRESSES = re.compile(r"(?:https?://|www\.|mailto:)\S+|\S+@\S+\.\w+")
_LABEL = re.compile(r"(?<![\w@])([A-Z][A-Za-z&]{1,9})[-‐‑]$")
_HEAD_WORDS = tuple(h.word for h in HEADS)
# without any of these a text holds no code but such as have no number: most paragraphs
_COUNTED = re.compile(rf"\d|(?<!\w)[A-Z](?!\w)|(?i:\b(?:{'|'.join(NUMBER_WORDS)})\b)")
_RANKS = frozenset(
    ("pc", "pcso", "dc", "ds", "ps", "di")
)  # with three digits a collar number, unless an agency may give that number out
ANY_BLOCK = (Block("", 101, 999),)  # where nobody knows which numbers the agencies were given: the first has 101 to 200
# carbon dioxide, hormones and kinds of diabetes, games consoles
_NO_CODES = frozenset(("co2", "t1", "t2", "t3", "t4", "ps2", "ps3", "ps4", "ps5"))
_MONTHS = (
    "January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|"
    "Sept?|Oct|Nov|Dec"
)
_ITEM = r"(?:\d{1,3}|[A-Z])"
_AND = r"(?:\s?,\s?|\s?[/–-]\s?|\s(?:and|&|or|to)\s)"
_PLURALS = re.compile(
    rf"\b(?P<head>{'|'.join(sorted((h.plural for h in HEADS), key=len, reverse=True))})"
    rf"\s(?P<items>{_ITEM}(?:{_AND}{_ITEM})+)(?!\w)"
)
_COUPLE = re.compile(rf"\b(?P<first>{TITLE})\s(?:and|&)\s(?P<second>{TITLE})\s(?P<letter>[A-Z])(?!\w)")
_MORE_NUMBERS = re.compile(
    r"(?P<items>(?:,\s?\d{1,2})*\s?(?:\sand\s|\s&\s|\sor\s|/|[–-])\s?\d{1,2})(?![\w:.%])(?!\s?[/–-]\s?\d)"
    rf"(?!\s(?:others?|more|of|{_MONTHS}|colleagues?|children|adults?|siblings?|people|men|women|boys?|girls?|officers?|"
    r"workers?|staff|nurses?|visits?|calls?|days?|weeks?|months?|years?|hours?|minutes?|times)\b)"
)


@dataclass(frozen=True, slots=True)
class FoundCode:
    """Characters `start` to `end` (exclusive) are a code."""

    start: int
    end: int
    code: str  # as the list writes it; one that no list has as codes are written
    known: bool = True
    exact: bool = True  # written as on the list; else in one of the other spellings
    label: str = ""  # the agency in front of it: "SCC" of "SCC-SW1"


@dataclass(frozen=True, slots=True)
class Shorthand:
    """Characters `start` to `end` (exclusive) mean several codes at once."""

    start: int
    end: int
    codes: tuple[str, ...]


@remembered(262_144)  # all texts of a long chronology are asked about several times in a run
def _all(finder: Finder, text: str) -> tuple[FoundCode, ...]:
    return finder.look(text)


class Finder:
    """Finds the codes of one list, or of a key map, and what looks like a code and is not among them."""

    def __init__(self, codes: Iterable[str], prefixes: Iterable[str] = (), blocks: Iterable[Block] = ()) -> None:
        """`prefixes` are those of the roles ("SW", "GP"); those of the codes are known anyway. `blocks`: the numbers that
        agencies may give out: "DC101" is a code where 101 is one of them, else a detective and a collar number."""
        self._blocks = tuple(b for b in blocks if b.last)
        self.codes = tuple(dict.fromkeys(c for c in codes if is_a_code(c)))
        self._by_key: dict[str, list[str]] = {}
        for code in self.codes:
            self._by_key.setdefault(_key(code), []).append(code)
        self._exact = _either(written_form(code) for code in self.codes)
        self._loose = _either(
            form for code in self.codes if len(self._by_key[_key(code)]) == 1 for form in loose_forms(code)
        )
        own = {m[1] for code in self.codes if (m := re.fullmatch(r"(?:[A-Za-z&]+-)?([A-Z][A-Za-z]{0,7})\d+", code))}
        words = {m[1] for code in self.codes if (m := re.fullmatch(r"(.+[a-z]) (?:\d{1,3}|[A-Z])", code))}
        marks = sorted({*own, *(p for p in prefixes if re.fullmatch(r"[A-Z][A-Za-z]{0,7}", p))}, key=len, reverse=True)
        heads = sorted({*words, *(h.word for h in HEADS)}, key=len, reverse=True)
        mark, head = either(marks), either(heads)
        stops = "|".join(r"\.".join(m) + r"\.?" for m in marks if m.isupper() and 1 < len(m) < 5) or "(?!)"
        self._unknown = re.compile(
            rf"{_BEFORE}(?:(?:{mark})(?:[1-9]\d{{0,2}}|(?<=[A-Za-z]{{2}})\s[1-9]\d?(?=(?P<rest>.{{0,16}})))"
            rf"|(?P<stops>{stops})\s?[1-9]\d?"
            rf"|(?:{head})\s(?:[1-9]\d{{0,2}}|[A-Z]\d{{0,2}}|(?P<word>{either(w.capitalize() for w in NUMBER_WORDS)}))"
            rf"|{OF_A_KIND})"
            r"(?!\w|@|&E\b|\.\d|-?\s?levels?\b)",
            re.DOTALL,
        )
        self._labelled = re.compile(rf"(?<![\w@])([A-Z][A-Za-z&]{{1,9}})[-‐‑]((?:{mark})[1-9]\d{{0,2}})(?![\w@])")

    def known(self, text: str) -> tuple[FoundCode, ...]:
        """The codes of the list, in order; they do not overlap."""
        return tuple(_apart(self._listed(text)))

    def all(self, text: str) -> tuple[FoundCode, ...]:
        """The codes of the list and what looks like a code, in order; they do not overlap."""
        return _all(self, text)

    def look(self, text: str) -> tuple[FoundCode, ...]:
        """The same, looked for each time."""
        return tuple(_apart([*self._listed(text), *self._shaped(text)]))

    def shorthand(self, text: str) -> tuple[Shorthand, ...]:
        """What means several codes at once, with the codes that it means."""
        found = []
        for match in _PLURALS.finditer(text):
            head = next(h.word for h in HEADS if h.plural == match["head"])
            found.append(Shorthand(*match.span(), tuple(f"{head} {i}" for i in _items(match["items"]))))
        for match in _COUPLE.finditer(text):
            if not _starts_a_name(text, match.end()):
                codes = tuple(f"{match[title]} {match['letter']}" for title in ("first", "second"))
                found.append(Shorthand(*match.span(), codes))
        for each in self.all(text):
            more = _MORE_NUMBERS.match(text, each.end) if text[each.end - 1].isdigit() else None
            if more and not any(s.start <= each.start < s.end for s in found):
                stem = each.code.rstrip("0123456789")
                codes = tuple(f"{stem}{i}" for i in _items(each.code.removeprefix(stem) + more["items"]))
                found.append(Shorthand(each.start, more.end(), codes))
        return tuple(sorted(found, key=lambda s: s.start))

    def in_addresses(self, text: str) -> tuple[str, ...]:
        """Codes of the list that are part of a web or mail address, where they are not found otherwise."""
        inside = (m.group() for m in _ADDRESSES.finditer(text)) if self._exact else ()
        found = (m.group() for each in inside if self._exact for m in self._exact.finditer(re.sub(r"[_@]", " ", each)))
        return tuple(dict.fromkeys(self._by_key[_key(code)][0] for code in found))

    def _listed(self, text: str) -> Iterator[FoundCode]:
        masked = _masked(text)
        loose = self._loose if _COUNTED.search(masked) else None
        for pattern, exact in ((self._exact, True), (loose, False)):
            for match in pattern.finditer(masked) if pattern else ():
                if _is_part_of_more(masked, *match.span()) or (match.group().isalpha() and is_shouted(text)):
                    continue  # "OF" in "TERMS OF REFERENCE" is no code
                codes = self._by_key.get(_key(match.group()), ())
                code = next((c for c in codes if _same(c, match.group())), codes[0] if len(codes) == 1 else "")
                if code and not (not exact and _counts(masked, *match.span())):
                    yield FoundCode(*match.span(), code, exact=exact)

    def _shaped(self, text: str) -> Iterator[FoundCode]:
        masked = _masked(text)
        if not _COUNTED.search(masked):
            return
        for match in self._labelled.finditer(masked):
            yield FoundCode(*match.span(), re.sub("[‐‑]", "-", match.group()), known=False, label=match[1])
        for match in self._unknown.finditer(masked):
            written = match.group()
            stem = re.match(r"([A-Za-z]+)\s?\d+", written)
            if (
                _key(written) in _NO_CODES
                or _is_part_of_more(masked, *match.span())
                or re.match(r"\s?\d[ABD-HJLNP-UW-Z]{2}\b", masked[match.end() :])
                or (match["rest"] is not None and _counts(masked, *match.span()))
                or (stem and squash(stem[1]) in _RANKS and self._is_collar_number(written))
            ):
                continue
            yield FoundCode(*match.span(), _as_codes_are_written(match), known=False)

    def _is_collar_number(self, ranked: str) -> bool:
        """What stands behind a rank is an officer's own number, and none that an agency may give out as a code."""
        digits = re.sub(r"\D", "", ranked)
        return len(digits) > 2 and not any(b.first <= int(digits) <= b.last for b in self._blocks)


def is_ranked(code: str) -> bool:
    """A rank with three digits: a code, or the number that an officer has: "PC123"."""
    return re.fullmatch(rf"(?:{'|'.join(_RANKS)})\d{{3}}", squash(code)) is not None


def _as_codes_are_written(match: re.Match[str]) -> str:
    """ "SW 1" and "S.W.1" as SW1, "Person One" as Person 1, whatever the space is made of."""
    words = match.group().split()
    if match["stops"]:
        return "".join(words).replace(".", "")
    if match["word"]:
        return " ".join((*words[:-1], number_of(words[-1])))
    spaced = match["rest"] is None or match.group().startswith(_HEAD_WORDS)
    return (" " if spaced else "").join(words)


def _either(forms: Iterable[str]) -> re.Pattern[str] | None:
    ordered = sorted(set(forms), key=len, reverse=True)
    return re.compile(rf"{_BEFORE}(?:{'|'.join(ordered)}){_AFTER}") if ordered else None


def _key(text: str) -> str:
    """What spellings of one code share: no case, spaces, hyphens and stops; number words as digits."""
    words = text.split()
    if len(words) > 1 and (number := number_of(words[-1])):
        text = f"{' '.join(words[:-1])}{number}"
    return re.sub(r"[-‐‑.'’]", "", squash(text))


def _same(code: str, written: str) -> bool:
    plain = re.sub("[‐‑]", "-", " ".join(written.split())).replace("’", "'")
    return plain == code.replace("’", "'")


def _masked(text: str) -> str:
    """The text, as long as it was, with addresses blanked and the underscores of file names as spaces."""
    return _ADDRESSES.sub(lambda m: "\0" * len(m.group()), text).replace("_", " ")


def _is_part_of_more(text: str, start: int, end: int) -> bool:
    """ "SW1" of "SCC-SW1" is another agency's; "Mr A" of "Mr A Hill" is a title and an initial."""
    before = _LABEL.search(text, max(0, start - 15), start)
    if before and sum(c.isupper() for c in before[1]) > 1:
        return True
    titled = re.fullmatch(rf"(?:{TITLE})\s[A-Z]", text[start:end], re.IGNORECASE)
    return titled is not None and _starts_a_name(text, end)


def _starts_a_name(text: str, at: int) -> bool:
    """A capitalised word follows that is no word to begin a sentence with: "Mr A Hill", "Mr A. Hill"."""
    from redactor.language.lexicon import fold, lexicon

    follows = re.match(r"(\.?)[ \t\u00a0]([A-Z][a-z’'-]+)(?![\w])(?!\s[A-Z\d](?!\w))", text[at : at + 100])
    if follows is None or follows[2].lower() in lexicon().titles or fold(follows[2]) in lexicon().function_words:
        return False
    return not follows[1] or not (lexicon().is_ordinary(follows[2]) or lexicon().births(follows[2]))


def _counts(text: str, start: int, end: int) -> bool:
    """The number belongs to what follows: "HV 12 March", "child 1 year old", "PO 3/4"."""
    if not re.search(r"[\s-]\d+$", text[start:end]):
        return False
    return (
        re.match(
            rf"(?:st|nd|rd|th)\b|\s?(?:[/:]\s?\d|%|(?:am|pm|cm|mm|kg|mg|ml|lb|oz)\b)|\s(?:of|{_MONTHS}|years?|yrs?|weeks?|"
            r"months?|days?|hours?|hrs?|minutes?|mins?|times?|visits?)\b",
            text[end : end + 30],
        )
        is not None
    )


def _items(text: str) -> list[str]:
    """ "1, 2 and 4" as its items; "1-3" and "1 to 3" as all between."""
    if span := re.fullmatch(r"\D*(\d+)\s?(?:[–-]|to)\s?(\d+)", text.strip()):
        first, last = int(span[1]), int(span[2])
        if first < last <= first + 50:
            return [str(n) for n in range(first, last + 1)]
    return re.findall(r"\d+|(?<!\w)[A-Z](?!\w)", text)


def _apart(found: Iterable[FoundCode]) -> Iterator[FoundCode]:
    """Without overlaps: the first wins, then the longest, then the list's, then its own spelling."""
    end = 0
    for each in sorted(found, key=lambda f: (f.start, -f.end, not f.known, not f.exact)):
        if each.start >= end:
            end = each.end
            yield each
