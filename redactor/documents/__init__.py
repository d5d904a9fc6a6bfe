"""Files and what they hold: `read` a draft into passages, have it `rewritten`, write the result atomically.

The values (`Passage`, `Place` …) are there at once; what opens Word files is loaded when it is asked for, so that a command
that reads none does not wait for it.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from .files import write_atomically
from .model import (
    Cell,
    DocumentError,
    Passage,
    Place,
    Remark,
    Replacement,
    Rewritten,
    Story,
    Tidying,
)

if TYPE_CHECKING:
    from .word.document import Document, read
    from .word.inplace import Kept, read_in_place

__all__ = [
    "Cell", "Document", "DocumentError", "Kept", "Passage", "Place", "Remark", "Replacement", "Rewritten", "Story",
    "Tidying", "read", "read_in_place", "write_atomically",
]  # fmt: skip

_WORD = {"Document": "document", "read": "document", "Kept": "inplace", "read_in_place": "inplace"}


def __getattr__(name: str) -> object:
    """What opens Word files. Raises AttributeError for anything else."""
    if name not in _WORD:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f".word.{_WORD[name]}", __name__), name)
