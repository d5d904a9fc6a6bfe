"""Listed and other establishments by short forms: saints, descriptions, initials, the first word; and what is none."""

from __future__ import annotations

from dataclasses import replace

import pytest

from redactor.keymap.keymap import Record
from tests.identities.cases import case

CASE = case(
    "Child 1 | subject | Tilly Varnham",
    "Home 1 | organisation | Binder Meadow, residential home and outreach centre",
    "Landlord 1 | organisation | Plover Vale Housing Association",
    "School 2 | organisation | Saint Wilfreda's Roman Catholic Voluntary Aided Primary School",
    "Hospital 1 | organisation | Queen Matilda Hospital (acute)",
)

ESTABLISHMENTS = (
    ("He stayed at Binder Meadow; the Binder Meadow team wrote.", "He stayed at Home 1; the Home 1 team wrote."),
    ("St Wilfreda's rang. The coach left from Saint Wilfreda's.", "School 2 rang. The coach left from School 2."),
    ("Head, St. Wilfreda's Primary", "Head, School 2"),
    (
        "We asked and Plover say no. She rang someone at Plover.",
        "We asked and Landlord 1 say no. She rang someone at Landlord 1.",
    ),
    ("An officer of Plover Vale HA came.", "An officer of Landlord 1 came."),
    ("Taken to QMH by car.", "Taken to Hospital 1 by car."),
    # on no list
    (
        "Seen at Morlham General Hospital. MGH sent no letter. Dr Rao, Consultant, Morlham General, rang.",
        "Seen at Hospital X1. Hospital X1 sent no letter. Cons1, Consultant, Hospital X1, rang.",
    ),
    ("He has a place at Anvil Lane Centre.", "He has a place at Organisation X1."),
    ("He plays for Tosside Wanderers.", "He plays for Club X1."),
    ("It went to Plover Vale Vets by mistake.", "It went to Organisation X1 by mistake."),
    (
        "A youth worker at The Compass came. The Compass say one text.",
        "A youth worker at Organisation X1 came. Organisation X1 say one text.",
    ),
    # people called after a saint
    ("Ms St. Ledgard rang. Mrs St John came.", "Person 1 rang. Person 2 came."),
    # none
    ("She waited at The School and at The Police.", "She waited at The School and at The Police."),
    ("The Contact Centre rang. The plover called.", "The Contact Centre rang. The plover called."),
)


@pytest.mark.parametrize(("draft", "wanted"), ESTABLISHMENTS, ids=[draft for draft, _ in ESTABLISHMENTS])
def test_an_establishment_by_a_part(draft: str, wanted: str) -> None:
    assert CASE.read(draft).text == wanted


def test_what_an_agency_took_for_a_place_is_the_board_s_establishment() -> None:
    """The agency's key has a place of that name from an earlier run; the board lists it since."""
    listed = case("Refuge 1 | organisation | Lantern Mere")
    earlier = Record(code="Place X1", kind="place", issued=False, names=("Lantern Mere",), prefix="Place X")
    again = replace(listed, key_map=listed.key_map.with_records([earlier]))
    assert again.read("She fled to Lantern Mere.").text == "She fled to Refuge 1."


def test_a_school_called_after_the_town_of_a_listed_house() -> None:
    """ "The form from Wexley" may be the school's: its code, to be looked at; who lives in Wexley lives in the town."""
    read = case(
        "Child 1 | subject | Orla Pennock",
        "Address 1 | address | 15 Sparrow Drive, Wexley WX4 7GF",
        "School 1 | organisation | Wexley School",
    ).read("The form from Wexley says so. They live in Wexley.")
    assert read.text == "The form from School 1 says so. They live in Place X1."
    assert read.decision("Wexley").doubtful


CUT_SHORT = case(
    "School 1 | organisation | Harrowdale College",
    "Barracks 1 | organisation | Stanmoor Barracks",
    "MC1 | organisation | Stanmoor Medical Centre",
    "Surgery 1 | organisation | Weaver Street Surgery",
    "School 2 | organisation | St Cedd's Primary School",
    "Pool 1 | organisation | Councillor Brimley Leisure Centre",
    "Nursery 1 | organisation | Busy Ants at Larkmoor",
    "Address 1 | address | The Old Maltings, Far End, Harrowdale HD3 1RN",
    "Address 2 | address | Tŷ Celyn, Heol y Coed, Llanfair-y-Bryn LV4 6GA",
    "Address 3 | address | 14 Agincourt Road, Stanmoor, Hexworth HX7 3QD",
    "Address 4 | address | 16 Agincourt Road, Stanmoor, Hexworth HX7 3QD",
    "Child 1 | subject | Toby Orkwell",
)


def test_listed_names_cut_short_and_bodies_said_to_be_something() -> None:
    drafts = {
        "Harrowdale Coll. rang Stanmoor Bks.": "School 1. rang Barracks 1.",
        "At Stanmoor Med Cen, then Stanmoor Med Ctr.": "At MC1, then MC1.",
        "Weaver St Surg and St Cedd's Prim Sch wrote.": "Surgery 1 and School 2 wrote.",
        "They asked at Stanmoor.": "They asked at [unresolved].",
        "He swims at Brimleys. Brimley closed early.": "He swims at Pool 1. Pool 1 closed early.",
        "She visited the Old Maltings in June.": "She visited the Address 1 in June.",
        "They have Heol y Coed down as safe.": "They have Address 2 down as safe.",
        "Nxt door is up at 16 all day. Rang SFA 14.": "Nxt door is up at Address 4 all day. Rang SFA Address 3.",
        "The Larkmoor Clinic saw him.": "The Clinic X1 saw him.",
        "He goes to Goslings, a holiday playscheme.": "He goes to Organisation X1, a holiday playscheme.",
        "The Marrow Trust, a charity, paid.": "The Organisation X2, a charity, paid.",
        "They live on the Tall Pines estate.": "They live on the Place X1.",
        "Nan, 14 Agincourt Rd, has them. I rang Nan.": "Nan, Address 3, has them. I rang Nan.",
        "He lay at Larch General. Larch Gen wrote.": "He lay at Hospital X1. Hospital X1 wrote.",
        "Tendwyn Tutors Ltd saw to it. We paid Tendwyn.": "Organisation X3 saw to it. We paid Organisation X3.",
        "Later, the service closed. SSAFA, a charity, came.": "Later, the service closed. SSAFA, a charity, came.",
    }
    assert CUT_SHORT.read(*drafts).text == "\n".join(drafts.values())
