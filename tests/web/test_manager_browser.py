"""The business manager's pages in a real browser: a list typed, pasted and mended by keyboard, requests, an edition, returns."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from openpyxl import load_workbook

pytest.importorskip("playwright", reason="the package playwright is not installed")
from redactor.board.parcels import ParcelKind
from redactor.codes.lists import read_code_list
from redactor.sealed.sealing import Home, public_key
from tests.blank import blank_word
from tests.drafts import board_list, draft
from tests.web.browser import PROGRAM, SIZE, Eyes
from tests.web.served import Client, served
from tests.web.test_manager import Board, person

pytestmark = pytest.mark.skipif(PROGRAM is None, reason="no Chromium on this computer")

# what Excel's clipboard does when Ctrl+V is pressed in a cell
PASTE = """(text) => {
  const data = new DataTransfer();
  data.setData("text/plain", text);
  document.activeElement.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
}"""
AT = "document.activeElement.id"


@pytest.fixture
def shots(request: pytest.FixtureRequest) -> Path | None:
    given = request.config.getoption("--screenshots")
    return Path(given) / "manager" if given else None


@pytest.fixture
def client() -> Iterator[Client]:
    with served() as running:
        yield running


@pytest.fixture
def eyes(browser, client: Client, shots: Path | None) -> Iterator[Eyes]:  # type: ignore[no-untyped-def]
    context = browser.new_context(viewport=SIZE)
    seen = Eyes(context, shots)
    seen.page.goto(client.address)
    seen.ready()
    seen.go("The board’s list")
    yield seen
    context.close()  # a page that is left without saving must not hold the test up
    assert [c for c in seen.complaints if "status of 422" not in c] == []  # which a form that was refused has
    assert all(url.startswith((f"http://{client.host}", "blob:")) for url in seen.asked)


def until(eyes: Eyes, true: Callable[[], bool]) -> None:
    for _ in range(100):
        if true():
            return
        eyes.page.wait_for_timeout(50)
    raise AssertionError(eyes.page.inner_text("main"))


def counts(eyes: Eyes) -> str:
    return eyes.page.inner_text("#counts")


def take(eyes: Eyes, path: Path) -> None:
    eyes.page.set_input_files("#choose-boardlist", path)
    eyes.page.locator("table.entries").first.wait_for()


def test_a_list_is_typed_pasted_mended_and_saved_by_keyboard(eyes: Eyes, tmp_path: Path) -> None:
    page, keys = eyes.page, eyes.page.keyboard
    eyes.look("1-begin")
    page.focus("#case")
    keys.type("R-2026-07")
    keys.press("Enter")
    page.locator("table.entries").first.wait_for()
    page.locator("tr[data-line] .cell").first.focus()
    first = page.evaluate(AT)
    for cell in ("Child 1", "sub", "Tilly Varnham"):
        keys.type(cell)
        keys.press("Tab")
    until(eyes, lambda: "1 row" in counts(eyes) and "must" not in counts(eyes))
    assert page.evaluate(AT).endswith("-aliases")
    keys.press("Control+ArrowLeft")
    keys.press("Enter")
    assert page.evaluate(AT).endswith("-name") and page.evaluate(AT) != first

    keys.press("Control+Home")
    keys.press("Control+ArrowDown")
    keys.press("Control+ArrowLeft")
    keys.press("Control+ArrowLeft")
    keys.type("CL")
    until(eyes, lambda: "must be mended" in counts(eyes))
    assert page.locator(".entries__faults:visible").count() == 0  # its other cells are still being filled in
    for cell in ("\t", "assoc", "\t", "Corin Leyburn"):
        keys.press("Tab") if cell == "\t" else keys.type(cell)
    keys.press("Enter")
    fault = page.locator(".entries__faults:visible")
    fault.get_by_text("holds the initials of the name").wait_for()
    cell = page.locator(".cell[aria-invalid]")
    described = page.locator(f"#{cell.get_attribute('aria-describedby')}")
    assert (
        cell.evaluate("(c) => [...c.ariaLabelledByElements].map((e) => e.textContent).join(', row ')") == "Code, row 2"
    )
    assert "must be mended" in described.inner_text()
    eyes.look("2-problem-at-its-cell")

    page.focus("#next-fault")
    keys.press("Enter")
    assert page.evaluate(AT) == cell.get_attribute("id")
    keys.type("Mr B")
    until(eyes, lambda: "Nothing is known to be wrong" in counts(eyes))
    assert page.locator(".cell[aria-invalid], .cell[aria-describedby]").count() == 0

    keys.press("Enter")
    page.evaluate(
        PASTE, 'SW1\tstaff\tImogen Hepton\t\tSocial Worker\tThornmere Council\r\nMr B\tfriend\t"Dov\nPell"\r\n'
    )
    page.locator(".entries__faults").get_by_text("already used in row 2").wait_for()
    assert page.locator("tr[data-line]").nth(3).locator("textarea").nth(1).input_value() == "Dov\nPell"
    page.locator("summary", has_text="All problems, one by one").click()
    eyes.look("3-pasted")
    page.locator("#links a").first.press("Enter")
    assert page.evaluate(AT).endswith("-code")
    keys.type("Mr C")
    until(eyes, lambda: "must" not in counts(eyes))

    until(eyes, lambda: page.inner_text("#kept").startswith("Saved "))
    file = tmp_path / "R-2026-07.xlsx"
    page.fill("#path", str(file))
    keys.press("Enter")
    page.locator("#saved").wait_for()
    until(eyes, lambda: page.evaluate(AT) == "saved")
    assert [e.code for e in read_code_list(file).entries] == ["Child 1", "Mr B", "SW1", "Mr C"]
    page.fill("#path", str(file))
    keys.press("Enter")
    page.locator("#path-error").wait_for()
    eyes.look("4-never-over-a-file")


def test_what_is_typed_is_not_lost_by_going_on_at_once(eyes: Eyes, tmp_path: Path) -> None:
    take(eyes, board_list(tmp_path / "codes.xlsx"))
    page, keys = eyes.page, eyes.page.keyboard
    page.locator("tr[data-line] .cell").first.focus()
    keys.press("Control+a")
    keys.type("Child 9")
    page.click('[data-add="people"]')  # before the pause after the last key is over
    until(eyes, lambda: page.locator("tr[data-line]").count() > 20)
    assert page.locator("tr[data-line] .cell").first.input_value() == "Child 9"
    page.locator("tr[data-line] .cell").first.focus()
    keys.press("Control+a")
    keys.type("Child 1")
    eyes.go("Returns")
    eyes.go("The list")
    assert page.locator("tr[data-line] .cell").first.input_value() == "Child 1"
    page.locator("[data-remove]").first.press("Enter")
    until(eyes, lambda: "nobody is of the kind subject" in counts(eyes).lower())
    page.locator("#undo").press("Enter")
    until(eyes, lambda: "Nothing is known" in counts(eyes))
    page.locator("summary", has_text="Another list").click()
    page.get_by_role("button", name="Put it away").click()
    page.get_by_role("heading", name="Lists that are kept here").wait_for()
    eyes.ready()
    eyes.look("18-lists-kept-here")
    page.get_by_role("button", name="Go on").click()
    until(eyes, lambda: page.locator("tr[data-line]").count() > 15)


def test_requests_an_edition_and_returns(eyes: Eyes, client: Client, tmp_path: Path) -> None:
    page, keys = eyes.page, eyes.page.keyboard
    take(eyes, board_list(tmp_path / "codes.xlsx"))
    board = Board(tmp_path, client)
    eyes.go("Requests for codes")
    council = board.parcel(
        ParcelKind.REQUESTS, "Thornmere Council", person("SW101", "Jo Pinnock", role="Social Worker"),
        person("Person 101", "Corin Leyburn", role="Neighbour"), person("Person 102", "Glynda Varnham"),
    )  # fmt: skip
    wrong = tmp_path / "wrong.sealed"
    wrong.write_bytes(b"no parcel")
    page.set_input_files("#choose-requests", [wrong, council])
    page.get_by_text("It is not a sealed file").wait_for()
    page.get_by_text("3 requests to answer").wait_for()
    eyes.look("5-requests")
    page.fill('[name="code-1"]', "Mrs A")
    page.locator('[name="code-1"]').press("Enter")
    page.locator("#problem-1").wait_for()
    eyes.look("6-request-refused")
    page.fill('[name="code-1"]', "Mr B")
    page.locator('[name="code-1"]').press("Enter")
    page.get_by_text("No request awaits an answer").wait_for()
    eyes.look("7-requests-answered")

    page.get_by_role("link", name="Issue the next edition").click()
    page.locator("#send-0").wait_for()
    eyes.ready()
    page.locator("#send-0").check()
    page.fill("#key-0", public_key(Home.current()))
    page.fill("#name-1", "Hill School")
    page.fill("#passphrase-1", "copper kettle seven owl")
    assert page.locator("#how-1-passphrase").is_checked()
    page.fill("#folder", "sent")
    eyes.look("8-issue")
    page.get_by_role("button", name="Issue edition 1").click()
    page.locator("#folder-error").wait_for()
    assert page.input_value("#passphrase-1") == "copper kettle seven owl"
    page.fill("#folder", str(tmp_path / "sent"))
    page.get_by_role("button", name="Issue edition 1").click()
    page.locator("#issued").wait_for()
    eyes.look("9-issued")
    assert len(list((tmp_path / "sent").iterdir())) == 2
    page.get_by_role("link", name="Edition 1", exact=True).click()
    page.get_by_role("heading", name="Edition 1, as it was sent").wait_for()
    eyes.ready()
    assert "The list says the same now." in page.inner_text("main") and "Glenda Varnham" in page.inner_text("main")
    eyes.look("17-an-edition-read-again")

    eyes.go("Returns")
    returns = [
        board.parcel(
            ParcelKind.RETURN,
            "Thornmere Council",
            person("Person 5", "Bartholomew Quenby"),
            person("GP1", "Ottilie Brack"),
        ),
        board.parcel(
            ParcelKind.RETURN, "Hill School", person("Person 5", "Bartholomew Quenbey"), person("GP2", "Otilie Brack")
        ),
    ]
    page.set_input_files("#choose-returns", returns)
    page.get_by_text("One person, or two? (2)").wait_for()
    eyes.look("10-returns")
    page.locator("[data-pair]").first.focus()
    eyes.key("o")
    page.get_by_text("One person, or two? (1)").wait_for()
    until(eyes, lambda: page.evaluate(AT).startswith("pair-"))
    eyes.key("t")
    page.get_by_text("One person, or two? (0)").wait_for()
    eyes.look("11-answered")
    until(eyes, lambda: page.evaluate(AT) == "near-title")
    eyes.key("u")
    page.get_by_text("One person, or two? (1)").wait_for()
    page.fill("#folder", str(tmp_path / "merged"))
    keys.press("Enter")
    page.locator("#written").wait_for()
    eyes.look("12-written")
    assert len(list((tmp_path / "merged").iterdir())) == 3  # nobody has to be renumbered

    eyes.go("Who has sent what")
    page.set_input_files("#choose-sent", draft(tmp_path / "imr.docx", "Child 1 was seen by SW1."))
    page.locator("#arrived").get_by_text("imr.docx").first.wait_for()
    page.select_option("#agency", "Hill School")
    page.get_by_role("button", name="Enter them").click()
    page.locator("#entered").wait_for()
    eyes.ready()
    eyes.look("13-who-has-sent-what")

    eyes.go("Chronology")
    page.set_input_files("#choose-chronology", unknown_columns(tmp_path / "Hill School chronology.docx"))
    page.locator("#chronologies").get_by_text("Hill School chronology.docx").first.wait_for()
    page.get_by_role("button", name="Put them together").click()
    page.locator("#column-date").wait_for()
    eyes.ready()
    eyes.look("14-which-column")
    page.select_option("#column-date", "1")
    page.select_option("#column-event", "2")
    page.get_by_role("button", name="Put them together").click()
    page.get_by_role("heading", name="3 rows of 1 agency").wait_for()
    eyes.ready()
    with page.expect_download() as got:
        page.get_by_role("link", name="Child 1 combined chronology.xlsx").click()
    assert load_workbook(io.BytesIO(got.value.path().read_bytes()))["Chronology"].max_row == 4
    eyes.look("15-combined")
    for width in (683, 320):  # at twice the size, and on a telephone
        page.set_viewport_size({"width": width, "height": 600})
        for name in ("Who has sent what", "Chronology"):
            eyes.go(name)
            assert page.evaluate("document.documentElement.scrollWidth") <= width, name
        eyes.look(f"16-narrow-{width}")


def test_a_list_of_four_hundred_rows_is_searched_and_redrawn_at_once(eyes: Eyes, tmp_path: Path) -> None:
    """0.1 s from the click to the picture where this was written: what takes time is not drawn again."""
    page, keys = eyes.page, eyes.page.keyboard
    firsts = "Ada Bo Cy Dov Edna Fergus Gwen Hamish Ines Jo".split()
    lasts = [f"{last}{end}son" for end in "abcde" for last in "Pell Quorn Renn Tarn Brisk Oxley Crake Firth".split()]
    more = [(f"Person {n}", "associate", f"{firsts[n % 10]} {lasts[n // 10]}", "", "", "", "") for n in range(1, 395)]
    take(eyes, board_list(tmp_path / "codes.csv", *more))
    page.locator("tr[data-line] .cell").first.wait_for()
    rows = page.locator(".entries--people tr[data-line]")
    assert rows.count() == 410 and page.locator(".cell").count() < 900  # fields stand only where somebody may see them

    page.fill("#find", "renncson")
    assert (
        page.inner_text("#found") == "10 of 400 rows"
        and page.locator(".entries--people tr[data-line]:visible").count() == 10
    )
    keys.press("Enter")
    assert page.evaluate("document.activeElement.value").endswith("Renncson")
    page.focus("#find")
    keys.press("Escape")
    assert page.locator(".entries--people tr[data-line]:visible").count() == 410

    drawn = page.evaluate("""async () => {
      const rows = () => [...document.querySelectorAll(".entries--people tr[data-line]")];
      const until = async (count) => { while (rows().length !== count) await new Promise(requestAnimationFrame); };
      const before = new Set(rows());
      document.querySelectorAll("[data-remove]")[5].click();
      await until(409);
      const kept = rows().filter((row) => before.has(row)).length;
      document.querySelector("#undo").click();
      await until(410);
      return [kept, rows().filter((row) => before.has(row)).length, rows()[5].firstElementChild.textContent];
    }""")
    assert drawn == [409, 409, "6"]  # no row but the one that is otherwise is drawn anew
    page.evaluate("document.querySelectorAll('.entries--people tr[data-line]')[395].scrollIntoView()")
    last = page.locator(".entries--people tr[data-line]").nth(395).locator(".cell").first
    last.focus()
    page.evaluate(PASTE, "\r\n".join(f"SW{n}\tstaff\tMo Vosper{n}" for n in range(1, 41)) + "\r\n")
    until(eyes, lambda: rows.count() == 435)
    assert (
        page.evaluate(AT) == last.get_attribute("id")
        and "435" in page.locator(".entries--people tbody th").last.inner_text()
    )
    page.locator("#find-faults").check()
    assert 0 < page.locator(".entries--people tr[data-line]:visible").count() < 435
    assert page.locator(".entries__faults:visible").count() == page.locator("tr[data-line]:visible").count()


def unknown_columns(path: Path) -> Path:
    """A chronology whose headings no list of headings has."""
    made = blank_word()
    table = made.add_table(rows=1, cols=2)
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "Dzien", "Co"
    for day, event in (
        ("03/09/2008", "Child 1 seen."),
        ("01/11/2008", "SW1 met Mrs A."),
        ("early 2009", "Child 1 absent."),
    ):
        cells = table.add_row().cells
        cells[0].text, cells[1].text = day, event
    made.save(str(path))
    return path


def test_enlarged_nothing_but_the_grid_is_wider_than_the_screen(eyes: Eyes, tmp_path: Path) -> None:
    take(eyes, board_list(tmp_path / "codes.xlsx"))
    for name in ("The list", "Requests for codes", "Issue an edition", "Returns"):
        for width in (683, 320):
            eyes.page.set_viewport_size({"width": width, "height": 600})
            eyes.go(name)
            wide = eyes.page.evaluate("document.documentElement.scrollWidth")
            assert wide <= width, name
        eyes.look(f"narrow-{name}")
