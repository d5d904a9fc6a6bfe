"""Offices as people write them beside a name: in other words than the board's, in fewer, in short ("(tech)", ", asst head,",
"from income", "m/w", "L&D"). One matcher of phrases against the board's titles and variants, for all the places that ask.

Only an office of the board's comes of it, and only where one alone of them fits: what fits two says nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import DamerauLevenshtein

from redactor.codes.model import Role
from redactor.language.lexicon import lexicon, record_verbs, rows

WEIGHT = 1.5
_WORDS = re.compile(r"[\w&]+(?:[’'/.][\w&]+)*")


@lru_cache(maxsize=1)
def _lists() -> dict[str, frozenset[str]]:
    """models/lists/office_words.csv: kind of words → the words."""
    found: dict[str, frozenset[str]] = {}
    for row in rows("office_words.csv"):
        found[row["what"]] = found.get(row["what"], frozenset()) | frozenset(row["words"].split())
    return found


def _in_full(lead: str) -> dict[str, str]:
    """What is written short → the word in full, of the rows that begin so."""
    return {
        short: what.removeprefix(lead) for what, shorts in _lists().items() if what.startswith(lead) for short in shorts
    }


_GLUE = _lists()["glue"]
_WHEN = _lists()["when"]  # when, and that it is a team: alone it tells no office
_BESIDES = _WHEN | _lists()["room"] | _lists()["how"]  # for how long or for whom somebody holds an office
_SAYS_NOTHING = _lists()["general"] | _WHEN  # alone, of no one office, even where one title alone has them
_NOT_OF_IT = _lists()["not held"]  # in a phrase they make its last word somebody else's office, or nobody's
_ENDINGS = _lists()["ending"] | {""}
_SHORT_AND_ORDINARY = _lists()["ordinary and short"]
_TEAM_WORDS = _lists()["team"]
_IN_FULL = _in_full("short for ")
_RANKS = _in_full("rank of ")
_SHORTEST, _STEM = 3, 5  # letters of a word written short, and of what two words of one stem share
_MOST_WORDS = 5
_LONG = 6  # letters from which a word with one slip in it is the word still


@dataclass(frozen=True, slots=True)
class _Title:
    role: Role
    words: tuple[str, ...]


@lru_cache(maxsize=4)
def _titles(issued: tuple[Role, ...]) -> tuple[_Title, ...]:
    return tuple(
        _Title(role, words)
        for role in issued
        for text in dict.fromkeys((role.title, *role.variants))
        if (words := tuple(_plain(w) for w in _split(text) if _plain(w) not in _GLUE))
    )


@lru_cache(maxsize=4)
def _letters(issued: tuple[Role, ...]) -> dict[str, Role | None]:
    """Letters, without strokes, that stand for an office: its prefix, a short variant, the first letters of its titles; None
    where they stand for two."""
    found: dict[str, Role | None] = {}
    own = {role.prefix.lower(): role for role in issued}
    for role in issued:
        for text in (role.title, *role.variants):
            words = [w for w in _split(text) if w.lower() not in ("of", "the", "for")]
            short = [text.replace("/", "").replace("&", "").lower()] if " " not in text and len(text) < 6 else []
            if len(words) > 1:
                short += ["".join(w[0] for w in words if w.lower() != "and").lower()]
            for letters in short:
                if found.setdefault(letters, role) is not role:
                    found[letters] = None
    return {**found, **own}


def office(phrase: str, issued: tuple[Role, ...], *, whole: bool = False) -> Role | None:
    """The board's office that a short phrase names: "income recovery", "home safety adv", "tech", "L&D"; with `whole`
    only where all words of a title are said."""
    return _office(" ".join(phrase.split()), issued, whole)


@lru_cache(maxsize=65_536)
def _office(phrase: str, issued: tuple[Role, ...], all_of_it: bool) -> Role | None:
    if not phrase or len(phrase) > 60:
        return None
    bare = re.sub(r"[/&.]", "", phrase)
    if bare.isalpha() and (phrase.isupper() or "/" in phrase) and 1 < len(bare) < 6:
        letters = _letters(issued).get(bare.lower())
        if letters or "&" not in phrase:
            return letters
    said = [w for w in _split(phrase) if _plain(w) not in _GLUE and not any(c.isdigit() for c in w)]
    if not said or len(said) > _MOST_WORDS:
        return None
    whole = [title for title in _titles(issued) if (n := _matched(said, title.words)) and n == len(title.words)]
    if whole and (len(said) > 1 or said[0].lower() not in _SAYS_NOTHING or len(whole[0].words) == 1):
        return _one(whole)
    if all_of_it:
        return None
    telling = [w for w in said if _plain(w) not in _BESIDES] or said
    if len(telling) == 1 and _plain(telling[0]) in _SAYS_NOTHING:
        return None
    fits = [title for title in _titles(issued) if _matched(telling, title.words)]
    return _one(fits) or _one([title for title in fits if _matched(telling, title.words[: len(telling)])])


def _one(titles: Sequence[_Title]) -> Role | None:
    roles = {title.role.prefix: title.role for title in titles}
    return next(iter(roles.values())) if len(roles) == 1 else None


def _matched(said: Sequence[str], title: Sequence[str]) -> int:
    """How many words of a title are said; 0 where something said is none of it."""
    left = list(title)
    for word in said:
        if word.isupper() and 2 <= len(word.replace("&", "")) <= 4:
            letters = word.replace("&", "").lower()
            at = next(
                (i for i in range(len(left)) if "".join(w[0] for w in left[i : i + len(letters)]) == letters), None
            )
            if at is not None and word.lower() not in left:
                del left[at : at + len(letters)]
                continue
        plain = _plain(word)
        fit = next((w for w in left if _same(plain, w)), None)
        if fit is None:
            return 0
        left.remove(fit)
    return len(title) - len(left)


@lru_cache(maxsize=65_536)
def _same(said: str, word: str) -> bool:
    """One word, its plural, of one stem ("midwifery", "midwife"), or short for it ("tech", "reg"); ordinary words are not short
    for others: "man" is no manager."""
    if said == word or said + "s" == word or word + "s" == said:
        return True
    if min(len(said), len(word)) >= _LONG and said[0] == word[0] and DamerauLevenshtein.distance(said, word) == 1:
        return True  # "the liason nurse"
    shared = next((i for i, (a, b) in enumerate(zip(said, word, strict=False)) if a != b), min(len(said), len(word)))
    if shared >= _STEM and said[shared:] in _ENDINGS and word[shared:] in _ENDINGS:
        return True
    return (
        _SHORTEST <= len(said) < len(word)
        and word.startswith(said)
        and (not lexicon().is_ordinary(said) or said in _SHORT_AND_ORDINARY)
    )


def _split(text: str) -> list[str]:
    return _WORDS.findall(_CO.sub(r"\1", text).replace("-", " "))


_CO = re.compile(r"\b([Cc]o)-(?=ord)")  # "co-ord", "co-ordinator"


@lru_cache(maxsize=16_384)
def _plain(word: str) -> str:
    word = re.sub(r"['’]s?$", "", word.lower()).replace("’", "'")
    return _IN_FULL.get(word, word)


# --- where such phrases stand beside a name ---

_OF_HIM = 40  # characters behind a name within which it is said as what somebody acts
_REACH = 90  # characters before a name within which such a phrase begins
_INITIAL = r"(?: [A-Z]\b\.?)?"
_IN_BRACKETS = re.compile(rf"{_INITIAL}\s?\((?P<said>[^()\n]{{2,48}})(?:\)|$)")
_APPOSED = re.compile(
    rf"{_INITIAL}(?:, |\s[–—-]\s| (?=(?:her|his|their|our|my)\s))(?:the |our |an? |my |their |his |her )?"
    r"(?P<said>[^,.;:()\n–—]{2,48}?)"
    r"(?=[,.;:)\n]|$|\s[–—-]\s| (?:who|at|from|for|on|in|says?|said|and|to|here)\b)"
)
_FROM = re.compile(
    r",? (?:from|in|at|of) (?:the |our |her |his |their )?(?P<said>[A-Za-z][\w&’'/-]*(?: [\w&’'/-]+){0,4})"
)
_ON_THE_DESK = re.compile(
    r" (?:on|at|behind) (?:the )?(?P<said>(?:front |main |enquiry )?desk|reception|switchboard)\b"
)
_ONE_OF = re.compile(
    r", (?:one|another) of (?:the|our|my|their|its) (?P<said>[a-z][\w’'-]*(?: [a-z][\w’'-]*){0,3})(?=[,.;:)]|$| who\b)"
)
_LEAD = re.compile(r"(?P<said>[A-Za-z][\w&’'/-]*(?: [\w&’'/-]+){1,4}),? $")
_RANK = re.compile(rf"(?:^|(?<=[\s(/]))(?P<said>(?i:{'|'.join(_RANKS)}))\.? $")
_AS = re.compile(
    r"(?:^|[ ,])as (?:the |an? |our )?(?P<said>[A-Za-z][\w&’'-]*(?: [\w&’'-]+){0,3}?)(?=[,.;)]|$| (?:on|at|for|in|and|that)\b)"
)
_HERS = re.compile(
    r"\b(?:[Hh]er|[Hh]is|[Tt]heir|[Oo]ur|[Mm]y|[Tt]he|[Ii]ts) "
    r"(?:(?:night|day|duty|ward|senior|new|old|former|agency|bank|lead|second|other|same|first|on-call) )?(?P<said>[a-z]{4,}),? $"
)
_ASKED = re.compile(
    r"\b(?:[Rr]ang|[Cc]alled|[Pp]honed|[Rr]inging|[Tt]elephoned|[Cc]ontacted|[Ee]-?mailed|[Tt]/c (?:to|with|from)|[Tt]ried|"
    r"[Cc]all to) (?:the )?(?P<said>[A-Za-z][\w&’'/-]*(?: [\w&’'/-]+){0,4}?)(?: (?:again|back|at \d[\d.:]*|on \d[\d ]*))?"
    r"(?:[,.;–-]| and| -)+\s?(?:[Ss]poke (?:to|with)|[Ss]/w|[Ss]poken to|[Tt]alked to|[Gg]ot(?: hold of)?|[Tt]old) (?:an? )?$"
)


def told_in_short(
    text: str, start: int, end: int, others: Sequence[tuple[int, int]], issued: tuple[Role, ...]
) -> Role | None:
    """The board's office that a phrase beside a name (characters start to end) tells. `others`: spans of names."""
    around = frozenset(_plain(w) for w in _split(text[max(0, start - _REACH) : end + _REACH]))
    for phrase in phrases(text, start, end, others):
        if role := office(phrase, issued) or _of_here(phrase, issued, around):
            return role
    for phrase in (
        *_bracketed(text, end),
        *_apposed(text, end, others),
    ):  # "(tel interp)", ", community children's physio"
        if role := _by_its_last_word(phrase, issued):
            return role
    if match := _RANK.search(text, max(0, start - _REACH), start):
        return office(_RANKS[match["said"].lower()], issued, whole=True)
    if (match := _HERS.search(text, max(0, start - _REACH), start)) and (hers := _by_its_head(match["said"], issued)):
        return hers
    if match := _LEAD.search(text, max(0, start - _REACH), start):  # "rang asst head Mr Hill"
        return next(filter(None, (office(p, issued, whole=True) for p in _endings(match["said"]))), None)
    return None


def _of_here(phrase: str, issued: tuple[Role, ...], around: frozenset[str]) -> Role | None:
    """ "Nursery (Nell Hope, manager)": of several kinds of manager the one whose other words stand near by."""
    said = [w for w in _split(phrase) if _plain(w) not in _GLUE | _BESIDES]
    if len(said) != 1 or not said[0].islower():
        return None
    several = [title for title in _titles(issued) if len(title.words) > 1 and _same(_plain(said[0]), title.words[-1])]
    return _one([title for title in several if around.issuperset(title.words[:-1])])


_ABOVE_HER = ("manager", "supervisor", "boss")


def _by_its_head(word: str, issued: tuple[Role, ...]) -> Role | None:
    """ "her deputy Nell", "his mentor, Joe": a word that ends titles of one office only, or says whose place somebody takes."""
    if _plain(word) in _SAYS_NOTHING:
        return None
    if word in _ABOVE_HER and not any(t.words[-1] == word and len(t.words) == 1 for t in _titles(issued)):
        return None  # "her manager, Nell Hope": above whoever is spoken of, and of no one office
    heads = [
        t for t in _titles(issued) if _same(_plain(word), t.words[-1]) or (word == "deputy" and t.words[0] == word)
    ]
    return _one(heads)


def _by_its_last_word(phrase: str, issued: tuple[Role, ...]) -> Role | None:
    words = phrase.split()
    if len(words) < 2 or not _NOT_OF_IT.isdisjoint(_plain(w) for w in words):
        return None
    last = _plain(words[-1])
    if last in _SAYS_NOTHING or len(last) < _SHORTEST:
        return None
    return office(words[-1], issued, whole=True)


def phrases(text: str, start: int, end: int, others: Sequence[tuple[int, int]]) -> Iterator[str]:
    """Phrases beside a name (characters start to end) that may say what somebody is or where he works."""
    yield from _bracketed(text, end)
    yield from _apposed(text, end, others)
    if match := _FROM.match(text, end):
        yield from _beginnings(text, match.start("said"), match["said"])
    if match := _ON_THE_DESK.match(text, end):
        yield match["said"]
    behind = text[end : _sentence(text, end, others)]
    as_what = _AS.search(behind)  # "came in as duty FME", not "her friend, used as interpreter"
    if as_what and _NOT_OF_IT.isdisjoint(map(_plain, _split(behind[: as_what.start()]))):
        yield as_what["said"]
    if match := _ASKED.search(text, max(0, start - _REACH), start):
        yield match["said"]


def _bracketed(text: str, end: int) -> Iterator[str]:
    if match := _IN_BRACKETS.match(text, end):
        parts = re.split(r"\s?[,;/]\s", match["said"])
        yield from (p for p in parts if not re.match(r"(?:for|with|to|cc|see|not|no)\b", p.lower()))


def _apposed(text: str, end: int, others: Sequence[tuple[int, int]]) -> Iterator[str]:
    for pattern in (_ONE_OF, _APPOSED):
        match = pattern.match(text, end)
        if match and not any(s < match.end("said") and match.start("said") < e for s, e in others):
            said = match["said"]
            if said.split()[0].lower() not in record_verbs():
                yield from said.split(" / ")
                yield said.partition(" of ")[0]  # "head of lower school", but "caseworker of the council"


def _sentence(text: str, end: int, others: Sequence[tuple[int, int]]) -> int:
    """Where what is said of a name ends: at a stop, or where somebody else is named; a few words at most."""
    stop = re.compile(r"[.;:!?\n()]").search(text, end)
    return min([end + _OF_HIM, *([stop.start()] if stop else []), *(s for s, _ in others if s >= end)])


def _beginnings(text: str, at: int, said: str) -> Iterator[str]:
    """ "help desk answered": as many words as are one office's, where none goes on that names another thing."""
    words = said.split()
    for many in range(len(words), 0, -1):
        phrase = " ".join(words[:many])
        follows = re.match(r"(?:['’]s)? ([A-Za-z]+)", text[at + len(phrase) :])
        if follows and not _goes_on(follows[1]):
            continue  # "housing benefit" is not housing
        if text.startswith((", a ", ", an "), at + len(phrase)):
            return  # "from Housing, a tenancy officer": what he is comes behind it
        yield phrase


def _goes_on(word: str) -> bool:
    """A verb or a word of grammar begins what is said next."""
    return word in record_verbs() or word in lexicon().function_words or word in _TEAM_WORDS or word.endswith("ed")


def _endings(said: str) -> Iterator[str]:
    """ "rang asst head": two words and more, the longest first; one alone may be part of anything."""
    words = said.split()
    for many in range(len(words), 1, -1):
        if words[-many].lower() not in _GLUE and words[-1].lower() not in _GLUE:
            yield " ".join(words[-many:])
