"""What a run shows: a short table for a person, or the same for machines. No real name unless it was asked for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from redactor.records.model import BLANK, Question
from redactor.records.wording import counted, name_guard

if TYPE_CHECKING:
    from redactor.case.run import Written

_WAITING = (
    (
        "unresolved",
        "unresolved mention: the text does not tell who is meant",
        "unresolved mentions: the text does not tell who is meant",
    ),
    ("minted", "person or place without a code of the board's", "people or places without a code of the board's"),
    ("doubtful", "doubtful decision to look at", "doubtful decisions to look at"),
    ("left", "word left in the text that may be somebody", "words left in the text that may be somebody"),
)


def show(screen: Console, written: Written, *, show_names: bool) -> None:
    """The outcome in a few lines; real names only with `show_names`."""
    outcome = written.outcome
    if not outcome.list_name:
        screen.print("No code list was given: every code below was minted here. Ask the board for its list.")
    table = Table(title=f"Replaced, by kind ({escape(outcome.profile)})", title_justify="left")
    table.add_column("Kind")
    table.add_column("How often", justify="right")
    for kind, count in Counter(c.kind for c in outcome.changes).most_common():
        table.add_row(escape(kind), str(count))
    screen.print(table)
    issued = [u for u in outcome.uses if u.issued]
    minted = [u for u in outcome.uses if not u.issued]
    declined = sum(u.needs_none for u in minted)
    others = f"{len(minted) - declined} other{'' if len(minted) - declined == 1 else 's'}"
    yours = f"; {declined} for which the board wants none, awaiting you" if declined else ""
    screen.print(f"Codes: {len(issued)} issued by the board, {others}, awaiting the board's approval{yours}.")
    if show_names:
        names = Table("Code", "Names as written", title="RESTRICTED: names", title_justify="left")
        for use in outcome.uses:
            names.add_row(escape(use.code), escape("; ".join(use.names)))
        screen.print(names)
    waiting = Counter(q.kind for q in outcome.questions)
    for kind, one, many in _WAITING:
        if waiting[kind]:
            screen.print(f"Awaits you: {counted(waiting[kind], one, many)}.")
    _show_left(screen, outcome.questions, show_names=show_names)
    look = sum(r.count for d in outcome.documents for r in d.remarks if r.needs_a_look)
    if look:
        things = counted(look, "picture or other thing", "pictures or other things")
        screen.print(f"Look at: {things} that a program cannot judge (see the report).")
    purpose = (
        "publication" if outcome.profile == "publication" else "submission"
    )  # a working copy goes to the board next
    screen.print(
        f"Not yet fit for {purpose}; the report says what to decide."
        if outcome.awaits_a_person
        else "Nothing awaits you."
    )
    screen.print(
        f"Written to {escape(str(written.folder))}: {escape(', '.join(written.files))}. Took {outcome.seconds:.1f} seconds."
    )
    for notice in written.notices:
        screen.print(escape(notice))
    if written.new_key_map:
        screen.print(
            f"The key map (who is who, sealed) is new: {escape(str(written.key_map))}. Keep it apart from the results."
        )
        screen.print(
            "Only this account can open it. In case its key is lost, give the board or a passphrase a key to it as well: "
            "redactor keymap recovery."
        )


_SHOWN = 20  # of what is left, before "and so many more"


def _show_left(screen: Console, questions: Sequence[Question], *, show_names: bool) -> None:
    """What is left, with its sentence; the word itself only with `show_names`."""
    left = [q for q in questions if q.kind == "left"]
    for q in left[:_SHOWN]:
        where = ": ".join(filter(None, (q.document, q.place)))
        words = q.around.replace(BLANK, q.written, 1) if show_names and q.around.count(BLANK) == 1 else q.around
        screen.print(
            escape(f"  {where}. " if where else "  ") + escape(f"{q.sentence} {words}".strip()), soft_wrap=True
        )
    if len(left) > _SHOWN:
        screen.print(f"  and {len(left) - _SHOWN} more, in the report.")


def for_machines(written: Written, exit_code: int, *, show_names: bool) -> dict[str, object]:
    """The outcome as plain values for JSON; real names only with `show_names`."""
    outcome = written.outcome
    # a list's file name, a role or an agency may name somebody too
    safe = str if show_names else name_guard(outcome.uses)
    return {
        "exit_code": exit_code,
        "case": safe(outcome.case),
        "profile": outcome.profile,
        "folder": str(written.folder),
        "files": list(written.files),
        "drafts": [
            {
                "output": d.output,
                "input_sha256": d.input_digest,
                "output_sha256": d.output_digest,
                "words": d.words,
                "remarks": [
                    {"rule": r.rule, "place": r.place, "text": r.text, "count": r.count, "needs_a_look": r.needs_a_look}
                    for r in d.remarks
                ],
            }
            for d in outcome.documents
        ],
        "replaced": dict(Counter(c.kind for c in outcome.changes)),
        "codes": [
            {
                "code": u.code,
                "kind": u.kind,
                "issued": u.issued,
                "role": safe(u.role),
                "agency": safe(u.agency),
                "mentions": u.mentions,
            }
            | ({"names": list(u.names)} if show_names else {})
            for u in outcome.uses
        ],
        "awaits": [
            {
                "kind": q.kind,
                "document": q.document,
                "place": q.place,
                "number": q.number,
                "candidates": list(q.candidates),
                "sentence": q.sentence,
            }
            for q in outcome.questions
        ],
        "left": [
            {
                "document": q.document,
                "place": q.place,
                "sentence": q.sentence,
                "around": q.around,
                "candidates": list(q.candidates),
            }
            | ({"written": q.written} if show_names else {})
            for q in outcome.questions
            if q.kind == "left"
        ],
        "code_list": {"name": safe(outcome.list_name), "sha256": outcome.list_digest},
        "versions": dict(outcome.versions),
        "seconds": round(outcome.seconds, 2),
        "notices": list(written.notices),
    }
