"""A check's result as the page shows it: the written file's text as the check has read it, and the findings that lead there."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from markupsafe import Markup, escape

from redactor.case.picture_choices import looked_at, out_of, picture_written
from redactor.checks.passages import normal
from redactor.checks.rules import RULES
from redactor.checks.run import Checked
from redactor.keymap.decisions import Decided
from redactor.keymap.keymap import KeyMap, Looked
from redactor.sources.finding import Finding, Severity
from redactor.sources.source import Source

_CELL = re.compile(r"(?P<table>.*\btable \d+), row (?P<row>\d+), column \d+")
_LAYERS = {
    "text": "Text",
    "comment": "Comments",
    "hidden": "Hidden text",
    "covered": "Covered text",
    "metadata": "File properties",
    "annotation": "Alternative texts and notes",
    "attachment": "Embedded files",
    "link": "Links",
    "name": "Names inside the file",
    "markup": "Words of the format",
}
_PICTURES = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"BM", "image/bmp"),
)
_UNSEEN = (
    (b"\x01\x00\x00\x00", "a vector picture (.emf)"),
    (b"\xd7\xcd\xc6\x9a", "a vector picture (.wmf)"),
    (b"II*\x00", "a picture (.tif)"),
    (b"MM\x00*", "a picture (.tif)"),
)


@dataclass(frozen=True)
class FoundHere:
    """One finding with its place on the page."""

    finding: Finding
    target: str  # id of the text it is about; "" where it is about none
    where: str

    @property
    def is_words(self) -> bool:
        """It is about words that may be coded, or kept: not about a number, a mark or a part of the format."""
        return bool(self.finding.shown) and self.finding.rule in (
            "identity-listed",
            "identity-suspected",
            "place-suspected",
        )


@dataclass(frozen=True)
class Group:
    """The findings of one rule."""

    severity: Severity
    title: str
    mend: str
    found: tuple[FoundHere, ...]


@dataclass(frozen=True)
class Text:
    """One text of a file, with what was found in it set off."""

    id: str
    html: Markup
    place: str
    heading: int


@dataclass(frozen=True)
class LayerView:
    """A layer of one file: its texts, those of a table's row together."""

    title: str
    rows: tuple[tuple[Text, ...], ...]


@dataclass(frozen=True)
class Read:
    """One file as the check has read it."""

    number: int
    name: str
    parts: tuple[LayerView, ...]


@dataclass(frozen=True)
class Picture:
    """One picture of the files; `looked` says who has looked at it, `out` who takes it out."""

    digest: str
    media: str  # "image/png"; "" where a browser cannot show it
    what: str
    file: str
    data: bytes
    looked: Looked | None
    out: Decided | None
    can_go: bool  # it is one of the drafts, and can be replaced


def groups_of(checked: Checked) -> tuple[Group, ...]:
    """The findings, the most severe first, rule by rule."""
    numbers = {source.name: n for n, source in enumerate(checked.sources)}
    found = []
    for (severity, rule), group in groupby(checked.findings, key=lambda f: (f.severity, f.rule)):
        here = tuple(FoundHere(f, _target(numbers, f), _where(checked, f)) for f in group)
        found.append(Group(severity, RULES[rule].title, RULES[rule].mend, here))
    return tuple(found)


def _target(numbers: Mapping[str, int], finding: Finding) -> str:
    number = numbers.get(finding.file, -1)
    return f"t{number}-{finding.text}" if number >= 0 and finding.text >= 0 else ""


def _where(checked: Checked, finding: Finding) -> str:
    file = finding.file if len(checked.sources) > 1 else ""
    return ", ".join(filter(None, (file, finding.place)))


def files_of(checked: Checked) -> tuple[Read, ...]:
    """The files' texts, layer by layer."""
    return tuple(
        Read(n, source.name, tuple(_parts(n, source, [f for f in checked.findings if f.file == source.name])))
        for n, source in enumerate(checked.sources)
    )


def _parts(number: int, source: Source, findings: Sequence[Finding]) -> Iterator[LayerView]:
    about: dict[int, list[Finding]] = {}
    for finding in findings:
        about.setdefault(finding.text, []).append(finding)
    for layer, title in _LAYERS.items():
        texts = [
            (_row(t.place), Text(f"t{number}-{n}", _set_off(t.text, about.get(n, ())), t.place, t.heading))
            for n, t in enumerate(source.texts)
            if t.layer == layer and t.text.strip() and (layer != "markup" or n in about)
        ]
        rows = tuple(
            row
            for key, group in groupby(texts, key=lambda each: each[0])
            for row in _together(key, [text for _, text in group])
        )
        if rows:
            yield LayerView(title, rows)


def _row(place: str) -> str:
    match = _CELL.match(place)
    return f"{match['table']}, row {match['row']}" if match else ""


def _together(row: str, texts: Sequence[Text]) -> list[tuple[Text, ...]]:
    return [tuple(texts)] if row else [(text,) for text in texts]


def _set_off(text: str, findings: Sequence[Finding]) -> Markup:
    plain, at, html = normal(text), 0, Markup("")
    for start, end in sorted({(f.start, f.end) for f in findings if f.end > f.start}):
        if start >= at:
            html += escape(plain[at:start]) + Markup("<mark class='found'>{}</mark>").format(plain[start:end])
            at = end
    return html + escape(plain[at:])


def pictures_of(
    checked: Checked, key_map: KeyMap, of_pdfs: Mapping[str, Mapping[str, bytes]] | None = None
) -> tuple[Picture, ...]:
    """Every picture of the files, once; `of_pdfs`: those of PDFs, file → picture → PNG."""
    looked = looked_at(key_map)
    found: dict[str, Picture] = {}
    for source in checked.sources:
        for blob in source.blobs:
            media, what = media_of(blob.data), "a picture"
            if not media:
                what = next((w for magic, w in _UNSEEN if blob.data.startswith(magic) and len(blob.data) > 40), "")
                if not what:
                    continue
            digest = hashlib.sha256(blob.data).hexdigest()
            out, can_go = out_of(key_map, digest), bool(media) and picture_written(key_map, digest) is not None
            picture = Picture(digest, media, what, source.name, blob.data, looked.get(digest), out, can_go)
            found.setdefault(digest, picture)
    for name, pictures in (of_pdfs or {}).items():
        met = {each.written for of_draft in key_map.pictures.values() for each in of_draft}
        for digest, png in pictures.items():
            if digest in met:
                out = out_of(key_map, digest)
                found.setdefault(
                    digest, Picture(digest, "image/png", "a picture", name, png, looked.get(digest), out, can_go=True)
                )
    return tuple(found.values())


def media_of(data: bytes) -> str:
    """What a picture is, as a browser calls it; "" for one that no browser shows."""
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "image/webp"
    return next((media for magic, media in _PICTURES if data.startswith(magic)), "")


def counts_of(checked: Checked) -> dict[str, int]:
    """How many findings there are of each weight."""
    return {str(s): sum(f.severity is s for f in checked.findings) for s in Severity}
