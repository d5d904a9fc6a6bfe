"""People of whom only letters with full stops are written; codes, abbreviations and numbering stay."""

from __future__ import annotations

import pytest

from tests.detection.marked import check, detected, passage
from tests.detection.tables import rows

LETTERED = rows(
    "letters",
    # a full stop inside a sentence is a shortened name's
    "«Mrs G.» said that «Mrs G.»'s car was there. Later «Mrs G» left.",
    "«Mr» and «Mrs T.», who live next door, called.",
    "«Ms D.R.» stayed. «D.R.» was seen later by the nurse.",
    "«W.K.» failed to attend. The panel heard «W.K.» and the nurse on «W.K.»'s behalf.",
    "«B.Ö.» was seen first.",
    "Her daughter «M.», born in May, was seen. The panel heard «M.», who was calm.",
    # and these are codes, ends of sentences, abbreviations, numbers of sections
    "Mrs G said that Mr M was there.",
    "She told Mrs G. Mr M left.",
    "Mr and Mrs T left.",
    "The U.K. law and the U.N. were named. G.P. attended. D.N.A. was taken.",
    "Section M. was read. Plan B. was used. See part C., then D. and so on.",
    "At 10 A.M. he left. P.M. was said.",
    "He quoted W.K. in the report.",
)


@pytest.mark.parametrize("marked", LETTERED)
def test_letters(marked: str) -> None:
    check(marked)


def test_what_one_passage_establishes_is_found_in_all() -> None:
    texts = ["The note quotes W.K. on this.", "W.K. refused to attend."]
    found = [[m.text for m in d.mentions] for d in detected([passage(t, number=n) for n, t in enumerate(texts, 1)])]
    assert found == [["W.K."], ["W.K."]]
