"""Fills a template: text with the characters of every identity in it. The language of templates is told in README.md."""

from __future__ import annotations

import csv
import json
import random
import re
import string
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from names import TITLES_FEMALE, TITLES_MALE, Names, Person, plain

HERE = Path(__file__).parent
LISTS = HERE.parent / "lists"
ROLES = HERE.parent.parent / "key_maps" / "roles.csv"

PERSON, ADDRESS, PLACE, ESTABLISHMENT, BIRTH = "PER", "ADR", "LOC", "EST", "DOB"
_SLOT = re.compile(r"\{([A-E]|[A-Za-z_]{2,})(?:\.([A-Za-z_]+))?(?::([A-E]))?\}")
_CHOICE = re.compile(r"\[([^\[\]]*)\]")
_MONTHS = ("January February March April May June July August September October November December").split()
_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_FORMS = (
    ("full", 30),
    ("first", 34),
    ("last", 10),
    ("titled", 12),
    ("initial_last", 4),
    ("last_first", 3),
    ("nick", 3),
    ("caps", 2),
    ("lower", 2),
)


@dataclass(frozen=True)
class Sample:
    """A text and its labelled stretches: (start, end exclusive, label). Labels in `ignored` are not taught either way."""

    text: str
    spans: tuple[tuple[int, int, str], ...]


@dataclass
class _Filling:
    rng: random.Random
    people: dict[str, Person] = field(default_factory=dict)
    coded: bool = False


class Slots:
    """Fills templates from lists of words; every call draws from the `rng` that it is given."""

    def __init__(self, names: Names) -> None:
        self.names = names
        own = names.own
        self.words: dict[str, list[str]] = {k: list(v) for k, v in _words().items()}
        self.towns_begin, self.towns_end = own["surname_beginnings"], own["surname_endings"]
        self.word_surnames = own["words"]["surnames"]

    def fill(self, template: str, rng: random.Random) -> Sample:
        """The template with its alternatives chosen and its slots filled."""
        while _CHOICE.search(template):
            template = _CHOICE.sub(lambda m: rng.choice(m[1].split("|")), template, count=1)
        filling = _Filling(rng, coded=rng.random() < 0.05)
        template = template.replace("⏎", "\n").replace(" \n ", "\n")
        for letter, other in re.findall(r"\{([A-E])\.samelast:([A-E])\}", template):
            kin, stem = self._person(letter, filling), self._person(other, filling)
            filling.people[letter] = Person(kin.given, stem.surname, kin.female, kin.middle, kin.origin)
        out, spans, at, length = [], [], 0, 0
        for match in _SLOT.finditer(template):
            before = template[at : match.start()]
            out.append(before)
            length += len(before)
            start_of_sentence = length == 0 or before.endswith((". ", "\n", "| ", "? ", "! "))
            for text, label in self._slot(match[1], match[2] or "", filling, start_of_sentence):
                if label:
                    spans.append((length, length + len(text), label))
                out.append(text)
                length += len(text)
            at = match.end()
        out.append(template[at:])
        return Sample("".join(out), tuple(s for s in spans if s[0] < s[1]))

    def _person(self, letter: str, filling: _Filling) -> Person:
        if letter not in filling.people:
            filling.people[letter] = self.names.person(filling.rng)
        return filling.people[letter]

    def _slot(self, name: str, form: str, filling: _Filling, opens: bool) -> list[tuple[str, str]]:
        rng = filling.rng
        if len(name) == 1:
            if form == "samelast":
                return []
            person = self._person(name, filling)
            if form in _AGREEING:
                return [(_AGREEING[form][0 if person.female else 1], "")]
            if filling.coded and form not in ("user", "plural"):
                return [(self.code(rng), "")]
            return self._form(person, form or rng.choices([f for f, _ in _FORMS], [w for _, w in _FORMS])[0], rng)
        maker = _MAKERS.get(name)
        if maker:
            return maker(self, rng)
        words = self.words.get(name)
        if words is None:
            raise KeyError(f"unknown slot {name}")
        word = rng.choice(words)
        if name in ("role", "team") and opens:
            word = word[0].upper() + word[1:]
        return [(word, "")]

    def _form(self, p: Person, form: str, rng: random.Random) -> list[tuple[str, str]]:
        first = p.given.split()[0] if rng.random() < 0.5 else p.given
        initials = [w[0] for w in re.split(r"[ -]", p.full) if w]
        title = rng.choice(TITLES_FEMALE if p.female else TITLES_MALE) + rng.choice(["", "", "", "."])
        match form:
            case "full":
                return [(p.full if rng.random() < 0.8 else f"{p.given} {p.surname}", PERSON)]
            case "first":
                return [(first, PERSON)]
            case "last":
                return [(p.surname, PERSON)]
            case "nick":
                return [(self.names.nickname(rng, p), PERSON)]
            case "initials":
                short = (initials[0], initials[-1])
                return [(rng.choice(["".join(short), ".".join(short) + ".", ".".join(short), " ".join(short)]), PERSON)]
            case "initial_last":
                dot = rng.choice(["", "", ".", ". "])
                return [
                    (f"{initials[0]}{dot.strip()} {p.surname}" if dot != ". " else f"{initials[0]}.{p.surname}", PERSON)
                ]
            case "last_initial":
                return [(f"{p.surname}{rng.choice([' ', ', '])}{initials[0]}", PERSON)]
            case "last_first":
                surname = p.surname.upper() if rng.random() < 0.5 else p.surname
                return [(f"{surname}{rng.choice([', ', ', ', ' '])}{p.given}", PERSON)]
            case "first_initial":
                return [(f"{first} {initials[-1]}{rng.choice(['', '.'])}", PERSON)]
            case "caps":
                return [(p.full.upper() if rng.random() < 0.7 else first.upper(), PERSON)]
            case "capslast":
                return [(p.surname.upper(), PERSON)]
            case "lower":
                return [((first if rng.random() < 0.8 else self.names.nickname(rng, p)).lower(), PERSON)]
            case "lowerfull":
                return [(f"{p.given} {p.surname}".lower(), PERSON)]
            case "typo":
                return [(typo(first if rng.random() < 0.7 else p.full, rng), PERSON)]
            case "plural":
                end = "es" if p.surname.endswith(("s", "sh", "ch", "x", "z")) else "s"
                return [(p.surname + end, PERSON)]
            case "user":
                joint = rng.choice([".", "_", "-", ""])
                local = plain(rng.choice([f"{p.given}{joint}{p.surname}", f"{p.given[0]}{joint}{p.surname}"]))
                return [(re.sub(r"[^a-z0-9._-]", "", local.lower()) or "user", PERSON)]
            case "titled":
                return [(f"{title} ", ""), (p.surname, PERSON)]
            case "title":
                return [(title, "")]
        raise KeyError(f"unknown form {form}")

    def code(self, rng: random.Random) -> str:
        """A code that already stands in the draft."""
        return rng.choice([self._pick("code", rng), self._pick("staffcode", rng), self._pick("code", rng)])

    def _pick(self, name: str, rng: random.Random) -> str:
        made = _MAKERS[name](self, rng)
        return "".join(text for text, _ in made)

    def town(self, rng: random.Random) -> str:
        """A town or village, mostly invented."""
        if rng.random() < 0.35:
            return rng.choice(self.words["real_town"])
        town = rng.choice(self.towns_begin) + rng.choice(self.towns_end)
        extra = rng.random()
        if extra < 0.1:
            return f"{rng.choice(['Upper', 'Lower', 'Great', 'Little', 'North', 'West', 'Old', 'Market', 'St', 'Abbots'])} {town}"
        if extra < 0.18:
            return f"{town}-{rng.choice(['on-Sea', 'upon-Tees', 'in-Craven', 'by-the-Water', 'le-Moor', 'under-Hill'])}"
        return town

    def street(self, rng: random.Random) -> str:
        """A street's name."""
        kind = rng.random()
        stem = (
            rng.choice(self.words["street_word"])
            if kind < 0.4
            else self.town(rng)
            if kind < 0.65
            else self.names.person(rng).surname
            if kind < 0.85
            else rng.choice(self.word_surnames)
        )
        return f"{stem} {rng.choice(self.words['street_type'])}"

    def house(self, rng: random.Random) -> str:
        """Number and street."""
        number = str(rng.choice([rng.randint(1, 30), rng.randint(1, 250)])) + rng.choice([""] * 9 + ["a", "b", "A"])
        lead = rng.choice(
            [""] * 7
            + [
                f"Flat {rng.randint(1, 60)}, ",
                f"Flat {rng.choice('ABCD')}, ",
                f"Apt {rng.randint(1, 40)}, ",
                "No. ",
                "no ",
            ]
        )
        if rng.random() < 0.1:
            unit = rng.randint(1, 30)
            building = rng.choice(self.towns_begin) + rng.choice(self.towns_end)
            lead = f"Flat {unit} {building} {rng.choice(['House', 'Court', 'Heights', 'Point'])}, "
        street = self.street(rng)
        if rng.random() < 0.15:
            street = re.sub(r"Road$", "Rd", street)
            street = re.sub(r"Street$", "St", re.sub(r"Avenue$", "Ave", street))
        return f"{lead}{number} {street}"

    def postcode(self, rng: random.Random) -> str:
        """A postcode's shape."""
        area = rng.choice("SK M L LS BD HU NE B CV NG S DE CF SA LL EX PL TR BN SE SW N E W HA UB CR".split())
        inward = f"{rng.randint(1, 9)}{rng.choice('ABDEFGHJLNPQRSTUWXYZ')}{rng.choice('ABDEFGHJLNPQRSTUWXYZ')}"
        return f"{area}{rng.randint(1, 29)}{rng.choice([' ', ' ', ' ', ''])}{inward}"

    def address(self, rng: random.Random) -> str:
        """A whole or half address."""
        parts = [self.house(rng) if rng.random() < 0.88 else self.house_name(rng) + ", " + self.street(rng)]
        if rng.random() < 0.75:
            parts.append(self.town(rng))
            if rng.random() < 0.2:
                parts.append(self.town(rng))
            if rng.random() < 0.65:
                parts[-1] += rng.choice([" ", ", "]) + self.postcode(rng)
        return rng.choice([", ", ", ", ", ", "\n", ",\n"]).join(parts)

    def house_name(self, rng: random.Random) -> str:
        """A named dwelling."""
        return rng.choice(
            [
                "The Haven",
                "Rose Cottage",
                "The Old Rectory",
                "Hillcrest",
                "Ivy House",
                "The Laurels",
                "Fairview",
                "The Bungalow",
                "Woodside",
                "The Paddock",
                "Plot 7",
                f"The {rng.choice(self.words['street_word'])}s",
                f"{rng.choice(self.towns_begin)}{rng.choice(self.towns_end)} {rng.choice(['Cottage', 'House', 'Farm', 'Lodge'])}",
            ]
        )

    def establishment(self, heads: str, rng: random.Random) -> str:
        """A school, surgery, home, shop, firm … by name: what it is mostly comes last, in full, short or in small letters."""
        stem = rng.choices(
            (
                self.town,
                lambda r: r.choice(self.words["street_word"]),
                lambda r: f"St {r.choice(self.words['saint'])}",
                lambda r: self.names.person(r).surname,
                self.street,
                self._words_of_a_sign,
                lambda r: r.choice([self.names.person(r).given.split()[0] + "'s", self.names.person(r).surname + "s"]),
                lambda r: r.choice(self.words["country"] + self.words["real_town"]),
            ),
            (30, 14, 11, 9, 5, 22, 5, 4),
        )[0](rng)
        if rng.random() < 0.15:
            stem = f"{rng.choice(['The', 'Little', 'New', 'Royal', 'Our Lady of', 'Holy', 'Old', 'Upper'])} {stem}"
        head = rng.choice(self.words[heads])
        if " " in head and rng.random() < 0.15:
            head = head.rsplit(" ", 1)[0]  # "Zion Methodist"
        if rng.random() < 0.15 and head[1:].islower():
            head = head.lower()  # "the Quays mosque"
        return f"{stem} {head}".strip()

    def _words_of_a_sign(self, rng: random.Random) -> str:
        """One or two English words, as on the sign of a cafe, a nursery or a firm: "Top Spin", "Fern & Fig"."""
        first, second = (rng.choice(self.words["ordinary"]).capitalize() for _ in range(2))
        return rng.choice([first, first, f"{first} {second}", f"{first} & {second}", f"{first} and {second}"])

    def birth(self, rng: random.Random) -> str:
        """A date as dates of birth are written."""
        return self.date(rng, rng.randint(1930, 2024))

    def date(self, rng: random.Random, year: int | None = None) -> str:
        """A date in one of many formats."""
        y = year or rng.randint(2005, 2026)
        d, m = rng.randint(1, 28), rng.randint(1, 12)
        th = "th" if 11 <= d <= 13 else {1: "st", 2: "nd", 3: "rd"}.get(d % 10, "th")
        month = _MONTHS[m - 1]
        return rng.choice(
            [
                f"{d:02}/{m:02}/{y}",
                f"{d:02}/{m:02}/{y % 100:02}",
                f"{d}/{m}/{y % 100:02}",
                f"{d:02}.{m:02}.{y % 100:02}",
                f"{d} {month} {y}",
                f"{d}{th} {month} {y}",
                f"{d} {month[:3]} {y}",
                f"{d:02}-{m:02}-{y}",
                f"{d}{th} of {month} {y}",
                f"{month} {d}, {y}",
                f"{d} {month}" if year is None else f"{d} {month} {y}",
                f"{y}-{m:02}-{d:02}",
                f"{d}-{month[:3]}-{y % 100:02}",
            ]
        )

    def agency(self, rng: random.Random) -> str:
        """An agency, which is named in these reports."""
        town = self.town(rng)
        return rng.choice([f"{town} {rng.choice(self.words['agency_head'])}", rng.choice(self.words["agency_fixed"])])


def typo(text: str, rng: random.Random) -> str:
    """One slip of the fingers, not in the first letter."""
    if len(text) < 4:
        return text + text[-1]
    i = rng.randint(1, len(text) - 2)
    kind = rng.random()
    if kind < 0.3:
        return text[:i] + text[i + 1] + text[i] + text[i + 2 :]
    if kind < 0.55:
        return text[:i] + text[i + 1 :]
    if kind < 0.8:
        return text[:i] + text[i] + text[i:]
    return text[:i] + rng.choice(string.ascii_lowercase) + text[i + 1 :]


_AGREEING = {
    "he": ("she", "he"),
    "him": ("her", "him"),
    "his": ("her", "his"),
    "He": ("She", "He"),
    "His": ("Her", "His"),
    "Him": ("Her", "Him"),
    "boy": ("girl", "boy"),
    "man": ("woman", "man"),
    "son": ("daughter", "son"),
    "brother": ("sister", "brother"),
    "mother": ("mother", "father"),
    "Mother": ("Mother", "Father"),
    "himself": ("herself", "himself"),
    "hers": ("hers", "his"),
    "Boy": ("Girl", "Boy"),
    "Man": ("Woman", "Man"),
    "Son": ("Daughter", "Son"),
    "Brother": ("Sister", "Brother"),
}

_Maker = Callable[[Slots, random.Random], list[tuple[str, str]]]


def _labelled(label: str, make: Callable[[Slots, random.Random], str]) -> _Maker:
    return lambda slots, rng: [(make(slots, rng), label)]


def _digits(rng: random.Random, shape: str) -> str:
    return "".join(
        str(rng.randint(0, 9)) if c == "9" else rng.choice(string.ascii_uppercase) if c == "A" else c for c in shape
    )


_MAKERS: dict[str, _Maker] = {
    "word": _labelled("", lambda s, r: r.choice(s.words["ordinary"])),
    "Word": _labelled("", lambda s, r: r.choice(s.words["ordinary"]).capitalize()),
    "WORD": _labelled("", lambda s, r: r.choice(s.words["ordinary"]).upper()),
    "ABBR": _labelled(
        "",
        lambda s, r: (
            r.choice(s.words["abbreviation"]) if r.random() < 0.5 else _digits(r, r.choice(["AAA", "AAAA", "AAAA"]))
        ),
    ),
    "address": _labelled(ADDRESS, Slots.address),
    "house": _labelled(ADDRESS, Slots.house),
    "street": _labelled(ADDRESS, Slots.street),
    "postcode": _labelled(ADDRESS, Slots.postcode),
    "house_name": _labelled(ADDRESS, Slots.house_name),
    "town": _labelled(PLACE, Slots.town),
    "dob": _labelled(BIRTH, Slots.birth),
    **{
        name: _labelled(ESTABLISHMENT, lambda slots, rng, name=name: slots.establishment(f"{name}_head", rng))
        for name in (
            "school",
            "nursery",
            "surgery",
            "care_home",
            "hospital",
            "church",
            "pub",
            "shop",
            "club",
            "firm",
            "unit",
            "park",
        )
    },
    "date": _labelled("", Slots.date),
    "agency": _labelled("", Slots.agency),
    "time": _labelled(
        "",
        lambda s, r: r.choice(
            [
                f"{r.randint(0, 23):02}:{r.randint(0, 59):02}",
                f"{r.randint(1, 12)}.{r.randint(10, 59)}{r.choice(['am', 'pm', ' hrs'])}",
                f"{r.randint(0, 23):02}{r.randint(0, 59):02}hrs",
                f"{r.randint(1, 12)}pm",
            ]
        ),
    ),
    "month": _labelled("", lambda s, r: r.choice(_MONTHS)),
    "weekday": _labelled("", lambda s, r: r.choice(_DAYS)),
    "year": _labelled("", lambda s, r: str(r.randint(2001, 2026))),
    "age": _labelled("", lambda s, r: str(r.randint(1, 88))),
    "nhs": _labelled("", lambda s, r: r.choice([f"999 {_digits(r, '999 9999')}", f"999{_digits(r, '9999999')}"])),
    "phone": _labelled(
        "",
        lambda s, r: r.choice(
            [f"07700 900{_digits(r, '999')}", f"01632 960{_digits(r, '999')}", f"(01632) 960 {_digits(r, '999')}"]
        ),
    ),
    "ref": _labelled(
        "",
        lambda s, r: _digits(
            r, r.choice(["99/9999/99", "AA99A99999", "9999-9999", "CRI-999999", "A999999", "24*99999"])
        ),
    ),
    "collar": _labelled("", lambda s, r: _digits(r, r.choice(["9999", "999", "99999"]))),
    "code": _labelled(
        "",
        lambda s, r: r.choice(
            [
                f"{r.choice(s.words['code_stem'])} {r.randint(1, 9)}",
                f"{r.choice(['Mrs', 'Mr', 'Ms', 'Child', 'Adult', 'Baby'])} {r.choice('ABCDEFGHJKLMNPRSTXYZ')}",
                r.choice("MGM PGF MGF PGM MA MU SF FC1 UBB".split()),
            ]
        ),
    ),
    "staffcode": _labelled("", lambda s, r: f"{r.choice(s.words['role_prefix'])}{r.randint(1, 14)}"),
    "placecode": _labelled(
        "",
        lambda s, r: r.choice(
            [
                f"Address {r.choice('ABCDEFGH')}",
                f"School {r.randint(1, 4)}",
                f"Surgery {r.randint(1, 3)}",
                f"Hospital {r.choice('AB')}",
                f"Nursery {r.randint(1, 3)}",
                f"Town {r.choice('AB')}",
            ]
        ),
    ),
}


def _words() -> dict[str, list[str]]:
    """Lists of words: of the project (roles, keep list) and of `words.txt` here."""
    found: dict[str, list[str]] = {}
    heading = ""
    for line in (HERE / "words.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            heading = line.strip("[] ")
            found[heading] = []
        elif line.strip() and not line.startswith("#"):
            found[heading] += [w.strip() for w in line.split(";") if w.strip()]
    roles, abbreviations, prefixes = [], [], []
    with ROLES.open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            prefixes.append(row["prefix"])
            for word in [row["title"], *row["variants"].split(";")]:
                (abbreviations if word.isupper() or len(word) < 5 else roles).append(word.strip())
    found["role"] = [r if r != r.title() else r.lower() for r in roles if r]
    found["role_abbr"] = [a for a in abbreviations if a]
    found["role_prefix"] = prefixes
    families = {
        "tool": ("tools", "methods", "programmes"),
        "eponym": ("eponyms",),
        "drug": ("drugs",),
        "system": ("systems",),
        "inquiry": ("inquiries", "review authors"),
        "law": ("legislation", "guidance", "legal tests"),
    }
    with (LISTS / "keep.csv").open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            for slot, kinds in families.items():
                if row["family"] in kinds:
                    found.setdefault(slot, []).append(row["phrase"])
    with (LISTS / "street_types.csv").open(encoding="utf-8") as lines:
        found["street_type"] = [row["type"].title() for row in csv.DictReader(lines)]
    for slot, name in (("country", "countries.csv"), ("nationality", "demonyms.csv")):
        with (LISTS / name).open(encoding="utf-8") as lines:
            found[slot] = [next(iter(row.values())) for row in csv.DictReader(lines)]
    given = {
        word.lower()
        for words in json.loads((HERE / "origins.json").read_text(encoding="utf-8"))["words"].values()
        for word in words
    }
    known = (LISTS / "ordinary_words.txt").read_text(encoding="utf-8").split()
    with (LISTS / "first_names.csv").open(encoding="utf-8") as lines:
        given |= {row["name"].lower() for row in csv.DictReader(lines)}
    found["ordinary"] = [w for w in known if w.isalpha() and 3 <= len(w) <= 11 and w not in given]
    found["abbreviation"] = [
        w for w in (LISTS / "abbreviations.txt").read_text(encoding="utf-8").split() if w.isupper()
    ]
    return found
