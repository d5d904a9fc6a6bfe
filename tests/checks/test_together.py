"""Details that together fit one person, in a paragraph or over a report; and what a revision has changed, in codes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from redactor.base.refused import Refused
from redactor.checks.certificate import certificate_html
from redactor.checks.run import Checked, CheckRequest, check
from tests.blank import blank_word
from tests.drafts import board_list, redactor

APART = (
    "Child 1 was six years old.",
    "The plan was agreed.",
    "The family is of Albanian heritage.",
    "Child 1 has haemophilia.",
    "They lived in a village.",
    "The grandfather is a farrier.",
)


def written(path: Path, *lines: str) -> Path:
    made = blank_word()
    for line in lines:
        made.add_paragraph(line)
    made.save(str(path))
    return path


def jigsaw(path: Path) -> list[str]:
    return [f.sentence for f in check(CheckRequest((path,), fast=True)).findings if f.rule == "jigsaw"]


@pytest.mark.parametrize(
    "line",
    [
        "They were the only Albanian family in the village.",
        "She was thirteen and pregnant, and a vigil was held.",
        "He was taken by air ambulance at the age of four, aged four years, on Bonfire Night.",
        "He was born on a ferry and is deaf.",
        "Mr B is a retired police officer and was the mayor.",
    ],
)
def test_details_of_a_paragraph(tmp_path: Path, line: str) -> None:
    (sentence,) = jigsaw(written(tmp_path / "a.docx", "The plan was agreed.", line))
    assert sentence.startswith("Details stand together")


def test_details_that_lie_apart_are_added_up_once(tmp_path: Path) -> None:
    (sentence,) = jigsaw(written(tmp_path / "a.docx", *APART))
    assert "lie apart" in sentence
    assert all(word in sentence for word in ("age", "background", "rare condition", "place", "trade"))


OF_ONE = (
    "Mr B was the county's only farrier. He had been there for years.",
    "The plan was agreed.",
    "Mr B said that he had no time for meetings. He was in a television documentary.",
    "Child 1 was seen.",
)


def test_details_of_one_person_are_added_up_over_paragraphs(tmp_path: Path) -> None:
    found = check(CheckRequest((written(tmp_path / "a.docx", *OF_ONE),), fast=True)).findings
    (one,) = [f for f in found if f.rule == "jigsaw" and "lie apart" in f.sentence]
    assert one.code == "Mr B" and len(one.places) == 2
    assert "the only one" in one.sentence and "press or screen" in one.sentence


def test_details_of_different_people_or_of_a_worker_are_not_added_up(tmp_path: Path) -> None:
    others = [line.replace("Mr B", code) for line, code in zip(OF_ONE, ("Mr B", "", "Mrs C", ""), strict=True)]
    assert not [s for s in jigsaw(written(tmp_path / "a.docx", *others)) if "Details of M" in s]
    workers = [line.replace("Mr B", "SW1") for line in OF_ONE]
    assert not [s for s in jigsaw(written(tmp_path / "b.docx", *workers)) if "SW1" in s]


def test_a_few_plain_details_are_nothing(tmp_path: Path) -> None:
    assert jigsaw(written(tmp_path / "a.docx", *APART[:3], "They lived in a village.")) == []


def revised(folder: Path, *lines: str) -> Checked:
    before = written(
        folder / "before.docx", "Child 1 was seen.", "Mrs A rang SW1 in the morning.", "The plan was agreed."
    )
    after = written(folder / "after.docx", *lines)
    return check(CheckRequest((after,), board_list(folder / "codes.xlsx"), fast=True, earlier=before))


def test_what_a_revision_has_changed(tmp_path: Path) -> None:
    found = revised(tmp_path, "Child 1 was seen.", "Mrs A rang SW2 in the evening.", "Oonagh Fellbridge met Child 2.")
    assert found.revised is not None
    changed, *others = found.revised
    assert (changed.how, changed.codes) == ("changed", ("SW1", "SW2"))
    assert "in the morning" in changed.before and "in the evening" in changed.after
    assert {c.how for c in others} <= {"added", "taken out"} and any("Child 2" in c.after for c in others)
    assert "Fellbridge" not in str(found.revised) + certificate_html(found)
    assert "What changed since the earlier version" in certificate_html(found)


def test_a_version_that_is_the_same(tmp_path: Path) -> None:
    found = revised(tmp_path, "Child 1 was seen.", "Mrs A rang SW1 in the morning.", "The plan was agreed.")
    assert found.revised == ()
    assert not any(f.file.endswith("(earlier)") for f in found.findings)


def test_the_command_tells_it_and_refuses_two_files(tmp_path: Path) -> None:
    one, other = written(tmp_path / "a.docx", "SW1 rang."), written(tmp_path / "b.docx", "SW2 rang.")
    done = redactor("check", other, "--revision-of", one, "--fast", "--json")
    (change,) = json.loads(done.screen)["revision"]
    assert change["codes"] == ["SW1", "SW2"]
    with pytest.raises(Refused):
        check(CheckRequest((one, other), fast=True, earlier=one))
