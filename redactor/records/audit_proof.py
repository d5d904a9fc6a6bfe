"""What a log proves, and what not: held against the results beside it, and against the key map of its case."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from redactor.keymap.keymap import KeyMap
from redactor.records.audit import head_of, header_of
from redactor.records.copies import FORMAT as COPIES
from redactor.records.copies import verify_log

_NUMBERED = "draft "  # what a renumbering calls its results


@dataclass(frozen=True, slots=True)
class Proof:
    """What became of a log and its results. Sentences, none of which names anybody."""

    sentence: str  # whether the log is whole
    wrong: tuple[str, ...]  # what does not fit
    shows: tuple[str, ...]  # what this proves, and what not


def proof_of(log: Path, data: bytes, key_map: KeyMap | None, *, alone: bool = False) -> Proof:
    """Hold a log against its results (unless it is `alone`) and the case's key map. Raises OSError."""
    verdict = verify_log(data, key_map.digest if key_map else None, key_map.copies if key_map else None)
    if not verdict.whole:
        return Proof(verdict.sentence, (verdict.sentence,), ())
    header = header_of(data)
    if header.get("format") == COPIES:
        return Proof(verdict.sentence, (), (_WITH_KEY if key_map else _WITHOUT_KEY,))
    wrong = [] if alone else list(_results(log.parent, header))
    known: list[str] = []
    if key_map is not None:
        told, what = _place(data, header, key_map)
        (wrong if told else known).append(what)
    compared = _ALONE if alone else _COMPARED if not wrong else ""
    return Proof(
        verdict.sentence, tuple(wrong), tuple(filter(None, (compared, *known, _WITH_KEY if key_map else _WITHOUT_KEY)))
    )


_COMPARED = "The results beside the log are those that it tells of."
_ALONE = "The results were not looked at."
_WITH_KEY = (
    "With the key map this shows that nobody without the case's key has changed the log. It cannot show what somebody who "
    "has that key did."
)
_WITHOUT_KEY = (
    "Without the key map this shows only that the lines hang together: it cannot show who wrote them. Somebody else can write "
    "a log, and results to fit it. Give --codes or --key-map to be sure."
)
_UNKNOWN = (
    "The log has the seal of this case, but the key map does not know it: an earlier key map was put back after this log "
    "was written, or the log was made elsewhere with a copy of the key map."
)
_BEFORE = "The log was written by a version of redactor that did not note it in the key map: it may not be the newest."
_NEWEST = "The key map knows this log, and no newer one of its folder."


def _place(data: bytes, header: Mapping[str, Any], key_map: KeyMap) -> tuple[bool, str]:
    """Whether something is wrong with where this log stands among those of its case, and the sentence for it."""
    head = head_of(data)
    run = next((r for r in key_map.runs if r.head == head), None)
    if run is None:
        return ("numbers" in header, _UNKNOWN if "numbers" in header else _BEFORE)
    newest = next(r for r in reversed(key_map.runs) if r.folder == run.folder)
    if newest.head != head:
        return True, (
            f"This is an older log, of {_when(run.written)}: a newer one was written to its folder on {_when(newest.written)}."
        )
    return False, _NEWEST


def _results(folder: Path, header: Mapping[str, Any]) -> Iterator[str]:
    """What is not as the log says that it was written."""
    stated = [*_list(header, "documents"), *_list(header, "records")]
    numbered = [d for d in stated if str(d.get("output", "")).startswith(_NUMBERED)]
    if numbered:
        there = {_digest(p) for p in folder.iterdir() if p.is_file()}
        for each in numbered:
            if each.get("output_sha256") not in there:
                yield f"The result of {each['output']} is not beside the log, or was changed after it was written."
    for each in stated:
        name = Path(str(each.get("output", ""))).name
        if each in numbered or not name:
            continue
        file = folder / name
        if not file.is_file():
            yield f"{name} is not beside the log: it was deleted, or moved. (--log-alone does not look for results.)"
        elif _digest(file) != each.get("output_sha256"):
            yield f"{name} was changed after it was written."


def _list(header: Mapping[str, Any], key: str) -> list[Mapping[str, Any]]:
    found = header.get(key)
    return [d for d in found if isinstance(d, dict)] if isinstance(found, list) else []


def _digest(file: Path) -> str:
    return sha256(file.read_bytes()).hexdigest()


def _when(moment: str) -> str:
    return f"{moment[8:10]}/{moment[5:7]}/{moment[:4]} {moment[11:16]} UTC"
