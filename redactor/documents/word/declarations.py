"""Declarations of namespaces that are not Word's own: an address can name somebody too."""

from __future__ import annotations

import re

from lxml import etree

from .names import KNOWN_PREFIXES, SHORT, Element, attributes, is_known

_DECLARED = re.compile(rb'\sxmlns(?::[^=\s"]*)?="([^"]*)"')
_LISTS = ("mc:Ignorable", "mc:ProcessContent", "mc:MustUnderstand", "mc:PreserveElements", "mc:PreserveAttributes")


def serialise(root: Element) -> bytes:
    """The bytes of a part in UTF-8, without declarations of foreign namespaces (whose markup must be gone already)."""
    data = etree.tostring(root, encoding="UTF-8")
    if all(is_known(uri.decode()) for uri in set(_DECLARED.findall(data))):
        return data
    for element in root.iter():
        for key, value in attributes(element):
            if SHORT[key] in _LISTS:
                kept = [word for word in value.split() if is_known(element.nsmap.get(word.partition(":")[0]) or "")]
                element.set(key, " ".join(kept))
    known = [prefix for prefix, uri in root.nsmap.items() if prefix and is_known(uri)]
    etree.cleanup_namespaces(root, keep_ns_prefixes=[*known, *KNOWN_PREFIXES])
    return etree.tostring(root, encoding="UTF-8")
