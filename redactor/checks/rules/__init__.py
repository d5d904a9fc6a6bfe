"""The rules of a check, one function each; `rules.csv` says what they are. Importing this package registers them all."""

from redactor.checks.rules import (
    cells,
    codes,
    facts,
    folder,
    form,
    identifiers,
    identities,
    keys,
    recognisable,
    wording,
)
from redactor.checks.rules.registry import RULES, Rule

__all__ = [
    "RULES",
    "Rule",
    "cells",
    "codes",
    "facts",
    "folder",
    "form",
    "identifiers",
    "identities",
    "keys",
    "recognisable",
    "wording",
]
