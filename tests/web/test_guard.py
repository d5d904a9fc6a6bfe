"""Everything that is not the page's own browser tab is refused; one row a threat of `guard.py`'s table."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from redactor.web.guard import FILE_BYTES, FORM_BYTES, HEADERS
from tests.drafts import draft
from tests.web.served import Client, served


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("REDACTOR_HOME", str(tmp_path_factory.mktemp("home")))
        with served() as client:
            yield client.enter()


def test_it_listens_on_this_machine_alone(page: Client) -> None:
    assert page.address.startswith("http://127.0.0.1:")


def test_the_address_opens_the_page_once(page: Client) -> None:
    again = page.raw("GET", f"/open?token={page.token}")
    assert again.status == 403 and "used before" in again and "set-cookie" not in again.headers


@pytest.mark.parametrize("token", ["", "x", "%00", "é"])
def test_no_other_token_opens_it(token: str) -> None:
    with served() as client:
        assert client.raw("GET", f"/open?token={token.encode().hex() if token == 'é' else token}").status == 403
        assert client.enter().get("/").status == 200  # and its own still does


def test_the_cookie_is_for_this_page_alone() -> None:
    with served() as client:
        answer = client.raw("GET", f"/open?token={client.token}")
        cookie = answer.headers["set-cookie"].lower()
        assert "httponly" in cookie and "samesite=strict" in cookie
        assert client.host.rpartition(":")[2] in cookie.partition("=")[0]  # cookies do not tell ports apart
        client.cookie = answer.headers["set-cookie"].partition(";")[0]
        client.enter = lambda: client  # type: ignore[method-assign]
        client.csrf = client.get("/list").text.partition('name="csrf" content="')[2].partition('"')[0]


@pytest.mark.parametrize(
    ("path", "headers", "status"),
    [
        ("/", {}, 403),  # no cookie
        ("/list", {"Cookie": "redactor-1=x"}, 403),
        ("/events?tab=a", {}, 403),
        ("/check/picture/00", {}, 403),
        ("/files", {}, 403),
        ("/static/review.js", {}, 200),  # nothing secret
        ("/static/../app.py", {}, 404),
        ("/static/%2e%2e/app.py", {}, 404),
    ],
)
def test_without_the_cookie_nothing_is_shown(page: Client, path: str, headers: dict[str, str], status: int) -> None:
    assert page.raw("GET", path, **headers).status == status


@pytest.mark.parametrize(
    "host", ["evil.example", "localhost:{port}", "127.0.0.1", "127.0.0.1:1", "", "evil.example:{port}"]
)
def test_another_host_name_is_dns_rebinding(page: Client, host: str) -> None:
    named = host.replace("{port}", page.host.rpartition(":")[2])
    answer = page.raw("GET", "/", Host=named, Cookie=page.cookie)
    assert answer.status in (400, 421) and page.csrf not in answer


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Origin": "https://127.0.0.1"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},  # another port of this machine
    ],
)
@pytest.mark.parametrize(("method", "path"), [("GET", "/"), ("GET", "/events?tab=x"), ("POST", "/undo")])
def test_another_site_gets_nothing_and_changes_nothing(
    page: Client, method: str, path: str, headers: dict[str, str]
) -> None:
    more = {"Cookie": page.cookie, "X-CSRF-Token": page.csrf, "X-Tab": page.tab, **headers}
    assert page.raw(method, path, **more).status == 403


@pytest.mark.parametrize("path", ["/undo", "/answer", "/add", "/mention", "/open-case", "/finish", "/close", "/tab",
                                  "/files?kind=draft", "/files/out", "/people/merge", "/people/rename",
                                  "/people/requests", "/check/run", "/check/looked", "/another"])  # fmt: skip
@pytest.mark.parametrize("token", ["", "wrong"])
def test_every_change_needs_the_pages_own_token(page: Client, path: str, token: str) -> None:
    kept, page.csrf = page.csrf, token
    try:
        answer = page.post(path, {"csrf": token})
    finally:
        page.csrf = kept
    assert answer.status == 403 and "earlier page" in answer


def test_a_change_needs_an_origin(page: Client) -> None:
    answer = page.raw("POST", "/undo", Cookie=page.cookie, X_CSRF_Token=page.csrf, X_Tab=page.tab)
    assert answer.status == 403


@pytest.mark.parametrize("path", ["/", "/list", "/static/review.css", "/nowhere", "/open?token=x"])
def test_every_answer_has_the_headers(page: Client, path: str) -> None:
    answer = page.get(path)
    assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy and "unsafe" not in policy and "frame-ancestors 'none'" in policy
    assert answer.headers["cache-control"] == "no-store"
    assert "server" not in answer.headers


@pytest.mark.parametrize("path", ["/", "/list", "/nowhere"])
def test_no_page_has_inline_code(page: Client, path: str) -> None:
    text = page.get(path).text
    assert "<script>" not in text and "style=" not in text and " onclick" not in text and "javascript:" not in text
    assert "http://" not in text.replace(f"http://{page.host}", "") and "https://" not in text  # nothing from elsewhere


@pytest.mark.parametrize(("path", "most"), [("/undo", FORM_BYTES), ("/files?kind=draft", FILE_BYTES)])
def test_too_much_is_refused_before_it_is_read(page: Client, path: str, most: int) -> None:
    headers = {"Cookie": page.cookie, "Origin": f"http://{page.host}", "X-CSRF-Token": page.csrf, "X-Tab": page.tab}
    answer = page.raw("POST", path, b"", **headers, Content_Length=str(most + 1))
    assert answer.status == 413


def test_too_much_is_refused_though_its_length_is_a_lie(page: Client) -> None:
    body = b"%x\r\n" % (FORM_BYTES + 10) + b"x" * (FORM_BYTES + 10) + b"\r\n0\r\n\r\n"
    headers = {"Cookie": page.cookie, "Origin": f"http://{page.host}", "X-CSRF-Token": page.csrf, "X-Tab": page.tab}
    answer = page.raw("POST", "/undo", body, **headers, Transfer_Encoding="chunked")
    assert answer.status == 413


def test_names_that_contain_markup_are_text(page: Client, tmp_path: Path) -> None:
    name = "<img src=x onerror=alert(1)>'\"&.docx"
    file = draft(tmp_path / "draft.docx", "Nobody was there.")
    answer = page.give(file, name=name)
    assert answer.status == 200
    assert "<img" not in answer and "&lt;img" in answer
    page.post("/files/out", {"kind": "draft", "name": name})


def test_a_file_name_loses_its_folders(page: Client, tmp_path: Path) -> None:
    file = draft(tmp_path / "draft.docx", "Nobody was there.")
    answer = page.give(file, name="..\\..\\secret/up.docx")
    assert "up.docx" in answer and ".." not in answer
    page.post("/files/out", {"kind": "draft", "name": "up.docx"})


def test_an_error_shows_no_traceback(page: Client) -> None:
    answer = page.get("/panel/why?passage=1&start=2")  # nothing is open
    assert answer.status == 303
    assert "Traceback" not in page.get("/nowhere")


def test_what_goes_wrong_inside_is_told_without_a_name_anywhere(
    page: Client, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("Tilly Varnham")

    monkeypatch.setattr("redactor.web.pages.start._page", broken)
    answer = page.get("/")
    assert answer.status == 500 and "did not expect (RuntimeError in" in answer and "Tilly" not in answer
    assert capfd.readouterr() == ("", "")
