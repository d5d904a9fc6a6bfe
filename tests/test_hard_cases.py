"""The hard cases of language (tests/hard_cases, after the field's own list of a hundred): whole runs on small Word drafts.

What redactor does not get right yet stands in known_failures.json; a row there that comes right fails too, to be
taken out.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import docx
import pytest

from redactor.case.case import Case
from redactor.case.pipeline import anonymise
from redactor.codes.lists import read_code_list
from redactor.codes.model import CodeList
from redactor.keymap.keymap import KeyMap
from tests.blank import blank_word
from tests.codes.builders import HEAD, write_list
from tests.failing import failing

FOLDER = Path(__file__).parent / "hard_cases"
FILES = ("names.json", "dates_places.json", "structure.json")
# told elsewhere: runs (25), parts of a file (89): tests/documents; codes off the list (35): tests/test_cli; rare facts
# and press (92, 93, 99): not judged by redactor
ELSEWHERE = {25, 35, 89, 92, 93, 99}


def _json(name: str) -> Any:
    return json.loads((FOLDER / name).read_text(encoding="utf-8"))


def _rows() -> list[Any]:
    failures = _json("known_failures.json")["failures"]
    found = []
    for name in FILES:
        for case in _json(name)["cases"]:
            for n, row in enumerate(case["rows"], 1):
                key = f"{case['id']}/{n}"
                marks = failing("known failure", failures[key]) if key in failures else ()
                found.append(pytest.param(case.get("list", "default"), row, id=f"{key} {case['title']}", marks=marks))
    return found


@pytest.fixture(scope="module")
def lists(tmp_path_factory: pytest.TempPathFactory) -> dict[str, CodeList]:
    """The boards' lists, read once."""
    folder = tmp_path_factory.mktemp("lists")
    return {
        name: read_code_list(write_list(folder / f"{name}.xlsx", (HEAD, *map(tuple, rows))))
        for name, rows in _json("lists.json").items()
    }


def test_every_case_of_the_hundred_is_here_or_elsewhere() -> None:
    ids = [case["id"] for name in FILES for case in _json(name)["cases"]]
    assert len(ids) == len(set(ids))
    assert set(ids) | ELSEWHERE == set(range(1, 101))
    assert not set(ids) & ELSEWHERE


@pytest.mark.parametrize(("list_name", "row"), _rows())
def test_hard_case(list_name: str, row: dict[str, Any], lists: dict[str, CodeList], tmp_path: Path) -> None:
    drafted = _draft(tmp_path / "draft.docx", row["draft"] if isinstance(row["draft"], list) else [row["draft"]])
    result = anonymise([drafted], Case(lists[list_name], KeyMap.new("hard case")))
    written = tmp_path / "written.docx"
    written.write_bytes(result.files[0].data)
    got = _texts(written)
    text = "\n".join(got)
    for word in row.get("never", ()):
        assert word.casefold() not in text.casefold()
    wanted = row["wanted"]
    if row.get("contains"):
        assert wanted in text
    elif isinstance(wanted, list):
        assert got == wanted
    elif "never" not in row:
        assert text in (wanted, row.get("or", wanted))
    if row.get("flag"):
        assert any(q.kind in ("doubtful", "unresolved") for q in result.outcome.questions)


def _draft(path: Path, blocks: list[Any]) -> Path:
    """A Word file: a text is a paragraph ("# " a heading), a list of rows a table."""
    document = blank_word()
    for block in blocks:
        if isinstance(block, list):
            table = document.add_table(rows=len(block), cols=len(block[0]))
            for r, cells in enumerate(block):
                for c, text in enumerate(cells):
                    table.cell(r, c).text = text
        elif block.startswith("# "):
            document.add_heading(block[2:], 1)
        else:
            document.add_paragraph(block)
    document.save(str(path))
    return path


def _texts(path: Path) -> list[str]:
    document = docx.Document(str(path))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return [p.text for p in document.paragraphs] + cells
