"""Letters and numbers of people whom the case knows: initials, and an officer's collar number alone."""

from __future__ import annotations

import re
from collections.abc import Iterator

from redactor.detection.look import Look
from redactor.detection.mentions import MentionKind
from redactor.detection.recognisers.base import Find
from redactor.detection.recognisers.name_index import NameIndex
from redactor.detection.recognisers.tables import NAME_COLUMN
from redactor.documents.model import Story
from redactor.language.lexicon import abbreviations, record_verbs
from redactor.language.tokens import Token

PERSON = MentionKind.PERSON
_BEFORE_A_THING = re.compile(r"\b(?:the|an?|in|at|(?:moved|transferred|admitted|discharged) to)\s$", re.IGNORECASE)
_LEAD = 20  # characters before letters that may lead to a thing
_BELONGS = re.compile(r"['’]s\b")  # "the NB's", "at KM's": somebody's
# "PE = Pia", "PE is the cousin"; not "PE is taught on Mondays"
_SAYS_WHO = re.compile(
    r"\s*[=:]\s|\sis\s(?:[A-Z]|(?:(?:the|his|her|our|my|a) )?(?:[a-z]+ )?"
    r"(?:mother|mum|father|dad|sister|brother|aunt|uncle|cousin|nan|grandmother|grandfather|son|daughter|child|baby|patient|client|"
    r"partner|friend|neighbour|wife|husband|nurse|midwife|chair|head|lead|guardian|carer|"
    r"[a-z-]{3,}(?:ker|her|ger|cer|ser|ver|der|tor|sor|ist|man|woman|ress|tant|tutor))\b)"
)


def collar_number(look: Look, i: int, index: NameIndex) -> Iterator[Find]:
    """A known officer's number alone in a By or Who column, or doing something."""
    token = look.tokens[i]
    if token.kind != "number" or token.text not in index.numbers:
        return
    cell = look.passage.cell
    alone = cell is not None and _CELL_OF_STAFF.fullmatch(look.text.strip()) and NAME_COLUMN.search(cell.header)
    after = look.tokens[i + 1].text if i + 1 < len(look.tokens) else ""
    does = after.lower() in _OFFICERS_DO or (len(token.text) > 2 and after in record_verbs())
    acts = does and (token.opens or (i > 0 and look.tokens[i - 1].text.lower() in _BEFORE_AN_OFFICER))
    given = (
        len(token.text) > 2
        and _GIVEN_TO.search(look.text, 0, token.start)
        and after in ("", ".", ",", ";", '"', ")", "and", "&", "+")
    )
    # "0130 3381 UPDATES: SPOKEN TO", "10/02/22 4107 att'd": the day or the hour, and who writes into the log
    logged = _LOGGED.fullmatch(look.text, 0, token.start) is not None
    if alone or acts or given or logged:
        yield Find(token.start, token.end, PERSON, 0.8)


def initials(look: Look, i: int, index: NameIndex, established: frozenset[str]) -> Iterator[Find]:
    """Token i as the initials of somebody in the index: surely in a By column or a definition, else to be looked at."""
    if look.passage.place.story in _NO_PROSE:
        return  # the keyword IF of a field
    token = look.tokens[i]
    cell = look.passage.cell
    named = cell is not None and len(look.text) < 25 and NAME_COLUMN.search(cell.header)
    if token.kind != "word" or (look.is_hard(token) and not named):
        return
    letters = token.text.replace("’", "'")
    if re.fullmatch(r"[A-Z]{2,3}-[A-Z]", letters):
        letters = letters.replace("-", "")  # "RB-H" of Rae Birch-Hill
    if token.capital and 2 <= len(token.text) <= 5 and letters in index.initials:
        by = named
        defined = token.text not in NEVER_INITIALS and _SAYS_WHO.match(look.text, token.end) is not None
        if by or defined:
            yield Find(token.start, token.end, PERSON, 0.7, "initials")
        elif look.shouted and _signs_a_log(look, i):
            yield Find(token.start, token.end, PERSON, 0.6, "initials")
        elif (
            look.shouted
            or token.text in look.role_abbreviations
            or token.text in NEVER_INITIALS
            or is_an_hour(look.text, token.start, token.text)
        ) or leads_to_a_thing(look.text, token.start, token.end):
            return
        elif token.text in established and (token.text not in DOSES or _reads_as_person(look, token)):
            yield Find(token.start, token.end, PERSON, 0.65, "initials")
        elif token.text not in abbreviations() or _reads_as_person(look, token) or _is_one_of_two(look.text, token):
            yield Find(token.start, token.end, PERSON, 0.5, "initials")
    elif token.initial and i + 1 < len(look.tokens):
        match = re.match(r"([A-Z])\.\s?(?:([A-Z])\.\s?)?([A-Z])\.?(?![A-Za-z])", look.text[token.start :])
        before = look.text[max(0, token.start - 1) : token.start]
        if match and "".join(filter(None, match.groups())) in index.initials and not before.isalnum() and before != ".":
            yield Find(token.start, token.start + len(match.group().rstrip()), PERSON, 0.6, "initials")


def leads_to_a_thing(text: str, start: int, end: int) -> bool:
    """ "take the NB out", "seen in DH", "moved to DH"; not "at KM's"."""
    return _BEFORE_A_THING.search(text, max(0, start - _LEAD), start) is not None and not _BELONGS.match(text, end)


def is_an_hour(text: str, start: int, letters: str) -> bool:
    """ "4 PM", "10.30 AM": not Pat Moss."""
    return letters in HOURS and re.search(r"\d[.,]?\s?$", text[max(0, start - 3) : start]) is not None


def _signs_a_log(look: Look, i: int) -> bool:
    """ "POLICE TO STAND BY REQ WP": the letters that end an entry of a log in capitals, where they are nothing else."""
    token = look.tokens[i]
    last = i == len(look.tokens) - 1 and i > 2 and look.passage.cell is not None
    return last and token.text not in abbreviations() | look.role_abbreviations and token.text not in NEVER_INITIALS


def _reads_as_person(look: Look, token: Token) -> bool:
    """ "HB told": the model takes for a person what is an abbreviation elsewhere."""
    return any(
        e.label == "PER" and e.chance >= 0.8 and e.start == token.start and e.end == token.end for e in look.readings
    )


def _is_one_of_two(text: str, token: Token) -> bool:
    """ "KS and Mr Pell both", "mum and KS": whoever is named together with people is one of them."""
    return bool(
        _AND_SOMEBODY.match(text, token.end) or _SOMEBODY_AND.search(text, max(0, token.start - 40), token.start)
    )


_AND_SOMEBODY = re.compile(
    r" (?:and|&|\+) (?:(?:Mrs?|Ms|Miss|Dr)\.? [A-Z]|(?:his|her|their|the) (?:mum|mother|dad|father|partner|boyfriend|girlfriend|"
    r"husband|wife|son|daughter|baby|children|brother|sister)\b|(?:[Mm]um|[Dd]ad|[Mm]other|[Ff]ather|baby|partner)\b)"
)
_SOMEBODY_AND = re.compile(
    r"(?:\b(?:Mrs?|Ms|Miss|Dr)\.? [A-Z][\w’'-]*|\b(?:[Mm]um|[Dd]ad|[Mm]other|[Ff]ather|baby|partner)) (?:and|&|\+) $"
)
_CELL_OF_STAFF = re.compile(r"(?:[A-Z]{2,3}|\d{2,6})(?:\s?[,/&+]\s?(?:[A-Z]{2,3}|\d{2,6}))*")  # "NF, 6142"
_GIVEN_TO = re.compile(
    r"\b(?:passed|handed|sent|given|referred|allocated|spoke|reported|told|over|debriefed|seen|by) (?:to |by )?$",
    re.IGNORECASE,
)
_BEFORE_AN_OFFICER = frozenset(
    ", and but by then later when while where that as because after before until if afterwards".split()
)
_OFFICERS_DO = frozenset(
    "seen reports reported requested requests confirms confirmed asks asked says said returned "
    "attended attending arrested spoke took seized searched stated informed updated resumed arrived aware made".split()
)
_LOGGED = re.compile(
    r"\s*(?:\d{1,2}[./-]\d{1,2}(?:[./-]\d{2,4})?)?[\s,–-]*(?:\d{1,2}[:.]?\d{2}(?::\d\d)?(?:hrs)?)?[\s,–-]+"
)
_NO_PROSE = frozenset([Story.FIELD_CODE, Story.ATTRIBUTE, Story.LINK_TARGET])
HOURS = frozenset(["AM", "PM"])
DOSES = frozenset("OD OM ON BD TDS QDS PRN".split())  # how often a medicine is taken
NEVER_INITIALS = frozenset("UK US EU TV OK GP SW HV NHS LA CP PC DC DS DI IT ID".split())
