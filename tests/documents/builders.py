"""Word files for tests, from one line of a small language for XML.

    w:p(w:r(w:t"Jane "), w:bookmarkStart[w:name=x], w:r(w:rPr(w:b), w:t"Okafor"))

A name, then in any case its attributes in brackets (`;` between them), its text in quotes and its children in
parentheses.
"""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from lxml import etree

from redactor.documents import Document, Passage, Replacement, Tidying, read
from redactor.documents.word.names import FULL

KEEP_ALL = Tidying(accept_changes=False, comments=False, hidden_text=False, guidance=False)
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_TOKEN = re.compile(r'\s*([\w:]+)(?:\[([^\]]*)\])?(?:"((?:[^"\\]|\\.)*)")?')
PREFIXES = (
    "w", "r", "m", "a", "wp", "pic", "c", "cdr", "dgm", "lc", "mc", "v", "o", "w10", "w14", "w15", "w16du", "w16cid",
    "wps", "wpg", "wpc", "wp14", "wp15", "a14", "asvg", "dsp", "c15", "cx", "cp", "dc", "dcterms", "xsi", "ep", "cust",
    "vt", "wne", "thm15", "sl",
)  # fmt: skip
NAMESPACES = " ".join(f'xmlns:{prefix}="{FULL[f"{prefix}:x"][0][1:-2]}"' for prefix in PREFIXES)
STRICT = {
    prefix: [uri[1:-2] for uri in FULL[f"{prefix}:x"] if "purl.oclc.org" in uri]
    for prefix in ("w", "r", "a", "wp", "m")
}


def xml(source: str) -> str:
    """The XML that a line of the small language stands for."""
    out: list[str] = []
    position = 0

    def element() -> None:
        nonlocal position
        match = _TOKEN.match(source, position)
        assert match, f"cannot read {source[position : position + 30]!r}"
        position = match.end()
        name, attributes, text = match.groups()
        out.append(f"<{name}")
        for pair in filter(None, (attributes or "").split(";")):
            key, _, value = pair.partition("=")
            out.append(f" {key.strip()}={quoteattr(value)}")
        if text and text != text.strip():
            out.append(' xml:space="preserve"')
        out.append(">")
        out.append(escape((text or "").replace('\\"', '"')))
        if source[position : position + 1] == "(":
            position += 1
            sequence()
            assert source[position] == ")", f"no end of children at {source[position : position + 30]!r}"
            position += 1
        out.append(f"</{name}>")

    def sequence() -> None:
        nonlocal position
        while source[position : position + 1].strip() not in ("", ")") or source[position : position + 1].isspace():
            element()
            rest = re.compile(r"[\s,]*").match(source, position)
            assert rest
            position = rest.end()

    sequence()
    return "".join(out)


def part(source: str, root: str = "w:document(w:body)") -> str:
    """A part: the small language inside `root`, e.g. "w:hdr"."""
    names = [name for name in re.split(r"[()]", root) if name]
    opened = "".join(f"<{name}{' ' + NAMESPACES if i == 0 else ''}>" for i, name in enumerate(names))
    return opened + xml(source) + "".join(f"</{name}>" for name in reversed(names))


def relationships(links: dict[str, tuple[str, str]]) -> str:
    """Relationships from id → (type, target); a type without a slash is Office's own, a target with `!` in front lies
    outside.
    """
    rows = ""
    for name, (kind, target) in links.items():
        kind = kind if "/" in kind and ":" in kind else f"{OFFICE}/{kind}"
        mode = ' TargetMode="External"' if target.startswith("!") else ""
        rows += (
            f"<Relationship Id={quoteattr(name)} Type={quoteattr(kind)} Target={quoteattr(target.lstrip('!'))}{mode}/>"
        )
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{rows}</Relationships>'


def docx(
    body: str = "",
    *,
    parts: dict[str, tuple[str, str | bytes]] | None = None,
    links: dict[str, tuple[str, str]] | None = None,
    roots: dict[str, tuple[str, str]] | None = None,
    members: dict[str, str | bytes] | None = None,
    main_type: str = f"{TYPE}.document.main+xml",
    raw_body: str | None = None,
) -> bytes:
    """A Word file with this body (in the small language).

    `parts` are further parts by name as (content type, content), `links` the relationships of the body, `roots` those
    of the package, `members` any other members of the zip file, such as relationships of parts.
    """
    overrides = {"/word/document.xml": main_type}
    content: dict[str, str | bytes] = {"word/document.xml": raw_body if raw_body is not None else part(body)}
    for name, (content_type, data) in (parts or {}).items():
        overrides["/" + name] = content_type
        content[name] = data
    types = "".join(f"<Override PartName={quoteattr(n)} ContentType={quoteattr(t)}/>" for n, t in overrides.items())
    head = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" '
        f'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>{types}</Types>',
        "_rels/.rels": relationships({"rId1": ("officeDocument", "word/document.xml"), **(roots or {})}),
        "word/_rels/document.xml.rels": relationships(links or {}),
    }
    return zipped({**head, **content, **(members or {})})


def zipped(members: dict[str, str | bytes]) -> bytes:
    """A zip file of these members."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return target.getvalue()


def unzipped(data: bytes) -> dict[str, bytes]:
    """The members of a zip file."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def opened(
    data: bytes, folder: Path, tidying: Tidying | None = None, *, allow: frozenset[str] = frozenset()
) -> Document:
    """The document in these bytes, read from a file as a user's would be."""
    path = folder / "draft.docx"
    path.write_bytes(data)
    return read(path, tidying or Tidying(), allow=allow)


def replacing(document: Document, *names: str, code: str = "SW1") -> list[Replacement]:
    """Replacements for every place where one of the names stands in a passage."""
    found = []
    for passage in document.passages:
        pattern = re.compile("|".join(map(re.escape, names)))
        found += [Replacement(passage.number, m.start(), m.end(), code) for m in pattern.finditer(passage.text)]
    return found


def staying(document: Document) -> list[Passage]:
    """The passages that will be in the written file."""
    return [passage for passage in document.passages if not passage.leaves]


def body_of(data: bytes) -> etree._Element:
    """The root of the body's part."""
    return etree.fromstring(unzipped(data)["word/document.xml"])


def png(*chunks: tuple[bytes, bytes]) -> bytes:
    """A picture of one pixel with these further chunks."""

    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    pixel = [
        (b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)),
        *chunks,
        (b"IDAT", zlib.compress(b"\0\0")),
        (b"IEND", b""),
    ]
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunk(name, body) for name, body in pixel)
