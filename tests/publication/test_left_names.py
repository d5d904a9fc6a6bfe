"""A real name that was left for the board is not left in print: a decision for one audience never slips into another."""

from __future__ import annotations

from pathlib import Path

from openpyxl import load_workbook

from redactor.keymap.decisions import Decided, Ruling, held_for
from tests.drafts import Done, board_list, draft, paragraphs, redactor

SENTENCE = "The review was led by Corin Leyburn, a friend of the family."


def test_a_name_left_for_submission_is_asked_about_again_before_publication(tmp_path: Path) -> None:
    codes = board_list(tmp_path / "codes.xlsx")
    lies = draft(tmp_path / "imr.docx", SENTENCE, "Tilly Varnham was seen.")
    key_map = ("--codes", codes, "--key-map", tmp_path / "k" / "map")

    def run(profile: str) -> str:
        out = tmp_path / profile
        done = redactor("anonymise", lies, *key_map, "--out", out, "--profile", profile)
        assert done.code in (0, 1), done.screen
        return paragraphs(next(out.glob("*.anonymised.docx")))[0]

    assert "Leyburn" not in run("submission")
    assert leave(tmp_path / "first.xlsx", key_map).code in (0, 1)
    assert "Leyburn" not in run("publication")
    # it is asked again, and what is answered now is for print
    assert "1 answer taken over" in leave(tmp_path / "second.xlsx", key_map).screen


def test_each_audience_has_decisions_of_its_own() -> None:
    for_board, for_print = (
        Decided(ruling=Ruling.LEAVE, names=("Corin Leyburn",), audience=a) for a in ("", "publication")
    )
    anybody = Decided(ruling=Ruling.KEEP, names=("Old Bailey",))
    every = (for_board, for_print, anybody)
    assert held_for(every, "submission") == held_for(every, "working") == (for_board, anybody)
    assert held_for(every, "publication") == (for_print, anybody)


def leave(sheet: Path, key_map: tuple[object, ...]) -> Done:
    redactor("decide", *key_map, "--sheet", sheet)
    book = load_workbook(sheet)
    rows = book["Decisions"]
    for row in range(3, rows.max_row + 1):
        if "Leyburn" in str(rows.cell(row, 2).value):
            rows.cell(row, 6).value, rows.cell(row, 9).value = (
                "leave the real name",
                "he led it, and is named in the papers",
            )
    book.save(sheet)
    return redactor("decide", *key_map, "--read", sheet)
