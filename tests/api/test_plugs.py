"""What plugs into other people's programs, tried in them: Presidio's analyser and anonymiser, spaCy."""

from __future__ import annotations

from pathlib import Path

import pytest
import spacy
from presidio_analyzer import AnalyzerEngine, RecognizerRegistry
from presidio_analyzer.nlp_engine import SpacyNlpEngine
from presidio_analyzer.predefined_recognizers import CreditCardRecognizer
from presidio_anonymizer import AnonymizerEngine

import redactor
from redactor.api.presidio import UNRESOLVED, PutCodes
from tests.drafts import board_list

TEXT = "Corin Leyburn rang social worker Jo Pinnock.\nMr Leyburn, of 3 Teasel Road, had paid with 4111 1111 1111 1111."


class BlankEnglish(SpacyNlpEngine):
    """Presidio on a spaCy pipeline that knows nothing, as its documentation shows for a pipeline of one's own."""

    def __init__(self) -> None:
        super().__init__()
        self.nlp = {"en": spacy.blank("en")}


def found(engine: AnalyzerEngine, text: str, **options: object) -> set[tuple[str, str]]:
    return {(text[r.start : r.end], r.entity_type) for r in engine.analyze(text, "en", **options)}


def test_the_recognisers_work_in_anybodys_engine() -> None:
    registry = RecognizerRegistry(recognizers=[CreditCardRecognizer(), *redactor.recognisers()])
    engine = AnalyzerEngine(registry=registry, nlp_engine=BlankEnglish(), supported_languages=["en"])
    both = found(engine, TEXT)
    assert both >= {(m.text, m.kind.value.upper()) for m in redactor.find(TEXT)}
    assert {("Corin Leyburn", "PERSON"), ("Jo Pinnock", "PERSON"), ("4111 1111 1111 1111", "CREDIT_CARD")} <= both
    assert {kind for _, kind in found(engine, TEXT, entities=["ADDRESS"])} == {"ADDRESS"}


def test_the_engine_finds_what_find_finds() -> None:
    mentions = {(m.start, m.end, m.score) for m in redactor.find(TEXT)}
    assert {(r.start, r.end, r.score) for r in redactor.presidio_engine().analyze(TEXT, "en")} == mentions != set()


def test_with_the_list_its_people_are_known(tmp_path: Path) -> None:
    listed = board_list(tmp_path / "codes.xlsx", ("Mr B", "associate", "Sunny Fairweather", "Button", "", "", ""))
    text = "They had Button over for tea."
    assert ("Button", "PERSON") not in found(redactor.presidio_engine(), text)
    assert ("Button", "PERSON") in found(redactor.presidio_engine(codes=listed), text)


def anonymised(text: str, codes: Path) -> str:
    engine = AnonymizerEngine()  # type: ignore[no-untyped-call]
    engine.add_anonymizer(PutCodes)
    results = redactor.presidio_engine(codes=codes).analyze(text, "en")
    return str(engine.anonymize(text, results, redactor.code_operators(text, codes=codes)).text)  # type: ignore[arg-type]


def test_presidios_anonymiser_puts_the_codes_of_the_case(tmp_path: Path) -> None:
    listed = board_list(tmp_path / "codes.xlsx")
    text = "Tilly Varnham was seen by Ms Hepton at 14 Teasel Road, Wragby.\nKelvin Varnham and social worker Jo Pinnock rang."
    assert anonymised(text, listed) == (
        "Child 1 was seen by SW1 at Address A.\nMr A and social worker SW2 rang."
    )  # fmt: skip


def test_what_the_text_does_not_decide_is_no_guess(tmp_path: Path) -> None:
    listed = board_list(tmp_path / "codes.xlsx", ("Mr B", "family", "Alfred Varnham", "", "Uncle", "", ""))
    assert anonymised("Mr Varnham came.", listed) == f"{UNRESOLVED} came."
    assert PutCodes().operate("Somebody Else", {"codes": {}}) == UNRESOLVED
    with pytest.raises(ValueError, match="code_operators"):
        PutCodes().validate({})


def test_spacy_knows_the_pipe_by_its_name() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("redactor_names")
    doc = nlp(TEXT)
    assert [(s.text, s.label_) for s in doc.spans["redactor_names"]][:2] == [
        ("Corin Leyburn", "PERSON"),
        ("Jo Pinnock", "PERSON"),
    ]
    assert [e.text for e in doc.ents][:3] == ["Corin Leyburn", "Jo Pinnock", "Mr Leyburn"]


def test_the_pipe_gets_on_with_entities_of_others(tmp_path: Path) -> None:
    nlp = spacy.blank("en")
    ruler = nlp.add_pipe("entity_ruler")
    ruler.add_patterns([{"label": "FIRST", "pattern": "Corin"}, {"label": "ACT", "pattern": "paid"}])  # type: ignore[attr-defined]
    nlp.add_pipe("redactor_names")
    labels = {e.text: e.label_ for e in nlp(TEXT).ents}
    assert labels["paid"] == "ACT" and labels["Corin Leyburn"] == "PERSON" and "Corin" not in labels
    nlp.to_disk(tmp_path / "model")
    again = spacy.load(tmp_path / "model")
    assert {e.text: e.label_ for e in again(TEXT).ents} == labels
