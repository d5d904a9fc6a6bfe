"""The register of the people of a case: the listed ones, those of earlier runs, and everybody else the drafts name.

It is built in passes from the most telling forms to the least, so that "Dr Hill" finds the "Helen Hill" of a later page:
full names, then initials and surname, then titles and surnames, then first names alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from redactor.codes.model import Role
from redactor.detection.mentions import Mention
from redactor.detection.recognisers.form_names import FORENAMES, SURNAME
from redactor.detection.recognisers.known import LETTERED
from redactor.detection.recognisers.messages import SENDER
from redactor.detection.recognisers.numbered_babies import NUMBERED
from redactor.detection.recognisers.spelt import SPELT_OUT
from redactor.identities.context import kin
from redactor.identities.facts import Place
from redactor.identities.merging import another_surname
from redactor.identities.people import SUPPOSED, Fit, Person
from redactor.identities.tellings import is_a_surname_behind
from redactor.language.disguised import read_as_letters
from redactor.language.lexicon import fold, lexicon
from redactor.language.names import QUOTED_WITHIN, RESPECTFUL, Name, is_short_form, near, parse_name
from redactor.language.numbered import numbered_baby

_WIFE = re.compile(r"(?:wife|widow|mother|spouse)\b", re.IGNORECASE)
_MOTHER = re.compile(r"mother\b", re.IGNORECASE)
_RELATIVE = re.compile(
    r"(?:birth |biological |step-?|half-|elder |younger |adult |paternal |maternal )*"
    r"(?:father|husband|partner|subject|child|son|daughter|brother|sister|sibling|uncle|grandfather|grandson|baby)\b"
    r"(?!-in-law)",
    re.IGNORECASE,
)
_WIFE_OF = re.compile(r"\b(?:wife|widow|spouse|partner) of ([\w .-]+?)\s*(?:$|[,;(])", re.IGNORECASE)
_GRANDMOTHER = re.compile(r"(?:maternal |paternal )?grandmother\b", re.IGNORECASE)
_A_CHILD = re.compile(
    r",? \(?(?:then |now |who (?:is|was) )?(?:aged? )?(?:[1-9]|1[0-5])\b(?! ?[./:-]\d)(?:\)|,|\.| years| months|$)"
)
NEAR_LEVEL = 4  # fits up to this level attach a full name to a known person


@dataclass(frozen=True)
class Named:
    """A mention of a person with its name taken apart, and what stands right around it."""

    mention: Mention
    name: Name
    before: str
    after: str = ""
    role: Role | None = None  # as the words beside it say


def candidates(people: Sequence[Person], name: Name) -> list[tuple[Person, Fit]]:
    """Everybody whom the name may mean, the best fits first and only those of the best level."""
    return _best(people, name, _of_the_whole_surname(name, [(p, f) for p in people if (f := p.fit(name)) is not None]))


def _of_the_whole_surname(name: Name, fits: list[tuple[Person, Fit]]) -> list[tuple[Person, Fit]]:
    """ "Ms Birch-Hope" is whoever bears just this double surname, and nobody called Birch, where somebody bears it."""
    surname = fold(name.surname)
    if "-" not in surname and " " not in surname:
        return fits
    return [(p, f) for p, f in fits if surname in p.surnames] or fits


def _best(people: Sequence[Person], name: Name, plain: Sequence[tuple[Person, Fit]]) -> list[tuple[Person, Fit]]:
    """The same, where it is known whom the name fits as it is written."""
    fits = list(plain)
    if looks_like_initials(name) and not any(f.level <= 1 for _, f in fits):
        letters = Name(initials=tuple(name.word))
        fits = [(p, f) for p in people if (f := p.fit(letters)) is not None] or fits
    if not fits and len(name.given) == 1 and name.surname and not name.titles:
        turned = Name(name.titles, name.number, (name.surname,), (), name.given[0])  # "Skelton Ivy"
        fits = [(p, f) for p in people if (f := p.fit(turned)) is not None and f.level <= 1]
    if not fits and len(name.given) == 1 and name.surname and lexicon().births(name.surname) < 3000:
        # "Tseng Meihua" and "Mei Tseng": whichever of the two is the surname, in another order
        fits = [(p, f) for p in people if (f := p.turned().fit(name)) is not None and f.level <= 1]
    if not fits:
        return []
    top = min(f.level for _, f in fits)
    return [(p, f) for p, f in fits if f.level == top]


def fits_of(people: Sequence[Person], name: Name, reach: int = 3) -> list[tuple[Person, Fit]]:
    """Everybody whom the name may mean, the best first, also those whom it fits up to `reach` levels worse than the best."""
    fitting = [(p, f) for p in people if (f := p.fit(name)) is not None]
    plain = _of_the_whole_surname(name, _without_near_ones(name, _without_far_nicknames(name, fitting)))
    best = _best(people, name, plain)
    if not best:
        return []
    top = best[0][1].level
    sure = {p.key for p, _ in best}
    others = [(p, f) for p, f in plain if p.key not in sure and f.level <= top + reach]
    return best + sorted(others, key=lambda o: o[1].level)


def _without_far_nicknames(name: Name, fitting: list[tuple[Person, Fit]]) -> list[tuple[Person, Fit]]:
    """ "Helen", where the list has a Helen: not Eileen, whom a book of names calls so, too. "Nell" may be Eleanor still."""
    word = fold(name.word)
    if len(word) < _A_WHOLE_NAME or not any(p.issued and word in p.firsts for p, _ in fitting):
        return fitting
    return [(p, f) for p, f in fitting if f.rule != "nickname" or any(first[:1] == word[:1] for first in p.firsts)]


def _without_near_ones(name: Name, fitting: list[tuple[Person, Fit]]) -> list[tuple[Person, Fit]]:
    """ "Ms Ellerby", where the list has one: not Ms Ellery, of whom it would be a slip of the pen."""
    surname = fold(name.surname or (name.word if name.titles else ""))
    if not surname or not any(p.issued and surname in p.surnames and f.rule != "near spelling" for p, f in fitting):
        return fitting
    return [(p, f) for p, f in fitting if f.rule != "near spelling" or surname in p.surnames]


_A_WHOLE_NAME = 5  # letters from which on a first name is hardly a short form of one that begins otherwise


def looks_like_initials(name: Name) -> bool:
    """Two or three capitals that are hardly a first name: "TB", unless somebody is called so ("EVA")."""
    return bool(re.fullmatch(r"[A-Z]{2,3}", name.word)) and lexicon().births(name.word) < 100


_CHAINED = (
    2  # "Ann Dow, or Ann Hill as she is now called" on one page, and on another "Ann Cole, or Ann Dow as she was"
)
_FAR = Fit(4, "near spelling")


def build_register(
    listed: Sequence[Person],
    named: Sequence[Named],
    links: Mapping[Place, Mention] | None = None,
    likely: Mapping[Place, Mention] | None = None,
) -> list[Person]:
    """Listed people and one new person for everybody else, each knowing all that the drafts say of the name.

    `links`: further names of somebody, by (passage, start) of the mention → the mention that names the owner. `likely`: the
    same where the drafts do not say so.
    """
    people = list(listed)
    links = links or {}
    called: dict[Name, list[Named]] = {}
    for each in named:
        called.setdefault(each.name, []).append(each)
    names = {(n.mention.passage, n.mention.start): n.name for n in named}
    # "aka Tony Smart": nobody new, wherever it stands, in capitals or not
    other_names = {_plain(names[place]) for place in links if place in names}

    def new(name: Name) -> Person:
        person = Person(key=max((p.key for p in people), default=0) + 1)
        person.learn(name)
        if name.word:
            _learn_word(person, name)
        people.append(person)
        return person

    _learn_former(people, links, named)
    passes: tuple[tuple[Callable[[Name], bool], int], ...] = (
        (lambda n: bool(n.given and n.surname), NEAR_LEVEL),
        (lambda n: bool(n.surname and n.initials and not n.given), 3),
        (lambda n: bool(n.word and n.trailing_initial), 3),
        (lambda n: bool(n.surname and not n.initials and not n.given), 4),
        (lambda n: bool((n.word or n.given) and not n.surname and not n.trailing_initial), 5),
        (lambda n: bool(n.number and n.is_empty), 0),
    )
    for number, (applies, reach) in enumerate(passes):
        placed: set[Name] = set()  # equal names in one pass find the same person
        for one in named:
            if one.name in placed:
                continue
            linked = (one.mention.passage, one.mention.start) in links
            if not applies(one.name) or ((linked or _plain(one.name) in other_names) and number == 0):
                continue
            found = [(p, f) for p, f in candidates(people, one.name) if f.level <= reach]
            if not found and one.name.given and one.name.surname:
                found = _renamed(people, one)
                if not found and (relative := _relative_behind(people, one)):
                    relative.supposed.add(fold(one.name.surname))
                    found = [(relative, Fit(3, SUPPOSED))]
                written = _surname_first(people, one.name)
                if not found and (known := another_surname(people, written, called[one.name])):
                    known.supposed.add(fold(written.surname))
                    found = [(known, Fit(3, SUPPOSED))]
            if len(found) == 1 and found[0][1] == _FAR and one.name.given and one.name.surname:
                person, surname = found[0][0], fold(one.name.surname)
                if person.issued and surname not in person.middles:
                    person.supposed.add(surname)  # "Ken Lomar", and "Mr Lomar" after it, for Kenny Loomer
            if not found and one.name.word:
                found = _by_kinship(people, one)
            bare = one.name.surname and not one.name.given
            if "mrs" in one.name.titles and bare and not any(p.issued and p.gender != "m" for p, _ in found):
                found = _by_marriage(people, one.name) or found  # a doctor of that name is no Mrs Hill of the family
            if not found and (linked or _plain(one.name) in other_names or looks_like_initials(one.name)):
                continue
            placed.add(one.name)
            if not found:
                new(one.name).child = bool(_A_CHILD.match(one.after)) and not one.name.titles
            elif len(found) == 1 and found[0][1].level <= 3 and not one.name.word and found[0][1].rule != SUPPOSED:
                _attach(found[0][0], one.name)
        for person in people:
            person.infer_gender()
        if number == 1:
            for _ in range(_CHAINED):
                _learn_links(people, links, names)
            _learn_by_names(people, named)
        if number == 3:
            _guess_likely(people, likely or {}, names)
    return people


def _guess_likely(people: Sequence[Person], likely: Mapping[Place, Mention], names: Mapping[Place, Name]) -> None:
    """A single name that is nobody's so far is guessed to be the one's whom it is likely to mean: a person is asked."""
    for place, owner in likely.items():
        name, own = names.get(place), names.get((owner.passage, owner.start))
        if name is None or own is None or any(f.level < 5 for _, f in candidates(people, name)):
            continue
        found = candidates(people, own)
        if len(found) == 1 and found[0][1].level <= 3 and not found[0][0].firsts:
            found[0][0].likely.add(fold(name.word))


def _learn_former(people: Sequence[Person], links: Mapping[Place, Mention], named: Sequence[Named]) -> None:
    """Another surname that the drafts tell in so many words ("Ann Hill, née Dow", "Ann Dow, or Ann Hill as she is now called") is
    known before anybody is taken for somebody new: "Ann Dow" of another page, before it or behind it, is Ann Hill."""
    names = {(n.mention.passage, n.mention.start): n.name for n in named}
    for one in named:
        owner = links.get((one.mention.passage, one.mention.start))
        own = names.get((owner.passage, owner.start)) if owner else None
        if own is None or not own.surname:
            continue
        first = fold(own.given[0]) if own.given else ""
        if one.name.given and one.name.surname:
            if first != fold(one.name.given[0]):
                continue
        elif one.name.given or not is_a_surname_behind(one.before):
            continue
        here, there = fold(own.surname), fold(one.name.surname or one.name.word)
        if not _has_another_surname(people, own, there) and first and there:
            turned = replace(own, surname=one.name.surname or one.name.word)  # the list may have the name she bears now
            _has_another_surname(people, turned, here)


def _has_another_surname(people: Sequence[Person], name: Name, surname: str) -> bool:
    """Whether the name is one person's alone, who is then known by this surname, too, where it is nobody's of that first name."""
    bearers = [p for p, f in candidates(people, name) if f.level <= 1]
    if len(bearers) != 1 or not surname:
        return bool(bearers)
    one = bearers[0]
    others = (p for p in people if p is not one and surname in p.surnames)
    if surname not in one.surnames and not any(p.firsts & one.firsts for p in others):
        one.former.add(surname)
    return True


def _learn_links(people: list[Person], links: Mapping[Place, Mention], names: Mapping[Place, Name]) -> None:
    """A maiden or married surname, a nickname, initials: learnt by the owner where the owner is certain."""
    for place, owner in links.items():
        name, own = names.get(place), names.get((owner.passage, owner.start))
        if name is None or own is None:
            continue
        found = candidates(people, own)
        if len(found) != 1 or found[0][1].level > 3:
            continue
        person = found[0][0]
        others = [p for p in people if p is not person and p.issued]
        if any((f := p.fit(name)) is not None and f.level <= 1 and (name.surname or name.titles) for p in others):
            continue  # the board knows somebody else by this name
        if name.given and name.surname:
            _attach(person, name)
        elif name.surname:
            person.former.add(fold(name.surname))
        elif name.word and name.trailing_initial:
            person.aliases.add(fold(f"{name.word} {name.trailing_initial}"))  # "Lil K"
        elif name.word:
            taken = any(p is not person and p.issued and (f := p.fit(name)) is not None and f.level < 2 for p in people)
            family = fold(name.word) in {s for p in people for s in p.surnames}
            if family or not taken:
                (person.former if family else person.aliases).add(fold(name.word))
            if not family and not taken and person.issued:
                _join(people, person, fold(name.word))
        elif name.initials and not name.surname:
            person.initials_known.add("".join(name.initials).upper())


def _join(people: list[Person], person: Person, alias: str) -> None:
    """ "Tony Xu" is Xu Jiawen of the list, where a draft tells that he goes by Tony: nobody new."""
    for one in list(people):
        if not one.issued and one.firsts == {alias} and one.surnames and one.surnames <= person.surnames:
            people.remove(one)


def _surname_first(people: Sequence[Person], name: Name) -> Name:
    """ "DANE ROSALIND" as a register writes it, where Dane is a surname of the list and Rosalind a first name; else as it is."""
    first, last = fold(name.given[0]), fold(name.surname)
    listed = [p for p in people if p.issued]
    turned = any(first in p.surnames for p in listed) and not any(first in p.firsts for p in listed)
    if len(name.given) > 1 or not turned or not any(last in p.firsts for p in listed):
        return name
    return replace(name, given=(name.surname,), surname=name.given[0])


def _relative_behind(people: Sequence[Person], one: Named) -> Person | None:
    """ "Dewi Post (dad: he's the postman)": the listed father called Dewi, under a by-name."""
    match = _RELATIVE_BEHIND.match(one.after)
    first = fold(one.name.given[0])
    known = [p for p in people if p.issued and p.kind == "person" and first in p.firsts]
    relatives = kin(match.group(1) + " ", known) if match else []
    return relatives[0] if len(relatives) == 1 else None


_RELATIVE_BEHIND = re.compile(r"\s?[(,]\s?(?:(?:her|his|the|their) )?(?:own )?((?:step-?|grand|half-)?[a-z]+)\b")


def _plain(name: Name) -> Name:
    """The name however it is written."""
    return replace(name, given=tuple(map(fold, name.given)), surname=fold(name.surname), word=fold(name.word))


def _learn_by_names(people: Sequence[Person], named: Sequence[Named]) -> None:
    """`Terence "Tez" Malkin`: Tez is what he is called, not a second first name."""
    for one in named:
        if match := QUOTED_WITHIN.search(one.mention.text):
            found = candidates(people, one.name)
            if len(found) == 1 and found[0][1].level <= 3:
                found[0][0].aliases.add(fold(match.group(2)))


def _learn_word(person: Person, name: Name) -> None:
    """A single word nobody knows: a first name if the lists say so, else it may be either."""
    word = fold(name.word)
    person.firsts.add(word)
    person.letters.add(word[0])
    if name.trailing_initial:
        person.surname_letters.add(name.trailing_initial.casefold())
    elif not lexicon().births(name.word):
        person.surnames.add(word)
        person.surname_letters.add(word[0])


def _attach(person: Person, name: Name) -> None:
    """Learn a further form of a known person's name: a first name for an initial, a married name, a collar number."""
    first, surname = fold(name.given[0]) if name.given else "", fold(name.surname)
    halves = {half for own in person.firsts if "-" in own for half in own.split("-")}
    if first in halves and surname not in person.surnames:
        return  # "Dora May" of Dora-May: no further name, least of all her mother's, who is Dora
    if first in {half for own in person.surnames for half in own.split("-")}:
        return  # "Mrs Rowe Tilling" of Ann Rowe-Tilling: Rowe is no first name of hers
    if first and person.firsts and first not in person.firsts:
        if not any(near(first, f) for f in person.firsts):  # a slip of the pen stays one, and is reported each time
            person.aliases.add(first)
        name = replace(name, given=(), initials=())
    if surname and person.surnames and surname not in person.surnames:
        if surname in RESPECTFUL:
            person.supposed.add(surname)  # "Momtaz Khanum" of Momtaz Begum: likely, and a person is asked
        elif surname not in person.middles and not any(near(surname, s) for s in person.surnames):
            person.former.add(surname)  # "Ewan James" is no other surname, but a second first name
        name = replace(name, surname="")
    person.learn(name)


def _by_marriage(people: Sequence[Person], name: Name) -> list[tuple[Person, Fit]]:
    """ "Mrs Durrani" where only men of the family bear the name: the wife or mother on the list, to be checked."""
    family = [p for p in people if p.issued and p.kind == "person" and not p.child]
    surname = fold(name.surname)
    if not any(surname in p.surnames for p in family):
        return []
    wives = [p for p in family if _WIFE.match(p.role) and surname not in p.surnames]
    bearers = {p.code.lower() for p in people if p.code and surname in p.surnames and p.gender != "f"}
    of_one = [p for p in family if (m := _WIFE_OF.search(p.role)) and m.group(1).strip().lower() in bearers]
    relatives = any(_RELATIVE.match(p.role or p.code) for p in family if surname in p.surnames)
    if not relatives:  # a brother-in-law's name is no mother's
        wives = [p for p in wives if not _MOTHER.match(p.role)]
    wives += [p for p in of_one if p not in wives]
    if len(wives) > 1:
        wives += [p for p in family if _GRANDMOTHER.match(p.role) and surname not in p.surnames]
    for one in wives:
        one.supposed.add(surname)  # likely, or one of them: a person is asked
    return [(one, Fit(3, "surname of the family")) for one in wives]


def _by_kinship(people: Sequence[Person], one: Named) -> list[tuple[Person, Fit]]:
    """ "Nana Mo": a pet name after a word of kinship, with the first letter of the only relative it can be."""
    related = [
        p
        for p in kin(one.before, [p for p in people if p.issued])
        if fold(one.name.word)[0] in {f[0] for f in p.firsts}
    ]
    if len(related) != 1 or _A_FRIEND.search(one.before):
        return []  # "his friend Nana Yaw": in Accra Nana is a title
    word, relative = fold(one.name.word), related[0]
    if any(is_short_form(word, first) or word[:2] == first[:2] for first in relative.firsts):
        relative.aliases.add(word)
    else:
        relative.likely.add(word)  # no more than the first letter agrees: a person is asked
    return [(relative, Fit(4, "kinship"))]


_A_FRIEND = re.compile(r"\b(?:friend|mate|pal|neighbour|colleague|boyfriend|girlfriend|cousin)s?,? (?:[A-Z]\w+ )?$")


def _renamed(people: Sequence[Person], one: Named) -> list[tuple[Person, Fit]]:
    """A known first name with another surname, where the text says that it is the same person ("now", "née", "alias")."""
    words = one.before.rstrip("\"“‘'( ").lower().split()[-3:]
    if not any(
        w.strip(",(\"'") in ("now", "formerly", "née", "nee", "previously", "aka", "alias", "is", "became")
        for w in words
    ):
        return []
    first = fold(one.name.given[0])
    same_first = [p for p in people if first in p.firsts]
    return [(same_first[0], Fit(3, "other surname"))] if len(same_first) == 1 and "is" not in words[-1:] else []


# titles of other languages that are words of this one, or letters: read only in what is found to be somebody
_MR_ELSEWHERE = {"Pan": "Mr", "Ato": "Mr", "Dl": "Mr", "Dna": "Mrs", "W/ro": "Mrs"}
_WITH_FIGURES = re.compile(r"(?=\w*\d)[^\W\d_][^\W\d_]*\d{1,2}[^\W\d_]+|[^\W\d_]{3,}\d")


def _in_letters(word: str) -> str:
    return next((w.capitalize() for w in read_as_letters(word)), word)


def parse_mention(mention: Mention, role_words: frozenset[str]) -> Name:
    """The mention's text taken apart; two or three capitals alone are initials."""
    if mention.label == "initials":
        return Name(initials=tuple(c for c in mention.text if c.isalpha()))
    if mention.label == NUMBERED and (baby := numbered_baby(mention.text)):
        return Name(word=baby)
    if mention.label == SPELT_OUT:
        return Name(word="".join(filter(str.isalpha, mention.text)).title())
    words = mention.text.split()
    if len(words) == 2 and words[0] in _MR_ELSEWHERE:
        return parse_name(f"{_MR_ELSEWHERE[words[0]]} {words[1]}", role_words)
    if any(map(_WITH_FIGURES.fullmatch, words)):  # "Maureen Pe11ow", as a machine reads a scan
        words = [_in_letters(w) if _WITH_FIGURES.fullmatch(w) else w for w in words]
        mention = replace(mention, text=" ".join(words))
    if mention.label == FORENAMES and words:  # "Zachary James" of Zachary Hill
        return Name(word=words[0].title() if words[0].isupper() else words[0])
    if mention.label == SURNAME:
        return Name(word=mention.text.title() if mention.text.isupper() else mention.text)
    if mention.label == LETTERED and len(words) == 2:  # "Dilly HC", of Dilly Hart-Cole
        return Name(word=words[0], trailing_initial=words[1][0])
    if mention.label == SENDER and len(words) == 2:  # "jinx csb", "kac w"
        return Name(word=words[0], trailing_initial=words[1] if len(words[1]) == 1 else "")
    name = parse_name(mention.text, role_words)
    if (
        name.titles
        and not name.given
        and re.fullmatch(r"[A-Z]{2,3}", name.surname)
        and lexicon().births(name.surname) < 100
    ):
        return Name(name.titles, name.number, initials=tuple(name.surname))  # "Dr AK"
    return name
