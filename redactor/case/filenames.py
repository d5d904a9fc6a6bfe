"""Names of files: read as words, so that a person in them is found, and written with codes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from redactor.base.files import fitted
from redactor.case.plain_text import anonymised_text
from redactor.case.replacements import Put
from redactor.language.lexicon import abbreviations, fold, lexicon


def spread(name: str, listed: frozenset[str]) -> str:
    """A file name as words: "JaneHill_imr2019" → "Jane Hill imr 2019"; a listed person's words get their capital, and
    abbreviations of the field theirs ("yjs" is nobody)."""
    stem = re.sub(r"[_\s.-]+", " ", Path(name).stem.removesuffix(".anonymised")).strip()
    stem = re.sub(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|(?<=[^\W\d_]{3})(?=\d)", " ", stem)
    return " ".join(
        w
        if w.isupper()
        else w.title()
        if fold(w) in listed
        else w.upper()
        if w.islower() and len(w) > 2 and w.upper() in abbreviations()
        else w
        for w in stem.split()
    )


def words_of_names(names: Iterable[str]) -> frozenset[str]:
    """Folded words of three letters or more in people's names."""
    return frozenset(fold(w) for name in names for w in re.findall(r"[^\W\d_]{3,}", name)) - set(lexicon().titles)


def list_name(name: str, listed: frozenset[str]) -> str:
    """The board's list as the records call it: its file name, unless that holds a word of a listed person's name."""
    words = {fold(w) for w in spread(name, listed).split()}
    return f"code list{Path(name).suffix}" if words & listed else name


def output_names(
    drafts: Sequence[str],
    put: Mapping[int, Sequence[Put]],
    listed: frozenset[str],
    suffixes: Sequence[str] = (),
) -> list[str]:
    """`<name>.anonymised.docx` for each draft, the name coded where it names somebody, and made different where two would
    be the same. `put`: by draft, what goes into its name read as words; `listed`: words of listed people's names;
    `suffixes`: by draft, of the written file, .docx where nothing is said."""
    names: list[str] = []
    for n, draft in enumerate(drafts):
        items = put.get(n, ())
        coded = anonymised_text(spread(draft, listed), items) if items else Path(draft).stem.removesuffix(".anonymised")
        if {fold(w) for w in re.findall(r"[^\W\d_]{3,}", coded)} & listed:
            coded = f"draft {n + 1}"  # a listed name may still stand in it
        base = re.sub(r'[<>:"/\\|?*\x00-\x1f]', "-", coded).strip(" .") or f"draft {n + 1}"
        suffix = suffixes[n] if n < len(suffixes) else ".docx"
        name, count = fitted(base, f".anonymised{suffix}"), 2
        while name.casefold() in {other.casefold() for other in names}:
            name, count = fitted(base, f" ({count}).anonymised{suffix}"), count + 1
        names.append(name)
    return names
