from __future__ import annotations

import pytest

from redactor.detection.mentions import Mention, MentionKind
from tests.detection.marked import check, detected, passage
from tests.detection.tables import rows

EDGES = rows(
    "edges",
    # the title goes with the name, the word of a role or of kinship does not
    "«Mrs Gallivan», «Dr. Mwangi» and «PC 4417 Asamoah»",
    "«Nurse Odukoya», Auntie «Blessing», social worker «Tobias Engelbrecht»",
    # the possessive, the full stop, quotation marks and brackets stay outside
    '«Ewelina»\'s coat, «Ewelina»’s coat, "«Ewelina»", (“«Ewelina»”), «Ewelina».',
    "We saw «Ewelina Gallivan».",
    "Was it «Ewelina»? It was «Ewelina»!",
    "the «Gallivans»' home",
    # names found by different recognisers are one
    "«Mrs Ewelina van Dijk-Gallivan»'s coat",
    # a date before a name
    "On 3 May «Ewelina Gallivan» rang.",
    "Since March «Ewelina» has rung twice.",
    # the more certain kind wins
    "«identifier|ewelina.gallivan@stourbeck.example»",
    "They live at «address|9 Gallivan Street».",
    "He attends «organisation|Gallivan Primary School».",
    "«PC 4417 Asamoah» and «Ewelina» (DOB «date of birth|14/03/2012») at «address|9 Gallivan Street»",
    # across a line or a tab two names stay two
    "«Ewelina»\t«Tobias»",
    "«Mrs Gallivan»\n«Mr Ogunbanjo»",
    # a code beside a name
    "SW1 and «Ewelina»",
)


@pytest.mark.parametrize("marked", EDGES)
def test_edges_of_mentions(marked: str) -> None:
    check(marked)


def test_mentions_are_in_order_apart_and_whole() -> None:
    text = (
        "Mrs Gallivan of 14 Larchfield Road, Stourbeck SB4 9QX (DOB 03/03/1970, NHS 999 000 0018) rang PC 4417 Asamoah on "
        "07700 900123 about Ewelina's visit to Larkbrook Primary School with Tobias and Ewelina Gallivan."
    )
    (answer,) = detected([passage(text)])
    assert {m.kind for m in answer.mentions} >= {
        MentionKind.PERSON,
        MentionKind.ADDRESS,
        MentionKind.DATE_OF_BIRTH,
        MentionKind.IDENTIFIER,
        MentionKind.ORGANISATION,
    }
    at = 0
    for mention in answer.mentions:
        assert mention.start >= at
        assert mention.text == text[mention.start : mention.end]
        assert mention.text.strip() == mention.text
        assert 0 < mention.score <= 1
        assert mention.recogniser
        at = mention.end


@pytest.mark.parametrize(("start", "end", "text"), [(0, 4, "Kim"), (-1, 2, "Kim"), (2, 2, "")])
def test_a_mention_whose_text_and_offsets_disagree_cannot_exist(start: int, end: int, text: str) -> None:
    with pytest.raises(ValueError, match="cannot span") as raised:
        Mention(1, start, end, text, MentionKind.PERSON, 0.9, "Test")
    assert "Kim" not in str(raised.value)
