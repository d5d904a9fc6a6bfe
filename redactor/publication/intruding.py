"""One run of `redactor intruder`: a finished copy read as somebody would who wants to know who it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from redactor.base.refused import Refused
from redactor.case.case import Case
from redactor.case.profiles import Profile
from redactor.checks.pardons import Pardons
from redactor.checks.passages import readings
from redactor.codes.model import CodeList
from redactor.documents.model import DocumentError
from redactor.keymap.keymap import KeyMap
from redactor.language.lexicon import fold
from redactor.publication.adviser import Advice, Adviser, advised, text_to_send
from redactor.publication.candidates import SingledOut, held_against, read_candidates
from redactor.publication.estimate import ENOUGH, Ending, Estimate, ends_it, estimate
from redactor.publication.population import Population, population
from redactor.publication.press import PressMatch, compared, cuttings
from redactor.publication.traits import Persons, ReadLine, TraitKind, counted_days, portraits
from redactor.records.published import PublicationRecord, RecordedPerson
from redactor.sources.readers import read_source
from redactor.sources.source import Source, SourceError

_READ = frozenset(("text", "metadata", "annotation", "comment", "hidden"))
_TELLS = frozenset(TraitKind) - {TraitKind.SEX}


@dataclass(frozen=True)
class IntruderRequest:
    """What the user asked for."""

    files: tuple[Path, ...]
    key_map: KeyMap | None = field(default=None, repr=False)
    area: tuple[str, ...] = ()
    tables: Path | None = None
    press: Path | None = None
    candidates: Path | None = None
    enough: float = ENOUGH
    listed: CodeList | None = field(default=None, repr=False)  # the board's list, whose names are not sent either
    adviser: Adviser | None = None  # a language model on this computer; without one nothing is asked


@dataclass(frozen=True)
class PersonSeen:
    """What can be put together about one person, how many it fits, and what would end it."""

    estimate: Estimate
    ending: Ending | None
    few: bool  # fewer than are enough
    meant: SingledOut | None = None  # of the list of candidates

    @property
    def person(self) -> str:
        """The code or pseudonym."""
        return self.estimate.portrait.person


@dataclass(frozen=True)
class Intruded:
    """What a run found."""

    people: tuple[PersonSeen, ...]
    matches: tuple[PressMatch, ...]
    population: Population
    press: tuple[str, ...]  # cuttings compared
    candidates: int
    enough: float
    digests: tuple[str, ...] = ()
    advice: Advice | None = field(default=None, repr=False)  # no more than that: nothing else depends on it

    @property
    def singled_out(self) -> tuple[PersonSeen, ...]:
        """Those of whom too few are alike, or whom the list of candidates gives away."""
        return tuple(p for p in self.people if p.few or (p.meant is not None and p.meant.alone is not None))

    @property
    def is_clean(self) -> bool:
        """Nobody is singled out and no cutting tells the same."""
        return not self.singled_out and not self.matches


def intrude(request: IntruderRequest) -> Intruded:
    """Read the files as an intruder would. Raises Refused."""
    sources = _sources(request.files)
    lines = [
        ReadLine(t.text, f"{name}, {t.place}")
        for name, source in sources
        for t in source.texts
        if t.layer in _READ and not t.earlier and t.text.strip()
    ]
    table = population(request.area, request.tables)
    press = cuttings(request.press) if request.press else []
    listed = read_candidates(request.candidates) if request.candidates else []
    codes = [r.code for r in request.key_map.records] if request.key_map else []
    counted = counted_days(lines)
    people = []
    for portrait in portraits(lines, Persons(codes, _names(request, sources))):
        if not any(t.kind in _TELLS for t in portrait.traits):
            continue
        figure = estimate(portrait, table)
        few = figure.people < request.enough
        people.append(
            PersonSeen(
                figure,
                ends_it(portrait, table, request.enough) if few else None,
                few,
                held_against(portrait, listed, counted) if listed else None,
            )
        )
    return Intruded(
        tuple(sorted(people, key=lambda p: p.estimate.people)),
        tuple(compared(((line.text, line.where) for line in lines), press)),
        table,
        tuple(c.name for c in press),
        len(listed),
        request.enough,
        tuple(s.digest for _, s in sources),
        _advice(request, [s for _, s in sources]),
    )


def _advice(request: IntruderRequest, sources: Sequence[Source]) -> Advice | None:
    if request.adviser is None:
        return None
    if request.key_map is None:
        raise Refused([_WHICH_CASE])
    case = Case.of(request.listed or CodeList(), request.key_map, Profile.PUBLICATION)
    return advised(request.adviser, text_to_send(sources, case))


_WHICH_CASE = (
    "A model is asked only where it can be told that no name of the case stands in the copy. Give the case's key map with "
    "--key-map, or the list with --codes."
)


def _sources(files: Sequence[Path]) -> list[tuple[str, Source]]:
    found: list[tuple[str, Source]] = []
    problems = []
    for number, path in enumerate(files, 1):
        try:
            found.append((f"report {number}" if len(files) > 1 else "report", read_source(path)))
        except (SourceError, DocumentError) as error:
            problems.append(f"File {number} ({path.suffix}): {error}")
    if problems or not found:
        raise Refused(problems or ["Which report? Give the finished copy."])
    return found


def _names(request: IntruderRequest, sources: Sequence[tuple[str, Source]]) -> list[str]:
    """Pseudonyms: those of the key map, and those that the text itself declares."""
    own = [p.name for p in request.key_map.publication.pseudonyms] if request.key_map else []
    declared = Pardons.of(r for n, (_, s) in enumerate(sources) for r in readings(n, s, "")).declared
    words = {w for _, s in sources for t in s.texts for w in t.text.replace(",", " ").replace(".", " ").split()}
    return list(dict.fromkeys([*own, *sorted(w for w in words if w[:1].isupper() and fold(w) in declared)]))


def recorded(record: PublicationRecord, found: Intruded) -> PublicationRecord:
    """The record of a publication with what the intruder found: figures, no quotes, no candidate's name."""
    best: dict[str, float] = {}
    for match in found.matches:
        best[match.cutting] = max(best.get(match.cutting, 0.0), match.score)
    listed = f"{found.candidates} candidates" if found.candidates else ""
    given = [p.person for p in found.people if p.meant is not None and p.meant.alone is not None]
    return record.model_copy(
        update={
            "area": found.population.area,
            "population": found.population.sources,
            "not_known": tuple(
                dict.fromkeys(n for p in found.people for n in (s.split(":")[0] for s in p.estimate.not_counted))
            ),
            "people": tuple(
                RecordedPerson(
                    person=p.person,
                    traits=tuple(dict.fromkeys(str(t.kind) for t in p.estimate.portrait.traits)),
                    fit=round(p.estimate.people, 2),
                    sentence=p.estimate.shown,
                )
                for p in found.people
            ),
            "press": tuple(
                f"cutting {n}: best match {best.get(name, 0.0):.2f}" for n, name in enumerate(found.press, 1)
            ),
            "candidates": f"{listed}; given away: {', '.join(given) or 'nobody'}" if listed else "",
        }
    )
