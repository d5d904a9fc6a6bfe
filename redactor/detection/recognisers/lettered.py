"""People of whom a draft writes letters only, with full stops: "Mrs G. said so", "W.K. failed to attend".

Codes are written without the full stop ("Mrs G", "Child K"), so that it tells a shortened name, where it cannot be the end
of a sentence. What one place of the case establishes is then found wherever it stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from redactor.detection.look import Look
from redactor.detection.mentions import MentionKind
from redactor.detection.recognisers.base import Find, Recogniser
from redactor.language.lexicon import abbreviations, titles_for, word_list

LETTERS = "letters"  # the label of such a mention
_TITLE = rf"(?:{'|'.join(titles_for('letters'))})\.?"
_TITLED = re.compile(rf"\b(?P<title>{_TITLE})\s(?P<letters>[^\W\d_a-z](?:\.\s?[^\W\d_a-z])?)(?P<stop>\.)?(?![\w-])")
_LETTERS = re.compile(r"(?<![\w.'’-])(?P<letters>[^\W\d_a-z]\.[^\W\d_a-z])(?P<stop>\.)?(?![\w-])")
# "her son K., aged nine": one letter says nothing without a relative or a title somewhere
_SINGLE = re.compile(r"(?<![\w.'’-])(?P<letters>[^\W\d_a-z])(?P<stop>\.)(?=['’]s\b|,? [a-z]|[,;)])")
_RELATIVE = re.compile(
    r"\b(?:son|daughter|child|baby|twin|brother|sister|wife|husband|partner|boyfriend|girlfriend|cousin|friend|neighbour|"
    r"boy|girl|year-old|complainant|victim|witness|defendant|accused),? \(?$",
    re.IGNORECASE,
)
_NUMBERED = re.compile(
    r"\b(?:sections?|plans?|parts?|appendix|figures?|tables?|annex|paragraphs?|items?|options?|grades?|class|levels?|types?|"
    r"groups?|blocks?|wards?|units?|rooms?|flats?|hepatitis|vitamins?)\s$",
    re.IGNORECASE,
)
# not the end of a sentence
_GOES_ON = re.compile(r"['’]s\b|,? [a-z]|[,;)]")
_DOING = word_list("doing_words.txt") - {"and"}
_DOES = re.compile(r"['’]s\b|,? (?:who|whose|whom|aged)\b|,? (?P<verb>[a-z]+)\b")
_AUXILIARIES = frozenset("would could should might must may will can cannot also then never later".split())


def established_letters(looks: Iterable[Look]) -> frozenset[str]:
    """The forms, without the last full stop, that somewhere in the case can be nobody's code and nothing but a person."""
    found = set()
    for look in looks:
        if "." not in look.text or look.shouted:
            continue
        for match in _TITLED.finditer(look.text):
            after = look.text[match.end() :]
            if "." in match["letters"] or (match["stop"] and _GOES_ON.match(after)):
                found.add(_form(match))
        for match in _LETTERS.finditer(look.text):
            letters = match["letters"].replace(".", "")
            if letters not in abbreviations() and letters not in look.role_abbreviations and _acts(look.text, match):
                found.add(_form(match))
        singles = _SINGLE.finditer(look.text)
        found.update(_form(match) for match in singles if _RELATIVE.search(look.text, 0, match.start()))
    return frozenset(found)


def _acts(text: str, match: re.Match[str]) -> bool:
    """Somebody's, or somebody who does something: "W.K.'s", "W.K. went"; not "the U.N. office"."""
    if re.search(r"\b(?:the|a|an|no|this|in|at|page|section|of the)\s$", text[: match.start()], re.IGNORECASE):
        return False
    after = _DOES.match(text, match.end())
    if after is None:
        return False
    verb = after["verb"]
    return verb is None or verb in _DOING or verb in _AUXILIARIES or (verb.endswith("ed") and len(verb) > 4)


def _form(match: re.Match[str]) -> str:
    title = match.groupdict().get("title") or ""
    return f"{title.rstrip('.')} {match['letters'].replace(' ', '')}".strip()


class LetteredNames(Recogniser):
    """The established forms, wherever they stand; letters that were established after a title also without it."""

    def __init__(self, established: frozenset[str]) -> None:
        super().__init__()
        self._established = established
        self._letters = frozenset(form.split()[-1] for form in established if "." in form)

    def find(self, look: Look) -> Iterator[Find]:
        """Spans with the title and, where the sentence goes on, the full stop."""
        if not self._established or "." not in look.text:
            return
        taken = []
        for match in _TITLED.finditer(look.text):
            form = _form(match)
            if form in self._established or form.split()[-1] in self._letters:
                taken.append(match.span())
                yield self._find(look, match)
        for match in _LETTERS.finditer(look.text):
            inside = any(start <= match.start() < end for start, end in taken)
            if not inside and match["letters"] in self._letters and not self._initials_of_a_name(look, match):
                yield self._find(look, match)
        for match in _SINGLE.finditer(look.text):
            inside = any(start <= match.start() < end for start, end in taken)
            numbers = _NUMBERED.search(look.text, 0, match.start())
            if not inside and not numbers and match["letters"] in self._established:
                yield self._find(look, match)

    @staticmethod
    def _find(look: Look, match: re.Match[str]) -> Find:
        ends = match["stop"] and re.match(r"\s+[A-Z]|\s*$", look.text[match.end() :])
        return Find(match.start(), match.end("letters") if ends else match.end(), MentionKind.PERSON, 0.6, LETTERS)

    @staticmethod
    def _initials_of_a_name(look: Look, match: re.Match[str]) -> bool:
        """ "W.K. Smith": a surname follows."""
        after = next((i for i, token in enumerate(look.tokens) if token.start >= match.end()), None)
        return after is not None and look.tokens[after].capital and look.kind_of(after) in ("unknown", "first")
