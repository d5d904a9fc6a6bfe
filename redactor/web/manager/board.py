"""What the business manager has open: the list, what the agencies have sent, and what she has answered. In memory only."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field

from redactor.base.refused import Refused
from redactor.board.answering import RequestAnswer
from redactor.board.issuing import IssuedEdition, register_of
from redactor.board.parcels import Opened
from redactor.board.reconciling import Reconciled, reconcile
from redactor.board.registers import Answered, Register
from redactor.codes.model import CodeList
from redactor.web.desk import Desk
from redactor.web.manager.grid import Grid, Line
from redactor.web.manager.looking import LookedAtGrid, look

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
    saved: Grid | None = None
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
    lock: threading.RLock = field(default_factory=threading.RLock, repr=False)
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
            self._reckoned = (state, reconcile(codes, returns, one, two, known.answered, known.judged))
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
        if self.grid is None:
            return False
        return self.grid.rows != (self.saved.rows if self.saved else Grid().rows)

    def put(self, grid: Grid, done: str, cell: tuple[int, str] | None = None) -> None:
        """Go on with this grid. Typing on in one cell counts as one step."""
        typing_on = cell is not None and self.steps and self.steps[-1].cell == cell
        if not typing_on:
            self.steps = [*self.steps[-_STEPS:], EarlierList(done, self.grid, dict(self.settled), cell)]
        self.grid = grid

    def begin(self, grid: Grid, done: str, *, source: str = "", case: str = "", notes: tuple[str, ...] = ()) -> None:
        """Go on with another list."""
        self.put(grid, done)
        self.settled = {}
        self.source, self.notes, self.saved = source, notes, grid
        self.case = case or self.case

    def undo(self) -> str:
        """Take the last step back. Returns what was taken back, "" where there is nothing."""
        if not self.steps:
            return ""
        step = self.steps.pop()
        self.grid, self.settled = step.grid, dict(step.settled)
        return step.done


def board_of(desk: Desk) -> ManagerPages:
    """The desk's board, laid out at its first use."""
    with desk.lock:
        if desk.board is None:
            desk.board = ManagerPages()
        return desk.board
