"""What the texts say of their own names: which are pseudonyms, and how a court calls the people before it.

"Names have been changed" and a key behind it, one line a person; "whom I shall call Rosa"; "(1) QM" among the parties of a
judgment. Whoever reads that knows that the name is nobody's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, islice, pairwise, takewhile

from redactor.checks.stretches import PUBLISHED_JUDGMENT
from redactor.documents.model import Passage
from redactor.language.lexicon import fold, lexicon

# "the boy is called Robin in this report", "referred to in this review as Robin", "Robin (not his real name)"
_NAMED_SO = re.compile(
    r"\b(?:called|named|known as|referred to as|pseudonyms?(?: of| is| are|:)?|given the names?|names? (?:of|is|are))"
    r"\s[\"“‘']?(?P<name>[A-Z][\w'’-]+(?:(?:,| and|, and) [A-Z][\w'’-]+)*)[\"”’']?(?P<after>[^.\n]{0,60})"
)
_IN_REPORT = re.compile(
    r"\b(?:[Ii]n|[Tt]hroughout|[Ff]or the purposes? of) (?:this|the|our) (?:\w+ )?"
    r"(?:report|review|case|study|summary|judgment|document)\b"
)
_CHANGED = re.compile(
    r"\b(?:names?|details) (?:(?:have|has) (?:all )?been|were|was|are) (?:changed|altered|anonymi[sz]ed)\b|\bpseudonyms?\b|"
    r"\bnot (?:his|her|their)(?: real| own)? names?\b",
    re.IGNORECASE,
)
# "pseudonyms are used: the victim is Nadia, and the perpetrator is Karl"
_NAMED_THERE = re.compile(
    r"\b(?:is|are|as|be|called|for) [\"“‘']?(?P<name>[A-Z][\w'’-]+(?:(?:,| and|, and) [A-Z][\w'’-]+)*)[\"”’']?(?=[,;.)]|$)"
)
# "called Ash, Elm and Rowan, names of trees", "called Poppy to protect her identity", "the name that he chose"
_CHOSEN = re.compile(
    r"^[,;:(]? ?(?:(?:which|these|both|all) are )?(?:the )?names? (?:of|for) (?:trees|flowers|birds|colours|stones|stars|rivers|"
    r"months|animals|fruits?|herbs|gems|planets)\b"
    r"|\bto (?:protect|preserve|keep) (?:his|her|their|the [\w ]{2,20}?['’]s?) (?:identit(?:y|ies)|anonymity|privacy)\b"
    r"|^,? (?:a|the) names? (?:that |which )?(?:he|she|they)(?: \w+)? (?:chose|picked|asked for)\b"
    r"|^,? names? (?:that (?:were )?)?(?:chosen|picked|agreed)\b"
)
# "Rosa, 14, and to Ellis, 16 (not their real names)"
_NONE_REAL = re.compile(
    r"(?P<names>[A-Z][\w'’-]+(?:, \d{1,2},?)?(?:,? (?:and|to|for|with|from))* (?:[A-Z][\w'’-]+(?:, \d{1,2},?)?)) "
    r"\((?:both )?not their real names?\)"
)
_ALL_CHANGED = re.compile(
    r"\b(?:all|the) names?\b[^.\n]{0,40} (?:(?:have|has) (?:all )?been|were|was|are) (?:changed|altered)\b",
    re.IGNORECASE,
)
_NOT_REAL = re.compile(r"\b(?P<name>[A-Z][\w'’-]+) \((?:a pseudonym|not (?:his|her|their) real name)\)")
# "Ella, Finn and Isla; those are not their names"
_NONE_THEIRS = re.compile(
    r"(?P<names>[A-Z][\w'’-]+(?:(?:,| and|, and) [A-Z][\w'’-]+)*)[;,.:]? ?[(–-]? ?(?:[Tt]hese|[Tt]hose|[Tt]hat|[Tt]his|[Ww]hich)"
    r" (?:is|are) not (?:his|her|their)(?: real| own)? names?\b"
)
# "whom we shall call Rosa"; "They chose “Robin” … Neither is a real name"; "“Jade” and “Connor”, as it calls them"
_CALLED_HERE = re.compile(r"\b(?:whom|who) (?:we|I) (?:shall|will|have) call(?:ed)? [\"“‘']?(?P<name>[A-Z][\w'’-]+)")
_NONE_IS_REAL = re.compile(
    r"\b(?:[Nn]either|[Nn]one|[Nn]ot one)(?: of (?:these|those|them|the names))?(?: names?)? (?:is|are) "
    r"(?:a |the |their |his |her )?real\b|, as (?:it|the (?:report|review|author|study)) calls (?:him|her|them)\b"
)
_IS_CALLED = re.compile(r"\b(?:is|are|was|were|will be|has been|have been) (?:called|named|known as|referred to as)\b")
_QUOTED_NAME = re.compile(r"[\"“‘](?P<name>[A-Z][\w'’-]+)[.,]?[\"”’]")
# the line before a key: "The following pseudonyms are used:", "They are used throughout this report …:"
_KEY_OPENS = re.compile(
    r"\bpseudonyms?\b|\b(?:invented|fictitious|made[- ]up|substitute) names?\b|"
    r"\bnames?\b[^.\n]{0,40} (?:(?:have|has) (?:all )?been|were|was|are|is) (?:changed|altered|anonymi[sz]ed|"
    r"(?:not|none of them) (?:the |their |his |her |people['’]s )?(?:real|own|true)|invented|fictitious|made up)",
    re.IGNORECASE,
)
_KEY_FOLLOWS = re.compile(r":\s*$|\b(?:following|below|as follows)\b", re.IGNORECASE)
# "Ilka - the victim, aged 37", "Mrs Thane: Ilka's landlady", "“Ilka” (the victim)"; not "Ann Hurst - Ilka"
_OF_A_KEY = re.compile(
    r"^[\W\d_]*(?P<name>(?:(?:Mr|Mrs|Ms|Miss|Dr|PC)\.? )?[A-Z][\w'’-]+)[\"”’']?(?: ?[:=(\t|]| [-–—]) ?"
    r"[\"“‘']?(?P<is>[^\W\d_][\w'’-]*)"
)
_KEY_COLUMN = re.compile(r"\bpseudonym|\breferred to in (?:this|the) \w+ as\b", re.IGNORECASE)  # not "Known as"
_A_REAL_NAME = 100  # births from which the word behind the name is rather another name
# how a court calls somebody: a line of the parties, "the anonymity of QM … preserved", "to whom I refer as MB"
_A_PARTY = re.compile(r"^\(\d\) (?P<name>[A-Z]{2,3})$")
_ANONYMOUS = re.compile(
    r"\banonymity of (?P<name>[A-Z]{2,3})\b|\bto whom I (?:shall |will )?refer as (?P<so>[A-Z][\w'’-]+)"
)
_LETTERHEAD_ENDS = re.compile(r"^(?:before|between|date|hearing|1\.)(?![a-z])", re.IGNORECASE)
_LONGEST_LETTERHEAD = 12  # paragraphs


@dataclass(frozen=True, slots=True)
class Said:
    """What the texts say of their names."""

    names: frozenset[str]  # folded words that are no real names
    all_changed: bool  # it says so of all names, and lists none, so that any first name may be one
    letterheads: frozenset[int]  # passages on the front of a judgment: the court, its address, the number of the case


def names(texts: Sequence[Passage]) -> Said:
    """From all texts together, in reading order."""
    changed = any(_CHANGED.search(p.text) for p in texts)
    found = {fold(name) for p in texts for name in _declared(p.text, changed=changed)}
    key = {fold(name) for name in _of_keys(texts)}
    if any(PUBLISHED_JUDGMENT.search(p.text) for p in texts):
        found |= {fold(name) for p in texts for name in _before_a_court(p.text)}
    return Said(
        names=frozenset(found | key),
        all_changed=not key and any(_ALL_CHANGED.search(p.text) for p in texts),
        letterheads=frozenset(_letterheads(texts)),
    )


def _letterheads(texts: Sequence[Passage]) -> Iterator[int]:
    for _, of_file in groupby(texts, key=lambda passage: passage.draft):
        held = list(of_file)
        if any(PUBLISHED_JUDGMENT.search(p.text) for p in held):
            front = takewhile(lambda p: not _LETTERHEAD_ENDS.match(p.text.strip()), held)
            yield from (p.number for p in islice(front, _LONGEST_LETTERHEAD))


def _of_keys(texts: Sequence[Passage]) -> Iterator[str]:
    """Names of a key of pseudonyms: lines that follow upon one that announces it, or the column of a table."""
    inside = False
    for before, passage in pairwise((None, *texts)):
        if passage is None:
            continue
        if passage.cell is not None:
            if passage.cell.row > 1 and _KEY_COLUMN.search(passage.cell.header):
                yield from _WORDS.findall(passage.text)
            continue
        opens = before is not None and _KEY_OPENS.search(before.text) and _KEY_FOLLOWS.search(before.text)
        name = _name_of_a_key(passage.text) if inside or opens else ""
        inside = bool(name)
        if name:
            yield from _WORDS.findall(name)


def _name_of_a_key(text: str) -> str:
    """The pseudonym at the beginning of a line that says who it stands for; "" where the line gives another name."""
    match = _OF_A_KEY.match(text)
    if match is None:
        return ""
    word = match["is"].removesuffix("'s").removesuffix("’s")
    is_a_name = word[:1].isupper() and (lexicon().births(word) >= _A_REAL_NAME or not lexicon().is_ordinary(word))
    # "Mrs Thane - Ilka's landlady": another name of the key, and whose she is
    return "" if is_a_name and word == match["is"] else match["name"]


def _before_a_court(text: str) -> Iterator[str]:
    if match := _A_PARTY.match(text.strip()):
        yield match["name"]
    for match in _ANONYMOUS.finditer(text):
        yield match["name"] or match["so"]


_WORDS = re.compile(r"[^\W\d_][\w'’-]+")


def _declared(text: str, *, changed: bool) -> Iterator[str]:
    for match in _NAMED_SO.finditer(text):
        if (
            _IN_REPORT.search(match["after"])
            or (changed and _CHANGED.search(text))
            or _IN_REPORT.search(text[: match.start()][-60:])
        ) or _CHOSEN.search(match["after"]):
            yield from re.findall(r"[A-Z][\w'’-]+", match["name"])
    if _CHANGED.search(text):
        for sentence in re.split(r"(?<=[.!?])\s", text):
            if said := _CHANGED.search(sentence):
                for match in _NAMED_THERE.finditer(sentence, said.end()):
                    yield from re.findall(r"[A-Z][\w'’-]+", match["name"])
    for match in _CALLED_HERE.finditer(text):
        yield match["name"]
    if _NONE_IS_REAL.search(text):
        for match in _QUOTED_NAME.finditer(text):
            yield match["name"]
    for sentence in re.split(r"(?<=[.!?])\s", text):
        if _IN_REPORT.search(sentence) and _IS_CALLED.search(sentence):
            yield from (match["name"] for match in _QUOTED_NAME.finditer(sentence))
    for match in _NOT_REAL.finditer(text):
        yield match["name"]
    for match in _NONE_THEIRS.finditer(text):
        yield from re.findall(r"[A-Z][\w'’-]+", match["names"])
    for match in _NONE_REAL.finditer(text):
        yield from re.findall(r"[A-Z][\w'’-]+", match["names"])
