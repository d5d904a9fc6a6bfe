"""What every check does, whoever asks: files are read, rules run. `run.py` is the user's check, `enforcing.py` the board's."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from redactor.base.extensions import RULES as RULES_OF_OTHERS
from redactor.base.extensions import loaded
from redactor.base.given import Given
from redactor.checks.examination import Examination
from redactor.checks.rules import RULES, Rule
from redactor.checks.rules.registry import add
from redactor.sources.finding import Finding
from redactor.sources.readers import read_source
from redactor.sources.source import Source, SourceError


def read_files(paths: Sequence[Given], called: str = "File {}") -> tuple[list[tuple[Given, Source]], list[str]]:
    """Files with what they hold, each under a name of its own; and sentences about those that cannot be read."""
    sources: list[tuple[Given, Source]] = []
    problems = []
    for number, path in enumerate(paths, 1):
        try:
            source = read_source(path)
        except SourceError as error:
            problems.append(f"{called.format(number)}: {error}" if len(paths) > 1 else str(error))
            continue
        name = source.name
        if any(other.name == name for _, other in sources):
            source = replace(source, name=f"{name} ({number})")
        sources.append((path, source))
    return sources, problems


def add_rules_of_others() -> None:
    """Register the rules that other packages bring, after ours. Raises Refused for one that is none, or whose id is taken."""
    for extension, found in loaded(RULES_OF_OTHERS):
        for rule in found if isinstance(found, tuple | list) else (found,):
            if not isinstance(rule, Rule) or not rule.weights:
                raise extension.broken(f"{extension.value} is no Rule that weighs something for somebody")
            if rule.id not in RULES:
                add(rule)
            elif RULES[rule.id] is not rule:
                raise extension.broken(f"there is a rule {rule.id} already")


def run_rules(rules: Iterable[Rule], examination: Examination) -> tuple[list[Finding], list[str]]:
    """What the rules find; and sentences about rules that failed, which must neither hide what others find nor pass."""
    found: list[Finding] = []
    problems = []
    for rule in rules:
        try:
            found += rule.run(examination)
        except Exception as error:
            problems.append(
                f"The rule {rule.id} failed ({type(error).__name__}): what it looks for was not looked for."
            )
    return found, problems
