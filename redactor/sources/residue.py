"""Is any identity left in a written file? Every place of it is searched for every form of every name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from redactor.sources.finding import Finding, Form, Severity
from redactor.sources.matching import Hit, find_in_bytes, find_in_pieces, folded, normalised
from redactor.sources.pdf_whole import is_pdf, read_pdf_whole
from redactor.sources.reading import PackageReading, read_package
from redactor.sources.structure import check_structure

__all__ = ["Finding", "Form", "Severity", "check_structure", "find_residue"]


def find_residue(
    data: bytes, forms: Sequence[Form], *, allowed: Mapping[str, int] | None = None
) -> tuple[Finding, ...]:
    """What a written .docx (or any zip package) or PDF still holds of the identities that should be gone.

    `allowed`: text of a form → how many occurrences the board's form asks for (the author's name on the front sheet);
    the first ones in reading order, body first, are let pass with the shorter forms inside them. One finding a place
    and identity; a form inside a longer one is not reported again. A part that cannot be read is a finding, as is a
    file that is no package.
    """
    reading = read_pdf_whole(data) if is_pdf(data) else read_package(data)
    return (*_unreadable(reading), *_in_text(reading, forms, allowed or {}), *_in_bytes(reading, forms))


def _unreadable(reading: PackageReading) -> Iterator[Finding]:
    for place in reading.unreadable:
        sentence = "This part could not be read again, so nobody can say that it is clean. The file must not leave."
        yield Finding("part-unreadable", Severity.MUST_FIX, place, "", sentence)


def _in_text(reading: PackageReading, forms: Sequence[Form], allowed: Mapping[str, int]) -> Iterator[Finding]:
    # what is allowed is looked for as well, in case the caller's forms do not name it
    searched = [*forms, *(Form("", text) for text in allowed)]
    hits = find_in_pieces(reading.pieces, searched)
    excused = _excused(reading, hits, searched, allowed)
    found: dict[tuple[str, str], int] = {}
    primary: set[tuple[str, int]] = set()
    longest: Hit | None = None
    for hit in hits:
        piece, form = reading.pieces[hit.piece], searched[hit.form]
        if hit.form >= len(forms):
            continue
        if piece.second_reading and (piece.place, hit.form) in primary:
            continue
        primary.add((piece.place, hit.form))
        if any(_lets_pass(span, hit, searched) for span in excused.get(hit.piece, ())):
            continue
        if longest and hit.end <= longest.end and (hit.start, hit.end) != (longest.start, longest.end):
            continue
        longest = hit
        found[piece.place, form.code] = found.get((piece.place, form.code), 0) + piece.count
    for (place, code), count in found.items():
        yield Finding("identity-left", Severity.MUST_FIX, place, code, _sentence(code, count))


def _excused(
    reading: PackageReading, hits: Sequence[Hit], forms: Sequence[Form], allowed: Mapping[str, int]
) -> dict[int, list[Hit]]:
    """Occurrences that the board's form allows, by piece: the first ones in reading order."""
    left = {folded(normalised(text)): count for text, count in allowed.items()}
    excused: dict[int, list[Hit]] = {}
    spans: set[tuple[int, int]] = set()
    for hit in hits:
        text = folded(normalised(forms[hit.form].text))
        piece = reading.pieces[hit.piece]
        if text not in left or piece.second_reading:
            continue
        if (hit.start, hit.end) not in spans:
            if left[text] < piece.count:
                continue
            left[text] -= piece.count
            spans.add((hit.start, hit.end))
        excused.setdefault(hit.piece, []).append(hit)
    return excused


def _lets_pass(allowed: Hit, hit: Hit, forms: Sequence[Form]) -> bool:
    inside = allowed.start <= hit.start and hit.end <= allowed.end
    around = hit.start <= allowed.start and allowed.end <= hit.end and forms[hit.form].code == forms[allowed.form].code
    return inside or around


def _in_bytes(reading: PackageReading, forms: Sequence[Form]) -> Iterator[Finding]:
    found: dict[tuple[str, str], None] = {}
    for blob, form in find_in_bytes(reading.blobs, forms):
        found.setdefault((reading.blobs[blob].place, forms[form].code))
    for place, code in found:
        yield Finding("identity-left", Severity.MUST_FIX, place, code, _sentence(code, 1))


def _sentence(code: str, count: int) -> str:
    often = "" if count == 1 else f" {count} times"
    return (
        f"What should read {code} still stands here{often} as it was. The file must not leave: "
        "put the code in its place in the draft and run again."
    )
