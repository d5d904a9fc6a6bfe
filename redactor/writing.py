"""One run from the user's side: files read, the pipeline, files written whole or not at all, every error a sentence."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from redactor.base.whole import Output, finish, is_taken
from redactor.case import Case, default_key_map
from redactor.codes.editions import SUFFIX, EditionError, is_sealed_to_passphrase, read_edition
from redactor.codes.keymap import KeyMap, Run
from redactor.codes.keymap_files import KeyMapError, backups, load_key_map, locked, save_with
from redactor.codes.lists import read_code_list
from redactor.codes.model import CodeList, CodeListError
from redactor.codes.numbering import BlockUsedUp
from redactor.codes.pinning import pinned
from redactor.codes.sealing import Home, SealingError
from redactor.detection.name_model import ModelMissing
from redactor.documents import DocumentError
from redactor.given import Given, paths_of
from redactor.learning import known_outputs, learned
from redactor.pipeline import Result, anonymise
from redactor.profiles import Profile
from redactor.records.audit import audit_lines, head_of
from redactor.records.key_of_professionals import identified_key_document, key_document
from redactor.records.model import Outcome
from redactor.records.ownership import is_ours
from redactor.records.report import report_html

EDITION = "edition of the board's list"  # what the key map calls one
KEY_FILE, AUDIT_FILE, REPORT_FILE = "key-of-professionals.docx", "audit.jsonl", "report.html"


@dataclass(frozen=True)
class Request:
    """What the user asked for."""

    drafts: tuple[Given, ...]
    out: Path
    codes: Given | None = None
    key_map: Path | None = None
    profile: Profile = Profile.SUBMISSION
    identified_key: Path | None = None
    allow: frozenset[str] = frozenset()
    older_edition: bool = False  # take an edition older than the one that the case has used
    passphrase: Callable[[], str] | None = None  # asks for that of an edition which needs one


@dataclass(frozen=True)
class Written:
    """What a run left on the disk."""

    outcome: Outcome
    folder: Path
    files: tuple[str, ...]
    key_map: Path
    new_key_map: bool
    saved: KeyMap = field(repr=False)  # the key map as it lies there now
    notices: tuple[str, ...] = ()  # sentences that whoever runs it should read


class RunError(Exception):
    """Nothing was written. `problems` are sentences for the user; `exit_code` is 2 for wrong input, 3 for a withheld output."""

    def __init__(self, problems: Sequence[str], exit_code: int = 2) -> None:
        super().__init__("\n".join(problems))
        self.problems = tuple(problems)
        self.exit_code = exit_code


def run(request: Request, progress: Callable[[str, int, int], None] | None = None) -> Written:
    """Anonymise, check, write. Raises RunError; then nothing is left in the folder, and the key map is as it was."""
    home = Home.current()
    codes = code_list(request.codes, request.passphrase)
    path = request.key_map or default_key_map(home, codes, paths_of(request.drafts))
    check_folder(replace(request, key_map=path))
    with told(), locked(path):
        case, new = case_of(codes, path, home, request)
        result = anonymise(request.drafts, case, allow=request.allow, progress=progress)
        return write(request, result, path, home, new=new)


@contextmanager
def told() -> Iterator[None]:
    """Whatever stops a run, as RunError with sentences."""
    try:
        yield
    except (KeyMapError, SealingError, EditionError, BlockUsedUp, ModelMissing, DocumentError) as error:
        raise RunError([str(error)]) from None


def case_of(codes: CodeList, path: Path, home: Home, request: Request) -> tuple[Case, bool]:
    """The case with its key map, to be called while that is locked; and whether the key map is new.

    Raises KeyMapError, SealingError, EditionError.
    """
    earlier = load_key_map(path, home)
    if earlier is None and backups(path):
        raise RunError(
            [
                f"The key map {path} is gone, but earlier versions of it are there. Put it back, or run: redactor keymap "
                f'restore --key-map "{path}" --version 1. No number is given twice then.'
            ]
        )
    key_map = learned(earlier or KeyMap.new(codes.case_name), request)
    key_map = pinned(key_map, codes, older=request.older_edition)
    return Case.of(codes, key_map, request.profile), earlier is None


def write(request: Request, result: Result, path: Path, home: Home, *, new: bool) -> Written:
    """Put a run's files into the folder and its key map into its place: all or nothing. Raises RunError."""
    _withhold(result)
    outputs = _outputs(request, result)
    restricted = _restricted(request, result.outcome)
    now = datetime.now(UTC)
    key_map = result.key_map
    numbers = key_map.numbering().numbers
    records = {KEY_FILE: outputs[request.out / KEY_FILE]}
    log = audit_lines(result.outcome, key_map.digest, written=now, numbers=numbers, records=records)
    outputs[request.out / AUDIT_FILE] = log
    moment = now.isoformat(timespec="seconds")
    folder = key_map.digest(str(request.out.resolve()))
    run_of_log = Run(head=head_of(log), written=moment, folder=folder, documents=tuple(f.name for f in result.files))
    key_map = key_map.with_run(run_of_log)
    for file, data in restricted.items():
        key_map = key_map.with_file("key of professionals with names", file, data, moment)
    if isinstance(request.codes, Path) and request.codes.suffix.lower() == SUFFIX:
        key_map = key_map.with_file(EDITION, request.codes, request.codes.read_bytes(), moment)
    saved = _write(outputs, restricted, path, key_map, home)
    names = tuple(p.name for p in outputs)
    return Written(
        result.outcome, request.out, names, path, new, saved, (_PUT_BACK,) if result.key_map.put_back else ()
    )


_PUT_BACK = (
    "The key map is an earlier one than the last that was saved: a copy of it was put back. Codes go on after the highest "
    "number that was ever used, so that nobody has the code of somebody else. Whoever was met since then gets another code "
    "than before: look at that, or put the newer key map back and run this again."
)


def key_map_path(codes: Path | None, key_map: Path | None) -> Path:
    """Where the key map of a case lies, given or found by the case's code list. Raises RunError."""
    path = key_map_place(codes, key_map)
    if not path.exists():
        raise RunError(
            [f"There is no key map of this case at {path}. Anonymise a draft of it first, or give --key-map."]
        )
    return path


def key_map_place(codes: Path | None, key_map: Path | None) -> Path:
    """Where the key map of a case lies, or would lie. Raises RunError."""
    if key_map is None and codes is None:
        raise RunError(["Which case? Give the board's code list with --codes, or the key map itself with --key-map."])
    return key_map or default_key_map(Home.current(), code_list(codes), ())


def key_map_of(codes: Path | None, key_map: Path | None) -> KeyMap:
    """The key map of a case, given or found by the case's code list. Raises RunError, KeyMapError."""
    found = load_key_map(key_map_path(codes, key_map), Home.current())
    if found is None:
        raise RunError(["The key map of this case was taken away in the meantime. Run this again."])
    return found


def code_list(codes: Given | None, passphrase: Callable[[], str] | None = None) -> CodeList:
    """The board's list in a file, or in a sealed edition of it; empty for None. Raises RunError."""
    if codes is None:
        return CodeList()
    try:
        if codes.suffix.lower() != SUFFIX:
            return read_code_list(codes)
        needed = is_sealed_to_passphrase(codes)
        if needed and passphrase is None:
            raise RunError(
                ["This edition is sealed with a passphrase. Give the key map itself with --key-map instead."]
            )
        return read_edition(codes, Home.current(), passphrase() if needed and passphrase else "")
    except EditionError as error:
        raise RunError([str(error)]) from None
    except CodeListError as error:
        raise RunError(
            [f"The code list cannot be used, and nothing was written. {len(error.problems)} to mend:", *error.problems]
        ) from None


def check_folder(request: Request) -> None:
    """The folder for the results can be used, and no result can land on an input. Raises RunError."""
    out = request.out
    if out.exists() and not out.is_dir():
        raise RunError(["The place given with --out is a file, not a folder. Give a folder for the results."])
    home = Home.current()
    finish(home)  # what a killed run has left unfinished is its own, and not in the way
    if request.key_map and request.key_map.resolve().is_relative_to(out.resolve()):
        raise RunError(
            [
                "The key map may not lie in the folder of the results: it says who is who. Give another place with --key-map, "
                "or another folder with --out."
            ]
        )
    if home.holds(out):
        raise RunError(
            [
                "The folder given with --out is that of redactor's own files, where the key maps lie: results may not lie "
                "there. Give another folder."
            ]
        )
    files = [out / KEY_FILE, out / REPORT_FILE, out / AUDIT_FILE, *filter(None, [request.identified_key])]
    given = {p.resolve() for p in paths_of((*request.drafts, request.codes))}  # those are told of otherwise
    _refuse_strangers([f for f in files if f.is_file() and f.resolve() not in given and is_taken(f) and not is_ours(f)])
    if request.identified_key and request.identified_key.resolve().is_relative_to(out.resolve()):
        raise RunError(
            ["The restricted key with names may not lie with the results. Give another place with --identified-key."]
        )
    if request.identified_key and not request.identified_key.resolve().parent.is_dir():
        raise RunError(["The folder given with --identified-key does not exist. Make it first, or give another place."])
    if request.identified_key and request.identified_key.suffix.lower() != ".docx":
        raise RunError(["The restricted key given with --identified-key is a Word file: let its name end in .docx."])
    drafts = paths_of(request.drafts)
    seen = {p.resolve() for p in drafts}
    if len(seen) < len(drafts):
        raise RunError(["The same draft was given twice. Name each draft once."])
    try:
        out.mkdir(parents=True, exist_ok=True)
        probe = out / ".redactor-can-write"
        probe.touch()
        probe.unlink()
    except OSError:
        raise RunError(
            [
                "The folder given with --out cannot be written to. Choose another folder, or ask for the right to write there."
            ]
        ) from None


def _refuse_strangers(files: Sequence[Path]) -> None:
    """Raise RunError where a result would replace a file that this program has not written."""
    if files:
        raise RunError(
            [
                f"There is a file {shown_name(f)} already, and redactor did not write it. It was left as it is, the key map too: "
                "give another place for the results, or move that file away."
                for f in files
            ]
        )


def shown_name(file: Path) -> str:
    """What a file is called on the screen: a name that we give ourselves, else only its kind."""
    own = (KEY_FILE, REPORT_FILE, AUDIT_FILE)
    return file.name if file.name in own else f"of that name ({file.suffix.lower() or 'without an ending'})"


def _withhold(result: Result) -> None:
    if result.findings:
        problems = [
            f"{name}: {finding.place} ({finding.rule}, {finding.code or 'no code'}): {finding.sentence}"
            for name, finding in result.findings
        ]
        raise RunError(
            ["The check of the written file found what should be gone. Nothing was written.", *problems], exit_code=3
        )


def _outputs(request: Request, result: Result) -> dict[Path, bytes]:
    """Every file of the run by its path. Raises RunError where one would land on an input."""
    outputs: dict[Path, bytes] = {request.out / f.name: f.data for f in result.files}
    outputs[request.out / KEY_FILE] = key_document(result.outcome)
    outputs[request.out / REPORT_FILE] = report_html(result.outcome).encode("utf-8")
    inputs = {p.resolve() for p in paths_of((*request.drafts, request.codes, request.key_map))}
    targets = [*outputs, *filter(None, [request.identified_key])]
    held = {d.read_bytes() for d in request.drafts if not isinstance(d, Path)}
    if held and any(p.is_file() and p.read_bytes() in held for p in targets):
        raise RunError(["A draft itself lies where its result would go. Choose another folder for the results."])
    if any(p.resolve() in inputs for p in targets):
        raise RunError(["A result would be written over a file that was given. Choose another folder with --out."])
    folder = result.key_map.digest(str(request.out.resolve()))
    before = (r.documents for r in result.key_map.runs if r.folder == folder)
    known = known_outputs(request.out).union(*before)
    drafts = [request.out / f.name for f in result.files]
    _refuse_strangers([p for p in drafts if p.is_file() and is_taken(p) and p.name not in known])
    return outputs


def _restricted(request: Request, outcome: Outcome) -> dict[Path, bytes]:
    """The files that hold names, for their owner only, by path."""
    return {request.identified_key: identified_key_document(outcome)} if request.identified_key else {}


def _write(
    outputs: Mapping[Path, bytes], restricted: Mapping[Path, bytes], path: Path, key_map: KeyMap, home: Home
) -> KeyMap:
    """All files and the key map, or none. Returns the key map as saved."""
    if any(each.is_dir() for each in (*outputs, *restricted)):
        raise RunError(["A folder stands where a result should go. Give another folder with --out."])
    plain = (Output(each, data) for each, data in outputs.items())
    with_names = (Output(each, data, names=True) for each, data in restricted.items())
    try:
        return save_with(path, key_map, home, [*plain, *with_names])
    except OSError:
        raise RunError(
            [
                "A result could not be put in its place: is one of them open in Word, or the disk full? Close it and run "
                "again. Nothing was written."
            ]
        ) from None
