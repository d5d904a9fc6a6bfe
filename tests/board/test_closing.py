"""The end of a review at the board: what is destroyed and certified, what is not touched, what stands against it."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from redactor.board.around import names_around
from redactor.board.exporting import rows_of
from redactor.board.working import WorkingList, keep, kept_lists, new_id
from redactor.cli import app
from redactor.codes.lists import read_code_list
from redactor.sealed.sealing import Home
from redactor.sealed.wiping import nameless
from tests.board.offices import Office
from tests.drafts import HEAD, board_list, draft, names_in, read_text, write_list

EMPTY_ZIP = b"PK\5\6" + bytes(18)  # opens, and says nothing


@pytest.fixture(scope="module")
def laid_out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A board with two reviews that were sent to a school; the first has all that may lie in a folder."""
    board = Office.at(tmp_path_factory.mktemp("closing"), "board", pytest.MonkeyPatch())
    for name in ("review", "other"):
        folder = board.folder / name
        board.redactor("board", "start", folder, "--case", f"R-{name}", "--agency", f"School={board.key}", code=0)
        if name == "review":
            board_list(folder / "list.xlsx")
        else:
            write_list(folder / "list.xlsx", [HEAD, ("Child 1", "subject", "Una Pellow", "", "Subject")])
        board.redactor("board", "send", folder, code=0)
    lies = board.folder / "review"
    (lies / "answers-2.xlsx").write_bytes((lies / "list.xlsx").read_bytes())
    (lies / "merged").mkdir()
    (lies / "merged" / "reconciliation RESTRICTED names.xlsx").write_bytes(b"x")
    draft(lies / "received" / "school" / "Child 1 imr.docx", "Child 1 was seen.")
    (lies / "Tilly notes.docx").write_bytes(b"x")
    (lies / "received" / "school" / "school.keymap").write_bytes(b"x")
    board.redactor("codes", "export", lies / "list.xlsx", "--to", board.folder / "for the school.docx", code=0)
    (board.folder / "papers").mkdir()
    (board.folder / "papers" / "Una RESTRICTED names.docx").write_bytes(b"x")  # of the other review, perhaps
    draft(board.folder / "papers" / "agenda.docx", "The panel meets.")
    (board.folder / "papers" / "minutes.xlsx").write_bytes(b"\xd0\xcf\x11\xe0 with a password")
    (lies / "plan.docx").write_bytes(EMPTY_ZIP)
    with board.here():
        for each in ("review", "other"):
            rows = rows_of(read_code_list(board.folder / each / "list.xlsx"))
            keep(WorkingList(id=new_id(), case=f"R-{each}", people=rows.people), Home.current())
    return board.folder


@pytest.fixture
def board(laid_out: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    """The same, to be closed."""
    shutil.copytree(laid_out, tmp_path / "board")
    return Office("board", tmp_path / "board", monkeypatch)


def left(board: Office) -> list[str]:
    """What lies in the data folder of the board's."""
    data = board.folder / "home" / "data" / "boards"
    return sorted(str(p.relative_to(data)) for p in data.rglob("*") if p.is_file() and p.suffix != ".lock")


def test_what_is_destroyed_is_listed_and_certified_and_nothing_else_is_touched(board: Office) -> None:
    lies, certificate = board.folder / "review", board.folder / "closed.docx"
    other = {p: p.read_bytes() for p in (board.folder / "other").rglob("*") if p.is_file()}
    before, (own,) = left(board), json.loads((lies / "review.json").read_text())["register"].split()
    command = ("board", "close", lies, "--certificate", certificate, "--who", "J Bell")
    with board.here():
        asked = CliRunner().invoke(app, [*map(str, command)], input="yes\n", env={"COLUMNS": "200"})
    assert asked.exit_code == 1
    assert "Nothing was destroyed" in asked.output and not names_in(asked.output) and left(board) == before
    for shown in (own, "list.xlsx", "answers-2.xlsx", "RESTRICTED names.xlsx", "edition-1-school.edition", "own copy"):
        assert f"{shown}" in asked.output
    assert "Not reached, destroy it yourself: a file .docx" in asked.output and "1 other file" in asked.output
    told = [line.partition("yourself: ")[2].partition(";")[0] for line in asked.output.splitlines() if ";" in line]
    assert [t for t in told if t] == [
        "a file .docx (it is damaged, so nobody has looked whether it holds names",
        "plan.docx (not one of the files that redactor puts there",
        "school.keymap (a copy of a key map",
        "for the school.docx (it says that it is restricted",
        "a file .docx (it says that it is restricted",
        "minutes.xlsx (it opens with a password alone, so nobody has looked whether it holds names",
    ]
    assert "open it yourself, and destroy it if it does" in asked.output
    done = board.redactor(*command, "--yes", code=0)
    assert "It stays" not in done.screen and "it stays" in done.screen
    # the other review has everything still; of this one only what holds no names lies there
    assert {p: p.read_bytes() for p in other} == other
    assert len(left(board)) == 3 and not [p for p in left(board) if p.startswith(own.removesuffix(".register"))]
    with board.here():
        assert [each.case for each in kept_lists(Home.current())] == ["R-other"]
    there = {p.relative_to(lies).as_posix() for p in lies.rglob("*") if p.is_file()}
    school = {"received/school/Child 1 imr.docx", "received/school/school.keymap"}
    assert there == {"review.json", "plan.docx", "Tilly notes.docx", *school}
    text = read_text(certificate)
    assert "J Bell" in text and own in text and "1 edition for 1 agency" in text and not names_in(text)
    assert "was closed on" in board.redactor("board", "send", lies, code=2).screen
    assert "was closed on" in board.redactor(*command, code=0).screen
    board.redactor("board", "send", board.folder / "other", code=0)


def test_it_is_kept_until_its_date_and_as_long_as_a_hold_stands(board: Office) -> None:
    lies, certificate = board.folder / "review", board.folder / "closed.docx"
    close = ("board", "close", lies, "--certificate", certificate, "--yes")
    assert "Nobody has said" in board.redactor("board", "keep", lies, code=0).screen
    assert "day first" in board.redactor("board", "keep", lies, "--until", "soon", code=2).screen
    board.redactor("board", "keep", lies, "--until", "31/12/2099", "--who", "J Bell", code=0)
    assert "kept until 31/12/2099" in board.redactor(*close, code=2).screen
    board.redactor("board", "keep", lies, "--hold", "inquest 4/26", code=0)
    assert "legal hold" in board.redactor(*close, code=2).screen and not certificate.exists()
    board.redactor("board", "keep", lies, "--lift", "ended", "--who", "K Ash", code=0)
    shorter = board.redactor(*close, "--until", "01/01/2020", code=2).screen  # closing shortens nothing by the way
    assert "kept until 31/12/2099" in shorter and "board keep --until 01/01/2020" in shorter
    assert "is kept until 01/01/2100" in board.redactor(*close, "--until", "01/01/2100", code=1).screen
    told = board.redactor("board", "keep", lies, "--until", "01/01/2020", code=0).screen
    assert "SHORTENED, it was to be kept until 2100-01-01 before" in told and "that day had passed" in told
    board.redactor(*close, "--until", "01/01/2020", code=0)
    text = read_text(certificate)
    assert (
        "J Bell: to be kept until 2099-12-31" in text and "K Ash: legal hold lifted" in text and "inquest" not in text
    )


def test_one_that_was_killed_is_gone_on_with(board: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    from redactor.board import closing

    lies, certificate, real, seen = board.folder / "review", board.folder / "closed.docx", closing.wipe, 0

    def stopped(file: Path) -> None:
        nonlocal seen
        seen += 1
        if file.name == "list.xlsx":  # the last of all
            real(file)
            raise OSError(5, "stopped")
        real(file)

    with monkeypatch.context() as patch:
        patch.setattr(closing, "wipe", stopped)
        board.redactor("board", "close", lies, "--certificate", certificate, "--yes", code=2)
    assert seen > 5 and not certificate.exists()
    done = board.redactor("board", "close", lies, "--certificate", certificate, code=0)
    assert "gone on with" in done.screen and "edition-1-school.edition" in read_text(certificate)


def test_the_key_goes_only_where_nothing_else_needs_it(board: Office) -> None:
    close = ("board", "close", "--yes", "--with-key", "--certificate")
    first = board.redactor(*close, board.folder / "a.docx", board.folder / "review", code=2)
    assert "still opens 1 other review, 1 other list on this computer" in first.screen
    board.redactor("board", "close", "--yes", "--certificate", board.folder / "a.docx", board.folder / "review", code=0)
    done = board.redactor(*close, board.folder / "b.docx", board.folder / "other", code=0)
    config = board.folder / "home" / "config"
    assert "was destroyed" in done.screen and not [p for p in config.iterdir() if p.suffix != ".lock"]
    assert not list((board.folder / "home" / "data").rglob("*.closing"))


def test_a_list_that_is_open_in_the_page_is_not_taken_from_under_it(board: Office) -> None:
    from redactor.board.working import in_use

    lies, before = board.folder / "review", left(board)
    with board.here():
        id = next(each.id for each in kept_lists(Home.current()) if each.case == "R-review")
        lock = in_use(id, Home.current())
    refused = board.redactor("board", "close", lies, "--certificate", board.folder / "c.docx", "--yes", code=2)
    lock.release()
    assert "open in a window" in refused.screen and left(board) == before and (lies / "list.xlsx").exists()


def test_another_review_of_the_same_child_keeps_its_list(board: Office) -> None:
    again = board.folder / "again"
    board.redactor("board", "start", again, "--case", "R-again", "--agency", f"School={board.key}", code=0)
    board_list(again / "list.xlsx")
    board.redactor("board", "send", again, "--another-review", code=0)
    with board.here():
        for case in ("R-again", ""):
            rows = rows_of(read_code_list(again / "list.xlsx"))
            keep(WorkingList(id=new_id(), case=case, people=rows.people), Home.current())
    done = board.redactor(
        "board", "close", board.folder / "review", "--certificate", board.folder / "c.docx", "--yes", code=0
    )
    assert done.screen.count("may be another review's") == 2
    with board.here():
        assert sorted(each.case for each in kept_lists(Home.current())) == ["Child 1", "R-again", "R-other"]
    board.redactor("board", "send", again, code=0)


def test_what_every_school_is_called_hides_no_file() -> None:
    listed = ("Marsh Lane Primary School", "Rose Park")
    assert nameless(Path("for-the-school.docx"), listed) == "for-the-school.docx"
    assert nameless(Path("marsh school.docx"), listed) == nameless(Path("Rose.docx"), listed) == "a file .docx"


def test_what_cannot_be_opened_around_a_review_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    review = tmp_path / "review"
    for folder in (review, tmp_path / "papers", tmp_path / "Tilly"):
        folder.mkdir()
    (tmp_path / "papers" / "draft.docx").write_bytes(b"PK\3\4 cut off")
    (tmp_path / "papers" / "notes.txt").write_bytes(b"\xff\xfe")  # of a kind that is never one with names of ours
    listed = Path.iterdir

    def closed(folder: Path) -> Iterator[Path]:
        if folder.name == "Tilly":
            raise PermissionError(13, "Tilly")
        return listed(folder)

    monkeypatch.setattr(Path, "iterdir", closed)
    found, more = names_around(review, ["Tilly Varnham"])
    assert [what for what, _ in found] == ["a folder", "draft.docx"] and not more
    assert found[0][1].startswith("this folder cannot be opened") and found[1][1].startswith("it is damaged, so nobody")
