"""Further names of listed people that the drafts themselves tell ("known as Dozza", "née Thornby"), as a list can have them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from redactor.codes.model import Entry
from redactor.detection.mentions import Mention
from redactor.documents.model import Passage
from redactor.identities.facts import Place
from redactor.identities.model import Decision
from redactor.identities.tellings import is_a_surname_behind
from redactor.language.lexicon import fold
from redactor.language.names import parse_name

_LETTERS = re.compile(r"(?:[A-Z][.\s]?){1,3}")  # "KV": initials mean somebody in one agency's records only


def further_names(
    decisions: Iterable[Decision],
    links: Mapping[Place, Mention],
    passages: Mapping[int, Passage],
    listed: Iterable[Entry],
) -> dict[str, tuple[str, ...]]:
    """Code of somebody listed → further names that a text tells, and that are nobody's question. `links`: (passage, start)
    of a further name → the mention of its owner."""
    by_place = {(d.mention.passage, d.mention.start): d for d in decisions}
    full = {e.code: e.name for e in listed if e.kind.is_person}
    found: dict[str, dict[str, None]] = {}
    for place, owner in links.items():
        told, of = by_place.get(place), by_place.get((owner.passage, owner.start))
        if (
            told is None
            or of is None
            or not told.code
            or told.code != of.code
            or told.doubtful
            or told.code not in full
        ):
            continue
        written = told.mention.text.strip(" \"“”‘’'(),")
        if told.text or _LETTERS.fullmatch(written):
            continue
        before = passages[place[0]].text[max(0, place[1] - 30) : place[1]]
        names = found.setdefault(told.code, {})
        names[_in_full(written, before, full[told.code])] = None
        if _has_another_surname(owner.text, full[told.code]):
            names[owner.text] = None  # "Ann Dow, or Ann Hill as she is now called", where the list has Ann Hill
    return {code: tuple(names) for code, names in found.items()}


def _has_another_surname(written: str, name: str) -> bool:
    """A first name and surname, and the surname is not that of the list."""
    told, own = parse_name(written), parse_name(name)
    return bool(told.given and told.surname) and fold(told.surname) != fold(own.surname)


def _in_full(written: str, before: str, name: str) -> str:
    """ "Thornby" behind "née" as "Glenda Thornby", and so "Mrs Thornby": a list of single surnames would be everybody's."""
    told, own = parse_name(written), parse_name(name)
    surname = told.surname or (told.word if is_a_surname_behind(before) else "")
    if own.given and surname and not told.given:
        return f"{own.given[0]} {surname}" if fold(surname) != fold(own.surname) else name
    return written
