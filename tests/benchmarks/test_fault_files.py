"""Files with one fault each are files: each is read, and what is wrong with the first of each format is told."""

from __future__ import annotations

from collections import Counter

from benchmarks.fault_files import WHO, fault_files
from redactor.base.given import Held
from redactor.sources.readers import read_source


def test_every_file_is_read_and_there_are_enough_of_each_format() -> None:
    files = list(fault_files())
    assert len({(file.ending, file.kind) for file in files}) == len(files)
    assert min(Counter(file.ending for file in files if file.wanted != "nothing").values()) >= 25
    for file in files[::9]:
        assert read_source(Held(f"file.{file.ending}", file.data)).texts


def test_a_chart_under_another_name_is_text() -> None:
    (chart,) = (file.data for file in fault_files() if file.kind == "category of a chart")
    texts = read_source(Held("a.docx", chart)).texts
    assert [text.place for text in texts if text.text == WHO and text.layer == "annotation"] == ["chart"]
