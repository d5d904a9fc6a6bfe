"""A case is opened: what the user asked for, the board's list in whatever it came, the key map. Reads no draft.

Nothing here loads the pipeline: commands that look at a list or a key map start at once.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from redactor.base.given import Given
from redactor.base.refused import WHICH_CASE, Refused
from redactor.case.profiles import Profile
from redactor.codes.lists import read_code_list
from redactor.codes.model import CodeList, CodeListError, Kind
from redactor.codes.numbering import BlockUsedUp
from redactor.documents.model import DocumentError
from redactor.keymap.keymap import KeyMap
from redactor.keymap.keymap_files import KeyMapError, default_key_map_path, load_key_map
from redactor.language.lexicon import fold
from redactor.sealed.editions import SUFFIX, EditionError, is_sealed_to_passphrase, read_edition
from redactor.sealed.sealing import Home, SealingError

EDITION = "edition of the board's list"  # what the key map calls one
REVIEW = "review.json"  # in the board's folder of a review: its agencies, and its register


@dataclass(frozen=True)
class Request:
    """What the user asked for."""

    drafts: tuple[Given, ...]
    out: Path
    codes: Given | None = None
    key_map: Path | None = None
    profile: Profile = Profile.SUBMISSION
    identified_key: Path | None = None
    allow: frozenset[str] = frozenset()
    older_edition: bool = False  # take an edition older than the one that the case has used
    passphrase: Callable[[], str] | None = None  # asks for that of an edition which needs one
    pdf: bool = False  # the finished files also as PDFs
    odt: bool = False  # those that came as .odt also as .odt
    pdf_as_word: bool = False  # PDFs come out as Word files


@contextmanager
def told() -> Iterator[None]:
    """Whatever stops a run, as Refused with sentences."""
    try:
        yield
    except (KeyMapError, SealingError, EditionError, BlockUsedUp, DocumentError) as error:
        raise Refused([str(error)]) from None


def key_map_path(codes: Path | None, key_map: Path | None, passphrase: Callable[[], str] | None = None) -> Path:
    """Where the key map of a case lies, given or found by the case's code list. `passphrase` asks for that of an edition which
    needs one. Raises Refused."""
    path = key_map_place(codes, key_map, passphrase)
    if not path.exists():
        raise Refused(
            [f"There is no key map of this case at {path}. Anonymise a draft of it first, or give --key-map."]
        )
    return path


def key_map_place(codes: Path | None, key_map: Path | None, passphrase: Callable[[], str] | None = None) -> Path:
    """Where the key map of a case lies, or would lie. Raises Refused."""
    if key_map is None and codes is None:
        raise Refused([WHICH_CASE])
    return key_map or default_key_map(Home.current(), code_list(codes, passphrase), ())


def key_map_of(codes: Path | None, key_map: Path | None, passphrase: Callable[[], str] | None = None) -> KeyMap:
    """The key map of a case, given or found by the case's code list. Raises Refused, KeyMapError."""
    return key_map_at(key_map_place(codes, key_map, passphrase))


def key_map_at(path: Path) -> KeyMap:
    """The key map that lies there. Raises Refused, KeyMapError."""
    found = load_key_map(path, Home.current())
    if found is None:
        raise Refused(
            [f"There is no key map of this case at {path}. Anonymise a draft of it first, or give --key-map."]
        )
    return found


def code_list(codes: Given | None, passphrase: Callable[[], str] | None = None) -> CodeList:
    """The board's list in a file, or in a sealed edition of it; empty for None. Raises Refused."""
    if codes is None:
        return CodeList()
    try:
        if codes.suffix.lower() != SUFFIX:
            return replace(read_code_list(codes), register=_register_beside(codes))
        needed = is_sealed_to_passphrase(codes)
        if needed and passphrase is None:
            raise Refused(["This edition is sealed with a passphrase. Give the key map itself with --key-map instead."])
        return read_edition(codes, Home.current(), passphrase() if needed and passphrase else "")
    except EditionError as error:
        raise Refused([str(error)]) from None
    except CodeListError as error:
        raise Refused(
            [f"The code list cannot be used, and nothing was written. {len(error.problems)} to mend:", *error.problems]
        ) from None


def _register_beside(codes: Given) -> str:
    """Which register the board's folder of a review names for the lists in it; "" where the list lies elsewhere."""
    if not isinstance(codes, Path):
        return ""
    try:
        return Path(str(json.loads((codes.parent / REVIEW).read_text(encoding="utf-8"))["register"])).name
    except (OSError, ValueError, KeyError, TypeError):
        return ""


def has_subject(codes: CodeList) -> bool:
    """Whether the list names the subject of its case, by whom the case's key map is found."""
    return any(e.kind is Kind.SUBJECT for e in codes.entries)


def default_key_map(home: Home, codes: CodeList, drafts: Sequence[Path]) -> Path:
    """Where the key map of a case lies unless the user says otherwise: in the user's data folder, found again by the
    subjects of the list, or without a list by the folder of the drafts. Another review of the same subjects, as its editions
    say, has one of its own: the codes of the one are nobody's in the other."""
    subjects = sorted(fold(e.name) for e in codes.entries if e.kind is Kind.SUBJECT)
    folder = str(drafts[0].resolve().parent) if drafts else ""
    path = default_key_map_path(home, "|".join(subjects) or folder)
    if codes.issue is None or not codes.issue.review or not subjects:
        return path
    own = default_key_map_path(home, "|".join((*subjects, codes.issue.review)))
    return own if own.exists() or _is_of_another_review(path, home, codes.issue.review) else path


def _is_of_another_review(path: Path, home: Home, review: str) -> bool:
    try:
        found = load_key_map(path, home)
    except KeyMapError:  # whoever opens it says so
        return False
    return found is not None and bool(found.review) and found.review != review
