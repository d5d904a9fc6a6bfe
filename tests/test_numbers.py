"""A number that was given out is given to nobody else, whatever copy of the key map is put back."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from redactor.keymap.keymap import VERSION, KeyMap, Record
from redactor.keymap.keymap_files import backup_path, load_key_map, save_key_map
from redactor.keymap.versions import thinned
from redactor.sealed.sealing import Home
from tests.drafts import SETTLED, Done, board_list, draft, read_text, redactor

FIRST, SECOND, THIRD = (
    f"Health visitor {name} rang Mrs Varnham." for name in ("Mabel Ottersleigh", "Lorna Pennyfather", "Cressida Fawley")
)


@pytest.fixture
def case(tmp_path: Path) -> Path:
    board_list(tmp_path / "codes.xlsx")
    return tmp_path


def run(case: Path, *texts: str, out: str = "out") -> Done:
    draft(case / "imr.docx", *SETTLED, *texts)
    where = ("--codes", case / "codes.xlsx", "--key-map", case / "k" / "map", "--out", case / out)
    done = redactor("anonymise", case / "imr.docx", *where)
    assert done.code == 1, done.screen
    return done


def code_of(case: Path, name: str) -> str:
    found = load_key_map(case / "k" / "map", Home.current())
    assert found is not None
    return next(r.code for r in found.records if name in " ".join(r.names))


def test_the_folder_of_the_key_map_put_back_from_a_copy(case: Path) -> None:
    run(case, FIRST)
    shutil.copytree(case / "k", case / "copy")
    run(case, FIRST, SECOND)
    assert code_of(case, "Pennyfather") == "HV2"
    shutil.rmtree(case / "k")
    shutil.copytree(case / "copy", case / "k")
    shutil.rmtree(case / "out")  # nothing but the mark knows
    done = run(case, FIRST, THIRD)
    assert code_of(case, "Ottersleigh") == "HV1" and code_of(case, "Fawley") == "HV3"
    assert "a copy of it was put back" in " ".join(done.screen.split())
    assert "put back" not in run(case, FIRST, THIRD).screen


def test_what_lies_in_the_results_is_learned_where_the_mark_is_gone_too(case: Path, home: Path) -> None:
    run(case, FIRST)
    shutil.copytree(case / "k", case / "copy")
    run(case, FIRST, SECOND)
    for folder in (case / "k", home / "state"):
        shutil.rmtree(folder)
    shutil.copytree(case / "copy", case / "k")
    run(case, FIRST, THIRD)
    assert code_of(case, "Fawley") == "HV3"


def test_drafts_with_codes_are_learned_from_where_their_log_is_gone(case: Path, home: Path) -> None:
    run(case, FIRST)
    run(case, FIRST)
    shutil.copytree(case / "k", case / "copy")
    run(case, FIRST, SECOND)
    for folder in (case / "k", home / "state"):
        shutil.rmtree(folder)
    (case / "out" / "audit.jsonl").unlink()
    shutil.copytree(case / "copy", case / "k")
    run(case, FIRST, THIRD)
    assert code_of(case, "Fawley") == "HV3"


def test_a_damaged_key_map_is_gone_back_from_with_the_command_that_its_message_names(case: Path) -> None:
    run(case, FIRST)
    run(case, FIRST, SECOND)
    (case / "k" / "map").write_bytes(b"age-encryption.org/v1 and no more")
    done = redactor("anonymise", case / "imr.docx", "--key-map", case / "k" / "map", "--out", case / "out")
    assert done.code == 2 and "redactor keymap restore" in done.screen and "--version 1" in done.screen
    assert redactor("keymap", "restore", "--key-map", case / "k" / "map", "--version", 1).code == 0
    run(case, FIRST, THIRD)
    assert code_of(case, "Fawley") == "HV3"
    assert (case / "k" / "map.damaged").exists()


def test_a_version_put_in_place_by_hand(case: Path) -> None:
    run(case, FIRST)
    run(case, FIRST, SECOND)
    shutil.copy(backup_path(case / "k" / "map"), case / "k" / "map")
    run(case, FIRST, THIRD)
    assert code_of(case, "Fawley") == "HV3"


def test_a_key_map_that_is_gone_while_its_versions_are_there_is_not_begun_anew(case: Path) -> None:
    run(case, FIRST)
    run(case, FIRST, SECOND)
    (case / "k" / "map").unlink()
    done = redactor("anonymise", case / "imr.docx", "--key-map", case / "k" / "map", "--out", case / "out")
    assert done.code == 2 and "redactor keymap restore" in done.screen
    assert redactor("keymap", "restore", "--key-map", case / "k" / "map", "--version", 1).code == 0
    assert "HV1" in read_text(case / "out" / "imr.anonymised.docx")


def test_versions_of_hours_days_and_weeks_are_kept(tmp_path: Path) -> None:
    """A case of forty days with a saving every ten minutes of each working day."""
    import os
    from datetime import UTC, datetime, timedelta

    end = datetime(2026, 11, 27, 17, 0, tzinfo=UTC)
    times = [end - timedelta(days=d, minutes=10 * m) for d in range(40) for m in range(48)]
    kept: list[Path] = []
    for n, when in enumerate(sorted(times)):
        path = tmp_path / f"{n:05}"
        path.touch()
        os.utime(path, (when.timestamp(), when.timestamp()))
        kept.insert(0, path)
        gone = thinned(kept[:5], kept[5:], when)
        kept = [p for p in kept if p not in gone]
    ages = [(end.timestamp() - p.stat().st_mtime) / 3600 for p in kept]
    assert sum(a < 1 for a in ages) >= 5
    assert sum(1 <= a < 24 for a in ages) >= 6  # of the day, by the hour
    assert sum(24 <= a < 24 * 14 for a in ages) >= 12  # by the day
    assert sum(a >= 24 * 14 for a in ages) >= 3  # by the week
    assert len(kept) < 60


def test_a_key_map_of_before_has_no_runs_and_opens(tmp_path: Path) -> None:
    home, path = Home(tmp_path / "config", tmp_path / "data"), tmp_path / "map"
    old = KeyMap.new("x").with_records([Record(code="SW1", kind="person", issued=False, names=("Ada Quorn",))])
    from redactor.sealed.sealing import seal

    new = {"runs", "files", "kept"}
    path.write_bytes(seal(old.model_copy(update={"version": 4}).model_dump_json(exclude=new).encode(), home))
    opened = load_key_map(path, home)
    assert opened is not None and opened.records == old.records
    assert save_key_map(path, opened, home).version == VERSION
