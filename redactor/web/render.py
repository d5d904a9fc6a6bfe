"""Templates filled in. Everything put into them is text: markup in a name or a file name is shown, not obeyed."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cache, partial
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from starlette.responses import HTMLResponse

from redactor.records.wording import counted, times
from redactor.web import markup
from redactor.web.advice import in_page
from redactor.web.desk import Desk
from redactor.web.steps import steps_of

# address, what it is called; those of a case only while one is open. The steps lead to the check and to the end
CASE_PAGES = (
    ("/draft", "The draft"),
    ("/people", "People and places"),
    ("/drawings", "Pictures"),
    ("/publication", "Publication"),
)
_STEP_OF = {
    "/": "Give",
    "/draft": "Decide",
    "/people": "Decide",
    "/check": "Check",
    "/finish": "Send",
    "/publication": "Send",
}
LIST_PAGE = ("/list", "The board’s list")


@cache
def _environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["here"] = in_page
    made.globals.update(element=markup.element, counted=counted, times=times, time_left=time_left)
    return made


def time_left(seconds: int) -> str:
    """How long something may still take, in words; "" where nobody can say."""
    if seconds < 0:
        return ""
    if seconds < 90:
        return f"About {counted(max(5, 5 * -(-seconds // 5)), 'second', 'seconds')} left."
    return f"About {counted(-(-seconds // 60), 'minute', 'minutes')} left."


def text_of(desk: Desk, template: str, **values: object) -> Markup:
    """A template's HTML. Every template knows the desk and its secrets for forms."""
    common = {
        "desk": desk, "csrf": desk.keys.csrf, "case_pages": CASE_PAGES, "list_page": LIST_PAGE, "here": "", "problem": "",
        "said": "", "swap": False, "kept": None, "steps": partial(steps_of, desk), "step_of": _STEP_OF, "step": "",
    }  # fmt: skip
    return Markup(_environment().get_template(template).render({**common, **values}))


def show(
    desk: Desk,
    template: str,
    *,
    status: int = 200,
    events: Mapping[str, object] | None = None,
    values: Mapping[str, object] | None = None,
    **more: object,
) -> HTMLResponse:
    """An answer. `events` are for the page's own script (HX-Trigger); `values` and `more` for the template."""
    headers = {"HX-Trigger-After-Settle": json.dumps(events)} if events else None
    return HTMLResponse(text_of(desk, template, **{**(values or {}), **more}), status, headers)


def sentences(desk: Desk, problems: Sequence[str], status: int = 200) -> HTMLResponse:
    """A page that says what is wrong."""
    return show(desk, "problem.html.j2", problems=problems, status=status)
