"""What commands advise, said as it is done in the page: nobody who works here has seen a terminal, an option or a command.

`advice.csv` has the words of the commands and those of the page; what names a place on the disk is put by patterns.
"""

from __future__ import annotations

import csv
import re
from functools import lru_cache
from pathlib import Path

COMMAND = re.compile(
    r"(?<![\w-])--[a-z][a-z-]+|\bredactor\.toml\b"
    r"|\bredactor (?:anonymise|check|codes|keymap|decide|explain|inspect|recode|review|board|agency|personalise|chronology"
    r"|publish|intruder|brief)\b"
)
_PATTERNS = (
    (
        r"(?:Put it back, or|To go back to it,) run: redactor keymap restore --key-map .{0,400}? --version 1\. No number is "
        r"given twice then",
        "Whoever looks after redactor in your agency can bring it back; no number is given twice then",
    ),
    (
        r"Another run is using the key map .{0,400}?: a command, or a review page that is open\. Wait until it has finished, or "
        r"finish there, and try again",
        "This case is open in another window of redactor. Go on there, or close it there and try again",
    ),
    (r"The key map (?:/|[A-Z]:).{1,400}? (?=is |cannot )", "The key map "),
    (r"There is no key map of this case at .{1,400}?\. Anonymise", "There is no key map of this case. Anonymise"),
)


@lru_cache(maxsize=1)
def _said() -> tuple[tuple[str, str], ...]:
    with (Path(__file__).parent / "advice.csv").open(encoding="utf-8", newline="") as lines:
        return tuple((row["said"], row["in the page"]) for row in csv.DictReader(lines))


def in_page(sentence: object) -> str:
    """A sentence of the commands as the page says it; any other as it is."""
    text = str(sentence)
    if not (COMMAND.search(text) or "key map" in text or "aseline" in text):
        return text
    for pattern, here in _PATTERNS:
        text = re.sub(pattern, here, text)
    for said, here in _said():
        text = text.replace(said, here)
    return text
