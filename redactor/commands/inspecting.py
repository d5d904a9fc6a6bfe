"""What an inspection shows: a table for a person, or the same for machines. Names of the file's own only if asked for."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from rich.box import SIMPLE
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from redactor.documents.inspection.model import EVERY_KIND

if TYPE_CHECKING:
    from redactor.documents.inspection import Inspected, Inspection

_PLACES_SHOWN, _NAMES_SHOWN = 3, 5


def show(screen: Console, inspection: Inspection, *, show_names: bool) -> None:
    """The findings in groups; names, addresses and paths only with `show_names`."""
    table = Table(box=SIMPLE, pad_edge=False)
    table.add_column("What")
    table.add_column("How many", justify="right")
    table.add_column("Where")
    if show_names:
        table.add_column("RESTRICTED: the file's own words")
    for group, findings in groupby(inspection.findings, key=lambda finding: EVERY_KIND[finding.kind].group):
        table.add_section()
        table.add_row(f"[bold]{escape(group)}[/bold]")
        for finding in findings:
            cells = [escape(_heading(finding)), f"{finding.count:,}", escape(_shortened(finding.places, _PLACES_SHOWN))]
            if show_names:
                cells.append(escape(_shortened(finding.values, _NAMES_SHOWN)))
            table.add_row(*cells)
    if inspection.findings:
        screen.print(table)
    if inspection.is_clean:
        screen.print("The file holds nothing of the kind that this command looks for, besides its text.")
        return
    screen.print(
        "Besides its text, the file holds what is listed above. redactor anonymise takes out or changes what it can, "
        "and says what a person must look at."
    )
    if not show_names and any(finding.values for finding in inspection.findings):
        screen.print("To see the names, addresses and paths themselves, add --show-names.")


def for_machines(inspection: Inspection, exit_code: int, *, show_names: bool) -> dict[str, object]:
    """The findings as plain values for JSON; names, addresses and paths only with `show_names`."""
    return {
        "exit_code": exit_code,
        "parts": inspection.parts,
        "findings": [
            {
                "kind": finding.kind,
                "group": EVERY_KIND[finding.kind].group,
                "heading": EVERY_KIND[finding.kind].heading,
                "what": finding.what,
                "count": finding.count,
                "telling": EVERY_KIND[finding.kind].telling,
                "places": list(finding.places),
                "first": finding.first,
                "last": finding.last,
            }
            | ({"names": list(finding.values)} if show_names else {})
            for finding in inspection.findings
        ],
    }


def _heading(finding: Inspected) -> str:
    text = EVERY_KIND[finding.kind].heading
    if finding.what:
        text += f": {finding.what}"
    days = sorted({finding.first[:10], finding.last[:10]} - {""})
    return f"{text} ({' to '.join(days)})" if days else text


def _shortened(items: tuple[str, ...], most: int) -> str:
    left = len(items) - most
    return "; ".join(items[:most]) + (f"; and {left:,} more" if left > 0 else "")
