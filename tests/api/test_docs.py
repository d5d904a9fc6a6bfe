"""docs/api.md does what it says."""

from __future__ import annotations

import doctest
from pathlib import Path

import pytest

import redactor

ROOT = Path(__file__).resolve().parents[2]


def test_every_example_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    done = doctest.testfile(str(ROOT / "docs" / "api.md"), module_relative=False, encoding="utf-8")
    assert done.attempted > 20 and not done.failed


def test_everything_promised_is_shown() -> None:
    text = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")
    assert [name for name in redactor.__all__ if name not in text] == []
