"""Writing a result: whole or not at all."""

import os
import stat
import sys

import pytest

from redactor.documents import DocumentError, write_atomically


def test_what_is_written_is_there_and_nothing_else(tmp_path) -> None:
    target = tmp_path / "out.docx"
    target.write_bytes(b"old")
    write_atomically(target, b"new")
    assert target.read_bytes() == b"new"
    assert [path.name for path in tmp_path.iterdir()] == ["out.docx"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no permission bits")
def test_private_files_are_for_their_owner_only(tmp_path) -> None:
    for private, mode in ((True, 0o600), (False, 0o644)):
        previous = os.umask(0o022)
        try:
            write_atomically(tmp_path / "x", b"", private=private)
        finally:
            os.umask(previous)
        assert stat.S_IMODE((tmp_path / "x").stat().st_mode) == mode


def test_a_folder_that_is_not_there_gives_a_sentence(tmp_path) -> None:
    with pytest.raises(DocumentError, match="cannot be written to"):
        write_atomically(tmp_path / "none" / "Okafor.docx", b"x")


def test_a_failed_move_leaves_the_old_file_and_no_temporary_one(tmp_path) -> None:
    target = tmp_path / "out.docx"
    target.mkdir()
    (target / "inside").write_bytes(b"old")
    with pytest.raises(DocumentError, match="could not be written"):
        write_atomically(target, b"new")
    assert [path.name for path in tmp_path.iterdir()] == ["out.docx"]
