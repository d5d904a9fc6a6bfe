"""Words of a Word file that the eye cannot read although they are not hidden; what can be read is left alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from redactor.sources.word import read_word
from tests.blank import blank_word

_W14 = 'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'


def told(tmp_path: Path, run: str = "", paragraph: str = "", row: str = "") -> list[str]:
    made = blank_word()
    made.add_paragraph("What can be read stands here.")
    where = made.add_table(rows=1, cols=1) if row else None
    one = where.cell(0, 0).paragraphs[0] if where is not None else made.add_paragraph()
    if where is not None:
        where.rows[0]._tr.get_or_add_trPr().append(parse_xml(f"<w:trHeight {nsdecls('w')} {row}/>"))
    one._p.append(parse_xml(f"<w:r {nsdecls('w')} {_W14}><w:rPr>{run}</w:rPr><w:t>Nobody was told of it.</w:t></w:r>"))
    if paragraph:
        one._p.insert(0, parse_xml(f"<w:pPr {nsdecls('w')}>{paragraph}</w:pPr>"))
    made.save(str(tmp_path / "file.docx"))
    found = read_word((tmp_path / "file.docx").read_bytes(), "file.docx").facts
    return [f.detail for f in found if f.rule == "disguised-text"]


@pytest.mark.parametrize(
    "run",
    [
        '<w:color w:val="FDFDFD"/>',
        '<w:color w:val="FFFF00"/><w:highlight w:val="yellow"/>',
        '<w:color w:val="000000"/><w:highlight w:val="darkBlue"/>',
        '<w:color w:val="000000"/><w:shd w:val="clear" w:color="auto" w:fill="101010"/>',
        '<w:shd w:val="solid" w:color="000000" w:fill="auto"/>',
        '<w:shd w:val="solid" w:color="auto" w:fill="FFFFFF"/>',
        "<w14:textFill><w14:noFill/></w14:textFill>",
        '<w:color w:val="000000"/><w14:textFill><w14:solidFill><w14:srgbClr w14:val="FFFFFF"/></w14:solidFill></w14:textFill>',
        '<w:spacing w:val="-400"/>',
        '<w:w w:val="1"/>',
        '<w:sz w:val="2"/>',
        '<w:position w:val="3000"/>',
        '<w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/>',
        '<w14:textFill><w14:solidFill><w14:srgbClr w14:val="000000"><w14:alpha w14:val="100000"/></w14:srgbClr></w14:solidFill>'
        "</w14:textFill>",
    ],
)
def test_a_run_that_cannot_be_read(tmp_path: Path, run: str) -> None:
    assert len(told(tmp_path, run)) == 1


@pytest.mark.parametrize(
    ("paragraph", "row"),
    [
        ('<w:spacing w:line="20" w:lineRule="exact"/>', ""),
        ('<w:ind w:left="-20000"/>', ""),
        ('<w:ind w:left="20000"/>', ""),
        ('<w:framePr w:x="30000" w:y="1"/>', ""),
        ("", 'w:val="1" w:hRule="exact"'),
    ],
)
def test_a_paragraph_that_cannot_be_seen(tmp_path: Path, paragraph: str, row: str) -> None:
    assert len(told(tmp_path, paragraph=paragraph, row=row)) == 1


@pytest.mark.parametrize(
    "run",
    [
        '<w:color w:val="FFFFFF"/><w:shd w:val="clear" w:fill="1F3864"/>',
        '<w:shd w:val="clear" w:fill="D9E2F3"/>',
        '<w:highlight w:val="yellow"/>',
        '<w:color w:val="808080"/>',
        '<w:color w:val="FFFFFF"/><w:highlight w:val="darkBlue"/>',
        '<w:spacing w:val="-10"/>',
        '<w:w w:val="80"/>',
        '<w:shd w:val="solid" w:color="FFF2CC" w:fill="auto"/>',
        '<w14:textFill><w14:solidFill><w14:srgbClr w14:val="000000"/></w14:solidFill></w14:textFill><w:color w:val="FFFFFF"/>',
        "",
    ],
)
def test_a_run_that_can_be_read(tmp_path: Path, run: str) -> None:
    assert told(tmp_path, run) == []


def test_a_paragraph_that_can_be_seen(tmp_path: Path) -> None:
    assert (
        told(tmp_path, paragraph='<w:ind w:left="720" w:firstLine="-360"/><w:spacing w:line="240" w:lineRule="exact"/>')
        == []
    )
    assert told(tmp_path, row='w:val="400" w:hRule="exact"') == []
