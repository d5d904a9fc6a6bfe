"""People in the lines that mail programs write: who wrote to whom, "On 2 Feb 2025, at 09:01, Oakshott, Jo <…> wrote:".

Such lines say that a person stands there, whatever the name looks like: unknown, in small letters, in capitals, a user name.
Teams, mailboxes and places do so as well, and are told by their words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from redactor.detection.look import Look
from redactor.detection.mentions import MentionKind
from redactor.detection.recognisers.base import Find, Recogniser
from redactor.language.lexicon import fold, lexicon, word_list

_FIELDS = (
    r"From|To|Cc|Bcc|Sender|Sent by|Reply[- ]To|On behalf of|Delivered[- ]To|Required|Optional|Organi[sz]er|Required attendees|"
    r"Optional attendees"
)
_LINE = re.compile(rf"(?:^|(?<=\n))[ \t>*]*(?:{_FIELDS})[ \t]*:[ \t]*(?P<value>[^\n]+)", re.IGNORECASE)
_WROTE = re.compile(
    r"(?:^|(?<=\n))[ \t>]*On [^\n]{4,60}?\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?: ?[AaPp]\.?[Mm]\.?)?(?: [A-Z]{3,4})?,? "
    r"(?P<value>[^\n]{2,120}?)[ \t]*\bwrote[ \t]*:",
)
_ADDRESS = re.compile(
    r"<[^<>\n]*>|\[mailto:[^\]\n]*\]|[^\s<>;,\"']+@[^\s<>;,\"']+|\([^()\n]*\)|\[[^\]\n]*\]", re.IGNORECASE
)
_WORD = r"[^\W\d_](?:[\w’'-]*[^\W_])?\.?"
_REVERSED = re.compile(rf"{_WORD}(?: {_WORD}){{0,2}}, ?{_WORD}(?: {_WORD}){{0,2}}")
_PLAIN = re.compile(rf"{_WORD}(?: {_WORD}){{1,3}}")
_LOGIN = re.compile(r"(?=[a-z0-9._-]*[a-z]{3})[a-z0-9]+(?:[._-][a-z0-9]+)*\d*")
_BODIES = word_list("mailboxes.txt")  # of many people, or a place


class MailLines(Recogniser):
    """Each entry of such a line that names a person; a user name among people is one, too."""

    kinds = (MentionKind.PERSON, MentionKind.IDENTIFIER)

    def find(self, look: Look) -> Iterator[Find]:
        """Names, and user names as identifiers."""
        if ":" not in look.text:
            return
        for pattern, sure in ((_LINE, False), (_WROTE, True)):
            for match in pattern.finditer(look.text):
                yield from self._people(look, match.start("value"), match["value"], sure=sure)

    def _people(self, look: Look, start: int, value: str, *, sure: bool) -> Iterator[Find]:
        """`sure`: no list of things would stand here."""
        plain = _ADDRESS.sub(lambda m: " " * len(m[0]), value)
        several = ";" in value
        is_mail = sure or several or "@" in value or "<" in value
        for entry in re.finditer(r"[^;]+", plain):
            inner = entry[0].strip(" \t\"'“”‘’,.*")
            if not inner:
                continue
            at = start + entry.start() + entry[0].index(inner)
            span = (at, at + len(inner))
            if look.hard_between(*span) or _is_a_body(inner):
                continue
            if _REVERSED.fullmatch(inner) and is_mail:
                yield Find(*span, MentionKind.PERSON, 0.9)
            elif _PLAIN.fullmatch(inner) and (is_mail or _is_no_english(inner)):
                yield Find(*span, MentionKind.PERSON, 0.85 if is_mail else 0.7)
            elif several and _LOGIN.fullmatch(inner) and not lexicon().is_ordinary(inner):
                yield Find(*span, MentionKind.IDENTIFIER, 0.85, "user name")


def _is_a_body(text: str) -> bool:
    words = [fold(w) for w in re.findall(r"[^\W\d_]+", text)]
    if set(words) & _BODIES:
        return True
    # "Head of Service", "Team Manager": what only English words say is nobody's name, unless one is a first name, too
    return all(lexicon().is_ordinary(w) and not lexicon().births(w) for w in words)


def _is_no_english(text: str) -> bool:
    """Words of which none is English or the name of a place."""
    words = re.findall(r"[^\W\d_]+", text)
    return all(w[0].isupper() and not lexicon().is_ordinary(w) and fold(w) not in lexicon().geographic for w in words)


class MailSignOffs(Recogniser):
    """The one letter with which a mail is signed."""

    kinds = (MentionKind.PERSON,)

    def __init__(self, places: Iterable[tuple[int, int]]) -> None:
        """`places`: passage and character of each."""
        super().__init__()
        self._starts: dict[int, list[int]] = {}
        for passage, start in places:
            self._starts.setdefault(passage, []).append(start)

    def find(self, look: Look) -> Iterator[Find]:
        """Letters, with the label "initials"."""
        for start in self._starts.get(look.passage.number, ()):
            yield Find(start, start + 1, MentionKind.PERSON, 0.75, "initials")
