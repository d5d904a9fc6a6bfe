"""Words that the file format itself writes into attributes, and that are also people's names: green, Strong, Latha."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

_LOWER_WORD = re.compile(r"[a-z][A-Za-z0-9]*")


@dataclass(frozen=True, slots=True)
class _Group:
    values: frozenset[str]
    words: frozenset[str]
    patterns: tuple[re.Pattern[str], ...]

    def holds(self, value: str) -> bool:
        if value in self.values or any(pattern.fullmatch(value) for pattern in self.patterns):
            return True
        return bool(self.words) and all(word.isdigit() or word in self.words for word in value.lower().split())


@dataclass(frozen=True, slots=True)
class _Table:
    groups: Mapping[str, tuple[_Group, ...]]  # by local name of the element
    typed: frozenset[str]  # attributes with typed text
    typed_val: frozenset[str]  # elements whose attribute val has


@cache
def _table() -> _Table:
    table = tomllib.loads(files(__package__).joinpath("format_words.toml").read_text(encoding="utf-8"))
    groups: dict[str, tuple[_Group, ...]] = {}
    for row in table["group"]:
        group = _Group(
            frozenset(row.get("values", ())),
            frozenset(row.get("words", ())),
            tuple(re.compile(pattern) for pattern in row.get("patterns", ())),
        )
        for element in row["elements"]:
            groups[element] = (*groups.get(element, ()), group)
    return _Table(groups, frozenset(table["typed"]["attributes"]), frozenset(table["typed"]["val_of"]))


def is_format_value(element: str, value: str) -> bool:
    """True when the format itself writes this very value on this element (local name)."""
    return any(group.holds(value) for group in _table().groups.get(element, ()))


def is_format_part(name: str) -> bool:
    """True for the ordinary name of a part: word/styles.xml, word/media/image1.png."""
    return is_format_value("Override", name)


def is_format_word(element: str, attribute: str, value: str) -> bool:
    """True where the format writes words of its own: a shape's position, a lower-case word in a technical attribute."""
    if attribute == "style":
        return True
    if not _LOWER_WORD.fullmatch(value):
        return False
    table = _table()
    return attribute not in table.typed and not (attribute == "val" and element in table.typed_val)
