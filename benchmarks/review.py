"""How long a person waits for the review page, measured in the browser: python -m benchmarks.review

An invented draft of some 60 pages with 3,000 mentions is opened in the page and shown in Chromium. "Shown" counts from the end
of detection to the whole draft on the screen; a decision counts from the key that is pressed to the frame in which the next
question and the changed mention stand, at once (one after another, as fast as the page takes them) and with the sieve running
behind. Needs the packages of the tests and a Chromium.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

import docx
from openpyxl import Workbook
from rich.console import Console
from rich.table import Table

from benchmarks.cases import console_script
from benchmarks.generated import filled, fillers, names, sentences

_MENTIONS = 3_000
_PEOPLE = 45
# when a key was pressed, and when the frame after the answer to it was painted
_WATCH = """() => {
  window.waits = [];
  let pressed = 0;
  document.addEventListener("keydown", () => { pressed = performance.now(); }, true);
  document.body.addEventListener("htmx:afterSwap", (event) => {
    if (event.target.id !== "panel" || !pressed) return;
    const since = pressed;
    pressed = 0;
    requestAnimationFrame(() => setTimeout(() => window.waits.push(performance.now() - since)));
  });
}"""


def main(arguments: list[str] | None = None) -> int:
    """Print the figures."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.review", description="Waiting times of the review page."
    )
    parser.add_argument("--decisions", type=int, default=40, help="how many of each kind (default: 40)")
    parser.add_argument("--json", action="store_true", help="print the figures for machines")
    options = parser.parse_args(arguments)
    figures = measured(options.decisions)
    if options.json:
        print(json.dumps(figures, indent=1))
        return 0
    table = Table("what", "figure", box=None, pad_edge=False)
    for what, figure in figures.items():
        table.add_row(what, f"{figure:,.0f}")
    Console().print(table)
    return 0


def measured(decisions: int) -> dict[str, float]:
    """Counts, and milliseconds."""
    from tests.web.browser import SIZE, chromium

    folder = Path(tempfile.mkdtemp(prefix="redactor-review-"))
    os.environ["REDACTOR_HOME"] = str(folder / "home")
    mentions, words = write_case(folder)
    # a process of its own, as a user starts it: the browser's driver must not take its time
    options = ["--codes", str(folder / "codes.xlsx"), "--out", str(folder / "out"), "--no-browser"]
    command = [str(console_script()), "review", str(folder / "imr.docx"), *options]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert server.stdout is not None
    address = next(line.strip() for line in server.stdout if line.startswith("http://"))
    with chromium() as browser:
        page = browser.new_context(viewport=SIZE).new_page()
        page.goto(address)
        page.wait_for_url("**/draft", timeout=120_000)
        page.wait_for_load_state()
        shown = page.evaluate("performance.getEntriesByType('navigation')[0].loadEventEnd")
        page.evaluate(_WATCH)
        page.wait_for_timeout(4000)
        quick = _waits(page, ["1"] * decisions, 300)
        page.wait_for_timeout(8000)
        undone = _waits(page, ["u"] * min(decisions, 10), 300)
        page.wait_for_timeout(8000)
        # the sieve begins two seconds after a decision: these come while it runs
        busy = []
        for _ in range(min(decisions, 12)):
            page.keyboard.press("e")  # everywhere: the sieve has to learn from it
            busy += _waits(page, ["1"], 2300)
    server.terminate()
    server.wait(30)
    return {
        "pages": words / 400,
        "mentions": mentions,
        "shown after the end of detection, ms": shown,
        "a decision, median, ms": statistics.median(quick),
        "a decision, longest, ms": max(quick),
        "undo, longest, ms": max(undone),
        "a decision while the sieve runs, median, ms": statistics.median(busy),
        "a decision while the sieve runs, longest, ms": max(busy),
    }


def _waits(page, keys: list[str], pause: int) -> list[float]:  # type: ignore[no-untyped-def]
    before = page.evaluate("window.waits.length")
    for n, key in enumerate(keys, 1):
        page.keyboard.press(key)
        while page.evaluate("window.waits.length") < before + n:
            page.wait_for_timeout(20)
        page.wait_for_timeout(pause)
    return page.evaluate("window.waits")[before:]


def write_case(folder: Path) -> tuple[int, int]:
    """A draft and a list; how many mentions and words it has."""
    everybody = names()[::7][:_PEOPLE]
    prose, dice, fill = [s for s in sentences() if s.style == "prose"], random.Random(7), fillers()
    document, mentions, words = docx.Document(), 0, 0

    def text(count: int) -> str:
        nonlocal mentions, words
        parts = []
        for _ in range(count):
            sentence, golds = filled(dice.choice(prose), dice.randrange(len(everybody)), everybody)
            mentions += len(golds)
            parts.append(sentence)
        written = " ".join(parts)
        words += len(written.split())
        return written

    while mentions < _MENTIONS:
        document.add_heading("What was known", 1)
        for _ in range(6):
            document.add_paragraph(text(4))
        table = document.add_table(rows=1, cols=4)
        for cell, heading in zip(table.rows[0].cells, ("Date", "Source", "Event", "Response"), strict=True):
            cell.text = heading
        for _ in range(10):
            cells = table.add_row().cells
            values = (f"{dice.randint(1, 28)}/0{dice.randint(1, 9)}/2018", "Case notes", text(2), dice.choice(fill))
            for cell, value in zip(cells, values, strict=True):
                cell.text = value
    document.save(str(folder / "imr.docx"))
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Code", "Kind", "Name", "Relationship or role", "Agency"])
    for n, person in enumerate(everybody[:25]):
        kind = "subject" if n == 0 else "family" if n < 10 else "professional"
        code = "Child 1" if n == 0 else f"M{'rs'[n % 2]} {chr(64 + n)}" if n < 10 else f"SW{n}"
        role = "Social Worker" if n >= 10 else ""
        sheet.append([code, kind, f"{person.first} {person.last}", role, "Thornmere Council" if role else ""])
    book.save(folder / "codes.xlsx")
    return mentions, words


if __name__ == "__main__":
    sys.exit(main())
