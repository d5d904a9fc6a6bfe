"""The heading of the column: a column of workers names no relatives, one of relatives no workers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from redactor.identities.facts import Fact, Setting, Speaks

_STAFF = re.compile(
    r"\b(?:by|staff|worker|officer|practitioner|professional|author|sign(?:ed|ature)?|init(?:ials)?|recorded|"
    r"entered|lead|owner|action)\b",
    re.IGNORECASE,
)
_FAMILY = re.compile(
    r"\b(?:child(?:ren)?|family|relati(?:ve|on|onship)|parent|sibling|subject|patient|pupil|resident|tenant)\b",
    re.IGNORECASE,
)


def facts(setting: Setting) -> Iterator[Fact]:
    """Professionals in a column of staff, the family in one of relatives."""
    for node in setting.open:
        cell = setting.passages[node.mention.passage].cell
        if not cell or not cell.header or len(setting.passages[node.mention.passage].text) > 60:
            continue
        staff, family = bool(_STAFF.search(cell.header)), bool(_FAMILY.search(cell.header))
        if staff == family:
            continue
        for key in node.known:
            person = setting.people[key]
            if staff and person.kind != "professional" and not person.issued and key not in setting.family.members:
                continue  # whom no list names may be one of the staff, whose role no draft has told
            professional = person.kind == "professional"
            yield Speaks("column: agrees" if professional == staff else "column: contradicts", node.place, key)
