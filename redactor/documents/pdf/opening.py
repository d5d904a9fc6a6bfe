"""A PDF opened, or refused with a sentence."""

from __future__ import annotations

from io import BytesIO

import pikepdf

from redactor.documents.model import DocumentError

MOST_PAGES = 1500
_SIGNED = (
    "The PDF has a digital signature, which would no longer hold once anything is changed. Ask for a copy without one, or go "
    "on with --allow signed: then the signature is taken out."
)


def opened(data: bytes, allow: frozenset[str]) -> pikepdf.Pdf:
    """The PDF in memory. Raises DocumentError for one that is damaged, locked, signed (unless `allow` says "signed"), a form
    of the kind XFA, or has no or too many pages."""
    start = data.find(b"%PDF-")
    try:
        file = pikepdf.open(BytesIO(data[start:]), suppress_warnings=True)
    except pikepdf.PasswordError:
        raise DocumentError(
            "The PDF opens only with a password. Save a copy without the password (or print it to a new PDF), and give that."
        ) from None
    except (pikepdf.PdfError, ValueError, RuntimeError, OSError, RecursionError):
        raise DocumentError(
            "The PDF is damaged and cannot be opened. Make it again from the program it came from, and try again."
        ) from None
    try:
        _refused(file, allow)
    except DocumentError:
        file.close()
        raise
    except (pikepdf.PdfError, ValueError, TypeError, KeyError, AttributeError, RuntimeError):
        file.close()
        raise DocumentError(
            "The PDF is damaged: its table of contents cannot be followed. Make it again from the program it came from."
        ) from None
    return file


def _refused(file: pikepdf.Pdf, allow: frozenset[str]) -> None:
    if file.is_encrypted:
        raise DocumentError(
            "The PDF is protected against changes. Ask for a copy without protection, or for the Word file it was made from."
        )
    if not len(file.pages):
        raise DocumentError("The PDF has no pages.")
    if len(file.pages) > MOST_PAGES:
        raise DocumentError(
            f"The PDF has more than {MOST_PAGES} pages. Split it into shorter files, and give all of them."
        )
    form = file.Root.get("/AcroForm")
    if isinstance(form, pikepdf.Dictionary):
        if "/XFA" in form:
            raise DocumentError(
                "The PDF is a form of the kind XFA, which cannot be read. Print it to a new PDF, and give that."
            )
        if "signed" not in allow and any(_signed(field, 0) for field in form.get("/Fields", ())):
            raise DocumentError(_SIGNED)
    if "signed" not in allow and "/Perms" in file.Root:
        raise DocumentError(_SIGNED)


def _signed(field: pikepdf.Object, depth: int) -> bool:
    if not isinstance(field, pikepdf.Dictionary) or depth > 20:
        return False
    if str(field.get("/FT", "")) == "/Sig" and "/V" in field:
        return True
    return any(_signed(kid, depth + 1) for kid in field.get("/Kids", ()))
