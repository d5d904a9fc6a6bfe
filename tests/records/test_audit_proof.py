"""What `redactor audit verify` finds: results changed or gone, an older log, lines added, a key map put back."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from redactor.records.audit import chained, header_of, verify_lines
from tests.drafts import AWAITING, SETTLED, Done, board_list, draft, names_in, redactor


@pytest.fixture
def case(tmp_path: Path) -> Path:
    board_list(tmp_path / "codes.xlsx")
    run(tmp_path, *SETTLED)
    return tmp_path


def run(case: Path, *texts: str) -> None:
    draft(case / "imr.docx", *texts)
    where = ("--codes", case / "codes.xlsx", "--key-map", case / "k" / "map", "--out", case / "out")
    assert redactor("anonymise", case / "imr.docx", *where).code in (0, 1)


def verify(case: Path, *more: object, key: bool = True) -> Done:
    keyed = ("--key-map", case / "k" / "map") if key else ()
    done = redactor("audit", "verify", case / "out" / "audit.jsonl", *keyed, *more)
    assert not names_in(done.screen)
    return done


def test_it_says_what_it_proves_and_what_not(case: Path) -> None:
    with_key, without = verify(case), verify(case, key=False)
    assert with_key.code == without.code == 0
    assert "no newer one" in with_key.screen and "cannot show what somebody who has that key did" in with_key.screen
    assert "cannot show who wrote them" in without.screen and "no newer one" not in without.screen


@pytest.mark.parametrize("name", ["imr.anonymised.docx", "key-of-professionals.docx"])
@pytest.mark.parametrize("key", [True, False])
def test_results_changed_or_deleted(case: Path, name: str, key: bool) -> None:
    file = case / "out" / name
    before = file.read_bytes()
    file.write_bytes(before + b"\0")
    changed = verify(case, key=key)
    assert changed.code == 1 and f"{name} was changed" in changed.screen
    file.unlink()
    gone = verify(case, key=key)
    assert gone.code == 1 and f"{name} is not beside the log" in gone.screen
    assert verify(case, "--log-alone", key=key).code == 0


def test_an_older_log_of_the_same_case(case: Path) -> None:
    shutil.copytree(case / "out", case / "older")
    run(case, *SETTLED, *AWAITING)
    assert verify(case).code == 0
    shutil.rmtree(case / "out")
    shutil.copytree(case / "older", case / "out")  # log and results fit each other
    done = verify(case)
    assert done.code == 1 and "an older log" in done.screen
    assert verify(case, key=False).code == 0  # nobody can tell without the key map, and it is said
    assert "cannot show who wrote them" in verify(case, key=False).screen


def test_a_key_map_put_back_does_not_know_the_log(case: Path) -> None:
    shutil.copytree(case / "k", case / "copy")
    run(case, *SETTLED, *AWAITING)
    shutil.rmtree(case / "k")
    shutil.copytree(case / "copy", case / "k")
    done = verify(case)
    assert done.code == 1 and "does not know it" in done.screen


ADDED = (
    lambda line: line.replace(b'"record"', b'"note":"","record"'),
    lambda line: line.replace(b'"changes":', b'"changes":0,"changes":'),
    lambda line: line.replace(b",", b", "),
    lambda line: line[:-1] + b',"approved":true}',
    lambda line: line[:-1] + b',"seal":"' + b"0" * 64 + b'"}',
)


@pytest.mark.parametrize("number", range(len(ADDED)))
@pytest.mark.parametrize("key", [True, False])
def test_something_added_to_the_last_line(case: Path, number: int, key: bool) -> None:
    log = case / "out" / "audit.jsonl"
    *lines, last = log.read_bytes().splitlines()
    log.write_bytes(b"\n".join([*lines, ADDED[number](last)]) + b"\n")
    done = verify(case, key=key)
    assert done.code == 1 and "last line" in done.screen


def test_a_chain_of_somebodys_own_is_told_only_with_the_key(case: Path) -> None:
    log = case / "out" / "audit.jsonl"
    records = [json.loads(line) for line in log.read_bytes().splitlines()][:-1]
    plain = [{k: v for k, v in r.items() if k not in ("number", "previous")} for r in records]
    log.write_bytes(chained(plain, lambda text: "0" * 64))
    assert verify_lines(log.read_bytes()).whole and header_of(log.read_bytes())["documents"]
    assert verify(case).code == 1
    without = verify(case, key=False)
    assert without.code == 0 and "Somebody else can write a log" in " ".join(without.screen.split())
