"""One pass over every element of a part: what `attributes.csv` says about elements and attributes is done or gathered.

Whatever takes something out is done at once. Texts in attributes come back as atoms, to be read and rewritten like
any other text. Markup in a namespace that is not Word's own is taken out, as nobody here can know what it holds.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from fnmatch import fnmatchcase

from lxml import etree

from redactor.base.remembered import remembered
from redactor.documents.model import Story

from .blocks import Atom
from .names import FOREIGN, FULL, SHORT, Element, rows
from .tidy import remove, unwrap

_PATTERNS = {row["name"]: re.compile(row["pattern"], re.IGNORECASE | re.DOTALL) for row in rows("boilerplate.csv")}
_PATH = re.compile(r"(?i)[a-z]:[\\/]|\\\\|file:|/(users|home|volumes|private|var|tmp)/")
# elements whose text is content; any other element's text is whitespace, or somebody's hiding place
_TEXT = frozenset(
    [
        "w:t",
        "w:delText",
        "w:instrText",
        "w:delInstrText",
        "a:t",
        "m:t",
        "c:v",
        "c:f",
        "c:formatCode",
        "c15:f",
        "c15:sqref",
        "cx:v",
        "cx:pt",
        "cx:f",
        "cx:nf",
        "wp:align",
        "wp:posOffset",
        "wp14:pctPosHOffset",
        "wp14:pctPosVOffset",
        "wp14:pctWidth",
        "wp14:pctHeight",
        "a:tableStyleId",
        "c16r3:dataDisplayOptions16",
        "w:comment",
        "cx:binary",
        "cx:copyright",
        "c:separator",
        "c:dispUnitsLbl",
        "x:Anchor",
        "x:Row",
        "x:Column",
    ]
)


@dataclass(frozen=True, slots=True)
class AttributeRule:
    """A row of `attributes.csv`."""

    element: str
    parent: str
    attribute: str
    action: str
    story: str
    label: str
    value: str
    ignore: re.Pattern[str] | None


@dataclass(slots=True, eq=False)
class AttributeText:
    """A text in an attribute (or in an element without runs), to be read as a passage."""

    atom: Atom
    element: Element
    rule: AttributeRule
    leaves: bool = False
    original: str = ""  # the value before anything was replaced

    def __post_init__(self) -> None:
        self.original = self.original or self.atom.raw

    @property
    def story(self) -> Story:
        """The kind of place, as the table names it."""
        return Story(self.rule.story or "attribute")


@dataclass(slots=True, eq=False)
class Swept:
    """What a sweep found and did."""

    texts: list[AttributeText] = field(default_factory=list)
    cites: list[AttributeText] = field(default_factory=list)  # attributes that name a bookmark or style
    style_ids: list[AttributeText] = field(default_factory=list)
    bookmarks: set[str] = field(default_factory=set)  # names of all bookmarks defined
    links: set[str] = field(default_factory=set)  # ids of relationships that are cited
    dropped: Counter[str] = field(default_factory=Counter)  # short names of elements taken out
    foreign: int = 0
    strays: int = 0


def _rule(row: dict[str, str]) -> AttributeRule:
    parent, _, element = row["element"].rpartition("/")
    return AttributeRule(
        element,
        parent,
        row["attribute"],
        row["action"],
        row["story"],
        row["label"],
        row["value"],
        _PATTERNS.get(row["ignore"]),
    )


_RULES = [_rule(row) for row in rows("attributes.csv")]
_WHOLE = {rule.element: rule for rule in _RULES if rule.attribute == "*"}
_ATTRIBUTE = [rule for rule in _RULES if rule.attribute not in ("*", "text()")]
_OF_TEXT = {rule.element: rule for rule in _RULES if rule.attribute == "text()" and rule.action != "keep"}
_NO_RULES: tuple[AttributeRule, ...] = ()


# done in one go, as every paragraph and run has some of them
_REMOVED_ANYWHERE = [
    full for rule in _RULES if rule.element == "*" and rule.action == "remove" for full in FULL[rule.attribute]
]
# attributes met before whose values cannot identify, e.g. the font that every run names
_HARMLESS: set[tuple[str, str, str]] = set()


class _Chosen(dict[tuple[str, str], tuple[AttributeRule, ...] | None]):
    """(element, attribute) in full names → the rules that may apply; None for an attribute nobody knows."""

    def __missing__(self, key: tuple[str, str]) -> tuple[AttributeRule, ...] | None:
        element, attribute = SHORT[key[0]], SHORT[key[1]]
        if attribute.startswith(FOREIGN):
            return None
        chosen = tuple(
            rule for rule in _ATTRIBUTE if fnmatchcase(element, rule.element) and fnmatchcase(attribute, rule.attribute)
        )
        if len(self) < 20_000:
            self[key] = chosen or _NO_RULES
        return chosen


_CHOSEN = _Chosen()


@remembered(10_000)
def _cannot_identify(pattern: re.Pattern[str] | None, text: str) -> bool:
    """Whether a pattern of `boilerplate.csv` fits; remembered, as every run names its font."""
    return pattern is not None and pattern.fullmatch(text) is not None


def is_boilerplate(name: str, text: str) -> bool:
    """Whether `boilerplate.csv` says under `name` that a text cannot identify."""
    return _cannot_identify(_PATTERNS[name], text)


def sweep(root: Element, live: frozenset[str], *, keep_ids: bool) -> Swept:
    """Apply the table to every element below and including `root`.

    `live` are the ids of the relationships that are left; `keep_ids` keeps paragraph ids, which threads of comments
    cite.
    """
    found = Swept()
    etree.strip_attributes(root, *_REMOVED_ANYWHERE)
    gone: list[tuple[Element, str]] = []
    for element in root.iter():
        tag = element.tag
        name = SHORT[tag]
        if name.startswith(FOREIGN):
            gone.append((element, "foreign"))
            continue
        whole = _WHOLE.get(name)
        if whole is not None and whole.action != "keep":
            gone.append((element, whole.action))
            found.dropped[name] += 1
            if whole.action == "drop":
                continue
        for key, value in element.items():
            rules = _CHOSEN[tag, str(key)]
            if rules is None:
                del element.attrib[key]
                found.foreign += 1
            elif rules and (tag, key, value) not in _HARMLESS:
                _attribute(element, str(key), str(value), rules, live, keep_ids, found, gone)
        text = element.text
        if text and name not in _TEXT and text.strip():
            element.text = None
            found.strays += 1
        elif text and name in _OF_TEXT:
            _text(element, text, found)
        tail = element.tail
        if tail and tail.strip() and element is not root:
            element.tail = None
            found.strays += 1
    for element, action in gone:
        if action == "unwrap":
            unwrap(element)
        else:
            found.foreign += action == "foreign"
            remove(element)
    return found


def _attribute(
    element: Element,
    key: str,
    value: str,
    rules: Iterable[AttributeRule],
    live: frozenset[str],
    keep_ids: bool,
    found: Swept,
    gone: list[tuple[Element, str]],
) -> None:
    for rule in rules:
        if rule.parent and SHORT[getattr(element.getparent(), "tag", "")] != rule.parent:
            continue
        action = rule.action
        if action.startswith("dead"):
            if value in live:
                found.links.add(value)
            elif action == "dead remove":
                del element.attrib[key]
            else:
                gone.append((element, action.removeprefix("dead ")))
            return
        if action == "remove" or (action == "ids" and not keep_ids):
            del element.attrib[key]
        elif action in ("reset", "date"):
            element.set(key, rule.value)
        elif action == "style id":
            found.style_ids.append(AttributeText(Atom(element, value, attribute=key), element, rule))
        elif action == "cite":
            found.cites.append(AttributeText(Atom(element, value, attribute=key), element, rule))
        elif action in ("rewrite", "rename", "target", "author", "shared", "style name"):
            if action == "rename":
                found.bookmarks.add(value)
            path = rule.label in ("alternative text", "name of an object") and bool(_PATH.search(value))
            if value.strip() and not _cannot_identify(rule.ignore, value):
                found.texts.append(AttributeText(Atom(element, value, attribute=key), element, rule, leaves=path))
            elif not path and not rule.parent and len(_HARMLESS) < 10_000:
                _HARMLESS.add((element.tag, key, value))
            if path:  # the path that a picture came from, with its owner's login
                element.set(key, "")
        return


def _text(element: Element, text: str, found: Swept) -> None:
    rule = _OF_TEXT[SHORT[element.tag]]
    if not _cannot_identify(rule.ignore, text):
        found.texts.append(AttributeText(Atom(element, text), element, rule))


def attribute_texts(root: Element) -> list[AttributeText]:
    """The texts in attributes that the table says to read and rewrite, authors among them. Changes nothing."""
    found = []
    for element in root.iter():
        for key, value in element.items():
            rules = _CHOSEN[element.tag, str(key)] or _NO_RULES
            parent = SHORT[getattr(element.getparent(), "tag", "")] if rules else ""
            rule = next((each for each in rules if each.parent in ("", parent)), None)
            if rule is None or rule.action not in ("rewrite", "author") or not str(value).strip():
                continue
            if not _cannot_identify(rule.ignore, str(value)):
                found.append(AttributeText(Atom(element, str(value), attribute=str(key)), element, rule))
    return found
