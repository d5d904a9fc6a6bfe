"""The rules of a check, one function each. Importing this package registers them all."""

from redactor.checks.rules import (
    codes,
    facts,
    folder,
    identifiers,
    identities,
    recognisable,
    template,
    wording,
)
from redactor.checks.rules.registry import RULES, Rule

_GROUPS = (
    "Identities",
    "Numbers, contacts, dates",
    "Codes",
    "Template",
    "What does not show",
    "Pictures and other contents",
    "Recognisable without a name",
    "The folder",
    "Wording",
    "Form",
)
_SORTED = sorted(RULES.items(), key=lambda item: _GROUPS.index(item[1].group))
RULES.clear()
RULES.update(_SORTED)  # the order in which they are listed and reported

__all__ = [
    "RULES",
    "Rule",
    "codes",
    "facts",
    "folder",
    "identifiers",
    "identities",
    "recognisable",
    "template",
    "wording",
]
