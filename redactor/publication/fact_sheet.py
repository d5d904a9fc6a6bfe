"""The table of facts: an Excel sheet with a row for each, filled in with accept, change or refuse, and read back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from redactor.codes.sheets import Column, Sheet, rows_of, workbook
from redactor.keymap.keymap import KeyMap
from redactor.keymap.published import FactAnswer, FactDecision
from redactor.publication.audiences import audiences
from redactor.publication.facts import Fact

SHEET = "Facts"
EVERY = "every copy"  # the word for all audiences
_PLACES = 4
_NOTE = (
    "Restricted: what stands here leads to the family. Answer in the yellow columns and read it back with redactor publish "
    "--read. A row without an answer is put as proposed, and waits for you. To refuse, say why."
)


def fact_sheet(facts: Sequence[Fact], key_map: KeyMap, audience: str) -> bytes:
    """The facts of the case for an audience, each once."""
    columns = (
        Column("What sort", 16),
        Column("What stands there", 34),
        Column("How often", 8),
        Column("Where", 34),
        Column("Proposed", 34),
        Column("Why", 34),
        Column("Answer", 12, tuple(a.value for a in FactAnswer), to_fill=True),
        Column("Change to", 30, to_fill=True),
        Column("For", 14, (EVERY, *readers(key_map)), to_fill=True),
        Column("Reason", 30, to_fill=True),
        Column("Key", 14, hidden=True),
    )
    by_key: dict[str, list[Fact]] = {}
    for fact in facts:
        by_key.setdefault(fact.key, []).append(fact)
    rows = []
    for key, same in by_key.items():
        decided = key_map.publication.on(key, audience)
        first = same[0]
        rows.append(
            (
                str(first.kind),
                first.written,
                str(len(same)),
                _where(same),
                first.text(),
                first.why or ("the day leads to what was reported" if first.days else ""),
                decided.answer.value if decided else "",
                decided.put if decided else "",
                (decided.audience or EVERY) if decided else audience,
                decided.reason if decided else "",
                key,
            )
        )
    return workbook([Sheet(SHEET, _NOTE, columns, rows)])


def _where(same: Sequence[Fact]) -> str:
    told = list(dict.fromkeys(f"draft {f.draft + 1}, {f.where}" for f in same))
    more = f"; and {len(told) - _PLACES} more" if len(told) > _PLACES else ""
    return "; ".join(told[:_PLACES]) + more


def read_facts(
    key_map: KeyMap, facts: Iterable[Fact], data: bytes, who: str, when: str
) -> tuple[tuple[FactDecision, ...], tuple[str, ...]]:
    """The answers that are new, and what cannot be carried out, by row. Raises ValueError when the file is no such sheet."""
    known = {f.key for f in facts}
    made: list[FactDecision] = []
    problems: list[str] = []
    for row, cells in rows_of(data, SHEET):
        where = f"sheet {SHEET}, row {row}"
        answered = AnsweredRow(
            cells.get("Key", ""),
            cells.get("Answer", ""),
            cells.get("Change to", ""),
            cells.get("For", ""),
            cells.get("Reason", ""),
        )
        if answered.is_empty:
            continue
        if why := (_GONE if answered.key not in known else wrong_with(answered, key_map)):
            problems.append(f"{where}: {why}")
        elif (told := decision_of(key_map, answered, who, when)) is not None:
            made.append(told)
    return tuple(made), tuple(problems)


@dataclass(frozen=True, slots=True)
class AnsweredRow:
    """What a person wrote beside a fact, in the table of Excel or in the page."""

    key: str
    answer: str
    put: str
    audience: str  # its name; "" or EVERY for every copy
    reason: str

    @property
    def said(self) -> str:
        """The answer, as it is held against the words of answers."""
        return self.answer.strip().casefold()

    @property
    def whom(self) -> str:
        """The audience's name, "" for every copy."""
        name, space, person = self.audience.strip().partition(" ")
        return "" if self.audience.strip().lower() == EVERY else f"{name.lower()}{space}{person}"

    @property
    def is_empty(self) -> bool:
        """Nobody has said anything."""
        return not self.said and not self.put


_GONE = "this fact is no longer in the drafts."


def readers(key_map: KeyMap) -> dict[str, str]:
    """For whom an answer may hold: audiences, and of those that get only their own part each one; with their titles."""
    found: dict[str, str] = {}
    for audience in audiences().values():
        found[audience.name] = audience.title
        if audience.own_part:
            found |= {audience.of(code): f"{code}, his own part" for code in fathers(key_map)}
    return found


def fathers(key_map: KeyMap) -> tuple[str, ...]:
    """Codes of those whom the key map calls a father."""
    return tuple(r.code for r in key_map.records if r.kind == "person" and "father" in r.role.lower().split())


def wrong_with(row: AnsweredRow, key_map: KeyMap) -> str:
    """Why an answer cannot be carried out, a sentence; "" where it can."""
    if row.whom and row.whom not in readers(key_map):
        return "there is no audience of this name. Choose one of the list."
    if not row.said:
        return "there is something to change to and no answer. Choose “change”."
    if row.said not in {a.value for a in FactAnswer}:
        return "the answer is none of accept, change, refuse."
    if row.said == FactAnswer.CHANGE and not row.put:
        return "“change” needs words in the column Change to."
    if row.said == FactAnswer.REFUSE and not row.reason:
        return "what stays as it is needs a reason. Write why it leads to nobody."
    return ""


def decision_of(key_map: KeyMap, row: AnsweredRow, who: str, when: str) -> FactDecision | None:
    """What a row decides; None where the same is decided already. Only for rows with which nothing is wrong."""
    told = FactDecision(
        key=row.key, answer=FactAnswer(row.said), put=row.put if row.said == FactAnswer.CHANGE else "", audience=row.whom,
        reason=row.reason, who=who, when=when,
    )  # fmt: skip
    was = key_map.publication.on(row.key, row.whom)
    same = was is not None and (was.answer, was.put, was.audience, was.reason) == (
        told.answer, told.put, told.audience, told.reason,
    )  # fmt: skip
    return None if same else told
