"""LibreOffice as a converter: where it is, what it is told, what it leaves behind. Skipped where it is not installed."""

from __future__ import annotations

import io
import tempfile
import zipfile
from pathlib import Path

import docx
import pytest

from redactor.documents import libreoffice as office
from redactor.documents.model import DocumentError

needs_office = pytest.mark.skipif(office.office() is None, reason="LibreOffice is not installed")


def _draft(text: str) -> bytes:
    draft, out = docx.Document(), io.BytesIO()
    draft.add_paragraph(text)
    draft.save(out)
    return out.getvalue()


@needs_office
def test_bytes_in_bytes_out_and_nothing_left(tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    odt = office.converted(_draft("Wrenfold came on Tuesday."), ".docx", "odt")
    with zipfile.ZipFile(io.BytesIO(odt)) as archive:
        assert b"Wrenfold came on Tuesday." in archive.read("content.xml")
    assert not list(tmp_path.iterdir())


@needs_office
def test_what_it_cannot_read_is_a_sentence(tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with pytest.raises(DocumentError, match="could not convert"):
        office.converted(b"\x00\x01 no document at all", ".docx", "docx")
    assert not list(tmp_path.iterdir())


@needs_office
def test_a_linked_picture_is_not_fetched(tmp_path):
    """A page that links to a file beside it: what lies there must not come in."""
    secret = tmp_path / "beside.txt"
    secret.write_text("Quenby Marlestone lives here")
    page = f'<html><body><p>Hello</p><iframe src="{secret.as_uri()}"></iframe></body></html>'
    out = office.converted(page.encode(), ".html", "odt:writer8")
    with zipfile.ZipFile(io.BytesIO(out)) as archive:
        assert not any(b"Quenby" in archive.read(name) for name in archive.namelist())


def test_where_it_is_missing_a_sentence_says_so(monkeypatch):
    monkeypatch.setattr(office, "office", lambda: None)
    with pytest.raises(DocumentError, match="LibreOffice is not installed"):
        office.converted(b"", ".docx", "odt")


def test_one_that_does_not_end_is_ended(tmp_path, monkeypatch):
    slow = tmp_path / "soffice"
    slow.write_text("#!/bin/sh\nsleep 60\n")
    slow.chmod(0o700)
    monkeypatch.setattr(office, "office", lambda: Path(slow))
    monkeypatch.setattr(office, "_SECONDS", 1)
    with pytest.raises(DocumentError, match="stopped"):
        office.converted(b"x", ".docx", "odt")
