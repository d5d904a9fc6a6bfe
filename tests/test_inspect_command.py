"""`redactor inspect`: exit codes, the table, what machines get, and names only where they were asked for."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from benchmarks.rewriting import draft as long_draft
from redactor.documents.inspection.model import KINDS
from tests.documents import catalogue
from tests.documents.builders import docx, part
from tests.documents.test_inspection import properties, words_packing
from tests.drafts import everything_under, redactor

CLEAN = words_packing(docx('w:p(w:r(w:t"Tilly Varnham came in."))'))
AUTHORED = words_packing(docx('w:p(w:ins[w:author=Tilly Varnham;w:date=2024-03-05T10:00:00Z](w:r(w:t"Kettle")))'))
FIELDS = words_packing(docx('w:p(w:fldSimple[w:instr= PAGE ](w:r(w:t"1")))'))


def inspected(folder: Path, data: bytes, *options: str) -> object:
    path = folder / "draft.docx"
    path.write_bytes(data)
    return redactor("inspect", path, *options)


@pytest.mark.parametrize(("data", "code"), [(CLEAN, 0), (FIELDS, 0), (AUTHORED, 1), (b"no Word file", 2), (b"", 2)])
@pytest.mark.parametrize("options", [(), ("--json",), ("--show-names",)])
def test_exit_code_says_whether_there_is_something(
    tmp_path: Path, data: bytes, code: int, options: tuple[str, ...]
) -> None:
    done = inspected(tmp_path, data, *options)
    assert done.code == code, done.screen
    if "--json" in options:
        assert done.json["exit_code"] == code
        assert ("problems" in done.json) == (code == 2)


def test_a_clean_file_is_called_so(tmp_path: Path) -> None:
    done = inspected(tmp_path, CLEAN)
    assert "nothing of the kind" in done.out
    assert "PAGE" in inspected(tmp_path, FIELDS).out  # listed, but nothing that tells of anybody


def test_the_table_says_what_how_many_where_and_when(tmp_path: Path) -> None:
    done = inspected(tmp_path, AUTHORED)
    for words in ("Changes and comments", "Tracked changes: insertion (2024-03-05)", "paragraph 1", "--show-names"):
        assert words in done.out, words
    assert "Varnham" not in done.screen
    assert "Kettle" not in done.screen


def test_names_are_shown_only_if_asked_for(tmp_path: Path) -> None:
    assert "Tilly Varnham" in inspected(tmp_path, AUTHORED, "--show-names").out
    named = inspected(tmp_path, AUTHORED, "--json", "--show-names").json["findings"]
    unnamed = inspected(tmp_path, AUTHORED, "--json").json["findings"]
    assert [finding["names"] for finding in named if finding["kind"] == "author"] == [["Tilly Varnham"]]
    assert [{key: value for key, value in each.items() if key != "names"} for each in named] == unnamed


@pytest.mark.parametrize("options", [(), ("--json",)])
def test_nothing_of_what_a_file_hides_is_shown(tmp_path: Path, options: tuple[str, ...]) -> None:
    """The file that hides a word in every place."""
    done = inspected(tmp_path, catalogue.trailing(catalogue.build()), *options)
    assert done.code == 1
    shown = done.screen.lower()
    assert [needle.place for needle in catalogue.NEEDLES if needle.word.lower() in shown] == []


def test_markup_in_names_does_no_harm(tmp_path: Path) -> None:
    data = words_packing(docx(**properties("core", 'dc:creator"[red]Ada [/bold]"')))
    assert "[red]Ada [/bold]" in inspected(tmp_path, data, "--show-names").out


def test_machines_get_every_place_a_person_the_first_ones(tmp_path: Path) -> None:
    body = ", ".join(f'w:p(w:ins[w:author=A](w:r(w:t"{n}")))' for n in range(9))
    data = words_packing(docx(body))
    assert "paragraph 3; and 6 more" in " ".join(inspected(tmp_path, data).out.split())
    finding = next(f for f in inspected(tmp_path, data, "--json").json["findings"] if f["kind"] == "revision")
    assert finding["places"] == [f"paragraph {n}" for n in range(1, 10)]
    assert finding["telling"] is KINDS["revision"].telling


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (lambda path: None, "does not exist"),
        (lambda path: path.mkdir(), "folder"),
        (lambda path: path.write_bytes(CLEAN[:300]), "damaged"),
        (lambda path: path.write_bytes(docx(raw_body=part("")[:-9])), "damaged"),
    ],
    ids=["missing", "folder", "cut off", "broken"],
)
def test_what_cannot_be_read_ends_in_a_sentence(tmp_path: Path, make, sentence: str) -> None:
    path = tmp_path / "Tilly Varnham.docx"
    make(path)
    done = redactor("inspect", path)
    assert done.code == 2
    assert sentence in done.screen
    assert "Varnham" not in done.screen


def test_nothing_is_written(tmp_path: Path) -> None:
    (tmp_path / "draft.docx").write_bytes(AUTHORED)
    before = everything_under(tmp_path)
    redactor("inspect", tmp_path / "draft.docx")
    assert everything_under(tmp_path) == before


def test_a_draft_of_a_hundred_pages_takes_a_moment(tmp_path: Path) -> None:
    """A second of the processor, start of the program included; three times that here. Not of the clock, where it can be told
    apart: a test machine has other work too."""
    path = tmp_path / "draft.docx"
    path.write_bytes(long_draft(100, 300))
    script = Path(sys.executable).parent / ("redactor.exe" if os.name == "nt" else "redactor")
    started, before = time.perf_counter(), os.times()
    done = subprocess.run([str(script), "inspect", str(path), "--json"], capture_output=True, check=False)
    clock, after = time.perf_counter() - started, os.times()
    worked = after.children_user + after.children_system - before.children_user - before.children_system
    assert (worked if os.name == "posix" else clock) < 3
    assert os.name != "posix" or worked > 0.05  # it has been counted
    assert done.returncode == 1
