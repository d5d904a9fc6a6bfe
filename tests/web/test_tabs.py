"""Tabs: which of them may change things, and that the page stops when nobody looks any more."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

from tests.drafts import board_list, draft, redactor
from tests.web.served import event, served


def test_a_second_tab_sees_that_the_first_is_open_and_may_change_nothing() -> None:
    with served() as first:
        first.enter()
        stream = first.listen()
        assert event(stream) == "here"
        first.tab = "second"
        other = first.listen()
        assert event(other) == "elsewhere"
        refused = first.post("/files/out", {"kind": "list"})
        assert refused.status == 409 and "another tab" in refused
        assert first.post("/tab").status == 204  # "Use this tab"
        assert event(stream) == "elsewhere"
        assert first.post("/files/out", {"kind": "list"}).status == 200
        first.tab = "first"
        assert first.post("/files/out", {"kind": "list"}).status == 409


def test_the_next_tab_goes_on_when_the_first_is_closed() -> None:
    with served() as client:
        client.enter()
        stream = client.listen()
        assert event(stream) == "here"
        stream.close()
        client.opened.pop().close()
        client.tab = "second"
        end = time.monotonic() + 10
        while True:  # the server sees within a beat that the first is gone
            other = client.listen()
            if event(other) == "here":
                break
            other.close()
            client.opened.pop().close()
            assert time.monotonic() < end
        assert client.post("/files/out", {"kind": "list"}).status == 200


def test_it_stops_by_itself_when_the_last_tab_has_been_closed_for_long_enough() -> None:
    with served(stop_after=1.5) as client:
        client.enter()
        stream = client.listen()
        assert event(stream) == "here"
        time.sleep(2.5)
        assert client.thread.is_alive()  # a tab is open
        stream.close()
        client.opened.pop().close()
        client.thread.join(15)
        assert not client.thread.is_alive()
        client.cookie = ""


def test_a_page_that_nobody_opens_stops_too() -> None:
    with served(stop_after=0.5) as client:
        client.thread.join(10)
        assert not client.thread.is_alive()


# another process, since the lock of one process lets its own threads in; a command waits half a minute, this one not
DECIDE = """
import sys
from redactor.keymap import keymap_files
keymap_files._WAIT_SECONDS = 0.2
from redactor.cli import app
app(["decide", "--key-map", sys.argv[1], "--made"])
"""
REVIEW = """
import sys
from pathlib import Path
from redactor.review.session import Review
from redactor.base.refused import Refused
from redactor.case.opening import Request
try:
    Review(Request((Path(sys.argv[2]),), Path("out"), None, Path(sys.argv[1])), "me", lambda *step: None)
except Refused as error:
    sys.exit(str(error))
"""


def test_a_command_or_a_second_page_on_the_same_key_map_sees_the_lock(tmp_path: Path) -> None:
    codes, key_map = board_list(tmp_path / "codes.xlsx"), tmp_path / "k" / "map"
    imr = draft(tmp_path / "imr.docx", "Tilly Varnham was seen.")
    with served(imr, codes=codes, key_map=key_map) as client:
        client.enter().wait()
        for program in (DECIDE, REVIEW):
            command = [sys.executable, "-c", program, str(key_map), str(imr)]
            done = subprocess.run(command, capture_output=True, text=True, check=False)
            assert done.returncode != 0
            assert "Another run is using the key map" in done.stderr and "review page" in done.stderr
    assert redactor("decide", "--key-map", key_map, "--made").code == 0  # once it is closed, all is as before
