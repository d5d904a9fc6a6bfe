"""Messages whose lines a program broke, fields without a charset, packed folders, and sections of an .odt that do not show."""

from __future__ import annotations

import io
import zipfile

import pytest

from redactor.base.given import Held
from redactor.documents import DocumentError, Tidying, read, read_with_inner
from redactor.documents.mail.plain import unflowed
from redactor.sources.readers import read_source
from redactor.sources.source import SourceError
from tests.documents.builders import docx

from .office import needs_office, odf
from .test_mail import message, texts, with_files

BROKEN = "Loveday Tre \r\ngoning rang. \r\n-- \r\nMorwenna\r\n\r\n> Denzil Cheg \r\n> win did not. \r\n> \r\nWell.\r\n"


def test_lines_of_a_flowed_message_are_put_together() -> None:
    data = message(BROKEN, "text/plain; format=flowed; delsp=yes")
    draft = read(Held("a.eml", data), Tidying())
    read_again = "\n".join(text.text for text in read_source(Held("a.eml", data)).texts)
    for seen in ("\n".join(texts(draft)), read_again):
        assert "Loveday Tregoning rang." in seen
        assert "Denzil Chegwin did not." in seen
        assert "rang.-- " not in seen


def test_a_space_at_the_end_of_a_line_belongs_to_the_text_otherwise() -> None:
    assert unflowed("Loveday \nTregoning\n From", without_spaces=False) == "Loveday Tregoning\nFrom"
    assert unflowed("a \n> b \n>> c", without_spaces=False) == "a \n> b \n>> c"
    plain = read(Held("a.eml", message("Loveday \r\nTregoning")), Tidying())
    assert "Loveday\nTregoning" in texts(plain)


def test_a_field_in_letters_of_windows_keeps_them() -> None:
    data = b"From: a@b.example\r\nTo: c@d.example\r\nSubject: Visit \x96 Perran\r\n\r\nText.\r\n"
    assert any("Visit – Perran" in text for text in texts(read(Held("a.eml", data), Tidying())))
    assert "Visit – Perran" in [text.text for text in read_source(Held("a.eml", data)).texts]


def packed() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as folder:
        folder.writestr("Chegwin/statement.docx", docx('w:p(w:r(w:t"Perran was seen."))'))
    return made.getvalue()


def test_a_packed_folder_is_told_with_what_to_do() -> None:
    held = Held("a.eml", with_files(("a.zip", packed())))
    drafts = read_with_inner(held, Tidying())
    assert len(drafts) == 1
    told = [r.text for r in drafts[0].rewritten(()).remarks if r.rule == "mail-attachment"]
    assert len(told) == 1
    assert "Unpack it" in told[0]
    with pytest.raises(DocumentError, match=r"packed folder.*Unpack"):
        read(Held("a.zip", packed()), Tidying())
    with pytest.raises(SourceError, match=r"packed folder.*Unpack"):
        read_source(Held("a.zip", packed()))


def test_a_web_page_is_told_by_the_check() -> None:
    with pytest.raises(SourceError, match=r"web page.*\.docx"):
        read_source(Held("a.doc", b"<!DOCTYPE html>\n<html><body>Perran</body></html>"))


@needs_office
def test_a_section_that_does_not_show_leaves_as_hidden_text_does() -> None:
    body = (
        '<text:p>Perran was seen.</text:p><text:section text:name="S" text:display="none"><text:p>Denzil <text:span>Chegwin'
        "</text:span> knew.</text:p></text:section><text:p>Shown.</text:p>"
    )
    draft = read(Held("a.odt", odf(body)), Tidying())
    assert [p.text for p in draft.passages if not p.leaves and p.text.strip()] == ["Perran was seen.", "Shown."]
    assert any("Denzil Chegwin knew." in p.text for p in draft.passages if p.leaves)


def test_letters_of_windows_in_a_text_that_says_latin_1() -> None:
    data = b"From: a@b.example\r\nTo: c@d.example\r\nContent-Type: text/plain; charset=iso-8859-1\r\n\r\nPerran\x92s mother.\r\n"
    assert "Perran's mother." in texts(read(Held("a.eml", data), Tidying()))
    assert any("Perran’s mother." in text.text for text in read_source(Held("a.eml", data)).texts)


def test_every_message_of_a_mailbox_is_a_draft() -> None:
    one, two = message("Perran rang.").decode(), message("Denzil rang.").decode()
    data = f"From a@b Mon Mar  4 10:00:00 2024\r\n{one}\r\n\r\nFrom c@d Mon Mar  4 11:00:00 2024\r\n{two}".encode()
    drafts = read_with_inner(Held("a.eml", data), Tidying())
    assert [("Perran rang." in texts(d), "Denzil rang." in texts(d)) for d in drafts] == [(True, False), (False, True)]
    assert not any("From c@d" in text for text in texts(drafts[0]))


def test_a_line_that_begins_with_from_is_no_message() -> None:
    draft = read(
        Held("a.eml", b"From a@b Mon Mar  4 10:00:00 2024\r\n" + message("One.\r\n\r\nFrom 2023 on: two.")), Tidying()
    )
    assert any("From 2023 on: two." in text for text in texts(draft))


def test_marks_of_no_width_part_no_word_of_a_page() -> None:
    data = message("<p>Denzil Cheg\u200bwin and Tre<wbr>goning</p>", "text/html")
    assert "Denzil Chegwin and Tregoning" in texts(read(Held("a.eml", data), Tidying()))


def test_a_text_that_has_a_name_and_is_shown_is_the_text() -> None:
    data = message("Perran rang.").replace(b"\r\n\r\n", b'\r\nContent-Disposition: inline; filename="a.txt"\r\n\r\n', 1)
    assert "Perran rang." in texts(read(Held("a.eml", data), Tidying()))
    assert "Perran rang." in [text.text for text in read_source(Held("a.eml", data)).texts]
