"""The company: in one list stand mostly people of one kind, children with children and colleagues with colleagues."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from redactor.identities.facts import Fact, Node, Setting, Speaks
from redactor.identities.people import Person
from redactor.identities.witnesses.clause import is_list


def facts(setting: Setting) -> Iterator[Fact]:
    """Candidates of the kind of their neighbours in a list."""
    for nodes in setting.in_passage.values():
        for first, second in itertools.pairwise(nodes):
            if not is_list(setting.between(first, second)):
                continue
            for node, other in ((first, second), (second, first)):
                yield from _like(setting, node, other)


def _like(setting: Setting, node: Node, other: Node) -> Iterator[Fact]:
    beside = setting.decided.get(other.place)
    if beside is None or beside not in setting.people or node.place in setting.fixed:
        return
    kind = _kind(setting.people[beside])
    for key in node.known:
        if _kind(setting.people[key]) == kind:
            yield Speaks(f"company: {kind} among {kind}", node.place, key)


def _kind(person: Person) -> str:
    if person.kind == "professional":
        return "colleagues"
    return "children" if person.child else "adults"
