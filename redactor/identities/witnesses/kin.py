"""A word of kinship beside the name: "her aunt, Miss Lacey", "Nana Doris", "Doris Renwick, the maternal grandmother".

Source of what is true: the relationships of the board's list (kinship.py).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from redactor.base.remembered import remembered
from redactor.identities.facts import Fact, Node, Place, Setting, Speaks
from redactor.identities.kinship import Kin, kin_of, kin_pattern
from redactor.identities.people import Person
from redactor.identities.witnesses.kin_of_another import owner_before
from redactor.language.acting import ACTS
from redactor.language.lexicon import fold

_ADJECTIVES = (
    r"(?:late|other|elder|eldest|older|oldest|younger|youngest|little|big|baby|own|adult|teenage|new|former|ex)"
)


# "the senior partner, Dr Reid": a practice has partners, too
_NO_OFFICE = "".join(
    f"(?<!{word} )" for word in ("senior", "managing", "GP", "salaried", "business", "link", "training", "lead")
)


@lru_cache(maxsize=1)
def before_pattern() -> re.Pattern[str]:
    """A word of kinship that ends right before a name, with whose it is."""
    return re.compile(
        rf"(?:\b(?P<whose>her|his|their|my|your|our|the)\s+)?(?P<side>(?:maternal|paternal|mat\.?|pat\.?)\s+)?(?:{_ADJECTIVES}\s+){{0,2}}"
        rf"{_NO_OFFICE}\b(?P<word>{kin_pattern()})\b,?\s*[\"“‘'(]?"
        r"(?:(?:is|was|called|named)\s+)?(?:also\s+|called\s+|named\s+)?(?:Mr\.? (?:and|&) )?$",
        re.IGNORECASE,
    )


@lru_cache(maxsize=1)
def after_pattern() -> re.Pattern[str]:
    """A word of kinship right after a name."""
    return re.compile(
        rf"[\"”’']?\s*(?:,|\(|–|—|-|,? who (?:is|was)|(?:is|was))\s*"
        rf"(?:the (?:subject|child|victim|deceased|adult|young person)['’]s\s+|(?P<whose>her|his|their|my|your|our|the|a)\s+)?"
        rf"(?P<side>(?:maternal|paternal|mat\.?|pat\.?)\s+)?(?:{_ADJECTIVES}\s+){{0,2}}(?P<word>{kin_pattern()})\b"
        r"(?!['’]s|\s+(?:of|to)\b|-|\s+and I\b|\s+(?-i:[A-Z][a-z]))",
        re.IGNORECASE,
    )


def facts(setting: Setting) -> Iterator[Fact]:
    """Who is, may be, or by the list cannot be that relative."""
    for node in setting.open:
        found = _word(setting, node)
        if found is None:
            continue
        word, side, whose = found
        if owner_before(setting, node) is not None:
            continue  # "Ms Lacey's sister": kin_of_another knows whose
        owners = _owners(setting, node, whose, word)
        agree = {k for k in node.known if _is(setting, setting.people[k], word, side, owners)}
        if (
            not whose
            and word.word == "father"
            and (priests := {k for k in node.known if _is_a_priest(setting.people[k])})
        ):
            agree = priests if setting.text_before(node, 7) == "Father " else agree
        for key in node.known:
            person = setting.people[key]
            if key in agree:
                yield Speaks("kin: is this relative", node.place, key)
            elif person.kind == "professional":
                if whose not in ("my", "our"):  # whoever speaks may be one of the staff, too
                    yield Speaks("kin: is no relative", node.place, key)
            elif _may_be(setting, person, word) or (not whose and not agree and _is_called_so(person, word)):
                witness = "kin: another of them is this relative" if agree else "kin: may be this relative"
                yield Speaks(witness, node.place, key)
            else:
                yield Speaks("kin: is another relative", node.place, key)
        if not agree and all(
            setting.people[k].issued for k in node.known
        ):  # "Auntie Peg", of whom others write as "Peg"
            for candidate in node.candidates:
                if candidate.fit is None:
                    yield Speaks("kin: nobody is this relative", node.place, candidate.key)


# "Dear Dr Reid, my brother is unhappy"; "TAF: JB, D Reid, mum, school nurse": what follows the comma is somebody else
_GREETED = re.compile(r"\b(?:dear|hi|hello)\s+$", re.IGNORECASE)
_IN_A_LIST = re.compile(r":[^.;:]*$")
_IS_OR_HAS = re.compile(r"\s(?:was|is|has|had|will|won['’]t|called|to ring)\b")
_NEXT_IN_A_LIST = re.compile(r",\s*(?:[a-z]+\s)?[a-z]+\s*,")


def _word(setting: Setting, node: Node) -> tuple[Kin, str, str] | None:
    return _word_beside(setting.text_before(node, 80), setting.text_after(node), bool(node.name.surname))


@remembered(16384)
def _word_beside(before: str, after: str, surname: bool) -> tuple[Kin, str, str] | None:
    listed = _IN_A_LIST.search(before) and _NEXT_IN_A_LIST.match(after)
    before = before[-60:]
    behind = None if listed or _GREETED.search(before) else after_pattern().match(after)
    if behind and not behind["whose"] and any(p.match(after, behind.end()) for p in (ACTS, _IS_OR_HAS)):
        behind = None  # "Tom, sister came": he is told so
    for match in (before_pattern().search(before), behind):
        if match and match["word"] in ("Sister", "Brother") and not match["whose"] and surname:
            continue  # a ward's or an order's
        if match and (word := kin_of(match["word"])):
            side = (match["side"] or "")[:1].lower()
            return word, {"m": "maternal", "p": "paternal"}.get(side, word.side), fold(match["whose"] or "")
    return None


_PRIESTS = re.compile(r"\b(?:priest|vicar|curate|canon|chaplain|monk|friar|clergy\w*|father superior)\b", re.IGNORECASE)


def _is_a_priest(person: Person) -> bool:
    """Whom "Father Kevin" may mean, whoever's father is called Kevin, too."""
    return _PRIESTS.search(person.role) is not None or bool(person.titles & {"fr"})


def _owners(setting: Setting, node: Node, whose: str, word: Kin) -> list[int]:
    """Whose relative it may be: the last named before for a pronoun (of its sex), else the subjects of the review; of a husband
    the women of the family."""
    if whose in ("her", "his"):
        sex = "f" if whose == "her" else "m"
        before = [n for n in setting.in_passage[node.mention.passage] if n.mention.start < node.mention.start]
        for other in reversed(before[-6:]):
            key = _decided(setting, other.place)
            if key is not None and setting.people[key].gender in ("", sex):
                return [key]
        if (owner := _named_by_kinship(setting, node, sex)) is not None:
            return [owner]
        if word.relation == "partner" and all(setting.people[s].child for s in setting.family.subjects):
            return [
                k for k in setting.family.members if setting.people[k].gender == sex and not setting.people[k].child
            ]
    return list(setting.family.subjects)


def _named_by_kinship(setting: Setting, node: Node, sex: str) -> int | None:
    """ "Mother did not answer. Left a message with her mum, Mrs Hill": whoever the list has as the subjects' mother."""
    text = setting.passages[node.mention.passage].text[: node.mention.start]
    told = [k for m in _WORDS.finditer(text) if (k := kin_of(m.group())) and k.sex == sex and k.relation in _NEAREST]
    if len(told) < 2:  # the last one is hers, who is named
        return None
    owners, meant = setting.family.subjects, told[-2].relation
    found = {key for key in setting.family.members if any(meant in setting.family.related(o, key) for o in owners)}
    fitting = [key for key in found if setting.people[key].gender == sex]
    return fitting[0] if len(fitting) == 1 else None


_WORDS = re.compile(r"[A-Za-z]+")
_NEAREST = frozenset(["parent", "partner", "sibling"])


def _decided(setting: Setting, place: Place) -> int | None:
    key = setting.decided.get(place)
    return key if key is not None and key > 0 else None


def _is(setting: Setting, person: Person, word: Kin, side: str, owners: list[int]) -> bool:
    if word.sex and person.gender and word.sex != person.gender:
        return False
    if (
        side
        and person.role
        and side not in person.role.lower()
        and re.search(r"maternal|paternal", person.role.lower())
    ):
        return False
    return any(word.relation in setting.family.related(owner, person.key) for owner in owners)


def _is_called_so(person: Person, word: Kin) -> bool:
    """ "Uncle Tom" to whoever speaks of him, though the list has him as somebody's brother."""
    if word.relation != "pibling" or person.child:
        return False
    return not (word.sex and person.gender and word.sex != person.gender)


def _may_be(setting: Setting, person: Person, word: Kin) -> bool:
    """Somebody's relative of that kind, or nobody knows."""
    if word.sex and person.gender and word.sex != person.gender:
        return False
    if person.key not in setting.family.members or (word.relation == "partner" and not person.child):
        return True  # the list says who is whose mother, seldom who is whose wife
    return any(word.relation in setting.family.related(other, person.key) for other in setting.family.members)
