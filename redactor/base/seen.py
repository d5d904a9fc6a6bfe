"""Words read out of pictures, by Tesseract where it is installed: a program of this computer; the picture goes to it by a pipe.

It asks nothing of the network and writes no file. What it reads is never certain: whoever uses it tells that somebody must look.
"""

from __future__ import annotations

import csv
import hashlib
import io
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

MISSING = (
    "Text in pictures and on scanned pages was not read: Tesseract is not installed on this computer, or was not found. "
    "It is free: tesseract-ocr.github.io says where to get it."
)
_SECONDS = 90  # for one picture
_MOST_OUTPUT = 20 * 1024 * 1024
_SURE = 30.0  # of 100: what is read with less is noise of lines and photographs
_INK, _NO_INK = 160, 0.00005  # darker than this of 255; share of a page that may be
_PAGE, _SPARSE = "3", "11"  # how Tesseract looks for text: a page of paragraphs, words anywhere


@dataclass(frozen=True, slots=True)
class SeenWord:
    """A word and where it lies: left, top, right, bottom, in pixels from the upper left corner."""

    text: str
    box: tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class SeenText:
    """Words that stand together: a paragraph of a page, a line of a drawing."""

    words: tuple[SeenWord, ...]

    @property
    def text(self) -> str:
        """The words with a space between."""
        return " ".join(word.text for word in self.words)

    def spans(self) -> Iterable[tuple[int, int, SeenWord]]:
        """Where each word stands in `text`, end exclusive."""
        at = 0
        for word in self.words:
            yield at, at + len(word.text), word
            at += len(word.text) + 1


@cache
def reader() -> Path | None:
    """Tesseract on this computer; None where it is not found."""
    if sys.platform == "win32":  # never by the search path, on which the folder of the drafts is
        roots = [Path(root) for name in ("ProgramFiles", "ProgramFiles(x86)") if (root := os.environ.get(name))]
        if own := os.environ.get("LOCALAPPDATA"):
            roots.append(Path(own, "Programs"))
        places = [root / "Tesseract-OCR" / "tesseract.exe" for root in roots]
    else:
        named = shutil.which("tesseract")
        places = [Path(named)] if named and Path(named).is_absolute() else []
        places += [Path("/opt/homebrew/bin/tesseract"), Path("/usr/local/bin/tesseract")]
    return next((place for place in places if place.is_file()), None)


def words_in(png: bytes, *, page: bool) -> tuple[SeenText, ...] | None:
    """The words in a picture, a PNG; `page` for a scanned page, else words may stand anywhere.

    None where nothing can read it: Tesseract is missing, fails or takes too long.
    """
    return _read(hashlib.sha256(png).digest(), _Kept(png), page)


def is_blank(png: bytes) -> bool:
    """Whether a picture is paper and nothing else: not even a word by hand, or the dirt that a fax leaves."""
    from PIL import Image

    with Image.open(io.BytesIO(png), formats=("PNG",)) as image:
        counts = image.convert("L").histogram()
    return sum(counts[:_INK]) <= _NO_INK * sum(counts)


class _Kept:
    """Bytes that a cache does not compare or keep by."""

    def __init__(self, data: bytes) -> None:
        self.data = data

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Kept)

    def __hash__(self) -> int:
        return 0


@lru_cache(maxsize=256)
def _read(digest: bytes, png: _Kept, page: bool) -> tuple[SeenText, ...] | None:
    data, png.data = png.data, b""  # the cache keeps the words alone
    program = reader()
    if program is None:
        return None
    environment = {
        name: value for name in ("PATH", "SYSTEMROOT", "TESSDATA_PREFIX", "LANG") if (value := os.environ.get(name))
    }
    try:
        done = subprocess.run(
            [str(program), "stdin", "stdout", "--psm", _PAGE if page else _SPARSE, "-l", "eng", "tsv"],
            input=data, capture_output=True, timeout=_SECONDS, check=False, env=environment | {"OMP_THREAD_LIMIT": "1"},
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )  # fmt: skip
    except (OSError, subprocess.SubprocessError):
        return None
    if done.returncode or len(done.stdout) > _MOST_OUTPUT:
        return None
    return tuple(_texts(done.stdout.decode("utf-8", "replace")))


def _texts(table: str) -> Iterable[SeenText]:
    """The texts of Tesseract's table: one row a word, with the paragraph that it belongs to."""
    held: list[SeenWord] = []
    at: tuple[str, ...] = ()
    for row in csv.DictReader(io.StringIO(table), delimiter="\t", quoting=csv.QUOTE_NONE):
        text = (row.get("text") or "").strip()
        if row.get("level") != "5" or not text or float(row["conf"]) < _SURE or not any(c.isalnum() for c in text):
            continue
        place = (row["block_num"], row["par_num"])
        if held and place != at:
            yield SeenText(tuple(held))
            held = []
        at = place
        left, top = int(row["left"]), int(row["top"])
        held.append(SeenWord(text, (left, top, left + int(row["width"]), top + int(row["height"]))))
    if held:
        yield SeenText(tuple(held))
