"""Which files this program wrote, told by what they say of themselves: only those may be written over without a word."""

from __future__ import annotations

import io
import json
import re
import zipfile
from pathlib import Path

TITLES = frozenset(
    (
        "Key of professionals",
        "Key of professionals with names: RESTRICTED",
        "Record of a check before circulation",
        "What a reader can put together: RESTRICTED",
        "7-minute brief",
    )
)
# how the title of a report begins (those of version 0.1.0 say no more of who made them)
_REPORTS = re.compile(r"<title>[^<]*\bfit for (?:submission|publication|working on)")
_GENERATOR = '<meta name="generator" content="redactor">'
_FIRST = 65536  # bytes of a page in which its head stands
_SEALED = b"age-encryption.org/"
_EXPORT_HEADS = (b"\xef\xbb\xbfRestricted: names.", b'\xef\xbb\xbf"Restricted: names.')
_MAP_HEAD = b"\xef\xbb\xbfOld,New,Agency"


def is_ours(path: Path) -> bool:
    """Whether the file at `path` is a record that this program wrote: a key, a report, a log, a record of a check …

    Drafts with codes say nothing of who wrote them: a log beside them does. A file that cannot be read is not ours.
    """
    try:
        with path.open("rb") as stream:
            first = stream.read(_FIRST)
        match path.suffix.lower():
            case ".docx":
                return _core(path, "title") in TITLES
            case ".xlsx":
                return _core(path, "creator") == "redactor"
            case ".html":
                text = first.decode("utf-8", "replace")
                titled = any(f"<title>{title}</title>" in text for title in TITLES)
                return titled or _GENERATOR in text or bool(_REPORTS.search(text))
            case ".jsonl":
                header = json.loads(first.split(b"\n", 1)[0])
                return isinstance(header, dict) and str(header.get("format", "")).startswith("redactor ")
            case ".csv":
                return first.startswith((_MAP_HEAD, *_EXPORT_HEADS))
            case ".edition" | ".sealed":
                return first.startswith(_SEALED)
    except (OSError, ValueError, KeyError, zipfile.BadZipFile, RecursionError):
        return False
    return False


def _core(path: Path, what: str) -> str:
    """What a Word or Excel file says of itself in its properties."""
    with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as package:
        member = package.getinfo("docProps/core.xml")
        if member.file_size > _FIRST:
            return ""
        text = package.read(member).decode("utf-8", "replace")
    found = re.search(rf"<dc:{what}(?: [^<>]*)?>([^<]*)</dc:{what}>", text)
    return found[1] if found else ""
