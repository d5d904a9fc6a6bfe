"""Known names that are also words, months or nations ("Hope", "June", "Black"): decided by their neighbours, per mention."""

from __future__ import annotations

import re

from redactor.base.remembered import remembered
from redactor.detection.look import Look
from redactor.detection.recognisers.name_index import NameIndex
from redactor.detection.recognisers.words_by_place import is_the_word
from redactor.language.lexicon import DAYS, MONTHS, SHORT_DAYS, abbreviations, fold, is_no_surname, lexicon
from redactor.language.names import is_short_form


@remembered(8192)
def is_word_too(word: str) -> bool:
    """The name is also an English word, a month or a day, a country or a people."""
    other = lexicon().demonyms | lexicon().geographic
    return (
        lexicon().is_ordinary(word)
        or fold(word) in MONTHS
        or fold(word) in DAYS
        or fold(word) in other
        or (fold(word) in _SHORT_MONTHS)
    )


def is_name_here(look: Look, i: int, word: str, index: NameIndex) -> bool:
    """A known name that is also an English word or a month ("Hope", "June", "Price"): decided by its neighbours."""
    tokens = look.tokens
    token = tokens[i]
    before = tokens[i - 1] if i else None
    after = tokens[i + 1] if i + 1 < len(tokens) else None
    if after is not None and look.adjacent(i, i + 1) and after.capital and index.pairs(word, fold(after.text)):
        return True
    if (
        before is not None
        and look.adjacent(i - 1, i)
        and before.kind == "word"
        and (index.pairs(fold(before.text), word) or before.initial)
    ):
        return True
    if (
        before is not None
        and look.adjacent(i - 1, i)
        and any(is_short_form(before.text, p) for p in index.surnames.get(word, ()) if len(p) > 1)
    ):
        return True
    if is_the_word(look.text, token.start, token.end):
        return False  # "Day care was offered", "Mark 3 of the form"
    if (
        not look.shouted
        and not look.passage.heading
        and not look.is_soft(token)
        and not _is_of_the_calendar(word)
        and _read_as_somebody(look, i)
    ):
        return True
    following = fold(after.text) if after is not None else ""
    beyond = tokens[i + 2] if i + 2 < len(tokens) else None
    if (
        token.opens
        and word in index.given
        and following in ("from", "and", "&", "+")
        and beyond is not None
        and beyond.capital
    ):
        return not look.shouted and not look.passage.heading  # "Robin from Mind: …", "Holly and Ivy were at nursery"
    if token.capital and not look.shouted and _behind_an_office(look, i):
        return True  # "Watch Manager Driver"
    if word in MONTHS and word in index.given and following == "to" and _is_to_do(look, i + 2):
        return True  # "April to chase the order"
    if (word in MONTHS or word in _SHORT_MONTHS) and not _not_a_month(look, i):
        return False
    if word in SHORT_DAYS and _BESIDE_A_DAY.search(look.text, max(0, token.start - 12), token.end + 12):
        return False  # "Clinic Mon, Thu and Fri"
    if look.shouted and (word in index.surnames or word in index.given) and _led_in_capitals(look, i, index):
        return True
    if look.shouted:
        alone = before is None and (after is None or after.text in ",'’") and look.passage.cell is not None
        if before is None and after is not None and after.text == ":" and word in index.given:
            return True  # "BLESSING: NOT IN FLAT"
        acts = word in index.surnames and (
            is_no_surname(following) or (token.opens and look.kind_of(i + 1) == "acronym")
        )
        return alone or acts or following in _AUXILIARIES or following in ("s", "said", "told", "rang", "went", "left")
    if word in MONTHS:
        return True
    if after is not None and look.adjacent(i, i + 1) and look.kind_of(i + 1) == "nation":
        return False  # "Black African"
    if look.is_soft(token) and before is not None and before.text.lower() in _BEFORE_A_PLACE_OR_DAY:
        # "on Sunday", "to Ireland", "is Irish"; "when it was Tyrone" is somebody
        return word in index.given and before.text.lower() in _IS and word not in lexicon().demonyms
    if token.shouted and len(word) > 2:
        alone = after is None or not (after.kind == "word" and after.text.isupper())
        return (
            (not look.is_soft(token) or word in lexicon().geographic)
            and token.text not in abbreviations()
            and (word in index.surnames or alone)
        )
    if (
        before is not None
        and look.adjacent(i - 1, i)
        and before.capital
        and not before.opens
        and look.kind_of(i - 1) in ("ordinary", "acronym")
    ):
        return False
    if (
        after is not None
        and look.adjacent(i, i + 1)
        and after.kind == "word"
        and after.capital
        and look.kind_of(i + 1) == "ordinary"
    ):
        return False
    if not token.opens:
        return not look.passage.heading or _in_small_letters(look)
    if after is None or after.kind == "possessive":
        return True
    if following in _PRONOUNS:
        return word not in _VERBS_TOO
    if following == "to" and word in index.surnames and _to_do(look, i + 2):
        return True
    if (
        following in _NO_SUBJECT_BEFORE
        or (following in ("no", "not", "so") and word in _MODALS)
        or (word in _MODALS and following in _AFTER_MODALS)
    ):
        return False
    if word not in index.given and after.kind == "word":
        return (
            following in _AUXILIARIES or following.endswith("ed") or following in _PAST
        )  # "Young people" is no Mr Young
    return not (word in ("hope", "mark", "concern") and following in ("expressed", "made", "making", "springs"))


def _is_of_the_calendar(word: str) -> bool:
    return word in MONTHS or word in DAYS or word in _SHORT_MONTHS


def _read_as_somebody(look: Look, i: int) -> bool:
    """The model of names is all but sure of this word alone: "Hocking and Sgt Lyle put the door in"."""
    token = look.tokens[i]
    return any(
        e.label == "PER" and e.chance >= _SURE and (e.start, e.end) == (token.start, token.end) for e in look.readings
    )


def _in_small_letters(look: Look) -> bool:
    """A heading written as a sentence ("Contact with Grace before the move"): its capitals mean something."""
    small = (fold(t.text) for t in look.tokens if t.kind == "word" and not t.capital and len(t.text) > 2)
    return not lexicon().function_words.issuperset(small)


def _to_do(look: Look, k: int) -> bool:
    """Of the note "Banks to be interviewed": what is due from token k on is done to people."""
    words = [t.text for t in look.tokens[k : k + 2]]
    return words[:1] == ["be"] and words[-1] in _DONE_TO_PEOPLE


def _behind_an_office(look: Look, i: int) -> bool:
    """A title or an office, in words or in letters ("MW Frame"), ends right before token i."""
    if i and look.adjacent(i - 1, i) and look.tokens[i - 1].text in look.role_abbreviations:
        return True
    for length in (1, 2):
        if i >= length and look.adjacent(i - 1, i):
            title, after = look.title_at(i - length)
            if title is not None and after == i and title.kind not in ("kin",):
                return True
    return False


def _is_to_do(look: Look, k: int) -> bool:
    return k < len(look.tokens) and look.tokens[k].text in _TASKS


def _led_in_capitals(look: Look, i: int, index: NameIndex) -> bool:
    """ "PELL TO MARSH AND FIELD", "FEMALE REED REFUSES": what stands before a known surname that is a word too."""
    before = look.tokens[i - 1].text if i and look.adjacent(i - 1, i) else ""
    if before in _LEADS_IN_CAPITALS:
        return True
    earlier = fold(look.tokens[i - 2].text) if i > 1 else ""
    return before in ("AND", "+", "&", "/") and earlier in index.surnames


_SURE = 0.95
_TASKS = frozenset(
    "chase ring call check ask do complete send speak contact arrange update email text write visit see follow find tell attend "
    "book order refer draft review bring take make get meet".split()
)
_LEADS_IN_CAPITALS = frozenset(
    "TO BY WITH FEMALE MALE SUSPECT VICTIM INFORMANT INFT WITNESS CALLER COMPLAINANT OFFENDER PRISONER OFFICER MISPER "
    "FROM".split()
)


def _not_a_month(look: Look, i: int) -> bool:
    tokens = look.tokens
    before = tokens[i - 1].text.lower() if i else ""
    after = tokens[i + 1] if i + 1 < len(tokens) else None
    earlier = tokens[i - 2].text.lower() if i > 1 else ""
    dated = after is not None and (after.kind == "number" or after.text in ("half", "term", "holiday"))
    if not dated and (before == "with" or (before == "of" and earlier in _OF_SOMEBODY)):
        return True  # "the attendance of April fell", "stayed with June until June"
    if (
        (before.isdigit() and len(before) < 3)
        or re.fullmatch(r"\d+(st|nd|rd|th)", before)
        or before in _MONTH_BEFORE
        or before in ("-", "–", "/")
    ):
        return False
    if after is not None and (
        after.kind == "number"
        or (after.text in ("half", "term", "to", "until", "holiday", "–", "-", "/", "and") and after.text != "and")
    ):
        return False
    return not (before in ("the", "to") and after is not None and after.kind == "mark")


_OF_SOMEBODY = frozenset(
    "attendance behaviour care mother father mum dad sister brother parents family history home school weight needs views wishes "
    "friend friends state progress development injuries bruising assessment photograph photo picture name voice safety".split()
)
_DONE_TO_PEOPLE = frozenset(
    "advised arrested asked assessed bailed charged contacted informed interviewed invited notified offered questioned "
    "referred seen spoken supervised telephoned told visited warned".split()
)
_BESIDE_A_DAY = re.compile(
    rf"\b(?:{'|'.join(SHORT_DAYS)})(?:, | and | & |/| to |-)(?:{'|'.join(SHORT_DAYS)})\b", re.IGNORECASE
)
_SHORT_MONTHS = frozenset("jan feb mar apr jun jul aug sep sept oct nov dec".split())
_AUXILIARIES = frozenset("is was has had does did would could should might must cannot will said told".split())
_PAST = frozenset(
    "rang went came saw knew felt thought wrote left took gave made got found kept met spoke began became held ran put set cut "
    "let read heard brought caught taught sent spent lost meant sat stood led sold told slept drove broke chose woke drew threw "
    "showed lay drank sang fell hid bit swore tore wore stole".split()
)
_BEFORE_A_PLACE_OR_DAY = frozenset(
    "on in to from of for every last next this each by until since is was are were speaks spoke some".split()
)
_IS = frozenset("is was are were".split())
_PRONOUNS = frozenset("you it i we they he she".split())
_VERBS_TOO = frozenset(
    "hope will may mark chase grant bill rob sue pat drew grace dawn faith trust wish can art don jack".split()
)
_MODALS = frozenset(["will", "may", "can", "mark", "bill"])
_AFTER_MODALS = frozenset(
    "be have not also well need require require help continue make take see ask give provide ensure all both".split()
)
_NO_SUBJECT_BEFORE = frozenset(
    "the a an of for to from that this these those be been being your my our their his her there any some "
    "all such half term holiday holidays school".split()
)
_MONTH_BEFORE = frozenset(
    "in since of during until by from early late mid last next this between each every end beginning before after through "
    "january february march april may july august september october november december th".split()
)
