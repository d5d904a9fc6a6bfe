"""How many tables, notes, comments and tracked changes a file has, where that can be counted without reading it whole."""

from __future__ import annotations

import io
import re
import zipfile

from lxml import etree

from redactor.documents.model import DocumentError

Counts = dict[str, int]
_MOST = 100 * 1024 * 1024  # bytes of a part
# local names of elements
_OF_ODF = {
    "tables": ("table",), "notes": ("note",), "comments": ("annotation",), "insertions and deletions": ("insertion", "deletion"),
}  # fmt: skip
_OF_WORD = {
    "tables": ("tbl",), "notes": ("footnoteReference", "endnoteReference"), "comments": ("commentReference",),
    "insertions and deletions": ("ins", "del"),
}  # fmt: skip
_OF_RTF = {
    "notes": re.compile(rb"\\footnote\b"),
    "comments": re.compile(rb"\\annotation\b"),
}
_DAMAGED = "The file is damaged. Open it in the program that it was made with, save it as a new file and try again."


def counts_of(data: bytes, kind: str) -> Counts | None:
    """What a file has, by its name in the plural; None where this format cannot be counted. Raises DocumentError."""
    if kind == "rtf":
        return {what: len(pattern.findall(data)) for what, pattern in _OF_RTF.items()}
    try:
        if kind == "odt":
            return _counted(data, "content.xml", _OF_ODF)
        if kind == "docx":
            return _counted(data, "word/document.xml", _OF_WORD)
    except (
        zipfile.BadZipFile,
        KeyError,
        etree.XMLSyntaxError,
        NotImplementedError,
        EOFError,
        OSError,
        ValueError,
        RuntimeError,
    ):
        raise DocumentError(_DAMAGED) from None
    return None


def _counted(data: bytes, member: str, wanted: dict[str, tuple[str, ...]]) -> Counts:
    with zipfile.ZipFile(io.BytesIO(data)) as archive, archive.open(member) as file:
        content = file.read(_MOST + 1)
    if len(content) > _MOST:
        raise DocumentError("The file is too large to be read safely: a part of it has more than 100 MB.")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    names: dict[str, int] = {}
    for element in etree.fromstring(content, parser).iter(etree.Element):
        name = str(element.tag).rpartition("}")[2]
        names[name] = names.get(name, 0) + 1
    return {what: sum(names.get(each, 0) for each in of) for what, of in wanted.items()}
