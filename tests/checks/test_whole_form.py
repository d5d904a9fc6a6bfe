"""The whole of the board's form: what is missing, empty, unsigned, numbered wrongly; and a form that a board adds."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from docx.document import Document

from redactor.base.refused import Refused
from redactor.checks.forms import _form, forms
from redactor.checks.run import Checked, CheckRequest, check
from redactor.sources.finding import Severity
from tests.blank import blank_word

FRONT = (
    ("Serious Case Review in respect of", "Child 1"),
    ("Author of IMR", "The head of quality. Signature: by hand"),
    ("Agency", "A council, which looks after children"),
    ("Quality assured and approved by", "The director. Signature: by hand"),
    ("Date of first submission", "March 2026"),
)
HEAD = ("Date", "Time", "Source of information", "Subject of recording", "Event description", "Expected practice",
        "Relevant terms of reference", "Child seen (y/n)")  # fmt: skip
ENTRY = ("01/02/19", "10:30", "Case file", "Child 1", "The nurse called at the house.", "met", "1, 2", "Y")
SECOND = ("02/02/19", "00:00", "Letter", "Child 1", "A letter came. Its time is not recorded.", "met", "2", "N")
SECTIONS = {
    "Section 1 – Introduction": "This report looks at how the council worked with Child 1.",
    "Section 2 – Terms of reference": "1. Were the children heard?\n2. Was information shared?",
    "Section 3 – Author's details": "The author had no operational involvement with the family.",
    "Section 4 – Methodology": "The records were read. SW1 was interviewed. The family was invited to contribute.",
    "Section 5 – Family composition": "Child 1 lived with Mrs A.",
    "Section 6 – Comprehensive chronology": "",
    "Section 7 – Narrative": "The nurse came in the spring.",
    "Section 8 – Critical analysis": "Term of reference 1: yes.\nTerm of reference 2: no. Language and culture were asked about.",
    "Section 9 – What do we learn from this case?": "Children are to be asked.",
    "Section 10 – Recommendations for action and single agency action plan": "Ask the children.",
}
QUALITY = (
    ("Criteria", "Yes", "No", "Partially"),
    ("The author was independent of the case", "x", "", ""),
    ("Signed:", "by hand", "", ""),
)


def report(
    sections: dict[str, str] = SECTIONS,
    front: Sequence[Sequence[str]] = FRONT,
    entries: Sequence[Sequence[str]] = (ENTRY, SECOND),
    quality: Sequence[Sequence[str]] = QUALITY,
    marking: str = "Strictly confidential",
) -> Document:
    made = blank_word()
    made.add_paragraph(marking)
    table(made, front)
    for heading, text in sections.items():
        made.add_heading(heading, 1)
        for line in filter(None, text.split("\n")):
            made.add_paragraph(line)
        if "chronology" in heading:
            table(made, (HEAD, *entries))
    made.add_heading("Quality assurance form", 1)
    table(made, quality)
    return made


def table(made: Document, rows: Sequence[Sequence[str]]) -> None:
    added = made.add_table(rows=len(rows), cols=len(rows[0]))
    for r, row in enumerate(rows):
        for c, text in enumerate(row):
            added.cell(r, c).text = text


def looked(folder: Path, *made: Document) -> Checked:
    paths = []
    for n, one in enumerate(made):
        paths.append(folder / f"{'report' if n == 0 else 'chronology'}.docx")
        one.save(str(paths[-1]))
    return check(CheckRequest(tuple(paths), fast=True))


def told(checked: Checked) -> list[tuple[str, str]]:
    ours = ("form-", "terms-", "quality-", "chronology-")
    return [(f.rule, f.sentence) for f in checked.findings if f.rule.startswith(ours)]


def without(heading: str, text: str | None = None) -> dict[str, str]:
    return {
        h: text if text is not None and h == heading else t
        for h, t in SECTIONS.items()
        if text is not None or h != heading
    }


def test_nothing_is_missed_in_a_whole_report(tmp_path: Path) -> None:
    assert told(looked(tmp_path, report())) == []


@pytest.mark.parametrize(
    ("rule", "says", "made"),
    [
        ("form-section", "Section 7 (narrative) is missing", report(without("Section 7 – Narrative"))),
        ("form-section", "Section 7 (narrative) is empty", report(without("Section 7 – Narrative", ""))),
        ("form-section", "only that it does not apply", report(without("Section 7 – Narrative", "N/A"))),
        ("form-field", "The field for the author is empty", report(front=(*FRONT[:1], ("Author of IMR", ""), *FRONT[2:]))),
        (
            "form-field",
            "still open",
            report(front=(*FRONT[:3], (FRONT[3][0], "The director. Signature ………… Date …………"), *FRONT[4:])),
        ),
        ("form-statement", "independence", report(without("Section 3 – Author's details", "The author is known to the board."))),
        ("form-statement", "diversity", report(without("Section 8 – Critical analysis", "Term of reference 1: yes. TOR 2: no."))),
        ("form-statement", "confidential marking", report(marking="Report")),
        ("terms-of-reference", "There is no term of reference 7", report(entries=((*ENTRY[:6], "7", "Y"), SECOND))),
        (
            "terms-of-reference",
            "answers term of reference 2",
            report(without("Section 8 – Critical analysis", "Term of reference 1: yes. Their culture was asked about.")),
        ),
        ("quality-form", "has no answer", report(quality=(QUALITY[0], (QUALITY[1][0], "", "", ""), QUALITY[2]))),
        ("quality-form", "not signed", report(quality=(*QUALITY[:2], ("Signed:", "", "", "")))),
        ("chronology-gap", "no source", report(entries=((*ENTRY[:2], "", *ENTRY[3:]), SECOND))),
        ("chronology-gap", "does not say why", report(entries=(("01/02/19", "00:00", *ENTRY[2:]), SECOND))),
    ],
)  # fmt: skip
def test_what_is_missing_is_told_by_its_rule_alone(tmp_path: Path, rule: str, says: str, made: Document) -> None:
    ((found, sentence),) = told(looked(tmp_path, made))
    assert found == rule and says in sentence


def test_two_chronologies_that_differ(tmp_path: Path) -> None:
    alone = blank_word()
    table(alone, (HEAD, ENTRY, SECOND, ("05/02/19", "11:00", "File", "Child 1", "She rang.", "met", "1", "N")))
    ((rule, sentence),) = told(looked(tmp_path, report(), alone))
    assert rule == "chronology-differs" and "in the report does not have" in sentence


def test_what_is_no_report_is_held_against_no_form(tmp_path: Path) -> None:
    made = blank_word()
    made.add_heading("Minutes", 1)
    made.add_paragraph("The panel met.")
    assert told(looked(tmp_path, made)) == []


def test_it_keeps_no_report_back(tmp_path: Path) -> None:
    found = looked(tmp_path, report(without("Section 7 – Narrative"))).findings
    assert Severity.MUST_FIX not in {f.severity for f in found}


def test_the_forms_can_be_read_and_a_broken_one_is_named() -> None:
    assert {form.name for form in forms()} >= {"imr_sections_1_to_11", "imr_adults_four_parts"}
    with pytest.raises(Refused, match=r"ours\.csv, line 2"):
        _form("ours.csv", "part,name,within,pattern,asks\nsection,One,,(,\n")
