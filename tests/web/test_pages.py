"""The author's pages, from files in to files out, as requests and answers. The browser itself: test_browser.py."""

from __future__ import annotations

import re
import shutil
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import load_workbook
from typer.testing import CliRunner

from redactor.cli import app
from redactor.keymap.decisions import Ruling
from redactor.keymap.keymap import KeyMap
from redactor.keymap.keymap_files import load_key_map
from redactor.sealed.sealing import Home
from tests.board.offices import Office, issued
from tests.drafts import AWAITING, SETTLED, board_list, draft, everything_under, names_in, read_text, redactor
from tests.web.served import Answer, Client, served


class Case:
    """A case on this computer, opened in the page."""

    def __init__(self, folder: Path, client: Client) -> None:
        self.folder, self.client = folder, client
        self.out, self.map = folder / "out", folder / "k" / "map"

    @property
    def key_map(self) -> KeyMap:
        found = load_key_map(self.map, Home.current())
        assert found is not None
        return found

    def marks(self) -> dict[str, str]:
        """Words of the draft → how they are marked."""
        found = re.findall(
            r'class="mark mark--(\w+)"[^>]*><span class="mark__name">([^<]+)<', self.client.get("/draft").text
        )
        return {name: state for state, name in found}

    def mark(self, name: str) -> dict[str, object]:
        """The place of a mention, as forms name it."""
        found = re.search(rf'id="m(\d+)-(\d+)"[^>]*><span class="mark__name">{name}<', self.client.get("/draft").text)
        assert found, name
        return {"passage": found[1], "start": found[2]}

    def answer(self, said: str, **more: object) -> Answer:
        return self.client.post("/answer", {"key": self.client.key(), "answer": said, **more})

    def finish(self) -> str:
        self.client.post("/finish", {"folder": self.out})
        assert "not written" not in self.client.wait()
        return read_text(self.out / "imr.anonymised.docx")


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Case]:
    lines = (*SETTLED, *AWAITING, "The Corin Leyburn Award was won.", "Nickname Pudding was used.")
    imr = draft(tmp_path / "imr.docx", *lines)
    codes = board_list(tmp_path / "codes.xlsx")
    with served(imr, codes=codes, key_map=tmp_path / "k" / "map", out=tmp_path / "out") as client:
        client.enter().wait()
        yield Case(tmp_path, client)


def test_every_mention_is_marked_by_its_state(case: Case) -> None:
    marks = case.marks()
    assert marks["Tilly Varnham"] == "issued" and marks["14 Teasel Road"] == "issued"
    assert marks["Corin Leyburn"] == "minted"
    assert marks["Varnham"] == "unresolved"
    assert marks["999 000 0018"] == "removed"
    page = case.client.get("/draft")
    assert '<span class="govuk-visually-hidden"> (unresolved)</span>' in page  # a word, not a colour alone


def test_the_worst_question_comes_first_with_its_sentence_and_choices(case: Case) -> None:
    panel = case.client.get("/panel/question")
    assert "Who is meant?" in panel
    assert "<strong class='named'>Varnham</strong> was out" in panel
    assert re.search(r'value="code:Mr A" data-key="\d"', panel.text)


def test_an_answer_is_seen_at_once_counted_and_taken_back(case: Case) -> None:
    before = int(re.findall(r'id="left">(\d+)<', case.client.get("/draft").text)[0])
    answer = case.answer("code:Mr A", scope="here")
    assert f'id="left">{before - 1}<' in answer
    changed = re.search(r'<p class="line" id="p\d+">.*?</p>', answer.text)
    assert changed and "mark--issued" in changed[0] and "Mr A" in changed[0]
    back = case.client.post("/undo")
    assert f'id="left">{before}<' in back and "mark--unresolved" in back and "Decision 1 is taken back" in back


def test_a_decision_is_in_the_sealed_key_map_with_who_and_when(case: Case) -> None:
    case.answer("code:Mr A", scope="here")
    assert "Mr A was out." in case.finish()
    (told,) = case.key_map.decisions
    assert (told.ruling, told.code, told.who, told.here_only) == (Ruling.CODE, "Mr A", "J Bell", True)
    assert told.when.startswith("20")
    assert "J Bell" in (case.out / "audit.jsonl").read_text(encoding="utf-8")


def test_later_puts_a_question_off_and_loses_none(case: Case) -> None:
    first = case.client.key()
    assert case.answer("later").status == 200
    assert case.client.key() != first
    while case.client.key() != first:
        assert case.answer("later").status == 200


def test_what_cannot_be_carried_out_is_said_and_what_was_typed_stays(case: Case) -> None:
    answer = case.answer("leave", reason="")
    assert "Write why it may stay" in answer
    answer = case.answer("other", code="Mr Z")
    assert "no code Mr Z" in answer and 'value="Mr Z"' in answer


def test_why_tells_who_by_which_pass_and_every_other_place(case: Case) -> None:
    why = case.client.get("/panel/why?passage={passage}&start={start}".format(**case.mark("Mr Leyburn")))
    assert "Person 1 (Corin Leyburn" in why and "made here" in why
    assert "<dt>Why</dt>" in why and "<dt>Found by</dt>" in why
    assert "Every other place" in why and "rang social worker" in why
    among = case.client.get("/panel/why?passage={passage}&start={start}".format(**case.mark("Varnham")))
    assert "It may be" in among and "Kelvin Varnham" in among and "Glenda Varnham" in among


def test_a_missed_name_is_added_by_selecting_it(case: Case) -> None:
    text = case.client.get("/draft").text
    found = re.search(r'data-p="(\d+)">Nickname Pudding', text)
    assert found
    place = {"passage": found[1], "start": len("Nickname "), "end": len("Nickname Pudding")}
    panel = case.client.get("/panel/add?" + "&".join(f"{k}={v}" for k, v in place.items()))
    assert 'Selected: <strong class="named">Pudding</strong>' in panel
    answer = case.client.post(
        "/add", {**place, "kind": "person", "answer": "other", "code": "Mr A", "scope": "everywhere"}
    )
    assert "was added: " in answer and "mark--issued" in answer
    assert "Nickname Mr A was used." in case.finish()


def test_a_missed_number_is_taken_out(case: Case) -> None:
    answer = case.client.post("/add", {"words": "Pudding", "kind": "identifier", "answer": "new"})
    assert "was added" in answer
    assert "Nickname [number removed] was used." in case.finish()


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"words": "", "answer": "new"}, "Which words?"),
        ({"words": "Nobody Here", "answer": "new"}, "stand nowhere"),
        ({"words": "Pudding", "answer": "other", "code": ""}, "Which code?"),
        ({"words": "Pudding", "answer": "other", "code": "Mr Z"}, "no code Mr Z"),
    ],
)
def test_what_is_wrong_with_an_addition_is_said(case: Case, fields: dict[str, str], says: str) -> None:
    assert says in case.client.post("/add", {"kind": "person", **fields})


def test_what_is_no_person_stays(case: Case) -> None:
    place = case.mark("Corin Leyburn")
    case.client.post("/mention", {**place, "answer": "keep", "scope": "everywhere"})
    assert case.marks()["Corin Leyburn"] == "kept"
    assert "The Corin Leyburn Award" in case.finish()


def test_a_real_name_is_left_with_the_reason(case: Case) -> None:
    place = case.mark("Jo Pinnock")
    assert "Write why it may stay" in case.client.post("/mention", {**place, "answer": "leave", "reason": " "})
    case.client.post("/mention", {**place, "answer": "leave", "reason": "Named in the press", "scope": "here"})
    assert "Jo Pinnock" in case.finish()
    assert case.key_map.decisions[-1].reason == "Named in the press"


def test_another_code_somebody_new_and_two_people(case: Case) -> None:
    place = case.mark("Mr Leyburn")
    assert "Mr A" in case.client.post("/mention", {**place, "answer": "other", "code": "Mr A", "scope": "here"})
    new = case.client.post("/mention", {**place, "answer": "new", "prefix": "GP", "scope": "here"})
    assert "GP1" in new
    assert "They are two" in new
    case.client.post("/mention", {**case.mark("Corin Leyburn"), "answer": "apart", "apart": "Mr A"})
    assert "GP1 came back" in case.finish()
    assert {d.ruling for d in case.key_map.decisions} == {Ruling.CODE, Ruling.APART}


def test_people_are_merged_and_renamed(case: Case) -> None:
    people = case.client.get("/people")
    assert "Corin Leyburn" in people and "Person 1" in people and "SW2" in people
    assert "Choose which" in case.client.post("/people/merge", {"code": ["Person 1", "SW2"], "stays": ""})
    renamed = case.client.post("/people/rename", {"code": "SW2", "new": "SW9"})
    assert "SW2 is SW9 now" in renamed
    merged = case.client.post("/people/merge", {"code": ["SW1", "SW9"], "stays": "SW1"})
    assert "SW9 and SW1 are one now" in merged
    assert "SW1" in case.finish() and "SW9" not in case.finish()


@pytest.mark.parametrize(
    ("code", "new", "says"),
    [
        ("Mrs A", "Mrs Q", "board&#39;s code"),
        ("SW2", "SW2", "already"),
        ("SW2", "SW1", "stands for somebody"),
        ("SW2", "Tilly", "letters and a number"),
        ("SW2", "Tilly 1", "holds no name"),
        ("SW2", "", "letters and a number"),
    ],
)
def test_a_code_that_may_not_be_given_is_refused(case: Case, code: str, new: str, says: str) -> None:
    answer = case.client.post("/people/rename", {"code": code, "new": new})
    assert answer.status == 422 and says in answer


def test_two_of_the_boards_people_are_not_made_one_here(case: Case) -> None:
    assert "Only the board" in case.client.post("/people/merge", {"code": ["Mrs A", "Mr A"], "stays": "Mr A"})
    assert "that one stays" in case.client.post("/people/merge", {"code": ["Mrs A", "SW2"], "stays": "SW2"})


def test_the_sheet_of_those_who_need_a_code_is_restricted(case: Case) -> None:
    folder = case.folder / "restricted"
    lacking = case.client.post("/people/requests", {"agency": "", "folder": folder})
    assert "name of your agency" in lacking and not folder.exists()
    assert "Restricted" in case.client.post("/people/requests", {"agency": "Thornmere Council", "folder": folder})
    (sheet,) = folder.glob("*.xlsx")
    assert stat.S_IMODE(sheet.stat().st_mode) & 0o077 == 0


def test_a_name_learnt_of_somebody_listed_is_offered_to_the_board(case: Case) -> None:
    assert "learnt here" not in case.client.get("/people")
    added = {"words": "Corin Leyburn", "kind": "person", "code": "Mr A", "answer": "other", "scope": "everywhere"}
    assert "was added" in case.client.post("/add", added)
    folder = case.folder / "restricted"
    told = case.client.post("/people/requests", {"agency": "Thornmere Council", "folder": folder})  # at once
    assert "Of 1 person or place of the list a further name was learnt here" in told
    (sheet,) = folder.glob("*.xlsx")
    asked = [row[0].value for row in load_workbook(sheet).active.iter_rows()]
    assert "Mr A" in asked and "Mrs A" not in asked  # what the list knows is no request


def test_the_return_is_written_in_the_page_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    board, agency = (Office.at(tmp_path, name, monkeypatch) for name in ("board", "council"))
    (edition,) = issued(board, board_list(tmp_path / "codes.xlsx"), agency)
    with agency.here():
        imr = draft(tmp_path / "imr.docx", *SETTLED, *AWAITING)
        with served(imr, codes=edition, key_map=tmp_path / "k" / "map", out=tmp_path / "out") as client:
            client.enter().wait()
            folder = tmp_path / "restricted"
            told = client.post("/people/requests", {"agency": "council", "folder": folder, "kind": "return"})
            assert "Restricted" in told, told.text
        assert [p.name for p in folder.iterdir()] == ["return-council.sealed"]


def test_without_an_edition_nobody_can_seal_a_return_and_the_page_says_what_to_do(case: Case) -> None:
    fields = {"agency": "Thornmere Council", "folder": case.folder / "restricted", "kind": "return"}
    told = case.client.post("/people/requests", fields)
    assert "ask the board for one, and open the drafts with it" in told and "--board-key" not in told


def test_the_check_shows_what_is_left_beside_the_text(case: Case) -> None:
    case.client.post("/check/run")
    page = case.client.wait()
    assert "A mark that waits for a person" in page
    target = re.search(r'data-goto="(t0-\d+)"', page.text)
    assert target and f'id="{target[1]}"' in page  # each leads to its place
    assert "<mark class='found'>[unresolved 1]</mark>" in page
    case.answer("code:Mr A", scope="here")
    assert "The draft has changed since this check" in case.client.get("/check")


def test_the_end_says_whether_it_is_fit(case: Case) -> None:
    case.finish()
    page = case.client.get("/finish")
    assert "not fit for submission yet" in page and "place where the text does not say who is meant" in page
    assert "check to be run" in page


def test_a_folder_that_cannot_be_used_is_said_and_nothing_written(case: Case) -> None:
    case.client.post("/finish", {"folder": case.folder / "imr.docx"})
    assert "is a file, not a folder" in case.client.wait()
    case.client.post("/finish", {"folder": case.map.parent})
    assert "The key map may not lie" in case.client.wait()
    assert not list(case.map.parent.glob("*.docx"))


def test_the_files_are_those_of_the_command_line(tmp_path: Path) -> None:
    """The same drafts, list, key map and decisions: the same files, by the page and by the commands."""
    by_page, by_command = tmp_path / "page", tmp_path / "command"
    draft(by_page / "imr.docx", *SETTLED, *AWAITING)
    board_list(by_page / "codes.xlsx")
    shutil.copytree(by_page, by_command)
    files = [by_command / "imr.docx", "--codes", by_command / "codes.xlsx", "--key-map", by_command / "k" / "map"]
    redactor("anonymise", *files, "--out", by_command / "first")
    # one secret for both, else the digests of their logs could not be compared
    (by_page / "k").mkdir()
    (by_page / "k" / "map").write_bytes((by_command / "k" / "map").read_bytes())
    with served(
        by_page / "imr.docx", codes=by_page / "codes.xlsx", key_map=by_page / "k" / "map", out=by_page / "out"
    ) as client:
        client.enter().wait()
        case = Case(by_page, client)
        case.answer("code:Mr A", scope="here")
        client.post("/finish", {"folder": by_page / "out"})
        client.wait()
    decided = CliRunner().invoke(
        app, ["decide", "--key-map", str(by_command / "k" / "map"), "--who", "J Bell"], input="o\nMr A\nq\n"
    )
    assert decided.exit_code == 1, decided.output
    redactor("anonymise", *files, "--out", by_command / "out")
    ours, theirs = everything_under(by_page / "out"), everything_under(by_command / "out")
    assert [p.name for p in ours] == [p.name for p in theirs]
    for (path, data), other in zip(ours.items(), theirs.values(), strict=True):
        if path.suffix == ".docx":
            assert data == other, path.name
        else:
            assert untimed(data) == untimed(other), path.name


def untimed(data: bytes) -> str:
    """A record without the moments and durations that no two runs share, and without the chain of digests over them."""
    text = data.decode("utf-8")
    text = re.sub(r"\d{4}-\d\d-\d\dT[\d:.+Z]+|\d\d/\d\d/\d{4} \d\d:\d\d", "TIME", text)
    return re.sub(r'"(?:previous|seal|seconds)": ?"?[\w.]+"?|\d+[.]\d+ seconds?', "", text)


def test_without_a_list_the_case_needs_a_reference(tmp_path: Path) -> None:
    imr = draft(tmp_path / "imr.docx", "Corin Leyburn rang.")
    with served() as client:
        client.enter()
        assert "There is no draft yet" in client.post("/open-case", {})
        assert "imr.docx" in client.give(imr)
        assert "needs a reference" in client.post("/open-case", {"case": ""})
        client.post("/open-case", {"case": "R-2026-07", "out": tmp_path / "out"})
        assert "mark--minted" in client.wait()


@pytest.mark.parametrize(
    ("name", "data", "kind", "says"),
    [
        ("imr.pages", b"x", "draft", "save it as .docx"),
        ("imr.docx", b"", "draft", "empty"),
        ("codes.txt", b"x", "list", "no code list"),
    ],
)
def test_a_file_that_is_none_is_refused(tmp_path: Path, name: str, data: bytes, kind: str, says: str) -> None:
    (tmp_path / name).write_bytes(data)
    with served() as client:
        answer = client.enter().give(tmp_path / name, kind)
        assert answer.status == 400 and says in answer


def test_a_draft_that_cannot_be_read_is_said_when_it_is_given(tmp_path: Path) -> None:
    (tmp_path / "imr.docx").write_bytes(b"%PDF-1.7 nothing")
    with served() as client:
        answer = client.enter().give(tmp_path / "imr.docx")
        assert answer.status == 400 and "imr.docx: The PDF is damaged" in answer
        assert "No draft yet" in client.get("/files")
    with served(tmp_path / "imr.docx", key_map=tmp_path / "k" / "map") as client:
        assert "The PDF is damaged" in client.enter().wait()


def test_dropped_files_are_put_nowhere_on_the_disk(tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    for name in ("TMPDIR", "TEMP", "TMP"):
        monkeypatch.setenv(name, str(temporary))
    monkeypatch.setattr("tempfile.tempdir", None)
    imr, codes = draft(tmp_path / "imr.docx", *SETTLED, *AWAITING), board_list(tmp_path / "codes.xlsx")
    with served() as client:
        client.enter().give(imr)
        client.give(codes, "list")
        client.post("/open-case", {"out": tmp_path / "out"})
        assert "mark--issued" in client.wait()
        client.post("/check/run")
        client.wait()
        client.post("/finish", {"folder": tmp_path / "out"})
        client.wait()
    assert everything_under(temporary) == {}
    for path, data in {**everything_under(tmp_path / "out"), **everything_under(home)}.items():
        assert names_in(path.name) == []
        if path.suffix != ".docx":
            assert names_in(data.decode("utf-8", "replace")) == [], path


def test_markup_in_a_draft_is_text(tmp_path: Path) -> None:
    imr = draft(
        tmp_path / "imr.docx", "Neighbour Corin <b onclick=x()>Leyburn</b> rang <script>alert(1)</script>.", *AWAITING
    )
    with served(imr, key_map=tmp_path / "k" / "map") as client:
        page = client.enter().wait()
        assert "<script>alert" not in page and "<b onclick" not in page and "&lt;script&gt;" in page
        for path in ("/people", "/panel/question", "/panel/decisions"):
            assert "<script>alert" not in client.get(path) and "<b onclick" not in client.get(path)


def test_another_case_begins_with_empty_hands(case: Case) -> None:
    case.client.post("/another")
    page = case.client.get("/")
    assert "No draft yet" in page and "Varnham" not in page
    assert case.client.get("/draft").status == 303


def test_a_mention_that_goes_with_more_than_itself_can_be_corrected(tmp_path: Path) -> None:
    """ "Child 1 (Tilly)" loses the bracket with the name: the decision is about the name."""
    imr = draft(tmp_path / "imr.docx", "Child 1 (Tilly) was seen.", *SETTLED)
    codes = board_list(tmp_path / "codes.xlsx")
    with served(imr, codes=codes, key_map=tmp_path / "k" / "map", out=tmp_path / "out") as client:
        client.enter().wait()
        case = Case(tmp_path, client)
        place = case.mark(r" \(Tilly\)")
        client.post("/mention", {**place, "answer": "other", "code": "Child 2", "scope": "here"})
        assert "Child 1 (Child 2) was seen." in case.finish()


def test_what_came_of_an_addition_is_said(case: Case) -> None:
    answer = case.client.post("/add", {"words": "Nickname", "kind": "person", "answer": "other", "code": "Mr A"})
    assert "0 places changed. 1 place did not" in answer


def test_the_question_shows_the_mention_that_it_is_about(tmp_path: Path) -> None:
    imr = draft(tmp_path / "imr.docx", "Varnham came and then Varnham left.")
    with served(imr, codes=board_list(tmp_path / "codes.xlsx"), key_map=tmp_path / "k" / "map") as client:
        client.enter().wait()
        named = "<strong class='named'>Varnham</strong>"
        assert f"{named} came and then Varnham" in client.get("/panel/question")
        client.post("/answer", {"key": client.key(), "answer": "later"})
        assert f"Varnham came and then {named} left" in client.get("/panel/question")


def test_two_drafts_of_one_name_are_two(tmp_path: Path) -> None:
    one, other = draft(tmp_path / "a" / "imr.docx", "One."), draft(tmp_path / "b" / "imr.docx", "Another.")
    with served() as client:
        client.enter().give(one)
        client.give(one)
        assert "imr (2).docx" not in client.get("/files")
        assert "imr (2).docx" in client.give(other)


def test_one_verdict(tmp_path: Path) -> None:
    imr = draft(tmp_path / "imr.docx", SETTLED[0])
    codes = board_list(tmp_path / "codes.xlsx")
    with served(imr, codes=codes, key_map=tmp_path / "k" / "map", out=tmp_path / "out") as client:
        client.enter().wait()
        Case(tmp_path, client).finish()
        page = client.get("/finish")
        assert "Not fit for submission yet" in page and "is fit for submission" not in page
        client.post("/check/run")
        client.wait()
        assert "is fit for submission" in client.get("/finish")


NEW_STAFF = (
    "Social worker Jo Pinnock rang health visitor Petra Larwood.",
    "Tilly Varnham slept.",
)


def test_new_staff_are_a_list_that_one_button_approves_and_undo_takes_back(tmp_path: Path) -> None:
    imr, codes = draft(tmp_path / "imr.docx", *NEW_STAFF), board_list(tmp_path / "codes.xlsx")
    with served(imr, codes=codes, key_map=tmp_path / "k" / "map", out=tmp_path / "out") as client:
        client.enter().wait()
        panel = client.get("/panel/question")
        assert "2 of new staff" in panel and "SW2 (Jo Pinnock" in panel and "HV1 (Petra Larwood" in panel
        done = client.post("/answer", {"key": client.key(), "answer": "approve"})
        assert "Nothing awaits you" in done and 'id="left">0<' in done
        back = client.post("/undo")
        assert "2 of new staff" in client.get("/panel/question") and 'id="left">2<' in back


def test_what_is_alike_is_listed_with_its_question_and_follows_it_where_it_is_ticked(tmp_path: Path) -> None:
    far = ("Nothing more.", "The month went by.", "Snow fell.", "Roads were shut.")
    imr = draft(tmp_path / "imr.docx", "Varnham was out.", *far, "Varnham came back late.")
    codes = board_list(tmp_path / "codes.xlsx")
    with served(imr, codes=codes, key_map=tmp_path / "k" / "map", out=tmp_path / "out") as client:
        client.enter().wait()
        panel = client.get("/panel/question").text
        assert "1 alike" in panel and "came back late" in panel
        assert not re.search(r'name="alike"[^>]* checked', panel)  # who is meant may differ from place to place
        done = client.post("/answer", {"key": client.key(), "answer": "code:Mr A", "scope": "here", "alike": "yes"})
        assert 'id="left">0<' in done


def test_everything_for_the_board_is_put_together_by_one_button(case: Case) -> None:
    first = case.client.post("/finish/board", {"agency": "Thornmere Council"})
    assert "Write the files first" in first
    case.finish()
    assert "Put together what goes to the board" in case.client.get("/finish")
    assert "name of your agency" in case.client.post("/finish/board", {"agency": ""})
    # a mark is open: the report is no finished one, the requests go all the same, and no key of the board's is known
    case.client.post("/finish/board", {"agency": "Thornmere Council"})
    page = case.client.wait()
    assert "must be fixed first" in page and "no signed edition" in page
    place = case.out / "for the board"
    assert [p.name for p in place.iterdir()] == ["requests-thornmere-council.xlsx"]
    case.answer("code:Mr A", scope="here")
    assert "Write the files again first" in case.client.get("/finish")


def test_what_goes_to_the_board_has_the_key_and_the_record(tmp_path: Path) -> None:
    imr = draft(tmp_path / "imr.docx", SETTLED[0])
    codes = board_list(tmp_path / "codes.xlsx")
    with served(imr, codes=codes, key_map=tmp_path / "k" / "map", out=tmp_path / "out") as client:
        client.enter().wait()
        Case(tmp_path, client).finish()
        client.post("/finish/board", {"agency": "Thornmere Council"})
        assert "have two people sign it" in client.wait()
    sent = tmp_path / "out" / "for the board" / "thornmere-council"
    names = ["imr.anonymised.docx", "key-of-professionals.docx", "record of the check.docx"]
    assert sorted(p.name for p in sent.iterdir()) == names
