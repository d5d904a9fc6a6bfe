"""The whole path of an author in a real browser: drop, progress, questions, correct, check, finish; and its files are
those of the command line. The pictures in docs/review/ are of this run: pytest tests/web --screenshots docs/review."""

from __future__ import annotations

import base64
from pathlib import Path

import pytest

pytest.importorskip("playwright", reason="the package playwright is not installed")
from tests.drafts import AWAITING, SETTLED, board_list, draft, read_text, redactor
from tests.web.browser import PROGRAM, SIZE, Eyes, lent
from tests.web.served import served

EXAMPLE = Path(__file__).resolve().parents[2] / "key_maps" / "example"
pytestmark = pytest.mark.skipif(PROGRAM is None, reason="no Chromium on this computer")

# what a hand does that drops files on a box
DROP = """([selector, files]) => {
  const data = new DataTransfer();
  for (const [name, content] of files)
    data.items.add(new File([Uint8Array.from(atob(content), (c) => c.charCodeAt(0))], name));
  document.querySelector(selector).dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
}"""
# what a hand does that draws the mouse over words
SELECT = """(words) => {
  const walker = document.createTreeWalker(document.querySelector("#draft"), NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const at = walker.currentNode.textContent.indexOf(words);
    if (at < 0 || !walker.currentNode.parentElement.closest(".line__text")) continue;
    const range = document.createRange();
    range.setStart(walker.currentNode, at);
    range.setEnd(walker.currentNode, at + words.length);
    getSelection().removeAllRanges();
    getSelection().addRange(range);
    return true;
  }
  return false;
}"""


KEY_A = "{key: 'a', bubbles: true}"


def encoded(*paths: Path) -> list[list[str]]:
    return [[p.name, base64.b64encode(p.read_bytes()).decode()] for p in paths]


def test_the_whole_path(browser, tmp_path: Path, shots: Path | None) -> None:  # type: ignore[no-untyped-def]
    drafts, codes, out = (EXAMPLE / "imr.docx", EXAMPLE / "chronology.docx"), EXAMPLE / "codes.xlsx", tmp_path / "out"
    with served() as client:
        eyes = Eyes(browser.new_context(viewport=SIZE), shots)
        page = eyes.page
        page.goto(client.address)
        eyes.ready()
        eyes.look("1-start")
        page.evaluate(DROP, ['[data-drop="draft"]', encoded(*drafts)])
        page.get_by_text("chronology.docx was added").wait_for()
        page.evaluate(DROP, ['[data-drop="list"]', encoded(codes)])
        page.locator("#files span", has_text="codes.xlsx").first.wait_for()
        page.fill("#who", "A Author")
        page.fill("#out", str(out))
        eyes.look("2-files-given")
        page.get_by_role("button", name="Open the drafts").click()
        page.wait_for_url("**/working")
        eyes.look("3-reading")
        page.wait_for_url("**/draft", timeout=60_000)
        page.locator('.mark[tabindex="0"]').first.wait_for(state="attached")

        # the draft and its questions
        assert eyes.title == "Who is meant?"
        eyes.look("4-question")
        eyes.key("v")
        assert page.locator(".mark__code:visible").count() and not page.locator(".mark__name:visible").count()
        eyes.look("5-codes", without="#draft .stretch:nth-child(n + 4)")
        eyes.key("v")
        before = eyes.left
        eyes.key("1")
        assert eyes.left < before
        after = eyes.left
        eyes.key("u")
        assert eyes.left == before
        page.wait_for_timeout(300)  # nobody has read a question sooner
        eyes.key("1")
        assert eyes.left == after
        page.wait_for_timeout(400)  # nobody has read a question sooner
        page.locator(
            '#panel button[name="answer"]'
        ).first.dblclick()  # the second click is no answer to the next question
        page.wait_for_timeout(400)
        eyes.quiet()
        assert eyes.left < after
        eyes.key("u")
        assert eyes.left == after
        eyes.key("Enter")  # later
        assert eyes.left == after
        page.locator("summary", has_text="Other answers").click()
        eyes.look("6-other-answers", without="#draft")

        # why, correct, add
        page.locator(".mark--minted").first.click()
        page.locator("dt", has_text="Found by").wait_for()
        eyes.look("7-why", without="#draft")
        assert page.evaluate(SELECT, "two more bus rides") or page.evaluate(SELECT, "Section")
        eyes.key("a")
        assert eyes.title == "Add a missed name"
        eyes.look("8-add", without="#draft")
        page.get_by_role("button", name="Decisions").click()
        page.get_by_text("use this code").first.wait_for()
        eyes.look("9-decisions", without="#draft")

        # people, check, finish
        eyes.go("People and places")
        page.fill("#filter", "skelton")
        assert 0 < int(page.inner_text("#shown-count")) < page.locator("#people tbody tr").count()
        eyes.look("10-people")
        eyes.go("Check")
        eyes.look("11-check-before")
        page.get_by_role("button", name="Check what would be written").click()
        page.get_by_role("heading", name="Findings").wait_for(timeout=60_000)
        eyes.look("12-check")
        page.locator("[data-goto]").first.click()
        assert page.locator(".line--current .found").count() == 1
        eyes.look("13-finding")
        page.get_by_role("button", name="I have looked").first.click()
        page.get_by_text("Looked at by A Author").wait_for()
        eyes.go("Send")
        eyes.look("14-finish-before")
        page.get_by_role("button", name="Write the files").click()
        page.get_by_role("heading", name="not fit for submission yet").wait_for(timeout=60_000)
        eyes.look("15-finish")
        page.get_by_role("button", name="Close redactor").click()
        page.get_by_text("redactor is closing").wait_for()
        client.thread.join(30)
        assert not client.thread.is_alive()
        client.cookie = ""
        assert eyes.complaints == []  # no script failed, and nothing ran into the Content-Security-Policy
        assert {url.split("/")[2] for url in eyes.asked} == {client.host}

    again = tmp_path / "again"
    redactor("anonymise", *drafts, "--codes", codes, "--out", again)
    assert sorted(p.name for p in out.iterdir()) == sorted(p.name for p in again.iterdir())
    for path in out.glob("*.docx"):
        assert path.read_bytes() == (again / path.name).read_bytes(), path.name


def test_all_of_it_by_keyboard(browser, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    """From the first question to the written file without a mouse."""
    imr = draft(tmp_path / "imr.docx", *SETTLED, *AWAITING, "Nickname Pudding was used.")
    codes = board_list(tmp_path / "codes.xlsx")
    with served(imr, codes=codes, out=tmp_path / "out") as client:
        eyes = Eyes(browser.new_context(viewport=SIZE))
        page = eyes.page
        page.goto(client.address)
        page.wait_for_url("**/draft", timeout=60_000)
        page.locator('.mark[tabindex="0"]').first.wait_for(state="attached")
        for _ in range(3):
            eyes.key("j")  # to the next mention
        assert page.evaluate("document.activeElement.classList.contains('mark')")
        eyes.key("Enter")
        assert page.evaluate("document.activeElement.id") == "panel-title"  # why: the reader is led there
        eyes.key("q")
        assert eyes.title == "Who is meant?"
        eyes.key("e")
        assert page.is_checked("#scope-everywhere")
        eyes.key("e")
        eyes.key("o")
        assert page.evaluate("document.activeElement.id") == "code"
        page.keyboard.type("Mr A")
        eyes.key("Enter")
        assert eyes.title != "Who is meant?"
        eyes.key("a")
        page.focus("#words")
        page.keyboard.type("Pudding")
        page.focus("#code")
        page.keyboard.type("Child 1")
        eyes.key("Enter")
        page.get_by_text("was added").wait_for()
        page.uncheck("#keys-on", force=True) if page.is_visible("#keys-on") else page.evaluate(
            "document.querySelector('#keys-on').checked = false"
        )
        before = eyes.title
        eyes.key("q")  # keys can be switched off (WCAG 2.1.4)
        assert eyes.title == before
        page.goto(f"http://{client.host}/finish")
        page.focus("text=Write the files >> nth=-1")
        page.keyboard.press("Enter")
        page.get_by_role("heading", name="Written").wait_for(timeout=60_000)
        text = read_text(tmp_path / "out" / "imr.anonymised.docx")
        assert "Mr A was out." in text and "Nickname Child 1 was used." in text


def test_a_selection_is_counted_in_characters(browser, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    """After a name, which stands twice in the page (as name and as code), and after an emoji, which is two to a browser."""
    imr = draft(tmp_path / "imr.docx", "Tilly Varnham \U0001f600 was called Pudding by all.")
    with served(imr, codes=board_list(tmp_path / "codes.xlsx"), out=tmp_path / "out") as client:
        eyes = Eyes(browser.new_context(viewport=SIZE))
        eyes.page.goto(client.address)
        eyes.page.wait_for_url("**/draft", timeout=60_000)
        eyes.page.locator('.mark[tabindex="0"]').first.wait_for(state="attached")  # its script is there
        eyes.quiet()  # the first question is in its place, and no late answer takes the panel
        assert eyes.page.evaluate(SELECT, "Pudding")
        eyes.key("a")
        assert eyes.page.inner_text("#panel .named") == "Pudding"
        eyes.key("Escape")
        eyes.page.evaluate(f"({SELECT})('called'); document.body.dispatchEvent(new KeyboardEvent('keydown', {KEY_A}))")
        eyes.page.locator("#panel .named", has_text="called").wait_for()  # though no event has told of it yet


def test_at_twice_the_size_nothing_runs_out_of_the_page(browser, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    """WCAG 1.4.4 and 1.4.10: 200 % zoom on 1366 × 768 is a page of 683 × 384."""
    imr = draft(
        tmp_path / "imr.docx", *SETTLED, *AWAITING, (("Date", "Event", "Source"), ("1/2/2018", "A visit", "Case note"))
    )
    for given in ((), (imr,)):
        with served(*given, codes=board_list(tmp_path / "codes.xlsx"), out=tmp_path / "out") as client:
            context = browser.new_context(viewport={"width": 683, "height": 384}, device_scale_factor=2)
            eyes = Eyes(context)
            eyes.page.goto(client.address)
            if given:
                eyes.page.wait_for_url("**/draft", timeout=60_000)
            lent(client, eyes.page)
            for path in ("/draft", "/people", "/check", "/finish", "/list") if given else ("/",):
                eyes.page.goto(f"http://{client.host}{path}")
                assert eyes.page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
                eyes.look("zoomed")


def test_a_second_tab_is_told(browser, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    with served() as client:
        context = browser.new_context(viewport=SIZE)
        first, second = Eyes(context), Eyes(context)
        first.page.goto(client.address)
        first.page.wait_for_timeout(300)
        second.page.goto(f"http://{client.host}/")
        second.page.locator("#elsewhere").wait_for()
        second.look("second-tab")
        second.page.get_by_role("button", name="Use this tab").click()
        first.page.locator("#elsewhere").wait_for()
        second.page.wait_for_timeout(500)
        assert not second.page.is_visible("#elsewhere")


def test_the_page_says_when_redactor_has_stopped(browser, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    with served() as client:
        eyes = Eyes(browser.new_context(viewport=SIZE))
        eyes.page.goto(client.address)
        client.enter = lambda: client  # type: ignore[method-assign]
        eyes.page.wait_for_timeout(300)
        cookie = eyes.page.context.cookies()[0]
        client.cookie = f"{cookie['name']}={cookie['value']}"
        client.csrf = eyes.page.get_attribute('meta[name="csrf"]', "content") or ""
        client.post("/tab")
        client.post("/close")
        eyes.page.locator("#gone").wait_for(timeout=20_000)
        eyes.look("gone")
