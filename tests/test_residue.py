"""What the check is told to look for, and how often it may find it all the same."""

from __future__ import annotations

from pathlib import Path

import pytest

from redactor.case.case import Case
from redactor.case.residue import allowed_of, forms_of
from redactor.identities.sieve import Known
from tests.codes.builders import HEAD, write_list
from tests.drafts import draft, redactor
from tests.identities.cases import Draft, Read, case
from tests.identities.family import FAMILY
from tests.known_faults import rows


def known(listed: Draft) -> Known:
    return Known(listed.codes, role_words=Case(listed.codes, listed.key_map).knowledge().role_abbreviations)


def forms(listed: Draft, read: Read) -> dict[str, str]:
    return {f.text.casefold(): f.code for f in forms_of(read.resolved, known(listed))}


def test_whole_names_and_their_telling_parts() -> None:
    found = forms(FAMILY, FAMILY.read("Tilly told neighbour Corin Leyburn. NHS number 999 000 0018."))
    wanted = {
        "tilly varnham": "Child 1",
        "tilly": "Child 1",
        "imogen hepton": "SW1",
        "hepton": "SW1",
        "mahmoodi": "GP1",
        "corin leyburn": "Person 1",
        "leyburn": "Person 1",
        "14 teasel road, wragby, wx4 7qt": "Address A",
        "wragby primary school": "School 1",
        "999 000 0018": "[NHS number removed]",
    }
    assert wanted.items() <= found.items()


def test_ordinary_words_alone_are_not_looked_for() -> None:
    listed = case("Child 1 | subject | Rose Hill | | Subject", "Mr A | family | Mark Young | | Father")
    found = forms(listed, listed.read("Rose Hill and Mark Young came."))
    assert not {"rose", "hill", "mark", "young"} & set(found)


def test_listed_people_are_looked_for_even_where_no_draft_names_them() -> None:
    assert forms(FAMILY, FAMILY.read("Nothing happened."))["deirdre thackwell"] == "MA"


def test_what_the_front_sheet_keeps_is_allowed_as_often_as_it_stands_there() -> None:
    sheet = [["Child", "Child 1"], ["Author", "Ffion Maddox"], ["Approved by", "Huw Idris"]]
    read = FAMILY.read(sheet, "Ffion Maddox wrote this. Ffion Maddox met Tilly.")
    looked_for = forms_of(read.resolved, known(FAMILY))
    allowed = {text.casefold(): n for text, n in allowed_of(looked_for, read.detected, read.put).items()}
    assert allowed.get("ffion maddox") == 1
    assert "tilly" not in allowed


ORDINARY = (
    ("Will Close", "The nursery will close in June.", 0),
    ("May Field", "Social worker SW1 may field questions.", 0),
    ("Mark Down", "Prices were marked. Mark down the prices.", 0),
)


@pytest.mark.parametrize(("name", "sentence", "code"), rows(ORDINARY))
def test_sentences_that_only_read_like_a_name_do_not_withhold_the_file(
    tmp_path: Path, name: str, sentence: str, code: int
) -> None:
    codes = write_list(tmp_path / "codes.xlsx", [HEAD, ("SW1", "professional", name, "", "Social Worker", "", "")])
    path = draft(tmp_path / "imr.docx", sentence)
    done = redactor("anonymise", path, "--codes", codes, "--out", tmp_path / "out")
    assert done.code == code, done.screen
