"""What stands beside a name, or looks like one, and is no part of it: verbs of a note, errands, records, feasts, wards."""

from __future__ import annotations

import re
from collections.abc import Sequence

from redactor.detection.look import Look, is_a_label, is_trade
from redactor.detection.recognisers.name_index import NameIndex
from redactor.detection.recognisers.words_by_place import is_a_town_by_name
from redactor.language.acting import ACTS
from redactor.language.lexicon import fold, lexicon, record_verbs, word_list
from redactor.language.names import is_short_name

A_NAME_TOO = 50  # births from which a verb is a first name too ("Said")
_OF_RECORDS = frozenset("hosp hospital ref id case file unit nhs dob tel ext patient pupil custody log".split())
# what is said in capitals to whoever reads the note: "READ Noel's note", "NOT Noel"
_LOUD = frozenset("READ ASK RING TELL CALL TEXT EMAIL CHASE REMIND CONTACT CHECK NOT NOTE UPDATE THANK SEE".split())
_GOES_ON = re.compile(r"\s(?:at|re|about|for|on|to|by|again|asap|today|tomorrow|if|with|up)\b")
_FEASTS = ("Christmas", "Easter", "Whitsun", "Diwali", "Ramadan", "Eid", "Hanukkah", "Lent", "Michaelmas", "Passover")
_BEFORE_A_FEAST = re.compile(
    r"\b(?:at|before|over|by|after|since|until|till|for|last|next|this|around|near|during|every|each|happy|merry) $",
    re.IGNORECASE,
)
_OF_A_FEAST = re.compile(
    r"\s(?:\d{4}|Eve|Day|[Hh]olidays?|[Pp]art(?:y|ies)|[Cc]ards?|[Pp]resents?|[Dd]inner|[Bb]reak|[Tt]erm|[Pp]lay|[Ff]air)\b"
)
_ON = re.compile(r"\b(?:on|onto|off) $")
_ON_A_WARD = re.compile(r"\b(?:on|to|from|of|in|off|at|onto|and) Ward $")
_LETTERS = re.compile(r", [A-Z](?:\.? ?[A-Z]){0,2}\b(?=[\"”’'.,;)]|$)")
_REACH = 12  # characters before a word
_SURE = 0.9


def leads_a_record(look: Look, i: int, index: NameIndex | None) -> bool:
    """ "Pt Ros DANE", "Husb Karim", "OFFICIAL DANE": what records write before a name (models/lists/record_leads.txt)."""
    token, after = look.tokens[i], look.tokens[i + 1]
    if fold(token.text) not in word_list("record_leads.txt") or not after.capital or after.kind != "word":
        return False
    if not look.shouted and is_short_name(token.text) and _begins_a_name_that_is_read(look, i):
        return False  # "dispatched by Vic Hale"
    known = index is not None and (fold(after.text) in index.surnames or fold(after.text) in index.given)
    return known or look.kind_of(i + 1) in ("first", "weak first", "unknown")


def words_before_a_listed_name(look: Look, i: int, j: int, listed: Sequence[tuple[int, int]]) -> int:
    """ "By Easter Ros Hale", "Alpha Ros Hale", "In Otley Ros Hale": how many words of a name from token i to j stand
    before a name of several words that the list has, and are no first names.

    `listed`: where such names stand, as characters; they begin where the list's own words begin. The list wins: somebody new
    called "Alpha Ros" would take the place of whom the board has coded.
    """
    begin, end = look.tokens[i].start, look.tokens[j].end
    start = next((s for s, e in listed if begin < s < e <= end and _IN_ONE_LINE.fullmatch(look.text, begin, s)), None)
    if start is None:
        return 0
    taken = 0
    while look.tokens[i + taken].start < start and _is_no_first_name(look, i + taken, i):
        taken += 1
    return taken


def _is_no_first_name(look: Look, k: int, i: int) -> bool:
    """Token k, which belongs to the words from token i on, is a feast, a place or a word of the language."""
    word, births = look.tokens[k].text, lexicon().births(look.tokens[k].text)
    title = look.title_at(k)[0]
    if not look.tokens[k].capital or len(word) < 3:
        return False
    if title is not None and title.kind != "role":
        return False
    near = look.text[max(0, look.tokens[i].start - _REACH) : look.tokens[i].start]
    if word in _FEASTS and _BEFORE_A_FEAST.search(near):
        return True
    in_a_place = _IN_A_PLACE.search(near) or (_TO_A_PLACE.search(near) and is_a_town_by_name(word))
    if is_a_label(word) or (births < A_NAME_TOO and in_a_place):
        return True
    return (lexicon().is_ordinary(word) or is_trade(word) or fold(word) in look.role_vocabulary) and births < _OFTEN


_OFTEN = 500  # births from which a word is a first name first of all
_IN_ONE_LINE = re.compile(r"[^\W\d_][\w'’-]*(?: [^\W\d_][\w'’-]*){0,3} ")
_IN_A_PLACE = re.compile(
    r"\b(?:in|at|near|around|outside|inside|into|via|across|towards|within|throughout) $", re.IGNORECASE
)
_TO_A_PLACE = re.compile(r"\b(?:from|to|of|left|visiting|for|between|and) $", re.IGNORECASE)


def _begins_a_name_that_is_read(look: Look, i: int) -> bool:
    """The model of names is sure of somebody whose name begins with token i and goes on behind it."""
    token = look.tokens[i]
    return any(
        e.label == "PER" and e.chance >= _SURE and e.start == token.start and e.end > token.end for e in look.readings
    )


def is_answered(look: Look, i: int, index: NameIndex | None) -> bool:
    """ "Q. Who is older? A. Imre, by a year": the letter and the full stop of an interview, before a first name."""
    tokens = look.tokens
    if tokens[i].text == ".":
        return i > 0 and tokens[i - 1].text in _ASKED and is_answered(look, i - 1, index)
    if tokens[i].text not in _ASKED or tokens[i + 1].text != "." or i + 2 >= len(tokens):
        return False
    word = fold(tokens[i + 2].text)
    first = look.kind_of(i + 2) in ("first", "weak first") or (index is not None and word in index.given)
    if i and tokens[i - 1].text == "?" and tokens[0].text == "Q":
        return True
    return i == 0 and first and (index is None or word not in index.surnames)


_ASKED = frozenset("QA")


def opens_a_note(look: Look, i: int, j: int, index: NameIndex | None) -> bool:
    """What is done or to be done, at token i, before the name that ends at token j: "Agreed C Dale to visit", "ASK Gwyn"."""
    word = look.tokens[i].text
    if fold(word) in record_verbs() and lexicon().births(word) < A_NAME_TOO:
        return True
    if look.kind_of(i + 1) not in ("first", "weak first"):
        return False
    after = look.tokens[j].end
    if word in _LOUD and not look.tokens[i + 1].shouted:
        return word != "READ" or look.tokens[j].kind == "possessive" or look.text[after : after + 1] in "'’"
    if word in _WISHES and _IS_SO.match(look.text, after):  # "Hope Kamil is well."
        return index is None or not index.is_full_name(look.text[look.tokens[i].start : after])
    if word != "Chase" or ACTS.match(look.text, after) or not _GOES_ON.match(look.text, after):
        return False
    return index is None or not index.is_full_name(look.text[look.tokens[i].start : after])


_WISHES = frozenset("Hope Hoping Wish Pray Trust Glad Will May Can".split())
_IS_SO = re.compile(r"\s(?:is|isn['’]t|was|has|hasn['’]t|will|can|gets|feels|does|didn['’]t|knows|got|had)\b")


def is_behind_the_name(look: Look, i: int, j: int, index: NameIndex | None) -> bool:
    """Token j, behind a name from token i on, is a class, the next field, a number's record: "Jo Hill Y11", "To: Jo Cc: Al",
    "HILL Jo RiO 330771"."""
    token = look.tokens[j]
    after = look.tokens[j + 1] if j + 1 < len(look.tokens) else None
    numbered = after is not None and (
        after.text.lower() in ("no", "number") or (after.kind == "number" and len(after.text) > 2)
    )
    if numbered and j > i + 1 and ((fold(token.text),) in lexicon().keep or fold(token.text) in _OF_RECORDS):
        return True
    if index is not None and fold(token.text) in index.surnames:
        return False
    glued = re.fullmatch(r"[A-Z]{1,2}\d{1,2}|\d{1,2}[A-Z]{1,2}", token.text) is not None
    return glued or token.text in ("Cc", "CC", "Bcc")


def is_of_a_season_or_ward(look: Look, i: int, j: int) -> bool:
    """Tokens i to j are a feast, also where somebody is called so ("before Christmas"), or what a ward is called."""
    token = look.tokens[i]
    near = max(0, token.start - _REACH)
    if token.text == "Ward" and j == i + 1:
        return _ON.search(look.text[near : token.start]) is not None  # "on Ward Elwy"
    if i != j:
        return False
    if token.text in _FEASTS and (
        _BEFORE_A_FEAST.search(look.text[near : token.start]) or _OF_A_FEAST.match(look.text, token.end)
    ):
        return True
    return _ON_A_WARD.search(look.text[near : token.start]) is not None


def letters_behind(look: Look, j: int, index: NameIndex | None) -> int:
    """How many characters the letters of the first names take behind a surname of the case: "Dirie, A W" in a register."""
    known = index is not None and fold(look.tokens[j].text) in index.surnames
    match = _LETTERS.match(look.text, look.tokens[j].end) if known else None
    return len(match.group()) if match else 0
