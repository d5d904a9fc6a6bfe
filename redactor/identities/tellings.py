"""What the words around two names tell: "née", "known as", "A is really B". A reading of text; `links` concludes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from redactor.detection.mentions import Mention
from redactor.identities.facts import Place
from redactor.language.alternatives import alternatives
from redactor.language.lexicon import fold, lexicon, rows
from redactor.language.names import parse_name

# between two names: the second is a further name of the first. models/lists/told.csv holds the words
_OPENS = r"\s*[,(\[]*\s*"
_QUOTES = r"\s*[\"“‘'(]*"


@lru_cache(maxsize=1)
def _told() -> re.Pattern[str]:
    """ "A, known as B", "A (née B)", "A signs himself B", "the family's name for A was B"."""
    between = alternatives((row["words"] for row in rows("told.csv") if row["where"] == "between"), ignoring_case=True)
    return re.compile(
        rf"{_OPENS}(?:{between}){_QUOTES}|\s+(?:or|is|was)\s+[\"“‘']|\s*\(\s*[\"“‘'][^\"”’]{{0,0}}", re.IGNORECASE
    )


@lru_cache(maxsize=1)
def _told_of() -> re.Pattern[str]:
    """Right before a name, where a pronoun or nobody stands for its owner: "calls her B", "everyone says B"."""
    before = alternatives((row["words"] for row in rows("told.csv") if row["where"] == "before"), ignoring_case=True)
    return re.compile(rf"(?:{before}){_QUOTES}$", re.IGNORECASE)


_MEANS = re.compile(r"[\"”’']?\s?(?:=|is|was)\s?(?:[a-z]+ ){0,3}")  # `"Otter" = we think Lorcan Tebb`
_IS_REALLY = re.compile(
    r"[\"”’']?\s(?:is|was)\s(?:really |actually |in fact |(?:the|a) (?:street|nick|pet|road|gang|family|screen|user|stage)"
    r"[- ]?name (?:of|for|used by) |short for )?"
)
_PRONOUN = re.compile(r"\b(?:him|his|he|her|she)\b", re.IGNORECASE)
_UNDER_SPELLINGS = re.compile(
    r"[^.;]{1,50}\b(?:under|in|with|by) (?:[a-z\d]+ )?(?:different |other |several |various )?(?:spellings|names|versions|forms)"
    r"[^.;:]{0,40}[:,–-]\s*[\"“‘']?"
)
_FURTHER_SPELLING = re.compile(
    r"[\"”’']?(?:, (?:and |or )?|,? and |,? or |,? and, )(?:(?:in|on|by) [a-z ]{3,25},? )?(?:as )?[\"“‘']?"
)
# "Anita is spelt Aneta, Anitah and Orita"
_SPELT = re.compile(
    r"(?:['’]s (?:name|surname|first name))? (?:is|was|has been|gets|got|can be) (?:also |often |sometimes |variously |wrongly )?"
    r"(?:spelt|spelled|misspelt|misspelled|written|typed|entered) (?:as )?[\"“‘']?"
)
# "has signed her notes A, B and C"
_SIGNED_AS = re.compile(
    r"[^.;:]{0,20}\b(?:signs?|signed) (?:(?:his|her|their|the) [a-z][a-z' -]{2,30}|(?:him|her)self) (?:as )?[\"“‘']?"
)
# "SystmOne has her three times: as A, as B, and as C": names of one person, whoever it is
_HAS_HER_AS = re.compile(
    r"\b(?:has|have|had|holds?|lists?|listed|shows?|records?|recorded|knows?|knew|enters?|entered|registers?|registered) "
    r"(?:him|her|them)\b[^.;]{0,30}\bas [\"“‘']?$"
)
_AND_AS = re.compile(
    r"[\"”’']?,? (?:and |or )?(?:(?:once|twice|sometimes|elsewhere|later|[a-z]+ times),? )?as [\"“‘']?"
)
# "her mother is Ms A or B, never Mrs C", "the victim is A, B, C at the bank": one person, and where each name is used
_ONE_IS = re.compile(
    r"\b(?:mother|mum|father|dad|brother|sister|son|daughter|partner|husband|wife|grandmother|grandfather|nan|aunt|uncle|cousin|"
    r"perpetrator|offender|suspect|subject|victim|deceased|child|baby|boy|girl|man|woman|tenant|patient|client|he|she) "
    r"(?:is|was) [\"“‘']?$"
)
_OR_ELSE = re.compile(r"[\"”’']?(?:, | or |, or |, never |,? and (?:never|sometimes|often) |,? but never )[\"“‘']?")
_WHERE_USED = re.compile(
    r"[\"”’']?(?: (?:at|on|in|to|for|with|by|among) (?:the|his|her|our|their|everyone|everybody|nearly|most|friends|family|court|"
    r"school|work|home)\b|, never\b|,? but never\b)"
)
# "A was B to her friends, C to her mother", "known as A in the village and B to his daughters"
_WAS_TO = re.compile(r"\s(?:is|was|has been|had been|has always been|had always been) (?:always |only |just )?[\"“‘']?")
# "Ann was Dow then Hale when she was wed to Lee", "Jade was Dow until she married"
_WAS_ONCE = re.compile(r" (?:was|had been|used to be)(?: once)? ")
_UNTIL = re.compile(
    r",? (?:then (?=[A-Z])|until|till|by birth|at birth|before (?:she|he|that)|"
    r"when (?:she|he) (?:was|got) (?:wed|married|born|with|little|at school)|when (?:she|he) married)\b"
)
_TO_WHOM = re.compile(
    r"[\"”’']? (?:to|among|with|for) (?:his|her|their|the|our|everyone|everybody|nearly|almost|most|all|friends|family|us|staff|"
    r"colleagues|neighbours|mates)\b"
)
_AND_TO_OTHERS = re.compile(
    r"[\"”’']? (?:to|in|at|on|with|among|for|by) [a-z][a-z' -]{2,30}?(?:,|,? (?:and|or|but)) (?:as )?[\"“‘']?"
)
_SOMEWHERE = re.compile(r"[\"”’']? (?:to|in|at|on|with|among|for|by) [a-z]")
# "the mother is variously A, B and, on one form, C"; where a list of one person's names ends, and no verb makes it two people
_VARIOUSLY = re.compile(
    r"\bvariously (?:(?:known|called|named|recorded|spelt|entered|shown|given|written) )?(?:as )?[\"“‘']?$"
)
_LIST_ENDS = re.compile(r"[\"”’']?\s*(?:[.;)]|$|(?:on|in|at|across|throughout|by) )")
_AS_CALLED = re.compile(
    r"[\"”’']?[^.\n(]{0,30},? ?[(–-]? ?(?:that['’]s|that is|which is) what (?:he|she|they|everyone|staff) "
    r"calls? (?:him|her|them)\b|"
    r"[\"”’']?, (?:they|we|everyone|everybody|people|(?:his|her|their|the) [a-z]+) (?:all |always |just )?call(?:s|ed)? "
    r"(?:him|her|them)\b|"
    r"[\"”’']?,? \(?as (?:he|she|they|we|everyone|everybody|friends|staff|(?:his|her|their|the) [a-z]+) "
    r"(?:(?:likes?|prefers?|wants?|wished?|liked|preferred|wanted) to be (?:called|known)|"
    r"(?:is|was|were) (?:(?:now|then|still|also|always|usually|mostly|better|sometimes|more often) )?(?:called|known)|"
    r"calls? (?:him|her|them)|knows? (?:him|her|them))\b"
)
# "called herself A for the first four calls and B after", where two workers would be seen one after the other
_CALLED_HERSELF = re.compile(
    r"\b(?:(?:called|calls|calling) (?:him|her)self|gave (?:his|her|the) name as|gave (?:his|her) name|(?:used|uses) the name|"
    r"went by|answered to|said (?:she|he) was(?: called)?) [\"“‘']?$"
)
# "Paula called her Dodo": whoever that is, it is not Paula
_CALLS_ANOTHER = re.compile(
    r"\s+(?:(?:always|only|just|sometimes|usually|once) )?(?:calls?|called|calling|names?|named|nicknamed|dubbed|knows?|knew|"
    r"refers? to|referred to|addresses|addressed) (?:him|her|them)(?: (?:as|by|only|just|always))?\s*[\"“‘']?"
)
_AT_FIRST_THEN = re.compile(
    r"[\"”’']?,? (?:at first|initially|to begin with|(?:for|on|in|at|during|until|till) [a-z\d][a-z\d ]{2,30}),? "
    r"(?:and|but|then|and then|later|and later) (?:as )?[\"“‘']?"
)
_CALL_ME = re.compile(r"\b[Cc]all(?:s|ed)? (?:me|him|her|them) [\"“‘']?$")
_OR = re.compile(r"[\"”’']? or [\"“‘']?")
# "Ann Hill, who came back in May (she was Mrs Dow on our system until 2020)"
_SHE_WAS = re.compile(r"\b(?:she|he) (?:was|had been|used to be) (?:still |then )?[\"“‘']?$")
_BACK_THEN = re.compile(
    r"[\"”’']?,? (?:(?:on|in) (?:our|the|their) [a-z ]{0,15}(?:system|records?|register|notes?|books|files?)\b|"
    r"(?:until|till|before|up to) (?:\d{4}|(?:she|he|her|his|the)\b)|back then|in those days|"
    r"when (?:she|he) (?:was|married|came|left))"
)
LONGEST = 400  # characters between two names of one person; the patterns take far fewer, but for empty space
_REACH = 140  # characters between the owner and a name told by a pronoun
_ANOTHER_SUBJECT = re.compile(r"[.!?]\s.*[.!?]\s", re.DOTALL)
# "the family's name for A was B", "in the hospital's index A is B, and at the bank C"
_IS = re.compile(r"\s+(?:is|was)(?: down as)?\s+[\"“‘']?")
_NAME_OF = re.compile(
    r"\b(?:name|word|nickname) for\s+$|\b(?:in|on) (?:the|our|their) [\w' -]{0,25}"
    r"(?:index|system|notes?|records?|register|files?|database|list)\s+$",
    re.IGNORECASE,
)
_AND_THERE = re.compile(
    r",? (?:and|or) (?:at|in|on|with|for|to) (?:the |our |their |his |her )?[a-z][\w' -]{1,25}\s+(?:as )?[\"“‘']?"
)
_QUOTED_MORE = re.compile(r"[\"”’']?\s*(?:,|and|or)\s*[\"“‘']")
# "rang Jane Hill, then Paige": the next in turn, where no brackets say that it is a name of before
_THEN = re.compile(r"\s*,?\s*(?:now|then|later|previously|at that time)\s+", re.IGNORECASE)


def spellings(text: str, people: Sequence[Mention]) -> dict[Place, Mention]:
    """ "A was recorded under six spellings: B, C, D and, in one place, E": all of the list are A's."""
    found: dict[Place, Mention] = {}
    for i, one in enumerate(people[:-1]):
        first = people[i + 1]
        several = any(p.fullmatch(text, one.end, first.start) for p in (_UNDER_SPELLINGS, _SIGNED_AS, _SPELT))
        variously = bool(_VARIOUSLY.search(text, max(0, one.start - _REACH), one.start))
        if not several and not variously and not _is_put_down_as(text, one, first):
            continue
        forms = [] if variously else [first]
        end = one.end if variously else first.end
        for other in people[i + 1 if variously else i + 2 :]:
            if not _FURTHER_SPELLING.fullmatch(text, end, other.start):
                break
            forms.append(other)
            end = other.end
        a_list = len(forms) > (0 if variously else 1)  # one name "recorded as" is told already, without a list
        if several or (a_list and _LIST_ENDS.match(text, end)):
            found.update(((m.passage, m.start), one) for m in forms)
    return found


def chained(text: str, people: Sequence[Mention]) -> dict[Place, Mention]:
    """ "SystmOne has her three times: as A, as B, and as C"; "the victim is A, B, C at the bank": all are the first's."""
    found: dict[Place, Mention] = {}
    for i, one in enumerate(people[:-1]):
        if (one.passage, one.start) in found:
            continue
        before = text[max(0, one.start - _REACH) : one.start]
        as_ = _HAS_HER_AS.search(before) is not None
        if not as_ and not _ONE_IS.search(before):
            continue
        chain = [one]
        for other in people[i + 1 :]:
            gap = text[chain[-1].end : other.start]
            if (
                not (_AND_AS if as_ else _OR_ELSE).fullmatch(gap)
                or _owns(text, other)
                or (not as_ and _goes_on(text, other))
            ):
                break
            chain.append(other)
        if len(chain) > 1 and (as_ or any(_WHERE_USED.match(text, m.end) for m in chain[1:])):
            found.update(((m.passage, m.start), one) for m in chain[1:])
    return found


def _owns(text: str, m: Mention) -> bool:
    return text[m.end : m.end + 2] in ("'s", "’s")


def _is_put_down_as(text: str, one: Mention, other: Mention) -> bool:
    """ "A is recorded as B": what may begin a list of such names, "B, C and, on the street, D"."""
    gap = text[one.end : other.start]
    return bool(re.search(r"\bas\s*[\"“‘']?$", gap)) and is_told(text, one, other, more=False)


def is_told(text: str, one: Mention, other: Mention, *, more: bool) -> bool:
    """What stands around and between two names makes the second one of the first's; `more`: the first is one already."""
    called = _AS_CALLED.match(
        text, one.end
    )  # "Ann Hill, as she is now called, née Dow": what is said of the first in passing
    gap = text[called.end() if called and called.end() <= other.start else one.end : other.start]
    if _CALLS_ANOTHER.fullmatch(gap):
        return False
    if _THEN.fullmatch(gap) and not _is_another_name(one, other):
        return False
    if _OR.fullmatch(gap) and _CALL_ME.search(text, max(0, one.start - _REACH), one.start):
        return True  # "Call me Ann or Nan, not Annie"
    if _goes_on(text, other) and not _PLAINLY.search(gap):
        return False
    return bool(
        _told().fullmatch(gap)
        or (_ALSO.fullmatch(gap) and _is_another_name(one, other))
        or (_WAS_ONCE.fullmatch(gap) and _UNTIL.match(text, other.end) and _is_another_name(one, other))
        or (_WAS_TO.fullmatch(gap) and _TO_WHOM.match(text, other.end))
        or (more and _AND_TO_OTHERS.fullmatch(gap) and _SOMEWHERE.match(text, other.end))
        or (more and (_QUOTED_MORE.fullmatch(gap) or _AND_THERE.fullmatch(gap)))
        or _is_in_brackets(text, one, other)
        or (
            len(gap) < _REACH
            and (called_so := _AS_CALLED.match(text, other.end))
            and not _ANOTHER_SUBJECT.search(gap)
            and _may_be_meant(called_so.group(), one, surely=False)
        )
        or (
            len(gap) < _REACH
            and (was := _SHE_WAS.search(gap))
            and _BACK_THEN.match(text, other.end)
            and not _ANOTHER_SUBJECT.search(gap)
            and _may_be_meant(was.group(), one)
        )
        or (_IS.fullmatch(gap) and _NAME_OF.search(text, max(0, one.start - _REACH), one.start))
        or (
            len(gap) < _REACH
            and (said := _told_of().search(gap))
            and not _ANOTHER_SUBJECT.search(gap)
            and _may_be_meant(said.group(), one)
        )
    )


_ALSO = re.compile(r" \(also (?:as )?[\"“‘']?")  # "Ann Hill (also Ann Dow at school)", not "(also Tom Dow)"
_PLAINLY = re.compile(  # what can only bring a name of the same person, whatever follows
    r"\b(?:a\.?k\.?a\b\.?|alias|n[ée]e|formerly|known (?:\w+ ){0,3}as|nicknamed|goes by|went by|name (?:is|was)|"
    r"signs (?:him|her)self)",
    re.IGNORECASE,
)


def _goes_on(text: str, other: Mention) -> bool:
    quoted = text[max(0, other.start - 1) : other.start] in tuple("\"“‘'([")
    return not quoted and _GOES_ON.match(text, other.end) is not None


# "the family says Jane was out", "at the gate she was Ann's friend", "was down as Bob arrived": whoever is named so acts, or has
# something, and is somebody else; "known as Jane by her friends", "signs herself Jane when …"
_GOES_ON = re.compile(
    r"['’]s\b| (?!(?:and|or|but|by|to|in|at|on|with|since|when|because|throughout|for|from|as|who|whom|which|until|where|during|"
    r"after|before|then|also|sometimes|here|there|both|instead|too|junior|senior|jnr|snr|jr|sr)\b)[a-z]"
)


# "Inga, whom Ernest called Grace": a name of Inga's
_WHOM = re.compile(r",? (?:whom|who) (?:[a-z]+ ){0,3}")
_CALLS = re.compile(r" (?:always |often |sometimes )?(?:called|calls|nicknamed|knew as|knows as|named) [\"“‘']?")


def _is_another_name(one: Mention, other: Mention) -> bool:
    """What stands after "then" is a name of the same person: the first name is kept, or it is a surname alone."""
    first, second = parse_name(one.text), parse_name(other.text)
    if second.given or (second.word and lexicon().births(second.word) >= _A_FIRST_NAME):
        return bool(second.given and first.given and fold(second.given[0]) == fold(first.given[0]))
    return not second.titles or bool({"mrs", "miss", "ms", "mr"} & set(second.titles) and first.given)


_A_FIRST_NAME = 100  # births from which a single word is rather somebody's first name


def is_nobody_else(text: str, one: Mention, other: Mention) -> bool:
    """ "Isla says Bramble is Corin Peel": a single name, and the full one that it stands for."""
    if not _IS_REALLY.fullmatch(text, one.end, other.start) or text[other.end : other.end + 2] in ("'s", "’s"):
        return False
    short, full = parse_name(one.text), parse_name(other.text)
    if short.number and not (short.word or short.surname or short.given):
        return True  # "PC 7731 is Flint N."
    quoted = text[one.end : one.end + 1] in ('"', "”", "’", "'")  # '"Pelican" is Purle'
    return bool(short.word and not short.titles and ((full.given and full.surname) or quoted))


def _is_in_brackets(text: str, one: Mention, other: Mention) -> bool:
    """ "Nusrat Alam (Mim)": a single name alone in the brackets right behind a full one."""
    if text[one.end : other.start] not in (" (", "("):
        return False
    if _same_word(one, other):
        return True  # "Mr Hock (Uncle Hock, no relation)"
    if text[other.end : other.end + 1] != ")" or other.label == "initials":
        return False
    full, short = parse_name(one.text), parse_name(other.text)
    return bool(full.given and full.surname and short.word and not short.titles)


def _same_word(one: Mention, other: Mention) -> bool:
    a, b = parse_name(one.text), parse_name(other.text)
    first, second = fold(a.surname or a.word), fold(b.surname or b.word)
    return bool(first and first == second and len(first) > 2 and not (a.given and b.given))


def _may_be_meant(said: str, owner: Mention, *, surely: bool = True) -> bool:
    """The pronoun ("calls her B") is not of the other sex than the first name before it, and it is not who calls so; `surely`: a
    name that tells no sex is not enough."""
    if not (pronoun := _PRONOUN.search(said)):
        return surely
    name = parse_name(owner.text)
    sex = name.gender or lexicon().gender(name.given[0] if name.given else name.word)
    return (not sex and not surely) or sex == ("f" if pronoun.group().lower() in ("her", "she") else "m")


def called_herself(text: str, one: Mention, other: Mention) -> bool:
    """ "She called herself A for the first four calls and B after": both are hers."""
    before = text[max(0, one.start - _REACH) : one.start]
    return bool(_CALLED_HERSELF.search(before) and _AT_FIRST_THEN.fullmatch(text, one.end, other.start))


# the single name behind one of these is a surname, not what somebody is called
_SURNAME = re.compile(
    r"\b(?:n[ée]e|born|formerly|previously|prev\.?|f\.?k\.?a\.?|(?:maiden|birth|married|former|previous) (?:sur)?name|now)"
    r"(?:\s+(?:is|was|had been))?\W*$",
    re.IGNORECASE,
)


def is_a_surname_behind(before: str) -> bool:
    """What stands before a single name says that it is a surname: "née", "whose maiden name was"."""
    return _SURNAME.search(before) is not None


def is_short_for(gap: str) -> bool:
    """What stands between two names says that the first is a by-name of the second: `"Otter" = we think Lorcan Tebb`."""
    return _MEANS.fullmatch(gap) is not None


def whom_called(text: str, one: Mention, by: Mention, other: Mention) -> bool:
    """ "Inga, whom Ernest called Grace": `other` is a name of `one`, given by `by`."""
    return bool(_WHOM.fullmatch(text, one.end, by.start) and _CALLS.fullmatch(text, by.end, other.start))


def is_called_so(text: str, m: Mention) -> bool:
    """Somebody is called by this name, whoever that is: "Known as Buddy.", "Buddy, as he likes to be called"."""
    called = _told_of().search(text, max(0, m.start - _REACH), m.start) and not _goes_on(text, m)
    return bool(called or _AS_CALLED.match(text, m.end))
