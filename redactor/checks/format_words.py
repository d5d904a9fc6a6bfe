"""Words that the file format itself writes into attributes, and that are also people's names: green, Strong, Latha."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

_LOWER_WORD = re.compile(r"[a-z][A-Za-z0-9]*")


@dataclass(frozen=True, slots=True)
class _Words:
    values: dict[str, frozenset[str]]  # element: the words that are Word's own there
    typed: frozenset[str]  # attributes with typed text
    typed_val: frozenset[str]  # elements whose attribute val has


@cache
def _words() -> _Words:
    table = json.loads(files(__package__).joinpath("technical_values.json").read_text(encoding="utf-8"))
    values: dict[str, frozenset[str]] = {}
    for group in table["groups"]:
        for element in group["elements"]:
            values[element] = values.get(element, frozenset()) | frozenset(group["values"])
    typed = table["typed_text"]
    return _Words(values, frozenset(typed["attributes"]), frozenset(typed["val_of"]))


def is_format_value(element: str, value: str) -> bool:
    """True when the format itself writes this very value on this element (local name)."""
    return value in _words().values.get(element, ())


def is_format_word(element: str, attribute: str, value: str) -> bool:
    """True for a lower-case word in an attribute where only the format's own words stand."""
    if not _LOWER_WORD.fullmatch(value):
        return False
    words = _words()
    return attribute not in words.typed and not (attribute == "val" and element in words.typed_val)
