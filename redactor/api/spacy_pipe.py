"""The spaCy pipe `redactor_names`: `nlp.add_pipe("redactor_names")` in any pipeline, once redactor is installed."""

from __future__ import annotations

from collections.abc import Callable

from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import filter_spans

from redactor.detection.engine import find
from redactor.detection.recognisers.base import entity_name

SPANS = "redactor_names"  # the key of `doc.spans` under which all of them stand


@Language.factory("redactor_names", assigns=["doc.ents", "doc.spans"])
def redactor_names(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """A pipe that puts what may identify into `doc.spans["redactor_names"]` and among `doc.ents`.

    Spans are widened to whole tokens. Among the entities they come before those of another pipe that they overlap.
    """
    return with_names


def with_names(doc: Doc) -> Doc:
    """The document with its mentions as spans, labelled as Presidio spells them: PERSON, ADDRESS, …"""
    found = (doc.char_span(m.start, m.end, entity_name(m.kind), alignment_mode="expand") for m in find(doc.text))
    spans = [span for span in found if span is not None]
    doc.spans[SPANS] = spans
    ours = filter_spans(spans)
    taken = {token.i for span in ours for token in span}
    doc.ents = (*ours, *(e for e in doc.ents if not any(token.i in taken for token in e)))
    return doc
