"""What other packages add: rules, recognisers, readers of formats, found by entry points (docs/extending.md).

An extension that cannot be used is refused by its name, with the package that brought it: a check that goes on without a
rule that somebody counts on would be a silent pass.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from importlib.metadata import EntryPoint, distributions

from redactor.base.refused import Refused

RULES, RECOGNISERS, READERS = "redactor.rules", "redactor.recognisers", "redactor.readers"
GROUPS = (RULES, RECOGNISERS, READERS)


@dataclass(frozen=True, slots=True)
class Extension:
    """One thing that a package adds, as the package names it."""

    group: str
    name: str
    value: str  # where it lies: "our_board.rules:draft_in_name"
    package: str
    version: str

    def broken(self, why: str) -> Refused:
        """The refusal that says so."""
        return Refused(
            [
                f"The extension “{self.name}” ({self.group}) of the package {self.package} {self.version} cannot be used: "
                f"{why}. Have it mended, or take the package away: pip uninstall {self.package}"
            ]
        )


@lru_cache(maxsize=1)
def extensions() -> tuple[Extension, ...]:
    """What is installed, in an order that follows from the names alone."""
    return tuple(extension for extension, _ in _found())


@lru_cache(maxsize=len(GROUPS))
def loaded(group: str) -> tuple[tuple[Extension, object], ...]:
    """The extensions of a group with what they name. Raises Refused for one that cannot be loaded."""
    return tuple((extension, _load(extension, point)) for extension, point in _found() if extension.group == group)


def _load(extension: Extension, point: EntryPoint) -> object:
    try:
        return point.load()
    except Exception as error:  # whatever a stranger's module does at its import; the text may hold anything
        raise extension.broken(f"loading {extension.value} ends with {type(error).__name__}") from None


@lru_cache(maxsize=1)
def _found() -> tuple[tuple[Extension, EntryPoint], ...]:
    """Of each package the first on the search path, as Python imports it. Only those that speak of us are taken apart: every
    command that runs a rule waits for this."""
    named: dict[Extension, EntryPoint] = {}
    seen: set[str] = set()
    for package in distributions():
        if "redactor." not in (package.read_text("entry_points.txt") or "") or package.name in seen:
            continue
        seen.add(package.name)
        for point in package.entry_points:
            if point.group in GROUPS:
                named[Extension(point.group, point.name, point.value, package.name, package.version)] = point
    return tuple(sorted(named.items(), key=lambda item: (GROUPS.index(item[0].group), item[0].package, item[0].name)))
