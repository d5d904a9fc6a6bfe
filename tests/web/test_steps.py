"""The bar of steps, what it says is left, and how long a job may still take; in a real browser."""

from __future__ import annotations

import time
from pathlib import Path

from redactor.web.jobs import Jobs
from redactor.web.render import time_left
from redactor.web.tabs import Tabs
from tests.drafts import AWAITING, SETTLED, board_list, draft
from tests.web.served import served
from tests.web.test_slips import opened


def test_every_page_says_where_one_is_and_what_is_left(browser, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    imr = draft(
        tmp_path / "imr.docx",
        *SETTLED,
        *AWAITING,
        "Neighbour Rhys Owen rang, and he was sad.",
        "It was RO who left.",
    )
    with served(imr, codes=board_list(tmp_path / "codes.xlsx"), out=tmp_path / "out") as client:
        eyes = opened(browser, client)
        page = eyes.page
        bar = page.get_by_role("navigation", name="Steps")

        def notes() -> dict[str, str]:
            said = {}
            for step in bar.locator("li").all():
                name, _, note = step.inner_text().partition(" ")
                said[name] = note
            return said

        assert notes()["Decide"] == "4 answers to give, about 1 minute" and notes()["Read"] == "1 thing left"
        assert "Every answer is saved" in bar.inner_text()
        eyes.key("1")
        assert notes()["Decide"] == "3 answers to give, about 1 minute"  # it goes with every answer
        for path, name in (
            ("/draft", "Decide"), ("/people", "Decide"), ("/unlisted", "Decide"), ("/check", "Check"), ("/finish", "Send"),
        ):  # fmt: skip
            page.goto(f"http://{client.host}{path}")
            assert bar.locator("[aria-current=step]").inner_text() == name, path
        bar.get_by_role("link", name="Read").click()
        eyes.ready()
        assert eyes.title.startswith("Left in the text") and bar.locator("[aria-current=step]").inner_text() == "Read"
        eyes.look("18-steps")
        told = page.locator("body").aria_snapshot()  # what a screen reader is given
        for named in (
            'navigation "Steps"', 'navigation "Menu"', 'complementary "Questions and reasons"', 'group "Answers"',
            'list "How mentions are marked"', 'searchbox "Find in the draft', 'heading "The draft"',
        ):  # fmt: skip
            assert named in told, (named, told[:3000])
        page.goto(f"http://{client.host}/nowhere")
        eyes.look("no-such-page")


def test_a_long_job_says_how_long_it_may_take(monkeypatch) -> None:  # type: ignore[no-untyped-def]
    now = [100.0]
    monkeypatch.setattr("redactor.web.jobs.time.monotonic", lambda: now[0])
    jobs, said = Jobs(Tabs()), []

    def work(tell) -> None:  # type: ignore[no-untyped-def]
        for done in range(0, 300, 100):
            tell("Looking", done, 300)
            said.append(jobs.state.left)
            now[0] += 30

    jobs.start("Reading", work, "/", "/")
    end = time.time() + 5
    while jobs.state.running and time.time() < end:
        time.sleep(0.01)
    assert said == [-1, 60, 30]
    assert (time_left(-1), time_left(3), time_left(125)) == ("", "About 5 seconds left.", "About 3 minutes left.")
