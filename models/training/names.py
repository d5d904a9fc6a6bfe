"""Names of every origin that Britain has, to fill the templates with.

They come from Faker's lists, the ONS list of first names, and `origins.json`.

A person is drawn from one origin, sometimes with a first name of one and a surname of another, as families are.
"""

from __future__ import annotations

import csv
import importlib
import json
import random
import string
import unicodedata
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

HERE = Path(__file__).parent
ONS = HERE.parent / "lists" / "first_names.csv"

# weight of each origin, and the Faker locales (MIT) that belong to it; names in other scripts than the Latin one are left out
ORIGINS: dict[str, tuple[float, tuple[str, ...]]] = {
    "english": (6, ("en_GB", "en_NZ", "en")),
    "irish": (1, ("en_IE", "ga_IE")),
    "welsh": (1, ()),
    "scottish": (1, ()),
    "indian": (1.2, ("en_IN",)),
    "tamil": (0.6, ()),
    "sikh": (0.6, ()),
    "pakistani": (1.2, ("en_PK",)),
    "bangladeshi": (0.8, ()),
    "west_african": (1.4, ("yo_NG", "ig_NG", "ha_NG", "en_NG", "tw_GH")),
    "east_african": (0.9, ("en_KE", "sw", "zu_ZA")),
    "horn_of_africa": (0.9, ()),
    "southern_african": (0.7, ("zu_ZA",)),
    "polish": (1, ("pl_PL",)),
    "east_european": (1.2, ("cs_CZ", "sk_SK", "hu_HU", "ro_RO", "hr_HR", "sl_SI", "lt_LT", "lv_LV", "et_EE")),
    "slavic_romanised": (0.5, ()),
    "albanian": (0.5, ()),
    "chinese": (1.2, ()),
    "vietnamese": (0.9, ("vi_VN",)),
    "filipino_thai": (0.4, ("en_TH", "id_ID")),
    "arabic": (1, ("fr_DZ",)),
    "persian_kurdish_afghan": (0.8, ()),
    "turkish": (0.7, ("tr_TR", "az_AZ")),
    "greek": (0.3, ()),
    "caribbean": (0.8, ()),
    "portuguese_spanish": (0.9, ("pt_PT", "pt_BR", "es_ES", "es_CO")),
    "west_european": (0.8, ("fr_FR", "it_IT", "de_DE", "nl_NL", "sv_SE", "da_DK")),
}
TITLES_FEMALE, TITLES_MALE = ("Mrs", "Ms", "Miss"), ("Mr", "Mr", "Master")
_VOWELS, _CONSONANTS = "aeiou", "bcdfghjklmnprstvwyz"


@dataclass(frozen=True)
class Person:
    """A made-up person; `female` decides pronouns, `words` that a name of theirs is an English word."""

    given: str
    surname: str
    female: bool
    middle: str = ""
    origin: str = ""

    @property
    def full(self) -> str:
        """Given names and surname."""
        return " ".join(x for x in (self.given, self.middle, self.surname) if x)


def latin(text: str) -> bool:
    """Written in the Latin script."""
    return all(c in " -'’." or unicodedata.name(c, "").startswith("LATIN") for c in text)


def plain(text: str) -> str:
    """Without accents, as names are often typed."""
    swaps = str.maketrans({"ł": "l", "Ł": "L", "ø": "o", "đ": "d", "ı": "i", "ə": "e", "Ə": "E", "ß": "ss", "Đ": "D"})
    return "".join(c for c in unicodedata.normalize("NFD", text.translate(swaps)) if not unicodedata.combining(c))


def is_reserved(word: str) -> bool:
    """One name in five is never learnt, so that there are names to test with that the model has not met."""
    return zlib.crc32(plain(word).casefold().encode()) % 5 == 0


class Names:
    """The store of names. `reserved`: only those kept for testing, otherwise only those that may be learnt."""

    def __init__(self, reserved: bool = False) -> None:
        self.reserved = reserved
        self.own = json.loads((HERE / "origins.json").read_text(encoding="utf-8"))
        self.own["words"] = {k: [w for w in v if is_reserved(w) == reserved] for k, v in self.own["words"].items()}
        self.by_origin = {origin: self._origin(origin, locales) for origin, (_, locales) in ORIGINS.items()}
        self.weights = [weight for weight, _ in ORIGINS.values()]

    def person(self, rng: random.Random) -> Person:
        """Somebody new."""
        origin = rng.choices(list(ORIGINS), self.weights)[0]
        female = rng.random() < 0.5
        chance = rng.random()
        if chance < 0.03:
            return Person(self.invented(rng), self.invented(rng), female, origin="invented")
        if chance < 0.18:
            return self._word_person(rng, female, origin)
        given, surname = self._given(rng, origin, female), self._surname(rng, origin)
        if rng.random() < 0.08:  # families mix
            surname = self._surname(rng, rng.choices(list(ORIGINS), self.weights)[0])
        if rng.random() < 0.07:
            surname = f"{surname}{rng.choice('- ')}{self._surname(rng, 'english')}"
        if rng.random() < 0.05:
            given = f"{given}-{self._given(rng, 'english', female)}"
        middle = self._given(rng, origin, female) if rng.random() < 0.15 else ""
        person = Person(given, surname, female, middle, origin)
        return person if rng.random() < 0.5 else Person(plain(given), plain(surname), female, plain(middle), origin)

    def _word_person(self, rng: random.Random, female: bool, origin: str) -> Person:
        words = self.own["words"]
        given = rng.choice(words["female" if female else "male"] + words["either"])
        surname = rng.choice(words["surnames"])
        kind = rng.random()
        if kind < 0.4:
            surname = self._surname(rng, rng.choice(["english", origin]))
        elif kind < 0.8:
            given = self._given(rng, rng.choice(["english", origin]), female)
        return Person(given, surname, female, origin="words")

    def invented(self, rng: random.Random) -> str:
        """A pronounceable word that is no name anywhere: what surrounds it has to tell."""
        word = "".join(rng.choice(_CONSONANTS) + rng.choice(_VOWELS) for _ in range(rng.choice([2, 2, 3, 3, 4])))
        return (word + rng.choice(["", "", "n", "r", "l", "sh", "k"])).title()

    def nickname(self, rng: random.Random, person: Person) -> str:
        """A short form, a nickname or an unrelated by-name."""
        first = person.given.split("-")[0]
        options = [
            first[:3],
            first[:4],
            first[:3] + "y",
            first[:2] + "z",
            first[:3] + "s",
            rng.choice(self.own["nicknames"]),
        ]
        return rng.choice([o for o in options if len(o) > 1 and o.isalpha()] or [first]).title()

    def _given(self, rng: random.Random, origin: str, female: bool) -> str:
        first_female, first_male, _ = self.by_origin[origin]
        own = first_female if female else first_male
        if not own or rng.random() < (0.6 if origin in ("english", "caribbean", "scottish") else 0.1):
            names, weights = self._ons[female]
            return rng.choices(names, cum_weights=weights)[0] if rng.random() < 0.5 else rng.choice(names)
        return rng.choice(own)

    def _surname(self, rng: random.Random, origin: str) -> str:
        surnames = self.by_origin[origin][2]
        if origin == "english" and rng.random() < 0.3:  # British surnames are often places: an endless supply
            return rng.choice(self.own["surname_beginnings"]) + rng.choice(self.own["surname_endings"])
        return rng.choice(surnames)

    @cached_property
    def _ons(self) -> dict[bool, tuple[list[str], list[float]]]:
        found: dict[bool, tuple[list[str], list[float]]] = {True: ([], []), False: ([], [])}
        with ONS.open(encoding="utf-8") as lines:
            for row in csv.DictReader(lines):
                if len(row["name"]) < 2 or not self._usable(row["name"]):
                    continue
                for female, births in ((True, int(row["female"])), (False, int(row["male"]))):
                    if births > 0:
                        names, weights = found[female]
                        names.append(row["name"])
                        weights.append((weights[-1] if weights else 0.0) + births**0.7)
        return found

    def _origin(self, origin: str, locales: Sequence[str]) -> tuple[list[str], list[str], list[str]]:
        own = self.own["origins"].get(origin, {})
        female, male, last = (list(own.get(k, "").split()) for k in ("female", "male", "surnames"))
        for locale in locales:
            provider = importlib.import_module(f"faker.providers.person.{locale}").Provider
            female += _names(provider, "first_names_female", "first_names")
            male += _names(provider, "first_names_male", "first_names")
            last += _names(provider, "last_names", "last_names_female")
        return (*(sorted({n.replace("_", " ") for n in names if self._usable(n)}) for names in (female, male, last)),)  # type: ignore[return-value]

    def _usable(self, name: str) -> bool:
        words = name.replace("-", " ").split()
        return (
            bool(words)
            and latin(name)
            and name[0] in string.ascii_letters + "ÁÉÍÓÚÖÜŁŚŻŽŠČÇÀÂÊØÅÆ"
            and all(is_reserved(w) == self.reserved for w in words if len(w) > 2)
        )


def _names(provider: type, *attributes: str) -> list[str]:
    for attribute in attributes:
        if found := [n for n in getattr(provider, attribute, ()) or () if isinstance(n, str) and n != "Doe"]:
            return found
    return []
