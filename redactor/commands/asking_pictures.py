"""Pictures in the terminal, behind the questions: one after another, to stay with a reason, to be taken out, or later."""

from __future__ import annotations

from collections.abc import Callable

from rich.console import Console
from rich.markup import escape

from redactor.case.deciding import NotAnAnswer
from redactor.case.picture_choices import OpenPicture, decided_on, open_pictures
from redactor.commands.asking import Keyboard
from redactor.keymap.decisions import Ruling
from redactor.keymap.keymap import KeyMap

_KEYS = "k keep this picture · x take it out · Enter later · q stop"
_PLACES = 5


def ask_pictures(
    key_map: KeyMap, screen: Console, keyboard: Keyboard, who: str, keep: Callable[[KeyMap], KeyMap]
) -> KeyMap:
    """Put every picture that nobody has decided on. Each answer is kept at once; returns the last key map."""
    waiting = open_pictures(key_map)
    for number, picture in enumerate(waiting):
        _show(screen, picture, len(waiting) - number)
        while True:
            screen.print(f"[dim]{_KEYS}[/dim]")
            key = keyboard.key()
            if key in ("q", "\x03", "\x04", "\x1b", ""):
                return key_map
            if key in ("\r", "\n"):
                break
            if key not in ("k", "x"):
                screen.print("That key means nothing here.")
                continue
            ruling = Ruling.PICTURE_STAYS if key == "k" else Ruling.PICTURE_OUT
            reason = keyboard.line("Why can nobody be recognised in it? ") if key == "k" else ""
            try:
                key_map = keep(decided_on(key_map, picture, ruling, reason, who))
            except NotAnAnswer as error:
                screen.print(escape(str(error)))
                continue
            break
    return key_map


def _show(screen: Console, picture: OpenPicture, left: int) -> None:
    screen.print()
    screen.print(f"[bold]a picture: may it go out?[/bold]  ({left} left)")
    for place in picture.places[:_PLACES]:
        screen.print(escape(place), soft_wrap=True)
    if len(picture.places) > _PLACES:
        screen.print(f"and {len(picture.places) - _PLACES} places more")
    painted = (
        " Words in it were painted out: look whether all that names somebody is gone." if picture.is_painted else ""
    )
    screen.print(f"  Look at it in the written file.{painted}", soft_wrap=True)
