"""A language model of the user's own that is asked for advice, if somebody gives its address: on this computer, or not at all.

    finished copy ─▶ no name of the case in it? ─▶ its text, with a question, to 127.0.0.1 ─▶ what it says, in the restricted file

Decisions: only a literal loopback address or "localhost", which is never looked up, so that no name server can send it elsewhere;
`http.client`, which knows no proxies and follows no redirects; the other end of the connection is looked at before a word goes
out. It is advice: no figure, no exit code and no record depends on it.
"""

from __future__ import annotations

import hashlib
import http.client
import ipaddress
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from redactor.base.refused import Refused
from redactor.case.case import Case
from redactor.checks.known import ListedForms
from redactor.checks.passages import normal
from redactor.language.lexicon import fold
from redactor.publication.unnamed import left_names
from redactor.sources.source import Source

MOST_SENT = 60_000  # characters: about what small models read at once
_MOST_SAID, _MOST_BYTES = 8_000, 2_000_000
_SECONDS = 600  # a small computer thinks long
_OPENAI, _OLLAMA = "/v1/chat/completions", "/api/chat"
QUESTION = (
    "Below is a report of a safeguarding review in which people are called by codes or pseudonyms. Read it as somebody would who "
    "wants to know who the family is. List up to ten details by which somebody could be recognised, each with the words of the "
    "report, why it tells much, and a wider wording that stays true. Do not guess names. If nothing tells much, say so."
)


@dataclass(frozen=True)
class Adviser:
    """Where the model answers, and what it is called there."""

    host: str  # a literal address of this computer
    port: int
    path: str
    model: str

    @property
    def address(self) -> str:
        """As it is shown."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"http://{host}:{self.port}{self.path}"


@dataclass(frozen=True)
class Advice:
    """What was sent, and what came back. It may guess at somebody: for the restricted file alone."""

    adviser: Adviser
    question: str
    characters: int  # sent of the report
    of: int  # that it has
    sha256: str  # of what was sent of it
    said: str = field(repr=False)

    @property
    def sent(self) -> str:
        """What was sent, in a sentence."""
        part = f"the first {self.characters:,} of {self.of:,}" if self.characters < self.of else f"all {self.of:,}"
        return (
            f"Sent to {self.adviser.address}, model {self.adviser.model}: {part} characters of the finished copy, with codes, "
            f"and one question. SHA-256 {self.sha256}."
        )


def adviser_at(address: str, model: str) -> Adviser:
    """The model at an address of this computer. Raises Refused for any other, and for one that is not whole."""
    try:
        parts = urlsplit(address)
        port = parts.port or 80
    except ValueError:
        raise Refused([_NOT_WHOLE]) from None
    host = (parts.hostname or "").lower()
    if parts.scheme != "http" or not host or parts.username is not None or parts.query or parts.fragment:
        raise Refused([_NOT_WHOLE])
    if host == "localhost":
        host = "127.0.0.1"
    try:
        at_home = "%" not in host and ipaddress.ip_address(host).is_loopback
    except ValueError:
        at_home = False  # a name: whoever answers for it could send it anywhere
    if not at_home:
        raise Refused(
            ["The address given with --advice is not on this computer. Nothing was sent. Use http://127.0.0.1 with the port of "
             "your own model: the text of a report goes nowhere else."]
        )  # fmt: skip
    path = parts.path.rstrip("/")
    path = _OPENAI if path == "/v1" else path
    if not path.endswith((_OPENAI, _OLLAMA)):
        raise Refused([_NOT_WHOLE])
    if not model.strip():
        raise Refused(["Which model? Give its name with --advice-model, as your own server calls it."])
    return Adviser(host, port, path, model.strip())


_NOT_WHOLE = (
    "The address given with --advice is no whole address of a model. Write http://127.0.0.1:11434/api/chat for Ollama, or "
    "http://127.0.0.1:8080/v1/chat/completions for a server that answers as OpenAI's does."
)


def text_to_send(sources: Sequence[Source], case: Case) -> str:
    """What a reader sees of finished copies. Raises Refused where a name of the case stands in it."""
    for source in sources:
        if any(source.texts[index].layer == "text" for index, *_ in ListedForms.of(case).in_texts(source)):
            raise Refused([_NAMED])
    text = "\n".join(t.text for s in sources for t in s.texts if t.layer == "text" and not t.earlier and t.text.strip())
    plain = fold(normal(text))
    if any(re.search(rf"(?<!\w){re.escape(fold(normal(n)))}(?!\w)", plain) for n in left_names(case.key_map)):
        raise Refused([_NAMED])
    return text


_NAMED = "A name of the case stands in the copy, so nothing was sent to the model. Give a copy that holds codes or pseudonyms."


def advised(adviser: Adviser, text: str) -> Advice:
    """Ask the model. Raises Refused where it does not answer as a model does."""
    sent = text[:MOST_SENT]
    body = {
        "model": adviser.model,
        "stream": False,
        "messages": [{"role": "system", "content": QUESTION}, {"role": "user", "content": sent}],
    }
    said = _said(_answered(adviser, json.dumps(body).encode()))
    return Advice(adviser, QUESTION, len(sent), len(text), hashlib.sha256(sent.encode()).hexdigest(), said)


def _answered(adviser: Adviser, body: bytes) -> bytes:
    connection = http.client.HTTPConnection(adviser.host, adviser.port, timeout=_SECONDS)
    try:
        connection.connect()
        if not ipaddress.ip_address(connection.sock.getpeername()[0]).is_loopback:  # nothing has been sent yet
            raise Refused(["The other end of the connection is not on this computer. Nothing was sent."])
        connection.request("POST", adviser.path, body, {"Content-Type": "application/json"})
        answer = connection.getresponse()
        if 300 <= answer.status < 400:
            raise Refused(["The model's server points to another address. It was not followed; no advice was taken."])
        if answer.status != 200:
            raise Refused(
                [f"The model's server answers with {answer.status}. Is the model called so, and loaded? No advice was taken."]
            )  # fmt: skip
        data = answer.read(_MOST_BYTES + 1)
    except (OSError, http.client.HTTPException):
        raise Refused(
            [f"Nothing answers at {adviser.address}. Start your model's server, or leave out --advice."]
        ) from None
    finally:
        connection.close()
    if len(data) > _MOST_BYTES:
        raise Refused(["The model's server answers without end. No advice was taken."])
    return data


def _said(data: bytes) -> str:
    """What the model says, in either of the two forms of answers; without letters that a file cannot hold."""
    try:
        told = json.loads(data)
        message = told["message"] if "message" in told else told["choices"][0]["message"]
        said = message["content"]
    except (ValueError, KeyError, IndexError, TypeError):
        said = None
    if not isinstance(said, str):
        raise Refused(["The server does not answer as a model does. No advice was taken."])
    return re.sub(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]", " ", said).strip()[:_MOST_SAID]
