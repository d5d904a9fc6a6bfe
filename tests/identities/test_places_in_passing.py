"""Establishments, places and doors that a draft names in passing, and what everybody knows beside them: one case for all."""

from __future__ import annotations

from tests.identities.cases import case

LISTED = (
    "Child A|subject|Alan Brodie||Subject",
    "Address 1|address|Flat 12, Tolland Court, Wherry Street, Marlsea ML3 7QD",
    "Address 2|address|31b Pepper Lane, Marlsea ML3 7QE",
    "Address 3|address|Room 4, The Laurels, 212 Harbour Road, Marlsea ML3 8QF",
    "Academy 1|organisation|Oakridge Academy",
    "Centre 1|organisation|Falconmoor House Immigration Removal Centre",
)

AFTER = {
    # works, practices, congregations
    "She works nights at Silverbeck Laundry.": "She works nights at Organisation X1.",
    "Letter to the GP (GP1, Quenby Medical).": "Letter to the GP (GP1, Surgery X1).",
    "They belong to Mount Carmel Assembly.": "They belong to Place of Worship X1.",
    "A Child Protection Medical was booked; the Forensic Medical was late.": None,
    "Year 7 led the Easter Assembly, the Harvest Assembly and the School Assembly.": None,
    # parts of prisons and centres, market places
    "He was on Larch Wing and then Rowan Landing.": "He was on Place X1 and then Place X2.",
    "He came from Teasel Spur to A Wing, the Healthcare Wing and the Segregation Unit.": (
        "He came from Place X3 to A Wing, the Healthcare Wing and the Segregation Unit."
    ),
    "He moved from Birch Unit to the Burns Unit.": "He moved from Place X4 to the Burns Unit.",
    "The bus stopped at Hay Market tonight.": "The bus stopped at Place X5 tonight.",
    # nurseries
    "A place at Larkfield Primary for him and Tiny Pippins for her.": "A place at School X1 for him and Nursery X1 for her.",
    "She settled at Busy Badgers.": "She settled at Nursery X2.",
    "They had Happy Days and Little Things.": None,
    # the whole of a listed address, its house with an article, and the next door on the landing
    "He lives at Flat 12 Tolland Court, Wherry St": "He lives at Address 1",
    "A woman from across the landing in 31c, and another at 31a.": (
        "A woman from across the landing in Address X1, and another at Address X2."
    ),
    "I went up to 31b; the neighbour opposite at 12c was out.": (
        "I went up to Address 2; the neighbour opposite at Address X3 was out."
    ),
    "He is said to stay at the Laurels, a shared house.": "He is said to stay at the Address 3, a shared house.",
    # a listed name whose kind is misspelt, or in letters
    "At Oakridge Acadamy the head is nice.": "At Academy 1 the head is nice.",
    "Falconmoor House IRC: minutes of the panel": "Centre 1: minutes of the panel",
    # an article with a capital goes with the name
    "Her doctor was of The Brewhouse Surgery, and rang.": "Her doctor was of Surgery X2, and rang.",
}


def test_what_a_draft_names_in_passing() -> None:
    read = case(*LISTED).read(*AFTER)
    assert read.texts == tuple(after or before for before, after in AFTER.items())


STAYS = (
    "A cot came by Little Village. It goes through Trussell now, with Hourglass.",
    "Tests. Chlamydia NAAT positive, Gonorrhoea negative.",
    "Shabbat Shalom! Eid Mubarak all. Chag Sameach. Happy Newroz.",
    "His wife is in Erbil.",
    "Aids fitted, Phonak. Before it was Oticon; an Invacare chair and a Nutricia feed.",
    "The Shaw report said so. See the Lampard Inquiry, rec. 11, and Shaw.",
    "After the Mubarek Inquiry much changed, and since Shaw, too.",
    "Intel went in as a log.",
)


def test_what_everybody_knows_stays() -> None:
    read = case(*LISTED).read(*STAYS)
    assert read.texts == STAYS


def test_a_reviewer_s_namesake_goes() -> None:
    read = case(*LISTED).read("She wrote the report, and Shaw rang the ward.", "I asked Shaw twice.")
    assert "Shaw" not in read.text
