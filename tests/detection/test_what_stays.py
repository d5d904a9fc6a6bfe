"""Names that are nobody's of the case: parties of cited cases, bodies and trainings named after people, medicines, days."""

from __future__ import annotations

import pytest

from redactor.detection.knowledge import Knowledge
from tests.detection.marked import check
from tests.detection.tables import rows
from tests.identities.cases import case as draft

STAYS = rows(
    "what stays",
    # cited cases
    "See Marten v London Borough of Hackney and R v Brent LBC.",
    "The rule in Osgood v Denmark was overlooked.",
    "R (Penrose) v Secretary of State for the Home Department was followed.",
    "It was held in Tarrant v Wickes (2014) that a duty arose.",
    "Dunstan v Chief Constable of West Yorkshire Police",
    # bodies and trainings
    "The Lucy Faithfull Foundation gave advice; the Suzy Lamplugh Trust was asked.",
    "Staff had the Oliver McGowan training.",
    "A grant of the Henrietta Barnaby Foundation paid for it.",
    # medicines, fonts, shorthand of days
    "She takes amitriptyline, Amlodipine and Haloperidol.",
    "Warfarin was stopped; Omeprazole was given.",
    "The form is in Calibri, its signs in Webdings.",
    "Mon visit. Tues call. Weds no answer. Thurs and Fri she was out.",
    "Given Haloperidol 2 mg; Nurofen was bought at Ikea, of all places.",
    # words that the field makes anew, what letters tell
    "4.8 Adultification: she was seen as older than she was.",
    "Cuckooing is not in our policy on nuisance.",
    "Logged as nuisance, cat C. Warning letter 1 sent.",
    # peoples, languages, provinces, ports
    "She is Tigrayan and speaks Amharic; her husband is Fulani.",
    "He is from Badakhshan and came by Ostend.",
    "The leaflet was in Saraiki; his cousins are Tajiks in Takhar.",
    # medicines, whole and short
    "Buvidal was changed to Espranor. Refused Olanz, wanted his pregabs.",
    "Laxido works; Ocrevus was stopped.",
    "He had Diaz 5mg and PRN Cit; Gaba BD was refused.",
    # illnesses, dogs, bodies
    "They spoke of Fregoli and of Couvade, and he of Aspergers.",
    "It was a Fila Brasileiro cross.",
    "Faith Associates ran the course at Yarl's Wood.",
    "Neither the Neglect Practice Pathway nor the Family Practice Guidance is on file.",
    # those who are written of
    "There is a line in Wetherell and Ockham that stayed with me.",
    "Wetherell and Ockham's work on pride was cited.",
    "The research that staff knew (Wetherell and Ockham, and others) is old.",
    "We used the Wetherell and Ockham scale, and their inventory.",
    # who is liked on a stage
    "I like Dolly Parton, and warm baths.",
    "She has all the Cliff Richard CDs.",
    # columns
    "The column Init is blank.",
)


@pytest.mark.parametrize("text", STAYS)
def test_what_names_nobody_of_the_case_stays(text: str) -> None:
    check(text)


WORDS_OF_MANY_KINDS = (
    # kin in the languages of those who live here, medicines behind a stop, systems, bodies, guidance, reviews, months
    "Hooyo says he is hot.",
    '"Ayeeyo took him." Then Mamgu came, and Hooyo cried.',
    "Ammamma says it is cold. Nainai and Waipo were there.",
    '"Appa shouted," she said. Ammamma\'s house. Babaanne held him.',
    "Awoowe was cross and ammamma was not.",
    "Naloxone was given, see C. Naloxone.",
    "Morphine, Nyxoid and Prenoxad were given.",
    "Adastra screen held; DMICP entry; iTrent record; logged on Cellma. iTrent says so.",
    "The Wavepower policy is with SSAFA and Mencap Cymru.",
    "She was seen at Great Ormond Street.",
    "The Boarding Schools' Association and the British Gymnastics lead wrote.",
    "The Paul Ridd training and the Sheldon Review were told.",
    "The General Dental Council and Children in Wales answered.",
    "April came and went. The May half-term came.",
    "They had read of Sheldon and of the Whyte Review.",
)


def test_words_of_kin_medicines_systems_and_bodies_stay() -> None:
    """In one draft, so that what is taken for a name in one sentence is looked for in the others."""
    case = draft("Child 1 | subject | Toby Orkwell", "Mrs A | family | Rani Orkwell")
    assert case.read(*WORDS_OF_MANY_KINDS).text == "\n".join(WORDS_OF_MANY_KINDS)
    told = case.read("Hooyo Nadia came with Mrs Orde Tamil speaker. May rang. Sheldon rang.")
    assert told.text == "Hooyo Person 1 came with Person 2 Tamil speaker. Person 3 rang. Person 4 rang."


GOES = rows(
    "what goes",
    "«Wilf Penrose» v «Gary Tarrant»: they fought in the yard.",
    "It was «Tarrant» v «Osgood» again in the playground.",
    "the «Kirsty Ackroyd» Foundation was set up by her father",
    "«Mrs Nurofen» rang, then «Gary Ikea».",
    "R v «Ackroyd» [2019] was heard at the Crown Court.",
    "There was a line from «Wilf» and «Tarrant» about the yard.",
    "«Mrs Diaz» rang; «Diaz» will come.",
    "«Tom Jones» rang the office about his tenancy.",
    "«Imran Khan» was seen at home by «Gary Tarrant».",
)


@pytest.mark.parametrize("marked", GOES)
def test_a_listed_person_goes_from_a_case_or_a_charity_too(marked: str) -> None:
    check(marked, Knowledge(names=("Kirsty Ackroyd", "Wilf Penrose", "Gary Tarrant", "Ann Osgood")))
