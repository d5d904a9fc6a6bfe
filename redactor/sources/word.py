"""Reads a Word file for the check: every text with its layer, and what the package holds besides."""

from __future__ import annotations

import hashlib
import io
import posixpath
import re
import zipfile
from collections.abc import Iterable, Iterator

from lxml import etree

from redactor.sources.finding import Severity
from redactor.sources.reading import BROKEN_ARCHIVE, PackagePart, PackageReading, package_parts, read_package
from redactor.sources.source import Blob, Source, SourceError, SourceFact, SourceText
from redactor.sources.structure import check_structure
from redactor.sources.word_formats import ShownFormats
from redactor.sources.word_looks import StoryLooks, look_at
from redactor.sources.xml_text import Piece, has_too_many_attributes

_STORY = re.compile(r"body|header \d+|footer \d+|footnotes|endnotes|comments")
# attributes that a person types into, or a program writes a person into
_TYPED = frozenset(
    "docPr/descr docPr/title cNvPr/descr cNvPr/title shape/alt shape/title rect/alt alias/val tblCaption/val "
    "tblDescription/val hyperlink/tooltip docVar/val imagedata/title".split()
)
# what a person has written and a reader may see, in attributes of the format: list numbers, WordArt, choices, helps, names
_WRITTEN = frozenset(
    "bookmarkStart/name lvlText/val textpath/string listItem/displayText listItem/value listEntry/val helpText/val "
    "statusText/val ocxPr/value default/val style/name aliases/val tag/val comboBox/lastValue dropDownList/lastValue "
    "attr/val connectString/val query/val".split()
)
# fields whose code is words that somebody has written, and which of them are switches
_SAYING_FIELD = re.compile(
    r"\s*(?:XE|TC|QUOTE|MACROBUTTON|ASK|FILLIN|SET|COMMENTS|TITLE|SUBJECT|KEYWORDS|AUTHOR|IF|COMPARE|DOCVARIABLE|AUTOTEXT\w*|INCLUDE\w+|"
    r"INFO|TA|DDE\w*|DATABASE|LINK|IMPORT)\b",
    re.IGNORECASE,
)
_SWITCH = re.compile(r"\\[a-z*#@]\b|[{}]", re.IGNORECASE)
_OUTWARD = re.compile(r"(?:mailto|tel|sms|skype|sip|im):", re.IGNORECASE)  # links to people
_SHOWN_PARTS = re.compile(r"(?:chart|diagram|drawing)\b.*")
_RECORDS = re.compile(r"customXml/item\d+\.xml")
_PERSON = re.compile(r".*/(?:author|initials|userId|displayName|suggestedsigner\w*)")
_RECORD_WORDS = re.compile(r"[^\W\d_]{2,}[,;:.]? [^\W\d_]{2,} [^\W\d_]{2,}")
_SAID = ("element", "attribute")
_QUOTED = re.compile(r'"([^"]*[^\W\d_]{3}[^"]*)"')
_CELL = re.compile(r"(.*, table \d+), row (\d+), column (\d+)")
_HARMLESS_PARTS = re.compile(
    r"\[Content_Types\]\.xml|(?:.*/)?_rels/[^/]*\.rels|docProps/(?:core|app|custom)\.xml|docProps/thumbnail\.\w+|"
    r"word/(?:document|header|footer|footnotes|endnotes|comments\w*|people|styles|stylesWithEffects|settings|webSettings|"
    r"fontTable|numbering)\d*\.xml|word/theme/[\w.]+|word/media/[\w .-]+|word/embeddings/.*|word/glossary/.*|"
    r"word/(?:charts|diagrams|drawings)/.*|customXml/.*|.*vbaProject\.bin|.*vbaData\.xml|_xmlsignatures/.*|"
    r"word/fonts/.*|word/printerSettings/.*|docMetadata/.*|word/intelligence\d*\.xml|word/tasks\.xml|.*/"
)
_PARTS = (
    (r".*vbaProject\.bin|.*vbaData\.xml", "macros", "The file holds a macro, a program that can hold text and names."),
    (r"_xmlsignatures/.*", "signature", "The file has a digital signature, which says whose it is."),
    (r"word/embeddings/.*", "embedded-object", "A file is embedded in this one, with everything that it holds."),
    (r"word/media/.*", "picture", "A picture: nobody but a person can see whether it shows a name or a face."),
    (r"docProps/thumbnail\..*", "picture", "A small picture of the first page as it once was."),
    (r"customXml/item\d+\.xml", "custom-xml", "Data of a form or of a document system is attached to the file."),
    (r"word/glossary/document\.xml", "building-blocks", "Building blocks (AutoText) are stored in the file."),
    (
        r"word/(?:printerSettings|intelligence|tasks).*",
        "unknown-part",
        "A part describes the printer, a search or tasks.",
    ),
)
_DEFAULT_PROPERTIES = {"Application", "AppVersion", "Template", "DocSecurity", "TotalTime", "Pages", "Words"}
_NAMING = {
    "creator": "author", "lastModifiedBy": "last saved by", "Manager": "manager", "Company": "company",
    "HyperlinkBase": "base of links",
}  # fmt: skip
_PROGRAMS = re.compile(r"python-docx|Microsoft Office User|Author|user|redactor|un-?named", re.IGNORECASE)
_CASE_DATA = re.compile(
    rb"<(?:\w+:)?(?:Sources|coverPageProperties|CoverPageProperties|FormTemplates|LongProperties)\b"
)


def read_word(data: bytes, name: str) -> Source:
    """Everything in a .docx, .docm, .dotx. Raises SourceError for what is no Word package."""
    try:
        parts = list(package_parts(data))
    except BROKEN_ARCHIVE:
        raise SourceError("The file cannot be opened: it is damaged, or protected with a password.") from None
    reading = read_package(data)
    looks = _looks(parts)
    body = [one for one in looks.values() if one.letters]
    if "body" not in looks and not any(part.label == "body" for part in parts):
        raise SourceError("The file is a package, but no Word document: it has no main text.")
    facts = [
        *(fact for one in looks.values() for fact in one.facts),
        *_structure(data, looks),
        *_part_facts(parts, _places_of_parts(parts, looks)),
        *_property_facts(reading),
        *_font(body),
    ]
    return Source(
        name=name,
        digest=hashlib.sha256(data).hexdigest(),
        format="docx",
        texts=(*_texts(reading.pieces, looks, _records(parts), _strange(parts)), *_note(data)),
        facts=tuple(dict.fromkeys(facts)),
        unreadable=tuple(f"{place}: this part could not be read." for place in dict.fromkeys(reading.unreadable)),
        blobs=tuple(Blob(blob.data, blob.place) for blob in reading.blobs),
    )


def _note(data: bytes) -> Iterator[SourceText]:
    """The comment that an archive can bear, which no reader of Word files shows."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        said = archive.comment.decode("utf-8", "replace").strip()
    if said:
        yield SourceText(said, "comment of the archive", "hidden")


def _root(data: bytes) -> etree._Element | None:
    try:
        root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True))
        return None if has_too_many_attributes(root) else root
    except (etree.XMLSyntaxError, ValueError):
        return None  # it is listed as unreadable by the reading of the texts


def _looks(parts: Iterable[PackagePart]) -> dict[str, StoryLooks]:
    parts = list(parts)
    styles = next((part for part in parts if part.name == "word/styles.xml"), None)
    theme = next((part for part in parts if part.name.startswith("word/theme/theme")), None)
    formats = ShownFormats.of(_root(styles.data) if styles else None, _root(theme.data) if theme else None)
    found = {}
    for part in parts:
        if _STORY.fullmatch(part.label) and (root := _root(part.data)) is not None:
            found[part.label] = look_at(root, part.label, formats)
    return found


def _records(parts: Iterable[PackagePart]) -> frozenset[str]:
    """Places of the parts in which case systems leave records; not the bibliography and cover page of Word itself."""
    return frozenset(p.label for p in parts if _RECORDS.fullmatch(p.name) and not _CASE_DATA.search(p.data[:600]))


def _strange(parts: Iterable[PackagePart]) -> frozenset[str]:
    """Places of parts of an unknown kind, and of pictures that are drawn in words (SVG)."""
    return frozenset(
        p.label
        for p in parts
        if not _HARMLESS_PARTS.fullmatch(p.name) or p.name.lower().endswith((".svg", ".htm", ".html"))
    )


def _texts(
    pieces: Iterable[Piece], looks: dict[str, StoryLooks], records: frozenset[str], strange: frozenset[str]
) -> Iterator[SourceText]:
    headers: dict[str, dict[int, str]] = {}  # of each table, by the column in which they begin
    seen: dict[str, set[str]] = {}
    for piece in pieces:
        if not piece.text.strip():
            continue
        look = looks.get(piece.part)
        known = seen.setdefault(piece.part, set())
        if look and piece.paragraph in look.second and piece.text in known:
            continue  # word for word what stands in the drawing
        if piece.kind == "paragraph":
            known.add(piece.text)
        cell = _CELL.fullmatch(piece.place)
        header = ""
        if cell and piece.kind == "paragraph":
            column, over = int(cell[3]), headers.setdefault(cell[1], {})
            if cell[2] == "1":
                over[column] = f"{over.get(column, '')} {piece.text}".strip()
            else:  # a heading over several columns stands over each of them
                header = over.get(max((begin for begin in over if begin <= column), default=0), "")
        level = look.headings.get(piece.paragraph, 0) if look and piece.kind == "paragraph" else 0
        earlier = piece.second_reading and piece.kind == "paragraph"
        if (piece.kind == "code" or piece.element == "fldSimple/instr") and _SAYING_FIELD.match(piece.text):
            words = _SWITCH.sub(" ", piece.text.strip().partition(" ")[2]).replace('"', " ")
            yield SourceText(" ".join(words.split()), piece.place, "annotation")
        layer = "metadata" if piece.part in records and piece.kind in _SAID else _layer(piece, look)
        if layer == "markup" and piece.part in strange and piece.kind != "attribute":
            layer = "hidden"  # of a kind that nobody knows: its words may be a text
        if piece.element == "numFmt/formatCode":  # the words that a number is shown with
            for words in _QUOTED.findall(piece.text):
                yield SourceText(words, piece.place, "annotation")
        yield SourceText(piece.text, piece.place, layer, header, level, earlier)


def _layer(piece: Piece, look: StoryLooks | None) -> str:
    if ", " in piece.part:  # of a file within the file: what nobody writes is the format's there, too
        own = piece.kind in _SAID and piece.element not in _TYPED | _WRITTEN and not _RECORD_WORDS.search(piece.text)
        own = own or piece.element in ("Application", "AppVersion")  # the program's own name
        return "markup" if own and piece.element not in ("v", "t", "f") else "attachment"
    if piece.kind == "note" or piece.second_reading:
        return "hidden"
    if piece.element == "Relationship/Target" and _OUTWARD.match(piece.text):
        return "link"
    if piece.kind == "attribute":
        if piece.element in _TYPED or piece.element in _WRITTEN:
            return "annotation"
        if piece.part == "building blocks" and piece.element in ("name/val", "description/val"):
            return "annotation"  # what somebody called a text to be put in: "Corin sign-off"
        return "metadata" if _PERSON.fullmatch(piece.element) and not piece.own_words else "markup"
    if piece.kind == "code" or piece.part == "link target":
        return "link"
    if piece.place.endswith("name of a part of the file"):
        return "name"
    if piece.part == "comments":
        return "comment"
    if look is not None:
        return "hidden" if piece.paragraph in look.hidden else "text" if piece.kind == "paragraph" else "markup"
    if piece.part == "property" and piece.element in ("Application", "AppVersion"):
        return "markup"  # the program's own name
    if piece.part in ("property", "custom properties"):
        return "metadata"
    if piece.kind == "element":
        return "annotation" if piece.element in ("v", "t") and _SHOWN_PARTS.fullmatch(piece.part) else "markup"
    return "hidden"


def _structure(data: bytes, looks: dict[str, StoryLooks]) -> Iterator[SourceFact]:
    """What a file must not hold at all; tracked changes are told with their paragraphs, comments once."""
    told = {label for label, one in looks.items() if any(fact.rule == "tracked-changes" for fact in one.facts)}
    comments = False
    for finding in check_structure(data, "submission"):
        if finding.severity is not Severity.MUST_FIX or finding.rule == "part-unreadable":
            continue
        if finding.rule == "tracked-changes" and finding.place in told:
            continue
        if finding.rule in ("comments", "people", "custom-properties", "attached-template"):
            # a rule's part and the relationship that leads to it are one thing
            if finding.rule == "comments" and comments:
                continue
            comments = comments or finding.rule == "comments"
            place = {"comments": "comments", "people": "list of people"}.get(finding.rule, "properties of the file")
            yield SourceFact(finding.rule, place, finding.sentence)
        else:
            yield SourceFact(finding.rule, finding.place, finding.sentence)


def _places_of_parts(parts: Iterable[PackagePart], looks: dict[str, StoryLooks]) -> dict[str, str]:
    """Name of a part → the place in the text that shows it."""
    parts = list(parts)
    labels = {part.name: part.label for part in parts}
    places: dict[str, str] = {}
    for part in parts:
        match = re.fullmatch(r"word/_rels/([^/]+)\.rels", part.name)
        look = looks.get(labels.get(f"word/{match[1]}", "")) if match else None
        root = _root(part.data) if look else None
        for link in root if look and root is not None else ():
            if look and (place := look.cited.get(str(link.get("Id")))):
                places.setdefault(posixpath.normpath(posixpath.join("word", str(link.get("Target")))), place)
    return places


def _part_facts(parts: Iterable[PackagePart], places: dict[str, str]) -> Iterator[SourceFact]:
    for part in parts:
        for pattern, rule, detail in _PARTS:
            if re.fullmatch(pattern, part.name, re.IGNORECASE):
                if rule == "custom-xml" and (_CASE_DATA.search(part.data[:600]) or len(part.data) < 60):
                    continue  # the bibliography and the cover page that Word itself attaches, empty
                place = f"{part.label}, in {places[part.name]}" if part.name in places else part.label
                yield SourceFact(rule, place, detail)
                break
        else:
            if not _HARMLESS_PARTS.fullmatch(part.name):
                yield SourceFact("unknown-part", part.label, "A part of a kind that redactor does not know.")


def _property_facts(reading: PackageReading) -> Iterator[SourceFact]:
    for piece in reading.pieces:
        if piece.part == "property" and piece.element in _NAMING and not _PROGRAMS.fullmatch(piece.text.strip()):
            what = _NAMING[piece.element]
            yield SourceFact("metadata", f"property {what}", f"The file's properties say something under “{what}”.")


def _font(looks: list[StoryLooks]) -> Iterator[SourceFact]:
    letters, plain = sum(one.letters for one in looks), sum(one.plain for one in looks)
    if letters and plain < letters * 0.98:
        share = max(1, round(100 * (letters - plain) / letters))
        detail = f"{share} % of the text is not in Arial 12 (10 in tables) and black, which the board's form asks for."
        yield SourceFact("font", "the whole file", detail)
