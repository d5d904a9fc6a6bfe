"""What is handed to the corpus's own scoring program, and what is said when it cannot be."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks import judgments

TEXT = "THE CASE\n\nThe case originated in an application by Mr Teague Hanratty.\n\nMr Hanratty’s e-mail is tb@post.example."
SCORER = """
import json, sys
found = json.load(open(sys.argv[1]))
row = {key: 12.5 for key in ("full_any", "full_one", "touched_any", "chars_any")}
shares = ("precision_chars_any", "precision_chars_masked", "precision_chars_person", "person_bare_full_by_person")
print(json.dumps({"types": {"PERSON": {"spans": sum(map(len, found.values())), **row}}, **dict.fromkeys(shares, 75.0)}))
"""


def corpus(folder: Path, scorer: str = SCORER) -> Path:
    (folder / "texts.json").write_text(json.dumps({"one": TEXT, "two": "Nobody is named here."}), encoding="utf-8")
    (folder / "score.py").write_text(scorer, encoding="utf-8")
    return folder


def test_finds_have_the_offsets_of_the_whole_text_and_the_types_of_the_corpus() -> None:
    found = {(TEXT[start:end], kind) for start, end, kind in judgments.predict(TEXT)}
    assert found == {("Mr Teague Hanratty", "PERSON"), ("Mr Hanratty", "PERSON"), ("tb@post.example", "CODE")}


def test_every_text_is_handed_over_and_the_answer_is_shown(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "found.json"
    assert judgments.main([str(corpus(tmp_path)), "--out", str(out)]) == 0
    handed = json.loads(out.read_text(encoding="utf-8"))
    assert handed["two"] == []
    assert len(handed["one"]) == 3
    shown = capsys.readouterr().out
    assert "PERSON" in shown
    assert "12.5" in shown
    assert "75.0" in shown


@pytest.mark.parametrize("fault", ["no texts", "the scorer fails"])
def test_what_is_wrong_is_said_in_a_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str], fault: str) -> None:
    corpus(tmp_path, "raise SystemExit('unknown document')")
    if fault == "no texts":
        (tmp_path / "texts.json").unlink()
    assert judgments.main([str(tmp_path)]) == 2
    assert ("texts.json" if fault == "no texts" else "unknown document") in capsys.readouterr().err
