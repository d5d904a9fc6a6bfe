"""Which role stands beside a code: "SW1 (social worker)", "the midwife (MW2)"."""

from __future__ import annotations

import re
from functools import lru_cache

from redactor.codes.model import Role
from redactor.codes.roles import standard_roles
from redactor.codes.text import squash

# what leads to a role behind a code, and what has to follow it
_LEADS = (
    (re.compile(r"\s?[(\[]\s?(?:an?\s|the\s|[a-z]+ed\s)?", re.IGNORECASE), re.compile(r"\s?[)\],;]")),
    (re.compile(r",?\s(?:is|was),?\san?\s", re.IGNORECASE), re.compile(r"\b")),
    (re.compile(r",\san?\s", re.IGNORECASE), re.compile(r"\b")),
)
_APPOSED = re.compile(r",\s(?:the|our|my|their|his|her)\s", re.IGNORECASE)
_NOT_SOMEBODY_ELSES = re.compile(r"\b(?!\s*[,(]?\s*[A-Z(])")
_BEFORE_A_CODE = re.compile(r"\s\(?$")
_WORD_BEGINS, _WORD_ENDS = re.compile(r"(?<![\w-])\w"), re.compile(r"\w\b")


def is_kind_of(one: str, other: str) -> bool:
    """ "Senior Social Worker" and "Social Worker" may be the same person's."""
    a, b = set(one.casefold().split()), set(other.casefold().split())
    return a <= b or b <= a


class RolesBeside:
    """The titles of the roles, and the words by which drafts call them."""

    def __init__(self, listed: tuple[Role, ...]) -> None:
        self._titles: dict[str, set[str]] = {}
        own = {squash(r.prefix) for r in listed}
        for role in (*listed, *(r for r in standard_roles() if squash(r.prefix) not in own)):
            for phrase in (role.title, *role.variants):
                if len(phrase) > 1:
                    self._titles.setdefault(_plain(phrase), set()).add(role.title)
        self._longest = max(map(len, self._titles), default=0)

    @staticmethod
    @lru_cache(maxsize=4)
    def of(listed: tuple[Role, ...]) -> RolesBeside:
        """Those of a list and the standard ones."""
        return RolesBeside(listed)

    def titles(self, text: str) -> frozenset[str]:
        """The roles that a cell may mean; none for words that are no role."""
        return frozenset(t for part in text.split(";") for t in self._titles.get(_plain(part), ()))

    def beside(self, text: str, start: int, end: int) -> tuple[str, str]:
        """The role that stands beside a code, and its words there; ("", "") for none, or where they may mean several."""
        phrase = self._phrase_after(text, end)
        if phrase is None:
            phrase = self._phrase_before(text[max(0, start - 60) : start])
        titles = self._titles.get(_plain(phrase), set())
        return (next(iter(titles)), _plain(phrase)) if len(titles) == 1 else ("", "")

    def apposed(self, text: str, end: int) -> tuple[str, str]:
        """The role that follows a code after a comma, and its words there; ("", "") for none."""
        lead = _APPOSED.match(text, end)
        # "HV1, the hostel worker": but of "SW1, the team manager, TM9" the words may be somebody else's
        phrase = self._longest_at(text, lead.end(), _NOT_SOMEBODY_ELSES) if lead else None
        titles = self._titles.get(_plain(phrase), set()) if phrase else set()
        return (next(iter(titles)), _plain(phrase or "")) if len(titles) == 1 else ("", "")

    def _phrase_after(self, text: str, end: int) -> str | None:
        """ "SW1 (the social worker)", "SW1 was a social worker", "SW1, a social worker"; None for none of them."""
        for lead, follows in _LEADS:
            match = lead.match(text, end)
            while match:
                phrase = self._longest_at(text, match.end(), follows)
                if phrase is not None:
                    return phrase
                # the words of the lead may be those of the role itself: "(allocated social worker)"
                match = lead.match(text, end, match.end() - 1) if match.end() - 1 > end else None
        return None

    def _phrase_before(self, tail: str) -> str:
        """ "social worker SW1", "social worker (SW1"; "" for none."""
        close = _BEFORE_A_CODE.search(tail)
        head = tail[: close.start()] if close else ""
        for begins in _WORD_BEGINS.finditer(head) if close else ():
            if _as_written(head[begins.start() :]) in self._titles:
                return head[begins.start() :]
        return ""

    def _longest_at(self, text: str, at: int, follows: re.Pattern[str]) -> str | None:
        """The longest phrase of a role that begins here, with what has to follow it; None for none."""
        stretch = text[at : at + self._longest + 1]
        ends = [m.end() for m in _WORD_ENDS.finditer(stretch) if m.end() <= self._longest]
        for end in reversed(ends):
            if _as_written(stretch[:end]) in self._titles and follows.match(text, at + end):
                return stretch[:end]
        return None


def _plain(phrase: str) -> str:
    return " ".join(phrase.casefold().replace("-", " ").replace("’", "'").split())


def _as_written(phrase: str) -> str:
    """The same where one space or hyphen stands between two words, as it does in prose."""
    return re.sub(r"[\s-]", " ", phrase).casefold().replace("’", "'")
