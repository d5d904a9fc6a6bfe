"""Words: initials and abbreviations that nobody explained (the board asks for neither)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from redactor.checks.examination import Examination, at
from redactor.checks.rules.registry import rule
from redactor.codes.text import squash
from redactor.language.lexicon import abbreviations
from redactor.sources.finding import Finding

_INITIALS = re.compile(
    r"(?<![\w.])(?:[A-Z]\.\s?){2,3}(?![\w])(?!\s?\w\.)|(?<=\bwith )[A-Z]{2}(?= (?:said|told|was|had|and)\b)"
    r"|(?<![\w'’-])(?:mother|father|brother|sister|son|daughter|child|boy|girl|baby) (?:[A-Z]\.?){2,3}(?![\w'’])"
)
# "F told her teacher", "said that D was out": one letter where a person stands, and no code before it
_ONE_LETTER = re.compile(
    r"(?<!\S)[B-HJ-Z](?= (?:said|says|told|asked|rang|came|went|left|felt|wanted|refused|agreed|disclosed|denied|cried|"
    r"was (?:seen|out|at|upset|in|asked|told)|had (?:been|told|said|gone))\b)"
)
_BEFORE_A_LETTER = re.compile(r"(?:^|[.;:?!(] |\b(?:that|when|as|and|but|if|because|before|after|while|where) )$")
_CAPITAL, _SMALL = re.compile(r"[A-Z]"), re.compile(r"[a-z]")
_ABBREVIATION = re.compile(r"\b[A-Z][A-Z&]{1,5}s?\b")
_EVERYDAY = frozenset(
    "IMR SCR SAR DHR LCSPR TOR UK NHS GP OK TV PM AM NO YES AND OR THE USA EU PC ID MR MRS MS DR CCTV DVD IT RE NA".split()
)


@rule("initials")
def initials(examination: Examination) -> Iterator[Finding]:
    """ "J.S." and "mother JS", "F told" of a listed first name; not codes that are letters only, nor what is taken for a name
    anyway."""
    people = [e for e in examination.case.codes.entries if e.kind.is_person]
    letters_of_names = {name[0].upper() for e in people for name in (e.name, *e.aliases) if name[:1].isalpha()}
    known = {squash(c) for c in examination.codes}
    for file in examination.files:
        for reading in file.visible():
            for match in _INITIALS.finditer(reading.passage.text):
                letters = re.sub(r"[\s.]", "", match.group().split()[-1] if match[0][0].islower() else match.group())
                found = any(
                    s.text == reading.text and s.start < match.end() and match.start() < s.end for s in file.suspicions
                )
                if not found and letters.upper() not in _EVERYDAY | abbreviations() and squash(letters) not in known:
                    yield at(file, "initials", reading.text, *match.span(), "These look like somebody's initials.")
            for match in _ONE_LETTER.finditer(reading.passage.text) if letters_of_names else ():
                letter, before = match.group(), reading.passage.text[max(0, match.start() - 9) : match.start()]
                if letter in letters_of_names and letter not in known and _BEFORE_A_LETTER.search(before):
                    yield at(file, "initials", reading.text, *match.span(), "This looks like somebody's initial.")


@rule("abbreviation")
def abbreviation(examination: Examination) -> Iterator[Finding]:
    """One finding an abbreviation, at its first place; those of the board's list are explained there."""
    explained = {w.upper() for r in examination.case.roles for w in (r.prefix, *r.variants) if w.isupper()}
    known = {squash(c) for c in examination.codes}
    for file in examination.files:
        whole = "\n".join(reading.passage.text for reading in file.visible())
        if _in_capitals(whole):
            continue
        defined = set(re.findall(r"\(([A-Z][A-Z&]{1,5})s?\)|\b([A-Z][A-Z&]{1,5})s? (?:\(|=|means|stands for)", whole))
        told = {w for pair in defined for w in pair if w} | explained | _EVERYDAY
        for reading in file.visible():
            if _in_capitals(reading.passage.text):
                continue
            for match in _ABBREVIATION.finditer(reading.passage.text):
                word = match.group().rstrip("s")
                if word not in told and squash(word) not in known:
                    told.add(word)
                    yield at(file, "abbreviation", reading.text, *match.span(), f"{word} is not explained.")


def _in_capitals(text: str) -> bool:
    return len(_CAPITAL.findall(text)) > len(_SMALL.findall(text))
