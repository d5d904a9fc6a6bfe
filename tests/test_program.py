"""The program that needs no Python, run as a user has it: from another place, with an empty PATH and a new home.

It takes minutes to build, so it is tried only where it lies: REDACTOR_PROGRAM=the folder, or its .tar.gz, of `tools.program`.
What is quick to try of the building is tried always.
"""

from __future__ import annotations

import hashlib
import io
import os
import shutil
import subprocess
import tarfile
import urllib.request
import zipfile
from pathlib import Path
from xml.etree.ElementTree import fromstring

import pytest
from PIL import Image

from tests.drafts import AWAITING, SETTLED, board_list, draft, names_in, read_text
from tools import icon, msi, office, program

BUILT = os.environ.get("REDACTOR_PROGRAM", "")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if not BUILT:
        pytest.skip("REDACTOR_PROGRAM does not say where the program that was built lies")
    place = tmp_path_factory.mktemp("another place")
    with tarfile.open(BUILT) as packed:
        packed.extractall(place, filter="tar")
    (folder,) = place.iterdir()
    return folder


def run(built: Path, home: Path, *arguments: object, starter: str = "redactor") -> subprocess.CompletedProcess[str]:
    command = [str(built / starter), *map(str, arguments)]
    return subprocess.run(command, env={"HOME": str(home)}, capture_output=True, encoding="utf-8", check=False)


def test_it_runs_from_anywhere_with_nothing_around_it(built: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    codes, imr = board_list(tmp_path / "codes.xlsx"), draft(tmp_path / "imr.docx", *SETTLED, *AWAITING)
    assert run(built, home, "--version").stdout.strip() == f"redactor {program.VERSION}"
    done = run(built, home, "anonymise", imr, "--codes", codes, "--out", tmp_path / "out")
    assert done.returncode == 1, done.stderr
    out = tmp_path / "out" / "imr.anonymised.docx"
    assert "SW1" in read_text(out) and not names_in(read_text(out))
    assert run(built, home, "check", out, "--codes", codes).returncode in (0, 1)
    assert run(
        built, home, "batch", tmp_path, "--out", tmp_path / "b", "--task", "inspect", "--workers", 2
    ).returncode in (0, 1)
    assert (home / ".config" / "redactor" / "key.txt").exists() and "No module" not in done.stderr


def test_the_page_answers(built: Path, tmp_path: Path) -> None:
    command = [str(built / "redactor-page"), "--no-browser", "--stop-after", "0.2"]
    with subprocess.Popen(command, env={"HOME": str(tmp_path)}, stdout=subprocess.PIPE, text=True) as page:
        assert page.stdout is not None
        address = next(line.strip() for line in page.stdout if line.startswith("http://127.0.0.1"))
        with urllib.request.build_opener(urllib.request.HTTPCookieProcessor()).open(address) as answer:
            assert answer.status == 200 and b"redactor" in answer.read()
        page.terminate()


def test_using_it_changes_nothing_in_it(built: Path, tmp_path: Path) -> None:
    run(built, tmp_path, "about")
    sums = dict(reversed(line.split("  ", 1)) for line in (built / "SHA256SUMS").read_text().splitlines())
    there = {p.relative_to(built).as_posix(): p for p in built.rglob("*") if p.is_file() and p.name != "SHA256SUMS"}
    assert there.keys() == sums.keys() and len(sums) > 5_000
    assert [name for name, p in there.items() if hashlib.sha256(p.read_bytes()).hexdigest() != sums[name]] == []


def test_archives_follow_from_what_is_in_them(tmp_path: Path) -> None:
    archives = []
    for n, when in enumerate((1_000_000_000, 1_700_000_000)):
        folder = tmp_path / str(n)
        program._write(folder / "redactor", program._starter("here", program.START), run=True)
        program._write(folder / "papers" / "a.txt", "a")
        for path in folder.rglob("*"):
            os.utime(path, (when, when))
        program._sums(folder)
        files = [(p, p.relative_to(folder).as_posix()) for p in program._files(folder)]
        program._deb(folder, tmp_path / f"{n}.deb")
        archives.append((program._tar_gz(files), (tmp_path / f"{n}.deb").read_bytes()))
    assert archives[0] == archives[1]
    with tarfile.open(fileobj=io.BytesIO(archives[0][0])) as packed:
        assert {m.name: m.mode for m in packed} == {"SHA256SUMS": 0o644, "papers/a.txt": 0o644, "redactor": 0o755}
    assert archives[0][1].startswith(b"!<arch>\ndebian-binary   ") and b"data.tar.gz" in archives[0][1]


def test_the_extension_for_writer_lies_in_the_folder_with_its_page(tmp_path: Path) -> None:
    folder = tmp_path / "redactor-1-linux"
    folder.mkdir()
    program._papers(folder, folder / "python", "Python")
    program._sums(folder)
    (oxt,) = folder.glob("*.oxt")
    assert oxt.read_bytes() == office.extension(tmp_path).read_bytes()
    with zipfile.ZipFile(oxt) as packed:
        assert {"META-INF/manifest.xml", "description.xml", "pythonpath/redactor_page.py"} <= set(packed.namelist())
    assert oxt.name in (folder / "writing.md").read_text(encoding="utf-8").replace("VERSION", program.VERSION)
    assert f"  {oxt.name}\n" in (folder / "SHA256SUMS").read_text(encoding="utf-8")
    assert not oxt.stat().st_mode & 0o111


def test_the_starter_for_windows_finds_the_interpreter_beside_it() -> None:
    data = program._launcher("w64.exe", "pythonw.exe", program.PAGE)
    assert data[:2] == b"MZ" and b"#!<launcher_dir>\\python\\pythonw.exe\r\n" in data
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        compile(packed.read("__main__.py"), "__main__.py", "exec")
    assert program._launcher("w64.exe", "pythonw.exe", program.PAGE) == data
    lines = program._registering()
    assert "HKCU" in lines and "HKLM" not in lines and "/remove" in lines and '\\"%%1\\"' in lines


@pytest.fixture
def small(tmp_path: Path) -> tuple[Path, list[Path]]:
    """A folder as that for Windows, with few files."""
    folder = tmp_path / "redactor-1-windows"
    for name in ("redactor-page.exe", "redactor.ico", "python/python.exe", "python/site-packages/a & b/it's.py"):
        program._write(folder / name, name)
    return folder, program._files(folder)


def test_the_installer_is_for_one_account_and_has_every_file(small: tuple[Path, list[Path]]) -> None:
    folder, files = small
    whole = fromstring(msi._source(folder, files, "1.0", (".docx", ".pdf")))
    name = "{http://schemas.microsoft.com/wix/2006/wi}"
    assert [p.get("InstallScope") for p in whole.iter(f"{name}Package")] == ["perUser"]
    assert {r.get("Root") for r in whole.iter(f"{name}RegistryValue")} == {"HKCU"}
    sources = [file.get("Source") for file in whole.iter(f"{name}File")]
    assert sorted(sources) == sorted(f.relative_to(folder.parent).as_posix() for f in files)
    components = [c.get("Id") for c in whole.iter(f"{name}Component")]
    assert sorted(components) == sorted(c.get("Id") for c in whole.iter(f"{name}ComponentRef"))  # type: ignore[type-var]
    guids = [c.get("Guid") for c in whole.iter(f"{name}Component")]
    assert len(set(guids)) == len(guids) == 3 + 2 + 1
    assert sum('"%1"' in (r.get("Value") or "") for r in whole.iter(f"{name}RegistryValue")) == 2


@pytest.mark.skipif(not shutil.which("wixl") or not shutil.which("msiextract"), reason="wixl builds it")
def test_the_installer_follows_from_what_is_in_it(small: tuple[Path, list[Path]], tmp_path: Path) -> None:
    folder, files = small
    made = []
    for n, when in enumerate((1_000_000_000, 1_700_000_000)):
        for file in files:
            os.utime(file, (when, when))
        made.append(msi.built(folder, files, tmp_path / f"{n}.msi", "1.0", (".docx",)).read_bytes())
    assert made[0] == made[1]
    subprocess.run(["msiextract", "-C", tmp_path / "x", tmp_path / "0.msi"], check=True, stdout=subprocess.DEVNULL)
    there = {p.name: p.read_bytes() for p in (tmp_path / "x").rglob("*") if p.is_file()}
    assert there == {f.name: f.read_bytes() for f in files}


def test_the_icon_is_the_picture_of_the_page() -> None:
    with Image.open(program.WINDOWS_ICON) as picture:
        assert picture.info["sizes"] == {(size, size) for size in icon.SIZES}
        picture.size = (32, 32)
        assert picture.convert("RGBA").tobytes() == icon.drawn(32).tobytes()
    entry = program._OPEN_WITH
    assert "Icon=$here/redactor.svg" in entry and "redactor.ico" in program._registering() and program.ICON.is_file()
