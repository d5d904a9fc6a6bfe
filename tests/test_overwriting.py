"""Nothing is written over without a word, and the key map never lands among the results."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from redactor.base.refused import Refused
from redactor.case.opening import Request
from redactor.case.run import run
from redactor.keymap.keymap_files import KeyMapError, load_key_map
from redactor.sealed.sealing import Home
from tests.drafts import SETTLED, board_list, draft, everything_under, redactor

OTHERS = b"PK\x03\x04 somebody else's work"


@pytest.fixture
def case(tmp_path: Path) -> Path:
    board_list(tmp_path / "codes.xlsx")
    draft(tmp_path / "imr.docx", *SETTLED)
    return tmp_path


def places(case: Path, out: str = "out") -> tuple[object, ...]:
    return ("--codes", case / "codes.xlsx", "--key-map", case / "k" / "map", "--out", case / out)


@pytest.mark.parametrize("name", ["report.html", "key-of-professionals.docx", "audit.jsonl", "imr.anonymised.docx"])
def test_a_file_in_the_folder_that_is_not_ours_stays(case: Path, name: str) -> None:
    (case / "out").mkdir()
    (case / "out" / name).write_bytes(OTHERS)
    done = redactor("anonymise", case / "imr.docx", *places(case))
    assert done.code == 2 and "did not write it" in done.screen
    assert everything_under(case / "out") == {case / "out" / name: OTHERS}
    assert not (case / "k" / "map").exists()


def test_our_own_files_are_written_over(case: Path) -> None:
    more = ("--identified-key", case / "key.docx")
    assert redactor("anonymise", case / "imr.docx", *places(case), *more).code == 0
    assert redactor("anonymise", case / "imr.docx", *places(case), *more).code == 0


def test_the_identified_key_replaces_nobody_elses_file(case: Path) -> None:
    target = case / "key.docx"
    target.write_bytes(OTHERS)
    done = redactor("anonymise", case / "imr.docx", *places(case), "--identified-key", target)
    assert done.code == 2 and "did not write it" in done.screen and target.read_bytes() == OTHERS


def test_an_earlier_identified_key_stays_when_the_key_map_cannot_be_saved(
    case: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unwritable(*_: object) -> None:
        raise KeyMapError("The key map cannot be written.")

    asked = Request(
        (case / "imr.docx",), case / "out", case / "codes.xlsx", case / "k", identified_key=case / "key.docx"
    )
    run(asked)
    before = everything_under(case)
    monkeypatch.setattr("redactor.keymap.keymap_files.saving", unwritable)
    with pytest.raises(Refused, match="cannot be written"):
        run(asked)
    after = everything_under(case)
    assert {p: d for p, d in after.items() if p.suffix != ".lock"} == {
        p: d for p, d in before.items() if p.suffix != ".lock"
    }


def test_the_report_of_a_check_replaces_nobody_elses_file(case: Path) -> None:
    redactor("anonymise", case / "imr.docx", *places(case))
    target = case / "check.docx"
    target.write_bytes(OTHERS)
    checking = ("check", case / "out" / "imr.anonymised.docx", "--fast", "--report", target)
    done = redactor(*checking)
    assert done.code == 2 and "did not write it" in done.screen and target.read_bytes() == OTHERS
    target.unlink()
    assert redactor(*checking).code == redactor(*checking).code != 2


@pytest.mark.parametrize("within", ["", "data", "data/cases", "data/cases/new", "config"])
def test_results_may_not_lie_where_the_key_maps_are(case: Path, home: Path, within: str) -> None:
    redactor("identity", "show")
    before = set(everything_under(home))
    done = redactor("anonymise", case / "imr.docx", "--codes", case / "codes.xlsx", "--out", home / within)
    assert done.code == 2 and "key map" in done.screen
    assert set(everything_under(home)) == before


@pytest.mark.skipif(os.name != "posix", reason="links need a right on Windows")
def test_a_key_map_that_is_a_link_stays_one(case: Path) -> None:
    (case / "k").mkdir()
    (case / "drive").mkdir()
    (case / "k" / "map").symlink_to(case / "drive" / "map")
    for _ in range(2):
        assert redactor("anonymise", case / "imr.docx", *places(case)).code == 0
    assert (case / "k" / "map").is_symlink() and not (case / "drive" / "map").is_symlink()
    assert load_key_map(case / "drive" / "map", Home.current()) is not None


def test_names_of_240_characters(case: Path) -> None:
    long = case / (("review " * 40)[:235] + ".docx")
    draft(long, *SETTLED)
    key_map = case / "k" / ("m" * 240)
    where = ("--codes", case / "codes.xlsx", "--key-map", key_map, "--out", case / "out")
    for _ in range(3):
        done = redactor("anonymise", long, *where, "--identified-key", case / (("k" * 235) + ".docx"))
        assert done.code == 0, done.screen
    (made,) = (case / "out").glob("review*.docx")
    done = redactor("personalise", made, "--key-map", key_map, "--out", case / "names")
    assert done.code == 0, done.screen


def test_a_result_that_has_another_name_now_is_told(tmp_path: Path) -> None:
    lies = draft(tmp_path / "Corin Leyburn.docx", "Corin Leyburn rang.")
    places = ("--codes", board_list(tmp_path / "codes.xlsx"), "--key-map", tmp_path / "map", "--out", tmp_path / "out")
    redactor("anonymise", lies, *places)
    board_list(tmp_path / "codes.xlsx", ("Mr C", "associate", "Corin Leyburn", "", "Neighbour"))
    done = redactor("anonymise", lies, *places)
    assert "Person 1.anonymised.docx" in done.screen and "out of date" in done.screen
    assert "out of date" not in redactor("anonymise", lies, *places).screen
