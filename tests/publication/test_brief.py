"""The 7-minute brief: seven headings, codes and roles, no names; published by the decisions of the report."""

from __future__ import annotations

from pathlib import Path

import docx

from tests.drafts import paragraphs, redactor
from tests.publication.case import PublishedCase


def test_it_has_seven_headings_and_the_codes_of_the_case(tmp_path: Path) -> None:
    case = PublishedCase(tmp_path)
    lies = tmp_path / "brief.docx"
    done = redactor("brief", "--key-map", case.key_map, "--out", lies)
    assert done.code == 0, done.screen
    text = paragraphs(lies)
    assert [t[:2] for t in text if t[:1].isdigit() and t[1:2] == "."] == [f"{n}." for n in range(1, 8)]
    assert "7-minute brief: Child 1" in text
    assert {"Child 1", "Mother of Child 1", "SW1", "Social Worker", "Empowerment"} <= set(text)
    whole = "\n".join(text)
    assert not any(name in whole for name in ("Trewhitt", "Pask", "Hepton", "Skipton"))
    assert redactor("brief", "--key-map", case.key_map, "--out", lies).code == 2  # never over what somebody wrote
    notes = [r for p in docx.Document(str(lies)).paragraphs for r in p.runs if r.italic]
    assert len(notes) == 7


def test_it_is_published_by_the_same_decisions(tmp_path: Path) -> None:
    case = PublishedCase(tmp_path)
    lies = tmp_path / "brief.docx"
    redactor("brief", "--key-map", case.key_map, "--out", lies)
    document = docx.Document(str(lies))
    place = next(n for n, p in enumerate(document.paragraphs) if p.text.startswith("2."))
    document.paragraphs[place + 2].text = "On 12 March 2019 Child 1, a Somali girl, was seen at home by SW1."
    document.save(str(lies))
    assert case.run("--name", "Child 1=Jay", drafts=(case.draft, lies)).code == 1
    out = {p.name: "\n".join(paragraphs(p)) for p in (tmp_path / "out" / "print").iterdir()}
    assert len(out) == 2
    (text,) = (t for name, t in out.items() if "brief" in name)
    assert "In Month 2 Jay, an African girl, was seen at home by SW1." in text
    assert "Not only what happened" not in text  # the blue notes are gone
