"""`redactor explain`: who a code stands for, every form and place of it, and the reason of each, from the key map alone."""

from __future__ import annotations

import ast
import json
from importlib import import_module
from pathlib import Path

import pytest

from redactor.commands.explaining import UnknownCode, explain
from redactor.detection.recognisers.base import Recogniser
from redactor.detection.recognisers.known import KnownNames
from redactor.keymap.keymap import VERSION, Evidence, KeyMap, Record
from redactor.keymap.keymap_files import load_key_map, save_key_map
from redactor.keymap.reasons import reason, reasons
from redactor.sealed.sealing import Home, seal
from tests.drafts import AWAITING, SETTLED, board_list, draft, names_in, redactor

IDENTITIES = Path(__file__).parent.parent / "redactor" / "identities"


@pytest.fixture
def codes(tmp_path: Path) -> Path:
    """The board's list of a case of which one draft has been anonymised."""
    listed = board_list(tmp_path / "codes.xlsx")
    drafted = draft(
        tmp_path / "imr.docx", *SETTLED, *AWAITING, (("Date", "Event"), ("01/02/2020", "Imogen rang Mrs Varnham."))
    )
    redactor("anonymise", drafted, "--codes", listed, "--out", tmp_path / "out")
    return listed


def test_it_says_who_where_and_why(codes: Path) -> None:
    done = redactor("explain", "SW1", "--codes", codes)
    assert done.code == 0
    words = " ".join(done.screen.split())
    assert words.startswith("Restricted: names")
    assert "Imogen Hepton" in words
    assert "issued by the board" in words
    for written in ("Ms Hepton (1)", "Imogen (1)"):
        assert written in words, written
    found = redactor("explain", "sw 1", "--codes", codes, "--json").json["codes"][0]
    assert [(m["written"], m["place"], m["draft"]) for m in found["mentions"]] == [
        ("Ms Hepton", "body, paragraph 1", "imr.anonymised.docx"),
        ("Imogen", "body, table 1, row 2, column 2", "imr.anonymised.docx"),
    ]
    assert [m["reason"] for m in found["mentions"]] == [
        "title and surname are this person's",
        "nobody else in the case has this first name",
    ]


def test_a_marker_is_explained_by_its_candidates(codes: Path) -> None:
    done = redactor("explain", "[unresolved 1]", "--codes", codes)
    assert done.code == 0
    words = " ".join(done.screen.split())
    assert "the text does not tell who is meant" in words
    assert "Mrs A (Glenda Varnham" in words
    found = redactor("explain", "unresolved 1", "--codes", codes, "--json").json["codes"][0]
    assert {c["code"] for c in found["candidates"]} >= {"Mrs A", "Mr A", "Child 1", "Child 2"}


def test_a_minted_code_says_that_the_board_has_not_issued_it(codes: Path) -> None:
    words = " ".join(redactor("explain", "SW2", "--codes", codes).screen.split())
    assert "Jo Pinnock" in words
    assert "ask the board for a code" in words


@pytest.mark.parametrize(
    ("asked", "told"),
    [("SW11", "Did you mean SW1"), ("unresolved 99", "No marker [unresolved 99]"), ("Zebra", "It has: ")],
)
def test_what_is_not_known_is_answered_with_what_is(codes: Path, asked: str, told: str) -> None:
    done = redactor("explain", asked, "--codes", codes)
    assert done.code == 2
    assert told in " ".join(done.screen.split())
    assert not names_in(done.screen)


def test_without_a_case_it_asks_which(tmp_path: Path) -> None:
    done = redactor("explain", "SW1")
    assert done.code == 2
    assert "Which case?" in done.screen
    done = redactor("explain", "SW1", "--key-map", tmp_path / "none.keymap")
    assert done.code == 2
    assert "Anonymise a draft" in " ".join(done.screen.split())


def test_a_second_run_of_a_draft_takes_the_place_of_the_first(codes: Path, tmp_path: Path) -> None:
    again = draft(tmp_path / "imr.docx", "Imogen Hepton visited.")
    redactor("anonymise", again, "--codes", codes, "--out", tmp_path / "out2")
    found = redactor("explain", "SW1", "--codes", codes, "--json").json["codes"][0]
    assert [m["written"] for m in found["mentions"]] == ["Imogen Hepton"]
    other = draft(tmp_path / "chronology.docx", "Ms Hepton rang.")
    redactor("anonymise", other, "--codes", codes, "--out", tmp_path / "out3")
    found = redactor("explain", "SW1", "--codes", codes, "--json").json["codes"][0]
    assert [m["draft"] for m in found["mentions"]] == ["imr.anonymised.docx", "chronology.anonymised.docx"]


def test_a_key_map_of_the_first_version_still_opens_and_is_brought_up_to_date(tmp_path: Path) -> None:
    home = Home.current()
    old = KeyMap.new("Child 1").with_records([Record(code="SW1", kind="person", issued=True, names=("Ruth Amble",))])
    content = json.loads(old.model_dump_json())
    del content["evidence"]
    content["version"] = 1
    path = tmp_path / "case.keymap"
    path.write_bytes(seal(json.dumps(content).encode(), home))
    opened = load_key_map(path, home)
    assert opened is not None
    assert opened.evidence == {}
    assert explain(opened, "SW1").mentions == ()
    assert save_key_map(path, opened, home).version == VERSION


def test_an_empty_key_map_says_so() -> None:
    with pytest.raises(UnknownCode, match="anonymise a draft first"):
        explain(KeyMap.new("x"), "SW1")


def test_every_pass_of_the_sieve_has_its_reason_in_words() -> None:
    """The names of passes as the modules of identities write them: second argument of Fit, Found, Decision and Candidate."""
    passes: set[str] = set()
    for module in IDENTITIES.glob("*.py"):
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("Fit", "Found"):
                passes |= {a.value for a in node.args[1:2] if isinstance(a, ast.Constant) and a.value}
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Decision":
                passes |= {a.value for a in node.args[2:3] if isinstance(a, ast.Constant) and a.value}
    known = {name for kind, name in reasons() if kind == "pass"}
    assert len(passes) > 15
    assert passes <= known


def test_every_recogniser_has_its_words() -> None:
    import_module("redactor.detection.engine")  # it knows all of them
    own = {
        r.__name__ for r in Recogniser.__subclasses__() if r.__module__.startswith("redactor.") and r.__name__[0] != "_"
    }
    used = own - {KnownNames.__name__} | {"ListedNames", "SecondLook"}  # the names under which the engine has it
    known = {name for kind, name in reasons() if kind == "recogniser"}
    assert len(used) > 10
    assert used <= known


def test_the_evidence_of_a_long_draft_stays_small(tmp_path: Path) -> None:
    row = Evidence(
        code="SW1",
        written="Imogen Hepton",
        place="body, table 1, row 700, column 5",
        rule="full name",
        recogniser="ListedNames",
        score=0.99,
    )
    home = Home.current()
    path = tmp_path / "case.keymap"
    save_key_map(path, KeyMap.new("x").with_evidence({"imr.anonymised.docx": (row,) * 3000}), home)
    assert path.stat().st_size < 1_000_000
    assert reason(row) == "first name and surname are this person's"
