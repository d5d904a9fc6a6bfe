"""Who is called otherwise by whoever writes: letters of a notebook, "Uncle", a name given to a helpline, a name of before."""

from __future__ import annotations

import pytest

from tests.identities.cases import case

PEOPLE = case(
    "Child 1|subject|Ellie-Rae Hepton||Subject",
    "Mr B|family|Desmond Hepton||Brother of Child 1's father",
    "Mrs C|family|Joyce Varnham||Maternal aunt",
    "DN1|professional|Paula Mellor||District Nurse",
    "GP1|professional|Dr Norman Leyburn||General Practitioner",
)


@pytest.mark.parametrize(
    ("draft", "after"),
    [
        # letters of listed people, though other letters mean something, too
        ("T/C Dr Leyburn. NL has known them all his life.", "T/C GP1. GP1 has known them all his life."),
        ("20 Apr 2022. PM. Seen. Weight loss.", "20 Apr 2022. PM. Seen. Weight loss."),
        ("20 Apr 2022 home visit. DH. Asleep on the sofa.", "20 Apr 2022 home visit. Mr B. Asleep on the sofa."),
        ("3 April. ER had bath. Sang.", "3 April. Child 1 had bath. Sang."),
        ("21/04 1:1 JV. In the art room.", "21/04 1:1 Mrs C. In the art room."),
        ("Desmond Hepton (DH) and me. DH was told that he could stop.", "Mr B (Mr B) and me. Mr B was told that he could stop."),
        ("PRN lorazepam at 19:00, JV and NL signed.", "PRN lorazepam at 19:00, Mrs C and GP1 signed."),
        ("Please nobody reply. JV, Director of Care", "Please nobody reply. Mrs C, Director of Care"),
        ("She was found by JV at ten.", "She was found by Mrs C at ten."),
        # whoever speaks has uncles of their own
        ('"I told them it were Uncle Des."', '"I told them it were Uncle Mr B."'),
        # names given, taken back, of before
        ("She called herself Sonia for two calls and Joyce after.", "She called herself Mrs C for two calls and Mrs C after."),
        ("Joyce left (she was Mrs Pinnock on our system until 2020).", "Mrs C left (she was Mrs C on our system until 2020)."),
        ("Ellie-Rae (4, Rae-Rae to her brother) slept.", "Child 1 (4, Child 1 to her brother) slept."),
        # no title: the end of a sentence
        ("He would ring dad. Mr Hepton did not object.", "He would ring dad. Mr B did not object."),
    ],
)  # fmt: skip
def test_called_otherwise(draft: str, after: str) -> None:
    assert PEOPLE.read(draft).text == after


@pytest.mark.parametrize(
    "draft", ["He was seen in DH and sent home.", "The DH meeting was on Monday.", "Moved to DH on Friday, via JV."]
)
def test_letters_of_a_place_or_a_thing_are_nobodys(draft: str) -> None:
    assert "Mr B" not in PEOPLE.read(draft).text


def test_two_workers_one_after_the_other_are_two() -> None:
    text = PEOPLE.read("She spoke to Sonia for the first two calls and Joyce after.").text
    assert text == "She spoke to Person 1 for the first two calls and Mrs C after."


def test_a_tool_in_capitals_stays_and_a_woman_of_that_name_goes() -> None:
    assert PEOPLE.read("The SARA was done. Then Sara rang, and Sara's mother.").text == (
        "The SARA was done. Then Person 1 rang, and Person 1's mother."
    )


def test_whoever_goes_by_her_fathers_name_is_known_by_its_letter() -> None:
    read = case("Adult A|subject|Kwame Boadu Mensimah||Subject").read("Pick up, high risk, Kwame B, at home.")
    assert read.text == "Pick up, high risk, Adult A, at home."


def test_a_wife_by_her_husbands_name_is_not_her_husband() -> None:
    read = case("Mr A|family|István Halmos||Father", "Mrs A|family|Ilona Halmos||Mother").read(
        "He asked for Halmos Istvánné."
    )
    assert "Mr A" not in read.text


def test_a_name_that_they_called_him_is_his() -> None:
    assert (
        PEOPLE.read('"Desmond. Dezzo, they called him." He was 23.').text == '"Mr B. Mr B, they called him." He was 23.'
    )


def test_somebody_elses_aunt_is_who_others_call_by_her_name() -> None:
    read = PEOPLE.read("Auntie Peg was in the doorway.", "Dinner with Peg and a dog.", "Peg says that he slept.")
    assert (
        read.text
        == "Auntie Person 1 was in the doorway.\nDinner with Person 1 and a dog.\nPerson 1 says that he slept."
    )


def test_letters_before_the_surname_are_no_office() -> None:
    read = case("Child 2|subject|Laura-Rose Hepton||Subject").read(
        "Review of LR Hepton.", "3 April. LR had bath. Sang."
    )
    assert read.text.endswith("3 April. Child 2 had bath. Sang.")


GRAND = case(
    "Child 1|subject|Alice Maud Haldane||Subject",
    "Ms A|family|Jenna Corvedale||Mother",
    "Mrs D|family|Rosalind Corvedale||Maternal grandmother",
    "Ms G|family|Gloria Pinnock||Aunt",
    "Adult K|associate|Kenny Loomer||Lodger",
    "NUR1|professional|Oluwatoyosi Adaka||Nurse",
    "Mr N|family|Nazir Afzal Durrani||Cousin",
)


@pytest.mark.parametrize(
    ("draft", "after"),
    [
        ("Mother was out. Left message with her mum, Mrs Corvedale.", "Mother was out. Left message with her mum, Mrs D."),
        ("GP letter? GP: none. AB = Ann Bose. CD = Cora Dell.", "GP letter? GP: none. Person 1 = Person 1. Person 2 = Person 2."),
        ("Osi Adaka saw him, and O Adaka signed.", "NUR1 saw him, and NUR1 signed."),
        ("I am Alice. Call me Alice or Ace. Ace sleeps.", "I am Child 1. Call me Child 1 or Child 1. Child 1 sleeps."),
        ("Joyce, sister came at two. Have you seen Gloria?", "Person 1, sister came at two. Have you seen Ms G?"),
        ("Gloria, sister came at two.", "Ms G, sister came at two."),
        ("A cousin rang, Nasir Afzal.", "A cousin rang, Mr N."),
        ("Salma apa, who is nineteen, came. Salma Khanam shook.", "Person 1, who is nineteen, came. Person 1 shook."),
        ("From the mosque, Qari Yusuf Karim wrote. Qari Yusuf is well.", "From the mosque, Person 1 wrote. Person 1 is well."),
    ],
)  # fmt: skip
def test_called_otherwise_again(draft: str, after: str) -> None:
    assert GRAND.read(draft).text == after


def test_the_same_consonants_are_asked_about_with_all_that_follows() -> None:
    decided = GRAND.read("Kenneth Lomar was his lodger. Mr Lomar left. Kenny Loomer did.").resolved.decisions
    assert [(d.code, d.doubtful) for d in decided] == [("Adult K", True), ("Adult K", True), ("Adult K", False)]
