"""A known house by its number alone ("at 63", "no. 19", "31a", "number nineteen"), and known streets and buildings as people
type and dictate them: in small letters, with the number in words ("flat twenty one cooper house")."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from redactor.detection.look import Look
from redactor.detection.mentions import MentionKind
from redactor.detection.recognisers.base import Find, Recogniser
from redactor.detection.recognisers.doors import labels_a_record, not_a_house
from redactor.language.addresses import Address, parse_address
from redactor.language.lexicon import fold, lexicon, word_list
from redactor.language.spoken import NUMBER_IN_WORDS, value_of

ADDRESS = MentionKind.ADDRESS
_UNITS = r"(?:flat|fl|apartment|apt|room|bedsit|plot|pitch|caravan|mooring|berth|unit)"
_DIGITS = r"\d{1,4}[A-Za-z]?"
_CALLED = re.compile(
    rf"(?<!\w)(?:{_UNITS}|nos?\.?|number|#) ?(?:no\.? |number )?(?P<n>{_DIGITS}|{NUMBER_IN_WORDS})(?![\w/-]|[.:]\d)",
    re.IGNORECASE,
)
_A_ROOM = re.compile(r"(?:room|bedsit|plot|pitch|caravan|mooring|berth|unit)\b", re.IGNORECASE)
_WALKED = re.compile(  # "went from 31 to 5", two houses of the list
    r"\b(?:walk\w*|went|go(?:es|ing)?|came|come|ran|run|moved?|moving|cross\w*|carried|taken|took|between|back)\b[^.;\d\n]{0,20}"
    r"\b(?:from )?(?P<n>\d{1,4}) (?:to|and) (?P<m>\d{1,4})\b"
    r"(?!\s?(?:%|kg|cm|mg|ml|weeks?|days?|months?|years?|hours?|am|pm|[:.]\d))"
)
_WITH_A_LETTER = re.compile(r"(?<![\w/.£-])(?P<n>\d{1,4}[A-Za-z])(?![\w/-])")
_WENT_UP_TO = re.compile(
    r"\b(?:went|gone|goes|go|going|came|come|coming|walked|ran|back) (?:up|down|over|round|in) to $", re.IGNORECASE
)
# "across the landing in 12c", where the list has Flat 12
_NEXT_DOOR = re.compile(
    r"\b(?:landing|next door|neighbours?|opposite|upstairs|downstairs|above|below|hallway|corridor|flats?)\b[^.;\n]{0,25}"
    r"\b(?:in|at|from|of)\s$",
    re.IGNORECASE,
)
_ALONE = re.compile(
    rf"(?<![\w/.:£+-])(?P<n>\d{{1,4}}|(?i:{NUMBER_IN_WORDS}))(?![\w/%°+-]|[.:,]\d|['’])(?P<next>[^\w\s]{{0,3}}(?:\s[\w’']+)?)"
)
_BEFORE = re.compile(
    r"\b(?P<word>at|to|from|for|outside|opposite|into|go|went|try|near|about|behind|past|door|leave|left|visit|visited|change|locks?|"
    r"round|over|by)\s$",
    re.IGNORECASE,
)
_AMOUNT_BEFORE = re.compile(
    r"\b(?:\d+|up|down|due|aged?|least|most|until|till|between|than|about|around|only|over)\s(?:at|to|for|by)\s$"
    r"|\b(?:aged?|score\w*|weigh\w*|dose\w*|level|grade|year|week|day|form|page|section|step|part|stage|band|bus|route)\b"
    r"[^.;\n]{0,20}$",
    re.IGNORECASE,
)
# what somebody does at an age, or at an hour
_AT_AN_AGE = re.compile(
    r"\b(?:pregnan\w*|school|college|left home|died|death|retire\w*|ages?|aged|old|birth\w*|born|began|started|smok\w*|"
    r"drink\w*|drank|married|mother|care|first|o.clock|appointment|appt|clinic|bed|meal|\d{1,2}[:.]\d\d|last|again at)\b",
    re.IGNORECASE,
)
_JOINED = re.compile(
    rf"(?: or | and | nor |, | & |/)(?P<n>\d{{1,4}}|{NUMBER_IN_WORDS})(?![\w/%-]|[.:,]\d)", re.IGNORECASE
)
_RANGE = re.compile(r"\s?(?:to|-|–)\s?\d")  # "from 26 to 48 kg"
# "48 means 48 Wexley House here", "35 is his sister's"
_EXPLAINED = re.compile(
    r"(?<![\w/.:£+-])(?P<n>\d{1,4})\s(?:means\b|is (?:her|his|their|my|our|the \w+['’]s|where)\b|=\s?\d*\s?[A-Z])"
)
# "Mrs Birtle at 52 told us", "Nora at 52 saw it", "Mr Pell (no 7)": a neighbour's, where houses go by their numbers
_NEIGHBOUR = re.compile(
    r"(?:\b(?P<title>Mrs?|Ms|Miss|MRS?|MS|MISS) (?:[A-Z][\w’'-]+ )?)?[A-Z][\w’'-]+"
    r"(?: at (?P<n>\d{1,3}[A-Za-z]?)(?=\s(?:heard|will|wont|won['’]t|would|says|said|rang|saw|called|complained|reported|"
    r"told|knocked|has (?:said|told|seen|heard|rung)|who|also)\b)"
    r"| \((?:no\.?|No\.?|NO\.?|number) ?(?P<m>\d{1,4}[A-Za-z]?)\)"
    r"|(?:, | \()(?:no\.?|No\.?|NO\.?|number|flat|Flat|FLAT|apt|plot|Plot) ?(?P<k>\d{1,4}[A-Za-z]?)(?![\w/]))"
    r"|\b(?:[Nn]ext door|[Nn]eighbours?) (?:at |\((?:no\.? ?)?)(?P<d>\d{1,4}[A-Za-z]?)(?=[\s),.;])"
)
# "neighbour, Ms Xu at 24, told", "CALL FROM BASHIR NO 24.", "Ken no 18, 02/01 06:15: get someone": whose house it is
_OF_A_NEIGHBOUR = re.compile(
    r"\b(?:(?:neighbours?|next door|occupants?|residents?|tenants?)\b[^.;:\n\d]{0,30}\b(?:at|of|from|in)"
    r"|(?:people|family|couple|lady|woman|man|lad)\b[^.;:\n\d]{0,30}\b(?:at|from))(?: no\.?| number)? (?P<n>\d{1,3}[A-Za-z]?)"
    r"(?=[,).;]|\s(?:in reception|told|says?|said|rang|saw|heard|complain\w*|report\w*|who|with|and|has|is|was|came)\b|\s?$)",
    re.IGNORECASE,
)
_SOMEBODY_AT = re.compile(
    r"(?P<who>[A-Z][\w’'-]+) (?:no|No|NO)\.? ?(?P<n>\d{1,3}[A-Za-z]?)(?=[.;)]|,? \d{1,2}[/.:]\d|, (?:says?|said|told|rang)\b|$)"
)
_IN_BRACKETS = re.compile(r"(?<=[a-z] \()(?P<n>\d{1,4}[A-Za-z]?)(?=\))")  # "Beckett Row (14)"
_FLAT = re.compile(r"[( ](?:flat|Flat|FLAT|apt|plot|Plot) ?\d{1,4}[A-Za-z]?$")
_ENDS_HERE = re.compile(r"\s?(?:[,.;)\"”]|$)")
_AN_AGE = 100
_NO_CHILD = 20  # "Rowan at 14 said": an age
_GOES_ON = word_list("after_a_house_number.txt")


class HouseNumbers(Recogniser):
    """`known`: addresses of the board's list; nothing is found where the list has none."""

    kinds = (ADDRESS,)

    def __init__(self, known: Iterable[str] = (), *, shared: bool = False) -> None:
        """`shared`: tenants of a listed house go by their flats, see `doors.is_shared`."""
        super().__init__()
        self._shared = shared
        parsed = [parse_address(a) for a in known]
        # a room of no house that is named is no door: "left at 12" is an hour
        doors = {a.number for a in parsed} | {
            a.unit.rsplit(" ", 1)[-1] for a in parsed if a.street or a.building or a.number
        }
        # a room of a house that the list gives by its rooms
        self._units = frozenset(a.unit.rsplit(" ", 1)[-1] for a in parsed if a.unit) | (doors if shared else set())
        self._doors = frozenset(doors - {"", "flat"})
        # "31c" where the list has 31b: next door on the landing
        self._landings = frozenset(d[:-1] for d in self._doors if d[-1].isalpha() and d[:-1].isdigit())
        self._names = _names(parsed)

    def find(self, look: Look) -> Iterator[Find]:
        """Spans of numbers that are a listed house's door, and of listed streets and buildings without capitals."""
        taken: list[tuple[int, int]] = []
        for start, end, score in (
            *self._dictated(look.text),
            *self._numbers(look.text),
            *(self._of_neighbours(look) if self._doors else ()),
        ):
            if (
                not any(s < end and start < e for s, e in taken)
                and not look.hard_between(start, end)
                and not labels_a_record(look, start, end, shared=self._shared)
            ):
                taken.append((start, end))
                yield Find(start, end, ADDRESS, score)

    def _numbers(self, text: str) -> Iterator[tuple[int, int, float]]:
        if not self._doors:
            return
        for match in _WALKED.finditer(text):
            if match["n"] in self._doors and match["m"] in self._doors:
                yield match.start("n"), match.end("n"), 0.7
                yield match.start("m"), match.end("m"), 0.7
        for match in _CALLED.finditer(text):
            doors = self._units if _A_ROOM.match(match.group()) else self._doors
            if value_of(match["n"]).lower() in doors and not not_a_house(text, match.start()):
                yield match.start(), match.end("n"), 0.75
        for match in _WITH_A_LETTER.finditer(text):
            number = match["n"].lower()
            landing = number[:-1] in self._landings and number[-1] in "abcdefgh"
            led = number[:-1] in self._doors and _NEXT_DOOR.search(text, 0, match.start())
            went = number[-1] in "abcdef" and _WENT_UP_TO.search(text, max(0, match.start() - 20), match.start())
            amount = not went and _AMOUNT_BEFORE.search(text[: match.start()])
            if (number in self._doors or landing or led) and not amount:
                yield match.start(), match.end(), 0.7
        for match in _EXPLAINED.finditer(text):
            if match["n"] in self._doors:
                yield match.start("n"), match.end("n"), 0.75
        for match in _NEIGHBOUR.finditer(text):
            if match["d"] or match["k"]:
                one = "d" if match["d"] else "k"
                flat = _FLAT.search(match.group())
                if match["title"] or match["d"] or flat:
                    yield (match.start() + flat.start() + 1 if flat else match.start(one)), match.end(one), 0.7
                continue
            number = match["m"] or match["n"]
            if match["m"] or match["title"] or int(re.sub(r"\D", "", number)) >= _NO_CHILD:
                yield match.start("m" if match["m"] else "n"), match.end("m" if match["m"] else "n"), 0.7
        for match in _IN_BRACKETS.finditer(text):
            if match["n"].lower() in self._doors and self._names and self._names.search(text, 0, match.start()):
                yield match.start("n"), match.end("n"), 0.7
        for match in _ALONE.finditer(text):
            value = value_of(match["n"])
            if value in self._doors and self._speaks_of_a_house(text, match, value):
                yield match.start(), match.end("n"), 0.7
                at = match.end("n")
                while more := _JOINED.match(text, at):
                    if value_of(more["n"]) not in self._doors:
                        break
                    yield more.start("n"), more.end("n"), 0.7
                    at = more.end()

    @staticmethod
    def _of_neighbours(look: Look) -> Iterator[tuple[int, int, float]]:
        for match in _OF_A_NEIGHBOUR.finditer(look.text):
            if not _AMOUNT_BEFORE.search(look.text, 0, match.start("n")) and int(re.sub(r"\D", "", match["n"])):
                yield match.start("n"), match.end("n"), 0.7
        for match in _SOMEBODY_AT.finditer(look.text):
            who = look.beginning_at(match.start("who"))
            kind = "" if who is None else look.kind_of(who)
            named = kind in ("unknown", "first") and not lexicon().is_ordinary(match["who"])
            if named or (kind == "weak first" and who == 0):
                yield match.start("n"), match.end("n"), 0.7

    def _speaks_of_a_house(self, text: str, match: re.Match[str], value: str) -> bool:
        before = text[max(0, match.start() - 60) : match.start()]
        led = _BEFORE.search(before)
        if led is None or _AMOUNT_BEFORE.search(before):
            return False
        follows = match["next"].strip()
        word = re.search(r"[\w’']+$", follows)
        if word and not re.match(r"\W", follows) and fold(word.group()) not in _GOES_ON:
            return False
        if _RANGE.match(text, match.end("n")):
            return False
        if int(value) < _AN_AGE or not match["n"].isdigit():
            sentence = re.split(r"[.;!?]\s", before)[-1]
            return not _AT_AN_AGE.search(sentence)
        return True

    def _dictated(self, text: str) -> Iterator[tuple[int, int, float]]:
        if self._names is None:
            return
        for match in self._names.finditer(text):
            number, kind = match["number"], match["kind"]
            small = not any(c.isupper() for c in match["name"])
            if number and not number[0].isdigit() and not value_of(number):
                continue
            spoken = bool(number) and not number[0].isdigit()
            telling = not all(lexicon().is_ordinary(w) for w in match["name"].split())
            # "look at mr P, marlpit, its bad"
            alone = text[max(0, match.start() - 2) : match.start()] == ", " and _ENDS_HERE.match(text, match.end())
            telling_alone = alone and (telling or fold(match["name"]) in lexicon().streets)
            if (small and (number or kind or (telling and text == text.lower()) or telling_alone)) or spoken:
                yield match.start(), match.end(), 0.85


def _names(parsed: Iterable[Address]) -> re.Pattern[str] | None:
    stems: dict[str, set[str]] = {}
    for address in parsed:
        for name in filter(None, (address.street, address.building)):
            words = name.split()
            kind = lexicon().streets.get(words[-1]) if len(words) > 1 else None
            if kind:
                shorts = {short for short, full in lexicon().streets.items() if full == kind}
                stems.setdefault(" ".join(words[:-1]), set()).update({kind, *shorts})
            elif len(words) > 1 or not lexicon().is_ordinary(name):
                stems.setdefault(name, set())
    if not stems:
        return None
    stem = "|".join(re.escape(s).replace(r"\ ", r"\s+") for s in sorted(stems, key=len, reverse=True))
    kinds = "|".join(re.escape(k) for k in sorted({k for some in stems.values() for k in some}, key=len, reverse=True))
    tail = rf"(?:,?\s+(?:{stem})\s+(?:{kinds})\b)?" if kinds else ""
    kind = rf"(?P<kind>\s+(?:{kinds})\b)?" if kinds else "(?P<kind>)"
    return re.compile(
        rf"(?<![\w/.])(?:{_UNITS},?\s+)?(?:(?:no\.?|number)\s+)?(?:(?P<number>{_DIGITS}|{NUMBER_IN_WORDS}),?\s+)?"
        rf"(?P<name>{stem})\b{kind}{tail}",
        re.IGNORECASE,
    )
