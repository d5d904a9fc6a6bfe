"""The program that needs no Python, run as a user has it: from another place, with an empty PATH and a new home.

It takes minutes to build, so it is tried only where it lies: REDACTOR_PROGRAM=the folder, or its .tar.gz, of `tools.program`.
What is quick to try of the building is tried always.
"""

from __future__ import annotations

import hashlib
import io
import os
import subprocess
import tarfile
import urllib.request
import zipfile
from pathlib import Path

import pytest

from tests.drafts import AWAITING, SETTLED, board_list, draft, names_in, read_text
from tools import program

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


def test_the_starter_for_windows_finds_the_interpreter_beside_it() -> None:
    data = program._launcher("w64.exe", "pythonw.exe", program.PAGE)
    assert data[:2] == b"MZ" and b"#!<launcher_dir>\\python\\pythonw.exe\r\n" in data
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        compile(packed.read("__main__.py"), "__main__.py", "exec")
    assert program._launcher("w64.exe", "pythonw.exe", program.PAGE) == data
    lines = program._registering()
    assert "HKCU" in lines and "HKLM" not in lines and "/remove" in lines and '\\"%%1\\"' in lines
