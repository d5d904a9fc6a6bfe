"""The business manager's errands, one command each, in one folder of the review: start it, send the next edition, answer what
came, say what is missing.

    list.xlsx, list-2.xlsx …   the board's list, the highest number is the newest   (RESTRICTED)
    sent/                      the editions
    received/                  what the agencies send: sealed files, and a folder for each agency with its finished files
    answers.xlsx               the requests with proposals, to be filled in         (RESTRICTED)
    merged/                    findings, renumberings and the consolidated key
    review.json                the agencies and their public keys; no names of people
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from redactor.base.files import private_folder, put
from redactor.base.refused import Refused
from redactor.board.answering import still_offered
from redactor.board.blank import ReviewKind, blank_list
from redactor.board.issuing import IssuedEdition, Recipient, issue, register_of, slug
from redactor.board.judging import bare
from redactor.board.own_editions import read_own_copy
from redactor.board.parcels import SUFFIX, Opened, ParcelError, ParcelKind, ParcelRow, open_parcel
from redactor.board.registers import Register, RegisterError, Submitted, open_register, register_name, register_path
from redactor.board.requesting import Requested, answer_sheet, proposals
from redactor.board.returning import FINDINGS, reconcile_returns, take_over
from redactor.board.review_folder import newest_list, number_of
from redactor.board.submissions import CheckRecord, changed, newest, received, record_of, told_change, versions_of
from redactor.board.unaffected import is_unaffected
from redactor.board.vetting import Weight, faults_of
from redactor.case.opening import REVIEW, code_list
from redactor.checks.walk import read_files
from redactor.codes.lists import survey_code_list
from redactor.codes.model import CodeList
from redactor.codes.text import squash
from redactor.language.lexicon import fold
from redactor.records.wording import counted
from redactor.sealed.sealing import Home
from redactor.sealed.whole import Output, Taken, write_new, write_whole
from redactor.sealed.wiping import digest_of

SENT, RECEIVED, MERGED, ANSWERS, ABOUT = "sent", "received", "merged", "answers.xlsx", REVIEW
_SHOWN = 12  # codes of an agency told on the screen; all stand in the sheet
_RECORD = re.compile(r"\brecord\b", re.IGNORECASE)


@dataclass(frozen=True)
class ReviewFolder:
    """What the folder says of a review besides its lists."""

    board: str = ""
    agencies: tuple[tuple[str, str], ...] = ()  # name, and public key or "passphrase"
    register: str = ""  # the file name of the register of its editions; "" for one that is found by the list's subjects
    written: str = ""  # SHA-256 of the sheet of answers as it was written: what is unchanged nobody has looked at


@dataclass(frozen=True)
class Done:
    """What an errand came to, in sentences that name nobody, and whether something awaits a person."""

    told: tuple[str, ...] = ()
    awaits: bool = False
    files: tuple[Path, ...] = field(default=())
    holds: bool = False  # what would come after it has to wait for a person


def start(folder: Path, case: str, kind: ReviewKind, board: str, agencies: Sequence[Recipient]) -> Done:
    """Lay the folder out, with a blank list in it. Raises Refused."""
    home, file = Home.current(), folder / "list.xlsx"
    try:
        for each in (folder, folder / SENT, folder / RECEIVED):
            private_folder(each)
        write_new(Output(file, blank_list(case, kind), private=True), home)
        about_it = ReviewFolder(board, register=register_name(case) if case.strip() else "")
        _write_about(folder, _with_agencies(about_it, agencies))
    except Taken:
        raise Refused(
            ["There is a list in this folder already: the review was started. Give another folder."]
        ) from None
    except OSError as error:
        raise Refused([f"The folder cannot be laid out: {error.strerror}. Choose another."]) from None
    told = f"Fill in {file}, save it, and run redactor board send."
    return Done((told,), awaits=False, files=(file,))


def about(folder: Path) -> ReviewFolder:
    """What the folder says of the review. Raises Refused."""
    try:
        said = json.loads((folder / ABOUT).read_text(encoding="utf-8"))
        agencies = tuple((str(a["name"]), str(a["key"])) for a in said["agencies"])
        return ReviewFolder(str(said["board"]), agencies, str(said.get("register", "")), str(said["answers_sha256"]))
    except FileNotFoundError:
        return ReviewFolder()
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        raise Refused(
            [f"The file {ABOUT} of this folder cannot be read. Take it away, and name the agencies again."]
        ) from None


def _write_about(folder: Path, review: ReviewFolder) -> None:
    agencies = [{"name": name, "key": key} for name, key in review.agencies]
    said = {
        "board": review.board,
        "agencies": agencies,
        "register": review.register,
        "answers_sha256": review.written,
    }
    put(folder / ABOUT, (json.dumps(said, indent=1, ensure_ascii=False) + "\n").encode(), private=True)


def _with_agencies(review: ReviewFolder, more: Iterable[Recipient]) -> ReviewFolder:
    known = {fold(name): (name, key) for name, key in review.agencies}
    for each in more:
        key = "passphrase" if each.by_passphrase else each.key
        if key or fold(each.name) not in known:
            known[fold(each.name)] = (each.name, key)
    return replace(review, agencies=tuple(known.values()))


def send(
    folder: Path,
    more: Sequence[Recipient],
    passphrase: Callable[[str], str],
    *,
    despite: bool = False,
    another: bool | None = None,
) -> IssuedEdition:
    """Issue the newest list to every agency of the review. `another`: whether it is another review than the one of the same
    subject that was begun elsewhere on this computer. Raises Refused, with all that must be mended first."""
    file = newest_list(folder)
    listed = code_list(file)
    if not listed.entries:
        raise Refused([f"Nothing was sent: {file} holds nobody yet. Fill in its sheets, save it, and run this again."])
    faults = [f"{f.where}: {f.sentence}" for f in faults_of(survey_code_list(file)) if f.weight is Weight.MUST]
    if faults and not despite:
        raise Refused([f"Nothing was sent. This must be mended first in {file}, or say --despite-faults:", *faults])
    listed = _of_this_review(listed, another)
    review = _with_agencies(about(folder), more)
    known = [(a.name, a.key or "passphrase") for a in register_of(listed).agencies]
    review = _with_agencies(
        review, (Recipient(n, k, k == "passphrase") for n, k in known if n not in dict(review.agencies))
    )
    to = [Recipient(n, "" if k == "passphrase" else k, k == "passphrase") for n, k in review.agencies]
    made = issue(listed, to, folder / SENT, board=review.board, passphrase=passphrase)
    _write_about(folder, replace(review, register=register_path(Home.current(), listed).name))
    return made


def _of_this_review(listed: CodeList, another: bool | None) -> CodeList:
    """The list with the register that its editions are counted in. Raises Refused where a person has to say it: begun anew, it
    would give the numbers of editions and of the agencies' blocks out a second time."""
    home = Home.current()
    if not listed.register or register_path(home, listed).exists() or another:
        return listed
    elsewhere = replace(listed, register="")
    begun = register_of(elsewhere)
    if not begun.editions:
        return listed
    if another is None:
        last = begun.editions[-1]
        raise Refused(
            [
                "Nothing was sent. From this computer editions of a review of the same subject have gone out: the last is "
                f"edition {last.number} of {date.fromisoformat(last.on):%d/%m/%Y}, for {', '.join(last.agencies)}. If it is this "
                "review, say --same-review, and its numbers go on; if it is another one, say --another-review."
            ]
        )
    return replace(listed, register=register_path(home, elsewhere).name)


_THEN_SEND = "Issue it with redactor board send."


def take_saved_answers(folder: Path) -> Done:
    """Take the sheet of answers over where somebody has saved it, as `answer` would; else say which requests no edition
    answers yet. Raises Refused."""
    sheet = folder / ANSWERS
    if not sheet.exists() or hashlib.sha256(_bytes(sheet)).hexdigest() == about(folder).written:
        return Done(_not_answered(folder))
    done = answer(folder)
    return replace(done, told=tuple(told.removesuffix(f" {_THEN_SEND}") for told in done.told))


def _not_answered(folder: Path) -> tuple[str, ...]:
    """A sentence where requests have come that nobody has looked at; what cannot be opened is told where it is answered."""
    with suppress(Refused):
        requests = [o for o, _ in _parcels(folder / RECEIVED) if o.parcel.kind is ParcelKind.REQUESTS]
        if who := _named(_unseen(folder, requests)):
            why = (
                f"{ANSWERS} was not saved since it was written"
                if (folder / ANSWERS).exists()
                else "nobody has seen them"
            )
            return (
                f"Not answered with this edition: {who}, as {why}. Answer with redactor board answer, and send again.",
            )
    return ()


def enter(folder: Path, today: date | None = None) -> Done:
    """Enter the finished files that lie in `received`, as `answer` does, too. Raises Refused."""
    return _enter(folder, today or date.today())


def answer(folder: Path, *, as_proposed: bool = False, today: date | None = None) -> Done:
    """Go through what lies in `received`: requests, returns, finished files. Raises Refused.

    `as_proposed`: take the proposals over though nobody has saved the sheet of answers since it was written.
    """
    parcels = list(_parcels(folder / RECEIVED))
    requests = [o for o, _ in parcels if o.parcel.kind is ParcelKind.REQUESTS]
    returns = [(o, p) for o, p in parcels if o.parcel.kind is ParcelKind.RETURN]
    done = [_answer_requests(folder, requests, as_proposed=as_proposed)]
    if not done[0].holds:  # returns are put together once somebody has looked at every request
        done.append(_put_together(folder, [p for _, p in returns]))
    elif returns:
        whose = f"the {'return' if len(returns) == 1 else 'returns'} of {_and(o.parcel.agency for o, _ in returns)}"
        done.append(Done((f"Not put together yet: {whose}. Run this again when no request waits.",)))
    done.append(_enter(folder, today or date.today()))
    told = tuple(sentence for each in done for sentence in each.told)
    files = tuple(f for d in done for f in d.files)
    return Done(told or ("Nothing new has come.",), any(each.awaits for each in done), files)


def _parcels(received: Path) -> Iterator[tuple[Opened, Path]]:
    """The newest requests and the newest return of every agency. Raises Refused."""
    home, problems = Home.current(), []
    found: dict[tuple[str, str], tuple[Opened, Path]] = {}
    for path in sorted(received.rglob(f"*{SUFFIX}")):
        try:
            opened = Opened(open_parcel(path, home), path.name)
        except ParcelError as error:
            problems.append(f"{path.name}: {error}")
            continue
        key = (slug(opened.parcel.agency), str(opened.parcel.kind))
        if key not in found or found[key][0].parcel.made < opened.parcel.made:
            found[key] = (opened, path)
    if problems:
        raise Refused(problems)
    yield from found.values()


def _answer_requests(folder: Path, requests: Sequence[Opened], *, as_proposed: bool) -> Done:
    file, sheet = newest_list(folder), folder / ANSWERS
    listed, review = code_list(file), about(folder)
    register = register_of(listed)
    open_ = [_open_only(register, listed, each) for each in requests]
    asked = proposals(listed, open_)
    later = _left_for_later(register, asked)
    fresh = answer_sheet(listed, open_, register.awaiting) if asked else b""
    anew = "It was written anew, as nobody had saved it and something else is asked by now. " if sheet.exists() else ""
    if sheet.exists():
        data = _bytes(sheet)
        if hashlib.sha256(data).hexdigest() != review.written or as_proposed:
            return _taken_over(folder, listed, open_, data)
        if later and data == fresh:
            return Done((later,), awaits=True, files=(sheet,))
        if (
            not asked or data == fresh
        ):  # else it is written anew: nobody has touched it, and something else is asked by now
            told = f"{sheet} was not saved since it was written: nobody has looked at the proposals. Open it, check it, save it."
            told += f" Until then there wait: {_named(asked)}." if asked else ""
            return Done((told,), awaits=True, files=(sheet,), holds=True)
    if not asked:
        return Done()
    try:
        write_whole([Output(sheet, fresh, names=True)], Home.current())  # over one that nobody has touched
    except OSError:
        raise Refused([f"The sheet {sheet} cannot be written. Close it in Excel, or take it away."]) from None
    _write_about(folder, replace(review, written=hashlib.sha256(fresh).hexdigest()))
    if later:
        return Done((later,), awaits=True, files=(sheet,))
    told = (
        f"{counted(len(asked), 'request')} with proposals {'is' if len(asked) == 1 else 'are'} in {sheet}: {_named(asked)}. "
        f"{anew}RESTRICTED: it holds names. Check the yellow columns, save it, and run this again."
    )
    return Done((told,), awaits=True, files=(sheet,), holds=True)


def _unseen(folder: Path, requests: Sequence[Opened]) -> list[Requested]:
    """The requests that nobody has answered, nor left for later."""
    listed = code_list(newest_list(folder))
    register = register_of(listed)
    left = {(fold(a.agency), squash(a.theirs)) for a in register.awaiting}
    asked = proposals(listed, [_open_only(register, listed, each) for each in requests])
    return [each for each in asked if (fold(each.agency), squash(each.row.code)) not in left]


def _named(asked: Iterable[Requested]) -> str:
    """Requests by the agency's own code, agency by agency: "Person 101 and SW102 of council, SW201 of trust"."""
    by_agency: dict[str, list[str]] = {}
    for each in asked:
        by_agency.setdefault(each.agency, []).append(each.row.code)
    return ", ".join(
        f"{_and(_few(codes))} of {agency or 'an agency that does not say who it is'}"
        for agency, codes in by_agency.items()
    )


def _few(codes: Sequence[str]) -> Sequence[str]:
    more = len(codes) - _SHOWN
    return (*codes[:_SHOWN], f"{more} more") if more > 0 else codes


def _and(items: Iterable[str]) -> str:
    told = tuple(items)
    return " and ".join(filter(None, (", ".join(told[:-1]), *told[-1:])))


def _taken_over(folder: Path, listed: CodeList, open_: Sequence[Opened], data: bytes) -> Done:
    """The answers of a saved sheet in the next list, or, where they change nothing in it, in the register alone."""
    number, sheet = (number_of(newest_list(folder)) or 1) + 1, folder / ANSWERS
    new_list, taken = folder / f"list-{number}.xlsx", _free(folder, f"answers-{number}")
    try:
        sheet.replace(taken)  # first: a sheet that is open in Excel cannot be moved, and would be taken over twice
    except OSError:
        raise Refused([f"{sheet} is open. Close it in Excel, and run this again."]) from None
    try:
        sentence, left = take_over(listed, open_, data, new_list, also_unchanged=False)
    except BaseException:
        taken.replace(sheet)
        raise
    is_new = new_list.exists()
    told = [f"{sentence.rpartition(' Issue it')[0]} {_THEN_SEND}" if is_new else sentence]
    if more := _unseen(folder, open_):  # they came when the sheet lay there already
        waits = "It waits" if len(more) == 1 else "They wait"
        told.append(
            f"Not in the sheet that was saved: {_named(more)}. {waits} for an answer: run redactor board answer."
        )
    return Done(tuple(told), left > 0 or bool(more), holds=is_new or bool(more))


def _left_for_later(register: Register, asked: Sequence[Requested]) -> str:
    """A sentence where every request that is open was left for later by somebody who has seen it; "" else."""
    left = {(fold(a.agency), squash(a.theirs)) for a in register.awaiting}
    if not asked or any((fold(each.agency), squash(each.row.code)) not in left for each in asked):
        return ""
    who = ", ".join(f"{each.row.code} of {each.agency}" for each in asked)
    return f"Left for later: {who}. Answer in {ANSWERS} when you can; all the rest goes on without it."


def _free(folder: Path, stem: str) -> Path:
    """A sheet of answers that was taken over is written over by none of a later time."""
    names = (f"{stem}{more}.xlsx" for more in ("", *(f"-{n}" for n in range(2, 1000))))
    return next(p for name in names if not (p := folder / name).exists())


def _open_only(register: Register, listed: CodeList, opened: Opened) -> Opened:
    """The requests that nobody has answered yet."""
    agency = fold(opened.parcel.agency)
    answered = {squash(a.theirs) for a in register.answered if fold(a.agency) == agency}
    opened = still_offered(opened, register)
    rows = tuple(
        r for r in opened.parcel.rows if r.issued or (squash(r.code) not in answered and not _is_issued(listed, r))
    )
    return replace(opened, parcel=opened.parcel.model_copy(update={"rows": rows}))


def _is_issued(listed: CodeList, row: ParcelRow) -> bool:
    """The board has issued the agency's own code as it was asked for."""
    entry = next((e for e in listed.entries if squash(e.code) == squash(row.code)), None)
    if entry is None:
        return False
    if not row.names:  # whom a draft calls by a code alone stands on the list by it
        return squash(entry.name) == squash(entry.code)
    return bool({fold(bare(n)) for n in (entry.name, *entry.aliases)} & {fold(bare(n)) for n in row.names})


def _put_together(folder: Path, returns: Sequence[Path]) -> Done:
    if not returns:
        return Done()
    findings = folder / MERGED / FINDINGS
    found, files = reconcile_returns(
        newest_list(folder), returns, folder / MERGED, findings if findings.exists() else None
    )
    codes, of = counted(len(found.uses), "code"), counted(len(returns), "return")
    told = [f"{codes} of {of} {'is' if len(found.uses) == 1 else 'are'} in the consolidated key, in {folder / MERGED}."]
    told += [f"{agency}: {counted(len(renamed), 'code')} to renumber." for agency, renamed in found.renumbering.items()]
    if found.near:
        told.append(
            f"{len(found.near)} pairs have names alike: answer the sheet Confirm of {findings}, and run this again."
        )
    return Done(tuple(told), not found.is_settled, files)


def _enter(folder: Path, on: date) -> Done:
    """Finished files into the register: those that lie in a folder of an agency's name, with the record of their check."""
    try:
        return _entered(folder, on)
    except RegisterError as error:
        raise Refused([str(error)]) from None


def _entered(folder: Path, on: date) -> Done:
    listed, told, differs = code_list(newest_list(folder)), [], False
    with open_register(listed, Home.current()) as opened:
        register = opened.value
        for agency in register.agencies:
            lies = folder / RECEIVED / slug(agency.name)
            files = sorted(p for p in lies.rglob("*") if p.is_file() and p.suffix != SUFFIX and p.name[0] not in "~.")
            records = dict(_records(p for p in files if _RECORD.search(p.stem)))
            gone = {v.digest for v in register.submitted if fold(v.agency) == fold(agency.name)}
            gone -= {s.digest for s in newest(register)}  # an earlier version that lies there still is no new one
            drafts = [
                p
                for p in files
                if p not in records and p.suffix.lower() in _DRAFTS and not p.stem.startswith("requests-")
                if digest_of(p) not in gone
            ]
            if not drafts:
                continue
            known, later, made = newest(register), register, list[Submitted]()
            for record, of_it in _batches(drafts, records):
                later, entered = received(later, listed, agency.name, of_it, record, on)
                made += entered
            for each in (m for m in made if not any(_same(m, k) for k in known)):
                before = [v for v in versions_of(later, each.agency, each.file) if v.version < each.version]
                told.append(f"{each.agency}: {each.file}, version {each.version}.")
                told += told_change(changed(before[-1], each)) if before else ()
                if each.in_record is False:
                    differs = True
                    told.append("It differs from every file of the record: what was signed does not hold for it.")
            register = later
        register = _still_holding(register, listed, folder / RECEIVED)
        if register != opened.value:
            write_whole([opened.output(register)], Home.current())
    return Done(tuple(told), differs)


def _records(files: Iterable[Path]) -> Iterator[tuple[Path, CheckRecord]]:
    """The records of checks among files that are called so; a draft may be called after the records it was made from."""
    for file in files:
        with suppress(Refused):
            yield file, record_of(file)


def _batches(
    drafts: Sequence[Path], records: Mapping[Path, CheckRecord]
) -> Iterator[tuple[Path | None, Sequence[Path]]]:
    """The drafts with their record, each file once, and files of one name after one another, the oldest first: two of one name
    are two versions, not two files."""
    once = {digest_of(p): p for p in sorted(drafts, reverse=True)}
    batches: list[tuple[Path | None, dict[str, Path]]] = []
    names = [p.name.casefold() for p in once.values()]
    for draft in sorted(
        once.values(), key=lambda p: (p.stat().st_mtime if names.count(p.name.casefold()) > 1 else 0, p)
    ):
        record, name = _record_for(draft, records), draft.name.casefold()
        later = max((n for n, (_, held) in enumerate(batches) if name in held), default=-1)
        batch = next((held for of, held in batches[later + 1 :] if of == record), None)
        if batch is None:
            batches.append((record, batch := {}))
        batch[name] = draft
    yield from ((record, tuple(held.values())) for record, held in batches)


def _record_for(draft: Path, records: Mapping[Path, CheckRecord]) -> Path | None:
    """The record that is about this very file, the one that most have signed; else the nearest, by which it is told that the
    file differs; None where there is none."""
    about_it = [p for p, record in records.items() if digest_of(draft) in record.digests]
    if about_it:
        return max(about_it, key=lambda p: (len(records[p].signed), p.stat().st_mtime))
    beside = [p for p in records if p.parent == draft.parent]
    return next(iter(beside or records), None)


def _still_holding(register: Register, listed: CodeList, lies: Path) -> Register:
    """With what the last edition changes in the files that were checked against an earlier one: in many nothing."""
    last = register.editions[-1].number if register.editions else 0
    waiting = {s.digest: s for s in newest(register) if 0 < s.edition < last and s.holds < last}
    if not waiting:
        return register
    files = [p for p in lies.rglob("*") if p.is_file() and p.suffix.lower() in _DRAFTS and p.name[0] not in "~."]
    found = []
    for _, source in read_files(files)[0]:
        file = waiting.get(source.digest)
        with suppress(Refused):  # without the board's own copy of both editions nobody can say it
            if file and is_unaffected(
                source, file.codes, read_own_copy(listed, file.edition), read_own_copy(listed, last)
            ):
                found.append(file.model_copy(update={"holds": last}))
    return register.with_submitted(found)


_DRAFTS = frozenset((".docx", ".xlsx", ".pdf", ".odt", ".ods", ".rtf", ".doc", ".xls"))


def _same(one: object, other: object) -> bool:
    """The same version of the same file, with the same record."""
    fields = ("agency", "file", "version", "digest", "in_record", "signed", "verdict")
    return all(getattr(one, name) == getattr(other, name) for name in fields)


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        raise Refused([f"{path} cannot be read. Close it in Excel."]) from None
