"""What reads like a name to a recogniser and identifies nobody of the case, so that it need not be mended.

Each pardon is a small rule over the text around. Names of the list are never pardoned: whoever is on it, is meant.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from redactor.checks.passages import ReadText
from redactor.checks.published import authors
from redactor.language.acting import is_subject
from redactor.language.lexicon import fold, lexicon, rows, word_list

# "the boy is called Robin in this report", "referred to in this review as Robin", "Robin (not his real name)"
_NAMED_SO = re.compile(
    r"\b(?:called|named|known as|referred to as|pseudonyms?(?: of| is| are|:)?|given the names?|names? (?:of|is|are))"
    r"\s[\"“‘']?(?P<name>[A-Z][\w'’-]+(?:(?:,| and|, and) [A-Z][\w'’-]+)*)[\"”’']?(?P<after>[^.\n]{0,60})"
)
_IN_REPORT = re.compile(
    r"\b(?:[Ii]n|[Tt]hroughout|[Ff]or the purposes? of) (?:this|the|our) (?:\w+ )?"
    r"(?:report|review|case|study|summary|judgment|document)\b"
)
_CHANGED = re.compile(
    r"\b(?:names?|details) (?:(?:have|has) (?:all )?been|were|was|are) (?:changed|altered|anonymi[sz]ed)\b|\bpseudonyms?\b|"
    r"\bnot (?:his|her|their)(?: real| own)? names?\b",
    re.IGNORECASE,
)
# "pseudonyms are used: the victim is Nadia, and the perpetrator is Karl"
_NAMED_THERE = re.compile(
    r"\b(?:is|are|as|be|called|for) [\"“‘']?(?P<name>[A-Z][\w'’-]+(?:(?:,| and|, and) [A-Z][\w'’-]+)*)[\"”’']?(?=[,;.)]|$)"
)
# "called Ash, Elm and Rowan, names of trees", "called Poppy to protect her identity", "the name that he chose"
_CHOSEN = re.compile(
    r"^[,;:(]? ?(?:(?:which|these|both|all) are )?(?:the )?names? (?:of|for) (?:trees|flowers|birds|colours|stones|stars|rivers|"
    r"months|animals|fruits?|herbs|gems|planets)\b"
    r"|\bto (?:protect|preserve|keep) (?:his|her|their|the [\w ]{2,20}?['’]s?) (?:identit(?:y|ies)|anonymity|privacy)\b"
    r"|^,? (?:a|the) names? (?:that |which )?(?:he|she|they)(?: \w+)? (?:chose|picked|asked for)\b"
    r"|^,? names? (?:that (?:were )?)?(?:chosen|picked|agreed)\b"
)
# "Rosa, 14, and to Ellis, 16 (not their real names)"
_NONE_REAL = re.compile(
    r"(?P<names>[A-Z][\w'’-]+(?:, \d{1,2},?)?(?:,? (?:and|to|for|with|from))* (?:[A-Z][\w'’-]+(?:, \d{1,2},?)?)) "
    r"\((?:both )?not their real names?\)"
)
_ALL_CHANGED = re.compile(
    r"\b(?:all|the) names?\b[^.\n]{0,40} (?:(?:have|has) (?:all )?been|were|was|are) (?:changed|altered)\b",
    re.IGNORECASE,
)
_NOT_REAL = re.compile(r"\b(?P<name>[A-Z][\w'’-]+) \((?:a pseudonym|not (?:his|her|their) real name)\)")
# "Ella, Finn and Isla; those are not their names"
_NONE_THEIRS = re.compile(
    r"(?P<names>[A-Z][\w'’-]+(?:(?:,| and|, and) [A-Z][\w'’-]+)*)[;,.:]? ?[(–-]? ?(?:[Tt]hese|[Tt]hose|[Tt]hat|[Tt]his|[Ww]hich)"
    r" (?:is|are) not (?:his|her|their)(?: real| own)? names?\b"
)
# "whom we shall call Rosa"; "They chose “Robin” … Neither is a real name"; "“Jade” and “Connor”, as it calls them"
_CALLED_HERE = re.compile(r"\b(?:whom|who) (?:we|I) (?:shall|will|have) call(?:ed)? [\"“‘']?(?P<name>[A-Z][\w'’-]+)")
_NONE_IS_REAL = re.compile(
    r"\b(?:[Nn]either|[Nn]one|[Nn]ot one)(?: of (?:these|those|them|the names))?(?: names?)? (?:is|are) "
    r"(?:a |the |their |his |her )?real\b|, as (?:it|the (?:report|review|author|study)) calls (?:him|her|them)\b"
)
_IS_CALLED = re.compile(r"\b(?:is|are|was|were|will be|has been|have been) (?:called|named|known as|referred to as)\b")
_QUOTED_NAME = re.compile(r"[\"“‘](?P<name>[A-Z][\w'’-]+)[.,]?[\"”’]")
_COURTS = (
    r"(?:EWHC|EWCA|UKHL|UKSC|EWFC|EWCOP|UKPC|UKUT|NIHC|NICA|CSIH|CSOH|EWMC|ECHR|EHRR|FLR|WLR|AC|QB|All ER|FCR|Fam)"
)
# "Re B (Children) [2008] UKHL 35", "R (on the application of P) v Secretary of State [2001] EWCA Civ 1151"
_CITED = re.compile(
    r"(?:\b(?:In re|Re|R|[A-Z][\w'’&. -]{1,60}? v)\b[^.;\n\[]{0,120})?"
    rf"[\[(](?:19|20)\d\d[\])](?: \d+)? {_COURTS}(?: (?:Civ|Crim|Admin))?(?: \d+)?(?: \([A-Z][a-z]+\))?"
)
_BOOK = re.compile(
    r"\b(?:researchers?|research (?:by|of|has|shows?|found)|studies (?:by|of|have|show)|analyses|literature|et al|"
    r"theor(?:y|ies) of|attachment|rule of optimism)\b|\((?:19|20)\d\d[a-c]?\)|"
    r"\b(?:describes?|argues?|has shown|have shown|wrote of) (?:how|what|why|that|it)\b|"
    r"\bfindings (?:of|by|from|were made|are made|have been made)\b|\bsystematic reviews?\b|\bmeta-analys[ei]s\b|\bcoined by\b|"
    r"\bin (?:The Lancet|the BMJ|the British Medical Journal)\b"
)
_ENGLAND = re.compile(
    r"(?:(?:North|South|East|West|Central|Greater|Mid|Upper|Lower)[ -])?(?P<place>[A-Z][a-z]+(?: Keynes| Hamlets)?)(?:shire)?"
)
# a judge of the law reports: "Moylan and Nicola Davies LJJ", "Lady Justice King"; what is named after a case: "a Lucas direction"
_BENCH = r"(?:LJJ|JJ|LJ|MR|DCJ|JSC)"
_BEHIND_A_JUDGE = re.compile(rf"(?:(?:,| and|, and) [A-Z][\w'’-]+(?: [A-Z][\w'’-]+)?){{0,3}} {_BENCH}\b(?!\.)")
_JUDGE = re.compile(rf".* {_BENCH}|(?:(?:the )?(?:noble )?(?:Lords?|Lady|Baroness|Viscount|Earl)\b.*)")
_PUISNE = re.compile(r" [JP]\b(?!\.)")  # one letter: only beside a citation
_AFTER_A_CASE = re.compile(
    r"[ -](?:directions?|competen(?:t|ce|cy)|compliant|principles?|guidelines|criteria|test|exercise)\b"
)
# "Great Aunt offered", "Enc: Consent Form", "Mr Solicitor-General": who or what it is, and no name
_KIN = re.compile(
    r" (?:Aunt|Uncle|Grandmother|Grandfather|Grandparents?|Nan|Gran|Niece|Nephew|Cousin|Mother|Father|Sister|Brother)\b"
)
_KIN_BEFORE = frozenset("Great Step Half Foster Birth Paternal Maternal".split())
_LABEL = re.compile(r"(?:Encl?s?|Cc|Bcc|Ref|Annex|Appx|Att|Fao|Fwd)\.?")
_OFFICE = re.compile(
    r"(?:(?:Mr|Mrs|Ms|Madam|Mx) )?(?:Speaker|President|Chair(?:man|woman)?|Recorder|Master of the Rolls|"
    r"(?:(?:Deputy )?Attorney|Solicitor|Advocate|Accountant)[- ]General)"
)
_CIPHER = re.compile(
    r"(?:Prof(?:essor)?|Judge|Lord|Lady|Baroness|Sir|Dame|Rev(?:erend)?|Fr|Father|Imam|Rabbi|Nurse|Sister)\.? [A-Z]"
)
_KINDS_OF_SCHOOL = re.compile(
    r"(?:Virtual|Home|Special|Free|Private|Public|Independent|Local|Boarding|Sunday|Saturday|Middle|Upper|Lower|"
    r"Maintained) Schools?|Multi[- ]Academy(?: Trusts?)?"
)
# "screened Amber, then Green"; "the Tenancy Sustainment Officer"; "in the Rose and Crown"
_RATINGS = frozenset(("Red", "Amber", "Green"))
_A_POST = re.compile(
    r" (?:Officers?|Workers?|Managers?|Teams?|Services?|Leads?|Co-?ordinators?|Advis[eo]rs?|Practitioners?|Nurses?|"
    r"Programmes?|Panels?|Boards?|Groups?|Units?|Partnerships?|Strategy|Framework|Policy)\b"
)
_BEHIND_A_WORD = re.compile(r"(?:^|\W)(?P<word>[A-Z][a-z]{2,}) $")
_INN = re.compile(r"\b(?:in|at|outside|behind|into|to|from|of) the $")
_AND_INN = re.compile(r" (?:and|&) (?!his\b|her\b)[A-Z][a-z]+\b(?!['’])")
_TITLE_OF_A_WORK = re.compile(r"[a-z,;:] [\"“‘']?The $")
# numbers that Ofcom keeps for public bodies and charities, and a book's own
_PUBLIC_NUMBER = re.compile(r"(?:\+44 ?\(?|\(?0)\)?30[036][\d )-]{7,10}|116 ?\d{3}|0800 ?1111|111|999|101")
_OF_A_BOOK = re.compile(r"\b(?:ISBN|ISSN|HC|Cm|Cmnd)(?:[- ]1[03])?:?[\d\s-]*$")
_IS_A_PLACE = re.compile(
    r"\b(?:in|near|around) $|\b(?:Courts?|Justice|Street|Road|Council|Hospital|University|Prison), $"
)
_ENDS_A_PLACE = frozenset(
    "Cross Common Heath Green Wood Park Bridge Junction Ford Moor Vale Gate Quay Bay Sands".split()
)
_PUBLIC_HOST = re.compile(
    r"^(?:https?://)?(?:[\w-]+\.)*(?:gov\.uk|gov\.wales|gov\.scot|nhs\.uk|police\.uk|parliament\.uk|judiciary\.uk|ac\.uk|mod\.uk|bailii\.org|"
    r"w3\.org|openxmlformats\.org|nspcc\.org\.uk|scie\.org\.uk|nice\.org\.uk|rcpch\.ac\.uk|researchinpractice\.org\.uk)(?:[/:?#]|$)",
    re.IGNORECASE,
)  # fmt: skip


# of a story, a faith, a film, a published case, or an animal: "the prophet X", "her essay on X", "DVD (X)", "X costume",
# "X (Wragby LSCB, 2009)", "a dog called X"
_WORKS = (
    r"(?:essay|poem|book|novel|story|film|movie|play|musical|opera|panto(?:mime)?|song|album|DVD|video|series|programme|episode|"
    r"cartoon|documentary|lesson|assembly)"
)
_BEFORE_A_WORK = re.compile(
    rf"(?:\b(?:the )?(?:prophet|apostle|saint|patron saint|god|goddess|king|queen|emperor|pharaoh|character|superhero|rapper) "
    rf"|\b{_WORKS} (?:on|about|called|of|featuring) [\"“‘']?|\b{_WORKS} [(\"“‘']"
    rf"|\b(?:dog|cat|puppy|kitten|rabbit|hamster|horse|pony|parrot|teddy|doll)s? (?:called|named) )$",
    re.IGNORECASE,
)
_AFTER_A_WORK = re.compile(
    rf"[)\"”’']? (?:style|costume|mask|T-shirt|poster|{_WORKS})\b"
    r"|\s?\([^()\n]{0,40}(?:LSCB|SCB|SAB|CSPR|Council|Review),? (?:19|20)\d\d\)",
    re.IGNORECASE,
)
_READ = re.compile(r"\b(?:reviews?|inquir(?:y|ies)|reports?)\b", re.IGNORECASE)
_DATED = re.compile(r"\s?\([^()\n]{0,40}\b(?:19|20)\d\d[a-c]?\)")
_BEGINS = re.compile(r"(?:^|[.!?:;\"“]\s*)$")


@dataclass(frozen=True)
class Pardons:
    """What the texts say of themselves."""

    declared: frozenset[str]  # folded: names that the text says are no real ones
    all_changed: bool  # it says so of all names
    cited: dict[int, tuple[tuple[int, int], ...]]  # passage → characters of case citations
    authors: frozenset[str]  # folded surnames of those whom the texts cite

    @classmethod
    def of(cls, readings: Iterable[ReadText]) -> Pardons:
        """From all texts together."""
        texts = [(r.passage.number, r.passage.text) for r in readings]
        changed = any(_CHANGED.search(text) for _, text in texts)
        declared = {fold(name) for _, text in texts for name in _declared(text, changed=changed)}
        cited = {n: tuple(m.span() for m in _CITED.finditer(text)) for n, text in texts if "[" in text or "(" in text}
        all_changed = any(_ALL_CHANGED.search(text) for _, text in texts)
        spans = {n: found for n, found in cited.items() if found}
        return cls(frozenset(declared), all_changed, spans, frozenset(authors(text for _, text in texts)))

    def is_declared(self, words: Iterable[str]) -> bool:
        """Whether the text itself says of a name that it is no real one."""
        found = set(words)
        return bool(found) and found <= self.declared

    def is_cited(self, passage: int, start: int, end: int) -> bool:
        """Whether characters stand in the citation of a judgment, which names it as the law reports do."""
        return any(s <= start and end <= e for s, e in self.cited.get(passage, ()))


def _declared(text: str, *, changed: bool) -> Iterator[str]:
    for match in _NAMED_SO.finditer(text):
        if (
            _IN_REPORT.search(match["after"])
            or (changed and _CHANGED.search(text))
            or _IN_REPORT.search(text[: match.start()][-60:])
        ) or _CHOSEN.search(match["after"]):
            yield from re.findall(r"[A-Z][\w'’-]+", match["name"])
    if _CHANGED.search(text):
        for sentence in re.split(r"(?<=[.!?])\s", text):
            if said := _CHANGED.search(sentence):
                for match in _NAMED_THERE.finditer(sentence, said.end()):
                    yield from re.findall(r"[A-Z][\w'’-]+", match["name"])
    for match in _CALLED_HERE.finditer(text):
        yield match["name"]
    if _NONE_IS_REAL.search(text):
        for match in _QUOTED_NAME.finditer(text):
            yield match["name"]
    for sentence in re.split(r"(?<=[.!?])\s", text):
        if _IN_REPORT.search(sentence) and _IS_CALLED.search(sentence):
            yield from (match["name"] for match in _QUOTED_NAME.finditer(sentence))
    for match in _NOT_REAL.finditer(text):
        yield match["name"]
    for match in _NONE_THEIRS.finditer(text):
        yield from re.findall(r"[A-Z][\w'’-]+", match["names"])
    for match in _NONE_REAL.finditer(text):
        yield from re.findall(r"[A-Z][\w'’-]+", match["names"])


def names_no_name(text: str) -> bool:
    """Words of the language, one of them of the field: "Case Reviews", "Royal Courts". Not where an initial, a title or a first
    name says that it is somebody's."""
    words = re.findall(r"[^\W\d_]+", text)
    lex = lexicon()
    field = word_list("process_words.txt") | word_list("role_words.txt")
    return any(fold(w) in field or fold(w).removesuffix("s") in field for w in words) and all(
        len(w) > 1
        and (lex.is_ordinary(w) or fold(w) in lex.function_words or lex.is_ordinary(fold(w).removesuffix("s")))
        and fold(w) not in lex.titles
        and lex.births(w) < 500
        for w in words
    )


def is_large_place(text: str, start: int, end: int) -> bool:
    """A county, a city, a borough of London: where thousands live, with or without a point of the compass.

    One that is a first name, too ("Chelsea"), only behind "in" or "near".
    """
    match = _ENGLAND.fullmatch(" ".join(text[start:end].split()))
    if match is None or not set(match["place"].split()) & word_list("large_places.txt"):
        return False
    return lexicon().births(match["place"]) < 100 or _IS_A_PLACE.search(text[:start][-24:]) is not None


def is_where(text: str, start: int, end: int) -> bool:
    """Two words behind "at", the second of which is how places end: "at Hatton Cross"."""
    words = text[start:end].split()
    return (
        len(words) == 2 and words[1] in _ENDS_A_PLACE and re.search(r"\b(?:at|near) $", text[:start][-6:]) is not None
    )


def is_of_a_book(text: str, start: int, end: int) -> bool:
    """A single word in a sentence that speaks of research: the surname of an author, but of nobody with a first name."""
    if " " in text[start:end].strip():
        return False
    first = max(text.rfind(".", 0, start), text.rfind("\n", 0, start)) + 1
    last = next(n for n in (text.find(". ", end), len(text)) if n >= 0)
    return bool(_BOOK.search(text[first:last]))


def is_public_number(text: str, start: int, end: int) -> bool:
    """A telephone number of a public body or a charity, or the number of a book."""
    number = " ".join(text[start:end].split())
    return (
        _PUBLIC_NUMBER.fullmatch(number) is not None or _OF_A_BOOK.search(text, max(0, start - 24), start) is not None
    )


def is_of_the_law(text: str, start: int, end: int) -> bool:
    """A judge as law reports name them, or a case after which a rule is called."""
    name = text[start:end]
    if _JUDGE.fullmatch(name) or _BEHIND_A_JUDGE.match(text, end):
        return True
    if (name.endswith((" J", " P")) or _PUISNE.match(text, end)) and _CITED.search(text):
        return True
    return " " not in name.strip() and _AFTER_A_CASE.match(text, end) is not None


def is_a_title(text: str, start: int) -> bool:
    """What stands behind a "The" with a capital within a sentence: a film, a band, a book."""
    return _TITLE_OF_A_WORK.search(text, max(0, start - 7), start) is not None


def is_public(text: str, start: int, end: int) -> bool:
    """A firm, charity, faith or festival that everybody knows: `public_names.csv`."""
    return fold(" ".join(text[start:end].split())) in _public()


@cache
def _public() -> frozenset[str]:
    text = files(__package__).joinpath("public_names.csv").read_text(encoding="utf-8")
    return frozenset(fold(row["phrase"]) for row in csv.DictReader(text.splitlines()))


def is_nobody(text: str, start: int, end: int) -> bool:
    """What is no name at all: a word of kinship, the label of a letter, an office, a kind of school, a title with one letter."""
    name = " ".join(text[start:end].split())
    return bool(
        (name in _KIN_BEFORE and _KIN.match(text, end))
        or (_LABEL.fullmatch(name) and text[end : end + 1] in (":", "."))
        or _OFFICE.fullmatch(name)
        or _CIPHER.fullmatch(name)
        or _KINDS_OF_SCHOOL.fullmatch(name)
    )


def is_of_a_post(text: str, start: int, end: int) -> bool:
    """One word of the name of a post ("Tenancy Sustainment Officer") or of an inn ("the Rose and Crown"), or a rating ("Amber,
    then Green")."""
    name = text[start:end].strip()
    if " " in name:
        return False
    if name in _RATINGS and any(re.search(rf"\b{one}\b", text) for one in _RATINGS - {name}):
        return True
    before = _BEHIND_A_WORD.search(text, max(0, start - 24), start)
    post = before is not None and lexicon().is_ordinary(before["word"]) and not lexicon().births(before["word"])
    inn = _INN.search(text, max(0, start - 12), start) and _AND_INN.match(text, end)
    return bool((post and _A_POST.match(text, end)) or inn)


def is_public_address(text: str) -> bool:
    """The web address of a public body."""
    return _PUBLIC_HOST.match(text.strip()) is not None


def is_of_a_work(text: str, start: int, end: int) -> bool:
    """Whether the words beside a name say that it is of a story, a faith, a film or a published review, or an animal's."""
    if _BEFORE_A_WORK.search(text, max(0, start - 40), start) or _AFTER_A_WORK.match(text, end):
        return True
    return bool(_DATED.match(text, end) and _READ.search(text, max(0, start - 200), start))


def is_a_word(text: str, start: int, end: int) -> bool:
    """A single word of the language and hardly a first name, in small letters or at the beginning of a sentence, that does
    nothing people do: "Mum v pleasant", "Log [phone number removed]"."""
    word = text[start:end]
    lex = lexicon()
    if " " in word.strip() or not lex.is_ordinary(word) or lex.births(word) >= 500:
        return False
    return word.islower() or (bool(_BEGINS.search(text, max(0, start - 8), start)) and not is_subject(text, start, end))


def is_a_thing(text: str) -> bool:
    """A festival, or a disease called after who described it ("von Willebrand")."""
    return " ".join(map(fold, text.split())) in _things()


@cache
def _things() -> frozenset[str]:
    diseases = {
        fold(row["phrase"]).removesuffix(" disease").removesuffix(" syndrome").removesuffix("s'").removesuffix("'s")
        for row in rows("keep.csv")
        if row["family"] == "eponyms"
    }
    feasts = {fold(row["phrase"]) for row in rows("keep.csv") if row["family"] == "festivals"}
    return frozenset(diseases | feasts)


def is_a_sentence(text: str) -> bool:
    """Capitals of a log in which a verb stands, taken for the name of an establishment: "CALLS BACK FROM Hospital 1"."""
    words = text.split()
    return len(words) > 2 and any(w in ("FROM", "AT", "TO", "BY") for w in words[:-1])
