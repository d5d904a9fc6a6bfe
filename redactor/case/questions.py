"""What awaits a person in a case, as questions, and what an answer makes of the key map. Values and pure functions only.

key map (evidence of the last runs) ─▶ questions, worst first ─▶ answer ─▶ key map with one decision more
"""

from __future__ import annotations

import getpass
import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum
from functools import lru_cache

from redactor.codes.numbering import split_code
from redactor.codes.standing import AWAITS as STANDING
from redactor.codes.standing import NO_LIST
from redactor.codes.text import clean, squash
from redactor.identities.alike import name_keys, pairs_alike
from redactor.identities.listing import listed_person
from redactor.identities.people import Person
from redactor.identities.settled import DecidedAbout
from redactor.keymap.decisions import MADE, Decided, Ruling, successors
from redactor.keymap.keymap import Evidence, KeyMap, Record
from redactor.keymap.reasons import reason
from redactor.language.lexicon import fold, lexicon
from redactor.language.names import parse_name

# passes after which the same words may mean somebody else two lines on: an answer holds for the one place
_OF_ONE_PLACE = frozenset(
    [
        "kinship",
        "title",
        "couple",
        "named earlier in the passage",
        "named in the same row",
        "named last in the passage",
        "named in the passage",
        "named in the paragraph before",
        "first name of a listed person",
        "family name",
    ]
)
_MAY_BE_ONE = range(2, 6)  # levels of fit at which two identities may be one: alike, but not the same
# kind → the kind of code that a new one mostly gets; a person's is "Person"
PREFIXES = {"address": "Address X", "organisation": "Organisation X", "place": "Place X"}


# what stands in the place of words that a person points out and that are no person's and no place's name
REMOVED = {"identifier": "[number removed]", "date of birth": "[date of birth removed]"}


class Asked(StrEnum):
    """Why something awaits a person, worst first. The words are shown to users."""

    UNRESOLVED = "who is meant?"
    DOUBTFUL = "is this right?"
    STANDING = "stands in the draft: is this right?"
    MERGE = "one person or two?"
    MINTED = "not on the board's list"


@dataclass(frozen=True)
class ToDecide:
    """One question. `names` and `around` are real: they are shown to those who may see the key map only."""

    asked: Asked
    names: tuple[str, ...]
    kind: str  # of the identity: "person", "address", "organisation", "place"
    code: str = ""  # what stands there now; "" for a marker
    choices: tuple[str, ...] = ()  # codes that it may be
    marker: int = 0
    draft: str = ""
    place: str = ""
    around: str = ""
    why: str = ""
    anchor: str = ""
    count: int = 1  # mentions that one answer settles
    here_only: bool = False  # what is proposed: the answer holds for this place only

    @property
    def key(self) -> str:
        """The same for the same question, from run to run."""
        parts = (self.asked.name, *self.names, self.code, *self.choices, self.anchor if self.here_only else "")
        return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:12]


class NotAnAnswer(Exception):
    """The answer cannot be carried out. The message is a sentence for the user and names no one."""


def questions(key_map: KeyMap) -> tuple[ToDecide, ...]:
    """All that awaits a person, worst first, without what decisions have settled since the last run."""
    everything = [(draft, e) for draft, each in key_map.evidence.items() for e in each]
    decided = DecidedAbout.by(key_map.decisions)
    open_ = [(draft, e) for draft, e in everything if not decided(e.written, e.anchor)]
    retired = successors(key_map.decisions)
    found = [
        *_unresolved(key_map, ((d, e) for d, e in open_ if e.marker and e.rule not in STANDING)),
        *_doubtful(key_map, ((d, e) for d, e in open_ if e.doubtful and not e.marker and e.rule not in STANDING)),
        *(_standing(draft, e) for draft, e in open_ if e.rule in STANDING),
        *_merges(key_map, [r for r in key_map.records if r.code not in retired]),
        *_minted(key_map, everything, decided, retired),
    ]
    return tuple(found)


def _kind(key_map: KeyMap, codes: Iterable[str]) -> str:
    return next((r.kind for r in map(key_map.record, codes) if r is not None), "person")


def _unresolved(key_map: KeyMap, evidence: Iterable[tuple[str, Evidence]]) -> Iterator[ToDecide]:
    """One question for a group of like mentions."""
    grouped: dict[tuple[str, object], ToDecide] = {}
    for draft, e in evidence:
        _add(grouped, (draft, e.group or e.anchor), ToDecide(
            Asked.UNRESOLVED, (e.written,), _kind(key_map, e.candidates), "", e.candidates, e.marker, draft, e.place,
            e.around, reason(e), e.anchor, here_only=True,
        ))  # fmt: skip
    yield from grouped.values()


def _doubtful(key_map: KeyMap, evidence: Iterable[tuple[str, Evidence]]) -> Iterator[ToDecide]:
    """One question for a group of like mentions; for all places, where the words themselves are what is doubtful."""
    grouped: dict[tuple[str, object], ToDecide] = {}
    for draft, e in evidence:
        one = e.rule in _OF_ONE_PLACE or ":" in e.rule  # decided by what stands around it (a witness)
        _add(grouped, (draft, e.group or e.anchor) if one else (e.written, e.code), ToDecide(
            Asked.DOUBTFUL, (e.written,), _kind(key_map, [e.code]), e.code, (e.code,), 0, draft, e.place, e.around,
            reason(e), e.anchor, here_only=one,
        ))  # fmt: skip
    yield from grouped.values()


def _standing(draft: str, e: Evidence) -> ToDecide:
    """What stands in the draft already; of a code on no list one answer holds everywhere."""
    return ToDecide(
        Asked.STANDING, (e.written,), "person", "", e.candidates, e.marker, draft, e.place, e.around, e.told, e.anchor,
        here_only=e.rule != NO_LIST,
    )  # fmt: skip


def _add(grouped: dict[tuple[str, object], ToDecide], group: tuple[str, object], question: ToDecide) -> None:
    """A question more, or a mention more of one that is asked already: an answer for these places holds in all of them."""
    known = grouped.get(group)
    if known is None:
        grouped[group] = question
        return
    names = tuple(dict.fromkeys((*known.names, *question.names)))
    anchors = " ".join(dict.fromkeys((*known.anchor.split(), *question.anchor.split())))
    grouped[group] = replace(
        known, names=names, anchor=anchors if known.here_only else known.anchor, count=known.count + 1
    )


def _minted(
    key_map: KeyMap, everything: Iterable[tuple[str, Evidence]], decided: DecidedAbout, retired: dict[str, str]
) -> Iterator[ToDecide]:
    seen = {d.code for d in key_map.decisions if d.ruling is Ruling.ASK and not d.withdrawn}
    met: dict[str, list[tuple[str, Evidence]]] = {}
    for draft, e in everything:
        met.setdefault(e.code, []).append((draft, e))
    for record in key_map.records:
        if record.issued or record.code in seen or record.code in retired or record.code not in met:
            continue
        open_ = [(d, e) for d, e in met[record.code] if not decided(e.written, e.anchor)]
        if not open_:
            continue
        draft, e = open_[0]
        about = ", ".join(filter(None, ("; ".join(record.roles) or record.role, record.agency)))
        yield ToDecide(
            Asked.MINTED, record.names, record.kind, record.code, (record.code,), 0, draft, e.place, e.around,
            about, "", len(met[record.code]),
        )  # fmt: skip


def _merges(key_map: KeyMap, records: list[Record]) -> Iterator[ToDecide]:
    """Pairs that may be one person: near spellings, a nickname, a surname changed. Not two of the board's own codes."""
    decided = {frozenset((d.code, d.other)) for d in key_map.decisions if d.ruling is Ruling.APART and not d.withdrawn}
    for stays, goes in _may_be_one(tuple(records)):
        if frozenset((stays.code, goes.code)) not in decided:
            yield ToDecide(
                Asked.MERGE, goes.names, "person", goes.code, (stays.code,), why=_evidence_of_pair(stays, goes)
            )


@lru_cache(maxsize=4)  # asked again after every decision, of the same people
def _may_be_one(records: tuple[Record, ...]) -> tuple[tuple[Record, Record], ...]:
    """Pairs whose names are alike: whose code stays, and whose goes."""
    people = [(r, _person(r)) for r in records if r.kind == "person" and r.names]
    found = []
    for (one, a), (other, b) in pairs_alike(people, lambda pair: name_keys(pair[0].names)):
        if one.issued and other.issued:
            continue
        fits = [f for f in (a.fit(parse_name(_fullest(other))), b.fit(parse_name(_fullest(one)))) if f is not None]
        if any(f.level in _MAY_BE_ONE and _says_enough(f.rule) for f in fits):
            found.append((one, other) if one.issued or not other.issued else (other, one))
    return tuple(found)


def _says_enough(rule: str) -> bool:
    return rule in ("near spelling", "nickname", "other surname", "initials and surname", "middle name")


@lru_cache(maxsize=4096)  # the same people are compared after every decision
def _person(record: Record) -> Person:
    return listed_person(
        0, record.code, _fullest(record), (), record.role, record.agency, record.kind_of_identity, issued=record.issued,
        role_words=frozenset(),
    )  # fmt: skip


def _fullest(record: Record) -> str:
    return max(record.names, key=lambda n: (len(n.split()), len(n)))


def _evidence_of_pair(stays: Record, goes: Record) -> str:
    return f"{_fullest(goes)} ({goes.code}) and {_fullest(stays)} ({stays.code}) have names alike"


@dataclass(frozen=True)
class Answer:
    """What a person answers. `code` where the ruling asks for one; "" with `CODE` means somebody new."""

    ruling: Ruling
    code: str = ""
    here_only: bool = False
    reason: str = ""
    prefix: str = ""  # of a new code: "Person", "SW"
    names: tuple[str, ...] = ()  # what it is about, where it is not all that the question names


def answered(key_map: KeyMap, question: ToDecide, answer: Answer, who: str = "", now: datetime | None = None) -> KeyMap:
    """The key map with the decision in it. Raises NotAnAnswer."""
    names = answer.names or question.names
    told = Decided(
        ruling=answer.ruling,
        names=names,
        kind=question.kind,
        other=question.code,
        anchor=question.anchor if answer.here_only else "",
        reason=answer.reason.strip(),
        who=who or user(),
        when=(now or datetime.now(UTC)).isoformat(timespec="seconds"),
    )
    match answer.ruling:
        case Ruling.KEEP:
            return key_map.with_decision(told)
        case Ruling.LEAVE:
            if not told.reason:
                raise NotAnAnswer("A real name may only be left with a reason. Write why it may stay.")
            return key_map.with_decision(told)
        case Ruling.ASK:
            return key_map.with_decision(told.model_copy(update={"code": question.code, "names": (), "other": ""}))
        case Ruling.APART:
            other = _known(key_map, answer.code or next(iter(question.choices), "")).code
            return key_map.with_decision(told.model_copy(update={"code": question.code, "other": other, "names": ()}))
        case Ruling.SAME:
            code = _that_stays(key_map, question, answer)
            return key_map.with_decision(told.model_copy(update={"code": code}))
        case _:
            if question.kind in REMOVED:
                return key_map.with_decision(told.model_copy(update={"code": REMOVED[question.kind]}))
            if answer.code:
                return key_map.with_decision(told.model_copy(update={"code": _known(key_map, answer.code).code}))
            return _with_somebody_new(key_map, told, answer.prefix or _prefix(key_map, question))


def _that_stays(key_map: KeyMap, question: ToDecide, answer: Answer) -> str:
    """The code under which two identities are one. Raises NotAnAnswer where they cannot be made one here."""
    stays = _known(key_map, answer.code or next(iter(question.choices), ""))
    if not question.code or squash(stays.code) == squash(question.code):
        raise NotAnAnswer(f"{stays.code} cannot be the same person as itself. Give the other code.")
    goes = _known(key_map, question.code)
    if goes.issued and stays.issued:
        raise NotAnAnswer(
            f"{goes.code} and {stays.code} are both the board's. Only the board can say that they are one: ask its "
            "business manager."
        )
    if goes.issued:
        raise NotAnAnswer(
            f"{goes.code} is the board's code: that one stays. Say of {stays.code} that it is {goes.code}."
        )
    if goes.kind != stays.kind:
        raise NotAnAnswer(f"{goes.code} is a {goes.kind} and {stays.code} a {stays.kind}: they cannot be one.")
    return stays.code


def _checked_prefix(prefix: str, names: Iterable[str]) -> str:
    """Raises NotAnAnswer for what is no kind of code: it could hold a name, or run into the number."""
    wanted = clean(prefix)
    spoken = {fold(w) for n in names for w in n.split()}
    if (
        not re.fullmatch(r"[^\W\d_][^\W\d_ /-]*(?:[ /-][^\W\d_]+){0,2}", wanted)
        or len(wanted) > 30
        or any(
            fold(w) in spoken or (lexicon().births(w) and not lexicon().is_ordinary(w))
            for w in re.split(r"[ /-]", wanted)
        )
    ):
        raise NotAnAnswer(
            "A kind of code is letters, like Person, SW or Teacher, and holds no name and no number. Choose one of those "
            "offered."
        )
    return wanted


def renamed(key_map: KeyMap, code: str, new: str, who: str = "", now: datetime | None = None) -> KeyMap:
    """The key map with another code for an identity that was coded here. Raises NotAnAnswer."""
    record, wanted = _known(key_map, code), clean(new)
    if record.issued:
        raise NotAnAnswer(f"{record.code} is the board's code: only the board can change it.")
    if squash(wanted) == squash(record.code):
        raise NotAnAnswer(f"{record.code} is its code already. Write another one.")
    if key_map.record(wanted) is not None:
        raise NotAnAnswer(f"{wanted} stands for somebody already. If they are one, say “same person” instead.")
    split = split_code(wanted)
    if split is None or any(lexicon().births(w) and not lexicon().is_ordinary(w) for w in wanted.split()):
        raise NotAnAnswer("A code is letters and a number, like SW4 or Person 7, and holds no name.")
    if not key_map.numbering().is_free(wanted):
        raise NotAnAnswer(f"{wanted} has been used in this case before. Take a higher number.")
    prefix = wanted.rstrip("0123456789").strip()
    made = Record(
        code=wanted, kind=record.kind, issued=False, names=record.names, role=record.role, roles=record.roles,
        prefix=prefix, agency=record.agency, gender=record.gender, why=MADE,
    )  # fmt: skip
    told = Decided(
        ruling=Ruling.SAME, names=record.names, kind=record.kind, code=wanted, other=record.code, who=who or user(),
        when=(now or datetime.now(UTC)).isoformat(timespec="seconds"),
    )  # fmt: skip
    return key_map.with_records([made]).with_decision(told)


def others_meant(key_map: KeyMap, written: str, code: str) -> tuple[tuple[Record, str], ...]:
    """Whom else the words could mean, best fit first, each with how they fit (a pass of the sieve)."""
    name = parse_name(written)
    if name.is_empty:
        return ()
    retired = successors(key_map.decisions)
    found = []
    for n, record in enumerate(key_map.records):
        if record.kind != "person" or not record.names or record.code in retired or squash(record.code) == squash(code):
            continue
        fit = _person(record).fit(name)
        if fit is not None:
            found.append((fit.level, n, record, fit.rule))
    return tuple((record, rule) for _, _, record, rule in sorted(found, key=lambda f: f[:2]))


def _with_somebody_new(key_map: KeyMap, told: Decided, prefix: str) -> KeyMap:
    prefix = _checked_prefix(prefix, told.names)
    code, _ = key_map.numbering().next_code(prefix)
    record = Record(
        code=code, kind=told.kind, issued=False, names=told.names, prefix=prefix, why=MADE  # type: ignore[arg-type]
    )  # fmt: skip
    return key_map.with_records([record]).with_decision(told.model_copy(update={"code": code}))


def _prefix(key_map: KeyMap, question: ToDecide) -> str:
    records = (key_map.record(c) for c in (question.code, *question.choices) if c)
    own = next((r.prefix for r in records if r is not None and r.prefix), "")
    return own or PREFIXES.get(question.kind, "Person")


def _known(key_map: KeyMap, code: str) -> Record:
    if not code.strip():
        raise NotAnAnswer("Which code? Write one of the board's list or of the key map.")
    record = key_map.record(code)
    if record is None:
        raise NotAnAnswer(f"The case has no code {code.strip()}. Write one of the board's list or of the key map.")
    return record


def user() -> str:
    """The account's name, where nobody says who decides."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # an account without a name
        return "somebody"
