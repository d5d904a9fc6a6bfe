"""A slip of the hand: an answer that the list speaks against is asked for twice, on a sheet with a reason."""

from __future__ import annotations

import pytest

from redactor.case.deciding import Answer, Insisting, Unlikely, answered
from redactor.case.families import insisted
from redactor.case.questions import questions
from redactor.keymap.decisions import Ruling
from redactor.keymap.keymap import Evidence, KeyMap, Record


def key_map(written: str) -> KeyMap:
    """A case in which one mention awaits a person."""
    people = (
        Record(code="Child 1", kind="person", issued=True, names=("Tilly Varnham",), role="Subject"),
        Record(code="Mrs A", kind="person", issued=True, names=("Glenda Varnham",), role="Mother of Child 1"),
        Record(code="Mr A", kind="person", issued=True, names=("Kelvin Varnham",), role="Father of Child 1"),
    )
    evidence = Evidence(
        code="", written=written, place="body", rule="title and surname", recogniser="r", score=0.5,
        candidates=("Mrs A", "Mr A"), marker=1, anchor="a:0",
    )  # fmt: skip
    return KeyMap.new("test").with_records(people).with_evidence({"imr.docx": (evidence,)})


@pytest.mark.parametrize(
    ("written", "code", "against"),
    [
        ("Mr Varnham", "Mrs A", "“Mr” stands before the name, and Mrs A is a woman or a girl."),
        ("Mrs Varnham", "Mr A", "“Mrs” stands before the name, and Mr A is a man or a boy."),
        ("Mrs Varnham", "Child 1", "“Mrs” stands before the name, and Child 1 is a child."),
        ("Mrs Varnham", "Mrs A", ""),
        ("Varnham", "Mr A", ""),
        ("Tilly", "Mr A", ""),
    ],
)
def test_what_the_list_says_of_somebody_is_held_against_an_answer(written: str, code: str, against: str) -> None:
    case = key_map(written)
    question = questions(case)[0]
    answer = Answer(Ruling.CODE, code)
    if not against:
        assert answered(case, question, answer).decisions[-1].code == code
        return
    with pytest.raises(Unlikely) as error:
        answered(case, question, answer)
    assert str(error.value).startswith(against)
    assert "Varnham" not in str(error.value)
    assert answered(case, question, Answer(Ruling.CODE, code, reason="She said so.")).decisions[-1].code == code


def test_the_same_answer_again_is_meant() -> None:
    case, insisting = key_map("Mr Varnham"), Insisting()
    question = questions(case)[0]
    for _ in range(2):  # another answer between the two is no second time
        with pytest.raises(Unlikely):
            insisted(case, question, Answer(Ruling.CODE, "Mrs A"), (), "J", insisting)
        with pytest.raises(Unlikely):
            insisted(case, question, Answer(Ruling.CODE, "Child 1"), (), "J", insisting)
    after, _ = insisted(case, question, Answer(Ruling.CODE, "Child 1"), (), "J", insisting)
    assert (after.decisions[-1].code, after.decisions[-1].reason) == ("Child 1", "Given twice.")
