"""One walk over every object of a PDF, reached from a page or not: the texts that no other reading has told of.

Page labels, titles of structure, data of other programs, XMP of pictures and pages, notes and pages that nothing leads to any
more, streams under keys of no standard, bytes behind the end.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from io import BytesIO

import pikepdf

from redactor.sources.names_in_settings import as_a_name

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
_REMARK = re.compile(rb"(?m)^[ \t]*%(?!PDF-|%EOF)([^\r\n]{3,400})")
_STREAM = re.compile(rb"\bstream\r?\n.*?\bendstream\b", re.DOTALL)
_TOLD = re.compile(rb"/(?:Alt|ActualText|E|T|Lang|Contents)\s*[(<]|/[A-Z][a-z]+[A-Z][a-z]+\s+B[DM]C")
_SHOWS_LETTERS = re.compile(rb"\b(?:Tj|TJ)\b|\)\s*['\"]")
_HEAD_OF_A_PICTURE = 256 * 1024
_MOST_FORMS = 400


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
    for page in file.pages:
        yield from _between_the_letters(page)
    yield from _around_the_objects(data)


def bytes_of_pictures(file: pikepdf.Pdf) -> Iterator[bytes]:
    """What stands in pictures before their pixels (comments, EXIF), and whole streams of no known kind."""
    for one in file.objects:
        if not isinstance(one, pikepdf.Stream):
            continue
        if "/DCTDecode" in str(one.get("/Filter", "")) or "/JPXDecode" in str(one.get("/Filter", "")):
            yield one.read_raw_bytes()[:_HEAD_OF_A_PICTURE]
        elif "/Type" not in one and "/Subtype" not in one:
            with suppress(pikepdf.PdfError):
                yield one.read_bytes()[:_HEAD_OF_A_PICTURE]


def forms_apart(file: pikepdf.Pdf) -> bytes:
    """Every drawing with letters that a page may or may not use (forms, patterns), a page each, as a file of its own; empty where
    there are none."""
    with pikepdf.new() as made:
        for one in file.objects:
            if not isinstance(one, pikepdf.Stream) or len(made.pages) >= _MOST_FORMS:
                continue
            if str(one.get("/Subtype", "")) != "/Form" and one.get("/PatternType") != 1:
                continue
            try:
                drawn = one.read_bytes()
            except pikepdf.PdfError:
                continue  # told with the streams that cannot be decoded
            if not _SHOWS_LETTERS.search(drawn):
                continue
            made.add_blank_page(page_size=(2_000, 2_000))
            page = made.pages[-1].obj
            resources = one.get("/Resources")
            if resources is None and len(file.pages):
                resources = file.pages[0].obj.get("/Resources")
            if resources is not None:
                own = resources if resources.is_indirect else file.make_indirect(resources)
                page.Resources = made.copy_foreign(own)
            page.Contents = made.make_stream(b"1 0 0 1 500 500 cm\n" + drawn)
        if not len(made.pages):
            return b""
        written = BytesIO()
        made.save(written)
        return written.getvalue()


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
            yield from _named(str(name), key)
            if isinstance(value, pikepdf.Object) and value.is_indirect:
                held.setdefault(value.objgen, set()).update((str(name), key))
            else:
                yield from _walk(value, str(name), held, depth + 1)
    elif isinstance(one, pikepdf.Array):
        for value in one:
            if isinstance(value, pikepdf.Object) and value.is_indirect:
                held.setdefault(value.objgen, set()).add(key)
            else:
                yield from _walk(value, key, held, depth + 1)
    elif isinstance(one, pikepdf.Name):
        yield from _named(str(one), key)
    elif isinstance(one, pikepdf.String):
        text = str(one)
        if key not in _NO_WORDS:
            if plain := _plain(text):
                yield plain, "an object of the file", "metadata"
        elif words := as_a_name(_plain(text)):
            yield words, "an object of the file", "metadata"


def _named(name: str, key: str) -> Iterator[Said]:
    """A key or a name of the format, as it stands and, where it plainly holds somebody's, in words."""
    plain = name.lstrip("/")
    if words := as_a_name(plain):
        yield words, "name of an object of the file", "annotation"
    elif key in ("/Dests", "/Names", "/PieceInfo", "/Private", "/BaseFont", "/FontName") and _plain(plain):
        yield plain, "name of an object of the file", "markup"


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
            text = _decoded(stream.read_bytes())
            if _OPERATORS.search(text):  # it draws, and nothing lets it
                text = " ".join(_DRAWN.findall(text))
            if not _NO_TEXT.search(text[:10_000]):
                for line in text.splitlines():
                    if plain := _plain(line):
                        yield plain, "data that no page shows", "hidden"
    except pikepdf.PdfError:
        return  # told with the streams that cannot be decoded


def _decoded(data: bytes) -> str:
    """Bytes as text: UTF-16 where every second of them is nought."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", "replace")
    if len(data) > 7 and data[1:64:2].count(0) * 2 > len(data[1:64:2]):
        return data.decode("utf-16-le", "replace")
    return data.decode("utf-8", "replace")


def _between_the_letters(page: pikepdf.Page) -> Iterator[Said]:
    """What a page's description holds besides what it paints: texts for those who cannot see it, remarks."""
    try:
        drawn = b"\n".join(s.read_bytes() for s in _contents(page.obj))
    except pikepdf.PdfError:
        return
    for remark in _REMARK.findall(drawn):
        if plain := _plain(remark.decode("latin-1")):
            yield plain, "remark in a page", "hidden"
    if not _TOLD.search(drawn) and b"#" not in drawn:
        return
    with suppress(pikepdf.PdfError):
        for instruction in pikepdf.parse_content_stream(page, "BDC BMC DP MP"):
            for operand in instruction.operands if isinstance(instruction, pikepdf.ContentStreamInstruction) else ():
                if isinstance(operand, pikepdf.Dictionary | pikepdf.Name):
                    yield from _walk(operand, "", {}, 0)


def _contents(page: pikepdf.Object) -> Iterator[pikepdf.Object]:
    contents = page.get("/Contents")
    for one in contents if isinstance(contents, pikepdf.Array) else (contents,):
        if isinstance(one, pikepdf.Stream):
            yield one


def _around_the_objects(data: bytes) -> Iterator[Said]:
    """Bytes before the file begins and after it ends, and remarks between its objects."""
    end, start = data.rfind(b"%%EOF"), max(0, data.find(b"%PDF-"))
    for piece, place in ((data[:start], "before the start"), (data[end + 5 :] if end >= 0 else b"", "behind the end")):
        for line in piece.decode("utf-8", "replace").splitlines():
            if plain := _plain(line):
                yield plain, f"bytes {place} of the file", "hidden"
    last = start
    for match in (*_STREAM.finditer(data), None):
        for remark in _REMARK.findall(data, last, match.start() if match else len(data)):
            if remark.isascii() and (plain := _plain(remark.decode("ascii"))):
                yield plain, "remark between objects of the file", "hidden"
        last = match.end() if match else last
