"""What a batch has done so far: a line for each case, written down to the disk before it counts.

A batch that is killed goes on where it was. A case counts as done where its line says so, the files that it was made of are the
same, and what was written lies there as it was written. A line that was half written is none. It holds numbers, digests and
words of this program: no name and no path.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path

from redactor import __version__
from redactor.batch.job import Ended, Job, State, digests_of

FORMAT = "redactor batch 1"


class Journal:
    """The journal of a batch, in its folder; one process writes it."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._ended: dict[int, tuple[str, Ended]] = {}
        whole = 0
        if path.exists():
            data = path.read_bytes()
            whole = data.rfind(b"\n") + 1
            for line in data[:whole].splitlines():
                self._read(line)
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o600)
        self._file = os.fdopen(handle, "wb")
        self._file.truncate(whole)  # what a kill has left of a line
        self._file.seek(whole)

    def _read(self, line: bytes) -> None:
        try:
            record = json.loads(line)
            ended = Ended(**{**record["ended"], "outputs": tuple(record["ended"]["outputs"])})
            self._ended[ended.number] = (record["inputs"], ended)
        except (ValueError, KeyError, TypeError):
            return  # not ours, or of another version: that case is done again

    def is_done(self, job: Job, inputs: str) -> bool:
        """Whether this case need not be done again. One that failed is tried again."""
        known, ended = self._ended.get(job.number, ("", None))
        if ended is None or known != inputs or ended.state in (State.FAILED, State.WITHHELD):
            return False
        return not ended.outputs or set(ended.outputs) <= written_of(job)

    def add(self, ended: Ended, inputs: str) -> None:
        """Note a case that has ended. Raises OSError."""
        line = json.dumps({"format": FORMAT, "inputs": inputs, "ended": asdict(ended)}, separators=(",", ":"))
        self._file.write(line.encode("ascii") + b"\n")
        self._file.flush()
        os.fsync(self._file.fileno())
        self._ended[ended.number] = (inputs, ended)

    def ended(self, numbers: Iterable[int]) -> list[Ended]:
        """How these cases have ended, as far as they have."""
        return [self._ended[n][1] for n in numbers if n in self._ended]

    def close(self) -> None:
        """Let the file go."""
        self._file.close()


def inputs_of(job: Job) -> str:
    """A digest of everything that a case is made of: its files, what is done with them, this version."""
    whole = hashlib.sha256(f"{__version__} {job.task} {job.profile} {sorted(job.allow)}".encode())
    for path in (*job.drafts, job.codes):
        try:
            whole.update(hashlib.sha256(Path(path).read_bytes()).digest() if path else b"-")
        except OSError:
            whole.update(b"?")
    return whole.hexdigest()


def written_of(job: Job) -> set[str]:
    """The digests of what lies in the folder of a case."""
    try:
        return set(digests_of(p for p in Path(job.out).iterdir() if p.is_file()))
    except OSError:
        return set()
