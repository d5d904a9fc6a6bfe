"""The places of the board's form that take codes and nothing else: front sheet, file name, family table, chronology."""

from __future__ import annotations

import re
from collections.abc import Iterator

from redactor.codes.text import says_nothing, squash
from redactor.language.lexicon import MONTHS, lexicon
from redactor.sources.finding import Severity

from .drafts import Draft, Row
from .model import Breach, look, must_fix

_CODE_COLUMN = r"anonymised|\bcode\b|\breference\b|^ref\.?$|^name"
_NOTHING = re.compile(r"(?i)as above|same|same address|ditto|not known|no fixed abode|nfa|various")
# words that may stand beside a code without naming anybody
_BESIDE = frozenset(
    "and the of all both family children siblings subject index child unborn deceased also whole others".split()
)


def front_sheet(draft: Draft) -> Iterator[Breach]:
    """The subjects' codes on the front sheet."""
    sheet = draft.front_sheet
    if not sheet or not draft.board.subjects:
        return
    there = {squash(f.code) for p in sheet for f in draft.board.finder.all(p.text)}
    there |= {squash(c) for p in sheet for s in draft.board.finder.shorthand(p.text) for c in s.codes}
    if missing := [code for code in draft.board.subjects if squash(code) not in there]:
        yield must_fix(
            "front-sheet-subject",
            draft.name,
            ["front sheet"],
            f"The front sheet does not have the code of the subject: {', '.join(missing)}. Write it there.",
        )


def file_name(draft: Draft) -> Iterator[Breach]:
    """A subject's code in the file name."""
    there = {squash(f.code) for f in draft.board.finder.all(draft.stem)}
    if draft.board.subjects and not there & {squash(code) for code in draft.board.subjects}:
        yield must_fix(
            "file-name-subject",
            draft.name,
            ["file name"],
            f"The file name does not have the code of the subject. Name the file with it: {draft.board.subjects[0]}, then "
            "the kind of document and the agency.",
        )


def family_tables(draft: Draft) -> Iterator[Breach]:
    """Names and addresses of the family composition table, which are codes of the list."""
    for table in draft.tables:
        relation, address = table.column(r"relation"), table.column(r"address")
        code = table.column(_CODE_COLUMN)
        if relation is None or code is None or (address is None and table.column(r"birth|\bd\.?o\.?b") is None):
            continue
        for row in table.rows:
            yield from _held(draft, row, code, "composition-code", "The person")
            if address is not None:
                yield from _held(draft, row, address, "composition-code", "The address")


def chronologies(draft: Draft) -> Iterator[Breach]:
    """The column Subject of the chronology, which holds codes of the list."""
    for table in draft.tables:
        dated = table.column(r"^date\b(?!.*\b(?:birth|death))") is not None
        subject = table.column(r"^subject") if dated else None
        for row in table.rows if subject is not None else ():
            yield from _held(draft, row, subject or 0, "chronology-subject", "The subject of the entry")


def _held(draft: Draft, row: Row, column: int, rule: str, what: str) -> Iterator[Breach]:
    """A cell that takes codes of the list alone."""
    severity = _weight(draft, row.cells.get(column, ""))
    if severity is Severity.MUST_FIX:
        sentence = f"{what} is not given by codes of the list. Write the code that the board has issued."
        yield must_fix(rule, draft.name, [row.places[column]], sentence)
    elif severity is Severity.LOOK:
        sentence = f"{what} is given in words alone. Write the codes, if the board has issued any."
        yield look(rule, draft.name, [row.places[column]], sentence)


def _weight(draft: Draft, text: str) -> Severity | None:
    """How wrong a cell is: what may be a name or a code that is not on the list weighs most, words without codes less."""
    if says_nothing(text) or _NOTHING.fullmatch(text):
        return None
    several, found = draft.board.finder.shorthand(text), draft.board.finder.all(text)
    if any(squash(c) not in draft.board.entries for s in several for c in s.codes):
        return Severity.MUST_FIX
    left = list(text)
    spans = [(s.start, s.end) for s in several] + [(f.start, f.end) for f in found if f.known]
    for start, end in spans:
        left[start:end] = " " * (end - start)
    words = [(m.start(), m.group()) for m in re.finditer(r"[^\W_]+", "".join(left))]
    if all(_tells_nobody(word, at == 0, bool(spans)) for at, word in words):
        return None if spans else Severity.LOOK
    return Severity.MUST_FIX


def _tells_nobody(word: str, opens: bool, beside_codes: bool) -> bool:
    """A word that is no name, street or number of a house: "then", "until June 2010" beside codes; "Abroad" by itself."""
    folded = word.casefold()
    if folded in _BESIDE:
        return True
    if word.isdigit() or folded in MONTHS:
        return beside_codes
    return (word.islower() or opens) and lexicon().is_ordinary(word) and not (opens and lexicon().births(word))
