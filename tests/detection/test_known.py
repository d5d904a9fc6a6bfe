from __future__ import annotations

import pytest

from redactor.detection.knowledge import Knowledge
from tests.detection.marked import check, detected, expected_of, marked_up, passage, under, unmarked
from tests.detection.tables import rows

FAMILY = Knowledge(
    names=(
        "Kirsty-Leigh Ackroyd",
        "Mason Ackroyd",
        "Fergal Tobin",
        "Rukhsana Mirza",
        "Elizabeth O'Dwyer",
        "Gráinne Ní Bhriain",
        "Oluwaseun Adebowale",
        "Edward Hale",
        "Catrin Beddoes",
        "Big Dave",
    )
)

FORMS = rows(
    "forms of a listed name",
    # full, first, last, titles
    "«Kirsty-Leigh Ackroyd» and «Fergal Tobin» were seen.",
    "«Kirsty-Leigh» and «Fergal» were seen.",
    "«Tobin» was arrested.",
    "«Mr Tobin», «Miss Ackroyd» and «Ms Mirza» were told.",
    # initials
    "«M Ackroyd», «M. Ackroyd» and «D.Tobin» were told.",
    "«Ackroyd M» and «Tobin D» were told.",
    "«Kirsty-Leigh J. Ackroyd» was told.",
    # surname first
    "«Ackroyd, Mason» was told.",
    "«ACKROYD, Mason» was told.",
    "«ACKROYD Mason» was told.",
    "«Ackroyd, M» was told.",
    "«Tobin,Fergal» was told.",
    # possessive, plural
    "«Kirsty-Leigh»'s bruise and «Mason»’s coat",
    "the «Ackroyds», the «Ackroyds»' home and the «Ackroyd» family",
    # case of letters
    "«KIRSTY-LEIGH» and «kirsty-leigh» were seen with «fergal tobin».",
    "«MASON ACKROYD» WAS SEEN WITH «TOBIN».",
    # hyphens, apostrophes, accents
    "«Kirsty Leigh» was seen.",
    "«Elizabeth ODwyer», «Elizabeth O’Dwyer» and «Mrs O'DWYER» are one.",
    "«Grainne Ni Bhriain» and «Ms Ní Bhriain» are one.",
    # nicknames
    "«Eddie» rang, and we saw «Ted» on Monday.",
    "«Lizzie» rang, and we saw «Betty» on Monday.",
    "«Seun» rang.",
    "We saw «Cat» on Monday.",
    # near spelling
    "«Ackroid», «Akroyd» and «Ackryod» were told.",
    "«Rukshana» and «Kirstey-Leigh» were told.",
    "«Mr Tobyn» was told.",
    "«Mas0n» was told.",
    # names of several words that are no first name and surname
    "«Big Dave» was there.",
    # double names, married names, alongside strangers
    "«Ackroyd-Tobin» and «Tobin-Ackroyd» were told.",
    "«Kirsty-Leigh Tobin» was told.",
    "Baby «Ackroyd» and unborn baby «Ackroyd»",
    # beside marks
    "(«Mason»), \"«Mason»\", '«Mason»', «Mason»/«Fergal», «Mason»&«Fergal»",
    "«Mason Ackroyd»/«Fergal Tobin»",
    # two people, not one
    "«K. Ackroyd», «Mason Tobin» and others left.",
    "«J. Ackroyd», «Mason» and others left.",
    "«Mr Ackroyd», «Mason» and others left.",
    "«Mason Ackroyd», «Fergal Tobin» and others left.",
    "«Mason», «Fergal»; «Edward»",
    # in names of files and logins
    "«Mason_Ackroyd»_chronology",
    "«ackroyd»_plan",
    # words that only begin like a name
    "The masonry was declared robust; the deanery was not.",
)


@pytest.mark.parametrize("marked", FORMS)
def test_every_form_of_a_listed_name(marked: str) -> None:
    check(marked, FAMILY)


WORDS = Knowledge(
    names=("Hope Price", "Grace Field", "Will Young", "Mark Wood", "Joy Summers", "Holly Banks", "Bill Long")
)
NAMES_THAT_ARE_WORDS = rows(
    "names that are words",
    "«Hope» was seen. They hope to return. The hope is that «Hope» comes.",
    "«Grace» and «Holly» were seen. «Grace»'s coat was by the grace of God.",
    "«Will» said no. He will return. «Mark» was there. We mark it.",
    "«Mr Young» is young. «Mrs Price» paid the price. The wood belongs to «Mr Wood».",
    "«Joy» was there. It was a joy.",
    "«Bill» paid the bill.",
    "«Hope Price», «Grace Field» and «Will Young» were told.",
    "«Grace» (7) was there.",
    "the «Price» family; «Price, Hope»; «PRICE Hope»",
    "Will they return? Mark my words. I will mark it.",
    "Young people were seen. Long hours were kept. Field visits were made.",
    "Children's grace; a long field; by the banks",
    # in capitals, where no letter helps: rather too many than one left
    "«HOPE PRICE» WAS SEEN WITH «GRACE FIELD» AT HOME.",
    "«GRACE» WAS SEEN AND «HOLLY» TOO.",
)


@pytest.mark.parametrize("marked", NAMES_THAT_ARE_WORDS)
def test_listed_names_that_are_also_words(marked: str) -> None:
    check(marked, WORDS)


MONTHS = Knowledge(names=("June Tonks", "April Tonks", "May Tonks", "August Tonks", "Jan Tonks"))
NAMES_THAT_ARE_MONTHS = rows(
    "names that are months",
    "«April» attended in April.",
    "«May» was seen in May, and «June» was seen on 3 June 2019.",
    "«June» rang. By June she had left.",
    "«April»'s coat; «June» and «April»; with «June», who left",
    "«June» (mum) said so, and so did «Mrs Tonks» («May»).",
    "«Jan» rang.",
    "In April 2019 «April» came.",
    "From April to June, in early May and since last August nothing was recorded.",
    "May 2019, mid-April, end of August, w/c 3 June",
    "on 3rd June, on 1st May 2019 and on the 22nd of April",
    "It may be. May I ask?",
    "«Jan» rang in Jan 2019.",
    "«JUNE» WAS SEEN IN JUNE 2019.",
)


@pytest.mark.parametrize("marked", NAMES_THAT_ARE_MONTHS)
def test_listed_names_that_are_also_months(marked: str) -> None:
    check(marked, MONTHS)


NATIONS = Knowledge(
    names=(
        "Georgia Tonks",
        "India Tonks",
        "Paris Tonks",
        "Thomas Black",
        "Mary White",
        "Enid Ireland",
        "Guy French",
        "Nazrul Islam",
        "Sunday Oyebanji",
        "Chad Holland",
    )
)
NAMES_THAT_ARE_NATIONS = rows(
    "names that are nations, peoples or days",
    "«Georgia» was seen with «Paris» and «India».",
    "«Georgia»'s bruise",
    "«GEORGIA» was seen.",
    "«Miss Tonks» («Georgia») rang.",
    "«Thomas Black» was seen with «Mary White».",
    "«Mr Black» wore black.",
    "«Mrs White» and «Mrs Ireland» rang.",
    "«Black, Thomas» was seen.",
    "«THOMAS BLACK» was seen.",
    "«T Black» was seen.",
    "«Thomas Black»'s coat",
    "«Nazrul Islam» and «Mr Islam» rang.",
    "«Guy French» rang. He spoke French.",
    "«Sunday Oyebanji» was seen on Sunday.",
    "«Chad Holland» was seen.",
    "White British, Black Caribbean, Polish, Irish, Muslim",
    "On Sunday they flew to Ireland.",
)


@pytest.mark.parametrize("marked", NAMES_THAT_ARE_NATIONS)
def test_listed_names_that_are_also_nations(marked: str) -> None:
    check(marked, NATIONS)


SHORT = Knowledge(names=("Mia Tonks", "Zoë Li", "Bo Tonks", "Ali Rahman", "Kay Ng", "An Do"))
SHORT_NAMES = rows(
    "short listed names",
    "«Mia» and «Bo» were seen with «Ali».",
    "«Zoe» was seen. «Zoë Li» was seen. «Ms Li» rang.",
    "«MIA» was seen with «ZOË».",
    "«mia» was seen with «zoe» at home",
    "«Kay Ng» rang. «Mrs Ng» rang.",
    "«Mr Do» rang. «An Do» rang.",
    "Do not ring. An apple was eaten.",
    "Ten km away; he was okay; a boat and an aligned plan.",
)


@pytest.mark.parametrize("marked", SHORT_NAMES)
def test_listed_names_of_two_or_three_letters(marked: str) -> None:
    check(marked, SHORT)


KEPT = Knowledge(names=("Hope Fraser", "Dean Barnardo", "Gill Hodgkin", "Peter Connelly", "Alistair Munro"))
LISTED_WINS = rows(
    "the list wins over the keep list",
    "«Mr Fraser» said that the Fraser guidelines apply to «Hope».",
    "«Mr Barnardo» went to Barnardo's. «Barnardo» left.",
    "«Dean Barnardo»'s coat",
    "«Mrs Hodgkin» has Hodgkin's lymphoma. «Gill Hodgkin» said so.",
    "«Peter Connelly» was seen.",
    "«Mr Munro» read the Munro Review.",
)


@pytest.mark.parametrize("marked", LISTED_WINS)
def test_the_list_wins_over_the_keep_list(marked: str) -> None:
    check(marked, KEPT)


BY = rows(
    "initials in a By column",
    ("By", "«KA»", FAMILY),
    ("Initials", "«FT»", FAMILY),
    ("By", "«KA»/«FT»", FAMILY),
    ("Event", "10 KM away", FAMILY),
    ("Event", "TV and UK", FAMILY),
)


@pytest.mark.parametrize(("header", "marked", "knowledge"), BY)
def test_initials_of_listed_people(header: str, marked: str, knowledge: Knowledge) -> None:
    check(marked, knowledge, under(header))


def test_initials_that_a_draft_defines_count_everywhere() -> None:
    first, second = detected([passage("RM = Ms Mirza"), passage("RM rang the school.", number=2)], FAMILY)
    assert [m.text for m in first.mentions] == ["RM", "Ms Mirza"]
    assert [m.text for m in second.mentions] == ["RM"]


SECOND_LOOK = rows(
    "second look",
    # what was found once, in one passage, is known in every other, before and after
    ("She is «Kasia Tranmere-Nnadi».", "«Tranmere-Nnadi» rang."),
    ("«Mrs Tolliver» rang.", "«TOLLIVER» FAMILY"),
    ("«Mr Gethin Proudfoot» rang.", "It was «Gethin», not «Proudfoot», who rang."),
    ("«Mr Gethin Proudfoot» rang.", "«Proudfoot, Gethin»"),
    ("«Mr Gethin Proudfoot» rang.", "the «Proudfoots» rang"),
    ("«Mr Gethin Proudfoot» rang.", "«proudfoot» was cold"),
    ("«Mr Gethin Proudfoot» rang.", "«Geth Proudfoot» was cold"),
    ("«Lorraine Banks» rang.", "We saw «Banks» at home."),
    ("«Lorraine Banks» rang.", "on the banks of the river; the bank's letter"),
    ("Mail «identifier|gethin.proudfoot@council.example»", "«Proudfoot» rang."),
)


@pytest.mark.parametrize(("marked", "later"), SECOND_LOOK)
def test_a_name_found_once_is_found_everywhere(marked: str, later: str) -> None:
    passages = [passage(unmarked(text)[0], number=n) for n, text in enumerate((marked, later), 1)]
    answers = detected(passages)
    assert [marked_up(d.passage.text, expected_of(d)) for d in answers] == [marked, later]
    # the order of the passages does not matter
    backwards = detected(passages[::-1])
    assert [marked_up(d.passage.text, expected_of(d)) for d in backwards] == [later, marked]
