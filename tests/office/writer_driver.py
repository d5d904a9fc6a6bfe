"""Drives a real LibreOffice without a screen, for the tests: run by a Python that has UNO, a JSON command a line.

Menus are dispatched by their addresses, as a click does; dialogs are found among the windows and answered by their controls.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
import uuid
from contextlib import suppress

import uno
import unohelper
from com.sun.star.accessibility.AccessibleRole import LABEL, LIST, PUSH_BUTTON
from com.sun.star.beans import PropertyValue
from com.sun.star.task import XInteractionHandler
from com.sun.star.ucb import XCommandEnvironment

_WAIT = 20.0


class Yes(unohelper.Base, XInteractionHandler):
    """Says yes to whatever is asked while an extension is put in."""

    def handle(self, request):
        request.getContinuations()[0].select()


class Allowing(unohelper.Base, XCommandEnvironment):
    """Where it is asked."""

    def getInteractionHandler(self):
        return Yes()

    def getProgressHandler(self):
        return None


def _below(context):
    yield context
    for n in range(min(context.getAccessibleChildCount(), 500)):
        yield from _below(context.getAccessibleChild(n).getAccessibleContext())


def value(name, given):
    made = PropertyValue()
    made.Name, made.Value = name, given
    return made


class Writer:
    def __init__(self, soffice, profile, folder):
        self.folder, self.document = folder, None
        self.pipe = "redactor" + uuid.uuid4().hex
        self.process = subprocess.Popen(
            [
                soffice, "--headless", "--norestore", "--nologo", "--nodefault", "--nolockcheck",
                "-env:UserInstallation=" + uno.systemPathToFileUrl(profile), f"--accept=pipe,name={self.pipe};urp",
            ],
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        local = uno.getComponentContext()
        resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
        end = time.monotonic() + _WAIT
        while True:
            try:
                self.context = resolver.resolve(f"uno:pipe,name={self.pipe};urp;StarOffice.ComponentContext")
                break
            except Exception:
                if time.monotonic() > end or self.process.poll() not in (None, 81):
                    raise
                time.sleep(0.05)
        self.make = lambda name: self.context.ServiceManager.createInstanceWithContext(name, self.context)
        self.desktop, self.toolkit = self.make("com.sun.star.frame.Desktop"), self.make("com.sun.star.awt.Toolkit")

    def install(self, oxt):
        manager = self.context.getByName("/singletons/com.sun.star.deployment.ExtensionManager")
        manager.addExtension(uno.systemPathToFileUrl(oxt), (), "user", None, Allowing())
        return [e.getDisplayName() for e in manager.getDeployedExtensions("user", None, Allowing())]

    def open(self, path):
        address = uno.systemPathToFileUrl(path) if path else "private:factory/swriter"
        before = self.document
        self.document = self.desktop.loadComponentFromURL(address, "_blank", 0, ())
        if before is not None:  # not earlier: the office program ends with its last document
            before.close(True)
        self.frame = self.document.getCurrentController().getFrame()
        self.frame.activate()
        return self.document.getText().getString()

    def read(self, path):
        """What the extension reads of a document: where and what. Hidden, as comments cannot be shown without a screen."""
        sys.path.insert(0, self.folder)
        from redactor_writer import paragraphs

        document = self.desktop.loadComponentFromURL(
            uno.systemPathToFileUrl(path), "_blank", 0, (value("Hidden", True),)
        )
        try:
            return [(p.where, p.text) for p in paragraphs(document) if p.text.strip()]
        finally:
            document.close(True)

    def text(self):
        return self.document.getText().getString()

    def find(self, words, number=0):
        search = self.document.createSearchDescriptor()
        search.SearchString, search.SearchCaseSensitive = words, True
        found = self.document.findAll(search)
        every = [found.getByIndex(n) for n in range(found.getCount())]
        body = self.document.getText()  # first: headers and notes are found before it
        return sorted(every, key=lambda f: f.getText() != body)[number]

    def select(self, words, number=0):
        self.document.getCurrentController().select(self.find(words, number))

    def cursor(self, words):
        """Behind these words, with nothing selected."""
        self.document.getCurrentController().getViewCursor().gotoRange(self.find(words).getEnd(), False)

    def selected(self):
        found = self.document.getCurrentController().getSelection()
        return [found.getByIndex(n).getString() for n in range(found.getCount())]

    def undo(self):
        self.document.getUndoManager().undo()

    def undone_next(self):
        return list(self.document.getUndoManager().getAllUndoActionTitles())

    def track(self, on):
        self.document.setPropertyValue("RecordChanges", on)

    def footnote(self, after, text):
        note = self.document.createInstance("com.sun.star.text.Footnote")
        self.document.getText().insertTextContent(self.find(after).getEnd(), note, False)
        note.setString(text)

    def save(self, path):
        self.document.storeToURL(uno.systemPathToFileUrl(path), (value("FilterName", "MS Word 2007 XML"),))

    def menu(self):
        """What the configuration of the menus holds of ours: titles and addresses."""
        provider = self.make("com.sun.star.configuration.ConfigurationProvider")
        node = provider.createInstanceWithArguments(
            "com.sun.star.configuration.ConfigurationAccess",
            (value("nodepath", "/org.openoffice.Office.Addons/AddonUI/OfficeMenuBar"),),
        )
        ours = node.getByName("uk.redactor.office.menu").getByName("Submenu")
        return [ours.getByName(n).getByName("URL") for n in ours.getElementNames()]

    def run(self, what, *answers):
        """A click on the menu; each answer is [button, words of the row] for the window that comes next.

        What the windows showed, and the sentence of the one that is open at the end; "" for none.
        """
        helper = self.make("com.sun.star.frame.DispatchHelper")
        helper.executeDispatch(self.frame, f"service:uk.redactor.office.Pane?{what}", "", 0, ())
        return [self._answer(*answer) for answer in answers], self._waiting()

    def _waiting(self):
        """The sentence of the window that is open; "" for none."""
        window = self._window()
        return self._parts(window)[0] if window else ""

    def _window(self):
        for window in self._windows():
            if hasattr(window, "endDialog") and window.isVisible():
                return window
        return None

    def _windows(self):
        windows = (self.toolkit.getTopWindow(n) for n in range(self.toolkit.getTopWindowCount()))
        return [w for w in windows if w is not None]

    def _parts(self, window):
        """Sentence, list and buttons, as a screen reader finds them."""
        every = list(_below(window.getAccessibleContext()))
        (sentence,) = (c.getAccessibleName() for c in every if c.getAccessibleRole() == LABEL)
        rows = next((c for c in every if c.getAccessibleRole() == LIST), None)
        return sentence, rows, {c.getAccessibleName(): c for c in every if c.getAccessibleRole() == PUSH_BUTTON}

    def _answer(self, button, words=""):
        window = self._window()
        assert window is not None, "no window came"
        sentence, rows, buttons = self._parts(window)
        count = rows.getAccessibleChildCount() if rows else 0
        listed = [rows.getAccessibleChild(n).getAccessibleContext() for n in range(count)]
        names = [each.getAccessibleName() for each in listed]
        chosen = [n for n in range(len(names)) if rows.isAccessibleChildSelected(n)]
        if words:
            rows.selectAccessibleChild(next(n for n, name in enumerate(names) if words in name))
        buttons[button].doAccessibleAction(0)
        end = time.monotonic() + _WAIT
        while window in self._windows():
            assert time.monotonic() < end, "the window stays"
            time.sleep(0.01)
        return {"sentence": sentence, "rows": names, "chosen": chosen}

    def end(self):
        with suppress(Exception):
            self.desktop.terminate()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()


def main():
    writer = Writer(*sys.argv[1:4])
    try:
        print(json.dumps({"ready": True}), flush=True)
        for line in sys.stdin:
            what, given = json.loads(line)
            try:
                answer = {"is": getattr(writer, what)(*given)}
            except BaseException as error:
                answer = {"wrong": f"{type(error).__name__}: {error}"[:2000]}
            print(json.dumps(answer), flush=True)
    finally:
        writer.end()


main()
