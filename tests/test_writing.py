"""A run from the user's side in Python: everything is written, or nothing is, and the error says which draft."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from redactor.base.files import UnfinishedFile, stage
from redactor.base.refused import Refused
from redactor.case.opening import Request
from redactor.case.run import run
from redactor.keymap import keymap_files
from redactor.keymap.keymap_files import KeyMapError, load_key_map
from redactor.sealed import whole
from redactor.sealed.sealing import Home
from tests.codes.builders import HEAD, write_list
from tests.drafts import AWAITING, SETTLED, board_list, draft, everything_under, names_in
from tests.known_faults import fault, rows


def request(tmp_path: Path, *drafts: Path, **more: object) -> Request:
    return Request(drafts, tmp_path / "out", board_list(tmp_path / "codes.xlsx"), tmp_path / "k/map", **more)  # type: ignore[arg-type]


def test_what_a_run_leaves(tmp_path: Path) -> None:
    written = run(request(tmp_path, draft(tmp_path / "imr.docx", *SETTLED)))
    assert written.folder == tmp_path / "out"
    assert set(written.files) == {p.name for p in written.folder.iterdir()}
    assert written.new_key_map and written.key_map == tmp_path / "k/map"
    assert not run(request(tmp_path, tmp_path / "imr.docx")).new_key_map


@fault("which draft")
def test_the_error_says_which_draft(tmp_path: Path) -> None:
    bad = tmp_path / "Tilly Varnham.docx"
    bad.write_bytes(b"nothing")
    good = [draft(tmp_path / f"{n}.docx", "Nothing.") for n in "ab"]
    with pytest.raises(Refused) as error:
        run(request(tmp_path, good[0], bad, good[1]))
    (sentence,) = error.value.problems
    assert "2" in sentence or "second" in sentence
    assert not names_in(sentence)


@fault("key map before the files")
def test_the_key_map_is_as_it_was_when_the_files_cannot_be_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The disk is full at the third file: codes that nobody has seen must not be remembered, nor half a set lie there."""
    calls = []

    def full(folder: Path, data: bytes, **more: Any) -> UnfinishedFile:
        calls.append(folder)
        if len(calls) > 5:  # the key map, its two marks, and two files
            raise OSError(28, "No space left on device")
        return stage(folder, data, **more)

    monkeypatch.setattr(whole, "stage", full)
    with pytest.raises(Refused):
        run(request(tmp_path, draft(tmp_path / "imr.docx", *SETTLED, *AWAITING)))
    assert load_key_map(tmp_path / "k/map", Home.current()) is None
    assert not everything_under(tmp_path / "out")


@fault("identified key left behind")
def test_no_key_with_names_is_left_when_the_key_map_cannot_be_saved(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing was written, says the error: then no file with names may lie there either, nor an older one be gone."""
    target = tmp_path / "restricted.docx"
    target.write_bytes(b"the one before")

    def unwritable(*_: object) -> None:
        raise KeyMapError("The key map cannot be written.")

    monkeypatch.setattr(keymap_files, "saving", unwritable)
    asked = request(tmp_path, draft(tmp_path / "imr.docx", *SETTLED), identified_key=target)
    with pytest.raises(Refused, match="key map"):
        run(asked)
    assert target.read_bytes() == b"the one before"
    assert not [p for p in tmp_path.iterdir() if p.name.startswith(".restricted")]
    assert not everything_under(tmp_path / "out")


FILE_NAMES = (
    ("IMR Tilly Varnham.docx",),
    ("IMR_Tilly_Varnham.docx",),
    ("Varnham T IMR.docx",),
    ("imr tilly varnham.docx",),
    ("imr_tilly_varnham.docx",),
    ("imr-tilly-varnham-v2.docx",),
    ("imr.tilly.varnham.docx",),
    ("TillyVarnham IMR.docx",),
    ("TVarnham IMR.docx",),
    ("VARNHAM_IMR_2019.docx",),
    ("IMR Varnham2019.docx",),
    ("IMR Varnham family final.docx",),
    ("Jo Pinnock statement.docx",),
    ("14 Teasel Road visit.docx",),
)


@pytest.mark.parametrize(("name",), rows(FILE_NAMES))
def test_no_file_name_names_anybody(tmp_path: Path, name: str) -> None:
    path = draft(tmp_path / name, *SETTLED, "Social worker Jo Pinnock came.")
    files = run(request(tmp_path, path)).files
    assert len(files) == 4
    left = [n for n in ("tilly", "varnham", "pinnock", "teasel") if n in "".join(files).casefold()]
    assert not left, files


ORDINARY_WORDS = (
    ("summer_grange_imr.docx",),
    ("hope-m-2019.docx",),
    ("Summer Grange imr.docx",),
    ("IMR_GRANGE_S.docx",),
)


@pytest.mark.parametrize(("name",), rows(ORDINARY_WORDS))
def test_no_file_name_names_anybody_whose_name_is_a_word(tmp_path: Path, name: str) -> None:
    listed = [
        HEAD,
        ("Child 1", "subject", "Summer Grange", "", "Subject", "", ""),
        ("Child 2", "family", "Max Hope", "", "Brother", "", ""),
    ]
    codes = write_list(tmp_path / "codes.xlsx", listed)
    path = draft(tmp_path / name, "Summer Grange and Max Hope fell.")
    files = run(Request((path,), tmp_path / "out", codes)).files
    left = [n for n in ("summer", "grange", "hope") if n in "".join(files).casefold()]
    assert not left, files
