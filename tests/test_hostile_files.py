"""Files made to hang, to fill the memory or to hide a page: a sentence and exit code 2, or a result; within bounds."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import time
import zipfile
import zlib
from pathlib import Path

import pytest
from openpyxl import Workbook

from redactor.base.given import NOT_A_FILE, Held
from redactor.base.limits import TOO_MUCH_TEXT
from redactor.base.refused import Refused
from redactor.case.opening import Request as Run
from redactor.case.profiles import Profile
from redactor.case.run import run as anonymise
from redactor.checks.run import Checked, CheckRequest, check
from redactor.codes.lists import read_code_list
from redactor.codes.model import CodeListError
from redactor.detection.engine import find_all
from redactor.detection.knowledge import Knowledge
from redactor.documents import read
from redactor.documents.inspection import inspect
from redactor.documents.model import DocumentError, Passage, Place, Story
from redactor.sources.readers import read_source
from redactor.sources.source import SourceError

TIDYING = Profile.SUBMISSION.tidying
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
RELS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    'Target="word/document.xml"/></Relationships>'
)
SAID = "Kayleigh Varnham was seen at 14 Beech Road."


def word(*paragraphs: str, attributes: str = "") -> bytes:
    body = "".join(f'<w:p><w:r><w:t xml:space="preserve">{p}</w:t></w:r></w:p>' for p in paragraphs)
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", TYPES)
        archive.writestr("_rels/.rels", RELS)
        archive.writestr(
            "word/document.xml", f'<w:document xmlns:w="{W}"><w:body><w:p {attributes}/>{body}</w:body></w:document>'
        )
    return written.getvalue()


def pdf(stream: bytes, filters: str = "/FlateDecode", resources: str = "", more: tuple[bytes, ...] = ()) -> bytes:
    """One page. Objects 4: its contents, 5: Helvetica, from 6 on: `more`."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>{resources}>>>>".encode(),
        f"<</Length {len(stream)}/Filter{filters}>>stream\n".encode() + stream + b"\nendstream",
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        *more,
    ]
    written, offsets = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        offsets.append(len(written))
        written += f"{number} 0 obj\n".encode() + content + b"\nendobj\n"
    table = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    end = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer<</Size {len(objects) + 1}/Root 1 0 R>>\n"
    return written + end.encode() + f"startxref\n{len(written)}\n%%EOF\n".encode()


DRAWS_ITSELF = (
    b"<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X1 6 0 R>>>>/Length 15>>stream\n"
    b"/X1 Do /X1 Do  \nendstream"
)
PAGE = f"BT /F1 12 Tf 72 700 Td ({SAID}) Tj ET".encode()


def checked(data: bytes, name: str, folder: Path) -> Checked:
    path = folder / name
    path.write_bytes(data)
    began = time.monotonic()
    try:
        return check(CheckRequest((path,), fast=True))
    finally:
        assert time.monotonic() - began < 30


# --- pages that cannot be decoded ------------------------------------------------------------------


def flipped(data: bytes) -> bytes:
    return data[:20] + bytes(b ^ 0x55 for b in data[20:30]) + data[30:]


def test_a_sound_page_is_read(tmp_path) -> None:
    result = checked(pdf(zlib.compress(PAGE)), "a.pdf", tmp_path)
    assert result.problems == ()
    assert any(SAID in text.text for source in result.sources for text in source.texts)


@pytest.mark.parametrize(
    "data",
    [
        pdf(zlib.compress(PAGE), "/FlatDecode"),
        pdf(flipped(zlib.compress(PAGE))),
        pdf(b"\x00\x00" + zlib.compress(PAGE)[2:]),
        pdf(zlib.compress(PAGE)[:-12]),
        pdf(
            zlib.compress(b"/X1 Do"),
            resources="/XObject<</X1 6 0 R>>",
            more=(b"<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Filter/FlateDecode/Length 4>>stream\nabcd\nendstream",),
        ),
    ],
    ids=["unknown filter", "bytes changed", "no header", "cut", "a form on the page"],
)
def test_a_page_that_cannot_be_decoded_is_never_a_pass(data, tmp_path) -> None:
    result = checked(data, "a.pdf", tmp_path)
    assert result.exit_code == 2
    assert any("page 1 cannot be decoded" in problem for problem in result.problems)


def test_two_outranks_one_and_what_else_was_found_is_told(tmp_path) -> None:
    (tmp_path / "list.csv").write_text("Code,Kind,Name\nChild 1,subject,Kayleigh Varnham\n", encoding="utf-8")
    (tmp_path / "a.pdf").write_bytes(pdf(zlib.compress(PAGE), "/FlatDecode"))
    (tmp_path / "b.docx").write_bytes(word(SAID))
    result = check(CheckRequest((tmp_path / "a.pdf", tmp_path / "b.docx"), tmp_path / "list.csv", fast=True))
    assert result.exit_code == 2
    assert any(finding.code == "Child 1" and finding.severity == "must fix" for finding in result.findings)


# --- bombs -----------------------------------------------------------------------------------------


def test_a_form_that_draws_itself_ends() -> None:
    data = pdf(zlib.compress(b"/X1 Do"), resources="/XObject<</X1 6 0 R>>", more=(DRAWS_ITSELF,))
    began = time.monotonic()
    try:
        read_source(Held("a.pdf", data))
    except SourceError as error:
        assert "try again" in str(error)
    assert time.monotonic() - began < 20


def many_times(block: bytes, times: int) -> bytes:
    """What zlib makes of a block so many times over: packed once, as what is flushed whole stands for itself."""
    engine, total = zlib.compressobj(9, wbits=-15), 1
    packed = engine.compress(block) + engine.flush(zlib.Z_FULL_FLUSH)
    for _ in range(times):
        total = zlib.adler32(block, total)
    return b"\x78\xda" + packed * times + engine.flush() + total.to_bytes(4, "big")


@pytest.mark.skipif(sys.platform == "win32", reason="measured with the resource module")
def test_a_stream_packed_twice_stays_in_bounds(tmp_path) -> None:
    """800 MB in 2 kB: the memory of all the processes of the check together is measured."""
    packed = many_times(b"0" * 8_000_000, 100)
    (tmp_path / "a.pdf").write_bytes(pdf(zlib.compress(packed, 9), "[/FlateDecode/FlateDecode]"))
    code = (
        "import resource, subprocess, sys\n"
        "done = subprocess.run([sys.executable, '-m', 'redactor.cli', 'check', '--fast', sys.argv[1]], capture_output=True)\n"
        "print(done.returncode, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "a.pdf")], capture_output=True, text=True, check=True, timeout=120
    )
    exit_code, largest = map(int, done.stdout.split())
    assert exit_code == 2
    assert largest // (1024 if sys.platform == "linux" else 1024**2) < 500  # MB of the largest process


def test_a_sheet_that_unpacks_to_far_more_is_refused_at_once(tmp_path) -> None:
    book = Workbook()
    book.active.append(["Code", "Kind", "Name"])
    whole = io.BytesIO()
    book.save(whole)
    row = b"<row>" + b'<c t="inlineStr"><is><t>Kay Hill</t></is></c>' * 10 + b"</row>"
    written = io.BytesIO()
    with (
        zipfile.ZipFile(whole) as source,
        zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as target,
    ):
        for name in source.namelist():
            data = source.read(name)
            if "sheet1" in name:
                data = data.replace(b"</sheetData>", row * 60_000 + b"</sheetData>")
            target.writestr(name, data)
    assert len(written.getvalue()) < 200_000
    with pytest.raises(CodeListError, match="far larger than any code list"):
        read_code_list(Held("codes.xlsx", written.getvalue()))
    try:
        assert checked(written.getvalue(), "codes.xlsx", tmp_path).exit_code == 2
    except Refused as error:
        assert "try again" in str(error) or str(error) == TOO_MUCH_TEXT


def test_thousands_of_attributes_are_refused(tmp_path) -> None:
    data = word(SAID, attributes=" ".join(f'w:a{n}="x"' for n in range(60_000)))
    with pytest.raises(DocumentError, match="thousands of attributes"):
        read(Held("a.docx", data), TIDYING)
    assert checked(data, "a.docx", tmp_path).exit_code == 2


def test_far_more_text_than_a_file_can_honestly_hold_is_refused() -> None:
    data = word("Kay was seen. " * 60_000)
    assert len(data) < 5_000
    with pytest.raises(DocumentError) as refused:
        read(Held("a.docx", data), TIDYING)
    assert str(refused.value) == TOO_MUCH_TEXT
    with pytest.raises(SourceError):
        read_source(Held("a.docx", data))


# --- long passages -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    ["Aa " * 5_000, "07700 900123 " * 1_250, "0123456789" * 2_000, "Dr " * 3_000, "J. " * 3_000, "Hill, " * 2_250,
     "Kay" + " " * 25_000 + "Hill", "1 May 2001 born " * 1_000],
    ids=["Aa", "numbers", "digits", "titles", "initials", "names", "spaces", "dates"],
)  # fmt: skip
def test_a_passage_of_many_pages_takes_the_time_of_its_words(text, tmp_path) -> None:
    """Each took half a minute or more where work grew with the square; a machine that is busy has room."""
    path = tmp_path / "a.docx"
    path.write_bytes(word(text))
    began = time.process_time()
    anonymise(Run((path,), tmp_path / "out"))
    assert time.process_time() - began < 10
    assert (tmp_path / "out" / "a.anonymised.docx").exists()


def test_in_a_long_passage_everybody_is_still_found() -> None:
    filler = "The visit was recorded and the plan was reviewed by the team. "
    text = "".join(
        filler * 30 + f"Mrs Delphine Okafor-{letter} spoke. " for letter in ("Hale", "Marsh", "Quill", "Stane")
    )
    passage = Passage(0, text, Place(Story.BODY, "paragraph 1"))
    (found,) = find_all([passage], Knowledge())
    for name in ("Okafor-Hale", "Okafor-Marsh", "Okafor-Quill", "Okafor-Stane"):
        at = text.index(name)
        assert any(m.start <= at and at + len(name) <= m.end for m in found.mentions), name
    assert all(text[m.start : m.end] == m.text for m in found.mentions)
    assert all(one.end <= other.start for one, other in zip(found.mentions, found.mentions[1:], strict=False))


# --- what only looks like a file -------------------------------------------------------------------


def refusals(path: Path, folder: Path) -> list[str]:
    said = []
    for act, error in (
        (lambda: read(path, TIDYING), DocumentError),
        (lambda: inspect(path), DocumentError),
        (lambda: read_source(path), SourceError),
        (lambda: read_code_list(path), CodeListError),
        (lambda: check(CheckRequest((path,), fast=True)), Refused),
        (lambda: anonymise(Run((path,), folder / "out")), Refused),
    ):
        with pytest.raises(error) as refused:
            act()
        said.append(str(refused.value))
    return said


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes in folders are of POSIX")
def test_a_pipe_is_refused(tmp_path) -> None:
    os.mkfifo(tmp_path / "a.docx")
    assert all(NOT_A_FILE in sentence for sentence in refusals(tmp_path / "a.docx", tmp_path))


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="no such device")
def test_a_device_is_refused(tmp_path) -> None:
    device = tmp_path / "a.docx"
    device.symlink_to("/dev/zero")
    assert all(NOT_A_FILE in sentence for sentence in refusals(device, tmp_path))


def test_what_lies_beside_cannot_hold_up_a_check(tmp_path) -> None:
    (tmp_path / "beside.pdf").write_bytes(
        pdf(zlib.compress(b"/X1 Do"), resources="/XObject<</X1 6 0 R>>", more=(DRAWS_ITSELF,))
    )
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe.docx")
    (tmp_path / "given.docx").write_bytes(word("SW1 saw Child 1 on Monday. " * 20))
    began = time.monotonic()
    check(CheckRequest((tmp_path / "given.docx",)))
    assert time.monotonic() - began < 40


# --- single faults ---------------------------------------------------------------------------------


def test_a_member_whose_name_leads_out_of_the_workbook_is_told(tmp_path) -> None:
    book = io.BytesIO()
    Workbook().save(book)
    with zipfile.ZipFile(book, "a") as archive:
        archive.writestr("../../evil.txt", "x")
    result = checked(book.getvalue(), "a.xlsx", tmp_path)
    assert any(finding.rule == "unknown-part" for finding in result.findings)


def test_numbers_that_are_none_in_a_workbook_are_read_over(tmp_path) -> None:
    book = io.BytesIO()
    Workbook().save(book)
    written = io.BytesIO()
    with zipfile.ZipFile(book) as source, zipfile.ZipFile(written, "w") as target:
        for name in source.namelist():
            data = source.read(name)
            if "sheet1" in name:
                cells = '<sheetData><row r="1"><c r="A1" s="-x" t="inlineStr"><is><t>Kay Hill</t></is></c></row></sheetData>'
                data = data.replace(b"<sheetData/>", cells.encode()).replace(b"<sheetData></sheetData>", cells.encode())
                assert b"Kay Hill" in data
            target.writestr(name, data)
    result = checked(written.getvalue(), "a.xlsx", tmp_path)
    assert any("Kay Hill" in text.text for source in result.sources for text in source.texts)


@pytest.mark.parametrize("method", [1, 12, 99], ids=["shrunk", "bzip2", "encrypted"])
def test_an_archive_packed_in_another_way_is_refused(method, tmp_path) -> None:
    data = bytearray(word(SAID))
    for mark, at in ((b"PK\x03\x04", 8), (b"PK\x01\x02", 10)):
        start = data.find(mark)
        data[start + at : start + at + 2] = method.to_bytes(2, "little")
    with pytest.raises(DocumentError):
        read(Held("a.docx", bytes(data)), TIDYING)
    with pytest.raises(CodeListError):
        read_code_list(Held("a.docx", bytes(data)))
    with pytest.raises(SourceError):
        read_source(Held("a.docx", bytes(data)))


def test_half_characters_do_not_stop_a_check(tmp_path) -> None:
    data = pdf(PAGE, "/None").replace(b"/Root 1 0 R", b"/Root 1 0 R/Info<</Title<FEFFD800>>>")
    result = checked(data, "a.pdf", tmp_path)
    assert result.exit_code == 2
