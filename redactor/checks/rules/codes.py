"""Codes: on the list, in the key, one for each and each for one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from redactor.checks.examination import Examination, File, about, at
from redactor.checks.rules.registry import rule
from redactor.checks.tables import Table, tables_of
from redactor.codes.numbering import split_code
from redactor.codes.shapes import CODE, EDITION, LETTERED, POSTCODE_AFTER, edition_in, right_edition
from redactor.codes.text import squash
from redactor.language.lexicon import fold
from redactor.sources.finding import Finding, Severity

_GROUP = "Codes"
_KEY_HEADING = r"^(?:code|codes|code used|anonymised (?:name|reference)|reference|identifier)$"
_KEY_BESIDE = r"role|designation|title|agency|organisation|involvement|position"


def codes_in(file: File, examination: Examination) -> Iterator[tuple[str, int, int, int]]:
    """Code, text, start and end of every code that somebody wrote: known ones, lettered ones, a role with a number."""
    prefixes = {squash(r.prefix) for r in examination.case.roles}
    known = {squash(c) for c in examination.codes}
    for reading in file.readings:
        text = reading.passage.text
        if reading.text < 0 or file.source.texts[reading.text].layer not in ("text", "comment", "hidden", "annotation"):
            continue
        for match in CODE.finditer(text):
            code = match.group()
            split = split_code(code)
            shaped = " " in code or squash(code) in known or (split is not None and split[0] in prefixes)
            if shaped and not POSTCODE_AFTER.match(text, match.end()):
                yield code, reading.text, match.start(), match.end()


@rule(
    "code-unknown",
    Severity.LOOK,
    "A code that is neither on the board's list nor in the key map.",
    "Ask the board's business manager to issue it, or write the code that is meant.",
    group=_GROUP,
    needs=["list"],
)
def code_unknown(examination: Examination) -> Iterator[Finding]:
    """One finding a code, at its first place; every place of a title with a letter."""
    known = {squash(c) for c in examination.codes}
    for file in examination.files:
        told: set[str] = set()
        for code, text, start, end in codes_in(file, examination):
            # "Mr M" may be a code of no list, or a name that was shortened: each place is told
            if squash(code) not in known and (squash(code) not in told or LETTERED.fullmatch(code)):
                told.add(squash(code))
                yield at(file, "code-unknown", text, start, end, f"{code} is on no list.", code=code)


@rule(
    "code-conflict",
    Severity.MUST_FIX,
    "One code stands for two people, or one person has two codes.",
    "Ask the board's business manager which is right, and run redactor anonymise again with the corrected list.",
    group=_GROUP,
)
def code_conflict(examination: Examination) -> Iterator[Finding]:
    """Between list and key map, and between the rows of keys in the files."""
    case, first = examination.case, examination.files[0]
    listed = {squash(e.code): e for e in case.codes.entries}
    by_name = {fold(n): e.code for e in case.codes.entries for n in (e.name, *e.aliases) if " " in n.strip()}
    used = {squash(code) for file in examination.files for code, *_ in codes_in(file, examination)}
    for record in case.key_map.records:
        if squash(record.code) not in used:
            continue  # the board has issued another since, and no file says the old one any more
        names = {fold(n) for n in record.names}
        entry = listed.get(squash(record.code))
        if entry and names and not names & {fold(n) for n in (entry.name, *entry.aliases)}:
            sentence = f"{record.code} is one on the board's list and another in the key map."
            yield about(first, "code-conflict", "list and key map", sentence, code=record.code)
        others = {by_name[n] for n in names if n in by_name and squash(by_name[n]) != squash(record.code)}
        for other in sorted(others):
            sentence = f"The same person is {other} on the board's list and {record.code} in the key map."
            yield about(first, "code-conflict", "list and key map", sentence, code=record.code)
    for file in examination.files:
        yield from _conflicts_in_keys(file)


def _conflicts_in_keys(file: File) -> Iterator[Finding]:
    seen: dict[str, tuple[str, int]] = {}
    for table in filter(_is_key, tables_of(file)):
        column = table.column(_KEY_HEADING)
        described = table.column(r"role|designation|title|position")
        for number, cell in table.below(column):
            beside = table.rows[number].get(described) if described else None
            what = squash(beside.text) if beside else ""
            before = seen.setdefault(squash(cell.text), (what, number))
            if before[1] != number and before[0] != what:
                sentence = f"{cell.text.strip()} stands twice in the key, for two."
                yield at(file, "code-conflict", cell.index, 0, 0, sentence, code=cell.text.strip())


def _is_key(table: Table) -> bool:
    return bool(table.column(_KEY_HEADING) and table.column(_KEY_BESIDE)) and len(table.rows) > 1


def _keys(examination: Examination) -> dict[str, tuple[File, int, str]]:
    """Squashed code → file, text and code, of all keys in the files."""
    found: dict[str, tuple[File, int, str]] = {}
    for file in examination.files:
        for table in filter(_is_key, tables_of(file)):
            for _, cell in table.below(table.column(_KEY_HEADING)):
                for code in re.split(r"[;,\n/]", cell.text):
                    if code.strip():
                        found.setdefault(squash(code), (file, cell.index, code.strip()))
    return found


@rule(
    "code-without-key",
    Severity.LOOK,
    "A code of a member of staff stands in the text, but not in the key of professionals.",
    "Add it to the key, with role, agency and involvement.",
    group=_GROUP,
)
def code_without_key(examination: Examination) -> Iterator[Finding]:
    """Only where the files hold a key at all."""
    keys = _keys(examination)
    if not keys:
        return
    prefixes = {squash(r.prefix) for r in examination.case.roles}
    told: set[str] = set()
    for file in examination.files:
        for code, text, start, end in codes_in(file, examination):
            split = split_code(code)
            if split and split[0] in prefixes and squash(code) not in keys and squash(code) not in told:
                told.add(squash(code))
                yield at(file, "code-without-key", text, start, end, f"{code} is in no key.", code=code)


@rule(
    "key-unused",
    Severity.NOTE,
    "The key of professionals lists a code that stands nowhere in the text.",
    "Take it out of the key, unless the board wants it there.",
    group=_GROUP,
)
def key_unused(examination: Examination) -> Iterator[Finding]:
    """Codes of keys that occur only in the key itself."""
    keys = _keys(examination)
    used: set[str] = set()
    whole = " ".join(r.passage.text for f in examination.files for r in f.visible() if not _in_key(r.text, keys, f))
    for code, (_, _, written) in keys.items():
        if re.search(rf"(?<!\w){re.escape(written)}(?!\w)", whole):
            used.add(code)
    for code, (file, text, written) in keys.items():
        if code not in used and re.search(r"\d|\b[A-Z]$", written):
            yield at(file, "key-unused", text, 0, 0, f"{written} stands nowhere in the text.", code=written)


def _in_key(text: int, keys: dict[str, tuple[File, int, str]], file: File) -> bool:
    return any(f is file and index == text for f, index, _ in keys.values())


@rule(
    "editions-mixed",
    Severity.MUST_FIX,
    "The files speak of different editions of the code list.",
    "Anonymise all files of the case again with the newest edition.",
    group=_GROUP,
)
def editions_mixed(examination: Examination) -> Iterator[Finding]:
    """Editions of the list as files name them; and the list that was given against the one the key map used last."""
    issue, last = examination.case.codes.issue, examination.case.key_map.edition
    if issue and last and issue.number != last:
        sentence = f"Edition {issue.number} of the list was given, and the files were last made with edition {last}."
        yield about(examination.files[0], "editions-mixed", "list and key map", sentence)
    places: dict[str, tuple[File, int, int, int]] = {}
    for file in examination.files:
        for text, plain in file.plain.items():
            for match in EDITION.finditer(plain) if text >= 0 else ():
                places.setdefault(edition_in(match), (file, text, *match.span()))
    right = right_edition(places, issue.number if issue else None)
    told = ", ".join(sorted(places, key=int))
    for edition, (file, text, start, end) in places.items():
        if right and edition != right:
            sentence = (
                f"Editions {told} are named in these files." if len(places) > 1 else f"Edition {edition} is named."
            )
            yield at(file, "editions-mixed", text, start, end, f"{sentence} It should be edition {right}.")
