"""Which house, school or surgery a mention means: the listed ones by their parts, the others by what they share."""

from __future__ import annotations

from dataclasses import dataclass, field

from redactor.language.addresses import Address, parse_address
from redactor.language.establishments import GENERIC, code_word, proper_words
from redactor.language.lexicon import fold


@dataclass
class House:
    """An address of the case."""

    code: str
    issued: bool
    parts: Address
    written: dict[str, int] = field(default_factory=dict)


@dataclass
class Establishment:
    """A school, surgery, employer … or a place, of the case."""

    code: str
    issued: bool
    word: str  # "School", "Surgery", "Place"
    proper: tuple[str, ...]
    written: dict[str, int] = field(default_factory=dict)


def find_house(text: str, houses: list[House]) -> tuple[list[House], str]:
    """Houses that an address as written may be, best first class only, and the pass that found them."""
    parts = parse_address(text)
    fitting = [h for h in houses if h.parts.matches(parts) or _by_locality(parts, h.parts)]
    exact = [
        h
        for h in fitting
        if parts.number
        and (parts.number == h.parts.number or parts.number == h.parts.unit.split(" ")[-1])
        and _same_name(parts, h.parts)
    ]
    if exact:
        return exact, "listed form"
    bare = not parts.number and not parts.unit
    listed = [h for h in fitting if h.issued]
    if bare and listed:
        return listed, "street of a listed address"
    return fitting, "partial address"


def _same_name(a: Address, b: Address) -> bool:
    return bool({a.street, a.building} & {b.street, b.building} - {""}) or a.matches(b)


def _by_locality(parts: Address, known: Address) -> bool:
    """ "2 Mill Cottages, Upper End" where the locality reads like a street."""
    return bool(parts.number and parts.number == known.number and parts.building and parts.building == known.building)


def find_establishment(text: str, known: list[Establishment], kept_places: frozenset[str]) -> Establishment | None:
    """The establishment whose proper words the text begins with, or that the text shortens."""
    proper = proper_words(text) or tuple(fold(w) for w in text.split())
    bare = tuple(w for w in proper if w not in kept_places) or proper
    generic = {fold(w) for w in text.split()} & GENERIC
    best: tuple[int, Establishment] | None = None
    for one in known:
        own = tuple(w for w in one.proper if w not in kept_places) or one.proper
        if not own:
            continue
        if own == bare or [w.rstrip("s") for w in own] == [w.rstrip("s") for w in bare]:
            rank = 3
        elif own[: len(bare)] == bare or bare[: len(own)] == own:
            rank = 2 if not _other_kind(one, generic, text) else 0
        elif (one.issued and len(bare) < len(own) and own[-len(bare) :] == bare and text[:1].isupper()) or (
            "royal" in [fold(w) for w in text.split()] and "royal" in " ".join(one.written).lower().split()
        ):
            rank = 1
        else:
            continue
        if _other_kind(one, generic, text) and rank < 3:
            continue
        rank = rank * 2 + (not _other_kind(one, generic, text))
        if best is None or rank > best[0]:
            best = (rank, one)
    if best and best[0] % 2 == 0 and generic and not best[1].issued:
        return None  # "Millfield School" is not "Millfield Surgery"
    return best[1] if best else None


def _other_kind(one: Establishment, generic: set[str], text: str) -> bool:
    """The text says another kind of establishment than the known one is."""
    word = code_word(text)
    return bool(generic) and word not in ("Organisation", one.word) and one.word not in ("Organisation", "Place")
