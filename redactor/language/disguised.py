"""Names that stand in a text disguised: inside a longer word, spelt out, backwards, in the letters of another language.

Words and shapes only: whoever anonymises and whoever checks both ask here, each of a text that it has read itself.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

from redactor.base.remembered import remembered
from redactor.language.alternatives import alternatives
from redactor.language.lexicon import fold, lexicon, rows
from redactor.language.names import PARTICLES, parse_name

INSIDE, SPELT, BACKWARDS, OTHER_LETTERS = "inside a longer word", "spelt out", "backwards", "in other letters"
FIGURES = "with figures for letters"
_LONG_ENOUGH = 5  # letters that a name needs to be told inside another word, or backwards
_COMMON = 3000  # births from which a first name turns up inside other words by chance
_ENDINGS = frozenset(["", "s", "es", "ian", "ians", "ite", "ites", "y", "ie", "ish", "esque"])
_RUN = re.compile(r"[#@]?[^\W_](?:[^\W]|[.](?=[^\W_]))*")
_SPELT = re.compile(r"(?<![^\W_])[^\W\d_](?:(?P<sign>-| - |\. ?| )[^\W\d_])(?:(?P=sign)[^\W\d_]){1,60}(?![^\W_])")
_BROKEN = re.compile(r"(?<![^\W_])[^\W\d_]+(?:[*~|^=+•·]{1,3}[^\W\d_]+){1,12}(?![^\W_])")  # "Ha*tley", "Ha|t|ley"
# "Pe11ow", "K1eran": what a machine reads in a scan, or somebody writes who wants it not to be found
_WITH_FIGURES = re.compile(r"(?<![\w@/.-])(?=[\w|$!]*[^\W\d_])(?=[\w|$!]*[\d|$!])[^\W_][\w|$!]{2,}(?![\w@/])")
_READ_AS = {
    "0": "o",
    "1": "li",
    "3": "e",
    "4": "a",
    "5": "s",
    "6": "bg",
    "7": "t",
    "8": "b",
    "9": "g",
    "|": "li",
    "$": "s",
    "!": "il",
}
_MOST_FIGURES = 4
_JOINED = re.compile(r"(?<=[a-z0-9_])[A-Z][a-z]{2,}(?![a-z])")
_FOREIGN = re.compile(
    r"[\u0370-\u03ff\u0400-\u04ff\u0600-\u06ff]{2,}(?:[ '’-][\u0370-\u03ff\u0400-\u04ff\u0600-\u06ff]{2,}){0,4}"
)


@dataclass(frozen=True, slots=True)
class Disguised:
    """Characters `start` to `end` (exclusive) of a text that hold a name; `name` is folded, `how` says in words how."""

    start: int
    end: int
    name: str
    how: str


@dataclass(frozen=True)
class Disguises:
    """The words of names (folded) that are looked for."""

    words: frozenset[str]

    @classmethod
    def of(cls, names: Iterable[str]) -> Disguises:
        """First names, surnames and single names of these full names and aliases."""
        found: set[str] = set()
        for text in names:
            name = parse_name(text)
            found.update(fold(w) for w in (*name.given, *re.split(r"[\s-]+", name.surname), name.word) if w)
        return cls(frozenset(w for w in found if len(w) > 2 and w.isalpha() and w not in PARTICLES))

    @cached_property
    def _rare(self) -> tuple[str, ...]:
        lex = lexicon()
        return tuple(
            sorted(
                w
                for w in self.words
                if len(w) >= _LONG_ENOUGH
                and not lex.is_ordinary(w)
                and lex.births(w) < _COMMON
                and w not in lex.geographic
            )
        )

    @cached_property
    def _inside(self) -> re.Pattern[str] | None:
        return re.compile(alternatives(self._rare)) if self._rare else None

    @cached_property
    def _within(self) -> re.Pattern[str] | None:
        """One of them with a letter, digit or underscore right before or behind it: nearly all names stand as they are."""
        names = alternatives(self._rare)
        return re.compile(rf"(?:{names})(?=\w)|(?<=\w)(?:{names})") if names else None

    @cached_property
    def _reversed(self) -> dict[str, str]:
        lex = lexicon()
        turned = {w[::-1]: w for w in self.words if len(w) >= _LONG_ENOUGH}
        return {r: w for r, w in turned.items() if r != w and not lex.is_ordinary(r) and not lex.births(r)}

    @cached_property
    def _heard(self) -> dict[str, str]:
        return {h: w for w in sorted(self.words) if len(h := heard(w)) > 2}

    def in_text(self, text: str) -> Iterator[Disguised]:
        """All of them in the order of the kinds; nothing for a name that stands as it is."""
        if self._may_hold(text):  # of thousands of paragraphs nearly none: word by word is slow
            yield from self._in_words(text)
        yield from self._spelt(text)
        yield from self._with_figures(text)
        if not text.isascii():
            yield from self._foreign(text)

    def _may_hold(self, text: str) -> bool:
        low = fold(text)
        return (
            "#" in text
            or (self._within is not None and self._within.search(low) is not None)
            or any(turned in low for turned in self._reversed)
            or _JOINED.search(text) is not None
        )

    def _in_words(self, text: str) -> Iterator[Disguised]:
        for match in _RUN.finditer(text):
            if len(match.group()) < _LONG_ENOUGH:
                continue
            low = fold(match.group())
            plain = re.sub(r"[^a-z]", "", low)
            if plain in self._reversed:
                yield Disguised(*match.span(), self._reversed[plain], BACKWARDS)
            elif (name := self._held(low)) or (name := self._joined(match.group())) or (name := self._tagged(low)):
                yield Disguised(*match.span(), name, INSIDE)

    def _held(self, low: str) -> str:
        """A rare name inside a word that is none of the language and no form of the name."""
        inside = self._inside.search(low) if self._inside else None
        if inside is None or lexicon().is_ordinary(low) or lexicon().births(low):
            return ""
        before, after = low[: inside.start()].strip("#@_."), low[inside.end() :].strip("_.")
        return "" if not before and after in _ENDINGS else inside.group()

    def _joined(self, word: str) -> str:
        """Any name that begins with its capital behind a small letter or a digit: "Child1Ivy", "mumIvy"."""
        for part in _JOINED.findall(word):
            if fold(part) in self.words:
                return fold(part)
        return ""

    def _tagged(self, low: str) -> str:
        """Any name that begins or ends a tag of words of the language: "#justiceforivy"."""
        tag = low[1:].strip("_") if low.startswith("#") else ""
        for name in self.words if tag else ():
            if (tag.startswith(name) and _is_words(tag[len(name) :])) or (
                tag.endswith(name) and _is_words(tag[: -len(name)])
            ):
                return name
        return ""

    def _spelt(self, text: str) -> Iterator[Disguised]:
        for match in _SPELT.finditer(text):
            letters = fold(re.sub(r"[^\w]", "", match.group()))
            if letters in self.words:
                yield Disguised(*match.span(), letters, SPELT)
            elif len(letters) >= _LONG_ENOUGH:
                yield from self._spelt_together(match)

        for match in _BROKEN.finditer(text):
            letters = fold(re.sub(r"[^\w]", "", match.group()))
            if letters in self.words and len(letters) >= _LONG_ENOUGH:
                yield Disguised(*match.span(), letters, SPELT)

    def _with_figures(self, text: str) -> Iterator[Disguised]:
        """A name of the case in which figures stand for letters, and more letters than figures."""
        for match in _WITH_FIGURES.finditer(text):
            if name := next((w for w in read_as_letters(match.group()) if w in self.words and len(w) > 3), ""):
                yield Disguised(*match.span(), name, FIGURES)

    def _spelt_together(self, run: re.Match[str]) -> Iterator[Disguised]:
        """First name and surname in one run of letters, as a wide heading has them: "C O R I N  L E Y B U R N"."""
        at = [run.start() + n for n, sign in enumerate(run.group()) if sign.isalnum()]
        letters = fold("".join(run.string[n] for n in at))
        if len(letters) != len(at):
            return  # a letter that folds to two
        found: list[tuple[int, int]] = []
        n = 0
        while n < len(letters):
            end = next((e for e in range(len(letters), n + 2, -1) if letters[n:e] in self.words), 0)
            if end:
                found.append((n, end))
            n = end or n + 1
        whole = sum(end - n for n, end in found) == len(letters)
        for n, end in found:
            if whole or letters[n:end] in self._rare:
                yield Disguised(at[n], at[end - 1] + 1, letters[n:end], SPELT)

    def _foreign(self, text: str) -> Iterator[Disguised]:
        for match in _FOREIGN.finditer(text):
            for word in re.finditer(r"[^\s'’-]+", match.group()):
                if name := self._heard.get(heard(word.group())):
                    start = match.start() + word.start()
                    yield Disguised(start, start + len(word.group()), name, OTHER_LETTERS)


@remembered(4096)
def read_as_letters(word: str) -> tuple[str, ...]:
    """The words, folded, that a word with figures in it may be read as; none where figures outnumber letters."""
    low = fold(word)
    figures = sum(c in _READ_AS for c in low)
    if not 0 < figures <= _MOST_FIGURES or figures * 2 > len(low):
        return ()
    return tuple("".join(letters) for letters in itertools.product(*(_READ_AS.get(c, c) for c in low)))


@remembered(1024)
def _is_words(letters: str) -> bool:
    """Letters that are nothing, digits, or words of the language one after another."""
    if not letters or letters.isdigit():
        return True
    lex = lexicon()
    known = (n for n in range(len(letters), 1, -1) if letters[:n] in lex.ordinary or letters[:n] in lex.function_words)
    return any(_is_words(letters[n:]) for n in known)


def foreign_names(text: str) -> Iterator[tuple[int, int]]:
    """Two to five words in Arabic, Cyrillic or Greek letters within other text: in an English report mostly a name."""
    if not text.isascii() and re.search(r"[A-Za-z]{3}", text):
        for match in _FOREIGN.finditer(text):
            if re.search(r"[ -]", match.group()):
                yield match.span()


_AS_HEARD = (
    ("tch", "sh"), ("sch", "sh"), ("ph", "f"), ("th", "t"), ("ck", "k"), ("qu", "k"), ("kh", "h"), ("gh", "h"), ("dzh", "j"),
    ("x", "ks"), ("ce", "se"), ("ci", "si"), ("c", "k"), ("q", "k"), ("z", "s"), ("p", "b"), ("v", "f"), ("g", "j"),
)  # fmt: skip


@remembered(65536)
def heard(word: str) -> str:
    """The consonants of a name as they are heard, whatever its letters: "Skelton" and its Arabic spelling are "skltn"."""
    latin = "".join(_letters().get(c, c) for c in fold(word))
    for written, sounds in _AS_HEARD:
        latin = latin.replace(written, sounds)
    return re.sub(r"(.)\1+", r"\1", re.sub(r"[aeiouyhw]|[^a-z]", "", latin))


@lru_cache(maxsize=1)
def _letters() -> dict[str, str]:
    return {row["letter"]: row["latin"] for row in rows("other_letters.csv")}
