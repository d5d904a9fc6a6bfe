"""`/list`: the board's list as a grid. Typed, pasted, taken from a file; looked at and kept as it is typed; written as a file."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from redactor.base.given import Given
from redactor.board.blank import CALLED, ReviewKind, blank_rows, file_name, reads_like_a_name
from redactor.board.exporting import Cells, rows_file, rows_of
from redactor.board.vetting import Weight
from redactor.board.working import ListInUse, forget, kept_lists
from redactor.board.written import as_written
from redactor.codes.model import CodeListError, Kind
from redactor.records.wording import counted
from redactor.sealed.editions import SUFFIX, EditionError, read_edition
from redactor.sealed.sealing import Home
from redactor.web.desk import Desk, PostedForm, change, page
from redactor.web.manager.board import ManagerPages, board_of, go_on_with
from redactor.web.manager.grid import SPARE, CannotPaste, Grid, ListPart, block_of
from redactor.web.manager.saving import NotSaved, documents, free, typed_path, write_new
from redactor.web.render import show, text_of

_FORMS = (".xlsx", ".csv", ".docx")
KINDS = (*map(str, Kind), "role")  # what a row may be, as the column Kind offers it


def _list(desk: Desk, request: Request, form: PostedForm) -> Response:
    return _page(desk, board_of(desk))


def _page(
    desk: Desk,
    board: ManagerPages,
    problems: tuple[tuple[str, str], ...] = (),
    typed: PostedForm | None = None,
    status: int = 200,
) -> Response:
    typed = typed or PostedForm({})
    shown = view(desk, board)
    told = _faults(desk, board)
    values = {
        **shown, **_saving(desk, board), "begin_problems": problems,
        "fault_lines": json.dumps(told["lines"]), "fault_cells": json.dumps(told["cells"]),
        "reviews": [(r, CALLED[r][0]) for r in ReviewKind], "review": typed.get("review", str(ReviewKind.LCSPR)),
        "case": typed.get("case", board.case),
    }  # fmt: skip
    return show(desk, "manager/list.html.j2", status=status, here="/list", values=values)


def view(desk: Desk, board: ManagerPages) -> dict[str, object]:
    """What the templates of the list need. What there is is kept first, so that they say whether it is."""
    board.keep()
    looked = board.looked
    given = desk.codes if desk.codes is not None and desk.codes.suffix.lower() != SUFFIX else None
    return {
        "board": board, "grid": board.grid, "looked": looked, "by_line": looked.by_line(), "parts": tuple(ListPart),
        "weights": tuple(Weight), "given": given.name if given else "", "spare": SPARE, "problems": (), "kinds": KINDS,
        "kept_at": clock(board.kept_at), "lists": [] if board.grid is not None else kept_lists(Home.current()), "when": when,
    }  # fmt: skip


def clock(moment: datetime | None) -> str:
    """The time of day, here."""
    return f"{moment.astimezone():%H:%M}" if moment is not None else ""


def when(moment: datetime) -> str:
    """Day and time, here."""
    return f"{moment.astimezone():%d/%m/%Y, %H:%M}"


def _cells(desk: Desk, request: Request, form: PostedForm) -> Response:
    """What was typed since the last time. Answered with what is wrong now, so that the page changes only that."""
    board = board_of(desk)
    with board.lock:
        grid = board.grid or Grid()
        # not trimmed: spaces at the ends are a fault that is told
        for cell, text in zip(form.all("cell"), form.values.get("value", ()), strict=False):
            line, _, column = cell.partition("-")
            try:
                grid = grid.with_cell(int(line), column, text.replace("\r\n", "\n"))
            except (KeyError, ValueError):
                continue  # the row was taken away in the meantime
            board.put(grid, "What was typed was taken back", (int(line), column))
        return JSONResponse(_state(desk, board))


def _state(desk: Desk, board: ManagerPages) -> dict[str, object]:
    values = view(desk, board)
    return {
        "counts": text_of(desk, "manager/counts.html.j2", **values),
        "links": text_of(desk, "manager/links.html.j2", **values),
        "kept": text_of(desk, "manager/kept.html.j2", **values),
        "unsaved": board.unsaved,
        **_faults(desk, board),
    }


def _faults(desk: Desk, board: ManagerPages) -> dict[str, dict[str, str]]:
    """What is wrong, as the page puts it: below which row, and how much it weighs at which cell."""
    by_line = board.looked.by_line()
    return {
        "lines": {
            str(line): text_of(desk, "manager/line_faults.html.j2", line_id=line, found=found)
            for line, found in by_line.items()
        },
        "cells": {
            each.target: each.fault.weight.name.lower()
            for found in by_line.values()
            for faults in found.values()
            for each in reversed(faults)  # the worst counts
            if each.column
        },
    }


def changes(
    desk: Desk, board: ManagerPages, before: Grid, problem: str = "", *, focus: str = "", say: str = ""
) -> Response:
    """What is otherwise in the grid than before: the rows that changed, and their order. The page puts them in."""
    now = board.grid or Grid()
    rows: dict[str, Cells] = {}
    for part in ListPart:
        were = {line.id: line for line in before.parts[part]}
        rows |= {str(line.id): line.cells for line in now.parts[part] if were.get(line.id) != line}
    order = {str(part): [line.id for line in now.parts[part]] for part in ListPart}
    told = text_of(desk, "manager/problems.html.j2", found=[("", problem)] if problem else [])
    return JSONResponse({**_state(desk, board), "rows": rows, "order": order, "focus": focus, "say": say, "told": told})


def _paste(desk: Desk, request: Request, form: PostedForm) -> Response:
    board, line, column = board_of(desk), form.number("line"), form.get("column")
    text = next(iter(form.values.get("text", ())), "")
    with board.lock:
        before = board.grid or Grid()
        try:
            pasted = before.pasted(line, column, text)
        except CannotPaste as error:
            return changes(desk, board, before, str(error), focus=f"c{line}-{column}")
        except KeyError:
            return changes(desk, board, before, "Nothing was pasted: the row is no longer there.")
        board.put(pasted, "What was pasted was taken back")
        rows = counted(len(block_of(text)), "row")
        say = f"{rows} pasted. “Undo” takes it back."
        return changes(desk, board, before, focus=f"c{line}-{column}", say=say)


def _add(desk: Desk, request: Request, form: PostedForm) -> Response:
    board = board_of(desk)
    part = ListPart(form.get("part")) if form.get("part") in set(ListPart) else ListPart.PEOPLE
    with board.lock:
        grid = board.grid or Grid()
        try:
            board.put(grid.added(part), "The new rows were taken back")
        except CannotPaste as error:
            return changes(desk, board, grid, str(error))
        return changes(desk, board, grid, focus=f"c{grid.next_id}-{part.columns[0]}")


def _remove(desk: Desk, request: Request, form: PostedForm) -> Response:
    board, line = board_of(desk), form.number("line")
    with board.lock:
        grid = board.grid or Grid()
        try:
            part, position = grid.part_of(line)
        except KeyError:
            return changes(desk, board, grid)
        left = grid.without(line)
        board.put(left, f"Row {position + 1} is back")
        lines = left.parts[part]
        focus = f"c{lines[min(position, len(lines) - 1)].id}-{part.columns[0]}" if lines else ""
        return changes(desk, board, grid, focus=focus, say=f"Row {position + 1} was removed. “Undo” brings it back.")


def _undo(desk: Desk, request: Request, form: PostedForm) -> Response:
    board = board_of(desk)
    with board.lock:
        before = board.grid or Grid()
        done = board.undo()
        if board.grid is None:  # the list was begun a moment ago
            return JSONResponse({"go": "/list"})
        return changes(desk, board, before, say=f"{done}." if done else "There is nothing to undo.", focus="undo")


def _open_kept(desk: Desk, request: Request, form: PostedForm) -> Response:
    """Go on with a list that was kept here."""
    problem = go_on_with(desk, form.get("id"))
    return _page(desk, board_of(desk), (("", problem),), status=422) if problem else RedirectResponse("/list", 303)


def _close_list(desk: Desk, request: Request, form: PostedForm) -> Response:
    """Put the list away: it stays as it was kept."""
    board = board_of(desk)
    board.let_go()
    if board.trouble:
        return _page(desk, board, (("", board.trouble),), status=422)
    with desk.lock:
        desk.board = None
    return RedirectResponse("/list", 303)


def _forget(desk: Desk, request: Request, form: PostedForm) -> Response:
    """Take a list off this computer that was kept here."""
    board, problem = board_of(desk), ""
    try:
        if form.get("sure") != "yes":
            problem = "The list is still there. Tick that it is to be taken off this computer for good."
        else:
            forget(form.get("id"), Home.current())
    except ListInUse:
        problem = "This list is open in another window of redactor. Close it there first."
    except OSError:
        problem = "The list cannot be taken away: the folder cannot be written to."
    return _page(desk, board, (("", problem),), status=422) if problem else RedirectResponse("/list", 303)


def _new(desk: Desk, request: Request, form: PostedForm) -> Response:
    """A blank list with the standard abbreviations of the review."""
    board, case, review = board_of(desk), form.get("case"), form.get("review")
    if reads_like_a_name(case):
        problem = (
            "The reference reads like somebody’s name, and would stand in the file’s name. Give the board’s reference."
        )
        return _page(desk, board, (("case", problem),), form, 422)
    with board.lock:
        grid = Grid.of(blank_rows(ReviewKind(review) if review in set(ReviewKind) else ReviewKind.LCSPR))
        board.begin(grid, "The list that was here before is back", case=case)
        board.keep()
    return RedirectResponse("/list", 303)


def _take(desk: Desk, request: Request, form: PostedForm) -> Response:
    """The list that was given to the author's page."""
    board = board_of(desk)
    problem = take(board, desk.codes) if desk.codes is not None else ""
    return _page(desk, board, (("", problem),), status=422) if problem else RedirectResponse("/list", 303)


def take(board: ManagerPages, given: Given) -> str:
    """Take the list of a file into the grid, faults and all; of an edition, what the board has sent. Returns a sentence where
    that cannot be."""
    try:
        if given.suffix.lower() == SUFFIX:
            codes = read_edition(given, Home.current())
            grid, notes = Grid.of(rows_of(codes)), tuple[str, ...]()
        else:
            read = as_written(given)
            grid, notes = Grid.of(read.rows), tuple(map(str, read.problems))
    except EditionError as error:
        return f"{error}"
    except CodeListError as error:
        return " ".join(error.problems)
    except CannotPaste as error:
        return str(error)
    with board.lock:
        board.begin(grid, "The list that was here before is back", source=given.name, notes=notes)
        board.keep()
    return ""


def _saving(desk: Desk, board: ManagerPages, form: PostedForm | None = None) -> dict[str, object]:
    typed = form.get("path") if form else ""
    return {"path": typed or str(_suggested(desk, board)), "path_problem": "", "free": "", "written": ""}


def _suggested(desk: Desk, board: ManagerPages) -> Path:
    """Beside the file that the list was taken from, where that is known; else with the user's documents."""
    if isinstance(desk.codes, Path) and desk.codes.name == board.source:
        return free(desk.codes.resolve().with_suffix(".xlsx"))
    name = Path(board.source).stem if board.source else file_name(board.case)
    return free(documents() / f"{name}.xlsx")


def _save(desk: Desk, request: Request, form: PostedForm) -> Response:
    board = board_of(desk)
    with board.lock:
        grid = board.grid or Grid()
        values = {"board": board, **_saving(desk, board, form)}
        try:
            path = typed_path(form.get("use") or form.get("path"))
            if path.suffix.lower() not in _FORMS:
                raise NotSaved("The list is kept as .xlsx, .csv or .docx: let the name of the file end so.")
            if path.exists() and not path.is_dir():
                raise NotSaved(
                    f"There is a file {path.name} in this folder already, and it was left as it is. Give another name.",
                    free(path),
                )
            write_new({path: rows_file(grid.rows, path.suffix)})
        except NotSaved as error:
            problem = {"path_problem": str(error), "free": str(error.free or "")}
            back = {"redactor:focus": {"id": "path"}}
            return show(desk, "manager/save.html.j2", events=back, values={**values, **problem})
        board.filed = grid
    events = {"redactor:say": {"text": "The file was written."}, "redactor:focus": {"id": "saved"}}
    rows = counted(len(grid.rows.people), "row")
    done = {"path": str(free(path)), "written": f"{path} ({rows})"}
    return show(desk, "manager/save.html.j2", events=events, values={**values, **done})


ROUTES = [
    Route("/list", page(_list)),
    Route("/list/cells", change(_cells), methods=["POST"]),
    Route("/list/paste", change(_paste), methods=["POST"]),
    Route("/list/add", change(_add), methods=["POST"]),
    Route("/list/remove", change(_remove), methods=["POST"]),
    Route("/list/undo", change(_undo), methods=["POST"]),
    Route("/list/new", change(_new), methods=["POST"]),
    Route("/list/take", change(_take), methods=["POST"]),
    Route("/list/save", change(_save), methods=["POST"]),
    Route("/list/open", change(_open_kept), methods=["POST"]),
    Route("/list/close", change(_close_list), methods=["POST"]),
    Route("/list/forget", change(_forget), methods=["POST"]),
]
