"""The audiences for which a draft can be written, and what each of them gets (domain rules: docs/architecture.md)."""

from __future__ import annotations

from enum import StrEnum

from redactor.documents.model import Tidying


class Profile(StrEnum):
    """The audience of the written files."""

    WORKING = "working"
    SUBMISSION = "submission"
    PUBLICATION = "publication"

    @property
    def tidying(self) -> Tidying:
        """What leaves the file besides metadata: in the working draft nothing."""
        stays = self is Profile.WORKING
        return Tidying(accept_changes=not stays, comments=not stays, hidden_text=not stays, guidance=not stays)

    @property
    def keeps_author(self) -> bool:
        """The author's and the quality assurer's names stay on the front sheet."""
        return self is not Profile.PUBLICATION

    @property
    def years_of_birth(self) -> bool:
        """The year stands in the place of a date of birth."""
        return self is Profile.PUBLICATION
