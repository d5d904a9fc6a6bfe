# ruff: noqa: E501 - a case is a line
"""Messages are drafts: who wrote to whom, the text, quotations and tables; what came with them is a draft of its own."""

from __future__ import annotations

import zipfile
from email.message import EmailMessage
from io import BytesIO
from pathlib import Path

import pytest

from redactor.base.given import Held
from redactor.documents import Draft, Tidying, read, read_in_place, read_with_inner
from redactor.documents.inspection import inspect
from redactor.documents.model import Story
from redactor.sources.mail import read_mail
from tests.documents.builders import docx
from tests.documents.pdf.test_drafts import lines

from .compound import compound_file, outlook

HEAD = (
    "Return-Path: <somebody@northmoor.example>\r\nReceived: from pc-of-harbottle by mx; Mon, 3 Feb 2025 10:22:00 +0000\r\n"
    "X-Originating-User: dharbottle\r\nMessage-ID: <harbottle.1@northmoor>\r\n"
    'From: "Bellweather, Tom" <tom@northmoor.example>\r\n'
    'To: Anjali Nandakumar <a@nhs.example>; "Oakshott, Jo" <jo@northmoor.example>\r\n'
    "Cc: =?utf-8?q?Zo=C3=AB_Ludgate?= <z@x.example>\r\nSubject: Kyle\r\nDate: Mon, 3 Feb 2025 10:22:01 +0000\r\n"
)
LETTER = docx('w:p(w:r(w:t"Shelley Thornbury was seen."))')


def message(body: str, kind: str = "text/plain", head: str = HEAD) -> bytes:
    return f"{head}MIME-Version: 1.0\r\nContent-Type: {kind}; charset=utf-8\r\n\r\n{body}".encode()


def with_files(*files: tuple[str, bytes], text: str = "See what is attached.") -> bytes:
    made = EmailMessage()
    made["From"], made["To"], made["Subject"] = "tom@northmoor.example", "jo@northmoor.example", "Files"
    made.set_content(text)
    for name, data in files:
        made.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return made.as_bytes()


def texts(draft: Draft) -> list[str]:
    return [p.text for p in draft.passages if p.place.story is Story.BODY]


def test_a_plain_message_is_read_with_its_head_and_quotations() -> None:
    data = message(
        "Hi both,\r\n\r\nKyle was seen\r\nby Shelley.\r\n\r\n> On Sunday, Jo wrote:\r\n> Please see\r\n> Kyle.\r\n>> Earlier\r\n"
    )
    draft = read(Held("visit.eml", data), Tidying())
    assert draft.suffix == ".docx"
    assert texts(draft) == [
        'From: "Bellweather, Tom" <tom@northmoor.example>',
        'To: Anjali Nandakumar <a@nhs.example>; "Oakshott, Jo" <jo@northmoor.example>',
        "Cc: Zoë Ludgate <z@x.example>",
        "Date: Mon, 3 Feb 2025 10:22:01 +0000",
        "Subject: Kyle",
        "Hi both,",
        "Kyle was seen\nby Shelley.",
        "On Sunday, Jo wrote:\nPlease see\nKyle.",
        "Earlier",
    ]
    everything = "".join(p.text for p in draft.passages) + str(draft.rewritten([]).data)
    assert "harbottle" not in everything
    assert "somebody@" not in everything


def test_the_text_of_a_page_is_read_with_its_tables_and_without_what_is_hidden() -> None:
    page = (
        "<html><head><title>T</title><style>p {}</style></head><body><p>Dear&nbsp;Jo,</p><p>Kyle <b>Thorn</b>bury<br>came.</p>"
        "<table><tr><td><table><tr><th>Date</th><th>Who</th></tr><tr><td>3 March</td><td>Anjali<br>Nandakumar</td></tr></table></td></tr>"
        "</table><div style='display:none'>unseen</div><!-- aside --><script>x()</script><img src='http://x.example/a.png'>"
        "<blockquote>Earlier <i>words</i></blockquote><ul><li>one<li>two</ul></body></html>"
    )
    draft = read(Held("visit.eml", message(page, "text/html")), Tidying())
    said = texts(draft)[5:]
    assert said == [
        "Dear Jo,", "Kyle Thornbury\ncame.", "Date", "Who", "3 March", "Anjali\nNandakumar", "[picture]", "Earlier words", "one", "two",
    ]  # fmt: skip
    assert [p.cell.header for p in draft.passages if p.text == "Anjali\nNandakumar" and p.cell] == ["Who"]


def test_of_two_forms_of_one_text_the_plain_one_is_read_once() -> None:
    made = EmailMessage()
    made["From"], made["To"] = "a@x.example", "b@x.example"
    made.set_content("Plain words.")
    made.add_alternative("<p>The same in colours.</p>", subtype="html")
    assert texts(read(Held("a.eml", made.as_bytes()), Tidying()))[2:] == ["Plain words."]
    made.get_payload()[0].set_content(" \n")  # type: ignore[index, union-attr]
    assert texts(read(Held("a.eml", made.as_bytes()), Tidying()))[2:] == ["The same in colours."]


@pytest.mark.parametrize(
    ("charset", "body"),
    [("iso-8859-1", "Zoë".encode("latin-1")), ("nonsense", "Zoë".encode()), ("us-ascii", "Zoë".encode("cp1252"))],
)
def test_letters_are_read_in_whatever_code_they_came(charset: str, body: bytes) -> None:
    head = f"From: a@x.example\r\nTo: b@x.example\r\nContent-Type: text/plain; charset={charset}\r\n\r\n".encode()
    assert texts(read(Held("a.eml", head + body), Tidying()))[-1] == "Zoë"


def test_attachments_are_drafts_of_their_own_and_what_cannot_be_read_is_told() -> None:
    inner = with_files(("notes.docx", LETTER), text="The inner message, from Zoë Ludgate.")
    outer = EmailMessage()
    outer["From"], outer["To"] = "tom@northmoor.example", "jo@northmoor.example"
    outer.set_content("Outer.")
    outer.add_attachment(
        LETTER, maintype="application", subtype="octet-stream", filename="C:\\x\\letter Tom Bellweather.docx"
    )
    outer.add_attachment(b"%PDF-1.4", maintype="application", subtype="pdf", filename="scan of Kyle Thornbury.pdf")
    outer.add_attachment(b"PK\x05\x06" + bytes(18), maintype="application", subtype="zip", filename="all.zip")
    import email

    outer.add_attachment(email.message_from_bytes(inner))
    drafts = read_with_inner(Held("mail.eml", outer.as_bytes()), Tidying())
    assert [d.name for d in drafts] == [
        "mail.eml", "mail - attachment 1 (letter Tom Bellweather).docx", "mail - attachment 4.eml",
        "mail - attachment 4 - attachment 1 (notes).docx",
    ]  # fmt: skip
    assert texts(drafts[0])[2:] == [
        "Outer.", "Attachment 1: a Word file, a draft of its own.", "Attachment 2: a PDF, a draft of its own.",
        "Attachment 3: a packed folder, not read.", "Attachment 4: a message, a draft of its own.",
    ]  # fmt: skip
    assert "The inner message, from Zoë Ludgate." in texts(drafts[2])
    assert "Shelley Thornbury was seen." in texts(drafts[3])
    told = [(r.place, r.needs_a_look) for r in drafts[0].rewritten([]).remarks if r.rule == "mail-attachment"]
    assert sorted(told) == [("attachment 2", True), ("attachment 3", True)]
    assert not any("Kyle" in r.text or "Kyle" in r.place for r in drafts[0].rewritten([]).remarks)


def test_a_pdf_that_came_with_a_message_is_a_draft_and_stays_a_pdf() -> None:
    data = with_files(("report", lines("Shelley Thornbury was seen.")), ("visit.pdf", lines("Kyle was not.")))
    drafts = read_with_inner(Held("mail.eml", data), Tidying())
    assert [d.name for d in drafts[1:]] == ["mail - attachment 1 (report).pdf", "mail - attachment 2 (visit).pdf"]
    assert [d.suffix for d in drafts] == [".docx", ".pdf", ".pdf"]
    assert [d.passages[0].text for d in drafts[1:]] == ["Shelley Thornbury was seen.", "Kyle was not."]
    assert "Attachment 2: a PDF, a draft of its own." in texts(drafts[0])


def test_a_picture_that_came_with_a_message_is_told() -> None:
    (draft,) = read_with_inner(Held("mail.eml", with_files(("kyle.jpg", b"\xff\xd8\xff\xe0"))), Tidying())
    (told,) = [r for r in draft.rewritten([]).remarks if r.rule == "mail-attachment"]
    assert (told.place, told.needs_a_look) == ("attachment 1", True)
    assert told.text.startswith("A picture came with the message and was left out.")
    assert "Attachment 1: a picture, not read." in texts(draft)


def test_an_attachment_that_is_damaged_is_told_and_stops_nothing() -> None:
    drafts = read_with_inner(
        Held("mail.eml", with_files(("Tom Bellweather.docx", LETTER[:-40] + bytes(40)))), Tidying()
    )
    remarks = [r for r in drafts[0].rewritten([]).remarks if r.rule == "mail-attachment"]
    assert len(drafts) == 1
    assert [r.place for r in remarks] == ["attachment 1"]
    assert remarks[0].needs_a_look
    assert "Bellweather" not in remarks[0].text


def test_pictures_in_the_text_and_a_message_without_text_are_told() -> None:
    made = EmailMessage()
    made["From"], made["To"] = "a@x.example", "b@x.example"
    made.set_content("<p>Hello <img src='cid:1'></p>", subtype="html")
    made.add_related(b"\x89PNG", maintype="image", subtype="png", cid="<1>")
    rules = {r.rule: r for r in read(Held("a.eml", made.as_bytes()), Tidying()).rewritten([]).remarks}
    assert rules["mail-pictures"].needs_a_look
    empty = b"From: a@x.example\r\nTo: b@x.example\r\nSubject: x\r\n\r\n"
    rules = {r.rule: r for r in read(Held("a.eml", empty), Tidying()).rewritten([]).remarks}
    assert rules["mail-unread"].needs_a_look


def test_a_message_of_outlook_says_the_same() -> None:
    inner = outlook(
        {0x0037: "Inner", 0x1013: b"<p>Shelley <b>rang</b>.</p>"}, [(1, "Tom", "/o=Northmoor/cn=tbell")], inside=True
    )
    tree = outlook(
        {0x0037: "Kyle", 0x1000: "Hi Jo,\r\n\r\nKyle was seen.", 0x0C1A: "Bellweather, Tom", 0x5D01: "tom@northmoor.example",
         0x007D: "Received: from pc-of-harbottle\r\nX-User: dharbottle"},
        [(1, "Oakshott, Jo", "jo@northmoor.example"), (2, "Zoë Ludgate", "z@x.example")],
        [("letter.docx", LETTER), inner],
    )  # fmt: skip
    drafts = read_with_inner(Held("mail.msg", compound_file(tree)), Tidying())
    assert [d.name for d in drafts] == ["mail.msg", "mail - attachment 1 (letter).docx", "mail - attachment 2.eml"]
    assert texts(drafts[0]) == [
        "From: Bellweather, Tom <tom@northmoor.example>", "To: Oakshott, Jo <jo@northmoor.example>", "Cc: Zoë Ludgate <z@x.example>",
        "Subject: Kyle", "Hi Jo,", "Kyle was seen.", "Attachment 1: a Word file, a draft of its own.",
        "Attachment 2: a message, a draft of its own.",
    ]  # fmt: skip
    assert texts(drafts[2]) == ["To: Tom", "Subject: Inner", "Shelley rang."]
    assert not any("harbottle" in p.text for d in drafts for p in d.passages)


def test_an_independent_reader_sees_the_message_of_the_tests() -> None:
    """The files that the tests make are such files."""
    import olefile

    data = compound_file(
        outlook({0x0037: "Kyle", 0x1000: "x" * 9000}, [(1, "Jo", "jo@x.example")], [("a.docx", LETTER)])
    )
    with olefile.OleFileIO(data) as file:
        assert file.parsing_issues == []
        assert file.openstream("__substg1.0_1000001F").read().decode("utf-16-le") == "x" * 9000


@pytest.mark.parametrize("bad", ["\x00", "\x0b", "\ud800", "\uffff"])
def test_characters_that_no_word_file_holds_are_left_out(bad: str) -> None:
    body = f"one{bad}two".encode("utf-8", "surrogatepass")
    head = b"From: a@x.example\r\nTo: b@x.example\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n"
    assert texts(read(Held("a.eml", head + body), Tidying()))[-1].startswith("one")


def test_a_message_can_be_recoded_as_a_word_file(tmp_path: Path) -> None:
    path = tmp_path / "visit.eml"
    path.write_bytes(message("SW1 rang."))
    kept = read_in_place(path)
    assert kept.name == "visit.docx"
    assert "SW1 rang." in [p.text for p in kept.passages]


def test_messages_in_messages_without_end_are_refused_in_time() -> None:
    data = message("innermost")
    for _ in range(60):
        data = b"From: a@x.example\r\nTo: b@x.example\r\nContent-Type: message/rfc822\r\n\r\n" + data
    drafts = read_with_inner(Held("mail.eml", data), Tidying())
    assert 1 < len(drafts) < 12
    many = b"".join(b"--b\r\nContent-Type: message/rfc822\r\n\r\n" + message("x") + b"\r\n" for _ in range(70))
    head = b"From: a@x.example\r\nTo: b@x.example\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n"
    with pytest.raises(Exception, match="too many or too large"):
        read_with_inner(Held("mail.eml", head + many + b"--b--\r\n"), Tidying())


@pytest.mark.parametrize("name", ["mail.eml", "mail.msg"])
def test_what_a_message_holds_besides_its_text_is_inspected(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    if name == "mail.eml":
        made = message("Hello.")
        path.write_bytes(made.replace(b"MIME-Version", b"X-User: dharbottle\r\nMIME-Version"))
        wanted = {("property", 7)}
    else:
        tree = outlook(
            {0x1000: "Hello", 0x007D: "Received: x\r\nX-User: dharbottle"},
            [],
            [("letter Tom.docx", LETTER), ("scan.pdf", b"%PDF")],
        )
        path.write_bytes(compound_file(tree))
        wanted = {("property", 2), ("embedded", 1)}
    found = inspect(path).findings
    assert {(f.kind, f.count) for f in found} == wanted
    assert any("dharbottle" in value for f in found for value in f.values)
    assert not any("dharbottle" in f.what + "".join(f.places) or "Tom" in "".join(f.places) for f in found)


@pytest.mark.parametrize(
    ("kind", "reads"),
    [
        ("text/plain; format=flowed; delsp=yes", "Shelley Thornbury was seen by Kyle."),
        ("text/plain; format=flowed", "Shelley Thorn bury was seen by Kyle."),
        ("text/plain", "Shelley Thorn\nbury was seen by Kyle."),
    ],
)
def test_lines_that_a_program_broke_are_whole_again(kind: str, reads: str) -> None:
    data = message("Shelley Thorn \r\nbury was seen by Kyle.\r\n", kind)
    assert texts(read(Held("visit.eml", data), Tidying()))[-1] == reads
    assert reads in [t.text.strip().replace(" \n", "\n") for t in read_mail(data, "visit.eml")[0].texts]


def test_a_subject_in_the_bytes_of_an_old_program() -> None:
    data = b"From: tom@x.example\r\nSubject: Visit \x96 Kyle\r\n\r\nSeen.\r\n"
    assert "Subject: Visit – Kyle" in texts(read(Held("visit.eml", data), Tidying()))
    assert "Visit – Kyle" in [t.text for t in read_mail(data, "visit.eml")[0].texts]


def test_a_packed_folder_is_told_and_is_no_draft() -> None:
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as folder:
        folder.writestr("visits/letter.docx", LETTER)
    drafts = read_with_inner(Held("m.eml", with_files(("visits.zip", packed.getvalue()))), Tidying())
    assert len(drafts) == 1
    assert "Attachment 1: a packed folder, not read." in texts(drafts[0])
    assert any("Unpack it" in remark.text for remark in drafts[0].remarks)
