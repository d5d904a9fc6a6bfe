"""Our own model of names: what it reads, on whole words, in long texts too, without asking anybody."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

from redactor import offline
from redactor.detection import name_model
from redactor.detection.word_pieces import CAPITALS, DIGITS, LETTER, MIXED, SMALL, TITLE, shape


def read(text: str, kind: str = "PER") -> list[str]:
    (found,) = name_model.entities([text])
    return [text[e.start : e.end] for e in found if e.label == kind and e.chance > 0.5]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Chinonso told Mrs Quarshie that Bartek had left.", ["Chinonso", "Quarshie", "Bartek"]),
        ("STATEMENT OF TEMPERANCE OYINLOLA", ["TEMPERANCE OYINLOLA"]),
        ("tell shanelle im at darrens", ["shanelle"]),
        ("Małgorzata’s sister Zofia came too", ["Małgorzata", "Zofia"]),
        ("The social worker rang the health visitor in May.", []),
        ("SW1 told Child 2 that Mrs A may move.", []),
        ("Will the plan be reviewed? Hope so.", []),
    ],
)
def test_people(text: str, names: list[str]) -> None:
    assert [n for n in read(text) if n.rstrip("s") in names or n in names] == names
    assert bool(read(text)) == bool(names)


def test_capitals_tell_a_name_from_a_word() -> None:
    assert read("We spoke to Grace and to Will about it.") == ["Grace", "Will"]
    assert read("we hope they will say grace before meals") == []


def test_a_name_far_into_a_long_text_is_read_where_it_stands() -> None:
    filler = "The meeting noted that the plan had been shared with all agencies and would be reviewed. " * 40
    text = f"{filler}Then Olumide Fashanu rang. {filler}"
    (found,) = name_model.entities([text])
    assert [(e.start, text[e.start : e.end]) for e in found if e.label == "PER"] == [
        (text.index("Olumide"), "Olumide Fashanu")
    ]


def test_entities_end_with_words() -> None:
    text = "Przemysława-Anne's coat; Wojciechowskiego rang; Nkechinyere, too"
    (found,) = name_model.entities([text])
    for entity in found:
        assert not text[entity.start - 1 : entity.start].isalnum() or entity.start == 0
        assert not text[entity.end : entity.end + 1].isalnum()


def test_equal_texts_are_answered_alike_and_in_order() -> None:
    texts = ["Ayodele Martins rang.", "", "No reply.", "Ayodele Martins rang.", "..."]
    found = list(name_model.entities(texts))
    assert found[0] == found[3] != ()
    assert [len(f) for f in found] == [1, 0, 0, 1, 0]


@pytest.mark.parametrize(
    ("word", "expected"),
    [("rang", SMALL), ("Ruth", TITLE), ("RUTH", CAPITALS), ("R", LETTER), ("McKay", MIXED), ("SW1", DIGITS)],
)
def test_the_shape_of_a_word(word: str, expected: int) -> None:
    assert shape(word) == expected


def test_the_model_needs_no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def shut(*_: object, **__: object) -> None:
        raise AssertionError("the network was asked")

    monkeypatch.setattr(socket, "getaddrinfo", shut)
    monkeypatch.setattr(socket.socket, "connect", shut)
    name_model._session.cache_clear()  # loaded anew
    loaded: list[Path] = []
    session = offline.session
    monkeypatch.setattr(offline, "session", lambda model: loaded.append(model) or session(model))
    texts = ["Mrs Bakare came.", "Mr Bakare went.", "Ms Bakare stayed."]  # read by several threads
    assert len(list(name_model.entities(texts))) == 3 and len(loaded) == 1
    assert read(texts[0]) == ["Bakare"]


def test_a_missing_model_is_a_sentence_that_says_what_to_do(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def missing(name: str) -> Path:
        raise FileNotFoundError(
            f"The installation is incomplete: the data file {name} is missing. Install redactor again."
        )

    monkeypatch.setattr(name_model, "data_path", missing)
    name_model._session.cache_clear()
    with pytest.raises(name_model.ModelMissing, match="Install redactor again"):
        name_model.load()
    name_model._session.cache_clear()


def test_what_is_told_as_it_is_read_is_what_is_told_in_order() -> None:
    texts = ["Ayodele Martins rang. " * 60, "", "No reply.", "...", "Then Ruth Adomako came."]  # the first in stretches
    told = dict(name_model.as_read(texts))
    assert list(told) != texts and set(told) == set(texts)
    assert [told[t] for t in texts] == list(name_model.entities(texts))
    assert len(told[texts[0]]) == 60
