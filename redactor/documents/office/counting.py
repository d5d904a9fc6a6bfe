"""How many tables, notes, comments and tracked changes a file has, where that can be counted without reading it whole."""

from __future__ import annotations

import re

from lxml import etree

from redactor.documents.model import DocumentError
from redactor.documents.word.archive import unpack

Counts = dict[str, int]
MOST_RATIO = 500  # a table that says the same in every row packs well
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
    """What a file has, by its name in the plural; None where this format cannot be counted. Raises DocumentError, also for
    a packed file that is unsafe to unpack: what turns it unpacks it without looking."""
    if kind == "rtf":
        return {what: len(pattern.findall(data)) for what, pattern in _OF_RTF.items()}
    if kind not in ("odt", "ods", "docx", "xlsx", "xlsb"):
        return None
    members = unpack(data, most_ratio=MOST_RATIO)
    if kind == "odt":
        return _counted(members.get("content.xml", b""), _OF_ODF)
    if kind == "docx":
        return _counted(members.get("word/document.xml", b""), _OF_WORD)
    return None


def parsed(content: bytes) -> etree._Element:
    """The root of a file's XML. Raises DocumentError."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        return etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError):
        raise DocumentError(_DAMAGED) from None


def _counted(content: bytes, wanted: dict[str, tuple[str, ...]]) -> Counts:
    names: dict[str, int] = {}
    for element in parsed(content).iter(etree.Element):
        name = str(element.tag).rpartition("}")[2]
        names[name] = names.get(name, 0) + 1
    return {what: sum(names.get(each, 0) for each in of) for what, of in wanted.items()}
