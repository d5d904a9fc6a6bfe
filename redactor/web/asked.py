"""What the panel beside the draft shows: a question with its choices, a mention with its reasons, a place to add a name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from markupsafe import Markup, escape

from redactor.case.answers import RIGHT, Needs, Offer, has_scope, offered
from redactor.case.deciding import others_meant
from redactor.case.families import QuestionFamily
from redactor.case.moved import earlier_answers
from redactor.case.question import PREFIXES, Asked, ToDecide
from redactor.case.replacements import Put
from redactor.documents.model import Passage
from redactor.identities.settled import LEFT, plain_name
from redactor.keymap.anchors import around
from redactor.keymap.decisions import Decided, Ruling, successors
from redactor.keymap.keymap import Evidence, KeyMap, Record
from redactor.keymap.reasons import described, found_by, reason
from redactor.language.lexicon import fold, lexicon
from redactor.review.session import Review
from redactor.web.view import MarkedText, MentionState

LAST_LOOK = (Asked.LEFT, Asked.MERGE)
_LIKELY = 4  # people offered as buttons
_PLACES = 12  # shown before "and so many more"
# what a person may add, and what it is called on the page
KINDS = (
    ("person", "a person"),
    ("address", "an address"),
    ("organisation", "a school, surgery, firm or other establishment"),
    ("place", "a town or other place"),
    ("identifier", "a number, e-mail address or other contact"),
    ("date of birth", "a date of birth"),
)


@dataclass(frozen=True)
class Choice:
    """One answer: a key, what it says, and the values of the form that it sends."""

    key: str
    text: str
    value: str  # "code:Mrs A", "keep" …


@dataclass(frozen=True)
class PlaceToGo:
    """One place of the drafts that the page can lead to."""

    id: str
    text: str
    around: Markup


@dataclass(frozen=True)
class LeftEntry:
    """One thing that the last look has found, beside the one that is asked about."""

    key: str
    place: PlaceToGo
    count: int
    choices: tuple[Choice, ...]


@dataclass(frozen=True)
class Shown:
    """One question."""

    question: ToDecide
    where: str
    target: str  # id of the mark that it is about; "" where none is to be found
    sentence: Markup
    taken_for: str
    choices: tuple[Choice, ...]
    more: tuple[str, ...]  # which further answers take a word from the person: "other", "new", "leave", "same"
    has_scope: bool
    alike: tuple[PlaceToGo, ...] = ()  # places of the questions that follow its answer
    follow: bool = False  # whether they do so unless a person says otherwise
    staff: tuple[str, ...] = ()  # new staff, to be approved as a list that this question begins
    rest: tuple[LeftEntry, ...] = ()  # of what the last look found, all but this
    earlier: tuple[Choice, ...] = ()  # what was answered here before the text beside it changed


@dataclass(frozen=True)
class Reasons:
    """All that there is to say of one mention."""

    mark: MarkedText
    headline: str
    about: tuple[tuple[str, str], ...]  # what and what it is: "Found by", "the board's list"
    candidates: tuple[tuple[str, str, str], ...]  # code, whom it stands for, how the words fit
    places: tuple[PlaceToGo, ...]
    more_places: int
    kind: str
    code: str  # "" where nobody and no place stands for it


def first_open(review: Review, passed: list[str], at: str = "") -> tuple[ToDecide | None, int]:
    """The question to put now (`at`: the key of one that is asked for), and how many there are."""
    every = review.questions
    # what the last look found comes last: it is read, when all that the drafts ask is answered
    heads = sorted((f.head for f in review.families), key=lambda q: q.asked in LAST_LOOK)
    chosen = next((q for q in every if q.key == at), None)
    if chosen is None and heads and all(q.key in passed for q in heads):
        passed.clear()  # every one was put off: from the beginning
    chosen = chosen or next((q for q in heads if q.key not in passed), None)
    return chosen, len(every)


def family_of(review: Review, question: ToDecide) -> tuple[QuestionFamily, tuple[QuestionFamily, ...]]:
    """The family that a question heads, and the new staff who are approved as a list with it."""
    every = review.families
    family = next((f for f in every if f.head.key == question.key), QuestionFamily(question))
    staff = tuple(f for f in every if f.is_new_staff) if family.is_new_staff else ()
    return family, staff if len(staff) > 1 else ()


def question_shown(review: Review, question: ToDecide) -> Shown:
    """A question as the panel shows it."""
    key_map = review.key_map
    target = _target(review, question)
    family, staff = family_of(review, question)
    choices = [_choice(key_map, question, offer) for offer in offered(question) if not _takes_words(offer)]
    if question.asked is Asked.DOUBTFUL:
        others = others_meant(key_map, question.names[0], question.code)[:6]
        choices[1:1] = [
            Choice(str(n), described(key_map, r.code), f"code:{r.code}") for n, (r, _) in enumerate(others, 1)
        ]
    after = 1 + max((n for n, c in enumerate(choices) if c.value.startswith("code:")), default=0)
    choices[after:after] = _likely_choices(key_map, question)
    return Shown(
        question,
        f"{review.draft_called(question.draft)}: {question.place}" if question.draft else "",
        target,
        _sentence_at(review, target) or _sentence(question.around, question.names),
        described(key_map, question.code) if question.code else "",
        tuple(choices),
        tuple(_FORMS[o.needs, o.ruling] for o in offered(question) if _takes_words(o)),
        has_scope=has_scope(question),
        alike=tuple(place_of(review, q) for q in family.alike),
        follow=question.asked is not Asked.UNRESOLVED,
        staff=tuple(described(key_map, f.head.code) for f in staff),
        earlier=tuple(_earlier(review, question)),
        rest=tuple(_rest(review, question)) if question.asked in LAST_LOOK else (),
    )


def _rest(review: Review, question: ToDecide) -> Iterator[LeftEntry]:
    for family in review.families:
        head = family.head
        if head.asked in LAST_LOOK and head.key != question.key:
            choices = tuple(_choice(review.key_map, head, o) for o in offered(head) if not _takes_words(o))
            yield LeftEntry(head.key, place_of(review, head), family.count, choices)


def _earlier(review: Review, question: ToDecide) -> Iterator[Choice]:
    """The same answer as before, to be given again by one key where there is one alone."""
    found = earlier_answers(review.key_map.decisions, question, review.drafts.anchors, review.elsewhere)
    following = successors(review.key_map.decisions)
    for d in found[:3]:
        said = d.ruling.value if d.ruling is not Ruling.CODE else "this is"
        code = following.get(d.code, d.code)
        whom = f" {described(review.key_map, code)}" if code and d.ruling in (Ruling.CODE, Ruling.FAMILY) else ""
        when = f"{d.when[8:10]}/{d.when[5:7]}/{d.when[:4]}"
        yield Choice("r" if len(found) == 1 else "", f"As before: {said}{whom} ({d.who}, {when})", f"again:{d.number}")


def likely_people(key_map: KeyMap, names: Sequence[str], code: str) -> tuple[Record, ...]:
    """Whom of the case somebody of these names could be, best fit first."""
    found: dict[str, Record] = {}
    for name in names[:3]:
        for record, _ in others_meant(key_map, name, code):
            found.setdefault(record.code, record)
    return tuple(found.values())[:_LIKELY]


def family_meant(key_map: KeyMap, codes: Sequence[str]) -> str:
    """The code by which the family is told that several of these people are of; "" where they bear no surname together."""
    records = [r for c in codes if (r := key_map.record(c)) is not None and r.kind == "person" and r.names]
    surnames = Counter(fold(r.names[0].split()[-1]) for r in records if len(r.names[0].split()) > 1)
    most = next((s for s, n in surnames.most_common(1) if n > 1), "")
    return next((r.code for r in records if most and fold(r.names[0].split()[-1]) == most), "")


def _likely_choices(key_map: KeyMap, question: ToDecide) -> list[Choice]:
    """Likely people as buttons, with relation and role; and their family, where words for people may mean all of them."""
    if question.kind != "person":
        return []
    likely, found = likely_people(key_map, question.names, question.code), []
    if question.asked is Asked.MINTED:
        found = [
            Choice(str(n), f"The same person as {described(key_map, r.code)}", f"same:{r.code}")
            for n, r in enumerate(likely, 1)
        ]
    codes = question.choices if question.asked is Asked.UNRESOLVED else [r.code for r in likely]
    titled = any(fold(n.split()[0].rstrip(".")) in lexicon().titles for n in question.names if n.split())
    of_all = (
        question.asked in (Asked.UNRESOLVED, Asked.MINTED, Asked.DOUBTFUL) and not titled
    )  # a title means one person
    family = family_meant(key_map, codes) if of_all else ""
    return [*found, Choice("f", f"The family of {described(key_map, family)}", f"family:{family}")] if family else found


def place_of(review: Review, question: ToDecide) -> PlaceToGo:
    """Where a question's words stand, with the words around them."""
    target = _target(review, question)
    where = f"{review.draft_called(question.draft)}: {question.place}" if question.draft else ""
    sentence = _sentence_at(review, target) or _sentence(question.around, question.names)
    return PlaceToGo(target, where, sentence or escape(question.why))


_FORMS = {
    (Needs.CODE, Ruling.CODE): "other",
    (Needs.CODE, Ruling.FAMILY): "family",
    (Needs.CODE, Ruling.SAME): "same",
    (Needs.PREFIX, Ruling.CODE): "new",
    (Needs.PREFIX, Ruling.SAME): "kind",
    (Needs.REASON, Ruling.LEAVE): "leave",
}
_SAID = {
    Ruling.CODE: ("Take it out", "code:"),
    Ruling.KEEP: ("Not a person or place: keep the words", "keep"),
    Ruling.SAME: ("One person", "same"),
    Ruling.APART: ("Two people", "apart"),
    Ruling.ASK: ("Ask the board for a code", "ask"),
}


def _takes_words(offer: Offer) -> bool:
    return offer.needs is not Needs.NOTHING


def _choice(key_map: KeyMap, question: ToDecide, offer: Offer) -> Choice:
    """An offer as a button."""
    if offer.code:
        who = described(key_map, offer.code)
        return Choice(offer.key, f"Yes, this is {who}" if offer.words == RIGHT else who, f"code:{offer.code}")
    if offer.ruling is Ruling.KEEP and question.asked is Asked.LEFT:
        return Choice(offer.key, "Nobody: keep it in this case", "keep")
    if offer.words == RIGHT:
        return Choice(offer.key, "Yes, it is right as it stands", "keep")
    return Choice(offer.key, *_SAID[offer.ruling])


def _target(review: Review, question: ToDecide) -> str:
    for passage, start in review.drafts.anchors.find(question.anchor):
        return f"m{passage}-{start}"
    put = review.judged.first_of.get(question.code)
    return f"m{put.passage}-{put.start}" if put else ""


def _sentence(text: str, names: Sequence[str]) -> Markup:
    """The words around a mention, the mention itself set off."""
    for name in names:
        before, found, after = text.partition(name)
        if found:
            return Markup("{}<strong class='named'>{}</strong>{}").format(before, found, after)
    return escape(text)


def _sentence_at(review: Review, target: str) -> Markup:
    """The words around the mention of this id; "" where it is none."""
    passage, _, start = target.removeprefix("m").partition("-")
    put = review.judged.put_at.get((int(passage), int(start))) if start else None
    return _set_off(review.drafts.by_number[put.passage].text, put.start, put.end) if put else Markup("")


def _set_off(text: str, start: int, end: int) -> Markup:
    """The words around characters `start` to `end`, and these set off, also where they stand in the sentence twice."""
    words = " ".join(text[start:end].split())
    before, after = around(text[:end], start, end), around(text[start:], 0, end - start)
    html = "{}<strong class='named'>{}</strong>{}"
    return Markup(html).format(before.removesuffix(words), words, after.removeprefix(words))


def reasons_of(review: Review, mark: MarkedText) -> Reasons:
    """Why a mention has its code, or none."""
    key_map, passage = review.key_map, review.drafts.by_number[mark.passage]
    put = review.judged.put_at.get((mark.passage, mark.start))
    code = put.decision.code if put else (mark.code if mark.state is not MentionState.KEPT else "")
    record = key_map.record(code) if code else None
    about: list[tuple[str, str]] = []
    decided = _decided_on(review, mark)
    if put is not None:
        evidence = _evidence(put)
        about += [("Why", _upper(reason(evidence))), ("Found by", _upper(found_by(evidence)))]
        about.append(("How sure", f"{evidence.score:.0%}" + (", doubtful: please look" if evidence.doubtful else "")))
    elif mark.state is MentionState.KEPT:
        about.append(("Why it stays", _why_kept(mark.why)))
    elif passage.leaves:
        about.append(("What becomes of it", "It is taken out with the place that it stands in."))
    else:
        about.append(("Why", "The code stood in the draft already. It is left as it is."))
    if decided is not None:
        when = f"{decided.when[8:10]}/{decided.when[5:7]}/{decided.when[:4]}"
        holds = "here only" if decided.here_only else "everywhere"
        said = f"“{decided.ruling.value}”, {holds}. {decided.who}, {when}." + f" {decided.reason}" * bool(
            decided.reason
        )
        about.append((f"Decision {decided.number}", said))
    places = [p for p in review.judged.put if code and p.decision.code == code and p is not put]
    return Reasons(
        mark,
        _headline(key_map, mark, code, record),
        tuple(about),
        _candidates(key_map, mark, code, put),
        tuple(_place(review, p) for p in places[:_PLACES]),
        max(0, len(places) - _PLACES),
        put.decision.mention.kind.value if put else (record.kind if record else "person"),
        record.code if record else "",
    )


def _headline(key_map: KeyMap, mark: MarkedText, code: str, record: Record | None) -> str:
    if mark.state is MentionState.UNRESOLVED:
        return "The text does not say who is meant"
    if mark.state is MentionState.KEPT:
        return "Stays as it is"
    if record is None:
        return code or "Taken out"
    issued = "issued by the board" if record.issued else "made here: the board has not issued a code yet"
    return f"{described(key_map, code)}, {issued}"


def _why_kept(why: str) -> str:
    if why == LEFT:
        return "A person has decided it."
    return f"It reads like a name, but is kept as a rule: {why}."


def _evidence(put: Put) -> Evidence:
    d = put.decision
    return Evidence(
        code=d.code, written=d.mention.text, place="", rule=d.rule, recogniser=d.mention.recogniser, score=d.score,
        doubtful=d.doubtful, candidates=d.candidates, marker=put.number or 0,
    )  # fmt: skip


def _candidates(key_map: KeyMap, mark: MarkedText, code: str, put: Put | None) -> tuple[tuple[str, str, str], ...]:
    retired = successors(key_map.decisions)
    told = [c for c in (put.decision.candidates if put else ()) if c not in retired]
    found = dict.fromkeys(told, "the name fits")
    if put is not None and put.decision.mention.kind.value == "person":
        for record, rule in others_meant(key_map, mark.mention[1], code):
            found.setdefault(record.code, f"fits by {rule}")
    return tuple((c, described(key_map, c), why) for c, why in list(found.items())[:8])


def _decided_on(review: Review, mark: MarkedText) -> Decided | None:
    start, name = mark.mention
    anchor = review.drafts.anchors.of(mark.passage, start)
    words = plain_name(name)
    held = [
        d
        for d in review.key_map.decisions
        if not d.withdrawn
        and d.ruling is not Ruling.ASK
        and (not d.anchor or anchor in d.anchor.split())
        and words in map(plain_name, d.names)
    ]
    return max(held, key=lambda d: (d.here_only, d.number), default=None)


def _place(review: Review, put: Put) -> PlaceToGo:
    passage = review.drafts.by_number[put.passage]
    return PlaceToGo(f"m{put.passage}-{put.start}", where(review, passage), _set_off(passage.text, put.start, put.end))


def where(review: Review, passage: Passage) -> str:
    """A place in words, with the draft where there are several."""
    name = review.drafts.documents[passage.draft].name
    text = passage.place.where
    return f"{name}: {text}" if len(review.drafts.documents) > 1 else text


def prefixes(review: Review) -> tuple[tuple[str, str], ...]:
    """The kinds of code that somebody new may get: prefix and what it stands for."""
    roles = {r.prefix: r.title for r in reversed(review.case.roles)}
    others = tuple((prefix, prefix) for prefix in PREFIXES.values())
    return (("Person", "somebody who is not staff"), *others, *sorted(roles.items()))


def usual_prefix(kind: str) -> str:
    """The kind of code that somebody or something new mostly gets."""
    return PREFIXES.get(kind, "Person")


def known_codes(review: Review) -> tuple[tuple[str, str], ...]:
    """Every code of the case with whom it stands for, the board's first."""
    retired = successors(review.key_map.decisions)
    records = [r for r in review.key_map.records if r.code not in retired]
    return tuple((r.code, described(review.key_map, r.code)) for r in sorted(records, key=lambda r: not r.issued))


def count_states(marks: dict[int, tuple[MarkedText, ...]]) -> Counter[StrEnum]:
    """How many mentions there are of each state."""
    return Counter(m.state for of_passage in marks.values() for m in of_passage)


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]
