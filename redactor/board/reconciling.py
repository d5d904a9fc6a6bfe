"""The agencies' returns put together: one person under two codes, one code for two people, who may be one; a proposed
renumbering for each agency, and the consolidated key. Values and pure functions; `returning.py` writes the files.

returns (opened) + list ─▶ identities that are one ─▶ clashes, doubles, near matches ─▶ renumbering, key
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from redactor.board.judging import CERTAIN, bare, fullest, standard_prefix
from redactor.board.pairing import BOARD, HeldRow, Pair, key_of, pair_key, pairs_of, says_another
from redactor.board.parcels import Opened, ParcelRow
from redactor.board.registers import Answered, Awaiting, JudgedPair, Side
from redactor.codes.model import CodeList, Kind
from redactor.codes.numbering import Numbering, split_code
from redactor.codes.roles import agency_by_role
from redactor.codes.text import squash
from redactor.language.lexicon import fold
from redactor.records.model import CodeUse

ONE, TWO = "one person", "two people"  # a person's answers, as they are written and shown


@dataclass(frozen=True)
class PairAnswer:
    """A pair that a person has decided."""

    pair: Pair
    one: bool  # they are one person; else two


@dataclass(frozen=True)
class Reconciled:
    """What the returns come to."""

    doubles: tuple[Pair, ...]  # one identity under two codes
    clashes: tuple[Pair, ...]  # one code for two identities
    near: tuple[Pair, ...]  # to be confirmed by a person
    renumbering: Mapping[str, Mapping[str, str]]  # agency → old code → new code
    uses: tuple[CodeUse, ...]  # the consolidated key, with the codes after renumbering
    merged: tuple[tuple[str, str], ...] = ()  # (agency, old code) whose new code another code of that agency has too
    answered: tuple[PairAnswer, ...] = ()  # what a person has said about pairs of these returns

    @property
    def is_settled(self) -> bool:
        """Nothing to renumber and nothing to confirm."""
        return not (self.doubles or self.clashes or self.near)


@dataclass
class _Group:
    """Rows that are one identity."""

    held: list[HeldRow] = field(default_factory=list)
    code: str = ""  # the code that all of them get


def reconcile(
    codes: CodeList,
    returns: Sequence[Opened],
    one: Iterable[frozenset[str]] = (),
    two: Iterable[frozenset[str]] = (),
    answers: Iterable[Answered] = (),
    judged: Iterable[JudgedPair] = (),
    later: Iterable[Awaiting] = (),
) -> Reconciled:
    """Put the returns together. `one`, `two`: pairs (by `key_of`) that a person has found to be one, or two; `judged` those of
    earlier times; `answers`: whom the board has given a code when an agency asked for one; `later`: what it has still to say:
    those stand in the key with the agency's own code, and are proposed to be nobody else."""
    held = [*_listed(codes), *_returned(returns, len(codes.entries))]
    apart, together = set(two), set(one)
    for pair, is_one in _judged_before(held, judged):
        if pair not in apart | together:
            (together if is_one else apart).add(pair)
    waits = {f"{fold(a.agency)}|{squash(a.theirs)}" for a in later}
    pairs = [
        (p, level)
        for p, level in (*_answered_already(held, answers, apart), *pairs_of(held, apart, together))
        if not waits & pair_key(p) or pair_key(p) in together
    ]
    certain = [p for p, level in sorted(pairs, key=lambda each: each[1]) if level <= CERTAIN]
    near = [p for p, level in pairs if level > CERTAIN]
    groups = _grouped(held, certain, apart)
    clashes = _clashes(held, groups)
    _give_codes(groups, codes)
    renumbering, merged = _renumbering(groups)
    unlike = (p for p in certain if squash(p.one.code) != squash(p.other.code))
    doubles = {key_of(p.other): p for p in reversed(list(unlike))}  # once for each code that has another beside it
    uses = tuple(_use(g) for g in sorted(groups, key=_order) if any(h.row.mentions for h in g.held))
    return Reconciled(
        tuple(reversed(doubles.values())),
        tuple(clashes),
        tuple(_unlike(near, groups, apart)),
        renumbering,
        uses,
        tuple(merged),
        tuple(_decided(held, together, apart)),
    )


def judged_of(decided: PairAnswer) -> JudgedPair:
    """What a person has decided, to be remembered."""
    sides = [Side(agency=h.agency, code=h.code, name=_called(h)) for h in (decided.pair.one, decided.pair.other)]
    return JudgedPair(one=decided.one, sides=(sides[0], sides[1]))


def _called(held: HeldRow) -> str:
    return fold(bare(fullest(held.row.names)))


def _judged_before(held: Sequence[HeldRow], judged: Iterable[JudgedPair]) -> Iterator[tuple[frozenset[str], bool]]:
    """Pairs of these rows that a person has decided on before: known again by the code, or, where that was renumbered since,
    by the agency and the name."""
    by_key = {key_of(h): h for h in held}
    by_name: dict[tuple[str, str], list[HeldRow]] = defaultdict(list)
    for h in held:
        by_name[(fold(h.agency), _called(h))].append(h)
    for each in judged:
        found: list[HeldRow | None] = []
        for side in each.sides:
            now = by_key.get(f"{fold(side.agency)}|{squash(side.code)}")
            if now is None or side.name not in {fold(bare(n)) for n in now.row.names}:
                named = by_name.get((fold(side.agency), side.name), [])
                now = named[0] if len(named) == 1 else None
            found.append(now)
        if all(found) and len(keys := frozenset(key_of(h) for h in found if h)) == 2:
            yield keys, each.one


def _decided(held: Sequence[HeldRow], one: set[frozenset[str]], two: set[frozenset[str]]) -> Iterator[PairAnswer]:
    by_key = {key_of(h): h for h in held}
    for keys in sorted(one | two, key=sorted):
        if len(keys) == 2 and keys <= by_key.keys():
            first, other = sorted((by_key[k] for k in keys), key=lambda h: h.number)
            yield PairAnswer(Pair(first, other, ONE if keys in one else TWO), keys in one)


def _listed(codes: CodeList) -> Iterator[HeldRow]:
    for number, e in enumerate(codes.entries):
        kind = "person" if e.kind.is_person else e.kind.of_identity
        names = (e.name, *e.aliases)
        row = ParcelRow(
            code=e.code, kind=kind, issued=True, names=names, role=e.shown_role, agency=e.agency, contact=e.contact
        )
        yield HeldRow(BOARD, row, number, e)


def _answered_already(
    held: Sequence[HeldRow], answers: Iterable[Answered], apart: set[frozenset[str]]
) -> Iterator[tuple[Pair, int]]:
    """Rows of which the board has said by its answers whom they are, and those for which it has issued the agency's own code."""
    listed = {squash(h.code): h for h in held if h.agency == BOARD}
    given = {(fold(a.agency), squash(a.theirs)): squash(a.code) for a in answers}
    for h in held:
        if h.agency == BOARD or h.row.issued:
            continue
        theirs = (fold(h.agency), squash(h.code))
        board = listed.get(given.get(theirs, squash(h.code)))
        if board is None or frozenset((key_of(board), key_of(h))) in apart:
            continue
        if theirs in given:
            yield Pair(board, h, "answered by the board"), 0
        elif {fold(bare(n)) for n in board.row.names} & {fold(bare(n)) for n in h.row.names}:
            yield Pair(board, h, "issued by the board as asked for"), 0


def _returned(returns: Sequence[Opened], start: int) -> Iterator[HeldRow]:
    number = start
    for opened in returns:
        for row in opened.parcel.rows:
            yield HeldRow(opened.parcel.agency or opened.file, row, number)
            number += 1


def _grouped(held: Sequence[HeldRow], certain: Sequence[Pair], apart: set[frozenset[str]]) -> list[_Group]:
    """Rows that are one identity: those of certain pairs, the surest first, and the same issued code in two returns.

    What a person has found to be two is never made one by way of a third.
    """
    of: dict[int, _Group] = {h.number: _Group([h]) for h in held}

    def join(a: HeldRow, b: HeldRow) -> None:
        one, other = of[a.number], of[b.number]
        if one is not other and not _are_two(one, other, apart):
            one.held += other.held
            for h in other.held:
                of[h.number] = one

    for pair in certain:
        join(pair.one, pair.other)
    for same in _by_code(held).values():
        for other in same[1:]:
            if other.row.issued and same[0].row.issued and not says_another(same[0], other):
                join(same[0], other)  # met under the board's code, perhaps only by a surname
    groups = {id(g): g for g in of.values()}
    for group in groups.values():
        group.held.sort(key=lambda h: h.number)
    return sorted(groups.values(), key=lambda g: g.held[0].number)


def _are_two(one: _Group, other: _Group, apart: set[frozenset[str]]) -> bool:
    """A person has found a row of one and a row of the other to be two: then that holds of all of their rows."""
    if not apart:
        return False
    mine, theirs = {key_of(h) for h in one.held}, {key_of(h) for h in other.held}
    return any(len(pair & mine) == 1 == len(pair & theirs) for pair in apart)


def _by_code(held: Iterable[HeldRow]) -> dict[str, list[HeldRow]]:
    found: dict[str, list[HeldRow]] = defaultdict(list)
    for h in held:
        found[squash(h.code)].append(h)
    return found


def _clashes(held: Sequence[HeldRow], groups: Sequence[_Group]) -> list[Pair]:
    """One code for two identities."""
    of = {h.number: g for g in groups for h in g.held}
    return [
        Pair(same[0], other, "one code for two")
        for same in _by_code(held).values()
        for other in same[1:]
        if of[same[0].number] is not of[other.number]
    ]


def _give_codes(groups: Sequence[_Group], codes: CodeList) -> None:
    """The board's code where the list has one, else the first agency's, else the next free number."""
    numbering = Numbering.start([e.code for e in codes.entries])
    every = [h.code for g in groups for h in g.held]
    for group in groups:
        listed = next((h for h in group.held if h.agency == BOARD), None)
        if listed is not None:
            group.code = listed.code
    taken = {squash(g.code) for g in groups if g.code}
    numbering = numbering.with_standing(every)
    for group in groups:
        if group.code:
            continue
        own = next((h.code for h in group.held if squash(h.code) not in taken), "")
        if not own:
            code = group.held[0].code
            prefix = code.rstrip("0123456789").strip() or "Person"
            own, numbering = numbering.next_code(prefix)
        group.code = own
        taken.add(squash(own))


def _renumbering(groups: Sequence[_Group]) -> tuple[dict[str, dict[str, str]], list[tuple[str, str]]]:
    maps: dict[str, dict[str, str]] = {}
    for group in groups:
        for h in group.held:
            if h.agency != BOARD and h.code != group.code:
                maps.setdefault(h.agency, {})[h.code] = group.code
    kept = {(h.agency, squash(h.code)) for g in groups for h in g.held if h.code == g.code}
    merged = [
        (agency, old)
        for agency, renamed in maps.items()
        for old, new in renamed.items()
        if (agency, squash(new)) in kept or sum(n == new for n in renamed.values()) > 1
    ]
    return maps, merged


def _unlike(near: Iterable[Pair], groups: Sequence[_Group], apart: set[frozenset[str]]) -> Iterator[Pair]:
    """Near matches between identities that are not one already, one pair for every two identities; not those of which a
    person has said by any of their rows that they are two."""
    of = {h.number: g for g in groups for h in g.held}
    asked: set[frozenset[int]] = set()
    for p in near:
        one, other = of[p.one.number], of[p.other.number]
        both = frozenset((id(one), id(other)))
        if len(both) == 2 and both not in asked and not _are_two(one, other, apart):
            asked.add(both)
            yield p


def _order(group: _Group) -> tuple[int, str, int]:
    split = split_code(group.code)
    listed = next((h.number for h in group.held if h.agency == BOARD), None)
    return (listed, "", 0) if listed is not None else (10**9, *(split or (group.code, 0)))


def _use(group: _Group) -> CodeUse:
    rows = [h.row for h in group.held]
    kind = rows[0].kind
    listed = next((h.entry for h in group.held if h.entry), None)
    if kind == "person" and (listed.kind is Kind.PROFESSIONAL if listed else standard_prefix(group.code)):
        kind = "professional"
    # the board's list knows best; who sent the return need not be whom somebody works for
    agency = (listed.agency if listed else "") or "; ".join(dict.fromkeys(r.agency for r in rows if r.agency))
    days = sorted(day for r in rows for day in (r.first, r.last) if day)
    return CodeUse(
        code=group.code,
        kind=kind,
        issued=listed is not None,
        role="; ".join(dict.fromkeys(r for row in rows for r in row.role.split("; ") if r)),
        agency=(agency or agency_by_role(group.code)) if kind == "professional" else "",
        names=tuple(dict.fromkeys(n for row in rows for n in row.names)),
        mentions=sum(row.mentions for row in rows),
        first=date.fromisoformat(days[0]) if days else None,
        last=date.fromisoformat(days[-1]) if days else None,
        contact="; ".join(dict.fromkeys(r.contact for r in rows if r.contact)),
    )
