"""The forms that boards ask reports to follow (`key_maps/forms/`, a file a template), and the sections of a report.

A board adds its own form as one more file. A report is held against the form whose sections it has most of, if those are half.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from redactor.base.refused import Refused
from redactor.base.resources import data_path
from redactor.checks.examination import File
from redactor.checks.passages import ReadText

_NUMBER = r"(?:(?:section|part|chapter)\s*)?(?:\d{1,2}(?:\.\d{1,2})?|[ivx]{1,4}|[a-k])?\s*[.):–—-]*\s*"
_PARTS = frozenset(("section", "field", "statement", "marking"))
_LONGEST = 110  # characters of a heading
_HALF = 0.5
_LEAST = 3


@dataclass(frozen=True, slots=True)
class FormItem:
    """One thing that a form asks for."""

    part: str  # "section", "field" of the front sheet, "statement", "marking"
    name: str
    within: str  # section in which a statement stands; "" for anywhere
    pattern: re.Pattern[str]
    words: re.Pattern[str]  # the same anywhere in a text
    asks: str  # a sentence: what to do where it is missing


@dataclass(frozen=True, slots=True)
class ReportForm:
    """A template."""

    name: str
    asked: tuple[FormItem, ...]

    def of(self, part: str) -> tuple[FormItem, ...]:
        """What it asks of this kind."""
        return tuple(a for a in self.asked if a.part == part)


@dataclass(frozen=True)
class ReportSection:
    """A section of a report: its heading, and what stands below it up to the next."""

    asked: FormItem
    heading: ReadText
    body: tuple[ReadText, ...]

    @property
    def text(self) -> str:
        """All of it."""
        return "\n".join(r.passage.text for r in self.body)


@cache
def forms() -> tuple[ReportForm, ...]:
    """All forms. Raises Refused, with the file's name, for one that cannot be read."""
    folder = data_path("key_maps/forms")
    return tuple(_form(file.name, file.read_text(encoding="utf-8")) for file in sorted(folder.glob("*.csv")))


def _form(name: str, text: str) -> ReportForm:
    asked = []
    for number, row in enumerate(csv.DictReader(text.splitlines()), 2):
        part = (row.get("part") or "").strip()
        try:
            if part not in _PARTS:
                raise ValueError(part)
            pattern = row["pattern"]
            head = re.compile(f"{_NUMBER}(?:{pattern})" if part == "section" else pattern, re.IGNORECASE)
        except (KeyError, ValueError, re.error):
            raise Refused(
                [
                    f"The form key_maps/forms/{name}, line {number}, cannot be read: its part is one of section, field, "
                    "statement, marking, and its pattern a regular expression. Put the file back as it was, or mend the line."
                ]
            ) from None
        words = re.compile(pattern, re.IGNORECASE)
        asked.append(FormItem(part, row["name"], row.get("within") or "", head, words, row.get("asks") or ""))
    return ReportForm(name.removesuffix(".csv"), tuple(asked))


def sections_of(file: File, form: ReportForm) -> tuple[ReportSection, ...]:
    """A report's sections, in the order of the form; the first heading of each counts that has something below it."""
    readings = list(file.visible())
    heads = [(n, a) for n, r in enumerate(readings) if (a := _heading(r, form.of("section"))) is not None]
    found: dict[str, ReportSection] = {}
    ends = [n for n, _ in heads[1:]] + [len(readings)]
    for (n, asked), end in zip(heads, ends, strict=False):
        section = ReportSection(asked, readings[n], tuple(readings[n + 1 : end]))
        if asked.name not in found or len(section.text) > len(found[asked.name].text):
            found[asked.name] = section  # a table of contents has the headings, too
    return tuple(found[a.name] for a in form.of("section") if a.name in found)


def _heading(reading: ReadText, asked: Iterable[FormItem]) -> FormItem | None:
    text = " ".join(reading.passage.text.split())
    if reading.passage.cell is not None or len(text) > _LONGEST or text.endswith((".", ";", ",")):
        return None
    heads = (
        reading.passage.heading is not None
        or text.istitle()
        or text.isupper()
        or bool(re.match(r"\W*(?:section|\d)", text, re.I))
    )
    return next((a for a in asked if a.pattern.fullmatch(text)), None) if heads or len(text) < 45 else None


def form_of(file: File) -> tuple[ReportForm, tuple[ReportSection, ...]] | None:
    """The form that a report follows, with its sections; None for what follows none."""
    best: tuple[ReportForm, tuple[ReportSection, ...]] | None = None
    for form in forms():
        sections = sections_of(file, form)
        wanted = len(form.of("section"))
        if len(sections) < max(_LEAST, _HALF * wanted):
            continue
        if best is None or len(sections) > len(best[1]):
            best = (form, sections)
    return best


def is_there(file: File, sections: Sequence[ReportSection], asked: FormItem) -> bool:
    """Whether a section that has no heading of its own stands under another's, or in a table."""
    if any(asked.words.search(s.heading.passage.text) for s in sections):
        return True
    return any(
        r.passage.cell is not None
        and len(r.passage.text) < _LONGEST
        and asked.pattern.fullmatch(" ".join(r.passage.text.split()))
        for r in file.visible()
    )


def below(sections: Sequence[ReportSection], name: str) -> ReportSection | None:
    """The section of this name."""
    return next((s for s in sections if s.asked.name == name), None)
