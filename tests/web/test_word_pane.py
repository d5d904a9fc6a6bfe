"""In Word, as far as it goes without Word: the pane in Chromium beside a real page, with a stand-in for Office.js."""

from __future__ import annotations

import datetime
import http.client
import importlib.util
import ipaddress
import json
import re
import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from typing import Any
from xml.etree.ElementTree import parse

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tests.office.asking import OFFICE, a_case, client_module

STAND_IN = (Path(__file__).parents[1] / "office" / "office_standin.js").read_text(encoding="utf-8")


def window_module() -> ModuleType:
    client_module()
    spec = importlib.util.spec_from_file_location("redactor_word_window", OFFICE / "word" / "window.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def certificate(folder: Path) -> tuple[Path, Path]:
    """What IT would give to the account, signed by itself."""
    key, name = ec.generate_private_key(ec.SECP256R1()), x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "pane")])
    now = datetime.datetime.now(datetime.UTC)
    made = (
        x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
        .serial_number(1).not_valid_before(now - datetime.timedelta(1)).not_valid_after(now + datetime.timedelta(1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), critical=False)
        .sign(key, hashes.SHA256())
    )  # fmt: skip
    files = folder / "pane.crt", folder / "pane.key"
    files[0].write_bytes(made.public_bytes(serialization.Encoding.PEM))
    plain = serialization.NoEncryption()
    files[1].write_bytes(key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain))
    return files


class Running:
    """The window, and what it has shown."""

    def __init__(self, server: Any, shown: list[str]) -> None:
        self.port, self.shown = server.server_address[1], shown

    @property
    def code(self) -> str:
        end = time.monotonic() + 15  # it is shown when the pane has asked for it
        while not self.shown and time.monotonic() < end:
            time.sleep(0.05)
        found = re.search(r"\d{8}", self.shown[-1])
        assert found
        return found[0]

    def raw(self, method: str, path: str, body: str = "", **headers: str) -> tuple[int, dict[str, str], str]:
        context = ssl.create_default_context()
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
        connection = http.client.HTTPSConnection("127.0.0.1", self.port, timeout=20, context=context)
        try:
            own = {"Host": f"127.0.0.1:{self.port}", "Origin": f"https://127.0.0.1:{self.port}"}
            sent = {**own, **{k.replace("_", "-"): v for k, v in headers.items()}}
            connection.request(method, path, body, {k: v for k, v in sent.items() if v})
            answer = connection.getresponse()
            return answer.status, {k.lower(): v for k, v in answer.getheaders()}, answer.read().decode()
        finally:
            connection.close()


@contextmanager
def window(folder: Path) -> Iterator[Running]:
    shown: list[str] = []
    server = window_module().window(0, *certificate(folder), shown.append)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield Running(server, shown)
    finally:
        server.shutdown()
        server.server_close()


def test_codes_are_put_names_are_shown_and_people_are_said(browser, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    with a_case(tmp_path) as client, window(tmp_path) as running:
        context = browser.new_context(ignore_https_errors=True)
        page = context.new_page()
        page.set_default_timeout(15_000)
        complaints: list[str] = []
        asked: list[str] = []
        page.on("pageerror", lambda e: complaints.append(str(e)))
        page.on("request", lambda r: asked.append(r.url))
        page.route(
            "https://appsforoffice.microsoft.com/**", lambda r: r.fulfill(body=STAND_IN, content_type="text/javascript")
        )
        page.goto(f"https://127.0.0.1:{running.port}/pane.html?et=")
        page.locator("#pairing").wait_for(state="visible")
        page.fill("#code", "00000000" if running.code != "00000000" else "1")
        page.get_by_role("button", name="Let this pane in").click()
        page.get_by_text("not the code that is shown").wait_for()
        page.fill("#code", running.code)
        page.get_by_role("button", name="Let this pane in").click()
        page.locator("#work").wait_for(state="visible")

        text = "😀 Ms Hepton rang Ms Hepton’s office; Mrs Varnham and Varnham came."
        page.evaluate("t => { standIn.paragraphs = [t, 'Osric Fenn and Babs stayed.']; }", text)

        def select(paragraph: int, words: str, last: bool = False) -> None:
            page.evaluate(
                "([n, w, last]) => { const p = standIn.paragraphs[n], at = last ? p.lastIndexOf(w) : p.indexOf(w);"
                " standIn.selection = [n, at, at + w.length]; }", [paragraph, words, last],
            )  # fmt: skip

        def text_now(paragraph: int = 0) -> str:
            return str(page.evaluate("n => standIn.paragraphs[n]", paragraph))

        def click(name: str) -> None:
            page.get_by_role("button", name=name, exact=True).click()

        # a: the second of two that are written the same, and all of a name of which half is selected
        select(0, "Hepton", last=True)
        click("Put the code here")
        click("Put the code")  # the engine doubts it: the one who is likely is offered
        page.get_by_text("SW1 is put.").wait_for()
        assert text_now().startswith("😀 Ms Hepton rang SW1’s office;")
        select(0, "Varnham", last=True)
        click("Put the code here")
        page.locator("#choice").wait_for(state="visible")
        assert page.locator("#people option").all_inner_texts()[:2] == [
            "Child 1 (Tilly Varnham, Subject)", "Child 2 (Barnaby Varnham, Brother of Child 1)",
        ]  # fmt: skip
        assert page.evaluate("document.getElementById('people').selectedIndex") == -1  # nobody is guessed
        click("Put the code")
        assert page.locator("#choice").is_visible() and "and Varnham came" in text_now()
        page.select_option("#people", label="Mr A (Kelvin Varnham, Father of Child 1)")
        click("Put the code")
        page.get_by_text("Mr A is put.").wait_for()
        assert text_now().endswith("Mrs Varnham and Mr A came.")

        # c
        select(1, "Babs")
        click("Who is meant…")
        page.select_option("#people", label="Child 2 (Barnaby Varnham, Brother of Child 1)")
        click("Say so")
        page.get_by_text("“Babs” is Child 2").wait_for()
        assert "Babs" in client.get("/panel/decisions")

        # b: with the way there, and from there to the code
        click("Who is named in the document?")
        page.get_by_text("4 places name or may name somebody").wait_for()
        rows = page.locator("#finds li")
        assert [r.partition(" Go there")[0] for r in rows.all_inner_texts()][2].startswith(
            "Paragraph 2: “Osric Fenn”: nobody of the list yet"
        )
        rows.nth(3).get_by_role("button", name="Go there").click()
        page.wait_for_function("() => standIn.selection[0] === 1 && standIn.selection[1] === 15")
        rows.nth(3).get_by_role("button", name="Put the code").click()
        page.get_by_text("3 places name or may name somebody").wait_for()
        assert text_now(1) == "Osric Fenn and Child 2 stayed."
        page.evaluate("() => { standIn.paragraphs[1] = 'Somebody wrote on. ' + standIn.paragraphs[1]; }")
        rows.nth(2).get_by_role("button", name="Put the code").click()
        page.get_by_text("The text has changed since").wait_for()
        assert text_now(1).endswith("Osric Fenn and Child 2 stayed.")

        from tests.web.browser import _axe

        assert [v["id"] for v in _axe.run(page).response["violations"]] == []
        assert complaints == []
        own = f"https://127.0.0.1:{running.port}/"
        assert {u for u in asked if not u.startswith(own)} == {
            "https://appsforoffice.microsoft.com/lib/1/hosted/office.js"
        }
        context.close()


def test_nobody_else_is_let_in(tmp_path: Path) -> None:
    with window(tmp_path) as running:
        port = running.port

        assert running.raw("POST", "/ask/cases", "{}")[0] == 401
        assert running.raw("POST", "/ask/cases", "{}", Cookie="redactor-word=x")[0] == 401
        for headers in (
            {"Origin": ""}, {"Origin": "null"}, {"Origin": "https://evil.example"}, {"Origin": f"http://127.0.0.1:{port}"},
            {"Sec_Fetch_Site": "cross-site"}, {"Sec_Fetch_Site": "none"},
        ):  # fmt: skip
            assert running.raw("POST", "/pair/begin", "{}", **headers)[0] == 403
        for host in ("evil.example", f"localhost:{port}", "127.0.0.1"):
            assert running.raw("GET", "/pane.html", Host=host)[0] == 421
        assert running.shown == []
        for path in ("/window.py", "/../common/redactor_page.py", "/", "/pane.html/../window.py"):
            assert running.raw("GET", path)[0] == 404
        status, headers, _ = running.raw("GET", "/pane.html")
        assert status == 200 and "'unsafe-inline'" not in headers["content-security-policy"]
        assert "access-control-allow-origin" not in headers

        # a code is good once, and not guessed
        running.raw("POST", "/pair/begin", "{}")
        running.raw("POST", "/pair/begin", "{}")
        assert len(running.shown) == 1
        wrong = json.dumps({"code": f"{(int(running.code) + 1) % 10**8:08d}"})
        for _ in range(5):
            assert running.raw("POST", "/pair", wrong)[0] == 403
        right = json.dumps({"code": running.code})
        assert running.raw("POST", "/pair", right)[0] == 403  # too many tries
    with window(tmp_path) as running:
        running.raw("POST", "/pair/begin", "{}")
        right = json.dumps({"code": running.code})
        status, headers, _ = running.raw("POST", "/pair", right)
        cookie = headers["set-cookie"]
        assert status == 200 and all(word in cookie for word in ("HttpOnly", "Secure", "SameSite=Strict"))
        assert running.raw("POST", "/pair", right)[0] == 403
        status, _, said = running.raw("POST", "/ask/cases", "{}", Cookie=cookie.partition(";")[0])
        assert status == 422 and "redactor does not run" in said
        assert running.raw("POST", "/ask/hello", "{}", Cookie=cookie.partition(";")[0])[0] == 404


def test_the_manifest_names_what_the_window_serves() -> None:
    name = "{http://schemas.microsoft.com/office/appforoffice/1.1}"
    manifest = parse(OFFICE / "word" / "manifest.xml").getroot()
    address = manifest.find(f"{name}DefaultSettings/{name}SourceLocation")
    assert address is not None and address.get("DefaultValue") == "https://127.0.0.1:43117/pane.html"
    for file in re.findall(r'(?:src|href)="([^":]+)"', (OFFICE / "word" / "pane.html").read_text(encoding="utf-8")):
        assert (OFFICE / "word" / file).is_file() and f"/{file}" in window_module()._FILES
