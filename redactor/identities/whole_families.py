"""A family meant as a whole: "the Hill family", "the Hills". The board may have given it a code."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from redactor.codes.model import Entry
from redactor.codes.whole_families import surnames_of
from redactor.detection.mentions import Mention
from redactor.identities.model import FAMILY, FAMILY_NAME, Decision, family_of
from redactor.identities.people import Person
from redactor.language.lexicon import fold
from redactor.language.names import Name

# "the Hill family", not "the Hill Family Centre" or "the Hill family support worker"
_FAMILY = re.compile(
    r"\s+(?:family|household|Family(?!\s+[A-Z])|Household(?!\s+[A-Z]))\b"
    r"(?!\s+(?:support|centre|center|court|liaison|nurse|doctor|solicitor|hub|group|placement|tree|practitioner|worker)\b)"
)
_THE = re.compile(r"\b[Tt]he\s+$")
_ARTICLE = 8  # characters before a name in which it is looked for


@dataclass(frozen=True)
class WholeFamilies:
    """The families that the board has given a code as a whole, by surname."""

    codes: Mapping[str, frozenset[str]] = field(default_factory=dict)  # folded surname → codes

    @classmethod
    def of(cls, entries: Iterable[Entry]) -> WholeFamilies:
        """Those of a list."""
        found: dict[str, set[str]] = {}
        for entry in entries:
            for surname in surnames_of(entry):
                found.setdefault(surname, set()).add(entry.code)
        return cls({surname: frozenset(codes) for surname, codes in found.items()})

    def meant(self, text: str, m: Mention, name: Name) -> Decision | None:
        """The decision on a mention that means a family as a whole, None for any other.

        Where two families of the surname have a code it stays unresolved.
        """
        word = fold(name.word or name.surname)
        if not word or name.titles or name.given or name.initials:
            return None
        the = _THE.search(text, max(0, m.start - _ARTICLE), m.start) is not None
        after = _FAMILY.match(text, m.end)
        surname = next((s for s in self.codes if word == s and after), "")
        surname = surname or next((s for s in self.codes if the and word in (s + "s", s + "es")), "")
        if codes := sorted(self.codes.get(surname, ())):
            m = _whole(text, m, after.end() if after else m.end)
            return (
                Decision(m, codes[0], FAMILY_NAME, 0.9)
                if len(codes) == 1
                else Decision(m, "", FAMILY_NAME, 0.5, tuple(codes))
            )
        return None


# several of a family: "the Hill twins" are no one's of the list
_SEVERAL = re.compile(
    r"['’]?s?\s+(?:children|siblings|twins|triplets|boys|girls|brothers|sisters|parents)\b", re.IGNORECASE
)


def means_several(text: str, m: Mention) -> bool:
    """What stands behind a bare surname makes it several of the family: "the Hill twins", "the Hill parents"."""
    return _SEVERAL.match(text, m.end) is not None


def family_named(m: Mention, people: Sequence[Person], code_of: Callable[[Person], str]) -> Decision:
    """ "the Smiths", to whom the board gave no code as a whole.

    The family, if the subject of the review is one of them; else the family of one who is.
    """
    plurals = {p.key: {s + ending for s in p.surnames | p.former | p.aliases for ending in ("s", "es")} for p in people}
    word = fold(m.text.split()[-1])
    bearers = [p for p in people if word in plurals[p.key] or word in p.surnames]
    owner = next((p for p in bearers if p.issued), next(iter(bearers), None))
    own = owner is None or any(p.subject for p in bearers) or not any(p.subject for p in people)
    text = FAMILY if own or owner is None else family_of(code_of(owner))
    return Decision(m, "", FAMILY_NAME, 0.8, text=text)


def _whole(text: str, m: Mention, end: int) -> Mention:
    """The mention with the word family behind it and the article before it: a code takes the place of all three."""
    article = _THE.search(text, max(0, m.start - _ARTICLE), m.start)
    start = article.start() if article else m.start
    return replace(m, start=start, end=end, text=text[start:end])
