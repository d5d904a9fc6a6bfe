"""The report of a run: one HTML file, made to be read by the author, printed, signed and kept with the draft.

It says first whether the files are fit for what they are meant for, then what a person has to do, then what was done.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from jinja2 import Environment, StrictUndefined, Template

from redactor.documents.model import Remark
from redactor.keymap.decisions import Ruling
from redactor.records.model import BLANK, CodeUse, Outcome, Question
from redactor.records.wording import counted, day, name_guard, role_of, times, without_names

_MEANT_FOR = {"working": "working on", "submission": "submission", "publication": "publication"}


@dataclass(frozen=True, slots=True)
class Headline:
    """Whether the files are fit for what they are meant for."""

    state: str  # "stop", "look", "fit": the words say it too, colour alone never does
    text: str
    sentence: str


@dataclass(frozen=True, slots=True)
class _Marker:
    """One marker, or one thing to look at, with all its places."""

    label: str
    sentence: str
    candidates: tuple[str, ...]
    places: tuple[str, ...]
    around: tuple[str, ...] = ()  # of what is left: the finished words at each place


@dataclass(frozen=True, slots=True)
class _Decision:
    """What a person decided, without the names decided about."""

    number: int
    ruling: str
    codes: str
    holds: str
    reason: str
    who: str
    when: str


@dataclass(frozen=True, slots=True)
class _Code:
    code: str
    role: str
    agency: str
    mentions: str
    dates: str


def report_html(outcome: Outcome) -> str:
    """The report as one self-contained HTML page: no script, nothing loaded from elsewhere, no real name."""
    safe = name_guard(outcome.uses)
    to_look_at, waiting = _to_look_at(outcome), _waiting(outcome)
    return _template().render(
        outcome=outcome,
        case=safe(outcome.case),
        list_name=safe(outcome.list_name),
        headline=_headline(outcome, waiting, to_look_at),
        waiting=waiting,
        to_look_at=to_look_at,
        kinds=Counter(change.kind for change in outcome.changes).most_common(),
        issued=_codes(outcome, issued=True),
        minted=_codes(outcome, issued=False, needs_none=False),
        declined=_codes(outcome, issued=False, needs_none=True),
        decisions=_decisions(outcome),
        words=sum(document.words for document in outcome.documents),
        counted=counted,
        blank=BLANK,
        times=times,
    )


def headline(outcome: Outcome) -> Headline:
    """Whether the files of a run are fit for what they are meant for, in words."""
    return _headline(outcome, _waiting(outcome), _to_look_at(outcome))


def _waiting(outcome: Outcome) -> dict[str, list[_Marker]]:
    waiting = {kind: _markers(outcome.questions, kind) for kind in ("unresolved", "minted", "doubtful", "left")}
    other = dict.fromkeys(question.kind for question in outcome.questions if question.kind not in {*waiting, "look"})
    return {**waiting, "other": [marker for kind in other for marker in _markers(outcome.questions, kind)]}


def _decisions(outcome: Outcome) -> list[_Decision]:
    safe = name_guard(outcome.uses)
    return [
        _Decision(
            d.number,
            d.ruling.value,
            " and ".join(filter(None, (d.code, d.other if d.ruling in (Ruling.SAME, Ruling.APART) else ""))),
            "here" if d.here_only else "everywhere",
            without_names(safe(d.reason), d.names),
            safe(d.who),
            f"{d.when[8:10]}/{d.when[5:7]}/{d.when[:4]} {d.when[11:16]}",
        )
        for d in outcome.decisions
    ]


@cache
def _template() -> Template:
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True
    )
    return environment.from_string(files(__package__).joinpath("report.html.j2").read_text(encoding="utf-8"))


def _headline(outcome: Outcome, waiting: dict[str, list[_Marker]], to_look_at: Sequence[_Marker]) -> Headline:
    purpose = _MEANT_FOR.get(outcome.profile, outcome.profile)
    file = "This file is" if len(outcome.documents) == 1 else "These files are"
    tasks = [
        (len(waiting["unresolved"]), "marker to decide", "markers to decide"),
        (len(waiting["minted"]), "code to be issued by the board", "codes to be issued by the board"),
        (len(waiting["doubtful"]) + len(waiting["other"]), "doubtful place to read", "doubtful places to read"),
        (
            sum(max(1, len(m.around)) for m in waiting["left"]),
            "word left in the text that may be somebody",
            "words left in the text that may be somebody",
        ),
        (len(to_look_at), "thing to look at in the files", "things to look at in the files"),
    ]
    to_do = _listed([counted(*task) for task in tasks if task[0]])
    if outcome.awaits_a_person:
        if outcome.profile == "working":
            text = f"{file} a working copy: something awaits a person"
        else:
            text = f"{file} not fit for {purpose} yet"
        return Headline("stop", text, f"What awaits a person: {to_do}.")
    if to_look_at:
        return Headline(
            "look",
            f"{file} fit for {purpose} once somebody has looked at what is listed below",
            f"Still to do: {to_do}.",
        )
    return Headline(
        "fit",
        f"{file} fit for {purpose}",
        "Nothing awaits a decision. A second person should still read each file through before it leaves: "
        "no program finds everything that identifies somebody.",
    )


def _listed(items: Sequence[str]) -> str:
    return " and ".join(filter(None, (", ".join(items[:-1]), *items[-1:])))


def _markers(questions: Iterable[Question], kind: str) -> list[_Marker]:
    """Questions of a kind, those about one marker (or with one sentence) together, in their first order."""
    grouped: dict[tuple[int | None, str], list[Question]] = {}
    for question in questions:
        if question.kind == kind:
            key = (question.number, "" if question.number is not None else question.sentence)
            grouped.setdefault(key, []).append(question)
    return [
        _Marker(
            label=f"[unresolved {group[0].number}]" if group[0].number is not None else "",
            sentence=group[0].sentence,
            candidates=tuple(dict.fromkeys(code for question in group for code in question.candidates)),
            places=tuple(dict.fromkeys(_place(question.document, question.place) for question in group)),
            around=tuple(f"{_place(q.document, q.place)}: {q.around}" for q in group if q.around),
        )
        for group in grouped.values()
    ]


def _to_look_at(outcome: Outcome) -> list[_Marker]:
    """What no program can judge (pictures, covered or hidden text that stays, what was taken out unread): the questions
    of that kind, and the documents' remarks; a picture that a question names already is not listed a second time.
    """
    markers = _markers(outcome.questions, "look")
    asked = {place for marker in markers for place in marker.places}
    sentences = {marker.sentence for marker in markers}
    for document in outcome.documents:
        for remark in document.remarks:
            place = _place(document.output, remark.place)
            repeated = place in asked and (remark.rule.startswith("picture") or remark.text in sentences)
            if remark.needs_a_look and not repeated:
                markers.append(_Marker("", _remark(remark), (), (place,)))
    return markers


def _place(document: str, place: str) -> str:
    return ": ".join(filter(None, (document, place)))


def _remark(remark: Remark) -> str:
    return remark.text + (f" ({times(remark.count)})" if remark.count > 1 else "")


def _codes(outcome: Outcome, *, issued: bool, needs_none: bool = False) -> list[_Code]:
    safe = name_guard(outcome.uses)
    return [
        _Code(use.code, safe(role_of(use)), safe(use.agency), f"{use.mentions:,}", _dates(use, outcome.profile))
        for use in outcome.uses
        if use.issued is issued and (issued or use.needs_none is needs_none)
    ]


def _dates(use: CodeUse, profile: str) -> str:
    if not (use.first and use.last):
        return ""
    first, last = day(use.first, profile), day(use.last, profile)
    return first if first == last else f"{first} to {last}"
