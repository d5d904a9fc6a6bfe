"""The grammar of establishments' names: proper words, generic words, and the code word that stands for the kind."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from redactor.language.lexicon import kin_words, lexicon, rows, word_list, words_of

# words that describe an establishment and name none
GENERIC = word_list("establishment_words.txt")

# the part of a name by which a house is called with its article: "the Lodge", "the Bank" of Thorn Bank
CALLED_THE = frozenset(
    "lodge house manor grange court cottage hall farm haven priory rectory bank mount croft garth chase dene towers heights "
    "knoll mead gables villa abbey".split()
)
# what leads a name in Welsh, also with its article, folded and without apostrophe: "Ysgol Gyfun Maes Hir", "Meddygfa'r Felin"
WELSH_HEADS = frozenset(
    "ysgol ysgolr gyfun uwchradd gynradd gymraeg gymunedol gatholig babanod iau meddygfa meddygfar coleg colegr ysbyty ysbytyr "
    "canolfan canolfanr feithrinfa feithrinfar meithrin cylch capel eglwys eglwysr cartref cartrefr uned clwb neuadd".split()
)
_LEADING = WELSH_HEADS | frozenset("hmp hmyoi yoi the y yr".split())


# "Binder Meadow, residential home", "Binder Meadow (a home)": what describes the place follows its name
_DESCRIBED = re.compile(r"(?P<name>.+?)\s*(?:[,(–—:]|\s-\s)\s*(?P<rest>\S.*)")


def without_description(name: str) -> str:
    """An establishment's name without what describes it behind a comma, a dash or in brackets; a town stays."""
    match = _DESCRIBED.fullmatch(name.strip())
    if match is None:
        return name
    rest = [w for w in words_of(re.sub(r"[(),–—:-]", " ", match["rest"])) if w]
    plain = all(w in GENERIC or not c.isupper() for w, c in zip(rest, _initials(match["rest"]), strict=False))
    return match["name"] if plain else name


# "Little Otters", "Family Action": what begins many names, and many sentences
_BEGINS_MANY = frozenset(
    "new old great little high upper lower young early first north south east west central royal grand green white black "
    "blue golden silver happy bright safe open sure true home house family young people care life living first step steps "
    "next best change better together forward positive community local national "
    "worker workers risk person people client clients patient patients carer carers "
    "parent parents baby babies women woman men man girls boys support safer".split()
)


@lru_cache(maxsize=4096)
def is_never_alone(word: str) -> bool:
    """A folded word of a name that calls no establishment by itself: "Mother" of a Mother and Baby Unit, "Risk", "Little"."""
    lex, stem = lexicon(), word.removesuffix("s")
    others = (_BEGINS_MANY, kin_words(), word_list("role_words.txt"), lex.function_words, lex.titles)
    return any(word in each or stem in each for each in others) or (word,) in lex.agency_words


# whom a hall or a pool is called after: "Alderman", "King"; saints and doctors are told otherwise
_HONOURED = frozenset(
    "alderman councillor cllr sir dame lord lady king queen prince princess duke duchess earl canon archbishop bishop cardinal "
    "general admiral captain colonel major president".split()
)


def is_honoured(word: str) -> bool:
    """A folded word of honour that begins an establishment's name: people drop it ("Brimleys", "at the Brimley")."""
    return word in _HONOURED


def _initials(text: str) -> list[str]:
    return [w[0] for w in re.sub(r"[(),–—:-]", " ", text).replace("/", " ").split()]


def proper_words(name: str) -> tuple[str, ...]:
    """The words of an establishment's name that are not generic, folded: "Oak Field Primary School" → ("oak", "field"); a
    saint is "st"."""
    name = without_description(name)
    words = [w for w in words_of(name.replace("-", " ") if "pre-" not in name.lower() else name) if w]
    while words and words[-1] in GENERIC:
        words.pop()
    while len(words) > 1 and words[0] in _LEADING:
        words.pop(0)
    return tuple(map(written_out, words))


def written_out(word: str) -> str:
    """A folded word of a name as names are compared: "pk" is "park", a saint is "st"."""
    return "st" if word in ("saint", "st") else lexicon().streets.get(word, word)


COMPANY = frozenset("ltd limited llp plc cic inc".split())


def called_after(proper: Sequence[str]) -> str:
    """The surname of whom a body honours ("Sir Hugh Brimley Academy"), what a house is called ("Ty Brynhafod"); else "".

    `proper`: the proper words of the body's name."""
    if len(proper) > 1 and is_honoured(proper[0]):
        return proper[2] if len(proper) > 2 and lexicon().births(proper[1]) else proper[1]
    return proper[1] if len(proper) == 2 and proper[0] in ("ty", "plas") else ""


def acronym(name: str) -> str:
    """The initials by which staff call an establishment of three words or more ("Orby General Hospital" → "OGH"), else ""."""
    words = [w for w in name.replace("-", " ").split() if w[:1].isupper() and w.lower().strip(".") not in COMPANY]
    return "".join(w[0] for w in words) if 3 <= len(words) <= 5 else ""


def first_letters(name: str) -> str:
    """The first letters of its words with a capital, however few they are."""
    return "".join(w[0] for w in name.replace("-", " ").split() if w[:1].isupper())


@lru_cache(maxsize=1)
def establishment_heads() -> dict[str, str]:
    """Head noun phrases of establishments ("primary school") → code word, as models/lists/establishments.csv writes them."""
    return {row["head"]: row["code_word"] for row in rows("establishments.csv")}


def code_word(name: str) -> str:
    """The code word for an establishment by its last head noun: "Mill Lane Surgery" → "Surgery"; else "Organisation"."""
    best = ""
    lowered = " ".join(name.lower().replace("’", "'").split())
    for head in establishment_heads():
        if (lowered.endswith(" " + head) or lowered == head) and len(head) > len(best):
            best = head
    if best:
        return establishment_heads()[best]
    for head, word in establishment_heads().items():
        if re.search(rf"\b{re.escape(head)}\b", lowered) and len(head) > 4:
            return word
    return "Organisation"
