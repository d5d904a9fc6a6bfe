"""The comparison with Presidio: both read the same, neither fetches anything."""

from __future__ import annotations

import socket
from pathlib import Path
from typing import NoReturn

import pytest

from benchmarks import detection_speed
from benchmarks.detection_speed import IN_BATCHES, ONE_BY_ONE, OURS, Measured


def test_the_ratio_is_to_the_faster_presidio() -> None:
    assert Measured(100, {OURS: 3.0, ONE_BY_ONE: 6.0, IN_BATCHES: 4.0}).ratio == 0.75


def test_presidio_as_it_comes_reads_with_all_pipes_and_fetches_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> NoReturn:
        raise AssertionError("something opened a connection")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    analyser = detection_speed.presidio_as_it_comes()
    found = {r.entity_type for r in analyser.analyze("Write to John Carter, jc@post.org.", language="en")}
    assert {"PERSON", "EMAIL_ADDRESS"} <= found
    assert "ORGANIZATION" not in analyser.get_supported_entities("en")
    assert {"tagger", "parser", "lemmatizer", "ner"} <= set(analyser.nlp_engine.nlp["en"].pipe_names)


def test_every_way_reads_the_same_words() -> None:
    case = detection_speed.generated()[0][:5]
    measured = detection_speed.measure([case], runs=1)
    assert measured.words == sum(len(passage.text.split()) for passage in case)
    assert all(seconds > 0 for seconds in measured.seconds.values())
    assert set(measured.seconds) == {OURS, ONE_BY_ONE, IN_BATCHES}


def test_the_drafts_have_names_of_every_origin() -> None:
    text = "\n".join(passage.text for case in detection_speed.generated() for passage in case)
    groups = {name.group for name in detection_speed.names() if f"{name.first} {name.last}" in text}
    assert groups == {name.group for name in detection_speed.names()}


def test_a_folder_that_is_no_corpus_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert detection_speed.main([str(tmp_path)]) == 2
    assert "score.py" in capsys.readouterr().err
