from __future__ import annotations

import pytest

from redactor.detection import name_model

pytest.register_assert_rewrite("tests.detection.marked")


@pytest.fixture(scope="session", autouse=True)
def _model_of_names() -> None:
    """Load the model once, before the first case, so that no single case is charged for it."""
    name_model.load()
