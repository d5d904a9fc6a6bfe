"""The questions of a case in the terminal: one after another, one key to answer, the last answer undone with another."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from rich.console import Console
from rich.markup import escape
from rich.text import Text

from redactor.case.answers import Needs, Offer, answer_from, has_scope, offered
from redactor.case.questions import Asked, NotAnAnswer, ToDecide, answered, questions
from redactor.keymap.decisions import Ruling
from redactor.keymap.keymap import KeyMap
from redactor.keymap.reasons import described

_ALWAYS = (("e", "here or everywhere"), ("Enter", "later"), ("u", "undo"), ("q", "stop"))
_ASKS = {
    Needs.CODE: "Which code? ",
    Needs.PREFIX: "Which kind of code (Person, SW, Teacher …)? Enter for the usual: ",
    Needs.REASON: "Why may the real name stay? ",
}


@dataclass(frozen=True)
class Keyboard:
    """Where answers come from: one key, and a line of text after a prompt."""

    key: Callable[[], str]
    line: Callable[[str], str]


def ask(
    key_map: KeyMap,
    screen: Console,
    keyboard: Keyboard,
    who: str,
    keep: Callable[[KeyMap], KeyMap],
) -> KeyMap:
    """Put every question. Each answer is kept at once (`keep` saves and returns the key map); returns the last one."""
    passed: set[str] = set()
    while waiting := [q for q in questions(key_map) if q.key not in passed]:
        question = waiting[0]
        here = question.here_only
        show(screen, key_map, question, len(waiting))
        while True:
            scope = "for this place only" if here else "everywhere in the case"
            screen.print(f"[dim]{_choices(question)}   (holds {scope})[/dim]")
            key = keyboard.key()
            if key in ("q", "\x03", "\x04", "\x1b", ""):
                return key_map
            if key in ("\r", "\n"):
                passed.add(question.key)
                break
            if key == "e":
                here = not here
                continue
            if key == "u":
                undone = _undone(key_map, screen)
                if undone is not None:
                    key_map = keep(undone)
                    break
                continue
            offer = next((o for o in offered(question) if o.key == key), None)
            if offer is None:
                screen.print("That key means nothing here.")
                continue
            try:
                answer = answer_from(question, offer, _written(offer, keyboard), here=here)
                key_map = keep(answered(key_map, question, answer, who))
            except NotAnAnswer as error:
                screen.print(escape(str(error)))
                continue
            break
    return key_map


def _undone(key_map: KeyMap, screen: Console) -> KeyMap | None:
    last = next((d for d in reversed(key_map.decisions) if not d.withdrawn), None)
    if last is None:
        screen.print("There is nothing to undo.")
        return None
    screen.print(f"Decision {last.number} ({last.ruling.value}) is taken back.")
    return key_map.without_decision(last.number)


def _written(offer: Offer, keyboard: Keyboard) -> str:
    if offer.needs is Needs.NOTHING:
        return ""
    return keyboard.line("The same as which code? " if offer.ruling is Ruling.SAME else _ASKS[offer.needs])


def _choices(question: ToDecide) -> str:
    offers = [(o.key, o.words) for o in offered(question) if not o.key.isdigit()]
    numbers = [("1-9", "this code")] if any(o.key.isdigit() for o in offered(question)) else []
    always = [each for each in _ALWAYS if each[0] != "e" or has_scope(question)]
    return " · ".join(f"{key} {words}" for key, words in (*numbers, *offers, *always))


def show(screen: Console, key_map: KeyMap, question: ToDecide, left: int) -> None:
    """One question, with the sentence and the candidates. Shows names."""
    screen.print()
    screen.print(f"[bold]{escape(question.asked.value)}[/bold]  ({left} left)")
    if question.draft:
        many = f", and {question.count - 1} more" if question.count > 1 else ""
        screen.print(f"{escape(question.draft)}: {escape(question.place)}{many}", soft_wrap=True)
    if question.around:
        screen.print(_marked(question), soft_wrap=True)
    elif question.names:
        screen.print(escape(f"Written: {', '.join(question.names[:6])}"), soft_wrap=True)
    match question.asked:
        case Asked.UNRESOLVED:
            for number, code in enumerate(question.choices, 1):
                screen.print(escape(f"  {number}  {described(key_map, code)}"), soft_wrap=True)
        case Asked.DOUBTFUL:
            screen.print(escape(f"  taken for {described(key_map, question.code)}: {question.why}."), soft_wrap=True)
        case Asked.STANDING:
            screen.print(escape(f"  {question.why}"), soft_wrap=True)
        case Asked.MERGE:
            screen.print(escape(f"  {question.why}. Are they one person?"), soft_wrap=True)
        case Asked.MINTED:
            screen.print(escape(f"  coded here as {described(key_map, question.code)}."), soft_wrap=True)


def _marked(question: ToDecide) -> Text:
    line = Text(question.around)
    line.highlight_words([*question.names], style="bold reverse")
    return line
