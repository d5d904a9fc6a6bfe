"""A case open in a real page, and the client that the windows for writing use."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType

from tests.drafts import AWAITING, SETTLED, board_list, draft
from tests.web.served import Client, served

OFFICE = Path(__file__).parents[2] / "office"


def client_module() -> ModuleType:
    """office/common/redactor_page.py, as LibreOffice and the window for Word load it."""
    if "redactor_page" not in sys.modules:
        spec = importlib.util.spec_from_file_location("redactor_page", OFFICE / "common" / "redactor_page.py")
        assert spec and spec.loader
        sys.modules["redactor_page"] = module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
    return sys.modules["redactor_page"]


@contextmanager
def a_case(folder: Path) -> Iterator[Client]:
    """A page with a small case open."""
    imr, codes = draft(folder / "imr.docx", *SETTLED, *AWAITING), board_list(folder / "codes.xlsx")
    with served(imr, codes=codes, key_map=folder / "case.keymap", out=folder / "out") as client:
        client.enter().wait()
        yield client
