"""`redactor intruder`: a finished copy read as somebody would who wants to know who it is."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from redactor.commands.common import Exit, asked_once, refuse, refuse_missing, sentences

if TYPE_CHECKING:
    from redactor.keymap.keymap import KeyMap
    from redactor.records.published import PublicationRecord


_WHERE = "the folder and the spelling of its name"


def intruder(
    reports: Annotated[
        list[Path] | None,
        typer.Argument(help="The finished copies, as they would leave the board.", show_default=False),
    ] = None,
    codes: Annotated[
        Path | None, typer.Option("--codes", help="The board's code list of the case: its key map is found by it.")
    ] = None,
    key_map: Annotated[
        Path | None, typer.Option("--key-map", help="The key map: it knows codes and pseudonyms.")
    ] = None,
    area: Annotated[
        list[str] | None,
        typer.Option(
            "--area", help="The council's area, as the census has it. Repeatable; by default England and Wales."
        ),
    ] = None,
    population: Annotated[
        Path | None, typer.Option("--population", help="A folder of population tables of your own.")
    ] = None,
    press: Annotated[Path | None, typer.Option("--press", help="A folder with cuttings, a file each.")] = None,
    candidates: Annotated[
        Path | None,
        typer.Option("--candidates", help="People who might be meant: .csv or .xlsx with name, sex, born, place …"),
    ] = None,
    enough: Annotated[
        float, typer.Option("--enough", help="How many people have to fit for nobody to be singled out.", min=1)
    ] = 20,
    out: Annotated[
        Path | None,
        typer.Option("--out", help="Write what was found to this .docx. RESTRICTED: it leads to the family."),
    ] = None,
    record: Annotated[
        Path | None, typer.Option("--record", help="Put the figures into this record of redactor publish.")
    ] = None,
    worksheet: Annotated[
        Path | None, typer.Option("--worksheet", help="Write the worksheet for a test by a person, and stop.")
    ] = None,
    read: Annotated[
        Path | None, typer.Option("--read", help="Read back that worksheet; needs --key-map or --codes.")
    ] = None,
    accept: Annotated[
        str,
        typer.Option("--accept", help="Who accepts what is left of the risk; needs --why and --key-map or --codes."),
    ] = "",
    why: Annotated[str, typer.Option("--why", help="Why it is accepted.")] = "",
    advice: Annotated[
        str,
        typer.Option(
            "--advice",
            help="Ask a language model on this computer: http://127.0.0.1:11434/api/chat. Off by default; needs --advice-model, "
            "--out or --show-names, and --key-map or --codes.",
        ),
    ] = "",
    advice_model: Annotated[str, typer.Option("--advice-model", help="What that server calls the model.")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="Print what was found for machines.")] = False,
    show_names: Annotated[bool, typer.Option("--show-names", help="Also quotes, and the candidate's name.")] = False,
) -> None:
    """Say who could be recognised in a copy, by what, and what would end it. Exit code 1: somebody is singled out, or the press
    tells the same."""
    if worksheet is None:
        alone = len(reports or ()) == 1
        refuse_missing((reports or ()) if alone else (), None if key_map else codes, where=_WHERE, as_json=as_json)
    from redactor.case.opening import code_list, key_map_path
    from redactor.keymap.keymap_files import KeyMapError, load_key_map
    from redactor.publication.adviser import adviser_at
    from redactor.publication.intruder_report import for_machines, in_words, report_word
    from redactor.publication.intruding import IntruderRequest, intrude, recorded
    from redactor.records.published import read_record
    from redactor.sealed.sealing import Home, SealingError

    with sentences(KeyMapError, SealingError, as_json=as_json):
        if worksheet is not None:
            _write_worksheet(worksheet)
            return
        adviser = adviser_at(advice, advice_model) if advice else None
        if adviser is not None and out is None and not (as_json and show_names):
            refuse([_ADVICE_WHERE], as_json=as_json)
        passphrase = asked_once()
        path = key_map_path(codes, key_map, passphrase) if codes or key_map else None
        if read is not None or accept:
            if path is None:
                refuse(["Which case? Give its key map with --key-map, or the list with --codes."], as_json=as_json)
            _remember(path, read, accept, why, as_json=as_json)
        opened = load_key_map(path, Home.current()) if path else None
        if not reports and (read is not None or accept):
            if record is not None:
                _write_record(record, _with_persons(read_record(record), opened))
            return
        request = IntruderRequest(
            tuple(reports or ()), opened, tuple(area or ()), population, press, candidates, enough,
            listed=code_list(codes, passphrase) if adviser else None, adviser=adviser,
        )  # fmt: skip
        found = intrude(request)
        if out is not None:
            _write(out, report_word(found), tuple(reports or ()), path)
        if record is not None:
            _write_record(record, _with_persons(recorded(read_record(record), found), opened))
    code = Exit.DONE if found.is_clean else Exit.AWAITS_A_PERSON
    if as_json:
        print(json.dumps(for_machines(found, int(code), show_names=show_names), ensure_ascii=False, indent=1))
    else:
        screen = Console(highlight=False, soft_wrap=True)
        for line in in_words(found):
            screen.print(line, markup=False)
    raise typer.Exit(code)


_ADVICE_WHERE = (
    "Where should the model's advice go? It may guess at somebody, and is not put on the screen: give a restricted file with "
    "--out, or --json with --show-names."
)


def _write_worksheet(path: Path) -> None:
    from redactor.publication.human_test import worksheet
    from redactor.sealed.sealing import Home
    from redactor.sealed.whole import Output, is_taken, write_whole

    if path.suffix.lower() != ".xlsx":
        refuse(["The worksheet is an Excel file: let its name end in .xlsx."])
    if is_taken(path):
        refuse(["There is a file of this name already, and it may be filled in. Give another name."])
    try:
        write_whole([Output(path, worksheet())], Home.current())
    except OSError:
        refuse(["The worksheet cannot be written. Choose another folder."])
    Console(highlight=False, soft_wrap=True).print(
        "Written. When it is filled in: redactor intruder --read with the file."
    )


def _remember(path: Path, read: Path | None, accept: str, why: str, *, as_json: bool) -> None:
    """Tests and acceptance, into the key map."""
    from redactor.keymap.keymap_files import load_key_map, locked, save_key_map
    from redactor.keymap.published import ResidualRisk
    from redactor.publication.human_test import read_worksheet
    from redactor.sealed.sealing import Home

    when, home = datetime.now(UTC).isoformat(timespec="seconds"), Home.current()
    with locked(path):
        opened = load_key_map(path, home)
        assert opened is not None
        told = opened.publication
        if read is not None:
            try:
                tests, problems = read_worksheet(read.read_bytes(), when)
            except OSError:
                refuse(["The worksheet cannot be read. Close it in Excel, and check its name."], as_json=as_json)
            except ValueError as error:
                refuse([f"The file given with --read is no worksheet of redactor intruder. {error}"], as_json=as_json)
            if problems or not tests:
                refuse(problems or ["Nothing is filled in."], as_json=as_json)
            known = {(t.who, t.hours, t.searched, t.guessed) for t in told.tests}
            new = [t for t in tests if (t.who, t.hours, t.searched, t.guessed) not in known]
            told = told.model_copy(update={"tests": (*told.tests, *new)})
        if accept:
            if not why.strip():
                refuse(["What is left of a risk is accepted with a reason. Write it with --why."], as_json=as_json)
            told = told.model_copy(update={"accepted": (*told.accepted, ResidualRisk(who=accept, why=why, when=when))})
        save_key_map(path, opened.model_copy(update={"publication": told}), home)


def _with_persons(record: PublicationRecord, key_map: KeyMap | None) -> PublicationRecord:
    """The record with the tests and the acceptance that the key map remembers."""
    from redactor.publication.publishing import persons_of

    return record.model_copy(update=persons_of(key_map)) if key_map is not None else record


def _write_record(path: Path, record: PublicationRecord) -> None:
    from redactor.documents.files import write_atomically
    from redactor.records.published import record_json

    write_atomically(path, record_json(record))


def _write(path: Path, data: bytes, inputs: tuple[Path, ...], key_map: Path | None) -> None:
    """The restricted file; the key map notes where it lies, so that it goes with the case."""
    from redactor.keymap.keymap_files import load_key_map, locked, save_with
    from redactor.records.ownership import is_ours
    from redactor.sealed.sealing import Home
    from redactor.sealed.whole import Output, is_taken, write_whole

    if path.suffix.lower() != ".docx":
        refuse(["What was found is written as a Word file: let its name end in .docx."])
    if path.resolve() in {p.resolve() for p in inputs} or (is_taken(path) and not is_ours(path)):
        refuse(["There is a file of this name already, and redactor did not write it. Give another name with --out."])
    home, output = Home.current(), Output(path, data, names=True)
    try:
        if key_map is None:
            write_whole([output], home)
            return
        with locked(key_map):
            opened = load_key_map(key_map, home)
            assert opened is not None
            when = datetime.now(UTC).isoformat(timespec="seconds")
            save_with(key_map, opened.with_file("what an intruder found", path, data, when), home, [output])
    except OSError:
        refuse(["The file cannot be written: is it open in Word? Choose another folder, or close it."])
