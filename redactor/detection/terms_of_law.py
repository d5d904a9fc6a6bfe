"""Names of tests, cases and inquiries ("Fraser", "Bolam") that somebody on the ward bears too: told by their place.

A job beside the name, or what only somebody with a body does, makes somebody of it, whatever the keep list has. And where a
term of law is spoken of, the word stays even if somebody of the case is called so: "Gillick was considered" beside a Ms Gillick.
"""

from __future__ import annotations

import re
from functools import cache

from redactor.language.lexicon import fold, kin_words, rows, word_list

_BORNE_BY_MANY = frozenset(
    [
        "legal tests",
        "leading cases",
        "inquiries",
        "judges",
        "researchers",
        "review authors",
        "reviews by their author's surname",
    ]
)
_WORDS = r"[a-z][a-z’'-]*(?: [a-z][a-z’'-]*){0,3}"
_WHOSE = r"(?:an?|the|our|her|his|their|my|another)"
_APPOSED = re.compile(rf"(?:, (?:then )?{_WHOSE} (?P<behind>{_WORDS})|,? \({_WHOSE} (?P<inside>{_WORDS})\))")
_BEFORE = re.compile(rf"\b(?i:{_WHOSE}) (?P<job>{_WORDS}),? $")
_NEEDS_MORE = r"(?: again| twice| later)?(?:[.,;!?]|$| (?:at|on|in|and|but|to|that|from|with|for)\b)"
_SOMEBODY = (
    r"(?:her|him|them|me|mum|dad|staff|police|everybody|nobody|(?:the|his|her|their|my|another|a) "
    r"(?:mother|father|mum|dad|parents?|nurse|doctor|midwife|police|ward|sister|brother|boy|girl|child|children|family|manager|"
    r"patient|night staff|staff|social worker|health visitor|baby)|"
    r"(?:Mr|Mrs|Ms|Miss|Dr|PC|DC|HV|SW)\b|[A-Z][a-z]+ (?:that|to|she|he))"
)
_DOES = re.compile(
    r" (?:then |also |later |again |just |only |had |has |never )?(?:"
    rf"(?:told|saw|met|visited|asked|found|helped|let|drove|took|brought|handed|gave|heard|held|fetched|woke|hit) "
    rf"{_SOMEBODY}(?![\w-])|"
    rf"(?:rang|phoned|texted|e-?mailed)(?: {_SOMEBODY}| back| in| again| [A-Z]|{_NEEDS_MORE})|"
    rf"(?:came|went|left|arrived|drove|wept|cried|shouted|smiled|nodded|slept|knocked)"
    rf"(?: (?:home|back|in|out|off|round|up|away|early|"
    rf"late)\b|{_NEEDS_MORE})|"
    r"(?:is|was) (?:on duty|on shift|on leave|off sick|at (?:home|the (?:door|desk))|in (?:bed|tears)|"
    r"drunk|arrested|asleep|late for)\b)"
)
_DONE_TO = re.compile(
    r"\b(?:told|rang|phoned|texted|e-?mailed|met|thanked|spo(?:ke|ken) (?:to|with)|handed (?:it |her |him |them |over )?to|"
    r"relieved by|escorted by|taken by) $"
)
_IS_A_TERM = re.compile(
    r"(?:['’]s)? (?:competen\w+|guidelines?|guidance|tests?|principles?|criteria|rules?|law|ruling|judge?ments?|standards?|"
    r"case law|assessments?|capacity|checklist|framework|proforma)\b"
    r"|(?:,? (?:and|or|&)|/) ?(?:Fraser|Gillick|Bolam|Bolitho)\b(?!,)"
    r"| (?:is|was|were|are|had been|has been|have been)(?: not| never)? (?:considered|applied|applicable|looked at|used|cited|"
    r"followed|relevant|in point|documented|recorded|mentioned|satisfied|judged|explored)\b"
    r"| (?:applies|applied|does not apply|did not apply)\b"
)
_LED_TO = re.compile(r"(?:\b(?:Fraser|Gillick|Bolam|Bolitho)(?:,? (?:and|or|&) |/)|\b(?:test in|under|applying|per) )$")


_AND_ANOTHER = re.compile(r"(?:,? (?:and|or|&)|/) ?(?:Fraser|Gillick|Bolam|Bolitho)\b(?!,| [A-Z])")
_LED_TO_BY_ANOTHER = re.compile(r"\b(?:Fraser|Gillick|Bolam|Bolitho)(?:,? (?:and|or|&) |/)$")


@cache
def _terms() -> frozenset[str]:
    """Folded single words of tests that a court has given."""
    return frozenset(
        fold(r["phrase"]) for r in rows("keep.csv") if r["family"] == "legal tests" and " " not in r["phrase"]
    )


@cache
def _surnames() -> frozenset[str]:
    """Folded single words by which people of law and research are known, whom others are called like."""
    kept = (r["phrase"] for r in rows("keep.csv") if r["family"] in _BORNE_BY_MANY and " " not in r["phrase"])
    return frozenset(map(fold, kept))


@cache
def _jobs() -> frozenset[str]:
    return word_list("trades.txt") | word_list("role_words.txt") | frozenset(kin_words()) | _MORE_JOBS


_MORE_JOBS = frozenset(
    "nurse midwife doctor teacher worker officer porter visitor guard orderly matron solicitor friend colleague carer clerk "
    "constable sergeant stranger man woman girl boy student boyfriend girlfriend".split()
)


def is_somebody(text: str, start: int, end: int) -> bool:
    """Whether a word of the keep list at these characters is somebody here: "Fraser, the porter,", "Gillick rang"."""
    if fold(text[start:end]) not in _surnames() or is_a_term(text, start, end):
        return False
    apposed, before = _APPOSED.match(text, end), _BEFORE.search(text, max(0, start - 50), start)
    if apposed and _names_a_job(apposed["behind"] or apposed["inside"]):
        return True
    if before and before["job"].split()[-1] in _jobs():
        return True
    return bool(_DOES.match(text, end) or _DONE_TO.search(text, max(0, start - 30), start))


def is_a_term(text: str, start: int, end: int) -> bool:
    """Whether the name of a test at these characters is spoken of as one: "Gillick and Fraser were looked at"."""
    return fold(text[start:end]) in _terms() and bool(
        _IS_A_TERM.match(text, end) or _LED_TO.search(text, max(0, start - 20), start)
    )


def is_of_a_pair(text: str, start: int, end: int) -> bool:
    """Whether another test stands beside it, so that nobody is meant although list or key map know somebody of the name."""
    return bool(_AND_ANOTHER.match(text, end) or _LED_TO_BY_ANOTHER.search(text, max(0, start - 20), start))


def _names_a_job(words: str) -> bool:
    """ "porter", "nurse on the ward", "night porter": one of the first three words, since what follows says where."""
    return not _jobs().isdisjoint(words.split()[:3])
