"""Whether two rows mean one person or place: rows of the list, of requests, of returns. What speaks against it is said first.

- Nobody of the family is ever one with a member of staff, however alike the names.
- Ranks, titles and collar numbers are no names: of two officers of one surname a collar number tells, and so does an agency.
- A surname alone makes nobody one: it is a question.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from redactor.board.parcels import ParcelRow
from redactor.codes.model import Entry, Kind
from redactor.codes.numbering import kind_by_code, split_code
from redactor.codes.roles import standard_roles
from redactor.codes.text import squash
from redactor.identities.listing import listed_person
from redactor.identities.people import ADULT_TITLES, SAME_RANK, Fit, Person
from redactor.language.lexicon import fold, lexicon
from redactor.language.names import Name, parse_name

CERTAIN, LIKELY, NEAR = 1, 2, 5  # levels of fit: one person; most likely; to be confirmed


class Belonging(StrEnum):
    """What somebody is in the case."""

    STAFF = "staff"
    FAMILY = "family"
    OTHER = "neither family nor staff"
    UNKNOWN = "not known"


@dataclass(frozen=True)
class JudgedRow:
    """One row to be judged, of whichever file."""

    row: ParcelRow
    standing: Belonging
    at: str = ""  # the agency or place where staff work

    @classmethod
    def of(cls, row: ParcelRow) -> JudgedRow:
        """A row of an agency's parcel: who is coded by a role is staff; of others a relationship may be told."""
        if row.kind == "person" and kind_by_code(row.code) == "professional":
            return cls(row, Belonging.STAFF, row.agency)
        return cls(row, Belonging.OTHER if row.role else Belonging.UNKNOWN, row.agency)

    @classmethod
    def listed(cls, entry: Entry) -> JudgedRow:
        """A row of the board's list, of whose kind the board has had its say."""
        kind = "person" if entry.kind.is_person else entry.kind.of_identity
        names = (entry.name, *entry.aliases)
        row = ParcelRow(code=entry.code, kind=kind, issued=True, names=names, role=entry.role, agency=entry.agency)
        standing = {Kind.PROFESSIONAL: Belonging.STAFF, Kind.ASSOCIATE: Belonging.OTHER}.get(
            entry.kind, Belonging.FAMILY
        )
        return cls(row, standing, entry.agency)

    @property
    def person(self) -> Person:
        """As the sieve would know them. The fullest name says whose the others are."""
        row, names = self.row, tuple(filter(None, map(without_role, self.row.names)))
        kind = "professional" if self.standing is Belonging.STAFF else "person"
        return listed_person(
            0, row.code, fullest(names), names, row.role, row.agency, kind, issued=True, role_words=frozenset()
        )

    @property
    def read(self) -> tuple[Name, ...]:
        """The names taken apart."""
        return tuple(parse_name(without_role(name)) for name in self.row.names)


def fit(one: JudgedRow, other: JudgedRow) -> Fit | None:
    """How well two rows fit, None where they are two: up to CERTAIN they are one, up to NEAR a person is to be asked."""
    if one.row.kind != "person" or other.row.kind != "person":
        kinds = {one.row.kind, other.row.kind}
        same = {fold(n) for n in one.row.names} & {fold(n) for n in other.row.names}
        # what one agency takes for a place may be an establishment
        return Fit(0, "the same address or place") if same and (len(kinds) == 1 or "address" not in kinds) else None
    if speaks_against(one, other):
        return None
    numbers = [{n.number for n in row.read if n.number} for row in (one, other)]
    if all(numbers):
        if not numbers[0] & numbers[1]:
            return None
        if _surnames(one) & _surnames(other):
            return Fit(0, "the same collar number and surname")
    found = [f for a, b in ((one, other), (other, one)) for f in _full_fits(a, b)]
    if not found:
        return _by_surname(one, other)
    best = min(found, key=lambda f: f.level)
    if best.level <= CERTAIN and _other_role(one, other):
        return Fit(CERTAIN + 1, best.rule)  # one full name, but a social worker here and a health visitor there
    return best if best.level <= NEAR else None


def speaks_against(one: JudgedRow, other: JudgedRow) -> str:
    """Why two rows are two people whatever their names; "" where nothing says so."""
    both = {one.standing, other.standing}
    if Belonging.STAFF not in both or len(both) == 1 or Belonging.UNKNOWN in both:
        return ""
    return "one is staff, the other is " + ("family" if Belonging.FAMILY in both else "neither family nor staff")


def named_alike(one: JudgedRow, other: JudgedRow) -> bool:
    """The full names would fit if nothing spoke against it."""
    return any(f.level <= NEAR for a, b in ((one, other), (other, one)) for f in _full_fits(a, b))


def _full_fits(one: JudgedRow, other: JudgedRow) -> list[Fit]:
    """How the full names of one fit the other. Ranks and titles say nothing here."""
    full = [n for n in other.read if n.given and n.surname]
    if not full or not any(n.given or n.word for n in one.read):
        return []
    person = one.person
    return [
        f for n in full if (f := person.fit(Name(given=n.given, initials=n.initials, surname=n.surname))) is not None
    ]


def _by_surname(one: JudgedRow, other: JudgedRow) -> Fit | None:
    """Two of whom one at least has no first name: "Dr Sethi", "PC Frost" and "Neil Frost", "Miss Bird" here and there."""
    doctors = _other_role(one, other) and _both_doctors(one, other)  # a GP may be the police's surgeon, too
    if not _surnames(one) & _surnames(other) or (_other_role(one, other) and not doctors) or _other_rank(one, other):
        return None
    if one.row.issued and other.row.issued:
        return None  # two codes of the board's
    if any(
        a.person.child and ADULT_TITLES & {t for n in b.read for t in n.titles} for a, b in ((one, other), (other, one))
    ):
        return None
    firsts = [{fold(n.given[0]) for n in row.read if n.given} for row in (one, other)]
    genders = [{n.gender for n in row.read if n.gender} or {row.person.gender} - {""} for row in (one, other)]
    if all(firsts) or (all(genders) and not genders[0] & genders[1]):
        return None  # both have first names, and these did not fit; or one is a Mr and one a Mrs
    if doctors:
        apart = bool(one.at and other.at and fold(one.at) != fold(other.at))
        return None if apart else Fit(LIKELY + 1, "the same title and surname, in another role")
    if {one.standing, other.standing} == {Belonging.STAFF}:
        if one.at and other.at:
            return Fit(CERTAIN, "the same surname, role and agency") if fold(one.at) == fold(other.at) else None
        return Fit(LIKELY + 1, "the same surname and role; where they work is not told")
    titled = any(n.titles and n.surname for row in (one, other) for n in row.read)
    return Fit(LIKELY + 1, "the same surname; no more is told") if titled else None


def _surnames(row: JudgedRow) -> set[str]:
    return {fold(n.surname) for n in row.read if n.surname}


def _other_role(one: JudgedRow, other: JudgedRow) -> bool:
    """Two roles of staff, or a member of staff and somebody whom the board's list knows as no staff."""
    prefixes = {p for row in (one, other) if (p := standard_prefix(row.row.code))}
    return len(prefixes) > 1


def _both_doctors(one: JudgedRow, other: JudgedRow) -> bool:
    return all(any("dr" in n.titles for n in row.read) for row in (one, other))


def _other_rank(one: JudgedRow, other: JudgedRow) -> bool:
    ranks = [
        {SAME_RANK.get(t, t) for n in row.read for t in n.titles if (known := lexicon().titles.get(t)) and known.kind == "rank"}
        for row in (one, other)
    ]  # fmt: skip
    return all(ranks) and not ranks[0] & ranks[1]


def standard_prefix(code: str) -> str:
    """The role prefix of a staff code, "" for everybody else."""
    prefix = (split_code(code) or ("", 0))[0].rpartition("-")[2]
    return prefix if prefix in _prefixes() else ""


@cache
def _prefixes() -> frozenset[str]:
    return frozenset(squash(r.prefix) for r in standard_roles())


@cache
def _roles() -> frozenset[str]:
    words = frozenset(fold(t) for r in standard_roles() for t in (r.title, *r.variants) if t != t.upper())
    return words - lexicon().titles.keys()


@cache
def _short_roles() -> frozenset[str]:
    """Abbreviations as they stand before a name: "SW Tom Arden". Titles and ranks are titles."""
    short = (t for r in standard_roles() for t in (r.prefix, *r.variants) if t == t.upper())
    return frozenset(t for t in short if fold(t) not in lexicon().titles)


def without_role(name: str) -> str:
    """A name without the words of a role before it: "social worker Nadia Qureshi" is Nadia Qureshi."""
    words = name.split()
    if len(words) > 1 and words[0] in _short_roles():
        return " ".join(words[1:])
    for length in range(min(5, len(words) - 1), 0, -1):
        if fold(" ".join(words[:length])) in _roles():
            return " ".join(words[length:])
    return name


def fullest(names: tuple[str, ...]) -> str:
    """The name that says most: a first name and a surname, if there is one; titles, ranks and numbers count for nothing."""
    return max(names, key=lambda n: (_told(n), len(bare(n))), default="")


def _told(name: str) -> int:
    read = parse_name(without_role(name))
    return 2 * bool(read.given) + 2 * bool(read.surname) + bool(read.word or read.initials)


def bare(name: str) -> str:
    """A name as the list has it: without role, titles, ranks and collar number. A title stays where nothing but a surname
    would be left beside it ("Miss Bird", "Dr Sethi"): it says more than the surname alone."""
    words = [w for w in without_role(name).split() if not w.strip(".,()").isdigit()]
    titles = [w for w in words if fold(w.rstrip(".,")) in lexicon().titles]
    others = [w for w in words if w not in titles]
    return " ".join(others if len(others) > 1 or not others else [*titles[-1:], *others])


def collar_numbers(names: tuple[str, ...], code: str = "") -> tuple[str, ...]:
    """Ranks with their numbers ("PC 5120"): no names, and yet somebody is called so. Of "212 Blythe", whose rank stood apart,
    `code` ("PS201") tells the rank."""
    head = (split_code(code) or ("", 0))[0].rpartition("-")[2]
    known = lexicon().titles.get(fold(head))
    by_code = head.upper() if known is not None and known.kind == "rank" else ""
    read = [parse_name(without_role(n)) for n in names]
    ranks = ((r.titles[0].upper() if r.titles else by_code, r.number) for r in read if r.number)
    return tuple(dict.fromkeys(f"{rank} {number}" for rank, number in ranks if rank))
