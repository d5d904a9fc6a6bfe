"""`redactor review` as a command: what it says, how it ends, and that it asks nothing of the network."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

from tests.drafts import SETTLED, board_list, draft, names_in, redactor
from tests.test_offline import watched


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
