"""What a person says of findings: accepted with a reason, kept in this case, kept always. Files of the account, for it alone.

Accepted findings are remembered by fingerprint beside the account's key maps; they name nobody but who accepted them. Words
that always stay are the account's own list, for words that name nobody of any case: an inquiry, a building, a model of work.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict
from hashlib import sha256
from pathlib import Path

from redactor.base.files import private_folder, put
from redactor.base.refused import Refused
from redactor.checks.baseline import Accepted, BaselineError, load_baseline, with_accepted
from redactor.sealed.sealing import Home

_ALWAYS = "always-kept.json"
_NOT_WRITTEN = "What you said could not be kept: the disk is full, or redactor's own folder cannot be written to."


def accepted_of(home: Home, key_map: Path) -> tuple[Accepted, ...]:
    """What was accepted in this case. What cannot be read is nothing: it is asked about again."""
    try:
        return load_baseline(_file(home, key_map))
    except BaselineError:
        return ()


def accept(home: Home, key_map: Path, fingerprint: str, rule: str, *, by: str, why: str) -> tuple[Accepted, ...]:
    """The same with one finding more, kept. Raises Refused where nobody says why."""
    try:
        found = with_accepted(accepted_of(home, key_map), [fingerprint], by, why, {fingerprint: rule})
    except BaselineError:
        raise Refused(["Write why this may stand."]) from None
    content = {"version": 1, "accepted": [asdict(a) for a in found]}
    _put(_file(home, key_map), content)
    return found


def always_kept(home: Home) -> tuple[str, ...]:
    """Words that always stay, as they were written."""
    try:
        said = json.loads((home.config_dir / _ALWAYS).read_text(encoding="utf-8"))
        return tuple(str(each) for each in said["words"])
    except (OSError, ValueError, KeyError, TypeError):
        return ()


def keep_always(home: Home, words: Iterable[str]) -> None:
    """Add words to those that always stay. Raises Refused where they cannot be kept."""
    every = tuple(dict.fromkeys((*always_kept(home), *words)))
    _put(home.config_dir / _ALWAYS, {"words": every})


def _file(home: Home, key_map: Path) -> Path:
    return home.data_dir / "accepted" / f"{sha256(str(key_map.resolve()).encode()).hexdigest()[:24]}.json"


def _put(path: Path, content: object) -> None:
    try:
        private_folder(path.parent)
        put(path, json.dumps(content, ensure_ascii=False, indent=1).encode(), private=True)
    except OSError:
        raise Refused([_NOT_WRITTEN]) from None
