"""Names by their shape: a first name and a surname, initials and a surname, a first name alone, a nickname in quotes.

First names come from the Office for National Statistics' list; what is no English word may be a surname.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from redactor.detection.look import Look, is_trade
from redactor.detection.mentions import MentionKind
from redactor.detection.recognisers.base import Find, Recogniser
from redactor.detection.recognisers.wards import ON_A_WARD
from redactor.documents.model import Story
from redactor.language.lexicon import MONTHS, abbreviations, fold, is_no_surname, lexicon, record_verbs, rows, word_list
from redactor.language.names import QUOTED_WITHIN, is_short_name

PERSON, PLACE = MentionKind.PERSON, MentionKind.PLACE
_PLACE_BEFORE = frozenset("in at from to near around of towards outside into via visiting left".split())
_NAMED_AS = re.compile(
    r"(?:known (?:only |simply |just )?as|goes by|called|named|nicknamed|name of|name is|aka|a\.k\.a\.|alias|"
    r"call (?:her|him|me|them)|answers? to|née|nee|formerly|"
    r"gave (?:her|his|the) name as|signed|spelt)\s+(?:by everybody as |by all as |only |just )?[\"“‘']?$",
    re.IGNORECASE,
)
# "moved to Market Drayle", "in Upper Leigh": villages of two words, the second of which may be a name
_VILLAGE = re.compile(
    r"\b(?:in|at|to|from|near|outside|around|via) (?P<place>(?:Castle|Great|Little|Upper|Lower|Nether|Market|Kirkby|Kirk|Port|"
    r"Mount|Long|Chipping|Stoke|Burton|Newton|Sutton|Thorpe|Bishop['’]?s|King['’]?s|Abbots?) "
    r"[A-Z][a-z]{3,})\b(?! (?:[A-Z]|House|Street|Road))"
)
# of a word of the language only where somebody is called so, no thing
_CALLED = re.compile(
    r"\b(?:man|woman|men|lad|boy|girl|male|female|person|friend|dealer|driver|youth|teenager|someone|somebody|mate|neighbour)"
    r"[^.;,]{0,25}?\b(?:known (?:only |simply |just )?(?:as|to (?:him|her|them|us|staff|friends) as)|called|they call|"
    r"who goes by)\s[\"“‘']?$"
)
_CUE_REACH = 120  # characters before a name in which its cue ends
_VERBS = word_list("doing_words.txt")
_A_NAME_TOO = 50  # births from which the name of a country is a first name, too
ACTS_AS_ONE = re.compile(
    r"\s(?:rang|phoned|texted|cried|laughed|was (?:crying|upset|asleep|tearful)|told me|said (?:she|he)|slept)\b"
)
_GIVEN_OFTEN = (
    500  # births from which a county is a first name wherever it does what people do: "Devon hit his brother"
)
_OWNS_AS_ONE = re.compile(
    r"['’]s (?:mum|mam|mother|dad|father|nan|gran|brother|sister|partner|boyfriend|girlfriend|bedroom|room|behaviour|arm|leg|"
    r"face|school|attendance|mood|birthday|clothes|phone)\b"
)
_LETTERED = frozenset(
    "bay ward block unit zone class year room bed level wing pod plan option group appendix annex".split()
)


_HAS_A_LETTER = frozenset("wing landing spur block houseblock unit pod".split())  # of a prison or a hospital
_SURNAMES_BEGIN = frozenset(
    ["O", "Ó", "MC", "MAC", "DE", "VAN", "EL", "AL", "NI", "NÍ", "AP"]
)  # in records in capitals
# "the step down in June was": what stands before a month, and before no first name
_BEFORE_A_MONTH = frozenset(
    "in since until till during early late mid last next throughout this every each through".split()
)


_MODALS = frozenset(["WILL", "MAY", "CAN", "MUST"])


def is_a_verb(word: str) -> bool:
    """ "WILL WALK UP": what somebody will do, in a line of capitals."""
    folded = fold(word)
    return folded in record_verbs() or folded + "s" in record_verbs() or folded + "ed" in record_verbs()


def _acts_at(look: Look, i: int) -> bool:
    """Token i is what people do, in small letters."""
    return i < len(look.tokens) and look.tokens[i].text.islower() and fold(look.tokens[i].text) in record_verbs()


class NameShapes(Recogniser):
    """What reads as a name without any introduction."""

    kinds = (PERSON, PLACE)

    def find(self, look: Look) -> Iterator[Find]:
        """Spans of names; a single word that also looks like a place after "in", "at", "from" is given as a place."""
        tokens = look.tokens
        yield from self._with_a_by_name(look)
        for match in _VILLAGE.finditer(look.text):
            if not look.hard_between(*match.span("place")):
                yield Find(*match.span("place"), PLACE, 0.8)
        i = 0
        while i < len(tokens):
            kind = look.kind_of(i)
            if (turned := self._capitals_first(look, i)) > i:
                yield Find(tokens[i].start, tokens[turned - 1].end, PERSON, 0.92)
                i = turned
                continue
            if kind == "initial":
                end = self._initial_and_surname(look, i)
            elif kind in ("first", "weak first", "unknown"):
                end = self._name(look, i, kind)
            elif (
                kind == "ordinary"
                and i
                and not look.shouted
                and _CALLED.search(look.text, max(0, tokens[i].start - 60), tokens[i].start)
            ):
                end = i + 1  # "a man known only as Badger"
            elif kind in ("ordinary", "nation") and is_a_town(look, i):
                end = i + 1  # "at work in Reading"
            elif kind == "ordinary" and i and is_trade(tokens[i - 1].text) and is_short_name(tokens[i].text):
                end = i + 1  # "Caretaker Col"
            elif kind == "ordinary" and i and self._holds_an_office_and_acts(look, i):
                end = i + 1  # "paramedic Fields took out"
            else:
                end = i
            if end == i and kind == "weak first" and is_a_town(look, i):
                end = i + 1  # "an aunt in Wells"
            if end > i:
                words = [t for t in tokens[i:end] if t.kind == "word"]
                score = 0.85 if len(words) > 1 else 0.7 if kind == "first" else 0.5
                what = self._kind(look, i, end, kind)
                end = _end_of_a_village(look, end) if what is PLACE else end
                yield Find(tokens[i].start, tokens[end - 1].end, what, score)
                i = end
            else:
                i += 1

    @staticmethod
    def _with_a_by_name(look: Look) -> Iterator[Find]:
        """`Terence "Tez" Malkin`, `Katherine (Kay) Hill`: one name."""
        for match in QUOTED_WITHIN.finditer(look.text):
            kinds = [look.kind_of(i) if (i := look.beginning_at(match.start(n))) is not None else "" for n in (1, 2, 3)]
            if (
                kinds[0] in ("first", "weak first", "unknown")
                and kinds[1] not in ("other", "nation", "")
                and (kinds[1] != "acronym" or look.shouted)
                and (kinds[2] in ("first", "weak first", "unknown") or (kinds[2] == "ordinary" and kinds[0] == "first"))
            ):
                yield Find(*match.span(), PERSON, 0.9)

    @staticmethod
    def _capitals_first(look: Look, i: int) -> int:
        """ "DOYLE, Kieran": a surname in capitals before a comma, as police records write it."""
        tokens = look.tokens
        if tokens[i].text in _SURNAMES_BEGIN and i + 1 < len(tokens) and look.adjacent(i, i + 1):
            return end if (end := NameShapes._capitals_first(look, i + 1)) > i + 1 else i  # "O DONNELL, Ann"
        if (
            look.shouted
            or i + 2 >= len(tokens)
            or tokens[i + 1].text != ","
            or not tokens[i].shouted
            or len(tokens[i].text) < 4
            or look.is_hard(tokens[i])
        ):
            return i
        after = tokens[i + 2]
        if (
            after.shouted
            or look.kind_of(i + 2) not in ("first", "unknown", "weak first")
            or tokens[i].text in abbreviations()
            or tokens[i].text in look.role_abbreviations
        ):
            return i
        if look.is_soft(after):
            return i
        end = look.name_run(i + 2, surname_due=False)
        ranked = bool(i) and look.title_at(i - 1)[0] is not None
        return (
            i if ranked and sum(t.kind == "word" for t in tokens[i + 2 : end]) > 1 else end
        )  # "DS DOYLE, Ann Hill": two

    def _name(self, look: Look, i: int, kind: str) -> int:
        tokens = look.tokens
        token = tokens[i]
        title, _ = look.title_at(i)
        if title is not None and not title.inside and i + 1 < len(tokens) and tokens[i + 1].capital:
            return i  # "Nana Rose", "Sister Bell": the word of kinship or office stays
        introduced = bool(_NAMED_AS.search(look.text, max(0, token.start - _CUE_REACH), token.start)) if i else False
        end = look.name_run(i, surname_due=False)
        # "Kayleigh M": a first name and the first letter of a surname
        sure_first = (
            kind == "first"
            or (kind == "unknown" and not token.opens)
            or (kind == "weak first" and lexicon().births(token.text) >= 150 and not token.opens)
        )
        if (
            end == i + 1
            and sure_first
            and end < len(tokens)
            and tokens[end].initial
            and look.adjacent(i, end)
            and tokens[end].text not in "IA"
        ):
            following = look.text[tokens[end].end : tokens[end].end + 2]
            if not re.match(r"[.\w]?\w|\. ?[A-Z]", following) or following[:1] in " ,;:)\"'’”":
                end += 1
        if fold(token.text) in _LETTERED and end == i + 2 and tokens[i + 1].initial:
            return i  # "Bay C", "Ward B"
        words = [t for t in tokens[i:end] if t.kind == "word"]
        if len(words) == 2 and fold(words[1].text) == "ward" and ON_A_WARD.search(look.text, 0, token.start):
            return i
        if introduced:
            return max(end, i + 1)
        if len(words) > 1:
            soft = all(look.is_soft(t) for t in words)
            if (
                look.shouted
                and all(lexicon().is_ordinary(t.text) for t in words)
                and (lexicon().births(token.text) < 1000 or (token.text in _MODALS and is_a_verb(words[1].text)))
            ):
                return i  # "RED FLAG SEPSIS"
            return i if soft or (kind == "weak first" and self._modal(look, i)) else end
        if look.is_soft(token) and fold(token.text) in MONTHS and kind in ("first", "weak first"):
            following = tokens[i + 1].text if i + 1 < len(tokens) else ""
            doing = following in ("'s", "’s") or (fold(following) in _VERBS and following != "and")
            dated = bool(i) and (tokens[i - 1].kind == "number" or fold(tokens[i - 1].text) in _BEFORE_A_MONTH)
            return end if doing and not look.passage.heading and not dated else i
        if look.is_soft(token) and self._is_spoken_to(look, i):
            return end
        if look.is_soft(token) or (look.passage.heading and kind != "first"):
            return i
        if kind == "first":
            return end if lexicon().births(token.text) >= 5 or not token.opens else i
        if kind == "weak first":
            return end if self._stands_out(look, i) else i
        return end if self._unknown_person(look, i) else i

    @staticmethod
    def _modal(look: Look, i: int) -> bool:
        """ "Will Hendon School …?", "May I …": a verb that opens a sentence, not a first name."""
        token = look.tokens[i]
        return token.opens and token.text in (
            "Will",
            "May",
            "Can",
            "Mark",
            "Bill",
            "Art",
            "So",
            "Do",
            "An",
            "My",
            "Young",
            "Early",
            "Guy",
        )

    @staticmethod
    def _stands_out(look: Look, i: int) -> bool:
        """A word that is also a first name ("Hope", "Bill") with a capital in the middle of plain prose, or doing something."""
        tokens = look.tokens
        token = tokens[i]
        if look.shouted or token.shouted or look.passage.heading:
            return False
        neighbours = [
            k for k in (i - 1, i + 1) if 0 <= k < len(tokens) and (look.adjacent(k, i) or look.adjacent(i, k))
        ]
        if any(
            tokens[k].kind == "word"
            and tokens[k].capital
            and not tokens[k].opens
            and look.kind_of(k) in ("ordinary", "acronym", "other")
            for k in neighbours
        ):
            return False  # part of a title in capitals
        if i and tokens[i - 1].text in ("a", "an"):
            return False  # "a Bishop's letter"
        of_an_office = i > 1 and tokens[i - 1].text == "of" and look.kind_of(i - 2) == "ordinary"
        if of_an_office and look.title_at(i - 2)[0] is None:
            return False  # "the Court of Justice"
        following = tokens[i + 1].text if i + 1 < len(tokens) else ""
        if token.opens:
            return (
                (following in ("'s", "’s") or fold(following) in _VERBS)
                and lexicon().births(token.text) >= 200
                and following != "and"
            )
        return lexicon().births(token.text) >= 150

    @staticmethod
    def _unknown_person(look: Look, i: int) -> bool:
        """No first name, no English word: somebody's name or a place's, where the sentence treats it so."""
        tokens = look.tokens
        token = tokens[i]
        if len(token.text) < 3 or (look.shouted and len(token.text) < 5):
            return False
        if token.opens:
            following = tokens[i + 1].text if i + 1 < len(tokens) else ""
            return (
                following in ("'s", "’s")
                or fold(following) in _VERBS
                or (following == "" and look.passage.place.story is Story.BODY and look.passage.cell is not None)
            )
        return True

    @staticmethod
    def _is_spoken_to(look: Look, i: int) -> bool:
        """ "told Chad on the phone", "Mali rang": a country that is a first name, where people are told and act."""
        tokens = look.tokens
        country = fold(tokens[i].text) in lexicon().geographic and lexicon().births(tokens[i].text) >= _A_NAME_TOO
        if not country or (i + 1 < len(tokens) and tokens[i + 1].capital):
            return False
        before = fold(tokens[i - 1].text) if i else ""
        if before in ("told", "asked", "rang", "phoned", "texted", "emailed"):
            return True
        if ACTS_AS_ONE.match(look.text, tokens[i].end):
            return True
        often = lexicon().births(tokens[i].text) >= _GIVEN_OFTEN and before not in _PLACE_BEFORE and before != "of"
        return often and bool(_acts_at(look, i + 1) or _OWNS_AS_ONE.match(look.text, tokens[i].end))

    @staticmethod
    def _is_article(look: Look, i: int) -> bool:
        """ "IT WAS A JOY TO READ A CREW MEMBER'S LETTER": a word of the language behind what comes before an article."""
        before = fold(look.tokens[i - 1].text) if i else ""
        word = look.tokens[i + 1].text
        led = before in lexicon().function_words or before in record_verbs()
        return is_no_surname(fold(word)) or (led and lexicon().is_ordinary(word))

    @staticmethod
    def _holds_an_office_and_acts(look: Look, i: int) -> bool:
        """Behind an office in small letters a word with a capital that does something is a surname."""
        before, after = look.tokens[i - 1], look.tokens[i + 1] if i + 1 < len(look.tokens) else None
        office = lexicon().titles.get(before.text)
        holds = before.text.islower() and (is_trade(before.text) or (office is not None and office.kind == "role"))
        word = fold(look.tokens[i].text)
        if not holds or after is None or not look.adjacent(i - 1, i) or look.shouted or look.passage.heading:
            return False
        return after.text in record_verbs() and word not in look.role_vocabulary and not look.is_soft(look.tokens[i])

    @staticmethod
    def _is_a_grade_or_sex(look: Look, i: int) -> bool:
        """The letter at token i ends what a report is graded by ("B-2-C. Caller rang", "cat C. Warning letter"), or tells the
        sex behind an age ("77 M. Unkempt")."""
        before = look.tokens[i - 1] if i else None
        if before is None:
            return False
        if (
            before.text.islower()
            and before.text in word_list("lettered_things.txt")
            and look.title_at(i - 1)[0] is None
        ):
            following = look.text[look.tokens[i].end :]
            if re.match(r"\. [A-Z]", following) and look.kind_of(i + 2) == "ordinary":
                return True
        if before.text == "-" and before.end == look.tokens[i].start and i > 1 and look.tokens[i - 2].kind == "number":
            return True
        aged = before.kind == "number" and before.text.isdigit() and int(before.text) < 110
        return aged and look.tokens[i].text in "MF" and look.text[look.tokens[i].end :][:1] in ".,)"

    @staticmethod
    def _begins_a_sentence(look: Look, i: int) -> bool:
        """ "sat with T. Sandwiches eaten", "as for M. Unclear.": behind a letter's full stop an English word that is nobody's
        surname as far as is known."""
        word = fold(look.tokens[i].text)
        ordinary = look.kind_of(i) == "ordinary" and word not in word_list("surnames_that_are_words.txt")
        return ordinary and look.tokens[i - 1].text == "." and look.tokens[i].start > look.tokens[i - 1].end

    def _initial_and_surname(self, look: Look, i: int) -> int:
        tokens = look.tokens
        if (i and tokens[i - 1].text in ("'", "’")) or look.is_hard(tokens[i]) or self._is_a_grade_or_sex(look, i):
            return i
        if look.passage.heading and i == 0 and tokens[1:2] and tokens[1].text == ".":
            return i  # "C. Jayden's account": the third part
        end = look.name_run(i, surname_due=False)
        words = [t for t in tokens[i:end] if t.kind == "word" and len(t.text) > 1]
        if (
            words
            and tokens[i].text in "ABCDEFGHJK"
            and list(tokens[i + 1 : i + 2]) == words
            and fold(words[0].text) in _HAS_A_LETTER
        ):
            return i  # "moved to A Wing"
        if not words or (tokens[i].text in "IA" and tokens[i].opens and tokens[i + 1].text != "."):
            return i
        if look.shouted and tokens[i].text == "A" and tokens[i + 1].text != "." and self._is_article(look, i):
            return i
        first_word = next(k for k in range(i, end) if tokens[k].kind == "word" and len(tokens[k].text) > 1)
        if look.kind_of(first_word) == "ordinary" and (look.passage.heading or look.shouted or _numbers(look, i)):
            return i
        signed = i > 0 and tokens[i - 1].text.lower() == "by"  # "signed by A. Pride"
        if len(words) == 1 and tokens[i + 1].text == "." and not signed and self._begins_a_sentence(look, first_word):
            return i
        if (
            look.kind_of(first_word) == "ordinary"
            and tokens[i + 1].text != "."
            and (len(words) == 1)
            and not look.passage.cell
        ):
            return i if tokens[i].text in "IA" or is_no_surname(fold(tokens[first_word].text)) else end
        return end

    def _kind(self, look: Look, i: int, end: int, kind: str) -> MentionKind:
        if end - i > 2 or kind in ("initial",):
            return PERSON
        labels = {
            e.label
            for e in look.readings
            if e.chance >= (0.7 if e.label == "EST" else 0.5)
            and e.start < look.tokens[end - 1].end
            and look.tokens[i].start < e.end
        }
        before = look.tokens[i - 1].text.lower() if i else ""
        located = before in _PLACE_BEFORE
        if end - i == 1 and is_a_town(look, i):
            return PLACE
        if (
            kind == "unknown"
            and end - i == 1
            and (
                (located and "PER" not in labels)
                or (labels and labels <= {"LOC", "EST"} and (located or before in ("the", ",", "and")))
            )
        ):
            return PLACE
        if (
            kind == "first"
            and end - i == 1
            and located
            and before in ("in", "near", "around")
            and labels <= {"LOC", "EST"}
            and labels
        ):
            return PLACE
        return PERSON


_LIVES = re.compile(
    r"(?:\b(?:live[sd]?|living|born|grew up|brought up|moved|settled|based|stay(?:s|ed|ing)?|family|home|house|flat|relatives|"
    r"aunt(?:y|ie)?|uncle|gran|nan|nana|grandma|grandparents|grandad|granddad|parents|mum|dad|mother|father|sister|brother|"
    r"cousins?|sons?|daughters?|friends?|mates?|pal|job|work(?:s|ed|ing)?|uni|university|college|prison|refuge|hospital|off|gone|"
    r"going|went|back|train|bus|coach|drove|driven|driving|trip|weekend|ran away|run away|ended up|picked up|found) |"
    r"['’]s |\b(?:he|she|they|mum|dad)(?: is| was|['’]s) (?:now |still |away )?)"
    r"(?:(?:back|down|up|over|out|off|away) )?(?:in|to|from|near) $",
    re.IGNORECASE,
)


_LESSONS = frozenset(
    "lesson lessons group groups age ages level levels book books scheme test tests skills score scores "
    "training practice club match team kit league session sessions recovery water bag bags soup".split()
)


_ON_A_RIVER = re.compile(r"[ -](?:upon|on|under|next)[ -](?:the[ -])?")


# "Sarn Cross", "Upper Brill Green": the second word of a village's name
_OF_A_VILLAGE = frozenset(
    "Cross Green Common End Magna Parva Bridge Heath Hill Bay Sands Moor Marsh Ferry Mill Head Row Gate Ash Oak Wood Vale Fell "
    "Fold Bank Bottom Corner Hatch Haven Ford Regis Abbas Mere Tarn Water Wells Spa Quay Port".split()
)


def _end_of_a_village(look: Look, end: int) -> int:
    """Behind which token (exclusive) a place ends whose first word ends at `end`: with "Cross", unless a name goes on there."""
    tokens = look.tokens
    if (
        end >= len(tokens)
        or tokens[end].text not in _OF_A_VILLAGE
        or look.is_hard(tokens[end])
        or look.text[tokens[end - 1].end : tokens[end].start] != " "
    ):
        return end
    behind = tokens[end + 1] if end + 1 < len(tokens) else None
    goes_on = behind is not None and behind.capital and look.text[tokens[end].end : behind.start] == " "
    return end if goes_on else end + 1


@cache
def _towns() -> frozenset[str]:
    """Towns and cities of one word, without those that stand for many other things."""
    names = frozenset(r["name"] for r in rows("towns.csv") if r["what"] in ("town", "district"))
    # "Hull" of Kingston upon Hull, "Stoke" of Stoke-on-Trent
    short = {part for name in names for part in _ON_A_RIVER.split(name)} & word_list("large_places.txt")
    return (names | short) - {"March", "Street", "Church", "Stone", "Avon"}


def is_a_town(look: Look, i: int) -> bool:
    """Token i is a town by its name, by the model and by what stands before it: "in Reading", "from Leeds and Slough"."""
    token = look.tokens[i]
    before = look.tokens[i - 1] if i else None
    if token.text not in _towns() or before is None or look.is_hard(token):
        return False
    listed = before.text in (",", "and", "or", "&") and i > 1 and look.tokens[i - 2].text in _towns()
    listed = listed or (
        before.text == "," and i > 1 and fold(look.tokens[i - 2].text) in lexicon().streets
    )  # "Peel Court, Harrow"
    if not listed and before.text.lower() not in _PLACE_BEFORE:
        return False
    after = look.tokens[i + 1].text if i + 1 < len(look.tokens) else "."
    if after in _LESSONS:
        return False  # "back to Reading group"
    if _LIVES.search(look.text, max(0, token.start - 40), token.start):
        return True
    if listed and after in (",", "and", "or", "&", ".", ";", ")"):
        return True
    return any(
        e.label == "LOC" and e.chance >= 0.9 and e.start <= token.start and token.end <= e.end for e in look.readings
    )


def _numbers(look: Look, i: int) -> bool:
    """The letter numbers a section: "A. Criminal proceedings", "B. Trial"; not "B. Hill attended"."""
    tokens = look.tokens
    if i or tokens[0].text not in "ABCDEFGH" or tokens[1].text != "." or look.passage.cell:
        return False
    following = tokens[3] if len(tokens) > 3 else None
    if following is None:
        return True
    acts = fold(following.text) in _VERBS - {"and"} or following.text.endswith("ed")
    return following.kind == "word" and not following.capital and not acts
