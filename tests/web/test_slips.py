"""A hand slips: what the page does so that nothing is lost or given by it. In a real browser, unless said otherwise."""

from __future__ import annotations

from pathlib import Path

from tests.drafts import SETTLED, board_list, draft, redactor
from tests.web.browser import SIZE, Eyes, lent
from tests.web.served import served
from tests.web.test_pages import Case


def opened(browser, client) -> Eyes:  # type: ignore[no-untyped-def]
    """The page as an author sees it when the drafts are read."""
    eyes = Eyes(browser.new_context(viewport=SIZE))
    eyes.page.goto(client.address)
    eyes.page.wait_for_url("**/draft", timeout=60_000)
    eyes.ready()
    eyes.quiet()
    lent(client, eyes.page)
    return eyes


def test_a_code_that_holds_a_name_is_refused_and_back_sends_nothing_again(browser, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    imr = draft(tmp_path / "imr.docx", *SETTLED, "She went to Plas Ffynnon Nursery. Neighbour Corin Leyburn rang.")
    with served(imr, codes=board_list(tmp_path / "codes.xlsx"), out=tmp_path / "out") as client:
        page = opened(browser, client).page
        page.get_by_role("link", name="People and places").click()
        row = page.locator("tr", has_text="Ffynnon")
        code = row.locator("th").inner_text()
        for told in ("Ffynnon 1", "Ffyn 1", "Fynnon 2", "Varnham 3"):
            row.get_by_label(f"New code for {code}").fill(told)
            with page.expect_navigation():
                row.get_by_role("button", name=f"Rename {code}").click()
            page.get_by_text("would tell who is behind it").wait_for()
        row.get_by_label(f"New code for {code}").fill("Nursery X7")
        row.get_by_role("button", name=f"Rename {code}").click()
        page.get_by_text("is Nursery X7 now").wait_for()
        page.get_by_role("link", name="Check", exact=True).click()
        for _ in range(3):  # through what was refused, too
            page.go_back()
            assert page.locator("#people").count() == 1, page.url
        assert page.get_by_text("Nursery X7").count()


def test_an_address_never_gets_the_code_of_a_person(browser, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    imr = draft(tmp_path / "imr.docx", *SETTLED, "They moved to the old bakery by the weir.")
    with served(imr, codes=board_list(tmp_path / "codes.xlsx"), out=tmp_path / "out") as client:
        eyes = opened(browser, client)
        eyes.key("a")
        eyes.page.fill("#words", "the old bakery")
        eyes.page.select_option("#kind", "address")
        assert eyes.page.input_value("#prefix") == "Address X"
        eyes.page.fill("#prefix", "Person")  # what a hand writes that slips
        eyes.page.click("#answer-new")
        eyes.page.get_by_text("An address gets a code like Address X").wait_for()
        eyes.page.wait_for_timeout(400)  # no hand is sooner
        eyes.page.fill("#prefix", "Address X")
        eyes.page.click("#answer-new")
        eyes.page.get_by_text("was added").wait_for()
        assert eyes.page.locator(".mark__code", has_text="Address X1").count() == 1


def test_an_answer_for_one_place_is_shown_again_where_a_paragraph_was_put_in_beside_it(browser, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    """What only a person had seen, what a person kept and what a person corrected: none of them is lost without a word."""
    lines = [
        *SETTLED,
        "Tilly Varnham slept.",
        "Nickname Pudding was used.",
        "Neighbour Corin Leyburn rang.",
        "Varnham was out.",
    ]
    imr = draft(tmp_path / "imr.docx", *lines)
    codes, key_map = board_list(tmp_path / "codes.xlsx"), tmp_path / "k" / "map"
    with served(imr, codes=codes, key_map=key_map, out=tmp_path / "out") as client:
        client.enter().wait()
        text = client.get("/draft").text
        case = Case(tmp_path, client)
        case.answer("code:Mr A", scope="here")
        client.post("/mention", {**case.mark("Corin Leyburn"), "answer": "keep", "scope": "here"})
        number = text.split('">Nickname Pudding')[0].rpartition('data-p="')[2]
        place = {"passage": number, "start": 9, "end": 16}
        client.post("/add", {**place, "kind": "person", "answer": "other", "code": "Child 1", "scope": "here"})
    between = [each for line in lines for each in (line, "Nothing more was noted.")]
    draft(imr, *between)
    with served(imr, codes=codes, key_map=key_map, out=tmp_path / "out") as client:
        eyes = opened(browser, client)
        seen = {}
        for _ in range(3):
            eyes.page.locator(".earlier").wait_for()
            seen[eyes.page.inner_text(".quoted .named")] = eyes.page.inner_text('[data-key="r"]')
            eyes.page.wait_for_timeout(300)  # nobody has read a question sooner
            eyes.key("r")
        assert "Mr A (Kelvin Varnham, Father of Child 1)" in seen["Varnham"]
        assert "not a person: keep" in seen["Corin Leyburn"]
        assert "Child 1" in seen["Pudding"]
        assert eyes.page.locator(".earlier").count() == 0, eyes.page.inner_text("#panel")
    done = redactor("anonymise", imr, "--codes", codes, "--key-map", key_map, "--out", tmp_path / "again")
    assert done.code == 0, done.screen


def test_an_answer_of_a_draft_that_is_not_open_is_nothing_of_the_one_that_is(tmp_path: Path) -> None:
    imr = draft(tmp_path / "imr.docx", *SETTLED, "Varnham was out.")
    other = draft(tmp_path / "letter.docx", "Varnham came back.", *SETTLED)
    codes, key_map = board_list(tmp_path / "codes.xlsx"), tmp_path / "k" / "map"
    with served(imr, codes=codes, key_map=key_map, out=tmp_path / "out") as client:
        client.enter().wait()
        Case(tmp_path, client).answer("code:Mr A", scope="here")
    with served(other, codes=codes, key_map=key_map, out=tmp_path / "out") as client:
        client.enter().wait()
        panel = client.get("/panel/question")
        assert "Who is meant?" in panel and "Answered before" not in panel


def test_who_goes_on_at_once_goes_on_with_all_the_files(browser, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    drafts = [draft(tmp_path / f"part {n}.docx", *SETTLED[:1]) for n in range(3)]
    with served(out=tmp_path / "out") as client:
        eyes = Eyes(browser.new_context(viewport=SIZE))
        page = eyes.page
        page.goto(client.address)
        eyes.ready()
        lent(client, page)
        (broken := tmp_path / "broken.docx").write_bytes(b"no Word file")
        page.set_input_files("#choose-drafts", [broken, drafts[0]])
        page.get_by_role("button", name="Open the drafts").click()
        page.locator("#file-problems", has_text="broken.docx").wait_for()
        page.wait_for_timeout(1200)
        assert not page.url.endswith("/draft")  # nobody goes on without a file and does not see it
        with page.expect_response(lambda answer: "/files" in answer.url):
            page.set_input_files("#choose-drafts", [broken])
        page.wait_for_timeout(200)
        page.get_by_role("button", name="Open the drafts").click()
        page.wait_for_timeout(1300)  # a second click at once would be a double click
        assert not page.url.endswith("/draft")  # nor by a click that meets the list as it appears
        eyes.complaints.clear()  # the browser's own word on what was refused
        page.set_input_files("#choose-drafts", drafts[1:])
        page.set_input_files("#choose-list", board_list(tmp_path / "codes.xlsx"))
        page.get_by_role("button", name="Open the drafts").click()
        page.wait_for_url("**/draft", timeout=60_000)
        assert "3 drafts" in page.get_by_role("navigation", name="Steps").inner_text()
        assert not eyes.complaints
