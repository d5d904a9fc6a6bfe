"""The places of the board's form that take codes and nothing else: front sheet, file name, family table, chronology."""

from __future__ import annotations

import re
from collections.abc import Iterator

from redactor.codes.text import says_nothing, squash

from .drafts import Draft, Row, Table
from .model import Breach, error

_CODE_COLUMN = r"anonymised|\bcode\b|\breference\b|^ref\.?$|^name"
_ADDRESS_WORDS = r"(?:as above|same|same address|ditto|unknown|not known|n/a|none|no fixed abode|nfa|various)"
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
        yield error(
            "front-sheet-subject",
            draft.name,
            ["front sheet"],
            f"The front sheet does not have the code of the subject: {', '.join(missing)}. Write it there.",
        )


def file_name(draft: Draft) -> Iterator[Breach]:
    """A subject's code in the file name."""
    there = {squash(f.code) for f in draft.board.finder.all(draft.stem)}
    if draft.board.subjects and not there & {squash(code) for code in draft.board.subjects}:
        yield error(
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
            if not _is_of_list(draft, row, code):
                yield error("composition-code", draft.name, [row.places[code]], _NOT_A_CODE.format("person"))
            if address is not None and not _is_of_list(draft, row, address, _ADDRESS_WORDS):
                yield error("composition-code", draft.name, [row.places[address]], _NOT_A_CODE.format("address"))


_NOT_A_CODE = "The {} is not given by a code of the list alone. Write the code that the board has issued."


def chronologies(draft: Draft) -> Iterator[Breach]:
    """The column Subject of the chronology, which holds codes of the list."""
    for table in draft.tables:
        subject = _subject_column(table)
        for row in table.rows if subject is not None else ():
            if subject is not None and not _is_of_list(draft, row, subject):
                yield error(
                    "chronology-subject",
                    draft.name,
                    [row.places[subject]],
                    "The subject of the entry is not given by codes of the list alone. Write the codes that the board issued.",
                )


def _subject_column(table: Table) -> int | None:
    dated = table.column(r"^date\b(?!.*\b(?:birth|death))") is not None
    return table.column(r"^subject") if dated else None


def _is_of_list(draft: Draft, row: Row, column: int, also: str = r"(?:n/a)") -> bool:
    """Whether a cell holds codes of the list and nothing else that could name somebody; an empty one does."""
    text = row.cells.get(column, "")
    if says_nothing(text) or re.fullmatch(also, text, re.IGNORECASE):
        return True
    several = draft.board.finder.shorthand(text)
    if any(squash(c) not in draft.board.entries for s in several for c in s.codes):
        return False
    left = list(text)
    spans = [(s.start, s.end) for s in several] + [(f.start, f.end) for f in draft.board.finder.all(text) if f.known]
    for start, end in spans:
        left[start:end] = " " * (end - start)
    words = re.findall(r"[^\W_]+", "".join(left))
    return len(words) < len(re.findall(r"[^\W_]+", text)) and all(w.casefold() in _BESIDE for w in words)
