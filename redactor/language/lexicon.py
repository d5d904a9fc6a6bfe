"""The word lists of models/lists/, read once: what is an ordinary word, a first name, a title, a street …"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from redactor.base.resources import data_path

MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
SHORT_DAYS = ("mon", "tue", "tues", "wed", "weds", "thu", "thur", "thurs", "fri", "sat", "sun")


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """Lower case without accents and apostrophes, for comparing: "O’Ríordan" → "oriordan", "Łucja" → "lucja"."""
    if word.isascii():  # nearly all words: the lists alone have a hundred thousand
        return word.replace("'", "").replace("`", "").replace(".", "").lower()
    spread = unicodedata.normalize(
        "NFKD",
        word.replace("ł", "l")
        .replace("Ł", "L")
        .replace("ø", "o")
        .replace("Ø", "O")
        .replace("đ", "d")
        .replace("Đ", "D")
        .replace("ı", "i"),
    )
    return "".join(c for c in spread if not unicodedata.combining(c) and c not in "'’‘`.").casefold()


_CONTRACTED = re.compile(r"n['’]t$|['’](?:m|d|ll|ve|re)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Title:
    """A form of address, rank or role word that stands right before a name."""

    text: str
    gender: str  # "f", "m" or ""
    kind: str  # honorific, doctor, professor, religious, rank, role, kin, judge, public
    inside: bool  # it is replaced together with the name


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All lists. Words are folded (see `fold`) unless said otherwise."""

    function_words: frozenset[str]  # closed classes and words of forms: never a name
    ordinary: frozenset[str]  # lower-case English words
    first_names: dict[str, tuple[int, int]]  # folded name → births of girls, of boys
    titles: dict[str, Title]  # by lower-case text without full stops
    keep: frozenset[tuple[str, ...]]  # phrases as folded words
    keep_starts: dict[str, tuple[tuple[str, ...], ...]]  # first word → phrases, longest first
    things: frozenset[str]  # single words of `keep` that are nobody's first name, surname or home
    two_word_places: frozenset[str]  # of the next two lists
    geographic: frozenset[str]  # countries, regions: stay
    demonyms: frozenset[str]  # nationalities, religions, festivals: stay
    streets: dict[str, str]  # type or abbreviation → type
    establishments: dict[tuple[str, ...], str]  # words of the head ("primary", "school") → code word
    agency_words: frozenset[tuple[str, ...]]

    def is_ordinary(self, word: str) -> bool:
        """An English word in lower case, also inflected or hyphenated from such words."""
        folded = fold(word)
        if folded in self.ordinary or _CONTRACTED.search(word):
            return True
        if "-" in folded:
            return all(part in self.ordinary or len(part) < 3 for part in folded.split("-"))
        return any(
            folded.startswith(p) and folded[len(p) :] in self.ordinary
            for p in ("non", "un", "re", "pre", "post", "multi", "anti", "self")
            if len(folded) > len(p) + 3
        )

    def births(self, word: str) -> int:
        """How many children were given this first name (0: not on the list)."""
        return sum(self.first_names.get(fold(word), (0, 0)))

    def gender(self, given: str) -> str:
        """ "f" or "m" where nine in ten bearers of the first name are; else ""."""
        female, male = self.first_names.get(fold(given), (0, 0))
        total = female + male
        return "" if total < 3 else "f" if female >= 0.9 * total else "m" if male >= 0.9 * total else ""


def is_contraction(word: str) -> bool:
    """ "I'm", "didn't": no name, whatever its first letter."""
    return bool(_CONTRACTED.search(word))


def rows(name: str) -> Iterable[dict[str, str]]:
    """The rows of one of the lists in models/lists/."""
    with data_path(f"models/lists/{name}").open(encoding="utf-8", newline="") as stream:
        yield from csv.DictReader(stream)


def word_list(name: str) -> frozenset[str]:
    """A list of words in models/lists/, separated by spaces or lines, as written."""
    return frozenset(data_path(f"models/lists/{name}").read_text(encoding="utf-8").split())


def words_of(phrase: str) -> tuple[str, ...]:
    """A phrase as folded words, for matching: "Women's Aid" → ("womens", "aid")."""
    return tuple(fold(w) for w in phrase.replace("/", " ").replace("’", "'").split())


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The lists, read at first use. Raises FileNotFoundError when the installation lacks one."""
    things = word_list("medicines.txt") | word_list("things.txt")
    keep = frozenset(words_of(row["phrase"]) for row in rows("keep.csv")) | {(word,) for word in things}
    starts: dict[str, list[tuple[str, ...]]] = {}
    for phrase in keep:
        starts.setdefault(phrase[0], []).append(phrase)
    streets: dict[str, str] = {}
    for row in rows("street_types.csv"):
        streets[row["type"]] = row["type"]
        for short in filter(None, (row["abbreviations"] or "").split(";")):
            streets.setdefault(short.rstrip("."), row["type"])
    geographic = frozenset(row["name"].lower() for row in rows("countries.csv"))
    demonyms = frozenset(row["word"].lower() for row in rows("demonyms.csv"))
    return Lexicon(
        function_words=_folded_words("function_words.txt"),
        ordinary=_folded_words("ordinary_words.txt") | _folded_words("prose_words.txt"),
        first_names=_first_names(),
        titles={
            row["title"].lower().replace(".", ""): Title(
                row["title"], row["gender"], row["kind"], row["replaced_with_the_name"] == "yes"
            )
            for row in rows("titles.csv")
        },
        keep=keep,
        things=things,
        keep_starts={first: tuple(sorted(phrases, key=len, reverse=True)) for first, phrases in starts.items()},
        two_word_places=frozenset(" ".join(words_of(p)) for p in geographic | demonyms if " " in p),
        geographic=frozenset(map(fold, geographic)),
        demonyms=frozenset(map(fold, demonyms)),
        streets=streets,
        establishments={words_of(row["head"]): row["code_word"] for row in rows("establishments.csv")},
        agency_words=frozenset(words_of(row["word"]) for row in rows("agency_words.csv")),
    )


def _folded_words(name: str) -> frozenset[str]:
    """A list of words, folded; the plain ones all at once, as every command that knows words waits for them."""
    text = data_path(f"models/lists/{name}").read_text(encoding="utf-8")
    plain = fold(_ACCENTED.sub(" ", text)) if not text.isascii() else fold(text)
    return frozenset(plain.split()).union(map(fold, _ACCENTED.findall(text)))


_ACCENTED = re.compile(r"(?<!\S)\S*[^\x00-\x7f]\S*")


def _first_names() -> dict[str, tuple[int, int]]:
    found: dict[str, tuple[int, int]] = {}
    with data_path("models/lists/first_names.csv").open(encoding="utf-8", newline="") as stream:
        lines = csv.reader(stream)
        if next(lines) != ["name", "female", "male"]:
            raise ValueError("first_names.csv does not begin with name,female,male")
        for name, girls, boys in lines:
            key = fold(name)
            female, male = found.get(key, (0, 0))
            found[key] = (female + int(girls), male + int(boys))
    return found


@lru_cache(maxsize=1)
def abbreviations() -> frozenset[str]:
    """Capitals that stand for something else than a person's name: "NFA", "GP", "LAC"."""
    return frozenset(data_path("models/lists/abbreviations.txt").read_text(encoding="utf-8").split())


@lru_cache(maxsize=1)
def post_nominals() -> frozenset[str]:
    """Letters of an office behind a surname: "Hill QC", "Hill LJ"."""
    return word_list("post_nominals.txt")


@lru_cache(maxsize=1)
def kin_words() -> frozenset[str]:
    """Words of kinship, folded, which in small letters are nobody's name: "nani", "baba"."""
    return frozenset(fold(word) for row in rows("kinship.csv") for word in row["words"].split(";")) | _MORE_KIN


_MORE_KIN = frozenset(
    "abba abbu ammi amma ammu appa baba bhabhi chacha dada dadi dede khala mama mausi nana nani nene papa tata".split()
)
