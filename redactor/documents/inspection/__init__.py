"""What a Word file holds besides its text, without asking who anybody is: `inspect`."""

from .inspector import inspect
from .model import Finding, Inspection, Kind

__all__ = ["Finding", "Inspection", "Kind", "inspect"]
