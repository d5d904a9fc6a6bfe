"""The generated drafts name whom they are said to name, and what is found in them is judged rightly."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import pairwise

import pytest

from benchmarks import generated, origins
from benchmarks.generated import DATA, FORMS, Gold, Name, Sentence, Written
from redactor.detection.engine import Detected
from redactor.detection.knowledge import Knowledge
from redactor.detection.mentions import Mention, MentionKind
from redactor.documents.model import Passage
from redactor.language.lexicon import lexicon

EVERYBODY = [Name("a", "Mary Ann", "O’Teal"), Name("a", "Bo", "Quist"), Name("a", "Cy", "Rudd"), Name("a", "Di", "Sax")]


def test_there_are_enough_names_and_sentences_of_every_kind() -> None:
    everybody = generated.names()
    assert len({(name.first, name.last) for name in everybody}) == len(everybody)
    groups = Counter(name.group for name in everybody)
    assert len(groups) == 16
    assert min(groups.values()) >= 24
    everything = generated.sentences()
    assert len(everything) >= 40
    assert {s.form for s in everything} == set(FORMS)
    assert {s.style for s in everything} == {"prose", "chronology", "front", "heading", "capitals"}


def test_names_that_are_words_are_words() -> None:
    wordless = [
        word
        for name in generated.names()
        for word in (
            *(name.first.split() if name.group in ("word first name", "both") else ()),
            *([name.last] if name.group in ("word surname", "both") else ()),
        )
        if not lexicon().is_ordinary(word)
    ]
    assert wordless == []


def test_every_sentence_is_used_and_every_draft_has_every_form() -> None:
    everything = generated.sentences()
    picked = [generated.chosen(everything, number) for number in range(len(generated.names()))]
    assert {s for each in picked for s in each} == set(everything)
    assert all({s.form for s in each} == set(FORMS) for each in picked)


@pytest.mark.parametrize(
    ("slot", "text", "marked"),
    [
        ("full", "See Mary Ann O’Teal.", ["Mary Ann O’Teal"]),
        ("first's", "See Mary Ann's.", ["Mary Ann"]),
        ("titled", "See Ms O’Teal.", ["O’Teal"]),
        ("CAPITALS", "See MARY ANN O’TEAL.", ["MARY ANN O’TEAL"]),
        ("turned", "See O’TEAL, Mary Ann.", ["O’TEAL, Mary Ann"]),
        ("initials", "See M A O’Teal.", ["M A O’Teal"]),
        ("list", "See Mary Ann, Bo and Cy.", ["Mary Ann", "Bo", "Cy"]),
    ],
)
def test_a_gap_is_filled_and_marked(slot: str, text: str, marked: list[str]) -> None:
    sentence = Sentence("prose", "See ", slot, ".")
    assert generated.filled(sentence, 0, EVERYBODY)[0] == text
    assert [text[g.start : g.end] for g in generated.filled(sentence, 0, EVERYBODY)[1]] == marked


def test_marks_hold_in_whole_drafts() -> None:
    everybody, everything = generated.names(), generated.sentences()
    for number in (0, 111, 222, 333):
        name, written = everybody[number], generated.draft(number, everything, everybody)
        words = {w.casefold() for w in f"{name.first} {name.last}".split()}
        for each in written:
            for gold in each.golds:
                text = each.passage.text[gold.start : gold.end]
                assert gold.form == "first name in a list" or words & set(text.casefold().replace(",", "").split())
            assert all(one.end <= other.start for one, other in pairwise(each.golds))
        assert sum(len(each.golds) for each in written) == 24


def test_the_prose_without_names_names_nobody_of_the_names() -> None:
    text = (DATA / "no_names.txt").read_text(encoding="utf-8")
    assert len(text.split()) >= 1500
    assert [name for name in generated.names() if f"{name.first} {name.last}" in text] == []


def finding(*finds: tuple[int, int, MentionKind]) -> Callable[[Sequence[Passage], Knowledge], list[Detected]]:
    """A detection that finds just this in every passage."""

    def find_all(passages: Sequence[Passage], knowledge: Knowledge) -> list[Detected]:
        return [
            Detected(p, tuple(Mention(p.number, a, b, p.text[a:b], kind, 0.9, "test") for a, b, kind in finds), ())
            for p in passages
        ]

    return find_all


@pytest.mark.parametrize(
    ("finds", "person", "covered"),
    [
        ([], False, False),
        ([(0, 2, MentionKind.PERSON)], False, False),
        ([(0, 8, MentionKind.PERSON)], True, True),
        ([(0, 2, MentionKind.PERSON), (3, 8, MentionKind.PERSON)], True, True),
        ([(0, 2, MentionKind.PERSON), (3, 8, MentionKind.PLACE)], False, True),
    ],
)
def test_a_name_is_found_when_all_its_letters_are(
    monkeypatch: pytest.MonkeyPatch, finds: list[tuple[int, int, MentionKind]], person: bool, covered: bool
) -> None:
    monkeypatch.setattr(origins, "find_all", finding(*finds))
    written = Written(generated.passage(1, "Bo Quist rang.", "prose"), (Gold(0, 8, "full name"),))
    (result,) = origins.judged("a", True, [written], Knowledge())
    assert (result.person, result.covered) == (person, covered)


def test_rates_are_shares_of_mentions() -> None:
    results = [origins.Result("a", "capitals", together, found, True, "") for together, found in
               [(True, True), (True, False), (True, True), (True, True), (False, False)]]  # fmt: skip
    rows = origins.figures(results, "group")
    assert rows["a"] == rows["overall"]
    assert rows["a"] == {
        "mentions": 4, "alone_%": 0.0, "alone_any_%": 100.0, "draft_%": 75.0, "draft_any_%": 100.0
    }  # fmt: skip
    assert origins.figures(results, "form")["full name"]["draft_%"] is None


def test_a_group_is_measured_with_the_real_detection(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    some = [name for name in generated.names() if name.group == "Irish"][:8]
    monkeypatch.setattr(origins, "names", lambda: some)
    assert origins.main(["--group", "Irish", "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert said["group"]["Irish"]["mentions"] == 8 * 24
    assert 50 < said["group"]["Irish"]["alone_%"] <= said["group"]["Irish"]["draft_%"] <= 100
    assert said["words_without_names"] >= 1500
    assert origins.main(["--group", "Martian"]) == 2
