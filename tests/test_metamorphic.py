"""What must not change the outcome: the origin of names, capitals, runs, the order of paragraphs, odd spaces and quotes."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from pathlib import Path

import docx
import pytest

from redactor.case.case import Case
from redactor.case.pipeline import anonymise
from redactor.codes.lists import read_code_list
from redactor.keymap.keymap import KeyMap
from tests.blank import blank_word
from tests.codes.builders import HEAD, write_list

# {m} mother, {c} child, {s} social worker: listed. {n} neighbour, {h} health visitor: not listed. f first name, l surname
DRAFT = (
    "The family was known from 2019, when {mf} {ml} moved to the area with {cf}.",
    "Social worker {sf} {sl} visited on 3 May 2019. {cf} was asleep; {mf} said that all was well.",
    "Health visitor {hf} {hl} rang Ms {sl} in June. Mrs {hl} had seen a bruise on {cf}'s arm.",
    "The neighbour, {nf} {nl}, told police that {mf} {ml} was often out. Mr {nl} did not give a statement.",
    "Will the plan be reviewed? The Health Visitor hoped so; the Graded Care Profile was not used.",
)
# mother, child, social worker, neighbour (a man), health visitor (a woman): first name, surname
ENGLISH = (
    ("Janine", "Pickles"),
    ("Ellie", "Pickles"),
    ("Ruth", "Garside"),
    ("Colin", "Threlfall"),
    ("Brenda", "Ogden"),
)
CASTS = {
    "Polish": (("Grażyna", "Sobczyk"), ("Oliwia", "Sobczyk"), ("Dorota", "Wilk"), ("Zbyszek", "Mazur"), ("Halina", "Bielak")),
    "Nigerian": (("Folake", "Adeniran"), ("Simi", "Adeniran"), ("Ngozi", "Umeadi"), ("Chukwudi", "Eze"), ("Bolanle", "Fagbemi")),
    "Pakistani": (("Shagufta", "Bashir"), ("Aleena", "Bashir"), ("Nasreen", "Qazi"), ("Tanvir", "Butt"), ("Rukhsar", "Anjum")),
    "Chinese": (("Meiling", "Tsang"), ("Xinyi", "Tsang"), ("Huiying", "Deng"), ("Guowei", "Liang"), ("Yuemei", "Kwok")),
    "Welsh": (("Angharad", "Prydderch"), ("Cerys", "Prydderch"), ("Eirlys", "Bevan"), ("Idwal", "Gethin"), ("Mair", "Hopcyn")),
    "Somali": (("Hodan", "Warfa"), ("Ayaan", "Warfa"), ("Sahra", "Guleed"), ("Abdirizak", "Jimcale"), ("Fartun", "Shire")),
    "Tamil": (("Sivagami", "Kandan"), ("Dharani", "Kandan"), ("Vasuki", "Rajan"), ("Murugan", "Pillay"), ("Thilaga", "Arulan")),
    "words": (("Joy", "Field"), ("Daisy", "Field"), ("Hazel", "Wood"), ("Mark", "Bishop"), ("Dawn", "Price")),
}  # fmt: skip
Cast = tuple[tuple[str, str], ...]


def filled(cast: Cast, lines: tuple[str, ...] = DRAFT) -> list[str]:
    names = {
        f"{who}{part}": word
        for who, pair in zip("mcsnh", cast, strict=True)
        for part, word in zip("fl", pair, strict=True)
    }
    return [line.format(**names) for line in lines]


def outcome(
    folder: Path, cast: Cast, lines: list[str], write: Callable[[docx.document.Document, str], None] | None = None
) -> list[str]:  # type: ignore[name-defined]
    """The written paragraphs of a run with the cast's list."""
    (mf, ml), (cf, cl), (sf, sl) = cast[:3]
    rows = (
        ("Child 1", "subject", f"{cf} {cl}", "", "Subject", "", "09/05/2014"),
        ("Mrs A", "family", f"{mf} {ml}", "", "Mother of Child 1", "", ""),
        ("SW1", "professional", f"{sf} {sl}", "", "Social Worker", "", ""),
    )
    codes = read_code_list(write_list(folder / "codes.xlsx", (HEAD, *rows)))
    document = blank_word()
    for line in lines:
        if write:
            write(document, line)
        else:
            document.add_paragraph(line)
    document.save(str(folder / "draft.docx"))
    result = anonymise([folder / "draft.docx"], Case(codes, KeyMap.new("x")))
    (folder / "written.docx").write_bytes(result.files[0].data)
    return [p.text for p in docx.Document(str(folder / "written.docx")).paragraphs]


@pytest.fixture(scope="module")
def usual(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """What comes out with English names."""
    found = outcome(tmp_path_factory.mktemp("usual"), ENGLISH, filled(ENGLISH))
    assert "Social worker SW1 visited on 3 May 2019. Child 1 was asleep; Mrs A said that all was well." in found
    return found


@pytest.mark.parametrize("origin", CASTS)
def test_the_origin_of_the_names(origin: str, usual: list[str], tmp_path: Path) -> None:
    assert outcome(tmp_path, CASTS[origin], filled(CASTS[origin])) == usual


@pytest.mark.parametrize("seed", range(4))
def test_how_word_cuts_its_runs(seed: int, usual: list[str], tmp_path: Path) -> None:
    rng = random.Random(seed)

    def cut(document: docx.document.Document, line: str) -> None:  # type: ignore[name-defined]
        paragraph = document.add_paragraph()
        while line:
            size = rng.randint(1, 7)
            paragraph.add_run(line[:size]).bold = rng.random() < 0.3
            line = line[size:]

    assert outcome(tmp_path, ENGLISH, filled(ENGLISH), cut) == usual


@pytest.mark.parametrize("origin", ["Polish", "Somali", "words"])
def test_surnames_in_capitals(origin: str, usual: list[str], tmp_path: Path) -> None:
    cast = CASTS[origin]
    shouted = tuple((first, last.upper()) for first, last in cast)
    assert outcome(tmp_path, cast, filled(shouted)) == usual


@pytest.mark.parametrize("origin", ["Nigerian", "Welsh"])
def test_odd_spaces_and_quotes(origin: str, usual: list[str], tmp_path: Path) -> None:
    odd = [re.sub(r"(?<=[a-z]) (?=[A-Z])", "\u00a0", line).replace("'", "’") for line in filled(CASTS[origin])]
    found = outcome(tmp_path, CASTS[origin], odd)
    assert [line.replace("\u00a0", " ").replace("’", "'") for line in found] == usual


@pytest.mark.parametrize("seed", range(3))
def test_the_order_of_the_paragraphs(seed: int, usual: list[str], tmp_path: Path) -> None:
    """Codes made here are numbered by appearance: with one of a kind, the order changes nothing else."""
    order = random.Random(seed).sample(range(len(DRAFT)), len(DRAFT))
    lines = filled(ENGLISH)
    found = outcome(tmp_path, ENGLISH, [lines[i] for i in order])
    assert found == [usual[i] for i in order]
