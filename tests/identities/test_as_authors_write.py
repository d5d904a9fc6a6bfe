"""People, places and roles as authors put them down in passing: lists of names of one person, short schools, by-names."""

from __future__ import annotations

import pytest

from redactor.codes.model import Role
from tests.identities.cases import case
from tests.known_faults import rows


def _role(prefix: str, title: str, *variants: str) -> Role:
    return Role(prefix, title, variants, issued=True)


CASE = case(
    "Child 1 | subject | Hamza Idris Farole | Hamzi",
    "Child F | family | Emily-Rose Cragg | | Cousin",
    "Baby K | family | Veer Cragg | | Cousin",
    "Adult 1 | family | Sagal Noor Diriye | | Mother",
    "Adult 2 | family | Idris Farole | | Father",
    "Ms F | family | Kim Sharrow | | Aunt",
    "Mr H | family | Tomasz Wojda | | Mother's partner",
    "Nephew L | family | Philip Askrigg | | Nephew",
    "Male 1 | associate | Kieron Lockley | | Suspect",
    "Address B | address | Flat 17, Marlin Point, Dock Road, Selby YO8 1AA",
    "School 1 | organisation | Thornsett Junior and Infant School",
    "School 2 | organisation | Abbey Park Juniors",
    "Address C | address | Tan-y-Gors, Llanfair Road, Pont SY31 9HL",
    "Address D | address | The Old Forge, Nether Aske, Thaxley TX9 3BU",
    "Father 2 | family | Catalin Dumas | | Father of C and D",
    "Child C | subject | Oakley Dumas",
    "Child D | subject | Sofia Dumas",
    "Mrs J | family | Ilma Madron | | Neighbour",
    "Adult J | family | Gethin Madron | | Neighbour",
    "MGM | family | Yvonne Bagley | | Maternal grandmother",
    "SW1 | professional | Tess Barlow | | Social worker",
    roles=[
        _role("SHO", "Senior House Officer", "junior doctor"),
        _role("ENP", "Emergency Nurse Practitioner"),
        _role("RECEP", "Receptionist"),
        _role("SW", "Social Worker"),
        _role("CC", "Care Co-ordinator"),
    ],
)
WRITTEN = (
    # names of one person, one after another
    ('Intelligence named Kieron LOCKLEY as "Kezza".', 'Intelligence named Male 1 as "Male 1".'),
    (
        "Hamza is recorded as Hamzi, Abdul Hamza and, on the street, Younger Rizla.",
        "Child 1 is recorded as Child 1, Child 1 and, on the street, Child 1.",
    ),
    ("Hamza was known as Hamzi and Jude Tarrant rang.", "Child 1 was known as Child 1 and Person 1 rang."),
    ("Kim Sharrow was recorded as Piotr Lund's carer.", "Ms F was recorded as Carer 1's carer."),
    ("Kim Sharrow was referred to Dr Ostler.", "Ms F was referred to GP1."),
    (
        "The mother is variously Sagal Diriye, Mrs Farole, Sagal Farole and, on one form, Miss S Noor.",
        "The mother is variously Adult 1, Adult 1, Adult 1 and, on one form, Adult 1.",
    ),
    ("Sagal Diriye came. Her maiden name was Sandell.", "Adult 1 came. Her maiden name was Adult 1."),
    ('She gave Mr Askrigg\'s name as "Askham".', 'She gave Nephew L\'s name as "Nephew L".'),
    # two in one list, the first in capitals
    ("Present: DS THORLEY, Becky Amory and DC Marsh.", "Present: DS1, Person 1 and DC1."),
    ("PC HALE, Jo was there.", "PC1 was there."),
    ("Subject: O DONNACHA, Gerald. Ó MONAIGHLE, Alva.", "Subject: Person 1. Person 2."),
    ("It was signed by A. Pride on the ward.", "It was signed by Person 1 on the ward."),
    (
        "Siblings: Ling, Thu and Guang. Clinic Mon, Thu and Fri.",
        "Siblings: Person 1, Person 2 and Person 3. Clinic Mon, Thu and Fri.",
    ),
    # what is nobody's name
    ("The step down in June was good. Team North's cases.", "The step down in June was good. Team North's cases."),
    (
        "A Rambo knife. A Spider-Man blanket. A Fireman Sam toy.",
        "A Rambo knife. A Spider-Man blanket. A Fireman Sam toy.",
    ),
    ("He met Ilma Boscari, as she was then. Ilma told me.", "He met Mrs J, as she was then. Mrs J told me."),
    ("Gethyn Madren rang.", "Adult J rang."),
    ("Father Mr Dumas was there.", "Father 2 was there."),
    # who calls is not who is called so
    ("Kim Sharrow called Jane. Jane came.", "Ms F called Person 1. Person 1 came."),
    ("Kim Sharrow recorded Jane Pell as late.", "Ms F recorded Person 1 as late."),
    ("She told Kim at school Jane was out.", "She told Ms F at school Person 1 was out."),
    ("Kim came. The family says Jane was out.", "Ms F came. The family says Person 1 was out."),
    ("Kim came. Everyone says Bobby did it.", "Ms F came. Everyone says Person 1 did it."),
    ("At the clinic she was Jane's worry, said Kim.", "At the clinic she was Person 1's worry, said Ms F."),
    ("Kim was down as Jane arrived.", "Ms F was down as Person 1 arrived."),
    ("Kim has a son. His full name is Bobby Tarn.", "Ms F has a son. His full name is Person 1."),
    ("Kim prefers Jane to Rhoda.", "Ms F prefers Person 1 to Person 2."),
    ("Kim signs herself Jane when she writes. Jane wrote.", "Ms F signs herself Ms F when she writes. Ms F wrote."),
    ("Idris, at home Bobo, slept. Bobo woke.", "Adult 2, at home Adult 2, slept. Adult 2 woke."),
    (
        "Idris, whom the family calls Bobo, slept. Bobo woke.",
        "Adult 2, whom the family calls Adult 2, slept. Adult 2 woke.",
    ),
    (
        "Her carer Inga, whom Kim called Grace, left. Grace rang.",
        "Her carer Carer 1, whom Ms F called Carer 1, left. Carer 1 rang.",
    ),
    # short names
    ("Kim S. Step down was considered.", "Ms F. Step down was considered."),
    ("Emily Roze slept.", "Child F slept."),
    ('"Tommo is alright but he shouts in Polish."', '"Mr H is alright but he shouts in Polish."'),
    ("E-R was seen with her mother.", "Child F was seen with her mother."),
    ("KS and Mr Wojda both said so.", "Ms F and Mr H both said so."),
    ("KS2 results were good. In KS 2 she did well.", "KS2 results were good. In KS 2 she did well."),
    ("The cot label says Baby Veer.", "The cot label says Baby K."),
    # what a child writes is no scholar's
    ("A piece of creative writing by Hamza F. V. dark.", "A piece of creative writing by Child 1. V. dark."),
    # places
    ("The words Marlin Point stood there.", "The words Address B stood there."),
    ("Flat 3, Marlin Point, and Flat 3, Marlin Point, Dock Road.", "Address X1, and Address X1."),
    ("Thornsett Junior & Infants asked. Thornsett J&I rang.", "School 1 asked. School 1 rang."),
    ("He came from Abbey Park. He is at Abbey Pk Juniors.", "He came from School 2. He is at School 2."),
    ("The lady at number 5 rang. She of 5 Dock Road came.", "The lady at Address X1 rang. She of Address X1 came."),
    ("The kitchen at Tan y Gors. He is at Tan-y-Gors.", "The kitchen at Address C. He is at Address C."),
    ("He rang from The Old Forge. He went to the old forge.", "He rang from Address D. He went to the old forge."),
    (
        "Seen at the Plough and Harrow. He drank at the Boar's Head.",
        "Seen at the Organisation X1. He drank at the Organisation X2.",
    ),
    ("She was at the Feathers since noon.", "She was at the Organisation X1 since noon."),
    ("It was heard in the Crown Court.", "It was heard in the Crown Court."),
    ("They walked in the abbey park.", "They walked in the abbey park."),
    ("She is a nail technician at Dazzled now.", "She is a nail technician at Organisation X1 now."),
    ("They worship at Living Springs Assembly.", "They worship at Place of Worship X1."),
    ("He works nights at Tesco.", "He works nights at Tesco."),
    ("Our office in Corn Exchange Buildings, Mill Street.", "Our office in Address X1."),
    ("A Yoruba-speaking worker of Operation Saffron rang.", "A Yoruba-speaking worker of Operation Saffron rang."),
    ("The SARA was done on Valentine's Day.", "The SARA was done on Valentine's Day."),
    # whoever bears the name of somebody in the papers is somebody all the same
    ("Neighbour Martin Lewis rang Mr Bean.", "Neighbour Person 1 rang Person 2."),
    ("Post Op Jane rang.", "Post Op Person 1 rang."),
    # roles
    ('"Sulky" (ENP) wrote it down. Sulky was kind.', '"ENP1" (ENP) wrote it down. ENP1 was kind.'),
    ("Her co-ordinator, Tim Boyle, rang.", "Her co-ordinator, CC1, rang."),
    ("Gloria Penn, reception, rang.", "RECEP1, reception, rang."),
    ("Sinead McVey, EDT social worker, was told.", "SW2, EDT social worker, was told."),
)


@pytest.mark.parametrize(("draft", "wanted"), rows(WRITTEN))
def test_it_reads(draft: str, wanted: str) -> None:
    assert CASE.read(draft).text == wanted


def test_a_relative_may_have_an_office() -> None:
    """The word of kinship tells who it is: what she works as is no reason to ask."""
    read = CASE.read("She lives with her mum Sagal, a ward sister, and her brother.")
    assert read.decision("Sagal").code == "Adult 1" and not read.decision("Sagal").doubtful


def test_a_title_of_another_country_is_no_grandmother() -> None:
    """In Accra Nana is a title: a friend is nobody's grandmother, and only a first letter that agrees is asked about."""
    assert "MGM" not in CASE.read("Brought by Kim and his friend Nana Yaw.").text
    assert CASE.read("He asked Nana Yaw for it.").decision("Yaw").doubtful


@pytest.mark.parametrize(
    "draft",
    [
        "Emily's friend Sagal came too.",
        "A neighbour, Philip, shouted.",
        "She met a man called Kieron.",
        "Idris Farole senior came.",
        "Tess's mother Yvonne died.",
    ],
)
def test_whoever_is_described_as_somebody_else_is_asked_about(draft: str) -> None:
    """The first name of a listed person, and a word that makes it a friend's, a neighbour's or an elder's."""
    read = CASE.read(draft)
    assert any(d.doubtful for d in read.resolved.decisions) or read.asked


def test_a_surname_of_then_is_not_silently_who_has_it_now() -> None:
    """Her daughter may have been called so before she married."""
    family = case(
        "Mrs A | family | Ruth Quill | | Mother", "Mrs B | family | Pauline Drewsley | | Maternal grandmother",
        "Mrs C | family | Ann Pell | Ann Tarrow | Aunt",
    )  # fmt: skip
    read = family.read(
        "The midwife knew Ms Drewsley, as she then was. Mrs Drewsley rang. Ms Pell, as she is now, came."
    )
    sure = [d.code for d in read.resolved.decisions if d.code and not d.doubtful]
    assert sure == ["Mrs B", "Mrs C"]
