"""A listed establishment by one word that is a word of the language, by letters, by a saint cut short; what is none; and those
on no list."""

from __future__ import annotations

import pytest

from tests.identities.cases import case

CASE = case(
    "Child T | subject | Tilda Marrow",
    "Hospital 4 | organisation | Brackenholt Royal Infirmary | BRIX",
    "Fostering Agency 3 | organisation | Magpie Fostering",
    "Refuge 5 | organisation | Larch House",
    "Refuge 6 | organisation | Bramble Lodge",
    "Centre 6 | organisation | The Conkers Family Centre",
    "Unit 7 | organisation | Thorn Bank Adolescent Unit",
    "School 8 | organisation | St Winifred's Girls' School",
    "Academy 9 | organisation | Saint Swithun's Academy",
    "Address 9 | address | 14b Quarry Approach, Brackenholt BX7 2LN",
    "Address 10 | address | 8 Sorrel Avenue, Brackenholt BX3 4LN",
)

READS = (
    # letters that the list has, beside what agencies have in their names
    (
        "BRIX Safeguarding Team – OFFICIAL – the BRIX report and a BRIX policy",
        "Hospital 4 Safeguarding Team – OFFICIAL – the Hospital 4 report and a Hospital 4 policy",
    ),
    # a word of the language
    ("Magpie's policy is to ring twice.", "Fostering Agency 3's policy is to ring twice."),
    ("Magpie can keep it. At Magpie she rested.", "Fostering Agency 3 can keep it. At Fostering Agency 3 she rested."),
    ("1/6 Bramble ring. No show.", "1/6 Refuge 6 ring. No show."),
    ("She was taken to Larch by taxi.", "She was taken to Refuge 5 by taxi."),
    ("He has been nine years at the Bank and likes it.", "He has been nine years at Unit 7 and likes it."),
    ("A magpie sat on the bank by the larch.", "A magpie sat on the bank by the larch."),
    (
        "Mum pays it in at the Bank, which is Nationwide Bank, before the Bank holiday.",
        "Mum pays it in at the Bank, which is Nationwide Bank, before the Bank holiday.",
    ),
    # a saint cut short
    ("Moved from St Win's to St Swith's. St Winnie's rang.", "Moved from School 8 to Academy 9. School 8 rang."),
    # a street cut short, half of a postcode
    ("PC1 attended Quarry App. Nobody in.", "PC1 attended Address 9. Nobody in."),
    ("Returned to 14b Quarry Appr.", "Returned to Address 9."),
    ("Seen at 8 Sorrel Ave, BX3.", "Seen at Address 10."),
    ("Sent 2 Parent App messages in the 2021 NHS App.", "Sent 2 Parent App messages in the 2021 NHS App."),
    ("8 Sorrel Ave, SW1 came with HV2.", "Address 10, SW1 came with HV2."),
)  # fmt: skip


@pytest.mark.parametrize(("draft", "wanted"), READS, ids=[draft for draft, _ in READS])
def test_a_listed_establishment_by_a_word(draft: str, wanted: str) -> None:
    assert CASE.read(draft).text == wanted


def test_a_heading_and_a_cell() -> None:
    read = CASE.read("Record of the review, at the Conkers", (("Name", "Address"), ("Tilda", "8 Sorrel Ave, BX3")))
    assert "at Centre 6" in read.text
    assert "Address 10" in read.text
    assert "BX3" not in read.text


def test_letters_that_the_list_has_win_over_everything() -> None:
    listed = case(
        "Project 1 | organisation | Space Youth Project | SPACE", "Refuge 1 | organisation | Harbour House | HH"
    )
    text = "SPACE Safeguarding Team rang; the HH policy and HH's report. Is there space?"
    wanted = "Project 1 Safeguarding Team rang; the Refuge 1 policy and Refuge 1's report. Is there space?"
    assert listed.read(text).text == wanted


def test_a_word_of_every_sentence_is_no_establishment() -> None:
    listed = case(
        "Unit 5 | organisation | Mother and Baby Unit",
        "Centre 6 | organisation | Family Action Centre",
        "Club 1 | organisation | The Hub",
    )
    text = "Told Mother. Mother can come. Family is known. The Family's view."
    assert listed.read(text).text == text
    assert (
        listed.read("She goes to the Hub. She is at the Mother and Baby Unit.").text
        == "She goes to Club 1. She is at the Unit 5."
    )


def test_what_may_be_one_of_two_is_asked_about() -> None:
    """Two saints that begin alike: nobody but a person can tell."""
    two = case("School 1 | organisation | St Winifred's School", "School 2 | organisation | St Winefride's School")
    assert two.read("She left St Win's in May.").asked == [{"School 1", "School 2"}]


ON_NO_LIST = (
    ("A cleaner at the Tollmarsh Hotel. Rang the Tollmarsh.", "A cleaner at the Hotel X1. Rang Hotel X1."),
    ("He was with Osprey Recovery for a year.", "He was with Organisation X1 for a year."),
    ("Called Teme Vale Out of Hours at nine.", "Called Organisation X1 at nine."),
    ("GP Out of Hours rang. He is in Recovery.", "GP Out of Hours rang. He is in Recovery."),
    ("Ring OOH. Called Out of Hours. Use OOH.", "Ring OOH. Called Out of Hours. Use OOH."),
    ("NOT SEEN. ADVISED RING OOH TODAY.", "NOT SEEN. ADVISED RING OOH TODAY."),
    ("She walked into Ottermouth Library at six.", "She walked into Organisation X1 at six."),
    ("She sat in the School Library.", "She sat in the School Library."),
    ("Contacted Marlow & Co. Gray and Partners replied.", "Contacted Organisation X1. Organisation X2 replied."),
    ("Police and Partners met. Mother & Sons came.", "Police and Partners met. Mother & Sons came."),
    ("Gran runs the Facebook page 'Tilda's Tale' now.", "Gran runs the Facebook page 'Organisation X1' now."),
    ("They have a WhatsApp group “Handover”.", "They have a WhatsApp group “Handover”."),
    # a town that is a word
    ("She has an aunt in Wells and a dog.", "She has an aunt in Place X1 and a dog."),
    ("\"Tilda's in Hull, love.\" Off to Deal for the day.", "\"Child T's in Place X1, love.\" Off to Place X2 for the day."),
    ("Two wells; back to Reading group, to Rugby training.", "Two wells; back to Reading group, to Rugby training."),
)  # fmt: skip


@pytest.mark.parametrize(("draft", "wanted"), ON_NO_LIST, ids=[draft for draft, _ in ON_NO_LIST])
def test_what_is_on_no_list(draft: str, wanted: str) -> None:
    assert CASE.read(draft).text == wanted
