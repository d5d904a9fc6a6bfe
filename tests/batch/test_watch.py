"""A draft that is saved is anonymised again at once, whatever happened to the one before; a program that hangs on is none."""

from __future__ import annotations

import shutil
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from redactor.batch.watching import Happened, watch
from redactor.case.opening import Request
from redactor.detection import name_model
from tests.drafts import AWAITING, SETTLED, board_list, draft, names_in, read_text, redactor


@pytest.fixture
def watched(tmp_path: Path) -> Iterator[tuple[Path, Iterator[Happened]]]:
    folder, stop = tmp_path / "drafts", threading.Event()
    folder.mkdir()
    board_list(folder / "codes.xlsx")
    draft(folder / "imr.docx", *SETTLED, *AWAITING)
    yield folder, watch(folder, lambda drafts, codes: Request(drafts, tmp_path / "out", codes), stop, every=0.05)
    stop.set()


def test_what_is_saved_is_anonymised_again(
    watched: tuple[Path, Iterator[Happened]], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, runs = watched
    first = next(runs)
    out = folder.parent / "out" / "imr.anonymised.docx"
    assert (
        first.saved == (1,) and first.written is not None and "SW1" in read_text(out) and not names_in(read_text(out))
    )
    read: list[str] = []
    pieces = name_model.pieces
    monkeypatch.setattr(name_model, "pieces", lambda texts, tokens: read.extend(texts) or pieces(texts, tokens))
    # as Word saves: another file that takes the draft's place, and its own file beside it
    draft(folder / "~$imr.docx", "Kelvin Varnham")
    draft(folder / "new.tmp.docx", *SETTLED, "Kelvin rang Dr Wilk.", *AWAITING)
    shutil.move(folder / "new.tmp.docx", folder / "imr.docx")
    began = time.monotonic()
    second = next(runs)
    assert time.monotonic() - began < 10 and second.saved == (1,) and second.written is not None
    assert "rang" in read_text(out) and not names_in(read_text(out)) and read == ["Kelvin rang Dr Wilk."]


def test_a_draft_that_cannot_be_read_ends_nothing(watched: tuple[Path, Iterator[Happened]]) -> None:
    folder, runs = watched
    next(runs)
    (folder / "imr.docx").write_bytes(b"half of it")
    broken = next(runs)
    assert broken.written is None and broken.problems and not names_in(" ".join(broken.problems))
    draft(folder / "imr.docx", *SETTLED)
    draft(folder / "more.docx", "Tilly was well.")
    # a new draft in the folder is one of the case
    while (mended := next(runs)).problems or len(mended.saved) < 2:
        assert mended.written is not None or mended.problems
        draft(folder / "more.docx", "Tilly was quite well.")
        draft(folder / "imr.docx", *SETTLED[:1])
    assert {p.name for p in (folder.parent / "out").glob("*anonymised*")} == {
        "imr.anonymised.docx",
        "more.anonymised.docx",
    }


def test_the_command_and_its_refusals(watched: tuple[Path, Iterator[Happened]]) -> None:
    folder, _ = watched
    done = redactor("watch", folder, "--out", folder.parent / "out", "--once")
    assert done.code == 1 and "await you" in done.screen and not names_in(done.screen)
    assert "among the drafts" in redactor("watch", folder, "--out", folder).screen
    assert redactor("watch", folder / "nothing", "--out", folder.parent / "out").code == 2
