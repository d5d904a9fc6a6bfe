"""The check of what would be written now: findings beside the text, and the pictures to look at."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from redactor.base.refused import Refused
from redactor.case.picture_choices import decided_on, picture_written, taken_back
from redactor.checks.results import summary
from redactor.keymap.decisions import Ruling
from redactor.keymap.keymap import Looked
from redactor.web.checked import counts_of, files_of, groups_of, pictures_of
from redactor.web.desk import CheckMade, Desk, PostedForm, change, page
from redactor.web.guard import NotServed
from redactor.web.jobs import Tell
from redactor.web.render import show


def _check(desk: Desk, request: Request, form: PostedForm) -> Response:
    review, made = desk.opened, desk.check
    if desk.jobs.state.running:
        return RedirectResponse("/working", 303)
    problems = desk.jobs.problems()
    if made is None:
        return show(desk, "check.html.j2", here="/check", made=None, problems=problems)
    return show(
        desk, "check.html.j2", here="/check", made=made, problems=(*problems, *made.checked.problems),
        groups=groups_of(made.checked), files=files_of(made.checked), counts=counts_of(made.checked),
        pictures=pictures_of(made.checked, review.key_map, review.pdf_pictures), summary=summary(made.checked),
        old=made.state != review.state, wrong="", wrong_at="", accepted=len(made.checked.accepted),
    )  # fmt: skip


def begin_check(desk: Desk) -> None:
    """Check in the background."""
    review = desk.opened

    def work(tell: Tell) -> None:
        desk.check = CheckMade(review.check(tell), review.state)

    desk.jobs.start("Checking what would be written", work, "/check", "/check")


def _run(desk: Desk, request: Request, form: PostedForm) -> Response:
    begin_check(desk)
    return RedirectResponse("/working", 303)


def _picture(desk: Desk, request: Request, form: PostedForm) -> Response:
    """One picture's bytes, of a kind that runs nothing."""
    if desk.check is None:
        raise NotServed(404, "There is no such picture.")
    digest = request.path_params["digest"]
    every = pictures_of(desk.check.checked, desk.opened.key_map, desk.opened.pdf_pictures)
    found = next((p for p in every if p.digest == digest and p.media), None)
    if found is None:
        raise NotServed(404, "There is no such picture.")
    return Response(found.data, media_type=found.media)


def _tick(desk: Desk, request: Request, form: PostedForm) -> Response:
    """Somebody has looked at a picture, has it taken out, or takes that back."""
    review, digest = desk.opened, form.get("digest")
    if desk.check is None or digest not in {
        p.digest for p in pictures_of(desk.check.checked, review.key_map, review.pdf_pictures)
    }:
        raise NotServed(404, "There is no such picture. Check the files again.")
    picture = picture_written(review.key_map, digest)
    if form.get("looked") == "out":
        if picture is None:
            raise NotServed(404, "This picture is of no draft. Check the files again.")
        review.change(lambda key_map: decided_on(key_map, picture, Ruling.PICTURE_OUT, who=review.who))
    elif form.get("looked") == "yes":
        now = datetime.now(UTC).isoformat(timespec="seconds")
        review.change(lambda key_map: key_map.with_looked(Looked(digest=digest, who=review.who, when=now)))
    else:
        review.change(lambda key_map: taken_back(key_map, digest))
    return show(
        desk, "panel/pictures.html.j2", pictures=pictures_of(desk.check.checked, review.key_map, review.pdf_pictures)
    )


def _settle(desk: Desk, request: Request, form: PostedForm) -> Response:
    """One finding: accepted with a reason, or its words kept in this case, or always."""
    review, made = desk.opened, desk.check
    finding = next((f for f in made.checked.findings if f.fingerprint == form.get("finding")), None) if made else None
    if made is None or finding is None:
        raise NotServed(404, "This finding is settled, or the check is an older one. Check the files again.")
    wrong, same = "", made.state == review.state
    try:
        if form.get("do") == "accept":
            accepted = review.accept(finding, form.get("why"))
            gone = {finding.fingerprint}
            checked = replace(made.checked, accepted=(*made.checked.accepted, (finding, accepted)))
        else:
            review.keep_words(finding.shown, always=form.get("do") == "always")
            gone = {f.fingerprint for f in made.checked.findings if f.shown and f.shown == finding.shown}
            checked = made.checked
        kept = tuple(f for f in checked.findings if f.fingerprint not in gone)
        desk.check = made = CheckMade(replace(checked, findings=kept), review.state if same else made.state)
    except Refused as error:
        wrong = " ".join(error.problems)
    return show(
        desk, "panel/findings.html.j2", groups=groups_of(made.checked), wrong=wrong, wrong_at=form.get("finding"),
        accepted=len(made.checked.accepted), swap=True,
    )  # fmt: skip


ROUTES = [
    Route("/check/finding", change(_settle), methods=["POST"]),
    Route("/check", page(_check)),
    Route("/check/run", change(_run), methods=["POST"]),
    Route("/check/picture/{digest}", page(_picture)),
    Route("/check/looked", change(_tick), methods=["POST"]),
]
