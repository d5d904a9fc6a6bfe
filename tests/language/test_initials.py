"""The letters by which somebody may be written, and the names that hang on them."""

from __future__ import annotations

import pytest

from redactor.language.names import initials_of, parse_name, with_surname


@pytest.mark.parametrize(
    ("given", "middles", "surname", "wanted"),
    [
        ("Tilly", "", "Varnham", "TV"),
        ("Tilly", "Rose", "Varnham", "TV TRV"),
        ("Tilly", "Rose May", "Varnham", "TV TRV TMV TRMV"),
        ("Tilly", "", "Varnham-Oke", "TV TVO"),
        ("Tilly", "", "Varnham Oke", "TV TVO"),
        ("Ewan", "", "McTavish", "EM EMcT EMT McT"),
        ("Ewan", "", "mctavish", "EM EMcT EMT McT"),
        ("Ewan", "", "MacTavish", "EM EMacT MacT"),
        ("Ewan", "", "Mackie", "EM"),
        ("Siân", "", "O’Dell", "SO SO'D SOD O'D"),
        ("Jean-Luc", "", "Varnham", "JL JV JLV"),
        ("Inês", "", "De Brito", "IB ID IDB"),
        ("", "", "Varnham", ""),
        ("Tilly", "", "", ""),
    ],
)
def test_initials(given: str, middles: str, surname: str, wanted: str) -> None:
    found = initials_of(tuple(given.split()), tuple(middles.split()), surname)
    assert found == set(wanted.split())


@pytest.mark.parametrize(
    ("text", "given", "surname"),
    [
        ("Ms De Brito", (), "De Brito"),
        ("Inês De Brito", ("Inês",), "De Brito"),
        ("Mr Van Hoorn", (), "Van Hoorn"),
        ("De Brito", (), "De Brito"),
        ("Al Varnham", ("Al",), "Varnham"),
    ],
)
def test_particles_with_a_capital(text: str, given: tuple[str, ...], surname: str) -> None:
    name = parse_name(text)
    assert (name.given, name.surname) == (given, surname)


def test_what_somebody_is_called_goes_with_the_surname() -> None:
    assert with_surname("Margaret Varnham", ["Peggy", "Varnham", "Mum's friend", "MV"]) == ["Peggy Varnham"]
