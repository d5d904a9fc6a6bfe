"""What plugs into Microsoft Presidio: recognisers for anybody's analyser, an analyser, an operator that puts codes.

text ─▶ presidio_engine().analyze ─▶ results ─▶ AnonymizerEngine with PutCodes and code_operators(text) ─▶ text with codes
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from redactor.api.calls import File, case_of_texts
from redactor.base.presidio import (
    AnalyzerEngine,
    EntityRecognizer,
    NlpArtifacts,
    Operator,
    OperatorConfig,
    OperatorType,
    RecognizerResult,
)
from redactor.case.case import Case
from redactor.case.pipeline import Drafts, judge, look
from redactor.codes.model import CodeList
from redactor.detection.engine import engine, find
from redactor.detection.look import Look
from redactor.detection.mentions import MentionKind
from redactor.detection.recognisers.base import Find, Recogniser
from redactor.documents.model import Passage, Place, Story
from redactor.keymap.keymap import KeyMap

UNRESOLVED = "[unresolved]"  # the text does not tell who is meant, or it was not among what was judged


class WholeText(Recogniser):
    """All of redactor's recognisers as one of Presidio's: a name is known again wherever the text repeats it, and that
    takes the whole text, whatever the analyser around it has made of it."""

    kinds = tuple(MentionKind)

    def __init__(self, case: Case | None = None) -> None:
        super().__init__()
        self.name = "redactor"
        self._knowledge = case.knowledge() if case else None

    def find(self, look: Look) -> Iterator[Find]:
        """Every mention of the text, with the label that redactor gives it."""
        for m in find(look.text, self._knowledge):
            yield Find(m.start, m.end, m.kind, m.score, m.label)

    def analyze(
        self, text: str, entities: list[str], nlp_artifacts: NlpArtifacts | None = None
    ) -> list[RecognizerResult]:
        """Presidio's entry: those of the entities asked for (all of them for an empty list)."""
        return [r for r in super().analyze(text, entities, nlp_artifacts) if not entities or r.entity_type in entities]


def recognisers(*, codes: File | CodeList | None = None) -> list[EntityRecognizer]:
    """Recognisers to add to the registry of any Presidio AnalyzerEngine for English. They ask nothing of its language model.

    Their entities are PERSON, ADDRESS, ORGANISATION, PLACE, DATE_OF_BIRTH and IDENTIFIER. With `codes`, everybody on the
    board's list is found in every form of the name. Raises Refused for a list that cannot be used.
    """
    return [WholeText(None if codes is None else case_of_texts(codes))]


def presidio_engine(*, codes: File | CodeList | None = None) -> AnalyzerEngine:
    """A Presidio AnalyzerEngine (language "en") with exactly these recognisers: it finds what `redactor.find` finds.

    It needs no other language model, and nothing is fetched. Raises Refused for a list that cannot be used.
    """
    return engine([WholeText(None if codes is None else case_of_texts(codes))])


class PutCodes(Operator):
    """Presidio's operator "redactor_codes": the code of whoever is meant in the place of a name, from `code_operators`."""

    def operate(self, text: str = "", params: dict[str, Any] | None = None) -> str:
        """The code for this text; `[unresolved]` where it is not known: never a guess, and never the name."""
        return str((params or {})["codes"].get(text, UNRESOLVED))

    def validate(self, params: dict[str, Any] | None = None) -> None:
        """Raises ValueError without codes to put."""
        if not isinstance((params or {}).get("codes"), Mapping):
            raise ValueError("The operator redactor_codes needs the codes to put: see redactor.code_operators.")

    def operator_name(self) -> str:
        """The name by which Presidio knows the operator."""
        return "redactor_codes"

    def operator_type(self) -> OperatorType:
        """It anonymises."""
        return OperatorType.Anonymize


def code_operators(
    text: str, *, codes: File | CodeList | None = None, key_map: KeyMap | None = None
) -> dict[str, OperatorConfig]:
    """The `operators` for Presidio's anonymiser that put the case's codes into this text, by `PutCodes`.

    Who is meant is judged over the whole text as in a draft. What the text does not decide becomes `[unresolved]`, and so
    does one spelling that means two people in it: an operator sees the words alone, not their place.
    The codes made here are kept nowhere. Raises Refused for a list that cannot be used.
    """
    case = case_of_texts(codes, key_map)
    passages = tuple(Passage(n, line, Place(Story.BODY, f"line {n}")) for n, line in enumerate(text.split("\n"), 1))
    drafts = Drafts((), passages, frozenset())
    put: dict[str, str] = {}
    for decision in judge(drafts, look(drafts, case), case).resolved.decisions:
        code = UNRESOLVED if decision.candidates else decision.text or decision.code
        if put.setdefault(decision.mention.text, code) != code:
            put[decision.mention.text] = UNRESOLVED
    return {"DEFAULT": OperatorConfig("redactor_codes", {"codes": put})}
