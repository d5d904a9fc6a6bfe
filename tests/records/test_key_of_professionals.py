import io
import time
from dataclasses import replace
from pathlib import Path

import pytest
from docx import Document
from docx.oxml.ns import qn

from redactor.records.key_of_professionals import identified_key_document, key_document
from redactor.sources.residue import Form, check_structure, find_residue
from tests.records.outcomes import NAMES, OUTCOME, USES


def rows(data: bytes) -> list[list[list[str]]]:
    return [[[cell.text for cell in row.cells] for row in table.rows] for table in Document(io.BytesIO(data)).tables]


def test_the_key_lists_every_code_once_professionals_first() -> None:
    professionals, others = rows(key_document(OUTCOME))
    assert professionals == [
        ["Code", "Role", "Agency", "Involvement"],
        ["SW1", "Social worker", "Thornmere Council", "Chronology entry 01/05/2018.\nMentioned 22 times."],
        ["PC1", "Police constable\nAwaiting the board's approval", "", "Mentioned once."],
    ]
    assert others == [
        ["Code", "Relationship or kind", "Involvement"],
        ["Child 1", "Subject", "Chronology entries 09/01/2017 to 02/03/2019.\nMentioned 143 times."],
        ["Mrs A", "Mother of Child 1", "Mentioned 61 times."],
        ["Address A", "Address", "Mentioned 4 times."],
        ["Person 1", "Not stated\nAwaiting the board's approval", "Mentioned twice."],
    ]


def test_dates_lose_their_day_before_publication() -> None:
    professionals, _ = rows(key_document(replace(OUTCOME, profile="publication")))
    assert professionals[1][3].startswith("Chronology entry 05/2018.")


def test_a_key_without_codes_says_so() -> None:
    document = Document(io.BytesIO(key_document(replace(OUTCOME, uses=()))))
    assert not document.tables
    assert any("No professional" in paragraph.text for paragraph in document.paragraphs)


def test_only_minted_codes_are_called_provisional() -> None:
    issued = tuple(use for use in USES if use.issued)
    text = "\n".join(p.text for p in Document(io.BytesIO(key_document(replace(OUTCOME, uses=issued)))).paragraphs)
    assert "provisional" not in text


def test_no_name_stands_anywhere_in_the_key_for_circulation() -> None:
    forms = [Form("x", name) for name in (*NAMES, "Pask", "Rhiannon", "python-docx")]
    assert find_residue(key_document(OUTCOME), forms) == ()
    assert check_structure(key_document(OUTCOME), "publication") == ()


def test_the_restricted_key_has_the_names_and_says_on_every_page_what_it_is() -> None:
    data = identified_key_document(OUTCOME)
    document = Document(io.BytesIO(data))
    professionals, others = rows(data)
    assert professionals[1][:4] == ["SW1", "Ottoline Brack; Ms Brack", "", "Social worker"]  # contact: to fill in
    assert others[2][:3] == ["Mrs A", "Della Pask", "Mother of Rhiannon Pask"]
    assert document.sections[0].header.paragraphs[0].text.startswith("RESTRICTED: names. Not for circulation.")
    assert "RESTRICTED" in document.paragraphs[0].text
    assert "RESTRICTED" in document.core_properties.title


@pytest.mark.parametrize("make", [key_document, identified_key_document])
def test_the_same_outcome_gives_the_same_bytes(make, monkeypatch: pytest.MonkeyPatch) -> None:
    first = make(OUTCOME)
    later = time.time() + 86_400
    monkeypatch.setattr(time, "time", lambda: later)
    assert make(OUTCOME) == first


def test_the_table_is_made_to_be_pasted() -> None:
    document = Document(io.BytesIO(key_document(OUTCOME)))
    section = document.sections[0]
    assert (round(section.page_width.cm, 1), round(section.page_height.cm, 1)) == (21.0, 29.7)
    for table in document.tables:
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
        runs = [run for cell in table._cells for paragraph in cell.paragraphs for run in paragraph.runs]
        assert {run.font.name for run in runs} == {"Arial"}


def test_it_is_a_file_that_opens(tmp_path: Path) -> None:
    path = tmp_path / "key.docx"
    path.write_bytes(key_document(OUTCOME))
    assert Document(path).paragraphs[0].text == "Key of professionals"
