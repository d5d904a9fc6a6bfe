"""`redactor recode`: new codes for old ones in Word files, nothing else touched, and a record of it."""

from __future__ import annotations

import csv
import json
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from redactor.codes.renumbering import Renumbering, Step
from redactor.documents.word.inplace import kept as kept_of
from redactor.inplace.recoding import as_written, recoded
from tests.coded import coded_draft, structure, texts
from tests.documents.builders import body_of, docx, unzipped
from tests.drafts import Done, draft, everything_under, read_text, redactor

CODES = ["SW1", "SW2", "SW11", "Child 1", "Child 11", "Mr A", "Mrs A", "Address A", "SCC-SW1"]
SWAP = (("Old", "New"), ("SW1", "SW2"), ("SW2", "SW1"), ("Child 1", "Child 4"))


def map_file(path: Path, rows: tuple[tuple[str, ...], ...], separator: str = ",") -> Path:
    if path.suffix == ".xlsx":
        book = Workbook()
        for row in rows:
            book.worksheets[0].append(list(row))
        book.save(path)
    else:
        with path.open("w", encoding="utf-8", newline="") as stream:
            csv.writer(stream, delimiter=separator).writerows(rows)
    return path


def recode(folder: Path, *drafts: Path, rows: tuple[tuple[str, ...], ...] = SWAP, more: tuple[str, ...] = ()) -> Done:
    where = map_file(folder / "map.csv", rows)
    return redactor("recode", *drafts, "--map", where, "--out", folder / "out", *more)


def test_codes_are_renumbered_everywhere_at_once(tmp_path: Path) -> None:
    done = recode(tmp_path, coded_draft(tmp_path / "imr SW1.docx"))
    assert done.code == 1, done.screen  # SW12 has no new code, though others of its kind have
    out = tmp_path / "out" / "imr SW2.recoded.docx"
    assert texts(out) == [
        "SW2 saw Child 4’s mother.",
        "SW12, SW1 2AB and SCC-SW1 are others.",
        "Told SW2SW1 so.",
        "By SW21 then.",
        "Hidden: SW1",
        "Remark on CHILD 4",
        "Box: SW2 and Child 4",
        "Box: SW2 and Child 4",
        "Subject of recording",
        "Event",
        "Child 4",
        "SW2 rang SW1.",
    ]
    assert texts(out, "word/header1.xml") == ["IMR, Child 4"]
    assert texts(out, "word/footnotes.xml") == ["Interview with SW1"]
    assert texts(out, "word/comments.xml") == ["Was it SW2?"]
    assert texts(out, "word/charts/chart1.xml") == ["SW2", "3"]
    assert texts(out, "docProps/core.xml") == ["IMR: Child 4", "SW1"]
    assert texts(out, "docProps/custom.xml") == ["SW2"]
    document = unzipped(out.read_bytes())["word/document.xml"].decode()
    assert 'descr="Box of SW1"' in document
    assert document.count('w:author="SW2"') == 3
    assert 'w:author="SW2"' in unzipped(out.read_bytes())["word/comments.xml"].decode()


def test_nothing_else_in_the_file_changes(tmp_path: Path) -> None:
    before = unzipped(coded_draft(tmp_path / "imr.docx").read_bytes())
    recode(tmp_path, tmp_path / "imr.docx")
    after = unzipped((tmp_path / "out" / "imr.recoded.docx").read_bytes())
    assert list(after) == list(before)
    for name, data in before.items():
        if name.startswith(
            ("word/document", "word/header", "word/footnotes", "word/comments", "word/charts", "docProps")
        ):
            assert structure(after[name]) == structure(data), name
        else:
            assert after[name] == data, name


def test_a_part_without_codes_keeps_its_bytes(tmp_path: Path) -> None:
    coded_draft(tmp_path / "imr.docx")
    recode(tmp_path, tmp_path / "imr.docx", rows=(("Old", "New"), ("SCC-SW1", "SW9")))
    before, after = (unzipped(p.read_bytes()) for p in (tmp_path / "imr.docx", tmp_path / "out" / "imr.recoded.docx"))
    assert [name for name in before if before[name] != after[name]] == ["word/document.xml"]


def test_formatting_of_split_runs_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "imr.docx"
    path.write_bytes(
        docx('w:p(w:r(w:rPr(w:b), w:t"SW"), w:r(w:rPr(w:i), w:t"1"), w:r(w:t" and Child"), w:r(w:rPr(w:u), w:t" 1"))')
    )
    assert recode(tmp_path, path).code == 0
    runs = [
        (child[0].tag.rpartition("}")[2] if child[0].tag.endswith("rPr") else "", "".join(child.itertext()))
        for child in body_of((tmp_path / "out" / "imr.recoded.docx").read_bytes())[0][0]
    ]
    assert runs == [("rPr", "SW"), ("rPr", "2"), ("", " and Child"), ("rPr", " 4")]


def test_real_drafts_of_word_go_through(tmp_path: Path) -> None:
    path = draft(tmp_path / "imr.docx", "SW1 saw Child 1. SW2 did not.", (("Code", "Role"), ("SW1", "Social Worker")))
    assert recode(tmp_path, path).code == 0
    assert read_text(tmp_path / "out" / "imr.recoded.docx").splitlines() == [
        "SW2 saw Child 4. SW1 did not.", "Code", "Role", "SW2", "Social Worker",
    ]  # fmt: skip


@pytest.mark.parametrize("name", ["map.csv", "map.xlsx", "semicolons.csv"])
def test_maps_as_csv_and_xlsx(tmp_path: Path, name: str) -> None:
    where = map_file(tmp_path / name, SWAP, ";" if name.startswith("semi") else ",")
    path = draft(tmp_path / "imr.docx", "SW1 and Child 1")
    done = redactor("recode", path, "--map", where, "--out", tmp_path / "out")
    assert done.code == 0, done.screen
    assert read_text(tmp_path / "out" / "imr.recoded.docx") == "SW2 and Child 4"
    assert "SW2" in done.out.split("In none of the drafts:")[1]


def test_rows_are_for_one_agency(tmp_path: Path) -> None:
    rows = (("Old", "New", "Agency"), ("SW1", "SW11", "Thornmere Council"), ("SW1", "SW21", "Wragby Hospital"))
    path = draft(tmp_path / "imr.docx", "SW1")
    refused = recode(tmp_path, path, rows=rows)
    assert refused.code == 2
    assert "--agency" in refused.screen
    assert recode(tmp_path, path, rows=rows, more=("--agency", "Somebody")).code == 2
    assert recode(tmp_path, path, rows=rows, more=("--agency", "wragby hospital")).code == 0
    assert read_text(tmp_path / "out" / "imr.recoded.docx") == "SW21"


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ((("Old", "New"), ("SW1", "SW3"), ("SW2", "SW3")), "SW1 and SW2 would both become SW3 (row 2; row 3)"),
        ((("Old", "New"), ("SW1", "SW3"), ("SW1", "SW4")), "Row 3: SW1 becomes SW4 here and SW3 in row 2"),
        ((("Old", "New"), ("SW1", "")), "Row 2: there is no new code"),
        ((("Old", "New"), ("", "SW1")), "Row 2: there is no old code"),
        ((("Code", "Name"), ("SW1", "SW2")), "headings Old and New"),
        ((("Old", "New"),), "no rows"),
        ((("Old", "New"), ("A", "Child 1")), "by hand"),
        ((("Old", "New"), ("SW1", "SW2")), "a code SW2 stands in the drafts already"),
    ],
)
def test_faults_of_a_map_stop_everything(tmp_path: Path, rows: tuple[tuple[str, ...], ...], said: str) -> None:
    path = draft(tmp_path / "imr.docx", "SW1 and SW2")
    done = recode(tmp_path, path, rows=rows)
    assert done.code == 2
    assert said in done.screen
    assert not list((tmp_path / "out").iterdir())


@pytest.mark.parametrize(
    ("rows", "more"),
    [
        ((("Old", "New"), ("SW1", "SW3"), ("SW2", "SW3")), ("--merge",)),
        ((("Old", "New", "Merge"), ("SW1", "SW3", "yes"), ("SW2", "SW3", "yes")), ()),
    ],
)
def test_two_codes_become_one_only_on_purpose(
    tmp_path: Path, rows: tuple[tuple[str, ...], ...], more: tuple[str, ...]
) -> None:
    assert recode(tmp_path, draft(tmp_path / "imr.docx", "SW1 and SW2"), rows=rows, more=more).code == 0
    assert read_text(tmp_path / "out" / "imr.recoded.docx") == "SW3 and SW3"


def test_a_chain_is_carried_out_at_once_and_never_twice(tmp_path: Path) -> None:
    rows = (("Old", "New"), ("SW1", "SW2"), ("SW2", "SW3"))
    done = recode(tmp_path, draft(tmp_path / "imr.docx", "SW1, SW2"), rows=rows)
    assert done.code == 0
    assert "second time" in done.out
    result = tmp_path / "out" / "imr.recoded.docx"
    assert read_text(result) == "SW2, SW3"
    recode(tmp_path, draft(tmp_path / "other.docx", "SW1"), rows=rows)  # its record lies beside the first
    again = redactor("recode", result, "--map", tmp_path / "map.csv", "--out", tmp_path / "again")
    assert again.code == 2
    assert "second time" in again.screen


def test_what_means_several_codes_is_left_and_told(tmp_path: Path) -> None:
    path = draft(tmp_path / "imr.docx", "Children 1 and 2 left.", "SW1 and 2 rang.", "Mr and Mrs A.")
    done = recode(tmp_path, path, rows=(*SWAP, ("Mrs A", "Mrs B")), more=("--json",))
    assert done.code == 1
    assert [(look["place"], look["sentence"].split("(")[1].split(")")[0]) for look in done.json["look"]] == [
        ("body, paragraph 1", "Child 1, Child 2"),
        ("body, paragraph 2", "SW1, SW2"),
        ("body, paragraph 3", "Mr A, Mrs A"),
    ]
    assert read_text(tmp_path / "out" / "imr.recoded.docx").splitlines() == [
        "Children 1 and 2 left.", "SW1 and 2 rang.", "Mr and Mrs A.",
    ]  # fmt: skip


def test_codes_without_a_row_and_rows_without_a_code_are_told(tmp_path: Path) -> None:
    path = draft(tmp_path / "imr.docx", "SW1, TM1 and Mr A, SW7")
    done = recode(tmp_path, path, more=("--json",))
    assert done.code == 1
    assert done.json["codes_not_in_the_map"] == {"Mr A": 1, "SW7": 1, "TM1": 1}
    assert done.json["old_codes_not_found"] == ["SW2", "Child 1"]
    assert [look["sentence"] for look in done.json["look"]] == [
        "The map has no new code for SW7, but it has one for others of its kind."
    ]


def test_a_code_that_is_a_role_as_well_is_looked_at(tmp_path: Path) -> None:
    path = draft(tmp_path / "imr.docx", "GP rang.", "A letter of GP 2 to GP Practice 1 and GP.")
    done = recode(tmp_path, path, rows=(("Old", "New"), ("GP", "GP1")), more=("--json",))
    assert done.code == 1
    assert [look["place"] for look in done.json["look"] if "abbreviation of a role" in look["sentence"]] == [
        "body, paragraph 1"
    ]
    assert read_text(tmp_path / "out" / "imr.recoded.docx").splitlines() == [
        "GP1 rang.", "A letter of GP 2 to GP Practice 1 and GP1.",
    ]  # fmt: skip


def test_links_and_bookmarks_are_left_and_told(tmp_path: Path) -> None:
    path = tmp_path / "imr.docx"
    path.write_bytes(docx('w:p(w:bookmarkStart[w:id=1;w:name=SW1_visit], w:bookmarkEnd[w:id=1], w:r(w:t"SW1"))'))
    done = recode(tmp_path, path)
    assert done.code == 1
    assert "bookmark" in done.out
    assert (
        'w:name="SW1_visit"'
        in unzipped((tmp_path / "out" / "imr.recoded.docx").read_bytes())["word/document.xml"].decode()
    )


def test_a_code_that_is_a_word_as_well_is_looked_at(tmp_path: Path) -> None:
    path = draft(tmp_path / "imr.docx", "Hope was seen.", "Hope for the best.")
    done = recode(tmp_path, path, rows=(("Old", "New"), ("Hope", "Child 1")), more=("--json",))
    assert [look["sentence"].split(".")[0] for look in done.json["look"]] == ["Hope is also an ordinary word"]


def test_addresses_of_the_web_are_left_and_told(tmp_path: Path) -> None:
    path = draft(tmp_path / "imr.docx", "See https://thornmere.example/SW1.docx")
    done = recode(tmp_path, path)
    assert done.code == 1
    assert "body, paragraph 1: The old code (SW1)" in done.out
    assert read_text(tmp_path / "out" / "imr.recoded.docx") == "See https://thornmere.example/SW1.docx"


@pytest.mark.parametrize(("inside", "looks"), [("SW1", 1), ("Kettle", 0), (None, 1)])
def test_a_file_inside_the_file_is_left_and_told(tmp_path: Path, inside: str | None, looks: int) -> None:
    book = Workbook()
    book.worksheets[0]["A1"] = inside
    book.save(tmp_path / "book.xlsx")
    data = (tmp_path / "book.xlsx").read_bytes() if inside else b"no workbook"
    path = tmp_path / "imr.docx"
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    path.write_bytes(
        docx(
            'w:p(w:r(w:t"x"))',
            parts={"word/embeddings/b.xlsx": (kind, data)},
            links={"rId9": ("package", "embeddings/b.xlsx")},
        )
    )
    done = recode(tmp_path, path, more=("--json",))
    assert [look["place"] for look in done.json["look"]] == ["embedded file"] * looks
    assert unzipped((tmp_path / "out" / "imr.recoded.docx").read_bytes())["word/embeddings/b.xlsx"] == data


def test_the_record_is_whole_and_holds_codes_only(tmp_path: Path) -> None:
    recode(tmp_path, draft(tmp_path / "Varnham.docx", "Tilly Varnham is Child 1. SW1 came."))
    log = tmp_path / "out" / "recoding.jsonl"
    assert redactor("audit", "verify", log).code == 0
    lines = [json.loads(line) for line in log.read_text().splitlines()]
    assert lines[0]["map"] == [["SW1", "SW2"], ["SW2", "SW1"], ["Child 1", "Child 4"]]
    assert [(line["place"], line["old"], line["code"]) for line in lines if line["record"] == "change"] == [
        ("body, paragraph 1", "Child 1", "Child 4"),
        ("body, paragraph 1", "SW1", "SW2"),
    ]
    assert "Varnham" not in log.read_text()
    assert "code Child 1" in redactor("audit", "show", log).out
    log.write_text(log.read_text().replace('"code":"SW2"', '"code":"SW3"'))
    assert redactor("audit", "verify", log).code == 1


def test_a_draft_is_never_written_over(tmp_path: Path) -> None:
    path = draft(tmp_path / "imr.recoded.docx", "SW1")
    before = everything_under(tmp_path)
    done = redactor("recode", path, "--map", map_file(tmp_path / "map.csv", SWAP), "--out", tmp_path)
    assert done.code == 2
    assert {p: d for p, d in everything_under(tmp_path).items() if p.name != "map.csv"} == before


@pytest.mark.parametrize("broken", ["missing", "no Word file", "twice"])
def test_drafts_that_cannot_be_read(tmp_path: Path, broken: str) -> None:
    path = tmp_path / "Varnham.docx"
    if broken == "no Word file":
        path.write_text("Tilly Varnham")
    elif broken == "twice":
        draft(path, "SW1")
    done = recode(tmp_path, *([path, path] if broken == "twice" else [path]))
    assert done.code == 2
    assert "Varnham" not in done.screen
    assert not (tmp_path / "out").exists() or not list((tmp_path / "out").iterdir())


@pytest.mark.parametrize(
    ("written", "old", "new", "kept", "rest"),
    [
        ("SW1", "SW1", "SW2", 2, "2"),
        ("SW1", "SW1", "SW10", 2, "10"),
        ("SW10", "SW10", "SW1", 2, "1"),
        ("SW\u00a01", "SW1", "SW2", 2, "2"),
        ("CHILD 1", "Child 1", "Child 4", 6, "4"),
        ("CHILD 1", "Child 1", "Sibling 1", 0, "SIBLING 1"),
        ("Child\n1", "Child 1", "Child 4", 6, "4"),
        ("Child One", "Child 1", "Child 4", 6, "4"),
        ("SCC-SW1", "SCC-SW1", "SW1", 1, "W1"),
        ("Mr A", "Mr A", "Mr B", 3, "B"),
        ("SW1", "SW1", "Paed1", 0, "Paed1"),
        ("PAED1", "PAED1", "Paed2", 1, "aed2"),
        ("sw1", "SW1", "SW2", 2, "2"),
        ("HV1", "HV1", "Child 1", 0, "Child 1"),
    ],
)
def test_only_what_differs_is_written(written: str, old: str, new: str, kept: int, rest: str) -> None:
    assert as_written(written, old, new) == (kept, rest)


@given(st.sampled_from(CODES), st.sampled_from(CODES))
def test_a_renumbered_text_reads_as_if_written_with_the_new_code(old: str, new: str) -> None:
    kept, rest = as_written(old, old, new)
    assert old[:kept] + rest == new


@settings(max_examples=60, deadline=None)
@given(st.permutations(CODES), st.lists(st.sampled_from(CODES), min_size=1, max_size=12), st.data())
def test_any_permutation_of_codes_is_carried_out_at_once(
    order: list[str], used: list[str], data: st.DataObject
) -> None:
    """Text in runs cut anywhere: every code becomes its partner, and nothing else moves."""
    text = " saw ".join(used) + "."
    cuts = sorted(data.draw(st.sets(st.integers(1, len(text) - 1), max_size=8)))
    pieces = [text[a:b] for a, b in pairwise([0, *cuts, len(text)])]
    draft = kept_of("draft.docx", docx("w:p(" + ", ".join(f'w:r(w:t"{piece}")' for piece in pieces) + ")"))
    renumbering = Renumbering(tuple(Step(a, b) for a, b in zip(CODES, order, strict=True)), "")
    (name, written), *_ = recoded([draft], renumbering).files
    partner = dict(zip(CODES, order, strict=True))
    assert [p.text for p in kept_of(name, written).passages] == [" saw ".join(partner[c] for c in used) + "."]
