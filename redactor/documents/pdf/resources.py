"""What a content stream uses, made plain: streams without words beside the text, resources without names of their own.

A name of a resource, a property of marked text, a comment between operators, an operator of no standard: each can hold a name,
and none is needed. What a stream does not use is left out.
"""

from __future__ import annotations

from typing import Any, cast

import pikepdf
from pikepdf import Dictionary, Name

from redactor.documents.word import pictures

from .found import PdfSurvey

_DEEPEST = 14
_OPERATORS = frozenset(
    "q Q cm w J j M d ri i gs m l c v y h re S s f F f* B B* b b* n W W* BT ET Tc Tw Tz TL Tf Tr Ts Td TD Tm T* Tj TJ ' \" "
    "d0 d1 CS cs SC SCN sc scn G g RG rg K k sh Do BDC BMC EMC BX EX".split()
)
_INLINE = "INLINE IMAGE"
_SHOWS = frozenset(("Tj", "TJ", "'", '"'))
# operator → the kind of resource that its last operand names
_NAMES = {
    "Tf": "/Font", "gs": "/ExtGState", "CS": "/ColorSpace", "cs": "/ColorSpace", "SCN": "/Pattern", "scn": "/Pattern",
    "sh": "/Shading", "Do": "/XObject",
}  # fmt: skip
_SHORT = {
    "/Font": "F", "/ExtGState": "G", "/ColorSpace": "C", "/Pattern": "P", "/Shading": "S", "/XObject": "X", "/Properties": "M",
}  # fmt: skip
_TAGS = frozenset(
    "/P /H /H1 /H2 /H3 /H4 /H5 /H6 /L /LI /Lbl /LBody /Table /TR /TH /TD /THead /TBody /TFoot /Span /Quote /Note /Reference "
    "/Link /Figure /Formula /Form /Artifact /Document /Part /Sect /Div /Art /BlockQuote /Caption /TOC /TOCI /Index /Code "
    "/NonStruct /Private /Annot /OC /Tx /ReversedChars /Clip".split()
)
_IMAGE_KEYS = frozenset(
    "/Type /Subtype /Width /Height /ColorSpace /BitsPerComponent /Intent /ImageMask /Mask /Decode /Interpolate /SMask "
    "/SMaskInData /Matte /Filter /DecodeParms /Length /OC /StructParent".split()
)
_FORM_KEYS = frozenset(
    "/Type /Subtype /FormType /BBox /Matrix /Resources /Group /OC /StructParent /StructParents /Filter /DecodeParms "
    "/Length".split()
)
_STATE_KEYS = frozenset(
    "/Type /LW /LC /LJ /ML /D /RI /OP /op /OPM /Font /BG /BG2 /UCR /UCR2 /TR /TR2 /HT /FL /SM /SA /BM /SMask /CA /ca /AIS "
    "/TK".split()
)
_LAYER_KEYS = frozenset("/Type /Name /OCGs /P /VE".split())
_PATTERN_KEYS = frozenset(
    "/Type /PatternType /PaintType /TilingType /BBox /XStep /YStep /Resources /Matrix /Filter /DecodeParms /Length".split()
)


class Streams:
    """Makes each stream of a file plain, once."""

    def __init__(self, file: pikepdf.Pdf, found: PdfSurvey) -> None:
        self._file, self._found = file, found
        self._done: set[tuple[int, int]] = set()
        self._images: dict[tuple[int, int], bool] = {}

    def page(self, page: pikepdf.Object) -> None:
        """A page's own stream and resources. Raises what pikepdf raises for broken ones."""
        content, resources = self._plain(page, page.get("/Resources", Dictionary()), 0)
        page["/Contents"] = self._file.make_stream(content)
        page["/Resources"] = resources

    def _plain(
        self, holder: pikepdf.Object, resources: pikepdf.Object, depth: int, *, text: bool = True, rename: bool = True
    ) -> tuple[bytes, pikepdf.Object]:
        """The stream with names of ours, and the resources that it uses under these names."""
        names: dict[tuple[str, str], str] = {}
        instructions = []
        for instruction in pikepdf.parse_content_stream(holder):
            name, operands = str(instruction.operator), instruction.operands
            if name == _INLINE:
                instructions.append(instruction)
                continue
            if name not in _OPERATORS or (name in _SHOWS and not text):
                continue
            for made, with_name in _plainer(name, list(operands)):
                if rename:
                    self._named(made, with_name, resources, names)
                instructions.append(pikepdf.ContentStreamInstruction(made, pikepdf.Operator(with_name)))
        used = Dictionary()
        for (kind, old), new in names.items():
            thing = resources[kind][old]
            if kind not in used:
                used[kind] = Dictionary()
            used[kind][f"/{new}"] = self._thing(kind, thing, resources, depth)
        if "/ProcSet" in resources:
            used["/ProcSet"] = resources["/ProcSet"]
        return pikepdf.unparse_content_stream(instructions), used

    def _named(
        self, operands: list[Any], name: str, resources: pikepdf.Object, names: dict[tuple[str, str], str]
    ) -> None:
        """Put our name of a resource into the operands, where it is one."""
        at = 0 if name == "Tf" else len(operands) - 1
        kind = "/Properties" if name == "BDC" else _NAMES.get(name, "")
        if not kind or at < 0 or not isinstance(operands[at], Name):
            return
        old = str(operands[at])
        if old not in resources.get(kind, Dictionary()):
            if name == "BDC":
                operands[at] = Dictionary()
            return
        new = names.setdefault((kind, old), f"{_SHORT[kind]}{sum(k == kind for k, _ in names) + 1}")
        operands[at] = Name(f"/{new}")

    def _thing(self, kind: str, thing: pikepdf.Object, resources: pikepdf.Object, depth: int) -> pikepdf.Object:
        if depth > _DEEPEST:
            raise ValueError("forms within forms, deeper than any program writes them")
        match kind:
            case "/XObject":
                return self._xobject(thing, resources, depth)
            case "/Font":
                self._font(thing, depth)
            case "/Pattern":
                if isinstance(thing, pikepdf.Stream) and self._first_time(thing):
                    content, used = self._plain(thing, thing.get("/Resources", resources), depth + 1, text=False)
                    _keep(thing, _PATTERN_KEYS)
                    thing.write(content)
                    thing["/Resources"] = used
            case "/ExtGState":
                _keep(thing, _STATE_KEYS)
                mask = thing.get("/SMask")
                if isinstance(mask, Dictionary) and isinstance(mask.get("/G"), pikepdf.Stream):
                    self._xobject(mask["/G"], resources, depth)
            case "/Properties":
                if str(thing.get("/Type", "")) not in ("/OCG", "/OCMD"):
                    return _properties(thing)
                _unnamed_layer(thing)
        return thing

    def _xobject(self, thing: pikepdf.Object, resources: pikepdf.Object, depth: int) -> pikepdf.Object:
        if not isinstance(thing, pikepdf.Stream):
            raise ValueError("no stream")
        if str(thing.get("/Subtype", "")) == "/Image":
            return thing if self._image(thing) else self._nothing()
        if self._first_time(thing):
            content, used = self._plain(thing, thing.get("/Resources", resources), depth + 1)
            _keep(thing, _FORM_KEYS)
            _unnamed_layer(thing.get("/OC"))
            thing.write(content)
            thing["/Resources"] = used
        return thing

    def _image(self, image: pikepdf.Object) -> bool:
        """Take out what describes a picture; whether it is one of a known kind. Its pixels stay."""
        if image.objgen in self._images:
            return self._images[image.objgen]
        _keep(image, _IMAGE_KEYS)
        _unnamed_layer(image.get("/OC"))
        for key in ("/SMask", "/Mask"):
            if isinstance(image.get(key), pikepdf.Stream):
                self._image(image[key])
        sound = True
        last = _last_filter(image)
        try:
            if last == "/DCTDecode" and not _packed_twice(image):
                image.write(pictures.without_metadata(image.read_raw_bytes()), filter=Name.DCTDecode)
            elif last in ("/DCTDecode", "/JPXDecode"):
                sound = self._without_boxes(image)
        except (ValueError, pikepdf.PdfError):
            sound = False
        if not sound:
            self._found.remark("picture-removed")
        self._images[image.objgen] = sound
        return sound

    def _without_boxes(self, image: pikepdf.Object) -> bool:
        """A JPEG 2000, or a JPEG that is packed once more, as plain pixels: what describes it can hold anything."""
        try:
            picture = pikepdf.PdfImage(cast(pikepdf.Stream, image)).as_pil_image().convert("RGB")
        except (OSError, NotImplementedError, ValueError, pikepdf.PdfError):
            return False
        image.write(picture.tobytes())
        image["/ColorSpace"], image["/BitsPerComponent"] = Name.DeviceRGB, 8
        for key in ("/Decode", "/SMaskInData"):
            if key in image:
                del image[key]
        return True

    def _nothing(self) -> pikepdf.Object:
        made = self._file.make_stream(b"")
        made["/Type"], made["/Subtype"], made["/BBox"] = Name.XObject, Name.Form, pikepdf.Array([0, 0, 1, 1])
        return made

    def _font(self, font: pikepdf.Object, depth: int) -> None:
        if not isinstance(font, Dictionary) or (font.is_indirect and not self._first_time(font)):
            return
        for key in ("/Metadata", "/Name"):
            if key in font:
                del font[key]
        for inner in (font, *(font.get("/DescendantFonts", ()))):
            descriptor = inner.get("/FontDescriptor")
            for key in ("/FontFile", "/FontFile2", "/FontFile3"):
                if isinstance(descriptor, Dictionary) and isinstance(descriptor.get(key), pikepdf.Stream):
                    held = descriptor[key]
                    if "/Metadata" in held:
                        del held["/Metadata"]
        if str(font.get("/Subtype", "")) == "/Type3":
            own = font.get("/Resources", Dictionary())
            for _, drawn in font.get("/CharProcs", Dictionary()).items():
                if isinstance(drawn, pikepdf.Stream) and self._first_time(drawn):
                    content, _ = self._plain(drawn, own, depth + 1, text=False, rename=False)
                    drawn.write(content)

    def _first_time(self, thing: pikepdf.Object) -> bool:
        if thing.objgen in self._done:
            return False
        self._done.add(thing.objgen)
        return True


def _plainer(name: str, operands: list[Any]) -> list[tuple[list[Any], str]]:
    """An instruction as one or several that say the same, without words that only programs read."""
    match name:
        case "'":
            return [([], "T*"), (operands, "Tj")]
        case '"':
            return [([operands[0]], "Tw"), ([operands[1]], "Tc"), ([], "T*"), ([operands[2]], "Tj")]
        case "BMC":
            return [([_tag(operands[0])], "BMC")]
        case "BDC":
            second = operands[1]
            return [([_tag(operands[0]), second if isinstance(second, Name) else _properties(second)], "BDC")]
    return [(operands, name)]


def _tag(tag: object) -> pikepdf.Object:
    return Name(str(tag)) if str(tag) in _TAGS else Name("/Span")


def _properties(held: object) -> pikepdf.Object:
    """Of the properties of marked text its number in the structure: neither alternative nor actual texts."""
    made = Dictionary()
    if isinstance(held, Dictionary) and isinstance(held.get("/MCID"), int):
        made["/MCID"] = held["/MCID"]
    return made


def _keep(thing: pikepdf.Object, keys: frozenset[str]) -> None:
    for key in [key for key in thing.keys() if key not in keys]:  # noqa: SIM118
        del thing[key]


def _unnamed_layer(layer: object) -> None:
    """A layer, or a rule about layers, without a name: those that the catalogue lists get a number there."""
    if not isinstance(layer, Dictionary):
        return
    _keep(layer, _LAYER_KEYS)
    if str(layer.get("/Type", "")) == "/OCG":
        layer["/Name"] = pikepdf.String("Layer")
        return
    inner = layer.get("/OCGs")
    for each in inner if isinstance(inner, pikepdf.Array) else [inner]:
        if isinstance(each, Dictionary) and str(each.get("/Type", "")) == "/OCG":
            _unnamed_layer(each)


def _packed_twice(image: pikepdf.Object) -> bool:
    held = image.get("/Filter")
    return isinstance(held, pikepdf.Array) and len(held) > 1


def _last_filter(image: pikepdf.Object) -> str:
    held = image.get("/Filter")
    if isinstance(held, pikepdf.Array):
        return str(held[-1]) if len(held) else ""
    return str(held) if held is not None else ""
