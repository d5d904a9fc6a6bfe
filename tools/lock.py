"""Writes the locks: every package that is installed, in the version that was tested, with the hashes of its files.

    python -m tools.lock             after a change in pyproject.toml: what is locked stays as it is
    python -m tools.lock --upgrade   the newest versions that pyproject.toml allows; run all the tests before they are kept

One lock holds for Python 3.11 and later on Linux, macOS and Windows; plain pip reads it. No address of an index stands in it.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tomllib
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# file → the extras of pyproject.toml that it holds. The first holds everything: the others are the same versions
LOCKS = {
    "requirements-dev.txt": ("dev",),
    "requirements-test.txt": ("test",),
    "requirements.txt": ("review",),
}
_HEAD = "# Written by `python -m tools.lock`. What pip installs from this file is what was tested, or it stops.\n"


def main(arguments: Sequence[str] | None = None) -> None:
    """Write all locks. Ends with uv's exit code where it finds no set of versions."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--upgrade", action="store_true", help="take the newest versions")
    given = parser.parse_args(arguments)
    first = next(iter(LOCKS))
    for name, extras in LOCKS.items():
        print(f"{name}: {_write(ROOT / name, extras, ROOT / first, upgrade=given.upgrade)} packages")


def _write(lock: Path, extras: Sequence[str], widest: Path, *, upgrade: bool) -> int:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    command = [
        sys.executable, "-m", "uv", "pip", "compile", "-q", "--universal", "--python-version", "3.11",
        "--generate-hashes", "--no-header", "--no-annotate", "--no-emit-index-url", "--no-emit-find-links",
        "--no-strip-extras", *(f"--extra={extra}" for extra in extras),
    ]  # fmt: skip
    if lock != widest:
        command += ["--constraint", str(widest), "--upgrade"]
    elif upgrade:
        command += ["--upgrade"]
    # what builds redactor itself is locked too: it is then installed without fetching anything
    builders = "\n".join(project["build-system"]["requires"])
    done = subprocess.run(
        [*command, "pyproject.toml", "-", "-o", str(lock)], input=builders, cwd=ROOT, text=True, check=False
    )
    if done.returncode:
        raise SystemExit(done.returncode)
    text = lock.read_text(encoding="utf-8")
    lock.write_text(_HEAD + text, encoding="utf-8")
    return sum("==" in line for line in text.splitlines())


if __name__ == "__main__":
    main()
