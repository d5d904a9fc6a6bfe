"""Who signs the rows of a table holds one office: a heading says which ("Carer"), or the line above the table ("District nursing
record"), or those on the list who sign beside them.

Weak evidence: it counts for nobody of whom the drafts say anything else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from redactor.codes.model import Role
from redactor.detection.engine import Detected
from redactor.detection.mentions import MentionKind
from redactor.identities.facts import Place
from redactor.identities.recognition import Found
from redactor.identities.roles import RoleWords

# columns whose cells say who wrote or did what stands beside them, not whom it is about
_SIGNED = re.compile(
    r"\b(?:sign\w*|sig|by|staff|workers?|officers?|author|initials?|init|recorded|entered|completed|carers?|nurses?|logged|user)\b",
    re.IGNORECASE,
)
_LEAD = 160  # characters: the line above a table
_MOST_OF = 0.6  # of a cell's characters are the name
WEIGHT = 0.4
_ONE_IN_A_PLACE = re.compile(r"\b(?:lead|head|headteacher|principal|manager|director|chair|leader)\b", re.IGNORECASE)


@dataclass(slots=True)
class _Column:
    lead: str
    header: str = ""
    last: bool = False
    signed: list[int] = field(default_factory=list)  # people's keys
    others: int = 0  # cells that hold something else


def roles_of_signers(
    detected: Sequence[Detected], found: Mapping[Place, Found], words: RoleWords
) -> Iterator[tuple[int, Role]]:
    """People who are not on the list → the role of the column that they sign."""
    people = {f.person.key: f.person for f in found.values() if f.person}
    for column in _columns(detected, found):
        if not column.signed or column.others * 2 > len(column.signed):
            continue
        head = words.of_heading(column.header)  # "OPERATOR", where the board has monitoring operators
        if not (column.last or head or _SIGNED.search(column.header)):
            continue
        if any(people[key].issued and people[key].kind != "professional" for key in column.signed):
            continue  # a column of the family, too
        role = head or (_only(words, column.header) if len(column.header) < 30 else None)
        if role is None:
            beside = {people[key].role for key in column.signed if people[key].issued}
            role = words.of_title(next(iter(beside))) if len(beside) == 1 else None
            if role and _ONE_IN_A_PLACE.search(role.title):
                role = None  # who leads on safeguarding writes beside teachers
        role = role or _only(words, column.lead)
        if role:
            yield from ((key, role) for key in dict.fromkeys(column.signed) if not people[key].issued)


def _only(words: RoleWords, text: str) -> Role | None:
    """The one role that a heading or a line tells of."""
    named = {hit.role for hit in words.hits(text)}
    return named.pop() if len(named) == 1 else None


def _columns(detected: Sequence[Detected], found: Mapping[Place, Found]) -> Iterator[_Column]:
    columns: dict[tuple[str, int, int], _Column] = {}
    widest: dict[tuple[str, int], int] = {}
    lead = ""
    for d in detected:
        cell, text = d.passage.cell, d.passage.text.strip()
        if cell is None:
            lead = text if text and len(text) < _LEAD else ""
            continue
        table = (d.passage.place.part, cell.table)
        widest[table] = max(widest.get(table, 0), cell.column)
        column = columns.setdefault((*table, cell.column), _Column(lead))
        column.header = column.header or cell.header
        named = [m for m in d.mentions if m.kind is MentionKind.PERSON]
        one = found.get((named[0].passage, named[0].start)) if len(named) == 1 else None
        if one and one.person and named[0].end - named[0].start >= _MOST_OF * len(text):
            column.signed.append(one.person.key)
        elif text and cell.row > 1:
            column.others += 1
    for (part, number, place), column in columns.items():
        column.last = place == widest[part, number] and place > 1
        yield column
