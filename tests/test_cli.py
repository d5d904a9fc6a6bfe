"""What a user sees: exit codes, the screen, what machines get, and a sentence for everything that goes wrong."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import docx
import pytest

from redactor import __version__
from redactor.case import pipeline
from redactor.sources.finding import Form
from tests.codes.builders import HEAD, write_list
from tests.drafts import AWAITING, SETTLED, board_list, draft, everything_under, names_in, read_text, redactor
from tests.known_faults import rows

SECRET = "Tilly Varnham"  # in paths, so that a message which repeats a path shows


def anonymise(tmp_path: Path, *sentences: str, options: tuple[object, ...] = ()) -> object:
    path = draft(tmp_path / "imr.docx", *sentences)
    return redactor(
        "anonymise", path, "--codes", board_list(tmp_path / "codes.xlsx"), "--out", tmp_path / "out", *options
    )


# ------------------------------------------------------------ exit codes


@pytest.mark.parametrize(
    ("sentences", "code"),
    [
        (("Nothing happened.",), 0),
        (SETTLED, 0),
        (("Varnham left.",), 1),  # unresolved
        (("Neighbour Corin Leyburn rang.",), 1),  # outside the list
        (("She moved to 9 Bramling Avenue.",), 1),
        (("SW9 called.",), 1),  # a code that is not on the list
    ],
)
def test_exit_code_says_whether_something_awaits_a_person(
    tmp_path: Path, sentences: tuple[str, ...], code: int
) -> None:
    done = anonymise(tmp_path, *sentences)
    assert done.code == code, done.screen
    assert ("Nothing awaits you." in done.screen) == (code == 0)
    assert {p.name for p in (tmp_path / "out").iterdir()} == {
        "imr.anonymised.docx", "key-of-professionals.docx", "audit.jsonl", "report.html",
    }  # fmt: skip


def test_3_when_the_check_finds_what_should_be_gone(
    tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The check is told of a word that nobody replaced, as if it stood where no passage shows it."""
    monkeypatch.setattr(pipeline, "forms_of", lambda resolved, known: (Form("Mrs A", "kettle"),))
    monkeypatch.setattr(pipeline, "left_standing", lambda *found: [])
    done = anonymise(tmp_path, SETTLED[0], "The kettle was on.")
    assert done.code == 3
    for word in ("imr.anonymised.docx", "identity-left", "Mrs A", "paragraph 2", "Nothing was written"):
        assert word in done.screen, word
    assert "kettle" not in done.screen
    assert not names_in(done.screen)
    assert not list((tmp_path / "out").iterdir())
    assert not [p for p in home.rglob("*") if p.suffix == ".keymap"]


def test_what_the_check_finds_in_plain_sight_is_put_right_and_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The check is told of a word that nobody replaced: it is replaced, and a person is asked to look."""
    monkeypatch.setattr(pipeline, "forms_of", lambda resolved, known: (Form("Mrs A", "kettle"),))
    done = anonymise(tmp_path, SETTLED[0], "The kettle was on.", options=("--json",))
    assert done.code == 1
    assert [q["kind"] for q in done.json["awaits"]] == ["doubtful"]
    assert "The Mrs A was on." in read_text(tmp_path / "out" / "imr.anonymised.docx")


def test_3_for_machines(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "forms_of", lambda resolved, known: (Form("Mrs A", "kettle"),))
    monkeypatch.setattr(pipeline, "left_standing", lambda *found: [])
    done = anonymise(tmp_path, "The kettle was on.", options=("--json",))
    assert (done.code, done.json["exit_code"]) == (3, 3)
    assert "kettle" not in done.out


# ------------------------------------------------------------ wrong input: a sentence, exit code 2, nothing written


def _not_word(tmp: Path) -> list[object]:
    (tmp / f"{SECRET}.docx").write_text("Tilly Varnham was seen.", encoding="utf-8")
    return [tmp / f"{SECRET}.docx"]


def _old_word(tmp: Path) -> list[object]:
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + "WordDocument".encode("utf-16-le") + bytes(512)
    (tmp / f"{SECRET}.doc").write_bytes(data)
    return [tmp / f"{SECRET}.doc"]


def _password(tmp: Path) -> list[object]:
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + "EncryptedPackage".encode("utf-16-le") + bytes(512)
    (tmp / f"{SECRET}.docx").write_bytes(data)
    return [tmp / f"{SECRET}.docx"]


def _half(tmp: Path) -> list[object]:
    path = draft(tmp / f"{SECRET}.docx", *SETTLED)
    path.write_bytes(path.read_bytes()[:4000])
    return [path]


def _missing(tmp: Path) -> list[object]:
    return [tmp / f"{SECRET}.docx"]


def _folder(tmp: Path) -> list[object]:
    (tmp / f"{SECRET}.docx").mkdir()
    return [tmp / f"{SECRET}.docx"]


def _empty(tmp: Path) -> list[object]:
    (tmp / f"{SECRET}.docx").touch()
    return [tmp / f"{SECRET}.docx"]


def _open_in_word(tmp: Path) -> list[object]:
    path = draft(tmp / "review.docx", *SETTLED)
    (tmp / "~$review.docx").write_bytes(b"\x05Tilly Varnham")
    return [path]


def _open_long_name(tmp: Path) -> list[object]:
    path = draft(tmp / "management review.docx", *SETTLED)
    (tmp / "~$nagement review.docx").write_bytes(b"\x05Tilly Varnham")
    return [path]


def _twice(tmp: Path) -> list[object]:
    path = draft(tmp / f"{SECRET}.docx", *SETTLED)
    return [path, path.parent / "." / path.name]


def _out_is_a_file(tmp: Path) -> list[object]:
    (tmp / "file").write_text("mine")
    return [draft(tmp / "imr.docx", *SETTLED), "--out", tmp / "file"]


def _out_below_a_file(tmp: Path) -> list[object]:
    (tmp / "file").write_text("mine")
    return [draft(tmp / "imr.docx", *SETTLED), "--out", tmp / "file" / "out"]


def _folder_in_the_way(tmp: Path) -> list[object]:
    (tmp / "out" / "imr.anonymised.docx").mkdir(parents=True)
    return [draft(tmp / "imr.docx", *SETTLED)]


def _report_in_the_way(tmp: Path) -> list[object]:
    (tmp / "out" / "report.html").mkdir(parents=True)
    return [draft(tmp / "imr.docx", *SETTLED)]


def _over_the_list(tmp: Path) -> list[object]:
    codes = board_list(tmp / "out-codes.docx")
    (tmp / "out").mkdir()
    codes = codes.rename(tmp / "out" / "key-of-professionals.docx")
    return [draft(tmp / "imr.docx", *SETTLED), "--codes", codes]


def _key_map_in_out(tmp: Path) -> list[object]:
    return [draft(tmp / "imr.docx", *SETTLED), "--key-map", tmp / "out" / "case.keymap"]


def _key_map_below_out(tmp: Path) -> list[object]:
    return [draft(tmp / "imr.docx", *SETTLED), "--key-map", tmp / "out" / "private" / "case.keymap"]


def _key_map_is_no_key_map(tmp: Path) -> list[object]:
    (tmp / "case.keymap").write_text("Tilly Varnham")
    return [draft(tmp / "imr.docx", *SETTLED), "--key-map", tmp / "case.keymap"]


def _key_map_is_a_folder(tmp: Path) -> list[object]:
    (tmp / "case.keymap").mkdir()
    return [draft(tmp / "imr.docx", *SETTLED), "--key-map", tmp / "case.keymap"]


def _key_map_is_the_draft(tmp: Path) -> list[object]:
    path = draft(tmp / "imr.docx", *SETTLED)
    return [path, "--key-map", path]


def _identified_no_docx(tmp: Path) -> list[object]:
    return [draft(tmp / "imr.docx", *SETTLED), "--identified-key", tmp / "key.txt"]


def _identified_over_the_draft(tmp: Path) -> list[object]:
    path = draft(tmp / "imr.docx", *SETTLED)
    return [path, "--identified-key", path]


def _identified_nowhere(tmp: Path) -> list[object]:
    return [draft(tmp / "imr.docx", *SETTLED), "--identified-key", tmp / "no such folder" / "key.docx"]


def _identified_over_the_key(tmp: Path) -> list[object]:
    return [draft(tmp / "imr.docx", *SETTLED), "--identified-key", tmp / "out" / "key-of-professionals.docx"]


def _identified_over_the_output(tmp: Path) -> list[object]:
    return [draft(tmp / "imr.docx", *SETTLED), "--identified-key", tmp / "out" / "imr.anonymised.docx"]


def _list_missing(tmp: Path) -> list[object]:
    return [draft(tmp / "imr.docx", *SETTLED), "--codes", tmp / f"{SECRET}.xlsx"]


def _list_of_no_kind(tmp: Path) -> list[object]:
    (tmp / f"{SECRET}.txt").write_text("Tilly Varnham")
    return [draft(tmp / "imr.docx", *SETTLED), "--codes", tmp / f"{SECRET}.txt"]


WRONG: dict[str, tuple[Callable[[Path], list[object]], str]] = {
    "not a Word file": (_not_word, "not a Word document"),
    "old .doc": (_old_word, "old .doc format"),
    "password": (_password, "password"),
    "half a file": (_half, "damaged"),
    "missing": (_missing, "does not exist"),
    "folder as draft": (_folder, "folder"),
    "empty file": (_empty, "empty"),
    "open in Word": (_open_in_word, "open in Word"),
    "open in Word, long name": (_open_long_name, "open in Word"),
    "same draft twice": (_twice, "twice"),
    "out is a file": (_out_is_a_file, "--out"),
    "out below a file": (_out_below_a_file, "--out"),
    "folder in the way of the draft": (_folder_in_the_way, "A folder stands where a result should go."),
    "folder in the way of the report": (_report_in_the_way, "A folder stands where a result should go."),
    "output over the list": (_over_the_list, "over a file that was given"),
    "key map in out": (_key_map_in_out, "--key-map"),
    "key map below out": (_key_map_below_out, "--key-map"),
    "key map damaged": (_key_map_is_no_key_map, "no key map"),
    "key map is a folder": (_key_map_is_a_folder, "is a folder"),
    "key map is the draft": (_key_map_is_the_draft, "key map"),
    "identified key no .docx": (_identified_no_docx, ".docx"),
    "identified key over the draft": (_identified_over_the_draft, "over a file that was given"),
    "identified key into no folder": (_identified_nowhere, "folder"),
    "identified key over the circulated key": (_identified_over_the_key, "--identified-key"),
    "identified key over an output": (_identified_over_the_output, "--identified-key"),
    "list missing": (_list_missing, "code list"),
    "list of another kind": (_list_of_no_kind, ".xlsx"),
}


@pytest.mark.parametrize("what", rows((w,) for w in WRONG))
def test_wrong_input_meets_a_sentence(tmp_path: Path, home: Path, what: str) -> None:
    build, words = WRONG[what]
    arguments = build(tmp_path)
    before = everything_under(tmp_path)
    out = [] if "--out" in arguments else ["--out", tmp_path / "out"]
    done = redactor("anonymise", *arguments, *out)
    assert done.code == 2, done.screen
    sentence = " ".join(done.screen.split())
    assert words in sentence
    assert sentence.endswith(".")
    assert not names_in(sentence)
    left = {p: d for p, d in everything_under(tmp_path).items() if not p.name.endswith(".lock")}
    assert left == before
    assert not [p for p in everything_under(home) if p.suffix == ".keymap"]


def test_all_faults_of_a_list_are_told_at_once(tmp_path: Path) -> None:
    faults = [
        HEAD,
        ("Child 1", "subject", "Tilly Varnham", "", "", "", ""),
        ("Child 1", "family", "Barnaby Varnham", "", "", "", ""),  # the code twice
        ("", "family", "Glenda Varnham", "", "", "", ""),  # no code
        ("SW1", "wizard", "Imogen Hepton", "", "", "", ""),  # no kind
        ("Mr A", "family", "Kelvin Varnham", "", "", "", ""),
        ("Mr B", "family", "Kelvin Varnham", "", "", "", ""),  # one person twice
    ]
    codes = write_list(tmp_path / "codes.xlsx", faults)
    done = redactor("anonymise", draft(tmp_path / "imr.docx", *SETTLED), "--codes", codes, "--out", tmp_path / "out")
    assert done.code == 2
    for row in (4, 5):
        assert f"row {row}" in done.screen
    for pair in ((2, 3), (6, 7)):
        assert any(f"row {row}" in done.screen for row in pair)
    assert not names_in(done.screen)
    assert not (tmp_path / "out").exists()


def test_a_key_map_that_another_key_sealed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    options = ("--key-map", tmp_path / "k" / "map")
    anonymise(tmp_path, *SETTLED, options=options)
    before = everything_under(tmp_path)
    monkeypatch.setenv("REDACTOR_HOME", str(tmp_path / "other home"))
    redactor(
        "anonymise", draft(tmp_path / "x" / "other.docx"), "--out", tmp_path / "x" / "out"
    )  # makes a key of its own
    done = anonymise(tmp_path, *SETTLED, options=options)
    assert done.code == 2
    assert "another key" in done.screen
    after = everything_under(tmp_path)
    assert {p: after[p] for p in before if p.name != "imr.docx" and p.name != "codes.xlsx"} == {
        p: d for p, d in before.items() if p.name != "imr.docx" and p.name != "codes.xlsx"
    }


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="the system lets this account write everywhere")
def test_a_folder_without_the_right_to_write(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir(mode=0o500)
    done = anonymise(tmp_path, *SETTLED)
    assert done.code == 2
    assert "cannot be written to" in done.screen


@pytest.mark.parametrize(
    "arguments",
    [[], ["anonymise"], ["anonymise", "imr.docx"], ["anonymise", "imr.docx", "--out", "o", "--profile", "public"]],
)
def test_wrong_usage(arguments: list[str]) -> None:
    assert redactor(*arguments).code == 2


def test_errors_for_machines(tmp_path: Path) -> None:
    done = redactor("anonymise", *_not_word(tmp_path), "--out", tmp_path / "out", "--json")
    assert (done.code, done.json["exit_code"]) == (2, 2)
    assert done.json["problems"] and not names_in(done.out)


# ------------------------------------------------------------ the screen


def test_no_name_on_the_screen(tmp_path: Path) -> None:
    done = anonymise(tmp_path, *SETTLED, *AWAITING)
    assert not names_in(done.screen), done.screen
    for words in ("person", "unresolved", "issued by the board", "Took", "imr.anonymised.docx"):
        assert words in done.screen, words


def test_names_on_the_screen_when_asked_for(tmp_path: Path) -> None:
    done = anonymise(tmp_path, *SETTLED, *AWAITING, options=("--show-names",))
    assert {"Tilly", "Hepton", "Corin", "Pinnock"} <= set(names_in(done.screen))


def test_json(tmp_path: Path) -> None:
    done = anonymise(tmp_path, *SETTLED, *AWAITING, options=("--json",))
    assert not names_in(done.out)
    found = done.json
    assert found["exit_code"] == done.code == 1
    assert found["replaced"] == {"person": 8, "address": 1, "NHS number": 1}
    codes = {c["code"]: c for c in found["codes"]}
    assert {c: v["mentions"] for c, v in codes.items()} == {
        "Child 1": 1, "Child 2": 1, "Mrs A": 1, "SW1": 1, "Address A": 1, "Person 1": 2, "SW2": 1,
    }  # fmt: skip
    assert {c for c, v in codes.items() if not v["issued"]} == {"Person 1", "SW2"}
    assert sorted(a["kind"] for a in found["awaits"]) == ["minted", "minted", "unresolved"]
    (unresolved,) = [a for a in found["awaits"] if a["kind"] == "unresolved"]
    assert (unresolved["number"], set(unresolved["candidates"])) == (1, {"Child 1", "Child 2", "Mrs A", "Mr A"})
    assert unresolved["place"] == "body, paragraph 4"
    assert found["drafts"][0]["output"] == "imr.anonymised.docx"
    assert "names" not in codes["SW1"]


@pytest.mark.parametrize("name", ["Tilly Varnham", "Varnham codes", "codes_VARNHAM2019", "VarnhamCodes"])
def test_a_list_whose_file_name_names_somebody(tmp_path: Path, name: str) -> None:
    """Neither on the screen nor in what is circulated: the list is known by its digest there."""
    listed = board_list(tmp_path / f"{name}.xlsx")
    path = draft(tmp_path / "imr.docx", *SETTLED)
    done = redactor("anonymise", path, "--codes", listed, "--out", tmp_path / "out", "--json")
    records = [(tmp_path / "out" / n).read_text(encoding="utf-8") for n in ("report.html", "audit.jsonl")]
    for text in (done.out, *records):
        assert "code list.xlsx" in text
        assert "varnham" not in text.casefold()


def test_json_with_names_when_asked_for(tmp_path: Path) -> None:
    done = anonymise(tmp_path, *SETTLED, options=("--json", "--show-names"))
    assert "Imogen Hepton" in {n for c in done.json["codes"] for n in c["names"]}


def test_the_key_map_is_told_of_when_it_is_new(tmp_path: Path) -> None:
    assert "key map" in anonymise(tmp_path, *SETTLED).screen
    assert "key map" not in anonymise(tmp_path, *SETTLED).screen


@pytest.mark.parametrize("profile", ["working", "submission", "publication"])
def test_profiles(tmp_path: Path, profile: str) -> None:
    done = anonymise(tmp_path, "Tilly, born 09/05/2014, was seen.", options=("--profile", profile, "--json"))
    assert done.json["profile"] == profile
    text = read_text(tmp_path / "out" / "imr.anonymised.docx")
    assert text == f"Child 1, born {'2014' if profile == 'publication' else '[date of birth of Child 1]'}, was seen."


# ------------------------------------------------------------ private files


@pytest.mark.skipif(os.name == "nt", reason="permissions are POSIX")
def test_private_files_are_for_their_owner_alone(tmp_path: Path, home: Path) -> None:
    anonymise(
        tmp_path, *SETTLED, options=("--identified-key", tmp_path / "restricted.docx", "--key-map", tmp_path / "k/map")
    )
    private = [tmp_path / "restricted.docx", tmp_path / "k/map", home / "config" / "key.txt"]
    assert {oct(p.stat().st_mode & 0o777) for p in private} == {"0o600"}
    assert (tmp_path / "k").stat().st_mode & 0o077 == 0


def test_the_identified_key_holds_names_and_the_circulated_one_none(tmp_path: Path) -> None:
    anonymise(tmp_path, *SETTLED, *AWAITING, options=("--identified-key", tmp_path / "restricted.docx"))
    assert {"Imogen", "Pinnock"} <= set(names_in(read_text(tmp_path / "restricted.docx")))
    assert not names_in(read_text(tmp_path / "out" / "key-of-professionals.docx"))


def test_no_plain_name_touches_the_disk(tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Everything but the draft and the list: the user's folders, the results, the folder for temporary files."""
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(temporary))
    for _ in range(2):
        anonymise(tmp_path, *SETTLED, *AWAITING)
    places = (
        *everything_under(home).items(),
        *everything_under(temporary).items(),
        *everything_under(tmp_path / "out").items(),
    )
    assert [p for p, _ in places if p.suffix == ".keymap"]
    for path, data in places:
        text = data.decode("utf-8", "replace") if path.suffix != ".docx" else read_text(path)
        assert not names_in(text), path
        assert not names_in(path.name), path


def test_word_properties_name_nobody(tmp_path: Path) -> None:
    path = draft(tmp_path / "imr.docx", *SETTLED)
    document = docx.Document(str(path))
    document.core_properties.author = document.core_properties.last_modified_by = "Corin Leyburn"
    document.core_properties.title = "IMR Tilly Varnham"
    document.save(str(path))
    redactor("anonymise", path, "--codes", board_list(tmp_path / "codes.xlsx"), "--out", tmp_path / "out")
    found = docx.Document(str(tmp_path / "out" / "imr.anonymised.docx")).core_properties
    assert not names_in(f"{found.author} {found.last_modified_by} {found.title}")


# ------------------------------------------------------------ the audit log


def test_audit_verify(tmp_path: Path) -> None:
    anonymise(tmp_path, *SETTLED, *AWAITING)
    log = tmp_path / "out" / "audit.jsonl"
    assert redactor("audit", "verify", log).code == 0
    lines = log.read_bytes().splitlines(keepends=True)
    altered = lines[2].replace(b'"score"', b'"Score"')
    assert altered != lines[2]
    log.write_bytes(b"".join([*lines[:2], altered, *lines[3:]]))
    done = redactor("audit", "verify", log)
    assert done.code == 1
    assert "3" in done.screen
    log.write_bytes(b"".join(lines[:-1]))
    assert redactor("audit", "verify", log).code == 1


@pytest.mark.parametrize("content", [None, b"", b"Tilly Varnham\n", b"\xff\xfe", b"[]\n"])
def test_audit_verify_of_something_else(tmp_path: Path, content: bytes | None) -> None:
    log = tmp_path / f"{SECRET}.jsonl"
    if content is not None:
        log.write_bytes(content)
    done = redactor("audit", "verify", log)
    assert done.code in (1, 2)
    assert not names_in(done.screen)


# ------------------------------------------------------------ the console script


def test_the_script_that_is_installed(tmp_path: Path) -> None:
    script = Path(sys.executable).parent / ("redactor.exe" if os.name == "nt" else "redactor")
    command = [str(script), "--version"]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", timeout=60, check=True)
    assert done.stdout.strip() == f"redactor {__version__}"
