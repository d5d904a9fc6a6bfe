"""What holds names around the folder of a review, and is not its own: exported lists, copies of key maps, restricted copies; and
what cannot be opened, so that nobody has looked.

Such files are named as a review is closed and never destroyed: which review they are of, only a person can say.
"""

from __future__ import annotations

import re
import zipfile
import zlib
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
    """What a file is called, and why it is named, for each that holds names beside the folder of a review, or cannot be opened;
    nothing of other reviews' folders. And whether there was more than is looked at. `names`: of the list; none is shown."""
    around, known = folder.resolve().parent, tuple(names)
    if around == around.parent or around == Path.home():
        return [], False  # no folder of the board's for this work
    found: list[tuple[str, str]] = []
    left = _MOST
    for file in _files(around, folder.resolve(), _DEEPEST):
        left -= 1
        if left < 0:
            return found, True
        if file.is_dir():  # one that gives nothing of itself away
            found.append((_shown(file, known), f"{_NO_FOLDER}; it lies in the folder around that of the review"))
        elif why := holds_names(file):
            found.append(
                (_shown(file, known), f"{why}; it lies in the folder around that of the review{_changed(file)}")
            )
    return found, False


def holds_names(file: Path) -> str:
    """Why a file is one with names by what it is or says of itself, or may be one as it cannot be opened; "" for any other."""
    if file.suffix.lower() in _SEALED:
        return _SEALED[file.suffix.lower()]
    try:
        says_so = "restricted" in file.stem.casefold() or _says_so(file)
    except _NOT_OPENED as error:
        return _UNREAD.format(_why_unread(file, error))
    return "it says that it is restricted" if says_so else ""


_NOT_OPENED = (OSError, zipfile.BadZipFile, RuntimeError, NotImplementedError, ValueError, EOFError, zlib.error)
_UNREAD = "{}, so nobody has looked whether it holds names; open it yourself, and destroy it if it does"
_NO_FOLDER = "this folder cannot be opened, so nobody has looked whether names lie in it; look yourself"
_LOCKED = "it opens with a password alone"
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"  # how a file of today's kinds begins that has a password


def _why_unread(file: Path, error: Exception) -> str:
    """In words; never what the error says, which may hold the file's name."""
    if isinstance(error, PermissionError):
        return "it is open elsewhere, or you may not open it"
    if isinstance(error, RuntimeError):  # so a zip archive says it
        return _LOCKED
    with suppress(OSError), file.open("rb") as stream:
        if stream.read(4) == _OLD_OFFICE:
            return _LOCKED
        return "it is too large to be looked into" if file.stat().st_size > _MOST_BYTES else "it is damaged"
    return "it cannot be opened"


def _files(folder: Path, but: Path, deep: int) -> Iterator[Path]:
    """The files of a folder and of those below it; the folder itself, where it cannot be opened."""
    try:
        entries = sorted(folder.iterdir())
    except OSError:
        yield folder
        return
    for entry in entries:
        if entry.name[0] in "~." or entry.is_symlink() or entry == but:
            continue
        with suppress(OSError):  # gone since, or a drive that is no longer there
            if entry.is_dir():
                others = (entry / ABOUT).exists() or (entry / "config").is_dir()  # another review; a home of redactor's
                if deep and not others:
                    yield from _files(entry, but, deep - 1)
            elif entry.is_file():
                yield entry


def _says_so(file: Path) -> bool:
    """Its first lines, or its pages, say "Restricted: names", as all do that redactor writes with names. Raises what opening it
    raises, ValueError for one that is too large."""
    if file.suffix.lower() == ".csv":
        with file.open("rb") as stream:
            return bool(_SAYS_SO.search(stream.read(_FIRST)))
    if file.suffix.lower() not in (".docx", ".xlsx"):
        return False
    if file.stat().st_size > _MOST_BYTES:
        raise ValueError
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
    shown = nameless(file, names) if plain else f"a file {file.suffix}"
    return "a folder" if file.is_dir() and shown != file.name else shown


def _changed(file: Path) -> str:
    """By which day a file is found again that is not called by its name here, too."""
    with suppress(OSError):
        return f", last changed on {datetime.fromtimestamp(file.stat().st_mtime).strftime('%d/%m/%Y at %H:%M')}"
    return ""


_BIRTHS = 60  # from which a word is plainly a first name, too
