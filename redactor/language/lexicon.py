"""The word lists of models/lists/, read once: what is an ordinary word, a first name, a title, a street …"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache

from redactor.base.remembered import remembered
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


@remembered(65536)
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
_REMEMBERED = 50_000  # words that were asked for


@dataclass(frozen=True, slots=True)
class Title:
    """A form of address, rank or role word that stands right before a name."""

    text: str
    gender: str  # "f", "m" or ""
    kind: str  # honorific, doctor, professor, religious, rank, service (of the forces), role, kin, judge, public
    inside: bool  # it is replaced together with the name
    numbered: bool  # a collar or shoulder number may follow it: "PC 4412", "Constable 4412"


class Lexicon:
    """All lists, each read when it is first asked for: most commands want a few. Words are folded (see `fold`) unless said
    otherwise. Raises FileNotFoundError when the installation lacks a list."""

    @cached_property
    def function_words(self) -> frozenset[str]:
        """Closed classes and words of forms: never a name."""
        return _folded_words("function_words.txt")

    @cached_property
    def ordinary(self) -> frozenset[str]:
        """Lower-case English words."""
        return frozenset().union(*map(_folded_words, _WORDS))

    @cached_property
    def rarer(self) -> frozenset[str]:
        """Further English words that are no name in any list of names and places, though a street may be called so."""
        return _folded_words("rarer_words.txt")

    @cached_property
    def first_names(self) -> dict[str, tuple[int, int]]:
        """Folded name → births of girls, of boys."""
        return _first_names()

    @cached_property
    def titles(self) -> dict[str, Title]:
        """By lower-case text without full stops."""
        return {
            row["title"].lower().replace(".", ""): Title(
                row["title"],
                row["gender"],
                row["kind"],
                row["replaced_with_the_name"] == "yes",
                row["kind"] == "rank" or "numbered" in (row["used_for"] or "").split(),
            )
            for row in rows("titles.csv")
        }

    @cached_property
    def _kept(self) -> tuple[dict[str, str], ...]:
        return tuple(rows("keep.csv"))

    @cached_property
    def keep(self) -> frozenset[tuple[str, ...]]:
        """Phrases as folded words."""
        return frozenset(words_of(row["phrase"]) for row in self._kept) | {(word,) for word in self.things}

    @cached_property
    def keep_starts(self) -> dict[str, tuple[tuple[str, ...], ...]]:
        """First word → phrases of `keep`, longest first."""
        starts: dict[str, list[tuple[str, ...]]] = {}
        for phrase in self.keep:
            starts.setdefault(phrase[0], []).append(phrase)
        return {first: tuple(sorted(phrases, key=len, reverse=True)) for first, phrases in starts.items()}

    @cached_property
    def brands(self) -> frozenset[tuple[str, ...]]:
        """Of `keep`, things that bear a name by chance: a name of the list is somebody's."""
        return frozenset(words_of(row["phrase"]) for row in self._kept if row["family"] in _BY_CHANCE)

    @cached_property
    def acronyms(self) -> frozenset[tuple[str, ...]]:
        """Of `keep`, what is written in capitals and a first name in any other hand: SARA, IRIS."""
        written = {row["phrase"] for row in self._kept if " " not in row["phrase"]}
        names = {w for w in written if w.isupper() and w.isalpha() and w.title() not in written and self.births(w) > 30}
        return frozenset(words_of(w) for w in names)

    @cached_property
    def street_names(self) -> frozenset[tuple[str, ...]]:
        """Of `keep`, drugs as the street calls them: they stay only where drugs are spoken of."""
        return frozenset(words_of(row["phrase"]) for row in self._kept if row["family"] == "street names of drugs")

    @cached_property
    def famous(self) -> frozenset[tuple[str, ...]]:
        """Of `keep`, names that others bear too: they stay only where somebody likes, hears or watches them."""
        return frozenset(words_of(row["phrase"]) for row in self._kept if row["family"] == _FAMOUS)

    @cached_property
    def reviewers(self) -> frozenset[tuple[str, ...]]:
        """Of `keep`, surnames of those who led a review, borne by many others: they stay only where reviews are spoken of."""
        return frozenset(words_of(row["phrase"]) for row in self._kept if row["family"] == _REVIEWERS)

    @cached_property
    def said_small(self) -> frozenset[tuple[str, ...]]:
        """Of `keep`, words of prayer and greetings of several words, which people also write in small letters."""
        families = ("greetings", "faith practice")
        return frozenset(p for r in self._kept if r["family"] in families and len(p := words_of(r["phrase"])) > 1)

    @cached_property
    def _said_small_starts(self) -> frozenset[str]:
        return frozenset(phrase[0] for phrase in self.said_small)

    @cached_property
    def things(self) -> frozenset[str]:
        """Single words of `keep` that are nobody's first name, surname or home."""
        return word_list("medicines.txt") | word_list("things.txt") | word_list("clinical_words.txt")

    @cached_property
    def two_word_places(self) -> frozenset[str]:
        """Of the next two lists."""
        return frozenset(" ".join(words_of(p)) for p in self._countries | self._peoples if " " in p)

    @cached_property
    def geographic(self) -> frozenset[str]:
        """Countries, regions, provinces and capitals abroad, large cities and counties: stay."""
        return frozenset(map(fold, self._countries))

    @cached_property
    def large_places(self) -> frozenset[str]:
        """Of `geographic`, cities and counties so large that they tell nobody apart: docs/adr/0067."""
        return frozenset(fold(row["name"]) for row in rows("places_that_stay.csv"))

    @cached_property
    def large_at_home(self) -> frozenset[str]:
        """Of `large_places`, those in these islands."""
        return frozenset(fold(row["name"]) for row in rows("places_that_stay.csv") if row["what"] != "city abroad")

    @cached_property
    def landscape(self) -> dict[str, tuple[tuple[str, ...], ...]]:
        """Rivers, hills, valleys and landmarks known far beyond a town, by their first word; the longest first."""
        found: dict[str, list[tuple[str, ...]]] = {}
        for phrase in sorted((words_of(row["name"]) for row in rows("landscape.csv")), key=len, reverse=True):
            found.setdefault(phrase[0], []).append(phrase)
        return {first: tuple(phrases) for first, phrases in found.items()}

    @cached_property
    def demonyms(self) -> frozenset[str]:
        """Nationalities, religions, festivals: stay."""
        return frozenset(map(fold, self._peoples))

    @cached_property
    def _countries(self) -> frozenset[str]:
        files = ("countries.csv", "places_abroad.csv", "places_that_stay.csv")
        return frozenset(row["name"].lower() for name in files for row in rows(name))

    @cached_property
    def _peoples(self) -> frozenset[str]:
        return frozenset(row["word"].lower() for row in rows("demonyms.csv"))

    @cached_property
    def streets(self) -> dict[str, str]:
        """Type or abbreviation → type."""
        streets: dict[str, str] = {}
        for row in rows("street_types.csv"):
            streets[row["type"]] = row["type"]
            for short in filter(None, (row["abbreviations"] or "").split(";")):
                streets.setdefault(short.rstrip("."), row["type"])
        return streets

    @cached_property
    def short_streets(self) -> frozenset[str]:
        """Abbreviations of types of streets that are no words and no names: "rd", "ct", "gdns"; not "st", "dr"."""
        short = {word for word, full in self.streets.items() if word != full and not set(word) & set("aeiouy")}
        return frozenset(short - {"st", "dr"})

    @cached_property
    def establishments(self) -> dict[tuple[str, ...], str]:
        """Words of the head ("primary", "school") → code word."""
        return {words_of(row["head"]): row["code_word"] for row in rows("establishments.csv")}

    @cached_property
    def agency_words(self) -> frozenset[tuple[str, ...]]:
        """Words that make the name of an agency."""
        return frozenset(words_of(row["word"]) for row in rows("agency_words.csv"))

    @cached_property
    def _asked(self) -> dict[str, bool]:
        return {}

    def may_be_said_small(self, word: str) -> bool:
        """A folded word that begins a phrase of `said_small`."""
        return word in self._said_small_starts

    def is_ordinary(self, word: str) -> bool:
        """An English word in lower case, also inflected or hyphenated from such words."""
        known = self._asked.get(word)
        if known is None:
            if len(self._asked) > _REMEMBERED:
                self._asked.clear()
            known = self._asked[word] = self._is_ordinary(word)
        return known

    def _is_ordinary(self, word: str) -> bool:
        folded = fold(word)
        if folded in self.ordinary or _CONTRACTED.search(word):
            return True
        if "-" in folded:
            return all(part in self.ordinary or len(part) < 3 for part in folded.split("-"))
        return any(
            folded.startswith(p) and folded[len(p) :] in self.ordinary for p in _BEFORE if len(folded) > len(p) + 3
        ) or any(
            folded.endswith(s) and folded.removesuffix(s) in self.ordinary for s in _BEHIND if len(folded) > len(s) + 3
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


@lru_cache(maxsize=8)
def titles_for(use: str) -> tuple[str, ...]:
    """The titles of `titles.csv` that are used for this, as written and in its order:

    "codes" are made of them ("Mrs A"); "comparing" two spellings of one person, they are left off; "small" are those that
    people write in small letters; "letters" stand before letters in a name's place ("Mr K."); "quick" alone is looked for
    where the model of names is left out; "numbered" are words of offices that a collar number may follow.
    """
    return tuple(row["title"] for row in rows("titles.csv") if use in (row["used_for"] or "").split())


@cache  # there are more lists than 32, and each is asked for at every word
def word_list(name: str) -> frozenset[str]:
    """A list of words in models/lists/, separated by spaces or lines, as written."""
    return frozenset(data_path(f"models/lists/{name}").read_text(encoding="utf-8").split())


def words_of(phrase: str) -> tuple[str, ...]:
    """A phrase as folded words, for matching: "Women's Aid" → ("womens", "aid")."""
    return tuple(fold(w) for w in phrase.replace("/", " ").replace("’", "'").split())


_BEFORE = ("non", "un", "re", "pre", "post", "multi", "anti", "self")
_BEHIND = ("ification", "isation", "ifying", "ising", "ised")  # words that the field makes anew: "Adultification"
_WORDS = ("ordinary_words.txt", "prose_words.txt", "short_words.txt")
_FAMOUS = "entertainers and other famous people"
_REVIEWERS = "reviews by their author's surname"
_BY_CHANCE = ("brands", "dogs", "systems", "fonts")  # families of keep.csv


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The lists."""
    return Lexicon()


def _folded_words(name: str) -> frozenset[str]:
    """A list of words, folded; the plain ones all at once, as every command that knows words waits for them."""
    words = data_path(f"models/lists/{name}").read_text(encoding="utf-8").split()
    plain = fold.__wrapped__("\n".join(filter(str.isascii, words)))
    return frozenset(plain.split("\n")).union(fold(word) for word in words if not word.isascii())


def _first_names() -> dict[str, tuple[int, int]]:
    """Read as plain lines, which takes a third of the time: the list has neither accents nor quotation marks."""
    text = data_path("models/lists/first_names.csv").read_text(encoding="utf-8")
    header, _, body = text.partition("\n")
    if header.strip() != "name,female,male" or not text.isascii() or '"' in text:
        raise ValueError("first_names.csv is not of plain letters under the headings name,female,male")
    found: dict[str, tuple[int, int]] = {}
    for line in fold.__wrapped__(body).split():
        name, girls, boys = line.split(",")
        female, male = found.get(name, (0, 0))
        found[name] = (female + int(girls), male + int(boys))
    return found


@lru_cache(maxsize=1)
def abbreviations() -> frozenset[str]:
    """Capitals that stand for something else than a person's name: "NFA", "GP", "LAC"."""
    return frozenset(data_path("models/lists/abbreviations.txt").read_text(encoding="utf-8").split())


@lru_cache(maxsize=1)
def record_verbs() -> frozenset[str]:
    """Forms of verbs that records are full of, and nobody is called by: "rings", "advised", "took"."""
    return word_list("record_verbs.txt") | word_list("doing_words.txt")


@remembered(4096)
def is_no_surname(word: str) -> bool:
    """A folded word that stands behind a name in logs and is nobody's surname: "answers", "smashing", "assaulted", "asleep".

    Forms of verbs are told by their endings, where the verb itself is a word of the language; "Banks" and "Browning" are in
    models/lists/surnames_like_verbs.txt.
    """
    if word in record_verbs() or word in word_list("states.txt") or word in word_list("short_words.txt"):
        return True
    lex = lexicon()
    if word in word_list("surnames_like_verbs.txt") or not lex.is_ordinary(word) or lex.births(word) >= 100:
        return False
    for ending, stems in (("ing", ("", "e")), ("ed", ("", "e")), ("ies", ("y",)), ("es", ("", "e")), ("s", ("",))):
        stem = word.removesuffix(ending)
        if stem != word and len(stem) > 2:
            doubled = stem[:-1] if stem[-1] == stem[-2] else stem
            return any(lex.is_ordinary(base + more) for base in (stem, doubled) for more in stems)
    return False


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
