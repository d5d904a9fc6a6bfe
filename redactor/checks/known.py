"""Every form in which a listed identity may stand in a file, from the board's list and the agency's key map."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from redactor.case.case import Case
from redactor.checks.passages import normal
from redactor.codes.roles import standard_roles
from redactor.identities.model import Identity, Resolved
from redactor.language.establishments import GENERIC, proper_words
from redactor.language.lexicon import abbreviations, fold, lexicon
from redactor.sources.finding import Form
from redactor.sources.matching import as_spelled, find_in_bytes, find_in_pieces, normalised
from redactor.sources.reading import PackageBlob
from redactor.sources.source import Source
from redactor.sources.xml_text import Piece

_LOWER = re.compile(r"[a-z][A-Za-z0-9]*|[^;]*:[^;]*(?:;.*)?")
_POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b")
_REMOVED = re.compile(r"\[(?!date of birth).* removed\]")  # not a date of birth: it may also be the day of an entry


@dataclass(frozen=True)
class ListedForms:
    """What is looked for, and words of names (folded)."""

    forms: tuple[Form, ...] = ()
    words: frozenset[str] = frozenset()  # of people of list and key map
    issued: frozenset[str] = frozenset()  # of people of the list alone

    @classmethod
    def of(cls, case: Case) -> ListedForms:
        """From list and key map; empty without either."""
        # the board asks for no names, and should not wait for what knows them
        from redactor.case.residue import forms_of
        from redactor.identities.known import Known

        knowledge = case.knowledge()
        known = Known(codes=case.codes, standard_roles=standard_roles(), role_words=knowledge.role_abbreviations)
        identities = (*_listed(case), *case.earlier)
        forms = list(forms_of(Resolved(identities, ()), known))
        have = {form.text.casefold() for form in forms}
        for evidence in (e for each in case.key_map.evidence.values() for e in each):
            text = " ".join(evidence.written.split())
            # numbers and contacts that an earlier run took out
            if _REMOVED.fullmatch(evidence.code) and len(text) > 5 and text.casefold() not in have:
                have.add(text.casefold())
                forms.append(Form(evidence.code, text))
        for identity in identities:
            for name in identity.names if identity.kind == "address" else ():
                for text in _parts_of_address(name):
                    if text.casefold() not in have:
                        have.add(text.casefold())
                        forms.append(Form(identity.code, text))
        for identity in identities:
            for name in identity.names if identity.kind in ("person", "professional") else ():
                if len(name) == 3 and name.istitle() and _is_telling(name) and name.casefold() not in have:
                    have.add(name.casefold())
                    forms.append(Form(identity.code, name, exact=True))
        for identity in identities:
            for name in identity.names if identity.kind == "organisation" else ():
                written = _as_named(name)
                if written and written[0].casefold() not in have:
                    have.add(written[0].casefold())
                    forms += [Form(identity.code, text, exact=True) for text in written]
        issued = [n for e in case.codes.entries if e.kind.is_person for n in (e.name, *e.aliases)]
        return cls(tuple(forms), _words(knowledge.names), _words(issued))

    def in_texts(self, source: Source) -> list[tuple[int, int, int, Form]]:
        """Text, start, end and form, the longest where several overlap; offsets as in `normal` text."""
        pieces = [
            Piece(t.text, t.place, own_words=t.layer == "markup" and bool(_LOWER.fullmatch(t.text)))
            for t in source.texts
        ]
        wanted: dict[int, set[int]] = defaultdict(set)
        for hit in find_in_pieces(pieces, self.forms):
            wanted[hit.piece].add(hit.form)
        found: list[tuple[int, int, int, Form]] = []
        for index, numbers in sorted(wanted.items()):
            text = normal(source.texts[index].text)
            spans = [
                (match.start(), match.end(), self.forms[n])
                for n in numbers
                for match in self._pattern(n).finditer(text)
            ]
            spans.sort(key=lambda span: (span[0], -span[1]))
            end = -1
            for span in spans:
                if span[1] > end:
                    found.append((index, *span))
                    end = span[1]
        return found

    def in_bytes(self, source: Source) -> list[tuple[str, Form]]:
        """Place and form of what stands in bytes that are not text."""
        blobs: Sequence[PackageBlob] = [PackageBlob(blob.data, blob.place) for blob in source.blobs]
        pairs = dict.fromkeys((blobs[b].place, self.forms[f]) for b, f in find_in_bytes(blobs, self.forms))
        return list(pairs)

    def _pattern(self, number: int) -> re.Pattern[str]:
        return self._patterns[number]

    @cached_property
    def _patterns(self) -> list[re.Pattern[str]]:
        return [
            re.compile(
                r"(?<![^\W_])" + r"\s+".join(map(re.escape, normalised(form.text).split())) + r"(?![^\W_])",
                0 if as_spelled(form) else re.IGNORECASE,
            )
            for form in self.forms
        ]


def _parts_of_address(address: str) -> Iterator[str]:
    """What of an address still tells where it is: number and street, the street, the postcode, as people write them."""
    if postcode := _POSTCODE.search(address):
        yield postcode.group()
        yield f"{postcode.group()[:-3].strip()} {postcode.group()[-3]}"  # the sector: a few hundred houses
        yield postcode.group().replace(" ", "")
        address = address[: postcode.start()]
    parts = [part.split() for part in re.split(r"[,\n;]", address)]
    if len(parts) > 1 and len(parts[0]) == 1 and parts[0][0][:1].isdigit():
        parts[:2] = [parts[0] + parts[1]]  # "8, High Street"
    for words in parts:
        if not words or not words[0][:1].isdigit() or len(words) < 3 or words[1][:1].isdigit():
            continue
        number, street = words[0], words[1:]
        for written in _streets(street):
            yield f"{number} {written}"
            yield f"{number}, {written}"
            yield written


def _as_named(name: str) -> tuple[str, ...]:
    """An establishment whose words say nothing alone ("Linden School"), as it is named: with capitals, with the words that only
    say what it is in small letters, and all in capitals. () for a name that is one word, or says no more than what it is ("The
    Nursery School")."""
    words = _ARTICLE.sub("", name).split()
    if len(words) < 2 or not words[0][:1].isupper() or not proper_words(name):
        return ()
    small = [w.lower() if n and fold(w) in GENERIC else w for n, w in enumerate(words)]
    return tuple(dict.fromkeys((" ".join(words), " ".join(small), " ".join(words).upper())))


_ARTICLE = re.compile(r"^(?:the|y|yr)\s+", re.IGNORECASE)


def _streets(words: list[str]) -> Iterator[str]:
    """A street with its kind in full and in every short form."""
    yield " ".join(words)
    streets = lexicon().streets
    kind = streets.get(words[-1].strip(".").lower())
    for short, full in streets.items() if kind else ():
        if full == kind and len(short) > 1:
            yield " ".join([*words[:-1], short.title()])


def _is_telling(word: str) -> bool:
    lex = lexicon()
    return not (lex.is_ordinary(word) or fold(word) in lex.function_words or word.upper() in abbreviations())


def _words(names: Iterable[str]) -> frozenset[str]:
    found = {fold(w) for name in names for w in re.findall(r"[^\W\d_]{2,}", name)}
    return frozenset(found - set(lexicon().titles))


def _listed(case: Case) -> list[Identity]:
    kinds = {"address": "address", "organisation": "organisation", "professional": "professional"}
    return [
        Identity(e.code, kinds.get(e.kind.value, "person"), True, False, names=names, role=e.role)
        for e in case.codes.entries
        for names in (tuple(filter(None, (e.name, *e.aliases))),)
    ]
