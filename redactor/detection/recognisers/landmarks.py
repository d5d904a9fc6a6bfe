"""Places in a town by what they are: "Sheep Market car park", "on Malt Bridge", "at the Bandstand". They locate; so do towns
before their country: "Šiauliai, Lithuania"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from redactor.detection.look import Look
from redactor.detection.mentions import MentionKind
from redactor.detection.recognisers.base import Find, Recogniser
from redactor.language.alternatives import alternatives
from redactor.language.lexicon import fold, lexicon, rows
from redactor.language.needs import matches

NO_PERSON = "no person"  # label of a place whose words can be nobody's name there
_NAME = r"(?:[A-Z][\w’'-]+ ){1,2}"
# whatever stands before it
_SMALL_HEADS = (
    r"car park|multi-?storey|bus station|bus stop|train station|railway station|skate ?park|playing fields?|playground|"
    r"boating lake|bandstand|underpass|precinct|allotments|recreation ground|caravan park|retail park|leisure park|canal basin"
)
# these are surnames too, so only behind a word of place and with no first name before them
_HEADS = (
    r"Bridge|Cove|Rec|Beach|Pier|Quay|Marina|Quarry|Reservoir|Viaduct|Weir|Dock|Docks|Harbour|Common|Sands|Woods|Skatepark|"
    r"Bandstand|Promenade|Underpass|Subway"
)
_SMALL = re.compile(rf"\b(?P<place>{_NAME}(?:{_SMALL_HEADS}))\b")
_CAPITAL = re.compile(
    rf"\b(?:on|at|by|under|near|over|from|to|in|off|behind|into|around|outside|gone to) (?:the )?(?P<place>{_NAME}(?:{_HEADS}))\b"
    r"(?! [A-Z]|['’]s)"
)
# "in the river Wenlow", "on Lake Marden", "the Ashmer valley": whoever lives there may be known by it
_LANDSCAPE = re.compile(
    r"\b(?:[Tt]he )?(?P<place>(?:[Rr]iver|Lake|Loch|Lough|Mount|Llyn|Afon) [A-Z][a-z’'-]{2,})\b(?! [A-Z]|['’]s)|"
    r"\b[Tt]he (?P<valley>[A-Z][a-z’'-]{2,} (?:[Vv]alley|[Cc]anal|[Ee]stuary|[Mm]oors|[Rr]eservoir))\b(?! [A-Z])"
)
# "on the Tall Pines estate"; not "Ann's estate", which is what somebody leaves
_ESTATE = re.compile(
    r"\b(?:[Oo]n|[Aa]t|[Ff]rom|[Ii]n|to|of|around|across|near) (?:the )?(?P<place>(?:[A-Z][\w-]+ ){1,3}estate)\b"
    r"(?! (?:agent|agency|car\b))"
)
_ALONE = re.compile(
    r"\b(?:at|by|near|on|under|behind|round) the (?P<place>Bandstand|Rec|Pier|Quay|Underpass|Precinct|Skatepark)\b(?! [A-Z])"
)
# "at Hay Market", "by the Butter Cross": where something was sold, which is no more than a street to those who live there
_MARKET = re.compile(
    r"\b(?P<place>(?:Corn|Hay|Horse|Cattle|Beast|Sheep|Hog|Pig|Swine|Bull|Poultry|Fish|Butter|Cheese|Bread|Meal|Apple|Fruit|"
    r"Flower|Cloth|Wool|Linen|Leather|Salt|Coal|Timber) (?:Market|Exchange|Cross|Hall)|"
    r"Cornmarket|Haymarket|Buttermarket|Buttercross|Corn Hill|Cornhill|Market Cross|Market Hill)\b(?! [A-Z]|['’]s\b)"
)


@lru_cache(maxsize=1)
def _abroad() -> re.Pattern[str]:
    """A town before the country it lies in. More than one part is an address of its own."""
    countries = alternatives([re.escape(row["name"]) for row in rows("countries.csv")])
    return re.compile(
        rf"(?<![\w’'-])(?P<place>[^\W\d_a-z][\w’'-]{{2,}}(?: [A-Z][\w’'-]+)?), (?:{countries})(?=[.,;)]|\s*$)"
    )


@lru_cache(maxsize=1)
def _towns() -> frozenset[str]:
    """Towns in small letters that are nobody's name."""
    names = (row["name"].lower() for row in rows("towns.csv") if row["also_a_name"] != "yes")
    return frozenset(n for n in names if lexicon().births(n) < _NOBODY and not lexicon().is_ordinary(n))


# "Ms Skegness", "Corin Skegness", not "In Skegness"
_PART_OF_A_NAME = re.compile(
    r"(?:^|[^.!?\s] |\s)(?!(?:In|At|From|To|The|Near|Then|But|And|When|While)\b)[A-Z][\w.’'-]* $"
)
_NOBODY = 20  # births below which a word is hardly a name


class Landmarks(Recogniser):
    """Spans of places."""

    kinds = (MentionKind.PLACE,)

    def find(self, look: Look) -> Iterator[Find]:
        """Each place once; nothing in a heading or in lines of capitals, where a capital says nothing."""
        if look.shouted or look.passage.heading:
            return
        for match in _abroad().finditer(look.text) if ", " in look.text else ():
            start, end = match.span("place")
            if not look.hard_between(start, end) and all(
                look.kind_of(i) == "unknown" for i in look.within(start, end) if look.tokens[i].kind == "word"
            ):
                yield Find(start, end, MentionKind.PLACE, 0.8)
        for reading in look.readings:  # "Skegness was cold": read as somebody's name, and nobody's
            town = look.text[reading.start : reading.end]
            if (
                town[:1].isupper()
                and town.lower() in _towns()
                and not _PART_OF_A_NAME.search(look.text, max(0, reading.start - 30), reading.start)
            ):
                yield Find(reading.start, reading.end, MentionKind.PLACE, 0.8, NO_PERSON)
        for pattern in (_SMALL, _CAPITAL, _ESTATE, _ALONE, _MARKET, _LANDSCAPE):
            for match in matches(pattern, look.text):
                start, end = match.span("place" if match["place"] else "valley")
                words = [w for w in look.text[start:end].split() if w[0].isupper()]
                the = look.text[max(0, start - 4) : start].lower() == "the "
                name = lexicon().births(words[0]) >= 100 and not lexicon().is_ordinary(words[0])
                if pattern is _CAPITAL and name and not the:
                    continue
                if fold(words[0]) in lexicon().titles or fold(words[0]) in ("the", "a", "this", "local"):
                    continue
                if not look.hard_between(start, end):
                    sure = pattern is _LANDSCAPE or (pattern is _CAPITAL and the)
                    yield Find(start, end, MentionKind.PLACE, 0.8, NO_PERSON if sure else "")
