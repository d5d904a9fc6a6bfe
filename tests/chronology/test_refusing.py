"""What may not go to a panel, and what would be lost or written over, is refused by a sentence; and what one reader gets."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest
from openpyxl import load_workbook

from redactor.chronology.coding import shown_as
from redactor.codes.model import CodeList, Entry, Kind
from tests.chronology.agencies import LAYOUT, NAMES, WRITTEN, write, write_all
from tests.chronology.test_merging import BOOK, REPORT, first_merge, merge, sheet
from tests.codes.builders import HEAD, write_list
from tests.drafts import draft, everything_under, names_in, redactor

HEADINGS = ("Date", "Event")
LONG = "Rang at length, and came."


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REDACTOR_HOME", str(tmp_path / "home"))


def one(folder: Path, event: str, name: str = "wold.docx", agency: str = "Wold Nursery") -> Path:
    return write(folder / "in" / name, (f"Chronology of {agency}",), (HEADINGS, ("01/09/2008", event)))


def nothing_in(folder: Path) -> bool:
    return not folder.exists() or not list(folder.iterdir())


@pytest.mark.parametrize(
    "event",
    ["SW101 rang Child 1.", "Seen by Person 4.", "Children 1 and 7 were seen.", "Mrs Q rang.", "DC101 rang PC 5120."],
)
def test_codes_that_await_the_board(tmp_path: Path, event: str) -> None:
    done = merge(tmp_path, files=[one(tmp_path, event), *write_all(tmp_path / "in", "council.docx")])
    assert done.code == 2 and nothing_in(tmp_path / "out")
    code = {"SW": "SW101", "Se": "Person 4", "Ch": "Child 7", "Mr": "Mrs Q", "DC": "DC101"}[event[:2]]
    assert f"wold.docx (Wold Nursery): {code}" in done.screen and "council.docx" not in done.screen
    assert "5120" not in done.screen


def test_a_mark_that_awaits_a_person(tmp_path: Path) -> None:
    done = merge(tmp_path, files=[one(tmp_path, "[unresolved 3] rang.")])
    assert done.code == 2 and "wold.docx (Wold Nursery): [unresolved 3]" in done.screen


def test_what_is_no_code_may_pass(tmp_path: Path) -> None:
    file = one(tmp_path, "Child 1 moved to Placement 2.")
    assert merge(tmp_path, files=[file]).code == 2
    assert merge(tmp_path, "--allow", "Placement 2", files=[file]).code == 0


def test_an_establishment_of_ordinary_words_is_named_to_no_panel_and_an_operation_is(tmp_path: Path) -> None:
    codes = write_list(
        tmp_path / "codes.xlsx",
        [HEAD, ("Child 1", "subject", "Perrin Oxtaby", "", "Subject"), ("School 1", "organisation", "Linden School", "", ""),
         ("Wold 1", "organisation", "Wold Nursery", "", "")],
    )  # fmt: skip
    merged = ("chronology", "merge", "--list", codes, "--out", tmp_path / "out")
    told = redactor(*merged, one(tmp_path, "Child 1 went to Linden School."))
    assert told.code == 3 and "row 2: School 1" in told.screen and nothing_in(tmp_path / "out")
    done = redactor(*merged, one(tmp_path, "Child 1 was named in Op Linden. Operation Linden began."))
    assert done.code == 0
    rows = str(sheet(tmp_path / "out" / BOOK))
    assert "named in Op Linden. Operation Linden" in rows
    assert "Wold 1" in rows and "Wold Nursery" not in rows  # whose rows they are is told by the code, too


@pytest.mark.parametrize("text", ["Perrin was seen.", "Mrs Oxtaby rang.", "At 3 Curlew Wynd.", "OXTABY, Delyth"])
def test_a_name_of_the_list_goes_to_no_panel(tmp_path: Path, text: str) -> None:
    done = merge(tmp_path, files=[one(tmp_path, text)])
    assert done.code == 3 and nothing_in(tmp_path / "out")
    assert "wold.docx table 1, row 2" in done.screen and not names_in(done.screen, (*NAMES, "Curlew"))


def test_a_name_in_the_boards_comment_or_in_an_agencys_name(tmp_path: Path) -> None:
    first_merge(tmp_path)
    book = load_workbook(tmp_path / "out" / BOOK)
    book["Chronology"]["J7"] = "Is this Fintan Hensby?"
    book.save(tmp_path / "board.xlsx")
    done = merge(tmp_path, "--previous", tmp_path / "board.xlsx", out="second")
    assert done.code == 3 and "Mr B" in done.screen and not names_in(done.screen, NAMES)
    done = merge(tmp_path, out="third", files=[one(tmp_path, "Seen.", agency="Roswitha Oxtaby")])
    assert done.code == 3 and nothing_in(tmp_path / "third")


def test_a_files_name_that_names_somebody_is_not_shown(tmp_path: Path) -> None:
    done = merge(tmp_path, files=[one(tmp_path, "Seen.", "Perrin Oxtaby nursery.docx")])
    assert done.code == 0 and "Wold Nursery (file 1)" in done.screen
    shown = done.screen + (tmp_path / "out" / REPORT).read_text(encoding="utf-8")
    assert not names_in(shown, NAMES)
    assert "file 1" in [row["File"] for row in sheet(tmp_path / "out" / BOOK, "Rows")]


def test_a_lists_name_that_names_somebody_is_not_in_what_the_panel_gets(tmp_path: Path) -> None:
    listed = write_list(tmp_path / "Oxtaby, Perrin - codes.xlsx", [HEAD, *the_rows()])
    out = tmp_path / "out"
    done = redactor("chronology", "merge", one(tmp_path, "Seen."), "--list", listed, "--out", out)
    assert done.code == 0
    about = load_workbook(out / BOOK)["About"].iter_rows(values_only=True)
    cells = [str(cell or "") for row in about for cell in row]
    assert any(cell.startswith("the list (") for cell in cells) and not names_in(" ".join(cells), NAMES)


def test_drafts_of_different_editions(tmp_path: Path) -> None:
    """As the logs beside the results say, or the files themselves."""
    for name, edition in (("council.docx", 1), ("police.xlsx", 2)):
        folder = tmp_path / name.partition(".")[0]
        (file,) = write_all(folder, name)
        digest = hashlib.sha256(file.read_bytes()).hexdigest()
        header = {"record": "header", "list": {"edition": edition}, "documents": [{"output_sha256": digest}]}
        (folder / "audit.jsonl").write_text(json.dumps(header) + "\n", encoding="utf-8")
    files = [tmp_path / "council" / "council.docx", tmp_path / "police" / "police.xlsx"]
    done = merge(tmp_path, files=files)
    assert done.code == 2 and nothing_in(tmp_path / "out")
    assert "council.docx was made with edition 1." in done.screen and "police.xlsx was made" not in done.screen
    front, rows = WRITTEN["hv.docx"]
    told = write(tmp_path / "in" / "hv.docx", (*front, "Codes as in the code list, edition 1."), rows)
    done = merge(tmp_path, files=[told, files[1]])
    assert done.code == 2 and "hv.docx was made with edition 1." in done.screen
    assert merge(tmp_path, files=[told, files[0]]).code == 0


def test_results_go_over_nothing(tmp_path: Path) -> None:
    assert first_merge(tmp_path).code == 1
    before = everything_under(tmp_path / "out")
    files = write_all(tmp_path / "in", "council.docx")
    done = merge(tmp_path, files=files)
    assert done.code == 2 and everything_under(tmp_path / "out") == before
    done = merge(tmp_path, "--previous", tmp_path / "out" / BOOK, files=files)
    assert (
        done.code == 2 and "over a file that was given" in done.screen and everything_under(tmp_path / "out") == before
    )


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("minutes.docx", "no table with the headings of a chronology"),
        ("notes.txt", "Word (.docx) or Excel (.xlsx)"),
        ("gone.docx", "does not exist"),
        ("chronology 2.docx", "whose chronology is it?"),
    ],
)
def test_what_is_no_chronology(tmp_path: Path, name: str, told: str) -> None:
    path = tmp_path / "in" / name
    if name == "minutes.docx":
        draft(path, "Agency: Wold Nursery", (("Version", "Date"), ("1", "01/09/2008")))
    elif name == "notes.txt":
        path.parent.mkdir(exist_ok=True)
        path.write_text("Date Event", encoding="utf-8")
    elif name == "chronology 2.docx":
        draft(path, (HEADINGS, ("01/09/2008", "Seen.")))
    done = merge(tmp_path, files=[path])
    assert done.code == 2 and told in " ".join(done.screen.split()) and nothing_in(tmp_path / "out")


def test_it_can_be_said_whose_a_file_is(tmp_path: Path) -> None:
    path = draft(tmp_path / "in" / "chronology 2.docx", (HEADINGS, ("01/09/2008", "Seen.")))
    assert merge(tmp_path, "--agency", "chronology 2.docx=Wold Nursery", files=[path]).code == 0
    assert [r["Agency"] for r in sheet(tmp_path / "out" / BOOK)] == ["Wold Nursery"]
    assert merge(tmp_path, "--agency", "other.docx=X", out="no", files=[path]).code == 2
    named = path.rename(tmp_path / "in" / "Perrin chronology.docx")
    said = merge(tmp_path, out="no", files=[named])
    assert said.code == 2 and '--agency "file 1=' in said.screen and "Perrin" not in said.screen
    assert merge(tmp_path, "--agency", "file 1=Wold Nursery", out="yes", files=[named]).code == 0


def test_the_same_file_twice(tmp_path: Path) -> None:
    (file,) = write_all(tmp_path / "in", "council.docx")
    assert merge(tmp_path, files=[file, file]).code == 2


# renumberings


def renumbering(folder: Path) -> Path:
    """For the council: its SW1 is the board's SW2, and the other way round."""
    return write_list(folder / "renumbering-lowmarsh-council.csv", [("Agency", "Old", "New"), *(
        ("Lowmarsh Council", old, new) for old, new in (("SW1", "SW2"), ("SW2", "SW1"), ("SW101", "GP1"))
    )])  # fmt: skip


def council_and_police(folder: Path) -> list[Path]:
    write_list(
        folder / "codes.xlsx",
        [HEAD, *(r for r in the_rows()), ("SW2", "professional", "Ama Thrale", "", "Social Worker", "", "")],
    )
    front, _ = WRITTEN["council.docx"]
    rows = (HEADINGS, ("01/09/2008", "SW1 and SW101 met SW2 about Child 1."))
    return [write(folder / "in" / "council.docx", front, rows), *write_all(folder / "in", "police.xlsx")]


def the_rows() -> tuple[tuple[str, ...], ...]:
    from tests.chronology.agencies import LISTED

    return LISTED


def test_an_agencys_renumbering_is_carried_out_first(tmp_path: Path) -> None:
    files = council_and_police(tmp_path)
    assert merge(tmp_path, files=files).code == 2  # SW101 awaits the board
    done = merge(tmp_path, "--map", renumbering(tmp_path), files=files)
    assert done.code == 0, done.screen
    first, *others = sheet(tmp_path / "out" / BOOK)
    assert (
        first["Event"] == "SW2 and GP1 met SW1 about Child 1." and first["People (codes)"] == "SW2, GP1, SW1, Child 1"
    )
    assert {row["Agency"] for row in others} == {"Lowmarsh Police"}
    report = (tmp_path / "out" / REPORT).read_text(encoding="utf-8")
    assert '<td class="number">1</td>' in report


def test_a_renumbering_is_not_carried_out_twice(tmp_path: Path) -> None:
    files = council_and_police(tmp_path)
    the_map = renumbering(tmp_path)
    assert redactor("recode", files[0], "--map", the_map, "--out", tmp_path / "recoded").code in (0, 1)
    recoded = next((tmp_path / "recoded").glob("*.docx"))
    done = merge(tmp_path, "--map", the_map, files=[recoded, files[1]])
    assert done.code == 1 and "has its renumbering already" in done.screen
    assert sheet(tmp_path / "out" / BOOK)[0]["Event"] == "SW2 and GP1 met SW1 about Child 1."


def test_a_renumbering_of_nobody(tmp_path: Path) -> None:
    files = council_and_police(tmp_path)
    the_map = renumbering(tmp_path).rename(tmp_path / "map.csv")
    done = merge(tmp_path, "--map", the_map, files=files)
    assert done.code == 2 and "Lowmarsh Council, Lowmarsh Police" in done.screen
    assert merge(tmp_path, "--map", f"Lowmarsh Council={the_map}", files=files).code == 0


# one reader


@pytest.mark.parametrize(
    ("options", "keys"),
    [
        (("--person", "Child 2"), [2, 22, 23]),
        (("--person", "Child 2", "--person", "PC1"), [2, 7, 12, 13, 22, 23]),
        (("--agency", "lowmarsh police"), [7, 12]),
        (("--from", "01/10/2008", "--to", "11/11/2008"), [9, 10, 11, 12, 13, 14, 15, 16]),
        (("--to", "03/09/2008"), [1, 2, 3, 4, 5, 6, 7, 8]),
        (("--term", "3"), [6, 23]),
        (("--term", "1", "--person", "SW1"), [6]),
    ],
)
def test_what_one_reader_gets(tmp_path: Path, options: tuple[str, ...], keys: list[int]) -> None:
    done = merge(tmp_path, "--layout", LAYOUT, "--json", *options)
    assert done.code == 1, done.screen
    name = "Child 1 combined chronology extract.xlsx"
    assert [row["Key"] for row in sheet(tmp_path / "out" / name)] == [f"#{n}" for n in keys]
    assert done.json["left_out"] == 26 - len(keys)
    assert sum(c["written"] for c in done.json["counts"]) == len(keys)
    files = write_all(tmp_path / "in", "council.docx")
    extract = merge(tmp_path, "--previous", tmp_path / "out" / name, out="second", files=files)
    assert extract.code == 2 and "is an extract for a reader" in extract.screen


@pytest.mark.parametrize(
    "options", [("--person", "Child 9"), ("--agency", "Nobody"), ("--from", "Sept 2008"), ("--to", "soon")]
)
def test_what_no_reader_can_get(tmp_path: Path, options: tuple[str, ...]) -> None:
    assert merge(tmp_path, "--layout", LAYOUT, *options).code == 2 and nothing_in(tmp_path / "out")


def test_all_that_is_to_be_told_is_told_at_once_and_what_was_said_is_kept(tmp_path: Path) -> None:
    police = write(
        tmp_path / "in" / "police.docx", ("Lowmarsh Police – Operation Heron",),
        (("Kiedy", "Hrs", "Kto", "Co zaszło"), *((f"0{n}/09/2008", "9.30", "Child 1", LONG) for n in (1, 2, 3))),
    )  # fmt: skip
    nobody = write(tmp_path / "in" / "x.docx", (), (HEADINGS, ("01/09/2008", "Seen.")))
    done = merge(tmp_path, files=[police, nobody])
    assert done.code == 2 and nothing_in(tmp_path / "out")
    said = "Lowmarsh Police:date=Kiedy,time=Hrs,event=Co zaszło"
    assert f'--layout "{said}"' in done.screen and "x.docx: whose chronology is it?" in done.screen
    done = merge(tmp_path, "--layout", said, files=[police, nobody])
    assert done.code == 2 and "Kiedy" not in done.screen
    done = merge(tmp_path, "--agency", "x.docx=Wold Nursery", files=[police, nobody])
    assert done.code in (0, 1) and "Lowmarsh Police (police.docx): 3 rows in, 3 out" in done.screen
    assert [row["Time"] for row in sheet(tmp_path / "out" / BOOK) if "length" in row["Event"]] == ["09:30"] * 3


def test_a_year_over_the_rows_is_theirs(tmp_path: Path) -> None:
    rows = (
        ("2008", ""),
        ("6 Sept", "SW1 rang."),
        ("1 Oct, 19:40", "Seen."),
        ("2009", ""),
        ("2 Feb", "HV1 rang."),
        ("3/6", "Met."),
        ("?", "Lost."),
    )
    trust = write(tmp_path / "in" / "trust.docx", ("Saltwick Community Health",), rows)
    done = merge(tmp_path, files=[trust])
    assert done.code == 2 and '--layout "Saltwick Community Health:date=1,event=2"' in done.screen
    done = merge(tmp_path, "--layout", "Saltwick Community Health:date=1,event=2", files=[trust])
    assert "5 rows in, 5 out, 1 of them without a date" in done.screen
    found = [(row["Date"], row["Time"], row["Event"]) for row in sheet(tmp_path / "out" / BOOK)]
    assert found == [
        ("6 Sept (2008)", "", "SW1 rang."), ("1 Oct, 19:40 (2008)", "19:40", "Seen."), ("2 Feb (2009)", "", "HV1 rang."),
        ("3/6 (2009)", "", "Met."),
        ("?", "", "Lost."),
    ]  # fmt: skip


@pytest.mark.parametrize("heading", ["Seen? Y/N", "Was the baby seen today?"])
def test_whether_a_child_was_seen_is_not_lost_for_its_heading(tmp_path: Path, heading: str) -> None:
    rows = (("Date", "Event", heading), ("01/09/2008", "SW1 rang.", "N"), ("10/12/2008", "SW1 came.", "Y"))
    done = merge(tmp_path, files=[write(tmp_path / "in" / "wold.docx", ("Chronology of Wold Nursery",), rows)])
    assert [row["Child seen"] for row in sheet(tmp_path / "out" / BOOK)] == ["N", "Y"]
    assert "Never saying" not in done.screen


def test_nobody_says_whether_a_child_was_seen(tmp_path: Path) -> None:
    rows = (("Date", "Event"), ("01/09/2008", "SW1 saw Child 1."), ("10/12/2008", "SW1 came."))
    done = merge(tmp_path, files=[write(tmp_path / "in" / "wold.docx", ("Chronology of Wold Nursery",), rows)])
    assert "No row says that Child 1 was seen" in done.screen and "Never saying" in done.screen


def test_a_school_whose_chronology_it_is_is_called_by_its_code() -> None:
    codes = CodeList((Entry("School 1", Kind.ORGANISATION, "Marsh Lane Primary School", ("Marsh Lane",)),))
    told = [
        shown_as(agency, codes) for agency in ("Marsh Lane School", "marsh lane", "Marsh Lane Trust", "Wold Police")
    ]
    assert told == ["School 1", "School 1", "Marsh Lane Trust", "Wold Police"]
