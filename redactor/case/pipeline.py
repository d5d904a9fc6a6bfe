"""The whole way of the data, on one screen:

drafts ─▶ passages ─▶ mentions ─▶ identities with codes ─▶ replacements ─▶ written files ─▶ check ─▶ records
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from importlib.metadata import version

from redactor.base.collector import uncollected
from redactor.base.given import Given
from redactor.case.awaiting import Stands, what_stands
from redactor.case.case import Case
from redactor.case.doubled import doubted
from redactor.case.filenames import list_name, output_names, spread, words_of_names
from redactor.case.last_look import what_is_left
from redactor.case.moved import Moved, anchors_elsewhere
from redactor.case.picture_choices import choices_of, met
from redactor.case.replacements import Put, puts
from redactor.case.reporting import abbreviations_of, changes_of, evidence_of, looks_of, pairs_of, questions_of, uses_of
from redactor.case.residue import allowed_of, forms_of, left_standing
from redactor.codes.roles import standard_roles
from redactor.codes.standing import standing_codes
from redactor.detection import name_model
from redactor.detection.engine import Detected, find_all
from redactor.detection.knowledge import Knowledge, agency_places
from redactor.detection.read_before import ReadBefore
from redactor.documents import Draft, read_with_inner
from redactor.documents.chosen import with_choices
from redactor.documents.model import DocumentError, Passage, Place, Replacement, Rewritten, Story
from redactor.documents.turned import given_as
from redactor.identities.exempt import exempt_mentions
from redactor.identities.known import Known
from redactor.identities.model import Identity, Resolved
from redactor.identities.renumbered import renumbered
from redactor.identities.settled import Settled, still_there
from redactor.identities.sieve import resolve
from redactor.keymap.anchors import Anchors
from redactor.keymap.keymap import KeyMap
from redactor.records.model import DocumentRecord, Outcome
from redactor.sources.finding import Finding, Form, Severity
from redactor.sources.residue import find_residue
from redactor.sources.structure import check_structure

Progress = Callable[[str, int, int], None]  # what is being done, how much of it is done, of how much


@dataclass(frozen=True)
class Anonymised:
    """One draft's written file, not yet on the disk."""

    name: str
    data: bytes
    given_as: str = ""  # the kind of file that it was turned from: "odt"


@dataclass(frozen=True)
class Result:
    """All that a run made. `findings` are identities that the check still found: then nothing may be handed out."""

    files: tuple[Anonymised, ...]
    outcome: Outcome
    key_map: KeyMap
    findings: tuple[tuple[str, Finding], ...]  # (written file's name, finding)
    put: tuple[Put, ...] = ()  # what was put where, the check's own finds included
    forms: tuple[Form, ...] = ()  # what must be gone
    allowed: frozenset[str] = frozenset()  # of these, what may stand somewhere


@dataclass(frozen=True)
class Drafts:
    """The drafts of a case, read; a passage's number is unique among all of them."""

    documents: tuple[Draft, ...]
    passages: tuple[Passage, ...]
    listed: frozenset[str]  # words of listed names, for reading and writing file names

    @cached_property
    def by_number(self) -> Mapping[int, Passage]:
        """Passages by their numbers."""
        return {p.number: p for p in self.passages}

    @cached_property
    def anchors(self) -> Anchors:
        """How mentions are found again in a later run."""
        return Anchors(self.passages)

    @property
    def pages(self) -> int:
        """An estimate."""
        return sum(d.pages for d in self.documents)


@dataclass(frozen=True)
class Judged:
    """Who every mention means, and what is put in its place."""

    detected: tuple[Detected, ...]  # with what persons added and without what they keep
    known: Known
    sieved: Resolved  # by the sieve alone
    resolved: Resolved  # with the word of persons over it
    standing: Mapping[str, Sequence[Passage]]  # codes that stand in the drafts already
    now: Mapping[str, str]  # code of an earlier run → the code that the same identity has now
    put: tuple[Put, ...]

    @cached_property
    def put_at(self) -> Mapping[tuple[int, int], Put]:
        """What is put at a passage's character, by (passage, first character)."""
        return {(p.passage, p.start): p for p in self.put}

    @cached_property
    def first_of(self) -> Mapping[str, Put]:
        """Code → where it is put first."""
        found: dict[str, Put] = {}
        for p in self.put:
            found.setdefault(p.decision.code, p)
        return found


def anonymise(
    drafts: Sequence[Given],
    case: Case,
    *,
    allow: frozenset[str] = frozenset(),
    progress: Progress | None = None,
    pdf_as_word: bool = False,
    earlier: ReadBefore | None = None,
) -> Result:
    """Anonymise the drafts of one case together: one code per identity across all of them. Writes nothing.

    `pdf_as_word`: PDFs come out as Word files. `earlier`: what was read and found in the case before; it is filled, and changes
    no result.

    Raises DocumentError for a draft that cannot be read (its message says which draft by number and why).
    """
    started = time.monotonic()
    with uncollected():  # nearly all that is made here is kept until the end
        read = read_drafts(drafts, case, allow, pdf_as_word=pdf_as_word)
        found = look(read, case, progress, earlier)
        return written(read, judge(read, found, case), case, started)


def read_drafts(
    drafts: Sequence[Given], case: Case, allow: frozenset[str] = frozenset(), *, pdf_as_word: bool = False
) -> Drafts:
    """The drafts and their passages. Raises DocumentError."""
    documents = tuple(
        d for n, path in enumerate(drafts, 1) for d in _read(n, path, len(drafts), case, allow, pdf_as_word)
    )
    listed = words_of_names(case.knowledge().names)
    return Drafts(documents, tuple(_numbered(documents, listed)), listed)


def look(
    drafts: Drafts, case: Case, progress: Progress | None = None, earlier: ReadBefore | None = None
) -> list[Detected]:
    """Everything that may identify. It depends on the drafts and on what `case.knowledge()` says, on nothing else.

    `earlier` holds what was read and found in the case before, and is filled; it changes no result.
    """
    tell, passages, pages = progress or (lambda what, done, of: None), drafts.passages, drafts.pages
    return find_all(
        passages,
        case.knowledge(),
        lambda done: tell("Looking for identities", done * pages // len(passages), pages),
        earlier,
    )


def judge(drafts: Drafts, found: Sequence[Detected], case: Case) -> Judged:
    """The sieve over all that was found, with the decisions of persons before and after it."""
    knowledge, passages = case.knowledge(), drafts.passages
    settled = _settled(drafts, case)
    detected = settled.before(found)
    standing = standing_codes(passages, knowledge.codes, case.roles, case.blocks)
    known = replace(_known(case, knowledge, detected, passages, standing), told=settled.told(detected))
    now = case.renumbered(known)
    listed_codes = frozenset(e.code for e in case.codes.entries)
    sieved = renumbered(resolve(detected, known), passages, now, listed_codes)
    resolved = _asked_again(drafts, case, doubted(settled.after(sieved), settled))
    standing = {code: places for code, places in standing.items() if code not in now or code in listed_codes}
    put = puts(resolved.decisions, drafts.by_number)
    return Judged(tuple(detected), known, sieved, resolved, standing, now, tuple(put))


def rejudge(drafts: Drafts, found: Sequence[Detected], judged: Judged, case: Case) -> Judged:
    """The same with decisions of persons that are newer than `judged`, without running the sieve again.

    It is what a page shows at once; what the sieve makes of the new names, `judge` says.
    """
    settled = _settled(drafts, case)
    detected = settled.before(found)
    resolved = doubted(settled.after(still_there(judged.sieved, detected, settled)), settled)
    resolved = _asked_again(drafts, case, resolved)
    put = puts(resolved.decisions, drafts.by_number)
    return replace(judged, detected=tuple(detected), resolved=resolved, put=tuple(put))


def written(drafts: Drafts, judged: Judged, case: Case, started: float | None = None) -> Result:
    """The files with everything put in its place and checked, and what there is to record of it. Writes nothing."""
    documents, resolved, by_number = drafts.documents, judged.resolved, drafts.by_number
    forms = forms_of(resolved, judged.known)
    rewritten, put, left = _rewritten(drafts, list(judged.put), judged.detected, forms, case)
    names = names_written(drafts, put)
    files = tuple(
        Anonymised(name, r.data, given_as(document))
        for name, r, document in zip(names, rewritten, documents, strict=True)
    )
    findings = tuple((names[n], finding) for n, finding in left)

    records = tuple(
        DocumentRecord(name, document.digest, _sha256(r.data), document.words, r.remarks)
        for name, document, r in zip(names, documents, rewritten, strict=True)
    )
    of_document = dict(enumerate(names))
    stands = _stands(drafts, judged, case, put)
    key_map = key_map_after(drafts, judged, case, put, stands)
    key_map = key_map.with_pictures({name: met(r) for name, r in zip(names, rewritten, strict=True)})
    uses = uses_of(resolved, put, drafts.passages, judged.standing, case)
    outcome = Outcome(
        case=case.name,
        profile=str(case.profile),
        documents=records,
        uses=uses,
        changes=changes_of(put, by_number, of_document),
        questions=(
            *questions_of(resolved, put, by_number, of_document, stands),
            *pairs_of(key_map),
            *looks_of(records),
        ),
        list_name=list_name(case.codes.name, drafts.listed),
        list_digest=case.codes.digest,
        issue=case.codes.issue,
        abbreviations=abbreviations_of(uses, case.roles),
        decisions=tuple(d for d in case.key_map.decisions if not d.withdrawn),
        seconds=time.monotonic() - started if started is not None else 0.0,
        versions=versions(),
    )
    return Result(
        files, outcome, key_map, findings, tuple(put), forms, frozenset(allowed_of(forms, judged.detected, put))
    )


def key_map_after(
    drafts: Drafts, judged: Judged, case: Case, put: Sequence[Put], stands: Sequence[Stands] | None = None
) -> KeyMap:
    """The case's key map with everybody who has a code now, and with why."""
    of_document = dict(enumerate(names_written(drafts, put)))
    key_map = case.with_identities(_used(judged.resolved, put), judged.standing, judged.now)
    stands = _stands(drafts, judged, case, put) if stands is None else stands
    return key_map.with_evidence(evidence_of(put, drafts.by_number, of_document, drafts.anchors, stands))


def _stands(drafts: Drafts, judged: Judged, case: Case, put: Sequence[Put]) -> tuple[Stands, ...]:
    """What stands in the drafts and what is left in the finished text: both await a person."""
    stands = what_stands(drafts.passages, put, judged.standing, judged.resolved, case, drafts.anchors)
    left = what_is_left(judged.detected, put, judged.resolved, case, drafts.anchors, judged.known.kept_places)
    seen = {(s.passage.number, s.start) for s in left}
    moved = _moved(drafts, case, put).unseen(judged.resolved, drafts.by_number)
    return (*stands, *(m for m in moved if (m.passage.number, m.start) not in seen), *left)


def names_written(drafts: Drafts, put: Sequence[Put]) -> list[str]:
    """What the written files are called, draft by draft."""
    in_names: dict[int, list[Put]] = {n: [] for n in range(len(drafts.documents))}
    for p in put:
        passage = drafts.by_number[p.passage]
        if passage.place.story is Story.FILE_NAME:
            in_names[passage.draft].append(p)
    suffixes = [d.suffix for d in drafts.documents]
    return output_names([d.name for d in drafts.documents], in_names, drafts.listed, suffixes)


def _asked_again(drafts: Drafts, case: Case, resolved: Resolved) -> Resolved:
    """The same with those places doubtful whose answer has lost its place."""
    if not any(d.here_only for d in case.key_map.decisions):
        return resolved
    if not _moved(drafts, case, ()).at:  # of the drafts that are not open, too: then of none
        return resolved
    return _moved(drafts, case, puts(resolved.decisions, drafts.by_number)).asked_again(resolved)


def _moved(drafts: Drafts, case: Case, put: Sequence[Put]) -> Moved:
    elsewhere = anchors_elsewhere(case.key_map, names_written(drafts, put)) if put else frozenset()
    return Moved.of(case.key_map.decisions, drafts.passages, drafts.anchors, elsewhere)


def _settled(drafts: Drafts, case: Case) -> Settled:
    return Settled(case.key_map.held, drafts.anchors, case.known_codes)


def _read(n: int, path: Given, of: int, case: Case, allow: frozenset[str], pdf_as_word: bool) -> tuple[Draft, ...]:
    """A draft, with those inside it."""
    try:
        return read_with_inner(path, case.profile.tidying, allow=allow, pdf_as_word=pdf_as_word)
    except DocumentError as error:
        raise DocumentError(f"Draft {n} of {of}: {error}" if of > 1 else str(error)) from None


def _numbered(documents: Sequence[Draft], listed: frozenset[str]) -> Iterator[Passage]:
    """All drafts' passages, with numbers that are unique in the case; each draft's file name is a passage of its own."""
    first = 0
    for n, document in enumerate(documents):
        after = 0
        for p in document.passages:
            place = replace(p.place, part=f"{n}:{p.place.part}")
            yield replace(p, number=first + p.number, place=place, draft=n, in_draft=p.number)
            after = max(after, p.number + 1)
        name = Place(Story.FILE_NAME, "file name", f"{n}:")
        yield Passage(first + after, spread(document.name, listed), name, draft=n, in_draft=after)
        first += after + 1


def _known(
    case: Case,
    knowledge: Knowledge,
    detected: Sequence[Detected],
    passages: Sequence[Passage],
    standing: Iterable[str],
) -> Known:
    return Known(
        codes=case.codes,
        earlier=case.earlier,
        tentative=case.tentative,
        standard_roles=standard_roles(),
        ambiguous=case.ambiguous,
        numbering=case.key_map.numbering([e.code for e in case.codes.entries], standing),
        role_words=knowledge.role_abbreviations,
        kept_places=agency_places(passages, knowledge.agencies, knowledge.names, knowledge.organisations),
        exempt=exempt_mentions(detected) if case.profile.keeps_author else frozenset(),
        years_of_birth=case.profile.years_of_birth,
    )


def _replacements(n: int, put: Sequence[Put], passages: Mapping[int, Passage]) -> list[Replacement]:
    """What is put in draft `n`; its file name is written elsewhere."""
    return [
        Replacement(passage.in_draft, p.start, p.end, p.text, p.number is not None)
        for p in put
        if (passage := passages[p.passage]).draft == n and passage.place.story is not Story.FILE_NAME
    ]


def _rewritten(
    drafts: Drafts, put: list[Put], detected: Sequence[Detected], forms: Sequence[Form], case: Case
) -> tuple[list[Rewritten], list[Put], list[tuple[int, Finding]]]:
    """The written files, what was put in them, and what the check still found (draft's number, finding).

    What the check finds in plain sight is put right and marked as doubtful, no place twice; what it still finds when
    nothing more can be put right is left to withhold.
    """
    choices = choices_of(case.key_map)
    while True:
        rewritten = [
            with_choices(document.rewritten(_replacements(n, put, drafts.by_number)), choices)
            for n, document in enumerate(drafts.documents)
        ]
        left = [(n, finding) for n, r in enumerate(rewritten) for finding in _check(n, r, case, forms, detected, put)]
        more = left_standing(frozenset(f.code for _, f in left if f.code), forms, detected, put) if left else []
        if not more:
            return rewritten, put, left
        put = sorted([*put, *more], key=lambda p: (p.passage, p.start))


def _check(
    n: int, written: Rewritten, case: Case, forms: Sequence[Form], detected: Sequence[Detected], put: Sequence[Put]
) -> list[Finding]:
    """The independent reading of the written file: errors only."""
    allowed = allowed_of(forms, [d for d in detected if d.passage.draft == n], put)
    findings = [*find_residue(written.data, forms, allowed=allowed), *check_structure(written.data, str(case.profile))]
    return [f for f in findings if f.severity is Severity.MUST_FIX]


def _used(resolved: Resolved, put: Sequence[Put]) -> list[Identity]:
    """Identities to remember: those issued and those whose code was put somewhere."""
    codes = {p.decision.code for p in put} | {c for p in put for c in p.decision.candidates}
    return [i for i in resolved.identities if i.issued or not i.new or i.code in codes]


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def versions() -> dict[str, str]:
    """Versions that decide what a run finds, for report and audit log."""
    found = {name: version(name) for name in ("redactor", "presidio-analyzer", "onnxruntime")}
    return {**found, "model of names": name_model.version()}
