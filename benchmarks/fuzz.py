"""Damaged files by the thousand: none may end in an error that nobody planned, none may take longer than ten seconds.

    python -m benchmarks.fuzz [--files 1000] [--seed 1] [--formats docx,xlsx,pdf,csv] [--keep FOLDER]

mutates sound files of each format (bytes flipped, cut, put in; members of the archive changed, doubled, renamed; XML edited) and
gives each to what reads such files: `anonymise` (reading and rewriting), `inspect`, `check --fast`, `codes check`.
"""

from __future__ import annotations

import argparse
import io
import os
import random
import re
import tempfile
import time
import warnings
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from redactor.base.bounded import FAILED
from redactor.base.given import Held
from redactor.base.refused import Refused
from redactor.case.profiles import Profile
from redactor.checks.run import CheckRequest, check
from redactor.codes.lists import survey_code_list
from redactor.codes.model import CodeListError
from redactor.documents import read
from redactor.documents.formats import inspected
from redactor.documents.model import DocumentError

EXAMPLE = Path(__file__).resolve().parent.parent / "key_maps" / "example"
LIST = (
    ("Code", "Kind", "Name", "Also known as"),
    ("Child 1", "subject", "Kayleigh Varnham", "Kay; K"),
    ("Address A", "address", "14 Beech Road", ""),
    ("SW", "role", "", ""),
)
SLOW = 10.0
_UNKNOWN = FAILED.partition("(")[0]
_NUMBER = re.compile(rb'"\d+"')
_TAG = re.compile(rb"<[^<>]{1,200}>")
_STRANGE = (
    b'"-1"',
    b'"999999999999999999999"',
    b'"1.5"',
    b'"x"',
    b'""',
    b'"\xc2\xb2"',
    "\u0663".encode().join([b'"', b'"']),
)


@dataclass(frozen=True)
class Outcome:
    """What one reading of one mutated file came to."""

    entry: str
    result: str  # "read", "refused", "unplanned"
    seconds: float
    detail: str = ""  # of an unplanned error


def seeds(kind: str) -> list[bytes]:
    """Sound files of a format."""
    if kind == "docx":
        return [(EXAMPLE / "imr.docx").read_bytes(), (EXAMPLE / "chronology.docx").read_bytes(), _word_list()]
    if kind == "xlsx":
        return [(EXAMPLE / "codes.xlsx").read_bytes()]
    if kind == "csv":
        return ["\r\n".join(",".join(f'"{cell}"' for cell in row) for row in LIST).encode("utf-8-sig")]
    return [_pdf()]


def _word_list() -> bytes:
    from docx import Document

    document = Document()
    table = document.add_table(rows=0, cols=len(LIST[0]))
    for row in LIST:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def _pdf() -> bytes:
    from reportlab.pdfgen import canvas

    written = io.BytesIO()
    page = canvas.Canvas(written, invariant=1)
    for number in range(2):
        for line in range(30):
            page.drawString(
                72, 760 - 20 * line, f"Page {number + 1}, line {line + 1}: Kayleigh Varnham of 14 Beech Road was seen."
            )
        page.bookmarkPage(f"p{number}")
        page.addOutlineEntry(f"Page {number + 1}", f"p{number}")
        page.linkURL("https://example.org/", (72, 72, 200, 90))
        page.showPage()
    page.setAuthor("Kayleigh Varnham")
    page.save()
    return written.getvalue()


def mutated(data: bytes, kind: str, rng: random.Random) -> bytes:
    """A damaged copy."""
    ways: list[Callable[[bytes, random.Random], bytes]] = [_flipped, _cut, _filled]
    if kind in ("docx", "xlsx"):
        ways += [_member_flipped, _xml_edited, _xml_edited, _doubled, _renamed]
    elif kind == "pdf":
        ways += [_numbers_changed, _pdf_stream_changed]
    else:
        ways += [_numbers_changed]
    return rng.choice(ways)(data, rng)


def _flipped(data: bytes, rng: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(rng.choice((1, 2, 8, 40))):
        changed[rng.randrange(len(changed))] = rng.randrange(256)
    return bytes(changed)


def _cut(data: bytes, rng: random.Random) -> bytes:
    start = rng.randrange(len(data))
    return data[:start] if rng.random() < 0.5 else data[:start] + data[start + rng.randrange(1, 400) :]


def _filled(data: bytes, rng: random.Random) -> bytes:
    at = rng.randrange(len(data))
    return data[:at] + rng.randbytes(rng.choice((1, 16, 300))) + data[at:]


def _members(data: bytes) -> list[tuple[str, bytes]]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return [(name, archive.read(name)) for name in archive.namelist()]


def _packed(members: list[tuple[str, bytes]]) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return written.getvalue()


def _member_flipped(data: bytes, rng: random.Random) -> bytes:
    members = _members(data)
    n = rng.randrange(len(members))
    members[n] = (members[n][0], _flipped(members[n][1], rng) if members[n][1] else b"?")
    return _packed(members)


def _xml_edited(data: bytes, rng: random.Random) -> bytes:
    members = _members(data)
    n = rng.choice([n for n, (_, content) in enumerate(members) if content[:1] == b"<"])
    name, content = members[n]
    for _ in range(rng.choice((1, 3, 10))):
        content = rng.choice((_numbers_changed, _tag_changed))(content, rng)
    members[n] = (name, content)
    return _packed(members)


def _numbers_changed(content: bytes, rng: random.Random) -> bytes:
    found = list(_NUMBER.finditer(content)) or list(re.finditer(rb"\d+", content))
    if not found:
        return content
    one = rng.choice(found)
    strange = rng.choice(_STRANGE)
    return content[: one.start()] + (strange if one.group()[:1] == b'"' else strange.strip(b'"')) + content[one.end() :]


def _tag_changed(content: bytes, rng: random.Random) -> bytes:
    found = list(_TAG.finditer(content))
    if not found:
        return content
    one, other = rng.choice(found), rng.choice(found)
    instead = rng.choice(
        (b"", one.group() * 2, other.group(), one.group().replace(b"w:", b"m:"), b"<!-- " + one.group() + b" -->")
    )
    return content[: one.start()] + instead + content[one.end() :]


def _doubled(data: bytes, rng: random.Random) -> bytes:
    members = _members(data)
    members.insert(rng.randrange(len(members)), rng.choice(members))
    return _packed(members)


def _renamed(data: bytes, rng: random.Random) -> bytes:
    members = _members(data)
    n = rng.randrange(len(members))
    name = rng.choice(
        ("../../evil.txt", "", "a" * 300, members[n][0].upper(), "word/\x00document.xml", "xl/" + members[n][0])
    )
    members[n] = (name, members[n][1])
    return _packed(members)


def _pdf_stream_changed(data: bytes, rng: random.Random) -> bytes:
    found = list(re.finditer(rb"stream\r?\n(.*?)endstream", data, re.DOTALL))
    one = rng.choice(found)
    fresh = rng.choice(
        (rng.randbytes(60), zlib.compress(b"BT /F1 12 Tf (x) Tj ET " * rng.choice((1, 5000))), one.group(1)[::-1])
    )
    return data[: one.start(1)] + fresh + b"\n" + data[one.end(1) :]


def readings(data: bytes, kind: str) -> Iterator[Outcome]:
    """What each entry point makes of a file."""
    given = Held(f"draft.{kind}", data)
    if kind in ("docx", "pdf"):
        yield _tried("anonymise", lambda: read(given, Profile.SUBMISSION.tidying).rewritten(()))
        yield _tried("inspect", lambda: inspected(given))
    if kind != "pdf":
        yield _tried("codes check", lambda: survey_code_list(given))
    if kind != "csv":
        yield _tried("check", lambda: _checked(given))


def _checked(given: Held) -> None:
    checked = check(CheckRequest((given,), fast=True))
    failed = [problem for problem in checked.problems if " failed (" in problem]
    if failed:
        raise AssertionError(failed[0])


def _tried(entry: str, act: Callable[[], object]) -> Outcome:
    began = time.monotonic()
    result, detail = "read", ""
    try:
        act()
    except (DocumentError, CodeListError, Refused) as error:
        result = "refused"
        if _UNKNOWN in str(error):
            result, detail = "unplanned", str(error)[len(_UNKNOWN) - 1 :][:120]
    except Exception as error:
        result, detail = "unplanned", f"{type(error).__name__}: {error}"[:160]
    return Outcome(entry, result, time.monotonic() - began, detail)


def run(kind: str, files: int, seed: int, keep: Path | None = None) -> list[Outcome]:
    """All outcomes of so many mutated files of a format; the bad ones' files are kept where a folder is given."""
    warnings.filterwarnings("ignore", "Duplicate name", UserWarning)  # of zipfile; two of a name are wanted here
    rng = random.Random(f"{seed} {kind}")
    sound = seeds(kind)
    found: list[Outcome] = []
    for number in range(files):
        data = mutated(rng.choice(sound), kind, rng)
        for outcome in readings(data, kind):
            found.append(outcome)
            if keep is not None and (outcome.result == "unplanned" or outcome.seconds > SLOW):
                (keep / f"{number}-{outcome.entry.replace(' ', '_')}.{kind}").write_bytes(data)
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--files", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--formats", default="docx,xlsx,pdf,csv")
    parser.add_argument("--keep", type=Path)
    chosen = parser.parse_args()
    if chosen.keep:
        chosen.keep.mkdir(parents=True, exist_ok=True)
    print("| format | files | entry | read | refused in a sentence | unplanned | over 10 s | longest, s |")
    print("| --- | --: | --- | --: | --: | --: | --: | --: |")
    details: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as home:
        os.environ["REDACTOR_HOME"] = home
        for kind in chosen.formats.split(","):
            outcomes = run(kind, chosen.files, chosen.seed, chosen.keep)
            for entry in dict.fromkeys(o.entry for o in outcomes):
                own = [o for o in outcomes if o.entry == entry]
                count = Counter(o.result for o in own)
                print(
                    f"| {kind} | {chosen.files:,} | {entry} | {count['read']:,} | {count['refused']:,} | {count['unplanned']:,} "
                    f"| {sum(o.seconds > SLOW for o in own):,} | {max(o.seconds for o in own):.1f} |",
                    flush=True,
                )
            details.update(f"{kind}, {o.entry}: {o.detail}" for o in outcomes if o.result == "unplanned")
    for detail, times in details.most_common():
        print(f"{times} × {detail}")


if __name__ == "__main__":
    main()
