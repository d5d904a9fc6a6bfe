"""PDFs redacted: `python -m benchmarks.pdf`.

PDFs of several producers are made from texts with invented names, and more names are hidden in every place that a PDF has for
them. Each is read as a draft, every name in its passages is replaced, and the written file is searched: raw bytes, strings of
all objects, unpacked streams, and the text that other readers give; then again after another library has saved it. Then letters
are painted, clean and as a fax machine leaves them, and read with Tesseract.
"""

from __future__ import annotations

import argparse
import io
import random
import re
import shutil
import subprocess
import tempfile
import textwrap
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import pikepdf
import pypdf
import pypdfium2
from pikepdf import Array, Dictionary, Name, String
from PIL import Image, ImageDraw, ImageFont
from reportlab.lib import colors
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph, SimpleDocTemplate, Table

from redactor.base.office import OfficeSentences, converted, libreoffice
from redactor.base.seen import words_in
from redactor.documents.model import DocumentError, Replacement, Tidying
from redactor.documents.pdf.document import pdf
from redactor.sources.finding import Form
from redactor.sources.residue import find_residue
from redactor.sources.structure import check_structure

_BEGINNINGS = "Tre Pen Wex Quor Mar Ulv Zeb Ond Kes Bram Yar Fos Gwi Hax Lun".split()
_MIDDLES = "van del ric mon tar bel dro sil wen gar".split()
_ENDS = "lock ford bury sett more wick stone thorpe combe ridge".split()
_FIRST = "Zarelda Ottoline Perpetua Quorrick Torvald Ysolde Evander Lysandra Ambrose Cosima".split()
_SAID = (
    "{} was seen at home with {} on 3 March 2025. The house was clean, and there was food in the cupboards.",
    "The health visitor spoke to {} about the missed appointment; {} had not been told of it by anybody.",
    "At the conference {} said that things had been difficult since the move. It was agreed that {} would be asked.",
    "No record was found of a visit between May and July. {} did not know why, and {} was on leave at the time.",
)


@dataclass(frozen=True)
class Made:
    """A PDF and the names in it."""

    producer: str
    data: bytes
    names: tuple[str, ...]


def names_for(seed: int, count: int = 6) -> tuple[str, ...]:
    """Full names that nobody has, each of words that stand nowhere else."""
    r = random.Random(seed)
    surnames: dict[str, None] = {}
    while len(surnames) < count:
        surnames[r.choice(_BEGINNINGS) + r.choice(_MIDDLES) + r.choice(_ENDS)] = None
    return tuple(f"{first} {surname}" for first, surname in zip(r.sample(_FIRST, count), surnames, strict=True))


def _paragraphs(seed: int, names: Sequence[str], count: int) -> list[str]:
    r = random.Random(seed)
    return [
        " ".join(r.choice(_SAID).format(*r.sample(list(names), 2)) for _ in range(r.randint(2, 5)))
        for _ in range(count)
    ]


def by_reportlab(seed: int, names: Sequence[str]) -> bytes:
    """Base fonts without widths, a ruled table, letters one by one, a page turned, a form used on every page."""
    out, style = io.BytesIO(), getSampleStyleSheet()
    said = _paragraphs(seed, names, 6)
    rows = [
        ["Date", "Source", "Event"],
        *([f"0{n}/03/2025", "Visit", Paragraph(text, style["BodyText"])] for n, text in enumerate(said, 1)),
    ]

    def around(canvas: Canvas, _: object) -> None:
        canvas.saveState()
        canvas.setFont("Times-Italic", 9)
        canvas.drawString(60, 20, f"Confidential: {names[0]}")
        text = canvas.beginText(60, 810)
        text.setFont("Courier", 9)
        for letter in f"File of {names[1]}":
            text.textOut(letter)
        canvas.drawText(text)
        canvas.rotate(90)
        canvas.drawString(300, -20, f"Margin note on {names[2]}")
        canvas.restoreState()

    SimpleDocTemplate(out, title=names[0], author=names[1], subject=names[2]).build(
        [
            Paragraph(f"Chronology: {names[0]}", style["Heading1"]),
            *(Paragraph(f"{text} <b>{names[3]}</b> and <i>{names[4]}</i>.", style["BodyText"]) for text in said),
            Table(rows, colWidths=(70, 60, 330), style=[("GRID", (0, 0), (-1, -1), 0.5, colors.black)]),
        ],
        onFirstPage=around,
        onLaterPages=around,
    )
    return out.getvalue()


def by_soffice(seed: int, names: Sequence[str]) -> bytes:
    """Subset fonts with tables of their own, tags, bookmarks."""
    import docx

    draft, out = docx.Document(), io.BytesIO()
    draft.core_properties.author, draft.core_properties.title = names[0], names[1]
    draft.add_heading(f"Review: {names[0]}", 1)
    said = _paragraphs(seed, names, 8)
    for text in said[:5]:
        draft.add_paragraph(text).alignment = seed % 4
    table = draft.add_table(rows=1, cols=3)
    table.style = "Table Grid"
    for cell, text in zip(table.rows[0].cells, ("Date", "Source", "Event"), strict=True):
        cell.text = text
    for n, text in enumerate(said[5:], 1):
        cells = table.add_row().cells
        cells[0].text, cells[1].text, cells[2].text = f"0{n}/03/2025", names[n % len(names)], text
    draft.sections[0].footer.paragraphs[0].text = f"{names[2]}, draft"
    draft.save(out)
    options = '{"UseTaggedPDF":{"type":"boolean","value":"true"},"ExportBookmarks":{"type":"boolean","value":"true"}}'
    says = OfficeSentences("LibreOffice is missing.", "LibreOffice made no PDF.", "LibreOffice took too long.")
    return converted(out.getvalue(), "docx", f"pdf:writer_pdf_Export:{options}", says, DocumentError)


def by_chromium(seed: int, names: Sequence[str]) -> bytes:
    """Justified and hyphenated lines, ligatures, columns."""
    said = _paragraphs(seed, names, 8)
    rows = "".join(
        f"<tr><td>0{n}/03/2025<td>{names[n % len(names)]}<td>{text}</tr>" for n, text in enumerate(said[5:], 1)
    )
    page = (
        f"<html lang=en><title>{names[1]}</title><body style='font-family:serif;text-align:justify;hyphens:auto'>"
        f"<h1>Efficient officers: {names[0]}</h1><div style='columns:{1 + seed % 2}'>"
        + "".join(f"<p>{text}" for text in said[:5])
        + f"</div><table border=1><tr><th>Date<th>Source<th>Event</tr>{rows}</table></body></html>"
    )
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder, "a.html"), Path(folder, "a.pdf")
        source.write_text(page, encoding="utf-8")
        subprocess.run(
            ["chromium", "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={folder}/profile",
             "--no-pdf-header-footer", f"--print-to-pdf={target}", str(source)],
            capture_output=True, check=True, timeout=120,
        )  # fmt: skip
        return target.read_bytes()


def by_cairo(seed: int, names: Sequence[str]) -> bytes:
    """What poppler makes of another PDF: cairo's fonts and streams."""
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder, "a.pdf"), Path(folder, "b.pdf")
        source.write_bytes(by_reportlab(seed, names))
        subprocess.run(["pdftocairo", "-pdf", str(source), str(target)], capture_output=True, check=True, timeout=120)
        return target.read_bytes()


def by_tesseract(seed: int, names: Sequence[str]) -> bytes:
    """A scan with what was read in it: a picture, and behind it unseen letters in a font without shapes."""
    page = Image.new("L", (1654, 2339), 255)
    draw, font, down = ImageDraw.Draw(page), ImageFont.load_default(30), 120
    for text in [f"Review: {names[0]}", *_paragraphs(seed, names, 4)]:
        for line in textwrap.wrap(text, 85):
            draw.text((150, down), line, 0, font)
            down += 44
        down += 30
    scanned = io.BytesIO()
    page.save(scanned, "PNG", dpi=(200, 200))
    done = subprocess.run(
        ["tesseract", "-", "-", "pdf"], input=scanned.getvalue(), capture_output=True, check=True, timeout=120
    )
    return done.stdout


def by_fpdf2(seed: int, names: Sequence[str]) -> bytes:
    """Base fonts and one of its own, ruled tables, bold words within a paragraph. Of no lock: used where it is installed."""
    from fpdf import FPDF

    said = _paragraphs(seed, names, 6)
    made_of = FPDF()
    made_of.set_author(names[0])
    made_of.set_title(names[1])
    made_of.add_page()
    made_of.set_font("Helvetica", "B", 16)
    made_of.cell(text=f"Review: {names[0]}", new_x="LMARGIN", new_y="NEXT")
    made_of.set_font("Times", "", 11)
    for text in said:
        made_of.multi_cell(
            0, 6, f"{text} **{names[3]}** and __{names[4]}__.", markdown=True, new_x="LMARGIN", new_y="NEXT"
        )
    made_of.set_font("Courier", "", 9)
    with made_of.table(col_widths=(20, 20, 90)) as table:
        for n, row in enumerate([("Date", "Source", "Event"), *(("03/03/2025", names[2], text) for text in said)]):
            cells = table.row()
            for each in row:
                cells.cell(each if n else each.upper())
    return bytes(made_of.output())


PRODUCERS: dict[str, Callable[[int, Sequence[str]], bytes]] = {
    "reportlab": by_reportlab, "soffice": by_soffice, "chromium": by_chromium, "cairo": by_cairo,
    "tesseract": by_tesseract, "fpdf2": by_fpdf2,
}  # fmt: skip


def available() -> list[str]:
    """Those whose programs are here."""
    programs = {"chromium": "chromium", "cairo": "pdftocairo", "tesseract": "tesseract"}
    there = {name: bool(shutil.which(program)) for name, program in programs.items()}
    there = {"reportlab": True, "soffice": bool(libreoffice())} | there | {"fpdf2": find_spec("fpdf") is not None}
    return [name for name, is_there in there.items() if is_there]


def hidden(data: bytes, names: Sequence[str]) -> bytes:
    """The PDF with names in every place that shows none, and an earlier version of itself before its last end."""
    with pikepdf.open(io.BytesIO(data)) as file:
        page = file.pages[0].obj
        one, two, three, four, five, six = names
        file.docinfo["/Case"] = String(one)
        with file.open_metadata() as about:
            about["dc:description"] = two
        file.attachments[f"{three}.txt"] = f"all about {four}".encode()
        annotations = list(page.get("/Annots", ()))
        for kind, more in (
            (Name.Text, {"/Contents": String(one), "/T": String(two), "/RC": String(f"<p>{three}</p>")}),
            (Name.FreeText, {"/Contents": String(f"typed {four}"), "/DA": String("/Helv 9 Tf")}),
            (Name.Link, {"/A": Dictionary(S=Name.URI, URI=String("https://example.org/" + five.replace(" ", "-")))}),
            (Name.Link, {"/A": Dictionary(S=Name.Launch, F=String(f"C:\\{six}\\a.doc"))}),
        ):
            annotations.append(
                file.make_indirect(
                    Dictionary({"/Type": Name.Annot, "/Subtype": kind, "/Rect": Array([9, 9, 30, 30]), **more})
                )
            )
        page["/PieceInfo"] = Dictionary(App=Dictionary(Private=String(one)))
        page["/Thumb"] = file.make_stream(
            bytes(300), Width=10, Height=10, ColorSpace=Name.DeviceRGB, BitsPerComponent=8
        )
        file.Root["/OpenAction"] = Dictionary(S=Name.JavaScript, JS=String(f"app.alert('{two}')"))
        file.Root["/PageLabels"] = Dictionary(Nums=Array([0, Dictionary(P=String(three))]))
        file.Root["/Lang"] = String(four)
        with file.open_outline() as outline:
            outline.root.append(pikepdf.OutlineItem(f"About {five}", 0))
        if "/StructTreeRoot" in file.Root:
            file.Root["/StructTreeRoot"]["/RoleMap"] = Dictionary({"/" + six.replace(" ", "_"): Name.P})
            kid = file.Root["/StructTreeRoot"]["/K"]
            kid = kid[0] if isinstance(kid, Array) else kid
            kid["/Alt"], kid["/T"], kid["/ActualText"] = String(one), String(two), String(three)
        font = file.make_indirect(
            Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding)
        )
        drawn = file.make_stream(
            f"BT /F9 11 Tf ({one} in a form) Tj ET".encode(),
            Type=Name.XObject,
            Subtype=Name.Form,
            BBox=Array([0, -20, 400, 30]),
        )
        drawn["/Matrix"] = Array([0.7, 0.7, -0.7, 0.7, 300, 40])
        drawn["/Resources"] = Dictionary(Font=Dictionary(F9=font))
        drawn["/PieceInfo"] = Dictionary(N=String(two))
        resources = page["/Resources"] if "/Resources" in page else Dictionary()
        for kind, key, thing in (("/Font", "/FQ", font), ("/XObject", "/" + three.replace(" ", ""), drawn)):
            held = resources.get(kind, Dictionary())
            held[key] = thing
            resources[kind] = held
        page["/Resources"] = resources
        file.pages[0].contents_add(file.make_stream(b"q"), prepend=True)
        file.pages[0].contents_add(
            file.make_stream(
                f"""Q q % {four}
                /Span <</ActualText ({five})>> BDC BT /FQ 12 Tf 1 1 1 rg 100 50 Td (white {six}) Tj ET EMC
                BT 3 Tr /FQ 12 Tf 100 30 Td (unseen {one}) Tj ET
                BT 0 Tr /FQ 1 Tf 100 20 Td (tiny {two}) Tj ET
                BT 0 Tr /FQ 12 Tf -900 20 Td (beside the page {three}) Tj ET
                BT 0 Tr /FQ 12 Tf 100 70 Td [({four[:4]}) -20 ({four[4:9]}) 10 ({four[9:]})] TJ ET
                0 g 98 66 190 14 re f /{five.replace(" ", "")} MP /{three.replace(" ", "")} Do Q""".encode()
            )
        )
        field = file.make_indirect(
            Dictionary(Type=Name.Annot, Subtype=Name.Widget, FT=Name.Tx, T=String(f"of {six}"), V=String(f"field {one}"),
                       DV=String(two), TU=String(three), Rect=Array([300, 100, 520, 120]), DA=String("/Helv 10 Tf 0 g"), F=4)
        )  # fmt: skip
        page["/Annots"] = Array([*annotations, field])
        file.Root["/AcroForm"] = Dictionary(
            Fields=Array([field]),
            DA=String("/Helv 10 Tf 0 g"),
            DR=Dictionary(Font=Dictionary(Helv=font)),
            NeedAppearances=True,
        )
        layer = file.make_indirect(Dictionary(Type=Name.OCG, Name=String(four)))
        file.Root["/OCProperties"] = Dictionary(
            OCGs=Array([layer]), D=Dictionary(OFF=Array([layer]), Order=Array([String(five), layer]))
        )
        written = io.BytesIO()
        file.save(written)
    later = pypdf.PdfWriter(io.BytesIO(written.getvalue()), incremental=True)  # what was there stays before it
    later.add_metadata({"/Keywords": six})
    out = io.BytesIO()
    later.write(out)
    return out.getvalue() + f"\n% {one}\n".encode()


def made(seed: int, producer: str) -> Made:
    """A PDF with names to be seen and hidden."""
    names = names_for(seed)
    return Made(producer, hidden(PRODUCERS[producer](seed, names), names), names)


def redacted(one: Made) -> tuple[bytes, int, Counter[str]]:
    """The PDF with a code for every name, how many were put on pages, and what there was to remark."""
    codes = {word: f"P{n}" for n, name in enumerate(one.names, 1) for word in name.split()}
    wanted = re.compile("|".join([*(name for name in one.names), *codes]))
    joined = re.compile("|".join(re.escape(name.replace(" ", "-")) for name in one.names))
    draft = pdf("a.pdf", one.data, Tidying())
    changes = [
        Replacement(p.number, m.start(), m.end(), codes[re.split(r"[ -]", m[0])[0]])
        for p in draft.passages
        for m in (*joined.finditer(p.text), *wanted.finditer(p.text if not joined.search(p.text) else ""))
    ]
    written = draft.rewritten(changes)
    shown = sum(draft.passages[c.passage].place.story == "body" for c in changes)
    return written.data, shown, Counter(r.rule for r in written.remarks)


def _words(names: Sequence[str]) -> list[str]:
    return [word for name in names for word in name.split()]


def left_in_bytes(data: bytes, names: Sequence[str]) -> Iterator[str]:
    """Words of names in the raw bytes, in strings of objects, in streams unpacked."""
    words = _words(names)
    spelt = {
        word: (
            word.encode(),
            word.encode("utf-16-be"),
            word.encode().hex().encode(),
            word.encode().hex().upper().encode(),
        )
        for word in words
    }
    blobs = [data]
    with pikepdf.open(io.BytesIO(data)) as file:
        for thing in file.objects:
            blobs.append(thing.unparse(resolved=True))
            if isinstance(thing, pikepdf.Stream):
                try:
                    blobs.append(thing.read_bytes())
                except pikepdf.PdfError:
                    blobs.append(thing.read_raw_bytes())
    for word, forms in spelt.items():
        if any(form.lower() in blob.lower() for blob in blobs for form in forms):
            yield word


def texts(data: bytes) -> dict[str, str]:
    """The text of a PDF by reader."""
    found = {}
    document = pypdfium2.PdfDocument(data)
    found["PDFium"] = "\n".join(document[n].get_textpage().get_text_range() for n in range(len(document)))
    document.close()
    found["pypdf"] = "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages)
    if shutil.which("pdftotext"):
        done = subprocess.run(["pdftotext", "-", "-"], input=data, capture_output=True, check=False, timeout=60)
        found["poppler"] = done.stdout.decode("utf-8", "replace")
    return found


def left(data: bytes, names: Sequence[str]) -> list[str]:
    """Words of names that are left anywhere, with where."""
    found = [f"bytes: {word}" for word in left_in_bytes(data, names)]
    for reader, text in texts(data).items():
        plain = re.sub(r"\s|-", "", text)
        found += [f"{reader}: {word}" for word in _words(names) if word in plain]
    return found


def saved_again(data: bytes) -> bytes:
    """The PDF as another library writes it."""
    writer, out = pypdf.PdfWriter(clone_from=io.BytesIO(data)), io.BytesIO()
    writer.write(out)
    return out.getvalue()


def measure(count: int, producers: Sequence[str]) -> None:
    """Print the table."""
    print(
        "| producer | files | words of names found before, by place and reader | replaced on pages | found after | … saved again "
        "| the check finds | pages that look different elsewhere | codes read by poppler | s a file |"
    )
    print("| --- |" + " --: |" * 9)
    for producer in producers:
        sums: Counter[str] = Counter()
        for seed in range(count):
            one = made(seed * 7 + 1, producer)
            sums["before"] += len(left(one.data, one.names))
            at = time.monotonic()
            data, shown, remarks = redacted(one)
            sums["ms"] += round(1000 * (time.monotonic() - at))
            still = left(data, one.names)
            again = left(saved_again(data), one.names)
            if still or again:
                print(f"<!-- {producer} {seed}: {still} {again} -->")
            found = (
                *find_residue(data, [Form("X", w) for w in _words(one.names)]),
                *check_structure(data, "submission"),
            )
            sums.update(
                {
                    "files": 1,
                    "shown": shown,
                    "left": len(still),
                    "again": len(again),
                    "check": len(found),
                    "differ": remarks["looks-different"],
                }
            )
            sums["read"] += len(re.findall(r"\bP[1-6]\b", texts(data).get("poppler", "")))
        print(
            f"| {producer} | {sums['files']} | {sums['before']:,} | {sums['shown']:,} | {sums['left']} | {sums['again']} "
            f"| {sums['check']} | {sums['differ']} | {sums['read']:,} | {sums['ms'] / max(sums['files'], 1) / 1000:.2f} |"
        )


# ---- letters


def letter(lines: Sequence[str], *, size: int = 34, fax: bool = False, seed: int = 0) -> bytes:
    """A letter of 200 dots an inch, a PNG; `fax`: coarse, black or white, askew, with dirt."""
    page = Image.new("L", (1654, 2339), 255)
    draw, font = ImageDraw.Draw(page), ImageFont.load_default(size)
    for n, line in enumerate(lines):
        draw.text((150, 150 + n * int(size * 1.6)), line, font=font, fill=0)
    if fax:
        r = random.Random(seed)
        page = page.rotate(r.uniform(-1.2, 1.2), fillcolor=255).resize((827, 1170)).resize((1654, 2339))
        pixels = page.load()
        for _ in range(5000):
            pixels[r.randrange(1654), r.randrange(2339)] = r.choice((0, 255))
        page = page.point(lambda value: 255 if value > 150 else 0)
    out = io.BytesIO()
    page.save(out, "PNG")
    return out.getvalue()


def measure_letters(count: int) -> None:
    """Print how many words and names of letters are read rightly."""
    print("\n| letters | words | read | names | read | s a page |\n| --- | --: | --: | --: | --: | --: |")
    for fax in (False, True):
        sums: Counter[str] = Counter()
        began = time.monotonic()
        for seed in range(count):
            names = names_for(seed)
            words = " ".join(_paragraphs(seed, names, 5)).split()
            lines = [" ".join(words[n : n + 9]) for n in range(0, len(words), 9)][:28]
            seen = words_in(letter(lines, fax=fax, seed=seed), page=True)
            read = Counter(word.text.strip(".,;:") for text in seen or () for word in text.words)
            wanted = Counter(word.strip(".,;:") for line in lines for word in line.split())
            of_names = set(_words(names))
            for word, often in wanted.items():
                kind = "names" if word in of_names else "words"
                sums[kind] += often
                sums[f"{kind} read"] += min(often, read[word])
        seconds = (time.monotonic() - began) / count
        print(
            f"| {'as a fax leaves them' if fax else 'clean'} ({count}) | {sums['words']:,} "
            f"| {sums['words read'] / sums['words']:.1%} | {sums['names']:,} "
            f"| {sums['names read'] / sums['names']:.1%} | {seconds:.1f} |"
        )


def main() -> None:
    """Run it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, default=15, help="of each producer")
    parser.add_argument("--letters", type=int, default=20)
    parser.add_argument("--producers", nargs="*", default=available())
    wanted = parser.parse_args()
    measure(wanted.files, wanted.producers)
    if wanted.letters:
        measure_letters(wanted.letters)


if __name__ == "__main__":
    main()
