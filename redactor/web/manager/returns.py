"""`/list/returns`: the agencies' returns side by side. Who may be one person is answered, and all is reckoned again at once."""

from __future__ import annotations

import hashlib
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from redactor.base.given import Held
from redactor.base.refused import Refused
from redactor.board.pairing import key_of, pair_key
from redactor.board.parcels import ParcelKind
from redactor.board.reconciling import Reconciled
from redactor.board.returning import confirmed_in, remember, result_files
from redactor.records.wording import counted
from redactor.web.desk import Desk, PostedForm, change, page
from redactor.web.manager.board import ManagerPages, board_of
from redactor.web.manager.opening import made_on, opened
from redactor.web.manager.saving import NotSaved, documents, free, typed_path, write_new
from redactor.web.render import show


def _returns(desk: Desk, request: Request, form: PostedForm) -> Response:
    board = board_of(desk)
    values = _view(board)
    board.refused = []
    return show(desk, "manager/returns.html.j2", here="/list", values=values)


def _area(
    desk: Desk, *problems: str, focus: str = "", say: str = "", refused: bool = False, **values: object
) -> Response:
    board, events = board_of(desk), dict[str, object]()
    if not refused:  # what was wrong with the files given last has been read by now
        board.refused = []
    if focus:
        events["redactor:focus"] = {"id": focus}
    if say:
        events["redactor:say"] = {"text": say}
    view = {**_view(board), "problems": problems, **values}
    return show(desk, "manager/returns_area.html.j2", events=events, values=view)


def _view(board: ManagerPages) -> dict[str, object]:
    board.keep()
    with board.lock:
        usable = board.grid is not None and not board.looked.unusable
        found = board.reckoned if usable and board.returns else None
        return {
            "board": board, "usable": usable, "found": found, "problems": tuple(board.refused), "unusable": board.looked.unusable,
            "files": [(agency, one.parcel, made_on(one), one.file) for agency, one in board.returns.items()],
            "key_of": key_of, "pair_id": lambda p: pair_id(pair_key(p)), "becomes": _becomes(found),
            "merged": frozenset(found.merged) if found else frozenset(),
            "awaiting": {pair_id(pair_key(pair)) for pair in found.near} if found else set(),
            "folder": str(documents() / "reconciled"), "folder_problem": "", "free": "", "written": (),
        }  # fmt: skip


def _becomes(found: Reconciled | None) -> dict[tuple[str, str], str]:
    """The code that each code of each agency gets, where it gets another one."""
    if found is None:
        return {}
    return {(agency, old): new for agency, renamed in found.renumbering.items() for old, new in renamed.items()}


def given(desk: Desk, held: Held) -> Response:
    """An agency's return, or the findings of an earlier time with the answers in them."""
    board = board_of(desk)
    with board.lock:
        if held.suffix.lower() == ".xlsx":
            return _answers_of(desk, board, held)
        _, sentence = opened(held, ParcelKind.RETURN, board.returns)
        board.refused += [sentence] if sentence else []
    return _area(desk, *board.refused, refused=True)


def _answers_of(desk: Desk, board: ManagerPages, held: Held) -> Response:
    try:
        one, two = confirmed_in(held)
    except Refused:
        return _area(
            desk, f"{held.name} holds no findings of an earlier time. A return is a file that ends in .sealed."
        )
    board.said += [*((pair, True) for pair in one), *((pair, False) for pair in two)]
    return _area(desk, say=f"{counted(len(one) + len(two), 'answer')} of {held.name} taken over.")


def _out(desk: Desk, request: Request, form: PostedForm) -> Response:
    board = board_of(desk)
    with board.lock:
        board.returns.pop(form.get("agency"), None)
    return _area(desk)


def _answer(desk: Desk, request: Request, form: PostedForm) -> Response:
    """One pair: one person, or two. Then the next pair has the focus."""
    board, pair = board_of(desk), frozenset((form.get("one"), form.get("other")))
    said = {"one": True, "two": False}.get(form.get("said"))
    with board.lock:
        if said is None or len(pair) != 2:
            return _area(desk, "That is no answer. Choose “One person” or “Two people”.")
        before = [pair_key(p) for p in board.reckoned.near]
        board.said.append((pair, said))
        left = {pair_key(p) for p in board.reckoned.near}
    words = "One person" if said else "Two people"
    return _area(
        desk, focus=_next(before, pair, left), say=f"{words}. {counted(len(left), 'pair')} left. U takes it back."
    )


def _next(before: list[frozenset[str]], answered: frozenset[str], left: set[frozenset[str]]) -> str:
    """The pair after the one that was answered, else the first, else where the results begin."""
    at = before.index(answered) + 1 if answered in before else 0
    order = [pair for pair in (*before[at:], *before[:at]) if pair in left]
    return pair_id(order[0]) if order else "near-title"


def pair_id(pair: frozenset[str]) -> str:
    """A pair's id on the page. Agencies' names may hold anything, so that they are not written into it."""
    return f"pair-{hashlib.sha256('&'.join(sorted(pair)).encode()).hexdigest()[:12]}"


def _back(desk: Desk, request: Request, form: PostedForm) -> Response:
    """Take an answer back: the last one, or that on a pair."""
    board, pair = board_of(desk), frozenset((form.get("one"), form.get("other")))
    with board.lock:
        if not board.said:
            return _area(desk, say="There is no answer to take back.")
        taken = pair if len(pair) == 2 else board.said[-1][0]
        board.said = [each for each in board.said if each[0] != taken]
    return _area(desk, focus=pair_id(taken), say="The answer was taken back.")


def _write(desk: Desk, request: Request, form: PostedForm) -> Response:
    """Findings, renumberings and the consolidated key, into a folder in which none of them is yet."""
    board = board_of(desk)
    with board.lock:
        if board.grid is None or board.looked.unusable or not board.returns:
            return _area(desk)
        found, typed = board.reckoned, form.get("use") or form.get("folder")
        try:
            folder = typed_path(typed)
            files = {folder / name: data for name, data in result_files(board.looked.codes, found).items()}
            _check(folder, [path.name for path in files if path.exists()])
            write_new(files)
            remember(board.looked.codes, found)
        except Refused as error:
            return _area(desk, *error.problems)
        except NotSaved as error:
            typed = form.get("folder")
            return _area(desk, folder_problem=str(error), free=str(error.free or ""), folder=typed)
    return _area(desk, say="The results were written.", folder=typed, written=(str(folder), [p.name for p in files]))


def _check(folder: Path, there: list[str]) -> None:
    if folder.is_file():
        raise NotSaved(f"{folder} is a file. Write the name of a folder.")
    if there:
        sentence = f"There are results in this folder already ({there[0]}), and they were left as they are."
        raise NotSaved(f"{sentence} Give another folder.", free(folder))


ROUTES = [
    Route("/list/returns", page(_returns)),
    Route("/list/returns/out", change(_out), methods=["POST"]),
    Route("/list/returns/answer", change(_answer), methods=["POST"]),
    Route("/list/returns/back", change(_back), methods=["POST"]),
    Route("/list/returns/write", change(_write), methods=["POST"]),
]
