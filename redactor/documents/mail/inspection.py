"""What a message holds besides its text: files that came with it, and fields that no reader sees."""

from __future__ import annotations

from redactor.documents.inspection.model import Inspection, Tally

from .attached import parsed, told_of


def inspect_data(data: bytes, kind: str) -> Inspection:
    """The same as of a Word file, of a message's bytes. Raises DocumentError."""
    message, tally = parsed(data, kind), Tally()
    for each in told_of(message):
        own = message.attachments[each.number - 1].name
        tally.add("embedded", each.what, f"attachment {each.number}", value=own)
    tally.add("picture", "in the text of a message", "message", count=sum(a.shown_inside for a in message.attachments))
    for field in message.unseen:
        tally.add("property", "fields of a message that no reader sees", "head of the message", value=field)
    return Inspection(tally.findings(), 1 + len(message.attachments))
