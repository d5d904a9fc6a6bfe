"""A second run, when an agency has sent anew: what the board wrote stays, what changed is told."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.chronology.agencies import WRITTEN, the_list, write, write_all
from tests.chronology.test_merging import BOOK, PAGE, REPORT, first_merge, merge, said, sheet
from tests.drafts import Done, read_text


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REDACTOR_HOME", str(tmp_path / "home"))


def edited(path: Path, to: Path) -> Path:
    """What a board does: comments, a column of its own, a row of its own, two rows changed about, a cell written over."""
    book = load_workbook(path)
    rows = book["Chronology"]
    at = {cell.value: cell.column for cell in rows[1]}
    by_key = {rows.cell(r, at["Key"]).value: r for r in range(2, rows.max_row + 1)}
    rows.cell(by_key["#6"], at["Comment of the board"]).value = "Ask for the visit's notes."
    rows.cell(by_key["#23"], at["Comment of the board"]).value = "Why closed?"
    rows.cell(by_key["#7"], at["Event"]).value = "Something else."
    rows.cell(1, rows.max_column + 1).value = "Panel"
    panel = rows.max_column
    rows.cell(by_key["#5"], panel).value = "Discussed in May"
    five, eight = ([c.value for c in rows[by_key[key]]] for key in ("#5", "#8"))
    for column, (a, b) in enumerate(zip(five, eight, strict=True), 1):
        rows.cell(by_key["#5"], column).value, rows.cell(by_key["#8"], column).value = b, a
    rows.insert_rows(by_key["#9"])
    rows.cell(by_key["#9"], at["Date"]).value = "15/09/2008"
    rows.cell(by_key["#9"], at["Event"]).value = "The board's own remark on Child 1."
    book.save(to)
    return to


def first_and_edited(folder: Path) -> Path:
    assert first_merge(folder).code == 1
    return edited(folder / "out" / BOOK, folder / "board.xlsx")


def again(folder: Path, previous: Path, *files: Path) -> Done:
    return merge(folder, "--previous", previous, "--json", out="second", files=list(files) or write_all(folder / "in"))


def test_a_run_into_the_same_folder_takes_the_place_of_what_nobody_has_changed(tmp_path: Path) -> None:
    file = write_all(tmp_path / "in", "council.docx")
    assert "in its place" not in merge(tmp_path, files=file).screen
    again_ = merge(tmp_path, files=file)
    assert again_.code == 0 and "this is in its place" in again_.screen
    report = (tmp_path / "out" / REPORT).read_text(encoding="utf-8")
    assert "no more than two hours apart" in read_text(tmp_path / "out" / PAGE)  # what "possibly one" means
    book = load_workbook(tmp_path / "out" / BOOK)
    assert "no more than two hours apart" in str([*book["About"].iter_rows(values_only=True)]) and "digests" in report
    book["Chronology"]["J2"] = "Who was told?"
    book.save(tmp_path / "out" / BOOK)
    refused = merge(tmp_path, files=file)
    assert refused.code == 2 and f"written into {BOOK} since" in refused.screen and "--previous" in refused.screen
    assert load_workbook(tmp_path / "out" / BOOK)["Chronology"]["J2"].value == "Who was told?"


def test_the_boards_own_words_columns_rows_and_order_stay(tmp_path: Path) -> None:
    done = again(tmp_path, first_and_edited(tmp_path))
    assert done.json["new"] == done.json["changed"] == done.json["gone"] == []
    rows = sheet(tmp_path / "second" / BOOK)
    by_key = {row["Key"]: row for row in rows}
    assert by_key["#6"]["Comment of the board"] == "Ask for the visit's notes."
    assert by_key["#5"]["Panel"] == "Discussed in May" and list(rows[0])[-1] == "Panel"
    keys = [row["Key"] for row in rows]
    assert keys == [f"#{n}" for n in (1, 2, 3, 4, 8, 6, 7, 5, 27, *range(9, 27))]
    assert by_key["#27"]["Event"] == "The board's own remark on Child 1."
    # an agency's words are the agency's
    assert by_key["#7"]["Event"] == "PC1 called to the address."
    assert any("the agencies' words stand again: #7." in look for look in done.json["look"])


def test_a_third_run_knows_the_second(tmp_path: Path) -> None:
    again(tmp_path, first_and_edited(tmp_path))
    done = merge(tmp_path, "--previous", tmp_path / "second" / BOOK, "--json", out="third")
    assert done.json["new"] == done.json["changed"] == done.json["gone"] == []
    assert said(sheet(tmp_path / "third" / BOOK)) == said(sheet(tmp_path / "second" / BOOK))
    assert sheet(tmp_path / "third" / BOOK) == sheet(tmp_path / "second" / BOOK)


def test_new_changed_and_gone_rows_of_one_agency(tmp_path: Path) -> None:
    previous = first_and_edited(tmp_path)
    front, (head, visit, _) = WRITTEN["council.docx"]
    changed = (*visit[:4], "SW1 visited Mrs A and Child 1 at Address A.", *visit[5:])
    new = ("10/09/08", "11:00", "ICS", "Child 2", "SW1 rang Mrs A.", "", "3", "N")
    sent = write(tmp_path / "new" / "council.docx", front, (head, changed, new))
    done = again(tmp_path, previous, sent)
    assert done.code == 1
    assert done.json["new"] == ["#28"] and done.json["gone"] == ["#23"]
    assert done.json["changed"] == [{"key": "#6", "columns": ["Event"]}]
    rows = {row["Key"]: row for row in sheet(tmp_path / "second" / BOOK)}
    assert len(rows) == 27 and "#23" not in rows  # 26, one of the board's, one new, one gone
    assert rows["#6"]["Comment of the board"] == "Ask for the visit's notes."
    assert rows["#6"]["Event"].startswith("SW1 visited Mrs A and Child 1")
    order = list(rows)
    assert order.index("#28") == order.index("#5") + 1  # by its day, before the board's row of the 15th
    (gone,) = sheet(tmp_path / "second" / BOOK, "Gone")
    assert gone["Key"] == "#23" and gone["Comment of the board"] == "Why closed?"
    counts = {c["agency"]: (c["given"], c["written"]) for c in done.json["counts"]}
    assert counts["Lowmarsh Council"] == (2, 2) and counts["Lowmarsh Police"] == (2, 2)
    report = (tmp_path / "second" / "Child 1 combined chronology report.html").read_text(encoding="utf-8")
    assert "changed: Event" in report and "SW1 visited" not in report
    assert "Sent nothing this time" in report


def test_a_row_that_comes_back_has_its_key_and_its_comment(tmp_path: Path) -> None:
    previous = first_and_edited(tmp_path)
    front, (head, visit, closed) = WRITTEN["council.docx"]
    again(tmp_path, previous, write(tmp_path / "new" / "council.docx", front, (head, visit)))
    sent = write(tmp_path / "newer" / "council.docx", front, (head, visit, closed))
    done = merge(tmp_path, "--previous", tmp_path / "second" / BOOK, out="third", files=[sent])
    assert done.code == 1, done.screen
    back = next(row for row in sheet(tmp_path / "third" / BOOK) if row["Event"].startswith("Case closed"))
    assert (back["Key"], back["Comment of the board"]) == ("#23", "Why closed?")
    assert sheet(tmp_path / "third" / BOOK, "Gone") == []


def test_a_key_is_never_given_to_another_row(tmp_path: Path) -> None:
    previous = first_and_edited(tmp_path)
    front, (head, visit, _) = WRITTEN["council.docx"]
    again(tmp_path, previous, write(tmp_path / "new" / "council.docx", front, (head, visit)))
    new = ("21/12/08", "", "", "Child 2", "Something quite different happened.", "", "", "")
    sent = write(tmp_path / "newer" / "council.docx", front, (head, visit, new))
    done = merge(tmp_path, "--previous", tmp_path / "second" / BOOK, "--json", out="third", files=[sent])
    assert done.json["new"] == ["#28"]


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        ("no-sheet", "no combined chronology of redactor's"),
        ("no-column", "has lost the column Comment of the board"),
        ("key-twice", "a key stands twice: #5"),
        ("odd-key", "the key is not like #12"),
    ],
)
def test_an_earlier_chronology_that_was_spoilt_is_refused(tmp_path: Path, spoil: str, told: str) -> None:
    first_merge(tmp_path)
    book = load_workbook(tmp_path / "out" / BOOK)
    rows = book["Chronology"]
    if spoil == "no-sheet":
        del book["Rows"]
    elif spoil == "no-column":
        rows.delete_cols(10)
    else:
        rows["A5"] = "#5" if spoil == "key-twice" else "five"
    book.save(tmp_path / "board.xlsx")
    done = again(tmp_path, tmp_path / "board.xlsx")
    assert done.code == 2 and told in done.out
    assert not list((tmp_path / "second").iterdir())


def test_another_file_is_no_earlier_chronology(tmp_path: Path) -> None:
    done = again(tmp_path, the_list(tmp_path), *write_all(tmp_path / "in", "council.docx"))
    assert done.code == 2 and "no combined chronology of redactor's" in done.out


def test_rows_that_were_kept_have_codes_of_todays_list(tmp_path: Path) -> None:
    """Nobody's code may have become another's since."""
    from tests.chronology.agencies import LISTED
    from tests.codes.builders import HEAD, write_list

    previous = first_and_edited(tmp_path)
    write_list(tmp_path / "codes.xlsx", [HEAD, *(row for row in LISTED if row[0] != "GP1")])
    done = again(tmp_path, previous, *write_all(tmp_path / "in", "council.docx"))
    assert done.code == 2 and "The earlier chronology (Saltwick Surgery): GP1" in done.out
    write_list(
        tmp_path / "codes.xlsx", [HEAD, *LISTED, ("SW7", "professional", "Ama Thrale", "", "Social Worker", "", "")]
    )
    done = again(tmp_path, previous, *write_all(tmp_path / "in", "council.docx"))
    assert done.code == 1 and any("taken in with another list" in look for look in done.json["look"])


def test_an_agency_under_another_name_is_told(tmp_path: Path) -> None:
    previous = first_and_edited(tmp_path)
    (file,) = write_all(tmp_path / "in", "council.docx")
    done = merge(tmp_path, "--previous", previous, "--agency", "council.docx=LMC", "--json", out="second", files=[file])
    assert any(look.startswith("LMC: not in the earlier chronology.") for look in done.json["look"])
