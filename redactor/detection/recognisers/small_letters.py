"""Names in small letters: after a title or a rank ("pc varnham", "ms varnham said"), and after a number that is read out
("five eight oh four varnham to control"), as dictated logs and messages have them."""

from __future__ import annotations

from collections.abc import Iterator

from redactor.detection.look import Look
from redactor.detection.mentions import MentionKind
from redactor.detection.recognisers.base import Find, Recogniser
from redactor.language.lexicon import fold, lexicon, word_list
from redactor.language.names import SMALL_TITLES, spoken_digits

_DOES = word_list("doing_words.txt") | frozenset(
    "and on at to informed attending arrived took searched seized off in is are called resumed spoke with from".split()
)
_RANKS = frozenset("pc wpc dc wdc pcso sgt insp inspector sergeant constable".split())


class SmallLetters(Recogniser):
    """What such a title or number introduces, where it is no English word or the passage has no capitals and it acts."""

    kinds = (MentionKind.PERSON,)

    def find(self, look: Look) -> Iterator[Find]:
        """Spans with the title or the number."""
        tokens = look.tokens
        for i, token in enumerate(tokens):
            if token.text in SMALL_TITLES and not look.is_hard(token):
                j = i + 1
                if j < len(tokens) and tokens[j].text == "." and tokens[j].start == token.end:
                    j += 1
                if j < len(tokens) and tokens[j].kind == "number" and token.text in _RANKS and len(tokens[j].text) > 1:
                    j += 1
                j += len(spoken_digits(tokens, j))
                yield from self._name(look, i, j, after_miss=token.text == "miss")
            elif token.text.lower() not in SMALL_TITLES and (spoken := spoken_digits(tokens, i)):
                begins = i == 0 or not spoken_digits(tokens, i - 1)
                ranked = i > 0 and tokens[i - 1].text.lower() in _RANKS
                if begins and not ranked and len(spoken) < 6:
                    yield from self._name(look, i, i + len(spoken), after_miss=True)

    def _name(self, look: Look, start: int, j: int, *, after_miss: bool) -> Iterator[Find]:
        """`after_miss`: what stands before is a verb or a number as well, so only what is no English word counts."""
        tokens = look.tokens
        if j >= len(tokens) or tokens[j].kind != "word" or look.is_hard(tokens[j]):
            return
        if look.text[tokens[j - 1].end : tokens[j].start].strip(" "):
            return
        if tokens[j].capital:
            if tokens[start].text in SMALL_TITLES and (end := look.name_run(j, surname_due=True)) > j:
                yield Find(tokens[start].start, tokens[end - 1].end, MentionKind.PERSON, 0.85)
            return
        if not self._may_be_a_name(look, j, after_miss=after_miss):
            return
        end = j + 1
        if (
            end < len(tokens)
            and lexicon().births(tokens[j].text)
            and tokens[end].kind == "word"
            and not tokens[end].capital
            and self._is_no_word(tokens[end].text)
        ):
            end += 1
        yield Find(tokens[start].start, tokens[end - 1].end, MentionKind.PERSON, 0.8)

    def _may_be_a_name(self, look: Look, j: int, *, after_miss: bool) -> bool:
        word = look.tokens[j].text
        if len(word) < 3 or fold(word) in lexicon().function_words or fold(word) in look.role_vocabulary:
            return False
        if self._is_no_word(word):
            return True
        following = look.tokens[j + 1].text if j + 1 < len(look.tokens) else ""
        return not after_miss and not _has_capitals(look) and following in _DOES

    @staticmethod
    def _is_no_word(word: str) -> bool:
        return len(word) > 2 and not lexicon().is_ordinary(word) and fold(word) not in lexicon().function_words


def _has_capitals(look: Look) -> bool:
    """Capitals mean something in this passage."""
    return any(t.capital and len(t.text) > 1 for t in look.tokens)
