"""What the menu "redactor" of Writer does. It decides nothing: the page of redactor on this computer says who is meant.

code        puts the code of the person whose name is selected in its place; with nothing selected, of a person who is chosen
meant       says who is meant by the selected words: from then on they mean that person, in this case
paragraph   shows what in this paragraph still names somebody
document    shows it for the whole document
"""

from __future__ import annotations

from contextlib import suppress

import unohelper
from com.sun.star.task import XJobExecutor
from redactor_dialogs import Window, close
from redactor_page import PageError, pages_with_a_case
from redactor_writer import NotOneText, around, characters, paragraphs, selected

_SERVICE = "uk.redactor.office.Pane"
_WHY = {
    "several": "may be several people",
    "doubtful": "please look: perhaps",
    "new": "nobody of the list yet",
    "removed": "goes in the anonymised copy",
    "perhaps": "perhaps somebody",
}
_UNEXPECTED = (
    "Something went wrong in the window for writing, and nothing was changed by it since. Save your text and try again."
)
_GO, _PUT, _WHO = range(3)
_FOUND = "Go there", "Put the code", "Who is meant…", "Close"
_NEW, _NOBODY = "Somebody new…", "Nobody: these words stay in this case"


class Pane(unohelper.Base, XJobExecutor):
    """One call of the menu."""

    def __init__(self, context):
        self.context = context
        desktop = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
        self.frame, self.note = desktop.getCurrentFrame(), ""

    def trigger(self, what):
        """Called by the office program with what follows the question mark of the menu's address."""
        actions = {
            "code": self.put_code, "meant": self.say_who, "paragraph": self.show_paragraph, "document": self.show_document,
        }  # fmt: skip
        if self.frame is not None and what in actions:
            self._safely(lambda: self._with_page(actions[what]))

    def _with_page(self, action):
        """With the page that has the case of this text open. Where several have one open, the author says which."""
        self.controller = self.frame.getController()
        self.document = self.controller.getModel()
        close()
        pages = pages_with_a_case()

        def use(n):
            self.page, self.case = pages[n]
            action()

        if len(pages) == 1:
            use(0)
            return
        rows = [f"{said['case']}: {', '.join(said['drafts'])}" for _, said in pages]
        self._ask("Several cases are open in redactor. Which one is this text of?", rows, "This one", use)

    # ---- a: the code

    def put_code(self):
        """The code of the person selected, in the place of the words; without a selection, of a person who is chosen."""
        cursor = selected(self.controller)
        if cursor.isCollapsed():
            self._choose(
                "Whose code is put at the cursor?", "", (), lambda person: self._replace(cursor, "", person["code"])
            )
            return
        paragraph, meant = self._meant_at(cursor)
        place = paragraph.span(meant["start"], meant["end"])
        self._put(place, meant["words"], meant["put"], meant["likely"], lambda: None)

    def _meant_at(self, place):
        """The paragraph of a place, and what the page says of whom the words there mean."""
        (before, paragraph), (start, end) = around(place), characters(place)
        texts = [*before, paragraph.text]
        return paragraph, self.page.ask("who", texts=texts, text=len(before), start=start, end=end)

    def _put(self, place, words, put, likely, then):
        """What is certain at once; else whoever is chosen."""

        def carry_out(code):
            self._replace(place, words, code)
            then()

        if put:
            carry_out(put)
            return
        said = "Who is meant? The code goes in the place of the words."
        self._choose(said, words, likely, lambda person: carry_out(person["code"]))

    def _replace(self, place, words, put):
        """In one step of undo, and only where the document holds these words and nothing else."""
        if place is None or place.getString() != words:
            self._tell(
                f"Nothing was replaced: the text has changed, or a field or note stands among the words. Type {put} yourself."
            )
            return
        undo = self.document.getUndoManager()
        undo.enterUndoContext("redactor: " + put)
        try:
            place.setString(put)
        finally:
            undo.leaveUndoContext()
        with suppress(Exception):  # the cursor cannot go into every place that holds text
            self.controller.getViewCursor().gotoRange(place.getEnd(), False)
        if words and self.document.getPropertyValue("RecordChanges"):
            self._tell(f"{put} is put. Changes are tracked: the name stays in this file until the change is accepted.")

    # ---- b: what still names somebody

    def show_paragraph(self):
        """For the paragraph in which the cursor is."""
        place = selected(self.controller)

        def read():
            before, paragraph = around(place)
            return before, [paragraph]

        self._show(read, "in this paragraph")

    def show_document(self):
        """For everything that the document shows."""
        self._show(lambda: ([], [p for p in paragraphs(self.document) if p.text.strip()]), "in this document")

    def _show(self, read, where, found=None, at=0):
        found = self._finds(*read()) if found is None else found
        if not found:
            self._tell(f"redactor sees nobody named {where}. It can miss somebody: read it once more yourself.")
            return
        count = f"{len(found)} places name" if len(found) > 1 else "1 place names"

        def chosen(button, row):
            if button == len(_FOUND) - 1 or row < 0:
                return
            find = found[row]
            rest = [f for f in found if f is not find]
            if button == _GO:
                self._go(find.place or find.paragraph.anchor)
                self._show(read, where, found, row)
            elif button == _PUT:
                self._put(find.place, find.words, find.put, find.likely, lambda: self._show(read, where, rest, row))
            else:
                self._mark(find.words, find.likely, lambda: self._show(read, where))

        sentence = f"{count} or may name somebody {where}."
        self._window(sentence, [f.line(self.case) for f in found], _FOUND, chosen, min(at, len(found) - 1))

    def _finds(self, before, texts):
        """Everything that the page finds in the texts, not in those before them."""
        said = self.page.ask("left", texts=[*before, *(p.text for p in texts)])
        return [Find(f, texts[f["text"] - len(before)]) for f in said["finds"] if f["text"] >= len(before)]

    def _go(self, place):
        if place is None:
            self._tell("Writer cannot lead to that place. Look for the words with Edit, Find.")
        else:
            self.controller.select(place)

    # ---- c: who is meant

    def say_who(self):
        """The selected words mean somebody, in this case, from now on."""
        _, meant = self._meant_at(selected(self.controller))
        self._mark(meant["words"], [meant["code"]] if meant["code"] else meant["likely"], lambda: None)

    def _mark(self, words, likely, then):
        def say(person):
            if person is _NOBODY:
                self._said(words, then, keep=True)
            elif person is _NEW:
                kinds = self.case["prefixes"]
                rows = [f"{k['prefix']}: {k['about']}" for k in kinds]
                self._ask(
                    f"Which kind of code is “{words}” to get?", rows, "Say so",
                    lambda row: self._said(words, then, new=kinds[row]["prefix"]), at=-1,
                )  # fmt: skip
            else:
                self._said(words, then, code=person["code"])

        sentence = f"Who is meant by “{words}”? It then holds in the whole case, wherever these words stand."
        self._choose(sentence, "", likely, say, (_NEW, _NOBODY), "Say so")

    def _said(self, words, then, **fields):
        said = self.page.ask("meant", words=words, **fields)
        self.case = self.page.ask("case")
        now = "stays in this case: it names nobody" if said["kept"] else f"is {said['person']['about']}, in this case"
        self._tell(f"“{words}” {now}.")
        then()

    # ---- asking

    def _choose(self, sentence, words, likely, then, more=(), button="Put the code"):
        """A person of the case, the likely ones first, or one of `more`. One is chosen beforehand where it alone is likely."""
        people = self.case["people"]
        first = [p for code in likely for p in people if p["code"] == code]
        choices = [*first, *more, *(p for p in people if p not in first)]
        rows = [c if isinstance(c, str) else c["about"] for c in choices]
        sentence = f"“{words}”: {sentence}" if words else sentence
        self._ask(sentence, rows, button, lambda row: then(choices[row]), at=0 if len(first) == 1 else -1)

    def _ask(self, sentence, rows, button, then, at=0):
        def chosen(pressed, row):
            if pressed == 0 and row >= 0:
                then(row)

        self._window(sentence, rows, (button, "Cancel"), chosen, at)

    def _window(self, sentence, rows, buttons, chosen, at):
        sentence, self.note = f"{self.note} {sentence}".strip(), ""
        Window(
            self.context,
            self.frame,
            sentence,
            rows,
            buttons,
            lambda *pressed: self._safely(lambda: chosen(*pressed)),
            at,
        )

    def _safely(self, action):
        try:
            action()
        except (PageError, NotOneText) as error:
            self._tell(str(error))
        except Exception:  # its text could hold a name, and nobody sees where an extension's errors go
            self._tell(_UNEXPECTED)
        if self.note:
            self._window("", (), ("Close",), lambda button, row: None, -1)

    def _tell(self, sentence):
        """Said in the next window, or in one of its own where none comes."""
        self.note = f"{self.note} {sentence}".strip()


class Find:
    """Words that still name somebody, as the page tells of them."""

    def __init__(self, said, paragraph):
        self.paragraph, self.words, self.put, self.likely = paragraph, said["words"], said["put"], said["likely"]
        self.why, self.code = said["why"], said["code"]
        self.place = paragraph.span(said["start"], said["end"])

    def line(self, case):
        """As a row of the list."""
        about = {p["code"]: p["about"] for p in case["people"]}
        whom = about.get(self.code, self.put) if self.why == "known" else _WHY[self.why]
        likely = ", ".join(about.get(code, code) for code in self.likely)
        return f"{self.paragraph.where}: “{' '.join(self.words.split())}”: {whom}" + (f": {likely}" if likely else "")


g_ImplementationHelper = unohelper.ImplementationHelper()
g_ImplementationHelper.addImplementation(Pane, _SERVICE, (_SERVICE,))
