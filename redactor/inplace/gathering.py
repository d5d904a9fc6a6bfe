"""What a report owes its readers besides its text, gathered from the drafts: documents seen, who was interviewed and why, the
terms of reference with where each is answered.

drafts with codes ─▶ sections by their headings, tables by their columns, sentences that tell of an interview ─▶ lists with gaps
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from redactor.codes.finding import ANY_BLOCK, Finder
from redactor.codes.roles import standard_roles
from redactor.documents import KeptDraft, Passage, Story

_DOCUMENTS = re.compile(
    r"\b(?:list of )?document(?:s|ation)\b"
    r"|\b(?:records|files?|policies|sources)\b.*\b(?:seen|read|reviewed|considered|examined|consulted|used)\b",
    re.IGNORECASE,
)
# "Documents seen: the case file; minutes of 4 May 2024", in a line of its own, in a cell, or before the lines that list them
_SEEN = r"(?:seen|read|reviewed|considered|examined|consulted|used)"
_LABELLED = re.compile(
    rf"(?:list of )?(?:(?:documents?|documentation|records|files?|policies|sources)(?: and \w+)? {_SEEN}"
    rf"(?: (?:and|or) {_SEEN})?(?: (?:by|for) [^:]{{1,60}})?)\s*(?P<told>:\s*(?P<list>.*))?",
    re.IGNORECASE | re.DOTALL,
)
_A_TITLE = 200  # characters: what is longer is no title of a document
_INTERVIEWS = re.compile(r"\b(?:interview(?:s|ed|ees?)?|staff spoken to|those spoken to)\b", re.IGNORECASE)
_TERMS = re.compile(r"\bterms? of reference\b|\bkey lines? of enquiry\b", re.IGNORECASE)
_DOCUMENT_COLUMN = re.compile(
    r"^(?:title of )?(?:the )?documents?(?: title| name| seen| read| reviewed)?\W*$", re.IGNORECASE
)
_PERSON_COLUMN = re.compile(
    r"^(?:(?:person|staff|those|member of staff) )?interview(?:ed|ees?)(?: \w+)?\W*$", re.IGNORECASE
)
_WHY_COLUMN = re.compile(r"\b(?:why|reason|purpose|relevance)\b", re.IGNORECASE)
_DATE_COLUMN = re.compile(r"\bdates?\b", re.IGNORECASE)
_TERM_COLUMN = re.compile(
    r"\bterms? of reference\b|\bt\.?o\.?r\.?s?\b|\bkloe\b|\bkey lines? of enquiry\b", re.IGNORECASE
)
_TERM = re.compile(
    r"\b(?:terms? of reference|t\.?o\.?r\.?s?\.?|kloe|key lines? of enquiry)\s*(?:nos?\.?|numbers?|points?|#)?\s*"
    r"((?:\(?\d{1,2}\)?(?:\s*(?:,|and|&|to|-|–)\s*)?)+)",
    re.IGNORECASE,
)
_TOLD = re.compile(
    r"\b(?:was|were|has been|have been|been)\s+interviewed\b|\binterview(?:s|ed)?\s+(?:with|of)\b", re.IGNORECASE
)
# "The author read the file and interviewed SW1": whoever stands behind it, where the writer is who asked
_BY_THE_AUTHOR = re.compile(
    r"\b(?:author|reviewer|writer|I|we|[Ww]e|panel)\b[^.;]{0,80}?\b(?:interviewed|spoke (?:to|with))\b", re.DOTALL
)
_BECAUSE = re.compile(
    r"\b(?:because|since|as (?:she|he|they)\b|in order to|who (?:had|was|were|knew|held)\b|about)(.*)", re.IGNORECASE
)
_DAY = re.compile(r"\b\d{1,2}[/. ](?:\d{1,2}|[A-Z][a-z]+)[/. ]\d{2,4}\b")
_NUMBERED = re.compile(r"^\s*\(?(\d{1,2})[.):]?\s+(.*)", re.DOTALL)
_NUMBERED_INSIDE = re.compile(r"(?<=[.?!;])\s+(?=\(?\d{1,2}[.)]\s)")  # several terms in one paragraph
_SENTENCE = re.compile(r"(?<=[.!?])\s+")
NOT_SAID = "not said"


@dataclass(frozen=True)
class DocumentSeen:
    """A document that was read."""

    title: str
    more: str = ""  # its date and source, as told


@dataclass(frozen=True)
class Interviewed:
    """Somebody who was interviewed."""

    who: str  # code, or as written
    on: str = ""
    why: str = ""


@dataclass(frozen=True)
class Term:
    """A term of reference, and where it is answered."""

    number: int
    text: str
    answered: tuple[str, ...] = ()  # "Chronology: table 2, row 4", "Analysis"


@dataclass(frozen=True)
class Gathered:
    """All three lists, and what they lack: sentences that name nobody."""

    documents: tuple[DocumentSeen, ...]
    interviewed: tuple[Interviewed, ...]
    terms: tuple[Term, ...]
    gaps: tuple[str, ...] = field(default=())


@dataclass(frozen=True)
class _At:
    """A passage with the headings that it stands under."""

    passage: Passage
    path: tuple[str, ...]
    draft: int

    @property
    def section(self) -> str:
        return self.path[-1] if self.path else ""


def gathered(drafts: Sequence[KeptDraft]) -> Gathered:
    """What the drafts tell. The same document, person or term told twice is one."""
    passages = [at for n, draft in enumerate(drafts) for at in _with_headings(n, draft)]
    documents = _once(_documents(passages))
    interviewed = _joined(_interviews(passages))
    terms, answered = _terms(passages), _answers(passages)
    listed = tuple(Term(n, text, tuple(dict.fromkeys(answered.get(n, ())))) for n, text in sorted(terms.items()))
    gaps = [] if documents else ["The drafts have no list of documents."]
    gaps += [] if interviewed else ["The drafts tell of nobody who was interviewed."]
    gaps += [f"It is not said why {i.who} was interviewed." for i in interviewed if not i.why]
    gaps += [] if listed else ["The drafts have no list of the terms of reference."]
    gaps += [f"Term of reference {t.number} is answered nowhere by its number." for t in listed if not t.answered]
    gaps += [
        f"Term of reference {n} is spoken of ({places[0]}), and there is none of this number."
        for n, places in sorted(answered.items())
        if listed and n not in terms
    ]
    return Gathered(tuple(documents), tuple(interviewed), listed, tuple(gaps))


def _with_headings(number: int, draft: KeptDraft) -> Iterator[_At]:
    path: list[tuple[int, str]] = []
    for p in draft.passages:
        if p.original or p.place.story not in (Story.BODY, Story.TEXT_BOX) or not p.text.strip():
            continue
        if p.heading:
            path = [*(h for h in path if h[0] < p.heading), (p.heading, p.text.strip())]
        yield _At(p, tuple(text for _, text in path), number)


def _rows(passages: Iterable[_At]) -> list[tuple[_At, Mapping[str, str]]]:
    """Rows of tables: one passage of each, and what stands under which heading."""
    found: dict[tuple[int, str, int, int], tuple[_At, dict[str, str]]] = {}
    for at in passages:
        cell = at.passage.cell
        if cell and cell.header:
            key = (at.draft, at.passage.place.part, cell.table, cell.row)
            _, cells = found.setdefault(key, (at, {}))
            cells[cell.header] = "; ".join(filter(None, (cells.get(cell.header, ""), at.passage.text.strip())))
    return list(found.values())


def _documents(passages: Sequence[_At]) -> Iterator[DocumentSeen]:
    for _, cells in _rows(passages):
        title = next((h for h in cells if _DOCUMENT_COLUMN.search(h)), "")
        if title:
            yield DocumentSeen(cells[title], "; ".join(text for h, text in cells.items() if h != title and text))
    yield from map(DocumentSeen, _labelled(passages))
    for at in passages:
        text = at.passage.text.strip()
        if at.passage.cell or at.passage.heading or len(text) > _A_TITLE or text.endswith(":"):
            continue
        if (label := _LABELLED.fullmatch(text)) and label["told"]:
            continue  # it is taken apart above
        if _is_about(at.section, _DOCUMENTS):
            yield DocumentSeen(_NUMBERED.sub(r"\2", text.lstrip("•-– ")))


def _labelled(passages: Sequence[_At]) -> Iterator[str]:
    """Titles behind a label: in its own paragraph, in the cells beside it, or in the lines below it, up to what is no title."""
    row, below = (-1, "", -1, -1), False
    for at in passages:
        text, cell = at.passage.text.strip(), at.passage.cell
        label = _LABELLED.fullmatch(text)
        if cell is not None:
            here = (at.draft, at.passage.place.part, cell.table, cell.row)
            below = False
            if label and (cell.column == 1 or label["list"]):
                row = here if not label["list"] else row
                yield from _titles(label["list"] or "")
            elif here == row and cell.row > 1:
                yield from _titles(text)
            continue
        if at.passage.heading:
            below = False
        elif label and label["told"]:
            yield from _titles(label["list"] or "")
            below = not label["list"]
        elif below:
            below = len(text) <= _A_TITLE and not text.endswith((".", ":")) and not re.match(r"[\w ]{3,40}:\s", text)
            if below:
                yield from _titles(text)


def _titles(text: str) -> Iterator[str]:
    """Titles in a row: by semicolons or lines, else by commas; "minutes, 4 May 2024" is one."""
    apart = r"[;\n]" if re.search(r"[;\n]", text) else r",\s+(?!\d)"
    for title in re.split(apart, text):
        title = _NUMBERED.sub(r"\2", re.sub(r"^and\s+", "", title.strip().lstrip("•-– "))).strip(" .")
        if title:
            yield title


def _is_about(section: str, what: re.Pattern[str]) -> bool:
    """A short heading that is about this."""
    return len(section) < 60 and what.search(section) is not None


def _interviews(passages: Sequence[_At]) -> Iterator[Interviewed]:
    for _, cells in _rows(passages):
        who = next((h for h in cells if _PERSON_COLUMN.search(h)), "")
        if who and cells[who]:
            day = next((text for h, text in cells.items() if _DATE_COLUMN.search(h)), "")
            why = next((text for h, text in cells.items() if _WHY_COLUMN.search(h)), "")
            yield Interviewed(cells[who], day, why)
    finder = Finder([], [r.prefix for r in standard_roles()], ANY_BLOCK)
    for at in passages:
        if at.passage.cell is not None or at.passage.heading:
            continue
        listed = _is_about(at.section, _INTERVIEWS)
        for sentence in _SENTENCE.split(at.passage.text):
            told = _TOLD.search(sentence)
            by_author = None if told else _BY_THE_AUTHOR.search(sentence)
            if not (told or listed or by_author):
                continue
            sentence = sentence[by_author.end() :] if by_author else sentence
            because = _BECAUSE.search(sentence)
            day = found[0] if (found := _DAY.search(sentence)) else ""
            end = because.start() if because else len(sentence)
            for code in dict.fromkeys(f.code for f in finder.all(sentence[:end])):
                yield Interviewed(code, day, because[0].strip(" .,;") if because else "")


def _terms(passages: Sequence[_At]) -> dict[int, str]:
    """Number → term, as the section or the table of terms lists them; without numbers in their order."""
    found: dict[int, str] = {}
    for at in passages:
        if at.passage.heading or not _is_about(at.section, _TERMS):
            continue
        if at.passage.cell is not None and at.passage.cell.column == 1:
            continue
        for text in (t.strip().lstrip("•-– ") for t in _NUMBERED_INSIDE.split(at.passage.text)):
            _take_term(text, found)
    return found


def _take_term(text: str, found: dict[int, str]) -> None:
    if text.rstrip().endswith(":") or (not _NUMBERED.match(text) and not found and _TERMS.search(text)):
        return  # "The terms of reference of this review are:"
    numbered = _NUMBERED.match(text)
    number = int(numbered[1]) if numbered else len(found) + 1
    found.setdefault(number, numbered[2].strip() if numbered else text)


def _answers(passages: Sequence[_At]) -> dict[int, list[str]]:
    """Number of a term → the places where it is spoken of by its number."""
    found: dict[int, list[str]] = {}
    for at, cells in _rows(passages):
        for header, text in cells.items():
            if _TERM_COLUMN.search(header):
                for number in numbers_in(text):
                    row = at.passage.cell.row if at.passage.cell else 0
                    found.setdefault(number, []).append(f"{at.section or 'chronology'}: row {row}")
    for at in passages:
        if at.passage.cell is None:
            for match in _TERM.finditer(at.passage.text):
                for number in numbers_in(match[1]):
                    found.setdefault(number, []).append(at.section or at.passage.place.where)
    return found


def numbers_in(text: str) -> tuple[int, ...]:
    """The numbers that "1, 3 and 5 to 7" means."""
    found: list[int] = []
    for match in re.finditer(r"(\d{1,2})(?:\s*(?:to|-|–)\s*(\d{1,2}))?(?!\d)", text):
        first, last = int(match[1]), int(match[2] or match[1])
        found += range(first, max(first, min(last, first + 30)) + 1)
    return tuple(dict.fromkeys(found))


def _once(items: Iterable[DocumentSeen]) -> list[DocumentSeen]:
    known: dict[str, DocumentSeen] = {}
    for each in items:
        if each.title:
            known.setdefault(each.title.casefold(), each)
    return list(known.values())


def _joined(items: Iterable[Interviewed]) -> list[Interviewed]:
    """One line for each person: what a table does not say, a sentence may."""
    known: dict[str, Interviewed] = {}
    for each in items:
        before = known.get(each.who)
        known[each.who] = Interviewed(each.who, (before and before.on) or each.on, (before and before.why) or each.why)
    return list(known.values())
