"""Reads a PDF for the check: pages (`pdf_pages.py`), and what the file holds besides: properties, notes, attachments, layers,
form fields, bookmarks, links, scripts, earlier versions of itself."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from contextlib import suppress
from io import BytesIO

import pikepdf
import pypdfium2 as pdfium

from redactor.sources.names_in_settings import as_a_name
from redactor.sources.pdf_objects import (
    Said,
    bytes_of_pictures,
    forms_apart,
    has_thumbnails,
    pages_outside,
    said_by_objects,
)
from redactor.sources.pdf_pages import paragraphs, read_page
from redactor.sources.pdf_streams import undecoded
from redactor.sources.pdf_things import Box
from redactor.sources.source import Blob, Source, SourceError, SourceFact, SourceText

_MOST_PAGES = 3000
_DEEPEST = 60  # of nested outlines, fields and structure
_NONE, _NO_ITEMS = pikepdf.Dictionary(), pikepdf.Array()
_BOXES = ("/Square", "/Circle", "/Highlight", "/FreeText", "/Stamp", "/Polygon")
_UNSEEN = 0b100010  # PDF 32000-1, table 165: hidden, no view
_THICK = 6.0  # points of a line that hides words
_FIELD_TEXTS = {
    "/T": "name of a form field",
    "/TU": "help of a form field",
    "/V": "form field",
    "/DV": "form field, before it was filled in",
}
_LAYER = "A layer is switched off: what is on it does not show, but is in the file."
_ATTACHED = "A file is attached to this one, with everything that it holds."
_MARKUP = re.compile(r"<[^>]+>")
_WORDS = re.compile(r"\w{3,}")
_QUIET_PROPERTIES = {"/Producer", "/CreationDate", "/ModDate", "/Trapped", "/PTEX.Fullbanner"}
_PROGRAMS = re.compile(
    r"(?:Microsoft|Adobe|LibreOffice|Writer|Word|PDF|Acrobat|Chrom|Quartz|ReportLab|anonymous|un).*", re.I
)


def read_pdf(data: bytes, name: str) -> Source:
    """Everything in a PDF. Raises SourceError for one that is damaged, or opens only with a password."""
    try:
        file = pikepdf.open(BytesIO(data))
    except pikepdf.PasswordError:
        raise SourceError("The PDF opens only with a password. Save a copy without one, and check that.") from None
    except (pikepdf.PdfError, ValueError, RuntimeError, OSError, MemoryError, RecursionError):
        raise SourceError("The PDF is damaged and cannot be opened. Make it again from the Word file.") from None
    with file:
        if len(file.pages) > _MOST_PAGES:
            raise SourceError(f"The PDF has more than {_MOST_PAGES} pages. Split it, and check the pieces.")
        found = _Found()
        objects: list[Said] = []
        outside = apart = b""
        found.unreadable += undecoded(file)
        with suppress_broken(found, "the file's properties"):
            _properties(file, found)
        with suppress_broken(found, "notes and links"):
            _annotations(file, found)
        with suppress_broken(found, "attachments"):
            _attachments(file, found)
        with suppress_broken(found, "the catalogue of the file"):
            _catalogue(file, found)
        with suppress_broken(found, "the objects of the file"):
            objects = list(dict.fromkeys(said_by_objects(file, data)))
            outside = pages_outside(file)
            apart = forms_apart(file)
            for number, held in enumerate(bytes_of_pictures(file), 1):
                found.blobs.append(Blob(held, f"picture or data {number} of the file"))
                for words in _said_before_pixels(held):
                    found.say(words, "comment of a picture", "hidden")
            if has_thumbnails(file):
                found.fact("picture", "thumbnail of a page", "A small picture of a page as it once was.")
    with suppress_broken(found, "the pages"):
        _pages(data, found)
    with suppress_broken(found, "earlier versions of the file"):
        _earlier(data, found)
    with suppress_broken(found, "pages outside the document"):
        _lost_pages(outside, found)
    with suppress_broken(found, "drawings that pages may use"):
        _forms(apart, found)
    told = {" ".join(t.text.split()) for t in found.texts}
    for text, place, layer in objects:
        if text not in told:
            found.say(text, place, layer)
    return Source(
        name,
        hashlib.sha256(data).hexdigest(),
        "pdf",
        tuple(found.texts),
        tuple(dict.fromkeys(found.facts)),
        tuple(dict.fromkeys(found.unreadable)),
        tuple(found.blobs),
    )


class _Found:
    """What has been read so far."""

    def __init__(self) -> None:
        self.texts: list[SourceText] = []
        self.facts: list[SourceFact] = []
        self.unreadable: list[str] = []
        self.blobs: list[Blob] = []
        self.attached: set[tuple[int, int]] = set()  # files that notes attach
        self.boxes: dict[int, list[Box]] = {}  # opaque annotations by page, from 1

    def fact(self, rule: str, place: str, detail: str) -> None:
        """Take in something that the format tells besides text."""
        self.facts.append(SourceFact(rule, place, detail))

    def say(self, text: object, place: str, layer: str) -> None:
        """Take in a text, if it holds anything."""
        if plain := str(text).strip().strip("\x00\ufeff"):
            self.texts.append(SourceText(plain, place, layer))


class suppress_broken:
    """A part that breaks the reader is listed as unreadable, and the rest is read."""

    def __init__(self, found: _Found, what: str) -> None:
        self._found, self._what = found, what

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: object) -> bool:
        if isinstance(error, Exception) and not isinstance(error, SourceError):
            self._found.unreadable.append(f"{self._what} could not be read: the PDF is damaged there.")
            return True
        return False


def _pages(data: bytes, found: _Found) -> None:
    document = pdfium.PdfDocument(data)
    try:
        with suppress(pdfium.PdfiumError):
            document.init_forms()  # so that fields are painted with the ground they have
        for index in range(len(document)):
            with suppress_broken(found, f"page {index + 1}"):
                page = document[index]
                read = read_page(page, index + 1, found.boxes.get(index + 1, ()))
                page.close()
                found.texts += read.texts
                found.facts += read.facts
                found.unreadable += filter(None, [read.unreadable])
    finally:
        document.close()


def _lost_pages(data: bytes, found: _Found) -> None:
    """The texts of pages that stand in the file and that no reader shows."""
    if data:
        lost, told = _Found(), {t.text for t in found.texts}
        _pages(data, lost)
        for text in (t for t in lost.texts if t.text not in told):
            found.say(text.text, "a page that is not part of the document", "hidden")


def _forms(data: bytes, found: _Found) -> None:
    """The words of drawings that no page shows."""
    if not data:
        return
    shown = set(_WORDS.findall(" ".join(t.text for t in found.texts)))
    document = pdfium.PdfDocument(data)
    try:
        for index in range(len(document)):
            for text in paragraphs(document[index].get_textpage().get_text_range()):
                if set(_WORDS.findall(text)) - shown:
                    found.say(text, "a drawing that no page shows", "hidden")
    finally:
        document.close()


def _said_before_pixels(data: bytes) -> Iterator[str]:
    """Names in the comments and the EXIF of a picture."""
    if data[:2] == b"\xff\xd8":
        head = data[: data.find(b"\xff\xda")]
        for words in re.findall(rb"[A-Za-z][\x20-\x7e]{5,200}", head):
            if name := as_a_name(words.decode("ascii")):
                yield name


def _properties(file: pikepdf.Pdf, found: _Found) -> None:
    for key, value in file.docinfo.items():
        found.say(value, f"property {key[1:]}", "metadata")
        if key not in _QUIET_PROPERTIES and not _PROGRAMS.fullmatch(str(value)) and str(value).strip():
            found.fact("metadata", f"property {key[1:]}", f"The file's properties say something under “{key[1:]}”.")
    metadata = file.Root.get("/Metadata")
    if metadata is not None:
        text = bytes(metadata.read_bytes()).decode("utf-8", "replace")
        for piece in _MARKUP.split(text):
            found.say(piece, "properties (XMP)", "metadata")


def _annotations(file: pikepdf.Pdf, found: _Found) -> None:
    for number, page in enumerate(file.pages, 1):
        for annotation in page.obj.get("/Annots", _NO_ITEMS) or ():
            with suppress_broken(found, f"page {number}, a note"):
                _annotation(annotation, number, found)


def _annotation(annotation: pikepdf.Object, number: int, found: _Found) -> None:
    place = f"page {number}"
    kind = str(annotation.get("/Subtype", ""))
    for key in ("/Contents", "/T", "/Subj", "/RC", "/NM"):
        if key in annotation and not (kind == "/Widget" and key == "/T"):
            found.say(_MARKUP.sub(" ", str(annotation[key])), f"{place}, note", "comment")
    action = annotation.get("/A")
    if action is not None and "/URI" in action:
        found.say(action["/URI"], f"{place}, link", "link")
    if action is not None and ("/F" in action or str(action.get("/S", "")) in ("/Launch", "/GoToR")):
        target = action.get("/F", "")
        if isinstance(target, pikepdf.Dictionary):
            target = target.get("/UF", target.get("/F", ""))
        found.say(target, f"{place}, link", "link")
        found.fact("external-link", place, "A link leads to another file; its path may hold a name.")
    if kind in ("/Text", "/FreeText", "/Highlight", "/Underline", "/StrikeOut", "/Caret", "/Stamp", "/Ink"):
        found.fact("comments", place, "A note, a mark or a stamp of a reviewer is in the file.")
    if kind == "/Redact":
        found.fact("pdf-redaction-not-applied", place, "A redaction was marked here and never applied.")
    if not int(annotation.get("/F", 0)) & _UNSEEN and (kind == "/Redact" or "/AP" not in annotation):
        found.boxes.setdefault(number, []).extend(_covered_by(annotation, kind))
    if "/FS" in annotation:
        found.attached.add(annotation["/FS"].objgen)
        _attachment(annotation["/FS"], f"{place}, attachment", found)


def _covered_by(annotation: pikepdf.Object, kind: str) -> Iterator[Box]:
    """What a note hides that says only by its numbers how it looks: other programs paint it, PDFium may not."""
    if kind == "/Redact" or (kind in _BOXES and _is_dark(annotation)):
        x0, y0, x1, y1 = (float(n) for n in annotation["/Rect"])
        yield min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)
    width = float(annotation.get("/BS", _NONE).get("/W", 1))
    if kind not in ("/Line", "/PolyLine", "/Ink") or width < _THICK:
        return
    lines = annotation.get("/InkList") or [annotation.get("/L") or annotation.get("/Vertices") or ()]
    for line in lines:
        points = [float(n) for n in line]
        xs, ys = points[::2], points[1::2]
        for x0, y0, x1, y1 in zip(xs, ys, xs[1:], ys[1:], strict=False):
            half = width / 2
            yield min(x0, x1) - half, min(y0, y1) - half, max(x0, x1) + half, max(y0, y1) + half


def _is_dark(annotation: pikepdf.Object) -> bool:
    colour = annotation.get("/IC", annotation.get("/C"))
    if colour is None:
        return False
    parts = [float(n) for n in colour]
    if len(parts) == 4:
        return parts[3] > 0.7
    return bool(parts) and sum(parts) / len(parts) < 0.3


def _attachments(file: pikepdf.Pdf, found: _Found) -> None:
    for number, (name, spec) in enumerate(file.attachments.items(), 1):
        place = f"attachment {number}"
        found.say(name, f"{place}, its name", "name")
        found.say(spec.filename, f"{place}, its name", "name")
        found.say(spec.description, f"{place}, its description", "metadata")
        found.fact("embedded-object", place, _ATTACHED)
        with suppress_broken(found, place):
            _inside(bytes(spec.get_file().read_bytes()), place, found)

    listed = {spec.obj.objgen for spec in file.attachments.values()}
    for number, one in enumerate(file.objects, 1):
        embedded = isinstance(one, pikepdf.Dictionary) and isinstance(one.get("/EF"), pikepdf.Dictionary)
        if embedded and one.objgen not in listed and one.objgen not in found.attached:
            with suppress_broken(found, "a file attached to a part of this one"):
                _attachment(one, f"attachment of object {number}", found)


def _attachment(spec: pikepdf.Object, place: str, found: _Found) -> None:
    found.fact("embedded-object", place, _ATTACHED)
    for key in ("/UF", "/F", "/Desc"):
        if key in spec:
            found.say(spec[key], f"{place}, its name", "name")
    stream = spec.get("/EF", _NONE).get("/F")
    if stream is not None:
        _inside(bytes(stream.read_bytes()), place, found)


def _inside(data: bytes, place: str, found: _Found) -> None:
    """The texts of an attached file, one level deep; what is no file of ours is looked through as bytes."""
    from redactor.sources.readers import read_data

    found.blobs.append(Blob(data, place))
    try:
        inner = read_data(data, place)
    except SourceError as error:
        found.unreadable.append(f"{place}: {error}")
        return
    found.texts += [SourceText(t.text, f"{place}, {t.place}", "attachment") for t in inner.texts]
    found.unreadable += [f"{place}, {sentence}" for sentence in inner.unreadable]


def _catalogue(file: pikepdf.Pdf, found: _Found) -> None:
    root = file.Root
    with suppress_broken(found, "bookmarks"), file.open_outline() as outline:
        _bookmarks(outline.root, found, 0)
    names = root.get("/Names", _NONE)
    if "/JavaScript" in names or _has_script(root.get("/OpenAction")) or "/AA" in root:
        found.fact("macros", "the whole file", "The file holds a script, which can hold text and names.")
    for script in _strings(names.get("/JavaScript"), 0):
        found.say(script, "script", "hidden")
    for target in _strings(names.get("/Dests"), 0):
        found.say(target, "name of a place in the file", "name")
    layers = root.get("/OCProperties", _NONE)
    off = {layer.objgen for layer in layers.get("/D", _NONE).get("/OFF", _NO_ITEMS)}
    for layer in layers.get("/OCGs", _NO_ITEMS):
        found.say(layer.get("/Name", ""), "name of a layer", "name")
        if layer.objgen in off:
            found.fact(
                "pdf-hidden-layer",
                "the whole file",
                _LAYER,
            )
    form = root.get("/AcroForm")
    if form is not None:
        fields = list(form.get("/Fields", _NO_ITEMS))
        _fields(fields, found, 0)
        if any(str(f.get("/FT", "")) == "/Sig" and "/V" in f for f in fields):
            found.fact("signature", "the whole file", "The file has a digital signature, which says whose it is.")
        elif fields:
            found.fact("pdf-form", "the whole file", "The file has form fields, which hold what was typed into them.")
        if "/XFA" in form:
            packets = form["/XFA"]
            for packet in packets if isinstance(packets, pikepdf.Array) else (packets,):
                if isinstance(packet, pikepdf.Stream):
                    for piece in _MARKUP.split(packet.read_bytes().decode("utf-8", "replace")):
                        found.say(piece, "form (XFA)", "hidden")
            found.unreadable.append(
                "the form of this file is of the kind XFA, which cannot be read. Print it to a new PDF."
            )
    for text in _alternatives(root.get("/StructTreeRoot"), 0):
        found.say(text, "alternative text", "annotation")


def _has_script(action: object) -> bool:
    return isinstance(action, pikepdf.Dictionary) and "/JS" in action


def _bookmarks(items: list[pikepdf.OutlineItem], found: _Found, depth: int) -> None:
    for item in items if depth < _DEEPEST else ():
        found.say(item.title, "bookmark", "annotation")
        _bookmarks(item.children, found, depth + 1)


def _fields(fields: list[pikepdf.Object], found: _Found, depth: int) -> None:
    for field in fields if depth < _DEEPEST else ():
        for key, place in _FIELD_TEXTS.items():
            if key in field and not isinstance(field[key], (pikepdf.Dictionary, pikepdf.Stream)):
                found.say(field[key], place, "name" if key == "/T" else "text" if key == "/V" else "hidden")
        signed = field.get("/V")
        if isinstance(signed, pikepdf.Dictionary):
            for key in ("/Name", "/Location", "/Reason", "/ContactInfo"):
                found.say(signed.get(key, ""), "signature", "metadata")
        _fields(list(field.get("/Kids", _NO_ITEMS)), found, depth + 1)


def _strings(thing: object, depth: int) -> Iterator[str]:
    if depth > _DEEPEST or thing is None:
        return
    if isinstance(thing, pikepdf.String):
        yield str(thing)
    elif isinstance(thing, pikepdf.Array):
        for each in thing:
            yield from _strings(each, depth + 1)
    elif isinstance(thing, pikepdf.Dictionary):
        for key in ("/Names", "/Kids", "/JS"):
            yield from _strings(thing.get(key), depth + 1)


def _alternatives(thing: object, depth: int) -> Iterator[str]:
    """Alternative and actual texts of the structure tree."""
    if depth > _DEEPEST or thing is None:
        return
    if isinstance(thing, pikepdf.Array):
        for each in thing:
            yield from _alternatives(each, depth + 1)
    elif isinstance(thing, pikepdf.Dictionary):
        for key in ("/Alt", "/ActualText", "/E"):
            if key in thing:
                yield str(thing[key])
        yield from _alternatives(thing.get("/K"), depth + 1)


def _earlier(data: bytes, found: _Found) -> None:
    """What the file held before it was last saved: such PDFs keep their past before their last end."""
    ends = [match.end() for match in re.finditer(rb"%%EOF\r?\n?", data)]
    if b"/Linearized" in data[:2048]:
        ends = ends[1:]  # the first end belongs to the same version
    now = {t.text for t in found.texts}
    for version, end in enumerate(ends[:-1], 1):
        if not data[end:].strip():
            continue
        old: list[str] = []
        with suppress(Exception):  # an end that ends nothing
            document = pdfium.PdfDocument(data[:end])
            for index in range(len(document)):
                old += [t.text for t in read_page(document[index], index + 1).texts]
            document.close()
        gone = [text for text in dict.fromkeys(old) if text not in now]
        for text in gone:
            found.say(text, f"earlier version {version}", "hidden")
        if gone:
            found.fact(
                "pdf-earlier-version", "the whole file", "The file still holds what it said before it was last saved."
            )
