"""Drafts that are rewritten in place: read together, and results put into a folder whole or not at all."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path

from redactor.base.refused import Refused
from redactor.documents import DocumentError, KeptDraft, Replacement, read_in_place
from redactor.documents.where import place_of
from redactor.sealed.sealing import Home
from redactor.sealed.whole import Output, finish, is_taken, write_whole


def read_drafts(paths: Sequence[Path]) -> list[KeptDraft]:
    """The drafts of one call. Raises Refused; drafts are called by their number, as file names may name somebody."""
    if len({p.resolve() for p in paths}) < len(paths):
        raise Refused(["The same draft was given twice. Name each draft once."])
    found, problems = [], []
    for number, path in enumerate(paths, 1):
        try:
            found.append(read_in_place(path))
        except DocumentError as error:
            problems.append(f"Draft {number} of {len(paths)}: {error}" if len(paths) > 1 else str(error))
    if problems:
        raise Refused(problems)
    return found


def check_written(draft: KeptDraft, replacements: Sequence[Replacement], data: bytes) -> None:
    """The written file, read again, says what the draft said but for the replacements. Raises Refused if not."""
    texts = {p.number: p.text for p in draft.passages if not p.original}
    for each in sorted(replacements, key=lambda r: -r.start):
        if each.passage in texts:
            text = texts[each.passage]
            texts[each.passage] = text[: each.start] + each.text + text[each.end :]
    # sets, as texts that have become the same in one place are read as one
    there = {(p.place.part, p.text) for p in draft.again(data).passages}
    wrong = {(p.place.part, texts[p.number]) for p in draft.passages if p.number in texts} - there
    if wrong:
        found = (p for p in draft.passages if p.number in texts and (p.place.part, texts[p.number]) in wrong)
        places = "; ".join(dict.fromkeys(map(place_of, islice(found, 5))))
        raise Refused([_WITHHELD.format(places)], exit_code=3)


_WITHHELD = (
    "The check of the written file found that it does not say what it should, and nothing was written. Change the codes "
    "here by hand, and try again: {}."
)


def folder_for(out: Path, inputs: Sequence[Path]) -> None:
    """Make the folder for the results. Raises Refused where it cannot be one."""
    if out.exists() and not out.is_dir():
        raise Refused(["The place given with --out is a file, not a folder. Give a folder for the results."])
    if not any(p.exists() for p in inputs):
        return  # what is wrong with the inputs is said first
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError:
        raise Refused(
            ["The folder given with --out cannot be made. Choose another, or ask for the right to write there."]
        ) from None


def check_free(outputs: Iterable[Path], inputs: Sequence[Path], home: Home, *, ours: Callable[[Path], bool]) -> None:
    """No result lands on an input, on a folder, or on a file that is not `ours`. Raises Refused."""
    outputs = tuple(outputs)
    given = {p.resolve() for p in inputs}
    if any(p.resolve() in given for p in outputs):
        raise Refused(["A result would be written over a file that was given. Choose another folder with --out."])
    if any(p.is_dir() for p in outputs):
        raise Refused(["A folder stands where a result should go. Give another folder with --out."])
    finish(home)
    if any(is_taken(p) and not ours(p) for p in outputs):
        raise Refused(
            [
                "There is a file where a result would go, and it is not as redactor wrote it, or redactor never did. It was "
                "left as it is. Move it away, or choose another folder with --out."
            ]
        )


def put(outputs: Mapping[Path, bytes], home: Home) -> None:
    """All files or none. Raises Refused, SealingError."""
    with writing():
        write_whole([Output(path, data) for path, data in outputs.items()], home)


@contextmanager
def writing() -> Iterator[None]:
    """What keeps a result from its place, as Refused."""
    try:
        yield
    except OSError:
        raise Refused(
            [
                "A result could not be put in its place: is one of them open in Word, or the disk full? Nothing was written."
            ]
        ) from None
