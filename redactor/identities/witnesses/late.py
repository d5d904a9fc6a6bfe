"""The dead: "the late Mrs Renwick", "since the death of Mrs Lal" is nobody who goes on acting in the drafts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from redactor.identities.facts import Fact, Setting, Speaks

_BEFORE = re.compile(
    r"\b(?:the late|his late|her late|their late|late (?:wife|husband|mother|father|partner)(?: of \w+)?|"
    r"(?:after|since|before|following) the "
    r"(?:death|funeral|passing) of|widow of|widower of|death of|funeral of)\s*,?\s*$",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r",?\s*\(?(?:deceased|now dead|since deceased|who (?:has )?died|d\.\s?\d{4}|\(d\b(?!\.?\s?o\b))", re.IGNORECASE
)
_GONE = re.compile(
    r"\((?:now )?(?:deceased|dead|died|late)\b|\bdeceased\b", re.IGNORECASE
)  # as the list's relationship has it
_OF_DEATH = re.compile(
    r"\b(?:late|dead|died|dies|death|deceased|funeral|grave|buried|memory|remember\w*|lost|bereave\w*|grie\w+|used to|always|"
    r"had been|before)\b",
    re.IGNORECASE,
)
_DEAD = re.compile(r"\b(?:late|deceased|died|dead)\b", re.IGNORECASE)


def facts(setting: Setting) -> Iterator[Fact]:
    """For whom the list or the drafts call dead, against the others; the subject of a review may be dead."""
    for node in setting.open:
        around = setting.text_before(node, 70) + " " + setting.text_after(node, 70)
        if len(node.known) > 1 and not _OF_DEATH.search(around):
            for key in node.known:
                if _GONE.search(setting.people[key].role):
                    yield Speaks("late: acts no more", node.place, key)
        if not (_BEFORE.search(setting.text_before(node)) or _AFTER.match(setting.text_after(node))):
            continue
        dead = {k for k in node.known if _DEAD.search(setting.people[k].role) or setting.people[k].subject}
        for candidate in node.candidates:
            if candidate.key in dead:
                yield Speaks("late: agrees", node.place, candidate.key)
            elif candidate.fit is not None:
                yield Speaks("late: contradicts", node.place, candidate.key)
            elif not dead:
                yield Speaks("late: somebody new", node.place, candidate.key)
