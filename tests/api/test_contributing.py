"""The examples of CONTRIBUTING.md, run; and every place that it and the changelog point to is there."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import redactor
from redactor.checks.rules.registry import RULES
from redactor.detection.engine import engine
from tests.drafts import draft

ROOT = Path(__file__).resolve().parents[2]
TEXT = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
RULE, RECOGNISER = re.findall(r"```python\n(.*?)```", TEXT, re.DOTALL)
PREAMBLE = """
import re
from collections.abc import Iterator
from redactor.checks.examination import Examination, about
from redactor.checks.rules.registry import NOT_WORKING, rule
from redactor.detection.look import Look
from redactor.detection.mentions import MentionKind
from redactor.detection.recognisers.base import Find, Recogniser
from redactor.sources.finding import Finding, Severity
"""


def made(example: str) -> dict[str, Any]:
    names: dict[str, Any] = {}
    exec(PREAMBLE + example, names)
    return names


def test_the_rule_is_one(tmp_path: Path) -> None:
    lies = draft(tmp_path / "IMR draft 3.docx", "Nobody was seen.")
    try:
        made(RULE)
        found = {
            profile: [f.rule for f in redactor.check([lies], profile=profile, fast=True).findings]
            for profile in ("submission", "working")
        }
    finally:
        RULES.pop("draft-in-name", None)
    assert "draft-in-name" in found["submission"] and "draft-in-name" not in found["working"]


def test_the_recogniser_is_one() -> None:
    analyser = engine([made(RECOGNISER)["CaseNumbers"]()])
    text = "Order CA 2026/0417 of 2026/0418 was read."
    assert [(text[r.start : r.end], r.entity_type) for r in analyser.analyze(text, "en")] == [
        ("CA 2026/0417", "IDENTIFIER")
    ]


@pytest.mark.parametrize("page", ["CONTRIBUTING.md", "CHANGELOG.md", "docs/api.md", "README.md"])
def test_every_link_leads_somewhere(page: str) -> None:
    links = re.findall(r"\]\((?!https?:)([^)#]+)\)", (ROOT / page).read_text(encoding="utf-8"))
    assert [link for link in links if not (ROOT / page).parent.joinpath(link).exists()] == []


def test_every_place_that_is_named_is_there() -> None:
    named = {p for p in re.findall(r"`([\w/.-]+)`", TEXT) if "/" in p and "…" not in p}
    assert len(named) > 15
    assert [p for p in sorted(named) if not (ROOT / p).exists() and not (ROOT / "redactor" / p).exists()] == []


def test_the_newest_version_of_the_changelog_is_this_one() -> None:
    newest = re.search(
        r"^## \[([\d.]+)\] - \d{4}-\d\d-\d\d$", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.M
    )
    assert newest is not None and newest[1] == redactor.__version__
    bill = json.loads((ROOT / "sbom.cdx.json").read_text(encoding="utf-8"))
    assert bill["metadata"]["component"]["version"] == redactor.__version__


def test_the_version_is_said_once() -> None:
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    assert f'\nversion = "{redactor.__version__}"\n' in project
    shown = subprocess.run(
        [sys.executable, "-m", "redactor.cli", "--version"], capture_output=True, text=True, check=True
    )
    assert redactor.__version__ in shown.stdout


@pytest.mark.parametrize("form", sorted((ROOT / ".github" / "ISSUE_TEMPLATE").glob("*.md")), ids=lambda p: p.stem)
def test_forms_for_issues_warn_of_real_names(form: Path) -> None:
    text = form.read_text(encoding="utf-8")
    assert text.startswith("---\nname: ") and "Never paste a real" in text and "real name" in text
