"""A name in two fields of a form, or in two columns: "Surname | WHITWELL", "Forename(s) | Zachary James".

A first name and the one after it are no first name and surname there, and the surname alone is not everybody's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from redactor.detection.look import Look
from redactor.detection.mentions import MentionKind
from redactor.detection.recognisers.base import Find, Recogniser

FORENAMES, SURNAME = "forenames of a form", "surname of a form"  # labels
_OF = r"\W*(?:(?:child|pupil|patient|client|baby|adult|mother|father|service user|subject)['’]?s? )?"
_FORENAMES = re.compile(
    rf"{_OF}(?:fore ?names?|first ?names?|given ?names?|christian ?names?)(?:\s?\(?/?s\))?\W*", re.IGNORECASE
)
_SURNAME = re.compile(rf"{_OF}(?:surname|family name|last name)\W*", re.IGNORECASE)
_NAME = re.compile(r"\s*(?P<name>[^\W\d_a-z][\w’'-]+(?:[ -][^\W\d_a-z][\w’'-]*\.?){0,2})\s*")
_IN_A_LINE = re.compile(
    r"(?:^|[\n\t;|(]|[.,] |  )(?P<field>[Ff]ore ?names?(?:\(s\))?|[Ff]irst ?names?(?:\(s\))?|[Gg]iven ?names?|[Ss]urname|"
    r"SURNAME|FORENAMES?|[Ff]amily [Nn]ame|[Ll]ast [Nn]ame):? ?[:–-]\s?"
    r"(?P<name>[^\W\d_a-z][\w’'-]+(?: [^\W\d_a-z][\w’'-]+)??)(?=\s*(?:$|[\n\t;|).,]|  | (?:[A-Z][a-z]+ ?)+:| DOB\b))"
)
_NOBODY = re.compile(r"(?:as above|unknown|not known|n/?[ak]|none|same|see \w+|unborn|baby|tbc)\W*", re.IGNORECASE)


class FormNames(Recogniser):
    """What such a field holds, as a person with the field's label."""

    kinds = (MentionKind.PERSON,)

    def find(self, look: Look) -> Iterator[Find]:
        """One name a field."""
        for match in _IN_A_LINE.finditer(look.text) if ":" in look.text else ():
            label = SURNAME if _SURNAME.fullmatch(match["field"]) else FORENAMES
            if not _NOBODY.fullmatch(match["name"]):
                yield Find(*match.span("name"), MentionKind.PERSON, 0.96, label)
        cell = look.passage.cell
        if cell is None or _NOBODY.fullmatch(look.text.strip()):
            return
        headings = [cell.header] if cell.row > 1 else []
        headings += [cell.row_header] if cell.column == 2 else []
        for heading in headings:
            label = next((to for at, to in ((_SURNAME, SURNAME), (_FORENAMES, FORENAMES)) if at.fullmatch(heading)), "")
            if label and (name := _NAME.fullmatch(look.text)):
                yield Find(*name.span("name"), MentionKind.PERSON, 0.96, label)
                return
