"""What an intruder found, for the screen, for machines and as a restricted Word file with both sentences side by side."""

from __future__ import annotations

from collections.abc import Iterator

from redactor.publication.adviser import Advice
from redactor.publication.intruding import Intruded, PersonSeen
from redactor.records.word_pages import new_document, plain_table, saved

TITLE = "What a reader can put together: RESTRICTED"
_ADVICE = "What it said is advice, can be wrong, and may guess at somebody: it stands in the restricted file alone."
_ASSUMED = (
    "Each figure takes the traits for independent of one another. The census of 2021 stands for the years of the report. What no "
    "table tells is not counted: the figure is then too large."
)


def in_words(found: Intruded) -> Iterator[str]:
    """For the screen: no candidate's name, no quote."""
    for seen in found.people:
        yield _person(seen, found)
        for used in seen.estimate.used:
            yield f"    {used}"
        if seen.estimate.not_counted:
            yield f"    not counted: {'; '.join(seen.estimate.not_counted)}"
        if seen.few:
            yield f"    {ending_in_words(seen)}"
        if seen.meant is not None:
            yield f"    {candidates_in_words(seen)}"
    if not found.people:
        yield "The text tells nothing of anybody that could be counted."
    if found.press:
        told = (
            f"{len(found.matches)} sentences are told in the press as well"
            if found.matches
            else "no sentence is told in the press as well"
        )
        yield f"{len(found.press)} cuttings compared: {told}."
    if found.advice is not None:
        yield f"{found.advice.sent} {_ADVICE}"


def _person(seen: PersonSeen, found: Intruded) -> str:
    few = "  FEW" if seen.few else ""
    return f"{seen.person}: {seen.estimate.shown} of the people of {found.population.area} fit.{few}"


def ending_in_words(seen: PersonSeen) -> str:
    """What would have to be told more generally."""
    if seen.ending is None:
        return "No one or two changes end it: leave out more than that."
    return f"This would end it: {' and '.join(seen.ending.changes)} (then about {round(seen.ending.people):,} fit)."


def candidates_in_words(seen: PersonSeen) -> str:
    """How many of the list fit."""
    assert seen.meant is not None
    many = f"{len(seen.meant.fits)} of {seen.meant.of} candidates fit"
    alone = seen.meant.alone
    return (
        f"{many}; one of them is SINGLED OUT by {', '.join(alone.agrees)}."
        if alone
        else f"{many}; none is singled out."
    )


def for_machines(found: Intruded, code: int, *, show_names: bool) -> dict[str, object]:
    """The same as values."""
    return {
        "exit_code": code,
        "area": found.population.area,
        "sources": list(found.population.sources),
        "people": [
            {
                "person": p.person,
                "fit": round(p.estimate.people, 3),
                "at_most": p.estimate.at_most,
                "few": p.few,
                "counted": list(p.estimate.used),
                "not_counted": list(p.estimate.not_counted),
                "traits": [{"kind": str(t.kind), "value": t.value, "where": t.where} for t in p.estimate.portrait.traits],
                "ends_it": list(p.ending.changes) if p.ending else [],
                "candidates": _candidates(p, show_names=show_names),
            }
            for p in found.people
        ],
        "press": [
            {
                "score": round(m.score, 2), "where": m.where, "cutting": m.cutting, "shared": list(m.shared),
                **({"report": m.report, "sentence": m.sentence} if show_names else {}),
            }
            for m in found.matches
        ],
        **({"advice": _advice(found.advice, show_names=show_names)} if found.advice is not None else {}),
    }  # fmt: skip


def _advice(advice: Advice, *, show_names: bool) -> dict[str, object]:
    return {
        "address": advice.adviser.address, "model": advice.adviser.model, "question": advice.question,
        "sent_characters": advice.characters, "sent_sha256": advice.sha256,
        **({"said": advice.said} if show_names else {}),
    }  # fmt: skip


def _candidates(seen: PersonSeen, *, show_names: bool) -> dict[str, object]:
    if seen.meant is None:
        return {}
    alone = seen.meant.alone
    return {
        "of": seen.meant.of,
        "fit": len(seen.meant.fits),
        "singled_out": alone is not None,
        "by": list(alone.agrees) if alone else [],
        **({"name": alone.candidate.name} if alone and show_names else {}),
    }


def report_word(found: Intruded) -> bytes:
    """The Word file. It leads to the family: for its owner only."""
    document = new_document(TITLE, landscape=True)
    document.add_heading(TITLE, level=1)
    document.add_paragraph(_ASSUMED)
    for source in found.population.sources:
        document.add_paragraph(source)
    document.add_heading("Who could be meant", level=2)
    rows = [
        (
            seen.person,
            "\n".join(f"{t.kind}: {t.value} ({t.where})" for t in seen.estimate.portrait.traits),
            f"{seen.estimate.shown}\n" + "\n".join(seen.estimate.used),
            "\n".join(seen.estimate.not_counted),
            ending_in_words(seen) if seen.few else "",
        )
        for seen in found.people
    ]
    plain_table(
        document,
        ("Person", "What the text tells", "How many fit", "Not counted", "What would end it"),
        rows,
        (2, 5, 5, 3, 4),
    )
    if found.press:
        document.add_heading("What the press tells as well", level=2)
        cut = [
            (f"{m.score:.2f}", m.where, m.report, f"{m.cutting}: {m.sentence}", "; ".join(m.shared))
            for m in found.matches
        ] or [("", "", "Nothing alike was found.", "", "")]
        plain_table(document, ("Score", "Where", "The report", "The cutting", "Shared"), cut, (1, 2, 6, 6, 4))
    if found.candidates:
        document.add_heading("Candidates", level=2)
        listed = [
            (
                seen.person,
                candidates_in_words(seen),
                "\n".join(f"{f.candidate.name}: {', '.join(f.agrees)}" for f in seen.meant.fits[:10])
                if seen.meant
                else "",
            )
            for seen in found.people
            if seen.meant is not None
        ]
        plain_table(document, ("Person", "What the list makes of it", "Who fits best"), listed, (2, 5, 9))
    if found.advice is not None:
        document.add_heading("Advice of a language model", level=2)
        for paragraph in (found.advice.sent, f"The question: {found.advice.question}", _ADVICE):
            document.add_paragraph(paragraph)
        for paragraph in found.advice.said.split("\n"):
            document.add_paragraph(paragraph)
    return saved(document)
