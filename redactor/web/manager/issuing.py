"""`/list/issue`: an edition of the list for each agency, numbered, signed and sealed; and what the agencies are to be told."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from redactor.base.refused import Refused
from redactor.board.exporting import COLUMNS, ROLE_COLUMNS, rows_of
from redactor.board.issuing import (
    Blocks,
    IssuedEdition,
    NotAddressed,
    Recipient,
    Sent,
    Standing,
    issue,
    own_codes,
    own_keys,
    register_of,
    standing,
)
from redactor.board.own_editions import has_own_copy, read_own_copy, row_changes
from redactor.board.registers import Issued, Register
from redactor.codes.model import CodeList, Kind
from redactor.language.lexicon import fold
from redactor.sealed.editions import edition_digest
from redactor.sealed.sealing import Home, SealingError
from redactor.web.desk import Desk, PostedForm, change, page
from redactor.web.manager.board import ManagerPages, board_of
from redactor.web.manager.grid import Grid
from redactor.web.manager.looking import AtCell
from redactor.web.manager.saving import NotSaved, documents, typed_path
from redactor.web.render import show

_EMPTY = 2  # fieldsets for agencies that nobody has named yet
_MOST = 60
_UNSAVED = "Nothing was sent: what goes out has to be what is kept, and "
_OTHER = (
    "The list has changed since this page was shown. Nothing was sent. Look at it once more, and issue it then: this is "
    "the page of the list as it is now."
)
_BLOCKS = (
    (Blocks.NUMBERS, "Numbers", "For example 101 to 200 for the first agency (SW101), 201 to 300 for the second."),
    (Blocks.PREFIXES, "Letters", "Each agency’s initials stand before its codes (TC-SW1)."),
    (Blocks.NONE, "Nothing", "Two agencies may give out the same code. Their returns then have to be renumbered."),
)


@dataclass(frozen=True)
class Addressed:
    """An agency on the form."""

    name: str = ""
    send: bool = False
    by_passphrase: bool = False
    key: str = ""  # as typed
    known_key: str = ""  # as registered
    own: str = ""  # the codes that it gives out already
    named: bool = False  # by the register or the list, so that it need only be ticked
    problem: str = ""


def _issue(desk: Desk, request: Request, form: PostedForm) -> Response:
    return _page(desk, board_of(desk), form)


def _send(desk: Desk, request: Request, form: PostedForm) -> Response:
    board = board_of(desk)
    with board.lock:
        board.name = form.get("board")
        if form.get("more") or board.grid is None or _must(board, form):
            return _page(desk, board, form, sent=True)
        board.keep()
        if board.unsaved:
            told = f"{_UNSAVED}{board.trouble[:1].lower()}{board.trouble[1:]}"
            return _page(desk, board, form, [("", told)], sent=True)
        if form.get("of") != edition_digest(board.looked.codes):
            return _page(desk, board, form, [("", _OTHER)], sent=True)
        agencies = _on_form(form, standing_or_none(board))
        chosen = [n for n, each in enumerate(agencies) if each.send]
        try:
            board.issued = issue(
                board.looked.codes,
                [Recipient(each.name, each.key, each.by_passphrase) for each in (agencies[n] for n in chosen)],
                _folder(form),
                blocks=Blocks(form.get("blocks")) if form.get("blocks") in set(Blocks) else Blocks.NUMBERS,
                board=board.name,
                passphrase=lambda agency: next(
                    form.get(f"passphrase-{n}") for n in chosen if fold(agencies[n].name) == fold(agency)
                ),
                over=False,
                answered=board.answered,
            )
        except NotAddressed as error:
            return _page(desk, board, form, [_told(chosen, *fault) for fault in error.faults], sent=True)
        except Refused as error:
            return _page(desk, board, form, [("folder", p) for p in error.problems], sent=True)
        except NotSaved as error:
            return _page(desk, board, form, [("folder", str(error))], sent=True)
    return RedirectResponse("/list/issue#issued", 303)


def _told(chosen: list[int], position: int, sentence: str) -> tuple[str, str]:
    """A fault of a recipient, with the field that it is about."""
    if position < 0:
        return "agencies", "Whom is the edition for? Choose at least one agency, or write the name of one."
    number = chosen[position]
    field = "passphrase" if "passphrase is empty" in sentence else "key" if "key" in sentence else "name"
    return f"{field}-{number}", sentence


def _folder(form: PostedForm) -> Path:
    folder = typed_path(form.get("folder"))
    if folder.is_file():
        raise NotSaved(f"{folder} is a file. Write the name of a folder.")
    return folder


def _must(board: ManagerPages, form: PostedForm) -> tuple[AtCell, ...]:
    """What must be mended first. What does not make the list unusable may be let pass, if that is said."""
    return board.looked.unusable if form.get("despite") == "yes" else board.looked.must


def standing_or_none(board: ManagerPages) -> Standing | None:
    """Where the editions of the list's case stand, where that can be said."""
    try:
        return standing(board.looked.codes)
    except Refused:
        return None


def _page(
    desk: Desk,
    board: ManagerPages,
    form: PostedForm,
    problems: list[tuple[str, str]] | None = None,
    *,
    sent: bool = False,
) -> Response:
    found, known, must = list(problems or ()), None, _must(board, form)
    with board.lock:
        ready = board.grid is not None and bool(board.looked.codes.entries) and not must
        if ready:
            try:
                known = standing(board.looked.codes)
            except Refused as error:
                found += [("", problem) for problem in error.problems]
        try:
            keys = own_keys(Home.current())
        except SealingError as error:
            keys, ready, found = ("", ""), False, [*found, ("", str(error))]
        told = dict(found)
        agencies = _on_form(form, known) if sent else _proposed(board, known)
        if form.get("more"):
            agencies.append(Addressed())
        board.keep()
        codes = board.looked.codes
        return show(
            desk, "manager/issue.html.j2", status=422 if found else 200, here="/list", board=board, keys=keys,
            ready=ready and known is not None, known=known, must=must, problems=found, told=told,
            agencies=[replace(a, problem=_of_agency(told, n)) for n, a in enumerate(agencies)],
            despite=form.get("despite") == "yes", can_override=bool(must) and not board.looked.unusable,
            passphrases=[form.get(f"passphrase-{n}") for n in range(len(agencies))],
            blocks=_BLOCKS, block=form.get("blocks", Blocks.NUMBERS), board_name=form.get("board", board.name),
            folder=form.get("folder", str(_suggested(board))), own_codes=own_codes, covering=covering,
            case=codes.case_name, of=edition_digest(codes), editions=_editions(codes, known),
        )  # fmt: skip


def _editions(codes: CodeList, known: Standing | None) -> list[tuple[Issued, bool]]:
    """The editions so far, the last first, and whether there is a copy to be read."""
    issued = known.register.editions if known is not None else ()
    return [(each, has_own_copy(codes, each.number)) for each in reversed(issued)]


def _edition(desk: Desk, request: Request, form: PostedForm) -> Response:
    """What an edition said, and what the list says otherwise now."""
    board, number = board_of(desk), int(request.path_params["number"])
    codes = board.looked.codes
    try:
        read = read_own_copy(codes, number)
    except Refused as error:
        return show(desk, "manager/edition.html.j2", status=404, here="/list", number=number, problems=error.problems)
    register = register_of(codes)
    issued = next((each for each in register.editions if each.number == number), None)
    return show(
        desk, "manager/edition.html.j2", here="/list", number=number, problems=(), read=read, issued=issued,
        tables=[
            ("People, addresses and places", COLUMNS, rows_of(read).people), ("Abbreviations", ROLE_COLUMNS, rows_of(read).roles)
        ],
        changes=row_changes(read, codes),
    )  # fmt: skip


def _take_edition(desk: Desk, request: Request, form: PostedForm) -> Response:
    """Go on with the list as an edition had it; the one that is open stays as it was kept."""
    board, number = board_of(desk), int(request.path_params["number"])
    try:
        read = read_own_copy(board.looked.codes, number)
    except Refused as error:
        return show(desk, "manager/edition.html.j2", status=404, here="/list", number=number, problems=error.problems)
    with board.lock:
        grid = Grid.of(rows_of(read))
        board.begin(grid, "The list that was here before is back", source=f"edition {number}", case=board.case)
        board.keep()
    return RedirectResponse("/list", 303)


def _suggested(board: ManagerPages) -> Path:
    """The folder of the last edition, else one with the user's documents."""
    return board.issued.sent[0].file.parent if board.issued else documents() / "editions"


def _of_agency(told: dict[str, str], number: int) -> str:
    return next((told[t] for f in ("name", "key", "passphrase") if (t := f"{f}-{number}") in told), "")


def _proposed(board: ManagerPages, known: Standing | None) -> list[Addressed]:
    """The agencies that have had an edition, then those that the list names, then room for others."""
    register = known.register if known else Register()
    have_it = {fold(name) for name in register.editions[-1].agencies} if known and known.again else set()
    found = [
        Addressed(
            a.name, send=fold(a.name) not in have_it, by_passphrase=not a.key, known_key=a.key, named=True,
            own=own_codes(a.may_mint) if any(a.block) else "",
        )
        for a in register.agencies
    ]  # fmt: skip
    have = {fold(each.name) for each in found}
    for entry in board.looked.codes.entries:
        if entry.kind is Kind.PROFESSIONAL and entry.agency and fold(entry.agency) not in have:
            have.add(fold(entry.agency))
            found.append(Addressed(entry.agency, named=True))
    return [*found, *[Addressed()] * _EMPTY]


def _on_form(form: PostedForm, known: Standing | None) -> list[Addressed]:
    """The agencies as they stand in the form that was sent."""
    register = known.register if known else Register()
    found = []
    for n in range(min(max(form.number("agencies"), 0), _MOST)):
        name, named = form.get(f"name-{n}"), form.get(f"named-{n}") == "yes"
        agency = register.agency(name) if name else None
        found.append(
            Addressed(
                name, send=form.get(f"send-{n}") == "yes" if named else bool(name or form.get(f"key-{n}")), named=named,
                by_passphrase=form.get(f"how-{n}") == "passphrase", key=form.get(f"key-{n}"),
                known_key=agency.key if agency else "", own=own_codes(agency.may_mint) if agency and any(agency.block) else "",
            )
        )  # fmt: skip
    return found


def covering(issued: IssuedEdition, sent: Sent, board: str, case: str) -> str:
    """What goes with the file, ready for an e-mail. It names nobody."""
    lines = [
        f"Code list of the review {case}: edition {issued.number} of {issued.on:%d/%m/%Y}, for {sent.agency.name}.",
        f"The file {sent.file.name} opens for you alone. Give it to redactor in the place of the list.",
        f"Codes that you may give out yourselves: {own_codes(sent.agency.may_mint)}.",
        f"It is signed with the key {issued.board_key}. Before you use it for the first time, ring us and compare.",
    ]
    if not sent.agency.key:
        lines.insert(2, "It needs a passphrase, which we tell you by telephone.")
    return "\n".join([*lines, *([board] if board else [])])


ROUTES = [
    Route("/list/issue", page(_issue)),
    Route("/list/issue", change(_send), methods=["POST"]),
    Route("/list/edition/{number:int}", page(_edition)),
    Route("/list/edition/{number:int}", change(_take_edition), methods=["POST"]),
]
