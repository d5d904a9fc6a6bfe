"""PDFs made to keep a program busy, or to hide: a sentence, or a result, within bounds."""

from __future__ import annotations

import io
import random
import time
import zlib
from collections.abc import Callable

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from redactor.documents.formats import read
from redactor.documents.model import DocumentError, Replacement, Tidying
from tests.documents.pdf.test_drafts import draft, lines


def saved(file: pikepdf.Pdf) -> bytes:
    out = io.BytesIO()
    file.save(out)
    return out.getvalue()


def forms_in_forms(width: int, depth: int) -> bytes:
    """A page whose forms call forms: `width` to the power of `depth` of them."""
    with pikepdf.open(io.BytesIO(lines("words"))) as file:
        inner = file.make_stream(b"0 0 m 9 9 l S", Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 9, 9]))
        for _ in range(depth):
            inner = file.make_stream(
                b"/X Do " * width, Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 9, 9]),
                Resources=Dictionary(XObject=Dictionary(X=inner)),
            )  # fmt: skip
        file.pages[0].obj["/Resources"]["/XObject"] = Dictionary(X=inner)
        file.pages[0].contents_add(file.make_stream(b"/X Do"))
        return saved(file)


def form_in_itself() -> bytes:
    with pikepdf.open(io.BytesIO(lines("words"))) as file:
        form = file.make_stream(b"/X Do", Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 9, 9]))
        form["/Resources"] = Dictionary(XObject=Dictionary(X=form))
        file.pages[0].obj["/Resources"]["/XObject"] = Dictionary(X=form)
        file.pages[0].contents_add(file.make_stream(b"/X Do"))
        return saved(file)


def much_from_little() -> bytes:
    """A stream of a few thousand bytes that unpacks to two hundred million."""
    with pikepdf.open(io.BytesIO(lines("words"))) as file:
        stream = file.make_stream(b"")
        stream.write(zlib.compress(b"0 0 m " * 33_000_000, 9), filter=Name.FlateDecode)
        file.pages[0].contents_add(stream)
        return saved(file)


@pytest.mark.parametrize("made", [lambda: forms_in_forms(10, 9), form_in_itself, much_from_little])
def test_what_would_never_end_is_given_up_with_a_sentence(made: Callable[[], bytes], tmp_path):
    path = tmp_path / "a.pdf"
    path.write_bytes(made())
    began = time.monotonic()
    with pytest.raises(DocumentError):
        read(path, Tidying())
    assert time.monotonic() - began < 60


def test_damaged_files_are_refused_in_a_sentence_or_written():
    """Bytes changed here and there, in files whose parts are plain: nothing that nobody planned."""
    with pikepdf.open(io.BytesIO(lines("Perpetua Wexmoncombe was seen.", "Her mother was at home."))) as file:
        out = io.BytesIO()
        file.save(out, qdf=True, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.generalized)
    sound, chance, refused = out.getvalue(), random.Random(5), 0
    for _ in range(150):
        data = bytearray(sound)
        for _ in range(chance.choice((1, 4, 20))):
            at = chance.randrange(len(data))
            if chance.random() < 0.5:
                data[at] = chance.randrange(256)
            else:
                del data[at : at + chance.randrange(1, 20)]
        try:
            given = draft(bytes(data))
            given.rewritten([Replacement(p.number, 0, 1, "P1") for p in given.passages if p.text])
        except DocumentError as error:
            refused += 1
            assert str(error).endswith(".")
    assert 0 < refused < 150
