"""What a program that is killed leaves behind: each command, killed at each moment at which it writes.

    python -m benchmarks.kills [--each N] [--seed N] [--command NAME …]

The moments are taken from the operating system (strace), not from our own writer: every write, rename, removal, lock and
change of mode that concerns a file of the case, and every line on the screen. After each kill another command is run, and
then the same one again. Linux only.
"""

from __future__ import annotations

import argparse
import atexit
import csv
import hashlib
import json
import os
import pkgutil
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from importlib import import_module
from io import BytesIO
from pathlib import Path
from typing import NoReturn

import docx
from openpyxl import Workbook

import redactor
from redactor.base import whole
from redactor.cli import app

NAMES = ("Quillfeather", "Brackwater", "Ottersleigh", "Pennyfather")
KINDS = ("names left behind", "inconsistent", "rerun refused", "false alarm", "leftovers")
_CALLS = (
    "write", "pwrite64", "rename", "renameat", "renameat2", "unlink", "unlinkat", "mkdir", "mkdirat", "ftruncate", "chmod",
    "fchmod", "fchmodat", "fsync", "fdatasync", "flock", "utimensat", "link", "linkat", "symlink",
)  # fmt: skip
_PASSPHRASE = "copper kettle seven"
_LEFT = re.compile(r"\.part$|\.tmp$|\.journal$|\.recovered|\.destroy$|^openpyxl\.|\.redactor-can-write")


@dataclass(frozen=True)
class Done:
    """How a run ended."""

    code: int  # -9 for a kill
    said: str


@dataclass(frozen=True)
class Case:
    """A folder with a case in it, and the environment that keeps everything in that folder."""

    root: Path

    @property
    def environment(self) -> dict[str, str]:
        folders = {name: str(self.root / "user") for name in ("HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME")}
        return {
            "PATH": os.environ["PATH"], "REDACTOR_HOME": str(self.root / "home"), "TMPDIR": str(self.root / "tmp"),
            "REDACTOR_PASSPHRASE": _PASSPHRASE, "PYTHONDONTWRITEBYTECODE": "1", "LANG": "C.UTF-8", "COLUMNS": "200", **folders,
        }  # fmt: skip

    def run(self, *arguments: object, watch: Sequence[str] = ()) -> Done:
        """Run a command in a process of its own, a copy of this one; under strace with the options `watch`."""
        said = self.root.parent / "said.txt"
        pid = os.fork()
        if not pid:
            try:
                _become(self, [str(a) for a in arguments], said, wait=bool(watch))
            finally:
                os._exit(71)  # never back into what the parent is doing
        watcher = _watched(pid, watch) if watch else None
        _, status = os.waitpid(pid, 0)
        if watcher is not None:
            watcher.wait(60)
        text = said.read_text(encoding="utf-8", errors="replace") if said.exists() else ""
        return Done(os.waitstatus_to_exitcode(status), text)

    def must(self, *arguments: object, code: Sequence[int] = (0, 1)) -> None:
        """A run that prepares the case."""
        done = self.run(*arguments)
        if done.code not in code:
            raise RuntimeError(f"The case could not be prepared: {arguments[0]}: {done.said[-300:]}")


def _become(case: Case, arguments: list[str], said: Path, *, wait: bool) -> NoReturn:
    """The child: from here on a command like one typed in a terminal, but for the start of the interpreter."""
    atexit._clear()
    atexit.register(whole._forget_done)
    environment = case.environment
    os.environ.clear()
    os.environ.update(environment)
    tempfile.tempdir = None
    os.chdir(case.root)
    screen = os.open(said, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    nothing = os.open(os.devnull, os.O_RDONLY)
    for ours, its in ((nothing, 0), (screen, 1), (screen, 2)):
        os.dup2(ours, its)
    sys.stdin, sys.stdout, sys.stderr = (
        os.fdopen(0, encoding="utf-8", closefd=False),
        os.fdopen(1, "w", encoding="utf-8", closefd=False),
        os.fdopen(2, "w", encoding="utf-8", closefd=False),
    )
    if wait:
        os.kill(os.getpid(), signal.SIGSTOP)
    code = 70
    try:
        app(arguments)
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else 1
    except BaseException as error:
        print(f"{type(error).__name__}: {error}", file=sys.stderr)
    atexit._run_exitfuncs()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


def _watched(pid: int, watch: Sequence[str]) -> subprocess.Popen[bytes]:
    """Attach strace to a child that has stopped itself, and let it go on."""
    while _state(pid, "State")[:1] != "T":
        time.sleep(0.002)
    watcher = subprocess.Popen(["strace", "-f", "-qq", "-p", str(pid), *watch], stderr=subprocess.DEVNULL)
    until = time.monotonic() + 20
    while _state(pid, "TracerPid") == "0":
        if time.monotonic() > until or watcher.poll() is not None:
            os.kill(pid, signal.SIGKILL)
            raise RuntimeError("strace could not attach: is it allowed here?")
        time.sleep(0.002)
    os.kill(pid, signal.SIGCONT)
    return watcher


def _state(pid: int, what: str) -> str:
    text = Path(f"/proc/{pid}/status").read_text()
    return next(line.split(":", 1)[1].strip() for line in text.splitlines() if line.startswith(f"{what}:"))


@dataclass(frozen=True)
class Command:
    """A command to be killed: how its case is prepared, its arguments, and where names may stand in the clear."""

    name: str
    prepare: Callable[[Case], None]
    arguments: tuple[str, ...]
    meant: tuple[str, ...] = ()  # files that are meant to hold names, besides what was given
    codes: tuple[int, ...] = (0, 1)
    whole: bool = True  # all its results are there, or none


@dataclass
class Outcome:
    """What was left behind by the kills of one command."""

    kills: int = 0
    found: Counter[str] = field(default_factory=Counter)
    told: list[str] = field(default_factory=list)


# ---- the cases


def _draft(path: Path, *more: str) -> None:
    document = docx.Document()
    document.add_paragraph("Tabitha Quillfeather was seen by her social worker, Ms Brackwater.")
    document.add_paragraph("Health visitor Mabel Ottersleigh rang Mrs Quillfeather.")
    for text in more:
        document.add_paragraph(text)
    path.parent.mkdir(exist_ok=True)
    document.save(str(path))


def _listed(path: Path) -> None:
    book = Workbook()
    rows = (
        ("Code", "Kind", "Name", "Also known as", "Relationship or role", "Agency", "Date of birth"),
        ("Child 1", "subject", "Tabitha Quillfeather", "", "Subject", "", "09/05/2014"),
        ("Mrs A", "family", "Glynis Quillfeather", "", "Mother of Child 1", "", ""),
        ("SW1", "professional", "Imogen Brackwater", "", "Social Worker", "Fenmoor Council", ""),
    )
    for row in rows:
        book.worksheets[0].append(list(row))
    book.save(path)


def _given(case: Case) -> None:
    for folder in ("home", "tmp", "user", "k", "safe"):
        (case.root / folder).mkdir(parents=True)
    _listed(case.root / "codes.xlsx")
    _draft(case.root / "given" / "imr.docx")
    case.must("identity", "show")


_MAP = ("--key-map", "k/map")
_RUN = ("anonymise", "given/imr.docx", "--codes", "codes.xlsx", *_MAP, "--out", "out")


def _run_once(case: Case) -> None:
    _given(case)
    case.must(*_RUN, "--identified-key", "safe/key.docx")


def _changed(case: Case) -> None:
    _run_once(case)
    _draft(case.root / "given" / "imr.docx", "Health visitor Lorna Pennyfather came. Quillfeather was out.")


def _run_twice(case: Case) -> None:
    _changed(case)
    case.must(*_RUN)


def _key_lost(case: Case) -> None:
    _run_twice(case)
    case.must("keymap", "recovery", *_MAP, "--passphrase-file", "safe/recovery")
    shutil.rmtree(case.root / "home" / "config")
    case.must("identity", "show")


def _damaged(case: Case) -> None:
    _run_twice(case)
    (case.root / "k" / "map").write_bytes(b"age-encryption.org/v1 and no more")


def _copied(case: Case) -> None:
    _run_once(case)
    case.must("personalise", "out/imr.anonymised.docx", *_MAP, "--out", "safe/copies")
    case.must("decide", *_MAP, "--sheet", "safe/sheet.xlsx")


def _mapped(case: Case) -> None:
    _run_once(case)
    with (case.root / "map.csv").open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([("Old", "New"), ("SW1", "SW2"), ("SW2", "SW1")])


def _own_key(case: Case) -> str:
    said = case.run("identity", "show", "--json")
    return str(json.loads(said.said)["public_key"])


def _returned(case: Case) -> None:
    _run_once(case)
    key = _own_key(case)
    for agency in ("council", "trust"):
        case.must("codes", "return", *_MAP, "--agency", agency, "--board-key", key, "--out", f"returns/{agency}")
    case.must("codes", "requests", *_MAP, "--agency", "council", "--board-key", key, "--out", "returns")


def _reconciled(case: Case) -> None:
    _returned(case)
    case.must(*_RECONCILE)


_RECONCILE = (
    "codes", "reconcile", "returns/council/return-council.sealed", "returns/trust/return-trust.sealed", "--list",
    "codes.xlsx", "--out", "merged",
)  # fmt: skip
_NAMED = ("merged/reconciliation RESTRICTED names.xlsx", "merged/key-of-professionals RESTRICTED names.docx")

COMMANDS = (
    Command("anonymise, first run", _given, (*_RUN, "--identified-key", "safe/key.docx"), ("safe/key.docx",)),
    Command("anonymise, again", _changed, (*_RUN, "--identified-key", "safe/key.docx"), ("safe/key.docx",)),
    Command(
        "personalise", _run_once, ("personalise", "out/imr.anonymised.docx", *_MAP, "--out", "safe/copies"),
        ("safe/copies/imr RESTRICTED names.docx",),
    ),
    Command("decide --sheet", _run_once, ("decide", *_MAP, "--sheet", "safe/sheet.xlsx"), ("safe/sheet.xlsx",)),
    Command("keymap export, .xlsx", _run_once, ("keymap", "export", "safe/all.xlsx", *_MAP), ("safe/all.xlsx",)),
    Command("keymap export, .csv", _run_once, ("keymap", "export", "safe/all.csv", *_MAP), ("safe/all.csv",)),
    Command("keymap recovery", _run_twice, ("keymap", "recovery", *_MAP, "--passphrase-file", "safe/recovery")),
    Command("keymap restore --with", _key_lost, ("keymap", "restore", *_MAP, "--with", "safe/recovery")),
    Command("keymap restore --version", _run_twice, ("keymap", "restore", *_MAP, "--version", "1")),
    Command("keymap restore, damaged", _damaged, ("keymap", "restore", *_MAP, "--version", "1")),
    Command("keymap hold", _run_once, ("keymap", "hold", *_MAP, "--reason", "reference 7")),
    Command(
        "keymap destroy", _copied, ("keymap", "destroy", *_MAP, "--certificate", "safe/certificate.docx", "--yes"),
        ("safe/key.docx", "safe/sheet.xlsx", "safe/copies/imr RESTRICTED names.docx"), whole=False,
    ),
    Command("recode", _mapped, ("recode", "out/imr.anonymised.docx", "--map", "map.csv", "--out", "recoded")),
    Command("codes reconcile", _returned, _RECONCILE, _NAMED),
    Command("codes reconcile, again", _reconciled, _RECONCILE, _NAMED),
    Command(
        "codes answer --sheet", _returned,
        ("codes", "answer", "codes.xlsx", "returns/requests-council.sealed", "--sheet", "safe/answers.xlsx"),
        ("safe/answers.xlsx",),
    ),
    Command(
        "codes issue", _run_once,
        ("codes", "issue", "codes.xlsx", "--to", "council=passphrase", "--to", "trust=passphrase", "--out", "editions"),
    ),
    Command("codes export", _given, ("codes", "export", "codes.xlsx", "--to", "safe/list.csv"), ("safe/list.csv",)),
    Command(
        "audit export, with names", _run_once,
        ("audit", "export", "out/audit.jsonl", "--to", "safe/log.csv", *_MAP), ("safe/log.csv",),
    ),
    Command("check --report", _run_once, ("check", "out/imr.anonymised.docx", "--fast", "--report", "safe/check.docx")),
)  # fmt: skip


# ---- the kills


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
                said = self.case.run("audit", "verify", log, *_MAP)
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


def _import_all() -> None:
    """Import the program once, so that its copies need not. Not what starts threads, which a copy would lack."""
    for module in pkgutil.walk_packages(redactor.__path__, "redactor."):
        if not module.name.startswith(("redactor.web", "redactor.codes.blank")):
            import_module(module.name)


def main() -> None:
    """Print a table: a row for each command, and how many of its kills left what behind."""
    options = argparse.ArgumentParser()
    options.add_argument("--each", type=int, default=20, help="moments of each command")
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--command", action="append", default=[], help="only this one")
    asked = options.parse_args()
    if sys.platform != "linux" or not shutil.which("strace"):
        raise SystemExit("This needs Linux and strace.")
    _import_all()
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
