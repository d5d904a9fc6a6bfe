"""The audit log: every replacement, in lines that hang together.

A log is a file of JSON lines. Each line holds its number and the SHA-256 of the line before it (without the line
break), so a line edited, dropped, added or moved breaks the chain. The first line describes the run; the last one
counts the lines, so that a log cut short shows, and seals the chain with the case's keyed digest: only the holder of
the key map can make that, and so only the holder can tell a log rewritten from end to end.

Of what was replaced the log holds that keyed digest alone, never the text.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType
from typing import Any

from redactor.keymap.decisions import Decided
from redactor.records.model import Change, Outcome, Question
from redactor.records.wording import counted, name_guard, without_names

_FORMAT = "redactor audit log 1"
_SEAL_OF = "redactor audit log 1 ends with "
_LINKS = frozenset(("number", "previous"))
_FOOTER = frozenset(("number", "previous", "record", "lines", "changes", "questions", "seal"))
_START = "0" * 64  # what the first line names as the one before it


@dataclass(frozen=True, slots=True)
class AuditVerdict:
    """Whether a log is whole; if not, the first line (from 1) where it breaks and why."""

    whole: bool
    sentence: str
    line: int | None = None
    changes: int = 0


def audit_lines(
    outcome: Outcome,
    digest: Callable[[str], str],
    *,
    written: datetime | None = None,
    numbers: Mapping[str, int] = MappingProxyType({}),
    records: Mapping[str, bytes] = MappingProxyType({}),
) -> bytes:
    """The log of a run, ready to be written.

    `digest` is the keyed digest of the case: text of the draft in, something that only the key map's holder can
    compute again out. All but the header's time of writing (`written`, now by default) follows from the outcome, the
    highest `numbers` of the case, and the other `records` written beside the drafts, by name.
    """
    moment = (written or datetime.now(UTC)).astimezone(UTC).isoformat(timespec="seconds")
    more = {
        "numbers": dict(sorted(numbers.items())),
        "records": [{"output": name, "output_sha256": sha256(data).hexdigest()} for name, data in records.items()],
    }
    return chained(_records(outcome, digest, moment, more), digest)


def chained(records: Iterable[Mapping[str, Any]], digest: Callable[[str], str] | None = None) -> bytes:
    """A log of these records, the first of them its header (`record: header`), the rest changes and questions.

    Without the keyed digest of a case it has no seal: it shows that it was changed, not who wrote it.
    """
    lines: list[bytes] = []
    previous = _START
    counts = Counter[object]()
    for number, record in enumerate(records, start=1):
        counts[record["record"]] += 1
        own = {"record": "header", "format": _FORMAT} if number == 1 else {}
        lines.append(_line(number, previous, {**own, **record}))
        previous = sha256(lines[-1]).hexdigest()
    footer = {
        "record": "footer",
        "lines": len(lines) + 1,
        "changes": counts["change"],
        "questions": counts["question"],
        "seal": digest(_SEAL_OF + previous) if digest is not None else "",
    }
    lines.append(_line(len(lines) + 1, previous, footer))
    return b"".join(line + b"\n" for line in lines)


def head_of(log: bytes) -> str:
    """What the whole of a log hangs on: the SHA-256 of its last line, however its line ends have travelled."""
    lines = log.replace(b"\r\n", b"\n").splitlines()
    return sha256(lines[-1]).hexdigest() if lines else ""


def header_of(log: bytes) -> Mapping[str, Any]:
    """The first line of a log as its record; empty where it is none."""
    return _read(log.split(b"\n", 1)[0]) or {}


def documents_in(log: bytes) -> tuple[tuple[str, str], ...]:
    """The drafts of a log's run: what each is called with codes, and the SHA-256 of what was given; none where it is no log."""
    said = header_of(log).get("documents")
    documents = [d for d in said if isinstance(d, dict)] if isinstance(said, list) else []
    return tuple((str(d["output"]), str(d.get("input_sha256", ""))) for d in documents if "output" in d)


def records_of(log: bytes) -> Iterator[Mapping[str, Any]]:
    """All lines that can be read as records."""
    return filter(None, map(_read, log.splitlines()))


def verify_audit(path: Path, digest: Callable[[str], str] | None = None) -> AuditVerdict:
    """Read a log again: whole, or the first line where it breaks and why.

    With the keyed digest of the case the seal is checked too. Raises OSError when the file cannot be read.
    """
    return verify_lines(path.read_bytes(), digest)


def verify_lines(data: bytes, digest: Callable[[str], str] | None = None) -> AuditVerdict:
    """`verify_audit` for a log in memory."""
    # A log that went through mail may have come back with Windows line ends: that is no change to what it says.
    lines = [line.removesuffix(b"\r") for line in data.split(b"\n")]
    ends_cleanly = lines[-1] == b""
    if ends_cleanly:
        lines.pop()
    if not lines:
        return AuditVerdict(False, "The log is empty.", 1)
    previous = _START
    records: list[Mapping[str, Any]] = []
    for number, line in enumerate(lines, start=1):
        record = _read(line)
        if record is None:
            cut = number == len(lines) and not ends_cleanly
            why = (
                "The log is cut off in the middle of this line." if cut else "This line is not a line of an audit log."
            )
            return AuditVerdict(False, f"Line {number}: {why}", number)
        if problem := _break(lines, number, record, previous):
            return problem
        records.append(record)
        previous = sha256(line).hexdigest()
    return _judge_whole(records, lines[-1], digest)


def _break(lines: list[bytes], number: int, record: Mapping[str, Any], previous: str) -> AuditVerdict | None:
    """The verdict on a line that does not follow from the one before it; None when it does."""
    if number == 1 and record.get("format") != _FORMAT:
        return AuditVerdict(False, "Line 1: This is not the header of an audit log; its first line is missing.", 1)
    stated = record.get("number")
    if stated != number:
        if isinstance(stated, int) and stated > number:
            gone = counted(stated - number, "line is", "lines are")
            why = f"{gone} missing before this one, or it was moved; it says that it is line {stated}."
        else:
            why = f"This line was added or moved; it says that it is line {stated}."
        return AuditVerdict(False, f"Line {number}: {why}", number)
    if record.get("previous") != previous:
        # Either the line before was changed after this one was written, or this one's own link was. The next line
        # knows: it was made from this line as it was.
        following = _read(lines[number]) if number < len(lines) else None
        own_link = following is not None and following.get("previous") != sha256(lines[number - 1]).hexdigest()
        at = number if own_link or number == 1 else number - 1
        return AuditVerdict(False, f"Line {at}: This line was changed after it was written.", at)
    if record.get("record") == "footer" and number < len(lines):
        why = f"This line was added; the log ends with line {number}."
        return AuditVerdict(False, f"Line {number + 1}: {why}", number + 1)
    return None


def _judge_whole(records: list[Mapping[str, Any]], line: bytes, digest: Callable[[str], str] | None) -> AuditVerdict:
    last, footer = len(records), records[-1]
    if footer.get("record") != "footer":
        return AuditVerdict(False, f"Line {last}: The log ends here without its last line; it was cut short.", last)
    if set(footer) != _FOOTER or line != _line(
        last, str(footer["previous"]), {k: v for k, v in footer.items() if k not in _LINKS}
    ):
        why = "The last line is not as it was written: something was added to it, or it was written anew."
        return AuditVerdict(False, f"Line {last}: {why}", last)
    changes = sum(record.get("record") == "change" for record in records)
    questions = sum(record.get("record") == "question" for record in records)
    if (footer.get("lines"), footer.get("changes"), footer.get("questions")) != (last, changes, questions):
        return AuditVerdict(False, f"Line {last}: The counts in the last line are not those of the log.", last)
    if digest is not None and footer.get("seal") != digest(_SEAL_OF + str(footer["previous"])):
        why = "The seal is not that of this case's key map: the log was rewritten, or belongs to another case."
        return AuditVerdict(False, f"Line {last}: {why}", last)
    sealed = " and its seal is that of the key map" if digest is not None else ""
    sentence = f"The audit log is whole{sealed}: {counted(last, 'line')}, {counted(changes, 'replacement')}."
    return AuditVerdict(True, sentence, None, changes)


def _records(
    outcome: Outcome, digest: Callable[[str], str], moment: str, more: Mapping[str, Any]
) -> Iterator[dict[str, Any]]:
    safe = name_guard(outcome.uses)
    yield {
        "record": "header",
        "written": moment,
        "case": safe(outcome.case),
        "profile": outcome.profile,
        "list": {"name": safe(outcome.list_name), "sha256": outcome.list_digest, **_edition(outcome)},
        "versions": dict(sorted(outcome.versions.items())),
        "documents": [
            {
                "output": document.output,
                "input_sha256": document.input_digest,
                "output_sha256": document.output_digest,
                "words": document.words,
            }
            for document in outcome.documents
        ],
        **more,
    }
    yield from (_change(change, digest) for change in outcome.changes)
    yield from (_question(question) for question in outcome.questions)
    yield from (_decision(decision, digest, safe) for decision in outcome.decisions)


def _edition(outcome: Outcome) -> dict[str, Any]:
    issue = outcome.issue
    return {"edition": issue.number, "issued": issue.issued.isoformat(), "board_key": issue.key} if issue else {}


def _decision(decision: Decided, digest: Callable[[str], str], safe: Callable[[str], str]) -> dict[str, Any]:
    """What a person decided, who and when; the names as keyed digests, the reason without names."""
    return {
        "record": "decision",
        "decision": decision.number,
        "ruling": decision.ruling.value,
        "names": [digest(name) for name in decision.names],
        "code": decision.code,
        "other": decision.other,
        "holds": "here" if decision.here_only else "everywhere",
        "reason": without_names(safe(decision.reason), decision.names),
        "who": safe(decision.who),
        "when": decision.when,
    }


def _change(change: Change, digest: Callable[[str], str]) -> dict[str, Any]:
    return {
        "record": "change",
        "document": change.document,
        "place": change.place,
        "passage": change.passage,
        "start": change.start,
        "end": change.end,
        "kind": change.kind,
        "rule": change.rule,
        "recogniser": change.recogniser,
        "code": change.code,
        "score": round(change.score, 4),
        "original": digest(change.original),
    }


def _question(question: Question) -> dict[str, Any]:
    return {
        "record": "question",
        "kind": question.kind,
        "document": question.document,
        "place": question.place,
        "sentence": question.sentence,
        "number_of_marker": question.number,
        "candidates": list(question.candidates),
    }


def _line(number: int, previous: str, record: Mapping[str, Any]) -> bytes:
    # ASCII only, so that no mail program or editor can alter the bytes while keeping the text
    return json.dumps({"number": number, "previous": previous, **record}, separators=(",", ":")).encode("ascii")


def _read(line: bytes) -> Mapping[str, Any] | None:
    try:
        record = json.loads(line)
    except (ValueError, RecursionError):  # brackets without end are no line of ours either
        return None
    return record if isinstance(record, dict) else None
