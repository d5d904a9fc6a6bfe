"""Another bearer of the name, as the text itself says: "a neighbour of the same name", "(no relation)", "a different Lacey"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from redactor.identities.facts import Fact, Setting, Speaks

_NEAR = re.compile(
    r"\b(?:of the same (?:sur)?name|no relation|not related|unrelated|(?:a|another) different|namesake|not to be confused|"
    r"different (?:people|family|person)|another (?:woman|man|girl|boy|person|child|patient|pupil|family) (?:called|named))\b",
    re.IGNORECASE,
)


def facts(setting: Setting) -> Iterator[Fact]:
    """For somebody new, or for the one with another office or kin; against whom the family calls so."""
    for node in setting.open:
        sentence_after = re.split(r"[.!?;]\s", setting.text_after(node, 60))[0]
        said = _NEAR.search(sentence_after) or setting.is_another(node)
        if not said:
            continue
        for candidate in node.candidates:
            if candidate.fit is None:
                yield Speaks("same name: somebody else", node.place, candidate.key)
            elif setting.people[candidate.key].issued and setting.people[candidate.key].kind == "person":
                yield Speaks("same name: not the family", node.place, candidate.key)
