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

from redactor.checks import declared
from redactor.checks.passages import ReadText
from redactor.checks.published import authors
from redactor.language.acting import is_subject
from redactor.language.lexicon import fold, lexicon, rows, word_list

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
_SECOND_OF_AN_OFFICE = frozenset(
    "Constable Superintendent Inspector Justice Baron Coroner Master Whip Registrar".split()
)
_CHIEF = re.compile(r"\b(?:Chief|Senior|Lord) $")  # "The Chief Constable, Fenlea Police"
_CIPHER = re.compile(
    r"(?:Prof(?:essor)?|Judge|Lord|Lady|Baroness|Sir|Dame|Rev(?:erend)?|Fr|Father|Imam|Rabbi|Nurse|Sister)\.? [A-Z]"
)
_POST_IN_SHORT = re.compile(r"(?:Sch|Snr|Sen|Asst|Dep|Prin|Comm|Dist|Clin|Prac|Res|Reg|Des|Paed|Psych|Mgt|Admin)\.?")
_KINDS_OF_SCHOOL = re.compile(
    r"(?:Virtual|Home|Special|Free|Private|Public|Independent|Local|Boarding|Sunday|Saturday|Middle|Upper|Lower|"
    r"Maintained) Schools?|Multi[- ]Academy(?: Trusts?)?"
)
# "screened Amber, then Green"; "the Tenancy Sustainment Officer"; "in the Rose and Crown"
_COLOURS = frozenset(("Red", "Amber", "Green", "Blue", "Black", "Yellow"))
_RATED = re.compile(
    r"\b(?:[Cc]odes?|RAG|[Rr]ated|[Rr]ating|[Gg]raded|[Ss]tatus|[Tt]rack|[Tt]ool|[Ll]evel|[Tt]ab|[Zz]one|[Pp]roforma|[Oo]utcome|"
    r"[Rr]isk|[Tt]raffic [Ll]ight)(?: is| was| says|:| =)? $"
)
_RATINGS = frozenset(("Red", "Amber", "Green"))
_A_POST = re.compile(
    r" (?:Officers?|Workers?|Managers?|Teams?|Services?|Leads?|Co-?ordinators?|Advis[eo]rs?|Practitioners?|Nurses?|"
    r"Programmes?|Panels?|Boards?|Groups?|Units?|Partnerships?|Strategy|Framework|Policy)\b"
)
_BEHIND_A_WORD = re.compile(r"(?:^|\W)(?P<word>[A-Z][a-z]{2,}) $")
_INN = re.compile(r"\b(?:in|at|outside|behind|into|to|from|of) the $")
_AND_INN = re.compile(r" (?:and|&) (?!his\b|her\b)[A-Z][a-z]+\b(?!['’])")
_TITLE_OF_A_WORK = re.compile(r"[a-z,;:] [\"“‘']?The $")
# parties of cited cases, one word each; "I bear Lucas in mind", "following Ellwick"
_PARTY = re.compile(r"(?:^|\bv )(?P<name>[A-Z][a-z][\w'’-]+)(?= v |,? [\[(])")
_AS_A_CASE = re.compile(r"\b(?:bear|bore|bearing|borne|have|had|having|keep|kept) $")
_IN_MIND = re.compile(r" (?:well |firmly |always )?in mind\b")
# numbers that Ofcom keeps for public bodies and charities, and a book's own
_PUBLIC_NUMBER = re.compile(r"(?:\+44 ?\(?|\(?0)\)?30[036][\d )-]{7,10}|116 ?\d{3}|0800 ?1111|111|999|101")
_OF_A_BOOK = re.compile(r"\b(?:ISBN|ISSN|HC|Cm|Cmnd)(?:[- ]1[03])?:?[\d\s-]*$")
_IS_A_PLACE = re.compile(
    r"\b(?:in|near|around) $|\b(?:Courts?|Justice|Street|Road|Council|Hospital|University|Prison), $"
)
_ENDS_A_PLACE = frozenset(
    "Cross Common Heath Green Wood Park Bridge Junction Ford Moor Vale Gate Quay Bay Sands".split()
)
_MAIL_OF_A_BOARD = re.compile(
    r"(?P<who>[A-Za-z._-]+)@(?:(?:[\w-]+\.)*[\w-]*(?:l?scp|l?scb|l?sab|safeguarding|safeguardingboard)[\w-]*(?:\.[\w-]+)+|"
    r"(?:[\w-]+\.)+(?:gov\.uk|gov\.wales|nhs\.uk|police\.uk|ac\.uk))"
)
_PUBLIC_HOST = re.compile(
    r"^(?:https?://)?(?:[\w-]+\.)*(?:gov\.uk|gov\.wales|gov\.scot|nhs\.uk|police\.uk|parliament\.uk|judiciary\.uk|ac\.uk|mod\.uk|bailii\.org|"
    r"w3\.org|openxmlformats\.org|nspcc\.org\.uk|scie\.org\.uk|cqc\.org\.uk|nice\.org\.uk|rcpch\.ac\.uk|researchinpractice\.org\.uk)(?:[/:?#]|$)",
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
    rf"|\bthe (?:working )?title (?:of )?[\"“‘']?|\b(?:novels|music|poetry) of "
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
    all_changed: bool  # it says so of all names, and does not list them
    cited: dict[int, tuple[tuple[int, int], ...]]  # passage → characters of case citations
    authors: frozenset[str]  # folded surnames of those whom the texts cite
    parties: frozenset[str] = frozenset()  # folded names of the parties of cases that they cite
    letterheads: frozenset[int] = frozenset()  # passages: where a judgment says of which court it is

    @classmethod
    def of(cls, readings: Iterable[ReadText]) -> Pardons:
        """From all texts together."""
        read = [r.passage for r in readings]
        texts = [(p.number, p.text) for p in read]
        said = declared.names(read)
        cited = {n: tuple(m.span() for m in _CITED.finditer(text)) for n, text in texts if "[" in text or "(" in text}
        spans = {n: found for n, found in cited.items() if found}
        return cls(
            declared=said.names,
            all_changed=said.all_changed,
            cited=spans,
            authors=frozenset(authors(text for _, text in texts)),
            parties=frozenset(_parties(dict(texts), spans)),
            letterheads=said.letterheads,
        )

    def is_declared(self, words: Iterable[str]) -> bool:
        """Whether the text itself says of a name that it is no real one."""
        found = set(words)
        return bool(found) and found <= self.declared

    def is_of_a_case(self, text: str, start: int, end: int) -> bool:
        """A party of a case that the texts cite, as the case is called in short: "Ellwick leaves a margin", "I bear Lucas in
        mind". What is also a first name only where nothing else can be meant."""
        name = " ".join(text[start:end].split())
        if fold(name) not in self.parties:
            return False
        return lexicon().births(name) < 100 or (
            _AS_A_CASE.search(text, max(0, start - 24), start) is not None and _IN_MIND.match(text, end) is not None
        )

    def is_cited(self, passage: int, start: int, end: int) -> bool:
        """Whether characters stand in the citation of a judgment, which names it as the law reports do."""
        return any(s <= start and end <= e for s, e in self.cited.get(passage, ()))


def _parties(texts: dict[int, str], cited: dict[int, tuple[tuple[int, int], ...]]) -> Iterator[str]:
    for number, spans in cited.items():
        for start, end in spans:
            for match in _PARTY.finditer(texts[number][start:end]):
                yield fold(match["name"])


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
    """A firm, charity, faith, festival or figure that everybody knows, or one word of it: `public_names.csv`."""
    name = " ".join(text[start:end].split())
    behind = _NEXT_WORD.match(text, end)
    return fold(name) in _public() or (behind is not None and fold(name + behind.group()) in _public())


_ANOTHER_NAME = re.compile(r"[ -][A-Z]")
_CALLED_SO = 20  # births from which a word of kinship may be a name: "Nana"


@cache
def _words_of_kin() -> frozenset[str]:
    """Words of kinship as they are written in the place of a name: "Mum left Stepdad"."""
    words = {word.strip() for row in rows("kinship.csv") for word in row["words"].split(";")}
    words |= {step + word for step in ("Step", "step-", "Grand") for word in ("mum", "dad", "ma", "pa")}
    return frozenset(
        word[:1].upper() + word[1:] for word in words if len(word) > 2 and lexicon().births(word) < _CALLED_SO
    )


_NEXT_WORD = re.compile(r" [A-Za-z][\w'’-]*")


@cache
def _public() -> frozenset[str]:
    text = files(__package__).joinpath("public_names.csv").read_text(encoding="utf-8")
    return frozenset(fold(row["phrase"]) for row in csv.DictReader(text.splitlines()))


def is_nobody(text: str, start: int, end: int) -> bool:
    """What is no name at all: a word of kinship, the label of a letter, an office, a kind of school, a title with one letter."""
    name = " ".join(text[start:end].split())
    return bool(
        (name in _words_of_kin() and not _ANOTHER_NAME.match(text, end))
        or (name in _KIN_BEFORE and _KIN.match(text, end))
        or (_LABEL.fullmatch(name) and text[end : end + 1] in (":", "."))
        or _OFFICE.fullmatch(name)
        or (text[end : end + 1] == "(" and name in word_list("sheet_functions.txt"))  # "VLOOKUP(" in a formula
        or _CIPHER.fullmatch(name)
        or _KINDS_OF_SCHOOL.fullmatch(name)
        or (_POST_IN_SHORT.fullmatch(name) and _A_POST.match(text, end))
        or (name in _SECOND_OF_AN_OFFICE and _CHIEF.search(text, max(0, start - 10), start))
    )


def is_of_a_post(text: str, start: int, end: int) -> bool:
    """One word of the name of a post ("Tenancy Sustainment Officer") or of an inn ("the Rose and Crown"), or a rating ("Amber,
    then Green")."""
    name = text[start:end].strip()
    if " " in name:
        return False
    if name in _COLOURS and _RATED.search(text, max(0, start - 30), start):
        return True
    if name in _RATINGS and any(re.search(rf"\b{one}\b", text) for one in _RATINGS - {name}):
        return True
    before = _BEHIND_A_WORD.search(text, max(0, start - 24), start)
    post = before is not None and lexicon().is_ordinary(before["word"]) and not lexicon().births(before["word"])
    inn = _INN.search(text, max(0, start - 12), start) and _AND_INN.match(text, end)
    return bool((post and _A_POST.match(text, end)) or inn)


def is_a_bodys_mailbox(text: str) -> bool:
    """An e-mail address at a safeguarding board, to which no person's name leads: "news@rotherscp.org.uk"; not "j.hurst@…"."""
    match = _MAIL_OF_A_BOARD.fullmatch(text.strip())
    return match is not None and all(
        word in word_list("mailboxes.txt")
        or ((lexicon().is_ordinary(word) or word in lexicon().function_words) and lexicon().births(word) < _CALLED_SO)
        for word in re.findall(r"[a-z]+", match["who"].casefold())
    )


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
