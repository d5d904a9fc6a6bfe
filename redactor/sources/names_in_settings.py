"""Names of people in what is no text: names of styles, ranges, layers and keys, settings of programs, parts of a kind unknown.

The recognisers read none of that, for it is full of words that only look like names. What plainly holds a first name and a
surname, or a title and a name, is given to them all the same, run-together words taken apart: “OonaghFitzgerald”.
"""

from __future__ import annotations

import re
from dataclasses import replace

from redactor.base.remembered import remembered
from redactor.language.lexicon import DAYS, MONTHS, fold, lexicon, word_list
from redactor.sources.format_words import is_format_value
from redactor.sources.source import Source, SourceText

_TECHNICAL = ("markup", "name")
_LONGEST = 2_000  # characters: what is longer is data
_MAY = re.compile(r"[A-Z][a-z]+[\W_]?\s?[A-Z]|[A-Z]{3,}[\W_]+[A-Z][A-Za-z]{2}|[a-z]{3,}[._][a-z]{3,}")
_TWO = re.compile(
    r"(?<![^\W\d_])(?P<first>[^\W\d_][^\W\d_'’-]{2,}),?[ .](?:[A-Z]\.? )?(?P<second>[^\W\d_][^\W\d_'’-]{2,})(?![^\W\d_])"
)
_TITLED = re.compile(r"(?<![^\W\d_])(?P<title>Mr|Mrs|Ms|Miss|Mx|Dr|PC|DC|DS)\.? (?P<name>[A-Z][^\W\d_'’-]{2,})")
_RUN = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|(?<=[^\W\d_]{3})(?=\d)|(?<=\d)(?=[A-Z])")
_DATA = re.compile(r"https?://\S+|urn:\S+|\{[0-9A-Fa-f-]+\}|[A-Za-z0-9+/=\s]*(?:\d[A-Za-z]\w*){4}[A-Za-z0-9+/=\s]*")
_WORDS_OF_FORMATS = frozenset(
    "sans serif gothic neue light bold italic roman condensed info regular medium black book script hand display text grid "
    "unicode arial che deja vu non struct micro gras link dde ace admin png jpg wmf emf accent list table heading style char "
    "theme colorful "
    "kern kerning office page view print area titles sheet chart series line".split()
)
_COMMON = 60  # births from which a word of the language may be a first name


def spread(text: str) -> str:
    """Run-together words taken apart: "OonaghFitzgerald_visit2" → "Oonagh Fitzgerald visit 2"."""
    return " ".join(_RUN.sub(" ", re.sub(r"[_+]|%20", " ", text)).split())


@remembered(20_000)
def as_a_name(text: str, *, typed: bool = False) -> str:
    """The words of a technical text that plainly holds somebody's name, spread; "" for any other. `typed`: a person gave it (a
    sheet, a range, a layer), so that a surname may be a word of the language behind a first name that is none."""
    if len(text) > _LONGEST or not _MAY.search(text) or _DATA.fullmatch(text):
        return ""
    if any(is_format_value(element, text.lstrip("/")) for element in ("font", "style", "pdf")):
        return ""
    words = spread(text)
    if any(_is_titled(match["title"], match["name"]) for match in _TITLED.finditer(words)):
        return words
    for match in _TWO.finditer(words):
        if _is_a_pair(match["first"], match["second"], typed) or _is_a_pair(match["second"], match["first"], typed):
            return (
                words
                if "." not in match.group()
                else words.replace(match.group(), match.group().replace(".", " ").title())
            )
    return ""


def _is_titled(title: str, name: str) -> bool:
    return fold(title) in lexicon().titles and not lexicon().is_ordinary(name)


def _is_a_pair(first: str, second: str, typed: bool) -> bool:
    lex, surname = lexicon(), fold(second)
    if first.islower() != second.islower() or not lex.births(first):
        return False
    if lex.is_ordinary(first) and lex.births(first) < _COMMON:
        return False
    if second.isupper() and len(second) < 4:
        return False  # of a foundry: "Kristen ITC"
    sure = typed and lex.births(first) >= _COMMON and not lex.is_ordinary(first) and fold(first) not in lex.geographic
    telling = (
        (sure or not lex.is_ordinary(second)) and surname not in lex.function_words and surname not in lex.geographic
    )
    of_formats = surname in _WORDS_OF_FORMATS or fold(first) in _WORDS_OF_FORMATS
    of_time = surname in MONTHS or surname in DAYS or fold(first) in MONTHS or fold(first) in DAYS
    return telling and not of_formats and not of_time and surname not in word_list("things.txt")


def with_names_in_settings(source: Source) -> Source:
    """The source with such texts among those that the recognisers read."""
    return replace(source, texts=tuple(map(_told, source.texts)))


def _told(text: SourceText) -> SourceText:
    told = text.layer in _TECHNICAL or (text.layer == "annotation" and " " not in text.text)
    if told and (words := as_a_name(text.text, typed=text.layer == "name")):
        return replace(text, text=words, layer="annotation")
    return text
