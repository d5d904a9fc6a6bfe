"""Codes for those whom the list does not have: by role prefix and next free number."""

from __future__ import annotations

from redactor.codes.numbering import Numbering
from redactor.identities.model import Identity
from redactor.identities.people import Person
from redactor.identities.staff import Staff


class Mint:
    """Hands out codes in the order in which they are asked for, each once; knows whom it gave them to."""

    def __init__(self, numbering: Numbering, staff: Staff) -> None:
        self._numbering = numbering
        self._staff = staff
        self.minted: dict[str, Identity] = {}

    def code_of(self, person: Person) -> str:
        """The person's code; a new one by role, or `Person N`, for somebody who has none."""
        if not person.code:
            role = self._staff.role(person.key)
            person.kind = "professional" if role else "person"
            person.role = role.title if role else ""
            person.agency = person.agency or self._staff.agencies.get(person.key, "")
            prefix = role.prefix if role else "Person"
            person.code = self.new(prefix, person.kind, person.role, person.agency, person.gender)
        return person.code

    def new(self, prefix: str, kind: str, role: str = "", agency: str = "", gender: str = "") -> str:
        """The next free code with this prefix."""
        code, self._numbering = self._numbering.next_code(prefix)
        self.minted[code] = Identity(code, kind, False, True, prefix, role, agency, gender)
        return code
