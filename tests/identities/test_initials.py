"""Initials in every form lead to the person whose they are."""

from __future__ import annotations

import pytest

from tests.identities.cases import case

LISTED = case(
    "Child 1 | subject | Tilly Rose Varnham-Oke",
    "HV1 | professional | Ewan McTavish | | Health Visitor",
    "SW1 | professional | Sioned O'Dell | | Social Worker",
    "MGM | family | Margaret Quillby | Peggy | Maternal grandmother",
)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Minute: TVO discussed, no change.", "Minute: Child 1 discussed, no change."),
        ("Review of TRVO, page 2", "Review of Child 1, page 2"),
        ("EMcT weighed her.", "HV1 weighed her."),
        ("SO'D rang at noon.", "SW1 rang at noon."),
        ("PQ has her at weekends.", "MGM has her at weekends."),
    ],
)
def test_initials_in_prose(text: str, wanted: str) -> None:
    assert LISTED.read("Tilly Varnham-Oke moved school in March.", text).texts[1] == wanted


def test_initials_in_a_column() -> None:
    read = LISTED.read([["Date", "Entry", "Init"], ["7/5", "Weighed, 4.1 kg.", "EMcT"], ["9/5", "No reply.", "SOD"]])
    assert (read.texts[5], read.texts[8]) == ("HV1", "SW1")


def test_letters_of_nobody_who_is_named_get_a_code_of_their_own() -> None:
    read = LISTED.read([["Date", "Entry", "Sign"], ["7/5", "Weighed.", "QB"]], "QB told the mother.")
    assert (read.texts[5], read.texts[6]) == ("Person 1", "Person 1 told the mother.")


def test_letters_that_the_draft_explains() -> None:
    read = LISTED.read("KA – Keturah Obi, student. P = Peggy. B = MGM.", "KA and P came. Told B to wait. B upset.")
    assert read.texts[1] == "Person 1 and MGM came. Told MGM to wait. MGM upset."


def test_one_letter_of_a_listed_person_is_to_be_looked_at() -> None:
    read = LISTED.read("Tilly in clinic. T tired. Told E to weigh her.")
    assert read.text == "Child 1 in clinic. Child 1 tired. Told HV1 to weigh her."
    assert [(d.rule, d.doubtful) for d in read.resolved.decisions][1:] == [("letter", True)] * 2


def test_a_letter_that_two_begin_with_is_never_put_in_silence() -> None:
    read = case("Child 1 | subject | Tilly Varnham", "Child 2 | family | Toby Varnham").read("Told T to wait.")
    assert all(d.candidates or d.doubtful for d in read.resolved.decisions)


def test_an_alias_that_is_an_abbreviation_too_is_told_by_its_place() -> None:
    listed = case("MW1 | professional | Xenia Brewell | CP | Midwife")
    read = listed.read("CP plan agreed; a CP conference was held.", "The form was signed by CP.", [["Sign"], ["CP"]])
    assert read.texts[:2] == ("CP plan agreed; a CP conference was held.", "The form was signed by MW1.")
    assert read.texts[3] == "MW1"


def test_letters_that_two_drafts_explain_differently_are_nobodys_by_that() -> None:
    read = LISTED.read("QX = Quinta Bexley.", "QX = Norah Ogunbiyi.", "QX told the nurse.")
    first, second = (
        next(d.code for d in read.resolved.decisions if d.mention.text == n)
        for n in ("Quinta Bexley", "Norah Ogunbiyi")
    )
    last = read.resolved.decisions[-1]
    assert last.mention.text == "QX" and last.mention.passage == 2
    assert last.code not in (first, second) or last.doubtful


def test_letters_of_two_are_told_apart_by_the_mark_in_brackets() -> None:
    read = LISTED.read(
        [
            ["Initials", "Name", "Agency"],
            ["TK (P)", "DS Tobin Kettle", "Police"],
            ["TK (H)", "Thirza Knapton", "Health visitor"],
        ],
        "1. TK (H) saw her at home.",
        "2. TK(P) to ask for bail. TK (H) to refer.",
    )
    police, health = read.texts[4], read.texts[7]
    assert police != health
    assert read.texts[9:] == (
        f"1. {health} (H) saw her at home.",
        f"2. {police}(P) to ask for bail. {health} (H) to refer.",
    )
