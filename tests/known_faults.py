"""Tests that fail today because of a fault in the code: each with what is wrong. Mending one makes its test fail
("XPASS"), until its line is taken out here.
"""

# ruff: noqa: E501 - a table reads best with a fault a line

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest

KNOWN_FAULTS: dict[str, str] = {
    "chronology": "exempt_mentions: any cell beside a text like “agreed by” in the first two tables keeps its names (leak)",
    "agreement": "exempt_mentions: see “chronology”",
    "professionals": "exempt_mentions: “Senior manager”, “Reviewer” in a table of staff keep their names (leak)",
    "senior manager": "exempt_mentions: see “professionals”",
    "a person of the case as author": "exempt_mentions: somebody with a code on the list is kept under their name",
    "identified key over the circulated key": "_outputs does not compare --identified-key with the run's own files: names in the key for circulation (leak)",
    "identified key over an output": "see “identified key over the circulated key”",
    "TillyVarnham IMR.docx": "a file name is searched by whole words only (leak)",
    "TVarnham IMR.docx": "see “TillyVarnham IMR.docx”",
    "IMR Varnham2019.docx": "see “TillyVarnham IMR.docx”",
    "summer_grange_imr.docx": "a lower-case file name whose words are ordinary is kept, though it is a listed name in full (leak)",
    "IMR_GRANGE_S.docx": "see “summer_grange_imr.docx”",
    "hope-m-2019.docx": "see “summer_grange_imr.docx”",
    "key map below out": "_check_folder looks at the key map's own folder only, not at folders below --out",
    "They met at Teasel Road 14.": "a house number after its street stays",
    "A surgery as an agency": "every agency of the list is kept, a surgery too",
    "overtaken code": "KeyMap.overtaken is not used: the board's SW2 and our SW2 become one record, one code for two people",
    "issued later: a person": "an identity minted earlier stays a candidate beside its new listed entry: unresolved, or the old code",
    "issued later: a member of staff": "see “issued later: a person”",
    "issued later: an address": "see “issued later: a person”",
    "row off the list": "a code issued by an earlier list is not found again once its row is gone: one person, two codes",
    "Nursery X1 is near. Little Acorns Nursery is far.": "standing_codes knows only some of the words before “X1”: one code for two places",
    "Care Home X1 is near. Rosebank Care Home is far.": "see “Nursery X1”",
    "Nursery X1, Care Home X2, Employer X3": "see “Nursery X1 is near”",
    "Miss Varnham was seen.": "by_title prefers adults for “Miss” as for “Mrs”: the mother, silently, never the girl",
    "Miss Varnham was late for school.": "see “Miss Varnham was seen.”",
    "Master Varnham was seen.": "by_title prefers adults for “Master”: the father, silently, never the boy",
    "Ms Leeming rang.": "a sex guessed from a first name contradicts a title: the listed Jan Leeming becomes a new person",
    "Glenda Vernham rang.": "build_register teaches a person the near spelling, so that it then fits as “full name”, not doubtful",
    "Barnabie Varnhem rang.": "see “Glenda Vernham rang.”",
    "near spelling is a question": "see “Glenda Vernham rang.”",
    "Marie Leyburn / Maria Leyburn": "two names of the name lists are one near spelling: two strangers, one code, silently",
    "Daniel Orme / Danielle Orme": "see “Marie Leyburn / Maria Leyburn”",
    "Social worker Jan visited Jon.": "the role beside a first name does not decide between a child and a social worker",
    "Bramling Junior School / Bramling High School": "find_establishment compares proper words only: two schools, one code",
    "Bramling Bakery and Bramling College": "see “Bramling Junior School / Bramling High School”",
    "She was taken to Ottery General Hospital.": "one word of a listed street (“Ottery Lane”) is taken for the address, even inside a hospital's name",
    "SW2 (Jo Pinnock) came. Social worker Huw Idris left.": "a code in the draft with the name in brackets is not that person's, nor evidence of a role",
    "PC Stanbridge 4412 came. PC 4412 left.": "a collar number after the name stays, and is somebody else's",
    "PC4412 Stanbridge came.": "rank and collar number without a space are not part of the mention: the number stays",
    "Det Insp Culshaw came.": "“Det Insp” gives no role",
    "folder in the way of the draft": "the key map is saved before the files are written",
    "folder in the way of the report": "files are written one after the other: the first stay when a later one fails",
    "identified key into no folder": "see “folder in the way of the report”",
    "key map before the files": "see both above: neither the files nor the key map are written whole or not at all",
    "which draft": "DocumentError does not say which of several drafts",
    "Will Close": "forms_of looks for “Will Close” although both are ordinary words: the file is withheld for “will close”",
    "May Field": "see “Will Close”",
    "The Varnhams' home was cold.": "the s of the possessive is in the mention: “The family' home”",
    "Tilly (Child 1) was seen.": "_undoubled looks before the name only",
}  # fmt: skip


def rows(table: Iterable[tuple[Any, ...]]) -> list[Any]:
    """A table as test parameters; a row is known by its first value, which must be text."""
    return [pytest.param(*row, id=row[0], marks=_marks(row[0])) for row in table]


def fault(name: str) -> Any:
    """The mark for a test without a table."""
    return next(iter(_marks(name)), lambda test: test)


def _marks(name: str) -> list[Any]:
    reason = KNOWN_FAULTS.get(name)
    return [pytest.mark.xfail(strict=True, reason=reason)] if reason else []
