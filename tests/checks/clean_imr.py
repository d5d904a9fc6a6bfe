"""A small invented IMR in which a check finds nothing, and the means to put one fault into it."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt
from docx.text.run import Run

from tests.blank import blank_word

FRONT = (
    ("Agency", "Thornmere Council"),
    ("Code of child(ren)", "Child 1"),
    ("Date of final submission", "March 2026"),
)
FAMILY = (
    ("Anonymised name", "Relationship to subject", "Date of birth", "Date of death", "Address", "Ethnicity"),
    ("Child 1", "Subject", "not known", "n/a", "Address A", "not known"),
    ("Mrs A", "Mother", "not known", "n/a", "Address A", "not known"),
)
KEY = (
    ("Code", "Role", "Agency", "Involvement"),
    ("SW1", "Social Worker", "Thornmere Council", "Allocated to the family throughout"),
)
STORY = (
    "The council was asked to look at how it had worked with the family of Child 1.",
    "SW1 visited the family once a month and wrote down what the children said.",
    "Mrs A told SW1 that the visits helped her, and that she wished for more of them.",
    "Mr A was not invited to the meetings, and nobody wrote down why he was not.",
    "The record does not show that anybody asked Child 2 about life at home.",
)


def document(*, published: bool = False) -> Document:
    """The clean report; for publication without the day of anything."""
    made = blank_word()
    normal = made.styles["Normal"]
    normal.font.name, normal.font.size = "Arial", Pt(12)
    made.core_properties.author = made.core_properties.comments = ""
    heading(made, "Individual Management Review")
    table(made, FRONT)
    heading(made, "Family composition")
    table(made, FAMILY)
    heading(made, "Comprehensive chronology")
    day = "May 2019" if published else "09/05/2019"
    table(
        made,
        (
            ("Date", "Time", "Subject of recording", "Event description", "Child seen"),
            (day, "10:30", "Child 1", "SW1 saw Child 1 at home and talked about school.", "Y"),
        ),
    )
    heading(made, "Narrative")
    for text in STORY:
        made.add_paragraph(text)
    heading(made, "Key of professionals")
    table(made, KEY)
    return made


def heading(made: Document, text: str) -> None:
    made.add_heading("", level=2).add_run(text).font.name = "Arial"


def table(made: Document, rows: tuple[tuple[str, ...], ...]) -> None:
    added = made.add_table(rows=len(rows), cols=len(rows[0]))
    added.style = "Table Grid"
    for r, row in enumerate(rows):
        for c, text in enumerate(row):
            run = added.cell(r, c).paragraphs[0].add_run(text)
            run.font.size = Pt(10)


def packed(made: Document) -> bytes:
    """The file, without the picture of a page that python-docx puts into every one."""
    written = io.BytesIO()
    made.save(written)
    return repacked(written.getvalue(), without=r"docProps/thumbnail\.jpeg")


def repacked(
    data: bytes, *, without: str = "(?!)", change: dict[str, Callable[[bytes], bytes]] | None = None, **more: bytes
) -> bytes:
    """A package with parts left out, changed or added, in the order that it had."""
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if not re.fullmatch(without, name):
                content = old.read(name)
                if name == "_rels/.rels":
                    content = re.sub(rb"<Relationship [^>]*thumbnail[^>]*/>", b"", content)
                new.writestr(name, (change or {}).get(name, bytes)(content))
        for name, content in more.items():
            new.writestr(name, content)
    return written.getvalue()


def say(made: Document, text: str) -> Run:
    """A sentence more at the end."""
    return made.add_paragraph().add_run(text)


def formatted(run: Run, name: str, **attributes: str) -> None:
    """Formatting of a run by hand: formatted(run, "w:vanish")."""
    element = OxmlElement(name)
    for key, value in attributes.items():
        element.set(qn(f"w:{key}"), value)
    run._r.get_or_add_rPr().append(element)


def write(path: Path, data: bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path
