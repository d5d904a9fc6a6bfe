"""The laws of hypothesis hold on a busy computer too: none of them has a deadline."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

ROOT = Path(__file__).resolve().parent.parent


@settings(max_examples=3)
@given(st.integers())
def test_a_slow_example_is_no_failure(number: int) -> None:
    """Twice as long as hypothesis allows by default."""
    time.sleep(0.4)
    assert settings.default is not None and settings.default.deadline is None


@pytest.mark.parametrize("ci", ["", "true"])
def test_ci_tries_the_same_examples_each_time(ci: str) -> None:
    code = (
        "import tests.conftest; from hypothesis import settings as s; print(s.default.deadline, s.default.derandomize)"
    )
    environment = {**{k: v for k, v in os.environ.items() if k != "CI"}, **({"CI": ci} if ci else {})}
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["None", str(bool(ci))]


def test_no_law_sets_a_deadline_of_its_own() -> None:
    texts = {
        path: path.read_text(encoding="utf-8") for path in (ROOT / "tests").rglob("*.py") if path.name != "conftest.py"
    }
    word = "dead" + "line="
    assert [p.name for p, text in texts.items() if text.count(word) != text.count(f"{word}None")] == []
