"""What a check reads in pictures: a look, never more. Invented people."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from redactor.base import seen
from redactor.sources import pictures
from redactor.sources.readers import read_source
from tests.codes.builders import HEAD, write_list
from tests.documents.test_pictured import LETTER, needs_reader, picture, scan, word_with
from tests.drafts import redactor


@needs_reader
def test_words_in_pictures_are_texts_of_a_layer_of_their_own(tmp_path: Path):
    word = read_source(word_with(tmp_path / "a.docx", picture(*LETTER)))
    assert any(t.layer == "picture" and "Wexmoncombe" in t.text and t.place == "picture 1" for t in word.texts)
    (tmp_path / "a.pdf").write_bytes(scan(*LETTER))
    page = read_source(tmp_path / "a.pdf")
    assert any(t.layer == "picture" and "Wexmoncombe" in t.text and t.place == "page 1, picture" for t in page.texts)
    assert page.unreadable == ()


def test_a_scan_that_nothing_reads_is_unread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(pictures, "reader", lambda: None)
    monkeypatch.setattr(seen, "reader", lambda: None)
    (tmp_path / "a.pdf").write_bytes(scan(*LETTER))
    assert read_source(tmp_path / "a.pdf").unreadable[0].startswith("page 1 is a picture without text")


@needs_reader
def test_a_listed_name_in_a_picture_is_a_look(tmp_path: Path):
    codes = write_list(tmp_path / "codes.xlsx", [HEAD, ("Child 1", "Subject", "Perpetua Wexmoncombe", "", "", "", "")])
    (tmp_path / "a.pdf").write_bytes(scan(*LETTER))
    done = redactor("check", tmp_path / "a.pdf", "--codes", codes, "--json")
    found = [f for f in json.loads(done.out)["findings"] if f["rule"] == "identity-listed"]
    assert [f["severity"] for f in found] == ["look"]
    assert found[0]["place"] == "page 1, picture"
