"""The Presidio engine over the passages of a case: a first look, a memory of every name found, a second look, and mentions.

    passages ─▶ looks ─▶ first look ─▶ memory ─▶ second look ─▶ assemble ─▶ mentions

The recognisers are listed one by one; Presidio's defaults are not used, so that a release of Presidio changes nothing here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from redactor.base.presidio import (
    AnalyzerEngine,
    ContextAwareEnhancer,
    EntityRecognizer,
    NlpArtifacts,
    NlpEngine,
    RecognizerRegistry,
    RecognizerResult,
)
from redactor.codes.model import Role
from redactor.detection import name_model
from redactor.detection.assemble import Span, assemble
from redactor.detection.harvest import Told as Telling
from redactor.detection.harvest import are_letters_of, told
from redactor.detection.knowledge import Knowledge, agency_places
from redactor.detection.letter_rows import rows_with_letters
from redactor.detection.long_passages import joined, stretches
from redactor.detection.look import Entity, Look
from redactor.detection.mail_sign_offs import mail_sign_offs
from redactor.detection.mentions import Kept, Mention, MentionKind
from redactor.detection.protect import (
    BY_ITS_NAME,
    Protected,
    Shields,
    agency_pattern,
    code_pattern,
    place_pattern,
    protected,
)
from redactor.detection.read_before import ReadBefore, Told
from redactor.detection.recognisers.addresses import Addresses
from redactor.detection.recognisers.base import LookArtifacts, Recogniser, kind_of_entity
from redactor.detection.recognisers.births import BirthDates
from redactor.detection.recognisers.broken_names import BrokenNames
from redactor.detection.recognisers.by_names import BY_NAME, ByNames, by_names
from redactor.detection.recognisers.doors import is_shared
from redactor.detection.recognisers.form_names import FormNames
from redactor.detection.recognisers.glued import GluedNames
from redactor.detection.recognisers.house_numbers import HouseNumbers
from redactor.detection.recognisers.identifiers import Identifiers, KnownValues
from redactor.detection.recognisers.known import KnownNames
from redactor.detection.recognisers.landmarks import Landmarks
from redactor.detection.recognisers.letter_codes import LetterCodes
from redactor.detection.recognisers.lettered import LetteredNames, established_letters
from redactor.detection.recognisers.listed_places import ListedPlaces
from redactor.detection.recognisers.logins import Logins
from redactor.detection.recognisers.mail_lines import MailLines, MailSignOffs
from redactor.detection.recognisers.messages import ChatSenders, MessageSenders, chat_senders
from redactor.detection.recognisers.name_index import NameIndex, established_initials
from redactor.detection.recognisers.name_lists import NameLists
from redactor.detection.recognisers.numbered_babies import NumberedBabies
from redactor.detection.recognisers.organisations import Establishments
from redactor.detection.recognisers.others import recognisers_of_others
from redactor.detection.recognisers.person_letters import PersonLetters, people_letters
from redactor.detection.recognisers.readings import ReadAddresses, ReadNames
from redactor.detection.recognisers.shapes import NameShapes
from redactor.detection.recognisers.single_letters import SingleLetters
from redactor.detection.recognisers.small_addresses import SmallAddresses
from redactor.detection.recognisers.small_letters import SmallLetters
from redactor.detection.recognisers.spelt import SpeltOut
from redactor.detection.recognisers.tables import NamedCells, is_below_names, is_surname_first
from redactor.detection.recognisers.titles import TitledNames
from redactor.detection.recognisers.wards import Wards
from redactor.detection.repeated import as_found, looked_at
from redactor.documents.model import Passage, Place, Story
from redactor.language.establishments import first_letters
from redactor.language.lexicon import fold, lexicon, words_of
from redactor.language.names import parse_name
from redactor.language.tokens import tokenise

# bookmarks, style names, links: what is no prose is searched for what is known and for numbers, not for what looks like a name
_TERSE = frozenset([Story.ATTRIBUTE, Story.FIELD_CODE, Story.LINK_TARGET, Story.BUILDING_BLOCK])

Progress = Callable[[int], None]  # called with the number of passages done
# shares of the time: the model of names with the first look beside it, the second look, and putting together what they found
_READING, _SECOND, _LAST = 0.8, 0.15, 0.05


@dataclass(frozen=True)
class Detected:
    """What was found in one passage, in the order of the text, and what was left standing on purpose."""

    passage: Passage
    mentions: tuple[Mention, ...]
    kept: tuple[Kept, ...]


class _NoEnhancement(ContextAwareEnhancer):
    """Our recognisers look at their context themselves; Presidio's lemma search would do it again, slowly."""

    def __init__(self) -> None:
        super().__init__(
            context_similarity_factor=0.0,
            min_score_with_context_similarity=0.0,
            context_prefix_count=0,
            context_suffix_count=0,
        )

    def enhance_using_context(
        self,
        text: str,
        raw_results: list[RecognizerResult],
        nlp_artifacts: NlpArtifacts,
        recognizers: list[EntityRecognizer],
        context: list[str] | None = None,
    ) -> list[RecognizerResult]:
        return raw_results


class _Language(NlpEngine):
    """Presidio's view of our language model; passages come with their artifacts, so it is asked only by outsiders."""

    engine_name = "redactor"
    is_available = True

    def load(self) -> None:
        name_model.load()

    def is_loaded(self) -> bool:
        return True

    def process_text(self, text: str, language: str) -> NlpArtifacts:
        (read,) = name_model.entities([text])
        shielded = tuple(protected(text, tokenise(text), Shields()))
        return LookArtifacts(_look(Passage(0, text, Place(Story.BODY, "")), read, Knowledge(), shielded))

    def process_batch(
        self, texts: Iterable[str], language: str, batch_size: int = 1, n_process: int = 1, **kwargs: object
    ) -> Iterator[tuple[str, NlpArtifacts]]:
        return ((text, self.process_text(text, language)) for text in texts)

    def is_stopword(self, word: str, language: str) -> bool:
        return word.lower() in lexicon().function_words

    def is_punct(self, word: str, language: str) -> bool:
        return not any(c.isalnum() for c in word)

    def get_supported_entities(self) -> list[str]:
        return []

    def get_supported_languages(self) -> list[str]:
        return ["en"]


def engine(recognisers: Sequence[Recogniser]) -> AnalyzerEngine:
    """A Presidio AnalyzerEngine with exactly these recognisers."""
    registry = RecognizerRegistry(recognizers=list(recognisers), supported_languages=["en"])
    return AnalyzerEngine(
        registry=registry, nlp_engine=_Language(), supported_languages=["en"], context_aware_enhancer=_NoEnhancement()
    )


def find_all(
    passages: Sequence[Passage],
    knowledge: Knowledge,
    progress: Progress | None = None,
    earlier: ReadBefore | None = None,
) -> list[Detected]:
    """Everything that may identify in the passages of a case (all drafts together), passage by passage.

    Offsets are characters of the passage's normalised text, end exclusive. `progress` is called with a running count;
    `earlier` holds what was read and found before, and is filled with what this look reads and finds; it changes no result.
    """
    shares = looked_at(passages)
    if any(index != share for index, share in enumerate(shares)):
        own = [index for index, share in enumerate(shares) if index == share]
        some = [passages[index] for index in own]
        once = dict(zip(own, find_all(some, knowledge, progress, earlier), strict=True))
        return [
            Detected(passage, (), ())
            if share is None
            else once[index]
            if share == index
            else Detected(passage, as_found(once[share].mentions, passage), once[share].kept)
            for index, (passage, share) in enumerate(zip(passages, shares, strict=True))
        ]
    cut = [list(stretches(passage)) for passage in passages]
    if all(len(parts) == 1 for parts in cut):
        return _find_all(passages, knowledge, progress, earlier)
    seen = [part.seen for parts in cut for part in parts]
    found = iter(_find_all(seen, knowledge, _in_passages(progress, len(seen), len(passages)), earlier))
    detected = []
    for passage, parts in zip(passages, cut, strict=True):
        results = [(part, one.mentions, one.kept) for part, one in zip(parts, found, strict=False)]
        mentions, kept = joined(results)
        detected.append(Detected(passage, tuple(mentions), tuple(kept)))
    return detected


def _in_passages(progress: Progress | None, of: int, passages: int) -> Progress | None:
    """Progress told in passages, where stretches of them are counted."""
    return (lambda done: progress(done * passages // of)) if progress else None


def _find_all(
    passages: Sequence[Passage], knowledge: Knowledge, progress: Progress | None, earlier: ReadBefore | None
) -> list[Detected]:
    bodies = knowledge.organisations
    # "Hartnoll Police" stays where somebody is called Hartnoll
    agency_names = agency_places(passages, knowledge.agencies, bodies=bodies)
    kept_places = agency_places(passages, knowledge.agencies, knowledge.names, bodies)

    def tell(share: float) -> None:
        if progress:
            progress(int(share * len(passages)))

    earlier = earlier if earlier is not None else ReadBefore(kept=False)
    earlier.begin()
    first, narrow = _first_look(knowledge, kept_places, earlier)
    looked: dict[int, tuple[Look, list[Span]]] = {}
    for index, look in _looks(passages, knowledge, agency_names, earlier, lambda share: tell(_READING * share)):
        looked[index] = (look, _spans(narrow if look.passage.place.story in _TERSE else first, look))
    analysed = [looked[index][0] for index in range(len(passages))]
    seen = [looked[index][1] for index in range(len(passages))]
    plain = _Plain.of(analysed)
    memory = _remember(analysed, seen, knowledge, kept_places, plain)
    second = engine([earlier.remembering(memory.recognisers)])
    again = []
    for number, look in enumerate(analysed, 1):
        again.append(_spans(second, look))
        tell(_READING + _SECOND * number / len(passages))
    # what only the second look found ("Shelly" before a known surname) is looked for once more
    both = [[*a, *b] for a, b in zip(seen, again, strict=True)]
    grown = _remember(analysed, both, knowledge, kept_places, plain)
    fresh = (
        (grown.index.given.keys() | grown.index.surnames.keys())
        - memory.index.given.keys()
        - memory.index.surnames.keys()
    )
    third = engine([earlier.remembering(grown.recognisers)]) if fresh else second
    detected = []
    for look, spans in zip(analysed, both, strict=True):
        if fresh and any(fold(t.text) in fresh for t in look.tokens):
            spans += _spans(third, look)
        mentions, kept = assemble(look, spans, grown.index, kept_places)
        detected.append(Detected(look.passage, mentions, kept))
        tell(1 - _LAST * (1 - len(detected) / len(passages)))
    return detected


def _first_look(
    knowledge: Knowledge, kept_places: frozenset[str], earlier: ReadBefore
) -> tuple[AnalyzerEngine, AnalyzerEngine]:
    """The engines of the first look: for prose, and for what is none. What they have found before is not looked for again.

    The recognisers stand in an order that matters where two of them find the same.
    """
    roles, places, houses, bodies = knowledge.roles, sorted(kept_places), knowledge.addresses, knowledge.organisations
    index, logins = NameIndex.of(knowledge.names, knowledge.role_abbreviations), Logins(knowledge.names)
    spelt = SpeltOut(knowledge.names)
    listed: Told = (KnownNames(index, "ListedNames"), (roles, index.told))
    titles, numbers = (TitledNames(), roles), (Identifiers(), roles)
    babies = NumberedBabies(knowledge.names)
    shared = is_shared(houses, bodies)
    births: Told = (BirthDates(knowledge.births), (roles, knowledge.births))
    shapes = (
        SmallLetters(),
        MailLines(),
        MessageSenders(),
        NameShapes(),
        ReadNames(),
        ReadAddresses(),
        NameLists(),
        NamedCells(),
        FormNames(),
    )
    prose: list[Told] = [
        (babies, babies.told),
        listed,
        titles,
        *((shape, roles) for shape in shapes),
        (ListedPlaces(houses, bodies), (roles, houses, bodies)),
        (Addresses(houses, kept_places, shared=shared), (roles, houses, places, shared)),
        (HouseNumbers(houses, shared=shared), (roles, houses, shared)),
        (SmallAddresses(), roles),
        (Landmarks(), roles),
        (Wards(), roles),
        (
            Establishments(bodies, knowledge.agencies, kept_places, listed=frozenset(bodies)),
            (roles, bodies, sorted(knowledge.agencies), places),
        ),
        births,
        numbers,
        (logins, (roles, logins.told)),
        (spelt, (roles, spelt.told)),
    ]
    return (
        engine([earlier.remembering(prose), *recognisers_of_others()]),
        engine([earlier.remembering([listed, titles, births, numbers])]),
    )


def _told_in_a_row(letters: Passage, named: Passage) -> Telling:
    start = len(letters.text) - len(letters.text.lstrip())
    alias = letters.text.strip()
    return Telling(alias, letters.number, start, start + len(alias), None, name=named.text)


@dataclass(frozen=True)
class _Plain:
    """What passages tell of names whoever is found in them: forms with full stops, by-names, letters of a table."""

    established: frozenset[str]
    called: frozenset[str]
    letters: tuple[Telling, ...]
    senders: frozenset[str]
    signed: tuple[tuple[int, int], ...]  # passage and character of letters that end a mail

    @classmethod
    def of(cls, looks: Sequence[Look]) -> _Plain:
        rows = rows_with_letters(look.passage for look in looks)
        letters = tuple(_told_in_a_row(one, named) for one, named in rows)
        signed = tuple((s.passage, s.start) for s in mail_sign_offs(look.passage for look in looks))
        return cls(established_letters(looks), by_names(looks), letters, chat_senders(looks), signed)


@dataclass(frozen=True)
class _Memory:
    """What was found so far: the index of its names, and recognisers for another look, which are made when one is taken."""

    looks: Sequence[Look]
    knowledge: Knowledge
    kept_places: frozenset[str]
    plain: _Plain
    index: NameIndex
    people: Sequence[Sequence[tuple[int, int]]]  # of each passage, where names stand
    places: Sequence[str]
    shorts: frozenset[str]  # letters that a draft gives to one of the places: "Larkfield Academy (LA)"
    houses: Sequence[str]
    values: Sequence[tuple[str, str]]  # identifiers, with their labels

    @cached_property
    def recognisers(self) -> tuple[Told, ...]:
        """They find again what is known now."""
        looks, knowledge, kept_places, plain, index = (
            self.looks, self.knowledge, self.kept_places, self.plain, self.index
        )  # fmt: skip
        listed = frozenset(knowledge.organisations)
        # "Tina Church" is a woman
        places = [place for place in self.places if place in listed or not index.is_full_name(place)]
        definitions = [
            t
            for look, spans in zip(looks, self.people, strict=True)
            for t in told(look.passage.number, look.text, spans)
        ]
        in_rows = [t for t in plain.letters if are_letters_of(t.alias, t.name)]
        bodies = (*knowledge.agencies, *places)
        roles, kept = knowledge.roles, sorted(kept_places)
        own = NameIndex.of(knowledge.names, knowledge.role_abbreviations)
        established = established_initials(looks, index)
        shared = is_shared(knowledge.addresses, knowledge.organisations)
        drafts = {look.passage.number: look.passage.draft for look in looks}
        return (
            (KnownNames(index, "SecondLook", established), (roles, index.told, sorted(established))),
            (BrokenNames(index), (roles, index.told)),
            (PersonLetters(people_letters(looks, index, [*definitions, *in_rows], bodies, own.initials)), None),
            (SingleLetters(own, index, definitions, drafts), None),
            (LetteredNames(plain.established), None),
            (ByNames(plain.called), None),
            (ChatSenders(plain.senders), sorted(plain.senders)),
            (MailSignOffs(plain.signed), None),
            (GluedNames(index), (roles, index.told)),
            (LetterCodes(tuple(t.alias for t in plain.letters)), None),
            (
                _named(Addresses(self.houses, kept_places, shared=shared), "AddressesAgain"),
                (roles, tuple(dict.fromkeys(self.houses)), kept, shared),
            ),
            (KnownValues(self.values), (roles, tuple(dict.fromkeys(self.values)))),
            (
                _named(
                    Establishments(places, knowledge.agencies, kept_places, listed=listed, shorts=self.shorts),
                    "EstablishmentsAgain",
                ),
                (
                    roles,
                    tuple(dict.fromkeys(places)),
                    sorted(knowledge.agencies),
                    kept,
                    sorted(listed),
                    sorted(self.shorts),
                ),
            ),
        )


def _remember(
    looks: Sequence[Look],
    seen: Sequence[Sequence[Span]],
    knowledge: Knowledge,
    kept_places: frozenset[str],
    plain: _Plain,
) -> _Memory:
    """What was found so far, for another look."""
    values: list[tuple[str, str]] = []
    names, places, houses = list(knowledge.names), list(knowledge.organisations), list(knowledge.addresses)
    people: list[list[tuple[int, int]]] = []
    shorts: set[str] = set()
    for look, spans in zip(looks, seen, strict=True):
        if look.passage.place.story is Story.FILE_NAME:
            people.append([])
            continue  # a word of a file's name that is misread must not become a person of the drafts
        mentions, _ = assemble(look, list(spans), None, kept_places)
        people.append([(m.start, m.end) for m in mentions if m.kind is MentionKind.PERSON and m.label != "initials"])
        for mention in mentions:
            if mention.label in ("initials", BY_NAME):
                continue  # letters are no names: "D OD" is nobody; a by-name is looked for by its own recogniser
            if mention.recogniser == "ListedNames" and look.passage.place.story in _TERSE:
                continue  # "Hale_Corin_visit" of a bookmark: known already, and its order tells nothing
            if mention.kind is MentionKind.PERSON and mention.score >= 0.5:
                names.append(mention.text)
            elif mention.kind is MentionKind.ORGANISATION and mention.score >= 0.55:
                places.append(mention.text)
                if (short := _IN_BRACKETS.match(look.text, mention.end)) and first_letters(mention.text) == short[1]:
                    shorts.add(short[1])
            elif mention.kind is MentionKind.ADDRESS and mention.score >= 0.85:
                houses.append(mention.text)
            elif mention.kind is MentionKind.IDENTIFIER:
                values.append((mention.text, mention.label))
                if mention.label == "e-mail address":
                    names.extend(_names_in_address(mention.text))
    index = NameIndex.of(_worth_remembering(names, knowledge), knowledge.role_abbreviations)
    return _Memory(looks, knowledge, kept_places, plain, index, people, places, frozenset(shorts), houses, values)


_IN_BRACKETS = re.compile(r" \(['\"“‘]?([A-Z]{2,6})['\"”’]?\)")


def _worth_remembering(names: Iterable[str], knowledge: Knowledge) -> Iterable[str]:
    for text in dict.fromkeys(names):
        name = parse_name(text, knowledge.role_abbreviations)
        if not name.is_empty and (len(name.surname or name.word) > 1 or name.given):
            yield text


def _names_in_address(address: str) -> list[str]:
    """ "jane.smith2@…" is somebody called Jane Smith; a single word before the @ may be a department."""
    parts = [p.strip("0123456789") for p in address.split("@")[0].replace("_", ".").replace("-", ".").split(".")]
    parts = [p for p in parts if len(p) > 2 and p.isalpha()]
    if len(parts) == 2 and (lexicon().births(parts[0]) or not any(lexicon().is_ordinary(p) for p in parts)):
        return [" ".join(p.title() for p in parts)]
    return []


def _named(recogniser: Recogniser, name: str) -> Recogniser:
    recogniser.name = name
    return recogniser


def _looks(
    passages: Sequence[Passage],
    knowledge: Knowledge,
    kept_places: frozenset[str],
    earlier: ReadBefore,
    progress: Callable[[float], None],
) -> Iterator[tuple[int, Look]]:
    """Every passage's index with its look, as soon as the model has read its text."""
    prefixes = frozenset(r.prefix for r in knowledge.roles) | {c.rstrip("0123456789").strip() for c in knowledge.codes}
    shields = Shields(
        code_pattern(knowledge.codes),
        prefixes,
        agency_pattern(_without_the_listed(knowledge.agencies, knowledge.organisations)),
        place_pattern(kept_places),
        frozenset(words_of(name) for name in knowledge.names),
        frozenset("".join(code.split()) for code in knowledge.codes),
    )
    saying: dict[str, list[int]] = {}
    for index, passage in enumerate(passages):
        saying.setdefault(passage.text, []).append(index)
    for text, readings in name_model.as_read(saying, earlier.readings, progress):
        shielded = earlier.shielded(text, shields)
        for index in saying[text]:
            yield index, _look(passages[index], readings, knowledge, shielded)


def _without_the_listed(agencies: Iterable[str], organisations: Iterable[str]) -> frozenset[str]:
    """An agency's name never outweighs the list: "Sunbeams" of the column Agency is Sunbeams Children's Centre."""
    listed = [words_of(name) for name in organisations]
    return frozenset(a for a in agencies if not any(name[: len(words_of(a))] == words_of(a) for name in listed))


def _look(passage: Passage, read: tuple[Entity, ...], knowledge: Knowledge, shielded: tuple[Protected, ...]) -> Look:
    if is_below_names(passage.cell) or is_surname_first(passage):  # "Hesketh Charity": somebody called so, perhaps
        shielded = tuple(
            p for p in shielded if p.reason != BY_ITS_NAME or lexicon().is_ordinary(passage.text[p.start :].split()[0])
        )
    return Look(
        passage,
        shielded,
        read,
        knowledge.role_abbreviations,
        knowledge.role_vocabulary,
    )


def _spans(analyser: AnalyzerEngine, look: Look) -> list[Span]:
    results = analyser.analyze(text=look.text, language="en", nlp_artifacts=LookArtifacts(look))
    return [
        Span(
            r.start,
            r.end,
            kind_of_entity(r.entity_type),
            r.score,
            str(r.recognition_metadata[RecognizerResult.RECOGNIZER_NAME_KEY]),
            str(r.recognition_metadata.get("label", "")),
        )
        for r in results
    ]


def find(text: str, knowledge: Knowledge | None = None) -> list[Mention]:
    """Mentions in a plain text: start, end, kind, score and recogniser of each, in order. Needs no file and no list."""
    passages = [
        replace(Passage(0, "", Place(Story.BODY, f"paragraph {n}")), number=n, text=line)
        for n, line in enumerate(text.split("\n"), 1)
    ]
    offsets, at = {}, 0
    for passage in passages:
        offsets[passage.number] = at
        at += len(passage.text) + 1
    found = find_all(passages, knowledge or Knowledge(roles=_standard_roles()))
    return [
        replace(m, passage=0, start=m.start + offsets[m.passage], end=m.end + offsets[m.passage])
        for d in found
        for m in d.mentions
    ]


def _standard_roles() -> tuple[Role, ...]:
    from redactor.codes.roles import standard_roles

    return standard_roles()
