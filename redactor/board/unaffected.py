"""Whether a later edition of the list changes anything in a file that was checked against an earlier one.

A further name of somebody whom the file does not name, a person who is not in it: nothing of the file would be otherwise, and
nobody needs to anonymise, check and sign it again.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from redactor.case.case import Case
from redactor.checks.known import ListedForms
from redactor.codes.model import CodeList, Entry
from redactor.codes.text import squash
from redactor.keymap.keymap import KeyMap
from redactor.language.lexicon import fold
from redactor.sources.source import Source


def is_unaffected(source: Source, codes: Collection[str], before: CodeList, now: CodeList) -> bool:
    """`codes` stand in the file. True only where each means the same in both editions, with further names at most, and no name
    of the later one stands in the file."""
    were, are = ({squash(e.code): e for e in each.entries} for each in (before, now))
    for code in map(squash, codes):
        old, new = were.get(code), are.get(code)
        if old is None or new is None or not _says_the_same(old, new):
            return False
    return not ListedForms.of(Case.of(now, KeyMap.new(now.case_name))).in_texts(source)


def _says_the_same(old: Entry, new: Entry) -> bool:
    names = {fold(n) for n in (new.name, *new.aliases)}
    bare = [replace(e, aliases=(), contact="", where="") for e in (old, new)]
    return bare[0] == bare[1] and {fold(n) for n in (old.name, *old.aliases)} <= names
