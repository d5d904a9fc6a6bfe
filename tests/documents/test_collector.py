"""The garbage collector: off while a document is surveyed, afterwards as it was."""

import gc
import subprocess
import sys

import pytest

from redactor.base.collector import uncollected
from redactor.documents import DocumentError

from .builders import docx, opened


@pytest.fixture(params=[True, False], ids=["on before", "off before"])
def before(request):
    (gc.enable if request.param else gc.disable)()
    yield request.param
    gc.enable()


def test_off_within_and_then_as_it_was(before: bool) -> None:
    with uncollected(), uncollected():
        assert not gc.isenabled()
    assert gc.isenabled() == before


def test_as_it_was_after_a_file_was_read_rewritten_or_refused(before: bool, tmp_path) -> None:
    opened(docx('w:p(w:r(w:t"x"))'), tmp_path).rewritten([])
    assert gc.isenabled() == before
    with pytest.raises(DocumentError):
        opened(docx("w:p(w:altChunk)"), tmp_path)
    assert gc.isenabled() == before


def test_programs_that_import_redactor_keep_their_collector_and_a_command_has_a_slower_one() -> None:
    said = (
        "import gc; before = gc.get_threshold(); import redactor.base.collector as c; import redactor.case.profiles; "
        "assert gc.get_threshold() == before; c.unhurried(); c.unhurried(); "
        "assert gc.get_threshold()[0] > before[0] and gc.isenabled() and not gc.get_freeze_count()"
    )
    assert subprocess.run([sys.executable, "-c", said], check=False).returncode == 0
