import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from redactor.documents.model import Remark
from redactor.records.model import Change, CodeUse, DocumentRecord, Outcome, Question
from redactor.records.report import report_html
from tests.records.outcomes import FILE, NAMES, OUTCOME

EVIL = '<script>alert("x")</script><img src=x>&amp;'


class Outline(HTMLParser):
    """Tags, attributes and text of a page; the tables' headers."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs

    def handle_data(self, data: str) -> None:
        self.text += data


def headline(outcome: Outcome) -> str:
    return re.search(r"<h1>(.*?)</h1>", report_html(outcome))[1]


PICTURE = Remark("picture", "paragraph 9", "A picture stays in the file.", needs_a_look=True)


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, "This file is not fit for submission yet"),
        ({"questions": ()}, "This file is fit for submission"),
        ({"questions": (), "profile": "publication"}, "This file is fit for publication"),
        ({"profile": "working"}, "This file is a working copy: something awaits a person"),
        (
            {"questions": (), "documents": (DocumentRecord(FILE, "", "", 1, (PICTURE,)),)},
            "This file is fit for submission once somebody has looked at what is listed below",
        ),
        ({"questions": (), "documents": OUTCOME.documents * 2}, "These files are fit for submission"),
    ],
)
def test_the_headline_says_whether_the_files_are_fit(change: dict, expected: str) -> None:
    assert headline(replace(OUTCOME, **change)) == expected


def test_one_marker_is_one_task_with_all_its_places_and_candidates() -> None:
    page = report_html(OUTCOME)
    assert page.count("[unresolved 1]") == 1
    assert "Child 1, Mrs A, Child 2" in page
    assert "body, paragraph 57" in page
    assert "table 3, row 7, column 2" in page
    assert "1 marker to decide and 1 code to be issued by the board" in page


def test_a_picture_is_listed_once_to_be_looked_at() -> None:
    asked = Question("look", FILE, "paragraph 9", "Look at this picture.")
    outcome = replace(OUTCOME, questions=(asked,), documents=(DocumentRecord(FILE, "", "", 1, (PICTURE,)),))
    assert "1 thing to look at in the files" in report_html(outcome)


def test_what_is_to_be_looked_at_need_not_be_a_picture() -> None:
    asked = Question("look", FILE, "paragraph 9", "Look at this picture.")
    covered = Remark("false-redaction", "paragraph 9", "Text is only covered.", needs_a_look=True)
    hidden = Remark("hidden-text", "body", "Hidden text is still in the file.", 3, needs_a_look=True)
    records = (DocumentRecord(FILE, "", "", 1, (PICTURE, covered, hidden)),)
    page = report_html(replace(OUTCOME, questions=(asked,), documents=records))
    table = re.search("<caption>To look at in the files</caption>.*?</table>", page, re.DOTALL)[0]
    assert "3 things to look at in the files" in page
    assert [said in table for said in ("Look at this picture.", "Text is only covered.", "Hidden text")] == [True] * 3
    assert "What is to be decided" not in table


def test_a_question_of_a_kind_nobody_foresaw_is_shown_too() -> None:
    outcome = replace(
        OUTCOME, questions=(Question("duplicate", FILE, "paragraph 3", "Two codes seem to be one person."),)
    )
    page = report_html(outcome)
    assert "Two codes seem to be one person." in page
    assert "1 doubtful place to read" in page


def test_a_run_without_a_list_says_so() -> None:
    assert "No code list was given" in report_html(replace(OUTCOME, list_name="", list_digest=""))
    assert "No code list was given" not in report_html(OUTCOME)


def test_nothing_done_is_said_plainly() -> None:
    page = report_html(Outcome("", "submission", (), (), (), ()))
    assert "Nothing was replaced." in page
    assert "No code was used." in page


def test_no_real_name_stands_in_it() -> None:
    page = report_html(replace(OUTCOME, list_name="codes_Rhiannon Pask.xlsx", case="IMR Rhiannon Pask"))
    assert not [name for name in (*NAMES, "Pask") if name in page]
    assert "Mother of Child 1" in page


def test_markup_in_any_text_is_text() -> None:
    outcome = Outcome(
        case=EVIL,
        profile=EVIL,
        documents=(DocumentRecord(EVIL, EVIL, EVIL, 3, (Remark("r", EVIL, EVIL, 2, True),)),),
        uses=(CodeUse(EVIL, "person", False, EVIL, EVIL, (), 1), CodeUse(EVIL, "person", True, EVIL, EVIL, (), 1)),
        changes=(Change(EVIL, EVIL, 1, 0, 1, EVIL, EVIL, EVIL, EVIL, 1.0, EVIL),),
        questions=tuple(
            Question(kind, EVIL, EVIL, EVIL, n, (EVIL,)) for n, kind in enumerate(("unresolved", "minted", EVIL))
        ),
        list_name=EVIL,
        list_digest=EVIL,
        versions={EVIL: EVIL},
    )
    page = Outline(report_html(outcome))
    assert "script" not in page.tags
    assert "img" not in page.tags
    assert EVIL in page.text


def test_it_needs_nothing_from_elsewhere() -> None:
    text = report_html(OUTCOME)
    page = Outline(text)
    assert not {"script", "link", "img", "iframe", "object", "form"} & set(page.tags)
    assert not {"src", "href", "action", "onclick", "onload"} & {name for name, _ in page.attributes}
    assert not re.search(r"https?:|//|url\(|@import", text)


def test_it_can_be_read_with_a_screen_reader() -> None:
    text = report_html(OUTCOME)
    page = Outline(text)
    assert ("lang", "en-GB") in page.attributes
    assert page.tags.count("main") == page.tags.count("h1") == page.tags.count("title") == 1
    assert page.tags.count("table") == page.tags.count("caption")
    assert page.tags.count("th") == sum(name == "scope" for name, _ in page.attributes)
