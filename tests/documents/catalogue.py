# ruff: noqa: E501 - a place is a line
"""One file with a needle in every place where a Word file can hide a name: a line for each place.

A line gives the number of the place in the catalogue of hiding places (docs/word_files.md), where it stands, what holds it, with
`@` for the needle, and what is promised. A needle is a word that stands nowhere else.
"""

from __future__ import annotations

import base64
import io
import zipfile
from dataclasses import dataclass

from .builders import NAMESPACES, OFFICE, TYPE, docx, part, png, relationships, xml, zipped

GONE = "gone"  # replaced where the text is kept, or taken out: no byte of it is left
REPORTED = "reported"  # a person is told; the needle may still be there

_BOX = 'w:txbxContent(w:p(w:r(w:t"{}")))'
_PICTURE = (
    "w:p(w:r(w:drawing(wp:inline(wp:extent[cx=9;cy=9], wp:docPr[id=1;name={name};descr={descr};title={title}]({link}), "
    "a:graphic(a:graphicData[uri=http://schemas.openxmlformats.org/drawingml/2006/picture](pic:pic(pic:nvPicPr("
    "pic:cNvPr[id=1;name={picname};descr={picdescr}], pic:cNvPicPr), pic:blipFill(a:blip[r:embed=rIdImage{blip}])), pic:spPr))))))"
)


def _picture(name="", descr="", title="", picname="", picdescr="", link="", blip="") -> str:
    return _PICTURE.format(
        name=name, descr=descr, title=title, picname=picname, picdescr=picdescr, link=link, blip=blip
    )


def _field(code: str, result: str, tag: str = "instrText") -> str:
    return (
        f'w:r(w:fldChar[w:fldCharType=begin]), w:r(w:{tag}"{code}"), w:r(w:fldChar[w:fldCharType=separate]), '
        f'w:r(w:t"{result}"), w:r(w:fldChar[w:fldCharType=end])'
    )


# number, place, holder, promise
BODY: list[tuple[int, str, str]] = [
    (48, "font of a run", 'w:p(w:r(w:rPr(w:rFonts[w:ascii=Hand of @;w:hAnsi=Hand of @]), w:t"x"))'),
    (40, "code that cites nothing", f'w:p({_field(" REF _@ ", "x")})'),
    (1, "body run", 'w:p(w:r(w:t"@"))'),
    (2, "split over runs", 'w:p(w:r(w:t"@1"), w:proofErr[w:type=spellStart], w:r(w:rPr(w:b), w:t"@2"))'),
    (3, "soft hyphen in the run", 'w:p(w:r(w:t"@1", w:softHyphen, w:t"@2"))'),
    (4, "zero-width space", 'w:p(w:r(w:t"@1\u200b@2"))'),
    (5, "symbols", 'w:p(w:r(w:t"@1", w:sym[w:font=Arial;w:char=F078], w:t"@2"))'),
    (6, "cell", 'w:tbl(w:tblPr, w:tblGrid, w:tr(w:tc(w:tcPr, w:p(w:r(w:t"@")))))'),
    (6, "nested table", 'w:tbl(w:tr(w:tc(w:tbl(w:tr(w:tc(w:p(w:r(w:t"@"))))), w:p)))'),
    (7, "row control", 'w:tbl(w:sdt(w:sdtContent(w:tr(w:tc(w:p(w:r(w:t"@")))))))'),
    (7, "cell control", 'w:tbl(w:tr(w:sdt(w:sdtContent(w:tc(w:p(w:r(w:t"@")))))))'),
    (8, "block control", 'w:sdt(w:sdtPr, w:sdtContent(w:p(w:r(w:t"@"))))'),
    (9, "smart tag", 'w:p(w:smartTag[w:element=PersonName](w:r(w:t"@")))'),
    (9, "custom XML", 'w:customXml[w:element=name](w:p(w:r(w:t"@")))'),
    (9, "right to left", 'w:p(w:bdo[w:val=rtl](w:r(w:t"@")))'),
    (10, "link text", 'w:p(w:hyperlink[w:anchor=_Toc1](w:r(w:t"@")))'),
    (11, "drawn text box", f'w:p(w:r(w:drawing(wp:inline(a:graphic(a:graphicData(wps:wsp(wps:txbx({_BOX.format("@")}))))))))'),
    (12, "second copy", f'w:p(w:r(mc:AlternateContent(mc:Choice[Requires=wps](w:drawing), mc:Fallback(w:pict(v:shape(v:textbox({_BOX.format("@")})))))))'),
    (13, "older text box", f'w:p(w:r(w:pict(v:shape(v:textbox({_BOX.format("@")})))))'),
    (14, "watermark", "w:p(w:r(w:pict(v:shape(v:textpath[string=DRAFT of @]))))"),
    (15, "canvas", 'w:p(w:r(w:drawing(wp:inline(a:graphic(a:graphicData(wpc:wpc(lc:lockedCanvas(a:txBody(a:p(a:r(a:t"@")))))))))))'),
    (16, "framed paragraph", 'w:p(w:pPr(w:framePr), w:r(w:t"@"))'),
    (19, "phonetic guide", 'w:p(w:r(w:ruby(w:rt(w:r(w:t"@")), w:rubyBase(w:r(w:t"x")))))'),
    (20, "equation", 'w:p(m:oMath(m:r(m:t"@")))'),
    (22, "field result", f'w:p({_field("DATE", "@")})'),
    (22, "author field", f'w:p({_field("AUTHOR", "@")})'),
    (24, "sub-document", "w:subDoc[r:id=rIdSub]"),
    (25, "hidden", 'w:p(w:r(w:rPr(w:vanish), w:t"@"))'),
    (25, "hidden by a style", 'w:p(w:r(w:rPr(w:rStyle[w:val=Hid]), w:t"@"))'),
    (26, "black marker", 'w:p(w:r(w:rPr(w:highlight[w:val=black]), w:t"@"))'),
    (26, "white", 'w:p(w:r(w:rPr(w:color[w:val=FFFFFF]), w:t"@"))'),
    (26, "tiny", 'w:p(w:r(w:rPr(w:sz[w:val=2]), w:t"@"))'),
    (27, "insertion", 'w:p(w:ins[w:author=A](w:r(w:t"@")))'),
    (28, "deletion", 'w:p(w:del[w:author=A](w:r(w:delText"@")))'),
    (29, "moved from", 'w:p(w:moveFromRangeStart[w:name=@1], w:moveFrom[w:author=A](w:r(w:t"@2")), w:moveFromRangeEnd)'),
    (29, "moved to", 'w:p(w:moveTo[w:author=A](w:r(w:t"@")))'),
    (30, "old formatting", 'w:p(w:pPr(w:pPrChange[w:author=@1](w:pPr(w:pStyle[w:val=@2]))), w:r(w:t"x"))'),
    (31, "deleted code", 'w:p(w:del[w:author=A](w:r(w:fldChar[w:fldCharType=begin]), w:r(w:delInstrText"REF @"), w:r(w:fldChar[w:fldCharType=end])))'),
    (33, "foreign element", "w:p(w:r(w:t\"x\"), zz:person[name=@])"),
    (33, "foreign attribute", "w:p[zz:who=@](w:r(w:t\"x\"))"),
    (35, "object name", _picture(name="Photo of @")),
    (35, "alternative text", _picture(descr="Photo of @")),
    (35, "alternative title", _picture(title="Photo of @")),
    (35, "path in the alternative text", _picture(descr="C:\\Users\\@\\a.jpg")),
    (35, "picture name", _picture(picname="@.jpg")),
    (35, "picture path", _picture(picdescr="C:\\Users\\@\\a.jpg")),
    (36, "older alternative text", "w:p(w:r(w:pict(v:shape[alt=@1;title=@2;id=@3;href=http://x/@4;target=@5;o:gfxdata=@6;equationxml=@7])))"),
    (37, "older picture title", "w:p(w:r(w:pict(v:shape(v:imagedata[r:id=rIdImage;o:title=@1;o:href=@2;r:href=rIdLinked]))))"),
    (38, "table title", "w:tbl(w:tblPr(w:tblCaption[w:val=@1], w:tblDescription[w:val=@2]), w:tr(w:tc(w:p)))"),
    (39, "screen tip", 'w:p(w:hyperlink[w:anchor=_Toc1;w:tooltip=@1;w:docLocation=@2](w:r(w:t"x")))'),
    (39, "anchor", 'w:p(w:hyperlink[w:anchor=@](w:r(w:t"x")))'),
    (39, "drawing's screen tip", _picture(link="a:hlinkClick[r:id=rIdWeb;tooltip=@]")),
    (40, "bookmark", "w:p(w:bookmarkStart[w:id=9;w:name=@], w:bookmarkEnd[w:id=9])"),
    (39, "anchor without a bookmark", 'w:p(w:hyperlink[w:anchor=@](w:r(w:t"x")))'),
    (46, "style that is not defined", 'w:p(w:pPr(w:pStyle[w:val=@]), w:r(w:t"x"))'),
    (40, "citation of the bookmark", f'w:p({_field(" REF @ ", "x")})'),
    (41, "control title", "w:sdt(w:sdtPr(w:alias[w:val=@1], w:tag[w:val=@2]), w:sdtContent(w:p))"),
    (41, "control list", "w:sdt(w:sdtPr(w:dropDownList[w:lastValue=@1](w:listItem[w:displayText=@2;w:value=@3])), w:sdtContent(w:p))"),
    (41, "control date", "w:sdt(w:sdtPr(w:date[w:fullDate=@]), w:sdtContent(w:p))"),
    (42, "binding", "w:sdt(w:sdtPr(w:dataBinding[w:xpath=/@1;w:prefixMappings=@2], w15:dataBinding[w:xpath=/@3]), w:sdtContent(w:p))"),
    (43, "form field", "w:p(w:r(w:fldChar[w:fldCharType=begin](w:ffData(w:name[w:val=@1], w:entryMacro[w:val=@2], w:helpText[w:val=@3], "
     "w:statusText[w:val=@4], w:textInput(w:default[w:val=@5]), w:ddList(w:listEntry[w:val=@6])))), w:r(w:fldChar[w:fldCharType=end]))"),
    (44, "smart tag's value", 'w:p(w:smartTag(w:smartTagPr(w:attr[w:name=x;w:val=@]), w:r(w:t"x")))'),
    (44, "custom XML's value", 'w:p(w:customXml[w:element=@1](w:customXmlPr(w:placeholder[w:val=@2], w:attr[w:val=@3]), w:r(w:t"x")))'),
    (45, "control name", "w:p(w:r(w:object(w:control[w:name=@;r:id=rIdControl])))"),
    (50, "field code", f'w:p({_field(" XE @ ", "")})'),
    (50, "code in pieces", 'w:p(w:r(w:fldChar[w:fldCharType=begin]), w:r(w:instrText" XE @1"), w:r(w:instrText"@2 "), w:r(w:fldChar[w:fldCharType=end]))'),
    (50, "nested code", f'w:p(w:r(w:fldChar[w:fldCharType=begin]), w:r(w:instrText" IF "), {_field("MERGEFIELD @1", "@2")}, '
     'w:r(w:instrText" = 1 x y"), w:r(w:fldChar[w:fldCharType=separate]), w:r(w:t"z"), w:r(w:fldChar[w:fldCharType=end]))'),
    (50, "included file", f'w:p({_field("INCLUDETEXT C:/Users/@/a.docx", "x")})'),
    (50, "link field", f'w:p({_field("HYPERLINK mailto:@", "x")})'),
    (51, "simple field", 'w:p(w:fldSimple[w:instr=XE @](w:r(w:t"x")))'),
    (52, "field data", 'w:p(w:r(w:fldChar[w:fldCharType=begin](w:fldData"@")), w:r(w:fldChar[w:fldCharType=end]))'),
    (53, "link target", 'w:p(w:hyperlink[r:id=rIdMail](w:r(w:t"x")), w:hyperlink[r:id=rIdWeb](w:r(w:t"y")), w:hyperlink[r:id=rIdShare](w:r(w:t"z")))'),
    (54, "linked image", "w:p(w:r(w:drawing(wp:inline(a:graphic(a:graphicData(pic:pic(pic:blipFill(a:blip[r:embed=rIdImage;r:link=rIdLinked]))))))))"),
    (55, "linked object", "w:p(w:r(w:object(v:shape(v:imagedata[r:id=rIdImage]), o:OLEObject[Type=Link;r:id=rIdOle](o:LinkType\"@\"))))"),
    (57, "author of a change", 'w:p(w:ins[w:author=@](w:r(w:t"x")))'),
    (57, "author of a paragraph mark", 'w:p(w:pPr(w:rPr(w:ins[w:author=@])), w:r(w:t"x"))'),
    (57, "author of a row", 'w:tbl(w:tr(w:trPr(w:ins[w:author=@]), w:tc(w:p)))'),
    (57, "author of a table's old look", "w:tbl(w:tblPr(w:tblPrChange[w:author=@](w:tblPr)), w:tr(w:tc(w:p)))"),
    (57, "author of a move", 'w:p(w:moveToRangeStart[w:author=@;w:name=move1], w:moveToRangeEnd, w:r(w:t"x"))'),
    (58, "date of a change", 'w:p(w:ins[w:author=A;w:date=@](w:r(w:t"x")))'),
    (63, "editor", "w:p(w:permStart[w:id=1;w:ed=@], w:permEnd[w:id=1])"),
    (65, "revision id", 'w:p[w:rsidR=@1;w:rsidRDefault=@2](w:r[w:rsidRPr=@3](w:t"x"))'),
    (66, "paragraph id", 'w:p[w14:paraId=@1;w14:textId=@2](w:r(w:t"x"))'),
    (73, "signature line", "w:p(w:r(w:pict(v:shape(o:signatureline[o:suggestedsigner=@1;o:suggestedsigneremail=@2]))))"),
    (93, "embedded file", "w:p(w:r(w:object(v:shape(v:imagedata[r:id=rIdImage]), o:OLEObject[r:id=rIdPackage])))"),
    (99, "web video", "w:p(w:r(w:drawing(wp:inline(wp15:webVideoPr[embeddedHtml=@]))))"),
    (100, "ink", "w:p(w:r(w:contentPart[r:id=rIdInk]))"),
]  # fmt: skip

# number, place, part, what stands in it (the small language)
PARTS: list[tuple[int, str, str, str]] = [
    (17, "header", "header1", 'w:p(w:r(w:t"@"))'),
    (17, "unused first header", "header2", 'w:p(w:r(w:t"@"))'),
    (17, "footer", "footer1", 'w:p(w:r(w:t"@"))'),
    (18, "footnote", "footnotes", 'w:footnote[w:id=2](w:p(w:r(w:t"@")))'),
    (18, "footnote nobody cites", "footnotes", 'w:footnote[w:id=77](w:p(w:r(w:t"@")))'),
    (18, "separator", "footnotes", 'w:footnote[w:id=0;w:type=separator](w:p(w:r(w:t"@")))'),
    (18, "endnote", "endnotes", 'w:endnote[w:id=2](w:p(w:r(w:t"@")))'),
    (59, "comment", "comments", 'w:comment[w:id=3;w:author=@1;w:initials=@2;w:date=@3](w:p(w:r(w:t"@4")))'),
    (60, "reaction", "commentsExtensible", "w15:x[userName=@]"),
    (61, "person", "people", "w15:person[w15:author=@1](w15:presenceInfo[w15:userId=@2])"),
    (62, "task", "documenttasks", "w15:t[userName=@]"),
    (21, "list label", "numbering", "w:abstractNum[w:abstractNumId=1](w:nsid[w:val=@1], w:tmpl[w:val=@2], w:name[w:val=@3], w:lvl(w:lvlText[w:val=@4 %1]))"),
    (46, "style", "styles", "w:style[w:type=paragraph;w:customStyle=1;w:styleId=@](w:name[w:val=@], w:aliases[w:val=@1])"),
    (46, "style id apart from its name", "styles", "w:style[w:type=paragraph;w:customStyle=1;w:styleId=@](w:name[w:val=Own 1])"),
    (46, "style without a mark", "styles", "w:style[w:type=paragraph;w:styleId=Free](w:name[w:val=Look of @])"),
    (46, "style's follower", "styles", "w:style[w:type=paragraph;w:customStyle=1;w:styleId=Other](w:name[w:val=Other], w:basedOn[w:val=@])"),
    (48, "font", "fontTable", "w:font[w:name=Hand of @](w:altName[w:val=@])"),
    (64, "protection", "settings", "w:documentProtection[w:hash=@1;w:salt=@2], w:writeProtection[w:hash=@3]"),
    (65, "revision ids", "settings", "w:rsids(w:rsidRoot[w:val=@1], w:rsid[w:val=@2])"),
    (66, "document id", "settings", "w15:docId[w15:val=@1], w14:docId[w14:val=@2]"),
    (56, "template", "settings", "w:attachedTemplate[r:id=rIdTemplate]"),
    (77, "document variable", "settings", "w:docVars(w:docVar[w:name=@1;w:val=@2])"),
    (78, "mail merge", "settings", "w:mailMerge(w:connectString[w:val=@1], w:query[w:val=@2], w:mailSubject[w:val=@3], w:odso(w:udl[w:val=@4], w:table[w:val=@5]))"),
    (79, "schema", "settings", "w:attachedSchema[w:val=@1], w:saveThroughXslt[w:solutionID=@2], w:captions(w:caption[w:name=@3]), w:smartTagType[w:name=@4]"),
    (79, "schema library", "settings", "sl:schemaLibrary(sl:schema[sl:uri=@])"),
    (80, "web settings", "webSettings", "w:divs(w:div[w:id=@])"),
    (47, "copy of the styles", "stylesWithEffects", "w:style(w:name[w:val=@])"),
    (86, "chart title", "chart1", 'c:chart(c:title(c:tx(c:rich(a:p(a:r(a:t"@"))))))'),
    (87, "chart cache", "chart1", 'c:chart(c:plotArea(c:barChart(c:ser(c:cat(c:strRef(c:f"@1!$A$1", c:strCache(c:pt[idx=0](c:v"@2"))))))))'),
    (88, "chart workbook", "chart1", "c:externalData[r:id=rIdBook]"),
    (89, "shape on a chart", "chartDrawing", 'cdr:relSizeAnchor(cdr:sp(cdr:nvSpPr(cdr:cNvPr[id=1;name=@1;descr=@2]), cdr:txBody(a:p(a:r(a:t"@3")))))'),
    (90, "diagram", "diagramData", 'dgm:ptLst(dgm:pt(dgm:prSet[phldrT=@1], dgm:t(a:p(a:r(a:t"@2")))))'),
    (91, "drawing of the diagram", "diagramDrawing", 'dsp:spTree(dsp:sp(dsp:nvSpPr(dsp:cNvPr[id=0;name=@1]), dsp:txBody(a:p(a:r(a:t"@2")))))'),
    (92, "design of the diagram", "diagramLayout", "dgm:title[val=@1], dgm:desc[val=@2]"),
    (81, "bound data", "customXml1", 'w:x"@"'),
    (85, "schema of the data", "customXmlProps1", "w:x[w:uri=@]"),
    (76, "intelligence", "intelligence2", 'w:x"@"'),
    (74, "ribbon", "customUI", 'w:x"@"'),
    (75, "web extension", "webextension1", "w:x[value=@]"),
    (71, "label", "classificationlabels", "w:x[siteId=@]"),
    (34, "building block", "glossary", 'w:docParts(w:docPart(w:docPartPr(w:name[w:val=@1], w:category(w:name[w:val=@2]), w:description[w:val=@3]), w:docPartBody(w:p(w:r(w:t"@4")))))'),
    (102, "form control", "activeX1", "w:x[value=@]"),
    (100, "ink", "ink1", 'w:annotation"@"'),
]  # fmt: skip

OTHER: list[tuple[int, str, str]] = [
    (32, "XML comment", GONE), (32, "processing instruction", GONE), (33, "foreign namespace", GONE),
    (49, "theme", GONE), (53, "mail address", GONE), (53, "web address", GONE), (53, "share", GONE),
    (54, "linked image", GONE), (55, "linked object path", GONE), (24, "sub-document path", GONE), (56, "template path", GONE),
    (67, "core properties", GONE), (67, "title", GONE), (68, "program properties", GONE), (69, "custom properties", GONE),
    (70, "thumbnail", GONE), (72, "second core properties", GONE), (78, "recipients", GONE), (88, "workbook", GONE),
    (93, "embedded document", GONE), (94, "binary object", GONE), (95, "picture metadata", GONE), (96, "picture", REPORTED),
    (97, "vector picture", REPORTED), (98, "part name", GONE), (101, "printer", GONE), (104, "embedded font", REPORTED),
    (105, "orphan", GONE), (106, "zip comment", GONE), (106, "entry comment", GONE), (107, "trailing bytes", GONE),
    (111, "UTF-16 part", GONE), (99, "video", GONE), (105, "unknown part", GONE),
]  # fmt: skip


@dataclass(frozen=True)
class Needle:
    """A place with the word that is hidden there."""

    row: int
    place: str
    word: str
    promise: str = GONE

    @property
    def rule(self) -> str:
        """The rule of the remark that reports it, or the beginning of it."""
        return {"picture": "picture", "vector picture": "picture-vector", "embedded font": "embedded-font"}[self.place]


def _word(row: int, index: int) -> str:
    letters = "abcdefghijklmnopqrstuvwxyz"
    return f"Zq{letters[row // 26]}{letters[row % 26]}x{letters[index // 26]}{letters[index % 26]}k"


NEEDLES: list[Needle] = []


def _hide(row: int, place: str, promise: str = GONE) -> str:
    needle = Needle(row, place, _word(row, sum(1 for known in NEEDLES if known.row == row)), promise)
    NEEDLES.append(needle)
    return needle.word


# a line without `@` only leads to a needle elsewhere, e.g. to a file
_BODY = [(source, _hide(row, place) if "@" in source else "") for row, place, source in BODY]
_PARTS = [(name, source, _hide(row, place) if "@" in source else "") for row, place, name, source in PARTS]
_OTHER = {place: _hide(row, place, promise) for row, place, promise in OTHER}
# places that name the same bookmark or style share its needle
_SAME = {"citation of the bookmark": "bookmark", "anchor": "bookmark", "style's follower": "style"}
_WORDS = {needle.place: needle.word for needle in NEEDLES}


def _filled(source: str, word: str) -> str:
    if not word:
        return source
    place = next(needle.place for needle in NEEDLES if needle.word == word)
    word = _WORDS[_SAME[place]] if place in _SAME else word
    if "@2" in source and place in (
        "split over runs",
        "soft hyphen in the run",
        "zero-width space",
        "code in pieces",
        "symbols",
    ):
        return source.replace("@1", word[:4]).replace("@2", word[5:] if place == "symbols" else word[4:])
    for number in range(1, 9):
        source = source.replace(f"@{number}", f"{word}{'bcdfghjl'[number - 1]}")
    return source.replace("@", word)


_ROOTS = {
    "header1": ("w:hdr", "header"), "header2": ("w:hdr", "header"), "footer1": ("w:ftr", "footer"),
    "footnotes": ("w:footnotes", "footnotes"), "endnotes": ("w:endnotes", "endnotes"), "comments": ("w:comments", "comments"),
    "numbering": ("w:numbering", "numbering"), "styles": ("w:styles", "styles"), "settings": ("w:settings", "settings"),
    "fontTable": ("w:fonts", "fontTable"), "webSettings": ("w:webSettings", "webSettings"),
}  # fmt: skip
_TYPES = {
    "chart1": ("c:chartSpace", "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"),
    "chartDrawing": ("c:userShapes", "application/vnd.openxmlformats-officedocument.drawingml.chartshapes+xml"),
    "diagramData": ("dgm:dataModel", "application/vnd.openxmlformats-officedocument.drawingml.diagramData+xml"),
    "diagramDrawing": ("dsp:drawing", "application/vnd.ms-office.drawingml.diagramDrawing+xml"),
    "diagramLayout": ("dgm:layoutDef", "application/vnd.openxmlformats-officedocument.drawingml.diagramLayout+xml"),
    "glossary": ("w:glossaryDocument", f"{TYPE}.document.glossary+xml"),
}
_MS = "http://schemas.microsoft.com/office"
_LINK_TYPES = {
    "commentsExtensible": f"{_MS}/2018/08/relationships/commentsExtensible", "people": f"{_MS}/2011/relationships/people",
    "documenttasks": f"{_MS}/2019/05/relationships/documenttasks", "intelligence2": f"{_MS}/2020/10/relationships/intelligence2",
    "stylesWithEffects": f"{_MS}/2007/relationships/stylesWithEffects", "diagramDrawing": f"{_MS}/2007/relationships/diagramDrawing",
    "webextension1": f"{_MS}/2011/relationships/webextension", "glossary": f"{OFFICE}/glossaryDocument",
    "customXml1": f"{OFFICE}/customXml", "customXmlProps1": f"{OFFICE}/customXmlProps", "ink1": f"{OFFICE}/ink",
    "activeX1": f"{OFFICE}/control", "customUI": f"{_MS}/2006/relationships/ui/extensibility",
    "classificationlabels": f"{_MS}/2020/02/relationships/classificationlabels", "header1": f"{OFFICE}/header",
    "header2": f"{OFFICE}/header", "footer1": f"{OFFICE}/footer", "chart1": f"{OFFICE}/chart",
}  # fmt: skip


def _foreign(source: str) -> str:
    return source.replace("<w:document ", f'<w:document xmlns:zz="urn:{_OTHER["foreign namespace"]}" ', 1)


def build() -> bytes:
    """The file with every needle."""
    words = _OTHER
    sections = (
        "w:p(w:r(w:footnoteReference[w:id=2]), w:r(w:endnoteReference[w:id=2]), w:commentRangeStart[w:id=3], "
        "w:commentRangeEnd[w:id=3], w:r(w:commentReference[w:id=3])), "
        "w:p(w:r(w:drawing(wp:inline(a:graphic(a:graphicData(c:chart[r:id=rIdchart1], "
        "dgm:relIds[r:dm=rIddiagramData;r:lo=rIddiagramLayout])))))), "
        f"{_picture(blip='Jpeg')}, {_picture(blip='Emf')}, "
        "w:sectPr(w:headerReference[w:type=default;r:id=rIdheader1], w:headerReference[w:type=first;r:id=rIdheader2], "
        "w:footerReference[w:type=default;r:id=rIdfooter1], w:printerSettings[r:id=rIdPrinter])"
    )
    body = _foreign(part(", ".join(_filled(source, word) for source, word in _BODY) + ", " + sections))
    body = body.replace("</w:body>", f"<!-- {words['XML comment']} --><?x {words['processing instruction']}?></w:body>")
    parts: dict[str, tuple[str, str | bytes]] = {}
    links: dict[str, tuple[str, str]] = {}
    texts: dict[str, list[str]] = {}
    for name, source, word in _PARTS:
        texts.setdefault(name, []).append(_filled(source, word))
    for name, sources in texts.items():
        root, content_type = _TYPES.get(
            name, (_ROOTS.get(name, ("w:x", ""))[0], f"{TYPE}.{_ROOTS.get(name, ('', name))[1]}+xml")
        )
        parts[f"word/{name}.xml"] = (content_type, part(", ".join(sources), root))
        if name != "chartDrawing":
            links[f"rId{name}"] = (_LINK_TYPES.get(name, f"{OFFICE}/{name}"), f"{name}.xml")
    theme = xml(f"a:theme[name={words['theme']}](a:themeElements(a:clrScheme[name={words['theme']}b]))")
    parts["word/theme/theme1.xml"] = (
        "application/vnd.openxmlformats-officedocument.theme+xml",
        theme.replace("<a:theme ", f"<a:theme {NAMESPACES} ", 1),
    )
    links["rIdTheme"] = ("theme", "theme/theme1.xml")
    parts["word/utf16.xml"] = (f"{TYPE}.header+xml", part(_said(words["UTF-16 part"]), "w:hdr").encode("utf-16"))
    body = body.replace("<w:printerSettings", '<w:headerReference w:type="even" r:id="rIdUtf16"/><w:printerSettings')
    links["rIdUtf16"] = ("header", "utf16.xml")
    image = png((b"tEXt", b"Author\0" + words["picture metadata"].encode()))
    parts[f"word/media/{words['part name']}.png"] = ("image/png", image)
    links["rIdImage"] = ("image", f"media/{words['part name']}.png")
    exif = b"Exif\0\0" + words["picture metadata"].encode()
    jpeg = b"\xff\xd8\xff\xe1" + (len(exif) + 2).to_bytes(2, "big") + exif + b"\xff\xda\x00\x02\x00\xff\xd9"
    parts["word/media/image2.jpeg"] = ("image/jpeg", jpeg)
    links["rIdImageJpeg"] = ("image", "media/image2.jpeg")
    emf = b"\x01\0\0\0" + bytes(36) + b" EMF" + words["vector picture"].encode("utf-16-le")
    parts["word/media/image3.emf"] = ("image/x-emf", emf)
    links["rIdImageEmf"] = ("image", "media/image3.emf")
    links |= {
        "rIdMail": ("hyperlink", f"!mailto:{words['mail address']}@x.example"),
        "rIdWeb": ("hyperlink", f"!https://x.example/{words['web address']}"),
        "rIdShare": ("hyperlink", f"!file:///C:/Users/{words['share']}/a.docx"),
        "rIdLinked": ("image", f"!file:///C:/{words['linked image']}.png"),
        "rIdOle": ("oleObject", f"!file:///C:/{words['linked object path']}.xlsx"),
        "rIdSub": ("subDocument", f"!{words['sub-document path']}.docx"),
        "rIdPackage": ("package", f"embeddings/{words['embedded document']}.docx"),
        "rIdBinary": ("oleObject", "embeddings/oleObject1.bin"),
        "rIdControl": ("control", "activeX1.xml"),
        "rIdInk": ("ink", "ink1.xml"),
        "rIdPrinter": ("printerSettings", "printerSettings1.bin"),
        "rIdFont": ("font", "fonts/font1.odttf"),
        "rIdVideo": ("video", "media/a.mp4"),
        "rIdUnknown": ("somethingNew", "new.xml"),
    }
    parts |= {
        f"word/embeddings/{words['embedded document']}.docx": (f"{TYPE}.document", docx(_said(words["embedded document"]))),
        "word/embeddings/oleObject1.bin": (f"{TYPE}.oleObject", words["binary object"].encode("utf-16-le")),
        "word/book.xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", zipped({"x": words["workbook"]})),
        "word/printerSettings1.bin": ("application/x", words["printer"].encode()),
        "word/fonts/font1.odttf": ("application/vnd.openxmlformats-officedocument.obfuscatedFont", words['embedded font'].encode()),
        "word/media/a.mp4": ("video/mp4", words["video"].encode()),
        "word/recipients.xml": (f"{TYPE}.mailMergeRecipientData+xml", base64.b64encode(words["recipients"].encode())),
        "word/new.xml": ("application/x", words["unknown part"].encode()),
        "docProps/core.xml": ("application/vnd.openxmlformats-package.core-properties+xml", _core(words["core properties"], words["title"])),
        "docProps/core0.psmdcp": ("application/vnd.openxmlformats-package.core-properties+xml", _core(words["second core properties"], "")),
        "docProps/app.xml": ("application/vnd.openxmlformats-officedocument.extended-properties+xml", part(
            f'ep:Company"{words["program properties"]}b", ep:Manager"{words["program properties"]}c", ep:Template"{words["program properties"]}d"',
            "ep:Properties")),
        "docProps/custom.xml": ("application/vnd.openxmlformats-officedocument.custom-properties+xml", part(
            f'cust:property[name={words["custom properties"]}b](vt:lpwstr"{words["custom properties"]}c")', "cust:Properties")),
        "docProps/thumbnail.jpeg": ("image/jpeg", words["thumbnail"].encode()),
    }  # fmt: skip
    package = "http://schemas.openxmlformats.org/package/2006/relationships/metadata"
    data = docx(
        raw_body=body,
        parts=parts,
        links=links,
        roots={
            "rId2": (f"{package}/core-properties", "docProps/core.xml"),
            "rId3": (f"{package}/core-properties", "docProps/core0.psmdcp"),
            "rId4": ("extended-properties", "docProps/app.xml"),
            "rId5": ("custom-properties", "docProps/custom.xml"),
            "rId6": (f"{package}/thumbnail", "docProps/thumbnail.jpeg"),
        },
        members={
            "word/_rels/settings.xml.rels": relationships({
                "rIdTemplate": ("attachedTemplate", f"!file:///C:/Users/{words['template path']}/N.dotm"),
                "rIdMerge": ("recipientData", "recipients.xml"),
            }),
            "word/_rels/chart1.xml.rels": relationships({
                "rIdBook": ("package", "book.xlsx"), "rIdShapes": ("chartUserShapes", "chartDrawing.xml"),
            }),
            "[trash]/0000.dat": words["orphan"],
        },
    )  # fmt: skip
    return _with_zip_traces(data, words)


def _said(word: str) -> str:
    return f'w:p(w:r(w:t"{word}"))'


def _core(word: str, title: str) -> str:
    return part(
        f'dc:creator"{word}b", cp:lastModifiedBy"{word}c", dc:subject"{word}d", cp:keywords"{word}f", dc:description"{word}g", '
        f'cp:category"{word}h", cp:contentStatus"{word}j", dc:identifier"{word}l"'
        + (f', dc:title"About {title}"' if title else ""),
        "cp:coreProperties",
    )


def _with_zip_traces(data: bytes, words: dict[str, str]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in source.namelist():
            info = zipfile.ZipInfo(name, date_time=(2024, 5, 6, 7, 8, 10))
            info.comment = words["entry comment"].encode()
            content = source.read(name)
            if name == "word/chart1.xml":
                content = content.replace(b"</c:chartSpace>", b'<c:userShapes r:id="rIdShapes"/></c:chartSpace>')
            archive.writestr(info, content)
        archive.comment = words["zip comment"].encode()
    return target.getvalue()


def trailing(data: bytes) -> bytes:
    """The file with something appended after its end, which zip programs pass over."""
    word = _OTHER["trailing bytes"].encode()
    end = data.rindex(b"PK\x05\x06")
    comment = int.from_bytes(data[end + 20 : end + 22], "little")
    return data[: end + 20] + (comment + len(word)).to_bytes(2, "little") + data[end + 22 :] + word
