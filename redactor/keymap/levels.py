"""How exactly dates and ages are told in copies that leave the board."""

from __future__ import annotations

from enum import StrEnum


class DateLevel(StrEnum):
    """How exactly dates are told. The board chooses once."""

    EXACT = "exact"
    MONTH = "month"
    SEASON = "season"  # the third of a year: "early 2012"
    YEAR = "year"
    MONTHS = "relative months"  # Month 1 holds the anchor
    QUARTERS = "relative quarters"  # Quarter 1 begins with the anchor
    DAYS = "relative days"  # Day 1 is the anchor


class AgeLevel(StrEnum):
    """How exactly ages of small children are told. Those of others are told in years."""

    WEEKS = "weeks"
    MONTHS = "months"
    YEARS = "years"
