"""Whether what stands on the pages of a PDF can be decoded at all: a page that cannot is never an empty one.

A reader that fails to unpack a page shows it blank, and another reader may still show every word of it. QPDF says what failed.
"""

from __future__ import annotations

from collections.abc import Iterator

import pikepdf

_DEEPEST = 12  # of forms within forms
_REBUILT = "Attempting to reconstruct"
_UNDECODED = (
    "{} cannot be decoded: what stands there was not read, and another program may show it. Make the PDF again."
)


def undecoded(file: pikepdf.Pdf) -> Iterator[str]:
    """A sentence for each page of which a part cannot be decoded, and one where the file's directory had to be rebuilt."""
    if any(_REBUILT in str(warning) for warning in file.get_warnings()):
        yield "the list of the file's parts is damaged: there may be pages that were not read. Make the PDF again."
    for number, page in enumerate(file.pages, 1):
        try:
            sound = all(_decodes(file, stream) for stream in _streams(page.obj))
        except (pikepdf.PdfError, ValueError, TypeError, RuntimeError, AttributeError):
            sound = False
        if not sound:
            yield _UNDECODED.format(f"page {number}")


def _streams(page: pikepdf.Object) -> Iterator[pikepdf.Object]:
    """All that paints text on a page: its contents, forms in it, tables of its letters."""
    contents = page.get("/Contents")
    if contents is not None:
        yield from contents if isinstance(contents, pikepdf.Array) else (contents,)
    yield from _resources(page.get("/Resources"), set(), 0)


def _resources(resources: object, seen: set[tuple[int, int]], depth: int) -> Iterator[pikepdf.Object]:
    if not isinstance(resources, pikepdf.Dictionary) or depth > _DEEPEST:
        return
    for font in _values(resources.get("/Font")):
        if isinstance(font, pikepdf.Dictionary) and isinstance(font.get("/ToUnicode"), pikepdf.Stream):
            yield font["/ToUnicode"]
    for thing in _values(resources.get("/XObject")):
        if not isinstance(thing, pikepdf.Stream) or str(thing.get("/Subtype", "")) == "/Image":
            continue
        if thing.objgen not in seen:
            seen.add(thing.objgen)
            yield thing
            yield from _resources(thing.get("/Resources"), seen, depth + 1)


def _values(dictionary: object) -> Iterator[pikepdf.Object]:
    if isinstance(dictionary, pikepdf.Dictionary):
        for _, value in dictionary.items():
            yield value


def _decodes(file: pikepdf.Pdf, stream: pikepdf.Object) -> bool:
    """Whether a stream can be unpacked to its end without a complaint."""
    if not isinstance(stream, pikepdf.Stream):
        return False
    before = len(file.get_warnings())
    stream.read_bytes()
    return len(file.get_warnings()) == before
