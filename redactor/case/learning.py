"""What the results that lie there already say of a case: which numbers were handed out, and which files are ours.

A key map that was put back does not know the codes given out since. The logs and the drafts with codes, where they still
lie, do.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from redactor.base.given import paths_of
from redactor.codes.model import Block
from redactor.codes.numbering import split_code
from redactor.codes.roles import standard_roles
from redactor.codes.standing import standing_codes
from redactor.documents import DocumentError, read
from redactor.keymap.keymap import KeyMap
from redactor.records.audit import documents_in, header_of, records_of, verify_lines

if TYPE_CHECKING:
    from redactor.case.opening import Request

_LOG = "audit.jsonl"


def learned(key_map: KeyMap, request: Request) -> KeyMap:
    """The key map with the numbers that stand in this case's results: in the folder given for the new ones, and beside
    the drafts. Only what this very case has sealed, or has written, counts; for a key map that is new, every whole log."""
    folders = dict.fromkeys((request.out, *(p.parent for p in paths_of(request.drafts))))
    for folder in folders:
        log = _bytes(folder / _LOG)
        # a key map that is new has no seal of its own yet: then every whole log counts
        if log and verify_lines(log, key_map.digest if key_map.revision else None).whole:
            key_map = key_map.raised(_numbers_in(log))
        elif log is not None or not key_map.runs:
            continue
        else:  # the log is gone: the drafts with codes that it told of may still be there
            written = {name for run in key_map.runs for name in run.documents}
            key_map = key_map.with_standing(_codes_in([folder / name for name in sorted(written)], key_map, request))
    return key_map


def known_outputs(folder: Path) -> frozenset[str]:
    """What the drafts with codes in a folder are called, by the log that lies there."""
    return frozenset(name for name, _ in documents_in(_bytes(folder / _LOG) or b""))


def _numbers_in(log: bytes) -> dict[str, int]:
    numbers: dict[str, int] = {}
    stated = header_of(log).get("numbers", {})
    if isinstance(stated, dict):
        numbers.update({str(p): n for p, n in stated.items() if isinstance(n, int)})
    for split in map(split_code, _codes_put(log)):
        if split:
            numbers[split[0]] = max(split[1], numbers.get(split[0], 0))
    return numbers


def _codes_put(log: bytes) -> Iterator[str]:
    for record in records_of(log):
        # of dates of birth and numbers the log holds a label in the place of a code
        if record.get("record") == "change" and not str(record.get("code", "[")).startswith("["):
            yield str(record["code"])


def _codes_in(files: Iterable[Path], key_map: KeyMap, request: Request) -> Iterator[str]:
    for file in files:
        try:
            passages = read(file, request.profile.tidying).passages if file.is_file() else ()
        except DocumentError:
            continue
        codes = frozenset(r.code for r in key_map.records)
        yield from standing_codes(passages, codes, standard_roles(), (Block(*key_map.block),))


def _bytes(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:
        return None
