"""The record of a renumbering: which code became which, where; codes and places, no names."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from redactor.codes.renumbering import Renumbering
from redactor.documents import KeptDraft
from redactor.records.audit import chained

if TYPE_CHECKING:
    from redactor.inplace.recoding import Recoded

RECORD_FILE, _ALL_RECORDS = "recoding.jsonl", "recoding*.jsonl"


def audit_of(done: Recoded, renumbering: Renumbering, agency: str) -> bytes:
    """The record of a renumbering: codes and places, no names. `redactor audit verify` reads it."""
    header = {
        "record": "header",
        "written": datetime.now(UTC).isoformat(timespec="seconds"),
        "case": "",
        "profile": "renumbering of codes",
        "list": {"name": "", "sha256": ""},
        "agency": agency,
        "map_sha256": renumbering.digest,
        "map": [[step.old, step.new] for step in renumbering.steps],
        "documents": [
            {"output": f"draft {n}", "input_sha256": before, "output_sha256": hashlib.sha256(after).hexdigest()}
            for n, (before, (_, after)) in enumerate(zip(done.digests, done.files, strict=True), 1)
        ],
        "old_codes_not_found": list(done.not_found),
        "codes_not_in_the_map": dict(done.unmapped),
    }
    changes = (
        {
            "record": "change",
            "document": f"draft {c.draft}",
            "place": c.place,
            "kind": f"code {c.old}",
            "rule": "renumbered",
            "recogniser": "map of codes",
            "old": c.old,
            "code": c.new,
            "original": "",
        }
        for c in done.changes
    )
    looks = (
        {"record": "question", "document": f"draft {k.draft}", "place": k.place, "sentence": k.sentence}
        for k in done.looks
    )
    return chained([header, *changes, *looks])


def carried_out_before(drafts: Iterable[tuple[Path, KeptDraft]], renumbering: Renumbering) -> tuple[int, ...]:
    """Drafts (from 1) that are results of this very map, told by the record beside them; of no matter where a second
    time would change nothing."""
    if not renumbering.overlapping:
        return ()
    return tuple(
        n
        for n, (path, draft) in enumerate(drafts, 1)
        if draft.digest in _results(path.parent / RECORD_FILE, renumbering)
    )


def is_result_of(path: Path, digest: str, renumbering: Renumbering) -> bool:
    """Whether a file with this digest is what one of the records beside it says this very map has made."""
    try:
        records = sorted(path.parent.glob(_ALL_RECORDS))
    except OSError:
        return False
    return any(digest in _results(record, renumbering) for record in records)


def is_result(path: Path) -> bool:
    """Whether a file is, unchanged, what one of the records beside it says was written."""
    try:
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        records = sorted(path.parent.glob(_ALL_RECORDS))
    except OSError:
        return False
    return any(digest in _written(record) for record in records)


def record_path(folder: Path) -> Path:
    """Where the record of a run goes: beside those of earlier runs, never over one."""
    names = (RECORD_FILE, *(RECORD_FILE.replace(".", f"-{n}.") for n in range(2, 10_000)))
    return next(path for name in names if not (path := folder / name).exists())


def _results(log: Path, renumbering: Renumbering) -> frozenset[str]:
    try:
        header = json.loads(log.read_bytes().split(b"\n", 1)[0])
        return _written(log) if header.get("map_sha256") == renumbering.digest else frozenset()
    except (OSError, ValueError, TypeError, AttributeError):
        return frozenset()


def _written(log: Path) -> frozenset[str]:
    """The digests of what a record says was written."""
    try:
        header = json.loads(log.read_bytes().split(b"\n", 1)[0])
        return frozenset(str(document["output_sha256"]) for document in header["documents"])
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return frozenset()
