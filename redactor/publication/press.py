"""Cuttings of the press that a board puts into a folder: read as texts, compared with what a report tells."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from redactor.base.refused import Refused
from redactor.sources.readers import read_source
from redactor.sources.source import SourceError

_PLAIN = (".txt", ".md")
_MOST = 5_000_000  # bytes of a plain text


@dataclass(frozen=True, slots=True)
class Cutting:
    """One cutting."""

    name: str  # of its file
    text: str


def cuttings(folder: Path) -> list[Cutting]:
    """All files of a folder, in order of their names. Raises Refused for one that cannot be read: it would not be compared."""
    if not folder.is_dir():
        raise Refused(["The place given with --press is no folder. Put the cuttings into one, a file each."])
    found: list[Cutting] = []
    problems: list[str] = []
    for path in sorted(p for p in folder.iterdir() if p.is_file() and not p.name.startswith((".", "~$"))):
        try:
            if path.suffix.lower() in _PLAIN:
                found.append(Cutting(path.name, path.read_bytes()[:_MOST].decode("utf-8", "replace")))
            elif path.suffix.lower() in (".html", ".htm"):
                found.append(Cutting(path.name, _without_tags(path.read_bytes()[:_MOST].decode("utf-8", "replace"))))
            else:
                source = read_source(path)
                found.append(Cutting(path.name, "\n".join(t.text for t in source.texts if t.layer == "text")))
        except (OSError, SourceError):
            problems.append(
                f"Cutting {len(found) + len(problems) + 1} ({path.suffix or 'without an ending'}) cannot be read."
            )
    if problems:
        raise Refused([*problems, "Save it as text, Word or PDF, or take it out of the folder."])
    return found


def _without_tags(text: str) -> str:
    import html

    text = re.sub(r"(?is)<(script|style)\b.*?</\1>", " ", text)
    text = re.sub(r"(?i)<(?:p|br|div|h\d|li|tr)\b[^>]*>", "\n", text)
    return html.unescape(re.sub(r"<[^>]+>", " ", text))
