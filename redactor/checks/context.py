"""Findings made ready for a person: their weight, the words around with every name blanked, a fingerprint."""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace

from redactor.base.remembered import remembered
from redactor.checks.examination import Examination, File
from redactor.checks.passages import normal
from redactor.checks.rules.registry import RULES
from redactor.codes.shapes import CODE
from redactor.language.lexicon import DAYS, MONTHS, abbreviations, fold, lexicon
from redactor.sources.finding import Finding, Severity

BLANK = "▇▇▇"
_REACH = 45
# rules whose very finding is a name, a number or a date that may not be shown
_SECRET = frozenset(
    "identity-listed identity-suspected place-suspected named-as-author kept-by-list needs-no-code kept-as-nobody "
    "identifier contact date-of-birth initials file-name original-beside exact-date".split()
)
_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_NUMBERS = re.compile(r"\d[\d /.-]{4,}\d|\S+@\S+|\S*\\\S+|https?://\S+")


def finished(examination: Examination, findings: Iterable[Finding]) -> list[Finding]:
    """All findings weighed, with context and fingerprint, the most severe first."""
    files = {file.source.name: (n, file) for n, file in enumerate(examination.files)}
    weights = examination.settings.severities(examination.profile)
    blanks = {name: _blanks(file) for name, (_, file) in files.items()}
    raw = list(findings)
    for finding in raw:
        if finding.rule in _SECRET and finding.text >= 0 and finding.file in blanks:
            blanks[finding.file].setdefault(finding.text, []).append((finding.start, finding.end))
    order = {rule_id: n for n, rule_id in enumerate(RULES)}
    sections: dict[tuple[str, int], str] = {}  # headings with names blanked: many findings stand under one
    seen: Counter[str] = Counter()
    done: list[tuple[int, int, int, float, int, int, int, Finding]] = []
    for finding in raw:
        number, file = files.get(finding.file, (0, examination.files[0]))
        weighed = replace(
            finding,
            rule=RULES[finding.rule].shown_to(examination.audience) if finding.rule in RULES else finding.rule,
            severity=_if_sure(weight(finding, examination, weights), file, finding),
            around=_around(file, finding, blanks.get(finding.file, {})),
            section=_section(file, finding.text, blanks.get(finding.file, {}), sections),
            fingerprint=_fingerprint(file, finding, seen),
        )
        strongest = -(finding.score or 0.0) if finding.rule == "searchable" else 0.0  # what is ranked stays so
        rank, of_rule = weighed.severity.rank, order.get(weighed.rule, 999)
        done.append((rank, of_rule, number, strongest, finding.text, finding.start, len(done), weighed))
    return [item[-1] for item in sorted(done, key=lambda item: item[:-1])]


def blanks_of(file: File) -> dict[int, list[tuple[int, int]]]:
    """Characters of each text that hold a name, a number, or what may be one."""
    return _blanks(file)


def weight(finding: Finding, examination: Examination, weights: Mapping[str, Severity]) -> Severity:
    """How much a finding weighs for those who ask; `weights` are a board's own, by id of the rule."""
    rule = RULES.get(finding.rule)
    if rule and (own := weights.get(rule.id) or weights.get(rule.check_id)):
        return own
    if finding.weighed or rule is None:
        return finding.severity
    severity = rule.severity_for(examination.audience)
    return severity.milder if finding.mild else severity


def _if_sure(severity: Severity, file: File, finding: Finding) -> Severity:
    """What was read out of a picture may be misread: a person has to look, and nothing is kept back for it alone."""
    in_picture = finding.text >= 0 and file.source.texts[finding.text].layer == "picture"
    return Severity.LOOK if in_picture and severity is Severity.MUST_FIX else severity


def _blanks(file: File) -> dict[int, list[tuple[int, int]]]:
    spans: dict[int, list[tuple[int, int]]] = {}
    for spot in file.spots:
        spans.setdefault(spot.text, []).append((spot.start, spot.end))
    for suspicion in file.suspicions:
        spans.setdefault(suspicion.text, []).append((suspicion.start, suspicion.end))
    return spans


def blanked(text: str, spans: Iterable[tuple[int, int]], first: int = 0) -> str:
    """Text without names: those of `spans` (characters of a longer text, of which `text` begins at `first`), numbers,
    and every other word with a capital that is not known to be none."""
    shifted = [(max(0, start - first), end - first) for start, end in spans]
    keep = [match.span() for match in CODE.finditer(text)]
    out, last = [], 0
    cuts = sorted(
        [(s, min(e, len(text))) for s, e in shifted if e > 0 and s < len(text)]
        + [m.span() for m in _NUMBERS.finditer(text)]
        + [
            m.span()
            for m in _WORD.finditer(text)
            if m.group()[0].isupper() and not any(s <= m.start() < e for s, e in keep) and _may_name(m.group())
        ]
    )
    for start, end in cuts:
        if start >= last:
            out += [text[last:start], BLANK]
        last = max(last, end)
    out.append(text[last:])
    return re.sub(rf"{BLANK}(?:[\s,.'’-]*{BLANK})+", BLANK, " ".join("".join(out).split()))


@remembered(20_000)
def _may_name(word: str) -> bool:
    plain = re.sub(r"['’]s?$", "", word)
    folded = fold(plain)
    lex = lexicon()
    return not (
        lex.is_ordinary(plain)
        or folded in lex.function_words
        or folded in lex.titles
        or folded in MONTHS
        or folded in DAYS
        or folded in lex.demonyms
        or plain.upper() in abbreviations()
    )


def _around(file: File, finding: Finding, blanks: Mapping[int, list[tuple[int, int]]]) -> str:
    plain = file.plain.get(finding.text) if finding.text >= 0 else None
    if plain is None and finding.text >= 0:
        plain = normal(file.source.texts[finding.text].text)
    if not plain or file.source.texts[finding.text].layer in ("markup", "link", "metadata"):
        return ""
    start, end = finding.start, max(finding.end, finding.start)
    # whole words only, so that half a name is not left at an edge
    first = plain.rfind(" ", 0, max(0, start - _REACH)) + 1 if start > _REACH else 0
    last = plain.find(" ", end + _REACH)
    part = plain[first : last if last >= 0 else len(plain)]
    text = blanked(part, blanks.get(finding.text, ()), first)
    return f"{'… ' if first else ''}{text}{' …' if last >= 0 else ''}"


def _section(
    file: File, text: int, blanks: Mapping[int, list[tuple[int, int]]], known: dict[tuple[str, int], str]
) -> str:
    if text < 0:
        return ""
    texts = file.source.texts
    held = file.headings.get(texts[text].place.partition(",")[0], ())
    at = bisect_right(held, text)
    if not at:
        return ""
    heading = held[at - 1]
    if (file.source.name, heading) not in known:
        shown = blanked(normal(texts[heading].text), blanks.get(heading, ()))
        known[file.source.name, heading] = shown[:80]
    return known[file.source.name, heading]


def _fingerprint(file: File, finding: Finding, seen: Counter[str]) -> str:
    """The same as long as the text that it stands in stays as it is, wherever that is moved to."""
    text = file.source.texts[finding.text].text if finding.text >= 0 else finding.place
    rule = (finding.rule in RULES and RULES[finding.rule].check_id) or finding.rule
    base = "|".join((rule, " ".join(text.split()), finding.shown, finding.mark or finding.sentence))
    seen[base] += 1
    return hashlib.sha256(f"{base}|{seen[base]}".encode("utf-8", "replace")).hexdigest()[:12]
