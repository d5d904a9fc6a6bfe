"""What the rules of `parts.csv` do to a package: refuse, take out, reset, clean, and say so."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from urllib.parse import unquote

from redactor.documents.model import DocumentError, Remark, Tidying

from . import pictures
from .drawings import is_cropped
from .names import FULL, SHORT, Element, attributes, get
from .package import Package, Part, Relationship, is_plain_id, rule_for
from .remarks import remark

_REFUSED = {
    "signed": (
        "signature",
        "The file is signed; a changed file would not be the signed one. Save an unsigned copy in Word, or go on "
        "with the option "
        "that allows signed files (--allow signed): the signature is then taken out.",
    ),
    "macros": (
        "macros",
        "The file holds macros. Save it as a .docx without macros in Word, or go on with the option that allows "
        "files with macros (--allow macros): "
        "they are then taken out.",
    ),
    "altchunk": (
        "alternative text chunk",
        "The file holds text in another format that Word has not taken over yet. Open it in Word, save it as a "
        ".docx and try again, "
        "or go on with the option that allows it (--allow altchunk): that text is then taken out.",
    ),
}
# kinds of links that stay in the file when nothing in their target identifies
_SAFE_LINKS = ("http://", "https://", "mailto:")


@dataclass(slots=True)
class Policy:
    """The state of one package's treatment: what was done (for remarks) and what was learnt on the way."""

    done: Counter[str] = field(default_factory=Counter)  # rule → how often
    outside: list[str] = field(default_factory=list)  # targets outside the file that leave

    def remarks(self) -> list[Remark]:
        """One remark for every rule that found something."""
        return [remark(rule, count) for rule, count in sorted(self.done.items())]


def refuse(package: Package, allow: frozenset[str]) -> None:
    """Raise DocumentError for what is not to be rewritten without being asked for (`allow` names it)."""
    kinds = {part.rule.kind for part in package.parts}
    main = package.main
    if next(main.root.iter(*FULL["w:altChunk"]), None) is not None:
        kinds.add("alternative text chunk")
    for name, (kind, sentence) in _REFUSED.items():
        if kind in kinds and name not in allow:
            raise DocumentError(sentence)


def leaves(link: Relationship, tidying: Tidying) -> bool:
    """Whether what a relationship leads to is taken out."""
    if link.part is None:
        return link.kind != "hyperlink" or not (
            link.outside.startswith("#") or link.outside.lower().startswith(_SAFE_LINKS)
        )
    if tidying.comments and link.part.rule.kind in ("comments", "threads"):
        return True
    return link.part.rule.action == "remove"


def strip_relationships(package: Package, tidying: Tidying, policy: Policy) -> None:
    """Take out every relationship whose target leaves."""
    counted: set[int] = set()
    for holder in package.holders():
        for link in list(holder):
            if not leaves(link, tidying):
                continue
            holder.remove(link)
            if link.part is None:
                policy.outside.append(unquote(link.outside, errors="replace"))
                policy.done[_outside_rule(link)] += 1
            elif link.part.rule.rule and id(link.part) not in counted:
                counted.add(id(link.part))
                policy.done[link.part.rule.rule] += 1
    package.prune()
    policy.done["metadata-removed"] += sum(part.rule.action == "reset" for part in package.parts)
    policy.done["embedded-font"] += sum(part.rule.kind == "font" for part in package.parts)


def _outside_rule(link: Relationship) -> str:
    """The rule of the remark about what lies outside the file, which has no content type to go by."""
    if link.kind.lower() == "image":
        return "picture-linked"
    rule = rule_for(link.type, "")
    return rule.rule if rule.rule and rule.kind != "unknown" else "external-removed"


def clean_pictures(package: Package) -> list[Part]:
    """Strip every picture of its metadata; the pictures whose bytes nobody can account for, which are to leave."""
    broken = []
    for part in package.parts:
        if part.rule.action != "picture":
            continue
        try:
            part.data, part.content_type = pictures.cleaned(part.data)
        except ValueError:
            broken.append(part)
    return broken


def strip_parts(package: Package, gone: list[Part]) -> None:
    """Take out parts, with every relationship that leads to them."""
    if not gone:
        return
    for holder in package.holders():
        holder[:] = [link for link in holder if link.part not in gone]
    package.prune()


# relationships that the text has to cite; one that nothing cites leads to something that nobody sees
_CITED = frozenset(
    (
        "image",
        "hyperlink",
        "header",
        "footer",
        "chart",
        "chartEx",
        "diagramData",
        "diagramLayout",
        "diagramQuickStyle",
        "diagramColors",
    )
)


def is_cited(part: Part, by: Part) -> bool:
    """Whether a header or footer is used by a section of the body."""
    ids = {link.id for link in by.relationships if link.part is part}
    return any(
        get(mark, "r:id") in ids for name in ("header", "footer") for mark in by.root.iter(*FULL[f"w:{name}Reference"])
    )


def drop_uncited(part: Part, cited: set[str]) -> None:
    """Take out the relationships of a part that its text does not cite any more."""
    part.relationships = [link for link in part.relationships if link.kind not in _CITED or link.id in cited]
    if not any(link.kind == "diagramData" for link in part.relationships):
        part.relationships = [link for link in part.relationships if link.kind != "diagramDrawing"]


def about_picture(element: Element | None, picture: Part) -> str:
    """The rule of the remark that a picture calls for; `element` shows it, where that is known."""
    if picture.content_type in ("image/x-emf", "image/x-wmf"):
        return "picture-vector"
    if element is not None and is_cropped(element):
        return "picture-cropped"
    return "picture"


def plain_ids(package: Package) -> None:
    """Give relationships whose ids are not the kind that programs make up a new id."""
    for part in package.parts:
        odd = [link for link in part.relationships if not is_plain_id(link.id)]
        if not odd:
            continue
        used = {link.id for link in part.relationships}
        names: dict[str, str] = {}
        for link in odd:
            number = 1
            while (name := f"rId{number}") in used:
                number += 1
            used.add(name)
            names[link.id] = link.id = name
        if part.rule.action in ("story", "rewrite"):
            for element in part.root.iter():
                for key, value in attributes(element):
                    if value in names and (SHORT[key].startswith("r:") or key == "relId"):
                        element.set(key, names[value])
