"""What a number in a cell reads as: a date of birth is a number with a format, a telephone number one that lost its nought."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from .xml import Element, child, children, whole

_DATE_FORMATS = frozenset((*range(14, 18), 22, *range(27, 32), 34, 36, *range(50, 55), 57, 58))
BIRTH = re.compile(r"\b(?:d\.?\s?o\.?\s?b\b|date of birth|birth|born)", re.IGNORECASE)
_TELEPHONE = re.compile(r"\b(?:tel|telephone|phone|mobile|mob|landline|fax|contact)\b", re.IGNORECASE)
_NUMBERED = re.compile(
    r"\b(?:nhs|chi|ni|nino|no|nos|num|number|numbers|ref|refs|reference|id|ids|urn|upn|uln|uprn|crime|case|account|"
    r"hospital|collar|shoulder|warrant|badge|pnc|cro|crn|file|passport|licence|licen[cs]e|registration|reg|pin|gmc|nmc|swe|hcpc|"
    r"system|mosaic|liquidlogic|carefirst|rio|systmone|emis|unit|policy|sort|code)\b",
    re.IGNORECASE,
)
_LITERAL = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')
_PICTURE = re.compile(r"[0 \-/]+")


_AMOUNTS = frozenset((2, 3, 4, 9, 10, 11, 12, 13, *range(37, 45), 48))
_IDENTIFIES = 9  # digits; the shortest numbers of people that nothing announces are telephone and NHS numbers


@dataclass(frozen=True, slots=True)
class CellFormats:
    """The number formats of a workbook's cells, by the number of the cell's format."""

    codes: tuple[str, ...] = ()  # "" for a built-in one
    dates: frozenset[int] = frozenset()
    from_1904: bool = False
    amounts: frozenset[int] = frozenset()

    def is_amount(self, style: int) -> bool:
        """Whether cells of this format show an amount: thousands, decimals, a percentage, a currency."""
        return style in self.amounts

    def is_date(self, style: int) -> bool:
        """Whether cells of this format show a day."""
        return style in self.dates


def read_formats(styles: Element | None, *, from_1904: bool = False) -> CellFormats:
    """The number formats in the part of styles."""
    if styles is None:
        return CellFormats(from_1904=from_1904)
    holder = child(styles, "numFmts")
    own = {
        whole(item.get("numFmtId")): item.get("formatCode") or ""
        for item in (children(holder, "numFmt") if holder is not None else ())
    }
    codes: list[str] = []
    dates, amounts = set(), set()
    holder = child(styles, "cellXfs")
    for number, item in enumerate(children(holder, "xf") if holder is not None else ()):
        identifier = whole(item.get("numFmtId"))
        code = own.get(identifier, "")
        bare = _LITERAL.sub("", code.split(";")[0])
        own_date = re.search(r"[dDyYeE]", bare) is not None and not re.search(r"[0#?]", bare)
        if own_date or (identifier in _DATE_FORMATS and identifier not in own):
            dates.add(number)
        if re.search(r"[#,.%£$€]", code) or (identifier in _AMOUNTS and identifier not in own):
            amounts.add(number)
        codes.append(code)
    return CellFormats(tuple(codes), frozenset(dates), from_1904, frozenset(amounts))


def as_text(value: str, style: int, heading: str, formats: CellFormats) -> str:
    """What a number reads as where it may identify or date something; "" where it is only a number.

    The column's heading decides: "DOB" makes a number a date, "Tel" gives it back the nought that Excel took.
    """
    if formats.is_date(style):
        return _day(value, formats) or value
    born = bool(BIRTH.search(heading))
    digits = _digits(value)
    if born and len(digits) == 5 and (day := _day(value, formats)):
        return day
    if not digits:
        return ""
    code = formats.codes[style] if 0 <= style < len(formats.codes) else ""
    picture = _LITERAL.sub("", code.split(";")[0])
    if code and _PICTURE.fullmatch(picture) and picture.count("0") > 3:
        return _filled(digits, picture)
    if _TELEPHONE.search(heading):
        if len(digits) == 10 and digits[0] in "1237":
            return f"0{digits}"
        if len(digits) == 12 and digits.startswith("44"):
            return f"+{digits}"
    if born or _NUMBERED.search(heading) or _TELEPHONE.search(heading):
        return digits
    # without a heading that says so, only what is too long for an amount, and is not written as one
    return digits if len(digits) >= _IDENTIFIES and not formats.is_amount(style) else ""


def _digits(value: str) -> str:
    if value.isascii() and value.isdigit():
        return value
    try:
        number = float(value)
    except ValueError:
        return ""
    return str(int(number)) if 0 <= number < 1e16 and number.is_integer() else ""


def _day(value: str, formats: CellFormats) -> str:
    """The day of a serial number, with the time where it has one; of an ISO date as well."""
    try:
        if "-" in value[1:]:
            moment = datetime.fromisoformat(value)
        else:
            serial = float(value)
            if serial < 1 or serial > 2_958_465:
                return ""
            start = datetime(1904, 1, 1) if formats.from_1904 else datetime(1899, 12, 30)
            if not formats.from_1904 and serial < 60:
                serial += 1  # Excel knows a 29 February 1900
            moment = start + timedelta(seconds=round(serial * 86_400))
    except (ValueError, OverflowError):
        return ""
    clock = f" {moment:%H:%M}" if moment.hour or moment.minute else ""
    return f"{moment:%d/%m/%Y}{clock}"


def _filled(digits: str, picture: str) -> str:
    """Digits set into a format of noughts, from the right: 9434765919 by "000 000 0000"."""
    digits = digits.zfill(picture.count("0"))
    out: list[str] = []
    rest = list(digits)
    for character in reversed(picture):
        if character == "0":
            out.append(rest.pop())
        elif rest:
            out.append(character)
    return "".join([*rest, *reversed(out)])
