"""Messages whose text is rich text that Outlook packed. All people are invented."""

from __future__ import annotations

import pytest

from redactor.base import lzfu
from redactor.base.given import Held
from redactor.base.lzfu import unpacked
from redactor.documents.formats import read
from redactor.documents.mail.rich import rich_blocks
from redactor.documents.model import Tidying
from redactor.sources.readers import read_source
from tests.formats.compound import compound_file, packed_rich_text
from tests.formats.test_mail import outlook, texts

PLAIN = (
    rb"{\rtf1\ansi\ansicpg1252\fromtext {\fonttbl{\f0 Arial;}{\f1\fcharset238 Cambria;}}{\*\generator By Harbottle}"
    rb"\pard Hi Jo,\par Zo\'eb and \f1 Micha\'b3\f0  said \ldblquote no\rdblquote .\par \u8364\'80 5, \{see\} note\line two\par}"
)
WEB = (
    rb"{\rtf1\ansi\ansicpg1252\fromhtml1 \deff0{\fonttbl{\f0\fswiss Arial;}}{\*\htmltag64 <p class=x>}\htmlrtf \pard\htmlrtf0 "
    rb"Tom \htmlrtf {\b\htmlrtf0 {\*\htmltag84 <b>}Bellweather{\*\htmltag92 </b>}\htmlrtf }\htmlrtf0  rang."
    rb"{\*\htmltag72 </p>}\htmlrtf \par\par\htmlrtf0 {\*\htmltag148 <table><tr><td>}"
    rb"One{\*\htmltag156 </td><td>}\htmlrtf\cell\htmlrtf0 Two"
    rb"{\*\htmltag156 </td></tr></table>}{\*\htmltag241 <script>}{\*\htmltag241 harbottle()}{\*\htmltag249 </script>}}"
)


def test_the_examples_of_the_specification() -> None:
    first = "2d0000002b0000004c5a4675f1c5c7a703000a007263706731323542320af32068656c090020627705b06c647d0a800fa0"
    again = "1a0000001c0000004c5a4675e2d44b51410004205758595a0d6e7d010eb0"
    assert unpacked(bytes.fromhex(first)) == b"{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n"
    assert unpacked(bytes.fromhex(again)) == b"{\\rtf1 WXYZWXYZWXYZWXYZWXYZ}"
    assert unpacked(packed_rich_text(PLAIN)) == PLAIN


@pytest.mark.parametrize(
    ("rtf", "expected"),
    [
        (PLAIN, ["Hi Jo,", "Zoë and Michał said “no”.", "€ 5, {see} note\ntwo"]),
        (WEB, ["Tom Bellweather rang.", "One", "Two"]),
        (rb"{\rtf1 No end\par", ["No end"]),
    ],
    ids=["text", "html", "cut off"],
)
def test_what_was_packed_is_a_draft_like_any_other(rtf: bytes, expected: list[str]) -> None:
    draft = read(Held("a.msg", compound_file(outlook({0x0037: "Visit", 0x1009: packed_rich_text(rtf)}))), Tidying())
    said = texts(draft)
    assert said[: said.index("Subject: Visit") + 1][-1] == "Subject: Visit"
    assert said[said.index("Subject: Visit") + 1 :] == expected
    assert "mail-unread" not in {r.rule for r in draft.rewritten([]).remarks}


@pytest.mark.parametrize("rtf", [PLAIN.replace(b"Jo,", b"Bellweather"), WEB], ids=["text", "html"])
def test_the_check_reads_it_by_a_reader_of_its_own(rtf: bytes) -> None:
    source = read_source(Held("a.msg", compound_file(outlook({0x0037: "Visit", 0x1009: packed_rich_text(rtf)}))))
    assert "text" in {t.layer for t in source.texts if "Bellweather" in t.text}
    assert not source.unreadable


@pytest.mark.parametrize(
    "change",
    [
        lambda data: data[:-9],
        lambda data: data[:20] + bytes([data[20] ^ 1]) + data[21:],
        lambda data: data[:4] + b"\xff\xff\xff\x7f" + data[8:],
        lambda data: data[:8] + b"ZZZZ" + data[12:],
        lambda data: b"\x01",
    ],
    ids=["cut off", "changed", "too large", "of another kind", "nothing"],
)
def test_what_is_damaged_is_told(change) -> None:
    data = change(packed_rich_text(PLAIN))
    with pytest.raises(ValueError):
        unpacked(data)
    message = compound_file(outlook({0x0037: "Visit", 0x1009: data}))
    remarks = {r.rule: r for r in read(Held("a.msg", message), Tidying()).rewritten([]).remarks}
    assert remarks["mail-unread"].needs_a_look
    assert read_source(Held("a.msg", message)).unreadable


def test_a_small_message_that_would_fill_the_memory_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lzfu, "MOST", 500)
    with pytest.raises(ValueError):
        unpacked(packed_rich_text(b"{\\rtf1 " + b"x" * 600 + b"}"))
    with pytest.raises(ValueError):
        rich_blocks(b"{\\rtf1 " + b"{" * 1000)
