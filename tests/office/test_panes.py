"""The windows for writing ask the page: who proves it is answered, who does not learns nothing, and no text is kept."""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import socket
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from redactor.sealed.sealing import Home
from redactor.web.tickets import Tickets
from tests.drafts import everything_under
from tests.office.asking import a_case, client_module
from tests.web.served import Client, event

page_module = client_module()
TEXTS = [
    "Tilly’s mother, Mrs\u00a0Varnham, rang Jo Pinnock 😀 at 14 Teasel Road on 999 000 0018.",
    "Dana Ockbrook visited. Varnham was out, and Ms Hepton saw her.",
]


class Asked:
    """The open page, its folder, and what a window for writing asks it."""

    def __init__(self, client: Client, home: Path) -> None:
        self.client, self.home = client, home
        ((self.page, self.case),) = page_module.pages_with_a_case()
        said = json.loads(next((home / "state" / "open").iterdir()).read_text())
        self.secret = said["pane"]

    def who(self, number: int, words: str) -> Any:
        start = TEXTS[number].index(words)
        return self.page.ask("who", texts=TEXTS, text=number, start=start, end=start + len(words))

    def proof(self, *said: str) -> str:
        return hmac.new(self.secret.encode(), "\0".join(said).encode(), hashlib.sha256).hexdigest()

    def ticket(self) -> str:
        answer = self.client.raw("POST", "/pane/hello", b"", X_Nonce="n", X_Proof=self.proof("hello", "n", ""))
        assert answer.status == 200 and answer.headers["x-proof"] == self.proof("here", "n", answer.text)
        return str(json.loads(answer.text)["ticket"])


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Asked]:
    home = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("REDACTOR_HOME", str(home))
        with a_case(tmp_path_factory.mktemp("case")) as client:
            yield Asked(client, home)


def test_it_says_what_still_names_somebody_where_it_stands_in_the_text_as_it_was_sent(asked: Asked) -> None:
    found = asked.page.ask("left", texts=TEXTS)["finds"]
    assert all(TEXTS[f["text"]][f["start"] : f["end"]] == f["words"] for f in found)
    said = {f["words"].replace("\u00a0", " "): (f["why"], f["put"]) for f in found}
    assert said["Tilly"] == ("known", "Child 1") and said["Mrs Varnham"] == ("known", "Mrs A")
    assert said["14 Teasel Road"] == ("known", "Address A") and said["999 000 0018"][0] == "removed"
    assert said["Dana Ockbrook"] == ("new", "") and said["Ms Hepton"] == ("known", "SW1")
    assert said["Varnham"] == ("several", "")  # never guessed
    (several,) = (f for f in found if f["why"] == "several")
    assert several["likely"] == ["Child 1", "Child 2", "Mrs A", "Mr A"] and several["code"] == ""


@pytest.mark.parametrize(
    ("number", "words", "taken", "put", "likely"),
    [
        (0, "Mrs\u00a0Varnham, ", "Mrs\u00a0Varnham", "Mrs A", []),  # what a hand selects along with a name
        (0, "Pinnock", "Jo Pinnock", "SW2", []),  # half a name: all of it
        (1, "Varnham", "Varnham", "", ["Child 1", "Child 2", "Mrs A", "Mr A"]),
        (1, "saw her", "saw her", "", []),
        (1, "Ms Hepton saw", "Ms Hepton saw", "", ["SW1"]),  # more than a name: a person says so
        (1, "and Ms", "and Ms Hepton", "", ["SW1"]),  # no half of a name stays
        (0, "Varnham, rang Jo", "Mrs\u00a0Varnham, rang Jo Pinnock", "", ["Mrs A", "SW2"]),
        (1, "Dana Ockbrook", "Dana Ockbrook", "", []),
    ],
)
def test_whom_a_selection_means(asked: Asked, number: int, words: str, taken: str, put: str, likely: list[str]) -> None:
    meant = asked.who(number, words)
    assert (meant["words"], meant["put"], meant["likely"]) == (taken, put, likely)
    assert TEXTS[number][meant["start"] : meant["end"]] == taken


@pytest.mark.parametrize(("start", "end"), [(3, 3), (5, 3), (-1, 4), (0, 9999), (15, 16)])
def test_a_selection_of_nothing_is_told(asked: Asked, start: int, end: int) -> None:
    with pytest.raises(page_module.PageError, match="Which words"):
        asked.page.ask("who", texts=TEXTS, text=0, start=start, end=end)


def test_nothing_of_a_text_is_kept(asked: Asked) -> None:
    before = everything_under(asked.home), asked.page.ask("case"), asked.client.get("/draft").text
    assert asked.page.ask("left", texts=["Wilfreda Tansley-Oake met Tilly Varnham."])["finds"]
    after = everything_under(asked.home), asked.page.ask("case"), asked.client.get("/draft").text
    assert before == after and "Tansley" not in after[2]


def test_what_a_person_says_holds_in_the_case_and_shows_in_the_page(asked: Asked) -> None:
    stream = asked.client.listen()
    while event(stream) not in ("here", "elsewhere"):
        pass
    said = asked.page.ask("meant", words="Babs\u00a0Varnham", code="Child 2")
    assert said["person"]["code"] == "Child 2"
    assert event(stream) == "changed"
    assert [f["put"] for f in asked.page.ask("left", texts=["Babs Varnham cried."])["finds"]] == ["Child 2"]
    new = asked.page.ask("meant", words="Osric Fenn", new="HV")["person"]
    assert new["code"].startswith("HV") and not new["issued"]
    assert asked.page.ask("meant", words="Portage", keep=True) == {"kept": True}
    assert "Osric Fenn" in asked.client.get("/panel/decisions")


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"words": "Tilly Varnham", "keep": True}, "cannot be kept"),
        ({"words": "Boo", "code": "SW77"}, "no code SW77"),
        ({"words": " ! ", "code": "SW1"}, "Which words"),
        ({"words": "Boo"}, "Who is it"),
        ({"words": 3, "code": "SW1"}, "could not be read"),
        ({"words": "x" * 501, "code": "SW1"}, "could not be read"),
    ],
)
def test_what_cannot_be_said_is_told(asked: Asked, fields: dict[str, object], sentence: str) -> None:
    with pytest.raises(page_module.PageError, match=sentence):
        asked.page.ask("meant", **fields)


def test_an_unlikely_answer_is_asked_about_once(asked: Asked) -> None:
    with pytest.raises(page_module.PageError, match="give the same answer again"):
        asked.page.ask("meant", words="Mr Glenda", code="Mrs A")
    assert asked.page.ask("meant", words="Mr Glenda", code="Mrs A")["person"]["code"] == "Mrs A"


BODY = json.dumps({"texts": ["Tilly Varnham"]})


@pytest.mark.parametrize(
    "more",
    [
        {"Origin": "{origin}"},
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Sec_Fetch_Site": "same-origin"},
        {"Sec_Fetch_Site": "none"},
        {"Cookie": "{cookie}"},
        {"Host": "localhost:{port}"},
        {"Host": "evil.example:{port}"},
    ],
)
@pytest.mark.parametrize("path", ["/pane/hello", "/pane/left"])
def test_no_browser_is_answered_even_with_the_right_proof(asked: Asked, path: str, more: dict[str, str]) -> None:
    filled = {
        k: v.format(origin=f"http://{asked.client.host}", cookie=asked.client.cookie, port=asked.page.port)
        for k, v in more.items()
    }
    if path == "/pane/hello":
        answer = asked.client.raw("POST", path, b"", X_Nonce="n", X_Proof=asked.proof("hello", "n", ""), **filled)
    else:
        ticket = asked.ticket()
        told = asked.proof("ask", path, ticket, BODY)
        answer = asked.client.raw("POST", path, BODY.encode(), X_Ticket=ticket, X_Proof=told, **filled)
    assert answer.status in (403, 421) and "ticket" not in answer and asked.client.csrf not in answer
    assert "access-control-allow-origin" not in answer.headers


def test_a_ticket_is_good_for_one_question_and_for_that_one(asked: Asked) -> None:
    def ask(ticket: str, told: str, path: str = "/pane/left", body: str = BODY) -> int:
        return asked.client.raw("POST", path, body.encode(), X_Ticket=ticket, X_Proof=told).status

    ticket = asked.ticket()
    told = asked.proof("ask", "/pane/left", ticket, BODY)
    assert ask(ticket, told, body=BODY.replace("Tilly", "Billy")) == 403
    assert ask(ticket, told, path="/pane/meant") == 403
    assert ask(asked.ticket(), told) == 403
    assert ask("x", asked.proof("ask", "/pane/left", "x", BODY)) == 403  # nobody gave it
    assert ask(ticket, told) == 200
    assert ask(ticket, told) == 403  # said again by somebody who listened
    assert asked.client.raw("GET", "/pane/case").status == 403
    assert asked.client.raw("POST", "/pane/case", b"{}").status == 403
    long = "x" * (3 * 1024 * 1024)
    assert asked.client.raw("POST", "/pane/left", long.encode()).status == 413


def test_tickets_run_out() -> None:
    tickets = Tickets()
    first = tickets.give()
    for _ in range(64):
        last = tickets.give()
    assert not tickets.take(first) and tickets.take(last) and not tickets.take(last)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("redactor.web.tickets._LIVES", -1.0)
        assert not tickets.take(tickets.give())


def test_a_program_that_has_taken_the_port_learns_nothing(home: Path) -> None:
    """A page was killed: its file is there, and somebody else's program answers on its port."""
    heard: list[bytes] = []
    listening = socket.create_server(("127.0.0.1", 0))

    def pretend() -> None:
        for said in (b'{"version": 1, "ticket": "t"}', b"{}"):
            talking, _ = listening.accept()
            heard.append(talking.recv(65536))
            head = f"HTTP/1.1 200 OK\r\nContent-Length: {len(said)}\r\nX-Proof: {'0' * 64}\r\n\r\n".encode()
            talking.sendall(head + said)
            talking.close()

    threading.Thread(target=pretend, daemon=True).start()
    folder = home / "state" / "open"
    folder.mkdir(parents=True)
    file = folder / "page-1-1.json"
    file.write_text(json.dumps({"port": listening.getsockname()[1], "secret": "a", "pane": "b" * 43}))
    file.chmod(0o600)
    with pytest.raises(page_module.PageError, match="does not run"):
        page_module.pages_with_a_case()
    with pytest.raises(page_module.Gone):
        page_module.Page(listening.getsockname()[1], "b" * 43).ask("left", texts=["Tilly Varnham"])
    listening.close()
    assert len(heard) == 2 and not any(b"Tilly" in each or b"b" * 43 in each for each in heard)


@pytest.mark.skipif(os.name != "posix", reason="the rights of files as POSIX has them")
def test_a_file_that_others_may_read_is_passed_over(asked: Asked, home: Path) -> None:
    folder = home / "state" / "open"
    folder.mkdir(parents=True)
    file = folder / "page-1-1.json"
    file.write_text(json.dumps({"port": asked.page.port, "secret": "a", "pane": asked.secret}))
    file.chmod(0o644)
    with pytest.raises(page_module.PageError, match="does not run"):
        page_module.pages_with_a_case()
    file.chmod(0o600)
    assert len(page_module.pages_with_a_case()) == 1


@pytest.mark.skipif(sys.platform == "win32", reason="it is told by the system there")
def test_the_file_is_looked_for_where_the_page_writes_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert page_module.state_folder() == Home.current().state_dir
    monkeypatch.delenv("REDACTOR_HOME")
    for state in ("", str(tmp_path / "state")):
        monkeypatch.setenv("XDG_STATE_HOME", state)
        monkeypatch.setenv("HOME", str(tmp_path))
        assert page_module.state_folder() == Home.current().state_dir


def test_no_proxy_is_asked(asked: Asked, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    assert asked.page.ask("case")["open"]
