"""The draft as it looks in Word, and finding one's way in it; in a real browser."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from PIL import Image, ImageDraw

from tests.blank import blank_word
from tests.drafts import SETTLED, board_list, draft
from tests.web.browser import SIZE, Eyes, lent
from tests.web.served import served
from tests.web.test_slips import opened

# what is wider than the window
WIDE = """[...document.querySelectorAll("body *")].filter((one) => one.getBoundingClientRect().right > innerWidth + 1
  && !one.closest(".grid-box") && one.offsetParent && getComputedStyle(one).position !== "absolute")
  .map((one) => one.outerHTML.slice(0, 90))"""


def report(path: Path) -> Path:
    """A report as authors write it: headings, a numbered list, bold and italics, a table of six columns."""
    document = blank_word()
    document.add_heading("Background", 1)
    document.add_paragraph(SETTLED[0])
    document.add_heading("The family", 2)
    for text in ("Varnham was out.", "Nobody answered."):
        document.add_paragraph(text, style="List Number")
    document.add_paragraph("A dog was seen.", style="List Bullet")
    paragraph = document.add_paragraph("It was ")
    paragraph.add_run("very").bold = True
    paragraph.add_run(" cold, said ")
    paragraph.add_run("Glenda Varnham").italic = True
    for n in range(40):
        document.add_paragraph(f"Nothing was noted in week {n}.")
    table = document.add_table(rows=2, cols=6)
    rows = (
        ("Date", "Time", "Event", "Source", "Agency", "Comment"),
        ("1/2/2018", "10:00", "Kelvin Varnham rang. " * 6, "Casenotes", "Children’s social care", "The very last word"),
    )
    for row, cells in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = text
    document.save(str(path))
    return path


def commented(path: Path) -> Path:
    """A draft that a colleague has been at: a comment, a tracked change, columns of different widths, a picture with a name."""
    document = blank_word()
    first = document.add_paragraph("Glenda Varnham rang.")
    document.add_comment(first.runs, text="Ask Kelvin Varnham about this.", author="J Bell", initials="JB")
    changed = document.add_paragraph("It was ")
    for tag, text, words in (("w:ins", "w:t", "very "), ("w:del", "w:delText", "rather ")):
        run, told, change = OxmlElement("w:r"), OxmlElement(text), OxmlElement(tag)
        told.text = words
        told.set(qn("xml:space"), "preserve")
        change.set(qn("w:id"), "9")
        change.set(qn("w:author"), "J Bell")
        run.append(told)
        change.append(run)
        changed._p.append(change)
    changed.add_run("cold.")
    table = document.add_table(rows=2, cols=3)
    for row in table.rows:
        for cell, words in zip(row.cells, ("1/2/2018", "A visit", "Note"), strict=True):
            cell.text = words
    for column, width in zip(table._tbl.tblGrid.gridCol_lst, (1000, 7000, 2000), strict=True):
        column.set(qn("w:w"), str(width))
    document.add_paragraph("A photograph follows.")
    picture = Image.new("RGB", (400, 90), "white")
    ImageDraw.Draw(picture).text((10, 30), "Room 4B", fill="black", font_size=30)
    held = io.BytesIO()
    picture.save(held, "PNG")
    document.add_picture(held)
    document.add_paragraph("Nothing follows it.")
    document.save(str(path))
    return path


def test_comments_changes_and_pictures_stand_where_word_has_them(browser, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    codes = board_list(tmp_path / "codes.xlsx")
    with served(commented(tmp_path / "imr.docx"), codes=codes, out=tmp_path / "out") as client:
        eyes = opened(browser, client)
        page = eyes.page
        lines = page.locator("#draft .part").first.locator(".line")
        comment = lines.nth(1)
        assert "Ask" in comment.inner_text() and "comment 1 (will be taken out)" in comment.inner_text()
        assert "line--beside" in (comment.get_attribute("class") or "") and comment.locator(".mark").count() == 1
        assert [page.locator(f"#draft {tag}").inner_text().strip() for tag in ("ins", "del")] == ["very", "rather"]
        shares = page.locator("#draft col").evaluate_all("(all) => all.map((one) => one.className)")
        assert shares == ["w10", "w70", "w20"]
        shown = page.locator("#draft .line__picture")
        assert shown.evaluate("(one) => one.decode().then(() => one.naturalWidth)") == 400
        assert "A photograph follows." in shown.locator("xpath=..").inner_text()
        eyes.look("25-comments-and-pictures")
        page.set_viewport_size({"width": 320, "height": 600})
        assert page.evaluate(WIDE) == []
        assert client.raw("GET", "/draft/picture/0/1").status == 403  # to nobody else
        assert client.get("/draft/picture/0/9").status == 404 and client.get("/draft/picture/7/1").status == 404


def test_the_draft_looks_as_in_word_and_is_found_through(browser, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    with served(
        report(tmp_path / "imr.docx"), codes=board_list(tmp_path / "codes.xlsx"), out=tmp_path / "out"
    ) as client:
        eyes = opened(browser, client)
        page = eyes.page
        assert page.evaluate("scrollY") == 0  # it opens at the top
        numbers = page.locator("#draft .line__number").all_inner_texts()
        assert numbers == ["1.", "2.", "•"]
        assert page.locator("#draft b").inner_text() == "very"
        assert page.locator("#draft i .mark--issued .mark__name").inner_text() == "Glenda Varnham"
        last, whole = (
            page.locator("td", has_text="The very last word").bounding_box(),
            page.locator("#draft").bounding_box(),
        )
        assert last and whole and last["x"] + last["width"] <= whole["x"] + whole["width"] + 1
        # contents, from the headings
        page.locator("summary", has_text="Contents").click()
        assert page.locator(".contents li").all_inner_texts() == ["imr.docx", "Background", "The family"]
        page.locator(".contents a", has_text="The family").click()
        page.locator("summary", has_text="Contents").click()
        # find: words, a code, a name
        page.keyboard.press("Escape")
        page.evaluate("document.activeElement.blur()")
        eyes.key("/")
        for words, count in (("nobody answered", 1), ("Mrs A", 1), ("Glenda", 1), ("week", 40)):
            page.fill("#find", words)
            assert page.inner_text("#found") == f"{count} found", words
        page.keyboard.press("Enter")
        page.keyboard.press("Enter")
        assert page.inner_text("#found") == "2 of 40" and "week 1." in page.inner_text(".line--found")
        # only what is of one kind
        page.select_option("#show-only", "unresolved")
        assert [t.split()[1] for t in page.locator("#draft .stretch > p.line:visible").all_inner_texts()] == ["Varnham"]
        page.select_option("#show-only", "")
        # before and after, side by side
        page.locator("label[for=show-both]").click()
        both = page.locator(".mark--issued", has_text="Glenda Varnham").first
        assert both.locator(".mark__name").is_visible() and both.locator(".mark__code").is_visible()
        page.locator("label[for=show-names]").click()
        # from a code to its places
        page.locator(".mark--issued", has_text="Kelvin Varnham").first.click()
        page.locator("[data-next-code]").wait_for()
        first = page.locator(".mark--current").get_attribute("id")
        page.wait_for_timeout(300)
        eyes.key(".")
        assert page.locator(".mark--current").get_attribute("id") != first
        assert page.locator(".mark--current .mark__code").text_content() == "Mr A"
        eyes.look("19-found")


def test_undo_stays_where_it_is(browser, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    lines = [f"Nothing was noted in week {n}." for n in range(40)]
    imr = draft(tmp_path / "imr.docx", *SETTLED, "Varnham was out.", *lines, "Neighbour Corin Leyburn rang.")
    with served(imr, codes=board_list(tmp_path / "codes.xlsx"), out=tmp_path / "out") as client:
        eyes = opened(browser, client)
        assert "Varnham was out" in eyes.page.inner_text(".quoted")
        eyes.page.wait_for_timeout(300)
        eyes.key("Enter")  # later
        assert "Leyburn" in eyes.page.inner_text(".quoted")
        eyes.page.wait_for_timeout(300)
        eyes.key("b")
        eyes.page.wait_for_timeout(300)
        eyes.key("u")
        assert "Leyburn" in eyes.page.inner_text(".quoted") and eyes.page.locator(".mark--current").is_visible()


@pytest.mark.parametrize(("width", "height"), [(683, 384), (320, 568)])
def test_enlarged_the_question_lies_beside_its_mark(browser, tmp_path: Path, width: int, height: int) -> None:  # type: ignore[no-untyped-def]
    lines = [f"Nothing was noted in week {n}." for n in range(40)]
    with served(
        draft(tmp_path / "imr.docx", *SETTLED, *lines, "Varnham was out."),
        codes=board_list(tmp_path / "codes.xlsx"),
        out=tmp_path / "out",
    ) as client:
        eyes = Eyes(browser.new_context(viewport={"width": width, "height": height}))
        eyes.page.goto(client.address)
        eyes.page.wait_for_url("**/draft", timeout=60_000)
        eyes.ready()
        lent(client, eyes.page)
        eyes.page.get_by_role("link", name="Show in the draft").click()
        mark = eyes.page.locator(".mark--current").bounding_box()
        panel = eyes.page.locator(".review__panel").bounding_box()
        title = eyes.page.locator("#panel-title").bounding_box()
        assert mark and panel and title
        assert (
            mark["y"] >= 0 and mark["y"] + mark["height"] <= panel["y"] and panel["y"] + panel["height"] <= height + 1
        )
        assert panel["y"] <= title["y"] <= height
        assert eyes.page.evaluate(WIDE) == []


def test_dark_light_and_on_paper(browser, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    with served(
        draft(tmp_path / "imr.docx", *SETTLED), codes=board_list(tmp_path / "codes.xlsx"), out=tmp_path / "out"
    ) as client:
        eyes = Eyes(browser.new_context(viewport=SIZE, color_scheme="dark"))
        page = eyes.page
        page.goto(client.address)
        page.wait_for_url("**/draft", timeout=60_000)
        eyes.ready()
        lent(client, page)
        theme = "document.documentElement.dataset.theme"
        assert (
            page.evaluate(theme) == "dark"
            and page.evaluate("getComputedStyle(document.documentElement).filter") != "none"
        )
        eyes.look("20-dark")
        page.get_by_role("button", name="Dark").click()
        assert page.evaluate(theme) == "light"
        page.reload()
        eyes.ready()
        assert page.evaluate(theme) == "light"  # it is remembered
        page.emulate_media(media="print")
        assert not page.locator(".review__panel").is_visible() and not page.locator("header").is_visible()
        assert page.locator("#draft").is_visible()
