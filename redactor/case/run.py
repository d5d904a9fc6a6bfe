"""One run from the user's side: files read, the pipeline, files written whole or not at all, every error a sentence."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from redactor.base.collector import uncollected
from redactor.base.given import paths_of
from redactor.base.refused import Refused
from redactor.case import odt_copies, pdf_copies
from redactor.case.board_answers import with_board_answers
from redactor.case.case import Case
from redactor.case.learning import known_outputs, learned
from redactor.case.opening import EDITION, Request, code_list, default_key_map, told
from redactor.case.pipeline import Result, anonymise
from redactor.case.readings import load_readings, readings_output
from redactor.codes.model import CodeList
from redactor.detection.read_before import ReadBefore
from redactor.keymap.keymap import KeyMap, Run
from redactor.keymap.keymap_files import backups, load_key_map, locked, save_with
from redactor.keymap.pinning import pinned
from redactor.records.audit import audit_lines, documents_in, head_of
from redactor.records.key_of_professionals import identified_key_document, key_document
from redactor.records.model import Outcome
from redactor.records.ownership import is_ours
from redactor.records.report import report_html
from redactor.sealed.editions import SUFFIX
from redactor.sealed.sealing import Home
from redactor.sealed.whole import Output, finish, is_taken

KEY_FILE, AUDIT_FILE, REPORT_FILE = "key-of-professionals.docx", "audit.jsonl", "report.html"


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


def run(request: Request, progress: Callable[[str, int, int], None] | None = None) -> Written:
    """Anonymise, check, write. Raises Refused; then nothing is left in the folder, and the key map is as it was."""
    if request.pdf:
        pdf_copies.refuse_without_office()
    if request.odt:
        odt_copies.refuse_without_office()
    home = Home.current()
    codes = code_list(request.codes, request.passphrase)
    path = request.key_map or default_key_map(home, codes, paths_of(request.drafts))
    check_folder(replace(request, key_map=path))
    with told(), locked(path), uncollected():
        case, new = case_of(codes, path, home, request)
        earlier = load_readings(path, case.key_map, home)
        result = anonymise(
            request.drafts,
            case,
            allow=request.allow,
            progress=progress,
            pdf_as_word=request.pdf_as_word,
            earlier=earlier,
        )
        return write(request, result, path, home, new=new, earlier=earlier)


def case_of(codes: CodeList, path: Path, home: Home, request: Request) -> tuple[Case, bool]:
    """The case with its key map, to be called while that is locked; and whether the key map is new.

    Raises KeyMapError, SealingError, EditionError.
    """
    earlier = load_key_map(path, home)
    if earlier is None and backups(path):
        raise Refused(
            [
                f"The key map {path} is gone, but earlier versions of it are there. Put it back, or run: redactor keymap "
                f'restore --key-map "{path}" --version 1. No number is given twice then.'
            ]
        )
    key_map = learned(earlier or KeyMap.new(codes.case_name), request)
    key_map = with_board_answers(pinned(key_map, codes, older=request.older_edition), codes)
    return Case.of(codes, key_map, request.profile), earlier is None


def write(
    request: Request, result: Result, path: Path, home: Home, *, new: bool, earlier: ReadBefore | None = None
) -> Written:
    """Put a run's files into the folder and its key map into its place, with what was read for the next run: all or nothing.

    Raises Refused.
    """
    withhold(result)
    outputs, copies = _outputs(request, result)
    restricted = _restricted(request, result.outcome)
    now = datetime.now(UTC)
    key_map = result.key_map
    numbers = key_map.numbering().numbers
    records = {KEY_FILE: outputs[request.out / KEY_FILE], **copies}
    log = audit_lines(result.outcome, key_map.digest, written=now, numbers=numbers, records=records)
    outputs[request.out / AUDIT_FILE] = log
    moment = now.isoformat(timespec="seconds")
    folder = key_map.digest(str(request.out.resolve()))
    run_of_log = Run(
        head=head_of(log), written=moment, folder=folder, documents=(*(f.name for f in result.files), *copies)
    )
    key_map = key_map.with_run(run_of_log)
    for file, data in restricted.items():
        key_map = key_map.with_file("key of professionals with names", file, data, moment)
    if isinstance(request.codes, Path) and request.codes.suffix.lower() == SUFFIX:
        key_map = key_map.with_file(EDITION, request.codes, request.codes.read_bytes(), moment)
    overtaken = _overtaken(request.out, result.outcome)
    saved = _write(outputs, restricted, path, key_map, home, earlier)
    names = tuple(p.name for p in outputs)
    notices = [_PUT_BACK] if result.key_map.put_back else []
    if request.odt and not any(f.given_as == odt_copies.KIND for f in result.files):
        notices.append(_NO_ODT)
    notices += [_OVERTAKEN.format(", ".join(overtaken))] if overtaken else []
    return Written(result.outcome, request.out, names, path, new, saved, tuple(notices))


def _overtaken(folder: Path, outcome: Outcome) -> list[str]:
    """Results of the last run there whose drafts have other names with codes now: by the log that still lies there."""
    try:
        before = documents_in((folder / AUDIT_FILE).read_bytes())
    except OSError:
        return []
    now = {d.input_digest: d.output for d in outcome.documents}
    return [name for name, digest in before if digest in now and name not in now.values() and (folder / name).is_file()]


_OVERTAKEN = (
    "An earlier result of the same draft lies there under another name: {}. It is out of date: do not send it, and take "
    "it away."
)
_NO_ODT = "None of the drafts came as .odt, so --odt had nothing to write."
_PUT_BACK = (
    "The key map is an earlier one than the last that was saved: a copy of it was put back. Codes go on after the highest "
    "number that was ever used, so that nobody has the code of somebody else. Whoever was met since then gets another code "
    "than before: look at that, or put the newer key map back and run this again."
)


def check_folder(request: Request) -> None:
    """The folder for the results can be used, and no result can land on an input. Raises Refused."""
    out = request.out
    if out.exists() and not out.is_dir():
        raise Refused(["The place given with --out is a file, not a folder. Give a folder for the results."])
    home = Home.current()
    finish(home)  # what a killed run has left unfinished is its own, and not in the way
    if request.key_map and request.key_map.resolve().is_relative_to(out.resolve()):
        raise Refused(
            [
                "The key map may not lie in the folder of the results: it says who is who. Give another place with --key-map, "
                "or another folder with --out."
            ]
        )
    if home.holds(out):
        raise Refused(
            [
                "The folder given with --out is that of redactor's own files, where the key maps lie: results may not lie "
                "there. Give another folder."
            ]
        )
    files = [out / KEY_FILE, out / REPORT_FILE, out / AUDIT_FILE, *filter(None, [request.identified_key])]
    given = {p.resolve() for p in paths_of((*request.drafts, request.codes))}  # those are told of otherwise
    _refuse_strangers([f for f in files if f.is_file() and f.resolve() not in given and is_taken(f) and not is_ours(f)])
    if request.identified_key and request.identified_key.resolve().is_relative_to(out.resolve()):
        raise Refused(
            ["The restricted key with names may not lie with the results. Give another place with --identified-key."]
        )
    if request.identified_key and not request.identified_key.resolve().parent.is_dir():
        raise Refused(["The folder given with --identified-key does not exist. Make it first, or give another place."])
    if request.identified_key and request.identified_key.suffix.lower() != ".docx":
        raise Refused(["The restricted key given with --identified-key is a Word file: let its name end in .docx."])
    drafts = paths_of(request.drafts)
    seen = {p.resolve() for p in drafts}
    if len(seen) < len(drafts):
        raise Refused(["The same draft was given twice. Name each draft once."])
    try:
        out.mkdir(parents=True, exist_ok=True)
        probe = out / ".redactor-can-write"
        probe.touch()
        probe.unlink()
    except OSError:
        raise Refused(
            [
                "The folder given with --out cannot be written to. Choose another folder, or ask for the right to write there."
            ]
        ) from None


def _refuse_strangers(files: Sequence[Path]) -> None:
    """Raise Refused where a result would replace a file that this program has not written."""
    if files:
        raise Refused(
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


def withhold(result: Result) -> None:
    """Raise Refused (exit code 3) where the check of the written files found an identity: then nothing is handed out."""
    if result.findings:
        problems = [
            f"{name}: {finding.place} ({finding.rule}, {finding.code or 'no code'}): {finding.sentence}"
            for name, finding in result.findings
        ]
        raise Refused(
            ["The check of the written file found what should be gone. Nothing was written.", *problems], exit_code=3
        )


def _outputs(request: Request, result: Result) -> tuple[dict[Path, bytes], dict[str, bytes]]:
    """Every file of the run by its path, and those of them that are copies of others, by name. Raises Refused where one would
    land on an input, or a copy holds what should be gone."""
    outputs: dict[Path, bytes] = {request.out / f.name: f.data for f in result.files}
    outputs[request.out / KEY_FILE] = key_document(result.outcome)
    copies = _copies(request, result, outputs[request.out / KEY_FILE])
    outputs |= {request.out / name: data for name, data in copies.items()}
    outputs[request.out / REPORT_FILE] = report_html(result.outcome).encode("utf-8")
    inputs = {p.resolve() for p in paths_of((*request.drafts, request.codes, request.key_map))}
    targets = [*outputs, *filter(None, [request.identified_key])]
    held = {d.read_bytes() for d in request.drafts if not isinstance(d, Path)}
    if held and any(p.is_file() and p.read_bytes() in held for p in targets):
        raise Refused(["A draft itself lies where its result would go. Choose another folder for the results."])
    if any(p.resolve() in inputs for p in targets):
        raise Refused(["A result would be written over a file that was given. Choose another folder with --out."])
    folder = result.key_map.digest(str(request.out.resolve()))
    before = (r.documents for r in result.key_map.runs if r.folder == folder)
    known = known_outputs(request.out).union(*before)
    drafts = [request.out / name for name in (*(f.name for f in result.files), *copies)]
    _refuse_strangers([p for p in drafts if p.is_file() and is_taken(p) and p.name not in known])
    return outputs, copies


def _copies(request: Request, result: Result, key: bytes) -> dict[str, bytes]:
    """The drafts and the key as PDFs, drafts that came as .odt as .odt: what was asked for. Raises Refused, with exit code 3
    where one holds what should be gone."""
    copies: dict[str, bytes] = {}
    if request.pdf:
        copies |= pdf_copies.pdf_copies({**{f.name: f.data for f in result.files}, KEY_FILE: key})
    if request.odt:
        copies |= odt_copies.odt_copies({f.name: f.data for f in result.files if f.given_as == odt_copies.KIND})
    left = pdf_copies.left_in_copies(copies, result.forms, result.allowed, result.outcome.profile)
    withhold(replace(result, findings=tuple(left)))
    return copies


def _restricted(request: Request, outcome: Outcome) -> dict[Path, bytes]:
    """The files that hold names, for their owner only, by path."""
    return {request.identified_key: identified_key_document(outcome)} if request.identified_key else {}


def _write(
    outputs: Mapping[Path, bytes],
    restricted: Mapping[Path, bytes],
    path: Path,
    key_map: KeyMap,
    home: Home,
    earlier: ReadBefore | None,
) -> KeyMap:
    """All files and the key map, or none. Returns the key map as saved."""
    if any(each.is_dir() for each in (*outputs, *restricted)):
        raise Refused(["A folder stands where a result should go. Give another folder with --out."])
    plain = (Output(each, data) for each, data in outputs.items())
    with_names = (Output(each, data, names=True) for each, data in restricted.items())
    try:
        read = [readings_output(path, key_map, home, earlier)] if earlier is not None else []
        return save_with(path, key_map, home, [*plain, *with_names, *read])
    except OSError:
        raise Refused(
            [
                "A result could not be put in its place: is one of them open in Word, or the disk full? Close it and run "
                "again. Nothing was written."
            ]
        ) from None
