"""A case: the board's code list, the agency's key map, the profile of the audience; and what follows from them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from redactor.case.profiles import Profile
from redactor.codes.finding import ANY_BLOCK
from redactor.codes.model import Block, CodeList, Kind, Role
from redactor.codes.roles import ambiguous_abbreviations, standard_roles
from redactor.codes.text import squash
from redactor.codes.whole_families import is_family_name, surnames_of
from redactor.identities.model import NEW_OF_THE_NAME, Identity
from redactor.identities.roles import of_several
from redactor.keymap.decisions import MADE, successors
from redactor.keymap.keymap import KeyMap, Record
from redactor.language.lexicon import fold, words_of

if (
    TYPE_CHECKING
):  # what is told to detection and identities is made where it is asked for: most commands ask for neither
    from redactor.detection.knowledge import Knowledge
    from redactor.identities.known import Known


@dataclass(frozen=True)
class Case:
    """Everything that is known before a draft is read."""

    codes: CodeList
    key_map: KeyMap
    profile: Profile = Profile.SUBMISSION

    @classmethod
    def of(cls, codes: CodeList, key_map: KeyMap, profile: Profile = Profile.SUBMISSION) -> Case:
        """A case in which the names that persons have decided on count as names of the list."""
        from redactor.identities.settled import told_names

        told = told_names(key_map.decisions)
        entries = tuple(
            replace(
                e,
                # whom drafts call by a code alone stands on the list by it, and has no name to look for
                name="" if squash(e.name) == squash(e.code) else e.name,
                aliases=tuple(dict.fromkeys((*e.aliases, *told.get(e.code, ())))),
            )
            for e in codes.entries
        )
        told_whom = key_map.model_copy(update={"profile": str(profile)})
        return cls(replace(codes, entries=entries), told_whom, profile)

    @property
    def name(self) -> str:
        """The case as the outputs call it: the subjects' codes."""
        return self.codes.case_name

    @property
    def roles(self) -> tuple[Role, ...]:
        """The board's abbreviations, then the standard ones."""
        return (*self.codes.roles, *standard_roles())

    @property
    def earlier(self) -> tuple[Identity, ...]:
        """The identities of earlier runs, as the key map holds them; not those whom a person found to be somebody else."""
        return tuple(self._identity(r) for r in self._records if r.issued or not self._is_overtaken(r))

    @property
    def tentative(self) -> frozenset[str]:
        """Codes of those of whom earlier runs knew nothing but names that somebody of the list may bear, and on whom no person
        has decided: known to the next run, they would take that person's names."""
        seen: dict[str, set[str]] = {}
        for each in self.key_map.evidence.values():
            for e in each:
                seen.setdefault(e.code, set()).add(e.rule)
        decided = {c for d in self.key_map.decisions if not d.withdrawn for c in (d.code, d.other)}
        return frozenset(code for code, rules in seen.items() if code and rules == {NEW_OF_THE_NAME}) - decided

    @property
    def _records(self) -> list[Record]:
        """Without those that are somebody else's now, and those that only a decision made which was taken back."""
        retired = successors(self.key_map.decisions)
        held = {d.code for d in self.key_map.decisions if not d.withdrawn}
        return [r for r in self.key_map.records if r.code not in retired and (r.why != MADE or r.code in held)]

    def _identity(self, r: Record) -> Identity:
        from redactor.identities.settled import told_names

        told = told_names(self.key_map.decisions, no="address" if r.kind == "person" else "").get(r.code, ())
        names = tuple(n for n in dict.fromkeys((*r.names, *told)) if squash(n) != squash(r.code))
        return Identity(r.code, r.kind_of_identity, r.issued, False, r.prefix, r.role, r.agency, r.gender, names, r.why)

    def renumbered(self, known: Known) -> dict[str, str]:
        """Code that an earlier run used → the code that the same identity has now, where it is another one."""
        from redactor.identities.known import codes_now

        minted = [self._identity(r) for r in self._records if not r.issued]
        return {**self.key_map.replaced, **successors(self.key_map.decisions), **codes_now(known, minted)}

    @property
    def known_codes(self) -> frozenset[str]:
        """Every code of the list and of earlier runs."""
        return frozenset([*(e.code for e in self.codes.entries), *(i.code for i in self.earlier)])

    @property
    def blocks(self) -> tuple[Block, ...]:
        """The numbers that agencies may give out: this one its own, others whatever they were given. A rank with such a number
        is a code, or an officer's own number, and a person is asked."""
        return (Block(*self.key_map.block), *ANY_BLOCK)

    def knowledge(self) -> Knowledge:
        """What detection is told."""
        from redactor.detection.knowledge import Knowledge
        from redactor.language.names import with_surname

        people = [e for e in self.codes.entries if e.kind.is_person]
        # also of those whose code the board has given to somebody else: what they are called does not change with it
        earlier = [self._identity(r) for r in self._records if not r.issued]
        return Knowledge(
            names=(
                *(n for e in people for n in (e.name, *e.aliases, *with_surname(e.name, e.aliases)) if n),
                *(n for i in earlier if i.kind in ("person", "professional") for n in i.names),
                *(s.title() for e in self.codes.entries for s in sorted(surnames_of(e))),
            ),
            addresses=(
                *(e.name for e in self.codes.entries if e.kind is Kind.ADDRESS),
                *(n for i in earlier if i.kind == "address" for n in i.names),
            ),
            organisations=(
                *(n for e in self.codes.entries if e.kind is Kind.ORGANISATION for n in (e.name, *e.aliases)),
                *(n for i in earlier if i.kind == "organisation" for n in i.names),
            ),
            agencies=self._agencies,
            births=tuple(e.date_of_birth for e in people if e.date_of_birth),
            codes=self.known_codes,
            roles=self.roles,
        )

    @property
    def _agencies(self) -> tuple[str, ...]:
        """The agencies of the review, which stay: those of the list's staff and the one that the edition is for. An establishment
        that locates ("Larkfield Surgery") is coded, not kept; a trust is no establishment, though it is named after one."""
        named = (*(e.agency for e in self.codes.entries), self.codes.issue.agency if self.codes.issue else "")
        return tuple(
            a
            for a in dict.fromkeys(filter(None, named))
            if not self._is_coded(a) and not is_family_name(a, self.codes.entries) and not _locates(a)
        )

    def agency_told(self, agency: str, by_role: str) -> str:
        """Where a member of staff works, as it may stand in a record for circulation: an establishment of the list, or of earlier
        runs, by its code, whether or not these drafts name it; one without a code as `by_role`, what the role tells."""
        words = words_of(agency)
        coded = [(e.code, (e.name, *e.aliases)) for e in self.codes.entries if e.kind is Kind.ORGANISATION]
        coded += [(i.code, i.names) for i in self.earlier if i.kind == "organisation"]
        code = next((c for c, names in coded if words and any(words == words_of(n)[: len(words)] for n in names)), "")
        return code or (by_role if agency and _locates(agency) else agency)

    def _is_overtaken(self, record: Record) -> bool:
        """The board has since issued this code, and for somebody else."""
        entry = next((e for e in self.codes.entries if squash(e.code) == squash(record.code)), None)
        if entry is None:
            return False
        return not {fold(n) for n in (entry.name, *entry.aliases)} & {fold(n) for n in record.names}

    def _is_coded(self, agency: str) -> bool:
        """The agency is itself on the list ("School 1", also as the beginning of its name), and so is no agency that stays."""
        words = words_of(agency)
        bodies = [e for e in self.codes.entries if e.kind is Kind.ORGANISATION]
        return any(words == words_of(n)[: len(words)] for e in bodies for n in (e.name, *e.aliases))

    @property
    def ambiguous(self) -> frozenset[str]:
        """Abbreviations that alone do not tell a role, unless the board's list says so, of one role."""
        own = {squash(t) for r in self.codes.roles for t in (r.prefix, *r.variants)}
        return ambiguous_abbreviations() - (own - of_several(self.codes.roles))

    def with_identities(
        self,
        identities: Iterable[Identity],
        standing: Iterable[str],
        replaced: Mapping[str, str] = MappingProxyType({}),
    ) -> KeyMap:
        """The key map after a run: everybody who has a code now."""
        listed = {e.code: e.name for e in self.codes.entries}
        records = [
            Record(
                code=i.code,
                kind="person" if i.kind == "professional" else i.kind,  # type: ignore[arg-type]
                issued=i.issued,
                names=i.names,
                called=listed.get(i.code, "") if i.issued else "",
                role=i.role,
                prefix=i.prefix,
                agency=i.agency,
                gender=i.gender,
                why=i.why,
                contact=i.contact,
                told=i.told,
            )
            for i in identities
        ]
        overtaken = self.key_map.overtaken(e.code for e in self.codes.entries)
        names = {e.code: {fold(n) for n in (e.name, *e.aliases)} for e in self.codes.entries}
        others = {r.code for r in overtaken if not {fold(n) for n in r.names} & names.get(r.code, set())}
        kept = tuple(
            r for r in self.key_map.records if r.code not in others
        )  # the board gave that code to somebody else
        return (
            self.key_map.model_copy(update={"records": kept, "replaced": {**self.key_map.replaced, **replaced}})
            .with_records(records)
            .with_standing(standing)
            .with_list(self.codes.digest)
        )


def _locates(agency: str) -> bool:
    """An establishment that tells where somebody lives, learns or is treated ("Larkfield Surgery"). A trust is none, though it
    may be named after one."""
    from redactor.language.establishments import code_word

    return code_word(agency) != "Organisation" and words_of(agency)[-1:] != ("trust",)
