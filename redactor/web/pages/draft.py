"""The draft as a reader sees it, and the panel beside it."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from redactor.case.question import Asked
from redactor.documents.looks import picture_of
from redactor.review.session import Review
from redactor.web.asked import (
    KINDS,
    LAST_LOOK,
    count_states,
    first_open,
    known_codes,
    prefixes,
    question_shown,
    reasons_of,
    usual_prefix,
)
from redactor.web.checked import media_of
from redactor.web.desk import TAB_HEADER, Desk, PostedForm, page
from redactor.web.guard import NotServed
from redactor.web.render import show
from redactor.web.view import MarkedText, MentionState, line, sheets


def _draft(desk: Desk, request: Request, form: PostedForm) -> Response:
    review = desk.opened
    if desk.jobs.state.running:
        return RedirectResponse("/working", 303)
    problems = desk.jobs.problems()
    with desk.lock:
        marks = desk.show()
        desk.codes_shown = codes = known_codes(review)
    values = question_values(desk, form.get("question"))
    adding = PostedForm({"words": [form.get("add")]}) if form.get("add") else None
    if adding is not None:
        values = {**values, **add_values(desk, adding)}
    return show(
        desk,
        "draft.html.j2",
        here="/draft",
        problems=problems,
        sheets=sheets(review.drafts, marks, review.looks),
        states=tuple(MentionState),
        counts=count_states(marks),
        codes=codes,
        prefixes=prefixes(review),
        adding=adding is not None,
        values=values,
    )


def question_values(desk: Desk, at: str = "") -> dict[str, object]:
    """What the panel with the next question is made of."""
    review = desk.opened
    question, left = first_open(review, desk.passed, at)
    shown = question_shown(review, question) if question else None
    return {
        "shown": shown,
        "left": left,
        "looking": review.is_looking,
        "step": "Read" if question is None or question.asked in LAST_LOOK else "Decide",
        "unlisted": sum(q.asked is Asked.MINTED for q in review.questions),
        "usual": usual_prefix(question.kind if question else "person"),
        **status_values(review),
    }


def status_values(review: Review) -> dict[str, object]:
    """What the line above the panel says."""
    held = [d for d in review.key_map.decisions if not d.withdrawn]
    return {"saved": review.is_saved, "trouble": review.problem, "last": held[-1] if held else None, "held": len(held)}


def _question(desk: Desk, request: Request, form: PostedForm) -> Response:
    values = question_values(desk, form.get("at"))
    return show(desk, "panel/question.html.j2", events=goto(values), values=values)


def goto(values: dict[str, object]) -> dict[str, object]:
    """The event that leads the reader to what a question is about."""
    shown = values["shown"]
    return {"redactor:goto": {"id": getattr(shown, "target", "") if shown else ""}}


def _why(desk: Desk, request: Request, form: PostedForm) -> Response:
    mark = mark_of(desk, form)
    return show(desk, "panel/why.html.j2", values=why_values(desk, mark))


def why_values(desk: Desk, mark: MarkedText) -> dict[str, object]:
    """What the panel about one mention is made of."""
    review = desk.opened
    found = reasons_of(review, mark)
    return {
        "why": found,
        "usual": usual_prefix(found.kind),
        "left": len(review.questions),
        **status_values(review),
    }


def mark_of(desk: Desk, form: PostedForm) -> MarkedText:
    """The mention that a form is about. Raises NotServed where it is gone."""
    passage, start = form.number("passage"), form.number("start")
    found = next((m for m in desk.marks(frozenset((passage,))).get(passage, ()) if m.start == start), None)
    if found is None:
        raise NotServed(409, "This mention is no longer there: a later decision has changed it. Choose another.")
    return found


def _add(desk: Desk, request: Request, form: PostedForm) -> Response:
    return show(desk, "panel/add.html.j2", values=add_values(desk, form))


def add_values(desk: Desk, form: PostedForm, problem: str = "") -> dict[str, object]:
    """What the panel for adding a missed name is made of: with a selection of the draft, or with words typed."""
    review = desk.opened
    passage, start, end = (form.number(name) for name in ("passage", "start", "end"))
    of = review.drafts.by_number.get(passage)
    words = of.text[start:end] if of is not None and 0 <= start < end <= len(of.text) else form.get("words")
    places = sum(p.text.count(words) for p in review.drafts.passages if not p.leaves) if words else 0
    return {
        "words": words, "passage": passage, "start": start, "end": end, "places": places, "selected": of is not None,
        "kinds": KINDS, "kind": form.get("kind") or "person", "problem": problem,
        "usual": usual_prefix(form.get("kind") or "person"), "chosen": form.get("prefix") if problem else "",
        "usuals": {kind: usual_prefix(kind) for kind, _ in KINDS}, "left": len(review.questions), **status_values(review),
    }  # fmt: skip


def _decisions(desk: Desk, request: Request, form: PostedForm) -> Response:
    review = desk.opened
    return show(
        desk, "panel/decisions.html.j2", decisions=tuple(reversed(review.key_map.decisions)),
        left=len(review.questions), values=status_values(review),
    )  # fmt: skip


def _changes(desk: Desk, request: Request, form: PostedForm) -> Response:
    """What the sieve has changed since: passages that look otherwise, and the count of questions. For the tab that works."""
    if not desk.tabs.may_change(request.headers.get(TAB_HEADER, "")):
        return Response(status_code=204)
    return show(desk, "panel/changes.html.j2", values=change_values(desk, numbers=True))


def change_values(desk: Desk, *, numbers: bool = False) -> dict[str, object]:
    """The passages that look otherwise than the browser shows them, ready to be swapped in."""
    review = desk.opened
    changed = desk.changed(numbers=numbers)
    lines = [line(review.drafts.by_number[n], desk.shown, review.looks) for n in changed]
    codes = known_codes(review)
    new, desk.codes_shown = codes != desk.codes_shown, codes
    return {
        "lines": lines,
        "codes": codes if new else (),
        "step": "Decide" if any(f.head.asked not in LAST_LOOK for f in review.families) else "Read",
        "left": len(review.questions),
        "counts": count_states(desk.shown),
        "states": tuple(MentionState),
        **status_values(review),
    }


def _picture(desk: Desk, request: Request, form: PostedForm) -> Response:
    """A picture of a draft as it lies there, of a kind that runs nothing."""
    documents, number = desk.opened.drafts.documents, request.path_params["draft"]
    found = picture_of(documents[number], request.path_params["number"]) if number < len(documents) else None
    media = media_of(found) if found is not None else ""
    if found is None or not media:
        raise NotServed(404, "There is no such picture.")
    return Response(found, media_type=media)


ROUTES = [
    Route("/draft", page(_draft)),
    Route("/draft/picture/{draft:int}/{number:int}", page(_picture)),
    Route("/panel/question", page(_question)),
    Route("/panel/why", page(_why)),
    Route("/panel/add", page(_add)),
    Route("/panel/decisions", page(_decisions)),
    Route("/changes", page(_changes)),
]
