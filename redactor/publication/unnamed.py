"""Who wrote a report and for whom, where a copy leaves that unnamed: the author and the quality assurer, names that were left
for another audience, the board, the agencies of its area and the area itself."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from redactor.documents.model import Passage
from redactor.keymap.decisions import PUBLISHED, Decided, Ruling
from redactor.keymap.keymap import KeyMap
from redactor.language.lexicon import fold, lexicon
from redactor.publication.facts import Fact, FactKind
from redactor.publication.worded import fitted_fact

REMOVED = "[name removed]"
_LABEL = (
    r"(?:(?:name of )?(?:report |imr )?author(?:s|['’]s name)?"
    r"|(?:written|prepared|completed|compiled|submitted|approved|signed|(?:quality )?assured|qa(?:['’]?d)?(?: and approved)?) by"
    r"|name of (?:the )?(?:person completing|author|chair|reviewer)|lead person"
    r"|(?:independent |lead )?(?:reviewer|chair)(?: and author)?"
    r"|name,? (?:and )?(?:designation|contact details)[\w ]{0,30})"
)
_TITLE = r"(?:(?:Dr|Mrs?|Ms|Miss|Prof(?:essor)?)\.? )?"
_LABELLED = re.compile(rf"^\s*{_LABEL}[^:]{{0,40}}\s*$", re.IGNORECASE)
_INLINE = re.compile(
    rf"\b(?i:{_LABEL})(?:(?<=\bby)\s+|\s*(?::|–|-|(?<!by)\s(?:was|is|were))\s*)"
    rf"(?P<name>{_TITLE}[A-Z][\w'’-]+(?: [A-Z](?:[\w'’-]+|\.)){{1,3}})"
)
_IN_CELL = re.compile(rf"{_TITLE}[A-Z][\w'’-]+(?: [A-Z](?:[\w'’-]+|\.)){{1,3}}")
_TITLED = re.compile(
    r"\b(?:Director|Manager|Officer|Head|Service|Council|Police|Trust|Services|Social|Worker|Nurse|Safeguarding|Detective|Team|"
    r"Board|Partnership|School|Report|Date|Designation|ID|Records?|System|Number|Address|Practice)\b"
)
_BODY = (
    (
        r"Safeguarding (?:Children|Adults?)(?:['’]s)? (?:Board|Partnership)|LSCB|LSCP|SCB|SCP|SAB"
        r"|Safeguarding (?:Board|Partnership)",
        "the safeguarding partnership",
    ),
    (
        r"(?:City |County |Borough |District |Metropolitan (?:Borough )?)*Council|MBC|Children['’]s Services|Social Services",
        "the local authority",
    ),
    (r"Constabulary|Police(?: Service| Force)?", "the police"),
    (
        r"(?:[A-Z]\w+ )?(?:(?:University |Teaching )?Hospitals? |Healthcare |Community |Mental Health )*(?:NHS )?"
        r"(?:Foundation )?Trust",
        "the health trust",
    ),
    (r"(?:Clinical Commissioning Group|CCG|Integrated Care Board|ICB)", "the health commissioner"),
)
# no word of a body, no day and no month begins or belongs to the name of a place
_NO_PLACE = (
    r"(?!(?:The|An?|In|On|At|When|Both|And|But|If|That|This|Council|Police|Trust|Board|Partnership|Constabulary|Hospitals?|City|County|"
    r"Borough|District|Metropolitan|Safeguarding|Children|Adults?|Social|Local|Joint|Service|Mon|Tues|Wednes|Thurs|Fri|Satur|Sun|"
    r"January|February|March|April|May|June|July|August|September|October|November|December)(?:day)?\b)"
)
_PLACED = rf"(?P<place>(?:{_NO_PLACE}[A-Z][a-z’'-]+(?:,? and |[ -]|, )?){{1,3}}?) ?(?:on [A-Z][a-z]+ )?"
_BODIES = tuple((re.compile(rf"\b(?:[Tt]he )?{_PLACED}(?:{words})(?!\w)"), put) for words, put in _BODY)


def people_in(passage: Passage, draft: int, where: str, left: Iterable[str]) -> Iterator[Fact]:
    """The author, who approved it, and `left`: names that somebody decided may stand for another audience."""
    text = passage.text
    labels = (passage.cell.row_header, passage.cell.header) if passage.cell else ()
    if any(_LABELLED.match(label) for label in labels if label):
        for match in _IN_CELL.finditer(text):
            if not _TITLED.search(match.group()):
                yield _name(draft, passage.number, match.start(), match.end(), text, where)
    for match in _INLINE.finditer(text):
        # the label in any capitals, the name in those of a name
        if _IN_CELL.fullmatch(match["name"]) and not _TITLED.search(match["name"]):
            yield _name(draft, passage.number, match.start("name"), match.end("name"), text, where)
    for name in left:
        for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text, re.IGNORECASE):
            yield _name(draft, passage.number, *match.span(), text, where)


def staff_named(passage: Passage, draft: int, where: str, key_map: KeyMap) -> Iterator[Fact]:
    """Staff of the key map whom the board's form names, such as who approved the report: by their codes."""
    for record in key_map.records:
        if record.kind_of_identity != "professional":
            continue
        for name in (n for n in record.names if len(n.split()) > 1):
            for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", passage.text):
                yield Fact(FactKind.AUTHOR, draft, passage.number, *match.span(), match.group(), record.code, where=where,
                           why="a name that may stand for the board alone")  # fmt: skip


def is_kept_phrase(text: str, start: int, end: int) -> bool:
    """Whether a word stands in a phrase that names nobody of the case: "Old Bailey"."""
    words = [(m.start(), m.end(), fold(m.group())) for m in re.finditer(r"[^\W_][\w'’-]*", text)]
    folded = [w for *_, w in words]
    for n, word in enumerate(folded):
        for phrase in lexicon().keep_starts.get(word, ()):
            last = n + len(phrase) - 1
            if (
                len(phrase) > 1
                and tuple(folded[n : last + 1]) == phrase
                and words[n][0] <= start
                and end <= words[last][1]
            ):
                return True
    return False


def _name(draft: int, passage: int, start: int, end: int, text: str, where: str) -> Fact:
    return Fact(FactKind.AUTHOR, draft, passage, start, end, text[start:end], REMOVED, where=where,
                why="a name that may stand for the board alone")  # fmt: skip


def left_names(key_map: KeyMap) -> tuple[str, ...]:
    """Names that somebody decided to leave: for those whom the decision was made for, never for print."""
    return tuple(dict.fromkeys(n for d in key_map.decisions if _is_left(d) for n in d.names if len(n) > 2))


def _is_left(decision: Decided) -> bool:
    return decision.ruling is Ruling.LEAVE and not decision.withdrawn and decision.audience != PUBLISHED


def bodies_in(passage: Passage, draft: int, where: str, areas: frozenset[str]) -> Iterator[Fact]:
    """The board and the agencies of its area, and the area's own name (`areas`) elsewhere."""
    text = passage.text
    why = "it names the area"
    for pattern, put in _BODIES:
        for match in pattern.finditer(text):
            yield fitted_fact(FactKind.BOARD, text, *match.span(), put, why, draft, passage.number, where)
    for area in areas:
        for match in re.finditer(rf"\b{re.escape(area)}(?:shire)?\b", text):
            yield fitted_fact(FactKind.BOARD, text, *match.span(), "the area", why, draft, passage.number, where)


def areas_in(texts: Iterable[str], key_map: KeyMap) -> frozenset[str]:
    """What the bodies that the drafts name are called after, and the agency of the key map: "Thornmere"."""
    found: set[str] = set()
    for text in (*texts, f"{key_map.agency} Council"):
        for pattern, _ in _BODIES:
            found |= {m["place"].strip(" ,-") for m in pattern.finditer(text)}
    words = {w for each in found for w in re.split(r",? and | |, ", each) if len(w) > 3}
    return frozenset(w for w in words if not lexicon().is_ordinary(w))
