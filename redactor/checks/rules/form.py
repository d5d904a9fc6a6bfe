"""The board's form: marks that wait for a person, prompts left, front sheet, the name of the file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from redactor.checks.examination import Examination, File, about, at
from redactor.checks.passages import ReadText
from redactor.checks.rules.registry import rule
from redactor.checks.tables import CellText, tables_of
from redactor.codes.shapes import AWAITING, CODE
from redactor.codes.text import clean, squash
from redactor.documents.model import Story
from redactor.sources.finding import Finding

_PROMPT = re.compile(
    r"^\s*GUIDANCE(?: NOTES?)?\b\s*[:\-].*|^\s*Guidance\s+-\s.*"
    r"|(?:type|enter) (?:your )?text (?:in|into) (?:this|the) box|\(\s*insert [^()\n]{1,80}\)|\[\s*insert [^\[\]\n]{1,80}\]"
    r"|\(?(?:please )?delete as (?:appropriate|applicable|necessary)\)?|(?:please )?delete and retype"
    r"|^\s*insert (?:a brief agency profile|name and designation)\b.*|^\s*insert your logo here\s*$"
    r"|\[code for the child['’]?s? ?name\]|\[agency name\]|\[name\]"
    r"|^\s*enter the (?:date\s+dd/mm|time in 24 hour)\b.*|^\s*simply state\s+Y or N\s*$"
    r"|^\s*number the relevant T\.?O\.?R\.?\s*$|^\s*detail the event, any observations noted\b.*"
    r"|^\s*e\.g\.\s+(?:data systems|family member)\b.*|^\s*refer to your own internal policies and standards\b.*",
    re.IGNORECASE | re.MULTILINE,
)
# of which one stands in each of them: most paragraphs are spared the search
_OF_PROMPTS = (
    "guidance", "text in", "insert", "delete", "[code", "[agency", "[name]", "enter the", "simply state", "number", "detail the",
    "e.g.", "refer to",
)  # fmt: skip
_SAMPLE_ROWS = (
    ("child1", "n/a", "01/01/00", "17/11/09"),
    ("child2", "sister", "01/02/90", "n/a"),
    ("mrsa", "mother", "03/03/70", "n/a"),
)


def sample_rows(file: File) -> list[list[CellText]]:
    """Rows of the template's own example in the family table."""
    rows = [[row[c] for c in sorted(row)] for table in tables_of(file) for row in table.rows.values()]
    return [row for row in rows if tuple(squash(cell.text) for cell in row[:4]) in _SAMPLE_ROWS]


_CODE_LABEL = re.compile(
    r"^\W*(?:(?:anonymised )?codes? (?:of|for) (?:the )?(?:child|children|subject|adult)\b.*|child\s?/\s?family identifier|"
    r"(?:child|adult|subject)(?:\(ren\))? (?:code|identifier))\W*$",
    re.IGNORECASE,
)
_INTRODUCTION = re.compile(r"(?:section\s*1\b.*|(?:section\s*)?1?[.):]?\s*[–-]?\s*introduction\b.*)", re.IGNORECASE)
_FRONT_FIELDS = (
    "strictly confidential", "author", "agency", "date of birth", "quality assured", "approved by", "first submission",
    "final submission", "individual management review", "internal management review", "case review",
)  # fmt: skip
_MOST = 40  # texts of a front sheet


@rule("unresolved")
def unresolved(examination: Examination) -> Iterator[Finding]:
    """`[unresolved 3]` and what people write by hand in its place."""
    for file in examination.files:
        for text, plain in file.plain.items():
            for match in AWAITING.finditer(plain) if text >= 0 else ():
                said = f"{match.group()} waits for a person."
                sentence = f"{said} Put the right code in its place."
                yield at(file, "unresolved", text, *match.span(), sentence, mark=said)


@rule("template-text")
def template_text(examination: Examination) -> Iterator[Finding]:
    """Prompts by their words; those in blue italics are told by the rule `guidance`."""
    for file in examination.files:
        blue = {fact.place for fact in file.source.facts if fact.rule == "guidance"}
        for reading in file.visible():
            if file.place(reading.text) in blue:
                continue
            low = reading.passage.text.lower()
            for match in _PROMPT.finditer(reading.passage.text) if any(word in low for word in _OF_PROMPTS) else ():
                yield at(file, "template-text", reading.text, *match.span(), "A prompt of the template.")
        for row in sample_rows(file):
            yield at(file, "template-text", row[0].index, 0, 0, "A sample row of the family table.")


@rule("front-sheet")
def front_sheet(examination: Examination) -> Iterator[Finding]:
    """The subjects' codes; and the fields “Code of child(ren)”, “Child/Family Identifier”, which hold one."""
    for file in examination.files:
        yield from _subjects(file, examination)
        for table in tables_of(file):
            for row in table.rows.values():
                label, value = row.get(1), row.get(2)
                if not label or not _CODE_LABEL.match(label.text):
                    continue
                if value is None:
                    said = "The field for the code is empty."
                    yield at(file, "front-sheet", label.index, 0, 0, f"{said} Write it there.", mark=said)
                elif not _holds_code(value.text, examination):
                    said = "No code stands in the field for the code."
                    yield at(file, "front-sheet", value.index, 0, 0, f"{said} Write it there.", mark=said)


def _subjects(file: File, examination: Examination) -> Iterator[Finding]:
    board, sheet = examination.board, [reading.passage.text for reading in _front_sheet(file)]
    if not sheet or not board.subjects:
        return
    there = {squash(f.code) for text in sheet for f in board.finder.all(text)}
    there |= {squash(code) for text in sheet for several in board.finder.shorthand(text) for code in several.codes}
    if missing := [code for code in board.subjects if squash(code) not in there]:
        sentence = f"The front sheet does not have the code of the subject: {', '.join(missing)}. Write it there."
        yield about(file, "front-sheet", "front sheet", sentence)


def _front_sheet(file: File) -> list[ReadText]:
    """What stands before the introduction; nothing in a file that has no front sheet, such as a chronology by itself."""
    sheet: list[ReadText] = []
    for reading in file.visible():
        if reading.passage.place.story is not Story.BODY:
            continue
        begins = reading.passage.cell is None and _INTRODUCTION.fullmatch(reading.passage.text.strip())
        if begins or len(sheet) == _MOST:
            break
        sheet.append(reading)
    text = clean(" ".join(reading.passage.text for reading in sheet)).lower()
    return sheet if sum(field in text for field in _FRONT_FIELDS) > 1 else []


def _holds_code(text: str, examination: Examination) -> bool:
    return bool(CODE.search(text)) or any(map(examination.board.has, re.split(r"[,;/&\n]| and ", text)))


@rule("file-name-subject")
def file_name_subject(examination: Examination) -> Iterator[Finding]:
    """A subject's code in the name of the file."""
    board = examination.board
    for file in examination.files:
        there = {squash(f.code) for f in board.finder.all(Path(file.path.name).stem)}
        if board.subjects and not there & {squash(code) for code in board.subjects}:
            sentence = (
                f"The file name does not have the code of the subject. Name the file with it: {board.subjects[0]}, then the "
                "kind of document and the agency."
            )
            yield about(file, "file-name-subject", "file name", sentence)
