"""From decisions to text: codes, markers, and nothing twice."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redactor.case.plain_text import PutCode, anonymised_text
from redactor.case.replacements import puts
from redactor.detection.mentions import Mention, MentionKind
from redactor.documents.model import Passage, Place, Story
from redactor.identities.model import Decision


def decision(draft: str, name: str, code: str = "", *, passage: int = 0, **more: object) -> Decision:
    start = draft.index(name)
    mention = Mention(passage, start, start + len(name), name, MentionKind.PERSON, 0.9, "test")
    return Decision(mention, code, "full name", 0.9, **more)  # type: ignore[arg-type]


def passage(text: str, number: int = 0, *, leaves: bool = False) -> Passage:
    return Passage(number, text, Place(Story.BODY, f"paragraph {number + 1}"), leaves=leaves)


def written(text: str, *decisions: Decision) -> str:
    return anonymised_text(text, puts(decisions, {0: passage(text)}))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Tilly cried.", "Child 1 cried."),
        ("Child 1 (Tilly) cried.", "Child 1 cried."),
        ("Child 1 Tilly cried.", "Child 1 cried."),
        ("Child 1 (Tilly's) coat", "Child 1 (Child 1's) coat"),
        ("Child 1 (Tilly, 4) cried.", "Child 1 (Child 1, 4) cried."),
        ("Child 11 Tilly cried.", "Child 11 Child 1 cried."),
        ("Grandchild 1 Tilly cried.", "Grandchild 1 Child 1 cried."),
        ("Child 1. Tilly cried.", "Child 1. Child 1 cried."),
        ("child 1 Tilly cried.", "child 1 Child 1 cried."),
    ],
)
def test_no_code_twice_in_a_row(text: str, wanted: str) -> None:
    assert written(text, decision(text, "Tilly", "Child 1")) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Ann Hill (née Dow) came.", "Mrs A came."),
        ("Ann Hill, née Dow, came.", "Mrs A came."),
        ("Ann Hill, née Dow. She", "Mrs A. She"),
        ("Ann Hill née Dow and SW1 met.", "Mrs A and SW1 met."),
        ("Ann Hill, whose maiden name was Dow, came.", "Mrs A came."),
        ("Ann Hill (formerly known as Dow; mother) came.", "Mrs A (mother) came."),
        ("Ann Hill (previously “Dow”) came.", "Mrs A came."),
        ("Ann Hill aka Dow came.", "Mrs A came."),
        ("Ann Hill (also known as “Dow”) came.", "Mrs A came."),
        ("Ann Hill, alias Dow, came.", "Mrs A came."),
        ("Ann Hill, better known as Dow. She", "Mrs A. She"),
        ("Mrs A (née Dow) and Ann Hill came.", "Mrs A and Mrs A came."),
        ("Ann Hill, née Dow, Tilly and SW1 met.", "Mrs A, Tilly and SW1 met."),
        # what says more stays
        ("Ann Hill (Dow), aka Dow", "Mrs A (Mrs A), aka Mrs A"),
        ("Ann Hill (Dow from May on) came.", "Mrs A (Mrs A from May on) came."),
        ("Ann Hill rang (Dow was out).", "Mrs A rang (Mrs A was out)."),
        ("Ann Hill, now out, and Dow", "Mrs A, now out, and Mrs A"),
        ("the mother (née Dow) of Ann Hill", "the mother (née Mrs A) of Mrs A"),
    ],
)
def test_a_further_name_behind_the_same_code_goes_with_what_leads_to_it(text: str, wanted: str) -> None:
    spans = [(m.group(), m.start()) for m in re.finditer("Ann Hill|Dow", text)]
    found = [
        Decision(Mention(0, at, at + len(n), n, MentionKind.PERSON, 0.9, "test"), "Mrs A", "", 0.9) for n, at in spans
    ]
    assert written(text, *found) == wanted


def test_the_maiden_name_of_another_stays_told() -> None:
    text = "Ann Hill (née Dow) came."
    assert (
        written(text, decision(text, "Ann Hill", "Mrs A"), decision(text, "Dow", "Mrs B")) == "Mrs A (née Mrs B) came."
    )
    assert written(text, decision(text, "Dow", candidates=("Mrs A", "Mrs B"))).count("[unresolved 1]") == 1


def test_a_code_in_brackets_that_was_another_s_is_not_put_twice() -> None:
    text = "Ann Hill (SW2) came."
    both = decision(text, "Ann Hill", "SW3"), decision(text, "SW2", "SW3")
    assert written(text, *both) == "SW3 came."
    assert written(text, both[0], decision(text, "SW2", "SW4")) == "SW3 (SW4) came."


def test_another_code_before_the_name_stays() -> None:
    text = "Child 2 (Tilly) cried."
    assert written(text, decision(text, "Tilly", "Child 1")) == "Child 2 (Child 1) cried."


def test_what_stands_in_the_place_of_the_code() -> None:
    text = "The Varnhams moved."
    assert written(text, decision(text, "Varnhams", text="family")) == "The family moved."


def test_markers_are_numbered_in_order_and_passages_that_leave_are_left_out() -> None:
    texts = ["Varnham left.", "Varnham, deleted.", "Varnham came."]
    passages = {n: passage(t, n, leaves=n == 1) for n, t in enumerate(texts)}
    found = puts(
        [decision(t, "Varnham", candidates=("Mr A", "Mrs A"), passage=n) for n, t in enumerate(texts)], passages
    )
    assert [(p.passage, p.text, p.number) for p in found] == [(0, "[unresolved 1]", 1), (2, "[unresolved 2]", 2)]


@pytest.mark.parametrize(
    ("standing", "leaves", "wanted"),
    [
        ("[unresolved 3] was left by an earlier run.", False, "[unresolved 4]"),
        ("[unresolved 2] and [unresolved 11] were left.", False, "[unresolved 12]"),
        ("[unresolved 3], in a deleted paragraph.", True, "[unresolved 1]"),
    ],
)
def test_the_number_of_a_marker_that_stands_already_is_not_given_again(
    standing: str, leaves: bool, wanted: str
) -> None:
    text = "Varnham came."
    passages = {0: passage(text, 0), 1: passage(standing, 1, leaves=leaves)}  # it stands after it, too
    (found,) = puts([decision(text, "Varnham", candidates=("Mr A", "Mrs A"))], passages)
    assert found.text == wanted


@pytest.mark.parametrize("glue", [", ", "; ", " ", "\n"])
def test_a_person_named_twice_stays_twice_and_only_an_address_in_two_pieces_is_one(glue: str) -> None:
    called = f"Tilly{glue}Tilly cried."
    first, second = (Mention(0, s, s + 5, "Tilly", MentionKind.PERSON, 0.9, "test") for s in (0, 5 + len(glue)))
    both = [Decision(m, "Child 1", "full name", 0.9) for m in (first, second)]
    assert written(called, *both) == f"Child 1{glue}Child 1 cried."
    moved = f"Flat 9{glue}40 Mill Street"
    pieces = (
        Mention(0, s, e, moved[s:e], MentionKind.ADDRESS, 0.9, "test") for s, e in ((0, 6), (6 + len(glue), len(moved)))
    )
    assert written(moved, *(Decision(m, "Address A", "house", 0.9) for m in pieces)) == "Address A"


def test_the_operator_needs_a_text() -> None:
    with pytest.raises(ValueError, match="text"):
        PutCode().validate({})


PIECES = st.tuples(st.sampled_from(["Tilly", "Mrs Varnham", "X"]), st.sampled_from([" ", ", ", " and ", "", "\n"]))


@given(st.lists(PIECES, max_size=8))
def test_everything_between_the_names_stays(pieces: list[tuple[str, str]]) -> None:
    """Names that touch, repeat or stand at the ends: each becomes its own text, and nothing else moves."""
    text, decisions, wanted = "", [], ""
    for n, (name, glue) in enumerate(pieces):
        text += name
        decisions.append((len(text) - len(name), len(text), f"<{n}>"))
        wanted += f"<{n}>" + glue
        text += glue
    found = [
        Decision(Mention(0, s, e, text[s:e], MentionKind.PERSON, 0.9, "test"), code, "rule", 0.9)
        for s, e, code in decisions
    ]
    assert written(text, *found) == wanted
