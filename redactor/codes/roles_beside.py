"""Which role stands beside a code: "SW1 (social worker)", "the midwife (MW2)"."""

from __future__ import annotations

import re
from functools import lru_cache

from redactor.codes.model import Role
from redactor.codes.roles import standard_roles
from redactor.codes.text import squash


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
        phrases = sorted(self._titles, key=len, reverse=True)
        either = "|".join(re.escape(p).replace(r"\ ", r"[\s-]") for p in phrases)
        self._after = re.compile(
            rf"\s?[(\[]\s?(?:an?\s|the\s|[a-z]+ed\s)?({either})\s?[)\],;]|,?\s(?:is|was),?\san?\s({either})\b|,\san?\s({either})\b",
            re.IGNORECASE,
        )
        # "HV1, the hostel worker": but of "SW1, the team manager, TM9" the words may be somebody else's
        self._apposed = re.compile(
            rf",\s(?:the|our|my|their|his|her)\s({either})\b(?!\s*[,(]?\s*(?-i:[A-Z(]))", re.IGNORECASE
        )
        self._before = re.compile(rf"(?<![\w-])({either})\s\(?$", re.IGNORECASE)

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
        after, before = self._after.match(text, end), self._before.search(text[max(0, start - 60) : start])
        phrase = next(filter(None, after.groups()), "") if after else before[1] if before else ""
        titles = self._titles.get(_plain(phrase), set())
        return (next(iter(titles)), _plain(phrase)) if len(titles) == 1 else ("", "")

    def apposed(self, text: str, end: int) -> tuple[str, str]:
        """The role that follows a code after a comma, and its words there; ("", "") for none."""
        after = self._apposed.match(text, end)
        titles = self._titles.get(_plain(after[1]), set()) if after else set()
        return (next(iter(titles)), _plain(after[1])) if after and len(titles) == 1 else ("", "")


def _plain(phrase: str) -> str:
    return " ".join(phrase.casefold().replace("-", " ").replace("’", "'").split())
