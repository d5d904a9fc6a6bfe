"""Names that the case knows: those of the code list and the key map, and every name once found, in all their forms.

The same machinery looks twice: first for what the board and earlier runs know, then, when all drafts of the case have
been read, for everybody met anywhere (the second look).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from redactor.detection.look import Look
from redactor.detection.mentions import MentionKind
from redactor.detection.recognisers.base import Find, Recogniser
from redactor.detection.recognisers.tables import NAME_COLUMN
from redactor.documents.model import Story
from redactor.language.lexicon import DAYS, MONTHS, abbreviations, fold, lexicon, rows
from redactor.language.names import PARTICLES, is_nickname, is_short_form, near, parse_name

PERSON = MentionKind.PERSON


@dataclass(frozen=True)
class NameIndex:
    """The words by which the people of the case are called. All words folded; built once, then only read."""

    given: dict[str, frozenset[str]]  # first name or alias → surnames it goes with ("" where none is known)
    surnames: dict[str, frozenset[str]]  # surname → first names and initials it goes with
    phrases: frozenset[tuple[str, ...]]  # names of several words that are no first name + surname ("Big Dave")
    initials: frozenset[str]  # "KM", "KJM"
    numbers: frozenset[str]  # collar numbers

    @classmethod
    def of(cls, names: Iterable[str], role_words: frozenset[str] = frozenset()) -> NameIndex:
        """Index full names, single names and aliases as written."""
        given: dict[str, set[str]] = {}
        surnames: dict[str, set[str]] = {}
        phrases: set[tuple[str, ...]] = set()
        initials: set[str] = set()
        numbers: set[str] = set()
        for text in names:
            name = parse_name(text, role_words)
            family = fold(name.surname)
            if len(name.number) >= 3:
                numbers.add(name.number)
            firsts = [fold(g) for g in name.given if len(g) > 1]
            if family:
                letters = {g[0] for g in (*firsts, *(i.casefold() for i in name.initials)) if g}
                surnames.setdefault(family, set()).update([*firsts, *letters])
                if " " in family:
                    phrases.add(tuple(family.split()))
                for part in (family, *family.replace("-", " ").split()):
                    if part not in PARTICLES and len(part) > 2:
                        surnames.setdefault(part, set()).update([*firsts, *letters])
                if name.initials and not firsts:
                    initials.add(name.initials[0] + family[0].upper())
                for letter_list in (firsts[:1], firsts):
                    if letter_list:
                        initials.add("".join(f[0] for f in letter_list).upper() + family[0].upper())
            for first in firsts[:1] if family else firsts:
                given.setdefault(first, set()).add(family)
            for first in firsts[1:]:
                surnames.setdefault(family, set()).add(first) if family else None
            if name.word:
                given.setdefault(fold(name.word), set()).add("")
        return cls(
            {k: frozenset(v) for k, v in given.items()},
            {k: frozenset(v) for k, v in surnames.items()},
            frozenset(phrases),
            frozenset(initials),
            frozenset(numbers),
        )


def established_initials(looks: Iterable[Look], index: NameIndex) -> frozenset[str]:
    """Initials that a By column or a definition ("RC = Mrs …") uses for people of the case."""
    found = set()
    for look in looks:
        cell = look.passage.cell
        if (
            cell
            and re.fullmatch(r"[A-Z]{2,3}(?:\s?[/,&]\s?[A-Z]{2,3})*", look.text.strip())
            and NAME_COLUMN.search(cell.header)
        ):
            found.update(re.findall(r"[A-Z]{2,3}", look.text))
        found.update(m.group(1) for m in re.finditer(r"\b([A-Z]{2,3})\s?=\s?(?=[A-Z])", look.text))
    return frozenset(found & index.initials)


@lru_cache(maxsize=1)
def _keeps_in_capitals() -> frozenset[str]:
    """Kept words that are written in capitals: "HOLMES", "STORM"."""
    return frozenset(row["phrase"] for row in rows("keep.csv") if row["phrase"].isupper())


class KnownNames(Recogniser):
    """Every form of the names in an index, wherever it stands."""

    def __init__(self, index: NameIndex, name: str = "KnownNames", established: frozenset[str] = frozenset()) -> None:
        """`established`: initials that the drafts themselves use for people, in a By column or by a definition."""
        super().__init__()
        self.name = name
        self._index = index
        self._established = established
        self._near: dict[str, bool] = {}
        self._short: dict[str, bool] = {}

    def find(self, look: Look) -> Iterator[Find]:
        """Known words with what belongs to them: initials, a surname before a comma, a plural."""
        tokens = look.tokens
        i = 0
        while i < len(tokens):
            if not self._is_known(look, i):
                yield from self._initials(look, i)
                i += 1
                continue
            start, end = i, i + 1
            while end < len(tokens) and (self._continues(look, end) or self._known_after(look, end)):
                end += 1
            end = self._last_first(look, start, end)
            if (
                end < len(tokens)
                and tokens[end].initial
                and look.adjacent(end - 1, end)
                and self._own_initial(look, start, end)
            ):
                end += 1
                while end < len(tokens) and tokens[end].initial and look.adjacent(end - 1, end):
                    end += 1
            while (
                start
                and tokens[start - 1].initial
                and look.adjacent(start - 1, start)
                and not look.is_hard(tokens[start - 1])
                and self._initial_before(look, start)
            ):
                start -= 1
            if (number := re.match(r" \((\d{3,6})\)", look.text[tokens[end - 1].end :])) and (
                number.group(1) in self._index.numbers
                or look.title_at(max(0, start - 1))[0] is not None
                or (end - start > 1 and not re.match(r"(?:19|20)\d\d", number.group(1)))
            ):
                end += 3
            yield Find(tokens[start].start, tokens[end - 1].end, PERSON, 0.9 if end - start > 1 else 0.75)
            i = end

    def _continues(self, look: Look, j: int) -> bool:
        return look.adjacent(j - 1, j) and self._is_known(look, j, after_name=True)

    def _known_after(self, look: Look, j: int) -> bool:
        """A particle or a middle initial between two known words."""
        token = look.tokens[j]
        if j + 1 >= len(look.tokens) or not look.adjacent(j - 1, j):
            return False
        middle = token.initial or (token.text.lower() in PARTICLES and token.kind == "word")
        return middle and look.adjacent(j, j + 1) and self._is_known(look, j + 1, after_name=True)

    def _is_known(self, look: Look, i: int, *, after_name: bool = False) -> bool:
        token = look.tokens[i]
        if token.kind != "word" or len(token.text) < 2 or look.is_hard(token):
            return False
        word = fold(token.text)
        index = self._index
        known = word in index.given or word in index.surnames
        if (
            not known
            and not look.shouted
            and word.endswith("s")
            and i
            and look.tokens[i - 1].text.lower() == "the"
            and token.capital
        ):
            stem = word[:-2] if word.endswith("es") and word[:-2] in index.surnames else word[:-1]
            return stem in index.surnames
        if not known and "-" in word:
            known = any(p in index.surnames for p in word.split("-") if len(p) > 2)
        if not known:
            return self._is_slip(look, i, word) or self._is_short(look, i) or self._before_surname(look, i)
        if not token.capital:
            titled = bool(i) and look.tokens[i - 1].text in ("mr", "mrs", "miss", "ms", "dr")
            if titled:
                return word in index.surnames
            return len(word) > 2 and word not in lexicon().function_words and not lexicon().is_ordinary(word)
        if word in lexicon().function_words:
            return after_name or (i + 1 < len(look.tokens) and self._pairs(word, fold(look.tokens[i + 1].text)))
        if look.is_soft(token) and token.text.isupper() and not look.shouted and token.text in _keeps_in_capitals():
            return after_name or (
                bool(i)
                and look.adjacent(i - 1, i)
                and (look.title_at(i - 1)[0] is not None or look.tokens[i - 1].initial)
            )
        if not self._is_word_too(token.text):
            return True
        if after_name:
            return not look.passage.heading or not look.shouted
        return self._is_name_here(look, i, word)

    @staticmethod
    @lru_cache(maxsize=8192)
    def _is_word_too(word: str) -> bool:
        return (
            lexicon().is_ordinary(word)
            or fold(word) in MONTHS
            or fold(word) in _SHORT_MONTHS
            or fold(word) in lexicon().demonyms | lexicon().geographic | set(DAYS)
        )

    def _is_slip(self, look: Look, i: int, word: str) -> bool:
        """A word that is no word, one slip away from a known name."""
        token = look.tokens[i]
        if not token.capital or len(word) < 5 or look.kind_of(i) not in ("unknown", "first") or look.is_soft(token):
            return False
        if lexicon().births(token.text) > 300:
            return False
        if word not in self._near:
            self._near[word] = any(
                near(word, k) for k in (*self._index.given, *self._index.surnames) if abs(len(k) - len(word)) < 3
            )
        return self._near[word]

    def _is_short(self, look: Look, i: int) -> bool:
        """A short form of a known first name ("Tiff", "Dec") with a capital in the middle of a sentence."""
        token = look.tokens[i]
        if (
            not token.capital
            or token.shouted
            or (token.opens and look.text[max(0, token.start - 1) : token.start] not in "[(\"'“‘")
            or len(token.text) < 3
        ):
            return False
        if (
            look.passage.heading
            or look.shouted
            or look.is_soft(token)
            or look.kind_of(i) not in ("first", "weak first", "unknown", "ordinary")
        ):
            return False
        if token.text not in self._short:
            formed = lexicon().births(token.text) > 0 or not lexicon().is_ordinary(token.text)
            self._short[token.text] = any(
                is_nickname(token.text, g) or (formed and len(g) > len(token.text) and is_short_form(token.text, g))
                for g in self._index.given
            )
        return self._short[token.text]

    def _before_surname(self, look: Look, i: int) -> bool:
        """A capitalised word right before a known surname that is no word: somebody's unusual first name or nickname."""
        token = look.tokens[i]
        if (
            not token.capital
            or i + 1 >= len(look.tokens)
            or not look.adjacent(i, i + 1)
            or look.passage.heading
            or look.shouted
        ):
            return False
        after = look.tokens[i + 1]
        partners = self._index.surnames.get(fold(after.text), frozenset())
        if (
            after.capital
            and not look.is_hard(after)
            and any(is_short_form(token.text, p) for p in partners if len(p) > 1)
        ):
            return True
        if not after.capital or not partners or lexicon().is_ordinary(after.text) or look.is_hard(after):
            return False
        if (
            look.kind_of(i) not in ("first", "weak first", "unknown", "ordinary")
            or fold(token.text) in look.role_vocabulary
            or look.title_at(i)[0] is not None
        ):
            return False
        return not token.opens or lexicon().births(token.text) >= 3 or not fold(token.text).endswith(("ed", "s", "ing"))

    def _is_name_here(self, look: Look, i: int, word: str) -> bool:
        """A known name that is also an English word or a month ("Hope", "June", "Price"): decided by its neighbours."""
        tokens = look.tokens
        token = tokens[i]
        before = tokens[i - 1] if i else None
        after = tokens[i + 1] if i + 1 < len(tokens) else None
        if after is not None and look.adjacent(i, i + 1) and after.capital and self._pairs(word, fold(after.text)):
            return True
        if (
            before is not None
            and look.adjacent(i - 1, i)
            and before.kind == "word"
            and (self._pairs(fold(before.text), word) or before.initial)
        ):
            return True
        if (
            before is not None
            and look.adjacent(i - 1, i)
            and any(is_short_form(before.text, p) for p in self._index.surnames.get(word, ()) if len(p) > 1)
        ):
            return True
        following = fold(after.text) if after is not None else ""
        if (word in MONTHS or word in _SHORT_MONTHS) and not self._not_a_month(look, i):
            return False
        if look.shouted:
            alone = before is None and (after is None or after.text in ",'’") and look.passage.cell is not None
            return alone or following in _AUXILIARIES or following in ("s", "said", "told", "rang", "went", "left")
        if word in MONTHS:
            return True
        if after is not None and look.adjacent(i, i + 1) and look.kind_of(i + 1) == "nation":
            return False  # "Black African"
        if look.is_soft(token) and before is not None and before.text.lower() in _BEFORE_A_PLACE_OR_DAY:
            return False  # "on Sunday", "to Ireland"
        if token.shouted and len(word) > 2:
            alone = after is None or not (after.kind == "word" and after.text.isupper())
            return (
                (not look.is_soft(token) or word in lexicon().geographic)
                and token.text not in abbreviations()
                and (word in self._index.surnames or alone)
            )
        if (
            before is not None
            and look.adjacent(i - 1, i)
            and before.capital
            and not before.opens
            and look.kind_of(i - 1) in ("ordinary", "acronym")
        ):
            return False
        if (
            after is not None
            and look.adjacent(i, i + 1)
            and after.kind == "word"
            and after.capital
            and look.kind_of(i + 1) == "ordinary"
        ):
            return False
        if not token.opens:
            return not look.passage.heading
        if after is None or after.kind == "possessive":
            return True
        if following in _PRONOUNS:
            return word not in _VERBS_TOO
        if (
            following in _NO_SUBJECT_BEFORE
            or (following in ("no", "not", "so") and word in _MODALS)
            or (word in _MODALS and following in _AFTER_MODALS)
        ):
            return False
        if word not in self._index.given and after.kind == "word":
            return (
                following in _AUXILIARIES or following.endswith("ed") or following in _PAST
            )  # "Young people" is no Mr Young
        return not (word in ("hope", "mark", "concern") and following in ("expressed", "made", "making", "springs"))

    def _pairs(self, first: str, second: str) -> bool:
        index = self._index
        return (
            second in index.given.get(first, ())
            or first in index.surnames.get(second, ())
            or (second in index.surnames and first in index.given)
            or (first in index.surnames and second in index.given and second in index.surnames[first])
        )

    @staticmethod
    def _not_a_month(look: Look, i: int) -> bool:
        tokens = look.tokens
        before = tokens[i - 1].text.lower() if i else ""
        after = tokens[i + 1] if i + 1 < len(tokens) else None
        if (
            (before.isdigit() and len(before) < 3)
            or re.fullmatch(r"\d+(st|nd|rd|th)", before)
            or before in _MONTH_BEFORE
            or before in ("-", "–", "/")
        ):
            return False
        if after is not None and (
            after.kind == "number"
            or (after.text in ("half", "term", "to", "until", "holiday", "–", "-", "/", "and") and after.text != "and")
        ):
            return False
        return not (before in ("the", "to") and after is not None and after.kind == "mark")

    def _own_initial(self, look: Look, start: int, end: int) -> bool:
        """The letter after the name is the first of that person's other name: "Smith J", "Jane S"."""
        letter = look.tokens[end].text.casefold()
        following = look.text[look.tokens[end].end : look.tokens[end].end + 1]
        if following.isalnum() or (end - start > 1 and not look.passage.cell):
            return False
        word = fold(look.tokens[start].text)
        return letter in self._index.surnames.get(word, ()) or any(
            s.startswith(letter) for s in self._index.given.get(word, ()) if s
        )

    def _initial_before(self, look: Look, start: int) -> bool:
        token = look.tokens[start - 1]
        if token.text not in "IA" or (not token.opens and token.text == "A"):
            return True
        return token.text.casefold() in self._index.surnames.get(fold(look.tokens[start].text), ())

    def _last_first(self, look: Look, start: int, end: int) -> int:
        """ "Smith, Jane" and "SMITH, J A" as one name where the case knows the two as a pair."""
        tokens = look.tokens
        surname = (
            fold(tokens[end - 1].text)
            if end - start == 1
            else fold(look.text[tokens[start].start : tokens[end - 1].end])
        )
        partners = self._index.surnames.get(surname)
        if partners is None or end + 1 >= len(tokens) or tokens[end].text != ",":
            return end
        if (
            start
            and look.adjacent(start - 1, start)
            and (title := look.title_at(start - 1)[0]) is not None
            and title.inside
        ):
            return end  # "Dear Mr Parry, Jane will …"
        if start > 1 and tokens[start - 1].text == "." and tokens[start - 2].initial:
            return end  # "J. Smith, Bob Jones"
        if (
            start
            and look.adjacent(start - 1, start)
            and tokens[start - 1].capital
            and (tokens[start - 1].initial or fold(tokens[start - 1].text) in partners)
        ):
            return end  # "J Smith, B Jones"
        after = tokens[end + 1]
        word = fold(after.text)
        if not (after.kind == "word" and after.capital) or look.is_hard(after):
            return end
        fits = word in partners or (len(word) > 3 and any(near(word, p) for p in partners if len(p) > 3))
        if not fits:
            return end
        if after.initial:
            if after.text in "IA" and look.text[after.end : after.end + 2].strip().isalpha() and not look.passage.cell:
                return end
            j = end + 2
            while (
                j < len(tokens)
                and (tokens[j].text == "." or tokens[j].initial)
                and (tokens[j].text != "." or (j + 1 < len(tokens) and tokens[j + 1].initial))
            ):
                j += 1
            following = tokens[j] if j < len(tokens) else None
            if (
                following is not None
                and following.kind == "word"
                and following.capital
                and look.adjacent(j - 1, j)
                and look.kind_of(j) in ("first", "unknown")
            ):
                return end  # "Smith, B Jones" is two people
            return j
        j = end + 2
        while j < len(tokens) and look.adjacent(j - 1, j) and (tokens[j].initial or fold(tokens[j].text) in partners):
            j += 1
        return j

    def _initials(self, look: Look, i: int) -> Iterator[Find]:
        token = look.tokens[i]
        cell = look.passage.cell
        named = cell is not None and len(look.text) < 25 and NAME_COLUMN.search(cell.header)
        if token.kind != "word" or (look.is_hard(token) and not named):
            return
        if token.shouted and 2 <= len(token.text) <= 3 and token.text in self._index.initials:
            passage = look.passage
            by = named
            defined = (
                re.match(r"\s*(?:=|is|:)\s", look.text[token.end :]) is not None and passage.place.story is Story.BODY
            )
            if by or defined:
                yield Find(token.start, token.end, PERSON, 0.7, "initials")
            elif look.shouted or token.text in look.role_abbreviations or token.text in _NEVER_INITIALS:
                return
            elif token.text in self._established:
                yield Find(token.start, token.end, PERSON, 0.65, "initials")
            elif token.text not in abbreviations():
                yield Find(token.start, token.end, PERSON, 0.5, "initials")
        elif token.initial and i + 1 < len(look.tokens):
            match = re.match(r"([A-Z])\.\s?(?:([A-Z])\.\s?)?([A-Z])\.?(?![A-Za-z])", look.text[token.start :])
            before = look.text[max(0, token.start - 1) : token.start]
            if (
                match
                and "".join(filter(None, match.groups())) in self._index.initials
                and not before.isalnum()
                and before != "."
            ):
                yield Find(token.start, token.start + len(match.group().rstrip()), PERSON, 0.6, "initials")


_NEVER_INITIALS = frozenset("UK US EU TV OK AM PM GP SW HV NHS LA CP PC DC DS DI IT ID".split())
_SHORT_MONTHS = frozenset("jan feb mar apr jun jul aug sep sept oct nov dec".split())
_AUXILIARIES = frozenset("is was has had does did would could should might must cannot will said told".split())
_PAST = frozenset(
    "rang went came saw knew felt thought wrote left took gave made got found kept met spoke began became held ran".split()
)
_BEFORE_A_PLACE_OR_DAY = frozenset(
    "on in to from of for every last next this each by until since is was are were speaks spoke some".split()
)
_PRONOUNS = frozenset("you it i we they he she".split())
_VERBS_TOO = frozenset(
    "hope will may mark chase grant bill rob sue pat drew grace dawn faith trust wish can art don jack".split()
)
_MODALS = frozenset(["will", "may", "can", "mark", "bill"])
_AFTER_MODALS = frozenset(
    "be have not also well need require require help continue make take see ask give provide ensure all both".split()
)
_NO_SUBJECT_BEFORE = frozenset(
    "the a an of for to from that this these those be been being your my our their his her there any some "
    "all such half term holiday holidays school".split()
)
_MONTH_BEFORE = frozenset(
    "in since of during until by from early late mid last next this between each every end beginning before after through "
    "january february march april may july august september october november december th".split()
)
