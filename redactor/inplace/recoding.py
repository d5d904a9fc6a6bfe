"""A renumbering carried out in drafts: old codes out, new codes in, nothing else touched; and what a person must look at."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from redactor.base.files import fitted
from redactor.codes.finding import Finder, FoundCode
from redactor.codes.numbering import split_code
from redactor.codes.renumbering import Renumbering
from redactor.codes.roles import standard_roles
from redactor.codes.text import squash
from redactor.documents import KeptDraft, Passage, Replacement
from redactor.documents.where import place_of
from redactor.inplace.inhouse import check_written


@dataclass(frozen=True, slots=True)
class CodeChange:
    """One code put in the place of another."""

    draft: int  # from 1
    place: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class PlaceToLookAt:
    """A place that a person must look at."""

    draft: int
    place: str
    sentence: str
    codes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Recoded:
    """What a renumbering did to the drafts of one call. Nothing is on the disk yet."""

    files: tuple[tuple[str, bytes], ...]
    digests: tuple[str, ...]  # of the drafts
    changes: tuple[CodeChange, ...]
    looks: tuple[PlaceToLookAt, ...]
    not_found: tuple[str, ...]  # old codes that stand in no draft
    unmapped: Mapping[str, int]  # codes in the drafts that the map does not have → how often
    notes: tuple[str, ...]
    collisions: tuple[str, ...] = ()  # sentences: then nothing may be written


@dataclass(slots=True)
class _Run:
    """What has been found so far."""

    map: Renumbering
    finder: Finder
    changes: list[CodeChange] = field(default_factory=list)
    looks: list[PlaceToLookAt] = field(default_factory=list)
    unmapped: Counter[str] = field(default_factory=Counter)


def recoded(drafts: Sequence[KeptDraft], renumbering: Renumbering, *, merge: bool = False) -> Recoded:
    """Renumber the codes of all drafts."""
    codes = [code for step in renumbering.steps for code in (step.old, step.new)]
    run = _Run(renumbering, Finder(codes, [r.prefix for r in standard_roles()]))
    files = []
    for n, (draft, name) in enumerate(_named(drafts, run), 1):
        replacements = _replacements(n, draft, run)
        files.append((name, draft.rewritten(replacements)))
        check_written(draft, replacements, files[-1][1])
    stands = {squash(code) for code in run.unmapped}
    collisions = [
        f"{step.old} becomes {step.new}, but a code {step.new} stands in the drafts already and is not in the column Old: "
        "the two would be one. Give that one a new code too, or use --merge if they are one person."
        for step in renumbering.steps
        if squash(step.new) in stands and squash(step.old) != squash(step.new) and not (merge or step.merge)
    ]
    used = {squash(c.old) for c in run.changes} | {squash(c) for look in run.looks for c in look.codes}
    run.looks += [*_suspicious(run, drafts), *_doubtful(run)]
    return Recoded(
        tuple(files),
        tuple(d.digest for d in drafts),
        tuple(run.changes),
        tuple(run.looks),
        tuple(dict.fromkeys(s.old for s in renumbering.steps if squash(s.old) not in used)),
        dict(sorted(run.unmapped.items())),
        tuple(_notes(renumbering, drafts)),
        tuple(dict.fromkeys(collisions)),
    )


def as_written(written: str, old: str, new: str) -> tuple[int, str]:
    """How much of a code as it stands may stay, and what comes after that instead of the rest.

    What old and new code share at their beginning stays, with its spaces, capitals and formatting: in "CHILD 1" for
    "Child 4" only the number is changed.
    """
    if written.isupper() and not old.isupper() and not new.isupper():
        new = new.upper()
    shared = 0
    while shared < min(len(written) - 1, len(new) - 1) and (
        written[shared] == new[shared]
        or (written != old and written[shared].casefold() == new[shared].casefold())
        or (written[shared].isspace() and new[shared].isspace())
    ):
        shared += 1
    return shared, new[shared:]


def _named(drafts: Sequence[KeptDraft], run: _Run) -> Iterator[tuple[KeptDraft, str]]:
    """Each draft with the name of its result, codes renumbered in that as well."""
    taken: set[str] = set()
    for draft in drafts:
        stem = Path(draft.name).stem.removesuffix(".recoded")
        for found in reversed(run.finder.all(stem)):
            if (new := run.map.new_of(found.code)) is not None:
                keep, text = as_written(stem[found.start : found.end], found.code, new)
                stem = stem[: found.start + keep] + text + stem[found.end :]
        stem = re.sub(r'[<>:"/\\|?*\x00-\x1f]', "-", stem)
        ending = f".recoded{Path(draft.name).suffix or '.docx'}"  # a template stays one
        name, count = fitted(stem, ending), 2
        while name.casefold() in taken:
            name, count = fitted(stem, f" ({count}){ending}"), count + 1
        taken.add(name.casefold())
        yield draft, name


def _replacements(n: int, draft: KeptDraft, run: _Run) -> list[Replacement]:
    made: list[Replacement] = []
    seen: dict[tuple[str, str], Counter[str]] = {}  # codes of each place as the text stands, before its older reading
    for passage in draft.passages:
        place = place_of(passage)
        at = seen.setdefault((passage.place.part, place), Counter())
        several = [s for s in run.finder.shorthand(passage.text) if any(run.map.new_of(c) for c in s.codes)]
        if not passage.original:
            run.looks += [PlaceToLookAt(n, place, _SEVERAL.format(", ".join(s.codes)), s.codes) for s in several]
        if inside := tuple(c for c in run.finder.in_addresses(passage.text) if run.map.new_of(c)):
            run.looks.append(PlaceToLookAt(n, place, _FIXED.format(", ".join(inside)), inside))
        for found in run.finder.all(passage.text):
            if any(s.start <= found.start < s.end for s in several):
                continue
            told = passage.original and at[found.code] > 0
            at[found.code] += -1 if passage.original else 1
            new = run.map.new_of(found.code)
            if new is None:
                if not told:
                    run.unmapped[found.code] += 1
                continue
            made += _replacement(passage, found, new)
            if not told:
                run.changes.append(CodeChange(n, place, found.code, new))
    for passage in draft.fixed:
        codes = tuple(dict.fromkeys(f.code for f in run.finder.all(passage.text) if run.map.new_of(f.code)))
        if codes:
            run.looks.append(PlaceToLookAt(n, place_of(passage), _FIXED.format(", ".join(codes)), codes))
    for closed in draft.closed:
        if closed.text is None or any(run.map.new_of(f.code) for f in run.finder.all(closed.text)):
            said = (
                "which cannot be read"
                if closed.text is None
                else "with old codes in it, such as the figures of a chart"
            )
            run.looks.append(PlaceToLookAt(n, closed.what, _CLOSED.format(closed.what, said)))
    return made


_SEVERAL = "Several codes are written as one ({}). This was left as it is: write the new codes yourself."
_FIXED = "The old code ({}) is part of a name that leads somewhere, and was left. Change it in Word if it is shown."
_CLOSED = (
    "There is an {} in the draft, which nobody has looked into. Renumber the codes in it yourself, or take it out."
)


def _replacement(passage: Passage, found: FoundCode, new: str) -> list[Replacement]:
    written = passage.text[found.start : found.end]
    keep, text = as_written(written, found.code, new)
    if written[keep:] == text:
        return []
    return [Replacement(passage.number, found.start + keep, found.end, text)]


def _suspicious(run: _Run, drafts: Sequence[KeptDraft]) -> Iterator[PlaceToLookAt]:
    """Codes that the map forgot: of a kind that it does renumber."""
    kinds = {(split_code(s.old) or ("", 0))[0] for s in run.map.steps} - {""}
    new = {squash(s.new) for s in run.map.steps}
    forgotten = {c for c in run.unmapped if (split_code(c) or ("", 0))[0] in kinds and squash(c) not in new}
    for n, draft in enumerate(drafts, 1):
        told: set[str] = set()
        for passage in draft.passages:
            for found in run.finder.all(passage.text):
                if found.code in forgotten and found.code not in told:
                    told.add(found.code)
                    sentence = f"The map has no new code for {found.code}, but it has one for others of its kind."
                    yield PlaceToLookAt(n, place_of(passage), sentence, (found.code,))


def _doubtful(run: _Run) -> Iterator[PlaceToLookAt]:
    """An old code that is a word, too: "GP" of "the GP surgery" and "Will" of "Will he come?" may mean nobody."""
    from redactor.language.lexicon import lexicon

    prefixes = {squash(r.prefix) for r in standard_roles()}
    told: set[tuple[int, str]] = set()
    for change in run.changes:
        role = squash(change.old) in prefixes
        word = change.old.isalpha() and not change.old.isupper() and lexicon().is_ordinary(change.old)
        if (role or word) and (change.draft, change.old) not in told:
            told.add((change.draft, change.old))
            count = sum(c.draft == change.draft and c.old == change.old for c in run.changes)
            sentence = (
                f"{change.old} is also {'the abbreviation of a role' if role else 'an ordinary word'}. Look whether it means "
                f"the person in all {count} places where it is {change.new} now."
            )
            yield PlaceToLookAt(change.draft, change.place, sentence, (change.old,))


def _notes(renumbering: Renumbering, drafts: Sequence[KeptDraft]) -> Iterator[str]:
    if renumbering.overlapping:
        yield (
            f"{', '.join(renumbering.overlapping)} stood for one before and stands for another now. All rows were carried "
            "out at once. Do not carry the map out a second time on the results."
        )
    if pictures := sum(d.pictures for d in drafts):
        yield f"Codes in pictures, such as a genogram, are not changed: look at {pictures} of them."
