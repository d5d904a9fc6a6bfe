"""Everybody who is not on the board's list, in one table: whoever is right is ticked, and one button asks the board for all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from redactor.case.deciding import Answer, NotAnAnswer, answered, renamed
from redactor.case.question import Asked, ToDecide
from redactor.codes.numbering import BlockUsedUp
from redactor.codes.text import squash
from redactor.keymap.decisions import Ruling
from redactor.keymap.keymap import KeyMap
from redactor.keymap.reasons import described
from redactor.records.wording import counted
from redactor.review.session import Review
from redactor.web.asked import family_meant, known_codes, likely_people, place_of, prefixes
from redactor.web.desk import Desk, PostedForm, change, page
from redactor.web.render import show

_ASK, _SAME, _FAMILY, _KEEP = "ask", "same", "family", "keep"


@dataclass(frozen=True)
class UnlistedRow:
    """One person or place that the board has given no code."""

    code: str
    prefix: str
    names: tuple[str, ...]
    about: str  # role and agency, as far as the drafts tell
    kind: str
    count: int
    doubtful: int  # places of theirs that are doubtful
    target: str
    around: Markup
    likely: tuple[tuple[str, str], ...]  # value of an answer and what it says: somebody of the case whom they could be

    @property
    def id(self) -> str:
        """As a part of an address."""
        return self.code.replace(" ", "-")


def rows_of(review: Review) -> tuple[UnlistedRow, ...]:
    """Everybody of whom a person has still to say whether they are right, staff first, then by how often they are met."""
    return tuple(_rows(review))


def _rows(review: Review) -> Iterator[UnlistedRow]:
    key_map = review.key_map
    for family in review.families:
        for q in (family.head, *family.after):
            record = key_map.record(q.code)
            if q.asked is not Asked.MINTED or record is None:
                continue
            place = place_of(review, q)
            likely = likely_people(key_map, q.names, q.code) if q.kind == "person" else ()
            offers = [(f"{_SAME}:{r.code}", f"the same as {described(key_map, r.code)}") for r in likely]
            if whose := family_meant(key_map, [r.code for r in likely]):
                offers.append((f"{_FAMILY}:{whose}", f"the family of {described(key_map, whose)}"))
            doubtful = sum(a.count for a in family.alike) if q is family.head else 0
            yield UnlistedRow(
                q.code, record.prefix, q.names, q.why, q.kind, q.count, doubtful, place.id, place.around, tuple(offers)
            )


def _unlisted(desk: Desk, request: Request, form: PostedForm) -> Response:
    desk.opened.look_again()
    return _show(desk)


def _show(
    desk: Desk, problems: dict[str, str] | None = None, said: str = "", kept: PostedForm | None = None
) -> Response:
    review, told = desk.opened, problems or {}
    rows = rows_of(review)
    if not rows and not said and not told:
        return RedirectResponse("/draft", 303)
    return show(
        desk, "unlisted.html.j2", here="/draft", rows=rows, problems=tuple(told.values()), told=told, said=said,
        kept=kept, codes=known_codes(review), prefixes=prefixes(review), status=422 if told else 200,
    )  # fmt: skip


def _settle(desk: Desk, request: Request, form: PostedForm) -> Response:
    """What the table says of those who are ticked. Whoever cannot be settled stays, with the reason; the others are."""
    review, told = desk.opened, {}
    asked = {q.code: q for q in review.questions if q.asked is Asked.MINTED}
    ticked = [code for code in form.all("take") if code in asked]
    if not ticked:
        return _show(desk, {"": "Tick those that are right."}, kept=form)
    done = 0

    def settled(key_map: KeyMap) -> KeyMap:
        nonlocal done
        for code in ticked:
            try:
                key_map = _said(key_map, asked[code], form, review.who)
                done += 1
            except (NotAnAnswer, BlockUsedUp) as error:
                told[code] = f"{code}: {error}"
        return key_map

    review.settle(settled)
    said = f"{counted(done, 'person or place is', 'people and places are')} settled." if done else ""
    return _show(desk, told, said, form if told else None)


def _said(key_map: KeyMap, question: ToDecide, form: PostedForm, who: str) -> KeyMap:
    """What one row says. Raises NotAnAnswer."""
    code, record = question.code, key_map.record(question.code)
    answer, _, whom = form.get(f"is-{code}").partition(":")
    if answer == _SAME:
        return answered(key_map, question, Answer(Ruling.SAME, whom or form.get(f"other-{code}")), who)
    if answer == _FAMILY:
        return answered(key_map, question, Answer(Ruling.FAMILY, whom or form.get(f"other-{code}")), who)
    if answer == _KEEP:
        return answered(key_map, question, Answer(Ruling.KEEP), who)
    new, prefix = form.get(f"code-{code}"), form.get(f"prefix-{code}")
    if new and squash(new) != squash(code):
        key_map = renamed(key_map, code, new, who)
    elif prefix and record is not None and squash(prefix) != squash(record.prefix):
        key_map = answered(key_map, question, Answer(Ruling.SAME, prefix=prefix), who)
    else:
        return answered(key_map, question, Answer(Ruling.ASK), who)
    return answered(key_map, replace(question, code=key_map.decisions[-1].code), Answer(Ruling.ASK), who)


ROUTES = [
    Route("/unlisted", page(_unlisted)),
    Route("/unlisted", change(_settle), methods=["POST"]),
]
