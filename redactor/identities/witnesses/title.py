"""The title: Mrs is no Miss, and who is called Dr elsewhere is likely the Dr here."""

from __future__ import annotations

import re
from collections.abc import Iterator

from redactor.identities.facts import Fact, Setting, Speaks
from redactor.identities.people import MARITAL

_SEX_BEFORE = re.compile(r"\b(female|male|girl|boy|lady|gent)\s$", re.IGNORECASE)  # "FEMALE REED REFUSES"
_AND_FOR_ANOTHER = 6.0  # how much more a first name of the other sex says where the title is right for somebody else
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
                fits = any(
                    setting.people[o].gender == node.name.gender for o in node.known
                )  # somebody of the right sex
                yield Speaks("title: not for this first name", node.place, key, _AND_FOR_ANOTHER if fits else 1.0)
            own = person.titles | (set(person.code.lower().split()) & (MARITAL | {"mr", "dr"}))
            if (
                said & {"mr", "mrs"} - own
                and not node.name.given
                and any(_is_parent(setting, o, key) for o in node.known)
            ):
                yield Speaks(
                    "title: her mother is Mrs" if "mrs" in said else "title: his father is Mr", node.place, key
                )
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


def _is_parent(setting: Setting, who: int, of: int) -> bool:
    """A mother and her daughter, or a father and his son, of one surname: the title alone is rather the elder's.

    A daughter was born with the surname that she shares with her mother; the son goes by his first name at home.
    """
    parent, child = setting.people[who], setting.people[of]
    alike = bool(parent.gender) and parent.gender == child.gender and bool(parent.surnames & child.surnames)
    return alike and who in setting.family.parents.get(of, ())
