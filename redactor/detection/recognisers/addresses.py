"""Addresses, whole or in part, and every way in which a draft comes back to a house it has named."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from redactor.detection.look import Look
from redactor.detection.mentions import MentionKind
from redactor.detection.recognisers.base import Find, Recogniser
from redactor.detection.recognisers.doors import labels_a_record, not_a_house
from redactor.detection.recognisers.organisations import BY_ITS_STREET
from redactor.language.addresses import (
    OF_A_SITE,
    POSTCODE_BEHIND,
    Address,
    find_addresses,
    outward_behind,
    parse_address,
)
from redactor.language.establishments import GENERIC
from redactor.language.lexicon import fold, kin_words, lexicon, word_list
from redactor.language.needs import matches

ADDRESS, PLACE = MentionKind.ADDRESS, MentionKind.PLACE
# "Lowther Street Clinic" is no street
_ESTABLISHMENT = re.compile(
    r"\s+(?:Primary|High|Infant|Junior|School|Community|Academy|Surgery|Nursery|Medical|Health|Church|Clinic|Centre|Practice|"
    rf"Hospital|Hostel|Library|Pharmacy|Mosque|Club|Baptist|Methodist)\b|\s+(?:{BY_ITS_STREET})\b"
)
_A_FIRST_NAME = 100  # births from which a word is rather somebody than a house
_REACH = 80  # characters before an address: work grows with the words
_HOUSE_NUMBER = re.compile(
    r"\b(?:[Nn]o\.? ?|NO\.? |[Nn]umber |#)(\d{1,4}[A-Za-z]?)\b(?! ?(?:of|in|calls|visits|children|was taken)\b)"
)
# "nxt door is up at 16", "rang SFA 14": a bare number, where the list has two doors in one street
_DOOR_ALONE = re.compile(
    r"(?:\b(?:[Nn]e?xt ?door|[Nn]eighbours?|[Oo]pposite|over the road)\b[^.;\n]{0,30}? at |"
    r"\b(?:SFA|MQ|[Qq]uarters?|qtr|[Dd]oor) (?:no\.? ?)?)(?P<number>\d{1,4}[A-Za-z]?)\b"
    r"(?! ?(?:[:/%]|[.-]\d|a\.?m\b|p\.?m\b|hrs|hours|o['’]clock|weeks|wks|months|days|years|yrs|mins|minutes|feet|ft|of|to \d))"
)
_UNIT_ALONE = re.compile(
    r"\b(?:Flat|FLAT|flat|Fl|Apartment|Bedsit|Room|Plot|PLOT|plot|Pitch|PITCH|pitch|Caravan|Mooring|Berth) "
    r"(?:no\.? ?)?(\d{1,4}[A-Za-z]?)\b(?! points?\b| lines?\b)"
)

_A_ROOM = re.compile(r"room\b", re.IGNORECASE)
_LIVES = re.compile(
    r"\b(?:lives?|lived|living|stays?|stayed|staying|resid\w+|lodg\w+|rent\w*|tenan\w+|neighbours?|next door|landlord|landlady|"
    r"address|home|hostel|refuge|hotel|b ?& ?b|bed and breakfast|hmo|shared house|bedsit|moved|flat ?mate|house ?mate|sofa|"
    r"placed|accommodat\w+)\b",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[.;!?\n]\s")

# "At Willows", of The Willows; "the Willows"
_LEADS_HOME = r"[Aa]t|[Ff]rom|[Tt]o|[Ii]n|[Oo]utside|[Nn]ear|[Ll]eft|[Vv]isited"
_NAMED_HOUSE = re.compile(
    r"(?:(?<=at )|(?<=of )|(?<=to )|(?<=from )|(?<=in )|(?<=, )|(?<=: )|(?<=^)|(?<=\())((?:[A-Z][\w’'-]+ "
    r"){1,2}(?:Cottage|Farm|Farmhouse|Lodge|Bungalow|Barn|Grange|Manor|Villa|House))"
    r"(?=, (?:[A-Z][\w’'-]+ )?[A-Z])"
    # "sleeping at Gethin's, Weir Cottage, on most nights"
    r"|(?:(?<=['’]s, )|(?<=address, )|(?<=address is )|(?<=home, )|(?<=lives at )|(?<=staying at ))"
    r"((?:[A-Z][\w’'-]+ ){1,2}(?:Cottage|Farmhouse|Bungalow|Barn|Villa))(?=[,.;)]|\s[a-z])"
    # "The Old Bakery, where her cousin lives"
    r"|\b(The (?:Old |New |Little )?[A-Z][a-z’'-]{3,}(?: [A-Z][a-z’'-]{3,})?)"
    r"(?=,? where [a-z]*(?: ?[A-Za-z’'-]+){0,3} "
    r"(?:lives?|lived|(?:is|was|are|were) living|(?:is|was) staying|stayed|sleeps|slept)\b)"
)


# "The Haven, Mill Lane": a house without a number before its street
_NAME_BEFORE = re.compile(
    r"(?:(?<=[Aa]t )|(?<=of )|(?<=to )|(?<=from )|(?<=[Ii]n )|(?<=^)|(?<=: )|(?<=, )|(?<=\()|(?<=house ))"
    r"(The [A-Z][\w’'-]+(?: [A-Z][\w’'-]+)?|(?:[A-Z][\w’'-]+ ){1,2}"
    r"(?:Cottage|Farm|Farmhouse|Lodge|Bungalow|Barn|Grange|Manor|Villa|House|Croft|View|Buildings|Building|Chambers|Court|Tower|Mill|Mills|"
    r"Works|Exchange|Hall|Place|Point|Heights|Mansions|Hub)),\s+$"
)
# "living at Bryn Teg, 4 Lon Eglwys": a house's own words before its number and street, whatever they are
_WORDS_BEFORE = re.compile(
    r"\b(?:(?:of|at|in|to|from|address is|address was) |address: )(?P<house>[A-Z][a-z’'-]+(?: [A-Z][a-z’'-]+){1,2}),\s+$"
)
_NUMBER_BEHIND = re.compile(
    r",? (?P<number>\d{1,4}[A-Za-z]?)\b(?![/:.-]\d| [a-z]{3,}s\b)"
)  # "Teasel Road 14", not "14 times"
_OF_ADDRESSES = re.compile(r"\b(?:address|residence|lives? at)\b", re.IGNORECASE)
# "No Fixed Abode", "Foster Placement", "Mother's Home" under the heading of addresses: where somebody lives, and no house's name
_NO_HOUSE = (
    GENERIC
    | word_list("process_words.txt")
    | word_list("not_proper_words.txt")
    | word_list("role_words.txt")
    | word_list("no_house_words.txt")
    | kin_words()
)


def _first_of_several(town: str) -> str:
    """ "Llandaron" of Llandaron-y-Cwm, as those who live there say; else ""."""
    first, _, rest = town.partition("-")
    telling = len(first) > 5 and not lexicon().is_ordinary(first) and not lexicon().births(first)
    return first if rest and telling else ""


class Addresses(Recogniser):
    """Addresses by their shape, and known ones by their parts. `known`: addresses as the list or the drafts write them."""

    kinds = (ADDRESS, PLACE)

    def __init__(
        self,
        known: Iterable[str] = (),
        kept_places: frozenset[str] = frozenset(),
        streets: Iterable[str] = (),
        *,
        shared: bool = False,
    ) -> None:
        """`shared`: tenants of a listed house go by their flats, see `doors.is_shared`."""
        super().__init__()
        self._shared = shared
        parsed = [parse_address(a) for a in known]
        self._known = parsed
        self._numbers = {a.number for a in parsed if a.number}
        streets_listed = [a.street for a in parsed if a.number and a.street]
        self._has_neighbours = len(set(streets_listed)) < len(streets_listed)
        self._units = {a.unit.split()[-1] for a in parsed if a.unit}
        self._buildings = {b for b in (fold(a.building) for a in parsed) if " " in b}
        self._localities = frozenset(part for a in parsed for part in a.localities) | kept_places
        self._outward = frozenset(a.postcode[:-3] for a in parsed if len(a.postcode) > 4)
        self._kept_places = kept_places
        self._names = self._name_pattern([*parsed, *(Address(street=s) for s in streets)])
        # "he lives at the Laurels" of The Laurels: the article stays
        articled = {a.building.removeprefix("the ") for a in parsed if a.building.startswith("the ")}
        called = "|".join(_spelt(name) for name in sorted(articled, key=len, reverse=True) if len(name) > 3)
        self._with_article = (
            re.compile(rf"\b(?:the|{_LEADS_HOME}) (?P<name>(?=[A-Z])(?i:{called}))(?![\w-]| [A-Z]|['’]s? [A-Z])")
            if called
            else None
        )
        # "Bluebells": an ordinary word is a house where it has a capital
        self._houses = {a.building for a in parsed if " " not in a.building and lexicon().is_ordinary(a.building)}
        towns = {p for a in parsed for p in a.localities if not self._kept(p)}
        towns |= {short for t in towns if (short := _first_of_several(t)) and not self._kept(short)}
        places = sorted(towns | self._houses, key=len, reverse=True)
        self._places = (
            re.compile(r"(?<!\w)(?:" + "|".join(map(_spelt, places)) + r")(?!\w)", re.IGNORECASE) if places else None
        )

    @staticmethod
    def _is_a_home(look: Look, match: re.Match[str]) -> bool:
        """A room by its number alone is somebody's where its sentence says so: offices, wards and courts have rooms, too."""
        if not _A_ROOM.match(match.group()):
            return True
        before, behind = look.text[max(0, match.start() - _REACH) : match.start()], look.text[match.end() :][:_REACH]
        return bool(_LIVES.search(_SENTENCE.split(before)[-1]) or _LIVES.search(_SENTENCE.split(behind)[0]))

    def _kept(self, place: str) -> bool:
        return place in self._kept_places or not place or any(c.isdigit() for c in place)

    @staticmethod
    def _name_pattern(parsed: Iterable[Address]) -> re.Pattern[str] | None:
        """Streets and named houses with every spelling of their type; after a house number also without the type."""
        forms: set[str] = set()
        for address in parsed:
            for name in filter(None, (address.street, address.building)):
                words = name.split()
                if words[-1] in lexicon().streets and len(words) > 1:
                    kind = lexicon().streets[words[-1]]
                    types = sorted(
                        {kind, *(short for short, full in lexicon().streets.items() if full == kind)},
                        key=len,
                        reverse=True,
                    )
                    stem = _spelt(" ".join(words[:-1]))
                    forms.add(stem + r"\s+(?:" + "|".join(map(re.escape, types)) + r")\b")
                    forms.add(r"(?:flat|apartment|room)\s?\d{1,4}[A-Za-z]?,?\s+" + stem + r"\b")
                    forms.add(
                        r"(?P<n>\b\d{1,4}[A-Za-z]?),?\s+"
                        + stem
                        + r"\b(?!\s+(?:"
                        + "|".join(map(re.escape, types))
                        + r"))"
                    )
                    county = " ".join(words[:-1]) in lexicon().large_places  # "Norfolk" of Norfolk Road
                    if not county and not all(lexicon().is_ordinary(w) for w in words[:-1]):
                        forms.add(stem + r"\b")
                elif len(words) > 1 or not lexicon().is_ordinary(words[0]):
                    forms.add(_spelt(name) + r"\b")
        unnamed = [f.replace("(?P<n>", "(?:") for f in sorted(forms, key=len, reverse=True)]
        unit = r"(?:(?:flat|apartment|room|bedsit|unit)\s?\d{1,4}[A-Za-z]?,?\s+)?"
        number = r"(?:(?:no\.? ?|number )?\b\d{1,4}[A-Za-z]?(?:,?\s+|/(?=[A-Z])))?"  # "3/Beech Ct": a flat's number
        return (
            re.compile(rf"(?<![\w/.]){unit}{number}(?:" + "|".join(unnamed) + ")", re.IGNORECASE) if unnamed else None
        )

    def find(self, look: Look) -> Iterator[Find]:
        """Addresses (sure with a number or postcode), house numbers of known houses, localities of listed addresses."""
        text = look.text
        taken: list[tuple[int, int]] = []
        known_streets = {a.street for a in self._known} | {a.building for a in self._known}
        for span in find_addresses(text, self._localities):
            skipped = _no_houses_number(text, span.start)
            start, sure = span.start + skipped, span.sure and not skipped
            if (named := _NAME_BEFORE.search(text, 0, start)) and not look.hard_between(named.start(1), start):
                start = named.start(1)
            elif sure and (house := _WORDS_BEFORE.search(text, max(0, start - _REACH), start)):
                words, at = [fold(w) for w in house["house"].split()], house.start("house")
                somebody = any(
                    r.label == "PER" and r.start <= at and r.end >= house.end("house") for r in look.readings
                )
                if not somebody and not set(words) & _NO_HOUSE and not look.hard_between(at, start):
                    start = at
            if not sure and (look.hard_between(start, span.end) or _ESTABLISHMENT.match(text, span.end)):
                continue
            if labels_a_record(look, start, span.end, shared=self._shared):
                continue
            listed = {
                parse_address(text[start : span.end]).street,
                parse_address(text[start : span.end]).building,
            } & known_streets - {""}
            score = 0.9 if sure or listed else 0.6
            behind = _NUMBER_BEHIND.match(text, span.end) if listed and not sure else None
            end = behind.end() if behind and behind["number"].lower() in self._numbers else span.end
            if sure or listed:
                end = self._outward_behind(look, end)
            taken.append((start, end))
            yield Find(start, end, ADDRESS, score)
        for match in self._with_article.finditer(text) if self._with_article else ():
            start, end = match.span("name")
            if not match["name"].isupper() and not any(s <= start and end <= e for s, e in taken):
                taken.append((start, end))
                yield Find(start, end, ADDRESS, 0.85)
        if self._names:
            for match in self._names.finditer(text):
                first = re.search(r"[^\W\d_]", match.group())
                letter = match.group()[first.start()] if first else ""
                if (
                    not letter.isupper() and not re.match(r"(?:no|number|flat|room)", match.group(), re.IGNORECASE)
                ) or not any(c.isupper() for c in match.group()):
                    continue
                if re.match(r"[’'-]\w{2}", text[match.end() : match.end() + 3]) or _ESTABLISHMENT.match(
                    text, match.end()
                ):
                    continue
                end = self._outward_behind(look, self._extend(text, match.end()))
                start = match.start() + _no_houses_number(text, match.start())
                if not any(s <= start and end <= e for s, e in taken):
                    bare = (
                        not any(c.isdigit() for c in match.group())
                        and fold(match.group().split()[-1]) not in lexicon().streets
                        and " ".join(map(fold, match.group().split())) not in self._buildings  # "Marlin Point"
                    )
                    yield Find(start, end, ADDRESS, 0.65 if bare else 0.85)
        for pattern, numbers in ((_HOUSE_NUMBER, self._numbers), (_UNIT_ALONE, self._units)):
            for match in pattern.finditer(text):
                inside = any(s <= match.start() < e for s, e in taken)
                if inside or look.hard_between(*match.span()) or not_a_house(text, match.start()):
                    continue
                if labels_a_record(look, *match.span(), shared=self._shared):
                    continue
                known = match.group(1).lower() in numbers
                on_it = re.search(r"\b(?:on|at) $", text[: match.start()]) and match.group()[:5].lower() in (
                    "plot ",
                    "pitch",
                    "moori",
                )
                unit = (
                    (match.group()[0].isupper() or on_it is not None)
                    and pattern is _UNIT_ALONE
                    and self._is_a_home(look, match)
                )
                if (
                    known
                    or unit
                    or re.search(
                        r"\b(?:neighbour|at|next door|from|resident|of)\W{0,3}(?:at |of |the |living at )*$",
                        text[: match.start()],
                        re.IGNORECASE,
                    )
                ):
                    yield Find(match.start(), match.end(), ADDRESS, 0.7 if known else 0.6)
        for match in _DOOR_ALONE.finditer(text) if self._has_neighbours else ():
            inside = any(s <= match.start("number") < e for s, e in taken)
            if match["number"].lower() in self._numbers and not inside and not look.hard_between(*match.span("number")):
                yield Find(*match.span("number"), ADDRESS, 0.8)
        yield from self._address_cell(look, taken)
        if self._places:
            for match in self._places.finditer(text):
                if match.group()[0].isupper():
                    is_house = fold(match.group()) in self._houses and lexicon().births(match.group()) < _A_FIRST_NAME
                    yield Find(match.start(), match.end(), ADDRESS if is_house else PLACE, 0.75)

    def _outward_behind(self, look: Look, end: int) -> int:
        """ "8 Sorrel Ave, BX3": the listed one's own half of a postcode, or what ends the clause and is no code of the case."""
        half = outward_behind(look.text, end)
        if half is None:
            return end
        code = look.hard_between(end, half.end)
        own = half.code in self._outward and (half.closes or not code)
        return half.end if own or (half.closes and half.is_of_an_area and not code) else end

    @staticmethod
    def _address_cell(look: Look, taken: list[tuple[int, int]]) -> Iterator[Find]:
        """What begins with a capital or a number in a column of addresses is one; a named house before a place, anywhere."""
        cell = look.passage.cell
        label = cell and (cell.header or (cell.row_header if cell.column == 2 else ""))
        if (
            label
            and re.search(r"\b(?:address|home|lives? at|residence|accommodation)\b", label, re.IGNORECASE)
            and len(label) < 60
            and not re.search(r"e-?mail|web", label, re.IGNORECASE)
        ):
            match = re.match(r"(?:[A-Z0-9][\w’'-]*)(?:,? (?:[A-Z0-9][\w’'-]*|y|yr|the|of|on))*", look.text)
            if (
                match
                and not any(s < match.end() and match.start() < e for s, e in taken)
                and not look.hard_between(*match.span())
            ):
                words = re.findall(r"[^\W\d_]+", match.group())
                if look.text[match.end() - 1].isalpha() and look.text[match.end() : match.end() + 1].isalpha():
                    return  # "HMP, then Orde Hill": no address ends within a word
                telling = any(not lexicon().is_ordinary(w) and fold(w) not in lexicon().function_words for w in words)
                if (
                    telling
                    or any(fold(w) in lexicon().streets for w in words[1:])
                    or (_OF_ADDRESSES.search(label) and _is_a_house(look.text, words))
                ):
                    alone = len(words) == 1 and not any(c.isdigit() for c in match.group())
                    yield Find(*match.span(), PLACE if alone else ADDRESS, 0.85)
                    return
        for match in matches(_NAMED_HOUSE, look.text):
            if not any(s < match.end() and match.start() < e for s, e in taken) and not look.hard_between(
                *match.span()
            ):
                yield Find(match.start(), match.end(match.lastindex or 1), ADDRESS, 0.8)

    def _extend(self, text: str, end: int) -> int:
        if site := OF_A_SITE.match(text, end):
            end = site.end()
        while match := re.match(
            r",\s+([A-Z][\w’'-]*(?: (?:[A-Z][\w’'-]*|y|yr|of|the|on|upon|le|in|under)){0,4})", text[end:]
        ):
            words = match.group(1).split()
            known = next((n for n in range(len(words), 0, -1) if " ".join(map(fold, words[:n])) in self._localities), 0)
            if not known:
                break
            end += match.start(1) + len(" ".join(words[:known]))
        if match := re.match(rf",?\s+{POSTCODE_BEHIND}(?!\w)", text[end:]):
            end += match.end()
        return end


_YEAR = re.compile(r"(?:19|20)\d\d,\s+")
_BEFORE_A_YEAR = re.compile(
    r"\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.? $|\b(?:in|since|from|until|of|early|late|mid) $",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"\d{1,3},\s+")
_BEFORE_A_CLAUSE = re.compile(
    r"\b(?:regs?|regulation|section|sec|s|para|paragraph|page|p|article|art|rule|order|chapter|ch|part|schedule|aged?|item)\.? $",
    re.IGNORECASE,
)


def _no_houses_number(text: str, start: int) -> int:
    """How many characters a year or the number of a clause takes before a place: "19 April 2018, Mill Beck", "under reg 24,
    Garnet House"; 0 where it may be a house's."""
    year, clause = _YEAR.match(text, start), _CLAUSE.match(text, start)
    if year and _BEFORE_A_YEAR.search(text, max(0, start - 12), start):
        return len(year.group())
    if clause and _BEFORE_A_CLAUSE.search(text, max(0, start - 12), start):
        return len(clause.group())
    return 0


def _spelt(folded: str) -> str:
    """A pattern for folded words as a draft may write them: with apostrophes, accents left out of account."""
    return r"[\s,]+".join(
        r"['’]?".join(map(re.escape, word)) if len(word) < 20 else re.escape(word) for word in folded.split()
    )


def _is_a_house(text: str, words: list[str]) -> bool:
    """All of a cell in capitals, ordinary as the words may be: "The Haven", "Sandy Bottom"; not "Not Known", "Care Home"."""
    all_of_it = re.fullmatch(r"\W*[A-Z][a-z’']+(?: [A-Z][a-z’']+){1,3}\W*", text) is not None
    none = _NO_HOUSE | lexicon().function_words
    return all_of_it and not any(fold(w) in none for w in (words[1:] if words[0] == "The" else words))
