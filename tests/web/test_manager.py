"""The business manager's pages as requests and answers: the list, the agencies' requests, editions, returns."""

from __future__ import annotations

import html
import json
import re
import stat
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from openpyxl import load_workbook

from redactor.board.parcels import Parcel, ParcelKind, ParcelRow, sealed_parcel
from redactor.codes.lists import read_code_list
from redactor.sealed.editions import read_edition
from redactor.sealed.sealing import Home, public_key
from redactor.web.manager.grid import ListPart
from tests.drafts import board_list, everything_under, names_in, read_text, redactor
from tests.web.served import Answer, Client, served

MARKUP = "<img src=x onerror=alert(1)>"


class Board:
    """The page with a list in it."""

    def __init__(self, folder: Path, client: Client) -> None:
        self.folder, self.client = folder, client
        self.get, self.post = client.get, client.post

    def give(self, path: Path, kind: str, name: str = "") -> Answer:
        return self.post(f"/files/parcel?kind={kind}", body=path.read_bytes(), X_File_Name=quote(name or path.name))

    def take(self, path: Path) -> None:
        assert "data-go" in self.give(path, "boardlist")

    def lines(self) -> list[str]:
        """The ids of the rows."""
        return re.findall(r'<tr data-line="(\d+)"', self.get("/list").text)

    def type(self, row: int, **cells: str) -> dict[str, object]:
        """Type into a row, numbered from 1; what is wrong afterwards."""
        line = self.lines()[row - 1]
        fields = {"cell": [f"{line}-{column}" for column in cells], "value": list(cells.values())}
        answer = self.post("/list/cells", fields)
        assert answer.status == 200, answer.text
        found = json.loads(answer.body)
        assert isinstance(found, dict)
        return found

    def cell(self, row: int, column: str) -> str:
        """What stands in a cell."""
        line = self.lines()[row - 1]
        found = re.search(rf'<tr data-line="{line}">(.*?)</tr>', self.get("/list").text, re.DOTALL)
        assert found
        cells = re.findall(r"<td>(.*?)</td>", found[1], re.DOTALL)
        return html.unescape(cells[ListPart.PEOPLE.columns.index(column)])

    def parcel(self, kind: ParcelKind, agency: str, *rows: ParcelRow, made: str = "2026-03-01T10:00:00+00:00") -> Path:
        """What an agency sends, sealed to this board."""
        parcel = Parcel(kind=kind, case="Child 1", agency=agency, edition=1, made=made, rows=rows)
        file = self.folder / f"{kind}-{len(list(self.folder.iterdir()))}.sealed"
        file.write_bytes(sealed_parcel(parcel, public_key(Home.current())))
        return file

    def cards(self) -> dict[str, str]:
        """The requests of the page, by the agency's code, as the form would send them when nothing is changed."""
        text = self.get("/list/requests").text
        form: dict[str, str] = {}
        for n, key in enumerate(re.findall(r'name="key" value="([^"]*)"', text)):
            form[html.unescape(key)] = str(n)
            for field in ("code", "same", "role"):
                value = re.search(rf'name="{field}-{n}" value="([^"]*)"', text)
                assert value
                form[f"{field}-{n}"] = html.unescape(value[1])
            said = re.search(rf'name="ruling-{n}" value="([^"]+)" checked', text)
            form[f"ruling-{n}"] = said[1] if said else ""
        return form

    def answer(self, **changes: str) -> Answer:
        """Send the form of requests with these changes."""
        form = self.cards()
        keys = [k for k in form if "|" in k]
        fields = {k: v for k, v in form.items() if "|" not in k} | {k.replace("_", "-"): v for k, v in changes.items()}
        return self.post("/list/requests/take", {"key": keys, **fields})


def person(
    code: str, *names: str, role: str = "", agency: str = "", kind: str = "person", issued: bool = False
) -> ParcelRow:
    return ParcelRow(
        code=code, kind=kind, issued=issued, names=names, role=role, agency=agency, mentions=3, drafts=("imr.docx",),
        place="2.1 QuestionFamily history",
    )  # fmt: skip


@pytest.fixture
def blank(tmp_path: Path) -> Iterator[Board]:
    with served(out=tmp_path / "out") as client:
        yield Board(tmp_path, client.enter())


@pytest.fixture
def board(blank: Board) -> Board:
    blank.take(board_list(blank.folder / "codes.xlsx"))
    return blank


def is_private(path: Path) -> bool:
    return stat.S_IMODE(path.stat().st_mode) & 0o077 == 0


# ---- the list


def test_a_blank_list_has_the_roles_of_its_review_and_a_name_of_its_own(blank: Board) -> None:
    assert "Begin a blank list" in blank.get("/list")
    refused = blank.post("/list/new", {"review": "dhr", "case": "Kayleigh Hepton"})
    assert refused.status == 422 and "reads like somebody’s name" in refused and 'value="Kayleigh Hepton"' in refused
    assert 'value="dhr" checked' in refused
    assert blank.post("/list/new", {"review": "dhr", "case": "R-2026-07"}).status == 303
    page = blank.get("/list")
    assert "R-2026-07 code list.xlsx" in page and "The list is empty" not in page and "Health Visitor" in page
    assert "Nothing is known to be wrong" in page


@pytest.mark.parametrize("ending", [".xlsx", ".csv", ".docx"])
def test_a_list_is_taken_from_a_file_and_saved_as_another(blank: Board, ending: str) -> None:
    source = board_list(
        blank.folder / "codes.xlsx", ("School 1", "organisation", "Wragby Primary School", "", "", "", "")
    )
    blank.take(source)
    file = blank.folder / "new" / f"list{ending}"
    assert "Written:" in blank.post("/list/save", {"path": file})
    assert is_private(file) and is_private(file.parent)

    def said(path: Path) -> object:
        return sorted(
            (e.code, e.kind, e.name, e.aliases, e.role, e.agency, e.date_of_birth) for e in read_code_list(path).entries
        )

    assert said(file) == said(source)


def test_a_list_given_with_the_drafts_is_offered(tmp_path: Path) -> None:
    codes = board_list(tmp_path / "codes.xlsx")
    with served(codes=codes) as client:
        board = Board(tmp_path, client.enter())
        assert "Take codes.xlsx" in board.get("/list")
        assert board.post("/list/take").status == 303
        assert board.cell(3, "name") == "Glenda Varnham"
        assert str(tmp_path / "codes 2.xlsx") in board.get("/list")  # never the file itself


def test_problems_come_to_their_cells_as_they_are_typed(board: Board) -> None:
    line = board.lines()[6]
    state = board.type(7, code="CL", kind="associate", name="Corin Leyburn", date_of_birth="31/02/1980")
    # a bad cell hides no other
    assert state["cells"] == {f"c{line}-date_of_birth": "must", f"c{line}-code": "must"}
    assert "2 must be mended" in str(state["counts"])
    state = board.type(7, date_of_birth="")
    assert state["cells"] == {f"c{line}-code": "must"}
    lines = state["lines"]
    assert isinstance(lines, dict) and "holds the initials" in lines[line] and f'id="f{line}-code"' in lines[line]
    assert f'href="#c{line}-code">Row 7, Code</a>' in str(state["links"])
    told = re.search(r'id="faults" data-lines="([^"]*)" data-cells="([^"]*)"', board.get("/list").text)
    assert told and json.loads(html.unescape(told[2])) == state["cells"]
    assert json.loads(html.unescape(told[1])) == lines  # the page that is loaded anew has the same
    assert board.type(7, code="Mr B")["cells"] == {}


def test_a_block_of_excel_is_pasted_and_taken_back(board: Board) -> None:
    line = board.lines()[6]
    block = 'Mr B\tstaff\tDov Pell\r\nMr C\tfriend\t"Ada\nQuorn"\r\n'
    pasted = board.post("/list/paste", {"line": line, "column": "code", "text": block})
    state = json.loads(pasted.body)
    assert "2 rows pasted" in state["say"] and [row[2] for row in state["rows"].values()] == ["Dov Pell", "Ada\nQuorn"]
    assert board.cell(8, "name") == "Ada\nQuorn" and board.cell(8, "code") == "Mr C"
    refused = board.post("/list/paste", {"line": line, "column": "until", "text": block})
    assert "Nothing was pasted" in json.loads(refused.body)["told"] and json.loads(refused.body)["rows"] == {}
    board.post("/list/undo")
    assert board.cell(7, "name") == ""


def test_rows_are_added_and_removed_and_brought_back(board: Board) -> None:
    before = board.lines()
    board.post("/list/add", {"part": "people"})
    assert len(board.lines()) == len(before) + 10
    board.post("/list/remove", {"line": before[0]})
    assert before[0] not in board.lines() and "nobody is of the kind subject" in board.get("/list").text.lower()
    board.post("/list/undo")
    assert board.lines()[0] == before[0]
    board.post("/list/remove", {"line": 99999})
    assert board.lines()[0] == before[0]


def test_markup_in_a_list_is_text(blank: Board) -> None:
    rows = (f"Mr {MARKUP}", "associate", f"Corin {MARKUP}", MARKUP, MARKUP, MARKUP, MARKUP)
    blank.take(board_list(blank.folder / "codes.csv", rows, ("Mr B", MARKUP, "Dov Pell", "", "", "", "")))
    for path in ("/list", "/list/issue", "/list/requests", "/list/returns"):
        assert MARKUP not in blank.get(path) and "<img" not in blank.get(path)
    assert "&lt;img src=x" in blank.get("/list")
    state = blank.type(7, code=f"SW1{MARKUP}", name=f"</textarea>{MARKUP}")
    assert "<img" not in json.dumps(state) and "</textarea><img" not in blank.get("/list")
    bad = blank.folder / "bad.txt"
    bad.write_text("x")
    refused = blank.give(bad, "boardlist", name=f"{MARKUP}.txt")
    assert "must be an Excel workbook" in refused and "<img" not in refused


def test_nothing_is_written_over_a_file(board: Board) -> None:
    there = board.folder / "codes.xlsx"
    before = there.read_bytes()
    refused = board.post("/list/save", {"path": there})
    assert "There is a file codes.xlsx in this folder already" in refused
    assert f'value="{there}"' in refused and str(board.folder / "codes 2.xlsx") in refused
    assert there.read_bytes() == before
    assert "Written:" in board.post("/list/save", {"path": there, "use": board.folder / "codes 2.xlsx"})
    assert read_code_list(board.folder / "codes 2.xlsx").case_name == "Child 1"


@pytest.mark.parametrize(
    ("path", "says"),
    [
        ("", "Write where it should be kept"),
        ("list.xlsx", "Write the whole path"),
        ("{folder}", "let the name of the file end so"),
        ("{folder}/list.pdf", "let the name of the file end so"),
        ("{folder}/codes.xlsx/list.xlsx", "cannot be written"),
    ],
)
def test_a_path_that_will_not_do_is_told_and_kept(board: Board, path: str, says: str) -> None:
    typed = path.format(folder=board.folder)
    before = everything_under(board.folder)
    refused = board.post("/list/save", {"path": typed})
    assert says in refused and "path-error" in refused
    assert not typed or f'value="{html.escape(typed)}"' in refused
    assert everything_under(board.folder) == before


def test_a_list_that_is_not_finished_is_saved_as_it_is(board: Board) -> None:
    board.type(7, name="Dov Pell")
    file = board.folder / "half.xlsx"
    assert "Written:" in board.post("/list/save", {"path": f'"{file}"'})  # as Windows copies a path
    people = load_workbook(file)["People"]
    assert [c.value for c in people[8]][:3] == [None, None, "Dov Pell"]


def test_only_the_tab_that_works_may_change_the_list(board: Board) -> None:
    board.client.tab = "another"
    assert board.post("/list/undo").status == 409
    assert board.give(board.folder / "codes.xlsx", "boardlist").status == 409
    own = board.client.csrf
    board.client.tab, board.client.csrf = "first", "forged"
    assert board.post("/list/cells", {"cell": "1-code", "value": "X"}).status == 403
    assert board.post("/files/parcel?kind=requests", body=b"x", X_File_Name="x.sealed").status == 403
    board.client.csrf = own  # that the page can be closed


# ---- editions


def edition(board: Board, **fields: str) -> Answer:
    standing = {
        "agencies": "2",
        "folder": str(board.folder / "sent"),
        "blocks": "numbers",
        "board": "Thornmere Partnership",
    }
    of = re.search(r'name="of" value="([^"]*)"', board.get("/list/issue?despite=yes").text)
    standing["of"] = of[1] if of else ""
    return board.post("/list/issue", {**standing, **{k.replace("_", "-"): v for k, v in fields.items()}})


def test_an_edition_for_each_agency_and_what_they_are_to_be_told(board: Board) -> None:
    key = public_key(Home.current())
    page = board.get("/list/issue")
    assert key in page and "edition 1" in page and "Thornmere Council" in page  # which the list names
    sent = edition(
        board, name_0="Wragby Trust", key_0=key, name_1="Hill School", how_1="passphrase", passphrase_1="copper kettle"
    )
    assert sent.status == 303, sent.text
    page = board.get("/list/issue")
    assert "Edition 1 of" in page and "numbers 101 to 200" in page and "numbers 201 to 300" in page
    assert "Tell them the passphrase by telephone" in page and "copper kettle" not in page
    files = sorted((board.folder / "sent").iterdir())
    assert [f.name for f in files] == ["edition-1-hill-school.edition", "edition-1-wragby-trust.edition"]
    assert all(map(is_private, files))
    ours = read_edition(files[1], Home.current())
    assert ours.issue and ours.issue.board == "Thornmere Partnership" and ours.case_name == "Child 1"
    assert read_edition(files[0], Home.current(), "copper kettle").entries[0].name == "Tilly Varnham"


def test_agencies_are_remembered_and_the_next_edition_counts_on(board: Board) -> None:
    key = public_key(Home.current())
    edition(board, name_0="Wragby Trust", key_0=key)
    page = board.get("/list/issue").text
    assert "says what edition 1 said" in page and 'name="send-0" value="yes" checked' not in page
    board.type(7, code="Mr B", kind="associate", name="Corin Leyburn")
    page = board.get("/list/issue").text
    assert "edition 2" in page and 'name="send-0" value="yes" checked' in page and f"{key[:12]}…" in page
    other = edition(board, name_0="Wragby Trust", named_0="yes", send_0="yes", of="0" * 64)
    assert other.status == 422 and "The list has changed since this page was shown" in other
    assert edition(board, name_0="Wragby Trust", named_0="yes", send_0="yes").status == 303
    assert (board.folder / "sent" / "edition-2-wragby-trust.edition").exists()


@pytest.mark.parametrize(
    ("fields", "field", "says"),
    [
        ({}, "agencies", "Choose at least one agency"),
        ({"name_0": "Wragby Trust"}, "key-0", "no public key is known"),
        ({"name_0": "Wragby Trust", "key_0": "age1nonsense"}, "key-0", "this is no public key"),
        ({"name_1": "Wragby Trust", "how_1": "passphrase"}, "passphrase-1", "the passphrase is empty"),
        ({"key_0": "age1nonsense"}, "name-0", "names no agency"),
        (
            {"name_0": "X", "how_0": "passphrase", "passphrase_0": "a b", "folder": "sent"},
            "folder",
            "Write the whole path",
        ),
    ],
)
def test_whom_it_is_for_is_told_at_the_field_and_what_was_typed_stays(
    board: Board, fields: dict[str, str], field: str, says: str
) -> None:
    refused = edition(board, **fields)
    assert refused.status == 422 and f'<a href="#{field}">' in refused and says in refused
    for value in fields.values():
        assert value in ("passphrase", "") or f'value="{value}"' in refused
    assert not (board.folder / "sent").exists() or not list((board.folder / "sent").iterdir())
    assert "edition 1" in board.get("/list/issue")  # none was counted


def test_an_edition_is_not_written_over_one_that_is_there(board: Board) -> None:
    key = public_key(Home.current())
    edition(board, name_0="Wragby Trust", key_0=key)
    before = everything_under(board.folder / "sent")
    refused = edition(board, name_0="Wragby Trust", key_0=key)
    assert refused.status == 422 and "in the folder already" in refused
    assert everything_under(board.folder / "sent") == before


def test_a_list_with_faults_is_not_issued_unless_that_is_meant(board: Board) -> None:
    board.type(7, code="CL", kind="associate", name="Corin Leyburn")
    page = board.get("/list/issue")
    assert "1 fault that must be mended" in page and "holds the initials" in page and "<form method" not in page
    key = public_key(Home.current())
    refused = edition(board, name_0="Wragby Trust", key_0=key)
    assert "must be mended" in refused and not (board.folder / "sent").exists()
    assert "<form method" in board.get("/list/issue?despite=yes")
    board.post("/list/save", {"path": board.folder / "codes with faults.xlsx"})
    assert edition(board, name_0="Wragby Trust", key_0=key, despite="yes").status == 303
    board.type(7, code="Mrs A")  # a code twice stops every command
    page = board.get("/list/issue?despite=yes")
    assert "already used in row 3" in page and "<form method" not in page


# ---- requests


@pytest.fixture
def asked(board: Board) -> Board:
    council = board.parcel(
        ParcelKind.REQUESTS, "Thornmere Council", person("SW101", "Jo Pinnock", "Ms Pinnock", role="Social Worker"),
        person("Person 101", "Corin Leyburn", role="Neighbour"), person("Person 102", "Glynda Varnham"),
    )  # fmt: skip
    trust = board.parcel(
        ParcelKind.REQUESTS, "Wragby Trust", person("SW201", "Jo Pinnock"),
        person("School X1", "Wragby Primary School", kind="organisation"),
    )  # fmt: skip
    board.give(council, "requests")
    assert "5 requests to answer" in board.give(trust, "requests")
    return board


def test_each_request_comes_with_a_proposal_and_who_is_alike(asked: Board) -> None:
    form = asked.cards()
    council, trust = "thornmere council", "wragby trust"
    said = {key: (form[f"ruling-{n}"], form[f"code-{n}"], form[f"same-{n}"]) for key, n in form.items() if "|" in key}
    assert said == {
        f"{council}|sw101": ("ISSUE", "SW101", ""),
        f"{council}|person101": ("ISSUE", "Person 101", ""),
        f"{council}|person102": ("SAME:Mrs A", "Person 102", ""),
        f"{trust}|sw201": ("SAME", "SW201", "SW101"),  # the trust asks for the same person
        f"{trust}|schoolx1": ("ISSUE", "School X1", ""),
    }
    page = asked.get("/list/requests")
    assert "Mother of Child 1" in page and "near spelling" in page and "3 times in imr.docx, first at 2.1" in page


def test_answers_go_into_the_list_and_nothing_else_of_it_changes(asked: Board) -> None:
    asked.type(7, code="Mr Z", kind="associate", name="Quorn, Bo  (late)", aliases="B; Bobby")
    form = asked.cards()
    n = form["thornmere council|person101"]
    done = asked.answer(**{f"code_{n}": "Mr B", f"role_{n}": "Next-door neighbour"})
    assert (
        "No request awaits an answer" in done and "Mr B was added to the list" in done and "the same as Mrs A" in done
    )
    assert asked.cell(7, "name") == "Quorn, Bo  (late)" and asked.cell(7, "aliases") == "B; Bobby"
    assert asked.cell(3, "aliases") == "Glynda Varnham"
    assert [asked.cell(row, "code") for row in (8, 9, 10)] == ["SW101", "Mr B", "School X1"]
    assert asked.cell(9, "role") == "Next-door neighbour" and asked.cell(8, "agency") == ""
    asked.post("/list/undo")
    assert "5 requests to answer" in asked.get("/list/requests") and asked.cell(3, "aliases") == ""


def test_an_answer_that_cannot_be_is_told_at_the_request_and_nothing_is_taken_over(asked: Board) -> None:
    form = asked.cards()
    n, m = form["thornmere council|person101"], form["wragby trust|schoolx1"]
    refused = asked.answer(**{f"code_{n}": "Mrs A", f"ruling_{m}": "SAME", f"same_{m}": "School 9"})
    assert "The code Mrs A is given already" in refused and "The list has no code School 9" in refused
    assert f'id="problem-{n}"' in refused and 'value="School 9"' in refused
    assert asked.cell(7, "code") == "" and "5 requests to answer" in asked.get("/list/requests")


def test_what_is_left_for_later_stays_and_what_needs_no_code_goes(asked: Board) -> None:
    form = asked.cards()
    later, none = form["thornmere council|sw101"], form["wragby trust|schoolx1"]
    trust = form["wragby trust|sw201"]
    done = asked.answer(**{f"ruling_{later}": "LATER", f"ruling_{none}": "NO", f"ruling_{trust}": "LATER"})
    assert "2 requests to answer" in done and "needs no code" in done
    again = asked.parcel(
        ParcelKind.REQUESTS, "Wragby Trust", person("School X1", "Wragby Primary School", kind="organisation")
    )
    assert "2 requests to answer" in asked.give(again, "requests")  # asked for once more


def test_what_stands_in_the_fields_is_there_again(asked: Board) -> None:
    typed = {"key": "thornmere council|person101", "ruling-0": "ISSUE", "code-0": "Mr Q", "role-0": "Friend"}
    assert asked.post("/list/requests/keep", typed).status == 204
    form = asked.cards()
    assert form[f"code-{form['thornmere council|person101']}"] == "Mr Q"


def test_a_file_that_does_not_open_is_told_beside_those_that_do(asked: Board) -> None:
    wrong = asked.parcel(ParcelKind.RETURN, "Hill School", person("SW1", "Imogen Hepton"))
    said = asked.give(wrong, "requests", name=f"{MARKUP}.sealed")
    assert "holds the agency&#39;s return, not its requests" in said and "<img" not in said
    (asked.folder / "junk.sealed").write_bytes(b"junk")
    said = asked.give(asked.folder / "junk.sealed", "requests")
    assert "It is not a sealed file" in said and "not its requests" in said and "5 requests to answer" in said
    older = asked.parcel(ParcelKind.REQUESTS, "Wragby Trust", made="2025-01-01T00:00:00+00:00")
    assert "a newer file of Wragby Trust is here already" in asked.give(older, "requests")
    assert "2 requests" not in asked.post("/list/requests/out", {"agency": "wragby-trust"})


def test_names_and_codes_of_an_agency_are_text(board: Board) -> None:
    sent = board.parcel(
        ParcelKind.REQUESTS, f"Trust {MARKUP}", person(f"SW1 {MARKUP}", f"Dov {MARKUP}", role=MARKUP, agency=MARKUP)
    )
    said = board.give(sent, "requests")
    assert "1 request to answer" in said and "<img" not in said
    assert "<img" not in board.answer(ruling_0="SAME", same_0=MARKUP)
    back = board.parcel(
        ParcelKind.RETURN, f"Trust {MARKUP}", person("SW1", f"Imogen {MARKUP}", "Imogene Hepton", role=MARKUP)
    )
    assert "<img" not in board.give(back, "return") and "<img" not in board.get("/list/returns")


# ---- returns


@pytest.fixture
def returned(board: Board) -> Board:
    for agency, rows in {
        "Thornmere Council": (
            person("SW2", "Jo Pinnock", role="Social Worker"), person("Person 1", "Corin Leyburn", role="Neighbour"),
            person("GP1", "Ottilie Brack", role="GP"),
        ),
        "Wragby Trust": (
            person("SW2", "Bartholomew Quenby", role="Social Worker"), person("GP2", "Otilie Brack", role="General Practitioner"),
        ),
        "Hill School": (person("SW7", "Jo Pinnock", role="Social Worker"), person("Person 1", "Corin Leybourn")),
    }.items():  # fmt: skip
        board.give(board.parcel(ParcelKind.RETURN, agency, *rows), "return")
    return board


NEAR = {"one": "thornmere council|person1", "other": "hill school|person1"}
BRACK = {"one": "thornmere council|gp1", "other": "wragby trust|gp2"}


def counts(answer: Answer) -> list[int]:
    """To confirm, doubles, clashes, to renumber, in the key."""
    line = re.search(r'id="returns-counts">(.*?)</p>', answer.text)
    assert line
    return [int(n) for n in re.findall(r"<strong>(\d+)</strong>", line[1])]


def test_returns_stand_side_by_side(returned: Board) -> None:
    page = returned.get("/list/returns")
    assert counts(page) == [2, 1, 2, 3, 6]
    label = 'aria-label="Person 1 of Thornmere Council, and Person 1 of Hill School"'
    pair = page.text.partition(label)[2].partition("data-key")[0]
    assert pair.index("Corin Leyburn") < pair.index("Corin Leybourn") < pair.index("near spelling")
    assert "Awaits your answer" in page


def test_each_answer_is_reckoned_with_at_once_and_can_be_taken_back(returned: Board) -> None:
    one = returned.post("/list/returns/answer", {**NEAR, "said": "one"})
    assert counts(one) == [1, 1, 1, 2, 5] and "pair-" in one.headers["hx-trigger-after-settle"]
    two = returned.post("/list/returns/answer", {**BRACK, "said": "two"})
    assert counts(two) == [0, 1, 1, 2, 5] and "near-title" in two.headers["hx-trigger-after-settle"]
    assert counts(returned.post("/list/returns/back")) == [1, 1, 1, 2, 5]  # the last one
    assert counts(returned.post("/list/returns/back", NEAR)) == [2, 1, 2, 3, 6]  # one of them
    assert "There is no answer" in returned.post("/list/returns/back").headers["hx-trigger-after-settle"]
    assert "That is no answer" in returned.post("/list/returns/answer", {**NEAR, "said": "three"})


def test_results_are_written_for_their_owner_and_their_answers_come_back(returned: Board) -> None:
    returned.post("/list/returns/answer", {**NEAR, "said": "one"})
    returned.post("/list/returns/answer", {**BRACK, "said": "two"})
    out = returned.folder / "merged"
    assert "Written to" in returned.post("/list/returns/write", {"folder": out})
    assert {f.name for f in out.iterdir()} == {
        "reconciliation RESTRICTED names.xlsx", "key-of-professionals.docx", "key-of-professionals RESTRICTED names.docx",
        "renumbering-hill-school.csv", "renumbering-wragby-trust.csv",
    }  # fmt: skip
    assert all(map(is_private, out.iterdir())) and is_private(out)
    assert not names_in(read_text(out / "key-of-professionals.docx"))
    assert "Jo Pinnock" in read_text(out / "key-of-professionals RESTRICTED names.docx")
    before = everything_under(out)
    refused = returned.post("/list/returns/write", {"folder": out})
    assert "There are results in this folder already" in refused and str(returned.folder / "merged 2") in refused
    assert f'value="{out}"' in refused and everything_under(out) == before
    returned.post("/list/returns/back", NEAR)
    returned.post("/list/returns/back", BRACK)
    again = returned.give(out / "reconciliation RESTRICTED names.xlsx", "return")
    assert counts(again) == [0, 1, 1, 2, 5]  # with the answers that the sheet holds
    assert "holds no findings" in returned.give(returned.folder / "codes.xlsx", "return")


def test_the_page_writes_what_the_command_writes(returned: Board) -> None:
    returned.post("/list/returns/write", {"folder": returned.folder / "page"})
    sealed = sorted(returned.folder.glob("return-*.sealed"), key=lambda f: int(f.stem.partition("-")[2]))
    codes = returned.folder / "codes.xlsx"
    done = redactor("codes", "reconcile", *sealed, "--list", codes, "--out", returned.folder / "command")
    assert done.code == 1, done.screen

    def said(folder: Path) -> object:
        book = load_workbook(folder / "reconciliation RESTRICTED names.xlsx")
        sheets = {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book.worksheets}
        maps = {f.name: f.read_bytes() for f in folder.glob("*.csv")}
        return sheets, maps, [read_text(f) for f in sorted(folder.glob("*.docx"))]

    assert said(returned.folder / "page") == said(returned.folder / "command")


def test_requests_and_returns_wait_for_a_list_that_can_be_used(blank: Board) -> None:
    for path in ("/list/requests", "/list/returns", "/list/issue"):
        assert "There is no list yet" in blank.get(path)
    blank.take(board_list(blank.folder / "codes.xlsx", ("Mrs A", "associate", "Corin Leyburn", "", "", "", "")))
    for path in ("/list/requests", "/list/returns"):
        page = blank.get(path)
        assert "must be mended first" in page and "already used in row 3" in page and "data-drop" not in page


# ---- what is kept, and what was sent


def test_a_list_is_kept_as_it_is_typed_and_opened_again(tmp_path: Path) -> None:
    with served() as client:
        board = Board(tmp_path, client.enter())
        board.take(board_list(tmp_path / "codes.xlsx"))
        state = board.type(7, code="Mr B", kind="associate", name="Corin Leyburn")
        assert "Saved " in str(state["kept"]) and state["unsaved"] is False
        asked = board.parcel(ParcelKind.REQUESTS, "Thornmere Council", person("Person 101", "Dov Pell"))
        board.give(asked, "requests")
    (kept,) = [p for p in everything_under(Home.current().data_dir) if p.suffix == ".list"]
    assert is_private(kept) and b"Leyburn" not in kept.read_bytes()
    with served() as client:
        board = Board(tmp_path, client.enter())
        page = board.get("/list").text
        assert "Lists that are kept here" in page and "codes.xlsx" in page and "Leyburn" not in page
        (number,) = set(re.findall(r'name="id" value="(\w+)"', page))
        assert board.post("/list/open", {"id": number}).status == 303
        assert board.cell(7, "name") == "Corin Leyburn" and "Dov Pell" in board.get("/list/requests")
        with served() as other:  # a second page leaves it alone
            beside = Board(tmp_path, other.enter())
            assert "open in another window" in beside.post("/list/open", {"id": number})
            assert "open in another window" in beside.post("/list/forget", {"id": number, "sure": "yes"})
        board.post("/list/close")
        assert "still there" in board.post("/list/forget", {"id": number})
        assert board.post("/list/forget", {"id": number, "sure": "yes"}).status == 303
    assert not kept.exists()


def test_nothing_is_issued_from_what_could_not_be_kept(board: Board, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr("redactor.board.working.put", full)
        state = board.type(7, code="Mr B", kind="associate", name="Corin Leyburn")
        assert state["unsaved"] is True and "Not saved" in str(state["kept"])
        refused = edition(board, name_0="Wragby Trust", key_0=public_key(Home.current()))
        assert refused.status == 422 and "Nothing was sent" in refused and "the disk is full" in refused
    assert not (board.folder / "sent").exists()


def test_the_board_reads_its_own_editions_again(board: Board) -> None:
    edition(board, name_0="Wragby Trust", how_0="passphrase", passphrase_0="copper kettle seven owl")
    board.type(7, code="Mr B", kind="associate", name="Corin Leyburn")
    board.type(2, role="Aunt")
    page = board.get("/list/edition/1").text
    assert "to Wragby Trust" in page and "Glenda Varnham" in page and "Corin Leyburn" not in page
    told = re.findall(
        r'<th scope="row" class="govuk-table__header">([^<]+)</th><td class="govuk-table__cell">([^<]+)</td></tr>', page
    )
    assert ("Mr B", "new") in told and any(what == "Relationship or role" for _, what in told)
    assert board.get("/list/edition/2").status == 404
    board.client.post("/list/edition/1")
    assert board.cell(7, "name") == "" and 'value="edition' not in page
    # and from the file that was sent, where it was sealed to a key
    edition(board, name_0="Hill School", key_0=public_key(Home.current()))
    (sent,) = (board.folder / "sent").glob("edition-1-hill*")
    assert "data-go" in board.give(sent, "boardlist") and board.cell(1, "name") == "Tilly Varnham"


def test_a_likely_person_is_a_button_and_staff_are_never_the_family(board: Board) -> None:
    """A social worker with the mother's surname is somebody new, and her card says why."""
    asked = board.parcel(
        ParcelKind.REQUESTS, "Thornmere Council", person("Person 101", "Glynda Varnham"),
        person("SW101", "Glenda Varnham", role="Social Worker", agency="Thornmere Council"),
    )  # fmt: skip
    page = board.give(asked, "requests").text
    mother, worker = page.split("<fieldset")[1:3]
    assert 'value="SAME:Mrs A" checked' in mother and "Mother of Child 1" in mother
    assert mother.index('value="SAME:Mrs A"') < mother.index('value="ISSUE"')
    assert "SAME:Mrs A" not in worker and 'value="ISSUE" checked' in worker and "Not Mrs A" in worker


def test_a_list_that_was_put_away_can_be_opened_elsewhere_at_once(tmp_path: Path) -> None:
    with served() as one, served() as other:
        here, there = Board(tmp_path, one.enter()), Board(tmp_path, other.enter())
        here.take(board_list(tmp_path / "codes.xlsx"))
        (number,) = set(re.findall(r'name="id" value="(\w+)"', there.get("/list").text))
        assert "open in another window" in there.post("/list/open", {"id": number})
        here.post("/list/close")
        assert there.post("/list/open", {"id": number}).status == 303 and there.cell(1, "name") == "Tilly Varnham"
        assert "open in another window" in here.post("/list/open", {"id": number})
