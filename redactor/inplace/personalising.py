"""Names in place of codes, for those who have to recognise themselves: the debriefing, the check of facts.

The copies are Restricted: a line at the head and a mark across every page, for their owner only, each in the log.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from redactor.base.files import beside, fitted
from redactor.base.refused import Refused
from redactor.case.questions import user
from redactor.codes.finding import Finder
from redactor.codes.roles import standard_roles
from redactor.codes.text import in_order, is_title, squash
from redactor.documents import KeptDraft, Replacement, Story
from redactor.documents.formats import kept
from redactor.documents.where import place_of
from redactor.inplace.inhouse import check_free, check_written, folder_for, read_drafts, writing
from redactor.inplace.own_part import own_part
from redactor.keymap.keymap import KeyMap, Record
from redactor.keymap.keymap_files import load_key_map, locked, save_with
from redactor.records.copies import COPY, Copy, added, copies_in, log_path, log_to_go_on_with
from redactor.sealed.sealing import Home
from redactor.sealed.whole import Output

LINE, MARK = "Restricted: names", "RESTRICTED: NAMES"
# where a reader reads; properties, authors and names of objects go on without names, as other programs list them
_READ = frozenset(
    (Story.BODY, Story.HEADER, Story.FOOTER, Story.FOOTNOTE, Story.ENDNOTE, Story.COMMENT, Story.TEXT_BOX, Story.CHART,
     Story.DIAGRAM)
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Unplaced:
    """A place where no name could be put."""

    draft: int  # from 1
    place: str
    sentence: str


@dataclass(frozen=True)
class Personalised:
    """Copies with names, not yet on the disk."""

    files: tuple[tuple[str, bytes], ...]
    copies: tuple[Copy, ...]  # for the log
    names_put: Mapping[str, int]  # code → how often its name was put
    without_name: Mapping[str, int]  # codes that stay as nobody knows their name → how often
    not_found: tuple[str, ...]  # codes asked for that stand in no draft
    looks: tuple[Unplaced, ...]

    @property
    def awaits_a_person(self) -> bool:
        """Something could not be done as asked."""
        return bool(self.without_name or self.not_found or self.looks)


def personalised(
    drafts: Sequence[KeptDraft],
    key_map: KeyMap,
    *,
    persons: Sequence[str] = (),
    places: bool = False,
    by: str,
    when: str,
    taken: Sequence[str] = (),
    recipient: str = "",
) -> Personalised:
    """Put names into the drafts: of everybody, or of these `persons` alone; with `places` of addresses and
    establishments too. `recipient`: the code of whoever gets the copies, `taken`: names of files that there are already.
    Raises Refused."""
    names = _names(key_map, persons, places)
    finder = Finder([r.code for r in key_map.records], [r.prefix for r in standard_roles()])
    names_put: Counter[str] = Counter()
    unknown: Counter[str] = Counter()
    looks: list[Unplaced] = []
    files: list[tuple[str, bytes]] = []
    copies: list[Copy] = []
    listed = {squash(r.code) for r in key_map.records}
    for n, draft in enumerate(drafts, 1):
        replacements: list[Replacement] = []
        used: Counter[str] = Counter()
        for passage in draft.passages:
            if passage.place.story not in _READ:
                continue
            several = [s for s in finder.shorthand(passage.text) if any(squash(c) in names for c in s.codes)]
            if not passage.original:
                looks += [Unplaced(n, place_of(passage), _SEVERAL.format(", ".join(s.codes))) for s in several]
            for found in finder.all(passage.text):
                if any(s.start <= found.start < s.end for s in several):
                    continue
                name = names.get(squash(found.code))
                if name:
                    replacements.append(Replacement(passage.number, found.start, found.end, name))
                    used[found.code] += not passage.original
                elif not persons and (name == "" or squash(found.code) not in listed):
                    unknown[found.code] += not passage.original
        data = draft.restricted(replacements, LINE, MARK)
        check_written(draft, replacements, data)
        name = _file_name(n, draft.name, key_map, [*taken, *(f for f, _ in files)], recipient)
        files.append((name, data))
        copies.append(Copy(when, by, draft.digest, hashlib.sha256(data).hexdigest(), tuple(sorted(used)), recipient))
        names_put += used
    missing = tuple(p for p in persons if squash(p) not in {squash(code) for code in names_put})
    return Personalised(tuple(files), tuple(copies), dict(names_put), dict(+unknown), missing, tuple(looks))


_SEVERAL = "Several codes are written as one ({}), and no names were put there."


def fullest(names: Iterable[str]) -> str:
    """The name that says most: with the most words in full, without counting titles; "" for none."""

    def says(name: str) -> tuple[int, bool, bool, int]:
        words = [w for w in re.findall(r"[^\s,]+", name) if not is_title(w)]
        full = sum(len(w.strip(".")) > 1 for w in words)
        return full, any(c.islower() for c in name), name[:1].isupper(), len(name)

    return max(map(in_order, names), key=says, default="")


def _names(key_map: KeyMap, persons: Sequence[str], places: bool) -> dict[str, str]:
    """Squashed code → the name to put; "" where the key map has none."""
    known = {squash(r.code): r for r in key_map.records}
    if strange := [p for p in persons if squash(p) not in known]:
        raise Refused(
            [f"The key map has nobody with the code {p}. Give the code as it stands in the draft." for p in strange]
        )
    wanted: Iterable[Record] = (
        [known[squash(p)] for p in persons] or [r for r in key_map.records if places or r.kind == "person"]
    )  # fmt: skip
    return {squash(r.code): in_order(r.called) if r.called else fullest(r.names) for r in wanted}


def _file_name(number: int, name: str, key_map: KeyMap, taken: Sequence[str], recipient: str = "") -> str:
    """`imr RESTRICTED names.docx`; a draft whose own name holds a word of somebody's name is called by its number."""
    stem = re.sub(r"\.(?:anonymised|recoded)(?=$| part$)", "", Path(name).stem)
    stem = re.sub(r'[<>:"/\\|?*\x00-\x1f]', "-", stem)
    named = [(r, w.casefold()) for r in key_map.records for each in r.names for w in re.findall(r"[^\W\d_]{3,}", each)]
    ours = {
        w.casefold() for w in re.findall(r"[^\W\d_]{3,}", key_map.agency)
    }  # the town of an address is the council's, too
    words = {w for r, w in named if w not in ours or r.kind not in ("address", "place")}
    own = {w.casefold() for w in re.findall(r"[^\W\d_]{3,}", re.sub(r"(?<=[a-z])(?=[A-Z])", " ", stem))}
    if own & words:
        stem = f"draft {number}"
    whom = re.sub(r'[<>:"/\\|?*\x00-\x1f]', "-", f" for {recipient}" if recipient else "")
    ending = f"{whom} RESTRICTED names{Path(name).suffix or '.docx'}"
    made, count = fitted(stem, ending), 2
    while made.casefold() in {t.casefold() for t in taken}:
        made, count = fitted(stem, f" ({count}){ending}"), count + 1
    return made


@dataclass(frozen=True)
class CopiesWanted:
    """What copies are asked for: of all names, of these `persons` alone, or a copy for each of the `recipients`."""

    persons: tuple[str, ...] = ()
    places: bool = False
    recipients: tuple[str, ...] = ()  # codes: each gets a copy of their own, with their own name only
    own_part: bool = False  # only the rows and paragraphs that are about them
    sections: tuple[str, ...] = ()  # and what stands below headings that hold one of these words


def written(drafts: Sequence[Path], path: Path, out: Path, wanted: CopiesWanted) -> tuple[Personalised, str]:
    """Make the copies, log them, and put them into the folder, all or none; with a sentence where the log was broken.

    `path` is the key map's. Raises Refused, KeyMapError.
    """
    if out.resolve() in {p.resolve().parent for p in drafts}:
        raise Refused(["Copies with names may not lie beside the drafts with codes. Give another folder with --out."])
    if Home.current().holds(out) or path.resolve().is_relative_to(out.resolve()):
        raise Refused(["The key map may not lie in the folder of the copies. Give another folder with --out."])
    read = read_drafts(drafts)
    home, when = Home.current(), datetime.now(UTC).isoformat(timespec="seconds")
    with locked(path):
        key_map = load_key_map(path, home)
        if key_map is None:
            raise Refused([f"There is no key map of this case at {path}, and without it nobody has a name."])
        done = _all(read, key_map, wanted, user(), when)
        log, broken = log_to_go_on_with(path, key_map, when)
        log = added(log, done.copies, key_map.digest)

        folder_for(out, drafts)
        files = {out / name: data for name, data in done.files}
        known = {f.path for f in key_map.files}
        made = copies_in(log)
        later = key_map.model_copy(update={"copies": len(log.splitlines())})
        for file, data in files.items():
            later = later.with_file(COPY, file, data, when)
        check_free(files, [*drafts, path], home, ours=lambda p: str(p.absolute()) in known or digest_of(p) in made)
        more = [Output(log_path(path), log, private=True)]
        if broken and (was := log_path(path)).exists():
            aside = beside(was, f".{when[:19].replace(':', '')}")
            more.append(Output(aside, was.read_bytes(), private=True))
        with writing():
            save_with(path, later, home, [*more, *(Output(p, data, names=True) for p, data in files.items())])
    return done, broken


def _all(drafts: Sequence[KeptDraft], key_map: KeyMap, wanted: CopiesWanted, by: str, when: str) -> Personalised:
    """The copies of every recipient, or the one set of copies for nobody in particular. Raises Refused."""
    if (wanted.own_part or wanted.sections) and not (wanted.persons or wanted.recipients):
        raise Refused(["Whose part is it? Give the code with --person, or one for each copy with --for."])
    sets: list[tuple[str, ...]] = [(code,) for code in wanted.recipients] or [wanted.persons]
    done: list[Personalised] = []
    taken: list[str] = []
    for persons in sets:
        _names(key_map, persons, wanted.places)  # a code that nobody has is told before anything is made
        sources, parts = list(drafts), list(drafts)
        if wanted.own_part or wanted.sections:
            sources, parts = _parts(drafts, key_map, persons, wanted)
            if not parts and not wanted.own_part:
                raise Refused(
                    [
                        f"None of the drafts has a heading with “{'” or “'.join(wanted.sections)}”, or nothing stands below it."
                    ]
                )
        recipient = persons[0] if wanted.recipients else ""
        made = personalised(
            parts, key_map, persons=persons, places=wanted.places, by=by, when=when, taken=taken, recipient=recipient
        )
        copies = tuple(replace(c, draft=s.digest) for c, s in zip(made.copies, sources, strict=True))
        done.append(replace(made, copies=copies))
        taken += [name for name, _ in made.files]
    names_put, without = Counter[str](), Counter[str]()
    for each in done:
        names_put.update(each.names_put)
        without.update(each.without_name)
    return Personalised(
        tuple(f for d in done for f in d.files),
        tuple(c for d in done for c in d.copies),
        dict(names_put),
        dict(without),
        tuple(p for d in done for p in d.not_found),
        tuple(look for d in done for look in d.looks),
    )


def _parts(
    drafts: Sequence[KeptDraft], key_map: KeyMap, persons: Sequence[str], wanted: CopiesWanted
) -> tuple[list[KeptDraft], list[KeptDraft]]:
    """The drafts that hold something of these people, and their part of each as a draft of its own."""
    finder = Finder([r.code for r in key_map.records], [r.prefix for r in standard_roles()])
    sources, parts = [], []
    for draft in drafts:
        if data := own_part(draft, persons, wanted.sections, key_map, finder, own=wanted.own_part):
            sources.append(draft)
            parts.append(kept(f"{Path(draft.name).stem} part.docx", data))
    return sources, parts


def digest_of(path: Path) -> str:
    """The SHA-256 of a file, "" where it cannot be read."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""
