"""Names after a title, a rank, a role's abbreviation or a role in words: "Mrs Hill", "PC 4412 Doyle", "Nurse Bell"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from redactor.detection.look import Look, is_trade
from redactor.detection.mentions import MentionKind
from redactor.detection.recognisers.base import Find, Recogniser
from redactor.language.lexicon import Title, fold, lexicon, post_nominals, record_verbs, word_list
from redactor.language.names import is_joined_to_particle

PERSON = MentionKind.PERSON


_SURNAMES = word_list("surnames_that_are_words.txt")
_BEGIN = frozenset("then now this that there these those when while after before however".split())
_WORDS_TOO = frozenset(["Major"])  # a rank, and what anything may be
_OF_ADULTS = ("honorific", "doctor", "rank", "service")  # what stands behind these is a name, whatever it is


def _is_no_name(word: str) -> bool:
    """What stands behind a word of kinship or office and is no name: "Baby Unit", "Consultant Geriatrician"."""
    return (fold(word),) in lexicon().establishments or is_trade(word) or fold(word) == "unit"


# "Call taker Maureen 6621": a number behind the name of somebody at a police force's desk
_NUMBERED = re.compile(
    r"\b(?:[Cc]all ?(?:taker|handler)|[Oo]perator|[Cc]ontroller|[Dd]ispatcher|[Dd]esk officer|[Cc]lerk|[Oo]fficer) "
    r"(?P<who>[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)? \d{3,5})\b(?![/:-])"
)


class TitledNames(Recogniser):
    """What a title introduces is a name, whatever word it is."""

    def find(self, look: Look) -> Iterator[Find]:
        """Spans from the title (where it goes with the name) to the name's end."""
        tokens = look.tokens
        i = 0
        while i < len(tokens):
            title, after = look.title_at(i)
            if title is None or look.is_hard(tokens[i]):
                i += 1
                continue
            start = tokens[i].start
            numbered = False
            # "PC 4412 Doyle", "DC3305", "Dr and Mrs Hill"
            if (
                after < len(tokens)
                and tokens[after].kind == "number"
                and title.kind in ("rank", "role")
                and look.adjacent(after - 1, after)
            ):
                numbered = title.numbered and len(tokens[after].text) >= 2
                if numbered:
                    after += 1
                else:
                    i += 1
                    continue
            couple = self._couple(look, after)
            if couple and title.kind in ("honorific", "doctor", "kin"):
                _, second_after = look.title_at(couple)
                end = look.name_run(second_after, surname_due=True)
                if end > second_after and not _is_no_name(tokens[second_after].text):
                    if title.inside:
                        yield Find(start, tokens[after - 1].end, PERSON, 0.95, "shares the surname")
                    yield Find(tokens[couple].start, tokens[end - 1].end, PERSON, 0.95)
                    i = end
                    continue
            if after >= len(tokens) or not (look.adjacent(after - 1, after) or numbered):
                if numbered:
                    yield Find(start, tokens[after - 1].end, PERSON, 0.9)
                i = after
                continue
            if tokens[after - 1].text == "." and self._goes_on_behind_a_stop(look, after):
                i = after
                continue
            formal = title.kind not in ("kin", "role") or self._is_word_and_surname(look, title, after)
            if title.text in _WORDS_TOO and lexicon().is_ordinary(tokens[after].text):
                i = after  # "Major Trauma Centre"
                continue
            if title.kind not in _OF_ADULTS and _is_no_name(tokens[after].text):
                i = after
                continue
            end = self._name_end(look, after, formal)
            if end > after and title.kind == "rank" and not numbered and self._collar_after(look, end):
                end += 1
            if end > after:
                begin = start if look.goes_with(title, i, after) else tokens[after].start
                score = 0.95 if formal else 0.85
                yield Find(begin, tokens[end - 1].end, PERSON, score)
                if title.kind == "rank" and (more := self._colleague(look, end)):
                    yield Find(tokens[more].start, tokens[more].end, PERSON, 0.8)
                i = end
            else:
                if numbered:
                    yield Find(start, tokens[after - 1].end, PERSON, 0.9)
                i = after
        for match in _NUMBERED.finditer(look.text):
            if not look.hard_between(*match.span("who")):
                yield Find(*match.span("who"), PERSON, 0.85)
        yield from self._after_abbreviation(look)
        yield from self._before_letters(look)

    @staticmethod
    def _goes_on_behind_a_stop(look: Look, after: int) -> bool:
        """ "left word for Dr. Rang off", "always just Mrs. Then silence", "went to the DI. Mr Quarn agreed": what stands behind
        the full stop begins a sentence."""
        word = look.tokens[after]
        if look.title_at(after)[0] is not None and word.text.isalpha() and not word.shouted and word.text[:1].isupper():
            return look.title_at(after)[0].kind == "honorific"  # type: ignore[union-attr]
        behind = look.tokens[after + 1] if after + 1 < len(look.tokens) else None
        goes_on = behind is not None and (behind.text.islower() or behind.capital) and behind.kind == "word"
        folded = fold(word.text)
        verb = folded in record_verbs() and folded not in _SURNAMES and not lexicon().births(word.text)
        return goes_on and not look.shouted and (verb or folded in _BEGIN)

    @staticmethod
    def _colleague(look: Look, end: int) -> int:
        """Index of a surname that shares the rank: "PC Stowe + Bashir on scene"; 0 where there is none."""
        tokens, more = look.tokens, end + 1
        if more >= len(tokens) or tokens[end].text.lower() not in ("+", "&", "and", "/") or look.is_hard(tokens[more]):
            return 0
        alone = more + 1 >= len(tokens) or not tokens[more + 1].capital or look.shouted
        named = look.kind_of(more) in ("unknown", "first") or (look.kind_of(more) == "weak first" and not look.shouted)
        return more if alone and named and look.title_at(more)[0] is None else 0

    @staticmethod
    def _is_word_and_surname(look: Look, title: Title, i: int) -> bool:
        """ "Sergeant Wicks endorsed it", "seen by Nurse Marsh": a word that is also a surname, alone behind an office."""
        token, after = look.tokens[i], i + 1
        return (
            title.kind == "role"
            and token.capital
            and not look.shouted
            and not look.passage.heading
            and token.text.lower() in _SURNAMES
            and fold(token.text) not in look.role_vocabulary
            and not (after < len(look.tokens) and look.adjacent(i, after) and look.tokens[after].capital)
        )

    @staticmethod
    def _before_letters(look: Look) -> Iterator[Find]:
        """ "Hill-Ojo LJ": what stands before the letters of a judge or a silk."""
        tokens = look.tokens
        for i in range(1, len(tokens)):
            if tokens[i].text in post_nominals() and look.adjacent(i - 1, i) and not look.is_hard(tokens[i - 1]):
                named = i > 1 and (look.title_at(i - 2)[0] is not None or tokens[i - 2].text == ".")
                if look.kind_of(i - 1) in ("first", "weak first", "unknown") or (
                    named and look.kind_of(i - 1) == "ordinary"
                ):
                    yield Find(tokens[i - 1].start, tokens[i].end, PERSON, 0.85)

    @staticmethod
    def _collar_after(look: Look, end: int) -> bool:
        """ "PC Hill 4412": the collar number behind the name."""
        tokens = look.tokens
        return (
            end < len(tokens)
            and tokens[end].kind == "number"
            and 3 <= len(tokens[end].text) <= 5
            and look.adjacent(end - 1, end)
            and look.text[tokens[end].end : tokens[end].end + 1] not in ("/", ":", "-")
        )

    @staticmethod
    def _couple(look: Look, after: int) -> int | None:
        """Index of the second title of "Mr and Mrs", "Mr & Mrs"."""
        tokens = look.tokens
        if after + 1 < len(tokens) and tokens[after].text in ("and", "&", "or"):
            title, _ = look.title_at(after + 1)
            if title is not None and title.kind in ("honorific", "doctor", "kin"):
                return after + 1
        return None

    @staticmethod
    def _name_end(look: Look, after: int, formal: bool) -> int:
        token = look.tokens[after]
        if not formal:
            kind = look.kind_of(after)
            if kind not in ("first", "weak first", "unknown", "initial"):
                return after
            if kind == "initial" and look.text[token.end : token.end + 1] not in (" ", "."):
                return after
            return look.name_run(after, surname_due=kind == "unknown")
        tokens = look.tokens
        if (
            token.text == "St"
            and after + 2 < len(tokens)
            and tokens[after + 1].text == "."
            and tokens[after + 2].capital
        ):
            return max(look.name_run(after + 2, surname_due=True), after + 3)  # "Ms St. Ledger"
        if token.initial or (len(token.text) == 1 and token.capital):
            if look.text[token.end : token.end + 1] in ("/", "&") or token.text == "I":
                return after
            end = look.name_run(after, surname_due=True)
            # "Mr M took her in": a title with one letter; the case decides whether it is a code or somebody
            return max(end, after + 1) if not look.is_hard(token) else after
        if token.kind == "word" and (
            token.capital
            or token.text.lower() in ("van", "von", "de", "du", "al", "el", "bin")
            or is_joined_to_particle(token.text)
        ):
            return look.name_run(after, surname_due=True)
        return after

    def _after_abbreviation(self, look: Look) -> Iterator[Find]:
        tokens = look.tokens
        for i, token in enumerate(tokens[:-1]):
            if (
                token.kind == "word"
                and token.text in look.role_abbreviations
                and look.adjacent(i, i + 1)
                and not look.is_hard(token)
            ):
                kind = look.kind_of(i + 1)
                if kind in ("first", "unknown") or (kind == "weak first" and not look.shouted):
                    end = look.name_run(i + 1, surname_due=kind == "unknown")
                    if end > i + 1:
                        yield Find(token.start, tokens[end - 1].end, PERSON, 0.85)
