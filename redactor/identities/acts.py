"""What a name is said to do, anywhere in its clause, tells its office: "Bronagh did the new birth visit" is a health visitor.

    key_maps/acts.csv   where (does, by, before, apposed, titled, team), titles by preference, a pattern; … is up to four words

Weaker than any word that names the office: it is asked only where none does.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from redactor.base.resources import data_path
from redactor.codes.model import Role
from redactor.identities.in_short import phrases
from redactor.identities.kinship import kin_pattern
from redactor.identities.roles import RoleWords, teams

WEIGHT = 1.5
_IN_THE_NEXT_SENTENCE = 0.8
_CLAUSE = 100  # characters behind a name within which its verb and what goes with it stand
_BEFORE = 90  # characters before a name within which "seen in clinic by" begins
# where another subject may begin; commas go on, for "Ola, the nurse who triaged him," is one clause
_ENDS = re.compile(
    r"[.;:!?\n](?=\s|$)|\b(?:that|because|when|while|if|whether|although|though|until|since|saying|to say|so|whose|which|where|"
    r"and (?:she|he|they|mum|dad|the|his|her|their|I|we)|but)\b"
)
# behind another name: "rang Dr Aske, who prescribed", "and Jo came"; not "supervised Jo's work", "weighed Tilly on Monday"
_SOMEBODY_ACTS = re.compile(r"(?:,? (?:who|and|to|which|whom)\b|\s[a-z]+(?:ed|s)\b)")
_AGAIN = re.compile(r"[^.;!?\n]{0,120}[.;!?]\s+(?:He|She|They)\b")
_FROM = re.compile(r"\s*(?:\(|,? (?:from|at|in|of) | on (?=(?:the )?(?:front )?(?:desk|reception))|, )")
_LEAD = 40  # characters before a name within which a word of kinship ends


_TEAM = re.compile(r"^(?:the|our) | (?:team|dept|department|service)$")
_APPOSED = r"\s?[,(–-]\s?(?:{words})\s?(?=[,.;)–-]|$)"
_COURTESY = re.compile(r"(?:Mrs?|Ms|Miss|Mx|Dr)\.?\s")  # a pupil has none: "Mr Gwil, year 4, wrote"


@dataclass(frozen=True, slots=True)
class _Act:
    titles: tuple[str, ...]
    pattern: re.Pattern[str]


@lru_cache(maxsize=1)
def _acts() -> dict[str, tuple[_Act, ...]]:
    found: dict[str, list[_Act]] = {}
    with data_path("key_maps/acts.csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            words = row["words"].replace(" … ", r" (?:[\w’'/-]+ ){0,4}?")
            pattern = {
                "does": rf"\b(?:{words})\b",
                "by": rf"\b(?:{words})(?: [\w’'-]+){{0,4}} by (?:the |a |our )?$",
                "before": rf"\b(?:{words})\s?$",
                "titled": _APPOSED.format(words=words),
                "apposed": _APPOSED.format(words=words),
                "team": rf"(?:{words})(?=[\s,.;:)]|$)",
            }[row["where"]]
            found.setdefault(row["where"], []).append(
                _Act(tuple(row["title"].split(";")), re.compile(pattern, re.IGNORECASE))
            )
    return {where: tuple(acts) for where, acts in found.items()}


def by_acts(
    text: str, start: int, end: int, others: Sequence[tuple[int, int]], words: RoleWords
) -> tuple[Role, float] | None:
    """The office that what somebody (characters start to end) does tells, with its weight. `others`: spans of names."""
    before = text[max(0, start - _BEFORE) : start]
    clause = _clause(text, end, others)
    behind = text[end : end + _CLAUSE]
    for where, told, weight in (
        ("titled", behind if _COURTESY.match(text, start, end) else "", WEIGHT),
        ("apposed", behind, WEIGHT),
        ("does", clause, WEIGHT),
        ("by", before, WEIGHT),
        ("before", before, WEIGHT),
        ("team", _within(behind), WEIGHT),
        *(("phrase", phrase, WEIGHT) for phrase in phrases(text, start, end, others)),
        ("does", _next_sentence(text, end, others), _IN_THE_NEXT_SENTENCE),
    ):
        if told and (role := _role(where, told, words)):
            return role, weight
    return None


def _role(where: str, told: str, words: RoleWords) -> Role | None:
    if where == "phrase":
        return _of_a_team(told, words)
    first: tuple[int, Role] | None = None
    for act in _acts().get(where, ()):
        match = act.pattern.match(told) if where in ("titled", "apposed", "team") else act.pattern.search(told)
        if match and (first is None or match.start() < first[0]) and (role := _of(act.titles, words)):
            first = match.start(), role
    return first[1] if first else None


def _of_a_team(phrase: str, words: RoleWords) -> Role | None:
    """ "Rang children's services and spoke to Ann": a phrase beside a name that is a team and nothing else."""
    if titles := teams().get(_TEAM.sub("", phrase.lower())):
        return _of(titles, words)
    said = (act for act in _acts().get("team", ()) if act.pattern.fullmatch(phrase))
    return next(filter(None, (_of(act.titles, words) for act in said)), None)


def _of(titles: Sequence[str], words: RoleWords) -> Role | None:
    """The first of the titles that the board's list has; else the first that anybody knows."""
    known = [role for title in titles if (role := words.of_title(title))]
    return next(filter(words.is_the_boards, known), known[0] if known else None)


@lru_cache(maxsize=1)
def _kin_beside() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What ends right before a name, and what begins behind it, where a word of kinship says whose relative it is."""
    kin = kin_pattern()
    before = re.compile(rf"\b(?:{kin}),? (?:\(|called |was |is )?$", re.IGNORECASE)
    behind = re.compile(rf",? \(?(?:his|her|their|the|whose|my) (?:[a-z]+ )?(?:{kin})\b", re.IGNORECASE)
    return before, behind


def is_kin(text: str, start: int, end: int) -> bool:
    """ "her aunt Carys weighed him", "Dad (Mr Hill) drives a taxi", "Carys, her aunt,": they are no professionals."""
    before, behind = _kin_beside()
    return bool(before.search(text, max(0, start - _LEAD), start) or behind.match(text, end))


def _clause(text: str, end: int, others: Sequence[tuple[int, int]]) -> str:
    """From a name to where its clause ends, or somebody else begins one; "Tom and Ash scooped" is said of both."""
    if text[end : end + 2] in ("'s", "’s"):
        return ""
    stop = min(len(text), end + _CLAUSE)
    at = end
    for begin, over in sorted(others):
        if begin < end:
            continue
        if re.fullmatch(r"\s?(?:,|and|&|\+|/|with)\s?(?:and )?", text[at:begin]):
            at = over
        elif _SOMEBODY_ACTS.match(text, over):
            stop = min(stop, begin)
            break
    if ends := _ENDS.search(text, at, stop):
        stop = ends.start()
    said = text[at:stop]
    # "Ola, the nurse who triaged him", but "told the nurse who triaged him"
    return said if said.startswith((",", " who ")) else said.partition(" who ")[0]


def _next_sentence(text: str, end: int, others: Sequence[tuple[int, int]]) -> str:
    """ "Graham signed it off. He manages the team": where nobody else is named before the pronoun."""
    match = _AGAIN.match(text, end)
    if not match or any(end <= begin < match.end() for begin, _ in others):
        return ""
    return _clause(text, match.end(), others)


def _within(behind: str) -> str:
    """What stands behind "from", "at", in brackets or a comma; "" where nothing does."""
    lead = _FROM.match(behind)
    return behind[lead.end() :] if lead else ""
