"""What somebody does: to chair, to assess and to be allocated is work; to be born, excluded or tucked up is not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from redactor.identities.facts import Fact, Setting, Speaks
from redactor.language.alternatives import alternatives
from redactor.language.lexicon import rows

_CLAUSE = re.compile(r"[.;:!?\n]|\s[–—-]\s|,\s(?:and|but|who)\s")


def facts(setting: Setting) -> Iterator[Fact]:
    """Professionals for work, the family for life."""
    after_work, after_life = doing("work", "after"), doing("life", "after")
    before_work, before_life = doing("work", "before"), doing("life", "before")
    for node in setting.open:
        kinds = {setting.people[k].kind for k in node.known}
        if len(kinds) < 2:
            continue
        after = _CLAUSE.split(setting.text_after(node, 60))[0]
        before = _CLAUSE.split(setting.text_before(node, 40))[-1]
        work = bool(after_work.match(after) or before_work.search(before))
        life = bool(after_life.match(after) or before_life.search(before))
        if work == life:
            continue
        for key in node.known:
            professional = setting.people[key].kind == "professional"
            yield Speaks("doing: agrees" if professional == work else "doing: contradicts", node.place, key)


@lru_cache(maxsize=8)
def doing(what: str, where: str) -> re.Pattern[str]:
    """models/lists/doing_kinds.csv: what tells work from life, or how old somebody is, before or after a name."""
    of_these = [row["words"] for row in rows("doing_kinds.csv") if (row["what"], row["where"]) == (what, where)]
    words = alternatives(of_these, ignoring_case=True)
    if where == "after":
        return re.compile(
            rf"['’]?s?,?\s+(?:(?:also|then|later|again|had|has|was|were|is|did not|didn['’]t|would|will)\s+){{0,3}}(?:{words})\b",
            re.IGNORECASE,
        )
    return re.compile(rf"\b(?:{words})\s+(?:to|by|with|from|for)?\s*$", re.IGNORECASE)
