"""The questions of a case in the terminal: one after another, one key to answer, the last answer undone with another."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from rich.console import Console
from rich.markup import escape
from rich.text import Text

from redactor.codes.decisions import Ruling
from redactor.codes.keymap import KeyMap
from redactor.deciding import Answer, Asked, NotAnAnswer, ToDecide, answered, questions

_HELP = (
    ("1-9", "this code"),
    ("y", "yes, right"),
    ("o", "another code"),
    ("n", "somebody new"),
    ("s", "same person as"),
    ("t", "two people"),
    ("k", "not a person: keep"),
    ("l", "leave the real name"),
    ("b", "ask the board"),
    ("e", "here or everywhere"),
    ("Enter", "later"),
    ("u", "undo"),
    ("q", "stop"),
)
_KEYS = {
    Asked.UNRESOLVED: "1-9 o n k l e Enter u q",
    Asked.DOUBTFUL: "y o n k l e Enter u q",
    Asked.MERGE: "s t Enter u q",
    Asked.MINTED: "b s o k l Enter u q",
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
            try:
                answer = _answer(key, question, keyboard, screen)
                if answer is None:
                    screen.print("That key means nothing here.")
                    continue
                key_map = keep(
                    answered(key_map, question, replace(answer, here_only=here and _is_about_text(answer)), who)
                )
            except NotAnAnswer as error:
                screen.print(escape(str(error)))
                continue
            break
    return key_map


def _is_about_text(answer: Answer) -> bool:
    return answer.ruling in (Ruling.CODE, Ruling.KEEP, Ruling.LEAVE)


def _undone(key_map: KeyMap, screen: Console) -> KeyMap | None:
    last = next((d for d in reversed(key_map.decisions) if not d.withdrawn), None)
    if last is None:
        screen.print("There is nothing to undo.")
        return None
    screen.print(f"Decision {last.number} ({last.ruling.value}) is taken back.")
    return key_map.without_decision(last.number)


def _answer(key: str, question: ToDecide, keyboard: Keyboard, screen: Console) -> Answer | None:
    """What a key means for a question; None when nothing."""
    if question.asked is Asked.MERGE:
        return {"s": Answer(Ruling.SAME), "t": Answer(Ruling.APART)}.get(key)
    if key.isdigit() and question.asked is Asked.UNRESOLVED and 0 < int(key) <= len(question.choices):
        return Answer(Ruling.CODE, question.choices[int(key) - 1])
    match key:
        case "y" if question.asked is Asked.DOUBTFUL:
            return Answer(Ruling.CODE, question.code)
        case "b" if question.asked is Asked.MINTED:
            return Answer(Ruling.ASK)
        case "o":
            return Answer(Ruling.CODE, _must(keyboard.line("Which code? ")))
        case "s" if question.asked is Asked.MINTED:
            return Answer(Ruling.SAME, _must(keyboard.line("The same as which code? ")))
        case "n" if question.asked is not Asked.MINTED:
            prefix = keyboard.line("Which kind of code (Person, SW, Teacher …)? Enter for the usual: ")
            return Answer(Ruling.CODE, prefix=prefix.strip())
        case "k":
            return Answer(Ruling.KEEP)
        case "l":
            return Answer(Ruling.LEAVE, reason=keyboard.line("Why may the real name stay? "))
        case _:
            return None


def _must(code: str) -> str:
    if not code.strip():
        raise NotAnAnswer("No code was written.")
    return code.strip()


def _choices(question: ToDecide) -> str:
    offered = _KEYS[question.asked].split()
    return " · ".join(f"{key} {words}" for key, words in _HELP if key in offered)


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
        case Asked.MERGE:
            screen.print(escape(f"  {question.why}. Are they one person?"), soft_wrap=True)
        case Asked.MINTED:
            screen.print(escape(f"  coded here as {described(key_map, question.code)}."), soft_wrap=True)


def _marked(question: ToDecide) -> Text:
    line = Text(question.around)
    line.highlight_words([*question.names], style="bold reverse")
    return line


def described(key_map: KeyMap, code: str) -> str:
    """A code and whom it stands for, as the key map knows it: "Mrs A (Glenda Varnham, Mother)"."""
    record = key_map.record(code)
    if record is None:
        return f"{code} (somebody new)"
    about = ", ".join(filter(None, (record.names[0] if record.names else "", record.role, record.agency)))
    return f"{record.code} ({about})" if about else record.code
