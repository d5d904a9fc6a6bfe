"""A set of files: all there or none, ended by the next writer, and nobody else's work touched."""

from __future__ import annotations

import os
import stat
from collections.abc import Sequence
from pathlib import Path

import pytest

from redactor.base import files, journal
from redactor.base.files import beside, fitted, put, stage, sweep
from redactor.sealed import whole
from redactor.sealed.sealing import Home
from redactor.sealed.whole import Output, Taken, finish, is_taken, write_new, write_whole


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "config", tmp_path / "data", tmp_path / "state")


class Killed(BaseException):
    """Stands for the end of the process: nothing of ours runs after it."""


def killed_at(step: int, outputs: Sequence[Output], home: Home, monkeypatch: pytest.MonkeyPatch, gone: Path) -> None:
    """Write the set, and stop dead before the step of this number, without undoing anything."""
    done, do = [], whole._do

    def stop(each: journal.FileStep, token: str) -> None:
        if len(done) == step:
            raise Killed
        done.append(each)
        do(each, token)

    with monkeypatch.context() as patch:
        patch.setattr(whole, "_do", stop)
        patch.setattr(whole, "_undo", lambda *_: None)
        patch.setattr(whole, "remove", lambda *_: None)
        patch.setattr(files.UnfinishedFile, "drop", files.UnfinishedFile._release)
        patch.setattr(whole, "_let_go", lambda lock: lock.release())
        with pytest.raises(Killed):
            write_whole(outputs, home, gone=[gone])


@pytest.mark.parametrize("step", range(4))
def test_what_was_begun_is_ended_by_the_next_one(
    tmp_path: Path, home: Home, monkeypatch: pytest.MonkeyPatch, step: int
) -> None:
    old, new, names, gone = (tmp_path / n for n in ("old", "new", "names", "gone"))
    old.write_bytes(b"before")
    gone.write_bytes(b"stale")
    outputs = [Output(old, b"after"), Output(new, b"fresh"), Output(names, b"Ada Quorn", names=True)]
    killed_at(step, outputs, home, monkeypatch, gone)
    if step < 3:
        assert not any(b"Quorn" in p.read_bytes() for p in tmp_path.rglob("*") if p.is_file())
    finish(home)
    assert (old.read_bytes(), new.read_bytes(), names.read_bytes()) == (b"after", b"fresh", b"Ada Quorn")
    assert not gone.exists()
    assert sorted(p.name for p in tmp_path.iterdir() if p.is_file()) == ["names", "new", "old"]
    assert not list((home.data_dir / "unfinished").glob("*.journal"))


def test_what_somebody_wrote_there_since_stays(tmp_path: Path, home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    killed_at(1, [Output(one, b"1"), Output(two, b"2")], home, monkeypatch, tmp_path / "none")
    two.write_bytes(b"by hand")
    one.write_bytes(b"filled in")
    finish(home)
    assert (one.read_bytes(), two.read_bytes()) == (b"filled in", b"by hand")
    assert is_taken(one) and is_taken(two)


def test_what_somebody_took_away_since_stays_away(tmp_path: Path, home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    killed_at(1, [Output(one, b"1"), Output(two, b"2")], home, monkeypatch, tmp_path / "none")
    one.unlink()
    finish(home)
    assert not one.exists() and two.read_bytes() == b"2"


def test_what_cannot_be_ended_now_is_ended_later(tmp_path: Path, home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    killed_at(1, [Output(one, b"1"), Output(two, b"2")], home, monkeypatch, tmp_path / "none")

    def busy(part: files.UnfinishedFile, target: Path) -> None:
        raise PermissionError(13, "It is open in Word")

    with monkeypatch.context() as patch:
        patch.setattr(files.UnfinishedFile, "put", busy)
        finish(home)
    assert one.read_bytes() == b"1" and not two.exists()
    finish(home)
    assert two.read_bytes() == b"2"


def test_a_file_that_cannot_be_put_leaves_all_as_it_was(
    tmp_path: Path, home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, two, three = (tmp_path / n for n in ("one", "two", "three"))
    one.write_bytes(b"before")
    two.write_bytes(b"names before")
    real = files.UnfinishedFile.put

    def busy(part: files.UnfinishedFile, target: Path) -> None:
        if target == three:
            raise PermissionError(13, "It is open in Word")
        real(part, target)

    monkeypatch.setattr(files.UnfinishedFile, "put", busy)
    with pytest.raises(PermissionError):
        write_whole([Output(one, b"1"), Output(two, b"2", names=True), Output(three, b"3")], home)
    assert (one.read_bytes(), two.read_bytes(), three.exists()) == (b"before", b"names before", False)
    finish(home)
    assert sorted(p.name for p in tmp_path.iterdir() if p.is_file()) == ["one", "two"]
    assert one.read_bytes() == b"before"


def test_the_journal_says_nothing_in_the_clear(tmp_path: Path, home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    journals, real = [], whole.put

    def seen(path: Path, data: bytes, *, private: bool = False) -> None:
        journals.extend([data] if path.suffix == ".journal" else [])
        real(path, data, private=private)

    monkeypatch.setattr(whole, "put", seen)
    write_whole([Output(tmp_path / "Ada Quorn.xlsx", b"Bo Renn was here", names=True)], home)
    assert journals and all(b"Quorn" not in j and b"Renn" not in j and b"age-encryption" in j for j in journals)
    (note,) = (home.data_dir / "unfinished").glob("*.ended")  # it lies until the process ends
    assert b"Quorn" not in note.read_bytes()
    finish(home)
    assert not list((home.data_dir / "unfinished").iterdir())


def test_a_new_file_is_never_written_over(tmp_path: Path, home: Home) -> None:
    target = tmp_path / "sheet.xlsx"
    write_new(Output(target, b"1", names=True), home)
    with pytest.raises(Taken):
        write_new(Output(target, b"2", names=True), home)
    assert target.read_bytes() == b"1"


@pytest.mark.skipif(os.name != "posix", reason="permission bits")
def test_files_with_names_are_their_owners_only(tmp_path: Path, home: Home) -> None:
    target = tmp_path / "names"
    target.write_bytes(b"old")
    target.chmod(0o644)
    write_whole([Output(target, b"Ada Quorn", names=True)], home)
    assert stat.S_IMODE(target.stat().st_mode) == 0o600


@pytest.mark.skipif(os.name != "posix", reason="locks of the system")
def test_leftovers_are_swept_and_what_is_being_written_is_not(tmp_path: Path) -> None:
    left = tmp_path / ".redactor-0123456789abcdef-0.part"
    left.write_bytes(b"half")
    old = tmp_path / ".report.html.part"
    old.write_bytes(b"half")
    os.utime(old, (0, 0))
    others = tmp_path / ".somebody.part"
    others.write_bytes(b"not ours")
    live = stage(tmp_path, b"being written")
    sweep(tmp_path)
    assert not left.exists() and not old.exists() and live.path.exists() and others.exists()
    live.drop()


def test_a_name_of_240_characters_leaves_room_for_all_that_lies_beside_it(tmp_path: Path) -> None:
    path = tmp_path / ("ü" * 100 + "k" * 40)
    put(path, b"x")
    for suffix in (".lock", ".bak1", ".copies.jsonl", ".20261129T090000.bak"):
        put(beside(path, suffix), b"x")
    assert len({beside(path, s) for s in (".a" * 10, ".b" * 10)}) == 2
    assert len(os.fsencode(fitted("n" * 300, ".anonymised.docx"))) == 255


@pytest.mark.skipif(os.name != "posix", reason="links need a right on Windows")
def test_a_link_is_written_through(tmp_path: Path) -> None:
    real, link = tmp_path / "real", tmp_path / "link"
    real.write_bytes(b"old")
    link.symlink_to(real)
    put(link, b"new", private=True)
    assert link.is_symlink() and real.read_bytes() == b"new"
