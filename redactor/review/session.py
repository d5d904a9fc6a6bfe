"""A case opened for review: its drafts read and looked through once, then decided on mention by mention.

drafts, list, key map ─▶ opened ─▶ decisions, each seen at once ─▶ the sieve again, behind them ─▶ the files of `anonymise`

It stands on the pipeline, the key map and the decisions that the commands use. What is decided is saved into the sealed
key map, which is locked while the case is open; everything else is in memory and gone when it is closed.
"""

from __future__ import annotations

import gc
import hashlib
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from redactor.base.given import Given, Held, paths_of
from redactor.base.refused import Refused
from redactor.case import odt_copies, pdf_copies
from redactor.case.case import Case
from redactor.case.deciding import Answer, Insisting, answered, renamed
from redactor.case.families import QuestionFamily, approved, families, insisted
from redactor.case.moved import anchors_elsewhere
from redactor.case.opening import Request, code_list, default_key_map, has_subject, told
from redactor.case.pipeline import (
    Judged,
    Result,
    judge,
    key_map_after,
    look,
    names_written,
    read_drafts,
    rejudge,
    written,
)
from redactor.case.question import Asked, ToDecide
from redactor.case.questions import questions
from redactor.case.readings import load_readings
from redactor.case.run import Written, case_of, check_folder, write
from redactor.checks.baseline import Accepted
from redactor.checks.run import Checked, CheckRequest, check
from redactor.checks.settings import FILE_NAME
from redactor.codes.model import CodeList
from redactor.detection.engine import Detected
from redactor.documents.looks import PassageLook, looks_of
from redactor.documents.pdf.images import shown_images
from redactor.identities.settled import plain_name, teaches
from redactor.keymap.decisions import Decided, Ruling
from redactor.keymap.keymap import KeyMap
from redactor.keymap.keymap_files import KeyMapError, locked, save_key_map
from redactor.review.accepting import accept, accepted_of, always_kept, keep_always, take_over
from redactor.sealed.sealing import Home
from redactor.sources.finding import Finding

Tell = Callable[[str, int, int], None]  # what is being done, how much of it is done, of how much
_LOCK_SECONDS = 1.0  # a page does not let its reader wait for a run: it says who has the key map
_QUICK = 0.15  # seconds that saving may take while a person waits for the next question
_UNSAVED = 1.0  # seconds for which decisions that follow each other quickly may not be saved yet
_ALWAYS = "Always kept by this account."
_AT_ONCE = 0.05  # and where no question waits: somebody waits for the last look
_PAUSE = 2.0  # seconds after a decision before the sieve runs again: the next decision often follows at once


class Review:
    """One case. Its methods may be called from any thread; each leaves it whole.

    `on_change` is called, from a thread of its own, when the sieve has made something else of the newest decisions.
    """

    def __init__(self, request: Request, who: str, tell: Tell, on_change: Callable[[], None] = lambda: None) -> None:
        """Open the case: lock the key map, read, look, judge. Raises Refused."""
        self.who = who
        self.request = request
        self._home = Home.current()
        self._codes = code_list(request.codes, request.passphrase)
        self._insisting = Insisting()
        self._together: list[frozenset[int]] = []  # numbers of decisions that one answer has made
        self._path = self._key_map_path(request)
        self._open = ExitStack()
        self._lock = threading.RLock()
        self._saving = threading.Lock()
        self._on_change = on_change
        self._wake = threading.Event()
        self._waiting = 0  # answers that a person waits for
        self._counting = threading.Lock()
        self._closed = False
        self._stale = self._unsaved = False
        self._behindhand = False  # there are decisions since the last look at what is left
        self._save_took = 0.0  # seconds, the last time
        self._names: Sequence[str] = ()  # what the open drafts are called when they are written
        self._grouped: tuple[tuple[ToDecide, ...], tuple[QuestionFamily, ...]] | None = None
        self._asked: tuple[tuple[object, ...], tuple[ToDecide, ...]] | None = None
        self.pdf_pictures: dict[str, dict[str, bytes]] = {}  # of the last check: file → picture → PNG
        self.version = 0  # counts the changes of what is shown
        self.problem = ""  # why the last decisions are not saved, a sentence
        with ExitStack() as undo, told():
            undo.enter_context(locked(self._path, _LOCK_SECONDS))
            self.case, self._new = case_of(self._codes, self._path, self._home, request)
            take_over(self._home, self._path, self.case.key_map)
            # what was read and found in the drafts before
            self._earlier = load_readings(self._path, self.case.key_map, self._home)
            tell("Reading the drafts", 0, 0)
            self.drafts = read_drafts(request.drafts, self.case, request.allow, pdf_as_word=request.pdf_as_word)
            self.looks = self._looks()
            self._found: Sequence[Detected] = look(self.drafts, self.case, tell, self._earlier)
            self._known = self.case.knowledge()
            tell("Deciding who is who", 0, 0)
            self.judged: Judged = judge(self.drafts, self._found, self.case)
            if self._keep_what_always_stays():
                self.judged = judge(self.drafts, self._found, self.case)
            self._show(self.judged)
            self._save()
            self._open = undo.pop_all()
        rejudge(self.drafts, self._found, self.judged, self.case)  # what the first decision would otherwise wait for
        # the collector of reference cycles would look through the whole case again and again, while a person waits
        gc.collect()
        gc.freeze()
        self._worker = threading.Thread(target=self._behind, name="sieve", daemon=True)
        self._worker.start()

    def _looks(self) -> Mapping[int, PassageLook]:
        """How passages look, by their numbers in the case."""
        of_draft = {n: looks_of(d) for n, d in enumerate(self.drafts.documents)}
        numbers = {(p.draft, p.in_draft): p.number for p in self.drafts.passages}
        return {
            p.number: replace(look, beside=numbers.get((p.draft, look.beside), -1))
            for p in self.drafts.passages
            if (look := of_draft[p.draft].get(p.in_draft)) is not None
        }

    def _keep_what_always_stays(self) -> bool:
        """Words that this account keeps in every case become decisions of this one, where nobody of the list is called so and
        nobody has decided about them; whether there were any."""
        always = {plain_name(w) for w in always_kept(self._home)}
        decided = {plain_name(n) for d in self.key_map.decisions for n in d.names}
        issued = frozenset(e.code for e in self._codes.entries)
        found: dict[str, tuple[str, str]] = {}
        for put in self.judged.put if always - decided else ():
            words = put.decision.mention.text
            if (plain := plain_name(words)) in always - decided:
                listed = put.decision.code in issued or any(c in issued for c in put.decision.candidates)
                if listed:
                    always.discard(plain)
                    found.pop(plain, None)
                else:
                    found[plain] = (words, put.decision.mention.kind.value)
        key_map = self.key_map
        for words, kind in found.values():
            question = ToDecide(Asked.LEFT, (words,), kind)
            key_map = answered(key_map, question, Answer(Ruling.KEEP, reason=_ALWAYS), self.who)
        self.case = Case.of(self._codes, key_map, self.request.profile)
        return bool(found)

    def _key_map_path(self, request: Request) -> Path:
        """Where the case's key map lies. Raises Refused where nothing tells one case from another."""
        on_disk = paths_of(request.drafts)
        if request.key_map is None and not on_disk and not has_subject(self._codes):
            raise Refused(
                ["Nothing tells which case this is: there is no list, or it has no row of the kind subject. Give the case a "
                 "reference, by which its codes are found again next time."]
            )  # fmt: skip
        return request.key_map or default_key_map(self._home, self._codes, on_disk)

    # ---- what there is

    @property
    def codes(self) -> CodeList:
        """The board's list."""
        return self._codes

    @property
    def key_map(self) -> KeyMap:
        """The case's key map as it stands now, with decisions that may not have been saved yet."""
        return self.case.key_map

    @property
    def key_map_path(self) -> Path:
        """Where it lies, sealed."""
        return self._path

    @property
    def questions(self) -> tuple[ToDecide, ...]:
        """What awaits a person in the drafts that are open, worst first."""
        key_map, asked = self.key_map, self._asked
        # saving gives the key map another revision and leaves all that is asked about as it was
        of = (key_map.evidence, key_map.decisions, key_map.records, self._names)
        if asked is None or any(one is not other for one, other in zip(asked[0], of, strict=True)):
            here = {name: key_map.evidence[name] for name in self._names if name in key_map.evidence}
            self._asked = asked = (of, questions(key_map.model_copy(update={"evidence": here})))
        return asked[1]

    @property
    def elsewhere(self) -> frozenset[str]:
        """Places of the case's drafts that are not open."""
        return anchors_elsewhere(self.key_map, self._names)

    @property
    def families(self) -> tuple[QuestionFamily, ...]:
        """The questions that are one to a person, in the order in which they are put."""
        every, grouped = self.questions, self._grouped
        if grouped is None or grouped[0] is not every:
            self._grouped = grouped = (every, families(every))
        return grouped[1]

    @property
    def state(self) -> str:
        """The same for the same written files: what is put where."""
        puts = repr([(p.passage, p.start, p.end, p.text) for p in self.judged.put])
        return hashlib.sha256(puts.encode()).hexdigest()

    def draft_called(self, written: str) -> str:
        """The name of the draft that is written under this name."""
        names = dict(zip(self._names, (d.name for d in self.drafts.documents), strict=False))
        return names.get(written, written)

    @property
    def is_looking(self) -> bool:
        """Whether what is left in the text may still be another than `questions` says: there are decisions since."""
        return self._behindhand

    def look_again(self) -> None:
        """Have what is left in the text said by `questions` as the decisions are now, without waiting for the worker."""
        for _ in range(3):  # a decision that comes in between asks for another round
            if not self._behindhand:
                return
            if self._stale:
                self.refresh(at_once=True)
            else:
                self._note()

    @property
    def is_saved(self) -> bool:
        """Whether every decision is in the sealed key map."""
        return not self._unsaved and not self.problem

    @contextmanager
    def attended(self) -> Iterator[None]:
        """While a person waits for an answer, what runs behind stands still."""
        with self._counting:
            self._waiting += 1
        try:
            yield
        finally:
            with self._counting:
                self._waiting -= 1

    def _give_way(self, *_: object) -> None:
        while self._waiting and not self._closed:
            time.sleep(0.002)

    # ---- decisions

    def decide(self, question: ToDecide, answer: Answer, alike: Sequence[ToDecide] = ()) -> None:
        """Carry an answer out, for those alike that follow it, too. Raises NotAnAnswer, BlockUsedUp."""
        with self._lock:
            self._take_together(insisted(self.key_map, question, answer, alike, self.who, self._insisting)[0])
        self._keep()

    def approve(self, new: Sequence[QuestionFamily]) -> None:
        """A list of new staff looked through: the board is to be asked for a code for each."""
        with self._lock:
            self._take_together(approved(self.key_map, new, self.who))
        self._keep()

    def settle(self, change: Callable[[KeyMap], KeyMap]) -> None:
        """Several decisions made together, which one undo takes back. Raises what `change` raises, with nothing changed."""
        with self._lock:
            self._take_together(change(self.key_map))
        self._keep()

    def _take_together(self, key_map: KeyMap) -> None:
        made = [d.number for d in key_map.decisions[len(self.key_map.decisions) :]]
        if len(made) > 1:
            self._together.append(frozenset(made))
        self._take(key_map)

    def rename(self, code: str, new: str) -> None:
        """Another code for an identity that was coded here. Raises NotAnAnswer."""
        with self._lock:
            self._take(renamed(self.key_map, code, new, self.who))
        self._keep()

    def undo(self, number: int = 0) -> int:
        """Take back the decision of this number, or the last one that holds; its number, 0 where there is none."""
        with self._lock:
            held = [d.number for d in self.key_map.decisions if not d.withdrawn and number in (0, d.number)]
            if held:
                last = next(d for d in self.key_map.decisions if d.number == held[-1])
                key_map = self.key_map.without_decision(last.number)
                if (twin := self._made_with(last)) is not None:
                    key_map = key_map.without_decision(twin)
                for made in next((each for each in self._together if last.number in each), frozenset()):
                    key_map = key_map.without_decision(made)
                self._take(key_map, anew=last.ruling is Ruling.SAME)
                self._show(self.judged)  # the question of what was taken back is asked again at once
        if held:
            self._keep()
        return held[-1] if held else 0

    def _made_with(self, last: Decided) -> int | None:
        """The decision for everywhere that was made along with this one for the place that was selected."""
        before = next((d for d in self.key_map.decisions if d.number == last.number - 1 and not d.withdrawn), None)
        if before is None or before.here_only or not last.here_only:
            return None
        same = (before.names, before.code, before.who) == (last.names, last.code, last.who)
        apart = datetime.fromisoformat(last.when) - datetime.fromisoformat(before.when)
        return before.number if same and apart.total_seconds() <= 1 else None

    def change(self, change: Callable[[KeyMap], KeyMap], *, at_once: bool = False) -> None:
        """Note something in the key map that changes no text, such as a picture looked at. `at_once`: saved before it returns,
        where that is quick. Raises what `change` raises, with nothing changed."""
        with self._lock:
            self.case = replace(self.case, key_map=change(self.key_map))
            self._unsaved = True
        if at_once:
            self._keep()
        self._wake.set()

    def _take(self, key_map: KeyMap, *, anew: bool = False) -> None:
        """Show at once what the decisions of this key map come to; the sieve follows behind, where it has to.

        `anew`: the sieve first, for what is not to be seen without it: two that were one.
        """
        before = set(self.key_map.decisions)
        newer = [d for d in key_map.decisions if d not in before]
        self._stale = self._stale or any(d.withdrawn or teaches(d, self.judged.detected) for d in newer)
        self.case = Case.of(self._codes, key_map, self.request.profile)
        if anew:
            self.judged = judge(self.drafts, self._found, self.case)
        else:
            self.judged = rejudge(self.drafts, self._found, self.judged, self.case)
        self.version += 1
        self._unsaved = True
        # that the board is asked, or that two are two, leaves every text as it was
        self._behindhand |= any(d.withdrawn or d.ruling not in (Ruling.ASK, Ruling.APART) for d in newer)
        self._wake.set()

    def _show(self, judged: Judged) -> None:
        self.judged = judged
        names = names_written(self.drafts, judged.put)
        former = set(self._names) - set(names)  # a draft whose file name holds somebody who has another code now
        if former:
            kept = {name: e for name, e in self.key_map.evidence.items() if name not in former}
            self.case = replace(self.case, key_map=self.key_map.model_copy(update={"evidence": kept}))
        self._names = names
        self._behindhand = self._stale
        key_map = key_map_after(self.drafts, judged, self.case, judged.put)
        self.case = Case.of(self._codes, key_map, self.request.profile)
        self.version += 1

    # ---- behind the decisions

    def _note(self) -> None:
        """Note in the key map why every mention has its code now, where the sieve does not have to run for it."""
        with self._lock:
            self._show(self.judged)

    def _behind(self) -> None:
        saved = time.monotonic()
        while True:
            self._wake.wait()
            self._wake.clear()
            if self._closed:
                return
            if self._wake.wait(
                _PAUSE if self.questions else _AT_ONCE
            ):  # another decision: the sieve waits, the key map not for ever
                if time.monotonic() - saved > _UNSAVED:
                    self._save()
                    saved = time.monotonic()
                continue
            saved = time.monotonic()
            try:
                if not self._stale:
                    self._note()
                self._save()
                self.refresh()
                self._on_change()
            except Exception:  # what is on the screen stays; finishing runs everything anew and says what is wrong
                self._stale = True

    def refresh(self, *, at_once: bool = False) -> None:
        """Run the sieve over the newest decisions, after a new look where they taught new names. `at_once`: a person waits for
        this itself, so that it gives way to nobody."""
        give_way: Callable[..., None] = (lambda *step: None) if at_once else self._give_way
        while self._stale:
            with self._lock:
                self._stale = False
                case, version = self.case, self.version
            known = case.knowledge()
            found = self._found if known == self._known else look(self.drafts, case, give_way, self._earlier)
            give_way()
            judged = judge(self.drafts, found, case)
            give_way()
            with self._lock:
                if self.version != version:
                    self._stale = True
                    return  # a decision has come in between; it has woken the worker
                self._found, self._known = found, known
                self._show(judged)
                self._unsaved = True
            self._save()

    def _keep(self) -> None:
        """Save what has just been decided before the next question shows; of a very large case the worker does it soon."""
        if self._save_took < _QUICK:
            self._save()

    def _save(self) -> None:
        with self._saving:
            began = time.monotonic()
            with self._lock:
                key_map, self._unsaved = self.key_map, False
            try:
                saved = save_key_map(self._path, key_map, self._home)
            except KeyMapError as error:
                self._unsaved, self.problem = True, str(error)
                return
            self.problem, self._save_took = "", time.monotonic() - began
            with self._lock:
                self._adopt(saved)

    def _adopt(self, saved: KeyMap) -> None:
        now = self.key_map.model_copy(update={"revision": saved.revision, "version": saved.version})
        self.case = replace(self.case, key_map=now)

    # ---- the files

    def finish(self, out: Path, tell: Tell, *, pdf: bool = False, odt: bool = False) -> Written:
        """Write the files of `redactor anonymise` into the folder: everything looked at and judged anew; `pdf` and `odt` also in
        those formats. Raises Refused."""
        started = time.monotonic()
        request = replace(self.request, out=out, pdf=pdf, odt=odt)
        if pdf:
            pdf_copies.refuse_without_office()
        if odt:
            odt_copies.refuse_without_office()
        check_folder(replace(request, key_map=self._path))
        with self._saving, self._lock, told():
            result = self._made(tell, started)
            done = write(request, result, self._path, self._home, new=self._new, earlier=self._earlier)
            self._new = self._unsaved = False
            self.case = Case.of(self._codes, done.saved, self.request.profile)
            return done

    def put_out(self, write: Callable[[KeyMap], KeyMap]) -> None:
        """Have files written that belong to the case as it stands now, such as copies for print. `write` saves the key map that
        it is given along with them, and gives it back as saved. Raises what `write` raises, with nothing changed; Refused."""
        with self._saving, self._lock, told():
            saved = write(self.key_map)
            self._unsaved = False
            self.case = Case.of(self._codes, saved, self.request.profile)

    def result(self, tell: Tell) -> Result:
        """What `finish` would write, without writing it."""
        with self._saving, self._lock, told():
            return self._made(tell, time.monotonic())

    def _made(self, tell: Tell, started: float) -> Result:
        self._found = look(self.drafts, self.case, tell, self._earlier)
        self._known = self.case.knowledge()
        tell("Deciding who is who", 0, 0)
        self.judged = judge(self.drafts, self._found, self.case)
        self._stale = False
        self.version += 1
        tell("Writing and checking", 0, 0)
        result = written(self.drafts, self.judged, self.case, started)
        self.judged = replace(self.judged, put=result.put)  # with what the check of the written file has found
        return result

    def check(self, tell: Tell) -> Checked:
        """What `redactor check` finds in the files as they would be written now. Raises Refused."""
        result = self.result(tell)
        files = tuple(Held(f.name, f.data) for f in result.files)
        self.pdf_pictures = {f.name: shown_images(f.data) for f in result.files if f.data.startswith(b"%PDF-")}
        self.change(lambda key_map: key_map.with_pictures(result.key_map.pictures))  # to be decided on
        tell("Looking for what is left", 0, 0)
        try:
            return check(self.checking(files, result.key_map))
        except Refused as error:
            raise Refused(error.problems) from None

    def checking(self, files: Sequence[Given], key_map: KeyMap) -> CheckRequest:
        """The check of finished files of this case, as its page has it: what was accepted and kept here is not told again."""
        settings = next((p.parent / FILE_NAME for p in paths_of(self.request.drafts)), None)
        given = settings if settings is not None and settings.is_file() else None
        return CheckRequest(
            tuple(files), self.request.codes, profile=self.request.profile, settings=given,
            case=Case.of(self._codes, key_map, self.request.profile), keep=self._kept_names(),
            accepted=accepted_of(self._home, self._path),
        )  # fmt: skip

    def _kept_names(self) -> tuple[str, ...]:
        """What persons have said of words that name nobody: they are not told again by the check."""
        held = (d for d in self.key_map.decisions if d.ruling is Ruling.KEEP and not d.withdrawn and not d.here_only)
        return (*(n for d in held for n in d.names), *always_kept(self._home))

    def accept(self, finding: Finding, why: str) -> Accepted:
        """A finding of the check may stand, for this reason. Raises Refused where there is none."""
        also = self.key_map.recipients
        accept(self._home, self._path, finding.fingerprint, finding.rule, by=self.who, why=why, also=also)
        return next(a for a in accepted_of(self._home, self._path) if a.fingerprint == finding.fingerprint)

    def keep_words(self, words: str, *, always: bool = False) -> None:
        """Words that the check took for a name stay in this case, or `always` in every one. Raises Refused for a name of the
        list."""
        names = frozenset(plain_name(n) for e in self._codes.entries for n in (e.name, *e.aliases))
        if plain_name(words) in names:
            raise Refused(
                ["This is a name of the board's list: it cannot be kept. Code it, or accept it with the reason."]
            )
        if always:
            keep_always(self._home, self._path, [words])
        reason = _ALWAYS if always else ""
        with self._lock:
            question = ToDecide(Asked.LEFT, (words,), "person")
            self._take(answered(self.key_map, question, Answer(Ruling.KEEP, reason=reason), self.who))
        self._keep()

    def close(self) -> None:
        """Save what is not saved yet, and let the key map go."""
        with self._lock:
            if self._closed:
                return
            self._closed = True
        self._wake.set()
        self._worker.join(60)
        if self._unsaved:
            self._save()
        self._earlier.clear()
        gc.unfreeze()
        self._open.close()
