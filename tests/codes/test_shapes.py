"""One definition of a code: a standing code in any spelling, marks alike for the check and for the board's gate."""

from __future__ import annotations

from pathlib import Path

import pytest

from redactor.codes.model import Role
from redactor.codes.roles import standard_roles
from redactor.codes.shapes import AWAITING, CODE, EDITION, edition_in, is_title_and_code
from redactor.codes.standing import code_before, standing_codes
from redactor.documents.model import Passage, Place, Story
from redactor.identities.listing import listed_person
from tests.codes.builders import HEAD, write_list
from tests.drafts import board_list, draft, read_text, redactor

PLACE = Place(Story.BODY, "paragraph 1")


def written(folder: Path) -> str:
    (path,) = (p for p in (folder / "out").glob("*.docx") if not p.name.startswith("key"))
    return read_text(path)


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("GP 1 rang the clinic.", {"GP1"}),
        ("SW 2 (Tom Arden) visited, then S.W.4.", {"SW2", "SW4"}),
        ("Person One was the lodger.", {"Person 1"}),
        ("Person\u00a03 came.", {"Person 3"}),
        ("SCC-SW1 wrote.", {"SCC-SW1"}),
        ("He has lived in GP 3 March since.", set()),
        ("SW 1 years later, at SW1 4QT", set()),
        ("Ward 3, House 4, Case 12", set()),
        # the number of a publication
        ("Was NICE guideline CG3 followed? CG3 was not known.", set()),
    ],
)
def test_a_standing_code_in_any_spelling(text: str, codes: set[str]) -> None:
    assert set(standing_codes([Passage(0, text, PLACE)], frozenset(), standard_roles())) == codes


@pytest.mark.parametrize(
    ("sentences", "wanted"),
    [
        (("GP 1 rang the mother.", "On 4 May Dr Odell Farrow, her GP, wrote."), ["GP 1", "GP2"]),
        (("Person One was the lodger.", "The neighbour Corin Leyburn rang."), ["Person One", "Person 2"]),
        (("SW 2 told her.", "The social worker Jo Pinnock came."), ["SW 2", "SW3"]),
    ],
)
def test_its_number_is_never_given_to_somebody_else(
    tmp_path: Path, sentences: tuple[str, ...], wanted: list[str]
) -> None:
    codes, path = board_list(tmp_path / "codes.xlsx"), draft(tmp_path / "imr.docx", *sentences)
    redactor("anonymise", path, "--codes", codes, "--out", tmp_path / "out", "--key-map", tmp_path / "k" / "map")
    text = written(tmp_path)
    assert all(code in text for code in wanted), text


def test_the_code_before_a_name_in_brackets_is_that_persons(tmp_path: Path) -> None:
    roles = (*standard_roles(), Role("QZ", "Quaestor"))
    text = "SW 2 (Tom Arden) came; QZ1 (Ada Lund) left; Ward 3 (Ben Oss)."
    found = [code_before(text, text.index(name), frozenset(), roles) for name in ("Tom", "Ada", "Ben")]
    assert found == ["SW2", "QZ1", ""]


@pytest.mark.parametrize(
    "code", ["Church A", "Employer 1", "Village 1", "Care Agency 1", "Public House 1", "Primary School A"]
)
def test_what_is_a_code_to_one_is_one_to_all(tmp_path: Path, code: str) -> None:
    assert CODE.fullmatch(code)
    path = draft(tmp_path / "imr.docx", f"They met at {code} in May.")
    codes = board_list(tmp_path / "codes.xlsx")
    redactor("anonymise", path, "--codes", codes, "--out", tmp_path / "out", "--key-map", tmp_path / "k" / "map")
    assert f"They met at {code} in May." in written(tmp_path)


@pytest.mark.parametrize(
    ("sentences", "rule"),
    [
        (("This follows edition 2 of the code list.", "See edition 3 of the code list."), "editions-mixed"),
        (("This follows the key, edition 2.", "See the code list, version 3."), "editions-mixed"),
        (("Child 1 saw [awaiting code].",), "unresolved"),
        (("Child 1 saw [unresolved 3].",), "unresolved"),
    ],
)
def test_check_and_enforce_judge_alike(tmp_path: Path, sentences: tuple[str, ...], rule: str) -> None:
    codes, path = board_list(tmp_path / "codes.csv"), draft(tmp_path / "imr.docx", *sentences)
    checked = redactor("check", path, "--codes", codes, "--fast", "--json")
    enforced = redactor("codes", "enforce", codes, path, "--json")
    one = {f["rule"]: f["severity"] for f in checked.json["findings"]}
    other = {f["rule"]: f["severity"] for f in enforced.json["findings"]}
    assert one[rule] == other["unresolved-left" if rule == "unresolved" else rule]
    assert (checked.code, enforced.code) == (1, 1)


def test_editions_and_marks() -> None:
    assert [edition_in(m) for m in EDITION.finditer("list, edition 04; issue no. 5 of the board's list")] == ["4", "5"]
    assert AWAITING.search("[to be coded by the board]")
    assert AWAITING.search("??? came")
    assert not AWAITING.search("[sic] He was awaiting trial.")


def test_a_code_that_is_a_title_is_a_code(tmp_path: Path) -> None:
    assert is_title_and_code("MR")
    assert not is_title_and_code("Mr")
    mother = listed_person(
        1, "MR", "Nerys Ottley", (), "Mother of Baby R", "", "family", issued=True, role_words=frozenset()
    )
    assert mother.gender == "f"
    rows = [
        ("Baby R", "subject", "Idris Ottley", "", "Subject", "", ""),
        ("MR", "family", "Nerys Ottley", "", "Mother of Baby R", "", ""),
    ]
    codes = write_list(tmp_path / "codes.csv", [HEAD, *rows])
    path = draft(tmp_path / "imr.docx", "Nerys came alone. The letter to Ms Ottley was in English. MR signed it.")
    redactor("anonymise", path, "--codes", codes, "--out", tmp_path / "out", "--key-map", tmp_path / "k" / "map")
    assert "MR came alone. The letter to MR was in English. MR signed it." in written(tmp_path)
