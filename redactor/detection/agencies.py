"""Agencies that no list names, told by what they are called: "Larkrise Charity", "Northern Probation Service"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from functools import cache

from redactor.language.lexicon import fold, kin_words, lexicon, record_verbs, rows, word_list

_WHERE = (
    r"(?:North|South|East|West|Mid|Central|Greater|Northern|Southern|Eastern|Western|National)"
    r"(?:(?:[ -]| and )(?:North|South|East|West|Mid|Central|Northern|Southern|Eastern|Western))*"
)
_MORE = r"(?: (?:Service|Services|Trust|Foundation Trust|Team|Directorate|Authority|Partnership|Board|Department|Association))*"
_MAY_HOLD = re.compile(r"\b(?:Charity|North|South|East|West|Mid|Central|Greater|National)")
_BEFORE = 4  # words of a name


def agencies_by_name(text: str, ours: Set[str]) -> Iterator[tuple[int, int]]:
    """Start and end of each; none with a word of `ours` (folded words of people of the case) in it."""
    if not _MAY_HOLD.search(text):
        return
    by_where, any_name = _patterns()
    for match in by_where.finditer(text):
        there = not match["place"] or match["place"].strip().lower() in _places()  # "North Bristol NHS Trust"
        if there and not _touches_a_name(text, match.start()) and not _of_ours(match.group(), ours):
            yield match.span()
    for match in any_name.finditer(text):
        start = _begins(text, match)
        if start is not None and not _of_ours(text[start : match.end()], ours):
            yield start, match.end()


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    told: dict[str, list[str]] = {}
    for row in rows("agency_words.csv"):
        written = r"\s".join(map(_written, row["word"].split()))
        told.setdefault(row["told"], []).append(written)
    by_where, any_name = (
        "|".join(sorted(told[how], key=len, reverse=True)) for how in ("by where it lies", "by any name")
    )
    return (
        re.compile(rf"(?<![\w-]){_WHERE}(?P<place>(?: [A-Z][a-z’'-]+){{0,2}}) (?:{by_where})(?!\w){_MORE}"),
        re.compile(rf"(?P<the>\b[Tt]he )?(?P<who>(?:[A-Z][\w’'&-]* ){{1,{_BEFORE}}})(?:{any_name})(?!\w)(?! [A-Z])"),
    )


@cache
def _places() -> frozenset[str]:
    """Towns, counties and cities, in small letters."""
    return frozenset(row["name"].lower() for name in ("towns.csv", "places_that_stay.csv") for row in rows(name))


def _written(word: str) -> str:
    """As it stands in a name: with a capital, or all in capitals as "NHS"."""
    if word in ("and", "of"):
        return word
    big = word.upper() if len(word) == 3 else f"{word[0].upper()}{word[1:]}"
    return re.escape(big).replace("'", "['’]")


def _touches_a_name(text: str, start: int) -> bool:
    """ "Una West Probation": a capitalised word that is no title of an agency goes on into it."""
    before = re.search(r"([A-Z][\w’'-]*\.?) $", text[:start])
    return before is not None and (fold(before[1].strip(".")) in lexicon().titles or lexicon().births(before[1]) > 0)


def _begins(text: str, match: re.Match[str]) -> int | None:
    """Where the name of a charity begins, by the words before it. None where they call, lead to or act on somebody whose first
    name Charity is ("Ms Charity", "Neighbour Charity", "Visited Charity"), or are a first name, but behind "the"."""
    start = match.start("who")
    words = [(m.group(), start + m.start()) for m in re.finditer(r"\S+", match["who"])]
    while words and (fold(words[0][0]) in lexicon().function_words or _leads(words[0][0])):
        words.pop(0)  # "At Larkrise Charity", "Visited Larkrise Charity"
    if not words or (match["the"] is None and any(_is_of_somebody(w) for w, _ in words)):
        return None
    return words[0][1]


def _leads(word: str) -> bool:
    """What somebody did, is or is like stands before a first name; and so it does before a charity."""
    folded = fold(word)
    acts = folded in record_verbs() or folded in word_list("doing_words.txt") or re.search(r"(?:ed|ing)$", folded)
    return bool(acts) or any(folded in each or folded.removesuffix("s") in each for each in _led_by())


def _is_of_somebody(word: str) -> bool:
    """A title, a word of kin, a first name."""
    lex, folded = lexicon(), fold(word)
    return (
        folded in lex.titles or folded in kin_words() or lex.births(word) >= (_SELDOM if lex.is_ordinary(word) else 1)
    )


_SELDOM = 1000  # births: so few are called by a word that it is the word


@cache
def _led_by() -> tuple[frozenset[str], ...]:
    lists = ("role_words.txt", "trades.txt", "is_somebody.txt", "before_somebody.txt")
    return (
        *map(word_list, lists),
        frozenset("neighbour friend little big young old teenage dear sweet tiny elder new".split()),
    )


def _of_ours(text: str, ours: Set[str]) -> bool:
    return bool(ours & {fold(w) for w in re.findall(r"[\w’'-]+", text)})
