"""Every test has the user's two folders to itself."""

from __future__ import annotations

from pathlib import Path

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--screenshots", default="", help="folder for pictures of the review page, taken by tests/web")


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """REDACTOR_HOME for this test alone."""
    folder = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("REDACTOR_HOME", str(folder))
    return folder
