"""One code, one person: as far as what stands beside the codes, and the draft's own keys, tell."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise

from redactor.codes.model import Kind
from redactor.codes.roles_beside import RolesBeside, is_kind_of
from redactor.codes.text import comparable, says_nothing, squash
from redactor.documents.where import place_of

from .drafts import Draft, Table
from .model import Breach, look, must_fix

_SAME = re.compile(
    r"\s?[(,;–-]?\s?(?:who is\s|was\s|is\s)?(?:also|formerly|previously|earlier|now|aka|a\.k\.a\.|=|the same (?:person|worker|"
    r"member of staff|individual) as)\s?(?:also\s)?(?:known as\s|called\s|coded\s(?:as\s)?|referred to as\s|as\s)?",
    re.IGNORECASE,
)
_CODE_COLUMN = r"^(?:code|codes|reference|ref\.?|anonymised (?:reference|name|code)|identifier|code used)\b"


def roles_beside(draft: Draft) -> Iterator[Breach]:
    """A code with two roles beside it, or with another than the list's."""
    index = RolesBeside.of(tuple(draft.board.codes.roles))
    said: dict[str, dict[str, tuple[str, str]]] = {}  # code → title → the words first met, and their place
    for passage, codes in draft.codes:
        for found in codes:
            title, words = index.beside(passage.text, found.start, found.end)
            if title:
                said.setdefault(found.code, {}).setdefault(title, (words, place_of(passage)))
    for code, titles in said.items():
        entry = draft.board.entries.get(squash(code))
        listed = index.titles(entry.role) if entry and entry.kind is Kind.PROFESSIONAL else frozenset()
        first = next(iter(titles))
        for title, (words, place) in titles.items():
            if listed and not any(is_kind_of(title, each) or is_kind_of(words, each) for each in listed):
                yield must_fix(
                    "role-differs-from-list",
                    draft.name,
                    [place],
                    f"{code} is a {title} here, but on the list it is {' or '.join(sorted(listed))}. See which code is meant.",
                )
            elif title != first and not listed:
                alike = is_kind_of(title, first) or is_kind_of(words, first) or is_kind_of(title, titles[first][0])
                sentence = (
                    f"{code} is a {title} here and a {first} in {titles[first][1]}. If they are two people, each needs a code "
                    "of their own; if one has changed roles, say so."
                )
                yield (look if alike else must_fix)(
                    "one-code-two-roles", draft.name, [place, titles[first][1]], sentence
                )


def two_codes(draft: Draft) -> Iterator[Breach]:
    """ "SW1 (also SW3)": the draft itself says that two codes are one person."""
    for passage, codes in draft.codes:
        for one, other in pairwise(codes):
            if squash(one.code) != squash(other.code) and _SAME.fullmatch(passage.text[one.end : other.start]):
                yield must_fix(
                    "two-codes-one-person",
                    draft.name,
                    [place_of(passage)],
                    f"{one.code} and {other.code} are said to be one person. Ask the board's business manager which to keep.",
                )


def keys(draft: Draft) -> Iterator[Breach]:
    """The draft's own keys: a code in two rows that differ, a name under two codes."""
    for table in draft.tables:
        code = table.column(_CODE_COLUMN)
        name = table.column(r"^(?:full )?name")
        about = [n for n in (table.column(p) for p in (r"role|designation|job|post", r"agency|organisation|team")) if n]
        if code is None or not (about or name):
            continue
        yield from _clashes(draft, table, code, about, name)


def _clashes(draft: Draft, table: Table, code: int, about: Iterable[int], name: int | None) -> Iterator[Breach]:
    rows: dict[str, Mapping[int, str]] = {}
    names: dict[str, str] = {}
    for row in table.rows:
        found = draft.board.finder.all(row.cells.get(code, ""))
        if len(found) != 1:
            continue
        this, place = found[0].code, row.places[code]
        before = rows.setdefault(squash(this), row.cells)
        if any(_differ(before.get(c, ""), row.cells.get(c, "")) for c in (*about, *([name] if name else []))):
            yield must_fix(
                "one-code-two-people",
                draft.name,
                [place],
                f"{this} stands in two rows of this key that say different things. Give each person a code of their own.",
            )
        who = comparable(row.cells.get(name, "")) if name else ""
        if who and not says_nothing(who) and squash(first := names.setdefault(who, this)) != squash(this):
            yield must_fix(
                "two-codes-one-person",
                draft.name,
                [place],
                f"{first} and {this} have the same name in this key. If they are one person, keep one code.",
            )


def _differ(one: str, other: str) -> bool:
    return not says_nothing(one) and not says_nothing(other) and comparable(one) != comparable(other)
