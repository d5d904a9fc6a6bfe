"""`redactor review` as a command: what it says, how it ends, and that it asks nothing of the network."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from redactor.keymap.keymap_files import load_key_map
from redactor.sealed.sealing import Home
from tests.drafts import SETTLED, board_list, draft, names_in, redactor
from tests.test_offline import watched
from tests.web.served import Client


def test_it_says_what_to_do_where_its_packages_are_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "redactor.web.opening", raising=False)
    monkeypatch.setitem(sys.modules, "uvicorn", None)
    monkeypatch.delitem(sys.modules, "redactor.web.server", raising=False)
    done = redactor("review")
    assert done.code == 2 and "pip install 'redactor[review]'" in done.screen


def test_a_draft_that_is_not_there_is_said_by_its_number(tmp_path: Path) -> None:
    done = redactor("review", draft(tmp_path / "imr.docx", "x"), tmp_path / "Tilly Varnham.docx", "--no-browser")
    assert done.code == 2 and "Draft 2 does not exist" in done.screen and names_in(done.screen) == []


def test_it_asks_nothing_of_the_network_and_stops_by_itself(tmp_path: Path) -> None:
    imr, codes = draft(tmp_path / "imr.docx", *SETTLED), board_list(tmp_path / "codes.xlsx")
    command = [sys.executable, "-m", "redactor.cli", "review", str(imr), "--codes", str(codes), "--no-browser"]
    done, attempts = watched(tmp_path, [*command, "--stop-after", "0.05"])
    assert attempts == []
    assert done.returncode == 0, done.stderr
    assert re.search(r"http://127\.0\.0\.1:\d+/open\?token=[\w-]{40,}", done.stdout)
    assert "works once" in done.stdout and names_in(done.stdout + done.stderr) == []
    assert list((tmp_path / "home").rglob("*.keymap"))  # what was met is remembered


@pytest.mark.skipif(os.name == "nt", reason="signals of another kind")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_window_that_is_closed_loses_no_decision(tmp_path: Path, number: signal.Signals) -> None:
    imr, codes = draft(tmp_path / "imr.docx", "Varnham was out."), board_list(tmp_path / "codes.xlsx")
    command = [sys.executable, "-m", "redactor.cli", "review", str(imr), "--codes", str(codes), "--no-browser"]
    run = subprocess.Popen([*command, "--key-map", str(tmp_path / "k" / "map")], stdout=subprocess.PIPE, text=True)
    assert run.stdout is not None
    client = Client(next(line.strip() for line in run.stdout if line.startswith("http://")), threading.current_thread())
    client.enter().wait()
    client.post("/answer", {"key": client.key(), "answer": "code:Mr A", "scope": "here"})
    run.send_signal(number)
    run.wait(30)
    found = load_key_map(tmp_path / "k" / "map", Home.current())
    assert found is not None and [d.code for d in found.decisions] == ["Mr A"]
