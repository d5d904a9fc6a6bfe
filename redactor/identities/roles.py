"""Which role a member of staff has: told by the words beside the name, or by the Role column of the same row.

The board's own abbreviations win over the standard ones of key_maps/roles.csv; within each, the longest title that
matches wins, so that a "student social worker" is no "social worker" where the list knows both.
"""

from __future__ import annotations

import csv
import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from redactor.base.remembered import remembered
from redactor.base.resources import data_path
from redactor.codes.model import Role
from redactor.codes.text import squash
from redactor.identities.in_short import told_in_short
from redactor.identities.people import SAME_RANK
from redactor.language.alternatives import alternatives
from redactor.language.lexicon import lexicon

# words that say something about the holder and leave the role as it is
_MODIFIERS = (
    "acting|duty|agency|locum|allocated|new|newly qualified|newly-qualified|qualified|experienced|family|"
    "temporary|former|retired|then|"
    "current|previous|interim|deputising|second|first|third|named|lead|school's|school|ward|hospital|community|specialist|"
    "children's|"
    "child's|clinical|attached|link|associate|practice|our|local|part-time|full-time|registered|independent|senior|junior|"
    "young|male|female|on-call|on call|out of hours|night|day|team lead|lead|bank|relief|visiting|"
    "casual|sessional|regular|usual|oldest|newest|youngest|best|only|other|"
    "longest[ -]serving|long[ -]serving|very experienced|zero[ -]hours|peripatetic|contracted|"
    r"(?:Y|Yr|Year) ?\d{1,2}|KS ?\d|Reception|nursery|ward \w+|band \d|paeds?|maternity|(?-i:[A-Z&]{2,6})"
)
# "works for the council as", "took over as", "had been": what joins a name to its role
_LINK = (
    r"(?:(?:who|and|which) )?(?:(?:was|is|were|are|had been|has been|have been)(?: (?:employed|appointed|promoted|working))?"
    r"|became|becomes|remained|works?|worked|working|joined|qualified|employed|appointed|starts?|started|began|acts?|acted|acting"
    r"|covers?|covered|covering|took over|taking over|continued|served|returned)"
    r"(?: (?:for|at|in|with) (?:the )?[\w’'-]+(?: [\w’'-]+){0,2})?(?: (?:as|to))? "
)
_WHOSE = r"(?:[\w-]+(?:['’]s?|s['’]) )"  # "Keira's", "the family's"
_AFTER = re.compile(
    r"(?:['’]s)?[\"”’']?(?: (?:of|from|at) (?:the )?[A-Z][\w’'-]*(?: (?:& )?[A-Z][\w’'-]*){0,3})?\s*(?:[,(–—:/-]|\s-\s)?\s*"
    rf"(?:(?:that|she|he|who|it|they)['’]?(?:s| is| are|re) )?(?:{_LINK}|as |who (?:[a-z]+ ){{1,7}}as )?"
    rf"(?:(?:also|then|now|still|at that time|by then) )?(?:(?:the|a|an|our|my|their|his|her|its|one of the|"
    rf"another|the other|other|our other) )?{_WHOSE}?(?:(?:{_MODIFIERS})[, ]+){{0,3}}$",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    r"s?(?: [a-z]+(?:ist|ian|eon|ology|ics))?"
    r"(?:,? (?:at (?:the|that) time|then|for|to|of|in|from|at|on)(?: (?:the |that |this )?[^,.;:()]{1,40}?)??)?"
    r"(?:,? who [^,.;:()]{1,60})?(?: (?:assessment|report|visit|input|session|call)(?: by| from| with)?)?"
    r"(?:,? (?:via|by|on|over) (?:the )?(?:tele)?phone|,? (?:via|by|on) (?:video|Teams|Zoom|LanguageLine))?"
    r"(?: (?:r/v|rv|review|reviewed by|seen by|on call|on duty|in charge|"
    r"on shift|concerned|involved|required|requested|attending|"
    r"(?:is|was) (?:identified|recorded|given|shown)[^,.;:()]{0,30}? as))?"
    r"(?:\s*[,:(–—-])?\s*"
    r"(?:(?:called|named|that['’]?s|whose name (?:is|was)|was|is|being|was (?:then|now|to be)|is (?:now|to be)|will be|"
    r"would be|remained|Dr|"
    r"Mr|Mrs|Ms|Miss)\s+)?[\"“‘'(]?$"
)
# "I am Ann Hill. I have been the safeguarding lead since": who makes a statement
_I_AM = re.compile(r"\b(?:I am|I['’]m|[Mm]y name is) $")
_OF_MYSELF = re.compile(
    r"(?:\.|,? and) I(?:['’]m| am|['’]ve been| have been| was| work as| worked as)(?: (?:now|also|still))?(?: (?:the|a|an|our))?"
    rf" (?:(?:{_MODIFIERS})[, ]+){{0,3}}"
)
_HE_IS = re.compile(
    r"[^.;:!?\n]{0,60}[,–(-] ?(?:he|she|they)(?:['’]s|['’]re| is| was| are| were|s)(?: (?:also|now|then|only|just))? "
    rf"(?:(?:the|an?|our|my|their|his|her|one of the|another) )?(?:(?:{_MODIFIERS})[, ]+){{0,3}}"
)
_REACH = 400  # characters from a name within which a role can belong to it
_NOT_HELD = re.compile(r"['’]s?\b|s['’]| by (?:training|background|profession)\b")  # "the social worker's friend"


# last words of what a board writes of a service, not of somebody
_SERVICES = frozenset(
    "services service team support help health housing relations reception education office finance legal admin care duty "
    "unit hub records".split()
)
_ON_SHIFT = frozenset(
    [
        "support worker",
        "care worker",
        "carer",
        "residential worker",
        "residential child care worker",
        "care assistant",
        "healthcare assistant",
    ]
)
_SHIFTS = tuple(f"{when} {who}" for when in ("day", "night", "early", "late", "am", "pm") for who in ("staff", "team"))
_OF_A_SERVICE = re.compile(
    r" of (?!(?:the |our |this )?(?:school|year|sixth|lower|upper|key stage|operations|service|department|college|centre)\b)",
    re.IGNORECASE,
)
# "the housing manager" is no team manager, though the board has no other
_ANOTHER_KIND = re.compile(
    r"(?<![\w’'-])(?!(?:the|an?|her|his|their|our|my|its|your|this|that|another|one|duty|senior|new|old|previous|former|then|now|current|"
    r"allocated|named|acting|interim|deputy|assistant|night|day|on-call|first|second|other|same|lead|and|or|with|to|by|from|told|as|of|"
    r"rang|saw|asked|called|phoned|emailed|contacted|informed|met|via|is|was|both|for|on|in|at)\b)[a-z][a-z’'-]+ $"
)
_ADJECTIVES = frozenset(["legal"])  # a team where it stands alone; "legal guardian" is none


@dataclass(frozen=True, slots=True)
class RoleHit:
    """A role word in a text: characters start to end (exclusive), its role, and whether it is an abbreviation."""

    start: int
    end: int
    role: Role
    short: bool


@lru_cache(maxsize=2)
def role_words(issued: tuple[Role, ...], standard: tuple[Role, ...], ambiguous: frozenset[str]) -> RoleWords:
    """The role words of a case: the same object for the same roles, since it remembers what it has found."""
    return RoleWords(issued, standard, ambiguous)


@remembered(262_144)  # the sieve runs over the same passages after every decision
def _hits(words: RoleWords, text: str) -> tuple[RoleHit, ...]:
    return tuple(words.find(text))


class RoleWords:
    """All titles and abbreviations of a case's roles, ready to be found in text."""

    def __init__(
        self, issued: Sequence[Role], standard: Sequence[Role], ambiguous: frozenset[str] = frozenset()
    ) -> None:
        self._by_text: dict[str, Role] = {}
        shorts: dict[str, Role] = {}
        spoken = _first_letters(issued)
        shared = of_several(issued)
        for roles in (issued, standard):
            for own in roles:
                role = own if roles is issued else _issued_for(own, issued)
                for text in (*_spellings(own, roles is issued), own.prefix, *own.variants):
                    if len(text) < 2:
                        continue
                    if re.fullmatch(r"[A-Z][A-Za-z]?[A-Z/&]*[a-z]?", text) and len(text) <= 6:
                        plain = "".join(text.lower().split())
                        tells = plain not in (shared if roles is issued else ambiguous)
                        if tells or text == own.prefix:
                            shorts.setdefault(text, role)
                    else:
                        self._by_text.setdefault(
                            " ".join(text.lower().replace("-", " ").replace("’", "'").split()), role
                        )
            if roles is issued:
                for letters, own in spoken.items():
                    shorts.setdefault(letters, own)
        for text in [t for t in shorts if re.fullmatch(r"[A-Z]/[A-Z]", t)]:  # "EDT s/w Ann Hill", "L. Hope, m/w"
            shorts.setdefault(text.lower(), shorts[text])
        self._issued = {r.prefix for r in issued}
        self._own = tuple(issued)
        self._by_head: set[str] = set()  # "manager", where the board has team managers only
        heads = Counter(head for r in issued for head in {_head(t) for t in (r.title, *r.variants)})
        boards = self._boards = {_plain(text) for r in issued for text in (r.title, *r.variants)}
        for own in issued:  # "her co-ordinator, Tim Hill", where the board knows one kind of co-ordinator only
            head = _head(own.title)
            if head in _TELLING_HEADS and heads[head] == 1:
                for form in (head, head.replace("coord", "co ord")):
                    if form not in boards:
                        self._by_text[form] = own
                        self._by_head.add(form)
        for own in issued:  # "Day team: Ann, Bob and bank", where the board's list has those who care by day and night
            if own.title.lower() in _ON_SHIFT:
                for form in _SHIFTS:
                    self._by_text.setdefault(form, own)
        for text in [t for t in self._by_text if t.endswith("wife")]:
            self._by_text.setdefault(f"{text[:-2]}ves", self._by_text[text])
        longs = sorted(self._by_text, key=len, reverse=True)
        self._shorts = shorts
        self._services = {  # "Kay in business services", where the board writes so of a business support officer
            variant.lower(): own
            for own in issued
            for variant in own.variants
            if variant.islower() and variant.split()[-1] in _SERVICES and len(variant) > 5
        }
        self._teams = {  # "Maeve from MIU", where the board knows an "MIU nurse"
            variant.split()[0]: own
            for own in issued
            for variant in own.variants
            if re.fullmatch(r"[A-Z]{3,6} [a-z]+", variant)
        }
        spelt = [
            r"[\s-]+".join((begins, *map(_spelt, rest)))
            for first, *rest in map(str.split, longs)
            for begins in filter(None, (_plainly(first), _WRITTEN_SHORT.get(first)))
        ]
        long = alternatives(spelt, ignoring_case=True)
        self._long = re.compile(rf"(?<![\w-])(?:{long})(?=s?(?![\w-]))", re.IGNORECASE) if longs else None
        self._short = (
            re.compile(
                r"(?<![\w/-])(?:"
                + alternatives(re.escape(s) for s in sorted(shorts, key=len, reverse=True))
                + r")(?=s?(?![\w/-]))"
            )
            if shorts
            else None
        )

    def hits(self, text: str) -> Sequence[RoleHit]:
        """Every role word, in order; abbreviations only as written in capitals."""
        return _hits(self, text)

    def find(self, text: str) -> list[RoleHit]:
        """The same, looked for each time."""
        found = []
        if self._long:
            for match in self._long.finditer(text):
                key = _in_full(" ".join(match.group().lower().replace("-", " ").replace("’", "'").split()))
                role = self._by_text.get(key) or self._by_text.get(key.replace("'", ""))
                if key == "head" and _OF_A_SERVICE.match(text, match.end()):
                    continue  # "Head of Healthcare" leads no school
                if key == "recorder" and match.group().islower():
                    continue  # what a letter is dictated to; a judge is a Recorder
                if key in self._by_head and _ANOTHER_KIND.search(text, max(0, match.start() - 30), match.start()):
                    continue
                if role and not (key in _ADJECTIVES and re.match(r" [a-z]", text[match.end() :])):
                    found.append(RoleHit(*match.span(), self._prefer_issued(text, match, role), False))
        if self._short:
            found += [
                RoleHit(*m.span(), self._shorts[m.group()], True)
                for m in self._short.finditer(text)
                if not any(h.start <= m.start() < h.end for h in found)
            ]
        return sorted(found, key=lambda h: h.start)

    def _prefer_issued(self, text: str, match: re.Match[str], role: Role) -> Role:
        """A standard title that only adds a modifier to one of the board's is the board's ("agency social worker"); a "practice
        manager" is no team manager, though the board has no other manager."""
        if role.prefix in self._issued:
            return role
        words = match.group().replace("-", " ").split()
        for cut in range(1, len(words)):
            shorter = self._by_text.get(" ".join(words[cut:]).lower())
            whole = len(words) - cut > 1 or _plain(words[cut]) in self._boards
            if shorter and whole and shorter.prefix in self._issued and re.fullmatch(_MODIFIERS, " ".join(words[:cut])):
                return shorter
        return role

    def of_title(self, title: str) -> Role | None:
        """The role that a Role cell or a list's column names: the longest title in it, first of several."""
        found = self.hits(title)
        longs = [h for h in found if not h.short]
        if longs:
            return max(longs, key=lambda h: (h.end - h.start, -h.start)).role if longs[0].start > 12 else longs[0].role
        return found[0].role if found else None

    def is_the_boards(self, role: Role) -> bool:
        """The board's list has it."""
        return role.prefix in self._issued

    def of_service(self, words: str) -> Role | None:
        """The role of whoever works where these words begin: "customer relations and …"."""
        words = words.lower()
        return next(
            (r for s, r in self._services.items() if words.startswith(s) and not words[len(s) : len(s) + 1].isalnum()),
            None,
        )

    def of_team(self, letters: str) -> Role | None:
        """The role that the board gives to whoever works in a team: "MASH", where it writes "MASH worker"."""
        return self._teams.get(letters)

    def in_short(self, text: str, start: int, end: int, others: Sequence[tuple[int, int]]) -> Role | None:
        """The board's role that a phrase beside a name tells, in other words than the board's or in fewer (in_short.py)."""
        return told_in_short(text, start, end, others, self._own)

    def of_the_police(self) -> Role | None:
        """The board's one role for police of any rank."""
        return self._only_one(_POLICE)

    def of_the_clergy(self) -> Role | None:
        """The board's one role for clergy of any faith."""
        return self._only_one(_CLERGY)

    def of_the_doctors(self) -> Role | None:
        """Whose a doctor's title is where nothing else is said: the general practitioner's; where the board's list has none, its
        only office of doctors, or nobody's."""
        general = self.of_title("General Practitioner")
        if general is None or not self._own or self.is_the_boards(general):
            return general
        if all("psychologist" in r.title.lower() or not _DOCTORS.search(r.title) for r in self._own):
            return general
        return self._only_one(_DOCTORS)

    def of_the_nurses(self) -> Role | None:
        """The board's one role for nurses of any kind: "Nurse Hill", where its only nurse is a school's."""
        return self._only_one(_NURSES)

    def of_the_sisters(self) -> Role | None:
        """The board's one role that sisters of a ward hold, too."""
        return self._only_one(_SISTERS)

    def _only_one(self, of: re.Pattern[str]) -> Role | None:
        found = [r for r in self._own if any(of.search(t) for t in (r.title, *r.variants))]
        return found[0] if len(found) == 1 else None

    def of_heading(self, header: str) -> Role | None:
        """The board's role that heads a column by its last word: "OPERATOR", of a monitoring operator."""
        word = _plain(header).strip(" :*")
        if not word.isalpha() or word in _NO_OFFICE:
            return None
        own = [r for r in self._own if any(_plain(t).split()[-1:] == [word] for t in (r.title, *r.variants))]
        return own[0] if len(own) == 1 else None

    def of_workplace(self, words: str) -> Role | None:
        """The role of whoever works where a cell says: "Chaplaincy", "IMB", where the board writes "IMB member"."""
        cell = " ".join(words.split())
        for title in teams().get(cell.lower().removeprefix("the "), ()):
            if role := self.of_title(title):
                return role
        own = [r for r in self._own if r.prefix == cell or any(v.split()[:1] == [cell] for v in (r.title, *r.variants))]
        return own[0] if len(own) == 1 and cell.isupper() else None

    def of_abbreviation(self, word: str) -> Role | None:
        """The role of a rank or abbreviation before a name: "PC", "T/DI", "SW"."""
        return self._shorts.get(word) or self._shorts.get(word.split("/")[-1])


# the last word of a title, which says what everybody is
_GENERIC_HEADS = frozenset(
    "officer worker manager nurse practitioner adviser advisor lead head assistant co-ordinator coordinator consultant chair "
    "doctor senior deputy named designated".split()
)
# last words that say enough where one role of the board's ends so; of an officer, a worker or a nurse there are many
_TELLING_HEADS = frozenset(
    "coordinator adviser advisor manager operative navigator mentor carer chair caseworker supervisor tutor guardian "
    "advocate".split()
)
_TOO_WIDE = frozenset(
    "social housing police health school team family youth care support ward community children's child registered general "
    "legal education service group business personal duty practice staff public contact principal review court field".split()
)


def of_several(issued: Sequence[Role]) -> frozenset[str]:
    """Abbreviations, squashed, that a list writes beside several of its roles: "PS" beside practice supervisor and police
    sergeant. Alone they tell no role, but for the one that has it as its prefix."""
    counted = Counter(text for role in issued for text in {squash(t) for t in (role.prefix, *role.variants)})
    return frozenset(text for text, times in counted.items() if times > 1)


def _first_letters(issued: Sequence[Role]) -> dict[str, Role]:
    """Letters that stand for one title of the board's only: "WM" where its fire officers are watch managers, too."""
    found: dict[str, set[Role]] = {}
    for role in issued:
        for text in (role.title, *role.variants):
            words = text.replace("-", " ").split()
            if 2 <= len(words) <= 4 and all(w[0].isalpha() for w in words) and not text.isupper():
                found.setdefault("".join(w[0].upper() for w in words), set()).add(role)
    return {letters: next(iter(roles)) for letters, roles in found.items() if len(roles) == 1}


def _head(title: str) -> str:
    return _plain(title).replace("co ordinator", "coordinator").split()[-1]


def _spellings(role: Role, issued: bool) -> list[str]:
    """A title as it is also written: "MH" for mental health; one of the board's also without its last word, where what is
    left tells enough ("Traveller Liaison", "Exams")."""
    texts = [role.title]
    words = role.title.split()
    if issued and len(words) > 1 and words[-1].lower() in _GENERIC_HEADS:
        stem = " ".join(words[:-1])
        if (len(words) > 2 and words[0].lower() not in _TOO_WIDE) or (len(stem) > 4 and stem.lower() not in _TOO_WIDE):
            texts.append(stem)
    if issued and len(words) > 2 and words[-1][0].isupper() and all(w[0].isupper() for w in words[:-1]):
        texts.append(f"{''.join(w[0] for w in words[:-1])} {words[-1]}")  # "TS officer" of a Trading Standards Officer
    return [t for text in texts for t in dict.fromkeys((text, text.replace("Mental Health", "MH")))]


def _issued_for(standard: Role, issued: Sequence[Role]) -> Role:
    """The board's own role that a standard one is: the same title in any spelling; else the standard one itself. The board's
    prefix is the one that its readers know."""
    title = _plain(standard.title)
    texts = {title, *(_plain(v) for v in standard.variants if len(v) > 3)}
    best: tuple[int, Role] | None = None
    for role in issued:
        theirs = {_plain(role.title), *(_plain(v) for v in role.variants if len(v) > 3)}
        weight = (
            4 * (title == _plain(role.title))
            + 3 * (title in theirs)
            + 2 * (_plain(role.title) in texts)
            + (standard.prefix in role.variants)
            + len(texts & theirs)
            + (
                standard.prefix.casefold() == role.prefix.casefold()
                and bool((set(title.split()) & set(_plain(role.title).split())) - _GENERIC_HEADS)
            )
        )
        if weight and (best is None or weight > best[0]):
            best = (weight, role)
    if best is None and (only := _ends_so(texts, issued)):
        return only
    if best is None and "nurse" in texts:  # "nurse Ann", where the board's only such is a prison nurse
        return _only_nurse(issued) or standard
    if best is None and " " not in title:  # "consultant", where the board's only one is a consultant paediatrician
        of_the_kind = [r for r in issued if title in {w for t in (r.title, *r.variants) for w in _plain(t).split()}]
        return of_the_kind[0] if len(of_the_kind) == 1 else standard
    return best[1] if best else standard


def _ends_so(texts: Iterable[str], issued: Sequence[Role]) -> Role | None:
    """The only one of the board's roles that is one of these with a word before: "care assistant" is its emergency care
    assistant, "key worker" its hostel key worker, where it has no other."""
    telling = [t for t in texts if " " in t]
    found = (
        {
            role.prefix: role
            for role in issued
            for own in (role.title, *role.variants)
            if _plain(own).endswith(tuple(" " + t for t in telling))
        }
        if telling
        else {}
    )
    return next(iter(found.values())) if len(found) == 1 else None


def _only_nurse(issued: Sequence[Role]) -> Role | None:
    of_a_house = {r.prefix: r for r in issued for t in (r.title, *r.variants) if _OF_A_HOUSE.fullmatch(t)}
    return next(iter(of_a_house.values())) if len(of_a_house) == 1 else None


_OF_A_HOUSE = re.compile(r"(?:staff|prison|practice|ward|registered|custody|triage|hospital) nurse", re.IGNORECASE)


def _plain(text: str) -> str:
    return " ".join(text.lower().replace("-", " ").replace("’", "'").split())


def beside(
    text: str, start: int, end: int, hits: Sequence[RoleHit], others: Sequence[tuple[int, int]]
) -> list[tuple[Role, float]]:
    """Roles that the words beside a name give it, with a weight. `others`: spans of the other names in the text."""
    found: list[tuple[Role, float]] = []
    for hit in _near(hits, start, end):
        if _NOT_HELD.match(text, hit.end):
            continue
        plural = (
            text[hit.end : hit.end + 1] == "s"
            or text.endswith("ves", 0, hit.end)
            or text.endswith(" staff", 0, hit.end)
        )
        after_role = hit.end + (text[hit.end : hit.end + 1] == "s")
        if hit.end <= start:
            gap = text[hit.end : start]
            if gap.startswith(",") and any(text[e : hit.start] == " " for _, e in others):
                continue  # "Ann Dow family therapist, Tim OT, Mr Hill": each office stands behind its holder
            if _BEFORE.fullmatch(gap):
                joined = " and " in gap  # "of counsel for the father and Mr Hill, solicitor"
                found.append((hit.role, 2.0 if hit.short else 2.5 if joined else 3.0))
            elif (
                len(gap) < 120
                and (plural or ":" in gap[:3])
                and _only_names(text[after_role:start], after_role, others)
            ):
                found.append((hit.role, 2.5))
        elif hit.start >= end:
            gap = text[end : hit.start]
            if hit.short and any(not h.short and h.start == hit.end + 1 for h in hits):
                continue  # "EDT social worker": letters that say of which team
            if hit.short and gap.strip() == ":" and re.match(r" [a-z]", text[hit.end :]):
                continue  # "BHALE: MASH chased": what somebody writes
            if _HE_IS.fullmatch(gap) and not any(end <= s < hit.start for s, _ in others):
                found.append((hit.role, 2.0))  # "a Pavel stamped it, he's the debt adviser there"
                break
            if _OF_MYSELF.fullmatch(gap) and _I_AM.search(text, max(0, start - 20), start):
                found.append((hit.role, 3.0))
                break
            if _AFTER.fullmatch(gap):
                close = gap.strip() in (",", "(", "", "–", "-", ", a", ", the")
                found.append((hit.role, 3.0 if close else 2.0))
                break
            if plural and len(gap) < 120 and _only_names(gap, end, others):
                found.append((hit.role, 2.5))
                break
            if len(gap) > 120:
                break
    return found


def _near(hits: Sequence[RoleHit], start: int, end: int) -> Sequence[RoleHit]:
    """Of hits in the order of the text those that can be beside a name."""
    first = bisect_left(hits, start - _REACH, key=lambda hit: hit.start)
    return hits[first : bisect_right(hits, end + _REACH, key=lambda hit: hit.start)]


def _only_names(gap: str, offset: int, others: Sequence[tuple[int, int]]) -> bool:
    """Between a plural role and a name lie nothing but other names: "social workers A, B and C"."""
    rest = list(gap)
    for start, end in others:
        for i in range(max(0, start - offset), min(len(rest), end - offset)):
            rest[i] = " "
    return not re.sub(r"\b(?:and|with|the|a|both|newly|qualified|respectively)\b|[\s,;:&+()–-]", "", "".join(rest))


def by_doing(text: str, start: int, end: int, words: RoleWords) -> tuple[Role, float] | None:
    """What a name is said to do, or the team beside it: "Ms Sobol interpreting", "taught by Mr Ferrow", "Uzma Khan (Legal)"
    (key_maps/doing.csv)."""
    around = text[max(0, start - _REACH) : end + _REACH].lower()
    for where, plain, doing, title in _doing():
        if plain not in around:
            continue
        there = (
            re.match(
                rf",? (?:(?:who|and) )?(?:also |then |had |has )?{doing}\b", text[end : end + _REACH], re.IGNORECASE
            )
            if where == "after"
            else re.search(
                rf"\b{doing} (?:the )?(?:(?:Mrs?|Ms|Dr)\.? (?:and|&) )?$",
                text[max(0, start - _REACH) : start],
                re.IGNORECASE,
            )
            if where == "before"
            else re.match(
                rf"\s*(?:\((?:the )?{doing}(?: team| dept| department)?[),]|, {doing}(?:$|[,.;)])|"
                rf"(?:from|of|in|at) (?:the )?{doing}(?: team| dept| department)?"
                r"(?=$|[.;:)]|,(?! an? )| (?:and|who|rang|said|to|after|on|came|was)\b))",
                text[end : end + _REACH],
                re.IGNORECASE,
            )
            or re.search(rf"\b{doing}(?: team)? \((?:\w+\.? )?$", text[max(0, start - _REACH) : start], re.IGNORECASE)
        )
        if there and (role := words.of_title(title)):
            return role, 1.5
    team = _IN_A_TEAM.match(text, end)
    role = words.of_team(team["team"]) if team else None
    if role is None and (within := _WITHIN.match(text, end)):
        role = words.of_service(text[within.end() : within.end() + 60])
    return (role, 1.5) if role else None


_WITHIN = re.compile(r" (?:from|in|at|of) (?:the )?(?=[a-z])")
_IN_A_TEAM = re.compile(r" (?:from|in|at) (?:the )?(?P<team>[A-Z]{3,6})\b")


@lru_cache(maxsize=1)
def _doing() -> tuple[tuple[str, str, str, str], ...]:
    with data_path("key_maps/doing.csv").open(encoding="utf-8", newline="") as lines:
        return tuple(
            (row["where"], row["words"].lower(), re.escape(row["words"]), row["title"]) for row in csv.DictReader(lines)
        )


@lru_cache(maxsize=1)
def teams() -> dict[str, tuple[str, ...]]:
    """Teams and what is done in them (rows "team" of key_maps/doing.csv) → titles."""
    found: dict[str, tuple[str, ...]] = {}
    for where, plain, _, title in _doing():
        if where == "team":
            found[plain] = (*found.get(plain, ()), title)
    return found


# heads of columns that say "who" and of no office who it is
_NO_OFFICE = frozenset(
    "worker officer staff author lead member person contact team source agency role name by who".split()
)
_POLICE = re.compile(
    r"^(?:the )?police(?: officers?| staff)?$|^police representative$", re.IGNORECASE
)  # a constable is of one rank
_CLERGY = re.compile(
    r"\b(?:vicar|priest|minister of religion|curate|rector|chaplain|imam|rabbi|pastor|clergy|faith leader)\b",
    re.IGNORECASE,
)
_DOCTORS = re.compile(
    r"\b(?:doctor|registrar|consultant (?!social)|paediatrician|psychiatrist|\w+ologist|examiner|obstetrician|physician|"
    r"surgeon|geriatrician|psychogeriatrician)\b",
    re.IGNORECASE,
)
_NURSES = re.compile(r" nurse$", re.IGNORECASE)
_SISTERS = re.compile(r"\bsister\b", re.IGNORECASE)
# words of a role as people write them short: "ops mgr", "asst head", "snr practitioner"
_WRITTEN_SHORT = {
    "manager": "mgr", "managers": "mgrs", "officer": "offr", "assistant": "asst", "operations": "ops", "senior": "snr",
    "coordinator": "coord", "worker": "wkr", "supervisor": "supvr", "deputy": "dep", "secretary": "sec",
}  # fmt: skip
_IN_FULL = {short: full for full, short in _WRITTEN_SHORT.items()}


def _spelt(word: str) -> str:
    short = _WRITTEN_SHORT.get(word)
    return rf"(?:{_plainly(word)}|{short})" if short else _plainly(word)


def _plainly(word: str) -> str:
    return re.escape(word).replace("'", "['’]?")


def _in_full(words: str) -> str:
    return " ".join(_IN_FULL.get(w, w) for w in words.split())


_WRITTEN_BEFORE = 3.5


def by_title(titles: Iterable[str], words: RoleWords) -> tuple[Role, float] | None:
    """What a rank or a doctor's title says of the role, when nothing else does."""
    titles = sorted(titles, key=lambda t: (known := lexicon().titles.get(t)) is None or known.kind != "rank")
    for title in titles:  # ranks first: "OIC DC Lane"
        known = lexicon().titles.get(title)
        written, title = title, SAME_RANK.get(title, title)
        spelt = (written.upper(), written.title(), title.upper(), title.title())
        role = next(filter(None, map(words.of_abbreviation, spelt)), None)
        if known and known.kind == "rank" and (role is None or not words.is_the_boards(role)):
            role = words.of_the_police() or role  # "DC Hale", where the board has police officers and no ranks
        if known and known.kind in ("rank", "judge") and role:
            # "SPO Hill", as the board writes the office: more than what is told elsewhere of whom she manages
            return role, 2.0 if known.inside or not words.is_the_boards(role) else _WRITTEN_BEFORE
        if known and known.kind == "rank":
            return None
        if title in ("sr", "sister") and (sister := words.of_the_sisters()):
            return sister, 1.0
        if known and known.kind == "religious" and (cleric := words.of_the_clergy()):
            return cleric, 1.0
        if known is None and role:
            return role, 3.0  # an abbreviation of the board's: "FSW Hill"
        if known and known.kind == "role" and "/" in title and role:
            return role, 3.0  # "S/N Hill"
        if known and known.kind == "role" and (named := words.of_title(known.text)):
            nurse = words.of_the_nurses() if known.text == "Nurse" and not words.is_the_boards(named) else None
            return nurse or named, 1.0
        if known and known.kind == "professor" and (consultant := words.of_title("Consultant")):
            return consultant, 0.4
        if known and known.kind == "doctor" and (doctor := words.of_the_doctors()):
            return doctor, 0.4
    return None


def best(evidence: Sequence[tuple[Role, float]]) -> Role | None:
    """The role with most weight behind it; the earliest of equals."""
    if not evidence:
        return None
    totals: Counter[str] = Counter()
    first: dict[str, Role] = {}
    for role, weight in evidence:
        totals[role.prefix] += weight  # type: ignore[assignment]
        first.setdefault(role.prefix, role)
    top = max(totals.values())
    return first[next(p for p in first if totals[p] == top)]
