"""The pictures of a PDF one by one: what each is known by, and an empty one in its place."""

from __future__ import annotations

import hashlib
import io
from contextlib import suppress

import pikepdf
from pikepdf import Name

# what makes a picture look otherwise than its numbers say, and goes with them
_LOOKS = (
    "/SMask",
    "/Mask",
    "/Decode",
    "/DecodeParms",
    "/SMaskInData",
    "/Intent",
    "/Matte",
    "/ImageMask",
    "/Alternates",
)

_MOST_PIXELS = 60_000_000
Number = tuple[int, int]  # of an object of the file, with its generation


def images_of(file: pikepdf.Pdf) -> dict[Number, str]:
    """Every picture of a file by its object, with what it is known by."""
    return {one.objgen: digest_of(one) for one in file.objects if is_image(one)}


def is_image(one: object) -> bool:
    """Whether an object is a picture."""
    return isinstance(one, pikepdf.Stream) and one.get("/Subtype") == Name.Image


def digest_of(image: pikepdf.Object) -> str:
    """SHA-256 of size and content, however the content is packed, in hexadecimal."""
    try:
        data = image.read_bytes(pikepdf.StreamDecodeLevel.generalized)
    except pikepdf.PdfError:  # packed as a picture (JPEG, fax), so that it is not packed anew
        data = image.read_raw_bytes()
    size = f"{image.get('/Width', 0)} {image.get('/Height', 0)} {image.get('/BitsPerComponent', 1)} "
    return hashlib.sha256(size.encode() + data).hexdigest()


def shown_images(data: bytes) -> dict[str, bytes]:
    """The pictures of a written PDF as PNG, by what each is known by; not those that no program here can paint."""
    found: dict[str, bytes] = {}
    with pikepdf.open(io.BytesIO(data)) as file:
        for one in file.objects:
            if (
                isinstance(one, pikepdf.Stream)
                and is_image(one)
                and int(one.get("/Width", 0)) * int(one.get("/Height", 0)) <= _MOST_PIXELS
            ):
                with suppress(Exception):  # any kind of damage: it is told of as one that cannot be shown
                    image = pikepdf.PdfImage(one).as_pil_image()
                    held = io.BytesIO()
                    (image if image.mode in ("1", "L", "RGB", "RGBA", "P") else image.convert("RGB")).save(held, "PNG")
                    found[digest_of(one)] = held.getvalue()
    return found


def without_images(data: bytes, out: frozenset[str]) -> bytes:
    """A written PDF with empty pictures in the place of those that are known by one of `out`."""
    from .document import saved

    with pikepdf.open(io.BytesIO(data)) as file:
        for one in file.objects:
            if is_image(one) and digest_of(one) in out:
                _empty(one)
        return saved(file)


def _empty(image: pikepdf.Object) -> None:
    """White, as large as it was: where it lies and how it is called stay."""
    for key in _LOOKS:
        if key in image:
            del image[key]
    width, height = int(image.get("/Width", 1)), int(image.get("/Height", 1))
    image["/ColorSpace"], image["/BitsPerComponent"] = Name.DeviceGray, 1
    image.write(b"\xff" * ((width + 7) // 8) * height)
