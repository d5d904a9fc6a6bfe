"""From the spans of many recognisers to mentions that do not overlap, with edges where a reader would put them.

Person spans are united word by word, so that "Jane" found by one recogniser and "Smith" by another are one name; titles,
ranks and collar numbers before the name go with it. Where kinds overlap, the more certain kind wins: an e-mail address
over the name inside it, a house over the surname in its street.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from redactor.detection.beside_names import (
    A_NAME_TOO,
    is_answered,
    is_behind_the_name,
    is_of_a_season_or_ward,
    leads_a_record,
    letters_behind,
    opens_a_note,
    words_before_a_listed_name,
)
from redactor.detection.look import Look, is_trade
from redactor.detection.mentions import Kept, Mention, MentionKind
from redactor.detection.protect import stays_as_a_place
from redactor.detection.recognisers.broken_names import rest_of_a_broken_word
from redactor.detection.recognisers.landmarks import NO_PERSON
from redactor.detection.recognisers.lettered import LETTERS
from redactor.detection.recognisers.name_index import NameIndex
from redactor.detection.recognisers.name_lists import ONE_OF_A_CREW
from redactor.detection.recognisers.words_by_place import is_the_town, is_the_word
from redactor.detection.whole_names import completed
from redactor.documents.model import Story
from redactor.language.cover import Cover
from redactor.language.lexicon import MONTHS, abbreviations, fold, is_no_surname, lexicon, record_verbs
from redactor.language.names import AFTER_A_NAME, PARTICLES, SMALL_TITLES, abbreviated_firsts, is_short_name

PERSON = MentionKind.PERSON
_RANK = {
    MentionKind.IDENTIFIER: 5,
    MentionKind.DATE_OF_BIRTH: 4,
    MentionKind.ADDRESS: 3,
    MentionKind.ORGANISATION: 2,
    MentionKind.PERSON: 1,
    MentionKind.PLACE: 0,
}


_SO_WAS = frozenset(
    "was did do am than so as had have could would will should can were".split()
)  # "so was I. Dan said"
_MOST_TITLES = 16  # tokens before a name that can go with it: "Rt. Hon. Prof. Dr. 1234"


@dataclass(frozen=True, slots=True)
class Span:
    """What one recogniser says about characters `start` to `end` (exclusive)."""

    start: int
    end: int
    kind: MentionKind
    score: float
    recogniser: str
    label: str = ""


def assemble(
    look: Look, spans: Sequence[Span], index: NameIndex | None, kept_places: frozenset[str]
) -> tuple[tuple[Mention, ...], tuple[Kept, ...]]:
    """Mentions of one passage in order, without overlaps, and what was kept.

    `index` is the case's memory on the second look, None on the first.
    """
    if look.passage.place.story is Story.AUTHOR and (
        whole := next((s for s in spans if s.kind is PERSON and s.end - s.start == len(look.text)), None)
    ):
        return (_mention(look, whole),), ()
    others = [
        _without_who_lives_there(look, s, spans)
        for s in spans
        if s.kind is not PERSON
        and not _whom_the_file_is_about(look, s, spans)
        and not _is_of_the_case(look, s, spans, index)
    ]
    chosen: list[Span] = []
    cut_off: list[Span] = []
    taken = Cover(len(look.text))
    names = _without_what_follows_an_initial(look, [s for s in spans if s.kind is PERSON])
    people = _people(look, names, index)
    sure = _Around((n.start, n.end) for n in names if n.score >= 0.9)
    for span in sorted(
        [*others, *people], key=lambda s: (-_rank(s, look, names, others, sure), -(s.end - s.start), -s.score)
    ):
        if _stays(look, span, kept_places, names, index):
            continue
        if not taken.touches(span.start, span.end):
            chosen.append(span)
            taken.take(span.start, span.end)
        elif span.kind is PERSON:
            cut_off.append(span)
    # "DC Hale, j.hale@…", whose reading runs into the address: what is left of the name is a name
    parts = [n for n in names if any(c.start <= n.start and n.end <= c.end for c in cut_off)]
    for span in sorted(parts, key=lambda s: (s.start - s.end, -s.score)):
        if not taken.touches(span.start, span.end) and not _stays(look, span, kept_places, names, index):
            chosen.append(span)
            taken.take(span.start, span.end)
    chosen = _over_line_ends(look, completed(look, sorted(chosen, key=lambda s: s.start)), index)
    for span in chosen:
        taken.take(span.start, span.end)
    kept = [
        Kept(look.passage.number, p.start, p.end, p.reason) for p in look.protected if not taken.touches(p.start, p.end)
    ]
    return tuple(_mention(look, s) for s in chosen), tuple(kept)


def _over_line_ends(look: Look, spans: list[Span], index: NameIndex | None) -> list[Span]:
    """The other half of a name that is broken at a line's end goes with it, and what follows of the name in that line."""
    if "\n" not in look.text:
        return spans
    known = (*index.given, *index.surnames) if index is not None else ()
    found: list[Span] = []
    for span in spans:
        end = span.end
        if span.kind is PERSON:
            if found and found[-1].kind is PERSON and found[-1].end > span.start:
                continue  # its half has gone with the name before
            rest = rest_of_a_broken_word(look.text, span.start, span.end, known)
            if rest is None:
                continue
            end = rest
        broken = found and found[-1].kind is PERSON and "-\n" in look.text[found[-1].start : found[-1].end]
        if broken and span.kind is PERSON and look.text[found[-1].end : span.start] == " ":
            found[-1] = replace(found[-1], end=end)
        else:
            found.append(replace(span, end=end))
    return found


def _is_of_the_case(look: Look, span: Span, spans: Sequence[Span], index: NameIndex | None) -> bool:
    """A town by its name where the case has somebody called so: "Filey rang", of a Mr Filey."""
    if span.label != NO_PERSON or " " in (text := look.text[span.start : span.end]):
        return False
    listed = any(s.recogniser == "ListedNames" and s.start < span.end and span.start < s.end for s in spans)
    return listed or (index is not None and fold(text) in index.surnames | index.given)


def _whom_the_file_is_about(look: Look, span: Span, spans: Sequence[Span]) -> bool:
    """ "L-O Orrell School imr" as the name of a file: the listed name is the child's, and the school's is none; unless the list
    has an Orrell School."""
    if look.passage.place.story is not Story.FILE_NAME or span.kind is not MentionKind.ORGANISATION:
        return False
    listed = any(s.recogniser == "ListedPlaces" and s.start <= span.start < s.end for s in spans)
    return not listed and any(
        s.kind is PERSON and s.recogniser == "ListedNames" and span.start <= s.start and s.end < span.end for s in spans
    )


def _without_what_follows_an_initial(look: Look, names: Sequence[Span]) -> list[Span]:
    """ "Rachel I. Step down": where Rachel's own initial ends her name, the word that begins a sentence is no surname."""
    ends = {
        s.end: s.start
        for s in names
        if s.recogniser == "ListedNames" and re.search(r"\w [A-Z]$", look.text[s.start : s.end])
    }

    def follows(span: Span) -> bool:
        match = _INITIAL_AND_WORD.match(look.text, span.start)
        if match is None or ends.get(span.start + 1, span.start) >= span.start:
            return False
        word = look.beginning_at(match.start("word"))
        return word is not None and look.kind_of(word) in ("ordinary", "other")

    return [s for s in names if not follows(s)]


_INITIAL_AND_WORD = re.compile(r"[A-Z]\. (?P<word>[A-Z][a-z]+)\b")


def _without_who_lives_there(look: Look, span: Span, spans: Sequence[Span]) -> Span:
    """ "Parents of Asha Rao, 6 Mill House": the name or the listed practice before the house number is no part of the address."""
    if span.kind is not MentionKind.ADDRESS or not (lead := _BEFORE_THE_NUMBER.match(look.text, span.start, span.end)):
        return span
    if any(s.start == span.start and s.end >= span.end for s in spans if s.recogniser == "ListedPlaces"):
        return span  # the name of the house, as the board writes it
    name_end = lead.end("name")
    house = fold(lead["name"].split()[-1]) in lexicon().streets  # "Heron Cottage, 6 Mill Lane"
    # "Bryn Teg, 6 Mill Lane": the model of names reads an address where the words look like a name
    read = any(r.label == "ADR" and r.start < name_end and span.start < r.end for r in look.readings)
    whose = any(
        (s.start <= span.start or (s.kind is PERSON and s.start < name_end))  # "Caller Mrs Hill, 6 Mill House"
        and name_end <= s.end < span.end
        and (
            (s.kind is PERSON and s.score >= 0.85 and not house and not (read and s.recogniser in _BY_THEIR_LOOK))
            or (s.kind is MentionKind.ORGANISATION and s.recogniser == "ListedPlaces")
        )
        for s in spans
    )
    return replace(span, start=lead.end()) if whose else span


_BY_THEIR_LOOK = ("NameShapes", "SecondLook")
_BEFORE_THE_NUMBER = re.compile(r"(?P<name>[^,\d\n]{2,60}),\s+(?=\d)")


def _mention(look: Look, span: Span) -> Mention:
    return Mention(
        look.passage.number,
        span.start,
        span.end,
        look.text[span.start : span.end],
        span.kind,
        span.score,
        span.recogniser,
        span.label,
    )


class _Around:
    """Whether one of these spans goes from the start of another to its end, or further."""

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        ordered = sorted(spans)
        self._starts = [start for start, _ in ordered]
        self._reach = list(accumulate((end for _, end in ordered), max))

    def goes_round(self, span: Span) -> bool:
        before = bisect_right(self._starts, span.start)
        return before > 0 and self._reach[before - 1] >= span.end


def is_part_of(span: Span, other: Span) -> bool:
    """A place known from an earlier run is not cut out of a house in it, or of a school that is called after it."""
    inside = other.start <= span.start and span.end <= other.end and (other.start, other.end) != (span.start, span.end)
    return inside and other.kind in (MentionKind.ADDRESS, MentionKind.ORGANISATION) and other.score >= 0.7


def _rank(span: Span, look: Look, names: Sequence[Span], others: Sequence[Span], sure: _Around) -> float:
    rank = float(_RANK[span.kind])
    if span.recogniser == "ListedPlaces" and not any(is_part_of(span, o) for o in others):
        return 3.5 if span.kind is MentionKind.ORGANISATION else rank  # "Elm Court Nursing Home" is no address
    addressed = span.kind is MentionKind.IDENTIFIER and look.text[span.start] == "@"
    if addressed and any(n.score >= 0.85 and n.start == span.start + 1 and n.end > span.end for n in names):
        return 0.9  # "@Jane Hill": somebody is addressed, by first name and surname
    if span.kind is MentionKind.IDENTIFIER and span.label == "reference number":
        if any(n.score >= 0.85 and n.start < span.end and span.start < n.end for n in names):
            return 0.9  # a collar number goes with its officer
        return 2.5  # a loose pattern gives way to a date of birth or an address
    covering = sure.goes_round(span)
    if span.kind is MentionKind.ADDRESS and span.score < 0.7:
        rank = 0.8 if covering else 1.5  # a person called Street or Lane, where no number makes it an address
    if span.kind is MentionKind.ORGANISATION and span.score < 0.7:
        rank = 0.5
    if span.kind is MentionKind.ORGANISATION and span.score < 0.95 and covering:
        rank = 0.8  # a person called Church or House
    if span.kind is PERSON and span.score < 0.55:
        rank = -0.5
    if span.label == NO_PERSON:
        return 1.2
    if span.kind is MentionKind.PLACE and span.score >= 0.75:
        rank = 1.2 if not any(n.start <= span.start and n.end >= span.end and n.score >= 0.85 for n in names) else 0.0
    return rank


def _stays(look: Look, span: Span, kept_places: frozenset[str], names: Sequence[Span], index: NameIndex | None) -> bool:
    """True where the span may not become a mention."""
    text = look.text[span.start : span.end]
    if span.kind is MentionKind.PLACE:
        folded = " ".join(fold(w) for w in text.split())
        if folded in kept_places or stays_as_a_place(look.text, span.start, text) or fold(text) in lexicon().demonyms:
            return True
        return any(look.is_soft(t) or look.is_hard(t) for t in look.beginning_in(span.start, span.end))
    if span.kind is MentionKind.ORGANISATION and index is not None and _bears_the_name(look, span, names, index):
        return True
    if span.kind is PERSON:
        words = [t for t in look.beginning_in(span.start, span.end) if t.kind == "word"]
        if len(words) == 1 and is_the_town(look.text, words[0].start, words[0].end):
            return True  # "had been in Preston": nobody, though the case has a Mr Preston
        if words and index is not None and is_the_word(look.text, words[0].start, words[0].end):
            # "GRANT ACCESS", which the model reads as a name in capitals
            return len(words) == 1 or (look.shouted and lexicon().is_ordinary(words[-1].text))
        folded = " ".join(fold(t.text) for t in words)
        if folded in kept_places and not any(
            s.score >= 0.85 for s in names if s.start < span.end and span.start < s.end
        ):
            return True
        if len(words) == 1 and len(words[0].text) == 1 and not re.match(r"\d", text):
            return span.label not in (LETTERS, "initials", "shares the surname")
        lone = re.fullmatch(r"(?:Mrs?|Ms|Miss|Mx|Dr)\.? ([A-Z])", text)
        if lone and span.label != LETTERS:
            return index is None or not any(s.startswith(lone.group(1).casefold()) for s in index.surnames)
    return False


def _bears_the_name(look: Look, span: Span, names: Sequence[Span], index: NameIndex) -> bool:
    """ "GEORGE ABBEY" where the case knows a Mr Abbey: a first name and a surname of the case, no place of worship."""
    words = [i for i in look.within(span.start, span.end) if look.tokens[i].kind == "word"]
    if len(words) != 2 or look.kind_of(words[0]) != "first" or fold(look.tokens[words[1]].text) not in index.surnames:
        return False
    return any(n.start <= span.start and span.end <= n.end for n in names)


def _people(look: Look, spans: Sequence[Span], index: NameIndex | None) -> list[Span]:
    """Person spans united word by word and extended to the title before them."""
    tokens = look.tokens
    crew = [s for s in spans if s.label == ONE_OF_A_CREW]
    if crew:  # "QUICK, TETTEY" is no Tettey Quick
        spans = [s for s in spans if s in crew or not any(c.start < s.end and s.start < c.end for c in crew)]
    owner: list[Span | None] = [None] * len(tokens)
    fixed = [
        s
        for s in spans
        if s.label in ("shares the surname", LETTERS) or (s.label == "initials" and "." in look.text[s.start : s.end])
    ]
    joined: list[tuple[int, int]] = []
    for span in spans:
        if span in fixed:
            continue
        inside = look.within(span.start, span.end)
        if not inside:
            continue
        joined.append((inside[0], inside[-1]))
        for i in inside:
            if owner[i] is None or span.score > owner[i].score:  # type: ignore[union-attr]
                owner[i] = span
    for k in _fields_behind_letters(look):
        owner[k] = None
    # token i and i + 1 lie in one span, and no second person begins there ("… told Mrs G. Mr M left")
    bridges = {i for a, b in joined for i in range(a, b) if tokens[i].text != "." or not _is_courtesy(look, i + 1)}
    listed = [(s.start, s.end) for s in spans if s.recogniser == "ListedNames" and _is_of_two_words(look, s)]
    found = list(fixed)
    i = 0
    while i < len(tokens):
        if owner[i] is None:
            i += 1
            continue
        j = i
        while (
            j + 1 < len(tokens)
            and owner[j + 1] is not None
            and (j in bridges or _run_on(look, j))
            and not _signed_off(look, j, index)
            and not _ends_a_sentence(look, j)
            and not _ends_with_a_letter(look, i, j, index)
            and not _another_of_the_family(look, i, j)
            and not (look.shouted and _is_act(look.tokens[j + 1].text, index))
        ):
            j += 1
        start, end = _trim(look, i, _before_the_office(look, i, j), index)
        if start < end and listed:
            start += words_before_a_listed_name(look, start, end, listed)
        if start <= end:
            best = max((o for o in owner[start : end + 1] if o is not None), key=lambda s: s.score)
            begin = _with_title(look, _with_first_name(look, start, index), fixed)
            if end + 1 < len(tokens) and tokens[end + 1].text.lower() in AFTER_A_NAME and look.adjacent(end, end + 1):
                end += 1
            if not is_of_a_season_or_ward(look, begin, end):
                close = tokens[end].end + (letters_behind(look, end, index) if begin == end else 0)
                whole = look.text[tokens[begin].start : close]
                if whole.count("(") > whole.count(")") and look.text[close : close + 1] == ")":
                    close += 1  # "TINDLE, Maureen (Mrs)"
                found.append(replace(best, start=tokens[begin].start, end=close))
        i = j + 1
        if look.shouted and i < len(tokens) and _is_act(tokens[i].text, index):
            # the model took the whole sentence for a name; what is done is none
            while i < len(tokens) and owner[i] is not None and look.kind_of(i) in ("ordinary", "other", "weak first"):
                i += 1
    return found


def _is_of_two_words(look: Look, span: Span) -> bool:
    """First name and surname, no letters."""
    return sum(t.kind == "word" and len(t.text) > 1 for t in look.beginning_in(span.start, span.end)) > 1


def _fields_behind_letters(look: Look) -> Iterator[int]:
    """ "given to Mrs E. Copy: GP": tokens of a field's name, and the full stop before it, behind somebody's letter."""
    tokens = look.tokens
    for k in range(3, len(tokens)):
        letter = tokens[k].text == ":" and tokens[k - 2].text == "." and tokens[k - 3].initial
        if letter and tokens[k - 1].kind == "word" and lexicon().is_ordinary(tokens[k - 1].text):
            yield from (k - 2, k - 1)


def _run_on(look: Look, j: int) -> bool:
    """Tokens j and j + 1, found by different recognisers, belong to one name."""
    tokens = look.tokens
    between = look.text[tokens[j].end : tokens[j + 1].start]
    if between.strip(" _") or "\n" in between or "\t" in between:
        return False
    if tokens[j].text in ",;:()" or tokens[j + 1].text in ",;:()":
        return False
    return not _is_courtesy(look, j + 1)


def _before_the_office(look: Look, i: int, j: int) -> int:
    """ "E Roblin, Pennaeth": behind a name that begins with an initial a comma brings no first name."""
    tokens = look.tokens
    of_a_surname = tokens[i].text in ("O", "Ó") and i < j and tokens[i + 1].shouted  # "O DONNELL, Ann"
    if not tokens[i].initial or of_a_surname:
        return j
    return next((k - 1 for k in range(i + 2, j) if tokens[k].text == ","), j)


def _is_act(word: str, index: NameIndex | None) -> bool:
    """What somebody does ends a name in a line of capitals: "MRS P BROUGHT SOUP"."""
    return fold(word) in record_verbs() and (index is None or fold(word) not in index.surnames)


def _signed_off(look: Look, j: int, index: NameIndex | None) -> bool:
    """ "… so sorry. Gwen Gwen left the next day": a signature and the sentence after it, where nobody's surname is Gwen."""
    token, after = look.tokens[j], look.tokens[j + 1]
    by_chance = token.opens or (look.shouted and lexicon().is_ordinary(token.text))  # "THINKS MARK MARK WOULD"
    return (
        by_chance
        and token.text == after.text
        and (index is None or not index.is_full_name(f"{token.text} {after.text}"))
    )


def _ends_a_sentence(look: Look, j: int) -> bool:
    """ "Will ring Dana. M": a full stop behind a whole word that is no title and no first name written short."""
    token, after = look.tokens[j], look.tokens[j + 1]
    if after.text != "." or token.kind != "word" or len(token.text) < 3:
        return False
    return (
        look.title_at(j)[0] is None
        and f"{token.text}." not in abbreviated_firsts()
        and token.text not in abbreviated_firsts()
    )


def _ends_with_a_letter(look: Look, i: int, j: int, index: NameIndex | None) -> bool:
    """ "She kicked Jordan B. Jordan A held him": behind first name, letter and full stop somebody is named by the first name."""
    tokens = look.tokens
    if j != i + 1 or not tokens[j].initial or j + 2 >= len(tokens) or tokens[j + 1].text != ".":
        return False
    first, word = fold(tokens[i].text), fold(tokens[j + 2].text)
    if index is None:
        return first == word
    return first in index.given and word in index.given and word not in index.surnames


def _another_of_the_family(look: Look, i: int, j: int) -> bool:
    """ "DANE WILFRED, DANE ROSALIND": behind the comma the surname comes again, and with it somebody else."""
    tokens = look.tokens
    return (
        j > i
        and j + 2 < len(tokens)
        and tokens[j + 1].text in (",", ";")
        and fold(tokens[j + 2].text) == fold(tokens[i].text)
    )


def _is_courtesy(look: Look, j: int) -> bool:
    title, _ = look.title_at(j)
    return title is not None and title.kind in ("honorific", "doctor", "rank", "service")


def _trim(look: Look, i: int, j: int, index: NameIndex | None) -> tuple[int, int]:
    tokens = look.tokens
    while i <= j and (
        tokens[i].kind in ("mark", "possessive")
        or (i < j and i and tokens[i].text == "I" and tokens[i + 1].text == "." and tokens[i - 1].text in _SO_WAS)
        or look.is_hard(tokens[i])
        or (i < j and _is_month(look, i, index))
        or (i < j and tokens[i].opens and opens_a_note(look, i, j, index))
        or (i < j and look.shouted and is_trade(tokens[i].text))
        or (i < j and _is_what_somebody_is(look, i))
        or (i < j and leads_a_record(look, i, index))
        or (i + 1 < j and is_answered(look, i, index))
    ):
        i += 1
    if index is not None and any(k + index.names_after(tokens, k) == j for k in range(i, j)):
        return i, j  # "PEREIRA, MARIA DA LUZ"
    if tokens[j].text == ")" and j - 2 > i and tokens[j - 1].kind == "number" and tokens[j - 2].text == "(":
        return i, j  # a collar number in brackets
    while j >= i and (
        tokens[j].kind == "possessive"
        or (
            tokens[j].kind == "mark"
            and not (
                tokens[j].text == "."
                and j
                and tokens[j - 1].initial
                and j < len(tokens) - 1
                and tokens[j - 1].end == tokens[j].start
                and i < j - 1
                and tokens[j - 2].text == "."
            )
        )
        or look.is_hard(tokens[j])
        or (j > i and (_is_verb_in_capitals(look, j, index) or is_behind_the_name(look, i, j, index)))
        or (j > i and tokens[j].kind == "word" and _is_a_mark(tokens[j].text))  # "Saira G2P1"
        or (j > i and tokens[j].text == "I" and _I_AM.match(look.text, tokens[j].end))  # "Dear Mr Dane I am her nan"
        or (j > i and tokens[j].kind == "word" and tokens[j].text.lower() in PARTICLES and not tokens[j].capital)
    ):
        j -= 1
    if i <= j and not any(t.kind in ("word", "number") for t in tokens[i : j + 1]):
        return 1, 0
    return i, j


_MISREAD = re.compile(r"[A-Z]?[a-z]*\d{1,2}[a-z]+\d?[a-z]*|[A-Z][a-z]{3,}\d")  # "Pe11ow", as a machine reads a scan


def _is_a_mark(word: str) -> bool:
    return any(c.isdigit() for c in word) and _MISREAD.fullmatch(word) is None


def _letter_before(look: Look, start: int) -> int | None:
    """Index of a single capital right before token `start`, with or without a full stop; None where there is none."""
    letter = start - 2 if start > 1 and look.tokens[start - 1].text == "." else start - 1
    if letter < 0 or not look.tokens[letter].initial:
        return None
    between = look.text[look.tokens[letter].end : look.tokens[start].start]
    return letter if between in (" ", ". ", ".") else None


def _with_first_name(look: Look, start: int, index: NameIndex | None) -> int:
    """ "LORKAN TEBBIT": capitals right before a known surname in capitals are the first name, however it is spelt."""
    tokens = look.tokens
    if start and re.fullmatch(r"[A-Z]-[A-Z]", tokens[start - 1].text) and look.adjacent(start - 1, start):
        return start - 1  # "E-M Hill" of Ellie-Mae
    letter, surname = _letter_before(look, start), fold(tokens[start].text)
    bearers = index.surnames.get(surname, frozenset()) if index is not None else frozenset()
    if letter is not None and tokens[letter].text.casefold() in bearers:  # "N. Easter", of a surname that is a word
        led = letter > 0 and tokens[letter - 1].capital and look.adjacent(letter - 1, letter)
        return start if led else letter  # "Plan B. Marsh rang"
    if index is None or not start or not tokens[start].shouted or fold(tokens[start].text) not in index.surnames:
        return start
    before = tokens[start - 1]
    if not before.shouted or len(before.text) < 3 or look.is_hard(before) or not look.adjacent(start - 1, start):
        return start
    if (
        before.text in abbreviations()
        or before.text in look.role_abbreviations
        or fold(before.text) in look.role_vocabulary
    ):
        return start
    unlikely = (
        lexicon().is_ordinary(before.text) and lexicon().births(before.text) < 1000 and not is_short_name(before.text)
    )
    return start if unlikely or fold(before.text) in record_verbs() or look.title_at(start - 1)[0] else start - 1


def _is_what_somebody_is(look: Look, i: int) -> bool:
    """ "Crew Ned", "Caller Mrs Hill": the word before a first name or a title says what somebody is."""
    word = look.tokens[i].text
    what = is_trade(word) or fold(word) in look.role_vocabulary
    named = look.kind_of(i + 1) == "first" or _is_courtesy(look, i + 1)
    return what and named and lexicon().births(word) < A_NAME_TOO * 2 and look.title_at(i)[0] is None


_I_AM = re.compile(
    r"(?:['’](?:m|ve|d|ll)\b| (?:am|have|had|was|would|will|do|did|don['’]?t|know|think|want|need|write|wrote|hope|got)\b)"
)


def _is_verb_in_capitals(look: Look, j: int, index: NameIndex | None) -> bool:
    """ "B NEWBY PHONES BASE": in a line of capitals the verb behind a name looks like a further name."""
    word = fold(look.tokens[j].text)
    if not look.shouted or (index is not None and word in index.surnames):
        return False
    if is_no_surname(word) or (look.kind_of(j) == "acronym" and 1 < len(word) < 4):
        return True
    # "PIERS STOWE ARR": first name and surname are there already
    return look.kind_of(j) == "ordinary" and j > 1 and look.adjacent(j - 2, j - 1) and look.kind_of(j - 2) == "first"


def _with_title(look: Look, start: int, fixed: Iterable[Span]) -> int:
    """Index of the first token that goes with the name: titles, ranks, collar numbers, role abbreviations before it."""
    tokens, first = look.tokens, start
    while start > max(0, first - _MOST_TITLES):
        k = start - 1
        if tokens[k].text == "." and k and tokens[k].start == tokens[k - 1].end and tokens[k - 1].kind == "word":
            k -= 1
        gap = look.text[tokens[start - 1].end : tokens[start].start]
        if gap.strip(" ") or (look.is_hard(tokens[k]) and tokens[k].kind == "word"):
            break
        title, after = look.title_at(k)
        if title is None and tokens[k].text in SMALL_TITLES:
            title, after = lexicon().titles[tokens[k].text], k + 1  # in a text message
        if k and (two := look.title_at(k - 1))[0] is not None and two[1] == start and " " in two[0].text:
            title, after, k = two[0], two[1], k - 1
        if (
            (title is not None and after == start and look.goes_with(title, k, start))
            or (
                tokens[k].kind == "number"
                and 2 <= len(tokens[k].text) <= 6
                and tokens[k].text.isdigit()
                and (k == 0 or look.title_at(k - 1)[0] is not None or not _is_glued(look, k))
                and _collar(look, k)
            )
            or (
                tokens[k].kind == "word"
                and k == start - 1  # "… to ring the GP. WB agreed": a full stop ends the sentence
                and tokens[k].text in look.role_abbreviations
                and (k == 0 or tokens[k - 1].text not in ("-", "/"))
            )
        ):
            start = k
        else:
            break
    return start


def _is_month(look: Look, i: int, index: NameIndex | None) -> bool:
    """A month that stands before a name ("On 3 May Jane Smith …"), not a first name ("by May Lark", where she is known)."""
    tokens = look.tokens
    if fold(tokens[i].text) not in MONTHS:
        return False
    full_name = i + 2 < len(tokens) and look.kind_of(i + 1) == "first" and tokens[i + 2].capital
    if full_name and fold(tokens[i].text) not in _NAMES_TOO:
        return True  # "Between March and October Femi Bolo made …"
    before = tokens[i - 1] if i else None
    known = (
        index is not None and look.adjacent(i, i + 1) and index.is_full_name(f"{tokens[i].text} {tokens[i + 1].text}")
    )
    if known and before is not None and before.kind != "number":
        return False
    return before is not None and (
        before.kind == "number"
        or before.text.lower()
        in ("in", "since", "by", "until", "of", "from", "during", "early", "late", "mid", "last", "next")
    )


_NAMES_TOO = frozenset("april may june july august".split())
_TIME = re.compile(r"(?:[01]\d|2[0-3])[0-5]\d")


def _is_glued(look: Look, k: int) -> bool:
    """A mark that makes one number of two stands before token k: "7/3316", "1.3316"."""
    before = look.tokens[k - 1]
    return before.text in "/.-:" and (before.text != "." or before.end == look.tokens[k].start)


def _collar(look: Look, k: int) -> bool:
    """A number before a name is a collar number after a rank, or where it has three to five digits and opens the phrase."""
    tokens = look.tokens
    if k and (title := look.title_at(k - 1)[0]) is not None and title.numbered:
        return True
    before = tokens[k - 1].text.lower() if k else ""
    if not k and _TIME.fullmatch(tokens[k].text):
        return False  # "2257 ormond at the door": an entry of a log begins with its time
    if look.shouted and before in ("+", ".", "/") and not _TIME.fullmatch(tokens[k].text):
        return 3 <= len(tokens[k].text) <= 5  # "GRADE 1. 3316 HALE + 4071 DOW SENT"
    return 3 <= len(tokens[k].text) <= 5 and before in ("by", "and", "with", "from", ",", "", "&", "to", ";")
