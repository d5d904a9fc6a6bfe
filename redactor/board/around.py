"""What holds names around the folder of a review, and is not its own: exported lists, copies of key maps, restricted copies.

Such files are named as a review is closed and never destroyed: which review they are of, only a person can say.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from redactor.board.parcels import SUFFIX as PARCEL
from redactor.board.review_folder import ABOUT
from redactor.language.lexicon import lexicon
from redactor.sealed.editions import SUFFIX as EDITION
from redactor.sealed.wiping import nameless

KEY_MAP = ".keymap"
_SEALED = {KEY_MAP: "a copy of a key map", EDITION: "an edition of a list", PARCEL: "sealed to the board"}
_MOST, _DEEPEST = 5_000, 4  # entries looked at, and folders below one another: around a review may lie a whole drive
_FIRST, _MOST_BYTES = 65_536, 20_000_000
_SAYS_SO = re.compile(rb"restricted:\s*names", re.IGNORECASE)
_PARTS = re.compile(r"word/(?:document|header\d*)\.xml|xl/(?:sharedStrings|worksheets/sheet\d+)\.xml")


def names_around(folder: Path, names: Iterable[str]) -> tuple[list[tuple[str, str]], bool]:
    """What a file is called, and why it is named, for each that holds names beside the folder of a review; nothing of other
    reviews' folders. And whether there was more than is looked at. `names`: of the list, none of which is shown."""
    around, known = folder.resolve().parent, tuple(names)
    if around == around.parent or around == Path.home():
        return [], False  # no folder of the board's for this work
    found: list[tuple[str, str]] = []
    left = _MOST
    for file in _files(around, folder.resolve(), _DEEPEST):
        left -= 1
        if left < 0:
            return found, True
        if why := holds_names(file):
            found.append(
                (_shown(file, known), f"{why}; it lies in the folder around that of the review{_changed(file)}")
            )
    return found, False


def holds_names(file: Path) -> str:
    """Why a file is one with names by what it is or says of itself; "" for any other."""
    if file.suffix.lower() in _SEALED:
        return _SEALED[file.suffix.lower()]
    if "restricted" in file.stem.casefold() or _says_so(file):
        return "it says that it is restricted"
    return ""


def _files(folder: Path, but: Path, deep: int) -> Iterator[Path]:
    with suppress(OSError):
        for entry in sorted(folder.iterdir()):
            if entry.name[0] in "~." or entry.is_symlink() or entry == but:
                continue
            if entry.is_dir():
                others = (entry / ABOUT).exists() or (entry / "config").is_dir()  # another review; a home of redactor's
                if deep and not others:
                    yield from _files(entry, but, deep - 1)
            elif entry.is_file():
                yield entry


def _says_so(file: Path) -> bool:
    """Its first lines, or its pages, say "Restricted: names", as all do that redactor writes with names."""
    with suppress(OSError, zipfile.BadZipFile, RuntimeError, NotImplementedError, ValueError):
        if file.stat().st_size > _MOST_BYTES:
            return False
        if file.suffix.lower() == ".csv":
            with file.open("rb") as stream:
                return bool(_SAYS_SO.search(stream.read(_FIRST)))
        if file.suffix.lower() in (".docx", ".xlsx"):
            with zipfile.ZipFile(file) as package:
                for part in package.namelist():
                    if _PARTS.fullmatch(part):
                        with package.open(part) as stream:
                            if _SAYS_SO.search(re.sub(rb"<[^>]*>", b"", stream.read(_FIRST))):
                                return True
    return False


def _shown(file: Path, names: Iterable[str]) -> str:
    """Its name, unless a word of that is no word: it may be of another review, whose names nobody here knows."""
    words = re.findall(r"[^\W\d_]{3,}", file.stem)
    plain = all(lexicon().is_ordinary(w.casefold()) and not lexicon().births(w.casefold()) > _BIRTHS for w in words)
    return nameless(file, names) if plain else f"a file {file.suffix}"


def _changed(file: Path) -> str:
    """By which day a file is found again that is not called by its name here, too."""
    with suppress(OSError):
        return f", last changed on {datetime.fromtimestamp(file.stat().st_mtime).strftime('%d/%m/%Y at %H:%M')}"
    return ""


_BIRTHS = 60  # from which a word is plainly a first name, too
