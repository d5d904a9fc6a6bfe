"""Letters that stand for people: those of a By or Sign column, at the start of a minute, at the end of an entry, of a list of
those present, told by the draft ("RC = Mrs Carr"), or acting ("DT welcomed all").

What one place establishes is found everywhere. Letters that are an abbreviation too are people by their place alone.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, field

from redactor.detection.harvest import Told, disputed
from redactor.detection.look import Look
from redactor.detection.mentions import MentionKind
from redactor.detection.recognisers.base import Find, Recogniser
from redactor.detection.recognisers.initialisms import initialisms
from redactor.detection.recognisers.known_letters import DOSES, HOURS, NEVER_INITIALS, is_an_hour, leads_to_a_thing
from redactor.detection.recognisers.name_index import NameIndex
from redactor.detection.recognisers.tables import NAME_COLUMN, NOT_A_NAME_COLUMN
from redactor.language.acting import ACTS
from redactor.language.lexicon import abbreviations, fold, lexicon, word_list
from redactor.language.names import INITIALS, may_hold_initials

_TO_BE_ASKED = 0.45
_A_HABIT = 2  # people whom drafts write as letters, from which on it is their way
Spot = tuple[int, int, int]  # passage, start, end (exclusive)
_Column = tuple[str, int, int]  # part, table, column

SIGN_COLUMN = re.compile(r"^\W*(?:sign(?:ed|ature)?|sig|sgd|init(?:ial)?s?)\b", re.IGNORECASE)
_L = rf"(?P<letters>{INITIALS})"
_ALONE = rf"(?<![\w.'’&-]){_L}(?![\w&-])(?!['’](?!s\b)\w)"
_TOKEN = re.compile(_ALONE)
_CELL = re.compile(rf"\s*{INITIALS}(?:\s?(?:[/,&+]|and)\s?{INITIALS})*\s*")
_MINUTE = re.compile(
    rf"(?:^|(?<=\n))\W{{0,2}}(?:\d{{1,2}}[.)]\s)?{_L}(?:\s[–—-]\s|:\s)(?=[A-Z\"“‘'a-z][\w’']*[, ]\S+ \S+)"
)
_ENDS = re.compile(
    rf"(?:[.?!)\]\"”]\s+(?:[–—-]\s?)?|\s[–—-]\s?){_L}\.?(?:\s*\([^()\n]{{2,40}}\)|,\s[A-Z][\w’' -]{{3,40}})?\s*(?=$|\n)"
)
_LIST = re.compile(
    r"(?:^|(?<=[\n.]\s)|(?<=\n))\W{0,2}(?:present|those present|in attendance|attend(?:ed|ance|ees|ing)|apologies|also present|"
    r"chair(?:ed by)?|minutes(?: taken)? by|seen by|staff|copied to|cc|actions?)\s?[:.–-]\s?(?P<rest>[^\n]{2,300})",
    re.IGNORECASE,
)
_ITEM = re.compile(rf"(?:^|[,;&]\s?|\band\s){_L}(?=\s?(?:[,;&.(]|and\b|to\b|$))")
_DOES = (
    r"(?:(?:first|then|also|later|only|just) )?"
    r"(?:asked|said|says|told|rang|welcomed|thanked|felt|apologised|phoned|telephoned|explained|agreed|reported|stated|"
    r"signed|countersigned|witnessed|checked|administered|gave|suggested|wondered|queried|confirmed|advised|noted|raised|spoke|visited|met|saw|chaired|introduced|read|wrote|"
    r"emailed|texted|left|arrived|arr|attended|has left|is off|was off|will (?:ring|ask|write|chase|see|visit|call|email|speak)|"
    r"deceased|died|disclosed|refused|denied|absconded|arrested|"
    r"r/v(?:'?d)?|reviewed|assessed|examined|weighed|bleeped|discharged|escorted|administered|d/w|t/c|"
    r"translat(?:ed|ing)|interpret(?:ed|ing)|chairing|covering|attending|taking notes|will have (?:him|her|them)|"
    r"(?:to )?(?:ring|ask|write|chase|call|email|speak|contact|send|tell|check|arrange|draft)|"
    r"to (?:see|visit|find|follow|update|go|come|stay|be|have|return|meet|bring|take|book|order|refer|review|"
    r"liaise|do|complete))\b"
)
_ACTS = re.compile(rf"{_ALONE}(?:\s(?:and|&|\+)\s{INITIALS})?\s(?={_DOES})")
_AFTER = re.compile(
    r"\b(?i:(?:signed|entered|seen|typed|completed|written|recorded|chaired|countersigned|authorised|checked) by|"
    r"counter-?signed|initialled|"
    r"(?:discussed|spoke|spoken|talked|agreed|checked) (?:to|with)|told|asked|rang|phoned|texted|emailed|thanked|"
    r"spoke|saw|met|visited|interviewed|collected|escorted|supported|"
    rf"[Tt]/[Cc](?: (?:to|from|with))?|[Dd]/[Ww]|[Ww]/)\s{_ALONE}"
)
# "Home visit, QB. Seen with …", "1:1 QB. In the garden": who did it
_DID = re.compile(
    rf"\b(?i:visit|call|meeting|session|review|appt|appointment|contact|assessment)(?:,|\s[–—-])\s{_ALONE}(?=[.;])"
    r"|\b(?i:1:1|1-1|1 to 1|one to one|key ?work|handover|ward round)(?: with)?(?:,|\s[–—-])?\s"
    rf"{_ALONE.replace('letters', 'other')}(?=[.;])"
)
_DONE_BY = re.compile(
    r"\b(?i:found|printed|done|given|taken|led|supervised|prepared|drafted|approved|covered|escorted|collected|searched|witnessed|"
    rf"observed|weighed|accompanied|driven|brought in) by\s{_ALONE}"
)
# what is said of people and things alike, and a sentence of letters: they are somebody's only where the case knows whose
_IS = re.compile(
    rf"{_ALONE}\s(?=(?:had|has|was|is|thinks|thought|says|will|would|wants|came|went|took|gave|got|did|can|could)\b)"
)
_HAS = re.compile(  # what only somebody has: "had bath", "has known them"
    r"\s(?:had|has)\s(?:(?:a|an|his|her|some|no)\s)?(?:capacity|bath|bottle|breakfast|lunch|tea|dinner|supper|nap|feed|snack|shower|"
    r"nightmare|tantrum|slept|eaten|known|met|been (?:seen|told|asked|asleep|crying|upset))\b"
)
_WHOLE = re.compile(rf"(?<=[.?!]\s){_L}\.(?=\s+[A-Z(\"“])")
_IN_IT = re.compile(rf"\b(?:in|at|on|via|under|per|into)\s{_ALONE}")  # "seen in ED": a place or a way
_THING = re.compile(
    rf"\b(?:[Tt]he|an?|[Tt]his|[Oo]ur|[Yy]our|[Ee]ach|[Ee]very|[Aa]ny|[Nn]o|their|his|her|new|under)\s{_ALONE}"
    rf"|{_ALONE.replace('<letters>', '<other>')}\s(?:meetings?|teams?|plans?|referrals?|assessments?|workers?|forms?|"
    r"services?|units?|offices?|"
    r"orders?|numbers?|conferences?|process|systems?|status|scores?|tests?|codes?|cards?|certificates?|staff|panel|protocol|"
    r"policy|pathway|clinic|ward|checks?|concerns?|issues|support|line|lead|manager|nurse|officer)\b"
)
_ROLE_USE = (
    r"(?<![\w/-])(?P<letters>{letters})(?:\s?\d|\s[A-Z][a-z]|\))"
    r"|\b(?:the|an?|allocated|duty|her|his|their|new|our)\s(?P<other>{letters})\b"
)


_WELL = re.compile(
    r"(?:\b(?:is|was|are|were|be|all|doing|feels?|felt|seem(?:s|ed)|look(?:s|ed))|['’]s)\s$"
)  # "It is OK to go"
# offices that notes write like people: "SW asked", "Present: HV, GP"
_OFFICES = frozenset(
    "SW HV GP PC DC DS DI PS MW CP TM HT DSL IRO EWO FSW SSW YW PO HO TA LA CSW CMW MO FA MGM PGM MGF PGF SN CN DN OT PA CO "
    "EDT CSC YOT PPU MASH YP CM RM".split()
)


@dataclass(frozen=True)
class PeopleLetters:
    """What the drafts of a case establish of letters."""

    everywhere: frozenset[str] = frozenset()
    spots: frozenset[Spot] = frozenset()
    unsure: frozenset[Spot] = frozenset()  # where they may be something else, too: to be looked at
    told: frozenset[Spot] = frozenset()
    defined: frozenset[str] = frozenset()  # letters that the drafts define, which are nothing else
    disputed: frozenset[str] = frozenset()  # of these, letters that are given to several people
    known: frozenset[str] = frozenset()  # the initials of everybody met in the case
    plain: frozenset[str] = frozenset()  # of somebody on the list, and nothing else: also between words in capitals
    signatures: frozenset[Spot] = frozenset()  # single words that sign a row where others sign with names


@dataclass
class _Evidence:
    points: int = 0
    spots: set[Spot] = field(default_factory=set)
    signs: set[Spot] = field(default_factory=set)  # of these, cells of a Sign column
    weak: set[Spot] = field(default_factory=set)  # where somebody's initials may stand, and other letters as well


def people_letters(
    looks: Sequence[Look],
    index: NameIndex,
    told: Iterable[Told],
    bodies: Iterable[str] = (),
    listed: frozenset[str] = frozenset(),
) -> PeopleLetters:
    """Which letters are people everywhere, and which at single places. `bodies`: names of agencies and establishments;
    `listed`: the initials of those on the board's list.
    """
    lettered = [look for look in looks if may_hold_initials(look.text)]
    definitions = [t for t in told if len(t.alias) > 1]
    taken = initialisms((look.text for look in lettered), bodies, index) - {t.alias for t in definitions}
    evidence: dict[str, _Evidence] = defaultdict(_Evidence)
    columns, signed = _letter_columns(looks), _columns_of_names(looks, index)
    for look in lettered:
        if not look.shouted or look.passage.cell:
            _gather(look, evidence, columns, signed)
    things, uses = _things(lettered), _uses(lettered)
    roles = frozenset().union(*(look.role_abbreviations for look in looks[:1]))
    told_at = frozenset((t.passage, t.start, t.end) for t in definitions)
    where = _where(lettered)
    defined = {
        t.alias
        for t in definitions
        if not (_is_word(t.alias) or t.alias in DOSES)
        and not (
            _is_used_as_role(looks, t.alias, index, told_at)
            if t.alias in roles
            else t.alias in abbreviations() and t.alias in things | where
        )
    }
    everywhere: set[str] = set()
    spots: set[Spot] = set()
    unsure: set[Spot] = set()
    for letters, found in evidence.items():
        if letters in taken:
            continue
        if (
            letters in index.initials
            and letters not in things | where | NEVER_INITIALS | HOURS
            and not _is_word(letters)
            and not (letters in roles and _is_used_as_role(looks, letters, index))
        ):
            unsure |= found.weak
        if _is_word(letters):
            if found.signs and found.points >= 2:
                spots |= found.signs  # a Staff column with "WHO"; not "STOP: he said so"
            continue
        known = letters.replace("’", "'") in index.initials
        if letters in roles:
            if letters in defined:
                continue
            often = found.points >= 4 and len(found.spots) > 1 and letters not in _OFFICES
            both = known and often  # somebody's initials, and often where a person stands
            if letters not in things and (both or ((known or often) and not _is_used_as_role(looks, letters, index))):
                spots |= found.spots
                if often and 2 * len(found.spots) >= uses[letters]:
                    everywhere.add(letters)
            continue
        ambiguous = letters in abbreviations() or letters in things
        if ambiguous and known:
            spots |= found.spots
        elif ambiguous and found.points >= 4 and len(found.spots) > 1 and letters not in things:
            spots |= found.spots
            if 2 * len(found.spots) >= uses[letters]:
                everywhere.add(letters)
        elif ambiguous:
            spots |= found.signs if letters in abbreviations() else set()
        elif known or found.points >= 2:
            everywhere.add(letters)
    for letters in {t.alias for t in definitions} - defined:
        spots |= evidence[letters].spots
    habit = len(everywhere | {t.alias for t in definitions}) >= _A_HABIT
    likely = set()
    for letters in index.initials - everywhere - taken - things - NEVER_INITIALS - DOSES:
        two_meanings = letters in roles or letters in abbreviations()
        if not uses[letters] or _is_word(letters) or _is_plainly_a_role(looks, letters, index, told_at):
            continue
        # who writes people as letters writes those of the list so: "PT ate all of it", in drafts without a physiotherapist
        if letters in listed and habit and two_meanings and not _is_used_as_role(looks, letters, index):
            everywhere.add(letters)
        # letters of the people of a case are theirs far oftener than anything else; an office's only where the list has them
        elif letters not in where | HOURS and (
            letters in listed or (letters in abbreviations() and letters not in roles)
        ):
            likely.add(letters)
    if likely:
        unsure |= _spots(lettered, likely)
    return PeopleLetters(
        frozenset(everywhere),
        frozenset(spots),
        frozenset(unsure),
        told_at,
        frozenset(defined),
        disputed(definitions),
        index.initials,
        frozenset(x for x in listed - taken - things if x not in roles | abbreviations() and not _is_word(x)),
        _signatures(looks, signed),
    )


def _is_word(letters: str) -> bool:
    """An English word in capitals, or what opens a line of a mail."""
    word = letters.lower()
    return (
        word in lexicon().function_words
        or word in ("fw", "fwd", "ok")
        or (len(word) > 2 and lexicon().is_ordinary(word))
    )


def _column(look: Look) -> _Column | None:
    cell = look.passage.cell
    return (look.passage.place.part, cell.table, cell.column) if cell and cell.header else None


def _letter_columns(looks: Iterable[Look]) -> frozenset[_Column]:
    """Columns of three cells or more of which most hold nothing but letters."""
    cells: dict[_Column, list[bool]] = defaultdict(list)
    for look in looks:
        if (column := _column(look)) and look.text.strip():
            cells[column].append(may_hold_initials(look.text) and bool(_CELL.fullmatch(look.text)))
    return frozenset(c for c, found in cells.items() if sum(found) > 2 and 2 * sum(found) > len(found))


def _columns_of_names(looks: Iterable[Look], index: NameIndex) -> frozenset[_Column]:
    """Columns in which entries are signed, whatever stands above them: two cells are names of known people alone ("W Hurst"),
    and most of the others are names or letters."""
    cells: dict[_Column, list[str]] = defaultdict(list)
    for look in looks:
        cell, text = look.passage.cell, look.text.strip()
        if cell is None or not text:
            continue
        words = [fold(t.text) for t in look.tokens if t.kind == "word" and len(t.text) > 1]
        named = words and len(words) < 4 and all(w in index.surnames or w in index.given for w in words)
        kind = "letters" if _CELL.fullmatch(text) else "name" if named else "other"
        cells[look.passage.place.part, cell.table, cell.column].append(kind)
    return frozenset(
        c for c, kinds in cells.items() if kinds.count("name") > 1 and 3 * kinds.count("other") <= len(kinds)
    )


def _signatures(looks: Iterable[Look], signed: frozenset[_Column]) -> frozenset[Spot]:
    """A word with a capital that is all of a cell where others sign with their names: "Barb", "Pegs"."""
    found: set[Spot] = set()
    for look in looks:
        cell, text = look.passage.cell, look.text.strip()
        if cell is None or cell.row == 1 or (look.passage.place.part, cell.table, cell.column) not in signed:
            continue
        word = fold(text)
        none = look.role_vocabulary | lexicon().function_words | word_list("process_words.txt") | set(lexicon().titles)
        if (
            re.fullmatch(r"[A-Z][a-z]{2,}", text)
            and word not in none
            and word not in _NOBODY
            and text not in abbreviations()
        ):
            start = look.text.index(text)
            found.add((look.passage.number, start, start + len(text)))
    return frozenset(found)


# what stands in such a cell instead of somebody
_NOBODY = frozenset(
    "same ditto various unknown none nil blank staff duty nobody anon anonymous night day late early bank agency".split()
)


def _gather(
    look: Look, evidence: dict[str, _Evidence], columns: frozenset[_Column], signed: frozenset[_Column]
) -> None:
    """Adds the places of one passage. Letters of two are hardly a body's; longer ones need two places."""
    number, text = look.passage.number, look.text
    cell = look.passage.cell

    def add(match: re.Match[str], start: int = 0, *, sign: bool = False) -> None:
        group = match.lastgroup or "letters"
        begin, end = start + match.start(group), start + match.end(group)
        letters = match[group]
        if look.hard_between(begin, end) or (letters == "OK" and _WELL.search(text, max(0, begin - 12), begin)):
            return
        one = evidence[letters]
        short = len(letters) < 3 or not letters.isupper()
        if (number, begin, end) not in one.spots:
            one.points += 3 if sign else 2 if short else 1
        one.spots.add((number, begin, end))
        if sign:
            one.signs.add((number, begin, end))

    if cell and (look.passage.place.part, cell.table, cell.column) in signed and _CELL.fullmatch(text):
        for match in re.finditer(_L, text):
            add(match, sign=match["letters"] not in abbreviations())
        return
    if cell and _CELL.fullmatch(text) and cell.header and len(cell.header) < 40:
        sign = bool(SIGN_COLUMN.search(cell.header))
        if sign or (NAME_COLUMN.search(cell.header) and not NOT_A_NAME_COLUMN.search(cell.header)):
            most = _column(look) in columns
            for match in re.finditer(_L, text):
                add(match, sign=sign or (most and match["letters"] not in abbreviations()))
        return
    if re.fullmatch(INITIALS, text.strip()):
        return  # a cell or a heading: an abbreviation as well as a person
    for pattern in (_MINUTE, _ENDS, _ACTS, _AFTER, _DID, _DONE_BY):
        for match in pattern.finditer(text):
            add(match)
    for pattern in (_IS, _WHOLE):
        for match in pattern.finditer(text):
            two_meanings = match["letters"] in abbreviations() and pattern is _IS  # "PE was fun", "PE was seen"
            if two_meanings and not any(p.match(text, match.end("letters")) for p in (ACTS, _HAS)):
                continue
            if not look.hard_between(*match.span("letters")):
                evidence[match["letters"]].weak.add((number, *match.span("letters")))
    for listed in _LIST.finditer(text):
        for match in _ITEM.finditer(listed["rest"]):
            add(match, listed.start("rest"))


def _things(looks: Iterable[Look]) -> frozenset[str]:
    """Letters that the drafts use of a thing or a body: "the ABC", "an ABC meeting"."""
    found = set()
    for look in looks:
        for match in _THING.finditer(look.text):
            found.add(match["letters"] or match["other"])
    return frozenset(found)


def _where(looks: Iterable[Look]) -> frozenset[str]:
    """Letters that stand behind what leads to a place or a way: "seen in ED", "via LW"."""
    return frozenset(m["letters"] for look in looks for m in _IN_IT.finditer(look.text))


def _is_used_as_role(
    looks: Iterable[Look], letters: str, index: NameIndex, besides: frozenset[Spot] = frozenset()
) -> bool:
    """Not where they are somebody's by the surname behind them ("EM Hill", in a case with Ellie-Mae Hill).

    `besides`: nor there, where the draft says whose they are ("Ann Dow (AD)").
    """
    pattern = re.compile(_ROLE_USE.format(letters=re.escape(letters)))

    def is_a_role(look: Look, match: re.Match[str]) -> bool:
        start, end = match.span(match.lastgroup or 0)
        surname = _SURNAME_BEHIND.match(look.text, end)
        own = letters in index.initials and surname is not None and fold(surname[1]) in index.surnames
        return not own and (look.passage.number, start, end) not in besides

    return any(is_a_role(look, match) for look in looks for match in pattern.finditer(look.text))


def _is_plainly_a_role(looks: Iterable[Look], letters: str, index: NameIndex, besides: frozenset[Spot]) -> bool:
    """ "the TM", "TM1", "(TM)", "TM Ann Dow": an office, and nobody's initials; not "seen by TM)", "TM 2/3"."""
    pattern = re.compile(_PLAIN_ROLE.format(letters=re.escape(letters)))
    for look in looks:
        for match in pattern.finditer(look.text):
            group = next(g for g in ("letters", "bracketed", "other") if match[g])
            if (look.passage.number, *match.span(group)) in besides:
                continue
            name = match["name"]
            own = name is not None and letters in index.initials and fold(name) in index.surnames
            if name is None or (not own and (fold(name) in index.given or lexicon().births(name) >= 50)):
                return True
    return False


_PLAIN_ROLE = (
    r"(?<![\w/-])(?P<letters>{letters})(?:\d|\s(?P<name>[A-Z][a-z]\w+))"
    r"|\((?P<bracketed>{letters})\)"
    r"|\b(?:the|an?|allocated|duty|her|his|their|new|our)\s(?P<other>{letters})\b"
)
_SURNAME_BEHIND = re.compile(r" ([A-Z][\w’'-]+)")


def _uses(looks: Iterable[Look]) -> Counter[str]:
    """How often all letters of this shape stand in the drafts."""
    return Counter(m["letters"] for look in looks for m in _TOKEN.finditer(look.text))


def _spots(looks: Iterable[Look], letters: Set[str]) -> set[Spot]:
    """Where these letters stand by themselves."""
    return {
        (look.passage.number, *match.span("letters"))
        for look in looks
        for match in _TOKEN.finditer(look.text)
        if match["letters"] in letters
        and not look.hard_between(*match.span("letters"))
        and not _is_said_of_a_thing(look.text, match)
    }


def _is_said_of_a_thing(text: str, match: re.Match[str]) -> bool:
    """ "NB Ms Bell is staff": nota bene; "PE is taught on Mondays"; "moved to DH"."""
    start, end = match.span("letters")
    nota_bene = match["letters"] == "NB" and _OPENS.search(text, max(0, start - 3), start) is not None
    return nota_bene or _IS_A_THING.match(text, end) is not None or leads_to_a_thing(text, start, end)


_OPENS = re.compile(r"(?:^|[.?!:;(\n])\s*$")
_IS_A_THING = re.compile(
    r"\s(?:is|was|are|were)\s(?:taught|held|closed|open|cancelled|due|available|used|required|completed|filed|attached|overdue|"
    r"on\s(?:[A-Z]|the\b)|at\s\d)"
)


class PersonLetters(Recogniser):
    """The established letters, as "initials": they make nobody known by themselves."""

    kinds = (MentionKind.PERSON,)

    def __init__(self, letters: PeopleLetters) -> None:
        super().__init__()
        self._letters = letters
        self._signed = {passage: (start, end) for passage, start, end in letters.signatures}

    def find(self, look: Look) -> Iterator[Find]:
        """Spans of letters, without what stands around them; and of words that sign a row."""
        signs = self._signed.get(look.passage.number)
        if signs and not look.hard_between(*signs):
            yield Find(*signs, MentionKind.PERSON, 0.75)
        if not may_hold_initials(look.text):
            return
        number = look.passage.number
        in_capitals = look.shouted and not look.passage.cell
        for match in _TOKEN.finditer(look.text):
            start, end = match.span("letters")
            spot = (number, start, end)
            if look.hard_between(start, end) or is_an_hour(look.text, start, match["letters"]):
                continue
            if in_capitals:
                if match["letters"] in self._letters.plain:
                    yield Find(start, end, MentionKind.PERSON, _TO_BE_ASKED, "initials")
            elif spot in self._letters.told or match["letters"] in self._letters.defined:
                unclear = match["letters"] in self._letters.disputed and spot not in self._letters.told
                yield Find(start, end, MentionKind.PERSON, 0.55 if unclear else 0.75, "initials")
            elif spot in self._letters.spots or match["letters"] in self._letters.everywhere:
                office = match["letters"] in look.role_abbreviations and match["letters"] in self._letters.known
                yield Find(
                    start, end, MentionKind.PERSON, 0.55 if office else 0.7, "initials"
                )  # or the role: to be looked at
            elif spot in self._letters.unsure:
                yield Find(start, end, MentionKind.PERSON, _TO_BE_ASKED, "initials")
