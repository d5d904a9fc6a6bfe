"""What must be gone from a written file, and how often it may stand there all the same."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from redactor.detection.mentions import Mention, MentionKind
from redactor.identities.known import Known
from redactor.identities.model import Decision, Resolved
from redactor.language.cover import Cover
from redactor.language.lexicon import MONTHS, abbreviations, fold, lexicon
from redactor.language.names import parse_name
from redactor.sources.finding import Form

if TYPE_CHECKING:  # a check without the language model must not wait for the engine
    from redactor.case.replacements import Put
    from redactor.detection.engine import Detected

_LONG_ENOUGH = 4


def forms_of(resolved: Resolved, known: Known) -> tuple[Form, ...]:
    """Every form by which a reader or a search would know somebody: whole names, unusual first names and surnames,
    addresses, numbers. Words that are also ordinary words, places of agencies or abbreviations are left out: they say
    nothing alone, and the second look has judged each of their mentions."""
    forms: dict[str, Form] = {}

    def add(text: str, code: str) -> None:
        if len(text) >= _LONG_ENOUGH:
            # "Will Close" is a name, "will close" is not
            plain = all(lexicon().is_ordinary(w) for w in re.findall(r"[^\W\d_]+", text))
            forms.setdefault(text.casefold(), Form(code, text, exact=plain))

    for identity in resolved.identities:
        for name in identity.names:
            if identity.kind in ("person", "professional"):
                _person(name, identity.code, known, add)
            elif (
                identity.kind == "address"
                and any(c.isdigit() for c in name)
                and any(c.isalpha() for c in name)
                and len(name.split()) > 1
                and len(name) > 8
            ) or (
                identity.kind == "organisation"
                and len(name.split()) > 1
                and any(_telling(w, known) for w in name.split())
            ):
                add(name, identity.code)
    for decision in resolved.decisions:
        if decision.mention.kind is MentionKind.IDENTIFIER and len(decision.mention.text) > 5:
            add(decision.mention.text, decision.code)
    return tuple(forms.values())


def _person(name: str, code: str, known: Known, add: Callable[[str, str], None]) -> None:
    parsed = parse_name(name, known.role_words)
    if parsed.given and parsed.surname and all(len(g) > 1 for g in parsed.given):
        add(f"{parsed.given[0]} {parsed.surname}", code)
    for word in (*parsed.given[:1], *parsed.surname.split(), parsed.word):
        if len(word) >= _LONG_ENOUGH and _telling(word, known):
            add(word, code)


def _telling(word: str, known: Known) -> bool:
    folded = fold(word)
    lex = lexicon()
    return not (
        lex.is_ordinary(word)
        or folded in lex.function_words
        or folded in MONTHS
        or folded in known.kept_places
        or folded in lex.geographic
        or folded in lex.demonyms
        or word.upper() in abbreviations()
        or any(folded in phrase for phrase in lex.keep_starts.get(folded, ()))
    )


def allowed_of(forms: Sequence[Form], detected: Iterable[Detected], put: Sequence[Put]) -> dict[str, int]:
    """How often each form may stand in one written file: where a keep-list phrase or the board's form keeps it."""
    replaced: dict[int, list[tuple[int, int]]] = {}
    for p in put:
        replaced.setdefault(p.passage, []).append((p.start, p.end))
    counts: Counter[str] = Counter()
    by_first: dict[str, list[Form]] = {}
    for form in forms:
        by_first.setdefault(_first(form.text), []).append(form)
    for d in detected:
        if d.passage.leaves:
            continue
        gone = Cover(len(d.passage.text), replaced.get(d.passage.number, ()))
        spans = [(k.start, k.end) for k in d.kept] + [
            (m.start, m.end) for m in d.mentions if not gone.touches(m.start, m.end)
        ]
        for start, end in spans:
            text = d.passage.text[start:end].casefold()
            for match in re.finditer(r"\w+", text):
                for form in by_first.get(match.group(), ()):
                    if re.compile(re.escape(form.text.casefold()) + r"(?!\w)").match(text, match.start()):
                        counts[form.text] += 1
    return dict(counts)


def left_standing(
    codes: frozenset[str], forms: Sequence[Form], detected: Iterable[Detected], put: Sequence[Put]
) -> list[Put]:
    """Replacements for what the check found standing, where it can be seen in a passage: forms of these codes that were
    neither replaced nor kept on purpose. Each is doubtful, so that a person looks."""
    from redactor.case.replacements import Put

    taken: dict[int, list[tuple[int, int]]] = {}
    for p in put:
        taken.setdefault(p.passage, []).append((p.start, p.end))
    wanted = [f for f in forms if f.code in codes]
    found: list[Put] = []
    for d in detected:
        if d.passage.leaves:
            continue
        kept = [*((k.start, k.end) for k in d.kept), *((m.start, m.end) for m in d.mentions)]
        spans = Cover(len(d.passage.text), [*taken.get(d.passage.number, ()), *kept])
        for form in wanted:
            flags = 0 if form.exact else re.IGNORECASE
            for match in re.finditer(rf"(?<!\w){re.escape(form.text)}(?!\w)", d.passage.text, flags):
                start, end = match.span()
                if spans.touches(start, end):
                    continue
                spans.take(start, end)
                kind = MentionKind.IDENTIFIER if form.code.startswith("[") else MentionKind.PERSON
                mention = Mention(d.passage.number, start, end, match.group(), kind, 0.5, "check")
                decision = Decision(mention, form.code, "found by the check", 0.5, doubtful=True)
                found.append(Put(decision, d.passage.number, start, end, form.code))
    return found


def _first(text: str) -> str:
    found = re.search(r"\w+", text.casefold())
    return found.group() if found else text.casefold()
