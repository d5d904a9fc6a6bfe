"""Answers that what is known of a person speaks against: a slip of the hand more often than not, so they are asked for twice."""

from __future__ import annotations

from collections.abc import Iterable

from redactor.case.pairs import person_of
from redactor.identities.people import ADULT_TITLES
from redactor.keymap.keymap import Record
from redactor.language.names import parse_name

_SEXES = {"m": "a man or a boy", "f": "a woman or a girl"}


def spoken_against(record: Record, names: Iterable[str]) -> str:
    """Why the board's person of this record is hardly called so, in a sentence without names; "" where nothing is against it.

    The sex that the relationship tells and the title that stands before the name, and a child with an adult's title.
    """
    if not record.issued or record.kind != "person" or not record.names:
        return ""
    person = person_of(record)
    for text in names:
        name = parse_name(text)
        title = " ".join(t.capitalize() for t in name.titles)
        if name.gender and person.gender and not person.gender_guessed and name.gender != person.gender:
            return f"“{title}” stands before the name, and {record.code} is {_SEXES[person.gender]}."
        if person.child and ADULT_TITLES & set(name.titles):
            return f"“{title}” stands before the name, and {record.code} is a child."
    return ""
