"""What all recognisers share: a Presidio EntityRecognizer that sees a whole `Look`, not just a string."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from redactor.base.presidio import EntityRecognizer, NlpArtifacts, RecognizerResult
from redactor.detection.look import Look
from redactor.detection.mentions import MentionKind
from redactor.documents.model import Passage, Place, Story


@dataclass(frozen=True, slots=True)
class Find:
    """Characters `start` to `end` (exclusive) that may identify; `label`: the kind of number, or a place's code word."""

    start: int
    end: int
    kind: MentionKind
    score: float
    label: str = ""


class LookArtifacts(NlpArtifacts):
    """Presidio's artifacts with the look at the passage; made by the engine, once a passage."""

    def __init__(self, look: Look) -> None:
        super().__init__(
            entities=[],
            tokens=[],  # type: ignore[arg-type]
            tokens_indices=[],
            lemmas=[],
            nlp_engine=None,
            language="en",
            scores=[],
        )
        self.look = look


class Recogniser(EntityRecognizer):
    """A recogniser of ours. Subclasses say what they find in `find`."""

    kinds: tuple[MentionKind, ...] = (MentionKind.PERSON,)
    name: str

    def __init__(self) -> None:
        super().__init__(
            supported_entities=[entity_name(kind) for kind in self.kinds],
            name=type(self).__name__,
            supported_language="en",
        )

    def load(self) -> None:
        """Nothing to load: data come with the package."""

    @abstractmethod
    def find(self, look: Look) -> Iterable[Find]:
        """What this recogniser finds in one passage."""

    def analyze(
        self, text: str, entities: list[str], nlp_artifacts: NlpArtifacts | None = None
    ) -> list[RecognizerResult]:
        """Presidio's entry: the finds as RecognizerResults, the label in the recognition metadata."""
        look = nlp_artifacts.look if isinstance(nlp_artifacts, LookArtifacts) else bare_look(text)
        return list(self._results(look))

    def _results(self, look: Look) -> Iterator[RecognizerResult]:
        for find in self.find(look):
            yield result(find, self.name, self.id)


def result(find: Find, name: str, identifier: str) -> RecognizerResult:
    """A find as Presidio has it: whose it is, and the recogniser's own identifier."""
    return RecognizerResult(
        entity_type=entity_name(find.kind),
        start=find.start,
        end=find.end,
        score=find.score,
        recognition_metadata={
            RecognizerResult.RECOGNIZER_NAME_KEY: name,
            RecognizerResult.RECOGNIZER_IDENTIFIER_KEY: identifier,
            "label": find.label,
        },
    )


@lru_cache
def entity_name(kind: MentionKind) -> str:
    """Presidio's spelling of a kind: "date of birth" → "DATE_OF_BIRTH"."""
    return kind.value.upper().replace(" ", "_")


@lru_cache
def kind_of_entity(name: str) -> MentionKind:
    """The kind that a Presidio entity name stands for."""
    return MentionKind(name.lower().replace("_", " "))


def bare_look(text: str) -> Look:
    """A look at a text that stands by itself, when a recogniser is called without an engine."""
    return Look(Passage(0, text, Place(Story.BODY, "")), ())
