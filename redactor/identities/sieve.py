"""The sieve: from certain to doubtful, each mention to its identity; what the text does not settle stays unresolved.

A pass never overrides an earlier one. Two candidates that fit equally are told apart by what stands around the mention
(kinship, the passage, the row, the paragraph before); where that fails, nobody is guessed.

    mentions ─▶ register ─▶ recognition ─▶ staff roles ─▶ codes ─▶ decisions
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from redactor.codes.model import Entry, Kind, Role
from redactor.codes.standing import code_before
from redactor.codes.text import squash
from redactor.detection.engine import Detected
from redactor.detection.mentions import Mention, MentionKind
from redactor.detection.recognisers.lettered import LETTERS
from redactor.identities.context import Scene
from redactor.identities.facts import Place
from redactor.identities.further_names import further_names
from redactor.identities.known import Known, known_people
from redactor.identities.likely import likely_names
from redactor.identities.links import by_names, learn_letters, linked_mentions, without_others_names
from redactor.identities.listing import NO_ADULT_YET
from redactor.identities.minting import Mint
from redactor.identities.model import FAMILY_NAME, NEW_OF_THE_NAME, Decision, Identity, Resolved
from redactor.identities.people import ADULT_TITLES, Person
from redactor.identities.places import PlaceBook
from redactor.identities.recognition import Found, is_plural, recognise
from redactor.identities.register import Named, build_register, parse_mention
from redactor.identities.roles import RoleHit, RoleWords, beside, best, by_title, role_words
from redactor.identities.staff import gather_staff, offices_in_rows
from redactor.identities.touching import touches
from redactor.identities.whole_families import WholeFamilies, family_named, means_several
from redactor.language.dates_otherwise import every_date
from redactor.language.lexicon import fold, lexicon

_STANDS_FOR_SOMEBODY = 0.7  # letters of which their place says that they are a person, whoever it may be
_TELLS_THE_SEX = 50  # births from which a by-name says whether it is a man's
_BEFORE, _AFTER = 40, 60  # characters around a name that may say how it is meant


def resolve(detected: Sequence[Detected], known: Known) -> Resolved:
    """Who every mention means, in the order of the passages. Deterministic."""
    scene = Scene.of(detected)
    links = linked_mentions(detected)
    words = role_words(tuple(known.codes.roles), tuple(known.standard_roles), known.ambiguous)
    named = named_mentions(detected, known, words)
    called = by_names(detected)
    listed = known_people(known)
    links = without_others_names(links, scene.passages, listed)
    _guess_by_names(listed, [n for n in named if (n.mention.passage, n.mention.start) in called - links.keys()])
    people = build_register(listed, named, links, likely_names(named, detected))
    learn_letters(people, detected, known.role_words)
    offices = offices_beside(detected, known, words)
    found = recognise(detected, people, scene, known.role_words, links, offices, known.told)
    _own_codes(detected, found, known)
    mint = Mint(known.numbering, gather_staff(detected, found, words, known.role_words))
    decide = _Decider(known, scene, people, found, mint)
    decisions = [decision for d in detected for m in d.mentions if (decision := decide(m)) is not None]
    decisions = _asked_about(decisions, mint, people, called)
    told = further_names(decisions, links, scene.passages, known.codes.entries)
    identities = _identities(known, words, mint, decisions, people)
    return Resolved(tuple(replace(i, told=told.get(i.code, ())) for i in identities), tuple(decisions))


def _guess_by_names(listed: Sequence[Person], called: Iterable[Named]) -> None:
    """ "Known as Buddy." says of somebody whom it does not name: likely the subject of the review; a person is asked."""
    subjects = [p for p in listed if p.subject]
    if len(subjects) != 1:
        return
    for one in called:
        sex = lexicon().gender(one.name.word) if one.name.word else "?"
        if 0 < lexicon().births(one.name.word) < _TELLS_THE_SEX:
            sex = ""
        if sex in ("", subjects[0].gender) and not any(p.fit(one.name) for p in listed):
            subjects[0].guessed.add(fold(one.name.word))


def _asked_about(
    decisions: Sequence[Decision], mint: Mint, people: Sequence[Person], called: frozenset[Place]
) -> list[Decision]:
    """The first mention of somebody new is doubtful, and a person is asked once, where the name touches a listed one, or the
    drafts say of it that somebody is `called` so.
    """
    listed = [p for p in people if p.issued]
    told = {d.code for d in decisions if (d.mention.passage, d.mention.start) in called}
    new = {
        p.code
        for p in people
        if p.code in mint.minted and (touches(p, listed) is not None or (p.code in told and not p.role))
    }
    found = []
    for decision in decisions:
        first = decision.code in new
        new.discard(decision.code)
        found.append(replace(decision, doubtful=True) if first and not decision.text else decision)
    return found


def _own_codes(detected: Sequence[Detected], found: Mapping[Place, Found], known: Known) -> None:
    """ "SW2 (Jane Hill)": the draft itself says whose code it is, where the list says nothing."""
    listed = {e.code for e in known.codes.entries} | {i.code for i in known.earlier}
    roles = (*known.codes.roles, *known.standard_roles)
    for d in detected:
        for m in d.mentions:
            who = found.get((m.passage, m.start))
            if who and who.person and not who.person.code:
                code = code_before(d.passage.text, m.start, frozenset(listed), roles)
                if code and code not in listed:
                    who.person.code = code


def named_mentions(detected: Sequence[Detected], known: Known, words: RoleWords) -> list[Named]:
    """Mentions of people with their names taken apart; initials and bare titles say too little to make anybody known."""
    named = []
    in_rows = offices_in_rows(detected, words)
    for d in detected:
        text = d.passage.text
        for m, role in _with_offices(d, known, words, in_rows):
            name = parse_mention(m, known.role_words)
            if m.label != "initials" and (name.given or name.surname or name.word or name.number):
                before, after = text[max(0, m.start - _BEFORE) : m.start], text[m.end : m.end + _AFTER]
                named.append(Named(m, name, before, after, role))
    return named


def offices_beside(detected: Sequence[Detected], known: Known, words: RoleWords) -> dict[Place, Role]:
    """The office that the words beside a mention give it, initials among them; "the midwife Ann's coat" says nothing of Ann."""
    in_rows = offices_in_rows(detected, words)
    return {
        (m.passage, m.start): role
        for d in detected
        for m, role in _with_offices(d, known, words, in_rows)
        if role and not d.passage.text.startswith("'s", m.end)
    }


def _with_offices(
    d: Detected, known: Known, words: RoleWords, in_rows: Mapping[Place, Role]
) -> Iterator[tuple[Mention, Role | None]]:
    """The people of a passage, each with the office told beside the name."""
    people = [m for m in d.mentions if m.kind is MentionKind.PERSON]
    spans = [(m.start, m.end) for m in people]
    text = d.passage.text
    # abbreviations say too little here: "FC" may be somebody's initials, "PT" the patient; but "Ann (SW)"
    hits = [
        h
        for h in words.hits(text)
        if (not h.short or _in_brackets_behind(text, h, people))
        and not any(s <= h.start and h.end <= e for s, e in spans)
    ]
    for m in people:
        if m.label == "shares the surname":
            continue
        said = beside(text, m.start, m.end, hits, spans)
        said += filter(None, [by_title(parse_mention(m, known.role_words).titles, words)])
        yield m, best(said) or in_rows.get((m.passage, m.start))


def _in_brackets_behind(text: str, hit: RoleHit, people: Sequence[Mention]) -> bool:
    """ "Ann (SW)": letters of an office in brackets of their own behind a name whose letters they are not."""
    if text[hit.start - 2 : hit.start] != " (" or text[hit.end : hit.end + 1] != ")":
        return False
    name = next((m.text for m in people if m.end == hit.start - 2), "")
    letters = text[hit.start : hit.end]
    return bool(name) and letters.isupper() and letters != "".join(w[0] for w in name.split()).upper()


class _Decider:
    """The decision for one mention after another, in the order of the text: so codes are minted in that order."""

    def __init__(
        self, known: Known, scene: Scene, people: list[Person], found: Mapping[Place, Found], mint: Mint
    ) -> None:
        self._known = known
        self._scene = scene
        self._people = people
        self._found = found
        self._mint = mint
        self._places = PlaceBook(known, mint)
        self._whole_families = WholeFamilies.of(known.codes.entries)
        self._strangers: dict[str, Person] = {}
        self._codes_before = _codes_by_words(known.earlier)
        self._tentative = _codes_by_words(i for i in known.earlier if i.code in known.tentative)

    def __call__(self, m: Mention) -> Decision | None:
        if self._scene.passages[m.passage].leaves or self._is_exempt(m):
            return None
        match m.kind:
            case MentionKind.PERSON:
                return self._person(m)
            case MentionKind.ADDRESS:
                return self._places.address(m)
            case MentionKind.ORGANISATION | MentionKind.PLACE:
                return self._places.place(m, self._scene.passages[m.passage].text)
            case MentionKind.DATE_OF_BIRTH:
                return self._birth(m)
            case _:
                return Decision(m, f"[{m.label or 'number'} removed]", "identifier", m.score)

    def _is_exempt(self, m: Mention) -> bool:
        """The board's form asks for this name, and it is nobody's on the list."""
        found = self._found.get((m.passage, m.start))
        listed = found is not None and found.person is not None and found.person.issued
        return (m.passage, m.start) in self._known.exempt and not listed

    def _person(self, m: Mention) -> Decision | None:
        found = self._found.get((m.passage, m.start))
        if found is None:
            says_nothing = (m.label == "initials" and (m.score < _STANDS_FOR_SOMEBODY or len(m.text) == 1)) or (
                m.label not in (LETTERS, "initials") and re.fullmatch(r"\W*\w\W*|[A-Z]{2,3}", m.text)
            )
            return None if says_nothing else self._stranger(m)
        text = self._scene.passages[m.passage].text
        name = parse_mention(m, self._known.role_words)
        if whole := self._whole_families.meant(text, m, name):
            return whole
        if is_plural(text, m, name, self._people) or (found.rule == FAMILY_NAME and means_several(text, m)):
            return family_named(m, self._people, self._mint.code_of)
        if found.rule == NEW_OF_THE_NAME and found.person and not found.person.code:
            code = self._tentative.get(_plain(m.text), "")
            found.person.code = "" if any(p.code == code for p in self._people) else code
        if found.person is None:
            return Decision(m, "", found.rule, 0.5, candidates=tuple(self._mint.code_of(p) for p in found.people))
        return Decision(m, self._mint.code_of(found.person), found.rule, found.chance, doubtful=found.doubtful)

    def _stranger(self, m: Mention) -> Decision:
        """A name that fits nobody in the register: a login, a name in an attribute, "Mrs G."; the same words mean the same."""
        words = _plain(m.text)
        person = self._strangers.get(words)
        if person is None and (code := self._codes_before.get(words, "")):
            person = self._strangers[words] = next((p for p in self._people if p.code == code), Person(0, code))
        if person is None:
            person = self._strangers[words] = Person(key=max((p.key for p in self._people), default=0) + 1)
            person.firsts.add(fold(m.text))
            self._people.append(person)
        return Decision(m, self._mint.code_of(person), "new name", m.score)

    def _birth(self, m: Mention) -> Decision | None:
        span = next(iter(every_date(m.text)), None)
        if span and span.year and span.year > NO_ADULT_YET and self._of_an_adult(m):
            return None  # "the first contact is from Mrs Hill (06/05/21)"
        if self._known.years_of_birth and span and span.year:
            return Decision(m, str(span.year), "year of birth", m.score)
        owner = self._born(m)
        return Decision(
            m, f"[date of birth of {owner}]" if owner else "[date of birth removed]", "date of birth", m.score
        )

    def _of_an_adult(self, m: Mention) -> bool:
        """A date in brackets right behind the name of somebody who is grown up."""
        text = self._scene.passages[m.passage].text
        if not re.search(r"[\w’'] ?\($", text[max(0, m.start - 4) : m.start]):
            return False
        people = [f.person for (p, s), f in sorted(self._found.items()) if p == m.passage and s < m.start and f.person]
        owner = people[-1] if people else None
        if owner is None or owner.child or owner.born:
            return False
        return owner.kind == "professional" or bool(owner.titles & ADULT_TITLES - {"miss"})

    def _born(self, m: Mention) -> str:
        """Whose date of birth: by the list, else whoever is named last before it, else the only person of the row."""
        span = next(iter(every_date(m.text)), None)
        if span and span.year:
            born = {e.code for e in self._known.codes.entries if e.date_of_birth and span.may_be(e.date_of_birth)}
            if len(born) == 1:
                return born.pop()
        before = [(s, f.person) for (p, s), f in self._found.items() if p == m.passage and s < m.start and f.person]
        if before:
            return self._mint.code_of(max(before, key=lambda b: b[0])[1])
        passage = self._scene.passages[m.passage]
        if passage.cell:
            in_row = self._scene.in_row[(passage.place.part, passage.cell.table, passage.cell.row)]
            if len(in_row) == 1:
                return self._mint.code_of(next(p for p in self._people if p.key in in_row))
        return ""


def _plain(name: str) -> str:
    return fold(name.rstrip("."))


def _codes_by_words(earlier: Iterable[Identity]) -> dict[str, str]:
    """Words as written → the code of whom they meant in earlier runs; not those that meant several."""
    codes: dict[str, set[str]] = {}
    for identity in earlier:
        if not identity.issued and identity.kind in ("person", "professional"):
            for name in identity.names:
                codes.setdefault(_plain(name), set()).add(identity.code)
    return {words: next(iter(found)) for words, found in codes.items() if len(found) == 1}


def _identities(
    known: Known, words: RoleWords, mint: Mint, decisions: Iterable[Decision], people: Iterable[Person]
) -> tuple[Identity, ...]:
    """The list's identities in its order, then those of earlier runs, then the new ones; each with its names as written."""
    surnames = {p.code: next(iter(sorted(p.surnames)), "") for p in people if p.code}
    written: dict[str, dict[str, int]] = {}
    for decision in decisions:
        if decision.code:
            names = written.setdefault(decision.code, {})
            text = decision.mention.text
            if decision.mention.label == "shares the surname" and surnames.get(decision.code):
                text = (
                    f"{text} {surnames[decision.code].title()}"  # the "Mr" of "Mr and Mrs Hill", known again as Mr Hill
                )
            names[text] = names.get(text, 0) + 1
    found = [_listed(entry, words) for entry in known.codes.entries]
    listed = {i.code for i in found}
    found += [i for i in known.earlier if i.code not in listed]
    found += mint.minted.values()
    codes = {squash(i.code) for i in found}  # "SW1" that somebody has said is HV1 here is no name of HV1's
    return tuple(
        replace(i, names=tuple(dict.fromkeys([*i.names, *sorted(seen, key=lambda name: -seen[name])])))
        for i in found
        for seen in ({n: often for n, often in written.get(i.code, {}).items() if squash(n) not in codes},)
    )


def _listed(entry: Entry, words: RoleWords) -> Identity:
    professional = entry.kind is Kind.PROFESSIONAL
    kind = entry.kind.of_identity
    role = words.of_title(entry.role) if professional else None
    prefix = role.prefix if role else ""
    names = tuple(filter(None, (entry.name, *entry.aliases)))
    return Identity(
        entry.code, kind, True, False, prefix, entry.shown_role, entry.agency, names=names, contact=entry.contact
    )
