"""Codes used: on the list, this agency's, written as issued; one list and one edition of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Set

from redactor.checks.board import Board
from redactor.checks.examination import Examination, File, WrittenCode, about, at
from redactor.checks.passages import ReadText
from redactor.checks.rules.registry import rule
from redactor.codes.finding import FoundCode
from redactor.codes.numbering import split_code
from redactor.codes.shapes import CODE, EDITION, LETTERED, POSTCODE_AFTER, edition_in, right_edition
from redactor.codes.text import squash
from redactor.sources.finding import Finding

_LAYERS = ("text", "comment", "hidden", "annotation")  # what somebody wrote
_FAMILY = re.compile(r"(?!Person )[A-Z].* (?:\d{1,3}|[A-Z])")  # "Child 1", "Address B"; not "Person 1", "Address X1"
_FEW = 3  # strange codes from which a draft may be of another list


def _written(file: File) -> Iterator[ReadText]:
    """What somebody wrote, as it stands now."""
    for reading in file.readings:
        if reading.text >= 0 and (text := file.source.texts[reading.text]).layer in _LAYERS and not text.earlier:
            yield reading


def codes_in(file: File, examination: Examination) -> tuple[WrittenCode, ...]:
    """Every code that somebody wrote, in any spelling: known ones, lettered ones, a role with a number."""
    kept = examination.codes_written
    if file.source.name not in kept:
        kept[file.source.name] = tuple(_codes_in(file, examination))
    return kept[file.source.name]


def _codes_in(file: File, examination: Examination) -> Iterator[WrittenCode]:
    board = examination.board
    prefixes = {squash(r.prefix) for r in examination.case.roles}
    for reading in _written(file):
        text = reading.passage.text
        found = board.finder.all(text)
        yield from (WrittenCode(reading.text, each) for each in found)
        matches = [m for m in CODE.finditer(text) if not POSTCODE_AFTER.match(text, m.end())]
        if not matches:
            continue
        spans = [(f.start, f.end) for f in found] + [(s.start, s.end) for s in board.finder.shorthand(text)]
        for match in matches:
            code, split = match.group(), split_code(match.group())
            shaped = " " in code or board.has(code) or (split is not None and split[0] in prefixes)
            if shaped and not any(start < match.end() and match.start() < end for start, end in spans):
                yield WrittenCode(reading.text, FoundCode(*match.span(), code, known=board.has(code)), True)


@rule("code-unknown")
def code_unknown(examination: Examination) -> Iterator[Finding]:
    """Codes that neither list nor key map has: one finding a code; every place of a title with a letter."""
    yield from _of_codes(examination, "code-unknown")
    board = examination.board
    for file in examination.files:
        alone = {squash(w.code) for w in codes_in(file, examination)}
        for reading in _written(file):
            for several in board.finder.shorthand(reading.passage.text):
                for code in several.codes:
                    if not board.has(code) and squash(code) not in alone:
                        alone.add(squash(code))
                        sentence, mark = _not_listed(code, board), f"{code} is on no list."
                        where = (reading.text, several.start, several.end)
                        yield at(file, "code-unknown", *where, sentence, code=code, mark=mark)


@rule("code-awaits-board")
def code_awaits_board(examination: Examination) -> Iterator[Finding]:
    """Codes that the agency has given out itself and that the board's list does not have; not those of which the board has said
    that none is needed: they await the author."""
    unanswered = {squash(r.code) for r in examination.case.key_map.records if not (r.issued or r.board_says)}
    yield from _of_own(examination, "code-awaits-board", unanswered, "{} still awaits the board.")


@rule("code-not-wanted")
def code_not_wanted(examination: Examination) -> Iterator[Finding]:
    """Codes of the agency's own for which the board wants none, as long as they stand: the author has said nothing yet, or has
    kept the code."""
    declined = {squash(r.code) for r in examination.case.key_map.records if r.board_says and not r.issued}
    sentence = "The board has answered that {} needs no code, and the code still stands."
    yield from _of_own(examination, "code-not-wanted", declined, sentence)


def _of_own(examination: Examination, rule_id: str, own: Set[str], sentence: str) -> Iterator[Finding]:
    """One finding for each of these squashed codes that the list does not have, with all its places in a file."""
    wanted = own - examination.board.entries.keys() if examination.board.entries else frozenset()
    for file in examination.files if wanted else ():
        places: dict[str, list[WrittenCode]] = {}
        for written in codes_in(file, examination):
            if squash(written.code) in wanted:
                places.setdefault(written.code, []).append(written)
        for code, where in places.items():
            first = where[0]
            span = (first.text, first.found.start, first.found.end)
            told = [file.place(each.text) for each in where]
            yield at(file, rule_id, *span, sentence.format(code), code=code, places=told)


@rule("code-or-building")
def code_or_building(examination: Examination) -> Iterator[Finding]:
    """ "Ward 3", which no list has."""
    yield from _of_codes(examination, "code-or-building")


@rule("code-spelling")
def code_spelling(examination: Examination) -> Iterator[Finding]:
    """ "SW 1" where the list has SW1."""
    yield from _of_codes(examination, "code-spelling")


@rule("other-agency")
def other_agency(examination: Examination) -> Iterator[Finding]:
    """By the label before the code, or by the block of numbers; only where it is known whose files these are."""
    yield from _of_codes(examination, "other-agency")


@rule("outside-block")
def outside_block(examination: Examination) -> Iterator[Finding]:
    """By the block of the edition."""
    yield from _of_codes(examination, "outside-block")


def _of_codes(examination: Examination, wanted: str) -> Iterator[Finding]:
    """What one rule says of the codes of each file: one finding a code and sentence, with all its places."""
    for file in examination.files:
        said: dict[tuple[str, str, int], list[WrittenCode]] = {}
        for number, written in enumerate(codes_in(file, examination)):
            for rule_id, sentence in _about(written, examination.board):
                if rule_id == wanted:
                    # "Mr M" may be a code of no list, or a name that was shortened: each place is told
                    apart = number if LETTERED.fullmatch(written.code) and not written.found.known else -1
                    said.setdefault((written.code, sentence, apart), []).append(written)
        for (code, sentence, _), places in said.items():
            first = places[0]
            yield at(
                file,
                wanted,
                first.text,
                first.found.start,
                first.found.end,
                sentence,
                code=code,
                mild=wanted != "code-spelling" and first.found.known,
                places=[file.place(each.text) for each in places],
                mark=f"{code} is on no list." if wanted in ("code-unknown", "code-or-building") else "",
            )


def _about(written: WrittenCode, board: Board) -> Iterator[tuple[str, str]]:
    """(rule, sentence) of everything that one code has against it."""
    found, code = written.found, written.found.code
    owner = board.owner_of(code)
    label = found.label or (code.partition("-")[0] if "-" in code else "")
    foreign_label = bool(label) and bool(board.agency) and not board.is_our_label(label)
    foreign_block = bool(owner) and bool(board.agency) and not board.is_ours(owner)
    if found.known or board.has(code):
        entry = board.entries.get(squash(code))
        foreign = entry and entry.agency and board.agency and not board.is_ours(entry.agency)
        if entry and foreign and (foreign_label or foreign_block):
            yield (
                "other-agency",
                f"{code} was issued to another agency ({entry.agency}). Right, if their member of staff is meant; "
                "if it is one of yours, take the code of your own list.",
            )
        if not found.exact:
            yield "code-spelling", f"{code} is not written as on the list. Write it as {code}."
    elif written.may_be_a_building:
        yield (
            "code-or-building",
            f"{code} is not on the list. Write the code that is meant, unless this is the number of a building.",
        )
    elif foreign_label:
        yield (
            "other-agency",
            f"{code} looks like a code of another agency ({label}), and the list does not have it. Ask the board's business "
            "manager for the code to use.",
        )
    elif foreign_block:
        yield (
            "other-agency",
            f"{code} lies in the block of another agency ({owner}), and the list does not have it. Use the numbers of "
            "your own block, and ask the board's business manager to issue the code.",
        )
    elif _outside_own_block(code, board):
        yield (
            "outside-block",
            f"{code} is not on the list, and its number is not in your agency's block: it may be another agency's. Use the "
            "numbers of your own block, and ask the board's business manager to issue the code.",
        )
    else:
        yield "code-unknown", _not_listed(code, board)


def _outside_own_block(code: str, board: Board) -> bool:
    block, split = board.codes.issue.block if board.codes.issue else None, split_code(code)
    staff = split is not None and " " not in code
    return bool(block and block.last and staff and split and not block.first <= split[1] <= block.last)


def _not_listed(code: str, board: Board) -> str:
    block, split = board.codes.issue.block if board.codes.issue else None, split_code(code)
    if block and block.last and split and block.first <= split[1] <= block.last:
        return (
            f"{code} is in your agency's block, but not issued. Ask the board's business manager to put it on the list."
        )
    return f"{code} is not on the list. Write the code that is meant, or ask the board's business manager for one."


@rule("another-list")
def another_list(examination: Examination) -> Iterator[Finding]:
    """A file most of whose family codes the list does not have was written by another list.

    Codes of staff tell nothing: agencies make them up until they are issued. Neither do those that redactor makes up.
    """
    for file in examination.files:
        written = (w for w in codes_in(file, examination) if not w.may_be_a_building)
        family = {squash(w.code): w for w in written if _FAMILY.fullmatch(w.code)}
        strange = [w for w in family.values() if not examination.board.has(w.code)]
        if len(strange) >= _FEW and len(strange) * 2 > len(family):
            sentence = (
                f"{len(strange)} of the {len(family)} different codes of family and places in the draft are not on this "
                "list: it seems to be written with another list. See which list it belongs to."
            )
            yield about(file, "another-list", "whole draft", sentence)


@rule("editions-mixed")
def editions_mixed(examination: Examination) -> Iterator[Finding]:
    """Editions of the list as files name them; and the list that was given against the one the key map used last."""
    issue, last = examination.case.codes.issue, examination.case.key_map.edition
    if issue and last and issue.number != last:
        sentence = f"Edition {issue.number} of the list was given, and the files were last made with edition {last}."
        yield about(examination.files[0], "editions-mixed", "list and key map", sentence)
    named = [
        (file, edition_in(match), text, *match.span())
        for file in examination.files
        for text, plain in file.plain.items()
        if text >= 0
        for match in EDITION.finditer(plain)
    ]
    right = right_edition((edition for _, edition, *_ in named), issue.number if issue else None)
    if not right:
        return
    editions = sorted({edition for _, edition, *_ in named}, key=int)
    mark = f"Editions {', '.join(editions)} are named in these files." if len(editions) > 1 else ""
    places: dict[tuple[str, str], list[tuple[File, int, int, int]]] = {}
    for file, edition, text, start, end in named:
        if edition != right:
            places.setdefault((file.source.name, edition), []).append((file, text, start, end))
    for (_, edition), each in places.items():
        file, text, start, end = each[0]
        if issue:
            other = f"this is edition {right}"
        else:
            known, _, there, *_ = next(one for one in named if one[1] == right)
            elsewhere = "" if known is file else f"file {examination.files.index(known) + 1}, "
            other = f"edition {right} is named elsewhere ({elsewhere}{known.place(there)})"
        yield at(
            file,
            "editions-mixed",
            text,
            start,
            end,
            f"The draft names edition {edition} of the list, but {other}. Bring all drafts to one edition.",
            places=[file.place(t) for _, t, *_ in each],
            mark=f"{mark or f'Edition {edition} is named.'} It should be edition {right}.",
        )
