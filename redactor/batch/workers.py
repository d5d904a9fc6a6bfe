"""Who does the work: processes of this computer (joblib), or the workers of a Dask cluster that runs already.

Both take a few cases at a time, so that memory does not grow with their number, and give back each as it ends. A worker that
dies (no memory left, the computer switched off) takes only the case with it that killed it.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Any, Protocol

from redactor.base.refused import Refused
from redactor.batch.job import Ended, Job, State, done

_DIED = "The worker died over this case: too little memory, or it was stopped. Run the batch again, with fewer workers."
_ANSWERS = 20  # seconds in which a scheduler has to answer
Work = Callable[[Job], Ended]


class Workers(Protocol):
    """Whoever does the work."""

    def each(self, jobs: Iterable[Job]) -> Iterator[Ended]:
        """Do the jobs, and tell each as it ends."""


class Here:
    """Processes of this computer; `number` of them, by default one for each processor."""

    def __init__(self, number: int = 0, work: Work = done) -> None:
        self.number = number or max(1, os.cpu_count() or 1)
        self._work = work

    def each(self, jobs: Iterable[Job]) -> Iterator[Ended]:
        """Do the jobs, and tell each as it ends."""
        from joblib import Parallel, delayed
        from joblib.externals.loky.process_executor import BrokenProcessPool

        waiting, flying = iter(jobs), dict[int, Job]()

        def taken(from_: Iterable[Job]) -> Iterator[Any]:
            for job in from_:
                flying[job.number] = job
                yield delayed(self._work)(job)

        def those(of: Iterable[Job], processes: int) -> Iterator[Ended]:
            if self.number == 1 and processes == 1 and self._work is done:
                yield from map(self._work, of)  # in this process: nothing is started
                return
            parallel = Parallel(
                n_jobs=processes, return_as="generator_unordered", pre_dispatch=processes, batch_size=1, backend="loky"
            )
            for ended in parallel(taken(of)):
                flying.pop(ended.number, None)
                yield ended

        while True:
            try:
                yield from those(waiting, self.number)
                return
            except BrokenProcessPool:
                # one of those that were being done has killed its worker: each by itself, to know which
                for job in list(flying.values()):
                    flying.clear()
                    try:
                        yield from those([job], max(2, self.number))
                    except BrokenProcessPool:
                        yield Ended(job.number, State.FAILED, 0.0, why=_DIED)
                flying.clear()


class Cluster:
    """The workers of a Dask cluster at this address ("tcp://…", "tls://…"), each with redactor and the account's key."""

    def __init__(self, address: str) -> None:
        try:
            from distributed import Client
        except ImportError:
            raise Refused(['Dask is not installed here. Install it: pip install "redactor[dask]"']) from None
        try:
            self._client: Any = Client(address, timeout=_ANSWERS, set_as_default=False)  # type: ignore[no-untyped-call]
        except (OSError, ValueError, ImportError):
            raise Refused([f"No Dask scheduler answers at {address}. Start it, or look at the address."]) from None
        threads: Any = self._client.nthreads()  # type: ignore[no-untyped-call]
        self.number = max(1, sum(threads.values()))

    def each(self, jobs: Iterable[Job]) -> Iterator[Ended]:
        """Do the jobs, and tell each as it ends."""
        from distributed import as_completed
        from distributed.scheduler import KilledWorker

        waiting = iter(jobs)
        numbers: dict[Any, int] = {}

        def send(job: Job) -> Any:
            future = self._client.submit(done, job, pure=False)
            numbers[future.key] = job.number
            return future

        first = [send(job) for job in islice(waiting, 2 * self.number)]
        running: Any = as_completed(first, loop=self._client.loop)  # type: ignore[no-untyped-call]
        for future in running:
            number = numbers.pop(future.key)
            try:
                yield future.result()
            except KilledWorker:
                yield Ended(number, State.FAILED, 0.0, why=_DIED)
            except Exception as error:  # another version of redactor over there, say; its text may hold anything
                why = f"The worker cannot do it ({type(error).__name__}). Is the same redactor installed there?"
                yield Ended(number, State.FAILED, 0.0, why=why)
            future.release()
            for job in islice(waiting, 1):
                running.add(send(job))

    def close(self) -> None:
        """Leave the cluster; it runs on."""
        self._client.close()
