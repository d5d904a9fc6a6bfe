# ruff: noqa: E501 - a case is a line
"""Files that are not read: each attack and each wrong kind of file is met with a sentence that names no one."""

import io
import struct
import zipfile

import pytest

from redactor.base import bounded
from redactor.documents import DocumentError, Tidying, read
from redactor.documents.word import archive

from .builders import OFFICE, TYPE, docx, opened, part, unzipped, zipped

SECRET = "Okafor"
GOOD = docx(f'w:p(w:r(w:t"{SECRET}"))')


def edited(**members: str | bytes | None) -> bytes:
    """The good file with members replaced, or left out where None."""
    content: dict[str, str | bytes] = dict(unzipped(GOOD))
    for name, data in members.items():
        if data is None:
            del content[name]
        else:
            content[name] = data
    return zipped(content)


def with_entries(*names: str) -> bytes:
    """The good file with further entries of these names."""
    target = io.BytesIO(GOOD)
    with zipfile.ZipFile(target, "a", zipfile.ZIP_DEFLATED) as file:
        for name in names:
            file.writestr(zipfile.ZipInfo(name), b"x")
    return target.getvalue()


def duplicate() -> bytes:
    target = io.BytesIO(GOOD)
    with pytest.warns(UserWarning, match="Duplicate"), zipfile.ZipFile(target, "a") as file:
        file.writestr("word/document.xml", part('w:p(w:r(w:t"another"))'))
    return target.getvalue()


def overlapping() -> bytes:
    """Two directory entries for the same bytes, one after another: a small file that unpacks to a large one."""
    data = bytearray(zipped({"aa": b"x" * 100, "ab": b"x" * 100}))
    first, second = (m for m in _finds(data, b"PK\x01\x02"))
    data[second + 42 : second + 46] = data[first + 42 : first + 46]
    data[second + 46 : second + 48] = b"ab"
    return bytes(data)


def _finds(data: bytes, mark: bytes) -> list[int]:
    found, position = [], data.find(mark)
    while position >= 0:
        found.append(position)
        position = data.find(mark, position + 1)
    return found


def flagged(bit: int) -> bytes:
    data = bytearray(GOOD)
    for mark, offset in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        for position in _finds(data, mark):
            data[position + offset] |= bit
    return bytes(data)


def other_local_name() -> bytes:
    data = bytearray(GOOD)
    position = data.find(b"word/document.xml")
    data[position : position + 17] = b"word/documenu.xml"
    return bytes(data)


def wrong_checksum() -> bytes:
    data = bytearray(GOOD)
    for position in _finds(data, b"PK\x01\x02"):
        data[position + 16] ^= 0xFF
    return bytes(data)


def deep(levels: int) -> str:
    table = "<w:tbl><w:tr><w:tc>" * levels + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * levels
    return part("").replace("<w:body>", f"<w:body>{table}")


def compound(*streams: str) -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + b"".join(name.encode("utf-16-le") for name in streams)


DTD = f'<!DOCTYPE w:document [<!ENTITY n "{SECRET}">]>'
MAIN = part('w:p(w:r(w:t"x"))')

ATTACKS = {
    "entity": (edited(**{"word/document.xml": DTD + MAIN.replace(">x<", ">&n;<")}), "document type definition"),
    "entity in UTF-16": (
        edited(**{"word/document.xml": (DTD + MAIN).encode("utf-16")}),
        "document type definition",
    ),
    "external entity": (
        edited(**{"word/document.xml": '<!DOCTYPE w:document SYSTEM "file:///etc/hostname">' + MAIN}),
        "document type definition",
    ),
    "name twice": (None, "same name"),
    "name twice but for case": (with_entries("Word/Document.XML"), "same name"),
    "climbing name": (with_entries("../../evil.xml"), "leads out"),
    "absolute name": (with_entries("/evil.xml"), "leads out"),
    "drive": (with_entries("C:/evil.xml"), "leads out"),
    "backslash": (with_entries("word\\evil.xml"), "leads out"),
    "control character": (with_entries("word/ev\x07il.xml"), "leads out"),
    "overlap": (overlapping(), "disagree|overlap"),
    "encrypted entry": (flagged(1), "encrypted"),
    "two directories": (other_local_name(), "disagree"),
    "checksum": (wrong_checksum(), "checksum"),
    "ratio": (edited(**{"word/media/a.png": bytes(5 * 2**20)}), "far more"),
    "many parts": (with_entries(*(f"x/{n}" for n in range(archive.MAX_ENTRIES))), "more than"),
    "too deep": (edited(**{"word/document.xml": deep(300)}), "damaged"),
    "broken XML": (edited(**{"word/document.xml": MAIN[:-9]}), "damaged"),
    "truncated": (GOOD[: len(GOOD) // 2], "damaged"),
    "no content types": (edited(**{"[Content_Types].xml": None}), "not a Word document"),
    "no body": (edited(**{"word/document.xml": None}), "not a Word document"),
    "a workbook": (
        zipped(
            {
                "[Content_Types].xml": '<Types xmlns="x"><Default Extension="xml" ContentType="application/xml"/></Types>',
                "_rels/.rels": f'<R xmlns="x"><Relationship Id="a" Type="{OFFICE}/officeDocument" Target="xl/w.xml"/></R>',
                "xl/w.xml": "<x/>",
            }
        ),
        "not a Word document",
    ),
    "password": (compound("EncryptedPackage"), "password-protected"),
    "another old file": (compound("VisioDocument"), "Visio"),
    "an old file of no known program": (compound("Contents"), "not a Word document"),
    "PDF": (b"%PDF-1.7", "PDF"),
    "web page": (b"<html>x</html>", "web page"),
    "flat XML": (b'<?xml version="1.0"?><pkg:package/>', "XML file"),
    "plain text": (b"Hello", "not a Word document"),
    "nothing": (b"", "empty"),
}  # fmt: skip


@pytest.mark.parametrize("name", ATTACKS)
def test_unsafe_and_wrong_files_are_refused_with_a_sentence(name: str, tmp_path) -> None:
    data, sentence = ATTACKS[name]
    with pytest.raises(DocumentError, match=sentence) as caught:
        opened(duplicate() if data is None else data, tmp_path)
    message = str(caught.value)
    assert message.endswith(".")
    assert SECRET not in message
    error: BaseException | None = caught.value
    while error is not None:
        assert SECRET not in str(error)
        error = error.__cause__


def test_depth_and_length_that_are_odd_but_safe_are_read(tmp_path) -> None:
    document = opened(edited(**{"word/document.xml": deep(40)}), tmp_path)
    assert document.passages == ()


SIGNED = docx(
    'w:p(w:r(w:t"x"))',
    parts={"_xmlsignatures/origin.sigs": ("application/x", b"")},
    roots={"rId9": ("http://schemas.openxmlformats.org/package/2006/relationships/digital-signature/origin", "_xmlsignatures/origin.sigs")},
)  # fmt: skip
MACROS = docx(
    'w:p(w:r(w:t"x"))',
    main_type="application/vnd.ms-word.document.macroEnabled.main+xml",
    parts={"word/vbaProject.bin": ("application/vnd.ms-office.vbaProject", b"x")},
    links={"rId9": ("http://schemas.microsoft.com/office/2006/relationships/vbaProject", "vbaProject.bin")},
)
CHUNK = docx(
    'w:p(w:r(w:t"x")), w:altChunk[r:id=rId9]',
    parts={"word/chunk.html": ("text/html", f"<p>{SECRET}</p>")},
    links={"rId9": ("aFChunk", "chunk.html")},
)


@pytest.mark.parametrize(
    ("option", "data", "rule"),
    [
        ("signed", SIGNED, "signature-removed"),
        ("macros", MACROS, "macros-removed"),
        ("altchunk", CHUNK, "altchunk-removed"),
    ],
)
def test_signed_macro_and_chunk_files_go_on_only_when_allowed(option: str, data: bytes, rule: str, tmp_path) -> None:
    with pytest.raises(DocumentError, match="allows"):
        opened(data, tmp_path)
    document = opened(data, tmp_path, allow=frozenset({option}))
    written = document.rewritten([])
    assert rule in {remark.rule for remark in written.remarks}
    members = unzipped(written.data)
    assert sorted(members) == ["[Content_Types].xml", "_rels/.rels", "word/document.xml"]
    assert b"altChunk" not in members["word/document.xml"]
    assert f"{TYPE}.document.main+xml".encode() in members["[Content_Types].xml"]
    opened(written.data, tmp_path)


def test_missing_folder_locked_and_owner_files(tmp_path) -> None:
    path = tmp_path / "a long draft.docx"
    with pytest.raises(DocumentError, match="does not exist"):
        read(path, Tidying())
    with pytest.raises(DocumentError, match="folder"):
        read(tmp_path, Tidying())
    path.write_bytes(GOOD)
    assert read(path, Tidying()).name == "a long draft.docx"
    for owner in ("~$long draft.docx", ".~lock.a long draft.docx#"):
        (tmp_path / owner).write_bytes(b"")
        with pytest.raises(DocumentError, match="is open"):
            read(path, Tidying())
        with pytest.raises(DocumentError):
            read(tmp_path / owner, Tidying())
        (tmp_path / owner).unlink()


def test_a_file_that_is_too_large_is_not_read(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr("redactor.documents.files.MAX_FILE", 100)
    with pytest.raises(DocumentError, match="larger"):
        opened(GOOD, tmp_path)


def test_parts_that_unpack_to_too_much_are_not_read(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(bounded, "_here", True)  # read in this process, where the limit is lowered
    monkeypatch.setattr(archive, "MAX_TOTAL", 300)
    with pytest.raises(DocumentError, match="too large"):
        opened(GOOD, tmp_path)


def test_a_stored_entry_that_lies_about_its_size_is_refused(tmp_path) -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as file:
        file.writestr("a", b"0123456789")
    data = bytearray(target.getvalue())
    for mark, offset in ((b"PK\x01\x02", 20), (b"PK\x03\x04", 18)):
        data[data.find(mark) + offset : data.find(mark) + offset + 8] = struct.pack("<II", 90_000, 90_000)
    with pytest.raises(DocumentError, match="damaged"):
        opened(bytes(data), tmp_path)
