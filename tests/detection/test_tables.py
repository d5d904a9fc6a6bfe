from __future__ import annotations

import pytest

from redactor.documents.model import Cell, Passage, Place, Story
from tests.detection.marked import NOTHING, check, found, passage, under
from tests.detection.tables import rows

COLUMNS = rows(
    "columns",
    # a heading that announces a name makes any word one
    ("Name", "«Ewelina»"),
    ("Name", "«Hope»"),
    ("Name", "«Storm»"),
    ("Name", "«May»"),
    ("Name", "«Young»"),
    ("Name", "«Hill»"),
    ("Name", "«Li»"),
    ("Name", "«Xi»"),
    ("Name", "«Bo-Yang Li»"),
    ("Name", "«van der Velde»"),
    ("Name", "«Okumu E»"),
    ("Name", "«Okumu, Ewelina»"),
    ("Name", "«OKUMU, Ewelina»"),
    ("Name", "«OKUMU»"),
    ("Name", "«ewelina okumu»"),
    ("Name", "«Mr» and «Mrs Okumu»"),
    ("Name of child", "«Sunny Day»"),
    ("Staff member", "«Rose»"),
    ("Worker", "«Okumu» / «Hale»"),
    ("Lead officer", "«Gwen Tudor», Team Manager"),
    ("Lead Person", "«Grace Poole»"),
    ("Attendees", "«E Okumu», «P Hale», «J Birch»"),
    ("Subject of recording", "«Bo»"),
    ("Present", "«Ewelina», mum, SW, HV"),
    ("Completed by", "«Hale»"),
    ("Seen by", "«Hill»"),
    ("Reviewed by", "«Marsh»"),
    ("Signed", "«Field»"),
    ("Signed", "«E. Okumu»"),
    ("Contact", "«Viv» in the office"),
    ("Mother", "«Hope»"),
    ("Officer", "«PC 4417»"),
    ("Author", "«Ewelina Okumu»\nTeam Manager"),
    ("Source", "HV record, «Okumu»"),
    # what is no name under such a heading
    ("Name", "Not known"),
    ("Name", "n/a"),
    ("Name", "Mother"),
    ("Name", "Child 1"),
    ("Seen by", "Police"),
    ("Seen by", "Alone"),
    ("Completed by", "Telephone"),
    ("Completed by", "EDT"),
    ("Signed", "Yes"),
    ("Name of agency", "Northmere Council"),
    ("Lead officer", "Team Manager"),
    ("Lead officer", "Service Manager, Children's Social Care"),
    ("Role", "Social Worker"),
    ("Designation", "Nurse"),
    ("Relationship", "Mother"),
    ("Child seen", "Y"),
    ("Time", "17:56"),
    ("First language", "Polish"),
    ("Religion", "Muslim"),
    # numbers, places, houses and dates by their heading
    ("NHS number", "«identifier|999 000 0018»"),
    ("Phone", "«identifier|07700900123»"),
    ("Tel", "«identifier|960123»"),
    ("Vehicle", "«identifier|AB12 CDE»"),
    ("Case no", "«identifier|1234567»"),
    ("Collar number", "«identifier|4417»"),
    ("Address", "«address|34 Sycamore Close»"),
    ("Address", "«address|The Haven»"),
    ("Address", "«address|Sandy Bottom»"),
    ("Address", "As above"),
    ("Address", "No Fixed Abode"),
    ("Address", "Care Home"),
    ("Address", "Maternal Grandmother"),
    ("Address", "not known"),
    ("Address", "Address A"),
    ("Date of birth", "«date of birth|14/03/2012»"),
    ("DOB", "«date of birth|14.3.12»"),
    ("D.O.B.", "«date of birth|14 March»"),
    ("Date", "14/03/2012"),
    ("Date", "Born «date of birth|14/03/2012»"),
    ("Nursery", "«organisation|Little Otters»"),
    ("School", "«organisation|Larkbrook»"),
    ("Name of school", "«organisation|Larkbrook Meadow»"),
    ("School", "Letter"),
    ("School", "Not known"),
    ("School", "Home educated"),
    ("School", "Year 4"),
    ("Nursery", "None"),
    ("Surgery", "Telephone"),
    ("School", "Core Group"),
)


@pytest.mark.parametrize(("header", "marked"), COLUMNS)
def test_cells_below_a_heading(header: str, marked: str) -> None:
    check(marked, cell=under(header))


LABELS = rows(
    "labels",
    ("Name of child", "«Ewelina Okumu»"),
    ("Name", "«Hope»"),
    ("Mother's name", "«Storm»"),
    ("Author", "«Grace Poole»"),
    ("Completed by", "«Hill»"),
    ("GP", "«Dr Hale»"),
    ("Date of birth", "«date of birth|14/03/2012»"),
    ("Address", "«address|34 Sycamore Close»"),
    ("NHS number", "«identifier|9990000018»"),
    ("Telephone", "«identifier|01632 960123»"),
    ("Role", "Team Manager"),
    ("Ethnicity", "White British"),
    ("Age", "7"),
)


@pytest.mark.parametrize(("label", "marked"), LABELS)
def test_cells_beside_a_label(label: str, marked: str) -> None:
    check(marked, cell=under(beside=label))


def test_a_heading_below_which_names_stand_is_no_name_itself() -> None:
    for header in ("Name", "Worker", "Author", "Subject of recording", "Lead officer", "Child seen", "Date of birth"):
        check(header, cell=Cell(1, 1, 3))


@pytest.mark.parametrize("author", ["Ewelina Okumu", "eokumu", "Okumu, E (Children)", "STORM"])
def test_the_author_of_a_revision_is_a_name_whatever_it_looks_like(author: str) -> None:
    one = Passage(1, author, Place(Story.AUTHOR, "comment 1"))
    assert [(m.text, m.kind) for m in found(one)] == [(author, "person")]


@pytest.mark.parametrize("author", ["Author", "Windows User", "Microsoft Office User", ""])
def test_a_program_s_stand_in_for_an_author_is_nobody(author: str) -> None:
    assert found(Passage(1, author, Place(Story.AUTHOR, "comment 1"))) == []


@pytest.mark.parametrize(
    "line", ["From: «Okumu»", "To: «Hale»", "Dear «Viv»", "Kind regards «Hale»", "Typed by: «Okumu»"]
)
def test_lines_of_letters_and_mails(line: str) -> None:
    check(line)


def test_bookmarks_and_style_names_are_searched_for_what_is_known_only() -> None:
    for text in ("Storm_Heading", "Heading Willow", "Grid Table Dawn"):
        assert found(passage(text, story=Story.ATTRIBUTE), NOTHING) == []
