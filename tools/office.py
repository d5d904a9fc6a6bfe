"""Builds the extension for LibreOffice Writer out of office/, the same bit for bit whenever it is built.

python -m tools.office --to dist      redactor-VERSION.oxt
"""

from __future__ import annotations

import argparse
import hashlib
import io
import tomllib
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VERSION = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
_DATE = (1980, 1, 1, 0, 0, 0)  # the earliest that a zip can say: no file is younger than another
_MODE = 0o100644 << 16


def main(arguments: Sequence[str] | None = None) -> None:
    """Build it, and say its digest."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--to", type=Path, default=ROOT / "dist")
    file = extension(parser.parse_args(arguments).to)
    print(f"{hashlib.sha256(file.read_bytes()).hexdigest()}  {file.name}")


def extension(to: Path) -> Path:
    """The .oxt, written into the folder."""
    to.mkdir(parents=True, exist_ok=True)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as target:
        for name, data in sorted(_members()):
            plain = zipfile.ZipInfo(name, _DATE)
            plain.external_attr, plain.create_system = _MODE, 3
            target.writestr(plain, data, zipfile.ZIP_DEFLATED)
    file = to / f"redactor-{VERSION}.oxt"
    file.write_bytes(packed.getvalue())
    return file


def _members() -> Iterator[tuple[str, bytes]]:
    folder = ROOT / "office" / "libreoffice"
    for path in folder.rglob("*"):
        if path.suffix in (".py", ".xml", ".xcu", ".txt"):
            text = path.read_text(encoding="utf-8")
            name = path.relative_to(folder).as_posix()
            yield name, (text.replace("@VERSION@", VERSION) if name == "description.xml" else text).encode()
    yield "pythonpath/redactor_page.py", (ROOT / "office" / "common" / "redactor_page.py").read_bytes()
    yield "LICENSE", (ROOT / "LICENSE").read_bytes()


if __name__ == "__main__":
    main()
