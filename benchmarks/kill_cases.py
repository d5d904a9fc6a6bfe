"""The commands that `kills.py` kills, and the cases that they are killed in: small drafts about invented people."""

from __future__ import annotations

import csv
import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import docx
from openpyxl import Workbook

from benchmarks.killed_process import Case

NAMES = ("Quillfeather", "Brackwater", "Ottersleigh", "Pennyfather")


@dataclass(frozen=True)
class Command:
    """A command to be killed: how its case is prepared, its arguments, and where names may stand in the clear."""

    name: str
    prepare: Callable[[Case], None]
    arguments: tuple[str, ...]
    meant: tuple[str, ...] = ()  # files that are meant to hold names, besides what was given
    codes: tuple[int, ...] = (0, 1)
    whole: bool = True  # all its results are there, or none


def _draft(path: Path, *more: str) -> None:
    document = docx.Document()
    document.add_paragraph("Tabitha Quillfeather was seen by her social worker, Ms Brackwater.")
    document.add_paragraph("Health visitor Mabel Ottersleigh rang Mrs Quillfeather.")
    for text in more:
        document.add_paragraph(text)
    path.parent.mkdir(exist_ok=True)
    document.save(str(path))


def _listed(path: Path) -> None:
    book = Workbook()
    rows = (
        ("Code", "Kind", "Name", "Also known as", "Relationship or role", "Agency", "Date of birth"),
        ("Child 1", "subject", "Tabitha Quillfeather", "", "Subject", "", "09/05/2014"),
        ("Mrs A", "family", "Glynis Quillfeather", "", "Mother of Child 1", "", ""),
        ("SW1", "professional", "Imogen Brackwater", "", "Social Worker", "Fenmoor Council", ""),
    )
    for row in rows:
        book.worksheets[0].append(list(row))
    book.save(path)


def _given(case: Case) -> None:
    for folder in ("home", "tmp", "user", "k", "safe"):
        (case.root / folder).mkdir(parents=True)
    _listed(case.root / "codes.xlsx")
    _draft(case.root / "given" / "imr.docx")
    case.must("identity", "show")


_MAP = ("--key-map", "k/map")
_RUN = ("anonymise", "given/imr.docx", "--codes", "codes.xlsx", *_MAP, "--out", "out")


def _run_once(case: Case) -> None:
    _given(case)
    case.must(*_RUN, "--identified-key", "safe/key.docx")


def _changed(case: Case) -> None:
    _run_once(case)
    _draft(case.root / "given" / "imr.docx", "Health visitor Lorna Pennyfather came. Quillfeather was out.")


def _run_twice(case: Case) -> None:
    _changed(case)
    case.must(*_RUN)


def _key_lost(case: Case) -> None:
    _run_twice(case)
    case.must("keymap", "recovery", *_MAP, "--passphrase-file", "safe/recovery")
    shutil.rmtree(case.root / "home" / "config")
    case.must("identity", "show")


def _damaged(case: Case) -> None:
    _run_twice(case)
    (case.root / "k" / "map").write_bytes(b"age-encryption.org/v1 and no more")


def _copied(case: Case) -> None:
    _run_once(case)
    case.must("personalise", "out/imr.anonymised.docx", *_MAP, "--out", "safe/copies")
    case.must("decide", *_MAP, "--sheet", "safe/sheet.xlsx")


def _mapped(case: Case) -> None:
    _run_once(case)
    with (case.root / "map.csv").open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([("Old", "New"), ("SW1", "SW2"), ("SW2", "SW1")])


def _own_key(case: Case) -> str:
    said = case.run("identity", "show", "--json")
    return str(json.loads(said.said)["public_key"])


def _returned(case: Case) -> None:
    _run_once(case)
    key = _own_key(case)
    for agency in ("council", "trust"):
        case.must("codes", "return", *_MAP, "--agency", agency, "--board-key", key, "--out", f"returns/{agency}")
    case.must("codes", "requests", *_MAP, "--agency", "council", "--board-key", key, "--out", "returns")


def _reconciled(case: Case) -> None:
    _returned(case)
    case.must(*_RECONCILE)


_RECONCILE = (
    "codes", "reconcile", "returns/council/return-council.sealed", "returns/trust/return-trust.sealed", "--list",
    "codes.xlsx", "--out", "merged",
)  # fmt: skip
_NAMED = ("merged/reconciliation RESTRICTED names.xlsx", "merged/key-of-professionals RESTRICTED names.docx")

COMMANDS = (
    Command("anonymise, first run", _given, (*_RUN, "--identified-key", "safe/key.docx"), ("safe/key.docx",)),
    Command("anonymise, again", _changed, (*_RUN, "--identified-key", "safe/key.docx"), ("safe/key.docx",)),
    Command(
        "personalise", _run_once, ("personalise", "out/imr.anonymised.docx", *_MAP, "--out", "safe/copies"),
        ("safe/copies/imr RESTRICTED names.docx",),
    ),
    Command("decide --sheet", _run_once, ("decide", *_MAP, "--sheet", "safe/sheet.xlsx"), ("safe/sheet.xlsx",)),
    Command("keymap export, .xlsx", _run_once, ("keymap", "export", "safe/all.xlsx", *_MAP), ("safe/all.xlsx",)),
    Command("keymap export, .csv", _run_once, ("keymap", "export", "safe/all.csv", *_MAP), ("safe/all.csv",)),
    Command("keymap recovery", _run_twice, ("keymap", "recovery", *_MAP, "--passphrase-file", "safe/recovery")),
    Command("keymap restore --with", _key_lost, ("keymap", "restore", *_MAP, "--with", "safe/recovery")),
    Command("keymap restore --version", _run_twice, ("keymap", "restore", *_MAP, "--version", "1")),
    Command("keymap restore, damaged", _damaged, ("keymap", "restore", *_MAP, "--version", "1")),
    Command("keymap hold", _run_once, ("keymap", "hold", *_MAP, "--reason", "reference 7")),
    Command(
        "keymap destroy", _copied, ("keymap", "destroy", *_MAP, "--certificate", "safe/certificate.docx", "--yes"),
        ("safe/key.docx", "safe/sheet.xlsx", "safe/copies/imr RESTRICTED names.docx"), whole=False,
    ),
    Command("recode", _mapped, ("recode", "out/imr.anonymised.docx", "--map", "map.csv", "--out", "recoded")),
    Command("codes reconcile", _returned, _RECONCILE, _NAMED),
    Command("codes reconcile, again", _reconciled, _RECONCILE, _NAMED),
    Command(
        "codes answer --sheet", _returned,
        ("codes", "answer", "codes.xlsx", "returns/requests-council.sealed", "--sheet", "safe/answers.xlsx"),
        ("safe/answers.xlsx",),
    ),
    Command(
        "codes issue", _run_once,
        ("codes", "issue", "codes.xlsx", "--to", "council=passphrase", "--to", "trust=passphrase", "--out", "editions"),
    ),
    Command("codes export", _given, ("codes", "export", "codes.xlsx", "--to", "safe/list.csv"), ("safe/list.csv",)),
    Command(
        "audit export, with names", _run_once,
        ("audit", "export", "out/audit.jsonl", "--to", "safe/log.csv", *_MAP), ("safe/log.csv",),
    ),
    Command("check --report", _run_once, ("check", "out/imr.anonymised.docx", "--fast", "--report", "safe/check.docx")),
)  # fmt: skip
