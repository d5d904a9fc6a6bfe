"""From what a run decided to what its records say. No real name gets into a sentence here."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from redactor.case.awaiting import FOUND_BY, Stands
from redactor.case.case import Case
from redactor.case.question import Asked
from redactor.case.questions import questions
from redactor.case.replacements import Put
from redactor.codes.model import Role
from redactor.codes.numbering import kind_of_standing, split_code
from redactor.codes.roles import agency_by_role
from redactor.codes.standing import LEFT_OVER, MARK
from redactor.codes.text import squash
from redactor.documents.model import Passage
from redactor.documents.where import place_of
from redactor.identities.model import Resolved
from redactor.identities.settled import plain_name
from redactor.keymap.anchors import Anchors, around
from redactor.keymap.keymap import Evidence, KeyMap
from redactor.records.involvement import entry_dates
from redactor.records.model import BLANK, Change, CodeUse, DocumentRecord, Question

_EXAMPLES = 3  # mentions of a code whose words are kept, to decide by


def uses_of(
    resolved: Resolved,
    put: Sequence[Put],
    passages: Sequence[Passage],
    standing: Mapping[str, Sequence[Passage]],
    case: Case,
) -> tuple[CodeUse, ...]:
    """One row for every code in the written files: the list's order, then prefixes and numbers."""
    dates = entry_dates(passages)
    seen: dict[str, list[date | None]] = {}
    for p in put:
        if not p.decision.candidates and not p.decision.code.startswith("["):
            seen.setdefault(p.decision.code, []).append(dates.get(p.passage))
    gone = Counter((squash(p.decision.mention.text), p.passage) for p in put)  # a code that another was put for
    for code, places in standing.items():
        for place in places:
            if gone[squash(code), place.number] > 0:
                gone[squash(code), place.number] -= 1
            else:
                seen.setdefault(code, []).append(dates.get(place.number))
    seen.pop("", None)
    uses = []
    for identity in resolved.identities:
        if (found := seen.pop(identity.code, None)) is not None:
            days = [d for d in found if d]
            by_role = agency_by_role(identity.code) if identity.kind == "professional" else ""
            uses.append(
                CodeUse(
                    identity.code,
                    identity.kind,
                    identity.issued,
                    identity.role,
                    case.agency_told(identity.agency, by_role) or by_role,
                    identity.names,
                    len(found),
                    min(days, default=None),
                    max(days, default=None),
                    identity.contact,
                    needs_none=bool((record := case.key_map.record(identity.code)) and record.board_says),
                )
            )
    titles = {squash(r.prefix): r.title for r in reversed(case.roles)}
    for code in sorted(c for c in seen if split_code(c)):
        days = [d for d in seen[code] if d]
        prefix = (split_code(code) or ("", 0))[0]
        uses.append(
            CodeUse(
                code,
                kind_of_standing(code),
                False,
                titles.get(prefix) or titles.get(prefix.rpartition("-")[2], ""),
                "",
                (),
                len(seen[code]),
                min(days, default=None),
                max(days, default=None),
            )
        )
    listed = {e.code: n for n, e in enumerate(case.codes.entries)}
    return tuple(sorted(uses, key=lambda u: (listed.get(u.code, len(listed)), split_code(u.code) or (u.code, 0))))


def abbreviations_of(uses: Sequence[CodeUse], roles: Sequence[Role]) -> tuple[tuple[str, str], ...]:
    """The role prefixes of the codes in use, with what they stand for, in the order of the alphabet."""
    titles = {squash(r.prefix): (r.prefix, r.title) for r in reversed(roles)}
    used = {(split_code(u.code) or ("", 0))[0].rpartition("-")[2] for u in uses if u.kind == "professional"}
    return tuple(sorted(titles[prefix] for prefix in used if prefix in titles))


def changes_of(put: Sequence[Put], passages: Mapping[int, Passage], names: Mapping[int, str]) -> tuple[Change, ...]:
    """Every replacement for the audit log."""
    return tuple(
        Change(
            document=names[passages[p.passage].draft],
            place=place_of(passages[p.passage]),
            passage=passages[p.passage].in_draft,
            start=p.start,
            end=p.end,
            kind=p.decision.mention.label or str(p.decision.mention.kind)
            if p.decision.mention.kind == "identifier"
            else str(p.decision.mention.kind),
            code=p.text or p.decision.code,
            rule=p.decision.rule,
            recogniser=p.decision.mention.recogniser,
            score=round(p.decision.score, 3),
            original=p.decision.mention.text,
        )
        for p in put
    )


def evidence_of(
    put: Sequence[Put],
    passages: Mapping[int, Passage],
    names: Mapping[int, str],
    anchors: Anchors,
    stands: Sequence[Stands] = (),
) -> dict[str, tuple[Evidence, ...]]:
    """Every decision for the key map, by draft: it alone may keep what stood there."""
    found: dict[str, list[Evidence]] = {name: [] for name in names.values()}
    met: Counter[str] = Counter()
    days = entry_dates(tuple(passages.values()))
    groups = _groups(put, passages)
    for p in put:
        mention = p.decision.mention
        met[p.decision.code] += 1
        asks = p.number is not None or p.decision.doubtful or met[p.decision.code] <= _EXAMPLES
        found[names[passages[p.passage].draft]].append(
            Evidence(
                code=p.decision.code,
                written=p.decision.mention.text,
                place=place_of(passages[p.passage]),
                rule=p.decision.rule,
                recogniser=p.decision.mention.recogniser,
                score=round(p.decision.score, 2),
                doubtful=p.decision.doubtful,
                candidates=p.decision.candidates,
                marker=p.number or 0,
                anchor=anchors.of(p.passage, mention.start),
                around=around(passages[p.passage].text, mention.start, mention.end) if asks else "",
                day=day.isoformat() if (day := days.get(p.passage)) else "",
                group=groups.get((p.passage, mention.start), 0),
            )
        )
    for each in stands:
        found[names[each.passage.draft]].append(
            Evidence(
                code="",  # what stands there is nobody's mention
                written=each.written,
                place=place_of(each.passage),
                rule=each.rule,
                recogniser=FOUND_BY,
                score=1.0,
                doubtful=True,
                candidates=(each.code,) if each.code else (),
                marker=each.number,
                anchor=anchors.of(each.passage.number, each.start),
                around=around(each.passage.text, each.start, each.end),
                told=each.sentence,
            )
        )
    return {name: tuple(each) for name, each in found.items()}


_REACH = 3  # passages between like mentions of one group


def _groups(put: Sequence[Put], passages: Mapping[int, Passage]) -> dict[tuple[int, int], int]:
    """(passage, start) of what a person has to decide → the number of its group.

    Of one group are the same words of which the same was made, from one to the next not farther apart than a few
    passages of a draft: whoever is meant by the first is meant by all, or the text would say so. Twice in one sentence
    they may be two people ("Varnham came and then Varnham left").
    """
    last: dict[tuple[int, str], tuple[Put, tuple[str, ...], int]] = {}  # draft, words → mention, made of it, group
    found: dict[tuple[int, int], int] = {}
    number = 0
    for p in sorted(put, key=lambda p: (p.passage, p.start)):
        mention = p.decision.mention
        made = (p.decision.code, *p.decision.candidates)
        key = (passages[p.passage].draft, plain_name(mention.text))
        before = last.get(key)
        if before is None or before[1] != made or not _near(before[0], p, passages[p.passage].text):
            number += 1
            last[key] = (p, made, number)
        else:
            last[key] = (p, made, before[2])
        if p.number is not None or p.decision.doubtful:
            found[(p.passage, mention.start)] = last[key][2]
    return found


def _near(one: Put, other: Put, text: str) -> bool:
    if one.passage == other.passage:
        return re.search(r"[.!?;\n]", text[one.end : other.start]) is not None
    return other.passage - one.passage <= _REACH


def questions_of(
    resolved: Resolved,
    put: Sequence[Put],
    passages: Mapping[int, Passage],
    names: Mapping[int, str],
    stands: Sequence[Stands],
) -> tuple[Question, ...]:
    """What awaits a person: unresolved mentions, people and places without a code of the board's, doubtful finds."""
    questions = []
    minted: dict[str, Put] = {}
    issued = {i.code for i in resolved.identities if i.issued}
    for p in put:
        place, document = place_of(passages[p.passage]), names[passages[p.passage].draft]
        if p.number is not None:
            many = "one of these" if len(p.decision.candidates) < 3 else "one of several"
            questions.append(
                Question(
                    "unresolved",
                    document,
                    place,
                    f"The text does not tell which is meant: {many}. Put the right code in the place of the marker.",
                    p.number,
                    p.decision.candidates,
                )
            )
        elif p.decision.doubtful:
            questions.append(
                Question(
                    "doubtful",
                    document,
                    place,
                    f"Taken for {p.decision.code} ({p.decision.rule}). Check that this is who is meant.",
                    candidates=(p.decision.code,),
                )
            )
        if (
            p.decision.code
            and p.decision.code not in issued
            and not p.decision.code.startswith("[")
            and not p.decision.text
            and not p.decision.code.isdigit()
        ):
            minted.setdefault(p.decision.code, p)
    kinds = {i.code: i for i in resolved.identities}
    for code, p in minted.items():
        identity = kinds.get(code)
        what = identity.role or identity.kind if identity else "person"
        questions.append(
            Question(
                "minted",
                names[passages[p.passage].draft],
                place_of(passages[p.passage]),
                f"{code} ({what}) is not on the board's list. Ask the board for a code.",
                candidates=(code,),
            )
        )
    for each in stands:
        kind = "unresolved" if each.rule == MARK else "left" if each.rule in LEFT_OVER else "doubtful"
        document, codes = names[each.passage.draft], (each.code,) if each.code else ()
        question = Question(kind, document, place_of(each.passage), each.sentence, each.number or None, codes)
        if kind == "left":
            shown = finished(each, put, stands)
            question = replace(question, around=shown, written=each.written)
        questions.append(question)
    return tuple(questions)


_UNREAD = frozenset(("signs", "drawn", "looks-different"))  # of a PDF: what nobody has read, or what came out otherwise


def looks_of(records: Sequence[DocumentRecord]) -> tuple[Question, ...]:
    """What no program has read on a page, which awaits a person before the file is fit."""
    return tuple(
        Question("look", record.output, remark.place, remark.text)
        for record in records
        for remark in record.remarks
        if remark.rule in _UNREAD
    )


def finished(left: Stands, put: Sequence[Put], others: Sequence[Stands]) -> str:
    """The words around what is left, as they will stand: codes in the place of names, what is left itself blanked."""
    text = left.passage.text
    edits = {(p.start, p.end): p.text or p.decision.code for p in put if p.passage == left.passage.number}
    edits |= {
        (s.start, s.end): BLANK for s in others if s.rule in LEFT_OVER and s.passage.number == left.passage.number
    }
    out, last, start, end = "", 0, 0, 0
    for (first, after), words in sorted(edits.items()):
        if first < last:
            continue
        out += text[last:first]
        if first == left.start:
            start, end = len(out), len(out) + len(words)
        out, last = out + words, after
    return around(out + text[last:], start, end)


def pairs_of(key_map: KeyMap) -> tuple[Question, ...]:
    """Two codes of whom the names say that they may be one person, that nobody has decided on."""
    return tuple(
        Question(
            "left",
            q.draft,
            q.place,
            f"{q.code} and {q.choices[0]} have names alike: one person under two codes, or two people?",
            candidates=(q.code, *q.choices),
        )
        for q in questions(key_map)
        if q.asked is Asked.MERGE
    )
