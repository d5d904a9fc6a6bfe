"""The grammar of personal names as these reports write them.

"Mrs Jane Smith", "SMITH, Jane", "J. Smith", "Smith J", "PC 1234 Smith", "Jane" … A name is taken apart without knowing
who is meant; a single word stays a `word` that may be a first name or a surname.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from nicknames import NickNamer
from rapidfuzz.distance import DamerauLevenshtein, Indel

from redactor.base.remembered import remembered
from redactor.language.lexicon import fold, lexicon, post_nominals, rows, titles_for, word_list
from redactor.language.tokens import Token, tokenise

# "Mr Hill jnr", "Durrani Sahib", "Hansa Ben": words after a name that are no part of it
AFTER_A_NAME = frozenset(
    "jnr snr jr sr jun sen sahib saheb saab sahiba ben bhai behen baji "
    "apa apu chacha chachi khala khalu kaka kaki didi bhabi bhabhi ji jee".split()
)
PARTICLES = frozenset(
    [
        "de",
        "da",
        "del",
        "della",
        "di",
        "du",
        "dos",
        "des",
        "la",
        "le",
        "van",
        "von",
        "der",
        "den",
        "ten",
        "ter",
        "bin",
        "binti",
        "bint",
        "ibn",
        "al",
        "el",
        "ap",
        "ab",
        "st",
        "mac",
        "mc",
        "o",
    ]
)
_ONLY_PARTICLES = frozenset(["De", "Da", "Du", "Dos", "Des", "Von"])  # with a capital: no first names
# titles and ranks that are told as such in small letters too ("ms varnham", "pc varnham"); not "di", "ps", "sir"
SMALL_TITLES = frozenset(title.lower() for title in titles_for("small"))
DIGITS = {
    "zero": "0", "oh": "0", "nought": "0", "one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6",
    "seven": "7", "eight": "8", "nine": "9",
}  # fmt: skip
_LEAST_OF_A_USER = 3  # letters of a surname that may be part of a user name
SPOKEN_NUMBER = 3  # so many digits in words are a number that is read out
_BORN = frozenset(["née", "nee", "né", "formerly", "aka", "alias"])


@dataclass(frozen=True, slots=True)
class Name:
    """A name taken apart. All parts as written; `initials` are single letters without full stops."""

    titles: tuple[str, ...] = ()  # lower case without full stops: "mrs", "pc", "dr"
    number: str = ""  # collar number: "4412"
    given: tuple[str, ...] = ()
    initials: tuple[str, ...] = ()
    surname: str = ""
    word: str = ""  # a single word that is either a first name or a surname
    trailing_initial: str = ""  # "Smith J" or "Jane S": the letter after a single word
    hyphened: bool = False  # the initials are those of one double first name: "L-O Orrell"

    @property
    def gender(self) -> str:
        """ "f" or "m" as the titles tell; else ""."""
        for title in self.titles:
            if (known := lexicon().titles.get(title)) and known.gender:
                return known.gender
        return ""

    @property
    def is_empty(self) -> bool:
        """No word that names anybody: a title alone, a collar number alone."""
        return not (self.given or self.surname or self.word or self.initials)


def user_names(first_letters: Iterable[str], middle_letters: Iterable[str], surname: str) -> frozenset[str]:
    """Folded names by which systems know somebody, of a surname in one word: "hobbj", "jhobb", "hobbjm", "jmhobb"."""
    family = fold(surname)
    if len(family) < _LEAST_OF_A_USER or not family.isalpha():
        return frozenset()
    middles = ["", *(m.casefold() for m in middle_letters)]
    return frozenset(
        made
        for first in (f.casefold() for f in first_letters)
        for middle in middles
        for made in (f"{family}{first}{middle}", f"{first}{middle}{family}")
    )


def is_joined_to_particle(word: str) -> bool:
    """A surname that begins with a small letter: "al-Sayegh", "el-Amin"."""
    particle, hyphen, rest = word.partition("-")
    return bool(hyphen) and particle in PARTICLES and rest[:1].isupper()


# a by-name between first name and surname: 1 the first name, 2 the by-name, 3 the surname
QUOTED_WITHIN = re.compile(r"\b([A-Z][\w’'-]+) [\"“‘'(]([A-Z][\w-]+)[\"”’')] ([A-Z][\w’'-]+)")


# before the name by which a Muslim man or boy is called: "Md Anwar Hussain" is Anwar
_HONOURS = word_list("names_of_honour.txt")
# titles of respect that stand where a surname does, and change: "Sufia Begum" is also "Sufia Khatun"
RESPECTFUL = word_list("respectful_surnames.txt")


def called_by(given: Sequence[str]) -> tuple[str, ...]:
    """The given names, the one somebody is called by first."""
    if len(given) > 1 and fold(given[0]).strip(".") in _HONOURS:
        return (given[1], given[0], *given[2:])
    return tuple(given)


_LINE_END = re.compile(r"-[ \t]?\n[ \t>]*(?=([^\W\d_]))")  # "Imo-⏎gen" is one word, "Anne-⏎Marie" two


@remembered(16384)
def parse_name(text: str, role_words: frozenset[str] = frozenset()) -> Name:
    """Take a name apart. Never fails: what is not understood becomes given names and a surname by position.

    `role_words` are the abbreviations in capitals that stand for a role before a name ("SW Okafor"), not for initials.
    """
    text = _LINE_END.sub(lambda m: "-" if m[1].isupper() else "", text) if "\n" in text else text
    name = _taken_apart(text, role_words)
    return replace(name, hyphened=True) if len(name.initials) > 1 and _HYPHENED_LETTERS.search(text) else name


def _taken_apart(text: str, role_words: frozenset[str]) -> Name:
    tokens = [t for t in tokenise(text) if t.kind != "possessive" and (t.kind != "mark" or t.text == ",")]
    titles, number, rest = _peel(tokens, role_words)
    while len(rest) > 1 and _is_bracketed_title(text, rest[-1]):
        titles += (rest.pop().text.lower(),)  # "Maureen Tindle (Mrs)"
    if len(rest) == 1 and rest[0].kind == "number" and not number and len(rest[0].text) > 2:
        return Name(titles, rest[0].text)  # a collar number alone
    for i, token in enumerate(rest):
        if token.text.lower() in _BORN:
            rest = rest[:i]
            break
    if len(rest) == 1 and _HYPHENED.fullmatch(rest[0].text):
        return Name(titles, number, word=rest[0].text)  # "E-M" alone, for Ellie-Mae
    comma = next((i for i, t in enumerate(rest) if t.text == ","), None)
    if comma is not None:
        before, after = rest[:comma], [t for t in rest[comma + 1 :] if t.text != ","]
        more, later, after = _peel(after, role_words)
        titles, number = titles + more, number or later
        return _surname_first(titles, number, before, after)
    if not number and rest and rest[-1].kind == "number" and len(rest) > 1:
        number, rest = rest[-1].text, rest[:-1]
    rest = [t for t in rest if t.kind == "word"]
    if not titles and any(t.text.lower() in ("sahib", "saheb", "saab") for t in rest[1:]):
        titles = ("mr",)  # says as much
    rest = [t for n, t in enumerate(rest) if not n or t.text.lower() not in AFTER_A_NAME]
    if len(rest) > 2 and rest[-1].text.lower() in ("senior", "junior") and not lexicon().births(rest[-2].text):
        rest.pop()  # "James Hill Senior"; but "Anne Marie Senior" is called so
    while len(rest) > 1 and rest[-1].text in post_nominals():
        rest.pop()
    if len(rest) > 2 and rest[-1].text in role_words and len(rest[-1].text) > 1:
        titles += (
            rest.pop().text.lower(),
        )  # "Jaspal Grewal BIA": the office behind the name, as it may stand before it
    if not rest:
        return Name(titles, number)
    if (
        len(rest) == 2
        and _initials_after(rest[0])
        and not rest[1].shouted
        and len(rest[1].text) > 2
        and (titles or rest[0].text not in role_words)
    ):
        return Name(titles, number, initials=tuple(rest[0].text), surname=rest[1].text)  # "Mrs DM Hollis"
    capitals = len(rest) == 2 and _initials_after(rest[1]) and not rest[0].shouted and len(rest[0].text) > 1
    # "Okafor GR"; "Lena TROY" is a first name and a surname in capitals
    if capitals and not (len(rest[1].text) == 3 and _is_a_surname_in_capitals(rest[0], rest[1])):
        return Name(titles, number, initials=tuple(rest[1].text), surname=rest[0].text)  # "Okafor GR"
    if (
        len(rest) > 1
        and rest[0].shouted
        and len(rest[0].text) > 2
        and not _HYPHENED.fullmatch(rest[0].text)
        and not any(t.shouted for t in rest[1:])
        and any(len(t.text) > 1 or i for i, t in enumerate(rest[1:]))
    ):
        return _surname_first(titles, number, rest[:1], rest[1:])
    return _surname_last(titles, number, rest)


def _is_bracketed_title(text: str, token: Token) -> bool:
    known = lexicon().titles.get(token.text.lower())
    bracketed = text[token.start - 1 : token.start] == "(" and text[token.end : token.end + 2].strip(".")[:1] in (
        ")",
        "",
    )
    return known is not None and known.kind in ("honorific", "doctor") and bracketed


def _is_a_surname_in_capitals(first: Token, second: Token) -> bool:
    """ "Lena ROY", "Jacintha ROY": behind a first name three capitals that can be spoken."""
    births = lexicon().births(first.text)
    return births > 1000 or (births >= 3 and bool(re.search(r"[AEIOUY]", second.text)))


def _initials_after(token: Token) -> bool:
    """Two or three capitals that are hardly a name."""
    return token.text.isalpha() and token.shouted and 2 <= len(token.text) <= 3 and lexicon().births(token.text) < 100


def _peel(tokens: list[Token], role_words: frozenset[str]) -> tuple[tuple[str, ...], str, list[Token]]:
    """Titles, ranks and a collar number from the front."""
    titles: list[str] = []
    number = ""
    i = 0
    while i < len(tokens):
        token = tokens[i]
        known = lexicon().titles.get(token.text.lower())
        two = f"{token.text} {tokens[i + 1].text}".lower() if i + 1 < len(tokens) else ""
        if token.capital and two in lexicon().titles and lexicon().titles[two].inside:
            titles.append(two)  # "Det Insp"
            i += 2
            continue
        if (
            token.kind == "word"
            and known
            and (token.capital or known.kind == "kin" or token.text in SMALL_TITLES)
            and (i + 1 < len(tokens) or known.inside)
        ):
            titles.append(token.text.lower())
        elif (spoken := spoken_digits(tokens, i)) and i + len(spoken) < len(tokens):
            number = spoken
            i += len(spoken) - 1
        elif (token.kind == "number" and i + 1 < len(tokens) and len(token.text) > 1) or (
            token.kind == "number" and titles
        ):
            number = token.text
        elif (
            token.kind == "word"
            and token.shouted
            and 2 <= len(token.text) <= 6
            and i + 1 < len(tokens)
            and tokens[i + 1].kind != "mark"
            and token.text in role_words
            and not any((t := lexicon().titles.get(x)) is not None and t.kind == "honorific" for x in titles)
        ):  # of "Mrs PL Hollis" they are initials
            titles.append(token.text.lower())
        else:
            break
        i += 1
    return tuple(titles), number, tokens[i:]


def spoken_digits(tokens: Sequence[Token], i: int) -> str:
    """The number that words from token i on read out, digit by digit ("five five two one"); "" for fewer than three."""
    j = i
    while j < len(tokens) and tokens[j].text.lower() in DIGITS:
        j += 1
    return "".join(DIGITS[t.text.lower()] for t in tokens[i:j]) if j - i >= SPOKEN_NUMBER else ""


@remembered(65536)
def unstretched(word: str) -> tuple[str, ...]:
    """ "zeb" and "zeeb" for "Zeeeeb": a folded word that is drawn out, with one or two of the letter; else nothing."""
    folded = fold(word)
    if not _DRAWN_OUT.search(folded):
        return ()
    return _DRAWN_OUT.sub(r"\1", folded), _DRAWN_OUT.sub(r"\1\1", folded)


_DRAWN_OUT = re.compile(r"([^\W\d_])\1{2,}")


def _surname_first(titles: tuple[str, ...], number: str, before: list[Token], after: list[Token]) -> Name:
    surname = " ".join(t.text for t in before if t.kind == "word")
    words = _parted(after)
    if len(words) > 1 and _is_vietnamese([surname, words[0]]):
        words = [words[-1], *words[:-1]]  # "PHAM Thi Bich Lan" is called Lan
    later = next((t.text for t in after if t.kind == "number"), "")
    return Name(
        titles,
        number or later,
        given=tuple(w for w in words if len(w) > 1),
        initials=tuple(w for w in words if len(w) == 1),
        surname=surname,
    )


_HYPHENED = re.compile(r"[A-Z]-[A-Z]")  # "E-M Hill" of Ellie-Mae
_HYPHENED_LETTERS = re.compile(r"\b[A-Z]\.?-[A-Z]\b")


def _parted(words: list[Token]) -> list[str]:
    """The words, of a double first name's letters each one."""
    parts = ((t.text.split("-") if _HYPHENED.fullmatch(t.text) else (t.text,)) for t in words if t.kind == "word")
    return [part for each in parts for part in each]


def _surname_last(titles: tuple[str, ...], number: str, words: list[Token]) -> Name:
    texts = _parted(words)
    if len(texts) > 1 and len(texts[-1]) == 1:  # "Smith J", "Jane S", "Carr K J"
        tail = [t for t in texts if len(t) == 1]
        body = [t for t in texts if len(t) > 1]
        if not body:
            return Name(titles, number, initials=tuple(tail))
        if len(body) == 1:
            return Name(titles, number, word=body[0], trailing_initial=tail[0], initials=tuple(tail[1:]))
        return Name(titles, number, given=tuple(body[:-1]), surname=body[-1])
    if all(len(t) == 1 for t in texts):
        return Name(titles, number, initials=tuple(texts))
    initials = tuple(t for t in texts if len(t) == 1)
    body = [t for t in texts if len(t) > 1]
    if len(body) == 1:
        if initials:
            return Name(titles, number, initials=initials, surname=body[0])
        formal = any(
            (t := lexicon().titles.get(x)) is None
            or t.kind in ("honorific", "doctor", "professor", "religious", "rank", "service", "judge", "public")
            for x in titles
        )
        if (titles and formal) or number:
            return Name(titles, number, surname=body[0])
        return Name(titles, number, word=body[0])
    if len(body) == 3 and _is_written_first(body[1:]) and not _is_written_first(body):
        body = [body[0], body[2], body[1]]  # "Edmund Kwan Wai-Lok": an English name before the others
    if _is_written_first(body):
        given = (body[-1], *body[1:-1]) if _is_vietnamese(body) else tuple(body[1:])
        return Name(titles, number, given=given, initials=initials, surname=body[0])
    if body[0].lower() in PARTICLES and (body[0].islower() or titles or body[0] in _ONLY_PARTICLES):
        return Name(titles, number, initials=initials, surname=" ".join(body))  # "Ms De Souza"
    cut = len(body) - 1
    while cut > 1 and body[cut - 1].lower() in PARTICLES:
        cut -= 1
    return Name(titles, number, given=tuple(body[:cut]), initials=initials, surname=" ".join(body[cut:]))


def _is_written_first(words: Sequence[str]) -> bool:
    """ "Kwok Mei Yee", "Pham Thi Bich Lan": the surname before the given names, as in China, Vietnam and Korea.

    Three words and more, the others short ones that few British children bear; where the last is such a surname too
    ("Bich Lan Pham"), the order is ours.
    """
    first, *others = map(fold, words)
    if (
        len(others) == 1
        and first in _WRITTEN_FIRST
        and _SYLLABLES.fullmatch(others[0])
        and not lexicon().births(others[0])
    ):
        return True  # "Kwan Sze-Yin"
    if len(others) == 1 and first in _WRITTEN_FIRST - _FIRST_NAMES_HERE:
        return bool(_PINYIN.fullmatch(others[0])) and lexicon().births(others[0]) < _RARE_HERE  # "Deng Xiaolan"
    return bool(others) and (
        (len(words) > 2 or (first in _VIETNAMESE and others[-1] in ("thi", "van")))
        and first in _WRITTEN_FIRST
        and others[-1] not in _WRITTEN_FIRST
        and all(len(w) < 7 and lexicon().births(w) < _BRITISH_TOO for w in others)
    )


def _is_vietnamese(words: Sequence[str]) -> bool:
    """Somebody is called by the last of the names: Pham Thi Bich Lan is Ms Lan."""
    first, second = map(fold, words[:2])
    return second in ("thi", "van") or first in _VIETNAMESE


_VIETNAMESE = frozenset(
    "nguyen tran pham huynh hoang phan vu vo dang bui ngo duong doan vuong trinh truong phung luu luong dinh".split()
)
_WRITTEN_FIRST = word_list("surnames_written_first.txt")
_FIRST_NAMES_HERE = frozenset("lee jean jen jung park min sun song long ma no so he han ha gang pan hung".split())
# a given name of two syllables, as Pinyin writes them
_SYLLABLE = (
    r"(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])"
    r"(?:iang|iong|uang|ang|eng|ing|ong|ian|iao|uai|uan|ai|an|ao|ei|en|er|ia|ie|in|iu|ou|ua|ue|ui|un|uo|[aeiou])"
)
_PINYIN = re.compile(_SYLLABLE + _SYLLABLE)
_SYLLABLES = re.compile(r"[a-z]{2,6}-[a-z]{2,6}")
_RARE_HERE = 60  # births in England and Wales
_BRITISH_TOO = 1000  # births in England and Wales

# ---------------------------------------------------------------- initials

# letters that stand for a name: "RC", "TFM", "GMcE", "SO'B", "O'D"
INITIALS = r"(?:[A-Z]{1,3}(?:Mc|Mac|O['’])[A-Z]|(?:Mc|O['’])[A-Z]|[A-Z]{2,4})"
_IN_INITIALS = re.compile(r"[A-Z](?:[A-Z]|a?c[A-Z]|['’][A-Z])")  # stands in whatever INITIALS matches


def may_hold_initials(text: str) -> bool:
    """False where no pattern with INITIALS in it can match: most prose, which then need not be searched by twenty of them."""
    return _IN_INITIALS.search(text) is not None


@remembered(16384)
def initials_of(given: tuple[str, ...], middles: tuple[str, ...], surname: str) -> frozenset[str]:
    """All initials by which somebody may be written, as they are written: "KM", "KJM", "TFM", "GMcE".

    `given`: the first names that somebody goes by, short names included; `middles`: the others, or their letters.
    Nothing where first name or surname is missing, but for a surname that is written "McE" or "O'D" by itself.
    """
    family = _surname_letters(surname)
    marked = frozenset(f for f in family if "'" in f or "c" in f)
    firsts = {letters for name in given for letters in _first_letters(name)}
    between = "".join(m[:1].upper() for m in middles)
    made = {f + m + s for f in firsts for m in {"", *between, between} for s in family}
    doubled = {f for f in firsts if len(f) > 1}  # "ER" of Ellie-Rae Hill
    return frozenset(made | marked | doubled)


def hyphened_letters(first: str) -> str:
    """ "e-m" of Ellie-Mae, folded; "" for a first name without a hyphen."""
    parts = [p for p in first.casefold().split("-") if p]
    return "-".join(p[0] for p in parts) if len(parts) == 2 else ""


def letters_before(given: Sequence[str], middles: Sequence[str]) -> frozenset[str]:
    """The letters that stand for several first names before a surname, in capitals: "LO" of Lily-Olive, "LG" and "LOG" of
    Lily-Olive Grace, "DM" of Dana Mary."""
    if not given or not given[0]:
        return frozenset()
    between = "".join(m[:1].upper() for m in middles)
    made = {f + m for f in _first_letters(given[0]) for m in {"", between, between[:1]}}
    return frozenset(letters for letters in made if len(letters) > 1)


def _first_letters(first: str) -> set[str]:
    """ "J" and "JP" for Jean-Paul."""
    parts = [p for p in first.split("-") if p]
    return {parts[0][0].upper(), "".join(p[0].upper() for p in parts)} if parts else set()


def _surname_letters(surname: str) -> set[str]:
    """ "M", "McE" and "ME" for McElroy; "FM" and "F" for Francis-Mensah; "DS" and "S" for De Souza; "O", "OD", "O'D"."""
    parts = [p for p in re.split(r"[\s-]+", surname.replace("’", "'")) if p and p[0].isalpha()]
    if not parts:
        return set()
    names = [p for p in parts if p.lower() not in PARTICLES] or parts
    made = {names[0][0].upper(), "".join(p[0].upper() for p in names), "".join(p[0].upper() for p in parts)}
    made.add(parts[0][0].upper())
    folded = parts[-1].lower()
    if folded.startswith("mc") and len(folded) > 4:
        made |= {"Mc" + folded[2].upper(), "M" + folded[2].upper()}
    elif folded.startswith("mac") and len(folded) > 6:
        made.add("Mac" + folded[3].upper())
    elif (bare := folded.removeprefix("o'")) != folded and bare:
        made |= {"O'" + bare[0].upper(), "O" + bare[0].upper()}
    if any(p.startswith("Ll") for p in names):  # one letter in Welsh: "GLlP" of a Gwen Llywelyn-Parry
        made.add("".join("Ll" if p.startswith("Ll") else p[0].upper() for p in names))
    return made


def with_surname(full: str, called: Iterable[str]) -> list[str]:
    """ "Peggy Hill" for Margaret Hill who is called Peggy; only of words that are first names."""
    surname = parse_name(full).surname
    names = [parse_name(c).word for c in called]
    return [f"{n} {surname}" for n in names if surname and n and lexicon().births(n) and not same(n, surname)]


# ---------------------------------------------------------------- likeness of words

_NICKNAMES = NickNamer()


@remembered(16384)
def _full_names(short: str) -> frozenset[str]:
    return frozenset(_NICKNAMES.canonicals_of(short)) | _own_short_names().get(short, frozenset())


@lru_cache(maxsize=1)
def _own_short_names() -> dict[str, frozenset[str]]:
    """Short names of these islands and of their communities that the dictionary lacks: models/lists/short_names.csv."""
    return {fold(row["short"]): frozenset(map(fold, row["full"].split(";"))) for row in rows("short_names.csv")}


def is_short_name(word: str) -> bool:
    """A customary short form of some first name, whoever's: "Dec", "Bev"."""
    return bool(_full_names(fold(word)))


@lru_cache(maxsize=1)
def abbreviated_firsts() -> frozenset[str]:
    """First names written short with a full stop: "Geo.", "Wm." (the rows of short_names.csv that say so)."""
    return frozenset(row["short"] for row in rows("short_names.csv") if row["written"] == "with a full stop")


def _ends_in_z(pet: str, plain: str) -> bool:
    """ "Gaz" of Gary, "Kez" of Kerry: the r goes; "Kazza" of Karen, "Gazza" of Gary."""
    if pet.endswith("zza") and 5 <= len(pet) <= 6:
        return plain.startswith(pet[:-3]) and len(plain) > 3
    if not (pet.endswith("z") and 3 <= len(pet) <= 4):
        return False
    # "Elz" of Elsie, where it is nobody's name of its own
    closed = pet[-2] not in "aeiouy"  # "Dez" is many people's
    plainly = closed and len(plain) > 4 and plain.startswith(pet[:-1]) and lexicon().births(pet) < 50
    return plain.startswith(pet[:-1] + "r") or plainly


@remembered(65536)
def is_nickname(short: str, full: str) -> bool:
    """A customary short name by the dictionary ("Gill" for Gillian, "Bob" for Robert)."""
    a, b = fold(short), fold(full)
    return a != b and b in _full_names(a)


@remembered(65536)
def is_short_form(short: str, full: str) -> bool:
    """`short` is a customary or formed short name of `full` ("Bob"/"Robert", "Kay"/"Kayleigh"), or the reverse."""
    a, b = fold(short), fold(full)
    if a == b or min(len(a), len(b)) < 2:
        return False
    if is_nickname(a, b) or is_nickname(b, a):
        return True
    for pet, plain in ((a, b), (b, a)):  # "Rosie" for Rose, "Patty" for Pat
        for ending in ("ie", "y", "ey"):
            stem = pet.removesuffix(ending)
            if (
                stem != pet
                and len(stem) > 2
                and plain in (stem, stem + "e", stem[:-1] if stem[-1] == stem[-2] else stem)
            ):
                return True
    short_, long_ = sorted((a, b), key=len)
    if _is_his_wife(long_, short_):
        return False
    if _is_diminutive(short_, long_) or any(_ends_in_z(pet, plain) for pet, plain in ((a, b), (b, a))):
        return True
    heard = sound(short_)
    by_ear = 3 <= len(short_) <= 4 < len(long_) and len(heard) > 2 and sound(long_).startswith(heard)
    if by_ear and not lexicon().is_ordinary(short_):
        return True  # "Kass" for Cassandra
    stem = short_
    for ending in ("ie", "ey", "y", "i", "s", "z"):
        if short_.endswith(ending) and len(short_) - len(ending) >= 3:
            stem = short_[: -len(ending)]
            break
    if re.fullmatch(r"\w([bdfgklmnpstvz])\1(?:y|ie|o)", short_) and len(long_) > 4 and long_.startswith(short_[:2]):
        return lexicon().births(short_) < 300  # "Addy" for Adrian
    if re.fullmatch(r"\w{2,}([bdgmnpst])\1o", short_):
        stem = short_[:-1]  # "Tommo", "Robbo"
    if len(stem) >= 3 and stem[-1] == stem[-2] and len(stem) > 3:
        stem = stem[:-1]
    if len(long_) - len(stem) >= 2 and len(stem) >= 3 and long_.startswith(stem):
        return True
    if len(short_) == 3 and len(long_) > 6 and long_.endswith(short_) and lexicon().births(short_) < _OF_ITS_OWN:
        return not lexicon().is_ordinary(short_)  # "Osi" of Oluwatoyosi, no Ian of Christian
    return (len(long_) > len(short_) and len(short_) >= 4 and long_.endswith(short_)) or (
        len(short_) >= 3 and long_.startswith(short_) and len(long_) > len(short_)
    )


_OF_ITS_OWN = 300  # births from which a short name is a name of its own


def _is_his_wife(word: str, name: str) -> bool:
    """ "Istvánné" is István's wife, and Julianne no Julian. Both folded."""
    return word.removesuffix("ne") == name and name.endswith(("n", "r", "l", "s"))


_DIMINUTIVES = ("e", "ek", "ka", "ko", "sia", "cia", "ius", "us", "ito", "ita", "inho")


def _is_diminutive(short: str, full: str) -> bool:
    """ "Slavek" for Slavomir: the beginning of a long name with an ending of endearment, where it is no name of its own."""
    if len(full) < (5 if short.endswith("e") else 6) or lexicon().births(short) >= 300:
        return False
    return any(
        short.endswith(e) and len(short) - len(e) >= 3 and full.startswith(short[: -len(e)]) for e in _DIMINUTIVES
    )


# first letters that are heard as one: "Karys" and "Carys", "Jemma" and "Gemma"
_SOUND_ALIKE = frozenset(map(frozenset, ("ck", "gj", "cs", "sz", "iy")))


_SPELLINGS = (
    ("ugh", "u"), ("ew", "u"), ("que", "k"),
    ("th", "t"), ("ph", "f"), ("ck", "k"), ("cz", "k"), ("kh", "k"), ("gh", "g"), ("sz", "sh"), ("sch", "sh"), ("j", "y"),
    ("w", "v"), ("y", "i"), ("c", "k"), ("q", "k"), ("z", "s"), ("x", "ks"),
)  # fmt: skip


@remembered(65536)
def sound(word: str) -> str:
    """A folded word as it may be heard: "Viktor" and "Victor", "Katerina" and "Catherina", "Kayla" and "Kayler" are one."""
    word = re.sub(r"(?<=\w)ch", "k", word)  # "Michael"; not the beginning of Chang
    word = re.sub(r"(?<=\w{3})(?:er|ah)$", "a", word)
    for written, heard in _SPELLINGS:
        word = word.replace(written, heard)
    word = re.sub(r"(.)\1+", r"\1", word)
    return word[:-1] if len(word) > 4 and word[-1] in "eh" else word


_KNOWN_SO = 50  # births


@remembered(65536)
def near(a: str, b: str) -> bool:
    """A likely misspelling: one slip in a word of five letters or more, two in nine or more; in short words the first letter is
    the same, or sounds alike."""
    x, y = fold(a), fold(b)
    if x == y or _is_his_wife(x, y) or _is_his_wife(y, x):
        return False
    length = min(len(x), len(y))
    if length >= 4 and sound(x) == sound(y):
        return True
    if length < 5 or abs(len(x) - len(y)) > 2:
        return False
    if x[0] == y[0] and sorted(x) == sorted(y) and min(lexicon().births(x), lexicon().births(y)) < _KNOWN_SO:
        return bool(
            Indel.distance(x, y, score_cutoff=2) <= 2
        )  # one letter elsewhere; Carla is no Clara, Amira no Arima
    allowed = 1 if length < 8 else 2
    return bool(DamerauLevenshtein.distance(x, y, score_cutoff=allowed) <= allowed) and (
        x[0] == y[0] or length >= 6 or frozenset((x[0], y[0])) in _SOUND_ALIKE
    )


_MUTATIONS = (("c", ("g", "ch", "ngh")), ("p", ("b", "ph", "mh")), ("t", ("d", "th", "nh")), ("g", ("", "ng")), ("b", ("f", "m")),
              ("d", ("dd", "n")), ("m", ("f",)), ("ll", ("l",)), ("rh", ("r",)))  # fmt: skip


@remembered(65536)
def is_mutated(word: str, name: str) -> bool:
    """ "wrth Gadi", "i Fangor": a Welsh name whose first letter gives way to the word before it. Both folded."""
    for own, others in _MUTATIONS:
        if name.startswith(own) and len(name) > 3:
            rest = name[len(own) :]
            if any(word == other + rest for other in others):
                return True
    return False


def same(a: str, b: str) -> bool:
    """Equal but for case, accents, apostrophes, and hyphen or space in double names."""
    return fold(a).replace("-", " ") == fold(b).replace("-", " ")
