"""What a PDF holds beside its pages' text: taken out, emptied, or read so that it can be coded. Only what is listed here stays.

The file is changed in memory; `document.py` saves it, and nothing that can no longer be reached is written.
"""

from __future__ import annotations

from collections.abc import Iterator

import pikepdf
from pikepdf import Array, Dictionary, Name

from redactor.documents.model import Place, Story

from .found import PdfSurvey
from .links import bookmarks, keep, links, named_targets, put_in
from .resources import Streams

_CATALOG = frozenset(
    "/Type /Pages /Outlines /StructTreeRoot /MarkInfo /Lang /PageLayout /PageMode /OCProperties /Version".split()
)
_PAGE = frozenset(
    "/Type /Parent /Resources /MediaBox /CropBox /BleedBox /TrimBox /ArtBox /Rotate /Contents /Group /Annots /StructParents "
    "/Tabs /UserUnit".split()
)
_INHERITED = ("/Resources", "/MediaBox", "/CropBox", "/Rotate")
_STRUCTURE = frozenset("/Type /S /P /K /Pg /Lang /Alt".split())
_STANDARD = frozenset(
    "/Document /DocumentFragment /Part /Art /Sect /Div /BlockQuote /Caption /TOC /TOCI /Index /NonStruct /Private /P /H /H1 /H2 "
    "/H3 /H4 /H5 /H6 /L /LI /Lbl /LBody /Table /TR /TH /TD /THead /TBody /TFoot /Span /Quote /Note /Reference /BibEntry /Code "
    "/Link /Annot /Ruby /Warichu /Figure /Formula /Form /Title /Aside /Em /Strong".split()
)
_TYPED = frozenset(("/FreeText", "/Stamp"))
_SOUNDS = frozenset(("/Sound", "/Movie", "/Screen", "/RichMedia", "/3D"))
_QUIET = frozenset(("/Popup", "/PrinterMark", "/TrapNet", "/Watermark"))
_DEEPEST = 60


def clean(found: PdfSurvey) -> None:
    """Make the file plain. Raises what pikepdf raises for one that is broken."""
    file = found.file
    _told(found)
    targets = named_targets(file.Root)
    for number, page in enumerate(file.pages, 1):
        _annotations(found, page.obj, number)
    _fields(found)
    streams = Streams(file, found)
    for number, page in enumerate(file.pages, 1):
        for key in _INHERITED:
            if key not in page.obj and (value := _inherited(page.obj, key)) is not None:
                page.obj[key] = value
        keep(page.obj, _PAGE)
        streams.page(page.obj)
        links(found, page.obj, number, targets)
    for node in _nodes(file.Root["/Pages"]):
        keep(node, frozenset(("/Type", "/Parent", "/Kids", "/Count")))
    bookmarks(found, targets)
    _structure(found)
    _layers(found)
    keep(file.Root, _CATALOG)
    if str(file.Root.get("/PageMode", "/UseNone")) not in ("/UseNone", "/UseOutlines"):
        del file.Root["/PageMode"]
    if "/Lang" in file.Root:
        file.Root["/Lang"] = pikepdf.String(_language(file.Root["/Lang"]))
    if "/MarkInfo" in file.Root:
        file.Root["/MarkInfo"] = Dictionary(Marked=bool(file.Root["/MarkInfo"].get("/Marked", False)))
    for key in [key for key in file.trailer.keys() if key not in ("/Root", "/Size")]:  # noqa: SIM118
        del file.trailer[key]


def _told(found: PdfSurvey) -> None:
    """What is said about what leaves, before it does."""
    root, file = found.file.Root, found.file
    names = root.get("/Names", Dictionary())
    found.remark("metadata-removed")
    found.remark("scripts-removed", int("/JavaScript" in names or "/AA" in root or _is_script(root.get("/OpenAction"))))
    found.remark("attachments-removed", len(file.attachments))
    for key, value in file.docinfo.items():
        if isinstance(value, pikepdf.String):
            story = Story.AUTHOR if str(key) == "/Author" else Story.PROPERTY
            where = (
                str(key)[1:] if str(key) in ("/Author", "/Title", "/Subject", "/Keywords", "/Creator") else "of its own"
            )
            found.say(value, Place(story, f"property {where}"))


def _is_script(action: object) -> bool:
    return isinstance(action, Dictionary) and "/JS" in action


def _inherited(page: pikepdf.Object, key: str) -> pikepdf.Object | None:
    node = page
    for _ in range(_DEEPEST):
        if key in node:
            return node[key]
        if not isinstance(node.get("/Parent"), Dictionary):
            return None
        node = node["/Parent"]
    return None


def _nodes(root: pikepdf.Object) -> Iterator[pikepdf.Object]:
    waiting, seen = [root], set()
    while waiting:
        node = waiting.pop()
        if node.objgen in seen or "/Kids" not in node:
            continue
        seen.add(node.objgen)
        yield node
        waiting += list(node["/Kids"])


# ---- annotations and fields


def _annotations(found: PdfSurvey, page: pikepdf.Object, number: int) -> None:
    """Links and fields stay for now; what reviewers left goes, and is read for the names in it."""
    if "/Annots" not in page:
        return
    stays, place = [], f"page {number}"
    for each in page["/Annots"]:
        if not isinstance(each, Dictionary):
            continue
        kind = str(each.get("/Subtype", ""))
        if kind in ("/Link", "/Widget"):
            stays.append(each)
            if kind == "/Widget" and "/Rect" in each:
                x0, y0, x1, y1 = (float(n) for n in each["/Rect"])
                found.fields.setdefault(number - 1, []).append((min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)))
            continue
        for key in ("/Contents", "/Subj"):
            found.say(each.get(key, ""), Place(Story.COMMENT, f"{place}, note"))
        found.say(each.get("/T", ""), Place(Story.AUTHOR, f"{place}, author of a note"))
        if kind == "/FileAttachment":
            found.remark("attachments-removed")
        elif kind in _SOUNDS:
            found.remark("sound-removed", place=place)
        elif kind in _TYPED:
            found.remark("text-note-removed", place=place)
        elif kind not in _QUIET:
            found.remark("comments-removed")
    page["/Annots"] = Array(stays)


def _fields(found: PdfSurvey) -> None:
    """Fields become text of the page: what was typed in is then read and coded like the rest."""
    file = found.file
    if "/AcroForm" not in file.Root:
        return
    for field in _all_fields(file.Root["/AcroForm"].get("/Fields", Array()), 0):
        for key, what in (("/TU", "help of a field"), ("/V", "field"), ("/DV", "field, before it was filled in")):
            if isinstance(field.get(key), pikepdf.String):
                found.say(field[key], Place(Story.CONTENT_CONTROL, what))
        if str(field.get("/FT", "")) == "/Sig" and "/V" in field:
            found.remark("signature-removed")
    found.remark("form-flattened")
    file.generate_appearance_streams()
    file.flatten_annotations("all")
    if "/AcroForm" in file.Root:
        del file.Root["/AcroForm"]


def _all_fields(fields: pikepdf.Object, depth: int) -> Iterator[pikepdf.Object]:
    for field in fields if depth < _DEEPEST else ():
        if isinstance(field, Dictionary):
            yield field
            yield from _all_fields(field.get("/Kids", Array()), depth + 1)


# ---- structure and layers


def _structure(found: PdfSurvey) -> None:
    """The tree of headings, paragraphs and cells stays, with alternative texts that are read; everything else in it goes."""
    root = found.file.Root.get("/StructTreeRoot")
    if not isinstance(root, Dictionary):
        return
    roles = {str(key): str(value) for key, value in root.get("/RoleMap", Dictionary()).items()}
    keep(root, frozenset(("/Type", "/K", "/ParentTree", "/ParentTreeNextKey")))
    waiting: list[object] = [root.get("/K")]
    seen: set[tuple[int, int]] = set()
    number = 0
    while waiting:
        thing = waiting.pop()
        if isinstance(thing, Array):
            waiting += list(thing)
            continue
        if not isinstance(thing, Dictionary) or (thing.is_indirect and thing.objgen in seen):
            continue
        if thing.is_indirect:
            seen.add(thing.objgen)
        if str(thing.get("/Type", "")) in ("/MCR", "/OBJR"):
            keep(thing, frozenset(("/Type", "/MCID", "/Pg", "/Obj", "/Stm")))
            continue
        attributes = _attributes(thing.get("/A"))
        keep(thing, _STRUCTURE)
        if attributes is not None:
            thing["/A"] = attributes
        thing["/S"] = Name(_role(str(thing.get("/S", "/NonStruct")), roles))
        if "/Lang" in thing:
            thing["/Lang"] = pikepdf.String(_language(thing["/Lang"]))
        if "/Alt" in thing:
            number += 1
            found.say(thing["/Alt"], Place(Story.ALTERNATIVE_TEXT, f"alternative text {number}"), put_in(thing, "/Alt"))
        waiting.append(thing.get("/K"))


def _role(role: str, roles: dict[str, str]) -> str:
    for _ in range(_DEEPEST):
        if role in _STANDARD or role not in roles:
            break
        role = roles[role]
    return role if role in _STANDARD else "/NonStruct"


def _attributes(held: object) -> pikepdf.Object | None:
    """Of the attributes of a cell how many rows and columns it spans, and what it heads."""
    made = Dictionary(O=Name.Table)
    for each in held if isinstance(held, Array) else [held]:
        if isinstance(each, Dictionary):
            for key in ("/RowSpan", "/ColSpan"):
                if isinstance(each.get(key), int):
                    made[key] = each[key]
            if str(each.get("/Scope", "")) in ("/Row", "/Column", "/Both"):
                made["/Scope"] = each["/Scope"]
    return made if len(made.keys()) > 1 else None


def _language(held: object) -> str:
    text = str(held)
    return text if len(text) <= 11 and text.replace("-", "").isalpha() else ""


def _layers(found: PdfSurvey) -> None:
    layers = found.file.Root.get("/OCProperties")
    if not isinstance(layers, Dictionary):
        return
    groups = [group for group in layers.get("/OCGs", ()) if isinstance(group, Dictionary)]
    for number, group in enumerate(groups, 1):
        keep(group, frozenset(("/Type",)))
        group["/Name"] = pikepdf.String(f"Layer {number}")
    shown = layers.get("/D", Dictionary())
    kept = Dictionary()
    for key in ("/ON", "/OFF"):
        if isinstance(shown.get(key), Array):
            kept[key] = shown[key]
    if str(shown.get("/BaseState", "")) in ("/ON", "/OFF"):
        kept["/BaseState"] = shown["/BaseState"]
    found.file.Root["/OCProperties"] = Dictionary(OCGs=Array(groups), D=kept)
    found.remark("layers-kept", len(groups))
