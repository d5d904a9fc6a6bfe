"""What persons said of findings is sealed, goes with the key map, and is taken over from where it lay in the clear."""

from __future__ import annotations

import json
import stat
from pathlib import Path

import pytest

from redactor.base.refused import Refused
from redactor.case.destroying import destroy, what_goes
from redactor.keymap.keymap import KeyMap
from redactor.keymap.keymap_files import accepted_path, always_path, earlier_accepted_path, save_key_map
from redactor.review.accepting import accept, accepted_of, always_kept, keep_always, take_over
from redactor.sealed.sealing import Home
from tests.drafts import everything_under


@pytest.fixture
def case(tmp_path: Path) -> Path:
    path = tmp_path / "case.keymap"
    save_key_map(path, KeyMap.new("Child 1"), Home.current())
    return path


def said(path: Path) -> Home:
    home = Home.current()
    accept(home, path, "abc123", "identity-suspected", by="J Bell", why="Quillmore is a bridge.")
    keep_always(home, path, ["Signs of Quillmore"])
    return home


def test_nothing_of_it_can_be_read_by_anybody_else(case: Path) -> None:
    home = said(case)
    assert [(a.fingerprint, a.why) for a in accepted_of(home, case)] == [("abc123", "Quillmore is a bridge.")]
    assert always_kept(home) == ("Signs of Quillmore",)
    files = {**everything_under(home.data_dir), **everything_under(home.config_dir), **everything_under(case.parent)}
    assert not [path for path, data in files.items() if b"Quillmore" in data or b"J Bell" in data]
    for path in (accepted_path(case), always_path(case, home)):
        assert stat.S_IMODE(path.stat().st_mode) & 0o077 == 0
    with pytest.raises(Refused, match="Write why"):
        accept(home, case, "abc124", "identity-suspected", by="J Bell", why=" ")


def test_it_goes_with_the_key_map_and_that_of_other_cases_stays(case: Path) -> None:
    home, other = said(case), case.with_name("other.keymap")
    save_key_map(other, KeyMap.new("Child 2"), home)
    keep_always(home, other, ["Larkfield method"])
    goes, _ = what_goes(case, home)
    assert {accepted_path(case).name, always_path(case, home).name} <= set(goes)
    destroy(case, home, case.with_name("certificate.docx"))
    assert accepted_of(home, case) == () and always_kept(home) == ("Larkfield method",)
    assert not accepted_path(case).exists() and not always_path(case, home).exists()


def in_the_clear(case: Path, home: Home) -> tuple[Path, Path]:
    """As 0.2.0 wrote it."""
    accepted, always = earlier_accepted_path(case, home), home.config_dir / "always-kept.json"
    accepted.parent.mkdir(parents=True)
    entry = {"fingerprint": "old1", "by": "J Bell", "why": "Quillmore is a bridge.", "on": "2026-11-01", "rule": "x"}
    accepted.write_text(json.dumps({"version": 1, "accepted": [entry]}))
    always.write_text(json.dumps({"words": ["Signs of Quillmore"]}))
    return accepted, always


def test_what_lay_in_the_clear_is_sealed_and_taken_away(case: Path) -> None:
    home = Home.current()
    files = in_the_clear(case, home)
    accept(home, case, "new1", "identity-suspected", by="A Fenn", why="Looked at.")
    take_over(home, case, KeyMap.new("Child 1"))
    assert not any(file.exists() for file in files)
    assert {a.fingerprint for a in accepted_of(home, case)} == {"old1", "new1"}
    assert always_kept(home) == ("Signs of Quillmore",)
    take_over(home, case, KeyMap.new("Child 1"))  # nothing is there any more: nothing changes
    assert len(accepted_of(home, case)) == 2


def test_it_is_destroyed_where_it_lay_in_the_clear_too(case: Path) -> None:
    home = Home.current()
    accepted, _ = in_the_clear(case, home)
    destroy(case, home, case.with_name("certificate.docx"))
    assert not accepted.exists()
