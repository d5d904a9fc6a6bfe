from __future__ import annotations

import sys

from redactor.base.turns import short_turns


def test_turns_are_short_while_somebody_needs_them_and_then_as_they_were() -> None:
    own = sys.getswitchinterval()
    one, two = short_turns(), short_turns()
    with one:
        assert sys.getswitchinterval() < own
        two.__enter__()
    assert sys.getswitchinterval() < own  # the second, begun in another thread perhaps, still needs them
    two.__exit__(None, None, None)
    assert sys.getswitchinterval() == own
