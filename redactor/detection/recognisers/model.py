"""What the language model takes for people and places, with the edges put right."""

from __future__ import annotations

from collections.abc import Iterator

from redactor.detection.look import Look
from redactor.detection.mentions import MentionKind
from redactor.detection.recognisers.base import Find, Recogniser
from redactor.language.lexicon import lexicon

_KINDS = {"PERSON": MentionKind.PERSON, "GPE": MentionKind.PLACE, "LOC": MentionKind.PLACE}


class ModelNames(Recogniser):
    """spaCy's PERSON, GPE and LOC spans, without the ordinary words and protected stretches at their edges."""

    kinds = (MentionKind.PERSON, MentionKind.PLACE)

    def find(self, look: Look) -> Iterator[Find]:
        """Trimmed spans that still hold a word which is no English word, or a known first name."""
        if look.shouted:
            return
        for entity in look.entities:
            kind = _KINDS.get(entity.label)
            if kind is None:
                continue
            inside = [i for i, t in enumerate(look.tokens) if entity.start <= t.start and t.end <= entity.end]
            strong = ("first", "unknown") if kind is MentionKind.PLACE else ("first", "unknown", "weak first")
            while inside and look.kind_of(inside[0]) not in (*strong, "initial"):
                inside.pop(0)
            while (
                inside
                and look.kind_of(inside[-1]) not in strong
                and not (
                    kind is MentionKind.PERSON
                    and look.kind_of(inside[-1]) == "ordinary"
                    and len(inside) > 1
                    and look.kind_of(inside[0]) == "first"
                )
            ):
                inside.pop()
            names = [i for i in inside if look.kind_of(i) in strong]
            if not names or all(look.is_soft(look.tokens[i]) for i in names):
                continue
            start, end = look.tokens[inside[0]].start, look.tokens[inside[-1]].end
            if look.hard_between(start, end) or any(c in look.text[start:end] for c in "\t\n/|"):
                continue
            only = look.tokens[names[0]]
            if len(inside) == 1 and (
                (look.kind_of(names[0]) == "weak first" and (only.opens or lexicon().births(only.text) < 5))
                or (look.passage.heading and look.kind_of(names[0]) != "first")
            ):
                continue
            if kind is MentionKind.PLACE and "," in look.text[start:end]:
                continue
            yield Find(start, end, kind, 0.6)
