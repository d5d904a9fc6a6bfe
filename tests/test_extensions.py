"""docs/extending.md does what it says: its examples are installed beside redactor, and used; broken ones are refused."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.drafts import board_list, draft, read_text

TEXT = (Path(__file__).parents[1] / "docs" / "extending.md").read_text(encoding="utf-8")
(PROJECT,) = re.findall(r"```toml\n(.*?)```", TEXT, re.DOTALL)
MODULES = dict(
    zip(
        ("our_rules", "our_recognisers", "our_readers"),
        re.findall(r"```python\n(.*?)```", TEXT, re.DOTALL),
        strict=True,
    )
)


@dataclass(frozen=True)
class Said:
    code: int
    out: str
    error: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


def installed(folder: Path, project: str = PROJECT, **changed: str) -> Path:
    """A folder with the package as pip leaves it: modules, and what it says of itself."""
    said = tomllib.loads(project)["project"]
    folder.mkdir(exist_ok=True)
    for name, text in {**MODULES, **changed}.items():
        (folder / f"{name}.py").write_text(text, encoding="utf-8")
    info = folder / f"our_board-{said['version']}.dist-info"
    info.mkdir(exist_ok=True)
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {said['name']}\nVersion: {said['version']}\n")
    points = "".join(
        f"[{group}]\n" + "".join(f"{name} = {value}\n" for name, value in each.items())
        for group, each in said["entry-points"].items()
    )
    (info / "entry_points.txt").write_text(points)
    return folder


_IN_TURN = """
import json, sys
from typer.testing import CliRunner
from redactor.cli import app
for arguments in json.load(sys.stdin):
    done = CliRunner().invoke(app, arguments)
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        raise done.exception
    print(json.dumps([done.exit_code, done.stdout, done.stderr]))
"""


def run_in_turn(place: Path | None, *commands: tuple[object, ...]) -> list[Said]:
    """Several commands, one after the other in one process that finds the package: to start one takes longer than they do."""
    path = os.pathsep.join(filter(None, (str(place or ""), os.environ.get("PYTHONPATH"))))
    done = subprocess.run(
        [sys.executable, "-c", _IN_TURN],
        input=json.dumps([[str(a) for a in each] for each in commands]),
        env={**os.environ, "PYTHONPATH": path, "COLUMNS": "300", "PYTHONIOENCODING": "utf-8"},
        cwd=Path(__file__).parents[1],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return [Said(*json.loads(line)) for line in done.stdout.splitlines()]


def run(place: Path | None, *arguments: object) -> Said:
    """The command line, in a process that finds the package."""
    path = {"PYTHONPATH": os.pathsep.join(filter(None, (str(place or ""), os.environ.get("PYTHONPATH"))))}
    done = subprocess.run(
        [sys.executable, "-m", "redactor.cli", *map(str, arguments)],
        env={**os.environ, **path, "COLUMNS": "300"},
        cwd=Path(__file__).parents[1],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert "Traceback" not in done.stderr
    return Said(done.returncode, done.stdout, done.stderr)


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return installed(tmp_path / "site")


def test_a_rule_is_asked_by_both_audiences(tmp_path: Path, place: Path) -> None:
    codes, path = board_list(tmp_path / "codes.csv"), draft(tmp_path / "IMR Child 1.docx", "Child 1 was seen.")
    switched = draft(tmp_path / "switched off" / "IMR Child 1.docx", "Child 1 was seen.")
    (switched.parent / "redactor.toml").write_text('[rules]\noff = ["our-strapline"]\n')
    quick = ("--codes", codes, "--fast", "--json")
    without = run(None, "check", path, *quick).json
    ours, working, board, rules, off = run_in_turn(
        place,
        ("check", path, *quick),
        ("check", path, *quick, "--for", "working"),
        ("codes", "enforce", codes, path, "--json"),
        ("check", "--rules"),
        ("check", switched, *quick),
    )
    found = {f["rule"]: f["severity"] for f in ours.json["findings"]}
    assert found["our-strapline"] == "look"
    assert {f["rule"] for f in without["findings"]} == found.keys() - {"our-strapline"}
    assert "our-strapline" not in working.json["rules_run"]
    assert [(f["rule"], f["severity"]) for f in board.json["findings"]] == [("our-strapline", "look")]
    assert "our-strapline" in rules.out
    assert "our-strapline" not in {f["rule"] for f in off.json["findings"]}


def test_what_a_recogniser_finds_is_taken_out(tmp_path: Path, place: Path) -> None:
    path = draft(tmp_path / "imr.docx", "Order CA 2026/0417 was read.")
    codes = board_list(tmp_path / "codes.csv")
    for folder, stays in ((None, True), (place, False)):
        out = tmp_path / f"out {stays}"
        key_map = tmp_path / f"{stays}.keymap"
        done = run(folder, "anonymise", path, "--codes", codes, "--key-map", key_map, "--out", out)
        assert done.code in (0, 1), done.error
        text = read_text(next(out.glob("*.anonymised.docx")))
        assert ("CA 2026/0417" in text) is stays
        assert ("[case number removed]" in text) is not stays


def test_a_format_is_checked(tmp_path: Path, place: Path) -> None:
    notes = tmp_path / "notes.txt"
    notes.write_text("Riverside Board\n\nTilly Varnham was seen.\n", encoding="utf-8")
    codes = board_list(tmp_path / "codes.csv")
    odd = tmp_path / "odd.txt"
    odd.write_bytes(b"\xff\xfe\xff")
    assert run(None, "check", notes, "--codes", codes, "--fast").code == 2
    done, refused = run_in_turn(
        place, ("check", notes, "--codes", codes, "--fast", "--json"), ("check", odd, "--codes", codes, "--fast")
    )
    assert done.code == 1
    assert {(f["rule"], f["place"]) for f in done.json["findings"]} >= {("identity-listed", "line 3")}
    assert refused.code == 2 and "The notes are not in UTF-8." in refused.error


def test_about_tells_what_comes_from_elsewhere(place: Path) -> None:
    sheet, shown = run_in_turn(place, ("about", "--json"), ("about",))
    told = sheet.json["extensions"]
    assert [(e["group"], e["name"], e["package"], e["version"]) for e in told] == [
        ("redactor.rules", "strapline", "our-board", "1.0"),
        ("redactor.recognisers", "case-numbers", "our-board", "1.0"),
        ("redactor.readers", "notes", "our-board", "1.0"),
    ]
    assert "redactor.rules: strapline, of our-board 1.0" in shown.out
    assert run(None, "about", "--json").json["extensions"] == []


SECRET = "Tilly Varnham"
FITS = "def fits(data, name):\n    return True"


@pytest.mark.parametrize(
    ("module", "text", "extension"),
    [
        ("our_rules", "import no_such_module_of_ours", "strapline"),
        ("our_rules", f"raise RuntimeError({SECRET!r})", "strapline"),
        ("our_rules", "strapline = 'no rule'", "strapline"),
        ("our_rules", MODULES["our_rules"].replace('"our-strapline",\n    {', '"unresolved",\n    {'), "strapline"),
        ("our_readers", FITS, "notes"),
        ("our_readers", f"{FITS}\ndef read(data, name):\n    raise ValueError({SECRET!r})", "notes"),
        ("our_readers", f"{FITS}\ndef read(data, name):\n    return data", "notes"),
    ],
)  # fmt: skip
def test_a_broken_rule_or_reader_is_refused_by_its_name(tmp_path: Path, module: str, text: str, extension: str) -> None:
    place = installed(tmp_path / "site", **{module: text})
    notes = tmp_path / "notes.txt"
    notes.write_text("Tilly Varnham was seen.\n", encoding="utf-8")
    done = run(place, "check", notes, "--fast")
    assert done.code == 2
    assert f"The extension “{extension}”" in done.error and "our-board 1.0" in done.error
    assert SECRET not in done.error + done.out


def test_a_rule_that_fails_is_no_pass(tmp_path: Path) -> None:
    failing = MODULES["our_rules"].replace("for file in examination.files:", "raise ValueError('Tilly Varnham')")
    failing = re.sub(r"raise ValueError\('Tilly Varnham'\)\n.*?\n\n\n", "raise ValueError('Tilly Varnham')\n    yield\n\n\n", failing, flags=re.DOTALL)  # fmt: skip  # noqa: E501
    place = installed(tmp_path / "site", our_rules=failing)
    path = draft(tmp_path / "imr.docx", "Nobody was seen.")
    done = run(place, "check", path, "--fast", "--json")
    assert done.code == 2
    assert done.json["problems"] == [
        "The rule our-strapline failed (ValueError): what it looks for was not looked for."
    ]


@pytest.mark.parametrize(
    "text",
    [
        "CaseNumbers = 3",
        f"raise RuntimeError({SECRET!r})",
        MODULES["our_recognisers"].replace("for match in", f"raise ValueError({SECRET!r})\n        for match in"),
        MODULES["our_recognisers"].replace("match.end(),", "match.end() + 10_000,"),
    ],
)
def test_a_broken_recogniser_is_refused_by_its_name(tmp_path: Path, text: str) -> None:
    place = installed(tmp_path / "site", our_recognisers=text)
    path = draft(tmp_path / "imr.docx", f"{SECRET} has the number CA 2026/0417.")
    done = run(place, "anonymise", path, "--key-map", tmp_path / "a.keymap", "--out", tmp_path / "out")
    assert done.code == 2
    assert "The extension “case-numbers”" in done.error and "our-board 1.0" in done.error
    assert SECRET not in done.error + done.out
    assert list((tmp_path / "out").glob("*")) == []
