"""No sentence that the page can show tells somebody who has never seen a terminal to use one."""

from __future__ import annotations

import ast
import csv
import re
from collections.abc import Iterator
from pathlib import Path

import redactor
from redactor.web.advice import COMMAND, in_page

ROOT = Path(redactor.__file__).parent
# what the page calls of these packages; the others belong to commands that it has not
PACKAGES = (
    "base",
    "board",
    "case",
    "checks",
    "codes",
    "detection",
    "documents",
    "identities",
    "keymap",
    "publication",
    "review",
    "sealed",
    "sources",
    "web",
)
# said in files and on screens of commands alone
ELSEWHERE = """case/destroying.py case/question_sheet.py case/keeping.py checks/certificate.py checks/results.py checks/board.py
codes/renumbering.py web/advice.py board/errands.py board/review_folder.py board/blank.py board/requesting.py board/submissions.py
publication/fact_sheet.py publication/press.py publication/adviser.py publication/intruding.py""".split()


def sentences() -> Iterator[tuple[str, str]]:
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob("*.py")):
            name = path.relative_to(ROOT).as_posix()
            if name in ELSEWHERE:
                continue
            tree = ast.parse(path.read_text(encoding="utf-8"))
            docs = {id(n.value) for n in ast.walk(tree) if isinstance(n, ast.Expr)}
            parts = {id(v) for n in ast.walk(tree) if isinstance(n, ast.JoinedStr) for v in n.values}
            for node in ast.walk(tree):
                if isinstance(node, ast.JoinedStr):
                    yield name, "".join(v.value if isinstance(v, ast.Constant) else "/a/place" for v in node.values)
                elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs | parts:
                    yield name, node.value
    for row in csv.DictReader((ROOT / "checks/rules/rules.csv").read_text(encoding="utf-8").splitlines()):
        yield "checks/rules/rules.csv", f"{row['title']} {row['mend']}"
    for path in (ROOT / "web/templates").rglob("*.j2"):
        for line in path.read_text(encoding="utf-8").splitlines():
            yield path.name, re.sub(r"<[^>]*>|{[{%].*?[%}]}", " ", line)


def test_every_advice_is_one_of_the_page() -> None:
    found = [(name, text) for name, text in sentences() if COMMAND.search(text) and " " in text.strip()]
    assert len(found) > 20
    assert [(name, text) for name, text in found if COMMAND.search(in_page(text))] == []


def test_where_a_key_map_lies_is_no_advice() -> None:
    said = "Another run is using the key map /home/x/y.keymap: a command, or a review page that is open. Wait until it has "
    assert "/home" not in in_page(said + "finished, or finish there, and try again.")
