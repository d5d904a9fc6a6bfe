"""What stands around a mention and may tell which of several people is meant."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from redactor.detection.engine import Detected
from redactor.documents.model import Passage
from redactor.identities.people import Person

# kinship before a name → what the relationship on the list says
_KIN: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...] = tuple(
    (
        re.compile(rf"\b(?:{before})(?:,|\s|-|\bMiss\b|\bMrs\b|\bMr\b|\bMs\b|[\"“‘'(])*$", re.IGNORECASE),
        re.compile(relation, re.IGNORECASE),
    )
    for before, relation in (
        ("half-?sister|sister|sis", r"sister"),
        ("half-?brother|brother|bro", r"brother"),
        ("step-?father|step-?dad", r"step-?(?:father|dad)|partner|husband"),
        ("step-?mother|step-?mum", r"step-?(?:mother|mum)|partner|wife"),
        ("grandmother|grandma|granny|gran|nana|nanna|nan|nain|mamgu|mgm|pgm", r"grandmother|grandma|nan\b"),
        ("grandfather|grandad|granddad|grandpa|taid|tadcu|mgf|pgf", r"grandfather|grandad"),
        (
            "(?<!grand)(?<!step)(?<!foster )(?:mother|mum|mummy|mam)",
            r"^\W*(?:birth |biological )?(?:mother|mum)\b(?!['’]s)",
        ),
        (
            "(?<!grand)(?<!step)(?<!foster )(?:father|dad|daddy)",
            r"^\W*(?:birth |biological )?(?:father|dad)\b(?!['’]s)",
        ),
        ("aunt|auntie|aunty", r"aunt"),
        ("uncle", r"uncle"),
        ("nephew", r"nephew"),
        ("niece", r"niece"),
        ("cousin", r"cousin"),
        ("son", r"\bson\b"),
        ("daughter", r"daughter"),
        ("husband", r"husband"),
        ("wife", r"\bwife"),
        ("boyfriend|partner", r"partner|boyfriend|husband"),
        ("baby|our|little", r"brother|sister|subject|child|sibling"),
    )
)


def kin(before: str, candidates: Sequence[Person]) -> list[Person]:
    """Candidates whose relationship on the list agrees with the word of kinship at the end of `before`."""
    for pattern, relation in _KIN:
        if pattern.search(before):
            return [c for c in candidates if relation.search(c.role)]
    return []


@dataclass
class Scene:
    """Who has been recognised where so far: by passage, by table row, in order."""

    passages: dict[int, Passage]
    in_passage: dict[int, list[tuple[int, int]]] = field(
        default_factory=lambda: defaultdict(list)
    )  # number → (start, person)
    in_row: dict[tuple[str, int, int], set[int]] = field(default_factory=lambda: defaultdict(set))

    @classmethod
    def of(cls, detected: Sequence[Detected]) -> Scene:
        """An empty scene over these passages."""
        return cls({d.passage.number: d.passage for d in detected})

    def add(self, passage: int, start: int, person: int) -> None:
        """Somebody was recognised for certain here."""
        self.in_passage[passage].append((start, person))
        if cell := self.passages[passage].cell:
            self.in_row[(self.passages[passage].place.part, cell.table, cell.row)].add(person)

    def by_kinship(self, passage: int, start: int, candidates: Sequence[Person]) -> list[Person]:
        """Candidates whose relationship on the list agrees with the word of kinship before the name."""
        before = self.passages[passage].text[max(0, start - 30) : start]
        return kin(before, candidates)

    def earlier(self, passage: int, start: int, candidates: Sequence[Person]) -> Person | None:
        """The only candidate named earlier in the passage; or the nearest of several, when it was named last."""
        keys = {c.key: c for c in candidates}
        before = [(s, p) for s, p in self.in_passage[passage] if s < start and p in keys]
        people = {p for _, p in before}
        return keys[people.pop()] if len(people) == 1 else None

    def nearest(self, passage: int, start: int, candidates: Sequence[Person]) -> Person | None:
        """The candidate named last before the mention, in the same passage."""
        keys = {c.key: c for c in candidates}
        before = sorted((s, p) for s, p in self.in_passage[passage] if s < start and p in keys)
        return keys[before[-1][1]] if before else None

    def later(self, passage: int, start: int, candidates: Sequence[Person]) -> Person | None:
        """The only candidate named anywhere in the passage."""
        keys = {c.key: c for c in candidates}
        people = {p for s, p in self.in_passage[passage] if p in keys}
        return keys[people.pop()] if len(people) == 1 else None

    def same_row(self, passage: int, candidates: Sequence[Person]) -> Person | None:
        """The only candidate named in the other cells of the table row."""
        if not (cell := self.passages[passage].cell):
            return None
        found = [
            c for c in candidates if c.key in self.in_row[(self.passages[passage].place.part, cell.table, cell.row)]
        ]
        return found[0] if len(found) == 1 else None

    def just_before(self, passage: int, candidates: Sequence[Person], reach: int = 2) -> Person | None:
        """The only candidate named in the passages right before, in running text."""
        if self.passages[passage].cell or self.passages[passage].heading:
            return None
        number = passage
        for _ in range(reach):
            number -= 1
            earlier = self.passages.get(number)
            if (
                earlier is None
                or earlier.cell
                or earlier.heading
                or earlier.place.story is not self.passages[passage].place.story
            ):
                return None
            found = {c.key: c for c in candidates if any(p == c.key for _, p in self.in_passage[number])}
            if found:
                return next(iter(found.values())) if len(found) == 1 else None
        return None
