"""Twelve agencies become one chronology: every row, in order, in Word and in Excel, with what is told of it."""

from __future__ import annotations

import atexit
import functools
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import docx
import pytest
from openpyxl import load_workbook

from redactor.chronology.form import headings
from tests.chronology.agencies import KNOWN, LAYOUT, NAMES, WRITTEN, the_list, write, write_all
from tests.drafts import Done, everything_under, names_in, redactor

SAID = ("agency", "date", "time", "source", "event", "people", "seen", "action", "term")
BOOK, PAGE, REPORT = (
    "Child 1 combined chronology.xlsx",
    "Child 1 combined chronology.docx",
    "Child 1 combined chronology report.html",
)


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REDACTOR_HOME", str(tmp_path / "home"))


def merge(folder: Path, *more: object, out: str = "out", files: list[Path] | None = None) -> Done:
    given = files if files is not None else write_all(folder / "in")
    listed = folder / "codes.xlsx" if (folder / "codes.xlsx").exists() else the_list(folder)
    return redactor("chronology", "merge", *given, "--list", listed, "--out", folder / out, *more)


@functools.cache
def _first() -> tuple[Done, Path]:
    """What the twelve agencies have sent, put together once for all tests: a folder to copy."""
    folder = Path(tempfile.mkdtemp(prefix="redactor-chronology-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("REDACTOR_HOME", str(folder / "home"))
        return merge(folder, "--layout", LAYOUT), folder


def first_merge(folder: Path) -> Done:
    """The files of all twelve agencies put together in `folder`, as `merge` with the layout that one of them needs does it."""
    done, made = _first()
    shutil.copytree(made, folder, dirs_exist_ok=True)
    return done


def sheet(path: Path, name: str = "Chronology") -> list[dict[str, str]]:
    """Rows of a sheet by heading."""
    first, *rest = load_workbook(path)[name].iter_rows(values_only=True)
    return [
        {str(h): f"{v:%d/%m/%Y}" if hasattr(v, "strftime") else str(v or "") for h, v in zip(first, row, strict=True)}
        for row in rest
    ]


def said(rows: list[dict[str, str]]) -> list[tuple[str, ...]]:
    title = {h.column: h.title for h in headings()}
    return [tuple(row[title[column]] for column in SAID) for row in rows]


def test_every_row_of_twelve_agencies(tmp_path: Path) -> None:
    done = first_merge(tmp_path)
    assert done.code == 1, done.screen  # three rows cannot be dated
    rows = sheet(tmp_path / "out" / BOOK)
    assert said(rows) == list(KNOWN)
    table = docx.Document(str(tmp_path / "out" / PAGE)).tables[0]
    first, *rest = ([cell.text for cell in row.cells] for row in table.rows)
    assert [dict(zip(first, row, strict=True)) for row in rest] == rows
    assert [row["Key"] for row in rows] == [f"#{n}" for n in range(1, 27)]


def test_the_counts_are_told_and_agree(tmp_path: Path) -> None:
    done = merge(tmp_path, "--layout", LAYOUT, "--json")
    counts = {c["file"]: (c["given"], c["written"], c["undated"]) for c in done.json["counts"]}
    given = {name: len(rows) - 1 + (name == "school nurse.docx") for name, (_, rows) in WRITTEN.items()}
    undated = {"hospital.docx": 1, "drugs.docx": 1, "ambulance.xlsx": 1}
    assert counts == {name: (n, n, undated.get(name, 0)) for name, n in given.items()}
    assert done.json["rows"] == 26 and done.json["undated"] == 3
    assert "Lowmarsh Council (council.docx): 2 rows in, 2 out" in merge(tmp_path, out="again").screen


def test_possibly_one_event_is_marked_and_never_merged(tmp_path: Path) -> None:
    first_merge(tmp_path)
    rows = {row["Key"]: row["Possibly one event"] for row in sheet(tmp_path / "out" / BOOK)}
    assert {key: text for key, text in rows.items() if text} == {
        "#5": "with #6, #7", "#6": "with #5, #7", "#7": "with #5, #6",
        "#11": "with #12, #13", "#12": "with #11, #13", "#13": "with #11, #12",
        "#18": "with #19", "#19": "with #18",
    }  # fmt: skip


def test_the_report_has_gaps_and_a_picture_and_nothing_of_what_happened(tmp_path: Path) -> None:
    done = first_merge(tmp_path)
    page = (tmp_path / "out" / REPORT).read_text(encoding="utf-8")
    assert "No row says that Child 1 was seen from 03/09/2008 to 17/11/2008: 75 days." in done.screen
    assert "<td>03/09/2008</td><td>17/11/2008</td>" in page and page.count("<circle") == 4
    assert not re.search(r"(?:src|href)\s*=|url\(|<script|@import", page)
    assert "default-src 'none'" in page
    for happened in ("bruise", "coat", "prescribed", "Arrested"):
        assert happened not in page
    assert "31/02/2008" in page  # what cannot be dated, as it was written
    wider = merge(tmp_path, "--gap", "80", out="wider")
    assert "was not seen" not in wider.screen


def test_a_layout_is_asked_for_once(tmp_path: Path) -> None:
    refused = merge(tmp_path)
    assert refused.code == 2 and not list((tmp_path / "out").iterdir())
    assert "charity.xlsx, sheet 1" in refused.screen and "Dzien | Kto | Co" in refused.screen
    assert merge(tmp_path, "--layout", LAYOUT).code == 1
    kept = (tmp_path / "chronology-layouts.csv").read_text(encoding="utf-8-sig")
    assert "Wold Children's Charity,date,Dzien,1" in kept and "parcel" not in kept
    assert merge(tmp_path, out="again").code == 1
    assert said(sheet(tmp_path / "again" / BOOK)) == list(KNOWN)


def test_a_layout_is_asked_for_where_somebody_sits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from typer.testing import CliRunner

    from redactor.cli import app

    monkeypatch.setattr("redactor.commands.chronology.somebody_is_there", lambda: True)
    given = [str(p) for p in write_all(tmp_path / "in")]
    where = ["--list", str(the_list(tmp_path)), "--out", str(tmp_path / "out")]
    # date, time, agency, source, people, event (a slip first), and no more
    keys = "1\n\n\n\n2\n9\n3\n\n\n\n\n"
    done = CliRunner().invoke(app, ["chronology", "merge", *given, *where], input=keys)
    assert done.exit_code == 1, done.output
    assert said(sheet(tmp_path / "out" / BOOK)) == list(KNOWN)


def test_columns_by_number_where_there_are_no_headings(tmp_path: Path) -> None:
    rows = (
        ("01/09/2008", "Child 1", "Seen."),
        ("02/09/2008", "Mrs A", "Rang."),
        ("03/09/2008", "Mrs A", "Rang again."),
    )
    file = write(tmp_path / "in" / "log.docx", ("Chronology of Lowmarsh Nursery",), rows)
    assert merge(tmp_path, files=[file]).code == 2
    done = merge(tmp_path, "--layout", "Lowmarsh Nursery:date=1,people=2,event=3", files=[file])
    assert done.code == 0, done.screen
    assert [r["Event"] for r in sheet(tmp_path / "out" / BOOK)] == ["Seen.", "Rang.", "Rang again."]


def test_results_are_for_their_owner_alone(tmp_path: Path) -> None:
    first_merge(tmp_path)
    if os.name == "posix":
        for path in (*(tmp_path / "out").iterdir(), tmp_path / "chronology-layouts.csv"):
            assert path.stat().st_mode & 0o077 == 0, path
    assert not names_in("".join(str(p) for p in everything_under(tmp_path / "out")), NAMES)


def test_the_same_files_give_the_same_bytes(tmp_path: Path) -> None:
    first_merge(tmp_path)
    merge(tmp_path, out="again")
    for name in (BOOK, PAGE, REPORT):
        assert (tmp_path / "out" / name).read_bytes() == (tmp_path / "again" / name).read_bytes()


def test_a_cell_that_looks_like_a_formula_is_text(tmp_path: Path) -> None:
    rows = (("Date", "Event"), ("01/09/2008", "x"))
    file = write(
        tmp_path / "in" / "wold.docx",
        ("Chronology of Wold Nursery",),
        (rows[0], ("01/09/2008", '=HYPERLINK("http://x")')),
    )
    assert merge(tmp_path, files=[file]).code == 0
    cell = load_workbook(tmp_path / "out" / BOOK)["Chronology"]["F2"]
    assert cell.data_type == "s" and cell.value == '=HYPERLINK("http://x")'


def test_headings_repeated_on_another_page_are_no_rows(tmp_path: Path) -> None:
    head = ("Date", "Event")
    file = write(
        tmp_path / "in" / "w.docx",
        ("Chronology of Wold Nursery",),
        (head, ("1/9/08", "One."), head, ("2/9/08", "Two.")),
    )
    done = merge(tmp_path, "--json", files=[file])
    assert done.code == 0 and done.json["rows"] == 2


def test_three_hundred_rows_of_six_agencies(tmp_path: Path) -> None:
    head = ("Date", "Time", "Source", "Who", "Event", "Action taken", "Child seen", "ToR")
    files = []
    for n in range(6):
        rows = [head] + [
            (f"{1 + i % 28:02}/{1 + (i + n) % 12:02}/2008", "09:30", "System", "Child 1",
             f"SW1 wrote to Mrs A about Child 1. {'Things were as before. ' * (i % 9)}{n}.{i}", "", "NY"[i % 7 == 0], "3")
            for i in range(50)
        ]  # fmt: skip
        name = f"agency {'abcdef'[n]}.{'docx' if n % 2 else 'xlsx'}"
        files.append(write(tmp_path / "in" / name, (f"Agency: Wold Service {'ABCDEF'[n]}",), rows))
    begun = time.monotonic()
    done = merge(tmp_path, "--json", files=files)
    assert done.json["rows"] == 300 and {c["written"] for c in done.json["counts"]} == {50}
    assert time.monotonic() - begun < 15  # under five on a computer that does nothing else


def test_no_pipeline_is_loaded(tmp_path: Path) -> None:
    files = write_all(tmp_path / "in", "council.docx", "police.xlsx")
    program = (
        "import sys\nfrom redactor.cli import app\ntry:\n    app(sys.argv[1:])\nexcept SystemExit as end:\n"
        "    assert end.code == 0, end.code\n"
        "print([m for m in sys.modules if m.partition('.')[0] in ('spacy', 'presidio_analyzer', 'onnxruntime')])"
    )
    command = [
        "chronology",
        "merge",
        *map(str, files),
        "--list",
        str(the_list(tmp_path)),
        "--out",
        str(tmp_path / "out"),
    ]
    done = subprocess.run([sys.executable, "-c", program, *command], capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0 and done.stdout.splitlines()[-1] == "[]", done.stderr
