"""Pictures in the workbook of decisions: a sheet of their own, a row a picture, filled in and read back."""

from __future__ import annotations

from redactor.case.deciding import NotAnAnswer
from redactor.case.picture_choices import decided_on, open_pictures
from redactor.codes.sheets import Column, Sheet, rows_of
from redactor.keymap.decisions import ABOUT_PICTURES, Ruling
from redactor.keymap.keymap import KeyMap

SHEET = "Pictures"
_NOTE = (
    "Look at each picture in the written file. One that stays needs a reason; one that is taken out leaves an empty one of its "
    "size. Leave a row empty to decide it later."
)
_PAINTED = "words in it were painted out"


def picture_sheets(key_map: KeyMap) -> list[Sheet]:
    """The sheet of the pictures that nobody has decided on; none where there are none."""
    columns = (
        Column("Picture", 60),
        Column("What was done", 30),
        Column("Answer", 24, tuple(each.value for each in ABOUT_PICTURES), to_fill=True),
        Column("Reason", 40, to_fill=True),
        Column("Key", 14, hidden=True),
    )
    rows = [
        ("; ".join(each.places), _PAINTED if each.is_painted else "", "", "", each.key)
        for each in open_pictures(key_map)
    ]
    return [Sheet(SHEET, _NOTE, columns, rows)] if rows else []


def read_pictures(key_map: KeyMap, data: bytes, who: str) -> tuple[KeyMap, int, tuple[str, ...]]:
    """The key map with the sheet's answers, how many there were, and what could not be carried out (with row numbers)."""
    try:
        rows = rows_of(data, SHEET)
    except ValueError:
        return key_map, 0, ()  # written when there were no pictures
    open_ = {each.key: each for each in open_pictures(key_map)}
    taken, problems = 0, []
    for row, cells in rows:
        if not cells.get("Answer"):
            continue
        where, picture = f"sheet {SHEET}, row {row}", open_.get(cells.get("Key", ""))
        if picture is None:
            problems.append(f"{where}: this picture is no longer open. It was decided on, or the drafts have changed.")
            continue
        try:
            key_map = decided_on(key_map, picture, _ruling(cells["Answer"]), cells.get("Reason", ""), who)
            taken += 1
        except NotAnAnswer as error:
            problems.append(f"{where}: {error}")
    return key_map, taken, tuple(problems)


def _ruling(said: str) -> Ruling:
    found = next((each for each in ABOUT_PICTURES if each.value == said), None)
    if found is None:
        raise NotAnAnswer("the answer is none of the list. Choose one of it.")
    return found
