"""What persons decided of pictures, put over a written file: one stays and need not be looked at again, or an
empty one of the same size and kind stands in its place.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace

from redactor.documents.model import PictureChoices, Remark, Rewritten
from redactor.documents.pictured import SAVED, with_pictures_changed

_MOST_PIXELS = 40_000_000
_OUT = "This picture was taken out, as a person decided: an empty one of its size stands there."
_STAYS = "A person has looked at this picture and decided that it stays."
_NOT_OUT = (
    "This picture was to be taken out, and is of a kind that redactor cannot write: it is there still. Take it out in Word "
    "or Excel."
)


def with_choices(written: Rewritten, choices: PictureChoices) -> Rewritten:
    """The file with its pictures as they were decided on; one without decisions as it is."""
    if not choices or not any(each.pictures for each in written.remarks):
        return written
    after = dict(written.painted)
    data, not_out = _without(written, choices.out)
    remarks = [
        each for remark in written.remarks for each in (_said(remark, choices, after, not_out) if remark.pictures else (remark,))
    ]  # fmt: skip
    return replace(written, data=data, remarks=tuple(remarks))


def _without(written: Rewritten, out: frozenset[str]) -> tuple[bytes, frozenset[str]]:
    """The file without these pictures, and those that could not be taken out."""
    from redactor.documents.word.pictures import digest_of

    here = out & {picture for each in written.remarks for picture in each.pictures}
    if not here:
        return written.data, frozenset()
    if written.data.startswith(b"%PDF"):
        from redactor.documents.pdf.images import without_images

        after = dict(written.painted)
        return without_images(written.data, frozenset(after.get(given, given) for given in here)), frozenset()
    before = {after: given for given, after in written.painted}
    left: set[str] = set()

    def empty(picture: bytes) -> bytes:
        digest = digest_of(picture)
        given = before.get(digest, digest)
        if given not in out:
            return picture
        made = _emptied(picture)
        if made is None:
            left.add(given)
            return picture
        return made

    return with_pictures_changed(written.data, empty), frozenset(left)


def _emptied(member: bytes) -> bytes | None:
    """An empty picture of the same size and kind; None for a kind that cannot be written."""
    from PIL import Image

    from redactor.documents.seen import FORMATS

    try:
        with Image.open(io.BytesIO(member), formats=FORMATS) as image:  # its head alone is read
            kind, size = image.format or "", image.size
        if kind not in SAVED or size[0] * size[1] > _MOST_PIXELS:
            return None
        out = io.BytesIO()
        Image.new("L", size, 255).save(out, kind, **SAVED[kind])
    except (OSError, ValueError, ArithmeticError, SyntaxError, Image.DecompressionBombError):
        return None
    return out.getvalue()


def _said(remark: Remark, choices: PictureChoices, after: dict[str, str], not_out: frozenset[str]) -> Iterator[Remark]:
    """What there is to say of pictures once they are decided on: of each kind of decision one remark."""
    of: dict[str, list[str]] = {"": [], "out": [], "not out": [], "stays": []}
    for picture in remark.pictures:
        stays = after.get(picture, picture) in choices.stay
        chosen = "not out" if picture in not_out else "out" if picture in choices.out else "stays" if stays else ""
        of[chosen].append(picture)

    def about(chosen: str) -> tuple[int, tuple[str, ...]]:
        return len(of[chosen]), tuple(of[chosen])

    if of[""]:
        count, pictures = about("")
        yield replace(remark, count=count, pictures=pictures)
    if remark.rule == "picture-painted":
        return  # the picture itself is told of besides
    for chosen, rule, sentence in (("out", "picture-out", _OUT), ("stays", "picture-stays", _STAYS)):
        if of[chosen]:
            count, pictures = about(chosen)
            yield Remark(rule, remark.place, sentence, count, pictures=pictures)
    if of["not out"]:
        count, pictures = about("not out")
        yield Remark(
            "picture-not-out", remark.place, _NOT_OUT, count, needs_a_look=True, left_out=True, pictures=pictures
        )
