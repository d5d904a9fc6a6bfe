"""Workbooks for tests, part by part, as Excel writes them."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping, Sequence

from redactor.documents.excel.document import Workbook, workbook
from redactor.documents.model import Replacement, Tidying

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MICROSOFT = "http://schemas.microsoft.com/office"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
KEEP_ALL = Tidying(accept_changes=False, comments=False, hidden_text=False, guidance=False)
NAMESPACES = (
    f'xmlns="{MAIN}" xmlns:r="{OFFICE}" xmlns:xm="{MICROSOFT}/excel/2006/main" '
    f'xmlns:x14="{MICROSOFT}/spreadsheetml/2009/9/main" xmlns:x15ac="{MICROSOFT}/spreadsheetml/2010/11/ac" '
    f'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    f'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    f'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
    f'xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" '
    f'xmlns:tc="{MICROSOFT}/spreadsheetml/2018/threadedcomments" '
    f'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    f'xmlns:x="urn:schemas-microsoft-com:office:excel"'
)
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_TYPES = {
    "xml": "application/xml", "rels": "application/vnd.openxmlformats-package.relationships+xml",
    "vml": "application/vnd.openxmlformats-officedocument.vmlDrawing", "bin": "application/octet-stream", "png": "image/png",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "jpeg": "image/jpeg",
}  # fmt: skip


def element(name: str, inside: str = "", /, **attributes: str) -> str:
    """An element as the root of a part, with every namespace that tests use."""
    given = "".join(f' {key.replace("__", ":")}="{value}"' for key, value in attributes.items())
    return f"<{name} {NAMESPACES}{given}>{inside}</{name}>"


def relationships(links: Sequence[tuple[str, str, str]]) -> str:
    """(id, type, target) → the part of relationships; a target with a colon or backslash lies outside the file."""
    rows = "".join(
        f'<Relationship Id="{i}" Type="{kind if "://" in kind else f"{OFFICE}/{kind}"}" Target="{target}"'
        f"{' TargetMode=' + chr(34) + 'External' + chr(34) if ':' in target or chr(92) in target else ''}/>"
        for i, kind, target in links
    )
    return f'<Relationships xmlns="{PACKAGE}/relationships">{rows}</Relationships>'


def zipped(parts: Mapping[str, str | bytes], types: Mapping[str, str] | None = None) -> bytes:
    """A package of these parts; `types` of those that are not plain XML."""
    defaults = "".join(f'<Default Extension="{e}" ContentType="{t}"/>' for e, t in _TYPES.items())
    over = "".join(f'<Override PartName="/{n}" ContentType="{t}"/>' for n, t in (types or {}).items())
    listed = f'<Types xmlns="{PACKAGE}/content-types">{defaults}{over}</Types>'
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in {"[Content_Types].xml": listed, **parts}.items():
            archive.writestr(name, content if isinstance(content, bytes) else _HEAD + content)
    return out.getvalue()


def book(
    sheets: Mapping[str, str],
    *,
    strings: Sequence[str] = (),
    more: Mapping[str, str | bytes] | None = None,
    links: Sequence[tuple[str, str, str]] = (),
    inside: str = "",
    styles: str = "",
    types: Mapping[str, str] | None = None,
    main: str = f"{TYPE}.sheet.main+xml",
) -> bytes:
    """A workbook: name → XML inside the worksheet; the contents of shared strings; other parts; links of the workbook."""
    names = "".join(f'<sheet name="{n}" sheetId="{i}" r:id="rId{i}"/>' for i, n in enumerate(sheets, 1))
    own = [(f"rId{i}", "worksheet", f"worksheets/sheet{i}.xml") for i, _ in enumerate(sheets, 1)]
    own += [("rId90", "sharedStrings", "sharedStrings.xml"), ("rId91", "styles", "styles.xml"), *links]
    shared = "".join(f"<si>{text if text.startswith('<') else f'<t>{text}</t>'}</si>" for text in strings)
    parts: dict[str, str | bytes] = {
        "_rels/.rels": relationships([("rId1", "officeDocument", "xl/workbook.xml")]),
        "xl/workbook.xml": element("workbook", (inside or "@SHEETS").replace("@SHEETS", f"<sheets>{names}</sheets>")),
        "xl/_rels/workbook.xml.rels": relationships(own),
        "xl/sharedStrings.xml": element("sst", shared, count=str(len(strings)), uniqueCount=str(len(strings))),
        "xl/styles.xml": element("styleSheet", styles or STYLES),
        **{f"xl/worksheets/sheet{i}.xml": element("worksheet", text) for i, text in enumerate(sheets.values(), 1)},
    }  # fmt: skip
    parts.update(more or {})
    kinds = {
        "xl/workbook.xml": main, "xl/sharedStrings.xml": f"{TYPE}.sharedStrings+xml", "xl/styles.xml": f"{TYPE}.styles+xml",
        **{f"xl/worksheets/sheet{i}.xml": f"{TYPE}.worksheet+xml" for i, _ in enumerate(sheets, 1)},
    }  # fmt: skip
    return zipped(parts, kinds | dict(types or {}))


STYLES = (
    '<numFmts count="1"><numFmt numFmtId="164" formatCode="000 000 0000"/></numFmts>'
    '<fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="1"><fill><patternFill patternType="none"/></fill></fills><borders count="1"><border/></borders>'
    '<cellStyleXfs count="1"><xf/></cellStyleXfs>'
    '<cellXfs count="3"><xf numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/><xf numFmtId="164"/></cellXfs>'
)


def rows(*lines: Sequence[object], first: int = 1) -> str:
    """Sheet data: numbers as numbers, "=…" as formulas, ("s", 3) as the third shared string, other texts inline."""
    out = []
    for at, line in enumerate(lines, first):
        cells = "".join(cell(f"{chr(65 + n)}{at}", value) for n, value in enumerate(line) if value is not None)
        out.append(f'<row r="{at}">{cells}</row>' if cells else "")
    return f"<sheetData>{''.join(out)}</sheetData>"


def cell(at: str, value: object) -> str:
    """One cell."""
    match value:
        case ("s", index):
            return f'<c r="{at}" t="s"><v>{index}</v></c>'
        case ("n", number, style):
            return f'<c r="{at}" s="{style}"><v>{number}</v></c>'
        case ("f", formula, cached):
            return f'<c r="{at}" t="str"><f>{formula}</f><v>{cached}</v></c>'
        case int() | float():
            return f'<c r="{at}"><v>{value}</v></c>'
        case str() if value.startswith("="):
            return f'<c r="{at}"><f>{value[1:]}</f></c>'
    return f'<c r="{at}" t="inlineStr"><is><t>{value}</t></is></c>'


def read(data: bytes, tidying: Tidying | None = None, allow: frozenset[str] = frozenset()) -> Workbook:
    """The workbook read as the pipeline reads it."""
    return workbook("book.xlsx", data, tidying or Tidying(), allow)


def put(draft: Workbook, new: Mapping[str, str]) -> list[Replacement]:
    """Replacements of every mention of these words."""
    pattern = re.compile("|".join(re.escape(old) for old in sorted(new, key=len, reverse=True)))
    return [
        Replacement(passage.number, *match.span(), new[match[0]])
        for passage in draft.passages
        for match in pattern.finditer(passage.text)
    ]


def members(data: bytes) -> dict[str, bytes]:
    """The parts of a written file."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
