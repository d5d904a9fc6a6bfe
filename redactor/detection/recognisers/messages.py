"""Who sent a message of a thread: "12/06 21:40 Big Kel: she is here", "kinga: tell her mum", "4 Apr 07:15 Owen: …".

The place says that somebody stands there, in small letters and with the number of the house behind the name, too. What opens an
entry of a log (a unit, an office, what was done) stands in the same place and is told by its words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from redactor.detection.look import Look, is_trade
from redactor.detection.mentions import MentionKind
from redactor.detection.recognisers.base import Find, Recogniser
from redactor.language.lexicon import abbreviations, fold, lexicon, record_verbs, word_list

_DATE = r"(?:\d{1,2}[/.-]\d{1,2}(?:[/.-]\d{2,4})?|\d{1,2} (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*(?: \d{2,4})?)"
_TIME = r"\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?: ?[AaPp]\.?[Mm]\.?)?"
_WHEN = rf"\[?(?:{_DATE}(?:,? (?:at )?{_TIME})?|{_TIME}(?:,? {_DATE})?)\]?(?: ?[–—-])?"
BEGINS_A_MESSAGE = re.compile(rf"\W*{_WHEN}\s")  # a line of a thread, or of a log
GREETS = frozenset("yo hi hey hiya oi hello dear cheers thanks ta".split())  # before a name in small letters
_WORD = r"[^\W\d_](?:[\w’'-]*[^\W_])?"
_SENDER = re.compile(
    rf"[^\w\[]*(?P<when>{_WHEN}\s+)?(?P<who>{_WORD}(?: {_WORD}){{0,2}}(?: \d{{1,3}})?)"
    r"(?: [^\w\s:]{1,4})?:(?=\s+[^\W\d_]+(?:[\s’'?!.,]|$))"
)
_HE_IS = frozenset("big lil little old young lady mad baby uncle aunty auntie nan sister brother".split())
_BODIES = word_list("mailboxes.txt") | word_list("process_words.txt")
_A_NAME = 20  # births from which a word in small letters is a first name


# "From Orla hostel 17 Oct 09:20: …": as somebody is saved in the telephone that the messages are read from
_IN_A_TELEPHONE = re.compile(
    rf"\W{{0,3}}(?:From|To|from|to):? (?P<who>{_WORD})(?P<what>(?: {_WORD}){{0,2}}),? {_WHEN}:? "
)


def whom_a_telephone_knows(look: Look) -> tuple[int, int] | None:
    """Characters of the first name, or the one letter, with which a message begins that somebody got or sent."""
    match = None if look.passage.heading else _IN_A_TELEPHONE.match(look.text)
    if match is None or look.hard_between(*match.span("who")):
        return None
    if re.fullmatch(r"[A-HJ-Z]", match["who"]):
        return None if match["what"] else match.span("who")
    return match.span("who") if lexicon().births(match["who"]) >= _A_NAME and not _is_none(look, match["who"]) else None


class MessageSenders(Recogniser):
    """The sender, with what else of the name stands before the colon."""

    kinds = (MentionKind.PERSON,)

    def find(self, look: Look) -> Iterator[Find]:
        """At most one span."""
        if ":" not in look.text or look.passage.cell or look.passage.heading:
            return
        if who := whom_a_telephone_knows(look):
            letter = who[1] - who[0] == 1
            yield Find(*who, MentionKind.PERSON, 0.7 if letter else 0.85, "initials" if letter else "")
            return
        match = _SENDER.match(look.text)
        if match is None or look.hard_between(*match.span("who")):
            return
        words = [w for w in match["who"].split() if not w.isdigit()]
        if any(_is_none(look, w) for w in words):
            return
        if self._is_a_name(words, timed=match["when"] is not None):
            numbered = match["who"][-1].isdigit()
            end = match.end("who") if numbered and match["when"] else match.start("who") + len(" ".join(words))
            yield Find(match.start("who"), end, MentionKind.PERSON, 0.85)

    @staticmethod
    def _is_a_name(words: list[str], *, timed: bool) -> bool:
        lex = lexicon()
        first = words[0]
        if not timed:  # "kinga: tell her"; a label in a form begins with a capital
            return len(words) == 1 and first.islower() and lex.births(first) >= _A_NAME and not lex.is_ordinary(first)
        if first.islower():
            return all(lex.births(w) >= _A_NAME and not lex.is_ordinary(w) for w in words)
        if fold(first) in _HE_IS and len(words) == 2:
            return words[1][0].isupper() and (lex.births(words[1]) > 0 or not lex.is_ordinary(words[1]))
        if len(words) == 2 and first[0].isupper() and len(words[1]) == 1 and words[1].isupper():
            return True  # "Col B"
        known = lex.births(first) > 0 or not lex.is_ordinary(first)
        return known and all(w[0].isupper() for w in words)


# "mims: where r u", "jinx csb: yo": in a chat that is pasted in whoever writes stands before the colon, whatever it is
_IN_A_CHAT = re.compile(r"\W{0,2}(?P<who>[a-z][\w.]{1,14}(?: [a-z][\w]{0,5})?): (?=\S)")
SENDER = "sender of a message"
_A_CHAT = 3  # lines one after another


def chat_senders(looks: Sequence[Look]) -> frozenset[str]:
    """Names in small letters before the colon of three lines of prose or more that follow each other."""
    found: set[str] = set()
    run: list[str] = []
    for look in looks:
        match = None if look.passage.cell or look.passage.heading else _IN_A_CHAT.match(look.text)
        if match is None:
            found.update(run if len(run) >= _A_CHAT and len(set(run)) > 1 else ())
            run = []
        elif not any(_is_none(look, word) for word in match["who"].split()[:1]):
            run.append(match["who"])
    return frozenset(found | set(run if len(run) >= _A_CHAT and len(set(run)) > 1 else ()))


class ChatSenders(Recogniser):
    """Whoever writes in a chat, where a line begins."""

    kinds = (MentionKind.PERSON,)

    def __init__(self, senders: frozenset[str]) -> None:
        super().__init__()
        self._senders = senders

    def find(self, look: Look) -> Iterator[Find]:
        """At most one span."""
        match = _IN_A_CHAT.match(look.text) if self._senders else None
        if match and match["who"] in self._senders and not look.hard_between(*match.span("who")):
            yield Find(*match.span("who"), MentionKind.PERSON, 0.95, SENDER)


def _is_none(look: Look, word: str) -> bool:
    """A unit, an office, an abbreviation, what was done."""
    folded = fold(word)
    return (
        folded in lexicon().function_words
        or folded in look.role_vocabulary
        or folded in _BODIES
        or folded in record_verbs()
        or is_trade(word)
        or word in abbreviations()
        or word in look.role_abbreviations
        or (word.isupper() and len(word) > 1)
    )
