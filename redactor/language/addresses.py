"""The grammar of British addresses: whole ones, and the parts by which a draft refers to a house again.

The postcode pattern follows the government data standard (BS 7666); a bare outcode is never matched, since `SW1` or `SN1`
is far more often a code for a member of staff.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, replace
from functools import lru_cache

from redactor.base.remembered import remembered
from redactor.language.alternatives import alternatives
from redactor.language.lexicon import MONTHS, fold, kin_words, lexicon, record_verbs, word_list
from redactor.language.spoken import NUMBER_IN_WORDS, value_of

POSTCODE = (
    r"(?:GIR ?0AA|(?:[A-PR-UWYZ]\d{1,2}|[A-PR-UWYZ][A-HK-Y]\d{1,2}|[A-PR-UWYZ]\d[A-HJKPSTUW]"
    r"|[A-PR-UWYZ][A-HK-Y]\d[ABEHMNPRVWXY]) ?\d[ABD-HJLNP-UW-Z]{2})"
)
# behind an address any shape of one is a postcode, also one that nobody was given: "OU3 7KD"
POSTCODE_BEHIND = rf"(?:{POSTCODE}|[A-Z]{{1,2}}\d[\dA-Z]? ?\d[A-Z]{{2}})"
_UNIT = (
    r"(?:(?:Flat|FLAT|Fl|FL|Apartment|APARTMENT|Apt\.?|Room|ROOM|Unit|Plot|PLOT|Pitch|PITCH|Caravan|CARAVAN|Mooring|Berth|Bedsit)"
    r"\s?(?:No\.? ?)?\d{1,4}[A-Za-z]?)"
)
_PITCH = r"(?:(?:Plot|PLOT|Pitch|PITCH|Caravan|CARAVAN|Mooring|Berth)\s?(?:No\.? ?)?\d{1,4}[A-Za-z]?)"
_NUMBER = r"(?:\d{1,4}[A-Za-z]?(?:\s?[-–/]\s?\d{1,4}[A-Za-z]?)?)"
_WORD = r"(?:[A-Z][\w’'-]*)"
_STRONG = frozenset(
    "road street lane avenue drive crescent close terrace grove gardens mews ropewalk cottages villas mansions "
    "esplanade parade quay row".split()
)
_NOT_A_STREET = frozenset(
    "high crown family county magistrates youth coroner's supreme sheriff children's care nursing residential rest section "
    "the this that our their his her a an open town village city local main in at on of to from near by see".split()
)


@dataclass(frozen=True, slots=True)
class Address:
    """Parts of an address, each folded for comparing; "" where the text gives none."""

    unit: str = ""  # "flat 3"; "plot 7", also for a pitch, a caravan or a mooring
    number: str = ""  # "27", "14a"
    building: str = ""  # "coopers house", "heron cottage"
    street: str = ""  # "sallow lane", type in full
    localities: tuple[str, ...] = ()  # the rest, town last
    postcode: str = ""  # without space, upper case

    def matches(self, other: Address) -> bool:
        """`other`, as written in a draft, may be this address: nothing contradicts and something distinctive agrees."""
        if self.postcode and other.postcode and self.postcode != other.postcode:
            return False
        for mine, theirs in ((self.number, other.number), (self.unit, other.unit)):
            # "12 Barley House" for "Flat 12, Barley House": a number may stand for the unit
            if (
                theirs
                and mine != theirs
                and theirs.split()[-1] not in (self.number, self.unit.split()[-1] if self.unit else "")
            ):
                return False
        named = [(self.street, other.street), (self.building, other.building)]
        if any(mine and theirs and not _alike(mine, theirs) for mine, theirs in named):
            crossed = [(self.street, other.building), (self.building, other.street)]
            of_the_block = {other.street, other.building} & set(
                self.localities
            )  # "23 Tolman Point" of Flat 23, Tolman Point
            if not of_the_block and not any(mine and theirs and _alike(mine, theirs) for mine, theirs in crossed):
                return False
            if of_the_block:
                return True
        shared = any(
            mine and theirs and _alike(mine, theirs)
            for mine in (self.street, self.building)
            for theirs in (other.street, other.building)
        )
        if shared:
            return True
        if (
            not other.street
            and not other.building
            and any(_alike(place, mine) for place in other.localities for mine in (self.street, self.building) if mine)
        ):
            return True
        if other.unit and not other.number and not other.street and not other.building:
            return other.unit in (self.unit, f"flat {self.number}")
        if other.postcode:
            return self.postcode == other.postcode
        return bool(
            other.number
            and not other.street
            and not other.building
            and other.number in (self.number, self.unit.split()[-1] if self.unit else self.number)
        )


def _alike(a: str, b: str) -> bool:
    """The same street or house, also without its type or its article: "sallow lane" and "sallow", "the laurels" and "laurels"."""
    a, b = (name.removeprefix("the ").replace("-", " ") for name in (a, b))  # "Heol-y-Garn" is "Heol y Garn"
    if a == b:
        return True
    shorter, longer = sorted((a.split(), b.split()), key=len)
    return (
        bool(shorter)
        and len(longer) == len(shorter) + 1
        and longer[: len(shorter)] == shorter
        and longer[-1] in lexicon().streets
    )


# a number in words: in small letters at the beginning, or behind what numbers a house; "Seven Oaks" is a name
_SPOKEN = re.compile(
    rf"^(?P<lead>)(?P<n>{NUMBER_IN_WORDS})(?= |,|$)|(?i:\b(?P<led>flat|apartment|room|plot|pitch|caravan|mooring|berth|no\.?|"
    rf"number) (?P<m>{NUMBER_IN_WORDS})(?= |,|$))"
)
# "Mill Lane Caravan Site": the street is in the name of the site
_SITE = frozenset("site park".split())
_KINDS_OF_SITE = frozenset(
    "caravan caravans traveller travellers travellers' holiday mobile home homes gypsy chalet".split()
)


def _in_digits(match: re.Match[str]) -> str:
    digits = value_of(match["n"] or match["m"])
    return match.group() if not digits else f"{match['led']} {digits}" if match["led"] else digits


def _street_of_a_site(words: list[str]) -> list[str]:
    folded = [fold(w) for w in words]
    if folded[-1:] and folded[-1] in _SITE:
        end = len(folded) - 1
        while end and folded[end - 1] in _KINDS_OF_SITE:
            end -= 1
        if 1 < end < len(folded) - 1 and folded[end - 1] in lexicon().streets:
            return words[:end]
    return words


def _begins_a_street(pieces: list[str]) -> bool:
    """A piece of an address that is a street: "Mill Lane", "4 Mill Lane"."""
    words = pieces[0].split() if pieces else []
    return len(words) > 1 and fold(words[-1]) in lexicon().streets


_ENDS_OUTWARD = re.compile(r"(?<=[a-z]),? \(?[A-Z]{1,2}\d[\dA-Z]?\)?$")  # "8 Sorrel Ave BX3"
_NUMBER_BEHIND = re.compile(r"(?P<street>[^,\d]+?),? (?P<number>\d{1,4}[A-Za-z]?)")  # "Teasel Road 14"


_POSTCODE_IN = re.compile(rf"{POSTCODE}|(?<=[\s,]){POSTCODE_BEHIND}$")


_A_BOAT = re.compile(
    r"^\s*(?:the )?(?:narrow ?boat|house ?boat|canal boat|barge|yacht|m\.?v\.?|n\.?b\.?) (?=[A-Z])", re.IGNORECASE
)


@remembered(4096)
def parse_address(text: str) -> Address:
    """Take an address apart: "Flat 3, 12 Mill Street, Barton BX1 2LN". Unknown pieces become localities."""
    if (behind := _NUMBER_BEHIND.fullmatch(text.strip())) and fold(behind["street"].split()[-1]) in lexicon().streets:
        text = f"{behind['number']} {behind['street']}"
    address = Address()
    text = _A_BOAT.sub("", text)
    text = re.sub(r"(?<=\d)/(?=[^\W\d_]{3})|(?<=\d[A-Za-z])/(?=[^\W\d_]{3})", " ", text)  # "3/Beech Ct"
    lines = re.sub(r"\s*[\n\t]\s*", ", ", text.strip())  # a line or cell ends as a comma does
    flat = _SPOKEN.sub(_in_digits, " ".join(lines.replace("’", "'").split()).strip(" .,;:"))
    if match := _POSTCODE_IN.search(flat.upper()):
        address = replace(address, postcode=match.group().replace(" ", ""))
        flat = flat[: match.start()] + flat[match.end() :]
    elif match := _ENDS_OUTWARD.search(flat):
        flat = flat[: match.start()]
    if match := re.search(_UNIT, flat, re.IGNORECASE):
        door = re.search(r"\d+[A-Za-z]?$", match.group())
        unit = "plot" if re.match(_PITCH, match.group(), re.IGNORECASE) else "flat"
        address = replace(address, unit=f"{unit} {door.group().lower() if door else ''}")
        flat = flat[: match.start()] + flat[match.end() :]
    localities: list[str] = []
    pieces = [p for p in (p.strip(" .,;") for p in flat.split(",")) if p]
    for position, piece in enumerate(pieces):
        words = piece.split()
        number = ""
        if match := re.fullmatch(r"(?:no\.?|number|#)?\s*(" + _NUMBER + r")\b\s*(.*)", piece, re.IGNORECASE):
            number, words = match.group(1).lower().replace(" ", ""), match.group(2).split()
            if number.isdigit() and len(words) > 2 and len(words[0]) == 1 and words[0].isalpha():
                number, words = number + words[0].lower(), words[1:]  # "9 B Malt Yard"
        if number and not address.number:
            address = replace(address, number=number)
        if not words:
            continue
        words = _street_of_a_site(words)
        name = " ".join(fold(w) for w in words)
        kind = lexicon().streets.get(fold(words[-1]))
        if (kind and len(words) > 1) or number:
            full = " ".join([*(fold(w) for w in words[:-1]), fold(kind)]) if kind and len(words) > 1 else name
            if (
                kind
                in (
                    "house",
                    "cottage",
                    "cottages",
                    "court",
                    "tower",
                    "towers",
                    "lodge",
                    "mansions",
                    "heights",
                    "buildings",
                    "villas",
                )
                and not address.building
            ):
                address = replace(address, building=full)
            elif not address.street:
                address = replace(address, street=full)
            elif not address.building:
                address = replace(address, building=full)
            else:
                localities.append(name)
        elif fold(words[0]) == "the" and not address.building and not localities and not address.street:
            address = replace(address, building=name)
        elif not position and not address.building and _begins_a_street(pieces[1:2]):
            address = replace(address, building=name)  # "Thrush Farm, Mill Lane", "Bluebells, 4 Mill Lane"
        elif address.unit.startswith("flat") and not position and not address.building and len(words) > 1:
            address = replace(address, building=name)  # "Flat 17, Tolman Point": the block
        else:
            localities.append(name)
    if len(localities) > 1 and not (address.street or address.building or address.number):
        address = replace(address, building=localities.pop(0))  # a named house: "The Haven", "Hendre Isaf"
    return replace(address, localities=tuple(localities))


@lru_cache(maxsize=1)
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    types = sorted(
        {t.title() for t in lexicon().streets} | {t.upper() for t in lexicon().streets}, key=len, reverse=True
    )
    kind = r"(?:" + alternatives(map(re.escape, types)) + r")\b"
    core = rf"(?:{_WORD}\s+){{1,3}}?{kind}"
    numbered = rf"(?:{_UNIT},?\s+)?(?:{_WORD}(?:\s+{_WORD}){{0,2}},\s+)?{_NUMBER},?\s+{core}(?:,\s+{core})?"
    united = rf"(?:{_UNIT},|{_PITCH},?)\s+(?:{_NUMBER},?\s+)?(?:{core}|{_WORD}(?:\s+{_WORD})?)(?:,\s+{core})?"
    united = rf"{united}|{_UNIT}\s+{core}(?:,\s+{core})?"  # "Flat 12 Mill Court, Quay St"
    streets = (
        "Trem|Bro|Erw|Stad|Rhiw|Allt|Gelli|Pentre|Min|Glan|Tan|Lôn|Heol|Stryd|Ffordd|Lon|"
        "Clos|Rhodfa|Cilgant|Maes|Tai|Pen|Bryn|Cae|Rhes|Gerddi|Parc"
    )
    welsh = rf"(?:{streets})(?:\s(?:[A-Z][\w’'-]*|y|yr|-)){{1,3}}"
    numbered = rf"{numbered}|(?:{_UNIT},?\s+)?{_NUMBER},?\s+The\s+{_WORD}(?:,\s+{core})?"
    numbered = rf"{numbered}|(?:{_UNIT},?\s+)?{_NUMBER},?\s+{welsh}(?:,\s+{welsh})?"
    bare = rf"{core}|(?:Heol|Stryd|Ffordd|Lôn)(?:\s(?:[A-Z][\w’'-]*|y|yr)){{1,3}}"
    begins = r"(?<![\w/.])(?<!\d:)"  # "09:12 Tan" is a time, and somebody
    return re.compile(rf"{begins}(?:{united}|{numbered})"), re.compile(rf"(?<![\w/]){bare}")


# behind an address: ", Upper Barton, Northmoor NM1 2AB"
TOWN_AND_POSTCODE = re.compile(rf"(?:,?\s+{_WORD}(?:\s+{_WORD}){{0,2}}){{0,3}}?,?\s+{POSTCODE_BEHIND}(?!\w)")
_PIECE = re.compile(rf",\s+({_WORD}(?:\s+{_WORD}){{0,2}})")


# typed in small letters; "sw1 1st", "hv2 2nd" are no postcodes
_SMALL_POSTCODE = re.compile(
    r"(?<![\w/])[a-pr-uwyz][a-hk-y]?\d{1,2}[a-z]? ?\d(?!(?:st|nd|rd|th)\b)[abd-hjlnp-uw-z]{2}(?![\w-])"
)


@dataclass(frozen=True, slots=True)
class AddressSpan:
    """An address at characters `start` to `end` (exclusive). `sure`: it has a house number, a unit or a postcode."""

    start: int
    end: int
    sure: bool


_WHOSE = re.compile(r"(?P<who>[^\W\d_][\w’'-]+),\s+(?=\d)")


def find_addresses(text: str, localities: frozenset[str] = frozenset()) -> list[AddressSpan]:
    """Addresses in running text, whole or as a street alone.

    `localities` (folded) are places that may end an address without a postcode, as the case's list has them.
    """
    whole, bare = _patterns()
    found: list[AddressSpan] = []
    for pattern, sure in ((whole, True), (bare, False)):
        for match in pattern.finditer(text):
            start, end = match.span()
            words = re.findall(r"[A-Za-z][\w’'-]*", match.group())
            if not words or any(s.start < end and start < s.end for s in found):
                continue
            start = _without_lead(text, start, end, sure)
            start = _without_sentence(text, start, end)
            if (who := _WHOSE.match(text, start, end)) and fold(who["who"]) in kin_words():
                start = who.end()  # "Nan, 7 Pellow Close": whose it is
            words = re.findall(r"[A-Za-z][\w’'-]*", text[start:end])
            if len(words) < 2 or fold(words[-2]) in _NOT_A_STREET or words[-2].lower() in _NOT_A_STREET:
                continue
            kind = lexicon().streets.get(fold(words[-1].rstrip(".")))
            if words[-1].lower() == "app" and not _is_an_approach(text, start, end):
                continue
            if (words[-1].lower() in ("dr", "st") and re.match(r"\.? [A-Z]", text[end:])) or any(
                fold(w) in MONTHS for w in words[:-1]
            ):
                continue  # a doctor's title, a saint, a date
            if (not sure and words[-1].lower() in ("dr", "pl", "la", "cl", "av")) or (
                not sure
                and words[-1].lower() == "st"
                and (re.match(r"\.? [A-Z]", text[end:]) or text[max(0, start - 3) : start] not in ("on ", "in ", "at "))
            ):
                continue
            if not sure and fold(words[0]) in ("heol", "stryd", "ffordd", "lon"):
                found.append(AddressSpan(start, _with_tail(text, end, localities), sure))
                continue
            if not sure and (
                not (kind in _STRONG or _stands_as_a_street(text, start, end, words))
                or (
                    lexicon().is_ordinary(words[0])
                    and len(words) == 2
                    and text[max(0, start - 2) : start].strip() in (".", "")
                    and fold(words[-1]) in ("close", "drive")
                )
            ):
                continue
            found.append(AddressSpan(start, _with_tail(text, end, localities), sure))
    for match in _SMALL_POSTCODE.finditer(text):
        if not any(s.start < match.end() and match.start() < s.end for s in found):
            found.append(AddressSpan(*match.span(), True))
    for match in re.finditer(rf"(?<![\w/])(?:{_WORD}(?:\s+{_WORD}){{0,2}},?\s+)?(?P<code>{POSTCODE})(?!\w)", text):
        if not any(s.start < match.end() and match.start() < s.end for s in found):
            place_too = fold(match.group().split(",")[0].rsplit(" ", 2)[0]) in localities
            found.append(AddressSpan(match.start() if place_too else match.start("code"), match.end(), True))
    return sorted(found, key=lambda s: s.start)


# "14 Station App, Barton"; not "2 Parent App messages", "the 2021 NHS App"
_NO_APPROACH = frozenset(
    "phone parent parents mobile dating banking messaging messenger web chat school tracking".split()
)
_NUMBERED_APPROACH = re.compile(
    r"(?:\D|^)(?!(?:19|20)\d\d)\d{1,3}[A-Za-z]?,?\s+(?:[A-Z][\w’'-]*\s+)*(?P<word>[A-Z][\w’'-]*)\s+\S+$"
)


def _is_an_approach(text: str, start: int, end: int) -> bool:
    numbered = _NUMBERED_APPROACH.search(text[start:end])
    if numbered is None or numbered["word"].isupper() != text[start:end].isupper():
        return False
    return numbered["word"].lower() not in _NO_APPROACH and not re.match(r"\s[a-z]", text[end : end + 2])


# "8 Sorrel Ave, BX3", "8 Sorrel Ave (BX3)"
_OUTWARD = re.compile(
    r",?\s+(?:(?P<code>[A-Z]{1,2}\d[\dA-Z]?)(?![\w/-]|\s\d[A-Z]{2}\b)|\((?P<bracketed>[A-Z]{1,2}\d[\dA-Z]?)\))"
)
_ENDS = re.compile(r"\s*(?:$|[.,;)\]\n])")


@dataclass(frozen=True, slots=True)
class Outward:
    """The outward half of a postcode behind an address, which ends at character `end` (exclusive)."""

    code: str
    end: int
    closes: bool  # it ends the line or the clause

    @property
    def is_of_an_area(self) -> bool:
        """Its letters are those of a postcode area."""
        return self.code.rstrip("0123456789") in word_list("postcode_areas.txt")


def outward_behind(text: str, end: int) -> Outward | None:
    """What may be the outward half of a postcode behind an address that ends at character `end`; a code looks like one, too."""
    match = _OUTWARD.match(text, end)
    if match is None:
        return None
    return Outward(match["code"] or match["bracketed"], match.end(), _ENDS.match(text, match.end()) is not None)


# types that also are plain words: a street only where the words before say so
_ON_A_STREET = re.compile(
    r"\b(?:on|in|at|along|off|down|up|from|to|near|behind|outside|into|through|round|by|between)\s$"
)
_WEAK = frozenset(
    "fold croft brow garth walk rise mount wynd hay drove dale hollow nook paddock paddocks spinney copse chase loke ginnel "
    "twitten glade glebe knoll leys meads vennel brae snicket jitty drift bank dene lea wharf meadow meadows vale "
    "ridge causeway embankment passage".split()
)
_NO_STREET_BEFORE = frozenset("food blood river world data west left right north south east bird safe rite".split())


def _stands_as_a_street(text: str, start: int, end: int, words: list[str]) -> bool:
    """ "on Pilling Hay", "in Sutherland Wynd": two or three capitals behind a word of place, and no establishment."""
    if lexicon().streets.get(fold(words[-1])) not in _WEAK or not words[-1][0].isupper() or words[-1].isupper():
        return False
    if not _ON_A_STREET.search(text[max(0, start - 9) : start]) or re.match(r" [A-Z]|['’]s\b", text[end:]):
        return False
    return fold(words[0]) not in _NO_STREET_BEFORE and fold(words[0]) not in lexicon().function_words


def _without_lead(text: str, start: int, end: int, sure: bool) -> int:
    """Drop words of the sentence that got in at the front ("At Beech Road" → "Beech Road")."""
    while match := re.match(r"([A-Za-z][\w’'-]*),?\s+(?=\S)", text[start:end]):
        word = match.group(1)
        of_a_people = (
            fold(word) in lexicon().demonyms and text[start + match.end(1)] == ","
        )  # "White British, 27 Mill Lane"
        if (word[0].isupper() and word.lower() in _LEADS) or of_a_people or _COLOURS.match(text, start):
            start += match.end()
        else:
            break
    return start


def _without_sentence(text: str, start: int, end: int) -> int:
    """In a line of capitals the sentence before a street looks like its name: "NORA TRIES MILL STREET", "CALL FROM ELM CRT"."""
    words = list(re.finditer(r"[A-Z][\w’'-]*", text[start:end]))
    if not text[start:end].isupper():
        return start
    for word, after in reversed(list(itertools.pairwise(words[:-1]))):
        if fold(word.group()) in record_verbs() or fold(word.group()) in _BEFORE_A_STREET:
            return start + after.start()
    return start


_BEFORE_A_STREET = frozenset("from at to in on near by outside via off along into".split())
_LEADS = word_list("address_leads.txt")
_COLOURS = re.compile(
    r"(?:White|Black|Asian|Mixed|Any other) (?:British|African|Caribbean|Asian|Irish|Welsh|Scottish|English|European|Other),"
)


# "Fell Lane, Nether Hadley": a village of two words that the list does not have
_VILLAGE = re.compile(
    r", (?:Great|Little|Upper|Lower|Nether|Over|Higher|Market|Chipping|Kirkby|Kirk|Abbots?|Stoke|Temple|Church) [A-Z][a-z]{2,}\b"
)


# what a site adds to the name of its lane: "Mill Beck Caravan Park"
OF_A_SITE = re.compile(
    r" (?:(?:Caravan|Holiday|Mobile Home|Home|Leisure) (?:Park|Site)|Park Homes|(?:Travellers?|Gypsy) Site|Estate|Flats)\b"
)


def _with_tail(text: str, end: int, localities: frozenset[str]) -> int:
    if site := OF_A_SITE.match(text, end):
        end = site.end()
    if match := TOWN_AND_POSTCODE.match(text, end):
        return match.end()
    while (match := _PIECE.match(text, end)) and fold(match.group(1)) in localities:
        end = match.end()
    village = _VILLAGE.match(text, end)
    return village.end() if village else end
