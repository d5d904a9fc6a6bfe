"""Places in a town, what people are known as, hospitals by their short name: found where they stand, and only there."""

from __future__ import annotations

import pytest

from tests.identities.cases import case

CASE = case("Child 1 | subject | Orla Pennock", "SW1 | professional | Garth Hollander | | Social Worker")


@pytest.mark.parametrize(
    ("draft", "wanted"),
    [
        ("He was seen at Sheep Market car park.", "He was seen at Place X1."),
        ("Boys gathered at the Bandstand after school.", "Boys gathered at the Place X1 after school."),
        ("She was found on Malt Bridge at dawn.", "She was found on Place X1 at dawn."),
        ("He was alone on Colder Rec at nine.", "He was alone on Place X1 at nine."),
        ("He told Sarah Bridge at work.", "He told Person 1 at work."),
        ("The car park and the bus station were empty.", "The car park and the bus station were empty."),
        ("A man known only as Badger came.", "A man known only as Person 1 came."),
        ("An animal that is called Badger came.", "An animal that is called Badger came."),
        ("They took him to Selbury General.", "They took him to Hospital X1."),
        (
            "They took him to Sheffield Children's. Leeds Children's Services came.",
            "They took him to Hospital X1. Leeds Children's Services came.",
        ),
        ("The Surgeon General and the Attorney General wrote.", "The Surgeon General and the Attorney General wrote."),
        ("She works at Brightwater Dental.", "She works at Practice X1."),
        ("At The Orchard, Fell Lane, Nether Hadley, all was well.", "At Address X1, all was well."),
        ("They walked beside the River Trent to Scafell Pike.", "They walked beside the River Trent to Scafell Pike."),
        ("He fell into the river Wenlow.", "He fell into the Place X1."),
        ("They swam in Lake Marden in the Ashmer valley.", "They swam in Place X1 in the Place X2."),
        ("She stood near the Denby Bridge. Ann Bridge rang.", "She stood near the Place X1. Person 1 rang."),
        ("He went to Wye Valley School.", "He went to School X1."),
        ("Skegness was cold.", "Place X1 was cold."),
        ("Mr Skegness rang. Skegness was cold.", "Person 1 rang. Person 1 was cold."),
        ("Ward: Elgar 4 Cons: Mr Hale", "Ward: Place X1 Cons: Cons1"),
        (
            "A package of care QDS via Kindly Hands. Carers from Adult Services came.",
            "A package of care QDS via Organisation X1. Carers from Adult Services came.",
        ),
        ("The Old Bakery, where her cousin lives, burnt.", "Address X1, where her cousin lives, burnt."),
        ("He slept at Gethin's, Weir Cottage, most nights.", "He slept at Person 1's, Address X1, most nights."),
        (
            "The research of Brayle, Orde and Marsh-Tarn is used.",
            "The research of Brayle, Orde and Marsh-Tarn is used.",
        ),
        ("He read the work of Brandly and colleagues.", "He read the work of Brandly and colleagues."),
        (
            "After discharge from Hazel Ward he slept. On Hazel Ward he ate.",
            "After discharge from Hazel Ward he slept. On Hazel Ward he ate.",
        ),
        (
            "He was moved from A&E to Tarnbeck Ward. Tarnbeck Ward had no bed, so Kestrel Ward took him.",
            "He was moved from A&E to Place X1. Place X1 had no bed, so Place X2 took him.",
        ),
        ("She slept on Elwy ward, then on Ward Clwyd.", "She slept on Place X1, then on Place X2."),
        (
            "From the Stroke Ward he went to Ward 9 and the Acute Medical Ward.",
            "From the Stroke Ward he went to Ward 9 and the Acute Medical Ward.",
        ),
        ("PC Barlow Ward took the statement.", "PC1 took the statement."),
        ("She has had a job in Reading since May.", "She has had a job in Place X1 since May."),
        ("They moved from Bath to Rugby School.", "They moved from Place X1 to School X1."),
        ("She lived in Bolton, Wigan and Stockport.", "She lived in Place X1, Place X2 and Place X3."),
        (
            "Her brother lives in Harrow. At 12 Peel Court, Slough",
            "Her brother lives in Place X1. At Address X1, Place X2",
        ),
        ("Dad works nights (Brayton Poultry).", "Dad works nights (Organisation X1)."),
        ("Brayle, Orde and Preston-Shoot have said so.", "Brayle, Orde and Preston-Shoot have said so."),
        ("They talked about Brahms. 10.00, MS Teams", "They talked about Brahms. 10.00, MS Teams"),
        ("He was good at reading. In March he was in court.", "He was good at reading. In March he was in court."),
    ],
)
def test_places_and_names(draft: str, wanted: str) -> None:
    assert CASE.read(draft).text == wanted


LARGE = (
    "Her aunt lives in Birmingham. They settled in Leeds, then in Norfolk.",
    "She studied in Chennai; a cousin in Kumasi rang, and one from Lahore.",
    "He is from Kent and worked in Cornwall; his aunt is of Donegal, his gran of Galway.",
    "Seen in Liverpool. Then Sheffield, by train, and London.",
)


def test_places_too_large_to_tell_who_is_meant_stay() -> None:
    """docs/adr/0067; what bears their name goes, and so do they where somebody is hidden or bears the name."""
    assert CASE.read(*LARGE).text == "\n".join(LARGE)
    told = CASE.read(
        "She is in a refuge in Leeds. Kate Durham, J. Cheshire and Mrs Kent rang.",
        "Mr Norfolk rang from 14 Norfolk Road.",
        "He lay at Sheffield General.",
    )
    assert told.texts == (
        "She is in a refuge in Place X1. Person 1, Person 2 and Person 3 rang.",
        "Person 4 rang from Address X1.",
        "He lay at Hospital X1.",
    )


def test_a_chat_that_is_pasted_in() -> None:
    """Whoever writes stands before the colon, whatever the name; single lines with a colon are no chat."""
    chat = case("YP 1 | subject | Aaron Denby | Jinx")
    assert chat.read("mims: where r u", "jinx csb: on my way", "mims: she told her mum").text == (
        "Person 1: where r u\nYP 1: on my way\nPerson 1: she told her mum"
    )
    assert chat.read("plan: to ring", "He came.", "note: none").text == "plan: to ring\nHe came.\nnote: none"
