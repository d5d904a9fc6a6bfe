"""`redactor check`: exit codes, what is shown, what machines get, reports, settings, the baseline; names only on request."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import time
import zipfile
from dataclasses import replace
from pathlib import Path

import docx
import pytest

from benchmarks.rewriting import draft as long_draft
from redactor.checks.examination import Examination
from redactor.checks.rules import RULES
from redactor.sources.finding import Finding
from tests.checks.clean_imr import document, packed, repacked, say, write
from tests.drafts import REAL, Done, board_list, draft, everything_under, names_in, read_text, redactor


@pytest.fixture
def codes(tmp_path: Path) -> Path:
    return board_list(tmp_path / "codes.xlsx")


@pytest.fixture
def clean(tmp_path: Path) -> Path:
    return write(tmp_path / "given" / "imr.docx", packed(document()))


@pytest.fixture
def leaking(tmp_path: Path) -> Path:
    made = document()
    say(made, "Then Tilly Varnham went to 14 Teasel Road with Corin Leyburn.")
    made.add_heading("What Glenda Varnham said", level=2)
    say(made, "Barnaby was well.")
    return write(tmp_path / "given" / "imr.docx", packed(made))


def rules(done: Done) -> set[str]:
    return {finding["rule"] for finding in done.json["findings"]}


@pytest.mark.parametrize("options", [(), ("--json",), ("--show-names",), ("--fast",)])
def test_exit_codes(clean: Path, codes: Path, options: tuple[str, ...]) -> None:
    assert redactor("check", clean, "--codes", codes, *options).code == 0
    made = document()
    say(made, "Then Varnham came back.")
    assert redactor("check", write(clean, packed(made)), "--codes", codes, *options).code == 1
    assert redactor("check", write(clean, b"no file of any kind"), "--codes", codes, *options).code == 2
    assert redactor("check", clean.with_name("nothing.docx"), *options).code == 2


def test_a_look_or_a_note_keeps_nothing_back(clean: Path, codes: Path) -> None:
    made = document()
    say(made, "The letter was answered by the Chief Constable in the same week.")
    done = redactor("check", write(clean, packed(made)), "--codes", codes, "--json")
    assert (done.code, rules(done)) == (0, {"single-office"})


def test_an_unreadable_part_is_never_a_pass(clean: Path, codes: Path) -> None:
    clean.write_bytes(repacked(clean.read_bytes(), change={"word/styles.xml": lambda old: old[:-40]}))
    done = redactor("check", clean, "--codes", codes)
    assert done.code == 2
    assert "could not be read" in done.screen


def test_one_file_that_cannot_be_opened_does_not_hide_what_is_in_the_other(leaking: Path, codes: Path) -> None:
    bad = write(leaking.with_name("chronology.docx"), b"no file of any kind")
    done = redactor("check", leaking, bad, "--codes", codes, "--json")
    assert done.code == 2
    assert "identity-listed" in rules(done)
    assert done.json["problems"][0].startswith("File 2: ")


@pytest.mark.parametrize("options", [(), ("--json",), ("--fast",)])
def test_no_name_is_shown(leaking: Path, codes: Path, options: tuple[str, ...]) -> None:
    done = redactor("check", leaking, "--codes", codes, *options)
    assert done.code == 1
    assert names_in(done.screen) == []


def test_names_are_shown_to_those_who_ask(leaking: Path, codes: Path) -> None:
    assert "Tilly Varnham" in redactor("check", leaking, "--codes", codes, "--show-names").out
    found = redactor("check", leaking, "--codes", codes, "--show-names", "--json").json["findings"]
    assert "14 Teasel Road" in {finding["name"] for finding in found}


def test_a_file_name_that_names_somebody_is_not_shown(leaking: Path, codes: Path) -> None:
    named = leaking.rename(leaking.with_name("Glenda_Varnham_imr.docx"))
    for options in ((), ("--json",)):
        done = redactor("check", named, "--codes", codes, *options)
        assert "file-name" in done.screen
        assert names_in(done.screen) == []


def test_places_can_be_found_in_word(leaking: Path, codes: Path) -> None:
    found = redactor("check", leaking, "--codes", codes, "--json").json["findings"]
    told = next(f for f in found if f["code"] == "Child 2")
    assert told["section"] == "What ▇▇▇ said"
    assert told["around"] == "▇▇▇ was well."
    assert told["place"].startswith("body, paragraph ")


def test_without_a_list_it_still_checks(leaking: Path) -> None:
    done = redactor("check", leaking, "--json")
    assert done.code == 1
    assert "identity-suspected" in rules(done)
    assert {"rule": "identity-listed", "why": "no code list or key map was given"} in done.json["rules_not_run"]


def test_what_redactor_wrote_passes_its_own_check(tmp_path: Path, codes: Path) -> None:
    given = draft(
        tmp_path / "imr.docx",
        "Tilly Varnham was seen by her social worker, Ms Hepton, at 14 Teasel Road.",
        "Neighbour Corin Leyburn rang social worker Jo Pinnock. NHS number 999 000 0018.",
    )
    redactor("anonymise", given, "--codes", codes, "--out", tmp_path / "out")
    done = redactor("check", tmp_path / "out" / "imr.anonymised.docx", "--codes", codes, "--json")
    assert (done.code, [f for f in done.json["findings"] if f["severity"] == "must fix"]) == (0, [])
    assert done.json["key_map"] is True


def test_the_key_map_tells_whom_the_list_does_not_know(tmp_path: Path, codes: Path) -> None:
    given = draft(tmp_path / "imr.docx", "Neighbour Corin Leyburn rang Tilly Varnham's social worker Jo Pinnock.")
    key_map = tmp_path / "keys" / "case.keymap"
    redactor("anonymise", given, "--codes", codes, "--key-map", key_map, "--out", tmp_path / "out")
    by_hand = write(tmp_path / "given" / "imr.docx", packed(document()))
    by_hand.write_bytes(repacked(by_hand.read_bytes(), **{"word/notes.bin": "Leyburn rang".encode("utf-16")}))
    assert "identity-listed" not in rules(redactor("check", by_hand, "--codes", codes, "--fast", "--json"))
    done = redactor("check", by_hand, "--codes", codes, "--key-map", key_map, "--fast", "--json")
    assert "identity-listed" in rules(done)


def test_settings_of_the_board(leaking: Path, codes: Path) -> None:
    made = document()
    say(made, "The letter was answered by the Chief Constable. Look at the QZX.")
    write(leaking, packed(made))
    settings = leaking.with_name("redactor.toml")
    settings.write_text('[rules]\noff = ["abbreviation"]\nseverity = {single-office = "must fix"}\n', encoding="utf-8")
    done = redactor("check", leaking, "--codes", codes, "--json")
    assert (done.code, rules(done)) == (1, {"single-office"})
    assert {"rule": "abbreviation", "why": "switched off in the settings"} in done.json["rules_not_run"]
    assert done.json["settings"].startswith("redactor.toml")
    settings.write_text('[profiles.submission]\noff = ["single-office", "abbreviation"]\n', encoding="utf-8")
    assert redactor("check", leaking, "--codes", codes).code == 0
    assert "single-office" in rules(redactor("check", leaking, "--codes", codes, "--for", "publication", "--json"))


@pytest.mark.parametrize(
    ("settings", "sentence"),
    [
        ("[rules\n", "no valid TOML"),
        ('[rules]\noff = ["no-such-rule"]\n', "no-such-rule"),
        ("[thresholds]\nmust_fix = 7\n", "thresholds.must_fix"),
        ('[keeep]\nnames = ["x"]\n', "keeep"),
    ],
)
def test_settings_that_are_wrong_are_said_to_be(clean: Path, settings: str, sentence: str) -> None:
    clean.with_name("redactor.toml").write_text(settings, encoding="utf-8")
    done = redactor("check", clean)
    assert done.code == 2
    assert sentence in done.screen


def test_thresholds_decide_what_must_be_fixed(clean: Path) -> None:
    made = document()
    say(made, "Her neighbour, Mrs Corin Leyburn, rang the office.")
    write(clean, packed(made))
    assert redactor("check", clean).code == 1
    clean.with_name("redactor.toml").write_text("[thresholds]\nmust_fix = 1.0\n", encoding="utf-8")
    assert redactor("check", clean).code == 0


def test_what_a_person_accepted_is_not_told_again(leaking: Path, codes: Path, tmp_path: Path) -> None:
    baseline = tmp_path / "accepted.json"
    found = redactor("check", leaking, "--codes", codes, "--json").json["findings"]
    numbers = [f["fingerprint"] for f in found if f["severity"] == "must fix"]
    accept = [text for number in numbers for text in ("--accept", number)]
    refused = redactor("check", leaking, "--codes", codes, "--baseline", baseline, *accept)
    assert (refused.code, baseline.exists()) == (2, False)
    assert "--why" in refused.screen
    signed = ("--by", "Checker 1", "--why", "names of the invented example")
    done = redactor("check", leaking, "--codes", codes, "--baseline", baseline, *accept, *signed, "--json")
    assert done.code == 0
    assert {a["by"] for a in done.json["accepted"]} == {"Checker 1"}
    assert names_in(baseline.read_text(encoding="utf-8")) == []
    made = docx.Document(str(leaking))
    say(made, "Then Kelvin Varnham came.")  # what is new is told, although the rest has moved
    made.paragraphs[0].insert_paragraph_before("Another beginning.")
    write(leaking, packed(made))
    again = redactor("check", leaking, "--codes", codes, "--baseline", baseline, "--json")
    assert again.code == 1
    assert {f["code"] for f in again.json["findings"] if f["rule"] == "identity-listed"} == {"Mr A"}


@pytest.mark.parametrize("content", ["no json", '{"accepted": [{"fingerprint": "x", "by": "", "why": "", "on": ""}]}'])
def test_a_baseline_without_reasons_is_refused(clean: Path, tmp_path: Path, content: str) -> None:
    baseline = tmp_path / "accepted.json"
    baseline.write_text(content, encoding="utf-8")
    assert redactor("check", clean, "--baseline", baseline).code == 2


def test_the_record_to_sign(leaking: Path, codes: Path, tmp_path: Path) -> None:
    for name in ("check.docx", "check.html"):
        report = tmp_path / name
        assert redactor("check", leaking, "--codes", codes, "--report", report).code == 1
        text = read_text(report) if name.endswith("docx") else report.read_text(encoding="utf-8")
        for words in ("SHA-256", "identity-listed", "Signature", "read from beginning to end", "Child 1"):
            assert words in text or words == "Child 1", (name, words)
        assert names_in(text) == []
        assert "is anonymous" not in text
        if name.endswith("docx"):
            with zipfile.ZipFile(io.BytesIO(report.read_bytes())) as archive:
                assert names_in("".join(archive.read(n).decode("latin-1") for n in archive.namelist())) == []


@pytest.mark.parametrize("name", ["check.pdf", "no/such/folder/check.docx"])
def test_a_report_that_cannot_be_written_is_refused_first(clean: Path, tmp_path: Path, name: str) -> None:
    before = everything_under(tmp_path)
    assert redactor("check", clean, "--report", tmp_path / name).code == 2
    assert redactor("check", clean, "--report", clean).code == 2
    assert everything_under(tmp_path) == before


def test_nothing_is_written_without_a_report(leaking: Path, codes: Path, tmp_path: Path) -> None:
    before = everything_under(tmp_path)
    redactor("check", leaking, "--codes", codes)
    assert everything_under(tmp_path) == before


def test_the_rules_are_listed() -> None:
    done = redactor("check", "--rules")
    assert done.code == 0
    assert "identity-listed" in done.out
    assert redactor("check").code == 2


def test_a_hundred_pages_without_the_model_take_a_moment(tmp_path: Path, codes: Path) -> None:
    """A second of work or two; six here, start of the program included: a processor with other work does half as much."""
    path = write(tmp_path / "given" / "imr.docx", long_draft(100, 300))
    command = [sys.executable, "-m", "redactor.cli", "check", str(path), "--codes", str(codes), "--fast", "--json"]
    started, before = time.perf_counter(), os.times()
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    waited, after = time.perf_counter() - started, os.times()
    worked = after.children_user + after.children_system - before.children_user - before.children_system
    busy = max(1.0, waited / worked) if worked else 1.0  # what else the machine does is not the program's time
    assert (worked or waited) < 6
    assert json.loads(done.stdout)["seconds"] < 6 * busy  # reading files and starting their process are in it
    assert names_in(done.stdout, REAL) == []


def test_a_rule_that_fails_is_no_pass(clean: Path, codes: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(examination: Examination) -> list[Finding]:
        raise ValueError(f"a name of {len(examination.files)} files")

    monkeypatch.setitem(RULES, "unresolved", replace(RULES["unresolved"], run=fails))
    done = redactor("check", clean, "--codes", codes)
    assert done.code == 2
    assert "The rule unresolved failed (ValueError)" in " ".join(done.screen.split())
    assert "a name of" not in done.screen


def test_an_author_whom_an_earlier_run_has_coded_is_looked_at_and_not_held_against_the_file(
    tmp_path: Path, codes: Path
) -> None:
    """For publication the author gets a code, which the key map keeps; the board's own form asks for the name."""
    said = (
        "This review has been prepared by Ottoline Fairbrass, a Review Officer.",
        "Ms Fairbrass is retired.",
        "Child 1 was seen.",
    )
    key_map = tmp_path / "keys" / "case.keymap"
    given = draft(tmp_path / "given" / "Child 1.docx", *said)
    run = ("--codes", codes, "--key-map", key_map, "--out", tmp_path / "out", "--profile", "publication")
    redactor("anonymise", given, *run)
    done = redactor("check", given, "--codes", codes, "--key-map", key_map, "--json")
    assert {f["severity"] for f in done.json["findings"] if f["rule"].startswith(("identity", "named"))} == {"look"}


def test_the_record_says_first_whether_the_files_are_fit(clean: Path, codes: Path, tmp_path: Path) -> None:
    report = tmp_path / "check.html"
    leaking = draft(tmp_path / "leaking.docx", "Then Tilly Varnham went home.")
    redactor("check", leaking, "--codes", codes, "--report", report)
    text = report.read_text(encoding="utf-8")
    assert text.index("not fit for submission") < text.index("SHA-256") < text.index("What was looked for")
    assert text.index("What could not be looked for") < text.index("What was found")
    assert "Case: Child 1" in text
    redactor("check", clean, "--codes", codes, "--report", report)
    text = report.read_text(encoding="utf-8")
    assert "This file is fit for submission" in text
    assert "Declaration" in text and "Second" in text


def test_what_is_looked_at_is_decided_by_somebody_for_a_reason(clean: Path, tmp_path: Path) -> None:
    made = document()
    say(made, "They were the only Somali family in the village.")
    write(clean, packed(made))
    report = tmp_path / "check.html"
    redactor("check", clean, "--for", "publication", "--report", report)
    assert "Decision, who and why" in report.read_text(encoding="utf-8")


def test_the_dates_of_a_column_are_one_line_and_all_of_them_are_in_the_annex(tmp_path: Path) -> None:
    rows = [("Date", "Event"), *((f"{n:02}/03/2019", "A visit was made.") for n in range(1, 21))]
    path, report = draft(tmp_path / "chronology.docx", rows), tmp_path / "check.html"
    redactor("check", path, "--for", "publication", "--report", report)
    text = report.read_text(encoding="utf-8")
    found, annex = text.split("Annex: every place")
    assert "column 1, “Date”: 20 times" in found
    assert found.count("row 7, column 1") == 0 and annex.count("row 7, column 1") == 1


def test_a_file_that_differs_from_the_one_signed_is_told(clean: Path, tmp_path: Path) -> None:
    for name in ("signed.docx", "signed.html"):
        write(clean, packed(document()))
        record = tmp_path / name
        assert redactor("check", clean, "--report", record).code == 0
        same = redactor("check", clean, "--against", record, "--json")
        assert same.code == 0
        assert same.json["against"] == [{"file": "imr.docx", "same": True}]
        made = document()
        say(made, "One word more.")
        write(clean, packed(made))
        other = redactor("check", clean, "--against", record)
        assert other.code == 1
        assert "differs from every file of the record" in other.screen
    assert redactor("check", clean, "--against", clean).code == 2
    assert redactor("check", clean, "--against", tmp_path / "no.docx").code == 2
