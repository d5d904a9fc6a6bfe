"""Words painted out of the pictures of a page: the pictures are written anew, and hold nothing of what was below."""

from __future__ import annotations

import io
import math
from collections.abc import Sequence
from typing import cast

import pikepdf
from pikepdf import Name
from PIL import Image

from redactor.documents.seen import MOST_PIXELS, Painting, painted

from .content import PageContent, Painted
from .matrices import Box, Matrix, around, inverse, moved

_FAILS = (
    pikepdf.PdfError, OSError, ValueError, NotImplementedError, TypeError, KeyError, AttributeError, RuntimeError, MemoryError,
    Image.DecompressionBombError,
)  # fmt: skip
_EDGE = 1.5  # points: less beside the page is rounding
_QUALITY = 88  # of a JPEG


def paint(
    content: PageContent, boxes: Sequence[tuple[Box, str]], shown: Box, rotation: int
) -> tuple[list[Painted], int, int]:
    """Paint boxes of the page, each with a text, into every picture that lies there, and what of it lies beside what is `shown`.
    `rotation` is that of the page, in degrees.

    Gives pictures that stand in a stream and have to be taken out of it, how many were painted in, and how many could not be
    written anew: those are blank now.
    """
    out: list[Painted] = []
    done = blank = 0
    for picture in content.pictures:
        lies = around(moved(x, y, picture.matrix) for x in (0, 1) for y in (0, 1))
        hit = [(box, text) for box, text in (*boxes, *_beside(lies, shown)) if _meet(box, lies)]
        back = inverse(picture.matrix)
        if not hit:
            continue
        if picture.image is None or back is None:
            out.append(picture)
            continue
        try:
            width, height = int(picture.image["/Width"]), int(picture.image["/Height"])
            paintings: list[Painting] = []
            for box, text in hit:
                x0, y0, x1, y1 = around(moved(x, y, back) for x in box[::2] for y in box[1::2])
                box = (x0 * width, (1 - y1) * height, x1 * width, (1 - y0) * height)
                paintings.append(Painting(box, text, _turns(picture.matrix, rotation)))
            _written_anew(picture.image, paintings)
            done += 1
        except _FAILS:
            _emptied(picture.image)
            blank += 1
    return out, done, blank


def _beside(lies: Box, shown: Box) -> list[tuple[Box, str]]:
    """What of a picture lies outside of what is shown of the page: it is there all the same."""
    far = 1e6
    outside: list[Box] = [
        (-far, -far, shown[0], far), (shown[2], -far, far, far), (-far, -far, far, shown[1]), (-far, shown[3], far, far),
    ]  # fmt: skip
    cut = [(max(o[0], lies[0]), max(o[1], lies[1]), min(o[2], lies[2]), min(o[3], lies[3])) for o in outside]
    return [(box, "") for box in cut if box[2] - box[0] > _EDGE and box[3] - box[1] > _EDGE]


def _turns(matrix: Matrix, rotation: int) -> int:
    """Quarters of a turn that writing in the picture has to take to be upright on the page as it is shown."""
    across = math.degrees(math.atan2(matrix[1], matrix[0])) - rotation  # of the picture's own lines, as they are shown
    return round(-across / 90) % 4


def _meet(a: Box, b: Box) -> bool:
    return min(a[2], b[2]) > max(a[0], b[0]) and min(a[3], b[3]) > max(a[1], b[1])


def _written_anew(image: pikepdf.Object, paintings: Sequence[Painting]) -> None:
    if image.get("/ImageMask") or int(image["/Width"]) * int(image["/Height"]) > MOST_PIXELS:
        raise ValueError("a stencil, or too large")
    before = pikepdf.PdfImage(cast(pikepdf.Stream, image)).as_pil_image()
    lossy = str(image.get("/Filter", "")) == "/DCTDecode"
    made = painted(before, paintings)
    for key in ("/Decode", "/DecodeParms", "/Filter", "/SMaskInData"):
        if key in image:
            del image[key]
    if isinstance(image.get("/Mask"), pikepdf.Array):  # a colour that lets through
        del image["/Mask"]
    image["/ColorSpace"], image["/BitsPerComponent"] = Name.DeviceRGB if made.mode == "RGB" else Name.DeviceGray, 8
    if before.mode == "1":
        image["/ColorSpace"], image["/BitsPerComponent"] = Name.DeviceGray, 1
        image.write(made.convert("L").point(lambda value: 255 if value > 127 else 0).convert("1").tobytes())
    elif lossy:
        written = io.BytesIO()
        made.save(written, "JPEG", quality=_QUALITY)
        image.write(written.getvalue(), filter=Name.DCTDecode)
    else:
        image.write(made.tobytes())


def _emptied(image: pikepdf.Object) -> None:
    """What cannot be written anew shows nothing any more."""
    for key in [key for key in image.keys() if key not in ("/Type", "/Subtype", "/Length")]:  # noqa: SIM118
        del image[key]
    image["/Width"] = image["/Height"] = 1
    image["/ColorSpace"], image["/BitsPerComponent"] = Name.DeviceGray, 8
    image.write(b"\xff")
