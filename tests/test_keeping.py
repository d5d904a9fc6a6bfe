"""A key map from its creation to its certified end; and what can be read of an audit log with it and without."""

from __future__ import annotations

import shutil
import stat
from pathlib import Path

import pytest
from typer.testing import CliRunner

from redactor.cli import app
from redactor.keymap.keymap_files import backups, load_key_map
from redactor.sealed.sealing import Home
from tests.drafts import AWAITING, SETTLED, Done, board_list, draft, names_in, read_text, redactor


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a list, a draft, a key map and results, beside the house of who made them: copied for every test."""
    folder = tmp_path_factory.mktemp("made")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("REDACTOR_HOME", str(folder / "home"))
        (folder / "case").mkdir()
        board_list(folder / "case" / "codes.xlsx")
        draft(folder / "case" / "imr.docx", *SETTLED, *AWAITING)
        assert run(folder / "case").code == 1
    return folder


@pytest.fixture
def case(made: Path, tmp_path: Path, home: Path) -> Path:
    """The same, for one test alone."""
    shutil.copytree(made / "home", home, dirs_exist_ok=True)
    return shutil.copytree(made / "case", tmp_path / "case")


PASSPHRASE = "copper kettle seven"


@pytest.fixture(scope="module")
def locked(made: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """As `made`, with an earlier version and a recovery file: each use of a passphrase takes seconds of the processor."""
    folder = shutil.copytree(made, tmp_path_factory.mktemp("locked") / "made")
    file = folder / "case" / "safe" / "case.recovery"
    file.parent.mkdir()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("REDACTOR_HOME", str(folder / "home"))
        run(folder / "case")
        done = keymap(folder / "case", "recovery", "--passphrase-file", file, text=f"{PASSPHRASE}\n" * 2)
        assert done.code == 0, done.screen
    assert stat.S_IMODE(file.stat().st_mode) & 0o077 == 0
    return folder


@pytest.fixture
def lost(locked: Path, tmp_path: Path, home: Path) -> Path:
    """A case with a recovery file, on an account whose key is gone: for one test alone."""
    shutil.copytree(locked / "home", home, dirs_exist_ok=True)
    for file in (home / "config").iterdir():
        file.unlink()
    return shutil.copytree(locked / "case", tmp_path / "case")


def run(folder: Path) -> Done:
    places = ("--codes", folder / "codes.xlsx", "--key-map", folder / "k" / "map", "--out", folder / "out")
    return redactor("anonymise", folder / "imr.docx", *places)


def typed(text: str, *arguments: object) -> Done:
    result = CliRunner().invoke(app, [str(a) for a in arguments], input=text)
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return Done(result.exit_code, result.output, result.stdout)


def keymap(case: Path, *arguments: object, text: str = "") -> Done:
    return typed(text, "keymap", *arguments, "--key-map", case / "k" / "map")


def test_what_it_holds_is_said_without_names(case: Path) -> None:
    done = keymap(case, "show")
    assert done.code == 0 and "6 identities with a code of the board's" in done.screen
    assert "Only the key of this account" in done.screen and not names_in(done.screen)


def test_a_lost_key_says_what_is_lost_and_a_wrong_passphrase_brings_nothing_back(lost: Path) -> None:
    said = run(lost)
    assert said.code == 2 and "anonymised files are unharmed" in said.screen
    redactor("identity", "show")  # a new key on this account
    done = keymap(lost, "restore", "--with", lost / "safe" / "case.recovery", text="copper kettle nine\n")
    assert "does not open" in done.screen
    assert run(lost).code == 2


def test_the_passphrase_brings_back_every_version_and_a_recovery_broken_off_before_is_no_obstacle(lost: Path) -> None:
    before = len(backups(lost / "k" / "map"))
    (lost / "k" / "map.recovered").write_bytes((lost / "k" / "map").read_bytes())
    redactor("identity", "show")
    done = keymap(lost, "restore", "--with", lost / "safe" / "case.recovery", text=f"{PASSPHRASE}\n")
    assert done.code == 0, done.screen
    assert not list((lost / "k").glob("*recovered*"))
    kept = backups(lost / "k" / "map")
    assert len(kept) == before >= 1
    assert all(load_key_map(each, Home.current()) is not None for each in kept)
    again = run(lost)
    assert again.code == 1 and "is new" not in again.screen


def test_the_board_can_open_it_too(
    case: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as m:
        m.setenv("REDACTOR_HOME", str(board := tmp_path_factory.mktemp("board")))
        key = redactor("identity", "show", "--json").json["public_key"]
        assert "sealed to another key" in keymap(case, "show").screen
    assert keymap(case, "recovery", "--to", key).code == 0
    with monkeypatch.context() as m:
        m.setenv("REDACTOR_HOME", str(board))
        assert keymap(case, "show").code == 0


def test_a_short_passphrase_and_a_wrong_key_are_refused(case: Path) -> None:
    done = keymap(case, "recovery", "--passphrase-file", case / "r", text="short\nshort\n")
    assert done.code == 2 and "twelve" in done.screen and not (case / "r").exists()
    assert "no public key" in keymap(case, "recovery", "--to", "age1nothing").screen


def test_back_to_an_earlier_version_without_giving_numbers_twice(case: Path) -> None:
    draft(case / "imr.docx", *SETTLED, *AWAITING, "Social worker Ottilie Brackenbury rang.")
    assert run(case).code == 1
    before = load_key_map(case / "k" / "map", Home.current())
    assert before is not None and before.record("SW3")
    assert keymap(case, "restore", "--version", 1).code == 0
    after = load_key_map(case / "k" / "map", Home.current())
    assert after is not None and after.record("SW3") is None
    assert after.numbering().next_code("SW")[0] == "SW4"
    assert "from 1 to" in keymap(case, "restore", "--version", 9).screen


@pytest.mark.parametrize("ending", [".xlsx", ".csv"])
def test_an_export_says_that_it_is_restricted(case: Path, ending: str) -> None:
    file = case / f"all{ending}"
    done = keymap(case, "export", file)
    assert done.code == 0 and "RESTRICTED" in done.screen and not names_in(done.screen)
    assert stat.S_IMODE(file.stat().st_mode) & 0o077 == 0
    if ending == ".csv":
        text = file.read_text(encoding="utf-8-sig")
        assert text.startswith(('"Restricted: names', "Restricted: names"))
        assert "Tilly Varnham" in text
    assert "name already" in keymap(case, "export", file).screen


def test_it_is_destroyed_with_a_certificate_and_only_when_meant(case: Path) -> None:
    run(case)
    assert backups(case / "k" / "map")
    certificate = case / "destroyed.docx"
    assert keymap(case, "destroy", "--certificate", certificate, text="yes\n").code == 1
    assert (case / "k" / "map").exists() and not certificate.exists()
    done = keymap(case, "destroy", "--certificate", certificate, "--who", "J Bell", text="destroy\n")
    assert done.code == 0, done.screen
    assert [p for p in (case / "k").iterdir() if p.is_file()] == []
    text = read_text(certificate)
    assert "J Bell" in text and "Child 1" in text and "copies elsewhere" in text and not names_in(text)
    assert run(case).code == 1  # a new one begins


def test_an_audit_log_is_shown_with_codes_and_with_the_key_map_with_names(case: Path) -> None:
    log = case / "out" / "audit.jsonl"
    plain = redactor("audit", "show", log)
    assert plain.code == 0 and "Child 1" in plain.screen and not names_in(plain.screen)
    named = redactor("audit", "show", log, "--key-map", case / "k" / "map", "--code", "Child 1")
    assert "Restricted" in named.screen and "Tilly" in named.screen and "Mrs A" not in named.out.split("Stood there")[1]
    assert "seal is that of the key map" in redactor("audit", "verify", log, "--key-map", case / "k" / "map").screen


@pytest.mark.parametrize("ending", [".docx", ".csv"])
def test_an_audit_log_is_exported_for_the_board(case: Path, ending: str) -> None:
    log = case / "out" / "audit.jsonl"
    done = redactor("audit", "export", log, "--to", case / f"log{ending}")
    assert done.code == 0, done.screen
    file = case / f"log{ending}"
    text = file.read_text(encoding="utf-8-sig") if ending == ".csv" else read_text(file)
    assert "listed form" in text or "full name" in text
    assert "Child 1" in text and not names_in(text)
    named = case / f"named{ending}"
    redactor("audit", "export", log, "--to", named, "--key-map", case / "k" / "map")
    assert stat.S_IMODE(named.stat().st_mode) & 0o077 == 0
    assert "Tilly" in (named.read_text(encoding="utf-8-sig") if ending == ".csv" else read_text(named))


def test_a_log_that_was_changed_is_refused_with_where(case: Path) -> None:
    log = case / "out" / "audit.jsonl"
    lines = log.read_bytes().splitlines(keepends=True)
    log.write_bytes(b"".join([lines[0], lines[1].replace(b"Child 1", b"Child 2"), *lines[2:]]))
    done = redactor("audit", "show", log)
    assert done.code == 2 and "Line 2" in done.screen


def test_decisions_are_in_the_log_and_the_report_with_who_and_when(case: Path) -> None:
    typed("4\nq\n", "decide", "--key-map", case / "k" / "map", "--who", "J Bell")
    run(case)
    shown = redactor("audit", "show", case / "out" / "audit.jsonl").screen
    assert "J Bell" in shown and "use this code" in shown and not names_in(shown)
    report = (case / "out" / "report.html").read_text()
    assert "Decided by a person" in report and "J Bell" in report and not names_in(report)


def with_names(case: Path) -> tuple[Path, ...]:
    """Files with names that the commands of a case leave, and that its key map knows of."""
    sheet, plain, key = case / "Tilly Varnham.xlsx", case / "all.csv", case / "identified.docx"
    assert typed("", "decide", "--key-map", case / "k" / "map", "--sheet", sheet).code == 1
    assert keymap(case, "export", plain).code == 0
    places = ("--codes", case / "codes.xlsx", "--key-map", case / "k" / "map", "--out", case / "out")
    assert redactor("anonymise", case / "imr.docx", *places, "--identified-key", key).code == 1
    return sheet, plain, key


def test_everything_that_leads_to_names_goes_or_is_listed(case: Path) -> None:
    sheet, plain, key = with_names(case)
    plain.rename(case / "moved.csv")
    copies = case / "copies"
    made = redactor(
        "personalise", case / "out" / "imr.anonymised.docx", "--key-map", case / "k" / "map", "--out", copies
    )
    assert made.code in (0, 1), made.screen
    certificate = case / "certificate.docx"
    done = keymap(case, "destroy", "--certificate", certificate, "--yes")
    assert done.code == 0, done.screen
    assert not sheet.exists() and not key.exists() and not list((case / "k").iterdir())
    assert "Not reached" in done.screen and "all.csv" in done.screen and "copy of a draft" in done.screen
    text = read_text(certificate)
    assert "all.csv" in text and "no longer there" in text and not names_in(text)
    again = keymap(case, "destroy", "--certificate", certificate, "--yes")
    assert again.code == 0 and "destroyed already" in again.screen


@pytest.mark.parametrize("at", [0, 1, 3])
def test_a_destruction_that_was_broken_off_is_gone_on_with(
    case: Path, monkeypatch: pytest.MonkeyPatch, at: int
) -> None:
    sheet, *_ = with_names(case)
    certificate, gone = case / "certificate.docx", []
    from redactor.case import destroying

    real = destroying.wipe

    def stopped(file: Path) -> None:
        if len(gone) == at:
            raise OSError(5, "Input/output error")
        gone.append(file)
        real(file)

    with monkeypatch.context() as patch:
        patch.setattr(destroying, "wipe", stopped)
        done = keymap(case, "destroy", "--certificate", certificate, "--yes")
    assert done.code == 2 and "Run this again" in done.screen and not certificate.exists()
    done = keymap(case, "destroy", "--certificate", certificate)  # it was said once, and is not asked again
    assert done.code == 0, done.screen
    assert not sheet.exists() and not (case / "k" / "map").exists() and not list((case / "k").iterdir())
    assert "decisions" in read_text(certificate)


def test_a_hold_and_a_date_refuse_destruction_and_are_logged(case: Path) -> None:
    destroy = ("destroy", "--certificate", case / "c.docx", "--yes")
    assert keymap(case, "hold", "--reason", "inquiry 7", "--who", "J Bell").code == 0
    assert keymap(case, "keep", "--until", "31/12/2099", "--who", "J Bell").code == 0
    held = keymap(case, *destroy)
    assert held.code == 2 and "legal hold" in held.screen and (case / "k" / "map").exists()
    assert keymap(case, "hold", "--lift", "--reason", "closed", "--who", "K Ash").code == 0
    kept = keymap(case, *destroy)
    assert kept.code == 2 and "31/12/2099" in kept.screen and not (case / "c.docx").exists()
    shown = keymap(case, "show").screen
    assert "31/12/2099" in shown and "Legal hold" not in shown
    log = redactor("audit", "verify", case / "k" / "map.copies.jsonl", "--key-map", case / "k" / "map")
    assert log.code == 0, log.screen
    assert (case / "k" / "map.copies.jsonl").read_text().count('"kept"') == 3
    shorter = keymap(case, "keep", "--until", "2020-01-01")
    assert shorter.code == 0 and "SHORTENED, it was to be kept until 2099-12-31" in shorter.screen
    assert keymap(case, *destroy).code == 0
    text = read_text(case / "c.docx")
    assert "J Bell: legal hold" in "\n".join(p for p in text.splitlines()) and "K Ash: legal hold lifted" in text


def test_a_destruction_found_by_an_edition_that_it_took_with_it_is_gone_on_with(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from redactor.case import destroying

    board_list(tmp_path / "codes.xlsx")
    key = redactor("identity", "show", "--json").json["public_key"]
    assert redactor("codes", "issue", tmp_path / "codes.xlsx", "--to", f"council={key}", "--out", tmp_path).code == 0
    (edition,) = tmp_path.glob("*.edition")
    made = redactor("anonymise", draft(tmp_path / "imr.docx", *SETTLED), "--codes", edition, "--out", tmp_path / "out")
    assert made.code == 0, made.screen
    real = destroying.wipe

    def stopped(file: Path) -> None:
        if file.suffix == ".keymap":
            raise OSError(5, "Input/output error")
        real(file)

    command = ("keymap", "destroy", "--codes", edition, "--certificate", tmp_path / "c.docx", "--yes")
    with monkeypatch.context() as patch:
        patch.setattr(destroying, "wipe", stopped)
        assert redactor(*command).code == 2 and not edition.exists()
    assert "gone on with" in redactor(*command).screen and (tmp_path / "c.docx").exists()
    assert "destroyed already" in redactor(*command).screen
