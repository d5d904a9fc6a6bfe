"""What must not be in a written file at all, whatever it says: comments, tracked changes, links to somebody's disk."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from redactor.sources.finding import Finding, Severity
from redactor.sources.pdf_whole import is_pdf, left_in_pdf
from redactor.sources.reading import PackagePart, package_parts

_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_WORD_NAMESPACES = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
)
_WEB_LINK = re.compile(r"(?:https?|mailto|tel):", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Rule:
    rule: str
    sentence: str
    elements: frozenset[str] = frozenset()  # local names in Word's namespace
    parts: str = ""  # pattern of part names
    relationships: frozenset[str] = frozenset()  # last word of a relationship's type


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_RULES = (
    _Rule(
        "tracked-changes",
        "Tracked changes are still in the file: they hold what was written before, and by whom. Accept or reject them.",
        elements=_words(
            "ins del moveFrom moveTo moveFromRangeStart moveToRangeStart cellIns cellDel cellMerge numberingChange "
            "rPrChange pPrChange sectPrChange tblPrChange tblPrExChange trPrChange tcPrChange tblGridChange "
            "customXmlInsRangeStart customXmlDelRangeStart customXmlMoveFromRangeStart customXmlMoveToRangeStart"
        ),
    ),
    _Rule(
        "comments",
        "Comments are still in the file, with who wrote them. Delete them.",
        elements=frozenset({"comment", "commentReference", "commentRangeStart", "commentRangeEnd"}),
        parts=r"word/comments\w*\.xml",
        relationships=frozenset({"comments", "commentsExtended", "commentsIds", "commentsExtensible"}),
    ),
    _Rule(
        "people",
        "The list of people who worked on the file, with their logins, is still in it.",
        parts=r"word/people\d*\.xml",
        relationships=frozenset({"people"}),
    ),
    _Rule(
        "custom-properties",
        "Custom properties are still in the file; case systems write names and case numbers into them.",
        parts=r"docProps/custom\d*\.xml",
        relationships=frozenset({"custom-properties", "customProperties"}),
    ),
    _Rule(
        "attached-template",
        "The file still names the template it was made from, with the path on somebody's computer.",
        relationships=frozenset({"attachedTemplate"}),
    ),
)
_EXTERNAL = _Rule(
    "external-link",
    "The file links to another file or folder; such a path often holds a login or a name. Remove the link.",
)


def check_structure(data: bytes, profile: str) -> tuple[Finding, ...]:
    """What a written .docx or PDF holds that a file for `profile` must not: errors, in a working copy warnings.

    A part that cannot be read is a finding too.
    """
    severity = Severity.LOOK if profile == "working" else Severity.MUST_FIX
    if is_pdf(data):
        return tuple(Finding(rule, severity, place, "", sentence) for rule, place, sentence in left_in_pdf(data))
    found: dict[tuple[str, str], _Rule] = {}
    unreadable: list[Finding] = []
    try:
        for part in package_parts(data):
            try:
                for rule in _broken(part):
                    found.setdefault((rule.rule, part.label), rule)
            except etree.XMLSyntaxError:
                unreadable.append(_unreadable(part.label))
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, OSError, EOFError, ValueError, zlib.error):
        return (_unreadable("the file"),)
    broken = (Finding(rule.rule, severity, place, "", rule.sentence) for (_, place), rule in found.items())
    return (*unreadable, *broken)


def _unreadable(place: str) -> Finding:
    sentence = "This could not be read again, so nobody can say that it is clean. The file must not leave."
    return Finding("part-unreadable", Severity.MUST_FIX, place, "", sentence)


def _broken(part: PackagePart) -> Iterator[_Rule]:
    yield from (rule for rule in _RULES if rule.parts and re.fullmatch(rule.parts, part.name, re.IGNORECASE))
    if not part.name.lower().endswith((".xml", ".rels")):
        return
    root = etree.fromstring(part.data, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True))
    if part.name.lower().endswith(".rels"):
        yield from _broken_links(root)
        return
    for rule in _RULES:
        wanted = [f"{{{namespace}}}{name}" for namespace in _WORD_NAMESPACES for name in rule.elements]
        if wanted and next(root.iter(*wanted), None) is not None:
            yield rule


def _broken_links(root: etree._Element) -> Iterator[_Rule]:
    for link in root.iter(_RELATIONSHIP):
        kind = str(link.get("Type", "")).rpartition("/")[2]
        rules = [rule for rule in _RULES if kind in rule.relationships]
        yield from rules
        if not rules and link.get("TargetMode") == "External":
            harmless = kind == "hyperlink" and _WEB_LINK.match(str(link.get("Target", "")))
            if not harmless:
                yield _EXTERNAL
