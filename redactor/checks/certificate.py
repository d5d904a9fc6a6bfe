"""The certificate of a check, to be signed: what was looked for and found. It never says that a file is anonymous.

It holds no name but those that its signatories write on it: file names that name somebody are left out.
"""

from __future__ import annotations

import html
import io
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from pathlib import Path

from redactor import __version__
from redactor.base.refused import Refused
from redactor.case.profiles import Profile
from redactor.checks.open_points import open_points
from redactor.checks.results import HEADINGS, compared_in_words, summary, where
from redactor.checks.revision import in_words
from redactor.checks.rules import RULES
from redactor.checks.run import Checked
from redactor.documents.files import write_atomically
from redactor.documents.model import DocumentError
from redactor.language.lexicon import fold, lexicon
from redactor.records.wording import counted
from redactor.sources.finding import Finding, Severity

TITLE = "Record of a check before circulation"
_PROMISE = (
    "This record says what was looked for in the files named here, and what was found. It does not say that they are "
    "anonymous: a person who knows the family may recognise it from what happened. Pictures, and whatever is listed as "
    "not looked for, have to be looked at by eye."
)
_METHOD = (
    "What the whole text tells of each person was put together, and counted with population tables on the assumption that the "
    "traits are independent of one another; it was compared with the press and the candidates that the board gave, by their "
    "days, words and phrases. The figures are estimates, and say nothing of what somebody knows who knows the family."
)
_WIDTH = 15.0  # of a table, in centimetres
_FIRST = 12  # places told of each rule, before the annex
_A_COLUMN = 5  # places of one column that are told as one
_IN_COLUMN = re.compile(r"(?P<table>.*\btable \d+), row \d+, column (?P<column>\d+)")
_BY_CODE = frozenset(
    ["identity-listed", "code-unknown", "code-awaits-board", "code-not-wanted", "code-conflict"]
)  # told code by code
_AUDIENCE = {Profile.WORKING: "working on", Profile.SUBMISSION: "submission", Profile.PUBLICATION: "publication"}
_DECLARED = (
    "We have read the files named above from beginning to end, have looked at what only an eye can judge, and have decided "
    "everything listed under “Look at these”. This holds for the very files with these SHA-256 numbers: a file that has been "
    "changed since is told by redactor check --against this record."
)


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
    from docx.oxml.ns import qn
    from docx.shared import Cm, Pt

    from redactor.base.word_template import new_file

    document = new_file()
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
    yield _Part("", (verdict(checked), _about(checked)))
    if checked.compared:
        yield _Part("Held against an earlier record", tuple(map(compared_in_words, checked.compared)))
    if checked.revised is not None:
        yield _Part(
            "What changed since the earlier version",
            () if checked.revised else ("Nothing has changed in the text.",),
            ("Where", "Before", "After") if checked.revised else (),
            tuple((in_words(c), c.before, c.after) for c in checked.revised),
            (3, 5, 5),
        )
    yield _Part(
        "Files",
        head=("File", "Kind", "SHA-256"),
        rows=tuple((checked.labels[s.name], s.format, s.digest) for s in checked.sources),
        shares=(4, 1, 7),
    )
    yield _Part("What was looked for", tuple(_looked_for(checked)))
    could_not = tuple((rule, why) for rule, why in checked.not_run if not why.startswith("not for"))
    yield _Part(
        "What could not be looked for",
        (*checked.problems, *(() if checked.problems or could_not else ("Nothing was left out.",))),
        ("Not looked for", "Why") if could_not else (),
        could_not,
    )
    yield _Part("What was found", (summary(checked),))
    for severity, group in groupby(checked.findings, key=lambda f: f.severity):
        decided = severity is Severity.LOOK
        yield _Part(
            HEADINGS[severity],
            head=("What", "How often", "Where", *(("Decision, who and why",) if decided else ())),
            rows=tuple((*row, "") if decided else row for row in _rows(checked, list(group))),
            shares=(5, 2, 8, 4) if decided else (5, 2, 8),
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
    yield from _publication(checked)
    yield _Part("What this record does not say", (_PROMISE,))
    yield _Part(
        "Declaration",
        (_DECLARED,),
        head=("", "Name", "Role", "Signature", "Date"),
        rows=(("First", "", "", "", ""), ("Second", "", "", "", "")),
    )
    yield from _annex(checked)
    yield _Part("Rules that were run", (", ".join(checked.run) + ".",))


def _publication(checked: Checked) -> Iterable[_Part]:
    """How likely somebody is to be recognised: method, figures, tests, and who accepted what is left."""
    record = checked.record
    if record is None:
        return
    said = [_METHOD]
    if record.dates:
        said.append(f"Dates are told as: {record.dates}. Ages of small children are told in {record.ages}.")
    if record.area:
        said.append(f"Population: {record.area}. " + " ".join(f"{s}." for s in record.population))
    if record.not_known:
        said.append(f"Not known, and not counted: {', '.join(record.not_known)}.")
    if (few := record.smallest) is not None:
        said.append(f"Smallest group: {few.person}, whom {few.sentence} of the area could be.")
    elif record.area:
        said.append("No group could be counted.")
    said.append(f"Press compared: {'; '.join(record.press)}." if record.press else "No press was compared.")
    said.append(
        f"Candidates compared: {record.candidates}." if record.candidates else "No list of candidates was compared."
    )
    undecided = sum(c.undecided for c in record.copies if c.audience == "print")
    if undecided:
        said.append(f"Places of the printed copy that were told generally and that nobody has decided on: {undecided}.")
    here = {s.digest for s in checked.sources}
    if record.copies and not any(c.sha256 in here for c in record.copies):
        said.append(
            "None of the files named above is one of the copies of this record: they have been changed since, or are others."
        )
    yield _Part(
        "Whether somebody can be recognised",
        tuple(said),
        ("Person", "What is told", "How many fit") if record.people else (),
        tuple((p.person, ", ".join(p.traits), p.sentence) for p in record.people),
        (3, 8, 4),
    )
    yield _Part(
        "Tests by persons (motivated intruder)",
        () if record.tests else ("Nobody has tried it yet.",),
        ("Who", "Hours", "What was searched", "How sure", "Right", "When") if record.tests else (),
        tuple((t.who, t.hours, t.searched, t.sure, t.right, t.when[:10]) for t in record.tests),
    )
    yield _Part(
        "What is left of the risk",
        () if record.accepted else ("Nobody has accepted it yet.",),
        ("Accepted by", "Why", "When") if record.accepted else (),
        tuple((r.who, r.why, r.when[:10]) for r in record.accepted),
    )


def verdict(checked: Checked) -> str:
    """Fit or not fit, for whom, and which codes are open with whom: what was told first. A file that could not be read whole is
    not fit."""
    return " ".join((_fitness(checked), *open_points(checked)))


def _fitness(checked: Checked) -> str:
    must = sum(f.severity is Severity.MUST_FIX for f in checked.findings)
    look = sum(f.severity is Severity.LOOK for f in checked.findings)
    files = "This file is" if len(checked.sources) == 1 else "These files are"
    reasons = []
    if checked.problems:
        reasons.append(f"{counted(len(checked.problems), 'place', 'places')} could not be read")
    if must:
        reasons.append(f"{counted(must, 'thing', 'things')} must be fixed")
    if awaiting := len(checked.awaiting_board):
        reasons.append(f"{counted(awaiting, 'code', 'codes')} still {'awaits' if awaiting == 1 else 'await'} the board")
    if waiting := len(checked.awaiting_author):
        reasons.append(f"{counted(waiting, 'code', 'codes')} still {'awaits' if waiting == 1 else 'await'} the author")
    if changed := sum(not c.same for c in checked.compared):
        reasons.append(f"{counted(changed, 'file differs', 'files differ')} from what was signed")
    if reasons:
        return f"{files} not fit for {_AUDIENCE[checked.profile]}: {_listed(reasons)}."
    if look:
        return (
            f"{files} fit for {_AUDIENCE[checked.profile]}, as far as this check goes, once "
            f"{counted(look, 'thing', 'things')} to look at {'has' if look == 1 else 'have'} been decided below."
        )
    return f"{files} fit for {_AUDIENCE[checked.profile]}, as far as this check goes."


def _about(checked: Checked) -> str:
    case = f"Case: {checked.case_name}. " if checked.case_name else ""
    edition = f"Edition {checked.edition} of the board's list. " if checked.edition else ""
    return f"{case}{edition}Audience: {_AUDIENCE[checked.profile]}. Checked on {date.today():%d/%m/%Y}."


def _listed(items: list[str]) -> str:
    return " and ".join(filter(None, (", ".join(items[:-1]), *items[-1:])))


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
    """One row for findings that say the same, with their places: those of a column as one, of others the first few."""
    for rule_id, of_rule in _alike(findings):
        columns, alone = _by_column(checked, of_rule)
        places = [*columns, *(_told(checked, f) for f in alone[:_FIRST])]
        if len(alone) > _FIRST:
            places.append(f"and {len(alone) - _FIRST} more: all of them stand in the annex")
        yield f"{RULES[rule_id].title} {RULES[rule_id].mend}", str(len(of_rule)), "\n".join(places)


def _alike(findings: Iterable[Finding]) -> list[tuple[str, list[Finding]]]:
    """Findings that say the same, with their rule, in their first order."""
    found: dict[tuple[str, str], list[Finding]] = {}
    for f in findings:
        found.setdefault((f.rule, f.code if f.rule in _BY_CODE else ""), []).append(f)
    return [(rule_id, same) for (rule_id, _), same in found.items()]


def _by_column(checked: Checked, findings: list[Finding]) -> tuple[list[str], list[Finding]]:
    """Findings of one column of a table as one line, where there are several; and the others."""
    by_column: dict[tuple[str, str], list[Finding]] = {}
    for f in findings:
        if match := _IN_COLUMN.match(f.place):
            by_column.setdefault((f.file, f"{match['table']}, column {match['column']}"), []).append(f)
    told: list[str] = []
    taken: set[int] = set()
    for (file, place), group in by_column.items():
        if len(group) >= _A_COLUMN:
            header = _header(checked, group[0])
            name = checked.labels.get(file, "") if len(checked.sources) > 1 else ""
            told.append(
                ", ".join(filter(None, (name, place, f"“{header}”" if header else ""))) + f": {len(group)} times"
            )
            taken.update(map(id, group))
    return told, [f for f in findings if id(f) not in taken]


def _header(checked: Checked, finding: Finding) -> str:
    """The heading of a finding's column, where it is made of plain words."""
    source = next((s for s in checked.sources if s.name == finding.file), None)
    header = source.texts[finding.text].header if source is not None and finding.text >= 0 else ""
    plain = all(
        lexicon().is_ordinary(w) or fold(w) in lexicon().function_words for w in re.findall(r"[^\W\d_]+", header)
    )
    return header if plain and len(header) < 40 else ""


def _annex(checked: Checked) -> Iterable[_Part]:
    """Every place of what has more than fit above."""
    rows = []
    for severity, group in groupby(checked.findings, key=lambda f: f.severity):
        for rule_id, of_rule in _alike(group):
            columns, alone = _by_column(checked, of_rule)
            if len(alone) > _FIRST or columns:
                rows += [(f"{RULES[rule_id].title} ({severity})", _told(checked, f)) for f in of_rule]
    if rows:
        yield _Part("Annex: every place", head=("What", "Where"), rows=tuple(rows), shares=(5, 10))


def _told(checked: Checked, finding: Finding) -> str:
    words = f": {finding.around}" if finding.around else ""
    return f"{where(checked, finding)}{words} [{finding.fingerprint}]"
