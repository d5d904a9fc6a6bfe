"""Code lists as .csv, in the encodings and with the separators that Excel and others write."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable

from redactor.codes.columns import recognised as headings_recognised
from redactor.codes.tables import Row, Table, refuse

_SEPARATORS = (",", ";", "\t")


def read_comma_file(data: bytes, recognised: Callable[[Iterable[Row]], int] = headings_recognised) -> tuple[Table, ...]:
    """The one table of a .csv file, read with the separator that makes the most headings known. Raises CodeListError."""
    text = _decoded(data)
    readings: list[Table] = []
    faults: list[int] = []
    for separator in _SEPARATORS:
        lines = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True, skipinitialspace=True)
        try:
            rows = [Row(number, tuple(cells)) for number, cells in enumerate(lines, start=1)]
        except csv.Error:
            faults.append(lines.line_num)
            continue
        readings.append(Table("", tuple(row for row in rows if not row.is_blank)))
    best = max(readings, key=lambda table: recognised(table.rows), default=None)
    # the separator that cannot be right often reads without a fault, as one column: then the fault counts
    if best is None or (faults and recognised(best.rows) < 2):
        raise refuse(
            f"The code list cannot be read around line {max(faults)}: a quotation mark is missing or stands alone. "
            "Open the list in Excel, and save it as “CSV UTF-8” again."
        )
    return (best,)


def _decoded(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ["utf-16"]
    elif b"\0" in data or data.startswith((b"PK\x03\x04", b"%PDF")):
        encodings = []
    else:
        encodings = ["utf-8-sig", "cp1252"]
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise refuse(
        "The code list ends in .csv but is not a text file. Open it in Excel, and save it as “CSV UTF-8”, "
        "or give the .xlsx file itself."
    )
