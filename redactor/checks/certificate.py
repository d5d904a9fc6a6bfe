"""The certificate of a check, to be signed: what was looked for and found. It never says that a file is anonymous.

It holds no name but those that its signatories write on it: file names that name somebody are left out.
"""

from __future__ import annotations

import html
import io
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from pathlib import Path

from redactor import __version__
from redactor.base.refused import Refused
from redactor.checks.results import HEADINGS, summary, where
from redactor.checks.rules import RULES
from redactor.checks.run import Checked
from redactor.documents.files import write_atomically
from redactor.documents.model import DocumentError
from redactor.sources.finding import Finding

TITLE = "Record of a check before circulation"
_PROMISE = (
    "This record says what was looked for in the files named here, and what was found. It does not say that they are "
    "anonymous: a person who knows the family may recognise it from what happened. Pictures, and whatever is listed as "
    "not looked for, have to be looked at by eye."
)
_WIDTH = 15.0  # of a table, in centimetres
_FIRST = 60  # places told of each rule


@dataclass(frozen=True)
class _Part:
    """A heading, sentences below it, and perhaps a table."""

    heading: str
    sentences: tuple[str, ...] = ()
    head: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    shares: tuple[int, ...] = ()  # of the width, column by column


def write_certificate(path: Path, checked: Checked) -> None:
    """Write it as Word or HTML, as the name ends. Raises Refused where it cannot be written."""
    data = certificate_html(checked).encode("utf-8") if path.suffix.lower() == ".html" else certificate_word(checked)
    try:
        write_atomically(path, data)
    except DocumentError as error:
        raise Refused([str(error)]) from None


def certificate_word(checked: Checked) -> bytes:
    """The record as a Word file."""
    from docx import Document
    from docx.oxml.ns import qn
    from docx.shared import Cm, Pt

    document = Document()
    properties = document.core_properties
    properties.author, properties.last_modified_by, properties.comments, properties.title = "", "", "", TITLE
    for name in ("Normal", "Title", "Heading 1"):
        style = document.styles[name]
        style.font.name = "Arial"
        style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:asciiTheme"), "")
        for theme in ("asciiTheme", "hAnsiTheme"):
            style.element.rPr.rFonts.attrib.pop(qn(f"w:{theme}"), None)
    document.styles["Normal"].font.size = Pt(10)
    document.add_heading(TITLE, level=1)
    for part in _parts(checked):
        if part.heading:
            document.add_heading(part.heading, level=2)
        for sentence in part.sentences:
            document.add_paragraph(sentence)
        if part.head:
            table = document.add_table(rows=1, cols=len(part.head))
            table.style, table.autofit = "Table Grid", False
            widths = [Cm(_WIDTH * share / sum(part.shares)) for share in part.shares] if part.shares else []
            for cell, text in zip(table.rows[0].cells, part.head, strict=True):
                cell.paragraphs[0].add_run(text).bold = True
            for row in part.rows:
                for cell, text in zip(table.add_row().cells, row, strict=True):
                    cell.text = text
            for column, width in zip(table.columns, widths, strict=False):
                column.width = width  # Word goes by the cells, other programs by the columns
                for cell in column.cells:
                    cell.width = width
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def certificate_html(checked: Checked) -> str:
    """The record as one web page that needs nothing else."""
    lines = [
        '<!doctype html><html lang="en-GB"><meta charset="utf-8">',
        f"<title>{TITLE}</title>",
        "<style>body{font:11pt Arial,sans-serif;max-width:60em;margin:2em auto;padding:0 1em}"
        "table{border-collapse:collapse;width:100%}td,th{border:1px solid #999;padding:.3em;text-align:left;"
        "vertical-align:top}</style>",
        f"<h1>{TITLE}</h1>",
    ]
    for part in _parts(checked):
        if part.heading:
            lines.append(f"<h2>{html.escape(part.heading)}</h2>")
        lines += [f"<p>{html.escape(sentence)}</p>" for sentence in part.sentences]
        if part.head:
            lines.append("<table><tr>" + "".join(f"<th>{html.escape(t)}</th>" for t in part.head) + "</tr>")
            lines += ["<tr>" + "".join(f"<td>{html.escape(t)}</td>" for t in row) + "</tr>" for row in part.rows]
            lines.append("</table>")
    return "\n".join([*lines, "</html>", ""])


def _parts(checked: Checked) -> Iterable[_Part]:
    yield _Part("", (_PROMISE,))
    yield _Part(
        "Files",
        head=("File", "Kind", "SHA-256"),
        rows=tuple((checked.labels[s.name], s.format, s.digest) for s in checked.sources),
        shares=(4, 1, 7),
    )
    yield _Part("What was looked for", tuple(_looked_for(checked)))
    if checked.problems:
        yield _Part("Could not be checked", checked.problems)
    yield _Part("What was found", (summary(checked),))
    for severity, group in groupby(checked.findings, key=lambda f: f.severity):
        yield _Part(
            HEADINGS[severity],
            head=("What", "How often", "Where"),
            rows=tuple(_rows(checked, list(group))),
            shares=(5, 2, 8),
        )
    if checked.accepted:
        yield _Part(
            "Accepted by a person",
            head=("What", "Where", "Who, when", "Why"),
            rows=tuple((RULES[f.rule].title, where(checked, f), f"{a.by}, {a.on}", a.why) for f, a in checked.accepted),
        )
    by_eye = [f for f in checked.findings if f.rule in ("picture", "embedded-object", "covered-text", "unknown-part")]
    yield _Part(
        "Looked at by eye",
        ()
        if by_eye
        else ("Nothing that only an eye can judge was found. The text itself has to be read all the same.",),
        ("What", "Who looked, what was seen"),
        (*((where(checked, f), "") for f in by_eye), ("The whole text, read from beginning to end", "")),
    )
    yield _Part(
        "Rules",
        ("Run: " + ", ".join(checked.run) + ".",),
        ("Not run", "Why"),
        checked.not_run,
    )
    yield _Part(
        "Signed by two people",
        head=("", "Name", "Role", "Signature", "Date"),
        rows=(("First", "", "", "", ""), ("Second", "", "", "", "")),
    )


def _looked_for(checked: Checked) -> Iterable[str]:
    yield f"Checked on {date.today():%d/%m/%Y} with redactor {__version__}, for the audience “{checked.profile}”."
    if checked.list_digest:
        edition = f", edition {checked.edition}" if checked.edition else ""
        yield f"The board's code list: {checked.list_name}{edition}, SHA-256 {checked.list_digest}."
    else:
        yield "No code list was given: only what reads like a name, a number or a place was looked for."
    yield "The agency's key map was read too." if checked.key_map else "No key map was read."
    yield f"Identities of list and key map looked for, each in every known form: {checked.identities}."
    if checked.settings:
        yield f"The board's own settings: {checked.settings}."


def _rows(checked: Checked, findings: list[Finding]) -> Iterable[tuple[str, ...]]:
    for rule_id, group in groupby(findings, key=lambda f: f.rule):
        of_rule = list(group)
        places = [_told(checked, f) for f in of_rule[:_FIRST]]
        if len(of_rule) > _FIRST:
            places.append(f"and {len(of_rule) - _FIRST} more")
        yield f"{RULES[rule_id].title} {RULES[rule_id].mend}", str(len(of_rule)), "\n".join(places)


def _told(checked: Checked, finding: Finding) -> str:
    words = f": {finding.around}" if finding.around else ""
    return f"{where(checked, finding)}{words} [{finding.fingerprint}]"
