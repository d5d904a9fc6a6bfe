"""The end of a review at the board: how long what it has is kept, and its destruction, with a certificate.

the register, the copies of editions, the lists kept in the page, lists and sealed files in the folder of the review
    ─▶ a plan, sealed ─▶ each file written over and deleted ─▶ the certificate ─▶ the key, if that is wanted ─▶ plan gone

Nothing of another review is touched: what cannot be told from another's is said, and left. Every error becomes a sentence.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from filelock import FileLock, Timeout
from pydantic import ValidationError

from redactor.base.files import put, remove, stage
from redactor.base.refused import Refused
from redactor.board.around import holds_names, names_around
from redactor.board.parcels import SUFFIX as PARCEL
from redactor.board.registers import (
    Register,
    RegisterError,
    copies_of,
    load_register,
    open_register,
    register_name,
    register_path,
    registers_folder,
    registers_of_subject,
)
from redactor.board.review_folder import ABOUT, newest_list, number_of
from redactor.board.working import ListInUse, file_of, in_use, kept_list, kept_lists
from redactor.case.opening import code_list
from redactor.case.questions import user
from redactor.codes.model import CodeList, Kind
from redactor.keymap.how_long import HowLong, holds_in, told_in, until_in, why_kept
from redactor.language.lexicon import fold
from redactor.records.destruction import BOARD_TITLE, DestroyedAtBoard, board_certificate, is_certificate_of
from redactor.records.wording import counted
from redactor.sealed.editions import SUFFIX as EDITION
from redactor.sealed.sealing import Home, SealingError
from redactor.sealed.signing import signing_key_file
from redactor.sealed.whole import finish, is_taken, tidy, write_whole
from redactor.sealed.wiping import DestructionPlan, PlannedFile, begin, begun, nameless, plan_path, planned, wipe

_SUFFIX = ".closing"
_WAIT_SECONDS = 20
_KEY_STAYS = "It stays: it is of this account, and not of one review alone."
_KEY_GONE = "It was destroyed, with the key that signed the editions. What is sealed to it opens no more."
_NOT_OURS = "not one of the files that redactor puts there; look whether it holds names"


class _Plan(DestructionPlan):
    held: str
    folder: str = ""  # of the review
    keys: tuple[PlannedFile, ...] = ()


@dataclass(frozen=True)
class ClosingReview:
    """Whose end it is."""

    register: Path  # it need not be there: nothing was sent yet
    codes: CodeList  # the newest list
    folder: Path | None = None  # of the review
    open_list: str = ""  # the list that whoever closes it has open in the page, let go by now


@dataclass(frozen=True)
class WhatGoes:
    """What would be destroyed, as it is shown; and what lies there and would not be."""

    held: str
    files: tuple[str, ...]
    unreached: tuple[tuple[str, str], ...]
    stays: str = ""


@dataclass(frozen=True)
class ClosedReview:
    """What was destroyed."""

    files: int
    unreached: tuple[tuple[str, str], ...]
    key: str


def review_in(folder: Path) -> ClosingReview:
    """The review of a folder. Raises Refused."""
    return review_of(code_list(newest_list(folder)), folder)


def review_of(codes: CodeList, folder: Path | None = None, open_list: str = "") -> ClosingReview:
    """The review of a list. Raises Refused."""
    try:
        return ClosingReview(register_path(Home.current(), codes), codes, folder, open_list)
    except RegisterError as error:
        raise Refused([str(error)]) from None


def keep_until(review: ClosingReview, until: date, who: str = "") -> None:
    """Keep what the board has until this date: it is not destroyed before. Raises Refused."""
    _say(review, HowLong(what="until", who=who or user(), when=_now(), until=until.isoformat()))


def keep_at_least_until(review: ClosingReview, until: date, who: str = "") -> bool:
    """Keep it until this date, said as it is closed: the same date once more changes nothing, and none is shortened in that way.
    Returns whether that day is still to come. Raises Refused."""
    kept = _register(review.register).kept
    said = until_in(kept)
    if until.isoformat() < said:
        raise Refused(
            [
                f"This review is to be kept until {date.fromisoformat(said):%d/%m/%Y}, and nothing was destroyed. If that is no "
                f"longer right, say so first: redactor board keep --until {until:%d/%m/%Y}."
            ]
        )
    if until.isoformat() != said:
        keep_until(review, until, who)
    return until > date.today()


def hold(review: ClosingReview, reason: str, who: str = "") -> None:
    """A legal hold: nothing is destroyed until somebody lifts it. Raises Refused."""
    if not reason.strip():
        raise Refused(["Say why it is held: a reference of the court or the inquiry, say; no name."])
    _say(review, HowLong(what="hold", who=who or user(), when=_now(), reason=reason.strip()))


def lift(review: ClosingReview, reason: str, who: str = "") -> None:
    """Lift every legal hold. Raises Refused."""
    if not holds_in(_register(review.register).kept):
        raise Refused(["There is no legal hold on this review."])
    if not reason.strip():
        raise Refused(["Say why it may be lifted; no name."])
    _say(review, HowLong(what="lifted", who=who or user(), when=_now(), reason=reason.strip()))


def _say(review: ClosingReview, kept: HowLong) -> None:
    with _told("It could not be noted"), open_register(review.codes, Home.current()) as opened:
        noted = opened.value.model_copy(update={"kept": (*opened.value.kept, kept)})
        write_whole([opened.output(noted)], Home.current())


def how_long_kept(review: ClosingReview) -> tuple[str, ...]:
    """What was said about it, the oldest first. Raises Refused."""
    return told_in(_register(review.register).kept)


def begun_in(folder: Path) -> Path | None:
    """The register of the review in this folder, where its destruction was begun and not ended."""
    with suppress(OSError, ValueError, KeyError, TypeError):
        name = Path(str(json.loads((folder / ABOUT).read_text(encoding="utf-8"))["register"])).name
        register = registers_folder(Home.current()) / name
        return register if name and is_begun(register) else None
    return None


def is_begun(register: Path) -> bool:
    """Whether the destruction was begun, and not ended."""
    return plan_path(register, Home.current(), _SUFFIX).exists()


def what_goes(review: ClosingReview, *, with_key: bool = False) -> WhatGoes:
    """What `close` would destroy. Raises Refused where it may not be destroyed."""
    home, register = Home.current(), _may_go(review)
    files, unreached = _found(review, home)
    keys = [f"{p.name}, a key of this account" for p in _keys(review, home)] if with_key else []
    return WhatGoes(_held(register), (*(shown for _, shown in files), *keys), unreached, _stays(review))


def close(
    register: Path, certificate: Path, who: str = "", *, review: ClosingReview | None = None, with_key: bool = False
) -> ClosedReview:
    """Write over and delete all that `what_goes` says; then write the certificate. One that was begun is gone on with: for that
    no review is needed. `with_key`: the key of this account, too. Raises Refused."""
    home = Home.current()
    if certificate.suffix.lower() != ".docx":
        raise Refused(["The certificate is a Word file: let its name end in .docx."])
    finish(home)
    if is_begun(register) and not home.key_file.exists():  # killed between its last two steps
        _forget(register, home)
        return ClosedReview(0, (), _KEY_GONE)
    mine = is_begun(register) and is_certificate_of(certificate, register.name, BOARD_TITLE)
    if is_taken(certificate) and not mine:
        raise Refused(["There is a file of this name already. Give the certificate another name."])
    with _told("Not all could be destroyed, run this again"), ExitStack() as held:
        tidy(certificate.absolute().parent, home)
        stage(certificate.absolute().parent, b"").drop()  # nothing is destroyed that cannot be certified
        if register.parent.is_dir():
            held.enter_context(FileLock(register.with_suffix(".lock"), timeout=_WAIT_SECONDS))
        plan = _begun(register, home)
        if plan is None:
            if review is None:
                raise Refused(["No destruction was begun here."])
            for id in _lists(review, home)[0]:
                held.enter_context(_alone(id, home))
            plan = _begin(review, home, who, with_key=with_key)
        for file in plan.files:
            wipe(Path(file.path))
        with suppress(OSError):
            copies_of(register).rmdir()
        key = _KEY_GONE if plan.keys else _KEY_STAYS
        put(certificate, board_certificate(_destroyed(plan, key)), private=True)
        _note_end(plan)
        for file in plan.keys:
            wipe(Path(file.path))
        _forget(register, home)
    with suppress(OSError):
        register.with_suffix(".lock").unlink(missing_ok=True)
    return ClosedReview(len(plan.files) + len(plan.keys), plan.unreached, key)


def _forget(register: Path, home: Home) -> None:
    remove(plan_path(register, home, _SUFFIX))


@contextmanager
def _alone(id: str, home: Home) -> Iterator[None]:
    try:
        lock = in_use(id, home)
    except ListInUse:
        raise Refused(
            ["The list of this review is open in a window of redactor. Close it there, and try again."]
        ) from None
    try:
        yield
    finally:
        lock.release()
        with suppress(OSError):
            Path(lock.lock_file).unlink(missing_ok=True)


def _may_go(review: ClosingReview) -> Register:
    register = _register(review.register)
    if why := why_kept(register.kept, "review", 'redactor board keep --lift "why"', "redactor board keep --until"):
        raise Refused([why])
    return register


def _begin(review: ClosingReview, home: Home, who: str, *, with_key: bool) -> _Plan:
    register = _may_go(review)
    files, unreached = _found(review, home)
    if review.folder is not None:  # by it the plan is found again once the lists are gone
        _note(review.folder, "register", review.register.name)
    plan = _Plan(
        path=str(review.register.absolute()),
        case=register.case or review.codes.case_name,
        when=_now(),
        who=who or user(),
        files=tuple(planned(file, shown) for file, shown in files),
        unreached=unreached,
        kept=told_in(register.kept),
        held=_held(register),
        folder=str(review.folder.absolute()) if review.folder else "",
        keys=tuple(planned(p, f"{p.name}, a key of this account") for p in _keys(review, home)) if with_key else (),
    )
    return begin(plan, plan_path(review.register, home, _SUFFIX), home)


def _begun(register: Path, home: Home) -> _Plan | None:
    try:
        return begun(_Plan, plan_path(register, home, _SUFFIX), home)
    except ValidationError:
        raise Refused(
            ["The plan of the destruction that was begun is damaged. Delete the review's files by hand."]
        ) from None


def _destroyed(plan: _Plan, key: str) -> DestroyedAtBoard:
    return DestroyedAtBoard(
        case=plan.case,
        when=datetime.fromisoformat(plan.when),
        who=plan.who,
        files=tuple((f.shown, f.digest) for f in (*plan.files, *plan.keys)),
        held=plan.held,
        key=key,
        unreached=plan.unreached,
        kept=plan.kept,
    )


def _held(register: Register) -> str:
    sent = counted(len(register.editions), "edition")
    return f"{sent} for {counted(len(register.agencies), 'agency', 'agencies')}, {counted(len(register.submitted), 'submission')}"


def _found(review: ClosingReview, home: Home) -> tuple[list[tuple[Path, str]], tuple[tuple[str, str], ...]]:
    """The files that go, the newest list of the folder last: by that the review is found. And what may hold names, and stays."""
    goes: list[tuple[Path, str]] = []
    copies = copies_of(review.register)
    goes += [(p, f"{p.name}, the board's own copy") for p in sorted(copies.glob(f"*{EDITION}"))]
    ids, others = _lists(review, home)
    goes += [(file_of(id, home), f"a list kept in the page, {id[:6]}") for id in ids]
    if review.register.exists():
        goes.append((review.register, review.register.name))
    unreached = [
        (f"a list kept in the page, {id[:6]}", "it may be another review's; take it off there") for id in others
    ]
    if review.folder is not None:
        names = [n for e in review.codes.entries for n in (e.name, *e.aliases)]
        for file in _in_folder(review.folder):
            shown = nameless(file, names)
            if _holds_names(file):
                goes.append((file, shown))
            elif file.name != ABOUT and (why := holds_names(file)):
                unreached.append((shown, f"{why}; it lies in the folder of the review"))
            elif file.parent == review.folder and file.name != ABOUT:
                unreached.append((shown, _NOT_OURS))
        around, more = names_around(review.folder, names)
        unreached += around
        if more:
            unreached.append(
                ("what else lies in the folder around that of the review", "there is more than was looked at")
            )
        goes.sort(key=lambda each: number_of(each[0]) or 0 if each[0].parent == review.folder else -1)
    return goes, tuple(unreached)


def _in_folder(folder: Path) -> list[Path]:
    return sorted(p for p in folder.rglob("*") if p.is_file() and p.name[0] not in "~.")


def _holds_names(file: Path) -> bool:
    """A list, a sheet of answers, whatever is marked as restricted, and what is sealed to the board or by it."""
    is_sheet = file.suffix == ".xlsx" and (number_of(file) is not None or file.stem.split("-")[0] == "answers")
    return is_sheet or file.suffix in (EDITION, PARCEL) or "restricted" in file.stem.casefold()


def _stays(review: ClosingReview) -> str:
    if review.folder is None:
        return ""
    files = [
        p for p in _in_folder(review.folder) if p.parent != review.folder and not (_holds_names(p) or holds_names(p))
    ]
    return f"{counted(len(files), 'other file')} in its folders: finished files and keys in codes." if files else ""


def _lists(review: ClosingReview, home: Home) -> tuple[list[str], list[str]]:
    """The lists kept in the page that are of this review; and those of the same subject that may be of another one."""
    ours = _subjects((str(e.kind), e.name, *e.aliases) for e in review.codes.entries)
    alone = not [p for p in registers_of_subject(review.codes, home) if p != review.register]
    mine = [review.open_list] if review.open_list and file_of(review.open_list, home).exists() else []
    unclear: list[str] = []
    for each in kept_lists(home):
        kept = kept_list(each.id, home)
        if kept is None or each.id in mine:
            continue
        theirs = _subjects((row[1], row[2], *row[3].split(";")) for row in kept.people if len(row) > 3)
        if not ours & theirs:
            continue
        named = register_name(kept.case) == review.register.name if kept.case.strip() else None
        is_ours = named or (alone and (named is None or not review.register.name.startswith(_BY_REFERENCE)))
        (mine if is_ours else unclear).append(each.id)
    return mine, unclear


_BY_REFERENCE = register_name("").partition("-")[0] + "-"  # how the names of registers begin that a reference has named


def _subjects(rows: Iterable[tuple[str, ...]]) -> frozenset[str]:
    return frozenset(fold(n.strip()) for kind, *names in rows if kind == str(Kind.SUBJECT) for n in names if n.strip())


def _keys(review: ClosingReview, home: Home) -> list[Path]:
    """The private keys of this account. Raises Refused where something else on this computer needs them."""
    mine = set(_lists(review, home)[0])
    folder = registers_folder(home)
    need = (
        counted(len([p for p in folder.glob("*.register") if p != review.register]), "other review"),
        counted(len([each for each in kept_lists(home) if each.id not in mine]), "other list"),
        counted(len(list((home.data_dir / "cases").glob("*.keymap"))), "key map"),
    )
    if needed := [n for n in need if not n.startswith("0 ")]:
        raise Refused(
            [
                f"The key of this account still opens {', '.join(needed)} on this computer, and nothing was destroyed. Close the "
                "review without its key."
            ]
        )
    return [p for p in (signing_key_file(home), home.key_file) if p.exists()]


def _note_end(plan: _Plan) -> None:
    """The folder says from now on that its review is closed."""
    if plan.folder and (Path(plan.folder) / ABOUT).exists():
        _note(Path(plan.folder), "closed", plan.when[:10])


def _note(folder: Path, what: str, said: str) -> None:
    file = folder / ABOUT
    about: dict[str, object] = {"board": "", "agencies": [], "register": "", "answers_sha256": ""}
    with suppress(FileNotFoundError, ValueError):
        about |= json.loads(file.read_text(encoding="utf-8"))
    if about.get(what) != said:
        put(file, (json.dumps({**about, what: said}, indent=1, ensure_ascii=False) + "\n").encode(), private=True)


def _register(path: Path) -> Register:
    try:
        return load_register(path, Home.current()) or Register()
    except RegisterError as error:
        raise Refused([str(error)]) from None


@contextmanager
def _told(what: str) -> Iterator[None]:
    try:
        yield
    except (RegisterError, SealingError) as error:
        raise Refused([str(error)]) from None
    except Timeout:
        raise Refused([f"{what}: the register is in use. Close redactor's other windows."]) from None
    except OSError as error:
        raise Refused([f"{what}: {error.strerror or 'a file is busy'}."]) from None


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
