"""What the format tells besides text has its rows in `rules.csv`; any other fact of a reader is reported as it comes."""

from __future__ import annotations

from collections.abc import Iterator

from redactor.checks.examination import Examination, about
from redactor.checks.rules.registry import RULES, rule
from redactor.sources.finding import Finding


@rule("other-content")
def other_content(examination: Examination) -> Iterator[Finding]:
    """Facts of a reader that have no row in the table."""
    for file in examination.files:
        for fact in file.source.facts:
            if fact.rule not in RULES:
                yield about(file, "other-content", fact.place, fact.detail)
