"""What leads to somebody in print, in the page: a table to accept, change or refuse, remembered as the command remembers it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from redactor.keymap.published import FactAnswer
from tests.drafts import board_list, draft, paragraphs, redactor
from tests.web.browser import PROGRAM, Eyes
from tests.web.served import served
from tests.web.test_pages import Case
from tests.web.test_slips import opened

ROWS = (
    ("Date", "Event"),
    ("01/02/19", "Glenda Varnham rang Imogen Hepton."),
    ("14.02.2019", "Visit to Barnaby Varnham by the social worker."),
)
LINES = (
    "Names have been replaced with codes.",
    "On Tuesday 12 March 2019 Tilly Varnham, a Somali girl aged 4 years and 10 months, was seen at home.",
    "On 3 April 2019 Glenda Varnham moved to Skipton. Kelvin Varnham works as a farrier.",
    "Barnaby Varnham has cystic fibrosis, and on 12 March 2019 he was at school.",
)


class Printed(Case):
    """The case, with the table of its facts."""

    def row(self, words: str) -> str:
        """What the table calls the fact of these words."""
        found = re.search(rf'<tr class="[^"]*" id="(f\w+)"[^>]*>\n<th [^>]*>{words} <span', self.page)
        assert found, words
        return found[1]

    @property
    def page(self) -> str:
        return self.client.get("/publication").text

    def answered(self, words: str, said: str, put: str = "", whom: str = "every copy", reason: str = "") -> str:
        row = self.row(words)
        fields = {f"answer-{row}": said, f"put-{row}": put, f"for-{row}": whom, f"reason-{row}": reason}
        return self.client.post("/publication/facts", fields).text

    def copy(self, audience: str) -> str:
        (path,) = (self.folder / "copies" / audience).glob("*.docx")
        return "\n".join(paragraphs(path))


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Printed]:
    """The case with its facts found, and nothing decided."""
    imr, codes = draft(tmp_path / "imr.docx", *LINES, ROWS), board_list(tmp_path / "codes.xlsx")
    with served(imr, codes=codes, key_map=tmp_path / "k" / "map", out=tmp_path / "out") as client:
        client.enter().wait()
        client.post("/publication/look")
        client.wait()
        yield Printed(tmp_path, client)


def test_every_kind_of_fact_stands_in_the_table(case: Printed) -> None:
    page = case.page
    for words, put in (
        ("12 March 2019", "in Month 2"), ("Somali", "African"), ("Place X1", "a town in the north of England"),
        ("works as a farrier", "local workforce"), ("cystic fibrosis", "a long-term health condition"),
        ("4 years and 10 months", "4 years"),
    ):  # fmt: skip
        assert words in page and put in page.replace("In Month", "in Month"), words
    assert '<strong id="waiting">9 not decided' in page
    assert re.search(r'<strong class="named">On Tuesday 12 March 2019</strong>', page)
    assert ">twice<span" in page  # the day is one fact, told in two places


def test_an_answer_is_kept_in_the_key_map_as_the_command_keeps_it(case: Printed) -> None:
    assert "1 answer was kept" in case.answered("Somali", "change", "East African")
    case.answered("cystic fibrosis", "refuse", whom="family", reason="the family asked for it")
    (changed, refused) = case.key_map.publication.decisions
    assert (changed.answer, changed.put, changed.audience, changed.who) == (
        FactAnswer.CHANGE,
        "East African",
        "",
        "J Bell",
    )
    assert (refused.answer, refused.audience, refused.reason) == (
        FactAnswer.REFUSE,
        "family",
        "the family asked for it",
    )
    assert "stays as written" in case.client.get("/publication?for=family")
    row = re.search(rf'id="{case.row("cystic fibrosis")}".*?</tr>', case.page, re.DOTALL)
    assert row and "proposed" in row[0] and "The family: stays as written" in row[0]  # it does not hold in print


def test_what_is_wrong_is_told_at_its_row_and_what_was_written_stays(case: Printed) -> None:
    page = case.answered("Somali", "refuse")
    assert "What stays as it is needs a reason" in page and "row--wrong" in page
    page = case.answered("12 March 2019", "change", "Month 7")
    assert "does not hold the day" in page and 'value="Month 7"' in page
    assert "12 March" not in re.search(r'govuk-error-message"[^>]*>(.*?)<', page)[1]  # type: ignore[index]
    assert case.key_map.publication.decisions == ()


def test_all_that_waits_is_accepted_at_once_and_one_is_taken_back(case: Printed) -> None:
    page = case.client.post("/publication/facts", {"do": "rest"}).text
    assert "all decided" in page
    decided = case.key_map.publication.decisions
    assert len(decided) == 9 and {d.answer for d in decided} == {FactAnswer.ACCEPT}
    case.client.post("/publication/facts", {"back": case.row("Somali")})
    assert len(case.key_map.publication.decisions) == len(decided) - 1
    assert "1 not decided" in case.page


def test_the_board_chooses_once_and_every_copy_says_how(case: Printed) -> None:
    assert "Nothing is chosen yet" in case.page
    page = case.client.post("/publication/levels", {"dates": "month", "ages": "months", "anchor": "2019-02"}).text
    assert "dates as <strong>month</strong>" in page and "in March 2019" in page.replace("In March", "in March")
    assert "Dates are given as the month and the year." in page
    assert "2019-03-14 for days from Day 1" in case.client.post(
        "/publication/levels", {"dates": "month", "ages": "weeks", "anchor": "spring"}
    )
    case.client.post("/publication/levels", {"dates": "relative months", "ages": "weeks", "anchor": "2019-02"})
    told = case.key_map.publication
    assert (str(told.dates), told.anchor) == ("relative months", "2019-02-01")


def test_the_draft_shows_what_is_put_and_leads_to_the_table(case: Printed) -> None:
    printed = case.client.get("/publication/draft").text
    row = case.row("Somali")
    found = re.search(r'<a class="mark mark--proposed" id="(m\d+-\d+)" href="/publication\?for=print#' + row, printed)
    assert found and f"/publication/draft?for=print#{found[1]}" in case.page
    assert (
        '<span class="mark__name">a Somali</span>' in printed
        and '<span class="mark__code">an African</span>' in printed
    )
    assert "Varnham" not in printed  # it is the draft with codes that is printed
    case.answered("Somali", "change", "East African")
    assert '<span class="mark__code">an East African</span>' in case.client.get("/publication/draft")
    assert '<span class="mark__code">an East African</span>' in case.client.get("/publication/draft?for=family")


def test_copies_are_those_of_the_command(case: Printed) -> None:
    case.answered("Somali", "change", "East African")
    case.answered("cystic fibrosis", "refuse", whom="family", reason="the family asked for it")
    case.client.post("/publication/names", {"name-Child 1": "Jay"})
    assert "begins as a name of the person does" in case.client.post("/publication/names", {"name-Child 2": "Bert"})
    fields = {
        "copy": ["family", "print", "board"],
        "folder": str(case.folder / "copies"),
        "key": str(case.folder / "key.xlsx"),
    }
    case.client.post("/publication/write", fields)
    page = case.client.wait().text
    assert "publication-record.json" in page and "were put as proposed" in page
    assert "East African girl" in case.copy("print") and "Jay" in case.copy("print")
    assert "cystic fibrosis" in case.copy("family") and "cystic fibrosis" not in case.copy("print")
    assert "12 March 2019" in case.copy("board")
    key = case.folder / "key.xlsx"
    assert key.stat().st_mode & 0o077 == 0
    held = (case.folder / "out-of-command", case.folder / "again")
    case.client.post("/finish", {"folder": held[0]})
    case.client.wait()
    from redactor.keymap.keymap_files import save_key_map
    from redactor.sealed.sealing import Home

    other = case.folder / "k2" / "map"
    other.parent.mkdir()
    save_key_map(other, case.key_map, Home.current())
    done = redactor("publish", held[0] / "imr.anonymised.docx", "--key-map", other, "--out", held[1], "--for", "print")
    assert done.code == 1, done.screen
    (made,) = (held[1] / "print").glob("*.docx")
    assert paragraphs(made) == case.copy("print").split("\n")


def test_nothing_is_written_of_a_draft_that_has_changed(case: Printed) -> None:
    number = len(case.key_map.decisions)
    case.client.post("/add", {"words": "at school", "kind": "organisation", "answer": "new", "prefix": "School X"})
    refused = case.client.post("/publication/write", {"copy": "print", "folder": str(case.folder / "more")}).text
    assert "The draft has changed since" in refused and not (case.folder / "more").exists()
    assert "Look again" in case.page
    case.client.post("/undo")
    assert len(case.key_map.decisions) >= number


@pytest.mark.skipif(PROGRAM is None, reason="no Chromium on this computer")
def test_all_of_it_goes_by_keyboard(browser, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    """From looking to copies, without a mouse; axe finds nothing."""
    imr = draft(tmp_path / "imr.docx", *LINES, ROWS)
    with served(imr, codes=board_list(tmp_path / "codes.xlsx"), out=tmp_path / "out") as client:
        eyes = opened(browser, client)
        page = eyes.page

        def at(name: str, role: str = "button") -> None:
            """Step with the tab key to what is called so."""
            here = "document.activeElement.matches('a, button, input, select') && (document.activeElement.ariaLabel ?? document.activeElement.labels?.[0]?.textContent ?? document.activeElement.textContent).trim()"  # noqa: E501
            for _ in range(150):
                page.keyboard.press("Tab")
                if page.evaluate(here) == name:
                    return
            raise AssertionError(f"{name} cannot be reached with the tab key")

        at("Publication")
        page.keyboard.press("Enter")
        page.wait_for_url("**/publication")
        eyes.ready()
        at("Look for what leads to somebody")
        page.keyboard.press("Enter")
        page.locator("#fact-table").wait_for()
        eyes.ready()
        eyes.look("19-publication")
        at("Change Somali to")
        page.keyboard.type("East African")
        assert page.get_by_label("Answer for Somali", exact=True).input_value() == "change"
        at("Answer for works as a farrier")
        page.keyboard.press("a")
        page.keyboard.press("Enter")
        if (
            page.get_by_label("Answer for works as a farrier", exact=True).input_value() != "accept"
        ):  # pragma: no cover - how lists open differs
            page.keyboard.press("ArrowDown")
        assert page.get_by_label("Answer for works as a farrier", exact=True).input_value() == "accept"
        with page.expect_navigation():
            at("Reason of the answer for works as a farrier")
            page.keyboard.press("Enter")
        eyes.ready()
        assert "2 answers were kept" in page.inner_text("main")
        at("See the drafts as they are printed")
        page.keyboard.press("Enter")
        page.wait_for_url("**/publication/draft?for=print")
        eyes.ready()
        eyes.look("20-as-printed")
        mark = page.locator("a.mark--changed")
        assert mark.locator(".mark__code").inner_text() == "an East African"
        mark.focus()
        page.keyboard.press("Enter")
        page.wait_for_url("**/publication?for=print#f*")
        eyes.ready()
        assert "Somali" in page.evaluate("document.activeElement.textContent")
        at("Folder for the copies")
        page.keyboard.press("Enter")
        page.get_by_text("copies.xlsx").first.wait_for()
        assert "East African girl" in "\n".join(
            t for p in (tmp_path / "out" / "copies" / "print").glob("*.docx") for t in paragraphs(p)
        )
        assert eyes.complaints == [] and all(url.startswith(f"http://{client.host}") for url in eyes.asked)
        assert isinstance(eyes, Eyes)
