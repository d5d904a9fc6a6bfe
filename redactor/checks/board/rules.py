"""All rules, over all drafts of a call."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from redactor.sources.finding import Severity

from .drafts import Draft
from .forms import chronologies, family_tables, file_name, front_sheet
from .model import Breach
from .people import keys, roles_beside, two_codes
from .used import another_list, codes_used, editions, markers_left

_OF_ONE_DRAFT: tuple[Callable[[Draft], Iterator[Breach]], ...] = (
    file_name,
    front_sheet,
    another_list,
    codes_used,
    markers_left,
    family_tables,
    chronologies,
    roles_beside,
    two_codes,
    keys,
)


def enforce(drafts: Sequence[Draft]) -> tuple[Breach, ...]:
    """Every breach, draft by draft, what must be fixed first; the same thing in several places of a draft is one breach."""
    found = [breach for draft in drafts for rule in _OF_ONE_DRAFT for breach in rule(draft)] + list(editions(drafts))
    merged: dict[tuple[str, str, str], Breach] = {}
    for breach in found:
        known = merged.setdefault((breach.rule, breach.file, breach.sentence), breach)
        if known is not breach:
            places = tuple(dict.fromkeys((*known.places, *breach.places)))
            merged[breach.rule, breach.file, breach.sentence] = replace(known, places=places)
    order = {draft.name: n for n, draft in reversed(list(enumerate(drafts)))}
    return tuple(sorted(merged.values(), key=lambda b: (order[b.file], b.severity is not Severity.MUST_FIX)))
