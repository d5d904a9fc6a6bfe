"""A folder in which somebody writes: whenever a draft in it has been saved, all its drafts are anonymised again.

The folder is looked at twice a second; nothing of the operating system's is needed for it, so it works on drives of the network,
too. A file counts as saved when it has stopped changing and its content is another than before. What is saved is read at
once, also while the draft is still open in Word: that is how it is meant here.
"""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from redactor.base.collector import let_go
from redactor.base.given import Held
from redactor.base.refused import Refused
from redactor.base.unexpected import unexpected
from redactor.batch.cases import CODES, ENDINGS, is_draft
from redactor.case.opening import Request
from redactor.case.run import Written, run

EVERY = 0.5  # seconds between two looks at the folder
_RETRY = 20  # looks after which a run that was refused is tried again, as the key map was in use
Seen = dict[Path, tuple[int, int]]  # file → time of its last change and size


@dataclass(frozen=True)
class Happened:
    """One run, or why there was none. `saved`: which of the drafts (numbered by name) had been saved."""

    saved: tuple[int, ...]
    written: Written | None = None
    problems: tuple[str, ...] = ()


def watch(
    folder: Path,
    request_for: Callable[[tuple[Held, ...], Path | None], Request],
    stop: threading.Event,
    every: float = EVERY,
) -> Iterator[Happened]:
    """Anonymise the drafts in the folder now and whenever one is saved, until `stop` is set.

    `request_for` makes the request for these drafts and the list that lies among them. Refusals are told, and nobody stops.
    """
    before: dict[Path, str] = {}
    before_seen: Seen = {}
    again = 0
    while not stop.is_set():
        seen = _seen(folder)
        again -= 1
        if seen == before_seen and seen and (held := _held(seen)) is not None:
            digests = {path: hashlib.sha256(one.data).hexdigest() for path, one in held.items()}
            drafts = [path for path in held if not _is_list(path)]
            if drafts and (digests != before or again == 1):
                saved = tuple(n for n, path in enumerate(drafts, 1) if before.get(path) != digests[path])
                before = digests
                codes = next((path for path in held if _is_list(path)), None)
                happened = _run(request_for, tuple(held[path] for path in drafts), codes, saved)
                let_go()
                again = _RETRY if happened.problems else 0
                yield happened
                before_seen = {}  # what was saved meanwhile has to stop changing first
                continue
        before_seen = seen
        stop.wait(every)


def _run(
    request_for: Callable[[tuple[Held, ...], Path | None], Request],
    drafts: tuple[Held, ...],
    codes: Path | None,
    saved: tuple[int, ...],
) -> Happened:
    try:
        return Happened(saved, run(request_for(drafts, codes)))
    except Refused as error:
        return Happened(saved, problems=tuple(error.problems))
    except Exception as error:  # a draft that breaks something must not end the watch
        return Happened(saved, problems=(unexpected(error),))


def _is_list(path: Path) -> bool:
    return path.stem.lower() == CODES and path.suffix.lower() in ENDINGS


def _seen(folder: Path) -> Seen:
    """What lies in the folder. Word's own files beside an open draft ("~$imr.docx") are none of it."""
    found: Seen = {}
    try:
        for path in sorted(folder.iterdir()):
            if not path.name.startswith((".", "~$")) and (_is_list(path) or is_draft(path)):
                about = path.stat()
                found[path] = (about.st_mtime_ns, about.st_size)
    except OSError:
        return {}  # away for a moment: a drive of the network, or a file that is just being replaced
    return found


def _held(seen: Seen) -> dict[Path, Held] | None:
    """The files with their content, None where one of them is still being written."""
    try:
        return {path: Held(path.name, path.read_bytes()) for path in seen}
    except OSError:
        return None
