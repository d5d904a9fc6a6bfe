"""One source, many right copies: what each audience gets, from one set of decisions, checked before it is written."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from redactor.base.given import Held
from redactor.base.refused import Refused
from redactor.case.case import Case
from redactor.checks.known import ListedForms
from redactor.checks.passages import normal
from redactor.codes.finding import Finder
from redactor.codes.roles import standard_roles
from redactor.codes.text import squash
from redactor.documents import Draft
from redactor.documents.formats import kept
from redactor.documents.model import Replacement
from redactor.documents.where import place_of
from redactor.inplace.own_part import own_part
from redactor.keymap.keymap import KeyMap
from redactor.keymap.levels import DateLevel
from redactor.language.lexicon import fold
from redactor.publication.audiences import Audience
from redactor.publication.dates import dates_in
from redactor.publication.facts import Fact, FactKind
from redactor.publication.plan import FactChoice, Levels, choices_for, replacements, shifted
from redactor.publication.pseudonyms import Renaming
from redactor.publication.statement import place_for, statement
from redactor.publication.unnamed import areas_in, bodies_in, is_kept_phrase, left_names, people_in, staff_named
from redactor.sources.readers import read_source
from redactor.sources.source import Source, SourceError

_SEEN = frozenset(("text", "hidden", "metadata", "annotation", "attachment", "comment", "covered"))


@dataclass(frozen=True)
class PublishedCopy:
    """The copy of one draft for one audience, or for one person of it; not yet on the disk."""

    audience: Audience
    name: str
    data: bytes
    choices: tuple[FactChoice, ...]
    person: str = ""
    looks: tuple[str, ...] = ()  # sentences


def unnamed_facts(drafts: Sequence[Draft], key_map: KeyMap, audience: Audience) -> list[Fact]:
    """What a copy leaves unnamed besides what is told more generally."""
    found: list[Fact] = []
    left = left_names(key_map)
    areas = (
        frozenset[str]() if audience.names_board else areas_in((p.text for d in drafts for p in d.passages), key_map)
    )
    for number, draft in enumerate(drafts):
        for passage in draft.passages:
            if passage.leaves or passage.original:
                continue
            where = place_of(passage)
            if not audience.keeps_author:
                found += staff_named(passage, number, where, key_map)
                found += people_in(passage, number, where, left)
            if not audience.names_board:
                found += bodies_in(passage, number, where, areas)
    return found


def merged(facts: Iterable[Fact], unnamed: Iterable[Fact]) -> list[Fact]:
    """Both, in order, none overlapping; what has to be unnamed goes before what is only told more generally."""
    taken: dict[tuple[int, int], list[Fact]] = {}
    for fact in (*sorted(unnamed, key=lambda f: f.start - f.end), *facts):
        beside = taken.setdefault((fact.draft, fact.passage), [])
        if all(fact.end <= t.start or t.end <= fact.start for t in beside):
            beside.append(fact)
    return [f for key in sorted(taken) for f in sorted(taken[key], key=lambda f: f.start)]


def copies_for(
    audience: Audience,
    drafts: Sequence[Draft],
    facts: Sequence[Fact],
    key_map: KeyMap,
    levels: Levels,
    persons: Sequence[str] = (),
) -> list[PublishedCopy]:
    """The copies of all drafts for an audience. Raises Refused."""
    renaming = Renaming(key_map, key_map.publication.pseudonyms if audience.pseudonyms else ())
    every = merged(facts if audience.generalised else (), unnamed_facts(drafts, key_map, audience))
    if not audience.own_part:
        return _wholes(audience, audience.name, drafts, every, key_map, levels, renaming)
    return [
        part
        for person in persons
        for part in _parts(
            _wholes(audience, audience.of(person), drafts, every, key_map, levels, renaming), person, key_map
        )
    ]


def _wholes(
    audience: Audience,
    reader: str,
    drafts: Sequence[Draft],
    every: Sequence[Fact],
    key_map: KeyMap,
    levels: Levels,
    renaming: Renaming,
) -> list[PublishedCopy]:
    """All drafts as a reader gets them: what was decided for one father is not for another."""
    choices = shifted(choices_for(every, key_map, reader), levels)
    made: list[PublishedCopy] = []
    for number, draft in enumerate(drafts):
        mine = [c for c in choices if c.fact.draft == number]
        put, looks = _put(draft, number, mine, renaming, _said(audience, levels, key_map, draft, renaming))
        data = draft.rewritten(put).data
        name = _file_name(number, draft, audience, levels, key_map, renaming, [m.name for m in made])
        made.append(PublishedCopy(audience, name, data, tuple(mine), looks=tuple(looks)))
    return made


def _said(audience: Audience, levels: Levels, key_map: KeyMap, draft: Draft, renaming: Renaming) -> str:
    """How this copy was changed. Only pseudonyms that stand in it are named."""
    used = [
        p
        for p in (key_map.publication.pseudonyms if audience.pseudonyms else ())
        if any(p.name in {n for *_, n in renaming.spans(passage.text)} or p.name in renaming.renamed(passage.text)
               for passage in draft.passages)
    ]  # fmt: skip
    return statement(levels.dates if audience.generalised else None, levels.ages, used)


def _put(
    draft: Draft, number: int, choices: Sequence[FactChoice], renaming: Renaming, said: str
) -> tuple[list[Replacement], list[str]]:
    """Everything that is put into a draft, and what a person should look at."""
    put = [replace(r, text=renaming.renamed(r.text)) for r in replacements(choices, number)]
    looks: list[str] = []
    taken: dict[int, list[tuple[int, int]]] = {}
    for each in put:
        taken.setdefault(each.passage, []).append((each.start, each.end))
    if renaming:
        for passage in draft.passages:
            if passage.original:
                continue
            beside = taken.get(passage.number, [])
            for start, end, name in renaming.spans(passage.text):
                if all(end <= s or e <= start for s, e in beside):
                    put.append(Replacement(passage.number, start, end, name))
            if renaming.half_said(passage.text):
                looks.append(
                    f"{place_of(passage)}: several codes are written as one, and not all of them have a pseudonym."
                )
    if said and any(said in passage.text for passage in draft.passages):
        said = ""  # a copy that is published again says it already
    where = place_for(draft) if said else None
    if said and where is None:
        looks.append("No paragraph was found at which the copy says how it was changed. Add this yourself: " + said)
    elif where is not None:
        last = max(
            (r for r in put if r.passage == where.number and r.end == len(where.text)),
            key=lambda r: r.start,
            default=None,
        )
        if last is not None:
            put[put.index(last)] = replace(last, text=f"{last.text} {said}")
        else:
            end = len(where.text)
            put.append(Replacement(where.number, end - 1, end, f"{where.text[-1]} {said}"))
    return put, looks


def _file_name(
    number: int,
    draft: Draft,
    audience: Audience,
    levels: Levels,
    key_map: KeyMap,
    renaming: Renaming,
    taken: Sequence[str],
) -> str:
    """The draft's name without its date, its author and, where they are unnamed, without those of bodies."""
    stem = re.sub(r"\.(?:anonymised|recoded)$", "", Path(draft.name).stem)
    words = {fold(w) for r in key_map.records for n in r.names for w in re.findall(r"[^\W\d_]{3,}", n)}
    words |= {fold(w) for n in left_names(key_map) for w in re.findall(r"[^\W\d_]{3,}", n)}
    own = {fold(w) for w in re.findall(r"[^\W\d_]{3,}", stem)}
    dated = audience.generalised and levels.dates is not DateLevel.EXACT and dates_in(re.sub(r"[_]", " ", stem))
    if own & words or dated or not audience.names_board:
        stem = f"report {number + 1}"
    stem = re.sub(r'[<>:"/\\|?*\x00-\x1f]', "-", renaming.renamed(stem))
    name, count = f"{stem}{draft.suffix}", 2
    while name.casefold() in {t.casefold() for t in taken}:
        name, count = f"{stem} ({count}){draft.suffix}", count + 1
    return name


def _parts(made: Sequence[PublishedCopy], person: str, key_map: KeyMap) -> list[PublishedCopy]:
    """What of the finished copies is about one person."""
    record = key_map.record(person)
    if record is None or record.kind != "person":
        raise Refused([f"The key map has no person with the code {person}. Give the code as it stands in the drafts."])
    finder = Finder([r.code for r in key_map.records], [r.prefix for r in standard_roles()])
    found = []
    for each in made:
        if data := own_part(kept(each.name, each.data), [record.code], (), key_map, finder):
            name = f"{Path(each.name).stem} {squash(record.code)}.docx"
            found.append(replace(each, data=data, name=name, person=record.code))
    return found


@dataclass(frozen=True)
class LeftInCopy:
    """What a finished copy still holds: names, for which it is withheld, and places that a person should look at."""

    names: tuple[str, ...] = ()
    looks: tuple[str, ...] = ()


def left_in(copy: PublishedCopy, case: Case, levels: Levels) -> LeftInCopy:
    """What is left in a copy, read by the check's own readers. The sentences name no one."""
    try:
        source = read_source(Held(copy.name, copy.data))
    except SourceError as error:
        return LeftInCopy((f"The written copy cannot be read: {error}",))
    names: list[str] = []
    looks: list[str] = []
    for index, start, end, form in ListedForms.of(case).in_texts(source):
        text = source.texts[index]
        if text.layer in _SEEN:
            words = normal(text.text)
            pardoned = is_kept_phrase(words, start, end) or _may_be_named(copy, case, form.code, words[start:end])
            (looks if pardoned else names).append(f"{text.place}: a name of {form.code} stands in it")
    if not copy.audience.keeps_author:
        names += _standing(source, left_names(case.key_map), "a name that was left for another audience stands in it")
    gone = [c.fact for c in copy.choices if not c.stays]
    stays = {_plain(c.fact.written) for c in copy.choices if c.stays}
    about_words = (FactKind.AGE, FactKind.BOARD, FactKind.DATE, FactKind.BIRTH)
    telling = [
        f.written for f in gone if f.kind not in about_words and _plain(f.written) not in stays and len(f.written) > 4
    ]
    looks += _standing(source, telling, "words that are told more generally elsewhere stand in it")
    if copy.audience.generalised and levels.dates is not DateLevel.EXACT:
        kept_days = {c.fact.days for c in copy.choices if c.stays} | _put_days(copy)
        for text in source.texts:
            if text.layer not in ("text", "hidden", "annotation", "comment") or text.earlier:
                continue
            for told in dates_in(text.text):
                if told.is_day and told.year_told and (told.first, told.last) not in kept_days:
                    looks.append(f"{text.place}: a date with its day stands in it")
    return LeftInCopy(tuple(dict.fromkeys(names)), tuple(dict.fromkeys(looks)))


def _may_be_named(copy: PublishedCopy, case: Case, code: str, words: str) -> bool:
    """Staff whom the board's form names stand in the copies for the board, and so does whoever somebody decided to leave named;
    the check tells of them."""
    if not copy.audience.keeps_author:
        return False
    if any(f" {_plain(words)} " in f" {_plain(name)} " for name in left_names(case.key_map)):
        return True  # whole words of it: "Ann" is nobody in "Joanne Hill"
    record = case.key_map.record(code)
    return record is not None and record.kind_of_identity == "professional"


def _put_days(copy: PublishedCopy) -> set[tuple[object, object] | None]:
    """Days that a person has put with “change”."""
    return {(t.first, t.last) for c in copy.choices if c.decided and c.put for t in dates_in(c.put)}


def _standing(source: Source, words: Iterable[str], sentence: str) -> list[str]:
    found = []
    for word in dict.fromkeys(map(_plain, words)):
        pattern = re.compile(rf"(?<!\w){re.escape(word)}(?!\w)")
        found += [
            f"{t.place}: {sentence}"
            for t in source.texts
            if t.layer in _SEEN and not t.earlier and pattern.search(_plain(t.text))
        ]
    return found


def _plain(text: str) -> str:
    return " ".join(text.replace("’", "'").split()).casefold()
