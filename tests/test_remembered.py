"""A process that works on one case after another holds nothing of the cases before."""

from __future__ import annotations

import gc
import weakref
from pathlib import Path

from redactor.base.collector import let_go
from redactor.base.remembered import _KEEPING, forget, remembered
from redactor.batch.job import Job, done
from tests.drafts import draft


class Circle:
    def __init__(self) -> None:
        self.itself = self


def test_what_a_run_has_left_in_circles_goes_though_the_collector_rests() -> None:
    gc.disable()
    try:
        for _ in range(2):  # the first time what is loaded is put aside, too
            left = weakref.ref(Circle())
            assert left() is not None
            let_go()
            assert left() is None
    finally:
        gc.enable()
        gc.unfreeze()


def test_what_was_asked_is_forgotten() -> None:
    @remembered(8)
    def doubled(word: str) -> str:
        return word * 2

    assert doubled("Om") == "OmOm" and doubled.cache_info().currsize == 1
    forget()
    assert doubled.cache_info().currsize == 0
    _KEEPING.pop()


def test_a_worker_holds_nothing_of_a_case_that_has_ended(tmp_path: Path) -> None:
    path = draft(tmp_path / "imr.docx", "Ms Ngozi Eze-Bello rang Piotr Zielinski on 4 May 2019.")
    try:
        ended = done(Job(1, "anonymise", (str(path),), str(tmp_path / "out"), key_map=str(tmp_path / "a.keymap")))
        assert ended.state != "failed"
        assert sum(kept.cache_info().currsize for kept in _KEEPING) == 0
        assert gc.collect() == 0
    finally:
        gc.unfreeze()
