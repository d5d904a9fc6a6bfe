"""Everybody who is not on the list, in one table and with one button; in a real browser."""

from __future__ import annotations

from pathlib import Path

from redactor.keymap.decisions import Ruling
from redactor.keymap.keymap_files import load_key_map
from redactor.sealed.sealing import Home
from tests.drafts import SETTLED, board_list, draft
from tests.web.served import served
from tests.web.test_slips import opened

STAFF = ("Pinnock", "Larwood", "Wexcombe", "Tarrow", "Sedley", "Harbin")
LINES = (
    *SETTLED,
    *(f"Social worker Jo {name} rang the school." for name in STAFF),
    "Neighbour Corin Leyburn rang.",
    "Her uncle Kelvin Varnham-Stoat rang.",
    "They met at Plas Ffynnon Nursery.",
)


def test_one_table_and_one_button(browser, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    imr, key_map = draft(tmp_path / "imr.docx", *LINES), tmp_path / "k" / "map"
    with served(imr, codes=board_list(tmp_path / "codes.xlsx"), key_map=key_map, out=tmp_path / "out") as client:
        eyes = opened(browser, client)
        page = eyes.page
        before = eyes.left
        eyes.follow(page.locator("a", has_text="in one table"))
        eyes.look("16-not-on-the-list")
        rows = page.locator("#unlisted tbody tr")
        count = rows.count()
        assert count >= 8 and page.locator("#unlisted .tick:checked").count() == count

        def row(name: str):  # type: ignore[no-untyped-def]
            return rows.filter(has_text=name)

        row("Pinnock").get_by_label("Role or kind").fill("FSW")
        row("Larwood").get_by_label("Code of").fill("Larwood 1")
        row("Leyburn").locator("select").select_option("same")
        row("Leyburn").get_by_label("The other code").fill("Mr A")
        row("Ffynnon").locator("select").select_option(label="nobody: keep the words")
        row("Harbin").locator(".tick").uncheck()
        with page.expect_navigation():
            page.get_by_role("button", name="Settle all that are ticked").first.click()
        page.get_by_text("would tell who is behind it").first.wait_for()
        assert sorted(rows.locator(".tick").evaluate_all("all => all.map((one) => one.checked)")) == [False, True]
        row("Larwood").get_by_label("Code of").fill("SW40")
        with page.expect_navigation():
            page.get_by_role("button", name="Settle all that are ticked").first.click()
        assert rows.count() == 1 and "Harbin" in rows.inner_text()
        eyes.follow(page.get_by_role("link", name="Back to the draft"))
        assert eyes.left == before - count + 1
        codes = page.locator(".mark__code").all_text_contents()
        assert "FSW1" in codes and "SW40" in codes and "Mr A" in codes
        assert page.locator(".mark--kept", has_text="Plas Ffynnon Nursery").count() == 1
        told = load_key_map(key_map, Home.current())
        assert told is not None and sum(d.ruling is Ruling.ASK for d in told.decisions) == count - 3
        eyes.key("u")  # the second time, one row
        eyes.key("u")  # the first time, all the others at once
        assert eyes.left == before


def test_likely_people_are_buttons_with_their_relation(browser, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    imr = draft(tmp_path / "imr.docx", *SETTLED, "The home help, Glenda Varnum, rang.", "Varnham was out.")
    with served(imr, codes=board_list(tmp_path / "codes.xlsx"), out=tmp_path / "out") as client:
        eyes = opened(browser, client)
        assert "The family of Child 1 (Tilly Varnham, Subject)" in eyes.page.inner_text(".answers")
        eyes.key("f")
        eyes.key("v")
        assert "family of Child 1 was out" in eyes.page.inner_text("#draft").replace("\n (issued)\n", "")
