"""The certificate that a key map was destroyed at the close of a review, for the file. It names nobody of the case."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from docx import Document

from redactor.records.word_pages import new_document, plain_table, saved

TITLE = "Destruction of a key map"
_LIMITS = (
    "The key map was sealed. Its files, and the files with names that it knew of, were written over and deleted on this "
    "computer. This certificate does not cover "
    "copies elsewhere: backups of the computer, copies on other drives or in e-mail, exports in plain text, and key maps "
    "of other agencies. Each has to be destroyed where it lies.",
    "With the key map gone, nobody can say from these files whom a code stands for, and codes cannot be put back into "
    "names. The anonymised files and the key of professionals are unharmed.",
)


@dataclass(frozen=True)
class Destroyed:
    """What was destroyed."""

    case: str  # the subjects' codes
    when: datetime
    who: str
    files: Sequence[tuple[str, str]]  # name and SHA-256 of the sealed file
    identities: int
    drafts: int
    unreached: Sequence[tuple[str, str]] = ()  # files with names that lie elsewhere now, and what is known of them
    kept: Sequence[str] = ()  # what was said about how long it is kept


def destruction_certificate(destroyed: Destroyed) -> bytes:
    """The certificate as a Word file, with lines to sign."""
    title = TITLE
    document = new_document(title)
    document.add_heading(title, level=1)
    facts = (
        ("Case", destroyed.case or "not stated"),
        ("Date and time (UTC)", destroyed.when.strftime("%d/%m/%Y %H:%M")),
        ("Destroyed by", destroyed.who),
        ("It held", f"{destroyed.identities} identities, met in {destroyed.drafts} drafts"),
    )
    plain_table(document, ("What", "Stated"), facts, (1, 3))
    document.add_heading("Files", level=2)
    plain_table(document, ("File", "SHA-256 of the file"), destroyed.files, (1, 2))
    if destroyed.unreached:
        document.add_heading("Not reached", level=2)
        document.add_paragraph("These files hold names, too. Find and destroy them, and note here when and by whom.")
        rows = [(what, why, "") for what, why in destroyed.unreached]
        plain_table(document, ("File", "What is known of it", "Destroyed on, by"), rows, (2, 2, 1))
    if destroyed.kept:
        document.add_heading("Keeping", level=2)
        for said in destroyed.kept:
            document.add_paragraph(said)
    for text in _LIMITS:
        document.add_paragraph(text)
    document.add_heading("Signed", level=2)
    plain_table(document, ("Name", "Designation", "Signature", "Date"), (("", "", "", ""),) * 2, (2, 2, 2, 1))
    return saved(document)


def is_certificate_of(certificate: Path, key_map: str) -> bool:
    """Whether the file is a certificate that a key map of this file name was destroyed."""
    try:
        document = Document(str(certificate))
    except Exception:  # python-docx raises many kinds for what is no Word file
        return False
    cells = (cell.text for table in document.tables for row in table.rows for cell in row.cells)
    return document.core_properties.title == TITLE and key_map in cells
