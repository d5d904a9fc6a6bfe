"""What a rewrite without a replacement changes, for every Word file of a folder: python -m benchmarks.fidelity FOLDER

Each file is read and written anew as the working profile does, with nothing to replace. A second reader then compares
the draft and the result: the text of every story, character for character, and the numbers of runs with text, tables,
sections, numbered paragraphs and lists, styles. With --pages, LibreOffice lays both out.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import tempfile
import traceback
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest
from pathlib import Path

from rich.console import Console
from rich.table import Table

from benchmarks import layout
from benchmarks.reader import COUNTED, Content, Member, members
from redactor.documents import DocumentError, Tidying, read

ENDINGS = (".docx", ".docm", ".dotx", ".dotm")
NOTHING = Tidying(accept_changes=False, comments=False, hidden_text=False, guidance=False)
KINDS = ("text", "runs", *dict.fromkeys(COUNTED.values()))
# remarks that say that text of the draft was left out
SAYS_SO = {
    "note-removed", "foreign-markup", "stray-text", "altchunk-removed", "control-removed", "unknown-part",
    "embedded-removed",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Compared:
    """One file: refused, crashed, or rewritten with these differences."""

    name: str
    refused: str = ""  # the sentence
    crash: str = ""  # where in the program
    differences: tuple[tuple[str, str], ...] = ()  # (kind, where)
    remarks: frozenset[str] = frozenset()
    pages: tuple[int | None, int | None] | None = None  # of the draft and of the result

    @property
    def opened(self) -> bool:
        """Whether there is a result to compare."""
        return not self.refused and not self.crash

    def differs(self, kind: str) -> bool:
        """Whether something of this kind is not as it was."""
        return any(each == kind for each, _ in self.differences)

    @property
    def is_said(self) -> bool:
        """Whether a remark for the user names what could make the difference."""
        return bool(self.remarks & SAYS_SO)


def main(arguments: list[str] | None = None) -> int:
    """Print the tables; 1 when something crashed or changed unsaid, 2 when there is nothing to run."""
    options = _parser().parse_args(arguments)
    files = sorted(f for f in options.folder.rglob("*") if f.suffix.lower() in ENDINGS and f.is_file())
    files = files[: options.limit] if options.limit else files
    if not files:
        print("The folder holds no Word files.", file=sys.stderr)
        return 2
    if options.pages and layout.program() is None:
        print("--pages needs LibreOffice, which is not on this computer.", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory(prefix="redactor-fidelity-") as name:
        results = [compare(file, Path(name), number, options.allow) for number, file in enumerate(files)]
        if options.pages:
            results = with_pages(results, files, Path(name))
    if options.json:
        print(json.dumps(figures(results), indent=1, ensure_ascii=False))
    else:
        screen = Console(width=None if sys.stdout.isatty() else 160, highlight=False)
        for table in (overall(results), refusals(results), remaining(results)):
            if table.row_count:
                screen.print(table, "")
    return int(any(r.crash or (r.differences and not r.is_said) for r in results))


def compare(file: Path, work: Path, number: int, allow: Iterable[str] = ()) -> Compared:
    """Read and rewrite one file, and compare. The result lies at `written(work, number)`."""
    try:
        done = read(file, NOTHING, allow=frozenset(allow)).rewritten([])
    except DocumentError as error:
        return Compared(file.name, refused=str(error))
    except Exception as error:  # whatever it is, the other files are still to be looked at
        frame = traceback.extract_tb(error.__traceback__)[-1]
        return Compared(file.name, crash=f"{type(error).__name__} in {Path(frame.filename).name}, line {frame.lineno}")
    target = written(work, number)
    target.write_bytes(done.data)
    found = differences(members(file), members(target))
    return Compared(file.name, differences=tuple(found), remarks=frozenset(r.rule for r in done.remarks))


def written(work: Path, number: int) -> Path:
    """Where the rewritten copy of a file lies."""
    return work / f"after-{number}.docx"


def differences(before: Sequence[Member], after: Sequence[Member]) -> list[tuple[str, str]]:
    """(kind, where) of everything that is not as it was in the parts that are still there."""
    found: list[tuple[str, str]] = []
    for old, new in pairs(before, after):
        if old is None:
            found.append(("text", f"{new.name} is new"))
            continue
        now = new.content()
        candidates = [old.content(newer=newer) for newer in (True, False)]
        found += min(([*_differences(then, now, new.name)] for then in candidates), key=len)
    return found


def _differences(then: Content, now: Content, name: str) -> Iterable[tuple[str, str]]:
    if then.paragraphs != now.paragraphs:
        numbered = enumerate(zip_longest(then.paragraphs, now.paragraphs))
        first = next(number for number, (a, b) in numbered if a != b)
        yield "text", f"{name}, paragraph {first} of {len(then.paragraphs)}, now {len(now.paragraphs)}"
    for kind in KINDS[1:]:
        if then.counts[kind] != now.counts[kind]:
            yield kind, f"{name}: {then.counts[kind]}, now {now.counts[kind]}"


def pairs(before: Sequence[Member], after: Sequence[Member]) -> list[tuple[Member | None, Member]]:
    """Every part of the result with the one of the draft that it was: of the same name, else the next of its kind."""
    by_name = {member.name.casefold(): member for member in before}
    same = {new.name: by_name[new.name.casefold()] for new in after if _matches(by_name, new)}
    taken = {id(member) for member in same.values()}
    found: list[tuple[Member | None, Member]] = []
    for new in after:
        old = same.get(new.name)
        if old is None:
            old = next((m for m in before if id(m) not in taken and m.kind == new.kind), None)
            taken.add(id(old))
        found.append((old, new))
    return found


def _matches(by_name: dict[str, Member], new: Member) -> bool:
    old = by_name.get(new.name.casefold())
    return old is not None and old.kind == new.kind


def with_pages(results: Sequence[Compared], files: Sequence[Path], work: Path) -> list[Compared]:
    """The results with page numbers of what was rewritten."""
    drafts: dict[int, Path] = {}
    for number, (result, file) in enumerate(zip(results, files, strict=True)):
        if result.opened:  # the same short name for both, as the name can stand in a field
            drafts[number] = work / f"before-{number}.docx"
            drafts[number].write_bytes(file.read_bytes())
    counted = layout.pages([each for number, draft in drafts.items() for each in (draft, written(work, number))])
    return [
        replace(result, pages=(counted.get(drafts[number]), counted.get(written(work, number))))
        if number in drafts
        else result
        for number, result in enumerate(results)
    ]


# ------------------------------------------------------------ what is printed


def counts(results: Sequence[Compared]) -> list[tuple[str, int]]:
    """The figures over all files."""
    opened = [r for r in results if r.opened]
    rows = [
        ("files", len(results)),
        ("refused", sum(bool(r.refused) for r in results)),
        ("crashes", sum(bool(r.crash) for r in results)),
        ("opened and rewritten", len(opened)),
        ("unchanged in every respect", sum(not r.differences for r in opened)),
    ]
    for kind in KINDS:
        label = "text" if kind == "text" else f"number of {kind}"
        rows.append((f"{label} the same", sum(not r.differs(kind) for r in opened)))
    rows += [
        ("changed, and a remark says what was left out", sum(bool(r.differences) and r.is_said for r in opened)),
        ("changed, and no remark says so", sum(bool(r.differences) and not r.is_said for r in opened)),
    ]
    laid_out = [r.pages for r in opened if r.pages]
    if laid_out:
        rows += [
            ("laid out by LibreOffice, before and after", sum(None not in p for p in laid_out)),
            ("pages equal", sum(None not in p and p[0] == p[1] for p in laid_out)),
            ("pages differ", sum(None not in p and p[0] != p[1] for p in laid_out)),
            ("laid out only after", sum(p[0] is None and p[1] is not None for p in laid_out)),
            ("laid out only before", sum(p[0] is not None and p[1] is None for p in laid_out)),
            ("not laid out either way", sum(p == (None, None) for p in laid_out)),
        ]
    return rows


def reason(sentence: str) -> str:
    """A refusal without the name of the part that it is about."""
    return re.sub(r"part \S+\.\w+", "part …", sentence).partition(". ")[0]


def overall(results: Sequence[Compared]) -> Table:
    """One line a figure."""
    table = Table("Rewritten without a replacement", "", box=None, pad_edge=False)
    table.columns[1].justify = "right"
    for label, count in counts(results):
        table.add_row(label, str(count))
    return table


def refusals(results: Sequence[Compared]) -> Table:
    """One line a reason."""
    table = Table("Refused", "", box=None, pad_edge=False)
    table.columns[1].justify = "right"
    for sentence, count in Counter(reason(r.refused) for r in results if r.refused).most_common():
        table.add_row(sentence, str(count))
    return table


def remaining(results: Sequence[Compared]) -> Table:
    """One line a file that crashed, changed, or has another number of pages."""
    table = Table("File", "What", "Remarks", box=None, pad_edge=False)
    for r in results:
        what = [r.crash] if r.crash else [f"{kind}: {where}" for kind, where in r.differences]
        if r.pages and r.pages[0] != r.pages[1]:
            what.append("pages: {}, now {}".format(*("none" if p is None else p for p in r.pages)))
        if what:
            table.add_row(r.name[-60:], "\n".join(what), ", ".join(sorted(r.remarks & SAYS_SO)))
    return table


def figures(results: Sequence[Compared]) -> dict[str, object]:
    """The same for machines."""
    return {
        "overall": dict(counts(results)),
        "refused": dict(Counter(reason(r.refused) for r in results if r.refused)),
        "files": [
            {"name": r.name, "crash": r.crash, "differences": r.differences, "pages": r.pages}
            for r in results
            if r.crash or r.differences or (r.pages and r.pages[0] != r.pages[1])
        ],
    }


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.fidelity", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path, help="folder with Word files, searched at any depth")
    parser.add_argument("--pages", action="store_true", help="also compare numbers of pages (needs LibreOffice)")
    parser.add_argument("--limit", type=int, help="the first so many files only")
    parser.add_argument(
        "--allow", action="append", default=[], help="as in redactor anonymise: signed, macros, altchunk"
    )
    parser.add_argument("--json", action="store_true", help="print the figures for machines")
    return parser


if __name__ == "__main__":
    sys.exit(main())
