"""Files from outside are read within bounds: memory, time, damage and depth end in a sentence, and the next file is read."""

from __future__ import annotations

import os
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from redactor.base import bounded as bounds
from redactor.base import reader_process
from redactor.base.bounded import FAILED, TOO_DEEP, TOO_LARGE, TOO_LONG, TOOK_DOWN, bounded
from redactor.base.limits import Limits, limits_of
from redactor.codes.model import CodeListError
from redactor.documents.model import DocumentError


class Refused(Exception):
    pass


# what is called in the other process ------------------------------------------------------------


def process_of(data: bytes) -> int:
    return os.getpid()


def length(data: bytes, more: int) -> int:
    return len(data) + more


def greedy(data: bytes) -> int:
    held = []
    while True:
        held.append(bytearray(8 * 1024 * 1024))
        held[-1][::4096] = b"x" * len(held[-1][::4096])


def endless(data: bytes) -> int:
    while True:
        pass


def sleepy(data: bytes) -> int:
    time.sleep(600)
    return 0


def falling(data: bytes) -> int:
    os._exit(7)


def deep(data: bytes) -> int:
    return deep(data) + 1


def refusing(data: bytes) -> int:
    raise DocumentError("the sentence")


def refusing_more(data: bytes) -> int:
    raise CodeListError(("one", "two"))


def breaking(data: bytes) -> int:
    raise KeyError("Kayleigh Varnham")


def printing(data: bytes) -> str:
    print("noise", flush=True)
    os.write(1, b"more noise")
    return "clear"


# -------------------------------------------------------------------------------------------------


def test_it_runs_in_one_other_process_file_after_file() -> None:
    first = bounded(process_of, b"", refuse=Refused)
    assert first != os.getpid()
    assert bounded(process_of, b"", refuse=Refused) == first
    assert bounded(length, b"abc", 4, refuse=Refused) == 7


@pytest.mark.parametrize(
    ("function", "sentence"),
    [(greedy, TOO_LARGE), (falling, TOOK_DOWN), (deep, TOO_DEEP)],
    ids=["memory", "ended", "depth"],
)
def test_what_breaks_the_reader_is_a_sentence_and_the_next_file_is_read(function, sentence) -> None:
    with pytest.raises(Refused) as error:
        bounded(function, b"", refuse=Refused)
    assert str(error.value) == sentence
    assert bounded(length, b"abc", 0, refuse=Refused) == 3


@pytest.mark.parametrize("function", [endless, sleepy], ids=["busy", "asleep"])
def test_what_never_ends_is_ended(function, monkeypatch) -> None:
    monkeypatch.setattr(Limits, "patience", property(lambda self: 2.5))
    monkeypatch.setattr(bounds, "limits_of", lambda size: Limits(400 * 1024 * 1024, 1))
    began = time.monotonic()
    with pytest.raises(Refused) as error:
        bounded(function, b"", refuse=Refused)
    assert str(error.value) == TOO_LONG
    assert time.monotonic() - began < 10


@pytest.mark.parametrize(
    ("limits", "code"),
    [(Limits(1, 10**6), reader_process.MEMORY_EXIT), (Limits(1 << 60, 0), reader_process.TIME_EXIT)],
    ids=["memory", "time"],
)
def test_the_watch_alone_ends_it_where_the_operating_system_does_not(limits, code, monkeypatch) -> None:
    """As on Windows and macOS."""
    monkeypatch.setattr(reader_process, "_OWN_MEMORY", 0)
    ends: list[int] = []
    watch = reader_process._Watch(ends.append)
    watch.begin(limits)
    watch.start()
    until = time.monotonic() + 10
    while not ends and time.monotonic() < until:
        sum(range(10_000))
    watch.end()
    assert set(ends) == {code}


def test_what_the_program_raises_is_raised_here_as_it_was() -> None:
    with pytest.raises(DocumentError, match="the sentence"):
        bounded(refusing, b"", refuse=Refused)
    with pytest.raises(CodeListError) as error:
        bounded(refusing_more, b"", refuse=Refused)
    assert tuple(map(str, error.value.problems)) == ("one", "two")


def test_an_error_nobody_planned_is_a_sentence_without_its_text() -> None:
    with pytest.raises(Refused) as error:
        bounded(breaking, b"", refuse=Refused)
    assert str(error.value).startswith(FAILED.partition("(")[0])
    assert "KeyError" in str(error.value)
    assert "Kayleigh" not in str(error.value)


def test_what_is_printed_over_there_goes_nowhere(capfd) -> None:
    assert bounded(printing, b"", refuse=Refused) == "clear"
    assert "noise" not in "".join(capfd.readouterr())


def test_threads_read_side_by_side() -> None:
    with ThreadPoolExecutor(3) as threads:
        assert list(threads.map(lambda n: bounded(length, b"x" * n, 0, refuse=Refused), range(12))) == list(range(12))
    assert threading.active_count() < 20


def test_the_limits_follow_the_size() -> None:
    mb = 1024 * 1024
    assert limits_of(mb - 1).seconds <= 30
    assert limits_of(mb - 1).memory + reader_process._OWN_MEMORY <= 500 * mb
    assert limits_of(3 * mb).memory > limits_of(mb).memory
    assert limits_of(3 * mb).seconds > limits_of(mb).seconds
