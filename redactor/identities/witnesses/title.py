"""The title: Mrs is no Miss, and who is called Dr elsewhere is likely the Dr here."""

from __future__ import annotations

import re
from collections.abc import Iterator

from redactor.identities.facts import Fact, Setting, Speaks
from redactor.identities.people import MARITAL

_SEX_BEFORE = re.compile(r"\b(female|male|girl|boy|lady|gent)\s$", re.IGNORECASE)  # "FEMALE REED REFUSES"
_LEARNED = frozenset(["dr", "doctor", "prof", "professor"])


def facts(setting: Setting) -> Iterator[Fact]:
    """Titles that a candidate bears elsewhere or in the code, and those that contradict."""
    for node in setting.open:
        said = set(node.name.titles)
        told = _SEX_BEFORE.search(setting.text_before(node, 10))
        for key in node.known if told else ():
            sex = "f" if told and told[1].lower() in ("female", "girl", "lady") else "m"
            if setting.people[key].gender not in ("", sex):
                yield Speaks("title: not for this first name", node.place, key)
        if not said:
            continue
        for key in node.known:
            person = setting.people[key]
            if node.name.gender and person.gender and node.name.gender != person.gender:
                yield Speaks("title: not for this first name", node.place, key)
            own = person.titles | (set(person.code.lower().split()) & (MARITAL | {"mr", "dr"}))
            if (
                "mrs" in said - own
                and not node.name.given
                and any(_is_mother(setting, other, key) for other in node.known)
            ):
                yield Speaks("title: her mother is Mrs", node.place, key)
            if said & MARITAL and not said & own and own & _LEARNED and not person.issued:
                yield Speaks("title: a doctor elsewhere", node.place, key)
            if said & own:
                yield Speaks("title: the same", node.place, key)
            elif said & MARITAL and own & MARITAL and "ms" not in said | own:
                yield Speaks("title: another", node.place, key)
            elif said & MARITAL and own & MARITAL:
                yield Speaks("title: Ms where it is Mrs or Miss elsewhere", node.place, key)
            if person.child and said & {"miss", "master"}:
                yield Speaks("title: of a child", node.place, key)
            elif person.child:
                yield Speaks("title: a child has none", node.place, key)


def _is_mother(setting: Setting, who: int, of: int) -> bool:
    """A mother and her daughter of one surname: who is Mrs is rather the mother, since the daughter was born with it."""
    return setting.people[who].gender == "f" == setting.people[of].gender and "parent" in setting.family.related(
        of, who
    )
