from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pyrage
import pytest

from redactor.sealed.sealing import (
    DamagedError,
    Home,
    KeyMissingError,
    SealingError,
    WrongKeyError,
    needs_passphrase,
    public_key,
    seal,
    seal_with_passphrase,
    unseal,
    unseal_with_passphrase,
)


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "home" / "config", tmp_path / "home" / "data")


@pytest.mark.parametrize("data", [b"", b"Ada Quorn is Mrs A", bytes(range(256)) * 1000])
def test_round_trip(home: Home, data: bytes) -> None:
    sealed = seal(data, home)
    assert unseal(sealed, home) == data
    assert b"Quorn" not in sealed


def test_the_key_stays_the_same(home: Home) -> None:
    assert public_key(home) == public_key(home)
    assert public_key(home).startswith("age1")


def test_the_key_file_is_one_that_age_reads(home: Home) -> None:
    seal(b"x", home)
    (secret,) = (line for line in home.key_file.read_text().splitlines() if not line.startswith("#"))
    assert str(pyrage.x25519.Identity.from_str(secret).to_public()) == public_key(home)


@pytest.mark.skipif(os.name != "posix", reason="permission bits")
def test_only_the_owner_reads_the_key(home: Home) -> None:
    seal(b"x", home)
    assert stat.S_IMODE(home.key_file.stat().st_mode) == 0o600
    assert stat.S_IMODE(home.config_dir.stat().st_mode) == 0o700


@pytest.mark.usefixtures("real_passphrases")
def test_a_passphrase_opens_what_it_sealed_and_guessing_it_is_slow() -> None:
    sealed = seal_with_passphrase(b"Ada Quorn is Mrs A", "copper kettle seven")
    assert needs_passphrase(sealed) and b"Quorn" not in sealed
    _, recipient, _ = sealed.split(b"\n", 2)
    assert (
        int(recipient.rpartition(b" ")[2]) >= 14
    )  # 2 to this power; pyrage takes what this machine needs a second for
    assert unseal_with_passphrase(sealed, "copper kettle seven") == b"Ada Quorn is Mrs A"


def test_another_passphrase_does_not_open() -> None:
    sealed = seal_with_passphrase(b"Ada Quorn is Mrs A", "copper kettle seven")
    assert unseal_with_passphrase(sealed, "copper kettle seven") == b"Ada Quorn is Mrs A"
    with pytest.raises(WrongKeyError, match="passphrase does not open"):
        unseal_with_passphrase(sealed, "copper kettle eight")


def test_another_key_does_not_open(home: Home, tmp_path: Path) -> None:
    other = Home(tmp_path / "other", tmp_path / "other")
    public_key(other)
    with pytest.raises(WrongKeyError, match=r"another key than the one in .*key\.txt"):
        unseal(seal(b"x", home), other)


def test_opening_makes_no_key(home: Home, tmp_path: Path) -> None:
    sealed = seal(b"x", home)
    other = Home(tmp_path / "other", tmp_path / "other")
    with pytest.raises(KeyMissingError):
        unseal(sealed, other)
    assert not other.key_file.exists()


def test_damage_is_noticed_at_every_byte(home: Home) -> None:
    sealed = seal(b"Ada Quorn", home)
    for position in range(0, len(sealed), 7):
        changed = bytearray(sealed)
        changed[position] ^= 1
        with pytest.raises((DamagedError, WrongKeyError)):
            unseal(bytes(changed), home)
    for length in range(len(sealed)):
        with pytest.raises(DamagedError):
            unseal(sealed[:length], home)


@pytest.mark.parametrize("text", ["", "hello", "AGE-SECRET-KEY-1XYZ", "a\nb"])
def test_a_damaged_key_file(home: Home, text: str) -> None:
    home.config_dir.mkdir(parents=True)
    home.key_file.write_text(text)
    with pytest.raises(SealingError, match="is damaged") as error:
        seal(b"x", home)
    assert "SECRET" not in str(error.value)
    assert home.key_file.read_text() == text


def test_a_configuration_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(SealingError, match="REDACTOR_HOME"):
        seal(b"x", Home(tmp_path / "file" / "config", tmp_path))


def test_the_environment_moves_both_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REDACTOR_HOME", str(tmp_path))
    assert Home.current() == Home(tmp_path / "config", tmp_path / "data")
    monkeypatch.delenv("REDACTOR_HOME")
    assert tmp_path not in Home.current().config_dir.parents
    assert "redactor" in str(Home.current().data_dir)


def test_runs_that_start_together_make_one_key(tmp_path: Path) -> None:
    program = "from redactor.sealed.sealing import *; print(public_key(Home.current()))"
    environment = {**os.environ, "REDACTOR_HOME": str(tmp_path)}
    runs = [
        subprocess.Popen([sys.executable, "-c", program], env=environment, stdout=subprocess.PIPE, text=True)
        for _ in range(3)
    ]
    assert len({run.communicate(timeout=60)[0] for run in runs}) == 1


def test_a_workbook_with_names_touches_no_temporary_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    import tempfile

    from redactor.codes.sheets import Column, Sheet, rows_of, workbook

    def refused(*_: object, **__: object) -> None:
        raise AssertionError("a temporary file was made")

    for name in ("NamedTemporaryFile", "mkstemp", "TemporaryFile", "SpooledTemporaryFile"):
        monkeypatch.setattr(tempfile, name, refused)
    monkeypatch.setattr("openpyxl.worksheet._writer.NamedTemporaryFile", refused)
    sheet = Sheet("People", "Restricted", (Column("Name"),), [("Ada Quorn",)])
    assert [cells["Name"] for _, cells in rows_of(workbook([sheet]), "People")] == ["Ada Quorn"]
    assert workbook([sheet]) == workbook([sheet])
