# ruff: noqa: E501 - a case is a line
"""Other formats go the whole way: anonymised, explained, checked, recoded and opened for review like Word files."""

from __future__ import annotations

import io
import json
import zipfile
from email.message import EmailMessage
from pathlib import Path

import docx as python_docx
import pytest

from redactor.base.given import Held
from redactor.case.opening import Request
from redactor.review.session import Review
from tests.documents.builders import docx
from tests.drafts import redactor

from .compound import compound_file, outlook
from .office import made, needs_office

NAMES = ("Kyle", "Shelley", "Thornbury", "Bellweather", "Oakshott", "Nandakumar", "Ludgate")


def codes(path: Path) -> Path:
    path.write_text(
        "Code,Name,Kind,Role,Agency\nChild 1,Kyle Thornbury,subject,,\nMother,Shelley Thornbury,family,mother,\n"
        "SW1,Tom Bellweather,professional,Social Worker,Northmoor Council\nN1,Anjali Nandakumar,professional,Nurse,Northmoor NHS\n"
        "SW2,Jo Oakshott,professional,Social Worker,Northmoor Council\nSW3,Zoe Ludgate,professional,Social Worker,Northmoor Council\n",
        encoding="utf-8",
    )
    return path


def words(path: Path) -> str:
    """All text of a Word file's parts."""
    with zipfile.ZipFile(path) as archive:
        return " ".join(archive.read(n).decode("utf-8", "replace") for n in archive.namelist())


def paragraphs(path: Path) -> list[str]:
    return [p.text for p in python_docx.Document(str(path)).paragraphs if p.text]


@needs_office
@pytest.mark.parametrize("ending", ["odt", "doc", "rtf"])
def test_a_draft_in_another_format_comes_out_as_a_word_file_without_names(ending: str, tmp_path: Path) -> None:
    draft, listed, out = tmp_path / f"letter.{ending}", codes(tmp_path / "codes.csv"), tmp_path / "out"
    draft.write_bytes(made(ending))
    done = redactor("anonymise", draft, "--codes", listed, "--out", out)
    assert done.code in (0, 1), done
    result = out / "letter.anonymised.docx"
    assert not [n for n in NAMES if n in words(result)]
    assert "Child 1 was seen by SW1. Mother was there." in paragraphs(result)[0]
    assert "N1 rang." in words(result)
    assert draft.read_bytes() == made(ending)
    assert redactor("check", result, "--codes", listed).code == 0
    checked = redactor("check", draft, "--codes", listed, "--json")
    assert checked.code == 1
    found = {f["rule"] for f in json.loads(checked.out)["findings"]}
    assert {"identity-listed", "comments", "tracked-changes"} <= found
    told = redactor("explain", "SW1", "--codes", listed)
    assert told.code == 0
    assert "letter.anonymised.docx" in told.out
    assert redactor("inspect", draft).code == 1


def mail() -> bytes:
    made_of = EmailMessage()
    made_of["From"] = '"Bellweather, Tom" <tom.bellweather@northmoor.example>'
    made_of["To"] = "Anjali Nandakumar <a@nhs.example>"
    made_of["Subject"] = "Fw: Kyle Thornbury"
    made_of["X-User"] = "Ludgate"
    made_of.set_content("Hi Anjali,\n\nKyle was seen.\n\nRegards\nTom\n\n> From: Shelley Thornbury\n> Please ring.\n")
    letter = docx('w:p(w:r(w:t"Jo Oakshott wrote to Shelley Thornbury."))')
    made_of.add_attachment(
        letter, maintype="application", subtype="octet-stream", filename="letter to Shelley Thornbury.docx"
    )
    return made_of.as_bytes()


def test_a_message_and_its_attachment_are_drafts_of_one_case(tmp_path: Path) -> None:
    draft, listed, out = tmp_path / "mail.eml", codes(tmp_path / "codes.csv"), tmp_path / "out"
    draft.write_bytes(mail())
    done = redactor("anonymise", draft, "--codes", listed, "--out", out, "--json")
    assert done.code in (0, 1), done
    files = json.loads(done.out)["files"]
    assert files[:2] == ["mail.anonymised.docx", "mail attachment 1 (letter to Mother).anonymised.docx"]
    said = [words(out / f) for f in files[:2]]
    assert not [n for n in NAMES for text in said if n in text]
    assert paragraphs(out / files[0])[:4] == [
        'From: "SW1" <[e-mail address removed]>', "To: N1 <[e-mail address removed]>", "Subject: Fw: Child 1", "Hi N1,",
    ]  # fmt: skip
    assert "SW2 wrote to Mother." in paragraphs(out / files[1])
    assert not [
        n
        for n in NAMES
        if n in (out / "report.html").read_text("utf-8") or n in (out / "audit.jsonl").read_text("utf-8")
    ]


def test_an_attachment_that_cannot_be_read_awaits_a_person(tmp_path: Path) -> None:
    draft, out = tmp_path / "mail.msg", tmp_path / "out"
    tree = outlook({0x0037: "Visit", 0x1000: "SW1 rang."}, [], [("scan of Kyle Thornbury.pdf", b"%PDF-1.4 x")])
    draft.write_bytes(compound_file(tree))
    done = redactor("anonymise", draft, "--codes", codes(tmp_path / "codes.csv"), "--out", out)
    assert done.code == 1
    assert "Look at: 1 picture or other thing" in done.out
    report = (out / "report.html").read_text("utf-8")
    assert "attachment 1" in report
    assert "The PDF is damaged" in report
    assert "Thornbury" not in report


def test_a_message_is_recoded_as_a_word_file(tmp_path: Path) -> None:
    draft, out = tmp_path / "mail.eml", tmp_path / "out"
    draft.write_bytes(b"From: a@x.example\r\nTo: b@x.example\r\nSubject: SW1\r\n\r\nSW1 rang.\r\n")
    renumbering = tmp_path / "map.csv"
    renumbering.write_text("Old,New\nSW1,SW7\n")
    done = redactor("recode", draft, "--map", renumbering, "--out", out)
    assert done.code in (0, 1), done
    assert "SW7 rang." in paragraphs(out / "mail.recoded.docx")


@needs_office
def test_they_are_opened_for_review_and_finished(tmp_path: Path) -> None:
    given = (Held("letter.odt", made("odt")), Held("mail.eml", mail()))
    request = Request(given, tmp_path / "out", codes(tmp_path / "codes.csv"))
    review = Review(request, "a", lambda *_: None)
    try:
        assert [d.name for d in review.drafts.documents] == [
            "letter.odt", "mail.eml", "mail - attachment 1 (letter to Shelley Thornbury).docx",
        ]  # fmt: skip
        written = review.finish(tmp_path / "out", lambda *_: None)
    finally:
        review.close()
    assert written.files[:2] == ("letter.anonymised.docx", "mail.anonymised.docx")
    for name in written.files[:3]:
        assert zipfile.is_zipfile(io.BytesIO((tmp_path / "out" / name).read_bytes()))
        assert not [n for n in NAMES if n in words(tmp_path / "out" / name)]
