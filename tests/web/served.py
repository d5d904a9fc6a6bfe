"""The real page on a real port, and a client that says just what a test wants it to say."""

from __future__ import annotations

import http.client
import re
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote, urlencode, urlsplit

from redactor.case.profiles import Profile
from redactor.web.opening import open_page


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode("utf-8", "replace")

    def __contains__(self, words: str) -> bool:
        return words in self.text


@dataclass
class Client:
    """A browser without a screen."""

    address: str
    thread: threading.Thread
    tab: str = "first"
    cookie: str = ""
    csrf: str = ""
    opened: list[http.client.HTTPConnection] = field(default_factory=list)

    @property
    def host(self) -> str:
        return urlsplit(self.address).netloc

    @property
    def token(self) -> str:
        return urlsplit(self.address).query.removeprefix("token=")

    def raw(self, method: str, path: str, body: bytes = b"", **headers: str) -> Answer:
        """A request with these headers and no others."""
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        connection = http.client.HTTPConnection("127.0.0.1", int(self.host.rpartition(":")[2]), timeout=60)
        try:
            connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
            if method == "POST" and not {"Content-Length", "Transfer-Encoding"} & sent.keys():
                sent["Content-Length"] = str(len(body))
            for name, value in {"Host": self.host, **sent}.items():
                connection.putheader(name, value)
            connection.endheaders(body or None)
            answer = connection.getresponse()
            return Answer(answer.status, {k.lower(): v for k, v in answer.getheaders()}, answer.read())
        finally:
            connection.close()

    def enter(self) -> Client:
        answer = self.raw("GET", f"/open?token={self.token}")
        assert answer.status == 303, answer.text
        self.cookie = answer.headers["set-cookie"].partition(";")[0]
        found = re.search(r'name="csrf" content="([^"]+)"', self.get("/list").text)
        assert found
        self.csrf = found[1]
        return self

    def get(self, path: str) -> Answer:
        return self.raw("GET", path, Cookie=self.cookie)

    def post(
        self, path: str, fields: Mapping[str, object] | None = None, body: bytes | None = None, **more: str
    ) -> Answer:
        headers = {
            "Cookie": self.cookie, "Origin": f"http://{self.host}", "X-CSRF-Token": self.csrf, "X-Tab": self.tab,
            "Content-Type": "application/x-www-form-urlencoded", **{k.replace("_", "-"): v for k, v in more.items()},
        }  # fmt: skip
        return self.raw("POST", path, urlencode(fields or {}, doseq=True).encode() if body is None else body, **headers)

    def give(self, path: Path, kind: str = "draft", name: str = "") -> Answer:
        """Hand a file over, as dropping it on the page does."""
        return self.post(f"/files?kind={kind}", body=path.read_bytes(), X_File_Name=quote(name or path.name))

    def wait(self, seconds: float = 60) -> Answer:
        """Until the job that runs has ended; the page after it."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            answer = self.get("/working")
            if answer.status == 303:
                return self.get(answer.headers["location"].partition("#")[0])
            time.sleep(0.05)
        raise AssertionError("the job does not end")

    def listen(self) -> http.client.HTTPResponse:
        """A tab's stream of events."""
        connection = http.client.HTTPConnection("127.0.0.1", int(self.host.rpartition(":")[2]), timeout=30)
        connection.request("GET", f"/events?tab={self.tab}", headers={"Host": self.host, "Cookie": self.cookie})
        self.opened.append(connection)
        return connection.getresponse()

    def key(self) -> str:
        """The key of the question that the panel shows."""
        found = re.search(r'data-question="([^"]+)"', self.get("/panel/question").text)
        return found[1] if found else ""


@contextmanager
def served(
    *drafts: Path, codes: Path | None = None, key_map: Path | None = None, out: Path | None = None,
    stop_after: float = 600, profile: Profile = Profile.SUBMISSION,
) -> Iterator[Client]:  # fmt: skip
    """A running page, stopped at the end."""
    said: list[str] = []

    def run() -> None:
        open_page(drafts, codes, key_map, profile, out, "J Bell", browser=False, stop_after=stop_after, say=said.append)

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    while not said:
        assert thread.is_alive()
        time.sleep(0.01)
    client = Client(said[0], thread)
    try:
        yield client
    finally:
        for connection in client.opened:
            connection.close()
        if thread.is_alive() and client.cookie:
            client.post("/tab")
            client.post("/close")
        if client.cookie:
            thread.join(30)


def event(stream: http.client.HTTPResponse) -> str:
    """The next event's name."""
    while line := stream.readline().decode():
        if line.startswith("event: "):
            return line.removeprefix("event: ").strip()
    return ""
