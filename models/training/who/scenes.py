"""Invented scenes of families and staff who share names, with who is meant by every name: to fit and to calibrate on.

A scene is a family (three generations, shared surnames, sons named after fathers), staff (some with the family's surname
or somebody's first name), neighbours; the part of them that a board would list; and a draft: prose, notes, minutes,
tables. Its writer mostly avoids forms that do not tell who is meant, and sometimes does not.
"""

from __future__ import annotations

import random
import sys
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from names import Names, Person

ROLES = (
    ("SW", "Social Worker"),
    ("TM", "Team Manager"),
    ("HV", "Health Visitor"),
    ("GP", "General Practitioner"),
    ("MW", "Midwife"),
    ("PC", "Police Constable"),
    ("DS", "Detective Sergeant"),
    ("CT", "Class Teacher"),
    ("HT", "Head Teacher"),
    ("FSW", "Family Support Worker"),
    ("YW", "Youth Worker"),
    ("SN", "School Nurse"),
    ("CONS", "Consultant"),
    ("HO", "Housing Officer"),
)
_RANKS = {"PC": "PC", "DS": "DS", "GP": "Dr", "CONS": "Dr"}


@dataclass(eq=False)
class Member:
    """Somebody of a scene."""

    name: Person
    relation: str = ""  # to the subject, for relatives
    role: str = ""  # prefix, for staff
    child: bool = False
    code: str = ""  # on the board's list
    also: str = ""  # a short form that the family uses
    married: str = ""  # title
    parents: tuple[Member, ...] = field(default=(), repr=False)
    generation: int = 0
    born: date | None = None
    introduced: bool = False

    @property
    def staff(self) -> bool:
        """A professional."""
        return bool(self.role)

    @property
    def title(self) -> str:
        """Mr, Mrs, Dr, PC …"""
        if self.role in _RANKS:
            return _RANKS[self.role]
        if self.child:
            return "Miss" if self.name.female else "Master"
        return self.married or ("Ms" if self.name.female else "Mr")

    @property
    def he(self) -> str:
        """He or she."""
        return "she" if self.name.female else "he"

    @property
    def his(self) -> str:
        """His or her."""
        return "her" if self.name.female else "his"


@dataclass(frozen=True)
class Said:
    """A name as written: characters `start` to `end` (exclusive) of a passage, and who is meant."""

    start: int
    end: int
    who: Member


@dataclass
class Line:
    """A passage: its text, its names, and the heading of its column where it is a cell (table, row, column)."""

    text: str
    said: list[Said]
    cell: tuple[int, int, int] | None = None
    header: str = ""


@dataclass
class Scene:
    """A draft with its people. `members` with a code are on the board's list."""

    members: list[Member]
    lines: list[Line]


class Maker:
    """Makes scenes, the same for the same seed."""

    def __init__(self, seed: int) -> None:
        self._rng = random.Random(seed)
        self._sharing = 1.0
        self._names = Names()

    def scene(self) -> Scene:
        """A new one; in one of six, names are shared right and left."""
        self._sharing = 1.0 if self._rng.random() < 1 / 6 else 0.2
        members = self._family() + self._staff()
        self._share(members)
        self._list(members)
        return Scene(members, _Writer(self._rng, members).write())

    def _somebody(self, female: bool, surname: str = "") -> Person:
        rng = self._rng
        while True:
            person = self._names.person(rng)
            if (
                person.female == female
                and " " not in person.given
                and len(person.given) > 2
                and len(person.surname) > 2
            ):
                middle = person.middle or (self._names.person(rng).given if rng.random() < 0.2 else "")
                return Person(person.given, surname or person.surname, female, middle, person.origin)

    def _family(self) -> list[Member]:
        rng = self._rng
        adult_case = rng.random() < 0.3
        father_name, mother_name = self._somebody(False), self._somebody(True)
        wed = rng.random() < 0.55
        surname = father_name.surname if wed or rng.random() < 0.5 else mother_name.surname
        maiden = mother_name.surname
        if wed:
            mother_name = Person(mother_name.given, father_name.surname, True, mother_name.middle)
        father = Member(father_name, "Father", generation=1)
        mother = Member(mother_name, "Mother", generation=1, married="Mrs" if wed else "")
        subject = Member(
            self._somebody(rng.random() < 0.5, surname), "Subject", child=not adult_case, parents=(mother, father)
        )
        found = [subject, mother, father]

        def add(relation: str, female: bool, family: str, chance: float, **more: object) -> Member | None:
            if rng.random() > chance:
                return None
            member = Member(self._somebody(female, family), relation, **more)  # type: ignore[arg-type]
            found.append(member)
            return member

        for _ in range(rng.choice([0, 1, 1, 2, 3])):
            female = rng.random() < 0.5
            add("Sister" if female else "Brother", female, surname, 1, child=not adult_case, parents=(mother, father))
        if rng.random() < 0.3:
            add(
                "Half-sister" if (f := rng.random() < 0.5) else "Half-brother",
                f,
                mother.name.surname,
                1,
                child=True,
                parents=(mother,),
            )
        for side, whose, family in (("Maternal", mother, maiden), ("Paternal", father, father_name.surname)):
            married = "Mrs"
            gran = add(f"{side} grandmother", True, family, 0.6, generation=2, married=married)
            granddad = add(f"{side} grandfather", False, family, 0.45, generation=2)
            whose.parents = tuple(p for p in (gran, granddad) if p)
            aunt = add(
                f"{side} aunt",
                True,
                family,
                0.4,
                generation=1,
                parents=whose.parents,
                married=rng.choice(["Miss", "Ms", "Mrs"]),
            )
            uncle = add(f"{side} uncle", False, family, 0.4, generation=1, parents=whose.parents)
            if (parent := uncle or aunt) and rng.random() < 0.4:
                add("Cousin", rng.random() < 0.5, family, 1, child=rng.random() < 0.7, parents=(parent,))
        if not wed:
            add("Mother's partner", False, "", 0.6, generation=1)
        for _ in range(rng.choice([1, 2, 3])):
            add(
                "", rng.random() < 0.5, surname if rng.random() < 0.1 * self._sharing else "", 1, generation=1
            )  # neighbours, friends
        year = 2012 if not adult_case else 1975
        for member in found:
            if member.child or member is subject:
                member.born = date(year + rng.randint(-5, 6), rng.randint(1, 12), rng.randint(1, 28))
        return found

    def _staff(self) -> list[Member]:
        rng = self._rng
        return [
            Member(
                self._somebody(rng.random() < 0.65),
                role=rng.choice(ROLES)[0],
                generation=1,
                married=rng.choice(["Mrs", "Ms", "Miss", ""]),
            )
            for _ in range(rng.randint(6, 12))
        ]

    def _share(self, members: list[Member]) -> None:
        """Names that several bear: a son after his father, a colleague with the family's surname, two Sarahs."""
        rng = self._rng
        for member in members:
            others = [m for m in members if m is not member and m.name.female == member.name.female]
            if others and rng.random() < 0.1 * self._sharing:
                other = rng.choice(others)
                if (
                    other.staff or member.staff or rng.random() < 0.5
                ):  # only what many are called is borne by two by chance
                    names, weights = self._names._ons[member.name.female]
                    given = rng.choices(names[:400], cum_weights=weights[:400])[0]
                    other.name = Person(given, other.name.surname, other.name.female, other.name.middle)
                member.name = Person(other.name.given, member.name.surname, member.name.female, member.name.middle)
            if member.staff and rng.random() < 0.08 * self._sharing:
                family = rng.choice([m for m in members if not m.staff])
                member.name = Person(member.name.given, family.name.surname, member.name.female, member.name.middle)
            if member.staff and rng.random() < 0.06:  # Mrs Chance, and a boy called Chance
                other = rng.choice([m for m in members if not m.staff])
                member.name = Person(member.name.given, other.name.given, member.name.female, member.name.middle)
        full = set()
        for member in members:
            while (member.name.given, member.name.surname) in full and rng.random() < 0.85:
                member.name = self._somebody(member.name.female, member.name.surname)
            full.add((member.name.given, member.name.surname))
            if rng.random() < 0.2 and not member.staff:
                short = member.name.given[: rng.choice([3, 4])] + rng.choice(["", "", "y"])
                member.also = "" if any(m.name.given.startswith(short) for m in members if m is not member) else short

    def _list(self, members: list[Member]) -> None:
        rng, counts = self._rng, dict.fromkeys(("Child ", "Mrs ", "Ms ", "Mr ", "Adult "), 0)
        for member in members:
            if member.staff:
                if rng.random() < 0.55:
                    n = sum(
                        1 for m in members if m.code.startswith(member.role) and m.code[len(member.role) :].isdigit()
                    )
                    member.code = f"{member.role}{n + 1}"
                continue
            if not member.relation or (
                member.relation != "Subject"
                and rng.random() > 1 - (0.02 if member.generation < 2 else 0.1) - 0.1 * self._sharing
            ):
                continue
            head = (
                "Child "
                if member.child
                else "Adult "
                if member.relation == "Subject"
                else ("Mrs " if member.married == "Mrs" else "Ms ")
                if member.name.female
                else "Mr "
            )
            counts[head] += 1
            member.code = f"{head}{'ABCDEFGHJKLMNPQ'[counts[head] - 1] if head != 'Child ' else counts[head]}"


KINSHIP = {
    "Mother": "mother",
    "Father": "father",
    "Sister": "sister",
    "Brother": "brother",
    "Half-sister": "half-sister",
    "Half-brother": "half-brother",
    "Maternal grandmother": "grandmother",
    "Paternal grandmother": "grandmother",
    "Maternal grandfather": "grandfather",
    "Paternal grandfather": "grandfather",
    "Maternal aunt": "aunt",
    "Paternal aunt": "aunt",
    "Maternal uncle": "uncle",
    "Paternal uncle": "uncle",
    "Cousin": "cousin",
    "Mother's partner": "stepfather",
}

# {a} {b} … people; upper case: the subject of a clause. The kinds of people that fit stand before the colon:
# s staff, f family adult, c child, x anybody
TEMPLATES = tuple(
    line.split(": ", 1)
    for line in (Path(__file__).parent / "templates.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
)
TITLES = dict(ROLES)


class _Writer:
    def __init__(self, rng: random.Random, members: list[Member]) -> None:
        self._rng = rng
        self._members = members
        self._listed = [m for m in members if m.relation == "Subject"]
        self._forms: dict[str, set[Member]] = {}
        for m in members:
            for form in (m.name.given, m.name.surname, f"{m.title} {m.name.surname}", m.also):
                self._forms.setdefault(form, set()).add(m)
        self._notes = rng.random() < 0.4  # initials and bare surnames, as in notes
        self._careless = rng.choice([0.05, 0.12, 0.25])
        self._salient: list[Member] = []  # named in this passage, the last one last

    def write(self) -> list[Line]:
        lines: list[Line] = []
        table = 0
        for _ in range(self._rng.randint(4, 7)):
            centre = self._rng.sample(self._members, min(5, len(self._members)))
            centre = [*self._listed, *centre]
            if self._rng.random() < 0.35:
                table += 1
                lines += self._table(table, centre)
            else:
                for _ in range(self._rng.randint(2, 5)):
                    lines.append(self._passage(centre, self._rng.randint(2, 4)))
        return lines

    def _table(self, table: int, centre: list[Member]) -> list[Line]:
        staff = [m for m in self._members if m.staff]
        headers = ("Date", "Entry", self._rng.choice(["By", "Recorded by", "Worker"]))
        lines = [Line(h, [], (table, 1, c)) for c, h in enumerate(headers, 1)]
        for row in range(2, self._rng.randint(4, 8)):
            by = self._rng.choice(staff)
            entry = self._passage([*centre, by], self._rng.randint(1, 2))
            form = self._rng.choice(["initials", "surname", "full", "first"])
            text = self._form(by, form)
            lines.append(
                Line(
                    f"{self._rng.randint(1, 28)}/{self._rng.randint(1, 12)}/1{self._rng.randint(2, 9)}",
                    [],
                    (table, row, 1),
                    headers[0],
                )
            )
            lines.append(Line(entry.text, entry.said, (table, row, 2), headers[1]))
            lines.append(Line(text, [Said(0, len(text), by)], (table, row, 3), headers[2]))
        return lines

    def _passage(self, centre: list[Member], sentences: int) -> Line:
        text, said = "", []
        self._salient = []
        for _ in range(sentences):
            kinds, template = self._rng.choice(TEMPLATES)
            people = self._cast(kinds, centre)
            if people is None:
                continue
            if text:
                text += " "
            piece, names = self._filled(template, people)
            said += [Said(s.start + len(text), s.end + len(text), s.who) for s in names]
            text += piece
        return Line(text or "No contact this week.", said)

    def _cast(self, kinds: str, centre: list[Member]) -> list[Member] | None:
        found: list[Member] = []
        for kind in kinds:
            fits = [m for m in centre if m not in found and self._is(m, kind)] or [
                m for m in self._members if m not in found and self._is(m, kind)
            ]
            if not fits:
                return None
            recent = [m for m in self._salient if m in fits]
            found.append(self._rng.choice(recent) if recent and self._rng.random() < 0.55 else self._rng.choice(fits))
        return found

    @staticmethod
    def _is(m: Member, kind: str) -> bool:
        return {
            "s": m.staff,
            "f": not m.staff and not m.child,
            "c": m.child and not m.staff,
            "x": True,
            "r": bool(m.relation) and m.relation != "Subject",
        }[kind]

    def _filled(self, template: str, people: list[Member]) -> tuple[str, list[Said]]:
        out, said, i = "", [], 0
        while i < len(template):
            if template[i] == "{":
                end = template.index("}", i)
                slot = template[i + 1 : end]
                who = people["abcd".index(slot[0].lower())]
                what = slot[2:]
                i = end + 1
                if what in ("he", "his"):
                    word = getattr(who, what)
                    out += word.title() if not out or out.rstrip().endswith(".") else word
                    continue
                lead, name, tail = self._named(who, what)
                out += lead
                said.append(Said(len(out), len(out) + len(name), who))
                out += name + tail
                self._salient = [m for m in self._salient if m is not who] + [who]
            else:
                out += template[i]
                i += 1
        return out, said

    def _named(self, who: Member, what: str) -> tuple[str, str, str]:
        """What stands before the name, the name, and what stands after it."""
        rng = self._rng
        if what == "full" or (not who.introduced and rng.random() < 0.75):
            who.introduced = True
            return self._introduction(who)
        form = self._usual(who)
        text = self._form(who, form)
        others = self._forms.get(text, set()) - {who}
        if not others:
            return "", text, ""
        nearest = next((m for m in reversed(self._salient) if m in others or m is who), None)
        if nearest is who and rng.random() < 0.85:
            return "", text, ""
        if rng.random() < self._careless and (who.relation in ("Subject", "Mother", "Father") or rng.random() < 0.3):
            return "", text, ""
        if who.relation in KINSHIP and rng.random() < 0.4:
            return f"{self._whose(who)}{KINSHIP[who.relation]}{rng.choice([', ', ' '])}", text, ""
        if who.staff and rng.random() < 0.4:
            return f"the {TITLES[who.role].lower()}{rng.choice([', ', ' '])}", text, ""
        generations = {m.generation for m in others if not m.staff}
        if (
            not who.staff
            and generations
            and text in (who.name.given, f"{who.title} {who.name.surname}")
            and rng.random() < 0.4
        ):
            if who.generation > max(generations):
                return "", text, rng.choice([" senior", " snr"])
            if who.generation < min(generations) and not who.child:
                return "", text, rng.choice([" junior", " jnr"])
        return "", self._form(who, "full"), ""

    def _whose(self, who: Member) -> str:
        subject = self._listed[0]
        if self._salient and self._salient[-1] is subject:
            return f"{subject.his} "
        return (
            self._rng.choice(["the ", f"{subject.name.given}'s "]) if subject.name.given != who.name.given else "the "
        )

    def _introduction(self, who: Member) -> tuple[str, str, str]:
        full = self._form(who, "full")
        if who.staff and self._rng.random() < 0.7:
            title = TITLES[who.role].lower()
            return self._rng.choice([("", full, f", {title},"), (f"the {title}, ", full, ","), (f"{title} ", full, "")])
        if who.relation in KINSHIP and self._rng.random() < 0.5:
            return self._rng.choice([("the ", "", ""), ("", "", "")])[0] + f"{KINSHIP[who.relation]}, ", full, ","
        return "", full, ""

    def _usual(self, who: Member) -> str:
        rng = self._rng
        if who.child:
            return rng.choices(["first", "also", "full"], [10, 2 if who.also else 0, 1])[0]
        if who.staff:
            return rng.choices(
                ["titled", "surname", "first", "full", "initials", "initial"],
                [5, 2 if self._notes else 0.5, 2, 1, 2 if self._notes else 0.2, 1],
            )[0]
        return rng.choices(
            ["titled", "first", "full", "also", "surname", "initial"], [4, 5, 1, 1 if who.also else 0, 0.5, 0.4]
        )[0]

    def _form(self, who: Member, form: str) -> str:
        name = who.name
        match form:
            case "first":
                return name.given
            case "also":
                return who.also or name.given
            case "titled":
                return f"{who.title} {name.surname}"
            case "surname":
                return name.surname
            case "initial":
                return f"{name.given[0]} {name.surname}"
            case "initials":
                return name.given[0].upper() + name.surname[0].upper()
        return (
            f"{name.given} {name.surname}"
            if self._rng.random() < 0.9 or not name.middle
            else f"{name.given} {name.middle} {name.surname}"
        )
