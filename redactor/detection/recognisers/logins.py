"""User names: those that key the entries of a log or stand below "User", are made of a listed person's name ("zvarnham",
"tilly.v07") or follow "login"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from redactor.detection.look import Look
from redactor.detection.mentions import MentionKind
from redactor.detection.recognisers.base import Find, Recogniser
from redactor.documents.model import Story
from redactor.language.lexicon import abbreviations, fold, lexicon, record_verbs
from redactor.language.names import parse_name, user_names

_WORD = re.compile(r"[@#]?[A-Za-z0-9](?:[A-Za-z0-9_]|\.(?=[A-Za-z0-9]))+")
_CUE = r"(?:snap(?:chat)?|insta(?:gram)?|tiktok|ig|psn|xbox|gamertag|discord|user ?names?|usernames?|log-?ins?|handle|account)"
_CUED = re.compile(
    rf"\b{_CUE}(?:\s(?:name|is|as|was))?[\s:=]{{1,2}}[\"“‘']?(?P<one>[A-Za-z0-9._]+[A-Za-z0-9_])"
    rf"|(?<![\w@.])(?P<other>[A-Za-z0-9._]+[A-Za-z0-9_])[\"”’']? (?:on|from) {_CUE}\b",
    re.IGNORECASE,
)
# what each of those words holds, but for "ig", which stands in many another
_IN_A_CUE = ("snap", "insta", "tiktok", "psn", "xbox", "gamertag", "discord", "user", "log", "handle", "account")
_IG = re.compile(r"\big\b", re.IGNORECASE)
# "06/07/21 08:31 HOBBJ – Letter sent": who keyed an entry of a log
_KEYED = re.compile(
    r"\s*(?:\d{1,2}[./-]\d{1,2}(?:[./-]\d{2,4})?|\d{4}-\d\d-\d\d|\d{1,2}[ -]?[A-Za-z]{3,9}[ -]?\d{2,4})[\s,–-]+"
    r"(?:(?:at )?\d{1,2}[:.]?\d{2}(?::\d\d)?(?:hrs|h)?[\s,–-]+)?"
    r"(?P<who>[A-Z]{5,10}\d{0,2})(?= (?:\([^()]{1,20}\) )?[–—-] |: | \()"
)
# "04.11.22 mgarrow: Attended", "emailed g.maddow": the same in small letters, and a first letter with a surname
_KEYED_SMALL = re.compile(_KEYED.pattern.partition("(?P<who>")[0] + r"(?P<who>[a-z]{5,14}\d{0,2})(?=: )")
_LETTER_AND_SURNAME = re.compile(
    r"\b(?:(?<!due )to|from|by|cc|user|login|emailed|asked|told|contact) "
    r"(?P<who>[a-z]\.(?!coli|diff|pylori|aureus)[a-z]{4,14})(?![\w.@/-])"
)
# heads of columns whose cells are who keyed the row, and what such a cell is
_USER_COLUMN = re.compile(
    r"\b(?:users?|user ?(?:name|id)|log-?in|logged by|entered by|keyed by|created by|amended by|updated by|operator)\b",
    re.IGNORECASE,
)
_USER_CELL = re.compile(r"\s*(?P<who>[a-z]{4,12}\d{0,3})\s*")
_PARTS = re.compile(r"[._\d#@]+")
_PROSE = frozenset([Story.BODY, Story.FOOTNOTE, Story.COMMENT, Story.TEXT_BOX, Story.HEADER, Story.FOOTER])
_ENDINGS = frozenset(["", "s", "es", "ian", "ite", "y", "ie"])
_GLUED = 5  # letters that a name needs to be told inside another word


def _may_be_cued(text: str) -> bool:
    """False where _CUED matches nothing, which is nearly everywhere."""
    low = text.casefold()
    return any(word in low for word in _IN_A_CUE) or _IG.search(low) is not None


def _is_made_up(word: str) -> bool:
    """No word and no number of a list: letters with digits, underscores or dots among them."""
    return bool(re.search(r"[A-Za-z]{2}", word) and re.search(r"[\d_]|[a-z0-9]\.[a-z0-9]", word))


def _is_english(word: str) -> bool:
    return lexicon().is_ordinary(word) or word in lexicon().function_words


def _is_no_heading(look: Look, start: int, end: int) -> bool:
    """Capitals that are no word, no abbreviation, no office and nothing that stays: "SUPERVISION –" heads an entry."""
    word = look.text[start:end]
    known = _is_english(word) or word in abbreviations() or word in look.role_abbreviations or len(word) > 9
    titled = fold(word) in lexicon().titles or fold(word) in look.role_vocabulary
    return not (known or titled or look.hard_between(start, end) or fold(word) in record_verbs())


class Logins(Recogniser):
    """Words that are none but for the name in them, and made-up words after "Snap", "login" and the like, as "user name"."""

    kinds = (MentionKind.IDENTIFIER, MentionKind.PERSON)

    def __init__(self, names: Iterable[str]) -> None:
        super().__init__()
        words: set[str] = set()
        users: set[str] = set()
        for text in names:
            name = parse_name(text)
            firsts = [g[0] for g in (*name.given, *name.initials) if g]
            if name.surname and firsts:
                users.update(user_names(firsts[:1], firsts[1:], name.surname))
            words.update(fold(w) for w in (*name.given[:1], *re.split(r"[\s-]+", name.surname), name.word) if w)
        self._words = frozenset(w for w in words if len(w) > 2 and w.isascii() and w.isalpha())
        self._users = frozenset(u for u in users if not lexicon().is_ordinary(u) and not lexicon().births(u))
        self.told = sorted(self._words), sorted(self._users)  # all that it knows of the case
        self._held: dict[str, bool] = {}
        # inside another word only what is no English word and no name of thousands
        self._rare = tuple(
            sorted(
                w
                for w in self._words
                if len(w) >= _GLUED and not lexicon().is_ordinary(w) and lexicon().births(w) < 3000
            )
        )

    def find(self, look: Look) -> Iterator[Find]:
        """Whole user names, with @ or #."""
        if look.passage.place.story not in _PROSE:
            return
        for match in _CUED.finditer(look.text) if _may_be_cued(look.text) else ():
            group = "one" if match["one"] else "other"
            if _is_made_up(match[group]) and not look.hard_between(*match.span(group)):
                social = not re.search(r"user|log|account", match.group(), re.IGNORECASE)
                label = "social media name" if social else "user name"
                yield Find(*match.span(group), MentionKind.IDENTIFIER, 0.85, label)
        if not look.shouted and (keyed := _KEYED.match(look.text)) and _is_no_heading(look, *keyed.span("who")):
            yield Find(*keyed.span("who"), MentionKind.PERSON, 0.7)
        for user in (_KEYED_SMALL.match(look.text), *_LETTER_AND_SURNAME.finditer(look.text)):
            if user and self._may_be_a_user(look, user["who"]) and not look.hard_between(*user.span("who")):
                yield Find(*user.span("who"), MentionKind.PERSON, 0.7)
        keyed = _USER_CELL.fullmatch(look.text) if look.passage.cell else None
        if keyed and self._is_somebodys(look, keyed["who"]) and not look.hard_between(*keyed.span("who")):
            yield Find(*keyed.span("who"), MentionKind.PERSON, 0.85)
            return
        for match in _WORD.finditer(look.text):
            word = match.group()
            if word in self._users and not look.hard_between(*match.span()):
                yield Find(*match.span(), MentionKind.PERSON, 0.85)  # "printed by zvarnham"
                continue
            holds = self._held.get(word)
            if holds is None:
                holds = self._held[word] = word[-1:] != "." and self._holds_a_name(word)
            if holds and not look.hard_between(*match.span()):
                yield Find(*match.span(), MentionKind.IDENTIFIER, 0.85, "user name")

    @staticmethod
    def _may_be_a_user(look: Look, word: str) -> bool:
        """No word of the language or of the field, in small letters."""
        last = word.rpartition(".")[2].rstrip("0123456789")
        known = _is_english(last) or last in look.role_vocabulary or last in lexicon().things
        return not known and last.upper() not in abbreviations()

    def _is_somebodys(self, look: Look, word: str) -> bool:
        """All of a cell: made of a listed name, or in a column of users and no word."""
        column = look.passage.cell is not None and _USER_COLUMN.search(look.passage.cell.header)
        return word in self._users or (bool(column) and not _is_english(word))

    def _holds_a_name(self, word: str) -> bool:
        low = word.lower()
        parts = [p for p in _PARTS.split(low) if p]
        marked = low != "".join(parts)
        if low in self._words or not (marked or word == low or word[0] == "#"):
            return False
        others = [p for p in parts if p not in self._words]
        signed = bool(re.search(r"[\d#@]", low))
        if marked and word != low and (not signed or len(parts) - len(others) > 1):
            return False  # "D.Tobin", "Tilly_Varnham_2"
        if marked and len(others) < len(parts):  # "tilly.v07", "tilly_07", "kurl.tilly"; not "seen by tilly.she left"
            return (signed or bool(others)) and not any(
                _is_english(p) if len(p) > 2 else p.isalpha() and not signed for p in others
            )
        return any(self._glued(part, marked=marked) for part in parts)

    def _glued(self, part: str, *, marked: bool) -> bool:
        """The name begins or ends the word, with a few letters more: "zvarnham", "varnhamt"."""
        if lexicon().is_ordinary(part) or lexicon().births(part):
            return False
        for name in self._rare:
            if name in part and part != name:
                before, _, after = part.partition(name)
                if after in _ENDINGS and not before:
                    continue
                if (marked or min(len(before), len(after)) == 0) and len(before) + len(after) <= (8 if marked else 3):
                    return True
                if before in self._words or after in self._words:
                    return True
            elif marked and part == name:
                return True
        return False
