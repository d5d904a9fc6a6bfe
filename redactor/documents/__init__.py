"""Files and what they hold: `read` a draft into passages, have it `rewritten`, write the result atomically.

The values (`Passage`, `Place` …) are there at once; what opens files is loaded when it is asked for, so that a command
that reads none does not wait for it.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

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
    from .files import write_atomically
    from .formats import Draft, KeptDraft, read, read_in_place, read_with_inner
    from .word.document import Document
    from .word.inplace import Kept

__all__ = [
    "Cell", "Document", "DocumentError", "Draft", "Kept", "KeptDraft", "Passage", "Place", "Remark", "Replacement",
    "Rewritten", "Story", "Tidying", "read", "read_in_place", "read_with_inner", "write_atomically",
]  # fmt: skip

_WHERE = {
    "Draft": "formats", "KeptDraft": "formats", "read": "formats", "read_in_place": "formats",
    "read_with_inner": "formats",
    "Document": "word.document", "Kept": "word.inplace", "write_atomically": "files",
}  # fmt: skip


def __getattr__(name: str) -> object:
    """What opens files. Raises AttributeError for anything else."""
    if name not in _WHERE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f".{_WHERE[name]}", __name__), name)
