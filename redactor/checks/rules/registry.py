"""The registry of rules: what each is called, how much it weighs for whom, how its findings are mended, and its code.

All of it but the code stands in `rules.csv`, which a board can read. One rule is one row, whoever asks: `redactor check`
for its three audiences, `redactor codes enforce` for the board. What a command has called a rule before stands there too.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from importlib import import_module
from importlib.resources import files

from redactor.case.profiles import Profile
from redactor.checks.examination import BOARD, Examination, about
from redactor.sources.finding import Finding, Severity

Run = Callable[[Examination], Iterable[Finding]]
ALL = frozenset(Profile)
NOT_WORKING = frozenset((Profile.SUBMISSION, Profile.PUBLICATION))
PUBLICATION = frozenset((Profile.PUBLICATION,))
AUDIENCES = (*Profile, BOARD)


@dataclass(frozen=True, slots=True)
class Rule:
    """What a check looks for."""

    id: str
    weights: Mapping[str, Severity]  # by audience; one that is not among them does not ask for it
    title: str  # a sentence: what is wrong
    mend: str  # a sentence: what to do
    run: Run
    group: str = ""
    needs: frozenset[str] = field(default_factory=frozenset)  # "list" (or key map), "model", "key"
    check_id: str = ""  # what `redactor check` has always called it, where that is another rule's id
    enforce_id: str = ""  # what `redactor codes enforce` has always called it

    @property
    def severity(self) -> Severity:
        """How much it weighs before submission, or else for the first audience that asks for it."""
        return self.weights.get(Profile.SUBMISSION) or next(iter(self.weights.values()))

    @property
    def profiles(self) -> frozenset[Profile]:
        """Whose check asks for it."""
        return frozenset(profile for profile in Profile if profile in self.weights)

    def severity_for(self, audience: str) -> Severity:
        """How much it weighs for an audience."""
        return self.weights.get(audience, self.severity)

    def shown_to(self, audience: str) -> str:
        """Its id as a command shows it."""
        return (self.enforce_id if audience == BOARD else self.check_id) or self.id


RULES: dict[str, Rule] = {}  # in the order in which they are listed and reported


def rule(
    id: str,
    severity: Severity | None = None,
    title: str = "",
    mend: str = "",
    *,
    group: str = "",
    profiles: frozenset[Profile] = ALL,
    needs: Iterable[str] = (),
    working: Severity | None = None,
) -> Callable[[Run], Run]:
    """Register a function as a rule: one that has its row in the table, or one from elsewhere that brings all of it.

    Raises ValueError for an id that is taken, or that has no row where nothing else is given.
    """

    def register(run: Run) -> Run:
        if severity is None:
            _bind(id, run)
        else:
            weights = dict.fromkeys((str(p) for p in Profile if p in profiles), severity)
            if working and Profile.WORKING in weights:
                weights[Profile.WORKING] = working
            add(Rule(id, weights, title, mend, run, group, frozenset(needs)))
        return run

    return register


def add(new: Rule) -> None:
    """Register a rule. Raises ValueError for an id that is taken."""
    if new.id in RULES:
        raise ValueError(f"there is a rule {new.id} already")
    RULES[new.id] = new


def unbound() -> tuple[str, ...]:
    """Rows of the table that no function looks for, once the modules that they name are imported; there should be none."""
    for each in tuple(RULES.values()):
        if isinstance(each.run, _Late):
            each.run.load()
    return tuple(r.id for r in RULES.values() if isinstance(r.run, _Late))


@dataclass(frozen=True, slots=True)
class _Late:
    """A rule of the table whose module has not been imported yet."""

    id: str
    module: str

    def __call__(self, examination: Examination) -> Iterable[Finding]:
        self.load()
        return RULES[self.id].run(examination)

    def load(self) -> None:
        """Import the module, which puts its functions into the table. Raises LookupError where it has none for this rule."""
        import_module(f"{__package__}.{self.module}")
        if RULES[self.id].run is self:
            raise LookupError(f"the module {self.module} has no rule {self.id}")


def _bind(id: str, run: Run) -> None:
    if id not in RULES or not isinstance(RULES[id].run, _Late):
        raise ValueError(f"the table of rules has no row {id} that waits for a function")
    RULES[id] = replace(RULES[id], run=run)


def _facts(rule_id: str) -> Run:
    """What the reader of the format tells under the rule's id."""

    def run(examination: Examination) -> Iterator[Finding]:
        for file in examination.files:
            for fact in file.source.facts:
                if fact.rule == rule_id:
                    yield about(file, rule_id, fact.place, fact.detail)

    return run


def _read() -> None:
    table = files(__package__).joinpath("rules.csv").read_text(encoding="utf-8")
    for row in csv.DictReader(table.splitlines()):
        add(
            Rule(
                row["rule"],
                {str(a): Severity(row[a]) for a in AUDIENCES if row[a]},
                row["title"],
                row["mend"],
                _facts(row["rule"]) if row["from"] == "file" else _Late(row["rule"], row["from"]),
                row["group"],
                frozenset(row["needs"].split()),
                row["check shows"],
                row["enforce shows"],
            )
        )


_read()
