"""The measure of publication: a case that gives its subject away before, and a truth that it holds the copies against."""

from __future__ import annotations

from pathlib import Path

from benchmarks.publication import CANDIDATES, invented, measured, written_cases
from redactor.keymap.levels import DateLevel


def test_a_case_is_measured_before_and_after(tmp_path: Path) -> None:
    found = measured([invented(1)], tmp_path, (DateLevel.MONTHS,))
    (before,) = found["as the board has it"]
    assert before.singled_out and before.exact == len(invented(1).facts) and not before.general
    (after,) = found["print, dates as relative months"]
    assert after.fit > before.fit and after.general and after.lost == 0
    assert after.exact + after.general + after.lost == before.exact


def test_the_candidates_are_many_and_one_of_them_is_the_subject() -> None:
    case = invented(7)
    assert len(case.candidates) == CANDIDATES and case.candidates.count(case.subject) == 1
    assert invented(7) == case != invented(8)


def test_the_written_cases_tell_their_facts_and_hold_their_subjects() -> None:
    cases = written_cases()
    assert len(cases) == 10
    for case in cases:
        assert all(words in "\n".join(case.text) for words in case.facts.values())
        assert len(case.candidates) == CANDIDATES and case.candidates.count(case.subject) == 1
