"""What reads like a name to a recogniser and identifies nobody of the case, so that it need not be mended.

Each pardon is a small rule over the text around. Names of the list are never pardoned: whoever is on it, is meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from redactor.checks.passages import ReadText
from redactor.language.acting import is_subject
from redactor.language.lexicon import fold, lexicon, rows, word_list

# "the boy is called Robin in this report", "referred to in this review as Robin", "Robin (not his real name)"
_NAMED_SO = re.compile(
    r"\b(?:called|named|known as|referred to as|pseudonyms?(?: of| is| are|:)?|given the names?|names? (?:of|is|are))"
    r"\s[\"“‘']?(?P<name>[A-Z][\w'’-]+(?:(?:,| and|, and) [A-Z][\w'’-]+)*)[\"”’']?(?P<after>[^.\n]{0,60})"
)
_IN_REPORT = re.compile(
    r"\b(?:in|throughout|for the purposes? of) (?:this|the|our) (?:\w+ )?(?:report|review|case|study|summary|judgment|document)\b"
)
_CHANGED = re.compile(
    r"\b(?:names?|details) (?:(?:have|has) (?:all )?been|were|was|are) (?:changed|altered|anonymi[sz]ed)\b|\bpseudonyms?\b|"
    r"\bnot (?:his|her|their) real names?\b",
    re.IGNORECASE,
)
_NOT_REAL = re.compile(r"\b(?P<name>[A-Z][\w'’-]+) \((?:a pseudonym|not (?:his|her|their) real name)\)")
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
    r"\b(?:describes?|argues?|has shown|have shown|wrote of) (?:how|what|why|that|it)\b"
)
_ENGLAND = re.compile(
    r"(?:(?:North|South|East|West|Central|Greater|Mid|Upper|Lower)[ -])?(?P<place>[A-Z][a-z]+(?: Keynes| Hamlets)?)(?:shire)?"
)
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
    cited: dict[int, tuple[tuple[int, int], ...]]  # passage → characters of case citations

    @classmethod
    def of(cls, readings: Iterable[ReadText]) -> Pardons:
        """From all texts together."""
        texts = [(r.passage.number, r.passage.text) for r in readings]
        changed = any(_CHANGED.search(text) for _, text in texts)
        declared = {fold(name) for _, text in texts for name in _declared(text, changed=changed)}
        cited = {n: tuple(m.span() for m in _CITED.finditer(text)) for n, text in texts if "[" in text or "(" in text}
        return cls(frozenset(declared), {n: spans for n, spans in cited.items() if spans})

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
        ):
            yield from re.findall(r"[A-Z][\w'’-]+", match["name"])
    for match in _NOT_REAL.finditer(text):
        yield match["name"]


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
