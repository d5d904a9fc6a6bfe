"""Whatever the page tells somebody to do can be done in the page; in a real browser."""

from __future__ import annotations

import base64
import os
import sys
from pathlib import Path

import pytest

from tests.documents.pdf.test_pictures import two_pages
from tests.drafts import SETTLED, board_list, draft
from tests.web.browser import SIZE, Eyes, lent
from tests.web.served import served
from tests.web.test_browser import DROP
from tests.web.test_pages import Case
from tests.web.test_slips import opened

AWARDS = ("Corin Leyburn rang.", "Neighbour Zeta Quillmore rang.", "Petra Larwood rang.")


def test_a_finding_is_settled_where_it_stands(browser, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    imr, codes = draft(tmp_path / "imr.docx", *SETTLED, *AWARDS), board_list(tmp_path / "codes.xlsx")
    with served(imr, codes=codes, key_map=tmp_path / "k" / "map", out=tmp_path / "out") as client:
        eyes = opened(browser, client)
        page = eyes.page
        case = Case(tmp_path, client)
        client.tab = page.evaluate("sessionStorage.getItem('redactor-tab')")
        for name in (
            "Corin Leyburn",
            "Zeta Quillmore",
            "Petra Larwood",
        ):  # kept here, and here only: the check sees them
            client.post("/mention", {**case.mark(name), "answer": "keep", "scope": "here"})
        client.post("/check/run")
        client.wait()
        page.goto(f"http://{client.host}/check")
        eyes.ready()
        must = page.locator("#findings .finding--must-fix li")
        before = must.count()
        assert before >= 3

        def of(name: str):  # type: ignore[no-untyped-def]
            return must.filter(has_text=name).first

        of("Corin Leyburn").get_by_role("button", name="Keep in this case").click()
        of("Corin Leyburn").wait_for(state="detached")
        of("Zeta Quillmore").get_by_role("button", name="Accept").click()
        page.get_by_text("Write why this may stand").wait_for()
        of("Zeta Quillmore").get_by_label("Accept, because").fill("She is the author, and asked to be named")
        of("Zeta Quillmore").get_by_role("button", name="Accept").click()
        of("Zeta Quillmore").wait_for(state="detached")
        of("Petra Larwood").get_by_role("button", name="Keep always").click()
        of("Petra Larwood").wait_for(state="detached")
        assert "nothing to mend" in page.get_by_role("navigation", name="Steps").inner_text()
        eyes.look("17-findings-settled")
        client.post("/check/run")  # and the next check knows all three
        client.wait()
        assert "Quillmore</strong>" not in client.get("/check") and "1 finding is accepted" in client.get("/check")
    other = draft(tmp_path / "other" / "imr.docx", *SETTLED, AWARDS[2], "Then Petra Larwood wrote.")
    with served(other, codes=codes, key_map=tmp_path / "k2" / "map", out=tmp_path / "out2") as client:
        case = Case(tmp_path, client.enter())
        client.wait()
        assert case.marks()["Petra Larwood"] == "kept"
        assert "Always kept by this account" in client.get("/panel/decisions")


def test_code_it_leads_to_the_words(browser, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    imr = draft(tmp_path / "imr.docx", *SETTLED, AWARDS[0])
    with served(imr, codes=board_list(tmp_path / "codes.xlsx"), out=tmp_path / "out") as client:
        eyes = opened(browser, client)
        eyes.page.goto(f"http://{client.host}/draft?add=Award")
        eyes.ready()
        assert eyes.page.input_value("#words") == "Award"


def test_files_that_cannot_be_read_are_told_at_once_by_name(browser, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    good = draft(tmp_path / "good.docx", "Tilly Varnham was seen.")
    bad = {"torn.docx": good.read_bytes()[:900], "odd.pdf": b"%PDF-1.7 nothing", "a.pages": b"x"}
    files = {good.name: good.read_bytes(), **bad}
    with served() as client:
        eyes = Eyes(browser.new_context(viewport=SIZE))
        eyes.page.goto(client.address)
        eyes.ready()
        lent(client, eyes.page)
        eyes.page.evaluate(DROP, ['[data-drop="draft"]', [[n, base64.b64encode(d).decode()] for n, d in files.items()]])
        eyes.page.locator("#file-problems").wait_for()
        told = eyes.page.locator("#file-problems li").all_inner_texts()
        assert [t.split(":")[0].split(" ")[0] for t in told] == ["torn.docx", "odd.pdf", "a.pages"]
        assert eyes.page.locator("#files .files li").all_inner_texts()[0].startswith("good.docx")
        assert eyes.page.locator("#files .files li").count() == 1


@pytest.mark.skipif(sys.platform != "linux", reason="another program opens files there")
def test_files_are_opened_and_downloaded_at_the_end(browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:  # type: ignore[no-untyped-def]
    opener = tmp_path / "bin" / "xdg-open"
    opener.parent.mkdir()
    opener.write_text(f'#!/bin/sh\necho "$1" >> "{tmp_path}/opened"\n')
    opener.chmod(0o755)
    monkeypatch.setenv("PATH", f"{opener.parent}{os.pathsep}{os.environ['PATH']}")
    imr = draft(tmp_path / "imr.docx", *SETTLED)
    with served(imr, codes=board_list(tmp_path / "codes.xlsx"), out=tmp_path / "out") as client:
        eyes = opened(browser, client)
        page = eyes.page
        page.goto(f"http://{client.host}/finish")
        eyes.ready()
        page.get_by_role("button", name="Write the files").click()
        page.get_by_role("heading", name="Written").wait_for(timeout=60_000)
        eyes.ready()
        with page.expect_download() as got:
            page.get_by_role("link", name="Download imr.anonymised.docx").click()
        assert Path(got.value.path()).read_bytes() == (tmp_path / "out" / "imr.anonymised.docx").read_bytes()
        assert got.value.suggested_filename == "imr.anonymised.docx"
        page.get_by_role("button", name="Open imr.anonymised.docx").click()
        page.wait_for_timeout(300)
        page.get_by_role("button", name="Open the folder").click()
        page.wait_for_timeout(300)
        assert (tmp_path / "opened").read_text().split("\n")[:2] == [
            str(tmp_path / "out" / "imr.anonymised.docx"),
            str(tmp_path / "out"),
        ]
        assert "redactor " not in page.inner_text("main").replace("redactor –", "").lower().replace(
            "close redactor", ""
        )


def test_pictures_of_a_pdf_are_shown_and_decided_on(browser, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / "imr.pdf").write_bytes(two_pages())
    with served(tmp_path / "imr.pdf", codes=board_list(tmp_path / "codes.xlsx"), out=tmp_path / "out") as client:
        eyes = opened(browser, client)
        client.tab = eyes.page.evaluate("sessionStorage.getItem('redactor-tab')")
        client.post("/check/run")
        client.wait()
        eyes.page.goto(f"http://{client.host}/check")
        eyes.ready()
        images = eyes.page.locator("#picture-list img")
        assert images.count() == 2
        assert images.first.evaluate("one => one.decode().then(() => one.naturalWidth)") == 90
        eyes.page.get_by_role("button", name="Take this picture out").first.click()
        eyes.page.get_by_text("takes it out").wait_for()
