"""Writes the software bill of materials (CycloneDX, JSON): what a user installs, from the lock, with what packages say.

python -m tools.sbom             writes sbom.cdx.json
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
import tomllib
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

from cyclonedx.contrib.license.factories import LicenseFactory
from cyclonedx.model import HashAlgorithm, HashType, Property
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.output.json import JsonV1Dot6
from packageurl import PackageURL
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
LOCK, BILL = "requirements.txt", "sbom.cdx.json"
_MODEL = "models/names/model.onnx"
_SYSTEMS = {"linux": "Linux", "darwin": "Darwin", "win32": "Windows"}
_HERE = [
    {"sys_platform": system, "platform_system": name, "python_version": python, "python_full_version": f"{python}.0"}
    for system, name in _SYSTEMS.items()
    for python in ("3.11", "3.12", "3.13")
]


def main() -> None:
    """Write the bill. Ends with a sentence where a package's licence is not known."""
    (ROOT / BILL).write_text(bill(), encoding="utf-8")
    print(f"{BILL}: {len(list(locked()))} packages")


def bill() -> str:
    """The bill as text: the same for the same lock and the same model."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    lock = hashlib.sha256((ROOT / LOCK).read_bytes()).hexdigest()
    itself = Component(
        name="redactor", version=project["version"], type=ComponentType.APPLICATION, bom_ref="redactor",
        licenses=[LicenseFactory().make_from_string(project["license"])],
    )  # fmt: skip
    model = Component(
        name="model of names", type=ComponentType.MACHINE_LEARNING_MODEL, bom_ref="model",
        licenses=[LicenseFactory().make_from_string("Apache-2.0")],
        hashes=[HashType(alg=HashAlgorithm.SHA_256, content=hashlib.sha256((ROOT / _MODEL).read_bytes()).hexdigest())],
    )  # fmt: skip
    packages = [
        Component(
            name=name, version=version, type=ComponentType.LIBRARY, bom_ref=f"{name}@{version}",
            purl=PackageURL("pypi", name=name, version=version),
            licenses=[LicenseFactory().make_from_string(licence(name))],
        )
        for name, version in locked()
    ]  # fmt: skip
    bom = Bom(components=[model, *packages], serial_number=uuid5(NAMESPACE_URL, lock))
    bom.metadata.component = itself
    bom.metadata.properties = [Property(name="redactor:lock", value=f"{LOCK} SHA-256 {lock}")]
    bom.register_dependency(itself, [model, *packages])
    values = json.loads(JsonV1Dot6(bom).output_as_string())
    # when it was written tells nothing that the lock's digest does not, and would make every run another file
    values["metadata"].pop("timestamp", None)
    return json.dumps(values, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def locked() -> Iterator[tuple[str, str]]:
    """Name and version of every package that the lock has for one of our systems."""
    text = (ROOT / LOCK).read_text(encoding="utf-8")
    for line in re.findall(r"^[A-Za-z0-9][^\\\n]*", text, re.MULTILINE):
        wanted = Requirement(line)
        if wanted.marker is None or any(wanted.marker.evaluate(here) for here in _HERE):
            (exact,) = wanted.specifier
            yield canonicalize_name(wanted.name), exact.version


def licence(name: str) -> str:
    """A package's licence: what we read ourselves, or what it says. Ends the program where neither is there."""
    known: dict[str, str] = tomllib.loads((ROOT / "tools" / "licences.toml").read_text(encoding="utf-8"))
    if name in known:
        return known[name]
    try:
        said = metadata.metadata(name)
    except metadata.PackageNotFoundError:
        sys.exit(
            f"{name} is not installed here: install requirements-dev.txt, or write its licence into tools/licences.toml."
        )
    classified = [c.rpartition(" :: ")[2] for c in said.get_all("Classifier") or () if c.startswith("License ::")]
    # .get: what other packages put in the place of importlib.metadata raises for what is not there
    written = (said.get("License") or "").strip()
    found = said.get("License-Expression") or (written if written and "\n" not in written and len(written) < 60 else "")
    found = found or " AND ".join(c for c in classified if c != "OSI Approved")
    if not found or found.upper() in ("UNKNOWN", "DUAL LICENSE"):
        sys.exit(f"{name} does not say its licence: read it, and write it into tools/licences.toml.")
    return found


if __name__ == "__main__":
    main()
