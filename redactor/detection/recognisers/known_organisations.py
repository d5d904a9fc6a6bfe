"""Establishments that are known already, from the list or from the drafts, found again by their proper words alone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from redactor.detection.look import Look
from redactor.detection.mentions import MentionKind
from redactor.detection.recognisers.base import Find
from redactor.language.establishments import (
    CALLED_THE,
    GENERIC,
    acronym,
    called_after,
    establishment_heads,
    is_never_alone,
    proper_words,
    without_description,
    written_out,
)
from redactor.language.lexicon import abbreviations, fold, lexicon, record_verbs, words_of
from redactor.language.names import near
from redactor.language.tokens import Token

ORGANISATION = MentionKind.ORGANISATION


_INITIAL_BEFORE = re.compile(r"(?<![\w.])[A-Z]\.? $|\b(?:Mrs?|Ms|Miss|Dr|PC|DC|DS|Sgt|Insp)\.? $")
# "the Bank" of a draft that speaks of money is nobody's "Thorn Bank"
_OF_MONEY = re.compile(
    r"£|\b(?:money|cash|accounts?|loans?|overdraft|pay(?:s|ing|ment|ments)?|paid|wages|savings?|mortgage|debts?|card|cheques?|"
    r"direct debit|benefits?|withdr[ae]w\w*|transfer\w*|statements?)\b",
    re.IGNORECASE,
)
_NOT_BEHIND_BANK = re.compile(
    r"\s(?:holidays?|of|accounts?|cards?|statements?|details|staff|clerk|managers?|nurses?|shifts?|queues?|robber\w+|"
    r"(?:was|is|were|had|has been) (?:closed|shut|open|burst|flooded|steep|slippery|overgrown))\b"
)
# "Hollin trees": a plant of which a school has its name
_OF_PLANTS = re.compile(
    r"\s(?:trees?|bush(?:es)?|hedges?|leaf|leaves|branch(?:es)?|berr(?:y|ies)|flowers?|plants?|seeds?|roots?|bark|blossoms?|twigs?|"
    r"saplings?|logs?|nests?)\b"
)
# a name that is a word of the language, where only a name stands: "at Magpie", "from the Conkers"
_LED = re.compile(
    r"(?<![\w’'-])(?:(?:at|from|to|in|with|by|via|near|outside|into|inside|left|rang|called|phoned|told|emailed|asked) "
    r"(?:the )?|the )$",
    re.IGNORECASE,
)
# a sentence with "Magpie can", "Magpie ring": no count noun begins one without an article
_SAYS = re.compile(
    r"\s(?:can|could|will|would|has|have|had|is|was|wants?|says?|rings?|thinks?|knows?|asks?|tells?|told|rang|calls?)\b"
)
_SCHOOLS_SHORT = re.compile(
    r" (?:J ?(?:&|and|/) ?I|I ?(?:&|and|/) ?J|JMI|JM&I|JI|VA|VC|CofE|Jnrs?|Infs?|Prim|Sec)(?![\w&])"
)
_JOINING = frozenset("the of and for at".split())  # "RANG SPACE AT TEN"
_QUOTES = tuple("\"“”‘’'")


def _begins_a_kept_phrase(folded: Sequence[str], i: int, words: int) -> bool:
    """A phrase of the keep list, of more words than these, stands at word i."""
    phrases = lexicon().keep_starts.get(folded[i], ())
    return any(len(p) > words and tuple(folded[i : i + len(p)]) == p for p in phrases)


def overlap(taken: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    """Some span of `taken` shares a character with start to end (exclusive)."""
    return any(s < end and start < e for s, e in taken)


def _tells_alone(word: str, kept_places: frozenset[str]) -> bool:
    """Made up for this establishment: no word of the language, no first name, no place of an agency."""
    return len(word) > 4 and word not in kept_places and not lexicon().is_ordinary(word) and not lexicon().births(word)


def _is_a_thing(word: str, kept_places: frozenset[str]) -> bool:
    """A word that nobody is called, and no agency's place."""
    return word not in kept_places and not lexicon().births(word) and word not in GENERIC


def _is_a_noun_of_its_own(word: str, kept_places: frozenset[str]) -> bool:
    """A body may be called so with the article: no word of many bodies' names."""
    common = (word,) in lexicon().establishments or (word,) in lexicon().agency_words or is_never_alone(word)
    return len(word) > 3 and _is_a_thing(word, kept_places) and not common


_COURTESY = frozenset("dr drs mr mrs ms miss prof professor".split())


class KnownForms:
    """The forms under which known establishments are met: "Millfield Surgery" as "Millfield", "Alder Lodge" as "the Lodge"."""

    def __init__(
        self,
        known: Iterable[str],
        kept_places: frozenset[str],
        listed: frozenset[str],
        shorts: frozenset[str] = frozenset(),
    ) -> None:
        forms: set[tuple[str, ...]] = set()
        known = tuple(known)
        self._listed = {proper_words(name) for name in listed}
        self._shortened: set[tuple[str, ...]] = set()
        self._with_article: set[tuple[str, ...]] = set()  # "the Conkers" of The Conkers Family Centre
        self._starts: set[tuple[str, ...]] = set()
        self._kinds: dict[tuple[str, ...], set[str]] = {}  # "academy" behind the proper words of "… Academy"
        self._tails: dict[tuple[str, ...], set[str]] = {}  # "HA" behind the proper words of "… Housing Association"
        for name in known:
            proper = proper_words(name)
            if words_of(name)[0] in _COURTESY:
                forms.add(proper)  # "Dr Hale and Partners": shorter, it is the doctor
                continue
            short = tuple(w for w in proper if w not in kept_places)
            if name not in listed and len(proper) == 1 and proper[0] in CALLED_THE:
                forms.add(("the", *proper))  # "the Bank" tells nothing of "Nationwide Bank"
                continue
            for form in (proper, short):
                if (
                    form
                    and any(len(w) > 2 for w in form)
                    and not set(form) <= kept_places
                    and " ".join(form) not in kept_places
                    and " ".join(form) not in establishment_heads()  # "Library" of the agencies' town's
                    and (len(form) > 1 or not is_never_alone(form[0]) or words_of(name)[-2:] in (form, ("the", *form)))
                ):
                    forms.add(form)
            if name in listed and name.lower().startswith("the "):
                self._with_article.update((proper, proper[:1]))
                if len(proper) == 2 and _is_a_noun_of_its_own(proper[1], kept_places):
                    forms.add(("the", proper[1]))  # "the Kiln" of The Brick Kiln
            headed = len(proper) == 2 and proper[1] in establishment_heads()
            if name not in listed and headed and _tells_alone(proper[0], kept_places):
                forms.add(("the", proper[0]))  # "the Tollmarsh" of the Tollmarsh Hotel
            firm = words_of(name)[-1:] in (("ltd",), ("limited",), ("llp",), ("plc",))
            if (name in listed or firm) and len(proper) > 1 and _tells_alone(proper[0], kept_places):
                forms.add(proper[:1])  # "Tendwell Staffing Ltd" is "Tendwell"
            if (
                name in listed
                and len(proper) > 2
                and all(len(w) > 2 for w in proper[:2])
                and not set(proper[:2]) <= kept_places
            ):
                forms.add(proper[:2])  # "New Dawn Recovery" is "New Dawn"
            if name in listed:  # "Alder Lodge Care Home" is "the Lodge"
                forms.update(("the", word) for word in words_of(name) if word in CALLED_THE)
            called = called_after(proper)
            if name in listed and called and _tells_alone(called, kept_places):
                forms.update(((called,), (called + "s",)))  # "Brimleys" of the Councillor Brimley Centre
            if name in listed and "general" in words_of(name):
                forms.add(("the", "general"))
            tail_of_place = tuple(w for w in words_of(name) if w not in kept_places)
            if (
                name in listed
                and set(proper) <= kept_places
                and len(tail_of_place) > 1
                and tail_of_place[0] not in ("the", "of")
            ):
                forms.add(
                    tail_of_place
                )  # "Community Homes" of Thaxley Community Homes, where Thaxley is the agencies' town
            if set(proper) <= kept_places and "royal" in words_of(name):
                forms.add(("the", "royal"))
            if (
                name in listed
                and len(proper) > 1
                and len(proper[0]) > 3
                and _is_a_thing(proper[0], kept_places)
                and proper[:1] not in forms
                and not is_never_alone(proper[0])
            ):
                self._shortened.add(proper[:1])  # "Wren Vale Housing" is "Wren", where it is no word of the sentence
            every = words_of(without_description(name))
            for end in range(len(proper) + 1, len(every)):  # "Marlham General" of "Marlham General Hospital"
                self._starts.add(tuple(map(written_out, every[:end])))
            if every[-1:] == ("general",):
                self._starts.add((*map(written_out, every[:-1]), "gen"))  # "Marlham Gen"
            for form in (proper, short):
                self._kinds.setdefault(form, set()).update(
                    w for w in every[len(proper) :] if len(w) > 4 and w in GENERIC
                )
            tail = [w for w in without_description(name).replace("-", " ").split() if fold(w) in GENERIC]
            if len(tail) > 1:
                self._tails.setdefault(proper, set()).add("".join(w[0].upper() for w in tail))
        forms |= self._shortened
        self._forms = sorted(forms, key=len, reverse=True)
        self._shorts = shorts
        self._acronyms = ({acronym(name) for name in known} - {""} - abbreviations()) | shorts
        # letters that the list has: "HH" of Harbour House, whatever stands beside them
        self._letters = {name for name in listed if name.isalpha() and name.isupper() and 1 < len(name) < 7}
        self._typed_small = {
            a
            for a in map(acronym, listed)
            if len(a) > 3 and a in self._acronyms and not lexicon().is_ordinary(a.lower())
        }

    def find(self, look: Look, taken: list[tuple[int, int]]) -> Iterator[Find]:
        """Where a known establishment stands under one of its forms; spans (start, end) found are added to `taken`."""
        words = [t for t in look.tokens if t.kind == "word"]
        folded = [written_out(fold(t.text)) for t in words]
        owning = {t.start for t in look.tokens if t.kind == "possessive"}
        for i, token in enumerate(words):
            small = token.text.islower() and token.text.upper() in self._typed_small  # "back at wvpa"
            loud = look.shouted and (len(token.text) < 3 or lexicon().is_ordinary(token.text))
            if token.text in self._letters and not loud and not overlap(taken, token.start, token.end):
                taken.append((token.start, token.end))
                yield Find(token.start, token.end, ORGANISATION, 0.95)
                continue
            told = token.text in self._shorts  # whatever else the letters are short for
            if (small or token.text in self._acronyms) and not (loud or (look.is_hard(token) and not told)):
                taken.append((token.start, token.end))
                yield Find(token.start, token.end, ORGANISATION, 0.7)
                continue
            if not token.capital and token.text != "the":
                continue
            for form in self._forms:
                if form[0][:1] != folded[i][:1] or not self._matches(words, folded, owning, i, form):
                    continue
                last = i + len(form) - 1
                if (
                    form[0] == "the"
                    and len(form) == 2
                    and last + 1 < len(words)
                    and words[last + 1].capital
                    and look.text[words[last].end : words[last + 1].start] == " "
                ):
                    break
                if any(not words[k].capital for k in range(i, last + 1) if len(words[k].text) > 3) or overlap(
                    taken, token.start, words[last].end
                ):
                    break
                while (
                    last + 1 < len(words)
                    and folded[last + 1] in GENERIC - _JOINING
                    and words[last + 1].capital
                    and look.text[words[last].end : words[last + 1].start].strip("'’s") in ("", " ", " & ")
                ):
                    last += 1
                    if (
                        last + 2 < len(words)
                        and folded[last + 1] == "and"
                        and folded[last + 2] in GENERIC
                        and words[last + 2].capital
                        and look.text[words[last].end : words[last + 1].start] == " "
                    ):
                        last += 1  # "Millfield Junior and Infant"
                if last + 1 < len(words) and look.text[words[last].end : words[last + 1].start] == " ":
                    following = words[last + 1]
                    if following.text in self._tails.get(form, ()):
                        last += 1
                    elif last - i + 1 == len(form) and any(near(following.text, w) for w in self._kinds.get(form, ())):
                        last += 1  # "Oakridge Acadamy", "Millfield scool"
                    elif (
                        last - i + 1 == len(form)
                        and words[last + 1].capital
                        and (folded[last + 1],) in lexicon().establishments
                        and folded[last + 1] not in GENERIC
                    ):
                        break  # "Wren Vale Vets" is no housing association
                end = words[last].end
                if short := _SCHOOLS_SHORT.match(look.text, end):
                    end = short.end()  # "Millfield J&I"
                if words[last].end in owning and form[-1] == folded[last] + "s":
                    end += 2
                start = token.start
                lead = look.text[max(0, start - 4) : start]
                whole = not look.text[max(0, start - 5) : max(0, start - 4)].isalnum()
                if (
                    lead.lower() == "the "
                    and whole
                    and (lead[0].isupper() or form in self._with_article)
                    and not token.shouted
                ):
                    start -= 4
                alone = last - i + 1 == len(form)
                quoted = look.text[start - 1 : start] in _QUOTES and look.text[end : end + 1] in _QUOTES
                ordinary = alone and all(lexicon().is_ordinary(w) for w in form)
                cell = look.passage.cell is not None and len(look.text) == words[last].end - token.start
                owns = words[last].end in owning
                named = form in self._listed or form in self._shortened
                meant = (
                    named and not look.shouted and (owns or self._acts(look, i, words) or self._is_led(look, i, words))
                )
                if (
                    ordinary
                    and len(form) == 1
                    and ((token.opens and not cell and not owns and not quoted) or look.shouted or look.passage.heading)
                    and not meant
                ):
                    break
                if alone and len(form) == 1 and (look.is_hard(token) or _INITIAL_BEFORE.search(look.text, 0, start)):
                    break  # "S. Dyer" is nobody's school
                if form not in self._listed and look.is_hard(token) and _begins_a_kept_phrase(folded, i, len(form)):
                    break  # all of a charity's name, of which a shorter form was met elsewhere
                if alone and len(form) == 1 and _OF_PLANTS.match(look.text, end):
                    break
                if alone and form == ("the", "bank") and self._is_of_money(look, end):
                    break
                if (
                    alone
                    and form in self._shortened
                    and form not in self._listed
                    and not self._stands_alone(look, i, words, meant=meant)
                ):
                    break
                taken.append((start, end))
                yield Find(
                    start,
                    end,
                    ORGANISATION,
                    0.85
                    if ordinary
                    and meant
                    and (token.opens or look.passage.heading)  # somebody's surname may be the word, too
                    else 0.95
                    if named or tuple(folded[i : last + 1]) in self._starts
                    else 0.85
                    if len(form) > 1 or not ordinary
                    else 0.6,
                )
                break

    @staticmethod
    def _acts(look: Look, i: int, words: list[Token]) -> bool:
        """ "Harbour paid her for fifteen minutes": a body does something, or the model takes the word for a name."""
        if look.shouted:
            return False
        start, end = words[i].start, words[i].end
        if (i + 1 < len(words) and fold(words[i + 1].text) in record_verbs()) or _SAYS.match(look.text, end):
            return True
        return any(
            e.label in ("PER", "EST") and e.chance >= 0.5 and (e.start, e.end) == (start, end) for e in look.readings
        )

    @staticmethod
    def _is_led(look: Look, i: int, words: list[Token]) -> bool:
        """ "at the Conkers", "told Magpie": behind what stands before names, and amid small letters."""
        start, end = words[i].start, words[i].end
        behind = words[i + 1] if i + 1 < len(words) else None
        if behind is not None and behind.capital and look.text[end : behind.start] == " ":
            return False
        return _LED.search(look.text, max(0, start - 16), start) is not None

    @staticmethod
    def _is_of_money(look: Look, end: int) -> bool:
        return bool(_OF_MONEY.search(look.text) or _NOT_BEHIND_BANK.match(look.text, end))

    @staticmethod
    def _stands_alone(look: Look, i: int, words: list[Token], *, meant: bool) -> bool:
        """A capital within a sentence, between words in small letters ("at Wren", "as Wren say"); where a sentence begins, or
        in a heading, only what is `meant`."""
        if look.shouted or ((look.passage.heading or words[i].opens) and not meant):
            return False
        led = i > 0 and meant and words[i - 1].opens and _LED.search(look.text, 0, words[i].start)
        near = [i + 1] if led else [i - 1, i + 1]  # "At Wren she was …"
        return not any(
            words[k].capital and look.text[min(words[k].end, words[i].end) : max(words[k].start, words[i].start)] == " "
            for k in near
            if 0 <= k < len(words)
        )

    @staticmethod
    def _matches(words: list[Token], folded: list[str], owning: set[int], i: int, form: tuple[str, ...]) -> bool:
        if i + len(form) > len(folded):
            return False
        slips = 0
        for k, part in enumerate(form):
            word = folded[i + k]
            if word != part and not (word + "s" == part and words[i + k].end in owning):
                slips += near(word, part)
                if not (slips == 1 and near(word, part) and len(form) > 1 and form[0] != "the"):
                    return False  # one misspelt word of two, "Aldar Lodge", is the same place
        return True
