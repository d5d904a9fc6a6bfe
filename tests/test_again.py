"""A run is run again and again: without a word from anybody, the second gives what the first gave."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.drafts import board_list, draft, paragraphs, redactor


@pytest.mark.parametrize(
    "blocks",
    [
        # somebody new who may be somebody of the list: known to the next run, he would take that one's names
        ("Imogen Hepton came. Her aunt Immy came too.", "Immy rang. Immy is well.", "Ms Hepton rang Immy."),
        ("Glenda will be there with the mother, Winnie's gone to the fair.", "Can Winnie come?", "Winnie rang."),
        ("The ward clerk, Winnie, was kind.", "Winnie rang Winifred.", "Winnie came."),
        # letters that fit nobody keep their code
        ((("Date", "Event", "Sign"), ("1/2/20", "Seen at home.", "QZ"), ("2/2/20", "Seen again.", "QZ")),),
        # a surname in passing
        ("Dr T Okonjo wrote.", "Dear Temi", "Nurse Okonjo came.", "Temi Okonjo-Bell is a cousin."),
    ],
)
def test_a_second_run_gives_the_same(blocks: tuple[object, ...], tmp_path: Path) -> None:
    listed = board_list(tmp_path / "codes.xlsx", ("Aunt", "family", "Winifred Varnham", "", "Maternal aunt"))
    drafted = draft(tmp_path / "imr.docx", *blocks)  # type: ignore[arg-type]
    texts = []
    for out in ("one", "two", "three"):
        done = redactor("anonymise", drafted, "--codes", listed, "--out", tmp_path / out)
        assert done.code in (0, 1), done.screen
        texts.append(paragraphs(tmp_path / out / "imr.anonymised.docx"))
    assert texts[0] == texts[1] == texts[2]
