"""Finding the cases and the program that scores them."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks import cases, scorer


def evaluation(folder: Path) -> Path:
    """A folder with two cases, and the scoring program two levels above the second."""
    for name in ("first", "deep/second"):
        (folder / "cases" / name).mkdir(parents=True)
        (folder / "cases" / name / "case.yaml").touch()
    (folder / scorer.PROGRAM).write_text("raise SystemExit('there is no draft')", encoding="utf-8")
    return folder / "cases"


def test_cases_are_found_at_any_depth(tmp_path: Path) -> None:
    folder = evaluation(tmp_path)
    assert [case.name for case in scorer.cases(folder)] == ["second", "first"]
    assert [case.name for case in scorer.cases(folder / "first")] == ["first"]


def test_the_scorer_is_found_above_or_where_said(tmp_path: Path) -> None:
    folder = evaluation(tmp_path)
    assert scorer.find(folder / "deep") == tmp_path / scorer.PROGRAM
    elsewhere = tmp_path / "elsewhere.py"
    elsewhere.touch()
    assert scorer.find(folder, elsewhere) == elsewhere


@pytest.mark.parametrize("missing", ["scorer", "cases"])
def test_what_is_missing_is_said_in_a_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], missing: str
) -> None:
    folder = evaluation(tmp_path)
    arguments = {
        "scorer": [str(folder), "--scorer", str(tmp_path / "nowhere.py")],
        "cases": [str(tmp_path / "cases" / "deep"), "--keep", str(tmp_path / "work")],
    }
    if missing == "cases":
        (folder / "deep" / "second" / "case.yaml").unlink()
    assert cases.main(arguments[missing]) == 2
    assert ("--scorer" if missing == "scorer" else "case.yaml") in capsys.readouterr().err


def test_a_scorer_that_fails_is_not_passed_over(tmp_path: Path) -> None:
    folder = evaluation(tmp_path)
    with pytest.raises(scorer.BenchmarkError, match="there is no draft"):
        scorer.build(tmp_path / scorer.PROGRAM, folder / "first", tmp_path / "work")
