import pytest

from redactor.sources.finding import Severity
from redactor.sources.structure import check_structure
from tests.checks.packages import NAMESPACES, package, paragraph, relationships


def links(*rows: tuple[str, str, str], of: str = "document") -> bytes:
    return package(**{f"word/_rels/{of}.xml.rels": relationships(*rows)})


@pytest.mark.parametrize(
    ("data", "rule", "place"),
    [
        (package('<w:p><w:ins w:author="x"><w:r/></w:ins></w:p>'), "tracked-changes", "body"),
        (package('<w:p><w:pPr><w:rPr><w:del w:author="x"/></w:rPr></w:pPr></w:p>'), "tracked-changes", "body"),
        (package("<w:p><w:pPr><w:pPrChange/></w:pPr></w:p>"), "tracked-changes", "body"),
        (package(**{"word/header1.xml": f"<w:hdr {NAMESPACES}><w:moveTo/></w:hdr>"}), "tracked-changes", "header 1"),
        (package('<w:p><w:commentRangeStart w:id="1"/></w:p>'), "comments", "body"),
        (package(**{"word/comments.xml": f"<w:comments {NAMESPACES}/>"}), "comments", "comments"),
        (links(("comments", "notes.xml", "")), "comments", "link target"),
        (package(**{"word/people.xml": "<people/>"}), "people", "people"),
        (package(**{"docProps/custom.xml": "<Properties/>"}), "custom-properties", "custom properties"),
        (
            links(("attachedTemplate", "file:///C:/x.dotm", "External"), of="settings"),
            "attached-template",
            "link target",
        ),
        (links(("hyperlink", "file://server/x.docx", "External")), "external-link", "link target"),
        (links(("hyperlink", "..\\x.docx", "External")), "external-link", "link target"),
        (links(("image", "https://x.test/p.png", "External")), "external-link", "link target"),
        (links(("oleObject", "file:///C:/x.xlsx", "External")), "external-link", "link target"),
    ],
)
@pytest.mark.parametrize(
    ("profile", "severity"),
    [("working", Severity.LOOK), ("submission", Severity.MUST_FIX), ("publication", Severity.MUST_FIX)],
)
def test_what_must_not_be_in_a_written_file_is_found(
    data: bytes, rule: str, place: str, profile: str, severity: Severity
) -> None:
    (finding,) = check_structure(data, profile)
    assert (finding.rule, finding.place, finding.severity, finding.code) == (rule, place, severity, "")


@pytest.mark.parametrize(
    "data",
    [
        package(),
        package(paragraph("ins del comment")),
        links(("hyperlink", "https://x.test/guidance", "External"), ("hyperlink", "mailto:office@x.test", "External")),
        links(("styles", "styles.xml", ""), ("image", "media/image1.png", "")),
    ],
)
def test_an_ordinary_file_has_no_finding(data: bytes) -> None:
    assert check_structure(data, "submission") == ()


@pytest.mark.parametrize(
    ("data", "place"), [(b"", "the file"), (package(**{"word/settings.xml": "<w:settings"}), "settings")]
)
def test_what_cannot_be_read_is_a_finding(data: bytes, place: str) -> None:
    (finding,) = check_structure(data, "working")
    assert (finding.rule, finding.place, finding.severity) == ("part-unreadable", place, Severity.MUST_FIX)
