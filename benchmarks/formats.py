"""What other formats cost, and whether they hold: python -m benchmarks.formats FOLDER [--limit 40]

Word files of a folder, spread evenly over it, are turned by LibreOffice into .odt, .rtf, .doc and PDF, and their text is put
into a message. Each is inspected, read by the check, and anonymised without a code list; the PDF once more as a Word file.
Counted are files that were refused with a sentence, those that were withheld (exit code 3), and crashes; seconds are those of the
processor for `anonymise` alone, of LibreOffice too, without loading the model: they hold on a machine that has other work. What
the process that reads files does is not in them, as it lives on.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import traceback
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path

from rich.console import Console
from rich.table import Table

from redactor.base.office import libreoffice
from redactor.base.refused import Refused
from redactor.case.case import Case
from redactor.case.pipeline import anonymise
from redactor.case.profiles import Profile
from redactor.codes.model import CodeList
from redactor.documents import read
from redactor.documents.inspection import inspect
from redactor.documents.model import DocumentError, Tidying
from redactor.keymap.keymap import KeyMap
from redactor.sources.readers import read_source
from redactor.sources.source import SourceError

FORMATS = ("docx", "odt", "rtf", "doc", "eml", "pdf")
AS_WORD = "pdf as word"


@dataclass(frozen=True, slots=True)
class Tried:
    """One file in one format."""

    name: str
    ending: str
    seconds: float = 0.0
    refused: str = ""
    withheld: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()  # remarks that turning it has left something out
    crash: str = ""


def main(arguments: list[str] | None = None) -> int:
    """Print the table; 1 where something crashed or was withheld, 2 where there is nothing to run."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--limit", type=int, default=40)
    options = parser.parse_args(arguments)
    files = sorted(f for f in options.folder.rglob("*.docx") if f.is_file())
    files = files[:: max(1, len(files) // options.limit)][: options.limit]
    if not files or not libreoffice():
        print("There are no Word files in the folder, or no LibreOffice on this computer.", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory(prefix="redactor-formats-") as name:
        tried = [each for n, file in enumerate(files) for each in _tried(file, Path(name) / str(n))]
    _show(tried)
    return int(any(t.crash or t.withheld for t in tried))


def _tried(file: Path, folder: Path) -> list[Tried]:
    folder.mkdir()
    given = folder / "draft.docx"
    given.write_bytes(file.read_bytes())
    for ending in ("odt", "rtf", "doc", "pdf"):
        profile = f"-env:UserInstallation={(folder.parent / 'profile').as_uri()}"
        command = [libreoffice(), profile, "--headless", "--convert-to", ending, "--outdir", str(folder), str(given)]
        subprocess.run(command, capture_output=True, check=False, timeout=180)
    with suppress(DocumentError):
        (folder / "draft.eml").write_bytes(_message(given))
    made = [*((ending, folder / f"draft.{ending}") for ending in FORMATS), (AS_WORD, folder / "draft.pdf")]
    return [_anonymised(file.name, ending, path) for ending, path in made if path.is_file()]


def _message(file: Path) -> bytes:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "a@example.org", "b@example.org", "Draft"
    message.set_content("\n\n".join(p.text for p in read(file, Tidying()).passages if not p.leaves))
    return message.as_bytes()


def _anonymised(name: str, ending: str, path: Path) -> Tried:
    codes = CodeList()
    case = Case.of(codes, KeyMap.new(codes.case_name), Profile.SUBMISSION)
    try:
        inspect(path)
        read_source(path)
        began = _processor()
        result = anonymise([path], case, pdf_as_word=ending == AS_WORD)
        seconds = _processor() - began
    except (DocumentError, SourceError, Refused) as error:
        return Tried(name, ending, refused=str(error))
    except Exception:
        return Tried(name, ending, crash=traceback.format_exc(limit=-3))
    lost = tuple(r.text for d in result.outcome.documents for r in d.remarks if r.rule == "turned-lost")
    withheld = tuple(f"{f.rule}: {f.place}" for _, f in result.findings)
    return Tried(name, ending, seconds, withheld=withheld, lost=lost)


def _processor() -> float:
    """Seconds of the processor so far, of this process and of those that it has waited for."""
    return sum(os.times()[:4])


def _show(tried: list[Tried]) -> None:
    screen = Console(width=120)
    table = Table(
        "format", "files", "read", "refused", "withheld", "crashed", "told to have lost something", "seconds", "ratio"
    )
    plain = {t.name: t.seconds for t in tried if t.ending == "docx" and t.seconds}
    for ending in (*FORMATS, AS_WORD):
        of = [t for t in tried if t.ending == ending]
        both = [t for t in of if t.seconds and t.name in plain]
        seconds, base = sum(t.seconds for t in both), sum(plain[t.name] for t in both)
        table.add_row(
            f".{ending}", str(len(of)), str(sum(bool(t.seconds) for t in of)), str(sum(bool(t.refused) for t in of)),
            str(sum(bool(t.withheld) for t in of)), str(sum(bool(t.crash) for t in of)), str(sum(bool(t.lost) for t in of)),
            f"{seconds / max(1, len(both)):.2f}", f"{seconds / base:.1f}" if base else "",
        )  # fmt: skip
    screen.print(table)
    for (ending, sentence), count in Counter((t.ending, t.refused) for t in tried if t.refused).most_common():
        screen.print(f"refused, .{ending}, {count} ×: {sentence}")
    for each in tried:
        for what in (each.crash, *each.withheld, *each.lost):
            if what:
                screen.print(f".{each.ending} {each.name[-60:]}: {what}", markup=False)


if __name__ == "__main__":
    sys.exit(main())
