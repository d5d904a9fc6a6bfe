"""What the drafts say of each person's role and agency: beside the name, and in the other cells of its row."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from redactor.codes.model import Role
from redactor.detection.engine import Detected
from redactor.detection.mentions import Mention, MentionKind
from redactor.detection.protect import BY_ITS_NAME
from redactor.identities.acts import by_acts, is_kin
from redactor.identities.facts import Place
from redactor.identities.recognition import Found
from redactor.identities.register import parse_mention
from redactor.identities.roles import RoleHit, RoleWords, beside, best, by_doing, by_title
from redactor.identities.signers import WEIGHT, roles_of_signers
from redactor.identities.successors import roles_of_successors
from redactor.language.lexicon import fold, lexicon, record_verbs

_ROLE_COLUMN = re.compile(
    r"\b(?:role|designation|rank|job|title|position|post|profession|capacity|what they d(?:id|o)|function|grade)\b",
    re.IGNORECASE,
)
_AGENCY_COLUMN = re.compile(r"\b(?:agency|organisation|employer|service|team|trust|department)\b", re.IGNORECASE)
_HEADING = 40  # characters: a longer one is a label of the form that asks for several things
# what a form asks for, and parts of an agency: neither is where somebody works
_NO_AGENCY = re.compile(
    r"\b(?:name|contact|details?|complet(?:ed|ing)|form|signature|signed|date|telephone|phone|e-?mail|address|position|please|insert"
    r"|tick|yes|no|n/?a|none|unknown|not known|report author)\b"
    r"|^(?:the )?(?:p(?:a|ae)?ediatrics?|ed|a&e|a ?& ?e|emergency department|maternity|radiology|theatres?|wards? ?\w*|"
    r"(?:out|in)patients?|reception|duty|legal|finance|hr|admin(?:istration)?|management)$|[:?_]\s*$",
    re.IGNORECASE,
)
_SOURCE_COLUMN = re.compile(r"^\W*(?:source|record|origin)\b", re.IGNORECASE)
# what tells a sister of a hospital from one of a convent
_OF_A_HOSPITAL = re.compile(
    r"\b(?:wards?|bay|dressings?|obs|observations|medication|drugs?|doses?|doctor|patients?|shift|on duty|handover|bleep\w*|"
    r"theatre|bed|clinic|nurs\w+|cannula|fluids|discharge\w*|admi\w+|prescri\w+)\b",
    re.IGNORECASE,
)
_COLUMN_WEIGHT = 8.0  # a Role column outweighs what a sentence says in passing
_SENTENCES = re.compile(r"[.:!?]\s+\w")  # "CREW IN. HALE + 1"
# behind an office, besides the verbs of records
_HAPPENED = frozenset("is was will has had to not there here now on off out en".split())
_SAID = 1.0  # evidence of this weight names the office; less is a doctor's title alone
_IN_SHORT = 2.0  # words beside the name, against 1.5 of what somebody does
_MARKS = 3  # characters beside a name that is all of a cell
_LABEL = 60  # characters: longer cells are prose


@dataclass(frozen=True)
class Staff:
    """Evidence by person's key."""

    roles: dict[int, list[tuple[Role, float]]] = field(default_factory=dict)
    agencies: dict[int, str] = field(default_factory=dict)

    def role(self, key: int) -> Role | None:
        """The role with most evidence, None for somebody who is no professional."""
        return best(self.roles.get(key, []))


def gather_staff(
    detected: Sequence[Detected], found: Mapping[Place, Found], words: RoleWords, role_words: frozenset[str]
) -> Staff:
    """All evidence of roles and agencies in the drafts."""
    staff = Staff()
    rows = _rows(detected)
    ranks: dict[int, Role] = {}
    acts: dict[int, list[tuple[Role, float]]] = {}
    for d in detected:
        text = d.passage.text
        spans = [(m.start, m.end) for m in d.mentions if m.kind is MentionKind.PERSON]
        if not spans:
            continue
        hits = [
            h
            for h in words.hits(text)
            if not any(s <= h.start and h.end <= e for s, e in spans) or _in_brackets(text, h, spans, words)
        ]
        people = [
            (m, f.person)
            for m in d.mentions
            if m.kind is MentionKind.PERSON and (f := found.get((m.passage, m.start))) and f.person
        ]
        for m, person in people:
            evidence = staff.roles.setdefault(person.key, [])
            evidence += beside(text, m.start, m.end, hits, spans)
            kin = is_kin(text, m.start, m.end)
            if not kin and (doing := by_doing(text, m.start, m.end, words)):
                evidence.append(doing)
            if behind := _letters_behind(m.text, words):
                evidence.append((behind, 2.0))
            titles = parse_mention(m, role_words).titles
            if titled := by_title(titles, words):
                evidence.append(titled)
                if words.is_the_boards(titled[0]) and any(_is_a_rank(t) for t in titles):
                    ranks[person.key] = titled[0]
            if agency := _works_for(d, m):
                staff.agencies.setdefault(person.key, agency)
            if _OF_A_HOSPITAL.search(text) and (sister := _ward_sister(words, titles)):
                evidence.append((sister, 1.0))
            if not kin and (short := words.in_short(text, m.start, m.end, spans)):
                acts.setdefault(person.key, []).append((short, _IN_SHORT))
            elif not kin and (act := by_acts(text, m.start, m.end, spans, words)):
                acts.setdefault(person.key, []).append(act)
        cell = d.passage.cell
        if cell and len(text) < _LABEL and len({p.key for _, p in people}) == 1:
            others = {
                h: c for h, c in rows.get((d.passage.place.part, cell.table, cell.row), {}).items() if h != cell.header
            }
            _read_row(staff, people[0][1].key, others, words, told=people[0][1].key in ranks)
    for key, rank in ranks.items():
        known = staff.role(key)
        if known is not None and not words.is_the_boards(known):
            staff.roles[key] = [
                (rank, 1.0)
            ]  # "PC Hale at scene, PT settled", "OIC DC Lane": the rank is one of the board's roles
    for key, told_by_acts in acts.items():
        if not any(weight >= _SAID for _, weight in staff.roles.get(key, ())):
            staff.roles.setdefault(key, []).extend(told_by_acts)
    held = {key: best(evidence) for key, evidence in staff.roles.items()}
    told = {key: role for key, role in held.items() if role}
    for key, role in (
        *roles_of_signers(detected, found, words),
        *roles_of_successors(detected, found, words, told),
    ):
        if not staff.roles.get(key):
            staff.roles[key] = [(role, WEIGHT)]
    return staff


def offices_in_rows(detected: Sequence[Detected], words: RoleWords) -> dict[tuple[int, int], Role]:
    """(passage, start) of a name that is all of a cell → the office that another cell of its row tells: "Lili | Cook"."""
    rows = _rows(detected)
    found: dict[tuple[int, int], Role] = {}
    for d in detected:
        cell, people = d.passage.cell, [m for m in d.mentions if m.kind is MentionKind.PERSON]
        if not cell or len(people) != 1 or len(d.passage.text.strip()) > people[0].end - people[0].start + _MARKS:
            continue
        row = rows.get((d.passage.place.part, cell.table, cell.row), {})
        told = [
            role
            for header, text in row.items()
            if header != cell.header
            and not _SOURCE_COLUMN.search(header)
            and (
                _ROLE_COLUMN.search(header)
                or _is_role(text, words)
                or (words.of_workplace(text) and not text.isupper())
            )
            and len(text) < _LABEL
            and (role := words.of_title(text) or words.of_workplace(text))
        ]
        if len({role.prefix for role in told}) == 1:
            found[people[0].passage, people[0].start] = told[0]
    return found


# "DC Hill of Wold Police", "Ann Hill, a social worker at Wold Council", "Sister Hill, Wold Trust,", "Ann Hill (Wold Council)"
_WORKS_FOR = re.compile(
    r"(?:,? (?:an? |the )?(?:[a-z][a-z' -]{2,40} )?(?P<of>of|from|at|with|for|employed by) |"
    r", (?:an? )?(?:[a-z][a-z' -]{2,40}, )?|(?:, (?:an? )?[a-z][a-z' -]{2,40})? \()"
    r"(?:the )?"
)


def _works_for(d: Detected, m: Mention) -> str:
    """The agency right behind a name, as the draft calls it: one that stays in the text. "" for none."""
    text = d.passage.text
    behind = [
        (k.end, text[k.start : k.end])
        for k in d.kept
        if k.reason in ("agency", BY_ITS_NAME) and 0 < k.start - m.end < _LABEL
        if (how := _WORKS_FOR.fullmatch(text, m.end, k.start))
        if how["of"]
        or re.match(r"[,.;)]|$", text[k.end :])  # "Ann Hill, Wold Police and the school met": a row of several
    ]
    return min(behind)[1] if behind else ""


def _ward_sister(words: RoleWords, titles: Sequence[str]) -> Role | None:
    """The role of a sister, the board's where it has sisters or else nurses; "Sr" may be one of the district, too."""
    known = [role for title in ("Ward Sister", "Registered Nurse") if (role := words.of_title(title))]
    boards = next(filter(words.is_the_boards, known), None)
    if "sister" in titles:
        return boards or (known[0] if known else None)
    return boards if "sr" in titles else None


def _letters_behind(name: str, words: RoleWords) -> Role | None:
    """ "Tilda PCSO", read as one name: the board's letters behind it say what she is."""
    _, _, last = name.rpartition(" ")
    role = (
        words.of_abbreviation(last)
        if last != name and len(last) > 1 and last.isupper() and not name.isupper()
        else None
    )
    return role if role and words.is_the_boards(role) else None


def _in_brackets(text: str, hit: RoleHit, spans: Sequence[tuple[int, int]], words: RoleWords) -> bool:
    """ "Tilda Moss (TVN)": the board's own letters are an office, even where they were taken for somebody's name."""
    return (
        hit.short
        and words.is_the_boards(hit.role)
        and (hit.start, hit.end) in spans
        and text[hit.start - 1 : hit.start] + text[hit.end : hit.end + 1] == "()"
    )


def _is_a_rank(title: str) -> bool:
    known = lexicon().titles.get(title)
    return known is not None and known.kind == "rank"


def _read_row(staff: Staff, key: int, cells: Mapping[str, str], words: RoleWords, *, told: bool = False) -> None:
    """What the other cells of somebody's row say of him; of a rank that is `told` with his name only a column of roles says more:
    "office" is where the row's other half was, and "PC Hill" is a constable."""
    for header, content in cells.items():
        if _SOURCE_COLUMN.search(header):
            continue  # "CUSTODY": which record it is from, not what the writer is
        agency = bool(_AGENCY_COLUMN.search(header)) and len(header) < _HEADING
        if (_ROLE_COLUMN.search(header) and not agency) or (not told and _is_role(content, words)):
            if role := words.of_title(content):
                staff.roles.setdefault(key, []).append((role, _COLUMN_WEIGHT))
        elif not told and (workplace := words.of_workplace(content)):
            staff.roles.setdefault(key, []).append((workplace, 1.0))  # or the record that the row is of
        elif agency and not _NO_AGENCY.search(content.strip()):
            staff.agencies.setdefault(key, content)


def _is_role(text: str, words: RoleWords) -> bool:
    """A short cell that begins with a role, whatever its column is called; "CARER SENT." is what happened."""
    hits = words.hits(text) if len(text) < _LABEL else []
    if not hits or hits[0].start >= 12 or hits[0].short or _SENTENCES.search(text):
        return False
    behind = re.match(r"\s+([A-Za-z]+)", text[hits[0].end :])
    return behind is None or fold(behind[1]) not in record_verbs() | _HAPPENED


def _rows(detected: Sequence[Detected]) -> dict[tuple[str, int, int], dict[str, str]]:
    rows: dict[tuple[str, int, int], dict[str, str]] = {}
    for d in detected:
        if (cell := d.passage.cell) and cell.header:
            rows.setdefault((d.passage.place.part, cell.table, cell.row), {})[cell.header] = d.passage.text
    return rows
