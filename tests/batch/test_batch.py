"""Many cases: each by itself, with a journal that outlives a kill; nothing of a person outside of what is sealed."""

from __future__ import annotations

import dataclasses
import json
import os
import pickle
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from openpyxl import load_workbook

from redactor.batch import run as batch_run
from redactor.batch import workers
from redactor.batch.cases import cases_of
from redactor.batch.job import Ended, Job, State, Task, done
from redactor.batch.run import BatchRequest, run_batch
from redactor.batch.workers import Here
from redactor.keymap.keymap_files import load_key_map
from redactor.sealed.sealing import Home, public_key
from tests.drafts import AWAITING, SETTLED, board_list, draft, everything_under, names_in, read_text, redactor

OTHERS = ("Ngozi", "Eze", "Bello", "Piotr", "Zielinski")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three cases: one with a list, in a folder that bears a name; one draft by itself; one that is no Word file."""
    first = tmp_path / "in" / "1 Varnham"
    first.mkdir(parents=True)
    board_list(first / "codes.xlsx")
    draft(first / "Tilly Varnham imr.docx", *SETTLED, *AWAITING)
    draft(
        tmp_path / "in" / "2 Ngozi Eze-Bello.docx", "Ms Ngozi Eze-Bello rang. Corin Leyburn was with Piotr Zielinski."
    )
    (tmp_path / "in" / "3 Kelvin.docx").write_bytes(b"not a Word file at all")
    return tmp_path


def lines(folder: Path) -> list[dict[str, dict[str, object]]]:
    return [json.loads(line) for line in (folder / "batch.jsonl").read_text().splitlines()]


def test_each_case_is_done_by_itself_and_one_that_fails_stops_nothing(folder: Path) -> None:
    done_ = redactor("batch", folder / "in", "--out", folder / "out", "--workers", 1, "--json")
    assert done_.code == 1
    cases = {c["number"]: c for c in done_.json["cases"]}
    assert [cases[n]["state"] for n in (1, 2, 3)] == ["awaits a person", "awaits a person", "failed"]
    assert "case-0001" in {p.name for p in (folder / "out").iterdir()}
    assert names_in(read_text(next((folder / "out" / "case-0001").glob("*anonymised*.docx")))) == []
    assert cases[3]["why"] and "Traceback" not in done_.screen
    # the table has each case, what failed first, and the picture a bar for each
    sheet = load_workbook(folder / "out" / "batch.xlsx").worksheets[0]
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[0][:3] == ("Case", "State", "Risk") and rows[1][0] == "case-0003"
    assert sorted(r[0] for r in rows[1:]) == ["case-0001", "case-0002", "case-0003"]
    assert rows[2][2] == cases[int(rows[2][0][-4:])]["risk"] >= rows[3][2] > 0
    assert (folder / "out" / "batch.svg").read_text().count("<title>") == 3


def test_no_name_and_no_path_stands_in_journal_table_picture_or_screen(folder: Path) -> None:
    done_ = redactor("batch", folder / "in", "--out", folder / "out", "--workers", 1, "--csv")
    told = [done_.screen, *(str(p.relative_to(folder / "out")) for p in (folder / "out").rglob("*"))]
    told += [(folder / "out" / name).read_text() for name in ("batch.jsonl", "batch.csv", "batch.svg")]
    for text in told:
        text = text.replace(str(folder), "")
        assert not names_in(text) and not names_in(text, OTHERS) and "/in/" not in text, text
    shown = redactor("batch", folder / "in", "--out", folder / "out", "--which", 2)
    assert "2 Ngozi Eze-Bello.docx" in shown.screen and "Varnham" not in shown.screen.replace(str(folder), "")


def test_no_identity_crosses_from_case_to_case(folder: Path) -> None:
    redactor("batch", folder / "in", "--out", folder / "out", "--workers", 1)
    first, second, _ = cases_of(folder / "in")
    known = []
    for case in (first, second):
        path = batch_run.key_map_of(case, Task.ANONYMISE, Home.current())
        key_map = load_key_map(path, Home.current()) if path else None
        assert key_map is not None
        known.append(" ".join(name for record in key_map.records for name in record.names))
    assert names_in(known[0]) and names_in(known[1], OTHERS)
    assert not names_in(known[0], OTHERS) and names_in(known[1]) == [
        "Corin",
        "Leyburn",
    ]  # whom its own draft names, too


def test_cases_with_one_list_or_one_draft_are_told(folder: Path, tmp_path: Path) -> None:
    manifest = tmp_path / "cases.csv"
    manifest.write_text(
        "Case,Draft,Codes\n"
        'a,"in/1 Varnham/Tilly Varnham imr.docx",in/1 Varnham/codes.xlsx\n'
        "b,in/2 Ngozi Eze-Bello.docx,in/1 Varnham/codes.xlsx\n"
        ",in/2 Ngozi Eze-Bello.docx,\n"
    )
    ended = run_batch(BatchRequest(cases_of(manifest), folder / "out", workers=1)).ended
    assert [e.state for e in ended] == [State.AWAITS, State.FAILED, State.FAILED]
    assert "case-0001" in ended[1].why and "case-0002" in ended[2].why


def test_what_is_done_is_left_and_what_failed_or_changed_is_done_again(folder: Path) -> None:
    request = BatchRequest(cases_of(folder / "in"), folder / "out", workers=1)
    run_batch(request)
    before = everything_under(folder / "out" / "case-0001")
    again = run_batch(request)
    assert again.left == 2 and [line["ended"]["number"] for line in lines(folder / "out")] == [1, 2, 3, 3]
    assert everything_under(folder / "out" / "case-0001") == before
    draft(folder / "in" / "2 Ngozi Eze-Bello.docx", "Piotr Zielinski came.")
    next((folder / "out" / "case-0001").glob("*.docx")).unlink()
    draft(folder / "in" / "3 Kelvin.docx", "Nobody came.")
    last = run_batch(request)
    assert last.left == 0 and last.ended[2].state != State.FAILED
    assert set(everything_under(folder / "out" / "case-0001")) == set(before)
    assert run_batch(dataclasses.replace(request, task=Task.CHECK)).left == 0


def test_a_batch_that_is_killed_goes_on_where_it_was(folder: Path) -> None:
    for n in range(4, 6):
        draft(folder / "in" / f"{n}.docx", f"Dr Wilk saw Adanna Nwokedi, {n} years old.")
    out = folder / "out"
    command = [sys.executable, "-m", "redactor.cli", "batch", str(folder / "in"), "--out", str(out), "--workers", "1"]
    process = subprocess.Popen(command, start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    until = time.monotonic() + 60
    while not (out / "batch.jsonl").exists() or len((out / "batch.jsonl").read_bytes().splitlines()) < 2:
        assert time.monotonic() < until and process.poll() is None
        time.sleep(0.005)
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    done_before = (
        [line["ended"]["number"] for line in lines(out)] if (out / "batch.jsonl").read_bytes()[-1:] == b"\n" else []
    )
    with (out / "batch.jsonl").open("ab") as journal:
        journal.write(b'{"format": "redactor batch 1", "inputs": "00')  # half a line
    written = everything_under(out / "case-0001")
    request = BatchRequest(cases_of(folder / "in"), out, workers=1)
    ended = run_batch(request)
    assert [e.state for e in ended.ended] == [State.AWAITS, State.AWAITS, State.FAILED, *[State.AWAITS] * 2]
    numbers = [line["ended"]["number"] for line in lines(out)]
    assert sorted(set(numbers)) == list(range(1, 6)) and ended.left >= len(set(done_before) - {3})
    assert all(numbers.count(n) == 1 for n in range(1, 6) if n != 3)
    assert everything_under(out / "case-0001") == written


def test_two_batches_do_not_write_into_one_folder(folder: Path) -> None:
    with batch_run._alone(folder / "out"):
        process = subprocess.run(
            [sys.executable, "-m", "redactor.cli", "batch", str(folder / "in"), "--out", str(folder / "out")],
            capture_output=True, text=True, check=False,
        )  # fmt: skip
    assert process.returncode == 2 and "Another batch" in process.stderr


def test_nothing_secret_travels(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REDACTOR_PASSPHRASE", "open sesame of the board")
    home = Home.current()
    public = public_key(home)
    private = home.key_file.read_text().splitlines()[-1]
    sent: list[Job] = []

    class Nobody:
        def each(self, jobs):  # type: ignore[no-untyped-def]
            sent.extend(jobs)
            return iter(())

    monkeypatch.setattr(batch_run, "_workers", lambda *_: Nobody())
    run_batch(BatchRequest(cases_of(folder / "in"), folder / "out"))
    assert len(sent) == 3
    for job in sent:
        travels = pickle.dumps(job)
        assert b"open sesame" not in travels and private.encode() not in travels and b"AGE-SECRET" not in travels
        assert job.public == public
        assert set(dataclasses.asdict(job)) == {
            "number", "task", "drafts", "out", "codes", "key_map", "profile", "allow", "public", "threads",
        }  # fmt: skip


def test_a_worker_with_another_key_does_nothing(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    public = public_key(Home.current())
    monkeypatch.setenv("REDACTOR_HOME", str(tmp_path / "somebody else"))
    job = Job(2, "anonymise", (str(folder / "in" / "2 Ngozi Eze-Bello.docx"),), str(folder / "out"), public=public)
    ended = done(job)
    assert ended.state == State.FAILED and "another key" in ended.why and not (folder / "out").exists()


def _deadly(job: Job) -> Ended:
    if job.number == 2:
        os._exit(9)
    return Ended(job.number, State.DONE, 0.0)


def test_a_case_that_kills_its_worker_takes_no_other_with_it() -> None:
    jobs = [Job(n, "check", (), "") for n in range(1, 5)]
    ended = {e.number: e for e in Here(2, _deadly).each(jobs)}
    assert {n: e.state for n, e in ended.items()} == {n: "failed" if n == 2 else "done" for n in range(1, 5)}
    assert "worker died" in ended[2].why


def test_side_by_side_and_on_a_cluster_as_one_after_another(folder: Path) -> None:
    from distributed import LocalCluster

    cases = cases_of(folder / "in")
    plain = run_batch(BatchRequest(cases, folder / "one", Task.INSPECT, workers=1)).ended
    two = run_batch(BatchRequest(cases, folder / "two", Task.INSPECT, workers=2)).ended
    with LocalCluster(
        n_workers=1, threads_per_worker=1, processes=False, protocol="tcp", dashboard_address=None
    ) as cluster:
        dask = run_batch(BatchRequest(cases, folder / "dask", Task.INSPECT, cluster=cluster.scheduler_address)).ended
    assert plain[0].risk > 0 and plain[2].state == State.FAILED
    for others in (two, dask):
        assert [dataclasses.replace(e, seconds=0) for e in others] == [dataclasses.replace(e, seconds=0) for e in plain]


def test_inspect_and_refusals(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "_ANSWERS", 0.3)
    ended = run_batch(BatchRequest(cases_of(folder / "in"), folder / "out", Task.INSPECT, workers=1)).ended
    assert [e.state for e in ended] == [State.AWAITS, State.AWAITS, State.FAILED]
    assert 0 < ended[0].risk == sum(ended[0].counts.values())
    (tmp_path / "empty").mkdir()
    (tmp_path / "wrong.csv").write_text("File,Person\nx.docx,Tilly Varnham\n")
    (tmp_path / "gap.csv").write_text("Case,Draft\na,\n")
    for given, sentence in (
        (tmp_path / "empty", "no draft"),
        (tmp_path / "wrong.csv", "columns Draft"),
        (tmp_path / "gap.csv", "Row 2"),
        (tmp_path / "nothing", "no such manifest"),
    ):
        refused = redactor("batch", given, "--out", tmp_path / "o")
        assert refused.code == 2 and sentence in refused.screen and "Tilly" not in refused.screen
    assert (
        "No Dask scheduler" in redactor("batch", folder / "in", "--out", tmp_path / "o", "--dask", "nowhere:1").screen
    )
