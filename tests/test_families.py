"""Few questions: what is one to a person is put once, what is shown with it follows its answer, and nothing is lost."""

from __future__ import annotations

import io
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook
from rich.console import Console

from redactor.case.deciding import Answer, NotAnAnswer, answered
from redactor.case.families import QuestionFamily, answered_for_all, approved, families
from redactor.case.question import Asked, ToDecide
from redactor.case.question_sheet import AS_ABOVE, IF_ABOVE, decision_sheet, read_back
from redactor.case.questions import questions
from redactor.codes.model import CodeList, Entry, Kind
from redactor.codes.numbering import Numbering
from redactor.codes.standing import NO_LIST
from redactor.commands.asking import Keyboard, ask
from redactor.detection.assemble import Span, is_part_of
from redactor.detection.mentions import Mention, MentionKind
from redactor.identities.known import Known
from redactor.identities.minting import Mint
from redactor.identities.model import Identity
from redactor.identities.places import PlaceBook
from redactor.identities.settled import DecidedAbout, Settled, told_names
from redactor.identities.staff import Staff
from redactor.keymap.anchors import Anchors
from redactor.keymap.decisions import Decided, Ruling, successors
from redactor.keymap.keymap import Evidence, KeyMap, Record
from tests.test_deciding import Desk

WITNESS = "nearness: later in the passage"


def person(code: str, *names: str, issued: bool = False, prefix: str = "") -> Record:
    return Record(code=code, kind="person", issued=issued, names=names, prefix=prefix, why="" if issued else "new name")


def met(
    written: str, code: str, anchor: str, rule: str = "full name", *, sure: float = 0.9, doubtful: bool = False,
    may_be: tuple[str, ...] = (),
) -> Evidence:  # fmt: skip
    return Evidence(
        code=code, written=written, place="paragraph 1", rule=rule, recogniser="KnownNames", score=sure, doubtful=doubtful,
        candidates=may_be, marker=1 if may_be else 0, anchor=anchor if ":" in anchor else f"{anchor}:0",
        around=f"Then {written} came ({anchor}).",
    )  # fmt: skip


def case(records: Iterable[Record], *evidence: Evidence) -> KeyMap:
    return KeyMap.new("x").with_records(records).with_evidence({"imr.docx": evidence})


GLENDA = person("Mrs A", "Glenda Varnham", issued=True)
KELVIN = person("Mr A", "Kelvin Varnham", issued=True)


def asked(key_map: KeyMap) -> list[tuple[Asked, tuple[str, ...], int]]:
    return [(f.head.asked, f.head.names, len(f.alike)) for f in families(questions(key_map))]


def filled(data: bytes, answers: dict[str, tuple[str, str]]) -> bytes:
    """The sheet with answers to rows by what is written in them; every other cell as it was written."""
    book = load_workbook(io.BytesIO(data))
    sheet = book.worksheets[0]
    for row in range(3, sheet.max_row + 1):
        if (answer := answers.get(str(sheet.cell(row, 2).value))) is not None:
            sheet.cell(row, 6).value, sheet.cell(row, 7).value = answer
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def rows(key_map: KeyMap) -> list[tuple[str, str, str]]:
    """Question, words and answer of each row as the sheet is written."""
    sheet = load_workbook(io.BytesIO(decision_sheet(key_map))).worksheets[0]
    return [
        tuple(str(sheet.cell(row, column).value or "") for column in (1, 2, 6))  # type: ignore[misc]
        for row in range(3, sheet.max_row + 1)
    ]


def test_all_that_is_doubtful_of_one_identity_is_one_question_the_least_sure_first() -> None:
    key_map = case(
        [GLENDA, KELVIN],
        met("Glendra", "Mrs A", "a", "near spelling", doubtful=True),
        met("GV", "Mrs A", "b", "initials", sure=0.6, doubtful=True),
        met("Glen", "Mrs A", "c", WITNESS, sure=0.8, doubtful=True),
    )
    assert asked(key_map) == [(Asked.DOUBTFUL, ("GV",), 2)]
    (family,) = families(questions(key_map))
    after, taken = answered_for_all(key_map, family.head, Answer(Ruling.CODE, "Mrs A"), family.alike)
    assert taken == 3 and questions(after) == ()


def test_a_name_that_others_bear_is_asked_apart_and_a_first_name_of_two_place_by_place() -> None:
    glen = person("Mr B", "Glen Arden", issued=True)
    other = person("Mr C", "Glen Pinnock", issued=True)
    key_map = case(
        [GLENDA, glen, other],
        met("Mrs V", "Mrs A", "a", "initials", doubtful=True),
        met("Varnham", "Mrs A", "b", WITNESS, doubtful=True),
        met("Varnham", "Mr B", "c"),
        met("Glen", "Mr B", "d", WITNESS, doubtful=True),
        met("Glen", "Mr B", "e", WITNESS, doubtful=True),
        met("Glen", "Mr C", "f"),
    )
    assert sorted(names for _, names, _ in asked(key_map)) == [("Glen",), ("Glen",), ("Mrs V",), ("Varnham",)]


def test_that_one_mention_is_somebody_else_says_nothing_of_the_others() -> None:
    key_map = case(
        [GLENDA, KELVIN],
        met("Glendra", "Mrs A", "a", "near spelling", sure=0.5, doubtful=True),
        met("GV", "Mrs A", "b", "initials", doubtful=True),
    )
    (family,) = families(questions(key_map))
    after, taken = answered_for_all(key_map, family.head, Answer(Ruling.CODE, "Mr A", here_only=True), family.alike)
    assert taken == 1 and asked(after) == [(Asked.DOUBTFUL, ("GV",), 0)]


def test_whom_like_words_mean_is_one_row_with_the_others_below_it_and_each_can_differ() -> None:
    may_be = ("Mrs A", "Mr A")
    places = [met("Varnham", "", anchor, "surname", may_be=may_be) for anchor in ("a", "b", "c")]
    key_map = case([GLENDA, KELVIN], *places)
    assert rows(key_map) == [
        ("who is meant?", "Varnham", ""),
        ("", "Varnham", AS_ABOVE),
        ("", "Varnham", AS_ABOVE),
    ]
    book = load_workbook(io.BytesIO(decision_sheet(key_map)))
    sheet = book.worksheets[0]
    sheet.cell(3, 6).value, sheet.cell(3, 7).value = "use this code", "Mr A"
    sheet.cell(5, 7).value = "Mrs A"
    kept = io.BytesIO()
    book.save(kept)
    after, taken, problems = read_back(key_map, kept.getvalue(), "J Bell")
    assert (taken, problems) == (3, ()) and questions(after) == ()
    assert [(d.code, d.anchor) for d in after.decisions] == [("Mr A", "a:0"), ("Mr A", "b:0"), ("Mrs A", "c:0")]


def test_a_sheet_that_nobody_has_filled_in_decides_nothing() -> None:
    key_map = case(
        [GLENDA, KELVIN, person("SW1", "Corin Leyburn", prefix="SW")],
        met("Varnham", "", "a", "surname", may_be=("Mrs A", "Mr A")),
        met("Varnham", "", "b", "surname", may_be=("Mrs A", "Mr A")),
        met("Glendra", "Mrs A", "c", "near spelling", doubtful=True),
        met("GV", "Mrs A", "d", "initials", doubtful=True),
        met("Leyburn", "SW1", "e", WITNESS, doubtful=True),
    )
    assert read_back(key_map, decision_sheet(key_map), "J Bell") == (key_map, 0, ())


def test_somebody_new_with_all_that_is_doubtful_of_them_is_approved_once() -> None:
    key_map = case(
        [GLENDA, person("SW1", "Corin Leyburn", "CL", prefix="SW")],
        met("Corin Leyburn", "SW1", "a"),
        met("CL", "SW1", "b", "initials", doubtful=True),
        met("Leyburn", "SW1", "c", WITNESS, doubtful=True),
    )
    assert asked(key_map) == [(Asked.MINTED, ("Corin Leyburn", "CL"), 2)]
    assert [answer for _, _, answer in rows(key_map)] == ["", IF_ABOVE, IF_ABOVE]
    sheet = filled(decision_sheet(key_map), {"Corin Leyburn; CL": ("ask the board", "")})
    after, _, problems = read_back(key_map, sheet, "J Bell")
    assert problems == () and questions(after) == ()


NEW_STAFF = (
    person("SW1", "Corin Leyburn", prefix="SW"),
    person("HV1", "Petra Lomax", prefix="HV"),
    person("GP1", "Tom Arden", prefix="GP"),
)


def new_staff() -> KeyMap:
    return case(
        [GLENDA, *NEW_STAFF, person("Person 1", "Jo Pinnock")],
        met("Corin Leyburn", "SW1", "a"),
        met("Petra Lomax", "HV1", "b"),
        met("Tom Arden", "GP1", "c"),
        met("TA", "GP1", "d", "initials", doubtful=True),
        met("Jo Pinnock", "Person 1", "e"),
    )


def test_new_staff_are_a_list_to_approve_in_the_sheet_and_a_row_with_an_answer_of_its_own_is_not_in_it() -> None:
    key_map = new_staff()
    listed = [f.head.code for f in families(questions(key_map)) if f.is_new_staff]
    assert listed == ["SW1", "HV1"]  # not who is doubtful, and not who has no role
    about = next(words for _, words, _ in rows(key_map) if words.startswith("All 2"))
    sheet = filled(decision_sheet(key_map), {about: ("ask the board", ""), "Petra Lomax": ("not a person: keep", "")})
    after, taken, problems = read_back(key_map, sheet, "J Bell")
    assert (taken, problems) == (2, ())
    assert {(d.ruling, d.names) for d in after.decisions} == {
        (Ruling.ASK, ("Corin Leyburn",)),
        (Ruling.KEEP, ("Petra Lomax",)),
    }


def test_new_staff_are_approved_with_one_key_in_the_terminal_and_taken_back_with_another() -> None:
    screen = Console(file=io.StringIO(), width=200)
    said = iter(["\r", "a", "u", "a", "q"])  # whoever is doubtful later; the list; back; the list; enough
    after = ask(new_staff(), screen, Keyboard(lambda: next(said), lambda _: ""), "J Bell", lambda changed: changed)
    held = [d.code for d in after.decisions if not d.withdrawn]
    assert held == ["SW1", "HV1"] and len(after.decisions) == 4
    shown = screen.file.getvalue()  # type: ignore[attr-defined]
    assert "2 of new staff" in shown and "HV1 (Petra Lomax)" in shown


def test_another_kind_of_code_is_the_answer_where_the_role_is_wrong() -> None:
    key_map = new_staff()
    question = next(q for q in questions(key_map) if q.code == "Person 1")
    after = answered(key_map, question, Answer(Ruling.SAME, prefix="SW"))
    made = after.record("SW2")
    assert made is not None and (made.names, made.prefix, made.kind) == (("Jo Pinnock",), "SW", "person")
    assert successors(after.decisions) == {"Person 1": "SW2"}
    assert all(q.code not in ("Person 1", "SW2") for q in questions(after))  # seen: not asked once more
    seen = ToDecide(Asked.MINTED, ("Jo Pinnock",), "person", "SW2")
    with pytest.raises(NotAnAnswer, match="of this kind already"):
        answered(after, seen, Answer(Ruling.SAME, prefix="SW"))


@pytest.mark.parametrize(
    ("prefix", "kind", "code"),
    [
        ("Place X", "place", "Place X1"),
        ("School X", "organisation", "School X1"),
        ("Address X", "address", "Address X1"),
    ],
)
def test_a_person_who_is_none_can_be_a_place_or_an_establishment(prefix: str, kind: str, code: str) -> None:
    question = next(q for q in questions(new_staff()) if q.code == "Person 1")
    after = answered(new_staff(), question, Answer(Ruling.SAME, prefix=prefix))
    made = after.record(code)
    assert made is not None and made.kind == kind and after.decisions[-1].kind == kind


def test_what_was_taken_for_an_establishment_can_be_somebody_known_and_a_house_is_nobodys_name() -> None:
    club = Record(code="Club X1", kind="organisation", issued=False, names=("Corin Hall",), prefix="Club X")
    house = Record(code="Address X1", kind="address", issued=False, names=("Alder Court",), prefix="Address X")
    key_map = case([GLENDA, club, house], met("Corin Hall", "Club X1", "a"), met("Alder Court", "Address X1", "b"))
    for question in questions(key_map):
        key_map = answered(key_map, question, Answer(Ruling.SAME, "Mrs A"))
    assert questions(key_map) == ()
    assert told_names(key_map.decisions, no="address") == {"Mrs A": ("Corin Hall",)}


def test_codes_on_no_list_are_one_question_and_another_code_is_for_the_first_alone() -> None:
    def stands(code: str) -> Evidence:
        return Evidence(
            code="", written=code, place="", rule=NO_LIST, recogniser="", score=1, doubtful=True, candidates=(code,),
            anchor=f"{code}:0", told=f"The code {code} stands in the draft.",
        )  # fmt: skip

    key_map = case([GLENDA], stands("SLT7"), stands("GP7"), stands("SW9"))
    (question,) = questions(key_map)
    assert question.names == ("SLT7", "GP7", "SW9")
    assert questions(answered(key_map, question, Answer(Ruling.KEEP))) == ()
    (left,) = questions(answered(key_map, question, Answer(Ruling.CODE, "Mrs A")))
    assert left.names == ("GP7", "SW9")
    sheet = filled(decision_sheet(key_map), {"SLT7; GP7; SW9": ("not a person: keep", "")})
    assert read_back(key_map, sheet, "J Bell")[1:] == (1, ())


def test_a_pair_is_asked_before_what_else_is_asked_of_the_one_and_a_code_answers_it() -> None:
    key_map = case(
        [person("Mrs A", "Glenda Varnham", issued=True), person("Person 1", "Glenda Varnam")],
        met("Glenda Varnam", "Person 1", "a", doubtful=True),
    )
    assert [a for a, _, _ in asked(key_map)] == [Asked.MERGE]
    for code, ruling in (("Mrs A", Ruling.SAME), ("Person 1", Ruling.APART)):
        sheet = filled(decision_sheet(key_map), {"Glenda Varnam": ("use this code", code)})
        after, taken, problems = read_back(key_map, sheet, "J Bell")
        assert (taken, problems, after.decisions[0].ruling) == (1, (), ruling)
        assert bool(questions(after)) == (ruling is Ruling.APART)  # then who is new is asked


def test_an_answer_that_names_a_code_given_up_since_means_the_one_in_its_place() -> None:
    key_map = new_staff()
    by_code = {q.code: q for q in questions(key_map) if q.asked is Asked.MINTED}
    key_map = answered(key_map, by_code["Person 1"], Answer(Ruling.SAME, "SW1"))
    key_map = answered(key_map, by_code["HV1"], Answer(Ruling.SAME, "Person 1"))
    assert successors(key_map.decisions) == {"Person 1": "SW1", "HV1": "SW1"}


def test_whom_mr_means_here_says_nothing_of_any_other_mr() -> None:
    told = [Decided(ruling=Ruling.SAME, names=("Mr", "Mr Leyburn"), code="Mr A", other="Person 1")]
    decided = DecidedAbout.by(told)
    assert decided("Mr Leyburn", "") and not decided("Mr", "x:0")
    settled = Settled(tuple(told), Anchors([]), frozenset())
    assert settled._everywhere.keys() == {"mr leyburn"}


def test_a_bare_title_that_was_met_as_somebody_is_settled_for_its_places() -> None:
    key_map = case([GLENDA, KELVIN, person("FC1", "Mr", prefix="FC")], met("Mr", "FC1", "a", "couple"))
    (question,) = questions(key_map)
    assert (question.anchor, question.here_only) == ("a:0", True)
    after = answered(key_map, question, Answer(Ruling.SAME, "Mr A"))
    assert questions(after) == () and DecidedAbout.by(after.decisions)("Mr", "a:0")
    assert not DecidedAbout.by(after.decisions)("Mr", "b:0")


def test_the_mr_of_a_couple_waits_for_her_and_is_asked_where_he_stays_open() -> None:
    may_be = ("Mrs A", "Mr A")
    key_map = case(
        [GLENDA, KELVIN],
        met("Mr", "", "a", "couple", may_be=may_be),
        met("Mrs Varnham", "", "a:7", "title", may_be=may_be),
        met("Mrs Varnham", "", "b", "title", may_be=may_be),
    )
    (family,) = families(questions(key_map))
    assert (family.head.anchor, [q.names for q in family.after]) == ("b:0", [("Mr",)])
    after, _ = answered_for_all(key_map, family.head, Answer(Ruling.CODE, "Mrs A", here_only=True), family.alike)
    assert asked(after) == [(Asked.UNRESOLVED, ("Mr",), 0)]


def test_what_an_approval_has_shown_is_not_asked_again_in_a_later_run(tmp_path: Path) -> None:
    desk = Desk(tmp_path, "Health visitor Petra Lomax rang.", "Ms Lomax came.", "Mrs Lomax wrote.", "Child 1 slept.")
    desk.run()
    while minted := [q for q in questions(desk.key_map) if q.asked is Asked.MINTED]:
        changed = approved(desk.key_map, [QuestionFamily(q) for q in minted], "J Bell")
        from redactor.keymap.keymap_files import save_key_map
        from redactor.sealed.sealing import Home

        save_key_map(desk.map, changed, Home.current())
    desk.run()
    assert desk.asked == []


def test_a_village_of_an_earlier_run_is_one_place_and_not_cut_out_of_a_school_or_a_house() -> None:
    house = Entry(code="Address A", kind=Kind.ADDRESS, name="8 Osier Lane, Snaithby Carr, WX4 7QT")
    school = Entry(code="School 1", kind=Kind.ORGANISATION, name="Snaithby Carr Primary School")
    codes = CodeList((house, school))
    village = Identity("Organisation X1", "organisation", False, False, "Organisation X", names=("Snaithby Carr",))
    book = PlaceBook(Known(codes, earlier=(village,)), Mint(Numbering(), Staff({}, {})))
    mentions = [Mention(n, 0, 13, "Snaithby Carr", MentionKind.ORGANISATION, 0.9, "ListedPlaces") for n in range(3)]
    assert [book.place(m).code for m in mentions] == ["Organisation X1"] * 3
    known = Span(10, 23, MentionKind.ORGANISATION, 1.0, "ListedPlaces")
    assert is_part_of(known, Span(10, 38, MentionKind.ORGANISATION, 0.9, "Establishments"))
    assert is_part_of(known, Span(0, 23, MentionKind.ADDRESS, 0.9, "Addresses"))
    assert not is_part_of(known, replace(known, recogniser="Establishments"))
    assert not is_part_of(known, Span(0, 23, MentionKind.PERSON, 0.9, "Names"))


def test_what_an_answer_is_unlikely_for_stays_open_and_can_be_answered_by_itself() -> None:
    """One written with a title that speaks against the code did not keep the others from ever being answered."""
    key_map = case(
        (GLENDA, KELVIN),
        met("G. Varnham", "Mrs A", "a:0", "initial and surname", sure=0.4, doubtful=True),
        met("Mr Varnham", "Mrs A", "b:0", "title and surname", sure=0.5, doubtful=True),
    )
    (family,) = families(questions(key_map))
    assert (family.head.names, [q.names for q in family.alike]) == (("G. Varnham",), [("Mr Varnham",)])
    after, taken = answered_for_all(key_map, family.head, Answer(Ruling.CODE, "Mrs A"), family.alike, "J")
    assert taken == 1
    (left,) = questions(after)
    assert left.names == ("Mr Varnham",)
    told = answered(after, left, Answer(Ruling.CODE, "Mrs A", reason="A slip of the author's."), "J")
    assert not questions(told)
