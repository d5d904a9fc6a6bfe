"""Commands that read a list, a log or a key map load neither the pipeline nor the libraries that it stands on."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from benchmarks.starting import REFUSED, commands
from tests.drafts import AWAITING, SETTLED, board_list, draft, redactor

HEAVY = ("spacy", "presidio_analyzer", "presidio_anonymizer", "onnxruntime", "redactor.detection.engine", ".pipeline")
# what libraries look for and no command of these needs
NEEDLESS = (
    "numpy",
    "PIL",
    "pandas",
    "pypdfium2",
    "pikepdf",
    "docx",
    "starlette",
    "uvicorn",
    "rich.progress",
    "redactor.chronology",
)


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a list, a draft, a key map and results."""
    folder = tmp_path_factory.mktemp("case")
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("REDACTOR_HOME", str(folder / "home"))
        assert anonymised(folder) == 1
    return folder


def anonymised(folder: Path) -> int:
    board_list(folder / "codes.xlsx")
    board_list(folder / "codes.csv")
    draft(folder / "imr.docx", *SETTLED, *AWAITING)
    places = ("--codes", folder / "codes.xlsx", "--key-map", folder / "k" / "map", "--out", folder / "out")
    return redactor("anonymise", folder / "imr.docx", *places).code


LIGHT = (
    "codes check codes.xlsx",
    "codes export codes.xlsx --to list.csv",
    "codes enforce codes.xlsx imr.docx",
    "codes new 2026-01 --out new.xlsx",
    "keymap show --key-map k/map",
    "keymap export people.csv --key-map k/map",
    "audit verify out/audit.jsonl --key-map k/map",
    "audit show out/audit.jsonl",
    "identity show",
    "explain SW2 --key-map k/map",
    "decide --made --key-map k/map",
    "decide --sheet questions.xlsx --key-map k/map",
    "decide --key-map k/map",
    "codes check codes.csv",
    "codes enforce codes.csv imr.docx",
)


def test_the_pipeline_is_not_loaded(case: Path) -> None:
    """By none of them: what one has loaded would still be there after the next, so that one process tells of all."""
    told = list(modules_of(LIGHT, case, reading=True))
    assert [line for line, *_ in told] == list(LIGHT)
    assert [(line, code, said) for line, code, said, _ in told if code not in (0, 1, None)] == []
    assert "redactor.keymap.keymap" in {m for *_, modules in told for m in modules}
    heavy = {
        line: [
            m
            for m in modules
            if m.startswith(HEAVY[:5]) or m.endswith(HEAVY[5]) or m.partition(".")[0] in NEEDLESS or m in NEEDLESS
        ]
        for line, _, _, modules in told
    }
    assert {line: modules for line, modules in heavy.items() if modules} == {}


# files that are not there beside such as are
ABSENT = (
    "anonymise imr.docx --codes nowhere.xlsx --out o",
    "check imr.docx --codes nowhere.xlsx",
    "personalise nowhere.docx --out o --codes codes.xlsx",
    "audit show out/audit.jsonl --codes nowhere.xlsx",
    "intruder imr.docx --codes nowhere.xlsx",
    "keymap destroy --certificate c.docx --codes nowhere.xlsx",
)
# a mistake in how it is called is told by what makes the sheet
MAKE_A_SHEET = ("board start", "codes new")
_RUNS_ALL = """
import contextlib, io, json, subprocess, sys
lines = sys.stdin.read().splitlines()
if not {reading}:
    subprocess.Popen = None  # a process of its own for reading is not even begun
before = set()  # what starting loads is told with the first command
from redactor.cli import app
for line in lines:
    said = io.StringIO()
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
        try:
            app(line.split())
        except SystemExit as end:
            code = end.code
    print(json.dumps([line, code, said.getvalue(), sorted(set(sys.modules) - before)]))
    before = set(sys.modules)
"""
# whatever takes longer to load than a user wants to wait for a sentence
LARGE = (
    *HEAVY[:4],
    *NEEDLESS[:-2],
    "rich.progress",
    "lxml",
    "openpyxl",
    "tokenizers",
    "cryptography",
    "jinja2",
    "joblib",
    "dask",
    "distributed",
    "phonenumbers",
    "rapidfuzz",
    "nicknames",
    "redactor.detection",
    "redactor.identities",
    "redactor.documents.word",
    "redactor.sources.word",
)


def modules_of(
    lines: Sequence[str], folder: Path, *, reading: bool
) -> Iterator[tuple[str, int | None, str, list[str]]]:
    """Commands, one after another in one process: what each said, and which modules it was the first to load (the first of
    them: also those of the start). `reading`: whether files may be read, which takes a process of its own."""
    done = subprocess.run(
        [sys.executable, "-c", _RUNS_ALL.replace("{reading}", str(reading))], input="\n".join(lines), cwd=folder,
        capture_output=True, encoding="utf-8", check=True, env={**os.environ, "REDACTOR_HOME": str(folder / "home")},
    )  # fmt: skip
    yield from map(json.loads, done.stdout.splitlines())


def loaded_by(lines: Sequence[str], folder: Path) -> Iterator[tuple[str, int | None, str, list[str]]]:
    """The same without reading files, and of the modules those that are large."""
    for line, code, said, modules in modules_of(lines, folder, reading=False):
        yield line, code, said, [m for m in modules if any(m == each or m.startswith(f"{each}.") for each in LARGE)]


def test_the_help_of_every_command_loads_nothing_large(tmp_path: Path) -> None:
    lines = [" ".join((*words, "--help")) for words in commands()]
    told = list(loaded_by(lines, tmp_path))
    assert [line for line, *_ in told] == lines and len(lines) > 50
    assert [(line, code) for line, code, said, _ in told if code or "Usage:" not in said] == []
    assert {line: modules for line, _, _, modules in told if modules} == {}


def test_a_file_that_is_not_there_is_told_before_anything_is_loaded_or_started(case: Path) -> None:
    lines = [*ABSENT, *REFUSED.strip().splitlines()]
    lines.sort(key=lambda line: line.startswith(MAKE_A_SHEET))
    told = list(loaded_by(lines, case))
    assert [(line, said) for line, code, said, _ in told if code != 2] == []
    absent = ("not exist", "not found", "no such", "There is no ", "cannot be read")
    here = [(line, said) for line, _, said, _ in told if not line.startswith(MAKE_A_SHEET)]
    assert [(line, said) for line, said in here if not any(words in said for words in absent)] == []
    assert {line: modules for line, _, _, modules in told if modules and not line.startswith(MAKE_A_SHEET)} == {}


def test_every_command_that_takes_a_file_is_among_those_that_are_refused() -> None:
    words = {tuple(line.split()) for line in REFUSED.strip().splitlines()}
    every = set(commands())
    takes = {path for path in every if path and not any(other[: len(path)] == path != other for other in every)}
    assert {path for path in takes if not any(w[: len(path)] == path for w in words)} == {
        ("about",),
        ("identity", "show"),
    }


def test_a_sheet_is_written_without_numpy_and_the_process_has_it_afterwards() -> None:
    program = (
        "import sys, redactor.base.excel as excel; book = excel.Workbook(); book.active['A1'] = 3.5; "
        "assert 'numpy' not in sys.modules; import numpy; assert numpy.array([1]).sum() == 1"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


def test_what_is_imported_already_or_by_another_thread_is_left_alone() -> None:
    program = (
        "import threading, numpy, sys\n"
        "from redactor.base.excel import absent\n"
        "with absent('numpy', 'colorsys'):\n"
        "    assert sys.modules['numpy'] is numpy and sys.modules['colorsys'] is None\n"
        "end = threading.Event(); threading.Thread(target=end.wait).start()\n"
        "with absent('colorsys'):\n"
        "    import colorsys\n"
        "end.set()"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


@pytest.mark.parametrize(
    ("surroundings", "encoding"),
    [
        # as Windows gives it to a pipe or a file; and as a computer without a language
        ({"PYTHONIOENCODING": "cp1252"}, "cp1252"),
        ({"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}, "utf-8"),
    ],
)
def test_what_is_printed_into_a_file_needs_no_letters_of_one_country(
    case: Path, surroundings: dict[str, str], encoding: str
) -> None:
    draft(case / "letters.docx", "She rang; 12 → 14 May. NHS number 999 000 0018.")
    command = [sys.executable, "-m", "redactor.cli", "check", "letters.docx", "--fast", "--show-names"]
    kept = {name: os.environ[name] for name in ("PYTHONPATH", "SYSTEMROOT") if name in os.environ}
    environment = {**kept, "PATH": "", "REDACTOR_HOME": str(case / "home"), "COLUMNS": "200", **surroundings}
    done = subprocess.run(command, cwd=case, env=environment, capture_output=True, check=False)
    said = done.stdout.decode(encoding)
    assert done.returncode == 1 and b"Traceback" not in done.stderr and "must be fixed" in said.lower()
    assert ("12 → 14" if encoding == "utf-8" else "12 \\u2192 14") in said


def test_a_run_does_without_what_presidio_brings_along() -> None:
    said = "from redactor.base.later import sparing; sparing(); import sys, redactor.case.run; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", said], capture_output=True, text=True, check=True)
    loaded = done.stdout.split()
    assert "presidio_analyzer.analyzer_engine" in loaded
    brought = ("spacy", "thinc", "requests", "httpx", "presidio_analyzer.predefined_recognizers")
    assert [m for m in loaded if m.startswith(brought)] == []
