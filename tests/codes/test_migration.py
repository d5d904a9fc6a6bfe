"""A key map that any earlier version wrote opens as it is meant, and is saved as one of today."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from redactor.keymap.keymap import VERSION
from redactor.keymap.keymap_files import load_key_map, save_key_map
from redactor.sealed.sealing import Home, seal
from tests.drafts import SETTLED, board_list, draft, paragraphs, redactor

PERSON = {
    "code": "HV1", "kind": "person", "issued": False, "names": ["Ada Quorn", "Ms Quorn"], "role": "Health Visitor",
    "roles": ["Health Visitor"], "prefix": "HV", "agency": "", "gender": "female", "why": "role beside the name",
    "date_of_birth": "",
}  # fmt: skip
EVIDENCE = {
    "code": "HV1", "written": "Ms Quorn", "place": "body, paragraph 2", "rule": "title and surname",
    "recogniser": "TitledNames", "score": 0.95, "doubtful": False, "candidates": [], "marker": 0,
}  # fmt: skip
FIRST: dict[str, Any] = {
    "revision": 3, "case": "Child 1", "secret": "5a" * 32, "records": [PERSON], "numbers": {"hv": 4}, "standing": ["sw9"],
    "list_digest": "ab" * 32,
}  # fmt: skip
SECOND = {"evidence": {"imr.anonymised.docx": [EVIDENCE]}}
THIRD = {
    "decisions": [], "replaced": {"Person 2": "Mr B"}, "board_key": "", "edition": 0, "edition_digest": "",
    "block": ["", 1, 40], "agency": "Thornmere Trust", "reply_to": "", "recipients": [],
}  # fmt: skip
# what 0.1.0 wrote: the fields as they stood in its files, not as today's schema would write them
FOURTH = {
    "evidence": {"imr.anonymised.docx": [{**EVIDENCE, "anchor": "7f3a:1", "around": "seen by Ms Quorn at home"}]},
    "looked": [{"digest": "cd" * 32, "who": "Checker 1", "when": "2026-11-20T10:00:00+00:00"}], "copies": 2,
}  # fmt: skip
FIFTH = {
    "runs": [{"head": "ef" * 32, "written": "2026-11-21T10:00:00+00:00", "folder": "01" * 32, "documents": ["a.docx"]}],
    "files": [{"what": "sheet of decisions", "path": "/a.xlsx", "when": "2026-11-21T10:00:00+00:00", "digest": "23" * 32}],
    "kept": [{"what": "until", "who": "J Bell", "when": "2026-11-21T10:00:00+00:00", "until": "2032-11-21", "reason": ""}],
}  # fmt: skip
SIXTH = {"pictures": {"imr.anonymised.docx": [{"place": "body", "given": "45" * 32, "written": "67" * 32}]}}
SEVENTH = {"evidence": {"imr.anonymised.docx": [{**EVIDENCE, "anchor": "7f3a:1", "day": "2019-03-12", "group": 2}]}}
LEFT = {
    "number": 1, "ruling": "leave the real name", "names": ["Jo Pinnock"], "kind": "person", "code": "", "other": "",
    "anchor": "", "reason": "the author", "who": "Manager", "when": "2026-11-20T10:00:00+00:00", "withdrawn": False,
}  # fmt: skip
EIGHTH = {
    "records": [{**PERSON, "contact": "01632 960001"}], "decisions": [{**LEFT, "audience": ""}], "profile": "submission",
}  # fmt: skip
NINTH = {"records": [{**PERSON, "contact": "01632 960001", "told": ["Ada Quill"], "board_says": "needs no code"}]}
WRITTEN = {
    1: FIRST,
    2: {**FIRST, **SECOND},
    3: {**FIRST, **SECOND, **THIRD},
    4: {**FIRST, **SECOND, **THIRD, **FOURTH},
    5: {**FIRST, **SECOND, **THIRD, **FOURTH, **FIFTH},
    6: {**FIRST, **SECOND, **THIRD, **FOURTH, **FIFTH, **SIXTH},
    7: {**FIRST, **SECOND, **THIRD, **FOURTH, **FIFTH, **SIXTH, **SEVENTH, "decisions": [LEFT]},
    8: {**FIRST, **SECOND, **THIRD, **FOURTH, **FIFTH, **SIXTH, **SEVENTH, **EIGHTH},
    9: {**FIRST, **SECOND, **THIRD, **FOURTH, **FIFTH, **SIXTH, **SEVENTH, **EIGHTH, **NINTH},
}


def written(version: int, path: Path, home: Home) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(seal(json.dumps({"version": version, **WRITTEN[version]}).encode(), home))
    return path


def test_every_version_before_this_is_here() -> None:
    assert sorted(WRITTEN) == list(range(1, VERSION))


@pytest.mark.parametrize("version", WRITTEN)
def test_it_opens_and_is_brought_up_to_date(version: int, tmp_path: Path) -> None:
    home = Home.current()
    path = written(version, tmp_path / "case.keymap", home)
    opened = load_key_map(path, home)
    assert opened is not None
    said = json.loads(opened.model_dump_json())
    for name, value in WRITTEN[version].items():
        if name == "evidence":
            (mention,) = said[name]["imr.anonymised.docx"]
            assert value["imr.anonymised.docx"][0].items() <= mention.items()
        elif name in ("records", "decisions"):
            assert [old.items() <= new.items() for old, new in zip(value, said[name], strict=True)] == [True] * len(
                value
            )
        else:
            assert said[name] == value, name
    saved = save_key_map(path, opened, home)
    assert (saved.version, saved.revision) == (VERSION, 4)
    assert load_key_map(path, home) == saved
    assert version >= 5 or (not saved.runs and not saved.files and not saved.kept)
    assert version >= 6 or not saved.pictures
    assert version >= 7 or not any(e.day for each in saved.evidence.values() for e in each)
    assert version >= 8 or not any(r.contact for r in saved.records)
    assert version >= 9 or not any(r.told or r.board_says for r in saved.records)
    assert not saved.review
    assert not saved.publication.decisions
    assert all(d.audience == "" for d in saved.decisions)  # what was left then, was left for the board


def test_a_case_begun_with_0_1_0_goes_on(tmp_path: Path) -> None:
    """Who was met then keeps the code; the next number is the one after the last that was given."""
    path = written(4, tmp_path / "k" / "case.keymap", Home.current())
    lies = draft(tmp_path / "imr.docx", *SETTLED, "Health visitor Ada Quorn rang health visitor Jo Pinnock.")
    codes = board_list(tmp_path / "codes.xlsx")
    done = redactor("anonymise", lies, "--codes", codes, "--key-map", path, "--out", tmp_path / "out")
    assert done.code == 1, done.screen
    assert paragraphs(tmp_path / "out" / "imr.anonymised.docx")[-1] == "Health visitor HV1 rang health visitor HV5."
    assert redactor("keymap", "show", "--key-map", path).code == 0
