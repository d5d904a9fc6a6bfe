"""The people of a case, and how well a name as written fits each of them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date

from rapidfuzz.distance import DamerauLevenshtein

from redactor.base.remembered import remembered
from redactor.language.lexicon import fold, lexicon
from redactor.language.names import (
    RESPECTFUL,
    Name,
    called_by,
    hyphened_letters,
    initials_of,
    is_mutated,
    is_nickname,
    is_short_form,
    near,
    same,
    sound,
    unstretched,
    user_names,
)

ADULT_TITLES = frozenset(
    ["mr", "mrs", "ms", "dr", "doctor", "prof", "professor", "rev", "revd", "reverend", "sir", "dame"]
)
MARITAL = frozenset(["mrs", "ms", "miss"])


SAME_RANK = {
    "sgt": "ps",
    "sergt": "ps",
    "a/sgt": "ps",
    "d/sgt": "ds",
    "d/insp": "di",
    "wpc": "pc",
    "wdc": "dc",
    "det supt": "dsu",
    "d/supt": "dsu",
    "dsupt": "dsu",
    "ch insp": "ci",
    "det con": "dc",
    "det sgt": "ds",
    "det insp": "di",
    "det ch insp": "dci",
    "c/insp": "ci",
}


SUPPOSED = "supposed surname"
MIDDLE_AND_SURNAME = "middle name and surname"
TWO_FIRST_NAMES = "two first names"  # "Ivy Jean" of Ivy Jean Hill
BY_NAME_OF_SOMEBODY = "by-name of somebody"  # "Known as Buddy.", where the subject is the one it may be
LIKELY = "likely somebody's name"  # "Dear Priya" under the address of Dr P Vellacott
NAME_OF_A_SURNAME = "nickname of a surname"  # "Lofty" of Loftwood
_RARE = 3  # births below which a word is no first name that is known
_A_FIRST_NAME = 500  # births from which on a word by itself is a first name


@dataclass(frozen=True, slots=True)
class Fit:
    """How a name as written fits a person: `level` 0 is certain, higher is weaker; `rule` is the pass for the log."""

    level: int
    rule: str


@dataclass
class Person:
    """Somebody of the case while the register is being built. All names folded."""

    key: int
    code: str = ""  # issued, or given by an earlier run; "" for somebody new
    issued: bool = False
    kind: str = "person"  # or "professional"
    role: str = ""  # relationship or role, from the list
    agency: str = ""
    gender: str = ""
    gender_guessed: bool = False  # from the first name alone: a title may contradict it
    child: bool = False
    subject: bool = False  # the review is about them
    born: date | None = None
    firsts: set[str] = field(default_factory=set)
    middles: set[str] = field(default_factory=set)
    surnames: set[str] = field(default_factory=set)
    former: set[str] = field(default_factory=set)  # maiden, married and other surnames of the same person
    supposed: set[str] = field(default_factory=set)  # surnames that are likely theirs, which a person has to confirm
    aliases: set[str] = field(default_factory=set)
    guessed: set[str] = field(
        default_factory=set
    )  # by-names that a draft tells of somebody it does not name: likely this one
    likely: set[str] = field(default_factory=set)  # single names that what stands around them makes likely theirs
    called: set[str] = field(default_factory=set)  # of these, first names that the list gives with a surname only
    letters: set[str] = field(default_factory=set)  # first letters of first names, also where only they are known
    surname_letters: set[str] = field(default_factory=set)
    numbers: set[str] = field(default_factory=set)
    titles: set[str] = field(default_factory=set)
    written: dict[str, int] = field(default_factory=dict)  # names as written, with how often
    initials_known: set[str] = field(default_factory=set)
    older: bool | None = None  # "James Hill Senior", and whether he is
    titled: set[tuple[str, str]] = field(default_factory=set)  # (title, surname) that the list gives as a further name
    _fits: dict[Name, Fit | None] = field(default_factory=dict, init=False, repr=False, compare=False)
    _known_then: tuple[object, ...] = field(default=(), init=False, repr=False, compare=False)

    def learn(self, name: Name) -> None:
        """Take in the parts of a name that is known to be this person's."""
        if name.given:
            first, *others = called_by(name.given)
            self.firsts.add(fold(first))
            self.middles.update(map(fold, others))
            self.aliases.update(filter(None, [hyphened_letters(fold(first))]))
        if name.surname:
            surname = fold(name.surname)
            self.surnames.add(surname)
            self.surname_letters.add(surname[0])
            self.initials_known |= initials_of(name.given[:1], (*name.given[1:], *name.initials), name.surname)
            self.initials_known |= initials_of(called_by(name.given)[:1], name.initials, name.surname)
        if name.surname and not name.given:
            self.letters.update(i.casefold() for i in name.initials[:1])
        self.letters.update(f[0] for f in self.firsts if f)
        if name.number:
            self.numbers.add(name.number)
        self.titles.update(name.titles)
        if name.gender and (not self.gender or self.gender_guessed):
            self.gender, self.gender_guessed = name.gender, False
        if name.titles and ADULT_TITLES & set(name.titles):
            self.child = False if not self.issued else self.child

    def turned(self) -> Person:
        """The same person with first name and surname the other way round."""
        return replace(
            self,
            firsts=set(self.surnames),
            surnames=set(self.firsts),
            letters=set(self.surname_letters),
            surname_letters=set(self.letters),
            middles=set(),
            former=set(),
            supposed=set(),
            aliases=set(),
        )

    def infer_gender(self) -> None:
        """Gender from the first name where titles and the list say nothing."""
        if not self.gender and self.firsts:
            found = {lexicon().gender(f) for f in self.firsts} - {""}
            if len(found) == 1:
                self.gender, self.gender_guessed = found.pop(), True

    @property
    def full_names(self) -> set[str]:
        """First name and surname, as they are written together."""
        return {f"{first} {last}" for first in self.firsts for last in self.surnames}

    @property
    def initials(self) -> set[str]:
        """The initials that may stand for this person, in capitals and without marks: "KM", "KJM", "GMCE"."""
        made = self.initials_known | {alias for alias in self.aliases if 2 <= len(alias) <= 4}
        firsts = (*sorted(self.firsts), *sorted(self.aliases), *sorted(self.letters))
        for surname in self.surnames | self.former:
            made |= initials_of(firsts, tuple(sorted(self.middles)), surname)
        made |= {"".join(p[:1] for p in f.split("-")) for f in self.firsts if "-" in f}  # "LJ" of Lacey-Jo
        if self.kind == "professional":  # "CLE" of Carys Lewin: the letters by which schools know their staff
            made |= {first[0] + last[:2] for first in self.firsts for last in self.surnames if last[:2].isalpha()}
        return {"".join(filter(str.isalpha, letters)).upper() for letters in made}

    def _user_names(self) -> frozenset[str]:
        """How systems call somebody: "HOBBJ" of Jane Hobb."""
        middles = [m[0] for m in self.middles if m]
        made = [user_names(self._called_letters(), middles, surname) for surname in self.surnames | self.former]
        return frozenset().union(*made)

    def _called_letters(self) -> set[str]:
        """First letters of the names by which somebody is called."""
        return self.letters | {name[0] for name in (*self.firsts, *self.aliases) if name}

    def fit(self, name: Name) -> Fit | None:
        """How well `name` fits, or None where something contradicts.

        The same names are held against the same people several times in a run, so it is kept until anything more is known of
        the person: what is learnt is only ever added.
        """
        now = self._known_now()
        if now != self._known_then:
            self._known_then, self._fits = now, {}
        elif name in self._fits:
            return self._fits[name]
        found = self._fits[name] = self._fit_now(name)
        return found

    def _known_now(self) -> tuple[object, ...]:
        """What tells whether more is known than at another time."""
        return (
            self.code, self.issued, self.kind, self.gender, self.gender_guessed, self.child, len(self.firsts),
            len(self.middles), len(self.surnames), len(self.former), len(self.supposed), len(self.aliases), len(self.guessed),
            len(self.likely), len(self.called), len(self.letters), len(self.surname_letters), len(self.numbers),
            len(self.titles), len(self.initials_known), len(self.titled),
        )  # fmt: skip

    def _fit_now(self, name: Name) -> Fit | None:
        if name.number and self.numbers and name.number not in self.numbers:
            return None
        if name.surname and not name.given and any((t, fold(name.surname)) in self.titled for t in name.titles):
            return Fit(0, "listed form")
        if name.surname and fold(name.surname) in self.supposed:
            return self._by_supposed(name)
        gender = name.gender
        contradicts = bool(gender and self.gender and gender != self.gender)
        if contradicts and not self.gender_guessed:
            return None
        if "master" in name.titles and not self.child and self.kind == "person" and self.issued:
            return None
        if self.child and ADULT_TITLES & set(name.titles):
            return None
        found = self._fit(name)
        if found and contradicts:
            found = Fit(found.level + 3, found.rule)
        if found and name.number and name.number in self.numbers:
            return Fit(0, "collar number")
        if (
            found
            and self._ranks(name.titles)
            and self._ranks(self.titles)
            and not self._ranks(name.titles) & self._ranks(self.titles)
        ):
            return Fit(found.level + 4, found.rule)
        own = set(self.code.lower().split()) & MARITAL
        said = set(name.titles) & {"mrs", "miss"}
        if found and self.issued and not name.given and own and said and not own & said and "ms" not in own:
            return Fit(found.level + 1, found.rule)  # "Miss Hill" is hardly the board's Mrs A
        return found

    def _by_supposed(self, name: Name) -> Fit | None:
        """A surname that is likely this person's too: weaker than whoever bears it for certain."""
        if name.gender and self.gender and name.gender != self.gender:
            return None
        if name.given:
            fitted = self._by_word(name.given[0])
            return Fit(max(fitted.level, 1), SUPPOSED) if fitted else None
        if name.initials and name.initials[0].casefold() not in self.letters | {m[0] for m in self.middles}:
            return None
        return Fit(2, SUPPOSED)

    @staticmethod
    def _ranks(titles: Iterable[str]) -> set[str]:
        return {
            SAME_RANK.get(t, t.split("/")[-1])
            for t in titles
            if (known := lexicon().titles.get(t)) and known.kind == "rank"
        }

    def _fit(self, name: Name) -> Fit | None:
        if name.given and name.surname:
            if len(name.given) > 1 and f"{fold(name.given[0])}-{fold(name.given[1])}" in self.firsts:
                name = replace(
                    name, given=(f"{name.given[0]}-{name.given[1]}", *name.given[2:])
                )  # "Dora May" is Dora-May
            if f"{fold(name.given[0])}-{fold(name.surname)}" in self.firsts:
                return Fit(0, TWO_FIRST_NAMES)
            return (
                self._full(name)
                or self._in_two_words(name)
                or self._surname_in_two_words(name)
                or self._misspelt_in_two_words(name)
                or self._misspelt_in_both(name)
                or self._surname_first(name)
            )
        if name.surname and name.initials:
            return self._initialled(name)
        if name.surname:
            return self._by_surname(name.surname)
        if name.word and name.trailing_initial and fold(f"{name.word} {name.trailing_initial}") in self.aliases:
            return Fit(0, "listed form" if self.issued else "alias")
        if name.word and name.trailing_initial:
            return self._trailing(name)
        if name.word:
            return self._by_word(name.word)
        if name.given:
            return self._by_word(name.given[0])
        if name.initials:
            return self._by_initials(name)
        if name.number:
            return Fit(0, "collar number") if name.number in self.numbers else None
        return None

    def _surname_first(self, name: Name) -> Fit | None:
        """ "Dane Thomas James" of Thomas James Dane, as a register writes it without a comma."""
        first, *rest = [fold(w) for w in (*name.given, name.surname)]
        turned = self.issued and len(rest) > 1 and first in self.surnames and rest[0] in self.firsts
        return Fit(1, "full name") if turned and self.middles.issuperset(rest[1:]) else None

    def _misspelt_in_both(self, name: Name) -> Fit | None:
        """ "Gethyn Madren" of Gethin Madron: one slip in each, in long names only, and nobody new without a word."""
        first, last = fold(name.given[0]), fold(name.surname)
        long = len(name.given) == 1 and min(len(first), len(last)) > 4
        near_both = any(near(first, f) for f in self.firsts) and any(near(last, s) for s in self.surnames)
        return Fit(3, "near spelling") if long and self.issued and near_both else None

    def _surname_in_two_words(self, name: Name) -> Fit | None:
        """ "Mrs Chandra Mohan" of Chandramohan, as somebody types who hears it."""
        if not name.titles or len(name.given) != 1 or len(name.surname) < 3:
            return None
        joined = fold(name.given[0] + name.surname)
        return Fit(3, "near spelling") if any(near(joined, s) or joined == s for s in self.surnames) else None

    def _misspelt_in_two_words(self, name: Name) -> Fit | None:
        """ "Lee Anne" of Lee-Ann: both halves of the first name, one of them not letter for letter."""
        if len(name.given) != 1 or name.titles:
            return None
        first, second = fold(name.given[0]), fold(name.surname)
        halves = [f.split("-") for f in self.firsts if f.count("-") == 1]
        alike = any(near(first + second, a + b) and a[:2] == first[:2] and b[:2] == second[:2] for a, b in halves)
        return Fit(3, "near spelling") if alike else None

    def _surname_level(self, surname: str) -> int | None:
        folded = fold(surname)
        if folded in self.surnames:
            return 0
        alike = 0
        for own in self.surnames:
            alike |= _surnames_alike(folded, own)
        if alike & _SAME:
            return 0
        if alike & _PART or folded in self.former:
            return 1
        if self.issued and folded in _BORNE_BY_ALL and folded in self.middles:
            return 0  # "Mr Singh" may be Manjit Singh Rall as well as Balbir Singh
        if self.issued and set(folded.split()) - _SON_OF <= self.middles and folded not in _SON_OF:
            return 3  # also "da Luz" of Maria da Luz Pereira
        if alike & _LETTERS:
            return 1  # "Mrs P-L"
        if alike & _CUT_SHORT and (self.issued or folded.startswith("mc")):
            return 2
        return 2 if alike & _NEAR else None

    def _is_near_a_middle(self, surname: str) -> bool:
        folded = fold(surname)
        return len(folded) > 4 and any(len(m) > 4 and near(folded, m) for m in self.middles)

    def _is_respectful(self, surname: str) -> bool:
        """Both surnames are titles of respect, of which a woman bears now one and now another."""
        return fold(surname) in RESPECTFUL and bool(self.surnames) and self.surnames <= RESPECTFUL

    def _first_level(self, first: str) -> int | None:
        folded = fold(first)
        if folded in self.firsts or folded in self.aliases:
            return 0
        signs = 0
        for own in self.firsts:
            signs |= _firsts_alike(folded, own)
        if signs & _SHORTENED:
            return 1
        if folded in self.middles:
            return 2
        if signs & _MUTATED and lexicon().births(first) < _A_FIRST_NAME:
            return 1
        if not signs & _SLIPPED and not self.called:
            return None
        alike = [f for f in (*self.firsts, *self.called) if near_first(first, f)]
        if alike and all(_of_the_other_sex(first, f) for f in alike):
            return 3 if self.issued else None
        return 2 if alike else None

    def _full(self, name: Name) -> Fit | None:
        called = called_by(name.given)
        if called[0] != name.given[0]:
            name = replace(name, given=called)
        family = self._surname_level(name.surname)
        first = self._first_level(name.given[0])
        if family is None and first is not None and self._is_respectful(name.surname):
            return Fit(3, "near spelling")
        if family is None and first == 0 and not self.surnames:
            letters = self.surname_letters
            return Fit(3, "first name") if not letters or fold(name.surname)[0] in letters else None
        if family == 0 and first is None and self.issued and any(_slipped(name.given[0], f) for f in self.firsts):
            return Fit(3, "near spelling")
        if (
            family == 0
            and first is None
            and self.issued
            and any(_same_but_vowels(name.given[0], f) for f in self.firsts)
        ):
            return Fit(3, "near spelling")
        if first is None and self._is_listed_behind_a_word(name):
            return Fit(1, "full name")
        if family == 2 and first is None and self.issued and any(_slipped(name.given[0], f) for f in self.firsts):
            return Fit(4, "near spelling") if min(len(name.surname), len(name.given[0])) >= 7 else None
        if family == 0 and first is None and self.issued and any(_begins(name.given[0], f) for f in self.firsts):
            return Fit(2, "nickname")
        if (
            family is None
            and first == 0
            and self.issued
            and any(_heard_or_slipped(name.surname, s) for s in self.surnames)
        ):
            return Fit(3, "near spelling")
        if family == 3 and first == 0 and self.issued:
            return Fit(1, TWO_FIRST_NAMES)
        if family == 3 and first is not None and self.issued:
            return Fit(4, "near spelling")  # "Nasir Afzal" of Nazir Afzal Durrani, who may be called by both
        if family is None and first is not None and self.issued and self._is_near_a_middle(name.surname):
            return Fit(4, "near spelling")  # "Nazir Afzaal" of the same
        if (
            family is None
            and first is not None
            and self.issued
            and any(_same_frame(name.surname, s) for s in self.surnames)
        ):
            return Fit(4, "near spelling")  # "Tom Heydar", as another clerk spells what he hears
        if family is None or first is None:
            if (
                family is not None
                and family < 2
                and not self.firsts
                and fold(name.given[0])[0] in (self.letters or fold(name.given[0])[0])
            ):
                return Fit(2, "initials and surname")
            return None
        if family == 2 and first == 2:
            sure = (
                min(len(name.surname), len(name.given[0])) >= 7
                or len(name.surname) >= 9
                or (not lexicon().births(name.given[0]) and self.issued)
            )
            return Fit(4, "near spelling") if sure else None
        if family == 0 and fold(name.given[0]) in self.middles - self.firsts:
            return Fit(2, MIDDLE_AND_SURNAME)
        rules = {0: "full name", 1: "nickname" if first else "full name", 2: "near spelling", 3: "middle name"}
        return Fit(family + first, "near spelling" if first == 3 else rules[max(family, first)])

    def _is_listed_behind_a_word(self, name: Name) -> bool:
        """ "Castlewick Ros Hale" of the list's Ros Hale: a word that is no first name, and behind it the whole listed name."""
        first, *rest = name.given
        listed = self.issued and len(rest) == 1 and fold(rest[0]) in self.firsts and fold(name.surname) in self.surnames
        return listed and len(first) > 1 and lexicon().births(first) < _RARE

    def _in_two_words(self, name: Name) -> Fit | None:
        """ "Chi Ho" alone, or "Lam Chi Ho", of somebody called Terence Chi-Ho Lam."""
        own = {"".join(filter(str.isalpha, n)) for n in (*self.firsts, *self.middles) if "-" in n or " " in n}
        words = [fold(w) for w in (*name.given, name.surname)]
        if not own or len(words) > 4:
            return None
        if "".join(words) in own:
            return Fit(2, "middle name")
        for first, rest in ((words[0], words[1:]), (words[-1], words[:-1])):
            if first in self.surnames and "".join(rest).replace("-", "") in own:
                return Fit(1, "full name")
        return None

    def _initialled(self, name: Name) -> Fit | None:
        family = self._surname_level(name.surname)
        if family is None and name.initials[-1] == "O":  # "Mr O Brien"
            level = self._surname_level("O'" + name.surname)
            return None if level is None else Fit(1 + level, "title and surname")
        if family is None:
            return None
        letter = name.initials[0].casefold()
        if name.hyphened and self.firsts:
            return self._double_initialled(f"{letter}-{name.initials[1].casefold()}", family)
        if letter in self.letters or not self.letters:
            return Fit(1 + family, "initials and surname")
        if letter in {m[0] for m in self.middles} | {a[0] for a in self.aliases}:
            return Fit(3 + family, "initials and surname")
        return None

    def _double_initialled(self, letters: str, family: int) -> Fit | None:
        """ "L-O Orrell" of Lily-Olive or Lily Olive, and of nobody else: a brother Liam is none, nor is a sister Lily-Mae."""
        own = {hyphened_letters(first) for first in self.firsts} - {""}
        own |= {f"{first[0]}-{middle[0]}" for first in self.firsts for middle in self.middles if first and middle}
        return Fit(1 + family, "initials and surname") if letters in own else None

    def _by_surname(self, surname: str) -> Fit | None:
        family = self._surname_level(surname)
        if fold(surname) in self.former - self.surnames:
            return Fit(3, "other surname")
        if family is None and fold(surname) in self.firsts | self.aliases:
            return Fit(4, "title and first name")
        return (
            None
            if family is None
            else Fit(
                (1, 2, 4, 4)[family], ("title and surname", "title and surname", "near spelling", "middle name")[family]
            )
        )

    def _by_word(self, word: str) -> Fit | None:
        folded = fold(word)
        for plain in unstretched(word):  # "Zeeeeb"
            if plain in self.aliases | self.firsts:
                folded = plain
        half, _, again = folded.partition("-")
        if len(half) > 1 and half == again:  # "Rae-Rae" of Ellie-Rae, "Jo-Jo" of Joanne
            doubled = any(half in f.split("-") or is_short_form(half, f) for f in self.firsts)
            return Fit(3, "nickname") if doubled else None
        if folded in self.aliases - self.called:
            return Fit(0, "listed form" if self.issued else "alias")
        if folded in self.firsts | self.called:
            return Fit(1, "unique first name")
        family = self._surname_level(word)
        if family is not None and family < 2:
            return Fit(2, "surname")
        without_first = {folded[:-1], folded[1:]} & self.surnames if not self.letters else None  # "IHALE" of Ms Hale
        keyed = folded in self._user_names() and (word.isupper() or word.islower())  # "GSOHN", "gsohn"
        if keyed or (word.isupper() and without_first):
            return Fit(1, "user name")
        signs = 0
        for own in self.firsts:
            signs |= _firsts_alike(folded, own)
        if signs & _BEGUN or any(is_short_form(folded, a) or _begins(folded, a) for a in self.aliases):
            return Fit(3, "nickname")
        if signs & _MUTATED and lexicon().births(word) < _A_FIRST_NAME:
            return Fit(3, "nickname")
        if folded in self.guessed:
            return Fit(3, BY_NAME_OF_SOMEBODY)
        if folded in self.likely:
            return Fit(3, LIKELY)
        if folded in self.middles or any(folded in f.split("-")[1:] for f in self.firsts):
            return Fit(4, "middle name")  # also "Mae" of Tia-Mae
        if any(_is_made_of(folded, s) or (folded == "mac" and s.startswith(("mac", "mc"))) for s in self.surnames):
            return Fit(4, NAME_OF_A_SURNAME)
        # "Molly" is a first name, no slip of the pen in somebody's surname Mullay
        slipped = signs & _SLIPPED if folded == fold(word) else any(near_first(word, f) for f in self.firsts)
        if slipped or (family == 2 and lexicon().births(word) < _A_FIRST_NAME):
            return Fit(5, "near spelling")
        return None

    def _trailing(self, name: Name) -> Fit | None:
        """ "Smith J" or "Jane S"."""
        letter = name.trailing_initial.casefold()
        first = self._first_level(name.word)
        if first is not None and (letter in self.surname_letters or (not self.surnames and not self.surname_letters)):
            return Fit(1 + first, "first name and initial")
        if first is not None and any(m.startswith(letter) for m in self.middles):
            return Fit(
                3 + first, "first name and initial"
            )  # "Kwame B" of Kwame Boadu Mensimah, who goes by his father's name
        family = self._surname_level(name.word)
        if family is not None and (letter in self.letters or not self.letters):
            return Fit(1 + family, "initials and surname")
        return None

    def _by_initials(self, name: Name) -> Fit | None:
        letters = "".join(name.initials).upper()
        if name.titles and len(letters) == 1:
            return Fit(3, "title and initial") if letters.casefold() in self.surname_letters else None
        if len(letters) == 1 and letters not in self.initials_known:
            return Fit(4, "letter") if letters.casefold() in self._called_letters() else None
        return Fit(2, "initials") if letters in self.initials else None


def _begins(short: str, full: str) -> bool:
    """Two letters of a first name before the right surname: "Lu", "Ty"."""
    return len(short) == 2 and len(full) > 3 and fold(full).startswith(fold(short))


_PET = ("ie", "ey", "y")


@remembered(65536)
def _is_made_of(word: str, surname: str) -> bool:
    """ "Lofty" of Loftwood, "Smithy" of Smith, "Robbo" of Robson: what mates and colleagues make of a surname."""
    ending = next((e for e in ("sy", "ie", "ey", "y", "o", "ers") if word.endswith(e) and len(word) - len(e) >= 3), "")
    if not ending or lexicon().births(word) or word == surname or (ending not in _PET and lexicon().is_ordinary(word)):
        return False
    stem = word.removesuffix(ending)
    if len(stem) > 3 and stem[-1] == stem[-2]:
        return surname.startswith(stem[:-1]) and len(surname) >= len(stem)  # "Robbo", "Grimmy"
    return surname == stem or (len(stem) >= 4 and surname.startswith(stem))


_SHORTENED, _BEGUN, _MUTATED, _SLIPPED = 1, 2, 4, 8


@remembered(262144)
def _firsts_alike(said: str, own: str) -> int:
    """In what a first name as it is said, and one that somebody has, are alike: the sum of those signs. Both folded."""
    short = is_short_form(said, own) and not _is_another_name(said, own)
    alike = _MUTATED if is_mutated(said, own) else 0
    if near_first(said, own):
        alike |= _SLIPPED
    if short or _begins(said, own):
        alike |= _BEGUN
    if short and (is_nickname(said, own) or not _of_the_other_sex(said, own)):
        alike |= _SHORTENED
    if said.split("-")[0] == own or own.split("-")[0] == said:
        alike |= _SHORTENED
    return alike


_SON_OF = frozenset("bin ibn ben bint binti ould".split())  # "Ibrahim bin Saleh"
_BORNE_BY_ALL = RESPECTFUL | {"singh"}
_A_NAME_OF_ITS_OWN = 500  # births


def _is_another_name(said: str, own: str) -> bool:
    """ "Evangeline", where the list has an Eva: longer than her name in full, and no dictionary has one for the other."""
    if len(said) <= len(own) or is_nickname(own, said) or is_nickname(said, own):
        return False
    births = lexicon().births
    return births(own) >= _A_NAME_OF_ITS_OWN <= births(said)


_SAME, _PART, _LETTERS, _CUT_SHORT, _NEAR = 1, 2, 4, 8, 16


@remembered(262144)
def _surnames_alike(said: str, own: str) -> int:
    """In what a surname as it is said, and one that somebody bears, are alike: the sum of those signs. Both folded."""
    alike = _NEAR if near(said, own) else 0
    if same(said, own) or (said.startswith(("mc ", "mac ", "o ")) and said.replace(" ", "") == own):
        alike |= _SAME
    parts, own_parts = set(said.replace("-", " ").split()), set(own.replace("-", " ").split())
    if (
        (len(parts) > 1 and own_parts <= parts)
        or (len(own_parts) > 1 and parts <= own_parts and all(len(p) > 2 for p in parts))
        or _inflected(said, own)
    ):
        alike |= _PART
    if "-" in said and said == "-".join(p[:1] for p in own.split("-")):
        alike |= _LETTERS
    if _cut_short(said, own):
        alike |= _CUT_SHORT
    return alike


def _cut_short(short: str, surname: str) -> bool:
    """ "Chandra" of Chandrasekaran: half of a long surname, which is no short one of its own beside it."""
    # "Miss McQ", "Mrs MacN"
    enough = (
        len(short) >= 5 or (len(short) > 2 and short.startswith("mc")) or (len(short) > 3 and short.startswith("mac"))
    )
    return enough and len(surname) - len(short) >= 4 and surname.startswith(short)


def _same_but_vowels(a: str, b: str) -> bool:
    """ "Cayden" and "Caiden", "Kieron" and "Kieran": names that parents give, and that one surname makes one person's."""
    x, y = fold(a), fold(b)
    same = min(len(x), len(y)) >= 5 and x[:2] == y[:2] and x[-1] == y[-1]
    return same and re.sub(r"[aeiouy]+", "a", x) == re.sub(r"[aeiouy]+", "a", y)


def _same_frame(a: str, b: str) -> bool:
    """ "Heydar" and "Haidar", "Loomer" and "Lomar": the same consonants, as a name is written by whoever hears it."""
    x, y = fold(a), fold(b)
    if not x or not y or x[0] != y[0] or abs(len(x) - len(y)) > 2 or min(len(x), len(y)) < 5:
        return False
    frames = [re.sub(r"(.)\1+", r"\1", re.sub(r"[aeiouywh]", "", w)) for w in (x, y)]
    return len(frames[0]) > 1 and frames[0] == frames[1]


def _heard_or_slipped(a: str, b: str) -> bool:
    """ "Noor" and "Nur", too: the first name is the same, and only the vowels are written otherwise."""
    x, y = fold(a), fold(b)
    vowels = min(len(x), len(y)) > 2 and x[0] == y[0] and re.sub("[aeiouy]+", "a", x) == re.sub("[aeiouy]+", "a", y)
    return vowels or _slipped(a, b) or sound(x) == sound(y)


def _slipped(a: str, b: str) -> bool:
    """Further apart than one slip, but the other half of the name agrees: same first letter, two slips, no other name."""
    x, y = fold(a), fold(b)
    if not x or not y or x[0] != y[0] or min(len(x), len(y)) < 3 or lexicon().births(a) > 500:
        return False
    return int(DamerauLevenshtein.distance(x, y)) <= 2 + (min(len(x), len(y)) > 8) and abs(len(x) - len(y)) <= 2


@remembered(65536)
def near_first(a: str, b: str) -> bool:
    """A likely misspelling of a first name. Two names that parents give, with another ending, are two names (Marie, Maria)."""
    x, y = fold(a), fold(b)
    if not near(x, y):
        return False
    if sound(x) == sound(y):
        return True  # "Katerina" and "Catherina"
    both = min(lexicon().births(x), lexicon().births(y)) >= 100
    return not both or (len(x) == len(y) and x[-1] == y[-1])


@remembered(65536)
def _of_the_other_sex(a: str, b: str) -> bool:
    """Daniel and Danielle, Francis and Frances: a slip at times, and at times a brother and his sister."""
    return {lexicon().gender(a), lexicon().gender(b)} == {"f", "m"} and min(map(lexicon().births, (a, b))) >= 100


@remembered(65536)
def _inflected(a: str, b: str) -> bool:
    """Surnames that change with sex (Kowalski/Kowalska, Ivanov/Ivanova) or stand in the plural (the Smiths)."""
    if a[:2] != b[:2]:
        return False
    for masculine, feminine in (
        ("ski", "ska"),
        ("cki", "cka"),
        ("dzki", "dzka"),
        ("ov", "ova"),
        ("ev", "eva"),
        ("in", "ina"),
        ("ny", "na"),
    ):
        if {a, b} == {_stem(a, masculine, feminine) + masculine, _stem(a, masculine, feminine) + feminine} and _stem(
            a, masculine, feminine
        ):
            return True
    return a in (b + "s", b + "es") or b in (a + "s", a + "es")


def _stem(word: str, masculine: str, feminine: str) -> str:
    for ending in (feminine, masculine):
        if word.endswith(ending) and len(word) > len(ending) + 3:
            return word[: -len(ending)]
    return ""
