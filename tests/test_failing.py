from __future__ import annotations

import pytest

from tests.failing import shows

SEEN = (
    "assert 'They met at A...s A 14.' == 'They met at Address A.'\n"
    "  \n  - They met at Address A.\n  + They met at Address A 14."
)


@pytest.mark.parametrize(
    ("message", "wrong", "expected"),
    [
        (SEEN, "They met at Address A 14.", True),
        (SEEN, "They met at Address A.", False),  # the right one
        (SEEN, "They met at Address A 1", False),  # a part of it
        ("assert 'GP1 of GP1 came.' in ('GP1 of Surgery X1 came.',)", "GP1 of GP1 came.", True),
        ("assert 'GP1 of GP2 came.' in ('GP1 of Surgery X1 came.',)", "GP1 of GP1 came.", False),
        ("Mrs A was seen.\nassert 2 == 1", "Mrs A was seen.", True),
        ("assert False\n +  where False = f('Ty', 'Tyler')", "assert False", True),
        ("assert 'Person 1' != 'Person 1'", "assert 'Person 1' != 'Person 1'", True),
    ],
)
def test_a_known_fault_is_known_by_what_comes_out(message: str, wrong: str, expected: bool) -> None:
    assert shows(message, wrong) is expected


def test_a_fault_that_fails_for_another_reason_is_a_failure(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(
        test_it="""
        from tests.failing import failing

        @failing("a house number stays", "Address A 14.")
        def test_known():
            assert "Address A 14." == "Address A."

        @failing("a house number stays", "Address A 14.")
        def test_another_reason():
            assert "Mrs A." == "Address A."

        @failing("a house number stays", "Address A 14.")
        def test_an_error():
            raise KeyError("Address A 14.")

        @failing("a house number stays", "Address A 14.")
        def test_mended():
            assert "Address A." == "Address A."
        """
    )
    pytester.runpytest_inprocess("-p", "no:cacheprovider", "-p", "no:xdist").assert_outcomes(xfailed=1, failed=3)
