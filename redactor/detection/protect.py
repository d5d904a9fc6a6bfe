"""What looks like a name and must stand: codes already in place, keep-list phrases, months, nationalities, agencies.

Hard protection always holds. Soft protection (a single word such as "Fraser" or "Paris") gives way to a title, a first
name beside it, or a person of the case who bears the name: the issued list wins over the keep list.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property

from redactor.base.remembered import remembered
from redactor.codes.shapes import MARK, OF_A_KIND, TITLE, WORDED
from redactor.detection.agencies import agencies_by_name
from redactor.detection.spoken_of import spoken_of
from redactor.detection.terms_of_law import is_a_term, is_of_a_pair, is_somebody
from redactor.language.lexicon import DAYS, MONTHS, SHORT_DAYS, fold, lexicon, record_verbs, rows, word_list, words_of
from redactor.language.names import near
from redactor.language.needs import matches
from redactor.language.tokens import Token

_CODE = re.compile(rf"\b{WORDED}(?![\w'’]*[a-z]{{2}})\b|\b{OF_A_KIND}\b|\b[A-Z][A-Za-z]{{0,7}}[A-Z]?\d{{1,3}}\b|{MARK}")
_RANKED = re.compile(
    r"(?:PC|PCSO|DC|DS|PS|DI)\d{3}"
)  # before a name an officer's own number, which goes with it: "PC123 Hill"
_PAIR = re.compile(rf"\b(?:{TITLE}) (?:and|&) (?:{TITLE}) [A-Z]\b(?![a-z]|\.(?:['’]s|[,;]|,? [a-z]))")
_STRONG_HEADS = (
    "syndrome|disease|palsy|sign|reflex|Inventory|Scale|Index|Inquiry|Enquiry|inquiry|Protocol|Test|test|Questionnaire|guidelines|"
    "competence|competent|competency|judgment|judgement|warning|[Ll]aw|Law|Act|Matrix|Framework|framework|principles|criteria|"
    "manoeuvre|catheter|score|scale|chart|dementia|lymphoma|Report|Review|inquiries|Committee|questions|sequence|tool|scores"
)
_EPONYM = re.compile(
    rf"\b[A-Z][\w’'-]+(?:(?:[ -]| and )[A-Z][\w’-]+){{0,2}}(?:['’]s)? (?:[A-Z][a-z]+ ){{0,3}}(?:{_STRONG_HEADS})\b"
)
_STATUTE = re.compile(
    r"\b(?:[A-Z][\w’'-]+(?:,? (?:and|of|the|to|in|for|with) | |, )){1,9}(?:Act|Regulations|Order|Rules|"
    r"Measure)(?: \([A-Z][A-Za-z ]*\))? (?:19|20)\d\d"
)
_CITED = re.compile(
    r"\b[A-Z][\w’'-]+(?:(?:,? (?:and|&) |, )[A-Z][\w’'-]+){0,3}(?: et al\.?,?)? "
    r"\((?:19\d\d|20[0-3]\d)[a-z]?(?:,? p+\.? ?\d+(?:[-–]\d+)?)?\)"
)
_CASE_LAW = re.compile(
    r"\b(?:R|Re|In re|A|B|C|X|Y|Z)\.? (?:v |[A-Z]\b)[^.;\n]{0,60}?\[(?:19|20)\d\d\] [A-Z]+[^.;\n]{0,30}|\bRe "
    r"[A-Z] \([A-Z][^)]{2,40}\)"
)

# "Kent v London Borough of Thornmere": an authority, a country or a report of the case tells that it is one, since children
# are said to be "v" each other too
_PARTY = (
    r"(?:R(?: \([A-Z][^)\n]{1,40}\))?"
    r"|[A-Z][\w’'-]+(?: (?:(?:of|for|of the|for the|upon|on) )?[A-Z][\w’'-]*){0,5}(?: \([A-Z][^)\n]{1,40}\))?)"
)
_VERSUS = re.compile(rf"\b(?P<a>{_PARTY}) vs?\.? (?P<b>{_PARTY})(?P<report> ?[\[(](?:19|20)\d\d[\])][^.;\n]{{0,30}})?")
_AUTHORITY = re.compile(
    r"\b(?:LBC|MBC|BC|CC|DC|Council|Borough|County|City|Corporation|Constable|Constabulary|Police|Commissioner|Secretary|"
    r"Minister|Ministry|Home Office|DPP|CPS|Crown|Trust|Hospitals?|Health|NHS|Board|Authority|Court|Attorney|HM|Ltd|plc)\b"
)
_TOLD_AS_CASE = re.compile(
    r"\b(?:rule|test|judge?ment|decision|ruling|case|principle|held|appeal|following|guidance|reasoning|authority) (?:in|of) "
    r"(?:the case of )?$|\b(?:per|cf\.?|citing) $",
    re.IGNORECASE,
)
# "the research of Quill, Orde and Marsh-Tarn", "the work of Quill and colleagues"
_ONE_AUTHOR = r"[A-Z][\w’'-]+(?![\w’'-])"
_AUTHORS = (
    rf"{_ONE_AUTHOR}(?:(?:, {_ONE_AUTHOR}){{1,3}}(?:,? (?:and|&) {_ONE_AUTHOR})?|,? (?:and|&) {_ONE_AUTHOR}|"
    r"(?! (?:[A-Z]|said|told|was|had|is)\b))"
)
_WRITINGS_OF = re.compile(
    rf"\b(?:research|writings|findings|scholarship|literature) (?:of|by) (?P<who>{_AUTHORS})"
    r"|\b(?:work|study|studies|research|article|paper) (?:of|by) (?P<one>[A-Z][\w’'-]+) (?:and (?:his |her )?colleagues|et al)"
    # "there is a line in Quill and Orde", "the Quill and Orde model"
    r"|\b(?:line|passage|chapter|quotation|page \d+|typology|model|book|paper|article|index|inventory|scale|measure) "
    r"(?:in|from|of|by) "
    rf"(?P<pair>{_ONE_AUTHOR} (?:and|&) {_ONE_AUTHOR})"
    r"|\b(?P<owners>[A-Z][\w-]+ (?:and|&) [A-Z][\w-]+)(?=(?:['’]s?)? (?:\w+ )?"
    r"(?:index|inventory|typology|model|scale|checklist|criteria|framework|questionnaire|measure)\b"
    r"|['’]s? (?:work|research|study|studies|book|paper|findings|article) on\b)"
    # "the research that staff knew (Quill and Orde, and Marsh-Tarn on loss)"
    r"|\b(?:research|literature|studies|evidence base)\b[^.;()\n]{0,60}\((?:see |e\.g\.,? |cf\.? )?"
    rf"(?P<known>{_ONE_AUTHOR} (?:and|&) {_ONE_AUTHOR})(?=[,;)]| on )"
)
# "the Ada Quill Foundation": a body that bears somebody's name names nobody of the case
_NAMED_BODY = re.compile(
    r"\b[Tt]he (?P<who>[A-Z][\w’'-]+(?: [A-Z][\w’'-]+){1,2}) (?:Foundation|Charitable Trust|Trust|Charity|Institute)\b"
)

# "(Quill and Orde, 2013)", "Quill and colleagues have found"; a single name before a year may be a child and its birth
_CITED_TOGETHER = re.compile(
    r"(?<=\()(?:see |e\.g\.,? |cf\.? )?[A-Z][\w’'-]+(?:(?:, [A-Z][\w’'-]+){0,3},? (?:and|&) [A-Z][\w’'-]+| et al\.?),? "
    r"(?:19\d\d|20[0-3]\d)[a-z]?(?=[),;:])"
    r"|\b[A-Z][\w’'-]+(?: (?:and|&) (?:others|colleagues|co-workers)| et al\.?)(?= (?:\(|have |has |found|show|argu|suggest|"
    r"publish|report|note|describ|conclud|wr[oi]te))"
)
# "Brayle, Orde and Marsh-Tarn have said so": one of them is known for research, and so are the others
_SEVERAL = re.compile(r"\b(?:[A-Z][\w’'-]+, ){1,4}[A-Z][\w’'-]+,? (?:and|&) [A-Z][\w’'-]+\b")
# "Quillfeather and Orde describe how loss is borne": two surnames, and what authors do
_AUTHORS_SAY = re.compile(
    r"\b(?P<a>[A-Z][\w’'-]+) (?:and|&) (?P<b>[A-Z][\w’'-]+)(?= (?:describe|identify|recommend|define|distinguish|propose|"
    r"found that|have shown|have described|have argued|argued? that|argue|showed that|show that|suggest that|concluded that)\b)"
)
# "R v Quill was applied": a precedent; "was listed" is somebody's trial
_APPLIED = re.compile(r" (?:was|were|is) (?:considered|applied|cited|followed|distinguished|binding|authority)\b")
# "Asked in Jan.", "3 Jan", "Jan 2019": a month written short; "seen by Jan" may be somebody
_MONTH_SHORT = re.compile(
    r"(?:\b(?:in|since|until|during|early|late|mid|last|next|end of|this) |\d(?:st|nd|rd|th)? )"
    r"(?P<month>Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b(?! [A-Z][a-z])"
    r"|\b(?P<before>Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.? (?=\d{4}\b|\d{1,2}(?:st|nd|rd|th)?\b(?! ?:))"
)
# "May is almost upon us", "the May half-term"
_MONTH_COMES = re.compile(
    r"\b(?P<month>May|April|June|August)(?= (?:(?:is|was) (?:nearly|almost|soon|not yet|now|fast) (?:here|upon us|over|gone|past|"
    r"approaching)|came and went|half[- ]terms?|bank holidays?|elections?)\b)"
)
# "Mrs Orde Tamil speaker": no part of her name
_OF_A_LANGUAGE = re.compile(
    r"\b(?P<people>[A-Z][\w-]+)(?= (?:speakers?|speaking|nationals?|citizens?|interpreters?|heritage|origin|descent|passport)\b)"
)
# a subject of lessons that is also a first name
_SUBJECT = re.compile(
    r"\b(?:in|for|of|doing|studying|taught|teaches|GCSE|A[- ]level|Year \d{1,2}|enjoys|enjoyed|during) (?P<taught>Art)\b"
    r"(?! [A-Z]|['’]s)|\b(?P<named>Art) (?=(?:dept|department|lesson|class|room|teacher|club|project|work|gallery|therap)"
    r"\w*\b)"
)
# "T/C Ursula", "D/W Ned": shorthand of notes, whose last letter is no initial; and what greets somebody
_SHORTHAND = re.compile(r"(?<![\w/])(?:[A-Za-z]/[A-Za-z]|[Ww]/)(?![\w/])")
# the police's word for an inquiry, out of a list of words: "Operation Larkspur"
_OPERATION = re.compile(r"\b(?:Operation|OPERATION) (?P<name>[A-Z][A-Za-z’'-]{2,})\b(?! [A-Z][a-z])")
# the same for short; "Op Singh" is whoever took the call
_OP = re.compile(r"\b(?:Op\.?|OP) (?P<name>[A-Z][A-Za-z’'-]{2,})\b(?! [A-Z][a-z])")
_SELDOM = 1000  # births: so few are called by a word that it is the word
# "Team North", "Team B": one of several of an agency's
_TEAM = re.compile(
    r"\bTeam (?P<name>North|South|East|West|Central|[A-Z]|One|Two|Three|Four|Five|Six|Red|Blue|Green|Yellow|Orange|Purple)\b"
    r"(?! [A-Z][a-z])"
)
_GREETING = re.compile(
    r"(?:^|[\n>.!?:\"“‘]\s*)(?P<word>(?:Hi|Hiya|Hello|Hey|Dear|Morning|Good morning|Afternoon|Evening|Thanks|Thank you|Cheers|"
    r"Ta|Haia|Helo|Annwyl|Shwmae|Bore da|Prynhawn da|Diolch|Cofion|Hwyl|"
    r"Regards|Kind regards|Best wishes|Best|Many thanks))(?=,?\s+(?:[A-Z]|$))"
)


# what ends a message ("BW, Jo", "Tx Bo"), what stands before its subject ("Fw: Kyle"), how urgent it is
_OF_MAIL = re.compile(
    r"(?:^|[\n>])\s*(?P<word>(?:BW|VBW|KR|BR|Rgds|Regds|Tx|Thx|Tks|Ta|ATB|WKR)(?=[,.!]?\s+[A-Z]|[,.!]?\s*$))"
    r"|(?:^|\n|[Ss]ubject:)\s*(?:(?:Re|RE|Fw|FW|Fwd|FWD)\s?:\s*)*(?P<prefix>(?:Re|RE|Fw|FW|Fwd|FWD)(?=\s?:))"
    r"|(?:^|\n)\s*(?:Importance|Sensitivity|Priority|Status)\s?:\s*(?P<value>[A-Z][a-z]+)\s*(?=$|\n)"
)

# the shift of an entry in a log: "2/2 E. Bev.", "31/1 Late R.G."
_SHIFT = re.compile(
    r"(?:^|\n)\s*\d{1,2}[/.]\d{1,2}(?:[/.]\d{2,4})?\s+(?P<shift>(?:E|L|N|LD|AM|PM|Early|Late|Night|Nights|Days?)\b\.?)(?=\s)"
)


@cache
def _medicine_in_short() -> re.Pattern[str]:
    """ "Diaz 5mg", "PRN Cit", "Para BD": words that may be names, too, beside how much of it, or how often."""
    short = "|".join(sorted(word_list("medicines_in_short.txt")))
    dose = r"\d+(?:[.,]\d+)? ?(?:mg|mgs|mcg|ml|mls|g|grams?|tabs?|tablets?|units?)\b"
    often = r"(?:PRN|prn|BD|bd|OD|od|TDS|tds|QDS|qds|nocte|mane|ON|OM|stat|STAT)\b"
    return re.compile(
        rf"\b(?P<a>{short})\b(?=,? (?:x ?\d\b|{dose}|{often})|\d+ ?mg\b)"
        rf"|(?:\b(?:PRN|prn|stat|STAT|[Dd]epot|[Dd]ose of)|{dose}(?: of)?) (?P<b>{short})\b(?! [A-Z][a-z])"
    )


BY_ITS_NAME = "agency by its name"
NATION = "nationality, religion or day"


@dataclass(frozen=True, slots=True)
class Protected:
    """Characters `start` to `end` (exclusive) that are not a name here, and why."""

    start: int
    end: int
    reason: str  # "code", "keep list", "eponym", "month", "nationality or religion", "agency"
    hard: bool


@dataclass(frozen=True)
class Shields:
    """What a case protects: its codes, the prefixes that codes are made of, its agencies and the places in their names."""

    codes: re.Pattern[str] | None = None
    prefixes: frozenset[str] = frozenset()
    agencies: re.Pattern[str] | None = None
    places: re.Pattern[str] | None = None
    listed: frozenset[tuple[str, ...]] = frozenset()  # names on the list, as folded words: they win over the keep list
    written: frozenset[str] = frozenset()  # the codes of `codes` without spaces

    def told(self, text: str) -> str:
        """All of it that `protected` may ask about for this text: what does not stand in it changes nothing there."""
        folded, squashed = fold(text), "".join(text.split())
        names = {name for word, names in self._by_word.items() if word in folded for name in names}
        codes = sorted(_standing(self._codes_by_beginning, squashed))
        prefixes = sorted(_standing(self._prefixes_by_beginning, text))
        return repr((sorted(names), codes, prefixes, self._everywhere))

    @cached_property
    def words(self) -> frozenset[str]:
        """All words of listed names."""
        return frozenset(self._by_word)

    @cached_property
    def _by_word(self) -> dict[str, list[tuple[str, ...]]]:
        found: dict[str, list[tuple[str, ...]]] = {}
        for name in self.listed:
            for word in name:
                found.setdefault(word, []).append(name)
        return found

    @cached_property
    def _codes_by_beginning(self) -> dict[str, list[str]]:
        return _by_beginning(self.written)

    @cached_property
    def _prefixes_by_beginning(self) -> dict[str, list[str]]:
        return _by_beginning(self.prefixes)

    @cached_property
    def _everywhere(self) -> tuple[object, ...]:
        patterns = repr([p.pattern if p else "" for p in (self.agencies, self.places)])
        return (self.codes is None, hashlib.sha256(patterns.encode("utf-8", "surrogatepass")).hexdigest())


_BEGINNING = re.compile(r"(?=([A-Z].))", re.DOTALL)


def _by_beginning(words: Iterable[str]) -> dict[str, list[str]]:
    """Words by their first two characters where the first is a capital; all others under ""."""
    found: dict[str, list[str]] = {}
    for word in words:
        found.setdefault(word[:2] if _BEGINNING.match(word) else "", []).append(word)
    return found


def _standing(words: Mapping[str, Sequence[str]], text: str) -> Iterator[str]:
    """Those that stand anywhere in the text, of hundreds that nearly all do not."""
    for beginning in {"", *_BEGINNING.findall(text)} & words.keys():
        yield from (word for word in words[beginning] if word in text)


_YEARS = ("19", "20")
# most passages hold none of what a pattern needs somewhere, and need not be searched by it
_NEEDS: dict[re.Pattern[str], tuple[str, ...]] = {
    _STATUTE: ("Act", "Regulations", "Order", "Rules", "Measure"),
    _CITED: ("(19", "(20"),
    _CASE_LAW: ("[19", "[20", "Re "),
    _SHORTHAND: ("/",),
    _OPERATION: ("peration ", "OPERATION "),
    _OP: ("Op ", "Op. ", "OP "),
    _TEAM: ("Team ",),
    _MONTH_SHORT: ("Jan", "Feb", "Mar", "Apr", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
    _SUBJECT: ("Art",),
    _MONTH_COMES: ("May", "April", "June", "August"),
    _OF_A_LANGUAGE: (
        " speak",
        " national",
        " citizen",
        " interpreter",
        " heritage",
        " origin",
        " descent",
        " passport",
    ),
    _AUTHORS_SAY: (
        "desc",
        "ident",
        "recomm",
        "defin",
        "disting",
        "propose",
        "found",
        "shown",
        "argued",
        "showed",
        "concl",
    ),
    _CITED_TOGETHER: (*_YEARS, " others", " colleagues", " co-workers", " et al"),
    _SEVERAL: (", ",),
    _SHIFT: ("/", "."),
    _WRITINGS_OF: (
        "research",
        "writing",
        "finding",
        "scholar",
        "literature",
        "work",
        "stud",
        "article",
        "paper",
        "line ",
        "passage",
        "chapter",
        "quotation",
        "page ",
        "typology",
        "model",
        "book",
        "index",
        "inventory",
        "scale",
        "measure",
        "checklist",
        "criteria",
        "framework",
        "questionnaire",
        "evidence base",
    ),
    _NAMED_BODY: ("Foundation", "Trust", "Charit", "Institute"),
}


@cache
def _known_for_research() -> frozenset[str]:
    """Folded surnames of one word, of researchers whom the keep list has and of those who are cited in the field."""
    listed = {row["phrase"] for row in rows("keep.csv") if row["family"] == "researchers" and " " not in row["phrase"]}
    return frozenset(fold(w) for w in listed | word_list("cited_in_the_field.txt") if not lexicon().births(w))


def _matches(pattern: re.Pattern[str], text: str) -> Iterable[re.Match[str]]:
    return pattern.finditer(text) if any(need in text for need in _NEEDS[pattern]) else ()


def _at_lines(pattern: re.Pattern[str], text: str) -> Iterable[re.Match[str]]:
    """What the pattern, which begins where a line does, matches: in a text of one line, at its beginning alone."""
    if "\n" in text or ">" in text or "ubject:" in text:
        return pattern.finditer(text)
    return filter(None, (pattern.match(text),))


def protected(text: str, tokens: tuple[Token, ...], shields: Shields) -> list[Protected]:
    """All protected stretches of a passage."""
    codes, agencies = shields.codes, shields.agencies
    ours = shields.words
    found = [
        Protected(*m.span(), "code", True)
        for p in (codes, _PAIR)
        if p
        for m in p.finditer(text)
        if not _initial_of_a_name(text, m.group(), m.end())
    ]
    found += [
        Protected(*m.span(), "code", True)
        for m in matches(_CODE, text)
        if _is_code(m.group(), shields.prefixes)
        and not re.match(r"\s[A-Z]{3}\b|\s?\d[A-Z]{2}\b|-\d{4}", text[m.end() :])
        and not _initial_of_ours(text, m.group(), m.end(), ours)
        and not _numbers_a_baby(text, m, ours)
        and not (_RANKED.fullmatch(m.group()) and re.match(r" [A-Z][a-z]", text[m.end() :]))
    ]
    found += [Protected(*m.span(), "case law", True) for m in _matches(_CASE_LAW, text)]
    found += [Protected(_behind_somebody(m, ours), m.end(), "legislation", True) for m in _matches(_STATUTE, text)]
    found += [
        Protected(*m.span(), "citation", True) for m in _matches(_CITED, text) if not _is_a_child_and_its_year(m, ours)
    ]
    found += [
        Protected(*m.span(), "shorthand", True)
        for m in _matches(_SHORTHAND, text)
        if m.group().lower() not in lexicon().titles
    ]
    found += [
        Protected(*m.span(), "keep list", True) for m in _matches(_OPERATION, text) if fold(m["name"]) not in ours
    ]
    found += [
        Protected(*m.span(), "keep list", True)
        for m in _matches(_OP, text)
        if fold(m["name"]) not in ours
        and lexicon().is_ordinary(m["name"].lower())
        and lexicon().births(m["name"]) < _SELDOM
    ]
    found += [Protected(*m.span(), "keep list", True) for m in _matches(_TEAM, text)]
    found += [
        Protected(*m.span(m.lastgroup or 0), "keep list", True)
        for m in matches(_medicine_in_short(), text)
        if fold(m[m.lastgroup or 0]) not in ours
    ]
    found += [Protected(*m.span(m.lastgroup or 0), "month", True) for m in _matches(_MONTH_SHORT, text)]
    found += [Protected(*m.span(m.lastgroup or 0), "keep list", True) for m in _matches(_SUBJECT, text)]
    found += [
        Protected(*m.span("month"), "month", True) for m in _matches(_MONTH_COMES, text) if fold(m["month"]) not in ours
    ]
    found += [
        Protected(*m.span("people"), NATION, True)
        for m in _matches(_OF_A_LANGUAGE, text)
        if fold(m["people"]) in lexicon().demonyms and fold(m["people"]) not in ours
    ]
    found += [
        Protected(*m.span(), "citation", False)
        for m in _matches(_AUTHORS_SAY, text)
        if not ours & {fold(m["a"]), fold(m["b"])} and not any(lexicon().births(m[who]) >= 50 for who in "ab")
    ]
    found += [
        Protected(*m.span(), "citation", True)
        for m in _matches(_CITED_TOGETHER, text)
        if not ours & {fold(w) for w in re.findall(r"[\w’'-]+", m.group())}
    ]
    found += [
        Protected(*m.span(), "citation", False)
        for m in _matches(_SEVERAL, text)
        if (named := {fold(w) for w in re.findall(r"[\w’'-]+", m.group())}) & _known_for_research() and not ours & named
    ]
    found += [Protected(*m.span("shift"), "shorthand", True) for m in _matches(_SHIFT, text)]
    found += [Protected(*m.span("word"), "greeting", True) for m in matches(_GREETING, text)]
    found += [Protected(*m.span(m.lastgroup or 0), "greeting", True) for m in _at_lines(_OF_MAIL, text)]
    found += _cases_and_bodies(text, ours)
    found += [Protected(start, end, why, True) for start, end, why in spoken_of(text, ours)]
    found += _phrases(text, tokens, shields)
    found += [Protected(*m.span(), "eponym", False) for m in matches(_EPONYM, text)]
    found += [Protected(*span, BY_ITS_NAME, True) for span in agencies_by_name(text, ours)]
    if agencies:
        found += [Protected(*m.span(), "agency", True) for m in agencies.finditer(text)]
    if shields.places:
        found += [
            Protected(m.start(), m.start() + end, "agency", True)
            for m in shields.places.finditer(text)
            if (end := _agency_end(m.group()))
        ]
    return found


def _behind_somebody(statute: re.Match[str], ours: frozenset[str]) -> int:
    """Where the name of an Act begins: "caution re Hayley Quarn, Theft Act 1968", "Dear Mr Quarn, Housing Act 1996" name
    somebody before its comma."""
    begin = statute.start()
    for comma in re.finditer(r", ", statute.group()):
        before = statute.string[begin : statute.start() + comma.start()]
        if any(lexicon().births(w) >= _SELDOM or w in lexicon().titles or w in ours for w in words_of(before)):
            begin = statute.start() + comma.end()
    return begin


def _is_a_child_and_its_year(cited: re.Match[str], ours: frozenset[str]) -> bool:
    """ "low after Carys (2016)": somebody of the case, or a first name that no research is known by."""
    who = re.match(r"[A-Z][\w’'-]+(?= \()", cited.group())
    if who is None:
        return False
    name = fold(who.group())
    return name in ours or (lexicon().births(name) >= _SELDOM and name not in _known_for_research())


def _cases_and_bodies(text: str, ours: frozenset[str]) -> list[Protected]:
    """Parties of a case that is cited, and bodies named after somebody; never with a word of a listed person's name."""
    found = []
    if " v" in text:
        for match in _VERSUS.finditer(text):
            a, b = match["a"], match["b"]
            told = (
                match["report"]
                or _AUTHORITY.search(b)
                or _AUTHORITY.search(a)
                or fold(b) in lexicon().geographic
                or _TOLD_AS_CASE.search(text[: match.start()])
                or (a == "R" and _APPLIED.match(text, match.end()))
            )
            if told and not ours & {fold(w) for w in re.findall(r"[\w’'-]+", f"{a} {b}")}:
                found.append(Protected(match.start(), match.end(), "case law", True))
    for match in _matches(_WRITINGS_OF, text):
        who = match.lastgroup or "who"
        if who in ("pair", "owners", "known") and _are_first_names(match[who]):
            continue  # "a line from Ann and Bob"
        if not ours & {fold(w) for w in re.findall(r"[\w’'-]+", match[who])}:
            found.append(Protected(*match.span(who), "citation", True))
    for match in _matches(_NAMED_BODY, text):
        if not ours & {fold(w) for w in match["who"].split()}:
            found.append(Protected(match.start("who"), match.end(), "keep list", True))
    return found


def _are_first_names(pair: str) -> bool:
    return any(lexicon().births(w) >= 50 for w in re.findall(r"[A-Z][\w’'-]+", pair))


def _initial_of_a_name(text: str, code: str, end: int) -> bool:
    """ "Mr D Hall" is a man with an initial, not the code "Mr D"; but "… told Mr D. Mrs A left" is a code at a sentence's end."""
    if not re.search(rf"(?:{TITLE}) [A-Z]$", code):
        return False
    follows = re.match(r"(\.?)\s([A-Z][\w’'-]+)", text[end:])
    if (
        follows is None
        or follows.group(2).lower() in lexicon().titles
        or fold(follows.group(2)) in lexicon().function_words
    ):
        return False
    word = follows.group(2)
    return not follows.group(1) or not (lexicon().is_ordinary(word) or lexicon().births(word) or re.search(r"\d", word))


def _numbers_a_baby(text: str, match: re.Match[str], ours: frozenset[str]) -> bool:
    """ "Twin 1 Hollis", "HOLLIS T1": which of the twins, not a code."""
    if not re.fullmatch(r"(?:Twin|TWIN|Triplet|Baby|T|B) ?\d", match.group()):
        return False
    near = (
        re.match(r",? ([A-Z][\w’'-]+)", text[match.end() :]),
        re.search(r"([A-Z][\w’'-]+),? $", text[: match.start()]),
    )
    return any(one is not None and fold(one[1]) in ours for one in near)


def _initial_of_ours(text: str, code: str, end: int, ours: frozenset[str]) -> bool:
    """ "Baby S Hollis weighed": no code that was issued, but the initial of somebody whose surname the list has."""
    follows = re.match(r"\.?\s([A-Z][\w’'-]+)", text[end:]) if re.fullmatch(r"[A-Za-z]+ [A-Z]", code) else None
    return follows is not None and fold(follows.group(1)) in ours


def _agency_end(text: str) -> int:
    """Where the names of agencies end in a stretch of capitalised words: behind the last word that says what they are, with
    nobody in between. "Wold Police and SW Una Fell" is an agency and a person, "Wold Police and West Fell Council" two agencies.
    0 for none."""
    words = [
        (m.end(), m.group(), "".join(words_of(m.group())))
        for m in re.finditer(r"[^\s/]+?(?=['’]s?(?:\s|$)|[\s/]|$)", text)
    ]
    end, k = 0, 1
    while k < len(words):
        rest = tuple(w for *_, w in words[k:])
        kind = max((a for a in lexicon().agency_words if rest[: len(a)] == a), key=len, default=())
        if kind:
            k += len(kind)
            end = words[k - 1][0]
        elif rest[0] in lexicon().titles or (end and _may_be_somebody(words[k][1], rest[0])):
            break
        else:
            k += 1
    return end


def _may_be_somebody(written: str, word: str) -> bool:
    """A word behind an agency that begins a person: a first name, letters of a role, "of" behind a surname."""
    births = lexicon().births(word)
    return bool(births >= _SELDOM or (births and not lexicon().is_ordinary(word)) or written.isupper() or word == "of")


def _is_code(text: str, prefixes: frozenset[str]) -> bool:
    """Not a title with the initial of somebody's name, which only the case can tell ("Mr M took her in")."""
    if re.fullmatch(rf"(?:{TITLE}) [A-Z]|[A-Z]\d{{3}}", text):
        return False
    return not (match := re.fullmatch(r"([A-Za-z]+)(\d+)", text)) or (
        match.group(1) in prefixes and match.group(2)[0] != "0"
    )


_OF_A_PEOPLE = re.compile(r"([^\W\d_]+)-(?:speaking|born|language|style|trained|owned|medium|heritage)")


_DRUGS = re.compile(
    r"\b(?:drugs?|cannabis|weed|smok\w+|smell\w*|stoned|high|joints?|spliffs?|chew\w*|grinder|deal(?:s|ing|er|t)?|sell(?:s|ing)?|sold|stash|"
    r"bags? of|using|used|misuse|substances?|heroin|cocaine|crack|ketamine|wraps?|foil|bong)\b",
    re.IGNORECASE,
)

# "I like Elton John", "her Tom Jones CDs": somebody on a stage, a screen or a pitch; before the name and behind it
_LIKED = re.compile(
    r"\b(?:likes?|liked|loves?|loved|enjoy(?:s|ed)?|listen(?:s|ed|ing)? to|watch(?:es|ed|ing)?|favourites?|fans? of|"
    r"mad about|music|songs?|sings?|sang|singing|CDs?|DVDs?|albums?|posters?|concerts?|films?|videos?|"
    r"impressions? of|books? by|tickets (?:for|to))\b"
    r"[^.;!?\n]{0,60}$"
)
_LIKED_BEHIND = re.compile(
    r"(?:['’]s?)? (?:songs?|music|CDs?|DVDs?|albums?|records?|concerts?|films?|shows?|posters?|videos?|calendar|biography|"
    r"on (?:the )?(?:telly|television|TV|radio|YouTube|iPad|tablet))\b"
)


def _is_liked(text: str, start: int, end: int) -> bool:
    return bool(_LIKED.search(text, max(0, start - 90), start) or _LIKED_BEHIND.match(text, end))


# "had read of Sheldon and of the Whyte Review", "since Sheldon"
_AND_A_REVIEW = re.compile(
    r",? (?:and|or|&) (?:about |of |from |on )?the (?:[A-Z][\w’-]+ ){1,2}(?:Review|Inquiry|Report|review|inquiry|report)\b"
)
_BEHIND_A_REVIEW = re.compile(
    r"(?:(?:Review|Inquiry|Report|review|inquiry|report)s?"
    r"(?:,? \(?(?:recs?\.?|recommendations?|paras?\.?|paragraphs?|p\.|pp\.|ch\.|chapter|section|vol\.?) ?\d[\d.–-]*\)?)?"
    r",? (?:and|or|&) (?:about |of |from |on )?|"
    r"\b(?:findings|lessons|recommendations) of |\b[Pp]ost-)$"
)
# "the Shaw report", "Shaw's recommendations"
_IS_A_REVIEW = re.compile(
    r"(?:['’]s)? (?:(?:follow-up|second|first|progress|interim|final) )?"
    r"(?:[Rr]eview|[Rr]eport|[Ii]nquiry|[Rr]ecommendations|[Ff]indings)\b"
)
# "since Shaw, adults at risk …", where the text speaks of a review
_SINCE_A_REVIEW = re.compile(r"\b(?:[Ss]ince|[Aa]fter|[Bb]efore|[Ss]ee|[Uu]nder|cf\.?|[Pp]er) $")
_A_REVIEW = re.compile(r"\b(?:[A-Z][\w’-]+ )(?:Review|Inquiry|Report)\b")
_ENDS_THERE = re.compile(r"(?:[,;.)]|$)")


def _is_a_review(text: str, start: int, end: int) -> bool:
    acting = re.match(r" ([a-z]+)\b", text[end:])
    if acting and fold(acting[1]) in record_verbs() - {"and"} and acting[1] not in ("report", "reports", "review"):
        return False  # "the report, and Shaw rang"
    if _AND_A_REVIEW.match(text, end) or _BEHIND_A_REVIEW.search(text, max(0, start - 60), start):
        return True
    named = _IS_A_REVIEW.match(text, end) and re.search(r"\b[Tt]he $", text[max(0, start - 5) : start])
    since = _SINCE_A_REVIEW.search(text, max(0, start - 10), start) and _ENDS_THERE.match(text, end)
    return bool(named or (since and _A_REVIEW.search(text)))


# where somebody is hidden or placed, no place is so large that it may be told
_NOT_TO_BE_FOUND = re.compile(
    r"\b(?:refuges?|safe ?houses?|safe (?:address|accommodation|place)|foster(?:ed|ing)?|foster (?:carers?|home)|placements?|"
    r"placed|hostel|in hiding|hid|fled|flee(?:s|ing)?|secret|confidential|undisclosed|witness protection|relocat\w+|"
    r"adopt(?:ed|ers|ive)|prospective adopters)\b[^.;!?\n]{0,60}$",
    re.IGNORECASE,
)


def stays_as_a_place(text: str, start: int, name: str) -> bool:
    """A country, or a city or county that is too large to tell who is meant; one of these islands not where somebody is hidden
    or placed there: "moved to a refuge in Leeds". `name` stands at character `start` of the text."""
    folded = fold(name)
    if folded in lexicon().large_at_home and _NOT_TO_BE_FOUND.search(text, max(0, start - 90), start):
        return False
    return folded in lexicon().geographic


def _phrases(text: str, tokens: tuple[Token, ...], shields: Shields) -> list[Protected]:
    lex = lexicon()
    ours, listed = shields.words, shields.listed
    found = []
    words = [t for t in tokens if t.kind in ("word", "number")]
    owning = {t.start for t in tokens if t.kind == "possessive"}
    folded = [fold(t.text) for t in words]
    with_s = [f + "s" if t.end in owning else f for f, t in zip(folded, words, strict=True)]
    for i, token in enumerate(words):
        word = folded[i]
        if place := next((p for p in lex.landscape.get(word, ()) if tuple(folded[i : i + len(p)]) == p), None):
            end = words[i + len(place) - 1].end
            if not _CALLED_AFTER.match(text, end) and text[end - len(place[-1])].isupper():
                found.append(Protected(token.start, end, "landscape", True))
        small = not token.capital and token.text.islower()
        if small and not lex.may_be_said_small(word):
            continue  # "iTrent" is a system
        phrase = next(
            (
                p
                for start in dict.fromkeys((with_s[i], word))
                for p in lex.keep_starts.get(start, ())
                if len(words) >= i + len(p) and all(part in (folded[i + k], with_s[i + k]) for k, part in enumerate(p))
            ),
            None,
        )
        if small and phrase not in lex.said_small:
            continue
        if phrase in lex.street_names and not _DRUGS.search(text):
            phrase = None  # "Mary Jane was seen at home"
        if phrase in lex.famous and not _is_liked(text, token.start, words[i + len(phrase) - 1].end):
            phrase = None  # "Sam Smith rang": a singer's name, and many people's
        if phrase in lex.reviewers and not _is_a_review(text, token.start, words[i + len(phrase) - 1].end):
            phrase = None  # "Sheldon rang"
        if phrase in lex.acronyms and not token.shouted:
            phrase = None  # "Sara rang", where a tool is called SARA
        if phrase and len(phrase) == 1 and word in ours and phrase in lex.brands:
            phrase = None  # "Gordon's" is a brand, and Gordon is on the list
        if phrase and len(phrase) == 1 and not small and is_somebody(text, token.start, token.end):
            phrase = None  # "Fraser, the porter, saw her leave"
        if phrase and len(phrase) == 1 and _slips_of(word, ours) and not _WITH_A_YEAR.match(text, token.end):
            phrase = None  # "Munro" has reported on it all, and the card of a family called Munroe says so
        if phrase:
            last = words[i + len(phrase) - 1]
            end = last.end + (2 if phrase[-1] == with_s[i + len(phrase) - 1] != folded[i + len(phrase) - 1] else 0)
            called_so = phrase[0] != word and lex.births(word) >= _SELDOM  # "Gordon's note"
            sure = (len(phrase) > 1 or phrase[0] != word) and phrase not in listed and not called_so
            term = len(phrase) == 1 and is_a_term(text, token.start, token.end)
            sure = sure or (term and (word not in ours or is_of_a_pair(text, token.start, token.end)))
            sure = sure or (phrase[0] in lex.things and not _named_after(words, i, phrase[0], listed))
            found.append(Protected(token.start, end, "keep list", sure))
        if (
            word in MONTHS
            or word in DAYS
            or word[:-1] in DAYS
            or (word in SHORT_DAYS and not _among_names(text, token))
        ):
            found.append(Protected(token.start, token.end, "month" if word in MONTHS else NATION, False))
        elif (people := _OF_A_PEOPLE.fullmatch(word)) and people[1] in lex.demonyms | lex.geographic:
            found.append(Protected(token.start, token.end, NATION, True))
        elif word in lex.demonyms or _are_a_people(word) or stays_as_a_place(text, token.start, token.text):
            name_too = lex.births(token.text) >= 50
            found.append(Protected(token.start, token.end, "name of a country" if name_too else NATION, False))
        elif i + 1 < len(words) and f"{word} {folded[i + 1]}" in lex.two_word_places:
            found.append(Protected(token.start, words[i + 1].end, "nationality or religion", True))
    return found


_CALLED_AFTER = re.compile(
    r" (?:[A-Z]|(?:school|nursery|surgery|ward|team|road|street)\b)"
)  # "Wye Valley Road Surgery"


def _are_a_people(word: str) -> bool:
    """ "Americans", "Poles": several of a people, where nobody is called so."""
    return word.endswith("s") and word[:-1] in lexicon().demonyms and lexicon().births(word) < _FEW_CALLED_SO


_FEW_CALLED_SO = 20  # births
# what stands behind an author: a year, others, a second author
_WITH_A_YEAR = re.compile(r",? (?:\(?(?:19|20)\d\d|et al|(?:and|&) (?:[A-Z]|colleagues|others))")


@remembered(65536)
def _slips_of(word: str, ours: frozenset[str]) -> bool:
    """A word that is one slip away from a listed name."""
    return len(word) >= 5 and word not in ours and any(near(word, name) for name in ours)


def _among_names(text: str, token: Token) -> bool:
    """A capital word right before or behind: "Pham Thu Hanh"."""
    before = re.search(r"([^\W\d_a-z][\w’'-]+)(?:,| and| &|) $", text[: token.start])
    after = re.match(r"(?:,| and| &|) ([^\W\d_a-z][^\W\d_]+)", text[token.end :])
    beside = [fold(m[1]) for m in (before, after) if m]
    return bool(beside) and not any(w in DAYS or w in SHORT_DAYS or w in MONTHS or w[:3] in SHORT_DAYS for w in beside)


def _named_after(words: list[Token], i: int, word: str, listed: frozenset[tuple[str, ...]]) -> bool:
    """Word i, the name of a thing, is somebody's here: the list has it, or a title or a first name stands before it."""
    if any(word in name for name in listed):
        return True
    before = words[i - 1].text if i and words[i].start - words[i - 1].end <= 2 else ""
    if not before:
        return False
    lex = lexicon()
    return before.lower().strip(".") in lex.titles or (
        before[0].isupper() and not words[i - 1].opens and lex.births(before) >= 50 and not lex.is_ordinary(before)
    )


def code_pattern(codes: frozenset[str]) -> re.Pattern[str] | None:
    """Every issued code, as written and with or without the space, in any case of letters that is not a plain word."""
    forms = set()
    for code in codes:
        forms.add(r"\s?".join(map(re.escape, code.split())))
    if not forms:
        return None
    return re.compile(r"(?<![\w])(?:" + "|".join(sorted(forms, key=len, reverse=True)) + r")(?![\w])")


def agency_pattern(agencies: frozenset[str]) -> re.Pattern[str] | None:
    """Names of agencies as the list's column Agency writes them, at word boundaries."""
    names = sorted((a for a in agencies if len(a) > 2), key=len, reverse=True)
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, names)) + r")(?!\w)") if names else None


def place_pattern(places: frozenset[str]) -> re.Pattern[str] | None:
    """A place in an agency's name with the capitalised words that follow it ("Northmoor Children's Social Care")."""
    if not places:
        return None
    names = "|".join(r"\s+".join(map(re.escape, p.split())) for p in sorted(places, key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?i:{names})(?:\s+(?:[A-Z][\w’'-]*|and(?=\s[A-Z])|&|of(?=\s[A-Z]))){{1,8}}")
