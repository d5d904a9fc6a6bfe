"""Files and what they hold: `read` a draft into passages, have it `rewritten`, write the result atomically."""

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
from .word.document import Document, read

__all__ = [
    "Cell", "Document", "DocumentError", "Passage", "Place", "Remark", "Replacement", "Rewritten", "Story", "Tidying",
    "read", "write_atomically",
]  # fmt: skip
