"""The facts of an open case that lead to somebody in print: proposed, decided on and put, as `redactor publish` does it.

the case as it would be written now ─▶ `look` ─▶ `PrintedDrafts` ─▶ `answer`, `choose_levels`, `choose_names` ─▶ `write`

What is decided goes into the key map of the open case, which stays locked meanwhile. Knows nothing of HTTP.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path

from redactor.base.given import Held, paths_of
from redactor.base.refused import Refused
from redactor.case.case import Case
from redactor.case.pipeline import Drafts, read_drafts
from redactor.case.profiles import Profile
from redactor.documents.model import DocumentError
from redactor.keymap.keymap import KeyMap
from redactor.keymap.levels import AgeLevel, DateLevel
from redactor.keymap.published import FactAnswer
from redactor.publication.audiences import Audience
from redactor.publication.copies import merged, unnamed_facts
from redactor.publication.fact_sheet import AnsweredRow, decision_of, wrong_with
from redactor.publication.facts import Fact
from redactor.publication.plan import FactChoice, Levels, choices_for, facts_of, shifted
from redactor.publication.publishing import (
    Published,
    PublishRequest,
    every_fact,
    publish_drafts,
    with_answers,
    with_levels,
    with_names,
)
from redactor.review.session import Review, Tell


@dataclass(frozen=True)
class PrintedDrafts:
    """The drafts of a case with codes in them, in memory, as `anonymise` would write them for publication."""

    drafts: Drafts = field(repr=False)
    state: str  # of the case that they were made of
    found: dict[object, tuple[Fact, ...]] = field(default_factory=dict, repr=False, compare=False)


@dataclass(frozen=True)
class FactsAnswered:
    """What came of the rows of a table of facts."""

    taken: int
    problems: Mapping[str, str]  # key of a fact → why its answer was not taken


def look(review: Review, tell: Tell) -> PrintedDrafts:
    """Make the drafts with codes anew, and have the levels of the case chosen where nobody has. Raises Refused."""
    result = review.result(tell)
    tell("Looking for what leads to somebody", 0, 0)
    case = Case.of(review.codes, review.key_map, Profile.PUBLICATION)
    try:
        drafts = read_drafts([Held(f.name, f.data) for f in result.files], case)
    except DocumentError as error:
        raise Refused([str(error)]) from None
    return PrintedDrafts(drafts, review.state)


def levels_of(review: Review, printed: PrintedDrafts) -> Levels:
    """How dates and ages are told: as the board has chosen, else as is proposed."""
    return with_levels(review.key_map, printed.drafts.documents)[1]


def choices(review: Review, printed: PrintedDrafts, audience: Audience) -> list[FactChoice]:
    """Every fact of the case and what becomes of it in the copy for an audience, in reading order."""
    return list(_choices(printed, review.key_map, audience))


def _all_facts(printed: PrintedDrafts, key_map: KeyMap, levels: Levels) -> tuple[Fact, ...]:
    """Found once for the drafts, the people of the key map and the levels: it takes a second for a hundred pages."""
    known = (levels, tuple((r.code, r.date_of_birth, r.names) for r in key_map.records))
    if known not in printed.found:
        printed.found.clear()
        printed.found[known] = tuple(facts_of(printed.drafts.documents, key_map, levels))
    return printed.found[known]


def _choices(printed: PrintedDrafts, key_map: KeyMap, audience: Audience) -> list[FactChoice]:
    levels = with_levels(key_map, printed.drafts.documents)[1]
    facts = _all_facts(printed, key_map, levels) if audience.generalised else ()
    every = merged(facts, unnamed_facts(printed.drafts.documents, key_map, audience))
    return shifted(choices_for(every, key_map, audience.name), levels)


def answer(review: Review, printed: PrintedDrafts, rows: Sequence[AnsweredRow]) -> FactsAnswered:
    """Take what persons said of facts into the key map. What is wrong, or untrue, is told and not taken."""
    problems = {r.key: why for r in rows if (why := wrong_with(r, review.key_map))}
    taken = 0

    def decided(key_map: KeyMap) -> KeyMap:
        nonlocal taken
        documents, when = printed.drafts.documents, datetime.now(UTC).isoformat(timespec="seconds")
        key_map, levels = with_levels(key_map, documents)
        every = every_fact(documents, _all_facts(printed, key_map, levels), key_map)
        known = {f.key for f in every}
        made = [
            told
            for row in rows
            if row.key not in problems and row.key in known
            and (told := decision_of(key_map, row, review.who, when)) is not None
        ]  # fmt: skip
        after, untrue = with_answers(key_map, every, made)
        problems.update({c.key: c.sentence for c in untrue})
        taken = len(after.publication.decisions) - len(key_map.publication.decisions)
        return after

    review.change(decided, at_once=True)
    return FactsAnswered(taken, problems)


def accept_rest(review: Review, printed: PrintedDrafts, audience: Audience) -> int:
    """Accept every proposal on which nobody has decided, for every copy; how many there were."""
    waiting = dict.fromkeys(c.fact.key for c in choices(review, printed, audience) if c.decided is None)
    rows = [AnsweredRow(key, FactAnswer.ACCEPT, "", "", "") for key in waiting]
    return answer(review, printed, rows).taken


def take_back(review: Review, key: str, audience: str) -> None:
    """Undo what was decided on a fact for an audience ("" for what holds for every copy)."""
    review.change(lambda k: k.model_copy(update={"publication": k.publication.without(key, audience)}), at_once=True)


def choose_levels(
    review: Review, printed: PrintedDrafts, dates: DateLevel, ages: AgeLevel, anchor: date | None
) -> None:
    """What the board chooses for the case: how dates and ages are told, and where Month 1 begins."""
    review.change(lambda k: with_levels(k, printed.drafts.documents, dates, ages, anchor)[0], at_once=True)


def choose_names(review: Review, names: Mapping[str, str], *, draw: bool) -> None:
    """Pseudonyms for codes. Raises Refused, with nothing changed."""
    when = datetime.now(UTC).isoformat(timespec="seconds")
    review.change(lambda k: with_names(k, review.codes, names, (), review.who, when, draw=draw), at_once=True)


def write(
    review: Review, printed: PrintedDrafts, out: Path, whom: Sequence[Audience], key: Path | None = None
) -> Published:
    """The copies of `redactor publish`, whole or not at all; `key`: where the restricted key goes. Raises Refused."""
    made: list[Published] = []

    def written(key_map: KeyMap) -> KeyMap:
        request = PublishRequest(
            tuple(paths_of(review.request.drafts)), review.key_map_path, out, audiences=tuple(whom), key=key,
            who=review.who,
        )  # fmt: skip
        made.append(publish_drafts(request, key_map, review.codes, printed.drafts.documents))
        return made[0].saved

    review.put_out(written)
    return made[0]
