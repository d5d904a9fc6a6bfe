"""The one place that imports Presidio: in this program's own processes without what nobody here asks of it (`later.py`)."""

from __future__ import annotations

from redactor.base.later import put_off

with put_off(
    "spacy",
    "presidio_analyzer.predefined_recognizers",
    *(f"presidio_analyzer.nlp_engine.{name}_nlp_engine" for name in ("stanza", "transformers", "slim_spacy")),
):
    import presidio_anonymizer  # noqa: F401 - which imports presidio_analyzer

from presidio_analyzer import AnalyzerEngine, EntityRecognizer, RecognizerRegistry, RecognizerResult
from presidio_analyzer.context_aware_enhancers import ContextAwareEnhancer
from presidio_analyzer.nlp_engine import NlpArtifacts, NlpEngine
from presidio_anonymizer import AnonymizerEngine
from presidio_anonymizer.entities import OperatorConfig
from presidio_anonymizer.entities import RecognizerResult as Replaced
from presidio_anonymizer.operators import Operator, OperatorType

__all__ = [
    "AnalyzerEngine",
    "AnonymizerEngine",
    "ContextAwareEnhancer",
    "EntityRecognizer",
    "NlpArtifacts",
    "NlpEngine",
    "Operator",
    "OperatorConfig",
    "OperatorType",
    "RecognizerRegistry",
    "RecognizerResult",
    "Replaced",
]
