"""Everything a document holds, brought into one list of passages, and the document tidied on the way.

Reading and rewriting go through the same survey of the same bytes, so that a passage means the same thing to both.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from urllib.parse import unquote

from redactor.base.collector import uncollected
from redactor.documents.model import Place, Remark, Story, Tidying

from . import fields, policy, properties, tidy
from .attributes import AttributeTexts
from .blocks import AtomState, BlockSpot, Field, view
from .drawings import covering_shapes
from .formats import Formats, read_formats
from .names import FULL, Element, get
from .package import Package, Part, as_document
from .pictures import digest_of
from .places import STORIES, Walk
from .prompts import cut_prompts, mark_prompts, settle_guidance
from .reader import open_package
from .remarks import remark
from .stories import Walker
from .surfaces import Surface, field_stays, of_block, of_field, plain
from .sweep import AttributeText, sweep

_KINDS = list(STORIES)


@dataclass(slots=True)
class Survey:
    """The surfaces in reading order, the tidied package they lie in, and what there is to say."""

    package: Package
    tidying: Tidying
    surfaces: list[Surface] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    cites: list[AttributeText] = field(default_factory=list)  # attributes that name a bookmark or style
    fields: list[Field] = field(default_factory=list)  # the fields that stay

    def remark(self, rule: str, count: int = 1, *, place: str = "file", pictures: tuple[str, ...] = ()) -> None:
        """Add a remark; one that counts nothing is left out in the end."""
        self.remarks.append(replace(remark(rule, count, place), pictures=pictures))

    def learn(self, text: str, place: Place) -> None:
        """Note a text that leaves."""
        if text.strip():
            self.surfaces.append(Surface(plain(text), place))


def survey(data: bytes, tidying: Tidying, allow: frozenset[str]) -> Survey:
    """Read and tidy a document. Raises DocumentError where it cannot be read safely."""
    with uncollected():
        package = open_package(data)
        policy.refuse(package, allow)
        result = Survey(package, tidying)
        _Surveyor(result).run()
        return result


class _Surveyor:
    def __init__(self, result: Survey) -> None:
        self.result = result
        self.package = result.package
        self.tidying = result.tidying
        self.policy = policy.Policy()
        self.tidied = (AtomState.HIDDEN if self.tidying.hidden_text else AtomState.PLAIN) | (
            AtomState.GUIDANCE if self.tidying.guidance else AtomState.PLAIN
        )
        self.formats = Formats()
        self.counts: dict[str, int] = {}
        self.notes: dict[tuple[str, str], int] = {}
        self.copies: dict[str, Surface] = {}
        self.spots: dict[Element, BlockSpot] = {}
        self.pictures: list[tuple[Part, Element, str]] = []

    def run(self) -> None:
        """The order matters: what leaves is read before it goes, and the body before the notes that it cites."""
        main, package = self.package.main, self.package
        leaving_parts = [part for part in package.parts if part.rule.kind in ("core", "app", "custom")]
        leaving_texts = [(part, name, text) for part in leaving_parts for name, text in properties.texts(part)]
        stories = sorted(
            (part for part in package.parts if part.rule.kind in STORIES),
            key=lambda part: _KINDS.index(part.rule.kind),
        )
        if as_document(main):
            self.result.remark("saved-as-document")
        policy.strip_relationships(package, self.tidying, self.policy)
        policy.plain_ids(package)
        broken = policy.clean_pictures(package)
        policy.strip_parts(package, broken)
        self.result.remark("picture-removed", len(broken))
        styles, theme = main.related("styles"), main.related("theme")
        self.formats = read_formats(styles[0].root if styles else None, theme[0].root if theme else None)
        left = {id(part) for part in package.parts}
        for part in stories:
            if part.rule.kind in ("header", "footer") and not policy.is_cited(part, main):
                self._leaving_story(part)
                policy.strip_parts(package, [part])
                self.result.remark("orphan-removed")
            elif id(part) in left:
                self._story(part)
            elif part.rule.kind in ("comments", "building blocks"):
                self._leaving_story(part)
        self._attributes()
        self._links()
        for part, name, text in leaving_texts:
            self.result.learn(text, Place(Story.PROPERTY, name, part.name))
        for target in self.policy.outside:
            self.result.learn(target, Place(Story.LINK_TARGET, "reference to something outside the file"))
        self._properties()
        self._picture_remarks()
        self.result.remarks[:0] = self.policy.remarks()
        self.result.remark("orphan-removed", package.orphans)
        package.prune()

    # ---- text

    def _label(self, part: Part) -> tuple[Story, str, str]:
        """The story, the word for its units, and the label of this part, e.g. "header 2"."""
        story, word = STORIES[part.rule.kind]
        self.counts[word] = self.counts.get(word, 0) + 1
        if part.rule.kind in ("footnotes", "endnotes", "comments", "building blocks"):
            return story, word, f"{word}s"
        return story, word, f"{word} {self.counts[word]}" if word else ""

    def _story(self, part: Part) -> None:
        root = part.root
        story, word, label = self._label(part)
        tidy.settle_alternatives(root)
        walker = Walker(story, label, self.formats, self.tidying)
        walker.prepare(root)
        if part.rule.kind in ("footnotes", "endnotes"):
            self._walk_notes(walker, root, word)
        elif part.rule.kind == "comments":
            for number, unit in enumerate(root, 1):
                walker.within(unit, f"{word} {number}")
        else:
            walker.inside(root)
        walk = walker.walk
        if part.rule.kind == "main":
            self.notes = walk.notes
        prompts = 0
        asked = settle_guidance(walk, self.formats.note_styles)
        if self.tidying.guidance:
            for place in asked:
                self.result.remark("guidance-asked", place=place)
            mark_prompts(walk.blocks)
            prompts = cut_prompts(walk.blocks, self.tidied)
        self._passages(part, walk)
        self.spots.update(walk.spots)
        self.pictures += [(part, element, where) for element, where in walk.pictures]
        self._tidy(part, walk, label or "body", prompts)

    def _walk_notes(self, walker: Walker, root: Element, word: str) -> None:
        """Footnotes and endnotes, by the number that the reader sees; ones that nothing cites are a hiding place and
        go.
        """
        cited = {get(mark, "w:id") for mark in self.package.main.root.iter(*FULL[f"w:{word}Reference"])}
        orphans = 0
        for note in list(root):
            identifier = get(note, "w:id") or ""
            if get(note, "w:type") in ("separator", "continuationSeparator", "continuationNotice"):
                walker.within(note, f"{word} separator")
            elif identifier in cited:
                walker.within(note, f"{word} {self.notes.get((word, identifier), identifier)}")
            else:
                self._read_leaving(walker.walk, note, f"{word} that nothing refers to")
                root.remove(note)
                orphans += 1
        self.result.remark("note-removed", orphans, place=f"{word}s")

    def _read_leaving(self, walk: Walk, unit: Element, label: str, story: Story | None = None) -> None:
        reader = Walker(story or Story.FOOTNOTE, "", self.formats, self.tidying, leaves=True)
        reader.prepare(unit)
        reader.within(unit, label)
        walk.blocks += reader.walk.blocks
        walk.fields += reader.walk.fields

    def _leaving_story(self, part: Part) -> None:
        root = part.root
        story, word, label = self._label(part)
        tidy.settle_alternatives(root)
        walk = Walk()
        units = root
        if part.rule.kind == "building blocks":
            units = next(root.iter(*FULL["w:docParts"]), root)
        for number, unit in enumerate(units, 1):
            self._read_leaving(walk, unit, f"{word} {number}", story)
        self._passages(part, walk, leaves=True)
        self._authors(part, label)
        if word == "comment":
            self.result.remark("comments-removed", len(root), place="comments")

    def _passages(self, part: Part, walk: Walk, *, leaves: bool = False) -> None:
        codes: dict[int, list[Field]] = {}
        for code in walk.fields:
            codes.setdefault(id(code.spot), []).append(code)

        def add(code: Field) -> None:
            stays = field_stays(code, leaves=leaves, accepting=self.tidying.accept_changes)
            if stays:
                self.result.fields.append(code)
            self.result.surfaces.extend(of_field(code, part.name, stays=stays))

        for block in walk.blocks:
            if block.atoms:
                for surface in of_block(block, part.name, self.tidied, accepting=self.tidying.accept_changes):
                    if not self._is_copy(part, surface):
                        self.result.surfaces.append(surface)
            for code in codes.pop(id(block.spot), ()):
                add(code)
        for rest in codes.values():
            for code in rest:
                add(code)

    def _is_copy(self, part: Part, surface: Surface) -> bool:
        """A SmartArt stands in the file twice: what its drawing repeats is changed along with it."""
        if part.rule.kind == "diagram":
            self.copies.setdefault(surface.text, surface)
        elif part.rule.kind == "diagram drawing" and surface.text in self.copies:
            self.copies[surface.text].views += surface.views
            return True
        return False

    def _authors(self, part: Part, where: str) -> None:
        """Note the names of reviewers who are about to leave."""
        names = dict.fromkeys(
            str(value) for element in tidy.authored(part.root) if (value := get(element, "w:author")) is not None
        )
        for name in names:
            self.result.learn(name, Place(Story.AUTHOR, f"reviewer in {where}", part.name))

    # ---- tidying

    def _tidy(self, part: Part, walk: Walk, where: str, prompts: int) -> None:
        said, tidying = self.result.remark, self.tidying
        unlinked = [code for code in walk.fields if fields.always_unlinked(code)]
        for code in unlinked:
            fields.unlink(code)
        fields.drop_broken(walk.broken_fields)
        said("fields-unlinked", len(unlinked), place=where)
        hidden, guidance = (
            sum(1 for block in walk.blocks if block.states & state and not block.leaves)
            for state in (AtomState.HIDDEN, AtomState.GUIDANCE)
        )
        if self.tidied:
            tidy.drop_leaving(walk, self.tidied)
        said("hidden-text-removed" if tidying.hidden_text else "hidden-text", hidden, place=where)
        said("guidance-removed" if tidying.guidance else "guidance", guidance, place=where)
        said("prompts-removed", prompts, place=where)
        for place in walk.disguised:
            said("false-redaction", place=place)
        if tidying.accept_changes:
            self._authors(part, where)
            said("changes-accepted", tidy.accept_changes(part.root), place=where)
        else:
            said("changes-kept", tidy.count_changes(part.root), place=where)
        for shape in covering_shapes(part.root):
            said("covering-shape", place=walk.where(shape) or where)
        if tidying.comments:
            tidy.drop_comments(part.root)
        elif part.rule.kind == "comments":
            said("comments-kept", len(part.root), place=where)

    # ---- attributes, links, properties, pictures

    def _attributes(self) -> None:
        keep_ids = not self.tidying.comments and bool(self.package.main.related("threads"))
        gathered = AttributeTexts(self.spots)
        foreign = strays = protected = 0
        for part in self.package.parts:
            if part.rule.action not in ("story", "rewrite"):
                continue
            swept = sweep(part.root, frozenset(link.id for link in part.relationships), keep_ids=keep_ids)
            policy.drop_uncited(part, swept.links)
            gathered.add(part.name, swept)
            foreign += swept.foreign
            strays += swept.strays
            protected += swept.dropped["w:documentProtection"] + swept.dropped["w:writeProtection"]
        self.result.surfaces += gathered.finished()
        self.result.cites = gathered.cites
        self.package.prune()
        for rule, count in (("foreign-markup", foreign), ("stray-text", strays), ("protection-removed", protected)):
            self.result.remark(rule, count)

    def _links(self) -> None:
        for holder in self.package.holders():
            for link in holder:
                if link.part is None and not link.outside.startswith("#"):
                    place = Place(Story.LINK_TARGET, "link target")
                    self.result.surfaces.append(
                        Surface(plain(unquote(link.outside, errors="replace")), place, link=(holder, link))
                    )

    def _properties(self) -> None:
        for part in self.package.parts:
            if part.rule.kind == "core":
                title = properties.reset_core(part)
                if title is not None:
                    seen = view([title])
                    self.result.surfaces.append(
                        Surface(seen.text, Place(Story.PROPERTY, "property title", part.name), [seen])
                    )
            elif part.rule.kind == "app":
                properties.reset_app(part)

    def _picture_remarks(self) -> None:
        """Every picture is for a person to look at: nobody here can say what it shows."""
        shown = set()
        for part, element, where in self.pictures:
            identifier = get(element, "r:embed") or get(element, "r:id") or get(element, "r:pict")
            link = next((each for each in part.relationships if each.id == identifier), None)
            if link is not None and link.part is not None and tidy.is_attached(element, part.root):
                shown.add(id(link.part))
                rule = policy.about_picture(element, link.part)
                self.result.remark(rule, place=where or part.name, pictures=(digest_of(link.part.data),))
        for part in self.package.parts:
            if part.rule.action == "picture" and id(part) not in shown:
                self.result.remark(policy.about_picture(None, part), pictures=(digest_of(part.data),))
