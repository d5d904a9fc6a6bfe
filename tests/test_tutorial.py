"""docs/tutorial.md does what it says: every command is run, in the office named above it, with the lists and drafts shown."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import docx
import pytest
from openpyxl import load_workbook
from typer.testing import CliRunner

from redactor.cli import app
from tests.drafts import draft, names_in, read_text

TUTORIAL = Path(__file__).parent.parent / "docs" / "tutorial.md"
OFFICES = ("board", "council", "trust")


class Review:
    """The offices in one folder, each with a home of its own."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.folder, self.monkeypatch = folder, monkeypatch
        self.commands = 0
        self.counted = dict.fromkeys(OFFICES, 0)  # what each office types in the course of the review itself
        for office in OFFICES:
            (folder / office).mkdir()

    def run(self, office: str, line: str, keys: str = "", code: int = 0) -> str:
        with self.monkeypatch.context() as m:
            m.setenv("REDACTOR_HOME", str(self.folder / office / "home"))
            m.chdir(self.folder)
            program, *arguments = shlex.split(re.sub(r"KEY-OF-(\w+)", lambda k: self.key(k[1]), line))
            assert program == "redactor"
            result = CliRunner().invoke(app, arguments, input=keys, env={"COLUMNS": "200"})
        assert result.exit_code == code, f"{line}\n{result.output}\n{result.exception}"
        self.commands += 1
        return result.output

    def key(self, office: str) -> str:
        found = re.search(r"age1\w+", self.run(office, "redactor identity show"))
        assert found
        return found[0]

    def fill(self, file: str, sheet: str, rows: list[list[str]]) -> None:
        book = load_workbook(self.folder / file)
        for r, row in enumerate(rows, 3):
            for c, text in enumerate(row, 1):
                book[sheet].cell(r, c).value = text or None
        book.save(self.folder / file)

    def rewrite(self, file: str, column: str, old: str, new: str) -> None:
        book = load_workbook(self.folder / file)
        (sheet,) = book.worksheets
        at = next(c.column for c in sheet[2] if c.value == column)
        for row in range(3, sheet.max_row + 1):
            if sheet.cell(row, at).value == old:
                sheet.cell(row, at).value = new
        book.save(self.folder / file)

    def sign(self, file: str, names: list[str]) -> None:
        document = docx.Document(str(self.folder / file))
        table = next(t for t in document.tables if t.cell(0, 3).text == "Signature")
        for row, name in enumerate(names, 1):
            for column, text in ((1, name), (2, "Head of Quality"), (4, "30/11/2026")):
                table.cell(row, column).text = text
        document.save(str(self.folder / file))

    def list_again(self, old: str, new: str, code: str, alias: str, row: list[str]) -> None:
        book = load_workbook(self.folder / old)
        people = book["People"]
        rows = [[cell.value for cell in line] for line in people.iter_rows(min_row=3) if line[0].value]
        rows = [[*line[:3], alias, *line[4:]] if line[0] == code else line for line in rows]
        book.save(self.folder / new)
        self.fill(new, "People", [["" if cell is None else cell for cell in line] for line in [*rows, row]])

    def comment(self, file: str, key: str, text: str) -> None:
        book = load_workbook(self.folder / file)
        sheet = book["Chronology"]
        at = {cell.value: cell.column for cell in sheet[1]}
        row = next(r for r in range(2, sheet.max_row + 1) if sheet.cell(r, at["Key"]).value == key)
        sheet.cell(row, at["Comment of the board"]).value = text
        book.save(self.folder / file)


def table_at(lines: list[str], start: int) -> list[list[str]]:
    """The table whose headings stand in line `start`, with them."""
    table = []
    for row in lines[start:]:
        if not row.startswith("|"):
            break
        table.append([cell.strip() for cell in row.strip("|").split("|")])
    return [table[0], *table[2:]]


def test_the_tutorial(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    review = Review(tmp_path, monkeypatch)
    office, keys, code, in_course = "", "", 0, True
    lines = TUTORIAL.read_text(encoding="utf-8").splitlines()
    for number, line in enumerate(lines):
        if said := re.match(r"\*\*(\w+)\*\*(?: \((.*)\))?$", line):
            office, about = said[1], said[2] or ""
            pressed = re.search(r"keys: ([^;]+)", about)
            keys = "".join(f"{k}\n" for k in pressed[1].split()) if pressed else ""
            ends = re.search(r"ends with (\d)", about)
            code = int(ends[1]) if ends else 0
        elif line.startswith("## "):
            in_course = int(line[3:].split(".")[0]) in (*range(1, 9), 11)  # the others are for when they are wanted
        elif line.startswith("    redactor "):
            if " board close " in line:  # what it destroys was right as long as it lay there
                merged = tmp_path / "board" / "review" / "merged"
                assert "01632 960001" in read_text(merged / "key-of-professionals RESTRICTED names.docx")
            review.run(office, line.strip(), keys, code)
            review.counted[office] += in_course
        elif said := re.match(r"\*The folder (\S+) is sent to (\S+)\.\*", line):
            shutil.copytree(tmp_path / said[1], tmp_path / said[2], dirs_exist_ok=True)
        elif said := re.match(r"\*Signed by (.+) and (.+): (.+)\.\*", line):
            review.sign(said[3], [said[1], said[2]])
        elif said := re.match(
            r"\*The list (\S+) becomes (\S+); Also known as of (.+): (.+); a new row: (.+)\.\*", line
        ):
            review.list_again(said[1], said[2], said[3], said[4], [cell.strip() for cell in said[5].split("|")])
        elif said := re.match(r"\*The council's key map is copied to (\S+)\.\*", line):
            (key_map,) = (p for p in (tmp_path / "council" / "home").rglob("*.keymap"))
            shutil.copy(key_map, tmp_path / said[1])
        elif said := re.match(r"\*Sheet (\w+) of (\S+):\*", line):
            review.fill(said[2], said[1], table_at(lines, number + 2)[1:])
        elif said := re.match(r"\*Column (\w+) of (\S+), wherever it says (.+): write (.+)\.\*", line):
            review.rewrite(said[2], said[1], said[3], said[4])
        elif said := re.match(r"\*Column Comment of (.+), in row (#\d+): write (.+)\*", line):
            review.comment(said[1], said[2], said[3])
        elif said := re.match(r"The \w+'s chronology, `(.+)`, headed “(.+)”:", line):
            draft(tmp_path / said[1], said[2], table_at(lines, number + 2))
        elif said := re.match(r"The \w+'s draft, `(.+)`:", line):
            quoted = []
            for row in lines[number + 2 :]:
                if not row.startswith(">"):
                    break
                quoted.append(row.lstrip("> "))
            draft(tmp_path / said[1], *filter(None, quoted))
    assert review.commands > 20
    assert review.counted == {"board": 8, "council": 6, "trust": 4}

    council = read_text(tmp_path / "council" / "out" / "Child 1 imr.anonymised.docx")
    assert "Mrs A said that neighbour Mr B had rung.\nMr A was out." in council
    assert (
        "Social worker SW101 took the case over. Mr B rang SW101.\n"
        "T1, the class teacher, saw the child. Family 1 was known to GP101." in council
    )
    assert not names_in(council) and "[unresolved" not in council
    trust = read_text(next((tmp_path / "trust" / "recoded").glob("*.docx")))
    assert "Neighbour Mr B brought" in trust and not names_in(trust)
    merged = tmp_path / "board" / "review" / "merged"
    key = read_text(merged / "key-of-professionals.docx")
    assert "SW101" in key and "Mr B" in key and "GP practice" in key and not names_in(key)
    addendum = read_text(tmp_path / "council" / "out-2" / "Child 1 addendum.anonymised.docx")
    assert addendum.startswith("Mrs A had a baby, Child 2.")
    family = {p.name: read_text(p) for p in (tmp_path / "council" / "for-the-family").iterdir()}
    assert sorted(names_in(family["Child 1 imr for Mr A RESTRICTED names.docx"])) == ["Kelvin", "Varnham"]
    first, second, third = (tmp_path / "board" / folder for folder in ("chronology", "chronology-2", "for-chapter-2"))
    rows = docx.Document(str(first / "Child 1 combined chronology.docx")).tables[0].rows
    shown = [[row.cells[n].text for n in (0, 1, 2, 5)] for row in rows]
    assert shown == [
        ["Key", "Agency", "Date", "Event"],
        ["#1", "Wragby Trust", "early March 2024", "Mr B brought her coat."],
        ["#2", "Thornmere Council", "03/03/2024", "SW1 visited Mrs A."],
        ["#3", "Wragby Trust", "03/03/2024", "Came to the ward with Mrs A."],
        ["#4", "Thornmere Council", "28/05/2024", "SW101 took the case over."],
    ]
    again = docx.Document(str(second / "Child 1 combined chronology.docx")).tables[0].rows
    assert [again[2].cells[n].text for n in (0, 9)] == ["#2", "Who was told?"] and len(again) == 5
    part = docx.Document(str(third / "Child 1 combined chronology extract.docx")).tables[0].rows
    assert [row.cells[0].text for row in part] == ["Key", "#2", "#3"]
    debriefing = read_text(next((tmp_path / "council" / "debriefing").glob("*.docx")))
    assert "Imogen Hepton" in debriefing and "Varnham" not in debriefing and "Mr B" not in debriefing
    assert not list((tmp_path / "council" / "home").rglob("*.keymap"))
    left = [p for p in (tmp_path / "board" / "review").rglob("*") if p.is_file()]
    assert not [
        p for p in left if p.suffix in (".sealed", ".edition") or "RESTRICTED" in p.name or p.name.startswith("list")
    ]
    assert "3 editions for 2 agencies" in read_text(tmp_path / "board" / "closed.docx")
