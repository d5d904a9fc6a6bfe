"""How single scores become the figures that are reported."""

from __future__ import annotations

import io
from typing import Any

import pytest
from rich.console import Console

from benchmarks.summary import NOT_MEASURED, Scored, detail, figures, table


def scored(name: str = "case/draft", words: int = 100, **values: Any) -> Scored:
    """A draft's score: nothing wrong except for `values`."""
    flawless: dict[str, Any] = {
        "mentions": 10,
        "leaked": 0,
        "leak_rate_%": 0.0,
        "package_leaks": 0,
        "issued_mentions": 5,
        "issued_code_accuracy_%": 100.0,
        "unlisted_entities": 4,
        "unlisted_consistent_%": 100.0,
        "staff_prefix_accuracy_%": 100.0,
        "code_clashes": 0,
        "over_redaction_%": 0.0,
        "keeps": 3,
        "keeps_broken": 0,
        "blocks_missing": 0,
        "by_type": {"issued": {"mentions": 5, "leaked": 0}, "SW": {"mentions": 5, "leaked": 0}},
        "detail": {"leaks": [], "package": [], "wrong_codes": [], "clashes": {}},
    }
    return Scored(name, words, {**flawless, **values})


@pytest.mark.parametrize(
    ("key", "drafts", "together"),
    [
        ("leaked", [scored(leaked=2), scored(leaked=3)], 5),
        ("keeps_broken", [scored(keeps_broken=1), scored()], 1),
        # a draft with ten times the mentions weighs ten times as much
        ("leak_rate_%", [scored(**{"leak_rate_%": 11.0}), scored(mentions=100)], 1.0),
        ("issued_code_accuracy_%", [scored(**{"issued_code_accuracy_%": 40.0}), scored(issued_mentions=15)], 85.0),
        ("unlisted_consistent_%", [scored(**{"unlisted_consistent_%": 50.0}), scored(unlisted_entities=16)], 90.0),
        ("over_redaction_%", [scored(words=300, **{"over_redaction_%": 4.0}), scored(words=100)], 3.0),
        # no unlisted staff in the first draft: it has no say
        (
            "staff_prefix_accuracy_%",
            [scored(**{"staff_prefix_accuracy_%": None}), scored(**{"staff_prefix_accuracy_%": 75.0})],
            75.0,
        ),
        # a mention that leaked was not judged by its prefix
        (
            "staff_prefix_accuracy_%",
            [
                scored(by_type={"HV": {"mentions": 9, "leaked": 8}}, **{"staff_prefix_accuracy_%": 0.0}),
                scored(by_type={"SW": {"mentions": 3, "leaked": 0}, "PERSON": {"mentions": 9, "leaked": 0}}),
            ],
            75.0,
        ),
    ],
)
def test_several_drafts_become_one_figure(key: str, drafts: list[Scored], together: float) -> None:
    found = figures(drafts)
    assert found is not None
    assert found[key] == together


def test_nothing_is_averaged_over_the_drafts_that_came_out() -> None:
    withheld = Scored("case/withheld", 100, None)
    assert figures([scored(), withheld]) is None
    shown = io.StringIO()
    Console(width=200, file=shown).print(table([scored(), withheld]))
    lines = shown.getvalue().splitlines()
    assert [NOT_MEASURED in line for line in lines if line.startswith(("case/", "overall"))] == [False, True, True]
    assert NOT_MEASURED in detail(withheld)


def test_detail_shows_what_went_wrong() -> None:
    wrong = {"leaks": [{"where": "cell", "left": ["Brackenbury"]}], "clashes": {"sw2": ["SW:a", "SW:b"]}, "package": []}
    text = detail(scored(detail=wrong))
    assert "Brackenbury" in text
    assert "sw2" in text
    assert "package" not in text
