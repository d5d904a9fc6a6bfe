"""Only one module imports the runtime, after it was silenced; whatever is imported first, it is silenced."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from redactor.offline import SILENCED

ROOT = Path(__file__).resolve().parents[2]
DOOR = ROOT / "redactor" / "offline.py"
CODE = ("redactor", "models", "benchmarks", "key_maps", "tests")


def imported(text: str) -> Iterator[str]:
    """Every module that a text of Python imports, also by its name: `import_module("onnxruntime")`, `__import__("onnx…")`."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module
        elif isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
            called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if called in ("import_module", "__import__", "importorskip") and isinstance(node.args[0].value, str):
                yield node.args[0].value


def past_the_door(folder: Path) -> list[str]:
    return [
        f"{path.relative_to(folder)}: {name}"
        for part in CODE
        for path in sorted((folder / part).rglob("*.py"))
        if path != folder / DOOR.relative_to(ROOT)
        for name in imported(path.read_text(encoding="utf-8"))
        if name.split(".")[0] == "onnxruntime"
    ]


def test_the_runtime_is_imported_in_one_place() -> None:
    assert past_the_door(ROOT) == []


@pytest.mark.parametrize(
    "line",
    [
        "import onnxruntime",
        "import onnxruntime.quantization as q",
        "from onnxruntime import InferenceSession",
        "def f():\n    from onnxruntime.quantization import quantize_dynamic",
        "import importlib\nimportlib.import_module('onnxruntime')",
        "__import__('onnxruntime')",
    ],
)
def test_another_place_is_found(tmp_path: Path, line: str) -> None:
    (tmp_path / "benchmarks").mkdir()
    (tmp_path / "benchmarks" / "new.py").write_text(line, encoding="utf-8")
    assert len(past_the_door(tmp_path)) == 1


def told(code: str, **environment: str) -> subprocess.CompletedProcess[str]:
    kept = {k: v for k, v in os.environ.items() if k not in SILENCED}
    return subprocess.run(
        [sys.executable, "-c", code], env={**kept, **environment}, capture_output=True, text=True, timeout=120, check=False
    )  # fmt: skip


@pytest.mark.parametrize("first", ["redactor", "redactor.cli", "redactor.checks.run", "redactor.detection.name_model"])
def test_it_is_silenced_before_it_is_imported(first: str) -> None:
    # the variables at the moment at which the runtime is imported, whoever does it
    code = f"""
import os, sys
class Look:
    def find_spec(self, name, path=None, target=None):
        if name == "onnxruntime":
            print([os.environ.get(v) for v in {sorted(SILENCED)!r}], flush=True)
            os._exit(0)  # that moment is all that is asked about: the model need not be loaded for it
sys.meta_path.insert(0, Look())
import {first}
import redactor
redactor.find("Karen Ellwood rang.")
"""
    done = told(code, ORT_DISABLE_TELEMETRY="0")
    assert done.stdout.splitlines() == [str(["1"] * len(SILENCED))], done.stderr


def test_who_imported_it_before_is_told() -> None:
    late = "import sys, types; sys.modules['onnxruntime'] = types.ModuleType('onnxruntime'); import redactor"
    assert "Import redactor first" in told(late).stderr
    assert told(late, ORT_DISABLE_TELEMETRY="1").stderr == ""


def test_what_could_fetch_is_not_even_imported() -> None:
    """tokenizers brings a client of a model hub along; presidio brings one that fetches lists of domains, unused."""
    code = """
import sys, redactor
redactor.find("Karen Ellwood of 14 Teasel Road, karen@ellwood.example, rang.")
print([name for name in ("huggingface_hub", "hf_xet", "torch") if name in sys.modules])
import tldextract.tldextract as t
print(t.TLD_EXTRACTOR._extractor)
"""
    assert told(code).stdout.splitlines() == ["[]", "None"]
