"""The front door gives what the commands give, loads nothing before it is needed, and is typed."""

from __future__ import annotations

import io
import json
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import redactor
from redactor.base.given import Held
from redactor.checks.results import for_machines
from redactor.documents import Document
from redactor.keymap.keymap_files import load_key_map
from redactor.records.key_of_professionals import key_document
from redactor.sealed.sealing import Home
from tests.drafts import AWAITING, SETTLED, board_list, draft
from tests.drafts import redactor as command

ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = ROOT / "key_maps" / "example"
DRAFTS = [EXAMPLE / "imr.docx", EXAMPLE / "chronology.docx"]
CODES = EXAMPLE / "codes.xlsx"


def test_anonymise_gives_the_bytes_of_the_command(tmp_path: Path, home: Path) -> None:
    result = redactor.anonymise(DRAFTS, codes=CODES)
    assert not any(p.suffix == ".keymap" for p in home.rglob("*"))  # nothing was written
    done = command("anonymise", *DRAFTS, "--codes", CODES, "--out", tmp_path / "out")
    assert done.code == int(result.outcome.awaits_a_person) == 1
    written = {p.name: p.read_bytes() for p in (tmp_path / "out").glob("*.docx")}
    made = {f.name: f.data for f in result.files} | {"key-of-professionals.docx": key_document(result.outcome)}
    assert sorted(made) == sorted(written)
    assert [name for name, data in made.items() if data != written[name]] == []


def test_the_key_map_of_a_result_goes_into_the_next_call(tmp_path: Path) -> None:
    first = redactor.anonymise([draft(tmp_path / "a" / "imr.docx", "Social worker Jo Pinnock rang.")])
    other = [draft(tmp_path / "b" / "log.docx", "Social worker Corin Leyburn and social worker Jo Pinnock came.")]
    second = redactor.anonymise(other, key_map=first.key_map)
    (who,) = (r.code for r in first.key_map.records if "Jo Pinnock" in r.names)
    assert [r.code for r in second.key_map.records if "Jo Pinnock" in r.names] == [who]
    assert [r.code for r in redactor.anonymise(other).key_map.records if "Jo Pinnock" in r.names] != [who]


def test_files_in_memory_and_paths_as_text(tmp_path: Path) -> None:
    lies, listed = draft(tmp_path / "imr.docx", *SETTLED), board_list(tmp_path / "codes.xlsx")
    held = redactor.anonymise([Held("imr.docx", lies.read_bytes())], codes=redactor.read_code_list(str(listed)))
    there = redactor.anonymise([str(lies)], codes=str(listed), profile="submission")
    assert [f.data for f in held.files] == [f.data for f in there.files]


def test_a_profile_is_heeded(tmp_path: Path) -> None:
    lies = draft(tmp_path / "imr.docx", "Tilly Varnham, born 09/05/2014, was seen.")
    listed = board_list(tmp_path / "codes.xlsx")
    said = []
    for profile in (redactor.Profile.SUBMISSION, "publication"):
        data = redactor.anonymise([lies], codes=listed, profile=profile).files[0].data
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            said.append("[date of birth" in package.read("word/document.xml").decode())
    assert said == [True, False]


def test_check_finds_what_the_command_finds(tmp_path: Path) -> None:
    lies, listed = draft(tmp_path / "imr.docx", *SETTLED, *AWAITING), board_list(tmp_path / "codes.xlsx")
    checked = redactor.check([lies], codes=listed, profile="publication", fast=True)
    done = command("check", lies, "--codes", listed, "--for", "publication", "--fast", "--json")
    assert checked.exit_code == done.code == 1
    mine = json.loads(json.dumps(for_machines(checked)))
    assert {**mine, "seconds": 0} == {**done.json, "seconds": 0}


def test_a_saved_key_map_is_read_and_left_as_it_is(tmp_path: Path) -> None:
    lies, listed, place = draft(tmp_path / "imr.docx", *AWAITING), board_list(tmp_path / "codes.xlsx"), tmp_path / "k"
    command("anonymise", lies, "--codes", listed, "--key-map", place, "--out", tmp_path / "out")
    before, known = place.read_bytes(), load_key_map(place, Home.current())
    result = redactor.anonymise([lies], codes=listed, key_map=place)
    assert known is not None and [r.code for r in result.key_map.records] == [r.code for r in known.records]
    assert place.read_bytes() == before


def test_what_is_wrong_is_said_in_sentences(tmp_path: Path) -> None:
    lies = draft(tmp_path / "imr.docx", "Tilly Varnham was seen.")
    (tmp_path / "codes.csv").write_text("Code,Kind,Name\n,subject,Tilly Varnham\n", encoding="utf-8")
    with pytest.raises(redactor.Refused, match="there is no code") as refused:
        redactor.anonymise([lies], codes=tmp_path / "codes.csv")
    assert refused.value.exit_code == 2 and "Varnham" not in str(refused.value)
    with pytest.raises(redactor.Refused, match="as a list"):
        redactor.check(lies)  # type: ignore[arg-type]
    with pytest.raises(redactor.Refused, match="from the disk"):
        redactor.anonymise([lies], key_map=Held("k", b""))
    with pytest.raises(redactor.Refused):
        redactor.anonymise([tmp_path / "none.docx"])


def test_what_the_check_still_finds_is_kept_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lies = draft(tmp_path / "imr.docx", "Tilly Varnham was seen.")
    rewritten = Document.rewritten
    monkeypatch.setattr(Document, "rewritten", lambda document, put: rewritten(document, []))  # a writer that fails
    with pytest.raises(redactor.Refused) as refused:
        redactor.anonymise([lies], codes=board_list(tmp_path / "codes.xlsx"))
    assert refused.value.exit_code == 3 and "Varnham" not in str(refused.value)


def test_the_wheel_carries_types_and_the_pipe(tmp_path: Path) -> None:
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True, timeout=120)
    (wheel,) = tmp_path.glob(f"redactor-{redactor.__version__}-*.whl")
    with zipfile.ZipFile(wheel) as package:
        (points,) = (n for n in package.namelist() if n.endswith("entry_points.txt"))
        assert "redactor/py.typed" in package.namelist()
        assert "redactor_names = redactor.api.spacy_pipe:redactor_names" in package.read(points).decode()


def test_importing_it_loads_nothing_else() -> None:
    code = (
        "import sys, redactor\nprint(sorted(m for m in sys.modules if m.startswith(('redactor', 'presidio', 'spacy'))))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == str(["redactor", "redactor.offline"])


def test_everything_promised_is_there_and_nothing_else_is_made_up() -> None:
    assert set(redactor.__all__) <= set(dir(redactor))
    assert all(callable(getattr(redactor, name)) for name in redactor.__all__)
    with pytest.raises(AttributeError, match="anonymize"):
        redactor.anonymize  # noqa: B018


# what a program may write, and whether its types are wrong
USES = (
    ("redactor.anonymise(['imr.docx'], codes='codes.xlsx').files[0].data.hex()", False),
    ("redactor.check(['imr.docx']).findings[0].place.upper()", False),
    ("redactor.find('x')[0].start + 1", False),
    ("redactor.anonymise(3)", True),
    ("redactor.read_code_list('codes.xlsx').entries[0].nobody", True),
)


def test_a_program_that_uses_it_is_checked_by_its_types(tmp_path: Path) -> None:
    """All lines in one run: it reads the whole program for the first of them."""
    pytest.importorskip("mypy")
    lines = ["import redactor", *(line for line, _ in USES)]
    (tmp_path / "uses.py").write_text("\n".join(lines) + "\n", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "mypy", "--strict", "--cache-dir", str(tmp_path / "types"), "uses.py"],
        cwd=tmp_path, capture_output=True, text=True, check=False,
    )  # fmt: skip
    told = {int(n) for n in re.findall(r"^uses\.py:(\d+): error:", done.stdout, re.MULTILINE)}
    assert told == {n for n, (_, wrong) in enumerate(USES, 2) if wrong}, done.stdout + done.stderr
    assert f"Found {len(told)} errors in 1 file" in done.stdout
