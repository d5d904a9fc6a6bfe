from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import redactor
from redactor.detection import engine
from redactor.detection.engine import find_all
from redactor.detection.knowledge import Knowledge
from redactor.detection.recognisers.births import BirthDates
from redactor.detection.recognisers.identifiers import Identifiers
from redactor.detection.recognisers.titles import TitledNames
from redactor.documents.model import Passage, Place, Story
from tests.detection.marked import NOTHING, check, detected, found, passage
from tests.detection.tables import rows

CASE = Knowledge(
    names=("Kirsty-Leigh Ackroyd", "Fergal Tobin", "Rukhsana Mirza", "Zoë O'Hara", "Ngozi Anozie-Ude", "Hope Price"),
    addresses=("14 Larchfield Road, Stourbeck, SB4 9QX",),
    organisations=("Larkbrook Primary School",),
    codes=frozenset(["Child 1", "SW1", "Mr A"]),
)
LAW = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)

# what drafts are made of, joined in any order: rules meet here that no single sentence brings together
PIECES = st.sampled_from(
    [
        *CASE.names,
        *"Mrs|Mr and Mrs|PC 4417|Dr.|St|the|and|of|&|'s|’s|,|.|;|:|/|(|)|\n|\t|\"|“|née|aka|KA|K|J.|van der|O'Hara's|é|1st".split(
            "|"
        ),
        *"14 Larchfield Road|Flat 3|number 14|SB4 9QX|SW1|Child 1|Mr A|[unresolved 3]|Larkbrook|Primary School".split(
            "|"
        ),
        *"14/03/2012|born on|DOB|May|June|3|999 000 0018|07700 900123|efua@stourbeck.example".split("|"),
        *"Tobin|Hope|Ackroid|Black|Fraser guidelines|HMP|Ysgol".split("|"),
    ]
)
JOINED = st.lists(PIECES, max_size=12).map(" ".join) | st.lists(PIECES, max_size=12).map("".join)


def _sound(text: str, knowledge: Knowledge) -> None:
    (answer,) = detected([passage(text)], knowledge)
    at = 0
    for mention in answer.mentions:
        assert mention.start >= at
        assert mention.text == text[mention.start : mention.end]
        at = mention.end
    for kept in answer.kept:
        assert 0 <= kept.start < kept.end <= len(text)


def test_a_name_that_only_the_second_look_finds_is_looked_for_once_more() -> None:
    """In an alternative text, beside a surname that the body tells: her other mention is in small letters."""
    passages = [
        Passage(0, "Mrs Tina Hepton was in.", Place(Story.BODY, "")),
        Passage(1, "a drawing by Zorblat Hepton", Place(Story.ATTRIBUTE, "")),
        Passage(2, "Later zorblat cried.", Place(Story.BODY, "")),
    ]
    found = [[m.text for m in d.mentions] for d in find_all(passages, NOTHING)]
    assert found == [["Mrs Tina Hepton"], ["Zorblat Hepton"], ["zorblat"]]


@LAW
@given(JOINED)
def test_mentions_never_overlap_and_equal_their_slice(text: str) -> None:
    _sound(text, CASE)
    _sound(text, NOTHING)


@LAW
@given(st.text(max_size=60))
def test_any_text_can_be_read(text: str) -> None:
    _sound(text, CASE)
    redactor.find(text)


SENTENCES = [
    "{} was seen at home.",
    "The school rang {} twice.",
    "It was said that {} had left.",
    "Then {} and the social worker left.",
    "A letter from {} was read.",
]


@LAW
@given(
    st.sampled_from(CASE.names),
    st.sampled_from(SENTENCES),
    st.sampled_from([str.upper, str.title, str, lambda s: s.replace("-", " ")]),
)
def test_a_listed_full_name_is_found_in_any_case_of_letters(name: str, sentence: str, change) -> None:  # type: ignore[no-untyped-def]
    before, _, after = sentence.partition("{}")
    whole = change(before) + change(name) + change(after)
    start = len(change(before))
    assert any(m.start <= start and start + len(change(name)) <= m.end for m in found(passage(whole), CASE)), whole


@LAW
@given(st.sampled_from(CASE.names), st.sampled_from(SENTENCES))
def test_a_sentence_upper_cased_whole_still_has_its_listed_name(name: str, sentence: str) -> None:
    text = sentence.format(name).upper()
    covered = [m for m in found(passage(text), CASE) if m.kind == "person"]
    assert any(name.upper() in m.text for m in covered), text


@LAW
@given(
    st.permutations(
        ["Kasia Tranmere-Nnadi rang.", "Then Tranmere-Nnadi left.", "KASIA WAS COLD.", "It was Kasia's coat."]
    )
)
def test_the_order_of_passages_does_not_matter(texts: list[str]) -> None:
    answers = detected([passage(text, number=n) for n, text in enumerate(texts, 1)])
    names = {d.passage.text: [m.text for m in d.mentions] for d in answers}
    assert names == {
        "Kasia Tranmere-Nnadi rang.": ["Kasia Tranmere-Nnadi"],
        "Then Tranmere-Nnadi left.": ["Tranmere-Nnadi"],
        "KASIA WAS COLD.": ["KASIA"],
        "It was Kasia's coat.": ["Kasia"],
    }


def test_find_counts_characters_over_lines() -> None:
    text = "Mrs Gallivan rang.\n\nThen Ewelina Gallivan rang 07700 900123.\n"
    mentions = redactor.find(text)
    assert [m.text for m in mentions] == ["Mrs Gallivan", "Ewelina Gallivan", "07700 900123"]
    assert all(text[m.start : m.end] == m.text for m in mentions)


def test_find_takes_a_case_too() -> None:
    assert [m.text for m in engine.find("Smiler left.", Knowledge(names=("Smiler",)))] == ["Smiler"]


@pytest.mark.parametrize(
    "text",
    ["", " ", "\n\n", "\t", ".", "'s", "’", "-", "«»", "\u200b", "🙂", "a" * 5000, "A" * 3000, "1" * 3000, "(" * 300],
)
def test_odd_texts_are_read(text: str) -> None:
    redactor.find(text)


def test_no_passages_no_mentions() -> None:
    assert detected([], CASE) == []


def test_progress_grows_to_the_last_passage() -> None:
    seen: list[int] = []
    engine.find_all([passage("Mrs Gallivan rang.", number=n) for n in range(1, 6)], NOTHING, seen.append)
    assert seen == sorted(seen) and seen[-1] == 5 and len(seen) > 5


@pytest.mark.parametrize("marked", rows("accents apart from their letters", "Then «Sea\u0301n Bartoszek» left."))
def test_names_with_accents_apart_from_their_letters_are_whole(marked: str) -> None:
    """Macs write é as e and a combining accent; Word files are composed when they are read, plain texts are not."""
    check(marked)


def test_a_recogniser_works_by_itself_for_those_who_know_presidio() -> None:
    (result,) = BirthDates().analyze("born on 3 March 1970", ["DATE_OF_BIRTH"])
    assert (result.start, result.end, result.entity_type) == (8, 20, "DATE_OF_BIRTH")
    assert {r.entity_type for r in Identifiers().analyze("ring 07700 900123", [])} == {"IDENTIFIER"}
    analyser = engine.engine([TitledNames()])
    assert [r.recognition_metadata["recognizer_name"] for r in analyser.analyze("Mrs Gallivan rang.", "en")] == [
        "TitledNames"
    ]
