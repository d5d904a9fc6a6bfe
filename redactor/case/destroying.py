"""How long a key map is kept, and its end: destroyed with everything else that leads to names, and certified.

what is there ─▶ a plan, sealed ─▶ each file written over and deleted ─▶ the certificate ─▶ plan gone

The plan outlives a program that is killed: run again, it goes on where it was. Every error becomes a sentence.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, date, datetime
from pathlib import Path

from pydantic import ValidationError

from redactor.base.files import beside, put, remove, same_file, stage
from redactor.base.refused import Refused
from redactor.case.keeping import opened
from redactor.case.opening import EDITION
from redactor.case.questions import user
from redactor.keymap.how_long import HowLong, told_in, why_kept
from redactor.keymap.keymap import KeyMap
from redactor.keymap.keymap_files import (
    KeyMapError,
    accepted_path,
    always_path,
    backups,
    earlier_accepted_path,
    locked,
    readings_path,
    save_with,
)
from redactor.records.copies import COPY, log_path, log_to_go_on_with, noted
from redactor.records.destruction import Destroyed, destruction_certificate, is_certificate_of
from redactor.records.ownership import is_ours
from redactor.sealed.sealing import Home, SealingError
from redactor.sealed.whole import Output, finish, is_taken, tidy
from redactor.sealed.wiping import DestructionPlan, begin, begun, digest_of, nameless, plan_path, planned, wipe


class _Plan(DestructionPlan):
    identities: int
    drafts: int


def keep_until(path: Path, home: Home, until: date, who: str = "") -> tuple[str, ...]:
    """Keep the case until this date: it is not destroyed before. Returns what was said of it so far, in words. Raises Refused."""
    _say(path, home, HowLong(what="until", who=who or user(), when=_now(), until=until.isoformat()))
    return told_in(opened(path, home).kept)


def hold(path: Path, home: Home, reason: str, who: str = "") -> None:
    """A legal hold: the key map is not destroyed until somebody lifts it. Raises Refused."""
    if not reason.strip():
        raise Refused(["Say why it is held, with --reason: a reference of the court or the inquiry, say; no name."])
    _say(path, home, HowLong(what="hold", who=who or user(), when=_now(), reason=reason.strip()))


def lift(path: Path, home: Home, reason: str, who: str = "") -> None:
    """Lift every legal hold. Raises Refused."""
    if not opened(path, home).holds:
        raise Refused(["There is no legal hold on this key map."])
    if not reason.strip():
        raise Refused(["Say why it may be lifted, with --reason; no name."])
    _say(path, home, HowLong(what="lifted", who=who or user(), when=_now(), reason=reason.strip()))


def _say(path: Path, home: Home, kept: HowLong) -> None:
    """Into the key map and into the log beside it, both or neither."""
    try:
        with locked(path):
            k = opened(path, home).with_kept(kept)
            log, _ = log_to_go_on_with(path, k, kept.when)
            what = {"record": "kept", "what": kept.what, "until": kept.until}
            log = noted(log, kept.when, kept.who, what, k.digest)
            k = k.model_copy(update={"copies": len(log.splitlines())})
            save_with(path, k, home, [Output(log_path(path), log, private=True)])
    except KeyMapError as error:
        raise Refused([str(error)]) from None
    except OSError as error:
        raise Refused([f"It could not be noted: {error.strerror}. Nothing was changed."]) from None


def is_begun(path: Path, home: Home) -> bool:
    """Whether the destruction of this key map was begun, and not ended."""
    return _plan_path(path, home).exists()


def begun_with(codes: Path | None, home: Home) -> Path | None:
    """The key map whose destruction was begun, and took this edition with it: by that it cannot be found any more."""
    if codes is None or codes.exists():
        return None
    for file in sorted(home.unfinished_dir.glob("*.destroy")):
        with suppress(OSError, SealingError, ValidationError):
            plan = begun(_Plan, file, home)
            if plan is not None and str(codes.absolute()) in {f.path for f in plan.files}:
                return Path(plan.path)
    return None


def is_done(path: Path, certificate: Path) -> bool:
    """Whether the certificate that lies there is that of this very key map, which is gone."""
    return not path.exists() and is_certificate_of(certificate, path.name)


def is_done_with(codes: Path | None, certificate: Path) -> bool:
    """The same, of a key map that was found by an edition which went with it."""
    return codes is not None and not codes.exists() and is_certificate_of(certificate, f"{EDITION}, {codes.name}")


def what_goes(path: Path, home: Home) -> tuple[tuple[str, ...], tuple[tuple[str, str], ...]]:
    """What `destroy` would destroy, and what it would not reach. Raises Refused where it may not be destroyed."""
    k = _may_go(path, home)
    files, unreached = _found(path, k, home)
    return tuple(shown for _, shown in files), unreached


def destroy(path: Path, home: Home, certificate: Path, who: str = "") -> Destroyed:
    """Write over and delete the key map, its versions and logs, and the files with names that it knows of; then write the
    certificate. One that was begun is gone on with. Raises Refused."""
    if certificate.suffix.lower() != ".docx":
        raise Refused(["The certificate is a Word file: let its name end in .docx."])
    finish(home)
    if is_taken(certificate) and not (is_begun(path, home) and is_certificate_of(certificate, path.name)):
        raise Refused(["There is a file of this name already. Give the certificate another name."])
    try:
        tidy(certificate.absolute().parent, home)
        stage(certificate.absolute().parent, b"").drop()  # nothing is destroyed that cannot be certified
        with locked(path):
            plan = _begun(path, home) or _begin(path, home, who)
            for file in plan.files:
                wipe(Path(file.path))
            destroyed = Destroyed(
                case=plan.case,
                when=datetime.fromisoformat(plan.when),
                who=plan.who,
                files=tuple((f.shown, f.digest) for f in plan.files),
                identities=plan.identities,
                drafts=plan.drafts,
                unreached=plan.unreached,
                kept=plan.kept,
            )
            put(certificate, destruction_certificate(destroyed), private=True)
            remove(_plan_path(path, home))
    except (KeyMapError, SealingError) as error:
        raise Refused([str(error)]) from None
    except OSError as error:
        raise Refused([f"Not all of the key map could be destroyed: {error.strerror}. Run this again."]) from None
    tidy(path.parent, home)
    beside(path, ".lock").unlink(missing_ok=True)
    return destroyed


def _may_go(path: Path, home: Home) -> KeyMap:
    k = opened(path, home)
    if why := why_kept(k.kept, "key map", 'redactor keymap hold --lift --reason "why"', "redactor keymap keep --until"):
        raise Refused([why])
    return k


def _begin(path: Path, home: Home, who: str) -> _Plan:
    k = _may_go(path, home)
    files, unreached = _found(path, k, home)
    plan = _Plan(
        path=str(path.absolute()),
        case=k.case,
        when=_now(),
        who=who or user(),
        identities=len(k.records),
        drafts=len(k.evidence),
        files=tuple(planned(f, shown) for f, shown in files),
        unreached=unreached,
        kept=told_in(k.kept),
    )
    return begin(plan, _plan_path(path, home), home)


def _begun(path: Path, home: Home) -> _Plan | None:
    try:
        return begun(_Plan, _plan_path(path, home), home)
    except ValidationError:
        raise Refused(
            ["The plan of the destruction that was begun is damaged. Delete the key map's files by hand."]
        ) from None


def _found(path: Path, k: KeyMap, home: Home) -> tuple[list[tuple[Path, str]], tuple[tuple[str, str], ...]]:
    """The files that go, the key map last, and what of the others is not where it was written, or is no longer ours."""
    goes: list[tuple[Path, str]] = []
    unreached: list[tuple[str, str]] = []
    for file in k.files:
        where, shown = Path(file.path), f"{file.what}, {_shown(Path(file.path), k)}"
        if not where.is_file():
            unreached.append((shown, f"written on {file.when[:10]}; no longer there"))
        elif file.what == COPY:
            unreached.append((shown, f"written on {file.when[:10]}; it was made for somebody, who may still need it"))
        elif digest_of(where) == file.digest or is_ours(where):
            goes.append((where, shown))
        else:
            unreached.append((shown, f"written on {file.when[:10]}; changed since, so look at it yourself"))
    for own in _own(path, home):
        goes.append((own, own.name))
    return goes, tuple(unreached)


def _own(path: Path, home: Home) -> Iterator[Path]:
    """Everything that belongs to a key map itself."""
    log = log_path(path)
    with suppress(OSError):
        yield from sorted(p for p in path.parent.iterdir() if p.name == log.name or p.name.startswith(f"{log.name}."))
    said = (accepted_path(path), earlier_accepted_path(path, home), always_path(path, home))
    for left in (beside(path, ".recovered"), beside(path, ".damaged"), readings_path(path), *said):
        if left.exists():
            yield left
    yield from reversed(backups(path))
    if path.is_symlink():
        yield same_file(path)
    yield path


def _shown(file: Path, k: KeyMap) -> str:
    return nameless(file, (name for r in k.records for name in r.names))


def _plan_path(path: Path, home: Home) -> Path:
    return plan_path(path, home, ".destroy")


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
