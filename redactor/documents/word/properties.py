"""The package's own properties: reset, with only a title kept, as that prints in headers and lists.

What leaves is read first, as a creator's name or a company may be what the text has to be searched for.
"""

from __future__ import annotations

from lxml import etree

from .blocks import Atom
from .names import FULL, SHORT, Element
from .package import Part, parse

_CP = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
_DC = "http://purl.org/dc/elements/1.1/"
_DCTERMS = "http://purl.org/dc/terms/"
_XSI = "http://www.w3.org/2001/XMLSchema-instance"
_FIXED_DATE = "2000-01-01T00:00:00Z"  # when a file was made and changed says when somebody worked on it
# numbers and switches that count or configure; everything else in the properties is read before it goes
_SILENT = frozenset(
    [
        "TotalTime",
        "Pages",
        "Words",
        "Characters",
        "Application",
        "DocSecurity",
        "Lines",
        "Paragraphs",
        "ScaleCrop",
        "LinksUpToDate",
        "CharactersWithSpaces",
        "SharedDoc",
        "HyperlinksChanged",
        "AppVersion",
        "revision",
        "created",
        "modified",
        "lastPrinted",
        "language",
        "i4",
        "bool",
        "filetime",
    ]
)


def texts(part: Part) -> list[tuple[str, str]]:
    """(name, text) of the properties in a part that leave: author, company, headings, custom values."""
    found = []
    for element in parse(part.data, part.name).iter():
        name = SHORT[element.tag].partition(":")[2] or str(element.tag)
        custom = element.get("name")
        if custom and SHORT[element.tag] == "cust:property":
            found.append(("name of a custom property", custom))
        if element.get("linkTarget"):
            found.append(("bookmark of a custom property", element.get("linkTarget") or ""))
        text = element.text or ""
        if text.strip() and name not in _SILENT:
            found.append((f"property {name}" if part.rule.kind != "custom" else "custom property", text))
    return found


def text_atoms(part: Part) -> list[tuple[str, Atom]]:
    """(name, atom) of every text of a properties part or of a form's data, to be rewritten where it stands."""
    found = []
    for element in part.root.iter():
        name = SHORT[element.tag].partition(":")[2] or "custom"
        if (element.text or "").strip() and name not in _SILENT:
            found.append((name if part.rule.kind in ("core", "app") else "custom", Atom(element, element.text or "")))
    return found


def reset_core(part: Part) -> Atom | None:
    """Make the core properties anew; the atom of the title where there is one."""
    title = next((e.text for e in parse(part.data, part.name).iter(*FULL["dc:title"]) if (e.text or "").strip()), None)
    root: Element = etree.Element(
        f"{{{_CP}}}coreProperties", nsmap={"cp": _CP, "dc": _DC, "dcterms": _DCTERMS, "xsi": _XSI}
    )
    atom = None
    if title:
        element = etree.SubElement(root, f"{{{_DC}}}title")
        element.text = title
        atom = Atom(element, title)
    for name in ("created", "modified"):
        date = etree.SubElement(root, f"{{{_DCTERMS}}}{name}")
        date.set(f"{{{_XSI}}}type", "dcterms:W3CDTF")
        date.text = _FIXED_DATE
    part.replace_root(root)
    return atom


def reset_app(part: Part) -> None:
    """Make the program's properties anew, with nothing in them but the kind of program."""
    namespace = parse(part.data, part.name).tag.rpartition("}")[0].lstrip("{")
    # the stubs know no default namespace
    root = etree.Element(f"{{{namespace}}}Properties", nsmap={None: namespace})  # type: ignore[dict-item]
    etree.SubElement(root, f"{{{namespace}}}Application").text = "Microsoft Office Word"
    part.replace_root(root)
