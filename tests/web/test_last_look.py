"""Finished means finished: what nobody decided stands beside the draft until it is settled, and nothing is called done before."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.drafts import SETTLED, board_list, draft
from tests.web.browser import Eyes
from tests.web.served import served
from tests.web.test_slips import opened


def _page(browser, tmp_path: Path, *lines: str) -> tuple[object, Path]:  # type: ignore[no-untyped-def]
    imr = draft(tmp_path / "imr.docx", *SETTLED, *lines)
    return served(imr, codes=board_list(tmp_path / "codes.xlsx"), out=tmp_path / "out"), imr


def _answer_the_rest(eyes: Eyes) -> None:
    """All that is no matter of the last look, as a hurried hand does."""
    for _ in range(12):
        if eyes.title.startswith("Left in the text") or "awaits" in eyes.title or "Looking" in eyes.title:
            return
        eyes.page.wait_for_timeout(300)
        eyes.key("1" if eyes.page.locator('[data-key="1"]').count() else "b")


def test_initials_left_in_the_text_are_not_finished(browser, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    lines = (
        "The social worker told Rhys Owen to wait.",
        "On 4 May it was RO who left. She rang Pengelly.",
    )
    page, _ = _page(browser, tmp_path, *lines)
    with page as client:  # type: ignore[attr-defined]
        eyes = opened(browser, client)
        _answer_the_rest(eyes)
        eyes.page.locator("#panel-title", has_text="Left in the text").wait_for()
        assert "Nothing awaits you" not in eyes.page.inner_text("#panel")
        eyes.page.goto(f"http://{client.host}/finish")
        assert "left in the text that may be somebody" in eyes.page.inner_text("#open")
        eyes.page.goto(f"http://{client.host}/draft")
        eyes.ready()
        eyes.page.wait_for_timeout(300)
        eyes.key("1")  # one key: it is Rhys Owen
        for _ in range(4):
            if "Left" in eyes.title:
                eyes.page.wait_for_timeout(300)
                eyes.key("k")
        _answer_the_rest(eyes)
        eyes.page.locator("#panel-title", has_text="Nothing awaits you").wait_for()
        codes = eyes.page.evaluate("document.querySelector('#draft').classList.contains('draft--names')")
        assert codes
        eyes.key("v")
        assert " RO " not in eyes.page.inner_text("#draft")


def test_several_things_left_are_a_list_with_one_button_each(browser, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    lines = (
        "Neighbour Rhys Owen rang.",
        "Neighbour Jan Oxley rang.",
        "It was RO who rang. She told J that it was over and then went home.",
    )
    page, _ = _page(browser, tmp_path, *lines)
    with page as client:  # type: ignore[attr-defined]
        eyes = opened(browser, client)
        _answer_the_rest(eyes)
        eyes.page.locator("#panel-title", has_text="Left in the text").wait_for()
        first = eyes.left
        rest = eyes.page.locator(".rest li")
        assert rest.count() == 1, eyes.page.inner_text("#panel")
        eyes.page.wait_for_timeout(500)  # nobody has read it sooner: a click that comes with the question is a slip
        rest.first.locator("button").first.click()
        eyes.page.wait_for_timeout(400)
        eyes.quiet()
        assert eyes.left < first and eyes.page.locator(".rest li").count() == 0


def test_nothing_is_called_finished_before_the_text_was_looked_at_again(
    browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:  # type: ignore[no-untyped-def]
    """A name that a person adds makes somebody of letters: they are asked about before anything is called done."""
    for pause in ("_PAUSE", "_AT_ONCE"):
        monkeypatch.setattr(f"redactor.review.session.{pause}", 2.5, raising=False)  # time to look at the panel
    page, _ = _page(browser, tmp_path, "All that week the quiet dove stood there.", "It was a matter for QD.")
    with page as client:  # type: ignore[attr-defined]
        eyes = opened(browser, client)
        eyes.key("a")
        eyes.page.fill("#words", "quiet dove")
        eyes.page.wait_for_timeout(400)
        eyes.page.click("#answer-new")
        eyes.page.get_by_text("was added").wait_for()
        eyes.page.locator("#status button", has_text="Questions").click()
        eyes.page.locator("#panel-title", has_text="Looking once more").wait_for(timeout=2_000)
        eyes.page.locator("#panel-title[data-question]").wait_for()  # what the last look has made of it
        assert eyes.left > 0
