"""Publication: what leads to somebody in print as a table to accept, change or refuse; names in print; copies written."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from redactor.base.refused import Refused
from redactor.keymap.levels import AgeLevel, DateLevel
from redactor.keymap.published import FactAnswer
from redactor.publication.audiences import Audience, audiences
from redactor.publication.fact_sheet import EVERY, AnsweredRow, readers
from redactor.publication.pseudonyms import Renaming
from redactor.publication.statement import statement
from redactor.records.wording import counted
from redactor.review.publishing import (
    PrintedDrafts,
    accept_rest,
    answer,
    choices,
    choose_levels,
    choose_names,
    levels_of,
    look,
    take_back,
    write,
)
from redactor.web.desk import Desk, PostedForm, change, page
from redactor.web.guard import NotServed
from redactor.web.jobs import Tell
from redactor.web.pages.start import default_folder
from redactor.web.printed import FactState, looks, marks_of, rows_of
from redactor.web.render import show
from redactor.web.view import sheets

_HERE = "/publication"
_PRINT = "print"
_SAYS = {
    DateLevel.EXACT: "as they are: 12 March 2019",
    DateLevel.MONTH: "the month: March 2019",
    DateLevel.SEASON: "a part of the year: early 2019",
    DateLevel.YEAR: "the year: 2019",
    DateLevel.MONTHS: "months from the beginning: Month 3",
    DateLevel.QUARTERS: "quarters from the beginning: Quarter 1",
    DateLevel.DAYS: "days from the beginning: Day 71",
}


def _publication(desk: Desk, request: Request, form: PostedForm) -> Response:
    if desk.jobs.state.running:
        return RedirectResponse("/working", 303)
    return _show(desk, _audience(form), desk.jobs.problems())


def _audience(form: PostedForm) -> Audience:
    """Whose copy the page shows: one of those that are told generally."""
    found = audiences().get(form.get("for") or _PRINT)
    return found if found is not None and found.generalised else audiences()[_PRINT]


def _show(
    desk: Desk,
    whom: Audience,
    problems: tuple[str, ...] = (),
    said: str = "",
    told: dict[str, str] | None = None,
    kept: PostedForm | None = None,
    status: int = 200,
) -> Response:
    review, printed = desk.opened, desk.printed
    common: dict[str, object] = {
        "here": _HERE, "problems": problems, "said": said, "printed": printed, "whom": whom, "told": told or {},
        "general": [a for a in audiences().values() if a.generalised], "kept": kept,
    }  # fmt: skip
    if printed is None:
        return show(desk, "publication.html.j2", status=status, values=common)
    levels, publication = levels_of(review, printed), review.key_map.publication
    found = choices(review, printed, whom)
    rows = rows_of(found, printed, review.key_map, whom)
    people = [r for r in review.key_map.records if r.kind == "person" and r.kind_of_identity == "person"]
    names = {p.code: p.name for p in publication.pseudonyms}
    return show(
        desk, "publication.html.j2", status=status, values=common, old=printed.state != review.state, rows=rows,
        waiting=sum(r.state is FactState.PROPOSED for r in rows), answers=tuple(a.value for a in FactAnswer),
        ticked=(kept.all("copy") if kept is not None else []) or [whom.name],
        dates=(kept.get("dates") if kept is not None else "") or levels.dates,
        audiences=tuple(audiences().values()), readers=readers(review.key_map), every=EVERY,
        levels=levels, says=_SAYS, ages=tuple(AgeLevel),
        chosen=bool(publication.anchor), people=people, names=names,
        says_in_print=statement(levels.dates if whom.generalised else None, levels.ages, publication.pseudonyms),
        folder=str(Path(desk.out or review.request.out or default_folder(desk.drafts)) / "copies"), published=desk.published,
    )  # fmt: skip


def _look(desk: Desk, request: Request, form: PostedForm) -> Response:
    """Make the drafts with codes, and find what in them leads to somebody."""
    begin_look(desk)
    return RedirectResponse("/working", 303)


def begin_look(desk: Desk) -> None:
    """In the background."""
    review = desk.opened

    def work(tell: Tell) -> None:
        desk.printed = look(review, tell)

    desk.jobs.start("Looking for what leads to somebody", work, _HERE, _HERE)


def _printed(desk: Desk) -> PrintedDrafts:
    """Raises NotServed where nothing has been looked for yet."""
    if desk.printed is None:
        raise NotServed(409, "Nothing has been looked for yet. Go to Publication, and look for the facts first.")
    return desk.printed


def _levels(desk: Desk, request: Request, form: PostedForm) -> Response:
    """How dates and ages are told, chosen by the board for the case."""
    whom, printed = _audience(form), _printed(desk)
    try:
        dates, ages = DateLevel(form.get("dates")), AgeLevel(form.get("ages"))
        anchor = _month(form.get("anchor"))
    except ValueError:
        wrong = (
            "Write the month in which Month 1 lies as a year and a month, 2019-03; or 2019-03-14 for days from Day 1."
        )
        return _show(desk, whom, (wrong,), kept=form, status=422)
    choose_levels(desk.opened, printed, dates, ages, anchor)
    return _show(desk, whom, said="This is how dates and ages are told, in every copy of the case.")


def _month(text: str) -> date | None:
    """Raises ValueError."""
    return date.fromisoformat(text if text.count("-") == 2 else f"{text}-01") if text else None


def _facts(desk: Desk, request: Request, form: PostedForm) -> Response:
    """The answers of the table; all that is not decided accepted; or one decision taken back."""
    whom, review, printed = _audience(form), desk.opened, _printed(desk)
    rows = {r.id: r for r in rows_of(choices(review, printed, whom), printed, review.key_map, whom)}
    if (row := rows.get(form.get("back"))) is not None:
        take_back(review, row.key, "" if row.whom == EVERY else row.whom)
        return _show(desk, whom, said="This is no longer decided: the proposal is put, and waits for you.")
    answered = [
        AnsweredRow(r.key, form.get(f"answer-{i}"), form.get(f"put-{i}"), form.get(f"for-{i}"), form.get(f"reason-{i}"))
        for i, r in rows.items()
        if f"answer-{i}" in form.values
    ]
    taken = answer(review, printed, [a for a in answered if not a.is_empty])
    more = accept_rest(review, printed, whom) if form.get("do") == "rest" and not taken.problems else 0
    count = taken.taken + more
    said = f"{counted(count, 'answer was', 'answers were')} kept." if count else ""
    if not count and not taken.problems:
        said = "Nothing was answered otherwise than before."
    ids = {r.key: i for i, r in rows.items()}
    told = {ids[key]: why for key, why in taken.problems.items() if key in ids}
    return _show(desk, whom, said=said, told=told, kept=form if told else None, status=422 if told else 200)


def _names(desk: Desk, request: Request, form: PostedForm) -> Response:
    """Names that stand in print for codes."""
    whom, review = _audience(form), desk.opened
    _printed(desk)
    had = {p.code: p.name for p in review.key_map.publication.pseudonyms}
    names = {
        r.code: name for r in review.key_map.records if (name := form.get(f"name-{r.code}")) and had.get(r.code) != name
    }
    try:
        choose_names(review, names, draw=form.get("do") == "draw")
    except Refused as error:
        return _show(desk, whom, error.problems, kept=form, status=422)
    return _show(desk, whom, said="These names stand in the copies that have pseudonyms.")


def _write(desk: Desk, request: Request, form: PostedForm) -> Response:
    """The copies, in the background."""
    review, printed, whom = desk.opened, _printed(desk), _audience(form)
    chosen = [a for name in form.all("copy") if (a := audiences().get(name)) is not None]
    wrong = [
        sentence
        for sentence, is_wrong in (
            ("Tick whom copies are for.", not chosen),
            ("Write the folder that the copies go into.", not form.get("folder")),
            ("The draft has changed since. Look for the facts again, and then write the copies.", printed.state != review.state),
        )
        if is_wrong
    ]  # fmt: skip
    if wrong:
        return _show(desk, whom, tuple(wrong), kept=form, status=422)
    folder = Path(form.get("folder")).expanduser()
    key = Path(form.get("key")).expanduser() if form.get("key") else None

    def work(tell: Tell) -> None:
        tell("Writing and checking the copies", 0, 0)
        desk.published = write(review, printed, folder, chosen, key)

    desk.jobs.start("Writing the copies", work, f"{_HERE}#written", _HERE)
    return RedirectResponse("/working", 303)


def _draft(desk: Desk, request: Request, form: PostedForm) -> Response:
    """The drafts as they are printed for an audience, every fact marked."""
    if desk.printed is None:
        return RedirectResponse(_HERE, 303)
    review, printed, whom = desk.opened, desk.printed, _audience(form)
    found = choices(review, printed, whom)
    renaming = Renaming(review.key_map, review.key_map.publication.pseudonyms if whom.pseudonyms else ())
    marks = marks_of(found, printed, renaming, whom)
    return show(
        desk, "printed.html.j2", here=_HERE, whom=whom, sheets=sheets(printed.drafts, marks, looks(printed)),
        general=[a for a in audiences().values() if a.generalised], states=tuple(FactState),
        old=printed.state != review.state,
    )  # fmt: skip


ROUTES = [
    Route("/publication", page(_publication)),
    Route("/publication/draft", page(_draft)),
    Route("/publication/look", change(_look), methods=["POST"]),
    Route("/publication/levels", change(_levels), methods=["POST"]),
    Route("/publication/facts", change(_facts), methods=["POST"]),
    Route("/publication/names", change(_names), methods=["POST"]),
    Route("/publication/write", change(_write), methods=["POST"]),
]
