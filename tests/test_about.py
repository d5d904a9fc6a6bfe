"""`redactor about`: what is installed, whether it is what was tested, and where its files lie."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from importlib import metadata
from pathlib import Path

import pytest

from redactor.base.resources import data_path
from redactor.commands import installed as about
from tests.drafts import AWAITING, board_list, draft, redactor


def test_it_tells_versions_the_model_and_where_the_files_lie(tmp_path: Path, home: Path) -> None:
    assert redactor("anonymise", draft(tmp_path / "imr.docx", *AWAITING), "--codes", board_list(tmp_path / "c.xlsx"),
                    "--out", tmp_path / "out").code == 1  # fmt: skip
    done = redactor("about", "--json")
    assert done.code == 0
    said = done.json
    assert said["version"] == metadata.version("redactor")
    assert said["model"] == hashlib.sha256(data_path("models/names/model.onnx").read_bytes()).hexdigest()
    assert said["card"] == hashlib.sha256(data_path("models/names/README.md").read_bytes()).hexdigest()
    folders = {name: Path(path) for name, path in said["folders"].items()}
    assert list(folders["key maps"].glob("*.keymap")), "the key map of the run before"
    assert folders["key"].is_file() and folders["key"].is_relative_to(home)
    versions = {p["name"]: p["here"] for p in said["packages"]}
    assert versions["onnxruntime"] == metadata.version("onnxruntime") and len(versions) > 50
    assert said["as_tested"] is all(p["here"] == p["tested"] for p in said["packages"])
    assert str(home) in redactor("about").screen


def test_another_version_than_the_tested_one_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    lock = tmp_path / "requirements.txt"
    lock.write_text(
        "numpy==0.1 \\\n    --hash=sha256:00\n"
        "no-such-package==2.0\n"
        "only-there==1.0 ; sys_platform == 'nowhere'\n"
        f"lxml=={metadata.version('lxml')} \\\n    --hash=sha256:00\n"
    )
    monkeypatch.setattr(about, "data_path", lambda name: lock if name == about.LOCK else data_path(name))
    screen = redactor("about").screen
    assert "2 of 3 packages" in screen and "no-such-package is missing, tested: 2.0" in screen
    assert f"numpy {metadata.version('numpy')}, tested: 0.1" in screen and "lxml" not in screen
    assert redactor("about", "--json").json["as_tested"] is False


def test_it_loads_neither_model_nor_pipeline() -> None:
    code = """
import sys
from redactor.cli import app
try:
    app(["about"])
except SystemExit:
    pass
print([m for m in ("onnxruntime", "spacy", "presidio_analyzer", "numpy", "redactor.case.pipeline") if m in sys.modules])
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"
