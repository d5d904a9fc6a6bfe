"""Words in pictures of other formats: painted out of drafts, read by the check. All people are invented."""

from __future__ import annotations

import binascii
import io
import re
from email.message import EmailMessage
from pathlib import Path

import pytest
from PIL import Image

from redactor.base.given import Held
from redactor.documents import Replacement, Tidying, read
from redactor.sources.readers import read_source
from redactor.sources.source import Source
from tests.codes.builders import HEAD, write_list
from tests.documents.pdf.test_drafts import lines
from tests.documents.test_pictured import LETTER, media, needs_reader, picture, scan, seen_in
from tests.drafts import redactor

from .office import made, needs_office, odf

FRAME = (
    '<text:p>A letter:</text:p><text:p><draw:frame text:anchor-type="as-char" svg:width="16cm" svg:height="4cm">'
    '<draw:image xlink:href="Pictures/1000000100000676.png" xlink:type="simple" xlink:show="embed"/></draw:frame></text:p>'
)


def odt() -> bytes:
    return odf(FRAME, members={"Pictures/1000000100000676.png": picture(*LETTER)})


def rtf() -> bytes:
    figures = binascii.hexlify(picture(*LETTER)).decode()
    rows = "\n".join(figures[n : n + 128] for n in range(0, len(figures), 128))
    inner = r"{\*\picprop{\sp{\sn wzDescription}{\sv By Ysolde Trevanlock}}}\pngblip\picwgoal9000\pichgoal2400"
    return (r"{\rtf1\ansi A letter:\par {\*\shppict{\pict" + inner + "\n" + rows + r"}}\par}").encode()


def mail(*files: tuple[str, bytes]) -> bytes:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "tom@northmoor.example", "jo@northmoor.example", "A letter"
    message.set_content("See the letter.")
    for name, data in files:
        message.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return message.as_bytes()


def pictured(source: Source) -> list[str]:
    """Where a name was read in a picture."""
    return [t.place for t in source.texts if t.layer == "picture" and "Wexmoncombe" in t.text]


@needs_office
@needs_reader
@pytest.mark.parametrize("ending", ["odt", "doc", "rtf"])
def test_a_name_in_a_picture_is_painted_out(ending: str) -> None:
    given = {"odt": odt, "rtf": rtf, "doc": lambda: made("doc", odt(), "odt")}[ending]()
    draft = read(Held(f"letter.{ending}", given), Tidying())
    found = [(p.number, m) for p in draft.passages for m in re.finditer("Wexmoncombe", p.text)]
    assert found
    written = draft.rewritten([Replacement(n, m.start(), m.end(), "P1") for n, m in found])
    text = " ".join(map(seen_in, media(written.data)))
    assert "Wexmoncombe" not in text and "colleague" in text
    assert "picture-painted" in {r.rule for r in written.remarks}


@needs_reader
@pytest.mark.parametrize("given", [odt, rtf])
def test_the_check_reads_the_pictures_of_other_formats(given) -> None:
    assert pictured(read_source(Held("x", given()))) == ["picture 1"]


@needs_reader
@needs_office
def test_and_those_of_old_ones() -> None:
    assert pictured(read_source(Held("x", made("doc", odt(), "odt")))) == ["picture 1"]


@needs_reader
def test_and_those_that_came_with_a_message() -> None:
    data = mail(("a.png", picture(*LETTER)), ("b.webp", picture(*LETTER, kind="WEBP")), ("c.pdf", scan(*LETTER)))
    source = read_source(Held("x.eml", data))
    assert pictured(source) == ["attachment 1", "attachment 2", "attachment 3, page 1, picture"]
    assert source.unreadable == ()


def test_a_text_that_begins_like_a_picture_is_read_as_a_text() -> None:
    source = read_source(Held("x.eml", mail(("notes.txt", b"BM of Perpetua Wexmoncombe rang."))))
    assert [t.layer for t in source.texts if "Wexmoncombe" in t.text] == ["attachment"]


def test_what_describes_a_picture_in_rich_text_is_read() -> None:
    source = read_source(Held("x.rtf", rtf()))
    assert [t.layer for t in source.texts if "Ysolde Trevanlock" in t.text] == ["annotation"]
    (drawn,) = [b.data for b in source.blobs if b.place == "picture in the file"]
    assert Image.open(io.BytesIO(drawn)).size == Image.open(io.BytesIO(picture(*LETTER))).size


@needs_reader
def test_a_listed_name_in_a_picture_of_a_message_is_a_look(tmp_path: Path) -> None:
    codes = write_list(tmp_path / "codes.xlsx", [HEAD, ("Child 1", "Subject", "Perpetua Wexmoncombe", "", "", "", "")])
    (tmp_path / "a.eml").write_bytes(mail(("a.png", picture(*LETTER)), ("b.pdf", lines("Nobody."))))
    done = redactor("check", tmp_path / "a.eml", "--codes", codes)
    assert done.code == 1, done.screen
    assert "attachment 1" in done.screen
