"""Modules that other people's packages import and nobody here uses are put off; whoever does use one has the real one."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from redactor.base import later
from redactor.base.later import put_off

USES = """
import heavy
from heavy.parts import Part, made

class Whole:
    part: Part

def is_part(thing):
    return isinstance(thing, Part)

def make():
    return Part(made(heavy.SIZE))
"""


@pytest.fixture
def packages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A package that is heavy and one that imports it, in a process of the program's own."""
    (tmp_path / "heavy").mkdir()
    (tmp_path / "heavy" / "__init__.py").write_text("SIZE = 3\n")
    part = (
        "class Part:\n    def __init__(self, size):\n        self.size = size\n\ndef made(size):\n    return size * 2\n"
    )
    (tmp_path / "heavy" / "parts.py").write_text(part)
    (tmp_path / "uses.py").write_text(USES)
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.setattr(later, "_sparing", True)
    yield tmp_path
    for name in [name for name in sys.modules if name.partition(".")[0] in ("heavy", "uses")]:
        del sys.modules[name]


def test_what_is_put_off_is_imported_by_its_first_use(packages: Path) -> None:
    with put_off("heavy"):
        uses = importlib.import_module("uses")
    assert "heavy" not in sys.modules and "heavy.parts" not in sys.modules
    assert not uses.is_part(3) and "heavy.parts" not in sys.modules  # of what nobody has imported there is nothing
    part = uses.make()
    real = importlib.import_module("heavy.parts")
    assert type(part) is real.Part and part.size == 6 and uses.is_part(part) and not uses.is_part(3)
    assert issubclass(real.Part, uses.Part) and Path(str(real.__file__)) == packages / "heavy" / "parts.py"


def test_what_cannot_do_without_is_imported_whole(packages: Path) -> None:
    (packages / "uses.py").write_text("from heavy.parts import made\n\nSIX = made(3)\n")
    with put_off("heavy"):
        importlib.import_module("uses")
    assert "uses" not in sys.modules
    assert importlib.import_module("uses").SIX == 6


def test_nothing_is_put_off_for_a_program_that_imports_redactor(
    packages: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(later, "_sparing", False)
    with put_off("heavy"):
        importlib.import_module("uses")
    assert "heavy.parts" in sys.modules
