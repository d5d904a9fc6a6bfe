# ruff: noqa: E501 - a case is a line
"""Damaged and hostile files of other formats end in a sentence, soon, and never in an error that nobody planned."""

from __future__ import annotations

import random
import time

import pytest

from redactor.base.given import Held
from redactor.documents import DocumentError, Tidying, read_with_inner
from redactor.sources.readers import read_source
from redactor.sources.source import SourceError
from tests.documents.builders import docx, zipped

from .compound import compound_file, outlook
from .office import odf
from .test_mail import message, with_files

LETTER = docx('w:p(w:r(w:t"x"))')
FILES = {
    "odt": odf("<text:p>Tom Bellweather</text:p><table:table><table:table-row/></table:table>", meta="<meta:keyword>x</meta:keyword>"),
    "rtf": rb"{\rtf1\ansi\ansicpg1252{\info{\author Tom}}{\*\x y}\trowd\intbl a\cell\row\u8364\'80 {\field{\*\fldinst A}{\fldrslt b}}\par}",
    "eml": with_files(("letter.docx", LETTER), ("x.bin", b"\x00\x01")),
    "plain eml": message("Hello <b>Tom</b>\r\n> quoted\r\n", "text/html"),
    "msg": compound_file(outlook({0x0037: "Kyle", 0x1000: "Hi", 0x1013: b"<p>x"}, [(1, "Jo", "j@x.example")], [("a.docx", LETTER)])),
}  # fmt: skip
WRITTEN = ("eml", "plain eml", "msg")  # without an office program


@pytest.mark.parametrize("kind", FILES)
def test_damaged_files_end_in_a_sentence_and_soon(kind: str) -> None:
    chance = random.Random(11)
    whole = FILES[kind]
    for n in range(40):
        data = bytearray(whole)
        for _ in range(chance.randrange(1, 25)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        if n % 3 == 0:
            data = data[: chance.randrange(4, len(data))]
        began = time.monotonic()
        for reader in (_check, *((_draft,) if kind in WRITTEN else ())):
            try:
                reader(bytes(data))
            except (DocumentError, SourceError) as error:
                assert str(error).endswith(".")
                assert "does not know" not in str(error), f"{kind}, change {n}: {error}"
        assert time.monotonic() - began < 10


def _check(data: bytes) -> None:
    source = read_source(Held("x", data))
    assert all(isinstance(t.text, str) for t in source.texts)


def _draft(data: bytes) -> None:
    for each in read_with_inner(Held("x", data), Tidying()):
        each.rewritten([])


BOMBS = {
    "an .odt that unpacks to a gigabyte": odf("", members={"Pictures/a.png": bytes(120 * 2**20)}),
    "deep tables": odf("<table:table><table:table-row><table:table-cell>" * 3000 + "</table:table-cell></table:table-row></table:table>" * 3000),
    "entities": zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": '<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><a>&b;</a>'}),
    "repeated cells": odf('<table:table><table:table-row table:number-rows-repeated="9999999"><table:table-cell table:number-columns-repeated="9999999"><text:p>x</text:p></table:table-cell></table:table-row></table:table>'),
    "spaces": odf('<text:p>' + '<text:s text:c="99999"/>' * 50_000 + '</text:p>'),
    "groups": b"{\\rtf1 " + b"{\\b" * 200_000,
    "one long word of figures": b"{\\rtf1 {\\pict " + b"0" * 3_000_000 + b"}}",
    "deep page": message("<div>" * 50_000 + "x", "text/html"),
    "fields": b"From: a@x.example\r\nTo: b@x.example\r\n" + b"X-A: b\r\n" * 50_000 + b"\r\nx",
    "parts": b"From: a@x.example\r\nTo: b\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n" + b"--b\r\n\r\nx\r\n" * 6_000 + b"--b--\r\n",
}  # fmt: skip


@pytest.mark.parametrize("bomb", BOMBS)
def test_files_that_were_made_to_cost_much_cost_little(bomb: str) -> None:
    data = BOMBS[bomb]
    began = time.monotonic()
    for reader in (_check, _draft) if data.startswith(b"From") else (_check,):
        try:
            reader(data)
        except (DocumentError, SourceError) as error:
            assert str(error).endswith(".")
    assert time.monotonic() - began < 60
