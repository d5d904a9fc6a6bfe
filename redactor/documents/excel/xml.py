"""XML of a workbook: parsed defensively, spoken of by local names, which are the same in both namespace families."""

from __future__ import annotations

from typing import Any

from lxml import etree

from redactor.documents.model import DocumentError

Element = etree._Element

DAMAGED = "The file is damaged ({}). Open it in Excel, which may repair it, save it as a new .xlsx and try again."
UNSAFE = (
    "The file is not put together the way Excel does it ({}), so it was not opened. "
    "Open it in Excel, save it as a new .xlsx and try again."
)
_MOST_ATTRIBUTES = 1_000  # of one element; Excel writes a few dozen, and reading them takes the square of their number


class _Local(dict[Any, str]):
    """Full name → local name, worked out once."""

    def __missing__(self, tag: Any) -> str:
        if not isinstance(tag, str):  # a comment or processing instruction
            return ""
        local = tag.rpartition("}")[2]
        if len(self) < 20_000:  # a crafted file must not fill the memory
            self[tag] = local
        return local


LOCAL = _Local()


def parse(data: bytes, name: str, *, lenient: bool = False) -> Element:
    """The root of an XML part, comments and processing instructions left out.

    `lenient` mends what is not sound, as the old drawings that Excel itself writes may be. Raises DocumentError where the part
    cannot be read or has a document type definition, which could hold text that no reader shows.
    """
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, huge_tree=False,
        remove_comments=True, remove_pis=True, recover=lenient,
    )  # fmt: skip
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        root = None  # the parser's own message can quote the text
    if root is None:
        raise DocumentError(DAMAGED.format(f"its part {name} cannot be read"))
    document = root.getroottree().docinfo
    if document.internalDTD is not None or document.externalDTD is not None:
        raise DocumentError(UNSAFE.format(f"its part {name} holds a document type definition"))
    if any(len(element.attrib) > _MOST_ATTRIBUTES for element in root.iter()):
        raise DocumentError(UNSAFE.format(f"an element of its part {name} has thousands of attributes"))
    return root


def children(element: Element, *names: str) -> list[Element]:
    """The children of these local names."""
    return [item for item in element if LOCAL[item.tag] in names]


def child(element: Element, name: str) -> Element | None:
    """The first child of this local name, or None."""
    for item in element:
        if LOCAL[item.tag] == name:
            return item
    return None


def descendants(element: Element, *names: str) -> list[Element]:
    """All elements of these local names, in order, `element` itself included."""
    return [item for item in element.iter() if LOCAL[item.tag] in names]


def attribute(element: Element, local: str) -> str | None:
    """The value of an attribute in no namespace, or in any."""
    value = element.get(local)
    if value is not None:
        return value
    return next((str(v) for k, v in element.attrib.items() if LOCAL[k] == local), None)


def relationship_id(element: Element) -> str:
    """The id of the relationship that an element cites; "" where it cites none."""
    return next((str(v) for k, v in element.attrib.items() if "relationships}" in str(k)), "")


def make(like: Element, local: str) -> Element:
    """A new element in the namespace of `like`, not yet placed."""
    return like.makeelement(f"{like.tag.rpartition('}')[0]}}}{local}" if "}" in like.tag else local)


def remove(element: Element) -> None:
    """Take an element out, if it is in something."""
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def whole(text: str | None) -> int:
    """A whole number; -1 where a damaged file holds something else."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else -1
