"""The bar of steps on every page: what is done, where somebody is, how much is left and how long it may take."""

from __future__ import annotations

from dataclasses import dataclass

from redactor.records.report import headline
from redactor.records.wording import counted
from redactor.web.asked import LAST_LOOK
from redactor.web.checked import counts_of, pictures_of
from redactor.web.desk import Desk

_SECONDS = 12  # that a person needs for a question, as five people who answered some needed on average


@dataclass(frozen=True)
class PageStep:
    """One step: where it is done, how it stands."""

    name: str
    address: str  # "" where it cannot be gone to yet
    note: str
    done: bool


def steps_of(desk: Desk) -> tuple[PageStep, ...]:
    """Give, decide, read, check, send."""
    review = desk.review
    if review is None:
        given = counted(len(desk.drafts), "draft", "drafts") if desk.drafts else "drafts and list"
        return (PageStep("Give", "/", given, done=False), *(PageStep(n, "", "", done=False) for n in _LATER))
    asked = review.families
    to_decide = sum(f.head.asked not in LAST_LOOK for f in asked)
    first = next((f.head.key for f in asked if f.head.asked in LAST_LOOK), "")
    to_read = sum(f.head.asked in LAST_LOOK for f in asked)
    drafts = counted(len(review.drafts.documents), "draft", "drafts")
    looking = review.is_looking and not asked
    read = "looking once more" if looking else counted(to_read, "thing left", "things left") if to_read else ""
    return (
        PageStep("Give", "", drafts, done=True),
        PageStep("Decide", "/draft", _left(to_decide), done=not to_decide),
        PageStep(
            "Read",
            f"/draft?question={first}" if first else "/draft",
            read,
            done=not to_read and not to_decide and not looking,
        ),
        _check(desk),
        _send(desk),
    )


_LATER = ("Decide", "Read", "Check", "Send")


def _left(questions: int) -> str:
    if not questions:
        return "all answered"
    minutes = -(-questions * _SECONDS // 60)
    return f"{counted(questions, 'answer', 'answers')} to give, about {counted(minutes, 'minute', 'minutes')}"


def _check(desk: Desk) -> PageStep:
    review, made = desk.opened, desk.check
    if made is None:
        return PageStep("Check", "/check", "not yet", done=False)
    if made.state != review.state:
        return PageStep("Check", "/check", "changed since", done=False)
    must = counts_of(made.checked)["must fix"]
    pictures = sum(
        p.looked is None and p.out is None for p in pictures_of(made.checked, review.key_map, review.pdf_pictures)
    )
    note = ", ".join(
        filter(None, (f"{must} to mend" if must else "", counted(pictures, "picture", "pictures") if pictures else ""))
    )
    return PageStep("Check", "/check", note or "nothing to mend", done=not note)


def _send(desk: Desk) -> PageStep:
    """Written is not yet finished: what waits for the board or for a person keeps a file back."""
    if desk.written is None:
        return PageStep("Send", "/finish", "not written", done=False)
    if desk.written_state != desk.opened.state:
        return PageStep("Send", "/finish", "changed since", done=False)
    fit = headline(desk.written.outcome).state == "fit"
    return PageStep("Send", "/finish", "written" if fit else "written, not fit yet", done=fit)
