"""What stands in the package's other parts: properties, people, links out, pictures, embedded files, what is unknown."""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import unquote

from redactor.documents.word import pictures
from redactor.documents.word.names import FULL, SHORT, get
from redactor.documents.word.package import Package, Part, Relationship, parse, rule_for

from .model import KINDS, Tally, rows
from .targets import kind_of_target

_PROPERTIES = {row["name"]: row for row in rows("properties.csv")}
_KIND_OF_PART = {part: kind.name for kind in KINDS.values() for part in kind.parts}
_ABOUT = {"core": "properties of the file", "app": "properties of the file", "custom": "custom properties"}
_DATES = frozenset(("created", "modified", "lastPrinted"))
_EMBEDDED = (
    ("workbook", "spreadsheet|excel"),
    ("presentation", "presentation|powerpoint"),
    ("document", "word"),
    ("OLE object", "oleobject"),
)
_WEB = ("w:div", "w:frameset", "w:sourceFileName")  # where a page or an e-mail came from; the rest are switches
_MORE_EXACTLY = {
    "digital-signature/origin": "place for signatures",
    "digital-signature/certificate": "certificate",
    "customxmlprops": "description of the data",
    "wordvbadata": "list of macros",
}
_PICTURES = {kind: kind.upper() for kind in pictures.KINDS}


def inspect_part(part: Part, tally: Tally, place: str) -> None:
    """Count what a part is or holds that is no text part; `place` says where it is used, "" where nobody knows."""
    kind = part.rule.kind
    if kind in ("core", "app"):
        _properties(part, tally)
    elif kind == "custom":
        _custom_properties(part, tally)
    elif kind == "people":
        for person in parse(part.data, part.name).iter():
            if SHORT[person.tag] == "w15:person":
                tally.add_once("person", "", "people part", get(person, "w15:author") or "")
            elif SHORT[person.tag] == "w15:presenceInfo":
                tally.note("person", "", get(person, "w15:userId") or "")
    elif part.rule.action == "picture":
        _picture(part, tally, place)
    elif kind == "embedded":
        words = part.content_type.lower()
        what = next((name for name, pattern in _EMBEDDED if re.search(pattern, words)), "another file")
        tally.add("embedded", what, place)
    elif kind == "web settings":
        found = parse(part.data, part.name).iter(*(full for name in _WEB for full in FULL[name]))
        tally.add("metadata-part", kind, place, count=next(found, None) is not None)
    elif kind in _KIND_OF_PART:
        named = _KIND_OF_PART[kind]
        several = kind if len(KINDS[named].parts) > 1 else ""
        tally.add(named, _MORE_EXACTLY.get(part.rule.relationship, several), place)
    elif part.rule.action == "remove":
        tally.add("unknown-part", "", place)


def inspect_links(package: Package, tally: Tally, cited: Mapping[tuple[int, str], str]) -> None:
    """Count what relationships lead to outside the file."""
    _links(package.relationships, tally, {})
    for part in package.parts:
        places = {identifier: place for (owner, identifier), place in cited.items() if owner == id(part)}
        _links(part.relationships, tally, places)


def _links(links: list[Relationship], tally: Tally, places: Mapping[str, str]) -> None:
    for link in links:
        if link.part is not None or link.outside.startswith("#"):
            continue
        target = unquote(link.outside, errors="replace")
        if link.kind == "hyperlink":
            tally.add("link", kind_of_target(target), places.get(link.id, ""), value=target)
            continue
        rule = rule_for(link.type, "")
        what = rule.kind if rule.action == "remove" and rule.kind != "unknown" else ""
        if link.kind.lower() == "image":
            what = "picture"
        tally.add("outside", what or "another file", places.get(link.id, ""), value=target)


def _properties(part: Part, tally: Tally) -> None:
    for item in parse(part.data, part.name):
        name = SHORT[item.tag].rpartition(":")[2]
        row = _PROPERTIES.get(name, {"label": "another", "harmless": ""})
        texts = [text for text in map(str, item.itertext()) if text.strip()]
        if not texts or (row["harmless"] and all(re.fullmatch(row["harmless"], text.strip()) for text in texts)):
            continue
        if name in _DATES:
            tally.add("property", row["label"], _ABOUT[part.rule.kind], date=texts[0].strip())
        else:
            for text in texts:
                tally.add("property", row["label"], _ABOUT[part.rule.kind], value=text)


def _custom_properties(part: Part, tally: Tally) -> None:
    for item in parse(part.data, part.name).iter(*FULL["cust:property"]):
        text = " ".join(str(text).strip() for text in item.itertext() if str(text).strip())
        tally.add("custom-property", "", _ABOUT["custom"], value=f"{item.get('name') or ''}: {text}")


def _picture(part: Part, tally: Tally, place: str) -> None:
    kind = pictures.kind(part.data)
    tally.add("picture", _PICTURES.get(kind or "", "of an unknown kind"), place)
    try:
        described = pictures.without_metadata(part.data) != part.data
    except ValueError:
        described = True  # nobody can say what a broken one holds
    tally.add("picture-metadata", "", place, count=described)


def citing_place(package: Package, cited: Mapping[tuple[int, str], str]) -> dict[int, str]:
    """Part (by its id) → the place of the text that shows or holds it."""
    found: dict[int, str] = {}
    for part in package.parts:
        for link in part.relationships:
            if link.part is not None and (id(part), link.id) in cited:
                found.setdefault(id(link.part), cited[id(part), link.id])
    return found
