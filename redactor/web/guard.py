"""What stands between the browser and the page. Everything is refused but what the page itself asks for.

| threat | what stops it |
| --- | --- |
| another computer on the network | bound to 127.0.0.1 (`server.py`) |
| another program or account of this machine | a token in the address, good for one opening; then a cookie unseen by scripts |
| another account that starts redactor again, or asks from a text | secrets in a file for its owner (`running.py`, `panes.py`) |
| a web site that leads the browser here (CSRF) | SameSite=Strict, Origin, Sec-Fetch-Site, a token in every change |
| a web site whose name is made to mean 127.0.0.1 (DNS rebinding) | the Host must be 127.0.0.1 and the port |
| markup in a draft, a name or a file name | templates escape; Content-Security-Policy without inline scripts or styles |
| what the browser keeps | nothing is cached, nothing is framed, no address is told to others |
| files without end | size limits before anything is read into memory |

Sources: OWASP Cheat Sheets (CSRF Prevention, HTTP Headers, File Upload); RFC 6265bis for SameSite.
"""

from __future__ import annotations

import hmac
import secrets
from dataclasses import dataclass, field
from http.cookies import CookieError, SimpleCookie

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

ENTRANCE = "/open"  # the address that is shown: with the token, once
AGAIN = "/again"  # by which a second start of the same account comes back in; it proves itself
PANE = "/pane/"  # below it the windows for writing ask; each question proves itself (`panes.py`)
STATIC = "/static/"
FORM_BYTES = 2 * 1024 * 1024  # a pasted list of thousands of rows; files have limits of their own
AGAIN_BYTES = 64 * 1024
FILES = "/files"
FILE_BYTES = 50 * 1024 * 1024
CSRF_HEADER = "x-csrf-token"
_SAFE_METHODS = frozenset(("GET", "HEAD"))

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
HEADERS = {
    "content-security-policy": POLICY,
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    # not "no-referrer": with it browsers send "Origin: null" with a form of this very page
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=(), clipboard-read=()",
}


@dataclass
class Keys:
    """The secrets of one running page. They live in memory and end with it."""

    port: int
    entrance: str = field(default_factory=lambda: secrets.token_urlsafe(32), repr=False)  # "" once it was used
    cookie: str = field(default_factory=lambda: secrets.token_urlsafe(32), repr=False)
    csrf: str = field(default_factory=lambda: secrets.token_urlsafe(32), repr=False)
    again: str = field(default_factory=lambda: secrets.token_urlsafe(32), repr=False)
    pane: str = field(default_factory=lambda: secrets.token_urlsafe(32), repr=False)

    @property
    def host(self) -> str:
        """What the browser has to call this place."""
        return f"127.0.0.1:{self.port}"

    @property
    def origin(self) -> str:
        """Where changes have to come from."""
        return f"http://{self.host}"

    @property
    def address(self) -> str:
        """What is opened in the browser, once."""
        return f"{self.origin}{ENTRANCE}?token={self.entrance}"

    @property
    def cookie_name(self) -> str:
        """One for each port: cookies do not tell ports apart, and two pages may be open."""
        return f"redactor-{self.port}"

    def admit(self, token: str) -> bool:
        """Whether the token opens the page; it does so once."""
        if not self.entrance or not same(token, self.entrance):
            return False
        self.entrance = ""
        return True

    def readmit(self) -> str:
        """The address for whoever starts redactor again while this page runs: a new one, good for one opening."""
        self.entrance = secrets.token_urlsafe(32)
        return self.address


def same(one: str, other: str) -> bool:
    """Compared in a time that tells nothing."""
    return hmac.compare_digest(one.encode(), other.encode())


class NotServed(Exception):
    """A request that is not the page's own. The sentence is shown."""

    def __init__(self, status: int, sentence: str) -> None:
        super().__init__(sentence)
        self.status = status
        self.sentence = sentence


class Guard:
    """ASGI middleware: refuses, limits sizes, and puts the headers on every answer."""

    def __init__(self, app: ASGIApp, keys: Keys) -> None:
        self.app = app
        self.keys = keys

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] != "http":
            if scope["type"] == "websocket":  # the page has none
                await send({"type": "websocket.close", "code": 1008})
            return

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers[name] = value
            await send(message)

        try:
            self._check(scope)
        except NotServed as refused:
            await _say(refused, with_headers)
            return
        await self.app(scope, _limited(scope, receive), with_headers)

    def _check(self, scope: Scope) -> None:
        """Raises NotServed."""
        headers, path, method = Headers(scope=scope), scope["path"], scope["method"]
        if headers.get("host", "") != self.keys.host:
            raise NotServed(421, "This page is only to be had under the address that redactor has shown.")
        site, origin = headers.get("sec-fetch-site", "none"), headers.get("origin")
        if path == AGAIN or path.startswith(PANE):  # they prove themselves; a browser says where it comes from
            if method != "POST" or origin is not None or "sec-fetch-site" in headers or "cookie" in headers:
                raise NotServed(403, "This is no page: it is how redactor's own programs find it.")
            length = headers.get("content-length", "0")
            if length.isdigit() and int(length) > _limit(scope):
                raise NotServed(413, _too_large(scope))
            return
        if site not in ("same-origin", "none") and path != ENTRANCE:
            raise NotServed(403, "Another web page has asked for this one. It is not shown to it.")
        if origin is not None and origin != self.keys.origin:
            raise NotServed(403, "Another web page has asked for this one. It is not shown to it.")
        if path != ENTRANCE and not path.startswith(STATIC) and not self._has_cookie(headers):
            raise NotServed(
                403,
                "This page is open to the browser alone in which it was opened. Start redactor again as you did before: "
                "it comes back here.",
            )
        if method in _SAFE_METHODS:
            return
        if origin is None and site != "same-origin":
            raise NotServed(403, "A change has to come from the page itself.")
        length = headers.get("content-length", "0")
        if length.isdigit() and int(length) > _limit(scope):
            raise NotServed(413, _too_large(scope))

    def _has_cookie(self, headers: Headers) -> bool:
        return has_cookie(self.keys, headers)


def has_cookie(keys: Keys, headers: Headers) -> bool:
    """Whether a request comes from the browser that was let in."""
    try:
        jar = SimpleCookie(headers.get("cookie", ""))
    except CookieError:
        return False
    found = jar.get(keys.cookie_name)
    return found is not None and same(found.value, keys.cookie)


def _limit(scope: Scope) -> int:
    if scope["path"] == AGAIN:
        return AGAIN_BYTES
    return FILE_BYTES if scope["path"].startswith(FILES) else FORM_BYTES


def _too_large(scope: Scope) -> str:
    if scope["path"].startswith(FILES):
        return f"The file is larger than {FILE_BYTES // 2**20} MB. Compress its pictures in Word and try again."
    return "That is too much at once. Send less, or leave out what is not needed."


def _limited(scope: Scope, receive: Receive) -> Receive:
    """The body, cut off with an error where it is longer than may be, whatever its headers say."""
    read = 0

    async def limited() -> Message:
        nonlocal read
        message = await receive()
        read += len(message.get("body", b""))
        if read > _limit(scope):
            raise NotServed(413, _too_large(scope))
        return message

    return limited


async def _say(refused: NotServed, send: Send) -> None:
    body = refused.sentence.encode()
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": refused.status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
