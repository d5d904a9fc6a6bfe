"""What the business manager has open: the list, what the agencies have sent, what she has answered. Kept sealed as it changes."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from datetime import datetime

from filelock import FileLock

from redactor.base.refused import Refused
from redactor.board.answering import RequestAnswer
from redactor.board.exporting import Rows
from redactor.board.issuing import IssuedEdition, register_of
from redactor.board.parcels import Opened
from redactor.board.reconciling import Reconciled, reconcile
from redactor.board.registers import Answered, Register
from redactor.board.requesting import RequestRuling
from redactor.board.working import (
    KeptAnswer,
    KeptPair,
    ListInUse,
    WorkingList,
    in_use,
    keep,
    kept_list,
    kept_parcels,
    new_id,
)
from redactor.chronology.layouts import Said
from redactor.codes.model import CodeList
from redactor.sealed.sealing import Home, SealingError
from redactor.web.desk import Desk
from redactor.web.manager.grid import Grid, Line
from redactor.web.manager.looking import LookedAtGrid, look
from redactor.web.manager.lying import Arrived, ChronologyDesk

_STEPS = 100  # that can be undone


@dataclass(frozen=True)
class EarlierList:
    """The list as it was before something was done."""

    done: str  # "Row 5 was removed"
    grid: Grid | None
    settled: dict[str, str]
    cell: tuple[int, str] | None = None  # the one that was typed in


@dataclass
class ManagerPages:
    """The state of the business manager's pages."""

    grid: Grid | None = None  # None until a list was begun or taken
    source: str = ""  # the file that it was taken from, without its folder
    case: str = ""  # the board's reference
    name: str = ""  # of the board, as the agencies will see it
    notes: tuple[str, ...] = ()  # what of the file could not be taken over as it was
    steps: list[EarlierList] = field(default_factory=list)
    filed: Grid | None = None  # the list as it was when a file of it was written last
    kept_at: datetime | None = None  # when it was kept last
    trouble: str = ""  # why it is not kept, a sentence
    requests: dict[str, Opened] = field(default_factory=dict)  # by agency
    answers: dict[str, RequestAnswer] = field(default_factory=dict)  # what stands in the form, by request
    settled: dict[str, str] = field(default_factory=dict)  # requests that were taken over, and what they came to
    given: dict[str, Answered] = field(default_factory=dict)  # of requests taken over: their code, and the list's
    returns: dict[str, Opened] = field(default_factory=dict)
    said: list[tuple[frozenset[str], bool]] = field(
        default_factory=list
    )  # pairs that are one person, or two; last last
    refused: list[str] = field(
        default_factory=list
    )  # why files given last were not taken, until something else is done
    issued: IssuedEdition | None = None
    layouts: dict[str, list[Said]] = field(default_factory=dict)  # of the agencies' chronologies, as they were told
    chronology: ChronologyDesk = field(default_factory=ChronologyDesk)
    arrived: Arrived = field(default_factory=Arrived)
    lock: threading.RLock = field(default_factory=threading.RLock, repr=False)
    _id: str = field(default_factory=new_id)
    _held: FileLock | None = None  # that no other page opens the same list
    _kept: WorkingList | None = None
    _reckoned: tuple[object, Reconciled] | None = None
    _looked: tuple[tuple[tuple[int, Line], ...], LookedAtGrid] | None = None

    @property
    def answered(self) -> tuple[Answered, ...]:
        """The agencies' own codes that the list has answered, without what was taken back since."""
        return tuple(each for key, each in self.given.items() if key in self.settled)

    @property
    def looked(self) -> LookedAtGrid:
        """What is wrong with the list as it stands."""
        if self.grid is None:
            return LookedAtGrid(CodeList())
        said = self.grid.filled  # blank rows more or less change nothing
        if self._looked is None or self._looked[0] != said:
            self._looked = (said, look(self.grid))
        return self._looked[1]

    @property
    def reckoned(self) -> Reconciled:
        """The returns put together, with what was answered so far; the last word on a pair counts."""
        state = (self.grid.filled if self.grid else (), tuple(self.returns.values()), tuple(self.said))
        if self._reckoned is None or self._reckoned[0] != state:
            answers = dict(self.said)
            one, two = ([pair for pair, same in answers.items() if same is wanted] for wanted in (True, False))
            codes, known = self.looked.codes, self._register()
            returns = list(self.returns.values())
            self._reckoned = (state, reconcile(codes, returns, one, two, known.answered, known.judged, known.awaiting))
        return self._reckoned[1]

    def _register(self) -> Register:
        """What the board remembers of the case; nothing where its register cannot be opened: issuing says so."""
        try:
            return register_of(self.looked.codes)
        except Refused:
            return Register()

    @property
    def unsaved(self) -> bool:
        """Something would be lost if the page were closed now."""
        return self.grid is not None and (bool(self.trouble) or self._now() != self._kept)

    @property
    def is_filed(self) -> bool:
        """The file that was written last, or that the list was taken from, says what the list says."""
        return self.grid is None or (self.filed is not None and self.grid.rows == self.filed.rows)

    def keep(self) -> None:
        """Keep all that is open, where it is otherwise than before. What goes wrong is in `trouble`."""
        with self.lock:
            if self.grid is None:
                return
            now, home = self._now(), Home.current()
            if now == self._kept and not self.trouble:
                return
            try:
                if self._held is None:
                    self._held = in_use(self._id, home)
                self.kept_at = keep(now, home)
            except (SealingError, OSError, ListInUse) as error:
                why = (
                    str(error)
                    if isinstance(error, SealingError)
                    else "the disk is full, or the folder cannot be written to."
                )
                self.trouble = f"The list is not saved: {why} Write it as a file elsewhere, below."
                return
            self._kept, self.trouble = now, ""

    def _now(self) -> WorkingList:
        rows = self.grid.rows if self.grid is not None else Grid().rows
        return WorkingList(
            id=self._id,
            case=self.case,
            board=self.name,
            source=self.source,
            people=rows.people,
            roles=rows.roles,
            settled=tuple(self.settled.items()),
            given=tuple(self.given.items()),
            answers=tuple(
                KeptAnswer(key=a.key, ruling=a.ruling.name if a.ruling else "", code=a.code, role=a.role)
                for a in self.answers.values()
            ),
            said=tuple(KeptPair(sides=(min(pair), max(pair)), one=one) for pair, one in self.said),
            requests=kept_parcels(self.requests.items()),
            returns=kept_parcels(self.returns.items()),
            layouts=tuple((a, tuple(tuple(said.items()) for said in each)) for a, each in self.layouts.items()),
        )

    def is_open(self, id: str) -> bool:
        """Whether this is the list that is open here."""
        return self._held is not None and self._id == id

    def let_go(self) -> None:
        """Keep what is open, and let other pages open it."""
        with self.lock:
            self.keep()
            if self._held is not None:
                self._held.release()
                self._held = None

    @property
    def open_id(self) -> str:
        """By which the list that is open is kept."""
        return self._id

    def hold_again(self) -> None:
        """Go on with what was let go."""
        with self.lock:
            self._kept = None
            self.keep()

    def put(self, grid: Grid, done: str, cell: tuple[int, str] | None = None) -> None:
        """Go on with this grid. Typing on in one cell counts as one step."""
        typing_on = cell is not None and self.steps and self.steps[-1].cell == cell
        if not typing_on:
            self.steps = [*self.steps[-_STEPS:], EarlierList(done, self.grid, dict(self.settled), cell)]
        self.grid = grid

    def begin(self, grid: Grid, done: str, *, source: str = "", case: str = "", notes: tuple[str, ...] = ()) -> None:
        """Go on with another list, kept by itself; the one before stays as it was kept."""
        self.let_go()
        self._id, self._kept, self.kept_at = new_id(), None, None
        self.put(grid, done)
        self.settled = {}
        self.source, self.notes, self.filed = source, notes, grid if source else None
        self.case = case or self.case

    def undo(self) -> str:
        """Take the last step back. Returns what was taken back, "" where there is nothing."""
        if not self.steps:
            return ""
        step = self.steps.pop()
        self.grid, self.settled = step.grid, dict(step.settled)
        return step.done


def _of_kept(kept: WorkingList, held: FileLock) -> ManagerPages:
    """The pages as they were when the list was kept."""
    answers = [
        RequestAnswer(a.key, RequestRuling[a.ruling] if a.ruling else None, a.code, a.role) for a in kept.answers
    ]
    return ManagerPages(
        grid=Grid.of(Rows(kept.people, kept.roles)),
        source=kept.source,
        case=kept.case,
        name=kept.board,
        kept_at=datetime.fromisoformat(kept.saved),
        requests={p.agency: Opened(p.parcel, p.file) for p in kept.requests},
        answers={a.key: a for a in answers},
        settled=dict(kept.settled),
        given=dict(kept.given),
        returns={p.agency: Opened(p.parcel, p.file) for p in kept.returns},
        said=[(frozenset(pair.sides), pair.one) for pair in kept.said],
        layouts={agency: [dict(said) for said in each] for agency, each in kept.layouts},
        _id=kept.id,
        _held=held,
        _kept=kept.model_copy(update={"saved": ""}),
    )


def go_on_with(desk: Desk, id: str) -> str:
    """Open a list that was kept, in the place of the one that is open. Returns a sentence where that cannot be."""
    home, before = Home.current(), board_of(desk)
    if before.is_open(id):
        return ""
    try:
        held = in_use(id, home)
    except (ListInUse, OSError):
        return "This list is open in another window of redactor. Go on there, or close it there and try again."
    kept = kept_list(id, home)
    if kept is None:
        held.release()
        return "This list is no longer there, or was kept by another account."
    before.let_go()
    with desk.lock:
        desk.board = _of_kept(kept, held)
    return ""


def board_of(desk: Desk) -> ManagerPages:
    """The desk's board, laid out at its first use."""
    with desk.lock:
        if desk.board is None:
            desk.board = ManagerPages()
        return desk.board


def begin_anew(desk: Desk) -> None:
    """Open nothing any more: what was open is gone."""
    with desk.lock:
        desk.board = ManagerPages()
