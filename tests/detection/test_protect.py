from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redactor.detection.knowledge import Knowledge
from redactor.detection.protect import Shields, _by_beginning, _standing, code_pattern
from redactor.language.lexicon import words_of
from tests.detection.marked import check, detected, passage
from tests.detection.tables import rows

KEEP = rows(
    "keep list",
    # inquiries, judgments, tests of law
    "Victoria Climbié inquiry; the Laming report; the Munro Review",
    "Gillick competence, Gillick competent, the Fraser guidelines, the Bournewood judgment",
    "Re X (A Child) [2014] EWHC 2522 (Admin)",
    # legislation and guidance
    "Children Act 1989, Care Act 2014, Mental Capacity Act 2005, Data Protection Act 2018, Domestic Abuse Act 2021",
    "Working Together 2018, Keeping Children Safe in Education, Every Child Matters, Making Safeguarding Personal",
    # tools
    "Graded Care Profile, Signs of Safety, Edinburgh Postnatal Depression Scale, Glasgow Coma Scale",
    "Strengths and Difficulties Questionnaire, Waterlow, Braden, Apgar, Bayley",
    # eponyms
    "Down's syndrome, Parkinson's disease, Alzheimer's, Asperger's, Munchausen, Tourette's, Huntington's, Crohn's",
    "Hodgkin's lymphoma, Bell's palsy, Kawasaki disease, Graves' disease, Addison's disease, Guthrie test",
    # drugs
    "Calpol, Ritalin, Concerta, Prozac, Valium, Subutex, Sudocrem, Depo-Provera",
    # charities
    "Barnardo's, Coram, NSPCC, Women's Aid, Shaw Trust, Marie Curie, Macmillan, Samaritans, Relate",
    # peoples, languages, religions, days
    "White British, Black Caribbean, Polish, Roma, Punjabi, Urdu, Muslim, Sikh, Church of England",
    "Monday, Christmas, Easter, Eid, Diwali, Ramadan, March, October",
    # the words of the form
    "Child, Mother, Father, Subject, Address, School, Significant Event, Lead Officer, Terms of Reference",
    # citations
    "(Brandon et al., 2012); Brandon and Thoburn (2008)",
    "POLISH AND ROMA FAMILIES, WHITE BRITISH AND MUSLIM FAMILIES",
)


@pytest.mark.parametrize("text", KEEP)
def test_phrases_of_the_keep_list_stay(text: str) -> None:
    check(text)


def test_what_was_kept_is_told_with_its_reason() -> None:
    text = "The Fraser guidelines and the Children Act 1989 apply to Child 1."
    (answer,) = detected([passage(text)], Knowledge(codes=frozenset(["Child 1"])))
    reasons = {text[k.start : k.end]: k.reason for k in answer.kept}
    assert reasons["Child 1"] == "code"
    assert "Fraser guidelines" in reasons
    assert any(words.endswith("Children Act 1989") for words in reasons)


CODED = Knowledge(
    names=("Kirsty Ackroyd", "Anna Tobin"),
    codes=frozenset(["Child 1", "Child 12", "Mr A", "Mrs A", "MGM", "SW1", "GP2", "Address A", "School 1", "Family 1"]),
)
CODES = rows(
    "codes",
    "SW1 told MGM that Child 1 and Mr A were at Address A, near School 1.",
    "SW1's visit; Child 1's bruise; SW1/GP2; (SW1); SW1, GP2 and Child 12.",
    "CHILD 1 WAS SEEN BY SW1 AT ADDRESS A.",
    "Person 3, Address X1, School X2, Surgery X1, Organisation X4 and HV7 were told.",
    "[unresolved 3], [NHS number removed] and [date of birth of Child 1] stand there.",
    "Child 1 («Kirsty») was seen.",
    "Mr A and Mrs A left. Mrs A said so. Mr A's coat.",
    "«Mr A Tobin» left with «Ms A. Tobin».",
    "«Ms Ackroyd» and SW1",
)


@pytest.mark.parametrize("marked", CODES)
def test_codes_in_place_stay(marked: str) -> None:
    check(marked, CODED)


def test_codes_stay_without_a_list_too() -> None:
    check("SW1 and HV2 saw Child 1, Sibling 2, Mr A, Mrs B, Adult C and PC1 at Address A and at School 1.")


OPERATIONS = rows(
    "operations",
    "It was part of Op Linden, once Operation Larkspur. Op. Hydrant ended, OP CEDAR did not.",
    "«Op Singh» took the call. «Op Tobin» was told.",
)


@pytest.mark.parametrize("marked", OPERATIONS)
def test_the_name_of_an_operation_stays_and_an_operator_does_not(marked: str) -> None:
    check(marked, Knowledge(names=("Anna Tobin",)))


def test_what_of_a_case_matters_to_a_text_is_what_stands_in_it() -> None:
    def shields(*names: str, codes: frozenset[str] = frozenset()) -> Shields:
        listed = frozenset(words_of(name) for name in names)
        written = frozenset("".join(code.split()) for code in codes)
        return Shields(code_pattern(codes), listed=listed, written=written)

    text = "Child 1 and O’Meara were seen on Operation Larkspur."
    plain = shields("Ada Quill").told(text)
    assert shields("Ada Quill", "Bryn Orde").told(text) == plain == shields().told(text)
    assert shields("Ada Quill", codes=frozenset(["SW 9"])).told(text) == shields(codes=frozenset(["SW 8"])).told(text)
    others = {shields(name).told(text) for name in ("Tess Larkspur", "Liz O'Meara", "Ada Quill")}
    assert len(others | {shields(codes=frozenset(["Child1"])).told(text)}) == 4


def test_what_codes_are_made_of_matters_to_a_text_where_it_stands() -> None:
    def told(*prefixes: str) -> str:
        return Shields(prefixes=frozenset(prefixes)).told("HV2 was told that Person 3 rang.")

    assert told("SW") == told("GP", "SW") == told()
    assert len({told(), told("HV"), told("Person"), told("HV", "Person")}) == 4


@given(st.text("SWHVc1 é\nXx&", max_size=14), st.sets(st.text("SWHVc1 é\nX&", min_size=1, max_size=4), max_size=9))
def test_what_stands_in_a_text_is_all_that_stands_there(text: str, words: set[str]) -> None:
    assert set(_standing(_by_beginning(words), text)) == {word for word in words if word in text}
