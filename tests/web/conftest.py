"""One browser for all tests of a worker, and where its pictures go."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def browser(request: pytest.FixtureRequest) -> Iterator[object]:
    """Chromium, or the test is skipped where there is none."""
    pytest.importorskip("playwright", reason="the package playwright is not installed")
    from tests.web.browser import PROGRAM, Eyes, chromium

    given = request.config.getoption("--screenshots")
    Eyes.folder = Path(given) if given else None
    if PROGRAM is None:
        pytest.skip("no Chromium on this computer")
    with chromium() as opened:
        yield opened


@pytest.fixture(autouse=True)
def answers_are_saved_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever saving took the last time: a machine that has other work is slow, and the case is no large one."""
    monkeypatch.setattr("redactor.review.session._QUICK", 60.0)


@pytest.fixture(autouse=True)
def no_tab_is_left(request: pytest.FixtureRequest) -> Iterator[None]:
    """What a test opened is closed after it: a page whose redactor has stopped goes on asking for it, beside all tests after."""
    yield
    if "browser" in request.fixturenames:
        for context in request.getfixturevalue("browser").contexts:  # type: ignore[attr-defined]
            context.close()


@pytest.fixture
def shots(request: pytest.FixtureRequest) -> Path | None:
    """The folder for pictures of the page; None where nobody wants any."""
    given = request.config.getoption("--screenshots")
    return Path(given) if given else None
