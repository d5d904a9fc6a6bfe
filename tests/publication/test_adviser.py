"""A language model is asked on this computer or not at all, of codes alone, and is no more than advice."""

from __future__ import annotations

import json
import stat
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from redactor.base.refused import Refused
from redactor.publication.adviser import MOST_SENT, advised, adviser_at
from tests.drafts import Done, draft, read_text, redactor
from tests.publication.case import PublishedCase

COPY = ("Child 1, a Somali girl aged 9, lived in Skipton with Mrs A.", "Mr A works as a farrier.")
SAID = "1. “farrier”: few people do it. Say: a self-employed man.\x00"


class Model(ThreadingHTTPServer):
    """A small server that answers as models do, in the form of its address, and remembers what it was asked."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Answering)
        self.asked: list[tuple[str, dict[str, object]]] = []
        self.status, self.body = 200, b""

    def address(self, path: str) -> str:
        return f"http://127.0.0.1:{self.server_port}{path}"


class Answering(BaseHTTPRequestHandler):
    server: Model

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.asked.append((self.path, asked))
        message = {"role": "assistant", "content": SAID}
        form = {"message": message} if self.path == "/api/chat" else {"choices": [{"message": message}]}
        body = self.server.body or json.dumps(form).encode()
        self.send_response(self.server.status)
        self.send_header("Location", "http://redactor.example/v1/chat/completions")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def model() -> Iterator[Model]:
    server = Model()
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


def asked(
    case: PublishedCase, model: Model, *more: object, path: str = "/api/chat", text: tuple[str, ...] = COPY
) -> Done:
    report = draft(case.folder / "copy.docx", *text)
    return redactor(
        "intruder", report, "--key-map", case.key_map, "--area", "Craven", "--advice", model.address(path), "--advice-model",
        "small:7b", *more,
    )  # fmt: skip


@pytest.mark.parametrize("path", ["/api/chat", "/v1/chat/completions", "/v1"])
def test_the_advice_stands_in_the_restricted_file_and_what_was_sent_is_said(
    tmp_path: Path, model: Model, path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", "http://192.0.2.1:9")  # a proxy of the environment is not asked
    case, out = PublishedCase(tmp_path), tmp_path / "found.docx"
    done = asked(case, model, "--out", out, path=path)
    assert (
        f"Sent to {model.address('/v1/chat/completions' if 'v1' in path else path)}, model small:7b: all 84 "
        in done.screen
    )
    assert "self-employed" not in done.screen
    found = read_text(out)
    assert "Say: a self-employed man." in found and "SHA-256" in found and "can be wrong" in found
    assert stat.S_IMODE(out.stat().st_mode) == 0o600
    ((_, sent),) = model.asked
    assert sent["model"] == "small:7b" and sent["stream"] is False
    assert sent["messages"][1]["content"] == "\n".join(COPY)  # type: ignore[index]


def test_it_changes_no_figure_and_no_exit_code(tmp_path: Path, model: Model) -> None:
    case = PublishedCase(tmp_path)
    told = asked(case, model, "--json", "--show-names")
    report = tmp_path / "copy.docx"
    without = redactor("intruder", report, "--key-map", case.key_map, "--area", "Craven", "--json", "--show-names")
    advice = told.json["advice"]
    assert advice["said"].startswith("1. “farrier”") and advice["sent_characters"] == 84
    assert {k: v for k, v in told.json.items() if k != "advice"} == without.json
    assert told.code == without.code and len(model.asked) == 1  # without the option nobody is asked


def test_only_codes_are_sent(tmp_path: Path, model: Model) -> None:
    """A name of the key map, or one that was left for the board, keeps the whole text back."""
    case = PublishedCase(tmp_path)
    for text in ("Odalys Trewhitt was seen.", "Written by Quentin Ashenden for the panel."):
        done = asked(case, model, "--out", tmp_path / "found.docx", text=(*COPY, text))
        assert done.code == 2 and "nothing was sent" in done.screen
        assert "Trewhitt" not in done.screen and "Ashenden" not in done.screen
    report = tmp_path / "copy.docx"
    done = redactor(
        "intruder", report, "--advice", model.address("/v1"), "--advice-model", "m", "--out", tmp_path / "f.docx"
    )
    assert (
        done.code == 2 and "no name of the case stands in the copy" in done.screen
    )  # nobody can tell without the key map
    assert asked(case, model).code == 2  # nowhere to put what may guess at somebody
    assert model.asked == [] and not (tmp_path / "found.docx").exists()


@pytest.mark.parametrize(
    "address",
    [
        "http://192.0.2.7:11434/api/chat", "http://0.0.0.0:8080/v1", "http://[::]:8080/v1", "http://10.0.0.1/v1",
        "http://localhost.redactor.example/v1", "http://127.0.0.1.redactor.example/v1", "http://loopback/v1",
        "http://2130706433/v1", "http://127.1/v1", "http://[::1%25eth0]:80/v1", "http://[::ffff:192.0.2.7]:80/v1",
        "http://127.0.0.1@redactor.example/v1", "https://127.0.0.1/v1", "file:///etc/passwd", "127.0.0.1:8080/v1", "",
        "http://127.0.0.1:99999/v1", "http://127.0.0.1:8080/", "http://127.0.0.1/v1?to=http://redactor.example",
    ],
)  # fmt: skip
def test_no_other_address_is_taken(address: str) -> None:
    with pytest.raises(Refused):
        adviser_at(address, "m")


def test_a_name_is_never_looked_up() -> None:
    assert adviser_at("http://localhost:8080/v1", "m").host == "127.0.0.1"
    assert adviser_at("http://[::1]:8080/v1", "m").address == "http://[::1]:8080/v1/chat/completions"
    with pytest.raises(Refused, match="Which model"):
        adviser_at("http://127.0.0.1:8080/v1", " ")


@pytest.mark.parametrize(
    ("status", "body", "said"),
    [
        (302, b"", "points to another address"), (307, b"", "points to another address"), (404, b"", "answers with 404"),
        (200, b"<html>", "does not answer as a model"), (200, b'{"message": {"content": 7}}', "does not answer as a model"),
        (200, b"[]", "does not answer as a model"), (200, b" " * 2_000_001, "without end"),
    ],
)  # fmt: skip
def test_what_is_no_answer_is_a_sentence(model: Model, status: int, body: bytes, said: str) -> None:
    model.status, model.body = status, body
    with pytest.raises(Refused, match=said):
        advised(adviser_at(model.address("/v1"), "m"), "text")
    assert len(model.asked) == 1


def test_a_long_report_is_sent_in_part_and_that_is_said(model: Model) -> None:
    found = advised(adviser_at(model.address("/v1"), "m"), "x" * (MOST_SENT + 5))
    assert f"the first {MOST_SENT:,} of {MOST_SENT + 5:,} characters" in found.sent
    model.shutdown()
    model.server_close()
    with pytest.raises(Refused, match="Nothing answers"):
        advised(adviser_at(model.address("/v1"), "m"), "x")
