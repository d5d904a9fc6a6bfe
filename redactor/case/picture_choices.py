"""Pictures as a matter for persons: which of them nobody has decided on, what a decision makes of the key map, what holds.

No program can say whom a picture shows. So none of them is a question that keeps a file back: each is told of with every run
until somebody says that it stays, and why, or that it goes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from redactor.case.deciding import NotAnAnswer, user
from redactor.documents.model import PictureChoices, Rewritten
from redactor.keymap.decisions import ABOUT_PICTURES, Decided, Ruling
from redactor.keymap.keymap import KeyMap, Looked, MetPicture

_NO_REASON = "A picture only stays with a reason. Write why nobody can be recognised in it."


@dataclass(frozen=True, slots=True)
class OpenPicture:
    """A picture that nobody has decided on, and every place where it stands."""

    given: str
    written: str
    places: tuple[str, ...]  # "imr.anonymised.docx: body, paragraph 4"

    @property
    def key(self) -> str:
        """The same for the same picture, from run to run."""
        return f"{self.given}:{self.written}"

    @property
    def is_painted(self) -> bool:
        """Words in it were painted out."""
        return self.given != self.written


def met(written: Rewritten) -> tuple[MetPicture, ...]:
    """The pictures of a written file, for the key map."""
    after = dict(written.painted)
    return tuple(
        MetPicture(place=remark.place, given=picture, written=after.get(picture, picture))
        for remark in written.remarks
        if remark.rule != "picture-painted"
        for picture in remark.pictures
        if picture
    )


def open_pictures(key_map: KeyMap) -> tuple[OpenPicture, ...]:
    """Those of the last runs that nobody has decided on, each once."""
    choices = choices_of(key_map)
    found: dict[str, OpenPicture] = {}
    for draft, pictures in key_map.pictures.items():
        for each in pictures:
            if each.given in choices.out or each.written in choices.stay:
                continue
            key = f"{each.given}:{each.written}"
            places = (*(found[key].places if key in found else ()), f"{draft}: {each.place}")
            found[key] = OpenPicture(each.given, each.written, tuple(dict.fromkeys(places)))
    return tuple(found.values())


def choices_of(key_map: KeyMap) -> PictureChoices:
    """What holds: decisions, and that somebody has looked at a picture on the page and found that it shows nobody."""
    last: dict[str, Decided] = {}
    for each in _held(key_map):
        last[each.anchor.partition(":")[0]] = each
    stay = {d.anchor.partition(":")[2] for d in last.values() if d.ruling is Ruling.PICTURE_STAYS}
    out = {given for given, d in last.items() if d.ruling is Ruling.PICTURE_OUT}
    return PictureChoices(frozenset(out), frozenset(stay | {each.digest for each in key_map.looked}))


def _held(key_map: KeyMap) -> Iterator[Decided]:
    return (d for d in key_map.decisions if d.ruling in ABOUT_PICTURES and not d.withdrawn)


def decided_on(key_map: KeyMap, picture: OpenPicture, ruling: Ruling, reason: str = "", who: str = "") -> KeyMap:
    """The key map with a decision on a picture. Raises NotAnAnswer where it is to stay and nobody says why."""
    if ruling is Ruling.PICTURE_STAYS and not reason.strip():
        raise NotAnAnswer(_NO_REASON)
    return key_map.with_decision(
        Decided(
            ruling=ruling,
            kind="picture",
            code=_places(picture.places),
            anchor=picture.key,
            reason=reason.strip(),
            who=who or user(),
            when=datetime.now(UTC).isoformat(timespec="seconds"),
        )
    )


def _places(places: Sequence[str]) -> str:
    return places[0] + (f" and {len(places) - 1} more" if len(places) > 1 else "")


def out_of(key_map: KeyMap, written: str) -> Decided | None:
    """The decision by which the picture that is written so goes; None where there is none."""
    given = {each.given for pictures in key_map.pictures.values() for each in pictures if each.written == written}
    found = [d for d in _held(key_map) if d.ruling is Ruling.PICTURE_OUT and d.anchor.partition(":")[0] in given]
    return found[-1] if found else None


def looked_at(key_map: KeyMap) -> dict[str, Looked]:
    """Pictures, as they are written, that somebody has looked at and lets stay, with who and when."""
    found = {each.digest: each for each in key_map.looked}
    for d in _held(key_map):
        if d.ruling is Ruling.PICTURE_STAYS:
            written = d.anchor.partition(":")[2]
            found[written] = Looked(digest=written, who=d.who, when=d.when)
    return found


def taken_back(key_map: KeyMap, written: str) -> KeyMap:
    """The key map without what was decided on the picture that is written so."""
    given = {p.given for pictures in key_map.pictures.values() for p in pictures if p.written == written}
    for d in list(_held(key_map)):
        of, _, as_written = d.anchor.partition(":")
        if as_written == written or (d.ruling is Ruling.PICTURE_OUT and of in given):
            key_map = key_map.without_decision(d.number)
    return key_map.without_looked(written)


def picture_written(key_map: KeyMap, written: str) -> OpenPicture | None:
    """The picture of the drafts that is written so; None where none is."""
    found = [
        (each, f"{draft}: {each.place}")
        for draft, pictures in key_map.pictures.items()
        for each in pictures
        if each.written == written
    ]
    return OpenPicture(found[0][0].given, written, tuple(place for _, place in found)) if found else None
