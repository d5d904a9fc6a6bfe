"""Every place where a Word file can hide a name: what is hidden there is replaced, taken out, or reported."""

import base64
import io
import re
import zipfile
from urllib.parse import unquote

import pytest

from redactor.documents import Document, Rewritten, Tidying

from . import catalogue
from .builders import KEEP_ALL, opened, replacing, unzipped
from .catalogue import NEEDLES, REPORTED, Needle

PROFILES = {"submission": Tidying(), "working": KEEP_ALL}


@pytest.fixture(scope="module", params=list(PROFILES))
def run(request, tmp_path_factory) -> tuple[Document, Rewritten, str]:
    draft = catalogue.trailing(catalogue.build())
    document = opened(draft, tmp_path_factory.mktemp("catalogue"), PROFILES[request.param])
    words = sorted({needle.word for needle in NEEDLES}, key=len, reverse=True)
    written = document.rewritten(replacing(document, *words))
    return document, written, everything(written.data)


def everything(data: bytes) -> str:
    """All that any member holds, in every encoding that a name may hide in, with the names of the members."""
    found = [data.decode("latin-1")]
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for info in archive.infolist():
            content = archive.read(info)
            if content.startswith(b"PK"):
                found.append(everything(content))
            found += [info.filename, content.decode("latin-1"), content.decode("utf-16-le", "replace")]
            plain = re.sub(rb"<[^>]*>", b"", content)
            found += [plain.decode("utf-8", "replace"), unquote(content.decode("latin-1"))]
            for block in re.findall(rb"[A-Za-z0-9+/]{8,}={0,2}", content):
                found.append(base64.b64decode(block.rstrip(b"=")[: len(block) // 4 * 4] + b"==").decode("latin-1"))
    return "\n".join(found)


@pytest.mark.parametrize("needle", NEEDLES, ids=lambda n: f"{n.row} {n.place}")
def test_what_is_hidden_there_is_gone_or_reported(needle: Needle, run: tuple[Document, Rewritten, str]) -> None:
    _, written, text = run
    if needle.promise == REPORTED:
        assert any(remark.needs_a_look for remark in written.remarks if needle.rule in remark.rule)
    else:
        assert needle.word not in text
        assert needle.word.lower() not in text.lower()


def test_the_needles_were_in_the_draft() -> None:
    text = everything(catalogue.trailing(catalogue.build()))
    in_pieces = {
        "split over runs",
        "soft hyphen in the run",
        "zero-width space",
        "code in pieces",
        "symbols",
        "picture",
    }
    same = {"citation of the bookmark", "anchor", "style's follower", "picture"}
    missing = [n.place for n in NEEDLES if n.word not in text and n.place not in in_pieces | same]
    assert missing == []


def test_no_remark_and_no_place_repeats_the_draft(run: tuple[Document, Rewritten, str]) -> None:
    document, written, _ = run
    said = [f"{r.rule} {r.place} {r.text}" for r in written.remarks]
    said += [f"{p.place.where} {p.place.part}" for p in document.passages]
    assert [line for line in said for needle in NEEDLES if needle.word in line] == []


def test_the_output_is_deterministic_and_a_second_run_changes_nothing(run, tmp_path) -> None:
    document, written, _ = run
    words = [needle.word for needle in NEEDLES]
    assert document.rewritten(replacing(document, *sorted(words, key=len, reverse=True))).data == written.data
    again = opened(written.data, tmp_path, document._tidying)
    assert unzipped(again.rewritten([]).data) == unzipped(written.data)


def test_what_reads_as_text_is_still_there(run) -> None:
    members = unzipped(run[1].data)
    assert members["word/document.xml"].count(b"SW1") > 30
    for root in (
        "w:hdr",
        "w:ftr",
        "w:footnotes",
        "w:endnotes",
        "c:chartSpace",
        "c:userShapes",
        "dgm:dataModel",
        "dsp:drawing",
    ):
        assert any(b"SW1" in data for data in members.values() if f"<{root} ".encode() in data), root
