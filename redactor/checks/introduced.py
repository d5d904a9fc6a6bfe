"""Whether print introduces somebody: with a first name, an office or the year of a book, in any place of the files.

Print says who everybody is whom it names, once. "Mr Tarrant", of whom nothing else is said anywhere, is nobody that it meant to
name: he was left in by mistake.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from redactor.documents.model import Passage
from redactor.language.lexicon import fold, lexicon

_WORDS_BEFORE = re.compile(r"(?:[A-Z][\w'’.-]*\s+){1,4}$")
_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_A_FIRST_NAME = 500  # births from which a word of the language is rather somebody's
_OWN = re.compile(r"['’]s$")


def named_with(surnames: Iterable[str], texts: Sequence[Passage]) -> Iterator[tuple[Passage, int, int]]:
    """Every place, as characters of a passage, at which one of these folded surnames stands, with the capital words before it."""
    wanted = frozenset(surnames)
    for passage in texts:
        for word in _WORD.finditer(passage.text):
            if word.group()[0].isupper() and fold(_OWN.sub("", word.group())) in wanted:
                before = _WORDS_BEFORE.search(passage.text, max(0, word.start() - 60), word.start())
                start = before.start() if before else word.start()
                yield passage, start, word.start() + len(_OWN.sub("", word.group()))


def given(name: str) -> tuple[str, ...]:
    """The folded words of a name before its surname, without titles and words that are nobody's: "Mrs Ann Hurst" gives "ann"."""
    words = [fold(w) for w in _WORD.findall(name)[:-1]]
    return tuple(w for w in words if w not in lexicon().titles and (len(w) == 1 or not _is_a_word(w)))


def _is_a_word(word: str) -> bool:
    return lexicon().is_ordinary(word) and lexicon().births(word) < _A_FIRST_NAME


def is_titled(name: str) -> bool:
    """A title with a surname and nothing between: "Mr Hurst"."""
    words = name.split()
    return len(words) == 2 and fold(words[0].strip(".")) in lexicon().titles
