"""The age: "Ewan, then 15", "baby Sam", "aged 71" fit a child or an adult; and who was arrested or drove is no small child."""

from __future__ import annotations

import re
from collections.abc import Iterator

from redactor.identities.facts import Fact, Node, Setting, Speaks
from redactor.identities.listing import is_grown
from redactor.identities.witnesses.doing import doing
from redactor.language.spoken import value_of

_AFTER = re.compile(
    r"['’]?s?,?\s*\(?(?:then|now|aged?|who is|who was|is|was)?\s*(?:aged\s+)?(?P<age>\d{1,3}|(?<=aged )[a-z]+(?:[ -][a-z]+)?)"
    r"(?!\s*(?-i:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec))(?!\d|[/.:-]\d|['’]\d|['’]|th|st|nd|rd|\s*(?:am|pm|days|%)|(?-i:[A-Za-z]?,?\s[A-Z][a-z]+\s[A-Z]))\s*(?:years?|yrs?|y/?o|,|\)|\b)",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    r"\b(?:baby|toddler|infant|newborn|little|year[- ]old|schoolboy|schoolgirl|pupil|children?|boys?|girls?)\s+[\"“‘']?$",
    re.IGNORECASE,
)
# "Morgan in 9C", "Ellis (Y9)": whoever is in a class
_IN_A_CLASS = re.compile(
    r",? (?:in|from|of) (?:(?:Yr|Year|Y) ?\d{1,2}|\d{1,2}[A-Z]{1,2}|[Cc]lass \d\w?)\b|"
    r",? \((?:in )?(?:Yr|Year|Y|yr|year) ?\d{1,2}\)"
)
_A_BABY = re.compile(r"\b(?:[Bb]aby|BABY|[Nn]ewborn) $")
_CARE = re.compile(
    r"\b(?:nursery|cot|bottle|feed|nappy|pushchair|school run|playground|health visitor|immunisation)\b", re.IGNORECASE
)


_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


def _latest_year(setting: Setting) -> int:
    """The last year that the drafts name: nobody in them is older than that year makes them."""
    return max((int(y) for p in setting.passages.values() for y in _YEAR.findall(p.text)), default=0)


def facts(setting: Setting) -> Iterator[Fact]:
    """Children and adults."""
    latest = _latest_year(setting)
    for node in setting.open:
        match = _AFTER.match(setting.text_after(node, 40))
        said = value_of(match["age"]) if match else ""
        age = int(said) if said else None
        in_class = _IN_A_CLASS.match(setting.text_after(node, 20)) is not None
        age = None if in_class else age  # "in 9C"
        young = in_class or bool(_BEFORE.search(setting.text_before(node, 20))) or (age is not None and age < 18)
        old = age is not None and 18 <= age < 110
        if not (young or old):
            yield from _too_young_for_it(setting, node, latest)
            continue
        for key in node.known:
            person = setting.people[key]
            too_old = age is not None and person.born and latest and not -1 <= age <= latest - person.born.year
            if too_old or (person.kind == "professional" and young):
                yield Speaks("age: contradicts", node.place, key)
            elif person.child:
                yield Speaks("age: agrees" if young else "age: contradicts", node.place, key)
            elif old:
                yield Speaks("age: agrees", node.place, key)
            elif (
                person.issued
                and (age is not None or _A_BABY.search(setting.text_before(node, 12)))
                and is_grown(person.role)
            ):
                yield Speaks("age: contradicts", node.place, key)


def _too_young_for_it(setting: Setting, node: Node, latest: int) -> Iterator[Fact]:
    """ "Owen was arrested for driving": not the Owen who was four in the last year that the drafts name."""
    children = [key for key in node.known if (born := setting.people[key].born) and latest - born.year < _GROWN]
    if not latest or not children or len(children) == len(node.known):
        return
    behind = setting.text_after(node, 60)
    least = next((age for age, what in _LEAST if doing(what, "after").match(behind)), 0)
    for key in children:
        born = setting.people[key].born
        if born and latest - born.year < least:
            yield Speaks("age: contradicts", node.place, key)


_GROWN = 16  # years
_LEAST = ((16, "of sixteen and over"), (10, "of ten and over"))
