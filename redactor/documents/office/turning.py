"""Files of other and older office formats, turned into Word's and Excel's; what is lost on the way is counted and told."""

from __future__ import annotations

from redactor.base.bounded import bounded
from redactor.base.compound import in_directory
from redactor.base.office import turned
from redactor.documents.model import DocumentError, Remark
from redactor.documents.turned import Turned

from .counting import Counts, counts_of
from .hidden import with_hidden_text

_WHAT = {
    "doc": "in the old .doc format", "xls": "in the old .xls format", "rtf": "in the .rtf format",
    "odt": "in the .odt format", "ods": "in the .ods format", "xlsb": "in the .xlsb format",
}  # fmt: skip
_TURNED = (
    "The draft came in another format (.{}) and was turned into .{} before it was read. Compare the two: breaks, fonts and "
    "drawings may differ."
)
_FEWER = (
    "Turning the draft from .{0} into .{1} left fewer {2} than it had: {3} of {4}. See what is missing, or save it as "
    ".{1} in the program that it was made with, and run again."
)
_MACROS = "The draft held macros, which were left out."


def turn(data: bytes, kind: str, into: str) -> Turned:
    """The file as `into` ("docx", "xlsx"). Raises DocumentError."""
    before = bounded(counts_of, data, kind, refuse=DocumentError)
    if kind == "odt":
        data = bounded(with_hidden_text, data, refuse=DocumentError)
    made = turned(data, kind, into, _WHAT[kind], DocumentError)
    remarks = [Remark("turned", "file", _TURNED.format(kind, into))]
    if before is not None:
        remarks += _lost(before, bounded(counts_of, made, into, refuse=DocumentError), kind, into)
    if in_directory(data, "VBA") or in_directory(data, "_VBA_PROJECT_CUR"):
        remarks.append(Remark("turned-macros", "file", _MACROS))
    return Turned(made, tuple(remarks))


def _lost(before: Counts, after: Counts | None, kind: str, into: str) -> list[Remark]:
    """What there is less of than there was."""
    if after is None:
        return []
    return [
        Remark(
            "turned-lost",
            "file",
            _FEWER.format(kind, into, what, there, number),
            number - there,
            needs_a_look=True,
            left_out=True,
        )
        for what, number in before.items()
        if (there := after.get(what, 0)) < number
    ]
