"""The formats of drafts: what a file is, who reads it, what its result is called. A format is a row of `FORMATS`.

A format is told by what the file holds, whatever its name ends in. What a format needs is loaded when the first file of it
comes.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from redactor.base.given import Given
from redactor.documents.files import read_bytes
from redactor.documents.model import Passage, Replacement, Rewritten, Tidying
from redactor.documents.pictured import pictured

if TYPE_CHECKING:
    from redactor.documents.inspection.model import Inspection


class Draft(Protocol):
    """A draft that was read, to be written anew for others. It keeps the bytes: rewriting starts from them each time."""

    @property
    def name(self) -> str:
        """Its file's name, without the folder."""

    @property
    def digest(self) -> str:
        """SHA-256 of the file's bytes, in hexadecimal."""

    @property
    def passages(self) -> tuple[Passage, ...]:
        """In reading order, numbered from 0."""

    @property
    def words(self) -> int:
        """In the text that stays."""

    @property
    def pages(self) -> int:
        """An estimate, at least 1."""

    @property
    def suffix(self) -> str:
        """What the name of the written file ends in."""

    def rewritten(self, replacements: Sequence[Replacement]) -> Rewritten:
        """The file with these texts replaced, tidied, without metadata. Raises ValueError for impossible replacements."""


class ClosedPart(Protocol):
    """A file inside the file, which is kept as it is."""

    @property
    def what(self) -> str:
        """What it is: "embedded file"."""

    @property
    def text(self) -> str | None:
        """All that is written in it; None where it cannot be read."""


class KeptDraft(Protocol):
    """A draft that was read to be rewritten in place: nothing is tidied, what is not replaced stays."""

    @property
    def name(self) -> str:
        """Its file's name, without the folder."""

    @property
    def digest(self) -> str:
        """SHA-256 of the file's bytes, in hexadecimal."""

    @property
    def passages(self) -> tuple[Passage, ...]:
        """In reading order, numbered from 0."""

    @property
    def fixed(self) -> tuple[Passage, ...]:
        """What is read and never rewritten: what leads somewhere by its name."""

    @property
    def pictures(self) -> int:
        """How many pictures it has."""

    @property
    def closed(self) -> Sequence[ClosedPart]:
        """Files inside the file."""

    def rewritten(self, replacements: Sequence[Replacement]) -> bytes:
        """The file with these texts replaced. Raises ValueError for impossible replacements."""

    def restricted(self, replacements: Sequence[Replacement], line: str, mark: str) -> bytes:
        """The same with `line` at the head of every page and, where the format can, `mark` across it."""

    def again(self, data: bytes) -> KeptDraft:
        """What is read of the written bytes of the same draft, for a check. Raises DocumentError."""


@dataclass(frozen=True, slots=True)
class Format:
    """What there is to know of a format. The modules are named, not imported."""

    name: str
    suffixes: tuple[str, ...]  # of files that people give
    folder: str  # of the package that holds its text, by which it is known
    read: tuple[str, str]  # module and function: (name, data, tidying, allow) → Draft
    keep: tuple[str, str]  # (name, data) → KeptDraft
    inspect: tuple[str, str]  # (data) → Inspection
    beginning: bytes = b""  # of its files, where they are no packages


_HERE = "redactor.documents"
WORD = Format(
    "Word", (".docx", ".docm", ".dotx", ".dotm"), "word/",
    (f"{_HERE}.word.document", "document"), (f"{_HERE}.word.inplace", "kept"), (f"{_HERE}.inspection.inspector", "inspect_data"),
)  # fmt: skip
FORMATS: tuple[Format, ...] = (
    WORD,
    Format(
        "Excel", (".xlsx", ".xlsm", ".xltx", ".xltm"), "xl/",
        (f"{_HERE}.excel.document", "workbook"), (f"{_HERE}.excel.inplace", "kept"),
        (f"{_HERE}.excel.inspection", "inspect_data"),
    ),
    Format(
        "PDF", (".pdf",), "",
        (f"{_HERE}.pdf.document", "pdf"), (f"{_HERE}.pdf.document", "kept"), (f"{_HERE}.pdf.inspection", "inspect_data"),
        b"%PDF-",
    ),
)  # fmt: skip
_BEGINNING = 1024  # bytes in which a file that is no package says what it is
SUFFIXES = tuple(suffix for each in FORMATS for suffix in each.suffixes)


def format_of(data: bytes) -> Format:
    """The format of a file's bytes; what no row knows is read as Word, whose reader says what is wrong with it."""
    begins = next((each for each in FORMATS if each.beginning and each.beginning in data[:_BEGINNING]), None)
    if begins is not None:
        return begins
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = [name.lower().replace("\\", "/") for name in archive.namelist()]
    except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, ValueError, OSError, OverflowError):
        return WORD
    counts = {each.name: sum(name.startswith(each.folder) for name in names) for each in FORMATS if each.folder}
    if counts[WORD.name]:  # a workbook behind a chart lies in a Word file under that file's own folder
        return WORD
    return next((each for each in FORMATS if counts.get(each.name)), WORD)


def _loaded(where: tuple[str, str]) -> Callable[..., Any]:
    function: Callable[..., Any] = getattr(import_module(where[0]), where[1])
    return function


def read(draft: Given, tidying: Tidying, *, allow: frozenset[str] = frozenset()) -> Draft:
    """Read a draft of any format.

    `allow` names what is otherwise refused: "signed", "macros", "altchunk". Raises DocumentError, a sentence for the
    reader, for a file that is missing, open, too large, damaged, unsafe, password-protected or of no format of these.
    """
    data = read_bytes(draft)
    kind = format_of(data)
    document: Draft = _loaded(kind.read)(draft.name, data, tidying, allow)
    return pictured(document, data) if kind.folder else document


def read_in_place(path: Path) -> KeptDraft:
    """Read a draft to rewrite it in place. Raises DocumentError, as `read` does."""
    return kept(path.name, read_bytes(path))


def kept(name: str, data: bytes) -> KeptDraft:
    """The same of a file's bytes."""
    draft: KeptDraft = _loaded(format_of(data).keep)(name, data)
    return draft


def inspected(draft: Given) -> Inspection:
    """What a draft holds besides its text. Raises DocumentError."""
    from redactor.base.bounded import bounded
    from redactor.documents.model import DocumentError

    data = read_bytes(draft)
    inspection: Inspection = bounded(_loaded(format_of(data).inspect), data, refuse=DocumentError)
    return inspection
