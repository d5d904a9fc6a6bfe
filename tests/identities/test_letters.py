"""People whom a draft names by letters get one code throughout, and their full name's where there is one."""

from __future__ import annotations

from tests.identities.cases import case


def test_the_same_letters_are_the_same_person() -> None:
    read = case("Child 1 | subject | Tilly Varnham").read("Mrs G. rang about Tilly. Mrs G.'s car was there. W.K. rang.")
    assert read.text == "Person 1 rang about Child 1. Person 1's car was there. Person 2 rang."


def test_letters_are_those_of_somebody_who_is_named() -> None:
    read = case("Child 1 | subject | Tilly Varnham").read("Wilma Kestrel rang about Tilly. Later W.K. called again.")
    assert read.text == "Person 1 rang about Child 1. Later Person 1 called again."


def test_a_letter_after_a_relative() -> None:
    read = case("Child 1 | subject | Tilly Varnham").read("Her cousin K., aged nine, was seen. Then K. went home.")
    assert read.text == "Her cousin Person 1, aged nine, was seen. Then Person 1 went home."


def test_letters_behind_a_surname_are_no_surname() -> None:
    read = case("Child 1 | subject | Tilly Varnham").read("Ms Jane Okumu KC rang. Jane Okumu left; Ms Okumu rang.")
    assert read.text == "Person 1 rang. Person 1 left; Person 1 rang."
