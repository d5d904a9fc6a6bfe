"""Words of one passage that no code covers and that may be a person, each with a sentence. A table of small rules."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from redactor.base.remembered import remembered
from redactor.case.left_names import CaseNames, is_known_word
from redactor.codes.roles import standard_roles
from redactor.codes.shapes import WORDS
from redactor.detection.recognisers.words_by_place import is_the_word
from redactor.language.acting import ACTS
from redactor.language.cover import Cover
from redactor.language.dates_otherwise import every_date
from redactor.language.lexicon import (
    DAYS,
    MONTHS,
    SHORT_DAYS,
    abbreviations,
    fold,
    is_contraction,
    is_no_surname,
    kin_words,
    lexicon,
    record_verbs,
    word_list,
)
from redactor.language.lone_letters import lone_letters
from redactor.language.tokens import Token, is_shouted, tokenise

Entry = tuple[int, int, str, str]  # start, end (exclusive), sentence, code that it may be
_DATES = frozenset((*MONTHS, *DAYS, *SHORT_DAYS, *(m[:3] for m in MONTHS), "sept"))
_HEADS = frozenset(w.lower() for head in WORDS for w in head.split())  # "Neighbour": what codes are made of
# of words that are no nickname, no house and no place: "Optimism", "Inadequate"
_NO_NAME = re.compile(r"(?:ism|tions?|[ae]nce|ity|ate|ness|ments?|ing|ical|ology|ship|hood|ed|ly)$")
_A_SENTENCE = 6  # words; a heading or a label begins its words with capitals
_WITH = re.compile(
    r"\b(?:with|told|by|from|saw|seen|met|asked|rang|spoke to|spoken to|talked to|between|called|and|for|to|of|about|"
    r"mother|father|brother|sister|partner|boyfriend|girlfriend|friend|uncle|aunt|mum|dad|son|daughter|child)\s$"
)
_CONTACTED = re.compile(
    r"\b(?:told|tell|ring|rang|phone|phoned|e-?mail(?:ed)?|text(?:ed)?|ask(?:ed)?|met|meet|saw|see|"
    r"spoke (?:to|with)|speak (?:to|with)|"
    r"update|chase|remind|supervision with|discuss(?:ed)? with|d/w|t/c (?:to|from)|cc)\s$",
    re.IGNORECASE,
)
_BIRTH = re.compile(r"\b(?:date of birth|d\.?o\.?b\b|born|birthday)", re.IGNORECASE)
_REACH = 160  # characters around a date in which its sentence may say what it is
_STOPS = re.compile(r"[.!?;]\s")
BIRTH = "A date beside words of birth: it may be somebody's date of birth."
# "CareView", no surname like "DeVito"
_OF_A_PROGRAM = re.compile(r"(?!Ma?c|De|Di|Du|La|Le|Van|Fitz)[A-Z][a-z]+[A-Z]\w*")
_SEVERAL = re.compile(r"[A-Z]{2,5}s")  # "DCs", "CADs": of what letters stand for
# "a Word file", as a draft calls what was sent with it
_PROGRAMS = frozenset("Word Excel Access Outlook Teams Pages Numbers".split())
_A_FILE = re.compile(
    r"\s(?:files?|documents?|tables?|sheets?|workbooks?|spreadsheets?|templates?|formats?|versions?|calls?|meetings?)\b"
)
_OF_A_PERSON = re.compile(r"['’]s\s(?:mother|father|mum|dad|partner|brother|sister|home|house|school|bedroom|phone)\b")


@dataclass(frozen=True)
class Words:
    """A passage as it will stand: its text, what is covered, and where codes are put."""

    text: str
    covered: Cover
    put: tuple[tuple[int, int], ...]

    @cached_property
    def free(self) -> Sequence[Token]:
        """Words that nothing covers."""
        return [t for t in tokenise(self.text) if t.kind == "word" and not self.covered.touches(t.start, t.end)]

    @cached_property
    def shouted(self) -> bool:
        """A passage in capitals, where a capital letter says nothing."""
        return is_shouted(self.text)

    @cached_property
    def letters(self) -> frozenset[int]:
        """Where one letter reads as somebody."""
        return frozenset(lone_letters(self.text))

    def before(self, token: Token, reach: int = 40) -> str:
        """The characters before a word."""
        return self.text[max(0, token.start - reach) : token.start]

    def after(self, token: Token, reach: int = 40) -> str:
        """The characters after it."""
        return self.text[token.end : token.end + reach]

    def codes_around(self, token: Token) -> int:
        """-1 where a code is put right before a word, with nothing but a space between; 1 where right behind it; else 0."""
        for start, end in self.put:
            if start - token.end == 1 and self.text[token.end] == " ":
                return 1
            if token.start - end == 1 and self.text[end] == " ":
                return -1
        return 0

    def has_capitals_at(self, token: Token) -> bool:
        """The quotation that a word stands in, or the whole passage, has a word with a capital beside one that opens it."""
        begin = max(self.text.rfind(q, 0, token.start) for q in '"“‘')
        ends = [e for q in '"”' if (e := self.text.find(q, token.end)) > 0]
        said = self.text[max(begin, 0) + 1 : min(ends, default=len(self.text))] if begin >= 0 else self.text
        return re.search(r"\b[A-Z]\w", said) is not None

    def births(self) -> Iterator[tuple[int, int]]:
        """Dates with their year in a sentence that speaks of a date of birth."""
        dates = every_date(self.text) if _BIRTH.search(self.text) else []
        # words that have their date in their own sentence say nothing of another one
        spoken = [
            m.span()
            for m in _BIRTH.finditer(self.text)
            if not any(
                m.end() <= d.start
                and not _STOPS.search(self.text, m.end(), d.start)
                and self.covered.touches(d.start, d.end)
                for d in dates
            )
        ]
        for date in dates:
            near = any(
                date.start - _REACH < end
                and start < date.end + _REACH
                and not _STOPS.search(self.text, date.end, max(date.end, start))  # of a sentence before
                for start, end in spoken
            )
            if date.year and near and not self.covered.touches(date.start, date.end):
                yield date.start, date.end

    def is_alone(self, token: Token) -> bool:
        """No capitalised word stands right before or behind it."""
        tokens = [t for t in tokenise(self.text) if t.kind == "word"]
        at = next((n for n, t in enumerate(tokens) if t.start == token.start), 0)
        beside = [t for t in tokens[max(0, at - 1) : at + 2] if t.start != token.start]
        return not any(t.capital and (t.start - token.end < 3 and token.start - t.end < 3) for t in beside)


def words_left(words: Words, names: CaseNames, *, terse: bool = False) -> Iterator[Entry]:
    """The entries of a passage, no character in two; `terse`: of a place that is no prose, names of the case alone."""
    taken = Cover(len(words.text))
    for one in names.disguises.in_text(words.text):
        if not words.covered.touches(one.start, one.end) and not taken.touches(one.start, one.end):
            taken.take(one.start, one.end)
            yield one.start, one.end, f"A name of the case stands here {one.how}.", _only(names.codes(one.name))
    for start, end in words.births() if not terse else ():
        taken.take(start, end)
        yield start, end, BIRTH, ""
    for token in words.free:
        if taken.touches(token.start, token.end):
            continue
        rules = _OF_THE_CASE if terse else _RULES if token.capital else _OF_SMALL_LETTERS
        for rule in rules:
            if found := rule(words, token, names):
                taken.take(token.start, token.end)
                yield token.start, token.end, *found
                break


def _only(codes: frozenset[str]) -> str:
    return next(iter(codes)) if len(codes) == 1 else ""


Found = tuple[str, str] | None
Rule = Callable[[Words, Token, CaseNames], Found]


def _name_of_the_case(words: Words, token: Token, names: CaseNames) -> Found:
    """A first name or surname of the case, in small letters or as a word of the language with a capital."""
    codes = names.codes(token.text) or names.shortened(token.text)
    if not codes or len(token.text) < 3 or is_contraction(token.text):
        return None
    ordinary = is_known_word(token.text) or fold(token.text) in _DATES
    if token.text[0].islower():
        if ordinary and not _reads_as_called(words, token):
            return None
        if is_the_word(words.text, token.start, token.end):
            return None  # "a teddy bear"
        if fold(token.text) in kin_words() or (
            len(token.text) < 4 and not ordinary and fold(token.text) not in names.given
        ):
            return None
        return "A name of the case stands here in small letters.", _only(codes)
    if not ordinary:
        return "A name of the case stands here.", _only(codes)
    if words.shouted or (token.opens and not ACTS.match(words.after(token))):
        return None
    if fold(token.text) in _DATES or fold(token.text) in lexicon().titles:
        return None
    return "A word that is also a name of the case stands here with a capital.", _only(codes)


# what children and messages say of people: "i like pat", "with rose", "my nan pat"
_LEADS_TO_SOMEBODY = re.compile(
    r"\b(?:(?:like|likes|love|loves|luv|hate|hates|miss|misses|told|tell|ask|asked|hit|hits|hurt|hurts|kill|kills|rang|with|wiv|"
    r"seen|saw|named|called|hi|hiya|hey|oi)|(?:my|our|his|her|ur|me|r) (?P<kin>[a-z]+))\s$"
)
_SAID = re.compile(r"(?:[\"“‘]|(?<![^\s(:,])')[^\"”\n]{3,}$")
_ENDS_A_NAME = re.compile(
    r"\W*$|\s?[.,;!?’”\"]|\s(?:and|is|was|has|wiv|with|but|when|cos|because|at|2|to|4|again|on)\b"
)


def _reads_as_called(words: Words, token: Token) -> bool:
    """In what is quoted, a word that is somebody's first name stands where one names people: "‘I like pat. …’"."""
    before = words.before(token, 160)
    if not (_SAID.search(before) or words.text[:1] in '"“‘'):
        return False
    led = _LEADS_TO_SOMEBODY.search(before)
    called = (
        led is not None and (not led["kin"] or led["kin"] in kin_words()) and _ENDS_A_NAME.match(words.after(token))
    )
    return bool(called or (token.opens and ACTS.match(words.after(token))))


def _near_in_small_letters(words: Words, token: Token, names: CaseNames) -> Found:
    """ "jode on the car again", "kais nappy": in a message without capitals, a word of no list that touches a first name."""
    text = token.text
    if (
        text[0].isupper()
        or len(text) < 4
        or is_known_word(text)
        or is_contraction(text)
        or words.has_capitals_at(token)
    ):
        return None
    name = next((n for n in (fold(text).removesuffix("s"),) if n in names.given), "") or names.touched(text)
    if not name or name not in names.given:
        return None
    return "This word in small letters touches a name of the case.", _only(names.codes(name))


def _body_of_the_case(words: Words, token: Token, names: CaseNames) -> Found:
    """ "Magpie for six weeks" where Magpie Fostering is listed: a word of the language that is an establishment's, too."""
    codes = names.bodies.get(token.text if token.shouted else fold(token.text))
    if not codes or not token.capital or (not token.shouted and (words.shouted or not words.is_alone(token))):
        return None
    if _NO_BANK.match(words.after(token)):
        return None
    return "A word that is also the name of an establishment of the case stands here with a capital.", _only(codes)


_NO_BANK = re.compile(r"\s[Hh]olidays?\b")


def _touches(words: Words, token: Token, names: CaseNames) -> Found:
    """A capitalised word that a slip of the pen, or a short form, tells from a name of the case."""
    if not token.capital or token.shouted or is_known_word(token.text) or fold(token.text) in _DATES:
        return None
    name = names.touched(token.text)
    return (
        ("This word touches a name of the case: another spelling or a short form.", _only(names.codes(name)))
        if name
        else None
    )


def _begins_a_name(words: Words, token: Token, names: CaseNames) -> Found:
    """ "Wend" alone in a box or a label, where Wendy is of the case: a word of the language that begins a first name."""
    word = fold(token.text)
    if words.shouted or token.shouted or len(word) < 4 or len(words.text.split()) > _A_LABEL or not is_known_word(word):
        return None
    codes = [c for name, c in names.given.items() if name.startswith(word) and 0 < len(name) - len(word) < 4]
    if not codes or fold(token.text) in _DATES or _is_an_office(token.text):
        return None
    return "This word touches a name of the case: another spelling or a short form.", _only(frozenset().union(*codes))


_A_LABEL = 8  # words


def _user_name(words: Words, token: Token, names: CaseNames) -> Found:
    """ "HOPEJ", "KMARSH2": a name of the case with the letters by which a system tells its users apart."""
    text = token.text.rstrip("0123456789")
    if not text.isupper() or words.shouted or len(text) < 4 or is_known_word(text) or text in abbreviations():
        return None
    for part in (text[:-1], text[1:], text[:-2], text[2:]):
        if len(part) > 2 and (codes := names.codes(part)):
            return "A name of the case stands here as a user name.", _only(codes)
    return None


def _unknown(words: Words, token: Token, names: CaseNames) -> Found:
    """A capitalised word that no list knows."""
    if not token.capital or len(token.text) < 3 or words.shouted or is_known_word(token.text):
        return None
    if fold(token.text) in _DATES or (token.shouted and len(token.text) < 7) or not token.text.isalpha():
        return None
    if _OF_A_PROGRAM.fullmatch(token.text) or _SEVERAL.fullmatch(token.text) or fold(token.text) in names.places:
        return None
    return "A word with a capital that may be a name.", ""


def _beside(words: Words, token: Token, names: CaseNames) -> Found:
    """A capitalised word of the language right before or behind a code: the other half of a name."""
    if not token.capital or len(token.text) < 3 or fold(token.text) in _DATES or _is_an_office(token.text):
        return None
    if is_no_surname(fold(token.text)) or is_contraction(token.text):
        return None
    if words.shouted or words.codes_around(token) == -1:  # behind a code a verb may stand in a record in capitals
        half = lexicon().births(token.text) > 2 and (words.shouted or not token.opens)
    else:
        half = not token.opens and not token.shouted
    if half and words.codes_around(token):
        return "A word beside a code that may be the other half of a name.", ""
    return None


def _lone_capital(words: Words, token: Token, names: CaseNames) -> Found:
    """A word of the language with a capital amid small letters: a nickname, a place, a house."""
    if not token.capital or token.opens or token.shouted or words.shouted or len(token.text) < 4:
        return None
    if _SEVERAL.fullmatch(token.text):
        return None
    if _is_of_the_field(token.text) or fold(token.text) in _DATES or not words.is_alone(token):
        return None
    if _OF_A_PROGRAM.fullmatch(token.text) or fold(token.text) in names.places:
        return None
    if len(words.text.split()) < _A_SENTENCE or is_contraction(token.text) or _NO_NAME.search(token.text):
        return None
    if fold(token.text) in record_verbs() or (token.text in _PROGRAMS and _A_FILE.match(words.after(token))):
        return None
    return "A word of the language with a capital that may be a name.", ""


def _opening(words: Words, token: Token, names: CaseNames) -> Found:
    """A first name that is also a word, where it begins a sentence and somebody acts: "Ivy our Key Worker says"."""
    if words.shouted or not token.capital or lexicon().births(token.text) < 300:
        return None
    if fold(token.text) in _DATES or not re.match(
        r"\s(?:said|says|told|asked|rang|phoned|texted|came|went home|left|cried|disclosed|refused|our\s[A-Z])\b",
        words.after(token),
    ):
        return None
    return "A first name that is also a word begins a sentence.", ""


def _month(words: Words, token: Token, names: CaseNames) -> Found:
    """ "told May", "with April,": a month that is a first name, where a person stands."""
    if token.text not in ("April", "May", "June", "August", "Jan") or words.shouted:
        return None
    before, after = words.before(token), words.after(token)
    if re.search(
        r"\d(?:st|nd|rd|th)?\s$|\b(?:in|since|until|during|by|from|to|early|late|mid|last|next|this)[\s-]$", before
    ):
        return None
    acts = re.match(r"\s(?:said|says|told|asked|rang|came|went|left|felt|wanted|refused|agreed|lives|thinks)\b", after)
    alone = re.match(r"[,.;)]|['’]s\b", after)
    if acts or (
        alone
        and re.search(r"\b(?:because of|with|told|asked|rang|saw|met|called|mother|sister|daughter|mum)\s$", before)
    ):
        return "A month that may be a first name.", ""
    return None


_ASKED_ABOUT = re.compile(
    r"\b(?:(?:news|word|sign|heard) (?:of|from|on)|(?:how|where|who)(?:['’]s| is| was)|seen|met)\s$", re.IGNORECASE
)
_ENDS_A_QUESTION = re.compile(r"[^.!\n]{0,20}\?")
_ACTS_IN_CAPITALS = re.compile(
    r"\s(?:DECLINES?|DECLINED|REFUSES?|REFUSED|STATES?|STATED|SAYS?|SAID|DENIES|DENIED|ADMITS|ADMITTED|CRYING|UPSET|ASLEEP|DRUNK|"
    r"INJURED|ARRESTED|DETAINED|WANTS|RANG|CALLED|LEFT|TOLD|SEEN|HIT|ASSAULTED)\b"
)
_OPENS_AN_ENTRY = re.compile(r"(?:^|[.;:!?\n–-]|\b\d{1,2}[:.]?\d{2}(?:HRS)?)\s*$")


def _initials(words: Words, token: Token, names: CaseNames) -> Found:
    """Two or three capitals that are the initials of the case's people, where people stand."""
    letters = token.text
    if not 2 <= len(letters) <= 4 or not letters.isupper() or not letters.isalpha():
        return None
    codes = names.initials.get(letters, frozenset())
    if words.shouted:  # "TM DECLINES STATEMENT": an office, or somebody with these letters
        acts = _ACTS_IN_CAPITALS.match(words.after(token)) and _OPENS_AN_ENTRY.search(words.before(token))
        return ("Letters that are the initials of somebody of the case.", _only(codes)) if codes and acts else None
    before, after = words.before(token), words.after(token)
    spoken_to = _CONTACTED.search(before) and re.match(
        r"\W*$|[,.;)]|\s(?:by|on|at|re|about|and|to|who|if|when)\b", after
    )
    speaks = re.match(r":\s", after) and (token.opens or re.search(r"[.?!]\s$", before))
    who = re.match(r"\swho\b", after)  # "it was PE who rang"
    asked = _ASKED_ABOUT.search(before) and _ENDS_A_QUESTION.match(after)
    person = bool(ACTS.match(after) or _OF_A_PERSON.match(after) or spoken_to or speaks or who or asked)
    # "PE was seen alone" is no lesson; a role that does what people do ("SW said") is a role
    unlike = (
        letters not in abbreviations()
        or (person and letters not in _role_letters() & names.offices)
        or _is_seldom(letters)
    )
    if codes and (unlike or letters in names.called):  # a role to others, somebody to this draft
        return "Letters that are the initials of somebody of the case.", _only(codes)
    if person and letters not in abbreviations() and not lexicon().is_ordinary(letters):
        return "Letters that may be somebody's initials.", ""
    return None


def _is_seldom(letters: str) -> bool:
    """Two letters that are an abbreviation somewhere and hardly in these reports: "RF is the mother"."""
    return len(letters) == 2 and letters not in word_list("letters_of_the_field.txt") | _role_letters()


@lru_cache(maxsize=1)
def _role_letters() -> frozenset[str]:
    return frozenset(w for r in standard_roles() for w in (r.prefix.upper(), *r.variants) if w.isupper())


_DOING = re.compile(
    r"\s(?:checking|chasing|ringing|calling|visiting|covering|leading|to (?:ring|call|chase|visit|check|ask|see)|notebook)\b"
)


def _small_initials(words: Words, token: Token, names: CaseNames) -> Found:
    """ "nm went, no reply", "from lb notebook": initials of the case in a log typed without capitals, where people stand."""
    letters = token.text
    if not letters.isascii() or not letters.islower() or not 2 <= len(letters) <= 3 or lexicon().is_ordinary(letters):
        return None
    if letters in lexicon().function_words or not (codes := names.initials.get(letters.upper(), frozenset())):
        return None
    after = words.after(token)
    if ACTS.match(after) or _DOING.match(after):
        return "Letters that are the initials of somebody of the case, in small letters.", _only(codes)
    return None


def _single_letter(words: Words, token: Token, names: CaseNames) -> Found:
    """One capital letter where a person stands: "told J", "B said"."""
    if not token.initial or words.shouted or token.text in "I":
        return None
    before, after = words.before(token), words.after(token)
    if re.search(r"[\w.&/’'+-]$", before) or re.match(r"[&/’+-]|\d|\.[A-Za-z]", after):
        return None
    if token.text in names.letters and (token.start in words.letters or _signs_or_is_a_baby(words, token)):
        return "A single letter that may be a person.", ""
    acts, with_ = ACTS.match(after), _WITH.search(before)
    stands = re.match(r"[,.;)]|\s(?:and|was|is|had|has|who|that|to|in|at|for|on|about)\b|['’]s\b|$", after)
    if token.text == "A" and not (with_ and re.match(r"[,.;)]|['’]s\b|$", after)):
        return None
    if (acts and (token.opens or with_ or token.text in names.letters)) or (with_ and stands):
        return "A single letter that may be a person.", ""
    return None


_A_LINE_BEGINS = re.compile(r"\n[ \t>]*$|^\s*>[ \t>]*$")
_A_LINE_ENDS = re.compile(r"\.?[ \t]*(?:[xX]+)?[ \t]*(?:\n|$)")


def _signs_or_is_a_baby(words: Words, token: Token) -> bool:
    """ "B." in a line of its own, with which a mail is signed; "Baby N" where the list has no such code."""
    before, after = words.before(token), words.after(token)
    if _A_LINE_BEGINS.search(before) and _A_LINE_ENDS.match(after):
        return True
    return re.search(r"\b(?:[Bb]aby|[Tt]win|[Uu]nborn|[Ll]ittle)\s$", before) is not None


@remembered(16384)
def _is_an_office(word: str) -> bool:
    """A word of offices and kin, a title, a people: it stands with a capital beside codes."""
    lex, folded = lexicon(), fold(word)
    stem = folded.removesuffix("s")
    field = (
        word_list("role_words.txt") | word_list("process_words.txt") | word_list("trades.txt") | frozenset(kin_words())
    )
    others = (_HEADS, lex.titles, lex.function_words, lex.demonyms, lex.geographic)
    return folded in field or stem in field or any(folded in each for each in others)


@remembered(16384)
def _is_of_the_field(word: str) -> bool:
    """Those, and words of agencies, establishments and forms, which stand with a capital alone."""
    lex, folded = lexicon(), fold(word)
    stem = folded.removesuffix("s")
    return _is_an_office(word) or any(
        folded in w or stem in w for w in (*lex.agency_words, *lex.establishments, *lex.keep)
    )


_OF_THE_CASE: tuple[Rule, ...] = (_name_of_the_case,)
_OF_SMALL_LETTERS: tuple[Rule, ...] = (
    _name_of_the_case,
    _near_in_small_letters,
    _small_initials,
)  # the others ask for a capital first
_RULES: tuple[Rule, ...] = (
    _name_of_the_case, _body_of_the_case, _user_name, _touches, _begins_a_name, _initials, _small_initials, _single_letter,
    _month, _beside, _opening, _unknown, _lone_capital,
)  # fmt: skip
