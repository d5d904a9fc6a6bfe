"""One check from the user's side: files, list and key map read, rules run, findings made ready, every error a sentence."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from redactor.base.collector import uncollected
from redactor.base.given import Given
from redactor.base.refused import Refused
from redactor.case.case import Case
from redactor.case.opening import code_list, default_key_map
from redactor.case.profiles import Profile
from redactor.checks.against import Compared, compared, digests_in
from redactor.checks.baseline import Accepted, BaselineError, load_baseline, save_baseline, with_accepted
from redactor.checks.context import blanks_of, finished
from redactor.checks.examination import Examination, File, KnownSpot
from redactor.checks.known import ListedForms
from redactor.checks.passages import ReadText, file_words, normal, readings
from redactor.checks.revision import Revised, changes
from redactor.checks.rules import RULES, Rule
from redactor.checks.settings import Settings, SettingsError, load_settings
from redactor.checks.walk import add_rules_of_others, read_files, run_rules
from redactor.codes.model import Kind
from redactor.keymap.keymap import KeyMap
from redactor.keymap.keymap_files import KeyMapError, load_key_map
from redactor.records.published import PublicationRecord, read_record
from redactor.sealed.sealing import Home, SealingError
from redactor.sources.finding import Finding, Severity
from redactor.sources.source import Source, SourceText

SLOW = frozenset({"original-beside"})  # not with --fast


@dataclass(frozen=True)
class CheckRequest:
    """What the user asked for."""

    files: tuple[Given, ...]
    codes: Given | None = None
    key_map: Path | None = None
    profile: Profile = Profile.SUBMISSION
    settings: Path | None = None
    baseline: Path | None = None
    accept: tuple[str, ...] = ()
    by: str = ""
    why: str = ""
    fast: bool = False
    passphrase: Callable[[], str] | None = None  # asks for that of a sealed edition which needs one
    case: Case | None = None  # list and key map, where they have been read already
    against: Path | None = None  # the record of an earlier check, which was signed
    keep: tuple[str, ...] = ()  # names that may stand, besides those of the settings
    accepted: tuple[Accepted, ...] = ()  # findings that may stand, besides those of the baseline
    record: Path | None = None  # of a publication: a part of the certificate
    earlier: Given | None = None  # the version of the (one) file before its revision


@dataclass(frozen=True)
class Checked:
    """What a check found, and what it did."""

    profile: Profile
    sources: tuple[Source, ...]
    findings: tuple[Finding, ...]  # the most severe first; those accepted are not among them
    accepted: tuple[tuple[Finding, Accepted], ...]
    run: tuple[str, ...]  # rules
    not_run: tuple[tuple[str, str], ...]  # rule and reason
    problems: tuple[str, ...]  # what could not be checked, and why: then it is no pass
    list_name: str = ""
    list_digest: str = ""
    edition: int = 0  # of the board's list; 0 where it has none
    identities: int = 0  # how many of list and key map were looked for
    key_map: bool = False
    settings: str = ""
    seconds: float = 0.0
    case_name: str = ""  # the codes of its subjects
    compared: tuple[Compared, ...] = ()  # with the record of an earlier check
    revised: tuple[Revised, ...] | None = None  # since the earlier version; None where none was given
    record: PublicationRecord | None = None
    labels: dict[str, str] = field(default_factory=dict)  # what a file is called where its name may not be shown

    @property
    def awaiting_board(self) -> tuple[str, ...]:
        """The agency's own codes that the board has not answered: with them a file is not fit, though nothing in it is wrong."""
        return tuple(dict.fromkeys(f.code for f in self.findings if f.rule == "code-awaits-board"))

    @property
    def awaiting_author(self) -> tuple[str, ...]:
        """The agency's own codes for which the board wants none, and of which the author has not said what shall stand there."""
        return tuple(dict.fromkeys(f.code for f in self.findings if f.rule == "code-not-wanted"))

    @property
    def must_be_mended(self) -> bool:
        """Whether something is wrong in the files, differs from what was signed, or could not be checked."""
        changed = any(not c.same for c in self.compared)
        return bool(self.problems) or changed or any(f.severity is Severity.MUST_FIX for f in self.findings)

    @property
    def exit_code(self) -> int:
        """0 nothing to fix, 1 something must be fixed, is not what was signed or awaits its author, 2 something could not be
        checked."""
        return 2 if self.problems else int(self.must_be_mended or bool(self.awaiting_author))


@uncollected()  # nearly all that is made here is kept until the end
def check(request: CheckRequest) -> Checked:
    """Check files together, as those of one case. Raises Refused where nothing can be checked at all."""
    started = time.monotonic()
    if not request.files:
        raise Refused(["Which file? Give the files to be checked: redactor check imr.docx chronology.docx"])
    add_rules_of_others()
    try:
        settings, settings_name = load_settings(request.settings, request.files[0])
        accepted = (*request.accepted, *(load_baseline(request.baseline) if request.baseline else ()))
    except (SettingsError, BaselineError) as error:
        raise Refused([str(error)]) from None
    settings = settings.also_keeping(request.keep)
    unknown = sorted(settings.rule_ids() - RULES.keys())
    if unknown:
        raise Refused([f"The settings name rules that do not exist: {', '.join(unknown)}. See redactor check --rules."])
    case, has_list, has_key_map, notes = _case(request)
    signed = digests_in(request.against) if request.against else frozenset()
    sources, problems = read_files(request.files)
    if not sources:
        raise Refused(problems)
    earlier = _earlier(request, sources)
    examination = _examine([*sources, *earlier], request, settings, case, has_list=has_list, has_key_map=has_key_map)
    revised = None
    if earlier:
        *files, before = examination.files
        examination = replace(examination, files=tuple(files))
        blanks = {file.source.name: blanks_of(file) for file in (*files, before)}
        revised = changes(before, files[0], blanks)
    run, not_run = _rules(examination, request)
    found, failed = run_rules(run, examination)
    problems += failed
    findings = finished(examination, found)
    problems += [f"{_called(n, s)}: {place}" for n, (_, s) in enumerate(sources, 1) for place in s.unreadable]
    labels = _labels(sources, findings)
    if request.accept:
        accepted = _accept(request, accepted, findings)
    by_print = {a.fingerprint: a for a in accepted}
    return Checked(
        profile=request.profile,
        sources=tuple(source for _, source in sources),
        findings=tuple(f for f in findings if f.fingerprint not in by_print),
        accepted=tuple((f, by_print[f.fingerprint]) for f in findings if f.fingerprint in by_print),
        run=tuple(rule.id for rule in run),
        not_run=(*not_run, *notes),
        problems=tuple(problems),
        list_name=f"code list{request.codes.suffix}" if request.codes else "",
        list_digest=case.codes.digest,
        edition=case.codes.issue.number if case.codes.issue else 0,
        identities=len(case.codes.entries) + sum(not r.issued for r in case.key_map.records),
        key_map=has_key_map,
        settings=settings_name,
        seconds=time.monotonic() - started,
        labels=labels,
        case_name=case.name,
        compared=compared([s for _, s in sources], labels, signed) if request.against else (),
        revised=revised,
        record=read_record(request.record) if request.record else None,
    )


def _earlier(request: CheckRequest, sources: Sequence[tuple[Given, Source]]) -> list[tuple[Given, Source]]:
    """The version before the revision, under a name of its own. Raises Refused where it cannot be read, or for two files."""
    if request.earlier is None:
        return []
    if len(sources) != 1:
        raise Refused(["With --revision-of one file is held against its earlier version: give the one file."])
    found, problems = read_files((request.earlier,))
    if not found:
        raise Refused([f"The earlier version given with --revision-of: {problem}" for problem in problems])
    return [(path, replace(source, name=f"{source.name} (earlier)")) for path, source in found]


def _case(request: CheckRequest) -> tuple[Case, bool, bool, list[tuple[str, str]]]:
    if request.case is not None:
        return request.case, bool(request.case.codes.entries), True, []
    home = Home.current()
    notes: list[tuple[str, str]] = []
    codes = code_list(request.codes, request.passphrase)
    subjects = any(entry.kind is Kind.SUBJECT for entry in codes.entries)
    path = request.key_map or (default_key_map(home, codes, ()) if subjects else None)
    found: KeyMap | None = None
    try:
        found = load_key_map(path, home) if path else None
    except (KeyMapError, SealingError) as error:
        if request.key_map:
            raise Refused([str(error)]) from None
        notes.append(("key map", "the key map of this list is here, but cannot be opened"))
    if request.key_map and found is None:
        raise Refused(["There is no key map at the place given with --key-map. Check the folder and the spelling."])
    case = Case.of(codes, found or KeyMap.new(codes.case_name), request.profile)
    return case, request.codes is not None, found is not None, notes


def _called(number: int, source: Source) -> str:
    return f"File {number} (.{source.format})"


def _examine(
    sources: Sequence[tuple[Given, Source]],
    request: CheckRequest,
    settings: Settings,
    case: Case,
    *,
    has_list: bool,
    has_key_map: bool,
) -> Examination:
    known = ListedForms.of(case)
    read = [
        (path, source, readings(n, source, file_words(path.name, known.words)))
        for n, (path, source) in enumerate(sources)
    ]
    everything = [reading for *_, found in read for reading in found]
    if request.fast:
        from redactor.checks.quick_names import quick_suspicions

        suspicions = quick_suspicions(everything, case.knowledge(), settings.keep.names, known.words)
    else:
        from redactor.checks.suspicion import suspect
        from redactor.detection.name_model import ModelMissing

        try:
            suspicions = suspect(everything, case.knowledge(), settings.keep.names, known.words, known.issued)
        except ModelMissing as error:
            raise Refused([str(error), "With --fast the check runs without it, and finds less."]) from None
    files = tuple(
        File(
            path,
            source,
            tuple(found),
            tuple(_spots(source, found, known)),
            tuple((place, form.code) for place, form in known.in_bytes(source)),
            tuple(s for reading in found for s in suspicions.get(reading.passage.number, ())),
        )
        for path, source, found in read
    )
    return Examination(
        files, request.profile, settings, case, known, has_list, has_key_map, not request.fast, tuple(request.files)
    )


def _spots(source: Source, found: Sequence[ReadText], known: ListedForms) -> list[KnownSpot]:
    """Known identities in the texts and in the file's name."""
    spots = [KnownSpot(index, start, end, form.code, form.text) for index, start, end, form in known.in_texts(source)]
    name = next((reading.passage.text for reading in found if reading.text < 0), "")
    if name and known.forms:
        alone = replace(source, texts=(SourceText(normal(name), "file name", "name"),), blobs=())
        spots += [KnownSpot(-1, start, end, form.code, form.text) for _, start, end, form in known.in_texts(alone)]
    return spots


def _rules(examination: Examination, request: CheckRequest) -> tuple[list[Rule], list[tuple[str, str]]]:
    run: list[Rule] = []
    not_run: list[tuple[str, str]] = []
    off = examination.settings.off(request.profile)
    asked = examination.settings.severities(request.profile)
    for rule in RULES.values():
        if rule.id in off or rule.check_id in off:
            not_run.append((rule.id, "switched off in the settings"))
        elif request.profile not in rule.profiles and (rule.profiles or rule.id not in asked):
            not_run.append((rule.id, f"not for {request.profile}"))
        elif "list" in rule.needs and not (examination.has_list or examination.has_key_map):
            not_run.append((rule.id, "no code list or key map was given"))
        elif request.fast and ("model" in rule.needs or rule.id in SLOW):
            not_run.append((rule.id, "left out by --fast"))
        else:
            run.append(rule)
    return run, not_run


def _labels(sources: Sequence[tuple[Given, Source]], findings: Sequence[Finding]) -> dict[str, str]:
    """File names as they may be shown: one that names somebody is not."""
    named = {finding.file for finding in findings if finding.rule == "file-name"}
    return {
        source.name: f"file {n} (.{source.format})" if source.name in named else source.name
        for n, (_, source) in enumerate(sources, 1)
    }


def _accept(request: CheckRequest, accepted: tuple[Accepted, ...], findings: Sequence[Finding]) -> tuple[Accepted, ...]:
    if request.baseline is None:
        raise Refused(["Where should it be kept? Give --baseline FILE with --accept."])
    rules = {finding.fingerprint: finding.rule for finding in findings}
    try:
        accepted = with_accepted(accepted, request.accept, request.by, request.why, rules)
        save_baseline(request.baseline, accepted)
    except BaselineError as error:
        raise Refused([str(error)]) from None
    except OSError:
        raise Refused(["The baseline cannot be written. Give a folder in which you may write."]) from None
    return accepted
