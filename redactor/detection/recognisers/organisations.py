"""Establishments that locate a family: schools, surgeries, hospitals, care homes, pubs, employers.

Statutory agencies (councils, police forces, trusts, boards) are named in these reports and stay.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from redactor.detection.look import Look
from redactor.detection.mentions import MentionKind
from redactor.detection.recognisers.base import Find, Recogniser
from redactor.language.lexicon import fold, lexicon, rows, words_of
from redactor.language.tokens import Token

ORGANISATION = MentionKind.ORGANISATION
# words that describe an establishment and name none
GENERIC = frozenset(
    "the of and for at community primary infant infants junior high secondary comprehensive grammar special school schools academy college "
    "nursery day pre-school preschool playgroup centre center church england c e ce rc roman catholic c.of.e cofe voluntary aided controlled "
    "free foundation trust royal general district hospital infirmary hospice medical health surgery practice group clinic dental "
    "care home homes nursing residential rest children childrens hostel house homecare ltd limited llp plc services service "
    "advocacy support housing association solicitors partnership company co sixth form upper lower middle unit ward day".split()
)
_NOT_PROPER = frozenset(
    "the a an this that our their his her local first second new previous former same primary high secondary special any each every other "
    "another no some which whose my your its nearby private general mental adult adults child children young family community national "
    "initial review case child's children's in at from to of by with and or for public open crown county magistrates youth senior junior "
    "deputy assistant head class named designated acting interim independent clinical care social health mental good best early monday "
    "tuesday wednesday thursday friday saturday sunday safeguarding police council town city hospital school both all nhs st".split()
)


@dataclass(frozen=True, slots=True)
class Establishment:
    """A known establishment: its proper words, folded ("hadley moss"), and its code word ("School")."""

    proper: tuple[str, ...]
    name: str


def proper_words(name: str) -> tuple[str, ...]:
    """The words of an establishment's name that are not generic, folded: "Oak Field Primary School" → ("oak", "field")."""
    words = [w for w in words_of(name.replace("-", " ") if "pre-" not in name.lower() else name) if w]
    while words and words[-1] in GENERIC:
        words.pop()
    while words and words[0] in ("the",):
        words.pop(0)
    return tuple(words)


@lru_cache(maxsize=1)
def _heads() -> re.Pattern[str]:
    heads = sorted(lexicon_heads(), key=len, reverse=True)
    return re.compile(r"(?<![\w’'-])(?:" + "|".join(re.escape(h).replace(r"\ ", r"\s+").replace("'", "['’]?") for h in heads) + r")(?![\w-])", re.IGNORECASE)


@lru_cache(maxsize=1)
def lexicon_heads() -> dict[str, str]:
    """Head noun phrases of establishments ("primary school") → code word, as models/lists/establishments.csv writes them."""
    return {row["head"]: row["code_word"] for row in rows("establishments.csv")}


def code_word(name: str) -> str:
    """The code word for an establishment by its last head noun: "Mill Lane Surgery" → "Surgery"; else "Organisation"."""
    best = ""
    lowered = " ".join(name.lower().replace("’", "'").split())
    for head in lexicon_heads():
        if (lowered.endswith(" " + head) or lowered == head) and len(head) > len(best):
            best = head
    if best:
        return lexicon_heads()[best]
    for head, word in lexicon_heads().items():
        if re.search(rf"\b{re.escape(head)}\b", lowered) and len(head) > 4:
            return word
    return "Organisation"


class Establishments(Recogniser):
    """Capitalised words before a head noun ("Millfield Surgery"), and known establishments by their proper words alone."""

    kinds = (ORGANISATION,)

    def __init__(self, known: Iterable[str] = (), agencies: Iterable[str] = (), kept_places: frozenset[str] = frozenset()) -> None:
        super().__init__()
        self._agencies = {" ".join(words_of(a)) for a in agencies}
        self._kept_places = kept_places
        forms: set[tuple[str, ...]] = set()
        for name in known:
            proper = proper_words(name)
            short = tuple(w for w in proper if w not in kept_places)
            for form in (proper, short):
                if form and any(len(w) > 2 for w in form):
                    forms.add(form)
        self._forms = sorted(forms, key=len, reverse=True)
        self._first_words = {f[0] for f in self._forms}

    def find(self, look: Look) -> Iterator[Find]:
        """Whole names by their head noun; known ones also short."""
        taken: list[tuple[int, int]] = []
        for match in _heads().finditer(look.text):
            span = self._before_head(look, match)
            if span and not any(s < span[1] and span[0] < e for s, e in taken):
                taken.append(span)
                yield Find(*span, ORGANISATION, 0.8, code_word(look.text[span[0] : span[1]]))
        yield from self._known(look, taken)
        for entity in look.entities:
            if entity.label in ("ORG", "FAC") and not any(s < entity.end and entity.start < e for s, e in taken):
                yield from self._labelled(look, entity.start, entity.end)

    def _before_head(self, look: Look, match: re.Match[str]) -> tuple[int, int] | None:
        tokens = look.tokens
        head = next((i for i, t in enumerate(tokens) if t.start == match.start()), None)
        if head is None or not tokens[head].capital:
            return None
        start = head
        while start and self._joins(look, start - 1):
            start -= 1
        while start < head and (fold(tokens[start].text) in _NOT_PROPER - {"st"} or tokens[start].text in ("and", "of", "&", "'", "’", ".") or look.is_hard(tokens[start])):
            start += 1
        proper = [t for t in tokens[start:head] if t.kind == "word" and t.capital]
        words = {fold(t.text) for t in proper}
        if not proper or words <= _NOT_PROPER or words <= self._kept_places and len(match.group().split()) < 2 and lexicon_heads().get(match.group().lower()) in (None, "Surgery", "House"):
            return None
        if any(look.is_hard(t) for t in proper):
            return None
        end = self._after_head(look, match.end())
        phrase = look.text[tokens[start].start : end]
        folded = words_of(phrase)
        if any(folded[k : k + len(a)] == a for a in lexicon().agency_words for k in range(len(folded))) and lexicon_heads().get(match.group().lower()) in ("Organisation", "Surgery", "Clinic", "House", None):
            return None
        weak = lexicon_heads().get(re.sub(r"\s+", " ", match.group().lower()).replace("’", "'"))
        if weak in ("House", "Place of Worship", "Club", "Public House", "Hotel", "Court", "Surgery") or match.group().lower() in ("primary", "high", "school", "hospital", "practice", "clinic", "centre"):
            named = any(look.kind_of(tokens.index(t)) in ("unknown", "first", "weak first") for t in proper)
            if not named and (look.passage.heading or tokens[start].opens and len(proper) == 1 or look.shouted):
                return None
            if weak == "House" and not named:
                return None
        return tokens[start].start, end

    @staticmethod
    def _joins(look: Look, k: int) -> bool:
        """Token k belongs to the name that goes on at k + 1."""
        tokens = look.tokens
        token = tokens[k]
        between = look.text[token.end : tokens[k + 1].start]
        if between not in (" ", ""):
            return False
        if token.kind == "word" and token.capital and not (token.text in look.role_abbreviations) and look.title_at(k)[0] is None:
            return True
        if token.kind == "possessive" or token.text in (".", "'", "’") and k and tokens[k - 1].text in ("St",) or token.text in ("'", "’") and k and tokens[k - 1].capital:
            return True
        return token.text in ("of", "and", "&", "the", "le", "on") and k > 0 and tokens[k - 1].capital and tokens[k - 1].kind == "word" and not tokens[k - 1].opens and look.kind_of(k - 1) in ("unknown",)

    @staticmethod
    def _after_head(look: Look, end: int) -> int:
        """Take in "School" after "Primary", "Ltd" after "Homecare"."""
        while match := re.match(r"\s+(?:(?:and|&) (?=[A-Z][a-z]+ (?:School|Centre|Home)))?(?:School|Academy|Ltd|Limited|LLP|plc|Centre|Home|Service|Surgery|Hospital|College|Practice|Trust)\b", look.text[end:]):
            if match.group().strip() in ("Trust", "Service"):
                break
            end += match.end()
        return end

    def _known(self, look: Look, taken: list[tuple[int, int]]) -> Iterator[Find]:
        words = [t for t in look.tokens if t.kind == "word"]
        folded = [fold(t.text) for t in words]
        owning = {t.start for t in look.tokens if t.kind == "possessive"}
        for i, token in enumerate(words):
            if not token.capital and not (token.text == "the"):
                continue
            for form in self._forms:
                if form[0] not in (folded[i], folded[i] + "s") or not self._matches(words, folded, owning, i, form):
                    continue
                last = i + len(form) - 1
                if any(not words[k].capital for k in range(i, last + 1) if len(words[k].text) > 3) or any(s < words[last].end and token.start < e for s, e in taken):
                    break
                while last + 1 < len(words) and folded[last + 1] in GENERIC and words[last + 1].capital and look.text[words[last].end : words[last + 1].start].strip("'’s") in ("", " "):
                    last += 1
                end = words[last].end
                if words[last].end in owning and form[-1] == folded[last] + "s":
                    end += 2
                start = token.start
                lead = look.text[max(0, start - 4) : start]
                if lead.lower().endswith("the ") and lead[-4].isupper():
                    start -= 4
                alone = last - i + 1 == len(form)
                ordinary = alone and all(lexicon().is_ordinary(w) for w in form)
                if ordinary and len(form) == 1 and (token.opens or look.shouted or look.passage.heading):
                    break
                if alone and len(form) == 1 and look.is_hard(token):
                    break
                taken.append((start, end))
                yield Find(start, end, ORGANISATION, 0.85 if len(form) > 1 or not ordinary else 0.6)
                break

    @staticmethod
    def _matches(words: list[Token], folded: list[str], owning: set[int], i: int, form: tuple[str, ...]) -> bool:
        if i + len(form) > len(folded):
            return False
        for k, part in enumerate(form):
            word = folded[i + k]
            if word != part and not (word + "s" == part and words[i + k].end in owning):
                return False
        return True

    def _labelled(self, look: Look, start: int, end: int) -> Iterator[Find]:
        """What the model takes for an organisation: only with a word that is no English word, and no agency."""
        inside = [i for i, t in enumerate(look.tokens) if start <= t.start and t.end <= end and t.kind == "word"]
        while inside and (look.tokens[inside[0]].text.lower() in ("the", "a", "an") or not look.tokens[inside[0]].capital):
            inside.pop(0)
        if len(inside) < 2 or look.hard_between(start, end) or look.shouted or look.passage.heading:
            return
        text = look.text[look.tokens[inside[0]].start : look.tokens[inside[-1]].end]
        folded = words_of(text)
        if any(folded[k : k + len(a)] == a for a in lexicon().agency_words for k in range(len(folded))) or " ".join(folded) in self._agencies:
            return
        kinds = [look.kind_of(i) for i in inside]
        if "acronym" in kinds or any(look.is_soft(look.tokens[i]) for i in inside) or not any(k == "unknown" for k in kinds):
            return
        if kinds[-1] == "ordinary" and fold(look.tokens[inside[-1]].text) not in look.role_vocabulary and kinds[0] == "unknown":
            yield Find(look.tokens[inside[0]].start, look.tokens[inside[-1]].end, ORGANISATION, 0.55, "Organisation")
