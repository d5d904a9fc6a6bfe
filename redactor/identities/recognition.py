"""Who each mention of a person means: candidates, facts, one solution, and what of it is put without a word.

names ─▶ candidates ─▶ facts (witnesses/) ─▶ chances (solution.py) ─▶ certain · doubtful · unresolved
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from redactor.codes.model import Role
from redactor.detection.engine import Detected
from redactor.detection.letter_rows import rows_with_letters
from redactor.detection.mentions import Mention, MentionKind
from redactor.identities import teknonyms
from redactor.identities.anothers_surname import PARENT, SPOUSE, called, parents_called, spouse_called
from redactor.identities.context import Scene
from redactor.identities.facts import Candidate, Node, Place, Setting, thresholds, weights
from redactor.identities.kinship import Family, kin_pattern
from redactor.identities.links import AS_SHE_WAS
from redactor.identities.model import FAMILY_NAME, NEW_OF_THE_NAME
from redactor.identities.people import (
    BY_NAME_OF_SOMEBODY,
    LIKELY,
    MARITAL,
    NAME_OF_A_SURNAME,
    SUPPOSED,
    TWO_FIRST_NAMES,
    Fit,
    Person,
)
from redactor.identities.register import candidates, fits_of, parse_mention
from redactor.identities.solution import Chances, solve
from redactor.identities.witnesses import Said, all_facts
from redactor.language.lexicon import fold
from redactor.language.names import Name

_FAMILY = re.compile(
    r"['’]?s?\s+(?:family|household|home|children|siblings|twins|triplets|boys|girls|brothers|sisters|parents|case|file|clan)\b",
    re.IGNORECASE,
)
BABY = "baby of the family"
_A_BABY = re.compile(r"\b(?:unborn|baby|infant|newborn)\b", re.IGNORECASE)
_BABY = re.compile(
    r"\b(?:unborn|baby|bab|newborn|infant)(?: baby| child| of| girl| boy)?[:,]?\s[\"“‘']?$", re.IGNORECASE
)
_TO_BE_CHECKED = frozenset(
    [
        "near spelling",
        "letter",
        SUPPOSED,
        "title and first name",
        "middle name",
        "middle name and surname",
        BY_NAME_OF_SOMEBODY,
        LIKELY,
        NAME_OF_A_SURNAME,
        PARENT,
        SPOUSE,
    ]
)
_CONTRADICTS = (
    "kin: is another relative",
    "kin of another: the list says otherwise",
    "age: contradicts",
    "late: contradicts",
)
_ROUNDS = 3
_SURE = 0.9  # from which chance on a mention counts as evidence for others
# what makes somebody likelier and tells nothing of this mention; alone it decides between two of one name only where it is
# overwhelming. A bare first name, or title and surname, is the subject's before it is a cousin's; a bare surname is not.
SUBJECT = "frequency: subject of the review"
_HINTS = frozenset(
    (
        SUBJECT,
        "frequency: named often",
        "frequency: on the board's list",
        "nearness: topic of the section",
        "nearness: in the passages before",
    )
)
_SUBJECTS_FORMS = frozenset(
    ("unique first name", "nickname", "full name", "listed form", "alias", "title and surname", "title and initial")
)
_BESIDE_A_STRANGER = 0.985  # where the next likely is on no list: from which chance on nobody is asked
_TELLING, _ALMOST = 0.5, 0.95
# what the words say of this mention: whose relative, senior or junior, how old, "known as"; or that it is a first name here.
# Where these tell the likeliest from the next, fewer chances in a hundred are needed (760 of 762 right on invented scenes)
_SAID = ("kin", "generation", "told", "age: ", "frequency: in a header", "form: a surname where it is a first name")
_SAID_CLEARLY, _SURE_AS_SAID = 2.5, 0.97
_AGAINST = -1.5  # from which weight on what speaks against somebody is told
_THIS_RELATIVE = "kin: is this relative"
_UNSURE, _A_WORD_TOO = (
    0.6,
    0.5,
)  # scores of letters up to which they may be nobody's; of letters that stand for a thing as well
_SAME_OFFICE = "office: the same"
_NEAR_BY = 110  # characters between somebody and a relative
_EXCLUDED = 0.001  # whom something excludes
_LEFT_OUT = 0.03  # a chance too small to ask about


@dataclass(frozen=True)
class Found:
    """What the solution says of one mention: the person, or the people between whom the text does not decide."""

    person: Person | None
    rule: str
    chance: float
    doubtful: bool = False
    people: tuple[Person, ...] = ()


def recognise(
    detected: Sequence[Detected],
    people: list[Person],
    scene: Scene,
    role_words: frozenset[str],
    links: Mapping[Place, Mention] | None = None,
    offices: Mapping[Place, Role] | None = None,
    told: Mapping[Place, tuple[str, bool]] | None = None,
) -> dict[Place, Found]:
    """Everybody's mentions, decided together. May add people (somebody new; the unnamed half of a couple). Fills the scene."""
    return _Recognition(detected, people, scene, role_words, links or {}, offices or {}, told or {}).run()


_ANOTHER_THEN = re.compile(
    r"\b(?P<what>friend|neighbour|classmate|class mate|schoolmate|workmate|team ?mate|colleague|flatmate|housemate|lodger|"
    r"stranger|acquaintance|passer-by|pen ?pal|ex)s?,? (?:called |named |also called )?[\"“‘']?$|"
    r"\ba (?:man|woman|boy|girl|lad|male|female|pupil|teenager) (?:called|named) [\"“‘']?$",
    re.IGNORECASE,
)
_ALSO_A = re.compile(r"\balso an? [\"“‘']?$")  # "the woman next door, also a Michelle"
_KIN_OF = re.compile(
    r"(?P<owner>[A-Z][\w’'-]+?)['’]s? (?:own |late |elderly |younger |older )?(?:mother|mum|father|dad|sister|brother|son|"
    r"daughter|husband|wife|partner|aunt|uncle|cousin|nan|grandmother|grandfather|nephew|niece|boyfriend|girlfriend),? $"
)
_OF_ANOTHER_GENERATION = re.compile(r",? \(?(?:senior|snr|sr|junior|jnr|jr|the elder|the younger|sen)\b", re.IGNORECASE)


def _is_described_as_another(text: str, mention: Mention, person: Person, *, alone: bool) -> bool:
    """ "Orla's friend Gail", where Gail is the mother; "Roy Pell senior", where the list has one Roy: nobody is put there without
    a question. A friend of the family whom the list calls one is that friend."""
    if not person.issued:
        return False
    single = len(mention.text.split()) == 1  # the whole name, as the board writes it, is enough
    before = _ANOTHER_THEN.search(text, max(0, mention.start - 40), mention.start) if single else None
    if single and _ALSO_A.search(text, max(0, mention.start - 12), mention.start):
        return True
    said = (before["what"] or "") if before else ""
    if before and said.lower().replace(" ", "") not in person.role.lower().replace(" ", ""):
        return True
    another = alone and "senior" not in person.role.lower() and _OF_ANOTHER_GENERATION.match(text, mention.end)
    return bool(before and not said) or bool(another)


def _is_a_name_of_then(text: str, node: Node, person: Person) -> bool:
    """ "Ms Hill, as she then was", where Mrs Hill is so called to this day: another may have been called so then."""
    name = node.name
    if name.given or not person.issued or not AS_SHE_WAS.match(text, node.mention.end):
        return False
    return fold(name.surname or name.word) in person.surnames - person.former


@lru_cache(maxsize=1)
def _his_relative() -> re.Pattern[str]:
    """ "James Hill was remanded. His father James": nobody is his own father."""
    lead = r"[^.;]{0,70}[.;,] (?:and |but )?(?:his|her|their) (?:own |late |elderly |elder |younger |older )?"
    return re.compile(rf"{lead}(?:{kin_pattern()}),? ", re.IGNORECASE)


def _is_his_own_relative(setting: Setting, before: Node, node: Node) -> bool:
    same = before.mention.passage == node.mention.passage and node.mention.start - before.mention.end < _NEAR_BY
    return same and bool(_his_relative().fullmatch(setting.between(before, node)))


def is_plural(text: str, m: Mention, name: Name, people: Sequence[Person]) -> bool:
    """ "the Smiths": a surname of the case in the plural."""
    word = fold(name.word or name.surname)
    before = text[max(0, m.start - 4) : m.start].lower()
    return (
        before.endswith("the ")
        and word.endswith("s")
        and not name.titles
        and any(word in (s + "s", s + "es") for p in people for s in p.surnames | p.former | p.aliases)
    )


def settle(setting: Setting) -> dict[Place, Chances]:
    """The chances of every mention. What a first round is sure of tells the next what stands near by."""
    decided: Mapping[Place, int] = {}
    fixed: dict[Place, int] = {}
    chances: dict[Place, Chances] = {}
    said: Said = {}
    for number in range(_ROUNDS):
        setting = replace(setting, fixed=fixed, decided=decided)
        chances.update(solve(setting, all_facts(setting, said), weights()))
        decided = {place: c.best[0] for place, c in chances.items() if c.best[1] >= _SURE and c.best[0] > 0}
        if not number:  # one candidate, and nothing that speaks against: the others need not look at it again
            single = {n.place: n.known[0] for n in setting.nodes if len(n.known) == 1}
            fixed = {
                p: k for p, k in single.items() if decided.get(p) == k and chances[p].best[1] >= thresholds().silent
            }
    return chances


_WEAK = ("nickname", "near spelling")
_SLANG = re.compile(
    r"[A-Z][a-z]{1,4}zz?(?:a|er|y)?"
)  # "Gaz": whom mates call so is hardly Mr Gareth Hill of the college


def has_rivals(node: Node) -> bool:
    """Several known people bear the name alike."""
    levels = [c.fit.level for c in node.candidates if c.fit is not None]
    return len(levels) > 1 and sorted(levels)[1] <= levels[0] + 1


def _another_fits_better(node: Node, key: int) -> bool:
    """The name is rather another known person's, as it is written: whatever speaks against that one, a person is asked."""
    own = next((c.fit.level for c in node.candidates if c.key == key and c.fit is not None), None)
    return own is not None and any(c.fit is not None and c.fit.level < own for c in node.candidates)


def setting_of(
    detected: Sequence[Detected],
    people: list[Person],
    scene: Scene,
    role_words: frozenset[str],
    links: Mapping[Place, Mention],
    offices: Mapping[Place, Role],
) -> Setting:
    """Mentions, candidates and family, before anything is decided."""
    return _Recognition(detected, people, scene, role_words, links, offices, {}).setting()


class _Recognition:
    def __init__(
        self,
        detected: Sequence[Detected],
        people: list[Person],
        scene: Scene,
        role_words: frozenset[str],
        links: Mapping[Place, Mention],
        offices: Mapping[Place, Role],
        told: Mapping[Place, tuple[str, bool]],
    ) -> None:
        self._links, self._offices, self._told_by_person = links, offices, told
        self._detected = detected
        self._people = people
        self._scene = scene
        self._role_words = role_words
        self._defined = self._defined_initials()
        self._new: dict[str, int] = {}  # the words of a name → the key, below zero, of somebody new called so

    def setting(self) -> Setting:
        """Everything the witnesses may look at."""
        by_key = {p.key: p for p in self._people}
        by_code = {p.code: p.key for p in self._people if p.code}
        told = {place: (by_code[c], here) for place, (c, here) in self._told_by_person.items() if c in by_code}
        nodes = tuple(self._nodes({place: by_key[key] for place, (key, _) in told.items()}))
        family = Family.of(self._people)
        held: dict[int, str] = {}  # what those hold who are not on the list, by mentions that can be nobody else's
        for node in nodes:
            if len(node.known) == 1 and not by_key[node.known[0]].code and (role := self._offices.get(node.place)):
                held.setdefault(node.known[0], role.title)
        return Setting(nodes, by_key, self._scene.passages, family, self._links, self._offices, held, told)

    def run(self) -> dict[Place, Found]:
        setting = self.setting()
        chances = settle(setting)
        if self._learnt(setting, chances):
            setting = self.setting()
            chances = settle(setting)
        by_key = dict(setting.people)
        found: dict[Place, Found] = {}
        before: Node | None = None
        for node in setting.nodes:
            one = self._found(node, chances[node.place], by_key)
            if before is not None and _is_his_own_relative(setting, before, node) and one.person:
                own = found[before.place].person
                one = replace(one, doubtful=one.doubtful or own is one.person)
            found[node.place], before = one, node
            if one.person and not one.doubtful:
                self._scene.add(*node.place, one.person.key)
        self._couples(found)
        self._others_called_so(setting.nodes, found)
        return found

    @staticmethod
    def _others_called_so(nodes: Iterable[Node], found: dict[Place, Found]) -> None:
        """ "Lili | Cook" is nobody on the list: another "Lili" is not Lilian of the list without a word."""
        new = {n.mention.text for n in nodes if found[n.place].rule == NEW_OF_THE_NAME}
        for node in nodes:
            one = found[node.place]
            if node.mention.text in new and one.rule in _WEAK and one.person and not one.doubtful:
                found[node.place] = replace(one, doubtful=True)

    def _learnt(self, setting: Setting, chances: Mapping[Place, Chances]) -> bool:
        """Further names that the drafts tell ("known as Rusty") are learnt once their owner is known; whether any was."""
        learnt = False
        for d in self._detected:
            for m in d.mentions:
                owner = self._links.get((m.passage, m.start))
                told = chances.get((owner.passage, owner.start)) if owner else None
                if told is None or told.best[1] < _SURE or told.best[0] < 0:
                    continue
                name, person = parse_mention(m, self._role_words), setting.people[told.best[0]]
                if name.word and person.fit(name) is None and not self._is_a_listed_ones(fold(name.word), person):
                    person.aliases.add(fold(name.word))
                    learnt = True
        return learnt

    @staticmethod
    def _beside_the_list(fits: list[tuple[Person, Fit]]) -> list[tuple[Person, Fit]]:
        """What a stranger is called by is no better a name than the first name of somebody of the list: "Jo", of two or three."""
        if not any(p.issued and f.rule == "unique first name" for p, f in fits):
            return fits
        return [(p, Fit(1, "unique first name") if f.rule == "alias" and not p.issued else f) for p, f in fits]

    def _is_a_listed_ones(self, word: str, person: Person) -> bool:
        """The first name of somebody of the list is no further name of somebody who is not on it: it is learnt nowhere else."""
        return not person.issued and any(p.issued and word in p.firsts for p in self._people)

    def _nodes(self, told: Mapping[Place, Person]) -> Iterable[Node]:
        fitting: dict[Name, list[tuple[Person, Fit]]] = {}  # the register is complete: equal names fit alike
        named = {
            (m.passage, m.start): parse_mention(m, self._role_words)
            for d in self._detected
            for m in d.mentions
            if m.kind is MentionKind.PERSON and m.label != "shares the surname"
        }
        parents = parents_called(self._detected, named, self._people)
        for d in sorted(self._detected, key=lambda d: d.passage.number):
            for m in sorted(d.mentions, key=lambda m: m.start):
                name = named.get((m.passage, m.start))
                if name is None:
                    continue
                if name not in fitting:
                    fitting[name] = fits_of(self._people, name)
                fits = self._beside_the_list(self._told(name, fitting[name]))
                fits = self._baby(d.passage.text[max(0, m.start - 20) : m.start], name, fits)
                if parent := teknonyms.parent_called_so(
                    d.passage.text[max(0, m.start - 6) : m.start], m.text, self._people
                ):
                    fits = [(parent, Fit(2, teknonyms.RULE))]
                if parents and (words := called(name)) and words in parents:
                    fits = [(parents[words], Fit(2, PARENT))]
                if spouse := spouse_called(d.passage.text, m.start, m.end, name, self._people):
                    fits = [(spouse, Fit(2, SPOUSE))]
                person = told.get((m.passage, m.start))
                if person is not None and all(p is not person for p, _ in fits):
                    fits = [(person, Fit(0, "alias")), *fits]
                if fits:
                    known = tuple(Candidate(p.key, f) for p, f in fits)
                    yield Node(m, name, (*known, Candidate(self._somebody_new(name), None)))

    def _baby(self, before: str, name: Name, fits: list[tuple[Person, Fit]]) -> list[tuple[Person, Fit]]:
        """ "Unborn Hill", "Baby HILL": the youngest child of the list, also where it bears another name than its mother."""
        surname = fold(name.surname or name.word)
        if name.given or name.titles or name.initials or not (said := _BABY.search(before)):
            return fits
        family = {s for p, _ in fits if p.issued for s in (*p.surnames, *p.former)}
        children = [p for p in self._people if p.issued and p.child and p.kind == "person"]
        babies = [p for p in children if _A_BABY.search(f"{p.code} {p.role}")]
        level = 0 if babies else 1
        if not babies and "unborn" in said.group().lower():  # whoever was born last is who was not born yet
            babies = sorted((p for p in children if p.born), key=lambda p: p.born or date.min)[-1:]
        if not babies and "unborn" not in said.group().lower() and len(children) == 1 and not children[0].born:
            babies = children  # "baby Hill 4/12", where the list has one child and no date of birth
        if len(babies) != 1 or surname not in family:
            return fits
        youngest = babies[0]
        return [(youngest, Fit(level, BABY)), *((p, f) for p, f in fits if p is not youngest)]

    def _told(self, name: Name, fits: list[tuple[Person, Fit]]) -> list[tuple[Person, Fit]]:
        """Of those whom letters fit, the one whom the draft itself gives them ("RC = Mrs Carr")."""
        letters = "".join(name.initials) if not (name.surname or name.word or name.titles) else name.word
        if letters not in self._defined:
            return fits
        defined = candidates(self._people, self._defined[letters])
        fits = [(p, f) for p, f in fits if any(p is d for d, _ in defined)] or fits
        return fits or [(p, Fit(f.level, "initials")) for p, f in defined]

    def _somebody_new(self, name: Name) -> int:
        words = " ".join(
            filter(None, (name.gender, *map(fold, name.given), fold(name.surname), fold(name.word), *name.initials))
        )
        return self._new.setdefault(words, -len(self._new) - 1)

    def _found(self, node: Node, chances: Chances, people: dict[int, Person]) -> Found:
        text = self._scene.passages[node.mention.passage].text
        if self._is_family(text, node):
            of_the_name = [people[k] for k in node.known]
            # the family of whom the review is about; a daughter's would point to her
            subject = max(of_the_name, key=lambda p: (p.issued and p.subject, p.issued and p.child, p.issued))
            return Found(subject, FAMILY_NAME, 0.9)
        key, chance = chances.best
        fit = next((c.fit for c in node.candidates if c.key == key), None)
        limits, several = thresholds(), has_rivals(node) or _another_fits_better(node, key)
        listed = sum(people[k].issued for k in node.known) > 1
        silent = (limits.silent_of_several if listed else _BESIDE_A_STRANGER) if several else limits.silent
        doubtful = limits.doubtful_of_several if several else limits.doubtful
        if key < 0:
            person = people.get(key) or self._meet(node, key, people)
            return Found(person, NEW_OF_THE_NAME, chance, doubtful=True)
        rival = next((k for k, _ in chances.of[1:] if k > 0), 0)
        listed_rival = rival > 0 and people[rival].issued  # of somebody whom a draft names in passing, hints are enough
        if several and listed_rival and chance < _ALMOST and not self._telling(node, chances):
            doubtful = _ALMOST
        if chance < doubtful and len(node.known) > 1:
            among = tuple(sorted((people[k] for k in self._askable(node, chances)), key=lambda p: p.key))
            if len(among) > 1:
                return Found(None, fit.rule if fit else "", chance, people=among)
        if several and listed and self._is_said(chances):
            silent = min(silent, _SURE_AS_SAID)
        if not several and not people[key].code:
            silent = 0.0  # nobody's listed name: the new code awaits the board in any case
        rule = fit.rule if fit and len(node.known) == 1 else chances.reason() or (fit.rule if fit else "")
        looked_at = fit is not None and (
            fit.rule in _TO_BE_CHECKED
            or fit.level >= 5
            or (fit.rule == TWO_FIRST_NAMES and several)
            or (fit.rule == BABY and fit.level > 0)
        )
        letters = "".join(node.name.initials).upper()
        told = len(letters) > 1 and letters in people[key].initials_known  # "FC = Fay Chandler"
        score = node.mention.score
        unsure = node.mention.label == "initials" and (score < _A_WORD_TOO or (score < _UNSURE and not told))
        return Found(
            people[key],
            rule,
            chance,
            doubtful=chance < silent
            or looked_at
            or unsure
            or self._other_title(node.name, people[key])
            or self._is_a_fathers_name_too(node.name, people[key])
            or _is_described_as_another(text, node.mention, people[key], alone=not several)
            or _is_a_name_of_then(text, node, people[key])
            or (
                rule == "nickname"
                and people[key].kind == "professional"
                and _SLANG.fullmatch(node.name.word) is not None
            )
            or (people[key].issued and people[key].kind != "professional" and self._is_kin_of_staff(text, node.mention))
            or (people[key].issued and fit is not None and self._spoken_against(chances, key)),
        )

    def _is_a_fathers_name_too(self, name: Name, person: Person) -> bool:
        """ "Mr Abdi", where the surname of one is the first name of an older relative: either may be meant, as names run
        where a child takes the father's name."""
        word = fold(name.surname or name.word)
        return (
            bool(name.titles and word in person.surnames and person.issued)
            and not (name.given or name.initials)
            and any(
                p.issued and p is not person and p.kind == "person" and word in p.firsts and not p.child
                and p.gender == person.gender
                for p in self._people
            )
        )  # fmt: skip

    @staticmethod
    def _telling(node: Node, chances: Chances) -> bool:
        """More tells the likeliest from the next than how often and how near by they are named."""
        named_so = any(c.fit is not None and c.fit.rule in _SUBJECTS_FORMS for c in node.candidates)
        hints = _HINTS - {SUBJECT} if named_so else _HINTS
        return sum(gain for witness, gain in chances.gains().items() if witness not in hints) >= _TELLING

    @staticmethod
    def _is_said(chances: Chances) -> bool:
        """The words around the mention tell the likeliest from the next, not only what stands near by."""
        return sum(gain for witness, gain in chances.gains().items() if witness.startswith(_SAID)) >= _SAID_CLEARLY

    @staticmethod
    def _spoken_against(chances: Chances, key: int) -> bool:
        """The office beside the name contradicts the likeliest ("S/N Hill" of a social worker), or the word of kinship ("her
        grandmother, Mrs Hill", of a mother): never passed over in silence."""
        spoke = chances.spoke.get(key, {})
        if spoke.get(_THIS_RELATIVE, 0.0) > 0:
            return (
                False  # "her mum Esi, a ward sister": a relative may have an office, and the word of kinship tells her
            )
        if spoke.get(_SAME_OFFICE, 0.0) > 0:
            return (
                False  # "PC Hill" by the rank; "Interview DC Hill, solicitor Ms Dale present": the other office is hers
            )
        return any(gain <= _AGAINST for w, gain in spoke.items() if w.startswith("office") or w in _CONTRADICTS)

    @staticmethod
    def _askable(node: Node, chances: Chances) -> list[int]:
        """Between whom a person is asked: everybody whom the name fits best, and whoever is likely for another reason."""
        best = min(c.fit.level for c in node.candidates if c.fit is not None)
        fitting = {c.key for c in node.candidates if c.fit is not None and c.fit.level == best}
        return [
            k for k, chance in chances.of if k > 0 and (chance >= _LEFT_OUT or (k in fitting and chance >= _EXCLUDED))
        ]

    def _is_kin_of_staff(self, text: str, mention: Mention) -> bool:
        """ "Tess's mother Doreen", where Tess is the social worker: hardly the child's grandmother of that name."""
        owner = _KIN_OF.search(text, max(0, mention.start - 50), mention.start)
        if owner is None:
            return False
        bearers = [p for p in self._people if p.issued and fold(owner["owner"]) in p.firsts | p.surnames]
        return bool(bearers) and all(p.kind == "professional" for p in bearers)

    def _is_family(self, text: str, node: Node) -> bool:
        name = node.name
        bare = bool(name.word or name.surname) and not name.titles and not name.given
        several = len(node.known) > 1 and all(
            fold(name.word or name.surname) not in self._by_key(k).firsts for k in node.known
        )
        return (bare and several and bool(_FAMILY.match(text, node.mention.end))) or is_plural(
            text, node.mention, name, self._people
        )

    def _by_key(self, key: int) -> Person:
        return next(p for p in self._people if p.key == key)

    def _meet(self, node: Node, key: int, people: dict[int, Person]) -> Person:
        """Somebody of whom only this name is known."""
        person = Person(key=max(p.key for p in self._people) + 1)
        person.learn(node.name)
        if node.name.word:
            person.firsts.add(fold(node.name.word))
        self._people.append(person)
        people[key] = person
        return person

    @staticmethod
    def _other_title(name: Name, person: Person) -> bool:
        """ "Mrs Hill" where the drafts know a "Ms Jane Hill": the same woman, or another."""
        own, said = MARITAL & person.titles, MARITAL & set(name.titles)
        return bool(own and said and not own & said and not person.issued)

    def _couples(self, found: dict[Place, Found]) -> None:
        """The "Mr" of "Mr and Mrs Hill": a man of that surname, best one who is near or belongs to the woman found; the "D" of
        "D & L Hill": whose first name begins so."""
        for d in self._detected:
            for i, m in enumerate(d.mentions):
                if m.label != "shares the surname" or i + 1 >= len(d.mentions):
                    continue
                with_surname = next((n for n in d.mentions[i + 1 :] if n.label != m.label), d.mentions[i + 1])
                partner = parse_mention(with_surname, self._role_words)
                surname = partner.surname or partner.word
                name = Name(titles=(m.text.lower().rstrip("."),), surname=surname)
                if len(letter := m.text.rstrip(".")) == 1:
                    name = Name(initials=(letter,), surname=surname)
                beside_ = found.get((m.passage, with_surname.start))
                fits = [p for p, _ in candidates(self._people, name) if not beside_ or p is not beside_.person]
                bearers = len(fits)
                if len(fits) > 1 and beside_ and beside_.person:
                    fits = [p for p in fits if _are_a_pair(p.role, beside_.person.role)] or fits
                if len(fits) > 1:
                    fits = [p for p in fits if set(name.titles) & (p.titles | set(p.code.lower().split()[:1]))] or fits
                if len(fits) > 1:
                    near = self._scene.earlier(m.passage, m.start, fits) or self._scene.later(m.passage, m.start, fits)
                    fits = [near] if near else fits
                if not fits:
                    person = Person(key=max(p.key for p in self._people) + 1)
                    person.learn(name)
                    self._people.append(person)
                    fits = [person]
                found[(m.passage, m.start)] = (
                    Found(fits[0], "couple", 0.9, doubtful=bearers > 1)
                    if len(fits) == 1
                    else Found(None, "couple", 0.5, people=tuple(fits))
                )

    def _defined_initials(self) -> dict[str, Name]:
        """ "RC = Mrs Jane Carr": whom the draft itself gives initials."""
        found: dict[str, Name] = {}
        for d in self._detected:
            for match in re.finditer(r"\b([A-Z]{2,3})\s?=\s?", d.passage.text):
                owner = next(
                    (
                        m
                        for m in d.mentions
                        if m.kind is MentionKind.PERSON and match.end() <= m.start <= match.end() + 2
                    ),
                    None,
                )
                if owner:
                    found.setdefault(match.group(1), parse_mention(owner, self._role_words))
        by_number = {d.passage.number: d for d in self._detected}
        for letters, named in rows_with_letters(d.passage for d in self._detected):
            people = (m for m in by_number[named.number].mentions if m.kind is MentionKind.PERSON)
            if owner := next(people, None):
                found.setdefault(letters.text.strip(), parse_mention(owner, self._role_words))
        return found


_PAIRS = (
    ("grandmother", "grandfather"),
    ("mother", "father"),
    ("aunt", "uncle"),
    ("wife", "husband"),
    ("carer", "carer"),
)


def _are_a_pair(a: str, b: str) -> bool:
    """ "Maternal grandfather" and "Maternal grandmother": relationships of a couple."""
    a, b = a.lower().strip(), b.lower().strip()
    return any(
        a.replace(x, "*").replace(y, "*") == b.replace(x, "*").replace(y, "*")
        and a != b
        and "*" in a.replace(x, "*").replace(y, "*")
        for x, y in _PAIRS
    )
