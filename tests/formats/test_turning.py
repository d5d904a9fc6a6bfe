"""Other office formats become Word's: nothing is lost unsaid, nothing is loaded, nothing is left behind."""

from __future__ import annotations

import http.server
import io
import os
import re
import stat
import subprocess
import sys
import tempfile
import threading
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pypdf
import pytest

from redactor.base import office, office_com, office_folder
from redactor.base.given import Held
from redactor.case import pdf_copies
from redactor.documents import DocumentError, Tidying, read, read_in_place
from redactor.documents.inspection import inspect
from redactor.documents.model import Story
from redactor.documents.office.counting import counts_of
from redactor.sealed.sealing import Home
from redactor.sealed.whole import finish
from tests.documents.builders import KEEP_ALL, docx

from .office import made, needs_office, odf, word_file

posix = pytest.mark.skipif(os.name != "posix", reason="a program in the shell's language")
PICTURES = "http://schemas.openxmlformats.org/drawingml/2006/picture"
LINKED = (
    "w:drawing(wp:inline(wp:extent[cx=900000;cy=900000], wp:docPr[id=1;name=p], "
    f"a:graphic(a:graphicData[uri={PICTURES}](pic:pic(pic:nvPicPr(pic:cNvPr[id=1;name=p], pic:cNvPicPr), "
    "pic:blipFill(a:blip[r:link=rId1], a:stretch(a:fillRect)), "
    "pic:spPr(a:xfrm(a:off[x=0;y=0], a:ext[cx=900000;cy=900000]), a:prstGeom[prst=rect])))))))"
)
WHOLE = {"tables": 1, "notes": 1, "comments": 1, "insertions and deletions": 2}


@needs_office
@pytest.mark.parametrize("ending", ["odt", "doc", "rtf"])
def test_tables_notes_comments_and_changes_outlive_being_turned(ending: str) -> None:
    assert counts_of(word_file(), "docx") == WHOLE
    data = made(ending)
    turned = office.turned(data, ending, "docx", "", DocumentError)
    assert counts_of(turned, "docx") == WHOLE
    draft = read(Held(f"letter.{ending}", data), KEEP_ALL)
    texts = {p.text.strip() for p in draft.passages}
    assert {
        "Date",
        "Entry",
        "3 March 2025",
        "Anjali Nandakumar rang.",
        "As Jo Oakshott wrote.",
        "Ask Tom Bellweather.",
    } <= texts
    assert any("Shelley Thornbury was there." in t for t in texts)
    assert any("Jo Oakshott was not." in t for t in texts)
    assert {p.place.story for p in draft.passages} >= {Story.BODY, Story.FOOTNOTE, Story.COMMENT}
    assert [p.cell.header for p in draft.passages if p.text == "Anjali Nandakumar rang." and p.cell] == ["Entry"]
    assert (draft.name, draft.suffix) == (f"letter.{ending}", ".docx")
    assert "turned-lost" not in {r.rule for r in draft.rewritten([]).remarks}


@needs_office
def test_what_is_lost_on_the_way_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    plain = office.turned(odf("<text:p>Nothing else.</text:p>"), "odt", "docx", "", DocumentError)
    monkeypatch.setattr("redactor.documents.office.turning.turned", lambda *_: plain)
    draft = read(Held("letter.odt", made("odt")), Tidying())
    lost = [r for r in draft.rewritten([]).remarks if r.rule == "turned-lost"]
    assert [r.count for r in lost] == [1, 1, 1, 2]
    assert all(r.needs_a_look for r in lost)
    assert "fewer tables than it had: 0 of 1" in lost[0].text


@needs_office
@pytest.mark.parametrize("ending", ["ods", "xls"])
def test_workbooks_of_other_formats_are_read_as_workbooks(ending: str) -> None:
    table = "<table:table table:name='Log'>" + "".join(
        f"<table:table-row>{''.join(f'<table:table-cell><text:p>{c}</text:p></table:table-cell>' for c in row)}</table:table-row>"
        for row in (("Date", "Who"), ("3 March", "Anjali Nandakumar"))
    ) + "</table:table>"  # fmt: skip
    sheet = odf(table, mimetype="application/vnd.oasis.opendocument.spreadsheet", holder="office:spreadsheet")
    draft = read(Held(f"log.{ending}", sheet if ending == "ods" else made("xls", sheet, "ods")), Tidying())
    assert draft.suffix == ".xlsx"
    assert [p.cell.header for p in draft.passages if p.text == "Anjali Nandakumar" and p.cell] == ["Who"]


@needs_office
@pytest.mark.parametrize("ending", ["odt", "doc", "rtf"])
def test_the_same_draft_gives_the_same_file_every_time(ending: str) -> None:
    first, second = (read(Held(f"a.{ending}", made(ending)), Tidying()) for _ in range(2))
    assert first.rewritten([]).data == second.rewritten([]).data
    assert first.digest == second.digest


@needs_office
def test_it_is_inspected_and_rewritten_in_place_as_what_it_became(tmp_path: Path) -> None:
    path = tmp_path / "letter.odt"
    path.write_bytes(made("odt"))
    kinds = {f.kind for f in inspect(path).findings}
    assert {"comment", "revision"} <= kinds or len(kinds) > 3
    kept = read_in_place(path)
    assert kept.name == "letter.docx"
    assert zipfile.is_zipfile(io.BytesIO(kept.rewritten([])))
    assert {p.text for p in kept.again(kept.rewritten([])).passages} == {p.text for p in kept.passages}
    assert [p.name for p in tmp_path.iterdir()] == ["letter.odt"]  # no lock beside it, nothing else


class _Asked(http.server.BaseHTTPRequestHandler):
    asked: list[str]

    def do_GET(self) -> None:
        self.asked.append(self.path)
        self.send_response(404)
        self.end_headers()

    do_HEAD = do_OPTIONS = do_PROPFIND = do_GET

    def log_message(self, format: str, *args: object) -> None:
        """Nothing is printed."""


@pytest.fixture
def elsewhere() -> Iterator[tuple[str, list[str]]]:
    """A server of one's own, and what was asked of it."""
    handler = type("Handler", (_Asked,), {"asked": []})
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/", handler.asked
    server.shutdown()


def _linked(ending: str, address: str, beside: Path) -> bytes:
    if ending == "rtf":
        fields = (f'INCLUDEPICTURE "{address}c.png" \\\\d', f'INCLUDETEXT "{beside.as_posix()}"')
        shown = "".join(rf"{{\field{{\*\fldinst {f}}}{{\fldrslt x}}}}" for f in fields)
        return (rf"{{\rtf1\ansi{{\*\template {address}t.dot}}{shown}\par Hello}}").encode()
    picture = "".join(
        f'<text:p><draw:frame svg:width="2cm" svg:height="2cm" text:anchor-type="as-char"><draw:image xlink:href="{h}" '
        'xlink:type="simple" xlink:show="embed" xlink:actuate="onLoad"/></draw:frame></text:p>'
        for h in (f"{address}a.png", beside.as_uri())
    )
    section = "".join(
        f'<text:section text:name="S{n}"><text:section-source xlink:href="{h}" xlink:type="simple"/>'
        "<text:p>Old</text:p></text:section>"
        for n, h in enumerate((f"{address}b.odt", beside.as_uri()))
    )
    meta = f'<meta:template xlink:href="{address}t.ott"/><meta:auto-reload xlink:href="{address}r" meta:delay="PT1S"/>'
    return odf(picture + section + "<text:p>Hello</text:p>", meta=meta)


@needs_office
@pytest.mark.parametrize("ending", ["odt", "rtf"])
@pytest.mark.parametrize("walled", [True, False], ids=["without network", "by its settings alone"])
def test_nothing_is_loaded_from_elsewhere(
    ending: str, walled: bool, tmp_path: Path, elsewhere: tuple[str, list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    address, asked = elsewhere
    beside = tmp_path / "beside.txt"
    beside.write_text("Words of another file on this computer")
    if not walled:
        monkeypatch.setattr(office, "_without_network", lambda: ())
    data = office.turned(_linked(ending, address, beside), ending, "docx", "", DocumentError)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        text = archive.read("word/document.xml").decode()
        assert not [n for n in archive.namelist() if "media" in n]
    assert "Hello" in text
    assert "Words of another file" not in text
    assert asked == []


@needs_office
def test_without_these_settings_it_would_be(tmp_path: Path, elsewhere: tuple[str, list[str]]) -> None:
    """The test above can fail."""
    address, asked = elsewhere
    path = tmp_path / "linked.odt"
    path.write_bytes(_linked("odt", address, tmp_path / "none.txt"))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [
        office.libreoffice(),
        profile,
        "--headless",
        "--convert-to",
        "docx",
        "--outdir",
        str(tmp_path),
        str(path),
    ]
    subprocess.run(command, capture_output=True, check=True, timeout=180)
    assert "/a.png" in asked


@needs_office
@pytest.mark.skipif(sys.platform != "linux", reason="strace")
def test_no_socket_of_the_internet_is_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    strace = Path("/usr/bin/strace")
    if not strace.exists():
        pytest.skip("there is no strace")
    log, command = tmp_path / "log", office._command
    watched = [str(strace), "-f", "-qq", "-e", "trace=socket,connect", "-o", str(log)]
    monkeypatch.setattr(office, "_without_network", lambda: ())
    monkeypatch.setattr(office, "_command", lambda *given: [*watched, *command(*given)])
    office.turned(_linked("odt", "http://127.0.0.1:9/", tmp_path / "x"), "odt", "docx", "", DocumentError)
    calls = log.read_text()
    assert "AF_UNIX" in calls  # it was watched
    assert "AF_INET" not in calls


def _program(tmp_path: Path, lines: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A program in LibreOffice's place. `$place` is the folder it works in, `$result` the file it has to make."""
    program = tmp_path / "program"
    before = 'for last; do :; done\nplace=$(dirname "$last")\nresult="$place/out/draft.docx"\n'
    program.write_text(f"#!/bin/sh\n{before}{lines}\n")
    program.chmod(0o700)
    monkeypatch.setenv(office.SWITCH, str(program))


@posix
def test_the_folder_is_the_owners_alone_and_gone_afterwards(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = tmp_path / "seen"
    _program(
        tmp_path,
        f'{{ echo "$place"; stat -c %a "$place" 2>/dev/null || stat -f %Lp "$place"; ls "$place"; ulimit -t; ulimit -c; '
        f'echo "$HOME"; env; '
        f'cat "$place/profile/user/registrymodifications.xcu"; }} > {seen}; cp "$last" "$result"',
        monkeypatch,
    )
    monkeypatch.setenv("REDACTOR_PASSPHRASE_OF_SOMEBODY", "Bellweather")
    given = b"{\\rtf1 Tom Bellweather}"
    assert office.turned(given, "rtf", "docx", "", DocumentError) == given
    place, rights, *rest = seen.read_text().splitlines()
    assert rights == "700"
    assert "draft.rtf" in rest
    assert str(place) in rest  # its home
    assert {"60", "0"} <= set(rest)  # seconds of processor, no core file
    said = seen.read_text()
    assert "Bellweather" not in said
    for name in ("DisableMacrosExecution", "BlockUntrustedRefererLinks"):
        assert re.search(rf'"{name}" oor:op="fuse"><value>true<', said)
    assert not Path(place).exists()


@posix
def test_a_program_that_never_ends_is_ended_with_its_children(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = tmp_path / "seen"
    _program(tmp_path, f"sleep 300 & echo $! > {seen}; sleep 300", monkeypatch)
    (tmp_path / "own").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "own"))  # other tests turn files at the same time
    monkeypatch.setattr(office, "_SECONDS", 1)
    began = time.monotonic()
    with pytest.raises(DocumentError, match="took far too long"):
        office.turned(b"{\\rtf1 x}", "rtf", "docx", "in the .rtf format", DocumentError)
    assert time.monotonic() - began < 30
    child = int(seen.read_text())
    end = time.monotonic() + 10
    while _is_there(child) and time.monotonic() < end:
        time.sleep(0.1)
    assert not _is_there(child)
    assert not list(Path(tempfile.gettempdir()).glob("redactor-office-*/draft.rtf"))


def _is_there(process: int) -> bool:
    try:
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"


@posix
@pytest.mark.parametrize(
    "lines",
    [
        'cp "$last" "$result"; exit 1',
        'ln -s "$last" "$result"',
        ': > "$result"',
        'cp "$last" "$result"; cp "$last" "$place/out/another.docx"',
    ],
    ids=["that failed", "a link", "empty", "more than one"],
)
def test_only_a_whole_result_is_one(lines: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _program(tmp_path, lines, monkeypatch)
    with pytest.raises(DocumentError, match="LibreOffice cannot read it"):
        office.turned(b"{\\rtf1 x}", "rtf", "docx", "", DocumentError)


@posix
def test_a_result_that_was_cut_off_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office, "_MOST_RESULT", 4096)
    _program(tmp_path, 'head -c 9000 /dev/zero > "$result"; exit 0', monkeypatch)
    with pytest.raises(DocumentError, match="LibreOffice cannot read it"):
        office.turned(b"{\\rtf1 x}", "rtf", "docx", "", DocumentError)


@posix
def test_a_program_that_is_named_and_not_there_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(office.SWITCH, "/nowhere/soffice")
    with pytest.raises(DocumentError, match="there is none on this computer"):
        office.turned(b"{\\rtf1 x}", "rtf", "docx", "", DocumentError)


@needs_office
def test_a_pdf_takes_in_nothing_from_elsewhere(
    tmp_path: Path, elsewhere: tuple[str, list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A draft that links to a picture of a server: with other settings it is fetched."""
    address, asked = elsewhere
    monkeypatch.setattr(office, "_without_network", lambda: ())
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    draft = docx(f'w:p(w:r(w:t"Hello"), w:r({LINKED})), w:sectPr', links={"rId1": ("image", f"!{address}a.png")})
    data = pdf_copies.as_pdf(draft, ".docx")
    assert "Hello" in pypdf.PdfReader(io.BytesIO(data)).pages[0].extract_text()
    assert asked == []
    assert not list(tmp_path.iterdir())
    monkeypatch.setattr(office, "_SETTINGS", ())
    monkeypatch.setattr(office, "_environment", lambda place: {"HOME": str(place), "PATH": os.environ["PATH"]})
    pdf_copies.as_pdf(draft, ".docx")
    assert "/a.png" in asked


@needs_office
def test_a_pdf_of_what_is_no_word_file_is_a_sentence() -> None:
    with pytest.raises(DocumentError, match="could not convert"):
        pdf_copies.as_pdf(b"\x00\x01 no document at all", ".docx")


@posix
def test_a_program_that_makes_nothing_is_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _program(tmp_path, "echo Bellweather; exit 0", monkeypatch)
    with pytest.raises(
        DocumentError, match=r"^The file is in the \.rtf format, and LibreOffice cannot read it"
    ) as caught:
        office.turned(b"{\\rtf1 x}", "rtf", "docx", "in the .rtf format", DocumentError)
    assert "Bellweather" not in str(caught.value)


@posix
def test_what_a_killed_run_left_the_next_one_takes_away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    code = (
        "import time\nfrom redactor.base.office_folder import private_place\n"
        "with private_place() as p:\n (p / 'draft.odt').write_text('Tom'); print(p, flush=True); time.sleep(60)"
    )
    environment = {**os.environ, "TMPDIR": str(tmp_path)}
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True, env=environment) as run:
        assert run.stdout is not None
        left = Path(run.stdout.readline().strip())
        office_folder.sweep()
        assert (left / "draft.odt").exists()  # in use
        assert stat.S_IMODE(left.stat().st_mode) == 0o700
        run.kill()
    finish(Home.current())  # as every command that writes does first
    assert not left.exists()


@pytest.mark.parametrize(("data", "name"), [(b"{\\rtf1 x}", ".rtf"), (odf("<text:p>x</text:p>"), ".odt")])
def test_where_no_program_is_a_sentence_says_what_to_do(
    data: bytes, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(office.SWITCH, "off")
    with pytest.raises(DocumentError) as caught:
        read(Held(f"Tom Bellweather{name}", data), Tidying())
    assert str(caught.value) == (
        f"The file is in the {name} format, which redactor reads by way of LibreOffice, and there is none on this computer. "
        "Open the file in the program that it was made with, save it as .docx, and give that; or have LibreOffice installed."
    )


def test_word_is_told_to_open_it_without_macros_links_or_questions() -> None:
    """What is sent to PowerShell; Windows itself was not at hand."""
    import base64

    command = office_com.command(Path("C:/it's/draft.odt"), Path("C:/out/draft.docx"), "docx")
    script = base64.b64decode(command[-1]).decode("utf-16-le")
    assert "'C:/it''s/draft.odt'" in script.replace("\\", "/")
    assert "AutomationSecurity = 3" in script
    assert "UpdateLinksAtOpen = $false" in script
    assert "$true" in script.partition("Documents.Open(")[2].partition(")")[0]  # read only
