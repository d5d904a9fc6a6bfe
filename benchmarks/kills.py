"""What a program that is killed leaves behind: each command, killed at each moment at which it writes.

    python -m benchmarks.kills [--each N] [--seed N] [--command NAME …]

The moments are taken from the operating system (strace), not from our own writer: every write, rename, removal, lock and
change of mode that concerns a file of the case, and every line on the screen. After each kill another command is run, and
then the same one again. Linux only.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import re
import shutil
import signal
import sys
import tempfile
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path

from benchmarks.kill_cases import COMMANDS, NAMES, Command
from benchmarks.killed_process import Case, import_all

KINDS = ("names left behind", "inconsistent", "rerun refused", "false alarm", "leftovers")
_CALLS = (
    "write", "pwrite64", "rename", "renameat", "renameat2", "unlink", "unlinkat", "mkdir", "mkdirat", "ftruncate", "chmod",
    "fchmod", "fchmodat", "fsync", "fdatasync", "flock", "utimensat", "link", "linkat", "symlink",
)  # fmt: skip
_LEFT = re.compile(r"\.part$|\.tmp$|\.journal$|\.recovered|\.destroy$|^openpyxl\.|\.redactor-can-write")


@dataclass
class Outcome:
    """What was left behind by the kills of one command."""

    kills: int = 0
    found: Counter[str] = field(default_factory=Counter)
    told: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Moment:
    """Just before the system call `call` is made for the `number`th time."""

    call: str
    number: int


class Trial:
    """One command, its case as it is before, and what a run that nobody kills makes of it."""

    def __init__(self, command: Command, folder: Path) -> None:
        self.command, self.case = command, Case(folder / "case")
        self._before = folder / "before"
        shutil.rmtree(self.case.root, ignore_errors=True)
        command.prepare(self.case)
        self._given = set(_files(self.case.root)) - {self.case.root / m for m in command.meant}
        self._holding_names = {p for p in self._given if _names_in(p)}
        shutil.rmtree(self._before, ignore_errors=True)
        shutil.copytree(self.case.root, self._before, symlinks=True)
        old = _digests(self.case.root)
        self.moments = tuple(self._moments())
        new = _digests(self.case.root)
        self._old = old
        self._changes = {p for p in {*old, *new} if old.get(p) != new.get(p) and self._is_result(p)}

    def _is_result(self, path: Path) -> bool:
        """A file that a user sees, or the key map: not what belongs to the program's own house."""
        within = path.relative_to(self.case.root)
        return within.parts[0] not in ("home", "tmp", "user") and not re.search(
            r"\.lock$|\.bak\d*$|\.damaged$", path.name
        )

    def _moments(self) -> Iterator[Moment]:
        log = self.case.root.parent / "strace.txt"
        done = self.case.run(*self.command.arguments, watch=("-y", "-o", str(log), "-e", f"trace={','.join(_CALLS)}"))
        if done.code not in self.command.codes:
            raise RuntimeError(f"{self.command.name} ends with {done.code}: {done.said[-400:]}")
        lines = log.read_text(encoding="utf-8", errors="replace").splitlines()
        main = lines[0].split()[0]
        counts: Counter[str] = Counter()
        for line in lines:
            match = re.match(r"(\d+) +(\w+)\((.*)", line)
            if match and match[1] == main:
                counts[match[2]] += 1
                if str(self.case.root) in match[3] or re.match(r"1<", match[3]):
                    yield Moment(match[2], counts[match[2]])

    def restore(self) -> None:
        """The case as it was before."""
        shutil.rmtree(self.case.root, ignore_errors=True)
        shutil.copytree(self._before, self.case.root, symlinks=True)

    def kill(self, moment: Moment) -> list[str] | None:
        """What is wrong after the command was killed at this moment: kinds, each with what was seen; None where it came
        to its end all the same."""
        self.restore()
        how = f"--inject={moment.call}:signal=KILL:when={moment.number}"
        killed = self.case.run(*self.command.arguments, watch=("-o", "/dev/null", "-e", f"trace={moment.call}", how))
        if killed.code != -signal.SIGKILL:
            return None
        wrong = [f"names left behind: {p}" for p in self._named()]
        self.case.run("identity", "show")  # any other command ends what was begun
        wrong += [f"leftovers: {p}" for p in self._left(journals=True)]
        if self.command.whole:
            wrong += self._inconsistent()
        wrong += [f"names left behind: {p}" for p in self._named()]
        wrong += self._alarms()
        again = self.case.run(*self.command.arguments)
        if again.code not in self.command.codes:
            wrong.append(f"rerun refused: {again.code} {again.said.strip()[-200:]}")
        wrong += [f"names left behind: {p}" for p in self._named()]
        return list(dict.fromkeys([*wrong, *self._alarms(), *(f"leftovers: {p}" for p in self._left())]))

    def _named(self) -> Iterator[str]:
        meant = {self.case.root / m for m in self.command.meant}
        for path in _files(self.case.root):
            if path not in meant and path not in self._holding_names and _names_in(path):
                yield str(path.relative_to(self.case.root))

    def _left(self, *, journals: bool = False) -> Iterator[str]:
        """What lies half-written; with `journals` only what says that something is still to be ended."""
        for path in _files(self.case.root):
            if path.suffix == ".journal" or (not journals and _LEFT.search(path.name)):
                yield path.name

    def _inconsistent(self) -> list[str]:
        now = _digests(self.case.root)
        touched = {p for p in self._changes if now.get(p) != self._old.get(p)}
        if touched and touched != self._changes:
            missing = sorted(str(p.relative_to(self.case.root)) for p in self._changes - touched)
            return [f"inconsistent: not written {missing}"]
        return []

    def _alarms(self) -> Iterator[str]:
        for log in (self.case.root / "out" / "audit.jsonl", self.case.root / "k" / "map.copies.jsonl"):
            if log.exists() and (self.case.root / "k" / "map").exists() and self.command.name not in _WITHOUT_LOGS:
                said = self.case.run("audit", "verify", log, "--key-map", "k/map")
                if said.code != 0:
                    yield f"false alarm: {log.name}: {said.said.strip()[:200]}"


# after these the key map is an older one, or cannot be opened until they are through: the log says so, and rightly
_WITHOUT_LOGS = ("keymap restore --version", "keymap restore, damaged", "keymap restore --with", "keymap destroy")


def _files(root: Path) -> list[Path]:
    return [p for p in sorted(root.rglob("*")) if p.is_file()]


def _digests(root: Path) -> dict[Path, str]:
    return {p: hashlib.sha256(p.read_bytes()).hexdigest() for p in _files(root)}


def _names_in(path: Path) -> bool:
    data = path.read_bytes()
    if data.startswith(b"PK"):
        try:
            with zipfile.ZipFile(BytesIO(data)) as package:
                data += b"".join(package.read(n) for n in package.namelist())
        except zipfile.BadZipFile:
            pass
    return any(name.encode(how) in data for name in NAMES for how in ("utf-8", "utf-16-le"))


def kill_all(command: Command, folder: Path, each: int, chooser: random.Random) -> Outcome:
    """Kill a command at `each` of its moments (at all of them where there are fewer)."""
    trial = Trial(command, folder)
    moments = list(trial.moments)
    outcome = Outcome()
    for moment in sorted(chooser.sample(moments, min(each, len(moments))), key=moments.index):
        wrong = trial.kill(moment)
        if wrong is None:
            continue
        outcome.kills += 1
        outcome.found.update({kind for kind in KINDS for w in wrong if w.startswith(kind)})
        outcome.told += [f"{command.name}, {moment.call} {moment.number}: {w}" for w in wrong]
    return outcome


def main() -> None:
    """Print a table: a row for each command, and how many of its kills left what behind."""
    options = argparse.ArgumentParser()
    options.add_argument("--each", type=int, default=20, help="moments of each command")
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--command", action="append", default=[], help="only this one")
    asked = options.parse_args()
    if sys.platform != "linux" or not shutil.which("strace"):
        raise SystemExit("This needs Linux and strace.")
    import_all()
    total = Outcome()
    print("| command | kills |", " | ".join(KINDS), "|")
    print("| --- | --: |" + " --: |" * len(KINDS))
    with tempfile.TemporaryDirectory() as folder:
        for command in COMMANDS:
            if asked.command and command.name not in asked.command:
                continue
            made = kill_all(command, Path(folder), asked.each, random.Random(asked.seed))
            total.kills += made.kills
            total.found += made.found
            total.told += made.told
            print(f"| {command.name} | {made.kills} |", " | ".join(str(made.found[k]) for k in KINDS), "|", flush=True)
    print(f"| together | {total.kills} |", " | ".join(str(total.found[k]) for k in KINDS), "|")
    for line in total.told:
        print(line, file=sys.stderr)


if __name__ == "__main__":
    main()
