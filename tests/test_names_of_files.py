"""The name of a file never outweighs the list, makes nobody, and is changed only where it names somebody."""

from __future__ import annotations

from pathlib import Path

import pytest

from redactor.case import pipeline
from redactor.case.case import Case
from redactor.codes.lists import read_code_list
from redactor.detection.knowledge import agency_places
from redactor.documents.model import Passage, Place, Story
from redactor.keymap.keymap import KeyMap
from tests.codes.builders import write_list
from tests.drafts import draft

HEAD = ("Code", "Kind", "Name", "Also known as", "Relationship or role", "Agency", "Date of birth")
FAMILY = (
    ("Child 1", "subject", "Kit Hartnell", "", "Subject", "", ""),
    ("Mrs A", "family", "Della Hartnell", "", "Mother of Child 1", "", ""),
)


def run(tmp_path: Path, drafts: dict[str, str], *more: tuple[str, ...]) -> tuple[list[str], list[str]]:
    """The names of the written files, and what every mention became."""
    write_list(tmp_path / "codes.xlsx", [HEAD, *FAMILY, *more])
    case = Case.of(read_code_list(tmp_path / "codes.xlsx"), KeyMap.new("test"))
    files = [draft(tmp_path / name, text) for name, text in drafts.items()]
    read = pipeline.read_drafts(files, case)
    judged = pipeline.judge(read, pipeline.look(read, case), case)
    written = pipeline.written(read, judged, case)
    return [f.name for f in written.files], [d.mention.text for d in judged.resolved.decisions]


def test_a_family_s_name_before_police_in_a_file_s_name_hides_the_family_nowhere(tmp_path: Path) -> None:
    names, texts = run(
        tmp_path,
        {"Hartnell Police.docx": "The Hartnell family moved.", "notes.docx": "Hartnell was well. Kit was seen."},
    )
    assert not any("hartnell" in name.casefold() for name in names)
    assert [t for t in texts if t == "Hartnell"] == ["Hartnell"] * 3  # one of them is in the file's name


def test_an_agency_in_the_text_does_not_outweigh_the_list_either(tmp_path: Path) -> None:
    _, texts = run(tmp_path, {"a.docx": "Hartnell Council wrote. Hartnell came home with Kit."})
    assert texts == ["Hartnell", "Kit"]


def test_an_agency_s_initials_are_nobody(tmp_path: Path) -> None:
    names, texts = run(tmp_path, {"yjs.docx": "Westby YJS draft. The YJS was told. Kit rang."})
    assert names == ["yjs.anonymised.docx"]
    assert texts == ["Kit"]


def test_two_drafts_called_imr_are_not_called_after_imran(tmp_path: Path) -> None:
    names, _ = run(tmp_path, {"imr.docx": "Imran Kashif rang Kit. Imran left.", "imr (2).docx": "Imran came."})
    assert names == ["imr.anonymised.docx", "imr (2).anonymised.docx"]


def test_words_of_a_file_s_name_make_nobody_in_the_drafts(tmp_path: Path) -> None:
    names, texts = run(tmp_path, {"Head Chronology March.docx": "The head wrote in March. Kit rang."})
    assert names == ["Head Chronology March.anonymised.docx"]
    assert texts == ["Kit"]


def test_a_person_in_a_file_s_name_goes(tmp_path: Path) -> None:
    names, _ = run(tmp_path, {"Kit Hartnell.docx": "Kit rang."})
    assert names == ["Child 1.anonymised.docx"]


def test_places_of_agencies_are_told_by_the_text_and_the_list_of_agencies() -> None:
    text = Passage(1, "Northmoor Council and Hartnell Council wrote.", Place(Story.BODY, "paragraph 1"))
    name = Passage(2, "Southbeck Police", Place(Story.FILE_NAME, "file name"))
    assert agency_places([text, name], ()) == {"northmoor", "hartnell"}
    assert agency_places([text, name], (), ["Kit Hartnell"]) == {"northmoor"}


@pytest.mark.parametrize("agency", ["School", "Hospital"])
def test_a_listed_name_before_an_agency_s_kind_is_whom_the_file_is_about(tmp_path: Path, agency: str) -> None:
    names, _ = run(tmp_path, {f"K Hartnell {agency} imr.docx": "Kit was seen."})
    assert names == [f"Child 1 {agency} IMR.anonymised.docx"]


def test_a_listed_school_of_that_name_is_the_school(tmp_path: Path) -> None:
    school = ("School 1", "organisation", "Hartnell School", "", "", "", "")
    names, _ = run(tmp_path, {"Hartnell School imr.docx": "Kit was seen."}, school)
    assert names == ["School 1 IMR.anonymised.docx"]
