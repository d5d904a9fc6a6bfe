"""What is told of an error that nobody expected."""

from __future__ import annotations

import traceback
from pathlib import Path


def unexpected(error: Exception) -> str:
    """Where in the program it went wrong; neither the error's text nor a value, which may hold a name."""
    frames = traceback.extract_tb(error.__traceback__)
    own = next((f for f in reversed(frames) if "redactor" in Path(f.filename).parts), frames[-1])
    where = f"{Path(own.filename).name}, line {own.lineno}"
    return (
        f"Something went wrong that redactor did not expect ({type(error).__name__} in {where}). Nothing was written. "
        "Please pass this line on to whoever looks after redactor for you; it holds no name."
    )
