"""Tests that fail today because of a fault that is known. Each names the wrong outcome that it expects: one that fails
for another reason is a failure, and one that comes right ("XPASS") has to leave its register.
"""

from __future__ import annotations

import pytest


def failing(reason: str, wrong: str) -> pytest.MarkDecorator:
    """The mark of a test that fails with this outcome and no other: the text that comes out instead of the right one, or the
    line of the failed assertion."""
    expected = pytest.RaisesExc(AssertionError, check=lambda error: shows(str(error), wrong))
    return pytest.mark.xfail(strict=True, reason=f"{reason} ({wrong})", raises=expected)


def shows(message: str, wrong: str) -> bool:
    """Whether a failed assertion says that this came out."""
    lines = [line.strip() for line in message.splitlines()]
    return any(line in (wrong, f"+ {wrong}") or line.startswith(f"assert {wrong!r} ") for line in lines)
