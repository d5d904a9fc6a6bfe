"""Names that hold others' names: half of a hyphened first name, senior and junior, the family name first, letters behind."""

from __future__ import annotations

import pytest

from tests.identities.cases import case

FAMILY = case(
    "C1 | subject | Tilly Varnham | | Subject | | 2016-06-21",
    "C2 | family | Dora-May Varnham | | Sister | | 2012-09-15",
    "C3 | family | Paul Varnham | Paulino | Brother | | 2018-12-30",
    "M1 | family | Dora Varnham | | Mother",
    "F1 | family | Paul Patrick Varnham | Paulie | Father",
    "GF1 | family | Paul Varnham Senior | | Paternal grandfather",
    "Pupil A | associate | Zheng Xiaolan | | Friend",
    "Parent 1 | associate | Deng Lihong | | Friend's mother",
    "Adult 3 | associate | Lee Scoveld | | Lodger",
    "Male 1 | associate | Caiden Croft | | Associate",
    "TEA1 | professional | Noel Easter | | Form tutor",
    "GP1 | professional | Farrah Dirie | | General Practitioner",
)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        # Dora is the mother, also where the drafts write Dora-May in two words
        ("Dora rang. Dora May came. Dora-May wept.", "M1 rang. C2 came. C2 wept."),
        # the list calls one of three Pauls senior; nobody is his own father
        ("The police had him as Paul Varnham snr.", "The police had him as GF1."),
        ("Paul Patrick Varnham is on remand. His father Paul rang.", "F1 is on remand. His father GF1 rang."),
        # the family's name first, and a woman of respect
        (
            "Madam Deng came with Xiaolan. Lihong wept. Lee left.",
            "Parent 1 came with Pupil A. Parent 1 wept. Adult 3 left.",
        ),
        # a letter before a surname that is a word, letters behind one
        ("Seen by N. Easter on Monday.", "Seen by TEA1 on Monday."),
        ('Entered as "Dirie, F A" there.', 'Entered as "GP1" there.'),
        # the feast is nobody's surname
        ("Mr Easter saw her before Easter 2018.", "TEA1 saw her before Easter 2018."),
        # what is said in capitals to the reader is no first name
        ("READ Noel's note. NOT Lihong. ASK Xiaolan.", "READ TEA1's note. NOT Parent 1. ASK Pupil A."),
        ("She died on Ward Elwy in May.", "She died on Place X1 in May."),
    ],
)
def test_who_it_is(text: str, read: str) -> None:
    assert FAMILY.read(text).text == read


def test_a_pupil_is_no_mrs() -> None:
    assert all(d.code != "Pupil A" or d.doubtful for d in FAMILY.read("Mrs Zheng was out.").resolved.decisions)


def test_a_name_in_another_spelling_of_its_vowels_is_asked_about() -> None:
    (found,) = FAMILY.read("He named Cayden Croft.").resolved.decisions
    assert (found.code, found.doubtful) == ("Male 1", True)


@pytest.mark.parametrize(
    ("text", "birth"),
    [
        ("Dora Varnham (was Sweetman), 02.05.1993", "02.05.1993"),
        ("Her husband Jim (James Patrick Low), 17/3/91. Ribs.", "17/3/91"),
        ("The husband is Paul Low (James Patrick Low), 17/3/91. Ribs.", "17/3/91"),
        ("Letter from Jane Dow, 12/03/2018.", ""),
        ("On Mon, Feb 3, 2025 she wrote.", ""),
    ],
)
def test_a_date_behind_a_name_and_its_other_name_is_a_birth(text: str, birth: str) -> None:
    found = [d.mention.text for d in FAMILY.read(text).resolved.decisions if d.mention.kind.value == "date of birth"]
    assert found == ([birth] if birth else [])
