"""`redactor personalise`: names in place of codes, marked on every page, for their owner only, each copy in the log."""

from __future__ import annotations

import json
import os
import shutil
import stat
import subprocess
from pathlib import Path

import docx as python_docx
import pytest
from docx.enum.section import WD_SECTION
from pypdf import PdfReader

from redactor.inplace.personalising import fullest
from redactor.keymap.keymap import KeyMap, Record
from redactor.keymap.keymap_files import load_key_map, save_key_map
from redactor.records.copies import log_path
from redactor.sealed.sealing import Home
from tests.blank import blank_word
from tests.coded import coded_draft, texts
from tests.documents.builders import unzipped
from tests.drafts import Done, board_list, draft, everything_under, names_in, paragraphs, read_text, redactor

RECORDS = (
    Record(code="Child 1", kind="person", issued=True, names=("Tilly", "Tilly Varnham", "Miss Varnham")),
    Record(code="Mrs A", kind="person", issued=True, names=("Mrs Varnham", "Varnham, Glenda", "GLENDA VARNHAM")),
    Record(
        code="SW1", kind="person", issued=True, names=("Ms Hepton", "Imogen Hepton"), role="Social Worker", prefix="SW"
    ),
    Record(code="SW2", kind="person", issued=False, names=("Jo Pinnock",), role="Social Worker", prefix="SW"),
    Record(code="Address A", kind="address", issued=True, names=("14 Teasel Road, Wragby",)),
)


@pytest.fixture
def key_map(tmp_path: Path) -> Path:
    path = tmp_path / "kept apart" / "case.keymap"
    save_key_map(path, KeyMap.new("Child 1").with_records(RECORDS), Home.current())
    return path


def personalise(folder: Path, key_map: Path, *drafts: Path, more: tuple[str, ...] = ()) -> Done:
    return redactor("personalise", *drafts, "--key-map", key_map, "--out", folder / "out", *more)


def test_everybodys_name_is_put_where_the_code_stood(tmp_path: Path, key_map: Path) -> None:
    path = draft(tmp_path / "imr.anonymised.docx", "SW1 saw Child 1’s mother, Mrs A, at Address A.", "SW12 is not SW1.")
    done = personalise(tmp_path, key_map, path)
    assert done.code == 1, done.screen
    assert "No name is known for: SW12" in done.out
    assert names_in(done.screen) == []
    copy = tmp_path / "out" / "imr RESTRICTED names.docx"
    assert paragraphs(copy) == [
        "Imogen Hepton saw Tilly Varnham’s mother, Glenda Varnham, at Address A.",
        "SW12 is not Imogen Hepton.",
    ]


def test_a_listed_person_is_called_as_the_list_calls_her(tmp_path: Path) -> None:
    """Not by a maiden name that the list gained later, or by a fuller form of a draft."""
    imr = draft(tmp_path / "imr.docx", "Winifred Ann Marjoribanks rang. She is Winifred Garbutt now.")
    codes = board_list(
        tmp_path / "codes.xlsx", ("Mrs D", "family", "Winifred Garbutt", "Winifred Ann Marjoribanks", "Aunt")
    )
    places = ("--codes", codes, "--key-map", tmp_path / "map", "--out", tmp_path / "out")
    redactor("anonymise", imr, *places)
    personalise(tmp_path / "own", tmp_path / "map", tmp_path / "out" / "imr.anonymised.docx")
    copy = next((tmp_path / "own" / "out").glob("*RESTRICTED names.docx"))
    assert paragraphs(copy) == ["Winifred Garbutt rang. She is Winifred Garbutt now."]


def test_one_persons_name_and_codes_for_the_rest(tmp_path: Path, key_map: Path) -> None:
    path = draft(tmp_path / "imr.docx", "SW1 told SW2 of Child 1. SW7 wrote.")
    done = personalise(tmp_path, key_map, path, more=("--person", "sw1"))
    assert done.code == 0, done.screen
    assert read_text(tmp_path / "out" / "imr RESTRICTED names.docx") == "Imogen Hepton told SW2 of Child 1. SW7 wrote."


def test_addresses_only_if_asked_for(tmp_path: Path, key_map: Path) -> None:
    path = draft(tmp_path / "imr.docx", "At Address A.")
    assert personalise(tmp_path, key_map, path, more=("--places",)).code == 0
    assert read_text(tmp_path / "out" / "imr RESTRICTED names.docx") == "At 14 Teasel Road, Wragby."


def test_names_stand_where_people_read_and_not_in_properties(tmp_path: Path, key_map: Path) -> None:
    personalise(tmp_path, key_map, coded_draft(tmp_path / "imr.docx"))
    copy = tmp_path / "out" / "imr RESTRICTED names.docx"
    body = texts(copy)
    assert body[0] == "Imogen Hepton saw Tilly Varnham’s mother."
    assert body.count("Box: Imogen Hepton and Tilly Varnham") == 2
    assert texts(copy, "word/footnotes.xml") == ["Interview with Jo Pinnock"]
    assert "Tilly Varnham" in texts(copy, "word/header1.xml")[-1]
    assert texts(copy, "docProps/core.xml") == ["IMR: Child 1", "SW2"]
    assert texts(copy, "docProps/custom.xml") == ["SW1"]
    assert b'w:author="SW1"' in unzipped(copy.read_bytes())["word/document.xml"]


def test_the_mark_is_in_every_header_of_every_section(tmp_path: Path, key_map: Path) -> None:
    path = tmp_path / "imr.docx"
    document = blank_word()
    document.add_paragraph("SW1")
    document.sections[0].different_first_page_header_footer = True
    document.sections[0].first_page_header.paragraphs[0].text = "Child 1"
    second = document.add_section(WD_SECTION.NEW_PAGE)
    second.header.is_linked_to_previous = False
    second.header.paragraphs[0].text = "Own header"
    document.settings.odd_and_even_pages_header_footer = True
    document.save(str(path))
    personalise(tmp_path, key_map, path)
    copy = python_docx.Document(str(tmp_path / "out" / "imr RESTRICTED names.docx"))
    headers = [
        header
        for section in copy.sections
        for header in (section.header, section.first_page_header, section.even_page_header)
    ]
    assert len(headers) == 6
    for header in headers:
        assert header.paragraphs[0].text == "Restricted: names"
        assert header._element.xml.count('string="RESTRICTED: NAMES"') == 1
        assert "rotation:315" in header._element.xml
    assert [h.paragraphs[-1].text for h in headers[:2]] == ["Restricted: names", "Tilly Varnham"]


@pytest.mark.skipif(shutil.which("soffice") is None, reason="needs LibreOffice")
def test_office_programs_open_it_and_every_page_says_so(tmp_path: Path, key_map: Path) -> None:
    document = blank_word()
    document.sections[0].different_first_page_header_footer = True
    document.settings.odd_and_even_pages_header_footer = True
    for _ in range(3):
        document.add_paragraph("SW1 came.").add_run().add_break(python_docx.enum.text.WD_BREAK.PAGE)
    document.save(str(tmp_path / "imr.docx"))
    personalise(tmp_path, key_map, tmp_path / "imr.docx")
    command = ["soffice", f"-env:UserInstallation=file://{tmp_path}/office", "--headless", "--convert-to", "pdf"]
    copy = tmp_path / "out" / "imr RESTRICTED names.docx"
    subprocess.run([*command, "--outdir", str(tmp_path), str(copy)], check=True, capture_output=True, timeout=120)
    pages = [page.extract_text() for page in PdfReader(tmp_path / "imr RESTRICTED names.pdf").pages]
    assert len(pages) > 2
    assert all("Restricted: names" in page for page in pages)


@pytest.mark.skipif(os.name != "posix", reason="rights of POSIX systems")
def test_copies_and_log_are_for_their_owner_only(tmp_path: Path, key_map: Path) -> None:
    personalise(tmp_path, key_map, draft(tmp_path / "imr.docx", "SW1"))
    for path in (tmp_path / "out" / "imr RESTRICTED names.docx", log_path(key_map)):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_file_names_never_hold_a_name(tmp_path: Path, key_map: Path) -> None:
    personalise(tmp_path, key_map, draft(tmp_path / "TillyVarnham imr.docx", "SW1"), draft(tmp_path / "b.docx", "SW1"))
    assert sorted(p.name for p in (tmp_path / "out").iterdir()) == [
        "b RESTRICTED names.docx", "draft 1 RESTRICTED names.docx",
    ]  # fmt: skip


def test_every_copy_is_in_the_log_without_names(tmp_path: Path, key_map: Path) -> None:
    path = draft(tmp_path / "imr.docx", "SW1 and Child 1")
    personalise(tmp_path, key_map, path)
    personalise(tmp_path, key_map, path, more=("--person", "SW1"))
    lines = [json.loads(line) for line in log_path(key_map).read_text().splitlines()]
    assert [line["record"] for line in lines] == ["header", "copy", "copy"]
    assert [line["codes"] for line in lines[1:]] == [["Child 1", "SW1"], ["SW1"]]
    assert all(len(line["draft_sha256"]) == 64 and line["user"] and line["written"] for line in lines[1:])
    assert names_in(log_path(key_map).read_text()) == []
    assert redactor("audit", "verify", log_path(key_map)).code == 0
    assert redactor("audit", "verify", log_path(key_map), "--key-map", key_map).code == 0


@pytest.mark.parametrize(
    "change",
    [
        lambda data: data.replace(b'"SW1"', b'"SW9"'),
        lambda data: b"\n".join(data.splitlines()[:-1]) + b"\n",
        lambda data: b"\n".join([data.splitlines()[0], *data.splitlines()[2:]]) + b"\n",
        None,
    ],
    ids=["edited", "cut short", "line taken out", "gone"],
)
def test_a_log_that_was_changed_is_noticed_and_kept(tmp_path: Path, key_map: Path, change) -> None:
    path, log = draft(tmp_path / "imr.docx", "SW1"), log_path(key_map)
    personalise(tmp_path, key_map, path)
    personalise(tmp_path, key_map, path)
    if change is None:
        log.unlink()
    else:
        log.write_bytes(change(log.read_bytes()))
        assert redactor("audit", "verify", log, "--key-map", key_map).code == 1
    done = personalise(tmp_path, key_map, path)
    assert done.code == 1
    assert "was changed" in done.out
    assert "after" in json.loads(log.read_text().splitlines()[0])
    kept = [p for p in log.parent.iterdir() if p.name.startswith(log.name + ".")]
    assert len(kept) == (0 if change is None else 1)
    assert personalise(tmp_path, key_map, path).code == 0


@pytest.mark.parametrize(
    ("more", "out", "said"),
    [
        (("--person", "SW9"), "out", "nobody with the code SW9"),
        ((), ".", "beside the drafts"),
        ((), "kept apart", "key map may not lie"),
    ],
)
def test_what_is_refused_leaves_nothing(
    tmp_path: Path, key_map: Path, more: tuple[str, ...], out: str, said: str
) -> None:
    path = draft(tmp_path / "imr.docx", "SW1")
    before = everything_under(tmp_path)
    done = redactor("personalise", path, "--key-map", key_map, "--out", tmp_path / out, *more)
    assert done.code == 2
    assert said in done.screen
    assert everything_under(tmp_path) == before


def test_without_the_key_map_there_are_no_names(tmp_path: Path) -> None:
    path = draft(tmp_path / "imr.docx", "SW1")
    assert redactor("personalise", path, "--key-map", tmp_path / "none.keymap", "--out", tmp_path / "out").code == 2
    assert redactor("personalise", path, "--out", tmp_path / "out").code == 2


def test_a_failure_leaves_the_log_as_it_was(tmp_path: Path, key_map: Path) -> None:
    path = draft(tmp_path / "imr.docx", "SW1")
    personalise(tmp_path, key_map, path)
    before = log_path(key_map).read_bytes()
    (tmp_path / "other" / "imr RESTRICTED names.docx").mkdir(parents=True)
    done = redactor("personalise", path, "--key-map", key_map, "--out", tmp_path / "other")
    assert done.code == 2
    assert log_path(key_map).read_bytes() == before
    assert load_key_map(key_map, Home.current()).copies == 2


@pytest.mark.parametrize(
    ("names", "best"),
    [
        (("Tilly", "Tilly Varnham", "Miss Varnham"), "Tilly Varnham"),
        (("Mrs Varnham", "Varnham, Glenda"), "Glenda Varnham"),
        (("GLENDA VARNHAM", "Glenda Varnham"), "Glenda Varnham"),
        (("J. Hepton", "Ms Hepton", "Imogen Hepton"), "Imogen Hepton"),
        (("Dr Patel",), "Dr Patel"),
        ((), ""),
    ],
)
def test_the_name_put_is_the_fullest(names: tuple[str, ...], best: str) -> None:
    assert fullest(names) == best
