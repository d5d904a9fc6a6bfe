"""The case as pictures: the family, who appears where, the chronology along time; in codes, to be looked at and saved."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from redactor.keymap.reasons import described
from redactor.web.desk import Desk, PostedForm, page
from redactor.web.drawings import Drawing, entries_of, genogram, strip, timeline
from redactor.web.guard import NotServed
from redactor.web.render import show

_TITLES = {"family": "The family", "where": "Who appears where", "time": "The chronology along time"}


def _drawn(desk: Desk) -> dict[str, Drawing]:
    review = desk.opened
    judged, passages, key_map = review.judged, review.drafts.passages, review.key_map
    whom = {r.code: described(key_map, r.code) for r in key_map.records}
    made = {
        "family": genogram(judged.known),
        "where": strip(judged, passages, whom),
        "time": timeline(entries_of(judged, passages)),
    }
    return {name: drawing for name, drawing in made.items() if drawing is not None}


def _drawings(desk: Desk, request: Request, form: PostedForm) -> Response:
    return show(desk, "drawings.html.j2", here="/drawings", drawings=_drawn(desk), titles=_TITLES, step="Read")


def _svg(desk: Desk, request: Request, form: PostedForm) -> Response:
    """One picture as a file: it holds codes and nothing else."""
    name = request.path_params["name"]
    drawing = _drawn(desk).get(name)
    if drawing is None:
        raise NotServed(404, "There is no such picture: the list or the draft has nothing to draw.")
    headers = {"content-disposition": f'attachment; filename="{name}.svg"'}
    return Response(str(drawing.svg), media_type="image/svg+xml", headers=headers)


ROUTES = [Route("/drawings", page(_drawings)), Route("/drawings/{name}.svg", page(_svg))]
