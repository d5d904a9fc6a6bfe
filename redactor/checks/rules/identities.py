"""Identities left: those that list and key map know, and those that nobody knew."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Set
from dataclasses import replace

from redactor.case.profiles import Profile
from redactor.checks.examination import Examination, File, KnownSpot, about, at
from redactor.checks.pardons import is_of_a_work
from redactor.checks.rules.registry import rule
from redactor.checks.suspicion import CITED, IN_A_PHRASE, PSEUDONYM, Suspicion, name_words
from redactor.codes.text import squash
from redactor.detection.mentions import MentionKind
from redactor.keymap.decisions import Ruling, names_kept
from redactor.language.disguised import foreign_names
from redactor.language.lexicon import fold, lexicon
from redactor.sources.finding import Finding, Severity

_PLACES = (MentionKind.ADDRESS, MentionKind.ORGANISATION, MentionKind.PLACE)


@rule("identity-listed")
def identity_listed(examination: Examination) -> Iterator[Finding]:
    """Known forms of known identities, in texts of every layer and in bytes; and listed names in other forms."""
    may_stand, nobody = _needs_no_code(examination), _kept_as_nobody(examination)
    for file in examination.files:
        covered: dict[int, list[tuple[int, int]]] = {}
        issued = {squash(e.code) for e in examination.case.codes.entries}
        for spot in file.spots:
            if spot.text >= 0:
                around = [
                    s for s in file.suspicions_in.get(spot.text, ()) if s.start <= spot.start and spot.end <= s.end
                ]
                if squash(spot.code) not in issued and any(s.maker for s in around):
                    continue  # the author has a code of an earlier run: other rules weigh who made the report
                covered.setdefault(spot.text, []).append((spot.start, spot.end))
                if fold(spot.form) in may_stand or (
                    fold(spot.form) in nobody and not _reads_plainly(examination, spot, around)
                ):
                    continue  # told by a rule of its own
                code = spot.code if not spot.code.startswith("[") else ""
                wanted = f"What should read {code}" if code else "What was taken out elsewhere"
                plain, span = file.plain.get(spot.text, ""), (spot.start, spot.end)
                mild = is_of_a_work(plain, *span) or any(s.named == IN_A_PHRASE for s in around)
                sentence = f"{wanted} still stands here."
                if mild:  # "the Old Bailey", "the prophet Elijah": most likely, and yet somebody has to look
                    sentence = f"A word that should read {code or 'otherwise'} stands in a phrase that means nobody."
                yield at(file, "identity-listed", spot.text, *span, sentence, code=code, mild=mild)
        for suspicion in file.suspicions:
            if (
                suspicion.listed
                and suspicion.text >= 0
                and not suspicion.named
                and not _within(file, suspicion, covered)
            ):
                severity = _weight(examination, suspicion)
                if severity:
                    sentence = "A name of somebody on the list, in another form, stands here."
                    yield _suspected(file, "identity-listed", suspicion, sentence, severity)
        yield from _disguised(examination, file, covered)
        yield from _partly(examination, file, covered)
        for place, code in file.in_bytes:
            yield about(file, "identity-listed", place, f"What should read {code} stands in these bytes.", code=code)


@rule("needs-no-code")
def needs_no_code(examination: Examination) -> Iterator[Finding]:
    """Names that may stand by two people's word, each place of them: whoever signs decides on it."""
    may_stand = _needs_no_code(examination)
    for file in examination.files if may_stand else ():
        for spot in file.spots:
            if spot.text >= 0 and fold(spot.form) in may_stand:
                sentence = f"What was {spot.code} stands here by name."
                yield at(file, "needs-no-code", spot.text, spot.start, spot.end, sentence, code=spot.code)


@rule("kept-as-nobody")
def kept_as_nobody(examination: Examination) -> Iterator[Finding]:
    """Words that had a code here once, and of which somebody has decided that they name nobody: whoever signs decides on it."""
    nobody = _kept_as_nobody(examination)
    for file in examination.files if nobody else ():
        for spot in file.spots:
            if spot.text >= 0 and fold(spot.form) in nobody:
                over = file.suspicions_in.get(spot.text, ())
                around = [s for s in over if s.start <= spot.start and spot.end <= s.end]
                if not _reads_plainly(examination, spot, around):
                    sentence = f"What was {spot.code} stands here, as nobody's name."
                    yield at(file, "kept-as-nobody", spot.text, spot.start, spot.end, sentence, code=spot.code)


def _reads_plainly(examination: Examination, spot: KnownSpot, around: Iterable[Suspicion]) -> bool:
    """What stands there is somebody to whoever reads it, and not only since it had a code: one word does not make that nobody."""
    length = spot.end - spot.start
    own = (s for s in around if not s.named and (not s.listed or s.end - s.start > length))
    return any(_weight(examination, s) is Severity.MUST_FIX for s in own)


def _kept_as_nobody(examination: Examination) -> frozenset[str]:
    """Folded forms of those alone whom the agency coded once and then decided to be nobody; none before the public."""
    if examination.profile is Profile.PUBLICATION:
        return frozenset()
    kept = names_kept(examination.case.key_map.held, (Ruling.KEEP,))
    records = examination.case.key_map.records
    return _forms_alone(
        examination,
        {squash(r.code) for r in records if not r.issued and r.names and kept.issuperset(map(fold, r.names))},
    )


def _needs_no_code(examination: Examination) -> frozenset[str]:
    """Folded forms that may stand by two people's word: the board's, in its signed edition, and that of an author who has kept
    the name. One word alone ends no finding, and before the public none does."""
    if examination.profile is Profile.PUBLICATION:
        return frozenset()
    key_map = examination.case.key_map
    kept = names_kept(key_map.held)
    named = {
        squash(r.code) for r in key_map.records if r.board_says and r.names and kept.issuperset(map(fold, r.names))
    }
    return _forms_alone(examination, named)


def _forms_alone(examination: Examination, named: Set[str]) -> frozenset[str]:
    """Folded forms that mean nobody but those of these squashed codes."""
    meant: dict[str, set[str]] = {}
    for form in examination.known.forms if named else ():
        meant.setdefault(fold(form.text), set()).add(squash(form.code))
    return frozenset(form for form, codes in meant.items() if codes <= named)


def _disguised(examination: Examination, file: File, covered: dict[int, list[tuple[int, int]]]) -> Iterator[Finding]:
    """Listed names inside longer words, spelt out, backwards, in other letters; not what is told as a number anyway."""
    told: dict[int, list[tuple[int, int]]] = {}
    for s in file.suspicions:
        if s.kind is MentionKind.IDENTIFIER:
            told.setdefault(s.text, []).append((s.start, s.end))
    for reading in file.readings if examination.disguises.words else ():
        if reading.text < 0 or file.source.texts[reading.text].layer in ("link", "name"):
            continue
        for one in examination.disguises.in_text(reading.passage.text):
            spans = (*covered.get(reading.text, ()), *told.get(reading.text, ()))
            if not any(start < one.end and one.start < end for start, end in spans):
                sentence = f"A name of somebody on the list stands here {one.how}."
                yield at(file, "identity-listed", reading.text, one.start, one.end, sentence)


_POSTCODE = re.compile(r"\b([A-Z]{1,2}\d[A-Z\d]?) ?\d[A-Z]{2}\b")
_BETWEEN = r"[\s.,-]{0,2}"
_SPREAD = re.compile(  # "L N 4 8 Q W"
    rf"(?<!\w)[A-Z](?:{_BETWEEN}[A-Z])?{_BETWEEN}\d(?:{_BETWEEN}[A-Z\d])?{_BETWEEN}\d{_BETWEEN}[A-Z]{_BETWEEN}[A-Z](?!\w)",
    re.IGNORECASE,
)
# "frost rang", "hope not at home": notes that were typed without capitals
_ACTS_IN_A_NOTE = (
    r" (?:said|says|told|asked|rang|phoned|texted|visited|disclosed|denied|attended|refused to|dna|"
    r"not (?:at home|in when|seen|present)|did not (?:attend|answer|come))\b"
)


def _partly(examination: Examination, file: File, covered: dict[int, list[tuple[int, int]]]) -> Iterator[Finding]:
    """A listed postcode spread out. For a person to look at: its first half; a listed name that is a word, in small letters, and
    does what people do."""
    lex = lexicon()
    issued = {squash(e.code) for e in examination.case.codes.entries}
    halves = {
        match[1]: e.code
        for e in examination.case.codes.entries
        for match in _POSTCODE.finditer(" ".join((e.name, *e.aliases)))
        if squash(match[1]) not in issued and len(match[1]) > 2
    }
    whole = {
        match.group().replace(" ", ""): e.code
        for e in examination.case.codes.entries
        for match in _POSTCODE.finditer(" ".join((e.name, *e.aliases)))
    }
    words = sorted(w for w in examination.known.words if lex.is_ordinary(w) and w not in lex.function_words)
    half = re.compile(rf"\b(?:{'|'.join(map(re.escape, halves))})\b(?! ?\d[A-Z]{{2}}\b)") if halves else None
    noted = re.compile(rf"(?<![\w’'-])(?:{'|'.join(map(re.escape, words))})(?={_ACTS_IN_A_NOTE})") if words else None
    for reading in file.visible() if whole or noted else ():
        text, there = reading.passage.text, covered.get(reading.text, ())
        for match in half.finditer(text) if half else ():
            if not any(start < match.end() and match.start() < end for start, end in there):
                code = halves[match.group()]
                said = f"The first half of the postcode of {code} stands here."
                yield at(file, "identity-listed", reading.text, *match.span(), said, code=code, mild=True)
        for match in _SPREAD.finditer(text) if whole else ():
            code = whole.get(re.sub(r"\W", "", match.group()).upper(), "")
            if code and not any(start < match.end() and match.start() < end for start, end in there):
                said = f"The postcode of {code} stands here, spread out."
                yield at(file, "identity-listed", reading.text, *match.span(), said, code=code)
        for match in noted.finditer(text) if noted else ():
            if not any(start < match.end() and match.start() < end for start, end in there):
                said = "A word that is also a listed name, in small letters, does here what people do."
                yield at(file, "identity-listed", reading.text, *match.span(), said, mild=True)


_TWO_SMALL = re.compile(r"(?<![\w.@/’'-])(?P<one>[a-z]{4,}),? (?P<other>[a-z]{4,})(?![\w@/’'-])")
_TOLD = 60  # births from which a word is plainly a first name


def _in_small_letters(text: str) -> Iterator[tuple[int, int]]:
    """ "fitzhenry oonagh": a first name that is no word beside a word that no dictionary has, as in a subject line."""
    lex, at_ = lexicon(), 0
    named = lex.first_names.keys() & set(text.split())
    if all(lex.is_ordinary(w) or lex.births(w) < _TOLD for w in named):
        return
    while match := _TWO_SMALL.search(text, at_):
        at_ = match.start("other")
        names = (match["one"], match["other"])
        if any(lex.is_ordinary(w) or w in lex.function_words or w in lex.geographic for w in names):
            continue
        if any(lex.births(w) >= _TOLD for w in names):
            yield match.span()


@rule("identity-suspected")
def identity_suspected(examination: Examination) -> Iterator[Finding]:
    """People whom the recognisers find."""
    for file in examination.files:
        spots = _spots(file)
        for suspicion in file.suspicions:
            if suspicion.kind is not MentionKind.PERSON or suspicion.named or suspicion.text < 0:
                continue
            if _within(file, suspicion, spots) or (suspicion.listed and _runs(examination)):
                continue
            if severity := _weight(examination, suspicion):
                sentence = f"This reads like a person's name ({suspicion.score:.0%} sure)."
                if suspicion.in_print:
                    sentence = "This reads like a person's name, and nothing around it speaks of somebody of the case."
                yield _suspected(file, "identity-suspected", suspicion, sentence, severity)
        for reading in file.visible():
            for start, end in _in_small_letters(reading.passage.text):
                if not any(s.start < end and start < s.end for s in file.suspicions_in.get(reading.text, ())):
                    said = "Two words in small letters that may be somebody's first name and surname."
                    yield at(file, "identity-suspected", reading.text, start, end, said, severity=Severity.LOOK)
            for start, end in foreign_names(reading.passage.text):
                listed = examination.disguises.in_text(reading.passage.text) if _runs(examination) else ()
                if not any(one.start < end and start < one.end for one in listed):
                    sentence = "Words in other letters: in an English report, mostly somebody's name."
                    yield at(file, "identity-suspected", reading.text, start, end, sentence)


@rule("place-suspected")
def place_suspected(examination: Examination) -> Iterator[Finding]:
    """Addresses, establishments and places that the recognisers find."""
    for file in examination.files:
        spots = _spots(file)
        for suspicion in file.suspicions:
            if (
                suspicion.kind not in _PLACES
                or suspicion.named
                or suspicion.text < 0
                or _within(file, suspicion, spots)
            ):
                continue
            if severity := _weight(examination, suspicion):
                what = {MentionKind.ADDRESS: "an address", MentionKind.ORGANISATION: "an establishment"}
                sentence = f"This reads like {what.get(suspicion.kind, 'a place')} ({suspicion.score:.0%} sure)."
                yield _suspected(file, "place-suspected", suspicion, sentence, severity)


@rule("file-name")
def file_name(examination: Examination) -> Iterator[Finding]:
    """Known forms and suspicions in the file's own name."""
    for file in examination.files:
        told = [s.code for s in file.spots if s.text < 0]
        names = [s for s in file.suspicions if s.text < 0 and not s.named and s.kind is not MentionKind.PLACE]
        weights = [Severity.MUST_FIX] if told else [w for s in names if (w := _weight_of_name(examination, file, s))]
        if weights:
            found = about(file, "file-name", "file name", "The file's name holds a name.", code=told[0] if told else "")
            yield replace(found, severity=min(weights, key=lambda weight: weight.rank), weighed=True)


@rule("named-as-author")
def named_as_author(examination: Examination) -> Iterator[Finding]:
    """Names in the fields of the front sheet; elsewhere, and in a published text, somebody decides."""
    published = examination.profile is Profile.PUBLICATION
    for file in examination.files:
        for suspicion in file.suspicions:
            if suspicion.named in ("front sheet", "author") and suspicion.text >= 0:
                severity = Severity.NOTE if suspicion.named == "front sheet" and not published else Severity.LOOK
                sentence = "Somebody is named here as author, reviewer or who approved it."
                yield _suspected(file, "named-as-author", suspicion, sentence, severity)


_MAY_STAND = {
    "keep list": "A name on your keep list.",
    PSEUDONYM: "A name of which the text says that it is no real one.",
    CITED: "In the citation of a judgment.",
}


@rule("kept-by-list")
def kept_by_list(examination: Examination) -> Iterator[Finding]:
    """What the board's own keep list lets stand."""
    for file in examination.files:
        for suspicion in file.suspicions:
            if (why := _MAY_STAND.get(suspicion.named)) and suspicion.text >= 0:
                yield _suspected(file, "kept-by-list", suspicion, why, Severity.NOTE)


def _weight_of_name(examination: Examination, file: File, found: Suspicion) -> Severity | None:
    """Of a name in the file's name that nobody knows: judged as in the text, where its words stand there, too."""
    words = name_words(file.plain.get(-1, "")[found.start : found.end])
    same = [
        s for s in file.suspicions if s.text >= 0 and words & name_words(file.plain.get(s.text, "")[s.start : s.end])
    ]
    weights = [w for s in same if not s.named and (w := _weight(examination, s))]
    if same:
        return min(weights, key=lambda w: w.rank, default=None)
    weight = _weight(examination, found)
    return Severity.LOOK if weight and not _is_plainly_a_name(words) else weight


def _is_plainly_a_name(words: set[str]) -> bool:
    return any(lexicon().births(w) and not lexicon().is_ordinary(w) for w in words)


def _runs(examination: Examination) -> bool:
    return examination.has_list or examination.has_key_map


def _spots(file: File) -> dict[int, list[tuple[int, int]]]:
    spots: dict[int, list[tuple[int, int]]] = {}
    for spot in file.spots:
        spots.setdefault(spot.text, []).append((spot.start, spot.end))
    return spots


def _within(file: File, suspicion: Suspicion, spans: dict[int, list[tuple[int, int]]]) -> bool:
    """Known forms cover every word of it but titles and the like: it is reported as known."""
    known = [(s, e) for s, e in spans.get(suspicion.text, ()) if s < suspicion.end and suspicion.start < e]
    if not known:
        return False
    text = file.plain.get(suspicion.text, "")
    for match in re.finditer(r"[^\W\d_]{2,}", text[suspicion.start : suspicion.end]):
        start, end = suspicion.start + match.start(), suspicion.start + match.end()
        plain = fold(match.group()) in lexicon().titles or fold(match.group()) in lexicon().function_words
        if not plain and not any(s <= start and end <= e for s, e in known):
            return suspicion.kind is not MentionKind.PERSON
    return True


def _weight(examination: Examination, suspicion: Suspicion) -> Severity | None:
    thresholds = examination.settings.thresholds
    if suspicion.score < thresholds.look:
        return None
    return Severity.MUST_FIX if suspicion.score >= thresholds.must_fix else Severity.LOOK


def _suspected(file: File, rule: str, suspicion: Suspicion, sentence: str, severity: Severity) -> Finding:
    return at(
        file, rule, suspicion.text, suspicion.start, suspicion.end, sentence, score=suspicion.score, severity=severity
    )
