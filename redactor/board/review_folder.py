"""Where in the folder of a review its newest list lies. It loads nothing, so that a folder which is none is told at once."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path

from redactor.base.refused import Refused

ABOUT = "review.json"  # its agencies, and its register
_LIST = re.compile(r"list(?:-(\d+))?\.xlsx")


def newest_list(folder: Path) -> Path:
    """The list with the highest number. Raises Refused."""
    found = [(number, p) for p in folder.glob("list*.xlsx") if (number := number_of(p))]
    if not found and (closed := closed_on(folder)):
        raise Refused(
            [f"This review was closed on {closed:%d/%m/%Y}: its lists were destroyed, with a certificate for the file."]
        )
    if not found:
        raise Refused(["There is no list.xlsx in this folder. Start the review with redactor board start."])
    return max(found)[1]


def closed_on(folder: Path) -> date | None:
    """When the review of a folder was closed; None while it is not."""
    try:
        return date.fromisoformat(json.loads((folder / ABOUT).read_text(encoding="utf-8"))["closed"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def number_of(file: Path) -> int | None:
    """Which of the review's lists a file is by its name, counted from 1; None for another file."""
    named = _LIST.fullmatch(file.name)
    return int(named[1] or 1) if named else None
