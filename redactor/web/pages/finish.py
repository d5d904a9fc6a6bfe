"""Finish: the files of `redactor anonymise`, what is still open, and whether they are fit for submission."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from redactor.base.office import libreoffice
from redactor.base.programs import opened_by_the_system
from redactor.board.bundle import RECORD, put_together
from redactor.case.questions import Asked
from redactor.case.run import KEY_FILE
from redactor.records.report import headline
from redactor.review.session import Review
from redactor.web.checked import counts_of, pictures_of
from redactor.web.desk import Desk, PostedForm, change, page
from redactor.web.guard import NotServed
from redactor.web.jobs import Tell
from redactor.web.pages.start import default_folder
from redactor.web.people import rows_of, without_code
from redactor.web.render import show

FOR_THE_BOARD = "for the board"  # the folder among the results that is to be sent
_ASKED = {
    Asked.UNRESOLVED: (
        "place where the text does not say who is meant",
        "places where the text does not say who is meant",
    ),
    Asked.DOUBTFUL: ("doubtful place to look at", "doubtful places to look at"),
    Asked.STANDING: ("mark or code that stood in a draft already", "marks or codes that stood in the drafts already"),
    Asked.LEFT: ("word left in the text that may be somebody", "words left in the text that may be somebody"),
    Asked.MERGE: ("pair that may be one person", "pairs that may be one person"),
    Asked.MINTED: ("person or place without a code of the board’s", "people or places without a code of the board’s"),
}


def _finish(desk: Desk, request: Request, form: PostedForm) -> Response:
    if desk.jobs.state.running:
        return RedirectResponse("/working", 303)
    return _show(desk, desk.jobs.problems())


def _show(desk: Desk, problems: tuple[str, ...] = (), status: int = 200) -> Response:
    review, written = desk.opened, desk.written
    review.look_again()  # what is left must not look finished because nobody has looked since
    return show(
        desk, "finish.html.j2", here="/finish", problems=problems, status=status, written=written,
        headline=headline(written.outcome) if written else None, open=open_points(desk, review),
        old=written is not None and desk.written_state != review.state,
        folder=desk.out or str(review.request.out or default_folder(desk.drafts)), key_map=review.key_map_path,
        profile=str(review.request.profile), trouble=review.problem,
        need=without_code(rows_of(review)), office=bool(libreoffice()),
        handed=desk.handed, agency=desk.agency or review.key_map.agency, sealed=bool(review.key_map.reply_to), record=RECORD,
        has_odt=any(d.suffix == ".odt" for d in review.request.drafts), copies=desk.copies,
    )  # fmt: skip


def open_points(desk: Desk, review: Review) -> tuple[tuple[str, int, tuple[str, str], str], ...]:
    """What is still open: id, how many, what in the singular and the plural, and the page where it is settled."""
    asked = Counter(q.asked for q in review.questions)
    points = [(a.name, asked[a], words, "/draft") for a, words in _ASKED.items() if asked[a]]
    made = desk.check if desk.check is not None and desk.check.state == review.state else None
    if made is None:
        points.append(("unchecked", 1, ("check to be run on the files as they are now",) * 2, "/check"))
        return tuple(points)
    must = counts_of(made.checked)["must fix"]
    if must:
        points.append(
            (
                "must",
                must,
                ("finding of the check that must be fixed", "findings of the check that must be fixed"),
                "/check",
            )
        )
    pictures = sum(p.looked is None for p in pictures_of(made.checked, review.key_map, review.pdf_pictures))
    if pictures:
        points.append(("pictures", pictures, ("picture to look at", "pictures to look at"), "/check#pictures"))
    return tuple(points)


def _write(desk: Desk, request: Request, form: PostedForm) -> Response:
    review = desk.opened
    desk.out = form.get("folder")
    if not desk.out:
        return _show(desk, ("Write the folder that the files go into.",), 422)
    folder = Path(desk.out).expanduser()
    desk.copies = frozenset(form.all("copies")) & {"pdf", "odt"}
    pdf, odt = "pdf" in desk.copies, "odt" in desk.copies

    def work(tell: Tell) -> None:
        desk.written = review.finish(folder, tell, pdf=pdf, odt=odt)
        desk.written_state = review.state
        desk.handed = None

    desk.jobs.start("Writing the files", work, "/finish", "/finish")
    return RedirectResponse("/working", 303)


def _hand_in(desk: Desk, request: Request, form: PostedForm) -> Response:
    """Everything for the board in one folder: requests, return, the written files, and the record of their check to sign."""
    review, written, agency = desk.opened, desk.written, form.get("agency")
    desk.agency = agency
    if written is None or desk.written_state != review.state:
        return _show(desk, ("Write the files first: what goes to the board is what was written last.",), 422)
    if not agency:
        return _show(desk, ("Write the name of your agency: the board has to know who sends this.",), 422)
    files = [written.folder / d.output for d in written.outcome.documents]
    files += [written.folder / name for name in written.files if name == KEY_FILE]
    if gone := [f.name for f in files if not f.is_file()]:
        return _show(desk, (f"{', '.join(gone)} is no longer where it was written. Write the files again.",), 422)

    def work(tell: Tell) -> None:
        tell("Checking what goes to the board", 0, 0)
        checking = review.checking(files, review.key_map)
        desk.handed = put_together(review.key_map, review.codes, checking, written.folder / FOR_THE_BOARD, agency)

    desk.jobs.start("Putting together what goes to the board", work, "/finish#board", "/finish#board")
    return RedirectResponse("/working", 303)


def _written_file(desk: Desk, number: str) -> Path:
    """One of the files of the last writing. Raises NotServed where it is none, or is gone."""
    written = desk.written
    if written is None or not number.isdecimal() or int(number) >= len(written.files):
        raise NotServed(404, "There is no such file. Write the files again.")
    path = written.folder / written.files[int(number)]
    if not path.is_file():
        raise NotServed(404, "This file is no longer where it was written. Write the files again.")
    return path


def _download(desk: Desk, request: Request, form: PostedForm) -> Response:
    """A written file, for the browser's own folder of downloads."""
    path = _written_file(desk, request.path_params["number"])
    name = f"attachment; filename*=UTF-8''{quote(path.name)}"
    return Response(path.read_bytes(), media_type="application/octet-stream", headers={"content-disposition": name})


def _open_file(desk: Desk, request: Request, form: PostedForm) -> Response:
    """A written file, or the folder of them all, in the program that this computer opens it with."""
    if form.get("file") == "folder":
        path = desk.written.folder if desk.written is not None else None
    elif form.get("file") == "board":
        path = desk.written.folder / FOR_THE_BOARD if desk.written is not None and desk.handed is not None else None
    else:
        path = _written_file(desk, form.get("file"))
    if path is None or not opened_by_the_system(path):
        raise NotServed(409, "This computer does not say which program opens it. Download the file instead.")
    return Response(status_code=204)


ROUTES = [
    Route("/finish/file/{number}", page(_download)),
    Route("/finish/board", change(_hand_in), methods=["POST"]),
    Route("/finish/open", change(_open_file), methods=["POST"]),
    Route("/finish", page(_finish)),
    Route("/finish", change(_write), methods=["POST"]),
]
