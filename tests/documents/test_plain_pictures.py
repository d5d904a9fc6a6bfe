"""A drawn page as an uncompressed picture packs a thousand to one, and is no bomb; what only says that it is a picture is."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest

from redactor.documents import DocumentError
from redactor.documents.word import archive
from redactor.sources.readers import read_source

from .builders import docx, opened, unzipped

_SIZE = 3 * 2**20


def bitmap(size: int = _SIZE, *, told: int | None = None) -> bytes:
    """A white page of so many bytes."""
    return struct.pack("<2sIHHI", b"BM", size if told is None else told, 0, 0, 54) + bytes(40) + b"\xff" * (size - 54)


def metafile(size: int = _SIZE, *, told: int | None = None) -> bytes:
    """An enhanced metafile that draws nothing."""
    head = struct.pack("<II32s4sII", 1, 108, b"", b" EMF", 0x10000, size if told is None else told)
    return head + bytes(size - len(head))


def with_pictures(*pictures: bytes, ending: str = "bmp") -> bytes:
    """A draft with these pictures."""
    names = [f"word/media/image{n}.{ending}" for n in range(len(pictures))]
    shown = "".join(
        f", w:p(w:r(w:drawing(wp:inline(a:graphic(a:graphicData(pic:pic(pic:blipFill(a:blip[r:embed=rId{n}]))))))))"
        for n in range(len(names))
    )
    return docx(
        'w:p(w:r(w:t"Genogram"))' + shown,
        parts={name: ("image/x", data) for name, data in zip(names, pictures, strict=True)},
        links={f"rId{n}": ("image", name.removeprefix("word/")) for n, name in enumerate(names)},
    )


@pytest.mark.parametrize("picture", [bitmap(), metafile(), b"II*\0" + bytes(_SIZE), b"\xd7\xcd\xc6\x9a" + bytes(_SIZE)])
def test_a_plain_picture_is_read_written_and_checked(picture: bytes, tmp_path: Path) -> None:
    data = with_pictures(picture)
    assert len(data) * 100 < len(picture)
    document = opened(data, tmp_path)
    assert [p.text for p in document.passages if p.text == "Genogram"]
    written = unzipped(document.rewritten([]).data)
    assert any(len(member) == len(picture) for member in written.values()), written.keys()
    assert not read_source(tmp_path / "draft.docx").unreadable


@pytest.mark.parametrize(
    "bomb", [bitmap(told=1000), metafile(told=1000), b"BM" + bytes(_SIZE), bytes(_SIZE), b"\x89PNG" + bytes(_SIZE)]
)
def test_what_is_no_such_picture_is_a_bomb(bomb: bytes, tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match="far more"):
        opened(with_pictures(bomb), tmp_path)


def test_all_such_pictures_together_have_a_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert archive.MAX_PLAIN_PICTURES == 128 * 2**20
    monkeypatch.setattr(archive, "MAX_PLAIN_PICTURES", 2 * _SIZE)
    assert len(archive.unpack(with_pictures(bitmap(), metafile())))
    with pytest.raises(DocumentError, match="far more"):
        archive.unpack(with_pictures(bitmap(), metafile(), bitmap()))


def test_a_page_in_colours_at_the_resolution_of_a_scanner_is_read(tmp_path: Path) -> None:
    """A4, 300 dots to the inch: 26 MB of white in 25 kB."""
    document = opened(with_pictures(bitmap(26_099_574)), tmp_path)
    assert document.rewritten([]).data
