"""What an answer makes of the key map: the same with one decision more. Values and pure functions only."""

from __future__ import annotations

import getpass
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cache

from redactor.case.contradictions import spoken_against
from redactor.case.pairs import person_of
from redactor.case.question import PREFIXES, REMOVED, Asked, ToDecide
from redactor.codes.finding import is_ranked
from redactor.codes.numbering import kind_of_standing, split_code
from redactor.codes.roles import standard_roles
from redactor.codes.shapes import OTHER_PEOPLE, PEOPLE, WORDS
from redactor.codes.text import clean, squash
from redactor.keymap.decisions import MADE, PUBLISHED, Decided, Ruling, successors
from redactor.keymap.keymap import KeyMap, Record
from redactor.language.lexicon import fold, lexicon
from redactor.language.names import near, parse_name

_IS_HERE = re.compile(r" is an? (.+?) here\b")
_LETTERS = re.compile(r"[^\W\d_]+")
_TELLS = 4  # letters of a name's beginning by which it is known again


class NotAnAnswer(Exception):
    """The answer cannot be carried out. The message is a sentence for the user and names no one."""


class Unlikely(NotAnAnswer):
    """What is known of the person speaks against the answer: it is taken where a reason goes with it."""


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
            whom = (
                PUBLISHED if key_map.profile == PUBLISHED else ""
            )  # what holds for one audience never slips into another
            return key_map.with_decision(told.model_copy(update={"audience": whom}))
        case Ruling.ASK:
            return key_map.with_decision(told.model_copy(update={"code": question.code, "other": "", "anchor": ""}))
        case Ruling.APART:
            other = _known(key_map, answer.code or next(iter(question.choices), "")).code
            return key_map.with_decision(told.model_copy(update={"code": question.code, "other": other, "names": ()}))
        case Ruling.FAMILY:
            code = _now(key_map, answer.code).code  # whoever that is: not the one whom the words name
            return key_map.with_decision(told.model_copy(update={"code": code, "kind": "person"}))
        case Ruling.SAME:
            if answer.prefix:
                code = _next_of(key_map, question, answer.prefix)
                return renamed(key_map, question.code, code, told.who, now, kind=_kind_of(clean(answer.prefix)))
            stays = _likely(_that_stays(key_map, question, answer), names, answer)
            kind = question.kind if question.kind == "address" else stays.kind  # a house is nobody's name
            anchor = question.anchor if question.asked is Asked.MINTED and question.here_only else ""
            return key_map.with_decision(told.model_copy(update={"code": stays.code, "kind": kind, "anchor": anchor}))
        case _:
            if question.kind in REMOVED:
                return key_map.with_decision(told.model_copy(update={"code": REMOVED[question.kind]}))
            if answer.code:
                record = _likely(_now(key_map, answer.code), names, answer)
                of_several = question.asked is Asked.STANDING and len(question.choices) > 1
                about = names[:1] if of_several else names  # what is put for one code is not put for the others
                return key_map.with_decision(
                    told.model_copy(update={"code": record.code, "kind": _kind(question, record), "names": about})
                )
            named = (
                question.asked is not Asked.STANDING or not question.here_only
            )  # the code that stood is nobody's name
            return _with_somebody_new(key_map, told, answer.prefix or _prefix(key_map, question), named=named)


def _likely(record: Record, names: Iterable[str], answer: Answer) -> Record:
    """The record. Raises Unlikely where somebody called so is hardly this person, and nobody says why it is so."""
    against = "" if answer.reason.strip() else spoken_against(record, names)
    if against:
        raise Unlikely(f"{against} If it is so all the same, give the same answer again, or in a sheet write why.")
    return record


def _kind(question: ToDecide, record: Record) -> str:
    """What words are that mean this record: a place taken for a person is a place. Of a code that stood, nothing changes."""
    return question.kind if question.asked is Asked.STANDING else record.kind


def _now(key_map: KeyMap, code: str) -> Record:
    """The record of a code, or of the one that is used in its place since a decision. Raises NotAnAnswer."""
    record = _known(key_map, code)
    return key_map.record(successors(key_map.decisions).get(record.code, record.code)) or record


def _next_of(key_map: KeyMap, question: ToDecide, prefix: str) -> str:
    """The next free code of another kind, for somebody or something that was coded here."""
    wanted = _checked_prefix(prefix, question.names)
    known = _known(key_map, question.code)
    if known.prefix and squash(known.prefix) == squash(wanted):
        raise NotAnAnswer(
            f"{known.code} is a code of this kind already. Write another kind, or ask the board for a code."
        )
    code, _ = key_map.numbering().next_code(wanted)
    return code


def _that_stays(key_map: KeyMap, question: ToDecide, answer: Answer) -> Record:
    """The record under which two identities are one. Raises NotAnAnswer where they cannot be made one here."""
    stays = _now(key_map, answer.code or next(iter(question.choices), ""))
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
    if goes.kind != stays.kind and question.asked is Asked.MERGE:  # of something new a person may say what it is
        raise NotAnAnswer(f"{goes.code} is a {goes.kind} and {stays.code} a {stays.kind}: they cannot be one.")
    return stays


def _checked_prefix(prefix: str, names: Iterable[str]) -> str:
    """Raises NotAnAnswer for what is no kind of code: it could hold a name, or run into the number."""
    wanted = clean(prefix)
    if (
        not re.fullmatch(r"[^\W\d_][^\W\d_ /-]*(?:[ /-][^\W\d_]+){0,2}", wanted)
        or len(wanted) > 30
        or _names_somebody(wanted, names)
    ):
        raise NotAnAnswer(
            "A kind of code is letters, like Person, SW or Teacher, and holds no name and no number. Choose one of those "
            "offered."
        )
    return wanted


def _names_somebody(wanted: str, names: Iterable[str]) -> bool:
    """Whether a code, or its prefix, would tell who is behind it: it holds a first name, or a word of one of these names,
    whole, cut short ("Ffyn 1") or misspelt, or their initials. Words that codes are made of ("School X1", "Person 2") tell
    nothing, whatever the place is called."""
    spoken = {fold(w) for n in names for w in _LETTERS.findall(n)} - _code_words()
    initials = {"".join(w[0] for w in words) for n in names if len(words := _LETTERS.findall(fold(n))) > 1}
    for word in map(fold, _LETTERS.findall(wanted)):
        if word in _code_words():
            continue
        if word in spoken or word in initials or (lexicon().births(word) and not lexicon().is_ordinary(word)):
            return True
        if len(word) >= _TELLS and any(
            s.startswith(word) or word.startswith(s) or near(word, s) for s in spoken if len(s) >= _TELLS
        ):
            return True
    return False


@cache
def _code_words() -> frozenset[str]:
    """Words and letters that codes are made of, whoever they stand for."""
    every = (*PREFIXES.values(), *WORDS, *(r.prefix for r in standard_roles()))
    return frozenset(fold(w) for prefix in every for w in _LETTERS.findall(prefix)) | {"x"}


def renamed(key_map: KeyMap, code: str, new: str, who: str = "", now: datetime | None = None, kind: str = "") -> KeyMap:
    """The key map with another code for an identity that was coded here, and as another kind of identity where `kind` says
    one. Raises NotAnAnswer."""
    record, wanted = _known(key_map, code), clean(new)
    if record.issued:
        raise NotAnAnswer(f"{record.code} is the board's code: only the board can change it.")
    if squash(wanted) == squash(record.code):
        raise NotAnAnswer(f"{record.code} is its code already. Write another one.")
    if key_map.record(wanted) is not None:
        raise NotAnAnswer(f"{wanted} stands for somebody already. If they are one, say “same person” instead.")
    if split_code(wanted) is None:
        raise NotAnAnswer("A code is letters and a number, like SW4 or Person 7, and holds no name.")
    if _names_somebody(wanted, (*record.names, *(n for r in key_map.records for n in r.names))):
        raise NotAnAnswer(
            "This code would tell who is behind it: it holds a name, or a part of one. A code is letters and a number, like "
            "SW4 or Person 7, and holds no name."
        )
    if not key_map.numbering().is_free(wanted):
        raise NotAnAnswer(f"{wanted} has been used in this case before. Take a higher number.")
    prefix = wanted.rstrip("0123456789").strip()
    kind = kind or record.kind
    title = next((r.title for r in standard_roles() if squash(r.prefix) == squash(prefix)), "")
    role = record.role if squash(prefix) == squash(record.prefix) else title
    made = Record(
        code=wanted, kind=kind, issued=False, names=record.names, role=role,  # type: ignore[arg-type]
        roles=record.roles if role == record.role else (), prefix=prefix, agency=record.agency, gender=record.gender, why=MADE,
    )  # fmt: skip
    told = Decided(
        ruling=Ruling.SAME, names=record.names, kind=kind, code=wanted, other=record.code, who=who or user(),
        when=(now or datetime.now(UTC)).isoformat(timespec="seconds"),
    )  # fmt: skip
    return key_map.with_records([made]).with_decision(told)


def _kind_of(prefix: str) -> str:
    """What a code of this prefix stands for: "Place X" for a place, "School X" for an organisation, "SW" for a person."""
    known = next((k for k, p in PREFIXES.items() if squash(p) == squash(prefix)), "")
    return known or ("organisation" if prefix.upper().endswith(" X") else "person")


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
        fit = person_of(record).fit(name)
        if fit is not None:
            found.append((fit.level, n, record, fit.rule))
    return tuple((record, rule) for _, _, record, rule in sorted(found, key=lambda f: f[:2]))


def _with_somebody_new(key_map: KeyMap, told: Decided, prefix: str, *, named: bool = True) -> KeyMap:
    prefix = _checked_prefix(prefix, told.names)
    kind = (
        told.kind if _suits(prefix, told.kind) else _meant_by(prefix)
    )  # whoever says "Person" says that it is no place
    code, _ = key_map.numbering().next_code(prefix)
    record = Record(
        code=code, kind=kind, issued=False, names=told.names if named else (), prefix=prefix, why=MADE,  # type: ignore[arg-type]
        role="" if named else next((r.title for r in standard_roles() if squash(r.prefix) == squash(prefix)), ""),
    )  # fmt: skip
    return key_map.with_records([record]).with_decision(told.model_copy(update={"code": code, "kind": kind}))


def _suits(prefix: str, kind: str) -> bool:
    """Whether a code of this prefix may stand for something of this kind: people's codes for people, others for places."""
    meant = _meant_by(prefix)
    return not meant or (meant == "person") == (kind == "person")


def _meant_by(prefix: str) -> str:
    """What a prefix says by itself that is behind the code; "" for one that says nothing ("Zeta")."""
    known = next((k for k, p in PREFIXES.items() if squash(p) == squash(prefix)), "")
    if known:
        return known
    if any(squash(prefix) == squash(p) for p in (*PEOPLE, *OTHER_PEOPLE, *(r.prefix for r in standard_roles()))):
        return "person"
    standing = kind_of_standing(f"{prefix}1")
    return standing if standing in PREFIXES else ""


def refuse_another_kind(kind: str, prefix: str) -> None:
    """Raises NotAnAnswer where somebody says that words are an address or another place, and asks for a code of people."""
    if kind in PREFIXES and not _suits(clean(prefix), kind):
        what = {"address": "An address", "organisation": "An establishment", "place": "A place"}[kind]
        raise NotAnAnswer(
            f"{what} gets a code like {PREFIXES[kind]}, and {clean(prefix)} is a kind of code for people. Write "
            f"{PREFIXES[kind]}, or say that the words are a person."
        )


def _prefix(key_map: KeyMap, question: ToDecide) -> str:
    if question.asked is Asked.STANDING and question.here_only:  # "HV1 is an Approved Premises Worker here"
        beside = _IS_HERE.search(question.why)
        return next((r.prefix for r in standard_roles() if beside and r.title == beside[1]), "Person")
    records = (key_map.record(c) for c in (question.code, *question.choices) if c)
    own = next((r.prefix for r in records if r is not None and r.prefix), "")
    own = own or next((n.rstrip("0123456789") for n in question.names if is_ranked(n)), "")  # "PC623" is an officer
    return own or PREFIXES.get(question.kind, "Person")


def _known(key_map: KeyMap, code: str) -> Record:
    if not code.strip():
        raise NotAnAnswer("Which code? Write one of the board's list or of the key map.")
    record = key_map.record(code)
    if record is None:
        raise NotAnAnswer(f"The case has no code {code.strip()}. Write one of the board's list or of the key map.")
    return record


class Insisting:
    """Takes an answer that was held back as unlikely when it is given a second time, one question at a time."""

    def __init__(self) -> None:
        self._held: tuple[str, Answer] | None = None

    def __call__(self, question: ToDecide, answer: Answer) -> Answer:
        """The answer, with a reason where it has been held back before."""
        return replace(answer, reason="Given twice.") if self._held == (question.key, answer) else answer

    def held_back(self, question: ToDecide, answer: Answer) -> None:
        """It was unlikely."""
        self._held = (question.key, answer)


def user() -> str:
    """The account's name, where nobody says who decides."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # an account without a name
        return "somebody"
