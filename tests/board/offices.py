"""The board and its agencies, each with a folder and keys of its own."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from openpyxl import load_workbook

from redactor.case.deciding import Answer
from redactor.case.deciding import answered as answered_by
from redactor.case.questions import questions
from redactor.keymap.decisions import Ruling
from redactor.keymap.keymap_files import load_key_map, save_key_map
from redactor.sealed.sealing import Home
from tests.drafts import Done, draft, read_text, redactor


@dataclass(frozen=True)
class Office:
    """One office: its own keys and key maps, its own folder."""

    name: str
    folder: Path
    monkeypatch: pytest.MonkeyPatch

    @classmethod
    def at(cls, folder: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> Office:
        (folder / name).mkdir(parents=True)
        return cls(name, folder / name, monkeypatch)

    @contextmanager
    def here(self) -> Iterator[None]:
        with self.monkeypatch.context() as m:
            m.setenv("REDACTOR_HOME", str(self.folder / "home"))
            yield

    def redactor(self, *arguments: object, code: int | None = None) -> Done:
        with self.here():
            done = redactor(*arguments)
        assert code is None or done.code == code, done.screen
        return done

    @property
    def key(self) -> str:
        return str(self.redactor("identity", "show", "--json").json["public_key"])

    def anonymise(self, edition: Path, *blocks: object, name: str = "imr") -> str:
        """What the draft, or the one of the last time, says with this edition."""
        if blocks:
            draft(self.folder / f"{name}.docx", *blocks)  # type: ignore[arg-type]
        lies = self.folder / f"{name}.docx"
        done = self.redactor("anonymise", lies, "--codes", edition, "--out", self.folder / "out")
        assert done.code in (0, 1), done.screen
        return read_text(self.folder / "out" / f"{name}.anonymised.docx")

    def decide(self, name: str, code: str = "", ruling: Ruling = Ruling.SAME, reason: str = "") -> None:
        """The author says of the name, coded here, that it is somebody who has a code, or something else."""
        with self.here():
            home = Home.current()
            (path,) = (self.folder / "home").rglob("*.keymap")
            key_map = load_key_map(path, home)
            assert key_map is not None
            asked = next(q for q in questions(key_map) if name in q.names and q.code)
            save_key_map(path, answered_by(key_map, asked, Answer(ruling, code, reason=reason), "A. Author"), home)


def issued(board: Office, codes: Path, *agencies: Office) -> list[Path]:
    """The newest edition of each agency."""
    to = [x for a in agencies for x in ("--to", f"{a.name}={a.key}")]
    board.redactor("codes", "issue", codes, *to, "--out", board.folder / "sent", code=0)
    sent = board.folder / "sent"
    return [max(sent.glob(f"edition-*-{a.name}.edition"), key=lambda p: int(p.name.split("-")[1])) for a in agencies]


def asked(agency: Office, edition: Path) -> Path:
    """The agency's sealed requests."""
    agency.redactor("codes", "requests", "--codes", edition, "--out", agency.folder / "back")
    return agency.folder / "back" / f"requests-{agency.name}.sealed"


def answers(board: Office, codes: Path, files: list[Path], sheet: str = "answers.xlsx") -> dict[str, dict[str, str]]:
    """The sheet of answers, by the agency's code."""
    at = board.folder / sheet
    at.unlink(missing_ok=True)
    board.redactor("codes", "answer", codes, *files, "--sheet", at)
    rows = load_workbook(at)["Answers"]
    head = [str(c.value) for c in rows[2]]
    found = {}
    for row in rows.iter_rows(min_row=3, values_only=True):
        cells = {h: str(v or "") for h, v in zip(head, row, strict=True)}
        found[cells["Their code"]] = cells
    return found


def answered(board: Office, codes: Path, files: list[Path], out: Path, **changed: str) -> Path:
    """The list with the answers in it: the proposals, but for the codes `changed` ("Person 101" as Person_101)."""
    at = board.folder / "answers.xlsx"
    at.unlink(missing_ok=True)
    board.redactor("codes", "answer", codes, *files, "--sheet", at)
    book = load_workbook(at)
    rows = book["Answers"]
    columns = {str(c.value): c.column for c in rows[2]}
    for r in range(3, rows.max_row + 1):
        said = changed.get(str(rows.cell(r, columns["Their code"]).value).replace(" ", "_"))
        if said == "needs no code":
            rows.cell(r, columns["Answer"]).value = said
        elif said:
            rows.cell(r, columns["Code"]).value = said.partition("=")[2] or said
            rows.cell(r, columns["Answer"]).value = "same as this code" if said.startswith("=") else "issue this code"
            if said.startswith("="):
                rows.cell(r, columns["Code"]).value = said[1:]
    book.save(at)
    board.redactor("codes", "answer", codes, *files, "--read", at, "--out", out)
    return out
