from __future__ import annotations

import pytest

from redactor.detection import language_model

pytest.register_assert_rewrite("tests.detection.marked")


@pytest.fixture(scope="session", autouse=True)
def _language_model() -> None:
    """Load the model once, before the first case, so that no single case is charged for it."""
    language_model.model()
