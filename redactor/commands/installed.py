"""What is installed here, and where its files lie: what an IT officer asks first. Reads no draft, and loads no model."""

from __future__ import annotations

import hashlib
import platform
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from redactor import __version__
from redactor.base.extensions import Extension, extensions
from redactor.base.resources import data_path
from redactor.sealed.sealing import Home

LOCK = "requirements.txt"
MODEL = "models/names/model.onnx"
CARD = "models/names/README.md"
_MISSING = ""


@dataclass(frozen=True, slots=True)
class LockedPackage:
    """One package of the lock: the version that was tested, and the one that is here ("" where there is none)."""

    name: str
    tested: str
    here: str

    @property
    def is_as_tested(self) -> bool:
        """Whether they are the same."""
        return self.tested == self.here


@dataclass(frozen=True, slots=True)
class About:
    """Versions, the model, and folders."""

    version: str
    python: str
    system: str
    packages: tuple[LockedPackage, ...]
    model: str  # SHA-256 of the file, in hexadecimal digits; "" where it is missing
    card: str  # the same of its model card
    folders: Mapping[str, Path]
    extensions: tuple[Extension, ...]  # what other packages add

    @property
    def others(self) -> tuple[LockedPackage, ...]:
        """The packages that are not here in the version that was tested."""
        return tuple(p for p in self.packages if not p.is_as_tested)


def about(home: Home) -> About:
    """What is here, for the account with these folders. Raises FileNotFoundError where the installation lacks the lock."""
    return About(
        version=__version__,
        python=platform.python_version(),
        system=f"{platform.system()} {platform.release()}, {platform.machine()}",
        packages=_packages(data_path(LOCK).read_text(encoding="utf-8")),
        model=_digest(MODEL),
        card=_digest(CARD),
        folders={
            "key": home.key_file,
            "key maps": home.data_dir / "cases",
            "configuration": home.config_dir,
            "data": home.data_dir,
            "program": data_path(MODEL).parents[2],
        },
        extensions=extensions(),
    )


def for_machines(found: About) -> dict[str, object]:
    """The same as values of JSON."""
    return {
        **asdict(found),
        "folders": {name: str(path) for name, path in found.folders.items()},
        "as_tested": not found.others,
    }


def _packages(lock: str) -> tuple[LockedPackage, ...]:
    """The packages of the lock that are meant for this computer."""
    found = []
    for line in re.findall(r"^[A-Za-z0-9][^\\\n]*", lock, re.MULTILINE):
        wanted = Requirement(line)
        if wanted.marker is None or wanted.marker.evaluate():
            (exact,) = wanted.specifier
            found.append(LockedPackage(canonicalize_name(wanted.name), exact.version, _here(wanted.name)))
    return tuple(found)


def _here(name: str) -> str:
    """Its version, without parsing all that the package says of itself, which takes a second for all of them."""
    try:
        said = distribution(name).read_text("METADATA") or ""
    except PackageNotFoundError:
        return _MISSING
    found = re.search(r"^Version: *(\S+)", said, re.MULTILINE)
    return found[1] if found else _MISSING


def _digest(name: str) -> str:
    try:
        return hashlib.sha256(data_path(name).read_bytes()).hexdigest()
    except FileNotFoundError:
        return _MISSING
