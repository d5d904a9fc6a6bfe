"""Messages and files of other formats are dropped on the page like Word files."""

from __future__ import annotations

from pathlib import Path

from tests.web.served import served

from .office import made, needs_office
from .test_commands import NAMES, codes, mail, words


@needs_office
def test_a_message_and_an_opendocument_text_are_dropped_reviewed_and_written(tmp_path: Path) -> None:
    message, letter = tmp_path / "mail.eml", tmp_path / "letter.odt"
    message.write_bytes(mail())
    letter.write_bytes(made("odt"))
    out = tmp_path / "out"
    with served(codes=codes(tmp_path / "codes.csv"), key_map=tmp_path / "k" / "map", out=out) as client:
        client.enter().give(message)
        assert "letter.odt" in client.give(letter)
        client.post("/open-case", {"who": "J Bell", "profile": "submission", "out": str(out)})
        page = client.wait()
        assert "letter.odt" in page
        assert "mail - attachment 1" in page
        client.post("/finish", {"folder": str(out)})
        client.wait()
    for name in ("mail.anonymised.docx", "letter.anonymised.docx"):
        assert not [n for n in NAMES if n in words(out / name)]


def test_the_start_page_says_what_it_takes(tmp_path: Path) -> None:
    with served(codes=codes(tmp_path / "codes.csv"), key_map=tmp_path / "k" / "map", out=tmp_path / "out") as client:
        client.enter()
        shown = client.get("/").text.partition('id="choose-drafts-hint"')[2].partition("</div>")[0]
        for each in (".docx", ".doc", ".xlsx", "PDF", ".odt", ".rtf", ".eml", ".msg"):
            assert each in shown, each
