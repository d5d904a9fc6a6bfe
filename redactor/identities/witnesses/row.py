"""The row of a table: who is named in its other cells is likely meant in this one."""

from __future__ import annotations

from collections.abc import Iterator

from redactor.identities.facts import Fact, Setting, Speaks


def facts(setting: Setting) -> Iterator[Fact]:
    """Candidates named in another cell of the row."""
    rows: dict[tuple[str, int, int], dict[int, set[int]]] = {}
    for (number, _), key in setting.decided.items():
        passage = setting.passages[number]
        if passage.cell:
            rows.setdefault((passage.place.part, passage.cell.table, passage.cell.row), {}).setdefault(key, set()).add(
                number
            )
    for node in setting.open:
        passage = setting.passages[node.mention.passage]
        if not passage.cell:
            continue
        named = rows.get((passage.place.part, passage.cell.table, passage.cell.row), {})
        for key in node.known:
            if named.get(key, set()) - {passage.number}:
                yield Speaks("row: named in another cell", node.place, key)
