"""What was read is kept for the next run: sealed, for its owner only, gone with the key map; and no output tells that it was."""

from __future__ import annotations

import json
import re
import shutil
import stat
import zlib
from pathlib import Path

import pytest

from redactor.case import readings
from redactor.detection import name_model
from redactor.keymap.keymap_files import load_key_map, readings_path
from redactor.sealed.sealing import Home, unseal
from tests.drafts import AWAITING, SETTLED, board_list, draft, names_in, redactor

ROWS = (("Date", "Seen by", "Event"), ("1/2/2020", "Jo Pinnock", "Tilly was in. Ngozi Eze-Bello, her aunt, was not."))
FILE = "map.keymap"


def run(folder: Path, out: Path, key_maps: Path) -> None:
    places = ("--codes", folder / "codes.xlsx", "--key-map", key_maps / FILE, "--out", out)
    assert redactor("anonymise", folder / "imr.docx", *places).code == 1


def written(folder: Path) -> dict[str, bytes]:
    """Every output, but for the time of the run in the log (and what follows from it: digests of lines) and in the report."""
    found = {p.name: p.read_bytes() for p in folder.iterdir()}
    lines = [json.loads(line) for line in found["audit.jsonl"].splitlines()]
    for line in lines:
        for of_the_time in ("written", "seconds", "previous", "chain", "seal"):
            line.pop(of_the_time, None)
    found["audit.jsonl"] = json.dumps(lines).encode()
    found["report.html"] = re.sub(rb"\d\d:\d\d|[\d.]+ s(?:econds?)?\b", b"", found["report.html"])
    return found


@pytest.fixture
def case(tmp_path: Path) -> Path:
    """A case that was anonymised once, and whose draft was edited since."""
    board_list(tmp_path / "codes.xlsx")
    draft(tmp_path / "imr.docx", *SETTLED, *AWAITING, ROWS)
    run(tmp_path, tmp_path / "first", tmp_path / "k")
    draft(
        tmp_path / "imr.docx",
        "A page more.",
        *SETTLED,
        "Dr Eze-Bello and Corin’s friend Piotr rang.",
        *AWAITING[1:],
        ROWS,
    )
    return tmp_path


def test_a_run_after_an_edit_writes_what_a_full_run_writes(
    case: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for folder in (case / "k", home):
        shutil.copytree(folder, case / "bare" / folder.name)
    readings_path(case / "bare" / "k" / FILE).unlink()
    read: list[str] = []
    pieces = name_model.pieces
    monkeypatch.setattr(name_model, "pieces", lambda texts, tokens: read.extend(texts) or pieces(texts, tokens))
    run(case, case / "out", case / "k")
    again = len(read)
    shutil.move(case / "out", case / "again")
    shutil.rmtree(case / "k")
    shutil.move(case / "bare" / "k", case / "k")
    monkeypatch.setenv("REDACTOR_HOME", str(case / "bare" / home.name))
    run(case, case / "out", case / "k")
    assert 2 <= again <= 4 < len(read) - again  # the edited paragraphs; all of them
    assert written(case / "again") == written(case / "out")


def test_it_is_sealed_for_its_owner_and_holds_no_name(case: Path, home: Path) -> None:
    file = readings_path(case / "k" / FILE)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    plain = zlib.decompress(unseal(file.read_bytes(), Home.current())).decode()
    assert len(plain) > 1_000 and not names_in(plain) and "Hepton" not in plain
    assert b"found" not in file.read_bytes() and plain.encode()[:60] not in file.read_bytes()
    assert not any("readings" in p.name for p in (case / "first").iterdir())


def test_it_goes_with_the_key_map(case: Path) -> None:
    file = readings_path(case / "k" / FILE)
    assert file.exists()
    done = redactor("keymap", "destroy", "--key-map", case / "k" / FILE, "--certificate", case / "c.docx", "--yes")
    assert done.code == 0, done.screen
    assert not file.exists() and list((case / "k").glob("*map*")) == []


@pytest.mark.parametrize("wrong", [b"", b"age-encryption.org/v1 and then nothing", None])
def test_what_cannot_be_opened_is_no_fault(case: Path, wrong: bytes | None) -> None:
    file = readings_path(case / "k" / FILE)
    file.write_bytes(file.read_bytes()[:-7] if wrong is None else wrong)
    run(case, case / "out", case / "k")
    key_map = load_key_map(case / "k" / FILE, Home.current())
    assert key_map is not None
    assert readings.load_readings(case / "k" / FILE, key_map, Home.current()).readings.get(SETTLED[0]) is not None


def test_a_change_of_the_program_its_lists_or_its_model_makes_it_void(
    case: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    home, path = Home.current(), case / "k" / FILE
    key_map = load_key_map(path, home)
    assert key_map is not None and readings.load_readings(path, key_map, home).readings.get(SETTLED[0]) is not None
    stamps = {readings.stamp()}

    def stamp_with(**changed: object) -> None:
        with monkeypatch.context() as patched:
            for name, value in changed.items():
                patched.setattr(readings, name, value)
            readings.stamp.cache_clear()
            assert readings.load_readings(path, key_map, home).readings.get(SETTLED[0]) is None
            stamps.add(readings.stamp())
        readings.stamp.cache_clear()

    stamp_with(version=lambda name: "9.9" if name == "onnxruntime" else "1")
    stamp_with(_processor=lambda: "another")
    lists = tmp_path / "lists"
    shutil.copytree(readings.data_path("models/lists"), lists)
    (lists / "keep.csv").write_bytes((lists / "keep.csv").read_bytes() + b"\n")
    own = readings.data_path
    stamp_with(data_path=lambda name: lists if name == "models/lists" else own(name))
    with monkeypatch.context() as patched:
        patched.setattr(name_model, "version", lambda: "another model")
        stamp_with()
    assert len(stamps) == 5
