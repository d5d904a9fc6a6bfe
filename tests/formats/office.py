"""Drafts for the tests of other formats: a Word file with all that must outlive being turned, and OpenDocument by hand."""

from __future__ import annotations

import io
import subprocess
import zipfile
from functools import cache
from pathlib import Path

import pytest

from redactor.base.office import libreoffice
from tests.documents.builders import TYPE, docx, part

needs_office = pytest.mark.skipif(not libreoffice(), reason="there is no LibreOffice on this computer")
DATE = "2026-01-05T10:00:00Z"
BODY = (
    'w:p(w:r(w:t"Kyle Thornbury was seen by Tom Bellweather."), w:r(w:footnoteReference[w:id=2]), '
    'w:ins[w:id=11;w:author=Zoe Ludgate;w:date=@D](w:r(w:t" Shelley Thornbury was there.")), '
    'w:del[w:id=12;w:author=Zoe Ludgate;w:date=@D](w:r(w:delText" Jo Oakshott was not.")), '
    'w:commentRangeStart[w:id=1], w:r(w:t" The end."), w:commentRangeEnd[w:id=1], w:r(w:commentReference[w:id=1])), '
    "w:tbl(w:tblPr, w:tblGrid(w:gridCol[w:w=2000], w:gridCol[w:w=4000]), "
    'w:tr(w:tc(w:p(w:r(w:t"Date"))), w:tc(w:p(w:r(w:t"Entry")))), '
    'w:tr(w:tc(w:p(w:r(w:t"3 March 2025"))), w:tc(w:p(w:r(w:t"Anjali Nandakumar rang.")))))), '
    'w:p(w:r(w:t"Last words.")), w:sectPr'
).replace("@D", DATE)


@cache
def word_file() -> bytes:
    """A table, a footnote, a comment, an insertion and a deletion, with people in each of them."""
    note = 'w:footnote[w:id=0;w:type=separator](w:p(w:r(w:separator))), w:footnote[w:id=2](w:p(w:r(w:t"As Jo Oakshott wrote.")))'
    comment = f'w:comment[w:id=1;w:author=Zoe Ludgate;w:initials=ZL;w:date={DATE}](w:p(w:r(w:t"Ask Tom Bellweather.")))'
    return docx(
        BODY,
        parts={
            "word/footnotes.xml": (f"{TYPE}.footnotes+xml", part(note, "w:footnotes")),
            "word/comments.xml": (f"{TYPE}.comments+xml", part(comment, "w:comments")),
        },
        links={"rId1": ("footnotes", "footnotes.xml"), "rId2": ("comments", "comments.xml")},
    )


@cache
def made(ending: str, source: bytes | None = None, given: str = "docx") -> bytes:
    """The Word file above (or `source`) as LibreOffice saves it in another format."""
    import tempfile

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / f"draft.{given}").write_bytes(source or word_file())
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        command = [
            libreoffice(),
            profile,
            "--headless",
            "--convert-to",
            ending,
            "--outdir",
            name,
            str(folder / f"draft.{given}"),
        ]
        subprocess.run(command, capture_output=True, check=True, timeout=180)
        return (folder / f"draft.{ending}").read_bytes()


OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
NAMES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in (
        ("office", "office"), ("text", "text"), ("draw", "drawing"), ("meta", "meta"), ("style", "style"), ("table", "table"),
        ("svg", "svg-compatible"), ("fo", "xsl-fo-compatible"), ("config", "config"), ("script", "script"),
    )
) + ' xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:dc="http://purl.org/dc/elements/1.1/"'  # fmt: skip


def odf(
    body: str,
    *,
    styles: str = "",
    meta: str = "",
    members: dict[str, str | bytes] | None = None,
    mimetype: str = "application/vnd.oasis.opendocument.text",
    holder: str = "office:text",
    automatic: str = "",
) -> bytes:
    """An OpenDocument file with this body."""

    def root(name: str, inner: str) -> str:
        return (
            f'<?xml version="1.0" encoding="UTF-8"?><office:{name} {NAMES} office:version="1.2">{inner}</office:{name}>'
        )

    content = {
        "mimetype": mimetype,
        "content.xml": root(
            "document-content",
            f"<office:automatic-styles>{automatic}</office:automatic-styles><office:body><{holder}>{body}</{holder}></office:body>",
        ),
        "styles.xml": root("document-styles", f"<office:master-styles>{styles}</office:master-styles>"),
        "meta.xml": root("document-meta", f"<office:meta>{meta}</office:meta>"),
        **(members or {}),
    }
    manifest = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
    entries = "".join(f'<m:file-entry m:full-path="{n}" m:media-type="text/xml"/>' for n in content if n != "mimetype")
    if "META-INF/manifest.xml" not in content:
        content["META-INF/manifest.xml"] = (
            f'<m:manifest xmlns:m="{manifest}"><m:file-entry m:full-path="/" m:media-type="{mimetype}"/>{entries}</m:manifest>'
        )
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, data in content.items():
            archive.writestr(name, data)
    return target.getvalue()
