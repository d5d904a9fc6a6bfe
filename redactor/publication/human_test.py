"""The worksheet for a motivated intruder of flesh and blood, as the ICO's guidance asks for: filled in, and read back."""

from __future__ import annotations

from redactor.codes.sheets import Column, Sheet, rows_of, workbook
from redactor.keymap.published import HumanTest

SHEET = "Test by a person"
_NOTE = (
    "Restricted. Give a reader who does not know the case the copy, a computer, and the hours written here; no breaking in, "
    "no asking of people who know. They write what they searched, whom they take it for, and how sure they are. You fill in "
    "whether it was right."
)
_COLUMNS = (
    Column("Who", 20, to_fill=True),
    Column("Hours", 8, to_fill=True),
    Column("What was searched", 50, to_fill=True),
    Column("Who was guessed", 30, to_fill=True),
    Column("How sure", 16, ("not at all", "a little", "fairly", "very", "certain"), to_fill=True),
    Column("Was it right", 12, ("yes", "partly", "no", "not told"), to_fill=True),
)
_ROWS = 6


def worksheet() -> bytes:
    """An empty one."""
    return workbook([Sheet(SHEET, _NOTE, _COLUMNS, (), to_add=_ROWS)])


def read_worksheet(data: bytes, when: str) -> tuple[tuple[HumanTest, ...], tuple[str, ...]]:
    """The tests, and what is missing, by row. Raises ValueError when the file is no such sheet."""
    tests, problems = [], []
    for row, cells in rows_of(data, SHEET):
        lacking = [c for c in ("Who", "Hours", "What was searched", "Was it right") if not cells.get(c)]
        if lacking:
            problems.append(f"sheet {SHEET}, row {row}: fill in {' and '.join(lacking)}.")
            continue
        tests.append(
            HumanTest(
                who=cells["Who"],
                hours=cells["Hours"],
                searched=cells["What was searched"],
                guessed=cells.get("Who was guessed", ""),
                sure=cells.get("How sure", ""),
                right=cells["Was it right"],
                when=when,
            )
        )
    return tuple(tests), tuple(problems)
