"""No place of a workbook keeps a name: a needle in each, and none in the written file, however it is looked for."""

from __future__ import annotations

import io
import zipfile
from posixpath import normpath

import pytest

from redactor.documents.model import Tidying
from redactor.sources.readers import read_data
from redactor.sources.residue import Form, find_residue
from redactor.sources.structure import check_structure

from . import places
from .builders import KEEP_ALL, members, put, read

BOOK = places.everything()
PROFILES = {"submission": Tidying(), "working": KEEP_ALL}


def _written(tidying: Tidying) -> bytes:
    draft = read(BOOK, tidying)
    return draft.rewritten(
        [r for r in put(draft, dict.fromkeys(places.PLACES, "SW1")) if not draft.passages[r.passage].leaves]
    ).data


WRITTEN = {name: _written(tidying) for name, tidying in PROFILES.items()}


def _left(needle: str, data: bytes) -> bool:
    """Whether a needle is in any part, as text, as letters of two bytes, or as text without markup."""
    forms = [needle.encode(), needle.encode("utf-16-le"), needle.lower().encode()]
    parts = {**members(data), "": data}
    return any(needle in name or any(form in content for form in forms) for name, content in parts.items())


def test_more_than_sixty_places_are_known() -> None:
    assert len(places.PLACES) > 100
    # the needles are in the file that is read: what is written without them has lost them
    assert not [place for needle, place in places.PLACES.items() if not _left(needle, BOOK) and "split" not in place
                and place not in ("escaped line end", "text after an element", "embedded file")]  # fmt: skip


@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize("needle", places.PLACES, ids=lambda n: places.PLACES[n].replace(" ", "-"))
def test_no_needle_is_left(needle: str, profile: str) -> None:
    assert not _left(needle, WRITTEN[profile])


@pytest.mark.parametrize("profile", PROFILES)
def test_the_check_that_shares_no_reader_finds_nothing_either(profile: str) -> None:
    forms = [Form("SW1", needle) for needle in places.PLACES]
    assert [f for f in find_residue(WRITTEN[profile], forms) if f.severity.name == "MUST_FIX"] == []
    assert [f.rule for f in check_structure(WRITTEN["submission"], "submission")] == []
    texts = " ".join(text.text for text in read_data(WRITTEN[profile], "x.xlsx").texts)
    assert "Zorvath" not in texts and "SW1" in texts


@pytest.mark.parametrize("profile", PROFILES)
def test_every_part_that_is_written_is_sound_and_listed(profile: str) -> None:
    from lxml import etree

    parts = members(WRITTEN[profile])
    listed = parts["[Content_Types].xml"].decode()
    for name, content in parts.items():
        if name.endswith((".xml", ".rels", ".vml")):
            etree.fromstring(content)
        if name.endswith(".xml") and name != "[Content_Types].xml":
            assert f'PartName="/{name}"' in listed
    for name, content in parts.items():  # no relationship leads to nothing
        if not name.endswith(".rels"):
            continue
        folder = name.rpartition("_rels/")[0]
        for link in etree.fromstring(content):
            if link.get("TargetMode") != "External":
                target = link.get("Target") or ""
                assert normpath(target[1:] if target.startswith("/") else folder + target) in parts


def test_macros_are_told_of_and_gone() -> None:
    draft = read(BOOK)
    written = draft.rewritten([])
    rules = {remark.rule for remark in written.remarks}
    assert {"macros-removed", "links-broken", "history-removed", "embedded-removed", "hidden-cells"} <= rules
    assert b"macroEnabled" not in members(written.data)["[Content_Types].xml"]
    assert "xl/vbaProject.bin" not in zipfile.ZipFile(io.BytesIO(written.data)).namelist()
