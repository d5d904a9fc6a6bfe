"""Shapes in front of the text: home-made redaction with a drawn box is named, other drawings are not."""

import pytest

from redactor.documents import Tidying

from .builders import KEEP_ALL, docx, opened

ANCHOR = (
    "w:p(w:r(w:drawing(wp:anchor[behindDoc={}](wp:extent[cx=900000;cy={}], wp:{}, wp:docPr[id=1], "
    "a:graphic(a:graphicData(wps:wsp(wps:spPr(a:prstGeom[prst={}], {}))))))))"
)
BLACK = "a:solidFill(a:srgbClr[val=000000])"
OLD = "w:p(w:r(w:pict({})))"
CASES = {
    "box": (ANCHOR.format(0, 200000, "wrapNone", "rect", BLACK), True),
    "box behind the text": (ANCHOR.format(1, 200000, "wrapNone", "rect", BLACK), False),
    "box that text runs around": (ANCHOR.format(0, 200000, "wrapSquare", "rect", BLACK), False),
    "frame": (ANCHOR.format(0, 200000, "wrapNone", "rect", "a:noFill"), False),
    "line": (ANCHOR.format(0, 0, "wrapNone", "line", BLACK), False),
    "arrow": (ANCHOR.format(0, 200000, "wrapNone", "rightArrow", BLACK), False),
    "older box": (OLD.format("v:rect[style=position:absolute;fillcolor=black]"), True),
    "older box in the line": (OLD.format("v:rect[style=width:20pt;fillcolor=black]"), False),
    "watermark": (OLD.format("v:shape[style=position:absolute;fillcolor=silver](v:textpath[string=Draft])"), False),
}


def remarks(body: str, folder, tidying: Tidying) -> list[tuple[str, bool]]:
    found = opened(docx(body), folder, tidying).rewritten([]).remarks
    return [(r.place, r.needs_a_look) for r in found if r.rule == "covering-shape"]


@pytest.mark.parametrize("tidying", [Tidying(), KEEP_ALL], ids=["submission", "working"])
@pytest.mark.parametrize("name", CASES)
def test_a_shape_that_may_cover_text_is_to_be_looked_at(name: str, tidying: Tidying, tmp_path) -> None:
    body, covers = CASES[name]
    text = 'w:p(w:r(w:t"Jane Okafor")), '
    assert remarks(text + body, tmp_path, tidying) == ([("paragraph 2", True)] if covers else [])


def test_a_shape_that_leaves_with_a_deletion_covers_nothing(tmp_path) -> None:
    box = CASES["box"][0].replace("w:p(", 'w:p(w:r(w:t"x"), w:del[w:author=A](', 1) + ")"
    assert remarks(box, tmp_path, Tidying()) == []
    assert remarks(box, tmp_path, KEEP_ALL) == [("paragraph 1", True)]
