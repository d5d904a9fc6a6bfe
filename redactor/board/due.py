"""The dates that the board has agreed with its agencies: first draft, final, the meeting of the panel; and who is late."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from redactor.base.refused import Refused
from redactor.board.blank import reads_like_a_name
from redactor.board.registers import Due, Register, RegisterError, open_register
from redactor.codes.model import CodeList
from redactor.language.lexicon import fold
from redactor.records.wording import counted
from redactor.sealed.sealing import Home, SealingError
from redactor.sealed.whole import write_whole

PANEL = "panel meeting"


def agree(codes: CodeList, due: Sequence[Due], *, drop: Sequence[str] = (), agency: str = "") -> Register:
    """Keep these dates in the register of the review, those called `drop` no more (of one agency, where that is given). The
    register as it is then. Raises Refused."""
    for each in due:
        if reads_like_a_name(each.what):
            raise Refused(["What a date is for reads like somebody's name. Write “first draft”, say."])
    home = Home.current()
    try:
        with open_register(codes, home) as opened:
            register = opened.value
            named = _known(register, agency) if agency else ""
            register = register.with_due(each.model_copy(update={"agency": named}) for each in due)
            for what in drop:
                if register.without_due(what, named) == register:
                    raise Refused(
                        [f"No date “{what}” was agreed{f' with {named}' if named else ''}. Agreed: {_all(register)}."]
                    )
                register = register.without_due(what, named)
            if register != opened.value:
                write_whole([opened.output(register)], home)
            return register
    except (RegisterError, SealingError) as error:
        raise Refused([str(error)]) from None
    except OSError as error:
        raise Refused([f"The dates cannot be kept: {error.strerror or 'the register is busy'}."]) from None


def _known(register: Register, name: str) -> str:
    known = register.agency(name)
    if known is None:
        names = ", ".join(a.name for a in register.agencies) or "nobody yet"
        raise Refused([f"No edition was issued to an agency of this name. Agencies of this review: {names}."])
    return known.name


def _all(register: Register) -> str:
    return "; ".join(f"{d.what}{f' of {d.agency}' if d.agency else ''}" for d in register.due) or "none yet"


def told_dates(register: Register, today: date) -> Iterator[str]:
    """Every date in a sentence, the earliest first."""
    for each in register.due:
        days = (date.fromisoformat(each.on) - today).days
        when = f"in {counted(days, 'day')}" if days > 0 else f"{counted(-days, 'day')} ago" if days else "today"
        yield f"{date.fromisoformat(each.on):%d/%m/%Y}, {when}: {each.what}{f' of {each.agency}' if each.agency else ''}."


def late(register: Register, agency: str, today: date) -> Iterator[str]:
    """What of an agency is late, in sentences. What it sends on one day is one submission; its first is for the first date."""
    sent = sorted({s.on for s in register.submitted if fold(s.agency) == fold(agency)})
    for number, due in enumerate(_of(register, agency)):
        days = (today - date.fromisoformat(due.on)).days
        if number >= len(sent) and days > 0:
            yield f"{due.what} was due on {date.fromisoformat(due.on):%d/%m/%Y} and has not come: {counted(days, 'day')} late."


def _of(register: Register, agency: str) -> list[Due]:
    """The dates by which an agency has to send something; its own in the place of that for all."""
    own = {fold(d.what) for d in register.due if fold(d.agency) == fold(agency)}
    return [
        d
        for d in register.due
        if not d.panel and (fold(d.agency) == fold(agency) or (not d.agency and fold(d.what) not in own))
    ]
