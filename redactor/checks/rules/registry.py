"""The rules of a check: a function each, with what it is called, how much it weighs and how its findings are mended."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from redactor.case.profiles import Profile
from redactor.checks.examination import Examination
from redactor.sources.finding import Finding, Severity

Run = Callable[[Examination], Iterable[Finding]]
ALL = frozenset(Profile)
NOT_WORKING = frozenset((Profile.SUBMISSION, Profile.PUBLICATION))
PUBLICATION = frozenset((Profile.PUBLICATION,))


@dataclass(frozen=True, slots=True)
class Rule:
    """What a check looks for."""

    id: str
    severity: Severity
    title: str  # a sentence: what is wrong
    mend: str  # a sentence: what to do
    run: Run
    group: str = ""
    profiles: frozenset[Profile] = ALL
    needs: frozenset[str] = frozenset()  # "list" (or key map), "model", "key"
    milder: Mapping[Profile, Severity] = field(default_factory=dict)  # where an audience weighs it otherwise

    def severity_for(self, profile: Profile) -> Severity:
        """How much it weighs for an audience."""
        return self.milder.get(profile, self.severity)


RULES: dict[str, Rule] = {}


def rule(
    id: str,
    severity: Severity,
    title: str,
    mend: str,
    *,
    group: str,
    profiles: frozenset[Profile] = ALL,
    needs: Iterable[str] = (),
    working: Severity | None = None,
) -> Callable[[Run], Run]:
    """Register a function as a rule."""

    def register(run: Run) -> Run:
        milder = {Profile.WORKING: working} if working else {}
        add(Rule(id, severity, title, mend, run, group, profiles, frozenset(needs), milder))
        return run

    return register


def add(new: Rule) -> None:
    """Register a rule. Raises ValueError for an id that is taken."""
    if new.id in RULES:
        raise ValueError(f"there is a rule {new.id} already")
    RULES[new.id] = new
