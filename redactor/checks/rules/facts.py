"""What the format tells besides text, by the table `facts.csv`; any other fact of a reader is reported as it comes."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from importlib.resources import files

from redactor.case.profiles import Profile
from redactor.checks.examination import Examination, about
from redactor.checks.rules.registry import ALL, RULES, Rule, Run, add, rule
from redactor.sources.finding import Finding, Severity


def _run(rule_id: str) -> Run:
    def run(examination: Examination) -> Iterator[Finding]:
        for file in examination.files:
            for fact in file.source.facts:
                if fact.rule == rule_id:
                    yield about(file, rule_id, fact.place, fact.detail)

    return run


def _register() -> None:
    table = files(__package__).joinpath("facts.csv").read_text(encoding="utf-8")
    for row in csv.DictReader(table.splitlines()):
        add(
            Rule(
                row["rule"],
                Severity(row["severity"]),
                row["title"],
                row["mend"],
                _run(row["rule"]),
                row["group"],
                ALL,
                milder={Profile.WORKING: Severity(row["working"])},
            )
        )


_register()


@rule(
    "other-content",
    Severity.LOOK,
    "The file holds something besides its text that a person should look at.",
    "Open the file at this place and look.",
    group="Pictures and other contents",
)
def other_content(examination: Examination) -> Iterator[Finding]:
    """Facts of a reader that have no row in the table."""
    for file in examination.files:
        for fact in file.source.facts:
            if fact.rule not in RULES:
                yield about(file, "other-content", fact.place, fact.detail)
