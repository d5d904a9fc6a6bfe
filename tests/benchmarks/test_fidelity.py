"""The comparison of a draft and its rewritten copy: it has to see what it is there to see."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks import fidelity, rewriting
from benchmarks.reader import members
from redactor.documents import Replacement, Tidying, read
from tests.documents.builders import TYPE, docx, part

BODY = (
    'w:p(w:r(w:t"Jane "), w:r(w:t"Okafor")), w:p(w:ins[w:author=A](w:r(w:t"new"))), '
    'w:tbl(w:tr(w:tc(w:p(w:pPr(w:numPr(w:numId[w:val=1])), w:r(w:t"cell"))))), '
    'w:p(w:r(mc:AlternateContent(mc:Choice[Requires=wps](wps:txbx(w:txbxContent(w:p(w:r(w:t"box"))))), '
    'mc:Fallback(w:pict(v:textbox(w:txbxContent(w:p(w:r(w:t"box")))))))))'
)
SAME = (
    ("as it is", BODY, BODY, set()),
    ("a letter", 'w:p(w:r(w:t"Jane"))', 'w:p(w:r(w:t"Jane "))', {"text"}),
    ("a mark", 'w:p(w:r(w:t"a", w:tab, w:t"b"))', 'w:p(w:r(w:t"a", w:t"b"))', {"text"}),
    ("deleted text", 'w:p(w:del(w:r(w:delText"a")))', "w:p(w:del(w:r(w:delText)))", {"text"}),
    ("a paragraph", 'w:p(w:r(w:t"a")), w:p', 'w:p(w:r(w:t"a"))', {"text"}),
    ("two paragraphs as one", 'w:p(w:r(w:t"a")), w:p(w:r(w:t"b"))', 'w:p(w:r(w:t"a"), w:r(w:t"b"))', {"text"}),
    ("runs", 'w:p(w:r(w:t"a"), w:r(w:t"b"))', 'w:p(w:r(w:t"ab"))', {"runs"}),
    ("a run without text", 'w:p(w:r(w:t"a"), w:r)', 'w:p(w:r(w:t"a"))', set()),
    ("a table", "w:tbl(w:tr(w:tc)), w:sectPr", "w:sectPr", {"tables"}),
    ("a section", "w:p(w:pPr(w:sectPr)), w:sectPr", "w:p, w:sectPr", {"sections"}),
    ("a number", "w:p(w:pPr(w:numPr))", "w:p(w:pPr)", {"numbering"}),
    ("the older copy", BODY, BODY.partition("mc:Fallback")[0].rstrip(" ,") + ")))", set()),
)


@pytest.mark.parametrize(("name", "before", "after", "kinds"), SAME, ids=[case[0] for case in SAME])
def test_differences_are_seen(name: str, before: str, after: str, kinds: set[str], tmp_path: Path) -> None:
    for file, body in (("before", before), ("after", after)):
        (tmp_path / file).write_bytes(docx(body))
    found = fidelity.differences(members(tmp_path / "before"), members(tmp_path / "after"))
    assert {kind for kind, _ in found} == kinds


def test_a_part_is_known_again_under_another_name(tmp_path: Path) -> None:
    for name, text in (("odd name.xml", "head"), ("header1.xml", "heads")):
        header = {f"word/{name}": (f"{TYPE}.header+xml", part(f'w:p(w:r(w:t"{text}"))', "w:hdr"))}
        (tmp_path / name).write_bytes(docx(BODY, parts=header, links={"rId1": ("header", name.replace(" ", "%20"))}))
    before, after = members(tmp_path / "odd name.xml"), members(tmp_path / "header1.xml")
    assert [kind for kind, _ in fidelity.differences(before, after)] == ["text"]
    assert fidelity.differences(before, before[:1]) == []
    assert fidelity.differences(before[:1], before)[0][0] == "text"


def test_the_table_says_what_became_of_every_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "good.docx").write_bytes(docx(BODY))
    (tmp_path / "damaged.docx").write_bytes(docx(BODY)[:100])
    (tmp_path / "notes.txt").write_text("no Word file")
    assert fidelity.main([str(tmp_path), "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert said["overall"]["files"] == 2
    assert said["overall"]["unchanged in every respect"] == 1
    assert list(said["refused"].values()) == [1]


def test_a_crash_is_counted_and_fails(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "good.docx").write_bytes(docx(BODY))
    monkeypatch.setattr(fidelity, "read", lambda *_, **__: 1 // 0)
    assert fidelity.main([str(tmp_path)]) == 1
    assert "ZeroDivisionError" in capsys.readouterr().out


def test_an_empty_folder_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert fidelity.main([str(tmp_path)]) == 2
    assert "no Word files" in capsys.readouterr().err


def test_the_draft_whose_rewriting_is_timed_is_what_is_said(tmp_path: Path) -> None:
    path = tmp_path / "draft.docx"
    path.write_bytes(rewriting.draft(10, 30))
    document = read(path, Tidying(accept_changes=False, comments=False))
    assert 3_600 <= document.words <= 4_600
    root = members(path)[0].root
    assert sum(str(e.tag).endswith(("}ins", "}del")) for e in root.iter()) == 30
    assert {m.kind for m in members(path)} == {"officeDocument", "footnotes", "comments"}
    found = rewriting.replacements(document)
    assert all(isinstance(each, Replacement) for each in found)
    assert len(found) > 30
