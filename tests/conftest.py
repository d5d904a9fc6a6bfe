"""Every test has the user's two folders to itself; no law of hypothesis has a deadline."""

from __future__ import annotations

import functools
import os
from pathlib import Path

import pyrage
import pytest
import typer.testing
from hypothesis import HealthCheck, settings

from tests import quick_passphrase

pytest_plugins = ["pytester"]

# the commands are put together from their functions once, not once for every run of one: a fifteenth of a second each
typer.testing._get_command = functools.cache(typer.testing._get_command)  # type: ignore[attr-defined]

# what is sealed to a passphrase costs a moment; the product's own way takes seconds, on purpose, and has a test about it
_SEALING = pyrage.passphrase.encrypt
pyrage.passphrase.encrypt = quick_passphrase.encrypt

# A computer that has other work is slow, not wrong. In CI the examples are the same each time: what is red there is red here.
settings.register_profile("here", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("ci", settings.get_profile("here"), derandomize=True, database=None, print_blob=True)
settings.load_profile("ci" if os.environ.get("CI") else "here")


def pytest_xdist_auto_num_workers() -> int:
    """One worker more than two processors: a third of the time of a run goes by in waiting for browsers and programs."""
    return max(3, os.cpu_count() or 1)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--screenshots", default="", help="folder for pictures of the review page, taken by tests/web")


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """REDACTOR_HOME for this test alone."""
    folder = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("REDACTOR_HOME", str(folder))
    return folder


@pytest.fixture
def real_passphrases(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sealing to a passphrase takes what the product takes for it."""
    monkeypatch.setattr(pyrage.passphrase, "encrypt", _SEALING)
