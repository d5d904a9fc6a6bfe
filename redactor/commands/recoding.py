"""`redactor recode` and `redactor personalise`: other codes, or names again, in drafts that hold codes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.markup import escape

from redactor.commands.common import Exit, ask_passphrase, refuse, refuse_missing, sentences
from redactor.records.wording import counted

if TYPE_CHECKING:
    from redactor.inplace.recoding import Recoded

_Drafts = Annotated[list[Path], typer.Argument(help="The Word drafts with codes in them.", show_default=False)]
_LOOKS_SHOWN = 30


def recode(
    drafts: _Drafts,
    the_map: Annotated[
        Path, typer.Option("--map", help="The renumbering: .csv or .xlsx with the columns Old and New (and Agency).")
    ],
    out: Annotated[Path, typer.Option("--out", help="Folder for the results; made if it is not there.")],
    agency: Annotated[str, typer.Option("--agency", help="Whose drafts these are, if the map is for several.")] = "",
    merge: Annotated[bool, typer.Option("--merge", help="Two old codes may become one: they are one person.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the outcome for machines.")] = False,
) -> None:
    """Put new codes in the place of old ones, everywhere in Word drafts. Nothing else in the files changes."""
    if not the_map.exists():
        refuse(["The map of codes was not found. Check the folder and the spelling of its name."], as_json=as_json)
    from redactor.codes.model import CodeListError
    from redactor.codes.renumbering import read_renumbering
    from redactor.inplace.inhouse import check_free, folder_for, put, read_drafts
    from redactor.inplace.recoding import recoded
    from redactor.inplace.record import audit_of, carried_out_before, is_result, record_path
    from redactor.sealed.sealing import Home, SealingError
    from redactor.sealed.whole import finish

    with sentences(CodeListError, SealingError, as_json=as_json):
        folder_for(out, drafts)
        renumbering = read_renumbering(the_map, agency=agency, merge=merge)
        read = read_drafts(drafts)
        if again := carried_out_before(zip(drafts, read, strict=True), renumbering):
            refuse([f"Draft {n} is a result of this map: a second time, it would change its codes twice." for n in again],
                   as_json=as_json)  # fmt: skip
        done = recoded(read, renumbering, merge=merge)
        if done.collisions:
            refuse(done.collisions, as_json=as_json)
        outputs = {out / name: data for name, data in done.files}
        finish(Home.current())
        record = record_path(out)
        files = {**outputs, record: audit_of(done, renumbering, agency)}
        check_free(files, [*drafts, the_map], Home.current(), ours=is_result)
        put(files, Home.current())
    code = Exit.AWAITS_A_PERSON if done.looks else Exit.DONE
    if as_json:
        print(json.dumps(_for_machines(done, record, int(code)), ensure_ascii=False, indent=1))
    else:
        _show(Console(highlight=False, soft_wrap=True), done, record)
    raise typer.Exit(code)


def personalise(
    drafts: _Drafts,
    out: Annotated[Path, typer.Option("--out", help="Folder for the copies with names, apart from the drafts.")],
    codes: Annotated[
        Path | None, typer.Option("--codes", help="The board's code list of the case: its key map is found by it.")
    ] = None,
    key_map: Annotated[Path | None, typer.Option("--key-map", help="The key map, if you keep it elsewhere.")] = None,
    person: Annotated[
        list[str] | None,
        typer.Option("--person", help="Only this person's name (SW1); codes for the rest. Repeatable."),
    ] = None,
    recipient: Annotated[
        list[str] | None,
        typer.Option(
            "--for", help="A copy for this person (Mrs A), with their own name only. Repeatable: a copy each."
        ),
    ] = None,
    own_part: Annotated[
        bool, typer.Option("--own-part", help="Only the rows and paragraphs that are about the person.")
    ] = False,
    section: Annotated[
        list[str] | None,
        typer.Option("--section", help="Only their part and what stands below a heading with this word (findings)."),
    ] = None,
    places: Annotated[bool, typer.Option("--places", help="Also addresses and establishments by name.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the outcome for machines.")] = False,
) -> None:
    """Put names back, for the debriefing and the check of facts. RESTRICTED copies, marked so, each one logged."""
    refuse_missing(drafts, codes, as_json=as_json)
    from redactor.case.opening import key_map_path
    from redactor.inplace.personalising import CopiesWanted, written
    from redactor.keymap.keymap_files import KeyMapError
    from redactor.sealed.sealing import SealingError

    with sentences(KeyMapError, SealingError, as_json=as_json):
        path = key_map_path(codes, key_map, ask_passphrase)
        if person and recipient:
            refuse(["Give --person for one set of copies, or --for for a copy each, not both."], as_json=as_json)
        wanted = CopiesWanted(tuple(person or ()), places, tuple(recipient or ()), own_part, tuple(section or ()))
        done, broken = written(drafts, path, out, wanted)
    code = Exit.AWAITS_A_PERSON if done.awaits_a_person or broken else Exit.DONE
    told = [
        *([broken] if broken else []),
        *([f"In none of the drafts: {', '.join(done.not_found)}"] if done.not_found else []),
        *([f"No name is known for: {', '.join(sorted(done.without_name))}"] if done.without_name else []),
        *(f"Draft {look.draft}, {look.place}: {look.sentence}" for look in done.looks),
    ]
    if as_json:
        found = {"exit_code": int(code), "folder": str(out), "files": [name for name, _ in done.files]}
        print(json.dumps({**found, "codes": dict(done.names_put), "told": told}, ensure_ascii=False, indent=1))
    else:
        screen = Console(highlight=False, soft_wrap=True)
        screen.print(
            f"Written to {escape(str(out))}, RESTRICTED: they hold names, keep them apart and delete them after use."
        )
        for name, _ in done.files:
            screen.print(f"  {escape(name)}")
        screen.print(
            f"Names of {counted(len(done.names_put), 'person or place', 'people or places')} were put. The copies "
            "are in the log beside the key map."
        )
        for sentence in told:
            screen.print(escape(sentence))
    raise typer.Exit(code)


def _for_machines(done: Recoded, record: Path, code: int) -> dict[str, object]:
    return {
        "exit_code": code,
        "folder": str(record.parent),
        "files": [*(name for name, _ in done.files), record.name],
        "changes": [{"draft": c.draft, "place": c.place, "old": c.old, "new": c.new} for c in done.changes],
        "look": [{"draft": k.draft, "place": k.place, "sentence": k.sentence} for k in done.looks],
        "old_codes_not_found": list(done.not_found),
        "codes_not_in_the_map": dict(done.unmapped),
        "notes": list(done.notes),
    }


def _show(screen: Console, done: Recoded, record: Path) -> None:
    screen.print(f"Written to {escape(str(record.parent))}:")
    for name, _ in done.files:
        screen.print(f"  {escape(name)}")
    screen.print(f"  {record.name}")
    counts: dict[tuple[str, str], int] = {}
    for change in done.changes:
        counts[change.old, change.new] = counts.get((change.old, change.new), 0) + 1
    for (old, new), count in counts.items():
        screen.print(f"{escape(old)} is now {escape(new)}: {count} {'place' if count == 1 else 'places'}")
    if done.not_found:
        screen.print(f"In none of the drafts: {escape(', '.join(done.not_found))}")
    if done.unmapped:
        screen.print(f"Not in the map, and left as they are: {escape(', '.join(done.unmapped))}")
    for note in done.notes:
        screen.print(escape(note))
    if done.looks:
        screen.print("[bold]Look at these:[/bold]")
        for look in done.looks[:_LOOKS_SHOWN]:
            screen.print(f"  Draft {look.draft}, {escape(look.place)}: {escape(look.sentence)}")
        if len(done.looks) > _LOOKS_SHOWN:
            screen.print(f"  … and {len(done.looks) - _LOOKS_SHOWN} more: they are all in {record.name}")
