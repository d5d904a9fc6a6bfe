"""A batch from its cases to its table: what is done already is left, what fails is told and stops nothing."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from redactor.base.files import private_folder
from redactor.base.refused import Refused
from redactor.batch.cases import CaseFiles
from redactor.batch.job import Ended, Job, State, Task
from redactor.batch.journal import Journal, inputs_of
from redactor.batch.table import picture, table
from redactor.batch.workers import Cluster, Here, Workers
from redactor.keymap.keymap_files import default_key_map_path
from redactor.sealed.sealing import Home, SealingError, public_key
from redactor.sealed.whole import Output, finish, write_whole

JOURNAL, TABLES, PICTURE, LOCK = "batch.jsonl", ("batch.xlsx", "batch.csv"), "batch.svg", ".batch.lock"
Progress = Callable[[int, int, Ended | None], None]  # cases done, of how many, and which has just ended


@dataclass(frozen=True)
class BatchRequest:
    """What the user asked for."""

    cases: Sequence[CaseFiles]
    out: Path
    task: Task = Task.ANONYMISE
    profile: str = "submission"
    allow: frozenset[str] = frozenset()
    workers: int = 0  # processes of this computer; 0: as many as it has processors
    cluster: str = ""  # address of a Dask scheduler
    csv: bool = False  # the table as .csv


@dataclass(frozen=True)
class BatchDone:
    """How it has ended."""

    ended: tuple[Ended, ...]
    left: int  # cases that an earlier run had done already
    files: tuple[str, ...]

    def count(self, *states: State) -> int:
        """How many cases ended so."""
        return sum(e.state in states for e in self.ended)


def run_batch(request: BatchRequest, progress: Progress = lambda done, of, ended: None) -> BatchDone:
    """Do every case that is not done yet; then the table and the picture. Raises Refused where nothing can be begun."""
    home = Home.current()
    finish(home)
    jobs = _jobs(request, home)
    with ExitStack() as opened:
        opened.enter_context(_alone(request.out))
        try:
            journal = Journal(request.out / JOURNAL)
        except OSError as error:
            raise Refused([f"The folder given with --out cannot be written to: {error.strerror}."]) from None
        opened.callback(journal.close)
        inputs = {job.number: inputs_of(job) for job in jobs}
        doing = [job for job in jobs if not journal.is_done(job, inputs[job.number])]
        left = len(jobs) - len(doing)
        progress(left, len(jobs), None)
        twice = _sharing(jobs)
        done = left
        for number, why in twice.items():
            journal.add(Ended(number, State.FAILED, 0.0, why=why), inputs[number])
            done += 1
        doing = [job for job in doing if job.number not in twice]
        if doing:
            for ended in _workers(request, len(doing), opened).each(doing):
                journal.add(ended, inputs[ended.number])
                done += 1
                progress(done, len(jobs), ended)
        all_ended = journal.ended(job.number for job in jobs)
        return BatchDone(tuple(all_ended), left, _written(request, all_ended, home))


def _workers(request: BatchRequest, most: int, opened: ExitStack) -> Workers:
    if request.cluster:
        cluster = Cluster(request.cluster)
        opened.callback(cluster.close)
        return cluster
    return Here(min(request.workers or max(1, os.cpu_count() or 1), most))


def _jobs(request: BatchRequest, home: Home) -> list[Job]:
    try:
        public = public_key(home) if request.task is Task.ANONYMISE else ""
    except SealingError as error:
        raise Refused([str(error)]) from None
    several = not request.cluster and min(request.workers or os.cpu_count() or 1, len(request.cases)) > 1
    return [
        Job(
            case.number,
            request.task,
            tuple(str(path.absolute()) for path in case.drafts),
            str((request.out / case.name).absolute()),
            str(case.codes.absolute()) if case.codes else "",
            str(key_map_of(case, request.task, home) or ""),
            request.profile,
            tuple(sorted(request.allow)),
            public,
            threads=1 if several or request.cluster else 0,
        )
        for case in request.cases
    ]


def key_map_of(case: CaseFiles, task: Task, home: Home) -> Path | None:
    """Where the key map of a case lies: never that of another case."""
    if case.key_map:
        return case.key_map.absolute()
    if task is Task.INSPECT:
        return None
    if case.codes is not None:
        return default_key_map_path(home, f"list {case.codes.absolute()}")
    return default_key_map_path(home, "drafts " + "|".join(sorted(str(d.absolute()) for d in case.drafts)))


def _sharing(jobs: Sequence[Job]) -> dict[int, str]:
    """Cases that would share a key map or a draft with another one, and why they are not done."""
    found: dict[int, str] = {}
    seen: dict[str, int] = {}
    for job in jobs:
        for what, path in (("key map or list", job.key_map), *(("draft", draft) for draft in job.drafts)):
            first = seen.setdefault(path, job.number)
            if path and first != job.number and job.task == Task.ANONYMISE:
                found[job.number] = (
                    f"It has the {what} of case-{first:04}: people of one would be known to the other. Make them one case."
                )
    return found


@contextmanager
def _alone(out: Path) -> Iterator[None]:
    try:
        private_folder(out)
        lock = FileLock(out / LOCK)
        lock.acquire(timeout=0.5)
    except Timeout:
        raise Refused(["Another batch is writing into that folder. Wait for it, or give another with --out."]) from None
    except OSError as error:
        raise Refused([f"The folder given with --out cannot be written to: {error.strerror}."]) from None
    try:
        yield
    finally:
        lock.release()


def _written(request: BatchRequest, ended: Sequence[Ended], home: Home) -> tuple[str, ...]:
    name = TABLES[1] if request.csv else TABLES[0]
    files = {name: table(ended, Path(name).suffix), PICTURE: picture(ended, request.task).encode()}
    try:
        write_whole([Output(request.out / each, data) for each, data in files.items()], home)
    except (OSError, SealingError):
        raise Refused(
            [
                f"The table {name} could not be written: is it open in Excel? Close it and run again; no case is done twice."
            ]
        ) from None
    return (*files, JOURNAL)
