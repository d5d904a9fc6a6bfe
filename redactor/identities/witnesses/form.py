"""The form of the name: how well it fits each candidate, and how likely such a form is to name somebody new."""

from __future__ import annotations

from collections.abc import Iterator

from redactor.identities.facts import Fact, Setting, Speaks
from redactor.language.lexicon import fold, lexicon
from redactor.language.names import Name


def facts(setting: Setting) -> Iterator[Fact]:
    """ "form: full name" … for the known, "new: title and surname" … for somebody new."""
    for node in setting.open:
        whole = f"{fold(node.name.given[0])} {fold(node.name.surname)}" if node.name.given else ""
        first = any(c.fit and c.fit.rule in ("unique first name", "listed form", "alias") for c in node.candidates)
        best = min((c.fit.level for c in node.candidates if c.fit), default=0)
        for candidate in node.candidates:
            if candidate.fit is None:
                yield Speaks(f"new: {_shape(node.name)}", node.place, candidate.key)
                continue
            yield Speaks(f"form: {candidate.fit.rule}", node.place, candidate.key)
            if whole in setting.people[candidate.key].full_names:
                yield Speaks("form: the whole name", node.place, candidate.key)
            second = {fold(g) for g in node.name.given[1:]}
            if second & setting.people[candidate.key].middles:
                yield Speaks("form: the second first name", node.place, candidate.key)
            if (
                first
                and node.name.word
                and setting.people[candidate.key].kind == "person"
                and candidate.key in setting.family.members
                and candidate.key not in setting.held
            ):
                yield Speaks("form: a relative by the first name", node.place, candidate.key)
            if candidate.fit.rule == "listed form" and node.name.titles:
                yield Speaks("form: a title of the list", node.place, candidate.key)
            if candidate.fit.rule == "surname" and setting.people[candidate.key].child:
                yield Speaks("form: a child by the surname", node.place, candidate.key)
            if candidate.fit.rule == "surname" and first:
                yield Speaks("form: a surname where it is a first name", node.place, candidate.key)
            if candidate.fit.rule in ("nickname", "near spelling") and first:
                yield Speaks("form: somebody else's own name", node.place, candidate.key)
            if candidate.fit.level > best:
                yield Speaks("form: another fits better", node.place, candidate.key, candidate.fit.level - best)


def _shape(name: Name) -> str:
    if name.surname and name.given:
        return "full name"
    if name.surname and name.initials:
        return "initial and surname"
    if name.surname and name.titles:
        return "title and surname"
    if name.surname:
        return "surname"
    if name.initials or name.trailing_initial:
        return "initials"
    return "first name" if lexicon().births(name.word) else "single word"
