"""Links and bookmarks of a PDF: where they lead is kept, what they are called and say is read."""

from __future__ import annotations

from collections.abc import Callable

import pikepdf
from pikepdf import Array, Dictionary, Name

from redactor.documents.model import Place, Story

from .found import PdfSurvey

_LINK = frozenset("/Type /Subtype /Rect /Border /BS /C /H /QuadPoints /F /A /Dest /StructParent /P".split())
_BOOKMARK = frozenset("/Title /Parent /Prev /Next /First /Last /Count /Dest /F /C".split())
_MOST = 200_000  # bookmarks


def keep(thing: pikepdf.Object, keys: frozenset[str]) -> None:
    """Take everything out of a dictionary but these keys."""
    for key in [key for key in thing.keys() if key not in keys]:  # noqa: SIM118
        del thing[key]


def named_targets(root: pikepdf.Object) -> dict[str, pikepdf.Object]:
    """Places in the file that have names, which are put in the place of the names."""
    found: dict[str, pikepdf.Object] = {}
    for key, value in root.get("/Dests", Dictionary()).items():
        found[str(key).lstrip("/")] = value
    tree = root.get("/Names", Dictionary()).get("/Dests")
    waiting = [tree] if isinstance(tree, Dictionary) else []
    seen: set[tuple[int, int]] = set()
    while waiting:
        node = waiting.pop()
        if node.is_indirect and (node.objgen in seen or seen.add(node.objgen)):  # type: ignore[func-returns-value]
            continue
        pairs = list(node.get("/Names", ()))
        for name, value in zip(pairs[::2], pairs[1::2], strict=False):
            found[str(name)] = value
        waiting += [kid for kid in node.get("/Kids", ()) if isinstance(kid, Dictionary)]
    return found


def _target(holder: pikepdf.Object, targets: dict[str, pikepdf.Object]) -> pikepdf.Object | None:
    """The place on a page that something leads to; None where it leads elsewhere."""
    target = holder.get("/Dest")
    action = holder.get("/A")
    if target is None and isinstance(action, Dictionary) and str(action.get("/S", "")) == "/GoTo":
        target = action.get("/D")
    if isinstance(target, (pikepdf.String, Name)):
        target = targets.get(str(target).lstrip("/"))
    if isinstance(target, Dictionary):
        target = target.get("/D")
    if isinstance(target, Array) and len(target) and isinstance(target[0], Dictionary):
        return Array([item for item in target if not isinstance(item, pikepdf.String)])
    return None


def links(found: PdfSurvey, page: pikepdf.Object, number: int, targets: dict[str, pikepdf.Object]) -> None:
    """Links within the file lead to places without names; addresses are read; everything else that a link can do goes."""
    if "/Annots" not in page:
        return
    stays: list[pikepdf.Object] = []
    for each in page["/Annots"]:
        if str(each.get("/Subtype", "")) != "/Link":
            continue
        target, action = _target(each, targets), each.get("/A")
        address = action.get("/URI") if isinstance(action, Dictionary) and str(action.get("/S", "")) == "/URI" else None
        keep(each, _LINK)
        for key in ("/A", "/Dest"):
            if key in each:
                del each[key]
        if target is not None:
            each["/Dest"] = target
        elif address is not None:
            each["/A"] = Dictionary(S=Name.URI, URI=address)
            found.say(address, Place(Story.LINK_TARGET, f"page {number}, link"), _no_link(found, page, each))
        else:
            found.remark("links-removed")
            continue
        stays.append(each)
    page["/Annots"] = Array(stays)
    if not stays:
        del page["/Annots"]


def _no_link(found: PdfSurvey, page: pikepdf.Object, link: pikepdf.Object) -> Callable[[str], None]:
    def put(_: str) -> None:
        for key in ("/A", "/Dest"):
            if key in link:
                del link[key]
        found.remark("link-removed")

    return put


def bookmarks(found: PdfSurvey, targets: dict[str, pikepdf.Object]) -> None:
    """Bookmarks stay, with titles that are read and places without names."""
    root = found.file.Root.get("/Outlines")
    if not isinstance(root, Dictionary):
        return
    keep(root, frozenset(("/Type", "/First", "/Last", "/Count")))
    waiting, number, seen = [root.get("/First")], 0, set()
    while waiting and number < _MOST:
        item = waiting.pop()
        if not isinstance(item, Dictionary) or item.objgen in seen:
            continue
        seen.add(item.objgen)
        number += 1
        target = _target(item, targets)
        keep(item, _BOOKMARK)
        if target is not None:
            item["/Dest"] = target
        elif "/Dest" in item:
            del item["/Dest"]
        if "/Title" in item:
            found.say(item["/Title"], Place(Story.ATTRIBUTE, f"bookmark {number}"), put_in(item, "/Title"))
        waiting += [item.get("/Next"), item.get("/First")]


def put_in(holder: pikepdf.Object, key: str) -> Callable[[str], None]:
    """What writes another text under a key."""

    def put(text: str) -> None:
        holder[key] = pikepdf.String(text)

    return put
