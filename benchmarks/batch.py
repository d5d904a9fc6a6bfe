"""What many drafts cost, and what a second worker is worth: python -m benchmarks.batch [--drafts 1,10,100] [--dask] [--killed]

Short drafts are generated, each a case without a list, and anonymised by `redactor batch` as a user starts it: by one worker, by
two, and with --dask by a LocalCluster of two, one way right after another. Seconds on the clock with the start; seconds of the
processor of all processes, which other work on the computer moves less; the memory of the largest process, and of all together,
looked at five times a second. --killed: two workers again, killed when half of the cases have ended, and begun once more.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import psutil
from docx import Document

from benchmarks.cases import console_script
from benchmarks.generated import draft, names, sentences

_LOOK = 0.2  # seconds between two looks at the processes
_MB = 2**20
_JOURNAL = "batch.jsonl"


@dataclass(frozen=True, slots=True)
class Cost:
    """What a batch took."""

    clock: float
    processor: float
    largest: float  # MB
    together: float  # MB


def main(arguments: list[str] | None = None) -> int:
    """Print a line for each number of drafts and each way."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--drafts", default="1,10,100", help="how many, several numbers with commas")
    parser.add_argument("--dask", action="store_true", help="also on a LocalCluster of two workers")
    parser.add_argument("--killed", action="store_true", help="also killed half-way and begun again")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="redactor-batch-") as name:
        for number in map(int, options.drafts.split(",")):
            folder = written(Path(name) / str(number), number)
            shown("one worker", number, one := timed(folder, Path(name) / f"{number}-one", ["--workers", "1"]))
            shown("two workers", number, two := timed(folder, Path(name) / f"{number}-two", ["--workers", "2"]))
            ways = [("two workers", two)]
            if options.dask:
                ways.append(("LocalCluster of two", on_a_cluster(folder, Path(name) / f"{number}-dask")))
                shown(*ways[-1][:1], number, ways[-1][1])
            for way, cost in ways:
                print(f"  {way}: {one.clock / cost.clock:.2f} times as fast as one worker")
            if options.killed and number > 1:
                killed(folder, Path(name) / f"{number}-killed", number)
    return 0


def shown(way: str, number: int, cost: Cost) -> None:
    """A line of the table."""
    print(
        f"{number} drafts, {way}: {cost.clock:.1f} s, {cost.processor:.1f} of the processor ({cost.processor / number:.2f} a "
        f"draft), largest process {cost.largest:.0f} MB, together {cost.together:.0f} MB, load {os.getloadavg()[0]:.0f}",
        flush=True,
    )


def written(folder: Path, number: int) -> Path:
    """So many drafts, no two the same."""
    folder.mkdir(parents=True)
    everything, everybody = sentences(), names()
    for n in range(number):
        document = Document()
        document.add_paragraph(f"Review {n}.")
        for each in draft(n % len(everybody), everything, everybody):
            document.add_paragraph(each.passage.text)
        document.save(str(folder / f"{n:05}.docx"))
    return folder


def on_a_cluster(folder: Path, out: Path) -> Cost:
    """By a LocalCluster of two workers, whose start is not counted and whose processor and memory are."""
    from distributed import LocalCluster

    os.environ["REDACTOR_HOME"] = str(out.with_name(f"{out.name}-home"))
    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster:
        return timed(folder, out, ["--dask", cluster.scheduler_address])


def started(folder: Path, out: Path, how: list[str]) -> subprocess.Popen[str]:
    """The command, in a group of its own."""
    home = {} if "--dask" in how else {"REDACTOR_HOME": str(out.with_name(f"{out.name}-home"))}
    return subprocess.Popen(
        [str(console_script()), "batch", str(folder), "--out", str(out), "--json", *how],
        env={**os.environ, **home}, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True,
    )  # fmt: skip


def timed(folder: Path, out: Path, how: list[str]) -> Cost:
    """What it took. Raises SystemExit where a case failed."""
    spent, largest, together, ended = dict[int, float](), 0.0, 0.0, threading.Event()

    def look() -> None:
        nonlocal largest, together
        while not ended.wait(_LOOK):
            held = []
            for process in psutil.Process().children(recursive=True):  # those of a cluster that runs here, too
                try:
                    held.append(process.memory_info().rss / _MB)
                    spent[process.pid] = sum(process.cpu_times()[:2])
                except psutil.Error:
                    continue
            largest, together = max([largest, *held]), max(together, sum(held))

    before = {p.pid: sum(p.cpu_times()[:2]) for p in psutil.Process().children(recursive=True)}
    watching = threading.Thread(target=look)
    watching.start()
    began = time.monotonic()
    try:
        process = started(folder, out, how)
        said, told = process.communicate()
        clock = time.monotonic() - began
    finally:
        ended.set()
        watching.join()
    if process.returncode not in (0, 1) or any(case["state"] == "failed" for case in json.loads(said)["cases"]):
        raise SystemExit(said + told)
    return Cost(clock, sum(spent.values()) - sum(before.values()), largest, together)


def killed(folder: Path, out: Path, number: int) -> None:
    """Killed when half of the cases have ended, with all its processes; then the same command again."""
    began = time.monotonic()
    process = started(folder, out, ["--workers", "2"])
    until(lambda: ended_in(out) >= number // 2 or process.poll() is not None)
    os.killpg(process.pid, signal.SIGKILL)
    process.communicate()
    first, kept = time.monotonic() - began, ended_in(out)
    again = started(folder, out, ["--workers", "2"])
    said, told = again.communicate()
    if again.returncode not in (0, 1):
        raise SystemExit(said + told)
    result = json.loads(said)
    states = {case["state"] for case in result["cases"]}
    print(
        f"{number} drafts, killed after {first:.1f} s with {kept} ended: begun again, {result['left_as_done']} left as done, "
        f"{ended_in(out) - kept} done, {number - len(result['cases'])} lost, states {', '.join(sorted(states))}",
        flush=True,
    )


def ended_in(out: Path) -> int:
    """Lines of the journal: cases that have ended."""
    try:
        return (out / _JOURNAL).read_bytes().count(b"\n")
    except OSError:
        return 0


def until(so: Callable[[], bool]) -> None:
    """Wait."""
    while not so():
        time.sleep(0.05)


if __name__ == "__main__":
    sys.exit(main())
