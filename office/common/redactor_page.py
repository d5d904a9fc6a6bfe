"""Asks the page of redactor that runs on this computer for this account. Python's own library alone, from version 3.8 on.

The page writes a file that only its owner can read: its port and a secret. Both sides prove that they know the secret, by a
keyed digest over what is said; the secret itself is never sent. Nothing of a text goes out before the page has proved itself on
the same connection, so that a program that has taken the port of a page since gone learns nothing. Nothing is looked up, no proxy
is used: the only address is 127.0.0.1. What is asked and answered, redactor/web/panes.py says.
"""

from __future__ import annotations

import hashlib
import hmac
import http.client
import json
import os
import secrets
import sys
from contextlib import suppress
from pathlib import Path

VERSION = 1
_HELLO = 5.0  # seconds for a page of this computer to prove itself
_ANSWER = 300.0  # for it to look through a long text
_MOST = 64 * 1024 * 1024  # bytes of an answer

NOT_RUNNING = "redactor does not run. Start it, open your draft and the board's list in its page, and try again."
NOTHING_OPEN = "No case is open in redactor. Open your draft and the board's list in its page, and try again."
OTHER_VERSION = "This window and redactor are of different versions. Ask IT to install the one that came with redactor."


class PageError(Exception):
    """The page cannot be asked, or cannot answer. The message is a sentence for the author."""


class Page:
    """One page that runs."""

    def __init__(self, port: int, secret: str) -> None:
        self.port = port
        self._secret = secret

    def ask(self, what: str, **fields: object) -> dict:
        """What the page answers. Raises PageError; `Gone` where no page of this account answers there."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=_HELLO)
        try:
            ticket = self._ticket(connection)
            path, body = "/pane/" + what, json.dumps(fields)
            if connection.sock is None:  # closed in between: whoever is there now has proved nothing
                raise Gone
            connection.sock.settimeout(_ANSWER)
            status, said, told = _post(
                connection, path, body, {"X-Ticket": ticket, "X-Proof": self._proof("ask", path, ticket, body)}
            )
        except (OSError, http.client.HTTPException, ValueError):
            raise Gone from None
        finally:
            connection.close()
        if not hmac.compare_digest(told, self._proof("answer", ticket, str(status), said)):
            raise Gone
        answer = json.loads(said)
        if status != 200:
            raise PageError(str(answer.get("problem", "")) or NOT_RUNNING)
        return answer

    def _ticket(self, connection: http.client.HTTPConnection) -> str:
        nonce = secrets.token_hex(16)
        headers = {"X-Nonce": nonce, "X-Proof": self._proof("hello", nonce, "")}
        status, said, told = _post(connection, "/pane/hello", "", headers)
        if status != 200 or not hmac.compare_digest(told, self._proof("here", nonce, said)):
            raise Gone
        answer = json.loads(said)
        if answer["version"] != VERSION:
            raise PageError(OTHER_VERSION)
        return str(answer["ticket"])

    def _proof(self, *said: str) -> str:
        return hmac.new(self._secret.encode(), "\0".join(said).encode(), hashlib.sha256).hexdigest()


class Gone(PageError):
    """No page of this account is there any more."""

    def __init__(self) -> None:
        super().__init__(NOT_RUNNING)


def pages_with_a_case() -> list[tuple[Page, dict]]:
    """Every page of this account that has a case open, the newest first, with what it says of it. Raises PageError for none."""
    found, nothing_open, trouble = [], False, ""
    for page in pages():
        try:
            said = page.ask("case")
        except Gone:
            continue
        except PageError as error:
            trouble = str(error)
            continue
        if said["open"]:
            found.append((page, said))
        nothing_open = True
    if not found:
        raise PageError(trouble or (NOTHING_OPEN if nothing_open else NOT_RUNNING))
    return found


def pages() -> list[Page]:
    """The pages that files tell of, the newest first. Files that others may read are no proof, and are passed over."""
    found = []
    with suppress(OSError):
        for file in sorted((state_folder() / "open").glob("page-*.json"), key=lambda f: -f.stat().st_mtime):
            with suppress(OSError, ValueError, KeyError, TypeError):
                if os.name == "posix" and (file.stat().st_mode & 0o077 or file.stat().st_uid != os.getuid()):
                    continue
                said = json.loads(file.read_text(encoding="utf-8"))
                found.append(Page(int(said["port"]), str(said["pane"])))
    return found


def state_folder() -> Path:
    """Where redactor keeps what tells of pages that run, as redactor itself finds it."""
    moved = os.environ.get("REDACTOR_HOME")
    if moved:
        return Path(moved).expanduser().absolute() / "state"
    if sys.platform == "win32":
        return Path(os.environ.get("APPDATA") or Path.home() / "AppData" / "Roaming") / "redactor" / "state"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Logs" / "redactor"
    state = os.environ.get("XDG_STATE_HOME", "").strip()
    return (Path(state) if state else Path.home() / ".local" / "state") / "redactor"


def _post(
    connection: http.client.HTTPConnection, path: str, body: str, headers: dict[str, str]
) -> tuple[int, str, str]:
    connection.request("POST", path, body.encode(), {"Content-Type": "application/json", **headers})
    answer = connection.getresponse()
    said = answer.read(_MOST).decode("utf-8")
    return answer.status, said, answer.headers.get("X-Proof", "")
