"""Whom judgments, research and papers of the government name in print: towns and rivers, authors, judges, parties of cases.

A find that reads so is for a person to look at, never passed over: what is printed about thousands may still be about the case.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from redactor.detection.spoken_of import authors_of_the_field
from redactor.language.lexicon import fold, lexicon, rows, word_list

_ONE = r"[A-Z][\w'’-]+(?: [A-Z][\w'’-]+)?"
# a place that is also a name of people: only where somebody is, not where somebody goes or writes to ("a call to Ramsey")
_THERE = re.compile(
    r"\b(?:in|at|near|around|outside|beyond|towards|(?:gone|go|goes|going|went|move|moved|moving|moves|came|come|comes|coming|"
    r"travelled|drove|returned|back|transferred|evicted|born) (?:to|from)) $"
)
_THE = re.compile(r"\b[Tt]he $")
_RUN = rf"(?:{_ONE})(?:(?:, |,? and |,? or | to |; )(?:{_ONE}))*"
_RUN_BEFORE = re.compile(rf"(?P<run>{_RUN})(?:, |,? and |,? or | to |; )$")
_RUN_AFTER = re.compile(rf"(?:, |,? and |,? or | to |; )(?P<run>{_RUN})")
_JOINED = re.compile(r", and |, or |, | and | or | to |; ")
_SPOKEN_OF_A_THING = re.compile(
    r"[.,;:)?!]|$| \(| (?:reviews?|inquir(?:y|ies)|enquir(?:y|ies)|"
    r"and|or|at|in|is|was|were|are|has|had|have|that|which|from|to|of|by|shall|should|"
    r"would|will|may|might|must|now|when)\b"
)
# "Fellbridge, T. (2019) Writing for those who were there. Cardiff: Marquis Press."
_ENTRY = re.compile(rf"^[\W\d]*{_ONE}, (?:[A-Z]\.[ -]?){{1,4}}.{{0,250}}?\((?:19|20)\d\d[a-z]?\).{{12}}", re.DOTALL)
# "Fellbridge T, Thane-Orrin M (2019) Writing for those who were there. Marquis Press."
_ENTRY_BY_INITIALS = re.compile(
    rf"^(?:[\W\d]|Refs?\b:?)*(?P<names>{_ONE} [A-Z]{{1,3}}(?:(?:, | and | & ){_ONE} [A-Z]{{1,3}}){{0,6}})(?: et al\.?)?,? "
    r"\((?:19|20)\d\d[a-z]?\)\.? (?=[A-Z][^.]{14,}\. ?[A-Z])"
)
# "Report of the committee on the boarding-out of … (1951). Cmd 8123."
_COMMAND_PAPER = re.compile(r"\b(?:Cmn?d|Cm)\.? ?\d{2,5}\b|\bHC \d{1,4}(?:-[IVX]+)?,? \((?:19|20)\d\d[-–/]\d\d\)")
_OF_A_REPORT = re.compile(r"\b(?:reports?|inquir(?:y|ies)|reviews?|committee|evidence|proposals)\b", re.IGNORECASE)
_AN_ENTRY = 60  # words at most
_PRINTED = re.compile(
    r"\b(?:Press|Publish\w+|Routledge|Sage|Wiley|Palgrave|Springer|Kingsley|Journal|Review|Lancet|University|HMSO|TSO|"
    r"Stationery Office|In:|edn|eds?\.?\)|pp?\. ?\d|vol\.)|\d+ ?\(\d+(?:[-–/]\d+)?\)|\bdoi\b|https?://|\b[A-Z][a-z]+: [A-Z]"
)
# "Bywaters and others (2016)", "(Ritchie and Spencer, 1994; Reder, 1993, p. 44)"
_NAMES = rf"(?:{_ONE}(?:, |,? and | & )){{0,8}}{_ONE}"
_CITES = re.compile(
    rf"(?P<names>{_NAMES})(?: et al\.?,?| and (?:(?:her|his|their) )?(?:colleagues|others))?,? "
    r"\((?:19|20)\d\d[a-z]?(?:[,;:][^()]{0,40})?\)"
)
_IN_BRACKETS = re.compile(r"\((?P<inside>[^()]{3,160}\b(?:19|20)\d\d[a-z]?(?:, pp?\. ?[\d–-]+)?)\)")
_CITED_THERE = re.compile(rf"^(?:(?:see|cf\.?|e\.g\.,?) )?(?P<names>{_NAMES})(?: et al\.?)?,? (?:19|20)\d\d")
_THEIR_WORK = re.compile(r"['’]s (?:\w+ )?(?:study|studies|theory|checklist)\b")
# "'s The Long Way Home (2014)"
_THEIR_BOOK = re.compile(
    r"['’]s (?!.{0,60}\b(?:Plan|Assessment|Statement|Chronology|Form|Review|Referral)\b)[\"“‘]?[A-Z][\w'’-]*(?: [\w'’-]+){1,7}"
    r"[\"”’]? \((?:19|20)\d\d\)"
)
_CALLED_AFTER = re.compile(r"['’]s (?:kappa|alpha|d\b|coefficient|hierarchy of needs|typology|paradigm|cycle)")
# "as Dickens, Fellbridge, Cook and Garstang have pointed out": three and more; "(2nd edn, Routledge, 2000)"
_AS_THEY = re.compile(
    rf"\b[Aa]s (?P<names>(?:{_ONE}, ){{1,8}}{_ONE},? and {_ONE}) (?:have |had )?"
    r"(?:pointed out|shown|argued?|noted?|remarked|observed|found|suggest(?:ed)?|put it)"
)
# "behaviour therapy, after Ellwick"; "As Ada Ellwick has written"
_AFTER_WHOM = re.compile(
    r"\b(?:therap(?:y|ies)|theor(?:y|ies)|models?|approach(?:es)?|frameworks?|scales?|methods?|techniques?|typolog(?:y|ies)|"
    r"cycle|inventory|questionnaire|interview|work|terms?|phrase|idea|concept|notion|training|stages|triangle|tree|wheel),? "
    r"(?:after|following|of|by|from|in the sense of|due to) $"
)
_AS_HE = re.compile(r"\b[Aa]s $")
_SAYS = re.compile(
    r" (?:has|have|had)? ?(?:long |often |so )?(?:written|argued|argues|shown|shows|noted|notes|observed|observes|put it|puts it|"
    r"reminds|describes|described|says|suggests|warned|warns|pointed out|points out)\b"
)
_EDITION = re.compile(r"\([^()]*\b(?:edn|Press|Routledge|Penguin|Sage|Wiley|Kingsley|HMSO|TSO)\b[^()]*(?:19|20)\d\d\)")
_KNOWN_BY_FIRST = 500  # births from which a word in a citation is rather a child with the year of birth behind it
_JUDGE = re.compile(
    r"(?:(?:Mr|Mrs|Ms|Madam) Justice [A-Z][\w'’-]+(?: [A-Z][\w'’-]+)?|.* (?:KC|QC)|.*\b(?:Judge|HHJ|DJ) [A-Z][\w'’-]+)"
)
_AFTER_JUDGE = re.compile(r"\b(?:(?:Her|His) Honour(?: Judge)?|HHJ|District Judge|Circuit Judge|Recorder|Judge) $")
_AFTER_PEER = re.compile(r"\b(?:Baroness|Lord|Lady|Viscount(?:ess)?|Earl|Countess) (?:[A-Z][\w'’-]+ )?(?:of )?$")
_AGAINST_BEFORE = re.compile(r"(?<=[A-Z.a-z]) v\.? $")
_AGAINST_AFTER = re.compile(r" v\.? (?=[A-Z])")
# "Re O and N": letters in the name of a case
_LETTERS_OF_A_CASE = re.compile(r"\b[Rr]e (?:[A-Z](?:, | and |,? & )){0,4}$")
# what bodies are called, in the last of their words or behind the name of their area
_BODY = frozenset(
    "Commission Economics Authority Press Publishers Publishing Institute Foundation Association Federation Inquiry Committee "
    "Consulting Analytics Continuum Protocol Parliament Ombudsman Museum Archive Archives Library "
    "Convention Treaty Regulations Guildhall Exchange Project Alliance Initiative Network Coalition Collaborative "
    "Observatory".split()
)
_INSTRUCTED = re.compile(r"\(instructed by (?:[A-Z][\w'’-]+,? (?:(?:&|and) )?)*$")  # solicitors, as judgments name them
_AREAS_BODY = (
    r"(?: and [A-Z][\w'’-]+)? (?:(?:Local )?Safeguarding (?:Children|Adults?|Partnership|Board)|"
    r"(?:(?:County|Borough|District|City|Metropolitan) )?Council\b|"
    r"Constabulary\b|(?:Community )?NHS (?:Foundation )?Trust\b|Combined Authority\b|Fire and Rescue\b|"
    r"(?:Integrated Care|Health|Community Safety) (?:Board|Partnership)\b|(?:Crown|County|Magistrates['’]?) Court\b)"
)
_OF_AN_AREA = re.compile(_AREAS_BODY)
_IN_CAPITALS = re.compile(_AREAS_BODY, re.IGNORECASE)  # of a heading: "ROTHER AND TEVIOT SAFEGUARDING CHILDREN BOARD"
# "Rother Safeguarding Children Partnership, Kestrel House, Rother": where a body sits
_BODY_BEFORE = re.compile(
    r"\b(?:Partnership|Board|Council|Authority|Commission|Constabulary|Ombudsman|Ofsted|Secretariat|Inspectorate|"
    r"Coroner(?:['’]s|s['’]?)? (?:Office|Service|Court)|Department(?: (?:of|for) [A-Z][\w'’ -]+)?)(?: \([A-Z]+\))?,\s+$"
)
_A_SEAT = re.compile(r".* (?:House|Hall|Court|Buildings?|Offices?|Centre|Place|Tower|Quay|Chambers|Gate|Park)")
# "the St Blaise Trust", of which "the St Blaise caseworker" is one
_IN_FULL = re.compile(
    r"\b(?P<short>(?:St |Saint )?[A-Z][\w'’-]+(?: [A-Z][\w'’-]+)?) (?:Trust|Foundation|Society|Association|Charity|Hospice|"
    r"Housing|Project|Solicitors|Chambers|LLP|Limited|Ltd|Group)\b"
)
# "three units: Chatham, Harwich and Dunster"
_UNITS = re.compile(
    rf"\b(?:units|wards|wings|houses|corridors|floors)\b[^.:;]{{0,80}}(?::|,? called|,? named) "
    rf"(?P<names>{_ONE}(?:, {_ONE}){{0,6}},? and {_ONE})"
)
_STREET_BEFORE = re.compile(r"\b(?:Road|Street|Lane|Avenue|Way|Square|Place|Parade|Hill|Offices|Hall|House|Centre), $")
_OF_A_NATION = re.compile(r"(?:English|Scots|Irish|Welsh|French|Dutch|Cornish)(?:man|men|woman|women)")
_FEAST = re.compile(r"[ -](?:Monday|Sunday|Tuesday|week|recess|holidays?|bank)\b")
_OF_A_LAW = re.compile(
    r"\b(?:Schools|Health|Care|Justice|Crime|Policing|Reform|Safety|Rights|Education|Housing|Adoption|Finance) $"
)
_RANKS = re.compile(r"Admiral|Marshal|General|Commodore|Commander|Captain|Colonel")
_BEFORE_A_RANK = re.compile(r"\b(?:Rear|Vice|Air|Field|Major|Lieutenant|Wing|Group|Flight|Brigadier) $")
_LARGER = re.compile(r"(?:Pan|Trans|Cross|Mid|Inner|Outer)[ -]")
_TITLED = re.compile(
    r"(?:(?:Prof(?:essor)?|Sir|Dame|Lord|Lady|Baroness|Dr)\.? )?(?:[A-Z][\w'’-]+ )?(?P<last>[A-Z][\w'’-]+)"
)


@cache
def _towns() -> dict[str, tuple[str, bool]]:
    """Folded name → what it is, and whether people are called so, too."""
    return {fold(row["name"]): (row["what"], row["also_a_name"] == "yes") for row in rows("towns.csv")}


@cache
def _in_the_field() -> frozenset[str]:
    """Folded surnames of those whose research and inquiries are spoken of in this field."""
    return frozenset(map(fold, word_list("cited_in_the_field.txt")))


def is_a_town(text: str, start: int, end: int) -> bool:
    """A town or a district; one that people are called after only where somebody is ("in Bourne") or beside another one; a river
    behind "the"."""
    name = _LARGER.sub("", " ".join(text[start:end].split()))
    if any(s <= start and end <= e for s, e in _of_words(text, max(0, start - 30), end + 30)):
        return True
    what, also = _towns().get(fold(name), ("", False))
    if not what:
        return fold(name) != fold(text[start:end]) and name in word_list("large_places.txt")
    if what == "river":
        return _THE.search(text, max(0, start - 4), start) is not None or _among_towns(text, start, end)
    there = _THERE.search(text, max(0, start - 12), start) or _STREET_BEFORE.search(text, max(0, start - 12), start)
    return not also or there is not None or _among_towns(text, start, end)


def bodies_in_short(texts: Iterable[str]) -> Iterator[str]:
    """Folded: what bodies that the texts name in full may be called in short; a saint's name or two words, the first of them
    rather no first name."""
    for text in texts:
        for match in _IN_FULL.finditer(text):
            first, *further = match["short"].split()
            if first in ("St", "Saint") or (further and lexicon().births(first) < _KNOWN_BY_FIRST):
                yield fold(match["short"])


def units(texts: Iterable[str]) -> Iterator[str]:
    """Folded names of wards and units that a text counts off; not what is rather a first name."""
    for text in texts:
        for match in _UNITS.finditer(text):
            yield from (fold(n) for n in _JOINED.split(match["names"]) if lexicon().births(n) < _KNOWN_BY_FIRST)


@cache
def _names_of_words() -> re.Pattern[str]:
    names = sorted((row["name"] for row in rows("towns.csv") if " " in row["name"]), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, names))})\b".replace("'", "['’]"))


def _of_words(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Where towns of several words stand: a find may be one word of theirs."""
    return [match.span() for match in _names_of_words().finditer(text, start, end)]


def _among_towns(text: str, start: int, end: int) -> bool:
    before = _RUN_BEFORE.search(text, max(0, start - 60), start)
    after = _RUN_AFTER.match(text, end, end + 60)
    others = [one for run in (before, after) if run for one in _JOINED.split(run["run"])]
    kinds = [_towns().get(fold(one.strip()), ("", True)) for one in others]
    return any(one in word_list("large_places.txt") for one in others) or any(what and not also for what, also in kinds)


def is_a_region(text: str, start: int, end: int) -> bool:
    """A part of the country behind "the": "the Isles", "in the Marches"."""
    return (
        _THE.search(text, max(0, start - 4), start) is not None
        and text[start:end].strip() in word_list("regions.txt")
        and not re.match(r" [A-Z]", text[end : end + 2])
    )


def is_behind_an_article(text: str, start: int, end: int) -> bool:
    """One word with a capital behind "the", spoken of as a thing: "the Teme", "in the Bill"; not "the Hollins family", nor a
    plural, as families are called."""
    word = text[start:end].strip()
    return (
        " " not in word
        and not word.endswith("s")
        and _THE.search(text, max(0, start - 4), start) is not None
        and _SPOKEN_OF_A_THING.match(text, end) is not None
    )


def is_a_body(text: str, start: int, end: int) -> bool:
    """The name of a public body, a firm or a publisher by its last word, or the area of a board or council."""
    if _INSTRUCTED.search(text, max(0, start - 60), start):
        return True
    words = text[start:end].split()
    if not words or lexicon().births(words[0]) >= _KNOWN_BY_FIRST:
        return False
    behind = re.match(r" ([A-Z][a-z]+)\b", text[end : end + 24])
    last = words[-1] if len(words) > 1 else behind[1] if behind else ""
    of_an_area = _IN_CAPITALS if text[start:end].isupper() else _OF_AN_AREA
    return last in _BODY or of_an_area.match(text, end) is not None


def is_a_seat(text: str, start: int, end: int) -> bool:
    """The house in which a public body sits, behind its name and a comma."""
    return (
        _A_SEAT.fullmatch(text[start:end].strip()) is not None
        and _BODY_BEFORE.search(text, max(0, start - 60), start) is not None
    )


def is_no_name(text: str, start: int, end: int) -> bool:
    """Somebody of a nation ("Englishman"), the second word of a rank ("Rear Admiral"), a feast ("Whit Monday"), a draft of a law
    ("the Schools Bill")."""
    word = text[start:end].strip()
    if _OF_A_NATION.fullmatch(word) or (word == "Whit" and _FEAST.match(text, end)):
        return True
    if word == "Bill" and _OF_A_LAW.search(text, max(0, start - 24), start):
        return True
    return _RANKS.fullmatch(word) is not None and _BEFORE_A_RANK.search(text, max(0, start - 14), start) is not None


def authors(texts: Iterable[str]) -> Iterator[str]:
    """Folded surnames that texts cite as authors, with a year in brackets; not what is rather a child's first name with the year
    of birth."""
    for text in texts:
        if "(" not in text:
            continue
        found = [match["names"] for match in _CITES.finditer(text)]
        for bracket in _IN_BRACKETS.finditer(text):
            found += [m["names"] for one in bracket["inside"].split(";") if (m := _CITED_THERE.match(one.strip()))]
        if entry := _ENTRY_BY_INITIALS.match(text):
            found.append(re.sub(r" [A-Z]{1,3}(?=, | and | & |$)", "", entry["names"]))
        elif is_an_entry(text):
            found.append(" and ".join(m[1] for m in re.finditer(rf"({_ONE}), [A-Z]\.", text)))
        for names in found:
            for one in _JOINED.split(names.replace(" & ", " and ")):
                if one and (" " in one or lexicon().births(one) < _KNOWN_BY_FIRST):
                    yield fold(one)


def is_an_entry(text: str) -> bool:
    """Whether a paragraph is an entry of a list of literature, or names a paper that a government put before parliament."""
    paper = (
        _COMMAND_PAPER.search(text) is not None
        and _OF_A_REPORT.search(text) is not None
        and len(text.split()) <= _AN_ENTRY
    )
    return (
        paper
        or _ENTRY_BY_INITIALS.match(text) is not None
        or (_ENTRY.match(text) is not None and _PRINTED.search(text) is not None)
    )


def is_an_author(text: str, start: int, end: int, cited: frozenset[str]) -> bool:
    """Somebody in an entry of a list of literature, or whom the texts cite, or who is known by their work."""
    name = " ".join(text[start:end].split())
    said = _AS_THEY.finditer(text, max(0, start - 160), end + 160)
    if any(m.start("names") <= start and end <= m.end("names") for m in said) or _in_edition(text, end):
        return True
    if is_an_entry(text) or fold(name.removesuffix("'s").removesuffix("’s")) in cited:
        return True
    known = _TITLED.fullmatch(name.removesuffix("'s").removesuffix("’s"))
    if known is not None and fold(known["last"]) in _in_the_field():
        return True
    if (
        _written_of(text, start, end)
        or _CALLED_AFTER.match(text, end)
        or (" " in name and _THEIR_BOOK.match(text, end))
    ):
        return True
    return " " not in name and lexicon().births(name) < 100 and _THEIR_WORK.match(text, end) is not None


def _written_of(text: str, start: int, end: int) -> bool:
    """Somebody whom this field cites, behind what is cited of people: "behaviour therapy, after Ellwick", "As Ada Ellwick has
    written". The find may be one word of the name."""
    name = re.compile(r"(?:[A-Z][\w'’-]+ ){0,2}[A-Z][\w'’-]+").match(text, start)
    before = re.compile(r"(?:(?!As )[A-Z][\w'’-]+ ){0,2}$").search(text, max(0, start - 40), start)
    if name is None or before is None or fold(name.group().split()[-1]) not in authors_of_the_field():
        return False
    cited = _AFTER_WHOM.search(text, max(0, before.start() - 60), before.start())
    said = _AS_HE.search(text, max(0, before.start() - 4), before.start())
    return cited is not None or (said is not None and _SAYS.match(text, name.end()) is not None)


def _in_edition(text: str, end: int) -> bool:
    """A book with its publisher in brackets follows in the same sentence."""
    book = _EDITION.search(text, end, end + 120)
    return book is not None and not re.search(r"[.!?] [A-Z]", text[end : book.start()])


def is_in_a_judgment(text: str, start: int, end: int, *, cites: bool) -> bool:
    """A judge of the High Court, a peer, counsel, a letter in the name of a case; where the texts cite judgments (`cites`), any
    judge and parties of cases."""
    name = text[start:end]
    if len(name) == 1 and _LETTERS_OF_A_CASE.search(text, max(0, start - 24), start):
        return True
    titled = _JUDGE.fullmatch(name)
    if titled and ("Justice" in name or name.endswith(("KC", "QC"))):
        return True
    if _AFTER_PEER.search(text, max(0, start - 24), start):
        return True
    return cites and bool(
        titled
        or _AFTER_JUDGE.search(text, max(0, start - 24), start)
        or _AGAINST_BEFORE.search(text, max(0, start - 6), start)
        or _AGAINST_AFTER.match(text, end)
    )
