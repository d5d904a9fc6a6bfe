"""Who is one with whom, of requests and of returns: what is proposed, what is asked, and that it comes to an end."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from redactor.board.judging import collar_numbers
from redactor.board.pairing import BOARD, key_of
from redactor.board.parcels import Opened, Parcel, ParcelKind, ParcelRow
from redactor.board.reconciling import Reconciled, judged_of, reconcile
from redactor.board.registers import Awaiting, JudgedPair
from redactor.board.requesting import Requested, proposals
from redactor.codes.model import CodeList, Entry, Kind
from redactor.language.lexicon import fold

LISTED = CodeList(
    (
        Entry("Child 1", Kind.SUBJECT, "Tilly Varnham"),
        Entry("Mrs A", Kind.FAMILY, "Nadia Varnham", role="Mother of Child 1"),
        Entry("Mr K", Kind.FAMILY, "Kelvin Varnham", role="Uncle"),
        Entry("SW2", Kind.PROFESSIONAL, "Tom Arden", role="Social Worker", agency="Thornmere Council"),
        Entry("Town 1", Kind.ORGANISATION, "Larchmere"),
    )
)


def row(
    code: str, *names: str, kind: str = "person", role: str = "", agency: str = "", issued: bool = False
) -> ParcelRow:
    return ParcelRow(code=code, kind=kind, issued=issued, names=names, role=role, agency=agency, mentions=1)


def sent(agency: str, *rows: ParcelRow, kind: ParcelKind = ParcelKind.REQUESTS) -> Opened:
    return Opened(Parcel(kind=kind, case="Child 1", agency=agency, edition=1, made="", rows=rows), f"{agency}.sealed")


def proposed(*parcels: Opened) -> dict[str, Requested]:
    return {f"{each.agency} {each.row.code}": each for each in proposals(LISTED, parcels)}


def said(each: Requested) -> tuple[str, str]:
    return str(each.ruling), each.code


def test_staff_is_never_proposed_to_be_family() -> None:
    found = proposed(sent("csc", row("SW101", "social worker Nadia Varnham", role="Social Worker")))["csc SW101"]
    assert said(found) == ("issue this code", "SW101")
    assert found.why == "Not Mrs A, though the names are alike: one is staff, the other is family."


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (row("PC101", "PC 5120 Frost"), row("PC201", "PC 5120 Neil Frost")),
        (row("PC101", "PC 5120 Frost"), row("PC201", "PC 5120 Frost")),
        (row("GP101", "Dr Sethi", agency="Larch Surgery"), row("GP201", "Dr Sethi", agency="Larch surgery")),
        (row("SW101", "Bo Quenby"), row("SW201", "SW Bo Quenby")),
    ],
)
def test_one_member_of_staff_of_two_agencies_is_one(one: ParcelRow, other: ParcelRow) -> None:
    found = proposed(sent("police", one), sent("trust", other))
    assert said(found[f"trust {other.code}"]) == ("same as this code", found[f"police {one.code}"].code)
    assert not [*together(one, other).clashes, *together(one, other).near] and len(together(one, other).uses) == 1


def together(one: ParcelRow, other: ParcelRow) -> Reconciled:
    return reconcile(LISTED, [sent(a, r, kind=ParcelKind.RETURN) for a, r in (("police", one), ("trust", other))])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (row("PC101", "PC 5120 Frost"), row("PC201", "PC 6666 Frost")),
        (row("GP101", "Dr Sethi", agency="Larch Surgery"), row("GP201", "Dr Sethi", agency="Quay Surgery")),
        (row("DS101", "DS Frost"), row("PC201", "PC Frost")),
        (row("SW101", "Bo Quenby"), row("SW201", "Ada Quenby")),
    ],
)
def test_a_surname_alone_makes_nobody_one(one: ParcelRow, other: ParcelRow) -> None:
    found = proposed(sent("police", one), sent("trust", other))
    assert said(found[f"trust {other.code}"]) == ("issue this code", other.code)
    assert len(together(one, other).uses) == 2


def test_where_only_the_surname_and_the_role_agree_a_person_is_asked() -> None:
    one, other = row("GP101", "Dr Sethi"), row("GP201", "Dr Sethi")
    found = proposed(sent("csc", one), sent("trust", other))["trust GP201"]
    assert said(found) == ("later", "") and "GP101 of csc" in found.why
    assert len(together(one, other).near) == 1


def test_who_is_listed_as_staff_is_known_without_a_role() -> None:
    found = proposed(sent("police", row("Person 101", "Tom Arden")))["police Person 101"]
    assert said(found) == ("same as this code", "SW2")


def test_a_place_of_an_agency_may_be_an_establishment_of_the_list() -> None:
    found = proposed(sent("csc", row("Place X101", "Larchmere", kind="place")))["csc Place X101"]
    assert said(found) == ("same as this code", "Town 1")


def test_where_somebody_works_is_theirs_and_not_who_asks() -> None:
    found = proposed(
        sent("Thornmere Council", row("GP101", "Dr Sethi"), row("T101", "Miss Bird", agency="Larch School"))
    )
    assert [each.works_for for each in found.values()] == ["", "Larch School"]
    uses = reconcile(LISTED, [sent("Thornmere Council", row("GP101", "Dr Sethi"), kind=ParcelKind.RETURN)]).uses
    assert [(u.code, u.agency) for u in uses] == [("GP101", "GP practice")]


ALIKE = (
    ("csc", "Person 101", "Corin Leyburn"),
    ("trust", "Person 201", "Corin Leybourn"),
    ("police", "Person 301", "Corin Leybourne"),
)


def returned(rows: Sequence[tuple[str, str, str]] = ALIKE) -> list[Opened]:
    return [sent(a, row(c, n), row("Mrs A", "Mrs Varnham", issued=True), kind=ParcelKind.RETURN) for a, c, n in rows]


@pytest.mark.parametrize("answer", ["one", "two"])
def test_an_answered_pair_is_never_asked_again(answer: str) -> None:
    """However the agencies are ordered, and whatever code they use by then: each round asks for less, and the last nothing."""
    remembered: list[JudgedPair] = []
    for rounds in range(4):
        found = reconcile(LISTED, returned(ALIKE if rounds % 2 else ALIKE[::-1]), judged=remembered)
        if not found.near:
            break
        keys = [frozenset((key_of(p.one), key_of(p.other))) for p in found.near]
        one, two = (keys, []) if answer == "one" else ([], keys)
        again = reconcile(LISTED, returned(), one, two, judged=remembered)
        remembered += map(judged_of, again.answered)
    assert rounds in (1, 2) and not found.near
    assert len(found.uses) - 1 == (1 if answer == "one" else 3)
    renumbered = [(a, f"Person {n}00", name) for n, (a, _, name) in enumerate(ALIKE, 4)]
    assert not reconcile(LISTED, returned(renumbered), judged=remembered).near


def test_two_that_are_two_are_never_one_by_way_of_a_third() -> None:
    """Tom Arden of the list is not the police's; the trust's Tom Arden is one of them, and only that is asked."""
    rows = [("police", "Person 301", "Tom Arden"), ("trust", "SW201", "Tom Arden")]
    two = frozenset((f"{fold(BOARD)}|sw2", "police|person301"))
    found = reconcile(LISTED, returned(rows), (), [two])
    assert [u.code for u in found.uses if "Tom Arden" in u.names] == ["SW2", "Person 301"] and not found.near


def test_who_was_left_for_later_stands_in_the_key_and_is_proposed_to_be_nobody_else() -> None:
    rows = [("police", "Person 301", "Ned Osk"), ("trust", "Person 201", "Ned Osk")]
    assert reconcile(LISTED, returned(rows)).renumbering == {"trust": {"Person 201": "Person 301"}}
    found = reconcile(LISTED, returned(rows), later=[Awaiting(agency="Trust", theirs="Person 201")])
    assert [u.code for u in found.uses if "Ned Osk" in u.names] == ["Person 201", "Person 301"]
    assert not (found.renumbering or found.near or found.doubles)


def test_what_the_board_has_issued_as_asked_for_clashes_with_nobody() -> None:
    listed = CodeList((*LISTED.entries, Entry("SHO101", Kind.PROFESSIONAL, "Dr Roe", role="Senior House Officer")))
    back = [
        sent("trust", row("SHO101", "Dr Roe"), kind=ParcelKind.RETURN),
        sent("csc", row("SHO101", "Dr Roe", issued=True), kind=ParcelKind.RETURN),
    ]
    found = reconcile(listed, back)
    assert not found.clashes and not found.near and not found.renumbering


def test_the_consolidated_key_has_the_dates_of_the_chronologies_and_contacts() -> None:
    listed = CodeList((*LISTED.entries, Entry("SW3", Kind.PROFESSIONAL, "Bo Quenby", contact="01632 960001")))
    rows = [
        row("SW3", "Bo Quenby", issued=True).model_copy(update={"first": f"2024-0{n}-01", "last": f"2024-0{n}-09"})
        for n in (3, 5)
    ]
    found = reconcile(listed, [sent(a, r, kind=ParcelKind.RETURN) for a, r in zip(("csc", "trust"), rows, strict=True)])
    (use,) = (u for u in found.uses if u.code == "SW3")
    assert (str(use.first), str(use.last), use.contact) == ("2024-03-01", "2024-05-09", "01632 960001")


def test_a_title_and_a_surname_alone_are_a_question_whoever_is_staff() -> None:
    found = proposed(sent("csc", row("T101", "Miss Bird")), sent("police", row("Person 201", "Miss Bird")))
    assert said(found["csc T101"]) == ("issue this code", "T101")
    assert said(found["police Person 201"]) == ("later", "") and "T101 of csc" in found["police Person 201"].why
    found = proposed(sent("csc", row("Person 101", "Mrs Bird")), sent("police", row("Person 201", "Mr Bird")))
    assert said(found["police Person 201"]) == ("issue this code", "Person 201")


def test_whoever_knows_the_role_gives_the_code() -> None:
    asks = [sent("csc", row("Person 101", "Bo Quenby")), sent("trust", row("SW201", "Bo Quenby"))]
    assert [said(each) for each in proposals(LISTED, asks)] == [
        ("same as this code", "SW201"),
        ("issue this code", "SW201"),
    ]


@pytest.mark.parametrize(
    ("names", "code", "told"),
    [
        (("212 Blythe",), "PS201", ("PS 212",)),
        (("PC 5120 Frost", "PC 5120 Neil Frost"), "PC1", ("PC 5120",)),
        (("212 Blythe",), "Person 4", ()),
    ],
)
def test_a_collar_number_goes_with_its_rank(names: tuple[str, ...], code: str, told: tuple[str, ...]) -> None:
    assert collar_numbers(names, code) == told


@pytest.mark.parametrize("surgery", ["", "Larch Surgery"])
def test_one_doctor_in_two_roles_is_left_for_a_person(surgery: str) -> None:
    gp = row("GP101", "Dr Sethi", role="General Practitioner", agency=surgery)
    found = proposed(sent("csc", gp), sent("police", row("FME201", "Dr Sethi")))["police FME201"]
    assert str(found.ruling) == "later" and "in another role" in found.why
    elsewhere = proposed(sent("csc", gp), sent("police", row("FME201", "Dr Sethi", agency="Oak Surgery")))[
        "police FME201"
    ]
    assert str(elsewhere.ruling) == ("issue this code" if surgery else "later")
