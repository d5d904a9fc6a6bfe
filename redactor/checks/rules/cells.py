"""The columns of the board's form that take codes, dates, times: family table and chronology."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from redactor.case.profiles import Profile
from redactor.checks.examination import Examination, at
from redactor.checks.rules.registry import rule
from redactor.checks.tables import CellText, ReadTable, tables_of
from redactor.codes.text import clean, says_nothing
from redactor.language.lexicon import MONTHS, lexicon
from redactor.sources.finding import Finding

_CODE_COLUMN = r"anonymised|\bcode\b|\breference\b|^ref\.?$|^name"
_DATED = r"^date\b(?!.*\b(?:birth|death))"
_NOTHING = re.compile(
    r"(?i)as above|same|same address|ditto|not known|unknown|n/?k|no fixed (?:abode|address)|nfa|various|"
    r"(?:believed|thought) to be (?:abroad|in [a-z ]+)"
)
# words that may stand beside a code without naming anybody
_BESIDE = frozenset(
    "and the of all both family children siblings subject index child unborn deceased also whole others".split()
)
_TIME = re.compile(r"(?:[01]?\d|2[0-3])[:.]?[0-5]\d")
_DATE = re.compile(r"\d{1,2}/\d{1,2}/(?:\d{2}|\d{4})")


@rule("family-table")
def family_table(examination: Examination) -> Iterator[Finding]:
    """Names and addresses of the family composition, which are codes of the list."""
    for file in examination.files:
        for table in tables_of(file):
            name, relation, address = table.column(_CODE_COLUMN), table.column(r"relation"), table.column(r"address")
            if not (name and relation and (address or table.column(r"birth|\bd\.?o\.?b|ethnic"))):
                continue
            for number in table.downwards:
                for column, what in ((name, "name"), (address, "address")):
                    said = f"The column of the {what} holds no code."
                    called = "The person" if what == "name" else "The address"
                    yield from _held(examination, table, number, column, "family-table", called, said)


@rule("chronology-subject")
def chronology_subject(examination: Examination) -> Iterator[Finding]:
    """The column of the subject, which holds codes of the list."""
    for file in examination.files:
        for table in tables_of(file):
            subject = table.column(r"^subject") or table.column(r"subject of recording")
            if table.column(_DATED) and subject:
                for number in table.downwards:
                    what, said = "The subject of the entry", "The subject is no code."
                    yield from _held(examination, table, number, subject, "chronology-subject", what, said)


def _held(
    examination: Examination, table: ReadTable, number: int, column: int, rule_id: str, what: str, mark: str
) -> Iterator[Finding]:
    """A cell that takes codes of the list alone."""
    cell = table.rows[number].get(column) if column and number > table.head else None
    wrong = _wrong(examination, clean(cell.text)) if cell else None
    if cell and wrong is not None:
        sentence = (
            f"{what} is given in words alone. Write the codes, if the board has issued any."
            if wrong
            else f"{what} is not given by codes of the list. Write the code that the board has issued."
        )
        yield at(table.file, rule_id, cell.index, 0, 0, sentence, mild=wrong, mark=mark)


def _wrong(examination: Examination, text: str) -> bool | None:
    """None for a cell that is right, True where it says in words what is no name, False where it may hold a name or a
    code that is not on the list."""
    if says_nothing(text) or _NOTHING.fullmatch(text):
        return None
    board = examination.board
    several, found = board.finder.shorthand(text), board.finder.all(text)
    if examination.has_codes and any(not board.has(c) for s in several for c in s.codes):
        return False
    left = list(text)
    # without a list, what looks like a code has to do
    known = [f for f in found if f.known or board.has(f.code) or not examination.has_codes]
    spans = [*((s.start, s.end) for s in several), *((f.start, f.end) for f in known)]
    for start, end in spans:
        left[start:end] = " " * (end - start)
    if not spans and any(map(board.has, re.split(r"[,;/&]| and ", text))):
        return None  # a code that is letters only
    words = [(m.start(), m.group()) for m in re.finditer(r"[^\W_]+", "".join(left))]
    if all(_tells_nobody(word, at == 0, bool(spans)) for at, word in words):
        return None if spans else True
    return False


def _tells_nobody(word: str, opens: bool, beside_codes: bool) -> bool:
    """A word that is no name, street or number of a house: "then", "until June 2010" beside codes; "Abroad" by itself."""
    folded = word.casefold()
    if folded in _BESIDE:
        return True
    if word.isdigit() or folded in MONTHS:
        return beside_codes
    return (word.islower() or opens) and lexicon().is_ordinary(word) and not (opens and lexicon().births(word))


@rule("chronology")
def chronology(examination: Examination) -> Iterator[Finding]:
    """Columns date, time, child seen."""
    for file in examination.files:
        for table in tables_of(file):
            date, event = table.column(r"^date"), table.column(r"event|description")
            if not (date and event):
                continue
            if examination.profile is not Profile.PUBLICATION:  # there, the month has to do
                yield from _cells(table, date, _is_date, "The date is not dd/mm/yy.")
            yield from _cells(table, table.column(r"^time"), _is_time, "The time is not like 17:56.")
            yield from _cells(table, table.column(r"child seen"), _is_yes_or_no, "Neither Y nor N.")


def _cells(table: ReadTable, column: int, fits: Callable[[str], bool], sentence: str) -> Iterator[Finding]:
    found: Iterator[tuple[int, CellText]] = table.below(column) if column else iter(())
    for _, cell in found:
        if not says_nothing(cell.text) and not fits(cell.text.strip()):
            yield at(table.file, "chronology", cell.index, 0, 0, sentence)


def _is_date(text: str) -> bool:
    return bool(_DATE.match(text)) or not any(c.isdigit() for c in text)


def _is_time(text: str) -> bool:
    return bool(_TIME.match(text)) or text.lower() in ("n/k", "not known", "unknown")


def _is_yes_or_no(text: str) -> bool:
    return text.strip(" .").lower() in ("y", "n", "yes", "no", "n/a", "-")
