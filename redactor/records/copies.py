"""The log of copies with names: who made one, when, of which file, with whose names. It holds codes and no names.

It lies beside the key map and grows by a line for each copy. A line holds its number, the SHA-256 of the line before it,
and a seal that only the holder of the key map can make; how many lines there are, the key map itself remembers. So a line
edited, added or taken away shows, at the end of the log as well.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from redactor.base.files import beside
from redactor.base.refused import Refused
from redactor.keymap.keymap import KeyMap
from redactor.records.audit import AuditVerdict, verify_lines
from redactor.records.wording import counted

FORMAT = "redactor log of copies with names 1"
COPY = "copy of a draft with names"  # what the key map calls one
_START = "0" * 64
Digest = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Copy:
    """One copy with names."""

    when: str  # ISO, UTC
    user: str  # the account's name
    draft: str  # SHA-256 of the draft with codes
    copy: str  # SHA-256 of the copy with names
    codes: tuple[str, ...]  # whose names are in it
    recipient: str = ""  # code of whoever gets it; "" where nobody said


def log_path(key_map: Path) -> Path:
    """Where the log of a key map lies."""
    return beside(key_map, ".copies.jsonl")


def begun(when: str, digest: Digest, *, after: str = "") -> bytes:
    """A new log. `after` says in a sentence what was wrong with the one before."""
    more = {"after": after} if after else {}
    return _sealed(1, _START, {"record": "header", "format": FORMAT, "written": when, **more}, digest) + b"\n"


def noted(log: bytes, when: str, user: str, what: Mapping[str, Any], digest: Digest) -> bytes:
    """The log with a line for something else that was done to the key map: a hold, a date."""
    lines = log.splitlines()
    record = {"written": when, "user": user, **what}
    return log + _sealed(len(lines) + 1, sha256(lines[-1]).hexdigest(), record, digest) + b"\n"


def added(log: bytes, copies: Sequence[Copy], digest: Digest) -> bytes:
    """The log with a line for each of these copies."""
    for copy in copies:
        lines = log.splitlines()
        record = {
            "record": "copy",
            "written": copy.when,
            "user": copy.user,
            "draft_sha256": copy.draft,
            "copy_sha256": copy.copy,
            "codes": list(copy.codes),
            **({"for": copy.recipient} if copy.recipient else {}),
        }
        log += _sealed(len(lines) + 1, sha256(lines[-1]).hexdigest(), record, digest) + b"\n"
    return log


def copies_in(log: bytes) -> frozenset[str]:
    """The SHA-256 of every copy that the log tells of."""
    records = (_read(line) for line in log.splitlines())
    return frozenset(str(r["copy_sha256"]) for r in records if r and "copy_sha256" in r)


def verify_log(data: bytes, digest: Digest | None = None, lines: int | None = None) -> AuditVerdict:
    """Whether a log is whole: one of copies, or the audit log of a run. With the keyed digest of the case its seals are
    checked too, with `lines` (of the key map) also whether its end is there."""
    written = data.replace(b"\r\n", b"\n").splitlines()
    first = _read(written[0]) if written else None
    if first is None or first.get("format") != FORMAT:
        return verify_lines(data, digest)
    previous = _START
    for number, line in enumerate(written, 1):
        record = _read(line)
        if record is None or record.get("number") != number:
            return _broken(number, "This is not the line that belongs here: one was added, taken away or moved.")
        if record.get("previous") != previous:
            return _broken(number - 1, "This line was changed after it was written.")
        if digest is not None and record.get("seal") != _seal(record, digest):
            return _broken(number, "The seal is not that of the case's key map.")
        previous = sha256(line).hexdigest()
    if lines is not None and len(written) < lines:  # more there are where an older version of the key map was put back
        return _broken(len(written), f"The log ends here; the key map remembers {counted(lines, 'line')}.")
    copies = counted(sum((_read(line) or {}).get("record") == "copy" for line in written), "copy", "copies")
    sealed = " and its seals are those of the key map" if digest is not None else ""
    return AuditVerdict(True, f"The log of copies with names is whole{sealed}: {copies}.")


def _broken(line: int, why: str) -> AuditVerdict:
    return AuditVerdict(False, f"Line {line}: {why}", line)


def _sealed(number: int, previous: str, record: Mapping[str, Any], digest: Digest) -> bytes:
    line = {"number": number, "previous": previous, **record}
    return _bytes({**line, "seal": _seal(line, digest)})


def _seal(record: Mapping[str, Any], digest: Digest) -> str:
    return digest(f"{FORMAT}: {_bytes({k: v for k, v in record.items() if k != 'seal'}).decode()}")


def _bytes(record: Mapping[str, Any]) -> bytes:
    return json.dumps(record, separators=(",", ":")).encode("ascii")


def _read(line: bytes) -> Mapping[str, Any] | None:
    try:
        record = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return record if isinstance(record, dict) else None


def log_to_go_on_with(path: Path, key_map: KeyMap, when: str) -> tuple[bytes, str]:
    """The log to go on with, and a sentence where the one that was there is broken: it is kept, and a new one begun."""
    try:
        log = log_path(path).read_bytes()
    except FileNotFoundError:
        if not key_map.copies:
            return begun(when, key_map.digest), ""
        log = b""
    except OSError:
        raise Refused([f"The log of copies with names cannot be read: {log_path(path)}."]) from None
    verdict = verify_log(log, key_map.digest, key_map.copies) if log else None
    if verdict is not None and verdict.whole:
        return log, ""
    what = verdict.sentence if verdict else f"It is missing; the key map remembers {key_map.copies} lines."
    sentence = f"The log of copies with names was changed. {what} A new one has been begun, which says so."
    return begun(when, key_map.digest, after=what), sentence
