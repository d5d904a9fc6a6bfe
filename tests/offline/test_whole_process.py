"""Nothing leaves the computer, whoever makes the call: the real commands, each with the model loaded, watched for longer
than any library waited so far, native threads and children with them.
"""

from __future__ import annotations

import shutil
import sys
import threading
import time
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from tests.drafts import AWAITING, SETTLED, board_list, draft, redactor
from tests.offline.watching import Watched, judge, why_not
from tests.test_offline import without_network
from tests.web.served import Client

STAYS = 18.0  # seconds after the command has ended; onnxruntime 1.32 reports after about ten, later on a busy machine
HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
MODEL = "models/names/model.onnx"
linux = pytest.mark.skipif(bool(why_not()), reason=why_not())


def stay(*arguments: object, seconds: float = STAYS) -> list[str]:
    return [sys.executable, str(HERE / "stay.py"), str(seconds), *map(str, arguments)]


def browse(page: Watched) -> None:
    """Look at the page as a browser would, once it is there."""
    end = time.monotonic() + 120
    while "http://" not in page.said():
        assert time.monotonic() < end, page.erred()
        time.sleep(0.1)
    address = next(line.strip() for line in page.said().splitlines() if line.startswith("http://"))
    shown = Client(address, threading.current_thread()).enter().wait(120)
    assert "Leyburn" in shown


@linux
def test_no_command_asks_the_network_or_writes_outside_its_folders(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    imr = draft(tmp_path / "given" / "imr.docx", *SETTLED, *AWAITING)
    codes = board_list(tmp_path / "given" / "codes.xlsx")
    # the questions that `decide` asks, and a file for `check`, come from a run before
    monkeypatch.setenv("REDACTOR_HOME", str(tmp_path / "list" / "home"))
    before = tmp_path / "before"
    assert redactor("anonymise", imr, "--codes", codes, "--out", before).code == 1
    coded, letter = before / "imr.anonymised.docx", tmp_path / "given" / "letter.pdf"
    page = Canvas(str(letter))
    page.drawString(72, 700, "SW1 wrote to Mrs A.")
    page.save()
    runs = {
        "anonymise": (stay("anonymise", imr, "--codes", codes, "--out", "."), 1, ""),
        "check": (stay("check", coded, letter, "--codes", codes, "--report", "check.docx"), 1, ""),
        # a person answers questions and looks at the list
        "list": (
            stay("codes", "check", codes, "+", "codes", "enforce", codes, coded, "+", "decide", "--codes", codes),
            11,
            "n\nn\nn\n",
        ),
        "review": (
            stay("review", imr, "--codes", codes, "--no-browser", "--stop-after", "0.15", seconds=STAYS / 2),
            0,
            "",
        ),
        "library": (stay(), 0, ""),
    }
    watched = {name: Watched(tmp_path / name, command, typed=typed) for name, (command, _, typed) in runs.items()}
    began = time.monotonic()
    # the runtime of the lock reports where nobody silenced it: without `silence` the proof would fail
    load = f"import onnxruntime, time; s = onnxruntime.InferenceSession({str(ROOT / MODEL)!r}); time.sleep({STAYS + 6})"
    apart = without_network()
    loud = Watched(tmp_path / "loud", [sys.executable, "-I", "-c", load], prefix=apart)
    reporting = loud.start() if apart else None
    running = {name: run.start() for name, run in watched.items()}
    try:
        browse(watched["review"])
        ended = {name: (process.wait(240), time.monotonic() - began) for name, process in running.items()}
    finally:
        for process in running.values():
            process.kill()
    seen = {name: run.seen() for name, run in watched.items()}
    assert {name: each.outward for name, each in seen.items()} == dict.fromkeys(runs, ())
    assert {name: each.elsewhere for name, each in seen.items()} == dict.fromkeys(runs, ())
    # each did its work with the model loaded, and long enough; what it says holds names, so only its end is compared
    assert {name: code for name, (code, _) in ended.items()} == {name: code for name, (_, code, _) in runs.items()}
    assert all(seconds >= STAYS for _, seconds in ended.values())
    assert [name for name, each in seen.items() if not any(path.endswith(MODEL) for path in each.read)] == []
    assert (tmp_path / "anonymise" / "out" / "imr.anonymised.docx").exists()
    assert (tmp_path / "check" / "out" / "check.docx").exists()
    if reporting is None:
        pytest.skip(
            "That the watch sees a runtime which reports needs a network namespace: what it tries must not get out."
        )
    assert reporting.wait(120) == 0
    said = loud.seen()
    assert any("/etc/resolv.conf" in line for line in said.outward)
    assert any(".onnxruntime" in line for line in said.elsewhere)


@linux
@pytest.mark.parametrize(
    ("code", "what"),
    [
        ("c.connect(c.socket(2, 1, 0), b'\\x02\\0\\0\\x09\\xc0\\0\\x02\\x01' + bytes(8), 16)", "192.0.2.1"),
        ("c.connect(c.socket(2, 2, 0), b'\\x02\\0\\0\\x35\\xc0\\0\\x02\\x01' + bytes(8), 16)", "SOCK_DGRAM"),
        ("c.getaddrinfo(b'redactor.invalid', None, None, ctypes.byref(ctypes.c_void_p()))", "/etc/resolv.conf"),
        ("c.socket(16, 3, 0)", "AF_NETLINK"),
    ],
)
def test_the_watch_sees_a_native_thread(tmp_path: Path, code: str, what: str) -> None:
    thread = f"import ctypes, threading\nc = ctypes.CDLL(None)\nt = threading.Thread(target=lambda: {code})\nt.start(); t.join()"
    run = Watched(tmp_path, [sys.executable, "-I", "-c", thread], prefix=without_network())
    run.start().wait(60)
    assert any(what in line for line in run.seen().outward)


@linux
def test_the_watch_sees_what_is_written_elsewhere(tmp_path: Path) -> None:
    code = (
        "import pathlib, tempfile\n"
        "(pathlib.Path.home() / '.cache').mkdir()\n"
        "tempfile.TemporaryFile().write(b'x')\n"
        "pathlib.Path('mine').write_text('x')\n"
    )
    run = Watched(tmp_path, [sys.executable, "-I", "-c", code])
    assert run.start().wait(60) == 0
    elsewhere = run.seen().elsewhere
    assert any("nobody/.cache" in line for line in elsewhere) and any(f'"{tmp_path}/tmp' in line for line in elsewhere)
    assert not any("mine" in line for line in elsewhere)


@pytest.mark.parametrize(
    ("line", "outward", "elsewhere"),
    [
        ('connect(8<socket:[1]>, {sa_family=AF_INET, sin_port=htons(53), sin_addr=inet_addr("192.0.2.53")}, 16) = 0', 1, 0),
        ('sendto(8, "x", 1, 0, {sa_family=AF_INET, sin_port=htons(53), sin_addr=inet_addr("192.0.2.53")}, 16) = 1', 1, 0),
        ('connect(8, {sa_family=AF_INET6, sin6_port=htons(443), inet_pton(AF_INET6, "2001:db8::1", &sin6_addr)}, 28) = 0', 1, 0),
        ('bind(3, {sa_family=AF_INET6, sin6_port=htons(0), inet_pton(AF_INET6, "::1", &sin6_addr)}, 28) = 0', 0, 0),
        ('bind(3, {sa_family=AF_INET, sin_port=htons(0), sin_addr=inet_addr("127.0.0.1")}, 16) = 0', 0, 0),
        ('bind(3, {sa_family=AF_INET, sin_port=htons(0), sin_addr=inet_addr("0.0.0.0")}, 16) = 0', 1, 0),
        ("socket(AF_INET6, SOCK_STREAM|SOCK_CLOEXEC, IPPROTO_IP) = 3", 0, 0),
        ("socket(AF_INET6, SOCK_DGRAM, IPPROTO_IP) = 3", 1, 0),
        ("socketpair(AF_UNIX, SOCK_STREAM|SOCK_CLOEXEC, 0, [3, 4]) = 0", 0, 0),
        ('connect(8, {sa_family=AF_UNIX, sun_path="/var/run/nscd/socket"}, 110) = -1 ENOENT', 0, 0),
        ('connect(8, {sa_family=AF_UNIX, sun_path="/run/dbus/system_bus_socket"}, 110) = 0', 1, 0),
        ('openat(AT_FDCWD</>, "/etc/resolv.conf", O_RDONLY|O_CLOEXEC) = 3</etc/resolv.conf>', 1, 0),
        ('openat(AT_FDCWD</>, "/etc/hosts", O_RDONLY|O_CLOEXEC) = 3</etc/hosts>', 0, 0),
        ('openat(6</var/tmp>, "deviceid.tmp", O_WRONLY|O_CREAT|O_EXCL, 0600) = 7</var/tmp/deviceid.tmp>', 0, 1),
        ('openat(AT_FDCWD</mine>, "a", O_WRONLY|O_CREAT|O_EXCL, 0600) = 7</mine/a>', 0, 0),
        ('rename("/mine/a", "/var/tmp/a") = 0', 0, 1),
        ('mkdir("/mine/a", 0700) = 0', 0, 0),
        ('rename(".a.part", "a") = 0', 0, 0),
        ('openat(AT_FDCWD</mine>, "/dev/null", O_RDWR) = 7</dev/null>', 0, 0),
        ("io_uring_setup(8, {flags=0}) = 3", 1, 0),
    ],
)  # fmt: skip
def test_a_line_of_the_watch(line: str, outward: int, elsewhere: int) -> None:
    seen = judge([line], [Path("/mine")], Path("/mine"))
    assert (len(seen.outward), len(seen.elsewhere)) == (outward, elsewhere)


def test_where_it_cannot_run_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: None)
    assert "strace" in why_not()
