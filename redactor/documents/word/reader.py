"""Reading a Word file into its parts, by the relationships that lead to them."""

from __future__ import annotations

import re
from posixpath import dirname, join, normpath, splitext
from urllib.parse import unquote

from redactor.documents.model import DocumentError

from .archive import unpack
from .names import Element
from .package import Package, Part, PartRule, Relationship, parse, rule_for

_PLAIN_NAME = re.compile(
    r"(?i)(word|docProps|customXml)(/(_rels|theme|media|charts|diagrams|drawings|fonts|embeddings))?/"
    r"(document|styles|settings|fontTable|numbering|footnotes|endnotes|comments|commentsExtended|core|app|theme|"
    r"themeOverride|image|header|footer|chart|chartEx|style|colors|data|layout|quickStyle|drawing|font)\d*\.(xml|[a-z]{3,5})"
)


_NOT_WORD = "The file is not a Word document. Save the draft in Word as .docx and try again."
_PACKED = "The file is not a Word document but a packed folder (.zip). Unpack it, and give the drafts that are in it."


class _Members:
    """The zip members, looked up the way the standard says: without case, percent signs decoded."""

    def __init__(self, members: dict[str, bytes]) -> None:
        self._names = {unquote(name).casefold(): name for name in members}
        self._members = members
        self._used: set[str] = set()

    def are_of_word(self) -> bool:
        """Whether they look like the parts of a Word file, however damaged, and not like files that somebody packed."""
        return any(name.startswith(("word/", "_rels/")) for name in self._names)

    def find(self, name: str) -> tuple[str, bytes] | None:
        actual = self._names.get(unquote(name).casefold())
        if actual is None:
            return None
        self._used.add(actual)
        return actual, self._members[actual]

    def unused(self) -> set[str]:
        """The members that nothing asked for."""
        return set(self._members) - self._used


def _local(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]


def open_package(data: bytes) -> Package:
    """Read a file's bytes. Raises DocumentError for whatever is unsafe, damaged or not a Word document."""
    members = _Members(unpack(data))
    types = members.find("[Content_Types].xml")
    if types is None:
        raise DocumentError(_NOT_WORD if members.are_of_word() else _PACKED)
    defaults, overrides = {}, {}
    for item in parse(types[1], "[Content_Types].xml"):
        if _local(item) == "Default":
            defaults[(item.get("Extension") or "").lower()] = item.get("ContentType") or ""
        elif _local(item) == "Override":
            overrides[unquote((item.get("PartName") or "").lstrip("/")).casefold()] = item.get("ContentType") or ""

    parts: dict[str, Part] = {}
    missing = 0
    used_names: set[str] = set()

    waiting: list[tuple[Part, str]] = []

    def load(name: str) -> list[Relationship]:
        nonlocal missing
        folder = dirname(name)
        found = members.find(join(folder, "_rels", name.rpartition("/")[2] + ".rels"))
        links: list[Relationship] = []
        for item in parse(found[1], "of relationships") if found is not None else ():
            if _local(item) != "Relationship":
                continue
            target, kind = item.get("Target") or "", item.get("Type") or ""
            link = Relationship(item.get("Id") or "", kind)
            if item.get("TargetMode") == "External" or target.startswith("#"):
                link.outside = target
            else:
                member = members.find(normpath(join("/", folder, target.partition("#")[0])).lstrip("/"))
                if member is None:
                    missing += 1
                    continue
                link.part = reach(member[0], member[1], kind)
            links.append(link)
        return links

    def reach(name: str, content: bytes, relationship: str) -> Part:
        if name not in parts:
            extension = splitext(name)[1][1:].lower()
            content_type = overrides.get(unquote(name).casefold()) or defaults.get(extension, "")
            rule = rule_for(relationship, content_type)
            parts[name] = Part(_plain_name(name, rule, used_names), content_type, content, rule, member=name)
            waiting.append((parts[name], name))
        return parts[name]

    roots = load("")
    while waiting:
        part, name = waiting.pop(0)
        part.relationships = load(name)
    orphans = sum(1 for name in members.unused() if not name.endswith(".rels"))
    return Package(roots, list(parts.values()), orphans, missing)


def _plain_name(name: str, rule: PartRule, used: set[str]) -> str:
    """The name to write a part under: its own where it is one that Word gives, else one that says nothing."""
    if not _PLAIN_NAME.fullmatch(name) or name.casefold() in used:
        extension = re.sub("[^a-z0-9]", "", splitext(name)[1].lower())[:5] or "bin"
        stem = re.sub("[^a-z]", "", rule.kind) or "part"
        number = 1
        while (plain := f"word/parts/{stem}{number}.{extension}").casefold() in used:
            number += 1
        name = plain
    used.add(name.casefold())
    return name
