"""Names as records, interviews and registers write them: what stands before them, another surname that kinship explains."""

from __future__ import annotations

import pytest

from tests.identities.cases import case

PEOPLE = case(
    "Adult R|subject|Rosalind Marie Dankworth||Subject",
    "R-Husband|family|Ingmar Sorley||Husband",
    "R-Mother|family|Winifred Dankworth-Tilling||Mother",
    "R-Brother|family|Torquil Dankworth||Brother",
    "Child 2|family|Ottoline Sorley||Daughter",
    "PARA1|professional|Gideon Trubshaw||Paramedic",
)


@pytest.mark.parametrize(
    ("draft", "after"),
    [
        ("Pt Rosalind DANKWORTH seen. Rosalind calm.", "Pt Adult R seen. Adult R calm."),
        ("Husb Ingmar rang.", "Husb R-Husband rang."),
        ("Hiya Winifred will pop by.", "Hiya R-Mother will pop by."),
        ("Rosalind G2P1, well. Rosalind slept.", "Adult R G2P1, well. Adult R slept."),
        ("Crew TRUBSHAW G (att).", "Crew PARA1 (att)."),
        ("Q. Who is older? A. Ingmar, by a year.", "Q. Who is older? A. R-Husband, by a year."),
        ("Voters: SORLEY INGMAR, SORLEY ROSALIND", "Voters: R-Husband, Adult R"),
        ("Gave her name as Roz Sorley.", "Gave her name as Adult R."),
        ("Dear Mr Sorley I am her nan.", "Dear R-Husband I am her nan."),
        ("05/04 to R: Hi, its me. 06/04 from R: soz", "05/04 to Adult R: Hi, its me. 06/04 from Adult R: soz"),
        ("gtrubshaw: called, no answer", "PARA1: called, no answer"),
        ("A letter to Mrs Dankworth Tilling came back.", "A letter to R-Mother came back."),
    ],
)
def test_read(draft: str, after: str) -> None:
    assert PEOPLE.read(draft).text == after


def test_half_of_a_double_name_is_no_first_name_of_hers() -> None:
    text = PEOPLE.read("Mrs Dankworth Tilling rang.", [["Resident", "Note"], ["DANKWORTH", "seen"]]).text
    assert text.splitlines()[-2] == "[unresolved]"
