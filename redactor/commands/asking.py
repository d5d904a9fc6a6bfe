"""The questions of a case in the terminal: one after another, one key to answer, the last answer undone with another."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from rich.console import Console
from rich.markup import escape
from rich.text import Text

from redactor.case.answers import Needs, Offer, answer_from, has_scope, offered
from redactor.case.deciding import Insisting, NotAnAnswer
from redactor.case.families import QuestionFamily, approved, families, insisted
from redactor.case.question import Asked, ToDecide
from redactor.case.questions import questions
from redactor.codes.numbering import BlockUsedUp
from redactor.keymap.decisions import Ruling
from redactor.keymap.keymap import KeyMap
from redactor.keymap.reasons import described

_ALWAYS = (("e", "here or everywhere"), ("Enter", "later"), ("u", "undo"), ("q", "stop"))
_ASKS_WHO = {Ruling.SAME: "The same as which code? ", Ruling.FAMILY: "The family of which code? "}
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
    insisting = Insisting()
    together: list[tuple[int, ...]] = []  # the numbers of decisions that one answer has made
    while waiting := [f for f in families(questions(key_map)) if f.head.key not in passed]:
        family, question = waiting[0], waiting[0].head
        here, alike = question.here_only, question.asked is not Asked.UNRESOLVED
        staff = [f for f in waiting if f.is_new_staff] if family.is_new_staff else []
        show(screen, key_map, question, len(waiting))
        _show_alike(screen, key_map, family, staff)
        while True:
            scope = "for this place only" if here else "everywhere in the case"
            with_it = f", and for the {len(family.alike)} alike" if alike and family.alike else ""
            screen.print(f"[dim]{_choices(family, staff)}   (holds {scope}{with_it})[/dim]")
            key = keyboard.key()
            if key in ("q", "\x03", "\x04", "\x1b", ""):
                return key_map
            if key in ("\r", "\n"):
                passed.add(question.key)
                break
            if key == "e":
                here = not here
                continue
            if key == "a" and len(staff) > 1:
                before = len(key_map.decisions)
                key_map = keep(approved(key_map, staff, who))
                together.append(tuple(d.number for d in key_map.decisions[before:]))
                break
            if key == "a" and family.alike:
                alike = not alike
                continue
            if key == "u":
                undone = _undone(key_map, screen, together)
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
                before = len(key_map.decisions)
                followers = family.alike if alike else ()
                with_them, _ = insisted(key_map, question, answer, followers, who, insisting)
                key_map = keep(with_them)
                together.append(tuple(d.number for d in key_map.decisions[before:]))
            except (NotAnAnswer, BlockUsedUp) as error:
                screen.print(escape(str(error)))
                continue
            break
    return key_map


_SHOWN = 12  # of those alike, and of a list to approve, before "and so many more"


def _show_alike(screen: Console, key_map: KeyMap, family: QuestionFamily, staff: Sequence[QuestionFamily]) -> None:
    """The questions that go with this one, and the list that it begins."""
    for q in family.alike[:_SHOWN]:
        place = f"{q.draft}: {q.place}. " if q.draft else ""
        screen.print(Text("  alike: ").append(place).append(_marked(q)), soft_wrap=True)
    if len(family.alike) > _SHOWN:
        screen.print(f"  and {len(family.alike) - _SHOWN} more alike.")
    if len(staff) > 1:
        screen.print(f"  {len(staff)} of new staff, of whom nothing is doubtful:")
        for each in staff:
            names = "; ".join(each.head.names[:4])
            screen.print(escape(f"    {described(key_map, each.head.code)}: {names}"), soft_wrap=True)


def _undone(key_map: KeyMap, screen: Console, together: list[tuple[int, ...]]) -> KeyMap | None:
    last = next((d for d in reversed(key_map.decisions) if not d.withdrawn), None)
    if last is None:
        screen.print("There is nothing to undo.")
        return None
    screen.print(f"Decision {last.number} ({last.ruling.value}) is taken back.")
    made = together.pop() if together and last.number in together[-1] else (last.number,)
    for number in made:
        key_map = key_map.without_decision(number)
    if len(made) > 1:
        screen.print(f"So are the {len(made) - 1} that were made with it.")
    return key_map


def _written(offer: Offer, keyboard: Keyboard) -> str:
    if offer.needs is Needs.NOTHING:
        return ""
    return keyboard.line(_ASKS_WHO.get(offer.ruling) or _ASKS[offer.needs])


def _choices(family: QuestionFamily, staff: Sequence[QuestionFamily]) -> str:
    question = family.head
    offers = [(o.key, o.words) for o in offered(question) if not o.key.isdigit()]
    numbers = [("1-9", "this code")] if any(o.key.isdigit() for o in offered(question)) else []
    always = [each for each in _ALWAYS if each[0] != "e" or has_scope(question)]
    if len(staff) > 1:
        always.insert(0, ("a", f"ask the board about all {len(staff)} of new staff"))
    elif family.alike:
        always.insert(0, ("a", "this one or all alike"))
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
        case Asked.LEFT:
            screen.print(escape(f"  {question.why}"), soft_wrap=True)
            for number, code in enumerate(question.choices, 1):
                screen.print(escape(f"  {number}  {described(key_map, code)}"), soft_wrap=True)
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
