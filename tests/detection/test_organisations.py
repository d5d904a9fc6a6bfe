from __future__ import annotations

import pytest

from redactor.detection.knowledge import Knowledge
from tests.detection.marked import check, detected, expected_of, marked_up, passage, unmarked
from tests.detection.tables import rows

ESTABLISHMENTS = rows(
    "establishments",
    "He attends «organisation|Larkbrook Primary School».",
    "He attends «organisation|Larkbrook Primary» and «organisation|Wheelwright Academy».",
    "He attends «organisation|Little Otters Nursery» and then «organisation|Busy Bees Day Nursery».",
    "He attends «organisation|Ysgol Bryn Coed».",
    "He attends «organisation|Al-Noor Mosque» and «organisation|Holy Trinity Church».",
    "She was admitted to «organisation|Brackenfield General Hospital».",
    "She is registered at «organisation|Harbour View Medical Centre».",
    "She is registered at «organisation|Lime Street Surgery».",
    "She lived at «organisation|Kestrel House Care Home».",
    "He was placed at «organisation|Larkrise Children's Home».",
    "He played for «organisation|Stourbeck Rovers FC».",
    "She works at «organisation|Pendle Tyres» and «organisation|Quarrymans Bakery».",
    "HE ATTENDS «organisation|LARKBROOK PRIMARY SCHOOL»",
    # saints
    "He attends «organisation|St Wilfrid's Primary School».",
    "He goes to «organisation|St. Wilfrid's».",
    "He attends «organisation|Saint Wilfrid's Church».",
    # pubs
    "He drank in the «organisation|Jolly Cobbler».",
    "He drank in the «organisation|Red Lion».",
    "He drank at the «organisation|Weavers Arms».",
    # prisons and courts
    "He was sent to «organisation|HMP Ravensmoor».",
    "It was heard at «organisation|Stourbeck Magistrates' Court».",
    # a street in the name of what stands there
    "She went to the «organisation|Kiln Street Police Station».",
    "He slept at the «organisation|Cooper Street Mission».",
    "A crew came from «organisation|Cooper Lane fire station».",
    "She was placed at «organisation|Hawthorn Lodge children's home».",
    # what no person has
    "He drove up to «organisation|Craig Goch quarry».",
    # two surnames that the words around make a firm
    "He was a joiner with «organisation|Harrop & Loder», a small firm.",
    "He worked for «organisation|Penrose and Tull» until May.",
    "She worked for «Adam» and «Ruby» until May.",
    "He rang «organisation|Harrop & Tull Law», who wrote.",
    "She studied at «organisation|Selbury University» until May.",
    "It was said at «organisation|St Wilfrid's Police Station».",
    # a name inside an organisation
    "«organisation|Smith & Jones Solicitors» wrote.",
    "They moved to «organisation|Marsh House Care Home».",
    # the kind alone names none
    "The School was told. The Hospital rang. A Nursery place was found. Primary School places.",
    "Magistrates' Court, Crown Court and Youth Court",
    "the local primary school, her nursery and the children's home",
    "Jasmine Ward and Team Jasmine",
    "He was on Rose Ward and on Ward 12.",
)


@pytest.mark.parametrize("marked", ESTABLISHMENTS)
def test_establishments_by_their_head_noun(marked: str) -> None:
    check(marked)


AGENCIES = rows(
    "agencies",
    "Stourbeck Council, Stourbeck Children's Social Care and West Stourshire Police agreed.",
    "Stourshire Constabulary and the Stourbeck Safeguarding Children Board agreed.",
    "NHS England, Ofsted, the CQC and Cafcass agreed.",
    "Stourbeck and District NHS Foundation Trust agreed.",
    "Stourshire Fire and Rescue Service agreed.",
    "CAMHS, MARAC, MAPPA, MASH, LADO and YOT",
    "CAMHS AND MAPPA AND MARAC AGREED THE PLAN",
    "Barnardo's, the NSPCC, Women's Aid and Relate offered help.",
    "He bought it at Tesco, at Asda or at Sainsbury's.",
    "Liquidlogic, Mosaic, SystmOne, EMIS and RiO were searched.",
)


@pytest.mark.parametrize("marked", AGENCIES)
def test_agencies_stay(marked: str) -> None:
    check(marked)


LISTED = Knowledge(
    organisations=(
        "Larkbrook Primary School",
        "Lime Street Surgery",
        "St Wilfrid's C of E Primary School",
        "Linden House",
    ),
    agencies=("Stourbeck Council",),
)
LISTED_PLACES = rows(
    "listed establishments",
    "«organisation|Larkbrook Primary School»'s head rang.",
    "«organisation|Larkbrook Primary» rang. «organisation|Larkbrook» rang. «organisation|Larkbrook»'s head rang.",
    "«organisation|LARKBROOK PRIMARY» rang.",
    "«organisation|Lime Street Surgery» rang. «organisation|Lime St Surgery» rang.",
    "«organisation|St Wilfrid's» rang. «organisation|St Wilfrids» rang.",
    "«organisation|Linden House» rang.",
    "Stourbeck Council rang.",
    "the brook by the mill; the surgery",
)


@pytest.mark.parametrize("marked", LISTED_PLACES)
def test_listed_establishments_in_short(marked: str) -> None:
    check(marked, LISTED)


def test_an_establishment_once_found_is_found_in_short() -> None:
    texts = (
        "He attends «organisation|Thornwick Junior School».",
        "«organisation|Thornwick» rang. «organisation|THORNWICK» RANG.",
    )
    answers = detected([passage(unmarked(text)[0], number=n) for n, text in enumerate(texts, 1)])
    assert tuple(marked_up(d.passage.text, expected_of(d)) for d in answers) == texts


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("He attends Larkbrook Primary School.", "School"),
        ("He attends Little Otters Nursery.", "Nursery"),
        ("He is registered at Brindle Surgery.", "Surgery"),
        ("He is in Brackenfield General Hospital.", "Hospital"),
        ("He is in HMP Ravensmoor.", "Prison"),
        ("He attends Al-Noor Mosque.", "Place of Worship"),
        ("He attends Ysgol Bryn Coed.", "School"),
        ("He drank at the Weavers Arms.", "Public House"),
    ],
)
def test_the_code_word_says_what_kind_of_place_it_was(text: str, label: str) -> None:
    (mention,) = detected([passage(text)])[0].mentions
    assert mention.label == label
