"""Drafts of one case in, one code a person out: across drafts, across runs, and over what is coded already."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

from redactor.case.case import Case
from redactor.case.pipeline import anonymise
from redactor.case.profiles import Profile
from redactor.codes.lists import read_code_list
from redactor.codes.model import CodeList
from redactor.documents import DocumentError
from redactor.keymap.keymap import KeyMap
from redactor.keymap.keymap_files import load_key_map
from redactor.sealed.sealing import Home
from tests.drafts import AWAITING, SETTLED, board_list, draft, names_in, paragraphs, read_text, redactor
from tests.known_faults import fault, rows


def run(tmp_path: Path, out: str, *drafts: Path, codes: Path | None = None, options: tuple[object, ...] = ()) -> Path:
    """Anonymise with the key map of this test; where the results are."""
    listed = ("--codes", codes) if codes else ()
    done = redactor("anonymise", *drafts, "--out", tmp_path / out, *listed, "--key-map", tmp_path / "k/map", *options)
    assert done.code in (0, 1), done.screen
    return tmp_path / out


def test_several_drafts_one_code_a_person(tmp_path: Path) -> None:
    codes = board_list(tmp_path / "codes.xlsx")
    first = draft(tmp_path / "imr.docx", "Tilly Varnham knew Corin Leyburn. Health visitor Jo Pinnock called.")
    table = [["Date", "Event"], ["03/02/2019", "Mr Leyburn told Ms Pinnock that Mrs Varnham was out"]]
    second = draft(tmp_path / "chronology.docx", table)
    out = run(tmp_path, "out", first, second, codes=codes)
    assert paragraphs(out / "imr.anonymised.docx") == ["Child 1 knew Person 1. Health visitor HV1 called."]
    assert paragraphs(out / "chronology.anonymised.docx")[-1] == "Person 1 told HV1 that Mrs A was out"


def test_the_order_of_the_drafts_decides_no_issued_code(tmp_path: Path) -> None:
    codes = board_list(tmp_path / "codes.xlsx")
    one, two = draft(tmp_path / "a.docx", *SETTLED), draft(tmp_path / "b.docx", *AWAITING)
    there = run(tmp_path, "there", one, two, codes=codes)
    (tmp_path / "k/map").unlink()
    back = run(tmp_path, "back", two, one, codes=codes)
    for name in ("a", "b"):
        texts = [read_text(f / f"{name}.anonymised.docx") for f in (there, back)]
        assert texts[0] == texts[1]


@pytest.mark.parametrize("ending", [".xlsx", ".csv", ".docx"])
def test_all_forms_of_the_list_give_the_same(tmp_path: Path, ending: str) -> None:
    out = run(tmp_path, "out", draft(tmp_path / "imr.docx", *SETTLED), codes=board_list(tmp_path / f"codes{ending}"))
    assert paragraphs(out / "imr.anonymised.docx") == [
        "Child 1 was seen by her social worker, SW1, at Address A.",
        "Mrs A said that Child 2 was well. NHS number [NHS number removed].",
    ]


def test_without_a_list_everything_is_minted(tmp_path: Path) -> None:
    path = draft(tmp_path / "imr.docx", *SETTLED)
    done = redactor("anonymise", path, "--out", tmp_path / "out")
    assert done.code == 1
    assert "No code list was given" in done.screen
    text = read_text(tmp_path / "out" / "imr.anonymised.docx")
    assert not names_in(text), text
    assert {"Person 1", "SW1", "Address X1"} <= set(re.findall(r"Person 1|SW1|Address X1", text))


def test_a_second_run_gives_everybody_the_same_code_and_the_same_files(tmp_path: Path) -> None:
    codes = board_list(tmp_path / "codes.xlsx")
    path = draft(tmp_path / "imr.docx", *SETTLED, *AWAITING)
    first, second = run(tmp_path, "one", path, codes=codes), run(tmp_path, "two", path, codes=codes)
    for name in ("imr.anonymised.docx", "key-of-professionals.docx"):
        assert (first / name).read_bytes() == (second / name).read_bytes(), name


def test_new_people_get_new_numbers_and_old_ones_keep_theirs(tmp_path: Path) -> None:
    codes = board_list(tmp_path / "codes.xlsx")
    run(
        tmp_path,
        "one",
        draft(tmp_path / "a.docx", "Neighbour Corin Leyburn rang social worker Jo Pinnock."),
        codes=codes,
    )
    later = draft(
        tmp_path / "b.docx",
        "Friend Wilf Dunsford came with social worker Mirren Hollis.",
        "Then neighbour Corin Leyburn rang social worker Jo Pinnock.",
    )
    assert paragraphs(run(tmp_path, "two", later, codes=codes) / "b.anonymised.docx") == [
        "Friend Person 2 came with social worker SW3.",
        "Then neighbour Person 1 rang social worker SW2.",
    ]


def test_a_number_is_never_reused_when_its_holder_is_gone(tmp_path: Path) -> None:
    codes = board_list(tmp_path / "codes.xlsx")
    run(tmp_path, "one", draft(tmp_path / "a.docx", "Social worker Jo Pinnock came."), codes=codes)
    text = read_text(
        run(tmp_path, "two", draft(tmp_path / "a.docx", "Social worker Huw Idris came."), codes=codes)
        / "a.anonymised.docx"
    )
    assert text == "Social worker SW3 came."


@fault("row off the list")
def test_a_row_taken_off_the_list_frees_no_number(tmp_path: Path) -> None:
    path = draft(tmp_path / "a.docx", "Social worker Imogen Hepton came.")
    run(tmp_path, "one", path, codes=board_list(tmp_path / "codes.xlsx"))
    shorter = board_list(tmp_path / "shorter.xlsx", without=["SW1"])
    path = draft(tmp_path / "a.docx", "Social worker Imogen Hepton came with social worker Jo Pinnock.")
    assert (
        read_text(run(tmp_path, "two", path, codes=shorter) / "a.anonymised.docx")
        == "Social worker SW1 came with social worker SW2."
    )


ISSUED_LATER = {
    "a person": (
        "Neighbour Corin Leyburn rang. Mr Leyburn left.",
        ("N1", "associate", "Corin Leyburn", "", "Neighbour", "", ""),
        "Neighbour N1 rang. N1 left.",
    ),
    "a member of staff": (
        "Social worker Jo Pinnock rang.",
        ("SW5", "professional", "Jo Pinnock", "", "Social Worker", "", ""),
        "Social worker SW5 rang.",
    ),
    "an address": (
        "She moved to 9 Bramling Avenue.",
        ("Address B", "address", "9 Bramling Avenue, Wragby", "", "", "", ""),
        "She moved to Address B.",
    ),
    "a school": (
        "She went to Bramling Junior School.",
        ("School 1", "organisation", "Bramling Junior School", "", "", "", ""),
        "She went to School 1.",
    ),
}


@pytest.mark.parametrize(("name", "what"), rows((f"issued later: {w}", w) for w in ISSUED_LATER))
def test_the_board_issues_a_code_for_somebody_minted(tmp_path: Path, name: str, what: str) -> None:
    """What exit code 1 asks the author to get: the next run must use it, not ask again and not keep the old one."""
    sentence, row, wanted = ISSUED_LATER[what]
    path = draft(tmp_path / "a.docx", sentence)
    run(tmp_path, "one", path, codes=board_list(tmp_path / "codes.xlsx"))
    longer = board_list(tmp_path / "longer.xlsx", row)
    assert read_text(run(tmp_path, "two", path, codes=longer) / "a.anonymised.docx") == wanted


@fault("overtaken code")
def test_a_code_minted_here_that_the_board_gives_to_somebody_else(tmp_path: Path) -> None:
    """Jo Pinnock was SW2 here; the board's SW2 is Huw Idris. Now and later each has a code of their own."""
    path = draft(tmp_path / "a.docx", "Social worker Jo Pinnock came.")
    run(tmp_path, "one", path, codes=board_list(tmp_path / "codes.xlsx"))
    longer = board_list(tmp_path / "longer.xlsx", ("SW2", "professional", "Huw Idris", "", "Social Worker", "", ""))
    both = draft(tmp_path / "b.docx", "Jo Pinnock met Huw Idris.")
    assert read_text(run(tmp_path, "two", both, codes=longer) / "b.anonymised.docx") == "SW3 met SW2."
    assert read_text(run(tmp_path, "three", both) / "b.anonymised.docx") == "SW3 met SW2."


def test_a_code_that_the_board_gives_to_somebody_else_never_stands_for_two(tmp_path: Path) -> None:
    path = draft(tmp_path / "a.docx", "Social worker Jo Pinnock came.")
    run(tmp_path, "one", path, codes=board_list(tmp_path / "codes.xlsx"))
    longer = board_list(tmp_path / "longer.xlsx", ("SW2", "professional", "Huw Idris", "", "Social Worker", "", ""))
    both = draft(tmp_path / "b.docx", "Jo Pinnock met Huw Idris.")
    pinnock, met, idris = read_text(run(tmp_path, "two", both, codes=longer) / "b.anonymised.docx").rpartition(" met ")
    assert (met, idris) == (" met ", "SW2.")
    assert pinnock not in ("SW2", "Jo Pinnock", "")


@pytest.mark.parametrize("profile", list(Profile))
def test_anonymising_an_output_again_changes_nothing(tmp_path: Path, profile: Profile) -> None:
    codes = board_list(tmp_path / "codes.xlsx")
    table = [["Name", "Date of birth", "Role"], ["Tilly Varnham", "09/05/2014", ""], ["Jo Pinnock", "", "Team Manager"]]
    path = draft(tmp_path / "imr.docx", *SETTLED, *AWAITING, table)
    options = ("--profile", profile.value)
    once = run(tmp_path, "one", path, codes=codes, options=options) / "imr.anonymised.docx"
    twice = run(tmp_path, "two", once, codes=codes, options=options) / "imr.anonymised.docx"
    assert paragraphs(twice) == paragraphs(once)
    assert twice.read_bytes() == once.read_bytes()


def test_an_output_is_left_alone_by_somebody_without_its_key_map(tmp_path: Path) -> None:
    codes = board_list(tmp_path / "codes.xlsx")
    once = run(tmp_path, "one", draft(tmp_path / "imr.docx", *SETTLED, *AWAITING), codes=codes) / "imr.anonymised.docx"
    (tmp_path / "k/map").unlink()
    twice = run(tmp_path, "two", once, codes=codes) / "imr.anonymised.docx"
    assert paragraphs(twice) == paragraphs(once)


def test_a_half_coded_draft_gets_the_same_codes_for_what_is_added(tmp_path: Path) -> None:
    codes = board_list(tmp_path / "codes.xlsx")
    once = run(tmp_path, "one", draft(tmp_path / "imr.docx", *AWAITING), codes=codes) / "imr.anonymised.docx"
    more = draft(tmp_path / "imr2.docx", *paragraphs(once), "Corin Leyburn met Jo Pinnock and neighbour Wilf Dunsford.")
    text = paragraphs(run(tmp_path, "two", more, codes=codes) / "imr2.anonymised.docx")
    assert text[:-1] == paragraphs(once)
    assert text[-1] == "Person 1 met SW2 and neighbour Person 2."


def test_a_file_name_that_names_somebody_is_coded(tmp_path: Path) -> None:
    codes = board_list(tmp_path / "codes.xlsx")
    path = draft(tmp_path / "IMR_Tilly_Varnham_v2.docx", *SETTLED)
    out = run(tmp_path, "out", path, codes=codes)
    (name,) = [p.name for p in out.glob("*.anonymised.docx")]
    assert not names_in(name)
    assert "Child 1" in name
    everything = "".join(p.read_text("utf-8") for p in (out / "audit.jsonl", out / "report.html"))
    assert not names_in(everything)


def test_two_drafts_of_one_name_are_both_written(tmp_path: Path) -> None:
    codes = board_list(tmp_path / "codes.xlsx")
    one, two = draft(tmp_path / "a/imr.docx", SETTLED[0]), draft(tmp_path / "b/imr.docx", SETTLED[1])
    out = run(tmp_path, "out", one, two, codes=codes)
    texts = {read_text(p) for p in out.glob("*.anonymised.docx")}
    assert len(texts) == 2


def test_the_draft_itself_is_left_as_it_was(tmp_path: Path) -> None:
    path = draft(tmp_path / "imr.docx", *SETTLED)
    before = path.read_bytes()
    run(tmp_path, "out", path, codes=board_list(tmp_path / "codes.xlsx"))
    assert path.read_bytes() == before


def test_the_key_map_knows_everybody(tmp_path: Path) -> None:
    run(tmp_path, "out", draft(tmp_path / "imr.docx", *SETTLED, *AWAITING), codes=board_list(tmp_path / "codes.xlsx"))
    key_map = load_key_map(tmp_path / "k/map", Home.current())
    assert key_map
    known = {r.code: (r.issued, set(r.names)) for r in key_map.records}
    assert known["Person 1"] == (False, {"Corin Leyburn", "Mr Leyburn"})
    assert known["SW1"][0] and {"Imogen Hepton", "Ms Hepton"} <= known["SW1"][1]
    assert known["SW2"] == (False, {"Jo Pinnock"})


def test_in_python_nothing_is_written(tmp_path: Path) -> None:
    path = draft(tmp_path / "imr.docx", *SETTLED)
    codes = read_code_list(board_list(tmp_path / "codes.csv"))
    before = sorted(tmp_path.rglob("*"))
    steps: list[tuple[str, int, int]] = []
    result = anonymise([path], Case(codes, KeyMap.new("case")), progress=lambda *step: steps.append(step))
    assert [f.name for f in result.files] == ["imr.anonymised.docx"]
    assert result.findings == ()
    assert steps and all(0 <= done <= of for _, done, of in steps)
    assert sorted(tmp_path.rglob("*")) == before
    assert json.dumps(dict(result.outcome.versions))


def test_a_draft_that_cannot_be_read_is_an_error_that_names_no_one(tmp_path: Path) -> None:
    path = tmp_path / "Tilly Varnham.docx"
    path.write_bytes(b"not a Word file")
    with pytest.raises(DocumentError) as error:
        anonymise([path], Case(CodeList(), KeyMap.new("case")))
    assert not names_in(str(error.value))


@pytest.mark.parametrize(
    "sentences", [(), ("",), ("   ",), ("Nothing to see here.",), ("\u00ad\u200b",), ("Child 1",), ("Tilly " * 300,)]
)
def test_odd_drafts(tmp_path: Path, sentences: tuple[str, ...]) -> None:
    out = run(tmp_path, "out", draft(tmp_path / "imr.docx", *sentences), codes=board_list(tmp_path / "codes.xlsx"))
    assert not names_in(read_text(out / "imr.anonymised.docx"))


def test_a_case_moved_to_another_folder_is_the_same_case(tmp_path: Path) -> None:
    """With a list the key map is found by the list's subjects, wherever draft and list lie."""
    codes = board_list(tmp_path / "codes.xlsx")
    path = draft(tmp_path / "one/a.docx", "Neighbour Corin Leyburn rang.")
    redactor("anonymise", path, "--codes", codes, "--out", tmp_path / "out1")
    (tmp_path / "two").mkdir()
    shutil.copy(codes, tmp_path / "two/list.xlsx")
    later = draft(tmp_path / "two/b.docx", "Friend Wilf Dunsford met Corin Leyburn.")
    redactor("anonymise", later, "--codes", tmp_path / "two/list.xlsx", "--out", tmp_path / "out2")
    assert read_text(tmp_path / "out2/b.anonymised.docx") == "Friend Person 2 met Person 1."
