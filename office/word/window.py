"""The window of redactor for Word: serves the pane to Word on this computer, and asks the page of redactor on its behalf.

    python window.py --certificate pane.crt --key pane.key [--port 43117]

A prototype. A pane in Word is a web page: it cannot read the file by which a program of this account proves itself to the page of
redactor (office/common/redactor_page.py). So this program stands in between. What stands between it and everybody else:

| threat | what stops it |
| --- | --- |
| another computer | bound to 127.0.0.1 |
| another account or program | a code shown here is typed into the pane, good once, for two minutes and five tries; |
| | then a cookie unseen by scripts |
| a web site that leads a browser here, or whose name is made to mean 127.0.0.1 | Host, Origin, Sec-Fetch-Site, SameSite=Strict |
| another program that has taken the port | the certificate, which IT gives to this account |
| the network | nothing is asked but the page of redactor; Word itself loads Office.js from its maker |

Python's own library alone.
"""

from __future__ import annotations

import argparse
import hmac
import json
import secrets
import ssl
import sys
import threading
import time
from collections.abc import Callable
from http.cookies import CookieError, SimpleCookie
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

_HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(_HERE.parent / "common"))
import redactor_page  # noqa: E402

_FILES = {"/pane.html": "text/html", "/pane.js": "text/javascript", "/pane.css": "text/css"}
_ASKED = ("who", "left", "meant")
_COOKIE, _LIVES, _TRIES = "redactor-word", 120.0, 5
_MOST = 2 * 1024 * 1024
_OFFICE = "https://appsforoffice.microsoft.com"  # Word's own interface comes from there
_HEADERS = {
    "Content-Security-Policy": f"default-src 'none'; script-src 'self' {_OFFICE}; style-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


class Keys:
    """Who is let in. They live in memory and end with the window."""

    def __init__(self, say: Callable[[str], None]) -> None:
        self.cookie = secrets.token_urlsafe(32)
        self._say, self._lock = say, threading.Lock()
        self._code, self._until, self._tries = "", 0.0, 0

    def begin(self) -> None:
        """A pane asks to be let in: a code is shown here, unless one is shown already."""
        with self._lock:
            if not self._code or time.monotonic() > self._until:
                self._code = f"{secrets.randbelow(10**8):08d}"
                self._until, self._tries = time.monotonic() + _LIVES, _TRIES
                self._say(f"A pane asks to be let in. If you opened it in Word, type there: {self._code}")

    def admit(self, code: str) -> bool:
        """Whether the code is the one that is shown; it is good once."""
        with self._lock:
            self._tries -= 1
            good = bool(self._code) and self._tries >= 0 and time.monotonic() <= self._until
            good = good and hmac.compare_digest(code.encode(), self._code.encode())
            if good:
                self._code = ""
            return good


class _Refused(Exception):
    def __init__(self, status: int, sentence: str) -> None:
        super().__init__(sentence)
        self.status, self.sentence = status, sentence


class Window(BaseHTTPRequestHandler):
    """One request of the pane."""

    protocol_version = "HTTP/1.1"
    keys: Keys
    address: str  # "https://127.0.0.1:43117"

    def do_GET(self) -> None:
        """A file of the pane; nothing secret is in them."""
        self._answer(self._file)

    def do_POST(self) -> None:
        """What the pane asks."""
        self._answer(self._asked)

    def log_message(self, format: str, *arguments: object) -> None:
        """Nothing is logged."""

    def _file(self) -> tuple[int, str, bytes, dict[str, str]]:
        kind = _FILES.get(self.path.partition("?")[0])  # Word adds what it wants to tell the pane
        if kind is None:
            raise _Refused(404, "There is no such file.")
        return 200, kind, (_HERE / self.path.partition("?")[0].lstrip("/")).read_bytes(), {}

    def _asked(self) -> tuple[int, str, bytes, dict[str, str]]:
        if (
            self.headers.get("Origin") != self.address
            or self.headers.get("Sec-Fetch-Site", "same-origin") != "same-origin"
        ):
            raise _Refused(403, "This is asked by the pane alone.")
        length = self.headers.get("Content-Length", "")
        if not length.isdigit() or int(length) > _MOST:
            raise _Refused(413, "That is too much at once.")
        try:
            fields = json.loads(self.rfile.read(int(length)) or b"{}")
            if not isinstance(fields, dict):
                raise ValueError
        except ValueError:
            raise _Refused(400, "That could not be read.") from None
        more = {}
        if self.path == "/pair/begin":
            self.keys.begin()
            said: object = {}
        elif self.path == "/pair":
            if not self.keys.admit(str(fields.get("code", ""))):
                raise _Refused(
                    403, "This is not the code that is shown, or it is too old. Open the pane again for another."
                )
            more, said = {"Set-Cookie": f"{_COOKIE}={self.keys.cookie}; Path=/; HttpOnly; Secure; SameSite=Strict"}, {}
        else:
            self._check_cookie()
            said = self._relayed(fields)
        return 200, "application/json", json.dumps(said).encode(), more

    def _check_cookie(self) -> None:
        try:
            found = SimpleCookie(self.headers.get("Cookie", "")).get(_COOKIE)
        except CookieError:
            found = None
        if found is None or not hmac.compare_digest(found.value.encode(), self.keys.cookie.encode()):
            raise _Refused(401, "Type the code that the window of redactor for Word shows.")

    def _relayed(self, fields: dict) -> object:
        what = self.path[len("/ask/") :] if self.path.startswith("/ask/") else ""
        try:
            if what == "cases":
                return {"cases": [{"page": page.port, **said} for page, said in redactor_page.pages_with_a_case()]}
            if what not in _ASKED:
                raise _Refused(404, "There is nothing of this name to ask.")
            number = fields.pop("page", None)
            page = next((p for p in redactor_page.pages() if p.port == number), None)
            if page is None:
                raise _Refused(422, redactor_page.NOT_RUNNING)
            return page.ask(what, **fields)
        except redactor_page.PageError as error:
            raise _Refused(422, str(error)) from None

    def _answer(self, answered: Callable[[], tuple[int, str, bytes, dict[str, str]]]) -> None:
        try:
            if self.headers.get("Host") != self.address.partition("//")[2]:
                raise _Refused(421, "This window is only to be had under its own address.")
            status, kind, body, more = answered()
        except _Refused as refused:
            status, kind, more = refused.status, "application/json", {}
            body = json.dumps({"problem": refused.sentence}).encode()
            self.close_connection = True  # what it has sent may not have been read
        self.send_response_only(status)
        for name, value in {**_HEADERS, "Content-Type": f"{kind}; charset=utf-8", **more}.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """Nothing is shown of a connection that broke off, as a browser does with a certificate that it does not know."""


def window(port: int, certificate: Path, key: Path, say: Callable[[str], None]) -> ThreadingHTTPServer:
    """The window, ready to serve: `serve_forever()`. Port 0 is any. Raises OSError, ssl.SSLError."""

    class Own(Window):
        keys = Keys(say)

    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    server = _Server(("127.0.0.1", port), Own)
    server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    Own.address = f"https://127.0.0.1:{server.server_address[1]}"
    return server


def main() -> None:
    """Serve until Ctrl+C."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--certificate", type=Path, required=True)
    parser.add_argument("--key", type=Path, required=True)
    parser.add_argument("--port", type=int, default=43117, help="the one that the manifest names")
    given = parser.parse_args()
    server = window(given.port, given.certificate, given.key, lambda sentence: print(sentence, flush=True))
    print("The window of redactor for Word runs. Open its pane in Word; Ctrl+C ends it.", flush=True)
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        server.server_close()


if __name__ == "__main__":
    main()
