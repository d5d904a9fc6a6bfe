"""What a code and a marker look like: the only place that says so.

A code is an abbreviation with a number ("SW1", "GP 2", "S.W.1"), a word that codes are made of with a number or a letter
("Child 1", "Person One", "Mrs A", "Address B"), or a kind of place with X and a number ("Church of X2"): what nobody has
issued yet. `finding.py` finds them in a text, one list's and others; `spelling.py` says how one of them may be written.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from redactor.codes.text import TITLES as _ALL_TITLES
from redactor.language.lexicon import titles_for

TITLES = titles_for("codes")  # those that codes are made of: "Mrs A"
TITLE = "|".join(TITLES)
# words that make a code even where no list has it
PEOPLE = (
    "Child", "Adult", "Baby", "Infant", "Twin", "Sibling", "Mother", "Father", "Parent", "Female", "Male", "Subject",
    "Person", "Friend", "Neighbour", "Witness", "Young Person", *TITLES,
)  # fmt: skip
PLACES = (
    "Address", "School", "Primary School", "Secondary School", "Nursery", "College", "Surgery", "GP Practice",
    "Hospital", "Care Home", "Children's Home", "Placement", "Refuge", "Hostel", "Organisation", "Town", "Village",
)  # fmt: skip
HEADS = (*PEOPLE, *PLACES, "Professional", "Foster Carer")
# words that make one beside a list that has it; else the number may be the building's own: "Ward 3", "House 4"
OTHER_PEOPLE = ("Children", "Family", "YP")
OTHER_PLACES = (
    "Practice", "Ward", "Area", "City", "Borough", "Agency", "Care Agency", "House", "Org", "Place", "Club", "Court",
    "Prison", "Case", "Trust", "Force", "Employer", "Company", "Church", "Mosque", "Pub", "Public House", "Hotel",
    "Clinic", "Pharmacy",
)  # fmt: skip
WORDS = (*HEADS, *OTHER_PEOPLE, *OTHER_PLACES, "Worker", "Officer", "Solicitor", "Carer")
NUMBER_WORDS = (
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
)  # fmt: skip


def either(words: Iterable[str]) -> str:
    """One of these words, the longest first, as part of a pattern; an apostrophe may be straight or curly."""
    longest = sorted(set(words), key=lambda w: (-len(w), w))
    return "|".join(re.escape(w).replace("'", "['’]") for w in longest) or "(?!)"


WORD = either(WORDS)
NUMBER_OR_LETTER = r"(?:X?\d{1,3}|[A-Z]\d{0,2})"  # "1", "X1", "A", "A2"
OF_A_KIND = r"(?:[A-Z][a-z’']+ (?:of )?){1,3}X\d{1,3}"  # "Employer X3", "Church of X2"
ABBREVIATED = r"[A-Z][A-Za-z]{0,7}\d{1,3}"  # "SW1", "Paed2"
WORDED = rf"(?:{WORD}) {NUMBER_OR_LETTER}"
CODE = re.compile(rf"\b(?:{WORDED}|{OF_A_KIND}|{ABBREVIATED})(?![\w])")
LETTERED = re.compile(rf"(?:{TITLE}) [A-Z]")  # "Mrs A": a code, or a name that was shortened
# a number that belongs to a postcode: "SW1 2AB"
POSTCODE_AFTER = re.compile(r"\s?\d[A-Z]{2}\b")

UNRESOLVED = re.compile(r"\[unresolved (\d+)\]")
# what redactor puts where there is no code: numbers, dates of birth
MARK = r"\[(?:unresolved \d+|[^\[\]\n]{0,60} removed|(?:date|year) of birth of [^\[\]\n]{1,40})\]"
# those and what people write by hand where somebody has still to decide
AWAITING = re.compile(
    r"\[\s*(?:unresolved|awaiting|to be (?:confirmed|decided|coded)|code needed)\b[^\]\n]{0,40}\]|\?\?\?+|\bTBC code\b",
    re.IGNORECASE,
)

_LIST = r"(?:code list|list of codes|codes list|list|key)"
_NUMBERED = r"\b(?:edition|version|issue)\s*(?:no\.?\s*|number\s*)?"
EDITION = re.compile(
    rf"\b{_LIST}\b[^.;\n]{{0,50}}?{_NUMBERED}(\d{{1,3}})\b"
    rf"|{_NUMBERED}(\d{{1,3}})\s+of\s+(?:the\s+|its\s+)?(?:board['’]s\s+|issued\s+)?(?:codes|{_LIST})\b",
    re.IGNORECASE,
)


def edition_in(match: re.Match[str]) -> str:
    """The number that a match of EDITION names."""
    return (match[1] or match[2]).lstrip("0") or "0"


def right_edition(named: Iterable[str], issued: int | None) -> str:
    """The edition that all should name: the one that was issued, else the one that is named first; "" where all agree."""
    numbers = tuple(dict.fromkeys(named))
    if issued is not None:
        return str(issued)
    return numbers[0] if len(numbers) > 1 else ""


def is_title_and_code(code: str) -> bool:
    """A code that reads like a title ("MR" for the mother of R): in a text it is one as it is written, in capitals."""
    return code.isupper() and len(code) > 1 and code.casefold() in _ALL_TITLES
