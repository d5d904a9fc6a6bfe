"""The table of facts: an Excel sheet with a row for each, filled in with accept, change or refuse, and read back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from redactor.codes.sheets import Column, Sheet, rows_of, workbook
from redactor.keymap.keymap import KeyMap
from redactor.keymap.published import FactAnswer, FactDecision
from redactor.publication.audiences import audiences
from redactor.publication.facts import Fact

SHEET = "Facts"
_ALL = "every copy"
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
        Column("For", 14, (_ALL, *audiences()), to_fill=True),
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
                (decided.audience or _ALL) if decided else audience,
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
        said, key, where = cells.get("Answer", "").casefold(), cells.get("Key", ""), f"sheet {SHEET}, row {row}"
        put, reason = cells.get("Change to", ""), cells.get("Reason", "")
        if not said and not put:
            continue
        audience = cells.get("For", "").strip().lower()
        audience = "" if audience == _ALL else audience
        if key not in known:
            problems.append(f"{where}: this fact is no longer in the drafts.")
        elif audience and audience not in audiences():
            problems.append(f"{where}: there is no audience of this name. Choose one of the list.")
        elif not said and put:
            problems.append(f"{where}: there is something to change to and no answer. Choose “change”.")
        elif said not in {a.value for a in FactAnswer}:
            problems.append(f"{where}: the answer is none of accept, change, refuse.")
        elif said == FactAnswer.CHANGE and not put:
            problems.append(f"{where}: “change” needs words in the column Change to.")
        elif said == FactAnswer.REFUSE and not reason:
            problems.append(f"{where}: what stays as it is needs a reason. Write why it leads to nobody.")
        else:
            told = FactDecision(
                key=key, answer=FactAnswer(said), put=put if said == FactAnswer.CHANGE else "", audience=audience,
                reason=reason, who=who, when=when,
            )  # fmt: skip
            was = key_map.publication.on(key, audience)
            if was is None or (was.answer, was.put, was.audience, was.reason) != (
                told.answer,
                told.put,
                audience,
                reason,
            ):
                made.append(told)
    return tuple(made), tuple(problems)
