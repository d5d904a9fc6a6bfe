"""The questions of a case as an Excel sheet, to be answered away from the terminal, and read back.

A family of questions is a row with its question and, below it, a row for each that follows its answer.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from redactor.case.answers import RIGHT, Needs, Offer, answer_from, offered
from redactor.case.deciding import Answer, NotAnAnswer, answered
from redactor.case.families import QuestionFamily, approved, families, follows
from redactor.case.picture_sheet import picture_sheets
from redactor.case.question import Asked, ToDecide
from redactor.case.questions import questions
from redactor.codes.numbering import BlockUsedUp
from redactor.codes.sheets import Column, Sheet, rows_of, workbook
from redactor.codes.text import squash
from redactor.keymap.decisions import ABOUT_PICTURES, Ruling
from redactor.keymap.keymap import KeyMap
from redactor.keymap.reasons import described

SHEET = "Decisions"
AS_ABOVE = "as above"  # what is prefilled below a question: the answer of the row with the question holds here, too
IF_ABOVE = "right if above is"
_NEW, _KIND = "somebody new", "another kind of code"
_NOT_HERE = (Ruling.CODE, *ABOUT_PICTURES)
_ANSWERS = (
    RIGHT, Ruling.CODE.value, _NEW, *(r.value for r in Ruling if r not in _NOT_HERE), _KIND, AS_ABOVE, IF_ABOVE,
)  # fmt: skip
_SPOKEN = {"yes": RIGHT, "right": RIGHT}  # a spreadsheet offers both halves of what has a comma in it
_HERE, _EVERYWHERE = "here only", "everywhere"
_STAFF = "new staff"  # the key of the row that approves a list
_NAMES = 12
_NOTE = (
    "Restricted: names. Choose an answer in the yellow columns, save, and read it back with redactor decide --read. "
    "Leave a row empty to decide it later. A row without a question goes with the one above it: change its answer where "
    "it differs."
)


def decision_sheet(key_map: KeyMap) -> bytes:
    """All questions as a workbook. It holds names: write it for its owner only."""
    columns = (
        Column("Question", 22),
        Column("Written", 24),
        Column("Sentence", 60),
        Column("Where", 30),
        Column("It may be", 36),
        Column("Answer", 24, tuple(a for a in _ANSWERS if "," not in a) + tuple(_SPOKEN), to_fill=True),
        Column("Code", 14, to_fill=True),
        Column("Holds", 14, (_HERE, _EVERYWHERE), to_fill=True),
        Column("Reason", 30, to_fill=True),
        Column("Key", 14, hidden=True),
    )
    own = Sheet(SHEET, _NOTE, columns, list(_rows(key_map, families(questions(key_map)))))
    return workbook([own, *picture_sheets(key_map)])


def _rows(key_map: KeyMap, every: tuple[QuestionFamily, ...]) -> Iterator[tuple[str, ...]]:
    staff = [f for f in every if f.is_new_staff]
    for family in every:
        if len(staff) > 1 and family is staff[0]:
            about = f"All {len(staff)} of the new staff below that have no answer of their own: each with this code and role"
            yield ("", about, "", "", "", "", "", "", "", _STAFF)
        yield _row(key_map, family.head, family.head.asked.value, "")
        for q in family.alike:
            yield _row(key_map, q, "", AS_ABOVE if q.asked is Asked.UNRESOLVED else IF_ABOVE)


def _row(key_map: KeyMap, q: ToDecide, asked: str, answer: str) -> tuple[str, ...]:
    return (
        asked,
        "; ".join(q.names[:_NAMES]),
        "\n".join(filter(None, (q.around, q.why if q.asked is Asked.STANDING else ""))) or q.why,
        f"{q.draft}: {q.place}" if q.draft else "",
        "; ".join(described(key_map, c) for c in q.choices),
        answer,
        "",
        _HERE if q.here_only else _EVERYWHERE,
        "",
        q.key,
    )


@dataclass(frozen=True)
class _Said:
    """An answer that was taken: the question, and the code that it came to."""

    head: ToDecide
    answer: Answer
    code: str


def read_back(key_map: KeyMap, data: bytes, who: str) -> tuple[KeyMap, int, tuple[str, ...]]:
    """The key map with the sheet's answers, how many there were, and what could not be carried out (with row numbers).

    Raises ValueError when the file is not such a sheet.
    """
    problems: list[str] = []
    taken = 0
    every = families(questions(key_map))
    # as the sheet asked: one row's answer may make another question smaller
    open_ = {q.key: q for f in every for q in f.questions}
    head_of = {q.key: f.head.key for f in every for q in f.alike}
    said: dict[str, _Said] = {}
    rows = rows_of(data, SHEET)
    for row, cells in rows:
        if not cells.get("Answer") and not cells.get("Code"):
            continue
        key, where = cells.get("Key", ""), f"sheet {SHEET}, row {row}"
        if key == _STAFF:
            own = {c.get("Key", "") for _, c in rows if not c.get("Answer") and not c.get("Code")}
            new = [f for f in every if f.is_new_staff and f.head.key in own]
            key_map, taken = approved(key_map, new, who), taken + len(new)
            continue
        question = open_.get(key)
        above = said.get(head_of.get(key, ""))
        if cells.get("Answer") in (AS_ABOVE, IF_ABOVE) and not cells.get("Code"):
            answer = follows(above.head, above.answer, above.code, question) if above and question else None
            if question is None or answer is None or question.key not in {q.key for q in questions(key_map)}:
                continue  # decided later, or settled already
        elif question is None:
            problems.append(f"{where}: this question is no longer open. It was decided, or the drafts have changed.")
            continue
        else:
            answer = None
        try:
            answer = answer or _answer(question, cells)
            key_map = answered(key_map, question, answer, who)
            said[question.key] = _Said(question, answer, key_map.decisions[-1].code)
            taken += 1
        except (NotAnAnswer, BlockUsedUp) as error:
            problems.append(f"{where}: {error}")
    return key_map, taken, tuple(problems)


def _answer(question: ToDecide, cells: Mapping[str, str]) -> Answer:
    said, code = cells.get("Answer", ""), cells.get("Code", "")
    if said in ("", AS_ABOVE, IF_ABOVE):  # a code alone is an answer
        said = Ruling.CODE.value
    said = _meant(question, _SPOKEN.get(said, said), code)
    if said == Ruling.APART.value and squash(code) == squash(question.code):
        code = ""  # the one is itself: then it is not the other
    if said not in _ANSWERS:
        raise NotAnAnswer("the answer is none of the list. Choose one of it.")
    offer = next((o for o in offered(question) if said == _said(o) and not _is_choice(o)), None)
    if offer is None and said == Ruling.CODE.value:  # a choice of the row, or any other code
        offer = Offer("", said, Ruling.CODE, Needs.CODE)
    if offer is None:
        raise NotAnAnswer(f"“{said}” does not answer this question. Choose another answer, or write a code.")
    if offer.needs is Needs.CODE and not code:
        raise NotAnAnswer("which code? Write it in the column Code.")
    if said == _KIND and not code:
        raise NotAnAnswer("which kind of code? Write it in the column Code, like SW or Place X.")
    written = cells.get("Reason", "") if offer.needs is Needs.REASON else code
    answer = answer_from(question, offer, written, here=cells.get("Holds", "") == _HERE)
    # of a pair the row itself says which; another code may be written all the same
    pair = offer.ruling in (Ruling.SAME, Ruling.APART) and not answer.prefix
    answer = replace(answer, reason=answer.reason or cells.get("Reason", ""))
    return replace(answer, code=answer.code or code) if pair else answer


def _meant(question: ToDecide, said: str, code: str) -> str:
    """An answer in the words of the question: what can only mean one thing is not refused for how it is said."""
    if question.asked is Asked.MINTED and said == _NEW:
        return _KIND  # somebody new they are: of another kind
    if question.asked is Asked.STANDING and said == Ruling.KEEP.value and not question.marker:
        return RIGHT
    if question.asked is Asked.MERGE and said == Ruling.CODE.value:
        return Ruling.APART.value if squash(code) == squash(question.code) else Ruling.SAME.value
    return said


def _is_choice(offer: Offer) -> bool:
    """One of the codes that it may be: the sheet has a column for it."""
    return bool(offer.code) and offer.words != RIGHT


def _said(offer: Offer) -> str:
    """An offer as the sheet's answers call it."""
    if offer.words == RIGHT or offer.needs is Needs.PREFIX:
        return offer.words
    return offer.ruling.value
