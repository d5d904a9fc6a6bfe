"""Establishments that locate a family: schools, surgeries, hospitals, care homes, pubs, employers.

Statutory agencies (councils, police forces, trusts, boards) are named in these reports and stay.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from redactor.detection.look import Look
from redactor.detection.mentions import MentionKind
from redactor.detection.recognisers.base import Find, Recogniser
from redactor.detection.recognisers.firms import firms, pages
from redactor.detection.recognisers.known_organisations import KnownForms, overlap
from redactor.detection.recognisers.messages import whom_a_telephone_knows
from redactor.language.alternatives import alternatives
from redactor.language.establishments import GENERIC, code_word, establishment_heads
from redactor.language.lexicon import fold, lexicon, record_verbs, word_list, words_of
from redactor.language.needs import matches

ORGANISATION = MentionKind.ORGANISATION
_NOT_PROPER = word_list("not_proper_words.txt")


@lru_cache(maxsize=1)
def _heads() -> re.Pattern[str]:
    heads = sorted(establishment_heads(), key=len, reverse=True)
    return re.compile(
        r"(?<![\w’'-])(?:"
        + alternatives((re.escape(h).replace(r"\ ", r"\s+").replace("'", "['’]?") for h in heads), ignoring_case=True)
        + r")(?![\w-])",
        re.IGNORECASE,
    )


_SAINT = re.compile(
    r"\b(?:St|St\.|Saint) [A-Z][a-z]+(?:['’]s|s['’]|s)?(?: (?:and|&) St\.? [A-Z][a-z]+(?:['’]s)?)?(?: the [A-Z][a-z]+)?"
    r"(?=['’]?(?:\W|$))(?: (?:C of E|CE|RC|Catholic|Church of England|Roman Catholic|Primary|Infant|Infants|"
    r"Junior|High|School|Academy|College|Nursery|Hospital|Hospice|Church|Surgery|Medical|Centre|Practice|House|"
    r"Police Station|Fire Station|Health|Clinic))*"
)
_WELSH = re.compile(
    r"\b(?:Ysgol|Meddygfa|Coleg|Feithrinfa|Capel|Eglwys|Canolfan)(?: (?:[A-Z][\w’'-]+|y|yr|Gynradd|Uwchradd)){1,4}"
)
_PRISON = re.compile(r"\b((?:HMP|HMYOI|HM Prison|YOI|HMP/YOI)(?: and YOI)? [A-Z][\w’'-]+(?: [A-Z][\w’'-]+)?)")
# "outside the Jolly Cobbler": a sign over a door is two ordinary words in capitals
_SIGN = re.compile(
    r"\b(?:in|at|outside|behind|to|from|near|inside|opposite|by|called|over|above|past|into) [Tt]he "
    r"((?:[A-Z][a-z’']+ (?:and |& |of )?)[A-Z][a-z’']+)\b(?! [A-Z])"
)
# "at The Lantern": the article in a capital within a sentence
_THE_SIGN = re.compile(r"\b(?:at|from|outside|near|inside|opposite|into|behind) (The [A-Z][a-z’']+)\b(?![ -][A-Z])")
# "Lantern House, a refuge": what it is follows the name
_SAID_TO_BE = re.compile(
    r"\b((?:[A-Z][\w’'-]+ ){1,2}(?:House|Lodge|Court|Hall|Place|View|Croft|Grange|Manor|Farm|Gardens|Cottage))"
    r"(?=,? (?:\(|which is |is )?(?:an?|the|our|its|their) (?:[a-z][\w’'-]* ){0,2}"
    r"(?:refuge|hostel|hotel|(?:care |nursing |children['’]s |residential )home|unit|project|hospice|nursery|school|pub|"
    r"centre|placement)\b)"
)
# "to Goslings, a holiday playscheme", "Tall Pines (a local charity)": whatever is called so, what it is follows its name
_SAID_TO_BE_ONE = re.compile(
    r"(?P<led>\b(?:at|from|by|with|to|of|via|through|called|and|in|joined|attends?|attended) (?:the )?)?"
    r"(?<![\w’'-])(?P<name>(?!The )[A-Z][\w’'&-]+(?: (?:(?:&|and|of|the|on) )?[A-Z][\w’'-]+){0,3})"
    r"(?:, | \(|, which is )(?:an?|the|our|its|their|her|his|your) (?:[a-z][\w’'-]* ){0,2}"
    r"(?P<what>charity|trust|project|club|play ?scheme|holiday scheme|group|firm|company|agency|service|church|chapel|mosque|"
    r"temple|gurdwara|shop|centre|nursery|playgroup|pre-?school|youth club|salon|gym|garage|takeaway|restaurant|pub|café|cafe|"
    r"food ?bank|hostel|refuge|hotel|hospice|care home|factory|warehouse|barbers|farm|bakery)"
    r"(?=[,.;:)]|$| (?:who|which|that|in|on|at|for|run|has|had|is|was|where|near|based|said|says|told|with|we|they|he|she)\b)"
)
_NAMES_A_BODY = frozenset("trust project charity club centre fund mission kitchen collective players".split())
# of these there is one in every sentence: "Later, the service …"
_ANY_BODY = frozenset("service agency company group trust firm centre project".split())
# "her nursery (Little Otters) says": which one it is stands in brackets
_IN_BRACKETS = re.compile(
    r"\b(?P<what>nursery|school|playgroup|pre-?school|surgery|hostel|refuge|pub|college|academy|care home|nursing home|hospice|"
    r"practice|church|mosque|chapel|employer|workplace) \((?P<name>[A-Z][\w’'&-]+(?: (?:[A-Z][\w’'&-]+|of|the|on|and|&)){1,4})\)"
)
# "the family's restaurant, the Jade Lantern": what it is stands before the name
_WHAT_THEN_NAME = re.compile(
    r"\b(?P<what>restaurant|take-?away|pub|shop|café|cafe|hotel|hostel|nursery|bakery|salon|gym|barbers?|garage|factory|"
    r"care home|nursing home|club|warehouse), (?:[Tt]he )?(?P<name>[A-Z][\w’'-]+(?: (?:[A-Z][\w’'-]+|and|&|of)){1,3})(?=[,.;)]|$)"
)
# "the Church of Bethel", as a congregation is called; not the Church of England
# "a nail technician at Dazzled", "staff at Ladybugs", "worships at Living Springs Assembly": a body, as its sign has it
_WORK_AT = re.compile(
    r"\b(?:work(?:s|ed|ing)?|job|jobs|shifts?|employed|technician|barber|hairdresser|beautician|cleaner|chef|cook|receptionist|"
    r"waitress|waiter|barmaid|barman|bouncer|apprentice(?:ship)?|labourer|cashier|mechanic|staff|trainee|training|"
    r"volunteer(?:s|ed|ing)?|colleagues?|workmates?|placement|worship(?:s|ped|ping)?|pray(?:s|ed|ing)?|boxes|trains|swims|plays) "
    r"(?:(?:nights|days|evenings|weekends|part[- ]time|full[- ]time|shifts) )?at "
    r"(?P<name>[A-Z][\w’'&-]+(?: (?:(?:&|and) )?[A-Z][\w’'-]+){0,2})(?![\w’'-]| [A-Z]|['’]s?\b)"
)
# "the care agency is Gentle Days": which one it is
_IS_CALLED = re.compile(
    r"\b(?P<what>(?:care )?agency|(?:care )?provider|care company|nursery|playgroup|employer|childminding agency|gym|hostel) "
    r"(?:is|was|are|is called|was called|called|named) "
    r"(?P<name>[A-Z][\w’'&-]+(?: (?:(?:&|and|of) )?[A-Z][\w’'-]+){1,3})(?=[,.;)]|$| (?:who|which|and|but)\b)"
)
# "a place at Larkfield Primary for him and Tiny Pippins for her": the second of two that have places
_A_PLACE_TOO = re.compile(
    r"\b(?:places?|settled|settling|start(?:s|ed|ing)?|enrolled|attend(?:s|ed|ing)?|go(?:es)?|went) (?:at|to) "
    r"[A-Z][^.;:\n]{2,50}? and (?P<name>[A-Z][\w’'&-]+ [A-Z][\w’'-]+(?: [A-Z][\w’'-]+)?)"
    r"(?= (?:for|takes|took|has|had) (?:her|him|them|the|me|my|his|a)\b)"
)
# "Tiny Pippins", "Busy Badgers": so nurseries are called
_SMALL_ONES = re.compile(
    r"\b(?P<name>(?P<how>Little|Tiny|Busy|Happy|Bright|Sunny|Cheeky|Jolly|Wee|Cuddly|Teeny) (?P<who>[A-Z][a-z]{2,}s))\b"
    r"(?! [A-Z]|['’-]\w{2})"
)
_NO_SMALL_ONES = frozenset(
    "ones things times days ways weeks months years lives families parents children girls boys people persons mums dads babies "
    "kids mondays tuesdays wednesdays thursdays fridays saturdays sundays returns mornings evenings nights spells colours "
    "lights ideas endings birthdays holidays hours hands minds women men sisters brothers mums workers staff teams schools "
    "steps wonders princess business progress illness mess less".split()
)
_CHURCH_OF = re.compile(
    r"\b(?:Church|Chapel|Temple|Fellowship) of (?:the )?(?!England|Wales|Scotland|Ireland|Rome|Latter|Jesus)"
    r"[A-Z][a-z]{3,}(?: [A-Z][a-z]+)?"
)
# "at Selbury General", "taken to Selbury Royal": a hospital, as people call it
_GENERAL = re.compile(
    r"\b(?:[Aa]t|[Tt]o|[Ff]rom|in|into|via|of|[Dd]ied|[Aa]dmitted|[Tt]aken|[Tt]ransferred|[Cc]onveyed) (?:the )?"
    r"([A-Z][\w’'-]{3,}(?: [A-Z][\w’'-]+)? (?:General|Royal|Infirmary))\b(?! [A-Z][a-z])"
)
# "transferred to Sheffield Children's": a hospital, where the city stays; an agency where services are spoken of
_CHILDRENS = re.compile(
    r"\b(?:at|to|from|in|into|via|of) ((?P<city>[A-Z][a-z]+) (?:Children['’]s|Women['’]s))"
    r"(?! (?:[A-Z]|[Ss]ervice|social|care\b|home|team))"
)
_LOWER_HEAD = re.compile(
    r"\b(?:[A-Z][\w’'-]+ ){1,3}(?:mosque|church|chapel|temple|gurdwara|café|cafe|pub|surgery|hostel|refuge|"
    r"nursery|playgroup|takeaway|police station|fire station|ambulance station|leisure centre|quarry|caravan park|caravan site|"
    r"industrial estate|trading estate|retail park|(?:children['’]s|care|nursing|residential) home|"
    r"sports centre|swimming pool|recreation ground|pharmacy|hospice|car wash|garage|gym|barbers|salon|bakery|bookies|"
    r"off-licence|off licence|"
    r"chippy|kebab shop|newsagents|launderette|snooker hall|nail bar|tyre shop|builders)\b"
)
# "the Wharfside Street Garage", "Wharf Road station": what stands in a street and is called after it
BY_ITS_STREET = (
    r"[Ss]tation|[Gg]arage|[Ll]ibrary|[Cc]linic|[Ss]urgery|[Hh]ostel|[Nn]ursery|[Dd]epot|[Gg]ym|[Cc]hapel|[Cc]hurch|"
    r"[Mm]osque|[Mm]asjid|[Pp]harmacy|[Cc]hemist|[Bb]akery|[Cc]entre|[Bb]ase|[Ff]ire [Ss]tation|[Pp]olice [Ss]tation|"
    r"[Aa]mbulance [Ss]tation|[Cc]ontact [Cc]entre|[Hh]ospital|[Hh]ub|[Dd]ay [Cc]entre|[Dd]ay [Ss]ervice|[Ff]ilm [Ss]tudio|"
    r"[Cc]ommunity [Cc]entre|[Bb]aths|[Pp]ub|[Cc]afé|[Cc]afe|Arms|Inn|Tavern|Med(?:ical)? (?:Ctr|Centre)"
)


@lru_cache(maxsize=1)
def _called_after_its_street() -> re.Pattern[str]:
    kinds = alternatives(sorted((re.escape(t.title()) for t in lexicon().streets if len(t) > 1), key=len, reverse=True))
    return re.compile(rf"\b(?:[A-Z][\w’'-]+ ){{1,2}}(?:{kinds})\.? (?:{BY_ITS_STREET})\b(?! [a-z]+ing\b)")


# what no person has: "Craig Gwyn quarry" is no Craig's
_OF_NOBODY = (" quarry", " station", " caravan park", " caravan site", " estate", " retail park")
# "now at the Beeches", "would prefer The Laurels": homes and houses are called after their trees
_THE_TREES = re.compile(
    rf"(?<!\d )(?<!\d, )\b[Tt]he (?P<name>{'|'.join(sorted(word_list('house_names.txt')))})\b"
    r"(?!['’]s [A-Z]| [A-Z]| (?:trees?|on|were)\b)"
)
_PROCESS = word_list("process_words.txt")
_HEADING = re.compile(
    r"\W*(?:(?:name of|current|previous|present|last|new) )*(?P<head>[a-z][a-z ]{3,25}?)(?: attended| name)?\W*",
    re.IGNORECASE,
)
_NAME_IN_CELL = re.compile(r"\s*(?P<name>[A-Z][a-z][\w’'-]*(?: (?:[A-Z][\w’'-]+|of|the|on|and|&)){0,3})[.\s]*")
_CODED_AS = {_PRISON: "Prison", _GENERAL: "Hospital", _CHILDRENS: "Hospital"}


# a firm where a name stands before it: "Brayton Poultry"
_TRADES = frozenset(
    "poultry meats logistics haulage couriers taxis cabs motors butchers carpets scaffolding roofing plumbing recruitment "
    "packaging textiles laundry laundries florist florists joinery brewery dairy dairies fisheries catering cleaning "
    "fabrications assembly fellowship ministries cathedral minster".split()
)
# "Easter Assembly" is an hour at school, "Harvest Fellowship" a church's
_FEASTS = frozenset(
    "christmas easter harvest advent lent whitsun pentecost diwali eid hanukkah holi vaisakhi remembrance school morning whole "
    "national general welsh london constituent research churchill winston post".split()
)
# "Mill Bank Medical" is a practice; "Forensic Medical", "Mill Bank Medical Records" are none
_NO_PRACTICE = frozenset(
    "acute associate forensic general child children childrens protection cp lac cic adoption fostering paediatric initial joint "
    "sexual immigration emergency employment army military royal british chief senior junior deputy lead clinical national "
    "annual yearly school asylum independent private occupational driver driving hgv dvla scene community health care "
    "safeguarding designated named first serious urgent routine statutory section full second further physical mental "
    "psychiatric perinatal specialist surgical regional local hospital police custody home office court and".split()
)
_MEDICAL_WHAT = re.compile(
    r"[- ](?:[A-Z][a-z]|exam|assess|report|note|record|histor|advi[cs]e|attention|care\b|team|staff|director|officer|treatment|"
    r"need|issue|condition|appointment|appt|review|evidence|opinion|emergenc|help|information|neglect|reason|school|student|"
    r"ward|unit|certificate|device|model|problem|intervention|background|questionnaire|form\b|insurance|suppl|equipment|and "
    r"(?:social|dental|nursing|surgical|health)|secretar|receptionist|summar|letter|data|terms?\b|leave|cover|support|screening)"
)
# "Osprey Recovery" is a service for drugs and alcohol; "Road to Recovery", "Physical Recovery" are none
_SERVICES = frozenset(["recovery", "addictions", "out of hours", "out-of-hours", "ooh", "library"])
# "Northmoor Out of Hours" of Northmoor Council: the agencies' own
_OF_AN_AGENCY = frozenset(
    ["out of hours", "drug and alcohol service", "alcohol service", "recovery service", "addiction service"]
)
# an agency's own, or any: "Corporate Contact Centre", "a Supervised Contact Centre"
_ANY_CENTRE = frozenset(
    "customer corporate council supervised supported local family child children childrens national police force county city "
    "adult adults social care first initial emergency safeguarding accredited recognised approved independent public central "
    "the a main new joint integrated health".split()
)
# "Practice Pathway", "Practice Guidance": what is written, and no surgery
_OF_PRACTICE = re.compile(
    r" (?:Pathways?|Guidance|Guides?|Guidelines?|Frameworks?|Standards?|Directions?|Notes?|Models?|Development|Learning|Reviews?|"
    r"Tools?|Toolkits?|Principles|Manual|Handbook|Educators?|Leads?|Bulletins?|Briefings?|Week|Month|Forums?|Supervisors?|"
    r"Improvement|Issues|Points?)\b"
)
_NO_SERVICE = re.compile(r"(?:al|ive|ing|ed|ic|ary|ful|ous|ity|tion|ment|ance|ence|ness|ogy)$", re.IGNORECASE)
_REACH = 16  # characters before a name
_PATRONS = frozenset(["Lady", "Sir", "Lord", "Dame", "Bishop", "Archbishop", "Cardinal"])  # "Sir John Hale School"
_GLUED = re.compile(
    r"\b(?:at|from|by|via|through|thro|thru|with|for|of|agency|firm|interpreters?|provider|company|joined),? (?:the )?"
    r"(?P<name>(?!Mac|Fitz)(?P<one>[A-Z][a-z]{2,})(?P<other>[A-Z][a-z]{2,})(?: \d\d)?)(?![\w’'])"
)
_CALLED_SO = 50  # births
_AT_A_HOUSE = re.compile(r"\b(?:at|from|to|in|near|outside|of) $")
_LIES_IN = re.compile(r"\b(?:in|near|around|from|towards|to) $")
_ENDS_OF_VILLAGES = frozenset(
    "cross green end hill bridge moor heath common bay head vale dale wood bank marsh ford".split()
)
_SAID_BY_OTHERS = frozenset("ward unit wing centre service services team clinic hub court house lodge".split())
_WARDS = frozenset(["ward", "unit", "wing"])
# how sure the model has to be: that English words name a body; that a first name or a city is part of one; that a surname is
_SURE_OF_WORDS, _SURE_OF_A_NAME, _SURE_OF_A_BODY = 0.75, 0.95, 0.9
# what begins the name on a sign over a door, whatever follows
_ON_SIGNS = frozenset(
    "jolly red white black green blue golden silver royal old three rising crown king's queen's kings queens duke prince "
    "white hart anchor ship star railway bird swan plough bell wheatsheaf fox coach horse new lucky happy merry".split()
)


@lru_cache(maxsize=1)
def _pub_signs() -> re.Pattern[str]:
    """ "at the Feathers": one word of a pub's sign, models/lists/pub_signs.txt."""
    signs = "|".join(sorted(w.title() for w in word_list("pub_signs.txt")))
    return re.compile(
        rf"\b(?:at|outside|in|to|from|near|behind|opposite|into|left|down|up) the ({signs})\b(?! ?[A-Z]|['’-]|\.\w)"
    )


def _without_a_verb(look: Look, start: int) -> int:
    """Where a name begins that a word of the sentence opens: "Attended Wharfside Street clinic"."""
    first = look.beginning_at(start)
    if first is None or first + 3 >= len(look.tokens) or not look.tokens[first].opens:
        return start
    three = all(t.capital for t in look.tokens[first : first + 3])
    word = fold(look.tokens[first].text)
    verb = word in record_verbs() and (three or look.kind_of(first + 1) == "unknown")
    drop = word in lexicon().function_words or verb
    return look.tokens[first + 1].start if drop else start


def _has_a_name_of_its_own(look: Look, inside: list[int], folded: tuple[str, ...]) -> bool:
    """ "Kelda Stores", "Tallow Bank": a word that is no office before one that says what it is; a ward that is called as many
    girls are has its own rule."""
    if any(look.is_soft(look.tokens[i]) or not look.tokens[i].capital for i in inside):
        return False
    generic = (
        _NOT_PROPER | GENERIC | _PROCESS | look.role_vocabulary | lexicon().function_words | word_list("ward_kinds.txt")
    )
    if folded[0] in generic or look.tokens[inside[0]].opens:
        return False
    if folded[-1] in _WARDS:
        return len(inside) == 2 and lexicon().births(folded[0]) < _GIRLS
    return folded[-1] not in _SAID_BY_OTHERS and (
        folded[-1] in establishment_heads() or folded[-1] in lexicon().streets
    )


@lru_cache(maxsize=1)
def _last_words_of_heads() -> frozenset[str]:
    return frozenset(head.split()[-1] for head in establishment_heads())


_GIRLS = 1_000  # births from which a ward may be called after any girl


def _is_a_head(words: str) -> bool:
    return words.lower() in establishment_heads() and words_of(words) not in lexicon().agency_words


def _is_a_sign(words: list[str]) -> bool:
    """ "the Plough", "the Jolly Cobbler"; not "the Reverend Cobbler"."""
    ordinary = [lexicon().is_ordinary(w) for w in words]
    return all(ordinary) or (words[0] in _ON_SIGNS and len(words) > 1 and lexicon().births(words[-1]) < 100)


def _is_said_to_be_one(look: Look, first: int, match: re.Match[str]) -> bool:
    """No agency, no letters of one, and no word that opens the sentence."""
    start, end = match.span("name")
    inside = [i for i in look.within(start, end) if look.tokens[i].kind == "word" and look.tokens[i].capital]
    kinds = {look.kind_of(i) for i in inside}
    agency = any((fold(look.tokens[i].text),) in lexicon().agency_words - {("trust",), ("hub",)} for i in inside)
    if agency or kinds & {"acronym", "nation", "other", "initial"}:
        return False
    known = "unknown" in kinds
    if len(inside) == 1 and look.tokens[first].opens and not known:
        return False
    return known or len(inside) > 1 or match["what"] not in _ANY_BODY or match["led"] is not None


def _is_courtesy(word: str) -> bool:
    """ "Ms" before "St Ledger": a surname."""
    title = lexicon().titles.get(word.lower().strip("."))
    return title is not None and title.kind in ("honorific", "doctor", "rank", "service")


class Establishments(Recogniser):
    """Capitalised words before a head noun ("Millfield Surgery"), and known establishments by their proper words alone."""

    kinds = (ORGANISATION,)

    def __init__(
        self,
        known: Iterable[str] = (),
        agencies: Iterable[str] = (),
        kept_places: frozenset[str] = frozenset(),
        listed: frozenset[str] = frozenset(),
        shorts: frozenset[str] = frozenset(),
    ) -> None:
        """`shorts`: letters that a draft gives to one of the known, whatever they are otherwise."""
        super().__init__()
        self._agencies = {" ".join(words_of(a)) for a in agencies}
        self._kept_places = kept_places
        # "Leeds" of Leeds General Infirmary is the city
        self._known = KnownForms(known, kept_places | lexicon().large_places, listed, shorts)

    def find(self, look: Look) -> Iterator[Find]:
        """Whole names by their head noun; known ones also short."""
        taken: list[tuple[int, int]] = (
            [who] if (who := whom_a_telephone_knows(look)) else []
        )  # "From Orla hostel 9:20:"
        yield from firms(look, taken)
        yield from self._saints(look, taken)
        for match in _heads().finditer(look.text):
            span = self._before_head(look, match)
            if span and not overlap(taken, *span):
                taken.append(span)
                yield Find(*span, ORGANISATION, 0.8, code_word(look.text[span[0] : span[1]]))
        for match in matches(_WELSH, look.text):
            if not look.hard_between(*match.span()) and not overlap(taken, *match.span()):
                taken.append(match.span())
                yield Find(
                    *match.span(),
                    ORGANISATION,
                    0.8,
                    {"Ysgol": "School", "Meddygfa": "Surgery", "Coleg": "College", "Feithrinfa": "Nursery"}.get(
                        match.group().split()[0], "Organisation"
                    ),
                )
        for match in (
            *matches(_PRISON, look.text),
            *matches(_GENERAL, look.text),
            *(m for m in matches(_CHILDRENS, look.text) if fold(m["city"]) in lexicon().large_places),
            *matches(_SAID_TO_BE, look.text),
            *(() if look.passage.heading or look.shouted else matches(_SIGN, look.text)),
            *(() if look.passage.heading or look.shouted else matches(_THE_SIGN, look.text)),
            *(() if look.passage.heading or look.shouted else matches(_pub_signs(), look.text)),
        ):
            start, end = match.span(1)
            words = [fold(w) for w in match.group(1).split()]
            if match.re is _THE_SIGN:
                words.pop(0)
            if match.re is _SIGN:
                words = [w for w in words if w not in ("and", "&", "of")]
                if words[-1] in ("head", "arms") and len(words) > 1:
                    words.pop()  # "the Boar's Head", "the Masons Arms"
            if match.re in (_GENERAL, _CHILDRENS):
                words.pop()  # a rank, too
            if match.re is _SAID_TO_BE:
                words.pop()  # "House" is a word of roles too
            clear = not look.hard_between(start, end) and not any(
                w in look.role_vocabulary or w in _PROCESS or w in lexicon().titles for w in words
            )
            if (
                clear
                and not overlap(taken, start, end)
                and (match.re not in (_SIGN, _THE_SIGN) or _is_a_sign(words))
                and (match.re is not _THE_SIGN or not set(words) <= _NOT_PROPER | GENERIC)
            ):
                taken.append((start, end))
                yield Find(
                    start,
                    end,
                    ORGANISATION,
                    0.6
                    if match.re in (_SIGN, _THE_SIGN, _pub_signs())
                    else 0.95
                    if match.re in (_GENERAL, _CHILDRENS)
                    else 0.85,
                    _CODED_AS.get(match.re, "Organisation"),
                )
        for match in matches(_CHURCH_OF, look.text):
            if not look.hard_between(*match.span()) and not overlap(taken, *match.span()):
                taken.append(match.span())
                yield Find(*match.span(), ORGANISATION, 0.75, "Place of Worship")
        for match in matches(_called_after_its_street(), look.text):
            begins = _without_a_verb(look, match.start())
            if not look.hard_between(begins, match.end()) and not overlap(taken, begins, match.end()):
                taken.append((begins, match.end()))
                yield Find(begins, match.end(), ORGANISATION, 0.8, code_word(match.group().lower()))
        yield from pages(look, taken)
        yield from self._glued(look, taken)
        yield from self._small_ones(look, taken)
        yield from self._where_they_work(look, taken)
        for match in matches(_LOWER_HEAD, look.text):
            start, end = match.span()
            first = look.beginning_at(start)
            if first is None or look.hard_between(start, end) or overlap(taken, start, end):
                continue
            start = _without_a_verb(look, start)  # "Booked Fern Bank surgery"
            capitals = [i for i, t in enumerate(look.tokens) if start <= t.start < end and t.capital]
            kinds = {look.kind_of(i) for i in capitals}
            nobodys = len(capitals) > 1 and match.group().endswith(_OF_NOBODY)
            if nobodys or (
                "first" not in kinds and ("unknown" in kinds or (len(capitals) > 1 and not look.tokens[first].opens))
            ):
                taken.append((start, end))
                yield Find(start, end, ORGANISATION, 0.7, code_word(match.group()))
        yield from self._known.find(look, taken)
        yield from self._named_by_a_heading(look, taken)
        for match in matches(_THE_TREES, look.text):
            start, end = match.start("name"), match.end("name")
            if not look.hard_between(start, end) and not overlap(taken, start, end):
                taken.append((start, end))
                yield Find(start, end, ORGANISATION, 0.6, "Organisation")
        for entity in look.readings:
            if entity.label == "EST" and entity.chance >= 0.6 and not overlap(taken, entity.start, entity.end):
                yield from self._labelled(look, entity.start, entity.end, entity.chance)

    @staticmethod
    def _named_by_a_heading(look: Look, taken: list[tuple[int, int]]) -> Iterator[Find]:
        """All of a cell below or beside "School", "Name of nursery": "Larkbrook", "Little Otters"."""
        cell = look.passage.cell
        labels = (cell.header, cell.row_header if cell.column == 2 else "") if cell else ()
        head = next((h for label in labels if (h := _HEADING.fullmatch(label)) and _is_a_head(h["head"])), None)
        name = _NAME_IN_CELL.fullmatch(look.text) if head else None
        if head is None or name is None or overlap(taken, *name.span("name")) or look.hard_between(*name.span("name")):
            return
        words = [fold(w) for w in words_of(name["name"])]
        none = (
            _NOT_PROPER | GENERIC | _PROCESS | lexicon().function_words | look.role_vocabulary | set(lexicon().titles)
        )
        plain = len(words) == 1 and lexicon().is_ordinary(words[0])  # "School: Letter"
        if not plain and not any(w in none for w in words[1:]) and words[0] not in none - {"the", "st"}:
            yield Find(*name.span("name"), ORGANISATION, 0.85, code_word(head["head"]))

    @staticmethod
    def _small_ones(look: Look, taken: list[tuple[int, int]]) -> Iterator[Find]:
        for match in () if look.passage.heading or look.shouted else matches(_SMALL_ONES, look.text):
            start, end = match.span("name")
            who = fold(match["who"])
            one = lexicon().is_ordinary(who) or not lexicon().births(who)
            soft = any(look.is_soft(look.tokens[i]) for i in look.within(start, end))
            known = who in _NO_SMALL_ONES or look.hard_between(start, end) or soft
            if one and not known and not overlap(taken, start, end):
                taken.append((start, end))
                yield Find(start, end, ORGANISATION, 0.95, "Nursery")

    @staticmethod
    def _where_they_work(look: Look, taken: list[tuple[int, int]]) -> Iterator[Find]:
        patterns = (_WORK_AT, _IN_BRACKETS, _WHAT_THEN_NAME, _IS_CALLED, _SAID_TO_BE_ONE, _A_PLACE_TOO)
        found = [match for pattern in patterns for match in matches(pattern, look.text)]
        for match in () if look.passage.heading or look.shouted else found:
            start, end = match.span("name")
            words = [fold(w) for w in re.findall(r"[\w’'-]+", match["name"])]
            body = match.re is _SAID_TO_BE_ONE and words[-1] in _NAMES_A_BODY
            own = words[:-1] if body else words
            first = look.beginning_at(start)
            if (
                first is None
                or look.hard_between(start, end)
                or overlap(taken, start, end)
                or any(look.is_soft(look.tokens[i]) for i in look.within(start, end))
                or set(words) <= _NOT_PROPER | GENERIC | _PROCESS
                or any(w in look.role_vocabulary or w in lexicon().titles for w in own)
                or (len(words) == 1 and (look.kind_of(first) == "first" or match["name"].isupper()))
                or (match.re is not _WORK_AT and look.kind_of(first) == "first" and not body)
                or (match.re is _IS_CALLED and any((w,) in lexicon().agency_words for w in words))
                or (match.re is _SAID_TO_BE_ONE and not _is_said_to_be_one(look, first, match))
            ):
                continue
            taken.append((start, end))
            what = match["name"] if match.re in (_WORK_AT, _A_PLACE_TOO) else match["what"]
            yield Find(start, end, ORGANISATION, 0.95 if match.re is _A_PLACE_TOO else 0.75, code_word(what))

    @staticmethod
    def _saints(look: Look, taken: list[tuple[int, int]]) -> Iterator[Find]:
        """ "St Oswin's C of E Primary", and "St Oswin's" alone; not somebody called St John."""
        for match in _SAINT.finditer(look.text):
            start, end = match.span()
            before = look.text[:start].rstrip().rsplit(" ", 1)[-1]
            if (
                before[:1].isupper()
                and look.text[start - 1 : start] == " "
                and match.group().startswith("St ")
                and "'" not in match.group()
            ):
                continue  # "Lime St Surgery"
            if (
                not look.hard_between(start, end)
                and not (before[:1].isupper() and (lexicon().births(before) or _is_courtesy(before)))
                and not overlap(taken, start, end)
            ):
                taken.append((start, end))
                yield Find(start, end, ORGANISATION, 0.75, code_word(match.group()))

    def _before_head(self, look: Look, match: re.Match[str]) -> tuple[int, int] | None:
        tokens = look.tokens
        head = look.beginning_at(match.start())
        if head is None or not tokens[head].capital or re.match(r" (?:[Nn]o|NO|[Nn]umber)\b", look.text[match.end() :]):
            return None  # "HILL P Hosp No QA338"
        start = head
        while start and self._joins(look, start - 1):
            start -= 1
        while start < head and (
            fold(tokens[start].text) in _NOT_PROPER - {"st"}
            or tokens[start].text in ("and", "of", "&", "'", "’", ".")
            or look.is_hard(tokens[start])
        ):
            start += 1
        if (
            head - start > 1
            and tokens[start].opens
            and look.kind_of(start) == "ordinary"
            and look.kind_of(start + 1) in ("unknown", "first")
        ):
            start += 1  # the verb of a note: "Covers Millfield School"
        proper = [t for t in tokens[start:head] if t.kind == "word" and t.capital]
        words = {fold(t.text) for t in proper}
        if (
            not proper
            or words <= _NOT_PROPER
            or (
                words <= self._kept_places
                and len(match.group().split()) < 2
                and establishment_heads().get(match.group().lower()) in (None, "Surgery", "House")
            )
            or (
                words <= self._kept_places and len(match.group().split()) > 1 and match.group().lower() in _OF_AN_AGENCY
            )
        ):
            return None
        if any(look.is_hard(t) for t in proper):
            return None
        if match.group().lower() == "contact centre" and not words - _ANY_CENTRE:
            return None  # "Customer Contact Centre"
        if match.group().lower() == "practice" and _OF_PRACTICE.match(look.text, match.end()):
            return None  # "the Neglect Practice Pathway"
        end = self._after_head(look, match.end())
        folded = words_of(look.text[tokens[start].start : match.start()] + look.text[match.end() : end])
        if (
            any(  # in the name; the head's own ("police station") says nothing
                folded[k : k + len(a)] == a for a in lexicon().agency_words for k in range(len(folded))
            )
            and establishment_heads().get(match.group().lower()) in ("Organisation", "Surgery", "Clinic", "House", None)
        ):
            return None
        if match.group().lower() in ("assembly", "fellowship", "ministries") and words & _FEASTS:
            return None
        if match.group().lower() == "medical" and (words & _NO_PRACTICE or _MEDICAL_WHAT.match(look.text, match.end())):
            return None
        if match.group().lower() in _SERVICES:
            plain = len(proper) == 1 and tokens[start].opens and look.kind_of(start) == "ordinary"
            if look.passage.heading or look.shouted or _NO_SERVICE.search(proper[-1].text):
                return None
            if plain and (match.group().lower() != "recovery" or words & record_verbs()):
                return None  # "Ring OOH", "Called Out of Hours"
        weak = establishment_heads().get(re.sub(r"\s+", " ", match.group().lower()).replace("’", "'"))
        if weak in (
            "House",
            "Place of Worship",
            "Club",
            "Public House",
            "Hotel",
            "Court",
            "Surgery",
        ) or match.group().lower() in (
            "primary",
            "high",
            "school",
            "hospital",
            "practice",
            "clinic",
            "centre",
            "medical",
            *_TRADES,
        ):
            named = any(look.kind_of(tokens.index(t)) in ("unknown", "first", "weak first") for t in proper)
            if not named and (look.passage.heading or (tokens[start].opens and len(proper) == 1) or look.shouted):
                return None
            if (weak == "House" or match.group().lower() in _TRADES) and not named:
                return None
            if (
                match.group().lower() == "centre"
                and not named
                and not any(fold(t.text) in lexicon().streets for t in proper)
            ):
                return None  # "Contact Centre"; "Mill Lane Centre" is one
        article = (
            start
            and tokens[start - 1].text == "The"
            and not tokens[start - 1].opens
            and look.adjacent(start - 1, start)
        )
        return tokens[start - 1 if article else start].start, end  # "her doctor of The Brewhouse Surgery"

    @staticmethod
    def _joins(look: Look, k: int) -> bool:
        """Token k belongs to the name that goes on at k + 1."""
        tokens = look.tokens
        token = tokens[k]
        between = look.text[token.end : tokens[k + 1].start]
        if between not in (" ", ""):
            return False
        if look.shouted and (fold(token.text) in record_verbs() or fold(token.text) in lexicon().function_words):
            return False  # "MBAYE TAKEN TO HOSPITAL"
        if (
            token.kind == "word"
            and token.capital
            and token.text not in look.role_abbreviations
            and (look.title_at(k)[0] is None or token.text in _PATRONS)
        ):
            return True
        if (
            token.kind == "possessive"
            or (token.text in (".", "'", "’") and k and tokens[k - 1].text in ("St",))
            or (token.text in ("'", "’") and k and tokens[k - 1].capital)
        ):
            return True
        return (
            token.text in ("and", "&", "the", "le", "on")
            and k > 0
            and tokens[k - 1].capital
            and tokens[k - 1].kind == "word"
            and not tokens[k - 1].opens
            and look.kind_of(k - 1) == "unknown"
        )

    @staticmethod
    def _after_head(look: Look, end: int) -> int:
        """Take in "School" after "Primary", "Ltd" after "Homecare"."""
        while match := re.match(
            r"\s+(?:(?:and|&) (?=[A-Z][a-z]+ (?:School|Centre|Home)))?(?:School|Academy|Ltd|Limited|LLP|plc|"
            r"(?:Care|Nursing|Residential|Medical|Health|Children['’]s|Community) (?:Home|Centre|Practice|Hospital)|"
            r"Centre|Home|Service|Surgery|Hospital|College|Practice|Trust|A?FC|IRC|STC|YOI|HMP|PRU|UTC|MIU|PICU|MBU)\b",
            look.text[end:],
        ):
            if match.group().strip() in ("Trust", "Service"):
                break
            end += match.end()
        return end

    @staticmethod
    def _is_shouted_body(look: Look, inside: list[int], chance: float) -> bool:
        """ "LEFT TOWARDS LIBERAL BOWLING CLUB": in a line of capitals only where the model is sure and the last word says what
        it is, and something is left for a name."""
        words = [fold(look.tokens[i].text) for i in inside]
        plain = _NOT_PROPER | GENERIC | _PROCESS | look.role_vocabulary | lexicon().function_words | record_verbs()
        return chance >= _SURE_OF_A_NAME and words[-1] in _last_words_of_heads() and words[0] not in plain

    @staticmethod
    def _glued(look: Look, taken: list[tuple[int, int]]) -> Iterator[Find]:
        """ "an interpreter from MarshLingua", "staff from OwlCare 24": a firm's name of two words in one, as its sign has it."""
        for match in matches(_GLUED, look.text):
            start, end = match.span("name")
            read = any(
                e.label in ("PER", "EST") and e.chance >= _SURE_OF_A_BODY and e.start == start for e in look.readings
            )
            known = any(lexicon().births(half) >= _CALLED_SO for half in (match["one"], match["other"]))  # "MaryAnn"
            if read and not known and not look.hard_between(start, end) and not overlap(taken, start, end):
                taken.append((start, end))
                yield Find(start, end, ORGANISATION, 0.95, "Organisation")

    def _labelled(self, look: Look, start: int, end: int, chance: float) -> Iterator[Find]:
        """What the model takes for an organisation, and no agency: with a word that is no English word ("Larkmoor Cycles"); of
        English words alone ("the Top Spin snooker club") only where the model is sure."""
        inside = [i for i in look.within(start, end) if look.tokens[i].kind == "word"]
        while inside and (
            look.tokens[inside[0]].text.lower() in ("the", "a", "an") or not look.tokens[inside[0]].capital
        ):
            inside.pop(0)
        if len(inside) < 2 or look.hard_between(start, end):
            return
        if look.shouted and not self._is_shouted_body(look, inside, chance):
            return
        if look.passage.heading and chance < _SURE_OF_A_BODY:
            return
        text = look.text[look.tokens[inside[0]].start : look.tokens[inside[-1]].end]
        folded = words_of(text)
        if (
            any(folded[k : k + len(a)] == a for a in lexicon().agency_words for k in range(len(folded)))
            or " ".join(folded) in self._agencies
        ):
            return
        first, last = look.tokens[inside[0]].start, look.tokens[inside[-1]].end
        if chance >= _SURE_OF_A_BODY and _has_a_name_of_its_own(look, inside, folded):
            yield Find(first, last, ORGANISATION, 0.6, "Place" if folded[-1] in _WARDS else code_word(text))
            return
        led = _AT_A_HOUSE.search(look.text, max(0, first - _REACH), first) is not None  # "known from Cobble House"
        sure = _SURE_OF_A_BODY if led and folded[-1] in ("house", "lodge", "court") else _SURE_OF_A_NAME
        if folded[-1] in _SAID_BY_OTHERS and (folded[-1] in _WARDS or chance < sure):
            return  # what a ward is called after tells (wards.py), and houses and centres by their own rules
        if folded[-1] in _ENDS_OF_VILLAGES and _LIES_IN.search(look.text, max(0, first - _REACH), first):
            return  # "lodgings in Sarn Cross"
        kinds = [look.kind_of(i) for i in inside]
        soft = [i for i in inside if look.is_soft(look.tokens[i])]
        if chance >= _SURE_OF_A_NAME:  # "MillHouse Gym"
            mixed = [k == "acronym" and not look.tokens[i].text.isupper() for k, i in zip(kinds, inside, strict=True)]
            kinds = ["unknown" if m else k for m, k in zip(mixed, kinds, strict=True)]
        if "acronym" in kinds or len(soft) == len(inside) or (soft and chance < _SURE_OF_A_NAME):
            return  # "Lisbon Grill" holds a city that stays
        if "first" in kinds or soft:
            if chance >= _SURE_OF_A_NAME:  # "at Zion Methodist", "at Betony Mill"
                yield Find(first, last, ORGANISATION, 0.95, code_word(text))
            return
        if "unknown" not in kinds:
            plain = set(folded) <= _NOT_PROPER | GENERIC | _PROCESS | look.role_vocabulary | lexicon().function_words
            if chance >= _SURE_OF_WORDS and not plain:
                yield Find(first, last, ORGANISATION, 0.55, code_word(text))
            return
        if kinds[0] == "unknown" and kinds[-1] == "ordinary" and folded[-1] not in look.role_vocabulary:
            yield Find(first, last, ORGANISATION, 0.95 if chance >= _SURE_OF_A_BODY else 0.55, "Organisation")
