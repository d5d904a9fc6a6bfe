"""A passage under the eye: its text, words, protected stretches and what the language model saw; shared by all recognisers."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from redactor.detection.protect import NATION, Protected
from redactor.documents.model import Passage
from redactor.language.lexicon import (
    Title,
    abbreviations,
    fold,
    is_no_surname,
    kin_words,
    lexicon,
    post_nominals,
    record_verbs,
    word_list,
)
from redactor.language.names import PARTICLES, abbreviated_firsts, is_joined_to_particle
from redactor.language.tokens import Token, is_shouted, tokenise


@dataclass(frozen=True, slots=True)
class Entity:
    """A span that the model of names labelled (PER, ADR, LOC, EST, DOB); `chance` (0-1) is how sure it is."""

    start: int
    end: int
    label: str
    chance: float


# what somebody wrote or said, word for word
_QUOTED = re.compile(
    r"\"[^\"\n]{12,}\"|“[^”\n]{12,}”|‘[^’\n]{12,}’"
    r"|(?<![^\s(:,])'(?=\w)(?:[^'\n]|(?<=\w)'(?=\w)){12,}'(?!\w)"  # no apostrophe within a word ends it
)
_A_FIRST_NAME = 500  # births in England and Wales
# words of an office that stand before a name as a title does
_WITH_THE_NAME = frozenset(["Nurse", "Sister", "Matron", "Sergeant", "Inspector", "Constable", "Superintendent"])


@dataclass(frozen=True)
class Look:
    """One passage as the recognisers see it.

    `readings`: what the model of names reads; `role_abbreviations` ("SW") and the folded words of role titles.
    """

    passage: Passage
    protected: tuple[Protected, ...]
    readings: tuple[Entity, ...] = ()
    role_abbreviations: frozenset[str] = field(default=frozenset())
    role_vocabulary: frozenset[str] = field(default=frozenset())

    @property
    def text(self) -> str:
        """The passage's normalised text."""
        return self.passage.text

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        """All tokens in order."""
        return tokenise(self.text)

    @cached_property
    def digests(self) -> dict[bytes, str]:
        """What stands for all that may be seen here, by the key of the case that it was made with (`read_before.py`)."""
        return {}

    @cached_property
    def _edges(self) -> tuple[list[int], list[int]]:
        return [t.start for t in self.tokens], [t.end for t in self.tokens]

    def within(self, start: int, end: int) -> list[int]:
        """Indices of the tokens that lie wholly between characters start and end."""
        starts, ends = self._edges
        return list(range(bisect_left(starts, start), bisect_right(ends, end)))

    def beginning_in(self, start: int, end: int) -> tuple[Token, ...]:
        """The tokens that begin from character start on and before end."""
        starts = self._edges[0]
        return self.tokens[bisect_left(starts, start) : bisect_left(starts, end)]

    def beginning_at(self, start: int) -> int | None:
        """Index of the token that begins at this character, if one does."""
        starts = self._edges[0]
        i = bisect_left(starts, start)
        return i if i < len(starts) and starts[i] == start else None

    @cached_property
    def _quotations(self) -> tuple[tuple[int, int], ...]:
        return tuple((m.start() + 1, m.end() - 1) for m in _QUOTED.finditer(self.text))

    def said_with(self, i: int) -> tuple[int, int]:
        """Characters from and to which goes what token i is written in: its quotation, or the whole passage.

        A text message that a report quotes knows no capitals, whatever stands around it.
        """
        at = self.tokens[i].start
        return next(((s, e) for s, e in self._quotations if s <= at < e), (0, len(self.text)))

    @cached_property
    def shouted(self) -> bool:
        """The passage is written in capitals."""
        return is_shouted(self.text)

    @cached_property
    def _cover(self) -> tuple[bytearray, bytearray]:
        hard, soft = bytearray(len(self.text) + 1), bytearray(len(self.text) + 1)
        for span in self.protected:
            cover = hard if span.hard else soft
            cover[span.start : span.end] = b"\1" * (span.end - span.start)
        return hard, soft

    def is_hard(self, token: Token) -> bool:
        """The token may never be taken for a name here."""
        return bool(self._cover[0][token.start])

    def is_soft(self, token: Token) -> bool:
        """The token stays unless something stronger than its looks speaks for a name."""
        return bool(self._cover[1][token.start])

    def hard_between(self, start: int, end: int) -> bool:
        """Any hard protection within characters start to end."""
        return 1 in self._cover[0][start:end]

    @cached_property
    def _nations(self) -> frozenset[int]:
        return frozenset(p.start for p in self.protected if p.reason == NATION)

    def kind_of(self, i: int) -> str:
        """What token i looks like by itself: "first", "weak first" (also a word), "unknown", "ordinary", "acronym" or "other"."""
        return self._kinds[i]

    @cached_property
    def _kinds(self) -> tuple[str, ...]:
        return tuple(self._kind(t) for t in self.tokens)

    def _kind(self, token: Token) -> str:
        if token.kind != "word" or not token.capital or self.is_hard(token):
            return "other"
        text = token.text
        lex = lexicon()
        if len(text) > 1 and fold(text) in lex.function_words:
            return "other"
        if token.start in self._nations:
            return "nation"
        if text in abbreviations():
            return "acronym"
        if fold(text) in lex.short_streets and not token.shouted:
            return "other"  # "L. Ct" is a street
        births = lex.births(text)
        ordinary = lex.is_ordinary(text) or is_trade(text)
        if births < _CALLED_SO and not ordinary and fold(text) in kin_words():
            return "other"  # "Hooyo says"; "Grandmother" is a word like others: "upset about D. Grandmother came"
        if len(text) == 1:
            return "initial"
        if text in self.role_abbreviations and text.isupper():
            return "acronym"
        if not self.shouted:
            inner = text.removeprefix("Mc").removeprefix("Mac").removeprefix("O'").removeprefix("O’")
            if (
                token.shouted
                and (len(text) < 4 or (len(text) == 4 and births < 2000) or (len(text) < 7 and not births))
                and "'" not in text
            ):
                return "acronym"
            if any(c.isdigit() for c in text) or (
                not token.shouted
                and any(c.isupper() and inner[k] not in "-'’" for k, c in enumerate(inner[1:]))
                and not (inner != text and inner.isupper() and len(inner) > 2)  # "McGRATH"
            ):
                return "acronym"
        elif (len(text) < 4 and births < 100) or (not births and len(text) < 5):
            return "acronym" if not ordinary else "ordinary"
        if births >= 3 and not ordinary:
            return "first"
        if births >= 3:
            return "weak first"
        return "ordinary" if ordinary else "unknown"

    def title_at(self, i: int) -> tuple[Title | None, int]:
        """The title that stands at token i and the index after it (full stop taken along)."""
        known = self._titles.get(i)
        if known is None:
            known = self._titles[i] = self._title_at(i)
        return known

    def goes_with(self, title: Title, k: int, i: int) -> bool:
        """Whether the title at token k is replaced with the name at token i: "Nurse Dow", "Sister Mukendi" of a ward or a
        convent; but "Sister Amy" is kin, and of "School Nurse Dow" the office stays whole."""
        if title.inside or title.text not in _WITH_THE_NAME or i >= len(self.tokens):
            return title.inside
        before = self.tokens[k - 1] if k else None
        of_an_office = before is not None and before.capital and not self.tokens[k].opens and self.adjacent(k - 1, k)
        return not of_an_office and (
            title.text != "Sister"
            or lexicon().births(self.tokens[i].text) < _A_FIRST_NAME
            or (i + 1 < len(self.tokens) and self.tokens[i + 1].capital and self.adjacent(i, i + 1))
        )

    @cached_property
    def _titles(self) -> dict[int, tuple[Title | None, int]]:
        return {}

    def _title_at(self, i: int) -> tuple[Title | None, int]:
        tokens = self.tokens
        if (
            tokens[i].text == "PS"
            and tokens[i].opens
            and i + 1 < len(tokens)
            and self.kind_of(i + 1) in ("first", "weak first")
        ):
            return None, i  # a postscript
        if tokens[i].kind != "word" or not (
            tokens[i].capital or lexicon().titles.get(tokens[i].text.lower(), _NONE).kind == "kin"
        ):
            return None, i
        for length in (2, 1):
            if i + length <= len(tokens):
                text = " ".join(t.text.lower() for t in tokens[i : i + length])
                if title := lexicon().titles.get(text):
                    if title.text.isupper() and not tokens[i].text.isupper() and title.kind == "rank":
                        continue
                    after = i + length
                    if (
                        after < len(tokens)
                        and tokens[after].text == "."
                        and tokens[after].start == tokens[after - 1].end
                        and title.kind not in ("kin", "role")  # "She rang dad. Mr Hill came": no short form of a word
                    ):
                        after += 1
                    return title, after
        return None, i

    def adjacent(self, i: int, j: int) -> bool:
        """Nothing but one or more spaces lies between the end of token i and the start of token j."""
        return self.tokens[i].end <= self.tokens[j].start and not self.text[
            self.tokens[i].end : self.tokens[j].start
        ].strip(" _")

    def name_run(self, i: int, *, surname_due: bool) -> int:
        """Index after the words from token i on that read as one name.

        `surname_due`: the first word is a surname whatever it looks like, as after a title. Ordinary words in capitals
        are taken only where a surname must come: after a title or a first name.
        """
        tokens = self.tokens
        j, words, due, particles = i, 0, surname_due, 0
        while j < min(len(tokens), i + _LONGEST_NAME) and words < 5:
            token = tokens[j]
            if j > i and not self._joined(j - 1, j):
                break
            if token.kind == "word" and self.is_hard(token):
                break
            if j > i and (title := self.title_at(j)[0]) is not None and title.kind in ("honorific", "doctor"):
                break  # "… told Mrs G. Mr M left"
            if token.text in post_nominals() and words:
                break
            if j > i and tokens[j - 1].text == "." and fold(token.text) in record_verbs():
                break
            if j > i and self.shouted and not (surname_due and not words) and is_no_surname(fold(token.text)):
                break  # "seen by Dr T. Told Jane", "PIERS EASTON RANG CONTROL"
            if (j > i or surname_due) and is_joined_to_particle(token.text):
                words, due, j = words + 1, False, j + 1  # "Y. al-Sayegh"
                continue
            kind = self.kind_of(j)
            first_due = surname_due and not words
            large = kind == "nation" and fold(token.text) in lexicon().large_at_home
            lettered = first_due and j == i + 1 and tokens[i].initial and fold(token.text) in _CLOSED_SURNAMES
            if first_due and (j == i or lettered) and kind in ("other", "nation") and self._may_follow_a_title(j):
                words, due, j = 1, False, j + 1
                continue
            if kind == "acronym" and surname_due and not words and len(token.text) < 4 and self._surname_next(j):
                due, j = True, j + 1  # "Ms JK Hill"
                continue
            if (
                kind == "nation"
                and ((words and due) or (large and not words and j > i and tokens[i].initial))  # "J. Cheshire"
                and (large or fold(token.text) in _NATIONS_AS_SURNAMES)
                and not self._nation_follows(j)
            ):
                words, due, j = words + 1, False, j + 1
                continue
            if kind == "initial":
                if (
                    token.text in "IA"
                    and not words
                    and token.opens
                    and not (j + 1 < len(tokens) and tokens[j + 1].text == ".")
                ):
                    break
                j += 1
                if (
                    j < len(tokens)
                    and tokens[j].text == "."
                    and tokens[j].start == token.end
                    and (j + 1 == len(tokens) or tokens[j + 1].capital or self._hyphened(j + 1))
                ):
                    j += 2 if self._hyphened(j + 1) else 1  # "J.-P. Hill"
                due = due or not words
                continue
            if (
                token.kind == "word"
                and token.text.lower() in PARTICLES
                and not token.capital
                and self._capital_after_particles(j)
                and (words or surname_due)
            ):
                j += 1
                particles += 1
                continue
            if (
                kind == "weak first"
                and not words
                and self.opens_after_initial(j)
                and lexicon().births(token.text) < 500
            ):
                break  # "held by Mrs B. Keen to talk"
            if kind in ("first", "unknown", "weak first"):
                if kind == "weak first" and words and not due and not particles:
                    break
                due = kind in ("first", "weak first")
            elif (
                kind == "ordinary"
                and due
                and not self.opens_after_initial(j)
                and (
                    (surname_due and not words)
                    or (
                        not self._is_role_word(j)
                        and not (words and (self._title_case_follows(j) or tokens[j - 1].text == "."))
                    )
                )
            ) or (
                kind == "acronym"
                and due
                and not (self.shouted and words and len(token.text) < 4)
                and token.shouted
                and len(token.text) > 2
                and token.text not in self.role_abbreviations
                and token.text not in abbreviations()
                and (not lexicon().is_ordinary(token.text) or (surname_due and not words))
            ):
                due = False
            else:
                break
            words += 1
            j += 1
            if token.text in abbreviated_firsts() and words == 1 and self._stop_and_capital(j):
                due, j = True, j + 1  # "Geo. Hill"
        while (
            j > i
            and words
            and (
                tokens[j - 1].kind != "word"
                or tokens[j - 1].initial
                or (tokens[j - 1].text.lower() in PARTICLES and not tokens[j - 1].capital)
            )
        ):
            j -= 1
        return j if words or (j > i and surname_due) else i

    def _stop_and_capital(self, j: int) -> bool:
        """Token j is a full stop right behind the word, and a capitalised word follows."""
        tokens = self.tokens
        return (
            j + 1 < len(tokens)
            and tokens[j].text == "."
            and tokens[j].start == tokens[j - 1].end
            and tokens[j + 1].capital
            and self.adjacent(j, j + 1)
        )

    def opens_after_initial(self, j: int) -> bool:
        """ "held by Mrs B. Keen to talk": an English word that begins a sentence, as the small word after it says."""
        tokens = self.tokens
        if tokens[j - 1].text != "." or not tokens[j - 2].initial or j + 1 >= len(tokens):
            return False
        if j > 2 and tokens[j - 3].kind == "word" and not tokens[j - 3].capital and self.title_at(j - 3)[0] is None:
            return False  # "signed by A. Pride on the ward": a first name's initial, and the surname
        return tokens[j + 1].text in _GO_ON

    def _hyphened(self, j: int) -> bool:
        """Token j is the hyphen between two initials with full stops."""
        tokens = self.tokens
        return (
            j + 1 < len(tokens)
            and tokens[j].text == "-"
            and tokens[j + 1].initial
            and tokens[j - 1].end == tokens[j].start
            and tokens[j].end == tokens[j + 1].start
        )

    def _surname_next(self, j: int) -> bool:
        return (
            j + 1 < len(self.tokens)
            and self._joined(j, j + 1)
            and self.kind_of(j + 1) in ("unknown", "first", "weak first")
        )

    def _may_follow_a_title(self, j: int) -> bool:
        """After a title any capitalised word is a surname ("Mr To", "Mrs French"), but in a line of capitals not every one."""
        return self.tokens[j].capital and len(self.tokens[j].text) > 1 and not self.shouted

    def _nation_follows(self, j: int) -> bool:
        return j + 1 < len(self.tokens) and self._joined(j, j + 1) and self.kind_of(j + 1) == "nation"

    def _capital_after_particles(self, j: int) -> bool:
        """The particles from token j on lead to a capitalised word: "van der Velde"."""
        tokens = self.tokens
        while j < len(tokens) and tokens[j].text.lower() in PARTICLES and not tokens[j].capital:
            j += 1
        return j < len(tokens) and tokens[j].capital

    def _joined(self, i: int, j: int) -> bool:
        between = self.text[self.tokens[i].end : self.tokens[j].start]
        return between in ("", " ", "  ", "_")

    def _is_role_word(self, j: int) -> bool:
        return fold(self.tokens[j].text) in self.role_vocabulary

    def _title_case_follows(self, j: int) -> bool:
        """Another ordinary word in capitals comes next: a heading or the name of a body, not a surname."""
        return (
            j + 1 < len(self.tokens)
            and self._joined(j, j + 1)
            and self.kind_of(j + 1) == "ordinary"
            and not self.shouted
        )


_CALLED_SO = 15  # births from which a word of kinship is a first name, too
_TRADES = (
    "ographer",
    "ologist",
    "ometrist",
    "therapist",
    "iatrist",
    "ician",
)
_LONGEST_NAME = 40  # tokens: initials are no words, and a row of ten thousand of them is nobody's name
_NATIONS_AS_SURNAMES = frozenset("black white english french ireland holland england france scott friday brown".split())
_CLOSED_SURNAMES = frozenset("page day young long best".split())  # "Miss H Page": words of forms that are surnames too
_GO_ON = frozenset(
    "to that the a an in on at by with about for from of it her his she he they not up out me them this".split()
)
_NONE = Title("", "", "", inside=False, numbered=False)


def is_trade(word: str) -> bool:
    """What somebody is, by the ending of the word ("Sonographer Jane"): no first name."""
    folded = fold(word)
    return (folded.endswith(_TRADES) and not lexicon().births(word)) or folded in word_list("trades.txt")


def is_a_label(word: str) -> bool:
    """What forms, files and workbooks call their parts ("Sum", "Attendee"), unless it is a first name first of all."""
    return fold(word) in word_list("label_words.txt") and lexicon().births(word) < _A_FIRST_NAME


def words(tokens: Iterable[Token]) -> list[Token]:
    """Only the words among tokens."""
    return [t for t in tokens if t.kind == "word"]
