"""`redactor codes issue`, `requests`, `answer`: the list goes out, the wishes for codes come back, the next edition."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from redactor.commands.common import Exit, ask_passphrase, refuse, refuse_missing, sentences

_LIST = Annotated[Path, typer.Argument(metavar="LIST", help="The board's code list: .xlsx, .csv or a Word table.")]

_CODES = Annotated[Path | None, typer.Option("--codes", help="The list or edition of the case.")]
_MAP = Annotated[Path | None, typer.Option("--key-map", help="The key map, if you keep it elsewhere.")]
_AGENCY = Annotated[str, typer.Option("--agency", help="Your agency, where the edition does not say it.")]
_BOARD_KEY = Annotated[str, typer.Option("--board-key", help="The board's public key, where the list is no edition.")]


def issue(
    codes: _LIST,
    to: Annotated[
        list[str],
        typer.Option("--to", help="“AGENCY=KEY” (what redactor identity show prints), or “AGENCY=passphrase”."),
    ],
    out: Annotated[Path, typer.Option("--out", help="Folder for the editions; made if it is not there.")],
    blocks: Annotated[
        str, typer.Option("--own-codes", help="How agencies mint: numbers (SW201), prefixes (SCC-SW1) or none.")
    ] = "numbers",
    board: Annotated[str, typer.Option("--board", help="The board's name, as the agencies will see it.")] = "",
    despite: Annotated[
        bool, typer.Option("--despite-faults", help="Issue the list though codes check finds what must be mended.")
    ] = False,
) -> None:
    """Issue the list: a numbered, dated, signed edition for each agency, sealed to its key."""
    refuse_missing((), codes)
    from redactor.base.refused import Refused
    from redactor.board.issuing import Blocks, NotAddressed, own_codes, recipient_of
    from redactor.board.issuing import issue as send
    from redactor.board.vetting import Weight, vet
    from redactor.case.opening import code_list

    if blocks not in set(Blocks):
        refuse(["--own-codes is one of: numbers, prefixes, none."])
    with sentences():
        code_list(codes)  # a list that cannot be used is told first, whole
        faults = [f"{f.where}: {f.sentence}" for f in vet(codes) if f.weight is Weight.MUST]
        if faults and not despite:
            refuse(["The list was not issued. This must be mended first, or say --despite-faults:", *faults])
        try:
            made = send(
                code_list(codes),
                [recipient_of(text) for text in to],
                out,
                blocks=Blocks(blocks),
                board=board,
                passphrase=lambda agency: ask_passphrase(f"Passphrase for {agency}", twice=True),
            )
        except NotAddressed as error:
            how = "Write --to “AGENCY=KEY” for each agency, or --to “AGENCY=passphrase” for one that has no key."
            raise Refused([*error.problems, how]) from None
    screen = Console(highlight=False, soft_wrap=True)
    again = " again: the list says what it said before" if made.again else ""
    screen.print(f"Edition {made.number} of {made.on:%d/%m/%Y}{again}. SHA-256 of the list: {made.digest}")
    for sent in made.sent:
        own = own_codes(sent.agency.may_mint)
        how = "to its key" if sent.agency.key else "with a passphrase: tell it to them by telephone, not by e-mail"
        screen.print(f"{sent.agency.name}: {sent.file} (sealed {how}; own codes: {own})", markup=False)
    screen.print(f"Signed with the key {made.board_key}. Agencies may ask you for it by telephone at first use.")


def requests(
    out: Annotated[Path, typer.Option("--out", help="Folder for the two files.")],
    codes: _CODES = None,
    key_map: _MAP = None,
    agency: _AGENCY = "",
    board_key: _BOARD_KEY = "",
) -> None:
    """Ask the board for codes: a sheet without names to send openly, and a file with names that only the board can open."""
    refuse_missing((), codes)
    from redactor.board.parcels import ParcelKind
    from redactor.board.returning import send_parcel

    with sentences():
        made = send_parcel(ParcelKind.REQUESTS, out, codes, key_map, agency, board_key, ask_passphrase)
    _said(made.rows, "code", made.files, sealed=made.sealed)
    raise typer.Exit(Exit.AWAITS_A_PERSON if made.rows else Exit.DONE)


def send_return(
    out: Annotated[Path, typer.Option("--out", help="Folder for the file.")],
    codes: _CODES = None,
    key_map: _MAP = None,
    agency: _AGENCY = "",
    board_key: _BOARD_KEY = "",
) -> None:
    """Send the board your whole key, sealed to the board, so that it can put the agencies' keys together."""
    refuse_missing((), codes)
    from redactor.board.parcels import ParcelKind
    from redactor.board.returning import send_parcel

    with sentences():
        made = send_parcel(ParcelKind.RETURN, out, codes, key_map, agency, board_key, ask_passphrase)
    _said(made.rows, "identity", made.files, sealed=made.sealed)


def _said(rows: int, what: str, files: tuple[Path, ...], *, sealed: bool) -> None:
    screen = Console(highlight=False, soft_wrap=True)
    many = {"code": "codes", "identity": "identities"}[what]
    screen.print(f"{rows} {what if rows == 1 else many}: " + ", ".join(map(str, files)), markup=False)
    if not sealed:
        screen.print(
            "Only the sheet without names was written: the list is no edition, so the board's key is not known."
        )
        screen.print("Give it with --board-key (redactor identity show prints it at the board).")


def answer(
    codes: _LIST,
    files: Annotated[list[Path], typer.Argument(metavar="REQUESTS...", help="The agencies' sealed requests.")],
    sheet: Annotated[
        Path | None,
        typer.Option("--sheet", help="Write the requests with proposals to this Excel file. RESTRICTED: names."),
    ] = None,
    read: Annotated[Path | None, typer.Option("--read", help="Read back the Excel file that you filled in …")] = None,
    out: Annotated[
        Path | None, typer.Option("--out", help="… and write the list with the answers here. RESTRICTED: names.")
    ] = None,
) -> None:
    """Answer the agencies' requests: first --sheet, then --read with --out. Then issue the new list."""
    if (sheet is None) == (read is None) or (read is not None) != (out is not None):
        refuse(["Give --sheet to write the requests to, or --read with --out to take the answers over."])
    refuse_missing((), codes)
    from redactor.board.returning import answer_requests

    with sentences():
        sentence, left = answer_requests(codes, files, sheet=sheet, read=read, out=out)
    Console(highlight=False, soft_wrap=True).print(sentence, markup=False)
    raise typer.Exit(Exit.AWAITS_A_PERSON if left else Exit.DONE)
