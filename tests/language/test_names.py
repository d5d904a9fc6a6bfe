from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redactor.language.names import Name, is_nickname, is_short_form, near, parse_name, same
from tests.detection.tables import rows


@pytest.mark.parametrize(
    ("text", "name"),
    rows(
        "names taken apart",
        ("Mrs Jane Gallivan", Name(titles=("mrs",), given=("Jane",), surname="Gallivan")),
        ("Jane Gallivan", Name(given=("Jane",), surname="Gallivan")),
        ("Jane Enid Gallivan", Name(given=("Jane", "Enid"), surname="Gallivan")),
        ("jane gallivan", Name(given=("jane",), surname="gallivan")),
        ("Jane Gallivan's", Name(given=("Jane",), surname="Gallivan")),
        ("Gallivan, Jane", Name(given=("Jane",), surname="Gallivan")),
        ("GALLIVAN, Jane", Name(given=("Jane",), surname="GALLIVAN")),
        ("GALLIVAN Jane", Name(given=("Jane",), surname="GALLIVAN")),
        ("Gallivan-Lynch, Mary Enid", Name(given=("Mary", "Enid"), surname="Gallivan-Lynch")),
        ("Gallivan, Mrs J", Name(titles=("mrs",), initials=("J",), surname="Gallivan")),
        ("Gallivan, J. A.", Name(initials=("J", "A"), surname="Gallivan")),
        ("J. Gallivan", Name(initials=("J",), surname="Gallivan")),
        ("J A Gallivan", Name(initials=("J", "A"), surname="Gallivan")),
        ("K.J.", Name(initials=("K", "J"))),
        # one word and one letter: nobody knows which is which
        ("Gallivan J", Name(word="Gallivan", trailing_initial="J")),
        ("Jane", Name(word="Jane")),
        # after a courtesy title or a rank it is a surname; after a word of kinship or of office it may be either
        ("Mrs Gallivan", Name(titles=("mrs",), surname="Gallivan")),
        ("Auntie Blessing", Name(titles=("auntie",), word="Blessing")),
        ("Nurse Odukoya", Name(titles=("nurse",), word="Odukoya")),
        ("Dr. Emeka Nnadi", Name(titles=("dr",), given=("Emeka",), surname="Nnadi")),
        # the police
        ("PC 4417 Asamoah", Name(titles=("pc",), number="4417", surname="Asamoah")),
        ("PC Asamoah 4417", Name(titles=("pc",), number="4417", surname="Asamoah")),
        ("PC 4417", Name(titles=("pc",), number="4417")),
        ("DC4418 Asamoah", Name(titles=("dc",), number="4418", surname="Asamoah")),
        # particles, patronyms, two-part surnames
        ("van der Velde", Name(surname="van der Velde")),
        ("Mrs van der Velde", Name(titles=("mrs",), surname="van der Velde")),
        ("Jan van der Velde", Name(given=("Jan",), surname="van der Velde")),
        ("Siti binti Rahman", Name(given=("Siti",), surname="binti Rahman")),
        ("Llinos ap Gruffydd", Name(given=("Llinos",), surname="ap Gruffydd")),
        ("St John, Peter", Name(given=("Peter",), surname="St John")),
        ("Mary-Jane O'Hara", Name(given=("Mary-Jane",), surname="O'Hara")),
        # another name is another name
        ("Jane Gallivan née Pask", Name(given=("Jane",), surname="Gallivan")),
        ("Jane Gallivan aka Janey", Name(given=("Jane",), surname="Gallivan")),
        ("Mrs", Name(titles=("mrs",))),
        ("", Name()),
    ),
)
def test_a_name_taken_apart(text: str, name: Name) -> None:
    assert parse_name(text) == name


def test_a_role_s_abbreviation_counts_as_a_title_where_it_is_known() -> None:
    assert parse_name("SW Okonjo", frozenset(["SW"])) == Name(titles=("sw",), surname="Okonjo")
    assert "sw" not in parse_name("SW Okonjo").titles


@pytest.mark.parametrize(
    ("text", "gender"),
    [("Mrs Asamoah", "f"), ("Mr Asamoah", "m"), ("Dr Asamoah", ""), ("Uncle Kofi", "m"), ("Asamoah", "")],
)
def test_the_gender_of_a_title(text: str, gender: str) -> None:
    assert parse_name(text).gender == gender


@given(st.text(max_size=40))
def test_any_text_can_be_taken_apart(text: str) -> None:
    name = parse_name(text)
    for part in (*name.given, *name.initials, *name.surname.split(), *name.word.split()):
        assert part in text


@pytest.mark.parametrize(
    ("short", "full"),
    rows(
        "short forms",
        ("Ted", "Edward"),
        ("Betty", "Elizabeth"),
        ("Benny", "Benjamin"),
        ("Kay", "Kayleigh"),
        ("Tash", "Natasha"),
        ("Ferg", "Fergal"),
        ("Seun", "Oluwaseun"),
        ("Rosie", "Rose"),
        ("Jimmy", "Jim"),
        ("Ty", "Tyler"),
        ("Mo", "Mohammed"),
        ("Bel", "Isabel"),
    ),
)
def test_short_forms(short: str, full: str) -> None:
    assert is_short_form(short, full)
    assert is_short_form(full, short)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Jan", "Jon"), ("Mark", "Martin"), ("Ali", "Alec"), ("Jane", "Jane"), ("Kim", "Tim"), ("Ewelina", "Emmeline")],
)
def test_two_names_are_two(one: str, other: str) -> None:
    assert not is_short_form(one, other)
    assert not is_nickname(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Marsh", "Marsch"),
        ("Tyler", "Tylor"),
        ("Ackroyd", "Ackryod"),
        ("Ackroyd", "Acroyd"),
        ("Mason", "Mayson"),
        ("Rukhsana", "Rukshana"),
        ("Christopher", "Kristopher"),
        ("Choudhury", "Chowdhury"),
        ("Oluwaseun", "Oluwasuen"),
    ],
)
def test_a_slip_of_the_pen(one: str, other: str) -> None:
    assert near(one, other)
    assert near(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    rows(
        "what is no slip",
        ("Jan", "Jon"),
        ("Polly", "Molly"),
        ("Amira", "Arima"),
        ("Ackroyd", "Ackroyd"),
        ("ACKROYD", "Ackroyd"),
        ("Zoe", "Zoë"),
        ("Fergal", "Fergus"),
        ("Hill", "Hall"),
        ("Hale", "Hall"),
    ),
)
def test_what_is_no_slip(one: str, other: str) -> None:
    assert not near(one, other)
    assert not near(other, one)


@given(st.text(alphabet="abcdeéño", max_size=10), st.text(alphabet="abcdeéño", max_size=10))
def test_likeness_is_mutual(one: str, other: str) -> None:
    assert near(one, other) == near(other, one)
    assert is_short_form(one, other) == is_short_form(other, one)
    assert same(one, other) == same(other, one)


@pytest.mark.parametrize(
    ("one", "other", "equal"),
    [
        ("O'Hara", "OHARA", True),
        ("O’Hara", "o'hara", True),
        ("Zoë", "zoe", True),
        ("Anozie-Ude", "Anozie Ude", True),
        ("Jabłoński", "Jablonski", True),
        ("Jabłoński", "Jabłońska", False),
    ],
)
def test_the_same_name_written_differently(one: str, other: str, equal: bool) -> None:
    assert same(one, other) is equal


def test_words_after_a_name_are_no_part_of_it() -> None:
    assert parse_name("Mr Orrell jnr").surname == "Orrell"
    assert (parse_name("Durrani Sahib").titles, parse_name("Durrani Sahib").surname) == (("mr",), "Durrani")
    assert (parse_name("Okafor GR").surname, parse_name("Okafor GR").initials) == ("Okafor", ("G", "R"))
