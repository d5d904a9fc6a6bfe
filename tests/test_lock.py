"""What is installed is what was tested: the locks hold every package, with its version and the digests of its files."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tools.lock import LOCKS

ROOT = Path(__file__).resolve().parent.parent
HASH = re.compile(r"--hash=sha256:[0-9a-f]{64}\b")


@dataclass(frozen=True)
class Pin:
    requirement: Requirement
    hashes: tuple[str, ...]

    @property
    def version(self) -> str:
        (exact,) = self.requirement.specifier
        assert exact.operator == "=="
        return exact.version

    @property
    def is_for_here(self) -> bool:
        return self.requirement.marker is None or self.requirement.marker.evaluate()


@cache
def pins(name: str) -> dict[str, list[Pin]]:
    """The packages of a lock; one may stand there in several versions, each for its own Python."""
    text = "\n".join(line for line in (ROOT / name).read_text("utf-8").splitlines() if not line.startswith("#"))
    found: dict[str, list[Pin]] = {}
    for entry in text.replace("\\\n", " ").splitlines():
        requirement = Requirement(entry.partition("--hash")[0].strip())
        pin = Pin(requirement, tuple(HASH.findall(entry)))
        found.setdefault(canonicalize_name(requirement.name), []).append(pin)
    return found


def project() -> dict[str, list[str]]:
    """What pyproject.toml asks for: of redactor itself, of each extra, and to build it."""
    read = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    extras = read["project"]["optional-dependencies"]
    return {"": read["project"]["dependencies"], "build": read["build-system"]["requires"], **extras}


def wanted(extra: str) -> list[Requirement]:
    """The requirements of an extra, with those of the extras that it names."""
    found = []
    for each in map(Requirement, project()[extra]):
        found += [r for e in each.extras for r in wanted(e)] if each.name == "redactor" else [each]
    return found


@pytest.mark.parametrize("lock", LOCKS)
def test_every_dependency_is_pinned_with_the_digests_of_its_files(lock: str) -> None:
    locked = pins(lock)
    for requirement in (r for extra in ("", "build", *LOCKS[lock]) for r in wanted(extra)):
        found = locked.get(canonicalize_name(requirement.name), [])
        assert found, f"{requirement.name} is not in {lock}: run python -m tools.lock"
        assert all(p.version in requirement.specifier for p in found), f"{requirement} is another in {lock}"
    assert [p.requirement.name for each in locked.values() for p in each if not p.hashes] == []


@pytest.mark.parametrize("lock", LOCKS)
def test_what_a_dependency_asks_for_is_pinned_too(lock: str) -> None:
    """pip would stop for it on another computer: found here, in what the packages themselves say."""
    locked, installed = pins(lock), {canonicalize_name(d.metadata["Name"]) for d in metadata.distributions()}
    missing = []
    for name, each in locked.items():
        if not any(p.is_for_here for p in each) or name not in installed:
            continue
        asked = {extra for p in each for extra in p.requirement.extras}
        for text in metadata.requires(name) or ():
            requirement = Requirement(text)
            environments = [{"extra": extra} for extra in ("", *asked)]
            if requirement.marker is None or any(requirement.marker.evaluate(e) for e in environments):
                missing += [f"{name}: {text}"] if canonicalize_name(requirement.name) not in locked else []
    assert missing == []


def test_the_smaller_locks_are_parts_of_the_larger_one() -> None:
    first, *others = LOCKS
    for name in others:
        for package, found in pins(name).items():
            assert {p.version for p in found} <= {p.version for p in pins(first)[package]}


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_names_no_place_to_fetch_from(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    assert "://" not in text and " @ " not in text
    assert [line for line in text.splitlines() if line.startswith("-")] == []


def test_these_tests_run_on_what_the_lock_says() -> None:
    other = {}
    for name, found in pins("requirements-test.txt").items():
        for pin in found:
            if pin.is_for_here and metadata.version(name) != pin.version:
                other[name] = f"{metadata.version(name)} instead of {pin.version}"
    assert other == {}, "pip install --require-hashes -r requirements-test.txt"


def test_the_readme_installs_from_the_lock() -> None:
    commands = [
        x for x in (ROOT / "README.md").read_text("utf-8").splitlines() if re.match(r" {4}(python3|py) -m venv", x)
    ]
    assert len(commands) >= 5
    for command in commands:
        parts = re.split(r" && |; ", command)
        installs = [p for p in parts if " install " in f"{p} "]
        assert "--require-hashes -r requirements" in installs[0]
        assert all("--no-deps --no-build-isolation" in p for p in installs[1:]), "something unlocked would be fetched"
