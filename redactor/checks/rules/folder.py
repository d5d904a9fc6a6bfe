"""The folder: the same text, not anonymised, lies beside the file that is to be sent."""

from __future__ import annotations

import re
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

from redactor.base.given import paths_of
from redactor.checks.examination import Examination, File, about
from redactor.checks.passages import normal
from redactor.checks.rules.registry import rule
from redactor.sources.finding import Finding
from redactor.sources.readers import read_source
from redactor.sources.source import SourceError

_KINDS = (
    ".docx", ".docm", ".doc", ".odt", ".rtf", ".pdf", ".xlsx", ".xlsm", ".xls", ".ods", ".xlsb", ".eml", ".msg",
)  # fmt: skip
_MOST_FILES, _MOST_BYTES = 20, 20 * 1024 * 1024
_MOST_SECONDS = 20.0  # for all the files beside; each has its own limits as well
_SHARE = 0.35  # of the runs of words


@rule("original-beside")
def original_beside(examination: Examination) -> Iterator[Finding]:
    """Other files of the folder that share most of their runs of words with a checked one, and are not the same."""
    checked = {file.source.digest for file in examination.files}
    runs = [(file, _runs(r.passage.text for r in file.visible())) for file in examination.files]
    began, beside = time.monotonic(), _beside(examination)
    for number, path in enumerate(beside):
        if time.monotonic() - began > _MOST_SECONDS:
            sentence = f"{len(beside) - number} files of the folder were not compared: reading those before them took too long."
            yield about(examination.files[0], "original-beside", "the folder", sentence)
            return
        try:
            other = read_source(path)
        except SourceError:
            continue
        if other.digest in checked:
            continue
        theirs = _runs(normal(t.text) for t in other.texts if t.layer == "text")
        for file, ours in runs:
            if not isinstance(file.path, Path) or file.path.parent.resolve() != path.parent.resolve() or len(ours) < 40:
                continue
            shared = len(ours & theirs) / len(ours)
            if shared >= _SHARE and len(theirs - ours) > 0 and _is_fuller(examination, file, other.texts, theirs):
                sentence = f"Another file of the folder holds {shared:.0%} of the same text."
                yield about(file, "original-beside", "the folder", sentence, shown=path.name)


def _is_fuller(examination: Examination, file: File, texts: Iterable[object], theirs: frozenset[str]) -> bool:
    """With a list or key map: it holds a listed name; without: it differs."""
    if not examination.known.words:
        return True
    words = {w for run in theirs for w in run.split()}
    ours = {w for r in file.visible() for w in re.findall(r"\w+", r.passage.text.lower())}
    return bool((words - ours) & examination.known.words)


def _beside(examination: Examination) -> list[Path]:
    files = paths_of(tuple(file.path for file in examination.files))
    folders = dict.fromkeys(path.resolve().parent for path in files)
    given = {path.resolve() for path in (*files, *paths_of(tuple(examination.folder)))}
    found: list[Path] = []
    for folder in folders:
        try:
            found += [path for path in sorted(folder.iterdir()) if _is_draft(path) and path.resolve() not in given]
        except OSError:
            continue
    return found[:_MOST_FILES]


def _is_draft(path: Path) -> bool:
    return (
        path.suffix.lower() in _KINDS
        and not path.name.startswith("~$")
        and path.is_file()
        and path.stat().st_size <= _MOST_BYTES
    )


def _runs(texts: Iterable[str]) -> frozenset[str]:
    """Runs of four words."""
    found: set[str] = set()
    for text in texts:
        words = re.findall(r"\w+", text.lower())
        found.update(" ".join(words[i : i + 4]) for i in range(len(words) - 3))
    return frozenset(found)
