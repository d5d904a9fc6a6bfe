"""A mark on every page of every section: a line in the header, and large letters across the page.

Sections take over the headers of the section before them, so that the first one gets whichever of the three kinds
(default, first page, even pages) it has not, and every header there is gets the mark.
"""

from __future__ import annotations

from collections.abc import Mapping
from posixpath import basename, dirname, join
from xml.sax.saxutils import escape, quoteattr

from lxml import etree

from .inplace import Stamped
from .names import FULL, SHORT, Element, get, make
from .package import Package, Part, parse

_KINDS = ("default", "first", "even")
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
# the id that Word itself gives to watermarks: other programs know it by that
_MARK = """<w:p xmlns:w={w} xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office">
<w:pPr><w:jc w:val="center"/></w:pPr>
<w:r><w:rPr><w:b/><w:color w:val="C00000"/><w:sz w:val="22"/></w:rPr><w:t>{line}</w:t></w:r>
<w:r><w:pict>
<v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800" path="m@7,l@8,m@5,21600l@6,21600e">
<v:formulas><v:f eqn="sum #0 0 10800"/><v:f eqn="prod #0 2 1"/><v:f eqn="sum 21600 0 @1"/><v:f eqn="sum 0 0 @2"/>
<v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/><v:f eqn="if @0 21600 @1"/><v:f eqn="if @0 0 @2"/>
<v:f eqn="if @0 @4 21600"/><v:f eqn="mid @5 @6"/><v:f eqn="mid @8 @5"/><v:f eqn="mid @7 @8"/><v:f eqn="mid @6 @7"/>
<v:f eqn="sum @6 0 @5"/></v:formulas>
<v:path textpathok="t" o:connecttype="custom" o:connectlocs="@9,0;@10,10800;@11,21600;@12,10800" o:connectangles="270,180,90,0"/>
<v:textpath on="t" fitshape="t"/><v:handles><v:h position="#0,bottomRight" xrange="6629,14971"/></v:handles>
<o:lock v:ext="edit" text="t" shapetype="t"/></v:shapetype>
<v:shape id="PowerPlusWaterMarkObject{number}" o:spid="_x0000_s{spid}" type="#_x0000_t136" alt={line_value} \
style="position:absolute;margin-left:0;margin-top:0;width:480pt;height:80pt;rotation:315;z-index:-251658752;\
mso-position-horizontal:center;mso-position-horizontal-relative:margin;\
mso-position-vertical:center;mso-position-vertical-relative:margin" o:allowincell="f" fillcolor="silver" stroked="f">
<v:fill opacity=".5"/><v:textpath style="font-family:&quot;Arial&quot;;font-size:1pt" string={mark}/></v:shape>
</w:pict></w:r></w:p>"""


def stamp(package: Package, members: Mapping[str, bytes], line: str, mark: str) -> Stamped:
    """Put `line` at the head of every page and `mark` across it."""
    main = package.main
    sections = [e for e in main.root.iter(*FULL["w:sectPr"]) if SHORT[_parent(e).tag] != "w:sectPrChange"]
    if not sections:
        body = next(main.root.iter(*FULL["w:body"]))
        body.append(make(body, "sectPr"))
        sections = [body[-1]]
    links = {link.id: link.part for link in main.relationships if link.part is not None}
    headers: dict[str, Part] = {}
    for section in sections:
        for reference in list(section.iterchildren(*FULL["w:headerReference"])):
            part = links.get(get(reference, "r:id") or "")
            if part is not None:
                headers[part.member] = part
            else:  # leads to nothing: then the pages would have no header
                section.remove(reference)
    for number, part in enumerate(headers.values(), 1):
        part.root.insert(0, _paragraph(part.root, line, mark, number))
    made = _missing_headers(main, sections[0], members, line, mark, len(headers))
    return Stamped({main.member, *headers}, made)


def _parent(element: Element) -> Element:
    parent = element.getparent()
    return element if parent is None else parent


def _paragraph(root: Element, line: str, mark: str, number: int) -> Element:
    return etree.fromstring(
        " ".join(
            _MARK.format(
                w=quoteattr(root.tag.rpartition("}")[0].lstrip("{")),
                line=escape(line),
                line_value=quoteattr(line),
                mark=quoteattr(mark),
                number=9000 + number,
                spid=9000 + number,
            ).split("\n")
        )
    )


def _missing_headers(
    main: Part, first: Element, members: Mapping[str, bytes], line: str, mark: str, number: int
) -> dict[str, bytes]:
    """Headers of the kinds that the first section has not; the members that are new or changed."""
    there = {get(each, "w:type") or "default" for each in first.iterchildren(*FULL["w:headerReference"])}
    wanted = [kind for kind in _KINDS if kind not in there]
    if not wanted:
        return {}
    folder = dirname(main.member)
    relationships = join(folder, "_rels", f"{basename(main.member)}.rels")
    empty = f'{_DECLARATION}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>'
    links = parse(members.get(relationships, empty.encode()), "of relationships")
    types = parse(members["[Content_Types].xml"], "[Content_Types].xml")
    full_id = next(name for name in FULL["r:id"])
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    if main.root.tag != FULL["w:document"][0]:  # the strict family
        office = "http://purl.oclc.org/ooxml/officeDocument/relationships"
        full_id = f"{{{office}}}id"
    made: dict[str, bytes] = {}
    for kind in wanted:
        number += 1
        identifier, name = f"rIdRestricted{number}", f"headerRestricted{number}.xml"
        header = make(main.root, "hdr")
        header.append(_paragraph(header, line, mark, number))
        made[join(folder, name)] = etree.tostring(header, encoding="UTF-8", xml_declaration=True, standalone=True)
        for holder, attributes in (
            (links, {"Id": identifier, "Type": f"{office}/header", "Target": name}),
            (types, {"PartName": f"/{join(folder, name)}", "ContentType": _TYPE}),
        ):
            item = make(holder, "Relationship" if holder is links else "Override")
            for key, value in attributes.items():
                item.set(key, value)
            holder.append(item)
        reference = make(first, "headerReference")
        reference.set(f"{first.tag.rpartition('}')[0]}}}type", kind)
        reference.set(full_id, identifier)
        first.insert(0, reference)
    for member, root in ((relationships, links), ("[Content_Types].xml", types)):
        made[member] = etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)
    return made
