"""Findings that a person has looked at and accepted: by fingerprint, with who, why and when. Holds no name of a case."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from datetime import date
from pathlib import Path

from redactor.documents.files import write_atomically

_VERSION = 1


class BaselineError(Exception):
    """The baseline cannot be used; the message is a sentence."""


@dataclass(frozen=True, slots=True)
class Accepted:
    """One finding that may stand."""

    fingerprint: str
    by: str
    why: str
    on: str  # ISO date
    rule: str = ""


def load_baseline(path: Path) -> tuple[Accepted, ...]:
    """What was accepted; nothing where there is no file yet. Raises BaselineError."""
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        found = tuple(Accepted(**entry) for entry in content["accepted"])
    except FileNotFoundError:
        return ()
    except (OSError, ValueError, KeyError, TypeError):
        raise BaselineError(
            "The baseline cannot be read: it is not what redactor check writes. Give the right file, or leave it out."
        ) from None
    lacking = [a for a in found if not (str(a.by).strip() and str(a.why).strip())]
    if lacking:
        raise BaselineError(
            f"The baseline accepts {len(lacking)} findings without saying who looked and why. Fill in “by” and “why”."
        )
    return found


def with_accepted(
    old: Iterable[Accepted], fingerprints: Iterable[str], by: str, why: str, rules: dict[str, str]
) -> tuple[Accepted, ...]:
    """The same with these findings accepted today. Raises BaselineError for one that is not there, or without a reason."""
    if not by.strip() or not why.strip():
        raise BaselineError("Say who looked at it (--by) and why it may stand (--why).")
    accepted = {a.fingerprint: a for a in old}
    for fingerprint in fingerprints:
        if fingerprint not in rules:
            raise BaselineError(f"There is no finding {fingerprint} in these files. Copy it from the list.")
        entry = Accepted(fingerprint, by.strip(), why.strip(), date.today().isoformat())
        accepted[fingerprint] = replace(entry, rule=rules[fingerprint])
    return tuple(accepted.values())


def save_baseline(path: Path, accepted: Iterable[Accepted]) -> None:
    """Write it whole or not at all."""
    content = {"version": _VERSION, "accepted": [asdict(a) for a in accepted]}
    write_atomically(path, json.dumps(content, ensure_ascii=False, indent=1).encode())
