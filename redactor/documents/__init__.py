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
from .word.inplace import Kept, read_in_place

__all__ = [
    "Cell", "Document", "DocumentError", "Kept", "Passage", "Place", "Remark", "Replacement", "Rewritten", "Story",
    "Tidying", "read", "read_in_place", "write_atomically",
]  # fmt: skip
