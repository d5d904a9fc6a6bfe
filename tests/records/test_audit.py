import hashlib
import hmac
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from redactor.records.audit import audit_lines, verify_audit, verify_lines
from tests.records.outcomes import CHANGES, NAMES, OUTCOME, QUESTIONS

WRITTEN = datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC)


def keyed(text: str, key: bytes = b"of the case") -> str:
    return hmac.new(key, text.encode(), hashlib.sha256).hexdigest()


@pytest.fixture
def log() -> bytes:
    return audit_lines(OUTCOME, keyed, written=WRITTEN)


def lines_of(log: bytes) -> list[bytes]:
    return log.splitlines()


def joined(lines: list[bytes]) -> bytes:
    return b"".join(line + b"\n" for line in lines)


def test_a_log_as_written_is_whole(log: bytes, tmp_path: Path) -> None:
    path = tmp_path / "audit.jsonl"
    path.write_bytes(log)
    verdict = verify_audit(path, keyed)
    assert verdict.whole
    assert verdict.line is None
    assert verdict.changes == len(CHANGES)
    assert verify_audit(path).whole


def test_it_holds_what_was_replaced_where_and_why_but_not_the_text(log: bytes) -> None:
    header, first, *_ = map(json.loads, lines_of(log))
    assert header["versions"] == {"redactor": "0.1.0", "spacy": "3.8.0"}
    assert header["list"] == {"name": "codes.xlsx", "sha256": "e" * 64}
    assert header["documents"][0]["input_sha256"] == "a" * 64
    assert header["documents"][0]["output_sha256"] == "b" * 64
    assert (first["place"], first["start"], first["end"]) == ("body, paragraph 3", 0, 13)
    assert (first["rule"], first["recogniser"], first["code"], first["score"]) == (
        "full name",
        "code list",
        "Child 1",
        1.0,
    )
    assert first["original"] == keyed("Rhiannon Pask")
    assert not [name for name in (*NAMES, "Pask") if name.encode() in log]


def test_lines_are_changes_then_questions_between_header_and_footer(log: bytes) -> None:
    kinds = [json.loads(line)["record"] for line in lines_of(log)]
    assert kinds == ["header", *["change"] * len(CHANGES), *["question"] * len(QUESTIONS), "footer"]


def test_two_runs_differ_in_the_time_of_writing_alone() -> None:
    one = [json.loads(line) for line in lines_of(audit_lines(OUTCOME, keyed, written=WRITTEN))]
    other = [json.loads(line) for line in lines_of(audit_lines(OUTCOME, keyed))]
    assert one[0].pop("written") == "2026-03-04T05:06:07+00:00"
    other[0].pop("written")
    for record in (*one, *other):
        record.pop("previous")
    one[-1].pop("seal"), other[-1].pop("seal")
    assert one == other
    assert audit_lines(OUTCOME, keyed, written=WRITTEN) == audit_lines(OUTCOME, keyed, written=WRITTEN)


LAST = len(CHANGES) + len(QUESTIONS) + 2


@pytest.mark.parametrize("line", range(1, LAST))
def test_an_edited_line_is_named(log: bytes, line: int) -> None:
    lines = lines_of(log)
    lines[line - 1] = lines[line - 1][:-1] + b',"note":1}'
    verdict = verify_lines(joined(lines))
    assert (verdict.whole, verdict.line) == (False, line)
    assert "changed" in verdict.sentence


@pytest.mark.parametrize("line", range(2, LAST))
def test_a_line_whose_own_link_was_edited_is_named(log: bytes, line: int) -> None:
    lines = lines_of(log)
    record = json.loads(lines[line - 1])
    lines[line - 1] = json.dumps(record | {"previous": "f" * 64}, separators=(",", ":")).encode()
    assert verify_lines(joined(lines)).line == line


@pytest.mark.parametrize("line", range(1, LAST))
def test_a_missing_line_is_found_where_it_is_missing(log: bytes, line: int) -> None:
    lines = lines_of(log)
    del lines[line - 1]
    verdict = verify_lines(joined(lines))
    assert (verdict.whole, verdict.line) == (False, line)
    assert "missing" in verdict.sentence


@pytest.mark.parametrize("line", range(2, LAST - 1))
def test_swapped_lines_are_found_at_the_first(log: bytes, line: int) -> None:
    lines = lines_of(log)
    lines[line - 1], lines[line] = lines[line], lines[line - 1]
    assert verify_lines(joined(lines)).line == line


def test_an_added_line_is_found(log: bytes) -> None:
    lines = lines_of(log)
    lines.insert(2, lines[1])
    verdict = verify_lines(joined(lines))
    assert verdict.line == 3
    assert "added or moved" in verdict.sentence


def test_a_log_cut_after_a_line_was_cut_short(log: bytes) -> None:
    verdict = verify_lines(joined(lines_of(log)[:-1]))
    assert (verdict.whole, verdict.line) == (False, LAST - 1)
    assert "cut short" in verdict.sentence


def test_a_log_cut_within_a_line_was_cut_there(log: bytes) -> None:
    verdict = verify_lines(log[:-40])
    assert verdict.line == LAST
    assert "cut off" in verdict.sentence


@pytest.mark.parametrize(
    ("data", "line", "word"),
    [
        (b"", 1, "empty"),
        (b"hello\n", 1, "not a line"),
        (b"[1,2]\n", 1, "not a line"),
        (b"[" * 100_000 + b"\n", 1, "not a line"),
        (b'{"number":1}\n', 1, "header"),
        (b"\xff\xfe\n", 1, "not a line"),
    ],
)
def test_what_is_no_log_is_told_in_a_sentence(data: bytes, line: int, word: str) -> None:
    verdict = verify_lines(data)
    assert (verdict.whole, verdict.line) == (False, line)
    assert word in verdict.sentence


def test_a_line_after_the_end_is_found(log: bytes) -> None:
    lines = lines_of(log)
    after = {"number": LAST + 1, "previous": hashlib.sha256(lines[-1]).hexdigest(), "record": "change"}
    verdict = verify_lines(joined([*lines, json.dumps(after).encode()]))
    assert verdict.line == LAST + 1


def test_a_log_rewritten_from_end_to_end_fails_the_seal_of_the_key_map() -> None:
    forged = audit_lines(OUTCOME, lambda text: keyed(text, b"of somebody else"))
    assert verify_lines(forged).whole
    verdict = verify_lines(forged, keyed)
    assert (verdict.whole, verdict.line) == (False, LAST)
    assert "seal" in verdict.sentence.lower()


def test_windows_line_ends_are_no_change(log: bytes) -> None:
    assert verify_lines(log.replace(b"\n", b"\r\n"), keyed).whole
