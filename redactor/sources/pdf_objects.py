"""One walk over every object of a PDF, reached from a page or not: the texts that no other reading has told of.

Page labels, titles of structure, data of other programs, XMP of pictures and pages, notes and pages that nothing leads to any
more, streams under keys of no standard, bytes behind the end.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO

import pikepdf

Said = tuple[str, str, str]  # text, place, layer
_DEEPEST = 40
# strings that are no words: keys, digests, dates, settings of fonts and of fields
_NO_WORDS = frozenset(
    "/ID /O /U /OE /UE /Perms /CheckSum /CreationDate /ModDate /M /LastModified /Lang /CharSet /Panose /Registry /Ordering "
    "/DA /DS /NM /CIDSet /Cert /Lookup /Marked /GTS_PDFXVersion /OutputConditionIdentifier /RegistryName /Info "
    "/OutputCondition /ByteRange /Style /Producer /Trapped /S /IDTree /Decode /JS".split()
)
# what holds a stream that draws, or is data of a known kind
_KNOWN_STREAMS = frozenset(
    "/Contents /XObject /FontFile /FontFile2 /FontFile3 /ToUnicode /CIDToGIDMap /Encoding /Metadata /SMask /Mask /Pattern "
    "/Shading /Function /ICCBased /DestOutputProfile /CharProcs /N /D /R /JBIG2Globals /EF /F /UF /AP /Thumb /Length /Cs "
    "/ColorSpace /TR /HT /BG /UCR /XFA /JS /Alternates /Halftone /CMap /UseCMap /ObjStm /Extends /G /CIDSet".split()
)
_WORDS = re.compile(r"[^\W\d_]{3}")
_NO_TEXT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffd]")
_OPERATORS = re.compile(r"(?:^|\s)(?:BT|ET|Tj|TJ|re|cm|Do|begincmap|endstream|def)(?:\s|$)")
_VALUES = re.compile(r"""=["'](?!https?:|adobe:|uuid:|urn:|xmp)([^"'<>]*)["']""")  # of attributes of XMP
_DRAWN = re.compile(r"\(((?:\\.|[^()\\])*)\)")  # the words of a text operator
_MARKUP = re.compile(r"<[^>]*>")


def said_by_objects(file: pikepdf.Pdf, data: bytes) -> Iterator[Said]:
    """Everything that reads like words, with the kind of place it stands in. Objects that are broken are passed over: the
    readings of what shows tell of them."""
    held: dict[tuple[int, int], set[str]] = {}
    streams: list[pikepdf.Stream] = []
    for one in file.objects:
        yield from _walk(one, "", held, 0)
        if isinstance(one, pikepdf.Stream):
            streams.append(one)
    for stream in streams:
        yield from _stream(stream, held.get(stream.objgen, set()))
    yield from _behind_the_end(data)


def pages_outside(file: pikepdf.Pdf) -> bytes:
    """The pages that stand in the file and in no page tree (templates, pages taken out), as a file of their own; empty where
    there are none."""
    shown = {page.obj.objgen for page in file.pages}
    lost = [
        one
        for one in file.objects
        if isinstance(one, pikepdf.Dictionary) and one.get("/Type") == pikepdf.Name.Page and one.objgen not in shown
    ]
    if not lost:
        return b""
    with pikepdf.new() as made:
        for page in lost:
            if "/MediaBox" not in page:
                page["/MediaBox"] = pikepdf.Array([0, 0, 612, 792])
            made.pages.append(pikepdf.Page(page))
        written = BytesIO()
        made.save(written)
        return written.getvalue()


def has_thumbnails(file: pikepdf.Pdf) -> bool:
    """Whether a page has a small picture of itself as it once was."""
    return any("/Thumb" in page.obj for page in file.pages)


def _walk(one: pikepdf.Object, key: str, held: dict[tuple[int, int], set[str]], depth: int) -> Iterator[Said]:
    if depth > _DEEPEST:
        return
    if isinstance(one, pikepdf.Dictionary | pikepdf.Stream):
        for name, value in one.items():
            if isinstance(value, pikepdf.Object) and value.is_indirect:
                held.setdefault(value.objgen, set()).update((str(name), key))
            else:
                yield from _walk(value, str(name), held, depth + 1)
            if key in ("/Dests", "/Names", "/PieceInfo", "/Private") or str(name) in ("/BaseFont", "/FontName"):
                yield (
                    _plain(str(name).lstrip("/") if key else str(value).lstrip("/")),
                    "name of an object of the file",
                    "markup",
                )
    elif isinstance(one, pikepdf.Array):
        for value in one:
            if isinstance(value, pikepdf.Object) and value.is_indirect:
                held.setdefault(value.objgen, set()).add(key)
            else:
                yield from _walk(value, key, held, depth + 1)
    elif isinstance(one, pikepdf.String) and key not in _NO_WORDS:
        text = _plain(str(one))
        if text:
            yield text, "an object of the file", "metadata"


def _plain(text: str) -> str:
    """Words without markup; "" for what is none."""
    plain = " ".join(_MARKUP.sub(" ", text).split())
    return "" if _NO_TEXT.search(plain) or not _WORDS.search(plain) else plain


def _stream(stream: pikepdf.Stream, keys: set[str]) -> Iterator[Said]:
    kind = str(stream.get("/Type", ""))
    try:
        if kind == "/Metadata" or "/Metadata" in keys:
            text = stream.read_bytes().decode("utf-8", "replace")
            for piece in (*_MARKUP.split(text), *_VALUES.findall(text)):
                if plain := _plain(piece):
                    yield plain, "properties of an object (XMP)", "metadata"
        elif not kind and "/Subtype" not in stream and not keys & _KNOWN_STREAMS:
            text = stream.read_bytes().decode("utf-8", "replace")
            if _OPERATORS.search(text):  # it draws, and nothing lets it
                text = " ".join(_DRAWN.findall(text))
            if not _NO_TEXT.search(text[:10_000]):
                for line in text.splitlines():
                    if plain := _plain(line):
                        yield plain, "data that no page shows", "hidden"
    except pikepdf.PdfError:
        return  # told with the streams that cannot be decoded


def _behind_the_end(data: bytes) -> Iterator[Said]:
    end = data.rfind(b"%%EOF")
    if end >= 0:
        for line in data[end + 5 :].decode("utf-8", "replace").splitlines():
            if plain := _plain(line):
                yield plain, "bytes behind the end of the file", "hidden"
