"""The office: a rank, a role beside the name, or a professional's title excludes the family, and the other way round."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from redactor.codes.model import Role
from redactor.identities.facts import Fact, Setting, Speaks
from redactor.identities.people import SAME_RANK
from redactor.language.lexicon import lexicon

_RANKS = ("rank", "judge")
_SERVES = re.compile(
    r"\b(?:soldier|army|navy|naval|RAF|air ?force|marines?|airman|sailor|forces|serving|serviceman|military)\b",
    re.IGNORECASE,
)
_LONGEST = 6  # words of a role
# who is called a doctor, of medicine or of letters
_DOCTORS = re.compile(
    r"doctor|consultant|practitioner|\bGP\b|registrar|physician|surgeon|paediatric|psycho|psychi|patholog|radiolog|obstetric|"
    r"anaesthe|neurolog|geriatric|dentist|professor|lecturer|head|principal|examiner|optometr|vet|officer|clinical",
    re.IGNORECASE,
)


def facts(setting: Setting) -> Iterator[Fact]:
    """Ranks, roles and their holders."""
    for node in setting.open:
        titles = [t for x in node.name.titles if (t := lexicon().titles.get(x))]
        ranked = any(t.kind in _RANKS or t.kind == "role" for t in titles) or any(
            x.upper() == x or lexicon().titles.get(x) is None for x in node.name.titles
        )
        serves = any(t.kind == "service" for t in titles)  # "LCpl Hill" in a case with a "Father, serving soldier"
        doctor = any(t.kind in ("doctor", "professor") for t in titles)
        held = setting.offices.get(node.place)
        text = setting.passages[node.mention.passage].text
        role = held.title.lower() if held and not doctor else ""
        said_alone = next((t.text.lower() for t in titles if t.kind == "role"), "") or (
            _said_alone(held, text[: node.mention.start]) if held else ""
        )
        agree, differ = False, []
        for candidate in node.candidates:
            if candidate.fit is None:
                if ranked or role:
                    yield Speaks("office: somebody new holds it", node.place, candidate.key)
                continue
            person = setting.people[candidate.key]
            own = setting.held.get(candidate.key, person.role if person.kind == "professional" else "")
            if person.kind == "professional" or own or _ranks(person.titles):
                if role and own and (_same_office(role, own) or (said_alone and said_alone in own.lower().split())):
                    agree = True
                    yield Speaks("office: the same", node.place, candidate.key)
                elif (role and own) or (doctor and own and not _DOCTORS.search(own)):
                    differ.append(candidate.key)
                    yield Speaks("office: another", node.place, candidate.key)
                if ranked:
                    # titles that the drafts give to one of the list are those of mentions like this one
                    learnt = () if person.issued else tuple(person.titles)
                    words = " ".join((*learnt, person.code, own)).lower()
                    said = {SAME_RANK.get(x, x) for x in node.name.titles}
                    if any(re.search(rf"\b{re.escape(x)}\d*\b", words) for x in said):
                        yield Speaks("office: the same", node.place, candidate.key)
            elif serves and _SERVES.search(person.role):
                yield Speaks("office: the same", node.place, candidate.key)
            elif person.issued and ranked:
                yield Speaks("office: the family has no rank", node.place, candidate.key)
            elif person.issued and role:
                yield Speaks("office: the family has none", node.place, candidate.key)
            elif person.issued and doctor:
                yield Speaks("office: a doctor in the family", node.place, candidate.key)
        if (
            agree
        ):  # "AB (team manager) closed. The school nurse, AB": what stands near by tells less than the office itself
            for key in differ:
                yield Speaks("office: another of them holds it", node.place, key)


def _ranks(titles: Iterable[str]) -> bool:
    return any(t.kind in _RANKS for x in titles if (t := lexicon().titles.get(x)))


def _said_alone(role: Role, before: str) -> str:
    """The one word before the name that tells the role: "nurse" is any nurse, though it is a staff nurse's form, too."""
    words = before.lower().replace("-", " ").split()[-_LONGEST:]
    forms = {role.title.lower(), *(v.lower() for v in role.variants)}
    said = next((form for k in range(len(words)) if (form := " ".join(words[k:])) in forms), "")
    return "" if " " in said else said


def _same_office(said: str, own: str) -> bool:
    return said in own.lower() or own.lower() in said
