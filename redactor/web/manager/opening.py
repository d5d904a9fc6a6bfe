"""An agency's sealed file, opened and put with those of the other agencies."""

from __future__ import annotations

from datetime import datetime

from redactor.base.given import Held
from redactor.board.issuing import slug
from redactor.board.parcels import Opened, ParcelError, ParcelKind, open_parcels
from redactor.sealed.sealing import Home


def opened(held: Held, kind: ParcelKind, others: dict[str, Opened]) -> tuple[str, str]:
    """Open a file into `others`, in the place of an older one of the same agency.

    Returns the agency as `others` has it ("" where nothing was taken), and a sentence where there is something to say.
    """
    try:
        (found,) = open_parcels([held], kind, Home.current())
    except ParcelError as error:
        return "", str(error)
    agency = slug(found.parcel.agency)
    earlier = others.get(agency)
    if earlier is not None and _when(earlier) > _when(found):
        return "", f"{held.name}: a newer file of {found.parcel.agency} is here already. This one was left out."
    others[agency] = found
    return agency, ""


def _when(one: Opened) -> datetime:
    return datetime.fromisoformat(one.parcel.made)


def made_on(one: Opened) -> str:
    """When the agency made the file, as people write it."""
    return f"{_when(one):%d/%m/%Y %H:%M} UTC"
