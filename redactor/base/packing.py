"""Zip packages (Word, Excel) whose bytes follow from their content alone, so that writing one again changes nothing."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime

FIXED = datetime(2000, 1, 1)  # what a file says of when it was made
_ZIP_DATE = (1980, 1, 1, 0, 0, 0)  # what Word itself writes


def timeless(package: bytes) -> bytes:
    """The same package without the times at which its members were packed."""
    result = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as source, zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as target:
        for member in source.infolist():
            plain = zipfile.ZipInfo(member.filename, _ZIP_DATE)
            plain.external_attr = member.external_attr
            # the kind of an OpenDocument file stands in its first bytes, unpacked
            packing = zipfile.ZIP_STORED if member.filename == "mimetype" else zipfile.ZIP_DEFLATED
            target.writestr(plain, source.read(member), packing)
    return result.getvalue()
