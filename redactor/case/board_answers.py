"""What the board has answered to an agency's requests, as its edition carries it: own code → the board's.

The answers become decisions of the register, made by the board: they hold like an author's own "same person as", are shown
and logged like one, and can be taken back like one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from redactor.codes.model import CodeList, Entry, Kind
from redactor.codes.text import squash
from redactor.identities.settled import is_name, is_word, plain_name
from redactor.keymap.decisions import Decided, Ruling, successors
from redactor.keymap.keymap import KeyMap, Record

BOARD = "the board"  # who has decided
NEEDS_NONE = "the board says that it needs no code"


def with_board_answers(key_map: KeyMap, codes: CodeList) -> KeyMap:
    """The key map with what this edition answers; unchanged where it answers nothing new.

    An answer that an author has taken back stays taken back; one that the board has changed since goes in the other's place.
    """
    issue = codes.issue
    if issue is None:
        return key_map
    entries = {squash(e.code): e for e in codes.entries}
    for gone in (d for d in key_map.decisions if d.who == BOARD and not d.withdrawn and squash(d.code) not in entries):
        key_map = key_map.without_decision(gone.number)  # the list does not have that code any more
    own = {squash(r.code): r for r in key_map.records if not r.issued}
    for theirs, code in issue.answers:
        record, entry = own.get(squash(theirs)), entries.get(squash(code))
        if record is not None and not code and not record.board_says:
            key_map = key_map.with_records([record.model_copy(update={"board_says": NEEDS_NONE})])
        if record is None or entry is None or squash(theirs) == squash(code):
            continue
        said = [d for d in key_map.decisions if d.who == BOARD and squash(d.other) == squash(record.code)]
        if said and squash(said[-1].code) == squash(entry.code):
            continue
        for before in said:
            key_map = key_map.without_decision(before.number)
        swaps = squash(theirs) in entries or squash(code) in own  # one of the two codes means somebody else, too
        decided = Decided(
            ruling=Ruling.CODE if swaps else Ruling.SAME,
            names=tuple(_telling(record, key_map)),
            kind=record.kind if record.kind == "address" else _kind(entry),
            code=entry.code,
            other=record.code,
            reason=f"edition {issue.number} of the board's list",
            who=BOARD,
            when=issue.issued.isoformat(),
        )
        key_map = key_map.with_decision(decided)
    return key_map


def _kind(entry: Entry) -> str:
    if entry.kind.is_person:
        return "person"
    return "address" if entry.kind is Kind.ADDRESS else "organisation"


def _telling(record: Record, key_map: KeyMap) -> Iterator[str]:
    """The names of a record that mean nobody else in this case: a surname that two bear is still asked about."""
    others, codes = _bearers(key_map), {squash(r.code) for r in key_map.records}
    for name in record.names:
        if squash(name) in codes:
            continue  # that "SW1" meant him in one place makes nobody else's code a name of his
        plain = plain_name(name)
        word = record.kind == "person" and len(name.split()) == 1 and is_word(name)
        if is_name(name) and not word and others.get(plain, set()) <= {record.code}:
            yield name


def _bearers(key_map: KeyMap) -> Mapping[str, set[str]]:
    """Words → every code that they mean, or may mean, in this case."""
    retired = successors(key_map.decisions)
    found: dict[str, set[str]] = {}
    for record in key_map.records:
        for name in record.names if record.code not in retired else ():
            found.setdefault(plain_name(name), set()).add(record.code)
    for evidence in key_map.evidence.values():
        for e in evidence:
            found.setdefault(plain_name(e.written), set()).update(filter(None, (e.code, *e.candidates)))
    return found
