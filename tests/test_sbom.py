"""The software bill of materials says what the lock installs, with licences."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from tests.test_lock import pins
from tools.sbom import BILL, bill

ROOT = Path(__file__).resolve().parent.parent
TEXT = (ROOT / BILL).read_text(encoding="utf-8")
COMPONENTS = json.loads(TEXT)["components"]


def test_it_is_the_one_of_this_lock() -> None:
    assert bill() == TEXT, "run python -m tools.sbom"


def test_it_keeps_to_the_schema() -> None:
    from cyclonedx.schema import (
        SchemaVersion,
    )  # it takes seconds, which every worker would spend on gathering the tests
    from cyclonedx.validation.json import JsonStrictValidator

    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(TEXT) is None
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(TEXT.replace('"version"', '"versoin"', 1)) is not None


def test_every_package_for_this_computer_is_in_it_with_a_licence() -> None:
    listed = {(c["name"], c.get("version")): c for c in COMPONENTS}
    for name, found in pins("requirements.txt").items():
        for pin in found:
            if pin.is_for_here:
                component = listed[name, pin.version]
                assert component["purl"] == f"pkg:pypi/{name}@{pin.version}"
                assert component["licenses"]


def test_the_model_is_in_it() -> None:
    (model,) = [c for c in COMPONENTS if c["type"] == "machine-learning-model"]
    digest = hashlib.sha256((ROOT / "models/names/model.onnx").read_bytes()).hexdigest()
    assert model["hashes"] == [{"alg": "SHA-256", "content": digest}]


def test_nothing_that_forbids_our_use_came_in() -> None:
    """A licence that would bind whoever passes the program on needs a person's look before it is installed."""
    said = {c["name"]: json.dumps(c["licenses"]) for c in COMPONENTS}
    assert [name for name, licence in said.items() if "AGPL" in licence or "GPL" in licence.replace("LGPL", "")] == []
