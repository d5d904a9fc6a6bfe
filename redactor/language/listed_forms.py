"""The forms of a listed address or establishment that mean it and nothing else: its name as the board writes it, and the
name without what a writer leaves off (postcode, town, flat, "The", "Ltd", the last word of its kind)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from redactor.base.remembered import remembered
from redactor.language.addresses import POSTCODE_BEHIND
from redactor.language.establishments import COMPANY, WELSH_HEADS, is_honoured, without_description
from redactor.language.lexicon import fold, lexicon, rows

Form = tuple[str, ...]  # folded words
_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
_UNIT = re.compile(
    r"(?:(?:top|basement|ground|first|second|garden|upper|lower|front|rear)[ -](?:floor )?)?"
    r"(?:flat|apartment|apt|room|bedsit|unit)\.? ?\w{0,5}",
    re.IGNORECASE,
)
_KINDS = frozenset(
    "hospital surgery school academy college nursery home practice centre clinic hostel church pub inn tavern club "
    "homecare".split()
)
_KINDS_OF_SCHOOL = frozenset(
    "community primary junior infant infants secondary comprehensive voluntary aided controlled catholic rc cofe ce high".split()
)
# words of Welsh houses, some of which are English words too
_WELSH_HOUSE = frozenset(
    "y yr ty tŷ pen tan bryn maes plas hafod nant glan llwyn cae coed isaf uchaf bach fawr mawr".split()
)
# "The Old Bull public house"
_DESCRIBES = (
    ("public", "house"), ("care", "home"), ("nursing", "home"), ("ph",), ("homecare",), ("home", "care"),
    ("pupil", "referral", "unit"), ("pru",), ("special", "school"), ("day", "centre"), ("family", "centre"), ("youth", "centre"),
    ("youth", "club"), ("residential", "home"), ("medical", "practice"), ("health", "centre"), ("medical", "centre"),
)  # fmt: skip


def words(text: str) -> Form:
    """A text as folded words, without punctuation: "Tŷ Mawr, Lôn Uchaf" → ("ty", "mawr", "lon", "uchaf"); a saint is "st"."""
    return tuple("st" if w in ("Saint", "SAINT") else fold(w) for w in _WORD.findall(text))


@remembered(4096)
def address_forms(name: str) -> frozenset[Form]:
    """Forms of two words or more; a street or a town alone is none."""
    pieces = [p.strip() for p in re.sub(POSTCODE_BEHIND, "", name, flags=re.IGNORECASE).split(",")]
    pieces = [p for p in pieces if p]
    forms: set[Form] = {words(name)}
    starts = [pieces]
    if len(pieces) > 2 and _UNIT.fullmatch(pieces[0]) and not pieces[1][:1].isdigit():
        starts.append(pieces[1:])  # the house that a flat is in: it may be several people's, see the caller
    for start in starts:
        for end in range(len(start), 0, -1):
            some = start[:end]
            numbered = any(c.isdigit() for c in " ".join(some))
            if end > 1 or (numbered and not _UNIT.fullmatch(some[0])) or _is_a_house(some[0]):
                forms.add(words(", ".join(some)))
    forms |= {f[1:] for f in forms if f[:1] == ("the",)}
    forms |= {short for piece in pieces[:2] if (short := _without_its_kind(piece))}
    forms |= {tuple(part for w in f for part in w.split("-")) for f in forms}  # "Tan y Coed" of Tan-y-Coed
    return frozenset(f for f in forms if len(f) > 1)


def _is_a_house(piece: str) -> bool:
    """A name of two words or more that nobody would write of anything else: "Tŷ Mawr"; not "Mill House", "Beech Road"."""
    found = words(piece.replace("-", " "))
    if found[:1] == ("the",) and len(found) > 2 and not any(c.isdigit() for c in piece):
        return True  # "The Old Forge": with its article, and with capitals
    if len(found) > 1 and not any(c.isdigit() for c in piece) and ("-" in piece or _WELSH_HOUSE.intersection(found)):
        return True  # "Tan-y-Coed"
    return (
        len(found) > 1
        and not any(c.isdigit() for c in piece)
        and found[-1] not in lexicon().streets
        and not any(lexicon().is_ordinary(w) for w in found)
    )


_KINDS_OF_HOUSE = frozenset(
    "farm farmhouse cottage house lodge hall villa grange manor bungalow barn fferm ffermdy".split()
)


def _without_its_kind(piece: str) -> Form:
    """ "Tan-y-Coed" of Tan-y-Coed Farm; not "Rose" of Rose Cottage, nor "Old Mill" of Old Mill House."""
    found = words(piece.replace("-", " "))
    kind = found[-1:] and found[-1] in _KINDS_OF_HOUSE
    return found[:-1] if kind and len(found) > 2 and _is_a_house(piece) else ()


def without_company(form: Form) -> Form:
    """Without "Ltd" and the like at the end."""
    while form and form[-1] in COMPANY:
        form = form[:-1]
    return form


@remembered(4096)
def establishment_forms(name: str) -> frozenset[Form]:
    """Forms of two words or more."""
    whole = without_company(words(name))
    forms = {whole, without_company(words(without_description(name)))}
    if len(whole) > 2 and whole[-1] in _KINDS and not lexicon().is_ordinary(whole[0]):
        forms.add(whole[:-1])
        if whole[-2:] == ("general", "hospital"):
            forms.add((whole[0], "general"))
    forms |= {
        tuple(w for w in f if w not in _KINDS_OF_SCHOOL) for f in tuple(forms) if f[-1:] in (("school",), ("academy",))
    }
    forms |= {f[n:] for n in (1, 2) for f in tuple(forms) if len(f) > n + 1 and WELSH_HEADS.issuperset(f[:n])}
    forms |= {tuple("st" if w == "street" else w for w in f) for f in forms}  # "Mill St Surgery"
    forms |= {f[: -len(d)] for d in _DESCRIBES for f in tuple(forms) if f[-len(d) :] == d and len(f) > len(d) + 1}
    forms |= {f[1:] for f in forms if f[:1] == ("the",) and len(f) > 2}
    if len(whole) > 2 and is_honoured(whole[0]):
        forms.add(("the", *whole[:2]))  # "at the Councillor Brimley": without the article it may be the man
    return frozenset(f for f in forms if len(f) > 1)


@lru_cache(maxsize=1)
def _in_short() -> dict[str, tuple[str, ...]]:
    """Word of a kind → how it is cut short: "college" → ("coll", "col"), models/lists/kinds_in_short.csv."""
    return {row["word"]: tuple(row["in_short"].split(";")) for row in rows("kinds_in_short.csv")}


@lru_cache(maxsize=1)
def _in_full() -> dict[str, str]:
    return {short: word for word, shorts in _in_short().items() for short in shorts}


def in_full(form: Form) -> Form:
    """The form with the words of its kind written out: "Stanmoor Med Ctr" is "Stanmoor Medical Centre"."""
    return form[:1] + tuple(_in_full().get(w, w) for w in form[1:])


def pattern_of(forms: frozenset[Form]) -> re.Pattern[str] | None:
    """What finds the forms in a text that `plain` has made comparable; longest first. None for no forms."""
    if not forms:
        return None
    spelt = [
        r"[\s,.-]+".join((_spelt(form[0]), *map(_spelt_or_cut_short, form[1:]))) for form in sorted(forms, key=_longest)
    ]
    company = rf"(?:\s+(?:{'|'.join(sorted(COMPANY))})\b\.?)?"
    return re.compile(rf"(?<!\w)(?:{'|'.join(spelt)}){company}(?!\w)", re.IGNORECASE)


def _spelt_or_cut_short(word: str) -> str:
    short = _in_short().get(word, ())
    return rf"(?:{'|'.join((_spelt(word), *short))})\b" if short else _spelt(word)


def _spelt(word: str) -> str:
    return r"(?:st|saint)\b" if word == "st" else "['’.-]?".join(map(re.escape, word))


_BEFORE_A_NAME = re.compile(r"\b(?:from|at|with|by|to|rang|called|in|into|outside|near|opposite|behind|of|see|for)\s$")
# "anchor point rang": a body that is typed without capitals and does something, at the beginning or behind a stop
_ACTS = re.compile(
    r"\s(?:rang|called|phoned|emailed|say|says|said|report|reports|reported|told|confirmed?|have|has|will|want|wants)\b"
)
_BEGINS = re.compile(r"(?:^|[.;:\n(–-]\s?)$")


_ARTICLE = re.compile(r"the (?=[A-Z])")


def _longest(form: Form) -> tuple[int, Form]:
    return (-sum(map(len, form)), form)


def plain(text: str) -> str:
    """The text letter for letter without accents, so that offsets stay: "Tŷ" → "Ty"."""
    return "".join(_bare(c) for c in text) if not text.isascii() else text


@remembered(4096)
def _bare(letter: str) -> str:
    folded = fold(letter)
    return letter if len(folded) != 1 or not letter.isalpha() else folded.upper() if letter.isupper() else folded


def spans(text: str, pattern: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    """Where the forms stand, as names: with a capital or a number at their beginning, or behind a word of place in notes typed
    without capitals. Characters, end exclusive.
    """
    for match in pattern.finditer(plain(text)):
        first = match.group()[0]
        start, end = match.span()
        led = _BEFORE_A_NAME.search(text, max(0, start - 12), start)
        acts = _ACTS.match(text, end) and _BEGINS.search(text, max(0, start - 3), start)
        article = _ARTICLE.match(match.group())
        if first.isupper() or first.isdigit() or led or acts:
            yield match.span()
        elif article:  # "she visited the Old Maltings"
            yield start + article.end(), end
