"""In words: why a mention got its code, what found it, and whom a code stands for. They show names."""

from __future__ import annotations

import csv
from functools import lru_cache

from redactor.base.resources import data_path
from redactor.keymap.keymap import Evidence, KeyMap


@lru_cache(maxsize=1)
def reasons() -> dict[tuple[str, str], str]:
    """(pass or recogniser, its name) → why, in words: models/lists/reasons.csv."""
    with data_path("models/lists/reasons.csv").open(encoding="utf-8", newline="") as lines:
        return {(row["kind"], row["name"]): row["reason"] for row in csv.DictReader(lines)}


def reason(evidence: Evidence) -> str:
    """Why this mention got its code, or none, in words."""
    if evidence.told:
        return evidence.told.rstrip(".")
    if evidence.marker:
        return f"the name fits {len(evidence.candidates)} people or places, and the text does not tell which"
    return reasons().get(("pass", evidence.rule), evidence.rule)


def found_by(evidence: Evidence) -> str:
    """What found the mention, in words."""
    return reasons().get(("recogniser", evidence.recogniser), evidence.recogniser)


def described(key_map: KeyMap, code: str) -> str:
    """A code and whom it stands for, as the key map knows it: "Mrs A (Glenda Varnham, Mother)"."""
    record = key_map.record(code)
    if record is None:
        return f"{code} (somebody new)"
    about = ", ".join(
        filter(None, (record.names[0] if record.names else "", record.role, record.agency, record.board_says))
    )
    return f"{record.code} ({about})" if about else record.code
