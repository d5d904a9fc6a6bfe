"""The certificate that a key map, or what a board had of a review, was destroyed, for the file. It names nobody of the case."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from docx import Document

from redactor.records.word_pages import new_document, plain_table, saved

TITLE = "Destruction of a key map"
BOARD_TITLE = "Destruction of a board's register and lists"
_LIMITS = (
    "The key map was sealed. Its files, and the files with names that it knew of, were written over and deleted on this "
    "computer. This certificate does not cover "
    "copies elsewhere: backups of the computer, copies on other drives or in e-mail, exports in plain text, and key maps "
    "of other agencies. Each has to be destroyed where it lies.",
    "With the key map gone, nobody can say from these files whom a code stands for, and codes cannot be put back into "
    "names. The anonymised files and the key of professionals are unharmed.",
)
_BOARD_LIMITS = (
    "The register, the board's copies of its editions and the lists kept in the page were sealed. They, and the lists and "
    "sheets in the folder of the review, were written over and deleted on this computer. This certificate does not cover copies "
    "elsewhere: backups of the computer, copies on other drives or in e-mail, lists written to other folders, and the "
    "editions and key maps that lie with the agencies. Each has to be destroyed where it lies.",
    "The finished files, the chronologies and the key of professionals in codes are unharmed.",
)


@dataclass(frozen=True)
class Destroyed:
    """What was destroyed of an agency's."""

    case: str  # the subjects' codes
    when: datetime
    who: str
    files: Sequence[tuple[str, str]]  # name and SHA-256 of the sealed file
    identities: int
    drafts: int
    unreached: Sequence[tuple[str, str]] = ()  # files with names that lie elsewhere now, and what is known of them
    kept: Sequence[str] = ()  # what was said about how long it is kept


@dataclass(frozen=True)
class DestroyedAtBoard:
    """What was destroyed of a board's."""

    case: str
    when: datetime
    who: str
    files: Sequence[tuple[str, str]]  # name and SHA-256
    held: str  # what the register held, in words
    key: str  # what became of the key of the account
    unreached: Sequence[tuple[str, str]] = ()
    kept: Sequence[str] = ()


def destruction_certificate(destroyed: Destroyed) -> bytes:
    """The certificate as a Word file, with lines to sign."""
    held = (("It held", f"{destroyed.identities} identities, met in {destroyed.drafts} drafts"),)
    return _certificate(TITLE, destroyed, held, _LIMITS)


def board_certificate(destroyed: DestroyedAtBoard) -> bytes:
    """That of a board."""
    held = (("The register held", destroyed.held), ("The key of the account", destroyed.key))
    return _certificate(BOARD_TITLE, destroyed, held, _BOARD_LIMITS)


def _certificate(
    title: str, destroyed: Destroyed | DestroyedAtBoard, held: Sequence[tuple[str, str]], limits: Sequence[str]
) -> bytes:
    document = new_document(title)
    document.add_heading(title, level=1)
    facts = (
        ("Case", destroyed.case or "not stated"),
        ("Date and time (UTC)", destroyed.when.strftime("%d/%m/%Y %H:%M")),
        ("Destroyed by", destroyed.who),
        *held,
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
    for text in limits:
        document.add_paragraph(text)
    document.add_heading("Signed", level=2)
    plain_table(document, ("Name", "Designation", "Signature", "Date"), (("", "", "", ""),) * 2, (2, 2, 2, 1))
    return saved(document)


def is_certificate_of(certificate: Path, key_map: str, title: str = TITLE) -> bool:
    """Whether the file is a certificate that a key map (of another title: a register) of this file name was destroyed."""
    try:
        document = Document(str(certificate))
    except Exception:  # python-docx raises many kinds for what is no Word file
        return False
    cells = (cell.text for table in document.tables for row in table.rows for cell in row.cells)
    return document.core_properties.title == title and key_map in cells
