"""A draft of twelve pages with forty questions, from the first window to the file in the downloads, as a hand does it: with the
mouse at coordinates and with keys. Every action is counted."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import Locator

from tests.drafts import SETTLED, board_list, draft, names_in, read_text
from tests.web.browser import SIZE, Eyes, lent
from tests.web.served import served

FILLER = (
    "The records of this period were read twice, and what they say of the care that was given is set out below. Visits took "
    "place as planned, the school was in touch with the health service, and the plan was looked at again each month by all "
    "who had a part in it. Nothing in what was written at the time speaks of a change in how things were at home, and those "
    "who were asked later remembered it in the same way."
)
FIRSTS = "Jo Petra Ewan Moira Colin Hester Duncan Bridget Alistair Winifred Rupert Agnes".split()
LASTS = "Pinnock Larwood Wexcombe Tarrow Sedley Harbin Quillmore Ostler Penhale Rudge Stanier Yelland".split()
ROLES = "Social worker;Health visitor;Teacher;Midwife;Police officer;Support worker".split(";")
STAFF = [f"{ROLES[n % 6]} {FIRSTS[n % 12]} {LASTS[(n + n // 12) % 12]} rang in week {n}." for n in range(38)]
OPEN = (
    *(f"Varnham was out in week {n}." for n in range(3)),
    "Neighbour Rhys Owen (RO) rang.", "It was RO who left.", "Mr Leyburn came back.",
)  # fmt: skip


class Hand:
    """One hand on mouse and keys."""

    def __init__(self, eyes: Eyes) -> None:
        self.eyes, self.page, self.actions = eyes, eyes.page, 0

    def click(self, what: Locator) -> None:
        """Move there, look, and press the button of the mouse."""
        what.scroll_into_view_if_needed()
        box = what.bounding_box()
        assert box, what
        self.page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        self.page.wait_for_timeout(400)  # nobody is quicker
        self.page.mouse.down()
        self.page.mouse.up()
        self.actions += 1

    def key(self, key: str) -> None:
        self.page.wait_for_timeout(400)
        self.eyes.key(key)
        self.actions += 1

    def choose(self, field: Locator, path: Path) -> None:
        """The dialogue of files: opened by a click, and a double click on the file."""
        with self.page.expect_file_chooser() as asked:
            self.click(field)
        asked.value.set_files(path)
        self.actions += 1


def test_the_whole_job_in_under_thirty_actions(browser, tmp_path: Path, shots: Path | None) -> None:  # type: ignore[no-untyped-def]
    text = [*SETTLED]
    for n, line in enumerate((*STAFF, *OPEN)):
        text += [line, *((FILLER,) * (2 if n % 2 else 1))]
    imr, codes = draft(tmp_path / "imr.docx", *text), board_list(tmp_path / "codes.xlsx")
    assert sum(len(t.split()) for t in text) / 400 >= 12
    with served(out=tmp_path / "out") as client:
        eyes = Eyes(browser.new_context(viewport=SIZE), shots)
        hand, page = Hand(eyes), eyes.page
        page.goto(client.address)
        eyes.ready()
        lent(client, page)
        # give
        hand.choose(page.locator("#choose-drafts"), imr)
        page.locator("#files", has_text="imr.docx").wait_for()
        hand.choose(page.locator("#choose-list"), codes)
        page.locator("#files", has_text="codes.xlsx").wait_for()
        hand.click(page.get_by_role("button", name="Open the drafts"))
        page.wait_for_url("**/draft", timeout=120_000)
        eyes.ready()
        eyes.quiet()
        questions = eyes.left
        assert questions >= 40
        # decide
        for _ in range(15):
            if eyes.title.startswith("Not on the board"):
                break
            if page.locator("#alike:not(:checked)").count():
                hand.click(page.locator("label[for=alike]"))
            if page.locator('[data-key="y"]').count():
                hand.key("y")
            else:
                hand.key("4" if page.locator('[data-key="4"]').count() else "1")
        hand.click(page.locator("a", has_text="in one table"))
        page.wait_for_url("**/unlisted")
        eyes.ready()
        eyes.look("22-all-in-one-table")
        hand.click(page.get_by_role("button", name="Settle all that are ticked").first)
        page.get_by_text("Everybody and every place is settled").wait_for()
        # read: what is left
        hand.click(page.get_by_role("navigation", name="Steps").get_by_role("link", name="Read"))
        page.wait_for_url("**/draft**")
        eyes.ready()
        for _ in range(6):
            page.wait_for_timeout(500)
            eyes.quiet()
            if "awaits" in eyes.title:
                break
            if "Looking" not in eyes.title:
                hand.key("1" if page.locator('[data-key="1"]').count() else "k")
        page.locator("#panel-title", has_text="Nothing awaits you").wait_for()
        assert eyes.left == 0
        eyes.look("23-nothing-awaits")
        # check
        hand.click(page.get_by_role("navigation", name="Steps").get_by_role("link", name="Check"))
        page.wait_for_url("**/check")
        eyes.ready()
        hand.click(page.get_by_role("button", name="Check what would be written"))
        page.get_by_role("heading", name="Findings").wait_for(timeout=120_000)
        eyes.ready()
        assert page.locator(".finding--must-fix").count() == 0, page.inner_text("#findings")
        # send
        hand.click(page.get_by_role("navigation", name="Steps").get_by_role("link", name="Send"))
        page.wait_for_url("**/finish")
        eyes.ready()
        hand.click(page.get_by_role("button", name="Write the files"))
        page.get_by_role("heading", name="Written").wait_for(timeout=120_000)
        eyes.ready()
        with page.expect_download() as got:
            hand.click(page.get_by_role("link", name="Download imr.anonymised.docx"))
        written = read_text(Path(got.value.path()))
        eyes.look("24-sent")
        # nothing is open but what only the board can do, and the page says so
        assert page.locator("#open").count() == 0
        assert re.search(r"What awaits a person: \d+ codes to be issued by the board", page.inner_text(".verdict"))
        assert "written, not fit yet" in page.get_by_role("navigation", name="Steps").inner_text()
        assert page.get_by_role("link", name="Write the sheet that asks the board").is_visible()
        names = (*FIRSTS, *LASTS, "Varnham", "Leyburn", "Rhys", "Owen", "RO", "Hepton", "Teasel")
        assert names_in(written, names) == []
        assert hand.actions < 30, hand.actions
        print(f"{questions} questions, {hand.actions} actions")
