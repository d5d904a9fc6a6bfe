"""The intruder: what a whole text tells of each person, how many people it fits, what the press and a list make of it."""

from __future__ import annotations

import json
import stat
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from redactor.base.refused import Refused
from redactor.publication.candidates import held_against, read_candidates
from redactor.publication.estimate import ends_it, estimate
from redactor.publication.population import areas, population
from redactor.publication.press import Cutting, compared
from redactor.publication.traits import Persons, Portrait, ReadLine, TraitKind, counted_days, portraits
from redactor.records.published import read_record
from tests.drafts import draft, paragraphs, redactor
from tests.publication.case import TEXT, PublishedCase

CODES = ("Child 1", "Child 2", "Mrs A", "Mr A", "SW1")


def portrait(who: str, *text: str) -> Portrait:
    lines = [ReadLine(t, f"paragraph {n}") for n, t in enumerate(text, 1)]
    return next(p for p in portraits(lines, Persons(CODES, ("Jay",))) if p.person == who)


def told(found: Portrait) -> set[tuple[str, str]]:
    return {(str(t.kind), t.value) for t in found.traits}


def test_traits_are_put_together_over_paragraphs() -> None:
    found = portrait(
        "Child 1",
        "Child 1, a girl aged four, lived with Mrs A.",
        "The plan was agreed. SW1 is a Polish social worker of 30 years.",
        "Child 1 is of Somali heritage. She has cystic fibrosis.",
        "On 3 May 2019 Child 1 was seen in Skipton.",
    )
    assert told(found) == {
        ("sex", "female"), ("age", "4"), ("background", "Somali"), ("health", "cystic fibrosis"), ("event", "3 May 2019"),
        ("place", "Skipton"),
    }  # fmt: skip
    assert {t.where for t in found.of(TraitKind.HEALTH)} == {"paragraph 3"}


def test_what_is_said_of_another_is_not_theirs() -> None:
    text = "Mrs A rang SW1. Mr A, a farrier, took Child 2, a boy of two, aged 2, to Child 1."
    assert told(portrait("Mrs A", text)) == {("sex", "female")}
    assert ("sex", "male") in told(portrait("Child 2", text))
    assert ("age", "2") in told(portrait("Child 2", text))
    assert told(portrait("Child 1", text)) == set()


@pytest.mark.parametrize(
    ("text", "sex", "age"),
    [
        ("Child 1 (14, male) is the eldest of five.", "male", "14"),
        ("Child 1 (f, 9) was seen.", "female", ""),
        ("Child 1 was a boy of seven.", "male", "7"),
        ("Child 1, then fifteen years and five months, went missing.", "", "15"),
        ("Child 1 was six weeks and three days old.", "", "0"),
    ],
)
def test_ages_and_sexes_as_reports_write_them(text: str, sex: str, age: str) -> None:
    found = portrait("Child 1", text)
    assert found.sex == sex
    assert next((t.value for t in found.of(TraitKind.AGE)), "") == age


def test_pseudonyms_are_people() -> None:
    assert ("age", "9") in told(portrait("Jay", "Jay was nine, and lived at home."))


def test_the_tables_count_as_the_census_does() -> None:
    everywhere = population()
    assert everywhere.everybody == 59_597_529  # as the census counts England and Wales
    bradford = population(("Bradford",))
    assert bradford.people(("female",), 4, 4) < bradford.people(("female",), 4, 5) < bradford.everybody
    somali, african = bradford.share_of("Somali"), bradford.share_of("Black African")
    assert somali is not None and african is not None
    assert somali.share == african.share and somali.wider and not african.wider
    assert everywhere.share_of("left-handed") is None
    both = population(("Bradford", "Leeds"))
    assert both.everybody == bradford.everybody + population(("Leeds",)).everybody
    assert len(areas()) == 331


def test_an_area_that_is_none_is_told_with_the_nearest() -> None:
    with pytest.raises(Refused, match="Do you mean “Bradford”"):
        population(("Bradforth",))


def test_a_board_can_put_its_own_tables(tmp_path: Path) -> None:
    import shutil

    from redactor.base.resources import data_path

    own = tmp_path / "tables"
    shutil.copytree(data_path("key_maps/publication/population"), own)
    (own / "shares.csv").write_text(
        "trait,one in,source,date\nleft-handed,10,a survey of our own,2025\n", encoding="utf-8"
    )
    share = population((), own).share_of("left handed")
    assert share is not None and share.share == 0.1 and "a survey of our own, 2025" in share.source
    (own / "religion.csv").unlink()
    with pytest.raises(Refused, match=r"religion\.csv"):
        population(("Leeds",), own.rename(tmp_path / "other"))


def test_each_trait_makes_fewer_and_what_is_not_known_is_said() -> None:
    table = population(("Hartlepool",))
    plain = estimate(portrait("Child 1", "Child 1, a girl, was aged four."), table)
    somali = estimate(portrait("Child 1", "Child 1, a girl, was aged four.", "Child 1 is Somali."), table)
    odd = estimate(portrait("Child 1", "Child 1, a girl, was aged four.", "Child 1 is deaf."), table)
    assert plain.people == table.people(("female",), 4, 4)
    assert somali.people < 20 < plain.people
    assert somali.at_most  # Somali people are fewer than the group that the census counts
    assert odd.people == plain.people and odd.at_most and odd.not_counted == ("health: deaf",)
    assert any("TS021" in s for s in somali.sources)


def test_what_would_end_it_is_the_least_that_does() -> None:
    table = population(("Leeds",))
    found = portrait(
        "Child 1", "Child 1, a girl, was aged four.", "Child 1 has cystic fibrosis.", "Child 1 is Pakistani."
    )
    assert estimate(found, table).people < 1
    ending = ends_it(found, table)
    assert ending is not None and len(ending.changes) == 1
    assert "cystic fibrosis" in ending.changes[0]
    assert ending.people >= 20
    rare = portrait(
        "Child 1", "Child 1, a girl, was aged four.", "Child 1 has cystic fibrosis.", "Child 1 is an Irish Traveller."
    )
    two = ends_it(rare, population(("Hartlepool",)), 400)
    assert two is not None and len(two.changes) == 2
    assert ends_it(rare, population(("Hartlepool",)), 10**9) is None


REPORT = (
    "On 12 March 2019 the child was taken by neighbours to the fire station in a wheelbarrow. "
    "The plan was agreed by all agencies."
)


@pytest.mark.parametrize(
    ("cutting", "shared"),
    [
        ("A toddler arrived at the fire station in a wheelbarrow yesterday, neighbours said.", "wheelbarrow"),
        ("Police were called on March 12 to a house where neighbours had heard shouts.", "the day"),
        ("Taken by neighbours to the fire station in a wheelbarrow: how one town came together.",
         "taken by neighbours to the fire station in a wheelbarrow"),
    ],
)  # fmt: skip
def test_the_press_is_compared_by_days_words_and_phrases(cutting: str, shared: str) -> None:
    press = [
        Cutting("a.txt", f"The council met. {cutting} The weather was fine."),
        Cutting("b.txt", "Bins are emptied on Friday now."),
    ]
    (best, *others) = compared([(REPORT, "paragraph 1")], press)
    assert best.cutting == "a.txt" and best.report.startswith("On 12 March") and best.sentence == cutting
    assert shared in " ".join(best.shared)
    assert all(m.cutting == "a.txt" for m in others)


def test_what_the_press_does_not_tell_is_no_match() -> None:
    press = [Cutting("a.txt", "The council agreed a plan for all agencies. Parents were angry about the school bus.")]
    assert compared([(REPORT, "paragraph 1")], press) == []


LIST = """name,sex,born,place,background,faith,health,occupation,events
Anna Wrex,f,2014-05-09,Skipton,Somali,,cystic fibrosis,,2019-03-12 hospital; 2019-04-03 moved
Bea Tolk,f,2014-11-20,Skipton,Somali,,,,
Cal Drum,m,2014-05-09,Skipton,Somali,,,,2019-03-12 hospital
Dot Fenn,f,2004-05-09,Skipton,Polish,,,,
"""


@pytest.mark.parametrize(
    ("text", "fit", "alone"),
    [
        (("On 12 March 2019 Child 1, a girl aged four, was in hospital.", "Child 1 is Somali."), 2, True),
        (
            ("In March 2019 Child 1, a girl aged four, was in hospital.",),
            2,
            True,
        ),  # of one an event of that month is known
        (("In early 2019 Child 1, a girl aged four, was seen.",), 2, False),
        (("In Month 2 Child 1, a girl, was in hospital.", "Child 1 is African."), 2, False),
        (("Child 1 was born on 9 May 2014.",), 2, False),  # a boy is born that day as well
        (("Child 1, a girl, was born on 9 May 2014.",), 1, True),
        (("Child 1 has cystic fibrosis.",), 4, False),  # that nothing is known of a condition rules nobody out
    ],
)
def test_who_of_a_list_fits(text: Sequence[str], fit: int, alone: bool, tmp_path: Path) -> None:
    (tmp_path / "c.csv").write_text(LIST, encoding="utf-8")
    found = held_against(portrait("Child 1", *text), read_candidates(tmp_path / "c.csv"), today=date(2022, 6, 1))
    assert (len(found.fits), found.alone is not None) == (fit, alone)
    if alone:
        assert found.alone is not None and found.alone.candidate.name == "Anna Wrex"


def test_distances_of_days_give_a_row_of_events_away(tmp_path: Path) -> None:
    """Counted days keep every distance, and that is a fingerprint; months are none until many agree."""
    (tmp_path / "c.csv").write_text(
        "name,events\nAnna Wrex,2019-03-12; 2019-04-03; 2019-05-09\nBea Tolk,2018-01-01; 2018-02-02\n"
    )
    listed = read_candidates(tmp_path / "c.csv")
    days = [ReadLine("On Day 40 Child 1 fell; on Day 62 Child 1 was seen; on Day 98 Child 1 left.", "")]
    months = [ReadLine("In Month 2 Child 1 fell; in Month 3 Child 1 was seen; in Month 4 Child 1 left.", "")]
    for lines, alone in ((days, True), (months, False)):
        (person, *_) = portraits(lines, Persons(CODES))
        found = held_against(person, listed, counted_days(lines))
        assert (found.alone is not None and found.alone.candidate.name == "Anna Wrex") is alone


def test_before_and_after(tmp_path: Path) -> None:
    """The whole way: the board's copy gives the child away, the printed one does not; the record says so."""
    case = PublishedCase(tmp_path)
    (tmp_path / "press").mkdir()
    (tmp_path / "press" / "one.txt").write_text(
        "A child was flown to Wraxby General on 12 March 2019 after the hottest day of the year."
    )
    (tmp_path / "c.csv").write_text(LIST, encoding="utf-8")
    case.run("--for", "print", "--for", "board")
    record = tmp_path / "out" / "publication-record.json"
    more = (
        "--area",
        "Bradford",
        "--press",
        tmp_path / "press",
        "--candidates",
        tmp_path / "c.csv",
        "--record",
        record,
        "--json",
    )
    said = {}
    for audience in ("board", "print"):
        (copy,) = (tmp_path / "out" / audience).glob("*.docx")
        done = redactor("intruder", copy, "--key-map", case.key_map, "--out", tmp_path / f"{audience}.docx", *more)
        assert done.code == (1 if audience == "board" else 0), done.screen
        assert "Wrex" not in done.screen
        found = json.loads(done.screen)
        said[audience] = {p["person"]: p for p in found["people"]}
        assert bool(found["press"]) is (audience == "board")
    assert said["board"]["Child 1"]["candidates"]["singled_out"]
    assert not said["print"]["Child 1"]["candidates"]["singled_out"]
    written = tmp_path / "board.docx"
    assert stat.S_IMODE(written.stat().st_mode) & 0o077 == 0
    assert str(written) in {f.path for f in case.saved().files}  # it goes when the case goes
    whole = "\n".join(paragraphs(written))
    assert "Anna Wrex" in whole and "hottest day of the year" in whole and "TS021" in whole
    told = read_record(record)
    assert told.area == "Bradford" and told.smallest is not None
    assert told.smallest.person == "Child 1"
    assert told.press == ("cutting 1: best match 0.00",)
    assert "Wrex" not in record.read_text()


def test_the_test_by_a_person_is_read_back_into_record_and_certificate(tmp_path: Path) -> None:
    case = PublishedCase(tmp_path)
    case.run("--for", "print")
    record, sheet, key = (
        tmp_path / "out" / "publication-record.json",
        tmp_path / "test.xlsx",
        ("--key-map", case.key_map),
    )
    assert redactor("intruder", "--worksheet", sheet).code == 0
    assert redactor("intruder", "--worksheet", sheet).code == 2  # never over a filled one
    book = load_workbook(sheet)
    for column, value in enumerate(("a librarian", "3", "names of towns, the date", "Anna Wrex", "a little", "no"), 1):
        book.worksheets[0].cell(3, column).value = value
    book.save(sheet)
    assert redactor("intruder", "--read", sheet, *key).code == 0
    assert redactor("intruder", "--accept", "the board's chair", *key).code == 2  # why?
    assert (
        redactor(
            "intruder", "--accept", "the board's chair", "--why", "read by two people", "--record", record, *key
        ).code
        == 0
    )
    assert case.saved().publication.tests[0].guessed == "Anna Wrex"
    assert "Wrex" not in record.read_text()
    (copy,) = (tmp_path / "out" / "print").glob("*.docx")
    certificate = tmp_path / "record.html"
    redactor("check", copy, "--for", "publication", "--fast", "--record", record, "--report", certificate)
    text = certificate.read_text()
    for words in ("Whether somebody can be recognised", "a librarian", "names of towns, the date", "the board&#x27;s chair",
                  "read by two people", "relative months", "No press was compared."):  # fmt: skip
        assert words in text, words
    assert "have been changed since" not in text
    other = draft(tmp_path / "other.docx", *TEXT)
    redactor("check", other, "--for", "publication", "--fast", "--record", record, "--report", certificate)
    assert "have been changed since" in certificate.read_text()


def test_what_cannot_be_read_is_told(tmp_path: Path) -> None:
    lies = draft(tmp_path / "a.docx", "Child 1 was four.")
    assert "no folder" in redactor("intruder", lies, "--press", tmp_path / "none").screen
    (tmp_path / "c.csv").write_text("who,what\nx,y\n")
    assert "needs a column" in redactor("intruder", lies, "--candidates", tmp_path / "c.csv").screen
    (tmp_path / "press").mkdir()
    (tmp_path / "press" / "Anna Wrex.bin").write_bytes(b"\x00\x01")
    done = redactor("intruder", lies, "--press", tmp_path / "press")
    assert done.code == 2 and "Wrex" not in done.screen
