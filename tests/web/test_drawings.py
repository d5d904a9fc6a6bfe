"""The case as pictures, in codes and without one name."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree

from tests.drafts import REAL, SETTLED, board_list, draft, names_in
from tests.web.served import served
from tests.web.test_slips import opened

CHRONOLOGY = (
    ("Date", "Event", "Source"),
    ("1/2/2018", "Kelvin Varnham was seen.", "Case note"),
    ("5/8/2019", "Ms Hepton visited.", "Case note"),
    ("7/9/2020", "Tilly and Barnaby were at home.", "Case note"),
)


def test_the_family_who_appears_where_and_the_chronology(browser, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    imr = draft(tmp_path / "imr.docx", *SETTLED, CHRONOLOGY)
    with served(imr, codes=board_list(tmp_path / "codes.xlsx"), out=tmp_path / "out") as client:
        eyes = opened(browser, client)
        page = eyes.page
        eyes.go("Pictures")
        eyes.look("21-pictures")
        drawn = page.locator(".drawing svg")
        assert drawn.count() == 3

        def texts(n: int) -> set[str]:
            return set(drawn.nth(n).locator("text").all_text_contents())

        assert texts(0) == {"Child 1", "Child 2", "Mrs A", "Mr A"}
        # parents above their children, siblings side by side
        at = {t.text_content(): t.bounding_box() for t in drawn.nth(0).locator("text").all()}
        assert at["Mrs A"]["y"] == at["Mr A"]["y"] < at["Child 1"]["y"] == at["Child 2"]["y"]
        assert drawn.nth(0).locator("circle").count() >= 1 and drawn.nth(0).locator("rect").count() >= 2
        assert {"SW1", "Child 1", "Mr A"} <= texts(1)
        assert {"2019", "2020"} <= texts(2) and "Child 1, Child 2" in texts(2)
        with page.expect_download() as got:
            page.get_by_role("link", name="Save as a picture").first.click()
        saved = Path(got.value.path()).read_text(encoding="utf-8")
        assert names_in(saved, REAL) == [] and ElementTree.fromstring(saved).tag.endswith("svg")
        for name in ("where", "time"):
            assert names_in(client.get(f"/drawings/{name}.svg").text, REAL) == []
        assert "parent of Child 1" in re.sub(r"\s+", " ", page.locator(".drawing details").first.text_content() or "")


def test_where_there_is_nothing_to_draw_it_is_said(tmp_path: Path) -> None:
    with served(draft(tmp_path / "imr.docx", "Nobody was there."), key_map=tmp_path / "k" / "map") as client:
        client.enter().wait()
        assert "nothing to draw" in client.get("/drawings")
        assert client.get("/drawings/family.svg").status == 404
