"""The formats of drafts: what a file is, who reads it, what its result is called. A format is a row of `FORMATS`.

A format is told by what the file holds, whatever its name ends in. What a format needs is loaded when the first file of it
comes.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from redactor.base.given import Given
from redactor.documents.files import read_bytes
from redactor.documents.kinds import kind_of
from redactor.documents.model import DocumentError, Passage, Remark, Replacement, Rewritten, Tidying
from redactor.documents.pictured import pictured
from redactor.documents.turned import Turned, TurnedDraft, turned_draft, turned_kept

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


@dataclass(frozen=True, slots=True)
class TurnedFormat:
    """A format that is read as another one, once it has been turned into it."""

    name: str
    suffixes: tuple[str, ...]
    kind: str  # by which it is known (`kinds.py`)
    into: Format
    # module and function: (data, kind, into's suffix without its dot) → Turned; raises DocumentError
    turn: tuple[str, str]
    inside: tuple[str, str] | None = None  # (name, data) → the drafts inside it, as files of their own
    inspect: tuple[str, str] | None = None  # (data, kind) → Inspection; without one, what it becomes is inspected


_HERE = "redactor.documents"
WORD = Format(
    "Word", (".docx", ".docm", ".dotx", ".dotm"), "word/",
    (f"{_HERE}.word.document", "document"), (f"{_HERE}.word.inplace", "kept"), (f"{_HERE}.inspection.inspector", "inspect_data"),
)  # fmt: skip
EXCEL = Format(
    "Excel", (".xlsx", ".xlsm", ".xltx", ".xltm"), "xl/",
    (f"{_HERE}.excel.document", "workbook"), (f"{_HERE}.excel.inplace", "kept"),
    (f"{_HERE}.excel.inspection", "inspect_data"),
)  # fmt: skip
PDF = Format(
    "PDF", (".pdf",), "",
    (f"{_HERE}.pdf.document", "pdf"), (f"{_HERE}.pdf.document", "kept"), (f"{_HERE}.pdf.inspection", "inspect_data"),
)  # fmt: skip
_PDF_AS_WORD = (f"{_HERE}.pdf.as_word", "turn")  # (data, allow) → Turned
_OFFICE, _MAIL = (f"{_HERE}.office.turning", "turn"), (f"{_HERE}.mail.turning", "turn")
_ATTACHED, _INSPECTED = (f"{_HERE}.mail.attached", "attached"), (f"{_HERE}.mail.inspection", "inspect_data")
FORMATS: tuple[Format | TurnedFormat, ...] = (
    WORD,
    EXCEL,
    PDF,
    TurnedFormat("Word 97-2003", (".doc", ".dot"), "doc", WORD, _OFFICE),
    TurnedFormat("OpenDocument text", (".odt", ".ott"), "odt", WORD, _OFFICE),
    TurnedFormat("Rich text", (".rtf",), "rtf", WORD, _OFFICE),
    TurnedFormat("Excel 97-2003", (".xls", ".xlt"), "xls", EXCEL, _OFFICE),
    TurnedFormat("Excel binary", (".xlsb",), "xlsb", EXCEL, _OFFICE),
    TurnedFormat("OpenDocument spreadsheet", (".ods", ".ots"), "ods", EXCEL, _OFFICE),
    TurnedFormat("mail", (".eml",), "mail", WORD, _MAIL, _ATTACHED, _INSPECTED),
    TurnedFormat("mail of Outlook", (".msg",), "msg", WORD, _MAIL, _ATTACHED, _INSPECTED),
)
SUFFIXES = tuple(suffix for each in FORMATS for suffix in each.suffixes)


def format_of(data: bytes) -> Format | TurnedFormat:
    """The format of a file's bytes; what no row knows is read as Word, whose reader says what is wrong with it.

    Raises DocumentError for what is known to be no draft.
    """
    kind = kind_of(data)
    if kind == "pdf":
        return PDF
    for each in FORMATS:
        if isinstance(each, TurnedFormat) and each.kind == kind:
            return each
    return _packaged(data)


def _packaged(data: bytes) -> Format:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = [name.lower().replace("\\", "/") for name in archive.namelist()]
    except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, ValueError, OSError, OverflowError):
        return WORD
    counts = {each.name: sum(name.startswith(each.folder) for name in names) for each in (WORD, EXCEL)}
    if counts[WORD.name]:  # a workbook behind a chart lies in a Word file under that file's own folder
        return WORD
    return next((each for each in (WORD, EXCEL) if counts[each.name]), WORD)


def _loaded(where: tuple[str, str]) -> Callable[..., Any]:
    function: Callable[..., Any] = getattr(import_module(where[0]), where[1])
    return function


def _turned(form: TurnedFormat, data: bytes) -> Turned:
    made: Turned = _loaded(form.turn)(data, form.kind, form.into.suffixes[0].removeprefix("."))
    return made


def read(draft: Given, tidying: Tidying, *, allow: frozenset[str] = frozenset()) -> Draft:
    """Read a draft of any format.

    `allow` names what is otherwise refused: "signed", "macros", "altchunk". Raises DocumentError, a sentence for the
    reader, for a file that is missing, open, too large, damaged, unsafe, password-protected or of no format of these.
    """
    data = read_bytes(draft)
    return _read(draft.name, data, format_of(data), tidying, allow)


def _read(name: str, data: bytes, form: Format | TurnedFormat, tidying: Tidying, allow: frozenset[str]) -> Draft:
    if isinstance(form, TurnedFormat):
        made = _turned(form, data)
        inner: Draft = pictured(_loaded(form.into.read)(name, made.data, tidying, allow), made.data)
        return turned_draft(name, data, form.kind, made.remarks, inner)
    document: Draft = _loaded(form.read)(name, data, tidying, allow)
    return pictured(document, data) if form.folder else document


def read_with_inner(
    draft: Given, tidying: Tidying, *, allow: frozenset[str] = frozenset(), pdf_as_word: bool = False
) -> tuple[Draft, ...]:
    """A draft and, after it, the drafts that lie inside it: what is attached to a message.

    One of those that cannot be read is told with the message. `pdf_as_word`: a PDF is read as a Word file, which is what is
    written of it. Raises DocumentError for the draft itself.
    """
    data = read_bytes(draft)
    form = format_of(data)
    if form is PDF and pdf_as_word:
        made: Turned = _loaded(_PDF_AS_WORD)(data, allow)
        read_as: Draft = _loaded(WORD.read)(draft.name, made.data, tidying, frozenset())
        return (turned_draft(draft.name, data, "pdf", made.remarks, read_as),)
    whole = _read(draft.name, data, form, tidying, allow)
    if not isinstance(form, TurnedFormat) or form.inside is None or not isinstance(whole, TurnedDraft):
        return (whole,)
    found: list[Draft] = []
    unread: list[Remark] = []
    for each in _loaded(form.inside)(draft.name, data):
        try:
            found.append(read(each, tidying, allow=allow))
        except DocumentError as error:
            number = re.findall(r" - (attachment \d+)", each.name)  # the rest of its name may name somebody
            unread.append(Remark("mail-attachment", ", ".join(number), str(error), needs_a_look=True, left_out=True))
    return (replace(whole, remarks=(*whole.remarks, *unread)), *found)


def read_in_place(path: Path) -> KeptDraft:
    """Read a draft to rewrite it in place. Raises DocumentError, as `read` does."""
    return kept(path.name, read_bytes(path))


def kept(name: str, data: bytes) -> KeptDraft:
    """The same of a file's bytes."""
    form = format_of(data)
    if isinstance(form, TurnedFormat):
        inner: KeptDraft = _loaded(form.into.keep)(name, _turned(form, data).data)
        return turned_kept(name, data, form.into.suffixes[0], inner)
    draft: KeptDraft = _loaded(form.keep)(name, data)
    return draft


def inspected(draft: Given) -> Inspection:
    """What a draft holds besides its text. Raises DocumentError."""
    from redactor.base.bounded import bounded

    data = read_bytes(draft)
    form = format_of(data)
    if isinstance(form, TurnedFormat):
        if form.inspect is not None:
            told: Inspection = bounded(_loaded(form.inspect), data, form.kind, refuse=DocumentError)
            return told
        data, form = _turned(form, data).data, form.into
    inspection: Inspection = bounded(_loaded(form.inspect), data, refuse=DocumentError)
    return inspection
