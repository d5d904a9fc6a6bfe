"""A message turned into a Word file, with what there is to say about its attachments."""

from __future__ import annotations

from redactor.base.bounded import bounded
from redactor.documents.model import DocumentError, Remark
from redactor.documents.turned import Turned

from .attached import PACKED, PICTURE, ToldAttachment, parsed, told_of

_TURNED = (
    "The draft is a message and was put into a Word file. What only machines read (Received, Message-ID and the like) was "
    "left out."
)
_UNREAD = (
    "Something came with the message that redactor cannot read ({}), so it was left out. Open it: if it belongs to the review, "
    "save it as .docx or .xlsx and give it as a draft of its own."
)
_PACKED = (
    "A packed folder (.zip) came with the message, which redactor does not unpack, so it was left out. Unpack it: what belongs "
    "to the review, give as drafts of their own."
)
_PICTURE = (
    "A picture came with the message and was left out. Look at it: if it belongs to the review, put it into a .docx and give "
    "that as a draft of its own."
)
_PICTURES = "Pictures in the text of the message (logos, signatures) were left out. See whether one of them is needed."


def turn(data: bytes, kind: str, into: str) -> Turned:
    """The message as a .docx. Raises DocumentError."""
    made, told, pictures, unread = bounded(page_and_attached, data, kind, refuse=DocumentError)
    remarks = [Remark("mail-turned", "file", _TURNED)]
    remarks += [Remark("mail-unread", "message", sentence, needs_a_look=True, left_out=True) for sentence in unread]
    remarks += [
        Remark("mail-attachment", f"attachment {each.number}", _unread(each), needs_a_look=True, left_out=True)
        for each in told
        if not each.is_draft
    ]
    if pictures:
        remarks.append(Remark("mail-pictures", "message", _PICTURES, pictures, needs_a_look=True))
    return Turned(made, tuple(remarks))


def _unread(attachment: ToldAttachment) -> str:
    told = {PICTURE: _PICTURE, PACKED: _PACKED}
    return told.get(attachment.what) or _UNREAD.format(attachment.what)


def page_and_attached(data: bytes, kind: str) -> tuple[bytes, tuple[ToldAttachment, ...], int, tuple[str, ...]]:
    """The page, what came with it, how many pictures stand in the text, and what could not be read."""
    from .page import page_of

    message = parsed(data, kind)
    told = told_of(message)
    lines = tuple(
        f"Attachment {each.number}: {each.what}" + (", a draft of its own." if each.is_draft else ", not read.")
        for each in told
    )
    return page_of(message, lines), told, sum(each.shown_inside for each in message.attachments), message.unread
