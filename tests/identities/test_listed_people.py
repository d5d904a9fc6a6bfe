"""Listed people in every form that drafts give their names."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.identities.cases import case
from tests.identities.family import FAMILY, LISTED
from tests.known_faults import rows

ONE_PERSON = (
    # full, first, last
    ("Tilly Varnham was seen.", "Child 1 was seen."),
    ("Tilly was seen.", "Child 1 was seen."),
    ("Hepton was absent.", "SW1 was absent."),
    ("TILLY VARNHAM was seen.", "Child 1 was seen."),
    ("Glenda Jane Varnham signed.", "Mrs A signed."),
    ("the text message read: tilly is home now", "the text message read: Child 1 is home now"),
    # surname first, initials
    ("Varnham, Tilly", "Child 1"),
    ("VARNHAM Tilly", "Child 1"),
    ("Seen: Varnham, T.", "Seen: Child 1."),
    ("Varnham T was seen.", "Child 1 was seen."),
    ("T Varnham and B. Varnham were seen.", "Child 1 and Child 2 were seen."),
    ("Visit by I Hepton.", "Visit by SW1."),
    ("T.V. ate and B.V. slept.", "Child 1 ate and Child 2 slept."),
    ("The TV was on all day.", "The TV was on all day."),
    # possessives
    ("Tilly's coat", "Child 1's coat"),
    ("Tilly’s coat", "Child 1’s coat"),
    ("Tilly Varnham's coat and Ms Hepton's note", "Child 1's coat and SW1's note"),
    # titles
    ("Mrs Varnham rang.", "Mrs A rang."),
    ("Mr Varnham rang.", "Mr A rang."),
    ("Ms Hepton rang.", "SW1 rang."),
    ("Dr Mahmoodi wrote.", "GP1 wrote."),
    ("Dr. F. Mahmoodi wrote.", "GP1 wrote."),
    ("Doctor Mahmoodi wrote.", "GP1 wrote."),
    ("SW Hepton visited.", "SW1 visited."),
    ("SW Imogen Hepton visited.", "SW1 visited."),
    ("Ms H visited.", "SW1 visited."),
    ("Social worker Imogen Hepton visited.", "Social worker SW1 visited."),
    # nicknames, near spellings
    ("Til was tired.", "Child 1 was tired."),
    ("Tillie was tired.", "Child 1 was tired."),
    ("Tily Varnham was tired.", "Child 1 was tired."),
    ("Barney was tired.", "Child 2 was tired."),
    ("Glenda Vernham signed.", "Mrs A signed."),
    ("Ms Hepten signed.", "SW1 signed."),
    ("Dr Mahmoudi wrote.", "GP1 wrote."),
    # a code that repeats the name before or after it
    ("Child 1 (Tilly) was seen.", "Child 1 was seen."),
    ("Child 1 (Tilly Varnham) was seen.", "Child 1 was seen."),
    ("Child 1 Tilly was seen.", "Child 1 was seen."),
    ("Child 1 (Tilly) and Child 2 (Barnaby)", "Child 1 and Child 2"),
    ("Child 1 saw Child 2 (Tilly)", "Child 1 saw Child 2 (Child 1)"),
    ("Child 1's (Tilly's) coat", "Child 1's (Child 1's) coat"),
    ("They lived at Address A (14 Teasel Road).", "They lived at Address A."),
    ("Tilly (Child 1) was seen.", "Child 1 was seen."),
    ("It was Child 1. Tilly cried.", "It was Child 1. Child 1 cried."),
)


@pytest.mark.parametrize(("draft", "wanted"), rows(ONE_PERSON))
def test_a_name_in_any_form_is_its_code(draft: str, wanted: str) -> None:
    assert FAMILY.read(draft).text == wanted


BEFORE_AND_AFTER = (
    ("Mrs Glenda Varnham (née Thackwell) rang. Glenda Thackwell wrote.", {"Mrs A"}),
    ("Glenda Varnham, now Mrs Lumb, rang. Mrs Lumb wrote. Glenda Lumb left.", {"Mrs A"}),
    ("Tilly Varnham, known as Button, was seen. Button cried.", {"Child 1"}),
    ("Kelvin Varnham, also known as Kelvin Scaife, left. Mr Scaife came back.", {"Mr A"}),
    ("Tilly Varnham-Thackwell fell.", {"Child 1"}),
)


@pytest.mark.parametrize(("draft", "codes"), rows(BEFORE_AND_AFTER))
def test_other_names_of_one_person_are_one_code(draft: str, codes: set[str]) -> None:
    read = FAMILY.read(draft)
    assert {d.code for d in read.resolved.decisions} == codes, read.text


ALIASES = (
    ("Zuzu fell.", "Child 1 fell."),
    ("Aunt Flick came.", "Aunt MA came."),
    ("Felicity Marden wrote. Ms Crouch wrote.", "MA wrote. MA wrote."),
)


@pytest.mark.parametrize(("draft", "wanted"), rows(ALIASES))
def test_listed_aliases(draft: str, wanted: str) -> None:
    listed = case(
        "Child 1 | subject | Suzanna Marden | Zuzu; Zana | Subject",
        "MA | family | Felicity Marden | Flick; Felicity Crouch | Maternal aunt",
    )
    assert listed.read(draft).text == wanted


NORTH = (
    ("Mr Nowicki and Mrs Nowicka came.", "Mr A and Mrs A came."),
    ("Mr and Mrs Nowicki came.", "Mr A and Mrs A came."),
    ("Mrs Nowicki rang.", "Mrs A rang."),
    ("Magda Nowicki was seen.", "Child 1 was seen."),
    ("Nowicki, Tomasz", "Mr A"),
)


@pytest.mark.parametrize(("draft", "wanted"), rows(NORTH))
def test_surnames_that_change_with_sex(draft: str, wanted: str) -> None:
    listed = case(
        "Child 1 | subject | Magda Nowicka | | Subject",
        "Mr A | family | Tomasz Nowicki | | Father",
        "Mrs A | family | Ewa Nowicka | | Mother",
    )
    assert listed.read(draft).text == wanted


TITLES_AND_FIRST_NAMES = (
    ("Ms Leeming rang.", "Jan Leeming", "SW1 rang."),
    ("Mr Leeming rang.", "Jan Leeming", "SW1 rang."),
    ("Mr Thornber rang.", "Robin Thornber", "SW1 rang."),
    ("Ms Thornber rang.", "Robin Thornber", "SW1 rang."),
    ("Mr Grindrod rang.", "Ashley Grindrod", "SW1 rang."),
    ("Mr Fairlamb rang.", "Andrea Fairlamb", "SW1 rang."),
    ("Ms Thurlby rang.", "Nikita Thurlby", "SW1 rang."),
)


@pytest.mark.parametrize(("draft", "name", "wanted"), rows(TITLES_AND_FIRST_NAMES))
def test_a_first_name_does_not_decide_against_a_title(draft: str, name: str, wanted: str) -> None:
    """Jan, Robin and Andrea are women's and men's names; whoever says "Ms Leeming" means the only Leeming there is."""
    listed = case("Child 1 | subject | Tilly Varnham", f"SW1 | professional | {name} | | Social Worker")
    assert listed.read(draft).text == wanted


DOUBTFUL = (
    ("Ms Hepten rang.", "Ms Hepten", True),
    ("Glenda Vernham rang.", "Glenda Vernham", True),
    ("Barnabie Varnhem rang.", "Barnabie Varnhem", True),
    ("Glenda Varnham called.", "Glenda Varnham", False),
    ("Ms Hepton called.", "Ms Hepton", False),
    ("Tilly called.", "Tilly", False),
)


@pytest.mark.parametrize(("draft", "name", "doubtful"), rows(DOUBTFUL))
def test_a_near_spelling_is_for_a_person_to_look_at(draft: str, name: str, doubtful: bool) -> None:
    assert FAMILY.read(draft).decision(name).doubtful is doubtful


def test_codes_stay_as_they_are() -> None:
    text = "Child 1 told Mrs A and SW1 at Address A that MGM and Person 4 were at School 1 with HV2."
    assert FAMILY.read(text).text == text


def test_somebody_on_the_list_has_the_listed_code_whatever_else_the_list_holds() -> None:
    """The order of the list's rows decides nothing."""
    draft = "Mrs Varnham, Tilly's mother, rang Ms Hepton about Barnaby. Deirdre Thackwell was there."
    turned = replace(FAMILY, codes=replace(FAMILY.codes, entries=FAMILY.codes.entries[::-1]))
    assert turned.read(draft).text == FAMILY.read(draft).text
    assert len(LISTED) == len(FAMILY.codes.entries)
