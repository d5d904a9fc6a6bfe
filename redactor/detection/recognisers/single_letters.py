"""One capital letter for a person, as notes write it: "R tired", "told T to wait", "Friday visit? K".

Only letters with which the name of a listed person begins, of somebody named in the same passage, or that the draft tells
("P = Mum"), and only where a person can stand.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping
from types import MappingProxyType

from redactor.detection.harvest import Told, disputed
from redactor.detection.look import Look
from redactor.detection.mentions import MentionKind
from redactor.detection.recognisers.base import Find, Recogniser
from redactor.detection.recognisers.name_index import NameIndex
from redactor.language.lexicon import fold
from redactor.language.lone_letters import lone_letters

_NO_LETTER_BEFORE = r"(?<![\w.'’/&@-])"
_ENDS_HERE = r"(?![\w/&-])(?!\.[A-Z])(?!['’](?!s\b))(?!\s?[=+])"
_SAID = (
    r"(?:told|asked|saw|see|seen|rang|phoned|called|visited|met|texted|emailed|contacted|advised|informed|thanked|"
    r"(?:spoke|spoken|speak|talked|talk|said|written|wrote|listened|explained|apologised|visit|given|sent|shown|offered|"
    r"refer(?:red)?) (?:to|with)|"
    r"(?:discussed|agreed|lives|living|stays|staying|stayed|left|seen|played|plays|sleeps|sleeping|argument|contact|session|appt|visit|"
    r"meeting|supervision) with|(?:seen|done|signed|taken|given|written|noted|brought|collected|held) by|"
    r"(?:text|call|letter|email|message|news|input) from|(?:worried|concerned|asked|spoke) (?:about|for)|"
    r"(?:losing|lose|lost|hit|slapped|fed|feeding|bathed|collected|collecting|minding|missed|missing|hurt|holding|held|carrying|"
    r"watching|loves?|loved)|(?:scared|afraid|frightened|proud|care) of|(?:[Tt]hanks|[Tt]hank you|[Cc]heers|[Tt]a),?|"
    r"(?:brother|sister|son|daughter|twin|cousin|grandson|granddaughter|grandchild|nephew|niece|"
    r"uncle|aunt|auntie|boyfriend|girlfriend|friend|husband|wife|partner|mate)|"
    r"[Tt]/[Cc](?: (?:to|from|with))?|[Dd]/[Ww]|[Ww]/|with|by|and)"
)
_AFTER_A_VERB = re.compile(
    rf"(?<![\w/])(?P<lead>(?i:{_SAID}))\s(?P<letter>[A-Z]){_ENDS_HERE}(?!\s[A-Z][a-z])(?!\.\s?[A-Z][a-z]+)"
)
_DOES = (
    r"(?:is|was|has|had|will|would|can|cannot|could|says|said|told|asked|felt|feels|looks|looked|seems|seemed|went|came|left|"
    r"rang|wants|wanted|stayed|cried|slept|ate|eats|sleeps|lives|lived|did|didn['’]t|does|doesn['’]t|won['’]t|isn['’]t|wasn['’]t|"
    r"agreed|refused|denied|reported|stated|disclosed|moved|started|attended|to (?:ring|ask|attend|see|chase|visit|stay|go)|"
    r"not|tired|asleep|awake|pale|upset|tearful|calm|happy|quiet|well|unwell|poorly|angry|anxious|worried|crying|settled|clingy|"
    r"alert|sleepy|absent|present|late|home|alone|dressed|clean|dirty|smiling|drunk|distressed|withdrawn|"
    r"reports|wet|soiled|hungry|confused|agitated|chatty|restless|fell|fallen|ate|drank|refusing|complains|complained|"
    r"fine|better|worse|scared|frightened|afraid|in (?:his|her|their|the|my)|gone|back|"
    r"out|in bed|in school|in hospital|at (?:home|school|nursery)|on leave)\b"
)
_BEFORE_A_VERB = re.compile(
    rf"(?:^|[\n\"“‘(]|[.?!;,:–—-]\s|\d\s|\b(?:and|but|as|if|so|that)\s)(?P<letter>[A-Z])(?=\.?\s{_DOES})", re.MULTILINE
)
_OWNS = re.compile(rf"{_NO_LETTER_BEFORE}(?P<letter>[B-HJ-Z])(?=['’]s\s[a-z])")
_SIGNS = re.compile(
    r"(?:[.?!)]\"?|\b(?i:cofion|love|best|thanks|cheers|regards|hwyl|diolch|x+),)\s+(?:[–—-]\s?)?(?P<letter>[A-Z])\.?"
    r"(?: ?[xX]+)?\s*(?=$|\n|[\"”])"
)
# "05/04 to M: Hi, its Al": whose message it is
_MESSAGE = re.compile(r"\d\s(?:to|from)\s(?P<letter>[A-Z])(?=:\s)")
# "Lunch club. A and Kinga sat together": one of two people
_AND_SOMEBODY = re.compile(r"(?:^|[\n\"“(]|[.?!;:–—-]\s)(?P<letter>[A-Z])(?=\s(?:and|&)\s[A-Z][a-z]{2,})", re.MULTILINE)
# vitamins, plans, sections and what else is numbered by letters
_LETTERED = re.compile(
    r"\b(?:sections?|plans?|parts?|appendix|figures?|tables?|annex|paragraphs?|items?|options?|grades?|class|levels?|types?|group|"
    r"blocks?|wards?|units?|rooms?|flats?|hep(?:atitis)?|vit(?:amin)?s?|schedule|category|band|tier|strep|form|team|site|unit|"
    r"child|baby|adult|mr|mrs|ms|miss|dr|family|twin|mother|father|from [A-Z] to|between [A-Z] and)\W{1,2}$",
    re.IGNORECASE,
)
_SIDES = re.compile(
    r"\s(?:arm|leg|eye|ear|hand|foot|forearm|wrist|knee|hip|side|shoulder|thigh|cheek|v\s)", re.IGNORECASE
)
_PAIRS = re.compile(r"(?:D and V|R and R|Q and A|A and E|P and P|B and B|O and A)\b")
_MEASURED = re.compile(r"\s(?:is|was|at)\s(?:\d|the\b|an?\b)")  # "T was 38.2", "B is the answer"
# behind "A", what an article never stands before
_NO_ARTICLE = re.compile(
    r"\s(?:said|told|asked|rang|was|is|has|had|would|could|should|did|does|did(?:n['’]t| not)|cannot|can['’]t|won['’]t|"
    r"wouldn['’]t|wants|went|came|says|seems|seemed|cried|cries|slept|ate|stayed|lives|"
    r"will (?:be|not|need|have|go|see|stay|come)|where|what|why|how|if|whether|and [A-Z]|again)\b(?!-)|[.,;!?]?$|[.,;!?]\s"
)
_SEXES = frozenset("MF")
_ALONE = re.compile(rf"(?<![\w.'’/&@:+=-])(?<!\d\s)[B-HJ-Z]{_ENDS_HERE}(?!:|\s?\d|\.?\s[A-Z][a-z]|\s[A-Z]\b)")
_ONE_LETTER = re.compile(r"\b[A-HJ-Z]\b")  # but the pronoun
_LETTERS = re.compile(r"\b[A-HJ-Z](?=[xX]*\b)")  # the same, and those that sign with kisses: "Jxx"
_OF_A_BODY = re.compile(
    r"\s(?:sided|upper|lower|lung|lobe|ankle|breast|ovary|kidney|femur|tibia|skull|occipital|parietal|temporal|frontal|toe|"
    r"finger|thumb|heel|calf|shin|elbow|face|inguinal|iliac|fossa)\b",
    re.IGNORECASE,
)


class SingleLetters(Recogniser):
    """One letter, with the label "initials" and a score that asks for a look."""

    kinds = (MentionKind.PERSON,)

    def __init__(
        self,
        listed: NameIndex,
        index: NameIndex,
        told: Iterable[Told] = (),
        drafts: Mapping[int, int] = MappingProxyType({}),
    ) -> None:
        """`told`: what the drafts tell of letters; `drafts`: passage → draft, for letters hold good in the draft that tells."""
        super().__init__()
        self._of_the_list = frozenset(name[0].upper() for name in listed.given if name and name[0].isalpha())
        self._listed = self._of_the_list - _SEXES
        self._given = index.given
        definitions = [t for t in told if len(t.alias) == 1]
        self._told = frozenset(t.alias for t in definitions)
        self._owned = frozenset(t.alias for t in definitions if t.owner is not None) - disputed(definitions)
        self._told_in: dict[int, set[str]] = {}
        for one in definitions:
            self._told_in.setdefault(drafts.get(one.passage, 0), set()).add(one.alias)
        self._told_at: dict[int, set[int]] = {}
        for one in definitions:
            self._told_at.setdefault(one.passage, set()).add(one.start)

    def find(self, look: Look) -> Iterator[Find]:
        """Each letter once."""
        told_at = self._told_at.get(look.passage.number, set())
        for start in sorted(told_at):
            yield Find(start, start + 1, MentionKind.PERSON, 0.75, "initials")
        if not _ONE_LETTER.search(look.text) or look.shouted or look.passage.heading:
            return
        near = frozenset(
            t.text[0].upper() for t in look.tokens if t.capital and len(t.text) > 2 and fold(t.text) in self._given
        )
        may_be = self._listed | self._told | (near - _SEXES)
        seen: set[int] = set()
        if may_be.union(self._of_the_list).isdisjoint(_LETTERS.findall(look.text)):
            yield from self._told_here(look, seen)  # most letters that stand alone in a text are nobody's
            return
        for pattern in (_AFTER_A_VERB, _BEFORE_A_VERB, _OWNS, _SIGNS, _MESSAGE, _AND_SOMEBODY):
            signs = pattern in (_SIGNS, _MESSAGE)  # a man's or a woman's letter may end or open a message, too
            for match in pattern.finditer(look.text):
                start, end = match.span("letter")
                if (
                    match["letter"] in (may_be | self._of_the_list if signs else may_be)
                    and self._may_stand(look, start, end)
                    and start not in told_at
                ):
                    seen.add(start)
                    yield Find(
                        start, end, MentionKind.PERSON, 0.7 if match["letter"] in self._owned else 0.55, "initials"
                    )

        for start in lone_letters(look.text):
            known = look.text[start] in may_be and start not in seen and start not in told_at
            if known and self._may_stand(look, start, start + 1):
                seen.add(start)
                yield Find(start, start + 1, MentionKind.PERSON, 0.55, "initials")
        yield from self._told_here(look, seen)

    def _told_here(self, look: Look, seen: Container[int]) -> Iterator[Find]:
        """Of a draft that gives people letters ("P = Mum, B = MGM"), the letter wherever it stands by itself."""
        letters = self._told_in.get(look.passage.draft, set())
        told_at = self._told_at.get(look.passage.number, set())
        for match in _ALONE.finditer(look.text) if letters else ():
            start, end = match.span()
            if match.group() not in letters or start in seen or start in told_at:
                continue
            if self._may_stand(look, start, end) and not _OF_A_BODY.match(look.text, end):
                yield Find(start, end, MentionKind.PERSON, 0.55, "initials")

    @staticmethod
    def _may_stand(look: Look, start: int, end: int) -> bool:
        """Neither the pronoun or the article, nor a code, a side of the body, a party of a case, a letter that numbers."""
        text = look.text
        if text[start] == "I" or look.hard_between(start, end) or _LETTERED.search(text, 0, start):
            return False
        if text[start] == "A" and text[start - 1 : start] in ("", " ") and not _NO_ARTICLE.match(text, end):
            return False
        if _PAIRS.match(text, start) or _MEASURED.match(text, end):
            return False
        return not _SIDES.match(text, end)
