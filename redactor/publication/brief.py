"""The 7-minute brief: a template with its seven headings, filled from the codes of the case, for the author to write in.

The notes are in blue italics, as in the board's forms, so that anonymising and the check treat them as notes. The brief is
published with the report, by the same decisions.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable

from docx.shared import RGBColor

from redactor.base.resources import data_path
from redactor.keymap.decisions import successors
from redactor.keymap.keymap import KeyMap, Record
from redactor.publication.audiences import audiences
from redactor.records.word_pages import new_document, plain_table, saved, set_font

TITLE = "7-minute brief"
_BLUE = RGBColor(0x00, 0x00, 0xFF)
# the six principles of safeguarding adults, as the brief for authors lists them
PRINCIPLES = ("Empowerment", "Prevention", "Protection", "Partnership", "Accountability", "Proportionality")


def brief(key_map: KeyMap) -> bytes:
    """The Word file. It holds codes, roles and relationships; no names."""
    document = new_document(TITLE)
    subjects = [r.code for r in _people(key_map) if r.role.lower() == "subject"] or [key_map.case]
    document.add_heading(f"{TITLE}: {' and '.join(filter(None, subjects))}", level=1)
    for number, row in enumerate(_rows(), 1):
        document.add_heading(f"{number}. {row['heading']}", level=2)
        match row["filled with"]:
            case "people":
                plain_table(
                    document, ("Code", "Who"), [(r.code, r.role) for r in _people(key_map)] or [("", "")], (1, 3)
                )
            case "staff":
                staff = [(r.code, r.role, r.agency) for r in _staff(key_map)]
                plain_table(document, ("Code", "Role", "Agency"), staff or [("", "", "")], (1, 3, 3))
            case "principles":
                plain_table(document, ("Principle", "How it was applied"), [(p, "") for p in PRINCIPLES], (1, 3))
            case "recipients":
                document.add_paragraph("It may go to: " + "; ".join(a.title for a in audiences().values()) + ".")
            case _:
                pass
        note = document.add_paragraph().add_run(f"GUIDANCE: {row['note']}")
        note.italic, note.font.color.rgb = True, _BLUE
        set_font(note)
        document.add_paragraph()
    return saved(document)


def _rows() -> list[dict[str, str]]:
    with data_path("key_maps/publication/brief.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def _now(key_map: KeyMap) -> Iterable[Record]:
    retired = successors(key_map.decisions)
    return (r for r in key_map.records if r.kind == "person" and r.code not in retired)


def _people(key_map: KeyMap) -> list[Record]:
    return [r for r in _now(key_map) if r.kind_of_identity == "person" and r.role]


def _staff(key_map: KeyMap) -> list[Record]:
    return [r for r in _now(key_map) if r.kind_of_identity == "professional"]
