"""What leaves a workbook that goes out: read first, so that its names are known, then taken out and told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from urllib.parse import unquote

from redactor.documents.model import DocumentError, Place, Story, Tidying
from redactor.documents.word.pictures import digest_of

from . import clean
from .found import WorkbookSurvey
from .package import BOOK, Link, WorkbookPackage, WorkbookPart, is_plain_id
from .properties import property_surfaces
from .surfaces import CellSurface
from .sweep import Sweep
from .texts import plain
from .xml import descendants, relationship_id, remove


def plain_ids(package: WorkbookPackage) -> None:
    """Give relationships whose ids are not the kind that programs make up a new id."""
    for part in package.parts:
        odd = [link for link in part.links if not is_plain_id(link.id)]
        if not odd or not part.is_xml:
            continue
        used = {link.id for link in part.links}
        names: dict[str, str] = {}
        for link in odd:
            number = 1
            while (name := f"rId{number}") in used:
                number += 1
            used.add(name)
            names[link.id] = link.id = name
        for item in part.root.iter():
            for key, value in list(item.attrib.items()):
                if str(value) in names and "relationships" in str(key):
                    item.set(key, names[str(value)])
                    part.changed = True


def tidy(read: WorkbookSurvey, tidying: Tidying, label: Callable[[WorkbookPart], str]) -> list[CellSurface]:
    """Take out what leaves; gives what it said."""
    package = read.package
    if package.book.content_type != BOOK and "macro" not in package.book.content_type.lower():
        read.remark("saved-as-workbook")
    learned = property_surfaces(package, leaves=True)
    broken = clean.clean_pictures(package)
    read.remark("picture-removed", len(broken))
    for part in package.parts:
        if part.rule.action == "picture" and part not in broken:
            vector = part.content_type in ("image/x-emf", "image/x-wmf")
            rule = "picture-vector" if vector else "picture"
            read.remark(rule, place=label(part), pictures=(digest_of(part.data),))
    leaving = [
        part for part in package.parts
        if part in broken or part.rule.action == "remove"
        or (tidying.comments and part.rule.kind in ("comments", "threads", "people"))
    ]  # fmt: skip
    for part in leaving:
        if part.is_xml and part.rule.kind not in ("custom", "unknown"):
            try:
                swept = Sweep(part, label(part), read.formats, leaves=True).run()
            except DocumentError:
                continue
            learned += [*swept.found, *swept.named]
    learned += _connections(read)
    kinds = {part.rule.kind for part in leaving}
    if "link to a workbook" in kinds:
        read.remark("links-broken", max(1, clean.break_links(package, read.sheets)))
        for order in package.book.related("order"):
            leaving.append(order)
    comments = sum(
        len(descendants(part.root, "comment")) for part in leaving if part.rule.kind == "comments" and part.is_xml
    )
    read.remark("comments-removed", comments)
    if not tidying.comments:
        kept = sum(len(descendants(p.root, "comment")) for p in package.parts if p.rule.kind == "comments")
        read.remark("comments-kept", kept)
    done: Counter[str] = Counter()
    for holder in package.holders():
        out: list[Link] = []
        for link in list(holder.links):
            if clean.leaves(link, comments=tidying.comments) or link.part in leaving:
                out.append(link)
                holder.links.remove(link)
                if link.part is None:
                    place = Place(Story.LINK_TARGET, "reference to something outside the file")
                    learned.append(CellSurface(plain(unquote(link.outside, errors="replace")), place, leaves=True))
                    done["external-removed"] += link.kind not in ("externalLinkPath", "xlExternalLinkPath")
        clean.uncite(holder, [link.id for link in out])
    for part in leaving:
        if part.rule.rule and part.rule.kind != "link to a workbook":
            done[part.rule.rule] += 1
    done["metadata-removed"] += sum(part.rule.action == "reset" for part in package.parts)
    for rule, count in sorted(done.items()):
        read.remark(rule, count)
    if tidying.comments:
        _drop_boxes(read)
    for sheet in read.sheets:
        clean.clean_sheet(sheet)
    for table in (p for p in package.parts if p.rule.kind == "table"):
        clean.clean_sheet(table)
    for item in descendants(package.book.root, "absPath"):
        learned.append(CellSurface(item.get("url") or "", Place(Story.LINK_TARGET, "folder of the file"), leaves=True))
    clean.clean_book(package)
    package.prune()
    read.remark("orphan-removed", package.orphans)
    return [each for each in learned if each.text.strip()]


def _connections(read: WorkbookSurvey) -> list[CellSurface]:
    learned: list[CellSurface] = []
    for part in read.package.parts:
        if part.rule.action == "scrub" and part.is_xml:
            swept = Sweep(part, "connection", read.formats, leaves=True).run()
            learned += [*swept.found, *swept.named]
            clean.empty_connections(part)
            read.remark(part.rule.rule)
    return learned


def _drop_boxes(read: WorkbookSurvey) -> None:
    """The boxes of notes go with the notes."""
    for sheet in read.sheets:
        for link in list(sheet.links):
            if link.part is None or link.part.rule.kind != "old drawing":
                continue
            cited = [i for i in descendants(sheet.root, "legacyDrawing") if relationship_id(i) == link.id]
            if cited and not clean.drop_note_boxes(link.part):
                for item in cited:
                    remove(item)
                sheet.changed = True
                sheet.links.remove(link)
