"""The start: drafts and the board's list are given, and the case is opened."""

from __future__ import annotations

import json
from pathlib import Path
from urllib.parse import unquote

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from redactor.base.given import Given, Held
from redactor.base.refused import Refused
from redactor.case.opening import Request as RunRequest
from redactor.case.opening import code_list, has_subject
from redactor.case.profiles import Profile
from redactor.case.questions import user
from redactor.documents import read_with_inner
from redactor.documents.formats import SUFFIXES
from redactor.documents.model import DocumentError, Tidying
from redactor.keymap.keymap_files import default_key_map_path
from redactor.review.session import Review
from redactor.sealed.editions import SUFFIX, is_sealed_to_passphrase
from redactor.sealed.sealing import Home
from redactor.web.desk import Desk, PostedForm, change, check_token, page
from redactor.web.guard import NotServed
from redactor.web.jobs import Tell
from redactor.web.render import show

_DRAFTS, _LISTS = SUFFIXES, (".xlsx", ".csv", ".docx", SUFFIX)
_READ_AT_ONCE = (".docx", ".docm", ".xlsx", ".xlsm", ".pdf")
_MOST_DRAFTS, _MOST_BYTES = 40, 300 * 1024 * 1024  # of one case, together in memory
_ALLOWED = ("signed", "macros", "altchunk")
_PROFILES = (
    (
        Profile.WORKING,
        "Working copy",
        "For you and your colleagues: comments and tracked changes stay, with codes in them.",
    ),
    (
        Profile.SUBMISSION,
        "Submission",
        "For the board or the inspectorate: comments, tracked changes and hidden text go.",
    ),
    (
        Profile.PUBLICATION,
        "Publication",
        "For everybody: the author’s name goes too, and dates of birth become a year.",
    ),
)


def _start(desk: Desk, request: Request, form: PostedForm) -> Response:
    if desk.jobs.state.running:
        return RedirectResponse("/working", 303)
    problems = desk.jobs.problems()
    if desk.review is not None and not problems:
        return RedirectResponse("/draft", 303)
    return _page(desk, problems)


def _page(desk: Desk, problems: tuple[str, ...] = (), status: int = 200) -> Response:
    return show(
        desk, "start.html.j2", status=status, here="/", problems=problems, profiles=_PROFILES, account=user(),
        folder=desk.out or str(default_folder(desk.drafts)), values=_given(desk),
    )  # fmt: skip


def _given(desk: Desk) -> dict[str, object]:
    sealed = desk.codes is not None and desk.codes.suffix.lower() == SUFFIX and is_sealed_to_passphrase(desk.codes)
    return {
        "drafts": [d.name for d in desk.drafts],
        "endings": ",".join(_DRAFTS),
        "codes": desk.codes.name if desk.codes else "",
        "sealed": sealed,
        "needs_case": _needs_case(desk),
        "has_pdf": any(d.suffix.lower() == ".pdf" for d in desk.drafts),
    }


def default_folder(drafts: list[Given]) -> Path:
    """Where the results go unless the user says otherwise: beside the drafts, else with the user's documents."""
    for draft in drafts:
        if isinstance(draft, Path):
            return draft.resolve().parent / "anonymised"
    documents = Path.home() / "Documents"
    return (documents if documents.is_dir() else Path.home()) / "anonymised"


async def _file(request: Request) -> Response:
    """One file, as it is: kept in memory, put nowhere on the disk."""
    desk: Desk = request.app.state.desk
    check_token(desk, request)
    kind = request.query_params.get("kind", "")
    name = Path(unquote(request.headers.get("x-file-name", "")).replace("\\", "/")).name
    data = await request.body()
    await run_in_threadpool(_take, desk, kind, name, data)
    return await run_in_threadpool(_files, desk, request, PostedForm({}))


def _take(desk: Desk, kind: str, name: str, data: bytes) -> None:
    """Raises NotServed."""
    suffix = Path(name).suffix.lower()
    if not name or not data:
        raise NotServed(400, "The file is empty, or it is a folder. Choose the file itself.")
    with desk.lock:
        if kind == "list":
            if suffix not in _LISTS:
                raise NotServed(400, f"{name} is no code list: that is an .xlsx, .csv or .docx file, or an .edition.")
            desk.codes = Held(name, data)
            return
        if suffix not in _DRAFTS:
            raise NotServed(
                400,
                f"{name} is no draft: a Word file, a workbook, a PDF or a message. Open it in Word or Excel, and save it as "
                ".docx or .xlsx.",
            )
        name = _free_name(desk.drafts, name, data)
        _refuse_unreadable(name, data)
        others = [d for d in desk.drafts if d.name != name]
        held = sum(len(d.data) for d in others if isinstance(d, Held))
        if len(others) >= _MOST_DRAFTS or held + len(data) > _MOST_BYTES:
            raise NotServed(413, "These are too many drafts for one case. Take some out first.")
        desk.drafts = [*others, Held(name, data)]


def _refuse_unreadable(name: str, data: bytes) -> None:
    """Raises NotServed for a draft that cannot be read, while the person who gave it is still looking. One that an office
    program has to turn first is read when the case is opened: that takes long. What may be allowed is asked for then, too."""
    if Path(name).suffix.lower() not in _READ_AT_ONCE:
        return
    try:
        read_with_inner(Held(name, data), Tidying(), allow=frozenset(_ALLOWED))
    except DocumentError as error:
        raise NotServed(400, f"{name}: {error}") from None


def _free_name(drafts: list[Given], name: str, data: bytes) -> str:
    """The draft's name, with a number where another draft has it: two agencies may both send a chronology.docx."""
    stem, suffix, number, wanted = Path(name).stem, Path(name).suffix, 1, name
    while (other := next((d for d in drafts if d.name == wanted), None)) and other.read_bytes() != data:
        number += 1
        wanted = f"{stem} ({number}){suffix}"
    return wanted


def _files(desk: Desk, request: Request, form: PostedForm) -> Response:
    return show(desk, "files.html.j2", values=_given(desk))


def _take_out(desk: Desk, request: Request, form: PostedForm) -> Response:
    with desk.lock:
        if form.get("kind") == "list":
            desk.codes = None
        else:
            desk.drafts = [d for d in desk.drafts if d.name != form.get("name")]
    return _files(desk, request, form)


def _open(desk: Desk, request: Request, form: PostedForm) -> Response:
    """Begin to read; the page shows how far it is."""
    desk.who = form.get("who") or user()
    desk.out = form.get("out")
    profile = form.get("profile")
    desk.profile = Profile(profile) if profile in set(Profile) else Profile.SUBMISSION
    problems = _problems(desk, form)
    if problems:
        return _page(desk, tuple(problems), 422)
    asked = RunRequest(
        drafts=tuple(desk.drafts),
        out=Path(desk.out or default_folder(desk.drafts)).expanduser(),
        codes=desk.codes,
        key_map=_key_map(desk, form),
        profile=desk.profile,
        allow=frozenset(a for a in form.all("allow") if a in _ALLOWED),
        older_edition=form.get("older") == "yes",
        pdf_as_word=form.get("pdf-as-word") == "yes",
        passphrase=lambda: form.get("passphrase"),
    )
    begin(desk, asked)
    return RedirectResponse("/working", 303)


def begin(desk: Desk, asked: RunRequest) -> None:
    """Open a case in the background."""

    def work(tell: Tell) -> None:
        desk.close()
        desk.review = Review(asked, desk.who, tell, lambda: desk.tabs.tell("changed"))

    desk.jobs.start("Reading the drafts and looking for names", work, "/draft", "/")


def opens_again(desk: Desk, asked: str) -> bool:
    """Whether this page is the one that a second start wants (JSON, `running.SecondStart`): the same drafts, none in particular,
    or some where nothing is open yet, which are then opened."""
    try:
        said = json.loads(asked)
        drafts = tuple(Path(d) for d in said["drafts"])
        codes, key_map = (Path(said[name]) if said[name] else None for name in ("codes", "key_map"))
    except (ValueError, KeyError, TypeError):
        return False
    given = [d for d in desk.drafts if isinstance(d, Path)]
    if not drafts or sorted(str(d.resolve()) for d in given) == sorted(map(str, drafts)):
        return True
    if desk.review is not None or desk.jobs.state.running or desk.drafts:
        return False
    desk.drafts, desk.codes, desk.key_map = list(drafts), codes, key_map
    begin(desk, RunRequest(drafts, default_folder(desk.drafts), codes, key_map, desk.profile))
    return True


def _another(desk: Desk, request: Request, form: PostedForm) -> Response:
    """Let this case go, and begin with empty hands."""
    desk.close()
    desk.drafts, desk.codes, desk.key_map, desk.out = [], None, None, ""
    return RedirectResponse("/", 303)


def _problems(desk: Desk, form: PostedForm) -> list[str]:
    problems = []
    if not desk.drafts:
        problems.append("There is no draft yet. Drop one or more Word files into the first box.")
    if _needs_case(desk) and not form.get("case"):
        problems.append(
            "Without a list that names the subject the case needs a reference, by which its codes are found again next "
            "time. Write one that names nobody."
        )
    return problems


def _needs_case(desk: Desk) -> bool:
    """Nothing else tells which key map the case has: no list, no key map given, no folder of drafts."""
    on_disk = any(isinstance(d, Path) for d in desk.drafts)
    return not _tells_the_case(desk.codes) and desk.key_map is None and bool(desk.drafts) and not on_disk


def _tells_the_case(codes: Given | None) -> bool:
    """Whether the list has a subject; what cannot be read yet is said when the case is opened."""
    try:
        return codes is not None and has_subject(code_list(codes))
    except Refused:
        return True


def _key_map(desk: Desk, form: PostedForm) -> Path | None:
    if desk.key_map is not None or not _needs_case(desk):
        return desk.key_map
    return default_key_map_path(Home.current(), f"review|{form.get('case')}")


ROUTES = [
    Route("/", page(_start)),
    Route("/files", page(_files), methods=["GET"]),
    Route("/files", _file, methods=["POST"]),
    Route("/files/out", change(_take_out), methods=["POST"]),
    Route("/another", change(_another), methods=["POST"]),
    Route("/open-case", change(_open), methods=["POST"]),
]
