"""Names of XML elements and attributes, short and the same in both namespace families.

Word writes a file in the transitional namespaces or, saved as "strict", in other ones. Everything in this package
speaks of `w:p` and means either: `SHORT[element.tag]` is `"w:p"`, and `get(element, "w:val")` reads either attribute.
A name in a namespace that `namespaces.csv` does not list has the prefix `?`.
"""

from __future__ import annotations

import csv
from importlib.resources import files
from typing import Any

from lxml import etree

# lxml-stubs type elements as the private `_Element`; this is the one place that says so
Element = etree._Element

FOREIGN = "?"


def rows(name: str) -> list[dict[str, str]]:
    """The rows of one of this package's data tables (a .csv file beside this module)."""
    return list(csv.DictReader((files(__package__) / name).read_text("utf-8").splitlines()))


_PREFIX_OF = {row["uri"]: row["prefix"] for row in rows("namespaces.csv")}
_URIS_OF: dict[str, tuple[str, ...]] = {}
for _uri, _prefix in _PREFIX_OF.items():
    _URIS_OF[_prefix] = (*_URIS_OF.get(_prefix, ()), _uri)

KNOWN_PREFIXES = frozenset(_URIS_OF)


class _Short(dict[Any, str]):
    """Full name in Clark notation → short name, worked out once."""

    def __missing__(self, tag: Any) -> str:
        if not isinstance(tag, str):  # a comment or processing instruction; the parser leaves them out
            return FOREIGN
        namespace, _, local = tag.rpartition("}")
        prefix = _PREFIX_OF.get(namespace[1:], FOREIGN) if namespace else ""
        short = f"{prefix}:{local}" if prefix else local
        # a crafted file must not fill the memory with names nobody knows
        if prefix != FOREIGN and len(self) < 20_000:
            self[tag] = short
        return short


SHORT = _Short()


class _Full(dict[str, tuple[str, ...]]):
    """Short name → its full names, transitional first."""

    def __missing__(self, short: str) -> tuple[str, ...]:
        prefix, colon, local = short.rpartition(":")
        full = tuple(f"{{{uri}}}{local}" for uri in _URIS_OF[prefix]) if colon else (local,)
        self[short] = full
        return full


FULL = _Full()


def is_known(uri: str) -> bool:
    """Whether `uri` is a namespace of the table, so that Word's own programs wrote it."""
    return uri in _PREFIX_OF


def get(element: Element, short: str) -> str | None:
    """The attribute's value in whichever namespace family it stands, None where it is missing."""
    for full in FULL[short]:
        value = element.get(full)
        if value is not None:
            return value
    return None


def drop(element: Element, short: str) -> None:
    """Take the attribute off, in whichever family."""
    for full in FULL[short]:
        if full in element.attrib:
            del element.attrib[full]


def child(element: Element, short: str) -> Element | None:
    """The first child of this name, or None."""
    for item in element:
        if SHORT[item.tag] == short:
            return item
    return None


def attributes(element: Element) -> list[tuple[str, str]]:
    """The element's attributes as (full name, value); a list, so that they can be changed on the way."""
    return [(str(name), str(value)) for name, value in element.items()]


def make(like: Element, local: str) -> Element:
    """A new element named `local` in the namespace of `like` (and so in its family), not yet placed."""
    return like.makeelement(f"{like.tag.rpartition('}')[0]}}}{local}")


def is_on(element: Element | None) -> bool:
    """Whether a switch such as `<w:b/>` or `<w:b w:val="0"/>` is on; False where there is none."""
    return element is not None and get(element, "w:val") not in ("0", "false", "off")
