"""Drafts that came as .odt, back as .odt. All people are invented."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import pytest

from redactor.base.office import SWITCH
from redactor.case import odt_copies
from tests.codes.builders import HEAD, write_list
from tests.drafts import draft, redactor
from tests.formats.office import made, needs_office

ROWS = [
    HEAD,
    ("Child 1", "Subject", "Kyle Thornbury", "", "", "", ""),
    ("Mrs A", "Family", "Shelley Thornbury", "", "Mother", "", ""),
]


def run(tmp_path: Path, *drafts: Path, options: tuple[object, ...] = ("--odt",)):
    codes = write_list(tmp_path / "codes.xlsx", ROWS)
    return redactor(
        "anonymise", *drafts, "--codes", codes, "--out", tmp_path / "out", "--key-map", tmp_path / "k/map", *options
    )


@needs_office
def test_an_odt_comes_back_as_odt_clean_and_without_what_libreoffice_says_of_itself(tmp_path: Path):
    (tmp_path / "imr.odt").write_bytes(made("odt"))
    word = draft(tmp_path / "chronology.docx", "Kyle Thornbury was at school.")
    done = run(tmp_path, tmp_path / "imr.odt", word)
    assert done.code in (0, 1), done.screen
    out = tmp_path / "out"
    assert {p.name for p in out.glob("*.anonymised.*")} == {
        "imr.anonymised.docx", "imr.anonymised.odt", "chronology.anonymised.docx",
    }  # fmt: skip
    with zipfile.ZipFile(out / "imr.anonymised.odt") as package:
        first, names = package.infolist()[0], package.namelist()
        parts = {name: package.read(name) for name in names}
    assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
    assert not [n for n in names if n.startswith(("Thumbnails", "Configurations2"))]
    assert not any(n in parts["META-INF/manifest.xml"] for n in (b"Thumbnails", b"Configurations2"))
    assert b"LibreOffice" not in parts["meta.xml"] and b"date" not in parts["meta.xml"]
    assert "Child 1 was seen by" in parts["content.xml"].decode()
    assert b"Thornbury" not in b"".join(parts.values())
    checked = redactor("check", out / "imr.anonymised.odt", "--codes", tmp_path / "codes.xlsx", "--fast", "--json")
    found = json.loads(checked.out)["findings"]
    assert not [f for f in found if f["rule"].startswith(("identity", "metadata", "author", "propert"))], found
    verified = redactor("audit", "verify", out / "audit.jsonl", "--key-map", tmp_path / "k/map")
    assert verified.code == 0, verified.screen


@needs_office
def test_an_odt_that_still_names_somebody_keeps_everything_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    (tmp_path / "imr.odt").write_bytes(made("odt"))
    monkeypatch.setattr(odt_copies, "converted", lambda *_: made("odt"))
    done = run(tmp_path, tmp_path / "imr.odt")
    assert done.code == 3
    assert not list((tmp_path / "out").iterdir())


def test_without_libreoffice_a_sentence_says_so_before_anything_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv(SWITCH, "off")
    done = run(tmp_path, draft(tmp_path / "imr.docx", "Kyle Thornbury was seen."))
    assert done.code == 2
    assert "--odt" in done.screen and "LibreOffice" in done.screen
    assert not (tmp_path / "out").exists()


def test_where_no_draft_came_as_odt_it_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(odt_copies, "libreoffice", lambda: "soffice")
    done = run(tmp_path, draft(tmp_path / "imr.docx", "Kyle Thornbury was seen."))
    assert done.code in (0, 1)
    assert "--odt had nothing to write" in " ".join(done.screen.split())


def test_sessions_of_writing_are_not_told():
    name = "{http://openoffice.org/2009/office}"
    content = (
        b'<a xmlns:o="http://openoffice.org/2009/office"><b o:rsid="0012ab" o:paragraph-rsid="0012ab" o:other="1"/></a>'
    )
    package = io.BytesIO()
    with zipfile.ZipFile(package, "w") as archive:
        archive.writestr("content.xml", content)
    with zipfile.ZipFile(io.BytesIO(odt_copies._clean(package.getvalue()))) as archive:
        left = archive.read("content.xml")
    assert b"0012ab" not in left and b'other="1"' in left, name
