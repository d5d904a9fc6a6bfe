"""What reads like a name and identifies nobody need not be mended; names of people stay what they are."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.checks import false_alarms, misses, rows
from redactor.case.profiles import Profile
from redactor.checks.pardons import (
    is_a_bodys_mailbox,
    is_a_sentence,
    is_a_thing,
    is_a_title,
    is_a_word,
    is_large_place,
    is_nobody,
    is_of_a_book,
    is_of_a_post,
    is_of_a_work,
    is_of_the_law,
    is_public,
    is_public_address,
    is_public_number,
    names_no_name,
)
from redactor.checks.run import CheckRequest, check
from redactor.sources.finding import Finding, Severity
from tests.blank import blank_word


def must(folder: Path, name: str, *lines: str) -> list[Finding]:
    made = blank_word()
    for line in lines:
        made.add_paragraph(line)
    made.save(str(folder / name))
    checked = check(CheckRequest((folder / name,), None, profile=Profile.PUBLICATION))
    return [f for f in checked.findings if f.severity is Severity.MUST_FIX and f.rule != "exact-date"]


@pytest.mark.parametrize("text", ["Case Reviews", "Royal Courts", "Independent Review Team"])
def test_words_of_the_field_name_nobody(text: str) -> None:
    assert names_no_name(text)


@pytest.mark.parametrize("text", ["Fay Heath", "S Shepherd", "Pudding", "Hazel", "Mr Case", "Grace Court", "Big Ron"])
def test_people_stay_people(text: str) -> None:
    assert not names_no_name(text)


def test_a_large_place_is_one_where_it_cannot_be_a_first_name() -> None:
    assert is_large_place("They moved to Somerset.", 14, 22)
    assert is_large_place("He lived in Chelsea then.", 12, 19)
    assert not is_large_place("She told Chelsea that.", 9, 16)
    assert not is_large_place("They moved to Wragby.", 14, 20)


def test_an_author_has_no_first_name_and_is_spoken_of_as_one() -> None:
    assert is_of_a_book("As Fellbridge has shown why fathers are not asked.", 3, 13)
    assert not is_of_a_book("As Oonagh Fellbridge has shown why fathers are not asked.", 3, 20)
    assert not is_of_a_book("Fellbridge wrote to the school.", 0, 10)


@pytest.mark.parametrize(
    ("before", "name", "after"),
    [
        ("He was fed by ravens like the prophet ", "Rowan", ", he said."),
        ("She has written her essay on ", "Fay Heath", " and kept it."),
        ("They saw a DVD (", "Perrin Coombe", ") about knives."),
        ("He wore a ", "Perrin", " mask to the party."),
        ("They have a dog called ", "Perrin", " now."),
        ("The panel read ", "Perrin Coombe", " (Wragby LSCB, 2009)."),
    ],
)
def test_a_story_a_faith_a_film_an_animal_and_a_published_review(before: str, name: str, after: str) -> None:
    text = before + name + after
    assert is_of_a_work(text, len(before), len(before) + len(name))
    assert not is_of_a_work(f"She met {name} at home.", 8, 8 + len(name))


def test_a_word_that_begins_a_sentence_and_does_nothing() -> None:
    assert is_a_word("Mum v pleasant. She rang.", 6, 14)
    assert is_a_word("Log [phone number removed].", 0, 3)
    assert not is_a_word("Marsh said that he rang.", 0, 5)
    assert not is_a_word("They told Marsh of it.", 10, 15)
    assert not is_a_word("Grace [phone number removed].", 0, 5)


def test_diseases_and_festivals() -> None:
    assert is_a_thing("Menkes") and is_a_thing("Eid Mubarak")
    assert not is_a_thing("Fay Heath")


def test_capitals_of_a_log_are_no_establishment() -> None:
    assert is_a_sentence("CALLS BACK FROM Hospital")
    assert not is_a_sentence("Wragby Hospital")


def test_addresses_of_public_bodies() -> None:
    assert is_public_address("https://www.gov.uk/government/publications/x")
    assert not is_public_address("https://www.gov.uk.example.com/x")
    assert not is_public_address("www.facebook.com/oonagh")


def test_a_pseudonym_that_the_text_declares_may_stand_and_any_other_name_not(tmp_path: Path) -> None:
    said = "All names have been changed. The boy is called Rowan in this report."
    assert must(tmp_path, "a.docx", said, "Then Rowan went home with his aunt.") == []
    assert must(tmp_path, "b.docx", "Then Rowan Fellbridge went home with his aunt, Oonagh Fellbridge.")
    told = must(tmp_path, "c.docx", said, "Then Rowan went home with Oonagh Fellbridge.")
    assert {f.shown for f in told if f.rule == "identity-suspected"} == {"Oonagh Fellbridge"}


def test_a_citation_names_as_the_law_reports_do(tmp_path: Path) -> None:
    assert must(tmp_path, "fam79.docx", "It was said in Hallbrook v Fellbridge [2014] EWHC 79 (Fam) long ago.") == []
    assert must(tmp_path, "d.docx", "Then Oonagh Fellbridge met Ms Hallbrook.")


def test_both_sides_from_one_run(tmp_path: Path) -> None:
    assert misses(tmp_path, rows("faults_of_checks.csv")) == []
    found = [false_alarms(tmp_path, name) for name in ("published_prose.txt", "judgments_prose.txt", "no_names.txt")]
    words, false = sum(w for w, _ in found), [f.shown for _, each in found for f in each]
    assert len(false) <= words / 1000, false


def test_a_listed_name_in_a_phrase_is_looked_at_and_elsewhere_mended(tmp_path: Path) -> None:
    board = tmp_path / "codes.csv"
    board.write_text("Code,Kind,Name\nChild 1,subject,Bailey Fellbridge\n", encoding="utf-8")
    made = blank_word()
    for line in (
        "The class went to see the Old Bailey in May.",
        "Then Bailey went home.",
        "He was the prophet Bailey.",
    ):
        made.add_paragraph(line)
    made.save(str(tmp_path / "a.docx"))
    checked = check(CheckRequest((tmp_path / "a.docx",), board))
    told = [
        (checked.sources[0].texts[f.text].text[:4], f.severity) for f in checked.findings if f.rule == "identity-listed"
    ]
    assert told == [("Then", Severity.MUST_FIX), ("The ", Severity.LOOK), ("He w", Severity.LOOK)]


@pytest.mark.parametrize(
    ("before", "name", "after"),
    [
        ("The leading judgment was given by ", "Fellbridge", " and Oonagh Pellow LJJ, who agreed."),
        ("", "Lady Justice Fellbridge", ": I agree."),
        ("In [2019] EWCA Civ 12 ", "Fellbridge J", " explained what fairness asks."),
        ("The jury was given a ", "Fellbridge", " direction."),
    ],
)
def test_who_made_the_law_need_not_be_mended(before: str, name: str, after: str) -> None:
    text = before + name + after
    assert is_of_the_law(text, len(before), len(before) + len(name))


@pytest.mark.parametrize(
    "text", ["Fellbridge J. was seen by her aunt.", "Mrs Fellbridge said so.", "Fellbridge rang the ward."]
)
def test_somebody_with_an_initial_is_no_judge(text: str) -> None:
    name = text.split(" was")[0].split(" said")[0].split(" rang")[0]
    assert not is_of_the_law(text, 0, len(name))


@pytest.mark.parametrize(
    ("text", "name", "nobody"),
    [
        ("At the meeting Great Aunt offered a room.", "Great", True),
        ("Enc: Consent Form (two copies)", "Enc", True),
        ("Mr Solicitor-General does not oppose it.", "Mr Solicitor-General", True),
        ("The haematologist, Professor V, was asked.", "Professor V", True),
        ("The Virtual School was told.", "Virtual School", True),
        ("Great Pellow offered a room.", "Great", False),
        ("Enc rang from the ward.", "Enc", False),
        ("The haematologist, Professor Vane, was asked.", "Professor Vane", False),
        ("The Fellbridge School was told.", "Fellbridge School", False),
    ],
)
def test_what_is_no_name_at_all(text: str, name: str, nobody: bool) -> None:
    start = text.index(name)
    assert is_nobody(text, start, start + len(name)) is nobody


def test_what_everybody_knows_is_looked_at_at_most() -> None:
    assert is_public("A survey by Ipsos MORI was read.", 12, 22)
    assert not is_public("A survey by Oonagh Pellow was read.", 12, 25)
    assert is_a_title("He could do all the voices from The Fellbridges.", 36)
    assert not is_a_title("The Fellbridges were out.", 4)


@pytest.mark.parametrize(
    ("text", "number", "public"),
    [
        ("Ring 0303 999 0123 for advice.", "0303 999 0123", True),
        ("ISBN 978 0 11 999422 2; printed here", "0 11 999422 2", True),
        ("Ring 07700 900123 for advice.", "07700 900123", False),
        ("Ring 0117 496 0123 for advice.", "0117 496 0123", False),
    ],
)
def test_numbers_of_public_bodies_and_books(text: str, number: str, public: bool) -> None:
    start = text.index(number)
    assert is_public_number(text, start, start + len(number)) is public


def test_pseudonyms_that_the_text_gives_are_nobodys_names(tmp_path: Path) -> None:
    found = must(
        tmp_path,
        "review.docx",
        "Pseudonyms agreed with the family are used: the victim is Oonagh, and the perpetrator is Piers.",
        "Oonagh had met Piers at a wedding. Oonagh told her hairdresser far more.",
        "The five are called Tamsin, Perran and Morwenna, names of flowers in the garden of the home.",
        "Perran had been excluded, and Morwenna was at home.",
        "The girl, called Delyth here to protect her identity, spoke first.",
        "The children are Elowen, Merryn and Jory; those are not their names. Jory went home, and Merryn cried.",
    )
    assert [f.shown for f in found if f.rule.startswith("identity")] == []


def test_who_writes_of_pseudonyms_is_none(tmp_path: Path) -> None:
    found = must(tmp_path, "review.docx", "Pseudonyms were chosen by Oonagh Fellbridge with the family.")
    assert [f.shown for f in found if f.rule == "identity-suspected"] == ["Oonagh Fellbridge"]


@pytest.mark.parametrize(
    ("text", "name", "told"),
    [
        ("The Tenancy Sustainment Officer came weekly.", "Sustainment", True),
        ("She was found in the Rose and Crown at ten.", "Rose", True),
        ("MASH screened it Amber, then Green.", "Amber", True),
        ("The Tenancy Officer, Fellbridge, came weekly.", "Fellbridge", False),
        ("Risk: Amber. Ring back on Monday.", "Amber", True),
        ("The tool says Blue, and Code Red was called.", "Red", True),
        ("She was with Rose and her aunt.", "Rose", False),
        ("Amber was seen at home.", "Amber", False),
    ],
)
def test_words_of_a_post_an_inn_or_a_rating(text: str, name: str, told: bool) -> None:
    start = text.index(name)
    assert is_of_a_post(text, start, start + len(name)) is told


def test_where_all_names_were_changed_a_first_name_is_looked_at_and_a_whole_name_mended(tmp_path: Path) -> None:
    found = must(
        tmp_path,
        "review.docx",
        "All names in this report have been changed.",
        "Perran did not settle, and Morwenna asked for help. Oonagh Fellbridge signed the form.",
        "We are grateful to Tamsin, 14, and to Delyth, 16 (not their real names), for their stories.",
    )
    assert [f.shown for f in found if f.rule == "identity-suspected"] == ["Oonagh Fellbridge"]


def test_a_case_that_is_called_by_its_party(tmp_path: Path) -> None:
    cites = "I give myself the direction in R v Lucas [1981] QB 720 and that in Hallbrook v Fellbridge [2014] EWHC 79 (Fam)."
    told = must(
        tmp_path, "judgment.docx", cites, "I bear Lucas in mind, and Fellbridge leaves a margin. Then Lucas went home."
    )
    assert [f.shown for f in told if f.rule == "identity-suspected"] == ["Lucas"]


def test_the_mailbox_of_a_board_is_nobodys() -> None:
    assert is_a_bodys_mailbox("news@rotherscp.org.uk")
    assert not is_a_bodys_mailbox("j.hurst@rotherscp.org.uk")
    assert is_a_bodys_mailbox("partnership@rother.gov.uk")
    assert not is_a_bodys_mailbox("j.hurst@rother.gov.uk")
    assert not is_a_bodys_mailbox("news@rother-nursery.co.uk")


def test_words_of_kinship_in_the_place_of_a_name_name_nobody() -> None:
    assert is_nobody("Then Stepdad left.", 5, 12)
    assert not is_nobody("Then Stepdad Mosley left.", 5, 19)


def test_whoever_bears_an_honour_is_known(tmp_path: Path) -> None:
    assert not must(tmp_path, "a.docx", "The Chair of the Board is Petra Hallows CBE. She left.")
    assert must(tmp_path, "b.docx", "The mother's friend is Petra Hallows. She left.")
