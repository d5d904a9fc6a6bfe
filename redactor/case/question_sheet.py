"""The questions of a case as an Excel sheet, to be answered away from the terminal, and read back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from redactor.case.answers import RIGHT, Needs, Offer, answer_from, offered
from redactor.case.questions import Answer, NotAnAnswer, ToDecide, answered, questions
from redactor.codes.sheets import Column, Sheet, rows_of, workbook
from redactor.keymap.decisions import Ruling
from redactor.keymap.keymap import KeyMap
from redactor.keymap.reasons import described

SHEET = "Decisions"
_ANSWERS = (RIGHT, Ruling.CODE.value, "somebody new", *(r.value for r in Ruling if r is not Ruling.CODE))
_HERE, _EVERYWHERE = "here only", "everywhere"
_NOTE = (
    "Restricted: names. Choose an answer in the yellow columns, save, and read it back with redactor decide --read. "
    "Leave a row empty to decide it later."
)


def decision_sheet(key_map: KeyMap) -> bytes:
    """All questions as a workbook. It holds names: write it for its owner only."""
    columns = (
        Column("Question", 22),
        Column("Written", 24),
        Column("Sentence", 60),
        Column("Where", 30),
        Column("It may be", 36),
        Column("Answer", 24, _ANSWERS, to_fill=True),
        Column("Code", 14, to_fill=True),
        Column("Holds", 14, (_HERE, _EVERYWHERE), to_fill=True),
        Column("Reason", 30, to_fill=True),
        Column("Key", 14, hidden=True),
    )
    rows = [
        (
            q.asked.value,
            "; ".join(q.names[:6]),
            q.around or q.why,
            f"{q.draft}: {q.place}" if q.draft else "",
            "; ".join(described(key_map, c) for c in q.choices),
            "",
            "",
            _HERE if q.here_only else _EVERYWHERE,
            "",
            q.key,
        )
        for q in questions(key_map)
    ]
    return workbook([Sheet(SHEET, _NOTE, columns, rows)])


def read_back(key_map: KeyMap, data: bytes, who: str) -> tuple[KeyMap, int, tuple[str, ...]]:
    """The key map with the sheet's answers, how many there were, and what could not be carried out (with row numbers).

    Raises ValueError when the file is not such a sheet.
    """
    problems: list[str] = []
    taken = 0
    open_ = {
        q.key: q for q in questions(key_map)
    }  # as the sheet asked: one row's answer may make another question smaller
    for row, cells in rows_of(data, SHEET):
        if not cells.get("Answer") and not cells.get("Code"):
            continue
        question = open_.get(cells.get("Key", ""))
        where = f"sheet {SHEET}, row {row}"
        if question is None:
            problems.append(f"{where}: this question is no longer open. It was decided, or the drafts have changed.")
            continue
        try:
            key_map = answered(key_map, question, _answer(question, cells), who)
            taken += 1
        except NotAnAnswer as error:
            problems.append(f"{where}: {error}")
    return key_map, taken, tuple(problems)


def _answer(question: ToDecide, cells: Mapping[str, str]) -> Answer:
    said, code = cells.get("Answer", "") or Ruling.CODE.value, cells.get("Code", "")
    if said not in _ANSWERS:
        raise NotAnAnswer("the answer is none of the list. Choose one of it.")
    offer = next((o for o in offered(question) if said == _said(o) and not _is_choice(o)), None)
    if offer is None and said == Ruling.CODE.value:  # a choice of the row, or any other code
        offer = Offer("", said, Ruling.CODE, Needs.CODE)
    if offer is None:
        raise NotAnAnswer(f"“{said}” does not answer this question. Choose another answer, or write a code.")
    if offer.needs is Needs.CODE and not code:
        raise NotAnAnswer("which code? Write it in the column Code.")
    written = cells.get("Reason", "") if offer.needs is Needs.REASON else code
    answer = answer_from(question, offer, written, here=cells.get("Holds", "") == _HERE)
    # of a pair the row itself says which; another code may be written all the same
    return replace(answer, code=answer.code or code) if offer.ruling in (Ruling.SAME, Ruling.APART) else answer


def _is_choice(offer: Offer) -> bool:
    """One of the codes that it may be: the sheet has a column for it."""
    return bool(offer.code) and offer.words != RIGHT


def _said(offer: Offer) -> str:
    """An offer as the sheet's answers call it."""
    if offer.words == RIGHT or offer.needs is Needs.PREFIX:
        return offer.words
    return offer.ruling.value
