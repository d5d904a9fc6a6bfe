"""Passages as HTML. By hand, not by template: there are thousands, and not one space may be added to their text, since a
selection in the browser is counted in characters of the passage."""

from __future__ import annotations

from markupsafe import Markup, escape

from redactor.web.view import MarkedText, PassageView

_TAGS = {"b": "b", "i": "i", "u": "u", "n": "ins", "d": "del"}


def inner(line: PassageView) -> Markup:
    """A passage's text with its marks."""
    return Markup("").join(_styled(escape(p) if isinstance(p, str) else _mark(p), style) for p, style in line.pieces())


def _styled(html: Markup, style: str) -> Markup:
    for letter in style:
        html = Markup("<{0}>{1}</{0}>").format(_TAGS[letter], html)
    return html


def _mark(mark: MarkedText) -> Markup:
    state = str(mark.state)
    css = f"mark mark--{mark.state.name.lower()}"
    if mark.address:
        return Markup(
            f'<a class="{css}" id="{mark.id}" href="{escape(mark.address)}" title="{state}">'
            f'<span class="mark__name">{escape(mark.name)}</span>'
            f'<span class="mark__code">{escape(mark.code)}</span>'
            f'<span class="govuk-visually-hidden"> ({state})</span></a>'
        )
    return Markup(
        f'<span class="{css}" id="{mark.id}" role="button" tabindex="-1" title="{state}">'
        f'<span class="mark__name">{escape(mark.name)}</span>'
        f'<span class="mark__code">{escape(mark.code)}</span>'
        f'<span class="govuk-visually-hidden"> ({state})</span></span>'
    )


def element(line: PassageView) -> Markup:
    """A passage as an element of the page."""
    heading = line.passage.heading
    tag = f"h{min(heading + 3, 6)}" if heading else "p"
    names = ["line"]
    if heading:
        names.append(f"line--heading line--level-{min(heading, 3)}")
    if line.passage.leaves:
        names.append("line--leaves")
    if line.passage.original and line.look.spans:
        names.append("line--before")
    if line.look.beside >= 0:
        names.append("line--beside")
    label = Markup('<span class="line__label">{}</span>').format(line.label) if line.label else Markup("")
    if line.look.label:
        label += Markup('<span class="line__number">{}</span> ').format(line.look.label)
    pictures = Markup("").join(
        Markup('<img class="line__picture" src="/draft/picture/{}/{}" alt="picture {}" loading="lazy">').format(
            line.passage.draft, number, number
        )
        for number in line.look.pictures
    )
    html = '<{tag} class="{names}" id="{id}">{label}<span class="line__text" data-p="{number}">{text}</span>{pictures}</{tag}>'
    return Markup(html).format(
        tag=tag,
        names=" ".join(names),
        id=line.id,
        label=label,
        number=line.passage.number,
        text=inner(line),
        pictures=pictures,
    )
