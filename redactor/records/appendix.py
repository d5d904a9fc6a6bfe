"""The appendix of a report: documents seen, interviews and why, terms of reference with where they are answered. No names."""

from __future__ import annotations

from collections.abc import Sequence

from redactor.records.word_pages import new_document, plain_table, saved

Rows = Sequence[Sequence[str]]


def appendix_document(documents: Rows, interviewed: Rows, terms: Rows, gaps: Sequence[str]) -> bytes:
    """The appendix as a Word file. `gaps` are sentences for its author, at the end, to be worked off and taken out."""
    document = new_document("Appendix", landscape=False)
    document.add_heading("Appendix: methodology", level=1)
    for heading, head, rows, shares in (
        ("Documents seen", ("Document", "Date, source"), documents, (3, 2)),
        ("Interviews", ("Who", "When", "Why"), interviewed, (2, 2, 5)),
        ("Terms of reference", ("No.", "Term of reference", "Answered in"), terms, (1, 5, 4)),
    ):
        document.add_heading(heading, level=2)
        if rows:
            plain_table(document, head, rows, shares)
        else:
            document.add_paragraph("None is told of in the drafts.")
    if gaps:
        document.add_heading("Still to be said (take this section out)", level=2)
        for gap in gaps:
            document.add_paragraph(gap)
    return saved(document)
