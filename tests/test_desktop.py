"""What a click starts: the page with the files that were clicked on; a refusal is shown where nobody sees a terminal."""

from __future__ import annotations

import sys

import pytest

from redactor import desktop


def test_files_are_opened_in_the_page_and_a_refusal_is_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[str] = []
    monkeypatch.setattr(desktop, "_window", shown.append)
    monkeypatch.setattr(sys, "stdout", None)  # as pythonw.exe has it
    monkeypatch.setattr(sys, "stderr", None)
    assert desktop.main(["nowhere.docx"]) == 2
    assert len(shown) == 1 and "does not exist" in shown[0]


def test_in_a_terminal_it_is_told_there(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(desktop, "_window", lambda text: pytest.fail(text))
    assert desktop.main(["nowhere.docx"]) == 2
    assert "does not exist" in capsys.readouterr().err
