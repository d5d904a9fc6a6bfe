# ruff: noqa: E501 - a place is a line
"""One workbook with a needle in every place where an Excel file can hide a name."""

from __future__ import annotations

from ..builders import png
from .builders import MICROSOFT, STYLES, TYPE, book, element, relationships, rows

_NEEDLES = 130
NEEDLES = tuple(f"Zorvath{number:03d}x" for number in range(1, _NEEDLES + 1))
PLACES: dict[str, str] = {}  # needle → place


def at(place: str) -> str:
    """The needle of a place."""
    needle = NEEDLES[len(PLACES)]
    PLACES[needle] = place
    return needle


def everything() -> bytes:
    """The workbook. Fills PLACES."""
    PLACES.clear()
    strings = [
        at("shared string"),
        f"<r><t>{(split := at('split over rich runs'))[:4]}</t></r><r><rPr><b/></rPr><t>{split[4:]}</t></r>",
        f'<t>\u6771\u4eac</t><rPh sb="0" eb="2"><t>{at("phonetic guide")}</t></rPh><phoneticPr fontId="1"/>',
        f"{(escaped := at('escaped line end'))[:5]}_x200B_{escaped[5:]}",
        at("string that no cell shows"),
        at("cell of a hidden row"),
        at("cell of a hidden column"),
        at("cell of a hidden sheet"),
    ]
    data = (
        "<sheetData>"
        '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="s"><v>2</v></c><c r="D1" t="s"><v>3</v></c></row>'
        '<row r="2" hidden="1"><c r="A2" t="s"><v>5</v></c></row><row r="3"><c r="F3" t="s"><v>6</v></c></row>'
        f'<row r="4"><c r="A4" t="inlineStr"><is><t>{at("inline string")}</t></is></c>'
        f'<c r="B4" t="str"><f>A1&amp;" "</f><v>{at("cached result of a formula")}</v></c>'
        f'<c r="C4"><f>IF(A1="{at("text in a formula")}",1,0)</f><v>0</v></c>'
        f'<c r="D4"><f t="shared" ref="D4:D5" si="0">LEN("{at("text in a shared formula")}")</f><v>1</v></c>'
        f'<c r="E4"><f>HYPERLINK("mailto:{at("target in a HYPERLINK formula")}@example.org","write")</f><v>0</v></c>'
        f'<c r="F4"><f>[1]Sheet1!A1</f><v>{at("value out of another workbook")}</v></c></row></sheetData>'
    ).replace('<c r="F4"><f>', '<c r="F4" t="str"><f>')
    sheet = (
        f'<sheetPr codeName="{at("name of a sheet for macros")}"/>'
        '<cols><col min="6" max="6" hidden="1"/></cols>'
        + data
        + f'<protectedRanges><protectedRange name="{at("name of a protected range")}" sqref="A1" securityDescriptor="O:WDG:WDD:(A;;CC;;;{at("who may edit a range")})"/></protectedRanges>'
        f'<scenarios><scenario name="{at("scenario")}" user="{at("author of a scenario")}" comment="{at("remark on a scenario")}"><inputCells r="A1" val="{at("cell of a scenario")}"/></scenario></scenarios>'
        f'<autoFilter ref="A1:D4"><filterColumn colId="0"><filters><filter val="{at("filter")}"/></filters></filterColumn><filterColumn colId="1"><customFilters><customFilter val="*{at("custom filter")}*"/></customFilters></filterColumn></autoFilter>'
        f'<sortState ref="A1:D4"><sortCondition ref="A1:A4" customList="{at("order of rows")}"/></sortState>'
        f'<dataConsolidate><dataRefs><dataRef sheet="{at("sheet of a consolidation")}" ref="A1"/></dataRefs></dataConsolidate>'
        f'<conditionalFormatting sqref="A1"><cfRule type="containsText" priority="1" operator="containsText" text="{at("text of a condition")}"><formula>NOT(ISERROR(SEARCH("{at("formula of a condition")}",A1)))</formula></cfRule></conditionalFormatting>'
        f'<dataValidations count="1"><dataValidation type="list" sqref="A1" promptTitle="{at("title of a prompt")}" prompt="{at("prompt")}" errorTitle="{at("title of an error")}" error="{at("error")}"><formula1>"{at("list to choose from")},Other"</formula1></dataValidation></dataValidations>'
        f'<hyperlinks><hyperlink ref="A1" r:id="rId1" display="{at("text of a link")}" tooltip="{at("tip of a link")}"/><hyperlink ref="A2" location="\'{at("place that a link leads to")}\'!A1"/><hyperlink ref="A3" r:id="rId2"/></hyperlinks>'
        f'<pageSetup r:id="rId8"/><headerFooter><oddHeader>&amp;L&amp;"Arial,Bold"&amp;12{at("header")} &amp;D</oddHeader><oddFooter>&amp;C{(footer := at("footer split by codes"))[:4]}&amp;B{footer[4:]}</oddFooter><firstHeader>{at("header of the first page")}</firstHeader></headerFooter>'
        f'<customProperties><customPr name="{at("property of a sheet")}" r:id="rId9"/></customProperties>'
        '<drawing r:id="rId3"/><legacyDrawing r:id="rId4"/><oleObjects><oleObject progId="Word.Document.12" shapeId="2050" r:id="rId10"/></oleObjects>'
        f'<webPublishItems count="1"><webPublishItem id="1" divId="x" sourceType="sheet" destinationFile="C:\\{at("where a copy was published")}.htm"/></webPublishItems>'
        '<tableParts count="1"><tablePart r:id="rId5"/></tableParts>'
        f'<extLst><ext uri="{{78C0D931-6437-407d-A8EE-F0AAD7539E65}}"><x14:conditionalFormattings><x14:conditionalFormatting><x14:cfRule type="containsText" id="{{1}}"><xm:f>SEARCH("{at("newer condition")}",A1)</xm:f></x14:cfRule><xm:sqref>A1</xm:sqref></x14:conditionalFormatting></x14:conditionalFormattings></ext>'
        f'<ext uri="{{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}}"><x14:dataValidations><x14:dataValidation type="list"><x14:formula1><xm:f>"{at("newer list to choose from")}"</xm:f></x14:formula1></x14:dataValidation></x14:dataValidations></ext></extLst>'
    )
    inside = (
        f'<fileVersion appName="xl" codeName="x"/><fileSharing userName="{at("who reserved the file")}"/><workbookPr codeName="{at("name of the workbook for macros")}"/>'
        f'<mc:AlternateContent><mc:Choice Requires="x15"><x15ac:absPath url="C:\\Users\\{at("folder of the file")}\\"/></mc:Choice></mc:AlternateContent>'
        f'@SHEETS<externalReferences><externalReference r:id="rId50"/></externalReferences>'
        f'<definedNames><definedName name="{at("name of cells")}" comment="{at("remark on a name of cells")}">Chronology!$A$1</definedName><definedName name="Constant">"{at("text in a name of cells")}"</definedName></definedNames>'
        f'<customWorkbookViews><customWorkbookView name="{at("view of the workbook")}" guid="{{00000000-0000-0000-0000-000000000001}}"/></customWorkbookViews>'
        '<pivotCaches><pivotCache cacheId="1" r:id="rId51"/></pivotCaches>'
    )
    hidden = f"Hidden {at('name of a sheet')}"
    styles = STYLES.replace('formatCode="000 000 0000"', f'formatCode="0&quot; {at("format of numbers")}&quot;"') + (
        f'<cellStyles count="1"><cellStyle name="{at("name of a cell style")}" xfId="0"/></cellStyles>'
        f'<tableStyles count="1"><tableStyle name="{(style := at("name of a table style"))}"/></tableStyles>'
    )
    drawing = (
        f'<xdr:twoCellAnchor><xdr:sp macro="[0]!{at("macro of a shape")}" textlink=""><xdr:nvSpPr><xdr:cNvPr id="2" name="{at("name of a shape")}" descr="{at("alternative text")}" title="{at("title of a shape")}"/></xdr:nvSpPr>'
        f"<xdr:txBody><a:p><a:r><a:t>{(box := at('text box split over runs'))[:5]}</a:t></a:r><a:r><a:t>{box[5:]}</a:t></a:r></a:p></xdr:txBody></xdr:sp></xdr:twoCellAnchor>"
    )
    chart = (
        f'<c:chart><c:title><c:tx><c:rich><a:p><a:r><a:t>{at("title of a chart")}</a:t></a:r></a:p></c:rich></c:tx></c:title><c:plotArea><c:ser><c:tx><c:strRef><c:f>Chronology!$A$1</c:f><c:strCache><c:pt idx="0"><c:v>{at("name of a series")}</c:v></c:pt></c:strCache></c:strRef></c:tx>'
        f'<c:cat><c:strRef><c:f>[1]Sheet1!$A$1</c:f><c:strCache><c:pt idx="0"><c:v>{at("category of a chart")}</c:v></c:pt></c:strCache></c:strRef></c:cat></c:ser></c:plotArea></c:chart>'
    )
    vml = (
        f'<v:shape id="_x0000_s1025" type="#_x0000_t202" alt="{at("alternative text of an old drawing")}"><v:textbox><div>{at("text of an old drawing")}<font>{(tail := at("text after an element"))[:3]}</font>{tail[3:]}</div></v:textbox><x:ClientData ObjectType="Button"><x:FmlaMacro>[0]!{at("macro of a button")}</x:FmlaMacro></x:ClientData></v:shape>'
        '<v:shape id="_x0000_s1026" type="#_x0000_t202"><x:ClientData ObjectType="Note"><x:Row>0</x:Row></x:ClientData></v:shape>'
    )
    table = f'<autoFilter ref="A1:B4"/><tableColumns count="2"><tableColumn id="1" name="{strings[0]}" totalsRowLabel="{at("total of a table")}"><calculatedColumnFormula>IF(1,"{at("formula of a column")}")</calculatedColumnFormula></tableColumn><tableColumn id="2" name="{split}"/></tableColumns><tableStyleInfo name="{style}"/>'
    pivot = f'<cacheSource type="worksheet"><worksheetSource ref="A1:B4" sheet="Chronology"/></cacheSource><cacheFields count="1"><cacheField name="{at("column of a pivot table")}"><sharedItems count="1"><s v="{at("value of a pivot table")}"/></sharedItems></cacheField></cacheFields>'
    more: dict[str, str | bytes] = {
        "_rels/.rels": relationships([("rId1", "officeDocument", "xl/workbook.xml"), ("rId2", "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties", "docProps/core.xml"), ("rId3", "extended-properties", "docProps/app.xml"), ("rId4", "custom-properties", "docProps/custom.xml"), ("rId5", "http://schemas.openxmlformats.org/package/2006/relationships/metadata/thumbnail", "docProps/thumbnail.jpeg")]),
        "docProps/core.xml": f'<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{at("title")}</dc:title><dc:creator>{at("author")}</dc:creator><cp:lastModifiedBy>{at("last saved by")}</cp:lastModifiedBy></cp:coreProperties>',
        "docProps/app.xml": f'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties" xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"><Manager>{at("manager")}</Manager><Company>{at("company")}</Company><TitlesOfParts><vt:vector size="1" baseType="lpstr"><vt:lpstr>{hidden}</vt:lpstr></vt:vector></TitlesOfParts></Properties>',
        "docProps/custom.xml": f'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"><property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="2" name="{at("name of a custom property")}"><vt:lpwstr>{at("custom property")}</vt:lpwstr></property></Properties>',
        "docProps/thumbnail.jpeg": b"\xff\xd8\xff" + at("picture of the first sheet").encode(),
        "xl/worksheets/_rels/sheet1.xml.rels": relationships([("rId1", "hyperlink", f"https://example.org/{at('target of a link')}"), ("rId2", "hyperlink", f"file:///C:/{at('link to a file')}.docx"), ("rId3", "drawing", "../drawings/drawing1.xml"), ("rId4", "vmlDrawing", "../drawings/vmlDrawing1.vml"), ("rId5", "table", "../tables/table1.xml"), ("rId6", "comments", "../comments1.xml"), ("rId7", f"{MICROSOFT}/2017/10/relationships/threadedComment", "../threadedComments/threadedComment1.xml"), ("rId8", "printerSettings", "../printerSettings/printerSettings1.bin"), ("rId9", "customProperty", "../customProperty1.bin"), ("rId10", "package", "../embeddings/document1.docx"), ("rId11", "pivotTable", "../pivotTables/pivotTable1.xml")]),
        "xl/drawings/drawing1.xml": element("xdr:wsDr", drawing),
        "xl/drawings/_rels/drawing1.xml.rels": relationships([("rId1", "chart", "../charts/chart1.xml"), ("rId2", "image", "../media/image1.png")]),
        "xl/media/image1.png": png((b"tEXt", b"Comment\0" + at("text chunk of a picture").encode())),
        "xl/charts/chart1.xml": element("c:chartSpace", chart),
        "xl/drawings/vmlDrawing1.vml": element("xml", vml),
        "xl/tables/table1.xml": element("table", table, id="1", name=at("name of a table"), displayName="Visits", ref="A1:B4", comment=at("remark on a table")),
        "xl/comments1.xml": element("comments", f'<authors><author>{at("author of a note")}</author></authors><commentList><comment ref="A1" authorId="0"><text><r><t>{(note := at("note split over runs"))[:4]}</t></r><r><t>{note[4:]}</t></r></text></comment></commentList>'),
        "xl/threadedComments/threadedComment1.xml": element("tc:ThreadedComments", f'<tc:threadedComment ref="A1" personId="{{1}}" id="{{2}}"><tc:text>{at("comment")}</tc:text></tc:threadedComment>'),
        "xl/persons/person.xml": element("tc:personList", f'<tc:person displayName="{at("person who commented")}" id="{{1}}" userId="S::{at("login of a person")}@example.org::1" providerId="AD"/>'),
        "xl/printerSettings/printerSettings1.bin": at("printer").encode("utf-16-le"),
        "xl/customProperty1.bin": at("value of a sheet's property").encode("utf-16-le"),
        "xl/embeddings/document1.docx": b"PK" + at("embedded file").encode(),
        "xl/pivotTables/pivotTable1.xml": element("pivotTableDefinition", f'<dataFields count="1"><dataField name="Sum of {at("field of a pivot table")}"/></dataFields>', name=at("name of a pivot table"), cacheId="1"),
        "xl/pivotTables/_rels/pivotTable1.xml.rels": relationships([("rId1", "pivotCacheDefinition", "../pivotCache/pivotCacheDefinition1.xml")]),
        "xl/pivotCache/pivotCacheDefinition1.xml": element("pivotCacheDefinition", pivot, r__id="rId1", refreshedBy=at("who brought a pivot table up to date")),
        "xl/pivotCache/_rels/pivotCacheDefinition1.xml.rels": relationships([("rId1", "pivotCacheRecords", "pivotCacheRecords1.xml")]),
        "xl/pivotCache/pivotCacheRecords1.xml": element("pivotCacheRecords", f'<r><s v="{at("row of a pivot table")}"/></r>'),
        "xl/externalLinks/externalLink1.xml": element("externalLink", f'<externalBook r:id="rId1"><sheetNames><sheetName val="{at("sheet of another workbook")}"/></sheetNames><sheetDataSet><sheetData sheetId="0"><row r="1"><cell r="A1" t="str"><v>{at("kept value of another workbook")}</v></cell></row></sheetData></sheetDataSet></externalBook>'),
        "xl/externalLinks/_rels/externalLink1.xml.rels": relationships([("rId1", "externalLinkPath", f"file:///C:/{at('path of another workbook')}.xlsx")]),
        "xl/connections.xml": element("connections", f'<connection id="1" name="{at("name of a connection")}" description="{at("remark on a connection")}" sourceFile="C:\\{at("file of a connection")}.odc" type="1"><dbPr connection="Server=x;UID={at("user of a connection")}" command="SELECT \'{at("query of a connection")}\'"/></connection>'),
        "xl/revisions/userNames.xml": element("users", f'<userInfo name="{at("who had the workbook open")}"/>'),
        "customXml/item1.xml": f"<case><name>{at('attached data')}</name></case>",
        "xl/leftover.xml": element("x", f"<y>{at('part that nothing leads to')}</y>"),
    }  # fmt: skip
    links = [
        ("rId50", "externalLink", "externalLinks/externalLink1.xml"), ("rId51", "pivotCacheDefinition", "pivotCache/pivotCacheDefinition1.xml"),
        ("rId52", "connections", "connections.xml"), ("rId53", "usernames", "revisions/userNames.xml"), ("rId54", "customXml", "../customXml/item1.xml"),
        ("rId55", f"{MICROSOFT}/2017/10/relationships/person", "persons/person.xml"), ("rId56", f"{MICROSOFT}/2006/relationships/vbaProject", "vbaProject.bin"),
    ]  # fmt: skip
    more["xl/vbaProject.bin"] = b"\xd0\xcf\x11\xe0" + at("macro").encode("utf-16-le")
    second = rows([("s", 7)]) + "<pageMargins/>"
    return book(
        {"Chronology": sheet, hidden: second}, strings=strings, more=more, links=links, inside=inside, styles=styles,
        types={name: _type(name) for name in more if _type(name)}, main="application/vnd.ms-excel.sheet.macroEnabled.main+xml",
    )  # fmt: skip


def _type(name: str) -> str:
    kinds = {
        "core.xml": "application/vnd.openxmlformats-package.core-properties+xml", "app.xml": "application/vnd.openxmlformats-officedocument.extended-properties+xml",
        "custom.xml": "application/vnd.openxmlformats-officedocument.custom-properties+xml", "drawing1.xml": "application/vnd.openxmlformats-officedocument.drawing+xml",
        "chart1.xml": "application/vnd.openxmlformats-officedocument.drawingml.chart+xml", "table1.xml": f"{TYPE}.table+xml", "comments1.xml": f"{TYPE}.comments+xml",
        "pivotTable1.xml": f"{TYPE}.pivotTable+xml", "pivotCacheDefinition1.xml": f"{TYPE}.pivotCacheDefinition+xml", "pivotCacheRecords1.xml": f"{TYPE}.pivotCacheRecords+xml",
        "externalLink1.xml": f"{TYPE}.externalLink+xml", "connections.xml": f"{TYPE}.connections+xml",
    }  # fmt: skip
    return kinds.get(name.rpartition("/")[2], "")
