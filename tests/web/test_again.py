"""Nobody is locked out: a window that was closed is opened again, a second start finds the first, an icon starts it."""

from __future__ import annotations

import configparser
import os
import shlex
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest

from redactor.web.running import SecondStart, come_back
from tests.drafts import AWAITING, SETTLED, board_list, draft
from tests.web.browser import SIZE, Eyes, lent
from tests.web.served import Client, served


def test_the_author_comes_back_after_the_last_window_was_closed(browser, tmp_path: Path, home: Path) -> None:  # type: ignore[no-untyped-def]
    imr, codes = draft(tmp_path / "imr.docx", *SETTLED, *AWAITING), board_list(tmp_path / "codes.xlsx")
    with served(imr, codes=codes, out=tmp_path / "out") as client:
        context = browser.new_context(viewport=SIZE)
        eyes = Eyes(context)
        eyes.page.goto(client.address)
        eyes.page.wait_for_url("**/draft", timeout=60_000)
        eyes.ready()
        lent(client, eyes.page)
        before = eyes.left
        eyes.key("1")
        old = eyes.page.url
        context.new_page().goto(client.address)  # an old address, in the browser that was let in
        context.close()  # the last window, and the browser's cookies with it

        eyes = Eyes(browser.new_context(viewport=SIZE))
        assert "start redactor again" in (eyes.page.goto(client.address) or eyes).text()
        began = time.monotonic()
        program = [sys.executable, "-m", "redactor.cli", "review", "--no-browser"]
        done = subprocess.run([*program, str(imr)], capture_output=True, text=True, check=True, timeout=30)
        assert "open already" in done.stdout and "Varnham" not in done.stdout
        address = next(line for line in done.stdout.splitlines() if line.startswith("http://"))
        eyes.page.goto(address)
        eyes.page.goto(old)
        eyes.ready()
        eyes.page.locator("#elsewhere").wait_for(state="hidden")
        assert eyes.left < before and time.monotonic() - began < 15
        eyes.key("u")  # and it is this window that works now
        assert eyes.left == before, eyes.page.inner_text("body")[-900:]
        (file,) = (home / "state" / "open").iterdir()
        assert os.name == "nt" or stat.S_IMODE(file.stat().st_mode) == 0o600
        assert come_back(SecondStart.of((tmp_path / "other.docx",), None, None)) == ""  # another case is another page's
    assert list((home / "state" / "open").iterdir()) == []
    assert come_back(SecondStart()) == ""


def test_what_is_given_to_a_page_with_nothing_open_is_opened_there(tmp_path: Path) -> None:
    imr = draft(tmp_path / "imr.docx", *SETTLED)
    with served() as client:
        address = come_back(SecondStart.of((imr,), board_list(tmp_path / "codes.xlsx"), tmp_path / "k" / "map"))
        client.address = address
        assert "mark--issued" in client.enter().wait()


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"X_Nonce": "1", "X_Proof": "2"},
        {"X_Nonce": "1", "X_Proof": "2", "Origin": "http://example.org"},
        {"X_Nonce": "1", "Sec_Fetch_Site": "cross-site"},
    ],
)
def test_nobody_else_comes_in_that_way(headers: dict[str, str]) -> None:
    with served() as client:
        answer = client.enter().raw("POST", "/again", b"{}", **headers)
        assert answer.status == 403 and "open?token" not in answer


def test_a_page_that_was_killed_is_forgotten(home: Path) -> None:
    folder = home / "state" / "open"
    folder.mkdir(parents=True)
    (folder / "page-9-1.json").write_text('{"port": 9, "secret": "x"}')
    (folder / "page-10-1.json").write_text("{")
    assert come_back(SecondStart()) == ""
    assert not (folder / "page-9-1.json").exists()


def test_it_ends_soon_where_nothing_is_open(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("redactor.web.opening._EMPTY", 0.2)
    with served(stop_after=600) as client:
        client.thread.join(10)
        assert not client.thread.is_alive()


@pytest.mark.skipif(sys.platform != "linux", reason="a menu entry of the freedesktop kind")
def test_the_icon_starts_it_and_comes_back_to_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    me = tmp_path / "a 100% ho$me"
    (me / "Desktop").mkdir(parents=True)
    shown = tmp_path / "shown.txt"
    shower = tmp_path / "shower"
    shower.write_text(f'#!/bin/sh\necho "$1" >> "{shown}"\n')
    shower.chmod(0o755)
    monkeypatch.setenv("HOME", str(me))
    monkeypatch.setenv("BROWSER", f"{shower} %s")
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME"):
        monkeypatch.delenv(name, raising=False)
    told = subprocess.run(
        [sys.executable, "-m", "redactor.cli", "review", "--install-icon"], capture_output=True, text=True, check=True
    ).stdout
    entry = me / "Desktop" / "redactor.desktop"
    assert str(entry) in told and os.access(entry, os.X_OK)
    parsed = configparser.RawConfigParser(interpolation=None)
    parsed.read(entry, encoding="utf-8")
    section = parsed["Desktop Entry"]
    assert section["Terminal"] == "false" and Path(section["Icon"]).is_file()
    # as a desktop reads it: %% is %, no file stands for %F
    command = shlex.split(section["Exec"].replace("\\\\", "\\").replace(" %F", "").replace("%%", "%"))
    assert command[0] == sys.executable
    running = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    try:
        while not (shown.is_file() and shown.read_text()):
            assert running.poll() is None
            time.sleep(0.05)
        first = shown.read_text().split()
        subprocess.run(command, stdout=subprocess.DEVNULL, check=True, timeout=30)
        second = shown.read_text().split()[-1]
        assert second != first[0] and second.split("/")[2] == first[0].split("/")[2]  # the same page, let in anew
        client = Client(second, None)  # type: ignore[arg-type]
        client.enter()
        client.post("/close")
        running.wait(15)
    finally:
        running.kill()
