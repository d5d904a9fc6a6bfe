"""The example case from end to end, through the command that a user types."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from pathlib import Path

import openpyxl
import pytest
from lxml import etree

EXAMPLE = Path(__file__).resolve().parent.parent / "key_maps" / "example"
DRAFTS = ("imr", "chronology")
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def redactor(home: Path, *arguments: object) -> subprocess.CompletedProcess[str]:
    """Run the command line with its folders in `home`."""
    script = Path(sys.executable).parent / ("redactor.exe" if os.name == "nt" else "redactor")
    environment = {**os.environ, "REDACTOR_HOME": str(home), "PYTHONIOENCODING": "utf-8"}
    command = [str(script), *map(str, arguments)]
    return subprocess.run(command, env=environment, capture_output=True, encoding="utf-8", timeout=300, check=False)


def anonymise(home: Path, out: Path, drafts: list[Path], *options: object) -> subprocess.CompletedProcess[str]:
    return redactor(home, "anonymise", *drafts, "--codes", EXAMPLE / "codes.xlsx", "--out", out, *options)


@dataclass(frozen=True)
class Run:
    """The example, anonymised once for all tests."""

    home: Path
    out: Path
    done: subprocess.CompletedProcess[str]

    def draft(self, name: str) -> Path:
        return self.out / f"{name}.anonymised.docx"


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    folder = tmp_path_factory.mktemp("example")
    done = anonymise(folder / "home", folder / "out", [EXAMPLE / f"{name}.docx" for name in DRAFTS])
    assert (folder / "out" / "imr.anonymised.docx").exists(), done.stderr
    return Run(folder / "home", folder / "out", done)


def paragraphs(path: Path) -> list[str]:
    """The text of every paragraph of every part, as it reads: without what is struck out."""
    found = []
    with zipfile.ZipFile(path) as package:
        for name in package.namelist():
            if name.startswith("word/") and name.endswith(".xml"):
                root = etree.fromstring(package.read(name))
                found += ["".join(t.text or "" for t in p.iter(f"{W}t")) for p in root.iter(f"{W}p")]
    return found


def members(path: Path) -> dict[str, str]:
    """Everything a file holds as text: the members of a zip file, or the file itself."""
    if not zipfile.is_zipfile(path):
        return {path.name: path.read_text(encoding="utf-8", errors="replace")}
    with zipfile.ZipFile(path) as package:
        return {name: name + "\n" + package.read(name).decode("utf-8", "replace") for name in package.namelist()}


def test_it_is_written_and_awaits_a_person(run: Run) -> None:
    assert run.done.returncode == 1, run.done.stderr
    assert {path.name for path in run.out.iterdir()} == {
        "imr.anonymised.docx",
        "chronology.anonymised.docx",
        "key-of-professionals.docx",
        "audit.jsonl",
        "report.html",
    }


def names_that_must_go() -> list[str]:
    lines = (EXAMPLE / "source" / "must_go.txt").read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


@pytest.mark.parametrize("name", names_that_must_go())
def test_no_name_is_left_anywhere(run: Run, name: str) -> None:
    pattern = re.compile(rf"(?<![^\W_]){re.escape(name.lstrip('='))}(?![^\W_])", 0 if name[0] == "=" else re.IGNORECASE)
    places = []
    for path in sorted(run.out.iterdir()):
        for member, text in {**members(path), "the file's name": path.name}.items():
            joined = re.sub(r"<[^>]+>", "", text)  # a name cut across runs
            places += [f"{path.name}: {member}"] if pattern.search(text) or pattern.search(joined) else []
    assert not places
    assert not pattern.search(run.done.stdout + run.done.stderr)


def test_every_name_that_must_go_stands_in_the_drafts() -> None:
    """Otherwise the test above could not fail."""
    text = "\n".join(joined for name in DRAFTS for joined in members(EXAMPLE / f"{name}.docx").values())
    text += "\n".join(line for name in DRAFTS for line in paragraphs(EXAMPLE / f"{name}.docx"))
    assert [name for name in names_that_must_go() if name.lstrip("=") not in text and name.upper() not in text] == []


READS = {
    "a name cut across runs": "provided to Child 1, her brother Child 2 and her half-brother Child 3. On 8 November",
    "full name of a listed person": "belonged to her mother’s partner, Mr B. She has since",
    "maiden name": "record from 2003 in the name of Mrs A, then herself a child in need",
    "nicknames": "“I get Child 1 her tea when Mum is asleep,” he told her. “Mr B sleeps in the day.”",
    "nickname that nobody listed": "“Me, Child 1 and Child 3 have got our own beds,” Child 2 told the author.",
    "title with a hard space": "SW1 took over the case in the same month",
    "possessive": "Child 1’s own voice is missing",
    "first names alone": "Mrs A and Mr A were asked about each other but never about him",
    "two people, one surname": "Mrs B and Mr C, who now care for all three, appear in the record",
    "role beside the name": "TM1, the Team Manager, closed the case on 2 February",
    "an unlisted social worker": "SW2, the duty social worker, saw him and Child 1 at home",
    "the school's short name": "head teacher of School 1, telephoned about Child 2",
    "two words in front of a name": "On 15 June 2012 TM1 and she agreed that the police should be asked about Mr B;",
    "a code that was there already": "Child 1",
    "front sheet": "Esme Cosgrove, Principal Officer, Quality and Audit.",
    "ordinary words": "The garden was overgrown with ivy and the back gate would not shut.",
    "more ordinary words": "it cost her every penny she had, she said later, to feed them all",
    "an inquiry": "The lesson of Lord Laming’s inquiry into the death of Victoria Climbié, that workers must",
    "a scale": "score on the Edinburgh Postnatal Depression Scale was high",
    "terms of reference": "Was the work supervised, and was there management oversight of it?",
    "event dates": "The threshold of section 47 of the Children Act 1989 was met on 6 August 2012 at the latest.",
}


@pytest.mark.parametrize("wanted", READS.values(), ids=READS.keys())
def test_the_review_reads(run: Run, wanted: str) -> None:
    assert any(wanted in paragraph for paragraph in paragraphs(run.draft("imr")))


def test_two_brothers_are_not_guessed(run: Run) -> None:
    for name, sentence in (
        ("imr", r"meeting in October 2011 \[unresolved \d+\] asked for the children"),
        ("chronology", r"chaired by TM1\. \[unresolved \d+\] attended and asked"),
    ):
        assert any(re.search(sentence, paragraph) for paragraph in paragraphs(run.draft(name)))


def test_one_code_a_person_in_both_drafts(run: Run) -> None:
    def code(name: str, sentence: str) -> str:
        found = [re.search(sentence, paragraph) for paragraph in paragraphs(run.draft(name))]
        return next(match.group(1) for match in found if match)

    in_review = code("imr", r"saw him and Child 1 .* frank with (\S+): she had been ill")
    assert in_review == code("chronology", r"Message left for (\S+), who had moved to another team")


def test_the_key_names_codes_and_roles(run: Run) -> None:
    text = "\n".join(paragraphs(run.out / "key-of-professionals.docx"))
    for word in ("SW1", "SW2", "TM1", "HV1", "GP1", "HT1", "Social Worker", "Health Visitor"):
        assert re.search(rf"\b{word}\b", text), word


def test_the_same_again_gives_the_same_files(run: Run, tmp_path: Path) -> None:
    done = anonymise(run.home, tmp_path / "out", [EXAMPLE / f"{name}.docx" for name in DRAFTS])
    assert done.returncode == 1, done.stderr
    for name in DRAFTS:
        assert (tmp_path / "out" / f"{name}.anonymised.docx").read_bytes() == run.draft(name).read_bytes(), name


def test_anonymising_an_output_again_changes_nothing(run: Run, tmp_path: Path) -> None:
    done = anonymise(run.home, tmp_path / "out", [run.draft(name) for name in DRAFTS])
    assert done.returncode in (0, 1), done.stderr
    for name in DRAFTS:
        again = next((tmp_path / "out").glob(f"{name}*.docx"))
        pairs = zip(paragraphs(again), paragraphs(run.draft(name)), strict=True)
        assert [pair for pair in pairs if pair[0] != pair[1]] == [], name


def test_the_audit_log_is_whole_until_somebody_alters_it(run: Run, tmp_path: Path) -> None:
    assert redactor(run.home, "audit", "verify", run.out / "audit.jsonl").returncode == 0
    lines = (run.out / "audit.jsonl").read_text(encoding="utf-8").splitlines(keepends=True)
    assert all(json.loads(line) for line in lines)
    altered = tmp_path / "audit.jsonl"
    altered.write_text("".join(lines[:3] + lines[4:]), encoding="utf-8")
    assert redactor(run.home, "audit", "verify", altered).returncode != 0


def test_json_is_for_machines_and_names_nobody(run: Run, tmp_path: Path) -> None:
    done = anonymise(run.home, tmp_path / "out", [EXAMPLE / "chronology.docx"], "--json")
    assert json.loads(done.stdout)
    assert not re.search("Skelton|Prosser|Bakare", done.stdout + done.stderr)


def test_without_the_list_it_runs_and_says_so(run: Run, tmp_path: Path) -> None:
    done = redactor(tmp_path / "home", "anonymise", EXAMPLE / "imr.docx", "--out", tmp_path / "out")
    assert done.returncode == 1, done.stderr
    assert (tmp_path / "out" / "imr.anonymised.docx").exists()


def pages(document: Path, folder: Path) -> int:
    """How many pages LibreOffice lays a document out on."""
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(document)]
    subprocess.run(command, capture_output=True, timeout=240, check=True)
    shown = subprocess.run(
        ["pdfinfo", str(folder / f"{document.stem}.pdf")], capture_output=True, encoding="utf-8", check=True
    )
    return int(re.search(r"^Pages:\s+(\d+)", shown.stdout, re.M).group(1))  # type: ignore[union-attr]


@pytest.mark.parametrize("name", DRAFTS)
def test_libreoffice_opens_it_on_as_many_pages_or_one_less(run: Run, tmp_path: Path, name: str) -> None:
    if not (shutil.which("soffice") and shutil.which("pdfinfo")):
        if os.environ.get("CI"):
            pytest.fail("LibreOffice or pdfinfo is missing: .ci/run installs them")
        pytest.skip("needs LibreOffice and pdfinfo")
    # codes are shorter than names: the last line of the last page may move up
    assert pages(EXAMPLE / f"{name}.docx", tmp_path) - pages(run.draft(name), tmp_path) in (0, 1)


def test_the_example_is_what_its_script_writes(tmp_path: Path) -> None:
    subprocess.run([sys.executable, str(EXAMPLE / "build_example.py"), str(tmp_path)], check=True)
    compared = {
        "imr.docx": ("word/document.xml", "word/footnotes.xml", "word/comments.xml", "word/header1.xml"),
        "chronology.docx": ("word/document.xml", "word/header1.xml"),
    }
    for name, parts in compared.items():
        with zipfile.ZipFile(tmp_path / name) as new, zipfile.ZipFile(EXAMPLE / name) as old:
            for part in parts:
                assert new.read(part) == old.read(part), f"{name}: {part}"
    lists = [openpyxl.load_workbook(folder / "codes.xlsx").active for folder in (tmp_path, EXAMPLE)]
    assert list(lists[0].values) == list(lists[1].values)
