"""Seconds a megabyte for reading, rewriting and writing, without detection: python -m benchmarks.rewriting

The draft is generated: 100 pages in the way Word writes them (short runs, a chronology in a table, notes, comments),
with 300 tracked changes. Then it is doubled four times, to see whether the time grows with the size and no faster.
"""

from __future__ import annotations

import argparse
import io
import itertools
import json
import random
import re
import sys
import tempfile
import time
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table

from benchmarks.reader import xml_size
from redactor.case.profiles import Profile
from redactor.documents import Document, Replacement, Tidying, read, write_atomically

PAGES, CHANGES, DOUBLINGS = 100, 300, 4
_WORDS_A_PAGE = 400
_NAME = "Quillfeather"  # what is replaced; on every page some five times
_SAID = """the worker visited and found home conditions adequate mother said that she had called about school
attendance which was recorded on file supervision agreed a further visit within ten days there was no evidence of
management oversight at this point review health visitor police notification referral threshold strategy discussion
father did not attend appointment was offered again""".split()
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_BY = 'w:author="A. Reviewer" w:date="2024-03-05T10:00:00Z"'


@dataclass(frozen=True, slots=True)
class Measured:
    """The fastest of some runs over one draft."""

    pages: int
    changes: int
    megabytes: float  # of XML, unpacked
    reading: float  # seconds
    rewriting: float  # seconds, writing included

    @property
    def a_megabyte(self) -> float:
        """Seconds a megabyte of XML."""
        return (self.reading + self.rewriting) / self.megabytes


def main(arguments: list[str] | None = None) -> int:
    """Print the table."""
    options = _parser().parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="redactor-rewriting-") as name:
        work = Path(name)
        measured = []
        for doubling in range(options.doublings + 1):
            path = work / f"draft-{doubling}.docx"
            path.write_bytes(draft(options.pages << doubling, CHANGES << doubling))
            measured.append(measure(path, options.pages << doubling, CHANGES << doubling, options))
    ratio = measured[-1].a_megabyte / measured[0].a_megabyte
    if options.json:
        rows = [{"pages": m.pages, "megabytes": m.megabytes, "seconds_a_megabyte": m.a_megabyte} for m in measured]
        print(json.dumps({"sizes": rows, "ratio_largest_to_smallest": ratio}, indent=1))
        return 0
    Console(width=None if sys.stdout.isatty() else 120, highlight=False).print(table(measured))
    print(f"\nseconds a megabyte, largest to smallest: {ratio:.2f} (1 = the time grows as the size does)")
    return 0


def measure(path: Path, pages: int, changes: int, options: argparse.Namespace) -> Measured:
    """Read, rewrite and write a draft several times; the fastest of each."""
    tidying = Profile(options.profile).tidying
    times = [_once(path, tidying) for _ in range(options.runs)]
    reading, rewriting = (min(each) for each in zip(*times, strict=True))
    return Measured(pages, changes, xml_size(path) / 1e6, reading, rewriting)


def _once(path: Path, tidying: Tidying) -> tuple[float, float]:
    started = time.perf_counter()
    document = read(path, tidying)
    read_at = time.perf_counter()
    found = replacements(document)
    if not found:
        raise AssertionError("the generated draft lacks what was to be replaced")
    found_at = time.perf_counter()
    write_atomically(path.with_suffix(".out"), document.rewritten(found).data)
    return read_at - started, time.perf_counter() - found_at


def replacements(document: Document) -> list[Replacement]:
    """A code for every mention."""
    return [
        Replacement(passage.number, match.start(), match.end(), "SW1")
        for passage in document.passages
        for match in re.finditer(_NAME, passage.text)
    ]


# ------------------------------------------------------------ the draft


def draft(pages: int, changes: int) -> bytes:
    """A Word file of so many pages and tracked changes, the same every time."""
    chance = random.Random(pages)
    numbers = itertools.count(1)
    body: list[str] = []
    each_page = [changes // pages + (page < changes % pages) for page in range(pages)]
    notes: list[str] = []
    comments: list[str] = []
    for page, on_page in enumerate(each_page):
        paragraphs = list(_page(chance, numbers, page, on_page))
        cite, said = len(notes) + 1, len(comments)
        paragraphs[0] = paragraphs[0].replace("</w:p>", f'<w:r><w:footnoteReference w:id="{cite}"/></w:r></w:p>', 1)
        paragraphs[1] = paragraphs[1].replace("</w:p>", f'<w:r><w:commentReference w:id="{said}"/></w:r></w:p>', 1)
        notes.append(f'<w:footnote w:id="{cite}"><w:p>{_runs(chance, 15)}</w:p></w:footnote>')
        comments.append(f'<w:comment w:id="{said}" w:initials="AR" {_BY}><w:p>{_runs(chance, 12)}</w:p></w:comment>')
        body += paragraphs
    parts = {
        "document": f"<w:body>{''.join(body)}<w:sectPr/></w:body>",
        "footnotes": "".join(notes),
        "comments": "".join(comments),
    }
    return _zipped(parts)


def _page(chance: random.Random, numbers: Iterator[int], page: int, changes: int) -> Iterator[str]:
    """Five paragraphs and three rows of a chronology: some 400 words."""
    where = [0] * 5
    for _ in range(changes):
        where[chance.randrange(5)] += 1
    for number, here in enumerate(where):
        style = "Heading2" if number == 0 else "Normal"
        changed = "".join(_change(chance, next(numbers)) for _ in range(here))
        rsids = f'w:rsidR="00{page:06X}" w:rsidRDefault="00{page:06X}"'
        yield (
            f'<w:p {rsids}><w:pPr><w:pStyle w:val="{style}"/><w:spacing w:after="120"/></w:pPr>'
            f"{_runs(chance, 8 if number == 0 else 60)}{changed}</w:p>"
        )
    cells = (f"{1 + page % 28:02d}/03/2023", "10:30", _NAME)
    rows = ""
    for _ in range(3):
        texts = "".join(f"<w:tc><w:tcPr/><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>" for text in cells)
        rows += f"<w:tr>{texts}<w:tc><w:tcPr/><w:p>{_runs(chance, 45)}</w:p></w:tc></w:tr>"
    yield f"<w:tbl><w:tblPr/><w:tblGrid/>{rows}</w:tbl>"


def _runs(chance: random.Random, words: int) -> str:
    """Words in runs of one to twelve, as Word cuts them."""
    out = []
    while words > 0:
        length = min(words, chance.randint(1, 12))
        words -= length
        said = [chance.choice(_SAID) for _ in range(length)]
        if chance.random() < 0.08:
            said[0] = _NAME
        bold = "<w:b/>" if chance.random() < 0.1 else ""
        out.append(
            f'<w:r w:rsidRPr="00A1B2C3"><w:rPr><w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:cs="Arial"/>{bold}'
            f'<w:sz w:val="22"/></w:rPr><w:t xml:space="preserve">{" ".join(said)} </w:t></w:r>'
        )
    return "".join(out)


def _change(chance: random.Random, number: int) -> str:
    said = chance.choice(_SAID)
    return (
        f'<w:del w:id="{number}" {_BY}><w:r><w:delText xml:space="preserve">{_NAME} </w:delText></w:r></w:del>'
        if number % 2
        else f'<w:ins w:id="{number}" {_BY}><w:r><w:t xml:space="preserve">{said} {_NAME} </w:t></w:r></w:ins>'
    )


def _zipped(parts: dict[str, str]) -> bytes:
    head = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'

    def link(kind: str, target: str) -> str:
        return f'<Relationship Id="rId{1 + list(parts).index(kind)}" Type="{_OFFICE}/{kind}" Target="{target}"/>'

    root = f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/>'
    overrides = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_TYPES}.{name}{".main" * (name == "document")}+xml"/>'
        for name in parts
    )
    members = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f"{overrides}</Types>",
        "_rels/.rels": f"{head}{root}</Relationships>",
        "word/_rels/document.xml.rels": head
        + "".join(link(name, f"{name}.xml") for name in parts if name != "document")
        + "</Relationships>",
        **{f"word/{name}.xml": f'<w:{name} xmlns:w="{_W}">{content}</w:{name}>' for name, content in parts.items()},
    }
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return target.getvalue()


def table(rows: Sequence[Measured]) -> Table:
    """One line a size."""
    headings = ("pages", "changes", "MB of XML", "read, s", "rewrite and write, s", "s a MB", "s, to the half of it")
    result = Table(*headings, box=None, pad_edge=False)
    before: Measured | None = None
    for m in rows:
        whole = m.reading + m.rewriting
        grown = f"{whole / (before.reading + before.rewriting):.2f}" if before else ""
        figures = (f"{m.megabytes:.2f}", f"{m.reading:.2f}", f"{m.rewriting:.2f}", f"{m.a_megabyte:.3f}", grown)
        result.add_row(f"{m.pages:,}", f"{m.changes:,}", *figures)
        before = m
    for column in result.columns:
        column.justify = "right"
    return result


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.rewriting", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--pages", type=int, default=PAGES, help="of the smallest draft (default: 100)")
    parser.add_argument("--doublings", type=int, default=DOUBLINGS, help="default: 4")
    parser.add_argument("--runs", type=int, default=2, help="of which the fastest counts (default: 2)")
    parser.add_argument("--profile", choices=[*Profile], default=Profile.WORKING, help="default: working")
    parser.add_argument("--json", action="store_true", help="print the figures for machines")
    return parser


if __name__ == "__main__":
    sys.exit(main())
