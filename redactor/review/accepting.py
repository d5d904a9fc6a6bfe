"""What a person says of findings: accepted with a reason, kept in this case, kept always. Sealed, for this account alone.

    case.keymap.accepted          findings that were accepted in the case, by fingerprint, with who and why
    data folder, always/<case>    words that always stay, as they were said in that case

Both belong to the case and go when its key map is destroyed: a word that names nobody today may have been somebody's after all.
What an earlier redactor wrote in the clear is taken over and taken away (`take_over`).
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path

from redactor.base.files import private_folder, put, remove
from redactor.base.refused import Refused
from redactor.checks.baseline import Accepted, BaselineError, load_baseline, with_accepted
from redactor.keymap.keymap import KeyMap
from redactor.keymap.keymap_files import accepted_path, always_folder, always_path, earlier_accepted_path
from redactor.sealed.sealing import Home, SealingError, seal, unseal

_EARLIER = "always-kept.json"  # in the configuration folder, in the clear
_NOT_WRITTEN = "What you said could not be kept: the disk is full, or redactor's own folder cannot be written to."


def accepted_of(home: Home, key_map: Path) -> tuple[Accepted, ...]:
    """What was accepted in this case. What cannot be read is nothing: it is asked about again."""
    said = _unsealed(accepted_path(key_map), home).get("accepted", [])
    try:
        return tuple(Accepted(**entry) for entry in said)
    except TypeError:
        return ()


def accept(
    home: Home, key_map: Path, fingerprint: str, rule: str, *, by: str, why: str, also: Iterable[str] = ()
) -> tuple[Accepted, ...]:
    """The same with one finding more, kept; `also`: further keys that may open it. Raises Refused where nobody says why."""
    try:
        found = with_accepted(accepted_of(home, key_map), [fingerprint], by, why, {fingerprint: rule})
    except BaselineError:
        raise Refused(["Write why this may stand."]) from None
    _put(accepted_path(key_map), {"accepted": [asdict(a) for a in found]}, home, also)
    return found


def always_kept(home: Home) -> tuple[str, ...]:
    """Words that always stay, as they were written: those of every case of this account."""
    found: dict[str, None] = {}
    with suppress(OSError):
        for file in sorted(always_folder(home).glob("*.sealed")):
            found |= dict.fromkeys(map(str, _unsealed(file, home).get("words", [])))
    return tuple(found)


def keep_always(home: Home, key_map: Path, words: Iterable[str]) -> None:
    """Add words to those that always stay, said in this case. Raises Refused where they cannot be kept."""
    path = always_path(key_map, home)
    every = dict.fromkeys((*map(str, _unsealed(path, home).get("words", [])), *words))
    _put(path, {"words": list(every)}, home, ())


def take_over(home: Home, key_map: Path, opened: KeyMap) -> None:
    """Seal what an earlier redactor has written in the clear, and take that away. Where it cannot, all stays as it is."""
    with suppress(OSError, Refused, BaselineError):
        before = earlier_accepted_path(key_map, home)
        if before.is_file():
            found = {a.fingerprint: a for a in (*load_baseline(before), *accepted_of(home, key_map))}
            _put(accepted_path(key_map), {"accepted": [asdict(a) for a in found.values()]}, home, opened.recipients)
            remove(before)
    with suppress(OSError, Refused, ValueError, KeyError, TypeError):
        before = home.config_dir / _EARLIER
        if before.is_file():
            words = [str(each) for each in json.loads(before.read_text(encoding="utf-8"))["words"]]
            keep_always(
                home, key_map, words
            )  # nobody knows of which case they are: they go with the first that is open
            remove(before)


def _unsealed(path: Path, home: Home) -> dict[str, list[dict[str, str]]]:
    try:
        said = json.loads(unseal(path.read_bytes(), home))
    except (OSError, ValueError, SealingError):
        return {}
    return said if isinstance(said, dict) else {}


def _put(path: Path, content: dict[str, object], home: Home, also: Iterable[str]) -> None:
    try:
        if not path.parent.is_dir():
            private_folder(path.parent)
        put(path, seal(json.dumps({"version": 1, **content}).encode(), home, also), private=True)
    except (OSError, SealingError):
        raise Refused([_NOT_WRITTEN]) from None
