"""Twins by a number and the mother's surname, as a neonatal ward labels them."""

from __future__ import annotations

from tests.identities.cases import case

TWINS = case(
    "Baby K2 | subject | Dilan Polatan | Twin 2 Aydanur | Subject",
    "Baby K1 | family | Evin Polatan | Twin 1 Aydanur | Twin brother",
    "Mother K | family | Zehra Aydanur | | Mother",
)


def test_each_of_the_twins() -> None:
    read = TWINS.read(
        "Twin 1 Aydanur off CPAP. AYDANUR Twin 2 CPAP. Baby Aydanur 1 and Baby Aydanur 2 are labelled so."
    )
    assert read.text == "Baby K1 off CPAP. Baby K2 CPAP. Baby K1 and Baby K2 are labelled so."


def test_their_mother_and_a_number_of_nobodys() -> None:
    assert TWINS.read("Ms Aydanur rang. Twin 1 ate.").text == "Mother K rang. Twin 1 ate."
