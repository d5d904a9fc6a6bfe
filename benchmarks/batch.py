"""What many drafts cost, and what a second worker is worth: python -m benchmarks.batch [--drafts 1,10,100] [--dask]

Short drafts are generated, each a case without a list, and anonymised by `redactor batch` as a user starts it: by one worker, by
two, and with --dask by a LocalCluster of two. Seconds on the clock with the start, and the memory of the largest process.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from docx import Document

from benchmarks.cases import console_script
from benchmarks.generated import draft, names, sentences


def main(arguments: list[str] | None = None) -> int:
    """Print a line for each number of drafts and each way."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--drafts", default="1,10,100", help="how many, several numbers with commas")
    parser.add_argument("--dask", action="store_true", help="also on a LocalCluster of two workers")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="redactor-batch-") as name:
        for number in map(int, options.drafts.split(",")):
            folder = written(Path(name) / str(number), number)
            one = timed(folder, Path(name) / f"{number}-one", ["--workers", "1"])
            two = timed(folder, Path(name) / f"{number}-two", ["--workers", "2"])
            line = f"{number} drafts: one worker {one:.1f} s, two {two:.1f} s ({one / two:.2f} times as fast)"
            if options.dask:
                from distributed import LocalCluster

                os.environ["REDACTOR_HOME"] = str(Path(name) / f"{number}-dask-home")
                with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster:
                    three = timed(folder, Path(name) / f"{number}-dask", ["--dask", cluster.scheduler_address])
                line += f", LocalCluster of two {three:.1f} s"
            largest = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
            print(f"{line}; largest process so far {largest:.0f} MB", flush=True)
    return 0


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


def timed(folder: Path, out: Path, how: list[str]) -> float:
    """Seconds on the clock."""
    home = {} if "--dask" in how else {"REDACTOR_HOME": str(out.with_name(f"{out.name}-home"))}
    began = time.monotonic()
    done = subprocess.run(
        [str(console_script()), "batch", str(folder), "--out", str(out), *how],
        env={**os.environ, **home}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode not in (0, 1) or " failed" in done.stdout:
        raise SystemExit(done.stdout + done.stderr)
    return time.monotonic() - began


if __name__ == "__main__":
    sys.exit(main())
