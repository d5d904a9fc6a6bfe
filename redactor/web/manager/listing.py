"""`/list`: the board's list as a grid. Typed, pasted, taken from a file; looked at while it is typed; saved."""

from __future__ import annotations

from pathlib import Path

from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from redactor.base.given import Given
from redactor.board.blank import CALLED, ReviewKind, blank_rows, file_name, reads_like_a_name
from redactor.board.exporting import rows_file
from redactor.board.vetting import Weight
from redactor.board.written import as_written
from redactor.codes.model import CodeListError
from redactor.records.wording import counted
from redactor.sealed.editions import SUFFIX
from redactor.web.desk import Desk, PostedForm, change, page
from redactor.web.manager.board import ManagerPages, board_of
from redactor.web.manager.grid import SPARE, CannotPaste, Grid, ListPart, block_of
from redactor.web.manager.saving import NotSaved, documents, free, typed_path, write_new
from redactor.web.render import show, text_of

_FORMS = (".xlsx", ".csv", ".docx")


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
    values = {
        **view(desk, board), **_saving(desk, board), "begin_problems": problems,
        "reviews": [(r, CALLED[r][0]) for r in ReviewKind], "review": typed.get("review", str(ReviewKind.LCSPR)),
        "case": typed.get("case", board.case),
    }  # fmt: skip
    return show(desk, "manager/list.html.j2", status=status, here="/list", values=values)


def view(desk: Desk, board: ManagerPages) -> dict[str, object]:
    """What the templates of the list need."""
    looked = board.looked
    given = desk.codes if desk.codes is not None and desk.codes.suffix.lower() != SUFFIX else None
    return {
        "board": board, "grid": board.grid, "looked": looked, "by_line": looked.by_line(), "parts": tuple(ListPart),
        "weights": tuple(Weight), "given": given.name if given else "", "spare": SPARE, "problems": (),
    }  # fmt: skip


def area(desk: Desk, board: ManagerPages, *problems: str, focus: str = "", say: str = "") -> Response:
    """The grid once more, after a step that changed more than a cell."""
    events: dict[str, object] = {}
    if focus:
        events["redactor:focus"] = {"id": focus}
    if say:
        events["redactor:say"] = {"text": say}
    values = {**view(desk, board), "grid": board.grid or Grid(), "problems": problems}
    return show(desk, "manager/grid.html.j2", events=events, values=values)


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
    by_line = board.looked.by_line()
    return {
        "counts": text_of(desk, "manager/counts.html.j2", **values),
        "links": text_of(desk, "manager/links.html.j2", **values),
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
        "unsaved": board.unsaved,
    }


def _paste(desk: Desk, request: Request, form: PostedForm) -> Response:
    board, line, column = board_of(desk), form.number("line"), form.get("column")
    text = next(iter(form.values.get("text", ())), "")
    with board.lock:
        before = board.grid or Grid()
        try:
            pasted = before.pasted(line, column, text)
        except CannotPaste as error:
            return area(desk, board, str(error), focus=f"c{line}-{column}")
        except KeyError:
            return area(desk, board, "Nothing was pasted: the row is no longer there.")
        board.put(pasted, "What was pasted was taken back")
        rows = counted(len(block_of(text)), "row")
        return area(desk, board, focus=f"c{line}-{column}", say=f"{rows} pasted. “Undo” takes it back.")


def _add(desk: Desk, request: Request, form: PostedForm) -> Response:
    board = board_of(desk)
    part = ListPart(form.get("part")) if form.get("part") in set(ListPart) else ListPart.PEOPLE
    with board.lock:
        grid = board.grid or Grid()
        try:
            board.put(grid.added(part), "The new rows were taken back")
        except CannotPaste as error:
            return area(desk, board, str(error))
        return area(desk, board, focus=f"c{grid.next_id}-{part.columns[0]}")


def _remove(desk: Desk, request: Request, form: PostedForm) -> Response:
    board, line = board_of(desk), form.number("line")
    with board.lock:
        grid = board.grid or Grid()
        try:
            part, position = grid.part_of(line)
        except KeyError:
            return area(desk, board)
        left = grid.without(line)
        board.put(left, f"Row {position + 1} is back")
        lines = left.parts[part]
        focus = f"c{lines[min(position, len(lines) - 1)].id}-{part.columns[0]}" if lines else ""
        return area(desk, board, focus=focus, say=f"Row {position + 1} was removed. “Undo” brings it back.")


def _undo(desk: Desk, request: Request, form: PostedForm) -> Response:
    board = board_of(desk)
    with board.lock:
        done = board.undo()
        if board.grid is None:  # the list was begun a moment ago
            return Response(status_code=204, headers={"HX-Redirect": "/list"})
        return area(desk, board, say=f"{done}." if done else "There is nothing to undo.", focus="undo")


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
    return RedirectResponse("/list", 303)


def _take(desk: Desk, request: Request, form: PostedForm) -> Response:
    """The list that was given to the author's page."""
    board = board_of(desk)
    problem = take(board, desk.codes) if desk.codes is not None else ""
    return _page(desk, board, (("", problem),), status=422) if problem else RedirectResponse("/list", 303)


def take(board: ManagerPages, given: Given) -> str:
    """Take the list of a file into the grid, faults and all. Returns a sentence where that cannot be."""
    try:
        read = as_written(given)
        grid = Grid.of(read.rows)
    except CodeListError as error:
        return " ".join(error.problems)
    except CannotPaste as error:
        return str(error)
    with board.lock:
        done = "The list that was here before is back"
        board.begin(grid, done, source=given.name, notes=tuple(map(str, read.problems)))
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
        board.saved = grid
    events = {"redactor:say": {"text": "The list was saved."}, "redactor:saved": {}, "redactor:focus": {"id": "saved"}}
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
]
