"""The unit of work: one case, done by a worker that is told paths and gives back figures. No name and no key travels.

A worker opens what is sealed with the key of the account under which it runs. It is told the public half of the key that it
should be, so that a key map is never sealed to somebody else's.
"""

from __future__ import annotations

import hashlib
import time
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any

from redactor.base.refused import Refused
from redactor.base.unexpected import unexpected


class Task(StrEnum):
    """What is done with each case."""

    ANONYMISE = "anonymise"
    CHECK = "check"
    INSPECT = "inspect"


class State(StrEnum):
    """How a case has ended."""

    DONE = "done"
    AWAITS = "awaits a person"  # written or read, and something is to be decided, mended or looked at
    WITHHELD = "withheld"  # the check of the written file found an identity: nothing was written
    FAILED = "failed"


@dataclass(frozen=True)
class Job:
    """All that a worker is told."""

    number: int
    task: str
    drafts: tuple[str, ...]
    out: str
    codes: str = ""
    key_map: str = ""
    profile: str = "submission"
    allow: tuple[str, ...] = ()
    public: str = ""  # the public key of the account that asked; "" where nothing is sealed
    threads: int = 0  # for the model of names; 0: as many as there are


@dataclass(frozen=True)
class Ended:
    """What a worker gives back: no name, no path."""

    number: int
    state: str
    seconds: float
    words: int = 0
    risk: int = 0  # what awaits a person, must be fixed, or tells of people
    look: int = 0
    counts: dict[str, int] = field(default_factory=dict)  # rule, kind of question or kind of content → how often
    why: str = ""  # a sentence, where it failed
    outputs: tuple[str, ...] = ()  # SHA-256 of each file that was written


def done(job: Job) -> Ended:
    """Do one case. Never raises: whatever goes wrong is this case's own."""
    from redactor import offline
    from redactor.base.collector import let_go, unhurried
    from redactor.base.later import sparing
    from redactor.base.remembered import forget

    unhurried()
    sparing()
    if job.threads:
        offline.use_threads(job.threads)
    began = time.monotonic()
    try:
        if job.public:
            _same_account(job.public)
        found = {Task.ANONYMISE: _anonymised, Task.CHECK: _checked, Task.INSPECT: _inspected}[Task(job.task)](job)
    except Refused as error:
        state = State.WITHHELD if error.exit_code == 3 else State.FAILED
        found = {"state": state, "why": without_paths(" ".join(error.problems[:1]), job)}
    except Exception as error:
        found = {"state": State.FAILED, "why": unexpected(error)}
    forget()  # memory must not grow with the cases that this worker has done
    let_go()
    return Ended(job.number, **{"seconds": round(time.monotonic() - began, 2), **found, "state": str(found["state"])})


def _same_account(public: str) -> None:
    from redactor.sealed.sealing import Home, SealingError, public_key

    try:
        own = public_key(Home.current())
    except SealingError as error:
        raise Refused([str(error)]) from None
    if own != public:
        raise Refused(
            ["This worker has another key than whoever began the batch: start it with the same REDACTOR_HOME."]
        )


def _anonymised(job: Job) -> dict[str, Any]:
    from redactor.case.opening import Request
    from redactor.case.profiles import Profile
    from redactor.case.run import run

    drafts, out = tuple(map(Path, job.drafts)), Path(job.out)
    request = Request(
        drafts, out, Path(job.codes) if job.codes else None, Path(job.key_map), Profile(job.profile),
        allow=frozenset(job.allow), passphrase=_passphrase,
    )  # fmt: skip
    written = run(request)
    outcome = written.outcome
    return {
        "state": State.AWAITS if outcome.awaits_a_person else State.DONE,
        "words": sum(d.words for d in outcome.documents),
        "risk": len(outcome.questions),
        "counts": dict(Counter(str(q.kind) for q in outcome.questions)),
        "outputs": tuple(digests_of(out / name for name in written.files)),
    }


def _checked(job: Job) -> dict[str, Any]:
    from redactor.case.profiles import Profile
    from redactor.checks.run import CheckRequest, check
    from redactor.sources.finding import Severity

    key_map = Path(job.key_map) if job.key_map else None
    request = CheckRequest(
        tuple(map(Path, job.drafts)), Path(job.codes) if job.codes else None,
        key_map if key_map and key_map.exists() else None, Profile(job.profile), passphrase=_passphrase,
    )  # fmt: skip
    checked = check(request)
    fix = [f.rule for f in checked.findings if f.severity is Severity.MUST_FIX]
    unread = len(checked.problems)
    return {
        "state": State.AWAITS if checked.exit_code else State.DONE,
        "words": sum(len(t.text.split()) for s in checked.sources for t in s.texts),
        "risk": len(fix) + unread,
        "look": sum(f.severity is Severity.LOOK for f in checked.findings),
        "counts": {**Counter(fix), **({"could not be checked": unread} if unread else {})},
    }


def _inspected(job: Job) -> dict[str, Any]:
    from redactor.documents.inspection import inspect
    from redactor.documents.inspection.model import EVERY_KIND
    from redactor.documents.model import DocumentError

    counts: Counter[str] = Counter()
    for draft in job.drafts:
        try:
            counts.update({f.kind: f.count for f in inspect(Path(draft)).findings if EVERY_KIND[f.kind].telling})
        except DocumentError as error:
            raise Refused([str(error)]) from None
    return {"state": State.AWAITS if counts else State.DONE, "risk": counts.total(), "counts": dict(counts)}


def _passphrase() -> str:
    """That of a sealed list, from the worker's own surroundings: it is never sent."""
    import os

    if given := os.environ.get("REDACTOR_PASSPHRASE"):
        return given
    raise Refused(
        ["The list of this case is sealed with a passphrase. Set REDACTOR_PASSPHRASE where the work is done."]
    )


def without_paths(sentence: str, job: Job) -> str:
    """A sentence without the paths of the case, which may hold names."""
    from redactor.sealed.sealing import Home

    home = Home.current()
    told = [*((d, "of the draft") for d in job.drafts), (job.codes, "of the list"), (job.key_map, "of the case")]
    told += [(job.out, "of the results"), *((str(f), "…") for f in (home.config_dir, home.data_dir))]
    told += [(str(Path(path).parent), "…") for path, _ in told if path]
    for path, words in sorted(told, key=lambda one: -len(one[0])):
        if len(path) > 1:
            sentence = sentence.replace(path, words)
    for path in (*job.drafts, job.codes):
        if path and Path(path).name in sentence:
            sentence = sentence.replace(Path(path).name, "the file")
    return sentence


def digests_of(files: Iterable[Path]) -> list[str]:
    """The SHA-256 of each of these files, in order of the digests. Raises OSError."""
    return sorted(hashlib.sha256(file.read_bytes()).hexdigest() for file in files)
