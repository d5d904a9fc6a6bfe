"""Names that the case knows: those of the code list and the key map, and every name once found, in all their forms.

The same machinery looks twice: first for what the board and earlier runs know, then, when all drafts of the case have
been read, for everybody met anywhere (the second look).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from redactor.detection.look import Look, is_a_label
from redactor.detection.mentions import MentionKind
from redactor.detection.recognisers.base import Find, Recogniser
from redactor.detection.recognisers.known_letters import NEVER_INITIALS, collar_number, initials
from redactor.detection.recognisers.messages import BEGINS_A_MESSAGE, GREETS
from redactor.detection.recognisers.name_index import NameIndex
from redactor.detection.recognisers.word_names import is_name_here, is_word_too
from redactor.detection.recognisers.words_by_place import is_the_town, is_the_word
from redactor.language.lexicon import abbreviations, fold, is_contraction, kin_words, lexicon, rows
from redactor.language.names import PARTICLES, is_nickname, is_short_form, near, unstretched

PERSON = MentionKind.PERSON
LETTERED = "first name and letters"  # of a double surname
_SEVERAL_LETTERS = re.compile(
    r"(?<![\w.&'’-])(?P<letters>(?:[A-Z]\.?, ){0,3}[A-Z]\.?) ?(?:&|and|\+) ?(?:[A-Z]\.?|[A-Z][a-z]+) (?P<surname>[A-Z][\w’'-]+)"
)
_TITLE_BEHIND = re.compile(r" \((?:Mrs?|Ms|Miss|Mx|Dr|Prof)\.?\)")
_SIC = re.compile(r"\s?[(\[]sic[)\]]", re.IGNORECASE)


@lru_cache(maxsize=1)
def _keeps_in_capitals() -> frozenset[str]:
    """Kept words that are written in capitals: "HOLMES", "STORM"."""
    return frozenset(row["phrase"] for row in rows("keep.csv") if row["phrase"].isupper())


# "states husband DES has collapsed"
_WHOSE = re.compile(
    r"\b(?:husband|wife|son|daughter|brother|sister|mother|father|mum|dad|partner|boyfriend|girlfriend|male|female|suspect|victim|"
    r"informant|caller|child|baby) $"
)
_KNOWN_AS = re.compile(r"\b(?:KNOWN AS|AKA|A\.K\.A\.|CALLED|NICKNAMED|STREET NAME) [\"“']?$")
_THINGS = re.compile(r"\b(?:the|an?|some)\s$")
# what only somebody does, in a note that begins with a short form which is a word, too
_DOES = re.compile(
    r"(?:['’]s (?:report|visit|notes?|mother|mum|daughter|son|view|account|statement|letter|email|call|team|"
    r"phone|car|house|bed|room|family|chair|bag|leg|arm)\b)|"
    r" (?:has |had )?(?:settled|slept|ate|drank|refused|declined|woke|washed|dressed|walked|wept|cried|said|says|told|rang|"
    r"phoned|came|went|asked|wanted|wants|thinks|thought|agreed|denied|visited|called in|sat|stayed|smiled|laughed|shouted|swore|"
    r"lives|lived|was (?:asleep|awake|tearful|upset|settled|unwell|angry|quiet|seen|told|asked))\b"
)


_SAYS_OF = re.compile(
    r"\b(?:[Cc]aller|[Ii]nft|[Nn]eighbour|[Rr]eferrer|[Ss]he|[Hh]e) (?:says?|said|states?|stated|thinks)(?: that)? $"
)
_WHO = re.compile(r" (?:who|is|has|was|had|lives|hits|hit|left|took)\b")
_KIN_OF = re.compile(
    r"\b(?:her|his|their|my|the|our) (?:boyf|bf|gf|ex|boyfriend|girlfriend|partner|fella|bloke|mate|husband|wife|missus|mum|"
    r"mam|dad|son|daughter|brother|sister|uncle|aunt) $"
)
_VERB = re.compile(
    r" (?:is|was|has|had|deals|deal|sells|hits|hit|lives|drinks|shouts|smokes|works|left|took|came|comes|goes|went)\b"
)


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
        self._nobody: dict[str, bool] = {}  # words in small letters → whether they are nobody wherever they stand

    def find(self, look: Look) -> Iterator[Find]:
        """Known words with what belongs to them: initials, a surname before a comma, a plural."""
        tokens = look.tokens
        i = 0
        while i < len(tokens):
            if tokens[i].kind == "word" and self._nobody.get(tokens[i].text):  # as nearly all words are
                i += 1
                continue
            if not self._is_known(look, i):
                if tokens[i].capital:
                    yield from initials(look, i, self._index, self._established)
                elif tokens[i].kind == "number":
                    yield from collar_number(look, i, self._index)
                i += 1
                continue
            start, end, lettered = i - self._index.particles_before(look.tokens, i), i + 1, False
            while end < len(tokens) and (self._continues(look, end) or self._known_after(look, end)):
                end += 1
            if end == start + 1 and _small_surname_at(look, end):
                end += 1
            end = self._last_first(look, start, end)
            end += self._index.names_after(tokens, end - 1)  # "PEREIRA, MARIA DA LUZ"
            if (
                end < len(tokens)
                and tokens[end].initial
                and look.adjacent(end - 1, end)
                and (
                    self._own_initial(look, start, end) or (look.shouted and end - start == 2 and _ends_name(look, end))
                )
            ):
                end += 1
                while end < len(tokens) and tokens[end].initial and look.adjacent(end - 1, end):
                    end += 1
            elif end == start + 1 < len(tokens) and look.adjacent(start, end) and self._letters_of_surname(look, start):
                end, lettered = end + 1, len(tokens[end].text) > 1
            if start < i or not tokens[start].capital:
                start = _dotted_initial_before(look, start)
            while (
                start
                and tokens[start - 1].initial
                and look.adjacent(start - 1, start)
                and not look.is_hard(tokens[start - 1])
                and self._initial_before(look, start)
            ):
                start -= 1
            if start and self._letters_before(look, start):
                start -= 1
            if (number := re.match(r" \((\d{3,6})\)", look.text[tokens[end - 1].end :])) and (
                number.group(1) in self._index.numbers
                or look.title_at(max(0, start - 1))[0] is not None
                or (end - start > 1 and not re.match(r"(?:19|20)\d\d", number.group(1)))
            ):
                end += 3
            if title := _TITLE_BEHIND.match(look.text, tokens[end - 1].end):  # "TINDLE, Maureen (Mrs)"
                while end < len(tokens) and tokens[end].start < title.end():
                    end += 1
            label = LETTERED if lettered else ""
            yield Find(tokens[start].start, tokens[end - 1].end, PERSON, 0.9 if end - start > 1 else 0.75, label)
            i = end

        yield from self._letters_of_a_family(look)

    def _letters_of_a_family(self, look: Look) -> Iterator[Find]:
        """The "D" of "D & L Marsh signed", and of "D, L and T Marsh": the first letter of somebody of that surname."""
        for match in _SEVERAL_LETTERS.finditer(look.text) if self._index.surnames else ():
            letters = self._index.surnames.get(fold(match["surname"]), frozenset())
            for one in re.finditer(r"[A-Z]", match["letters"]):
                start = match.start("letters") + one.start()
                if one.group().casefold() in letters and not look.hard_between(start, start + 1):
                    end = start + 1 + look.text.startswith(".", start + 1)
                    yield Find(start, end, PERSON, 0.8, "shares the surname")

    def _continues(self, look: Look, j: int) -> bool:
        if look.adjacent(j - 1, j):
            return self._is_known(look, j, after_name=True)
        return self._over_a_line(look, j)

    def _over_a_line(self, look: Look, j: int) -> bool:
        """First name and surname that the case knows together, the surname in the next line or behind a tab, and no street
        after it."""
        first, last = look.tokens[j - 1], look.tokens[j]
        broken = look.text[first.end : last.start].strip(" ") in ("\n", "\t")
        if not broken or not last.capital or not self._index.is_full_name(f"{first.text} {last.text}"):
            return False
        return j + 1 == len(look.tokens) or not (look.adjacent(j, j + 1) and look.tokens[j + 1].capital)

    def _known_after(self, look: Look, j: int) -> bool:
        """A particle or a middle initial between two known words."""
        token = look.tokens[j]
        if j + 1 >= len(look.tokens) or not look.adjacent(j - 1, j):
            return False
        middle = token.initial or (token.text.lower() in PARTICLES and token.kind == "word")
        return middle and look.adjacent(j, j + 1) and self._is_known(look, j + 1, after_name=True)

    def _is_known(self, look: Look, i: int, *, after_name: bool = False) -> bool:
        token = look.tokens[i]
        if token.kind != "word" or len(token.text) < 2:
            return False
        nobody = self._nobody.get(token.text)
        if nobody is None:
            nobody = self._nobody[token.text] = not token.capital and self._is_nobody(token.text)
        if nobody or look.is_hard(token):
            return False
        word = fold(token.text)
        if "'" in token.text and is_contraction(token.text):
            return False
        index = self._index
        if token.text.isupper() and word.rstrip("0123456789") in index.users and not lexicon().is_ordinary(word):
            return True  # "HOBBJ", "HOBBJ2", who keyed an entry
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
        if not known and not token.capital and word.endswith("s") and len(word) > 3:
            # "at darrens house": a text message knows no apostrophe
            stem = word[:-1]
            if stem in index.given and (len(stem) > 3 or _without_capitals(look, i)):
                return not lexicon().is_ordinary(stem) and not lexicon().is_ordinary(word)
        if not known and any(plain in index.given for plain in unstretched(word)):
            return True  # "ZEEEEB come here"
        if not known and not token.capital:
            if self._is_a_short_word(word):
                return _is_of_the_family(look, i)
            return self._is_short_in_a_message(look, i, word)
        if not known:
            return self._is_slip(look, i, word) or self._is_short(look, i) or self._before_surname(look, i)
        if not token.capital:
            if after_name and i and self._index.is_full_name(f"{look.tokens[i - 1].text} {token.text}"):
                return True  # "from harley stone age 8"
            titled = bool(i) and look.tokens[i - 1].text in ("mr", "mrs", "miss", "ms", "dr")
            if titled:
                return word in index.surnames
            if word in lexicon().function_words:
                return word in index.given and word in _NO_NOUNS and self._called_in_small_letters(look, i)
            if _THINGS.search(look.text, max(0, token.start - 12), token.start) and not _without_capitals(look, i):
                return False  # "the bryony had stung him", "under a rowan tree"
            if len(word) > 2 and not lexicon().is_ordinary(word):
                return not is_the_word(look.text, token.start, token.end)
            return word in index.given and (
                self._called_in_small_letters(look, i)
                or _is_read_in_a_message(look, i)
                or self._named_by_a_caller(look, i)
            )
        if word in lexicon().function_words:
            return (
                after_name
                or (i + 1 < len(look.tokens) and self._index.pairs(word, fold(look.tokens[i + 1].text)))
                or (word in self._index.given and self._stands_out(look, i))
            )
        if look.is_soft(token) and token.text.isupper() and not look.shouted and token.text in _keeps_in_capitals():
            return after_name or (
                bool(i)
                and look.adjacent(i - 1, i)
                and (look.title_at(i - 1)[0] is not None or look.tokens[i - 1].initial)
            )
        if not after_name and is_the_town(look.text, token.start, token.end):
            return False
        if not is_word_too(token.text):
            return after_name or not is_the_word(look.text, token.start, token.end)
        if after_name:
            full = look.tokens[i - 1].text + " " + token.text
            return not look.passage.heading or not look.shouted or index.is_full_name(full)
        return is_name_here(look, i, word, self._index)

    def _is_a_short_word(self, word: str) -> bool:
        """A word that is also a customary short form of a known first name: "pat" of Patricia."""
        if len(word) < 3 or not lexicon().is_ordinary(word) or lexicon().births(word) < _SHORT_FORMS:
            return False
        return any(is_nickname(word, g) for g in self._index.given)

    def _is_nobody(self, text: str) -> bool:
        """Most words of a draft: in small letters, English, and no form of any name, so that nothing around them matters."""
        word = fold(text)
        if word in self._index.given or word in self._index.surnames or "-" in word:
            return False
        if word.endswith("s") and len(word) > 3 and word[:-1] in self._index.given:
            return False
        if any(plain in self._index.given for plain in unstretched(word)) or self._is_a_short_word(word):
            return False
        return len(word) < 3 or lexicon().is_ordinary(word) or word in lexicon().function_words

    @staticmethod
    def _called_in_small_letters(look: Look, i: int) -> bool:
        """A first name that is a word too ("dean", "al"), in a message without capitals, where somebody is greeted or acts."""
        tokens = look.tokens
        if _introduced(look, i) or _is_of_the_family(look, i):
            return True
        begin, end = look.said_with(i)
        said = [t for t in tokens[_behind_the_sender(look) :] if begin <= t.start < end]
        if sum(t.kind == "word" for t in said) < 4 or any(t.capital and len(t.text) > 1 for t in said):
            return False
        before = tokens[i - 1].text if i else ""
        after = tokens[i + 1].text if i + 1 < len(tokens) else ""
        opens = not i or tokens[i - 1].kind in ("mark", "number")
        acts = after in _ACTS_IN_MESSAGES or (fold(tokens[i].text) in _NO_NOUNS and after in _IS_IN_MESSAGES)
        return before in _GREETS or (opens and acts)

    @staticmethod
    def _named_by_a_caller(look: Look, i: int) -> bool:
        """ "Caller says jade who lives at 9 is on gear and her boyf lee deals": what a call taker types without capitals."""
        token = look.tokens[i]
        return bool(
            (_SAYS_OF.search(look.text, max(0, token.start - 30), token.start) and _WHO.match(look.text, token.end))
            or (_KIN_OF.search(look.text, max(0, token.start - 24), token.start) and _VERB.match(look.text, token.end))
        )

    @staticmethod
    def _stands_out(look: Look, i: int) -> bool:
        """A closed-class word that is somebody's first name (Can, Will, An): with a capital where no sentence begins."""
        token = look.tokens[i]
        if look.shouted or look.passage.heading or token.shouted:
            return False
        return not token.opens or (len(look.tokens) == 1 and look.passage.cell is not None)

    def _is_slip(self, look: Look, i: int, word: str) -> bool:
        """A word that is no word, one slip away from a known name."""
        token = look.tokens[i]
        if token.capital and len(word) > 3 and _SIC.match(look.text, token.end):
            return any(near(word, k) for k in (*self._index.given, *self._index.surnames))  # "Dairy (sic)" for Daisy
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
        """A short form of a known first name ("Kay", "Ty") with a capital in the middle of a sentence."""
        token = look.tokens[i]
        called = _KNOWN_AS.search(look.text, 0, token.start) is not None
        if (
            not token.capital
            or (
                token.shouted
                and not _is_of_the_family(look, i)
                and not _WHOSE.search(look.text, 0, token.start)
                and not called
            )
            or (
                token.opens
                and lexicon().is_ordinary(token.text)  # "Shaz I do agree": no other word begins the sentence so
                and not _DOES.match(look.text, token.end)  # "Win settled by nine"
                and look.text[max(0, token.start - 1) : token.start] not in "[(\"'“‘"
            )
            or len(token.text) < 3
        ):
            return False
        if (
            look.passage.heading
            or (look.shouted and not called)
            or look.is_soft(token)
            or (token.opens and is_a_label(token.text))
            or look.kind_of(i) not in ("first", "weak first", "unknown", "ordinary", *(["acronym"] * token.shouted))
        ):
            return False
        if token.text not in self._short:
            formed = lexicon().births(token.text) > 0 or not lexicon().is_ordinary(token.text)
            self._short[token.text] = any(
                is_nickname(token.text, g) or (formed and len(g) > len(token.text) and is_short_form(token.text, g))
                for g in self._index.given
            )
        return self._short[token.text]

    def _is_short_in_a_message(self, look: Look, i: int, word: str) -> bool:
        """ "wiv gav": a customary short form of a known first name, in a message without capitals."""
        if len(word) < 3 or lexicon().is_ordinary(word) or word in lexicon().function_words:
            return False
        said = look.beginning_in(*look.said_with(i))
        if sum(t.kind == "word" and t.capital and len(t.text) > 1 for t in said) * 4 > len(said):
            return False
        if word not in self._short:
            self._short[word] = any(
                is_nickname(word, g)
                or (g.startswith(word) and len(g) > len(word))
                or near(word, g)
                or (len(word) > 3 and g[0] == word[0] and _lacks_a_letter(word, g))
                for g in self._index.given
            )
        return self._short[word]

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
            or is_a_label(token.text)  # "Pivot Hartnoll", of a workbook
            or look.title_at(i)[0] is not None
        ):
            return False
        behind = look.tokens[i + 2] if i + 2 < len(look.tokens) and look.adjacent(i + 1, i + 2) else None
        if (
            behind is not None
            and fold(behind.text) in partners
            and len(behind.text) > 1
            and lexicon().births(token.text) < 100
        ):
            return False  # "Pt HOLLIS GORDON", "Client HOLLIS Gordon": the surname comes first, and the word is no name
        return not token.opens or lexicon().births(token.text) >= 3 or not fold(token.text).endswith(("ed", "s", "ing"))

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

    def _letters_of_surname(self, look: Look, start: int) -> bool:
        """What follows a first name are the letters of a double surname ("Dilly HC"), or in a message a small one ("kac w:")."""
        token, after = look.tokens[start], look.tokens[start + 1]
        if after.kind != "word":
            return False
        if len(after.text) == 1 and after.text.islower() and token.text.islower() and after.text not in "aiox":
            return any(s.startswith(after.text) for s in self._surnames_of(token.text) if s)
        letters = after.text.replace("-", "")
        if len(letters) < 2 or not letters.isupper():
            return False  # as nearly all words are
        double = (s.split("-") for s in self._surnames_of(token.text) if "-" in s)
        return letters.casefold() in {"".join(part[0] for part in parts if part) for parts in double}

    def _surnames_of(self, first: str) -> frozenset[str]:
        """Surnames of everybody who bears this first name, or one that it is short for."""
        shortened = (found for given, found in self._index.given.items() if is_short_form(first, given))
        return self._index.given.get(fold(first), frozenset()).union(*shortened)

    def _initial_before(self, look: Look, start: int) -> bool:
        token = look.tokens[start - 1]
        if token.text not in "IA" or (not token.opens and token.text == "A"):
            return True
        return token.text.casefold() in self._index.surnames.get(fold(look.tokens[start].text), ())

    def _letters_before(self, look: Look, start: int) -> bool:
        """ "LO" of Lily-Olive, "DM" of Dana Mary before a surname, and two letters of whomever that mean nothing else; those of
        an office ("PC") are none."""
        token = look.tokens[start - 1]
        if (
            len(token.text) not in (2, 3)
            or token.kind != "word"
            or not token.shouted
            or not look.adjacent(start - 1, start)
        ):
            return False
        known = self._index.before.get(fold(look.tokens[start].text), frozenset())
        if (
            token.text in NEVER_INITIALS
            or token.text in look.role_abbreviations
            or look.title_at(start - 1)[0] is not None
        ):
            return False
        means = token.text in abbreviations() or look.is_hard(token) or look.is_soft(token) or look.shouted
        return token.text in known or (len(token.text) == 2 and not means)

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


def _behind_the_sender(look: Look) -> int:
    """Index of the first token of a message behind who sends it: "[06/11/2021, 19:44] Ruby: tell dean on monday"."""
    sender = _SENDER.match(look.text)
    return next((k for k, t in enumerate(look.tokens) if t.start >= sender.end()), 0) if sender else 0


_SENDER = re.compile(r"\W{0,2}(?:[\d/.:,\s-]{4,22}[\])–-]?\s*)?[A-Z][\w’'-]*(?: [A-Z][\w’'-]*)?:\s")


def _dotted_initial_before(look: Look, start: int) -> int:
    """ "Y. al-Sayegh": a small letter begins the surname, so that no shape of a name takes the initial along."""
    tokens = look.tokens
    if start == 2 and look.passage.heading:
        return start  # "C. Jayden's account", the third part
    if start > 1 and tokens[start - 1].text == "." and tokens[start - 2].initial and look.adjacent(start - 1, start):
        return start - 2
    return start


def _introduced(look: Look, i: int) -> bool:
    """ "its robin", "this lan sister of bich": who writes a message says who writes, and whose relative."""
    quoted = look.said_with(i)[0] > 0
    if i == 0 or not (quoted or BEGINS_A_MESSAGE.match(look.text)):
        return False
    before = look.tokens[i - 1].text.lower()
    after = look.tokens[i + 1].text.lower() if i + 1 < len(look.tokens) else ""
    if before == "of":
        return i > 1 and fold(look.tokens[i - 2].text) in kin_words()
    return before in _IT_IS and after not in ("that", "of", "to", "on", "up")


def _lacks_a_letter(word: str, name: str) -> bool:
    """ "jode" of Jodie."""
    return len(name) == len(word) + 1 and any(name[:k] + name[k + 1 :] == word for k in range(len(name)))


def _is_of_the_family(look: Look, i: int) -> bool:
    """ "i like my nan pat." in what somebody wrote or said: a word of kin before the name, and behind it what ends the name."""
    if (
        not i
        or look.said_with(i)[0] == 0
        or not look.adjacent(i - 1, i)
        or fold(look.tokens[i - 1].text) not in kin_words()
    ):
        return False
    after = look.tokens[i + 1] if i + 1 < len(look.tokens) else None
    return after is None or after.kind == "mark" or after.text.lower() in _BEHIND_A_RELATIVE


def _without_capitals(look: Look, i: int) -> bool:
    """The message or quotation that token i stands in has no capital."""
    return not any(
        t.capital and len(t.text) > 1 for t in look.beginning_in(*look.said_with(i))[_behind_the_sender(look) :]
    )


def _ends_name(look: Look, i: int) -> bool:
    """ "GORREL CRAIG A 12/3/81", "GORREL CRAIG A.": the letter behind surname and first name is a further first name's."""
    behind = look.tokens[i + 1] if i + 1 < len(look.tokens) else None
    return behind is None or behind.kind in ("number", "mark")


def _is_read_in_a_message(look: Look, i: int) -> bool:
    """The model reads somebody in "robbie t has took it", where nothing around is written with capitals."""
    token = look.tokens[i]
    if any(t.capital and len(t.text) > 1 for t in look.beginning_in(*look.said_with(i))):
        return False
    return any(e.label == "PER" and e.chance >= 0.9 and e.start <= token.start < e.end for e in look.readings)


def _small_surname_at(look: Look, j: int) -> bool:
    """Behind a first name in small letters, a word in small letters that no list of words has: "denise wharby rang"."""
    if j >= len(look.tokens) or look.tokens[j - 1].capital or not look.adjacent(j - 1, j):
        return False
    token, word = look.tokens[j], fold(look.tokens[j].text)
    if token.kind != "word" or token.capital or len(word) < 4 or not word.isalpha() or look.is_hard(token):
        return False
    read = any(e.label == "PER" and e.start <= token.start < e.end for e in look.readings)
    return read and not lexicon().is_ordinary(word) and word not in lexicon().rarer


_IT_IS = frozenset(("its", "it's", "it’s", "im", "i'm", "i’m", "this"))
_GREETS = GREETS | frozenset("luv told tell ask asked called".split())
_BEHIND_A_RELATIVE = frozenset(
    "and is was has had but or who said says told came comes went goes took with when because cos cuz at did got gave".split()
)
# names that are words, but nothing that could be or come: "will is comin" is somebody
_SHORT_FORMS = 10  # births
_NO_NOUNS = frozenset("will may can rob sue drew josh nick".split())
_IS_IN_MESSAGES = frozenset("is was has had isnt wasnt aint hasnt wants wont comes goes went".split())
_ACTS_IN_MESSAGES = frozenset(
    "said says told made came took rang rings wants got gave drove picked knows thinks cooked".split()
)
