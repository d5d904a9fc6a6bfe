"""Whose relative a name is, where the text says so by name: "Ms Lacey's sister, Aoife Lacey", "Doris, the mother of Isla".

Two facts follow: nobody is their own relative; and the list may say that one of the two is the other's sister, or is not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from redactor.identities.facts import Fact, Joins, Node, Setting
from redactor.identities.kinship import Kin, kin_of, kin_pattern

_ADJECTIVES = (
    r"(?:late|other|elder|eldest|older|oldest|younger|youngest|little|big|baby|own|adult|teenage|new|former|ex)"
)
_QUALIFIED = rf"(?:(?:maternal|paternal|{_ADJECTIVES})\s+){{0,2}}"


@lru_cache(maxsize=1)
def _owned() -> re.Pattern[str]:
    return re.compile(
        rf"['’]s?\s+{_QUALIFIED}(?P<word>{kin_pattern()})(?:\s+(?:is|was|called))?[,\s(\"“‘']*(?:also\s+)?",
        re.IGNORECASE,
    )


@lru_cache(maxsize=1)
def _joined() -> re.Pattern[str]:
    """ "Ms Lacey and her sister Aoife", "Ms Lacey has a son, also Ewan"."""
    return re.compile(
        rf"\s*(?:(?:,|and|&|with|,? and)\s+(?:her|his)|(?:,? who )?(?:has|had)\s+(?:a|an|one|another))\s+"
        rf"{_QUALIFIED}(?P<word>{kin_pattern()})[,\s(\"“‘']*(?:also\s+|called\s+|named\s+)?",
        re.IGNORECASE,
    )


@lru_cache(maxsize=1)
def _of() -> re.Pattern[str]:
    """ "Mrs Renwick, the mother of Isla"."""
    return re.compile(
        rf"\s*(?:,|\(|–|-|is|was|,? who (?:is|was))\s*(?:the\s+)?{_QUALIFIED}(?P<word>{kin_pattern()})\s+(?:of|to)\s+",
        re.IGNORECASE,
    )


@lru_cache(maxsize=1)
def _possessed() -> re.Pattern[str]:
    """ "Ewan, Isla's son": what follows the owner's name."""
    return re.compile(
        rf"['’]s?\s+(?:(?:maternal|paternal|{_ADJECTIVES})\s+){{0,2}}(?P<word>{kin_pattern()})\b", re.IGNORECASE
    )


# "Jean left Tom", "Jean and Tom married in May"
_WED = re.compile(
    r"\s+(?:(?:has|had|was|is|then|later|only)\s+)?(?:left|married|divorced|wed|(?:separated|split(?: up)?) (?:from|with)|"
    r"moved in with|married to|engaged to|(?:got|get) back with|going out with|in a relationship with)\s+"
)
_BOTH_WED = re.compile(
    r"\s+(?:(?:then|later|had|have|were|are|got|get)\s+)*(?:married|divorced|separated|split up|engaged|a couple|back together)\b"
)


def _couple(setting: Setting, node: Node, before: Node) -> bool:
    gap = setting.between(before, node)
    both = re.fullmatch(r"\s+(?:and|&)\s+", gap) and _BOTH_WED.match(setting.text_after(node, 40))
    return bool(both) or _WED.fullmatch(gap) is not None


def owner_before(setting: Setting, node: Node) -> tuple[Node, Kin] | None:
    """The mention whose relative this one is said to be, and the word."""
    nodes = setting.in_passage[node.mention.passage]
    i = nodes.index(node)
    if i:
        gap = setting.between(nodes[i - 1], node)
        for pattern in (_owned(), _joined()):
            if (match := pattern.fullmatch(gap)) and (word := kin_of(match["word"])):
                return nodes[i - 1], word
        if _couple(setting, node, nodes[i - 1]) and (word := kin_of("partner")):
            return nodes[i - 1], word
    if i + 1 < len(nodes):
        gap = setting.between(node, nodes[i + 1])
        if (match := _of().fullmatch(gap)) and (word := kin_of(match["word"])):
            return nodes[i + 1], word
        if re.fullmatch(r"\s*(?:,|\(|–|-|,? who (?:is|was)|is|was)\s*(?:the\s+)?", gap):
            match = _possessed().match(setting.text_after(nodes[i + 1], 40))
            if match and (word := kin_of(match["word"])):
                return nodes[i + 1], word
    return None


def _has_other_parents(setting: Setting, a: int, b: int, relation: str) -> bool:
    """b is said to be a's son or mother, and the list knows another mother or father of the child."""
    sexes = {key: setting.people[key].gender for key in setting.family.members}
    if relation == "child":
        return setting.family.is_no_parent(a, b, sexes)
    return relation == "parent" and setting.family.is_no_parent(b, a, sexes)


def _serves(setting: Setting, a: int, b: int) -> bool:
    """b is one of the listed professionals, who are no relatives of the family that a belongs to."""
    of_the_family, worker = setting.people[a], setting.people[b]
    return worker.issued and worker.kind == "professional" and of_the_family.kind != "professional"


def facts(setting: Setting) -> Iterator[Fact]:
    """Pairs that cannot be, that the list knows, and that it excludes."""
    for node in setting.nodes:
        found = owner_before(setting, node)
        if found is None:
            continue
        owner, word = found
        if node.place in setting.fixed and owner.place in setting.fixed:
            continue
        same, known, excluded, impossible = set(), set(), set(), set()
        for a in owner.keys:
            for b in node.keys:
                if a == b:
                    same.add((a, b))
                elif a > 0 and b > 0:
                    related = setting.family.related(a, b)
                    sex = setting.people[b].gender
                    if _has_other_parents(setting, a, b, word.relation):
                        impossible.add((a, b))
                    if word.relation in related and (not word.sex or not sex or sex == word.sex):
                        known.add((a, b))
                    elif related or (word.sex and sex and sex != word.sex) or _serves(setting, a, b):
                        excluded.add((a, b))
        for witness, pairs in (
            ("kin of another: nobody is their own relative", same),
            ("kin of another: the list says so", known),
            ("kin of another: the list says otherwise", excluded),
            ("kin of another: the list names other parents", impossible),
        ):
            if pairs:
                yield Joins(witness, owner.place, node.place, frozenset(pairs))
