"""What may answer a question, and what an answer still needs: the one table that terminal, page and sheet show.

A new kind of answer is a line of `offered`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from redactor.case.deciding import Answer, NotAnAnswer
from redactor.case.question import REMOVED, Asked, ToDecide
from redactor.codes.finding import is_ranked
from redactor.keymap.decisions import Ruling


class Needs(StrEnum):
    """What a person has still to write."""

    NOTHING = ""
    CODE = "code"
    PREFIX = "prefix"  # of a new code
    REASON = "reason"


@dataclass(frozen=True, slots=True)
class Offer:
    """One answer: its key, its words, what it rules, what it still needs, and the code that it already says."""

    key: str
    words: str
    ruling: Ruling
    needs: Needs = Needs.NOTHING
    code: str = ""


_ANOTHER = Offer("o", "another code", Ruling.CODE, Needs.CODE)
_NEW = Offer("n", "somebody new", Ruling.CODE, Needs.PREFIX)
_KIND = Offer("n", "another kind of code", Ruling.SAME, Needs.PREFIX)
_FAMILY = Offer("f", "the family of", Ruling.FAMILY, Needs.CODE)
_SAME = Offer("s", "same person as", Ruling.SAME, Needs.CODE)
_ONE = Offer("s", "same person as", Ruling.SAME)
_TWO = Offer("t", "two people", Ruling.APART)
_KEEP = Offer("k", "not a person: keep", Ruling.KEEP)
_NOBODY = Offer("k", "nobody: keep", Ruling.KEEP)
_OUT = Offer("y", "take it out", Ruling.CODE)
_LEAVE = Offer("l", "leave the real name", Ruling.LEAVE, Needs.REASON)
_BOARD = Offer("b", "ask the board", Ruling.ASK)
RIGHT = "yes, right"
_STANDS = Offer("y", RIGHT, Ruling.KEEP)  # what stands in the draft stays as it is
_ABOUT_TEXT = (Ruling.CODE, Ruling.FAMILY, Ruling.KEEP, Ruling.LEAVE)


def offered(question: ToDecide) -> tuple[Offer, ...]:
    """What may answer a question, in the order of the screen."""
    match question.asked:
        case Asked.UNRESOLVED:
            codes = (Offer(str(n), "this code", Ruling.CODE, code=c) for n, c in enumerate(question.choices[:9], 1))
            return (*codes, _ANOTHER, *_of_people(question), _NEW, _KEEP, _LEAVE)
        case Asked.DOUBTFUL:
            return (
                Offer("y", RIGHT, Ruling.CODE, code=question.code),
                _ANOTHER,
                *_of_people(question),
                _NEW,
                _KEEP,
                _LEAVE,
            )
        case Asked.MERGE:
            return (_ONE, _TWO)
        case Asked.MINTED:
            board = () if question.declined else (_BOARD,)
            return (*board, _SAME, *_of_people(question), _KIND, _ANOTHER, _KEEP, _LEAVE)
        case Asked.STANDING:
            if not question.here_only and is_ranked(question.names[0]):
                return (_STANDS, _ANOTHER, _NEW)  # "PC623" may be an officer's own number
            if question.here_only and not question.marker:
                return (_STANDS, _ANOTHER, _NEW)  # "Tom Hill (SW2)": whom the code was put for may be on no list
            return (_ANOTHER,) if question.marker else (_STANDS, _ANOTHER)
        case Asked.LEFT if question.kind in REMOVED:
            return (_OUT, _NOBODY, _LEAVE)
        case Asked.LEFT:
            codes = (Offer(str(n), "this code", Ruling.CODE, code=c) for n, c in enumerate(question.choices[:9], 1))
            return (*codes, _NOBODY, _ANOTHER, *_of_people(question), _NEW, _LEAVE)


def _of_people(question: ToDecide) -> tuple[Offer, ...]:
    """What only words for people can mean."""
    return (_FAMILY,) if question.kind == "person" else ()


def holds_here(question: ToDecide, ruling: Ruling, *, here: bool) -> bool:
    """Whether an answer holds for the one place only: as asked for, where it is about words that have a place."""
    return here and ruling in _ABOUT_TEXT and bool(question.anchor)


def has_scope(question: ToDecide) -> bool:
    """Whether a person can say where the answer holds."""
    return question.asked in (Asked.UNRESOLVED, Asked.DOUBTFUL, Asked.STANDING, Asked.LEFT) and bool(question.anchor)


def answer_from(question: ToDecide, offer: Offer, written: str = "", *, here: bool = False) -> Answer:
    """The answer that an offer makes with what was written for it. Raises NotAnAnswer where a code is missing."""
    words = written.strip()
    if offer.needs is Needs.CODE and not words:
        raise NotAnAnswer("No code was written.")
    return Answer(
        offer.ruling,
        offer.code or (words if offer.needs is Needs.CODE else ""),
        holds_here(question, offer.ruling, here=here),
        words if offer.needs is Needs.REASON else "",
        words if offer.needs is Needs.PREFIX else "",
    )
