"""One fault a rule, put into a clean report: that rule fires, and no other."""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from docx.document import Document
from docx.oxml import parse_xml
from docx.shared import RGBColor

from redactor.case.profiles import Profile
from redactor.checks.rules import RULES
from redactor.checks.run import Checked, CheckRequest, check
from redactor.sources.finding import Severity
from tests.checks.clean_imr import document, formatted, packed, repacked, say, write
from tests.checks.packages import OFFICE
from tests.drafts import board_list

Fault = Callable[[Document], object]
Spoil = Callable[[bytes], bytes]
NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)


def sentence(text: str) -> Fault:
    return lambda made: say(made, text)


def cell(table: int, row: int, column: int, text: str) -> Fault:
    def fault(made: Document) -> None:
        run = made.tables[table].cell(row, column).paragraphs[0].runs[0]
        run.text = text

    return fault


def run_with(text: str, name: str, **attributes: str) -> Fault:
    return lambda made: formatted(say(made, text), name, **attributes)


def guidance(made: Document) -> None:
    run = say(made, "Say here what the agency has learned from this case.")
    run.italic = True
    run.font.color.rgb = RGBColor(0, 0, 0xFF)


def comment(made: Document) -> None:
    made.add_comment(made.paragraphs[-1].runs[-1] if made.paragraphs[-1].runs else say(made, "It is so."), "Is it?")


def tracked(made: Document) -> None:
    made.paragraphs[-1]._p.append(
        parse_xml(f'<w:ins {NAMESPACES} w:id="9" w:author="Author"><w:r><w:t> More of it.</w:t></w:r></w:ins>')
    )


def shape(made: Document) -> None:
    say(made, "Nobody asked why.")._r.append(
        parse_xml(
            f"<w:drawing {NAMESPACES}><wp:anchor behindDoc='0' simplePos='0' relativeHeight='2' locked='0' "
            "layoutInCell='1' allowOverlap='1'><wp:simplePos x='0' y='0'/><wp:extent cx='900000' cy='200000'/>"
            "<wp:wrapNone/><wp:docPr id='77' name='Rectangle 1'/><a:graphic><a:graphicData "
            "uri='http://schemas.microsoft.com/office/word/2010/wordprocessingShape'><wps:wsp><wps:spPr>"
            "<a:solidFill><a:srgbClr val='000000'/></a:solidFill></wps:spPr><wps:bodyPr/></wps:wsp>"
            "</a:graphicData></a:graphic></wp:anchor></w:drawing>"
        )
    )


def picture(made: Document) -> None:
    rows = b"".join(b"\0" + bytes([x * 20, x * 9, x]) * 8 for x in range(8))

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", 8, 8, 8, 2, 0, 0, 0)
    png = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
    made.add_picture(BytesIO(png))


def sample_row(made: Document) -> None:
    row = made.tables[1].add_row()
    for target, text in zip(
        row.cells, ("Child 1", "n/a", "01/01/00", "17/11/09", "Address A", "White British, CoE"), strict=True
    ):
        run = target.paragraphs[0].add_run(text)
        run.font.size = made.tables[1].cell(0, 0).paragraphs[0].runs[0].font.size


def author_named(made: Document) -> None:
    row = made.tables[0].add_row()
    for target, text in zip(row.cells, ("Author", "Marjorie Twelvetrees, Principal Officer"), strict=True):
        run = target.paragraphs[0].add_run(text)
        run.font.size = made.tables[0].cell(0, 0).paragraphs[0].runs[0].font.size


def key_row(*texts: str) -> Fault:
    def fault(made: Document) -> None:
        table = made.tables[-1]
        row = table.add_row()
        for target, text in zip(row.cells, texts, strict=True):
            run = target.paragraphs[0].add_run(text)
            run.font.size = table.cell(0, 0).paragraphs[0].runs[0].font.size

    return fault


def two_editions(made: Document) -> None:
    say(made, "Codes are those of the code list, edition 1.")
    say(made, "The appendix was made with the code list, edition 2.")


def prop(name: str, text: str) -> Fault:
    return lambda made: setattr(made.core_properties, name, text)


def font(made: Document) -> None:
    for text in ("The council has changed how it works with fathers and says so.",) * 3:
        say(made, text).font.name = "Georgia"


TEXT_FAULTS: list[tuple[str, Fault]] = [
    ("identity-listed", sentence("Then Varnham shouted at the children in the street.")),
    ("identity-listed", sentence("The children slept at 14 Teasel Road again.")),
    ("identity-suspected", sentence("Her neighbour, Mrs Corin Leyburn, rang the office.")),
    ("place-suspected", sentence("The children moved to 9 Pickerel Crescent after the summer.")),
    ("named-as-author", author_named),
    ("identifier", sentence("The NHS number of the child is 999 000 0018.")),
    ("contact", sentence("The office can be rung on 01632 960123.")),
    ("date-of-birth", sentence("The child was born on 3 March 2011.")),
    ("code-unknown", sentence("The meeting was opened by Mrs Q.")),
    ("code-conflict", key_row("SW1", "Health Visitor", "Thornmere Council", "Saw the children")),
    ("code-conflict", sentence("Mrs A, also known as Mr A, came.")),
    ("code-spelling", sentence("In May SW 1 came to the house.")),
    ("role-differs-from-list", sentence("The letter was read by the midwife (SW1) in May.")),
    ("code-without-key", sentence("TM4 read the file.")),
    ("key-unused", key_row("HV7", "Health Visitor", "Thornmere Council", "Saw the children")),
    ("editions-mixed", two_editions),
    ("unresolved", sentence("Then [unresolved 3] came home.")),
    ("template-text", sentence("Type your text in this box")),
    ("template-text", sample_row),
    ("front-sheet", cell(0, 1, 1, "the boy")),
    ("family-table", cell(1, 2, 0, "the mother")),
    ("chronology", cell(2, 1, 1, "morning")),
    ("chronology", cell(2, 1, 4, "perhaps")),
    ("chronology", cell(2, 1, 2, "the boy")),
    ("guidance", guidance),
    ("comments", comment),
    ("tracked-changes", tracked),
    ("hidden-text", run_with("Nobody was told.", "w:vanish")),
    ("disguised-text", run_with("Nobody was told.", "w:highlight", val="black")),
    ("disguised-text", run_with("Nobody was told.", "w:shd", val="clear", fill="000000")),
    ("covered-text", shape),
    ("metadata", prop("last_modified_by", "council laptop")),
    ("picture", picture),
    ("jigsaw", sentence("The boy, aged six, is of Polish descent, lives in the village and has cystic fibrosis.")),
    ("single-office", sentence("The letter was answered by the Chief Constable in the same week.")),
    ("quoted-press", sentence("The newspaper wrote at the time: “Council left children in a cold house”.")),
    ("initials", sentence("The form was signed by the mother with J.V. at its end.")),
    ("abbreviation", sentence("The plan was sent to QZX for approval.")),
    ("font", font),
]


def part(name: str, content: bytes) -> Spoil:
    return lambda data: repacked(data, **{name: content})


def related(kind: str, target: str, mode: str = "") -> Spoil:
    link = f'<Relationship Id="rId900" Type="{OFFICE}/{kind}" Target="{target}"{mode}/></Relationships>'.encode()

    def spoil(data: bytes) -> bytes:
        return repacked(
            data,
            change={"word/_rels/document.xml.rels": lambda old: re.sub(rb"</Relationships>$", link, old.strip())},
        )

    return spoil


MORE = (
    ("TM4", "professional", "Ottoline Prewett", "", "Team Manager", "Thornmere Council", ""),
    ("HV7", "professional", "Benedicta Ashplant", "", "Health Visitor", "Thornmere Council", ""),
)
OUTSIDE = ' TargetMode="External"'
PACKAGE_FAULTS: list[tuple[str, Spoil]] = [
    ("people", part("word/people.xml", b"<people/>")),
    ("custom-properties", part("docProps/custom.xml", b"<Properties/>")),
    (
        "custom-xml",
        part("customXml/item9.xml", b"<form>" + b"<field>the board's own form field</field>" * 3 + b"</form>"),
    ),
    ("building-blocks", part("word/glossary/document.xml", b"<glossaryDocument/>")),
    ("embedded-object", part("word/embeddings/oleObject1.bin", b"\x00\x01\x02\x03" * 8)),
    ("unknown-part", part("word/whatever.bin", b"\x00\x01\x02\x03" * 8)),
    ("signature", part("_xmlsignatures/sig1.xml", b"<Signature/>")),
    ("macros", part("word/vbaProject.bin", b"\x00\x01\x02\x03" * 8)),
    ("external-link", related("image", "file:///S:/team/picture.png", OUTSIDE)),
    ("attached-template", related("attachedTemplate", "file:///S:/team/imr.dotx", OUTSIDE)),
]
PUBLISHED: list[tuple[str, Fault]] = [
    ("exact-age", sentence("The child was 4 years and 7 months old when it began.")),
    ("exact-date", sentence("The council closed the file on 14 June 2019.")),
    ("searchable", sentence("He was convicted of manslaughter after a long trial.")),
]
# tested below by name: they need another file, a key map or settings
ELSEWHERE = {"file-name", "original-beside", "kept-by-list", "other-content"}
AT_THE_BOARD = {
    "needs-no-code",
    "kept-as-nobody",
    "code-awaits-board",
    "code-not-wanted",
}  # in board/test_answers_travel.py and test_errands.py
# in test_registry.py: they need an edition or the board's weights, come with others, or are shown under another's id
THERE = {
    "code-or-building",
    "other-agency",
    "outside-block",
    "another-list",
    "one-code-two-people",
    "code-beside-another",
    "two-codes-one-person",
    "one-code-two-roles",
    "file-name-subject",
    "chronology-subject",
}


# in test_whole_form.py: they need a report that follows a form
IN_A_FORM = {
    "form-section",
    "form-field",
    "form-statement",
    "terms-of-reference",
    "quality-form",
    "chronology-gap",
    "chronology-differs",
}


def checked(folder: Path, data: bytes, profile: Profile = Profile.SUBMISSION, name: str = "imr.docx") -> Checked:
    path = write(folder / "given" / name, data)
    return check(CheckRequest((path,), board_list(folder / "codes.xlsx", *MORE), profile=profile))


def fired(found: Checked) -> dict[str, str]:
    return {finding.rule: finding.around or finding.place for finding in found.findings}


@pytest.mark.parametrize("profile", [Profile.WORKING, Profile.SUBMISSION])
def test_nothing_is_found_in_the_clean_report(tmp_path: Path, profile: Profile) -> None:
    found = checked(tmp_path, packed(document()), profile)
    assert fired(found) == {}
    assert found.exit_code == 0


def test_nothing_is_found_in_the_clean_report_for_publication(tmp_path: Path) -> None:
    assert fired(checked(tmp_path, packed(document(published=True)), Profile.PUBLICATION)) == {}


@pytest.mark.parametrize(("rule", "fault"), TEXT_FAULTS, ids=[f"{n}-{r}" for n, (r, _) in enumerate(TEXT_FAULTS)])
def test_a_fault_in_the_text_is_found_by_its_rule_alone(tmp_path: Path, rule: str, fault: Fault) -> None:
    made = document()
    fault(made)
    found = checked(tmp_path, packed(made))
    assert set(fired(found)) == {rule}, fired(found)
    assert found.exit_code == int(any(f.severity is Severity.MUST_FIX for f in found.findings))


@pytest.mark.parametrize(("rule", "spoil"), PACKAGE_FAULTS, ids=[rule for rule, _ in PACKAGE_FAULTS])
def test_a_fault_in_the_package_is_found_by_its_rule_alone(tmp_path: Path, rule: str, spoil: Spoil) -> None:
    assert set(fired(checked(tmp_path, spoil(packed(document()))))) == {rule}


@pytest.mark.parametrize(("rule", "fault"), PUBLISHED, ids=[rule for rule, _ in PUBLISHED])
def test_a_fault_for_publication_is_found_by_its_rule_alone(tmp_path: Path, rule: str, fault: Fault) -> None:
    made = document(published=True)
    fault(made)
    assert set(fired(checked(tmp_path, packed(made), Profile.PUBLICATION))) == {rule}
    assert rule not in fired(checked(tmp_path, packed(made), Profile.SUBMISSION))


def test_a_name_in_the_name_of_the_file(tmp_path: Path) -> None:
    found = checked(tmp_path, packed(document()), name="Tilly Varnham imr.docx")
    assert set(fired(found)) == {"file-name"}
    assert "Varnham" not in "".join(found.labels.values())


def test_the_draft_beside_the_result(tmp_path: Path) -> None:
    made = document()
    for paragraph in made.paragraphs:
        for run in paragraph.runs:
            run.text = run.text.replace("Child 1", "Tilly Varnham").replace("Mrs A", "Glenda Varnham")
    write(tmp_path / "given" / "first draft.docx", packed(made))
    assert set(fired(checked(tmp_path, packed(document())))) == {"original-beside"}


def test_an_old_result_beside_the_new_one_is_no_draft(tmp_path: Path) -> None:
    write(tmp_path / "given" / "last week.docx", packed(document(published=True)))
    assert fired(checked(tmp_path, packed(document()))) == {}


def test_what_the_board_keeps(tmp_path: Path) -> None:
    made = document()
    say(made, "Her neighbour, Corin Leyburn, rang the office.")
    path = write(tmp_path / "given" / "imr.docx", packed(made))
    (path.parent / "redactor.toml").write_text('[keep]\nnames = ["Corin Leyburn"]\n', encoding="utf-8")
    found = check(CheckRequest((path,), board_list(tmp_path / "codes.xlsx")))
    assert set(fired(found)) == {"kept-by-list"}


def test_every_rule_has_a_fault() -> None:
    seeded = {rule for rule, _ in (*TEXT_FAULTS, *PACKAGE_FAULTS, *PUBLISHED)}
    other_formats = {r for r in RULES if r.startswith(("pdf-", "excel-"))}  # test_pdf_source.py, test_excel_source.py
    assert seeded | ELSEWHERE | AT_THE_BOARD | THERE | IN_A_FORM | other_formats == set(RULES)


def test_every_rule_says_what_to_do() -> None:
    for rule in RULES.values():
        assert rule.title.endswith("."), rule.id
        assert rule.mend.endswith("."), rule.id
