"""Anonymises Individual Management Reviews: finds identities in Word drafts and puts the board's codes in their place.

The front door for other programs is what `__all__` names; docs/api.md shows it. Everything else may change.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from redactor.offline import silence

if TYPE_CHECKING:
    from redactor.api.calls import anonymise, check, read_code_list
    from redactor.api.presidio import code_operators, presidio_engine, recognisers
    from redactor.base.refused import Refused
    from redactor.case.profiles import Profile
    from redactor.detection.mentions import Mention

__version__ = "0.2.0"
__all__ = [
    "Profile",
    "Refused",
    "anonymise",
    "check",
    "code_operators",
    "find",
    "presidio_engine",
    "read_code_list",
    "recognisers",
]

silence()  # before anything else is imported: what a library does at its import cannot be taken back

# imported when first asked for: `import redactor` itself loads nothing of them
_WHERE = {
    "Profile": "redactor.case.profiles",
    "Refused": "redactor.base.refused",
    "anonymise": "redactor.api.calls",
    "check": "redactor.api.calls",
    "code_operators": "redactor.api.presidio",
    "presidio_engine": "redactor.api.presidio",
    "read_code_list": "redactor.api.calls",
    "recognisers": "redactor.api.presidio",
}


def find(text: str) -> list[Mention]:
    """Mentions in a plain text: `start` and `end` (characters, end exclusive), `kind`, `score`, `recogniser`."""
    from redactor.detection.engine import find as find_in_text

    return find_in_text(text)


def __getattr__(name: str) -> Any:
    """What the front door gives, from the module where it lies. Raises AttributeError."""
    if name not in _WHERE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = globals()[name] = getattr(import_module(_WHERE[name]), name)
    return found


def __dir__() -> list[str]:
    """Everything that is there, also what has not been asked for yet."""
    return sorted({*globals(), *__all__})
