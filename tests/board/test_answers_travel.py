"""What the board has answered stands in the drafts with the next edition."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from redactor.board.answering import RequestAnswer, with_answers
from redactor.board.bundle import put_together
from redactor.board.parcels import Opened, Parcel, ParcelKind, ParcelRow, parcel_of
from redactor.board.requesting import RequestRuling, proposals
from redactor.case.board_answers import with_board_answers
from redactor.case.case import Case
from redactor.case.opening import code_list
from redactor.checks.run import CheckRequest, check
from redactor.codes.lists import read_code_list
from redactor.codes.model import Block, CodeList, Entry, Issue, Kind
from redactor.keymap.decisions import Decided, Ruling, successors
from redactor.keymap.keymap import Evidence, KeyMap, Record
from redactor.keymap.keymap_files import load_key_map
from redactor.sealed.sealing import Home
from redactor.sources.finding import Severity
from tests.board.offices import Office, answered, answers, asked, issued
from tests.drafts import board_list, draft, names_in, read_text

LINES = (
    "Miss Bird rang the surgery. Dr Sethi was told by PC 5120 Frost.",
    "Class teacher Miss Bird saw Tilly Varnham. She moved to Larchmere with DC Alder.",
)
ASKED_FOR = ("Bird", "Sethi", "Frost", "Alder", "Larchmere")


@pytest.fixture(scope="module")
def _monkeypatch() -> pytest.MonkeyPatch:
    return pytest.MonkeyPatch()


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory, _monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """A council asks for people known by title and surname, and for a place; the board answers; the council runs again."""
    folder = tmp_path_factory.mktemp("played")
    board, council = (Office.at(folder, name, _monkeypatch) for name in ("board", "council"))
    codes = board_list(board.folder / "codes.xlsx")
    (edition,) = issued(board, codes, council)
    before = council.anonymise(edition, *LINES)
    files = [asked(council, edition)]
    sheet = answers(board, codes, files)
    own = {names: code for code, row in sheet.items() for names in row["Names"].split("; ")}
    given = {own["Miss Bird"]: "T1", own["Dr Sethi"]: "GP1", own["PC 5120 Frost"]: "PC1", own["DC Alder"]: "DC1"}
    place = next(code for names, code in own.items() if "Larchmere" in names)
    given[place] = "Town 1"
    new = answered(
        board, codes, files, board.folder / "codes 2.xlsx", **{k.replace(" ", "_"): v for k, v in given.items()}
    )
    (second,) = issued(board, new, council)
    after = council.anonymise(second)
    explained = council.redactor("explain", "T1", "--codes", second).screen
    again = council.redactor("codes", "requests", "--codes", second, "--out", council.folder / "b2").screen
    return {
        "before": before, "after": after, "explained": explained, "again": again,
        "listed": "\n".join(f"{e.code}|{e.name}|{'; '.join(e.aliases)}|{e.kind}|{e.agency}" for e in read_code_list(new).entries),
    }  # fmt: skip


def test_who_was_asked_for_by_title_and_surname_has_the_boards_code(played: dict[str, str]) -> None:
    after = played["after"]
    assert "[unresolved" not in after and not names_in(after, ASKED_FOR)
    assert after.splitlines() == [
        "T1 rang the surgery. GP1 was told by PC1.",
        "Class teacher T1 saw Child 1. She moved to Town 1 with DC1.",
    ]
    assert "T101" in played["before"]
    assert "0 codes" in played["again"]


def test_ranks_and_collar_numbers_are_no_names(played: dict[str, str]) -> None:
    assert "PC1|PC Frost|PC 5120|professional|" in played["listed"]
    assert (
        "GP1|Dr Sethi||professional|\n" in played["listed"]
    )  # where she works is not told: not at the council, which asked


def test_the_register_says_who_decided_it(played: dict[str, str]) -> None:
    assert "the board" in played["explained"]


@pytest.fixture
def offices(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Office, Office, Office]:
    board, council, trust = (Office.at(tmp_path, name, monkeypatch) for name in ("board", "council", "trust"))
    return board, council, trust


def test_an_alias_learnt_by_one_agency_reaches_the_others(offices: tuple[Office, Office, Office]) -> None:
    board, council, trust = offices
    codes = board_list(board.folder / "codes.xlsx", without=["Child 2"])
    ours, theirs = issued(board, codes, council, trust)
    council.anonymise(ours, "Tilly Varnham was seen. Tibs slept.")
    council.decide("Tibs", "Child 1")
    council.anonymise(ours)
    files = [asked(council, ours)]
    (row,) = answers(board, codes, files).values()
    assert (row["Their code"], row["Names"], row["Answer"], row["Code"]) == (
        "Child 1", "Tibs", "same as this code", "Child 1"
    )  # fmt: skip
    new = answered(board, codes, files, board.folder / "codes 2.xlsx")
    ours, theirs = issued(board, new, council, trust)
    assert trust.anonymise(theirs, "Tibs came to the ward.") == "Child 1 came to the ward."
    assert asked(council, ours) and "0 codes" in council.redactor(
        "codes", "requests", "--codes", ours, "--out", council.folder / "b2", code=0
    ).screen  # fmt: skip


def test_two_people_of_one_surname_stay_a_question_after_the_answer(offices: tuple[Office, Office, Office]) -> None:
    board, council, _ = offices
    codes = board_list(board.folder / "codes.xlsx")
    (edition,) = issued(board, codes, council)
    lines = ("Social worker Jo Pinnock rang. Health visitor Ada Pinnock rang.", "Ms Pinnock left.")
    council.anonymise(edition, *lines)
    new = answered(board, codes, [asked(council, edition)], board.folder / "codes 2.xlsx", SW101="SW2", HV101="HV1")
    (second,) = issued(board, new, council)
    text = council.anonymise(second)
    assert text.splitlines()[0] == "Social worker SW2 rang. Health visitor HV1 rang."
    assert text.splitlines()[1] == "[unresolved 1] left."


def test_a_code_of_the_boards_for_somebody_else_is_never_taken_for_the_agencys_own(
    offices: tuple[Office, Office, Office],
) -> None:
    """Without blocks of numbers the council's SW2 and SW3 may be the board's SW3 and SW2."""
    board, council, _ = offices
    codes = board_list(board.folder / "codes.xlsx")
    to = ("--to", f"council={council.key}", "--out", board.folder / "sent", "--own-codes", "none")
    board.redactor("codes", "issue", codes, *to, code=0)
    edition = board.folder / "sent" / "edition-1-council.edition"
    lines = ("Social worker Ms Pinnock rang.", "Social worker Mr Quenby rang Ms Pinnock.")
    assert council.anonymise(edition, *lines).splitlines()[1] == "Social worker SW3 rang SW2."
    new = answered(board, codes, [asked(council, edition)], board.folder / "codes 2.xlsx", SW2="SW3", SW3="SW2")
    board.redactor("codes", "issue", new, *to, code=0)
    text = council.anonymise(board.folder / "sent" / "edition-2-council.edition")
    assert text.splitlines() == ["Social worker SW3 rang.", "Social worker SW2 rang SW3."]


def test_an_answer_that_the_author_takes_back_stays_taken_back(offices: tuple[Office, Office, Office]) -> None:
    board, council, _ = offices
    codes = board_list(board.folder / "codes.xlsx")
    (edition,) = issued(board, codes, council)
    council.anonymise(edition, "Neighbour Corin Leyburn rang Miss Bird.")
    files = [asked(council, edition)]
    new = answered(board, codes, files, board.folder / "codes 2.xlsx", Person_101="=Mr A")
    (second,) = issued(board, new, council)
    assert council.anonymise(second).startswith("Neighbour Mr A rang")
    made = council.redactor("decide", "--codes", second, "--made").screen
    number = next(line for line in made.splitlines() if "Mr A" in line).split()[0].strip(".:│ ")
    council.redactor("decide", "--codes", second, "--undo", number, code=0)
    (third,) = issued(board, board_list(board.folder / "codes 3.xlsx", ("Ms C", "associate", "Ada Quorn")), council)
    assert "Mr A" not in council.anonymise(third)


def test_a_family_as_a_whole_has_a_code(offices: tuple[Office, Office, Office]) -> None:
    board, council, _ = offices
    codes = board_list(board.folder / "codes.xlsx", ("Family 1", "whole family", "Varnham family"))
    assert board.redactor("codes", "check", codes).code in (0, 1)
    (edition,) = issued(board, codes, council)
    text = council.anonymise(
        edition,
        "The Varnham family moved. Both agencies knew the Varnhams. Varnham family meeting held. Glenda Varnham came.",
    )
    assert text == "Family 1 moved. Both agencies knew Family 1. Family 1 meeting held. Mrs A came."


def test_without_a_code_of_its_own_a_family_is_what_it_was(offices: tuple[Office, Office, Office]) -> None:
    board, council, _ = offices
    (edition,) = issued(board, board_list(board.folder / "codes.xlsx"), council)
    assert council.anonymise(edition, "Both agencies knew the Varnhams.") == "Both agencies knew the family."


def test_members_of_the_household_have_dates_and_older_lists_still_open(tmp_path: Path) -> None:
    from tests.codes.builders import HEAD, write_list

    old = read_code_list(board_list(tmp_path / "old.xlsx"))
    assert {(e.since, e.until, e.contact) for e in old.entries} == {("", "", "")}
    rows = [
        (*HEAD, "From", "To", "Contact"),
        ("Child 1", "subject", "Tilly Varnham", "", "", "", "", "", "", ""),
        ("Mr B", "family", "Corin Leyburn", "", "Lodger", "", "", "March 2019", "01/02/2020", ""),
        ("SW1", "professional", "Jo Pinnock", "", "Social Worker", "", "", "", "", "01632 960001"),
    ]
    for ending in (".xlsx", ".csv", ".docx"):
        listed = read_code_list(write_list(tmp_path / f"new{ending}", rows))
        assert [(e.since, e.until, e.contact) for e in listed.entries[1:]] == [
            ("March 2019", "01/02/2020", ""), ("", "", "01632 960001")
        ]  # fmt: skip


def edition(number: int, *answers: tuple[str, str], listed: tuple[str, ...] = ("T1", "T2")) -> CodeList:
    entries = tuple(Entry(code, Kind.PROFESSIONAL, f"Ms {code}") for code in listed)
    issue = Issue(number, date(2026, 11, number), "board", "council", Block(), "", "", answers)
    return CodeList(entries, issue=issue)


def test_an_answer_that_the_board_changes_goes_in_the_others_place_and_one_without_its_code_falls() -> None:
    record = Record(code="T101", kind="person", issued=False, names=("Miss Bird",), prefix="T")
    first = with_board_answers(KeyMap.new("x").with_records([record]), edition(1, ("T101", "T1")))
    assert successors(first.decisions) == {"T101": "T1"}
    assert with_board_answers(first, edition(2, ("T101", "T1"))) == first  # said once
    second = with_board_answers(first, edition(3, ("T101", "T2")))
    assert successors(second.decisions) == {"T101": "T2"} and [d.withdrawn for d in second.decisions] == [True, False]
    third = with_board_answers(second, edition(4, listed=("T1",)))
    assert successors(third.decisions) == {}  # a code that the list does not have any more is put nowhere


TOLD = (
    "Tilly Varnham (known to the family as Tinks) was seen. Tinks smiled.",
    "Kelvin Varnham, also known as Dozza, was there. Glenda Varnham, née Hartley, signs herself Glennie.",
)


def test_a_name_that_the_text_alone_tells_reaches_the_others(offices: tuple[Office, Office, Office]) -> None:
    board, council, trust = offices
    codes = board_list(board.folder / "codes.xlsx", without=["Child 2"])
    ours, theirs = issued(board, codes, council, trust)
    council.anonymise(ours, *TOLD)
    files = [asked(council, ours)]
    rows = answers(board, codes, files)
    offered = {code: row["Names"] for code, row in rows.items()}
    assert offered["Child 1"] == "Tinks" and offered["Mr A"] == "Dozza" and "Glenda Hartley" in offered["Mrs A"]
    assert {row["Answer"] for row in rows.values()} == {"same as this code"}
    new = answered(board, codes, files, board.folder / "codes 2.xlsx")
    ours, theirs = issued(board, new, council, trust)
    text = trust.anonymise(theirs, "Dozza brought Tinks to the ward.", "Glenda Hartley rang.")
    assert text.splitlines() == ["Mr A brought Child 1 to the ward.", "Mrs A rang."]
    told = council.redactor("codes", "requests", "--codes", ours, "--out", council.folder / "b2", code=0).screen
    assert "0 codes" in told  # the list has them now


def test_a_further_name_that_the_board_declines_is_offered_once(offices: tuple[Office, Office, Office]) -> None:
    board, council, trust = offices
    review = board.folder / "review"
    council_key, trust_key = f"council={council.key}", f"trust={trust.key}"
    board.redactor("board", "start", review, "--case", "R-1", "--agency", council_key, "--agency", trust_key, code=0)
    board_list(review / "list.xlsx", without=["Child 2"])
    board.redactor("board", "send", review, code=0)
    for office in (council, trust):
        edition = review / "sent" / f"edition-1-{office.name}.edition"
        office.anonymise(edition, "Kelvin Varnham, also known as Dozza, was there.")
        office.redactor("agency", "send", "--codes", edition, "--out", review / "received" / office.name)
    assert "2 requests" in board.redactor("board", "answer", review, code=1).screen
    sheet = load_workbook(review / "answers.xlsx")
    head = next(n for n, row in enumerate(sheet["Answers"].iter_rows(values_only=True), 1) if "Answer" in row)
    at = [cell.value for cell in sheet["Answers"][head]].index("Answer")
    for row in sheet["Answers"].iter_rows(min_row=head + 1):
        row[at].value = "needs no code"
    sheet.save(review / "answers.xlsx")
    board.redactor("board", "answer", review)
    assert "requests" not in board.redactor("board", "answer", review).screen
    assert not (review / "list-2.xlsx").exists()  # what is declined is in the register alone
    listed = read_code_list(review / "list.xlsx")
    assert not next(e for e in listed.entries if e.code == "Mr A").aliases


def test_who_may_be_called_so_in_another_agencys_drafts_is_a_question() -> None:
    people = (Entry("Mr A", Kind.FAMILY, "Kelvin Varnham"), Entry("Mr B", Kind.FAMILY, "Ned Osk", ("Neddy",)))
    codes = CodeList(people)
    told = ParcelRow(code="Mr A", kind="person", issued=True, names=("Dozza",), mentions=1)
    new = ParcelRow(code="Person 201", kind="person", issued=False, names=("Dozza",), mentions=2)
    anothers = ParcelRow(code="Mr A", kind="person", issued=True, names=("Neddy",), mentions=1)
    parcels = [
        Opened(
            Parcel(kind=ParcelKind.REQUESTS, case="Case", agency=agency, edition=1, made="2026-01-01", rows=(row,)), "f"
        )
        for agency, row in (("trust", new), ("council", told), ("school", anothers))
    ]
    by_agency = {each.agency: each for each in proposals(codes, parcels)}
    assert by_agency["council"].ruling is RequestRuling.SAME and by_agency["council"].code == "Mr A"
    assert by_agency["trust"].ruling is RequestRuling.LATER and "Perhaps Mr A" in by_agency["trust"].why
    assert by_agency["school"].ruling is RequestRuling.LATER and "Mr B" in by_agency["school"].why


def test_what_needs_no_code_is_asked_of_the_author_once_more(offices: tuple[Office, Office, Office]) -> None:
    board, council, _ = offices
    codes = board_list(board.folder / "codes.xlsx")
    (edition,) = issued(board, codes, council)
    council.anonymise(edition, "Tilly Varnham rang Corin Leyburn.")
    files = [asked(council, edition)]
    new = answered(board, codes, files, board.folder / "codes 2.xlsx", Person_101="needs no code")
    (second,) = issued(board, new, council)
    assert council.anonymise(second) == "Child 1 rang Person 101."  # a name is never left in for that
    council.redactor("decide", "--codes", second, "--sheet", council.folder / "asked.xlsx")
    lines = load_workbook(council.folder / "asked.xlsx").active.iter_rows(values_only=True)
    assert any("the board says that it needs no code" in str(cell) for row in lines for cell in row)
    back = council.redactor("codes", "requests", "--codes", second, "--out", council.folder / "b2", code=0).screen
    assert "0 codes" in back  # answered
    sending = ("agency", "send", "--fast", "--codes", second, "--out", council.folder / "b3", council.folder / "out")
    early = ("agency", "send", "--fast", "--codes", second, "--out", council.folder / "b0", council.folder / "out")
    told = council.redactor(*early, code=1).screen
    assert "1 question of your drafts is still open" in told
    assert "Open: Person 101 stands here, though the board has answered that no code is needed" in told
    record = read_text(council.folder / "b0" / "council" / "record of the check.docx").splitlines()
    assert "Person 101 stands here, though the board has answered" in record[1]  # no file with it is fit without a word
    assert any("A code of your agency's own for which the board wants none" in line for line in record)
    key = read_text(council.folder / "out" / "key-of-professionals.docx")
    assert "The board has answered that no code is needed" in key and "Awaiting" not in key and "example" not in key
    waits = council.redactor(
        "check", "--fast", "--codes", second, council.folder / "out" / "imr.anonymised.docx", code=1
    )
    assert "0 to fix" in waits.screen  # nothing is wrong in it: it waits for its author
    council.decide("Corin Leyburn", ruling=Ruling.LEAVE, reason="of the board")
    assert council.anonymise(second) == "Child 1 rang Corin Leyburn."
    assert not names_in(council.redactor(*sending, code=0).screen)
    told = read_text(council.folder / "b3" / "council" / "record of the check.docx")
    assert "What was Person 101 stands by name, as the board has answered" in told
    assert "the board has answered that it needs no code" in told and "still stands here by name" not in told
    with council.here():  # one word alone ends nothing: the author's without the board's
        (path,) = (council.folder / "home").rglob("*.keymap")
        key_map = load_key_map(path, Home.current())
        assert key_map is not None
        records = tuple(r.model_copy(update={"board_says": ""}) for r in key_map.records)
        case = Case.of(code_list(second), key_map.model_copy(update={"records": records}))
        asked_for = CheckRequest((council.folder / "out" / "imr.anonymised.docx",), second, fast=True, case=case)
        bundled = put_together(case.key_map, code_list(second), asked_for, council.folder / "b4", "council")
    alone = bundled.checked
    assert (
        alone is not None and bundled.folder is None and bundled.kept == ("Person 101",)
    )  # and the author is told of a way on
    assert [f.rule for f in alone.findings if f.severity is Severity.MUST_FIX] == ["identity-listed"]


def test_a_code_is_no_name_of_whom_it_was_put_for() -> None:
    """An author has said that "SW1" behind a health visitor's name is hers in one place: SW1 stays who it is everywhere."""
    decided = Decided(ruling=Ruling.CODE, names=("SW1",), kind="person", code="HV101", anchor="x:1", who="A", when="")
    theirs = Record(code="HV101", kind="person", issued=False, names=("Joan Tibbs", "SW1"), prefix="HV")
    listed = Record(code="SW1", kind="person", issued=True, names=("Una Cole",), prefix="SW")
    met = (Evidence(code="HV101", written="Joan Tibbs", place="body", rule="", recogniser="", score=1.0),)
    key_map = KeyMap.new("x").with_records([theirs, listed]).with_decision(decided).with_evidence({"imr": met})
    (row,) = parcel_of(key_map, ParcelKind.REQUESTS).rows
    assert row.names == ("Joan Tibbs",)
    stood = decided.model_copy(update={"names": ("DC101",), "code": "SW1", "anchor": ""})
    seen = {"imr": (*met, met[0].model_copy(update={"code": "SW1", "written": "DC101"}))}
    with_it = key_map.with_standing(["DC101"]).with_decision(stood).with_evidence(seen)
    assert [r.code for r in parcel_of(with_it, ParcelKind.REQUESTS).rows] == ["HV101"]  # nor is one of no list
    codes = CodeList((Entry("SW1", Kind.PROFESSIONAL, "Una Cole"),))
    polluted = row.model_copy(update={"names": theirs.names})  # as an older redactor wrote it
    older = Opened(parcel_of(key_map, ParcelKind.REQUESTS).model_copy(update={"rows": (polluted,)}), "f")
    (asked_for,) = proposals(codes, [older])
    taken = with_answers(codes, [older], [RequestAnswer(asked_for.key, RequestRuling.ISSUE, "HV1")]).codes
    assert "SW1" not in taken.entries[1].aliases
    issue = Issue(2, date(2026, 11, 2), "board", "council", Block(), "", "", (("HV101", "HV1"),))
    after = with_board_answers(key_map, CodeList((*codes.entries, taken.entries[1]), issue=issue))
    assert after.decisions[-1].names == ("Joan Tibbs",)


def _parcels(**rows: ParcelRow) -> list[Opened]:
    made = {"kind": ParcelKind.REQUESTS, "case": "Case", "edition": 1, "made": "2026-01-01"}
    return [Opened(Parcel(agency=agency, rows=(row,), **made), "f") for agency, row in rows.items()]  # type: ignore[arg-type]


def test_no_code_is_proposed_that_another_agency_may_give_out_itself() -> None:
    def asks(code: str, name: str) -> ParcelRow:
        return ParcelRow(code=code, kind="person", issued=False, names=(name,), mentions=1)

    codes = CodeList((Entry("Person 7", Kind.ASSOCIATE, "Ned Osk"), Entry("Person 102", Kind.ASSOCIATE, "Ivy Tarn")))
    asked_for = _parcels(
        police=asks("Person 201", "Una Pask"),
        council=asks("Person 101", "Ada Quill"),
        trust=asks("Person 102", "Bo Renn"),
    )
    assert [p.code for p in proposals(codes, asked_for)] == ["Person 201", "Person 101", "Person 8"]


def test_who_is_the_same_as_one_who_is_given_another_code_in_the_same_sheet_has_that_code() -> None:
    def asks(code: str) -> ParcelRow:
        return ParcelRow(code=code, kind="person", issued=False, names=("Una Pask",), mentions=1)

    asked_for = _parcels(council=asks("Person 101"), police=asks("Person 201"))
    one, other = proposals(CodeList(()), asked_for)
    assert (other.ruling, other.code) == (RequestRuling.SAME, "Person 101")
    said = [RequestAnswer(one.key, RequestRuling.ISSUE, "Mrs B"), RequestAnswer(other.key, other.ruling, other.code)]
    taken = with_answers(CodeList(()), asked_for, said)
    assert [e.code for e in taken.codes.entries] == ["Mrs B"]
    assert [(a.theirs, a.code) for a in taken.answered] == [("Person 101", "Mrs B"), ("Person 201", "Mrs B")]


def test_where_somebody_works_is_taken_from_whichever_agency_tells_it() -> None:
    def asks(code: str, works_for: str) -> ParcelRow:
        return ParcelRow(
            code=code, kind="person", issued=False, names=("DC Una Pask",), mentions=1, role="Detective Constable",
            agency=works_for,
        )  # fmt: skip

    codes = CodeList()
    asked_for = _parcels(trust=asks("DC401", ""), council=asks("DC101", "Wold Police"))
    said = [RequestAnswer(p.key, p.ruling, p.code, works_for=p.works_for) for p in proposals(codes, asked_for)]
    (entry,) = with_answers(codes, asked_for, said).codes.entries
    assert (entry.code, entry.agency) == ("DC401", "Wold Police")


@pytest.mark.parametrize(
    ("ruling", "text", "found", "asks"),
    [
        (Ruling.KEEP, "Brindlow was visited.", [("kept-as-nobody", Severity.LOOK)], ()),
        (Ruling.LEAVE, "Brindlow was visited.", [("identity-listed", Severity.MUST_FIX)], ("Person 101",)),
        (Ruling.KEEP, "Mrs Una Brindlow rang.", [("identity-listed", Severity.MUST_FIX)], ()),
    ],
)
def test_what_an_author_decides_to_be_nobody_is_looked_at_and_a_name_that_is_left_is_asked_for(
    tmp_path: Path, ruling: Ruling, text: str, found: list[tuple[str, Severity]], asks: tuple[str, ...]
) -> None:
    codes = board_list(tmp_path / "codes.xlsx")
    record = Record(code="Person 101", kind="person", issued=False, names=("Brindlow",), prefix="Person")
    decided = Decided(ruling=ruling, names=("Brindlow",), kind="person", reason="so", who="A", when="")
    key_map = KeyMap.new("x").with_records([record]).with_decision(decided)
    assert tuple(r.code for r in parcel_of(key_map, ParcelKind.REQUESTS).rows) == asks
    case = Case.of(code_list(codes), key_map)
    checked = check(CheckRequest((draft(tmp_path / "imr.docx", text),), codes, fast=True, case=case))
    told = [(f.rule, f.severity) for f in checked.findings if f.code == "Person 101"]
    assert told == found


def test_whom_an_authors_own_code_was_put_for_is_somebody_new(offices: tuple[Office, Office, Office]) -> None:
    """ "SW1, the hostel worker", where the board's SW1 is a social worker: a code of her own, which the board is asked for."""
    board, council, _ = offices
    codes = board_list(board.folder / "codes.xlsx")
    (edition,) = issued(board, codes, council)
    council.anonymise(edition, "SW1, the hostel worker, left. Child 1 was seen.")
    sheet = council.folder / "asked.xlsx"
    council.redactor("decide", "--codes", edition, "--sheet", sheet)
    book = load_workbook(sheet)
    head = {cell.value: cell.column for cell in book.active[2]}
    assert "SW1 is an Approved Premises Worker here" in str(book.active.cell(3, head["Sentence"]).value)
    book.active.cell(3, head["Answer"]).value = "somebody new"
    book.save(sheet)
    council.redactor("decide", "--codes", edition, "--read", sheet, code=0)
    assert council.anonymise(edition) == "APW101, the hostel worker, left. Child 1 was seen."
    new = answered(board, codes, [asked(council, edition)], board.folder / "codes 2.xlsx", APW101="APW1")
    entry = next(e for e in read_code_list(new).entries if e.code == "APW1")
    assert (entry.kind, entry.role) == (Kind.PROFESSIONAL, "Approved Premises Worker")
    (second,) = issued(board, new, council)  # a code that stands for itself holds nobody's name
    assert council.anonymise(second) == "APW1, the hostel worker, left. Child 1 was seen."
    council.redactor("check", "--fast", "--codes", second, council.folder / "out" / "imr.anonymised.docx", code=0)
    board.redactor("codes", "enforce", new, council.folder / "out" / "imr.anonymised.docx")
    assert (
        "0 codes"
        in council.redactor("codes", "requests", "--codes", second, "--out", council.folder / "b2", code=0).screen
    )
