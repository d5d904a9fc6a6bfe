"""A document of Writer as texts that can be asked about, and the way back from their characters to the document's.

Offsets count characters (code points) of a text, end exclusive. What a reader does not see as one text is apart: deleted text of
tracked changes, comments. The number of a footnote is left out, so that a name before it stays a name.
"""

from __future__ import annotations

from contextlib import suppress

_SHOWN = ("Text", "TextField", "LineBreak", "InContentMetadata", "ContentControl")
_CONTEXT = 3  # paragraphs before the one that is asked about: they tell which Mr Hill is meant


class Piece:
    """A stretch of a text that the document holds in one place."""

    def __init__(self, first, text, range, is_text):
        self.first, self.text, self.range, self.is_text = first, text, range, is_text


class Paragraph:
    """One text; `where` says in words where it stands. A comment has no pieces: `anchor` is the place that it is about."""

    def __init__(self, where, pieces=(), text="", anchor=None):
        self.where, self.pieces, self.anchor = where, list(pieces), anchor
        self.text = text or "".join(p.text for p in self.pieces)

    def span(self, start, end):
        """A cursor over these characters, which follows the text when it is changed elsewhere; None where there is none."""
        first, last = self._piece(start), self._piece(end - 1)
        if first is None or last is None:
            return None
        text = first.range.getText()
        with suppress(Exception):  # some places of a drawing give no cursor: they are told, and not led to
            cursor = text.createTextCursorByRange(first.range.getStart())
            if first.is_text:
                _right(cursor, start - first.first, False)
            if first is last and first.is_text:
                _right(cursor, end - start, True)
                return cursor
            until = text.createTextCursorByRange(last.range.getStart() if last.is_text else last.range.getEnd())
            if last.is_text:
                _right(until, end - last.first, False)
            cursor.gotoRange(until.getEnd(), True)
            return cursor
        return None

    def _piece(self, at):
        return next((p for p in self.pieces if p.first <= at < p.first + len(p.text)), None)


class NotOneText(Exception):
    """The selection is nothing that can be asked about. The message is a sentence for the author."""


def selected(controller):
    """What is selected, as a place of the document; it may be empty: the cursor alone. Raises NotOneText."""
    selection = controller.getSelection()
    ranges = selection.getCount() if hasattr(selection, "getCount") and hasattr(selection, "getByIndex") else 0
    if ranges != 1 or not hasattr(selection.getByIndex(0), "getText"):
        raise NotOneText("Select the name of one person in the text, and nothing else.")
    chosen = selection.getByIndex(0)
    return chosen.getText().createTextCursorByRange(chosen)


def around(place):
    """The texts before the paragraph in which a place begins, a few, and the paragraph."""
    text, paragraph = place.getText(), _paragraph(place)
    return _before(text, paragraph), _read(paragraph)


def characters(place):
    """From which to which character of its paragraph a place goes. Raises NotOneText where it goes beyond."""
    text, paragraph = place.getText(), _paragraph(place)
    if text.compareRegionEnds(paragraph, place) > 0:  # the paragraph ends before the place does
        raise NotOneText("The selection goes over more than one paragraph. Select the name of one person.")
    return tuple(_length(text, paragraph.getStart(), at) for at in (place.getStart(), place.getEnd()))


def _paragraph(place):
    paragraph = place.getText().createTextCursorByRange(place.getStart())
    paragraph.gotoStartOfParagraph(False)
    paragraph.gotoEndOfParagraph(True)
    return paragraph


def paragraphs(document):
    """Everything that a reader of the document may see as text."""
    yield from _of(document.getText(), "")
    for name, notes in (("footnote", document.getFootnotes()), ("endnote", document.getEndnotes())):
        for n in range(notes.getCount()):
            yield from _of(notes.getByIndex(n), f"{name} {n + 1}")
    frames = document.getTextFrames()
    for n, name in enumerate(frames.getElementNames(), 1):
        yield from _of(frames.getByName(name), f"text frame {n}")
    page = document.getDrawPage()
    for n in range(page.getCount()):
        shape = page.getByIndex(n)
        if hasattr(shape, "createEnumeration") and not shape.supportsService("com.sun.star.text.TextFrame"):
            yield from _of(shape, "drawing")
    yield from _margins(document)
    yield from _comments(document)


def _of(text, where):
    tables = count = 0
    for element in _each(text):
        if element.supportsService("com.sun.star.text.TextTable"):
            tables += 1
            for name in element.getCellNames():
                at = f"table {tables}, cell {name}"
                yield from _of(element.getCellByName(name), f"{where}, {at}" if where else at)
            continue
        count += 1
        yield from _kinds(element, where or f"paragraph {count}")


def _margins(document):
    styles = document.getStyleFamilies().getByName("PageStyles")
    for name in styles.getElementNames():
        style = styles.getByName(name)
        if not style.isInUse():
            continue
        for kind in ("Header", "Footer"):
            if not style.getPropertyValue(kind + "IsOn"):
                continue
            for which in ("Text", "TextLeft", "TextFirst"):
                if which == "TextLeft" and style.getPropertyValue(kind + "IsShared"):
                    continue
                if which == "TextFirst" and style.getPropertyValue("FirstIsShared"):
                    continue
                text = style.getPropertyValue(kind + which)
                if text is not None:
                    yield from _of(text, kind.lower())


def _comments(document):
    for field in _each(document.getTextFields()):
        if field.supportsService("com.sun.star.text.textfield.Annotation") and field.Content:
            yield Paragraph("comment", text=field.Content, anchor=field.getAnchor())


def _kinds(paragraph, where):
    """The text of a paragraph, and what of it was deleted with tracked changes, apart."""
    shown, deleted = _pieces(paragraph)
    if shown:
        yield Paragraph(where, shown)
    if deleted:
        yield Paragraph(where + ", deleted", deleted)


def _read(cursor):
    shown = []
    for element in _each(cursor):
        shown, _ = _pieces(element, shown)
    return Paragraph("this paragraph", shown)


def _pieces(paragraph, before=()):
    shown, deleted, is_deleted = list(before), [], False
    for portion in _each(paragraph):
        kind = portion.TextPortionType
        if kind == "Redline":
            if portion.RedlineType == "Delete":
                is_deleted = portion.IsStart and not portion.IsCollapsed
            continue
        text = portion.getString() if kind in _SHOWN else ""
        if text:
            pieces = deleted if is_deleted else shown
            first = pieces[-1].first + len(pieces[-1].text) if pieces else 0
            pieces.append(Piece(first, text, portion, kind == "Text"))
    return shown, deleted


def _length(text, start, end):
    """How many characters of the text as it is read lie between two places."""
    cursor = text.createTextCursorByRange(start)
    cursor.gotoRange(end, True)
    return len(_read(cursor).text) if cursor.getString() else 0


def _before(text, paragraph):
    cursor, found = text.createTextCursorByRange(paragraph.getStart()), []
    while len(found) < _CONTEXT and cursor.gotoPreviousParagraph(False):
        cursor.gotoEndOfParagraph(True)
        found.append(_read(cursor).text)
        cursor.gotoStartOfParagraph(False)
    return found[::-1]


def _each(container):
    found = container.createEnumeration()
    while found.hasMoreElements():
        yield found.nextElement()


def _right(cursor, count, expand):
    while count > 0:
        step = min(count, 32_000)  # a short integer
        cursor.goRight(step, expand)
        count -= step
