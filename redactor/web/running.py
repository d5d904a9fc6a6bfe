"""The pages that run for this account: a second start finds the one that is open and comes back into it.

Each running page lies in the account's own state folder as a small file for its owner only: the port, and secrets that prove
both sides to each other, one for a second start, one for the windows for writing (`panes.py`). Nothing of the case is in it.
Another account cannot read it; a program that has taken a port since cannot answer, and learns nothing by being asked.
"""

from __future__ import annotations

import hmac
import http.client
import json
import os
import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from redactor.base.files import private_folder, put, remove
from redactor.sealed.sealing import Home
from redactor.web.guard import AGAIN, Keys

_WAIT = 3.0  # seconds for a page of this computer to answer
_MOST = 4096  # bytes of its answer


@dataclass(frozen=True)
class SecondStart:
    """What a second start was asked to open: full paths."""

    drafts: tuple[str, ...] = ()
    codes: str = ""
    key_map: str = ""

    @classmethod
    def of(cls, drafts: Sequence[Path], codes: Path | None, key_map: Path | None) -> SecondStart:
        """By what the command was given."""
        return cls(
            tuple(sorted(str(d.resolve()) for d in drafts)),
            str(codes.resolve()) if codes else "",
            str(key_map.resolve()) if key_map else "",
        )


@dataclass(frozen=True)
class RunningPage:
    """One page as its file tells of it."""

    file: Path
    port: int
    secret: str = field(repr=False)


@contextmanager
def announced(keys: Keys) -> Iterator[None]:
    """While the page runs, a second start of this account can find it. A folder that cannot be written costs only that."""
    file = _folder(Home.current()) / f"page-{keys.port}-{os.getpid()}.json"
    with suppress(OSError):
        private_folder(file.parent)
        put(file, json.dumps({"port": keys.port, "secret": keys.again, "pane": keys.pane}).encode(), private=True)
    try:
        yield
    finally:
        with suppress(OSError):
            remove(file)


def come_back(wanted: SecondStart) -> str:
    """The address of a page that runs and has this open, or nothing yet, good for one opening; "" where there is none."""
    for running in _running(Home.current()):
        answer = _ask(running, wanted)
        if answer is None:  # killed, or another program on its port
            with suppress(OSError):
                remove(running.file)
        elif answer:
            return answer
    return ""


def _folder(home: Home) -> Path:
    return (home.state_dir or home.config_dir) / "open"


def _running(home: Home) -> list[RunningPage]:
    """The newest first."""
    found = []
    with suppress(OSError):
        for file in sorted(_folder(home).glob("page-*.json"), key=lambda f: -f.stat().st_mtime):
            with suppress(OSError, ValueError, KeyError, TypeError):
                said = json.loads(file.read_text(encoding="utf-8"))
                found.append(RunningPage(file, int(said["port"]), str(said["secret"])))
    return found


def _ask(running: RunningPage, wanted: SecondStart) -> str | None:
    """The address, "" where that page has something else open, None where no page of ours answers."""
    nonce = secrets.token_hex(16)
    body = json.dumps({"drafts": wanted.drafts, "codes": wanted.codes, "key_map": wanted.key_map}).encode()
    connection = http.client.HTTPConnection("127.0.0.1", running.port, timeout=_WAIT)
    try:
        headers = {"X-Nonce": nonce, "X-Proof": proof(running.secret, "ask", nonce, body.decode())}
        connection.request("POST", AGAIN, body, headers)
        answer = connection.getresponse()
        text = answer.read(_MOST).decode("utf-8")
        told = answer.headers.get("x-proof", "")
    except (OSError, http.client.HTTPException, ValueError):
        return None
    finally:
        connection.close()
    if answer.status != 200 or not hmac.compare_digest(told, proof(running.secret, "answer", nonce, text)):
        return None
    return text


def proof(secret: str, *said: str) -> str:
    """What only somebody who knows the secret can say."""
    return hmac.digest(secret.encode(), "\0".join(said).encode(), "sha256").hex()
