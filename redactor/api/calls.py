"""What `redactor anonymise` and `redactor check` do, for other programs: values in, values out, nothing written."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from redactor.base.given import Given, paths_of
from redactor.base.refused import Refused
from redactor.case.case import Case
from redactor.case.opening import Request, code_list, default_key_map, told
from redactor.case.profiles import Profile
from redactor.codes.model import CodeList
from redactor.keymap.keymap import KeyMap

if TYPE_CHECKING:
    from redactor.case.pipeline import Result
    from redactor.checks.run import Checked

File = str | Path | Given  # a path, or a file in memory (`redactor.base.given.Held`)


def given(file: File) -> Given:
    """A file as readers take it: a path in text becomes a Path."""
    return Path(file) if isinstance(file, str) else file


def read_code_list(path: File, *, passphrase: str = "") -> CodeList:
    """The board's code list in an .xlsx, .csv or .docx file, or in an .edition of it.

    Raises Refused with every fault of the list, one sentence each, and for an edition that cannot be opened.
    """
    return code_list(given(path), (lambda: passphrase) if passphrase else None)


def anonymise(
    drafts: Sequence[File],
    *,
    codes: File | CodeList | None = None,
    key_map: File | KeyMap | None = None,
    profile: Profile | str = Profile.SUBMISSION,
) -> Result:
    """The drafts of one case with codes in the place of names: `files` (byte for byte those that the command writes),
    `outcome` (what there is to say of the run, without names), `key_map` (who is who now).

    Writes nothing. Without `key_map`, the one that the command would use is read. Keep the key map of the result, and give
    it to the next call: only so everybody keeps the same code, and no number goes to a second person.
    Raises Refused where the command does: with exit code 3 where the check of the finished files found an identity.
    """
    from redactor.case.pipeline import anonymise as run
    from redactor.case.run import withhold

    taken = tuple(map(given, _several(drafts)))
    with told():
        result = run(taken, _case(taken, _listed(codes), key_map, Profile(profile)))
    withhold(result)
    return result


def check(
    files: Sequence[File],
    *,
    codes: File | None = None,
    key_map: File | None = None,
    profile: Profile | str = Profile.SUBMISSION,
    settings: File | None = None,
    baseline: File | None = None,
    fast: bool = False,
) -> Checked:
    """What `redactor check` finds in the files of one case: `findings`, the most severe first, `problems` (what could not
    be checked: never a pass), and `exit_code`. Findings hold names in `shown` alone.

    `profile` is the command's --for. Writes nothing. Raises Refused where nothing can be checked at all.
    """
    from redactor.checks.run import CheckRequest as Asked
    from redactor.checks.run import check as look

    taken = tuple(map(given, _several(files)))
    listed = None if codes is None else given(codes)
    return look(Asked(taken, listed, _path(key_map), Profile(profile), _path(settings), _path(baseline), fast=fast))


def case_of_texts(codes: File | CodeList | None, key_map: KeyMap | None = None) -> Case:
    """A case for texts that lie in no file: the board's list, and who is known already. Raises Refused."""
    listed = _listed(codes)
    return Case.of(listed, key_map or KeyMap.new(listed.case_name))


def _listed(codes: File | CodeList | None) -> CodeList:
    if isinstance(codes, CodeList):
        return codes
    return code_list(None if codes is None else given(codes))


def _several(files: Sequence[File]) -> Sequence[File]:
    if isinstance(files, str | Path):
        raise Refused(["Give the files of the case as a list, also where there is only one."])
    return files


def _path(file: File | None) -> Path | None:
    """Raises Refused for a file in memory, where only one on the disk will do."""
    if file is None:
        return None
    found = given(file)
    if not isinstance(found, Path):
        raise Refused(["A key map, settings and a baseline are read from the disk. Give the path of each."])
    return found


def _case(drafts: tuple[Given, ...], codes: CodeList, key_map: File | KeyMap | None, profile: Profile) -> Case:
    """The case as the command opens it. Raises Refused, KeyMapError, SealingError, EditionError."""
    from redactor.case.board_answers import with_board_answers
    from redactor.case.learning import learned
    from redactor.case.run import case_of
    from redactor.keymap.pinning import pinned
    from redactor.sealed.sealing import Home

    home = Home.current()
    on_disk = paths_of(drafts)
    path = None if isinstance(key_map, KeyMap) else _path(key_map)
    place = path or default_key_map(home, codes, on_disk)
    # nothing is written: the folder of the results is that of the drafts, where earlier results may tell of numbers
    request = Request(drafts, on_disk[0].parent if on_disk else place.parent, profile=profile)
    if isinstance(key_map, KeyMap):
        return Case.of(codes, with_board_answers(pinned(learned(key_map, request), codes, older=False), codes), profile)
    return case_of(codes, place, home, request)[0]
