# ruff: noqa: E501 - a case is a line
"""Pictures: what describes them goes, what they show stays byte for byte."""

import struct
import zlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redactor.documents.word import pictures

from .builders import docx, opened, png, unzipped

SECRET = b"Okafor"


def jpeg(*segments: tuple[int, bytes], scan: bytes = b"\x12\xff\x00\x34\xff\xd0\x56") -> bytes:
    body = b"".join(b"\xff" + bytes([marker]) + struct.pack(">H", len(data) + 2) + data for marker, data in segments)
    return b"\xff\xd8" + body + b"\xff\xda\x00\x04\x01\x02" + scan + b"\xff\xd9"


def exif(orientation: int, extra: bytes = b"") -> bytes:
    entry = struct.pack("<HHIHH", 0x112, 3, 1, orientation, 0)
    return b"Exif\0\0II*\0\x08\0\0\0\x01\0" + entry + b"\0\0\0\0" + extra


def gif(*extensions: bytes) -> bytes:
    return b"GIF89a\x01\0\x01\0\x80\0\0" + b"\0\0\0\xff\xff\xff" + b"".join(extensions) + \
        b"\x2c\0\0\0\0\x01\0\x01\0\0\x02\x02\x44\x01\0\x3b"  # fmt: skip


def tiff(text: bytes) -> bytes:
    text += b"\0"
    offset = struct.pack("<I", 8 + 2 + 2 * 12 + 4)
    width = struct.pack("<HHIHH", 256, 3, 1, 7, 0)
    artist = struct.pack("<HHI", 315, 2, len(text)) + (text if len(text) == 4 else offset)
    return b"II*\0\x08\0\0\0\x02\0" + width + artist + b"\0\0\0\0" + (b"" if len(text) == 4 else text)


def webp() -> bytes:
    chunks = b"VP8X" + struct.pack("<I", 10) + b"\x0c" + bytes(9) + b"VP8 " + struct.pack("<I", 4) + b"data"
    chunks += b"EXIF" + struct.pack("<I", 6) + SECRET + b"XMP " + struct.pack("<I", 6) + SECRET
    return b"RIFF" + struct.pack("<I", len(chunks) + 4) + b"WEBP" + chunks


CASES = {
    "PNG text": (png((b"tEXt", b"Author\0" + SECRET)), png()),
    "PNG compressed text": (png((b"zTXt", b"A\0\0" + zlib.compress(SECRET)), (b"eXIf", SECRET), (b"iTXt", SECRET)), png()),
    "PNG time": (png((b"tIME", SECRET + b"x")), png()),
    "PNG own chunk": (png((b"prVt", SECRET)), png()),
    "PNG looks": (png((b"gAMA", b"1234"), (b"pHYs", b"123456789")), png((b"gAMA", b"1234"), (b"pHYs", b"123456789"))),
    "PNG profile": (png((b"iCCP", SECRET + b"\0\0profile")), png((b"iCCP", b"profile\0\0profile"))),
    "PNG with something after it": (png() + SECRET, png()),
    "JPEG EXIF": (jpeg((0xE1, b"Exif\0\0" + SECRET)), jpeg()),
    "JPEG XMP": (jpeg((0xE1, b"http://ns.adobe.com/xap/1.0/\0" + SECRET)), jpeg()),
    "JPEG IPTC": (jpeg((0xED, b"Photoshop 3.0\0" + SECRET)), jpeg()),
    "JPEG comment": (jpeg((0xFE, SECRET)), jpeg()),
    "JPEG that lies on its side": (jpeg((0xE1, exif(6, SECRET))), jpeg((0xE1, pictures._upright(6)[4:]))),
    "JPEG upright": (jpeg((0xE1, exif(1, SECRET))), jpeg()),
    "JPEG tables": (jpeg((0xDB, b"table"), (0xEE, b"Adobe\0d\0\0\0\0\0")), jpeg((0xDB, b"table"), (0xEE, b"Adobe\0d\0\0\0\0\0"))),
    "JPEG thumbnail": (jpeg((0xE0, b"JFIF\0\x01\x01\0\0\x01\0\x01\x01\x02" + SECRET)), jpeg((0xE0, b"JFIF\0\x01\x01\0\0\x01\0\x01\0\0"))),
    "JPEG with something after it": (jpeg() + SECRET, jpeg()),
    "GIF comment": (gif(b"\x21\xfe\x06" + SECRET + b"\0"), gif()),
    "GIF XMP": (gif(b"\x21\xff\x0bXMP DataXMP\x06" + SECRET + b"\0"), gif()),
    "GIF animation": (gif(b"\x21\xff\x0bNETSCAPE2.0\x03\x01\0\0\0"), gif(b"\x21\xff\x0bNETSCAPE2.0\x03\x01\0\0\0")),
    "GIF with something after it": (gif() + SECRET, gif()),
    "BMP with something after it": (b"BM" + struct.pack("<I", 54) + bytes(48) + SECRET, b"BM" + struct.pack("<I", 54) + bytes(48)),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_what_describes_a_picture_goes_and_its_pixels_stay(name: str) -> None:
    before, after = CASES[name]
    assert pictures.without_metadata(before) == after
    assert pictures.without_metadata(after) == after


@pytest.mark.parametrize("data", [tiff(SECRET), tiff(b"abc"), webp()], ids=["TIFF", "TIFF inline", "WebP"])
def test_blanked_in_place(data: bytes) -> None:
    clean = pictures.without_metadata(data)
    assert SECRET not in clean
    assert b"abc" not in clean
    assert pictures.kind(clean) == pictures.kind(data)
    assert (b"data" in clean) == (b"data" in data)
    assert pictures.without_metadata(clean) == clean


@given(st.sampled_from(sorted(CASES)), st.data())
def test_broken_pictures_raise_value_errors_and_nothing_else(name: str, data: st.DataObject) -> None:
    broken = bytearray(CASES[name][0])
    position = data.draw(st.integers(0, len(broken) - 1))
    broken[position] = data.draw(st.integers(0, 255))
    del broken[data.draw(st.integers(position, len(broken))) :]
    try:
        clean = pictures.without_metadata(bytes(broken))
    except ValueError:
        return
    assert isinstance(clean, bytes)


def with_picture(data: bytes, name: str = "image1.png", crop: str = "", kind: str = "image/png") -> bytes:
    return docx(
        f'w:p(w:r(w:t"x"), w:r(w:drawing(wp:inline(pic:blipFill(a:blip[r:embed=rId1]{crop})))))',
        parts={f"word/media/{name}": (kind, data)},
        links={"rId1": ("image", f"media/{name}")},
    )


def rules(data: bytes, folder: Path) -> dict[str, str]:
    """The rules of the remarks that ask for a look, with their places."""
    return {r.rule: r.place for r in opened(data, folder).rewritten([]).remarks if r.needs_a_look}


@pytest.mark.parametrize(
    ("crop", "rule"),
    [
        ("", "picture"),
        (", a:srcRect", "picture"),
        (", a:srcRect[l=0;t=0%]", "picture"),
        (", a:srcRect[l=-2000]", "picture"),
        (", a:srcRect[l=5000]", "picture-cropped"),
    ],
)
def test_every_picture_is_listed_by_place_for_a_person(crop: str, rule: str, tmp_path) -> None:
    assert rules(with_picture(png(), crop=crop), tmp_path) == {rule: "paragraph 1"}


@pytest.mark.parametrize(
    ("attributes", "rule"),
    [
        ("", "picture"),
        (";cropleft=0;croptop=0f;cropright=.0", "picture"),
        (";cropbottom=6554f", "picture-cropped"),
        (";cropright=.25", "picture-cropped"),
    ],
)
def test_a_picture_of_the_older_kind_is_seen_to_be_cropped(attributes: str, rule: str, tmp_path) -> None:
    draft = docx(
        f"w:p(w:r(w:pict(v:shape(v:imagedata[r:id=rId1{attributes}]))))",
        parts={"word/media/image1.png": ("image/png", png())},
        links={"rId1": ("image", "media/image1.png")},
    )
    assert rules(draft, tmp_path) == {rule: "paragraph 1"}


@pytest.mark.parametrize(
    ("kind", "target", "rule"),
    [
        ("hyperlink", "!file:///S:/Okafor/plan.docx", "external-removed"),
        ("hyperlink", "!plan.docx", "external-removed"),
        ("somethingNew", "!plan.docx", "external-removed"),
        ("attachedTemplate", "!file:///S:/Okafor/letter.dotx", "metadata-removed"),
        ("image", "!file:///S:/Okafor/photo.jpg", "picture-linked"),
        ("IMAGE", "!photo.jpg", "picture-linked"),
    ],
)
def test_what_lies_outside_the_file_is_called_what_it_is(kind: str, target: str, rule: str, tmp_path) -> None:
    written = opened(docx('w:p(w:r(w:t"x"))', links={"rId1": (kind, target)}), tmp_path).rewritten([])
    assert {r.rule: r.needs_a_look for r in written.remarks} == {rule: rule == "picture-linked"}
    assert not any(b"TargetMode" in data for data in unzipped(written.data).values())


def test_a_picture_of_a_kind_that_is_not_listed_is_said_to_be_missing(tmp_path) -> None:
    draft = with_picture(b"%PDF-1.7 " + SECRET, "image1.pdf", kind="application/pdf")
    assert rules(draft, tmp_path) == {"picture-removed": "file"}
    assert not any(SECRET in data for data in unzipped(opened(draft, tmp_path).rewritten([]).data).values())


def test_a_picture_whose_type_is_wrong_stays_under_the_right_one(tmp_path) -> None:
    draft = with_picture(png((b"tEXt", b"Author\0" + SECRET)), kind="application/octet-stream")
    members = unzipped(opened(draft, tmp_path).rewritten([]).data)
    assert members["word/media/image1.png"] == png()
    assert b"image/png" in members["[Content_Types].xml"]


def test_a_picture_that_is_none_is_taken_out(tmp_path) -> None:
    written = opened(with_picture(b"PK\x03\x04 not a picture " + SECRET), tmp_path).rewritten([])
    assert "picture-removed" in {r.rule for r in written.remarks}
    members = unzipped(written.data)
    assert not [name for name in members if "media" in name]
    assert b"r:embed" not in members["word/document.xml"]


def test_a_picture_is_named_by_what_it_is(tmp_path) -> None:
    members = unzipped(opened(with_picture(jpeg()), tmp_path).rewritten([]).data)
    assert b'PartName="/word/media/image1.png" ContentType="image/jpeg"' in members["[Content_Types].xml"] or (
        b'Extension="png" ContentType="image/jpeg"' in members["[Content_Types].xml"]
    )
