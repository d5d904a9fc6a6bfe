"""The rules of a check, one function each in the modules of this package; `rules.csv` says what they are, and which module
has the code of each. A module is imported when its first rule runs, so that a command loads what it asks for."""

from redactor.checks.rules.registry import RULES, Rule

__all__ = ["RULES", "Rule"]
