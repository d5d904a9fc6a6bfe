from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
import time
import traceback
from pathlib import Path

import pytest
from pydantic import ValidationError

from redactor.keymap.keymap import KeyMap, Record
from redactor.keymap.keymap_files import (
    KeyMapError,
    backup_path,
    backups,
    default_key_map_path,
    load_key_map,
    locked,
    save_key_map,
)
from redactor.sealed.sealing import Home, public_key, seal

ADA = Record(
    code="SW1",
    kind="person",
    issued=True,
    names=("Ada Quorn", "Ms Quorn"),
    role="Social Worker",
    roles=("duty worker",),
    prefix="SW",
    agency="Fenwick CSC",
    gender="female",
    why="exact listed form",
    date_of_birth="1980-02-01",
)
BO = Record(code="Person 1", kind="person", issued=False, names=("Bo Renn",))


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "config", tmp_path / "data")


@pytest.fixture
def path(home: Home) -> Path:
    return default_key_map_path(home, "Child W")


def test_a_key_map_comes_back_as_it_was_saved(home: Home, path: Path) -> None:
    assert load_key_map(path, home) is None
    keymap = KeyMap.new("Child W").with_records([ADA, BO]).with_standing(["SW 9"]).with_list("abc")
    saved = save_key_map(path, keymap, home)
    assert load_key_map(path, home) == saved
    assert (saved.records, saved.numbers, saved.standing) == ((ADA, BO), {"sw": 1, "person": 1}, ("sw9",))
    assert saved.secret == keymap.secret


def test_nothing_readable_touches_the_disk(home: Home, path: Path, tmp_path: Path) -> None:
    keymap = save_key_map(path, KeyMap.new("Quorn family").with_records([ADA]), home)
    save_key_map(path, keymap.with_records([BO]), home)
    files = [f for f in tmp_path.rglob("*") if f.is_file()]
    assert {f.name for f in files} >= {path.name, backup_path(path).name}
    for file in files:
        assert b"Quorn" not in file.read_bytes()
        assert b"Renn" not in file.read_bytes()
        assert not file.name.endswith(".tmp")


@pytest.mark.skipif(os.name != "posix", reason="permission bits")
def test_only_the_owner_may_read(home: Home, path: Path) -> None:
    save_key_map(path, save_key_map(path, KeyMap.new("x"), home), home)
    for file in (path, backup_path(path)):
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert stat.S_IMODE(home.data_dir.stat().st_mode) == 0o700


def test_the_default_file_name_names_nobody_and_holds_for_the_case(home: Home) -> None:
    one = default_key_map_path(home, "Ada Quorn review")
    assert "quorn" not in str(one).casefold()
    assert one == default_key_map_path(home, "ada quorn  REVIEW")
    assert one != default_key_map_path(home, "Bo Renn review")


def test_the_version_before_is_kept(home: Home, path: Path) -> None:
    first = save_key_map(path, KeyMap.new("x").with_records([ADA]), home)
    assert not backup_path(path).exists()
    save_key_map(path, first.with_records([BO]), home)
    assert load_key_map(backup_path(path), home) == first


def test_records_are_brought_up_to_date() -> None:
    keymap = KeyMap.new("x").with_records([ADA])
    keymap = keymap.with_records(
        [Record(code="sw 1", kind="person", issued=True, names=("A. Quorn",), roles=("TM",), role="Team Manager")]
    )
    (record,) = keymap.records
    assert record.names == ("Ada Quorn", "Ms Quorn", "A. Quorn")
    assert record.roles == ("duty worker", "TM")
    assert (record.code, record.role, record.agency) == ("SW1", "Team Manager", "Fenwick CSC")
    assert keymap.record("SW 1") == record
    assert keymap.record("SW2") is None


def test_minted_codes_that_the_board_has_since_issued_are_told() -> None:
    keymap = KeyMap.new("x").with_records([ADA, BO])
    assert keymap.overtaken(["SW1", "PERSON 1", "Mrs A"]) == (BO,)
    assert keymap.overtaken(["SW1", "Person 2"]) == ()


def test_numbering_goes_on_after_list_key_map_and_drafts() -> None:
    keymap = KeyMap.new("x").with_records([ADA]).with_standing(["SW3"])
    assert keymap.numbering(issued=["SW2"], standing=["SW4"]).next_code("SW")[0] == "SW5"


def test_digests_are_keyed_and_blind_to_case() -> None:
    one, other = KeyMap.new("x"), KeyMap.new("x")
    assert one.digest("Zoë QUORN") == one.digest("Zoe\u0308 Quorn")
    assert one.digest("Ada Quorn") != one.digest("Ada Quorns")
    assert one.digest("Ada Quorn") != other.digest("Ada Quorn")
    assert len(one.digest("")) == 64


def test_neither_printing_nor_a_wrong_value_shows_an_identity() -> None:
    keymap = KeyMap.new("Quorn case").with_records([ADA])
    assert "Quorn" not in repr(keymap) + str(keymap)
    assert keymap.secret not in repr(keymap)
    with pytest.raises(ValidationError) as error:
        Record.model_validate({"code": "SW1", "kind": "Ada Quorn", "issued": True})
    assert "Quorn" not in str(error.value)


def refused(path: Path, home: Home) -> str:
    with pytest.raises(KeyMapError) as error:
        load_key_map(path, home)
    assert "Quorn" not in "".join(traceback.format_exception(error.value))
    return str(error.value)


def test_another_key(home: Home, path: Path, tmp_path: Path) -> None:
    save_key_map(path, KeyMap.new("x").with_records([ADA]), home)
    other = Home(tmp_path / "other", tmp_path / "other")
    public_key(other)
    said = refused(path, other)
    assert "sealed to another key than yours" in said and str(path) in said and str(other.key_file) in said
    before = path.read_bytes()
    with pytest.raises(KeyMapError, match="another key"):
        save_key_map(path, KeyMap.new("x"), other)
    assert path.read_bytes() == before


def test_a_lost_key(home: Home, path: Path) -> None:
    save_key_map(path, KeyMap.new("x").with_records([ADA]), home)
    home.key_file.unlink()
    said = refused(path, home)
    assert "cannot be got back" in said and "unharmed" in said and str(home.key_file) in said
    with pytest.raises(KeyMapError):
        save_key_map(path, KeyMap.new("x"), home)
    assert not home.key_file.exists()


@pytest.mark.parametrize(
    "plain",
    [
        b"",
        b"Ada Quorn",
        b"[]",
        b'{"version": 1}',
        b'{"version": "Quorn"}',
        b'{"version": 1, "secret": "Quorn", "records": []}',
    ],
)
def test_sealed_but_no_key_map(home: Home, path: Path, plain: bytes) -> None:
    path.parent.mkdir(parents=True)
    path.write_bytes(seal(plain, home))
    assert "is damaged, or is no key map" in refused(path, home)


@pytest.mark.parametrize("cut", [0, 10, 150, -1])
def test_damaged(home: Home, path: Path, cut: int) -> None:
    saved = save_key_map(path, KeyMap.new("x").with_records([ADA]), home)
    path.write_bytes(path.read_bytes()[:cut])
    assert "Put a copy of it back" in refused(path, home)
    path.write_bytes(b"Ada Quorn")
    backup_path(path).write_bytes(seal(saved.model_dump_json().encode(), home))
    assert backup_path(path).name in refused(path, home)


def test_a_newer_version(home: Home, path: Path) -> None:
    path.parent.mkdir(parents=True)
    path.write_bytes(seal(b'{"version": 99, "people": []}', home))
    assert "was written by a newer redactor" in refused(path, home)


def test_a_folder(home: Home, tmp_path: Path) -> None:
    assert "is a folder" in refused(tmp_path, home)


def test_a_folder_that_cannot_be_written(home: Home, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(KeyMapError, match="cannot be written"):
        save_key_map(tmp_path / "file" / "x.keymap", KeyMap.new("x"), home)


def test_a_run_that_has_not_seen_the_last_saving_is_refused(home: Home, path: Path) -> None:
    first = save_key_map(path, KeyMap.new("x"), home)
    save_key_map(path, first.with_records([ADA]), home)
    for stale in (first.with_records([BO]), KeyMap.new("x").with_records([BO])):
        with pytest.raises(KeyMapError, match="changed by another run"):
            save_key_map(path, stale, home)
    kept = load_key_map(path, home)
    assert kept is not None and kept.records == (ADA,)


ADD = """
import sys
from pathlib import Path
from redactor.keymap.keymap import *
from redactor.keymap.keymap_files import *
from redactor.sealed.sealing import Home
home, path = Home.current(), Path(sys.argv[1])
for n in range(int(sys.argv[3])):
    with locked(path):
        keymap = load_key_map(path, home) or KeyMap.new("x")
        code, _ = keymap.numbering().next_code("SW")
        record = Record(code=code, kind="person", issued=False, names=(sys.argv[2],))
        save_key_map(path, keymap.with_records([record]), home)
    print(n, flush=True)
"""


def adding(tmp_path: Path, path: Path, name: str, times: int) -> subprocess.Popen[str]:
    environment = {**os.environ, "REDACTOR_HOME": str(tmp_path)}
    return subprocess.Popen(
        [sys.executable, "-c", ADD, str(path), name, str(times)], env=environment, stdout=subprocess.PIPE, text=True
    )


def test_two_writers_at_once_lose_nobody(home: Home, path: Path, tmp_path: Path) -> None:
    runs = [adding(tmp_path, path, name, 15) for name in ("Ada Quorn", "Bo Renn")]
    for run in runs:
        run.communicate(timeout=120)
        assert run.returncode == 0
    keymap = load_key_map(path, home)
    assert keymap is not None
    assert [r.code for r in keymap.records] == [f"SW{n}" for n in range(1, 31)]
    assert sorted(r.names[0] for r in keymap.records) == ["Ada Quorn"] * 15 + ["Bo Renn"] * 15


@pytest.mark.skipif(os.name != "posix", reason="kills a process outright")
def test_a_run_killed_at_any_moment_leaves_a_whole_key_map(home: Home, path: Path, tmp_path: Path) -> None:
    least = 0
    for pause in (0.0, 0.003, 0.007, 0.012):
        run = adding(tmp_path, path, "Ada Quorn", 10_000)
        assert run.stdout is not None
        run.stdout.readline()  # it is at work
        time.sleep(pause)
        run.send_signal(signal.SIGKILL)
        run.communicate(timeout=60)
        keymap = load_key_map(path, home)
        assert keymap is not None and len(keymap.records) > least
        least = len(keymap.records)
        kept = backups(path)
        assert all(load_key_map(each, home) is not None for each in kept)
        assert kept or least == 1


def test_a_key_map_in_use(home: Home, path: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("redactor.keymap.keymap_files._WAIT_SECONDS", 0.2)
    program = ADD.replace("        keymap = ", "        print('locked', flush=True); sys.stdin.read(); keymap = ")
    environment = {**os.environ, "REDACTOR_HOME": str(tmp_path)}
    run = subprocess.Popen(
        [sys.executable, "-c", program, str(path), "Ada Quorn", "1"],
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert run.stdout is not None and run.stdout.readline() == "locked\n"
    with pytest.raises(KeyMapError, match="Another run is using"), locked(path):
        pass
    run.communicate(timeout=60)
    assert run.returncode == 0
    keymap = load_key_map(path, home)
    assert keymap is not None and [r.code for r in keymap.records] == ["SW1"]


def test_the_last_five_versions_are_kept(home: Home, path: Path) -> None:
    keymap = KeyMap.new("x")
    for n in range(8):
        record = Record(code=f"SW{n + 1}", kind="person", issued=False, names=("Ada Quorn",))
        keymap = save_key_map(path, keymap.with_records([record]), home)
    versions = [load_key_map(each, home) for each in backups(path)]
    assert [v.revision for v in versions if v] == [7, 6, 5, 4, 3]
