"""Which house, school or surgery a mention means: the listed ones by their parts, the others by what they share."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from redactor.codes.model import Entry, Kind
from redactor.detection.mentions import Mention, MentionKind
from redactor.identities.known import Known
from redactor.identities.minting import Mint
from redactor.identities.model import Decision, Identity
from redactor.language.addresses import Address, parse_address
from redactor.language.establishments import (
    GENERIC,
    acronym,
    called_after,
    code_word,
    establishment_heads,
    first_letters,
    proper_words,
)
from redactor.language.lexicon import fold, lexicon
from redactor.language.listed_forms import Form, address_forms, establishment_forms, in_full, without_company, words
from redactor.language.names import is_nickname, near

_LIVED_IN = re.compile(
    r"\b(?:in|into|near|around|outside|towards|of|(?:live[sd]?|living|stay(?:s|ed|ing)?|moved?|moving) (?:in|at|to)) $",
    re.IGNORECASE,
)


_IS_A_PLACE = re.compile(
    r" (?:estate|village|town|area|district|end|ward|road|bypass|postcode|flats?|address)\b", re.IGNORECASE
)


@dataclass
class House:
    """An address of the case."""

    code: str
    issued: bool
    parts: Address


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
    fitting = fitting or [h for h in houses if _is_in_its_street(parts, h.parts)]
    fitting = fitting or [h for h in houses if h.issued and _has_the_words(text, parts, h.parts)]
    fitting = fitting or [h for h in houses if _is_a_flat_of(parts, h.parts, houses) or _is_next_to(parts, h, houses)]
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


_WELSH_STREETS = frozenset("heol ffordd lon stryd clos maes rhodfa rhiw tyle gerddi cilgant teras".split())


def _is_in_its_street(parts: Address, known: Address) -> bool:
    """ "Heol y Coed", where the list's house has a name and stands in it: a street whose kind comes first is read as a part of
    the town."""
    if parts.number or parts.unit or not known.building:
        return False
    name = next(filter(None, (parts.street, parts.building, *parts.localities[:1])), "")
    return name in known.localities and name.split(" ")[0] in _WELSH_STREETS


def _same_name(a: Address, b: Address) -> bool:
    return bool({a.street, a.building} & {b.street, b.building} - {""}) or a.matches(b)


def _is_a_flat_of(parts: Address, known: Address, houses: list[House]) -> bool:
    """ "Flat 11", and later "11 Cormorant House", where the case knows flats in Cormorant House."""
    bare = known.unit and not (known.number or known.street or known.building or known.postcode)
    number = (parts.number or parts.unit).split(" ")[-1]
    if not bare or not parts.building or number != known.unit.split(" ")[-1]:
        return False
    return any(h.parts.unit and h.parts.building == parts.building for h in houses)


def _is_next_to(parts: Address, known: House, houses: list[House]) -> bool:
    """ "number 5", and later "5 Beck Lane", where the list's house is in Beck Lane."""
    number_only = known.parts.number and not (
        known.parts.unit or known.parts.street or known.parts.building or known.parts.postcode
    )
    if known.issued or not number_only or parts.number != known.parts.number or parts.unit:
        return False
    return any(h.issued and {h.parts.street, h.parts.building} & {parts.street, parts.building} - {""} for h in houses)


_SHORT = {"pt": "point", "nr": "near", "upr": "upper", "lwr": "lower"}


def _has_the_words(text: str, parts: Address, known: Address) -> bool:
    """ "FLAT 31 HERON PT WHARF RD" of Flat 31, Heron Point, Wharf Road: all of its words, and its number."""
    numbers = {n.split(" ")[-1] for n in (parts.number, parts.unit) if n}
    said = [w for w in words(re.sub(r"[\d-]+\w*", " ", text)) if w not in ("flat", "apartment", "apt", "no", "number")]
    own = " ".join((known.building, known.street, *known.localities)).replace("-", " ").split()
    in_full = {lexicon().streets.get(w, _SHORT.get(w, w)) for w in said}
    told = numbers & {n.split(" ")[-1] for n in (known.number, known.unit) if n}
    return bool(told) and len(in_full) > 2 and in_full <= {lexicon().streets.get(w, w) for w in own}


def _by_locality(parts: Address, known: Address) -> bool:
    """ "2 Mill Cottages, Upper End" where the locality reads like a street."""
    return bool(parts.number and parts.number == known.number and parts.building and parts.building == known.building)


_SMALL = frozenset("the of and for at".split())


def find_establishment(text: str, known: list[Establishment], kept_places: frozenset[str]) -> Establishment | None:
    """The establishment whose proper words the text begins with, or that the text shortens; the first of several."""
    return next(iter(find_establishments(text, known, kept_places)), None)


def find_establishments(text: str, known: list[Establishment], kept_places: frozenset[str]) -> list[Establishment]:
    """All that the text may mean equally well, each code once."""
    if text.isalpha() and (text.isupper() or text.islower()):
        letters = text.upper()
        called = [one for one in known if any(letters in (acronym(n), first_letters(n)) for n in one.written)]
        if len(called) == 1:
            return called
    proper = proper_words(text) or tuple(fold(w) for w in text.split())
    bare = tuple(w for w in proper if w not in kept_places) or proper
    generic = {fold(w) for w in text.split()} & GENERIC - _SMALL
    text = text.removeprefix("the ")  # "the Lodge" shortens "Alder Lodge"
    best, meant = 0, list[Establishment]()
    for one in known:
        own = tuple(w for w in one.proper if w not in kept_places) or one.proper
        if not own:
            continue
        if own == bare or [w.rstrip("s") for w in own] == [w.rstrip("s") for w in bare]:
            rank = 3 if not _other_kind(one, generic, text) else 0
        elif own[: len(bare)] == bare or bare[: len(own)] == own:
            rank = 2 if not _other_kind(one, generic, text) else 0
        elif (
            (one.issued and len(bare) < len(own) and text[:1].isupper() and _means_a_part(one, own, bare, generic))
            or (one.issued and _is_called_after(own, bare) and not _other_kind(one, generic, text))
            or (one.issued and _is_the_saint(own, bare) and not _other_kind(one, generic, text))
            or ("royal" in [fold(w) for w in text.split()] and "royal" in " ".join(one.written).lower().split())
            or (bare == ("general",) and one.issued and "general" in words(next(iter(one.written), "")))
            or (_misspelt(own, bare) and not _other_kind(one, generic, text))
        ):
            rank = 1
        else:
            continue
        if not rank:
            continue
        rank = rank * 2 + (not _other_kind(one, generic, text))
        if rank > best:
            best, meant = rank, []
        if rank == best and one.code not in {m.code for m in meant}:
            meant.append(one)
    if meant and best % 2 == 0 and generic and not meant[0].issued:
        return []  # "Millfield School" is not "Millfield Surgery"
    return meant


def _means_a_part(one: Establishment, own: tuple[str, ...], bare: tuple[str, ...], generic: set[str]) -> bool:
    """ "the Bank" of Thorn Bank Adolescent Unit; not "Larkmoor Clinic" of Busy Ants at Larkmoor."""
    holds = any(own[k : k + len(bare)] == bare for k in range(1, len(own)))
    return holds and not _elsewhere(one, bare, generic)


_WHERE = re.compile(r"\b(?:at|in|of|on|near|by) (?:the )?(?P<where>.+)$", re.IGNORECASE)


def _elsewhere(one: Establishment, bare: tuple[str, ...], generic: set[str]) -> bool:
    """ "Larkmoor Clinic" where the list has "Busy Ants at Larkmoor": only where it is fits, and the text says another kind."""
    name = next(iter(one.written), "")
    where = _WHERE.search(name)
    if where is None or not generic or not set(bare) <= set(words(where["where"])):
        return False
    return not generic & {fold(w) for w in name.split()}


def _is_called_after(own: tuple[str, ...], bare: tuple[str, ...]) -> bool:
    """ "Brimleys", "the Brimley" of the Councillor Brimley Centre: the surname behind what honours somebody; "Brynhafod" of Ty
    Brynhafod."""
    return len(bare) == 1 and bare[0].rstrip("s") == called_after(own).rstrip("s") != ""


def _is_the_saint(own: tuple[str, ...], bare: tuple[str, ...]) -> bool:
    """ "St Win's" of St Winifred's Girls' School, "St Maggie's" of St Margaret's."""
    if own[:1] != ("st",) or bare[:1] != ("st",) or len(own) < 2 or len(bare) < 2 or own[2 : len(bare)] != bare[2:]:
        return False
    saint, called = (w.removesuffix("s") if len(w) > 3 else w for w in (own[1], bare[1]))
    return len(called) > 2 and (saint.startswith(called) or is_nickname(called, saint))


def _misspelt(own: tuple[str, ...], bare: tuple[str, ...]) -> bool:
    """One word of two or more with a slip in it, the others alike."""
    if len(own) != len(bare) or len(own) < 2:
        return False
    unlike = [(a, b) for a, b in zip(own, bare, strict=True) if a != b]
    return len(unlike) == 1 and near(*unlike[0])


_PHASES = frozenset(
    "primary infant infants junior high secondary grammar special nursery upper middle lower college academy".split()
)


def _other_kind(one: Establishment, generic: set[str], text: str) -> bool:
    """The text says another kind of establishment than the known one is."""
    name = next(iter(one.written), "")
    if len(one.proper) and words(name)[: len(words(text))] == words(text) and len(words(text)) > len(one.proper):
        return False  # "Alder House" of Alder House Nursing and Residential Home
    own = {fold(w) for w in name.split()}
    phases = {"infant" if w == "infants" else w for w in generic & _PHASES}
    own_phases = {"infant" if w == "infants" else w for w in own & _PHASES}
    if phases and own_phases and not phases & own_phases:
        return True
    if one.word == "Organisation" and generic and own & set(establishment_heads()) and not own & generic:
        return True
    word = code_word(text)
    last = fold(text.split()[-1]) if text.split() else ""
    if (
        one.word == word == "Organisation"
        and last in establishment_heads()
        and last not in own
        and len(own) > len(one.proper)
        and fold(text.split()[0]) == one.proper[0]
    ):
        return True  # "Plover Vale Vets" is no "Plover Vale Housing Association"
    return bool(generic) and word not in ("Organisation", one.word) and one.word not in ("Organisation", "Place")


class PlaceBook:
    """The houses, establishments and places of a case; grows as new ones are met."""

    def __init__(self, known: Known, mint: Mint) -> None:
        self._mint = mint
        self._kept_places = known.kept_places
        self._houses: list[House] = []
        self._establishments: list[Establishment] = []
        self._localities: set[str] = set()
        self._exact: dict[tuple[MentionKind, Form], set[str]] = {}
        for entry in known.codes.entries:
            for name in (entry.name, *entry.aliases):
                self._learn_exact(entry, name)
                if entry.kind is Kind.ADDRESS:
                    self._houses.append(House(entry.code, True, parse_address(name)))
                    self._localities.update(parse_address(name).localities)
                elif entry.kind is Kind.ORGANISATION:
                    self._establishments.append(
                        Establishment(entry.code, True, code_word(name), _proper(name), {name: 0})
                    )
        issued_codes = {e.code for e in known.codes.entries}
        for identity in known.earlier:
            if identity.code not in issued_codes and not self._is_listed_now(identity):
                self._recall(identity.code, identity.kind, identity.prefix, identity.names)

    def _learn_exact(self, entry: Entry, name: str) -> None:
        if entry.kind is Kind.ADDRESS:
            for form in address_forms(name):
                self._exact.setdefault((MentionKind.ADDRESS, form), set()).add(entry.code)
        elif entry.kind is Kind.ORGANISATION:
            for form in establishment_forms(name):
                self._exact.setdefault((MentionKind.ORGANISATION, form), set()).add(entry.code)

    def _listed(self, m: Mention) -> Decision | None:
        """The one that the board writes just so."""
        form = words(m.text)
        kind = MentionKind.ORGANISATION if m.kind is MentionKind.PLACE else m.kind
        apart = tuple(part for word in form for part in word.split("-"))  # "Tan-y-Coed" is "Tan y Coed"
        spelt = (form, without_company(form), apart, in_full(form))
        codes = next((found for f in spelt if (found := self._exact.get((kind, f)))), set[str]())
        return Decision(m, next(iter(codes)), "listed form", 0.99) if len(codes) == 1 else None

    def _is_listed_now(self, identity: Identity) -> bool:
        """The board has since issued a code for this house or establishment."""
        for name in identity.names:
            if identity.kind == "address" and (parts := parse_address(name)).number:
                if any(h.issued and h.parts.matches(parts) for h in self._houses):
                    return True
            elif identity.kind == "place" and self._exact.get((MentionKind.ORGANISATION, words(name))):
                return True  # an agency took for a place what the board lists as an establishment
            elif identity.kind == "organisation" and not self._is_locality(name):
                one = find_establishment(name, [e for e in self._establishments if e.issued], self._kept_places)
                if one is not None:
                    return True
        return False

    def _is_locality(self, name: str) -> bool:
        """A village or a part of town in which a listed house stands: no school that is called after it."""
        return " ".join(fold(w) for w in name.split()) in self._localities

    def _recall(self, code: str, kind: str, prefix: str, names: tuple[str, ...]) -> None:
        for name in names:
            if kind == "address":
                self._houses.append(House(code, False, parse_address(name)))
            elif kind in ("organisation", "place"):
                word = prefix.removesuffix(" X")
                self._establishments.append(Establishment(code, False, word, _proper(name), {name: 0}))

    def address(self, m: Mention) -> Decision:
        """The house that an address means, or several between which it lies, or a new one."""
        if listed := self._listed(m):
            return listed
        if home := self._establishment_of_the_name(m.text):
            return Decision(m, home.code, "listed form", 0.9)
        found, rule = find_house(m.text, self._houses)
        codes = list(dict.fromkeys(h.code for h in found))
        issued = [c for c in codes if any(h.issued and h.code == c for h in found)]
        if len(codes) > 1 and rule != "listed form" and len(issued) == 1:
            codes = issued
        if len(codes) == 1:
            return Decision(m, codes[0], rule, 0.95 if rule == "listed form" else 0.85)
        if len(codes) > 1:
            return Decision(m, "", rule, 0.5, candidates=tuple(codes))
        parts = parse_address(m.text)
        if not (parts.number or parts.unit or parts.postcode):
            place = find_establishment(m.text, self._establishments, self._kept_places)
            if place and place.word == "Place":
                return Decision(m, place.code, "same place", 0.8)
        code = self._mint.new("Address X", "address")
        self._houses.append(House(code, False, parts))
        return Decision(m, code, "new address", m.score)

    def _establishment_of_the_name(self, text: str) -> Establishment | None:
        """ "Ashdene Crt" where the list has Ashdene Court Nursing Home, and no house of that name."""
        parts = parse_address(text)
        name = tuple((parts.building or parts.street).split())
        if (
            len(name) < 2
            or parts.number
            or parts.unit
            or any(h.issued and h.parts.matches(parts) for h in self._houses)
        ):
            return None
        named = [e for e in self._establishments if e.issued and any(words(w)[: len(name)] == name for w in e.written)]
        return named[0] if len({e.code for e in named}) == 1 else None

    def _house_of_the_name(self, text: str) -> str:
        """ "Heol-y-Garn" where the list has 27 Heol y Garn: the one listed address whose street or house is called so."""
        name = " ".join(words(text.replace("-", " ")))
        codes = {
            h.code
            for h in self._houses
            if h.issued and name in {n.replace("-", " ") for n in (h.parts.street, h.parts.building)}
        }
        return codes.pop() if len(codes) == 1 and " " in name else ""

    def place(self, m: Mention, text: str = "") -> Decision:
        """The establishment or place that a name means, or a new one. `text`: of the passage."""
        if listed := self._listed(m):
            return listed
        locality = self._is_locality(m.text)
        lived_in = locality and (_LIVED_IN.search(text, 0, m.start) or _IS_A_PLACE.match(text, m.end)) is not None
        own = _proper(m.text)  # a village is no school that is called after it, but it is itself
        met = any(not e.issued and e.proper == own for e in self._establishments)
        if locality and m.kind is MentionKind.ORGANISATION and not lived_in and not met:
            named = {e.code for e in self._establishments if e.issued and e.proper == own}
            if len(named) > 1:  # "they asked at Stanmoor", where its barracks and its surgery are listed
                return Decision(m, "", "several establishments", 0.5, candidates=tuple(sorted(named)))
            if len(named) == 1:  # "the form from Millfield", where Millfield School is listed and stands in Millfield
                return Decision(m, named.pop(), "called after its place", 0.7, doubtful=True)
        open_to = [
            e for e in self._establishments if not locality or e.word == "Place" or (not e.issued and e.proper == own)
        ]
        meant = find_establishments(m.text, open_to, self._kept_places)
        if len(meant) > 1 and all(
            one.issued for one in meant
        ):  # "St Win's" of two saints: nobody but a person can tell
            return Decision(m, "", "several establishments", 0.5, candidates=tuple(one.code for one in meant))
        if meant:
            one = meant[0]
            return Decision(
                m, one.code, "listed form" if one.issued else "same establishment", 0.9 if one.issued else 0.8
            )
        if m.kind is MentionKind.PLACE and (house := self._house_of_the_name(m.text)):
            return Decision(m, house, "street of a listed address", 0.8)
        is_place = m.kind is MentionKind.PLACE or lived_in
        word = "Place" if is_place else (m.label or code_word(m.text))
        code = self._mint.new(f"{word} X", "place" if is_place else "organisation")
        self._establishments.append(Establishment(code, False, word, _proper(m.text), {m.text: 1}))
        return Decision(m, code, "new place" if is_place else "new establishment", m.score)


def _proper(name: str) -> tuple[str, ...]:
    return proper_words(name) or tuple(fold(w) for w in name.split())
