"""Which stretches of a file speak as print does, of inquiries, authors and offices, and which as records do.

Records speak in codes, days and hours. A report has both: a chronology or a log in the middle of a chapter is a record, and the
chapter around it is print. So each stretch under a heading is judged by itself. What stands in the cells of a table speaks for
that table alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from redactor.codes.shapes import CODE
from redactor.documents.model import Passage, Story
from redactor.language.lexicon import MONTHS, fold, lexicon

TEXT = (Story.BODY, Story.FOOTNOTE, Story.ENDNOTE)
_SHORT = 120  # words below which nothing is said about a text as a whole
_BRIEF = 40  # words below which a stretch is one with what stands before it
_PRINTED_WORDS = 1  # of a hundred words, from which a text may be print
_PRINTED = 2.5  # how often, at least, it has such words for each code, day and hour
_LOGGED = 5  # codes, days and hours of a hundred words, from which a stretch is a log whatever stands around it
_CITES = 2  # citations of authors or judgments, from which a chapter of a record is print by itself
_CITES_OFTEN = 4  # and from which a report with long chronologies in it is print in its prose
_NAMES_OFFICES = 4  # or people named with a post of public life, so that whoever wrote it meant to name people
_A_HEADING = 9  # words below which a paragraph without a full stop is one
_DAY_OR_HOUR = re.compile(
    rf"\b\d{{1,2}}[./]\d{{1,2}}[./]\d{{2,4}}\b|\b\d{{1,2}}[:.]\d\d\b|\b\d{{1,2}}(?:st|nd|rd|th)? (?:{'|'.join(MONTHS)})\b",
    re.IGNORECASE,
)
# a form about one person, whatever its chapters speak of: a report for a court, an assessment
_ABOUT_ONE = re.compile(r"\b(?:date of birth|d\.?o\.?b\.?|nhs (?:no\.?|number))\s*(?:[:=]|$)", re.IGNORECASE)
# of a paragraph: no hour; of a recommendation: no code
_NUMBERED = re.compile(
    r"^(?:\d{1,2}(?:\.\d{1,2}){1,3}|(?:R|Rec|Recommendation|Action|Finding|Theme) ?\d{1,2})[.:]?(?=\s)"
)
# a list of what is on: days, and nothing that happened
_A_CALENDAR = re.compile(r"\b(?:training|events?|diary|what['’]s on|courses|key dates|dates for)\b", re.IGNORECASE)
# "Ellwick and others (2016)", "(Ellwick, 2016)", "Thane et al"; "Working Together (2018)" is cited by everybody
_CITATION = re.compile(
    r"\b(?P<name>[A-Z][\w'’-]+)(?: [A-Z]{1,3}\b)?(?:,? and (?:colleagues|others)|,? et al\.?)?,? "
    r"\(?(?:19|20)\d\d[a-z]?(?:, (?:19|20)\d\d[a-z]?)*(?:, pp?\. ?\d+)?\)"
    r"|\b[A-Z][\w'’-]+ (?:et al\b|and (?:his |her |their )?colleagues\b)|\[(?:19|20)\d\d\] [A-Z]{2}"
)
# what only a judgment that courts publish bears on its front, whatever letters it calls people by
PUBLISHED_JUDGMENT = re.compile(
    r"\bneutral citation (?:number|no\.?)?\s*:?\s*\[(?:19|20)\d\d\]|"
    r"^\s*\[(?:19|20)\d\d\] (?:EWFC|EWHC|EWCOP|EWCC|EWCA (?:Civ|Crim)) \d+(?: \([A-Z][a-z]*\))?\s*$|"
    r"\b(?:leave|permission) for this (?:version of (?:the|this) )?judgment to be published\b|"
    r"\bthis judgment (?:has been|is|was) anonymi[sz]ed\b[^.]{0,40}\bpublished\b|"
    r"\bjudgment\b[^\n]{0,120}\bI have (?:therefore |also )?anonymi[sz]ed\b|\bI have anonymi[sz]ed (?:this|the|my) judgment\b|"
    r"\banonymi[sz]ed (?:version of (?:the|this|my) )?judgment\b",
    re.IGNORECASE,
)
_NAME = r"[A-Z][\w'’-]+ [A-Z][\w'’-]+"
_PUBLIC = (
    r"(?:chair|chief executive|(?:deputy |assistant |executive |medical |regional |service )?director|(?:prime )?minister|"
    r"commissioner|(?:chief|detective chief|detective) (?:constable|superintendent|inspector)|bishop|archdeacon|mp|"
    r"member of parliament|professor|baroness|lord|dame|sir|(?:his|her) honour(?: judge)?|(?:mr|mrs|ms) justice|"
    r"councillor|cllr|president|ombudsman|lead inspector|independent (?:reviewer|chair|scrutineer|author)|"
    r"designated (?:nurse|doctor)|judge|recorder)"
)
_IN_OFFICE = re.compile(
    rf"\b(?i:{_PUBLIC}),? (?:(?:Mr|Mrs|Ms|Miss|Dr) )?(?P<after>{_NAME})|"
    rf"(?P<before>{_NAME}), (?:the |a |its |their |[A-Z][\w-]+['’]s |then |former |new ){{0,2}}(?i:{_PUBLIC})\b"
)
_PRINTED_TABLE = re.compile(
    r"\b(?:agency|agencies|representative|role|post|member|owner|lead|action|recommendation|organisation|author|title|"
    r"programme|evaluat\w+|study|studies|literature)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Counts:
    """What a stretch has."""

    words: int
    printed: int
    recorded: int
    citations: int

    @classmethod
    def of(cls, texts: Iterable[str], of_print: Sequence[re.Pattern[str]]) -> _Counts:
        words = printed = recorded = citations = 0
        for text in texts:
            told = _NUMBERED.sub("", text)
            words += len(told.split())
            printed += sum(1 for pattern in of_print for _ in pattern.finditer(told))
            recorded += sum(1 for _ in CODE.finditer(told)) + sum(1 for _ in _DAY_OR_HOUR.finditer(told))
            citations += sum(1 for match in _CITATION.finditer(told) if not _is_a_word(match["name"]))
        return cls(words, printed, recorded, citations)

    def __add__(self, other: _Counts) -> _Counts:
        return _Counts(
            self.words + other.words,
            self.printed + other.printed,
            self.recorded + other.recorded,
            self.citations + other.citations,
        )

    @property
    def is_print(self) -> bool:
        return (
            self.words >= _SHORT
            and self.printed * 100 >= _PRINTED_WORDS * self.words
            and self.printed >= _PRINTED * self.recorded
        )

    @property
    def is_a_log(self) -> bool:
        return self.recorded * 100 >= _LOGGED * self.words and self.recorded > self.printed


def printed(texts: Iterable[Passage], of_print: Sequence[re.Pattern[str]]) -> frozenset[int]:
    """Numbers of the passages that are print; `of_print` are words that print uses."""
    found: set[int] = set()
    shown = (passage for passage in texts if passage.place.story in TEXT)
    for _, of_file in groupby(shown, key=lambda passage: passage.draft):
        found |= _of_a_file(list(of_file), of_print)
    return frozenset(found)


def _of_a_file(passages: Sequence[Passage], of_print: Sequence[re.Pattern[str]]) -> set[int]:
    if any(_ABOUT_ONE.search(passage.text) for passage in passages):
        return set()
    stretches = [(held, _of_a_stretch(held, of_print)) for held in _stretches(passages)]
    whole = _Counts.of((p.text for p in passages), of_print)
    prose = sum((counts for _, counts in stretches if not counts.is_a_log), _Counts(0, 0, 0, 0))
    judgment = any(PUBLISHED_JUDGMENT.search(passage.text) for passage in passages)
    all_prose = (
        judgment
        or whole.is_print
        or (prose.is_print and (prose.citations >= _CITES_OFTEN or len(_in_office(stretches)) >= _NAMES_OFFICES))
    )
    found: set[int] = set()
    for held, counts in stretches:
        if counts.is_a_log:
            continue
        if all_prose or (counts.is_print and counts.citations >= _CITES):
            found.update(p.number for p in held if p.cell is None or _PRINTED_TABLE.search(p.cell.header))
    return found


def _of_a_stretch(held: Sequence[Passage], of_print: Sequence[re.Pattern[str]]) -> _Counts:
    counts = _Counts.of((p.text for p in held if p.cell is None), of_print)
    if _is_a_heading(held[0].text) and _A_CALENDAR.search(held[0].text) and not any(CODE.search(p.text) for p in held):
        return replace(counts, recorded=0)
    return counts


def _in_office(stretches: Iterable[tuple[Sequence[Passage], _Counts]]) -> set[str]:
    """Names that the prose gives together with a post of public life."""
    prose = (p.text for held, counts in stretches if not counts.is_a_log for p in held if p.cell is None)
    return {match["after"] or match["before"] for text in prose for match in _IN_OFFICE.finditer(text)}


def _stretches(passages: Sequence[Passage]) -> list[list[Passage]]:
    """Passages under one heading; what is too short to be judged goes with what stands before it."""
    found: list[list[Passage]] = []
    words = 0
    for passage in passages:
        prose = passage.cell is None
        if not found or (prose and words >= _BRIEF and (passage.heading or _is_a_heading(passage.text))):
            found.append([])
            words = 0
        if prose:
            words += len(passage.text.split())
        found[-1].append(passage)
    return found


def _is_a_word(name: str | None) -> bool:
    """The last word of a title ("Working Together", "Every Child Matters"), or a month."""
    return name is not None and (lexicon().is_ordinary(name) or fold(name) in map(fold, MONTHS))


def _is_a_heading(text: str) -> bool:
    return len(text.split()) < _A_HEADING and not text.rstrip().endswith((".", ":", ";", "?", "!", ",", '"', "”"))
