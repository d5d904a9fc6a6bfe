"""An audit log as a table for people: what was put where, by which rule, in which edition, who decided.

Without the key map it shows codes alone. With it, the keyed digests are compared with the names that it holds.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from redactor.keymap.keymap import KeyMap

HEAD = ("No.", "File", "Place", "What", "Put", "Rule", "Found by", "Edition", "Who decided")
NAMES = "Stood there"
RESTRICTED = "RESTRICTED: names. Keep apart from the anonymised files."
_BY_A_PERSON = "decided by a person"  # the pass of the sieve
_WIDTHS = (1.0, 4.0, 4.0, 2.2, 2.4, 3.0, 2.4, 1.4, 3.0)


@dataclass(frozen=True)
class AuditTable:
    """The header's facts and one row for each replacement and decision."""

    facts: tuple[tuple[str, str], ...]
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    with_names: bool


def audit_table(log: bytes, key_map: KeyMap | None = None, code: str = "") -> AuditTable:
    """The table of a log (of one code alone, if given). Raises ValueError for what is no audit log."""
    try:
        records: list[Mapping[str, Any]] = [json.loads(line) for line in log.splitlines() if line.strip()]
        header = next(r for r in records if r["record"] == "header")
        listed = header["list"]
    except (ValueError, KeyError, TypeError, StopIteration):
        raise ValueError("This is not an audit log of redactor.") from None
    names = _names(key_map) if key_map else None
    edition = str(listed.get("edition", "")) or "none"
    rows = []
    for r in records:
        if r["record"] == "change" and (not code or r["code"] == code):
            rows.append((*_change(r, edition), *_stood(names, [r["original"]])))
        elif r["record"] == "decision" and (not code or code in (r["code"], r["other"])):
            rows.append((*_decision(r, edition), *_stood(names, r["names"])))
    facts = (
        ("Case", str(header["case"])),
        ("Profile", str(header["profile"])),
        ("Written (UTC)", str(header["written"])[:16].replace("T", " ")),
        ("Code list", f"{listed['name'] or 'none'}, edition {edition}"),
        ("SHA-256 of the list", str(header["list"]["sha256"]) or "none"),
        *((f"File {n}", f"{d['output']} ({d['output_sha256']})") for n, d in enumerate(header["documents"], 1)),
    )
    return AuditTable(facts, (*HEAD, NAMES) if key_map else HEAD, tuple(rows), key_map is not None)


def _change(r: Mapping[str, Any], edition: str) -> tuple[str, ...]:
    who = "a person" if r["rule"] == _BY_A_PERSON else "redactor"
    place = (str(r["number"]), r["document"], r["place"])
    return (*place, r["kind"], r["code"] or "(nothing)", r["rule"], r["recogniser"], edition, who)


def _decision(r: Mapping[str, Any], edition: str) -> tuple[str, ...]:
    holds = "one place" if r["holds"] == "here" else "everywhere"
    codes = " / ".join(filter(None, (r["code"], r["other"])))
    who = f"{r['who']}, {r['when'][:16].replace('T', ' ')}"
    return (str(r["number"]), "", holds, "decision", codes, r["ruling"], r["reason"], edition, who)


def _stood(names: Mapping[str, str] | None, digests: Iterable[str]) -> tuple[str, ...]:
    """The last column: what stood there; no column without a key map."""
    return () if names is None else ("; ".join(names.get(d, "not in this key map") for d in digests),)


def _names(key_map: KeyMap) -> dict[str, str]:
    """Keyed digest → what it stands for, for all that the key map holds."""
    written = {e.written for each in key_map.evidence.values() for e in each}
    written |= {n for r in key_map.records for n in r.names} | {n for d in key_map.decisions for n in d.names}
    return {key_map.digest(text): text for text in written}


def as_csv(table: AuditTable) -> bytes:
    """For a spreadsheet."""
    written = io.StringIO(newline="")
    rows = csv.writer(written)
    rows.writerows([(RESTRICTED,)] if table.with_names else [])
    rows.writerows(table.facts)
    rows.writerow(())
    rows.writerows([table.head, *map(_harmless, table.rows)])
    return written.getvalue().encode("utf-8-sig")


def _harmless(row: Sequence[str]) -> list[str]:
    """No cell that a spreadsheet would take for a formula."""
    return [f"'{cell}" if cell[:1] in ("=", "+", "-", "@") else cell for cell in row]


def as_word(table: AuditTable) -> bytes:
    """For the board: a page of facts, then the table."""
    from redactor.records.word_pages import new_document, plain_table, saved  # what needs it is the export alone

    document = new_document("Audit log", landscape=True)
    if table.with_names:
        document.sections[0].header.paragraphs[0].add_run(RESTRICTED).bold = True
    document.add_heading("Audit log", level=1)
    plain_table(document, ("What", "Stated"), table.facts, (1, 4))
    document.add_heading("Replacements and decisions", level=2)
    widths = (*_WIDTHS, 3.4) if table.with_names else _WIDTHS
    plain_table(document, table.head, table.rows, widths)
    return saved(document)
