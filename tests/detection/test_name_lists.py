"""First names in a list vouch for each other; places, languages, months and headings do not become people."""

from __future__ import annotations

import pytest

from redactor.detection.recognisers.base import bare_look
from redactor.detection.recognisers.name_lists import NameLists
from tests.detection.marked import check, detected, passage
from tests.detection.tables import rows

LISTS = rows(
    "lists of names",
    "«Jean», «Eilidh» and «Fraser» were all present.",
    "Home visit. «Oliver», «Hope» and «June» were seen, all asleep.",
    "The children, «Ewelina», «Rain», «Star» and «Autumn», were asleep.",
    "She speaks English, Urdu and Polish.",
    "Reviews were held in April, May and June.",
    "The policy covers Health, Education and Housing.",
)


@pytest.mark.parametrize("marked", LISTS)
def test_lists(marked: str) -> None:
    check(marked)


@pytest.mark.parametrize(
    "text",
    [
        "He lived in Lincoln, Chelsea and Preston.",
        "Faith, Hope and Charity were said to be virtues.",
        "Monday, Tuesday and Sunday",
        "She saw Jean, Eilidh Fraser and Hope House.",
        "JEAN, EILIDH AND FRASER",
        "Jean and Fraser",
    ],
)
def test_what_is_no_list_of_names(text: str) -> None:
    assert list(NameLists().find(bare_look(text))) == []


def found(*texts: str, heading: str = "") -> list[list[str]]:
    """The people found in each passage of one draft, the heading's first."""
    passages = [passage(heading, number=1, heading=1)] if heading else []
    passages += [passage(text, number=n) for n, text in enumerate(texts, 2)]
    return [[m.text for m in d.mentions if m.kind == "person"] for d in detected(passages)]


def test_a_heading_in_small_letters_names_who_is_known() -> None:
    assert found("Ms Grace Okumu rang.", heading="Contact with Grace before the move")[0] == ["Grace"]
    assert found("Ms Grace Okumu rang.", heading="A Fall from Grace")[0] == []


def test_what_is_due_is_due_to_somebody() -> None:
    assert found("Mr Banks rang.", "Banks to be interviewed.")[1] == ["Banks"]
    assert found("Mr Price rang.", "Price to be agreed.")[1] == []


@pytest.mark.parametrize("words", ["Tina Church", "Deborah Street", "TINA CHURCH"])
def test_a_surname_that_is_also_a_kind_of_place(words: str) -> None:
    first, last = words.title().split()
    assert found(f"Subject: {last.upper()}, {first}.", f"We spoke to {words} at home.")[1] == [words]
    kinds = {m.kind for d in detected([passage(f"We met at 12 {words.title()}, Stourbeck.")]) for m in d.mentions}
    assert "person" not in kinds


def test_particles_go_with_a_known_surname() -> None:
    texts = (
        "João dos Anjos and Yusra al-Sayegh came.",
        "They met dos Anjos there, and Y. al-Sayegh.",
        "He met dos there.",
    )
    assert found(*texts)[1:] == [["dos Anjos", "Y. al-Sayegh"], []]


def test_a_known_woman_called_may_is_no_month() -> None:
    assert found("Ms May Okumu rang.", "A call was made by May Okumu.", "On 3 May Okumu left.")[1:] == [
        ["May Okumu"],
        ["Okumu"],
    ]


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("A. Criminal proceedings against the father", []),
        ("B. Trial", []),
        ("B. Hill attended the meeting", ["B. Hill"]),
        ("The Chancellor of Justice wrote.", []),
    ],
)
def test_numbered_headings_and_offices(text: str, people: list[str]) -> None:
    assert found(text) == [people]
