"""The finished files once more as PDFs: tagged, without metadata, checked as PDFs. LibreOffice makes them, where it is there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import PurePath

from redactor.base.office import OfficeSentences, converted, libreoffice
from redactor.base.refused import Refused
from redactor.documents.model import DocumentError
from redactor.sources.finding import Finding, Form, Severity
from redactor.sources.residue import find_residue
from redactor.sources.structure import check_structure

_OPTIONS = (
    '{"UseTaggedPDF":{"type":"boolean","value":"true"},"ExportBookmarks":{"type":"boolean","value":"true"},'
    '"ExportNotes":{"type":"boolean","value":"false"},"ExportFormFields":{"type":"boolean","value":"false"},'
    '"IsAddStream":{"type":"boolean","value":"false"},"ExportHiddenSlides":{"type":"boolean","value":"false"}}'
)
_FILTERS = {".docx": "writer_pdf_Export", ".xlsx": "calc_pdf_Export"}


_SAYS = OfficeSentences(
    missing="LibreOffice is not installed on this computer, or was not found. Install it from libreoffice.org (it is free), "
    "or make the file by hand in the program that it comes from.",
    failed="LibreOffice could not convert the file, or what it made of it is far larger than it should be. Open the draft in "
    "Word or Excel, save it as a new file and try again, or run without --pdf.",
    too_long="LibreOffice took far longer over the file than its size allows for, so it was stopped. Open the draft in Word "
    "or Excel, save it as a new file and try again, or run without --pdf.",
)


def refuse_without_office() -> None:
    """Raise Refused where PDFs are asked for and LibreOffice is not there."""
    if not libreoffice():
        raise Refused([f"PDFs (--pdf) are made by LibreOffice. {_SAYS.missing}"])


def copy_name(name: str) -> str:
    """What the PDF of a file is called."""
    return str(PurePath(name).with_suffix(".pdf"))


def pdf_copies(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The PDF of each file that has one, by its name; a PDF has none. Raises Refused."""
    found: dict[str, bytes] = {}
    for name, data in files.items():
        suffix = PurePath(name).suffix.lower()
        if suffix not in _FILTERS:
            continue
        copy = copy_name(name)
        if copy in files or copy in found:
            raise Refused(
                [f"There would be two files called {copy}: give the drafts different names, or run without --pdf."]
            )
        try:
            found[copy] = as_pdf(data, suffix)
        except DocumentError as error:
            raise Refused([f"{name} could not be written as a PDF: {error}"]) from None
    return found


def as_pdf(data: bytes, suffix: str) -> bytes:
    """A .docx or .xlsx as a tagged PDF, without what LibreOffice says of itself and of the time. Raises DocumentError."""
    from redactor.documents.pdf.document import plain

    wanted = f"pdf:{_FILTERS[suffix]}:{_OPTIONS}"
    return plain(converted(data, suffix.removeprefix("."), wanted, _SAYS, DocumentError))


def left_in_copies(
    copies: Mapping[str, bytes], forms: Sequence[Form], allowed: Iterable[str], profile: str
) -> list[tuple[str, Finding]]:
    """What the check's own reader finds in the PDFs that should be gone: (name, finding). Forms that may stand in the files
    themselves are not looked for, as a header stands on every page of a PDF."""
    stays = {text.casefold() for text in allowed}
    wanted = [form for form in forms if form.text.casefold() not in stays]
    return [
        (name, finding)
        for name, data in copies.items()
        for finding in (*find_residue(data, wanted), *check_structure(data, profile))
        if finding.severity is Severity.MUST_FIX
    ]
