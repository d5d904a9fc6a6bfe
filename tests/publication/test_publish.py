"""`redactor publish`: one source, one set of decisions, a copy for each audience with what it may hold and nothing else."""

from __future__ import annotations

import json
from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from pypdf import PdfReader
from reportlab.pdfgen.canvas import Canvas

from redactor.base.refused import Refused
from redactor.keymap.keymap import KeyMap, Record
from redactor.keymap.keymap_files import save_key_map
from redactor.keymap.published import FactAnswer
from redactor.publication.pseudonyms import chosen, words_to_avoid
from redactor.sealed.sealing import Home
from tests.coded import coded_draft, texts
from tests.documents.builders import unzipped
from tests.drafts import draft, paragraphs, redactor
from tests.publication.case import LEFT, PEOPLE, ROWS, TEXT, PublishedCase

ALL = ("board", "ofsted", "repository", "family", "father", "print")


def copy_of(case: PublishedCase, audience: str) -> list[str]:
    (path,) = (case.folder / "out" / audience).glob("*.docx")
    return paragraphs(path)


def answer(path: Path, answers: dict[str, tuple[str, str, str]]) -> None:
    """Fill in the table: by the start of a key, answer, words and audience."""
    book = load_workbook(path)
    sheet = book["Facts"]
    heads = [c.value for c in sheet[2]]
    met = set()
    for row in sheet.iter_rows(min_row=3):
        key = str(row[heads.index("Key")].value)
        for start, (said, put, audience) in answers.items():
            if key.startswith(start):
                met.add(start)
                row[heads.index("Answer")].value = said
                row[heads.index("Change to")].value = put
                row[heads.index("For")].value = audience
                row[heads.index("Reason")].value = "known to all"
    assert met == set(answers)
    book.save(path)


def test_facts_are_told_generally_and_consistently(tmp_path: Path) -> None:
    case = PublishedCase(tmp_path)
    done = case.run()
    assert done.code == 1, done.screen
    assert "no pseudonyms have been chosen" in done.screen
    assert copy_of(case, "print") == [
        "Names have been replaced with codes. The Thornmere Safeguarding Children Board met. Dates are counted in months from "
        "the beginning of the period under review, which is Month 1; Year 1 is the calendar year in which it lies. Ages of "
        "small children are given in completed weeks. Some other details are told more generally, so that nobody is "
        "recognised; none was made up.",
        "Report author: [name removed]",
        "In Month 2 Child 1, an African girl aged 4 years, was seen at a hospital.",
        "In Month 3 Mrs A moved to a town in the north of England; by Month 4 she was at a second hospital. Child 1 went back "
        "to a hospital.",
        "Mr A works as a member of the local workforce. He has a long-term health condition. Child 1 was aged 4 at the start of "
        "the period under review.",
        "Mr B saw Children 1 and 2 in Month 10.",
        "Date", "Event", "Date of birth", "Month 1", "Mrs A rang SW1.", "", "Month 1",
        "Visit to Child 2 and Mr A one day.", "4 years",
    ]  # fmt: skip
    assert case.saved().publication.anchor == "2019-02-01"


def test_level_and_anchor_are_chosen_once(tmp_path: Path) -> None:
    case = PublishedCase(tmp_path)
    case.run("--dates", "month", "--anchor", "2019-01")
    assert "In March 2019 Child 1, an African girl" in copy_of(case, "print")[2]
    case.run()  # the level is remembered
    assert "In March 2019" in copy_of(case, "print")[2]
    assert case.saved().publication.anchor == "2019-01-01"


def test_each_is_a_decision_and_is_remembered(tmp_path: Path) -> None:
    case = PublishedCase(tmp_path)
    sheet = tmp_path / "facts.xlsx"
    assert case.run("--sheet", sheet).code == 1
    answer(
        sheet,
        {
            "background": ("change", "East African", "every copy"),
            "date: 2019-03-12": ("accept", "", "every copy"),
            "health": ("refuse", "", "family"),
            "occupation": ("change", "a self-employed man", "print"),
        },
    )
    assert case.run("--read", sheet, "--for", "family", "--for", "print", "--draw-names").code == 1
    family, print_ = copy_of(case, "family"), copy_of(case, "print")
    assert "an East African girl" in family[2]
    assert "an East African girl" in print_[2]
    assert "He has cystic fibrosis." in family[4]
    assert "He has a long-term health condition." in print_[4]  # what holds for the family never slips into print
    assert "works as a member of the local workforce" in family[4]
    assert "a self-employed man" in print_[4]
    told = {d.key.split(":")[0]: (d.answer, d.audience) for d in case.saved().publication.decisions}
    assert told["health"] == (FactAnswer.REFUSE, "family")
    book = load_workbook(tmp_path / "facts.xlsx")
    assert book["Facts"].column_dimensions["K"].hidden


def test_nothing_untrue_is_taken(tmp_path: Path) -> None:
    """A label that does not hold its day, or puts it before an earlier event, is told and not put."""
    case = PublishedCase(tmp_path)
    sheet = tmp_path / "facts.xlsx"
    case.run("--sheet", sheet)
    answer(
        sheet, {"date: 2019-03-12": ("change", "Month 7", "print"), "date: 2019-04-03": ("change", "later", "print")}
    )
    done = case.run("--read", sheet)
    assert done.code == 1
    assert "does not hold the day" in done.screen
    assert "In Month 2 Child 1" in copy_of(case, "print")[2]
    assert copy_of(case, "print")[3].startswith("Later Mrs A moved to")
    assert [d.put for d in case.saved().publication.decisions] == ["later"]


def test_answers_that_cannot_be_carried_out_are_told_by_row(tmp_path: Path) -> None:
    case = PublishedCase(tmp_path)
    sheet = tmp_path / "facts.xlsx"
    case.run("--sheet", sheet)
    answer(
        sheet,
        {"background": ("change", "", "print"), "health": ("maybe", "", "print"), "occupation": ("accept", "", "aunt")},
    )
    done = case.run("--read", sheet)
    assert "needs words in the column Change to" in done.screen
    assert "none of accept, change, refuse" in done.screen
    assert "there is no audience of this name" in done.screen
    assert case.saved().publication.decisions == ()


def test_every_copy_holds_what_its_reader_may_have(tmp_path: Path) -> None:
    case = PublishedCase(tmp_path)
    assert case.run("--for", "all", "--name", "Child 1=Jay", "--name", "Child 2=Robin").code == 1
    board = "\n".join(copy_of(case, "board"))
    for exact in (
        "12 March 2019",
        "Somali",
        "Quentin Ashenden",
        "farrier",
        "Thornmere Safeguarding Children Board",
        "Child 1",
    ):
        assert exact in board
    assert copy_of(case, "board") == copy_of(case, "ofsted") == [*TEXT, *(c for row in ROWS for c in row)]
    for audience in ("repository", "family", "print"):
        text = "\n".join(copy_of(case, audience))
        for exact in ("12 March", "Somali", "Ashenden", "farrier", "cystic", "hottest"):
            assert exact not in text, audience
    repository = "\n".join(copy_of(case, "repository"))
    assert "Thornmere" not in repository
    assert "the safeguarding partnership met" in repository.lower()
    assert "Child 1, an African" in repository
    assert "Jay, an African" in "\n".join(copy_of(case, "family"))
    assert "Mr B saw Jay and Robin" in "\n".join(copy_of(case, "print"))
    record = json.loads((tmp_path / "out" / "publication-record.json").read_text())
    assert {c["audience"] for c in record["copies"]} == set(ALL)
    book = load_workbook(tmp_path / "out" / "copies.xlsx")
    rows = {r[0]: r for r in book["Copies"].iter_rows(min_row=3, values_only=True)}
    assert rows["Print"][2:7] == ("relative months", "weeks", "pseudonyms", "unnamed", "named")
    assert rows["The national repository"][4:7] == ("codes", "unnamed", "unnamed")
    assert rows["The board"][2:7] == ("exact", "exact", "codes", "named", "named")
    for name in ("Trewhitt", "Ashenden", "Skipton", "Somali"):
        assert name not in json.dumps(record) + str(rows)


def test_each_father_gets_his_own_part(tmp_path: Path) -> None:
    case = PublishedCase(tmp_path)
    done = case.run("--for", "father")
    assert done.code == 1, done.screen
    one, other = sorted((tmp_path / "out" / "father").glob("*.docx"))
    first, second = "\n".join(paragraphs(one)), "\n".join(paragraphs(other))
    assert "Mr A works as" in first
    assert "Mr B" not in first.replace("Codes in this part", "")
    assert "Mr B saw Children 1 and 2 in Month 10." in second
    assert "health condition" not in second
    assert case.run("--for", "father", "--person", "Mr Z").code == 2


def test_what_one_father_may_read_is_not_for_another(tmp_path: Path) -> None:
    case = PublishedCase(tmp_path, text=("Mr A works as a farrier, and Mr B met him. Mr B has cystic fibrosis.",))
    sheet = tmp_path / "facts.xlsx"
    case.run("--sheet", sheet)
    answer(sheet, {"occupation": ("refuse", "", "father Mr A"), "health": ("refuse", "", "father")})
    assert case.run("--read", sheet, "--for", "father", "--for", "print").code == 1
    one, other = ("\n".join(paragraphs(p)) for p in sorted((tmp_path / "out" / "father").glob("*.docx")))
    assert "a farrier" in one and "a farrier" not in other
    assert "cystic fibrosis" in one and "cystic fibrosis" in other  # said of each of them
    assert "farrier" not in "\n".join(copy_of(case, "print")) and "cystic" not in "\n".join(copy_of(case, "print"))


def test_whoever_was_left_named_for_the_board_keeps_no_copy_back(tmp_path: Path) -> None:
    """A quality assurer is on no list, and the key map takes them for somebody of the case."""
    case = PublishedCase(tmp_path, text=("Quality assured by: Quentin Ashenden", "The plan was agreed by all of them."))
    named = Record(code="Person 1", kind="person", issued=False, names=("Quentin Ashenden",))
    save_key_map(case.key_map, case.saved().with_records([named]), Home.current())
    assert case.run("--for", "board", "--for", "print").code == 1
    assert "Quentin Ashenden" in "\n".join(copy_of(case, "board"))
    assert "Ashenden" not in "\n".join(copy_of(case, "print"))


def test_a_name_left_for_one_audience_never_slips_into_print(tmp_path: Path) -> None:
    """Wherever it stands: what cannot be taken out keeps the copy back."""
    body = 'w:p(w:r(w:t"A report of some length by Quentin"), w:r(w:rPr(w:b), w:t" Ashenden for the panel."))'
    case = PublishedCase(tmp_path, decisions=(LEFT,))
    case.draft = coded_draft(tmp_path / "in" / "imr.docx", body + ', w:p(w:r(w:t"QUENTIN ASHENDEN wrote this."))')
    assert case.run().code in (0, 1)
    (path,) = (tmp_path / "out" / "print").glob("*.docx")
    assert all(b"shdown" not in data and b"ASHENDEN" not in data for data in unzipped(path.read_bytes()).values())
    assert texts(path)[1] == "[name removed] wrote this."


def test_a_draft_that_was_not_anonymised_is_kept_back(tmp_path: Path) -> None:
    case = PublishedCase(tmp_path, text=("On 3 May 2019 Odalys Trewhitt was seen by the nurse at home.",))
    done = case.run()
    assert done.code == 3
    assert "a name of Child 1 stands in it" in done.screen
    assert "Trewhitt" not in done.screen
    assert not (tmp_path / "out" / "print").exists() or not list((tmp_path / "out" / "print").iterdir())


def test_dates_go_everywhere_in_a_word_file(tmp_path: Path) -> None:
    """Notes, boxes, header, properties, charts, alternative texts; comments and tracked changes leave the copy."""
    case = PublishedCase(tmp_path, text=("A first sentence stands here.",))
    case.draft = coded_draft(tmp_path / "in" / "imr.docx")
    data = case.draft.read_bytes()
    import io
    import zipfile

    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(written, "w") as new:
        for entry in old.infolist():
            content = old.read(entry)
            for was, now in ((b"Interview with SW2", b"Interview of 12 March 2019"), (b"IMR, Child 1", b"IMR of 12.03.2019"),
                             (b"Box: SW1 and Child 1", b"Box: 12 March 2019"), (b"Box of SW2", b"Box of 12/03/2019"),
                             (b"IMR: Child 1", b"IMR of 12th March 2019"), (b"rang SW2", b"rang on 12 March 2019"),
                             (b"Was it SW1?", b"Was it on 12 March 2019?")):  # fmt: skip
                content = content.replace(was, now)
            new.writestr(entry.filename, content)
    case.draft.write_bytes(written.getvalue())
    assert case.run("--dates", "month").code == 1
    (path,) = (tmp_path / "out" / "print").glob("*.docx")
    parts = unzipped(path.read_bytes())
    whole = b"".join(parts.values())
    assert not any(day in whole for day in (b"12 March", b"12th March", b"12.03", b"12/03", b"2 March 2019"))
    assert texts(path, "word/footnotes.xml") == ["Interview of March 2019"]
    assert texts(path, "word/header1.xml") == ["IMR of March 2019"]
    assert b"Box of March 2019" in parts["word/document.xml"]
    assert b"Was it" not in whole


def test_the_restricted_key_says_what_each_stands_for(tmp_path: Path) -> None:
    case = PublishedCase(tmp_path)
    key = tmp_path / "apart" / "key.xlsx"
    key.parent.mkdir()
    case.run("--restricted-key", key, "--name", "Child 1=Jay")
    book = load_workbook(key)
    facts = [row[2:4] for row in book["Facts"].iter_rows(min_row=3, values_only=True)]
    assert ("In Month 2", "12 March 2019") in facts
    assert ("a long-term health condition", "cystic fibrosis") in facts
    assert [c.value for c in book["Pseudonyms"][3]] == ["Jay", "Child 1", "Odalys Trewhitt"]
    assert str(key) in {f.path for f in case.saved().files}
    assert case.run("--restricted-key", tmp_path / "out" / "key.xlsx").code == 2


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("Glenda", "somebody of the case"),  # the mother's
        ("Olive", "begins as a name of the person"),
        ("jay", "no name in letters"),
        ("Rosa", "another pseudonym begins"),
        ("Wendover", "press cuttings"),
    ],
)
def test_a_pseudonym_hints_at_nobody(name: str, why: str) -> None:
    key_map = KeyMap.new("Child 1").with_records(PEOPLE)
    avoid = words_to_avoid(key_map, ["Olga Listed"], ["Mrs Wendover, 40, was jailed."])
    with pytest.raises(Refused, match=why) as told:
        chosen(key_map, {"Child 2": "Robin", "Child 1": name}, avoid, "somebody", "")
    assert "Odalys" not in str(told.value)


def test_what_the_press_calls_somebody_is_no_pseudonym(tmp_path: Path) -> None:
    (tmp_path / "press").mkdir()
    (tmp_path / "press" / "a.txt").write_text("Mrs Wendover, 40, was jailed.")
    case = PublishedCase(tmp_path)
    done = case.run("--name", "Child 1=Wendover", "--press", tmp_path / "press")
    assert done.code == 2 and "press cuttings" in done.screen
    assert not case.saved().publication.pseudonyms


def test_drawn_pseudonyms_keep_to_the_same_rules_and_stay(tmp_path: Path) -> None:
    case = PublishedCase(tmp_path)
    case.run("--draw-names")
    names = {p.code: p.name for p in case.saved().publication.pseudonyms}
    assert set(names) == {"Child 1", "Child 2", "Mrs A", "Mr A", "Mr B"}
    assert len({n[0] for n in names.values()}) == len(names)
    assert names["Child 1"][0] not in "OT"
    assert names["Mr B"][0] not in "DP"
    case.run("--draw-names")
    assert {p.code: p.name for p in case.saved().publication.pseudonyms} == names


def test_the_check_blesses_pseudonyms_that_the_text_declares(tmp_path: Path) -> None:
    """The same names in a text that does not say so are told."""
    case = PublishedCase(tmp_path)
    case.run("--name", "Child 1=Jay", "--name", "Mr B=Wendell", "--name", "Mrs A=Petra")
    (path,) = (tmp_path / "out" / "print").glob("*.docx")
    said = "Names have been changed; those concerned are called Jay, Petra and Wendell in this report."
    assert said in paragraphs(path)[0]
    undeclared = draft(tmp_path / "undeclared.docx", *(p.replace(said, "") for p in paragraphs(path)))
    assert not must_fix(path) & {"Wendell", "Petra", "Jay"}
    assert must_fix(undeclared) & {"Wendell", "Petra"}


def must_fix(path: Path) -> set[str]:
    done = redactor("check", path, "--for", "publication", "--json", "--show-names")
    return {f["name"] for f in json.loads(done.screen)["findings"] if f["severity"] == "must fix"}


def test_workbooks_and_pdfs_as_well(tmp_path: Path) -> None:
    case = PublishedCase(tmp_path)
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(["Date", "Event"])
    sheet.append([date(2019, 2, 1), "Mrs A rang on 12 March 2019."])
    sheet.append([datetime(2019, 4, 3, 10, 30), "Child 1, a Somali girl, was seen."])
    workbook, pdf = tmp_path / "in" / "chronology.xlsx", tmp_path / "in" / "imr.pdf"
    book.save(workbook)
    page = Canvas(str(pdf))
    page.drawString(72, 700, "On 12 March 2019 Child 1, a Somali girl, was seen at home.")
    page.save()
    assert case.run(drafts=(workbook, pdf)).code == 1
    out = tmp_path / "out" / "print"
    rows = list(load_workbook(out / "chronology.xlsx").worksheets[0].iter_rows(values_only=True))
    assert rows == [
        ("Date", "Event"),
        ("Month 1", "Mrs A rang in Month 2."),
        ("Month 3 10:30", "Child 1, an African girl, was seen."),
    ]
    words = " ".join(PdfReader(out / "imr.pdf").pages[0].extract_text().split())
    assert words.startswith("In Month 2 Child 1, an African girl, was seen at home.")


def test_staff_whom_the_form_names_are_coded_in_print_and_named_for_the_board(tmp_path: Path) -> None:
    front = (("Approved on behalf of the agency", "Imogen Hepton, Head of Service"), ("Agency", "Thornmere"))
    case = PublishedCase(tmp_path, text=("A first sentence stands here.", front))
    done = case.run("--for", "board", "--for", "print")
    assert done.code == 1, done.screen
    assert "Imogen Hepton, Head of Service" in copy_of(case, "board")
    assert "SW1, Head of Service" in copy_of(case, "print")


def test_a_name_in_a_phrase_that_names_nobody_is_looked_at(tmp_path: Path) -> None:
    """Somebody of the case is called like a word of the Old Bailey: that is no reason to keep the copy back."""
    case = PublishedCase(tmp_path, text=("They went to the Old Bailey and came back.",))
    bailey = Record(code="Child 9", kind="person", issued=True, names=("Bailey Trewhitt",), role="Cousin of Child 1")
    save_key_map(case.key_map, case.saved().with_records([bailey]), Home.current())
    done = case.run()
    assert done.code == 1 and "a name of Child 9 stands in it" in done.screen
    case.draft = draft(tmp_path / "in" / "other.docx", "They went to see Bailey and came back.")
    assert case.run().code == 3


def test_what_is_printed_has_no_day_left_for_the_check(tmp_path: Path) -> None:
    case = PublishedCase(tmp_path)
    case.run("--for", "board", "--for", "print")
    days = {}
    for audience in ("board", "print"):
        (path,) = (tmp_path / "out" / audience).glob("*.docx")
        done = redactor("check", path, "--for", "publication", "--json", "--fast")
        days[audience] = [
            f for f in json.loads(done.screen)["findings"] if f["rule"] in ("exact-date", "date-of-birth", "exact-age")
        ]
    assert len(days["board"]) > 6
    assert days["print"] == []


def test_what_is_published_again_stays_as_it_is(tmp_path: Path) -> None:
    case = PublishedCase(tmp_path)
    case.run()
    (path,) = (tmp_path / "out" / "print").glob("*.docx")
    once = paragraphs(path)
    again = tmp_path / "again" / path.name
    again.parent.mkdir()
    again.write_bytes(path.read_bytes())
    assert redactor("publish", again, "--key-map", case.key_map, "--out", tmp_path / "twice").code in (0, 1)
    (twice,) = (tmp_path / "twice" / "print").glob("*.docx")
    assert paragraphs(twice) == once


def test_without_a_folder_only_the_table_is_written(tmp_path: Path) -> None:
    case = PublishedCase(tmp_path)
    assert redactor("publish", case.draft, "--key-map", case.key_map).code == 2
    assert redactor("publish", case.draft, "--key-map", case.key_map, "--sheet", tmp_path / "facts.xlsx").code == 1
    assert str(tmp_path / "facts.xlsx") in {f.path for f in case.saved().files}
    assert case.run("--sheet", tmp_path / "facts.xlsx").code == 2  # never over answers
