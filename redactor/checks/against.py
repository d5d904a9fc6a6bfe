"""A file that differs from the one that was signed: the digests of a record of an earlier check, held against files."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from redactor.base.given import Given
from redactor.base.refused import Refused
from redactor.checks.walk import read_files
from redactor.sources.source import Source

_DIGEST = re.compile(r"(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])")


@dataclass(frozen=True, slots=True)
class Compared:
    """One file of this check, and whether it is byte for byte one of those that the record names."""

    label: str  # what the file is called where its name may not be shown
    same: bool


def digests_in(record: Given) -> frozenset[str]:
    """The digests of files in a record that `check --report` has written. Raises Refused for what is none."""
    if record.suffix.lower() == ".html":
        try:
            text = record.read_bytes().decode("utf-8")
        except (OSError, UnicodeDecodeError):
            raise Refused(["The record given with --against cannot be read. Check the folder and its name."]) from None
    else:
        sources, problems = read_files((record,))
        if not sources:
            raise Refused([f"The record given with --against: {problem}" for problem in problems])
        text = "\n".join(t.text for _, source in sources for t in source.texts if t.layer == "text")
    found = frozenset(_DIGEST.findall(text))
    if not found:
        raise Refused(
            ["The file given with --against is no record of a check: it names no file. Give what --report has written."]
        )
    return found


def compared(sources: Sequence[Source], labels: dict[str, str], signed: frozenset[str]) -> tuple[Compared, ...]:
    """Every file of a check, held against the digests of a record."""
    return tuple(Compared(labels[s.name], s.digest in signed) for s in sources)
