"""Cells and fields whose heading says that a name stands there: "Name", "Worker", "Lead officer", "Subject", "By" …"""

from __future__ import annotations

import re
from collections.abc import Iterator

from redactor.detection.look import Look, is_a_label
from redactor.detection.mentions import MentionKind
from redactor.detection.recognisers.base import Find, Recogniser
from redactor.documents.model import Cell, Passage, Story
from redactor.language.lexicon import abbreviations, fold, kin_words, lexicon, word_list
from redactor.language.names import is_short_name

PERSON = MentionKind.PERSON
NAME_COLUMN = re.compile(
    r"\b(?:names?|known as|who|subject|worker|officer|lead|by|author|staff|professional|practitioner|person|"
    r"member|attend(?:ed|ees?)|present|"
    r"interviewee|interviewed|contact|owner|responsible|signed|reviewer|social worker|nurse|doctor|teacher|initials|from|to|"
    r"mother|father|parent|carer|child|young person|pupil|patient|adult|client|tenant|resident|service user)\b",
    re.IGNORECASE,
)
NOT_A_NAME_COLUMN = re.compile(
    r"\b(?:agency|organisation|file|document|event|action|date|address|role|designation|seen(?! by)|relationship|"
    r"relation to|school name|name of (?:agency|service|school))\b",
    re.IGNORECASE,
)
_LINE = re.compile(
    r"^\s*(?:From|To|Cc|CC|cc|Name|Author|Signed|Prepared by|Compiled by|Completed by|Typed by|Dictated by|Dear|"
    r"Hi|Hello|Regards|Kind regards)\b[:,]?\s+(?!(?:the|an?|this|that|his|her|their|our|my|what|then)\b)",  # prose: "From the …"
    re.MULTILINE,
)


_MAIL_LINE = re.compile(r"(?:^|(?<=[\n>] )|(?<=[\n>]))(?P<field>From|To|Cc|CC|Bcc|Sender)\s?:\s*(?P<rest>[^\n]{3,300})")
_SURNAME_FIRST = re.compile(
    r"\s*[\"']?(?P<name>(?P<surname>(?:(?:[Dd]e|[Dd]a|[Vv]an|[Vv]on|[Dd]os|[Dd]i) )?[^\W\d_a-z][\w'’-]+), "
    r"(?P<first>[^\W\d_a-z][\w'’-]+)(?: [A-Z]\.?)?)[\"']?\s*(?:[(<\[].*)?"
)
# the end of a letter: "God bless, Dec"
_CLOSING = re.compile(
    r"(?:^|(?<=[\n.!?] )|(?<=\n))(?:God bless|(?:Kind(?:est)?|Best|Warm) regards|Regards|Best wishes|All the best|"
    r"Take care|(?:Lots of )?[Ll]ove|Yours(?: sincerely| faithfully)?|Cheers|Thanks|Many thanks)(?: you)?"
    r"(?:, ?|\n)(?P<name>[^\W\d_a-z][\w'’-]{1,14})\s*(?=$|\n)"
)
_KISSES = re.compile(
    r"(?:^|(?<=[.!?] )|(?<=\n))(?P<name>[^\W\d_a-z][\w’'-]{1,14}) [xX]{1,5}\s*(?=$|\n)"
)  # "… please. Shaz x"
_ONLY_NAMES = re.compile(
    r"\b(?:names?|worker|author|known as)\b(?! of)|\bname of (?:the )?(?:child|baby|mother|father|parent|carer|patient|"
    r"pupil|adult|worker|officer|author|person)\b",
    re.IGNORECASE,
)
# who did it, in one word; below such a heading stand teams and forms as well, so that every word has to be one of names
_DONE_BY = re.compile(r"\b[a-z]{2,}ed by\b|\b(?:seen|written|taken|typed) by\b|^\W*signed\b", re.IGNORECASE)
_SURNAMES = word_list("surnames_that_are_words.txt")
_GROUPS = word_list("process_words.txt") | frozenset(
    "unborn various parents siblings group everyone anonymous agreed present apologies vacant vacancy withheld "
    "redacted pending".split()
)


def is_a_name_column(heading: str) -> bool:
    """Whether people's names stand below this heading."""
    return bool(NAME_COLUMN.search(heading) and not NOT_A_NAME_COLUMN.search(heading))


def is_below_names(cell: Cell | None) -> bool:
    """Whether a cell stands below such a heading."""
    return cell is not None and is_a_name_column(cell.header)


def is_surname_first(passage: Passage) -> bool:
    """ "Hesketh Charity" alone in a cell without headings: it may be a charity, and it may be a row of a list of people. What no
    other word says is asked about."""
    cell = passage.cell
    if cell is None or cell.header or cell.row_header:
        return False
    match = _SURNAME_AND_FIRST.fullmatch(passage.text.strip())
    return match is not None and not lexicon().is_ordinary(fold(match["surname"]))


_SURNAME_AND_FIRST = re.compile(
    r"(?P<surname>[^\W\d_a-z][\w'’-]+) Charity"
)  # the one first name that names bodies, too


class NamedCells(Recogniser):
    """A cell under such a heading is a name, also one word, also capitals."""

    def find(self, look: Look) -> Iterator[Find]:
        """Names in name columns, in author attributes, after greeting and address lines of letters and e-mails."""
        passage = look.passage
        if passage.place.story is Story.AUTHOR and look.text.strip():
            if re.search(r"[^\W\d_]{2}", look.text) and look.text.strip().lower() not in _NOBODY:
                yield Find(0, len(look.text), PERSON, 0.95)
            return
        cell = passage.cell
        if is_surname_first(passage):
            yield Find(0, len(look.text.rstrip()), PERSON, 0.6)
        if cell:
            for label in (cell.header, cell.row_header if cell.column == 2 else ""):
                if label and len(label) < 60 and is_a_name_column(label):
                    if cell.row > 1 and self._is_bare_name(look) and _are_names(look, label):
                        yield Find(0, len(look.text.rstrip()), PERSON, 0.8)
                    yield from self._names(look, 0, len(look.tokens), 0.8)
                    break
        yield from self._senders(look)
        for match in (*_CLOSING.finditer(look.text), *_KISSES.finditer(look.text)):
            word = match["name"]
            named = lexicon().births(word) or not lexicon().is_ordinary(word) or is_short_name(word)
            if named and fold(word) not in lexicon().function_words | look.role_vocabulary | kin_words():
                yield Find(*match.span("name"), PERSON, 0.85)
        for match in _LINE.finditer(look.text):
            first = next((i for i, t in enumerate(look.tokens) if t.start >= match.end()), None)
            if first is not None:
                stop = next(
                    (i for i in range(first, len(look.tokens)) if look.tokens[i].text in ".(;" or i - first > 8),
                    len(look.tokens),
                )
                yield from self._names(look, first, stop, 0.75)

    @staticmethod
    def _senders(look: Look) -> Iterator[Find]:
        """ "From: Prosper, Glenda", "Cc: Okoro, Blessing; De Brito, Inês (Housing)": surname first, as mail programs write it."""
        cell = look.passage.cell
        lines = [(m.start("rest"), m["rest"], m["field"].lower() == "from") for m in _MAIL_LINE.finditer(look.text)]
        if cell and cell.header.strip().lower() in ("from", "to", "cc", "sender", "recipient"):
            lines.append((0, look.text, cell.header.strip().lower() in ("from", "sender")))
        for start, rest, one in lines:
            chunks = list(re.finditer(r"[^;]+", rest))
            for chunk in chunks:
                match = _SURNAME_FIRST.fullmatch(chunk[0])
                if match is None or look.hard_between(
                    start + chunk.start() + match.start("name"), start + chunk.start() + match.end("name")
                ):
                    continue
                surname, first = lexicon().births(match["surname"]), lexicon().births(match["first"])
                if one or len(chunks) > 1 or surname < 50 or (first and surname * 10 < first):
                    yield Find(
                        start + chunk.start() + match.start("name"),
                        start + chunk.start() + match.end("name"),
                        PERSON,
                        0.9,
                    )

    @staticmethod
    def _is_bare_name(look: Look) -> bool:
        """One to three capitalised words that are no office and no word of forms: "Storm", "Sunny Day"."""
        words = look.tokens
        return (
            1 <= len(words) <= 3
            and all(t.kind == "word" and t.capital and len(t.text) > 2 for t in words)
            and not any(look.kind_of(i) == "other" or _is_short(look, i) for i in range(len(words)))
            and not any(fold(t.text) in look.role_vocabulary | _GROUPS for t in words)
        )

    @staticmethod
    def _names(look: Look, first: int, stop: int, score: float) -> Iterator[Find]:
        tokens = look.tokens
        i = first
        while i < stop:
            kind = look.kind_of(i)
            if kind in ("first", "weak first", "unknown", "initial") and not (
                look.is_soft(tokens[i]) or is_a_label(tokens[i].text)
            ):
                if (
                    kind == "weak first"
                    and tokens[i].opens
                    and i + 1 < stop
                    and tokens[i + 1].kind == "word"
                    and not tokens[i + 1].capital
                ):
                    i += 1  # "Foster carer", "Chief nurse"
                    continue
                end = max(look.name_run(i, surname_due=kind == "unknown"), i + 1)
                # "Smith J", "Smith, Jane"
                if end < stop and tokens[end].initial and look.adjacent(end - 1, end):
                    end += 1
                if any(len(t.text) > 1 for t in tokens[i:end]):
                    yield Find(tokens[i].start, tokens[end - 1].end, PERSON, score)
                i = end
            else:
                i += 1


def _is_short(look: Look, i: int) -> bool:
    """Capitals that stand for a team or a form rather than for a surname in capitals: "EDT", "OKUMU"."""
    return look.kind_of(i) == "acronym" and (len(look.tokens[i].text) < 5 or look.tokens[i].text in abbreviations())


def _are_names(look: Look, label: str) -> bool:
    """The heading is of names alone, or of who did something and every word below it may be a name: "Seen by", "Hill"."""
    if _ONLY_NAMES.search(label):
        return True
    return _DONE_BY.search(label) is not None and all(
        lexicon().births(t.text) or not lexicon().is_ordinary(t.text) or fold(t.text) in _SURNAMES for t in look.tokens
    )


_NOBODY = frozenset(
    [
        "author",
        "user",
        "admin",
        "administrator",
        "windows user",
        "unknown",
        "microsoft office user",
        "reviewer",
        "default",
        "office",
        "owner",
    ]
)
