"""Files held against the board's list: the walk of a check, with the rules that the board asks for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from redactor.base.given import Given
from redactor.base.refused import Refused
from redactor.case.case import Case
from redactor.case.profiles import Profile
from redactor.checks.board import Board
from redactor.checks.context import weight
from redactor.checks.examination import BOARD, Examination, File, at
from redactor.checks.known import ListedForms
from redactor.checks.passages import readings
from redactor.checks.rules import RULES
from redactor.checks.rules.keys import cells_of_names
from redactor.checks.settings import Settings
from redactor.checks.walk import add_rules_of_others, read_files, run_rules
from redactor.codes.model import Block, CodeList
from redactor.keymap.keymap import KeyMap
from redactor.sources.finding import Finding, Severity


@dataclass(frozen=True, slots=True)
class Enforced:
    """What files have against the list."""

    findings: tuple[Finding, ...]  # file by file, what must be fixed first; `places` are all of each
    problems: tuple[str, ...]  # sentences: what could not be read or looked for
    board: Board

    @property
    def exit_code(self) -> int:
        """0 all keep to it, 1 something does not, 2 something could not be read or looked for."""
        if self.problems:
            return 2
        return int(any(f.severity is not Severity.NOTE for f in self.findings))


def enforce(
    paths: Sequence[Given], codes: CodeList, agency: str = "", blocks: Sequence[Block] | None = None
) -> Enforced:
    """Hold files against the list; the same thing in several places of a file is one finding. `blocks`: the numbers that the
    agencies may give out, where they are known. Raises Refused."""
    add_rules_of_others()
    examination = _examine(paths, codes, agency, blocks)
    found, problems = run_rules((rule for rule in RULES.values() if BOARD in rule.weights), examination)
    labels = {file.source.name: _label(number, file, codes) for number, file in enumerate(examination.files, 1)}
    told = frozenset((f.file, f.place) for f in found if f.rule in _OF_CELLS)
    found += [name for name in _names(examination) if (name.file, name.place) not in told]
    merged: dict[tuple[str, str, str], Finding] = {}
    for each in found:
        finding = replace(
            each,
            rule=RULES[each.rule].shown_to(BOARD),
            severity=weight(each, examination, {}),
            file=labels[each.file],
            places=each.places or (each.place,),
        )
        key = (finding.rule, each.file, finding.sentence)
        known = merged.setdefault(key, finding)
        if known is not finding:
            merged[key] = replace(known, places=tuple(dict.fromkeys((*known.places, *finding.places))))
    order = {label: n for n, label in enumerate(labels.values())}
    ranked = sorted(merged.values(), key=lambda f: (order[f.file], f.severity.rank))
    problems += [f"{labels[f.source.name]}, {place}" for f in examination.files for place in f.source.unreadable]
    return Enforced(tuple(ranked), tuple(problems), examination.board)


_OF_CELLS = ("family-table", "chronology-subject")  # a cell that should hold a code alone is told as such


def _names(examination: Examination) -> Iterator[Finding]:
    """Names of the list that still stand in the files: whoever writes with codes by hand has no other check of the list."""
    forms = ListedForms.of(examination.case)
    for file in examination.files:
        in_a_key = cells_of_names(file)
        for index, start, end, form in forms.in_texts(file.source):
            if index in in_a_key:
                continue
            sentence = f"A name of {form.code} stands here. Write the code in its place."
            yield at(file, "identity-listed", index, start, end, sentence, code=form.code, severity=Severity.MUST_FIX)


def _examine(paths: Sequence[Given], codes: CodeList, agency: str, blocks: Sequence[Block] | None) -> Examination:
    if len({p.resolve() if isinstance(p, Path) else p for p in paths}) < len(paths):
        raise Refused(["The same draft was given twice. Name each draft once."])
    sources, problems = read_files(paths, f"Draft {{}} of {len(paths)}")
    if problems:
        raise Refused(problems)
    files = tuple(File(path, source, tuple(readings(n, source, ""))) for n, (path, source) in enumerate(sources))
    case = Case.of(codes, KeyMap.new(codes.case_name))
    return Examination(
        files, Profile.SUBMISSION, Settings(), case, ListedForms(), True, False, False, board_asks=True, agency=agency,
        blocks=blocks,
    )  # fmt: skip


def _label(number: int, file: File, codes: CodeList) -> str:
    """The file's name, or its number where the name holds a word of somebody's name."""
    people = (entry for entry in codes.entries if entry.kind.is_person)
    words = {w.casefold() for e in people for w in _words(f"{e.name} {' '.join(e.aliases)}")}
    name = file.source.name
    own = {w.casefold() for w in _words(re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name))}
    return f"draft {number}" if own & words else name


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W\d_]{3,}", text)
