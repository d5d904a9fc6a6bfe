"""What a Word file holds besides its text, without asking who anybody is: `inspect`."""

from .inspector import inspect
from .model import ContentKind, Inspected, Inspection

__all__ = ["ContentKind", "Inspected", "Inspection", "inspect"]
