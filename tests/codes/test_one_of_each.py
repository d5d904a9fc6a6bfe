"""One list of titles and one derivation of a person's kind, whoever asks."""

from __future__ import annotations

import pytest

from redactor.codes.model import Kind
from redactor.codes.numbering import kind_by_code, kind_of_person, kind_of_standing
from redactor.codes.shapes import TITLES as OF_CODES
from redactor.codes.text import TITLES as COMPARED
from redactor.keymap.keymap import Record
from redactor.language.lexicon import lexicon, titles_for
from redactor.language.names import SMALL_TITLES


def test_every_title_stands_in_the_list() -> None:
    assert {*COMPARED, *SMALL_TITLES, *(t.lower() for t in OF_CODES), *(t.lower() for t in titles_for("quick"))} <= set(
        lexicon().titles
    )
    assert OF_CODES == ("Mr", "Mrs", "Ms", "Miss", "Mx", "Dr")
    assert len(COMPARED) == 63 and len(SMALL_TITLES) == 16 and len(titles_for("quick")) == 22
    assert titles_for("nothing of the kind") == ()


@pytest.mark.parametrize(
    ("code", "prefix", "kind"),
    [
        ("SW1", "SW", "professional"),
        ("SCC-SW1", "SCC-SW", "professional"),
        ("Person 3", "Person", "person"),
        ("Child 1", "Child", "person"),
        ("Adult 2", "Adult", "person"),
        ("Sibling 2", "Sibling", "person"),
        ("Dr2", "Dr", "professional"),
        ("Mrs A", "", "person"),
    ],
)
def test_a_persons_kind_follows_from_the_code(code: str, prefix: str, kind: str) -> None:
    assert kind_by_code(code) == kind_of_person(prefix) == kind
    record = Record(code=code, kind="person", issued=False, names=("Ada Quill",), prefix=prefix)
    assert record.kind_of_identity == kind
    assert Record(code="Address X1", kind="address", issued=False, names=()).kind_of_identity == "address"
    assert Kind.PROFESSIONAL.of_identity == "professional" and Kind.FAMILY.of_identity == "person"


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("MET-SW2", "professional"),
        ("Paed1", "professional"),
        ("Foster Carer 1", "professional"),
        ("Child 7", "person"),
        ("Witness 2", "person"),
        ("Neighbour 1", "person"),
        ("Person 4", "person"),
        ("Address X2", "address"),
        ("Address 3", "address"),
        ("School 1", "organisation"),
        ("Employer X3", "organisation"),
        ("Church of X2", "organisation"),
    ],
)
def test_what_a_code_stands_for_that_is_on_no_list(code: str, kind: str) -> None:
    assert kind_of_standing(code) == kind
