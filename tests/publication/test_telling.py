"""How many descriptions by which a person would be known are told, and how often plain prose is told for nothing."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from pathlib import Path

from tests.drafts import draft, redactor
from tests.publication.telling import HARD_PROSE, PROSE, TOLD_BY_EYE, TOLD_BY_EYE_LAST, TOLD_BY_EYE_LATER

RULES = {"jigsaw", "searchable", "single-office", "quoted-press", "exact-age", "exact-date"}
FRESH = (
    (Path(__file__).parents[2] / "benchmarks" / "data" / "telling_fresh.txt").read_text(encoding="utf-8").splitlines()
)
EACH = 12  # descriptions in a file: of each file the twenty strongest leads are told


def found(*files: Path) -> list[tuple[str, int]]:
    """File and paragraph of every finding that says by what somebody may be known."""
    screen = redactor("check", *files, "--for", "publication", "--json", "--fast").screen
    places = [
        (f["file"], re.search(r"paragraph (\d+)", f["place"]))
        for f in json.loads(screen)["findings"]
        if f["rule"] in RULES
    ]
    return [(file, int(match[1])) for file, match in places if match]


def test_telling_descriptions_are_told_and_plain_prose_is_not(tmp_path: Path) -> None:
    sets: dict[str, Sequence[str]] = {
        "first": TOLD_BY_EYE[:EACH], "second": TOLD_BY_EYE[EACH:], "later": TOLD_BY_EYE_LATER, "last": TOLD_BY_EYE_LAST,
        "fresh": FRESH[:EACH], "fresh2": FRESH[EACH:],
    }  # fmt: skip
    files = [
        draft(tmp_path / f"{name}.docx", *(w for d in told for w in (d, "The plan was agreed.")))
        for name, told in sets.items()
    ]
    prose = draft(tmp_path / "prose.docx", *PROSE.strip().split("\n"), *HARD_PROSE.strip().split("\n"))
    told = found(*files, prose)
    hits = {name: len({p for f, p in told if f == f"{name}.docx" and p % 2}) for name in sets}
    assert hits["first"] + hits["second"] >= 0.8 * 2 * EACH, hits
    assert hits["last"] >= 0.8 * len(TOLD_BY_EYE_LAST), hits
    assert hits["fresh"] + hits["fresh2"] >= 0.8 * len(FRESH), hits
    assert hits["later"] >= 0.8 * len(TOLD_BY_EYE_LATER), hits
    words = len(PROSE.split()) + len(HARD_PROSE.split())
    assert len([f for f, _ in told if f == "prose.docx"]) <= 2 * words / 1000


def test_what_lies_between_two_descriptions_is_not_told(tmp_path: Path) -> None:
    lies = draft(
        tmp_path / "a.docx", *(w for d in TOLD_BY_EYE_LAST for w in (d, "The plan was agreed and the notes were kept."))
    )
    assert all(paragraph % 2 for _, paragraph in found(lies))
