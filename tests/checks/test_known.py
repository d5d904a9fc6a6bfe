"""Every known form of every identity in list and key map, in whatever way it is written."""

from __future__ import annotations

from pathlib import Path

import pytest

from redactor.case.case import Case
from redactor.checks.known import ListedForms
from redactor.checks.passages import normal
from redactor.codes.lists import read_code_list
from redactor.keymap.keymap import Evidence, KeyMap, Record
from redactor.sources.source import Blob, Source, SourceText
from tests.drafts import board_list

MORE = (
    ("Child 3", "family", "Zebulon Varnham", "Zeb", "Brother of Child 1", "", ""),
    ("Address B", "address", "9, Pickerel Close, Wragby, WX4 9ZZ", "", "", "", ""),
)


PLAIN = (  # names whose words say nothing alone
    ("School 1", "organisation", "Linden School", "", "", "", ""),
    ("Surgery 1", "organisation", "The Green Surgery", "", "", "", ""),
    ("Nursery 1", "organisation", "The Nursery School", "", "", "", ""),
)


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory) -> ListedForms:
    codes = read_code_list(board_list(tmp_path_factory.mktemp("list") / "codes.xlsx", *MORE))
    removed = Evidence(
        code="[NHS number removed]", written="999 000 0018", place="body", rule="", recogniser="", score=1.0
    )
    key_map = KeyMap.new("Child 1").model_copy(update={"evidence": {"imr.docx": (removed,)}})
    met = Record(code="Person 1", kind="person", issued=False, names=("Corin Leyburn",))
    return ListedForms.of(Case(codes, key_map.with_records([met])))


def texts(*items: str, layer: str = "text") -> Source:
    return Source("x", "", "docx", tuple(SourceText(t, "body", layer) for t in items), (), (), ())


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("at Linden School, and at the Linden school gate", ["School 1", "School 1"]),
        ("LINDEN SCHOOL WROTE", ["School 1"]),
        ("the Green Surgery rang", ["Surgery 1"]),
        ("the green surgery gown; a linden by the school; the Nursery School; Linden", []),
    ],
)
def test_a_listed_establishment_of_plain_words_is_found_as_it_is_named(
    tmp_path: Path, text: str, codes: list[str]
) -> None:
    listed = read_code_list(board_list(tmp_path / "codes.xlsx", *PLAIN))
    forms = ListedForms.of(Case(listed, KeyMap.new("Child 1")))
    assert [form.code for *_, form in forms.in_texts(texts(text))] == codes


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("then Tilly Varnham came", "Child 1"),
        ("then TILLY  VARNHAM came", "Child 1"),
        ("then Tilly\u00a0Varn\u00adham came", "Child 1"),
        ("and Zeb came", "Child 3"),
        ("lives at 14 Teasel Road", "Address A"),
        ("lives at 14, Teasel Rd.", "Address A"),
        ("the house in Teasel Road", "Address A"),
        ("WX47QT", "Address A"),
        ("lives at 9 Pickerel Cl", "Address B"),
        ("Mr Leyburn rang", "Person 1"),
        ("her number, 999 000 0018", "[NHS number removed]"),
    ],
)
def test_forms_are_found_in_texts(known: ListedForms, text: str, code: str) -> None:
    found = known.in_texts(texts(text))
    assert [form.code for *_, form in found] == [code]
    ((_, start, end, form),) = found
    assert normal(text)[start:end].split()[0].lower()[:2] == form.text.split()[0].lower()[:2]


@pytest.mark.parametrize("text", ["The zebra came.", "A tease, a road.", "the number 999 000 00189", "Varnhamshire"])
def test_what_only_looks_like_a_form_is_none(known: ListedForms, text: str) -> None:
    assert known.in_texts(texts(text)) == []


def test_the_longest_form_is_told_once(known: ListedForms) -> None:
    found = known.in_texts(texts("Tilly Varnham of 14 Teasel Road, and Tilly"))
    assert [(start, end) for _, start, end, _ in found] == [(0, 13), (17, 31), (37, 42)]


def test_words_of_the_format_are_no_names_in_its_own_markup(known: ListedForms) -> None:
    assert known.in_texts(texts("varnham", layer="markup")) == []
    assert len(known.in_texts(texts("Varnham", layer="markup"))) == 1


def test_forms_are_found_in_bytes(known: ListedForms) -> None:
    source = Source("x", "", "docx", (), (), (), (Blob("\x01Varnham\x02".encode("utf-16-le"), "picture 1"),))
    assert [place for place, _ in known.in_bytes(source)] == ["picture 1"]


def test_without_list_and_key_map_nothing_is_known(tmp_path: Path) -> None:
    from redactor.codes.model import CodeList

    assert ListedForms.of(Case(CodeList(), KeyMap.new(""))).forms == ()
