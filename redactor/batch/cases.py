"""Which cases a batch has: the rows of a manifest, or what lies in a folder.

A manifest is a .csv with the columns Draft and, if wanted, Case, Codes and Key map; rows with the same Case are one case, and
paths count from the manifest's own folder. In a folder each folder within it is a case, with its drafts and its list (a file
called codes.xlsx, codes.csv, codes.docx or codes.edition); each draft that lies there by itself is a case, too.

A case is called by its number: names of folders and files may be people's.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from redactor.base.refused import Refused
from redactor.documents.formats import SUFFIXES

CODES, ENDINGS = "codes", (".xlsx", ".csv", ".docx", ".edition")
_COLUMNS = ("case", "draft", "codes", "key map")


@dataclass(frozen=True)
class CaseFiles:
    """The files of one case; `number` counts from 1 in the order of the manifest or of the folder."""

    number: int
    drafts: tuple[Path, ...]
    codes: Path | None = None
    key_map: Path | None = None

    @property
    def name(self) -> str:
        """What it is called in journal, table and folders: "case-0007"."""
        return f"case-{self.number:04}"


def cases_of(given: Path) -> list[CaseFiles]:
    """The cases of a manifest or folder. Raises Refused where there is none, or a row cannot be understood."""
    found = list(_in_folder(given)) if given.is_dir() else list(_in_manifest(given))
    if not found:
        what = "folder" if given.is_dir() else "manifest"
        raise Refused(
            [f"There is no draft in that {what}. Drafts are Word, Excel, PDF and the other files of redactor."]
        )
    return [CaseFiles(n, drafts, codes, key_map) for n, (drafts, codes, key_map) in enumerate(found, 1)]


_Found = tuple[tuple[Path, ...], Path | None, Path | None]


def _in_folder(folder: Path) -> Iterator[_Found]:
    try:
        entries = sorted(p for p in folder.iterdir() if not p.name.startswith((".", "~$")))
    except OSError as error:
        raise Refused([f"The folder cannot be read: {error.strerror}."]) from None
    for entry in entries:
        if entry.is_dir():
            inside = sorted(p for p in entry.iterdir() if not p.name.startswith((".", "~$")))
            lists = [p for p in inside if p.stem.lower() == CODES and p.suffix.lower() in ENDINGS]
            if drafts := tuple(p for p in inside if p not in lists and is_draft(p)):
                yield drafts, lists[0] if lists else None, None
        elif is_draft(entry) and entry.stem.lower() != CODES:
            yield (entry,), None, None


def is_draft(path: Path) -> bool:
    """A file that may be a draft, by its ending."""
    return path.is_file() and path.suffix.lower() in SUFFIXES


def _in_manifest(manifest: Path) -> Iterator[_Found]:
    try:
        with manifest.open(encoding="utf-8-sig", newline="") as stream:
            rows = list(csv.reader(stream))
    except (OSError, UnicodeDecodeError, csv.Error):
        raise Refused(["The manifest cannot be read. It is a .csv in UTF-8 with a column Draft."]) from None
    head = [cell.strip().lower() for cell in rows[0]] if rows else []
    if "draft" not in head or (unknown := [c for c in head if c and c not in _COLUMNS]):
        more = (
            f" These are not known: column {', '.join(str(head.index(c) + 1) for c in unknown)}."
            if "draft" in head
            else ""
        )
        raise Refused(
            [f"The manifest's first row has the columns Draft and, if wanted, Case, Codes and Key map.{more}"]
        )
    together: dict[object, list[tuple[int, dict[str, str]]]] = {}
    for number, row in enumerate(rows[1:], 2):
        cells = {name: cell.strip() for name, cell in zip(head, row, strict=False)}
        if any(cells.values()):
            together.setdefault(cells.get("case") or number, []).append((number, cells))
    for of_case in together.values():
        yield _case(manifest.parent, of_case)


def _case(folder: Path, rows: Sequence[tuple[int, dict[str, str]]]) -> _Found:
    first = rows[0][0]
    if empty := [number for number, cells in rows if not cells.get("draft")]:
        raise Refused([f"Row {empty[0]} of the manifest names no draft."])
    of_all = {name: {c.get(name, "") for _, c in rows} - {""} for name in ("codes", "key map")}
    if any(len(values) > 1 for values in of_all.values()):
        raise Refused([f"The rows of one case (row {first} of the manifest and on) name two lists or two key maps."])
    drafts = tuple(folder / cells["draft"] for _, cells in rows)
    codes, key_map = (folder / next(iter(values)) if values else None for values in of_all.values())
    return drafts, codes, key_map
