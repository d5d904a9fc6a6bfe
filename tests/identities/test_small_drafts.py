"""Small drafts read as their marks say. What is wrong and of what the sieve tells nobody is listed here, and is to become less;
letters among it are told by the last look.
"""

from __future__ import annotations

from collections import Counter

from tests.identities.small_drafts import ASKED, RIGHT, SILENT, TOLD, outcomes, small_drafts

# (draft, surface)
KNOWN = {
    (6, "b"), (15, "GP"), (18, "M"), (21, "Levi"), (32, "M"), (32, "F"), (41, "bailey"), (53, "22"), (53, "Kerry"), (55, "Q"),
    (56, "Tel"), (59, "Turning Tide"), (62, "ANWAR"), (62, "Sparkle"), (63, "Robin"), (64, "Bluebird"),
}  # fmt: skip
AT_LEAST_RIGHT, AT_MOST_ASKED, AT_MOST_TOLD = 640, 5, 32


def test_small_drafts() -> None:
    found = [one for draft in small_drafts() for one in outcomes(draft)]
    counted = Counter(one.how for one in found)
    assert {(one.draft, one.surface) for one in found if one.how == SILENT} == KNOWN
    assert counted[RIGHT] >= AT_LEAST_RIGHT, counted
    assert counted[ASKED] <= AT_MOST_ASKED, counted
    assert counted[TOLD] <= AT_MOST_TOLD, counted
