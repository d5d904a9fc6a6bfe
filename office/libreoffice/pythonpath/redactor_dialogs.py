"""What is asked of the author, and what is told.

No window holds the author up: the text can be read and changed while one is open, and what is chosen is looked at only then.
"""

from __future__ import annotations

from contextlib import suppress

import uno  # noqa: F401  (makes com.sun.star importable)
import unohelper
from com.sun.star.awt import XActionListener, XCallback, XTopWindowListener
from com.sun.star.awt.PosSize import POS

TITLE = "redactor"
_ROW, _GAP, _WIDTH, _BUTTON, _LIST = 10, 4, 330, 74, 150
_LETTERS = 80  # of a line
_open = []  # the one window that is open; its listeners live as long


class Window(unohelper.Base, XActionListener, XTopWindowListener, XCallback):
    """A sentence, rows of which one is chosen (none where there is nothing to choose), and buttons.

    Another one of these takes its place.

    `then` is called with the number of the button and of the row (-1 for none) when the office program has time; it is not called
    where the window is only closed. `at`: the row that is chosen beforehand, -1 for none.
    """

    def __init__(self, context, frame, sentence, rows, buttons, then, at=0):
        self.context, self.then, self.pressed = context, then, None
        where = _open[0].place() if _open else None
        self.dialog = self._make("com.sun.star.awt.UnoControlDialog")
        self.dialog.setModel(self._model(sentence, rows, buttons))
        self.dialog.createPeer(self._make("com.sun.star.awt.Toolkit"), frame.getContainerWindow())
        for n, label in enumerate(buttons):
            button = self.dialog.getControl(f"button{n}")
            button.setActionCommand(label)
            button.addActionListener(self)
        self.buttons, self.rows = list(buttons), self.dialog.getControl("rows") if rows else None
        if 0 <= at < len(rows):
            self.rows.selectItemPos(at, True)
        self.dialog.addTopWindowListener(self)
        if where is not None:
            self.dialog.setPosSize(where.X, where.Y, 0, 0, POS)
        close()
        _open.append(self)
        self.dialog.setVisible(True)
        (self.rows or self.dialog.getControl("button0")).setFocus()

    def place(self):
        """Where it is on the screen."""
        with suppress(Exception):
            return self.dialog.getPosSize()
        return None

    def actionPerformed(self, event):
        """A button: the office program has to be done with it before the window can go."""
        if self.pressed is None:
            self.pressed = self.buttons.index(event.ActionCommand), self.rows.getSelectedItemPos() if self.rows else -1
            self._later()

    def windowClosing(self, event):
        """The cross of the window."""
        if self.pressed is None:
            self.pressed = ()
            self._later()

    def notify(self, data):
        """When there is time: what was pressed, then the window goes."""
        try:
            if self.pressed:
                self.then(*self.pressed)
        finally:
            self.end()

    def end(self):
        """Take it from the screen."""
        if self in _open:
            _open.remove(self)
        with suppress(Exception):
            self.dialog.dispose()

    def windowOpened(self, event):
        """Asked for by the office program."""

    windowClosed = windowMinimized = windowNormalized = windowActivated = windowDeactivated = disposing = windowOpened

    def _later(self):
        self._make("com.sun.star.awt.AsyncCallback").addCallback(self, None)

    def _make(self, name):
        return self.context.ServiceManager.createInstanceWithContext(name, self.context)

    def _model(self, sentence, rows, buttons):
        model = self._make("com.sun.star.awt.UnoControlDialogModel")
        lines, inner = 1 + len(sentence) // _LETTERS, _WIDTH - 2 * _GAP
        model.Title, model.Width, model.Moveable, model.Closeable = TITLE, _WIDTH, True, True
        below = 2 * _GAP + lines * _ROW
        _put(model, "FixedText", "sentence", _GAP, _GAP, inner, lines * _ROW, Label=sentence, MultiLine=True)
        if rows:
            _put(model, "ListBox", "rows", _GAP, below, inner, _LIST, StringItemList=tuple(rows))
            below += _LIST + _GAP
        width = min(_BUTTON, (_WIDTH - _GAP) // len(buttons) - _GAP)
        for n, label in enumerate(buttons):
            x = _WIDTH - (len(buttons) - n) * (width + _GAP)
            _put(model, "Button", f"button{n}", x, below, width, 14, Label=label, DefaultButton=n == 0)
        model.Height = below + 14 + _GAP
        return model


def close():
    """Whatever window is open goes."""
    for each in list(_open):
        _open.remove(each)
        if each.pressed is None:  # else it goes by itself when it is done
            each.pressed = ()
            each.end()


def _put(model, kind, name, x, y, width, height, **properties):
    control = model.createInstance(f"com.sun.star.awt.UnoControl{kind}Model")
    control.Name, control.PositionX, control.PositionY, control.Width, control.Height = name, x, y, width, height
    for key, value in properties.items():
        setattr(control, key, value)
    model.insertByName(name, control)
    return control
